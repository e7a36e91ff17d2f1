//! Sensitivity from a sample that is there already: first-order Sobol indices and Borgonovo's delta, with dummies as the noise floor.
//!
//! The estimator of Plischke, Borgonovo and Smith (2013), "Global sensitivity measures from given data", European Journal of Operational
//! Research 226:536: each input is cut into classes of equal count, and the output within a class is held against the output in all. First
//! order: the share of the variance that lies between classes (their equation 8), here without its bias of `(M − 1)/(n − 1)` (Kelley 1935,
//! PNAS 21:554). Delta: half the distance between the density within a class and the density in all, on average (Borgonovo 2007,
//! Reliability Engineering and System Safety 92:771; their equation 25), corrected for bias as they do, by twice the estimate less the mean
//! of its bootstrap. An output of few values has shares in place of densities; another one Gaussian kernels with Scott's (1992) width on
//! 100 points.
//!
//! A dummy is an input on which nothing depends: classes of equal count in random order. The largest of many dummies is what chance alone
//! reaches.

use super::splitmix::SplitMix;
use super::{InvalidInput, check_sample, normal};

/// Points of the grid on which densities are compared.
const GRID: usize = 100;
/// Values up to which an output has shares and no density.
const FEW: usize = 16;
/// Dummies that are resampled, to know their bias.
const RESAMPLED: usize = 8;

/// An input in classes of equal count; equal values are in one class.
#[derive(Debug, Clone, PartialEq)]
pub struct Classes {
    of: Vec<u8>,
    count: usize,
}

/// An output, put on a grid once for all inputs.
#[derive(Debug, Clone)]
pub struct Output {
    values: Vec<f64>,
    cells: Vec<u8>,
    count: usize,
    /// Whether it has a density.
    dense: bool,
    variance: f64,
}

/// An estimate with the limits of its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The estimate.
    pub estimate: f64,
    /// Lower limit.
    pub low: f64,
    /// Upper limit.
    pub high: f64,
}

/// What an input does to the output.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Index {
    /// First-order Sobol index, 0 to 1.
    pub first: Estimate,
    /// Borgonovo's delta, 0 to 1.
    pub delta: Estimate,
}

/// Indices of all inputs, and what chance alone reaches.
#[derive(Debug, Clone, PartialEq)]
pub struct Indices {
    /// By input.
    pub inputs: Vec<Index>,
    /// The largest first-order index of a dummy.
    pub dummy_first: f64,
    /// The largest delta of a dummy.
    pub dummy_delta: f64,
}

/// Classes for so many points: the rule of Plischke et al. (2013) as `SALib` has it, at most 48.
pub fn class_count(points: usize) -> usize {
    let n = points as f64;
    let exponent = 2.0 / (7.0 + libm::tanh((1500.0 - n) / 500.0));
    (libm::ceil(libm::pow(n, exponent)) as usize).clamp(1, 48)
}

/// Positions in ascending order of their values; equal ones in their own order.
pub fn order(values: &[f64]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..values.len() as u32).collect();
    order.sort_by(|&a, &b| values[a as usize].total_cmp(&values[b as usize]));
    order
}

impl Classes {
    /// The classes of an input, given its values and their order.
    pub fn new(values: &[f64], order: &[u32]) -> Self {
        let wanted = class_count(order.len());
        let fresh = |rank: usize| {
            rank > 0 && values[order[rank] as usize].total_cmp(&values[order[rank - 1] as usize]).is_ne()
        };
        // Of few values each is a class, however rare.
        let few = (0..order.len()).filter(|rank| fresh(*rank)).take(wanted).count() < wanted;
        let mut of = vec![0; values.len()];
        let (mut class, mut began) = (0, 0);
        for (rank, &at) in order.iter().enumerate() {
            let due = rank * wanted / order.len();
            if fresh(rank) && (few || due > began) {
                class += 1;
                began = due;
            }
            of[at as usize] = class;
        }
        Self { of, count: usize::from(class) + 1 }
    }
}

