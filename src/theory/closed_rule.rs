//! Dividing a pie by votes, one proposal at a time, which passes or fails as it is.
//!
//! Baron and Ferejohn (1989), American Political Science Review 83:1181. In each round a proposer is drawn, member i with chance `p_i`; the
//! proposal passes with `q` votes, the proposer's included; else the next round comes, discounted by `d_i`. Member i votes yes iff its
//! share is at least its price `r_i = d_i v_i`, with `v_i` what it expects at the start of a round; the proposer buys the cheapest votes that it
//! needs and keeps the rest. Payoffs are unique (Eraslan 2002, Journal of Economic Theory 103:11). By members' prices against the price
//! `w` of the dearest vote that is bought: those below `w` are bought by everybody, those above by nobody, those at `w` are mixed over. With
//! those below called L:
//!
//! - below: `v_i = p_i K / (1 - d_i)`, where `K = 1 - Σ_L r - (q - |L|) w`;
//! - at: `v_i = w / d_i`, bought with the chance that this takes;
//! - above: `v_i = p_i (1 - Σ_L r - (q - 1 - |L|) w)`.
//!
//! The division into the three that fits is found by trying them all.

use super::{INDIFFERENCE, InvalidInput, share};

/// Most members: all divisions into three are tried.
pub const MOST_MEMBERS: usize = 11;

/// What members can expect.
#[derive(Debug, Clone, PartialEq)]
pub struct Division {
    /// By member: what it expects at the start of a round.
    pub values: Vec<f64>,
    /// By member: what it keeps when it proposes.
    pub keeps: Vec<f64>,
    /// By member: the price of its vote.
    pub prices: Vec<f64>,
    /// By member: chance that another proposes and buys its vote.
    pub included: Vec<f64>,
}

/// Where a member's price lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Price {
    Below,
    At,
    Above,
}

/// Chances `recognition` (they sum to 1) and discount factors from 0 to 1, by member; votes needed, the proposer's included.
///
/// # Errors
/// When there are fewer than two or more than 11 members, lists differ in length, a number is out of range, or (with a discount factor
/// of 1 for some, but not all) nothing fits.
pub fn divide(recognition: &[f64], discount: &[f64], quota: usize) -> Result<Division, InvalidInput> {
    let n = recognition.len();
    if !(2..=MOST_MEMBERS).contains(&n) || discount.len() != n || !(1..=n).contains(&quota) {
        return Err(InvalidInput(format!(
            "there are {n} chances, {} discount factors and a quota of {quota}; expected one of each for 2 to {MOST_MEMBERS} members, and a quota of at \
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
    let mut places = vec![Price::Below; n];
    for code in 0..3_usize.pow(n as u32) {
        let mut rest = code;
        for place in &mut places {
            *place = [Price::At, Price::Below, Price::Above][rest % 3];
            rest /= 3;
        }
        let below = places.iter().filter(|p| **p == Price::Below).count();
        if let Some(found) = (Trial { p: recognition, d: discount, q: quota, places: &places, below }).fits()
        {
            return Ok(found);
        }
    }
    Err(InvalidInput("no division of the members into bought, mixed over and never bought fits".to_owned()))
}

struct Trial<'a> {
    p: &'a [f64],
    d: &'a [f64],
    q: usize,
    places: &'a [Price],
    below: usize,
}

impl Trial<'_> {
    fn those(&self, place: Price) -> impl Iterator<Item = usize> + '_ {
        (0..self.p.len()).filter(move |&i| self.places[i] == place)
    }

    /// The equilibrium in which prices lie as supposed, if there is one.
    fn fits(&self) -> Option<Division> {
        let (n, q, below) = (self.p.len(), self.q, self.below);
        let at = self.those(Price::At).count();
        // Nobody buys a vote, or everybody all; else somebody's price is the dearest.
        let dearest_known = if q == 1 { below == 0 && at == 0 } else { below == n && q == n };
        if !dearest_known && (at == 0 || below >= q || q == 1) {
            return None;
        }
        if self.those(Price::Below).any(|i| self.d[i] >= 1.0) {
            return None;
        }
        let a: f64 = self.those(Price::Below).map(|i| self.d[i] * self.p[i] / (1.0 - self.d[i])).sum();
        let (more_below, more) = ((q as f64) - below as f64, q as f64 - 1.0 - below as f64);
        let w = if dearest_known { 0.0 } else { self.dearest(a, more_below, more)? };
        let k = (1.0 - more_below * w) / (1.0 + a);
        let left = 1.0 - a * k - more * w;
        let mut found =
            Division { values: Vec::new(), keeps: Vec::new(), prices: Vec::new(), included: Vec::new() };
        for i in 0..n {
            let (p, d) = (self.p[i], self.d[i]);
            let (value, keeps, included) = match self.places[i] {
                Price::Below => {
                    let value = p * k / (1.0 - d);
                    (value, k + d * value, 1.0 - p)
                }
                Price::At => (w / d, left, if w > 0.0 { (w / d - p * left) / w } else { 0.0 }),
                Price::Above => (p * left, left, 0.0),
            };
            let price = d * value;
            let fits = match self.places[i] {
                Price::Below => dearest_known || price <= w + INDIFFERENCE,
                Price::At => included >= -INDIFFERENCE && included <= 1.0 - p + INDIFFERENCE,
                Price::Above => price >= w - INDIFFERENCE,
            };
            if !fits || value.is_nan() || keeps < -INDIFFERENCE {
                return None;
            }
            found.values.push(value);
            found.keeps.push(keeps);
            found.prices.push(price);
            found.included.push(included);
        }
        Some(found)
    }

    /// The dearest price: the votes at it that are bought are as many as the proposers need.
    fn dearest(&self, a: f64, more_below: f64, more: f64) -> Option<f64> {
        let chance = |place| self.those(place).map(|i| self.p[i]).sum::<f64>();
        let slots = chance(Price::Below) * more_below + (chance(Price::At) + chance(Price::Above)) * more;
        let inverse: f64 = self.those(Price::At).map(|i| 1.0 / self.d[i]).sum();
        // w (Σ 1/d − slots) = p_at (1 − a k − more w), with k = (1 − more_below w) / (1 + a).
        let p_at = chance(Price::At);
        let share = a / (1.0 + a);
        let slope = inverse - slots + p_at * (more - share * more_below);
        let w = p_at * (1.0 - share) / slope;
        (w.is_finite() && w >= 0.0).then_some(w)
    }
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
    fn refuses_what_is_out_of_range() {
        assert!(divide(&[1.0], &[0.9], 1).is_err());
        assert!(divide(&[0.5, 0.4], &[0.9, 0.9], 1).is_err());
        assert!(divide(&[0.5, 0.5], &[0.9, 1.1], 1).is_err());
        assert!(divide(&[0.5, 0.5], &[0.9, 0.9], 3).is_err());
    }
}
