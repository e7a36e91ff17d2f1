//! The central world, for a class that plays the case with one set of numbers: nothing in it is drawn.
//!
//! What is stated holds, and what is assumed to hold in 50 of 100 worlds or more; every number lies in the middle of its range (on a
//! logarithmic scale where it is spread so). What a party wants is the mean over everything compatible with that: the mean value of each
//! level over all orders that the statements allow, and the mean weight of each issue (order statistics of exponential draws, since weights
//! are uniform on the simplex: David & Nagaraja 2003, Order Statistics, 3rd edition, section 2.5). On an issue of which a party says nothing
//! every level is worth the same to it.

use super::drawn::World;
use super::numbers::{EventNumbers, Luck, Numbers};
use super::preferences::{Wants, groups, issues_by_id, weight_pairs};
use super::{extension, sample};
use crate::scenario::model::{Effect, Event, Issue, Party, Quantity, Says, Scenario, Statement, Timing};
use crate::scenario::place::{IssueIndex, PartyIndex};
use crate::scenario::traits;

/// A statement that holds in so many of 100 assumed worlds, or in more, holds in the central world.
const HOLDS_IN: u8 = 50;

/// Whether a statement holds in the central world.
pub fn holds(statement: &Statement) -> bool {
    statement.holds_in >= HOLDS_IN
}

/// The middle of a range.
pub fn middle(quantity: &Quantity) -> f64 {
    sample::quantity(quantity, 0.5)
}

/// The central world of a scenario.
pub fn central(s: &Scenario) -> World {
    let parties = || PartyIndex::all(s.parties.len());
    let world = &s.world;
    let numbers = Numbers {
        seed: 0,
        world: 0,
        parties: s.parties.iter().map(traits_of).collect(),
        loading: vec![0.0; s.parties.len()],
        bias: s.parties.iter().map(|p| p.bias.iter().map(|(_, q)| middle(q)).collect()).collect(),
        wants: parties().map(|party| wants(s, party)).collect(),
        holds: s.statements.iter().map(holds).collect(),
        stake: s.issues.iter().map(|issue| middle(&issue.stake)).collect(),
        takes: s.issues.iter().map(|issue| issue.takes.as_ref().map_or(0.0, middle)).collect(),
        success: (s.roadmaps.iter())
            .map(|r| r.stages.iter().map(|stage| stage.success.as_ref().map_or(0.0, middle)).collect())
            .collect(),
        of_world: [
            0.0,
            middle(&world.lapse_after_completion),
            middle(&world.completion),
            middle(&world.pause),
            middle(&world.renegotiation),
            middle(&world.learning),
            middle(&world.noise),
            middle(&world.foresight),
            libm::round(middle(&world.attention)),
        ],
        events: s.events.iter().map(|event| event_of(s, event)).collect(),
        luck: Luck {
            event: vec![None; s.events.len()],
            lapse: vec![None; s.issues.len()],
            ratification: vec![0.5; s.parties.len()],
            hearing: vec![Vec::new(); s.parties.len()],
        },
    };
    numbers.world(s)
}

fn traits_of(party: &Party) -> [f64; traits::PARTY.len()] {
    std::array::from_fn(|k| traits::of_party(party, traits::PARTY[k].name).map_or(0.0, middle))
}

fn event_of(s: &Scenario, event: &Event) -> EventNumbers {
    let per_year = match &event.when {
        Timing::At(_) => 0.0,
        Timing::PerYear(chance) => middle(chance),
    };
    let (mut moves, mut successor) = (Vec::new(), [0.0; 3]);
    match &event.effect {
        Effect::Moves(all) => moves = all.iter().map(|one| middle(&one.by)).collect(),
        Effect::NewGovernment(party) => {
            let p = &s.parties[*party];
            successor = [&p.demand, &p.patience, &p.concession].map(middle);
        }
        Effect::Lapse(_) | Effect::Reveals(_) => {}
    }
    EventNumbers { per_year, moves, successor }
}

