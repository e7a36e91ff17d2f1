//! Bargaining over lotteries: solution points on the convex hull of finitely many utility vectors.
//!
//! Nash (1950; with weights Kalai 1977) is the greatest product of gains over the hull. Kalai and Smorodinsky (1975) and the egalitarian point
//! (Kalai 1977) are the farthest points `d + t (ideal − d)` and `d + t` of the comprehensive hull (utility can be thrown away). The ideal point
//! is each party's best over lotteries that give nobody less than its disagreement point. The utilitarian point asks for the greatest sum alone, whatever
//! the disagreement point is.

use super::{
    InvalidInput, finite,
    linear_program::{Program, maximise},
};

/// Most outcomes, and most parties.
const MOST_OUTCOMES: usize = 10_000;
const MOST_PARTIES: usize = 32;
/// Steps after which the search for the Nash point gives up.
const MOST_STEPS: usize = 200_000;
/// The search ends when no outcome could add more than this share to the sum of weights: then the logarithm of the product is that near.
const GAP: f64 = 1e-14;
/// A gain below this share of the largest is none.
const NOTHING: f64 = 1e-12;

/// Solution points on the hull.
#[derive(Debug, Clone, PartialEq)]
pub struct Points {
    /// Nash's point; none where not all parties can gain at once.
    pub nash: Option<Vec<f64>>,
    /// Nash's point with weights, where some are given.
    pub nash_weighted: Option<Vec<f64>>,
    /// The best for each party over individually rational lotteries.
    pub ideal: Vec<f64>,
    /// How far towards the ideal point all can go, in [0, 1]; 1 where that is the disagreement point.
    pub share: f64,
    /// That point of the comprehensive hull.
    pub kalai_smorodinsky: Vec<f64>,
    /// The greatest gain that all can have.
    pub common_gain: f64,
    /// That point of the comprehensive hull.
    pub egalitarian: Vec<f64>,
    /// The greatest sum of utilities over all lotteries, also those that give somebody less than its disagreement point.
    pub greatest_sum: f64,
}

/// Finds the points. `utilities` holds a vector an outcome, `disagreement` what each party has without agreement.
///
/// # Errors
///
/// Vectors of unequal length, numbers that are not finite, more than 10,000 outcomes or 32 parties, weights that are not above 0, and a
/// hull in which no lottery gives everybody at least its disagreement point.
pub fn points(
    utilities: &[Vec<f64>],
    disagreement: &[f64],
    weights: Option<&[f64]>,
) -> Result<Points, InvalidInput> {
    let hull = Hull::new(utilities, disagreement)?;
    let parties = disagreement.len();
    if let Some(weights) = weights
        && (weights.len() != parties || weights.iter().any(|w| !w.is_finite() || *w <= 0.0))
    {
        return Err(InvalidInput(format!("nash weights must be {parties} finite numbers above 0")));
    }
    let ideal: Result<Vec<f64>, InvalidInput> = (0..parties)
        .map(|i| {
            let most = hull.greatest(|row| row[i])?;
            Ok(disagreement[i] + if most > NOTHING { hull.scale * most } else { 0.0 })
        })
        .collect();
    let ideal = ideal?;
    let towards: Vec<f64> = ideal.iter().zip(disagreement).map(|(i, d)| i - d).collect();
    let (share, _) = hull.farthest(&towards.iter().map(|t| t / hull.scale).collect::<Vec<f64>>())?;
    let (common_gain, start) = hull.farthest(&vec![1.0; parties])?;
    let on_ray = |t: f64, ray: &[f64]| disagreement.iter().zip(ray).map(|(d, r)| d + t * r).collect();
    let gains = common_gain > NOTHING;
    let common_gain = hull.scale * common_gain;
    let nash = |weights: &[f64]| hull.nash(weights, &start, disagreement);
    Ok(Points {
        nash: if gains { Some(nash(&vec![1.0; parties])?) } else { None },
        nash_weighted: match weights {
            Some(weights) if gains => Some(nash(weights)?),
            _ => None,
        },
        kalai_smorodinsky: on_ray(share, &towards),
        egalitarian: on_ray(common_gain, &vec![1.0; parties]),
        // A sum is greatest at an outcome.
        greatest_sum: utilities.iter().map(|row| row.iter().sum()).fold(f64::NEG_INFINITY, f64::max),
        ideal,
        share,
        common_gain,
    })
}

/// Gains over the disagreement point, by outcome, divided by the largest in size.
struct Hull {
    gains: Vec<Vec<f64>>,
    scale: f64,
    parties: usize,
}

