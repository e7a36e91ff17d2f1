//! Arithmetic in x1, x2, … as case files write it: `2 x1 - x2 + 3 x1 x3`, `exp(-x1^2) + sqrt(|x2|)`, `sin x1 + a sin^2 x2`.
//!
//! Powers are `^` or `**`, bind from the right and before a sign: `-x1^2` is -(x1²), `2^3^2` is 2⁹. What stands side by side is multiplied,
//! as by `*`, from the left: `1/2 x1` is x1/2. A function takes its brackets, or else the next factor with its power: `sin x1^2` is
//! sin(x1²), `sin^2 x1` its square. Logarithms are natural.

use serde_json::Value;
use std::cell::Cell;
use std::f64::consts::{E, PI};
use winnow::{
    ascii::{digit0, digit1, multispace0},
    combinator::{Infix, Prefix, alt, delimited, expression, fail, opt, peek, preceded, separated},
    error::ContextError,
    prelude::*,
    token::{one_of, take_while},
};

/// An expression.
#[derive(Debug, Clone)]
pub(super) enum Formula {
    /// A number.
    Number(f64),
    /// The factor of an index, from 0.
    Factor(usize),
    /// A function of one.
    One(fn(f64) -> f64, Box<Formula>),
    /// A function of two.
    Two(fn(f64, f64) -> f64, Box<[Formula; 2]>),
}

/// Longest text that is read, in bytes, and deepest nesting of brackets and functions: what is read within itself must fit on the stack.
const LONGEST: usize = 2000;
const DEEPEST: usize = 50;

/// What names stand for, and how deep the reader is.
struct PlaceInFormula<'a> {
    parameters: &'a Value,
    depth: Cell<usize>,
}

/// Binding powers: sums, products, signs, powers.
const SUM: i64 = 1;
const PRODUCT: i64 = 3;
const SIGN: i64 = 5;
const POWER: i64 = 7;

type Read<'i, T> = Result<T, ContextError>;

impl Formula {
    /// Reads an expression; `parameters` may hold numbers by name.
    ///
    /// # Errors
    /// Where it cannot be read any further: what is unknown there, or nests deeper than 50.
    pub(super) fn parse(text: &str, parameters: &Value) -> Result<Self, String> {
        let text = plain(text);
        if text.len() > LONGEST {
            return Err(format!("it is longer than {LONGEST} letters"));
        }
        let mut rest = text.as_str();
        match sum(&mut rest, &PlaceInFormula { parameters, depth: Cell::new(0) }, 0) {
            Ok(formula) if rest.trim().is_empty() => Ok(formula),
            _ => Err(format!("it cannot be read from \"{}\" on", rest.trim())),
        }
    }

    /// How many factors a point must have at least.
    pub(super) fn factors(&self) -> usize {
        match self {
            Self::Number(_) => 0,
            Self::Factor(index) => index + 1,
            Self::One(_, of) => of.factors(),
            Self::Two(_, of) => of[0].factors().max(of[1].factors()),
        }
    }

    /// The value at a point; missing coordinates count as 0.
    pub(super) fn evaluate(&self, x: &[f64]) -> f64 {
        match self {
            Self::Number(number) => *number,
            Self::Factor(index) => x.get(*index).copied().unwrap_or(0.0),
            Self::One(function, of) => function(of.evaluate(x)),
            Self::Two(function, of) => function(of[0].evaluate(x), of[1].evaluate(x)),
        }
    }
}

/// The text with letters of print and of Python in plain ones.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    for letter in text.replace("**", "^").chars() {
        match letter {
            '−' | '–' => plain.push('-'),
            '·' | '×' | '∙' => plain.push('*'),
            '²' => plain.push_str("^2"),
            '³' => plain.push_str("^3"),
            '₀'..='₉' => plain.extend(char::from_digit(letter as u32 - '₀' as u32, 10)),
            _ => plain.push(letter),
        }
    }
    ["numpy.", "np.", "math."].iter().fold(plain, |text, library| text.replace(library, ""))
}

