//! A sweep on the screen, and as JSON.

use crate::language::Language;
use crate::results::words::{fixed, of_100, own_scale, thousands};
use crate::say;
use crate::terminal::columns::{Columns, Kind};
use crate::terminal::failure::Failure;
use crate::terminal::json::json_line;
use crate::terminal::loaded::Loaded;
use crate::terminal::text::{SCREEN, columns, emphasised, joined, wrapped};
use crate::why::sensitivity::Interval;
use crate::why::sweep::{Sweep, Turn, ahead};
use crate::why::sweep_words as words;
use serde::Serialize;
use std::path::Path;

/// Formats that have a column of their own; of more each has a row.
const COLUMNS: usize = 3;
/// Values that have a column, where formats have rows.
const VALUES: usize = 6;
/// Values of the first entry that have a column in the table of a plane.
const ACROSS: usize = 9;
/// Other pairs that are told.
const OTHERS: usize = 6;

/// A sweep with what it was made of.
pub(super) struct Shown<'a> {
    pub(super) sweep: &'a Sweep,
    pub(super) loaded: &'a Loaded,
    pub(super) worlds: u64,
    pub(super) seed: u64,
    pub(super) behaviour: &'static str,
    pub(super) language: Language,
}

#[derive(Serialize)]
pub(super) struct Data<'a> {
    schema_version: u32,
    program: &'static str,
    scenario: &'a str,
    scenario_hash: &'a str,
    seed: u64,
    worlds: u64,
    behaviour: &'static str,
    measure: String,
    formats: &'a [String],
    vary: Vec<Axis<'a>>,
    answer: String,
    points: Vec<Point<'a>>,
    /// By pair of formats, along one entry: where their order turns.
    turns: Vec<Pair<'a>>,
}

#[derive(Serialize)]
struct Axis<'a> {
    path: &'a str,
    values: Vec<&'a str>,
}

#[derive(Serialize)]
struct Point<'a> {
    values: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refused: Option<&'a str>,
    formats: Vec<Interval>,
    /// Differences of all pairs, first minus second.
    differences: Vec<Difference<'a>>,
}

#[derive(Serialize)]
struct Difference<'a> {
    a: &'a str,
    b: &'a str,
    #[serde(flatten)]
    interval: Interval,
}

#[derive(Serialize)]
struct Pair<'a> {
    a: &'a str,
    b: &'a str,
    turns: Vec<Turn>,
    /// Where the numbers cross and the formats are not told apart on both sides.
    not_told_apart: Vec<Turn>,
}

