//! Bargaining by votes over a policy, with a status quo that goes on meanwhile.
//!
//! Banks and Duggan (2000), American Political Science Review 94:73; (2006), Quarterly Journal of Political Science 1:49. In each round a
//! proposer is drawn, member i with chance `p_i`; a policy passes with `q` votes and stays for ever. A period of policy x is worth
//! `-(x - x_i)²` to a member whose ideal is `x_i`, normalised by 1 − d. In one dimension x passes iff the two critical members accept, those whose
//! ideals rank (n−q+1)-th (`L`) and q-th (`R`): the policies that pass are `A = [x_R − a_R, x_L + a_L]` with
//! `a_c² = (1−d)(x_c − s)² + d E(x_c − proposal)²`, and a member proposes the point of A nearest to its ideal. A status quo between `x_L` and
//! `x_R` stays. Under majority of an odd number that is one equation, with one solution (Cho and Duggan 2003, Journal of Economic Theory
//! 113:118), and with growing patience policy goes to the median's ideal.
//!
//! In two dimensions with three ideals at the corners of a triangle of side 1 there is a symmetric equilibrium in which each proposes a
//! point on the side to one of the others, at distance t from its own ideal: `−(1−t)² = (1−d) u(s) + d v(t)` with
//! `v(t) = −(t² + (1−t)² + 3/4 + (1/2−t)²) / 3`. With growing patience t goes to 1/3: dispersion stays, as the core is empty.

use super::{INDIFFERENCE, InvalidInput, at_most, discount, finite, share};

/// What passes on a line, and what is proposed.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Policies that pass, from and to.
    pub passes: (f64, f64),
    /// Ideals of the critical members, from and to.
    pub core: (f64, f64),
    /// By member: what it proposes.
    pub proposals: Vec<f64>,
    /// Expected policy.
    pub mean: f64,
    /// Its variance.
    pub variance: f64,
    /// By member: what it expects.
    pub values: Vec<f64>,
}

/// Rounds of substitution after which [`line`] gives up.
const MOST_ROUNDS: usize = 200_000;

/// Members with these ideals and chances of recognition (they sum to 1), a common discount factor in [0, 1), a status quo, and a quota of
/// more than half.
///
/// # Errors
/// When there is no member, lists differ in length, or a number is out of range.
pub fn line(
    ideals: &[f64],
    recognition: &[f64],
    delta: f64,
    status_quo: f64,
    quota: usize,
) -> Result<Line, InvalidInput> {
    let n = at_most("the number of members", ideals.len())?;
    let d = discount("delta", delta)?;
    finite("status_quo", status_quo)?;
    ideals.iter().try_for_each(|x| finite("ideal_points", *x).map(|_| ()))?;
    recognition.iter().try_for_each(|p| share("recognition", *p).map(|_| ()))?;
    let whole = (recognition.iter().sum::<f64>() - 1.0).abs() < 1e-9;
    if n == 0 || recognition.len() != n || !whole || quota > n || 2 * quota <= n {
        return Err(InvalidInput(format!(
            "{n} ideals, {} chances and a quota of {quota}; expected a chance for each member, together 1, and a quota of more than half",
            recognition.len()
        )));
    }
    let mut sorted = ideals.to_vec();
    sorted.sort_by(f64::total_cmp);
    let (left, right) = (sorted[n - quota], sorted[quota - 1]);
    let square = |x: f64| x * x;
    let mut passes = (status_quo, status_quo);
    if status_quo < left - INDIFFERENCE || status_quo > right + INDIFFERENCE {
        let reach = |critical: f64, (low, high): (f64, f64)| {
            let proposed =
                ideals.iter().zip(recognition).map(|(x, p)| p * square(critical - x.max(low).min(high)));
            libm::sqrt((1.0 - d) * square(critical - status_quo) + d * proposed.sum::<f64>())
        };
        // The ideals of the critical members, or what lies between them, pass whatever else does.
        passes = (f64::NEG_INFINITY, f64::INFINITY);
        let mut settled = false;
        for _ in 0..MOST_ROUNDS {
            let next = (right - reach(right, passes), left + reach(left, passes));
            let moved = (next.0 - passes.0).abs().max((next.1 - passes.1).abs());
            passes = next;
            settled = moved <= 1e-15 * (1.0 + passes.0.abs() + passes.1.abs());
            if settled {
                break;
            }
        }
        if !settled {
            return Err(InvalidInput(format!(
                "what passes did not settle with a delta of {delta}; expected one less near 1, and ideals and a status quo of like size"
            )));
        }
    }
    let proposals: Vec<f64> = ideals.iter().map(|x| x.max(passes.0).min(passes.1)).collect();
    let expect =
        |of: &dyn Fn(f64) -> f64| proposals.iter().zip(recognition).map(|(x, p)| p * of(*x)).sum::<f64>();
    let mean = expect(&|x| x);
    Ok(Line {
        passes,
        core: (left, right),
        mean,
        variance: expect(&|x| square(x - mean)),
        values: ideals.iter().map(|ideal| -expect(&|x| square(x - ideal))).collect(),
        proposals,
    })
}

