//! `GeniusWeb` profiles: a linear additive utility space over discrete values and ranges of numbers, with a reservation bid.

use super::MOST_VALUES;
use super::pairs::Pairs;
use crate::scenario::domain::{Domain, DomainIssue, DomainParty, Preference, Reservation};
use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    #[serde(rename = "LinearAdditiveUtilitySpace")]
    space: Space,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Space {
    name: String,
    issue_utilities: Pairs<Utilities>,
    issue_weights: Pairs<f64>,
    domain: Issues,
    reservation_bid: Option<Bid>,
}

#[derive(Deserialize)]
enum Utilities {
    /// The key was `discreteutils` before it took the name of its class.
    #[serde(alias = "discreteutils")]
    DiscreteValueSetUtilities {
        #[serde(rename = "valueUtilities")]
        values: Pairs<f64>,
    },
    /// Linear between two ends, as `NumberValueSetUtilities` has it.
    #[serde(alias = "numberutils", rename_all = "camelCase")]
    NumberValueSetUtilities { low_value: f64, low_utility: f64, high_value: f64, high_utility: f64 },
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Issues {
    name: String,
    issues_values: Pairs<Values>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Values {
    Values(Vec<String>),
    Range(Range),
}

/// A `NumberValueSet`: `low`, `low + step`, … up to `high`.
#[derive(Deserialize)]
struct Range {
    low: f64,
    high: f64,
    step: f64,
}

/// A value in a bid: a text, or a number of a range.
#[derive(Deserialize)]
#[serde(untagged)]
enum Named {
    Text(String),
    Number(f64),
}

#[derive(Deserialize)]
struct Bid {
    #[serde(alias = "issueValues")]
    issuevalues: Pairs<Named>,
}

/// What a file of issues without a party seems to be.
pub(super) const DOMAIN: &str = crate::files::seems::GENIUSWEB_DOMAIN;

/// Reads the issues of a domain without a party.
pub(super) fn issues(text: &str) -> Result<Vec<DomainIssue>, String> {
    let domain: Issues = serde_json::from_str(text).map_err(|error| error.to_string())?;
    super::bounded(domain.issues_values.0.into_iter().map(issue))
}

/// Reads a domain with the one party of a profile.
pub(super) fn read(text: &str) -> Result<Domain, String> {
    let Space { name, issue_utilities, issue_weights, domain: issues, reservation_bid } =
        serde_json::from_str::<File>(text).map_err(|error| error.to_string())?.space;
    let all = super::bounded(issues.issues_values.0.into_iter().map(issue))?;
    let mut domain = Domain { name: issues.name, issues: all, ..Domain::default() };
    let mut values = Vec::new();
    for (name, of) in issue_utilities.0 {
        values.push((name.clone(), scores(&domain, &name, of)?));
    }
    let values: Vec<_> = values.iter().map(|(name, of)| (name.as_str(), of)).collect();
    let additive = super::additive(&domain, &name, &issue_weights, &values)?;
    let reservation = reservation_bid.map_or(Ok(Reservation::None), |bid| package(&domain, &bid))?;
    domain.parties.push(DomainParty {
        name,
        preference: Preference { additive: Some(additive), ..Preference::default() },
        reservation,
        discount: 1.0,
        ..DomainParty::default()
    });
    Ok(domain)
}

fn issue((name, of): (String, Values)) -> Result<DomainIssue, String> {
    let range = match of {
        Values::Values(values) => return Ok(DomainIssue { name, values, ..DomainIssue::default() }),
        Values::Range(range) => range,
    };
    let Range { low, high, step } = range;
    let steps = ((high - low) / step + 1e-9).floor();
    if !(step > 0.0 && steps >= 0.0 && steps < MOST_VALUES as f64) {
        return Err(format!(
            "issue `{name}` runs from {low} to {high} by {step}, which is no range of at most {MOST_VALUES} values"
        ));
    }
    // Decimal steps: what binary sums add in the last digits is rounded away.
    let rounded = |x: f64| (x * 1e9).round() / 1e9;
    let numbers: Vec<f64> = (0..=steps as usize).map(|k| rounded(low + k as f64 * step)).collect();
    let values = numbers.iter().map(f64::to_string).collect();
    Ok(DomainIssue { name, values, ordered: true, numbers: Some(numbers) })
}

/// A score for each value of an issue.
fn scores(domain: &Domain, name: &str, of: Utilities) -> Result<Pairs<f64>, String> {
    let (low, from, high, to) = match of {
        Utilities::DiscreteValueSetUtilities { values } => return Ok(values),
        Utilities::NumberValueSetUtilities { low_value, low_utility, high_value, high_utility } => {
            (low_value, low_utility, high_value, high_utility)
        }
    };
    let issue = domain.issues.iter().find(|issue| issue.name == name);
    let issue =
        issue.ok_or_else(|| format!("utilities of issue `{name}`, which the domain does not have"))?;
    let Some(numbers) = issue.numbers.as_ref().filter(|_| high > low) else {
        return Err(format!(
            "utilities by range for issue `{name}`, which has no range, or one without width"
        ));
    };
    let utility = |x: f64| {
        let inside = x >= low && x <= high;
        // As GeniusWeb rounds: eight decimals, halves up; 0 outside.
        let exact = if inside { from + (to - from) * (x - low) / (high - low) } else { 0.0 };
        (exact * 1e8 + 0.5).floor() / 1e8
    };
    Ok(Pairs::of(issue.values.iter().cloned().zip(numbers.iter().map(|x| utility(*x))).collect()))
}

/// A bid must name one known value of every issue.
fn package(domain: &Domain, bid: &Bid) -> Result<Reservation, String> {
    let at = |issue: &DomainIssue| {
        let value = bid.issuevalues.get(&issue.name)?;
        match value {
            Named::Text(text) => issue.values.iter().position(|known| known == text),
            Named::Number(x) => issue.numbers.as_ref()?.iter().position(|known| known == x),
        }
    };
    let values: Option<Vec<usize>> = domain.issues.iter().map(at).collect();
    match values {
        Some(values) if values.len() == bid.issuevalues.0.len() => Ok(Reservation::Package(values)),
        _ => Err("the reservation bid is not one known value of every issue".into()),
    }
}
