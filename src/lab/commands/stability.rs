//! `stability`: which states of a conflict last, and why.

use super::conflicts;
use crate::lab::conflict::model::{Model, Stable, Wanted};
use crate::terminal::columns::{Columns, Kind};
use crate::terminal::failure::{DONE, Failure};
use crate::terminal::json::json_line;
use crate::terminal::output;
use crate::terminal::text::{SCREEN, columns, joined, left, sensible, wrapped};
use serde::Serialize;
use std::path::PathBuf;

const EXAMPLES: &str = "Examples:
  roundtable stability scenarios/elmira-1991/conflict.ron
  roundtable stability scenarios/elmira-1991/conflict.ron --state 7    why it does not last, and what would have to be preferred
  roundtable stability scenarios/elmira-1991/conflict.ron --json";

/// Show which outcomes of a conflict last: states that no party leaves, for fear of what follows
///
/// FILE is a conflict by options, `Conflict(…)`, or a `.gmcr` of GMCR+: who can do what, what cannot be together, who prefers what. States of a
/// `.gmcr` are called by GMCR+'s numbers. It is analysed as a graph of states
/// and moves (GMCR): Nash, sequential (SEQ), symmetric and general metarational stability (SMR, GMR), and improvements by coalitions.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Conflict
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Say of this state why each party stays or leaves, and the least that would have to change in its preferences for it to stay
    #[arg(long, value_name = "NAME")]
    state: Option<String>,
    /// Print as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Output<'a> {
    schema_version: u32,
    title: &'a str,
    /// What of a file of another program is not in the conflict.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    dropped: Vec<String>,
    parties: &'a [String],
    states: Vec<State<'a>>,
    stability: Vec<Notion<'a>>,
    /// The same as each party sees the conflict, where one is mistaken about another.
    #[serde(skip_serializing_if = "Option::is_none")]
    as_perceived: Option<Vec<Notion<'a>>>,
    coalition_improvements: Vec<Together<'a>>,
    /// Nash equilibria that no coalition leaves.
    lasting: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<Focus<'a>>,
}

#[derive(Serialize)]
struct State<'a> {
    name: &'a str,
    taken: &'a [String],
}

#[derive(Serialize)]
struct Notion<'a> {
    name: &'static str,
    stable_by_party: Vec<Vec<&'a str>>,
    equilibria: Vec<&'a str>,
}

#[derive(Serialize)]
struct Together<'a> {
    from: &'a str,
    parties: Vec<&'a str>,
    to: &'a str,
}

#[derive(Serialize)]
struct Focus<'a> {
    name: &'a str,
    why: Vec<Vec<String>>,
    changes: Vec<Changes<'a>>,
}

#[derive(Serialize)]
struct Changes<'a> {
    party: &'a str,
    notion: &'static str,
    /// Smallest sets of states that the party would have to like no better.
    no_better: Vec<Vec<&'a str>>,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let conflicts::Ready { model, dropped } = conflicts::read(&arguments.file)?;
    let focus =
        arguments.state.as_deref().map(|name| model.state(name)).transpose().map_err(Failure::usage)?;
    let found = StabilityResult { dropped, ..StabilityResult::of(&model) };
    let text =
        if arguments.json { json_line(&found.output(focus))? } else { found.text(focus, columns(SCREEN)) };
    output::say(&text)?;
    Ok(DONE)
}

struct StabilityResult<'a> {
    model: &'a Model,
    stable: Vec<Stable>,
    perceived: Option<Vec<Stable>>,
    /// From, who, to.
    together: Vec<(usize, Vec<usize>, usize)>,
    lasting: Vec<usize>,
    /// What of a file of another program is not in the conflict.
    dropped: Vec<String>,
}

impl<'a> StabilityResult<'a> {
    fn of(model: &'a Model) -> Self {
        let stable = model.stable();
        let mut together = Vec::new();
        for (from, list) in model.coalitions().into_iter().enumerate() {
            together.extend(list.into_iter().map(|found| (from, found.coalition, found.to)));
        }
        let stays = |state: &usize| !together.iter().any(|(from, _, _)| from == state);
        let lasting = stable[0].equilibria.iter().copied().filter(stays).collect();
        Self { model, perceived: model.perceived(), stable, together, lasting, dropped: Vec::new() }
    }

