//! From scenarios and decisions to what political models need: positions on a line from 0 to 100, saliences, capabilities.
//!
//! In an assumed world a party's position on an issue is the level that is best for it on that issue alone; its salience is the way from its
//! worst to its best level, as a share of that on the issue that matters most to it (100). A party to which all levels are alike takes no part. An
//! issue is on a line if its levels are ordered, or are two; levels of a line stand at equal distances from 0 to 100. On an ordered issue
//! what a party wants rises or falls along the scale, so that everybody stands at one of its ends.

use super::{Simulated, Spatial};
use crate::lab::backtest::data::{COMMISSION, PARLIAMENT, QUALIFIED};
use crate::lab::games::talks_game::Listed;
use crate::lab::theory::political::Position;
use crate::lab::theory::political::decision::Decision;
use crate::results::names;
use crate::scenario::model::{Format, Rule, Scenario};
use crate::scenario::place::PartyIndex;
use crate::world::World;
use std::collections::{BTreeMap, BTreeSet};

/// An issue, whatever the world.
#[derive(Debug, Clone, PartialEq)]
pub struct Issue {
    /// Its name.
    pub name: String,
    /// Its levels in words; none where every number from 0 to 100 can be decided.
    pub levels: Vec<String>,
    /// Whether its levels are on a line.
    pub line: bool,
    /// Its position in the scenario.
    pub place: usize,
    /// What holds if nothing is decided.
    pub reference: Option<f64>,
    /// The same as a level.
    pub practised: Option<usize>,
}

impl Issue {
    /// Where a level stands on the line.
    pub fn place_of(&self, level: usize) -> f64 {
        let last = self.levels.len().saturating_sub(1).max(1);
        100.0 * level as f64 / last as f64
    }

    /// The level nearest to a place, the lower of two; `None` where there are no levels.
    pub fn nearest(&self, place: f64) -> Option<usize> {
        let away = |level: usize| (self.place_of(level) - place).abs();
        (0..self.levels.len())
            .reduce(|best, level| if away(level) < away(best) - 1e-9 { level } else { best })
    }
}

/// Who proposes alone, and who must accept.
#[derive(Debug, Clone, PartialEq)]
pub struct Procedure {
    /// Who proposes: its position in the scenario, or among the actors.
    pub setter: PartyIndex,
    /// Who votes, as position among the parties, with weight.
    pub voters: Vec<(usize, f64)>,
    /// The share of weight that passes.
    pub quota: f64,
    /// Who must accept besides.
    pub must: Vec<usize>,
}

/// What is decided and by whom, whatever the world.
#[derive(Debug, Clone, PartialEq)]
pub struct Subject {
    /// Keys of the parties in the scenario; their names in a decision.
    pub keys: Vec<String>,
    /// Names of the parties.
    pub parties: Vec<String>,
    /// Their capabilities.
    pub capability: Vec<f64>,
    /// The issues.
    pub issues: Vec<Issue>,
    /// The procedure, or why there is none for the procedural model.
    pub procedure: Result<Procedure, String>,
    /// Positions of the parties in the scenario.
    pub(super) seats: Vec<PartyIndex>,
    /// Whether it is a scenario, with packages and a simulation.
    pub scenario: bool,
    /// How KTAB's model is set up.
    pub spatial: Spatial,
}

/// What is decided in one world.
#[derive(Debug, Clone)]
pub struct Picture<'a> {
    /// By whom.
    pub subject: &'a Subject,
    /// By issue and party: what it wants; `None` if it does not care.
    pub stances: Vec<Vec<Option<Position>>>,
    /// By issue, party and level: what the level is worth to it, on its own scale; empty for decisions.
    pub worth: Vec<Vec<Vec<f64>>>,
    /// By issue: what the one who proposes alone wants.
    pub setter: Vec<Option<f64>>,
    /// The packages of the talks, or why there are none.
    pub talks: Result<Listed, String>,
    /// What was simulated, where something was.
    pub simulated: Option<Simulated>,
}

