//! Leaving: whoever leaves a table for its outside option has left the whole programme, once.
//!
//! Tables are held one after the other in the program, but some of them side by side in the calendar: a party that leaves one
//! may already have been seen to sit on at another. So a programme in which somebody leaves is held again, now that it is
//! known who leaves first, and when; all that came before is the same as before. Each time one more party is known to have
//! left, so this ends.

use super::engine::Engine;
use super::episode::Episode;
use super::format_run::{FormatRun, PlacedTable};
use super::program::without;
use super::setting::Setting;
use crate::agreement::no_agreement::without_agreement;
use crate::agreement::table::{Circumstances, Table};
use crate::scenario::place::PartyIndex;
use crate::talks::outcome::Outcome;
use std::borrow::Cow;

/// A party that has left a table for its outside option.
#[derive(Debug, Clone, Copy)]
pub(super) struct Leaving {
    /// Who.
    pub(super) party: PartyIndex,
    /// When.
    pub(super) at: u32,
    /// Where: period from which the calendar of that table counts, node and sub-table.
    pub(super) place: (u32, (usize, usize)),
    /// What its leaving adds to what it would have if things went on as they were at that table (flow, own scale): its outside
    /// option from then on, less the cost of a public failure.
    pub(super) adds: f64,
}

impl Leaving {
    /// Whether a table that meets in a period meets without whoever left: later, or on the same day and after that table.
    fn before(&self, placed: &PlacedTable<'_>, period: u32) -> bool {
        (self.at, self.place) < (period, placed.place())
    }
}

/// The first to leave of those who are not yet known to.
pub(super) fn first_unknown(seen: &[Leaving], known: &[Leaving]) -> Option<Leaving> {
    let new = |l: &&Leaving| known.iter().all(|k| k.party != l.party);
    seen.iter().filter(new).min_by_key(|l| (l.at, l.place)).copied()
}

impl FormatRun<'_, '_> {
    /// The first of those who sit at a table, or would sign, to have left elsewhere by a period.
    pub(super) fn absent(&self, placed: &PlacedTable<'_>, period: u32) -> Option<&Leaving> {
        self.left.iter().find(|l| l.before(placed, period) && placed.table.is_signatory(l.party))
    }

    /// Seats a table without those who have left elsewhere by a period. If nothing can pass without one of them, nobody is
    /// seated anew: gives who it is, and since when.
    pub(super) fn seat_without_leavers(
        &self,
        placed: &mut PlacedTable<'_>,
        period: u32,
    ) -> Option<(PartyIndex, u32)> {
        let first = self.absent(placed, period)?;
        let left = self.left.iter().filter(|l| l.before(placed, period));
        let bits = left.clone().fold(0, |bits, l| bits | 1 << l.party);
        let Some(format) = without(placed.format, bits) else {
            let pivotal = { left }.find(|l| without(placed.format, 1 << l.party).is_none());
            let who = pivotal.unwrap_or(first);
            return Some((who.party, who.at.max(placed.start)));
        };
        let stays = |party: &PartyIndex| bits & (1 << party) == 0;
        let plenary: Option<Vec<PartyIndex>> =
            placed.plenary.map(|all| all.iter().copied().filter(stays).collect());
        let table = Table::held_in(
            self.engine.scenario,
            &format,
            Circumstances {
                start: placed.start,
                status_quo: &placed.setting.world.status_quo,
                settled: placed.settled,
                plenary: plenary.as_deref(),
            },
        );
        placed.table = Cow::Owned(Table { meetings: placed.table.meetings.clone(), ..table });
        placed.class = None;
        None
    }
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
