//! A Quarto page that rebuilds the findings of a result from its tables, in Python with pandas, and holds each number against `summary.json`.
//!
//! No name of the scenario stands in the code or the text of the page: code reads them from the data, so that nothing that a file brings is run.

use crate::language::Language;
use crate::results::comparison::Comparison;
use crate::say;
use serde_json::{Value, json};

/// The file.
pub(crate) const FILE: &str = "findings.qmd";

/// What reads the result: its tables with their types, its names.
const READ: &str = include_str!("quarto/read.py");
/// How it was made.
const MADE: &str = include_str!("quarto/made.py");
/// How often an agreement is signed, in force, completed, standing.
const SHARES: &str = include_str!("quarto/shares.py");
/// Paired differences from the first format.
const DIFFERENCES: &str = include_str!("quarto/differences.py");
/// What parties gain.
const GAINS: &str = include_str!("quarto/gains.py");
/// Why it ends.
const ENDINGS: &str = include_str!("quarto/endings.py");
/// What goes with the largest difference.
const WORLDS: &str = include_str!("quarto/worlds.py");
/// Whether all is as in `summary.json`.
const CHECKED: &str = include_str!("quarto/checked.py");

/// The page of a result.
pub(crate) fn page(c: &Comparison, language: Language) -> String {
    let parts = [
        (say!(language, "export-page-made"), say!(language, "export-page-made-words"), MADE),
        (say!(language, "export-page-shares"), say!(language, "export-page-shares-words"), SHARES),
        (
            say!(language, "export-page-differences"),
            say!(language, "export-page-differences-words"),
            DIFFERENCES,
        ),
        (say!(language, "export-page-gains"), say!(language, "export-page-gains-words"), GAINS),
        (say!(language, "export-page-endings"), say!(language, "export-page-endings-words"), ENDINGS),
        (say!(language, "export-page-worlds"), say!(language, "export-page-worlds-words"), WORLDS),
        (say!(language, "export-page-checked"), say!(language, "export-page-checked-words"), CHECKED),
    ];
    let mut page = head(c, language) + &say!(language, "export-page-about") + "\n\n";
    page += &cell(&format!("WORDS = {}\nLANGUAGE = \"{}\"\n{READ}", words(language), language.code()));
    for (heading, about, code) in parts {
        page += &format!("\n## {heading}\n\n{about}\n\n{}", cell(code));
    }
    page
}

fn cell(code: &str) -> String {
    format!("```{{python}}\n{}\n```\n", code.trim_end())
}

fn head(c: &Comparison, language: Language) -> String {
    let text = |said: &str| Value::from(plain(said)).to_string();
    format!(
        "---\ntitle: {}\nlang: {}\nformat:\n  html:\n    toc: true\n    embed-resources: true\njupyter: python3\n---\n\n",
        text(&c.title),
        language.code()
    )
}

/// A text in which nothing is markup: letters, digits, spaces and the marks of plain sentences.
fn plain(text: &str) -> String {
    let keeps = |c: char| c.is_alphanumeric() || " .,:;?!'()-–—“”‘’/%+".contains(c);
    text.chars().map(|c| if keeps(c) { c } else { ' ' }).collect()
}

/// Heads of columns, as a literal that Python reads, too.
fn words(language: Language) -> Value {
    json!({
        "format": say!(language, "chart-format"),
        "party": say!(language, "chart-party"),
        "signed": say!(language, "measure-signed"),
        "in_force": say!(language, "measure-in-force"),
        "completed": say!(language, "measure-completed"),
        "alive": say!(language, "measure-standing"),
        "difference": say!(language, "differences-difference"),
        "interval": say!(language, "chart-interval"),
        "finding": say!(language, "differences-finding"),
        "measure": say!(language, "differences-measure"),
        "benefit": say!(language, "gains-benefit"),
        "reason": say!(language, "endings-reason"),
        "input": say!(language, "why-head-input"),
        "low": say!(language, "export-page-low"),
        "high": say!(language, "export-page-high"),
        "scenario": say!(language, "export-page-scenario"),
        "worlds": say!(language, "chart-worlds"),
        "seed": say!(language, "export-page-seed"),
        "program": say!(language, "export-page-program"),
        "hash": say!(language, "export-page-hash"),
        "same": say!(language, "export-page-same"),
        "one": say!(language, "export-page-one"),
        "none": say!(language, "export-page-none"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::fixture::comparison;

    #[test]
    fn nothing_of_a_file_is_run_or_marked_up() {
        let mut c = comparison();
        c.title = "a `{python} import os` <b>\n---\nx: $y$ [z](w) \"q\" 회담".into();
        let page = page(&c, Language::En);
        let title = page.lines().nth(1).unwrap();
        assert!(
            title.starts_with("title: \"a   python  import os   b ") && title.ends_with("회담\""),
            "{title}"
        );
        for letter in ['`', '{', '<', '$', '['] {
            assert!(!title.contains(letter), "{title}");
        }
        assert_eq!(page.lines().filter(|line| *line == "---").count(), 2);
    }

    #[test]
    fn every_part_has_a_cell_in_both_languages() {
        for language in Language::ALL {
            let page = page(&comparison(), language);
            assert_eq!(page.matches("```{python}\n").count(), 8);
            assert_eq!(page.matches("\n## ").count(), 7);
            assert!(!page.contains("export-page"), "{page}");
        }
    }
}
