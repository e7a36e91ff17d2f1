//! Linear programmes in standard form, small in rows and long in columns.
//!
//! Dantzig (1951), the revised simplex method in two phases: maximise `c · x` subject to `A x = b`, `x ≥ 0`. The inverse of the basis is
//! computed anew in each step, so errors do not add up; after a run of steps without progress Bland's rule (1977, Mathematics of Operations
//! Research 2:103) takes over, which cannot cycle. Numbers should be about 1 in size: callers scale.

use super::linear;

/// Smaller than this is zero: a pivot, a reduced cost, an artificial variable.
const ZERO: f64 = 1e-10;
/// Steps without progress after which Bland's rule chooses.
const PATIENCE: usize = 20;
/// Steps in all after which the search gives up.
const MOST_STEPS: usize = 50_000;

/// A programme; column `j` of `A` is `matrix[j × rows..][..rows]`.
#[derive(Debug, Clone)]
pub(super) struct Program {
    /// Number of rows.
    pub(super) rows: usize,
    /// The columns of `A`, one after the other.
    pub(super) matrix: Vec<f64>,
    /// What a unit of each variable is worth.
    pub(super) worth: Vec<f64>,
    /// The right-hand sides.
    pub(super) right: Vec<f64>,
}

/// An optimum.
#[derive(Debug, Clone)]
pub(super) struct Optimum {
    /// The value of the programme.
    pub(super) value: f64,
    /// Variables in the basis with their values; the others are 0.
    pub(super) basis: Vec<(usize, f64)>,
    /// By row: the multiplier, an optimum of `min b · y` subject to `A' y ≥ c`.
    pub(super) prices: Vec<f64>,
}

/// Why there is no optimum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum NoOptimum {
    /// Nothing satisfies all rows.
    #[error("nothing satisfies all conditions")]
    Infeasible,
    /// The value grows without limit.
    #[error("the value grows without limit")]
    Unbounded,
    /// The numbers are too ill-conditioned.
    #[error("no optimum was reached: the numbers are too far apart")]
    Lost,
}

/// Solves a programme.
pub(super) fn maximise(program: &Program) -> Result<Optimum, NoOptimum> {
    let mut search = Search::new(program);
    search.run()?;
    if search.artificial_value() > 1e-7 {
        return Err(NoOptimum::Infeasible);
    }
    search.first_phase = false;
    search.run()?;
    Ok(search.optimum())
}

struct Search<'a> {
    program: &'a Program,
    /// By row: 1, or −1 where the right-hand side is negative, which makes it positive.
    sign: Vec<f64>,
    /// By row: the variable in the basis; from the number of columns on they are artificial.
    basis: Vec<usize>,
    /// By row: its value.
    values: Vec<f64>,
    inverse: Vec<Vec<f64>>,
    first_phase: bool,
}

impl<'a> Search<'a> {
    fn new(program: &'a Program) -> Self {
        let (rows, columns) = (program.rows, program.worth.len());
        let sign = program.right.iter().map(|b| if *b < 0.0 { -1.0 } else { 1.0 }).collect();
        Self {
            program,
            sign,
            basis: (columns..columns + rows).collect(),
            values: Vec::new(),
            inverse: Vec::new(),
            first_phase: true,
        }
    }

    fn columns(&self) -> usize {
        self.program.worth.len()
    }

    fn entry(&self, row: usize, column: usize) -> f64 {
        match column.checked_sub(self.columns()) {
            None => self.sign[row] * self.program.matrix[column * self.program.rows + row],
            Some(artificial) => f64::from(u8::from(artificial == row)),
        }
    }

    fn worth(&self, column: usize) -> f64 {
        match (self.first_phase, column < self.columns()) {
            (true, true) | (false, false) => 0.0,
            (true, false) => -1.0,
            (false, true) => self.program.worth[column],
        }
    }

    /// Inverts the basis and computes the values of its variables.
    fn factor(&mut self) -> Result<(), NoOptimum> {
        let rows = self.program.rows;
        let matrix: Vec<Vec<f64>> =
            (0..rows).map(|row| self.basis.iter().map(|j| self.entry(row, *j)).collect()).collect();
        let unit = (0..rows).map(|row| (0..rows).map(|c| f64::from(u8::from(c == row))).collect()).collect();
        self.inverse = linear::solve(matrix, unit).ok_or(NoOptimum::Lost)?;
        let right: Vec<f64> = self.program.right.iter().map(|b| b.abs()).collect();
        self.values = self.inverse.iter().map(|line| dot(line, &right)).collect();
        if self.values.iter().any(|value| !value.is_finite() || *value < -1e-6) {
            return Err(NoOptimum::Lost);
        }
        Ok(())
    }

    /// The multipliers of the rows, with their signs turned.
    fn multipliers(&self) -> Vec<f64> {
        let worth: Vec<f64> = self.basis.iter().map(|j| self.worth(*j)).collect();
        (0..self.program.rows)
            .map(|row| worth.iter().zip(&self.inverse).map(|(c, line)| c * line[row]).sum())
            .collect()
    }

