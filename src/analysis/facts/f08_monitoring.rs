//! F8: monitoring and guarantees raise compliance, and through it agreement.

use super::change::table;
use super::dice::fixed;
use super::play::{Sides, one};
use super::trial::{Expected, Mechanism, Sample, Trial};

const SOURCE: &str = "Axelrod and Keohane 1985, World Politics 38:226; Walter 2002, Committing to Peace";
const CHANGE: &str = "all parties monitor instead of none";
const TWIN: &str = "the monitors see nothing";

pub(super) const TRIALS: [Trial; 2] = [
    Trial {
        id: "F8a",
        claim: "monitoring raises compliance",
        source: SOURCE,
        change: CHANGE,
        outcome: "share of worlds with a package that suits all and would be kept, among those with one that suits all both before and after",
        expected: Expected::Up,
        twin: TWIN,
        margin: 0.0,
        measure: |sample, mechanism| {
            Some(monitored(sample, mechanism)?.regardless(sample, |a, b| {
                let both = a.record.zone && b.record.zone;
                both.then(|| one(b.record.zone_self_enforcing) - one(a.record.zone_self_enforcing))
            }))
        },
    },
    Trial {
        id: "F8b",
        claim: "monitoring raises agreement",
        source: SOURCE,
        change: CHANGE,
        outcome: "share of worlds signed",
        expected: Expected::Up,
        twin: TWIN,
        margin: 0.0,
        measure: |sample, mechanism| Some(monitored(sample, mechanism)?.share(sample, |seen| seen.signed())),
    },
];

fn monitored(sample: &Sample, mechanism: Mechanism) -> Option<Sides> {
    let mut scenario = sample.scenario.clone();
    if mechanism == Mechanism::Off {
        scenario.parties.iter_mut().for_each(|p| p.detection = fixed(0.0));
    }
    table(&mut scenario).enforcement.monitors.clear();
    let all = (0..scenario.parties.len()).collect();
    Sides::formats(scenario, |format| format.enforcement.monitors = all)
}
