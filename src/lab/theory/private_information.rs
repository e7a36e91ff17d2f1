//! The risk worth running when the other's cost of war is unknown.
//!
//! Fearon (1995), International Organization 49:379. A demands a share x of a pie of 1; B, whose cost of war is uniform on [low, high] and
//! known to B alone, gives in iff `x <= p + c_B`. A trades a larger share against a larger risk: with low = 0 the best demand is
//! `p + (high - c_A)/2`, and war follows with probability `(1 - c_A/high)/2`. The demand is held where it stays meaningful: not below
//! the one that every B accepts, not above the pie.

use super::{InvalidInput, not_negative, share};

/// The best demand and what follows.
#[derive(Debug, Clone, PartialEq)]
pub struct Demand {
    /// The share that A demands.
    pub demand: f64,
    /// Probability that B prefers war.
    pub war: f64,
    /// What A expects, war included.
    pub payoff: f64,
}

/// Probability `p` of A winning, cost of war of A (0 or more), and the range of B's cost (0 <= low <= high).
///
/// # Errors
/// When an input is outside its range.
pub fn best_demand(p: f64, cost_a: f64, low: f64, high: f64) -> Result<Demand, InvalidInput> {
    share("p_A_wins", p)?;
    not_negative("cost_A", cost_a)?;
    not_negative("the lower end of B's cost", low)?;
    not_negative("the upper end of B's cost", high)?;
    if low > high {
        return Err(InvalidInput(format!("B's cost runs from {low} to {high}; expected the ends in order")));
    }
    let premium = ((high - cost_a) / 2.0).clamp(low, high).min(1.0 - p);
    let war = if high > low { ((premium - low) / (high - low)).clamp(0.0, 1.0) } else { 0.0 };
    let demand = p + premium;
    Ok(Demand { demand, war, payoff: (1.0 - war) * demand + war * (p - cost_a) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closed_form() {
        let found = best_demand(0.5, 0.1, 0.0, 0.3).unwrap();
        assert!((found.demand - 0.6).abs() < 1e-15 && (found.war - 1.0 / 3.0).abs() < 1e-15);
        assert!((found.payoff - 8.0 / 15.0).abs() < 1e-15);
    }

    #[test]
    fn no_demand_on_a_grid_does_better() {
        for (p, cost, low, high) in
            [(0.5, 0.1, 0.0, 0.3), (0.9, 0.0, 0.0, 0.8), (0.3, 0.05, 0.1, 0.2), (0.6, 0.5, 0.0, 0.2)]
        {
            let best = best_demand(p, cost, low, high).unwrap();
            for step in 0..=1000 {
                let x = f64::from(step) / 1000.0;
                let war = ((x - p - low) / (high - low)).clamp(0.0, 1.0);
                assert!((1.0 - war) * x + war * (p - cost) <= best.payoff + 1e-12, "{p} {x}");
            }
        }
    }

    #[test]
    fn edges() {
        assert_eq!(best_demand(0.5, 0.4, 0.0, 0.3).unwrap(), Demand { demand: 0.5, war: 0.0, payoff: 0.5 });
        assert_eq!(best_demand(0.9, 0.0, 0.0, 0.8).unwrap().demand, 1.0);
        assert_eq!(best_demand(0.5, 0.1, 0.2, 0.2).unwrap().demand, 0.7);
        assert!(best_demand(0.5, 0.1, 0.3, 0.2).is_err());
    }
}
