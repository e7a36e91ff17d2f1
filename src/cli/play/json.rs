//! A game for programs: a message a line out, a move a line in.

use super::At;
use super::ending;
use super::input::{Got, Input, LONGEST_LINE};
use crate::results::played::Ending;
use crate::scenario::Scenario;
use crate::scenario::place::PartyIndex;
use crate::simulation::game::Task;
use crate::simulation::game::log::{Header, Line};
use crate::simulation::game::said::{Given, Package, Said};
use crate::simulation::game::seen::{Heard, Issue, Offer, Own, Seen};
use crate::terminal::failure::{DONE, Failure};
use crate::terminal::json::json_line;
use crate::terminal::output;
use schemars::{JsonSchema, Schema, schema_for};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// So many wrong lines are answered before the engine makes the move.
const MOST_WRONG: u32 = 3;

/// A message to whoever holds the seats.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "message", rename_all = "snake_case")]
enum Message<'a> {
    /// The first: what is played.
    Begin(Begin<'a>),
    /// A seat is asked for its move.
    YourMove(YourMove<'a>),
    /// What came in is no move that can be made now; the question stands.
    Refused {
        /// The move that is missing.
        turn: usize,
        /// Why.
        why: String,
        /// How many more wrong lines are answered before the engine makes the move.
        left: u32,
    },
    /// The engine has made the move.
    EngineMoved {
        /// Which.
        turn: usize,
        /// For which seat.
        seat: String,
        /// The move.
        #[serde(flatten)]
        said: Said,
        /// Why.
        why: String,
    },
    /// The game goes on from before this move.
    Rewound {
        /// Which.
        to: usize,
    },
    /// The last: how it ended.
    End(End<'a>),
}

/// What is played.
#[derive(Debug, Serialize, JsonSchema)]
struct Begin<'a> {
    /// Version of the messages: 1.
    version: u32,
    /// Title of the scenario.
    title: &'a str,
    #[serde(flatten)]
    header: &'a Header,
    /// By key: the names of the parties.
    parties: BTreeMap<&'a str, &'a str>,
    /// By key: the names of the issues.
    issues: BTreeMap<&'a str, &'a str>,
    /// By issue: the level that is practised at the start.
    practised: BTreeMap<&'a str, &'a str>,
    /// What a period is, and how many there are.
    period: &'a str,
    horizon: u32,
    /// Seconds for a move, if they are limited.
    #[serde(skip_serializing_if = "Option::is_none")]
    seconds: Option<u64>,
}

/// A question to a seat. Points: 100 are everything as the party would like best, 0 what is practised at the start.
#[derive(Debug, Serialize, JsonSchema)]
struct YourMove<'a> {
    /// The number of the move that is missing.
    turn: usize,
    /// The party that is asked (key).
    seat: &'a str,
    /// What is asked: `stay`, `propose`, `answer`, or `adopt` what sub-tables have put before the plenary.
    asked: &'static str,
    /// The moves that answer it.
    moves: Vec<&'a str>,
    /// The phase of the format; of a plain format its name.
    phase: &'a str,
    /// The sub-table, if it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    table: Option<&'a str>,
    /// The meeting, from 1, of so many at most; 0 for a vote of the plenary.
    meeting: u32,
    meetings: u32,
    /// Its period from the start.
    period: u32,
    /// The offer at this table, from 1, of so many at most.
    offer_number: u32,
    offers: u32,
    /// Whether the party has no seat at this table and is asked for its consent.
    consent: bool,
    /// The offer that it answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    offer: Option<&'a Offer>,
    /// What it must know of itself.
    own: Own,
    /// How each issue of this table can be settled, and what that is worth to it.
    issues: &'a [Issue],
    /// Road maps by which a package can be carried out; null: in one go.
    roadmaps: &'a [Option<String>],
    /// The best packages for it, of those that can be agreed here.
    packages: Vec<Worth>,
    /// How many can be agreed here in all.
    packages_in_all: usize,
    /// From which entry on what it has heard is told; 0: from the start.
    heard_from: usize,
    /// What it has heard since it was asked last.
    heard: &'a [Heard],
    /// What the engine would do in its place.
    engine: &'a Said,
}

