//! Ratification at home: a threshold on the surplus, unknown before it is met.
//!
//! The threshold is uniform on [0, ρ] (own scale), so a package with surplus flow `s` passes with chance
//! `clamp(s / ρ, 0, 1)`; with ρ = 0 it passes iff the surplus is not negative (case file 12).

/// Chance that a package of this surplus flow is ratified.
pub fn chance(surplus_flow: f64, threshold: f64) -> f64 {
    if threshold > 0.0 {
        (surplus_flow / threshold).clamp(0.0, 1.0)
    } else if surplus_flow >= -1e-12 {
        1.0
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::chance;

    #[test]
    fn passes_in_proportion_to_the_surplus() {
        assert_eq!(chance(0.5, 2.0), 0.25);
        assert_eq!(chance(3.0, 2.0), 1.0);
        assert_eq!(chance(-0.1, 2.0), 0.0);
        assert_eq!((chance(0.0, 0.0), chance(-0.1, 0.0)), (1.0, 0.0));
    }
}