impl Output {
    /// An output, world by world.
    ///
    /// # Errors
    /// If it is empty, not finite, or does not vary.
    pub fn new(values: &[f64]) -> Result<Self, InvalidInput> {
        check_sample("the output", values)?;
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        let variance = values.iter().map(|y| (y - mean) * (y - mean)).sum::<f64>() / n;
        let low = values.iter().copied().fold(f64::INFINITY, f64::min);
        let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        if high <= low || variance <= 0.0 {
            return Err(InvalidInput("the output does not vary, so nothing can drive it".to_owned()));
        }
        let mut distinct: Vec<f64> = values.to_vec();
        distinct.sort_by(f64::total_cmp);
        distinct.dedup();
        let dense = distinct.len() > FEW;
        let cell = |y: &f64| {
            if dense {
                libm::round((y - low) / (high - low) * (GRID - 1) as f64) as u8
            } else {
                distinct.partition_point(|value| value < y) as u8
            }
        };
        let cells = values.iter().map(cell).collect();
        let count = if dense { GRID } else { distinct.len() };
        Ok(Self { values: values.to_vec(), cells, count, dense, variance })
    }

    /// First-order index and delta under these classes; each world counts as often as its weight says.
    fn measure(&self, of: &[u8], classes: usize, weights: Option<&[u8]>) -> (f64, f64) {
        let mut counts = vec![0u32; classes * self.count];
        let mut sums = vec![0.0; classes];
        for (at, ((&class, &cell), y)) in of.iter().zip(&self.cells).zip(&self.values).enumerate() {
            let weight = weights.map_or(1, |weights| weights[at]);
            counts[usize::from(class) * self.count + usize::from(cell)] += u32::from(weight);
            sums[usize::from(class)] += f64::from(weight) * y;
        }
        (self.first(&counts, &sums, weights), self.delta(&counts))
    }

    fn first(&self, counts: &[u32], sums: &[f64], weights: Option<&[u8]>) -> f64 {
        let sizes: Vec<f64> = counts.chunks(self.count).map(|row| row.iter().sum::<u32>().into()).collect();
        let n: f64 = sizes.iter().sum();
        let mean = sums.iter().sum::<f64>() / n;
        let variance = weights.map_or(self.variance, |weights| {
            let square = |(y, w): (&f64, &u8)| f64::from(*w) * (y - mean) * (y - mean);
            self.values.iter().zip(weights).map(square).sum::<f64>() / n
        });
        let between = |(sum, size): (&f64, &f64)| {
            if *size > 0.0 { size * (sum / size - mean) * (sum / size - mean) } else { 0.0 }
        };
        if variance <= 0.0 || n < 2.0 {
            return 0.0;
        }
        let share = sums.iter().zip(&sizes).map(between).sum::<f64>() / n / variance;
        let used = sizes.iter().filter(|size| **size > 0.0).count() as f64;
        let bias = (used - 1.0) / (n - 1.0);
        if bias < 1.0 { (share - bias) / (1.0 - bias) } else { 0.0 }
    }

    fn delta(&self, counts: &[u32]) -> f64 {
        let mut all = vec![0u32; self.count];
        for row in counts.chunks(self.count) {
            for (sum, count) in all.iter_mut().zip(row) {
                *sum += count;
            }
        }
        let n: f64 = all.iter().sum::<u32>().into();
        let whole = self.shape(&all);
        let distance = |row: &[u32]| {
            let size: f64 = row.iter().sum::<u32>().into();
            let own = self.shape(row);
            size / (2.0 * n) * own.iter().zip(&whole).map(|(a, b)| (a - b).abs()).sum::<f64>()
        };
        counts.chunks(self.count).filter(|row| row.iter().any(|count| *count > 0)).map(distance).sum()
    }

    /// Shares of the values, or a density on the grid, in units of its step.
    fn shape(&self, counts: &[u32]) -> Vec<f64> {
        let n: f64 = counts.iter().sum::<u32>().into();
        if !self.dense {
            return counts.iter().map(|count| f64::from(*count) / n).collect();
        }
        let at = |power: i32| -> f64 {
            let terms = counts.iter().enumerate();
            terms
                .map(|(k, count)| f64::from(*count) * (if power == 1 { k as f64 } else { (k * k) as f64 }))
                .sum()
        };
        let mean = at(1) / n;
        let variance = ((at(2) - n * mean * mean) / (n - 1.0).max(1.0)).max(0.0);
        let width = (libm::sqrt(variance) * libm::pow(n, -0.2)).max(0.5);
        let reach = (libm::ceil(4.0 * width) as usize).min(GRID);
        let kernel: Vec<f64> = (0..=reach)
            .map(|k| {
                let z = k as f64 / width;
                libm::exp(-0.5 * z * z) / (width * libm::sqrt(2.0 * std::f64::consts::PI) * n)
            })
            .collect();
        let mut density = vec![0.0; self.count];
        for (from, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
            let count = f64::from(*count);
            for (k, weight) in kernel.iter().enumerate() {
                if from + k < self.count {
                    density[from + k] += count * weight;
                }
                if k > 0 && k <= from {
                    density[from - k] += count * weight;
                }
            }
        }
        density
    }
}

