//! `sensitivity`: what drives the difference between two formats, from a stored result; by design in `by_design.rs`.

use super::by_design::{self, DesignOptions};
use super::discover::pair;
use super::why_options::{ShownOptions, Source};
use crate::chart::tornado::{Bar, Tornado, draw};
use crate::chart::{Chart, Theme};
use crate::language::Language;
use crate::results::words::{fixed, own_scale_signed, points, thousands};
use crate::say;
use crate::terminal::columns::{Columns, Kind};
use crate::terminal::failure::{DONE, Failure};
use crate::terminal::json::{json_file, json_line};
use crate::terminal::output::say;
use crate::terminal::text::{SCREEN, bold, columns, joined, wrapped};
use crate::why::Stored;
use crate::why::sensitivity::{Driver, Drivers, Interval, furthest, sensitivity};
use crate::why::words;
use clap::Args;
use serde::Serialize;
use std::path::PathBuf;

/// Inputs shown that pass the dummies, and of the others.
const MOST: usize = 15;
/// Inputs drawn.
const DRAWN: usize = 12;
/// Inputs shown below the line.
const BELOW: usize = 3;

const EXAMPLES: &str = "\
Examples:
  roundtable sensitivity spoiler          of a result that `compare … -o spoiler` wrote: the two formats that differ most
  roundtable sensitivity spoiler 'with Cedar' 'without Cedar' --measure standing
  roundtable sensitivity scenarios/teaching/4-spoiler.ron 'with Cedar' 'without Cedar' --measure standing --design morris
  roundtable sensitivity scenarios/teaching/4-spoiler.ron 'with Cedar' 'without Cedar' --measure standing --design sobol --runs 64";

/// Say which assumptions drive the difference between two formats
///
/// For whoever asks on what a finding hangs: the inputs in order, with the share of the difference that each explains, and a line that what
/// does nothing does not pass. Of a stored result (FOLDER) nothing is simulated, and it takes the two formats that differ most unless A and B are
/// named; what inputs do together is not told. Of a scenario (FILE) with --design the inputs are moved on purpose, and it is.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Folder of a stored result, as `compare` writes it; or a scenario file, with --design
    #[arg(value_name = "FOLDER|FILE")]
    place: PathBuf,

    /// A format, and the one that it is held against [default: the two that differ most]
    #[arg(value_name = "A", requires = "b")]
    a: Option<String>,

    /// The other format
    #[arg(value_name = "B")]
    b: Option<String>,

    #[command(flatten)]
    design: DesignOptions,

    #[command(flatten)]
    shown: ShownOptions,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let named = arguments.a.as_deref().zip(arguments.b.as_deref());
    let options = &arguments.shown;
    if arguments.place.is_file() {
        return by_design::run(&by_design::Request {
            file: &arguments.place,
            pair: named,
            shown: options,
            design: &arguments.design,
        });
    }
    arguments.design.refuse(&arguments.place)?;
    let stored = options.read(&arguments.place, "sensitivity")?;
    let (a, b) = match named {
        Some((a, b)) => pair(&stored, a, b)?,
        None => furthest(&stored).ok_or_else(|| {
            Failure::usage("the result has one format").expected("a result of two formats or more")
        })?,
    };
    // The one thing that can be wrong is that nothing differs.
    let found = sensitivity(&stored, a, b).ok();
    let (source, language) = (Source::of(&arguments.place), options.language.lang);
    let stored = source.spoken(stored, language);
    let shown = Shown { stored: &stored, found: found.as_ref(), a, b, language };
    if let Some(folder) = &options.output {
        let theme = options.theme();
        let footer = source.footer(stored.worlds(), &theme);
        options.write(
            folder,
            shown.tornado(&footer, &theme),
            &[("sensitivity.json", json_file(&shown.data())?)],
        )?;
    }
    say(&if options.json { json_line(&shown.data())? } else { shown.screen(columns(SCREEN)) })?;
    Ok(DONE)
}

#[derive(Serialize)]
struct Data<'a> {
    schema_version: u32,
    a: &'a str,
    b: &'a str,
    measure: String,
    answer: String,
    /// None where the formats do not differ.
    found: Option<&'a Drivers>,
}

struct Shown<'a> {
    stored: &'a Stored,
    found: Option<&'a Drivers>,
    a: usize,
    b: usize,
    language: Language,
}

