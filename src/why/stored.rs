//! The tables of a stored result, joined: what was drawn in each world, and what came of it under every format.
//!
//! Read as a stream, so that no more is held than the columns that are asked for, and of these no more worlds than fit ([`MOST_VALUES`]).

use super::inputs::{Input, Names};
use super::measure::Measure;
use crate::files::read::{self, ReadError};
use crate::results::data_package::{self, Described, Field};
use crate::results::names::{self, UnknownName};
use crate::scenario::letters::unmarked;
use crate::statistics::regret::Regrets;
use csv::ByteRecord;
use std::collections::BTreeMap;
use std::path::Path;

/// Largest table that is read, in bytes.
const LARGEST: u64 = 4 << 30;
/// Largest description of the tables, in bytes.
const LARGEST_PACKAGE: u64 = 32 << 20;
/// Numbers that are held at most; of more worlds the first ones are taken.
const MOST_VALUES: usize = 64 << 20;
/// Room for what came of a world, beside what was drawn in it.
const OUTCOMES: usize = 32;
/// Formats and parties at most: more than any scenario may have.
const MOST_NAMES: usize = 10_000;

/// A stored result.
#[derive(Debug)]
pub struct Stored {
    /// Names of the formats, in the order of the file.
    pub formats: Vec<String>,
    /// Names that the inputs speak of.
    pub names: Names,
    /// Whether there are more worlds than were read.
    pub more: bool,
    /// What was drawn and differs between worlds.
    pub inputs: Vec<Input>,
    /// By input: its values, world by world; what never happens happens at infinity.
    pub columns: Vec<Vec<f64>>,
    /// By format: the measure, world by world.
    pub outcomes: Vec<Vec<f64>>,
    /// Regret of the formats by the measure, then by the gain of each party.
    pub regrets: Regrets,
    /// The measure; a gain by the key of its party.
    pub measure: Measure,
}

/// Why a folder is no stored result that can be looked into.
#[derive(Debug, thiserror::Error)]
pub enum StoredError {
    /// A file of it cannot be read.
    #[error("{file} cannot be read: {source}")]
    Unread {
        /// Which.
        file: &'static str,
        /// Why.
        source: ReadError,
    },
    /// The result has no `worlds.csv`.
    #[error("the result has no worlds.csv, so nothing is known of its worlds")]
    NoWorlds,
    /// A file is damaged.
    #[error("{file} is damaged: {what}")]
    Damaged {
        /// Which.
        file: &'static str,
        /// What is wrong.
        what: String,
    },
    /// There is no such format or party.
    #[error(transparent)]
    Name(#[from] UnknownName),
}

/// What came of each world.
pub const RESULTS: &str = "results.csv";
/// What was drawn in each world.
pub const WORLDS: &str = "worlds.csv";

pub(crate) fn damaged(file: &'static str, what: impl Into<String>) -> StoredError {
    StoredError::Damaged { file, what: what.into() }
}

/// The rows of a table.
pub(crate) type Rows = csv::Reader<Box<dyn std::io::Read>>;

/// Opens a table of a result.
pub(crate) fn open(folder: &Path, file: &'static str) -> Result<Rows, StoredError> {
    let stream =
        read::stream(&folder.join(file), LARGEST).map_err(|source| StoredError::Unread { file, source })?;
    Ok(csv::ReaderBuilder::new().buffer_capacity(1 << 18).from_reader(Box::new(stream)))
}

/// Names of its columns.
pub(crate) fn header(rows: &mut Rows, file: &'static str) -> Result<Vec<String>, StoredError> {
    let header = rows.headers().map_err(|error| damaged(file, error.to_string()))?;
    Ok(header.iter().map(str::to_owned).collect())
}

/// Reads the next row; whether there is one.
pub(crate) fn next(
    rows: &mut Rows,
    record: &mut ByteRecord,
    file: &'static str,
) -> Result<bool, StoredError> {
    rows.read_byte_record(record).map_err(|error| damaged(file, error.to_string()))
}

fn place(header: &[String], name: &str, file: &'static str) -> Result<usize, StoredError> {
    header
        .iter()
        .position(|column| column == name)
        .ok_or_else(|| damaged(file, format!("there is no column `{name}`")))
}

fn text(record: &ByteRecord, at: usize) -> Option<&str> {
    std::str::from_utf8(record.get(at)?).ok()
}

fn number(record: &ByteRecord, at: usize, file: &'static str, column: &str) -> Result<f64, StoredError> {
    let text = text(record, at).unwrap_or_default();
    let number: Option<f64> = text.parse().ok().filter(|number: &f64| number.is_finite());
    number.ok_or_else(|| {
        let line = record.position().map_or(0, csv::Position::line);
        damaged(file, format!("in line {line}, column `{column}`, there is no number: `{text}`"))
    })
}

impl Stored {
    /// Reads the stored result of a folder, with what came of each world by a measure.
    ///
    /// # Errors
    /// If a file is missing, too large, damaged, or the two tables do not belong together; if the measure names no party of it.
    pub fn read(folder: &Path, measure: &Measure) -> Result<Self, StoredError> {
        Self::first(folder, measure, usize::MAX)
    }

