//! What a body can change by votes on a line.
//!
//! A party whose ideal is `x_i` prefers what is nearer to it. Against a policy `s` a policy a little higher passes iff those with ideals above `s`
//! win together, so the core, against which nothing passes, lies between two pivots (Black 1948, Journal of Political Economy 56:23;
//! Krehbiel 1998, Pivotal Politics; Tsebelis 2002, Veto Players): from the lowest ideal above which no winning coalition lies, to the highest
//! below which none does. What passes against `s` are the policies nearer to a pivot than `s` is.

use super::rule::Rule;
use crate::lab::theory::{InvalidInput, finite};

/// Farthest policy from 0.
const FARTHEST: f64 = 1e100;

/// What can pass on a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// The core, from and to; `None` when it is empty, as it can be if two sets without a common party can win.
    pub core: Option<(f64, f64)>,
    /// Policies below the status quo that pass, without the ends; `None` when none do.
    pub lower: Option<(f64, f64)>,
    /// Policies above it.
    pub higher: Option<(f64, f64)>,
}

/// Parties with these ideals, under a rule.
///
/// # Errors
/// When lists differ in length, a number is not finite, or all together cannot pass anything.
pub fn line(ideals: &[f64], status_quo: f64, rule: &Rule) -> Result<Line, InvalidInput> {
    for x in ideals.iter().chain([&status_quo]) {
        if finite("a policy", *x)?.abs() > FARTHEST {
            return Err(InvalidInput(format!("a policy is {x}; expected at most {FARTHEST:e} from 0")));
        }
    }
    if ideals.len() != rule.parties() {
        return Err(InvalidInput(format!(
            "there are {} ideals and {} weights; expected as many",
            ideals.len(),
            rule.parties()
        )));
    }
    if !rule.passes(|_| true) {
        return Err(InvalidInput("all together do not reach the quota, so nothing can ever pass".to_owned()));
    }
    let least =
        |of: &dyn Fn(f64) -> bool| ideals.iter().copied().filter(|x| of(*x)).fold(f64::INFINITY, f64::min);
    let most = |of: &dyn Fn(f64) -> bool| {
        ideals.iter().copied().filter(|x| of(*x)).fold(f64::NEG_INFINITY, f64::max)
    };
    let from = least(&|pivot| !rule.passes(|i| ideals[i] > pivot));
    let to = most(&|pivot| !rule.passes(|i| ideals[i] < pivot));
    // The farthest pivots towards which the status quo can be moved.
    let up = most(&|pivot| rule.passes(|i| ideals[i] >= pivot));
    let down = least(&|pivot| rule.passes(|i| ideals[i] <= pivot));
    Ok(Line {
        core: (from <= to).then_some((from, to)),
        lower: (down < status_quo).then_some((2.0 * down - status_quo, status_quo)),
        higher: (up > status_quo).then_some((status_quo, 2.0 * up - status_quo)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const IDEALS: [f64; 5] = [0.0, 0.2, 0.4, 0.7, 1.0];

    #[test]
    fn the_median_and_a_veto() {
        let majority = line(&IDEALS, 1.0, &Rule::heads(5, 3).unwrap()).unwrap();
        assert_eq!((majority.core, majority.higher), (Some((0.4, 0.4)), None));
        assert!((majority.lower.unwrap().0 + 0.2).abs() < 1e-15);
        let veto = line(&IDEALS, 0.0, &Rule::new(vec![1.0; 5], 3.0, vec![4]).unwrap()).unwrap();
        assert_eq!((veto.core, veto.lower, veto.higher), (Some((0.4, 1.0)), None, Some((0.0, 0.8))));
    }

    #[test]
    fn under_less_than_half_both_sides_can_move() {
        let found = line(&IDEALS, 0.5, &Rule::heads(5, 2).unwrap()).unwrap();
        assert_eq!(found.core, None);
        assert!(found.lower.is_some() && found.higher.is_some());
    }

    #[test]
    fn refuses_what_does_not_fit() {
        assert!(line(&IDEALS, 0.5, &Rule::heads(4, 2).unwrap()).is_err());
        assert!(line(&IDEALS, 0.5, &Rule::heads(5, 6).unwrap()).is_err());
        assert!(line(&IDEALS, 1e308, &Rule::heads(5, 2).unwrap()).is_err());
        assert!(line(&IDEALS, f64::NAN, &Rule::heads(5, 2).unwrap()).is_err());
    }

    proptest! {
        #[test]
        fn as_votes_on_a_fine_grid(
            places in prop::collection::vec(0_i32..20, 1..7),
            weights in prop::collection::vec(0_u32..5, 7),
            part in 0.1_f64..1.0,
            veto in prop::option::of(0_usize..7),
            at in -5_i32..25,
        ) {
            let n = places.len();
            let weights: Vec<f64> = weights[..n].iter().map(|w| f64::from(*w)).collect();
            let total: f64 = weights.iter().sum();
            prop_assume!(total > 0.0);
            let rule = Rule::new(weights, (part * total).ceil(), veto.filter(|i| *i < n).into_iter().collect()).unwrap();
            let ideals: Vec<f64> = places.iter().map(|x| f64::from(*x)).collect();
            let status_quo = f64::from(at);
            let found = line(&ideals, status_quo, &rule).unwrap();
            let beats = |y: f64, x: f64| rule.passes(|i| (y - ideals[i]).abs() < (x - ideals[i]).abs() - 1e-9);
            let inside = |range: Option<(f64, f64)>, y: f64| range.is_some_and(|(a, b)| a < y && y < b);
            let grid = || (-120..240).map(|k| f64::from(k) / 4.0);
            for y in grid() {
                prop_assert_eq!(beats(y, status_quo), inside(found.lower, y) || inside(found.higher, y), "{}", y);
            }
            for x in grid().filter(|x| (-10.0..30.0).contains(x)) {
                let stays = grid().all(|y| !beats(y, x));
                prop_assert_eq!(stays, found.core.is_some_and(|(a, b)| a <= x && x <= b), "{}", x);
            }
        }
    }
}
