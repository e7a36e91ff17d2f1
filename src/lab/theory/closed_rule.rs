//! Dividing a pie by votes, one proposal at a time, which passes or fails as it is.
//!
//! Baron and Ferejohn (1989), American Political Science Review 83:1181. In each round a proposer is drawn, member i with chance `p_i`; the
//! proposal passes with `q` votes, the proposer's included; else the next round comes, discounted by `d_i`. Member i votes yes iff its
//! share is at least its price `r_i = d_i v_i`, with `v_i` what it expects at the start of a round; the proposer buys the cheapest votes that it
//! needs and keeps the rest. Payoffs are unique (Eraslan 2002, Journal of Economic Theory 103:11). Let `w` be the price of the dearest vote that
//! is bought, and `K + min(r_i, w)` what member i keeps when it proposes. Then, by members' prices:
//!
//! - below `w`: bought by everybody, `v_i = p_i K / (1 − d_i)`;
//! - at `w`: `v_i = w / d_i`, bought by others with the chance that this takes, `1/d_i − p_i (1 + K/w)`;
//! - above `w`: bought by nobody, `v_i = p_i (K + w)`.
//!
//! So the chance of being bought is that of the middle line, held between 0 and `1 − p_i`: it falls in `K/w`, and the chances of all together are
//! the `q − 1` votes that are bought. That fixes `K/w`, and the pie fixes `K`.

use super::{InvalidInput, at_most, share, unanimity::rotating};

/// What members can expect.
#[derive(Debug, Clone, PartialEq)]
pub struct Division {
    /// By member: what it expects at the start of a round.
    pub values: Vec<f64>,
    /// By member: what it keeps when it proposes.
    pub keeps: Vec<f64>,
    /// By member: the price of its vote.
    pub prices: Vec<f64>,
    /// By member: chance that another proposes and buys its vote. Where more votes cost nothing than are needed, the
    /// first of them are bought.
    pub included: Vec<f64>,
}

/// Chances `recognition` (they sum to 1) and discount factors from 0 to 1, by member; votes needed, the proposer's included.
///
/// # Errors
/// When there are fewer than two or more than 1000 members, lists differ in length, a number is out of range, or payoffs are not determined:
/// a member that is never drawn never discounts, or under unanimity more than one does not.
pub fn divide(recognition: &[f64], discount: &[f64], quota: usize) -> Result<Division, InvalidInput> {
    let n = at_most("the number of members", recognition.len())?;
    if n < 2 || discount.len() != n || !(1..=n).contains(&quota) {
        return Err(InvalidInput(format!(
            "there are {n} chances, {} discount factors and a quota of {quota}; expected one of each for 2 members or more, and a quota of at \
             most their number",
            discount.len()
        )));
    }
    for (name, list) in [("recognition", recognition), ("delta", discount)] {
        list.iter().try_for_each(|x| share(name, *x).map(|_| ()))?;
    }
    if (recognition.iter().sum::<f64>() - 1.0).abs() > 1e-9 {
        return Err(InvalidInput("the chances of recognition do not sum to 1".to_owned()));
    }
    if quota > 1 && recognition.iter().zip(discount).any(|(p, d)| *p == 0.0 && *d == 1.0) {
        return Err(InvalidInput(
            "a member that is never drawn does not discount, so its payoff is not determined".to_owned(),
        ));
    }
    let members = Members { p: recognition, d: discount };
    if quota == n {
        return members.unanimous();
    }
    let bought = quota as f64 - 1.0;
    let free = members.sum(|i| if members.p[i] * members.d[i] == 0.0 { 1.0 - members.p[i] } else { 0.0 });
    Ok(if free >= bought { members.for_nothing(quota - 1) } else { members.for_a_price(bought) })
}

struct Members<'a> {
    p: &'a [f64],
    d: &'a [f64],
}

