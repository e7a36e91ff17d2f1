//! Values of YAML and JSON alike.

use crate::files::text::plain_numbers;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// Deepest nesting that is read.
const DEEPEST: usize = 32;
/// Most values that are read, lists and maps counted with what is in them.
const MOST_NODES: usize = 250_000;

/// A value; maps keep the order of their file.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Yaml {
    Nothing,
    /// A number, and how it is told where it stands for a name.
    Number(f64, String),
    Text(String),
    /// Told as Python tells it, which writes these files.
    Truth(bool),
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
        Ok(Yaml::Truth(value))
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
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        let Self::Map(entries) = self else { return None };
        entries.iter().find(|(name, _)| *name == Self::Text(key.to_owned())).map(|(_, held)| held)
    }

    /// A scalar as a name.
    pub(super) fn name(&self) -> Option<String> {
        match self {
            Self::Text(text) | Self::Number(_, text) => Some(text.clone()),
            Self::Truth(true) => Some("True".to_owned()),
            Self::Truth(false) => Some("False".to_owned()),
            _ => None,
        }
    }

    pub(super) fn text(&self, key: &str) -> Option<String> {
        self.get(key).and_then(Self::name)
    }

    pub(super) fn list(&self, key: &str) -> Option<&[Self]> {
        if let Self::List(items) = self.get(key)? { Some(items) } else { None }
    }

    pub(super) fn number(&self) -> Option<f64> {
        if let Self::Number(value, _) = self { Some(*value).filter(|x| x.is_finite()) } else { None }
    }

    /// A number that may be without bound; JSON of Python has it as a text once it is mended.
    pub(super) fn extended(&self) -> Option<f64> {
        match self {
            Self::Number(value, _) => Some(*value).filter(|x| !x.is_nan()),
            Self::Text(text) if text == "-Infinity" => Some(f64::NEG_INFINITY),
            _ => None,
        }
    }

    /// The class, without the modules that it stands in.
    pub(super) fn class(&self) -> String {
        let class = self.text("type").unwrap_or_default();
        class.rsplit('.').next().unwrap_or_default().to_owned()
    }
}

/// Reads YAML as `PyYAML` writes it, where `n`, `y`, `no` and `yes` without quotes are texts, or JSON, by how it begins.
///
/// # Errors
/// What is wrong, and where.
pub(super) fn parse(text: &str) -> Result<Yaml, String> {
    if text.trim_start().starts_with('{') {
        return serde_json::from_str(&plain_numbers(text)).map_err(|error| error.to_string());
    }
    let budget = serde_saphyr::budget! { max_depth: DEEPEST, max_nodes: MOST_NODES };
    let policy = serde_saphyr::options::NonFiniteFloatPolicy::PassThrough;
    let options = serde_saphyr::options! { budget: budget, with_snippet: false, strict_booleans: true, non_finite_float_policy: policy };
    serde_saphyr::from_str_with_options(text, options).map_err(|error: serde_saphyr::Error| {
        let text = error.without_snippet().to_string();
        in_words(&text.split_whitespace().collect::<Vec<_>>().join(" "))
    })
}

/// A message of the reader of YAML; what it says of its bounds in words of our own.
fn in_words(message: &str) -> String {
    if !message.contains("budget breached") {
        return message.to_owned();
    }
    let place = message.rfind(" at line ").map_or("", |at| &message[at..]);
    format!(
        "there is more in it than is read: at most {MOST_NODES} values, nested at most {DEEPEST} deep{place}"
    )
}
