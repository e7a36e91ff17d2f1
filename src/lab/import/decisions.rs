//! Decisions as plain CSV, one row for each actor of each issue (docs/backtest-format.md).

use crate::files::cells;
use crate::lab::theory::political::Position;
use crate::lab::theory::political::decision::{Actor, Decision};
use std::collections::BTreeMap;
use std::fmt;

/// The columns, in any order in the file.
pub const COLUMNS: [&str; 10] = [
    "decision",
    "proposal",
    "procedure",
    "voting",
    "reference_point",
    "outcome",
    "actor",
    "position",
    "salience",
    "capability",
];
/// Columns that may be left out of a file.
const OPTIONAL: [&str; 5] = ["procedure", "voting", "reference_point", "outcome", "salience"];
/// The salience of an actor of whom it is not known.
pub const MIDDLE_SALIENCE: f64 = 50.0;
/// Largest file, in bytes.
pub const LARGEST_FILE: u64 = 16 << 20;
/// Most actors of a decision.
const MOST_ACTORS: usize = 1000;
/// Most decisions of a file.
pub const MOST_DECISIONS: usize = 10_000;
/// Most problems that are told.
const MOST_PROBLEMS: usize = 50;
/// After so many problems nothing more is read.
const MOST_KEPT: usize = 1000;

/// Something that is wrong in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Line, from 1; the header is line 1.
    pub line: u64,
    /// Column, from 1, with its name; `None` if it is about the whole line.
    pub column: Option<(usize, &'static str)>,
    /// What is wrong, and what was expected.
    pub what: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.column {
            Some((number, name)) => {
                write!(f, "line {}, column {number} ({name}): {}", self.line, self.what)
            }
            None => write!(f, "line {}: {}", self.line, self.what),
        }
    }
}

/// Everything that is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", in_words(.0))]
pub struct DecisionsError(pub Vec<Problem>);

fn in_words(problems: &[Problem]) -> String {
    let mut lines: Vec<String> = problems.iter().take(MOST_PROBLEMS).map(ToString::to_string).collect();
    if problems.len() > MOST_PROBLEMS {
        lines.push(format!("and {} more", problems.len() - MOST_PROBLEMS));
    }
    lines.join("\n")
}

/// Reads decisions, in the order in which they first appear.
///
/// # Errors
/// Everything that is wrong, at once.
pub fn read(bytes: &[u8]) -> Result<Vec<Decision>, DecisionsError> {
    let whole = |line, what: String| DecisionsError(vec![Problem { line, column: None, what }]);
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let delimiter = delimiter(bytes);
    let mut reader =
        csv::ReaderBuilder::new().trim(csv::Trim::All).flexible(true).delimiter(delimiter).from_reader(bytes);
    let header = reader.headers().map_err(|error| whole(1, error.to_string()))?.clone();
    let mut reading = Reading::new(&header, delimiter)?;
    for record in reader.records() {
        if reading.is_over() {
            break;
        }
        match record {
            Ok(record) => reading.row(&record, header.len()),
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                reading.problem(line, None, error.to_string());
            }
        }
    }
    reading.finish()
}

fn known_columns(row: &csv::StringRecord) -> usize {
    row.iter().filter(|cell| COLUMNS.contains(cell)).count()
}

/// The sign that parts the cells: comma, semicolon or tabulator.
fn delimiter(bytes: &[u8]) -> u8 {
    cells::delimiter(bytes, known_columns)
}

/// Whether a text begins with a header of decisions.
pub fn is_table(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').as_bytes();
    let required = |row: &csv::StringRecord| {
        COLUMNS
            .iter()
            .filter(|column| !OPTIONAL.contains(column))
            .all(|column| row.iter().any(|c| c == *column))
    };
    let reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .delimiter(delimiter(text))
        .from_reader(text);
    reader.into_records().next().and_then(Result::ok).is_some_and(|row| required(&row))
}

/// Decisions as text, every column in the order of [`COLUMNS`]; reading gives the same decisions.
///
/// # Errors
/// If a table cannot be written, which is a fault of this program.
pub fn write(decisions: &[Decision]) -> Result<Vec<u8>, csv::Error> {
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(COLUMNS)?;
    let cell = |x: Option<f64>| x.map_or_else(String::new, |x| x.to_string());
    for decision in decisions {
        for Actor { name, stance } in &decision.actors {
            table.write_record([
                decision.name.clone(),
                decision.proposal.clone(),
                decision.procedure.clone(),
                decision.voting.clone(),
                cell(decision.reference_point),
                cell(decision.outcome),
                name.clone(),
                cell(Some(stance.position)),
                cell(Some(stance.salience)),
                cell(Some(stance.capability)),
            ])?;
        }
    }
    table.into_inner().map_err(|error| error.into_error().into())
}

