//! The CSV.

use super::{KtabError, Scenario};
use crate::files::cells;
use crate::files::seems::ktab_counts;
use crate::lab::theory::spatial_politics::party::{MOST_DIMENSIONS, MOST_PARTIES};
use crate::lab::theory::spatial_politics::{Choices, Party};

/// Reads a scenario in CSV.
///
/// # Errors
/// What is wrong, with line and column.
pub fn read_csv(text: &str) -> Result<Scenario, KtabError> {
    let delimiter = cells::delimiter(text.as_bytes(), ktab_counts);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .delimiter(delimiter)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|e| {
            KtabError::line(
                e.position().map_or(1, csv::Position::line),
                format!("not a line of a table: {e}"),
            )
        })?;
        let line = record.position().map_or(1, csv::Position::line);
        // What spreadsheets add: lines of empty cells.
        if record.iter().any(|cell| !cell.is_empty()) {
            rows.push(Row { line, delimiter, record });
        }
        if rows.len() > MOST_PARTIES + 2 {
            return Err(KtabError::line(
                line,
                format!("more than {MOST_PARTIES} actors; expected 2 to {MOST_PARTIES}"),
            ));
        }
    }
    let [head, header, actors @ ..] = rows.as_slice() else {
        return Err(KtabError::whole(format!("{} lines; expected a title, a header and actors", rows.len())));
    };
    let (n, d) = head.sizes()?;
    let dimensions = header.dimensions(d)?;
    if let Some(extra) = actors.get(n) {
        return Err(KtabError::line(
            extra.line,
            format!("an actor more than the {n} that the first line tells of"),
        ));
    }
    if actors.len() < n {
        let found = actors.len();
        let last = actors.last().map_or(header.line, |row| row.line);
        return Err(KtabError::line(
            last,
            format!("the file ends after {found} actors; the first line tells of {n}"),
        ));
    }
    let mut parties: Vec<Party> = Vec::with_capacity(n);
    for row in actors {
        let party = row.party(d)?;
        if parties.iter().any(|other| other.name == party.name) {
            return Err(KtabError::cell(row.line, 0, format!("actor `{}` is there twice", party.name)));
        }
        parties.push(party);
    }
    let scenario = Scenario {
        name: head.text(0).to_owned(),
        description: head.text(1).to_owned(),
        dimensions,
        descriptions: actors.iter().map(|row| row.text(1).to_owned()).collect(),
        parties,
        adjustment: None,
        choices: Choices::default(),
        seed: None,
    };
    scenario.ready()?;
    Ok(scenario)
}

struct Row {
    line: u64,
    delimiter: u8,
    record: csv::StringRecord,
}

impl Row {
    fn text(&self, column: usize) -> &str {
        self.record.get(column).unwrap_or("")
    }

    /// How many cells there are up to the last that is not empty.
    fn length(&self) -> usize {
        (0..self.record.len()).rev().find(|at| !self.text(*at).is_empty()).map_or(0, |at| at + 1)
    }

    /// Cells beyond what is expected are refused: a comma inside a number would shift all that follows.
    fn at_most(&self, cells: usize) -> Result<(), KtabError> {
        if self.length() <= cells {
            return Ok(());
        }
        let found = self.text(cells);
        Err(KtabError::cell(self.line, cells, format!("`{found}` is a cell more than the {cells} expected")))
    }

    fn count(&self, column: usize, what: &str, most: usize) -> Result<usize, KtabError> {
        let word = self.text(column);
        let expected = format!("{what} is `{word}`; expected a whole number from 1 to {most}");
        match word.parse::<usize>() {
            Ok(count) if (1..=most).contains(&count) => Ok(count),
            _ => Err(KtabError::cell(self.line, column, expected)),
        }
    }

    fn sizes(&self) -> Result<(usize, usize), KtabError> {
        let n = self.count(2, "the number of actors", MOST_PARTIES)?;
        let d = self.count(3, "the number of dimensions", MOST_DIMENSIONS)?;
        self.at_most(4)?;
        Ok((n, d))
    }

    fn dimensions(&self, d: usize) -> Result<Vec<String>, KtabError> {
        self.at_most(3 + 2 * d)?;
        (0..d)
            .map(|k| {
                let column = 3 + 2 * k;
                match self.text(column) {
                    "" => Err(KtabError::cell(self.line, column, format!("dimension {} has no name", k + 1))),
                    name => Ok(name.to_owned()),
                }
            })
            .collect()
    }

    fn number(&self, column: usize, what: &str, most: f64) -> Result<f64, KtabError> {
        let word = self.text(column);
        match cells::number(word, self.delimiter) {
            Some(x) if (0.0..=most).contains(&x) => Ok(x),
            _ if word.is_empty() => Err(KtabError::cell(
                self.line,
                column,
                format!("{what} is missing; expected a number from 0 to {most}"),
            )),
            _ => Err(KtabError::cell(
                self.line,
                column,
                format!("{what} is `{word}`; expected a number from 0 to {most}"),
            )),
        }
    }

    fn party(&self, d: usize) -> Result<Party, KtabError> {
        let name = self.text(0).to_owned();
        if name.is_empty() {
            return Err(KtabError::cell(self.line, 0, "an actor has no name"));
        }
        self.at_most(3 + 2 * d)?;
        let power = self.number(2, &format!("the power of `{name}`"), 1e8)?;
        let (mut positions, mut saliences) = (Vec::with_capacity(d), Vec::with_capacity(d));
        for k in 0..d {
            positions.push(self.number(3 + 2 * k, &format!("position {} of `{name}`", k + 1), 100.0)?);
            saliences.push(self.number(4 + 2 * k, &format!("salience {} of `{name}`", k + 1), 100.0)?);
            let sum: f64 = saliences.iter().sum();
            if sum > 100.0 + 1e-9 {
                let what = format!("the saliences of `{name}` sum to {sum}; expected at most 100");
                return Err(KtabError::cell(self.line, 4 + 2 * k, what));
            }
        }
        if saliences.iter().all(|s| *s == 0.0) {
            return Err(KtabError::cell(
                self.line,
                4,
                format!("`{name}` has no salience; expected some above 0"),
            ));
        }
        Ok(Party { name, power, positions, saliences })
    }
}