fn one(function: fn(f64) -> f64, of: Formula) -> Formula {
    Formula::One(function, Box::new(of))
}

fn two(function: fn(f64, f64) -> f64, a: Formula, b: Formula) -> Formula {
    Formula::Two(function, Box::new([a, b]))
}

/// Whatever binds at least so tightly.
fn sum<'i>(input: &mut &'i str, place: &PlaceInFormula<'_>, power: i64) -> Read<'i, Formula> {
    expression(|input: &mut &'i str| operand(input, place))
        .current_precedence_level(power)
        .prefix(preceded(
            multispace0,
            alt((
                '-'.value(Prefix(SIGN, |_: &mut &'i str, a| Ok(one(|a| -a, a)))),
                '+'.value(Prefix(SIGN, |_: &mut &'i str, a| Ok(a))),
            )),
        ))
        .infix(infix)
        .parse_next(input)
}

fn infix<'i>(input: &mut &'i str) -> Read<'i, Infix<&'i str, Formula, ContextError>> {
    let times = Infix::Left(PRODUCT, |_: &mut &'i str, a, b| Ok(two(|a, b| a * b, a, b)));
    let beside = one_of(|letter: char| letter.is_alphabetic() || letter == '(');
    let sign = alt((
        '^'.value(Infix::Right(POWER, |_: &mut &'i str, a, b| Ok(two(libm::pow, a, b)))),
        '*'.value(times.clone()),
        '/'.value(Infix::Left(PRODUCT, |_: &mut &'i str, a, b| Ok(two(|a, b| a / b, a, b)))),
        '+'.value(Infix::Left(SUM, |_: &mut &'i str, a, b| Ok(two(|a, b| a + b, a, b)))),
        '-'.value(Infix::Left(SUM, |_: &mut &'i str, a, b| Ok(two(|a, b| a - b, a, b)))),
        peek(beside).value(times),
    ));
    preceded(multispace0, sign).parse_next(input)
}

fn operand<'i>(input: &mut &'i str, place: &PlaceInFormula<'_>) -> Read<'i, Formula> {
    let depth = place.depth.get();
    if depth == DEEPEST {
        return fail.parse_next(input);
    }
    place.depth.set(depth + 1);
    let inner = |input: &mut &'i str| sum(input, place, 0);
    let sides = delimited('|', inner, (multispace0, '|')).map(|of| one(f64::abs, of));
    let brackets = delimited('(', inner, (multispace0, ')'));
    let named = |input: &mut &'i str| named(input, place);
    let found = preceded(multispace0, alt((number, factor, brackets, sides, named))).parse_next(input);
    place.depth.set(depth);
    found
}

fn number<'i>(input: &mut &'i str) -> Read<'i, Formula> {
    let exponent = (one_of(['e', 'E']), opt(one_of(['+', '-'])), digit1);
    let number = (digit0, opt(('.', digit0)), opt(exponent)).take();
    number.verify_map(|text: &str| text.parse().ok().map(Formula::Number)).parse_next(input)
}

fn factor<'i>(input: &mut &'i str) -> Read<'i, Formula> {
    let index = |digits: &str| digits.parse::<usize>().ok()?.checked_sub(1);
    preceded((one_of(['x', 'X']), opt('_')), digit1).verify_map(index).map(Formula::Factor).parse_next(input)
}

/// A parameter, a constant, or a function with what it is of.
fn named<'i>(input: &mut &'i str, place: &PlaceInFormula<'_>) -> Read<'i, Formula> {
    let start = *input;
    let name = take_while(1.., |letter: char| letter.is_alphanumeric() || letter == '_').parse_next(input)?;
    let constant = match name {
        "e" => Some(E),
        "pi" | "PI" | "Pi" | "π" => Some(PI),
        _ => None,
    };
    if let Some(number) = place.parameters.get(name).and_then(Value::as_f64).or(constant) {
        return Ok(Formula::Number(number));
    }
    let found = match (function_of_one(name), function_of_two(name)) {
        (Some(function), _) => of_one(input, place, function),
        (None, Some(function)) => of_two(input, place, function),
        (None, None) => fail.parse_next(input),
    };
    if found.is_err() {
        *input = start;
    }
    found
}

fn of_one<'i>(
    input: &mut &'i str,
    place: &PlaceInFormula<'_>,
    function: fn(f64) -> f64,
) -> Read<'i, Formula> {
    let power = opt(preceded((multispace0, '^', multispace0), number)).parse_next(input)?;
    multispace0.parse_next(input)?;
    // Tried one way only, or the work would double with each level.
    let of = if input.starts_with('(') {
        delimited('(', |input: &mut &'i str| sum(input, place, 0), (multispace0, ')')).parse_next(input)?
    } else {
        sum(input, place, POWER)?
    };
    let found = one(function, of);
    Ok(match power {
        Some(power) => two(libm::pow, found, power),
        None => found,
    })
}

fn of_two<'i>(
    input: &mut &'i str,
    place: &PlaceInFormula<'_>,
    function: fn(f64, f64) -> f64,
) -> Read<'i, Formula> {
    let inner = |input: &mut &'i str| sum(input, place, 0);
    let list = separated(2..=2, inner, (multispace0, ','));
    let both: Vec<Formula> = delimited((multispace0, '('), list, (multispace0, ')')).parse_next(input)?;
    match <[Formula; 2]>::try_from(both) {
        Ok([a, b]) => Ok(two(function, a, b)),
        Err(_) => fail.parse_next(input),
    }
}

fn function_of_one(name: &str) -> Option<fn(f64) -> f64> {
    Some(match name.to_ascii_lowercase().as_str() {
        "exp" => libm::exp,
        "log" | "ln" => libm::log,
        "log10" => libm::log10,
        "log2" => libm::log2,
        "log1p" => libm::log1p,
        "expm1" => libm::expm1,
        "sin" => libm::sin,
        "cos" => libm::cos,
        "tan" => libm::tan,
        "asin" | "arcsin" => libm::asin,
        "acos" | "arccos" => libm::acos,
        "atan" | "arctan" => libm::atan,
        "sinh" => libm::sinh,
        "cosh" => libm::cosh,
        "tanh" => libm::tanh,
        "sqrt" => libm::sqrt,
        "cbrt" => libm::cbrt,
        "abs" | "fabs" => libm::fabs,
        "floor" => libm::floor,
        "ceil" => libm::ceil,
        "sign" => |x| if x == 0.0 { 0.0 } else { x.signum() },
        _ => return None,
    })
}

fn function_of_two(name: &str) -> Option<fn(f64, f64) -> f64> {
    Some(match name.to_ascii_lowercase().as_str() {
        "pow" | "power" => libm::pow,
        "min" | "minimum" => libm::fmin,
        "max" | "maximum" => libm::fmax,
        "atan2" | "arctan2" => libm::atan2,
        "hypot" => libm::hypot,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn value(text: &str, x: &[f64]) -> f64 {
        let parameters = json!({"a": 7, "b": 0.1, "list": [1]});
        Formula::parse(text, &parameters).unwrap_or_else(|e| panic!("{text}: {e}")).evaluate(x)
    }

    #[test]
    fn powers_bind_first_and_from_the_right() {
        for (text, expected) in [
            ("-2^2", -4.0),
            ("2^3^2", 512.0),
            ("2**-1", 0.5),
            ("2^-1*3", 1.5),
            ("2 - 3 - 4", -5.0),
            ("8 / 4 / 2", 1.0),
            ("1/2 x1", 1.5),
            ("2(x1 + 1)(x1 - 1)", 16.0),
            ("x1 - -x1", 6.0),
            ("--x1 + +1", 4.0),
            ("2x1x2", 30.0),
            ("x_1² − 3·x₂", -6.0),
            ("1.5e1 + .5 + 2. + 1E-1", 17.6),
            ("2e x1 / e", 6.0),
            ("|x1 - x2| + 2*|-1|", 4.0),
            ("a x1 + b*X2", 21.5),
        ] {
            assert!(
                (value(text, &[3.0, 5.0]) - expected).abs() < 1e-12,
                "{text}: {}",
                value(text, &[3.0, 5.0])
            );
        }
    }

    #[test]
    fn functions() {
        let (x, y) = (0.3_f64, 0.7_f64);
        for (text, expected) in [
            ("sin x1", libm::sin(x)),
            ("sin x1^2", libm::sin(x * x)),
            ("sin(x1)^2", libm::sin(x) * libm::sin(x)),
            ("sin^2 x1", libm::sin(x) * libm::sin(x)),
            ("sin^2(x1) x2", libm::sin(x) * libm::sin(x) * y),
            ("sin x1 x2", libm::sin(x) * y),
            ("sin x1 + a sin^2 x2 + b x1^4 sin x1", {
                libm::sin(x) * (1.0 + 0.1 * x * x * x * x) + 7.0 * libm::sin(y) * libm::sin(y)
            }),
            ("2exp(-x1)", 2.0 * libm::exp(-x)),
            ("np.exp(-(x1**2 + x2**2))", libm::exp(-(x * x + y * y))),
            ("log(x1) - ln x1 + log10(100)", 2.0),
            ("sqrt(x1 x2) cos(pi x1)", libm::sqrt(x * y) * libm::cos(PI * x)),
            ("pow(x1, 2) + max(x1, x2) - min( x1 , x2 )", x * x + y - x),
            ("exp(sin(cos(x1)))", libm::exp(libm::sin(libm::cos(x)))),
            ("e^x1", libm::exp(x)),
        ] {
            assert!((value(text, &[x, y]) - expected).abs() < 1e-12, "{text}: {}", value(text, &[x, y]));
        }
    }

    #[test]
    fn what_is_no_formula_is_refused_where_it_ends() {
        for text in [
            "",
            " ",
            "sin",
            "x0",
            "x1 +",
            "* x1",
            "(x1",
            "x1)",
            "2 y",
            "x1 ? 2",
            "x1 2",
            "exp()",
            "pow(x1)",
            "1..2",
            "x1 list",
            "|x1",
            "x99999999999999999999",
            "x",
            "é",
        ] {
            assert!(Formula::parse(text, &json!({"list": [1]})).is_err(), "{text}");
        }
        let said = Formula::parse("2 x1 + foo(x2)", &json!({})).unwrap_err();
        assert!(said.contains("from \"foo(x2)\" on"), "{said}");
    }

    #[test]
    fn what_nests_deeply_fits_on_the_stack() {
        for unit in ["(", "-", "|", "x1^", "sin ", "sin(", "x1^(", "x1+", "x1", "pow(1,", "sin^2 "] {
            for times in [40, LONGEST / unit.len(), 100_000] {
                let _ = Formula::parse(&unit.repeat(times), &json!({}));
                let _ = Formula::parse(&format!("{}x1", unit.repeat(times)), &json!({}))
                    .map(|f| f.evaluate(&[1.0]));
            }
        }
        let sum = format!("{}x2", "x1 + ".repeat(300));
        assert_eq!(value(&sum, &[1.0, 2.0]), 302.0);
    }

    #[test]
    fn the_largest_index_counts() {
        let factors = |text| Formula::parse(text, &json!({})).unwrap().factors();
        assert_eq!((factors("x1 x4"), factors("exp(x3) + x2"), factors("3")), (4, 3, 0));
    }
}