/// The indices of all inputs from `replicates` bootstrap samples, and the largest of `dummies`.
///
/// # Errors
/// If an input has another number of points than the output.
pub fn indices(
    inputs: &[Classes],
    output: &Output,
    replicates: usize,
    dummies: usize,
    seed: u64,
) -> Result<Indices, InvalidInput> {
    let n = output.values.len();
    if let Some(at) = inputs.iter().position(|input| input.of.len() != n) {
        let found = inputs[at].of.len();
        return Err(InvalidInput(format!(
            "input {at} has {found} points and the output {n}; expected as many"
        )));
    }
    let mut random = SplitMix::new(seed);
    let samples: Vec<Vec<u8>> = (0..replicates).map(|_| resample(n, &mut random)).collect();
    let index = |input: &Classes| resampled(output, input, &samples);
    let mut dummy = dummy_of(n);
    let (mut first, mut delta, mut bias) = (0.0_f64, 0.0_f64, 0.0);
    for number in 0..dummies {
        random.shuffle(&mut dummy.of);
        let found = output.measure(&dummy.of, dummy.count, None);
        first = first.max(found.0);
        delta = delta.max(found.1);
        if number < RESAMPLED {
            bias += (found.1 - index(&dummy).delta.estimate) / RESAMPLED.min(dummies) as f64;
        }
    }
    let inputs = inputs.iter().map(index).collect();
    Ok(Indices { inputs, dummy_first: first, dummy_delta: (delta - bias).max(0.0) })
}

/// How often each point is drawn in a sample of as many, with replacement.
fn resample(n: usize, random: &mut SplitMix) -> Vec<u8> {
    let mut weights = vec![0u8; n];
    for _ in 0..n {
        let at = random.below(n);
        weights[at] = weights[at].saturating_add(1);
    }
    weights
}

fn dummy_of(n: usize) -> Classes {
    let count = class_count(n);
    Classes { of: (0..n).map(|rank| (rank * count / n.max(1)) as u8).collect(), count }
}

fn resampled(output: &Output, input: &Classes, samples: &[Vec<u8>]) -> Index {
    let (first, delta) = output.measure(&input.of, input.count, None);
    let again: Vec<(f64, f64)> =
        samples.iter().map(|weights| output.measure(&input.of, input.count, Some(weights))).collect();
    let (firsts, deltas): (Vec<f64>, Vec<f64>) = again.into_iter().unzip();
    let (mean, _) = spread(&deltas, delta);
    let corrected = (2.0 * delta - mean).max(0.0);
    Index {
        first: around(first, spread(&firsts, first).1),
        delta: around(corrected, spread(&deltas, delta).1),
    }
}

/// Mean and standard deviation; without values the one given, and 0.
fn spread(values: &[f64], otherwise: f64) -> (f64, f64) {
    let n = values.len() as f64;
    if values.len() < 2 {
        return (otherwise, 0.0);
    }
    let mean = values.iter().sum::<f64>() / n;
    (mean, libm::sqrt(values.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / (n - 1.0)))
}

