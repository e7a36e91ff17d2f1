//! The shares as they were found: numbers with intervals, the range over orders, and the sums that they come from.

use super::{Game, Impossible, Player, Row, Split};
use crate::results::comparison::Named;
use crate::scenario::Scenario;
use crate::scenario::hybrid::Kind;
use crate::scenario::model::Party;
use crate::simulation::combined::{Measured, Part, Sums};
use crate::simulation::outcome::Outcome;
use crate::statistics::CONFIDENCE;
use crate::statistics::whole_sum::WholeSum;
use serde::Serialize;

/// A mean over worlds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Estimate {
    /// The mean.
    pub estimate: f64,
    /// 95 % interval over worlds, paired; none with one world.
    pub interval: Option<(f64, f64)>,
    /// What it is exactly: this whole number, over [`OfMeasure::of`].
    pub sum: String,
}

impl Estimate {
    fn of(sum: &WholeSum, unit: f64) -> Self {
        Self {
            estimate: sum.mean(unit),
            interval: sum.interval(unit, CONFIDENCE),
            sum: sum.sum().to_string(),
        }
    }
}

/// What a component has of a difference.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Share {
    /// What has it: `membership`, `membership+contract`, `seats`, `menu`, `programme`.
    pub of: String,
    /// The same.
    #[serde(skip)]
    pub player: Player,
    /// How much.
    #[serde(flatten)]
    pub share: Estimate,
    /// The least that exchanging it changes, over all orders.
    pub least: f64,
    /// The most.
    pub most: f64,
}

/// One measure taken apart.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OfMeasure {
    /// Its word: `signed`, `gain.ash`.
    pub measure: String,
    /// `whole`; `possible`: what could be had; `process`: what the talks made of it.
    pub part: &'static str,
    /// Its mean in the first format.
    pub a: f64,
    /// Its mean in the second.
    pub b: f64,
    /// The first less the second.
    pub difference: Estimate,
    /// What the sums are over: worlds, orders and steps of the measure together.
    pub of: String,
    /// The shares, in the order of the components: their sums make that of the difference.
    pub shares: Vec<Share>,
    /// Seats and menu, whose sums make that of the members; empty if that is not split.
    pub members: Vec<Share>,
    /// Whether it is a share of worlds, and not a gain.
    #[serde(skip)]
    pub share: bool,
}

/// Hybrids that cannot be for the same reason.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Excluded {
    /// Why.
    pub reason: String,
    /// By hybrid: the components that it would have of the first format; the others that differ it would have of the second.
    pub hybrids: Vec<Vec<&'static str>>,
}

/// How it was made.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Made {
    /// Name of the scenario.
    pub scenario: String,
    /// Assumed worlds.
    pub worlds: u64,
    /// Seed.
    pub seed: u64,
    /// Behaviour at the table.
    pub behaviour: &'static str,
    /// SHA-256 of the scenario with what was set.
    pub hash: String,
}

/// A difference taken apart.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Decomposition {
    /// Version of this form.
    pub schema_version: u32,
    /// The first format.
    pub a: String,
    /// The second: differences are the first less this.
    pub b: String,
    /// How it was made.
    #[serde(flatten)]
    pub made: Made,
    /// `components`, `components at all phases` or `programme`.
    pub kind: &'static str,
    /// The same.
    #[serde(skip)]
    pub taken: Kind,
    /// Formats that were run: the two and their hybrids, equal ones once.
    pub formats: usize,
    /// Orders of exchange over which shares are means.
    pub orders: u64,
    /// Orders that there would be if every hybrid could be.
    pub all_orders: u64,
    /// Components that do not differ: their shares are 0.
    pub equal: Vec<&'static str>,
    /// Hybrids that cannot be.
    pub impossible: Vec<Excluded>,
    /// Whether the members' share is split into seats and menu, or why not.
    pub seats_and_menu: &'static str,
    /// The same.
    #[serde(skip)]
    pub split: Split,
    /// Parties, for words.
    #[serde(skip)]
    pub parties: Vec<Named>,
    /// The measures, the one that was asked for first, then its parts.
    pub measures: Vec<OfMeasure>,
}

