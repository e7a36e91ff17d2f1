//! The deals of a class as a table: one row a group and format, one column an issue; and rows of what was proposed and not signed.

use crate::files::cells;
use crate::language::Language;
use crate::results::class::{Package, Played};
use crate::results::names;
use crate::say;
use crate::scenario::Scenario;
use crate::scenario::letters::cell;
use crate::scenario::place::{IssueIndex, LevelIndex};

/// Most rows of a file.
const MOST_ROWS: usize = 2000;

/// Something that is wrong in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    /// Line, from 1; the header is line 1.
    pub(super) line: u64,
    /// Cell of the line, from 1.
    pub(super) cell: usize,
    pub(super) what: String,
    pub(super) expected: String,
    pub(super) hint: Option<String>,
}

impl Problem {
    fn new(line: u64, cell: usize, what: impl Into<String>, expected: impl Into<String>) -> Self {
        Self { line, cell, what: what.into(), expected: expected.into(), hint: None }
    }
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Group,
    Format,
    Result,
    Issue(IssueIndex),
}

/// What became of the package of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Came {
    Signed,
    Nothing,
    Proposed,
}

/// Names of a fixed column, in all languages.
fn called(column: Column) -> Vec<String> {
    let of = |language: Language| match column {
        Column::Group => say!(language, "class-group-column"),
        Column::Format => say!(language, "class-format-column"),
        _ => say!(language, "class-result-column"),
    };
    Language::ALL.map(of).to_vec()
}

/// Words for what became of a package.
fn words() -> Vec<(Came, String)> {
    let of = |language: Language| {
        [
            (Came::Signed, say!(language, "class-result-signed")),
            (Came::Nothing, say!(language, "class-result-none")),
            (Came::Proposed, say!(language, "class-result-proposed")),
        ]
    };
    Language::ALL.into_iter().flat_map(of).collect()
}

/// Reads the deals of a class, in the order in which groups and formats first appear.
///
/// # Errors
/// Everything that is wrong, line by line.
pub(super) fn read(s: &Scenario, text: &str) -> Result<Vec<Played>, Vec<Problem>> {
    let text = text.trim_start_matches('\u{feff}');
    let suits = |row: &csv::StringRecord| row.iter().filter(|name| column(s, name).is_ok()).count();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .delimiter(cells::delimiter(text.as_bytes(), suits))
        .from_reader(text.as_bytes());
    let mut reading =
        Reading { s, columns: Vec::new(), played: Vec::new(), signed: Vec::new(), problems: Vec::new() };
    let mut rows = 0;
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                reading.problems.push(Problem::new(line, 1, format!("{error}"), "text in cells, as a table"));
                break;
            }
        };
        let line = record.position().map_or(0, csv::Position::line);
        let comment = record.get(0).is_some_and(|first| first.starts_with('#'));
        if comment || record.iter().all(str::is_empty) {
            continue;
        }
        if reading.columns.is_empty() {
            reading.header(line, &record);
            if !reading.problems.is_empty() {
                break;
            }
            continue;
        }
        rows += 1;
        if rows > MOST_ROWS {
            let expected = format!("at most {MOST_ROWS} rows");
            reading.problems.push(Problem::new(line, 1, "there are too many rows", expected));
            break;
        }
        reading.row(line, &record);
    }
    if rows == 0 && reading.problems.is_empty() {
        reading.problems.push(Problem::new(
            1,
            1,
            "there is no deal in it",
            "a line a group, below the names of the columns",
        ));
    }
    if reading.problems.is_empty() { Ok(reading.played) } else { Err(reading.problems) }
}

/// What a column is, by its name.
fn column(s: &Scenario, name: &str) -> Result<Column, names::UnknownName> {
    let name = plain(name);
    let fixed = [Column::Group, Column::Format, Column::Result];
    let same = |column: &Column| called(*column).iter().any(|own| own.eq_ignore_ascii_case(name));
    if let Some(column) = fixed.into_iter().find(same) {
        return Ok(column);
    }
    let keys: Vec<String> = s.issues.iter().map(|issue| issue.id.clone()).collect();
    let titles: Vec<String> = s.issues.iter().map(|issue| issue.name.clone()).collect();
    names::find_keyed("column", &keys, &titles, name).map(|place| Column::Issue(IssueIndex(place)))
}

