//! The talks of one format in one assumed world as a game of exact preferences, for the negotiation library.
//!
//! A package is what could be signed at the format's table; its utility to a party is what it gains by it on its own scale, per period,
//! if all comply, over what goes on without agreement; its reservation value is the least for which it may sign, on the same scale.
//! What is hidden, and whether an agreement would be kept, is left out: that is what `run` and `compare` are for.

use crate::bargaining::behaviour::{goes_on, least_acceptable};
use crate::negotiation::{game::Game, rule::Rule};
use crate::preference::{
    agreement::Switches,
    packages::{Package, Packages},
    table::{Choice, Table},
    valuation::Valuation,
};
use crate::scenario::model::{Format, Held, Rule as Written, Scenario};
use crate::world::{Draws, draw::Correlation};

/// Talks as a game, and what its packages are called.
#[derive(Debug, Clone)]
pub struct TalksGame {
    /// The game.
    pub game: Game,
    /// Names of the parties in their seats.
    pub parties: Vec<String>,
    /// By package: what is agreed in it.
    pub packages: Vec<Vec<(String, String)>>,
}

/// The game of a format's talks in one world.
///
/// # Errors
///
/// A format that is not in the file or is a composite, and one whose table has nothing to agree on.
pub fn talks_game(scenario: &Scenario, format: &str, seed: u64, world: u64) -> Result<TalksGame, String> {
    let found = scenario.formats.iter().chain(&scenario.parts).find(|f| f.name == format);
    let format = found.ok_or_else(|| format!("no format is called \"{format}\""))?;
    if let Some(phase) = format.phases.first() {
        let first = match phase.held {
            Held::Format(place) => &scenario.formats[place],
            Held::Part(place) => &scenario.parts[place],
        };
        let mend = format!("name one that it holds, such as \"{}\"", first.name);
        return Err(format!("\"{}\" is a composite, and has no table of its own: {mend}", format.name));
    }
    let table = Table::new(scenario, format);
    let drawn = Draws::new(scenario, seed, Correlation::AsAssumed).world(world);
    let valuation = Valuation::new(scenario, &drawn, &table, 0);
    let seats: Vec<usize> = table.members.iter().copied().filter(|&p| valuation.touched[p]).collect();
    let mut listed: Vec<(Package, Vec<f64>)> = Vec::new();
    let scale = |party: usize| 1.0 - valuation.terms.discount[party];
    let gain = |party: usize, stock: f64| (stock - goes_on(&valuation, party)) * scale(party);
    let switches = Switches { withdrawal: true };
    Packages::new(&table, &valuation, switches, |_| f64::NEG_INFINITY).visit(|package, agreement| {
        listed.push((package, seats.iter().map(|&party| gain(party, agreement.start(party))).collect()));
    });
    let columns = (0..seats.len()).flat_map(|seat| listed.iter().map(move |(_, gains)| gains[seat]));
    let utilities: Vec<f64> = columns.collect();
    let reservation = seats.iter().map(|&p| gain(p, least_acceptable(&valuation, p))).collect();
    let rule = rule(format, &seats);
    let game = Game::new(listed.len(), utilities, reservation, rule).map_err(|error| error.to_string())?;
    let parties = seats.iter().map(|&p| scenario.parties[p].name.clone()).collect();
    let packages = listed.iter().map(|(package, _)| agreed(scenario, &table, package)).collect();
    Ok(TalksGame { game, parties, packages })
}

/// The format's rule over those who sit at the table and are touched; who is untouched never refuses.
fn rule(format: &Format, seats: &[usize]) -> Rule {
    let membership = &format.membership;
    let seat_of = |party: &usize| seats.iter().position(|p| p == party);
    let must: Vec<usize> = membership.indispensable.iter().filter_map(seat_of).collect();
    let untouched = (membership.members.len() - seats.len()) as u32;
    let written = match &format.rule {
        Written::Unanimity => Written::Unanimity,
        Written::ConsensusMinus(k) => Written::ConsensusMinus(*k),
        Written::Quota(q) => Written::Quota(q.saturating_sub(untouched)),
        Written::Weighted { weights, needed } => {
            let sure = weights.iter().filter(|(p, _)| !seats.contains(p)).map(|(_, votes)| *votes);
            let needed = needed.saturating_sub(sure.sum());
            let weights = weights.iter().filter_map(|(p, votes)| seat_of(p).map(|seat| (seat, *votes)));
            Written::Weighted { weights: weights.collect(), needed }
        }
    };
    Rule::new(&written, seats.len(), &must)
}

/// What is agreed in a package, by issue.
fn agreed(scenario: &Scenario, table: &Table, package: &Package) -> Vec<(String, String)> {
    let levels = table.menus.iter().enumerate().filter_map(|(menu, of)| {
        let option = usize::from(package.options[menu]);
        match of.choices[option] {
            Choice::Agree(level) => {
                let issue = &scenario.issues[of.issue];
                Some((issue.name.clone(), issue.levels[level].clone()))
            }
            Choice::LeaveOut => None,
        }
    });
    let mut all: Vec<(String, String)> = levels.collect();
    if table.plans.len() > 1
        && let Some(roadmap) = table.plans[usize::from(package.plan)].roadmap
    {
        all.push(("road map".to_owned(), scenario.roadmaps[roadmap].name.clone()));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{SourceFile, read};

    fn korea() -> Scenario {
        let text = include_str!("../../scenarios/korea-2019/formats.ron");
        read(&SourceFile::new("formats.ron", text)).unwrap().scenario
    }

    #[test]
    fn packages_of_the_talks_are_told_and_valued_for_everybody_at_the_table() {
        let scenario = korea();
        let plain = scenario.formats.iter().find(|f| f.phases.is_empty()).unwrap();
        let talks = talks_game(&scenario, &plain.name, 1, 0).unwrap();
        assert_eq!(talks.parties.len(), talks.game.parties());
        assert_eq!(talks.packages.len(), talks.game.packages());
        assert!(talks.packages.iter().all(|levels| !levels.is_empty()));
        // Another world, other gains; the same world, the same.
        let again = talks_game(&scenario, &plain.name, 1, 0).unwrap();
        assert_eq!(again.game, talks.game);
        assert!(talks_game(&scenario, &plain.name, 1, 1).unwrap().game != talks.game);
    }

    #[test]
    fn what_has_no_table_is_told() {
        let scenario = korea();
        assert!(talks_game(&scenario, "nowhere", 1, 0).unwrap_err().contains("nowhere"));
        if let Some(composite) = scenario.formats.iter().find(|f| !f.phases.is_empty()) {
            assert!(talks_game(&scenario, &composite.name, 1, 0).unwrap_err().contains("composite"));
        }
    }
}
