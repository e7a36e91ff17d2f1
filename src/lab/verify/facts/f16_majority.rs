//! F16: majority brings minimal winning coalitions; unanimity is slower, and not always more equal.

use super::play::{Mean, Seen, Sides, one};
use super::trial::{Expected, Mechanism, Numbers, Sample, Trial};
use crate::agreement::per_party::TOLERANCE;
use crate::lab::theory::closed_rule::divide;
use crate::scenario::model::Rule;
use crate::scenario::place::PartyIndex;

const SOURCE: &str = "Riker 1962, The Theory of Political Coalitions; Baron and Ferejohn 1989, APSR 83:1181";
const TWIN: &str = "the quota is the number of members";

pub(super) const TRIALS: [Trial; 4] = [
    Trial {
        id: "F16a",
        claim: "under majority fewer are won than under unanimity",
        source: SOURCE,
        change: "a simple majority of at least three members decides instead of all",
        outcome: "share of members who get their reservation value, of what is signed",
        expected: Expected::Down,
        twin: TWIN,
        margin: 0.0,
        measure: |sample, mechanism| {
            let sides = rules(sample, mechanism)?;
            let mut won = sides.each([Mean::default(); 2]);
            sides.play(sample, |b, before, after| {
                won[b][0].add(content(before));
                won[b][1].add(content(after));
            });
            Some(sides.numbers(won.iter().map(|[all, most]| Some(most.value()? - all.value()?))))
        },
    },
    Trial {
        id: "F16b",
        claim: "unanimity is slower than majority",
        source: "Buchanan and Tullock 1962, The Calculus of Consent; Eraslan and Merlo 2002, JET 103:31",
        change: "a simple majority of at least three members decides instead of all",
        outcome: "period of signature in worlds signed both before and after",
        expected: Expected::Down,
        twin: TWIN,
        margin: 0.0,
        measure: |sample, mechanism| {
            let sides = rules(sample, mechanism)?;
            Some(sides.among_signed(sample, |seen| f64::from(seen.record.signed.unwrap_or(0))))
        },
    },
    Trial {
        id: "F16c",
        claim: "unanimity is not always more equal than majority (dividing a pie)",
        source: "Eraslan and Merlo 2017, JET 171:293",
        change: "all must agree instead of a simple majority",
        outcome: "standard deviation of members' expected shares of a pie, in random committees (closed rule)",
        expected: Expected::Up,
        twin: TWIN,
        margin: 0.0,
        measure: committees,
    },
    Trial {
        id: "F16d",
        claim: "unanimity is not always more equal than majority (talks)",
        source: "Eraslan and Merlo 2017, JET 171:293",
        change: "all must agree instead of a simple majority",
        outcome: "share of worlds signed under both in which members' shares (each on its own scale) differ more under unanimity",
        expected: Expected::Up,
        twin: TWIN,
        margin: 0.0,
        measure: |sample, mechanism| {
            let sides = rules(sample, mechanism)?;
            Some(sides.mean(sample, |unanimity, majority| {
                Some(one(spread(unanimity)? > spread(majority)? + TOLERANCE))
            }))
        },
    },
];

fn rules(sample: &Sample, mechanism: Mechanism) -> Option<Sides> {
    let scenario = sample.scenario.clone();
    let members = scenario.formats[0].membership.members.len();
    if members < 3 {
        return None;
    }
    let quota = if mechanism == Mechanism::On { members / 2 + 1 } else { members };
    Sides::formats(scenario, |format| format.rule = Rule::Quota(quota as u32))?.exact_too()
}

/// Of the members, the share to whom what was signed is worth their reservation value.
fn content(seen: Seen<'_>) -> Option<f64> {
    let members = &seen.engine.tables[seen.format].members;
    let (agreement, valuation) = seen.evaluated()?;
    let content = |&&i: &&PartyIndex| agreement.start(i) >= valuation.reservation[i] - TOLERANCE;
    Some(members.iter().filter(content).count() as f64 / members.len() as f64)
}

/// How far members' shares lie apart.
fn spread(seen: Seen<'_>) -> Option<f64> {
    seen.record.signed?;
    let members = &seen.engine.tables[seen.format].members;
    Some(deviation(&members.iter().map(|&i| seen.share(i)).collect::<Vec<_>>()))
}

fn deviation(values: &[f64]) -> f64 {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    libm::sqrt(values.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / n)
}

#[expect(clippy::unnecessary_wraps, reason = "every trial has this signature")]
fn committees(sample: &Sample, mechanism: Mechanism) -> Option<Numbers> {
    let mut dice = sample.dice("F16");
    let mut mean = Mean::default();
    for _ in 0..sample.worlds {
        let n = 2 * dice.within(1, 2) + 1;
        let raw: Vec<f64> = (0..n).map(|_| dice.between(0.05, 1.0)).collect();
        let total: f64 = raw.iter().sum();
        let recognition: Vec<f64> = raw.iter().map(|r| r / total).collect();
        let discount: Vec<f64> = (0..n).map(|_| dice.between(0.3, 0.99)).collect();
        let majority = if mechanism == Mechanism::On { n / 2 + 1 } else { n };
        let apart = |quota: usize| Some(deviation(&divide(&recognition, &discount, quota).ok()?.values));
        mean.add(apart(n).zip(apart(majority)).map(|(all, most)| all - most));
    }
    Some(vec![("closed form".into(), mean.value())])
}
