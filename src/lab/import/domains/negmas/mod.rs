//! `NegMAS` scenarios in YAML and JSON: a file with `issues`, and a file a party with a linear additive utility function.
//!
//! Read are `TableFun`, `AffineFun`, `LinearFun`, `IdentityFun` and `ConstFun` of each issue, and whole `LinearUtilityFunction`s; other types of
//! functions are refused by name. Aliases and tags are bounded, so that a small file cannot grow.

mod value;

use super::{DomainFileError, MOST_VALUES, ReadingNotes, bounded, fault, file_name, from_file, stem};
use crate::scenario::domain::{Additive, Domain, DomainIssue, DomainParty, Preference, Reservation, Shape};
use std::collections::BTreeMap;
use std::path::Path;
use value::Yaml;

/// Reads a scenario; what is not read is told.
pub(super) fn read(files: &[(&Path, String)], told: &mut ReadingNotes) -> Result<Domain, DomainFileError> {
    let mut read = Vec::new();
    for (path, text) in files {
        read.push((*path, value::parse(text).map_err(|what| fault(path, what))?));
    }
    let nested = |yaml: &Yaml| yaml.get("outcome_space").is_some_and(|space| space.list("issues").is_some());
    let own = read.iter().find(|(_, yaml)| yaml.list("issues").is_some());
    let Some((first, space)) = own.or_else(|| read.iter().find(|(_, yaml)| nested(yaml))) else {
        let first = files.first().map_or(Path::new(""), |(path, _)| path);
        return Err(fault(first, "no file has `issues`: name the scenario's file, and one a party"));
    };
    let list =
        space.list("issues").or_else(|| space.get("outcome_space")?.list("issues")).unwrap_or_default();
    let issues = bounded(list.iter().map(issue)).map_err(|what| fault(first, what))?;
    let name = space.text("name").unwrap_or_else(|| stem(first));
    let mut domain = Domain { title: name.clone(), name, issues, ..Domain::default() };
    for (path, yaml) in &read {
        let party = of_file(path, yaml, &domain, told).map_err(|what| fault(path, what))?;
        domain.parties.extend(party);
        unknown(path, yaml, told);
    }
    if domain.parties.is_empty() {
        return Err(fault(
            first,
            "no file has the utilities of a party; expected one file a party beside the issues",
        ));
    }
    Ok(domain)
}

/// The party of a file, where it has one.
fn of_file(
    path: &Path,
    yaml: &Yaml,
    domain: &Domain,
    told: &mut ReadingNotes,
) -> Result<Option<DomainParty>, String> {
    let class = yaml.class();
    if yaml.list("weights").is_some() || yaml.list("values").is_some() {
        return party(path, yaml, domain).map(Some);
    }
    if let Some(inner) = yaml.get("ufun").filter(|_| class.contains("Discount")) {
        let mut party = party(path, inner, domain)?;
        if let Some(name) = yaml.text("name").filter(|name| !name.trim().is_empty()) {
            party.name = name;
        }
        if let Reservation::Value(value) = reservation(yaml)? {
            party.reservation = Reservation::Value(value);
        }
        told.notes.push(format!(
            "{}: the discount of party \"{}\" ({class}) is dropped: utilities are those of the start",
            file_name(path),
            party.name
        ));
        return Ok(Some(party));
    }
    if yaml.list("issues").is_none() {
        if class.ends_with("Function") || class.ends_with("UFun") || class.ends_with("Fun") {
            return Err(refused(&class));
        }
        told.notes
            .push(format!("{}: neither issues nor utilities are in it; it is left out", file_name(path)));
    }
    Ok(None)
}

fn refused(class: &str) -> String {
    format!("utility functions of type \"{class}\" are not read; linear additive ones are")
}

/// Fields that say nothing of issues or utilities, and are not read.
fn unknown(path: &Path, yaml: &Yaml, told: &mut ReadingNotes) {
    const KNOWN: [&str; 12] = [
        "name",
        "type",
        "issues",
        "outcome_space",
        "weights",
        "values",
        "reserved_value",
        "bias",
        "id",
        "path",
        "stability",
        "ufun",
    ];
    let Yaml::Map(entries) = yaml else { return };
    // Of a discounted function, what is dropped is told in a sentence.
    if yaml.get("ufun").is_some() {
        return;
    }
    for (key, held) in entries {
        let key = key.name().unwrap_or_default();
        if !KNOWN.contains(&key.as_str()) && *held != Yaml::Nothing {
            told.dropped.push(format!("{}: `{key}`", file_name(path)));
        }
    }
}

