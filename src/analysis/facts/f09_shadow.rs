//! F9: a longer shadow of the future: better enforcement, harder bargaining.

use super::change::{ends, nobody_is_tempted, one_offer};
use super::play::{Sides, one};
use super::trial::{Expected, Mechanism, Trial};
use crate::scenario::model::Scenario;

const SOURCE: &str = "Fearon 1998, IO 52:269";
const CHANGE: &str = "all discount a quarter as much";

pub(super) const TRIALS: [Trial; 2] = [
    Trial {
        id: "F9a",
        claim: "a longer shadow of the future makes more agreements self-enforcing",
        source: SOURCE,
        change: CHANGE,
        outcome: "share of worlds with a self-enforcing package, among those with a zone both before and after",
        expected: Expected::Up,
        twin: "nobody is tempted",
        margin: 0.01,
        measure: |sample, mechanism| {
            let mut scenario = sample.scenario.clone();
            if mechanism == Mechanism::Off {
                nobody_is_tempted(&mut scenario);
            }
            Some(longer(scenario)?.regardless(sample, |a, b| {
                let both = a.record.zone && b.record.zone;
                both.then(|| one(b.record.zone_self_enforcing) - one(a.record.zone_self_enforcing))
            }))
        },
    },
    Trial {
        id: "F9b",
        claim: "a longer shadow of the future makes bargaining harder",
        source: SOURCE,
        change: CHANGE,
        outcome: "period of signature in worlds signed both before and after",
        expected: Expected::Up,
        twin: "one offer, so that nobody can wait",
        margin: 0.0,
        measure: |sample, mechanism| {
            let mut scenario = sample.scenario.clone();
            if mechanism == Mechanism::Off {
                one_offer(&mut scenario);
            }
            let sides = longer(scenario)?;
            Some(sides.among_signed(sample, |seen| f64::from(seen.record.signed.unwrap_or(0))))
        },
    },
];

fn longer(scenario: Scenario) -> Option<Sides> {
    let less = |end: f64| (1.0 - (1.0 - end) / 4.0).min(0.9999);
    Sides::scenarios(scenario, |s| s.parties.iter_mut().for_each(|p| ends(&mut p.patience, less)))
}
