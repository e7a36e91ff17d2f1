//! F1: more veto players, fewer and slower agreements.

use super::change::{levels, moves, no_conditions, no_say_from_outside, some_outsider};
use super::dice::fixed;
use super::play::{Seen, Sides};
use super::trial::{Expected, Mechanism, Sample, Trial};

const SOURCE: &str = "Tsebelis 2002, Veto Players";
const CHANGE: &str = "a party outside may veto every level (reservation values independent)";
const TWIN: &str = "that party would sign anything (its demand is −1000, sets no conditions, and a collapse costs it nothing)";

pub(super) const TRIALS: [Trial; 2] = [
    Trial {
        id: "F1a",
        claim: "one veto player more: fewer agreements",
        source: SOURCE,
        change: CHANGE,
        outcome: "share of worlds signed",
        expected: Expected::Down,
        twin: TWIN,
        margin: 0.0,
        measure: |sample, mechanism| Some(sides(sample, mechanism)?.share(sample, |seen| seen.signed())),
    },
    Trial {
        id: "F1b",
        claim: "one veto player more: slower agreements",
        source: SOURCE,
        change: CHANGE,
        outcome: "period of signature in worlds signed both before and after",
        expected: Expected::Up,
        twin: TWIN,
        margin: 0.0,
        measure: |sample, mechanism| Some(sides(sample, mechanism)?.among_signed(sample, date)),
    },
];

fn date(seen: Seen<'_>) -> f64 {
    f64::from(seen.record.signed.unwrap_or(0))
}

fn sides(sample: &Sample, mechanism: Mechanism) -> Option<Sides> {
    let mut scenario = sample.scenario.clone();
    let party = some_outsider(&scenario, &mut sample.dice("F1"))?;
    no_say_from_outside(&mut scenario, party);
    if mechanism == Mechanism::Off {
        let would_sign = &mut scenario.parties[party];
        // The worst package may be worth −10, and less with what monitoring costs.
        would_sign.demand = fixed(-1000.0);
        (would_sign.collapse_penalty, would_sign.conflict_cost) = (fixed(0.0), fixed(0.0));
        scenario.events.retain(|event| !moves(&event.effect, party));
        // A condition withholds consent, whatever is demanded.
        no_conditions(&mut scenario, party);
    }
    let vetoes: Vec<_> = levels(&scenario).map(|(j, l)| (j, l, vec![party])).collect();
    Some(Sides::formats(scenario, |format| format.membership.vetoes.extend(vetoes))?.independent())
}
