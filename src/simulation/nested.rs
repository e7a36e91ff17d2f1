//! Nested tables: each sub-table agrees on its own part of the agenda, and the plenary adopts the whole, or amends it.
//!
//! A plenary that amends meets in any case on the day on which the last sub-table has ended. If something was agreed it votes
//! on that, and negotiates if it does not pass; if nothing was agreed it negotiates all the same, as a table of all that first
//! meets on that day would.

use super::episode::{Episode, Recording, Transcript};
use super::format_run::{FormatRun, PlacedTable, TalksResult};
use super::program::{Node, is_plenary};
use super::setting::View;
use super::status_quo::Inherited;
use crate::agreement::package::{MOST_ISSUES, Package};
use crate::agreement::table::{Choice, Table};
use crate::agreement::valuation::Valuation;
use crate::scenario::model::{DemandOf, Format, SubTable};
use crate::scenario::place::PartyIndex;
use crate::talks::behaviour::Behaviour;
use crate::talks::catalogue::Catalogue;
use crate::talks::desk::Desk;
use crate::talks::feasible::FeasibleAgreements;
use crate::talks::negotiation::vote;
use crate::talks::outcome::{Ended, Outcome};
use crate::talks::situation::Situation;
use std::borrow::Cow;
use std::sync::Arc;

impl<'a> FormatRun<'a, '_> {
    /// Holds the sub-tables of a node, then the plenary.
    #[expect(clippy::too_many_arguments, reason = "one call, which hands on what it has")]
    pub(super) fn nested(
        &mut self,
        node: &'a Node,
        place: usize,
        start: u32,
        mut plenary: PlacedTable<'a>,
        inherited: Option<&Inherited>,
        behaviour: Behaviour,
        recording: Recording,
    ) -> Episode<'a> {
        let mut tables: Vec<(PlacedTable<'a>, TalksResult)> = Vec::new();
        for (k, under) in node.tables.iter().enumerate() {
            let members = Some(node.format.membership.members.as_slice());
            let setting = &plenary.setting;
            let key = (place, k + 1);
            let mut placed =
                self.place_table(&under.format, &under.table, members, start, setting, inherited, key);
            placed.name = Some(under.name.clone());
            let meets = placed.table.meetings.first().copied().unwrap_or(start);
            let deserted = self.seat_without_leavers(&mut placed, meets).is_some();
            if !deserted && !placed.table.menus.is_empty() {
                let result = self.hold_talks(&mut placed, behaviour, recording);
                tables.push((placed, result));
            }
        }
        let only = tables.len() == 1 && node.tables.iter().any(|u| covers(node, &u.format));
        let latest = tables.iter().map(|(_, t)| t.ended.period).max();
        let Some(at) = latest else {
            let result = self.hold_talks(&mut plenary, behaviour, recording);
            return self.conclude(plenary, place, start, result);
        };
        if only {
            // The sub-table is the plenary: what it agreed is agreed.
            let (placed, result) = tables.swap_remove(0);
            return self.conclude(placed, place, start, result);
        }
        let transcripts = tables.iter_mut().flat_map(|(_, t)| std::mem::take(&mut t.transcripts)).collect();
        let mut plenary = meeting_on(plenary, at);
        let deserted = self.seat_without_leavers(&mut plenary, at);
        let result = match (deserted, union(&plenary.table, &tables)) {
            (None, Some(put)) => self.put(node, &mut plenary, put, transcripts, behaviour, recording),
            (None, None) if node.amends() => self.negotiate(&mut plenary, transcripts, behaviour, recording),
            _ => {
                let (placed, result) = nothing_put(tables, transcripts, at, deserted);
                return self.conclude(placed, place, start, result);
            }
        };
        self.conclude(plenary, place, start, result)
    }

    /// The plenary negotiates, after what was said so far.
    fn negotiate(
        &mut self,
        plenary: &mut PlacedTable<'a>,
        mut transcripts: Vec<Transcript>,
        behaviour: Behaviour,
        recording: Recording,
    ) -> TalksResult {
        let mut result = self.hold_talks(plenary, behaviour, recording);
        transcripts.append(&mut result.transcripts);
        TalksResult { transcripts, ..result }
    }

    /// Puts the whole before the plenary when the last sub-table has ended; if it refuses, it may negotiate.
    fn put(
        &mut self,
        node: &'a Node,
        plenary: &mut PlacedTable<'a>,
        put: Put,
        mut transcripts: Vec<Transcript>,
        behaviour: Behaviour,
        recording: Recording,
    ) -> TalksResult {
        let at = plenary.start;
        let view = Arc::new(self.single(node, plenary, put.package));
        let mut lines = Vec::new();
        let View { valuation, feasible, .. } = &*view;
        let situation = Situation { table: &plenary.table, valuation, feasible };
        if let Some(desk) = &mut self.desk {
            desk.sits(plenary.place(), None);
        }
        let desk = self.desk.as_mut().map(|desk| &mut **desk as &mut dyn Desk);
        let (refusal, refused) = vote(situation, at, put.stands, &mut lines, desk);
        if recording == Recording::On {
            let seat = Arc::new(plenary.table.clone().into_owned());
            transcripts.push(Transcript { table: None, seat, lines, feasible: view.feasible.clone() });
        }
        let mut zone = view.feasible.zone;
        if refusal.is_none() {
            // Who accepted it at a smaller table gave its assent there, by what that table could have.
            (zone.members, zone.rational) = (true, true);
        }
        let outcome = if refusal.is_none() { Outcome::Signed(0) } else { Outcome::Deadline };
        let outvoted = if refusal.is_none() { refused } else { 0 };
        let ended = Ended { outcome, period: at, refusal, outvoted };
        if refusal.is_none() || !node.amends() {
            return TalksResult { ended, first: Arc::clone(&view), last: view, zone, transcripts };
        }
        let result = self.negotiate(plenary, transcripts, behaviour, recording);
        TalksResult { zone: result.zone.or(zone), ..result }
    }

    /// A view in which one package alone is at stake. What parties need is a share of what the whole table could have, and where
    /// the plenary may negotiate, what it asks for is what it asks for of everything that could be agreed there.
    fn single(&mut self, node: &Node, plenary: &PlacedTable<'_>, package: Package) -> View {
        let (table, setting, scenario) = (&*plenary.table, &*plenary.setting, self.engine.scenario);
        let epoch = setting.epoch(plenary.start);
        let world = setting.world_in(scenario, epoch);
        let valuation = if node.amends() || scenario.world.demand_of != DemandOf::Everything {
            self.view(plenary, &mut Vec::new(), epoch).valuation.clone()
        } else {
            Valuation::new(scenario, &world, table, epoch.lapsed)
        };
        let mut catalogue = Catalogue::of(table, &valuation, self.engine.switches, &[package]);
        if let Some(ahead) = &plenary.ahead {
            catalogue.followed_by(table, &world, ahead);
        }
        let catalogue = Arc::new(catalogue);
        let feasible = FeasibleAgreements::put(&catalogue, table, &valuation);
        View { epoch, valuation, feasible }
    }
}

