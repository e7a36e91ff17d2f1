//! What the teacher reads. The page is shown to the whole room: no seat's numbers are in it.

use super::held_by;
use crate::room::Room;
use crate::room::people::Person;
use crate::room::phase::Phase;
use crate::simulation::game::said::Package;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// What the teacher reads.
#[derive(Serialize)]
pub struct Teacher<'r> {
    version: u64,
    role: &'static str,
    now: u64,
    phase: Phase,
    phase_began: u64,
    phase_ends: Option<u64>,
    paused: Option<super::Paused>,
    code: &'r str,
    addresses: &'r [String],
    title: &'r str,
    parties: Vec<&'r str>,
    formats: &'r [String],
    minutes: BTreeMap<Phase, u32>,
    groups: Vec<Group<'r>>,
    people: Vec<One<'r>>,
    predictions: Predictions,
    debrief: Option<Value>,
}

#[derive(Serialize)]
struct Group<'r> {
    group: usize,
    order: Vec<&'r str>,
    seats: Vec<Seat<'r>>,
    observers: Vec<One<'r>>,
    plays: Vec<Play<'r>>,
}

#[derive(Serialize)]
struct Seat<'r> {
    seat: &'r str,
    people: Vec<One<'r>>,
    by: &'static str,
    filled: bool,
}

#[derive(Serialize)]
struct One<'r> {
    person: usize,
    name: &'r str,
    group: Option<usize>,
    seat: Option<&'r str>,
    idle: bool,
    sign: u64,
    predicted: [bool; 2],
}

#[derive(Serialize)]
struct Play<'r> {
    play: usize,
    format: &'r str,
    turn: Option<usize>,
    over: bool,
    waits_for: Option<&'r str>,
    waits_since: u64,
    meeting: Option<u32>,
    meetings: Option<u32>,
    reason: Option<&'static str>,
    signed: Option<Package>,
    cut_at: Option<usize>,
}

#[derive(Serialize)]
struct Predictions {
    predict: usize,
    predict_again: usize,
}

/// Where a person is found again.
#[derive(Serialize)]
pub struct Code<'r> {
    person: usize,
    name: &'r str,
    seat_code: &'r str,
    group: Option<usize>,
    seat: Option<&'r str>,
}

/// What the teacher reads.
pub fn teacher<'r>(
    room: &'r mut Room<'_>,
    now: u64,
    addresses: &'r [String],
    debrief: Option<Value>,
) -> Teacher<'r> {
    let ended: Vec<Vec<_>> = { room.groups.iter_mut() }
        .map(|group| {
            group
                .plays
                .iter_mut()
                .map(|play| play.came().map(|c| (c.record.ended.key(), c.package.clone())))
                .collect()
        })
        .collect();
    let room = &*room;
    let keys: Vec<&str> = room.ground.scenario.parties.iter().map(|party| party.id.as_str()).collect();
    let groups = ended.into_iter().enumerate().map(|(place, ended)| group(room, place, &keys, ended));
    let minutes =
        Phase::ALL.into_iter().filter_map(|phase| Some((phase, phase.minutes(room.header.minutes)?)));
    let predicted =
        |which: usize| room.people.iter().filter(|person| person.predictions[which].is_some()).count();
    Teacher {
        version: room.version,
        role: "teacher",
        now,
        phase: room.phase,
        phase_began: room.phase_began,
        phase_ends: room.phase_ends,
        paused: room.paused.map(|since| super::Paused { since }),
        code: &room.header.code,
        addresses,
        title: &room.ground.scenario.title,
        formats: &room.header.formats,
        minutes: minutes.collect(),
        groups: groups.collect(),
        people: here(room).map(|(number, person)| one(number, person, &keys)).collect(),
        predictions: Predictions { predict: predicted(0), predict_again: predicted(1) },
        parties: keys,
        debrief,
    }
}

fn here<'r>(room: &'r Room<'_>) -> impl Iterator<Item = (usize, &'r Person)> {
    room.people.iter().enumerate().filter(|(_, person)| !person.gone)
}

fn one<'r>(number: usize, person: &'r Person, keys: &[&'r str]) -> One<'r> {
    One {
        person: number,
        name: &person.name,
        group: person.group.map(|group| group + 1),
        seat: person.seat.map(|seat| keys[seat]),
        idle: person.away,
        sign: person.sign,
        predicted: [person.predictions[0].is_some(), person.predictions[1].is_some()],
    }
}

fn group<'r>(
    room: &'r Room<'_>,
    place: usize,
    keys: &[&'r str],
    ended: Vec<Option<(&'static str, Option<Package>)>>,
) -> Group<'r> {
    let group = &room.groups[place];
    let formats = &room.header.formats;
    let sitting = |seat: Option<usize>| {
        let there = here(room).filter(move |(_, person)| person.group == Some(place) && person.seat == seat);
        there.map(|(number, person)| one(number, person, keys)).collect::<Vec<_>>()
    };
    let seat = |(seat, key): (usize, &&'r str)| Seat {
        seat: key,
        people: sitting(Some(seat)),
        by: held_by(room.by_engine(place, seat)),
        filled: group.filled & 1 << seat != 0,
    };
    let play = |(k, (play, ended)): (
        usize,
        (&'r crate::room::group::Play<'_>, Option<(&'static str, Option<Package>)>),
    )| {
        let open = play.session.open();
        let (reason, signed) = ended.map_or((None, None), |(reason, signed)| (Some(reason), signed));
        Play {
            play: k + 1,
            format: &formats[play.format],
            turn: open.map(|seen| seen.turn),
            over: open.is_none(),
            waits_for: open.map(|seen| keys[seen.party]),
            waits_since: play.waits_since,
            meeting: open.map(|seen| seen.meeting),
            meetings: open.map(|seen| seen.meetings),
            reason,
            signed,
            cut_at: play.cut_at,
        }
    };
    Group {
        group: place + 1,
        order: group.order.iter().map(|format| formats[*format].as_str()).collect(),
        seats: keys.iter().enumerate().map(seat).collect(),
        observers: sitting(None),
        plays: group.plays.iter().zip(ended).enumerate().map(play).collect(),
    }
}

/// The codes by which people come back.
pub fn codes<'r>(room: &'r Room<'_>) -> Vec<Code<'r>> {
    let code = |(person, one): (usize, &'r Person)| Code {
        person,
        name: &one.name,
        seat_code: &one.seat_code,
        group: one.group.map(|group| group + 1),
        seat: one.seat.map(|seat| room.ground.scenario.parties[seat].id.as_str()),
    };
    here(room).map(code).collect()
}
