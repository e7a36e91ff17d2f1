//! Answers of all worlds, summed up.

use super::input::{Issue, Picture, Subject};
use super::models::{At, MODELS, Model, Said};
use crate::statistics::quantile::inverse_cdf;
use serde::Serialize;
use std::collections::BTreeMap;

/// Most rounds of a path that are kept.
const MOST_ROUNDS: usize = 30;

/// A party that moves less than this on average, on 0 to 100, does not move.
const MOVES: f64 = 0.05;

/// A model and where it places an issue.
pub type NamedPlace = (&'static str, f64);

/// What all models say.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Prediction {
    /// The format, of a scenario.
    pub format: Option<String>,
    /// Assumed worlds; 1 for decisions as they are.
    pub worlds: usize,
    /// Seed of the worlds.
    pub seed: Option<u64>,
    /// Who takes part, with capability.
    pub parties: Vec<PartyIn>,
    /// What is decided.
    pub issues: Vec<IssueIn>,
    /// What all models on a line assume beyond the scenario.
    pub assumed: Vec<String>,
    /// By model.
    pub models: Vec<ModelForecasts>,
}

/// A party.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PartyIn {
    /// Its key in the scenario; its name in a decision.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its capability.
    pub capability: f64,
}

/// An issue.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct IssueIn {
    /// Its name.
    pub name: String,
    /// Its levels; none where every number can be decided.
    pub levels: Vec<String>,
    /// Whether it is on a line from 0 to 100.
    pub line: bool,
    /// What holds if nothing is decided, on the line.
    pub reference: Option<f64>,
    /// What was decided, where that is known.
    pub outcome: Option<f64>,
    /// By party: what it wants and how much it cares, on average over the worlds in which it cares.
    pub stances: Vec<Option<MeanStance>>,
}

/// What a party wants on average.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct MeanStance {
    /// Worlds in which it cares.
    pub worlds: usize,
    /// Where it stands on the line; `None` where levels are kinds.
    pub position: Option<f64>,
    /// How much it cares, 100 for what matters most to it.
    pub salience: f64,
}

/// What a model says.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ModelForecasts {
    /// Its name.
    pub name: &'static str,
    /// Who published it.
    pub source: &'static str,
    /// What it assumes beyond the scenario.
    pub adds: &'static str,
    /// What its rounds are called.
    pub rounds: Option<&'static str>,
    /// By issue.
    pub issues: Vec<Forecast>,
}

/// What a model says of an issue.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Forecast {
    /// Worlds in which it says something.
    pub says: usize,
    /// The median level of a line, or the most frequent of kinds, the first of equals.
    pub level: Option<usize>,
    /// By level: worlds in which it is predicted (the nearest level to a place).
    pub levels: Vec<usize>,
    /// On a line: median place.
    pub median: Option<f64>,
    /// 5 % quantile of places over the worlds in which it says something.
    pub low: Option<f64>,
    /// 95 % quantile.
    pub high: Option<f64>,
    /// Why it says nothing, with the number of worlds, the most frequent first.
    pub silent: Vec<(String, usize)>,
    /// Who moves most, and how far on average.
    pub mover: Option<(String, f64)>,
    /// The most frequent winning coalition, and in how many worlds it wins.
    pub coalition: Option<(Vec<String>, usize)>,
    /// By party: mean place by round; empty without rounds, and for who takes no part.
    pub path: Vec<Vec<f64>>,
}

/// The answers so far.
pub struct Sums<'a> {
    subject: &'a Subject,
    worlds: usize,
    /// By model and issue.
    all: Vec<Vec<Answers>>,
    /// By issue and party: worlds, sum of positions, sum of saliences.
    stances: Vec<Vec<(usize, f64, f64)>>,
}

#[derive(Debug, Clone, Default)]
struct Answers {
    places: Vec<f64>,
    levels: Vec<usize>,
    silent: BTreeMap<String, usize>,
    moved: Vec<f64>,
    coalitions: BTreeMap<Vec<usize>, usize>,
    /// By party and round: worlds and sum. A path that has ended goes on where it ended.
    path: Vec<Vec<(usize, f64)>>,
}

impl<'a> Sums<'a> {
    /// Nothing so far.
    pub fn new(subject: &'a Subject) -> Self {
        let (issues, parties) = (subject.issues.len(), subject.parties.len());
        Self {
            subject,
            worlds: 0,
            all: vec![vec![Answers::default(); issues]; MODELS.len()],
            stances: vec![vec![(0, 0.0, 0.0); parties]; issues],
        }
    }

