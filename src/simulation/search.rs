//! A search through the worlds of one format for runs that meet conditions.

use super::engine::Engine;
use super::execute::{Job, Progress, execute};
use super::record::Record;
use super::store::{Rows, StoreError};
use crate::talks::behaviour::Behaviour;
use serde::{Deserialize, Serialize};
use std::sync::atomic::{AtomicBool, Ordering};

/// Worlds looked at together: few, so that the search can stop soon after enough are found.
const BLOCK: u64 = 25;

/// What a search has found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matches {
    /// Numbers of the worlds in which every condition is met, in order.
    pub worlds: Vec<u64>,
    /// By condition: in how many of the worlds looked at it is met.
    pub met: Vec<u64>,
    /// Worlds looked at.
    pub looked: u64,
}

/// Worlds of one format and conditions on its record.
pub struct Search<'a> {
    /// The engine; it had better have no other formats, for all are played.
    pub engine: &'a Engine<'a>,
    /// Position of the format.
    pub format: usize,
    /// Behaviour at the table.
    pub behaviour: Behaviour,
    /// Worlds to look at.
    pub worlds: u64,
    /// By condition: whether a record meets it.
    pub met: &'a (dyn Fn(&Record) -> Vec<bool> + Sync),
}

impl Search<'_> {
    /// The record of one world.
    pub fn record(&self, world: u64) -> Record {
        let records = self.engine.run(&self.engine.setting(world), &[self.behaviour]);
        records[0][self.format].clone()
    }

    /// Looks until `most` worlds are found, whatever the number of threads: what is found are the first ones. Stops early
    /// if `interrupted` is set.
    ///
    /// # Errors
    /// If the engine panics in a world.
    pub fn first(
        &self,
        most: usize,
        threads: usize,
        progress: &dyn Progress,
        interrupted: &AtomicBool,
    ) -> Result<Matches, StoreError> {
        let enough = AtomicBool::new(false);
        let mut all = Matches::default();
        execute(self, None, threads, progress, &enough, &mut |_, found| {
            if all.worlds.len() < most && !interrupted.load(Ordering::Relaxed) {
                all.add(&found, most);
            }
            if all.worlds.len() >= most || interrupted.load(Ordering::Relaxed) {
                enough.store(true, Ordering::Relaxed);
            }
        })?;
        Ok(all)
    }
}

impl Matches {
    fn add(&mut self, later: &Self, most: usize) {
        let room = most - self.worlds.len();
        self.worlds.extend(later.worlds.iter().take(room));
        self.met.resize(later.met.len(), 0);
        self.met.iter_mut().zip(&later.met).for_each(|(all, more)| *all += more);
        self.looked += later.looked;
    }
}

impl Job for Search<'_> {
    type Tally = Matches;

    fn blocks(&self) -> usize {
        self.worlds.div_ceil(BLOCK) as usize
    }

    fn worlds(&self, block: usize) -> u64 {
        self.worlds.saturating_sub(block as u64 * BLOCK).min(BLOCK)
    }

    fn run(&self, block: usize) -> (Rows, Matches) {
        let first = block as u64 * BLOCK;
        let mut found = Matches::default();
        for world in first..first + self.worlds(block) {
            let met = (self.met)(&self.record(world));
            found.met.resize(met.len(), 0);
            found.met.iter_mut().zip(&met).for_each(|(all, met)| *all += u64::from(*met));
            found.looked += 1;
            if met.iter().all(|met| *met) {
                found.worlds.push(world);
            }
        }
        (Rows::default(), found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{SourceFile, read, template};
    use crate::simulation::execute::Silent;
    use crate::world::draw::Correlation;

    #[test]
    fn the_first_worlds_are_found_on_any_number_of_threads() {
        let scenario = read(&SourceFile::new("demo.ron", template("demo"))).expect("it is sound").scenario;
        let engine = Engine::new(&scenario, 1, Correlation::AsAssumed);
        let met = |record: &Record| vec![record.signed.is_some(), record.ended_at > 3];
        let search =
            Search { engine: &engine, format: 0, behaviour: Behaviour::Nash, worlds: 400, met: &met };
        let look =
            |most, threads| search.first(most, threads, &Silent, &AtomicBool::new(false)).expect("it runs");
        let all = look(1000, 2);
        let expected: Vec<u64> = (0..400).filter(|&w| met(&search.record(w)) == [true, true]).collect();
        assert!(expected.len() > 20);
        assert_eq!((&all.worlds, all.looked, all.met.len()), (&expected, 400, 2));
        for threads in [1, 3] {
            let some = look(7, threads);
            assert_eq!(some.worlds, expected[..7]);
            assert_eq!(some.looked, (expected[6] / BLOCK + 1) * BLOCK);
        }
    }
}