/// A cell without the mark that keeps a spreadsheet from reckoning with it.
fn plain(text: &str) -> &str {
    text.strip_prefix('\'').unwrap_or(text).trim()
}

struct Reading<'a> {
    s: &'a Scenario,
    columns: Vec<Column>,
    played: Vec<Played>,
    /// By entry of `played`: the line that says how it ended.
    signed: Vec<Option<u64>>,
    problems: Vec<Problem>,
}

impl Reading<'_> {
    fn header(&mut self, line: u64, record: &csv::StringRecord) {
        for (at, name) in record.iter().enumerate() {
            match column(self.s, name) {
                Ok(column) if self.columns.contains(&column) => {
                    let what = format!("the column `{name}` is there twice");
                    self.problems.push(Problem::new(line, at + 1, what, "each column once"));
                }
                Ok(column) => self.columns.push(column),
                Err(error) => {
                    let issues: Vec<&str> = self.s.issues.iter().map(|issue| issue.id.as_str()).collect();
                    let expected = format!("group, format, result, or an issue: {}", issues.join(", "));
                    let what = format!("there is no issue `{}`", plain(name));
                    let hint = error.mend();
                    self.problems.push(Problem { hint, ..Problem::new(line, at + 1, what, expected) });
                }
            }
        }
        let several = self.s.formats.len() > 1;
        for needed in [Column::Group, Column::Format].into_iter().filter(|c| *c == Column::Group || several) {
            if self.problems.is_empty() && !self.columns.contains(&needed) {
                let what = format!("there is no column `{}`", called(needed).first().map_or("", |name| name));
                let expected = "the names of the columns in the first line: group,format,result, then issues";
                let hint = Some("`debrief FILE --template` prints a table to fill in".to_owned());
                self.problems.push(Problem { hint, ..Problem::new(line, 1, what, expected) });
            }
        }
    }

    fn row(&mut self, line: u64, record: &csv::StringRecord) {
        let before = self.problems.len();
        let (mut group, mut format, mut came) = (String::new(), 0, None);
        let mut package: Package = vec![None; self.s.issues.len()];
        if record.len() > self.columns.len() {
            let what = format!("there are {} cells", record.len());
            let expected = format!("{}, as in the first line", self.columns.len());
            let hint = Some("a name with a comma in it stands in quotation marks".to_owned());
            self.problems
                .push(Problem { hint, ..Problem::new(line, self.columns.len() + 1, what, expected) });
            return;
        }
        for at in 0..self.columns.len() {
            let text = plain(record.get(at).unwrap_or_default());
            match self.columns[at] {
                Column::Group => text.clone_into(&mut group),
                Column::Format => format = self.format(line, at, text),
                Column::Result => came = self.came(line, at, text),
                Column::Issue(issue) => package[issue] = self.level(line, at, issue, text),
            }
        }
        if group.is_empty() {
            let at = self.columns.iter().position(|column| *column == Column::Group).unwrap_or(0);
            self.problems.push(Problem::new(
                line,
                at + 1,
                "the group has no name",
                "any name, such as Group 1",
            ));
        }
        if self.problems.len() == before {
            self.add(line, &group, format, came, package);
        }
    }

    fn format(&mut self, line: u64, at: usize, text: &str) -> usize {
        let all: Vec<String> = self.s.formats.iter().map(|format| format.name.clone()).collect();
        if text.is_empty() && all.len() == 1 {
            return 0;
        }
        names::find("format", &all, text).unwrap_or_else(|error| {
            let problem = Problem::new(line, at + 1, error.to_string(), error.expected());
            self.problems.push(Problem { hint: error.mend(), ..problem });
            0
        })
    }

    fn came(&mut self, line: u64, at: usize, text: &str) -> Option<Came> {
        if text.is_empty() {
            return None;
        }
        let found = words().into_iter().find(|(_, word)| word.eq_ignore_ascii_case(text));
        if found.is_none() {
            let what = format!("`{text}` is no result");
            self.problems.push(Problem::new(line, at + 1, what, "signed, no deal, proposed, or nothing"));
        }
        found.map(|(came, _)| came)
    }

    fn level(&mut self, line: u64, at: usize, issue: IssueIndex, text: &str) -> Option<LevelIndex> {
        let out =
            Language::ALL.iter().any(|language| say!(*language, "class-out").eq_ignore_ascii_case(text));
        if out || matches!(text, "" | "-" | "–") {
            return None;
        }
        match names::find("level", &self.s.issues[issue].levels, text) {
            Ok(level) => Some(LevelIndex(level)),
            Err(error) => {
                let what = format!("{error} of `{}`", self.s.issues[issue].id);
                let expected = format!("{}, or nothing where it is left out", error.expected());
                self.problems
                    .push(Problem { hint: error.mend(), ..Problem::new(line, at + 1, what, expected) });
                None
            }
        }
    }

    fn add(&mut self, line: u64, group: &str, format: usize, came: Option<Came>, package: Package) {
        let empty = package.iter().all(Option::is_none);
        let came = came.unwrap_or(if empty { Came::Nothing } else { Came::Signed });
        let place = |played: &Played| played.group == group && played.format == format;
        let at = self.played.iter().position(place).unwrap_or_else(|| {
            let deal = vec![None; package.len()];
            self.played.push(Played { group: group.to_owned(), format, deal, proposed: Vec::new() });
            self.signed.push(None);
            self.played.len() - 1
        });
        match came {
            Came::Proposed | Came::Signed if empty => {
                let expected = "a level for one issue at least";
                self.problems.push(Problem::new(line, 1, "nothing is agreed in this package", expected));
            }
            Came::Nothing if !empty => {
                let hint = Some("write `proposed` for a package that was refused".to_owned());
                let problem = Problem::new(line, 1, "there are levels in a line without a deal", "no level");
                self.problems.push(Problem { hint, ..problem });
            }
            Came::Proposed => self.played[at].proposed.push(package),
            Came::Signed | Came::Nothing => {
                if let Some(first) = self.signed[at] {
                    let what = format!("line {first} says already how `{group}` ended under this format");
                    let hint = Some("write `proposed` for a package that was refused".to_owned());
                    self.problems.push(Problem {
                        hint,
                        ..Problem::new(line, 1, what, "one result a group and format")
                    });
                } else {
                    self.signed[at] = Some(line);
                    self.played[at].deal = package;
                }
            }
        }
    }
}