fn around(estimate: f64, deviation: f64) -> Estimate {
    let half = normal::two_sided(0.95) * deviation;
    Estimate { estimate, low: (estimate - half).max(0.0), high: (estimate + half).min(1.0) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::test_function::{g_function, g_indices, ishigami, ishigami_indices};

    fn classes(columns: &[Vec<f64>]) -> Vec<Classes> {
        columns.iter().map(|column| Classes::new(column, &order(column))).collect()
    }

    fn uniform(n: usize, inputs: usize, seed: u64) -> Vec<Vec<f64>> {
        let mut random = SplitMix::new(seed);
        (0..inputs).map(|_| (0..n).map(|_| random.unit()).collect()).collect()
    }

    /// The indices of the reference cases in closed form, within the 0.02 that they allow.
    #[test]
    fn ishigami_and_g_function() {
        let pi = std::f64::consts::PI;
        let columns: Vec<Vec<f64>> = uniform(16_384, 3, 1)
            .into_iter()
            .map(|c| c.iter().map(|u| -pi + 2.0 * pi * u).collect())
            .collect();
        let y: Vec<f64> =
            (0..16_384).map(|k| ishigami([columns[0][k], columns[1][k], columns[2][k]], 7.0, 0.1)).collect();
        let found = indices(&classes(&columns), &Output::new(&y).unwrap(), 20, 50, 1).unwrap();
        let exact = ishigami_indices(7.0, 0.1).unwrap();
        for (input, first) in found.inputs.iter().zip(&exact.first) {
            assert!((input.first.estimate - first).abs() < 0.02, "{found:?}");
        }
        // Of x3 nothing is seen in the first order, and much in delta: it moves the spread alone.
        assert!(found.inputs[2].first.estimate < 0.01 && found.inputs[2].delta.low > found.dummy_delta);
        let parameters = [0.0, 1.0, 4.5, 9.0, 99.0, 99.0];
        let columns = uniform(16_384, 6, 2);
        let y: Vec<f64> = (0..16_384)
            .map(|k| g_function(&columns.iter().map(|c| c[k]).collect::<Vec<_>>(), &parameters))
            .collect();
        let found = indices(&classes(&columns), &Output::new(&y).unwrap(), 20, 50, 1).unwrap();
        for (input, first) in found.inputs.iter().zip(&g_indices(&parameters).unwrap().first) {
            assert!((input.first.estimate - first).abs() < 0.02, "{found:?}");
        }
    }

    /// Of an output that is one of its inputs, both indices are known: with two equally frequent values delta is one half.
    #[test]
    fn a_switch_that_decides_all() {
        let switch: Vec<f64> = (0..2000).map(|k| f64::from(k % 2)).collect();
        let other = uniform(2000, 1, 3).remove(0);
        let found =
            indices(&classes(&[switch.clone(), other]), &Output::new(&switch).unwrap(), 20, 100, 1).unwrap();
        assert!((found.inputs[0].first.estimate - 1.0).abs() < 1e-9);
        assert!((found.inputs[0].delta.estimate - 0.5).abs() < 0.01, "{found:?}");
        assert!(found.inputs[1].first.estimate <= found.dummy_first);
    }

    /// What nothing depends on stays at the line of the dummies: of 40 tables with 10 such inputs at most a few pass 200 dummies.
    #[test]
    fn inputs_that_do_nothing_stay_below_the_dummies() {
        let passed = (0..40)
            .filter(|&seed| {
                let mut columns = uniform(500, 11, 100 + seed);
                let y = columns.remove(0);
                let found = indices(&classes(&columns), &Output::new(&y).unwrap(), 0, 200, seed).unwrap();
                found.inputs.iter().any(|input| input.first.estimate > found.dummy_first)
            })
            .count();
        assert!(passed <= 6, "{passed} of 40");
    }

    /// The 95 % interval of the first-order index covers the truth of a linear model (4/5 and 1/5).
    #[test]
    fn intervals_cover_what_is_known() {
        let covered = (0..100)
            .filter(|&seed| {
                let columns = uniform(1000, 2, 1000 + seed);
                let y: Vec<f64> = (0..1000).map(|k| 2.0 * columns[0][k] + columns[1][k]).collect();
                let found = indices(&classes(&columns), &Output::new(&y).unwrap(), 60, 0, seed).unwrap();
                let first = found.inputs[1].first;
                first.low <= 0.2 && 0.2 <= first.high
            })
            .count();
        assert!((88..=100).contains(&covered), "{covered} of 100");
    }

    #[test]
    fn equal_values_are_in_one_class_and_nonsense_is_refused() {
        let values = [1.0, 0.0, 1.0, 0.0, 1.0];
        assert_eq!(Classes::new(&values, &order(&values)), Classes { of: vec![1, 0, 1, 0, 1], count: 2 });
        assert_eq!((class_count(500), class_count(2000), class_count(20_000)), (5, 12, 28));
        assert!(Output::new(&[1.0, 1.0]).is_err() && Output::new(&[]).is_err());
        let output = Output::new(&[1.0, 2.0]).unwrap();
        assert!(indices(&[Classes { of: vec![0], count: 1 }], &output, 1, 1, 1).is_err());
    }
}
