//! Equal-gain exchange of positions (Stokman & Van Oosten 1994, in Bueno de Mesquita & Stokman, ch. 5).
//!
//! Two actors who stand on opposite sides of the expected outcome on two issues trade: each gives way on the issue about which it cares less, relative
//! to the other. The expected outcome of an issue is the compromise, so that a move `m` of actor `j` on issue `p` shifts it by
//! `d_p = m c_jp s_jp / Σ c_kp s_kp`. Gains are `s_ip d_p − s_iq d_q` and `s_jq d_q − s_jp d_p` (as sizes); they are equal if
//! `d_q = d_p (s_ip + s_jp) / (s_iq + s_jq)`. `i` demands `p` if `s_ip / s_iq ≥ s_jp / s_jq`; `j` moves fully to `i` on `p`, unless `i` would have to move
//! beyond `j` on `q`: then `i` moves fully and `j` as far as equal gain says. The exchange with the largest gain is made first; an actor has given what it
//! has to give on an issue once; all others are reckoned anew. Among equal gains the first pair of issues and actors is taken.

use super::{Position, check_anywhere};
use crate::lab::theory::{INDIFFERENCE, InvalidInput};

/// Most steps of the search: pairs of actors × pairs of issues × exchanges that are possible.
const LARGEST: usize = 2_000_000_000;

/// An exchange that was made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Exchange {
    /// The actor who gives way on the first issue.
    pub first: (usize, usize),
    /// Where it moves to.
    pub first_to: f64,
    /// The actor, and the second issue, on which it gives way.
    pub second: (usize, usize),
    /// Where it moves to.
    pub second_to: f64,
    /// What each gains: salience × shift of the outcome.
    pub gain: f64,
}

/// Outcomes of issues after all exchanges, and the exchanges in their order.
#[derive(Debug, Clone, PartialEq)]
pub struct Exchanged {
    /// The compromise of the positions after the exchanges, by issue.
    pub outcomes: Vec<f64>,
    /// The exchanges.
    pub exchanges: Vec<Exchange>,
}

/// Issues by actor: `issues[p][i]` is what actor `i` wants on issue `p`; `None` if it takes no part.
///
/// # Errors
/// An actor that is not valid, an issue on which nobody has a weight, lists of different lengths, or a search that is too large.
pub fn exchange(issues: &[Vec<Option<Position>>]) -> Result<Exchanged, InvalidInput> {
    let actors = issues.first().map_or(0, Vec::len);
    let steps = [actors, actors, issues.len(), issues.len(), actors, issues.len()];
    if steps.iter().try_fold(1usize, |product, n| product.checked_mul(*n)).is_none_or(|n| n / 4 > LARGEST) {
        return Err(InvalidInput(format!(
            "{actors} actors on {} issues are too many to look for exchanges among all of them",
            issues.len()
        )));
    }
    let mut table = Table { issues: Vec::new(), moved: Vec::new() };
    for (p, issue) in issues.iter().enumerate() {
        if issue.len() != actors {
            return Err(InvalidInput(format!(
                "issue {} has {} actors; expected {actors}",
                p + 1,
                issue.len()
            )));
        }
        let present: Vec<Position> = issue.iter().copied().flatten().collect();
        check_anywhere(&present)?;
        let total: f64 = present.iter().map(Position::weight).sum();
        let outcome = super::mean::mean(&present, super::mean::Weighting::CapabilityTimesSalience)?;
        table.issues.push(Issue { actors: issue.clone(), total, outcome });
        table.moved.push(vec![false; actors]);
    }
    Ok(table.trade())
}

struct Issue {
    actors: Vec<Option<Position>>,
    total: f64,
    outcome: f64,
}

struct Table {
    issues: Vec<Issue>,
    /// By issue and actor: whether it has given way already.
    moved: Vec<Vec<bool>>,
}

