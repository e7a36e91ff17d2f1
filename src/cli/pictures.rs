//! How charts are drawn and as what they are written: `--theme`, `--charts`.

use crate::chart::{Chart, Theme};
use crate::language::Language;
#[cfg(feature = "png")]
use crate::say;
use crate::terminal::failure::Failure;
use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};

/// What pictures look like and in which formats they are written.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Output")]
pub(super) struct PictureOptions {
    /// Look of the charts: screen, print (greys), projector (large letters) or dark [default: screen; slides: projector]
    #[arg(long, value_name = "THEME", hide_possible_values = true, value_parser = PossibleValuesParser::new(Theme::NAMES))]
    theme: Option<String>,

    /// Write charts as svg, as png, or as both: svg,png [default: svg; slides: both]
    #[arg(long, value_name = "KINDS", value_enum, value_delimiter = ',', hide_possible_values = true)]
    charts: Vec<Kind>,
}

/// A file format of pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Kind {
    /// Lines and text: sharp at any size
    Svg,
    /// Pixels, for programs that take no SVG
    #[cfg(feature = "png")]
    Png,
}

impl Kind {
    /// All that this program writes.
    pub(super) const ALL: &[Self] = &[
        Self::Svg,
        #[cfg(feature = "png")]
        Self::Png,
    ];
}

impl PictureOptions {
    /// The theme that is asked for, or another one.
    pub(super) fn theme(&self, usual: Theme, language: Language) -> Theme {
        self.theme.as_deref().and_then(Theme::named).unwrap_or(usual).speaking(language)
    }

    /// The files of charts: name with its ending, and content. Letters that a picture lacks are told once.
    pub(super) fn files(
        &self,
        charts: &[Chart],
        usual: &[Kind],
        name: impl Fn(usize, &Chart) -> String,
        language: Language,
    ) -> Result<Vec<(String, Vec<u8>)>, Failure> {
        let kinds = if self.charts.is_empty() { usual } else { &self.charts };
        let mut files = Vec::new();
        for (place, chart) in charts.iter().enumerate().filter(|_| kinds.contains(&Kind::Svg)) {
            files.push((format!("{}.svg", name(place, chart)), chart.svg.clone().into_bytes()));
        }
        #[cfg(not(feature = "png"))]
        let _ = language;
        #[cfg(feature = "png")]
        if kinds.contains(&Kind::Png) {
            files.extend(pixels(charts, name, language)?);
        }
        Ok(files)
    }
}

#[cfg(feature = "png")]
fn pixels(
    charts: &[Chart],
    name: impl Fn(usize, &Chart) -> String,
    language: Language,
) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let mut missing = std::collections::BTreeSet::new();
    let mut files = Vec::new();
    for (place, chart) in charts.iter().enumerate() {
        let png = chart.png().map_err(|error| Failure::failed(error.to_string()))?;
        missing.extend(png.missing);
        files.push((format!("{}.png", name(place, chart)), png.bytes));
    }
    if !missing.is_empty() {
        let letters = missing.iter().map(char::to_string).collect::<Vec<String>>().join(" ");
        crate::terminal::output::remark(&format!("{}\n", say!(language, "png-missing", letters = letters)));
    }
    Ok(files)
}
