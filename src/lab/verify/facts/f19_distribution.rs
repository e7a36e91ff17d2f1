//! F19: with complete information and many efficient points, the format moves distribution, not efficiency.

use super::change::{nobody_is_tempted, one_package, some_member, table};
use super::play::{Seen, Sides};
use super::trial::{Expected, Mechanism, Sample, Trial};
use crate::agreement::per_party::TOLERANCE;
use crate::talks::catalogue::touched_members;
use crate::talks::outcome::Outcome;

const SOURCE: &str = "Krasner 1991, World Politics 43:336; Sebenius 1992, IO 46:323";
const CHANGE: &str =
    "only one member proposes instead of only the others; all is known, nobody is tempted or ratifies";
const TWIN: &str = "there is only one package";

pub(super) const TRIALS: [Trial; 2] = [
    Trial {
        id: "F19a",
        claim: "with complete information the format moves distribution",
        source: SOURCE,
        change: CHANGE,
        outcome: "its share (flow of the levels signed) in worlds signed both before and after",
        expected: Expected::Up,
        twin: TWIN,
        margin: 0.0,
        measure: |sample, mechanism| {
            let (sides, party) = turned(sample, mechanism)?;
            Some(sides.among_signed(sample, |seen| seen.share(party)))
        },
    },
    Trial {
        id: "F19b",
        claim: "with complete information the format does not move efficiency",
        source: SOURCE,
        change: CHANGE,
        outcome: "share of worlds in which what was signed is efficient (no package is better for one member and worse for none)",
        expected: Expected::Same(0.03),
        twin: TWIN,
        margin: 0.0,
        measure: |sample, mechanism| {
            let (sides, _) = turned(sample, mechanism)?;
            Some(sides.share(sample, |seen| seen.signed() && efficient(seen)))
        },
    },
];

fn turned(sample: &Sample, mechanism: Mechanism) -> Option<(Sides, usize)> {
    let mut scenario = sample.scenario.clone();
    let party = some_member(&scenario, &mut sample.dice("F19"))?;
    nobody_is_tempted(&mut scenario);
    // What happens at home is unknown to the table.
    table(&mut scenario).delegation.ratifiers.clear();
    if mechanism == Mechanism::Off && !one_package(&mut scenario) {
        return None;
    }
    scenario.formats[0].information.disclosed = (0..scenario.parties.len()).collect();
    table(&mut scenario).proposing.order.retain(|i| *i != party);
    let sides = Sides::formats(scenario, |format| format.proposing.order = vec![party])?.exact_too()?;
    Some((sides, party))
}

/// Whether no package is worth more than what was signed to one member and no less to all others.
fn efficient(seen: Seen<'_>) -> bool {
    let played = seen.engine.play(seen.setting, seen.format, seen.behaviour);
    let Some(episode) = played.episodes.first() else { return false };
    let Outcome::Signed(signed) = episode.talks.outcome else { return false };
    let feasible = &episode.last.feasible;
    let members = touched_members(&episode.table, &episode.last.valuation);
    let better = |x: usize| {
        let gain = |&i: &usize| feasible.value(x, i) - feasible.value(signed, i);
        members.iter().all(|i| gain(i) >= -TOLERANCE) && members.iter().any(|i| gain(i) > TOLERANCE)
    };
    !(0..feasible.len()).any(better)
}
