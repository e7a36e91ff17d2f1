//! One turn: where parties stand, what they offer, what they do.

use super::super::InvalidInput;
use super::bargain::{Side, between};
use super::challenge::View;
use super::choices::{Choices, Offering, Transition};
use super::election::Election;
use super::history::{Author, Offer, Standing, Turn};
use super::party::Parties;
use super::risk::attitudes;
use super::utility::{distance, distances, utilities, utility};

/// A gain up to this is none.
const LEAST_GAIN: f64 = 1e-5;

/// Positions nearer than this are one.
const SAME: f64 = 1e-3;

/// Where all parties stand, and everything that is computed from it; made once a run.
pub(super) struct Table<'a> {
    parties: &'a Parties,
    choices: &'a Choices,
    pub(super) positions: Vec<f64>,
    ideals: Vec<f64>,
    distances: Vec<f64>,
    utilities: Vec<f64>,
    risk: Vec<f64>,
    election: Election,
    own: View,
    other: View,
    /// By offer, by party: utility of the state to which it leads.
    outcomes: Vec<f64>,
    /// By party: utility of the state as it is.
    status_quo: Vec<f64>,
}

impl<'a> Table<'a> {
    pub(super) fn new(parties: &'a Parties, choices: &'a Choices) -> Self {
        let n = parties.count();
        Self {
            parties,
            choices,
            positions: parties.positions.clone(),
            ideals: parties.positions.clone(),
            distances: vec![0.0; n * n],
            utilities: vec![0.0; n * n],
            risk: vec![0.0; n],
            election: Election::default(),
            own: View::new(parties, choices),
            other: View::new(parties, choices),
            outcomes: Vec::new(),
            status_quo: vec![0.0; n],
        }
    }

    /// Risk attitudes and probabilities at the present positions: a turn before anybody has offered anything.
    pub(super) fn stand(&mut self) -> Result<Turn, InvalidInput> {
        let n = self.parties.count();
        distances(self.parties, &self.ideals, &self.positions, &mut self.distances);
        self.risk.fill(0.0);
        utilities(&self.distances, &self.risk, &mut self.utilities);
        let all: Vec<&[f64]> = self.utilities.chunks_exact(n).collect();
        let chances = self.election.hold(self.choices, &self.parties.power, &all)?;
        attitudes(self.choices.risk, chances, &mut self.risk);
        utilities(&self.distances, &self.risk, &mut self.utilities);
        let (distinct, of) = self.distinct();
        let rows: Vec<&[f64]> = distinct.iter().map(|j| &self.utilities[j * n..(j + 1) * n]).collect();
        let chances = self.election.hold(self.choices, &self.parties.power, &rows)?;
        Ok(Turn {
            positions: percent(&self.positions),
            ideals: percent(&self.ideals),
            risk: self.risk.clone(),
            distinct: distinct.iter().copied().zip(chances.iter().copied()).collect(),
            chances: of.iter().map(|at| chances[*at]).collect(),
            movement: None,
            offers: Vec::new(),
            status_quo: Vec::new(),
        })
    }

    /// The first party at each distinct position, and for each party which of these is its own (the last that is near enough).
    fn distinct(&self) -> (Vec<usize>, Vec<usize>) {
        let n = self.parties.count();
        let mut first: Vec<usize> = Vec::new();
        for i in 0..n {
            if !first.iter().any(|j| self.apart(i, *j) < SAME) {
                first.push(i);
            }
        }
        let of = (0..n).map(|i| first.iter().rposition(|j| self.apart(i, *j) < SAME).unwrap_or(0)).collect();
        (first, of)
    }

    fn apart(&self, i: usize, j: usize) -> f64 {
        let d = self.parties.dimensions;
        euclidean(&self.positions[i * d..(i + 1) * d], &self.positions[j * d..(j + 1) * d])
    }

