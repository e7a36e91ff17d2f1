//! The scenarios that `roundtable new NAME` writes.

/// A commented scenario that passes `check` without warnings and shows every part of the format.
///
/// The name becomes the scenario's `name`; characters that cannot stand there become `-`.
pub fn template(name: &str) -> String {
    named(FULL, name)
}

/// The same without what a scenario can do without.
pub fn short_template(name: &str) -> String {
    named(SHORT, name)
}

fn named(text: &str, name: &str) -> String {
    let mut clean: String =
        name.chars().take(60).map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    clean = clean.trim_matches('-').to_owned();
    if clean.is_empty() {
        clean.push_str("orchard");
    }
    text.replace("@NAME@", &clean)
}

const FULL: &str = include_str!("template.ron");
const SHORT: &str = include_str!("short_template.ron");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{SourceFile, Style, read, render};

    #[test]
    fn the_templates_pass_without_warnings() {
        for name in ["harbour", "my file.ron", "한글", "-"] {
            for text in [template(name), short_template(name)] {
                let file = SourceFile::new("new.ron", text);
                match read(&file) {
                    Ok(checked) => assert_eq!(render(&checked.warnings, &file, Style::Plain), ""),
                    Err(problems) => panic!("{}", render(&problems, &file, Style::Plain)),
                }
            }
        }
    }

    #[test]
    fn the_short_one_is_short() {
        assert!(short_template("x").lines().count() <= 60);
    }
}
