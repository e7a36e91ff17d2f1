//! Reading a query: conditions one after the other, each against the names of the scenario.

use super::{Condition, Flag, Number, Operator, Query, Test};
use crate::results::names;
use crate::results::names::UnknownName;
use crate::scenario::model::Scenario;
use crate::simulation::record::{LEFT_OUT, Reason};

/// How conditions are written, for errors.
const FORM: &str = "conditions joined by `and`, as in: signed, not in_force, ended=REASON, ended=REASON by PARTY, signed_at<=12, stage>=2, \
    gain.PARTY<0, level.ISSUE=WORD";

/// Level word for an issue that the package leaves out.
const OUT: &str = "left out";

/// Longer ones first.
const OPERATORS: [(&str, Operator); 7] = [
    ("<=", Operator::AtMost),
    (">=", Operator::AtLeast),
    ("!=", Operator::NotEqual),
    ("==", Operator::Equal),
    ("=", Operator::Equal),
    ("<", Operator::Below),
    (">", Operator::Above),
];

/// What a condition can begin with.
const KEYS: [&str; 16] = [
    "signed",
    "in_force",
    "completed",
    "alive",
    "zone",
    "zone_self_enforcing",
    "ended",
    "signed_at",
    "completed_at",
    "ended_at",
    "stage",
    "benefit",
    "expected_benefit",
    "gain",
    "expected_gain",
    "level",
];

/// Why a query is not understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what}")]
pub struct FindError {
    /// What was not understood.
    pub what: String,
    /// What could stand there.
    pub expected: String,
    /// How to mend it.
    pub mend: Option<String>,
}

impl From<UnknownName> for FindError {
    fn from(error: UnknownName) -> Self {
        Self { what: error.to_string(), expected: error.expected(), mend: error.mend() }
    }
}

fn form(what: impl Into<String>, mend: impl Into<String>) -> FindError {
    FindError { what: what.into(), expected: FORM.into(), mend: Some(mend.into()) }
}

impl Query {
    /// Reads a query about runs of a scenario.
    ///
    /// # Errors
    /// If a condition is not understood, or names a reason, party, issue or level that is not there.
    pub fn parse(text: &str, scenario: &Scenario) -> Result<Self, FindError> {
        let mut conditions = Vec::new();
        let mut rest = text.trim();
        loop {
            if rest.is_empty() {
                let after = if conditions.is_empty() {
                    "there is no condition"
                } else {
                    "after `and` a condition is missing"
                };
                let ended = example(scenario, "ended", None);
                return Err(form(after, format!("write it like `{ended}`, or `signed and not in_force`")));
            }
            let (condition, after) = Condition::parse(rest, scenario)?;
            conditions.push(condition);
            match after {
                Some(more) => rest = more.trim(),
                None => return Ok(Self { text: text.trim().into(), conditions }),
            }
        }
    }
}

/// Where ` and ` stands from a place on, with the place after it; whatever the case.
fn joint(text: &str, from: usize) -> Option<(usize, usize)> {
    let (bytes, length) = (text.as_bytes(), " and".len());
    let whole = |end: usize| text[end..].chars().next().is_none_or(char::is_whitespace);
    let mut places = (from..bytes.len()).map(|at| (at, at + length));
    places.find(|(at, end)| {
        bytes.get(*at..*end).is_some_and(|word| word.eq_ignore_ascii_case(b" and")) && whole(*end)
    })
}

