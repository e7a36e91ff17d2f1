//! The graph model for conflict resolution: which states of a conflict nobody leaves, for fear of what follows.
//!
//! Kilgour, Hipel and Fang (1987), Automatica 23:41; Fang, Hipel and Kilgour (1993), Interactive Decision Making. Each party can move the conflict
//! from some states to others, `R_i(s)`, and ranks the states. `R_i⁺(s)` are its moves to states that are strictly better for it. `R_H(s)` is
//! what members of `H` can reach by sequences of moves in which nobody moves twice in a row; in `R_H⁺(s)` every move improves its mover.
//! A state `s` is stable for party `i`
//!
//! - Nash: if `R_i⁺(s)` is empty;
//! - GMR (general metarationality, Howard 1971): if each `s_1` in `R_i⁺(s)` has an answer `s_2` in `R_{N−i}(s_1)` that is no better for `i` than `s`;
//! - SMR (symmetric metarationality): if it has one from which `i` cannot escape either, `s_3` no better than `s` for every `s_3` in `R_i(s_2)`;
//! - SEQ (sequential, Fraser and Hipel 1984): if it has an answer as for GMR that is credible, `s_2` in `R⁺_{N−i}(s_1)`.
//!
//! An equilibrium is stable for all. A coalition of two or more improves from `s` to `s'` in `R_H(s)` if `s'` is better for each of its members; a
//! state from which none does is coalitionally stable (Kilgour, Hipel, Fang and Peng 2001, Group Decision and Negotiation 10:159).

pub(crate) mod options;
mod reach;
mod reasons;

pub use reasons::Reason;

use crate::lab::theory::InvalidInput;

/// Most parties: all coalitions are gone through.
pub const MOST_PARTIES: usize = 12;
/// Most states.
pub const MOST_STATES: usize = 1000;
/// Most coalitions × states × parties × states.
const MOST_WORK: f64 = 3e8;

/// A conflict. States and parties are counted from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    states: usize,
    /// By party and state: where the party can move.
    moves: Vec<Vec<Vec<usize>>>,
    /// By party and state: rank, 0 the best; equals share a rank.
    ranks: Vec<Vec<usize>>,
}

/// A notion of stability.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stability {
    /// No better move.
    Nash,
    /// No better move that others could not make good.
    GeneralMetarational,
    /// … and from which there is no escape.
    SymmetricMetarational,
    /// No better move that others would not make good in their own interest.
    Sequential,
}

/// Who can improve together, and to which state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Improvement {
    /// Parties, in order.
    pub coalition: Vec<usize>,
    /// The state.
    pub to: usize,
}

impl Stability {
    /// All notions.
    pub const ALL: [Self; 4] =
        [Self::Nash, Self::GeneralMetarational, Self::SymmetricMetarational, Self::Sequential];
}

impl Conflict {
    /// A conflict from each party's moves, by state, and its ranking: states of one rank together, the best first.
    ///
    /// # Errors
    /// When there is no party or state, or more than can be gone through, lists differ in length, a move leads nowhere, or a ranking does not
    /// name each state once.
    pub fn new(
        states: usize,
        moves: Vec<Vec<Vec<usize>>>,
        rankings: &[Vec<Vec<usize>>],
    ) -> Result<Self, InvalidInput> {
        let parties = moves.len();
        if !(1..=MOST_PARTIES).contains(&parties) || !(1..=MOST_STATES).contains(&states) {
            return Err(InvalidInput(format!(
                "there are {parties} parties and {states} states; expected 1 to {MOST_PARTIES} and 1 to {MOST_STATES}"
            )));
        }
        let work = f64::from(1_u32 << parties) * (states * states * parties) as f64;
        if work > MOST_WORK {
            return Err(InvalidInput(format!(
                "{parties} parties and {states} states are too many together; expected 2^parties × parties × states² up to {MOST_WORK:e}"
            )));
        }
        if rankings.len() != parties {
            return Err(InvalidInput(format!(
                "there are {} rankings; expected {parties}, one per party",
                rankings.len()
            )));
        }
        for (party, by_state) in moves.iter().enumerate() {
            let lost = by_state.iter().flatten().find(|to| **to >= states);
            if by_state.len() != states || lost.is_some() {
                return Err(InvalidInput(format!(
                    "party {} moves from {} states{}; expected a list for each of {states}, of states among them",
                    party + 1,
                    by_state.len(),
                    lost.map_or(String::new(), |to| format!(", to state {}", to + 1))
                )));
            }
        }
        let ranks = rankings.iter().enumerate().map(|(party, ranking)| ranks(states, party, ranking));
        Ok(Self { states, ranks: ranks.collect::<Result<_, _>>()?, moves })
    }

