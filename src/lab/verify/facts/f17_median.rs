//! F17: on one dimension, majority with patience brings the median; in two, dispersion stays.

use super::play::Mean;
use super::trial::{Expected, Mechanism, Numbers, Sample, Trial};
use crate::lab::theory::spatial::{line, triangle};

const SOURCE: &str = "Banks and Duggan 2000, APSR 94:73; 2006, QJPS 1:49";

pub(super) const TRIALS: [Trial; 2] = [
    Trial {
        id: "F17a",
        claim: "on one dimension, majority with patience brings policy to the median",
        source: SOURCE,
        change: "all discount by 0.99 to 0.999 instead of by 0.3 to 0.8",
        outcome: "root mean square distance of policy from the median's ideal, in random committees of 3 to 7 (closed form)",
        expected: Expected::Down,
        twin: "all have the same ideal",
        margin: 0.0,
        measure: lines,
    },
    Trial {
        id: "F17b",
        claim: "in two dimensions dispersion stays, however patient all are",
        source: SOURCE,
        change: "three members stand at the corners of a triangle instead of on a line, at discount factors of 0.99 to 0.999",
        outcome: "root mean square distance of policy from its mean (closed form)",
        expected: Expected::Up,
        twin: "all have the same ideal",
        margin: 0.0,
        measure: dispersion,
    },
];

#[expect(clippy::unnecessary_wraps, reason = "every trial has this signature")]
fn lines(sample: &Sample, mechanism: Mechanism) -> Option<Numbers> {
    let mut dice = sample.dice("F17");
    let mut mean = Mean::default();
    for _ in 0..sample.worlds {
        let n = 2 * dice.within(1, 3) + 1;
        let apart = if mechanism == Mechanism::On { 1.0 } else { 0.0 };
        let ideals: Vec<f64> = (0..n).map(|_| apart * dice.between(0.0, 1.0)).collect();
        let recognition = vec![1.0 / n as f64; n];
        let status_quo = dice.between(-1.0, 2.0);
        let mut sorted = ideals.clone();
        sorted.sort_by(f64::total_cmp);
        let median = sorted[n / 2];
        let distance = |delta: f64| {
            let found = line(&ideals, &recognition, delta, status_quo, n / 2 + 1).ok()?;
            Some(libm::sqrt(found.variance + (found.mean - median) * (found.mean - median)))
        };
        let (hasty, patient) = (dice.between(0.3, 0.8), dice.between(0.99, 0.999));
        mean.add(distance(patient).zip(distance(hasty)).map(|(after, before)| after - before));
    }
    Some(vec![("closed form".into(), mean.value())])
}

fn dispersion(sample: &Sample, mechanism: Mechanism) -> Option<Numbers> {
    let mut dice = sample.dice("F17");
    let mut mean = Mean::default();
    for _ in 0..sample.worlds {
        let (delta, far) = (dice.between(0.99, 0.999), dice.between(1.0, 3.0));
        // The side of the triangle, and the length of the line; with 0 all have the same ideal.
        let side = if mechanism == Mechanism::On { dice.between(0.2, 2.0) } else { 0.0 };
        let ideals = [0.0, 0.5 * side, side];
        let on_line = line(&ideals, &[1.0 / 3.0; 3], delta, far, 2).ok()?.variance;
        // Each of the three proposes a point on one of its two sides, at this distance from its own corner.
        let own = triangle(delta, -far).ok()?.own;
        let from_centre = 1.0 / 3.0 - own * (1.0 - own);
        mean.add(Some(side * libm::sqrt(from_centre) - libm::sqrt(on_line)));
    }
    Some(vec![("closed form".into(), mean.value())])
}
