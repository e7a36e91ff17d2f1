//! A conflict by options, made ready: which states last, why, and what would have to be preferred for others to last.

use crate::lab::conflict::graph::options::{Choice, Flaw, Form, States};
use crate::lab::conflict::graph::{Conflict, Improvement, Reason, Stability};
use crate::scenario::conflict::{Change, Conflict as Written, JOINED, NOTHING, Ranking};
use crate::scenario::diagnostic::{Diagnostic, MOST_PROBLEMS, codes, did_you_mean};
use crate::scenario::model::Span;
use std::collections::BTreeMap;

/// A conflict with its names.
#[derive(Debug, Clone)]
pub struct Model {
    /// One line for headings.
    pub title: String,
    /// Names of the parties.
    pub parties: Vec<String>,
    /// Names of the states.
    pub states: Vec<String>,
    /// By state: the options that are taken in all that counts as it, in words.
    pub taken: Vec<Vec<String>>,
    conflict: Conflict,
    /// By party: the conflict as it sees it, if it is mistaken about others.
    perceived: Vec<Option<Conflict>>,
}

/// The notions of stability with their names, strong to weak.
pub const NOTIONS: [(Stability, &str); 4] = [
    (Stability::Nash, "Nash"),
    (Stability::Sequential, "SEQ"),
    (Stability::SymmetricMetarational, "SMR"),
    (Stability::GeneralMetarational, "GMR"),
];

/// Which states are stable under a notion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stable {
    /// Its name.
    pub notion: &'static str,
    /// By party: states that are stable for it.
    pub by_party: Vec<Vec<usize>>,
    /// States that are stable for all.
    pub equilibria: Vec<usize>,
}

/// What would have to change for a state to be stable for a party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The party.
    pub party: usize,
    /// The notion.
    pub notion: &'static str,
    /// The smallest sets of states that it would have to like no better than the state; one empty set if it is stable already; none if more
    /// would have to change than is looked for.
    pub no_better: Vec<Vec<usize>>,
}

