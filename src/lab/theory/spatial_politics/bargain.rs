//! Where a bargain between two parties lies on a dimension.
//!
//! Under `S1P1` and `S2P2` both move to about `(w_i x_i + w_j x_j) / (w_i + w_j)`, w the salience times the chance of victory, or its square;
//! 10⁻⁶ is added to the weight of whoever's position it is, so that nobody moves where neither can or cares, and the result is rounded to 4
//! decimals (half up), which hides that in other cases. Under `S2PMax` only the one less likely to win moves.

use super::choices::Interpolation;

/// What keeps a party where it is.
const INERTIA: f64 = 1e-6;

/// One side of a bargain on one dimension.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Side {
    /// Its position, 0 to 1.
    pub position: f64,
    /// Its salience, 0 to 1.
    pub salience: f64,
    /// Its chance of victory.
    pub chance: f64,
}

/// The new positions of both sides, from 0 to 1.
pub fn between(how: Interpolation, i: Side, j: Side) -> (f64, f64) {
    let weight = |side: Side| side.salience * side.chance;
    match how {
        Interpolation::Linear => mean(i.position, weight(i), j.position, weight(j)),
        Interpolation::Square => {
            let square = |side: Side| (side.salience * side.salience) * (side.chance * side.chance);
            mean(i.position, square(i), j.position, square(j))
        }
        Interpolation::Advantage => (yields(i, j), yields(j, i)),
    }
}

fn mean(x: f64, w: f64, y: f64, v: f64) -> (f64, f64) {
    let all = w + INERTIA + v;
    (rounded(((w + INERTIA) * x + v * y) / all), rounded((w * x + (INERTIA + v) * y) / all))
}

fn yields(own: Side, other: Side) -> f64 {
    let behind = super::positive(other.chance - own.chance);
    let pull = behind * (other.salience * other.salience);
    let share = pull / (pull + INERTIA + (1.0 - behind) * (own.salience * own.salience));
    own.position + share * (other.position - own.position)
}

/// To 4 decimals, half up.
fn rounded(x: f64) -> f64 {
    libm::floor(0.5 + x * 10_000.0) / 10_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn side(position: f64, salience: f64, chance: f64) -> Side {
        Side { position, salience, chance }
    }

    #[test]
    fn weights_are_salience_times_chance_or_squared() {
        // Weights .5·.8 = .4 and .5·.2 = .1: a fifth of the way; squares .16 and .01: a seventeenth.
        let (i, j) = (side(0.0, 0.5, 0.8), side(1.0, 0.5, 0.2));
        assert_eq!(between(Interpolation::Linear, i, j), (0.2, 0.2));
        assert_eq!(between(Interpolation::Square, i, j), (0.0588, 0.0588));
    }

    #[test]
    fn under_the_advantage_only_the_weaker_moves() {
        let (i, j) = (side(0.0, 0.5, 0.8), side(1.0, 0.5, 0.2));
        let (stays, moves) = between(Interpolation::Advantage, i, j);
        assert_eq!(stays, 0.0);
        // .6·.25 of .6·.25 + 10⁻⁶ + .4·.25.
        assert!((moves - (1.0 - 0.15 / 0.250_001)).abs() < 1e-15);
    }

    #[test]
    fn nobody_moves_where_nobody_cares() {
        for how in Interpolation::ALL {
            let both = between(*how, side(0.25, 0.0, 0.5), side(0.75, 0.0, 0.5));
            assert_eq!(both, (0.25, 0.75));
        }
    }

    #[test]
    fn bargains_lie_between() {
        for how in Interpolation::ALL {
            for step in 0..=10 {
                let chance = f64::from(step) / 10.0;
                let (a, b) = between(*how, side(0.2, 0.3, chance), side(0.9, 0.6, 1.0 - chance));
                assert!(a >= 0.2 && b <= 0.9 && a <= b, "{a} {b}");
            }
        }
    }
}
