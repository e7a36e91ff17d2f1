//! Words of a command as the user would write them in a shell.

use crate::scenario::letters;
use std::path::Path;

pub(crate) use crate::scenario::letters::shell_word as word;

/// The file name as the user would write it in a command.
pub(crate) fn quoted(path: &Path) -> String {
    letters::shell_file(&path.display().to_string())
}

/// An option with its value as the user would write it in a command.
pub(crate) fn option(name: &str, value: &str) -> String {
    let between = if value.starts_with('-') { "=" } else { " " };
    format!("{name}{between}{}", word(value))
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
}
