//! Expectations for homework and automatic checks: `signed(six-party talks) > 0.3`.
//!
//! An expectation is `measure(format) op number` or `measure(format) op measure(format)`. Measures are `signed`,
//! `in_force`, `completed`, `alive` (shares of the assumed worlds, 0 to 1) and `gain.PARTY` (own scale; `gain:PARTY` and `gain(PARTY)` are
//! the same). Estimates are compared as they stand, without their intervals.

use super::comparison::{Comparison, FormatSummary, Named};
use super::names::{self, UnknownName};

const SYNTAX: &str = "measure(format) > number, or measure(format) > measure(format); \
    measures: signed, in_force, completed, alive, gain.PARTY; operators: > >= < <= ==";

/// An expectation, read and not yet checked against a scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct Expectation {
    /// As written.
    pub text: String,
    left: Term,
    operator: Operator,
    right: Term,
}

#[derive(Debug, Clone, PartialEq)]
enum Term {
    Number(f64),
    Measure { measure: Measure, format: String },
}

#[derive(Debug, Clone, PartialEq)]
enum Measure {
    Signed,
    InForce,
    Completed,
    Alive,
    Gain(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operator {
    Above,
    AtLeast,
    Below,
    AtMost,
    Equal,
}

/// Why an expectation cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExpectError {
    /// It does not have the form of one.
    #[error("{what}")]
    Form {
        /// What is wrong.
        what: String,
    },
    /// A gain without its party or its format.
    #[error("{what}")]
    Gain {
        /// What is wrong.
        what: String,
    },
    /// It names a format or party that is not there.
    #[error(transparent)]
    Name(#[from] UnknownName),
}

impl ExpectError {
    /// What was expected.
    pub fn expected(&self) -> String {
        match self {
            Self::Form { .. } | Self::Gain { .. } => SYNTAX.into(),
            Self::Name(name) => name.expected(),
        }
    }

    /// How to mend it.
    pub fn mend(&self) -> String {
        let example = || "write it like --expect 'signed(six-party talks) > 0.3'".to_owned();
        match self {
            Self::Form { .. } => example(),
            Self::Gain { .. } => "write it like --expect 'gain.PARTY(six-party talks) > 0'".into(),
            Self::Name(name) => name.mend().unwrap_or_else(example),
        }
    }
}

fn form(what: impl Into<String>) -> ExpectError {
    ExpectError::Form { what: what.into() }
}

/// An expectation held against a result.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// As written.
    pub text: String,
    /// Whether it is met.
    pub met: bool,
    /// Value of the left side.
    pub left: f64,
    /// Value of the right side.
    pub right: f64,
}

impl Expectation {
    /// Reads an expectation.
    ///
    /// # Errors
    /// If it has no operator, no measure, or a side that is neither a number nor `measure(format)`.
    pub fn parse(text: &str) -> Result<Self, ExpectError> {
        let (at, symbol, operator) = find_operator(text)?;
        let left = Term::parse(&text[..at])?;
        let right = Term::parse(&text[at + symbol.len()..])?;
        match (&left, &right) {
            (Term::Number(_), Term::Number(_)) => return Err(form("no format is measured")),
            (Term::Number(number), other) | (other, Term::Number(number)) => other.accepts(*number)?,
            _ => {}
        }
        Ok(Self { text: text.trim().into(), left, operator, right })
    }

    /// Checks that formats and parties are there, before any work is done.
    ///
    /// # Errors
    /// If one is not.
    pub fn check(&self, formats: &[String], parties: &[Named]) -> Result<(), ExpectError> {
        [&self.left, &self.right].into_iter().try_for_each(|term| {
            let Term::Measure { measure, format } = term else { return Ok(()) };
            names::find("format", formats, format)?;
            if let Measure::Gain(party) = measure {
                find_party(parties, party)?;
            }
            Ok(())
        })
    }

