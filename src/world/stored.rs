//! Rows of `worlds.csv`: written, and read again. A number is written with the fewest digits from which the same number is read.

use super::columns::{Cell, Place, Slot, columns};
use super::draw::{Correlation, Draws};
use super::numbers::Numbers;
use crate::scenario::model::Scenario;
use crate::scenario::traits::Domain;
use std::fmt::Write;

/// Writes rows.
#[derive(Debug, Clone)]
pub struct Writer(Vec<Place>);

impl Writer {
    /// For the worlds of a scenario.
    pub fn new(scenario: &Scenario) -> Self {
        Self(columns(scenario).into_iter().map(|(_, place)| place).collect())
    }

    /// Adds the row of a world, with its line end.
    pub fn write(&self, numbers: &Numbers, rows: &mut String) {
        for (k, place) in self.0.iter().enumerate() {
            if k > 0 {
                rows.push(',');
            }
            // Writing to memory cannot fail.
            let _ = match place.cell(numbers) {
                Cell::Whole(number) => write!(rows, "{number}"),
                Cell::Number(number) => shortest(number, rows),
                Cell::Switch(yes) => write!(rows, "{}", u8::from(yes)),
                Cell::Period(Some(period)) => write!(rows, "{period}"),
                Cell::Period(None) => Ok(()),
            };
        }
        rows.push('\n');
    }
}

/// The fewest digits; with an exponent where there would be many zeros.
fn shortest(number: f64, rows: &mut String) -> std::fmt::Result {
    if number == 0.0 || (1e-5..1e16).contains(&number.abs()) {
        write!(rows, "{number}")
    } else {
        write!(rows, "{number:e}")
    }
}

/// Reads rows of a scenario, whatever the order of their columns; columns that it does not know are passed over.
#[derive(Debug, Clone)]
pub struct Reader<'s> {
    scenario: &'s Scenario,
    /// What is fixed, and room for what is read.
    fixed: Numbers,
    /// Column of the table, and where its value goes.
    places: Vec<Found>,
}

#[derive(Debug, Clone)]
struct Found {
    at: usize,
    name: String,
    place: Place,
    allowed: Option<Domain>,
}

/// Why a table or a row is none of this scenario.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RowError {
    /// There is no such column.
    #[error("there is no column `{0}`")]
    NoColumn(String),
    /// The row is shorter than the header.
    #[error("the row has no cell in column `{0}`")]
    NoCell(String),
    /// The cell cannot be read.
    #[error("`{text}` in column `{column}` is not {expected}")]
    Unreadable {
        /// Column.
        column: String,
        /// What stands in the cell.
        text: String,
        /// What should.
        expected: String,
    },
}

impl<'s> Reader<'s> {
    /// For a table with this header, of a scenario as it was simulated: with its `--set`s, and for `run` with its one format.
    ///
    /// # Errors
    /// If a column of the scenario is missing.
    pub fn new<'h>(
        scenario: &'s Scenario,
        header: impl IntoIterator<Item = &'h str>,
    ) -> Result<Self, RowError> {
        let mut header: Vec<Option<&str>> = header.into_iter().map(Some).collect();
        let mut places = Vec::new();
        for (column, place) in columns(scenario) {
            let at = header.iter().position(|name| *name == Some(column.name.as_str()));
            let Some(at) = at else { return Err(RowError::NoColumn(column.name)) };
            // Of two columns of one name each is taken once.
            header[at] = None;
            places.push(Found { at, name: column.name, place, allowed: column.bounds });
        }
        // What has a range is overwritten from each row; what has none is the same whatever the seed.
        let fixed = Draws::new(scenario, 0, Correlation::AsAssumed).numbers(0);
        Ok(Self { scenario, fixed, places })
    }

    /// What was drawn in the world of a row; [`Numbers::world`] makes the world from it.
    ///
    /// # Errors
    /// If a cell is missing, or holds what can never be drawn.
    pub fn read(&self, cells: &[&str]) -> Result<Numbers, RowError> {
        let mut numbers = self.fixed.clone();
        for found in &self.places {
            let Some(text) = cells.get(found.at) else { return Err(RowError::NoCell(found.name.clone())) };
            let read = match found.place.slot(&mut numbers) {
                Slot::Whole(to) => put(to, text.parse().ok()),
                Slot::Number(to) => put(to, number(text, found.allowed)),
                Slot::Switch(to) => put(to, switch(text)),
                Slot::Period(to) => period(text, to),
            };
            if !read {
                let (column, text) = (found.name.clone(), (*text).to_owned());
                return Err(RowError::Unreadable { column, text, expected: found.expected() });
            }
        }
        Ok(numbers)
    }

    /// The scenario.
    pub fn scenario(&self) -> &'s Scenario {
        self.scenario
    }
}

impl Found {
    fn expected(&self) -> String {
        match self.place {
            Place::World | Place::Seed => "a whole number".to_owned(),
            Place::Holds(_) => "0 or 1".to_owned(),
            Place::EventAt(_) | Place::LapseAt(_) => "a period, from 1, or nothing".to_owned(),
            _ => self.allowed.map_or_else(|| "a number".to_owned(), |domain| format!("a number {domain}")),
        }
    }
}

fn put<T>(to: &mut T, value: Option<T>) -> bool {
    value.map(|value| *to = value).is_some()
}

fn number(text: &str, allowed: Option<Domain>) -> Option<f64> {
    let within = |number: &f64| number.is_finite() && allowed.is_none_or(|domain| domain.contains(*number));
    text.parse().ok().filter(within)
}

fn switch(text: &str) -> Option<bool> {
    match text {
        "1" => Some(true),
        "0" => Some(false),
        _ => None,
    }
}

fn period(text: &str, to: &mut Option<u32>) -> bool {
    if text.is_empty() {
        *to = None;
        return true;
    }
    let period: Option<u32> = text.parse().ok().filter(|period| *period > 0);
    put(to, period.map(Some))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::traits;

    #[test]
    fn every_number_is_read_as_it_was() {
        for number in [0.0, 1.0, 0.1 + 0.2, 1e-300, 4.9e-324, -1.5e-7, f64::MAX, 1e16, 12_345_678.9, 1e-5] {
            let mut text = String::new();
            shortest(number, &mut text).unwrap();
            assert_eq!(text.parse::<f64>().unwrap().to_bits(), number.to_bits(), "{text}");
            assert!(text.len() < 25, "{text}");
        }
    }

    #[test]
    fn nothing_but_what_may_stand_there_is_read() {
        for text in ["NaN", "inf", "-inf", "1.1", "-0.1", "", "0,5", "0x1", "1e999", " 0.5"] {
            assert_eq!(number(text, traits::party_trait("detection").map(|t| t.domain)), None, "{text}");
        }
        let mut at = Some(7);
        assert!(["0", "-1", "4294967296", "1.5"].iter().all(|text| !period(text, &mut at)));
        assert!(
            at == Some(7) && period("", &mut at) && at.is_none() && period("3", &mut at) && at == Some(3)
        );
        assert_eq!((switch("true"), switch("1"), switch("")), (None, Some(true), None));
    }
}
