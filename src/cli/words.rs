//! The words of a command: which options were given, so that the same can be asked for once more.

use clap::error::Error;
use clap::parser::ValueSource;
use clap::{ArgAction, ArgMatches, Command};
use std::ffi::{OsStr, OsString};

/// A command as it was given, its subcommand taken.
pub(super) struct Given {
    /// What it is called: `compare`, `slurm`.
    pub(super) name: String,
    command: Command,
    matches: ArgMatches,
}

impl Given {
    /// Reads words after the name of the program.
    pub(super) fn of<T: Into<OsString> + Clone>(words: impl IntoIterator<Item = T>) -> Result<Self, Error> {
        let mut command = super::command();
        command.build();
        let words = std::iter::once(OsString::from("roundtable")).chain(words.into_iter().map(Into::into));
        let mut matches = command.clone().try_get_matches_from(words)?;
        let mut name = String::new();
        while let Some((below, inner)) = matches.remove_subcommand() {
            let found = command.find_subcommand(&below).cloned();
            (name, matches) = (below, inner);
            command = found.unwrap_or(command);
        }
        Ok(Self { name, command, matches })
    }

    /// The words with which this process was started.
    pub(super) fn now() -> Result<Self, Error> {
        Self::of(std::env::args_os().skip(1))
    }

    /// Whether an option or argument was given.
    pub(super) fn has(&self, id: &str) -> bool {
        self.matches.try_contains_id(id).unwrap_or(false)
            && self.matches.value_source(id) == Some(ValueSource::CommandLine)
    }

    /// Whether the command has such an option, given or not.
    pub(super) fn knows(&self, id: &str) -> bool {
        self.command.get_arguments().any(|argument| argument.get_id() == id)
    }

    /// What was given for an argument without a name.
    pub(super) fn values(&self, id: &str) -> Vec<&OsStr> {
        self.matches.get_raw(id).into_iter().flatten().collect()
    }

    /// The options that were given and are wanted, each with its value as one word, in the order in which the help has them.
    pub(super) fn options(&self, wanted: impl Fn(&str) -> bool) -> Vec<OsString> {
        let mut words = Vec::new();
        for argument in self.command.get_arguments() {
            let id = argument.get_id().as_str();
            if argument.is_positional() || !self.has(id) || !wanted(id) {
                continue;
            }
            let long = argument.get_long().unwrap_or_default();
            if matches!(argument.get_action(), ArgAction::SetTrue) {
                words.push(format!("--{long}").into());
                continue;
            }
            for value in self.values(id) {
                let mut word = OsString::from(format!("--{long}="));
                word.push(value);
                words.push(word);
            }
        }
        words
    }
}

/// Words as they can be pasted into a shell.
pub(super) fn pasted(words: &[OsString]) -> String {
    let word = |word: &OsString| crate::terminal::shell::word(&word.to_string_lossy());
    std::iter::once("roundtable".to_owned()).chain(words.iter().map(word)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_given_can_be_given_again() {
        let given =
            Given::of(["compare", "a.ron", "--runs", "7", "-qo", "x", "--set", "p=1", "--set=q=2"]).unwrap();
        assert_eq!((given.name.as_str(), given.values("files")), ("compare", vec![OsStr::new("a.ron")]));
        assert_eq!(given.options(|id| id != "output"), ["--runs=7", "--set=p=1", "--set=q=2", "--quiet"]);
        assert!(given.has("quiet") && !given.has("seed") && given.knows("seed") && !given.knows("nothing"));
        assert_eq!(pasted(&["compare".into(), "my file".into()]), "roundtable compare 'my file'");
    }
}
