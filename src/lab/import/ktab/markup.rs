//! The XML.

use super::{KtabError, Scenario};
use crate::lab::theory::spatial_politics::Choices;
use crate::lab::theory::spatial_politics::party::{MOST_DIMENSIONS, MOST_PARTIES, Party};
use quick_xml::{Reader, events::Event};
use std::collections::BTreeSet;

/// What an XML file has said so far.
#[derive(Default)]
struct Draft {
    name: String,
    description: String,
    seed: Option<String>,
    dimensions: Vec<String>,
    descriptions: Vec<String>,
    parties: Vec<(u64, Party)>,
    pairs: Vec<Pair>,
    choices: Choices,
}

#[derive(Default, Clone)]
struct Pair {
    line: u64,
    of: String,
    to: String,
    by: f64,
}

/// Deepest nesting that is read.
const DEEPEST: usize = 16;

/// Reads a scenario in XML (`smpSchema.xsd`). Sub-models and ideal adjustment may be left out; where pairs are given, the others are as if
/// ideals followed wholly, so that whoever follows another must be said to follow itself by less.
///
/// # Errors
/// What is wrong, with its line.
pub fn read_xml(text: &str) -> Result<Scenario, KtabError> {
    let mut reader = Reader::from_str(text);
    let mut draft = Draft::default();
    let mut path: Vec<String> = Vec::new();
    let mut words = String::new();
    let (mut at, mut counted) = (1, 0);
    loop {
        // Lines are counted on from the last event.
        let here = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX).min(text.len());
        at += newlines(&text.as_bytes()[counted..here]);
        counted = here;
        let place = |what: String| KtabError::line(at, what);
        match reader.read_event().map_err(|e| place(e.to_string()))? {
            Event::Eof if !path.is_empty() => return Err(place("the file ends inside a tag".into())),
            Event::Eof => break,
            Event::DocType(_) => return Err(place("document types and entities are not read".into())),
            Event::Start(tag) => {
                path.push(String::from_utf8_lossy(tag.name().as_ref()).into_owned());
                if path.len() > DEEPEST {
                    return Err(place(format!("tags are nested deeper than {DEEPEST}")));
                }
                words.clear();
                draft.begin(&path, at).map_err(place)?;
            }
            Event::Empty(tag) => {
                path.push(String::from_utf8_lossy(tag.name().as_ref()).into_owned());
                draft.begin(&path, at).map_err(place)?;
                draft.end(&path, "").map_err(place)?;
                path.pop();
            }
            Event::Text(part) => words.push_str(&part.decode().map_err(|e| place(e.to_string()))?),
            Event::CData(part) => words.push_str(&part.decode().map_err(|e| place(e.to_string()))?),
            Event::GeneralRef(part) => words.push_str(&entity(&part).map_err(place)?),
            Event::End(_) => {
                draft.end(&path, words.trim()).map_err(place)?;
                words.clear();
                path.pop();
            }
            _ => {}
        }
    }
    draft.finish()
}

fn newlines(bytes: &[u8]) -> u64 {
    bytes.split(|byte| *byte == b'\n').count() as u64 - 1
}

/// The five entities of XML and characters by number.
fn entity(part: &quick_xml::events::BytesRef) -> Result<String, String> {
    if let Some(letter) = part.resolve_char_ref().map_err(|e| e.to_string())? {
        return Ok(letter.to_string());
    }
    let name = part.decode().map_err(|e| e.to_string())?;
    quick_xml::escape::resolve_predefined_entity(&name)
        .map(str::to_owned)
        .ok_or_else(|| format!("entity `&{name};` is not known"))
}

fn number(what: &str, word: &str) -> Result<f64, String> {
    match word.parse::<f64>() {
        Ok(x) if x.is_finite() => Ok(x),
        _ if word.is_empty() => Err(format!("<{what}> is empty; expected a number")),
        _ => Err(format!("<{what}> is `{word}`; expected a number")),
    }
}

