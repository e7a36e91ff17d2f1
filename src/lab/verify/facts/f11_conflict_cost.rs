//! F11: where conflict costs all sides more, there is more agreement; where it costs one side more, shares move more than
//! frequency. The latter goes the other way here, where most scenarios have little or nothing to agree on before: docs/facts.md has
//! the experiment.

use super::change::{ends, no_say_from_outside, nobody_spoils, some_member, some_outsider};
use super::play::{Mean, Sides, one};
use super::trial::{Expected, Mechanism, Numbers, Sample, Trial};
use crate::scenario::place::PartyIndex;

const SOURCE: &str = "Zartman 1989, Ripe for Resolution; Powell 1999, In the Shadow of Power";
const ONE_SIDED: &str = "conflict costs one member 0.3 more";
const TWIN: &str = "it costs a party more that has no say and cannot spoil";

/// Flow (own scale).
const MORE: f64 = 0.3;

pub(super) const TRIALS: [Trial; 3] = [
    Trial {
        id: "F11a",
        claim: "conflict that costs all more brings more agreement",
        source: SOURCE,
        change: "conflict costs all members 0.3 more",
        outcome: "share of worlds signed",
        expected: Expected::Up,
        twin: TWIN,
        margin: 0.0,
        measure: |sample, mechanism| {
            let (sides, _) = costlier(sample, mechanism, true)?;
            Some(sides.share(sample, |seen| seen.signed()))
        },
    },
    Trial {
        id: "F11b",
        claim: "conflict that costs one side more lowers its share",
        source: SOURCE,
        change: ONE_SIDED,
        outcome: "its share (flow of the levels signed) in worlds signed both before and after",
        expected: Expected::Down,
        twin: TWIN,
        margin: 0.0,
        measure: |sample, mechanism| {
            let (sides, party) = costlier(sample, mechanism, false)?;
            Some(sides.among_signed(sample, |seen| seen.share(party)))
        },
    },
    Trial {
        id: "F11c",
        claim: "conflict that costs one side more moves shares more than frequency",
        source: SOURCE,
        change: ONE_SIDED,
        outcome: "size of the change in its share, less size of the change in the share of worlds signed",
        expected: Expected::Up,
        twin: TWIN,
        margin: 0.0,
        measure: shares_against_frequency,
    },
];

fn costlier(sample: &Sample, mechanism: Mechanism, all: bool) -> Option<(Sides, PartyIndex)> {
    let mut scenario = sample.scenario.clone();
    let mut dice = sample.dice("F11");
    let party = match mechanism {
        Mechanism::On => some_member(&scenario, &mut dice)?,
        Mechanism::Off => some_outsider(&scenario, &mut dice)?,
    };
    if mechanism == Mechanism::Off {
        no_say_from_outside(&mut scenario, party);
        nobody_spoils(&mut scenario);
    }
    let whom = match mechanism {
        Mechanism::On if all => scenario.formats[0].membership.members.clone(),
        _ => vec![party],
    };
    let sides = Sides::scenarios(scenario, |s| {
        for &i in &whom {
            ends(&mut s.parties[i].conflict_cost, |end| end + MORE);
        }
    })?;
    Some((sides, party))
}

fn shares_against_frequency(sample: &Sample, mechanism: Mechanism) -> Option<Numbers> {
    let (sides, party) = costlier(sample, mechanism, false)?;
    let mut found = sides.each([Mean::default(); 2]);
    sides.play(sample, |b, before, after| {
        let both = before.signed() && after.signed();
        found[b][0].add(both.then(|| after.share(party) - before.share(party)));
        found[b][1].add(Some(one(after.signed()) - one(before.signed())));
    });
    let sizes = |[share, frequency]: &[Mean; 2]| Some(share.value()?.abs() - frequency.value()?.abs());
    Some(sides.numbers(found.iter().map(sizes)))
}
