//! The written form of scenarios, domains and conflicts: one family of types that says what may be written, for reading, writing, JSON
//! Schema and the reference in the documents.
//!
//! Names of parties, issues and levels are texts here; what they refer to, defaults and `like` are resolved when the text is read
//! ([`crate::scenario::read`]), which also says what is wrong, entry by entry. To make a scenario in code, build a [`Scenario`], write it
//! ([`Scenario::to_ron`]) and read that.

mod common;
mod conflict;
mod convert;
mod domain;
mod format;
mod map;
mod names;
mod scenario;
mod write;

pub use common::*;
pub use conflict::*;
pub(super) use convert::{cited, filled, quantity, source};
pub use domain::*;
pub use format::*;
pub use map::Map;
pub(super) use names::{fields, fields_of};
pub use scenario::*;

use ron::Options;
use ron::error::SpannedError;
use ron::extensions::Extensions;
use schemars::{Schema, schema_for};
use serde::de::DeserializeOwned;

impl Default for Source {
    /// An assumption without a reason: reading refuses it, so it is to be filled in.
    fn default() -> Self {
        Self::assumed("", "")
    }
}

impl Source {
    /// Nobody says it: why this, and what else it could be.
    pub fn assumed(because: impl Into<String>, range: impl Into<String>) -> Self {
        let (because, range) = (because.into(), range.into());
        Self::Assumed { because, range, variants: Vec::new(), no_variant: None }
    }
}

impl Quantity {
    /// Nobody states it: the ends of its range, and why these.
    pub fn assumed(from: f64, to: f64, because: impl Into<String>) -> Self {
        Self::Assumed { from, to, spread: None, because: Some(because.into()) }
    }
}

/// Reads a text as it is written: for programs that change files. What it means, and all that is wrong with it, [`crate::scenario::read`] says.
///
/// # Errors
///
/// The first error of `ron`, with its place.
pub fn parse<T: DeserializeOwned>(text: &str) -> Result<T, SpannedError> {
    let options = Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    options.from_str(text.trim_start_matches('\u{feff}'))
}

/// JSON Schema of a scenario, in the JSON that `serde` makes of [`Scenario`].
pub fn scenario_schema() -> Schema {
    schema_for!(Scenario)
}

/// JSON Schema of a domain with exact preferences.
pub fn domain_schema() -> Schema {
    schema_for!(Domain)
}

/// JSON Schema of a conflict by options.
pub fn conflict_schema() -> Schema {
    schema_for!(Conflict)
}
