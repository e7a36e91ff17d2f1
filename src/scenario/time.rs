//! Rates and times: what a chance per year is per period, and how long something takes on average.

/// A chance per year as the chance per period with the same survival over a year: `1 − (1 − p)^(1/n)`.
pub fn per_period(per_year: f64, periods_per_year: f64) -> f64 {
    if per_year <= 0.0 {
        0.0
    } else if per_year >= 1.0 {
        1.0
    } else {
        -libm::expm1(libm::log1p(-per_year) / periods_per_year)
    }
}

/// Months as periods.
pub fn periods(months: f64, periods_per_year: f64) -> f64 {
    months * periods_per_year / 12.0
}

/// Chance per period of being done, for what takes so many periods on average: `1/m`, the geometric time with exactly that mean;
/// nothing takes less than one period.
pub fn done_per_period(periods: f64) -> f64 {
    1.0 / periods.max(1.0)
}

/// Months that something takes on average which is done with this chance per period; infinite where it never is.
pub fn mean_months(per_period: f64, periods_per_year: f64) -> f64 {
    12.0 / periods_per_year / per_period
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chance_per_year_survives_the_year() {
        let monthly = per_period(0.3, 12.0);
        assert!((1.0 - libm::pow(1.0 - monthly, 12.0) - 0.3).abs() < 1e-12);
        assert_eq!((per_period(0.0, 12.0), per_period(1.0, 12.0)), (0.0, 1.0));
    }

    #[test]
    fn months_come_back_from_chances() {
        for (months, periods_per_year) in [(18.0, 12.0), (18.0, 4.0), (0.5, 52.0)] {
            let chance = done_per_period(periods(months, periods_per_year));
            assert!((mean_months(chance, periods_per_year) - months).abs() < 1e-12, "{months}");
        }
        assert_eq!(done_per_period(0.2), 1.0, "nothing is done before its first period is over");
        assert_eq!(mean_months(0.0, 12.0), f64::INFINITY);
    }
}
