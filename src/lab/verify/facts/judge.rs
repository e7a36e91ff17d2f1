//! From differences to verdicts.

use super::trial::{ALPHA, CONFIDENCE, Expected, NOTHING, Numbers, Trial};
use crate::statistics::{Moments, mean_interval, sign_test};
use serde::{Deserialize, Serialize};

/// What one arm of a test (with the mechanism, or its twin) gave.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Arm {
    /// Random scenarios that could not show the fact, and were passed over.
    pub passed_over: u64,
    /// By behaviour: a difference a scenario.
    pub differences: Vec<(String, Vec<Option<f64>>)>,
}

impl Arm {
    /// Takes down the numbers of one more scenario.
    pub fn add(&mut self, numbers: Numbers) {
        for (k, (behaviour, number)) in numbers.into_iter().enumerate() {
            if k == self.differences.len() {
                self.differences.push((behaviour, Vec::new()));
            }
            self.differences[k].1.push(number);
        }
    }
}

/// The figures of one arm under one behaviour.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figures {
    /// Behaviour at the table, or the model.
    pub behaviour: String,
    /// Scenarios in which the difference was positive.
    pub up: u64,
    /// Negative.
    pub down: u64,
    /// None.
    pub ties: u64,
    /// Scenarios in which there was nothing to compare.
    pub without: u64,
    /// Mean difference; `None` of nothing.
    pub mean: Option<f64>,
    /// Its interval; `None` of fewer than two.
    pub interval: Option<(f64, f64)>,
    /// One-sided chance of so many signs the expected way, were both ways equally likely (for a claim of more or less).
    pub p: Option<f64>,
    /// Whether it is as claimed (for a twin: whether the effect is gone).
    pub holds: bool,
}

/// What came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// As claimed under every behaviour, and gone in the twin.
    Appears,
    /// As claimed, and gone in the twin, but not under every behaviour.
    UnderSome,
    /// Not as claimed.
    Absent,
    /// The other way, under every behaviour.
    Reversed,
    /// As claimed, but it is not shown to be gone in the twin.
    TwinToo,
}

impl Verdict {
    /// All, the best first.
    pub const ALL: [Self; 5] = [Self::Appears, Self::UnderSome, Self::Absent, Self::Reversed, Self::TwinToo];

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Appears => "appears",
            Self::UnderSome => "appears in part",
            Self::Absent => "does not appear",
            Self::Reversed => "goes the other way",
            Self::TwinToo => "twin not gone",
        }
    }
}

/// A test with its figures and verdict.
#[derive(Debug, Clone, Serialize)]
pub struct Finding {
    /// Which.
    pub id: &'static str,
    /// What is claimed.
    pub claim: &'static str,
    /// By whom.
    pub source: &'static str,
    /// What was changed.
    pub change: &'static str,
    /// What was measured.
    pub outcome: &'static str,
    /// What was expected, in words.
    pub expected: String,
    /// What came out.
    pub verdict: Verdict,
    /// Figures with the mechanism, by behaviour.
    pub figures: Vec<Figures>,
    /// Random scenarios passed over because they could not show it.
    pub passed_over: u64,
    /// The twin.
    pub twin: Twin,
}

/// A twin with its figures.
#[derive(Debug, Clone, Serialize)]
pub struct Twin {
    /// What switched the mechanism off.
    pub without: &'static str,
    /// How far the mean may lie from 0; 0: every difference must be exactly none.
    pub margin: f64,
    /// Figures, by behaviour.
    pub figures: Vec<Figures>,
    /// Random scenarios passed over.
    pub passed_over: u64,
    /// Whether the effect is gone under every behaviour.
    pub gone: bool,
}

/// Judges a test from its two arms.
pub fn judge(trial: &Trial, on: &Arm, off: &Arm) -> Finding {
    let figures: Vec<Figures> = on.differences.iter().map(|d| figures(d, trial.expected)).collect();
    let twins: Vec<Figures> = off.differences.iter().map(|d| twin_figures(d, trial.margin)).collect();
    let gone = !twins.is_empty() && twins.iter().all(|t| t.holds);
    let holding = figures.iter().filter(|f| f.holds).count();
    let verdict = match (holding, gone) {
        (0, _) if !figures.is_empty() && figures.iter().all(|f| other_way(f, trial.expected)) => {
            Verdict::Reversed
        }
        (0, _) => Verdict::Absent,
        (_, false) => Verdict::TwinToo,
        (some, true) if some == figures.len() => Verdict::Appears,
        _ => Verdict::UnderSome,
    };
    Finding {
        id: trial.id,
        claim: trial.claim,
        source: trial.source,
        change: trial.change,
        outcome: trial.outcome,
        expected: words(trial.expected),
        verdict,
        figures,
        passed_over: on.passed_over,
        twin: Twin {
            without: trial.twin,
            margin: trial.margin,
            figures: twins,
            passed_over: off.passed_over,
            gone,
        },
    }
}

fn words(expected: Expected) -> String {
    match expected {
        Expected::Up => "more".into(),
        Expected::Down => "less".into(),
        Expected::Same(margin) => format!("the same within {margin}"),
        Expected::NoLess(margin) => format!("no less, but for {margin}"),
    }
}