    /// Everybody offers and decides; completes the turn and moves parties and ideals.
    pub(super) fn play(
        &mut self,
        turn: &mut Turn,
        unit: &mut dyn FnMut() -> f64,
    ) -> Result<(), InvalidInput> {
        turn.offers = self.offers();
        self.value(&turn.offers);
        let (n, d) = (self.parties.count(), self.parties.dimensions);
        let mut moved = self.positions.clone();
        for k in 0..n {
            if let Some(taken) = self.decide(k, turn, unit)? {
                let offer = &turn.offers[taken];
                let to =
                    if offer.initiator == k { &offer.initiator_position } else { &offer.receiver_position };
                moved[k * d..(k + 1) * d].copy_from_slice(to);
            }
        }
        self.positions = moved;
        self.follow();
        for offer in &mut turn.offers {
            offer.initiator_position = percent(&offer.initiator_position);
            offer.receiver_position = percent(&offer.receiver_position);
        }
        Ok(())
    }

    /// What everybody offers to the one that it gains most by challenging; positions on [0, 1].
    fn offers(&mut self) -> Vec<Offer> {
        let n = self.parties.count();
        let mut offers = Vec::with_capacity(n);
        for i in 0..n {
            self.own.look(i, self.choices, &self.distances, &self.risk);
            let mut best: Option<(usize, f64, f64)> = None;
            for j in (0..n).filter(|j| *j != i) {
                let chance = self.own.victory(i, j);
                let gain = self.own.gain(i, i, j, chance);
                if gain > best.map_or(LEAST_GAIN, |(_, _, most)| most) {
                    best = Some((j, chance, gain));
                }
            }
            if let Some((j, chance, gain)) = best {
                self.bargains(i, j, chance, gain, &mut offers);
            }
        }
        offers
    }

    fn bargains(&mut self, i: usize, j: usize, victory: f64, gain: f64, offers: &mut Vec<Offer>) {
        let mut add = |author: Author, (initiator_position, receiver_position): (Vec<f64>, Vec<f64>)| {
            offers.push(Offer {
                initiator: i,
                receiver: j,
                author,
                gain,
                victory,
                initiator_position,
                receiver_position,
                by_initiator: Standing::default(),
                by_receiver: Standing::default(),
            });
        };
        let first = self.bargain(i, j, victory);
        if self.choices.offering == Offering::Initiator {
            return add(Author::Initiator, first);
        }
        self.other.look(j, self.choices, &self.distances, &self.risk);
        let its = self.other.victory(i, j);
        let second = self.bargain(i, j, its);
        if self.choices.offering == Offering::Both {
            add(Author::Initiator, first);
            return add(Author::Receiver, second);
        }
        let weight = |k: usize| self.parties.power[k] * self.parties.attention[k];
        let share = if weight(i) + weight(j) > 0.0 { weight(i) / (weight(i) + weight(j)) } else { 0.5 };
        let mean = |x: &[f64], y: &[f64]| -> Vec<f64> {
            x.iter().zip(y).map(|(a, b)| share * a + (1.0 - share) * b).collect()
        };
        add(Author::Compromise, (mean(&first.0, &second.0), mean(&first.1, &second.1)));
    }

    /// Where both would move if i wins with this chance.
    fn bargain(&self, i: usize, j: usize, chance: f64) -> (Vec<f64>, Vec<f64>) {
        let d = self.parties.dimensions;
        let side = |party: usize, k: usize, chance: f64| Side {
            position: self.positions[party * d + k],
            salience: self.parties.saliences[party * d + k],
            chance,
        };
        (0..d)
            .map(|k| between(self.choices.interpolation, side(i, k, chance), side(j, k, 1.0 - chance)))
            .unzip()
    }

    /// Utilities of the status quo and of what each offer leads to: the mean over the positions of all parties.
    fn value(&mut self, offers: &[Offer]) {
        let (n, d) = (self.parties.count(), self.parties.dimensions);
        let count = n as f64;
        self.status_quo.fill(0.0);
        for row in self.utilities.chunks_exact(n) {
            self.status_quo.iter_mut().zip(row).for_each(|(sum, u)| *sum += u);
        }
        self.outcomes.clear();
        for offer in offers {
            let (i, j) = (offer.initiator, offer.receiver);
            for k in 0..n {
                let ideal = &self.ideals[k * d..(k + 1) * d];
                let of = |to: &[f64]| utility(distance(self.parties, k, ideal, to), self.risk[k]);
                let change = (of(&offer.initiator_position) - self.utilities[i * n + k])
                    + (of(&offer.receiver_position) - self.utilities[j * n + k]);
                self.outcomes.push((self.status_quo[k] + change) / count);
            }
        }
        self.status_quo.iter_mut().for_each(|u| *u /= count);
    }

