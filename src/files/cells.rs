//! Tables of other programs: which sign parts the cells, and numbers with a comma.

/// Signs that part cells. Where lists are parted by semicolons, numbers may have a comma for a point.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// The sign under which the first row suits best; the comma among equals.
pub(crate) fn delimiter(text: &[u8], suits: impl Fn(&csv::StringRecord) -> usize) -> u8 {
    let score = |delimiter: u8| {
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .trim(csv::Trim::All)
            .delimiter(delimiter)
            .from_reader(text);
        reader.into_records().next().and_then(Result::ok).map_or(0, |row| suits(&row))
    };
    let mut best = (DELIMITERS[0], score(DELIMITERS[0]));
    for delimiter in &DELIMITERS[1..] {
        let found = score(*delimiter);
        if found > best.1 {
            best = (*delimiter, found);
        }
    }
    best.0
}

/// A number; with a comma for the point where cells are not parted by commas.
pub(crate) fn number(text: &str, delimiter: u8) -> Option<f64> {
    if delimiter != b',' && !text.contains('.') && text.matches(',').count() == 1 {
        return text.replace(',', ".").parse().ok();
    }
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_row_tells_what_parts_the_cells() {
        let suits = |row: &csv::StringRecord| row.iter().filter(|cell| ["a", "b"].contains(cell)).count();
        assert_eq!(delimiter(b"a;b\n1,5;2", suits), b';');
        assert_eq!(delimiter(b"\"x;y\",a,b\n", suits), b',');
        assert_eq!(delimiter(b"a\tb", suits), b'\t');
        assert_eq!(delimiter(b"", suits), b',');
    }

    #[test]
    fn a_comma_is_a_point_where_it_parts_nothing() {
        assert_eq!(number("12,5", b';'), Some(12.5));
        assert_eq!(number("12.5", b';'), Some(12.5));
        assert_eq!(number("12,5", b','), None);
        assert_eq!(number("1.234,5", b';'), None);
    }
}