impl Hull {
    fn new(utilities: &[Vec<f64>], disagreement: &[f64]) -> Result<Self, InvalidInput> {
        let parties = disagreement.len();
        if parties == 0 || parties > MOST_PARTIES || utilities.is_empty() || utilities.len() > MOST_OUTCOMES {
            return Err(InvalidInput(format!(
                "there are {} outcomes and {parties} parties; expected 1 to {MOST_OUTCOMES} and 1 to {MOST_PARTIES}",
                utilities.len()
            )));
        }
        let mut gains = Vec::with_capacity(utilities.len());
        for (k, row) in utilities.iter().enumerate() {
            if row.len() != parties {
                return Err(InvalidInput(format!(
                    "outcome {k} has {} utilities; expected {parties}",
                    row.len()
                )));
            }
            let own: Result<Vec<f64>, InvalidInput> = row
                .iter()
                .zip(disagreement)
                .map(|(u, d)| Ok(finite("a utility", *u)? - finite("a disagreement point", *d)?))
                .collect();
            gains.push(own?);
        }
        let largest = gains.iter().flatten().fold(0.0f64, |most, g| most.max(g.abs()));
        let scale = if largest > 0.0 { largest } else { 1.0 };
        gains.iter_mut().flatten().for_each(|g| *g /= scale);
        Ok(Self { gains, scale, parties })
    }

    /// Lotteries that give everybody at least its disagreement point, and what else is in the programme: extra columns after those of
    /// outcomes.
    fn program(&self, worth: Vec<f64>, ray: Option<&[f64]>) -> Program {
        let rows = self.parties + 1;
        let mut matrix = Vec::new();
        for row in &self.gains {
            matrix.extend_from_slice(row);
            matrix.push(1.0);
        }
        if let Some(ray) = ray {
            matrix.extend(ray.iter().map(|r| -r));
            matrix.push(0.0);
        }
        for party in 0..self.parties {
            matrix.extend((0..rows).map(|row| if row == party { -1.0 } else { 0.0 }));
        }
        let mut right = vec![0.0; self.parties];
        right.push(1.0);
        let mut all = worth;
        all.resize(matrix.len() / rows, 0.0);
        Program { rows, matrix, worth: all, right }
    }

    fn solve(program: &Program) -> Result<(f64, Vec<(usize, f64)>), InvalidInput> {
        let optimum = maximise(program).map_err(|why| {
            InvalidInput(format!("no lottery gives everybody at least its disagreement point ({why})"))
        })?;
        Ok((optimum.value, optimum.basis))
    }

    /// The greatest of a linear function of gains.
    fn greatest(&self, worth: impl Fn(&[f64]) -> f64) -> Result<f64, InvalidInput> {
        let worth = self.gains.iter().map(|row| worth(row)).collect();
        Ok(Self::solve(&self.program(worth, None))?.0)
    }

    /// How far all can go along a ray, and a lottery that reaches it.
    fn farthest(&self, ray: &[f64]) -> Result<(f64, Vec<f64>), InvalidInput> {
        if ray.iter().all(|r| *r <= 0.0) {
            return Ok((1.0, vec![0.0; self.gains.len()]));
        }
        let mut worth = vec![0.0; self.gains.len()];
        worth.push(1.0);
        let (far, basis) = Self::solve(&self.program(worth, Some(ray)))?;
        let mut lottery = vec![0.0; self.gains.len()];
        for (k, chance) in basis.into_iter().filter(|(k, _)| *k < self.gains.len()) {
            lottery[k] = chance.max(0.0);
        }
        Ok((far.max(0.0), lottery))
    }

    fn gain(&self, lottery: &[f64]) -> Vec<f64> {
        let mut gain = vec![0.0; self.parties];
        for (chance, row) in lottery.iter().zip(&self.gains).filter(|(chance, _)| **chance > 0.0) {
            for (sum, g) in gain.iter_mut().zip(row) {
                *sum += chance * g;
            }
        }
        gain
    }

    fn utilities(&self, gain: &[f64], disagreement: &[f64]) -> Vec<f64> {
        gain.iter().zip(disagreement).map(|(g, d)| self.scale * g + d).collect()
    }

    /// The greatest `Σ w log gain`: chance moves from the outcome in use that is worth least at the margin to the one that is worth most, as
    /// far as it pays (pairwise steps of Frank and Wolfe 1956; Lacoste-Julien and Jaggi 2015). It ends with the certificate
    /// `max_k Σ w g(k)/g ≤ Σ w`.
    fn nash(&self, weights: &[f64], start: &[f64], disagreement: &[f64]) -> Result<Vec<f64>, InvalidInput> {
        let mut lottery = start.to_vec();
        let total: f64 = weights.iter().sum();
        for step in 0..MOST_STEPS {
            // Anew from time to time, so that rounding does not gather.
            let gain = self.gain(&lottery);
            let margin: Vec<f64> = weights.iter().zip(&gain).map(|(w, g)| w / g).collect();
            let worth = |k: usize| self.gains[k].iter().zip(&margin).map(|(g, m)| g * m).sum::<f64>();
            let (mut best, mut least) = ((f64::NEG_INFINITY, 0), (f64::INFINITY, 0));
            for k in 0..lottery.len() {
                let w = worth(k);
                best = if w > best.0 { (w, k) } else { best };
                least = if lottery[k] > 0.0 && w < least.0 { (w, k) } else { least };
            }
            if best.0 - total <= GAP * total || best.0 - least.0 <= GAP * total {
                return Ok(self.utilities(&gain, disagreement));
            }
            let (to, from) = (best.1, least.1);
            let towards: Vec<f64> =
                self.gains[to].iter().zip(&self.gains[from]).map(|(a, b)| a - b).collect();
            let moved = along(weights, &gain, &towards, lottery[from]);
            if moved <= 0.0 {
                // No step is left that numbers of this size can tell from none.
                return if best.0 - total <= 1e-8 * total {
                    Ok(self.utilities(&gain, disagreement))
                } else {
                    Err(InvalidInput(format!("the Nash point was not reached in {step} steps")))
                };
            }
            lottery[to] += moved;
            lottery[from] = if moved >= lottery[from] { 0.0 } else { lottery[from] - moved };
        }
        Err(InvalidInput(format!("the Nash point was not reached in {MOST_STEPS} steps")))
    }
}