    /// Holds the expectation against a result.
    ///
    /// # Errors
    /// If it names a format or party that the result does not have.
    pub fn judge(&self, comparison: &Comparison) -> Result<Verdict, ExpectError> {
        let left = self.left.value(comparison)?;
        let right = self.right.value(comparison)?;
        let met = match self.operator {
            Operator::Above => left > right,
            Operator::AtLeast => left >= right,
            Operator::Below => left < right,
            Operator::AtMost => left <= right,
            Operator::Equal => left == right,
        };
        Ok(Verdict { text: self.text.clone(), met, left, right })
    }
}

/// The operator outside brackets, with its place. Format names may hold brackets and `<`.
fn find_operator(text: &str) -> Result<(usize, &'static str, Operator), ExpectError> {
    const SYMBOLS: [(&str, Operator); 5] = [
        (">=", Operator::AtLeast),
        ("<=", Operator::AtMost),
        ("==", Operator::Equal),
        (">", Operator::Above),
        ("<", Operator::Below),
    ];
    let mut depth = 0_i32;
    for (at, letter) in text.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ if depth == 0 => {
                if let Some((symbol, operator)) = SYMBOLS.iter().find(|(s, _)| text[at..].starts_with(s)) {
                    return Ok((at, symbol, *operator));
                }
            }
            _ => {}
        }
    }
    Err(form(if depth == 0 { "there is no operator in it" } else { "a bracket is not closed" }))
}

impl Term {
    fn parse(text: &str) -> Result<Self, ExpectError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(form("one side of the operator is empty"));
        }
        if let Ok(number) = text.parse::<f64>() {
            return if number.is_finite() {
                Ok(Self::Number(number))
            } else {
                Err(form("a number must be finite"))
            };
        }
        // `gain(PARTY)(FORMAT)` is the same as `gain.PARTY(FORMAT)`.
        let party_first = text.strip_prefix("gain").and_then(|rest| rest.trim_start().strip_prefix('('));
        let rewritten = party_first.and_then(|rest| {
            let (party, format) = rest.split_once(')')?;
            let format = format.trim_start();
            format.starts_with('(').then(|| format!("gain.{}{format}", party.trim()))
        });
        if party_first.is_some() && rewritten.is_none() {
            let what = format!("`{text}` does not say both whose gain and under which format");
            return Err(ExpectError::Gain { what });
        }
        let text = rewritten.as_deref().unwrap_or(text);
        let inside =
            text.split_once('(').and_then(|(measure, rest)| Some((measure, rest.strip_suffix(')')?)));
        let (measure, format) = match inside {
            Some(inside) => inside,
            None if text.starts_with("gain") => {
                return Err(ExpectError::Gain { what: format!("`{text}` does not say under which format") });
            }
            None => return Err(form(format!("`{text}` is neither a number nor measure(format)"))),
        };
        if format.trim().is_empty() {
            return Err(form(format!("`{text}` names no format")));
        }
        Ok(Self::Measure { measure: Measure::parse(measure.trim())?, format: format.trim().into() })
    }

    /// Refuses a share compared with what no share can be (30 instead of 0.3).
    fn accepts(&self, number: f64) -> Result<(), ExpectError> {
        match self {
            Self::Measure { measure: Measure::Gain(_), .. } | Self::Number(_) => Ok(()),
            Self::Measure { .. } if (0.0..=1.0).contains(&number) => Ok(()),
            Self::Measure { .. } => {
                Err(form(format!("a share lies between 0 and 1, not at {number}: 30 of 100 worlds is 0.3")))
            }
        }
    }

    fn value(&self, comparison: &Comparison) -> Result<f64, ExpectError> {
        match self {
            Self::Number(number) => Ok(*number),
            Self::Measure { measure, format } => {
                let names: Vec<String> = comparison.formats.iter().map(|f| f.name.clone()).collect();
                let format = &comparison.formats[names::find("format", &names, format)?];
                measure.value(format, &comparison.parties)
            }
        }
    }
}

impl Measure {
    fn parse(text: &str) -> Result<Self, ExpectError> {
        match text {
            "signed" => Ok(Self::Signed),
            "in_force" => Ok(Self::InForce),
            "completed" => Ok(Self::Completed),
            "alive" => Ok(Self::Alive),
            _ => match text.strip_prefix("gain").and_then(|rest| rest.strip_prefix(['.', ':'])) {
                Some(party) if !party.trim().is_empty() => Ok(Self::Gain(party.trim().into())),
                _ if text.starts_with("gain") => {
                    Err(ExpectError::Gain { what: format!("`{text}` does not say whose gain") })
                }
                _ => Err(form(format!("`{text}` is not a measure"))),
            },
        }
    }

    fn value(&self, format: &FormatSummary, parties: &[Named]) -> Result<f64, ExpectError> {
        Ok(match self {
            Self::Signed => format.signed.estimate,
            Self::InForce => format.in_force.estimate,
            Self::Completed => format.completed.estimate,
            Self::Alive => format.alive.estimate,
            Self::Gain(party) => {
                let id = &parties[find_party(parties, party)?].id;
                let gain = format.gain.iter().find(|gain| gain.party == *id);
                gain.ok_or_else(|| form(format!("the result has no gain of `{id}`")))?.mean
            }
        })
    }
}