    /// Number of parties.
    pub fn parties(&self) -> usize {
        self.moves.len()
    }

    /// Where a party can move from a state.
    pub fn moves_of(&self, party: usize, from: usize) -> &[usize] {
        &self.moves[party][from]
    }

    fn better(&self, party: usize, a: usize, b: usize) -> bool {
        self.ranks[party][a] < self.ranks[party][b]
    }

    fn improvements(&self, party: usize, from: usize) -> impl Iterator<Item = usize> + '_ {
        self.moves[party][from].iter().copied().filter(move |to| self.better(party, *to, from))
    }

    /// By party: the states that are stable for it, in order.
    pub fn stable(&self, stability: Stability) -> Vec<Vec<usize>> {
        (0..self.parties()).map(|party| self.stable_for(party, stability)).collect()
    }

    fn stable_for(&self, party: usize, stability: Stability) -> Vec<usize> {
        let others: Vec<bool> = (0..self.parties()).map(|other| other != party).collect();
        let credible = stability == Stability::Sequential;
        let mut answers: Vec<Option<Vec<usize>>> = vec![None; self.states];
        let mut sanctioned = |state: usize, first: usize| {
            let answers = answers[first].get_or_insert_with(|| self.reach(&others, first, credible));
            answers.iter().any(|second| {
                let escapes = || {
                    stability == Stability::SymmetricMetarational
                        && self.moves[party][*second].iter().any(|third| self.better(party, *third, state))
                };
                !self.better(party, *second, state) && !escapes()
            })
        };
        let mut stable = |state: &usize| {
            let improvements: Vec<usize> = self.improvements(party, *state).collect();
            match stability {
                Stability::Nash => improvements.is_empty(),
                _ => improvements.iter().all(|first| sanctioned(*state, *first)),
            }
        };
        (0..self.states).filter(|state| stable(state)).collect()
    }

    /// States in all of these lists, in order.
    pub fn equilibria(&self, stable: &[Vec<usize>]) -> Vec<usize> {
        (0..self.states).filter(|state| stable.iter().all(|list| list.contains(state))).collect()
    }

    /// By state: which coalitions of two or more can improve, and where to; by size of the coalition, then its members, then the state.
    pub fn coalition_improvements(&self) -> Vec<Vec<Improvement>> {
        let mut coalitions: Vec<Vec<usize>> = (1_usize..1 << self.parties())
            .filter(|set| set.count_ones() >= 2)
            .map(|set| (0..self.parties()).filter(|party| set >> party & 1 == 1).collect())
            .collect();
        coalitions.sort_by(|a, b| a.len().cmp(&b.len()).then_with(|| a.cmp(b)));
        let from = |state: usize| {
            let mut found = Vec::new();
            for coalition in &coalitions {
                let members: Vec<bool> =
                    (0..self.parties()).map(|party| coalition.contains(&party)).collect();
                let reached = self.reach(&members, state, false);
                let all =
                    reached.into_iter().filter(|to| coalition.iter().all(|i| self.better(*i, *to, state)));
                found.extend(all.map(|to| Improvement { coalition: coalition.clone(), to }));
            }
            found
        };
        (0..self.states).map(from).collect()
    }
}

/// By state: its rank.
fn ranks(states: usize, party: usize, ranking: &[Vec<usize>]) -> Result<Vec<usize>, InvalidInput> {
    let mut ranks = vec![usize::MAX; states];
    for (rank, equals) in ranking.iter().enumerate() {
        for state in equals {
            match ranks.get_mut(*state) {
                Some(place) if *place == usize::MAX => *place = rank,
                found => {
                    return Err(InvalidInput(format!(
                        "party {} ranks state {} {}; expected each of {states} states once",
                        party + 1,
                        state.saturating_add(1),
                        if found.is_some() { "twice" } else { "that there is not" }
                    )));
                }
            }
        }
    }
    match ranks.iter().position(|rank| *rank == usize::MAX) {
        None => Ok(ranks),
        Some(missing) => Err(InvalidInput(format!(
            "party {} does not rank state {}; expected each of {states} states once",
            party + 1,
            missing + 1
        ))),
    }
}

#[cfg(test)]
mod tests;
