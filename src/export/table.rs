//! A table of a stored result on the way, with cells of the types that the result says of its columns.

use crate::results::data_package::Field;
use crate::scenario::letters::unmarked;
use crate::why::StoredError;
use crate::why::stored::{Rows, damaged, header, next, open};
use csv::ByteRecord;
use std::io;
use std::path::Path;

/// Why it was not written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ExportError {
    /// The result is damaged.
    #[error(transparent)]
    Stored(#[from] StoredError),
    /// The disk refuses.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Whole numbers.
    Whole,
    /// Numbers.
    Number,
    /// 1 or 0.
    Switch,
    /// Words.
    Words,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Column {
    /// Its name, as the scenario has it.
    pub(crate) name: String,
    /// What it holds.
    pub(crate) kind: Kind,
}

/// A cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Value<'t> {
    /// There is nothing.
    Nothing,
    /// A whole number; a seed may need all 64 bits without a sign.
    Whole(i128),
    /// A number.
    Number(f64),
    /// 1 or 0.
    Switch(bool),
    /// Words.
    Words(&'t str),
}

/// A table on the way.
pub(crate) struct Table {
    file: &'static str,
    rows: Rows,
    record: ByteRecord,
    /// Its columns, in the order of the file.
    pub(crate) columns: Vec<Column>,
}

impl Table {
    /// Opens a table of the result in a folder.
    ///
    /// # Errors
    /// If it cannot be read or has no header.
    pub(crate) fn open(folder: &Path, file: &'static str, fields: &[Field]) -> Result<Self, StoredError> {
        let mut rows = open(folder, file)?;
        let columns = header(&mut rows, file)?.into_iter().map(|head| column(&head, fields)).collect();
        Ok(Self { file, rows, record: ByteRecord::new(), columns })
    }

    /// Goes to the next row; whether there is one.
    ///
    /// # Errors
    /// If the file is damaged.
    pub(crate) fn next(&mut self) -> Result<bool, StoredError> {
        next(&mut self.rows, &mut self.record, self.file)
    }

    /// The place of a column.
    ///
    /// # Errors
    /// If there is none of this name.
    pub(crate) fn place(&self, name: &str) -> Result<usize, StoredError> {
        let found = self.columns.iter().position(|column| column.name == name);
        found.ok_or_else(|| damaged(self.file, format!("there is no column `{name}`")))
    }

    /// A cell of the row.
    ///
    /// # Errors
    /// If it is not of the type of its column.
    pub(crate) fn value(&self, at: usize) -> Result<Value<'_>, StoredError> {
        let column = &self.columns[at];
        let bytes = self.record.get(at).unwrap_or_default();
        let wrong = |expected: &str| {
            let line = self.record.position().map_or(0, csv::Position::line);
            let found = String::from_utf8_lossy(bytes);
            damaged(
                self.file,
                format!("in line {line}, column `{}`, there is no {expected}: `{found}`", column.name),
            )
        };
        let text = std::str::from_utf8(bytes).map_err(|_| wrong("text"))?;
        Ok(match column.kind {
            _ if text.is_empty() => Value::Nothing,
            Kind::Whole => Value::Whole(text.parse().map_err(|_| wrong("whole number"))?),
            Kind::Number => Value::Number(
                text.parse().ok().filter(|number: &f64| number.is_finite()).ok_or_else(|| wrong("number"))?,
            ),
            Kind::Switch => match text {
                "1" => Value::Switch(true),
                "0" => Value::Switch(false),
                _ => return Err(wrong("1 or 0")),
            },
            Kind::Words => Value::Words(unmarked(text)),
        })
    }
}

fn column(head: &str, fields: &[Field]) -> Column {
    let described = fields.iter().find(|field| field.name == head);
    let kind = match described.map(|field| field.kind.as_str()) {
        Some("integer") => Kind::Whole,
        Some("number") => Kind::Number,
        Some("boolean") => Kind::Switch,
        _ => Kind::Words,
    };
    Column { name: unmarked(head).to_owned(), kind }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A table of these lines, whose columns are of these types.
    pub(crate) fn written(
        folder: &Path,
        file: &'static str,
        text: &str,
        kinds: &[(&str, &str)],
    ) -> Result<Table, StoredError> {
        std::fs::write(folder.join(file), text).unwrap();
        let field = |(name, kind): &(&str, &str)| Field {
            name: (*name).into(),
            kind: (*kind).into(),
            description: String::new(),
        };
        Table::open(folder, file, &kinds.iter().map(field).collect::<Vec<_>>())
    }

    #[test]
    fn cells_have_the_types_of_their_columns() {
        let folder = tempfile::tempdir().unwrap();
        let kinds = [("world", "integer"), ("x", "number"), ("yes", "boolean"), ("who", "string")];
        let text = "world,x,yes,who\n18446744073709551615,-0.25,1,'=a\n3,,0,\n4,1e999,2,b\n";
        let mut table = written(folder.path(), "results.csv", text, &kinds).unwrap();
        assert!(table.next().unwrap());
        let row: Vec<Value<'_>> = (0..4).map(|at| table.value(at).unwrap()).collect();
        let largest = Value::Whole(i128::from(u64::MAX));
        assert_eq!(row, [largest, Value::Number(-0.25), Value::Switch(true), Value::Words("=a")]);
        assert!(table.next().unwrap());
        assert_eq!((table.value(1).unwrap(), table.value(3).unwrap()), (Value::Nothing, Value::Nothing));
        assert!(table.next().unwrap());
        let wrong = [1, 2].map(|at| table.value(at).unwrap_err().to_string());
        assert!(wrong[0].contains("in line 4, column `x`, there is no number: `1e999`"), "{wrong:?}");
        assert!(wrong[1].contains("there is no 1 or 0: `2`"), "{wrong:?}");
        assert!(!table.next().unwrap());
        assert!(table.place("y").is_err());
    }
}
