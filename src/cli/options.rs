//! Options that commands share.

use super::failure::Failure;
use super::seams::{Behaviour, Plan};
use crate::lab::predict::{Choices, SUB_MODELS, Transition};
use crate::results::expect::Expectation;
use crate::results::words::thousands;
use crate::simulation::machine;
use crate::simulation::store::Place;
use clap::Args;
use std::path::{Path, PathBuf};

const EXPECT: &str = "\
End with exit code 3 unless this holds, as in 'signed(six-party talks) > 0.3'; may be repeated

measure(format) OP number, or measure(format) OP measure(format)
Measures: signed, in_force, completed, alive (shares of the assumed worlds, 0 to 1), gain.PARTY (own scale)
OP: > >= < <= ==";

/// The seed unless another is given.
pub(super) const DEFAULT_SEED: u64 = 1;

/// Which worlds, and how they are worked through.
#[derive(Debug, Args)]
pub(super) struct WorldOptions {
    /// Number of assumed worlds; every format goes through the same ones
    #[arg(long, value_name = "N", default_value_t = 2000, value_parser = whole::<u64>(1, 100_000_000), allow_negative_numbers = true)]
    pub(super) runs: u64,

    /// Threads to use [default: as many as can run at once]; results do not depend on it
    #[arg(long, value_name = "N", value_parser = whole::<u16>(1, 1024), allow_negative_numbers = true)]
    pub(super) threads: Option<u16>,

    #[command(flatten)]
    pub(super) draw: DrawOptions,
}

/// What one world is drawn from, and how it is played.
#[derive(Debug, Args)]
pub(super) struct DrawOptions {
    /// Seed of the draws: the same seed gives the same bytes
    #[arg(long, value_name = "S", default_value_t = DEFAULT_SEED, value_parser = whole::<u64>(0, u64::MAX), allow_negative_numbers = true)]
    pub(super) seed: u64,

    /// How the parties behave at the table in the main run
    #[arg(long, value_enum, default_value_t = Behaviour::Concession)]
    pub(super) behaviour: Behaviour,

    /// Change an entry of the scenario, as in parties.dprk.patience=0.95; may be repeated
    #[arg(long = "set", value_name = "PATH=VALUE")]
    pub(super) sets: Vec<String>,
}

impl WorldOptions {
    /// What is to be simulated; all formats.
    pub(super) fn plan(&self) -> Plan {
        Plan {
            runs: self.runs,
            seed: self.draw.seed,
            threads: self.threads.map_or_else(machine::parallel, usize::from),
            behaviour: self.draw.behaviour,
            format: None,
        }
    }
}

/// Where results go and what is said about them.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(super) struct OutputOptions {
    /// Write the result to this folder, which must be new or empty [default: the next free OUTPUT_ROOT/SCENARIO-N]
    #[arg(short, long, value_name = "DIR", conflicts_with = "output_root")]
    pub(super) output: Option<PathBuf>,

    /// Folder of all results, where -o does not say which folder
    #[arg(long, value_name = "DIR", default_value = "output")]
    pub(super) output_root: PathBuf,

    /// Print the result as JSON (one line for each scenario) instead of tables
    #[arg(long)]
    pub(super) json: bool,

    /// Say how much work it is and how long it will take; simulate and write nothing
    #[arg(long)]
    pub(super) dry_run: bool,

    /// No progress bar, and print only the folder of the result
    #[arg(long, short)]
    pub(super) quiet: bool,

    /// End with exit code 3 unless this holds, as in 'signed(six-party talks) > 0.3'; may be repeated
    #[arg(long, value_name = "EXPR", long_help = EXPECT)]
    pub(super) expect: Vec<String>,
}

impl OutputOptions {
    /// Where the result of a scenario goes; with several scenarios `-o DIR` holds one folder for each.
    pub(super) fn place(&self, scenario: &str, several: bool) -> Place {
        match &self.output {
            Some(folder) if several => Place::Exactly(folder.join(scenario)),
            Some(folder) => Place::Exactly(folder.clone()),
            None => Place::Next { root: self.output_root.clone(), scenario: scenario.into() },
        }
    }