/// What is proposed in the triangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Triangle {
    /// Distance of a proposal from the proposer's own ideal.
    pub own: f64,
    /// Distance from the ideal of the partner that it wins.
    pub partner: f64,
    /// What each expects.
    pub value: f64,
}

/// Three members at the corners of a triangle of side 1, drawn evenly, majority; discount factor in [0, 1), and what the status quo is
/// worth to each, at most −1/3 (what the point in the middle is worth to all).
///
/// # Errors
/// When a number is out of range.
pub fn triangle(delta: f64, status_quo: f64) -> Result<Triangle, InvalidInput> {
    let d = discount("delta", delta)?;
    if finite("status_quo_utility_each", status_quo)? > -1.0 / 3.0 + 1e-9 {
        return Err(InvalidInput(format!(
            "status_quo_utility_each is {status_quo}; expected at most -1/3 squared sides, the most that a point has for all three"
        )));
    }
    let value = |t: f64| -(t * t + (1.0 - t) * (1.0 - t) + 0.75 + (0.5 - t) * (0.5 - t)) / 3.0;
    // What the partner has from the proposal, less what it has from refusing: rising in t up to 1/2.
    let slack = |t: f64| -(1.0 - t) * (1.0 - t) - (1.0 - d) * status_quo - d * value(t);
    let (mut low, mut high) = (0.0_f64, 0.5_f64);
    if slack(low) < 0.0 {
        for _ in 0..200 {
            let middle = f64::midpoint(low, high);
            if slack(middle) < 0.0 { low = middle } else { high = middle }
        }
    } else {
        high = 0.0;
    }
    Ok(Triangle { own: high, partner: 1.0 - high, value: value(high) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patience_brings_policy_to_the_median() {
        let at = |d: f64| line(&[0.0, 0.2, 0.4, 0.7, 1.0], &[0.2; 5], d, 1.0, 3).unwrap();
        assert!((at(0.8).passes.0 - 0.030_580_741_926_880_484).abs() < 1e-12);
        let spread = |d: f64| at(d).passes.1 - at(d).passes.0;
        assert!(spread(0.9) < spread(0.8) && spread(0.999) < 0.1);
        assert_eq!(at(0.9).core, (0.4, 0.4));
    }

    #[test]
    fn a_status_quo_between_the_critical_members_stays() {
        let found = line(&[0.0, 0.3, 0.6, 1.0], &[0.25; 4], 0.9, 0.45, 3).unwrap();
        assert_eq!((found.passes, found.variance), ((0.45, 0.45), 0.0));
    }

    #[test]
    fn in_the_triangle_dispersion_stays() {
        let own = |d: f64| triangle(d, -2.0).unwrap().own;
        assert!((own(0.9) - 0.184_927_093_632_675_2).abs() < 1e-12);
        assert!((own(0.999_999) - 1.0 / 3.0).abs() < 1e-4);
        // A status quo bad enough lets everybody propose its own ideal.
        assert_eq!(triangle(0.1, -9.0).unwrap().own, 0.0);
    }

    #[test]
    fn refuses_what_is_out_of_range() {
        assert!(line(&[], &[], 0.5, 0.0, 1).is_err());
        assert!(line(&[0.0, 1.0], &[0.5, 0.5], 0.5, 0.0, 1).is_err());
        assert!(line(&[0.0, 1.0], &[0.5, 0.4], 0.5, 0.0, 2).is_err());
        assert!(triangle(1.0, -2.0).is_err() && triangle(0.5, -0.3).is_err());
        assert!(line(&[0.0, 1.0, 2.0], &[0.5, 0.0, 0.5], 1.0 - 1e-12, 9.0, 3).is_err());
    }
}
