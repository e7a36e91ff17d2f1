//! `--until "width(signed) < 0.02"`: a run stops when an interval is narrow enough.
//!
//! The interval is looked at after 500, 1,000, 2,000, 4,000 … worlds and after all of them: numbers that depend on nothing but the most worlds
//! that there may be. Whoever looks several times and stops when it suits has to pay for it. Here each of the K looks that there can be takes its
//! interval at 1 − 0.05 / K (Bonferroni), so that all of them together hold in at least 95 of 100 repetitions, and so does the last one, whatever made
//! the run stop: these are repeated confidence intervals (Jennison & Turnbull 1989, *J. R. Statist. Soc. B* 51:305–361). Stopping at a fixed
//! width is due to Chow & Robbins 1965 (*Ann. Math. Statist.* 36:457–462).

use super::names::{self, UnknownName};
use crate::simulation::tally::{FormatTally, Tally};
use crate::statistics::{CONFIDENCE, newcombe_paired, wilson};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Worlds at the first look.
pub const FIRST_LOOK: u64 = 500;

/// So often all intervals of a run may fail together.
const ERROR: f64 = 1.0 - CONFIDENCE;

const FORM: &str = "width(MEASURE) < NUMBER, width(MEASURE, FORMAT) < NUMBER or width(MEASURE, difference(FORMAT, FORMAT)) < NUMBER; \
    measures: signed, in_force, completed, standing";
const EXAMPLE: &str = "write it like --until 'width(signed) < 0.02'";

/// How exact is exact enough.
#[derive(Debug, Clone, PartialEq)]
pub struct Until {
    /// As written.
    pub text: String,
    measure: Measure,
    of: Of,
    below: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Measure {
    Signed,
    InForce,
    Completed,
    Standing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    /// All formats: the widest counts.
    All,
    Format(usize),
    /// The second less the first.
    Difference(usize, usize),
}

/// Why such a condition cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what}")]
pub struct UntilError {
    /// What is wrong.
    pub what: String,
    /// Which letter it begins at, from 1.
    pub at: usize,
    /// What was expected.
    pub expected: String,
    /// How to mend it.
    pub mend: String,
}

/// What came of looking: part of the result.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Deserialize)]
pub struct Stopped {
    /// The condition, as it was asked for.
    pub until: String,
    /// Whether it was met; if not, all worlds were used.
    pub met: bool,
    /// Worlds at most.
    pub most: u64,
    /// How often the interval could have been looked at.
    pub planned: u64,
    /// Confidence of the interval at each look: all together, and the last one, hold at 95 %.
    pub confidence: f64,
    /// The looks that were made, the last one last.
    pub looks: Vec<Look>,
    /// The intervals at the last look, at this confidence.
    pub intervals: Vec<Held>,
}

/// One look.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Deserialize)]
pub struct Look {
    /// Worlds until then.
    pub worlds: u64,
    /// Width of the interval; of several the widest.
    pub width: f64,
}

/// An interval that was looked at.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Deserialize)]
pub struct Held {
    /// The format; of a difference the one that is minus the reference.
    pub format: String,
    /// The reference of a difference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// Share of the worlds, or difference of two.
    pub estimate: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// Numbers of worlds at which is looked, where there are so many at most.
pub fn looks(most: u64) -> Vec<u64> {
    let doubled = std::iter::successors(Some(FIRST_LOOK), |worlds| worlds.checked_mul(2));
    doubled.take_while(|worlds| *worlds < most).chain([most]).collect()
}

/// Confidence of the interval at each of so many looks.
pub fn confidence(looks: usize) -> f64 {
    1.0 - ERROR / looks.max(1) as f64
}

impl Until {
    /// Reads a condition on a result with these formats.
    ///
    /// # Errors
    /// If it is not understood, names a format that is not there, or asks for a width that no interval can have.
    pub fn parse(text: &str, formats: &[String]) -> Result<Self, UntilError> {
        Reader { text, formats }.condition()
    }

