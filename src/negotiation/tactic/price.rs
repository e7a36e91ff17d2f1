//! Two parties and a price: time-dependent, resource-dependent and imitative tactics (Faratin, Sierra and Jennings 1998, §4.1 to §4.3).
//!
//! Turns are counted from 0; the parties act in turn. A party offers `low + α (high − low)` as a buyer and `low + (1 − α)(high − low)` as a
//! seller, with `α` from the clock or, as `k + (1 − k) e^(−resource)`, from what is left of a resource, or imitates the changes of the other's offers; it accepts the offer that stands if it is at least as good as the offer
//! that it would make now.

use super::Fall;

/// Who pays and who is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// It wants a low price.
    Buyer,
    /// It wants a high price.
    Seller,
}

/// What an imitator takes over of the other's last changes.
#[derive(Debug, Clone, PartialEq)]
pub enum Imitation {
    /// The ratio of two successive offers, so many offers ago.
    Relative,
    /// Their difference, and in addition a number by own turn, drawn before; none where there is no number.
    Absolute(Vec<f64>),
    /// The ratio of the offer so many ago to the last.
    Averaged,
}

/// What is conceded whatever the other does.
#[derive(Debug, Clone, PartialEq)]
pub enum Alone {
    /// By the clock.
    Time(Fall),
    /// By what is left of a resource.
    Resource {
        /// What is conceded while much of it is left, in [0, 1].
        k: f64,
        /// What is left by own turn, 0 or more, in any unit; the last holds from then on, and of nothing said there is nothing left.
        left: Vec<f64>,
    },
}

/// The share conceded with so much of a resource left: `k + (1 − k) e^(−left)` (Faratin, Sierra and Jennings 1998, §4.2).
pub fn conceded_by_resource(k: f64, left: f64) -> f64 {
    k + (1.0 - k) * libm::exp(-left)
}

/// How an offer is found.
#[derive(Debug, Clone, PartialEq)]
pub enum Offering {
    /// By the clock or a resource alone.
    Alone(Alone),
    /// By imitation over a window of offers, at least 1; alone until the other has made one more than those.
    Imitate {
        /// What is imitated.
        imitation: Imitation,
        /// The window.
        window: usize,
        /// Tactic before there is enough to imitate.
        start: Alone,
    },
}

/// One of the two.
#[derive(Debug, Clone, PartialEq)]
pub struct Trader {
    /// Its role.
    pub role: Role,
    /// Lowest price that it would offer or accept.
    pub low: f64,
    /// Highest.
    pub high: f64,
    /// Last turn at which it takes part; after it it withdraws.
    pub deadline: f64,
    /// Its tactic.
    pub offering: Offering,
}

/// What a party does at its turn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Step {
    /// It offers a price.
    Offer(f64),
    /// It accepts the price that stands.
    Accept(f64),
    /// It withdraws.
    Withdraw,
}

impl Trader {
    /// The price that it would offer at a turn, given its own offers and the other's so far; `turn` counts its own turns.
    fn offer(&self, at: u32, own: &[f64], other: &[f64], turn: usize) -> f64 {
        match &self.offering {
            Offering::Alone(alone) => self.alone(alone, at, turn),
            Offering::Imitate { imitation, window, start } => {
                let d = (*window).max(1);
                let (Some(last), true) = (own.last(), other.len() > d) else {
                    return self.alone(start, at, turn);
                };
                let (before, after) = (other[other.len() - 1 - d], other[other.len() - d]);
                let price = match imitation {
                    Imitation::Relative => last * before / after,
                    Imitation::Averaged => last * before / other[other.len() - 1],
                    Imitation::Absolute(drawn) => {
                        let sign = if self.role == Role::Buyer { 1.0 } else { -1.0 };
                        last + before - after + sign * drawn.get(turn).copied().unwrap_or(0.0)
                    }
                };
                // A price of 0 has no ratio: then it stays where it was.
                if price.is_nan() { *last } else { price.max(self.low).min(self.high) }
            }
        }
    }

