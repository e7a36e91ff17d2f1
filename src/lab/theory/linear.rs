//! Small dense systems of linear equations.

/// Solves `matrix · X = right` for several right-hand sides at once, by Gaussian elimination with partial pivoting.
///
/// `matrix` is n rows of n; `right` is n rows of any equal length. `None` when the matrix is singular.
pub(super) fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<Vec<f64>>) -> Option<Vec<Vec<f64>>> {
    let n = matrix.len();
    for column in 0..n {
        let pivot =
            (column..n).max_by(|a, b| matrix[*a][column].abs().total_cmp(&matrix[*b][column].abs()))?;
        if matrix[pivot][column].abs() < f64::MIN_POSITIVE {
            return None;
        }
        matrix.swap(column, pivot);
        right.swap(column, pivot);
        for row in column + 1..n {
            let factor = matrix[row][column] / matrix[column][column];
            if factor != 0.0 {
                subtract(&mut matrix, column, row, factor);
                subtract(&mut right, column, row, factor);
            }
        }
    }
    for column in (0..n).rev() {
        let pivot = matrix[column][column];
        right[column].iter_mut().for_each(|value| *value /= pivot);
        for (row, coefficients) in matrix.iter().enumerate().take(column) {
            if coefficients[column] != 0.0 {
                subtract(&mut right, column, row, coefficients[column]);
            }
        }
    }
    Some(right)
}

/// Takes `factor` times row `from` off row `to`.
fn subtract(rows: &mut [Vec<f64>], from: usize, to: usize, factor: f64) {
    let source = std::mem::take(&mut rows[from]);
    for (target, value) in rows[to].iter_mut().zip(&source) {
        *target -= factor * value;
    }
    rows[from] = source;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand_with_a_zero_pivot() {
        let found = solve(vec![vec![0.0, 2.0], vec![1.0, 1.0]], vec![vec![4.0], vec![5.0]]).unwrap();
        assert_eq!(found, vec![vec![3.0], vec![2.0]]);
    }

    #[test]
    fn singular() {
        assert_eq!(solve(vec![vec![1.0, 2.0], vec![2.0, 4.0]], vec![vec![1.0], vec![1.0]]), None);
    }
}