impl Table {
    fn trade(mut self) -> Exchanged {
        let n = self.issues.len();
        let pairs: Vec<(usize, usize)> = (0..n).flat_map(|p| (p + 1..n).map(move |q| (p, q))).collect();
        let mut best: Vec<Option<Exchange>> = pairs.iter().map(|&(p, q)| self.best(p, q)).collect();
        let mut exchanges = Vec::new();
        while let Some(made) =
            best.iter().flatten().copied().reduce(|a, b| if b.gain > a.gain { b } else { a })
        {
            self.carry_out(made.first, made.first_to);
            self.carry_out(made.second, made.second_to);
            exchanges.push(made);
            let touched = [made.first.1, made.second.1];
            for (slot, &(p, q)) in best.iter_mut().zip(&pairs) {
                if touched.contains(&p) || touched.contains(&q) {
                    *slot = self.best(p, q);
                }
            }
        }
        Exchanged { outcomes: self.issues.iter().map(|issue| issue.outcome).collect(), exchanges }
    }

    fn carry_out(&mut self, (actor, issue): (usize, usize), to: f64) {
        self.moved[issue][actor] = true;
        let issue = &mut self.issues[issue];
        if let Some(stance) = &mut issue.actors[actor] {
            issue.outcome += (to - stance.position) * stance.weight() / issue.total;
            stance.position = to;
        }
    }

    /// The best exchange between any two actors on two issues.
    fn best(&self, p: usize, q: usize) -> Option<Exchange> {
        let actors = self.moved[p].len();
        let mut best: Option<Exchange> = None;
        for i in 0..actors {
            for j in i + 1..actors {
                if let Some(found) = self.between(i, j, p, q)
                    && best.is_none_or(|b| found.gain > b.gain + INDIFFERENCE)
                {
                    best = Some(found);
                }
            }
        }
        best
    }

    /// The exchange between two actors, if there is one by which both gain.
    fn between(&self, i: usize, j: usize, p: usize, q: usize) -> Option<Exchange> {
        let at = |actor: usize, issue: usize| self.issues[issue].actors[actor];
        let (ip, iq, jp, jq) = (at(i, p)?, at(i, q)?, at(j, p)?, at(j, q)?);
        let opposite = |a: Position, b: Position, o: f64| (a.position - o) * (b.position - o) < 0.0;
        if !opposite(ip, jp, self.issues[p].outcome) || !opposite(iq, jq, self.issues[q].outcome) {
            return None;
        }
        // Who cares more about `p`, relative to `q`, demands it; the other gives way there.
        if ip.salience * jq.salience >= jp.salience * iq.salience {
            self.deal((i, ip, iq), (j, jp, jq), p, q)
        } else {
            self.deal((j, jp, jq), (i, ip, iq), p, q)
        }
    }

