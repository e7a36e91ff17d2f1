//! F10: leaving a party out makes an agreement easier to sign and less durable.

use super::change::{indifferent, leave_table, no_duties, no_say_from_outside, nobody_spoils, some_member};
use super::play::{Mean, Seen, Sides, one};
use super::trial::{Expected, Mechanism, Numbers, Sample, Trial};
use crate::scenario::model::Scenario;
use crate::scenario::place::PartyIndex;

const SOURCE: &str = "Stedman 1997, International Security 22:5; Cunningham 2006, AJPS 50:875";
const CHANGE: &str = "one of at least three members, without duties, is left out";
/// Not "nobody spoils", where what is left at the horizon is looked at: the smaller table would still sign other things in other worlds.
const UNTOUCHED: &str = "that party does not care about anything";

pub(super) const TRIALS: [Trial; 3] = [
    Trial {
        id: "F10a",
        claim: "leaving a party out: easier to sign",
        source: SOURCE,
        change: CHANGE,
        outcome: "share of worlds signed",
        expected: Expected::Up,
        twin: UNTOUCHED,
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
        claim: "leaving a party out: more is spoiled from outside",
        source: SOURCE,
        change: CHANGE,
        outcome: "chance per period that those left out spoil what was signed (closed form)",
        expected: Expected::Up,
        twin: "nobody spoils",
        margin: 0.0,
        measure: |sample, mechanism| {
            let (mut scenario, party) = crowded(sample)?;
            if mechanism == Mechanism::Off {
                nobody_spoils(&mut scenario);
            }
            Some(rates(&left_out(scenario, party)?, sample, |seen| Some(seen.agreement()?.0.spoil)))
        },
    },
    Trial {
        id: "F10c",
        claim: "leaving a party out: less is left at the horizon",
        source: SOURCE,
        change: CHANGE,
        outcome: "share still in force at the horizon of what came into force",
        expected: Expected::Down,
        twin: UNTOUCHED,
        margin: 0.0,
        measure: |sample, mechanism| {
            let (mut scenario, party) = crowded(sample)?;
            if mechanism == Mechanism::Off {
                indifferent(&mut scenario, party);
            }
            let alive = |seen: Seen<'_>| seen.record.in_force.then(|| one(seen.record.alive));
            Some(rates(&left_out(scenario, party)?, sample, alive))
        },
    },
];

/// How much higher a mean over what was signed is after the change. Not over worlds signed both before and after: there a
/// party left out has nothing against it.
fn rates(sides: &Sides, sample: &Sample, of: impl Fn(Seen<'_>) -> Option<f64>) -> Numbers {
    let mut means = sides.each([Mean::default(); 2]);
    sides.play(sample, |b, before, after| {
        means[b][0].add(of(before));
        means[b][1].add(of(after));
    });
    sides.numbers(means.iter().map(|[before, after]| Some(after.value()? - before.value()?)))
}

fn crowded(sample: &Sample) -> Option<(Scenario, PartyIndex)> {
    let mut scenario = sample.scenario.clone();
    let party = some_member(&scenario, &mut sample.dice("F10"))?;
    no_duties(&mut scenario, party);
    no_say_from_outside(&mut scenario, party);
    (scenario.formats[0].membership.members.len() >= 3).then_some((scenario, party))
}

fn left_out(scenario: Scenario, party: PartyIndex) -> Option<Sides> {
    Sides::formats(scenario, |format| leave_table(format, party))
}
