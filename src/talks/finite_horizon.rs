//! Bargaining over a finite set of outcomes until a known last round, solved exactly by backward induction.
//!
//! In each round `t = 0 … T−1` one party offers an outcome or lets the round fail: party `t mod n`, or one drawn with given chances.
//! Then all vote, each as if it decided (stage-undominated votes: Baron and Kalai 1993, Journal of Economic Theory 61:290; Banks and
//! Duggan 2000, American Political Science Review 94:73; with any utilities Merlo and Wilson 1995, Econometrica 63:371):
//!
//! * continuation `C_i(t) = d_i V_i(t+1)`, with `V_i(T)` the disagreement payoff, not discounted at `T`;
//! * party `i` votes yes iff `u_i(x) >= max(C_i, floor_i)`; the proposer always for its own offer;
//! * an offer passes iff the weights of the yes votes reach the quota and no party with a veto votes no;
//! * the proposer offers, of what passes, what is best for itself (of equals the one of lowest index) if that is worth
//!   at least `max(C_i, floor_i)` to it, and otherwise lets the round fail;
//! * `V_i(t)` is the expectation over proposers of `u_i` of the offer, or of `C_i` where the round fails.
//!
//! [`Offers`] is the heart of it for any decision rule; the behaviour `exact` at the table uses it too.

use crate::statistics::{InvalidInput, finite, share};

/// Most parties: votes are bits.
pub const MOST_PARTIES: usize = 32;

/// Numbers this close count as equal in [`solve`]: a party that is indifferent within this says yes.
const INDIFFERENCE: f64 = 1e-9;

/// Most `rounds × outcomes × parties` of [`solve`], and most `rounds × parties`: some seconds, some megabytes.
const MOST_WORK: f64 = 1e8;
const MOST_PROPOSALS: f64 = 1e6;

/// Outcomes on offer with what they are worth, and for each proposer its order of preference.
#[derive(Debug, Clone)]
pub struct Offers {
    parties: usize,
    /// By outcome and party.
    utility: Vec<f64>,
    /// By party: outcomes, the best for it first, of equals the one of lowest index; empty until asked for.
    ranked: Vec<Vec<u32>>,
    /// Numbers this close count as equal.
    tolerance: f64,
}

impl Offers {
    /// Outcomes worth `utility[outcome × parties + party]`, ranked for those parties that will propose.
    pub fn new(parties: usize, utility: Vec<f64>, proposers: &[usize], tolerance: f64) -> Self {
        let mut offers = Self { parties, utility, ranked: vec![Vec::new(); parties], tolerance };
        for &proposer in proposers {
            let mut order: Vec<u32> = (0..offers.len() as u32).collect();
            let worth = |x: &u32| offers.utility(*x as usize, proposer);
            order.sort_by(|a, b| worth(b).total_cmp(&worth(a)).then(a.cmp(b)));
            offers.ranked[proposer] = order;
        }
        offers
    }

