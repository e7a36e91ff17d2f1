//! Models of one issue at a time.

use super::{Answer, At, Said, each_line};
use crate::lab::predict::input::{Issue, Picture};
use crate::lab::theory::political::challenge::{Settings, challenge};
use crate::lab::theory::political::mean::{Weighting, mean};
use crate::lab::theory::political::median::median;
use crate::lab::theory::political::procedural::{Accepted, procedural as proposed};

/// Nobody takes part.
const NOBODY: &str = "nobody at the table cares about it";

pub(super) fn status_quo(picture: &Picture<'_>) -> Vec<Answer> {
    let of = |issue: &Issue| match (issue.practised, issue.reference) {
        (Some(level), _) => Ok(At::Level(level).into()),
        (None, Some(place)) => Ok(At::Place(place).into()),
        (None, None) => Err("there is no reference point".to_owned()),
    };
    picture.subject.issues.iter().map(of).collect()
}

pub(super) fn compromise(picture: &Picture<'_>) -> Vec<Answer> {
    each_line(picture, |issue| {
        let (_, stances) = picture.present(issue);
        if stances.is_empty() {
            return Err(NOBODY.to_owned());
        }
        let place = mean(&stances, Weighting::CapabilityTimesSalience).map_err(|e| e.0)?;
        Ok(At::Place(place).into())
    })
}

pub(super) fn weighted_median(picture: &Picture<'_>) -> Vec<Answer> {
    each_line(picture, |issue| {
        let (parties, stances) = picture.present(issue);
        if stances.is_empty() {
            return Err(NOBODY.to_owned());
        }
        let place = median(&stances).map_err(|e| e.0)?;
        let worth: Vec<Vec<f64>> = (stances.iter())
            .map(|own| stances.iter().map(|other| -(own.position - other.position).abs()).collect())
            .collect();
        let weights: Vec<f64> = stances.iter().map(crate::lab::theory::political::Position::weight).collect();
        let winner = stances.iter().position(|own| own.position == place).unwrap_or(0);
        let coalition = closest_race(&worth, &weights, winner).1;
        Ok(Said { coalition: coalition.into_iter().map(|k| parties[k]).collect(), ..At::Place(place).into() })
    })
}

/// Against the rival that comes closest: by how much the winner is ahead (less than 0 if it is beaten), and who votes for it. All that care about
/// any rival at all if there is none.
fn closest_race(worth: &[Vec<f64>], weights: &[f64], winner: usize) -> (f64, Vec<usize>) {
    let options = worth.first().map_or(0, Vec::len);
    let mut closest: Option<(f64, Vec<usize>)> = None;
    for rival in 0..options {
        let ahead = |k: &usize| worth[*k][winner] - worth[*k][rival];
        let (with, against): (Vec<usize>, Vec<usize>) =
            (0..worth.len()).filter(|k| ahead(k) != 0.0).partition(|k| ahead(k) > 0.0);
        if rival == winner || (with.is_empty() && against.is_empty()) {
            continue;
        }
        let votes = |side: &[usize]| side.iter().map(|k| weights[*k]).sum::<f64>();
        let margin = votes(&with) - votes(&against);
        if closest.as_ref().is_none_or(|(least, _)| margin < *least) {
            closest = Some((margin, with));
        }
    }
    closest.unwrap_or_else(|| (f64::INFINITY, (0..worth.len()).collect()))
}