    /// The same of at most so many worlds, the first ones.
    ///
    /// # Errors
    /// As [`Stored::read`].
    pub fn first(folder: &Path, measure: &Measure, most: usize) -> Result<Self, StoredError> {
        let package = described(folder)?;
        let names = Names::of(package.fields("results"));
        let measure = known(measure, &names)?;
        let described = package.fields("worlds");
        if described.is_empty() {
            return Err(StoredError::NoWorlds);
        }
        let mut worlds = Worlds::open(folder, described)?;
        let mut outcomes = Outcomes::open(folder, &names, &measure)?;
        let most = most.min(MOST_VALUES / (worlds.fields.len() + OUTCOMES));
        let mut stored = 0;
        let more = loop {
            let (drawn, came) = (worlds.ready()?, outcomes.ready()?);
            if drawn != came {
                let (with, without) = if drawn { (WORLDS, RESULTS) } else { (RESULTS, WORLDS) };
                return Err(damaged(without, format!("it ends after {stored} worlds, and {with} has more")));
            }
            if !drawn || stored == most {
                break drawn;
            }
            worlds.take(stored)?;
            outcomes.take(stored)?;
            stored += 1;
        };
        if stored == 0 {
            return Err(damaged(RESULTS, "it holds no world"));
        }
        let (inputs, columns) = worlds.varied();
        Ok(Self {
            formats: outcomes.formats,
            names,
            more,
            inputs,
            columns,
            outcomes: outcomes.values,
            regrets: outcomes.regrets.unwrap_or_else(|| Regrets::new(0, 0)),
            measure,
        })
    }

    /// Worlds that were read.
    pub fn worlds(&self) -> usize {
        self.outcomes.first().map_or(0, Vec::len)
    }

    /// The same with names in another language, by those of the file.
    #[must_use]
    pub fn named(mut self, names: &BTreeMap<String, String>) -> Self {
        let say = |text: &mut String| {
            if let Some(name) = names.get(text.as_str()) {
                text.clone_from(name);
            }
        };
        self.formats.iter_mut().for_each(say);
        let keyed = self.names.parties.iter_mut().chain(&mut self.names.issues);
        keyed.for_each(|(_, name)| say(name));
        for input in &mut self.inputs {
            // A level at the end, in quotation marks.
            if let Some((of, level)) = input.of.rsplit_once(", \"")
                && let Some(name) = names.get(level.trim_end_matches('"'))
            {
                input.of = format!("{of}, \"{name}\"");
            }
        }
        self
    }

    /// The format that is meant by a name, or by an unambiguous beginning.
    ///
    /// # Errors
    /// If none or several are meant.
    pub fn format(&self, given: &str) -> Result<usize, UnknownName> {
        names::find("format", &self.formats, given)
    }
}

/// What stands in the tables of a result, as it says itself.
///
/// # Errors
/// If it does not.
pub fn described(folder: &Path) -> Result<Described, StoredError> {
    let bytes = read::bytes(&folder.join(data_package::FILE), LARGEST_PACKAGE)
        .map_err(|source| StoredError::Unread { file: data_package::FILE, source })?;
    Described::read(&bytes).map_err(|error| damaged(data_package::FILE, error.to_string()))
}

/// A gain by the key of its party.
///
/// # Errors
/// If the measure names no party.
pub fn known(measure: &Measure, names: &Names) -> Result<Measure, UnknownName> {
    let Measure::Gain(given) = measure else { return Ok(measure.clone()) };
    let (keys, named): (Vec<String>, Vec<String>) = names.parties.iter().cloned().unzip();
    let found = names::find_keyed("party", &keys, &named, given)?;
    Ok(Measure::Gain(keys[found].clone()))
}

/// `worlds.csv` on the way.
struct Worlds {
    rows: Rows,
    record: ByteRecord,
    world: usize,
    fields: Vec<(usize, Field)>,
    columns: Vec<Vec<f64>>,
}

impl Worlds {
    fn open(folder: &Path, described: &[Field]) -> Result<Self, StoredError> {
        let mut rows = open(folder, WORLDS)?;
        let header = header(&mut rows, WORLDS)?;
        let world = place(&header, "world", WORLDS)?;
        let inputs = described.iter().filter(|field| !matches!(field.name.as_str(), "world" | "seed"));
        let at = |field: &Field| Ok((place(&header, &field.name, WORLDS)?, field.clone()));
        let fields = inputs.map(at).collect::<Result<Vec<_>, StoredError>>()?;
        let columns = vec![Vec::new(); fields.len()];
        Ok(Self { rows, record: ByteRecord::new(), world, fields, columns })
    }

