//! Test functions as case files name them: "ishigami …", "g …", or a polynomial such as "2 x1 - x2 + 3 x1 x3".

use std::f64::consts::PI;

use serde_json::Value;

use crate::statistics::test_function::{g_function, ishigami};

/// A function of a point in the unit cube.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum TestFunction {
    /// Ishigami's function, with x = -π + 2πu.
    Ishigami {
        /// Its parameter a.
        a: f64,
        /// Its parameter b.
        b: f64,
    },
    /// The g-function with its parameters.
    G(Vec<f64>),
    /// A sum of a coefficient times factors (from 0), each as often as it is multiplied.
    Polynomial(Vec<(f64, Vec<usize>)>),
}

/// The longest polynomial power that is written out.
const LARGEST_POWER: usize = 64;

impl TestFunction {
    /// Reads a name with its parameters.
    pub(super) fn parse(name: &str, parameters: &Value) -> Result<Self, String> {
        let name = name.trim();
        let number = |key: &str| {
            parameters
                .get(key)
                .and_then(Value::as_f64)
                .ok_or_else(|| format!("inputs: parameters has no number \"{key}\""))
        };
        if name.to_ascii_lowercase().starts_with("ishigami") {
            return Ok(Self::Ishigami { a: number("a")?, b: number("b")? });
        }
        let g = name.strip_prefix('g').is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()));
        if g {
            let list = parameters.get("a").and_then(Value::as_array);
            let a = list.and_then(|list| list.iter().map(Value::as_f64).collect::<Option<Vec<f64>>>());
            return a
                .map(Self::G)
                .ok_or_else(|| "inputs: parameters has no list of numbers \"a\"".to_owned());
        }
        // A remark in brackets may follow a polynomial.
        let formula = name.split('(').next().unwrap_or(name);
        polynomial(formula).map(Self::Polynomial).ok_or_else(|| {
            format!(
                "inputs: function \"{name}\" is not known; expected ishigami, g, or a polynomial in x1, x2, …"
            )
        })
    }

    /// How many factors a point must have at least.
    pub(super) fn factors(&self) -> usize {
        match self {
            Self::Ishigami { .. } => 3,
            Self::G(a) => a.len(),
            Self::Polynomial(terms) => {
                terms.iter().flat_map(|(_, factors)| factors).map(|factor| factor + 1).max().unwrap_or(0)
            }
        }
    }

    /// The value at a point with at least [`Self::factors`] coordinates; missing ones count as 0.
    pub(super) fn evaluate(&self, u: &[f64]) -> f64 {
        let at = |index: usize| u.get(index).copied().unwrap_or(0.0);
        match self {
            Self::Ishigami { a, b } => ishigami([0, 1, 2].map(|index| -PI + 2.0 * PI * at(index)), *a, *b),
            Self::G(a) => g_function(u, a),
            Self::Polynomial(terms) => terms
                .iter()
                .map(|(coefficient, factors)| {
                    factors.iter().fold(*coefficient, |product, index| product * at(*index))
                })
                .sum(),
        }
    }
}

/// The terms of a polynomial, or `None` when it is not one.
fn polynomial(formula: &str) -> Option<Vec<(f64, Vec<usize>)>> {
    let spaced = formula.replace("**", "^").replace('-', " - ").replace('+', " + ").replace(['*', '·'], " ");
    let mut terms: Vec<(f64, Vec<usize>)> = Vec::new();
    let mut sign = Some(1.0);
    let mut open = false;
    for word in spaced.split_whitespace() {
        if word == "+" || word == "-" {
            let turn = if word == "-" { -1.0 } else { 1.0 };
            // Two signs in a row are not a formula, but a leading one is.
            sign = if open || terms.is_empty() && sign == Some(1.0) { Some(turn) } else { return None };
            open = false;
            continue;
        }
        if let Some(start) = sign.take() {
            terms.push((start, Vec::new()));
        }
        open = true;
        multiply(terms.last_mut()?, word)?;
    }
    open.then_some(terms)
}

/// Multiplies a term by a number or a power of a factor such as `x3^2`.
fn multiply(term: &mut (f64, Vec<usize>), word: &str) -> Option<()> {
    let Some(factor) = word.strip_prefix('x') else {
        term.0 *= word.parse::<f64>().ok().filter(|number| number.is_finite())?;
        return Some(());
    };
    let (index, power) = factor.split_once('^').unwrap_or((factor, "1"));
    let index = index.parse::<usize>().ok()?.checked_sub(1)?;
    let power = power.parse::<usize>().ok().filter(|power| *power <= LARGEST_POWER)?;
    term.1.extend(std::iter::repeat_n(index, power));
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn value(name: &str, point: &[f64]) -> f64 {
        TestFunction::parse(name, &json!({})).unwrap().evaluate(point)
    }

    #[test]
    fn polynomials() {
        assert_eq!(value("2 x1 - x2 + 3 x1 x3", &[2.0, 5.0, 7.0]), 41.0);
        assert_eq!(value("5 + x1 - 4 x3 (linear: sigma=0)", &[1.0, 9.0, 2.0]), -2.0);
        assert_eq!(value("-x1^2*x2 + 0.5*x2", &[3.0, 2.0]), -17.0);
        assert_eq!(TestFunction::parse("x1 x4", &json!({})).unwrap().factors(), 4);
    }

    #[test]
    fn what_is_not_a_function() {
        for name in ["", "sin x1", "x0", "x1 +", "x1 + - x2", "2 y", "glow", "x1^9999"] {
            assert!(TestFunction::parse(name, &json!({})).is_err(), "{name}");
        }
        assert!(TestFunction::parse("g", &json!({"a": 3})).is_err());
        assert!(TestFunction::parse("ishigami", &json!({"a": 3})).is_err());
    }
}
