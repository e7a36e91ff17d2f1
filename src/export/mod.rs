//! A stored result for other programs: its tables as JSON lines and Parquet, its charts as numbers and as Vega-Lite, its findings as a page that
//! rebuilds them from the data.
//!
//! Nothing here knows the scenario file: names, types and meanings are those that the result carries itself.

pub(crate) mod figures;
pub(crate) mod json_lines;
#[cfg(feature = "parquet")]
pub(crate) mod parquet;
pub(crate) mod quarto;
pub(crate) mod table;
