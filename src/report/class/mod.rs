//! What a class holds in its hands: the handout, role sheets, table signs, proposal forms, the pages of the debrief; and the teacher's guide.

mod debrief;
mod formats;
mod guide;
mod handout;
mod proposals;
mod rolesheets;
mod signs;
mod wants;

pub use debrief::{agreed, debrief, findings};
pub use formats::plain_words;
pub use guide::guide;
pub use handout::{MOST_FORMATS, handout};
pub use proposals::proposals;
pub use rolesheets::{Sheet, rolesheets};
pub use signs::signs;

use super::letters::finished;
use super::style;
use crate::language::Language;
use crate::scenario::Scenario;
use crate::scenario::place::PartyIndex;
use maud::{DOCTYPE, Markup, PreEscaped, html};

/// All that a party is told of its own mind, a sentence each: what a source states, then what is assumed of it.
pub fn wishes(s: &Scenario, party: PartyIndex, language: Language) -> Vec<String> {
    wants::sentences(s, party, language).into_iter().map(|wish| wish.text).collect()
}

/// A page to print as one file that needs nothing else. `more`: styles of its own.
fn page(language: Language, title: &str, more: &str, body: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang=(language.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                style { (PreEscaped(style::CLASS)) (PreEscaped(more)) }
            }
            body { (body) }
        }
    };
    finished(&page.into_string())
}

/// The text up to a number of characters, cut at the end of a sentence or a word.
fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let head: String = text.chars().take(most).collect();
    match (head.rfind(". "), head.rfind(' ')) {
        (Some(stop), _) if stop > head.len() / 2 => head[..=stop].to_owned(),
        (_, Some(space)) => format!("{} …", &head[..space]),
        _ => format!("{head}…"),
    }
}

/// A whole number with its sign: `+3`, `0`, `−3`.
fn signed(points: i64) -> String {
    match points {
        1.. => format!("+{points}"),
        _ => plain(points),
    }
}

/// A whole number with a minus sign that is one.
fn plain(points: i64) -> String {
    points.to_string().replace('-', "−")
}
