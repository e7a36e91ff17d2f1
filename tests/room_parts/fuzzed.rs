//! A hundred thousand messages: nothing panics, nothing leaks, what is refused changes nothing.

use super::{Kept, lake, with_ground};
use roundtable::room::event::{Act, Who};
use roundtable::room::phase::Phase;
use roundtable::room::shown;
use roundtable::serve::ask;

/// Chance that is the same each time (`SplitMix64`).
pub struct Chance(u64);

impl Chance {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, most: usize) -> usize {
        (self.next() % most.max(1) as u64) as usize
    }

    fn of<'t>(&mut self, all: &[&'t str]) -> &'t str {
        all[self.below(all.len())]
    }
}

/// People who do anything.
pub struct Crowd(Chance);

const PARTIES: [&str; 5] = ["ash", "birch", "cedar", "", "dprk"];
const WORDS: [&str; 9] = [
    "season",
    "harbour",
    "closed",
    "open",
    "open to Birch",
    "</script><b>",
    "\\u001b[2J",
    "\\ud83d\\ude00",
    "xxxxxxxxxxxxxxxxxxxxxxxx",
];
const PHASES: [&str; 9] =
    ["lobby", "predict", "play_1", "play_2", "class", "debrief", "predict_again", "over", "nowhere"];
const NUMBERS: [&str; 10] = ["0", "1", "1", "1", "2", "2", "3", "-1", "18446744073709551615", "1e300"];

impl Crowd {
    pub fn new(seed: u64) -> Self {
        Self(Chance(seed))
    }

