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

/// A command on two formats of what is in a place, which is quoted already.
pub(crate) fn of_pair(command: &str, place: &str, (a, b): (&str, &str), options: &[String]) -> String {
    let (names, options) = (format!("{place} {} {}", word(a), word(b)), options.join(" "));
    // What begins with a hyphen would be an option.
    let said = match (a.starts_with('-') || b.starts_with('-'), options.is_empty()) {
        (true, true) => format!("-- {names}"),
        (true, false) => format!("{options} -- {names}"),
        (false, true) => names,
        (false, false) => format!("{names} {options}"),
    };
    format!("roundtable {command} {said}")
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
        let (none, one) = ([], ["--measure in_force".to_owned()]);
        assert_eq!(of_pair("flip", "x", ("a", "b c"), &none), "roundtable flip x a 'b c'");
        assert_eq!(of_pair("flip", "x", ("a", "b"), &one), "roundtable flip x a b --measure in_force");
        assert_eq!(of_pair("flip", "x", ("-a", "b"), &one), "roundtable flip --measure in_force -- x -a b");
    }
}
