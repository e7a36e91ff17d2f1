//! One file per command: its arguments (help as doc comments) and one function. The list of commands is the top of the program: it alone
//! knows the laboratory, which brings commands of its own.

mod above_all;
mod against;
mod by_design;
mod check;
mod class_options;
mod cluster;
mod compare;
mod completions;
mod deals;
mod debrief;
mod decompose;
mod discover;
mod explain;
mod explain_error;
mod export;
mod find;
mod findings;
mod flip;
mod guess;
mod guess_class;
mod handout;
mod man;
mod merge;
mod new;
mod pair_options;
mod parts;
mod pictures;
mod pipeline;
mod play;
mod record;
mod rerun;
mod rolesheets;
mod run;
mod schema;
mod sensitivity;
#[cfg(feature = "serve")]
mod serve;
mod shard;
mod side_by_side;
mod simulate;
mod slides;
mod sources;
mod stored;
mod sweep;
mod sweep_files;
mod sweep_shown;
mod table;
mod until;
mod upgrade;
mod why_options;
mod words;

#[cfg(feature = "lab")]
use crate::lab::commands;
use crate::scenario::letters;
use crate::terminal::failure::{self, Failure};
use crate::terminal::{interrupt, output, printable};
use clap::{CommandFactory, Parser, Subcommand, ValueEnum};
use std::ffi::OsString;
use std::process::ExitCode;

const EXAMPLES: &str = "\
roundtable takes one scenario of a negotiation through several formats, in the same assumed worlds.

  roundtable compare scenarios/korea-2019/formats.ron    compare all formats; charts and a report
  roundtable new orchard                                    write a small scenario to change

roundtable --help lists the commands.
";

/// The laboratory says whether there is a game in a domain and states in a conflict.
#[cfg(feature = "lab")]
const JUDGES: check::Judges =
    check::Judges { domain: commands::domain_is_sound, conflict: commands::conflict_is_sound };
#[cfg(not(feature = "lab"))]
const JUDGES: check::Judges =
    check::Judges { domain: check::readable_domain, conflict: check::readable_conflict };

/// Take one scenario of a negotiation through several formats, in the same assumed worlds.
///
/// Every command takes a scenario file. What comes out says in how many assumed worlds something happens; it is not a
/// forecast.
#[derive(Debug, Parser)]
#[command(name = "roundtable", version, max_term_width = 100, disable_help_subcommand = true)]
struct Cli {
    #[arg(help = "When to use colour; NO_COLOR is honoured", long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN", display_order = 900)]
    color: Color,

    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Color {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Debug, Subcommand)]
enum Command {
    New(new::Arguments),
    Check(check::Arguments),
    Upgrade(upgrade::Arguments),
    Run(run::Arguments),
    Compare(compare::Arguments),
    Decompose(decompose::Arguments),
    Flip(flip::Arguments),
    Merge(merge::Arguments),
    Cluster(cluster::Arguments),
    Discover(discover::Arguments),
    Sensitivity(sensitivity::Arguments),
    Sweep(sweep::Arguments),
    Rerun(rerun::Arguments),
    Explain(explain::Arguments),
    Play(play::Arguments),
    #[cfg(feature = "serve")]
    Serve(serve::Arguments),
    Sources(sources::Arguments),
    Handout(handout::Arguments),
    Rolesheets(rolesheets::Arguments),
    Debrief(debrief::Arguments),
    Slides(slides::Arguments),
    Export(export::Arguments),
    #[cfg(feature = "lab")]
    #[command(flatten)]
    Laboratory(commands::Command),
    Completions(completions::Arguments),
    Man(man::Arguments),
    ExplainError(explain_error::Arguments),
    Schema(schema::Arguments),
}

