//! F4: a deadline brings a quiet time, then a rush.

use super::change::table;
use super::play::{Mean, Sides, by_behaviour};
use super::trial::{Expected, Mechanism, Numbers, Sample, Trial};
use crate::bargaining::behaviour::Behaviour;
use crate::theory::deadline::attrition;

const SOURCE: &str =
    "Roth, Murnighan and Schoumaker 1988, AER 78:806; Hendricks, Weiss and Wilson 1988, IER 29:663";
const ATTRITION: &str = "Hendricks, Weiss and Wilson 1988, IER 29:663";
const NEARER: &str = "the deadline is at a moment instead of three times as far";
const FURTHER: &str = "the deadline is twice as far instead of three times";
const TWIN: &str = "the last meeting lies three times as far away";

/// Fewest meetings for a middle and an end.
const MEETINGS: u32 = 6;

pub(super) const TRIALS: [Trial; 4] = [
    Trial {
        id: "F4a",
        claim: "many agreements are made at the last moment",
        source: SOURCE,
        change: "from the meeting before the last to the last one",
        outcome: "share of worlds signed at that meeting",
        expected: Expected::Up,
        twin: TWIN,
        margin: 0.02,
        measure: |sample, mechanism| {
            numbers(sample, mechanism, |signed| signed[signed.len() - 1] - signed[signed.len() - 2])
        },
    },
    Trial {
        id: "F4b",
        claim: "the time before the deadline is quiet",
        source: SOURCE,
        change: "from the first half of the meetings to the second, without the last",
        outcome: "share of worlds signed, per meeting",
        expected: Expected::Down,
        twin: TWIN,
        margin: 0.02,
        measure: |sample, mechanism| {
            numbers(sample, mechanism, |signed| {
                let (half, last) = (signed.len() / 2, signed.len() - 1);
                let mean = |part: &[f64]| part.iter().sum::<f64>() / part.len() as f64;
                mean(&signed[half..last]) - mean(&signed[..half])
            })
        },
    },
    Trial {
        id: "F4c",
        claim: "in a war of attrition many give in at the last moment",
        source: ATTRITION,
        change: NEARER,
        outcome: "chance that the waiting ends at that moment (closed form)",
        expected: Expected::Up,
        twin: FURTHER,
        margin: 0.0,
        measure: |sample, mechanism| attrition_at(sample, mechanism, |war, _| war.at_deadline),
    },
    Trial {
        id: "F4d",
        claim: "in a war of attrition the time before the deadline is quiet",
        source: ATTRITION,
        change: NEARER,
        outcome: "chance that somebody gives in during the last tenth of the time until then, before its end (closed form)",
        expected: Expected::Down,
        twin: FURTHER,
        margin: 0.0,
        measure: |sample, mechanism| attrition_at(sample, mechanism, |_, before| before),
    },
];

/// One deadline of a war of attrition, as seen at a moment at or before it.
struct War {
    at_deadline: f64,
}

/// The difference that a nearer deadline makes at a moment in random wars of attrition.
fn attrition_at(sample: &Sample, mechanism: Mechanism, of: impl Fn(War, f64) -> f64) -> Option<Numbers> {
    let mut dice = sample.dice("F4");
    let nearer = if mechanism == Mechanism::On { 1.0 } else { 2.0 };
    let mut mean = Mean::default();
    for _ in 0..sample.worlds {
        let (prize, cost, moment) = (dice.between(0.1, 2.0), dice.between(0.05, 1.0), dice.between(0.5, 6.0));
        let seen = |times: f64| {
            let war = attrition(prize, cost, times * moment).ok()?;
            let at_deadline = if times == 1.0 { war.at_deadline } else { 0.0 };
            // Conceding goes on at a constant rate on both sides until the quiet time begins.
            let begun = times * moment - war.quiet;
            let spent = (moment.min(begun) - 0.9 * moment).max(0.0);
            let until = libm::exp(-2.0 * war.hazard * (0.9 * moment).min(begun.max(0.0)));
            Some(of(War { at_deadline }, until * -libm::expm1(-2.0 * war.hazard * spent)))
        };
        mean.add(Some(seen(nearer)? - seen(3.0)?));
    }
    Some(vec![("closed form".into(), mean.value())])
}

/// A number from the shares of worlds signed at each of the meetings up to where the near deadline is.
fn numbers(sample: &Sample, mechanism: Mechanism, of: impl Fn(&[f64]) -> f64) -> Option<Numbers> {
    let mut scenario = sample.scenario.clone();
    let delegation = &mut table(&mut scenario).delegation;
    let meetings = delegation.meetings.max(MEETINGS);
    delegation.refer_back = false;
    delegation.meetings = if mechanism == Mechanism::On { meetings } else { 3 * meetings };
    let (first, every) = (delegation.first_meeting, delegation.every);
    scenario.calendar.horizon = scenario.calendar.horizon.max(first + 3 * meetings * every + 12);
    // One side only is looked at.
    let sides = Sides::scenarios(scenario, |_| {})?;
    let mut signed = vec![vec![0.0; meetings as usize]; Behaviour::ALL.len()];
    sides.alone(sample, |b, seen| {
        let meeting = seen.record.signed.map(|period| (period - first) / every);
        if let Some(count) = meeting.and_then(|k| signed[b].get_mut(k as usize)) {
            *count += 1.0 / sample.worlds as f64;
        }
    });
    Some(by_behaviour(signed.iter().map(|shares| Some(of(shares)))))
}