impl Draft {
    fn begin(&mut self, path: &[String], line: u64) -> Result<(), String> {
        let tags: Vec<&str> = path.iter().map(String::as_str).collect();
        match tags.as_slice() {
            ["Scenario"] => {}
            [other] => return Err(format!("the first tag is <{other}>; expected <Scenario>")),
            ["Scenario", "Actors", "Actor"] => {
                if self.parties.len() >= MOST_PARTIES {
                    return Err(format!("more than {MOST_PARTIES} actors; expected 2 to {MOST_PARTIES}"));
                }
                let party = Party {
                    name: String::new(),
                    power: f64::NAN,
                    positions: Vec::new(),
                    saliences: Vec::new(),
                };
                self.parties.push((line, party));
                self.descriptions.push(String::new());
            }
            ["Scenario", "IdealAdjustment", "iaPair"] => {
                if self.pairs.len() >= MOST_PARTIES * MOST_PARTIES {
                    return Err("more pairs than there can be".into());
                }
                self.pairs.push(Pair { line, by: f64::NAN, ..Pair::default() });
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, path: &[String], word: &str) -> Result<(), String> {
        let tags: Vec<&str> = path.iter().map(String::as_str).collect();
        match tags.as_slice() {
            ["Scenario", "name"] => word.clone_into(&mut self.name),
            ["Scenario", "desc"] => word.clone_into(&mut self.description),
            ["Scenario", "prngSeed"] => self.seed = Some(word.to_owned()),
            ["Scenario", "ModelParameters", tag] => self.choices.choose(tag, word).map_err(|e| e.0)?,
            ["Scenario", "Dimensions", "dName"] => {
                if self.dimensions.len() >= MOST_DIMENSIONS {
                    return Err(format!("more than {MOST_DIMENSIONS} dimensions"));
                }
                self.dimensions.push(word.to_owned());
            }
            ["Scenario", "Actors", "Actor", rest @ ..] => self.actor(rest, word)?,
            ["Scenario", "IdealAdjustment", "iaPair", tag] => {
                if let Some(pair) = self.pairs.last_mut() {
                    match *tag {
                        "adjustingIdeal" => word.clone_into(&mut pair.of),
                        "referencePos" => word.clone_into(&mut pair.to),
                        "adjust" => pair.by = number("adjust", word)?,
                        _ => {}
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn actor(&mut self, rest: &[&str], word: &str) -> Result<(), String> {
        let (Some((_, party)), Some(description)) = (self.parties.last_mut(), self.descriptions.last_mut())
        else {
            return Ok(());
        };
        let list = match rest {
            ["name"] => {
                word.clone_into(&mut party.name);
                return Ok(());
            }
            ["description"] => {
                word.clone_into(description);
                return Ok(());
            }
            ["capability"] => {
                party.power = number("capability", word)?;
                return Ok(());
            }
            ["Position", "dCoord"] => &mut party.positions,
            ["Salience", "dSal"] => &mut party.saliences,
            _ => return Ok(()),
        };
        if list.len() >= MOST_DIMENSIONS {
            return Err(format!("more than {MOST_DIMENSIONS} dimensions"));
        }
        list.push(number(rest[1], word)?);
        Ok(())
    }

    fn finish(self) -> Result<Scenario, KtabError> {
        let d = self.dimensions.len();
        let mut names = BTreeSet::new();
        for (at, (line, party)) in self.parties.iter().enumerate() {
            let name = &party.name;
            let wrong = |what: String| Err(KtabError::line(*line, what));
            if name.is_empty() || party.power.is_nan() {
                return wrong(format!("actor {} has no name, or no capability", at + 1));
            }
            if party.positions.len() != d || party.saliences.len() != d {
                let (p, s) = (party.positions.len(), party.saliences.len());
                return wrong(format!(
                    "`{name}` has {p} positions and {s} saliences; expected {d}, one for each <dName>"
                ));
            }
            if !names.insert(name) {
                return wrong(format!("actor `{name}` is there twice"));
            }
        }
        let adjustment = self.adjustment()?;
        let scenario = Scenario {
            name: self.name,
            description: self.description,
            dimensions: self.dimensions,
            descriptions: self.descriptions,
            parties: self.parties.into_iter().map(|(_, party)| party).collect(),
            adjustment,
            choices: self.choices,
            seed: self.seed,
        };
        scenario.ready()?;
        Ok(scenario)
    }

    fn adjustment(&self) -> Result<Option<Vec<f64>>, KtabError> {
        let n = self.parties.len();
        // Of too many actors nothing is made: they are refused as a whole.
        if self.pairs.is_empty() || n > MOST_PARTIES {
            return Ok(None);
        }
        let mut a = vec![0.0; n * n];
        (0..n).for_each(|i| a[i * n + i] = 1.0);
        for pair in &self.pairs {
            let find = |name: &str| {
                let found = self.parties.iter().position(|(_, party)| party.name == name);
                found.ok_or_else(|| {
                    KtabError::line(
                        pair.line,
                        format!("the ideal adjustment names `{name}`, who is no actor"),
                    )
                })
            };
            let (i, j) = (find(&pair.of)?, find(&pair.to)?);
            if !(0.0..=1.0).contains(&pair.by) {
                let what = format!(
                    "the ideal adjustment of `{}` to `{}` is {}; expected 0 to 1",
                    pair.of, pair.to, pair.by
                );
                return Err(KtabError::line(pair.line, what));
            }
            a[i * n + j] = pair.by;
        }
        Ok(Some(a))
    }
}
