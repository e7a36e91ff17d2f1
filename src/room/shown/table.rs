//! The table as a seat of it sees it, or somebody who looks on.

use crate::room::Room;
use crate::room::group::Play;
use crate::simulation::game::Task;
use crate::simulation::game::said::{Package, Said};
use crate::simulation::game::seen::{Heard, Issue, Offer, Own, Standing};
use serde::Serialize;

/// So many of the packages that can be agreed are listed, the best for the seat first.
const LISTED: usize = 20;

/// A table.
#[derive(Serialize)]
pub(super) struct Table {
    /// Which of the games, from 1.
    play: usize,
    format: String,
    over: bool,
    /// The number of the move that is missing, and the party whose it is.
    turn: Option<usize>,
    waits_for: Option<String>,
    waits_since: u64,
    your_move: bool,
    #[serde(flatten)]
    ask: Option<Ask>,
    #[serde(flatten)]
    at: Option<At>,
    #[serde(flatten)]
    seat: Option<Own2>,
    heard: Vec<Entry>,
    heard_from: usize,
    heard_in_all: usize,
    ended: Option<Ended>,
}

/// A question to this seat.
#[derive(Serialize)]
struct Ask {
    asked: &'static str,
    moves: Vec<&'static str>,
    consent: bool,
    engine: Said,
}

/// Where the talks are.
#[derive(Serialize)]
struct At {
    phase: String,
    stage_table: Option<String>,
    meeting: u32,
    meetings: u32,
    period: u32,
    offer_number: u32,
    offers: u32,
}

/// What is this seat's own.
#[derive(Serialize)]
struct Own2 {
    seated: bool,
    #[serde(flatten)]
    table: Option<Numbers>,
}

#[derive(Serialize)]
struct Numbers {
    offer: Option<Offer>,
    own: Own,
    issues: Vec<Issue>,
    roadmaps: Vec<Option<String>>,
    packages: Vec<Worth>,
    packages_in_all: usize,
}

#[derive(Serialize)]
struct Worth {
    #[serde(flatten)]
    content: Package,
    points: f64,
}

#[derive(Serialize)]
struct Entry {
    n: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    turn: Option<usize>,
    #[serde(flatten)]
    heard: Heard,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
}

/// How it ended.
#[derive(Serialize)]
struct Ended {
    reason: &'static str,
    signed: Option<u32>,
    package: Option<Package>,
    /// What this seat has gained over no agreement (points).
    #[serde(skip_serializing_if = "Option::is_none")]
    gain: Option<f64>,
    /// From which move on the engine played, because the bell rang.
    cut_at: Option<usize>,
}

/// The word of a question.
pub(super) fn asked(task: Task) -> &'static str {
    match task {
        Task::Stay => "stay",
        Task::Propose => "propose",
        Task::Answer { .. } => "answer",
        Task::Adopt => "adopt",
    }
}

/// The last game of a group that has begun, for a seat of it or an observer.
pub(super) fn table(
    room: &mut Room<'_>,
    (group, seat): (usize, Option<usize>),
    heard_from: usize,
) -> Option<Table> {
    let running = room.phase.play();
    let formats = &room.header.formats;
    let keys = &room.ground.scenario.parties;
    let plays = &mut room.groups[group].plays;
    let place = running.or(plays.len().checked_sub(1))?;
    let play = plays.get_mut(place)?;
    let open = play.session.open();
    let (turn, waits) = (open.map(|seen| seen.turn), open.map(|seen| seen.party));
    let ask = open.filter(|seen| Some(seen.party) == seat).map(|seen| Ask {
        asked: asked(seen.asked),
        moves: seen.legal.split(", ").collect(),
        consent: seen.consent,
        engine: seen.engine.clone(),
    });
    // Where the talks are is the same for everybody.
    let at = open.map(|seen| At {
        phase: seen.phase.clone(),
        stage_table: seen.table.clone(),
        meeting: seen.meeting,
        meetings: seen.meetings,
        period: seen.period,
        offer_number: seen.offer_number,
        offers: seen.offers,
    });
    let (heard, heard_in_all) = heard(play, seat, heard_from);
    let own = seat
        .and_then(|seat| play.standing(seat))
        .map(|standing| Own2 { seated: standing.seated, table: standing.seated.then(|| numbers(standing)) });
    let cut_at = play.cut_at;
    let ended = play.came().map(|came| Ended {
        reason: came.record.ended.key(),
        signed: came.record.signed,
        package: came.package.clone(),
        gain: seat.and_then(|seat| came.gains.get(seat).copied()),
        cut_at,
    });
    Some(Table {
        play: place + 1,
        format: formats[play.format].clone(),
        over: turn.is_none(),
        turn,
        waits_for: waits.map(|party| keys[party].id.clone()),
        waits_since: play.waits_since,
        your_move: ask.is_some(),
        ask,
        at,
        seat: own,
        heard,
        heard_from,
        heard_in_all,
        ended,
    })
}

fn numbers(standing: &Standing) -> Numbers {
    let listed = standing.all.iter().take(LISTED);
    Numbers {
        offer: standing.offer.clone(),
        own: standing.own,
        issues: standing.issues.clone(),
        roadmaps: standing.roadmaps.clone(),
        packages: listed.map(|one| Worth { content: standing.package(one), points: one.points }).collect(),
        packages_in_all: standing.all.len(),
    }
}

/// What a seat has heard, or what everybody at the table has.
fn heard(play: &Play<'_>, seat: Option<usize>, from: usize) -> (Vec<Entry>, usize) {
    let entries = play.session.heard();
    // Whoever was called to a meeting sits in this game.
    let sits = entries.iter().filter(|entry| matches!(entry.heard, Heard::Meeting { .. }));
    let sits = sits.fold(0, |bits, entry| bits | entry.who);
    let may = seat.map_or(sits.max(1), |seat| 1 << seat);
    let heard: Vec<_> = entries.iter().filter(|entry| entry.who & may == may).collect();
    let all = heard.len();
    let entry = |(n, entry): (usize, &&crate::simulation::game::Entry)| Entry {
        n: n + 1,
        turn: entry.turn,
        heard: entry.heard.clone(),
        message: entry.turn.and_then(|turn| play.messages.get(&turn)).cloned(),
    };
    (heard.iter().enumerate().skip(from).map(entry).collect(), all)
}