fn count((behaviour, differences): &(String, Vec<Option<f64>>)) -> Figures {
    let found: Vec<f64> = differences.iter().flatten().copied().collect();
    let of = |is: &dyn Fn(f64) -> bool| found.iter().filter(|d| is(**d)).count() as u64;
    let moments: Moments = found.iter().copied().collect();
    let interval = moments.mean().zip(moments.variance());
    let (up, down) = (of(&|d| d > NOTHING), of(&|d| d < -NOTHING));
    Figures {
        behaviour: behaviour.clone(),
        up,
        down,
        ties: found.len() as u64 - up - down,
        without: (differences.len() - found.len()) as u64,
        mean: moments.mean(),
        interval: interval.and_then(|(m, v)| mean_interval(m, v, found.len() as u64, CONFIDENCE)),
        p: None,
        holds: false,
    }
}

fn figures(differences: &(String, Vec<Option<f64>>), expected: Expected) -> Figures {
    let mut f = count(differences);
    match expected {
        Expected::Up => f.p = Some(sign_test::one_sided(f.up, f.down)),
        Expected::Down => f.p = Some(sign_test::one_sided(f.down, f.up)),
        Expected::Same(_) | Expected::NoLess(_) => {}
    }
    f.holds = match expected {
        Expected::Up | Expected::Down => f.p.is_some_and(|p| p <= ALPHA),
        Expected::Same(margin) => f.interval.is_some_and(|(low, high)| low >= -margin && high <= margin),
        Expected::NoLess(margin) => f.interval.is_some_and(|(low, _)| low >= -margin),
    };
    f
}

fn twin_figures(differences: &(String, Vec<Option<f64>>), margin: f64) -> Figures {
    let mut f = count(differences);
    let compared = f.up + f.down + f.ties;
    f.holds = if margin == 0.0 {
        compared > 0 && f.up + f.down == 0
    } else {
        f.interval.is_some_and(|(low, high)| low >= -margin && high <= margin)
    };
    f
}

fn other_way(f: &Figures, expected: Expected) -> bool {
    match expected {
        Expected::Up => sign_test::one_sided(f.down, f.up) <= ALPHA,
        Expected::Down => sign_test::one_sided(f.up, f.down) <= ALPHA,
        Expected::Same(_) | Expected::NoLess(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::verify::facts::trial::{Mechanism, Sample};

    fn trial(expected: Expected, margin: f64) -> Trial {
        fn nothing(_: &Sample, _: Mechanism) -> Option<Numbers> {
            None
        }
        Trial {
            id: "F0",
            claim: "",
            source: "",
            change: "",
            outcome: "",
            expected,
            twin: "",
            margin,
            measure: nothing,
        }
    }

    fn arm(lists: &[&[f64]]) -> Arm {
        let list = |(k, l): (usize, &&[f64])| (k.to_string(), l.iter().copied().map(Some).collect());
        Arm { passed_over: 0, differences: lists.iter().enumerate().map(list).collect() }
    }

    #[test]
    fn ten_of_ten_is_enough_and_nine_of_nine_is_not() {
        let ten = [0.5; 10];
        let zero = arm(&[&[0.0; 10]]);
        let verdict = |on: &[&[f64]], off: &Arm| judge(&trial(Expected::Up, 0.0), &arm(on), off).verdict;
        assert_eq!(verdict(&[&ten], &zero), Verdict::Appears);
        assert_eq!(verdict(&[&ten[..9]], &zero), Verdict::Absent);
        assert_eq!(verdict(&[&[-0.5; 10]], &zero), Verdict::Reversed);
        assert_eq!(verdict(&[&ten], &arm(&[&[0.0, 1e-6]])), Verdict::TwinToo);
        assert_eq!(verdict(&[&ten, &[0.0; 10]], &arm(&[&[0.0], &[0.0]])), Verdict::UnderSome);
        // A twin that compared nothing has shown nothing.
        assert_eq!(verdict(&[&ten], &arm(&[&[]])), Verdict::TwinToo);
    }

    #[test]
    fn equality_needs_an_interval_within_the_margin() {
        let verdict =
            |on: &[f64]| judge(&trial(Expected::Same(0.05), 0.0), &arm(&[on]), &arm(&[&[0.0; 3]])).verdict;
        assert_eq!(verdict(&[0.01, -0.01, 0.0, 0.01, -0.01]), Verdict::Appears);
        assert_eq!(verdict(&[0.3, -0.3, 0.0, 0.2]), Verdict::Absent);
        assert_eq!(verdict(&[0.01]), Verdict::Absent);
    }

    #[test]
    fn a_twin_with_a_margin_is_held_to_its_interval() {
        let verdict =
            |off: &[f64]| judge(&trial(Expected::Up, 0.05), &arm(&[&[1.0; 12]]), &arm(&[off])).verdict;
        assert_eq!(verdict(&[0.01, -0.01, 0.0, 0.01]), Verdict::Appears);
        assert_eq!(verdict(&[0.2, 0.1, 0.2, 0.15]), Verdict::TwinToo);
    }
}