impl Command {
    fn run(&self) -> Result<u8, Failure> {
        match self {
            Self::New(arguments) => new::run(arguments),
            Self::Check(arguments) => check::run(arguments, &JUDGES),
            Self::Upgrade(arguments) => upgrade::run(arguments),
            Self::Run(arguments) => run::run(arguments),
            Self::Compare(arguments) => compare::run(arguments),
            Self::Decompose(arguments) => decompose::run(arguments),
            Self::Flip(arguments) => flip::run(arguments),
            Self::Merge(arguments) => merge::run(arguments),
            Self::Cluster(arguments) => cluster::run(arguments),
            Self::Discover(arguments) => discover::run(arguments),
            Self::Sensitivity(arguments) => sensitivity::run(arguments),
            Self::Sweep(arguments) => sweep::run(arguments),
            Self::Rerun(arguments) => rerun::run(arguments),
            Self::Explain(arguments) => explain::run(arguments),
            Self::Play(arguments) => play::run(arguments),
            #[cfg(feature = "serve")]
            Self::Serve(arguments) => serve::run(arguments),
            Self::Sources(arguments) => sources::run(arguments),
            Self::Handout(arguments) => handout::run(arguments),
            Self::Rolesheets(arguments) => rolesheets::run(arguments),
            Self::Debrief(arguments) => debrief::run(arguments),
            Self::Slides(arguments) => slides::run(arguments),
            Self::Export(arguments) => export::run(arguments),
            #[cfg(feature = "lab")]
            Self::Laboratory(command) => command.run(),
            Self::Completions(arguments) => completions::run(arguments),
            Self::Man(arguments) => man::run(arguments),
            Self::ExplainError(arguments) => explain_error::run(arguments),
            Self::Schema(arguments) => schema::run(arguments),
        }
    }
}

/// The whole tree of commands, for completions, manual pages and the reference.
pub fn command() -> clap::Command {
    Cli::command()
}

/// Runs the command line and gives its exit code.
pub fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    interrupt::survive_file_size_limit();
    // Before parsing, so that errors of parsing follow it too.
    color_of(&arguments).write_global();
    let code = match Cli::try_parse_from(&arguments) {
        Ok(cli) => dispatch(&cli),
        Err(error) => refused(&arguments, &error),
    };
    ExitCode::from(code)
}

/// Prints help, or what is wrong with the arguments, and gives the exit code.
fn refused(arguments: &[OsString], error: &clap::Error) -> u8 {
    let text = wrong_usage(arguments, error);
    if error.use_stderr() {
        output::remark(&text);
    } else if let Err(failure) = output::say(&text) {
        output::remark(&failure.text());
        return failure.code;
    }
    u8::try_from(error.exit_code()).unwrap_or(failure::USAGE)
}

/// The message of the parser, which repeats arguments: parsed again with the arguments as they can be shown, so that all escape
/// characters in it are its own.
fn wrong_usage(arguments: &[OsString], error: &clap::Error) -> String {
    let shown = |argument: &OsString| OsString::from(&*letters::one_line(&argument.to_string_lossy()));
    match Cli::try_parse_from(arguments.iter().map(shown)) {
        Err(again) if again.kind() == error.kind() => printable::own(&again.render().ansi().to_string()),
        _ => error.render().to_string(),
    }
}

fn dispatch(cli: &Cli) -> u8 {
    let Some(command) = &cli.command else {
        output::remark(EXAMPLES);
        return failure::USAGE;
    };
    match command.run() {
        Ok(code) => code,
        Err(failure) => {
            output::remark(&failure.text());
            failure.code
        }
    }
}

fn color_of(arguments: &[OsString]) -> anstream::ColorChoice {
    let texts: Vec<&str> = arguments.iter().filter_map(|argument| argument.to_str()).collect();
    let after = texts.windows(2).filter(|pair| pair[0] == "--color").map(|pair| pair[1]);
    let joined = texts.iter().filter_map(|text| text.strip_prefix("--color="));
    match after.chain(joined).next() {
        Some("always") => anstream::ColorChoice::Always,
        Some("never") => anstream::ColorChoice::Never,
        _ => anstream::ColorChoice::Auto,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tree_of_commands_is_sound() {
        command().debug_assert();
    }

    #[test]
    fn colour_is_known_before_parsing() {
        let choice = |words: &[&str]| color_of(&words.iter().map(OsString::from).collect::<Vec<_>>());
        assert_eq!(choice(&["x", "--color", "never"]), anstream::ColorChoice::Never);
        assert_eq!(choice(&["x", "run", "--color=always"]), anstream::ColorChoice::Always);
        assert_eq!(choice(&["x", "run"]), anstream::ColorChoice::Auto);
    }
}
