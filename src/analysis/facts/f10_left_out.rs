//! F10: leaving a party out makes an agreement easier to sign and less durable.

use super::change::{indifferent, leave_table, no_duties, no_say_from_outside, nobody_spoils, some_member};
use super::play::{Sides, one};
use super::trial::{Expected, Mechanism, Sample, Trial};
use crate::scenario::model::Scenario;

const SOURCE: &str = "Stedman 1997, International Security 22:5; Cunningham 2006, AJPS 50:875";
const CHANGE: &str = "one of at least three members, without duties, is left out";

pub(super) const TRIALS: [Trial; 2] = [
    Trial {
        id: "F10a",
        claim: "leaving a party out: easier to sign",
        source: SOURCE,
        change: CHANGE,
        outcome: "share of worlds signed",
        expected: Expected::Up,
        twin: "that party does not care about anything",
        margin: 0.0,
        measure: |sample, mechanism| {
            let (mut scenario, party) = crowded(sample)?;
            if mechanism == Mechanism::Off {
                indifferent(&mut scenario, party);
            }
            Some(left_out(scenario, party)?.share(sample, |seen| seen.signed()))
        },
    },
    Trial {
        id: "F10b",
        claim: "leaving a party out: less durable",
        source: SOURCE,
        change: CHANGE,
        outcome: "share still in force at the horizon, in worlds in which it came into force both before and after",
        expected: Expected::Down,
        twin: "nobody spoils",
        margin: 0.02,
        measure: |sample, mechanism| {
            let (mut scenario, party) = crowded(sample)?;
            if mechanism == Mechanism::Off {
                nobody_spoils(&mut scenario);
            }
            Some(left_out(scenario, party)?.mean(sample, |a, b| {
                let both = a.record.in_force && b.record.in_force;
                both.then(|| one(b.record.alive) - one(a.record.alive))
            }))
        },
    },
];

fn crowded(sample: &Sample) -> Option<(Scenario, usize)> {
    let mut scenario = sample.scenario.clone();
    let party = some_member(&scenario, &mut sample.dice("F10"))?;
    no_duties(&mut scenario, party);
    no_say_from_outside(&mut scenario, party);
    (scenario.formats[0].membership.members.len() >= 3).then_some((scenario, party))
}

fn left_out(scenario: Scenario, party: usize) -> Option<Sides> {
    Sides::formats(scenario, |format| leave_table(format, party))
}
