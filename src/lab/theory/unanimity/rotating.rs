//! Two or more parties that propose in turn or by lot, in stationary strategies or until a last round.
//!
//! With three or more patient parties every division is a subgame-perfect equilibrium (Herrero 1985; Haller 1986, Economics Letters 22:11;
//! Sutton 1986, Review of Economic Studies 53:709), so these are the ones with more asked of them:
//!
//! - stationary, in turn: with `X_j` what `j` keeps when it proposes, `Σ_j d_j^((j−i) mod n) X_j = 1` for each proposer `i`;
//! - stationary, by lot with chances `p_i`: `v_i = [p_i/(1−d_i)] / (1 + Σ_j d_j p_j/(1−d_j))`; a responder gets `d_i v_i`, the proposer the
//!   rest (Merlo and Wilson 1995, Econometrica 63:371);
//! - until a last round (Ståhl 1972): backward induction from what disagreement then leaves;
//! - with exit of the satisfied (Krishna and Serrano 1996, Review of Economic Studies 63:61): the proposer `1/(1+(n−1)d)`, the others `d` times it.

use crate::lab::theory::{INDIFFERENCE, InvalidInput, at_most, finite, linear, share};

/// Most parties where a system of equations is solved.
pub const MOST_PARTIES: usize = 200;
/// Most rounds × parties until a last round.
const MOST_WORK: f64 = 1e6;

/// By proposer and party: shares when parties propose in turn for ever.
///
/// # Errors
/// When there are fewer than two or more than 200 parties, a discount factor is outside [0, 1], or they do not determine the shares.
pub fn in_turn(discounts: &[f64]) -> Result<Vec<Vec<f64>>, InvalidInput> {
    let n = discounts.len();
    if !(2..=MOST_PARTIES).contains(&n) {
        return Err(InvalidInput(format!("there are {n} parties; expected 2 to {MOST_PARTIES}")));
    }
    discounts.iter().try_for_each(|d| share("delta", *d).map(drop))?;
    let wait = |i: usize, j: usize| (0..(j + n - i) % n).fold(1.0, |product, _| product * discounts[j]);
    let matrix: Vec<Vec<f64>> = (0..n).map(|i| (0..n).map(|j| wait(i, j)).collect()).collect();
    let undetermined =
        || InvalidInput("the discount factors do not determine the shares; some must be below 1".to_owned());
    let kept = linear::solve(matrix.clone(), vec![vec![1.0]; n]).ok_or_else(undetermined)?;
    let sound = kept.iter().all(|x| (-1e-6..=1.0 + 1e-6).contains(&x[0]));
    let shares: Vec<Vec<f64>> =
        matrix.iter().map(|row| row.iter().zip(&kept).map(|(w, x)| w * x[0]).collect()).collect();
    let whole = shares.iter().all(|row| (row.iter().sum::<f64>() - 1.0).abs() < 1e-9);
    if sound && whole { Ok(shares) } else { Err(undetermined()) }
}

/// What parties expect when proposers are drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct ByLot {
    /// By party: what it expects before the draw.
    pub values: Vec<f64>,
    /// By party: what it keeps when drawn.
    pub keeps: Vec<f64>,
    /// By party: what it gets when another is drawn.
    pub responder: Vec<f64>,
}

