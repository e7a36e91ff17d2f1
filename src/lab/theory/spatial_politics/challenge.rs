//! What a challenge is worth, as one party sees it.
//!
//! The two principals contribute their votes at power times salience, `w = c s`. A third party n first looks at the little contest of the two and
//! itself, which i wins with `p = C_i / (C_i + C_j)`, and then votes by what it expects of either side: if it backs i,
//! `p (2u_ni + u_nn) + (1 − p) 3u_nj`; if it backs j, `p 3u_ni + (1 − p)(2u_nj + u_nn)` (semi-commitment). All together give i's chance P, and
//! the gain of k is `(1 − s_j) 2u_ki + s_j (P 2u_ki + (1 − P) 2u_kj) − (u_ki + u_kj)`: a target that does not care yields.

use super::super::InvalidInput;
use super::choices::{Choices, Commitment};
use super::history::Turn;
use super::party::Parties;
use super::positive;
use super::risk::perceived;
use super::utility::{distances, utilities};
use super::vote::Response;

/// What either side has before anybody takes it.
const LEAST: f64 = 1e-10;

/// Utilities of all positions to all parties in the eyes of one, and what its contests compute with.
#[derive(Debug, Clone)]
pub(super) struct View {
    n: usize,
    response: Response,
    commitment: Commitment,
    /// Position by position.
    utilities: Vec<f64>,
    /// By party: of its own position.
    own: Vec<f64>,
    /// By party: power times the sum of saliences.
    weights: Vec<f64>,
    attention: Vec<f64>,
    risk: Vec<f64>,
    votes: Vec<f64>,
}

impl View {
    pub(super) fn new(parties: &Parties, choices: &Choices) -> Self {
        let n = parties.count();
        Self {
            n,
            response: Response::new(choices.voting),
            commitment: choices.commitment,
            utilities: vec![0.0; n * n],
            own: vec![0.0; n],
            weights: parties.power.iter().zip(&parties.attention).map(|(c, s)| c * s).collect(),
            attention: parties.attention.clone(),
            risk: vec![0.0; n],
            votes: vec![0.0; n],
        }
    }

    /// Looks through the eyes of h, given distances (position by position) and true attitudes to risk.
    pub(super) fn look(&mut self, h: usize, choices: &Choices, distances: &[f64], risk: &[f64]) {
        for (seen, its) in self.risk.iter_mut().zip(risk) {
            *seen = perceived(choices.perceived, risk[h], *its);
        }
        utilities(distances, &self.risk, &mut self.utilities);
        for k in 0..self.n {
            self.own[k] = self.utilities[k * self.n + k];
        }
    }

    /// The chance that i wins when it challenges j.
    pub(super) fn victory(&mut self, i: usize, j: usize) -> f64 {
        let n = self.n;
        let (of_i, of_j) = (&self.utilities[i * n..(i + 1) * n], &self.utilities[j * n..(j + 1) * n]);
        let (mut side_i, mut side_j) = (LEAST, LEAST);
        for principal in [i, j] {
            let vote = self.weights[principal] * self.response.of(of_i[principal] - of_j[principal]);
            side_i += positive(vote);
            side_j += positive(-vote);
        }
        // Whether a third party gives up its own position on the winning and on the losing side: 1 if it keeps it.
        let (keeps_if_won, keeps_if_lost) = match self.commitment {
            Commitment::None => (1.0, 1.0),
            Commitment::Semi => (1.0, 0.0),
            Commitment::Full => (0.0, 0.0),
        };
        let response = self.response;
        let lanes = self.votes.iter_mut().zip(&self.weights).zip(&self.own).zip(of_i.iter().zip(of_j));
        for (((vote, w), own), (ui, uj)) in lanes {
            let first = w * response.of(ui - uj);
            let little_i = side_i + positive(first);
            let little_j = side_j + positive(-first);
            let p = little_i / (little_i + little_j);
            let q = 1.0 - p;
            let ends = |u: f64, keeps: f64| u + u + (keeps * own + (1.0 - keeps) * u);
            let backs_i = p * ends(*ui, keeps_if_won) + q * ends(*uj, keeps_if_lost);
            let backs_j = p * ends(*ui, keeps_if_lost) + q * ends(*uj, keeps_if_won);
            *vote = w * response.of(backs_i - backs_j);
        }
        // The principals have voted already.
        (self.votes[i], self.votes[j]) = (0.0, 0.0);
        let (mut all_i, mut all_j) = (side_i, side_j);
        for vote in &self.votes {
            all_i += positive(*vote);
            all_j += positive(-vote);
        }
        all_i / (all_i + all_j)
    }

    /// What k gains if i challenges j and wins with this chance.
    pub(super) fn gain(&self, k: usize, i: usize, j: usize, chance: f64) -> f64 {
        let (u_i, u_j) = (self.utilities[i * self.n + k], self.utilities[j * self.n + k]);
        let s = self.attention[j];
        let contest = chance * (u_i + u_i) + (1.0 - chance) * (u_j + u_j);
        (1.0 - s) * (u_i + u_i) + s * contest - (u_i + u_j)
    }
}

/// A challenge that one party could make to another, as somebody sees it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Challenge {
    /// Who would challenge.
    pub initiator: usize,
    /// Whom.
    pub receiver: usize,
    /// The chance that the initiator wins.
    pub victory: f64,
    /// What the initiator would gain, in utility of both positions together (−2 to 2).
    pub initiator_gain: f64,
    /// Likewise the receiver.
    pub receiver_gain: f64,
}

