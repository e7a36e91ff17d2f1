//! `GeniusWeb` profiles: a linear additive utility space over discrete values, with a reservation bid.

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
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Issues {
    name: String,
    issues_values: Pairs<Values>,
}

#[derive(Deserialize)]
struct Values {
    values: Vec<String>,
}

#[derive(Deserialize)]
struct Bid {
    #[serde(alias = "issueValues")]
    issuevalues: Pairs<String>,
}

/// Reads a domain with the one party of a profile.
pub(super) fn read(text: &str) -> Result<Domain, String> {
    let Space { name, issue_utilities, issue_weights, domain: issues, reservation_bid } =
        serde_json::from_str::<File>(text).map_err(|error| error.to_string())?.space;
    let issue =
        |(name, of): (String, Values)| DomainIssue { name, values: of.values, ..DomainIssue::default() };
    let mut domain = Domain {
        name: issues.name,
        issues: issues.issues_values.0.into_iter().map(issue).collect(),
        ..Domain::default()
    };
    let values: Vec<_> = issue_utilities
        .0
        .iter()
        .map(|(name, Utilities::DiscreteValueSetUtilities { values })| (name.as_str(), values))
        .collect();
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

/// A bid must name one known value of every issue.
fn package(domain: &Domain, bid: &Bid) -> Result<Reservation, String> {
    let at = |issue: &DomainIssue| {
        let value = bid.issuevalues.get(&issue.name)?;
        issue.values.iter().position(|known| known == value)
    };
    let values: Option<Vec<usize>> = domain.issues.iter().map(at).collect();
    match values {
        Some(values) if values.len() == bid.issuevalues.0.len() => Ok(Reservation::Package(values)),
        _ => Err("the reservation bid is not one known value of every issue".into()),
    }
}
