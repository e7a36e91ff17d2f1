//! One number of each run at the points of a design: what `sensitivity` by design is made of. Points of one group share what could be agreed
//! where nothing that it depends on differs.

use super::catalogues::Catalogues;
use super::engine::Engine;
use super::execute::Job;
use super::outcome::{Outcome, SHARING};
use super::store::Rows;
use crate::scenario::model::Scenario;
use crate::talks::behaviour::{Behaviour, TooLarge};
use crate::world::design::{Design, Input};
use crate::world::draw::Correlation;

/// Points, in groups, of which each is a world to be taken through the formats of a scenario.
pub struct Designed<'s> {
    engine: Engine<'s>,
    design: Design<'s>,
    behaviour: Behaviour,
    outcome: Outcome,
    groups: usize,
    points: Points<'s>,
}

/// The points of a group by its number.
type Points<'s> = Box<dyn Fn(usize) -> Vec<Vec<f64>> + Sync + 's>;

impl<'s> Designed<'s> {
    /// Of a scenario that has passed its checks; without any points yet.
    pub fn new(scenario: &'s Scenario, seed: u64, behaviour: Behaviour, outcome: Outcome) -> Self {
        let engine = Engine::new(scenario, seed, Correlation::Independent);
        let design = Design::new(scenario, seed);
        Self { engine, design, behaviour, outcome, groups: 0, points: Box::new(|_| Vec::new()) }
    }

    /// The inputs, one a coordinate of a point.
    pub fn inputs(&self) -> &[Input] {
        self.design.inputs()
    }

    /// For each input whether more of its coordinate is more of anything.
    pub fn scaled(&self) -> Vec<bool> {
        self.inputs().iter().map(Input::scaled).collect()
    }

    /// The same with so many groups of points.
    #[must_use]
    pub fn with(self, groups: usize, points: impl Fn(usize) -> Vec<Vec<f64>> + Sync + 's) -> Self {
        Self { groups, points: Box::new(points), ..self }
    }

    /// Whether all tables are small enough for the behaviour.
    ///
    /// # Errors
    /// If one is not: the format that holds it, and the table.
    pub fn fits(&self) -> Result<(), (String, TooLarge)> {
        self.engine.fits(self.behaviour)
    }

    /// Outcomes of a group of points, format by format.
    pub fn outcomes(&self, points: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let mut outcomes = Vec::with_capacity(points.len());
        for some in points.chunks(SHARING) {
            let mut catalogues = Catalogues::default();
            for point in some {
                let setting = self.engine.setting_of(&self.design.numbers(point));
                let records = self.engine.run_with(&setting, &mut catalogues, &[self.behaviour]);
                outcomes.push(records.iter().flatten().map(|record| self.outcome.of(record)).collect());
            }
        }
        outcomes
    }
}

impl Job for Designed<'_> {
    /// Outcomes by point and format.
    type Tally = Vec<Vec<f64>>;

    fn blocks(&self) -> usize {
        self.groups
    }

    fn worlds(&self, block: usize) -> u64 {
        (self.points)(block).len() as u64
    }

    fn run(&self, block: usize) -> (Rows, Self::Tally) {
        (Rows::default(), self.outcomes(&(self.points)(block)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{SourceFile, read};

    /// What was found for one point serves the next, and changes nothing.
    #[test]
    fn outcomes_of_a_group_are_those_of_its_points() {
        let text = include_str!("../../scenarios/teaching/4-spoiler.ron");
        let scenario = read(&SourceFile::new("x.ron", text)).unwrap().scenario;
        let designed = Designed::new(&scenario, 1, Behaviour::Concession, Outcome::Standing);
        let n = designed.inputs().len();
        let mut random = crate::statistics::splitmix::SplitMix::new(3);
        let mut point: Vec<f64> = (0..n).map(|_| random.unit()).collect();
        let mut points = vec![point.clone()];
        for k in 0..n {
            point[k] = random.unit();
            points.push(point.clone());
        }
        let alone: Vec<Vec<f64>> =
            points.iter().flat_map(|point| designed.outcomes(std::slice::from_ref(point))).collect();
        assert_eq!(designed.outcomes(&points), alone);
        assert_eq!(alone[n], alone[n - 1], "the dummy came last");
        assert!(alone.iter().any(|outcomes| outcomes != &alone[0]));
    }
}