impl Shown<'_> {
    fn names(&self) -> (&str, &str) {
        (&self.stored.formats[self.a], &self.stored.formats[self.b])
    }

    fn data(&self) -> Data<'_> {
        let (a, b) = self.names();
        Data {
            schema_version: 1,
            a,
            b,
            measure: self.stored.measure.to_string(),
            answer: self.answer(),
            found: self.found,
        }
    }

    fn answer(&self) -> String {
        let (a, b) = self.names();
        let measure = words::measure(self.stored, self.language);
        let Some(found) = self.found else {
            let worlds = thousands(self.stored.worlds() as u64);
            return say!(
                self.language,
                "why-no-difference",
                a = a,
                b = b,
                measure = measure,
                worlds = worlds
            );
        };
        match found.inputs.first().filter(|driver| driver.above) {
            None => say!(self.language, "why-nothing-drives", a = a, b = b, measure = measure),
            Some(driver) => {
                let toward = if driver.swing >= 0.0 { a } else { b };
                say!(
                    self.language,
                    "why-drives",
                    what = words::driver(self.stored, driver, self.language),
                    direction = say!(self.language, "why-toward", format = toward)
                )
            }
        }
    }

    /// The chart; `None` where nothing passes the dummies.
    fn tornado(&self, footer: &str, theme: &Theme) -> Option<Chart> {
        let found = self.found?;
        let (a, b) = self.names();
        let bar = |driver: &Driver| Bar {
            label: words::driver(self.stored, driver, self.language),
            value: driver.first,
            mark: None,
            toward: Some(driver.swing >= 0.0),
            numbers: interval(&driver.first),
        };
        let bars: Vec<Bar> = found.inputs.iter().filter(|driver| driver.above).take(DRAWN).map(bar).collect();
        let title = say!(
            self.language,
            "sweep-title-first",
            what = bars.first()?.label,
            share = fixed(bars.first()?.value.estimate.max(0.0) * 100.0, 0)
        );
        let tornado = Tornado {
            title: &title,
            a,
            b,
            measure: &words::measure(self.stored, self.language),
            bars,
            floor: (
                found.dummy_first,
                say!(self.language, "sweep-key-dummies", dummies = thousands(found.dummies as u64)),
            ),
            axis: &say!(self.language, "sweep-axis-first"),
            mark: None,
            scale: 1.0,
            footer,
        };
        draw(&tornado, theme)
    }

    fn screen(&self, room: usize) -> String {
        let mut lines = wrapped("", &self.answer(), room);
        if let Some(found) = self.found {
            lines.push(String::new());
            lines.extend(self.table(found, room));
            lines.push(String::new());
            let mut basis =
                say!(self.language, "why-sensitivity-basis", worlds = thousands(found.worlds as u64));
            if self.stored.more {
                basis = format!("{basis} {}", say!(self.language, "why-first-only"));
            }
            lines.extend(wrapped("", &format!("{basis} {}", say!(self.language, "why-assumed")), room));
        }
        joined(&lines)
    }

    fn difference(&self, value: f64) -> String {
        if self.stored.measure.is_share() { points(value) } else { own_scale_signed(value) }
    }

    fn table(&self, found: &Drivers, room: usize) -> Vec<String> {
        let (a, b) = self.names();
        let heading = say!(
            self.language,
            "why-drives-heading",
            a = a,
            b = b,
            measure = words::measure(self.stored, self.language),
            difference = self.difference(found.difference)
        );
        let mut lines: Vec<String> = wrapped("", &heading, room).iter().map(|line| bold(line)).collect();
        let heads = [
            say!(self.language, "why-head-input"),
            say!(self.language, "why-head-first"),
            say!(self.language, "why-head-delta"),
            say!(self.language, "why-head-swing"),
        ];
        let kinds = [Kind::Words, Kind::Measure, Kind::Measure, Kind::Number];
        let mut table = Columns::new(heads.iter().map(String::as_str).zip(kinds));
        let above = found.inputs.iter().filter(|driver| driver.above);
        for driver in above.clone().take(MOST) {
            self.row(&mut table, driver);
        }
        let dummies = thousands(found.dummies as u64);
        table.row([
            say!(self.language, "why-dummy", dummies = dummies),
            fixed(found.dummy_first, 3),
            fixed(found.dummy_delta, 3),
            String::new(),
        ]);
        let below: Vec<&Driver> = found.inputs.iter().filter(|driver| !driver.above).collect();
        for driver in below.iter().take(BELOW) {
            self.row(&mut table, driver);
        }
        lines.extend(table.lines(room));
        let left = below.len().saturating_sub(BELOW);
        if left > 0 {
            lines.extend(wrapped(
                "",
                &say!(self.language, "why-below", count = thousands(left as u64)),
                room,
            ));
        }
        lines
    }

    fn row(&self, table: &mut Columns, driver: &Driver) {
        table.row([
            words::driver(self.stored, driver, self.language),
            interval(&driver.first),
            interval(&driver.delta),
            self.difference(driver.swing),
        ]);
    }
}

fn interval(of: &Interval) -> String {
    format!("{} ({}–{})", fixed(of.estimate.max(0.0), 3), fixed(of.low, 3), fixed(of.high, 3))
}
