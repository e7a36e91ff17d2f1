//! GENIUS profiles in XML, one file a party: a value's score is its evaluation over the issue's greatest (0 if that is below 1e-5), utility is
//! the weighted sum clipped at 1, and weights are taken as written. Integer issues are enumerated: `offset + slope · (value − lowerbound)` within
//! 0 and 1. Profiles of hyper-rectangles are sums of boxes. What `NegMAS` wrote (its objective is called `any` and has the index 1; its issues of
//! numbers are `discrete`, with items) is valued as `NegMAS` values it: evaluations as written, nothing clipped. Only children of the right tag
//! count; others are skipped, and told; entities are not expanded.

mod issue;
mod markup;
mod rectangles;

use super::{DomainFileError, ReadingNotes, fault, file_name, from_file, party_of, stem};
use crate::files::text::ampersands;
use crate::scenario::domain::{Domain, DomainIssue, DomainParty, Reservation};
use issue::Issue;
use markup::Profile;
use std::collections::BTreeMap;
use std::path::Path;

/// A greatest evaluation below this counts as 0.
const LEAST: f64 = 1e-5;

pub(super) fn read(files: &[(&Path, String)], told: &mut ReadingNotes) -> Result<Domain, DomainFileError> {
    let mut profiles = Vec::new();
    for (path, text) in files {
        let profile = one(path, text, told)?;
        // A file without evaluations or weights is the domain, which every profile repeats.
        if !profile.weights.is_empty() || profile.nonlinear.is_some() {
            profiles.push((*path, profile));
        }
    }
    let Some((first, model)) = profiles.first() else {
        let what = "there are no weights of a party in it; expected the profiles of the parties, each with its weights";
        return Err(fault(files[0].0, what));
    };
    let words = |profile: &Profile| -> Vec<(String, Vec<String>)> {
        let of =
            |issue: &Issue| (issue.name.clone(), issue.items.iter().map(|item| item.0.clone()).collect());
        profile.issues.iter().map(of).collect()
    };
    let issues = words(model);
    let mut parties = Vec::new();
    for (path, profile) in &profiles {
        if words(profile) != issues {
            return Err(fault(path, format!("its issues and values are not those of {}", first.display())));
        }
        parties.push(party(path, profile)?);
    }
    let name = stem(first);
    let issues = issues.into_iter().zip(&model.issues).map(|((name, values), of)| {
        let numbers = of.numbers.clone();
        DomainIssue { name, values, ordered: numbers.is_some(), numbers }
    });
    let issues = issues.collect();
    Ok(Domain { title: name.clone(), name, issues, parties, ..Domain::default() })
}

fn one(path: &Path, text: &str, told: &mut ReadingNotes) -> Result<Profile, DomainFileError> {
    let (text, bare) = ampersands(text);
    let mut profile = markup::parse(path, &text)?;
    let file = file_name(path);
    if let Some(line) = bare.first() {
        let more = match bare.len() {
            1 => String::new(),
            n => format!(" and {} more lines", n - 1),
        };
        told.notes.push(format!(
            "{file}: an `&` that begins no entity, on line {line}{more}, is read as itself; XML wants `&amp;`"
        ));
    }
    if profile.negmas && !profile.weights.is_empty() {
        told.asides.push(format!(
            "{file}: written by NegMAS, so evaluations count as they are, not over the greatest"
        ));
    }
    if profile.nonlinear.is_some() && !profile.weights.is_empty() {
        profile.unknown.insert("<weight> beside hyper-rectangles".to_owned());
    }
    told.dropped.extend(profile.unknown.iter().map(|tag| format!("{file}: {tag}")));
    Ok(profile)
}

fn party(path: &Path, profile: &Profile) -> Result<DomainParty, DomainFileError> {
    let mut read = match &profile.nonlinear {
        None => additive(path, profile)?,
        Some(of) => DomainParty {
            preference: of.preference(&profile.issues).map_err(|what| fault(path, what))?,
            ..party_of(stem(path), Vec::new(), Vec::new(), None)
        },
    };
    read.reservation = match profile.reservation {
        f64::NEG_INFINITY => Reservation::None,
        value => Reservation::Value(value),
    };
    read.discount = profile.discount;
    read.source = Some(from_file(path));
    Ok(read)
}

/// A weighted sum over the issues.
fn additive(path: &Path, profile: &Profile) -> Result<DomainParty, DomainFileError> {
    let (mut weights, mut values) = (Vec::new(), Vec::new());
    // The first of equal indices counts.
    let weighed: BTreeMap<_, _> =
        profile.weights.iter().rev().map(|(index, weight)| (*index, *weight)).collect();
    for of in &profile.issues {
        let weight = weighed.get(&of.index);
        let weight = weight.ok_or_else(|| fault(path, format!("issue \"{}\" has no weight", of.name)))?;
        weights.push(*weight);
        let score = |(value, score): &(String, Option<f64>)| {
            score
                .ok_or_else(|| fault(path, format!("\"{value}\" of issue \"{}\" has no evaluation", of.name)))
        };
        let scores: Vec<f64> = of.items.iter().map(score).collect::<Result<_, _>>()?;
        if of.as_written {
            values.push(scores);
            continue;
        }
        let most = scores.iter().copied().fold(0.0, f64::max);
        values.push(scores.iter().map(|s| if most < LEAST { 0.0 } else { s / most }).collect());
    }
    let mut read = party_of(stem(path), weights, values, None);
    read.preference.cap = if profile.negmas { None } else { Some(1.0) };
    Ok(read)
}

#[cfg(test)]
mod tests;