    fn run(&mut self) -> Result<(), NoOptimum> {
        let mut idle = 0;
        for _ in 0..MOST_STEPS {
            self.factor()?;
            let Some(entering) = self.entering(idle > PATIENCE) else { return Ok(()) };
            let direction: Vec<f64> = self
                .inverse
                .iter()
                .map(|line| (0..line.len()).map(|row| line[row] * self.entry(row, entering)).sum())
                .collect();
            let leaving = self.leaving(&direction).ok_or(NoOptimum::Unbounded)?;
            idle = if self.values[leaving] > ZERO { 0 } else { idle + 1 };
            self.basis[leaving] = entering;
        }
        Err(NoOptimum::Lost)
    }

    /// The column that gains most per unit, or by Bland's rule the first that gains.
    fn entering(&self, first: bool) -> Option<usize> {
        let rows = self.program.rows;
        let prices: Vec<f64> = self.multipliers().iter().zip(&self.sign).map(|(p, s)| p * s).collect();
        let mut best: Option<(f64, usize)> = None;
        for (j, column) in self.program.matrix.chunks_exact(rows).enumerate() {
            let gain = self.worth(j) - dot(&prices, column);
            if gain > ZERO && best.is_none_or(|(most, _)| gain > most) && !self.basis.contains(&j) {
                if first {
                    return Some(j);
                }
                best = Some((gain, j));
            }
        }
        best.map(|(_, j)| j)
    }

    /// The row whose variable reaches 0 first, of equals the one with the lowest index (Bland); an artificial variable never grows again.
    fn leaving(&self, direction: &[f64]) -> Option<usize> {
        let mut best: Option<(f64, usize)> = None;
        for (row, step) in direction.iter().enumerate() {
            let artificial = !self.first_phase && self.basis[row] >= self.columns();
            if artificial && step.abs() > ZERO {
                return Some(row);
            }
            if *step > ZERO {
                let ratio = self.values[row].max(0.0) / step;
                let better = best.is_none_or(|(least, at)| {
                    ratio < least - ZERO || (ratio <= least + ZERO && self.basis[row] < self.basis[at])
                });
                if better {
                    best = Some((ratio, row));
                }
            }
        }
        best.map(|(_, row)| row)
    }

    fn artificial_value(&self) -> f64 {
        let columns = self.columns();
        self.basis.iter().zip(&self.values).filter(|(j, _)| **j >= columns).map(|(_, x)| x.abs()).sum()
    }

    fn optimum(&self) -> Optimum {
        let real = self.basis.iter().zip(&self.values).filter(|(j, _)| **j < self.columns());
        let basis: Vec<(usize, f64)> = real.map(|(j, x)| (*j, x.max(0.0))).collect();
        Optimum {
            value: basis.iter().map(|(j, x)| self.program.worth[*j] * x).sum(),
            basis,
            prices: self.multipliers().iter().zip(&self.sign).map(|(p, s)| p * s).collect(),
        }
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn program(rows: &[&[f64]], worth: &[f64], right: &[f64]) -> Program {
        let matrix = (0..worth.len()).flat_map(|j| rows.iter().map(move |row| row[j])).collect();
        Program { rows: rows.len(), matrix, worth: worth.to_vec(), right: right.to_vec() }
    }

    /// Hillier and Lieberman's Wyndor Glass: max 3x + 5y, x ≤ 4, 2y ≤ 12, 3x + 2y ≤ 18; 36 at (2, 6), prices (0, 3/2, 1).
    #[test]
    fn wyndor_glass() {
        let rows: [&[f64]; 3] =
            [&[1.0, 0.0, 1.0, 0.0, 0.0], &[0.0, 2.0, 0.0, 1.0, 0.0], &[3.0, 2.0, 0.0, 0.0, 1.0]];
        let found = maximise(&program(&rows, &[3.0, 5.0, 0.0, 0.0, 0.0], &[4.0, 12.0, 18.0])).unwrap();
        assert!((found.value - 36.0).abs() < 1e-12);
        assert!(found.prices.iter().zip([0.0, 1.5, 1.0]).all(|(p, q)| (p - q).abs() < 1e-12));
        assert!(
            found.basis.contains(&(0, 2.0))
                || found.basis.iter().any(|(j, x)| *j == 0 && (x - 2.0).abs() < 1e-12)
        );
    }

    /// Beale's example, on which the rule of the largest gain cycles: the optimum is 1/20.
    #[test]
    fn beale_does_not_cycle() {
        let rows: [&[f64]; 3] = [
            &[0.25, -60.0, -0.04, 9.0, 1.0, 0.0, 0.0],
            &[0.5, -90.0, -0.02, 3.0, 0.0, 1.0, 0.0],
            &[0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0],
        ];
        let worth = [0.75, -150.0, 0.02, -6.0, 0.0, 0.0, 0.0];
        let found = maximise(&program(&rows, &worth, &[0.0, 0.0, 1.0])).unwrap();
        assert!((found.value - 0.05).abs() < 1e-12);
    }

    #[test]
    fn negative_sides_and_rows_that_say_the_same() {
        let rows: [&[f64]; 2] = [&[-1.0, -1.0], &[2.0, 2.0]];
        let found = maximise(&program(&rows, &[1.0, 2.0], &[-1.0, 2.0])).unwrap();
        assert!((found.value - 2.0).abs() < 1e-12);
        assert_eq!(maximise(&program(&rows, &[1.0, 2.0], &[-1.0, 1.0])).unwrap_err(), NoOptimum::Infeasible);
        assert_eq!(
            maximise(&program(&[&[1.0, -1.0]], &[1.0, 1.0], &[1.0])).unwrap_err(),
            NoOptimum::Unbounded
        );
    }
}