fn find_party(parties: &[Named], given: &str) -> Result<usize, UnknownName> {
    let ids: Vec<String> = parties.iter().map(|party| party.id.clone()).collect();
    let shown: Vec<String> = parties.iter().map(|party| party.name.clone()).collect();
    names::find_keyed("party", &ids, &shown, given)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::fixture::comparison;

    fn judge(text: &str) -> bool {
        Expectation::parse(text).unwrap().judge(&comparison()).unwrap().met
    }

    fn error(text: &str) -> String {
        Expectation::parse(text).unwrap_err().to_string()
    }

    #[test]
    fn measures_are_compared_with_numbers_and_each_other() {
        assert!(judge("signed(six-party talks) > 0.3"));
        assert!(!judge("signed(six-party talks) > 0.99"));
        assert!(judge("0.99>signed( six-party )"));
        assert!(judge("signed(top-down summits) >= signed(top-down summits)"));
        assert!(judge("signed(top-down summits) == signed(top-down summits)"));
        assert!(!judge("signed(top-down summits) < signed(top-down summits)"));
        assert!(judge("completed(six-party talks) <= in_force(six-party talks)"));
        assert!(judge("alive(six-party talks) >= 0"));
        assert!(judge("gain:dprk(six-party talks) > -1"));
        assert!(judge("gain:North Korea(six-party talks) < 1"));
    }

    #[test]
    fn a_gain_is_written_in_one_way_and_the_others_are_understood() {
        let right = Expectation::parse("gain.dprk(six-party talks) > 0.1").unwrap();
        for other in ["gain:dprk(six-party talks) > 0.1", "gain(dprk)(six-party talks) > 0.1"] {
            let read = Expectation::parse(other).unwrap();
            assert_eq!((read.left, read.right), (right.left.clone(), right.right.clone()), "{other}");
        }
        assert!(judge("gain.North Korea(six-party talks) < 1"));
        for (text, says) in [
            ("gain(dprk) > 0", "does not say both whose gain and under which format"),
            ("gain.dprk > 0", "does not say under which format"),
            ("gain(six-party talks) > 0", "does not say both whose gain and under which format"),
        ] {
            let error = Expectation::parse(text).unwrap_err();
            assert!(error.to_string().contains(says), "{error}");
            assert!(error.mend().contains("gain.PARTY(six-party talks)"), "{}", error.mend());
        }
    }

    #[test]
    fn the_form_is_checked() {
        assert_eq!(error("signed(a)"), "there is no operator in it");
        assert_eq!(error("signed(a > 0.3"), "a bracket is not closed");
        assert_eq!(error("agreement(a) > 0.3"), "`agreement` is not a measure");
        assert_eq!(error("signed > 0.3"), "`signed` is neither a number nor measure(format)");
        assert_eq!(error("signed() > 0.3"), "`signed()` names no format");
        assert_eq!(error("0.2 > 0.3"), "no format is measured");
        assert_eq!(error("signed(a) > "), "one side of the operator is empty");
        assert_eq!(error("signed(a) > NaN"), "a number must be finite");
        assert_eq!(error("gain.(a) > 0"), "`gain.` does not say whose gain");
        assert!(error("signed(a) > 30").contains("30 of 100 worlds is 0.3"));
    }

    #[test]
    fn a_format_name_may_hold_brackets_and_signs() {
        let read = Expectation::parse("signed(summit (two) <late>) > 0.1").unwrap();
        let names = ["summit (two) <late>".to_owned()];
        assert_eq!(read.check(&names, &[]), Ok(()));
    }

    #[test]
    fn unknown_names_are_found_before_the_run() {
        let formats: Vec<String> = comparison().formats.into_iter().map(|f| f.name).collect();
        let parties = comparison().parties;
        let check = |text: &str| Expectation::parse(text).unwrap().check(&formats, &parties);
        assert_eq!(check("signed(six-party talks) > 0.3"), Ok(()));
        let error = check("signed(six-patry talks) > 0.3").unwrap_err();
        assert_eq!(error.mend(), "did you mean `six-party talks`?");
        assert!(check("gain:atlantis(six-party talks) > 0").is_err());
    }
}
