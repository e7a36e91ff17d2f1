//! Parts of the report that not every run has: scored predictions, and what changed since a stored result.

use super::seams::Extras;
use super::{against, guess};
use crate::report::Section;
use crate::results::comparison::Comparison;

/// The sections for what is there.
pub(super) fn sections(comparison: &Comparison, extras: &Extras<'_>) -> Vec<Section> {
    let scored = extras.score.map(|score| guess::section(score, comparison));
    let changed = extras.changes.map(|changes| against::section(changes, comparison));
    scored.into_iter().chain(changed).collect()
}