impl Condition {
    /// Reads one condition, and gives what follows its `and`.
    fn parse<'t>(text: &'t str, scenario: &Scenario) -> Result<(Self, Option<&'t str>), FindError> {
        let negated = text.get(..4).is_some_and(|word| word.eq_ignore_ascii_case("not "));
        let body = if negated { text[4..].trim_start() } else { text };
        let next = joint(body, 0);
        // Beyond the next `and` nothing is looked at: long queries take no longer for each of their conditions.
        let own = next.map_or(body, |(at, _)| &body[..at]);
        let operator = own.char_indices().find_map(|(at, _)| {
            OPERATORS.iter().find(|(s, _)| body[at..].starts_with(s)).map(|(s, o)| (at, at + s.len(), *o))
        });
        let (test, end, rest) = match operator {
            None => (Test::alone(own.trim(), scenario)?, own.len(), next.map(|(_, after)| &body[after..])),
            Some((at, after, operator)) => {
                let read = Test::compared(body[..at].trim(), operator, &body[after..], scenario)?;
                (read.0, after + read.1, read.2)
            }
        };
        let start = text.len() - body.len();
        Ok((Self { text: text[..start + end].trim().into(), negated, test }, rest))
    }
}

/// A test, where it ends in the text of its value, and what follows the `and` after it.
type Compared<'t> = (Test, usize, Option<&'t str>);

impl Test {
    /// One that needs no operator.
    fn alone(word: &str, scenario: &Scenario) -> Result<Self, FindError> {
        if word.to_ascii_lowercase().contains(" or ") || word.eq_ignore_ascii_case("or") {
            return Err(form(
                "`or` is not understood: conditions are joined by `and`",
                "give the command once for each",
            ));
        }
        if word.contains(['(', ')']) && parts(word).1.is_none() {
            return Err(form(
                format!("brackets are not understood in `{word}`"),
                "write conditions one after the other, joined by `and`",
            ));
        }
        let (key, of) = parts(word);
        let flag = match find_key(key)? {
            "signed" => Flag::Signed,
            "in_force" => Flag::InForce,
            "completed" => Flag::Completed,
            "alive" => Flag::Alive,
            "zone" => Flag::Zone,
            "zone_self_enforcing" => Flag::ZoneSelfEnforcing,
            other => {
                let example = example(scenario, other, of);
                return Err(form(
                    format!("`{word}` is compared with nothing"),
                    format!("write it like `{example}`"),
                ));
            }
        };
        match of {
            None => Ok(Self::Flag(flag)),
            Some(_) => Err(form(format!("`{word}` is not understood"), format!("write `{key}` alone"))),
        }
    }

