//! What events make of a world: dates by luck, numbers that move, new governments, what becomes known.

use super::drawn::discount;
use super::numbers::EventNumbers;
use super::sample;
use super::stream::Key;
use crate::scenario::model::{Effect, Event, Moved, Quantity, Scenario, Timing};
use crate::scenario::place::PartyIndex;
use crate::world::drawn::World;

/// Draws an event; its own numbers come from a stream below the event's key.
pub fn draw(scenario: &Scenario, event: &Event, key: &Key, index: u64) -> EventNumbers {
    let per_year = match &event.when {
        Timing::At(_) => 0.0,
        Timing::PerYear(q) => sample::quantity(q, key.stream(index).unit()),
    };
    let mut own = key.of("what it does").stream(index);
    let mut next = |q: &Quantity| sample::quantity(q, own.unit());
    let mut drawn = EventNumbers { per_year, moves: Vec::new(), successor: [0.0; 3] };
    match &event.effect {
        Effect::Moves(moves) => drawn.moves = moves.iter().map(|m| next(&m.by)).collect(),
        Effect::NewGovernment(party) => {
            let p = &scenario.parties[*party];
            drawn.successor = [&p.demand, &p.patience, &p.concession].map(next);
        }
        Effect::Lapse(_) | Effect::Reveals(_) => {}
    }
    drawn
}

impl World {
    /// The world after the events in `happened` (bits by position in the file). The order in which they happened makes no
    /// difference but for bounds: they are applied in the order of their names.
    #[must_use]
    pub fn after(&self, scenario: &Scenario, happened: u64) -> Self {
        let mut world = self.clone();
        let mut order: Vec<usize> = (0..scenario.events.len()).filter(|e| happened & (1 << e) != 0).collect();
        order.sort_by(|a, b| scenario.events[*a].name.cmp(&scenario.events[*b].name));
        for e in order {
            world.apply(scenario, e);
        }
        world
    }

    fn apply(&mut self, scenario: &Scenario, event: usize) {
        let drawn = self.events[event].clone();
        match &scenario.events[event].effect {
            Effect::Lapse(_) => {}
            Effect::Reveals(party) => self.revealed |= 1 << party,
            Effect::NewGovernment(party) => {
                if let (Some(new), true) = (drawn.successor, self.gains[*party].touched) {
                    let traits = &mut self.traits[*party];
                    (traits.demand, traits.discount) = (new.demand, new.discount);
                    traits.concession = new.concession;
                    self.renewed |= 1 << party;
                }
            }
            Effect::Moves(moves) => {
                for (m, &by) in moves.iter().zip(&drawn.moves) {
                    self.moved(scenario, m.party, m.what, by);
                }
            }
        }
    }

    fn moved(&mut self, scenario: &Scenario, party: PartyIndex, what: Moved, by: f64) {
        let traits = &mut self.traits[party];
        match what {
            Moved::OutsideOption => {
                let option = traits.outside_option.unwrap_or(0.0) + by;
                traits.outside_option = Some(option.clamp(-10.0, 10.0));
            }
            Moved::Patience => {
                let periods = f64::from(scenario.calendar.periods_per_year);
                let patience = libm::pow(traits.discount, periods) + by;
                traits.discount = discount(patience.clamp(0.001, 0.9999), periods);
            }
            Moved::Demand => {
                // One that no level touches demands nothing.
                if self.gains[party].touched {
                    traits.demand += by;
                    self.shift[party] += by;
                }
            }
            Moved::Weight(issue) => {
                self.gains[party].by_level[issue].iter_mut().for_each(|v| *v *= by.max(0.0));
            }
        }
    }
}
