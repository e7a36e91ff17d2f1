//! F5: patience and the right to propose raise a share under unanimity.

use super::change::{at_once, ends, one_offer, one_package, some_member, table};
use super::play::{Mean, Sides};
use super::trial::{Expected, Mechanism, Numbers, Sample, Trial};
use crate::lab::theory::closed_rule::divide;
use crate::scenario::model::Scenario;
use crate::scenario::place::PartyIndex;

const PROPOSING: &str = "Rubinstein 1982, Econometrica 50:97; Baron and Ferejohn 1989, APSR 83:1181";
const PATIENT: &str =
    "one member of a committee of three or five, all nearly as patient, discounts by 1 % less";
const EXPECTED: &str = "the share of the pie that it expects (closed rule)";
const OWN_VOTE: &str = "who proposes needs no vote but its own";
const SHARE: &str = "its share (flow of the levels signed) in worlds signed both before and after";

pub(super) const TRIALS: [Trial; 5] = [
    Trial {
        id: "F5a",
        claim: "under unanimity the more patient get more",
        source: "Rubinstein 1982, Econometrica 50:97",
        change: "a member discounts a third as much (what is signed is carried out at once and stays)",
        outcome: SHARE,
        expected: Expected::Up,
        twin: "one offer, so that nobody can wait",
        margin: 0.0,
        measure: patience,
    },
    Trial {
        id: "F5b",
        claim: "under unanimity who proposes first gets more",
        source: PROPOSING,
        change: "a member proposes first instead of last",
        outcome: SHARE,
        expected: Expected::Up,
        twin: "there is only one package",
        margin: 0.0,
        measure: |sample, mechanism| {
            let (mut scenario, party) = proposal(sample, mechanism)?;
            let order = &mut table(&mut scenario).proposing.order;
            order.retain(|i| *i != party);
            order.push(party);
            let sides =
                Sides::formats(scenario, |format| format.proposing.order.rotate_right(1))?.exact_too()?;
            Some(sides.among_signed(sample, |seen| seen.share(party)))
        },
    },
    Trial {
        id: "F5c",
        claim: "under unanimity who alone may propose gets more",
        source: PROPOSING,
        change: "only one member proposes instead of only the others",
        outcome: SHARE,
        expected: Expected::Up,
        twin: "there is only one package",
        margin: 0.0,
        measure: |sample, mechanism| {
            let (mut scenario, party) = proposal(sample, mechanism)?;
            table(&mut scenario).proposing.order.retain(|i| *i != party);
            let sides =
                Sides::formats(scenario, |format| format.proposing.order = vec![party])?.exact_too()?;
            Some(sides.among_signed(sample, |seen| seen.share(party)))
        },
    },
    Trial {
        id: "F5d",
        claim: "under unanimity the more patient get more (dividing a pie)",
        source: PROPOSING,
        change: PATIENT,
        outcome: EXPECTED,
        expected: Expected::Up,
        twin: OWN_VOTE,
        margin: 0.0,
        measure: |sample, mechanism| committees(sample, mechanism, |n| n),
    },
    Trial {
        id: "F5e",
        claim: "under majority the less patient can gain (dividing a pie)",
        source: "Kawamori 2005, Economics Bulletin 3(43):1",
        change: PATIENT,
        outcome: EXPECTED,
        expected: Expected::Down,
        twin: OWN_VOTE,
        margin: 0.0,
        measure: |sample, mechanism| committees(sample, mechanism, |n| n / 2 + 1),
    },
];

/// Random committees of three or five with equal chances to propose, all nearly as patient.
#[expect(clippy::unnecessary_wraps, reason = "every trial has this signature")]
fn committees(sample: &Sample, mechanism: Mechanism, quota: fn(usize) -> usize) -> Option<Numbers> {
    let mut dice = sample.dice("F5");
    let mut mean = Mean::default();
    for _ in 0..sample.worlds {
        let n = 2 * dice.within(1, 2) + 1;
        let around = dice.between(0.5, 0.95);
        let before: Vec<f64> = (0..n).map(|_| around * dice.between(0.98, 1.0)).collect();
        let mut after = before.clone();
        after[0] = (after[0] * 1.01).min(0.999);
        let quota = if mechanism == Mechanism::On { quota(n) } else { 1 };
        let expects = |d: &[f64]| Some(divide(&vec![1.0 / n as f64; n], d, quota).ok()?.values[0]);
        mean.add(expects(&after).zip(expects(&before)).map(|(after, before)| after - before));
    }
    Some(vec![("closed form".into(), mean.value())])
}

fn patience(sample: &Sample, mechanism: Mechanism) -> Option<Numbers> {
    let mut scenario = sample.scenario.clone();
    let party = some_member(&scenario, &mut sample.dice("F5"))?;
    at_once(&mut scenario);
    if mechanism == Mechanism::Off {
        one_offer(&mut scenario);
    }
    let less = |end: f64| (1.0 - (1.0 - end) / 3.0).min(0.9999);
    let sides = Sides::scenarios(scenario, |s| ends(&mut s.parties[party].patience, less))?.exact_too()?;
    Some(sides.among_signed(sample, |seen| seen.share(party)))
}

fn proposal(sample: &Sample, mechanism: Mechanism) -> Option<(Scenario, PartyIndex)> {
    let mut scenario = sample.scenario.clone();
    let party = some_member(&scenario, &mut sample.dice("F5"))?;
    if mechanism == Mechanism::Off && !one_package(&mut scenario) {
        return None;
    }
    Some((scenario, party))
}
