//! The chance that a zone of agreement exists when n parties each hold a veto.
//!
//! Reservation values are independent and uniform on [0, b]; a zone exists iff they sum to at most the pie. The sum over b has the Irwin–Hall
//! distribution, so the probability is `F_n(pie/b)`; with b = pie it is 1/n! and the expected surplus pie/(n+1)!: the decline with
//! the number of veto players (Tsebelis 2002, "Veto Players") under independence. Computed by recursions whose terms are all positive:
//! `n F_n(x) = x F_{n-1}(x) + (n-x) F_{n-1}(x-1)` and `(n+1) G_n(x) = x F_n(x) + n G_{n-1}(x-1)` with `G_n(x) = E[max(0, x-S)]`.

use super::{InvalidInput, at_most, finite, not_negative};

/// Probability and size of the zone.
#[derive(Debug, Clone, PartialEq)]
pub struct Zone {
    /// Probability that the reservation values sum to at most the pie.
    pub probability: f64,
    /// Expected surplus, 0 where there is no zone, in units of the pie.
    pub surplus: f64,
}

/// `F_n(x)` and `G_n(x)`.
fn irwin_hall(n: usize, x: f64) -> (f64, f64) {
    // distribution[j] holds F_m(x - j).
    let mut distribution: Vec<f64> = (0..=n).map(|j| f64::from(u8::from(x - j as f64 >= 0.0))).collect();
    let mut excess: Vec<f64> = (0..=n).map(|j| (x - j as f64).max(0.0)).collect();
    for m in 1..=n {
        for j in 0..=n - m {
            let (size, y) = (m as f64, x - j as f64);
            distribution[j] = if y >= size {
                1.0
            } else if y <= 0.0 {
                0.0
            } else {
                (y * distribution[j] + (size - y) * distribution[j + 1]) / size
            };
            excess[j] =
                if y <= 0.0 { 0.0 } else { (y * distribution[j] + size * excess[j + 1]) / (size + 1.0) };
        }
    }
    (distribution[0], excess[0])
}

/// The zone among `n` parties with reservation values uniform on [0, `upper`].
///
/// # Errors
/// When n is above 1000, the upper end is negative, or a number is not finite.
pub fn zone(n: usize, upper: f64, pie: f64) -> Result<Zone, InvalidInput> {
    at_most("n", n)?;
    not_negative("reservation_uniform_upper", upper)?;
    finite("pie", pie)?;
    if pie < 0.0 {
        return Ok(Zone { probability: 0.0, surplus: 0.0 });
    }
    if upper == 0.0 || pie / upper > n as f64 {
        return Ok(Zone { probability: 1.0, surplus: pie - n as f64 * upper / 2.0 });
    }
    let (probability, excess) = irwin_hall(n, pie / upper);
    Ok(Zone { probability, surplus: upper * excess })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_over_factorials() {
        let mut factorial = 1.0;
        for n in 1_u32..=20 {
            factorial *= f64::from(n);
            let found = zone(n as usize, 1.0, 1.0).unwrap();
            assert!((found.probability * factorial - 1.0).abs() < 1e-13, "{n}");
            assert!((found.surplus * factorial * f64::from(n + 1) - 1.0).abs() < 1e-13, "{n}");
        }
    }

    #[test]
    fn six_parties_in_fractions() {
        let found = zone(6, 0.25, 1.0).unwrap();
        assert!((found.probability - 331.0 / 360.0).abs() < 1e-14);
        assert!((found.surplus - 2581.0 / 10080.0).abs() < 1e-14);
    }

    #[test]
    fn the_middle_of_many_is_one_half() {
        assert!((zone(200, 1.0, 100.0).unwrap().probability - 0.5).abs() < 1e-12);
    }

    #[test]
    fn edges() {
        assert_eq!(zone(3, 0.0, 1.0).unwrap(), Zone { probability: 1.0, surplus: 1.0 });
        assert_eq!(zone(2, 0.25, 1.0).unwrap(), Zone { probability: 1.0, surplus: 0.75 });
        assert_eq!(zone(0, 1.0, 1.0).unwrap().probability, 1.0);
        assert_eq!(zone(2, 1.0, -1.0).unwrap().probability, 0.0);
        assert_eq!(zone(2, 1.0, 0.0).unwrap(), Zone { probability: 0.0, surplus: 0.0 });
        assert!(zone(2, -1.0, 1.0).is_err() && zone(5000, 1.0, 1.0).is_err());
    }
}