    /// Number of outcomes.
    pub fn len(&self) -> usize {
        self.utility.len().checked_div(self.parties).unwrap_or(0)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What an outcome is worth to a party.
    pub fn utility(&self, outcome: usize, party: usize) -> f64 {
        self.utility[outcome * self.parties + party]
    }

    /// Who would vote for an outcome, as bits: those to whom it is worth what they need.
    pub fn accepting(&self, outcome: usize, needs: &[f64]) -> u32 {
        let row = &self.utility[outcome * self.parties..][..self.parties];
        let yes = |(i, (u, need)): (usize, (&f64, &f64))| u32::from(*u >= need - self.tolerance) << i;
        row.iter().zip(needs).enumerate().map(yes).sum()
    }

    /// What a party proposes when each party votes for what is worth `needs` to it: of all that `passes` (told the outcome
    /// and the yes votes as bits) the best for itself, of equals the one of lowest index; `None` if nothing that passes is
    /// worth what it needs itself.
    pub fn proposal(
        &self,
        proposer: usize,
        needs: &[f64],
        passes: impl Fn(usize, u32) -> bool,
    ) -> Option<usize> {
        let mut best: Option<(f64, usize)> = None;
        for &x in &self.ranked[proposer] {
            let x = x as usize;
            let own = self.utility(x, proposer);
            let low = best.map_or(needs[proposer], |(most, _)| most) - self.tolerance;
            if own < low {
                break;
            }
            if best.is_none_or(|(_, first)| x < first) && passes(x, self.accepting(x, needs)) {
                best = Some((best.map_or(own, |(most, _)| most), x));
            }
        }
        best.map(|(_, x)| x)
    }
}

/// What a party has in waiting: its `value` later, `factor` times, over `base`, which it has all along.
pub fn waiting(base: f64, factor: f64, value: f64) -> f64 {
    // Exactly the same where no time passes.
    if factor == 1.0 { value } else { base + factor * (value - base) }
}

/// Who proposes.
#[derive(Debug, Clone, PartialEq)]
pub enum Proposers {
    /// Party `t mod n` in round `t`.
    Rotating,
    /// Each party with this chance, anew in each round.
    Drawn(Vec<f64>),
}

/// A game; every list has one entry per party.
#[derive(Debug, Clone, PartialEq)]
pub struct Game {
    /// What each outcome is worth, by party and outcome.
    pub utility: Vec<Vec<f64>>,
    /// Discount factors per round, from 0 to 1.
    pub discount: Vec<f64>,
    /// Payoffs if the last round passes.
    pub disagreement: Vec<f64>,
    /// The least that a party ever votes for; `None`: anything.
    pub floor: Vec<Option<f64>>,
    /// Weights of votes, 0 or more.
    pub weights: Vec<f64>,
    /// The weight that passes an offer.
    pub quota: f64,
    /// Parties without whose vote nothing passes.
    pub veto: Vec<usize>,
    /// Number of rounds.
    pub rounds: usize,
    /// Who proposes.
    pub proposers: Proposers,
}

/// The equilibrium of a game.
#[derive(Debug, Clone, PartialEq)]
pub struct Solution {
    /// What each party expects at the start.
    pub values: Vec<f64>,
    /// By round and party: what it proposes if it is its turn; `None`: it lets the round fail.
    pub proposals: Vec<Vec<Option<usize>>>,
    /// Round and outcome of agreements that can come about, with their chances, in order.
    pub agreements: Vec<(usize, usize, f64)>,
    /// The chance that the last round passes without agreement.
    pub no_agreement: f64,
    /// The round expected given agreement; `None` if there can be none.
    pub expected_round: Option<f64>,
}

/// Solves a game.
///
/// # Errors
/// When lists differ in length or are empty, there are more than [`MOST_PARTIES`] parties, a number is not finite, a discount factor or
/// chance lies outside [0, 1], the chances of proposing do not sum to 1, a weight is negative, a veto names no party, or the game is
/// larger than some 100 million rounds × outcomes × parties.
pub fn solve(game: &Game) -> Result<Solution, InvalidInput> {
    let (parties, outcomes) = game.validated()?;
    let everybody: Vec<usize> = (0..parties).collect();
    let utility = (0..outcomes).flat_map(|x| game.utility.iter().map(move |row| row[x])).collect();
    let offers = Offers::new(parties, utility, &everybody, INDIFFERENCE);
    let floor: Vec<f64> = game.floor.iter().map(|floor| floor.unwrap_or(f64::NEG_INFINITY)).collect();
    let mut values = game.disagreement.clone();
    let mut proposals = vec![Vec::new(); game.rounds];
    for round in (0..game.rounds).rev() {
        let later: Vec<f64> = (0..parties).map(|i| waiting(0.0, game.discount[i], values[i])).collect();
        let needs: Vec<f64> = later.iter().zip(&floor).map(|(later, floor)| later.max(*floor)).collect();
        let proposal = |&i: &usize| offers.proposal(i, &needs, |_, yes| game.passes(yes | 1 << i));
        let proposed: Vec<Option<usize>> = everybody.iter().map(proposal).collect();
        let then = |i: usize, offer: Option<usize>| offer.map_or(later[i], |x| offers.utility(x, i));
        let value = |i: usize| -> f64 {
            proposed.iter().enumerate().map(|(j, offer)| game.chance(round, j) * then(i, *offer)).sum()
        };
        values = everybody.iter().map(|&i| value(i)).collect();
        proposals[round] = proposed;
    }
    Ok(game.forward(values, proposals))
}

impl Game {
    /// Numbers of parties and outcomes, if all is sound.
    fn validated(&self) -> Result<(usize, usize), InvalidInput> {
        let wrong = |message: String| Err(InvalidInput(message));
        let n = self.utility.len();
        if n == 0 || n > MOST_PARTIES {
            return wrong(format!("there are {n} parties; expected 1 to {MOST_PARTIES}"));
        }
        let outcomes = self.utility[0].len();
        if let Some(i) = self.utility.iter().position(|row| row.len() != outcomes) {
            let found = self.utility[i].len();
            return wrong(format!("party {i} values {found} outcomes; expected {outcomes}, as for party 0"));
        }
        let lists = [
            ("delta", &self.discount),
            ("disagreement", &self.disagreement),
            ("weights", &self.weights),
            (
                "proposers",
                if let Proposers::Drawn(chances) = &self.proposers { chances } else { &self.weights },
            ),
        ];
        for (name, list) in lists {
            if list.len() != n {
                return wrong(format!("{name} has {} entries; expected {n}, one per party", list.len()));
            }
        }
        if self.floor.len() != n {
            return wrong(format!("the floors have {} entries; expected {n}", self.floor.len()));
        }
        let (proposals, work) = (self.rounds as f64 * n as f64, outcomes as f64 * n as f64);
        if proposals > MOST_PROPOSALS || self.rounds as f64 * work > MOST_WORK {
            return wrong(format!(
                "{} rounds, {outcomes} outcomes and {n} parties are too many; expected at most {MOST_PROPOSALS:e} \
                 rounds × parties and {MOST_WORK:e} rounds × outcomes × parties",
                self.rounds
            ));
        }
        self.validate_numbers()?;
        Ok((n, outcomes))
    }