impl Shown<'_> {
    /// What is printed.
    pub(super) fn said(&self, json: bool, folder: Option<&Path>) -> Result<String, Failure> {
        if json { json_line(&self.data()) } else { Ok(self.screen(folder, columns(SCREEN))) }
    }

    /// The values of a combination.
    pub(super) fn values(&self, point: usize) -> Vec<&str> {
        let across = self.sweep.size().0;
        let at = [point % across, point / across];
        self.sweep.axes.iter().zip(at).map(|(axis, k)| axis.steps[k].value.as_str()).collect()
    }

    pub(super) fn data(&self) -> Data<'_> {
        let sweep = self.sweep;
        let n = sweep.formats.len();
        let pairs = || (0..n).flat_map(move |a| (a + 1..n).map(move |b| (a, b)));
        let point = |(k, counts): (usize, &Result<_, String>)| {
            let counts: Option<&crate::why::sweep::Counts> = counts.as_ref().ok();
            let difference = |(a, b): (usize, usize)| {
                let interval = counts?.difference(a, b);
                Some(Difference { a: &sweep.formats[a], b: &sweep.formats[b], interval })
            };
            Point {
                values: self.values(k),
                refused: sweep.points[k].as_ref().err().map(String::as_str),
                formats: counts.map_or_else(Vec::new, |counts| (0..n).map(|f| counts.value(f)).collect()),
                differences: pairs().filter_map(difference).collect(),
            }
        };
        let courses = if sweep.axes.len() == 1 { sweep.courses() } else { Vec::new() };
        let pair = |course: crate::why::sweep::Course| Pair {
            a: &sweep.formats[course.a],
            b: &sweep.formats[course.b],
            turns: course.turns,
            not_told_apart: course.crossings,
        };
        Data {
            schema_version: 1,
            program: env!("CARGO_PKG_VERSION"),
            scenario: &self.loaded.name,
            scenario_hash: &self.loaded.hash,
            seed: self.seed,
            worlds: self.worlds,
            behaviour: self.behaviour,
            measure: sweep.measure.to_string(),
            formats: &sweep.formats,
            vary: (sweep.axes.iter())
                .map(|axis| Axis {
                    path: &axis.path,
                    values: axis.steps.iter().map(|step| step.value.as_str()).collect(),
                })
                .collect(),
            answer: words::answer(sweep, self.language),
            points: sweep.points.iter().enumerate().map(point).collect(),
            turns: courses
                .into_iter()
                .filter(|c| !c.turns.is_empty() || !c.crossings.is_empty())
                .map(pair)
                .collect(),
        }
    }

    fn screen(&self, folder: Option<&Path>, room: usize) -> String {
        let (sweep, language) = (self.sweep, self.language);
        let mut lines = emphasised(&words::answer(sweep, language), room);
        for edge in words::edges(sweep, language) {
            lines.extend(wrapped("", &edge, room));
        }
        lines.push(String::new());
        if sweep.axes.len() == 2 {
            lines.extend(self.plane(room));
        } else {
            lines.extend(self.lines(room));
            lines.extend(self.others(room));
        }
        let refused =
            sweep.points.iter().enumerate().filter_map(|(k, point)| Some((k, point.as_ref().err()?)));
        for (k, why) in refused {
            let set = self
                .sweep
                .axes
                .iter()
                .zip(self.values(k))
                .map(|(axis, value)| format!("{}={value}", axis.path));
            let value = set.collect::<Vec<_>>().join(", ");
            lines.extend(wrapped("", &say!(language, "sweep-refused", value = value, why = why), room));
        }
        lines.push(String::new());
        let basis =
            say!(language, "sweep-basis", worlds = thousands(self.worlds), seed = self.seed.to_string());
        lines.extend(wrapped("", &format!("{basis} {}", say!(language, "why-assumed")), room));
        if let Some(folder) = folder {
            let folder = folder.display().to_string();
            lines.extend(wrapped("", &say!(language, "sweep-written", folder = folder), room));
        }
        joined(&lines)
    }

    /// A value as it is printed, with its interval.
    fn value(&self, of: &Interval) -> String {
        let number = |value: f64| {
            if self.sweep.measure.is_share() { of_100(value) } else { own_scale(value) }
        };
        format!("{} ({}–{})", number(of.estimate), number(of.low), number(of.high))
    }

    /// The table along one entry.
    fn lines(&self, room: usize) -> Vec<String> {
        if self.sweep.formats.len() > COLUMNS { self.by_format(room) } else { self.by_value(room) }
    }

    fn by_value(&self, room: usize) -> Vec<String> {
        let sweep = self.sweep;
        let mut heads = vec![words::axis(sweep, 0, self.language)];
        heads.extend(sweep.formats.iter().cloned());
        let pair = sweep.courses().first().map(|course| (course.a, course.b));
        if let Some((a, b)) = pair {
            let (a, b) = (&sweep.formats[a], &sweep.formats[b]);
            heads.push(say!(self.language, "sweep-head-difference", a = a, b = b));
        }
        let kinds = heads.iter().enumerate().map(|(k, _)| if k == 0 { Kind::Words } else { Kind::Under });
        let mut table = Columns::new(heads.iter().map(String::as_str).zip(kinds));
        for (k, step) in sweep.axes[0].steps.iter().enumerate() {
            let Some(counts) = sweep.at(k, 0) else { continue };
            let mut cells = vec![step.to_string()];
            cells.extend((0..sweep.formats.len()).map(|format| self.value(&counts.value(format))));
            if let Some((a, b)) = pair {
                cells.push(self.difference(&counts.difference(a, b)));
            }
            table.row(cells);
        }
        table.lines(room)
    }

    /// A difference with its interval.
    fn difference(&self, d: &Interval) -> String {
        let number = |value: f64| words::difference(self.sweep, value);
        format!("{} ({} … {})", number(d.estimate), number(d.low), number(d.high))
    }

    /// Formats as rows, at some of the values.
    fn by_format(&self, room: usize) -> Vec<String> {
        let sweep = self.sweep;
        let all: Vec<usize> = (0..sweep.size().0).filter(|k| sweep.at(*k, 0).is_some()).collect();
        let shown = some(&all, VALUES);
        let mut heads = vec![words::axis(sweep, 0, self.language)];
        heads.extend(shown.iter().map(|k| sweep.axes[0].steps[*k].to_string()));
        let kinds = (0..heads.len()).map(|k| if k == 0 { Kind::Name } else { Kind::Number });
        let mut table = Columns::new(heads.iter().map(String::as_str).zip(kinds));
        for (f, format) in sweep.formats.iter().enumerate() {
            let value = |k: &usize| {
                sweep.at(*k, 0).map_or_else(String::new, |counts| {
                    let estimate = counts.value(f).estimate;
                    if sweep.measure.is_share() { of_100(estimate) } else { fixed(estimate, 2) }
                })
            };
            table.row(std::iter::once(format.clone()).chain(shown.iter().map(value)));
        }
        table.lines(room)
    }

    /// Other pairs whose order turns, and crossings within the noise of the pair that is told.
    fn others(&self, room: usize) -> Vec<String> {
        let courses = self.sweep.courses();
        let mut lines = Vec::new();
        if let Some(first) = courses.first()
            && (self.sweep.formats.len() == 2 || !first.turns.is_empty())
            && let Some(said) = words::crossings(first, self.language)
        {
            lines.extend(wrapped("", &said, room));
        }
        let turning: Vec<_> = courses.iter().skip(1).filter(|course| !course.turns.is_empty()).collect();
        if !turning.is_empty() {
            lines.push(String::new());
            lines.extend(emphasised(&say!(self.language, "sweep-others"), room));
        }
        for course in turning.into_iter().take(OTHERS) {
            lines.extend(wrapped("- ", &words::along(self.sweep, course, self.language), room));
        }
        lines
    }

    /// The table of two entries: the second down, its highest value first; the first across.
    fn plane(&self, room: usize) -> Vec<String> {
        let sweep = self.sweep;
        let (across, up) = sweep.size();
        let (a, b) = (&sweep.formats[0], &sweep.formats[1]);
        let heading = if sweep.measure.is_share() {
            say!(self.language, "sweep-plane-head", a = a, b = b)
        } else {
            say!(self.language, "sweep-plane-head-gain", a = a, b = b)
        };
        let mut lines = emphasised(&heading, room);
        let shown = some(&(0..across).collect::<Vec<_>>(), ACROSS);
        let corner = say!(
            self.language,
            "sweep-plane-corner",
            first = words::axis(sweep, 0, self.language),
            second = words::axis(sweep, 1, self.language)
        );
        lines.extend(wrapped("", &corner, room));
        let mut heads = vec![String::new()];
        heads.extend(shown.iter().map(|k| sweep.axes[0].steps[*k].to_string()));
        let kinds = (0..heads.len()).map(|k| if k == 0 { Kind::Words } else { Kind::Number });
        let mut table = Columns::new(heads.iter().map(String::as_str).zip(kinds));
        for j in (0..up).rev() {
            let cell = |i: &usize| {
                sweep.at(*i, j).map_or_else(
                    || "–".to_owned(),
                    |counts| {
                        let d = counts.difference(0, 1);
                        let number = words::difference(sweep, d.estimate);
                        if ahead(&d).is_some() { number } else { format!("({number})") }
                    },
                )
            };
            table.row(std::iter::once(sweep.axes[1].steps[j].to_string()).chain(shown.iter().map(cell)));
        }
        lines.extend(table.lines(room));
        lines
    }
}

/// At most so many of a list, evenly spread, the ends among them.
fn some(all: &[usize], most: usize) -> Vec<usize> {
    if all.len() <= most {
        return all.to_vec();
    }
    (0..most).map(|k| all[k * (all.len() - 1) / (most - 1)]).collect()
}
