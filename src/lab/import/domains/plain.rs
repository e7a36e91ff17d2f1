//! Plain JSON: `issues` with names and values, `parties` with weights, values and a reservation value, on the raw scale.

use super::pairs::Pairs;
use crate::scenario::domain::{Domain, DomainIssue, DomainParty, Preference, Reservation};
use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    issues: Vec<Issue>,
    parties: Vec<Party>,
}

#[derive(Deserialize)]
struct Issue {
    name: String,
    values: Vec<String>,
}

#[derive(Deserialize)]
struct Party {
    name: String,
    weights: Pairs<f64>,
    values: Pairs<Pairs<f64>>,
    reservation: Option<Level>,
}

/// A number; JSON of Python has −∞ too, which is a text once it is mended.
#[derive(Deserialize)]
#[serde(untagged)]
enum Level {
    Number(f64),
    Text(String),
}

impl Level {
    fn reservation(self) -> Result<Reservation, String> {
        match self {
            Self::Number(value) => Ok(Reservation::Value(value)),
            Self::Text(text) if text == "-Infinity" => Ok(Reservation::None),
            Self::Text(text) => Err(format!("a reservation is \"{text}\"; expected a number")),
        }
    }
}

/// Reads a domain.
pub(super) fn read(text: &str) -> Result<Domain, String> {
    let file: File = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let issue = |of: Issue| DomainIssue { name: of.name, values: of.values, ..DomainIssue::default() };
    let mut domain = Domain {
        name: "imported".into(),
        issues: file.issues.into_iter().map(issue).collect(),
        ..Domain::default()
    };
    for party in file.parties {
        let values: Vec<_> = party.values.0.iter().map(|(name, of)| (name.as_str(), of)).collect();
        let additive = super::additive(&domain, &party.name, &party.weights, &values)?;
        domain.parties.push(DomainParty {
            preference: Preference { additive: Some(additive), ..Preference::default() },
            reservation: party.reservation.map_or(Ok(Reservation::None), Level::reservation)?,
            name: party.name,
            discount: 1.0,
            ..DomainParty::default()
        });
    }
    Ok(domain)
}