/// Chances that sum to 1, discount factors from 0 to 1, of which at most one, of a party that may be drawn, is 1.
///
/// # Errors
/// When lists are empty or differ in length, or a number is out of range.
pub fn by_lot(recognition: &[f64], discounts: &[f64]) -> Result<ByLot, InvalidInput> {
    let n = at_most("the number of parties", recognition.len())?;
    if n == 0 || discounts.len() != n {
        return Err(InvalidInput(format!(
            "there are {n} chances and {} discount factors; expected one of each per party",
            discounts.len()
        )));
    }
    recognition.iter().try_for_each(|p| share("recognition", *p).map(drop))?;
    discounts.iter().try_for_each(|d| share("delta", *d).map(drop))?;
    if (recognition.iter().sum::<f64>() - 1.0).abs() > 1e-9 {
        return Err(InvalidInput("the chances of recognition do not sum to 1".to_owned()));
    }
    let values = match discounts.iter().position(|d| *d == 1.0) {
        None => {
            let odds: Vec<f64> = recognition.iter().zip(discounts).map(|(p, d)| p / (1.0 - d)).collect();
            let whole = 1.0 + odds.iter().zip(discounts).map(|(o, d)| o * d).sum::<f64>();
            odds.iter().map(|o| o / whole).collect()
        }
        // Who can wait for ever gets everything.
        Some(patient) if recognition[patient] > 0.0 && !discounts[patient + 1..].contains(&1.0) => {
            (0..n).map(|i| f64::from(u8::from(i == patient))).collect::<Vec<f64>>()
        }
        Some(_) => {
            return Err(InvalidInput(
                "the discount factors do not determine the shares; one at most may be 1".to_owned(),
            ));
        }
    };
    let responder: Vec<f64> = values.iter().zip(discounts).map(|(v, d)| v * d).collect();
    let all: f64 = responder.iter().sum();
    Ok(ByLot { keeps: responder.iter().map(|r| 1.0 - (all - r)).collect(), values, responder })
}

/// A round of talks that end.
#[derive(Debug, Clone, PartialEq)]
pub struct Round {
    /// Who proposes.
    pub proposer: usize,
    /// Whether this round brings agreement.
    pub agrees: bool,
    /// By party: what it has from this round on, as of this round.
    pub payoffs: Vec<f64>,
}

/// The rounds of talks in which `first` and those after it propose in turn, and the last refusal leaves `disagreement` (0 or more, of a pie of
/// 1) at the date after. Discount factors from 0 to 1. A round fails iff what parties have in waiting is together more than the pie.
///
/// # Errors
/// When lists are empty or differ in length, a number is out of range, or there is no round or there are too many.
pub fn until_last(
    discounts: &[f64],
    disagreement: &[f64],
    rounds: usize,
    first: usize,
) -> Result<Vec<Round>, InvalidInput> {
    let n = at_most("the number of parties", discounts.len())?;
    if n == 0 || disagreement.len() != n || first >= n || rounds == 0 || rounds as f64 * n as f64 > MOST_WORK
    {
        return Err(InvalidInput(format!(
            "{n} discount factors, {} disagreement payoffs, {rounds} rounds and proposer {first}; expected as many of each, 1 round or more \
             (rounds × parties up to {MOST_WORK:e}), and a proposer among them",
            disagreement.len()
        )));
    }
    discounts.iter().try_for_each(|d| share("delta", *d).map(drop))?;
    disagreement.iter().try_for_each(|b| finite("disagreement", *b).map(drop))?;
    let mut found = Vec::with_capacity(rounds);
    let mut later = disagreement.to_vec();
    for round in (0..rounds).rev() {
        let proposer = (first + round) % n;
        let waiting: Vec<f64> = later.iter().zip(discounts).map(|(v, d)| v * d).collect();
        // No share is below 0, even of a party that disagreement would cost something.
        let mut payoffs: Vec<f64> = waiting.iter().map(|w| w.max(0.0)).collect();
        let agrees = payoffs.iter().sum::<f64>() <= 1.0 + INDIFFERENCE;
        if agrees {
            payoffs[proposer] = 0.0;
            payoffs[proposer] = 1.0 - payoffs.iter().sum::<f64>();
        } else {
            payoffs = waiting;
        }
        later.clone_from(&payoffs);
        found.push(Round { proposer, agrees, payoffs });
    }
    found.reverse();
    Ok(found)
}

/// Shares of the proposer and of each other among `n` parties (2 or more) with a common discount factor from 0 to 1, when who is satisfied may
/// leave with its share.
///
/// # Errors
/// When a number is out of range.
pub fn with_exit(n: usize, delta: f64) -> Result<(f64, f64), InvalidInput> {
    let d = share("delta", delta)?;
    if at_most("n", n)? < 2 {
        return Err(InvalidInput(format!("n is {n}; expected 2 or more")));
    }
    let proposer = 1.0 / (1.0 + (n - 1) as f64 * d);
    Ok((proposer, d * proposer))
}

