//! Leaving: whoever leaves a table for its outside option has left the whole programme, once.
//!
//! Tables are held one after the other in the program, but some of them side by side in the calendar: a party that leaves one
//! may already have been seen to sit on at another. So a programme in which somebody leaves is held again, now that it is
//! known who leaves first, and when; all that came before is the same as before. Each time one more party is known to have
//! left, so this ends.

use super::engine::Engine;
use super::episode::Episode;
use super::setting::Setting;
use crate::agreement::no_agreement::without_agreement;
use crate::scenario::place::PartyIndex;
use crate::talks::outcome::Outcome;

/// The place of a table in the order in which tables are held: period from which its calendar counts, node and sub-table.
pub(super) type Place = (u32, (usize, usize));

/// A party that has left a table for its outside option.
#[derive(Debug, Clone, Copy)]
pub(super) struct Leaving {
    /// Who.
    pub(super) party: PartyIndex,
    /// When.
    pub(super) at: u32,
    /// Where.
    pub(super) place: Place,
    /// What its leaving adds to what it would have if things went on as they were at that table (flow, own scale): its outside
    /// option from then on, less the cost of a public failure.
    pub(super) adds: f64,
}

impl Leaving {
    /// Whether a table that meets in a period meets without whoever left: later, or on the same day and after that table.
    pub(super) fn before(&self, place: Place, period: u32) -> bool {
        (self.at, self.place) < (period, place)
    }
}

/// The first to leave of those who are not yet known to.
pub(super) fn first_unknown(seen: &[Leaving], known: &[Leaving]) -> Option<Leaving> {
    let new = |l: &&Leaving| known.iter().all(|k| k.party != l.party);
    seen.iter().filter(new).min_by_key(|l| (l.at, l.place)).copied()
}

/// Gain of one that has left: what went on and was agreed until then, and its outside option from then on, once. What others
/// agree later is nothing to it.
pub(super) fn gain_of_leaver(
    engine: &Engine<'_>,
    setting: &Setting,
    episodes: &[Episode<'_>],
    leaving: &Leaving,
) -> (f64, f64) {
    let (i, world) = (leaving.party, &setting.world);
    let goes_on = (1.0 - world.traits[i].discount) * without_agreement(world, &setting.lapses, i, None);
    let (mut gain, mut expected) = (goes_on + leaving.adds, goes_on + leaving.adds);
    for e in episodes.iter().filter(|e| e.talks.period <= leaving.at) {
        match &e.signed {
            Some(signed) => {
                gain += signed.adds.gain[i];
                expected += signed.adds.expected[i];
            }
            // The cost of failing where it left is counted there.
            None if e.talks.outcome == Outcome::WalkedOut(i) => {}
            None => {
                let failed = engine.implementation(&e.table, &e.setting, &e.last, e.zone);
                let cost = failed.adds_of_failure(e.talks, false)[i];
                gain += cost;
                expected += cost;
            }
        }
    }
    (gain, expected)
}
