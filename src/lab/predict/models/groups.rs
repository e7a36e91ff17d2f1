//! Models of several issues at once.

use super::lines::with_path;
use super::{Answer, At, KINDS, Said};
use crate::lab::predict::input::Picture;
use crate::lab::theory::political::exchange::exchange;
use crate::lab::theory::spatial_politics::{Choices, History, Parties, Party, Turn, run};

/// Positions this near, on 0 to 100, are one.
const SAME: f64 = 0.1;

/// Probabilities this near are one: among equals nobody wins.
const TIED: f64 = 1e-6;

/// The same answer for all issues on a line.
fn refused(picture: &Picture<'_>, why: &str) -> Vec<Answer> {
    let of = |issue: &super::super::Issue| Err(if issue.line { why } else { KINDS }.to_owned());
    picture.subject.issues.iter().map(of).collect()
}

/// Answers for issues on a line, from one answer each.
fn spread(picture: &Picture<'_>, lines: &[usize], answer: impl Fn(usize) -> Answer) -> Vec<Answer> {
    let of = |issue: usize| match lines.iter().position(|k| *k == issue) {
        Some(line) => answer(line),
        None if picture.subject.issues[issue].line => Err("nobody at the table cares about it".to_owned()),
        None => Err(KINDS.to_owned()),
    };
    (0..picture.subject.issues.len()).map(of).collect()
}

/// Issues on a line that somebody cares about.
fn lines(picture: &Picture<'_>) -> Vec<usize> {
    let weighs = |k: &usize| picture.stances[*k].iter().flatten().any(|own| own.weight() > 0.0);
    picture.subject.lines().into_iter().filter(weighs).collect()
}

pub(super) fn exchanged(picture: &Picture<'_>) -> Vec<Answer> {
    let lines = lines(picture);
    if lines.len() < 2 {
        return refused(picture, "there is only one issue on a line: nothing to exchange");
    }
    let table: Vec<_> = lines.iter().map(|k| picture.stances[*k].clone()).collect();
    let found = match exchange(&table) {
        Ok(found) => found,
        Err(error) => return refused(picture, &error.0),
    };
    spread(picture, &lines, |line| {
        let mut moved = vec![0.0; picture.subject.parties.len()];
        for made in &found.exchanges {
            for ((party, issue), to) in [(made.first, made.first_to), (made.second, made.second_to)] {
                if issue == line {
                    let from = table[line][party].map_or(to, |own| own.position);
                    moved[party] += (to - from).abs();
                }
            }
        }
        Ok(Said { moved, ..At::Place(found.outcomes[line]).into() })
    })
}

/// A run of KTAB's model over all issues on a line, with the parties that take part.
struct Bargained {
    lines: Vec<usize>,
    parties: Vec<usize>,
    history: History,
}

impl Bargained {
    fn new(picture: &Picture<'_>, choices: &Choices) -> Result<Self, String> {
        let lines = lines(picture);
        if lines.is_empty() {
            return Err("nobody at the table cares about an issue on a line".to_owned());
        }
        let salience = |k: usize, issue: usize| picture.stances[issue][k].map_or(0.0, |own| own.salience);
        let attention = |k: usize| lines.iter().map(|issue| salience(k, *issue)).sum::<f64>();
        let all = picture.subject.parties.len();
        let parties: Vec<usize> = (0..all).filter(|k| attention(*k) > 1e-3).collect();
        let most = parties.iter().map(|k| attention(*k)).fold(100.0, f64::max);
        let made: Vec<Party> = (parties.iter())
            .map(|&k| Party {
                name: picture.subject.parties[k].clone(),
                power: picture.subject.capability[k],
                positions: lines.iter().map(|issue| stands(picture, k, *issue)).collect(),
                // One factor for all, so that nobody spends more than its whole attention.
                saliences: lines.iter().map(|issue| 100.0 * salience(k, *issue) / most).collect(),
            })
            .collect();
        let mut checked = Parties::new(&made).map_err(|error| error.0)?;
        if let Some(adjustment) = &picture.subject.spatial.adjustment {
            let among = parties.iter().flat_map(|i| parties.iter().map(move |j| adjustment.get(i * all + j)));
            let among = among.map(|by| by.copied().unwrap_or(0.0)).collect();
            checked = checked.with_adjustment(among).map_err(|error| error.0)?;
        }
        let history = run(&checked, choices, &mut || 0.5).map_err(|error| error.0)?;
        Ok(Self { lines, parties, history })
    }

    /// A party at the likeliest position of a turn, and all that stand there; `None` if another position is as likely.
    fn winners(&self, turn: &Turn) -> Option<(usize, Vec<usize>)> {
        let (likeliest, most) = turn.distinct.iter().copied().reduce(|a, b| if b.1 > a.1 { b } else { a })?;
        if turn.distinct.iter().filter(|(_, chance)| most - chance < TIED).count() > 1 {
            return None;
        }
        let place = turn.position(likeliest)?;
        let near = |k: &usize| {
            let own = turn.position(*k).unwrap_or(&[]);
            own.len() == place.len() && own.iter().zip(place).all(|(x, y)| (x - y).abs() < SAME)
        };
        let at = (0..self.parties.len()).filter(near).map(|k| self.parties[k]).collect();
        Some((likeliest, at))
    }
}

/// Where a party stands in the model: where it wants to be, or, if it does not care, where things are.
fn stands(picture: &Picture<'_>, party: usize, issue: usize) -> f64 {
    let reference = picture.subject.issues[issue].reference.unwrap_or(50.0);
    picture.stances[issue][party].map_or(reference, |own| own.position)
}

pub(super) fn elected(picture: &Picture<'_>) -> Vec<Answer> {
    // The election before the first turn is the same however long they go on.
    let mut choices = picture.subject.spatial.choices;
    (choices.stop.least, choices.stop.most) = (1, 1);
    let run = match Bargained::new(picture, &choices) {
        Ok(run) => run,
        Err(why) => return refused(picture, &why),
    };
    let first = run.history.turns.first();
    let Some((first, (winner, coalition))) = first.and_then(|turn| Some((turn, run.winners(turn)?))) else {
        return refused(picture, "two positions are equally likely to win");
    };
    let place = first.position(winner).unwrap_or(&[]);
    spread(picture, &run.lines, |line| {
        let place = place.get(line).copied().ok_or("no position wins")?;
        Ok(Said { coalition: coalition.clone(), ..At::Place(place).into() })
    })
}

pub(super) fn bargained(picture: &Picture<'_>) -> Vec<Answer> {
    let run = match Bargained::new(picture, &picture.subject.spatial.choices) {
        Ok(run) => run,
        Err(why) => return refused(picture, &why),
    };
    let Some(last) = run.history.last() else { return refused(picture, "no turn is held") };
    let coalition = run.winners(last).map_or_else(Vec::new, |(_, coalition)| coalition);
    spread(picture, &run.lines, |line| {
        let place = last.expected(line).ok_or("no position is expected")?;
        let mut path = vec![Vec::new(); picture.subject.parties.len()];
        for (k, party) in run.parties.iter().enumerate() {
            path[*party] = run.history.path(k, line);
        }
        Ok(Said { coalition: coalition.clone(), ..with_path(place.clamp(0.0, 100.0), path) })
    })
}
