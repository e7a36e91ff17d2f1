//! F2: a higher reservation value, fewer agreements; the own share given agreement rises only where it binds.

use super::change::{ends, leave_table, moves, no_duties, no_say_from_outside, some_member};
use super::dice::range;
use super::play::Sides;
use super::trial::{Expected, Mechanism, Numbers, Sample, Trial};

pub(super) const TRIALS: [Trial; 2] = [
    Trial {
        id: "F2a",
        claim: "a member demands more: fewer agreements",
        source: "Raiffa 1982, The Art and Science of Negotiation",
        change: "one party's reservation value rises by 0.2",
        outcome: "share of worlds signed",
        expected: Expected::Down,
        twin: "that party does not sit at the table",
        margin: 0.0,
        measure: demands,
    },
    Trial {
        id: "F2b",
        claim: "an outside option that binds raises the own share given agreement, one that does not bind changes nothing",
        source: "Binmore, Shaked and Sutton 1989, QJE 104:753",
        change: "a member gets an outside option of 0 to 0.6",
        outcome: "its share (flow of the levels signed) in worlds signed both before and after",
        expected: Expected::Up,
        twin: "the outside option is −10, below all that the party could sign for",
        margin: 0.0,
        measure: walks_out,
    },
];

fn demands(sample: &Sample, mechanism: Mechanism) -> Option<Numbers> {
    let mut scenario = sample.scenario.clone();
    let party = some_member(&scenario, &mut sample.dice("F2"))?;
    if mechanism == Mechanism::Off {
        if scenario.formats[0].membership.members.len() < 3 {
            return None;
        }
        no_duties(&mut scenario, party);
        leave_table(&mut scenario.formats[0], party);
        no_say_from_outside(&mut scenario, party);
    }
    let sides = Sides::scenarios(scenario, |s| ends(&mut s.parties[party].demand, |end| end + 0.2))?;
    Some(sides.share(sample, |seen| seen.signed()))
}

fn walks_out(sample: &Sample, mechanism: Mechanism) -> Option<Numbers> {
    let mut scenario = sample.scenario.clone();
    let party = some_member(&scenario, &mut sample.dice("F2"))?;
    scenario.parties[party].outside_option = None;
    scenario.events.retain(|event| !moves(&event.effect, party));
    let option = match mechanism {
        Mechanism::On => range(0.0, 0.6),
        Mechanism::Off => range(-10.0, -10.0),
    };
    let sides = Sides::scenarios(scenario, |s| s.parties[party].outside_option = Some(option))?;
    Some(sides.among_signed(sample, |seen| seen.share(party)))
}