    fn validate_numbers(&self) -> Result<(), InvalidInput> {
        let wrong = |message: String| Err(InvalidInput(message));
        for value in self.utility.iter().flatten().chain(self.floor.iter().flatten()) {
            finite("a utility or floor", *value)?;
        }
        self.disagreement.iter().try_for_each(|d| finite("disagreement", *d).map(drop))?;
        self.discount.iter().try_for_each(|d| share("delta", *d).map(drop))?;
        finite("quota", self.quota)?;
        if let Some(weight) = self.weights.iter().find(|w| !w.is_finite() || **w < 0.0) {
            return wrong(format!("a weight is {weight}; expected 0 or more"));
        }
        if let Some(party) = self.veto.iter().find(|i| **i >= self.utility.len()) {
            let last = self.utility.len() - 1;
            return wrong(format!("veto names party {party}; expected 0 to {last}"));
        }
        if let Proposers::Drawn(chances) = &self.proposers {
            chances.iter().try_for_each(|p| share("a chance of proposing", *p).map(drop))?;
            let sum: f64 = chances.iter().sum();
            if (sum - 1.0).abs() > INDIFFERENCE {
                return wrong(format!("the chances of proposing sum to {sum}; expected 1"));
            }
        }
        Ok(())
    }

    fn passes(&self, yes: u32) -> bool {
        let weight: f64 =
            (0..self.weights.len()).filter(|i| yes & 1 << i != 0).map(|i| self.weights[i]).sum();
        weight >= self.quota - INDIFFERENCE && self.veto.iter().all(|i| yes & 1 << i != 0)
    }

