//! What a body can change by votes when outcomes are finitely many.
//!
//! A party votes yes iff an outcome is strictly better for it than the one that holds. The winset of an outcome holds what passes against it;
//! the core what nothing passes against; the setter of a closed rule (Romer and Rosenthal 1978, Public Choice 33:27) puts what is best for it
//! of the winset, or keeps the status quo. What is reached by votes one after the other can be almost anything (McKelvey 1976, Journal of
//! Economic Theory 12:472).

use super::rule::Rule;
use crate::lab::theory::{InvalidInput, finite};

/// Most pairs of outcomes × parties.
const MOST_WORK: f64 = 1e8;

/// What can come of a status quo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decisions {
    /// Outcomes that pass against the status quo.
    pub winset: Vec<usize>,
    /// Outcomes against which nothing passes.
    pub core: Vec<usize>,
    /// Outcomes that successive votes can reach, the status quo included.
    pub reachable: Vec<usize>,
    /// By party as setter: the best for it of the winset and the status quo, all of them.
    pub set: Vec<Vec<usize>>,
}

/// Outcomes worth `utility[party][outcome]`, in any unit, under a rule, from a status quo that is one of them.
///
/// # Errors
/// When lists differ in length, a number is not finite, the status quo is no outcome, or there are more than some thousand outcomes.
pub fn decide(utility: &[Vec<f64>], status_quo: usize, rule: &Rule) -> Result<Decisions, InvalidInput> {
    let outcomes = utility.first().map_or(0, Vec::len);
    if utility.len() != rule.parties() || utility.iter().any(|row| row.len() != outcomes) {
        return Err(InvalidInput(format!(
            "{} parties value outcomes, the first {outcomes}, and the rule has {} weights; expected as many parties, and of each a value for every outcome",
            utility.len(),
            rule.parties()
        )));
    }
    utility.iter().flatten().try_for_each(|u| finite("a utility", *u).map(drop))?;
    if status_quo >= outcomes {
        return Err(InvalidInput(format!(
            "status_quo is {status_quo}; expected one of {outcomes} outcomes, from 0"
        )));
    }
    if (outcomes * outcomes) as f64 * utility.len() as f64 > MOST_WORK {
        return Err(InvalidInput(format!(
            "{outcomes} outcomes and {} parties are too many; expected outcomes × outcomes × parties up to {MOST_WORK:e}",
            utility.len()
        )));
    }
    let winset = |from: usize| -> Vec<usize> {
        let passes = |to: &usize| rule.passes(|i| utility[i][*to] > utility[i][from]);
        (0..outcomes).filter(passes).collect()
    };
    let winsets: Vec<Vec<usize>> = (0..outcomes).map(winset).collect();
    let mut reached = vec![false; outcomes];
    let mut open = vec![status_quo];
    reached[status_quo] = true;
    while let Some(from) = open.pop() {
        for to in &winsets[from] {
            if !std::mem::replace(&mut reached[*to], true) {
                open.push(*to);
            }
        }
    }
    let mut choices = winsets[status_quo].clone();
    choices.push(status_quo);
    choices.sort_unstable();
    let best = |worth: &Vec<f64>| {
        let most = choices.iter().map(|x| worth[*x]).fold(f64::NEG_INFINITY, f64::max);
        choices.iter().copied().filter(|x| worth[*x] == most).collect()
    };
    Ok(Decisions {
        core: (0..outcomes).filter(|x| winsets[*x].is_empty()).collect(),
        reachable: (0..outcomes).filter(|x| reached[*x]).collect(),
        set: utility.iter().map(best).collect(),
        winset: choices.iter().copied().filter(|x| *x != status_quo).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Three parties, a cycle, and an outcome that all like least.
    #[test]
    fn the_paradox_reaches_everything_but_the_worst() {
        let utility = [vec![3.0, 2.0, 1.0, 0.0], vec![1.0, 3.0, 2.0, 0.0], vec![2.0, 1.0, 3.0, 0.0]];
        let found = decide(&utility, 0, &Rule::heads(3, 2).unwrap()).unwrap();
        assert_eq!((found.winset, found.core, found.reachable), (vec![2], vec![], vec![0, 1, 2]));
        assert_eq!(found.set, [vec![0], vec![2], vec![2]]);
        let unanimous = decide(&utility, 3, &Rule::heads(3, 3).unwrap()).unwrap();
        assert_eq!((unanimous.core, unanimous.set), (vec![0, 1, 2], vec![vec![0], vec![1], vec![2]]));
    }

    #[test]
    fn refuses_what_does_not_fit() {
        let rule = Rule::heads(1, 1).unwrap();
        for (utility, status_quo) in [
            (vec![], 0),
            (vec![vec![]], 0),
            (vec![vec![1.0]], 1),
            (vec![vec![f64::NAN]], 0),
            (vec![vec![1.0]; 2], 0),
        ] {
            assert!(decide(&utility, status_quo, &rule).is_err());
        }
    }

    proptest! {
        #[test]
        fn a_higher_quota_changes_less(rows in prop::collection::vec(prop::collection::vec(0_i32..9, 6), 5), quota in 1_usize..5) {
            let utility: Vec<Vec<f64>> = rows.iter().map(|row| row.iter().map(|u| f64::from(*u)).collect()).collect();
            let low = decide(&utility, 2, &Rule::heads(5, quota).unwrap()).unwrap();
            let high = decide(&utility, 2, &Rule::heads(5, quota + 1).unwrap()).unwrap();
            prop_assert!(high.winset.iter().all(|x| low.winset.contains(x)));
            prop_assert!(high.reachable.iter().all(|x| low.reachable.contains(x)));
            prop_assert!(low.core.iter().all(|x| high.core.contains(x)));
            prop_assert!(!low.winset.contains(&2) && low.reachable.contains(&2));
        }
    }
}
