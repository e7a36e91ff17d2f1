//! F4: a deadline brings a quiet time, then a rush.

use super::change::table;
use super::play::{Mean, Sides};
use super::trial::{Expected, Mechanism, Numbers, Sample, Trial};
use crate::lab::theory::deadline::attrition;

const SOURCE: &str =
    "Roth, Murnighan and Schoumaker 1988, AER 78:806; Hendricks, Weiss and Wilson 1988, IER 29:663";
const ATTRITION: &str = "Hendricks, Weiss and Wilson 1988, IER 29:663";
const NEARER: &str = "the deadline is at a moment instead of far behind it";
const FURTHER: &str = "the deadline is far, or still further";
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
        measure: |sample, mechanism| attrition_at(sample, mechanism, |_, ends| ends),
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
        measure: |sample, mechanism| attrition_at(sample, mechanism, |gives_in, _| gives_in),
    },
];

/// The difference that a near deadline makes at a moment in random wars of attrition, in a number made of the chance that
/// somebody gives in during the last tenth of the time until then and of the chance that the waiting ends at that moment. Both
/// sides concede at a constant rate until the quiet time begins.
fn attrition_at(sample: &Sample, mechanism: Mechanism, of: fn(f64, f64) -> f64) -> Option<Numbers> {
    let mut dice = sample.dice("F4");
    let mut mean = Mean::default();
    for _ in 0..sample.worlds {
        let (prize, cost, moment) = (dice.between(0.1, 2.0), dice.between(0.05, 1.0), dice.between(0.5, 6.0));
        let seen = |deadline: f64| {
            let war = attrition(prize, cost, deadline).ok()?;
            let waiting = |until: f64| libm::exp(-2.0 * war.hazard * until.min(deadline - war.quiet));
            let gives_in = waiting(0.9 * moment) - waiting(moment);
            Some(of(gives_in, if deadline == moment { war.at_deadline } else { 0.0 }))
        };
        // So far away that its quiet time has not begun.
        let far = 2.0 * moment + prize / (2.0 * cost);
        let near = if mechanism == Mechanism::On { moment } else { far };
        mean.add(Some(seen(near)? - seen(far + moment)?));
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
    let mut signed = sides.each(vec![0.0; meetings as usize]);
    sides.alone(sample, |b, seen| {
        let meeting = seen.record.signed.map(|period| (period - first) / every);
        if let Some(count) = meeting.and_then(|k| signed[b].get_mut(k as usize)) {
            *count += 1.0 / sample.worlds as f64;
        }
    });
    Some(sides.numbers(signed.iter().map(|shares| Some(of(shares)))))
}