/// Whether a sub-table has all members and the whole agenda of its plenary.
fn covers(node: &Node, format: &Format) -> bool {
    let (members, agenda) = (format.membership.members.clone(), format.contract.agenda.clone());
    is_plenary(&node.format, &SubTable { name: String::new(), members, agenda })
}

/// The plenary on the day on which the last sub-table has ended, after all of them.
fn meeting_on(plenary: PlacedTable<'_>, at: u32) -> PlacedTable<'_> {
    let table = Cow::Owned(plenary.table.first_meeting_in(at));
    PlacedTable { table, key: (plenary.key.0, usize::MAX), start: at, ..plenary }
}

/// Nothing is put before the plenary, or it cannot meet: the table that somebody left for that says why, or the one that ended
/// last.
fn nothing_put(
    mut tables: Vec<(PlacedTable<'_>, TalksResult)>,
    transcripts: Vec<Transcript>,
    at: u32,
    deserted: Option<(PartyIndex, u32)>,
) -> (PlacedTable<'_>, TalksResult) {
    let left = |t: &TalksResult| deserted.is_some_and(|(who, _)| t.ended.outcome == Outcome::WalkedOut(who));
    let last = tables.iter().position(|(_, t)| left(t));
    let last = last.or_else(|| tables.iter().position(|(_, t)| t.ended.period == at)).unwrap_or(0);
    let zone = tables.iter().fold(tables[last].1.zone, |zone, (_, t)| zone.or(t.zone));
    let (placed, mut result) = tables.swap_remove(last);
    if let (Some((party, _)), Outcome::Signed(_)) = (deserted, result.ended.outcome) {
        // What this table agreed is never put before anybody.
        result.ended = Ended { outcome: Outcome::Deserted(party), outvoted: 0, ..result.ended };
    }
    (placed, TalksResult { zone, transcripts, ..result })
}

/// What is put before a plenary.
#[derive(Clone, Copy)]
struct Put {
    package: Package,
    /// Who accepted exactly this at its sub-table, as bits: nobody where several have agreed on something.
    stands: u32,
}

/// Who accepted a deal at a table, as bits: its members but those who were outvoted, and those from outside who consented.
fn accepted(table: &Table, result: &TalksResult, deal: usize) -> u32 {
    table.member_bits & !result.ended.outvoted | result.last.feasible.consent(deal)
}

/// What the sub-tables agreed, together, as a package of the plenary; `None`: nothing.
fn union(plenary: &Table, tables: &[(PlacedTable<'_>, TalksResult)]) -> Option<Put> {
    let mut whole = Package { schedule: 0, options: [0; MOST_ISSUES] };
    let (mut any, mut stands) = (false, None);
    for (placed, result) in tables {
        let Outcome::Signed(deal) = result.ended.outcome else { continue };
        stands = Some(stands.map_or_else(|| accepted(&placed.table, result, deal), |_| 0));
        let package = result.last.feasible.packages[deal];
        whole.schedule = package.schedule;
        for (menu, m) in placed.table.menus.iter().enumerate() {
            let choice = m.choices[usize::from(package.options[menu])];
            let place = plenary.menus.iter().position(|p| p.issue == m.issue);
            let (Choice::Agree(_), Some(place)) = (choice, place) else { continue };
            if let Some(option) = plenary.menus[place].choices.iter().position(|c| *c == choice) {
                whole.options[place] = option as u8;
                any = true;
            }
        }
    }
    any.then_some(Put { package: whole, stands: stands.unwrap_or(0) })
}
