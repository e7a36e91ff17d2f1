//! GENIUS profiles in XML, one file a party: a value's score is its evaluation over the issue's greatest (0 if that is below 1e-5), utility is
//! the weighted sum clipped at 1, and weights are taken as written. Integer issues are enumerated: `offset + slope · (value − lowerbound)` within
//! 0 and 1. Unknown tags are skipped, and told; entities are not expanded.

use super::{DomainFileError, fault, file_name, from_file, negmas_yaml::MOST_VALUES, party_of, stem};
use crate::scenario::domain::{Domain, DomainIssue, DomainParty};
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Deepest nesting that is read.
const DEEPEST: usize = 64;
/// A greatest evaluation below this counts as 0.
const LEAST: f64 = 1e-5;

#[derive(Default)]
struct Profile {
    issues: Vec<Issue>,
    /// By index of the issue.
    weights: Vec<(u32, f64)>,
    reservation: f64,
    discount: f64,
    /// Names of tags that are not read.
    unknown: BTreeSet<String>,
}

struct Issue {
    index: u32,
    name: String,
    items: Vec<(String, Option<f64>)>,
    /// Where it is an integer issue: lower and upper bound.
    bounds: Option<(i64, i64)>,
    /// Slope and offset of an integer issue.
    line: Option<(f64, f64)>,
}

pub(super) fn read(files: &[(&Path, String)], dropped: &mut Vec<String>) -> Result<Domain, DomainFileError> {
    let mut profiles = Vec::new();
    for (path, text) in files {
        let profile = parse(path, text)?;
        dropped.extend(profile.unknown.iter().map(|tag| format!("{}: <{tag}>", file_name(path))));
        // A file without evaluations or weights is the domain, which every profile repeats.
        let is_domain = profile.weights.is_empty() && files.len() > 1;
        if !is_domain {
            profiles.push((*path, profile));
        }
    }
    let Some((first, model)) = profiles.first() else {
        return Err(fault(files[0].0, "no file has the weights of a party"));
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
        let numbers = of.bounds.map(|(low, high)| (low..=high).map(|x| x as f64).collect());
        DomainIssue { name, values, ordered: numbers.is_some(), numbers }
    });
    let issues = issues.collect();
    Ok(Domain { title: name.clone(), name, issues, parties, ..Domain::default() })
}

fn party(path: &Path, profile: &Profile) -> Result<DomainParty, DomainFileError> {
    let (mut weights, mut values) = (Vec::new(), Vec::new());
    // The first of equal indices counts.
    let weighed: BTreeMap<_, _> =
        profile.weights.iter().rev().map(|(index, weight)| (*index, *weight)).collect();
    for of in &profile.issues {
        let weight = weighed.get(&of.index);
        let weight = weight.ok_or_else(|| fault(path, format!("issue \"{}\" has no weight", of.name)))?;
        weights.push(*weight);
        let scores: Result<Vec<f64>, DomainFileError> = of
            .items
            .iter()
            .map(|(value, score)| {
                score.ok_or_else(|| {
                    fault(path, format!("\"{value}\" of issue \"{}\" has no evaluation", of.name))
                })
            })
            .collect();
        let scores = scores?;
        if of.bounds.is_some() {
            values.push(scores);
            continue;
        }
        let most = scores.iter().copied().fold(0.0, f64::max);
        values.push(scores.iter().map(|s| if most < LEAST { 0.0 } else { s / most }).collect());
    }
    let mut read = party_of(stem(path), weights, values, Some(profile.reservation));
    read.preference.cap = Some(1.0);
    read.discount = profile.discount;
    read.source = Some(from_file(path));
    Ok(read)
}

fn parse(path: &Path, text: &str) -> Result<Profile, DomainFileError> {
    let mut reader = Reader::from_str(text);
    let mut profile = Profile { discount: 1.0, ..Profile::default() };
    let mut depth = 0usize;
    loop {
        let at = reader.buffer_position();
        let place = |what: String| fault(path, format!("line {}: {what}", line(text, at)));
        match reader.read_event().map_err(|e| place(e.to_string()))? {
            Event::Eof if depth > 0 => return Err(place("the file ends inside a tag".to_owned())),
            Event::Eof => break,
            Event::DocType(_) => return Err(place("document types and entities are not read".to_owned())),
            Event::Start(tag) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(place(format!("tags are nested deeper than {DEEPEST}")));
                }
                take(&mut profile, &tag).map_err(place)?;
            }
            Event::Empty(tag) => take(&mut profile, &tag).map_err(place)?,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    for issue in &mut profile.issues {
        enumerate(issue).map_err(|what| fault(path, what))?;
    }
    if profile.issues.is_empty() {
        return Err(fault(path, "there is no issue in it: is this a GENIUS profile?"));
    }
    Ok(profile)
}

