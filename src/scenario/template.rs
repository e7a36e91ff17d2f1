//! The scenario that `roundtable new NAME` writes.

/// A small commented scenario that passes `check` without warnings and shows every part of the format.
///
/// The name becomes the scenario's `name`; characters that cannot stand there become `-`.
pub fn template(name: &str) -> String {
    let mut clean: String =
        name.chars().take(60).map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    clean = clean.trim_matches('-').to_owned();
    if clean.is_empty() {
        clean.push_str("orchard");
    }
    TEMPLATE.replace("@NAME@", &clean)
}

const TEMPLATE: &str = include_str!("template.ron");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{SourceFile, Style, read, render};

    #[test]
    fn the_template_passes_without_warnings() {
        for name in ["harbour", "my file.ron", "한글", "-"] {
            let file = SourceFile::new("new.ron", template(name));
            match read(&file) {
                Ok(checked) => assert_eq!(render(&checked.warnings, &file, Style::Plain), ""),
                Err(problems) => panic!("{}", render(&problems, &file, Style::Plain)),
            }
        }
    }
}