/// A package and its worth.
#[derive(Debug, Serialize, JsonSchema)]
struct Worth {
    #[serde(flatten)]
    content: Package,
    /// What the seat expects of it (points).
    points: f64,
}

/// How it ended.
#[derive(Debug, Serialize, JsonSchema)]
struct End<'a> {
    /// Moves in all.
    moves: usize,
    /// By seat that was held.
    seats: Vec<Came<'a>>,
}

/// How it ended for a seat.
#[derive(Debug, Serialize, JsonSchema)]
struct Came<'a> {
    seat: &'a str,
    /// Why it ended (key).
    ended: &'static str,
    /// The period of the signature, if there was one.
    signed: Option<u32>,
    /// What was signed.
    package: BTreeMap<&'a str, &'a str>,
    /// What it gained over no agreement (points).
    gain: f64,
    /// The same with the engine in its seat in the same world.
    engine: f64,
    /// Of so many assumed worlds: in how many the engine gained less in its seat, and as much.
    worlds: u64,
    less: u64,
    same: u64,
    /// The best for it that all would have signed at one table, and its gain.
    #[serde(skip_serializing_if = "Option::is_none")]
    best: Option<Best<'a>>,
    /// One issue that could have been settled otherwise at nobody's cost.
    #[serde(skip_serializing_if = "Option::is_none")]
    swap: Option<Swap<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Best<'a> {
    package: BTreeMap<&'a str, &'a str>,
    gain: f64,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Swap<'a> {
    issue: &'a str,
    /// The level; null: the issue is left out.
    level: Option<&'a str>,
    /// What that adds for the seat (points).
    gain: i64,
}