    /// What is seen after so many worlds: the intervals, at this confidence.
    fn intervals(&self, tally: &Tally, formats: &[String], confidence: f64) -> Vec<Held> {
        let n = tally.worlds;
        let share = |format: usize| {
            let count = self.measure.count(&tally.formats[format]);
            let (low, high) = wilson(count, n, confidence);
            let estimate = count as f64 / n.max(1) as f64;
            Held { format: formats[format].clone(), reference: None, estimate, low, high }
        };
        match self.of {
            Of::All => (0..formats.len()).map(share).collect(),
            Of::Format(format) => vec![share(format)],
            Of::Difference(a, b) => self.difference(tally, formats, (a, b), confidence).into_iter().collect(),
        }
    }

    /// Of the first format minus the second. Pairs are counted with the earlier format of the file first.
    fn difference(
        &self,
        tally: &Tally,
        formats: &[String],
        (a, b): (usize, usize),
        confidence: f64,
    ) -> Option<Held> {
        let (first, second, n) = (a.min(b), a.max(b), formats.len());
        let pair = first * (2 * n - first - 1) / 2 + (second - first - 1);
        let [both, only_first, only_second, neither] = tally.pairs.get(pair)?.yes[self.measure.of_pair()?];
        let (only_a, only_b) = if a < b { (only_first, only_second) } else { (only_second, only_first) };
        let (low, high) = newcombe_paired(both, only_a, only_b, neither, confidence);
        let estimate = (only_a as f64 - only_b as f64) / tally.worlds.max(1) as f64;
        Some(Held { format: formats[a].clone(), reference: Some(formats[b].clone()), estimate, low, high })
    }
}

impl Stopped {
    /// Before the first look.
    pub fn begin(until: &Until, most: u64) -> Self {
        let planned = looks(most).len();
        Self {
            until: until.text.clone(),
            met: false,
            most,
            planned: planned as u64,
            confidence: confidence(planned),
            looks: Vec::new(),
            intervals: Vec::new(),
        }
    }

    /// Looks once more; whether it is exact enough now.
    pub fn look(&mut self, until: &Until, tally: &Tally, formats: &[String]) -> bool {
        self.intervals = until.intervals(tally, formats, self.confidence);
        let width = self.width();
        self.looks.push(Look { worlds: tally.worlds, width });
        self.met = width < until.below;
        self.met
    }

    /// Width of the widest interval at the last look.
    pub fn width(&self) -> f64 {
        self.intervals.iter().map(|held| held.high - held.low).fold(0.0, f64::max)
    }
}

impl Measure {
    const ALL: [(&'static str, Self); 5] = [
        ("signed", Self::Signed),
        ("in_force", Self::InForce),
        ("completed", Self::Completed),
        ("standing", Self::Standing),
        // As `--expect` calls it.
        ("alive", Self::Standing),
    ];

    fn count(self, tally: &FormatTally) -> u64 {
        match self {
            Self::Signed => tally.signed,
            Self::InForce => tally.in_force,
            Self::Completed => tally.completed,
            Self::Standing => tally.alive,
        }
    }

    /// Its place among what is counted of pairs.
    fn of_pair(self) -> Option<usize> {
        match self {
            Self::Signed => Some(0),
            Self::InForce => Some(1),
            Self::Completed => Some(2),
            Self::Standing => None,
        }
    }
}

/// A condition being read. Pieces are slices of the text, so that their places are known.
struct Reader<'a> {
    text: &'a str,
    formats: &'a [String],
}

impl<'a> Reader<'a> {
    fn condition(&self) -> Result<Until, UntilError> {
        // Names of formats may hold any sign, numbers none.
        let Some((left, right)) = self.text.rsplit_once('<') else {
            return Err(self.error(self.end(), "there is no `<` in it", FORM, EXAMPLE));
        };
        let left = left.trim();
        let inside = left.strip_prefix("width").map(str::trim_start);
        let Some(inside) = inside.and_then(|rest| rest.strip_prefix('(')) else {
            return Err(self.error(left, "it does not begin with `width(`", FORM, EXAMPLE));
        };
        let Some(inside) = inside.strip_suffix(')') else {
            let here = &self.text[self.place(left) + left.len()..];
            return Err(self.error(here, "before `<` the bracket of `width(` is not closed", FORM, EXAMPLE));
        };
        let (word, of) = inside.split_once(',').map_or((inside, None), |(word, of)| (word, Some(of)));
        let measure = self.measure(word.trim())?;
        let of = of.map_or(Ok(Of::All), |of| self.of(of.trim(), measure))?;
        let below = self.number(right.trim(), of)?;
        Ok(Until { text: self.text.trim().into(), measure, of, below })
    }

