//! Worlds of a design: every drawn input of a scenario is one coordinate from 0 to 1, and a point of all of them is one world. So inputs can be moved
//! one at a time, which the draws of worlds by number do not allow.
//!
//! Luck is a coordinate of its own: points that share it meet the same luck streams. What a party wants (weights and values, drawn together within
//! the orderings that hold) is one coordinate, too, which chooses among draws and has no scale. Demands are drawn independently of each other.

use super::columns::{Place, Slot, columns};
use super::draw::{Correlation, Draws, whole};
use super::numbers::Numbers;
use super::sample;
use crate::scenario::model::{Quantity, Scenario};
use crate::scenario::place::PartyIndex;
use crate::scenario::traits;

/// A drawn input.
#[derive(Debug, Clone, PartialEq)]
pub struct Input {
    /// The path that `--set` takes, or what it is in such words.
    pub column: String,
    /// Of what it is, in the words of the scenario.
    pub of: String,
    /// What it is.
    pub kind: Kind,
}

/// What a coordinate is.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// A number within its range.
    Number(Place, Quantity),
    /// Whether a statement holds, at this position, which it does in so many of 100 worlds.
    Switch(usize, u32),
    /// What a party wants.
    Wants(PartyIndex),
    /// Whatever chance decides.
    Luck,
    /// Nothing.
    Dummy,
}

impl Input {
    /// Whether more of its coordinate is more of anything.
    pub fn scaled(&self) -> bool {
        !matches!(self.kind, Kind::Wants(_) | Kind::Luck)
    }
}

/// The worlds of a scenario by points.
#[derive(Debug, Clone)]
pub struct Design<'s> {
    scenario: &'s Scenario,
    draws: Draws<'s>,
    inputs: Vec<Input>,
}

impl<'s> Design<'s> {
    /// Of a scenario that has passed its checks; the last two inputs are luck and the dummy.
    pub fn new(scenario: &'s Scenario, seed: u64) -> Self {
        let mut inputs: Vec<Input> = Vec::new();
        for (column, place) in columns(scenario) {
            let kind = match place {
                // Drawn independently; see above.
                Place::Loading(_) => continue,
                Place::Holds(at) => Kind::Switch(at, u32::from(scenario.statements[at].holds_in)),
                Place::Weight(i, _) => Kind::Wants(PartyIndex(i)),
                place => match place.quantity(scenario) {
                    Some(quantity) => Kind::Number(place, quantity.clone()),
                    None => continue,
                },
            };
            let of = match kind {
                Kind::Wants(party) => scenario.parties[party].name.clone(),
                _ => column.of,
            };
            let name = match kind {
                Kind::Wants(party) => format!("parties.{}.wants", scenario.parties[party].id),
                _ => column.name,
            };
            // All weights of a party are one input.
            if inputs.last().is_none_or(|last| last.column != name) {
                inputs.push(Input { column: name, of, kind });
            }
        }
        let own = |name: &str, kind: Kind| Input { column: name.to_owned(), of: String::new(), kind };
        inputs.extend([own("luck", Kind::Luck), own("dummy", Kind::Dummy)]);
        Self { scenario, draws: Draws::new(scenario, seed, Correlation::Independent), inputs }
    }

    /// The inputs, one a coordinate.
    pub fn inputs(&self) -> &[Input] {
        &self.inputs
    }

