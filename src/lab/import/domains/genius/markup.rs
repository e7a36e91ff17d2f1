//! The tags of a profile.

use super::super::{DomainFileError, MOST_VALUES, fault, in_all};
use super::rectangles::{Function, Hyper};
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use std::collections::BTreeSet;
use std::path::Path;

/// Deepest nesting that is read.
const DEEPEST: usize = 64;

/// What a file says.
#[derive(Default)]
pub(super) struct Profile {
    pub(super) issues: Vec<Issue>,
    /// By index of the issue.
    pub(super) weights: Vec<(u32, f64)>,
    pub(super) reservation: f64,
    pub(super) discount: f64,
    /// Utility by hyper-rectangles, where the file has it.
    pub(super) nonlinear: Option<Hyper>,
    /// Whether `NegMAS` wrote it: evaluations are what they are, and nothing is cut at 1.
    pub(super) negmas: bool,
    /// Tags that are not read, each once.
    pub(super) unknown: BTreeSet<String>,
}

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
    kind: String,
    vtype: String,
    bounds: Option<(i64, i64)>,
    /// Slope and offset of an integer issue.
    line: Option<(f64, f64)>,
}

/// Reads a file whose every `&` begins an entity.
pub(super) fn parse(path: &Path, text: &str) -> Result<Profile, DomainFileError> {
    let mut reader = Reader::from_str(text);
    let mut profile = Profile { discount: 1.0, ..Profile::default() };
    let mut open: Vec<String> = Vec::new();
    // Within a tag that is not read nothing is.
    let mut skipped: Option<usize> = None;
    loop {
        let at = reader.buffer_position();
        let place = |what: String| fault(path, format!("line {}: {what}", line(text, at)));
        let event = reader.read_event().map_err(|e| place(e.to_string()))?;
        match event {
            Event::Eof if !open.is_empty() => return Err(place("the file ends inside a tag".to_owned())),
            Event::Eof => break,
            Event::DocType(_) => return Err(place("document types and entities are not read".to_owned())),
            Event::Start(ref tag) | Event::Empty(ref tag) => {
                if open.len() >= DEEPEST {
                    return Err(place(format!("tags are nested deeper than {DEEPEST}")));
                }
                let read = skipped.is_some() || take(&mut profile, &open, tag).map_err(place)?;
                if matches!(event, Event::Start(_)) {
                    if !read {
                        skipped = Some(open.len());
                    }
                    open.push(name_of(tag));
                }
            }
            Event::End(_) => {
                open.pop();
                skipped = skipped.filter(|depth| *depth < open.len());
            }
            _ => {}
        }
    }
    let of_negmas =
        |issue: &Issue| issue.kind == "discrete" && issue.vtype != "discrete" && !issue.items.is_empty();
    profile.negmas |= profile.issues.iter().any(|issue| !issue.vtype.is_empty() && of_negmas(issue));
    let mut values = 0;
    for issue in &mut profile.issues {
        issue.finish(profile.negmas).map_err(|what| fault(path, what))?;
        values += issue.items.len();
        in_all(values).map_err(|what| fault(path, what))?;
    }
    if profile.issues.is_empty() {
        return Err(fault(path, "there is no issue in it"));
    }
    Ok(profile)
}

fn line(text: &str, at: u64) -> usize {
    let end = usize::try_from(at).unwrap_or(usize::MAX).min(text.len());
    text.as_bytes()[..end].split(|byte| *byte == b'\n').count()
}

fn name_of(tag: &BytesStart<'_>) -> String {
    String::from_utf8_lossy(tag.name().as_ref()).into_owned()
}

