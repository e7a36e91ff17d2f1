//! What scenarios, domains and conflicts share: sources and numbers.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where an entry comes from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Source {
    /// A text says it.
    Stated {
        /// Source and paragraph, e.g. `H§10`; several with commas: `H§10, G§5`.
        at: String,
        /// Who says it, in that paragraph.
        by: String,
    },
    /// Nobody says it.
    Assumed {
        /// Why this and not something else.
        because: String,
        /// What else it could be, in words.
        range: String,
        /// The variants of the file that take it, by name.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        variants: Vec<String>,
        /// Why no variant takes it, or why one of several alternatives is in none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        no_variant: Option<String>,
    },
}

/// Where a statement comes from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum StatementSource {
    /// A text says it.
    Stated {
        /// Source and paragraph, e.g. `H§10`.
        at: String,
        /// Who says it, in that paragraph.
        by: String,
    },
    /// Nobody says it.
    Assumed {
        /// Why this and not something else; left out, as all statements (`default_source`).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        because: Option<String>,
        /// In how many of 100 assumed worlds it holds, from 1 to 100.
        holds_in: u32,
    },
}

/// A number with its source: a range from which each assumed world draws, or what a text states.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Quantity {
    /// A text states it.
    Stated {
        /// The number.
        value: f64,
        /// Source and paragraph, e.g. `H§10`.
        at: String,
        /// Who says it, in that paragraph.
        by: String,
    },
    /// Nobody states it.
    Assumed {
        /// Lower end.
        from: f64,
        /// Upper end, at least `from`.
        to: f64,
        /// How it is spread between them; left out, `uniform`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        spread: Option<Spread>,
        /// Why this range and not another; left out, as its section (`default_source`).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        because: Option<String>,
    },
}

/// How a number is spread over its range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Spread {
    /// Every value is as good as any other.
    Uniform,
    /// Every ratio is: uniform in the logarithm (both ends above 0).
    Log,
}

/// A text that entries cite.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CitedText {
    /// Title of the text.
    pub title: String,
    /// Author.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// Publisher.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Date, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// How many paragraphs it has, so that citations can be checked.
    pub paragraphs: u32,
}
