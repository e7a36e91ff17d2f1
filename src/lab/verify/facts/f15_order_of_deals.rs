//! F15: the order of bilateral deals matters, and what it favours flips with contingency.

use super::change::some_member;
use super::play::{Mean, Sides};
use super::trial::{Expected, Mechanism, Numbers, Sample, Trial};
use crate::lab::theory::holdup::{Holdup, holdup};
use crate::scenario::model::{Format, Phase, PhaseFormat, Scenario, When};

const SOURCE: &str =
    "Stole and Zwiebel 1996, RES 63:375; Cai 2000, JET 93:260; Marx and Shaffer 2007, IJIO 25:1109";
const LATER: &str = "one of two to six whom the centre needs signs last instead of first";
const NO_WEIGHT: &str = "the centre has all the bargaining weight";

pub(super) const TRIALS: [Trial; 3] = [
    Trial {
        id: "F15a",
        claim: "deals that bind at once: who signs last gains most",
        source: SOURCE,
        change: LATER,
        outcome: "its share where payments are sunk (closed form)",
        expected: Expected::Up,
        twin: NO_WEIGHT,
        margin: 0.0,
        measure: |sample, mechanism| shares(sample, mechanism, |h| &h.sequential_sunk.others),
    },
    Trial {
        id: "F15b",
        claim: "deals that hang on one another: who signs first gains most",
        source: SOURCE,
        change: LATER,
        outcome: "its share where payments are due when all have signed (closed form)",
        expected: Expected::Down,
        twin: NO_WEIGHT,
        margin: 0.0,
        measure: |sample, mechanism| shares(sample, mechanism, |h| &h.sequential_contingent.others),
    },
    Trial {
        id: "F15c",
        claim: "two bilateral tables in sequence, each in force at once: who sits at the second gains more",
        source: SOURCE,
        change: "the centre meets a party second instead of first; the issues are shared out between the two tables",
        outcome: "its share (flow of the levels signed) in worlds in which something was signed both before and after",
        expected: Expected::Up,
        twin: "nothing is on the other table that could be agreed",
        margin: 0.0,
        measure: tables,
    },
];

fn shares(sample: &Sample, mechanism: Mechanism, of: impl Fn(&Holdup) -> &Vec<f64>) -> Option<Numbers> {
    let mut dice = sample.dice("F15");
    let mut mean = Mean::default();
    for _ in 0..sample.worlds {
        let (others, pie) = (dice.within(2, 6), dice.between(0.5, 2.0));
        let weight = if mechanism == Mechanism::On { dice.between(0.05, 0.95) } else { 1.0 };
        let found = holdup(others, weight, pie).ok()?;
        let by_order = of(&found);
        mean.add(Some(by_order[others - 1] - by_order[0]));
    }
    Some(vec![("closed form".into(), mean.value())])
}

fn tables(sample: &Sample, mechanism: Mechanism) -> Option<Numbers> {
    let mut scenario = sample.scenario.clone();
    let mut dice = sample.dice("F15");
    // By itself neither the date of a table nor what happens meanwhile is at issue.
    scenario.events.clear();
    let centre = some_member(&scenario, &mut dice)?;
    let others: Vec<usize> =
        scenario.formats[0].membership.members.iter().copied().filter(|&i| i != centre).collect();
    if others.len() < 2 {
        return None;
    }
    let order = dice.order(others.len());
    let (party, other) = (others[order[0]], others[order[1]]);
    let flags: Vec<bool> = (0..scenario.issues.len()).map(|_| dice.chance(50)).collect();
    let mine = bilateral(&scenario, "with it", [centre, party], &flags)?;
    let against: Vec<bool> = flags.iter().map(|on| !on).collect();
    let theirs = bilateral(&scenario, "with the other", [centre, other], &against)?;
    scenario.parts = vec![mine, theirs];
    let first = composite(&scenario, "first", [0, 1], mechanism);
    let second = composite(&scenario, "second", [1, 0], mechanism);
    scenario.formats = vec![first];
    let sides = Sides::formats(scenario, |format| *format = second)?;
    Some(sides.among_signed(sample, |seen| seen.share(party)))
}

/// A table of two over a part of the issues; `None` if they can change nothing there.
fn bilateral(scenario: &Scenario, name: &str, members: [usize; 2], agenda: &[bool]) -> Option<Format> {
    let mut format = scenario.formats[0].clone();
    format.name = name.into();
    format.membership.members = members.to_vec();
    format.proposing.order.retain(|i| members.contains(i));
    format.delegation.ratifiers.retain(|i| members.contains(i));
    format.contract.roadmaps.clear();
    format.contract.agenda = agenda.to_vec();
    format.contract.on_promise.clear();
    let open = |&j: &usize| agenda[j] && crate::scenario::check::can_change(scenario, &format, j);
    (0..agenda.len()).any(|j| open(&j)).then_some(format)
}

/// Two parts in sequence; without the mechanism only the one that matters is held.
fn composite(scenario: &Scenario, name: &str, parts: [usize; 2], mechanism: Mechanism) -> Format {
    let mut format = scenario.formats[0].clone();
    format.name = name.into();
    format.phases = Vec::new();
    for part in parts {
        if mechanism == Mechanism::On || part == 0 {
            let after = format.phases.len().checked_sub(1);
            format.phases.push(phase(part, after));
        }
    }
    format
}

fn phase(part: usize, after: Option<usize>) -> Phase {
    Phase {
        name: format!("phase {part}"),
        held: PhaseFormat::Part(part),
        after,
        when: When::Ended,
        reached: Vec::new(),
        not_reached: Vec::new(),
        source: super::dice::drawn(),
    }
}
