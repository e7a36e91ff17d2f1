//! Dividing a pie by weighted votes with vetoes, one proposal at a time, which passes or fails as it is.
//!
//! Baron and Ferejohn's (1989) game under any rule by which coalitions win. A proposer is drawn, member i with chance `p_i`; a coalition wins iff its
//! weights reach the quota and everybody with a veto is in it; a member votes yes iff its share is at least its price `r_i = d_i v_i`; the
//! proposer buys a cheapest coalition that wins with it, mixing among equals, and keeps the rest:
//! `v_i = p_i (1 − cost_i) + d_i v_i m_i`, with `m_i` the chance that another proposes and buys i. Payoffs are unique (Eraslan and McLennan 2013,
//! Journal of Economic Theory 148:2195), so members who are alike in chance, discount factor, weight and veto expect the same. Payoffs often
//! follow weights (Snyder, Ting and Ansolabehere 2005, American Economic Review 95:981; Montero 2017, Quarterly Journal of Political
//! Science 12:325); vetoes take most (Winter 1996, American Political Science Review 90:813).
//!
//! The mixing is found along a path (`path.rs`), and then made exact (`polish.rs`): what is returned has been checked to be an equilibrium.

mod classes;
mod path;
mod polish;

use super::voting::rule::Rule;
use super::{InvalidInput, share};
use classes::Classes;

/// Most members.
pub const MOST_MEMBERS: usize = 14;

/// What members can expect.
#[derive(Debug, Clone, PartialEq)]
pub struct Division {
    /// By member: what it expects at the start of a round.
    pub values: Vec<f64>,
    /// By member: what it keeps when it proposes.
    pub keeps: Vec<f64>,
    /// By member: the price of its vote.
    pub prices: Vec<f64>,
}

/// Chances of recognition that sum to 1 and discount factors from 0 to 1, by member; weights of 0 or more, a quota, members with a veto.
///
/// # Errors
/// When there are no members or more than [`MOST_MEMBERS`], lists differ in length, a number is out of range, all together cannot pass anything,
/// payoffs are not determined (a member that is never drawn, or more than one of those without whom nothing passes, does not discount), or
/// no equilibrium was found.
pub fn divide(
    recognition: &[f64],
    discount: &[f64],
    weights: &[f64],
    quota: f64,
    vetoes: &[usize],
) -> Result<Division, InvalidInput> {
    let n = recognition.len();
    if !(1..=MOST_MEMBERS).contains(&n) || discount.len() != n || weights.len() != n {
        return Err(InvalidInput(format!(
            "there are {n} chances, {} discount factors and {} weights; expected one of each for 1 to {MOST_MEMBERS} members",
            discount.len(),
            weights.len()
        )));
    }
    for (name, list) in [("recognition", recognition), ("delta", discount)] {
        list.iter().try_for_each(|x| share(name, *x).map(drop))?;
    }
    if (recognition.iter().sum::<f64>() - 1.0).abs() > 1e-9 {
        return Err(InvalidInput("the chances of recognition do not sum to 1".to_owned()));
    }
    let rule = Rule::new(weights.to_vec(), quota, vetoes.to_vec())?;
    if !rule.passes(|_| true) {
        return Err(InvalidInput("all together do not reach the quota, so nothing can ever pass".to_owned()));
    }
    let needed: Vec<bool> = (0..n).map(|i| !rule.passes(|j| j != i)).collect();
    let patient = (0..n).filter(|i| needed[*i] && discount[*i] == 1.0).count();
    if patient > 1 || (0..n).any(|i| recognition[i] == 0.0 && discount[i] == 1.0) {
        return Err(InvalidInput(
            "payoffs are not determined: a member that is never drawn, or more than one without whom nothing passes, does not discount"
                .to_owned(),
        ));
    }
    // Who is needed and can wait for ever pays nobody more than nothing, and so gets everything.
    if let Some(patient) = (0..n).find(|i| needed[*i] && discount[*i] == 1.0) {
        let all: Vec<f64> = (0..n).map(|i| f64::from(u8::from(i == patient))).collect();
        return Ok(Division { values: all.clone(), keeps: all.clone(), prices: all });
    }
    let classes = Classes::new(recognition, discount, weights, &needed, &rule);
    let lost = || InvalidInput("no equilibrium was found".to_owned());
    let near = path::follow(&classes).ok_or_else(lost)?;
    let values = polish::exact(&classes, &near).ok_or_else(lost)?;
    let costs = classes.cheapest(&values);
    let by_member = |of: &dyn Fn(usize) -> f64| (0..n).map(|i| of(classes.of_member[i])).collect();
    Ok(Division {
        values: by_member(&|class| values[class]),
        keeps: by_member(&|class| 1.0 - costs[class]),
        prices: by_member(&|class| classes.discount[class] * values[class]),
    })
}