#[cfg(test)]
mod tests {
    use super::super::alternating;
    use super::*;
    use proptest::prelude::*;

    fn near(a: &[f64], b: &[f64]) -> bool {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-9)
    }

    #[test]
    fn equal_parties_in_turn() {
        let found = in_turn(&[0.9; 3]).unwrap();
        assert!(near(&found[0], &[100.0 / 271.0, 90.0 / 271.0, 81.0 / 271.0]));
        assert!(near(&found[2], &[90.0 / 271.0, 81.0 / 271.0, 100.0 / 271.0]));
        assert!(in_turn(&[1.0; 3]).is_err() && in_turn(&[0.9]).is_err());
    }

    #[test]
    fn by_lot_by_hand() {
        let found = by_lot(&[0.5, 0.25, 0.25], &[0.9, 0.8, 0.7]).unwrap();
        assert!(near(&found.values, &[12.0 / 17.0, 3.0 / 17.0, 2.0 / 17.0]));
        assert_eq!(by_lot(&[0.5, 0.5], &[1.0, 0.9]).unwrap().values, [1.0, 0.0]);
        assert!(by_lot(&[0.5, 0.5], &[1.0, 1.0]).is_err() && by_lot(&[0.0, 1.0], &[1.0, 0.5]).is_err());
    }

    #[test]
    fn a_last_round() {
        let found = until_last(&[0.5, 0.5], &[0.2, 0.4], 3, 0).unwrap();
        assert!(near(&found[0].payoffs, &[0.7, 0.3]) && near(&found[2].payoffs, &[0.8, 0.2]));
        let never = until_last(&[1.0, 1.0], &[0.7, 0.7], 2, 1).unwrap();
        assert!(never.iter().all(|round| !round.agrees && near(&round.payoffs, &[0.7, 0.7])));
        // What waiting is worth shrinks: agreement early, none in the last round.
        let early = until_last(&[0.8, 0.8], &[0.7, 0.7], 2, 0).unwrap();
        assert_eq!(early.iter().map(|round| round.agrees).collect::<Vec<_>>(), [true, false]);
        assert!(
            until_last(&[0.5], &[0.5, 0.5], 1, 0).is_err()
                && until_last(&[0.5], &[0.5], usize::MAX, 0).is_err()
        );
    }

    #[test]
    fn exit() {
        assert_eq!(with_exit(6, 0.8).unwrap(), (0.2, 0.8 * 0.2));
        assert!(with_exit(1, 0.8).is_err());
    }

    proptest! {
        #[test]
        fn many_rounds_come_near_stationary_shares(d in prop::collection::vec(0.1_f64..0.95, 2..6), first in 0_usize..2) {
            let n = d.len();
            let stationary = in_turn(&d).unwrap();
            let long = until_last(&d, &vec![0.0; n], 600, first).unwrap();
            prop_assert!(near(&long[0].payoffs, &stationary[first]));
            if n == 2 {
                let offers = alternating::forever([d[0], d[1]]).unwrap();
                prop_assert!(near(&stationary[0], &[offers.first, 1.0 - offers.first]));
                prop_assert!(near(&stationary[1], &[1.0 - offers.second, offers.second]));
            }
        }

        #[test]
        fn values_by_lot_are_what_is_expected(d in prop::collection::vec(0.0_f64..0.99, 1..6), parts in prop::collection::vec(0.01_f64..1.0, 6)) {
            let total: f64 = parts[..d.len()].iter().sum();
            let p: Vec<f64> = parts[..d.len()].iter().map(|x| x / total).collect();
            let found = by_lot(&p, &d).unwrap();
            prop_assert!((found.values.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            let expected: Vec<f64> = (0..d.len()).map(|i| p[i] * found.keeps[i] + (1.0 - p[i]) * found.responder[i]).collect();
            prop_assert!(near(&expected, &found.values));
        }
    }
}
