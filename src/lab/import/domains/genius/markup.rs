//! The tags of a profile.

use super::super::{DomainFileError, fault, in_all};
use super::issue::{Issue, attribute, number};
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
                profile.unknown.insert(in_words(&name, parent));
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
            profile.unknown.insert(in_words(&name, parent));
            return Ok(false);
        }
    }
    Ok(true)
}

/// A tag that is not read; one that is known elsewhere with where it stands.
fn in_words(name: &str, parent: &str) -> String {
    let known =
        ["item", "issue", "weight", "reservation", "discount_factor", "evaluator", "range", "objective"];
    if known.contains(&name) && !parent.is_empty() {
        format!("<{name}> in <{parent}>")
    } else {
        format!("<{name}>")
    }
}