impl Members<'_> {
    fn sum(&self, of: impl Fn(usize) -> f64) -> f64 {
        (0..self.p.len()).map(of).sum()
    }

    fn each(&self, of: impl Fn(usize) -> f64) -> Vec<f64> {
        (0..self.p.len()).map(of).collect()
    }

    /// Everybody is bought.
    fn unanimous(&self) -> Result<Division, InvalidInput> {
        let rotating::ByLot { values, keeps, responder: prices } = rotating::by_lot(self.p, self.d)?;
        Ok(Division { values, keeps, prices, included: self.each(|i| 1.0 - self.p[i]) })
    }

    /// The votes needed cost nothing: those of members that are never drawn, or for whom later is worth nothing.
    fn for_nothing(&self, bought: usize) -> Division {
        let free = |i: usize| self.p[i] * self.d[i] == 0.0;
        let by = |proposer: usize, i: usize| {
            free(i) && i != proposer && (0..i).filter(|j| free(*j) && *j != proposer).count() < bought
        };
        let included = |i: usize| self.sum(|proposer| if by(proposer, i) { self.p[proposer] } else { 0.0 });
        let prices = self.each(|i| self.d[i] * self.p[i]);
        Division {
            values: self.p.to_vec(),
            keeps: keeps(&prices, bought),
            included: self.each(included),
            prices,
        }
    }

    /// The chance to be bought at a ratio of `K` to `w`.
    fn chance(&self, i: usize, ratio: f64) -> f64 {
        let (p, d) = (self.p[i], self.d[i]);
        if d == 0.0 { 1.0 - p } else { (1.0 / d - p * (1.0 + ratio)).clamp(0.0, 1.0 - p) }
    }

    fn for_a_price(&self, bought: f64) -> Division {
        let ratio = self.ratio(bought);
        let price = |i: usize| self.d[i] * self.p[i] * ratio / (1.0 - self.d[i]);
        let below = |i: usize| self.d[i] < 1.0 && price(i) <= 1.0;
        // In units of w: the pie is K + Σ r + the dearest votes.
        let cheap = self.sum(|i| f64::from(u8::from(below(i))));
        let w = 1.0 / (ratio + self.sum(|i| if below(i) { price(i) } else { 0.0 }) + bought + 1.0 - cheap);
        let value = |i: usize| {
            if below(i) {
                self.p[i] * ratio * w / (1.0 - self.d[i])
            } else {
                (w / self.d[i]).max(self.p[i] * (ratio + 1.0) * w)
            }
        };
        let values = self.each(value);
        let prices = self.each(|i| self.d[i] * values[i]);
        Division {
            keeps: self.each(|i| ratio * w + prices[i].min(w)),
            included: self.each(|i| self.chance(i, ratio)),
            values,
            prices,
        }
    }

    /// The ratio of `K` to `w` at which as many votes are bought as needed.
    fn ratio(&self, bought: f64) -> f64 {
        let total = |ratio: f64| self.sum(|i| self.chance(i, ratio));
        // Where a member starts to be bought less than always, and where it is not bought any more.
        let ends = |i: usize| {
            let weight = self.d[i] * self.p[i];
            [(1.0 - self.d[i]) / weight, 1.0 / weight - 1.0]
        };
        let mut corners: Vec<f64> = (0..self.p.len()).flat_map(ends).filter(|x| x.is_finite()).collect();
        corners.sort_by(f64::total_cmp);
        let first = corners.partition_point(|corner| total(*corner) > bought);
        let high = corners.get(first).copied().unwrap_or(0.0);
        let low = first.checked_sub(1).map_or(0.0, |before| corners[before]);
        // Between two corners the total falls along a line.
        let (from, to) = (total(low), total(high));
        if from - to > 0.0 { low + (high - low) * (from - bought) / (from - to) } else { high }
    }
}