/// Where `Σ w log(gain + s · towards)` is greatest for `s` in [0, most]: its slope falls throughout, and is halved in.
fn along(weights: &[f64], gain: &[f64], towards: &[f64], most: f64) -> f64 {
    let slope = |s: f64| {
        let parts = weights.iter().zip(gain).zip(towards);
        parts.fold(0.0, |sum, ((w, g), t)| {
            let at = g + s * t;
            if at > 0.0 { sum + w * t / at } else { f64::NEG_INFINITY }
        })
    };
    if slope(most) >= 0.0 {
        return most;
    }
    let (mut low, mut high) = (0.0, most);
    for _ in 0..200 {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            break;
        }
        if slope(middle) > 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: &[f64], expected: &[f64]) {
        assert!(
            found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-7),
            "{found:?}, expected {expected:?}"
        );
    }

    #[test]
    fn the_triangle_is_shared_by_weight() {
        let hull = [vec![0.0, 0.0], vec![1.0, 0.0], vec![0.0, 1.0]];
        let found = points(&hull, &[0.0, 0.0], Some(&[3.0, 1.0])).unwrap();
        near(&found.nash.unwrap(), &[0.5, 0.5]);
        near(&found.nash_weighted.unwrap(), &[0.75, 0.25]);
        near(&found.kalai_smorodinsky, &[0.5, 0.5]);
    }

    #[test]
    fn nash_follows_the_scale_of_a_party_and_egalitarian_does_not() {
        let hull = [vec![4.0, 1.0, 1.0], vec![1.0, 5.0, 2.0], vec![2.0, 2.0, 6.0], vec![3.0, 3.0, 2.5]];
        let base = points(&hull, &[0.5, 0.5, 0.5], None).unwrap();
        let scaled: Vec<Vec<f64>> = hull.iter().map(|r| vec![8.0 * r[0] + 3.0, r[1], r[2]]).collect();
        let other = points(&scaled, &[7.0, 0.5, 0.5], None).unwrap();
        let (a, b) = (base.nash.unwrap(), other.nash.unwrap());
        near(&[8.0 * a[0] + 3.0, a[1], a[2]], &b);
        near(&[base.share], &[other.share]);
        assert!((base.common_gain - other.common_gain).abs() > 1e-3);
    }

    #[test]
    fn the_greatest_sum_does_not_ask_what_anybody_has_without_agreement() {
        // Where nobody has less than (0.3, 0.2), the greatest sum is 2.6, at (2.4, 0.2).
        let found = points(&[vec![0.0, 0.0], vec![3.0, 0.0], vec![0.0, 1.0]], &[0.3, 0.2], None).unwrap();
        assert_eq!(found.greatest_sum, 3.0);
        near(&found.ideal, &[2.4, 0.9]);
    }

    #[test]
    fn what_cannot_be_shared_is_told() {
        assert!(points(&[vec![1.0, 0.0]], &[2.0, 2.0], None).is_err());
        assert!(points(&[vec![1.0]], &[0.0, 0.0], None).is_err());
        assert!(points(&[vec![f64::NAN, 0.0]], &[0.0, 0.0], None).is_err());
        assert!(points(&[vec![1.0, 1.0]], &[0.0, 0.0], Some(&[0.0, 1.0])).is_err());
        // One party cannot gain at all: there is no product to maximise.
        let flat = points(&[vec![1.0, 0.0], vec![2.0, 0.0]], &[0.0, 0.0], None).unwrap();
        assert_eq!((flat.nash, flat.common_gain), (None, 0.0));
        // Nobody can gain: all are where they can best be.
        let still = points(&[vec![1.0, 0.0], vec![0.0, 1.0]], &[0.5, 0.5], None).unwrap();
        assert_eq!((still.nash, still.share, still.kalai_smorodinsky), (None, 1.0, vec![0.5, 0.5]));
    }
}
