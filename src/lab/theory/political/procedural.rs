//! The procedural model (Steunenberg 1994, *Public Choice* 79; Steunenberg & Selck 2006, in Thomson et al., ch. 3).
//!
//! An agenda setter proposes the point nearest to its ideal that those whose consent it needs prefer to the reference point `q`, or are
//! indifferent about. On a line somebody with ideal `p` prefers to `q` what is nearer to `p` than `q` is: the points between `q` and `2p − q`. Under a
//! quota the point must lie in that range for a set of members whose weights reach it: the range of the pivot.

use crate::lab::theory::{INDIFFERENCE, InvalidInput, finite, not_negative, share};

/// Points that are accepted, from and to; the reference point is always among them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Accepted {
    /// Lowest.
    pub low: f64,
    /// Highest.
    pub high: f64,
}

impl Accepted {
    /// What one whose ideal is `ideal` prefers to the reference point.
    ///
    /// # Errors
    /// If a number is not finite.
    pub fn by(ideal: f64, reference_point: f64) -> Result<Self, InvalidInput> {
        let q = finite("the reference point", reference_point)?;
        let other = finite("the farthest point that is accepted", 2.0 * finite("an ideal", ideal)? - q)?;
        Ok(Self { low: other.min(q), high: other.max(q) })
    }

    /// What members with these ideals and weights accept together, when the weights of those in favour must reach a share of all.
    ///
    /// # Errors
    /// No member, a number that is not finite, a weight below 0, no weight above 0, or a share outside of 0 to 1.
    pub fn by_quota(members: &[(f64, f64)], quota: f64, reference_point: f64) -> Result<Self, InvalidInput> {
        share("the quota", quota)?;
        for (ideal, weight) in members {
            finite("an ideal", *ideal)?;
            not_negative("a weight", *weight)?;
        }
        let total: f64 = members.iter().map(|member| member.1).sum();
        if total <= 0.0 || !total.is_finite() {
            return Err(InvalidInput("no member has a weight; expected one above 0".to_owned()));
        }
        let up = pivot(members, quota * total, 1.0);
        let down = pivot(members, quota * total, -1.0);
        let higher = Self::by(up.max(reference_point), reference_point)?.high;
        let lower = Self::by(down.min(reference_point), reference_point)?.low;
        Ok(Self { low: lower, high: higher })
    }

    /// What both accept.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self { low: self.low.max(other.low), high: self.high.min(other.high) }
    }
}

/// The ideal at or beyond which, in this direction, the weights first reach the needed sum: counted from the far end.
fn pivot(members: &[(f64, f64)], needed: f64, direction: f64) -> f64 {
    let mut order: Vec<(f64, f64)> =
        members.iter().map(|(ideal, weight)| (direction * ideal, *weight)).collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut sum = 0.0;
    let mut last = f64::NEG_INFINITY;
    for (ideal, weight) in order {
        if weight > 0.0 {
            sum += weight;
            last = ideal;
            if sum >= needed * (1.0 - INDIFFERENCE) {
                break;
            }
        }
    }
    direction * last
}

/// What the agenda setter proposes, and what is therefore decided.
///
/// # Errors
/// If a number is not finite, or nothing is accepted.
pub fn procedural(agenda_setter: f64, accepted: Accepted) -> Result<f64, InvalidInput> {
    let ideal = finite("the agenda setter's ideal", agenda_setter)?;
    let (low, high) = (finite("an end", accepted.low)?, finite("an end", accepted.high)?);
    if low > high {
        return Err(InvalidInput(format!("what is accepted goes from {low} to {high}: nothing")));
    }
    Ok(ideal.clamp(low, high))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_setter_gets_its_ideal_or_the_pivots_limit() {
        // Pivot at 30, reference point 0: up to 60 is accepted.
        let accepted = Accepted::by(30.0, 0.0).unwrap();
        assert_eq!(accepted, Accepted { low: 0.0, high: 60.0 });
        assert_eq!(procedural(50.0, accepted), Ok(50.0));
        assert_eq!(procedural(90.0, accepted), Ok(60.0));
        // A setter on the other side of the reference point keeps it.
        assert_eq!(procedural(-20.0, accepted), Ok(0.0));
    }

    #[test]
    fn the_pivot_under_a_quota_is_the_one_that_completes_it() {
        let members = [(10.0, 1.0), (40.0, 1.0), (50.0, 1.0), (90.0, 1.0)];
        // Three of four: 90, 50, 40: the third is the pivot.
        assert_eq!(Accepted::by_quota(&members, 0.75, 0.0).unwrap().high, 80.0);
        assert_eq!(Accepted::by_quota(&members, 1.0, 0.0).unwrap().high, 20.0);
        assert_eq!(Accepted::by_quota(&members, 0.5, 0.0).unwrap().high, 100.0);
        // From above: 10, 40, 50 let it fall from 100 to 0.
        let from_above = Accepted::by_quota(&members, 0.75, 100.0).unwrap();
        assert_eq!((from_above.low, from_above.high), (0.0, 100.0));
        // With the reference point among the members neither side has the quota.
        let inside = Accepted::by_quota(&members, 1.0, 45.0).unwrap();
        assert_eq!((inside.low, inside.high), (45.0, 45.0));
    }

    #[test]
    fn the_range_is_what_votes_say_point_by_point() {
        let members = [(10.0, 3.0), (40.0, 2.0), (50.0, 4.0), (90.0, 1.0), (70.0, 0.0)];
        for quota in [0.3, 0.5, 0.7, 1.0] {
            for q in [0.0, 20.0, 45.0, 100.0] {
                let accepted = Accepted::by_quota(&members, quota, q).unwrap();
                for step in -200..=400 {
                    let y = f64::from(step) * 0.5;
                    let for_it: f64 =
                        members.iter().filter(|m| (m.0 - y).abs() <= (m.0 - q).abs()).map(|m| m.1).sum();
                    let inside = (accepted.low..=accepted.high).contains(&y);
                    assert_eq!(inside, for_it >= quota * 10.0 - 1e-9, "{quota} {q} {y}");
                }
            }
        }
    }

    #[test]
    fn bad_input_gives_a_message() {
        assert!(Accepted::by(f64::NAN, 0.0).is_err());
        assert!(Accepted::by(f64::MAX, -f64::MAX).is_err());
        assert!(Accepted::by_quota(&[], 0.5, 0.0).is_err());
        assert!(Accepted::by_quota(&[(1.0, 0.0)], 0.5, 0.0).is_err());
        assert!(Accepted::by_quota(&[(1.0, 1.0)], 1.5, 0.0).is_err());
        assert!(procedural(1.0, Accepted { low: 2.0, high: 1.0 }).is_err());
    }
}
