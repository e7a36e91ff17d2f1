//! Models of who gets what: by procedure, by exchange, by challenge.

use super::{Kind, Model, Number};
use crate::lab::backtest::data::{COMMISSION, Case, Data, PARLIAMENT, QUALIFIED};
use crate::lab::theory::political::Position;
use crate::lab::theory::political::challenge::{Reading, Settings, challenge};
use crate::lab::theory::political::exchange::exchange;
use crate::lab::theory::political::procedural::{Accepted, procedural as proposed};

pub(super) const PROCEDURAL: Model = Model {
    name: "procedural",
    about: "what the Commission can get past Council (and Parliament under COD)",
    kind: Kind::Point(procedural),
};

pub(super) const EXCHANGE: Model = Model {
    name: "exchange",
    about: "compromise after equal-gain exchanges between issues",
    kind: Kind::Point(exchanged),
};

pub(super) const CHALLENGE: Model = Model {
    name: "challenge",
    about: "challenge model, printed equations, 5 rounds",
    kind: Kind::Point(|data, k| challenged(data, k, Reading::Printed)),
};

pub(super) const CHALLENGE_TABLE: Model = Model {
    name: "challenge, published-table",
    about: "challenge model as it gives the published table",
    kind: Kind::Point(|data, k| challenged(data, k, Reading::PublishedTable)),
};

/// Where there is an agenda setter and a reference point.
fn procedural(data: &Data, k: usize) -> Number {
    let case: &Case = &data.cases[k];
    let decision = &case.decision;
    let (Some(setter), Some(q)) = (case.commission, decision.reference_point) else { return Ok(None) };
    let council: Vec<(f64, f64)> = decision
        .actors
        .iter()
        .filter(|actor| actor.name != COMMISSION && actor.name != PARLIAMENT)
        .map(|actor| (actor.stance.position, actor.stance.capability))
        .collect();
    if council.iter().all(|member| member.1 <= 0.0) {
        return Ok(None);
    }
    let quota = if decision.voting.to_uppercase().starts_with("UNA") { 1.0 } else { QUALIFIED };
    let mut accepted = Accepted::by_quota(&council, quota, q)?;
    if let (Some(ideal), true) = (case.parliament, decision.procedure.to_uppercase().starts_with("COD")) {
        accepted = accepted.and(Accepted::by(ideal, q)?);
    }
    proposed(setter, accepted).map(Some)
}

/// Exchanges among the issues of the proposal.
fn exchanged(data: &Data, k: usize) -> Number {
    let (issues, at) = data.proposal_of(k);
    let mut names: Vec<&str> = Vec::new();
    for &issue in issues {
        names.extend(data.cases[issue].decision.actors.iter().map(|actor| actor.name.as_str()));
    }
    names.sort_unstable();
    names.dedup();
    let stances = |issue: &usize| -> Vec<Option<Position>> {
        let actors = &data.cases[*issue].decision.actors;
        names.iter().map(|name| actors.iter().find(|a| a.name == *name).map(|a| a.stance)).collect()
    };
    let table: Vec<Vec<Option<Position>>> = issues.iter().map(stances).collect();
    Ok(Some(exchange(&table)?.outcomes[at]))
}

fn challenged(data: &Data, k: usize, reading: Reading) -> Number {
    let settings = Settings { reading, ..Settings::default() };
    let rounds = challenge(&data.cases[k].decision.stances(), settings)?;
    Ok(rounds.last().map(|round| round.median))
}
