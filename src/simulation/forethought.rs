//! Tables know that others come after them: what each may expect of those is reckoned backwards, world by world.
//!
//! A table that follows, as it looks now, would first propose `x*` and have it agreed with chance `P`
//! ([`prospects`]; in the benchmark one such package for each member that may be drawn). With the discount factor `d`, `T` periods from this table's last meeting to the later one's first, and `N`
//! what goes on without agreement, it is worth to party `i`
//!
//! ```text
//! W_i = d_i^T [P (U_i(x*) − N_i) + (1 − P) W'_i]
//! ```
//!
//! where `W'` is what in turn may follow its failure. What follows a failure of this table enters the reservation values here,
//! what follows a success the worth of what is agreed here. A table that follows a success is seen with everything on this
//! table's agenda settled. Where it waits for stages to be carried out, `T` counts the time that carrying out all of this agenda takes in one go. That
//! a failure reveals who is hard, and what may be renegotiated, is left out.

use super::engine::Engine;
use super::format_run::FormatRun;
use super::program::Node;
use super::record::LEFT_OUT;
use super::status_quo::Standpoint;
use crate::agreement::pace::Pace;
use crate::agreement::package::{MOST_ISSUES, Package};
use crate::agreement::table::{Circumstances, Table};
use crate::agreement::valuation::{Ahead, Following};
use crate::scenario::model::When;
use crate::scenario::place::PartyIndex;
use crate::talks::prospect::prospects;
use crate::talks::situation::Situation;
use crate::world::World;
use std::sync::Arc;

impl FormatRun<'_, '_> {
    /// What a node may expect of those that come after it; `None`: nothing.
    pub(super) fn ahead(&mut self, place: usize, at: Standpoint<'_>) -> Option<Arc<Ahead>> {
        let follows = |n: &Node| n.after.iter().any(|(before, _)| *before == place);
        if !self.engine.scenario.world.forethought || !self.program().nodes.iter().any(follows) {
            return None;
        }
        let key = (self.format, place, at.settled);
        if let Some((_, known)) = self.views.ahead.iter().find(|(known, _)| at.as_at_start && *known == key) {
            return Some(Arc::clone(known));
        }
        let ahead = Arc::new(self.reckon(place, at));
        if at.as_at_start {
            self.views.ahead.push((key, Arc::clone(&ahead)));
        }
        Some(ahead)
    }

    fn reckon(&mut self, place: usize, at: Standpoint<'_>) -> Ahead {
        let program = self.program();
        let parties = at.setting.world.traits.len();
        let agenda = agenda(&program.nodes[place]);
        let carried_out = in_one_go(&program.nodes[place].table, &at.setting.world);
        let mut ahead = Ahead { failed: vec![0.0; parties], agreed: Vec::new() };
        for (n, node) in program.nodes.iter().enumerate() {
            let Some(&(_, when)) = node.after.iter().find(|(before, _)| *before == place) else { continue };
            let allowed = node.levels_allow(&at.setting.world.status_quo, &[LEFT_OUT; MOST_ISSUES]);
            if matches!(when, When::Ended | When::Failed) && allowed {
                let worth = self.worth(n, 0.0, at);
                ahead.failed.iter_mut().zip(worth).for_each(|(sum, w)| *sum += w);
            }
            if when != When::Failed {
                let settled = Standpoint { settled: at.settled | agenda, ..at };
                let waits = match when {
                    When::Progress | When::Done => carried_out,
                    When::Ended | When::Failed | When::InForce => 0.0,
                };
                let worth = self.worth(n, waits, settled);
                if worth.iter().any(|w| *w != 0.0) {
                    let (reached, not_reached) = (node.reached.clone(), node.not_reached.clone());
                    ahead.agreed.push(Following { worth, reached, not_reached });
                }
            }
        }
        ahead
    }

    /// What a later table, whose calendar begins after so many periods, is worth to every party over what goes on (stock).
    fn worth(&mut self, n: usize, waits: f64, at: Standpoint<'_>) -> Vec<f64> {
        let engine: &Engine<'_> = self.engine;
        let node = &self.program().nodes[n];
        let parties = at.setting.world.traits.len();
        let open = agenda(node) & !at.settled;
        if open == 0 {
            return vec![0.0; parties];
        }
        let ahead = self.ahead(n, at);
        let as_seen;
        let as_at_start = at.as_at_start && open == agenda(node);
        let table = if as_at_start {
            &node.table
        } else {
            let circumstances = Circumstances {
                start: 0,
                status_quo: &at.setting.world.status_quo,
                settled: at.settled,
                plenary: None,
            };
            as_seen = Table::held_in(engine.scenario, &node.format, circumstances);
            &as_seen
        };
        let known = self.views.find(node.seen_as, ahead.as_ref(), at.epoch).filter(|_| as_at_start);
        let view = known.map_or_else(
            || Arc::new(engine.view(at.setting, table, self.catalogues, at.epoch, ahead.as_deref())),
            Arc::clone,
        );
        let (valuation, feasible) = (&view.valuation, &view.feasible);
        let found = prospects(Situation { table, valuation, feasible });
        let wait = f64::from(node.format.delegation.first_meeting) + waits;
        PartyIndex::all(parties)
            .map(|i| {
                let later = libm::pow(valuation.terms.discount[i], wait);
                let gain = |deal: usize| feasible.value(deal, i) - valuation.no_agreement(i);
                let (chance, gains) = found.iter().fold((0.0, 0.0), |(chance, gains), p| {
                    (chance + p.chance, gains + p.chance * gain(p.deal))
                });
                later * (gains + (1.0 - chance) * valuation.after[i])
            })
            .collect()
    }
}

/// Periods that carrying out everything on a table's menu takes on average, all at the same time.
fn in_one_go(table: &Table, world: &World) -> f64 {
    Pace::new(table, world).in_one_go(&Package { schedule: 0, options: [1; MOST_ISSUES] })
}

/// Issues on the agenda of a node, as bits.
fn agenda(node: &Node) -> u32 {
    let listed = node.format.contract.agenda.iter().enumerate().filter(|(_, on)| **on);
    listed.fold(0, |bits, (j, _)| bits | 1 << j)
}
