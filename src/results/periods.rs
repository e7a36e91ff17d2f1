//! Dates and durations in words. Scenarios say what one period is called; the usual ones have words of their own in every language.

use super::comparison::Comparison;
use super::words::{fixed, thousands};
use crate::language::Language;
use crate::say;

/// What one period is called.
pub(crate) fn name(period: &str, language: Language) -> String {
    match period {
        "month" => say!(language, "period-month"),
        "year" => say!(language, "period-year"),
        "week" => say!(language, "period-week"),
        "day" => say!(language, "period-day"),
        "quarter" => say!(language, "period-quarter"),
        other => other.to_owned(),
    }
}

/// A date, so many periods from the start: `month 12`.
pub(crate) fn at(period: &str, count: f64, language: Language) -> String {
    say!(language, "period-at", period = name(period, language), n = fixed(count, 0))
}

/// So many periods: `120 months`.
pub(crate) fn long(period: &str, count: u32, language: Language) -> String {
    let (name, n) = (name(period, language), thousands(u64::from(count)));
    if count == 1 {
        say!(language, "period-one", period = name)
    } else {
        say!(language, "period-many", period = name, n = n)
    }
}

/// The same of the calendar of a comparison, in its language.
pub(crate) fn of(comparison: &Comparison, number: u64) -> String {
    let number = u32::try_from(number).unwrap_or(u32::MAX);
    long(&comparison.period, number, comparison.language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_durations_in_both_languages() {
        assert_eq!(
            [at("month", 12.0, Language::En), at("month", 12.0, Language::Ko)],
            ["month 12", "12개월째"]
        );
        assert_eq!(
            [long("month", 120, Language::En), long("month", 1, Language::En)],
            ["120 months", "1 month"]
        );
        assert_eq!(long("month", 120, Language::Ko), "120개월");
    }
}