    /// One with an operator; `value` is all that follows it.
    fn compared<'t>(
        word: &str,
        operator: Operator,
        value: &'t str,
        scenario: &Scenario,
    ) -> Result<Compared<'t>, FindError> {
        let (key, of) = parts(word);
        let party = |given: Option<&str>| match given {
            Some(given) if !given.is_empty() => Ok(find_party(scenario, given)?),
            _ => Err(form(
                format!("`{word}` does not say whose"),
                format!("write it like `{}`", example(scenario, key, None)),
            )),
        };
        let what = match find_key(key)? {
            "signed_at" => Number::SignedAt,
            "completed_at" => Number::CompletedAt,
            "ended_at" => Number::EndedAt,
            "stage" => Number::Stage,
            "benefit" => Number::Benefit(party(of)?),
            "expected_benefit" => Number::ExpectedBenefit(party(of)?),
            "gain" => Number::Gain(party(of)?),
            "expected_gain" => Number::ExpectedGain(party(of)?),
            "ended" => return Self::ended(equality(word, operator)?, value, scenario),
            "level" => return Self::level(equality(word, operator)?, of, value, scenario),
            flag => {
                return Err(form(
                    format!("`{flag}` is yes or no, and is compared with nothing"),
                    format!("write `{flag}` or `not {flag}`"),
                ));
            }
        };
        let (text, end, rest) = first(value);
        let number = text.parse::<f64>().ok().filter(|number| number.is_finite()).ok_or_else(|| {
            form(
                format!("`{text}` is not a number"),
                format!("write it like `{}`", example(scenario, key, of)),
            )
        })?;
        Ok((Self::Number { what, operator, value: number }, end, rest))
    }

    fn ended<'t>(is: bool, value: &'t str, scenario: &Scenario) -> Result<Compared<'t>, FindError> {
        let (text, end, rest) = first(value);
        let by = text.to_ascii_lowercase().find(" by ");
        let (reason, by) = by.map_or((text, None), |at| (&text[..at], Some(text[at + 4..].trim())));
        let reason = find_reason(reason.trim())?;
        if by.is_some() && !BY_SOMEBODY.contains(&reason) {
            let some: Vec<&str> = BY_SOMEBODY.iter().map(|r| r.key()).collect();
            return Err(FindError {
                what: format!("`{}` is nobody's doing", reason.key()),
                expected: format!("`by` after one of: {}", some.join(", ")),
                mend: Some(format!("write `ended={}`", reason.key())),
            });
        }
        let by = by.map(|given| find_party(scenario, given)).transpose()?;
        Ok((Self::Ended { is, reason, by }, end, rest))
    }

    fn level<'t>(
        is: bool,
        of: Option<&str>,
        value: &'t str,
        scenario: &Scenario,
    ) -> Result<Compared<'t>, FindError> {
        let ids: Vec<String> = scenario.issues.iter().map(|i| i.id.clone()).collect();
        let named: Vec<String> = scenario.issues.iter().map(|i| i.name.clone()).collect();
        let given = of.filter(|of| !of.is_empty()).ok_or_else(|| {
            form(
                "`level` does not say of which issue",
                format!("write it like `{}`", example(scenario, "level", None)),
            )
        })?;
        let issue = names::find_keyed("issue", &ids, &named, given)?;
        let mut words = scenario.issues[issue].levels.clone();
        if !words.iter().any(|word| word == OUT) {
            words.push(OUT.into());
        }
        let (text, end, rest) = longest(value, &words);
        let noun = format!("level of `{}`", ids[issue]);
        let place = names::find(&noun, &words, text)?;
        let level = if place < scenario.issues[issue].levels.len() { place as u8 } else { LEFT_OUT };
        Ok((Self::Level { is, issue, level }, end, rest))
    }
}

/// Endings that somebody brings about.
const BY_SOMEBODY: [Reason; 7] = [
    Reason::WalkOut,
    Reason::Veto,
    Reason::AccessionRefused,
    Reason::RefusedAtHome,
    Reason::Defection,
    Reason::Withdrawal,
    Reason::Spoiled,
];

/// The text of a value up to the next `and`, its end, and what follows; quotes keep an `and` inside.
fn first(value: &str) -> (&str, usize, Option<&str>) {
    let start = value.len() - value.trim_start().len();
    if let Some(quote) = value[start..].chars().next().filter(|c| ['"', '\''].contains(c))
        && let Some(length) = value[start + 1..].find(quote)
    {
        let (inner, end) = (&value[start + 1..start + 1 + length], start + length + 2);
        return match joint(value, end) {
            Some((at, after)) if value[end..at].trim().is_empty() => (inner, end, Some(&value[after..])),
            None if value[end..].trim().is_empty() => (inner, end, None),
            // Something stands behind the quotes: the whole is no value.
            found => upto(value, found),
        };
    }
    upto(value, joint(value, 0))
}

fn upto(value: &str, joint: Option<(usize, usize)>) -> (&str, usize, Option<&str>) {
    let end = joint.map_or(value.len(), |(at, _)| at);
    (value[..end].trim(), end, joint.map(|(_, after)| &value[after..]))
}

/// The longest text before an `and` that is one of the words, so that a level's own `and` needs no quotes.
fn longest<'t>(value: &'t str, words: &[String]) -> (&'t str, usize, Option<&'t str>) {
    let mut best = first(value);
    let mut from = 0;
    // In small letters a text has at least a quarter of its bytes: what is longer is none of the words.
    let most = 4 * words.iter().map(String::len).max().unwrap_or(0);
    loop {
        let next = joint(value, from);
        let candidate = upto(value, next);
        if candidate.0.len() > most {
            return best;
        }
        if words.iter().any(|word| word.to_lowercase() == candidate.0.to_lowercase()) {
            best = candidate;
        }
        match next {
            Some((_, after)) => from = after,
            None => return best,
        }
    }
}