    fn names(&self, states: &[usize]) -> Vec<&'a str> {
        states.iter().map(|state| self.model.states[*state].as_str()).collect()
    }

    fn output(&self, focus: Option<usize>) -> Output<'a> {
        let model = self.model;
        let notions = |list: &[Stable]| -> Vec<Notion<'a>> {
            let of = |stable: &Stable| Notion {
                name: stable.notion,
                stable_by_party: stable.by_party.iter().map(|states| self.names(states)).collect(),
                equilibria: self.names(&stable.equilibria),
            };
            list.iter().map(of).collect()
        };
        let together = |(from, who, to): &(usize, Vec<usize>, usize)| Together {
            from: &model.states[*from],
            parties: who.iter().map(|party| model.parties[*party].as_str()).collect(),
            to: &model.states[*to],
        };
        let states = model.states.iter().zip(&model.taken);
        Output {
            schema_version: 1,
            title: &model.title,
            dropped: self.dropped.clone(),
            parties: &model.parties,
            states: states.map(|(name, taken)| State { name, taken }).collect(),
            stability: notions(&self.stable),
            as_perceived: self.perceived.as_deref().map(notions),
            coalition_improvements: self.together.iter().map(together).collect(),
            lasting: self.names(&self.lasting),
            state: focus.map(|state| self.focus(state)),
        }
    }

    fn focus(&self, state: usize) -> Focus<'a> {
        let model = self.model;
        let change = |wanted: Wanted| Changes {
            party: &model.parties[wanted.party],
            notion: wanted.notion,
            no_better: wanted.no_better.iter().map(|set| self.names(set)).collect(),
        };
        Focus {
            name: &model.states[state],
            why: (0..model.parties.len()).map(|party| model.why(party, state)).collect(),
            changes: model.changes(state).into_iter().map(change).collect(),
        }
    }

    fn text(&self, focus: Option<usize>, room: usize) -> String {
        let model = self.model;
        let head = format!(
            "{} ({} parties, {} states)",
            sensible(&model.title),
            model.parties.len(),
            model.states.len()
        );
        let mut lines = wrapped("", &head, room);
        lines.extend(self.dropped.iter().flat_map(|dropped| wrapped("dropped  ", dropped, room)));
        lines.push(String::new());
        if let Some(state) = focus {
            lines.extend(self.why(state, room));
            lines.extend(self.changes(state).iter().flat_map(|line| under(line, room)));
            return joined(&lines);
        }
        lines.extend(self.table(&self.stable).lines(room));
        lines.push(String::new());
        lines.extend(self.stable.iter().flat_map(|stable| self.equilibria(stable, room)));
        if let Some(perceived) = &self.perceived {
            lines.push(String::new());
            lines.push("as each party sees the conflict".to_owned());
            lines.extend(perceived.iter().flat_map(|stable| self.equilibria(stable, room)));
        }
        lines.push(String::new());
        lines.extend(self.coalitions().iter().flat_map(|line| under(line, room)));
        let shown = self.stable.iter().find(|stable| !stable.equilibria.is_empty());
        for state in shown.map_or(&[] as &[usize], |stable| &stable.equilibria) {
            lines.push(String::new());
            lines.extend(self.why(*state, room));
        }
        joined(&lines)
    }

    /// One row a state: for each party the strongest notion under which it stays.
    fn table(&self, stable: &[Stable]) -> Columns {
        let model = self.model;
        let parties = model.parties.iter().map(|name| (name.as_str(), Kind::Under));
        let mut table = Columns::new([("state", Kind::Name)].into_iter().chain(parties));
        for (state, name) in model.states.iter().enumerate() {
            let party = |party: usize| {
                let under: Vec<&str> =
                    stable.iter().filter(|s| s.by_party[party].contains(&state)).map(|s| s.notion).collect();
                // Nash implies all others, each of the middle ones GMR.
                match under[..] {
                    [] => "leaves".to_owned(),
                    ["Nash", ..] => "Nash".to_owned(),
                    [ref some @ .., _] if !some.is_empty() => some.join(", "),
                    _ => "GMR".to_owned(),
                }
            };
            table.row([name.clone()].into_iter().chain((0..model.parties.len()).map(party)));
        }
        table
    }

    fn equilibria(&self, stable: &Stable, room: usize) -> Vec<String> {
        let names = self.names(&stable.equilibria);
        let names = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
        wrapped(&left(&format!("{} equilibria", stable.notion), 18), &names, room)
    }

    fn coalitions(&self) -> Vec<String> {
        let model = self.model;
        let nash = &self.stable[0].equilibria;
        if nash.is_empty() {
            return vec!["no Nash equilibrium for a coalition to leave".to_owned()];
        }
        let mut lines: Vec<String> = self
            .together
            .iter()
            .filter(|(from, _, _)| nash.contains(from))
            .map(|(from, who, to)| {
                let who: Vec<&str> = who.iter().map(|party| model.parties[*party].as_str()).collect();
                format!(
                    "from {}, {} can move together to {}",
                    model.states[*from],
                    who.join(" and "),
                    model.states[*to]
                )
            })
            .collect();
        let lasting = self.names(&self.lasting);
        let lasting = if lasting.is_empty() { "none".to_owned() } else { lasting.join(", ") };
        lines.push(format!("Nash equilibria that no coalition leaves: {lasting}"));
        lines
    }

    fn why(&self, state: usize, room: usize) -> Vec<String> {
        let model = self.model;
        let mut lines = wrapped("", &model.describe(state), room);
        for party in 0..model.parties.len() {
            lines.extend(model.why(party, state).iter().flat_map(|why| wrapped("  ", why, room)));
        }
        lines
    }

    /// What would have to be preferred, for those who leave.
    fn changes(&self, state: usize) -> Vec<String> {
        let model = self.model;
        let mut said: Vec<(Vec<&'static str>, String)> = Vec::new();
        for wanted in model.changes(state) {
            if wanted.no_better.first().is_some_and(Vec::is_empty) {
                continue;
            }
            let name = &model.parties[wanted.party];
            let sets: Vec<String> =
                wanted.no_better.iter().map(|set| self.names(set).join(" and ")).collect();
            let what = if sets.is_empty() {
                format!("{name} would have to change more than is looked for")
            } else {
                format!(
                    "{name} would have to like {} no better than {}",
                    sets.join(", or "),
                    model.states[state]
                )
            };
            match said.iter_mut().find(|(_, other)| *other == what) {
                Some((notions, _)) => notions.push(wanted.notion),
                None => said.push((vec![wanted.notion], what)),
            }
        }
        let mut lines = vec![String::new(), "for it to last".to_owned()];
        lines.extend(said.iter().map(|(notions, what)| format!("  {what} ({})", notions.join(", "))));
        if lines.len() == 2 {
            lines.push("  nothing: no party leaves it under any notion".to_owned());
        }
        lines
    }
}

/// A line in so many columns: what goes on stands under its beginning.
fn under(line: &str, room: usize) -> Vec<String> {
    let text = line.trim_start();
    wrapped(&line[..line.len() - text.len()], text, room)
}
