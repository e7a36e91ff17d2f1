//! Test functions as case files name them: "ishigami …", "g …", or a formula such as "2 x1 - x2 + 3 x1 x3" or "exp(-x1^2)".

use std::f64::consts::PI;

use serde_json::Value;

use super::formula::Formula;
use crate::statistics::test_function::{g_function, ishigami};

/// A function of a point in the unit cube.
#[derive(Debug, Clone)]
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
    /// Any other, as it is written.
    Formula(Formula),
}

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
        formula(name, parameters).map(Self::Formula).map_err(|problem| {
            format!(
                "inputs: function \"{name}\": {problem}; expected ishigami, g, or arithmetic in x1, x2, … such as 2 x1 + exp(-x2^2)"
            )
        })
    }

    /// How many factors a point must have at least.
    pub(super) fn factors(&self) -> usize {
        match self {
            Self::Ishigami { .. } => 3,
            Self::G(a) => a.len(),
            Self::Formula(formula) => formula.factors(),
        }
    }

    /// The value at a point with at least [`Self::factors`] coordinates; missing ones count as 0.
    pub(super) fn evaluate(&self, u: &[f64]) -> f64 {
        let at = |index: usize| u.get(index).copied().unwrap_or(0.0);
        match self {
            Self::Ishigami { a, b } => ishigami([0, 1, 2].map(|index| -PI + 2.0 * PI * at(index)), *a, *b),
            Self::G(a) => g_function(u, a),
            Self::Formula(formula) => formula.evaluate(u),
        }
    }
}

/// A formula, which may be called something before ("y = …") and have up to three remarks in brackets after it.
fn formula(text: &str, parameters: &Value) -> Result<Formula, String> {
    let whole = Formula::parse(text, parameters);
    let unnamed = text.split_once(['=', ':']).map(|(_, formula)| formula);
    let mut candidates = [Some(text), unnamed]
        .into_iter()
        .flatten()
        .flat_map(|text| std::iter::successors(Some(text), without_remark).take(4));
    whole.or_else(|problem| candidates.find_map(|text| Formula::parse(text, parameters).ok()).ok_or(problem))
}

fn without_remark<'t>(text: &&'t str) -> Option<&'t str> {
    Some(text.trim_end().strip_suffix(')')?.rsplit_once(" (")?.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn value(name: &str, point: &[f64]) -> f64 {
        TestFunction::parse(name, &json!({})).unwrap().evaluate(point)
    }

    #[test]
    fn formulas() {
        assert_eq!(value("2 x1 - x2 + 3 x1 x3", &[2.0, 5.0, 7.0]), 41.0);
        assert_eq!(value("5 + x1 - 4 x3 (linear: sigma=0)", &[1.0, 9.0, 2.0]), -2.0);
        assert_eq!(value("-x1^2*x2 + 0.5*x2", &[3.0, 2.0]), -17.0);
        assert_eq!(TestFunction::parse("x1 x4", &json!({})).unwrap().factors(), 4);
    }

    #[test]
    fn formulas_with_a_name_or_a_remark() {
        for name in [
            "y = x1^2 + 1",
            "f(x1, x2): x1^2 + 1 (a parabola)",
            "x1^2 + 1 (x2: no part, sigma=0) (see there)",
        ] {
            assert_eq!(value(name, &[3.0, 2.0]), 10.0, "{name}");
        }
        assert_eq!(value("2 (x1 + x2)", &[3.0, 2.0]), 10.0);
        let said = TestFunction::parse("x1 + glow(x2)", &json!({})).unwrap_err();
        assert!(said.contains("from \"glow(x2)\" on"), "{said}");
    }

    #[test]
    fn what_is_not_a_function() {
        for name in ["", "x0", "x1 +", "2 y", "glow", "x1 (", "y =", "= = =", "x1 (one) (two", "((((( (((( ("]
        {
            assert!(TestFunction::parse(name, &json!({})).is_err(), "{name}");
        }
        assert!(TestFunction::parse("g", &json!({"a": 3})).is_err());
        assert!(TestFunction::parse("ishigami", &json!({"a": 3})).is_err());
    }
}
