//! Two parties and a price: time-dependent and imitative tactics (Faratin, Sierra and Jennings 1998, §4.1 and §4.3).
//!
//! Turns are counted from 0; the parties act in turn. A party offers `low + α (high − low)` as a buyer and `low + (1 − α)(high − low)` as a
//! seller, or imitates the changes of the other's offers; it accepts the offer that stands if it is at least as good as the offer
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
    /// Their difference, and in addition a number by own turn, drawn before.
    Absolute(Vec<f64>),
    /// The ratio of the offer so many ago to the last.
    Averaged,
}

/// How an offer is found.
#[derive(Debug, Clone, PartialEq)]
pub enum Offering {
    /// By the clock alone.
    Time(Fall),
    /// By imitation over a window of offers, at least 1; by the clock until the other has made one more than those.
    Imitate {
        /// What is imitated.
        imitation: Imitation,
        /// The window.
        window: usize,
        /// Tactic before there is enough to imitate.
        start: Fall,
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
    pub deadline: u32,
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
            Offering::Time(fall) => self.by_time(*fall, at),
            Offering::Imitate { imitation, window, start } => {
                let d = (*window).max(1);
                let (Some(last), true) = (own.last(), other.len() > d) else {
                    return self.by_time(*start, at);
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

    fn by_time(&self, fall: Fall, at: u32) -> f64 {
        let conceded = fall.conceded(f64::from(at) / f64::from(self.deadline.max(1)));
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
        if at > trader.deadline {
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
            deadline: 40,
            offering: Offering::Time(Fall::Polynomial { k: 0.1, beta: 1.0 }),
        };
        let imitate = |imitation| Trader {
            role: Role::Buyer,
            low: 5.0,
            high: 20.0,
            deadline: 40,
            offering: Offering::Imitate {
                imitation,
                window: 1,
                start: Fall::Polynomial { k: 0.1, beta: 1.0 },
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
}
