//! `compare RESULT RESULT…`: stored results side by side, the first one as the reference.

use super::against::{how, worlds};
use super::stored::Stored;
use crate::chart::what_if::measure_words;
use crate::language::Language;
use crate::results::against::{Changes, MEASURES, changes, share};
use crate::results::comparison::{Comparison, Share};
use crate::results::words::{of_100, signed, thousands};
use crate::say;
use crate::terminal::columns::{Columns, Kind};
use crate::terminal::failure::{DONE, Failure};
use crate::terminal::json::json_line;
use crate::terminal::output;
use crate::terminal::text::{SCREEN, columns, emphasised, joined, wrapped};
use serde::Serialize;
use std::path::PathBuf;

/// Their names on the screen; more results nobody reads beside one another.
const LABELS: [&str; 6] = ["A", "B", "C", "D", "E", "F"];

#[derive(Serialize)]
struct Data<'a> {
    schema_version: u32,
    results: Vec<Side<'a>>,
    /// By result after the first: how it differs from the first.
    against_first: &'a [Changes],
}

#[derive(Serialize)]
struct Side<'a> {
    folder: String,
    scenario: &'a str,
    scenario_hash: &'a str,
    seed: u64,
    runs: u64,
    behaviour: &'a str,
    /// What was set, as on the command line; `null`: not known.
    set: Option<&'a str>,
}

impl<'a> Side<'a> {
    fn of(result: &'a Stored) -> Self {
        Self {
            folder: result.folder.display().to_string(),
            scenario: &result.comparison.scenario,
            scenario_hash: &result.comparison.scenario_hash,
            seed: result.comparison.seed,
            runs: result.comparison.runs,
            behaviour: &result.comparison.behaviour,
            set: result.set.as_deref(),
        }
    }
}

/// Results side by side, and how each differs from the first.
struct Sides {
    results: Vec<Stored>,
    against_first: Vec<Changes>,
}

/// Shows the results of these folders side by side.
pub(super) fn carry_out(folders: &[PathBuf], json: bool, language: Language) -> Result<u8, Failure> {
    if folders.len() < 2 || folders.len() > LABELS.len() {
        let what = format!(
            "results are compared side by side, 2 to {} of them; this is {}",
            LABELS.len(),
            folders.len()
        );
        return Err(Failure::usage(what)
            .mend("name folders that `compare` or `run` wrote: compare output/NAME-1 output/NAME-2"));
    }
    let results = folders.iter().map(|folder| Stored::read(folder)).collect::<Result<Vec<_>, _>>()?;
    let results = if json { results } else { speaking(results, language) };
    let (first, others) = results.split_first().ok_or_else(|| Failure::usage("no result is named"))?;
    let against = |other: &Stored| {
        changes(&first.comparison, &other.comparison).map_err(|why| {
            Failure::usage(format!("these results cannot be compared: {why}"))
                .at(format!("{} and {}", first.folder.display(), other.folder.display()))
                .expected("results of the same parties, issues and calendar, with a format of the same name in both")
        })
    };
    let against_first = others.iter().map(against).collect::<Result<Vec<_>, _>>()?;
    let sides = Sides { results, against_first };
    output::say(&if json { json_line(&sides.data())? } else { sides.screen(language, columns(SCREEN)) })?;
    Ok(DONE)
}

/// Results in a language, all in the names that the first one gives.
fn speaking(results: Vec<Stored>, language: Language) -> Vec<Stored> {
    let names = results.first().map(|first| first.comparison.names.clone()).unwrap_or_default();
    let spoken = |result: Stored| {
        let comparison = Comparison { names: names.clone(), ..result.comparison.clone() };
        Stored { comparison: comparison.speaking(language), ..result }
    };
    results.into_iter().map(spoken).collect()
}

impl Sides {
    fn data(&self) -> Data<'_> {
        Data {
            schema_version: 1,
            results: self.results.iter().map(Side::of).collect(),
            against_first: &self.against_first,
        }
    }

    fn screen(&self, language: Language, room: usize) -> String {
        let mut lines = emphasised(&say!(language, "side-heading"), room);
        for (result, label) in self.results.iter().zip(LABELS) {
            lines.extend(wrapped("", &about(result, label, language), room));
        }
        for (changes, label) in self.against_first.iter().zip(&LABELS[1..]) {
            let note = say!(language, "side-note", label = *label, how = how(changes.worlds, language));
            lines.extend(wrapped("", &note, room));
        }
        for measure in MEASURES {
            lines.push(String::new());
            lines.extend(self.table(measure, language, room));
        }
        joined(&lines)
    }

    /// Names of all formats: those of the first result, then those that another one has.
    fn formats(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for format in self.results.iter().flat_map(|result| &result.comparison.formats) {
            if !names.contains(&format.name.as_str()) {
                names.push(&format.name);
            }
        }
        names
    }

    fn table(&self, measure: &'static str, language: Language, room: usize) -> Vec<String> {
        let two = self.results.len() == 2;
        let head = measure_words(measure, language);
        let labels = LABELS.iter().take(self.results.len());
        let mut heads: Vec<(String, Kind)> = vec![(head, Kind::Name)];
        for (at, label) in labels.enumerate() {
            heads.push(((*label).to_owned(), Kind::Measure));
            if at > 0 {
                heads.push((say!(language, "side-difference", label = *label), Kind::Number));
            }
        }
        if two {
            heads.push((String::new(), Kind::Measure));
        }
        let mut table = Columns::new(heads.iter().map(|(head, kind)| (head.as_str(), *kind)));
        for name in self.formats() {
            let shares: Vec<Option<Share>> =
                self.results.iter().map(|result| of(result, name, measure)).collect();
            let mut cells = vec![name.to_owned()];
            for (at, share) in shares.iter().enumerate() {
                cells.push(share.as_ref().map_or_else(|| "–".to_owned(), cell));
                if at > 0 {
                    cells.push(difference(shares[0], *share));
                }
            }
            if two {
                let same = |change: &&_| is_of(change, name, measure);
                let change = self.against_first[0].shares.iter().find(same);
                cells.push(change.map_or_else(String::new, |change| worlds(change, language)));
            }
            table.row(cells);
        }
        table.lines(room)
    }
}

fn is_of(change: &crate::results::against::ShareChange, name: &str, measure: &str) -> bool {
    change.format == name && change.measure == measure
}

fn about(result: &Stored, label: &str, language: Language) -> String {
    let set = match result.set.as_deref() {
        None => say!(language, "side-unknown"),
        Some("") => say!(language, "side-plain"),
        Some(set) => set.to_owned(),
    };
    say!(
        language,
        "side-result",
        label = label,
        folder = result.folder.display().to_string(),
        worlds = thousands(result.comparison.runs),
        seed = result.comparison.seed.to_string(),
        set = set,
    )
}

/// The share of a measure under a format of a result, if it has it.
fn of(result: &Stored, name: &str, measure: &str) -> Option<Share> {
    let format = result.comparison.formats.iter().find(|format| format.name == name)?;
    Some(share(format, measure))
}

fn cell(share: &Share) -> String {
    format!("{} ({}–{})", of_100(share.estimate), of_100(share.low), of_100(share.high))
}

/// The difference of two shares as they are printed.
fn difference(first: Option<Share>, other: Option<Share>) -> String {
    let printed = |share: Share| libm::round(share.estimate * 100.0);
    first.zip(other).map_or_else(|| "–".to_owned(), |(a, b)| signed(printed(b) - printed(a), 0))
}
