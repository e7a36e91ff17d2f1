//! `GeniusWeb` profiles in JSON, one file a party: linear additive with discrete values, under the current key
//! `DiscreteValueSetUtilities` or the former `discreteutils`.

use super::{DomainFileError, additive, fault, issue, stem};
use crate::scenario::domain::{Domain, DomainParty};
use serde_json::Value;
use std::path::Path;

pub(super) fn read(files: &[(&Path, Value)]) -> Result<Domain, DomainFileError> {
    let (first, value) = &files[0];
    let issues = issues_of(first, space(first, value)?)?;
    let mut parties = Vec::new();
    for (path, value) in files {
        let own = space(path, value)?;
        if issues_of(path, own)? != issues {
            return Err(fault(path, format!("its domain is not that of {}", first.display())));
        }
        parties.push(party(path, own, &issues)?);
    }
    let title = space(first, value)?.pointer("/domain/name").and_then(Value::as_str).unwrap_or("");
    let (name, title) = (stem(first), title.to_owned());
    let issues = issues.into_iter().map(|(name, values)| issue(name, values)).collect();
    Ok(Domain { name, title, issues, parties, ..Domain::default() })
}

fn space<'a>(path: &Path, value: &'a Value) -> Result<&'a Value, DomainFileError> {
    value.get("LinearAdditiveUtilitySpace").ok_or_else(|| {
        fault(path, "neither \"parties\" nor \"LinearAdditiveUtilitySpace\" stands at the top")
    })
}

type Issues = Vec<(String, Vec<String>)>;

fn issues_of(path: &Path, space: &Value) -> Result<Issues, DomainFileError> {
    let at = "domain/issuesValues";
    let listed = space.pointer("/domain/issuesValues").and_then(Value::as_object);
    let listed = listed.ok_or_else(|| fault(path, format!("{at} is missing")))?;
    let mut issues = Vec::new();
    for (name, of) in listed {
        let values = of.get("values").and_then(Value::as_array);
        let values = values.ok_or_else(|| fault(path, format!("{at}/{name} has no list of values")))?;
        let words: Option<Vec<String>> = values.iter().map(|v| v.as_str().map(str::to_owned)).collect();
        let words = words.ok_or_else(|| fault(path, format!("{at}/{name}: a value is no text")))?;
        issues.push((name.clone(), words));
    }
    Ok(issues)
}

fn party(path: &Path, space: &Value, issues: &Issues) -> Result<DomainParty, DomainFileError> {
    let (mut weights, mut values) = (Vec::new(), Vec::new());
    for (name, words) in issues {
        let weight = space.get("issueWeights").and_then(|w| w.get(name)).and_then(Value::as_f64);
        weights.push(weight.ok_or_else(|| fault(path, format!("issueWeights/{name} is missing")))?);
        let of = space.get("issueUtilities").and_then(|u| u.get(name));
        let keys = ["DiscreteValueSetUtilities", "discreteutils"];
        let scores = keys.iter().find_map(|key| of?.get(key)?.get("valueUtilities"));
        let scores = scores.ok_or_else(|| {
            let wanted = keys.join(" or ");
            fault(path, format!("issueUtilities/{name} has no valueUtilities under {wanted}"))
        })?;
        let numbers: Result<Vec<f64>, DomainFileError> = words
            .iter()
            .map(|word| {
                scores
                    .get(word)
                    .and_then(Value::as_f64)
                    .ok_or_else(|| fault(path, format!("issueUtilities/{name} has no number for \"{word}\"")))
            })
            .collect();
        values.push(numbers?);
    }
    let name = space.get("name").and_then(Value::as_str).map_or_else(|| stem(path), str::to_owned);
    let mut read = additive(name, weights, values, None);
    // What a party has without agreement is worth what its reservation bid is worth.
    if let Some(bid) = space.pointer("/reservationBid/issuevalues").and_then(Value::as_object) {
        let package: Option<Vec<usize>> = issues
            .iter()
            .map(|(name, words)| {
                words.iter().position(|word| bid.get(name).and_then(Value::as_str) == Some(word))
            })
            .collect();
        if let Some(package) = package {
            read.reservation = crate::scenario::domain::Reservation::Package(package);
        }
    }
    Ok(read)
}