pub(super) fn condorcet(picture: &Picture<'_>) -> Vec<Answer> {
    let of = |issue: usize| {
        let (parties, stances) = picture.present(issue);
        if parties.is_empty() {
            return Err(NOBODY.to_owned());
        }
        let (options, worth): (Vec<At>, Vec<Vec<f64>>) = if let Some(worth) = picture.worth.get(issue) {
            let levels = (0..picture.subject.issues[issue].levels.len()).map(At::Level).collect();
            (levels, parties.iter().map(|k| worth[*k].clone()).collect())
        } else {
            let mut places: Vec<f64> = stances.iter().map(|own| own.position).collect();
            places.sort_by(f64::total_cmp);
            places.dedup();
            let worth = |x: f64| places.iter().map(|y| -(x - y).abs()).collect();
            let worth = stances.iter().map(|own| worth(own.position)).collect();
            (places.iter().map(|x| At::Place(*x)).collect(), worth)
        };
        let weights: Vec<f64> = stances.iter().map(|own| own.capability).collect();
        for (winner, at) in options.iter().enumerate() {
            let (margin, with) = closest_race(&worth, &weights, winner);
            if margin > 1e-12 {
                let coalition = with.into_iter().map(|k| parties[k]).collect();
                return Ok(Said { coalition, ..(*at).into() });
            }
        }
        Err("nothing beats every other".to_owned())
    };
    (0..picture.subject.issues.len()).map(of).collect()
}

pub(super) fn challenged(picture: &Picture<'_>) -> Vec<Answer> {
    each_line(picture, |issue| {
        let (parties, stances) = picture.present(issue);
        if stances.is_empty() {
            return Err(NOBODY.to_owned());
        }
        let rounds = challenge(&stances, Settings::default()).map_err(|e| e.0)?;
        let last = rounds.last().ok_or("no round is held")?;
        let mut path = vec![Vec::new(); picture.subject.parties.len()];
        for (k, party) in parties.iter().enumerate() {
            path[*party] = rounds.iter().map(|round| round.positions[k]).collect();
        }
        Ok(with_path(last.median, path))
    })
}

/// An outcome with the way to it.
pub(super) fn with_path(place: f64, path: Vec<Vec<f64>>) -> Said {
    let far = |own: &Vec<f64>| match (own.first(), own.last()) {
        (Some(first), Some(last)) => (last - first).abs(),
        _ => 0.0,
    };
    Said { moved: path.iter().map(far).collect(), path, ..At::Place(place).into() }
}

pub(super) fn procedural(picture: &Picture<'_>) -> Vec<Answer> {
    each_line(picture, |issue| {
        let procedure = picture.subject.procedure.as_ref().map_err(Clone::clone)?;
        let ideal = picture.setter[issue].ok_or("who proposes does not care about it")?;
        let of = &picture.subject.issues[issue];
        let q = of.reference.ok_or("there is no reference point")?;
        let stance = |k: usize| picture.stances[issue][k].map(|own| own.position);
        let all: f64 = procedure.voters.iter().map(|(_, votes)| votes).sum();
        let voters: Vec<(f64, f64)> =
            procedure.voters.iter().filter_map(|(k, votes)| Some((stance(*k)?, *votes))).collect();
        // Who does not care refuses nothing.
        let caring: f64 = voters.iter().map(|(_, votes)| votes).sum();
        let needed = procedure.quota * all - (all - caring);
        let mut accepted = Accepted { low: 0.0, high: 100.0 };
        if needed > 0.0 && caring > 0.0 {
            let share = (needed / caring).min(1.0);
            accepted = accepted.and(Accepted::by_quota(&voters, share, q).map_err(|e| e.0)?);
        }
        for ideal in procedure.must.iter().filter_map(|k| stance(*k)) {
            accepted = accepted.and(Accepted::by(ideal, q).map_err(|e| e.0)?);
        }
        if of.levels.is_empty() {
            return proposed(ideal, accepted).map(|place| At::Place(place).into()).map_err(|e| e.0);
        }
        // The reference point is a level, and is always accepted.
        let within = |level: &usize| {
            let place = of.place_of(*level);
            place >= accepted.low - 1e-9 && place <= accepted.high + 1e-9
        };
        let away = |level: usize| (of.place_of(level) - ideal).abs();
        let best = (0..of.levels.len()).filter(within).reduce(|a, b| if away(b) < away(a) { b } else { a });
        best.map(|level| At::Level(level).into()).ok_or_else(|| "nothing is accepted".to_owned())
    })
}
