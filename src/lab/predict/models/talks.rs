//! Packages of the format's talks, and the simulation.

use super::{Answer, At};
use crate::lab::games::clock::Convention;
use crate::lab::games::solution::analysis::disagreement;
use crate::lab::games::solution::points::Field;
use crate::lab::predict::input::Picture;
use crate::scenario::place::IssueIndex;

/// A solution point.
#[derive(Clone, Copy)]
enum Point {
    Nash,
    KalaiSmorodinsky,
    Utilitarian,
}

/// The first package that a point gives, issue by issue. Gains are counted from the reservation value.
fn package(picture: &Picture<'_>, point: Point) -> Vec<Answer> {
    let issues = &picture.subject.issues;
    let talks = match &picture.talks {
        Ok(talks) => talks,
        Err(why) => return vec![Err(why.clone()); issues.len()],
    };
    let game = &talks.game;
    let disagreement = disagreement(game, Convention::Plain);
    let field = Field::new(game.all(), game.packages(), &disagreement);
    let all = match point {
        Point::Nash => field.nash(None),
        Point::KalaiSmorodinsky => field.kalai_smorodinsky(),
        Point::Utilitarian => field.utilitarian(),
    };
    let Some(found) = all.first().copied() else {
        return vec![Err("no package suits everybody".to_owned()); issues.len()];
    };
    let of = |place: usize| {
        let level = talks.level(found, IssueIndex(place)).ok_or("the package leaves it out")?;
        Ok(At::Level(level.index()).into())
    };
    issues.iter().map(|issue| of(issue.place)).collect()
}

pub(super) fn nash(picture: &Picture<'_>) -> Vec<Answer> {
    package(picture, Point::Nash)
}

pub(super) fn kalai_smorodinsky(picture: &Picture<'_>) -> Vec<Answer> {
    package(picture, Point::KalaiSmorodinsky)
}

pub(super) fn utilitarian(picture: &Picture<'_>) -> Vec<Answer> {
    package(picture, Point::Utilitarian)
}

pub(super) fn simulated(picture: &Picture<'_>) -> Vec<Answer> {
    let of = |place: usize| {
        let run = picture.simulated.as_ref().ok_or("a decision is not simulated")?;
        if !run.signed {
            return Err("nothing is signed".to_owned());
        }
        let level = run.content[place].ok_or("what is signed leaves it out")?;
        Ok(At::Level(level).into())
    };
    picture.subject.issues.iter().map(|issue| of(issue.place)).collect()
}