    fn chance(&self, round: usize, party: usize) -> f64 {
        match &self.proposers {
            Proposers::Rotating => f64::from(u8::from(round % self.weights.len() == party)),
            Proposers::Drawn(chances) => chances[party],
        }
    }

    /// Follows the proposals from the first round on: every proposal passes, for nothing else is proposed.
    fn forward(&self, values: Vec<f64>, proposals: Vec<Vec<Option<usize>>>) -> Solution {
        let mut agreements: Vec<(usize, usize, f64)> = Vec::new();
        let mut open = 1.0;
        for (round, proposed) in proposals.iter().enumerate() {
            let first = agreements.len();
            let mut fails = 0.0;
            for (party, offer) in proposed.iter().enumerate() {
                let chance = self.chance(round, party);
                match offer {
                    None => fails += chance,
                    Some(_) if chance * open == 0.0 => {}
                    Some(x) => match agreements[first..].iter_mut().find(|(_, known, _)| known == x) {
                        Some(known) => known.2 += open * chance,
                        None => agreements.push((round, *x, open * chance)),
                    },
                }
            }
            agreements[first..].sort_by_key(|(_, outcome, _)| *outcome);
            open *= fails;
        }
        let agreed: f64 = agreements.iter().map(|(.., chance)| chance).sum();
        let rounds: f64 = agreements.iter().map(|(round, _, chance)| *round as f64 * chance).sum();
        let expected_round = (agreed > 0.0).then(|| rounds / agreed);
        Solution { values, proposals, agreements, no_agreement: open, expected_round }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A pie of `units`, split between two.
    fn pie(units: usize, discount: [f64; 2], rounds: usize) -> Game {
        let share = |x: usize| x as f64;
        Game {
            utility: vec![(0..=units).map(share).collect(), (0..=units).rev().map(share).collect()],
            discount: discount.to_vec(),
            disagreement: vec![0.0; 2],
            floor: vec![None; 2],
            weights: vec![1.0; 2],
            quota: 2.0,
            veto: Vec::new(),
            rounds,
            proposers: Proposers::Rotating,
        }
    }

    /// Rubinstein 1982, finite: the responder gets its discount factor times its share of the next round, the last proposer all.
    #[test]
    fn a_fine_pie_is_split_as_in_the_finite_game_of_rubinstein() {
        for (discount, rounds) in [([0.9, 0.8], 1), ([0.9, 0.8], 2), ([0.95, 0.7], 7), ([0.6, 0.99], 12)] {
            let units = 2000;
            // By round from the last: the proposer's share.
            let mut own = 1.0;
            for round in (0..rounds - 1).rev() {
                own = 1.0 - discount[(round + 1) % 2] * own;
            }
            let found = solve(&pie(units, discount, rounds)).unwrap();
            // In each round the responder is given a whole unit, so the step counts once for each round.
            let near = rounds as f64 / units as f64;
            assert!((found.values[0] / units as f64 - own).abs() <= near, "{:?} {own}", found.values);
            assert_eq!(found.agreements.len(), 1);
            assert_eq!((found.agreements[0].0, found.no_agreement), (0, 0.0));
        }
    }

    /// Two of three with equal chances (Baron and Ferejohn 1989): nothing of the pie is lost, and a veto is worth a lot.
    #[test]
    fn a_majority_shares_out_the_pie_and_a_veto_pays() {
        let mut splits = Vec::new();
        for a in 0..=30 {
            splits.extend((0..=30 - a).map(|b| [f64::from(a), f64::from(b), f64::from(30 - a - b)]));
        }
        let game = Game {
            utility: (0..3).map(|i| splits.iter().map(|s| s[i]).collect()).collect(),
            discount: vec![0.9; 3],
            disagreement: vec![0.0; 3],
            floor: vec![None; 3],
            weights: vec![1.0; 3],
            quota: 2.0,
            veto: Vec::new(),
            rounds: 6,
            proposers: Proposers::Drawn(vec![1.0 / 3.0; 3]),
        };
        let found = solve(&game).unwrap();
        assert!((found.values.iter().sum::<f64>() - 30.0).abs() < 1e-9);
        let with_veto = solve(&Game { veto: vec![1], ..game }).unwrap();
        assert!(with_veto.values[1] > found.values[1] + 5.0, "{:?}", with_veto.values);
    }

    #[test]
    fn floors_and_failing_rounds() {
        // What suits both is worth less than what they have.
        let mut game = pie(10, [0.9, 0.9], 3);
        game.disagreement = vec![8.0, 8.0];
        game.discount = vec![1.0, 1.0];
        let found = solve(&game).unwrap();
        assert_eq!(found.values, [8.0, 8.0]);
        assert!(found.proposals.iter().flatten().all(Option::is_none));
        assert_eq!((found.agreements, found.no_agreement, found.expected_round), (vec![], 1.0, None));
        // A floor binds whatever waiting is worth.
        let mut game = pie(10, [0.0, 0.0], 1);
        game.floor = vec![None, Some(3.0)];
        assert_eq!(solve(&game).unwrap().proposals, [[Some(7), Some(0)]]);
        // Nothing is played in no round, and nothing proposed where nothing is on offer.
        assert_eq!(solve(&Game { rounds: 0, ..pie(10, [0.9, 0.9], 0) }).unwrap().no_agreement, 1.0);
        let nothing = Game { utility: vec![vec![], vec![]], ..pie(0, [0.9, 0.9], 2) };
        assert_eq!(solve(&nothing).unwrap().proposals, [[None, None], [None, None]]);
    }

    #[test]
    fn of_equals_the_lowest_index_is_proposed() {
        let game = Game { utility: vec![vec![1.0, 5.0, 5.0], vec![2.0, 0.0, 1.0]], ..pie(2, [0.5, 0.5], 1) };
        assert_eq!(solve(&game).unwrap().proposals, [[Some(1), Some(0)]]);
    }

    #[test]
    fn waiting_keeps_what_is_had_all_along() {
        assert_eq!(waiting(0.3, 1.0, 0.1), 0.1);
        assert_eq!(waiting(2.0, 0.5, 6.0), 4.0);
        assert_eq!(waiting(0.0, 0.0, 6.0), 0.0);
    }

    #[test]
    fn refuses_what_is_out_of_range() {
        let sound = || pie(3, [0.9, 0.9], 3);
        assert!(solve(&sound()).is_ok());
        let wrong = [
            ("parties", Game { utility: Vec::new(), ..sound() }),
            ("outcomes", Game { utility: vec![vec![1.0], vec![]], ..sound() }),
            ("delta", Game { discount: vec![0.9], ..sound() }),
            ("delta", Game { discount: vec![0.9, 1.1], ..sound() }),
            ("disagreement", Game { disagreement: vec![f64::NAN, 0.0], ..sound() }),
            ("floor", Game { floor: vec![Some(f64::INFINITY), None], ..sound() }),
            ("floors", Game { floor: vec![None], ..sound() }),
            ("weight", Game { weights: vec![-1.0, 1.0], ..sound() }),
            ("quota", Game { quota: f64::NAN, ..sound() }),
            ("veto", Game { veto: vec![2], ..sound() }),
            ("sum to", Game { proposers: Proposers::Drawn(vec![0.5, 0.4]), ..sound() }),
            ("chance", Game { proposers: Proposers::Drawn(vec![1.5, -0.5]), ..sound() }),
            ("proposers", Game { proposers: Proposers::Drawn(vec![1.0]), ..sound() }),
            ("rounds", Game { rounds: usize::MAX, ..sound() }),
        ];
        for (word, game) in wrong {
            let message = solve(&game).unwrap_err().to_string();
            assert!(message.contains(word), "{word}: {message}");
        }
    }
}
