//! The downhill simplex (Nelder & Mead 1965, *Computer Journal* 7:308), for a handful of parameters.

/// Evaluations a parameter.
const EVALUATIONS: usize = 120;
/// It stops when the values at the corners differ by less, and the corners by less than this of the first steps.
const FLAT: f64 = 1e-5;
const NARROW: f64 = 1e-2;

/// The lowest point found from a start, with first steps by coordinate. Deterministic; values that are not finite count as infinitely high.
pub fn minimise(start: &[f64], steps: &[f64], value: &dyn Fn(&[f64]) -> f64) -> Vec<f64> {
    let at = |x: &[f64]| {
        let v = value(x);
        if v.is_finite() { v } else { f64::INFINITY }
    };
    let n = start.len();
    let mut corners = vec![(at(start), start.to_vec())];
    for (k, step) in steps.iter().enumerate() {
        let mut x = start.to_vec();
        x[k] += step;
        corners.push((at(&x), x));
    }
    let mut left = EVALUATIONS * n;
    while left > 0 && n > 0 {
        corners.sort_by(|a, b| a.0.total_cmp(&b.0));
        let narrow = corners
            .iter()
            .all(|corner| (0..n).all(|k| (corner.1[k] - corners[0].1[k]).abs() <= NARROW * steps[k].abs()));
        if narrow && corners[n].0 - corners[0].0 < FLAT {
            break;
        }
        left = left.saturating_sub(step(&mut corners, &at));
    }
    corners.sort_by(|a, b| a.0.total_cmp(&b.0));
    corners.swap_remove(0).1
}

/// Replaces the worst corner, or shrinks all towards the best; gives the number of evaluations.
fn step(corners: &mut [(f64, Vec<f64>)], at: &dyn Fn(&[f64]) -> f64) -> usize {
    let n = corners.len() - 1;
    let centre: Vec<f64> =
        (0..n).map(|k| corners[..n].iter().map(|c| c.1[k]).sum::<f64>() / n as f64).collect();
    let worst = corners[n].1.clone();
    let along = |t: f64| {
        let x: Vec<f64> = centre.iter().zip(&worst).map(|(c, w)| c + t * (c - w)).collect();
        (at(&x), x)
    };
    let reflected = along(1.0);
    if reflected.0 < corners[0].0 {
        let expanded = along(2.0);
        corners[n] = if expanded.0 < reflected.0 { expanded } else { reflected };
        return 2;
    }
    if reflected.0 < corners[n - 1].0 {
        corners[n] = reflected;
        return 1;
    }
    let contracted = along(if reflected.0 < corners[n].0 { 0.5 } else { -0.5 });
    if contracted.0 < corners[n].0.min(reflected.0) {
        corners[n] = contracted;
        return 2;
    }
    let best = corners[0].1.clone();
    for corner in &mut corners[1..] {
        for (x, b) in corner.1.iter_mut().zip(&best) {
            *x = b + 0.5 * (*x - b);
        }
        corner.0 = at(&corner.1);
    }
    2 + n
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_finds_the_bottom_of_a_bent_valley() {
        let rosenbrock = |x: &[f64]| {
            let (a, b) = (1.0 - x[0], x[1] - x[0] * x[0]);
            a * a + 100.0 * b * b
        };
        let found = minimise(&[-1.2, 1.0], &[0.5, 0.5], &rosenbrock);
        assert!((found[0] - 1.0).abs() < 0.02 && (found[1] - 1.0).abs() < 0.04, "{found:?}");
        let line = minimise(&[10.0], &[1.0], &|x| (x[0] - 3.0).abs());
        assert!((line[0] - 3.0).abs() < 1e-4, "{line:?}");
        // Both first corners are as high.
        let even = minimise(&[2.0], &[2.0], &|x| (x[0] - 3.0).abs());
        assert!((even[0] - 3.0).abs() < 1e-2, "{even:?}");
        assert_eq!(minimise(&[], &[], &|_| 0.0), Vec::<f64>::new());
        assert_eq!(minimise(&[2.0], &[1.0], &|_| f64::NAN), [2.0]);
    }
}