    fn alone(&self, alone: &Alone, at: u32, turn: usize) -> f64 {
        let conceded = match alone {
            // Below a deadline of 1 there is but the first turn.
            Alone::Time(fall) => fall.conceded(f64::from(at) / self.deadline.max(1.0)),
            Alone::Resource { k, left } => {
                conceded_by_resource(*k, left.get(turn).or(left.last()).copied().unwrap_or(0.0))
            }
        };
        let share = if self.role == Role::Buyer { conceded } else { 1.0 - conceded };
        self.low + share * (self.high - self.low)
    }

    fn takes(&self, standing: f64, next: f64) -> bool {
        match self.role {
            Role::Buyer => standing <= next,
            Role::Seller => standing >= next,
        }
    }
}

/// Talks of two traders, the first to act first, for at most so many turns: what happened turn by turn.
pub fn haggle(traders: &[Trader; 2], turns: u32) -> Vec<Step> {
    let mut offers: [Vec<f64>; 2] = [Vec::new(), Vec::new()];
    let mut steps = Vec::new();
    let mut standing = None;
    for at in 0..turns {
        let who = (at % 2) as usize;
        let trader = &traders[who];
        if f64::from(at) > trader.deadline {
            steps.push(Step::Withdraw);
            break;
        }
        let next = trader.offer(at, &offers[who], &offers[1 - who], (at / 2) as usize);
        if let Some(price) = standing.filter(|price| trader.takes(*price, next)) {
            steps.push(Step::Accept(price));
            break;
        }
        standing = Some(next);
        offers[who].push(next);
        steps.push(Step::Offer(next));
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_imitator_gives_back_what_it_is_given_and_stays_in_its_range() {
        let seller = Trader {
            role: Role::Seller,
            low: 10.0,
            high: 30.0,
            deadline: 40.0,
            offering: Offering::Alone(Alone::Time(Fall::Polynomial { k: 0.1, beta: 1.0 })),
        };
        let imitate = |imitation| Trader {
            role: Role::Buyer,
            low: 5.0,
            high: 20.0,
            deadline: 40.0,
            offering: Offering::Imitate {
                imitation,
                window: 1,
                start: Alone::Time(Fall::Polynomial { k: 0.1, beta: 1.0 }),
            },
        };
        let steps = haggle(&[imitate(Imitation::Absolute(Vec::new())), seller.clone()], 40);
        let offers: Vec<f64> =
            steps.iter().filter_map(|s| if let Step::Offer(p) = s { Some(*p) } else { None }).collect();
        // Own change equals the other's last one.
        assert!(((offers[6] - offers[4]) - (offers[3] - offers[5])).abs() < 1e-12);
        assert!(offers.iter().step_by(2).all(|p| (5.0..=20.0).contains(p)));
        assert!(matches!(steps.last(), Some(Step::Accept(_))));
    }

    /// A resource that runs out: α is 0.1 + 0.9 e^(−left), and the last number holds for the turns after it.
    #[test]
    fn a_resource_gives_way_as_it_runs_out() {
        let alone = |role, left: &[f64]| Trader {
            role,
            low: 0.0,
            high: 1.0,
            deadline: 20.0,
            offering: Offering::Alone(Alone::Resource { k: 0.1, left: left.to_vec() }),
        };
        let steps = haggle(&[alone(Role::Buyer, &[2.0, 1.0]), alone(Role::Seller, &[3.0])], 5);
        let alpha = |left: f64| 0.1 + 0.9 * libm::exp(-left);
        let expected = [alpha(2.0), 1.0 - alpha(3.0), alpha(1.0), 1.0 - alpha(3.0), alpha(1.0)];
        assert_eq!(steps, expected.map(Step::Offer));
        // Of nothing said nothing is left: all is conceded at once.
        let steps = haggle(&[alone(Role::Buyer, &[]), alone(Role::Seller, &[0.0])], 5);
        assert_eq!(steps, [Step::Offer(1.0), Step::Accept(1.0)]);
    }
}
