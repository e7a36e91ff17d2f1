//! Conflicts of GMCR+ (`.gmcr`): JSON with decision makers, options, what is infeasible, and what each prefers.
//!
//! The program: Kinsara, Petersons, Hipel and Kilgour (2015), "Advanced decision support for the graph model for conflict resolution", Journal of
//! Decision Systems 24:117. Options are named by their place in the list `options`, conditions are lists of `[option, "Y" or "N"]`, and a statement
//! of a decision maker is a condition or `{"compound": true, "members": [conditions]}`, of which one is enough. Feasible states are counted from
//! 1, by the number that their options make, the first option of the first decision maker counting least; rankings by hand name them so, and so
//! do we.

mod json;

use crate::lab::conflict::graph::MOST_STATES;
use crate::lab::conflict::graph::options::fits;
use crate::scenario::conflict::{
    Change, Condition, Conflict, ConflictOption, ConflictParty, JOINED, NOTHING, NamedState, Ranking,
};
use crate::scenario::model::{Provenance, Source};
use json::{Maker, Raw};
use std::collections::BTreeMap;

/// A conflict, and what of the file is not in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// The conflict; states are called by GMCR+'s numbers.
    pub conflict: Conflict,
    /// What was dropped, in words.
    pub dropped: Vec<String>,
}

/// What is wrong in a file, and where in it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct GmcrError(pub String);

/// Whether a text begins as a JSON object and names GMCR+'s parts.
pub fn is_gmcr(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    text.starts_with('{') && text.contains("\"decisionMakers\"") && text.contains("\"options\"")
}

/// Reads a conflict; `file` is the name that its parties cite, and its beginning the conflict's name.
///
/// # Errors
/// What is wrong first, with its place (`decisionMakers[2].preferences[1]`, both counted from 1).
pub fn read(text: &str, file: &str) -> Result<Imported, GmcrError> {
    let mut raw = Raw::of(text.trim_start_matches('\u{feff}')).map_err(GmcrError)?;
    let order = order(&raw).map_err(GmcrError)?;
    raw.renumber(&order);
    let options = options(&raw, &order);
    let mut dropped = std::mem::take(&mut raw.dropped);
    let infeasible: Vec<Condition> = raw.infeasibles.iter().flatten().cloned().collect();
    if infeasible.iter().any(Vec::is_empty) {
        let what = "`infeasibles` has a condition without an option: nothing could be then";
        return Err(GmcrError(what.to_owned()));
    }
    let states = states(options.len(), &infeasible).map_err(GmcrError)?;
    let mut parties = Vec::new();
    for (at, maker) in raw.makers.iter().enumerate() {
        let party = party(&raw, at, states.len(), file).map_err(GmcrError)?;
        if raw.by_hand && !maker.preferences.is_empty() {
            dropped.push(format!("`preferences` of {}: its ranking by hand counts, as in GMCR+", maker.name));
        }
        parties.push(party);
    }
    dropped.extend(raw.coalitions.iter().map(|members| {
        let names: Vec<&str> = members.iter().map(|at| raw.makers[*at].name.as_str()).collect();
        format!(
            "the coalition of {}: they stay apart, and what they gain together is shown",
            names.join(", ")
        )
    }));
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let title = if raw.title.is_empty() { stem.to_owned() } else { raw.title };
    let named = |(at, of): (usize, Vec<bool>)| NamedState {
        id: (at + 1).to_string(),
        is: of.into_iter().enumerate().collect(),
    };
    Ok(Imported {
        conflict: Conflict {
            name: folder(stem),
            title: if title.trim().is_empty() { "Imported".to_owned() } else { title },
            about: raw.about,
            sources: vec![Source {
                key: "F1".to_owned(),
                title: file.to_owned(),
                author: String::new(),
                publisher: String::new(),
                date: String::new(),
                paragraphs: 1,
            }],
            parties,
            options,
            infeasible,
            forbidden_moves: Vec::new(),
            states: states.into_iter().enumerate().map(named).collect(),
            spans: BTreeMap::new(),
        },
        dropped,
    })
}

/// A name that can be a folder.
fn folder(stem: &str) -> String {
    let letter = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let name: String = stem.chars().take(60).map(letter).collect();
    let name = name.trim_matches('-');
    if name.is_empty() { "imported".to_owned() } else { name.to_owned() }
}

/// Options in the order of their decision makers, by their place in the file.
fn order(raw: &Raw) -> Result<Vec<usize>, String> {
    let mut owner: Vec<Option<usize>> = vec![None; raw.options.len()];
    let mut order = Vec::new();
    for (at, maker) in raw.makers.iter().enumerate() {
        for option in &maker.options {
            match owner[*option].replace(at) {
                None => order.push(*option),
                Some(before) if before == at => {}
                Some(before) => {
                    return Err(format!(
                        "option `{}` belongs to {} and to {}; an option belongs to one decision maker here",
                        raw.options[*option].name, raw.makers[before].name, maker.name
                    ));
                }
            }
        }
    }
    match owner.iter().position(Option::is_none) {
        None => Ok(order),
        Some(lost) => Err(format!(
            "option `{}` belongs to no decision maker: give it to one in GMCR+, or remove it",
            raw.options[lost].name
        )),
    }
}

