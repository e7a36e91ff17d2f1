//! Tables seated without those who have left elsewhere.

use super::format_run::{FormatRun, PlacedTable};
use super::leaving::Leaving;
use super::program::without;
use crate::agreement::table::{Circumstances, Table};
use crate::scenario::place::PartyIndex;
use std::borrow::Cow;

impl FormatRun<'_, '_> {
    /// The first of those who sit at a table, or would sign, to have left elsewhere by a period.
    pub(super) fn absent(&self, placed: &PlacedTable<'_>, period: u32) -> Option<&Leaving> {
        self.left.iter().find(|l| l.before(placed.place(), period) && placed.table.is_signatory(l.party))
    }

    /// Seats a table without those who have left elsewhere by a period. If nothing can pass without one of them, nobody is
    /// seated anew: gives who it is, and since when.
    pub(super) fn seat_without_leavers(
        &self,
        placed: &mut PlacedTable<'_>,
        period: u32,
    ) -> Option<(PartyIndex, u32)> {
        let first = self.absent(placed, period)?;
        let left = self.left.iter().filter(|l| l.before(placed.place(), period));
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
        // What was prepared before stays prepared.
        let before = &placed.table;
        let open = |issue| {
            before
                .menus
                .iter()
                .position(|m| m.issue == issue)
                .is_none_or(|m| before.unprepared & (1 << m) != 0)
        };
        let menus = table.menus.iter().enumerate().filter(|(_, m)| open(m.issue));
        let unprepared = table.unprepared & menus.fold(0, |bits, (menu, _)| bits | 1 << menu);
        placed.table = Cow::Owned(Table { meetings: before.meetings.clone(), unprepared, ..table });
        placed.as_at_start = false;
        None
    }
}
