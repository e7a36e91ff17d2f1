//! Reservation values as shares of what a party could have at a table.
//!
//! For party `i` at a table, all as stocks: `N` what it has if nothing is agreed here and nothing follows (its no-agreement
//! value), `W` what it may expect of what follows a failure, `B` the best that it could have here (see
//! [`DemandOf`]), `O` its outside option. Of the gain `G = max(0, B − N − W)` it demands the share `q` (Crawford 1982, "A
//! theory of disagreement in bargaining", Econometrica 50:607), delegates lack a mandate for the share `m`, and in public it
//! stands by what it has announced with the share `s`:
//!
//! ```text
//! θ = 1 − (1 − q)(1 − m)(1 − s),   m for delegates, s in public, both for members alone
//! reservation value = max{ N + W + θ G − a, O },   a = α max(0, B − N) in public, for members
//! at home           = max{ N + W + (1 − (1 − q)(1 − ρ u)) G − a, O },   u uniform on [0, 1]
//! ```
//!
//! `N`, `W`, `B`, `O`, `m`, `s`, `α` and `ρ` are common knowledge in a world; `q` and `u` are hidden.

use super::belief::Belief;
use super::home::Home;
use super::table::Table;
use super::valuation::Valuation;
use crate::scenario::model::{DemandOf, Scenario, Spread};
use crate::scenario::place::PartyIndex;
use crate::world::World;

impl Valuation {
    /// What a party has if nothing is agreed at this table and nothing follows (stock).
    pub fn no_agreement(&self, party: PartyIndex) -> f64 {
        self.terms.disagreement[party] / (1.0 - self.terms.discount[party])
    }

    /// The disagreement payoff of a party (stock): what goes on without agreement, and what it may expect of what follows.
    pub fn disagreement_payoff(&self, party: PartyIndex) -> f64 {
        self.no_agreement(party) + self.after[party]
    }

    /// What a member has on the day on which the talks have failed (stock): its disagreement payoff, less what a public failure
    /// costs it.
    pub fn failure_value(&self, party: PartyIndex) -> f64 {
        self.disagreement_payoff(party) - self.public_cost[party]
    }

    /// Sets what parties need as shares of what they could have at best (`best`: stocks by party). Where demands are shares of
    /// everything, all is set already.
    pub fn demand(&mut self, scenario: &Scenario, world: &World, table: &Table, best: &[f64]) {
        if self.demand_of == DemandOf::Everything {
            return;
        }
        let disclosed = table.disclosed | world.revealed;
        self.best = best.to_vec();
        for i in PartyIndex::all(best.len()).filter(|&i| self.touched[i]) {
            let traits = &world.traits[i];
            let (nothing, member) = (self.no_agreement(i), table.is_member(i));
            let base = nothing + self.after[i];
            let gain = (best[i] - base).max(0.0);
            let lacks = if member && table.working_level { traits.mandate } else { 0.0 };
            let stance = if member && table.public { traits.stance } else { 0.0 };
            let free = (1.0 - lacks) * (1.0 - stance);
            let audience = if member && table.public {
                traits.audience_cost * (best[i] - nothing).max(0.0)
            } else {
                0.0
            };
            let outside = self.outside[i].unwrap_or(f64::NEG_INFINITY);
            let at = |demand: f64| base + (1.0 - (1.0 - demand) * free) * gain;
            let q = &scenario.parties[i].demand;
            let known = disclosed & (1 << i) != 0 || !world.demands();
            self.reservation[i] = if member { at(traits.demand) } else { at(traits.demand).max(outside) };
            let belief = if known {
                Belief::known(self.reservation[i])
            } else {
                Belief::of(q, at(0.0) + world.shift[i] * free * gain, free * gain)
            };
            self.reservation_belief[i] = belief.at_least(outside + audience);
            self.signing_margin[i] = -audience;
            self.public_cost[i] = audience;
            self.home[i] = base + traits.demand * gain - audience;
            self.floor[i] = (self.reservation[i] - audience).max(outside);
            // An event may have moved a demand beyond all of the gain; a moved range is taken for evenly spread.
            let most = 1.0 - 1e-9;
            let (shift, log) = (world.shift[i], q.spread == Spread::Log && world.shift[i] == 0.0);
            let ends = if known { [traits.demand; 2] } else { [q.from + shift, q.to + shift] };
            let [low, high] = ends.map(|end| end.min(most));
            self.at_home[i] = Some(Home {
                base: base - audience,
                gain,
                ratification: traits.ratification,
                demand: traits.demand,
                range: (low, high, log),
                free,
                outside,
            });
        }
    }
}
