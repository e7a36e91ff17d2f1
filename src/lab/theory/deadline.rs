//! A war of attrition with a deadline: a quiet time, then a rush.
//!
//! Hendricks, Weiss and Wilson (1988), International Economic Review 29:663; symmetric equilibrium under complete information. Two parties
//! wait for a prize v at cost c per unit of time; if both are still in at the deadline T they split it. Each concedes at rate c/v
//! until `v/(2c)` before the deadline; then nobody does; so with probability `exp(-2c s/v)`, `s = max(0, T - v/(2c))`, the end comes
//! at the deadline.

use super::{InvalidInput, not_negative};

/// When the waiting ends.
#[derive(Debug, Clone, PartialEq)]
pub struct Deadline {
    /// Rate at which each concedes before the quiet time, per unit of time.
    pub hazard: f64,
    /// Length of the quiet time before the deadline.
    pub quiet: f64,
    /// Probability that the end comes at the deadline.
    pub at_deadline: f64,
    /// Probability that someone concedes before the quiet time.
    pub before: f64,
    /// Expected time until someone concedes or the quiet time begins.
    pub mean_time_before: f64,
}

/// Prize v > 0, cost c >= 0 per unit of time, deadline T >= 0.
///
/// # Errors
/// When an input is outside its range.
pub fn attrition(prize: f64, cost: f64, deadline: f64) -> Result<Deadline, InvalidInput> {
    if not_negative("prize", prize)? == 0.0 {
        return Err(InvalidInput("prize is 0; expected a positive number".to_owned()));
    }
    not_negative("cost_per_unit_time", cost)?;
    not_negative("deadline", deadline)?;
    let hazard = cost / prize;
    let gap = if cost > 0.0 { prize / (2.0 * cost) } else { f64::INFINITY };
    let start = (deadline - gap).max(0.0);
    let exponent = 2.0 * hazard * start;
    let before = -libm::expm1(-exponent);
    Ok(Deadline {
        hazard,
        quiet: gap.min(deadline),
        at_deadline: libm::exp(-exponent),
        before,
        mean_time_before: if start > 0.0 { gap * before } else { 0.0 },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mass_at_the_deadline_after_a_quiet_time() {
        let found = attrition(1.0, 0.1, 10.0).unwrap();
        assert!((found.at_deadline - libm::exp(-1.0)).abs() < 1e-15);
        assert!(
            (found.quiet - 5.0).abs() < 1e-15 && (found.mean_time_before - 5.0 * found.before).abs() < 1e-15
        );
    }

    #[test]
    fn a_short_time_is_all_quiet() {
        let found = attrition(1.0, 0.1, 4.0).unwrap();
        assert_eq!((found.quiet, found.at_deadline, found.mean_time_before), (4.0, 1.0, 0.0));
        assert_eq!(attrition(1.0, 0.0, 4.0).unwrap().quiet, 4.0);
        assert!(attrition(0.0, 0.1, 4.0).is_err() && attrition(1.0, -0.1, 4.0).is_err());
    }
}
