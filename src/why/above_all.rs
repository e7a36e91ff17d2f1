//! What a stored result tells of its largest difference at no further run: the one input that drives it most, and on which side of its middle the
//! difference is larger. Nothing is told of an input that chance alone could put there: the line of the dummies is that of [`super::sensitivity`].

use super::sensitivity::{Driver, sensitivity};
use super::stored::Stored;
use super::words;
use crate::language::Language;
use crate::results::words::points;
use crate::say;
use crate::statistics::normal;

/// The input on which a difference hangs most.
#[derive(Debug, Clone, PartialEq)]
pub struct AboveAll {
    /// What drives it.
    pub driver: Driver,
    /// Where the difference is larger: where there is more of it, or less; `None` where the two sides do not differ beyond chance.
    pub high: Option<bool>,
}

/// The input that drives the difference between two formats most, if any passes the dummies.
pub fn above_all(stored: &Stored, a: usize, b: usize) -> Option<AboveAll> {
    let driver = sensitivity(stored, a, b).ok()?.inputs.into_iter().next().filter(|driver| driver.above)?;
    let beyond = normal::two_sided(0.95) * driver.swing_error;
    let high = (driver.swing.abs() > beyond).then_some(driver.swing > 0.0);
    Some(AboveAll { driver, high })
}

/// The same in a line: of a share, in points.
pub fn line(stored: &Stored, found: Option<&AboveAll>, language: Language) -> String {
    let Some(AboveAll { driver, high }) = found else { return say!(language, "why-above-all-none") };
    let input = &stored.inputs[driver.input];
    let (low_points, high_points) = (points(driver.low), points(driver.high));
    let switch = input.switch && !driver.combined;
    let what = if switch { input.statement().to_owned() } else { words::driver(stored, driver, language) };
    match (high, switch) {
        (None, _) => say!(language, "why-above-all-hangs", what = words::driver(stored, driver, language)),
        (Some(true), false) => {
            say!(language, "why-above-all-high", what = what, there = high_points, elsewhere = low_points)
        }
        (Some(false), false) => {
            say!(language, "why-above-all-low", what = what, there = low_points, elsewhere = high_points)
        }
        (Some(true), true) => {
            say!(language, "why-above-all-holds", what = what, there = high_points, elsewhere = low_points)
        }
        (Some(false), true) => {
            say!(
                language,
                "why-above-all-holds-not",
                what = what,
                there = low_points,
                elsewhere = high_points
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::regret::Regrets;
    use crate::statistics::splitmix::SplitMix;
    use crate::why::inputs::{Input, Names};
    use crate::why::measure::Measure;

    /// A result of 1,000 worlds and 20 inputs: the first format signs where that is said, the second never.
    fn stored(seed: u64, signed: impl Fn(&[Vec<f64>], usize, f64) -> bool) -> Stored {
        let mut random = SplitMix::new(seed);
        let columns: Vec<Vec<f64>> = (0..20).map(|_| (0..1000).map(|_| random.unit()).collect()).collect();
        let came = (0..1000).map(|k| f64::from(u8::from(signed(&columns, k, random.unit())))).collect();
        let input = |k: usize| Input { column: format!("x{k}"), of: String::new(), switch: false };
        Stored {
            formats: vec!["a".into(), "b".into()],
            names: Names::default(),
            more: false,
            inputs: (0..20).map(input).collect(),
            columns,
            outcomes: vec![came, vec![0.0; 1000]],
            regrets: Regrets::new(2, 1),
            measure: Measure::Signed,
        }
    }

    #[test]
    fn the_planted_side_is_told_with_its_numbers() {
        let low = stored(1, |x, k, luck| luck < if x[3][k] < 0.5 { 0.9 } else { 0.2 });
        let found = above_all(&low, 0, 1).unwrap();
        assert_eq!((found.driver.column.as_str(), found.high), ("x3", Some(false)));
        let said = line(&low, Some(&found), Language::En);
        let told = ["+8", "+9"].map(|points| format!("above all when x3 is low ({points}"));
        assert!(told.iter().any(|told| said.starts_with(told)), "{said}");
        let high = stored(2, |x, k, luck| luck < if x[7][k] > 0.5 { 0.8 } else { 0.3 });
        assert_eq!(above_all(&high, 0, 1).unwrap().high, Some(true));
    }

    /// What helps at both ends is told without a side.
    #[test]
    fn a_difference_that_is_alike_on_both_sides_has_no_side() {
        let both = stored(3, |x, k, luck| luck < if (x[5][k] - 0.5).abs() > 0.25 { 0.9 } else { 0.1 });
        let found = above_all(&both, 0, 1).unwrap();
        assert_eq!((found.driver.column.as_str(), found.high), ("x5", None));
        assert!(line(&both, Some(&found), Language::En).contains("hangs above all on x5"));
    }

    /// Of 30 results in which nothing drives anything one in twenty names an input.
    #[test]
    fn of_noise_nothing_is_told() {
        let told = (0..30).filter(|seed| above_all(&stored(*seed, |_, _, luck| luck < 0.4), 0, 1).is_some());
        let told = told.count();
        assert!(told <= 5, "{told} of 30");
        let same = stored(1, |_, _, _| false);
        assert_eq!(above_all(&same, 0, 1), None);
        assert!(line(&same, None, Language::En).starts_with("no single input"));
    }
}
