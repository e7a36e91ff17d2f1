//! What was signed in assumed worlds: simulated now, or read from a stored result.

use super::judge::Simulated;
use super::{Package, levels};
use crate::scenario::letters::cell;
use crate::scenario::model::Scenario;
use crate::scenario::place::LevelIndex;
use crate::simulation::engine::Engine;
use crate::simulation::game::points;
use crate::simulation::record::Record;
use crate::talks::behaviour::Behaviour;
use crate::world::draw::Correlation;

/// What assumed worlds came to under a format, for all that a class is held against: one pass over the worlds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Came {
    /// What was signed.
    pub simulated: Simulated,
    /// Worlds in which it entered into force.
    pub in_force: u64,
    /// Worlds in which it was carried out in full.
    pub completed: u64,
    /// By party, then world: the gain over no agreement (points).
    pub gains: Vec<Vec<f64>>,
}

/// Takes so many assumed worlds through these formats (places), one after the other: what was signed.
pub fn formats(s: &Scenario, formats: &[usize], seed: u64, worlds: u64) -> Vec<Simulated> {
    came(s, formats, seed, worlds).into_iter().map(|came| came.simulated).collect()
}

/// The same with all that a class is held against.
pub fn came(s: &Scenario, formats: &[usize], seed: u64, worlds: u64) -> Vec<Came> {
    let names: Vec<String> =
        formats.iter().filter_map(|&place| s.formats.get(place)).map(|format| format.name.clone()).collect();
    let some = s.with_formats(&names);
    let engine = Engine::new(&some, seed, Correlation::AsAssumed);
    let mut all = vec![Came { gains: vec![Vec::new(); s.parties.len()], ..Came::default() }; names.len()];
    for world in 0..worlds {
        let records = engine.run(&engine.setting(world), &[Behaviour::Concession]);
        for (came, record) in all.iter_mut().zip(records.iter().flatten()) {
            came.add(record, s.issues.len());
        }
    }
    all
}

impl Came {
    fn add(&mut self, record: &Record, issues: usize) {
        self.simulated.worlds += 1;
        self.in_force += u64::from(record.in_force);
        self.completed += u64::from(record.completed.is_some());
        for (gains, gain) in self.gains.iter_mut().zip(record.benefit()) {
            gains.push(points(gain));
        }
        if record.signed.is_some() {
            self.simulated.signed.push(levels(&record.content, issues));
        }
    }
}

/// What a stored `results.csv` says of these formats (places).
///
/// # Errors
/// If it is not a result of this scenario.
pub fn stored(s: &Scenario, formats: &[usize], csv: &[u8]) -> Result<Vec<Simulated>, String> {
    let mut reader = csv::ReaderBuilder::new().from_reader(csv);
    let header = reader.headers().map_err(|error| error.to_string())?.clone();
    let place = |name: &str| {
        header
            .iter()
            .position(|column| column == cell(name))
            .ok_or_else(|| format!("the column `{name}` is missing"))
    };
    let (format, signed) = (place("format")?, place("signed")?);
    let issues: Vec<usize> =
        s.issues.iter().map(|issue| place(&format!("signed_{}", issue.id))).collect::<Result<_, _>>()?;
    let mut all = vec![Simulated::default(); formats.len()];
    for row in reader.records() {
        let row = row.map_err(|error| error.to_string())?;
        let named = row.get(format).unwrap_or_default();
        let is = |f: &usize| s.formats.get(*f).is_some_and(|format| cell(&format.name) == named);
        let Some(at) = formats.iter().position(is) else { continue };
        all[at].worlds += 1;
        if row.get(signed) == Some("1") {
            let level = |(issue, column): (&crate::scenario::model::Issue, &usize)| {
                let word = row.get(*column).unwrap_or_default();
                let found = issue.levels.iter().position(|level| cell(level) == word);
                if word.is_empty() || found.is_some() {
                    Ok(found.map(LevelIndex))
                } else {
                    Err(format!("there is no level `{word}` of `{}` in this scenario", issue.id))
                }
            };
            let package: Package = s.issues.iter().zip(&issues).map(level).collect::<Result<_, String>>()?;
            all[at].signed.push(package);
        }
    }
    Ok(all)
}