    /// A message of one of the kinds that there are, as a text.
    fn message(&mut self, turn: usize) -> String {
        let c = &mut self.0;
        let (number, other) = (c.of(&NUMBERS), c.of(&NUMBERS));
        let (party, word, level) = (c.of(&PARTIES), c.of(&WORDS), c.of(&WORDS));
        let turn = if c.below(8) == 0 { number.to_owned() } else { turn.to_string() };
        match c.below(20) {
            0 => format!(r#"{{"act":"sit","group":{number},"seat":"{party}"}}"#),
            1 => format!(r#"{{"act":"observe","group":{number}}}"#),
            2 => r#"{"act":"stand"}"#.to_owned(),
            3..=5 => {
                let kind = c.of(&["accept", "refuse", "pass", "stay", "walk_out", "engine", "sell"]);
                format!(r#"{{"act":"move","play":{other},"turn":{turn},"move":"{kind}"}}"#)
            }
            6..=8 => {
                let package = c.of(&[
                    r#""season":"closed""#,
                    r#""season":"closed","harbour":"open to Birch""#,
                    r#""harbour":"open to Birch""#,
                    "",
                ]);
                format!(
                    r#"{{"act":"move","play":{other},"turn":{turn},"move":"propose","package":{{{package}}},"message":"{word}"}}"#
                )
            }
            9 => format!(
                r#"{{"act":"move","play":{other},"turn":{turn},"move":"propose","package":{{"{word}":"{level}"}},"roadmap":"{word}"}}"#
            ),
            10 => format!(r#"{{"act":"caucus","to":"{party}","text":"{word}"}}"#),
            11 => format!(r#"{{"act":"predict","prediction":{{"{word}":{number}}}}}"#),
            12 => format!(r#"{{"act":"phase","to":"{}"}}"#, c.of(&PHASES)),
            13 => format!(r#"{{"act":"{}"}}"#, c.of(&["pause", "resume", "stand", "join", "move"])),
            14 => format!(r#"{{"act":"minutes","minutes":{number}}}"#),
            15 => format!(r#"{{"act":"move_person","person":{number},"group":{other},"seat":"{party}"}}"#),
            16 => format!(r#"{{"act":"{}","group":{number},"seat":"{party}"}}"#, c.of(&["fill", "free"])),
            17 => format!(r#"{{"act":"engine_moves","group":{number},"turn":{turn}}}"#),
            18 => format!(r#"{{"act":"order","group":{number},"order":["{word}","both together"]}}"#),
            _ => format!(r#"{{"act":"{}","person":{number}}}"#, c.of(&["remove", "away", "back", "rejoin"])),
        }
    }

    /// The same with bytes of it changed.
    fn broken(&mut self, text: &str) -> Vec<u8> {
        let mut bytes = text.as_bytes().to_vec();
        for _ in 0..=self.0.below(3) {
            let at = self.0.below(bytes.len());
            match self.0.below(4) {
                0 => bytes[at] = self.0.next() as u8,
                1 if bytes.len() > 1 => drop(bytes.remove(at)),
                2 => bytes.insert(at, b"{}[]\",:\\0\xff"[self.0.below(10)]),
                _ => bytes.truncate(at.max(1)),
            }
        }
        bytes
    }

    /// Somebody does something that can be read; the teacher seldom. The room stays open: nobody is sent out for ever, and no game is cut at once.
    pub fn does_something(&mut self, kept: &mut Kept<'_>) {
        if kept.room.people.len() < 6 {
            kept.join("Somebody");
        }
        let turn = kept.waits(0, 0).or_else(|| kept.waits(0, 1)).map_or(1, |(turn, _)| turn);
        let by = match self.0.below(6) {
            0 => Who::Teacher,
            _ => Who::Person(self.0.below(7)),
        };
        if self.0.below(40) == 0 {
            kept.passes(self.0.below(12_000) as u64, &[0, 1]);
        }
        let text = self.message(turn);
        if let Ok(act) = ask::act(text.as_bytes()) {
            let rare = matches!(act, Act::Phase { .. } | Act::Remove { .. });
            if !rare || self.0.below(12) == 0 {
                let _ = kept.does(by, act);
            }
        }
    }
}

#[test]
fn a_hundred_thousand_messages_neither_break_nor_leak() {
    let scenario = lake();
    let (mut read, mut done, mut refused, mut phases) =
        (0_u32, 0_u32, 0_u32, std::collections::BTreeSet::new());
    with_ground(&scenario, |ground| {
        for round in 0..100 {
            let mut crowd = Crowd::new(round);
            let mut kept = Kept::new(ground, &[3, 4]);
            for seat in ["ash", "birch", "cedar"] {
                let person = kept.join("Somebody");
                kept.sit(person, 1, seat);
            }
            if round % 3 > 0 {
                kept.phase(if round % 3 == 1 { Phase::First } else { Phase::Second });
            }
            for n in 0..1000 {
                let turn = kept.waits(0, 0).or_else(|| kept.waits(0, 1)).map_or(1, |(turn, _)| turn);
                let text = crowd.message(turn);
                let bytes = if n % 2 == 0 { crowd.broken(&text) } else { text.into_bytes() };
                let Ok(act) = ask::act(&bytes) else { continue };
                read += 1;
                if matches!(act, Act::Phase { .. } | Act::Remove { .. }) && crowd.0.below(30) > 0 {
                    continue;
                }
                let by = [Who::Teacher, Who::Anybody, Who::Clock].into_iter().chain((0..5).map(Who::Person));
                let by = by.collect::<Vec<_>>();
                let fitting = by.iter().copied().filter(|by| act.is_for(*by)).collect::<Vec<_>>();
                // Mostly those for whom it is; else anybody.
                let among = if crowd.0.below(3) > 0 { &fitting } else { &by };
                let by = among[crowd.0.below(among.len())];
                let before = (kept.room.sum().to_owned(), kept.room.version);
                #[allow(clippy::single_match_else, reason = "the two outcomes of one act")]
                match kept.does(by, act) {
                    Ok(_) => done += 1,
                    Err(_) => {
                        refused += 1;
                        assert_eq!((kept.room.sum().to_owned(), kept.room.version), before);
                    }
                }
                phases.insert(kept.room.phase);
                if n % 100 == 0 {
                    let now = kept.now;
                    for person in 0..kept.room.people.len() {
                        let state = shown::student(&mut kept.room, person, (now, crowd.0.below(40)), None);
                        let text = serde_json::to_string(&state.expect("known")).expect("JSON");
                        let tokens = &kept.room.people;
                        assert!(
                            tokens
                                .iter()
                                .all(|one| one.tokens.iter().all(|token| !text.contains(token.as_str())))
                        );
                        let other = (0..tokens.len()).filter(|other| *other != person);
                        let code = { other }.any(|other| text.contains(&tokens[other].seat_code));
                        assert!(!code, "a code of somebody else");
                    }
                }
            }
            assert_eq!(kept.room.sum(), super::log::rebuilt(ground, &kept.log), "round {round}");
        }
    });
    assert!(read > 30_000 && done > 3_000 && refused > 10_000, "{read} read, {done} done, {refused} refused");
    assert!(phases.len() >= 6, "{phases:?}");
}

#[test]
fn bodies_of_other_kinds_are_refused_without_harm() {
    let deep = "[".repeat(16_000);
    let long = format!(r#"{{"act":"caucus","to":"ash","text":"{}"}}"#, "x".repeat(16_000));
    for body in ["", "null", "[]", "\"x\"", "{\"act\":1}", "{\"act\":\"join\"}", &deep] {
        assert!(ask::act(body.as_bytes()).is_err(), "{}", &body[..body.len().min(40)]);
    }
    assert!(ask::act(long.as_bytes()).is_ok(), "it is refused by the room");
    let many = (0..100).map(|n| format!("\"{n}\":\"x\"")).collect::<Vec<_>>().join(",");
    let many = format!(r#"{{"act":"move","play":1,"turn":1,"move":"propose","package":{{{many}}}}}"#);
    assert!(ask::act(many.as_bytes()).is_err());
    let mut chance = Chance(5);
    for _ in 0..20_000 {
        let bytes: Vec<u8> = (0..chance.below(60)).map(|_| chance.next() as u8).collect();
        let _ = ask::act(&bytes);
        let _ = ask::read::<ask::Join>(&bytes);
        let _ = ask::read::<ask::Rewind>(&bytes);
    }
}