    fn measure(&self, word: &'a str) -> Result<Measure, UntilError> {
        let found = Measure::ALL.iter().find(|(name, _)| *name == word);
        found.map(|(_, measure)| *measure).ok_or_else(|| {
            let what = if word.is_empty() {
                "there is no measure".into()
            } else {
                format!("`{word}` is not a measure")
            };
            self.error(word, what, "one of: signed, in_force, completed, standing", EXAMPLE)
        })
    }

    fn of(&self, text: &'a str, measure: Measure) -> Result<Of, UntilError> {
        let pair =
            text.strip_prefix("difference").map(str::trim_start).and_then(|rest| rest.strip_prefix('('));
        let Some(pair) = pair else { return self.format(text).map(Of::Format) };
        let Some(pair) = pair.strip_suffix(')') else {
            return Err(self.error(text, "the bracket of `difference(` is not closed", FORM, EXAMPLE));
        };
        if measure.of_pair().is_none() {
            let what = "differences are counted of signed, in_force and completed alone";
            return Err(self.error(self.text.trim(), what, FORM, "take one of these measures"));
        }
        let (a, b) = self.pair(pair)?;
        if a == b {
            return Err(self.error(
                pair,
                "a format does not differ from itself",
                "two formats",
                "name two formats",
            ));
        }
        Ok(Of::Difference(a, b))
    }

    /// Two names with a comma between, which may have commas in them, too.
    fn pair(&self, text: &'a str) -> Result<(usize, usize), UntilError> {
        let mut first = None;
        for (at, _) in text.match_indices(',') {
            match (self.format(text[..at].trim()), self.format(text[at + 1..].trim())) {
                (Ok(a), Ok(b)) => return Ok((a, b)),
                (Err(error), _) | (_, Err(error)) => first = first.or(Some(error)),
            }
        }
        Err(first.unwrap_or_else(|| {
            self.error(text, "there is no comma between two formats", "difference(FORMAT, FORMAT)", EXAMPLE)
        }))
    }

    fn format(&self, name: &'a str) -> Result<usize, UntilError> {
        names::find_part("format", self.formats, name).map_err(|error: UnknownName| {
            let mend = error
                .mend()
                .unwrap_or_else(|| "name a format of the scenario, or leave it out for all".into());
            self.error(name, error.to_string(), error.expected(), mend)
        })
    }

    fn number(&self, text: &'a str, of: Of) -> Result<f64, UntilError> {
        let most = if matches!(of, Of::Difference(..)) { 2.0 } else { 1.0 };
        let Ok(number) = text.parse::<f64>() else {
            let what = if text.is_empty() {
                "there is no number".into()
            } else {
                format!("`{text}` is not a number")
            };
            return Err(self.error(text, what, "a number, as in 0.02", EXAMPLE));
        };
        if number > 0.0 && number < most {
            return Ok(number);
        }
        let what = format!("no interval has a width of {text}: it lies between 0 and {most}");
        Err(self.error(text, what, "a width: 2 of 100 worlds is 0.02", EXAMPLE))
    }

    /// Where a slice begins, in bytes.
    fn place(&self, slice: &str) -> usize {
        (slice.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize).min(self.text.len())
    }