    /// Whether there is another world.
    fn ready(&mut self) -> Result<bool, StoredError> {
        next(&mut self.rows, &mut self.record, WORLDS)
    }

    fn take(&mut self, expected: usize) -> Result<(), StoredError> {
        in_order(&self.record, self.world, expected, WORLDS)?;
        for ((at, field), column) in self.fields.iter().zip(&mut self.columns) {
            // A period that never comes is empty.
            let never = self.record.get(*at).is_some_and(<[u8]>::is_empty) && field.kind == "integer";
            column.push(if never { f64::INFINITY } else { number(&self.record, *at, WORLDS, &field.name)? });
        }
        Ok(())
    }

    /// The inputs that differ between worlds.
    fn varied(self) -> (Vec<Input>, Vec<Vec<f64>>) {
        let varies = |column: &Vec<f64>| column.iter().any(|x| x.total_cmp(&column[0]).is_ne());
        let kept = self.fields.into_iter().zip(self.columns).filter(|(_, column)| varies(column));
        kept.map(|((_, field), column)| (Input::of(&field), column)).unzip()
    }
}

/// `results.csv` on the way: the rows of a world, one for each format.
struct Outcomes {
    rows: Rows,
    record: ByteRecord,
    /// Whether the record is a row that was not taken yet.
    waiting: bool,
    world: usize,
    format: usize,
    /// The measure, then the gain of each party.
    wanted: Vec<(usize, String)>,
    formats: Vec<String>,
    values: Vec<Vec<f64>>,
    regrets: Option<Regrets>,
}

impl Outcomes {
    fn open(folder: &Path, names: &Names, measure: &Measure) -> Result<Self, StoredError> {
        let mut rows = open(folder, RESULTS)?;
        let header = header(&mut rows, RESULTS)?;
        let gains = names.parties.iter().map(|(key, _)| format!("gain_{key}"));
        let wanted = std::iter::once(measure.column()).chain(gains);
        let wanted = wanted
            .map(|name| Ok((place(&header, &name, RESULTS)?, name)))
            .collect::<Result<_, StoredError>>()?;
        Ok(Self {
            world: place(&header, "world", RESULTS)?,
            format: place(&header, "format", RESULTS)?,
            rows,
            record: ByteRecord::new(),
            waiting: false,
            wanted,
            formats: Vec::new(),
            values: Vec::new(),
            regrets: None,
        })
    }

    fn ready(&mut self) -> Result<bool, StoredError> {
        if !self.waiting {
            self.waiting = next(&mut self.rows, &mut self.record, RESULTS)?;
        }
        Ok(self.waiting)
    }

    /// Takes all rows of a world; the first one tells which formats there are.
    fn take(&mut self, expected: usize) -> Result<(), StoredError> {
        let (first, mut at) = (self.formats.is_empty(), 0);
        let mut values = Vec::new();
        while self.ready()? && (first || at < self.formats.len()) {
            if first && at > 0 && text(&self.record, self.world) != Some("0") {
                break;
            }
            in_order(&self.record, self.world, expected, RESULTS)?;
            let format = unmarked(text(&self.record, self.format).unwrap_or_default());
            if first && (self.formats.iter().any(|known| known == format) || at >= MOST_NAMES) {
                return Err(damaged(RESULTS, format!("world 0 has the format `{format}` twice")));
            }
            if first {
                self.formats.push(format.to_owned());
            } else if self.formats[at] != format {
                let what =
                    format!("world {expected} has no row of the format `{}` at its place", self.formats[at]);
                return Err(damaged(RESULTS, what));
            }
            for (place, column) in &self.wanted {
                values.push(number(&self.record, *place, RESULTS, column)?);
            }
            at += 1;
            self.waiting = false;
        }
        if at < self.formats.len() {
            return Err(damaged(RESULTS, format!("it ends in the middle of world {expected}")));
        }
        self.values.resize(at, Vec::new());
        for (column, row) in self.values.iter_mut().zip(values.chunks(self.wanted.len())) {
            column.push(row[0]);
        }
        let criteria = self.wanted.len();
        self.regrets.get_or_insert_with(|| Regrets::new(at, criteria)).add(&values);
        Ok(())
    }
}

/// Refuses a row of another world than the next.
fn in_order(record: &ByteRecord, at: usize, expected: usize, file: &'static str) -> Result<(), StoredError> {
    let found = text(record, at).unwrap_or_default();
    if found.parse() == Ok(expected) {
        return Ok(());
    }
    let line = record.position().map_or(0, csv::Position::line);
    Err(damaged(file, format!("line {line} is of world `{found}` where world {expected} should stand")))
}
