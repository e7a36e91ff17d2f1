//! Nested tables: each sub-table agrees on its own part of the agenda, and the plenary adopts the whole, or amends it.

use super::episode::{Episode, Minutes, Sheet};
use super::held::{Held, Scene, Talked};
use super::program::{Node, is_plenary};
use super::setting::{Setting, View};
use super::status_quo::Found;
use crate::agreement::package::{MOST_ISSUES, Package};
use crate::agreement::table::{Choice, Table};
use crate::agreement::valuation::Valuation;
use crate::scenario::model::{Format, SubTable};
use crate::talks::behaviour::Behaviour;
use crate::talks::catalogue::Catalogue;
use crate::talks::negotiation::vote;
use crate::talks::outcome::{Ended, Outcome};
use crate::talks::prospects::Prospects;
use std::borrow::Cow;
use std::sync::Arc;

impl<'a> Held<'a, '_> {
    /// Holds the sub-tables of a node, then the plenary.
    #[expect(clippy::too_many_arguments, reason = "one call, which hands on what it has")]
    pub(super) fn nested(
        &mut self,
        node: &'a Node,
        place: usize,
        start: u32,
        plenary: Scene<'a>,
        found: Option<&Found>,
        behaviour: Behaviour,
        minutes: Minutes,
    ) -> Episode<'a> {
        let mut tables: Vec<(Scene<'a>, Talked)> = Vec::new();
        for (k, under) in node.tables.iter().enumerate() {
            let members = Some(node.format.membership.members.as_slice());
            let setting = &plenary.setting;
            let key = (place, k + 1);
            let mut scene = self.scene(&under.format, &under.seat, members, start, setting, found, key);
            scene.name = Some(under.name.clone());
            if !scene.table.menus.is_empty() {
                let talked = self.talk(&scene, behaviour, minutes);
                tables.push((scene, talked));
            }
        }
        let only = tables.len() == 1 && node.tables.iter().any(|u| covers(node, &u.format));
        let latest = tables.iter().map(|(_, t)| t.ended.period).max();
        let whole = union(&plenary.table, &tables);
        match (latest, whole) {
            (Some(_), _) if only => {
                // The sub-table is the plenary: what it agreed is agreed.
                let (scene, talked) = tables.swap_remove(0);
                self.follow(scene, place, start, talked)
            }
            (Some(at), Some(package)) => {
                let sheets = tables.iter_mut().flat_map(|(_, t)| std::mem::take(&mut t.minutes)).collect();
                let talked = self.put(node, &plenary, package, at, sheets, behaviour, minutes);
                self.follow(plenary, place, start, talked)
            }
            (Some(at), None) => {
                // Nothing is put before the plenary: the table that ended last says why.
                let last = tables.iter().position(|(_, t)| t.ended.period == at).unwrap_or(0);
                let sheets: Vec<Sheet> = tables.iter().flat_map(|(_, t)| t.minutes.clone()).collect();
                let zone = tables.iter().fold(tables[last].1.zone, |zone, (_, t)| zone.or(t.zone));
                let (scene, talked) = tables.swap_remove(last);
                self.follow(scene, place, start, Talked { zone, minutes: sheets, ..talked })
            }
            (None, _) => {
                let talked = self.talk(&plenary, behaviour, minutes);
                self.follow(plenary, place, start, talked)
            }
        }
    }

    /// Puts the whole before the plenary when the last sub-table has ended; if it refuses, it may negotiate.
    #[expect(clippy::too_many_arguments, reason = "one call, which hands on what it has")]
    fn put(
        &mut self,
        node: &'a Node,
        plenary: &Scene<'a>,
        package: Package,
        at: u32,
        mut sheets: Vec<Sheet>,
        behaviour: Behaviour,
        minutes: Minutes,
    ) -> Talked {
        let view = Arc::new(self.single(&plenary.table, &plenary.setting, package, at));
        let mut lines = Vec::new();
        let (refusal, refused) = vote(&plenary.table, &view.valuation, &view.prospects, at, &mut lines);
        if minutes == Minutes::On {
            let seat = Arc::new(plenary.table.clone().into_owned());
            sheets.push(Sheet { table: None, seat, lines, prospects: view.prospects.clone() });
        }
        let zone = view.prospects.zone;
        let outcome = if refusal.is_none() { Outcome::Signed(0) } else { Outcome::Deadline };
        let outvoted = if refusal.is_none() { refused } else { 0 };
        let ended = Ended { outcome, period: at, refusal, outvoted };
        if refusal.is_none() || !node.amends() {
            return Talked { ended, first: Arc::clone(&view), last: view, zone, minutes: sheets };
        }
        let scene = Scene {
            table: Cow::Owned(plenary.table.begun_at(at - plenary.start)),
            setting: plenary.setting.clone(),
            class: plenary.class,
            key: plenary.key,
            name: None,
            start: at,
        };
        let mut talked = self.talk(&scene, behaviour, minutes);
        sheets.append(&mut talked.minutes);
        Talked { zone: talked.zone.or(zone), minutes: sheets, ..talked }
    }

    /// A view in which one package alone is at stake.
    fn single(&self, table: &Table, setting: &Setting, package: Package, at: u32) -> View {
        let epoch = setting.epoch(at);
        let world = setting.world_in(self.engine.scenario, epoch);
        let valuation = Valuation::new(self.engine.scenario, &world, table, epoch.lapsed);
        let catalogue = Arc::new(Catalogue::of(table, &valuation, self.engine.switches, &[package]));
        let prospects = Prospects::put(&catalogue, table, &valuation);
        View { epoch, valuation, prospects }
    }
}

/// Whether a sub-table has all members and the whole agenda of its plenary.
fn covers(node: &Node, format: &Format) -> bool {
    let (members, agenda) = (format.membership.members.clone(), format.contract.agenda.clone());
    is_plenary(&node.format, &SubTable { name: String::new(), members, agenda })
}

/// What the sub-tables agreed, together, as a package of the plenary; `None`: nothing.
fn union(plenary: &Table, tables: &[(Scene<'_>, Talked)]) -> Option<Package> {
    let mut whole = Package { plan: 0, options: [0; MOST_ISSUES] };
    let mut any = false;
    for (scene, talked) in tables {
        let Outcome::Signed(prospect) = talked.ended.outcome else { continue };
        let package = talked.last.prospects.packages[prospect];
        whole.plan = package.plan;
        for (menu, m) in scene.table.menus.iter().enumerate() {
            let choice = m.choices[usize::from(package.options[menu])];
            let place = plenary.menus.iter().position(|p| p.issue == m.issue);
            let (Choice::Agree(_), Some(place)) = (choice, place) else { continue };
            if let Some(option) = plenary.menus[place].choices.iter().position(|c| *c == choice) {
                whole.options[place] = option as u8;
                any = true;
            }
        }
    }
    any.then_some(whole)
}
