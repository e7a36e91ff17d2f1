//! Sobol indices from two sampling matrices.
//!
//! Two independent samples A and B of n points; for factor i the matrix `AB_i` is A with column i from B. With the outputs f and V
//! the population variance of f(A) and f(B) together: first-order index of Saltelli et al. (2010), Computer Physics Communications
//! 181:259, with the outputs centred (uncentred it is noisy), `mean((f(B)-μ)(f(AB_i)-f(A)))/V`; first-order and total index of Jansen
//! (1999), CPC 117:35, `1 - mean((f(B)-f(AB_i))²)/(2V)` and `mean((f(A)-f(AB_i))²)/(2V)`.

use super::splitmix::SplitMix;
use super::{InvalidInput, check_sample};

/// Estimated indices, factor by factor.
#[derive(Debug, Clone, PartialEq)]
pub struct SobolIndices {
    /// Population variance of f(A) and f(B) pooled.
    pub variance: f64,
    /// First order, Saltelli 2010 with centred outputs.
    pub first_saltelli: Vec<f64>,
    /// First order, Jansen 1999.
    pub first_jansen: Vec<f64>,
    /// Total, Jansen 1999.
    pub total_jansen: Vec<f64>,
}

/// The matrix `AB_i`: A with column `factor` taken from B. Rows or columns that B lacks stay as in A.
pub fn exchange_column(a: &[Vec<f64>], b: &[Vec<f64>], factor: usize) -> Vec<Vec<f64>> {
    let mut mixed = a.to_vec();
    for (row, other) in mixed.iter_mut().zip(b) {
        if let (Some(cell), Some(value)) = (row.get_mut(factor), other.get(factor)) {
            *cell = *value;
        }
    }
    mixed
}

fn mean_of(values: impl Iterator<Item = f64>, count: f64) -> f64 {
    values.sum::<f64>() / count
}

/// The indices from outputs: `f_a[k]`, `f_b[k]`, and `f_ab[i][k]` for factor i.
///
/// # Errors
/// When the outputs are empty, of different lengths, not finite, or do not vary.
pub fn estimate(f_a: &[f64], f_b: &[f64], f_ab: &[Vec<f64>]) -> Result<SobolIndices, InvalidInput> {
    check_sample("f(A)", f_a)?;
    check_sample("f(B)", f_b)?;
    for outputs in std::iter::once(f_b).chain(f_ab.iter().map(Vec::as_slice)) {
        check_sample("f(AB)", outputs)?;
        if outputs.len() != f_a.len() {
            let lengths = (f_a.len(), outputs.len());
            return Err(InvalidInput(format!(
                "outputs have {} and {} values; expected as many",
                lengths.0, lengths.1
            )));
        }
    }
    let n = f_a.len() as f64;
    let pooled = || f_a.iter().chain(f_b).copied();
    let mu = mean_of(pooled(), 2.0 * n);
    let variance = mean_of(pooled().map(|f| (f - mu) * (f - mu)), 2.0 * n);
    if variance <= 0.0 {
        return Err(InvalidInput(
            "the outputs do not vary, so no share of their variance can be given".to_owned(),
        ));
    }
    let squares = |f: &[f64], mixed: &[f64]| mean_of(f.iter().zip(mixed).map(|(f, m)| (f - m) * (f - m)), n);
    let saltelli = |mixed: &Vec<f64>| {
        let terms = f_b.iter().zip(mixed).zip(f_a).map(|((b, m), a)| (b - mu) * (m - a));
        mean_of(terms, n) / variance
    };
    Ok(SobolIndices {
        variance,
        first_saltelli: f_ab.iter().map(saltelli).collect(),
        first_jansen: f_ab.iter().map(|m| (variance - squares(f_b, m) / 2.0) / variance).collect(),
        total_jansen: f_ab.iter().map(|m| squares(f_a, m) / (2.0 * variance)).collect(),
    })
}

/// Lower and upper limit.
type Limits = (f64, f64);

/// 95 % intervals of the first-order indices (Saltelli) and the total indices (Jansen), factor by factor: percentiles over bootstrap samples of
/// rows (Archer, Saltelli and Sobol 1997, Journal of Statistical Computation and Simulation 58:99). Rows stay whole: what was held against each
/// other is drawn together.
pub fn resampled(
    f_a: &[f64],
    f_b: &[f64],
    f_ab: &[Vec<f64>],
    replicates: usize,
    seed: u64,
) -> Vec<(Limits, Limits)> {
    let mut random = SplitMix::new(seed);
    let (mut firsts, mut totals) = (vec![Vec::new(); f_ab.len()], vec![Vec::new(); f_ab.len()]);
    for _ in 0..replicates {
        let rows: Vec<usize> = f_a.iter().map(|_| random.below(f_a.len())).collect();
        let taken = |f: &[f64]| rows.iter().map(|row| f[*row]).collect::<Vec<f64>>();
        let mixed: Vec<Vec<f64>> = f_ab.iter().map(|f| taken(f)).collect();
        // A sample in which nothing varies has no indices.
        let Ok(found) = estimate(&taken(f_a), &taken(f_b), &mixed) else { continue };
        for k in 0..f_ab.len() {
            firsts[k].push(found.first_saltelli[k]);
            totals[k].push(found.total_jansen[k]);
        }
    }
    let limits = |values: &mut Vec<f64>| percentiles(values).unwrap_or((0.0, 1.0));
    firsts.iter_mut().zip(&mut totals).map(|(first, total)| (limits(first), limits(total))).collect()
}

/// The middle 95 % of bootstrap values, which are put in order; `None` without any.
pub fn percentiles(values: &mut [f64]) -> Option<Limits> {
    values.sort_by(f64::total_cmp);
    let at = |share: f64| values.get((share * (values.len().saturating_sub(1)) as f64) as usize).copied();
    Some((at(0.025)?, at(0.975)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::test_function::{g_function, g_indices};

    #[test]
    fn estimates_approach_the_analytic_indices() {
        let parameters = [0.0, 1.0, 4.5];
        let mut random = SplitMix::new(7);
        let mut matrix =
            || -> Vec<Vec<f64>> { (0..16_384).map(|_| (0..3).map(|_| random.unit()).collect()).collect() };
        let (a, b) = (matrix(), matrix());
        let outputs = |m: &[Vec<f64>]| -> Vec<f64> { m.iter().map(|x| g_function(x, &parameters)).collect() };
        let mixed: Vec<Vec<f64>> = (0..3).map(|i| outputs(&exchange_column(&a, &b, i))).collect();
        let found = estimate(&outputs(&a), &outputs(&b), &mixed).unwrap();
        let exact = g_indices(&parameters).unwrap();
        for i in 0..3 {
            assert!((found.first_saltelli[i] - exact.first[i]).abs() < 0.02, "{i}");
            assert!((found.first_jansen[i] - exact.first[i]).abs() < 0.02, "{i}");
            assert!((found.total_jansen[i] - exact.total[i]).abs() < 0.02, "{i}");
        }
    }

    #[test]
    fn constant_output_has_no_indices() {
        assert!(estimate(&[1.0, 1.0], &[1.0, 1.0], &[vec![1.0, 1.0]]).is_err());
        assert!(estimate(&[1.0, 2.0], &[1.0], &[]).is_err());
    }
}