/// `gain.dprk`: what is asked, and of whom or what. `gain:dprk` and `gain(dprk)` are the same.
fn parts(word: &str) -> (&str, Option<&str>) {
    let split = word.find(['.', ':', '(']).map(|at| (word[..at].trim(), &word[at..]));
    match split {
        Some((key, of)) if of.starts_with('(') => match of[1..].strip_suffix(')') {
            Some(of) if !key.is_empty() && !key.contains(' ') => (key, Some(of.trim())),
            _ => (word, None),
        },
        Some((key, of)) => (key, Some(of[1..].trim())),
        None => (word, None),
    }
}

fn equality(word: &str, operator: Operator) -> Result<bool, FindError> {
    match operator {
        Operator::Equal => Ok(true),
        Operator::NotEqual => Ok(false),
        _ => Err(form(
            format!("`{word}` is not a number: it can be compared by = and != only"),
            format!("write `{word}=…`"),
        )),
    }
}

fn find_key(given: &str) -> Result<&'static str, FindError> {
    let keys: Vec<String> = KEYS.iter().map(|key| (*key).to_owned()).collect();
    let found = names::find("condition", &keys, given);
    found.map(|place| KEYS[place]).map_err(|error| {
        if !error.ambiguous.is_empty() {
            return error.into();
        }
        FindError {
            what: format!("`{given}` is nothing that can be asked of a run"),
            expected: format!("one of: {}", keys_as_written().join(", ")),
            mend: error.mend(),
        }
    })
}

fn find_reason(given: &str) -> Result<Reason, FindError> {
    let keys: Vec<String> = Reason::ALL.iter().map(|reason| reason.key().to_owned()).collect();
    let labels: Vec<String> = Reason::ALL.iter().map(|reason| reason.label().to_owned()).collect();
    let same = given.replace(['-', ' '], "_");
    let found = names::find("ending", &keys, &same).or_else(|error| {
        names::find("ending", &labels, given).map_err(|by_label| {
            // As it was given, not as it was looked for.
            let known = if error.ambiguous.is_empty() { by_label.ambiguous } else { error.ambiguous };
            UnknownName { given: given.into(), ambiguous: known, ..error }
        })
    });
    Ok(Reason::ALL[found?])
}

fn find_party(scenario: &Scenario, given: &str) -> Result<usize, UnknownName> {
    let ids: Vec<String> = scenario.parties.iter().map(|p| p.id.clone()).collect();
    let named: Vec<String> = scenario.parties.iter().map(|p| p.name.clone()).collect();
    names::find_keyed("party", &ids, &named, given)
}

/// What a condition can begin with, with what it is about.
fn keys_as_written() -> Vec<String> {
    let about = |key: &str| match key {
        "benefit" | "expected_benefit" | "gain" | "expected_gain" => format!("{key}.PARTY"),
        "level" => format!("{key}.ISSUE"),
        _ => key.to_owned(),
    };
    KEYS.iter().map(|key| about(key)).collect()
}

/// How a condition is written, with names of the scenario.
fn example(scenario: &Scenario, key: &str, of: Option<&str>) -> String {
    let party = scenario.parties.first().map_or("PARTY", |party| &party.id);
    let issue = scenario.issues.first().map_or("ISSUE", |issue| &issue.id);
    match key {
        "ended" => format!("ended=defection by {party}"),
        "stage" => "stage>=2".into(),
        "benefit" | "expected_benefit" | "gain" | "expected_gain" => {
            format!("{key}.{}<0", of.unwrap_or(party))
        }
        "level" => format!("level.{}=WORD", of.unwrap_or(issue)),
        _ => format!("{key}<=12"),
    }
}
