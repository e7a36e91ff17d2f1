//! `completions`: for a shell.

use crate::terminal::failure::{DONE, Failure};
use crate::terminal::output;
use clap::Args;
use clap_complete::Shell;

/// Print completions for a shell
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  roundtable completions bash > ~/.local/share/bash-completion/completions/roundtable"
)]
pub(super) struct Arguments {
    /// Shell
    #[arg(value_name = "SHELL", value_enum)]
    shell: Shell,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let mut bytes = Vec::new();
    clap_complete::generate(arguments.shell, &mut super::command(), "roundtable", &mut bytes);
    output::say(&String::from_utf8_lossy(&bytes))?;
    Ok(DONE)
}