impl Subject {
    /// The parties of a format and the issues of its agenda.
    ///
    /// # Errors
    /// A capability that is not valid, or nothing on the agenda.
    pub fn of_scenario(
        scenario: &Scenario,
        format: usize,
        capability: &[(String, f64)],
    ) -> Result<Self, String> {
        let format = &scenario.formats[format];
        let seats = format.membership.members.clone();
        let names = |of: fn(&crate::scenario::model::Party) -> &String| -> Vec<String> {
            seats.iter().map(|p| of(&scenario.parties[*p]).clone()).collect()
        };
        let parties = names(|p| &p.name);
        let keys = names(|p| &p.id);
        let capability = capabilities(&keys, &parties, vec![1.0; parties.len()], capability)?;
        let on = |j: &usize| format.contract.agenda.get(*j).copied().unwrap_or(true);
        let issues: Vec<Issue> = (0..scenario.issues.len())
            .filter(on)
            .map(|place| {
                let issue = &scenario.issues[place];
                let line = issue.ordered || issue.levels.len() == 2;
                let mut made = Issue {
                    name: issue.name.clone(),
                    levels: issue.levels.clone(),
                    line,
                    place,
                    reference: None,
                    practised: Some(issue.practised.index()),
                };
                made.reference = line.then(|| made.place_of(issue.practised.index()));
                made
            })
            .collect();
        if issues.is_empty() {
            return Err(format!("\"{}\" has no issue on its agenda", format.name));
        }
        let procedure = procedure(format, &seats);
        let spatial = Spatial::default();
        Ok(Self { keys, parties, capability, issues, procedure, seats, scenario: true, spatial })
    }

    /// The actors of decisions that are taken together, in the order in which they first appear.
    ///
    /// # Errors
    /// No decision, one that is not valid, or a capability that is not.
    pub fn of_decisions(decisions: &[Decision], capability: &[(String, f64)]) -> Result<Self, String> {
        let first = decisions.first().ok_or("there is no decision")?;
        let (mut parties, mut own, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
        for decision in decisions {
            decision.check().map_err(|error| format!("{}: {error}", decision.name))?;
            for actor in &decision.actors {
                if seen.insert(&actor.name) {
                    parties.push(actor.name.clone());
                    own.push(actor.stance.capability);
                }
            }
        }
        let stated = capabilities(&parties, &parties, own, capability)?;
        let issue = |(place, decision): (usize, &Decision)| Issue {
            name: decision.name.clone(),
            levels: Vec::new(),
            line: true,
            place,
            reference: decision.reference_point,
            practised: None,
        };
        let at = |name: &str| parties.iter().position(|party| party == name);
        let procedure = at(COMMISSION)
            .map(|setter| {
                let council = |k: &usize| parties[*k] != COMMISSION && parties[*k] != PARLIAMENT;
                let voters = (0..parties.len()).filter(council).map(|k| (k, stated[k])).collect();
                let unanimous = first.voting.to_uppercase().starts_with("UNA");
                let codecision = first.procedure.to_uppercase().starts_with("COD");
                let must = at(PARLIAMENT).into_iter().filter(|_| codecision).collect();
                Procedure {
                    setter: PartyIndex(setter),
                    voters,
                    quota: if unanimous { 1.0 } else { QUALIFIED },
                    must,
                }
            })
            .ok_or_else(|| format!("no actor `{COMMISSION}` proposes alone"));
        let seats = PartyIndex::all(parties.len()).collect();
        let issues = decisions.iter().enumerate().map(issue).collect();
        let keys = parties.clone();
        let spatial = Spatial::default();
        Ok(Self { keys, parties, capability: stated, issues, procedure, seats, scenario: false, spatial })
    }

    /// Issues on a line, by position among the issues.
    pub fn lines(&self) -> Vec<usize> {
        (0..self.issues.len()).filter(|k| self.issues[*k].line).collect()
    }
}

/// Capabilities, some of them stated by key or name.
fn capabilities(
    keys: &[String],
    parties: &[String],
    mut all: Vec<f64>,
    stated: &[(String, f64)],
) -> Result<Vec<f64>, String> {
    for (name, value) in stated {
        if !(0.0..=1e12).contains(value) {
            return Err(format!("the capability of `{name}` is {value}; expected 0 to 1e12"));
        }
        let at = keys.iter().position(|key| key == name).map_or_else(
            || names::find("party", parties, name).map_err(|e| format!("{e}; expected {}", e.expected())),
            Ok,
        )?;
        all[at] = *value;
    }
    if all.iter().all(|x| *x <= 0.0) {
        return Err("no party has a capability above 0; expected one at least".to_owned());
    }
    Ok(all)
}

/// Who proposes alone under a format, and what passes.
fn procedure(format: &Format, seats: &[PartyIndex]) -> Result<Procedure, String> {
    if !format.phases.is_empty() {
        return Err("a composite has no procedure of its own".to_owned());
    }
    let order = if format.proposing.order.is_empty() { seats } else { &format.proposing.order };
    let alone = order.first().filter(|first| order.iter().all(|p| p == *first)).copied();
    let setter = format.proposing.text_by.or(alone);
    let setter = setter.ok_or("the format lets nobody propose alone")?;
    let one = |k: usize| (k, 1.0);
    let n = seats.len() as f64;
    let (voters, quota): (Vec<(usize, f64)>, f64) = match &format.rule {
        Rule::Unanimity => ((0..seats.len()).map(one).collect(), 1.0),
        Rule::ConsensusMinus(k) => ((0..seats.len()).map(one).collect(), (n - f64::from(*k)).max(0.0) / n),
        Rule::Quota(q) => ((0..seats.len()).map(one).collect(), (f64::from(*q) / n).min(1.0)),
        Rule::Weighted { weights, needed } => {
            let seat = |p: &PartyIndex| seats.iter().position(|s| s == p);
            let voters: Vec<(usize, f64)> =
                weights.iter().filter_map(|(p, votes)| Some((seat(p)?, f64::from(*votes)))).collect();
            let all: f64 = voters.iter().map(|(_, votes)| votes).sum();
            let quota = if all > 0.0 { (f64::from(*needed) / all).min(1.0) } else { 1.0 };
            (voters, quota)
        }
    };
    let must = &format.membership.indispensable;
    let must = (0..seats.len()).filter(|k| must.contains(&seats[*k])).collect();
    Ok(Procedure { setter, voters, quota, must })
}

impl<'a> Picture<'a> {
    /// What a scenario's parties want in one world.
    pub fn of_world(
        subject: &'a Subject,
        scenario: &Scenario,
        world: &World,
        talks: Result<Listed, String>,
        simulated: Simulated,
    ) -> Self {
        let worth = |issue: &Issue| -> Vec<Vec<f64>> {
            subject.seats.iter().map(|p| world.gains[*p].by_level[issue.place].clone()).collect()
        };
        let widest: Vec<f64> = (subject.seats.iter())
            .map(|p| world.gains[*p].by_level.iter().map(|own| range(own)).fold(0.0, f64::max))
            .collect();
        let worth: Vec<Vec<Vec<f64>>> = subject.issues.iter().map(worth).collect();
        let stances = subject.issues.iter().zip(&worth).map(|(issue, by_party)| {
            let stance = |(k, own): (usize, &Vec<f64>)| {
                let salience = if widest[k] > 0.0 { 100.0 * range(own) / widest[k] } else { 0.0 };
                (salience > 0.0).then(|| Position {
                    position: issue.place_of(best(own)),
                    capability: subject.capability[k],
                    salience,
                })
            };
            by_party.iter().enumerate().map(stance).collect()
        });
        let wants = |issue: &Issue| -> Option<f64> {
            let setter = subject.procedure.as_ref().ok()?.setter;
            let own = &world
                .gains
                .get(setter.index())
                .filter(|_| setter.index() < scenario.parties.len())?
                .by_level[issue.place];
            (range(own) > 0.0).then(|| issue.place_of(best(own)))
        };
        let setter = subject.issues.iter().map(wants).collect();
        Self { subject, stances: stances.collect(), worth, setter, talks, simulated: Some(simulated) }
    }

