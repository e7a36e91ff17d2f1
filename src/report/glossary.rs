//! The words that the report uses, each in a line.

use maud::{Markup, html};

use crate::language::Language;
use crate::say;

pub(super) fn glossary(language: Language) -> Markup {
    html! {
        section id="words" {
            h2 { (say!(language, "report-words")) }
            dl { @for (word, meaning) in words(language) { dt { (word) } dd { (meaning) } } }
        }
    }
}

/// Word and meaning.
fn words(language: Language) -> [(String, String); 23] {
    [
        (say!(language, "word-world"), say!(language, "meaning-world")),
        (say!(language, "word-format"), say!(language, "meaning-format")),
        (say!(language, "word-package"), say!(language, "meaning-package")),
        (say!(language, "word-signed"), say!(language, "meaning-signed")),
        (say!(language, "word-force"), say!(language, "meaning-force")),
        (say!(language, "word-completed"), say!(language, "meaning-completed")),
        (say!(language, "word-standing"), say!(language, "meaning-standing")),
        (say!(language, "word-benefit"), say!(language, "meaning-benefit")),
        (say!(language, "word-gain"), say!(language, "meaning-gain")),
        (say!(language, "word-reservation"), say!(language, "meaning-reservation")),
        (say!(language, "word-zone"), say!(language, "meaning-zone")),
        (say!(language, "word-enforcing"), say!(language, "meaning-enforcing")),
        (say!(language, "word-temptation"), say!(language, "meaning-temptation")),
        (say!(language, "word-detection"), say!(language, "meaning-detection")),
        (say!(language, "word-spoiling"), say!(language, "meaning-spoiling")),
        (say!(language, "word-ratification"), say!(language, "meaning-ratification")),
        (say!(language, "word-clear"), say!(language, "meaning-clear")),
        (say!(language, "word-star"), say!(language, "meaning-star")),
        (say!(language, "word-depends"), say!(language, "meaning-depends")),
        (say!(language, "word-open"), say!(language, "meaning-open")),
        (say!(language, "word-untested"), say!(language, "meaning-untested")),
        (say!(language, "word-construction"), say!(language, "meaning-construction")),
        (say!(language, "word-told"), say!(language, "meaning-told")),
    ]
}
