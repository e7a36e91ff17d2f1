//! Domains of negotiation research: files of others read into a [`Domain`].

mod geniusweb;
mod pairs;
mod plain;

use crate::scenario::domain::{Additive, Domain, Shape};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Most bytes of one file.
const MOST_BYTES: u64 = 4 * 1024 * 1024;
/// Most packages of a domain.
const MOST_PACKAGES: usize = 20_000_000;
/// Most parties of a domain.
const MOST_PARTIES: usize = 32;

/// Why files of a domain could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {what}")]
pub struct DomainFileError {
    /// The file.
    pub file: String,
    /// What is wrong, with its place in the file.
    pub what: String,
}

/// Reads a domain from one file of issues and parties (plain JSON), or from `GeniusWeb` profiles, one file a party.
///
/// # Errors
///
/// Where a file cannot be read, is of no known kind, or says something that makes no domain.
pub fn read_domain_files(files: &[PathBuf]) -> Result<Domain, DomainFileError> {
    let mut domain: Option<Domain> = None;
    for file in files {
        let fail = |what: String| DomainFileError { file: file.display().to_string(), what };
        let text = text_of(file).map_err(fail)?;
        let read = one(&text).map_err(fail)?;
        domain = Some(match domain {
            None => read,
            Some(before) => join(before, read).map_err(fail)?,
        });
        domain.as_ref().map_or(Ok(()), check).map_err(fail)?;
    }
    domain.ok_or_else(|| DomainFileError { file: "no file".into(), what: "name at least one file".into() })
}

fn text_of(file: &Path) -> Result<String, String> {
    let mut text = String::new();
    let opened = fs::File::open(file).map_err(|error| error.to_string())?;
    opened.take(MOST_BYTES + 1).read_to_string(&mut text).map_err(|error| error.to_string())?;
    if text.len() as u64 > MOST_BYTES { Err("larger than 4 MB".into()) } else { Ok(text) }
}

/// The kind is told by the keys at the top.
fn one(text: &str) -> Result<Domain, String> {
    let keys: pairs::Pairs<serde::de::IgnoredAny> =
        serde_json::from_str(text).map_err(|error| format!("not a JSON object of a known kind: {error}"))?;
    let has = |key: &str| keys.0.iter().any(|(name, _)| name == key);
    if has("LinearAdditiveUtilitySpace") {
        geniusweb::read(text)
    } else if has("issues") && has("parties") {
        plain::read(text)
    } else {
        Err("no known kind of domain: neither `issues` and `parties` nor `LinearAdditiveUtilitySpace`".into())
    }
}

/// Adds the parties of another file on the same issues, values in the same order.
fn join(mut before: Domain, read: Domain) -> Result<Domain, String> {
    if before.issues != read.issues {
        return Err("its issues and values are not those of the files before it".into());
    }
    before.parties.extend(read.parties);
    Ok(before)
}

fn check(domain: &Domain) -> Result<(), String> {
    if domain.parties.is_empty() || domain.parties.len() > MOST_PARTIES {
        return Err(format!("{} parties; a domain has 1 to {MOST_PARTIES}", domain.parties.len()));
    }
    if domain.issues.is_empty() {
        return Err("it has no issue".into());
    }
    unique("issue", domain.issues.iter().map(|issue| &issue.name))?;
    unique("party", domain.parties.iter().map(|party| &party.name))?;
    let mut packages = 1usize;
    for issue in &domain.issues {
        if issue.values.is_empty() {
            return Err(format!("issue `{}` has no value", issue.name));
        }
        unique("value", issue.values.iter())?;
        packages = packages.saturating_mul(issue.values.len());
    }
    if packages > MOST_PACKAGES {
        return Err(format!("more than {MOST_PACKAGES} packages"));
    }
    Ok(())
}

fn unique<'a>(what: &str, names: impl Iterator<Item = &'a String>) -> Result<(), String> {
    let mut names: Vec<&String> = names.collect();
    names.sort();
    let twice = names.windows(2).find(|pair| pair[0] == pair[1]);
    twice.map_or(Ok(()), |pair| Err(format!("{what} `{}` is there twice", pair[0])))
}

/// Puts weights and values by name into the order of the issues; every name must be there, and no other.
fn additive(
    domain: &Domain,
    party: &str,
    weights: &pairs::Pairs<f64>,
    values: &[(&str, &pairs::Pairs<f64>)],
) -> Result<Additive, String> {
    if weights.0.len() != domain.issues.len() || values.len() != domain.issues.len() {
        return Err(format!("party `{party}` does not weigh and value each issue once"));
    }
    let mut out = Additive::default();
    for issue in &domain.issues {
        let lacks = |what: &str| format!("party `{party}`: {what} of issue `{}` missing", issue.name);
        out.weights.push(*weights.get(&issue.name).ok_or_else(|| lacks("weight"))?);
        let of = values.iter().find(|(name, _)| *name == issue.name).ok_or_else(|| lacks("values"))?.1;
        if of.0.len() != issue.values.len() {
            return Err(format!("party `{party}` does not value each value of issue `{}` once", issue.name));
        }
        let shape: Option<Vec<f64>> = issue.values.iter().map(|value| of.get(value).copied()).collect();
        out.values.push(Shape::Table(shape.ok_or_else(|| lacks("a value"))?));
    }
    Ok(out)
}

#[cfg(test)]
mod tests;
