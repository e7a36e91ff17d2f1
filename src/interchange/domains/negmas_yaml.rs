//! `NegMAS` scenarios in YAML: a file with `issues`, and a file a party with a linear additive utility function.
//!
//! Read are `TableFun`, `AffineFun`, `LinearFun`, `IdentityFun` and `ConstFun` of each issue, and whole `LinearUtilityFunction`s; other types of
//! functions are refused by name. Aliases and tags are bounded, so that a small file cannot grow.

use super::{DomainFileError, fault, from_file, stem};
use crate::scenario::domain::{Additive, Domain, DomainIssue, DomainParty, Preference, Reservation, Shape};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

/// Deepest nesting that is read.
const DEEPEST: usize = 32;
/// Most values of an issue that is written as a range.
pub(super) const MOST_VALUES: usize = 100_000;

/// A value of YAML; maps keep the order of their file.
#[derive(Debug, Clone, PartialEq)]
enum Yaml {
    Nothing,
    /// A number, and how it is told where it stands for a name.
    Number(f64, String),
    Text(String),
    List(Vec<Yaml>),
    Map(Vec<(Yaml, Yaml)>),
}

impl<'de> Deserialize<'de> for Yaml {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Yaml;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Yaml, E> {
        Ok(Yaml::Nothing)
    }

    fn visit_none<E: Error>(self) -> Result<Yaml, E> {
        Ok(Yaml::Nothing)
    }

    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<Yaml, D::Error> {
        Yaml::deserialize(from)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Yaml, E> {
        // As Python tells it, which writes these files.
        Ok(Yaml::Text(if value { "True" } else { "False" }.to_owned()))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Yaml, E> {
        Ok(Yaml::Number(value as f64, value.to_string()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Yaml, E> {
        Ok(Yaml::Number(value as f64, value.to_string()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Yaml, E> {
        Ok(Yaml::Number(value, format!("{value:?}")))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Yaml, E> {
        Ok(Yaml::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Yaml, A::Error> {
        let mut out = Vec::new();
        while let Some(item) = list.next_element()? {
            out.push(item);
        }
        Ok(Yaml::List(out))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Yaml, A::Error> {
        let mut out = Vec::new();
        while let Some(entry) = map.next_entry()? {
            out.push(entry);
        }
        Ok(Yaml::Map(out))
    }
}

impl Yaml {
    fn get(&self, key: &str) -> Option<&Self> {
        let Self::Map(entries) = self else { return None };
        entries.iter().find(|(name, _)| *name == Self::Text(key.to_owned())).map(|(_, held)| held)
    }

    /// A scalar as a name.
    fn name(&self) -> Option<String> {
        match self {
            Self::Text(text) | Self::Number(_, text) => Some(text.clone()),
            _ => None,
        }
    }

    fn text(&self, key: &str) -> Option<String> {
        self.get(key).and_then(Self::name)
    }

    fn list(&self, key: &str) -> Option<&[Self]> {
        if let Self::List(items) = self.get(key)? { Some(items) } else { None }
    }

    fn number(&self) -> Option<f64> {
        if let Self::Number(value, _) = self { Some(*value).filter(|x| x.is_finite()) } else { None }
    }

    /// The class, without the modules that it stands in.
    fn class(&self) -> String {
        let class = self.text("type").unwrap_or_default();
        class.rsplit('.').next().unwrap_or_default().to_owned()
    }
}

/// Reads a scenario; what is not known goes into `dropped`.
pub(super) fn read(files: &[(&Path, String)], dropped: &mut Vec<String>) -> Result<Domain, DomainFileError> {
    let mut read = Vec::new();
    for (path, text) in files {
        let told = |error: serde_saphyr::Error| {
            let text = error.without_snippet().to_string();
            fault(path, text.split_whitespace().collect::<Vec<_>>().join(" "))
        };
        let budget = serde_saphyr::budget! { max_depth: DEEPEST };
        let options = serde_saphyr::options! { budget: budget, with_snippet: false, non_finite_float_policy: serde_saphyr::options::NonFiniteFloatPolicy::PassThrough };
        let yaml: Yaml = serde_saphyr::from_str_with_options(text, options).map_err(told)?;
        read.push((*path, yaml));
    }
    let nested = |yaml: &Yaml| yaml.get("outcome_space").is_some_and(|space| space.list("issues").is_some());
    let own = read.iter().find(|(_, yaml)| yaml.list("issues").is_some());
    let Some((first, space)) = own.or_else(|| read.iter().find(|(_, yaml)| nested(yaml))) else {
        return Err(fault(files[0].0, "no file has `issues`: name the scenario's file, and one a party"));
    };
    let list =
        space.list("issues").or_else(|| space.get("outcome_space")?.list("issues")).unwrap_or_default();
    let issues: Result<Vec<DomainIssue>, String> = list.iter().map(issue).collect();
    let issues = issues.map_err(|what| fault(first, what))?;
    let name = space.text("name").unwrap_or_else(|| stem(first));
    let mut domain = Domain { title: name.clone(), name, issues, ..Domain::default() };
    for (path, yaml) in &read {
        if yaml.list("weights").is_some() || yaml.list("values").is_some() {
            let party = party(path, yaml, &domain).map_err(|what| fault(path, what))?;
            domain.parties.push(party);
        }
        unknown(path, yaml, dropped);
    }
    Ok(domain)
}

/// Fields that say nothing of issues or utilities, and are not read.
fn unknown(path: &Path, yaml: &Yaml, dropped: &mut Vec<String>) {
    const KNOWN: [&str; 9] =
        ["name", "type", "issues", "outcome_space", "weights", "values", "reserved_value", "bias", "id"];
    let Yaml::Map(entries) = yaml else { return };
    for (key, _) in entries {
        let key = key.name().unwrap_or_default();
        if !KNOWN.contains(&key.as_str()) {
            dropped.push(format!("{}: `{key}`", super::file_name(path)));
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
        return Err(format!("utility functions of type \"{class}\" are not read; linear additive ones are"));
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
    let reservation = match yaml.get("reserved_value") {
        None | Some(Yaml::Nothing) => Reservation::None,
        Some(Yaml::Number(value, _)) if *value == f64::NEG_INFINITY => Reservation::None,
        Some(value) => Reservation::Value(value.number().ok_or("`reserved_value` is no number")?),
    };
    let additive = Some(Additive { weights, values: values? });
    Ok(DomainParty {
        name: yaml.text("name").filter(|name| !name.trim().is_empty()).unwrap_or_else(|| stem(path)),
        preference: Preference { offset, additive, ..Preference::default() },
        reservation,
        discount: 1.0,
        tactic: None,
        source: Some(from_file(path)),
    })
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
            let scores: BTreeMap<Option<String>, &Yaml> =
                entries.iter().map(|(key, score)| (key.name(), score)).collect();
            let score = |value: &String| {
                let found = scores.get(&Some(value.clone())).and_then(|score| score.number());
                found.ok_or(format!("the value \"{value}\" of issue \"{}\" has no finite score", issue.name))
            };
            let scores: Result<Vec<f64>, String> = issue.values.iter().map(score).collect();
            Ok(Shape::Table(scores?))
        }
        _ => Err(format!("the value function of issue \"{}\" is a {class}, which is not read", issue.name)),
    }
}

/// A line through the numbers of an issue.
fn affine(issue: &DomainIssue, slope: f64, constant: f64) -> Result<Shape, String> {
    if issue.numbers.is_none() {
        return Err(format!("the values of issue \"{}\" are no numbers, and a line needs them", issue.name));
    }
    Ok(Shape::Linear { slope, constant })
}