struct Reading {
    /// The sign that parts the cells.
    delimiter: u8,
    /// For each of [`COLUMNS`], where it stands.
    places: [Option<usize>; 10],
    decisions: Vec<Decision>,
    /// By name of decision: its number, and the line on which it first appears.
    known: BTreeMap<String, (usize, u64)>,
    /// By decision and actor: the line.
    actors: BTreeMap<(usize, String), u64>,
    problems: Vec<Problem>,
    /// Whether there was a decision more than are read.
    too_many: bool,
}

impl Reading {
    fn new(header: &csv::StringRecord, delimiter: u8) -> Result<Self, DecisionsError> {
        let mut problems = Vec::new();
        let mut places = [None; 10];
        for (at, name) in header.iter().enumerate() {
            match COLUMNS.iter().position(|column| column == &name) {
                Some(column) if places[column].is_none() => places[column] = Some(at),
                Some(column) => problems.push(Problem {
                    line: 1,
                    column: Some((at + 1, COLUMNS[column])),
                    what: "this column is there twice".into(),
                }),
                None => problems.push(Problem {
                    line: 1,
                    column: None,
                    what: format!("column {} is `{name}`; expected one of {}", at + 1, COLUMNS.join(", ")),
                }),
            }
        }
        for (column, place) in COLUMNS.iter().zip(&places) {
            if place.is_none() && !OPTIONAL.contains(column) {
                let what = format!("the column `{column}` is missing");
                problems.push(Problem { line: 1, column: None, what });
            }
        }
        if !problems.is_empty() {
            return Err(DecisionsError(problems));
        }
        let (known, actors) = (BTreeMap::new(), BTreeMap::new());
        let decisions = Vec::new();
        Ok(Self { delimiter, places, decisions, known, actors, problems, too_many: false })
    }

    /// Whether nothing more is to be read: more would only take memory.
    fn is_over(&self) -> bool {
        self.too_many || self.problems.len() >= MOST_KEPT
    }

    fn problem(&mut self, line: u64, column: Option<usize>, what: String) {
        let column = column.map(|c| (self.places[c].map_or(0, |at| at + 1), COLUMNS[c]));
        self.problems.push(Problem { line, column, what });
    }

    fn row(&mut self, record: &csv::StringRecord, expected: usize) {
        let line = record.position().map_or(0, csv::Position::line);
        if record.len() != expected {
            let what = format!("there are {} fields; expected {expected}, as in the header", record.len());
            return self.problem(line, None, what);
        }
        let before = self.problems.len();
        let text: [&str; 10] =
            std::array::from_fn(|c| self.places[c].and_then(|at| record.get(at)).unwrap_or(""));
        for column in [0, 1, 6] {
            if text[column].is_empty() {
                self.problem(line, Some(column), "this is empty; expected a name".into());
            }
        }
        let reference = self.number(line, 4, text[4], Some(100.0));
        let outcome = self.number(line, 5, text[5], Some(100.0));
        let position = self.number(line, 7, text[7], Some(100.0));
        let salience = self.number(line, 8, text[8], Some(100.0)).unwrap_or(MIDDLE_SALIENCE);
        let capability = self.number(line, 9, text[9], None);
        for (column, value) in [(7, position), (9, capability)] {
            if value.is_none() && text[column].is_empty() {
                self.problem(line, Some(column), "this is empty; expected a number".into());
            }
        }
        let (Some(position), Some(capability)) = (position, capability) else { return };
        if self.problems.len() > before {
            return;
        }
        let stance = Position { position, capability, salience };
        let found = Decision {
            name: text[0].to_owned(),
            proposal: text[1].to_owned(),
            procedure: text[2].to_owned(),
            voting: text[3].to_owned(),
            reference_point: reference,
            outcome,
            actors: vec![Actor { name: text[6].to_owned(), stance }],
        };
        self.add(line, found);
    }

    /// A number from 0 on; an empty field is `None`.
    fn number(&mut self, line: u64, column: usize, text: &str, most: Option<f64>) -> Option<f64> {
        if text.is_empty() {
            return None;
        }
        let range = most.map_or_else(|| "of 0 or more".to_owned(), |most| format!("from 0 to {most}"));
        match cells::number(text, self.delimiter) {
            Some(x) if x >= 0.0 && x <= most.unwrap_or(1e12) => Some(x),
            _ => {
                self.problem(line, Some(column), format!("this is `{text}`; expected a number {range}"));
                None
            }
        }
    }

