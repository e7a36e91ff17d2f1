//! F8: monitoring and guarantees raise compliance, and through it agreement.

use super::change::table;
use super::dice::fixed;
use super::play::{Sides, one};
use super::trial::{Expected, Mechanism, Numbers, Sample, Trial};
use crate::scenario::place::PartyIndex;

const SOURCE: &str = "Axelrod and Keohane 1985, World Politics 38:226; Walter 2002, Committing to Peace";
const CHANGE: &str = "all parties monitor instead of none";
const COMPLIANCE: &str = "share of worlds with a package that suits all and would be kept, among those with one that suits all both before and after";
const GUARANTEED: &str = "all parties guarantee what is agreed instead of none";
const POWERLESS: &str = "the guarantors have no force";
const TWIN: &str = "the monitors see nothing";

pub(super) const TRIALS: [Trial; 4] = [
    Trial {
        id: "F8a",
        claim: "monitoring raises compliance",
        source: SOURCE,
        change: CHANGE,
        outcome: COMPLIANCE,
        expected: Expected::Up,
        twin: TWIN,
        margin: 0.0,
        measure: |sample, mechanism| Some(compliance(&monitored(sample, mechanism)?, sample)),
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
    Trial {
        id: "F8c",
        claim: "guarantees raise compliance",
        source: SOURCE,
        change: GUARANTEED,
        outcome: COMPLIANCE,
        expected: Expected::Up,
        twin: POWERLESS,
        margin: 0.0,
        measure: |sample, mechanism| Some(compliance(&guaranteed(sample, mechanism)?, sample)),
    },
    Trial {
        id: "F8d",
        claim: "guarantees raise agreement",
        source: SOURCE,
        change: GUARANTEED,
        outcome: "share of worlds signed",
        expected: Expected::Up,
        twin: POWERLESS,
        margin: 0.0,
        measure: |sample, mechanism| Some(guaranteed(sample, mechanism)?.share(sample, |seen| seen.signed())),
    },
];

fn compliance(sides: &Sides, sample: &Sample) -> Numbers {
    sides.regardless(sample, |a, b| {
        let both = a.record.zone && b.record.zone;
        both.then(|| one(b.record.zone_self_enforcing) - one(a.record.zone_self_enforcing))
    })
}

fn guaranteed(sample: &Sample, mechanism: Mechanism) -> Option<Sides> {
    let mut scenario = sample.scenario.clone();
    if mechanism == Mechanism::Off {
        scenario.parties.iter_mut().for_each(|p| p.guarantee_force = fixed(0.0));
    }
    let all = PartyIndex::all(scenario.parties.len()).collect();
    Sides::formats(scenario, |format| format.enforcement.guarantors = all)
}

fn monitored(sample: &Sample, mechanism: Mechanism) -> Option<Sides> {
    let mut scenario = sample.scenario.clone();
    if mechanism == Mechanism::Off {
        scenario.parties.iter_mut().for_each(|p| p.detection = fixed(0.0));
    }
    table(&mut scenario).enforcement.monitors.clear();
    let all = PartyIndex::all(scenario.parties.len()).collect();
    Sides::formats(scenario, |format| format.enforcement.monitors = all)
}
