//! KTAB's spatial model of politics (`theory/spatial_politics`) on one decision, with the sub-models of the data, KTAB's defaults where none are chosen.

use super::{Kind, Model};
use crate::lab::backtest::data::Data;
use crate::lab::backtest::distribution::Distribution;
use crate::lab::backtest::forecasters::Forecast;
use crate::lab::theory::InvalidInput;
use crate::lab::theory::political::decision::Actor;
use crate::lab::theory::spatial_politics::choices::{Choices, Transition};
use crate::lab::theory::spatial_politics::history::{History, Turn};
use crate::lab::theory::spatial_politics::party::{Parties, Party};
use crate::lab::theory::spatial_politics::run::run;

pub(super) const ELECTION: Model = Model {
    name: "Condorcet election",
    about: "KTAB's probabilistic Condorcet election over positions: expected",
    kind: Kind::Spread(elected),
};

pub(super) const SPATIAL: Model = Model {
    name: "spatial model of politics",
    about: "KTAB's bargains until movement dies down; its last election",
    kind: Kind::Spread(bargained),
};

/// Most actors: the model's cost grows as their third power.
const MOST_ACTORS: usize = 100;

/// The election over positions before any bargain, and what is expected of it.
fn elected(data: &Data, k: usize) -> Result<Option<Forecast>, InvalidInput> {
    let Some(history) = history(data, k)? else { return Ok(alone(data, k)) };
    let Some(first) = history.turns.first() else { return Ok(None) };
    let point = first.expected(0);
    Ok(point.zip(election(first)).map(|(point, d)| Forecast { point, distribution: Some(d) }))
}

/// The election over positions at the end, and its median.
fn bargained(data: &Data, k: usize) -> Result<Option<Forecast>, InvalidInput> {
    let Some(history) = history(data, k)? else { return Ok(alone(data, k)) };
    let last = history.last().and_then(election);
    Ok(last.map(|d| Forecast { point: d.median(), distribution: Some(d) }))
}

fn election(turn: &Turn) -> Option<Distribution> {
    let at = |(party, chance): &(usize, f64)| Some((*turn.position(*party)?.first()?, *chance));
    Distribution::new(turn.distinct.iter().filter_map(at).collect())
}

/// Who does not care, or is without strength, takes no part in that model.
fn caring(data: &Data, k: usize) -> Vec<&Actor> {
    let actors = data.cases[k].decision.actors.iter();
    actors.filter(|actor| actor.stance.salience > 0.0 && actor.stance.capability > 0.0).collect()
}

/// One who is alone gets what it wants.
fn alone(data: &Data, k: usize) -> Option<Forecast> {
    let point = caring(data, k).first()?.stance.position;
    Some(Forecast { point, distribution: Some(Distribution::certain(point)) })
}

/// The course of bargains; `None` where fewer than two take part.
fn history(data: &Data, k: usize) -> Result<Option<History>, InvalidInput> {
    let actors = caring(data, k);
    if actors.len() > MOST_ACTORS {
        let found = actors.len();
        let what = format!("there are {found} actors; expected at most {MOST_ACTORS} in this model");
        return Err(InvalidInput(what));
    }
    let strongest = actors.iter().map(|actor| actor.stance.capability).fold(0.0, f64::max);
    let party = |actor: &&Actor| Party {
        name: actor.name.clone(),
        power: actor.stance.capability / strongest * 100.0,
        positions: vec![actor.stance.position],
        saliences: vec![actor.stance.salience],
    };
    let parties: Vec<Party> = actors.iter().map(party).collect();
    if parties.len() < 2 {
        return Ok(None);
    }
    // No draws are made under the deterministic transition.
    let choices = Choices { transition: Transition::Deterministic, ..data.choices };
    run(&Parties::new(&parties)?, &choices, &mut || 0.5).map(Some)
}
