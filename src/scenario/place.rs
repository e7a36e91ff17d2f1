//! Where an entry stands and comes from, and what it refers to by its position.

/// Byte range of an entry in the scenario file.
pub type Span = std::ops::Range<usize>;

/// Position of a party in `Scenario::parties`.
pub type PartyIndex = usize;

/// Position of an issue in `Scenario::issues`.
pub type IssueIndex = usize;

/// Position of a level in `Issue::levels`.
pub type LevelIndex = usize;

/// Where an entry comes from.
#[derive(Debug, Clone, PartialEq)]
pub enum Provenance {
    /// A source says it: `stated(at: "H§10", by: "Vladimir Putin")`.
    Stated {
        /// Source and paragraph, e.g. `H§10`; several are separated by a comma.
        at: String,
        /// Who says it, in that paragraph.
        by: String,
    },
    /// Nobody says it: `assumed(because: "…", range: "…")`, or `assumed(from: a, to: b, because: "…")`.
    Assumed {
        /// Why this and not something else.
        because: String,
        /// What else it could be, in words (for numbers: the two ends).
        range: String,
    },
    /// Not written in the file: the format's own default, which counts as assumed.
    Default,
}
