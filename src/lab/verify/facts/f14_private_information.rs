//! F14: private information brings breakdown, with positive frequency.

use super::change::known;
use super::play::{Seen, Sides};
use super::trial::{Expected, Mechanism, Sample, Trial};
use crate::scenario::place::PartyIndex;

pub(super) const TRIALS: [Trial; 1] = [Trial {
    id: "F14",
    claim: "private information brings breakdown although a zone exists",
    source: "Myerson and Satterthwaite 1983, JET 29:265; Fearon 1995, IO 49:379",
    change: "reservation values and temptations are hidden instead of known to all",
    outcome: "share of worlds with a self-enforcing package that suits all, and nothing signed",
    expected: Expected::Up,
    twin: "nothing is uncertain: every range is shrunk to its middle",
    margin: 0.0,
    measure: |sample, mechanism| Some(hidden(sample, mechanism)?.share(sample, missed)),
}];

fn missed(seen: Seen<'_>) -> bool {
    seen.record.zone_self_enforcing && !seen.signed()
}

fn hidden(sample: &Sample, mechanism: Mechanism) -> Option<Sides> {
    let mut scenario = sample.scenario.clone();
    if mechanism == Mechanism::Off {
        for party in &mut scenario.parties {
            known(&mut party.demand);
            known(&mut party.temptation);
        }
    }
    scenario.formats[0].information.disclosed = PartyIndex::all(scenario.parties.len()).collect();
    Sides::formats(scenario, |format| format.information.disclosed.clear())
}