    /// What actors want, as it is written.
    pub fn of_decisions(subject: &'a Subject, decisions: &[Decision]) -> Self {
        let stances: Vec<Vec<Option<Position>>> = (decisions.iter())
            .map(|decision| {
                let stances: BTreeMap<&str, Position> =
                    decision.actors.iter().map(|actor| (actor.name.as_str(), actor.stance)).collect();
                let of = |(k, name): (usize, &String)| {
                    let stance = stances.get(name.as_str())?;
                    Some(Position { capability: subject.capability[k], ..*stance })
                };
                subject.parties.iter().enumerate().map(of).collect()
            })
            .collect();
        let setter = subject.procedure.as_ref().ok().map(|procedure| procedure.setter);
        let setter = stances.iter().map(|by_party| Some(by_party[setter?]?.position)).collect();
        let talks = Err("a decision has no packages".to_owned());
        Self { subject, stances, worth: Vec::new(), setter, talks, simulated: None }
    }

    /// Who takes part in an issue, and how.
    pub fn present(&self, issue: usize) -> (Vec<usize>, Vec<Position>) {
        let of = |(k, stance): (usize, &Option<Position>)| Some((k, (*stance)?));
        self.stances[issue].iter().enumerate().filter_map(of).unzip()
    }
}

/// From the worst to the best level.
fn range(worth: &[f64]) -> f64 {
    let (low, high) =
        worth.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), u| (l.min(*u), h.max(*u)));
    if high > low { high - low } else { 0.0 }
}

/// The best level, the first of equals.
fn best(worth: &[f64]) -> usize {
    (0..worth.len()).fold(0, |best, k| if worth[k] > worth[best] { k } else { best })
}
