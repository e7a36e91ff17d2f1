//! F18: open amendment: more equal, with delay.

use super::play::Mean;
use super::trial::{Expected, Mechanism, Numbers, Sample, Trial};
use crate::lab::theory::open_rule::{OpenRule, three};

const SOURCE: &str = "Baron and Ferejohn 1989, APSR 83:1181 (three members)";
const CHANGE: &str = "proposals may be amended before the vote";
const TWIN: &str = "nobody looks beyond today";

pub(super) const TRIALS: [Trial; 2] = [
    Trial {
        id: "F18a",
        claim: "open amendment is more equal",
        source: SOURCE,
        change: CHANGE,
        outcome: "what the proposer keeps (closed form)",
        expected: Expected::Down,
        twin: TWIN,
        margin: 0.0,
        measure: |sample, mechanism| {
            Some(differences(sample, mechanism, |open| open.keeps - open.closed_keeps))
        },
    },
    Trial {
        id: "F18b",
        claim: "open amendment brings delay",
        source: SOURCE,
        change: CHANGE,
        outcome: "sessions until a proposal is accepted (closed form; under the closed rule: one)",
        expected: Expected::Up,
        twin: TWIN,
        margin: 0.0,
        measure: |sample, mechanism| Some(differences(sample, mechanism, |open| open.sessions - 1.0)),
    },
];

fn differences(sample: &Sample, mechanism: Mechanism, of: fn(OpenRule) -> f64) -> Numbers {
    let mut dice = sample.dice("F18");
    let mut mean = Mean::default();
    for _ in 0..sample.worlds {
        let patience = dice.between(0.0, 1.0);
        let delta = if mechanism == Mechanism::On { patience } else { 0.0 };
        mean.add(three(delta).ok().map(of));
    }
    vec![("closed form".into(), mean.value())]
}