impl Model {
    /// Makes a conflict ready.
    ///
    /// # Errors
    ///
    /// States that overlap or leave something out, rankings that do not name each state once, and too many of anything.
    pub fn new(written: &Written) -> Result<Self, Vec<Diagnostic>> {
        let form = form(written);
        let states = form.states().map_err(|flaws| all_told(written, &flaws))?;
        let names = state_names(written, &states);
        let mut problems = Vec::new();
        let mut ranked = |ranking: &Ranking, path: &str| {
            rank(ranking, (&states, &names), &span(written, path), &mut problems)
        };
        let rankings: Vec<Vec<Vec<usize>>> = written
            .parties
            .iter()
            .map(|party| ranked(&party.preference, &format!("parties.{}", party.id)))
            .collect();
        let mut beliefs = Vec::new();
        for party in &written.parties {
            let of = party.believes.iter().map(|(other, ranking)| {
                let path = format!("parties.{}.believes.{}", party.id, written.parties[*other].id);
                (*other, ranked(ranking, &path))
            });
            beliefs.push(of.collect::<Vec<_>>());
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let whole = |error: crate::lab::theory::InvalidInput| {
            vec![Diagnostic::error(codes::STATES, span(written, "states"), error.to_string())]
        };
        let conflict = Conflict::new(states.0.len(), form.moves(&states), &rankings).map_err(whole)?;
        let mut perceived = Vec::new();
        for of in beliefs {
            let mut seen = (!of.is_empty()).then(|| conflict.clone());
            for (other, ranking) in of {
                seen = seen.map(|seen| seen.with_ranking(other, &ranking)).transpose().map_err(whole)?;
            }
            perceived.push(seen);
        }
        let taken = (0..states.0.len()).map(|state| {
            let all =
                written.options.iter().enumerate().filter(|(k, _)| states.hold(state, &vec![(*k, true)]));
            all.map(|(_, option)| option.name.clone()).collect()
        });
        Ok(Self {
            title: written.title.clone(),
            parties: written.parties.iter().map(|party| party.name.clone()).collect(),
            taken: taken.collect(),
            states: names,
            conflict,
            perceived,
        })
    }

    /// Stability under every notion, strong to weak.
    pub fn stable(&self) -> Vec<Stable> {
        self.by_notion(|notion| self.conflict.stable(notion))
    }

    /// The same with each party's stability as it sees the conflict; `None` where nobody is mistaken.
    pub fn perceived(&self) -> Option<Vec<Stable>> {
        self.perceived.iter().any(Option::is_some).then(|| {
            self.by_notion(|notion| {
                let seen = self.perceived.iter().map(|seen| seen.as_ref().unwrap_or(&self.conflict));
                seen.enumerate().map(|(party, seen)| seen.stable(notion).swap_remove(party)).collect()
            })
        })
    }

    fn by_notion(&self, stable: impl Fn(Stability) -> Vec<Vec<usize>>) -> Vec<Stable> {
        let of = |(notion, name): &(Stability, &'static str)| {
            let by_party = stable(*notion);
            let equilibria = self.conflict.equilibria(&by_party);
            Stable { notion: name, by_party, equilibria }
        };
        NOTIONS.iter().map(of).collect()
    }

    /// By state: which coalitions can improve together, and where to.
    pub fn coalitions(&self) -> Vec<Vec<Improvement>> {
        self.conflict.coalition_improvements()
    }

    /// A state by its name.
    ///
    /// # Errors
    ///
    /// What is wrong, and what may be meant.
    pub fn state(&self, name: &str) -> Result<usize, String> {
        self.states.iter().position(|state| state == name).ok_or_else(|| {
            let names: Vec<&str> = self.states.iter().map(String::as_str).collect();
            format!("there is no state \"{name}\"; {}", did_you_mean(name, &names))
        })
    }

    /// A state in words: its name and what is taken in it.
    pub fn describe(&self, state: usize) -> String {
        let (name, taken) = (&self.states[state], &self.taken[state]);
        let taken = if taken.is_empty() { "nothing is taken".to_owned() } else { taken.join(", ") };
        format!("{name} ({taken})")
    }

    /// Why a party stays in a state or leaves it, in a sentence each.
    pub fn why(&self, party: usize, state: usize) -> Vec<String> {
        let name = &self.parties[party];
        let moves = self.conflict.moves_of(party, state);
        if moves.is_empty() {
            return vec![format!("{name} cannot move from here.")];
        }
        let held = |(notion, _): &&(Stability, &'static str)| {
            self.conflict.reasons(party, state, *notion).iter().all(|reason| reason.answer.is_some())
        };
        let Some((notion, label)) = NOTIONS.iter().find(held) else {
            let reasons = self.conflict.reasons(party, state, Stability::GeneralMetarational);
            let free = reasons.iter().filter(|reason| reason.answer.is_none());
            let to: Vec<&str> = free.map(|reason| self.states[reason.to].as_str()).collect();
            return vec![format!(
                "{name} leaves, to {}: nothing that others can do would make it regret that.",
                to.join(" or ")
            )];
        };
        let reasons = self.conflict.reasons(party, state, *notion);
        if reasons.is_empty() {
            let to: Vec<&str> = moves.iter().map(|to| self.states[*to].as_str()).collect();
            let better =
                if to.len() == 1 { "that is no better for it" } else { "none of them is better for it" };
            return vec![format!("{name} could move to {}; {better} (Nash).", to.join(", "))];
        }
        reasons.iter().map(|reason| self.sentence((party, state), reason, label)).collect()
    }

    fn sentence(&self, (party, state): (usize, usize), reason: &Reason, label: &str) -> String {
        let name = &self.parties[party];
        let Some(answer) = &reason.answer else { return String::new() };
        let steps: Vec<String> = answer
            .path
            .iter()
            .map(|(mover, to)| format!("{} could go to {}", self.parties[*mover], self.states[*to]))
            .collect();
        let own = if label == "SEQ" { ", each in its own interest" } else { "" };
        let after =
            if label == "SMR" { ", and from there it could not escape to anything better" } else { "" };
        format!(
            "{name} would rather be in {}, but then {}{own}, no better for it than {}{after} ({label}).",
            self.states[reason.to],
            steps.join(", then "),
            self.states[state],
        )
    }

    /// For every party and notion: the least that would have to change in its ranking for a state to be stable for it.
    pub fn changes(&self, state: usize) -> Vec<Wanted> {
        let parties = 0..self.parties.len();
        let of = |party| {
            NOTIONS.iter().map(move |(notion, label)| Wanted {
                party,
                notion: label,
                no_better: self.conflict.changes(party, state, *notion),
            })
        };
        parties.flat_map(of).collect()
    }
}

fn form(written: &Written) -> Form {
    let choice = |option: &crate::scenario::conflict::ConflictOption| Choice {
        party: option.party,
        can_be_taken: option.change != Change::Gone,
        can_be_dropped: option.change != Change::Stays,
    };
    Form {
        parties: written.parties.len(),
        options: written.options.iter().map(choice).collect(),
        infeasible: written.infeasible.clone(),
        forbidden: written.forbidden_moves.clone(),
        states: written.states.iter().map(|state| state.is.clone()).collect(),
    }
}

fn span(written: &Written, path: &str) -> Span {
    written.spans.get(path).cloned().unwrap_or(0..0)
}

/// Options taken in a combination, by key.
fn combination(written: &Written, bits: u32) -> String {
    let taken = written.options.iter().enumerate().filter(|(k, _)| bits >> k & 1 == 1);
    let taken: Vec<&str> = taken.map(|(_, option)| option.id.as_str()).collect();
    if taken.is_empty() { NOTHING.to_owned() } else { taken.join(JOINED) }
}

fn state_names(written: &Written, states: &States) -> Vec<String> {
    if !written.states.is_empty() {
        return written.states.iter().map(|state| state.id.clone()).collect();
    }
    states
        .0
        .iter()
        .map(|of| of.first().map_or_else(String::new, |bits| combination(written, *bits)))
        .collect()
}

/// Most combinations of options that are named one by one where states do not cover them, or overlap.
const MOST_TOLD: usize = 12;

fn all_told(written: &Written, flaws: &[Flaw]) -> Vec<Diagnostic> {
    let mut all: Vec<Diagnostic> = flaws.iter().take(MOST_TOLD).map(|flaw| in_words(written, flaw)).collect();
    if flaws.len() > MOST_TOLD {
        let more = flaws.len() - MOST_TOLD;
        let message = format!("{more} more combinations of options are in no state, or in several");
        all.push(Diagnostic::error(codes::STATES, span(written, "states"), message).label("in here"));
    }
    all
}

fn in_words(written: &Written, flaw: &Flaw) -> Diagnostic {
    let at = |state: &usize| span(written, &format!("states.{}", written.states[*state].id));
    let id = |state: &usize| &written.states[*state].id;
    let error = |span: Span, message: String| Diagnostic::error(codes::STATES, span, message);
    match flaw {
        Flaw::Empty(state) => {
            error(at(state), format!("nothing that can be belongs to state \"{}\"", id(state)))
                .label("no feasible combination of options is left for it")
                .help("mend what it is, or what is `infeasible`")
        }
        Flaw::Overlap(first, second, bits) => {
            let message = format!(
                "states \"{}\" and \"{}\" both hold {}",
                id(first),
                id(second),
                combination(written, *bits)
            );
            error(at(second), message).label("this one").help("say of more options whether they are taken")
        }
        Flaw::Uncovered(bits) => {
            error(span(written, "states"), format!("{} belongs to no state", combination(written, *bits)))
                .label("in here")
                .help("add a state for it, or write it under `infeasible`")
        }
        Flaw::Size(what) => error(span(written, "states"), what.clone()),
    }
}

/// A ranking of states by position.
fn rank(
    ranking: &Ranking,
    (states, names): (&States, &[String]),
    at: &Span,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Vec<usize>> {
    let groups = match ranking {
        Ranking::Priorities(statements) => return states.by_priorities(statements),
        Ranking::States(groups) => groups,
    };
    let error = |message: String| {
        Diagnostic::error(codes::RANKED_STATE, at.clone(), message).label("in this ranking")
    };
    let known_at: BTreeMap<&str, usize> =
        names.iter().enumerate().rev().map(|(place, name)| (name.as_str(), place)).collect();
    let mut named = vec![0; names.len()];
    let mut found = Vec::new();
    for group in groups {
        let mut places = Vec::new();
        for name in group {
            if let Some(place) = known_at.get(name.as_str()).copied() {
                named[place] += 1;
                places.push(place);
            } else if problems.len() < MOST_PROBLEMS {
                let known: Vec<&str> = names.iter().map(String::as_str).collect();
                problems
                    .push(error(format!("there is no state \"{name}\"")).help(did_you_mean(name, &known)));
            }
        }
        found.push(places);
    }
    for (name, times) in names.iter().zip(named) {
        match times {
            1 => {}
            0 => problems
                .push(error(format!("state \"{name}\" is not ranked")).help("rank it, if need be last")),
            _ => problems.push(error(format!("state \"{name}\" is ranked {times} times")).help("leave one")),
        }
    }
    found
}