    /// Asks all models in one world.
    pub fn add(&mut self, picture: &Picture<'_>) {
        self.worlds += 1;
        for (sums, stances) in self.stances.iter_mut().zip(&picture.stances) {
            for (sum, stance) in sums.iter_mut().zip(stances) {
                if let Some(own) = stance {
                    *sum = (sum.0 + 1, sum.1 + own.position, sum.2 + own.salience);
                }
            }
        }
        for (model, answers) in MODELS.iter().zip(&mut self.all) {
            for ((answer, sum), issue) in
                (model.ask)(picture).into_iter().zip(answers).zip(&self.subject.issues)
            {
                match answer {
                    Ok(said) => sum.add(&said, issue),
                    Err(why) => *sum.silent.entry(why).or_default() += 1,
                }
            }
        }
    }

    /// What they say.
    pub fn finish(self, models: &[Model]) -> Prediction {
        let subject = self.subject;
        let party = |k: usize| PartyIn {
            key: subject.keys[k].clone(),
            name: subject.parties[k].clone(),
            capability: subject.capability[k],
        };
        let issue = |(issue, sums): (&Issue, &Vec<(usize, f64, f64)>)| {
            let mean = |&(n, position, salience): &(usize, f64, f64)| {
                (n > 0).then(|| MeanStance {
                    worlds: n,
                    position: issue.line.then_some(position / n as f64),
                    salience: salience / n as f64,
                })
            };
            IssueIn {
                name: issue.name.clone(),
                levels: issue.levels.clone(),
                line: issue.line,
                reference: issue.reference,
                outcome: None,
                stances: sums.iter().map(mean).collect(),
            }
        };
        let forecasts = |(model, answers): (&Model, Vec<Answers>)| ModelForecasts {
            name: model.name,
            source: model.source,
            adds: model.adds,
            rounds: model.rounds,
            issues: answers.into_iter().zip(&subject.issues).map(|(a, i)| a.finish(i, subject)).collect(),
        };
        let shown = |model: &Model| subject.scenario || !model.talks;
        Prediction {
            format: None,
            worlds: self.worlds,
            seed: None,
            parties: (0..subject.parties.len()).map(party).collect(),
            issues: subject.issues.iter().zip(&self.stances).map(issue).collect(),
            assumed: assumed(subject),
            models: models.iter().zip(self.all).filter(|(model, _)| shown(model)).map(forecasts).collect(),
        }
    }
}

/// What all models on a line assume.
fn assumed(subject: &Subject) -> Vec<String> {
    let spatial = &subject.spatial;
    let mut set = Vec::new();
    if !spatial.choices.chosen().is_empty() {
        set.push(format!(
            "KTAB's sub-models: {}; the others as KTAB has them",
            spatial.choices.chosen().join(", ")
        ));
    }
    if spatial.adjustment.is_some() {
        set.push("in KTAB's model ideals follow positions as the file says".to_owned());
    }
    if !subject.scenario {
        return set;
    }
    let equal = subject.capability.iter().all(|c| *c == subject.capability[0]);
    let capability = if equal { "all parties are equally capable" } else { "capabilities as stated" };
    let mut all = vec![
        format!("{capability} (--capability)"),
        "a party wants its best level of each issue alone; conditions between issues are left out".to_owned(),
        "on an ordered issue what it wants rises or falls along the scale: everybody stands at one of its ends".to_owned(),
        "it cares by the way from its worst to its best level".to_owned(),
    ];
    if subject.issues.iter().any(|issue| issue.line && issue.levels.len() > 2) {
        all.push("levels of a line stand at equal distances".to_owned());
    }
    all.extend(set);
    all
}

impl Answers {
    fn add(&mut self, said: &Said, issue: &Issue) {
        let (place, level) = match said.at {
            At::Place(place) => (Some(place), issue.nearest(place)),
            At::Level(level) => (issue.line.then(|| issue.place_of(level)), Some(level)),
        };
        // A mean of places at an end can lie beyond it by a rounding.
        self.places.extend(place.map(|place| place.clamp(0.0, 100.0)));
        self.levels.extend(level);
        if self.places.len().max(self.levels.len()) == 1 {
            self.moved = vec![0.0; said.moved.len()];
        }
        self.moved.iter_mut().zip(&said.moved).for_each(|(sum, moved)| *sum += moved);
        if !said.coalition.is_empty() {
            *self.coalitions.entry(said.coalition.clone()).or_default() += 1;
        }
        self.path.resize(self.path.len().max(said.path.len()), Vec::new());
        for (sums, own) in self.path.iter_mut().zip(&said.path) {
            let Some(last) = own.last() else { continue };
            sums.resize(MOST_ROUNDS + 1, (0, 0.0));
            for (round, sum) in sums.iter_mut().enumerate() {
                *sum = (sum.0 + 1, sum.1 + own.get(round).unwrap_or(last));
            }
        }
    }

