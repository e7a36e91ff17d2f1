//! What was signed in assumed worlds: simulated now, or read from a stored result.

use super::Package;
use super::judge::Simulated;
use crate::scenario::letters::cell;
use crate::scenario::model::Scenario;
use crate::scenario::place::LevelIndex;
use crate::simulation::engine::Engine;
use crate::simulation::record::LEFT_OUT;
use crate::talks::behaviour::Behaviour;
use crate::world::draw::Correlation;

/// Takes so many assumed worlds through these formats (places), one after the other.
pub fn formats(s: &Scenario, formats: &[usize], seed: u64, worlds: u64) -> Vec<Simulated> {
    let names: Vec<String> =
        formats.iter().filter_map(|&place| s.formats.get(place)).map(|format| format.name.clone()).collect();
    let some = s.with_formats(&names);
    let engine = Engine::new(&some, seed, Correlation::AsAssumed);
    let mut all = vec![Simulated { worlds, signed: Vec::new() }; names.len()];
    for world in 0..worlds {
        let records = engine.run(&engine.setting(world), &[Behaviour::Concession]);
        for (simulated, record) in all.iter_mut().zip(records.iter().flatten()) {
            if record.signed.is_some() {
                let levels = record.content.iter().take(s.issues.len());
                let level = |level: &u8| (*level != LEFT_OUT).then(|| LevelIndex(usize::from(*level)));
                simulated.signed.push(levels.map(level).collect());
            }
        }
    }
    all
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
