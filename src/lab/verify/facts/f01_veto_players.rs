//! F1: more veto players, fewer and slower agreements.

use super::change::{indifferent, levels, no_say_from_outside, some_outsider};
use super::play::{Seen, Sides};
use super::trial::{Expected, Mechanism, Sample, Trial};

const SOURCE: &str = "Tsebelis 2002, Veto Players";
const CHANGE: &str = "a party outside may veto every level (reservation values independent)";
const TWIN: &str = "that party has nothing at stake on any issue";

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
        // What others could have is bounded by what a party whose assent is needed has without agreement, whatever it demands: so one
        // that has nothing at stake.
        indifferent(&mut scenario, party);
    }
    let vetoes: Vec<_> = levels(&scenario).map(|(j, l)| (j, l, vec![party])).collect();
    Some(Sides::formats(scenario, |format| format.membership.vetoes.extend(vetoes))?.independent())
}
