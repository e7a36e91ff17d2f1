//! A format as written, before `like` is followed.

use super::format_parts::{Contract, Delegation, Enforcement, Membership};
use crate::scenario::model::{Information, Phase, PhaseFormat, Proposing, Provenance, Rule, Span};

/// The seven components, in order.
pub(in crate::scenario) const COMPONENTS: [&str; 7] =
    ["membership", "rule", "proposing", "information", "contract", "enforcement", "delegation"];

/// A component as written, with its source.
#[derive(Clone)]
pub(super) struct Written<T> {
    pub(super) part: T,
    pub(super) source: Provenance,
}

/// A format or part that others can name.
pub(super) struct FormatName {
    pub(super) name: String,
    pub(super) held: PhaseFormat,
    pub(super) composite: bool,
}

/// A format as written.
pub(super) struct Draft {
    pub(super) name: String,
    /// `formats.NAME` or `parts.NAME`.
    pub(super) path: String,
    pub(super) about: String,
    pub(super) source: Option<Provenance>,
    /// Position of the format that it is like, and where that is said.
    pub(super) like: Option<(usize, Span)>,
    pub(super) membership: Option<Written<Membership>>,
    pub(super) rule: Option<Written<Rule>>,
    pub(super) proposing: Option<Written<Proposing>>,
    pub(super) information: Option<Written<Information>>,
    pub(super) contract: Option<Written<Contract>>,
    pub(super) enforcement: Option<Written<Enforcement>>,
    pub(super) delegation: Option<Written<Delegation>>,
    /// Those of a composite.
    pub(super) phases: Vec<Phase>,
}
