//! Distances weighted by saliences, and utilities bent by attitudes to risk.
//!
//! `d_ij = sqrt( Σ_k (s_ik (x_ik − y_jk))² / Σ_k s_ik² )` and `u_i(y) = (1 − d)(1 + d R_i)`: R above 0 is averse to risk, below 0 inclined to it.

use super::party::Parties;

/// How far a point is from another for a party, 0 to 1 on positions from 0 to 1.
pub fn distance(parties: &Parties, party: usize, from: &[f64], to: &[f64]) -> f64 {
    let of = party * parties.dimensions;
    let saliences = &parties.saliences[of..of + parties.dimensions];
    let mut sum = 0.0;
    for ((s, x), y) in saliences.iter().zip(from).zip(to) {
        let part = s * (x - y);
        sum += part * part;
    }
    libm::sqrt(sum / parties.squares[party])
}

/// What a distance leaves of 1 at an attitude to risk in [−1, 1]; linear beyond 1, where rounding may lead.
pub fn utility(distance: f64, risk: f64) -> f64 {
    let bend = if distance < 1.0 { distance } else { 1.0 };
    (1.0 - distance) * (1.0 + bend * risk)
}

/// Distances from each party's ideal to each position, position by position: `all[j n + i]` is i's to the position of j.
pub(super) fn distances(parties: &Parties, ideals: &[f64], positions: &[f64], all: &mut [f64]) {
    let (n, d) = (parties.count(), parties.dimensions);
    for j in 0..n {
        let to = &positions[j * d..(j + 1) * d];
        for i in 0..n {
            all[j * n + i] = distance(parties, i, &ideals[i * d..(i + 1) * d], to);
        }
    }
}

/// Utilities from distances laid out likewise, at attitudes by party.
pub(super) fn utilities(distances: &[f64], risk: &[f64], all: &mut [f64]) {
    let n = risk.len();
    for (into, from) in all.chunks_exact_mut(n).zip(distances.chunks_exact(n)) {
        for ((u, d), r) in into.iter_mut().zip(from).zip(risk) {
            *u = utility(*d, *r);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::party::Party;
    use super::*;

    #[test]
    fn distance_weighs_dimensions_by_salience() {
        let of = |saliences: [f64; 2]| Party {
            name: "A".into(),
            power: 1.0,
            positions: vec![0.0, 0.0],
            saliences: saliences.to_vec(),
        };
        let parties = Parties::new(&[of([30.0, 40.0]), of([50.0, 0.0])]).unwrap();
        // (3·0.5)² + (4·1)² over 9 + 16: 18.25/25.
        let d = distance(&parties, 0, &[0.0, 0.0], &[0.5, 1.0]);
        assert!((d - libm::sqrt(0.73)).abs() < 1e-15);
        assert_eq!(distance(&parties, 1, &[0.0, 0.0], &[0.5, 1.0]), 0.5);
    }

    #[test]
    fn risk_bends_between_the_ends_only() {
        for r in [-1.0, -0.3, 0.0, 0.7, 1.0] {
            assert_eq!((utility(0.0, r), utility(1.0, r)), (1.0, 0.0));
            assert!(utility(1.0 + 1e-12, r) <= 0.0);
        }
        assert_eq!(utility(0.5, 1.0), 0.75);
        assert_eq!(utility(0.5, 0.0), 0.5);
        assert_eq!(utility(0.5, -1.0), 0.25);
    }
}