    fn end(&self) -> &'a str {
        &self.text[self.text.len()..]
    }

    fn error(
        &self,
        at: &str,
        what: impl Into<String>,
        expected: impl Into<String>,
        mend: impl Into<String>,
    ) -> UntilError {
        let at = self.text[..self.place(at)].chars().count() + 1;
        UntilError { what: what.into(), at, expected: expected.into(), mend: mend.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulation::tally::Shape;
    use crate::statistics::splitmix::SplitMix;

    fn formats() -> Vec<String> {
        ["two meet", "all meet", "guarantee, else all (if < 3)"].map(String::from).to_vec()
    }

    fn read(text: &str) -> Result<Until, UntilError> {
        Until::parse(text, &formats())
    }

    #[test]
    fn conditions_are_read() {
        let of = |text: &str| read(text).map(|until| (until.measure, until.of, until.below)).unwrap();
        assert_eq!(of("width(signed) < 0.02"), (Measure::Signed, Of::All, 0.02));
        assert_eq!(of(" width ( alive )<.5 "), (Measure::Standing, Of::All, 0.5));
        assert_eq!(of("width(in_force, two)<1e-1"), (Measure::InForce, Of::Format(0), 0.1));
        let third = "guarantee, else all (if < 3)";
        assert_eq!(of(&format!("width(completed, {third}) < 0.1")), (Measure::Completed, Of::Format(2), 0.1));
        let pair = format!("width(completed, difference({third}, all m)) < 1.5");
        assert_eq!(of(&pair), (Measure::Completed, Of::Difference(2, 1), 1.5));
        assert_eq!(of(&format!("width(signed, difference(two, {third})) < 0.1")).1, Of::Difference(0, 2));
    }

    #[test]
    fn what_is_not_understood_is_told_with_its_place() {
        for (text, at, told) in [
            ("", 1, "there is no `<`"),
            ("width(signed)", 14, "there is no `<`"),
            ("signed < 0.1", 1, "does not begin with `width(`"),
            ("  wide(signed) < 0.1", 3, "does not begin with `width(`"),
            ("width(signed < 0.1", 13, "is not closed"),
            ("width() < 0.1", 7, "there is no measure"),
            ("width(sgned) < 0.1", 7, "`sgned` is not a measure"),
            ("width(signed, nobody) < 0.1", 15, "there is no format `nobody`"),
            ("width(signed, meet) < 0.1", 15, "`meet` is ambiguous"),
            ("width(signed, difference(two)) < 0.1", 26, "there is no comma"),
            ("width(signed, difference(two, x)) < 0.1", 31, "there is no format `x`"),
            ("width(signed, difference(two, two)) < 0.1", 26, "does not differ from itself"),
            ("width(signed, difference(two, all m) < 0.1", 15, "is not closed"),
            ("width(standing, difference(two, all m)) < 0.1", 1, "of signed, in_force and completed alone"),
            ("width(signed) < ", 16, "there is no number"),
            ("width(signed) < a", 17, "`a` is not a number"),
            ("width(signed) < 2", 17, "between 0 and 1"),
            ("width(signed) < 0", 17, "between 0 and 1"),
            ("width(signed) < NaN", 17, "between 0 and 1"),
            ("폭(signed) < 0.1", 1, "does not begin with"),
            ("width(서명) < 0.1", 7, "`서명` is not a measure"),
        ] {
            let error = read(text).unwrap_err();
            assert!(error.what.contains(told) && error.at == at, "{text}: {error:?}");
        }
    }

    #[test]
    fn looks_double_and_end_with_all_worlds() {
        assert_eq!(looks(1), [1]);
        assert_eq!(looks(500), [500]);
        assert_eq!(looks(2_000), [500, 1_000, 2_000]);
        assert_eq!(looks(2_001), [500, 1_000, 2_000, 2_001]);
        assert!((confidence(5) - 0.99).abs() < 1e-12);
        // Every look but the last ends a block.
        assert!(looks(100_000_000).iter().all(|worlds| worlds.is_multiple_of(crate::simulation::job::BLOCK)));
    }

    /// A tally of so many worlds with these counts of signatures.
    fn tally(worlds: u64, signed: [u64; 3]) -> Tally {
        let shape = Shape {
            formats: 3,
            parties: 1,
            levels: vec![2],
            dates: 1,
            horizon: 1,
            schedules: vec![1; 3],
            phases: vec![0; 3],
        };
        let mut tally = shape.empty();
        tally.worlds = worlds;
        for (format, signed) in tally.formats.iter_mut().zip(signed) {
            format.signed = signed;
        }
        tally
    }

    #[test]
    fn the_widest_interval_counts_and_a_pair_is_the_one_that_is_named() {
        let until = read("width(signed) < 0.1").unwrap();
        let mut stopped = Stopped::begin(&until, 2_000);
        assert!(!stopped.look(&until, &tally(500, [0, 250, 500]), &formats()));
        let (low, high) = wilson(250, 500, confidence(3));
        assert_eq!(stopped.looks, [Look { worlds: 500, width: high - low }]);
        assert!(stopped.look(&until, &tally(2_000, [0, 1_000, 2_000]), &formats()) && stopped.met);
        // Pairs: (0,1), (0,2), (1,2).
        let mut counted = tally(100, [0; 3]);
        counted.pairs[2].yes[0] = [10, 30, 5, 55];
        let of = |text: &str| read(text).unwrap().intervals(&counted, &formats(), 0.95);
        let [held] = &of("width(signed, difference(all m, guarantee)) < 1")[..] else { panic!("one") };
        assert_eq!((held.estimate, (held.low, held.high)), (0.25, newcombe_paired(10, 30, 5, 55, 0.95)));
        let [turned] = &of("width(signed, difference(guarantee, all m)) < 1")[..] else { panic!("one") };
        assert!((turned.estimate + 0.25).abs() < 1e-15 && (turned.low + held.high).abs() < 1e-12);
    }

    /// Stopping when it suits costs coverage: the corrected interval keeps its 95 of 100, over shares near the edge and in the middle. The
    /// intervals for a fixed number of worlds, which the result shows elsewhere, keep at least 93.
    ///
    /// 2,000 repetitions a share: three standard errors are 1.5 points.
    #[test]
    fn the_interval_at_which_a_run_stops_holds_its_value() {
        const REPEATS: u64 = 2_000;
        let until = read("width(signed, two) < 0.05").unwrap();
        let most = 8_000;
        let planned = looks(most);
        for (place, share) in [0.02, 0.1, 0.3, 0.5].into_iter().enumerate() {
            let mut dice = SplitMix::new(place as u64 + 1);
            let (mut held, mut plain, mut early) = (0, 0, 0);
            for _ in 0..REPEATS {
                let mut stopped = Stopped::begin(&until, most);
                let (mut worlds, mut signed) = (0, 0);
                for next in &planned {
                    signed += (worlds..*next).filter(|_| dice.unit() < share).count() as u64;
                    worlds = *next;
                    if stopped.look(&until, &tally(worlds, [signed, 0, 0]), &formats()) {
                        break;
                    }
                }
                let interval = &stopped.intervals[0];
                held += u64::from(interval.low <= share && share <= interval.high);
                let (low, high) = wilson(signed, worlds, 0.95);
                plain += u64::from(low <= share && share <= high);
                early += u64::from(worlds < most);
            }
            let of_100 = |count: u64| 100.0 * count as f64 / REPEATS as f64;
            assert!(of_100(early) > 90.0, "{share}: the rule stops runs: {early}");
            assert!(of_100(held) >= 95.0, "{share}: {} of 100", of_100(held));
            assert!(of_100(plain) >= 93.0, "{share}: {} of 100 uncorrected", of_100(plain));
        }
    }
}