/// What a party wants on average.
fn wants(s: &Scenario, party: PartyIndex) -> Wants {
    let said: Vec<&Statement> =
        s.statements.iter().filter(|said| said.party == party && holds(said)).collect();
    let by_id = issues_by_id(s);
    let indifferent =
        |j: IssueIndex| said.iter().any(|s| matches!(s.says, Says::Indifferent { about } if about == j));
    let cares: Vec<bool> = by_id.iter().map(|&j| !indifferent(j)).collect();
    let count = cares.iter().filter(|cares| **cares).count().max(1) as f64;
    let mut raw: Vec<f64> = cares.iter().map(|cares| f64::from(u8::from(*cares))).collect();
    let pairs = weight_pairs(&by_id, &cares, &said);
    for group in groups(raw.len(), &pairs) {
        let place = |issue: usize| group.iter().position(|&g| g == issue);
        let mut below = vec![0u32; group.len()];
        for &(more, less) in &pairs {
            if let (Some(more), Some(less)) = (place(more), place(less)) {
                below[more] |= 1 << less;
            }
        }
        // The mean of the k-th lowest of g exponential draws: 1/g + 1/(g − 1) + …
        let mean = |k: usize| (0..=k).map(|i| 1.0 / (group.len() - i) as f64).sum();
        for (item, weight) in extension::expected(&below, mean).into_iter().enumerate() {
            raw[group[item]] = weight;
        }
    }
    let mut wants = Wants { weights: vec![0.0; raw.len()], values: vec![Vec::new(); raw.len()] };
    for (weight, &j) in raw.into_iter().zip(&by_id) {
        wants.weights[j] = weight / count;
        wants.values[j] = values(&s.issues[j], j, &said);
    }
    wants
}

/// Mean values of the levels of an issue: of `n` ranked levels the k-th lowest is worth `k/(n − 1)` on average.
fn values(issue: &Issue, j: IssueIndex, said: &[&Statement]) -> Vec<f64> {
    let n = issue.levels.len();
    let mut below = vec![0u32; n];
    for said in said {
        if let Says::Prefers { issue, level, to } = said.says
            && issue == j
        {
            below[level] |= 1 << to;
        }
    }
    let of = |place: usize| place as f64 / n.saturating_sub(1).max(1) as f64;
    if below.iter().all(|lower| *lower == 0) {
        return vec![0.5; n];
    }
    if !issue.ordered {
        return extension::expected(&below, of);
    }
    let falling = below.iter().enumerate().any(|(level, lower)| lower >> level != 0);
    (0..n).map(|level| of(if falling { n - 1 - level } else { level })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{SourceFile, read};
    use crate::world::{Draws, draw::Correlation};

    fn scenario(text: &str) -> Scenario {
        read(&SourceFile::new("a.ron", text)).unwrap().scenario
    }

    #[test]
    fn what_is_wanted_is_the_mean_of_what_is_drawn() {
        // Every statement holds in all worlds or in none, so that draws and the central world are about the same statements.
        let mut s = scenario(include_str!("../../scenarios/korea-2019/formats.ron"));
        s.statements.retain(holds);
        for statement in &mut s.statements {
            statement.holds_in = 100;
        }
        let draws = Draws::new(&s, 1, Correlation::AsAssumed);
        let worlds = 4000;
        let all: Vec<_> = (0..worlds).map(|k| draws.numbers(k).wants).collect();
        for party in PartyIndex::all(s.parties.len()) {
            let central = wants(&s, party);
            for j in IssueIndex::all(s.issues.len()) {
                let mean = |of: &dyn Fn(&Wants) -> f64| {
                    all.iter().map(|w| of(&w[party])).sum::<f64>() / worlds as f64
                };
                // Weights have a standard deviation of at most 0.3, values of 0.5: five standard errors.
                assert!((mean(&|w| w.weights[j]) - central.weights[j]).abs() < 0.025, "{party} {j}");
                for level in 0..s.issues[j].levels.len() {
                    assert!((mean(&|w| w.values[j][level]) - central.values[j][level]).abs() < 0.04);
                }
            }
        }
    }

    #[test]
    fn numbers_lie_in_the_middle_and_weights_are_those_of_two_ranked_issues() {
        let s = scenario(include_str!("../../scenarios/teaching/3-packages.ron"));
        let world = central(&s);
        let ash = &s.parties[0];
        assert_eq!(world.traits[0].demand, f64::midpoint(ash.demand.from, ash.demand.to));
        // Two issues, the season first: 3/4 and 1/4 of the weight. Of three now, Ash gains 3/4 by the season and loses 1/4 by the harbour.
        let gains = &world.gains[0].by_level;
        assert!((gains[0][1] - 1.0).abs() < 1e-12 && (gains[1][1] + 1.0 / 3.0).abs() < 1e-12, "{gains:?}");
    }
}