    /// Adds an actor to its decision; what is said of the decision must be the same in all its rows.
    fn add(&mut self, line: u64, mut found: Decision) {
        let Some(actor) = found.actors.pop() else { return };
        if self.decisions.len() == MOST_DECISIONS && !self.known.contains_key(&found.name) {
            self.too_many = true;
            let what = format!("there are more than {MOST_DECISIONS} decisions: split the file by proposals");
            return self.problem(line, None, what);
        }
        let new = (self.decisions.len(), line);
        let (number, first) = *self.known.entry(found.name.clone()).or_insert(new);
        if number == self.decisions.len() {
            self.decisions.push(found.clone());
        }
        let before = &self.decisions[number];
        let same = [
            (1, before.proposal == found.proposal),
            (2, before.procedure == found.procedure),
            (3, before.voting == found.voting),
            (4, before.reference_point == found.reference_point),
            (5, before.outcome == found.outcome),
        ];
        let taking_part = before.actors.len();
        for (column, _) in same.into_iter().filter(|(_, same)| !same) {
            let what = format!("this is not what line {first} says of the same decision");
            self.problem(line, Some(column), what);
        }
        if let Some(other) = self.actors.insert((number, actor.name.clone()), line) {
            let what = format!("`{}` takes part in this decision already, on line {other}", actor.name);
            return self.problem(line, Some(6), what);
        }
        if taking_part == MOST_ACTORS {
            return self.problem(line, None, format!("a decision has more than {MOST_ACTORS} actors"));
        }
        self.decisions[number].actors.push(actor);
    }

