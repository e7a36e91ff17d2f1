//! The command `roundtable`.

fn main() -> std::process::ExitCode {
    roundtable::cli::main()
}