/// All challenges that could be made at the beginning of a turn, as party h sees them, by initiator and receiver.
///
/// # Errors
/// When there is no party h, or the turn is not of a run of these parties.
pub fn seen_by(
    h: usize,
    parties: &Parties,
    choices: &Choices,
    turn: &Turn,
) -> Result<Vec<Challenge>, InvalidInput> {
    let (n, cells) = (parties.count(), parties.count() * parties.dimensions());
    if h >= n || turn.risk.len() != n || turn.positions.len() != cells || turn.ideals.len() != cells {
        return Err(InvalidInput(format!(
            "party {h} of {n}, and a turn of {} parties; expected one of them, and a turn of theirs",
            turn.risk.len()
        )));
    }
    let share = |x: &[f64]| -> Vec<f64> { x.iter().map(|x| x / 100.0).collect() };
    let mut all = vec![0.0; n * n];
    distances(parties, &share(&turn.ideals), &share(&turn.positions), &mut all);
    let mut view = View::new(parties, choices);
    view.look(h, choices, &all, &turn.risk);
    let mut challenges = Vec::with_capacity(n * (n - 1));
    for initiator in 0..n {
        for receiver in (0..n).filter(|j| *j != initiator) {
            let victory = view.victory(initiator, receiver);
            let gain = |k: usize| view.gain(k, initiator, receiver, victory);
            let (initiator_gain, receiver_gain) = (gain(initiator), gain(receiver));
            challenges.push(Challenge { initiator, receiver, victory, initiator_gain, receiver_gain });
        }
    }
    Ok(challenges)
}

#[cfg(test)]
mod tests {
    use super::super::party::Party;
    use super::*;

    fn three(positions: [f64; 3], power: [f64; 3]) -> Parties {
        let party = |k: usize| Party {
            name: k.to_string(),
            power: power[k],
            positions: vec![positions[k]],
            saliences: vec![50.0],
        };
        Parties::new(&[party(0), party(1), party(2)]).unwrap()
    }

    fn view(parties: &Parties, choices: &Choices) -> View {
        let mut all = vec![0.0; 9];
        distances(parties, &parties.positions, &parties.positions, &mut all);
        let mut view = View::new(parties, choices);
        view.look(0, choices, &all, &[0.0; 3]);
        view
    }

    #[test]
    fn a_third_party_by_hand() {
        // Positions 0, 1, .25 and weights .5, .5, 1 at neutral risk: principals have .5 each; the third's first vote is .75 − .25 = .5, so
        // p = 1/1.5 = 2/3; if it backs the first 2/3·2.5 + 1/3·.75 = 23/12, else 2/3·2.25 + 1/3·1.5 = 2: it votes 1/12 for the second.
        let choices = Choices::default();
        let mut view = view(&three([0.0, 100.0, 25.0], [1.0, 1.0, 2.0]), &choices);
        let chance = view.victory(0, 1);
        assert!((chance - 0.5 / (1.0 + 1.0 / 12.0)).abs() < 1e-9);
        // u_00 = 1, u_01 = 0, s = .5: .5·2 + .5·2P − 1 = P.
        assert!((view.gain(0, 0, 1, chance) - chance).abs() < 1e-15);
    }

    #[test]
    fn third_parties_stay_out_unless_semi_committed() {
        let parties = three([0.0, 100.0, 25.0], [1.0, 1.0, 200.0]);
        for commitment in [Commitment::None, Commitment::Full] {
            let choices = Choices { commitment, ..Choices::default() };
            assert!((view(&parties, &choices).victory(0, 1) - 0.5).abs() < 1e-9);
        }
    }

    #[test]
    fn the_two_chances_of_a_contest_sum_to_one() {
        let choices = Choices::default();
        let mut view = view(&three([10.0, 70.0, 35.0], [1.0, 3.0, 2.0]), &choices);
        for (i, j) in [(0, 1), (0, 2), (1, 2)] {
            assert!((view.victory(i, j) + view.victory(j, i) - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn what_a_party_sees_is_what_it_acts_on() {
        let (parties, choices) = (three([10.0, 70.0, 35.0], [1.0, 3.0, 2.0]), Choices::default());
        let history = super::super::run(&parties, &choices, &mut || 0.5).unwrap();
        let first = &history.turns[0];
        for h in 0..3 {
            let seen = seen_by(h, &parties, &choices, first).unwrap();
            assert_eq!(seen.len(), 6);
            let own = seen.iter().filter(|c| c.initiator == h);
            let best = own.max_by(|a, b| a.initiator_gain.total_cmp(&b.initiator_gain)).unwrap();
            let offer = first.offers.iter().find(|offer| offer.initiator == h);
            assert_eq!(offer.map(|o| o.receiver), (best.initiator_gain > 1e-5).then_some(best.receiver));
            if let Some(offer) = offer {
                assert!((offer.gain - best.initiator_gain).abs() < 1e-12);
                assert!((offer.victory - best.victory).abs() < 1e-12);
            }
        }
        assert!(!first.offers.is_empty());
        assert!(seen_by(3, &parties, &choices, first).is_err());
        assert!(seen_by(0, &parties, &choices, &Turn { risk: vec![], ..first.clone() }).is_err());
    }

    #[test]
    fn where_all_stand_alike_nothing_is_gained() {
        let choices = Choices::default();
        let mut view = view(&three([40.0; 3], [1.0, 0.0, 2.0]), &choices);
        let chance = view.victory(0, 1);
        assert_eq!((chance, view.gain(0, 0, 1, chance)), (0.5, 0.0));
    }
}