    fn finish(mut self) -> Result<Vec<Decision>, DecisionsError> {
        let weightless: Vec<(u64, String)> = self
            .known
            .values()
            .filter(|(number, _)| self.decisions[*number].actors.iter().all(|a| a.stance.weight() <= 0.0))
            .map(|(number, line)| (*line, self.decisions[*number].name.clone()))
            .collect();
        for (line, name) in weightless {
            let what = format!("nobody in `{name}` has a capability and a salience above 0");
            self.problem(line, None, what);
        }
        if self.decisions.is_empty() && self.problems.is_empty() {
            self.problem(1, None, "there is no row below the header".into());
        }
        if self.problems.is_empty() {
            return Ok(self.decisions);
        }
        self.problems.sort_by_key(|problem| problem.line);
        Err(DecisionsError(self.problems))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str =
        "decision,proposal,procedure,voting,reference_point,outcome,actor,position,salience,capability\n";

    fn with(rows: &str) -> Result<Vec<Decision>, String> {
        read(format!("{HEADER}{rows}").as_bytes()).map_err(|error| error.to_string())
    }

    #[test]
    fn rows_become_decisions_in_their_order() {
        let found =
            with("b1,b,COD,QMV,0,100.0,com,100,,10\na1,a,,,,,x,50,70,1\nb1,b,COD,QMV,0.0,100,ep,0,80,10\n")
                .unwrap();
        assert_eq!((found.len(), found[0].name.as_str(), found[1].name.as_str()), (2, "b1", "a1"));
        assert_eq!((found[0].reference_point, found[0].outcome), (Some(0.0), Some(100.0)));
        assert_eq!((found[1].reference_point, found[1].outcome), (None, None));
        let stance = |k: usize| found[0].actors[k].stance;
        assert_eq!((stance(0).salience, stance(1).salience), (50.0, 80.0));
        assert_eq!(found[0].actors[1].name, "ep");
    }

    #[test]
    fn columns_stand_in_any_order_and_some_may_be_missing() {
        let found =
            read(b"\xef\xbb\xbfactor,capability,position,proposal,decision\r\n\"x, y\", 2 ,50,p,d\r\n")
                .unwrap();
        assert_eq!(found[0].actors[0].name, "x, y");
        assert_eq!(found[0].actors[0].stance, Position { position: 50.0, capability: 2.0, salience: 50.0 });
    }

    #[test]
    fn semicolons_and_tabulators_part_cells_too() {
        let comma = "decision,proposal,actor,position,salience,capability\nd,p,x,12.5,50,1\n";
        let expected = read(comma.as_bytes()).unwrap();
        let semicolon = comma.replace(',', ";").replace('.', ",");
        assert_eq!(read(semicolon.as_bytes()).unwrap(), expected);
        assert_eq!(read(comma.replace(',', "\t").as_bytes()).unwrap(), expected);
        let wrong = read(semicolon.replace("12,5", "1.234,5").as_bytes()).unwrap_err().to_string();
        assert_eq!(wrong, "line 2, column 4 (position): this is `1.234,5`; expected a number from 0 to 100");
        assert!(is_table(comma) && is_table(&semicolon) && !is_table("decision;actor"));
    }

    #[test]
    fn what_is_written_is_read_as_it_was() {
        let found =
            with("b1,\"b, c\",COD,QMV,0,,com,100,,10\nb1,\"b, c\",COD,QMV,0,,ep,0.1,80,1e-7\n").unwrap();
        assert_eq!(read(&write(&found).unwrap()).unwrap(), found);
    }

    #[test]
    fn the_number_of_decisions_is_bounded_and_reading_ends_there() {
        let rows = |n: usize| (0..n).map(|k| format!("d{k},p,,,,,x,5,50,1\n")).collect::<Vec<_>>().concat();
        assert_eq!(with(&rows(MOST_DECISIONS)).unwrap().len(), MOST_DECISIONS);
        let again = "d0,p,,,,,y,5,50,1\n";
        assert!(with(&(rows(MOST_DECISIONS) + again)).is_ok(), "an actor more is no decision more");
        // What stands after it, wrong or not, is not looked at.
        let error = with(&(rows(MOST_DECISIONS + 1) + &"x\n".repeat(10))).unwrap_err();
        assert_eq!(error, "line 10002: there are more than 10000 decisions: split the file by proposals");
    }

    #[test]
    fn problems_that_are_kept_are_bounded() {
        let Err(DecisionsError(problems)) = read((HEADER.to_owned() + &"x\n".repeat(5000)).as_bytes()) else {
            panic!("rows of one cell")
        };
        assert_eq!(problems.len(), MOST_KEPT);
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once_with_its_place() {
        let message = with(
            "d,p,,,,,x,101,50,1\nd,p,,,,,y,abc,-1,inf\n,p,,,,NaN,z,,50,\nd,p,,,,,w,5,5\ne,p,,,,,x,5,0,1\n",
        )
        .unwrap_err();
        let expected = [
            "line 2, column 8 (position): this is `101`; expected a number from 0 to 100",
            "line 3, column 8 (position): this is `abc`; expected a number from 0 to 100",
            "line 3, column 9 (salience): this is `-1`; expected a number from 0 to 100",
            "line 3, column 10 (capability): this is `inf`; expected a number of 0 or more",
            "line 4, column 1 (decision): this is empty; expected a name",
            "line 4, column 6 (outcome): this is `NaN`; expected a number from 0 to 100",
            "line 4, column 8 (position): this is empty; expected a number",
            "line 4, column 10 (capability): this is empty; expected a number",
            "line 5: there are 9 fields; expected 10, as in the header",
            "line 6: nobody in `e` has a capability and a salience above 0",
        ];
        assert_eq!(message.lines().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn rows_of_a_decision_agree_and_no_actor_is_there_twice() {
        let message = with("d,p,A,,0,5,x,1,1,1\nd,q,A,,,5,x,1,1,1\n").unwrap_err();
        let expected = [
            "line 3, column 2 (proposal): this is not what line 2 says of the same decision",
            "line 3, column 5 (reference_point): this is not what line 2 says of the same decision",
            "line 3, column 7 (actor): `x` takes part in this decision already, on line 2",
        ];
        assert_eq!(message.lines().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn headers_and_empty_files_are_judged() {
        let of = |text: &str| read(text.as_bytes()).unwrap_err().to_string();
        assert!(of("").contains("the column `decision` is missing"));
        assert!(of("decision,proposal,actor,position,capability,decision\n").contains("twice"));
        assert!(of("decision,proposal,actor,position,capability,votes\n").contains("column 6 is `votes`"));
        assert!(of(HEADER).contains("no row"));
        assert!(read(b"\xff\xfe\x00").is_err());
        let rows = |n: usize, x: &str| -> String {
            (0..n).fold(String::new(), |text, k| text + &format!("d,p,,,,,a{k},{x},1,1\n"))
        };
        let many = rows(1001, "1");
        assert!(with(&many).unwrap_err().contains("more than 1000 actors"));
        let bad = rows(200, "x");
        assert_eq!(with(&bad).unwrap_err().lines().last(), Some("and 150 more"));
    }
}