/// A table to fill in, with two groups and these formats.
pub(super) fn template(s: &Scenario, formats: &[usize], language: Language) -> String {
    let names = [Column::Group, Column::Format, Column::Result].map(|column| {
        let names = called(column);
        let place = Language::ALL.iter().position(|own| *own == language).unwrap_or(0);
        names[place].clone()
    });
    let mut rows =
        vec![names.into_iter().chain(s.issues.iter().map(|issue| issue.id.clone())).collect::<Vec<_>>()];
    let blank = |text: String| std::iter::once(text).chain(s.issues.iter().map(|_| String::new()).skip(1));
    rows.push(blank(say!(language, "class-template-how")).collect());
    for issue in &s.issues {
        let levels = issue.levels.join(" | ");
        rows.push(
            blank(say!(language, "class-template-levels", issue = issue.id, levels = levels)).collect(),
        );
    }
    for number in ["1", "2"] {
        for format in formats.iter().filter_map(|place| s.formats.get(*place)) {
            let group = say!(language, "class-template-group", number = number);
            let end = std::iter::repeat_n(String::new(), s.issues.len());
            rows.push([group, format.name.clone(), String::new()].into_iter().chain(end).collect());
        }
    }
    let line = |row: &Vec<String>| row.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(",") + "\n";
    rows.iter().map(line).collect()
}

/// A cell of the table, in quotation marks where it needs them.
fn quoted(text: &str) -> String {
    let text = cell(text);
    if text.contains([',', '"', '\n', ';', '\t']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.into_owned()
    }
}