    /// What is drawn at a point; a coordinate that it lacks is in the middle.
    pub fn numbers(&self, point: &[f64]) -> Numbers {
        let at = |k: usize| point.get(k).copied().unwrap_or(0.5).clamp(0.0, 1.0);
        let luck = self.inputs.iter().position(|input| input.kind == Kind::Luck);
        let luck = draw_of(luck.map_or(0.5, at));
        let mut numbers = self.draws.numbers(luck);
        for (k, input) in self.inputs.iter().enumerate() {
            match &input.kind {
                Kind::Number(place, quantity) => {
                    let value = if is_whole(*place) {
                        whole(quantity, at(k))
                    } else {
                        sample::quantity(quantity, at(k))
                    };
                    if let Slot::Number(slot) = place.slot(&mut numbers) {
                        *slot = value;
                    }
                }
                Kind::Switch(statement, of_100) => {
                    numbers.holds[*statement] = at(k) * 100.0 < f64::from(*of_100);
                }
                Kind::Wants(_) | Kind::Luck | Kind::Dummy => {}
            }
        }
        // Orderings that hold come before what is drawn within them, and rates before the dates that they bring.
        for (k, input) in self.inputs.iter().enumerate() {
            if let Kind::Wants(party) = input.kind {
                numbers.wants[party] = self.draws.wants(party, &numbers.holds, draw_of(at(k)));
            }
        }
        numbers.luck = self.draws.luck(&numbers.events, luck);
        numbers
    }

    /// The scenario.
    pub fn scenario(&self) -> &'s Scenario {
        self.scenario
    }
}

/// Which draw a coordinate without a scale chooses.
fn draw_of(coordinate: f64) -> u64 {
    (coordinate * (1u64 << 52) as f64) as u64
}

fn is_whole(place: Place) -> bool {
    matches!(place, Place::OfWorld(k) if traits::WORLD[k].name == "attention")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{SourceFile, read};

    fn korea() -> Scenario {
        read(&SourceFile::new("x.ron", include_str!("../../scenarios/korea-2019/formats.ron")))
            .unwrap()
            .scenario
    }

    /// Every coordinate moves what it stands for, the dummy nothing, and luck nothing but luck.
    #[test]
    fn a_coordinate_moves_its_input_alone() {
        let scenario = korea();
        let design = Design::new(&scenario, 1);
        let n = design.inputs().len();
        assert!(n > 50, "{n}");
        let base = vec![0.4; n];
        let before = design.numbers(&base);
        assert_eq!(before, design.numbers(&base));
        for (k, input) in design.inputs().iter().enumerate() {
            let mut point = base.clone();
            point[k] = 0.95;
            let after = design.numbers(&point);
            let same_luck = before.luck == after.luck && before.world == after.world;
            match &input.kind {
                Kind::Dummy => assert_eq!(before, after),
                Kind::Luck => {
                    assert!(!same_luck && before.parties == after.parties && before.wants == after.wants);
                    assert!(before.holds == after.holds && before.of_world == after.of_world);
                }
                Kind::Wants(party) => {
                    assert!(same_luck && before.wants[*party] != after.wants[*party]);
                    assert_eq!(before.parties, after.parties);
                }
                Kind::Switch(at, of_100) => {
                    assert_eq!(after.holds[*at], 95 < *of_100, "{}", input.column);
                    assert_eq!(before.parties, after.parties);
                }
                Kind::Number(place, quantity) => {
                    assert_ne!(place.cell(&before), place.cell(&after), "{} {quantity:?}", input.column);
                    assert!(before.wants == after.wants && before.holds == after.holds);
                }
            }
        }
    }

    /// Over points drawn at random each input is spread as in the worlds of the program.
    #[test]
    fn inputs_are_spread_over_their_ranges() {
        let scenario = korea();
        let design = Design::new(&scenario, 1);
        let n = design.inputs().len();
        let mut random = crate::statistics::splitmix::SplitMix::new(5);
        let points: Vec<Numbers> =
            (0..200).map(|_| design.numbers(&(0..n).map(|_| random.unit()).collect::<Vec<_>>())).collect();
        for input in design.inputs() {
            if let Kind::Number(place, quantity) = &input.kind
                && !is_whole(*place)
            {
                let value = |numbers: &Numbers| match place.cell(numbers) {
                    crate::world::columns::Cell::Number(value) => value,
                    other => panic!("{other:?}"),
                };
                let below = points.iter().filter(|p| value(p) < sample::quantity(quantity, 0.5)).count();
                assert!((60..140).contains(&below), "{}: {below}", input.column);
            }
        }
    }
}
