//! What is in memory as it is written: sources and numbers.

use super::{CitedText, Map, Quantity, Source, Spread};
use crate::scenario::model;

/// A text that may be left out.
pub(in crate::scenario) fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// Texts that entries cite.
pub(in crate::scenario) fn cited(all: &[model::Source]) -> Map<CitedText> {
    let cited = |source: &model::Source| CitedText {
        title: source.title.clone(),
        author: filled(&source.author),
        publisher: filled(&source.publisher),
        date: filled(&source.date),
        paragraphs: source.paragraphs,
    };
    all.iter().map(|source| (source.key.clone(), cited(source))).collect()
}

/// Where an entry comes from; `None` for a default.
pub(in crate::scenario) fn source(of: &model::Provenance) -> Option<Source> {
    match of.clone() {
        model::Provenance::Stated { at, by } => Some(Source::Stated { at, by }),
        model::Provenance::Assumed { because, range, tried } => {
            let model::Tried { variants, no_variant } = tried;
            Some(Source::Assumed { because, range, variants, no_variant })
        }
        model::Provenance::Default => None,
    }
}

/// A number with its source.
pub(in crate::scenario) fn quantity(of: &model::Quantity) -> Quantity {
    let because = match of.source.clone() {
        model::Provenance::Stated { at, by } => return Quantity::Stated { value: of.from, at, by },
        model::Provenance::Assumed { because, .. } => because,
        model::Provenance::Default => "not told".to_owned(),
    };
    let spread = (of.spread == model::Spread::Log).then_some(Spread::Log);
    Quantity::Assumed { from: of.from, to: of.to, spread, because: Some(because) }
}