/// Takes what a tag says, by where it stands: as in GENIUS, only children of the right tag count. Whether it is read.
fn take(profile: &mut Profile, open: &[String], tag: &BytesStart<'_>) -> Result<bool, String> {
    let name = name_of(tag);
    let parent = open.last().map_or("", String::as_str);
    match (parent, name.as_str()) {
        ("" | "negotiation_template", "utility_space") | ("", "negotiation_template") => {}
        ("utility_space" | "objective" | "", "objective") => {
            let (index, name) = (attribute(tag, "index")?, attribute(tag, "name")?);
            profile.negmas |= index.as_deref() == Some("1") && name.as_deref() == Some("any");
        }
        ("objective" | "utility_space", "issue") => profile.issues.push(Issue::of(tag)?),
        ("issue", _) => {
            let Some(own) = profile.issues.last_mut() else { return Ok(false) };
            if !own.take(&name, tag)? {
                profile.unknown.insert(told(&name, parent));
                return Ok(false);
            }
        }
        ("objective", "weight") => {
            let index = number::<u32>(tag, "index")?.ok_or("a weight has no index")?;
            let value = number::<f64>(tag, "value")?.ok_or("a weight has no value")?;
            profile.weights.push((index, value));
        }
        ("objective", "utility" | "utility_function") => {
            let most = number::<f64>(tag, "maxutility")?.ok_or("the utility has no maxutility")?;
            profile.nonlinear = Some(Hyper::new(most)?);
        }
        ("utility" | "utility_function" | "ufun", "ufun") => {
            let Some(of) = &mut profile.nonlinear else { return Ok(false) };
            let depth = open.iter().filter(|tag| *tag == "ufun").count();
            let weight = number(tag, "weight")?.unwrap_or(1.0);
            of.function(
                depth,
                Function { weight, aggregation: attribute(tag, "aggregation")?.unwrap_or_default() },
            )?;
        }
        ("ufun", "hyperRectangle" | "hyper_rectangle") => {
            let Some(of) = &mut profile.nonlinear else { return Ok(false) };
            let utility = number::<f64>(tag, "utility")?.or(number(tag, "utility_function")?);
            let depth = open.iter().filter(|tag| *tag == "ufun").count();
            of.rectangle(
                depth,
                utility.ok_or("a hyper-rectangle has no utility")?,
                number(tag, "weight")?.unwrap_or(1.0),
            );
        }
        ("hyperRectangle" | "hyper_rectangle", "INCLUDES" | "EXCLUDES") => {
            let Some(of) = &mut profile.nonlinear else { return Ok(false) };
            let lacks = |what: &str| format!("a side of a hyper-rectangle has no {what}");
            let index = number::<u32>(tag, "index")?.ok_or_else(|| lacks("index"))?;
            let low = number::<f64>(tag, "min")?.ok_or_else(|| lacks("min"))?;
            let high = number::<f64>(tag, "max")?.ok_or_else(|| lacks("max"))?;
            of.side(name == "INCLUDES", (index, low, high))?;
        }
        ("utility_space", "reservation") => profile.reservation = number(tag, "value")?.unwrap_or(0.0),
        ("utility_space", "discount_factor") => {
            let factor: f64 = number(tag, "value")?.unwrap_or(1.0);
            // GENIUS takes 0 for no discounting.
            profile.discount = if factor > 0.0 && factor <= 1.0 { factor } else { 1.0 };
            if profile.discount != factor && factor != 0.0 {
                profile.unknown.insert(format!("<discount_factor> of {factor}"));
            }
        }
        _ => {
            profile.unknown.insert(told(&name, parent));
            return Ok(false);
        }
    }
    Ok(true)
}

/// A tag that is not read; one that is known elsewhere with where it stands.
fn told(name: &str, parent: &str) -> String {
    let known =
        ["item", "issue", "weight", "reservation", "discount_factor", "evaluator", "range", "objective"];
    if known.contains(&name) && !parent.is_empty() {
        format!("<{name}> in <{parent}>")
    } else {
        format!("<{name}>")
    }
}

impl Issue {
    fn of(tag: &BytesStart<'_>) -> Result<Self, String> {
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
    fn take(&mut self, name: &str, tag: &BytesStart<'_>) -> Result<bool, String> {
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
    fn finish(&mut self, negmas: bool) -> Result<(), String> {
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