impl Decomposition {
    /// What was found, from the sums of a game in so many worlds; measures with their words.
    pub fn new(game: &Game, made: Made, measures: &[(String, Measured)], sums: &Sums) -> Self {
        let of = |(at, (word, measured)): (usize, &(String, Measured))| {
            of_measure(game, word, *measured, sums, at)
        };
        Self {
            schema_version: 1,
            a: game.names.0.clone(),
            b: game.names.1.clone(),
            kind: match game.kind {
                Kind::Plain => "components",
                Kind::PhaseByPhase => "components at all phases",
                Kind::Whole => "programme",
            },
            taken: game.kind,
            formats: game.scenario.formats.len(),
            orders: game.orders,
            all_orders: game.all_orders,
            equal: game.equal.iter().map(|c| c.key()).collect(),
            impossible: excluded(&game.impossible),
            seats_and_menu: match game.split.0 {
                Split::Done => "split",
                Split::NotAsked => "not asked for",
                Split::SameMembers => "the same members",
                Split::AllSeats => "all seats: absent parties are asked",
                Split::Mixed => "undefined: absent parties are asked in one of the two",
                Split::SeveralTables => "undefined: several tables",
                Split::Impossible => "undefined: the tables between cannot be",
            },
            split: game.split.0,
            parties: game.scenario.parties.iter().map(named).collect(),
            measures: measures.iter().enumerate().map(of).collect(),
            made,
        }
    }

    /// Whether the two differ in what has a share.
    pub fn differs_in(&self, share: &Share) -> bool {
        !self.equal.contains(&share.of.as_str())
    }

    /// The same with names as this scenario has them: what is shown.
    #[must_use]
    pub fn speaking(&self, (a, b): (usize, usize), spoken: &Scenario) -> Self {
        let name = |format: usize, own: &String| spoken.formats.get(format).map_or(own, |f| &f.name).clone();
        Self {
            a: name(a, &self.a),
            b: name(b, &self.b),
            parties: spoken.parties.iter().map(named).collect(),
            ..self.clone()
        }
    }

    /// The measure that was asked for.
    pub fn first(&self) -> Option<&OfMeasure> {
        self.measures.first()
    }
}

fn named(party: &Party) -> Named {
    Named { id: party.id.clone(), name: party.name.clone() }
}

fn excluded(all: &[Impossible]) -> Vec<Excluded> {
    let mut groups: Vec<Excluded> = Vec::new();
    for one in all {
        let hybrid = one.of_first.iter().map(|c| c.key()).collect();
        match groups.iter_mut().find(|group| group.reason == one.reason) {
            Some(group) => group.hybrids.push(hybrid),
            None => groups.push(Excluded { reason: one.reason.clone(), hybrids: vec![hybrid] }),
        }
    }
    groups
}

fn of_measure(game: &Game, word: &str, measured: Measured, sums: &Sums, at: usize) -> OfMeasure {
    let unit = measured.outcome.unit();
    let nothing = WholeSum::default();
    let format = |place: usize| sums.formats.get(at).and_then(|all| all.get(place)).unwrap_or(&nothing);
    let combined = |place: usize| sums.combined.get(at).and_then(|all| all.get(place)).unwrap_or(&nothing);
    let per = unit / game.denominator as f64;
    let share = |(place, row): (usize, &Row)| {
        let worlds = format(game.ends.0).count().max(1) as f64;
        let changes = row.steps.iter().map(|&(from, to)| {
            let change = format(to).sum().saturating_sub(format(from).sum());
            change as f64 * unit / worlds
        });
        let ends = changes.map(|c| (c, c)).reduce(|(l, m), (c, d)| (l.min(c), m.max(d)));
        let (least, most) = ends.unwrap_or((0.0, 0.0));
        Share {
            of: row.player.key(),
            player: row.player.clone(),
            share: Estimate::of(combined(place), per),
            least,
            most,
        }
    };
    let (rows, inner) = (game.rows.len(), game.split.1.len());
    let steps = if measured.outcome.is_share() { 1.0 } else { 1.0 / unit };
    let of = i128::from(game.denominator) * i128::from(format(game.ends.0).count()) * steps as i128;
    OfMeasure {
        measure: word.to_owned(),
        part: match measured.part {
            Part::Whole => "whole",
            Part::Possible => "possible",
            Part::Process => "process",
        },
        a: format(game.ends.0).mean(unit),
        b: format(game.ends.1).mean(unit),
        difference: Estimate::of(combined(rows + inner), per),
        of: of.to_string(),
        shares: game.rows.iter().enumerate().map(share).collect(),
        members: game.split.1.iter().enumerate().map(|(k, row)| share((rows + k, row))).collect(),
        share: measured.outcome.is_share(),
    }
}

/// The measures of a decomposition: the one asked for, what of it could be had and what the talks made of it, and the others.
pub fn measures(asked: (String, Outcome)) -> Vec<(String, Measured)> {
    let (word, outcome) = asked;
    let part = |part| (word.clone(), Measured { outcome, part });
    let mut all = vec![part(Part::Whole), part(Part::Possible), part(Part::Process)];
    let others = [
        ("signed", Outcome::Signed),
        ("in_force", Outcome::InForce),
        ("completed", Outcome::Completed),
        ("standing", Outcome::Standing),
        ("least_gain", Outcome::LeastGain),
    ];
    let others = others.into_iter().filter(|(_, other)| *other != outcome);
    all.extend(others.map(|(word, other)| (word.to_owned(), Measured::whole(other))));
    all
}