fn issue(yaml: &Yaml) -> Result<DomainIssue, String> {
    let name = yaml.text("name").ok_or("an issue has no `name`")?;
    let class = yaml.class();
    if class == "ContinuousIssue" {
        return Err(format!("issue \"{name}\" is continuous; only issues with a list of values are read"));
    }
    let values = yaml.get("values").ok_or_else(|| format!("issue \"{name}\" has no `values`"))?;
    let values: Vec<Yaml> = match values {
        Yaml::Number(count, _) if *count >= 1.0 => whole_numbers(&name, 0.0, count - 1.0)?,
        Yaml::List(ends) if class == "ContiguousIssue" => match ends.as_slice() {
            [Yaml::Number(low, _), Yaml::Number(high, _)] => whole_numbers(&name, *low, *high)?,
            _ => {
                return Err(format!(
                    "issue \"{name}\" needs two numbers as its `values`, the ends of a range"
                ));
            }
        },
        Yaml::List(values) => values.clone(),
        _ => return Err(format!("the `values` of issue \"{name}\" are neither a list nor a number")),
    };
    let names: Option<Vec<String>> = values.iter().map(Yaml::name).collect();
    let numbers: Option<Vec<f64>> = values.iter().map(Yaml::number).collect();
    let names = names.ok_or_else(|| format!("a value of issue \"{name}\" is neither a text nor a number"))?;
    Ok(DomainIssue { name, values: names, ordered: numbers.is_some(), numbers })
}

fn whole_numbers(name: &str, low: f64, high: f64) -> Result<Vec<Yaml>, String> {
    let fits = low <= high && high - low < MOST_VALUES as f64 && low.abs() < 1e15 && low.fract() == 0.0;
    if !fits || high.fract() != 0.0 {
        return Err(format!(
            "issue \"{name}\" runs from {low} to {high}; whole numbers in order are read, at most {MOST_VALUES}"
        ));
    }
    let numbers = low as i64..=high as i64;
    Ok(numbers.map(|x| Yaml::Number(x as f64, x.to_string())).collect())
}

fn party(path: &Path, yaml: &Yaml, domain: &Domain) -> Result<DomainParty, String> {
    let class = yaml.class();
    let linear = matches!(class.as_str(), "LinearUtilityFunction" | "AffineUtilityFunction");
    if !linear && !matches!(class.as_str(), "LinearAdditiveUtilityFunction" | "LAUFun" | "") {
        return Err(refused(&class));
    }
    let wanted = domain.issues.len();
    let weights = yaml.list("weights").ok_or("there is no list of `weights`")?;
    let weights: Option<Vec<f64>> = weights.iter().map(Yaml::number).collect();
    let weights = weights.ok_or("a weight is no finite number")?;
    if weights.len() != wanted {
        return Err(format!("there are {} weights for {wanted} issues", weights.len()));
    }
    let values: Result<Vec<Shape>, String> = if linear {
        domain.issues.iter().map(|issue| affine(issue, 1.0, 0.0)).collect()
    } else {
        let written = yaml.list("values").ok_or("there is no list of `values`")?;
        if written.len() != wanted {
            return Err(format!("there are {} value functions for {wanted} issues", written.len()));
        }
        domain.issues.iter().zip(written).map(|(issue, of)| shape(issue, of)).collect()
    };
    let offset = match yaml.get("bias") {
        None | Some(Yaml::Nothing) => 0.0,
        Some(bias) => bias.number().ok_or("`bias` is no finite number")?,
    };
    let additive = Some(Additive { weights, values: values? });
    Ok(DomainParty {
        name: yaml.text("name").filter(|name| !name.trim().is_empty()).unwrap_or_else(|| stem(path)),
        preference: Preference { offset, additive, ..Preference::default() },
        reservation: reservation(yaml)?,
        discount: 1.0,
        tactic: None,
        source: Some(from_file(path)),
    })
}

