//! One number of each run, of many scenarios in the same worlds: what a sweep is made of. A world is taken through all of them before the
//! next one, so that what could be agreed in it is found once where nothing that it depends on differs.

use super::catalogues::Catalogues;
use super::engine::Engine;
use super::execute::Job;
use super::record::Record;
use super::store::Rows;
use crate::scenario::model::Scenario;
use crate::scenario::place::PartyIndex;
use crate::talks::behaviour::{Behaviour, TooLarge};
use crate::world::draw::Correlation;

/// Worlds in a block.
const BLOCK: u64 = 5;

/// Scenarios that share what was found in a world; then it is forgotten, so that memory does not grow with their number.
pub(super) const SHARING: usize = 32;

/// What is kept of a run, as a number; more of it is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// 1 if something was signed.
    Signed,
    /// 1 if it entered into force.
    InForce,
    /// 1 if it was carried out to the end.
    Completed,
    /// 1 if it still stands at the end.
    Standing,
    /// What the party gained that gained least, against no agreement, on its own scale.
    LeastGain,
    /// What a party gained, on its own scale: `gain_PARTY` of a row.
    Gain(PartyIndex),
}

impl Outcome {
    /// Of one run.
    pub fn of(self, record: &Record) -> f64 {
        let yes = |yes: bool| f64::from(u8::from(yes));
        match self {
            Self::Signed => yes(record.signed.is_some()),
            Self::InForce => yes(record.in_force),
            Self::Completed => yes(record.completed.is_some()),
            Self::Standing => yes(record.alive),
            Self::LeastGain => record.benefit().into_iter().reduce(f64::min).unwrap_or_default(),
            Self::Gain(party) => record.gain.get(party.index()).copied().unwrap_or_default(),
        }
    }

    /// Whether it is 1 or 0, and so a share over worlds.
    pub fn is_share(self) -> bool {
        !matches!(self, Self::LeastGain | Self::Gain(_))
    }
}

/// Scenarios with the same formats, to be taken through the same worlds.
pub struct Settings<'s> {
    engines: Vec<Engine<'s>>,
    worlds: u64,
    behaviour: Behaviour,
    outcome: Outcome,
}

impl<'s> Settings<'s> {
    /// `worlds` worlds of scenarios that have passed their checks.
    pub fn new(
        scenarios: &'s [Scenario],
        seed: u64,
        worlds: u64,
        behaviour: Behaviour,
        outcome: Outcome,
    ) -> Self {
        let engine = |scenario| Engine::new(scenario, seed, Correlation::AsAssumed);
        Self { engines: scenarios.iter().map(engine).collect(), worlds, behaviour, outcome }
    }

    /// Whether all tables are small enough for the behaviour.
    ///
    /// # Errors
    /// If one is not: the format that holds it, and the table.
    pub fn fits(&self) -> Result<(), (String, TooLarge)> {
        self.engines.iter().try_for_each(|engine| engine.fits(self.behaviour))
    }

    /// One world: the outcomes of the first scenario format by format, then of the second, and so on.
    pub fn world(&self, index: u64) -> Vec<f64> {
        let mut outcomes = Vec::new();
        for some in self.engines.chunks(SHARING) {
            let mut catalogues = Catalogues::default();
            for engine in some {
                let setting = engine.setting(index);
                let records = engine.run_with(&setting, &mut catalogues, &[self.behaviour]);
                outcomes.extend(records.iter().flatten().map(|record| self.outcome.of(record)));
            }
        }
        outcomes
    }
}

impl Job for Settings<'_> {
    /// World by world, as [`Settings::world`] gives them.
    type Tally = Vec<Vec<f64>>;

    fn blocks(&self) -> usize {
        self.worlds.div_ceil(BLOCK) as usize
    }

    fn worlds(&self, block: usize) -> u64 {
        self.worlds.saturating_sub(block as u64 * BLOCK).min(BLOCK)
    }

    fn run(&self, block: usize) -> (Rows, Self::Tally) {
        let first = block as u64 * BLOCK;
        let worlds = first..first + Job::worlds(self, block);
        (Rows::default(), worlds.map(|index| self.world(index)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{SourceFile, read, set};
    use crate::simulation::job::Runs;

    /// Gains are those of the record, not those against no agreement; the least is.
    #[test]
    fn gains_are_those_of_the_record() {
        let text = include_str!("../../scenarios/korea-2019/formats.ron");
        let all = [read(&SourceFile::new("x.ron", text)).unwrap().scenario];
        let engine = Engine::new(&all[0], 1, Correlation::AsAssumed);
        let told = |outcome| Settings::new(&all, 1, 4, Behaviour::Concession, outcome);
        let mut apart = 0;
        for world in 0..4 {
            let records = engine.run(&engine.setting(world), &[Behaviour::Concession]).remove(0);
            let gains = told(Outcome::Gain(PartyIndex(1))).world(world);
            let least = told(Outcome::LeastGain).world(world);
            for (format, record) in records.iter().enumerate() {
                assert_eq!(gains[format], record.gain[1]);
                assert_eq!(least[format], record.benefit().into_iter().fold(f64::INFINITY, f64::min));
                apart += usize::from(record.gain[1] != record.benefit()[1]);
            }
        }
        assert!(apart > 0, "the two are never told apart");
    }

    /// The outcome of a world is that of its row, whatever other scenarios go through it.
    #[test]
    fn outcomes_are_those_of_the_rows() {
        let text = include_str!("../../scenarios/teaching/4-spoiler.ron");
        let file = SourceFile::new("x.ron", text);
        let base = read(&file).unwrap().scenario;
        let other = set::changed(&file, &base, &["parties.cedar.spoiling=0.05".to_owned()]).unwrap();
        let all = [base, other.1.scenario];
        for outcome in [Outcome::Signed, Outcome::Standing] {
            let settings = Settings::new(&all, 1, 12, Behaviour::Concession, outcome);
            let formats = all[0].formats.len();
            for (place, scenario) in all.iter().enumerate() {
                let mut runs = Runs::new(scenario, 1, 12, Behaviour::Concession).empty();
                runs.merge(&Job::run(&Runs::new(scenario, 1, 12, Behaviour::Concession), 0).1);
                let worlds: Vec<Vec<f64>> = (0..12).map(|world| settings.world(world)).collect();
                for format in 0..formats {
                    let counted = worlds.iter().filter(|w| w[place * formats + format] > 0.5).count();
                    let tally = &runs.main.formats[format];
                    let expected = if outcome == Outcome::Signed { tally.signed } else { tally.alive };
                    assert_eq!(counted as u64, expected, "{place} {format}");
                }
            }
        }
    }
}