    /// Holds the election over a party's queue: the status quo, its own offers, those it received by initiator. Gives the offer that it takes.
    fn decide(
        &mut self,
        party: usize,
        turn: &mut Turn,
        unit: &mut dyn FnMut() -> f64,
    ) -> Result<Option<usize>, InvalidInput> {
        let n = self.parties.count();
        let of = |role: fn(&Offer) -> usize| {
            turn.offers.iter().enumerate().filter(move |(_, offer)| role(offer) == party).map(|(at, _)| at)
        };
        let queue: Vec<usize> = of(|offer| offer.initiator).chain(of(|offer| offer.receiver)).collect();
        let mut rows: Vec<&[f64]> = vec![&self.status_quo];
        rows.extend(queue.iter().map(|at| &self.outcomes[at * n..(at + 1) * n]));
        let chances = self.election.hold(self.choices, &self.parties.power, &rows)?;
        let chosen = match self.choices.transition {
            Transition::Deterministic => most(chances),
            Transition::Stochastic => drawn(chances, unit()),
        };
        let standing = |at: usize| Standing { chance: chances[at], chosen: at == chosen };
        turn.status_quo.push(standing(0));
        for (at, offer) in queue.iter().enumerate() {
            let offer = &mut turn.offers[*offer];
            *(if offer.initiator == party { &mut offer.by_initiator } else { &mut offer.by_receiver }) =
                standing(at + 1);
        }
        Ok(chosen.checked_sub(1).map(|at| queue[at]))
    }

    /// Moves ideals towards positions.
    fn follow(&mut self) {
        let Some(a) = &self.parties.adjustment else {
            self.ideals.copy_from_slice(&self.positions);
            return;
        };
        let (n, d) = (self.parties.count(), self.parties.dimensions);
        for (row, ideal) in a.chunks_exact(n).zip(self.ideals.chunks_exact_mut(d)) {
            let lag = super::positive(1.0 - row.iter().sum::<f64>());
            for (k, x) in ideal.iter_mut().enumerate() {
                let drawn: f64 = row.iter().enumerate().map(|(j, a)| a * self.positions[j * d + k]).sum();
                *x = drawn + lag * *x;
            }
        }
    }
}

/// The first of the greatest.
fn most(chances: &[f64]) -> usize {
    let mut best = 0;
    for (at, p) in chances.iter().enumerate() {
        if *p > chances[best] {
            best = at;
        }
    }
    best
}

/// The first at which the sum of probabilities reaches a draw from [0, 1].
fn drawn(chances: &[f64], unit: f64) -> usize {
    let mut sum = 0.0;
    let reached = chances.iter().position(|p| {
        sum += p;
        unit <= sum
    });
    reached.unwrap_or(chances.len().saturating_sub(1))
}

/// Between two points.
pub(super) fn euclidean(x: &[f64], y: &[f64]) -> f64 {
    libm::sqrt(x.iter().zip(y).map(|(a, b)| (a - b) * (a - b)).sum())
}

fn percent(x: &[f64]) -> Vec<f64> {
    x.iter().map(|x| x * 100.0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_go_to_the_first_and_draws_to_their_share() {
        assert_eq!(most(&[0.4, 0.4, 0.2]), 0);
        assert_eq!(most(&[0.2, 0.4, 0.4]), 1);
        let picks: Vec<usize> =
            [0.1, 0.25, 0.26, 0.75, 0.76, 1.0].iter().map(|u| drawn(&[0.25, 0.5, 0.25], *u)).collect();
        assert_eq!(picks, [0, 0, 1, 1, 2, 2]);
        assert_eq!(drawn(&[0.5, 0.5 - 1e-12], 1.0), 1);
    }
}
