//! An issue of a profile, and attributes of tags.

use super::super::MOST_VALUES;
use quick_xml::events::BytesStart;

/// An issue with its values.
#[derive(Default)]
pub(super) struct Issue {
    pub(super) index: u32,
    pub(super) name: String,
    pub(super) items: Vec<(String, Option<f64>)>,
    /// Where its values are numbers: where they are.
    pub(super) numbers: Option<Vec<f64>>,
    /// Whether scores are what they are, not over the greatest.
    pub(super) as_written: bool,
    pub(super) kind: String,
    pub(super) vtype: String,
    bounds: Option<(i64, i64)>,
    /// Slope and offset of an integer issue.
    line: Option<(f64, f64)>,
}

impl Issue {
    pub(super) fn of(tag: &BytesStart<'_>) -> Result<Self, String> {
        let (kind, vtype) = (attribute(tag, "type")?, attribute(tag, "vtype")?);
        Ok(Self {
            index: number::<u32>(tag, "index")?.ok_or("an issue has no index")?,
            name: attribute(tag, "name")?.ok_or("an issue has no name")?,
            bounds: bounds(tag)?,
            kind: kind.unwrap_or_default(),
            vtype: vtype.unwrap_or_default(),
            ..Self::default()
        })
    }

    /// Takes what a child says; whether it is read.
    pub(super) fn take(&mut self, name: &str, tag: &BytesStart<'_>) -> Result<bool, String> {
        match name {
            "item" => {
                let value = attribute(tag, "value")?.ok_or("an item has no value")?;
                self.items.push((value, number::<f64>(tag, "evaluation")?));
            }
            "range" => self.bounds = bounds(tag)?.or(self.bounds),
            "evaluator" => {
                let kind = attribute(tag, "ftype")?.unwrap_or_default();
                if !matches!(kind.as_str(), "linear" | "") {
                    return Err(format!("an evaluator is \"{kind}\"; only linear ones are read"));
                }
                let either =
                    |name: &str, older: &str| Ok::<_, String>(number(tag, name)?.or(number(tag, older)?));
                let slope = either("slope", "parameter1")?.ok_or("an evaluator has no slope")?;
                let offset = either("offset", "parameter0")?.unwrap_or(0.0);
                self.line = Some((slope, offset));
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// The kind is told by `vtype`, or `type`; whatever they say, an issue with items and without bounds is the list of its items.
    pub(super) fn finish(&mut self, negmas: bool) -> Result<(), String> {
        let kind = if self.vtype.is_empty() { &self.kind } else { &self.vtype }.as_str();
        if !self.items.is_empty() && (kind != "integer" || self.bounds.is_none()) {
            self.as_written = negmas;
            if matches!(kind, "integer" | "real") {
                let number = |item: &(String, _)| item.0.parse().ok().filter(|x: &f64| x.is_finite());
                self.numbers = self.items.iter().map(number).collect();
            }
            return Ok(());
        }
        match kind {
            "integer" => self.enumerate(),
            "discrete" | "" => Ok(()),
            _ => Err(format!(
                "issue \"{}\" is of type \"{kind}\"; only discrete and integer ones are read",
                self.name
            )),
        }
    }

    /// The values of an integer issue.
    fn enumerate(&mut self) -> Result<(), String> {
        let (low, high) = self.bounds.unwrap_or((0, -1));
        let size = high.checked_sub(low).filter(|size| *size >= 0 && (*size as u64) < MOST_VALUES as u64);
        if size.is_none() || !self.items.is_empty() {
            let name = &self.name;
            return Err(format!(
                "integer issue \"{name}\" runs from {low} to {high}; at most {MOST_VALUES} values, and items or a range, not both, are read"
            ));
        }
        let line = self.line;
        let score = |x: i64| line.map(|(slope, offset)| (offset + slope * (x - low) as f64).clamp(0.0, 1.0));
        self.items = (low..=high).map(|x| (x.to_string(), score(x))).collect();
        self.numbers = Some((low..=high).map(|x| x as f64).collect());
        self.as_written = true;
        Ok(())
    }
}

fn bounds(tag: &BytesStart<'_>) -> Result<Option<(i64, i64)>, String> {
    // Bounds of an issue of real numbers are none of these; its kind is refused by name.
    let whole = |name: &str| match number::<i64>(tag, name) {
        Err(_) if number::<f64>(tag, name).is_ok() => Ok(None),
        found => found,
    };
    Ok(whole("lowerbound")?.zip(whole("upperbound")?))
}

/// An attribute of a tag, where it is there.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Result<Option<String>, String> {
    for found in tag.attributes() {
        let found = found.map_err(|e| e.to_string())?;
        if found.key.as_ref() == name.as_bytes() {
            let text = found.unescape_value().map_err(|e| e.to_string())?;
            return Ok(Some(text.trim().to_owned()));
        }
    }
    Ok(None)
}

/// The same as a number.
pub(super) fn number<T: std::str::FromStr>(tag: &BytesStart<'_>, name: &str) -> Result<Option<T>, String> {
    let Some(text) = attribute(tag, name)? else { return Ok(None) };
    text.parse().map(Some).map_err(|_| format!("{name} is \"{text}\", which is no number"))
}