    fn finish(mut self, issue: &Issue, subject: &Subject) -> Forecast {
        self.places.sort_by(f64::total_cmp);
        self.levels.sort_unstable();
        let says = self.places.len().max(self.levels.len());
        let mut levels = vec![0; issue.levels.len()];
        self.levels.iter().for_each(|level| levels[*level] += 1);
        let most = (0..levels.len()).reduce(|a, b| if levels[b] > levels[a] { b } else { a });
        let middle = self.levels.get(self.levels.len().saturating_sub(1) / 2).copied();
        let level = if issue.line { middle } else { most.filter(|level| levels[*level] > 0) };
        let mut silent: Vec<(String, usize)> = self.silent.into_iter().collect();
        silent.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        let mover = (0..self.moved.len()).reduce(|a, b| if self.moved[b] > self.moved[a] { b } else { a });
        let mover = mover.map(|k| (subject.parties[k].clone(), self.moved[k] / says as f64));
        let coalition = self.coalitions.into_iter().reduce(|a, b| if b.1 > a.1 { b } else { a });
        let named = |set: Vec<usize>| set.into_iter().map(|k| subject.parties[k].clone()).collect();
        Forecast {
            says,
            level,
            levels,
            median: inverse_cdf(&self.places, 0.5),
            low: inverse_cdf(&self.places, 0.05),
            high: inverse_cdf(&self.places, 0.95),
            silent,
            mover: mover.filter(|(_, far)| *far >= MOVES),
            coalition: coalition.map(|(set, worlds)| (named(set), worlds)),
            path: trimmed(&self.path),
        }
    }
}

/// Mean places by round, without the rounds at the end in which nobody moves any more.
fn trimmed(path: &[Vec<(usize, f64)>]) -> Vec<Vec<f64>> {
    let mean = |(n, sum): &(usize, f64)| sum / *n as f64;
    let mut all: Vec<Vec<f64>> = path.iter().map(|own| own.iter().map(mean).collect()).collect();
    let still = |own: &Vec<f64>, k: usize| own.is_empty() || (own[k] - own[own.len() - 1]).abs() < MOVES;
    let needed = (0..=MOST_ROUNDS).find(|k| all.iter().all(|own| still(own, *k))).unwrap_or(MOST_ROUNDS);
    for own in &mut all {
        own.truncate(needed + 1);
    }
    all
}

impl Prediction {
    /// By predicted level of an issue: the models that say it, status quo and simulation left out.
    pub fn camps(&self, issue: usize) -> Vec<Vec<&'static str>> {
        let mut camps = vec![Vec::new(); self.issues[issue].levels.len()];
        for model in self.models.iter().filter(|model| model.judges()) {
            if let Some(level) = model.issues[issue].level {
                camps[level].push(model.name);
            }
        }
        camps
    }

    /// The least and the greatest median on an issue, with their models, status quo and simulation left out.
    pub fn span(&self, issue: usize) -> Option<(NamedPlace, NamedPlace)> {
        let all = self.models.iter().filter(|model| model.judges());
        let mut all = all.filter_map(|model| Some((model.name, model.issues[issue].median?)));
        let first = all.next()?;
        Some(all.fold((first, first), |(low, high), now| {
            (if now.1 < low.1 { now } else { low }, if now.1 > high.1 { now } else { high })
        }))
    }

    /// Whether models say different levels, or places more than 10 apart where there are no levels.
    pub fn disagree(&self, issue: usize) -> bool {
        if self.issues[issue].levels.is_empty() {
            return self.span(issue).is_some_and(|(low, high)| high.1 - low.1 > 10.0);
        }
        self.camps(issue).iter().filter(|camp| !camp.is_empty()).count() > 1
    }
}

impl ModelForecasts {
    /// Whether it counts among the models that agree or disagree: neither the null model nor the simulation.
    fn judges(&self) -> bool {
        self.name != "status quo" && self.name != "simulation"
    }
}
