//! Tables as wide as the screen: measures are never cut, names give way to them.

use super::text::{bold, left, right, sensible, shorten, width, wrapped};

/// Blanks between columns.
const GAP: usize = 2;

/// A name keeps so many columns, or the table is written as a list.
const NAME: usize = 18;

/// Words under a heading keep so many columns, or the table is written as a list.
const WORDS: usize = 12;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A name: shortened where there is no room.
    Name,
    /// Words: they go on in the next line where there is no room.
    Words,
    /// A number, on the right; never cut.
    Number,
    /// A measure of several parts, on the left; never cut.
    Measure,
    /// A measure under a name, which is shortened where there is no room.
    Under,
}

/// Rows under headings.
#[derive(Debug, Clone, Default)]
pub(crate) struct Columns {
    kinds: Vec<Kind>,
    heads: Vec<String>,
    rows: Vec<Vec<String>>,
    /// What is said below a row, by its number.
    notes: Vec<(usize, String)>,
}

impl Columns {
    /// A table with these headings; without any if all are empty.
    pub(crate) fn new<'a>(columns: impl IntoIterator<Item = (&'a str, Kind)>) -> Self {
        let (heads, kinds) = columns.into_iter().map(|(head, kind)| (head.to_owned(), kind)).unzip();
        Self { kinds, heads, ..Self::default() }
    }

    /// Adds a row: a text for each column.
    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().map(|cell| sensible(&cell)).collect());
    }

    /// Says something below the last row, in lines as wide as the table may be.
    pub(crate) fn note(&mut self, text: &str) {
        self.notes.push((self.rows.len().saturating_sub(1), sensible(text)));
    }

    /// The notes below a row.
    fn notes(&self, row: usize, room: usize) -> impl Iterator<Item = String> {
        let own = self.notes.iter().filter(move |(at, _)| *at == row);
        own.flat_map(move |(_, text)| wrapped("  ", text, room))
    }

    /// Columns that all of it takes with nothing shortened.
    pub(crate) fn natural(&self) -> usize {
        let gaps = GAP * self.kinds.len().saturating_sub(1);
        (0..self.kinds.len()).map(|at| self.widest(at)).sum::<usize>() + gaps
    }

    /// The table in so many columns, or a list if its measures alone do not fit.
    pub(crate) fn lines(&self, room: usize) -> Vec<String> {
        match self.shared(room) {
            Some(widths) => self.table(&widths, room),
            None => self.list(room),
        }
    }

    fn widest(&self, at: usize) -> usize {
        self.cells(at).fold(width(&self.heads[at]), usize::max)
    }

    /// Widths of the cells of a column.
    fn cells(&self, at: usize) -> impl Iterator<Item = usize> {
        self.rows.iter().map(move |row| row.get(at).map_or(0, |cell| width(cell)))
    }

    /// The width of each column: the widest give way first.
    fn shared(&self, room: usize) -> Option<Vec<usize>> {
        let mut widths: Vec<usize> = (0..self.kinds.len()).map(|at| self.widest(at)).collect();
        let least = |at: usize| match self.kinds[at] {
            Kind::Name => NAME,
            Kind::Words => WORDS,
            Kind::Number | Kind::Measure => usize::MAX,
            Kind::Under => self.cells(at).max().unwrap_or(0).max(8),
        };
        let gaps = GAP * self.kinds.len().saturating_sub(1);
        while widths.iter().sum::<usize>() + gaps > room {
            let gives = |at: &usize| widths[*at] > least(*at);
            // The first of equals.
            let widest = (0..widths.len()).rev().filter(gives).max_by_key(|at| widths[*at])?;
            widths[widest] -= 1;
        }
        Some(widths)
    }

    fn table(&self, widths: &[usize], room: usize) -> Vec<String> {
        let mut lines = Vec::new();
        if self.heads.iter().any(|head| !head.is_empty()) {
            let head = self.heads.iter().enumerate().map(|(at, head)| match self.kinds[at] {
                Kind::Number => right(head, widths[at]),
                _ => left(head, widths[at]),
            });
            lines.push(bold(head.collect::<Vec<_>>().join(&" ".repeat(GAP)).trim_end()));
        }
        for (at, row) in self.rows.iter().enumerate() {
            lines.extend(self.row_lines(row, widths));
            lines.extend(self.notes(at, room));
        }
        lines
    }

    /// A row takes as many lines as its longest words.
    fn row_lines(&self, row: &[String], widths: &[usize]) -> Vec<String> {
        let cell = |(at, text): (usize, &String)| match self.kinds[at] {
            Kind::Words if width(text) > widths[at] => wrapped("", text, widths[at]),
            Kind::Number => vec![right(text, widths[at])],
            _ => vec![left(text, widths[at])],
        };
        let cells: Vec<Vec<String>> = row.iter().enumerate().map(cell).collect();
        let tall = cells.iter().map(Vec::len).max().unwrap_or(0);
        let line = |at: usize| {
            let parts = cells.iter().zip(widths).map(|(cell, wide)| match cell.get(at) {
                Some(text) => left(text, *wide),
                None => " ".repeat(*wide),
            });
            parts.collect::<Vec<_>>().join(&" ".repeat(GAP)).trim_end().to_owned()
        };
        (0..tall).map(line).collect()
    }

    /// Each row on lines of its own: the name, and what is said of it below.
    fn list(&self, room: usize) -> Vec<String> {
        let mut lines = Vec::new();
        if let Some(head) = self.heads.first().filter(|head| !head.is_empty()) {
            lines.extend(wrapped("", head, room).iter().map(|line| bold(line)));
        }
        let indent = "  ";
        for (place, row) in self.rows.iter().enumerate() {
            for (at, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty()) {
                let cell = cell.trim();
                match (at, self.heads[at].as_str()) {
                    (0, _) => lines.extend(wrapped("", cell, room)),
                    // Cells without a heading stand in one line as far as there is room.
                    (1.., "") => match lines.last_mut() {
                        Some(line) if at > 1 && width(line) + GAP + width(cell) <= room => {
                            line.push_str(&" ".repeat(GAP));
                            line.push_str(cell);
                        }
                        _ => lines.extend(wrapped(indent, cell, room)),
                    },
                    (_, head) => {
                        let head = format!("{indent}{}: ", shorten(head, room.saturating_sub(4)));
                        let whole = matches!(self.kinds[at], Kind::Number | Kind::Measure | Kind::Under);
                        if whole && width(&head) + width(cell) > room {
                            lines.extend([head.trim_end().to_owned(), format!("{indent}{indent}{cell}")]);
                        } else {
                            lines.extend(wrapped(&head, cell, room));
                        }
                    }
                }
            }
            lines.extend(self.notes(place, room));
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Columns {
        let heads = [("format", Kind::Name), ("signed", Kind::Measure), ("n", Kind::Number)];
        let mut table = Columns::new(heads);
        table.row(["six-party talks with all their neighbours", "100 (>99–100)", "100"].map(String::from));
        table.row(["a summit", " <1 (0–1)", "1,000,000"].map(String::from));
        table
    }

    fn plain(lines: &[String]) -> Vec<String> {
        lines.iter().map(|line| super::super::printable::plain(line)).collect()
    }

    #[test]
    fn there_is_as_much_of_a_name_as_there_is_room() {
        let wide = plain(&table().lines(120));
        assert_eq!(wide[1], "six-party talks with all their neighbours  100 (>99–100)        100");
        assert_eq!(wide[0], "format                                     signed                 n");
        let screen = plain(&table().lines(50));
        assert_eq!(screen[1], "six-party talks with al…  100 (>99–100)        100");
    }

    #[test]
    fn no_measure_is_cut_at_any_width() {
        for room in 20..=130 {
            let lines = plain(&table().lines(room));
            let text = lines.join("\n");
            for measure in ["100 (>99–100)", "<1 (0–1)", "1,000,000"] {
                assert!(text.contains(measure), "{room}: {text}");
            }
            for line in &lines {
                assert!(width(line) <= room, "{room}: {line}");
            }
        }
    }

    #[test]
    fn a_list_takes_the_place_of_a_table_that_does_not_fit() {
        assert_eq!(
            plain(&table().lines(30)),
            [
                "format",
                "six-party talks with all their",
                "neighbours",
                "  signed: 100 (>99–100)",
                "  n: 100",
                "a summit",
                "  signed: <1 (0–1)",
                "  n: 1,000,000"
            ]
        );
    }

    #[test]
    fn words_go_on_in_the_next_line() {
        let mut table = Columns::new([("model", Kind::Name), ("wins", Kind::Words)]);
        table.row(["challenge", "all but France, Italy"].map(String::from));
        let lines = plain(&table.lines(26));
        assert_eq!(lines, ["model      wins", "challenge  all but France,", "           Italy"]);
    }
}