    pub(super) fn expectations(&self) -> Result<Vec<Expectation>, Failure> {
        let parse = |text: &String| {
            Expectation::parse(text).map_err(|e| Failure::from(e).at(format!("--expect '{text}'")))
        };
        self.expect.iter().map(parse).collect()
    }
}

const SUB_MODEL: &str = "\
Choose a sub-model of KTAB's spatial model by KTAB's names, as in VotingRule=Binary; may be repeated

VotingRule (how coalitions vote): Binary, PropBin, Proportional (the default), PropCbc, Cubic, ASymProsp
VictoryProbModel: Linear, Square, Quartic, Octic, Binary; PCEModel: Conditional, MarkovIncentive, MarkovUniform
BigRRange: Min, Mid, Max; BigRAdjust: None, OneThird, Half, TwoThirds, Full; ThirdPartyCommit: NoCommit, SemiCommit, FullCommit
InterVecBrgn: S1P1, S2P2, S2PMax; BargnModel: InitOnlyInterp, InitRcvrInterp, PWCompInterp";

/// How KTAB's spatial model is set up.
#[derive(Debug, Args)]
pub(super) struct SubModels {
    /// Choose a sub-model of KTAB's spatial model, as in VotingRule=Binary (how coalitions vote); may be repeated
    #[arg(long = "sub-model", value_name = "NAME=CHOICE", value_parser = sub_model, long_help = SUB_MODEL)]
    pub(super) sub_models: Vec<(String, String)>,
}

fn sub_model(text: &str) -> Result<(String, String), String> {
    let names = SUB_MODELS.join(", ");
    let (name, choice) = text
        .split_once('=')
        .ok_or(format!("expected NAME=CHOICE, as in VotingRule=Binary; names are {names}"))?;
    let (name, choice) = (name.trim().to_owned(), choice.trim().to_owned());
    let mut choices = Choices::default();
    choices.choose(&name, &choice).map_err(|error| error.0)?;
    if choices.transition == Transition::Stochastic {
        return Err("nothing is drawn here: StateTransitions is Deterministic".to_owned());
    }
    Ok((name, choice))
}

/// A reader of whole numbers within bounds, which says what is wrong with others.
pub(super) fn whole<T: TryFrom<u64>>(
    low: u64,
    high: u64,
) -> impl Fn(&str) -> Result<T, String> + Clone + Send + Sync + 'static {
    move |text: &str| {
        let number = text.trim().parse::<u64>().ok().filter(|number| (low..=high).contains(number));
        number
            .and_then(|number| T::try_from(number).ok())
            .ok_or_else(|| format!("expected a whole number from {low} to {}", thousands(high)))
    }
}

/// The file name as the user would write it in a command.
pub(super) fn quoted(path: &Path) -> String {
    let text = path.display().to_string();
    // What begins with a hyphen would be an option.
    word(&if text.starts_with('-') { format!("./{text}") } else { text })
}

/// An option with its value as the user would write it in a command.
pub(super) fn option(name: &str, value: &str) -> String {
    let between = if value.starts_with('-') { "=" } else { " " };
    format!("{name}{between}{}", word(value))
}

/// A word in quotes if a shell would take it apart.
pub(super) fn word(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./:+=@%".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        text.into()
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_command_are_quoted_for_a_shell() {
        assert_eq!(option("--format", "six-party"), "--format six-party");
        assert_eq!(option("--format", "guarantee, then talks"), "--format 'guarantee, then talks'");
        assert_eq!(option("--format", "the North's $HOME"), r"--format 'the North'\''s $HOME'");
        assert_eq!(option("--format", "-x"), "--format=-x");
        assert_eq!(quoted(Path::new("my file.ron")), "'my file.ron'");
        assert_eq!(quoted(Path::new("-x.ron")), "./-x.ron");
    }

    #[test]
    fn numbers_that_cannot_be_are_told_what_could() {
        let read = whole::<u16>(1, 1024);
        assert_eq!(read("1024"), Ok(1024));
        for wrong in ["-5", "0", "1025", "1e3", "2,000", "many", ""] {
            assert_eq!(read(wrong), Err("expected a whole number from 1 to 1,024".into()), "{wrong}");
        }
    }
}