/// By member: what it keeps when it proposes and buys the cheapest votes of others. Whoever is never drawn may lack a vote that costs nothing:
/// its own is not among those of others.
fn keeps(prices: &[f64], bought: usize) -> Vec<f64> {
    let mut rising: Vec<f64> = prices.to_vec();
    rising.sort_by(f64::total_cmp);
    let cheapest: f64 = rising[..bought].iter().sum();
    let next = rising.get(bought).copied().unwrap_or(0.0);
    let dearest = bought.checked_sub(1).map_or(f64::NEG_INFINITY, |last| rising[last]);
    let cost = |own: f64| if own <= dearest { cheapest - own + next } else { cheapest };
    prices.iter().map(|own| 1.0 - cost(*own)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: &[f64], expected: &[f64]) {
        assert!(found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-12), "{found:?} {expected:?}");
    }

    /// Baron and Ferejohn (1989), proposition 3: 1/n each, the proposer keeps 1 − (q−1) d/n.
    #[test]
    fn equal_members() {
        let found = divide(&[0.2; 5], &[0.8; 5], 3).unwrap();
        close(&found.values, &[0.2; 5]);
        close(&found.keeps, &[0.68; 5]);
        close(&found.included, &[0.4; 5]);
    }

    #[test]
    fn cheap_members_are_bought_more_often() {
        let found = divide(&[0.5, 0.3, 0.2], &[0.9; 3], 2).unwrap();
        close(&found.values, &[11.0 / 31.0, 10.0 / 31.0, 10.0 / 31.0]);
        assert_eq!(found.included[0], 0.0);
    }

    /// Kawamori (2005): under majority values are as 1/d, under unanimity as p/(1 − d).
    #[test]
    fn impatience_helps_under_majority_and_hurts_under_unanimity() {
        let d = [0.99, 0.98, 0.97];
        let majority = divide(&[1.0 / 3.0; 3], &d, 2).unwrap().values;
        assert!(majority[0] < majority[1] && majority[1] < majority[2]);
        let unanimity = divide(&[1.0 / 3.0; 3], &d, 3).unwrap().values;
        close(&unanimity, &[6.0 / 11.0, 3.0 / 11.0, 2.0 / 11.0]);
    }

    #[test]
    fn everything_is_handed_out() {
        for (p, d, q) in [
            (vec![0.4, 0.3, 0.2, 0.1], vec![0.9, 0.5, 0.7, 0.2], 3),
            (vec![0.1, 0.1, 0.2, 0.25, 0.35], vec![0.99, 0.9, 0.3, 0.6, 0.95], 3),
            (vec![0.5, 0.25, 0.25], vec![0.9, 0.8, 0.7], 1),
            (vec![0.7, 0.1, 0.1, 0.1], vec![0.0, 0.9, 0.9, 0.95], 2),
        ] {
            let found = divide(&p, &d, q).unwrap();
            assert!((found.values.iter().sum::<f64>() - 1.0).abs() < 1e-12, "{found:?}");
        }
    }

    #[test]
    fn votes_that_cost_nothing() {
        let found = divide(&[0.5, 0.5, 0.0, 0.0], &[0.9; 4], 2).unwrap();
        assert_eq!((found.values, found.included), (vec![0.5, 0.5, 0.0, 0.0], vec![0.0, 0.0, 1.0, 0.0]));
        let hasty = divide(&[0.5, 0.25, 0.25], &[0.0; 3], 2).unwrap();
        assert_eq!((hasty.keeps, hasty.included), (vec![1.0; 3], vec![0.5, 0.5, 0.0]));
    }

    /// Whoever is never drawn has a vote that costs nothing, and would have to buy a dearer one, if it did propose.
    #[test]
    fn a_member_that_is_never_drawn_would_keep_less() {
        close(&divide(&[0.6, 0.4, 0.0], &[0.8; 3], 2).unwrap().keeps, &[1.0, 1.0, 0.68]);
        // Two are never drawn: each has the other's vote for nothing; with a third vote needed it buys the cheapest that is left.
        close(&divide(&[0.6, 0.4, 0.0, 0.0], &[0.8; 4], 2).unwrap().keeps, &[1.0; 4]);
        close(&divide(&[0.6, 0.4, 0.0, 0.0], &[0.8; 4], 3).unwrap().keeps, &[1.0, 1.0, 0.68, 0.68]);
        // Under unanimity it would pay both: v = p/(1 − d) / 5, so that prices are 0.48 and 0.32.
        close(&divide(&[0.6, 0.4, 0.0], &[0.8; 3], 3).unwrap().keeps, &[0.68, 0.52, 0.2]);
        // By weights it is the same.
        let weighted = crate::lab::theory::weighted_rule::divide;
        close(&weighted(&[0.6, 0.4, 0.0], &[0.8; 3], &[1.0; 3], 2.0, &[]).unwrap().keeps, &[1.0, 1.0, 0.68]);
    }

    /// What each member expects is what it keeps or is paid, the votes bought are those needed, and nobody buys a dearer vote than it must.
    #[test]
    fn an_equilibrium_for_many() {
        let n = 101;
        let part = |k: usize| (1 + k * 7919 % 100) as f64;
        let total: f64 = (0..n).map(part).sum();
        let p: Vec<f64> = (0..n).map(|k| part(k) / total).collect();
        let d: Vec<f64> = (0..n).map(|k| 0.3 + 0.7 * (k * 31 % 97) as f64 / 96.0).collect();
        for quota in [1, 2, 51, 70, 100] {
            let found = divide(&p, &d, quota).unwrap();
            assert!((found.values.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            assert!((found.included.iter().sum::<f64>() - (quota as f64 - 1.0)).abs() < 1e-9);
            let mut sorted = found.prices.clone();
            sorted.sort_by(f64::total_cmp);
            for i in 0..n {
                let expected = p[i] * found.keeps[i] + found.included[i] * found.prices[i];
                assert!((expected - found.values[i]).abs() < 1e-12, "{quota} {i}");
                let own = sorted.iter().position(|r| *r == found.prices[i]).unwrap();
                let cheapest: f64 = (0..n).filter(|k| *k != own).take(quota - 1).map(|k| sorted[k]).sum();
                assert!((found.keeps[i] - (1.0 - cheapest)).abs() < 1e-9, "{quota} {i}");
            }
        }
    }

    #[test]
    fn refuses_what_is_out_of_range() {
        assert!(divide(&[1.0], &[0.9], 1).is_err());
        assert!(divide(&[0.5, 0.4], &[0.9, 0.9], 1).is_err());
        assert!(divide(&[0.5, 0.5], &[0.9, 1.1], 1).is_err());
        assert!(divide(&[0.5, 0.5], &[0.9, 0.9], 3).is_err());
        assert!(divide(&[0.5, 0.5, 0.0], &[1.0; 3], 2).is_err());
        assert!(divide(&[0.5, 0.5], &[1.0; 2], 2).is_err());
    }
}
