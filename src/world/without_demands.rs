//! A world in which nobody demands anything, and all know it: what the benchmark is played in.
//!
//! Everything is left out by which a party asks for more than it has without agreement, or is known to take less: its
//! demand, the mandate that delegates lack, stance and audience cost of public talks, the threshold at home. What is
//! worth what, who must act and consent, temptations and what others believe of them, what follows, dates and luck stay.

use super::chance::Later;
use super::drawn::World;
use crate::scenario::model::{Effect, Moved, Scenario};

impl World {
    /// Whether parties demand anything, or act for effect: always, but where the benchmark is played.
    pub fn demands(&self) -> bool {
        self.lots.is_none()
    }

    /// The same world without demands, whatever happens in it.
    #[must_use]
    pub(super) fn without_demands(mut self, scenario: &Scenario, lots: Vec<Later>) -> Self {
        for traits in &mut self.traits {
            (traits.demand, traits.mandate, traits.ratification) = (0.0, 0.0, 0.0);
            (traits.stance, traits.audience_cost) = (0.0, 0.0);
        }
        self.shift.fill(0.0);
        for (event, drawn) in scenario.events.iter().zip(&mut self.events) {
            if let Some(successor) = &mut drawn.successor {
                successor.demand = 0.0;
            }
            let Effect::Moves(moves) = &event.effect else { continue };
            let of_demand = moves.iter().zip(&mut drawn.moves).filter(|(m, _)| m.what == Moved::Demand);
            of_demand.for_each(|(_, by)| *by = 0.0);
        }
        self.lots = Some(lots);
        self
    }
}
