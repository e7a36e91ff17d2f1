//! What somebody may read: the one place where it is put together. A seat's own numbers come from `Standing` and `Seen`, which hold no other
//! party's; of others there is what was said, who they are, and whose move is missing.

mod sheet;
mod table;
mod teacher;

pub use sheet::{Case, case, sheet, worth};
pub use teacher::{codes, teacher};

use super::Room;
use super::phase::Phase;
use super::predict::Prediction;
use super::refused::Refused;
use crate::simulation::game::said::Act;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use table::Table;

/// So many of the last words between seats are shown.
const MOST_CAUCUS: usize = 200;

/// What a person reads.
#[derive(Serialize)]
pub struct Student<'r> {
    version: u64,
    role: &'static str,
    now: u64,
    phase: Phase,
    phase_began: u64,
    phase_ends: Option<u64>,
    paused: Option<Paused>,
    me: Me<'r>,
    parties: Vec<&'r str>,
    formats: &'r [String],
    groups: Vec<Group<'r>>,
    table: Option<Table>,
    caucus: Vec<Words<'r>>,
    prediction: Predictions<'r>,
    /// After play: the moves of the own seat, by game.
    #[serde(skip_serializing_if = "Option::is_none")]
    my_acts: Option<BTreeMap<usize, Vec<&'r Act>>>,
    debrief: Option<Value>,
}

/// Since when everything stands still.
#[derive(Serialize)]
struct Paused {
    since: u64,
}

#[derive(Serialize)]
struct Me<'r> {
    person: usize,
    name: &'r str,
    seat_code: &'r str,
    group: Option<usize>,
    seat: Option<&'r str>,
    observes: bool,
    filled: bool,
}

#[derive(Serialize)]
struct Group<'r> {
    group: usize,
    seats: Vec<Seat<'r>>,
    observers: Vec<&'r str>,
}

#[derive(Serialize)]
struct Seat<'r> {
    seat: &'r str,
    people: Vec<&'r str>,
    by: &'static str,
    idle: bool,
}

#[derive(Serialize)]
struct Words<'r> {
    at: u64,
    from: &'r str,
    to: &'r str,
    text: &'r str,
}

#[derive(Serialize)]
struct Predictions<'r> {
    predict: Option<&'r Prediction>,
    predict_again: Option<&'r Prediction>,
}

/// Who holds a seat.
fn held_by(engine: bool) -> &'static str {
    if engine { "engine" } else { "person" }
}

/// What a person may read; `heard` from such an entry on, `debrief` where there is one.
///
/// # Errors
/// If there is no such person.
pub fn student<'r>(
    room: &'r mut Room<'_>,
    person: usize,
    (now, heard_from): (u64, usize),
    debrief: Option<Value>,
) -> Result<Student<'r>, Refused> {
    let known = room.person(person)?;
    let (group, seat) = (known.group, known.seat);
    // First what the games must be asked for.
    let table = group.and_then(|group| table::table(room, (group, seat), heard_from));
    let room = &*room;
    let me = &room.people[person];
    let keys: Vec<&str> = room.ground.scenario.parties.iter().map(|party| party.id.as_str()).collect();
    // While they play people see their own group alone.
    let shown = |place: &usize| room.phase.play().is_none() || group == Some(*place);
    Ok(Student {
        version: room.version,
        role: "student",
        now,
        phase: room.phase,
        phase_began: room.phase_began,
        phase_ends: room.phase_ends,
        paused: room.paused.map(|since| Paused { since }),
        me: Me {
            person,
            name: &me.name,
            seat_code: &me.seat_code,
            group: group.map(|group| group + 1),
            seat: seat.map(|seat| keys[seat]),
            observes: group.is_some() && seat.is_none(),
            filled: group.zip(seat).is_some_and(|(group, seat)| room.groups[group].filled & 1 << seat != 0),
        },
        groups: (0..room.groups.len()).filter(shown).map(|place| group_of(room, place, &keys)).collect(),
        parties: keys.clone(),
        formats: &room.header.formats,
        table,
        caucus: group.zip(seat).map_or_else(Vec::new, |at| caucus(room, at, &keys)),
        prediction: Predictions {
            predict: me.predictions[0].as_ref(),
            predict_again: me.predictions[1].as_ref(),
        },
        my_acts: group.zip(seat).filter(|_| room.phase > Phase::Second).map(|at| my_acts(room, at, &keys)),
        debrief,
    })
}

/// The moves of a seat, by game from 1.
fn my_acts<'r>(
    room: &'r Room<'_>,
    (group, seat): (usize, usize),
    keys: &[&'r str],
) -> BTreeMap<usize, Vec<&'r Act>> {
    let of = |(k, play): (usize, &'r super::group::Play<'_>)| {
        (k + 1, play.session.acts().iter().filter(|act| act.seat == keys[seat]).collect())
    };
    room.groups[group].plays.iter().enumerate().map(of).collect()
}

fn group_of<'r>(room: &'r Room<'_>, place: usize, keys: &[&'r str]) -> Group<'r> {
    let seat = |(seat, key): (usize, &&'r str)| {
        let there: Vec<_> = room.people.iter().filter(|person| person.sits(place, seat)).collect();
        Seat {
            seat: key,
            idle: !there.is_empty() && there.iter().all(|person| person.away),
            people: there.iter().map(|person| person.name.as_str()).collect(),
            by: held_by(room.by_engine(place, seat)),
        }
    };
    let looks_on = |person: &&super::people::Person| {
        !person.gone && person.group == Some(place) && person.seat.is_none()
    };
    Group {
        group: place + 1,
        seats: keys.iter().enumerate().map(seat).collect(),
        observers: room.people.iter().filter(looks_on).map(|person| person.name.as_str()).collect(),
    }
}

/// What was said to a seat, or by it, and to nobody else.
fn caucus<'r>(room: &'r Room<'_>, (group, seat): (usize, usize), keys: &[&'r str]) -> Vec<Words<'r>> {
    let said = room.groups[group].caucus.iter().filter(|said| said.from == seat || said.to == seat);
    let mut said: Vec<Words<'r>> = said
        .map(|said| Words { at: said.at, from: keys[said.from], to: keys[said.to], text: &said.text })
        .collect();
    said.split_off(said.len().saturating_sub(MOST_CAUCUS))
}