    /// `i` demands `p` and gives way on `q`, `j` the other way round.
    fn deal(
        &self,
        (i, ip, iq): (usize, Position, Position),
        (j, jp, jq): (usize, Position, Position),
        p: usize,
        q: usize,
    ) -> Option<Exchange> {
        if self.moved[p][j] || self.moved[q][i] {
            return None;
        }
        let (pull_p, pull_q) = (jp.weight() / self.issues[p].total, iq.weight() / self.issues[q].total);
        let (room_p, room_q) = ((ip.position - jp.position).abs(), (jq.position - iq.position).abs());
        let rate = (ip.salience + jp.salience) / (iq.salience + jq.salience);
        let (most_p, most_q) = (room_p * pull_p, room_q * pull_q);
        if !(rate > 0.0 && rate.is_finite() && most_p > 0.0 && most_q > 0.0) {
            return None;
        }
        let (d_p, d_q) =
            if most_p * rate <= most_q { (most_p, most_p * rate) } else { (most_q / rate, most_q) };
        let gain = ip.salience * d_p - iq.salience * d_q;
        if gain <= INDIFFERENCE {
            return None;
        }
        let towards = |from: Position, to: Position, share: f64| {
            from.position + (to.position - from.position) * share.min(1.0)
        };
        Some(Exchange {
            first: (j, p),
            first_to: towards(jp, ip, d_p / most_p),
            second: (i, q),
            second_to: towards(iq, jq, d_q / most_q),
            gain,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Actors who all take part: their positions and saliences.
    fn issue(list: &[(f64, f64)]) -> Vec<Option<Position>> {
        let of = |&(position, salience): &(f64, f64)| Some(Position { position, capability: 1.0, salience });
        list.iter().map(of).collect()
    }

    #[test]
    fn two_actors_give_way_where_they_care_less() {
        // Actor 0 cares about issue 0 (3 to 1), actor 1 about issue 1 (1 to 3): totals 4, outcomes 75 and 25.
        let issues = [issue(&[(100.0, 3.0), (0.0, 1.0)]), issue(&[(100.0, 1.0), (0.0, 3.0)])];
        let found = exchange(&issues).unwrap();
        // Both move fully: each shift is 100 · 1/4 = 25, gain 3 · 25 − 1 · 25 = 50.
        assert_eq!(found.outcomes, [100.0, 0.0]);
        assert_eq!(found.exchanges.len(), 1);
        let made = found.exchanges[0];
        assert_eq!((made.first, made.first_to), ((1, 0), 100.0));
        assert_eq!((made.second, made.second_to), ((0, 1), 0.0));
        assert!((made.gain - 50.0).abs() < 1e-12);
    }

    #[test]
    fn gains_are_equal_and_nobody_overshoots() {
        // A third actor, and unequal saliences: the rate is (5 + 2) / (2 + 3) = 1.4.
        let issues = [
            issue(&[(100.0, 5.0), (0.0, 2.0), (60.0, 3.0)]),
            issue(&[(80.0, 2.0), (10.0, 3.0), (20.0, 4.0)]),
        ];
        let found = exchange(&issues).unwrap();
        let made = found.exchanges[0];
        let shift = |(actor, issue): (usize, usize), to: f64| {
            let total: f64 = issues[issue].iter().flatten().map(Position::weight).sum();
            let stance = issues[issue][actor].unwrap();
            (to - stance.position).abs() * stance.weight() / total
        };
        let (d_p, d_q) = (shift(made.first, made.first_to), shift(made.second, made.second_to));
        let salience = |actor: usize, issue: usize| issues[issue][actor].unwrap().salience;
        let (j, i) = (made.first.0, made.second.0);
        let (p, q) = (made.first.1, made.second.1);
        let gain_i = salience(i, p) * d_p - salience(i, q) * d_q;
        let gain_j = salience(j, q) * d_q - salience(j, p) * d_p;
        assert!((gain_i - gain_j).abs() < 1e-9 && (gain_i - made.gain).abs() < 1e-9, "{gain_i} {gain_j}");
        for exchange in &found.exchanges {
            assert!(
                (0.0..=100.0).contains(&exchange.first_to) && (0.0..=100.0).contains(&exchange.second_to)
            );
        }
        // One of the two moves fully to the other.
        let full =
            |issue: usize, to: f64, other: usize| (to - issues[issue][other].unwrap().position).abs() < 1e-9;
        assert!(full(p, made.first_to, i) || full(q, made.second_to, j));
    }

    #[test]
    fn without_opposition_or_difference_nothing_is_traded() {
        let same = [issue(&[(100.0, 1.0), (0.0, 1.0)]), issue(&[(100.0, 1.0), (0.0, 1.0)])];
        assert_eq!(exchange(&same).unwrap().exchanges, []);
        let alike = [issue(&[(50.0, 3.0), (50.0, 1.0)]), issue(&[(100.0, 1.0), (0.0, 3.0)])];
        assert_eq!(exchange(&alike).unwrap().exchanges, []);
        let apart =
            [[issue(&[(50.0, 3.0)]), vec![None]].concat(), [vec![None], issue(&[(0.0, 3.0)])].concat()];
        assert_eq!(exchange(&apart).unwrap().outcomes, [50.0, 0.0]);
        assert_eq!(exchange(&[]).unwrap().outcomes, Vec::<f64>::new());
    }

    #[test]
    fn many_actors_end_inside_and_too_many_give_a_message() {
        let many = |shift: usize| -> Vec<Option<Position>> {
            let of = |k: usize| (((k * (7 + shift)) % 101) as f64, 1.0 + ((k + shift * 3) % 5) as f64);
            issue(&(0..300).map(of).collect::<Vec<_>>())
        };
        let found = exchange(&[many(0), many(4)]).unwrap();
        assert!(found.outcomes.iter().all(|o| (0.0..=100.0).contains(o)) && !found.exchanges.is_empty());
        let huge: Vec<_> = (0..100).map(many).collect();
        assert!(exchange(&huge).unwrap_err().0.contains("too many"));
        assert!(exchange(&[issue(&[(f64::NAN, 1.0)])]).is_err());
        assert!(exchange(&[issue(&[(1.0, 0.0)])]).is_err());
        assert!(exchange(&[issue(&[(1.0, 1.0)]), vec![]]).is_err());
    }
}