fn reservation(yaml: &Yaml) -> Result<Reservation, String> {
    match yaml.get("reserved_value") {
        None | Some(Yaml::Nothing) => Ok(Reservation::None),
        Some(value) => match value.extended().ok_or("`reserved_value` is no number")? {
            f64::NEG_INFINITY => Ok(Reservation::None),
            f64::INFINITY => Err("`reserved_value` is infinite: nothing would ever be agreed".into()),
            value => Ok(Reservation::Value(value)),
        },
    }
}

fn shape(issue: &DomainIssue, yaml: &Yaml) -> Result<Shape, String> {
    let class = yaml.class();
    let of = |key: &str, usual: Option<f64>| match yaml.get(key) {
        Some(value) => {
            value.number().ok_or(format!("`{key}` of issue \"{}\" is no finite number", issue.name))
        }
        None => usual.ok_or(format!("the {class} of issue \"{}\" has no `{key}`", issue.name)),
    };
    match class.as_str() {
        "AffineFun" | "LinearFun" => affine(issue, of("slope", None)?, of("bias", Some(0.0))?),
        "IdentityFun" => affine(issue, 1.0, 0.0),
        "ConstFun" => Ok(Shape::Linear { slope: 0.0, constant: of("bias", None)? }),
        "TableFun" | "" => {
            let Some(Yaml::Map(entries)) = yaml.get("mapping").or(Some(yaml).filter(|_| class.is_empty()))
            else {
                return Err(format!("the table of issue \"{}\" has no `mapping`", issue.name));
            };
            let scores = Scores::of(entries);
            let score = |value: &String| {
                let found = scores.of_value(value).and_then(Yaml::number);
                found.ok_or(format!("the value \"{value}\" of issue \"{}\" has no finite score", issue.name))
            };
            let scores: Result<Vec<f64>, String> = issue.values.iter().map(score).collect();
            Ok(Shape::Table(scores?))
        }
        _ => Err(format!("the value function of issue \"{}\" is a {class}, which is not read", issue.name)),
    }
}

/// The scores of a table, by the names of values and, of those that are numbers, by these.
struct Scores<'a> {
    by_name: BTreeMap<String, &'a Yaml>,
    /// Ascending; of equal numbers the first name counts.
    by_number: Vec<(f64, &'a Yaml)>,
}

impl<'a> Scores<'a> {
    fn of(entries: &'a [(Yaml, Yaml)]) -> Self {
        let by_name: BTreeMap<String, &Yaml> =
            entries.iter().filter_map(|(key, score)| Some((key.name()?, score))).collect();
        let number = |(key, score): (&String, &&'a Yaml)| Some((key.parse::<f64>().ok()?, *score));
        let mut by_number: Vec<(f64, &Yaml)> = by_name.iter().filter_map(number).collect();
        by_number.retain(|(x, _)| !x.is_nan());
        // Both zeros are one number.
        for (x, _) in &mut by_number {
            *x += 0.0;
        }
        by_number.sort_by(|a, b| a.0.total_cmp(&b.0));
        Self { by_name, by_number }
    }

    /// The score of a value, by its name; keys of JSON, which are texts, have Python's truths and numbers as JSON tells them.
    fn of_value(&self, value: &str) -> Option<&'a Yaml> {
        let truth = matches!(value, "True" | "False").then(|| value.to_ascii_lowercase());
        let number = || {
            let x = value.parse::<f64>().ok()?;
            let at = self.by_number.partition_point(|(key, _)| *key < x);
            self.by_number.get(at).filter(|(key, _)| *key == x).map(|(_, score)| *score)
        };
        let named = self.by_name.get(value).or_else(|| self.by_name.get(&truth?));
        named.copied().or_else(number)
    }
}

/// A line through the numbers of an issue.
fn affine(issue: &DomainIssue, slope: f64, constant: f64) -> Result<Shape, String> {
    if issue.numbers.is_none() {
        return Err(format!("the values of issue \"{}\" are no numbers, and a line needs them", issue.name));
    }
    Ok(Shape::Linear { slope, constant })
}

#[cfg(test)]
mod tests;
