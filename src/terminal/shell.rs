//! Words of a command as the user would write them in a shell.

use std::path::Path;

/// The file name as the user would write it in a command.
pub(crate) fn quoted(path: &Path) -> String {
    let text = path.display().to_string();
    // What begins with a hyphen would be an option.
    word(&if text.starts_with('-') { format!("./{text}") } else { text })
}

/// An option with its value as the user would write it in a command.
pub(crate) fn option(name: &str, value: &str) -> String {
    let between = if value.starts_with('-') { "=" } else { " " };
    format!("{name}{between}{}", word(value))
}

/// A word in quotes if a shell would take it apart.
pub(crate) fn word(text: &str) -> String {
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
}
