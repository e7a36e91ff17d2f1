//! The talks of one format in one assumed world as a game of exact preferences, for the negotiation library.
//!
//! A package is what could be signed at the format's table; its utility to a party is what it gains by it on its own scale, per period,
//! if all comply, over what goes on without agreement; its reservation value is the least for which it may sign, on the same scale.
//! What is hidden, and whether an agreement would be kept, is left out: that is what `run` and `compare` are for.

use crate::agreement::evaluation::Switches;
use crate::agreement::package::Package;
use crate::agreement::packages::Packages;
use crate::agreement::table::{Choice, Table};
use crate::agreement::valuation::Valuation;
use crate::lab::games::game::Game;
use crate::lab::games::rule::Rule;
use crate::lab::games::solution::lattice::satisfied;
use crate::scenario::model::{Format, PhaseFormat, Rule as Written, Scenario};
use crate::scenario::place::{IssueIndex, LevelIndex, PartyIndex};
use crate::talks::situation::least_acceptable;
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

/// Talks as a game, with packages as the table has them.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The game.
    pub game: Game,
    /// Positions in the scenario of the parties in their seats.
    pub seats: Vec<PartyIndex>,
    table: Table,
    packages: Vec<Package>,
}

impl Listed {
    /// The level that a package agrees on an issue; `None` where it leaves it out.
    pub fn level(&self, package: usize, issue: IssueIndex) -> Option<LevelIndex> {
        let of = self.packages.get(package)?;
        let menu = self.table.menus.iter().position(|menu| menu.issue == issue)?;
        match self.table.menus[menu].choices[usize::from(of.options[menu])] {
            Choice::Agree(level) => Some(level),
            Choice::LeaveOut => None,
        }
    }
}

/// The game of a format's talks in one world.
///
/// # Errors
///
/// A format that is not in the file or is a composite, and one whose table has nothing to agree on.
pub fn talks_game(scenario: &Scenario, format: &str, seed: u64, world: u64) -> Result<TalksGame, String> {
    let Listed { game, seats, table, packages } = listed(scenario, format, seed, world)?;
    let parties = seats.iter().map(|&p| scenario.parties[p].name.clone()).collect();
    let packages = packages.iter().map(|package| agreed(scenario, &table, package)).collect();
    Ok(TalksGame { game, parties, packages })
}

/// Worlds among which one with a zone of agreement is sought.
pub const SEARCHED: u64 = 200;

/// Whether some package passes the rule if everybody accepts what reaches its reservation value.
pub fn has_zone(game: &Game) -> bool {
    satisfied(game).iter().any(|accepting| game.rule.passes(*accepting))
}

/// The first world, of the first [`SEARCHED`], in which a format's talks have a zone of agreement.
pub fn first_with_zone(scenario: &Scenario, format: &str, seed: u64) -> Option<u64> {
    let zone = |world: &u64| listed(scenario, format, seed, *world).is_ok_and(|of| has_zone(&of.game));
    (0..SEARCHED).find(zone)
}

/// The same without names.
///
/// # Errors
///
/// Those of [`talks_game`].
pub fn listed(scenario: &Scenario, format: &str, seed: u64, world: u64) -> Result<Listed, String> {
    let found = scenario.formats.iter().chain(&scenario.parts).find(|f| f.name == format);
    let format = found.ok_or_else(|| format!("no format is called \"{format}\""))?;
    if let Some(phase) = format.phases.first() {
        let first = match phase.held {
            PhaseFormat::Format(place) => &scenario.formats[place],
            PhaseFormat::Part(place) => &scenario.parts[place],
        };
        let mend = format!("name one that it holds, such as \"{}\"", first.name);
        return Err(format!("\"{}\" is a composite, and has no table of its own: {mend}", format.name));
    }
    let table = Table::new(scenario, format);
    let drawn = Draws::new(scenario, seed, Correlation::AsAssumed).world(world);
    let valuation = Valuation::new(scenario, &drawn, &table, 0);
    let seats: Vec<PartyIndex> = table.members.iter().copied().filter(|&p| valuation.touched[p]).collect();
    let mut packages: Vec<Package> = Vec::new();
    let mut by_party: Vec<Vec<f64>> = vec![Vec::new(); seats.len()];
    let scale = |party: PartyIndex| 1.0 - valuation.terms.discount[party];
    let gain = |party: PartyIndex, stock: f64| (stock - valuation.disagreement_payoff(party)) * scale(party);
    let switches = Switches { withdrawal: true };
    Packages::new(&table, &valuation, switches, |_| f64::NEG_INFINITY).visit(|package, agreement| {
        packages.push(package);
        for (own, &party) in by_party.iter_mut().zip(&seats) {
            own.push(gain(party, agreement.start(party)));
        }
    });
    if packages.is_empty() {
        return Err(format!(
            "nothing can be agreed in \"{}\" in world {world}: whatever is signed, a condition is not met or somebody would leave at once",
            format.name
        ));
    }
    let reservation = seats.iter().map(|&p| gain(p, least_acceptable(&valuation, p))).collect();
    let rule = rule(format, &seats);
    let game = Game::new(packages.len(), by_party.concat(), reservation, rule);
    Ok(Listed { game: game.map_err(|error| error.to_string())?, seats, table, packages })
}

/// The format's rule over those who sit at the table and are touched; who is untouched never refuses.
fn rule(format: &Format, seats: &[PartyIndex]) -> Rule {
    let membership = &format.membership;
    let seat_of = |party: &PartyIndex| seats.iter().position(|p| p == party);
    let must: Vec<usize> = membership.indispensable.iter().filter_map(seat_of).collect();
    let untouched = (membership.members.len() - seats.len()) as u32;
    let written = match &format.rule {
        Written::Unanimity => Written::Unanimity,
        Written::ConsensusMinus(k) => Written::ConsensusMinus(*k),
        Written::Quota(q) => Written::Quota(q.saturating_sub(untouched)),
        Written::Weighted { weights, needed } => {
            let sure = weights.iter().filter(|(p, _)| !seats.contains(p)).map(|(_, votes)| *votes);
            let needed = needed.saturating_sub(sure.sum());
            let weights =
                weights.iter().filter_map(|(p, votes)| seat_of(p).map(|seat| (PartyIndex(seat), *votes)));
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
    if table.schedules.len() > 1
        && let Some(roadmap) = table.schedules[usize::from(package.schedule)].roadmap
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
        let text = include_str!("../../../scenarios/korea-2019/formats.ron");
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
    fn a_world_with_a_zone_is_found_if_there_is_one() {
        let scenario = korea();
        let plain: Vec<&Format> = scenario.formats.iter().filter(|f| f.phases.is_empty()).collect();
        let zone = |format: &Format, world| {
            let found = listed(&scenario, &format.name, 1, world).unwrap();
            let game = &found.game;
            let fine = |k: &usize| (0..game.parties()).all(|p| game.utility(p, *k) >= game.reservation[p]);
            (0..game.packages()).any(|k| fine(&k))
        };
        for format in plain.into_iter().filter(|format| format.rule == Written::Unanimity) {
            match first_with_zone(&scenario, &format.name, 1) {
                Some(world) => assert!(zone(format, world) && !(0..world).any(|k| zone(format, k))),
                None => assert!(!(0..5).any(|k| zone(format, k))),
            }
        }
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
