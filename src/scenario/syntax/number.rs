//! Numbers: what belongs to one, and what it is worth.

use super::lexer::Tok;

/// Why a number cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flaw {
    Range,
    Comma,
    TooLarge,
    Infinite,
    Suffix,
    Malformed,
}

impl Flaw {
    pub(super) fn what(self) -> &'static str {
        match self {
            Self::Range => "is a range, not a number",
            Self::Comma => "has more than one point",
            Self::TooLarge => "is too large a whole number",
            Self::Infinite => "is too large: it would be infinite",
            Self::Suffix => "has letters in it",
            Self::Malformed => "is not a number",
        }
    }

    pub(super) fn help(self) -> &'static str {
        match self {
            Self::Range => "write a range as two fields: `from: 0.8, to: 0.95`",
            Self::Comma => "write one decimal point, e.g. 0.85",
            Self::TooLarge => "whole numbers go up to 18446744073709551615",
            Self::Infinite => "write a finite number",
            Self::Suffix => "write the number alone, without a unit, e.g. 0.85; text belongs in quotes",
            Self::Malformed => "numbers are written like 3, -2, 0.85, 1_000 or 1e-3",
        }
    }
}

/// How many bytes of the text belong to the number that begins here.
pub(super) fn extent(rest: &str) -> usize {
    let hex = rest.strip_prefix(['+', '-']).unwrap_or(rest).starts_with("0x");
    let mut last = ' ';
    for (at, c) in rest.char_indices() {
        let sign = matches!(c, '+' | '-') && (at == 0 || (!hex && matches!(last, 'e' | 'E')));
        if !(sign || c == '.' || c == '_' || c.is_alphanumeric()) {
            return at.max(1);
        }
        last = c;
    }
    rest.len()
}

pub(super) fn read(written: &str) -> Result<Tok, Flaw> {
    if written.contains("..") {
        return Err(Flaw::Range);
    }
    let (negative, digits) = match written.as_bytes().first() {
        Some(b'-') => (true, &written[1..]),
        Some(b'+') => (false, &written[1..]),
        _ => (false, written),
    };
    if digits.eq_ignore_ascii_case("inf") || digits.eq_ignore_ascii_case("nan") {
        return Err(Flaw::Infinite);
    }
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] {
        if let Some(body) = digits.strip_prefix(prefix) {
            return whole(body, radix, negative);
        }
    }
    if digits.matches('.').count() > 1 {
        return Err(Flaw::Comma);
    }
    if digits.contains(['.', 'e', 'E']) { float(written, digits) } else { whole(digits, 10, negative) }
}

/// Underscores only between digits.
fn plain(body: &str) -> Result<String, Flaw> {
    let bytes = body.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_hexdigit);
    for (at, _) in body.match_indices('_') {
        if at == 0 || !digit(at - 1) || !digit(at + 1) {
            return Err(Flaw::Malformed);
        }
    }
    Ok(body.replace('_', ""))
}

fn whole(body: &str, radix: u32, negative: bool) -> Result<Tok, Flaw> {
    let body = plain(body)?;
    if body.is_empty() {
        return Err(Flaw::Malformed);
    }
    if !body.chars().all(|c| c.is_digit(radix)) {
        return Err(Flaw::Suffix);
    }
    let value = i128::from_str_radix(&body, radix).map_err(|_| Flaw::TooLarge)?;
    let value = if negative { -value } else { value };
    let fits = i64::try_from(value).is_ok() || u64::try_from(value).is_ok();
    if fits { Ok(Tok::Int(value)) } else { Err(Flaw::TooLarge) }
}

fn float(written: &str, digits: &str) -> Result<Tok, Flaw> {
    let plain = plain(digits)?;
    let allowed = |c: char| c.is_ascii_digit() || matches!(c, '.' | 'e' | 'E' | '+' | '-');
    if !plain.chars().all(allowed) {
        return Err(Flaw::Suffix);
    }
    let value: f64 = written.replace('_', "").parse().map_err(|_| Flaw::Malformed)?;
    if value.is_finite() { Ok(Tok::Float(value)) } else { Err(Flaw::Infinite) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_write_them() {
        for (written, value) in [
            ("3", Tok::Int(3)),
            ("-2", Tok::Int(-2)),
            ("1_000", Tok::Int(1000)),
            ("0xff", Tok::Int(255)),
            ("+4", Tok::Int(4)),
        ] {
            assert_eq!(read(written), Ok(value), "{written}");
        }
        for (written, value) in [("0.85", 0.85), (".5", 0.5), ("1.", 1.0), ("-1e-3", -0.001), ("1_0.5", 10.5)]
        {
            assert_eq!(read(written), Ok(Tok::Float(value)), "{written}");
        }
    }

    #[test]
    fn flaws_are_told_apart() {
        for (written, flaw) in [
            ("0.8..0.9", Flaw::Range),
            ("1.2.3", Flaw::Comma),
            ("1e999", Flaw::Infinite),
            ("-inf", Flaw::Infinite),
            ("12km", Flaw::Suffix),
            ("1__0", Flaw::Malformed),
            ("1_", Flaw::Malformed),
            ("-", Flaw::Malformed),
            (".", Flaw::Malformed),
            ("99999999999999999999", Flaw::TooLarge),
            ("-18446744073709551615", Flaw::TooLarge),
        ] {
            assert_eq!(read(written), Err(flaw), "{written}");
        }
    }

    #[test]
    fn a_number_ends_where_it_ends() {
        for (text, length) in [("0.5,", 3), ("1e-3)", 4), ("3-2", 1), ("-", 1), ("0xe-1", 3), ("5 ", 1)] {
            assert_eq!(extent(text), length, "{text}");
        }
    }
}