/// The schema of the lines of a transcript, and of the messages and moves of `--json`.
pub(in crate::cli) fn schema(messages: bool) -> Schema {
    #[derive(JsonSchema)]
    #[serde(untagged)]
    #[expect(dead_code, reason = "it is only described")]
    enum Transcript {
        Header(Header),
        Line(Line),
    }
    if messages { schema_for!(Message<'static>) } else { schema_for!(Transcript) }
}

fn send(message: &Message<'_>) -> Result<(), Failure> {
    output::say(&json_line(message)?)
}

fn begin(at: &At<'_>) -> Result<(), Failure> {
    let s = &at.ground.loaded.scenario;
    let level = |issue: &'_ crate::scenario::model::Issue| issue.levels[issue.practised].clone();
    let practised: Vec<String> = s.issues.iter().map(level).collect();
    let ids = || s.issues.iter().map(|issue| issue.id.as_str());
    send(&Message::Begin(Begin {
        version: 1,
        title: &s.title,
        header: &at.ground.header,
        parties: s.parties.iter().map(|party| (party.id.as_str(), party.name.as_str())).collect(),
        issues: ids().zip(s.issues.iter().map(|issue| issue.name.as_str())).collect(),
        practised: ids().zip(practised.iter().map(String::as_str)).collect(),
        period: &s.calendar.period,
        horizon: s.calendar.horizon,
        seconds: at.arguments.seconds,
    }))
}

fn ask(seen: &Seen, most: usize, heard_from: usize) -> Result<(), Failure> {
    let asked = match seen.asked {
        Task::Stay => "stay",
        Task::Propose => "propose",
        Task::Answer { .. } => "answer",
        Task::Adopt => "adopt",
    };
    let listed = seen.all.iter().take(most);
    let from = if heard_from > seen.heard.len() { 0 } else { heard_from };
    send(&Message::YourMove(YourMove {
        turn: seen.turn,
        seat: &seen.seat,
        asked,
        moves: seen.legal.split(", ").collect(),
        phase: &seen.phase,
        table: seen.table.as_deref(),
        meeting: seen.meeting,
        meetings: seen.meetings,
        period: seen.period,
        offer_number: seen.offer_number,
        offers: seen.offers,
        consent: seen.consent,
        offer: seen.offer.as_ref(),
        own: seen.own,
        issues: &seen.issues,
        roadmaps: &seen.roadmaps,
        packages: listed.map(|one| Worth { content: seen.package(one), points: one.points }).collect(),
        packages_in_all: seen.all.len(),
        heard_from: from,
        heard: &seen.heard[from..],
        engine: &seen.engine,
    }))
}

/// What came in.
enum Read {
    Given(Given),
    Rewind(usize),
    /// It is no move, for this reason.
    Wrong(String),
    /// It answers a question that has passed.
    Late(usize),
}

/// Reads a move: one of [`Said`], or `engine`, or `rewind`; `turn` says which question it answers.
fn read(line: &str, turn: usize) -> Read {
    let expected = "expected an object as {\"turn\": 1, \"move\": \"accept\"}";
    let value: Value = match serde_json::from_str(line) {
        Ok(value) => value,
        Err(error) => return Read::Wrong(format!("this is no JSON ({error}); {expected}")),
    };
    let number = |key: &str| value.get(key).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok());
    match number("turn") {
        Some(other) if other < turn => return Read::Late(other),
        Some(other) if other > turn => {
            return Read::Wrong(format!("move {other} is not asked for yet; move {turn} is"));
        }
        None if value.get("turn").is_some_and(|turn| !turn.is_null()) => {
            return Read::Wrong(format!("`turn` is no number; {expected}"));
        }
        _ => {}
    }
    match value.get("move").and_then(Value::as_str) {
        Some("engine") => return Read::Given(Given::Engine("asked".into())),
        Some("rewind") => {
            return match number("to") {
                Some(to) if (1..turn).contains(&to) => Read::Rewind(to),
                _ => Read::Wrong(format!(
                    "`rewind` goes to a move from 1 to {}: \"to\": 1",
                    turn.saturating_sub(1)
                )),
            };
        }
        _ => {}
    }
    match serde_json::from_value::<Said>(value) {
        Ok(said) => Read::Given(Given::Move(said)),
        Err(error) => Read::Wrong(format!("this is no move ({error}); {expected}")),
    }
}

pub(super) fn play(at: &mut At<'_>) -> Result<u8, Failure> {
    begin(at)?;
    let input = Input::standard();
    let mut heard: BTreeMap<String, usize> = BTreeMap::new();
    let mut over = false;
    while let Some(seen) = at.session.open() {
        let (turn, seat) = (seen.turn, seen.seat.clone());
        let from = heard.get(&seat).copied().unwrap_or(0);
        if !over {
            ask(seen, at.arguments.packages as usize, from)?;
        }
        heard.insert(seat.clone(), seen.heard.len());
        let engine = seen.engine.clone();
        let why = if over { Some(NO_MORE.to_owned()) } else { moved(at, &input, turn, &mut heard)? };
        let Some(why) = why else { continue };
        over |= why == NO_MORE;
        if at.answer(Given::Engine(why.clone()))?.is_ok() && !over {
            send(&Message::EngineMoved { turn, seat, said: engine, why })?;
        }
    }
    end(at)?;
    Ok(DONE)
}

const NO_MORE: &str = "no more moves came in";

/// Takes the move that comes in; the reason if the engine must make it.
fn moved(
    at: &mut At<'_>,
    input: &Input,
    turn: usize,
    heard: &mut BTreeMap<String, usize>,
) -> Result<Option<String>, Failure> {
    let mut left = MOST_WRONG;
    let mut late = 0;
    loop {
        let why = match input.next(at.arguments.seconds) {
            None => return Ok(Some(format!("no move within {} s", at.arguments.seconds.unwrap_or(0)))),
            Some(Got::End) => return Ok(Some(NO_MORE.to_owned())),
            Some(Got::TooLong) => format!("the line is longer than {LONGEST_LINE} bytes"),
            Some(Got::NoText) => "the line is no text in UTF-8".to_owned(),
            Some(Got::Line(line)) => match read(&line, turn) {
                Read::Given(given) => match at.answer(given)? {
                    Ok(()) => return Ok(None),
                    Err(wrong) => wrong,
                },
                Read::Rewind(to) => {
                    at.rewind(to)?;
                    heard.clear();
                    send(&Message::Rewound { to })?;
                    return Ok(None);
                }
                Read::Wrong(why) => why,
                Read::Late(of) => {
                    late += 1;
                    send(&Message::Refused { turn, why: format!("move {of} was made already"), left })?;
                    // What comes too late costs nothing, but not for ever.
                    if late < 100 {
                        continue;
                    }
                    "too many moves for questions that have passed".to_owned()
                }
            },
        };
        left -= 1;
        send(&Message::Refused { turn, why: why.clone(), left })?;
        if left == 0 {
            return Ok(Some(format!("no legal move: {why}")));
        }
    }
}

/// How it ended, where it has.
pub(super) fn end(at: &mut At<'_>) -> Result<(), Failure> {
    let all = ending::all(at);
    let s = &at.ground.loaded.scenario;
    let seats = all.iter().map(|(seat, found)| came(s, *seat, found)).collect();
    send(&Message::End(End { moves: at.session.acts().len(), seats }))
}

fn came<'a>(s: &'a Scenario, seat: PartyIndex, found: &Ending) -> Came<'a> {
    let package = |levels: &[Option<crate::scenario::place::LevelIndex>]| {
        let agreed = s.issues.iter().zip(levels);
        agreed
            .filter_map(|(issue, level)| Some((issue.id.as_str(), issue.levels[(*level)?].as_str())))
            .collect()
    };
    Came {
        seat: &s.parties[seat].id,
        ended: found.reason.key(),
        signed: found.signed,
        package: package(&found.content),
        gain: found.gain,
        engine: found.engine,
        worlds: found.worlds,
        less: found.less,
        same: found.same,
        best: found.best.as_ref().map(|(levels, gain)| Best { package: package(levels), gain: *gain }),
        swap: found.swap.map(|(issue, level, gain)| Swap {
            issue: &s.issues[issue].id,
            level: level.map(|level| s.issues[issue].levels[level].as_str()),
            gain,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moves_answer_the_question_that_is_asked() {
        let fine = |line: &str| match read(line, 4) {
            Read::Given(Given::Move(said)) => said,
            _ => panic!("{line}"),
        };
        assert_eq!(fine("{\"move\":\"accept\"}"), Said::Accept);
        assert_eq!(fine("{\"turn\":4,\"move\":\"walk_out\"}"), Said::WalkOut);
        assert!(matches!(fine("{\"move\":\"propose\",\"package\":{\"a\":\"b\"}}"), Said::Propose(_)));
        assert!(matches!(read("{\"turn\":3,\"move\":\"accept\"}", 4), Read::Late(3)));
        assert!(matches!(read("{\"move\":\"rewind\",\"to\":2}", 4), Read::Rewind(2)));
        assert!(matches!(read("{\"move\":\"engine\"}", 4), Read::Given(Given::Engine(_))));
        for wrong in [
            "",
            "accept",
            "[]",
            "{\"turn\":5,\"move\":\"accept\"}",
            "{\"turn\":\"x\",\"move\":\"accept\"}",
            "{\"move\":\"rewind\",\"to\":9}",
            "{\"move\":\"propose\"}",
            "{\"move\":\"propose\",\"package\":{\"a\":1}}",
            &"[".repeat(60_000),
        ] {
            assert!(matches!(read(wrong, 4), Read::Wrong(_)), "{wrong}");
        }
    }
}