#[cfg(test)]
mod tests {
    use super::super::closed_rule;
    use super::*;
    use proptest::prelude::*;

    fn close(found: &[f64], expected: &[f64]) -> bool {
        found.len() == expected.len() && found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-9)
    }

    #[test]
    fn payoffs_follow_weights() {
        let found = divide(&[0.25; 4], &[1.0; 4], &[2.0, 1.0, 1.0, 1.0], 3.0, &[]).unwrap();
        assert!(close(&found.values, &[0.4, 0.2, 0.2, 0.2]), "{found:?}");
        // Montero (2002), Games and Economic Behavior 41:309: the apex game.
        let apex = divide(&[0.2; 5], &[1.0; 5], &[3.0, 1.0, 1.0, 1.0, 1.0], 4.0, &[]).unwrap();
        assert!(close(&apex.values, &[3.0, 1.0, 1.0, 1.0, 1.0].map(|w| w / 7.0)), "{apex:?}");
    }

    #[test]
    fn vetoes_take_most() {
        let found = divide(&[1.0 / 3.0; 3], &[0.9; 3], &[1.0; 3], 2.0, &[0]).unwrap();
        assert!(close(&found.values, &[11.0 / 15.0, 2.0 / 15.0, 2.0 / 15.0]), "{found:?}");
        let patient = divide(&[0.2; 5], &[1.0; 5], &[1.0; 5], 3.0, &[4]).unwrap();
        assert_eq!(patient.values, [0.0, 0.0, 0.0, 0.0, 1.0]);
        let two = divide(&[0.2; 5], &[0.9; 5], &[1.0; 5], 3.0, &[0, 1]).unwrap();
        assert!(close(&two.values, &[7.0, 7.0, 1.0, 1.0, 1.0].map(|k| k / 17.0)), "{two:?}");
    }

    #[test]
    fn dictators_and_unanimity() {
        let dictator = divide(&[0.2, 0.4, 0.4], &[0.5; 3], &[5.0, 1.0, 1.0], 4.0, &[]).unwrap();
        // The dictator takes all when drawn and is bought by the others: v = 0.2 + 0.8 · 0.5 v.
        assert!(close(&dictator.values[..1], &[1.0 / 3.0]), "{dictator:?}");
        let all = divide(&[0.5, 0.25, 0.25], &[0.9, 0.8, 0.7], &[1.0; 3], 3.0, &[]).unwrap();
        assert!(close(&all.values, &[12.0 / 17.0, 3.0 / 17.0, 2.0 / 17.0]));
    }

    #[test]
    fn refuses_what_is_out_of_range() {
        let half = [0.5, 0.5];
        for (p, d, w, q, v) in [
            (vec![], vec![], vec![], 1.0, vec![]),
            (vec![0.5, 0.4], vec![0.5, 0.5], vec![1.0, 1.0], 1.0, vec![]),
            (half.to_vec(), vec![0.5, 1.5], vec![1.0, 1.0], 1.0, vec![]),
            (half.to_vec(), vec![0.5, 0.5], vec![1.0, 1.0], 3.0, vec![]),
            (half.to_vec(), vec![0.5, 0.5], vec![1.0, 1.0], 1.0, vec![2]),
            (half.to_vec(), vec![1.0, 1.0], vec![1.0, 1.0], 2.0, vec![]),
        ] {
            assert!(divide(&p, &d, &w, q, &v).is_err());
        }
    }

    proptest! {
        #[test]
        fn equal_weights_are_votes(
            parts in prop::collection::vec(0.05_f64..1.0, 3..6),
            d in prop::collection::vec(0.1_f64..0.99, 5),
            quota in 1_usize..6,
        ) {
            let n = parts.len();
            let total: f64 = parts.iter().sum();
            let p: Vec<f64> = parts.iter().map(|x| x / total).collect();
            let quota = quota.min(n);
            let by_heads = closed_rule::divide(&p, &d[..n], quota).unwrap();
            let by_weight = divide(&p, &d[..n], &vec![2.0; n], 2.0 * quota as f64, &[]).unwrap();
            prop_assert!(close(&by_weight.values, &by_heads.values), "{by_weight:?} {by_heads:?}");
            prop_assert!(close(&by_weight.keeps, &by_heads.keeps));
        }
    }
}