/// The values of an integer issue.
fn enumerate(issue: &mut Issue) -> Result<(), String> {
    let Some((low, high)) = issue.bounds else { return Ok(()) };
    let size = high.checked_sub(low).filter(|size| *size >= 0 && (*size as u64) < MOST_VALUES as u64);
    if size.is_none() || !issue.items.is_empty() {
        let name = &issue.name;
        return Err(format!(
            "integer issue \"{name}\" runs from {low} to {high}; at most {MOST_VALUES} values, and no items, are read"
        ));
    }
    let line = issue.line;
    let score = |x: i64| line.map(|(slope, offset)| (offset + slope * (x - low) as f64).clamp(0.0, 1.0));
    issue.items = (low..=high).map(|x| (x.to_string(), score(x))).collect();
    Ok(())
}

fn line(text: &str, at: u64) -> usize {
    let end = usize::try_from(at).unwrap_or(usize::MAX).min(text.len());
    text.as_bytes()[..end].split(|byte| *byte == b'\n').count()
}

fn take(profile: &mut Profile, tag: &BytesStart<'_>) -> Result<(), String> {
    match tag.name().as_ref() {
        b"issue" => {
            let kind = attribute(tag, "vtype")?.or(attribute(tag, "type")?).unwrap_or_default();
            if !matches!(kind.as_str(), "discrete" | "integer" | "") {
                return Err(format!(
                    "an issue is of type \"{kind}\"; only discrete and integer ones are read"
                ));
            }
            let name = attribute(tag, "name")?.ok_or("an issue has no name")?;
            let index = number::<u32>(tag, "index")?.ok_or("an issue has no index")?;
            let bounds = if kind == "integer" { Some(bounds(tag)?.unwrap_or((0, -1))) } else { None };
            profile.issues.push(Issue { index, name, items: Vec::new(), bounds, line: None });
        }
        b"item" => {
            let value = attribute(tag, "value")?.ok_or("an item has no value")?;
            let score = number::<f64>(tag, "evaluation")?;
            let of = profile.issues.last_mut().ok_or("an item stands outside an issue")?;
            of.items.push((value, score));
        }
        b"range" => {
            let own = profile.issues.last_mut().ok_or("a range stands outside an issue")?;
            if own.bounds.is_some() {
                own.bounds = bounds(tag)?.or(own.bounds);
            }
        }
        b"evaluator" => {
            let own = profile.issues.last_mut().ok_or("an evaluator stands outside an issue")?;
            let kind = attribute(tag, "ftype")?.unwrap_or_default();
            if !matches!(kind.as_str(), "linear" | "") {
                return Err(format!("an evaluator is \"{kind}\"; only linear ones are read"));
            }
            let either =
                |name: &str, older: &str| Ok::<_, String>(number(tag, name)?.or(number(tag, older)?));
            let slope = either("slope", "parameter1")?.ok_or("an evaluator has no slope")?;
            let offset = either("offset", "parameter0")?.unwrap_or(0.0);
            own.line = Some((slope, offset));
        }
        b"weight" => {
            let index = number::<u32>(tag, "index")?.ok_or("a weight has no index")?;
            let value = number::<f64>(tag, "value")?.ok_or("a weight has no value")?;
            profile.weights.push((index, value));
        }
        b"reservation" => profile.reservation = number(tag, "value")?.unwrap_or(0.0),
        b"discount_factor" => {
            let factor: f64 = number(tag, "value")?.unwrap_or(1.0);
            // GENIUS takes 0 for no discounting.
            profile.discount = if factor > 0.0 && factor <= 1.0 { factor } else { 1.0 };
        }
        b"utility_space" | b"objective" | b"negotiation_template" => {}
        other => {
            profile.unknown.insert(String::from_utf8_lossy(other).into_owned());
        }
    }
    Ok(())
}

fn bounds(tag: &BytesStart<'_>) -> Result<Option<(i64, i64)>, String> {
    Ok(number(tag, "lowerbound")?.zip(number(tag, "upperbound")?))
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Result<Option<String>, String> {
    for found in tag.attributes() {
        let found = found.map_err(|e| e.to_string())?;
        if found.key.as_ref() == name.as_bytes() {
            let text = found.unescape_value().map_err(|e| e.to_string())?;
            return Ok(Some(text.trim().to_owned()));
        }
    }
    Ok(None)
}

fn number<T: std::str::FromStr>(tag: &BytesStart<'_>, name: &str) -> Result<Option<T>, String> {
    let Some(text) = attribute(tag, name)? else { return Ok(None) };
    text.parse().map(Some).map_err(|_| format!("{name} is \"{text}\", which is no number"))
}
