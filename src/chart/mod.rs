//! Charts of a [`Comparison`]: one file a chart, on one small drawing kit.
//!
//! | chart | question |
//! | --- | --- |
//! | [`overview`] | how often is an agreement signed, in force, completed, and still standing at the end? |
//! | [`worlds`] | in which worlds do the formats part? |
//! | [`differences`] | how sure are the differences from the reference? |
//! | [`gains`] | what does each party gain? |
//! | [`outcomes`] | what does a party get, and how often is there no deal? |
//! | [`time`] | when is something signed, and when does it end? |
//! | [`endings`] | why does it end? |
//! | [`levels`] | what does an agreement change, issue by issue? |
//! | [`stages`] | how far is an agreement carried out? |
//! | [`talks`] | in one run: who offered what, and who refused? (`explain`) |
//! | [`deals`] | where do the deals of a class lie among what the simulation signed? (`serve`) |
//! | [`waterfall`] | which component makes the difference between two formats? (`decompose`) |
//!
//! Charts of the laboratory stand with what they show (`lab/games/chart`, `lab/predict/chart`, `lab/backtest/chart`), on the same kit.
//!
//! What holds for all of them:
//! * the title states the finding with its number, and says "no clear difference" or "depends on" unless the finding is
//!   clear; subtitle: measure, unit, number of worlds, scenario; footer: seed, version, scenario hash;
//! * formats stand in the order of how often they are signed, those that are the same in every world as one row; rows are grey but for the reference
//!   and the leader, which have the hue of their family (`rows`);
//! * no text below 12 px ([`Theme::screen`]) or 20 px ([`Theme::projector`]) where the picture is shown 900 px wide; labels are horizontal;
//!   long names wrap, then lose their middle; widths are estimated with the widest common face, so nothing overlaps;
//! * one SVG a chart: `role="img"`, title and description with the numbers, text kept as text, ids that start with
//!   the chart's name; the same comparison gives the same bytes.
//!
//! plotters draws: it maps values to places, finds the grid, and makes lines, series, bars and markers of them on a backend of ours
//! (`svg`), which counts in hundredths of a pixel and writes title, description and text for every reader. Ours is the layout of rows and
//! labels, and which round numbers an axis shows (`scale`).
//!
//! To look at all of them: `ROUNDTABLE_GALLERY=FOLDER cargo test chart` writes the charts of every test comparison there.
//! To add a chart: a file with `draw`, and a line in [`CHARTS`].

pub(crate) mod canvas;
pub(crate) mod deals;
pub(crate) mod differences;
pub(crate) mod discover;
pub(crate) mod endings;
#[cfg(test)]
pub(crate) mod fixture;
pub(crate) mod gains;
pub(crate) mod groups;
pub(crate) mod kit;
pub(crate) mod levels;
pub(crate) mod outcomes;
pub(crate) mod overview;
pub(crate) mod phase;
pub(crate) mod plot;
#[cfg(feature = "png")]
mod png;
pub(crate) mod rows;
#[cfg(test)]
pub(crate) mod rules;
pub(crate) mod scale;
pub(crate) mod slide;
pub(crate) mod stages;
pub(crate) mod svg;
pub(crate) mod sweep;
pub(crate) mod swept;
pub(crate) mod talks;
pub(crate) mod text;
pub(crate) mod theme;
pub(crate) mod time;
pub(crate) mod tornado;
pub(crate) mod waterfall;
pub(crate) mod what_if;
pub(crate) mod words;
pub(crate) mod worlds;

#[cfg(feature = "png")]
pub use png::{Png, PngError};
pub use slide::slides;
pub use theme::{Colours, Theme};
pub(crate) use words::{list, thousands};

use crate::results::comparison::Comparison;

/// A finished chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// Name of the file without its ending, and prefix of the ids in it.
    pub stem: &'static str,
    /// The question it answers.
    pub question: String,
    /// The finding.
    pub title: String,
    /// Measure, unit, number of worlds, scenario.
    pub subtitle: String,
    /// The numbers in words, for readers who do not see the picture.
    pub description: String,
    /// The document.
    pub svg: String,
    /// The data drawn.
    pub table: Table,
}

/// Rows of text under headers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// Head of each column.
    pub headers: Vec<String>,
    /// Cells by row.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// A table with these headers and no rows yet.
    pub fn new(headers: &[&str]) -> Self {
        Self { headers: headers.iter().map(|h| (*h).to_owned()).collect(), rows: Vec::new() }
    }
}

/// Draws it; `None` if the comparison has nothing for it (a single format has no differences).
pub type Draw = fn(&Comparison, &Theme) -> Option<Chart>;

/// All charts, in the order in which a reader wants them.
pub const CHARTS: &[Draw] = &[
    overview::draw,
    worlds::draw,
    differences::draw,
    gains::draw,
    outcomes::draw,
    time::draw,
    endings::draw,
    levels::draw,
    stages::draw,
];

/// Every chart that this comparison has data for; outcomes of the other parties last.
pub fn draw_all(c: &Comparison, theme: &Theme) -> Vec<Chart> {
    CHARTS.iter().filter_map(|chart| chart(c, theme)).chain(outcomes::others(c, theme)).collect()
}