/// The options with keys of their own: their name, with the party before it where two are called alike.
fn options(raw: &Raw, order: &[usize]) -> Vec<ConflictOption> {
    let mut made: Vec<ConflictOption> = Vec::new();
    let alike = |name: &str| raw.options.iter().filter(|option| option.name == name).count() > 1;
    let party_of =
        |place: usize| raw.makers.iter().position(|maker| maker.options.contains(&place)).unwrap_or(0);
    for (place, from) in order.iter().enumerate() {
        let option = &raw.options[*from];
        let party = party_of(place);
        let name = option.name.clone();
        let plain = if alike(&name) { format!("{}: {name}", raw.makers[party].name) } else { name.clone() };
        let plain = plain.replace(JOINED, " and ");
        let plain = if plain == NOTHING { format!("{plain} (option)") } else { plain };
        let id = own(&plain, |id| made.iter().any(|other| other.id == *id));
        made.push(ConflictOption { id, name, party, change: option.change });
    }
    made
}

/// A key that is not taken: the name, or the name with a number.
fn own(name: &str, taken: impl Fn(&String) -> bool) -> String {
    let numbered = (2..).map(|n| format!("{name} {n}"));
    std::iter::once(name.to_owned()).chain(numbered).find(|id| !taken(id)).unwrap_or_default()
}

/// The feasible states in GMCR+'s order: by option, whether it is taken.
fn states(options: usize, infeasible: &[Condition]) -> Result<Vec<Vec<bool>>, String> {
    let feasible = |bits: &u32| !infeasible.iter().any(|condition| fits(*bits, condition));
    let states: Vec<Vec<bool>> = (0..1_u32 << options)
        .filter(feasible)
        .map(|bits| (0..options).map(|option| bits >> option & 1 == 1).collect())
        .collect();
    match states.len() {
        1..=MOST_STATES => Ok(states),
        found => Err(format!("there are {found} feasible states; 1 to {MOST_STATES} are analysed")),
    }
}

fn party(raw: &Raw, at: usize, states: usize, file: &str) -> Result<ConflictParty, String> {
    let maker = &raw.makers[at];
    let before = |id: &String| raw.makers[..at].iter().any(|other| other.name == *id);
    let preference = if raw.by_hand {
        Ranking::States(ranked(maker, at, states)?)
    } else {
        Ranking::Priorities(maker.preferences.clone())
    };
    Ok(ConflictParty {
        id: own(&maker.name, before),
        name: maker.name.clone(),
        preference,
        source: Provenance::Stated { at: "F1§1".to_owned(), by: file.to_owned() },
        believes: Vec::new(),
    })
}

/// A ranking by hand names each state once.
fn ranked(maker: &Maker, at: usize, states: usize) -> Result<Vec<Vec<String>>, String> {
    let place = format!("decisionMakers[{}].preferenceRanking", at + 1);
    let Some(ranking) = &maker.ranking else {
        return Err(format!(
            "{place} ({}) is missing; expected a list of states, the best first",
            maker.name
        ));
    };
    let mut times = vec![0_usize; states];
    for state in ranking.iter().flatten() {
        match state.checked_sub(1).and_then(|k| times.get_mut(k)) {
            Some(times) => *times += 1,
            None => {
                return Err(format!("{place} ({}) names state {state}; there are 1 to {states}", maker.name));
            }
        }
    }
    if let Some(wrong) = times.iter().position(|times| *times != 1) {
        let how = if times[wrong] == 0 { "leaves out" } else { "repeats" };
        let name = &maker.name;
        return Err(format!(
            "{place} ({name}) {how} state {}; expected each of {states} states once",
            wrong + 1
        ));
    }
    Ok(ranking.iter().map(|group| group.iter().map(ToString::to_string).collect()).collect())
}

impl Raw {
    /// Renames options, everywhere, by their place in an order.
    fn renumber(&mut self, order: &[usize]) {
        let mut place = vec![0; order.len()];
        order.iter().enumerate().for_each(|(to, from)| place[*from] = to);
        let conditions = self.makers.iter_mut().flat_map(|maker| maker.preferences.iter_mut());
        for condition in conditions.chain(self.infeasibles.iter_mut()).flatten() {
            for (option, _) in condition.iter_mut() {
                *option = place[*option];
            }
        }
        for option in self.makers.iter_mut().flat_map(|maker| maker.options.iter_mut()) {
            *option = place[*option];
        }
    }
}

/// An option as it stands in the file.
#[derive(Debug, Clone, PartialEq)]
struct Named {
    name: String,
    change: Change,
}

#[cfg(test)]
mod tests;
