//! Tables as Parquet: the columns of the CSV with the types that the result says of them. Words are text, empty cells are null.

use super::table::{Column, ExportError, Kind, Table, Value};
use crate::why::StoredError;
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type;
use std::io::{self, Seek, Write};
use std::sync::Arc;

/// Cells that are held at once.
const CELLS: usize = 2 << 20;
/// The column of numbers that may need all 64 bits: the seed.
const UNSIGNED: &str = "seed";

impl From<ParquetError> for ExportError {
    fn from(error: ParquetError) -> Self {
        Self::Io(io::Error::other(error))
    }
}

/// Writes a table.
///
/// # Errors
/// If the table is damaged, or the disk refuses.
pub(crate) fn write(table: &mut Table, out: &mut dyn Write) -> Result<(), ExportError> {
    // The writer wants a file of its own; what it wrote is passed on.
    let mut file = tempfile::tempfile()?;
    let rows = (CELLS / table.columns.len().max(1)).max(1);
    let by = concat!("roundtable version ", env!("CARGO_PKG_VERSION"));
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by(by.to_owned())
        .set_dictionary_enabled(false)
        .build();
    let mut writer = SerializedFileWriter::new(&mut file, schema(&table.columns)?, Arc::new(properties))?;
    let mut held: Vec<Held> = table.columns.iter().map(|column| Held::of(column.kind)).collect();
    loop {
        let count = take(table, &mut held, rows)?;
        if count == 0 {
            break;
        }
        let mut group = writer.next_row_group()?;
        for column in &mut held {
            if let Some(mut writer) = group.next_column()? {
                column.write(&mut writer)?;
                writer.close()?;
            }
        }
        group.close()?;
    }
    writer.close()?;
    file.rewind()?;
    io::copy(&mut file, out)?;
    Ok(())
}

fn schema(columns: &[Column]) -> Result<Arc<Type>, ParquetError> {
    let field = |column: &Column| {
        let (physical, logical) = match column.kind {
            Kind::Whole => (Physical::INT64, Some(LogicalType::integer(64, column.name != UNSIGNED))),
            Kind::Number => (Physical::DOUBLE, None),
            Kind::Switch => (Physical::BOOLEAN, None),
            Kind::Words => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        };
        let of = Type::primitive_type_builder(&column.name, physical).with_logical_type(logical);
        of.with_repetition(Repetition::OPTIONAL).build().map(Arc::new)
    };
    let fields = columns.iter().map(field).collect::<Result<_, _>>()?;
    Type::group_type_builder("row").with_fields(fields).build().map(Arc::new)
}

/// The next rows, at most so many; how many there were.
fn take(table: &mut Table, held: &mut [Held], most: usize) -> Result<usize, StoredError> {
    held.iter_mut().for_each(Held::clear);
    let mut count = 0;
    while count < most && table.next()? {
        for (at, column) in held.iter_mut().enumerate() {
            column.push(&table.value(at)?);
        }
        count += 1;
    }
    Ok(count)
}

/// The cells of a column: values of those that have one, and for each cell whether it has.
struct Held {
    there: Vec<i16>,
    values: Values,
}

enum Values {
    Whole(Vec<i64>),
    Number(Vec<f64>),
    Switch(Vec<bool>),
    Words(Vec<ByteArray>),
}

impl Held {
    fn of(kind: Kind) -> Self {
        let values = match kind {
            Kind::Whole => Values::Whole(Vec::new()),
            Kind::Number => Values::Number(Vec::new()),
            Kind::Switch => Values::Switch(Vec::new()),
            Kind::Words => Values::Words(Vec::new()),
        };
        Self { there: Vec::new(), values }
    }

    fn clear(&mut self) {
        self.there.clear();
        match &mut self.values {
            Values::Whole(values) => values.clear(),
            Values::Number(values) => values.clear(),
            Values::Switch(values) => values.clear(),
            Values::Words(values) => values.clear(),
        }
    }

    fn push(&mut self, value: &Value<'_>) {
        match (&mut self.values, value) {
            // The bits of a number without a sign.
            (Values::Whole(values), Value::Whole(number)) => values.push(*number as i64),
            (Values::Number(values), Value::Number(number)) => values.push(*number),
            (Values::Switch(values), Value::Switch(yes)) => values.push(*yes),
            (Values::Words(values), Value::Words(words)) => values.push(ByteArray::from(*words)),
            _ => {
                self.there.push(0);
                return;
            }
        }
        self.there.push(1);
    }

    fn write(&self, writer: &mut SerializedColumnWriter<'_>) -> Result<(), ParquetError> {
        let there = Some(self.there.as_slice());
        match &self.values {
            Values::Whole(values) => writer.typed::<Int64Type>().write_batch(values, there, None)?,
            Values::Number(values) => writer.typed::<DoubleType>().write_batch(values, there, None)?,
            Values::Switch(values) => writer.typed::<BoolType>().write_batch(values, there, None)?,
            Values::Words(values) => writer.typed::<ByteArrayType>().write_batch(values, there, None)?,
        };
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::table::tests::written;
    use super::*;
    use parquet::file::reader::{FileReader, SerializedFileReader};

    fn cells(text: &str, kinds: &[(&str, &str)]) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let mut table = written(folder.path(), "worlds.csv", text, kinds).unwrap();
        let mut bytes = Vec::new();
        write(&mut table, &mut bytes).unwrap();
        let file = folder.path().join("t.parquet");
        std::fs::write(&file, &bytes).unwrap();
        let reader = SerializedFileReader::new(std::fs::File::open(&file).unwrap()).unwrap();
        reader.get_row_iter(None).unwrap().map(|row| row.unwrap().to_string()).collect()
    }

    #[test]
    fn a_table_is_read_back_with_its_types() {
        let kinds = [
            ("world", "integer"),
            ("seed", "integer"),
            ("x", "number"),
            ("yes", "boolean"),
            ("who", "string"),
        ];
        let text = "world,seed,x,yes,who\n0,18446744073709551615,0.1,1,한글\n1,2,,0,\n";
        let expected = [
            "{world: 0, seed: 18446744073709551615, x: 0.1, yes: true, who: \"한글\"}",
            "{world: 1, seed: 2, x: null, yes: false, who: null}",
        ];
        assert_eq!(cells(text, &kinds), expected);
        assert!(cells("world\n", &[("world", "integer")]).is_empty());
    }

    /// More cells than are held at once.
    #[test]
    fn rows_in_several_groups_are_all_there() {
        let wide: Vec<String> = (0..1 << 10).map(|k| format!("c{k}")).collect();
        let row = |k: usize| format!("{}\n", vec![k.to_string(); wide.len()].join(","));
        let rows = CELLS / wide.len() + 2;
        let text = format!("{}\n{}", wide.join(","), (0..rows).map(row).collect::<String>());
        let kinds: Vec<(&str, &str)> = wide.iter().map(|name| (name.as_str(), "integer")).collect();
        let found = cells(&text, &kinds);
        assert_eq!(found.len(), rows);
        assert!(found[rows - 1].ends_with(&format!("c1023: {}}}", rows - 1)));
    }
}
