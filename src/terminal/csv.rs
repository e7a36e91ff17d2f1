//! Tables as CSV, for programs and for people who open them in a spreadsheet.

use super::failure::Failure;
use crate::scenario::letters::cell;

/// A table; what is no number is text, whatever it begins with.
pub(crate) fn csv_file<'r>(rows: impl IntoIterator<Item = &'r Vec<String>>) -> Result<Vec<u8>, Failure> {
    let wrong = |error: String| Failure::failed(format!("a table cannot be written: {error}"));
    let text = |field: &'r String| {
        if field.parse::<f64>().is_ok() { field.as_str().into() } else { cell(field) }
    };
    let mut table = csv::Writer::from_writer(Vec::new());
    for row in rows {
        table
            .write_record(row.iter().map(text).map(std::borrow::Cow::into_owned))
            .map_err(|error| wrong(error.to_string()))?;
    }
    table.into_inner().map_err(|error| wrong(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_numbers_and_formulas_are_text() {
        let rows = [vec!["-0.5".to_owned(), "=1+1".to_owned()], vec!["+2".to_owned(), "a, b".to_owned()]];
        assert_eq!(csv_file(&rows).unwrap(), b"-0.5,'=1+1\n+2,\"a, b\"\n");
    }
}
