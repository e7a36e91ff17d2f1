//! F12: hands tied at home bring a larger share and fewer agreements.

use super::change::{some_member, table};
use super::dice::{fixed, range};
use super::play::Sides;
use super::trial::{Expected, Mechanism, Sample, Trial};
use crate::scenario::model::Level;
use crate::scenario::place::PartyIndex;

const SOURCE: &str = "Schelling 1960, The Strategy of Conflict; Putnam 1988, IO 42:427";
const CHANGE: &str = "the delegates of one party need a surplus of 0.1 to 0.4; all others need none";
const TWIN: &str = "leaders sit at the table, who need no mandate";

pub(super) const TRIALS: [Trial; 2] = [
    Trial {
        id: "F12a",
        claim: "hands tied at home: a larger share",
        source: SOURCE,
        change: CHANGE,
        outcome: "its share (flow of the levels signed) in worlds signed both before and after",
        expected: Expected::Up,
        twin: TWIN,
        margin: 0.0,
        measure: |sample, mechanism| {
            let (sides, party) = tied(sample, mechanism)?;
            Some(sides.among_signed(sample, |seen| seen.share(party)))
        },
    },
    Trial {
        id: "F12b",
        claim: "hands tied at home: fewer agreements",
        source: SOURCE,
        change: CHANGE,
        outcome: "share of worlds signed",
        expected: Expected::Down,
        twin: TWIN,
        margin: 0.0,
        measure: |sample, mechanism| {
            let (sides, _) = tied(sample, mechanism)?;
            Some(sides.share(sample, |seen| seen.signed()))
        },
    },
];

fn tied(sample: &Sample, mechanism: Mechanism) -> Option<(Sides, PartyIndex)> {
    let mut scenario = sample.scenario.clone();
    let party = some_member(&scenario, &mut sample.dice("F12"))?;
    scenario.parties.iter_mut().for_each(|p| p.mandate = fixed(0.0));
    table(&mut scenario).delegation.level = match mechanism {
        Mechanism::On => Level::Working,
        Mechanism::Off => Level::Leaders,
    };
    let sides = Sides::scenarios(scenario, |s| s.parties[party].mandate = range(0.1, 0.4))?;
    Some((sides, party))
}
