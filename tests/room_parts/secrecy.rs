//! Nobody reads another's numbers: every answer that a seat can get, in all phases, is gone through for the numbers of all others.

use super::{Kept, korea, lake, with_ground};
use roundtable::language::Language;
use roundtable::room::debrief;
use roundtable::room::event::{Act, Moved, Who};
use roundtable::room::phase::Phase;
use roundtable::room::shown;
use roundtable::scenario::Scenario;
use roundtable::simulation::game::seen::Heard;
use std::collections::BTreeSet;

/// Numbers of a text, in hundredths, those with two decimals alone: wherever they stand, in texts too.
fn numbers(text: &str) -> BTreeSet<i64> {
    let mut found = BTreeSet::new();
    for part in text.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-')) {
        if part.split_once('.').is_some_and(|(_, decimals)| decimals.len() >= 2)
            && let Ok(number) = part.parse::<f64>()
        {
            found.insert((number * 100.0).round() as i64);
        }
    }
    found
}

fn hundredths(points: f64) -> Option<i64> {
    let whole = (points * 100.0).round() as i64;
    // Whole points and tenths stand for many things; what leaks, leaks with all its numbers.
    (whole % 10 != 0).then_some(whole)
}

/// All numbers of a seat at the table of a group.
fn of_seat(kept: &mut Kept<'_>, group: usize, party: usize, into: &mut BTreeSet<i64>) {
    for play in &mut kept.room.groups[group].plays {
        if let Some(standing) = play.standing(party) {
            let own = [Some(standing.own.no_agreement), Some(standing.own.floor), standing.own.outside];
            let levels =
                standing.issues.iter().flat_map(|issue| issue.levels.iter().map(|level| level.points));
            let packages = standing.all.iter().map(|listed| listed.points);
            let offer = standing.offer.iter().map(|offer| offer.if_all_comply);
            into.extend(
                own.into_iter().flatten().chain(levels).chain(packages).chain(offer).filter_map(hundredths),
            );
        }
        if let Some(came) = play.came() {
            into.extend(hundredths(came.gains[party]));
        }
    }
    let world = kept.room.groups[group].world;
    for format in 0..kept.room.groups[group].order.len() {
        let game = kept.room.game(format, world);
        let worth = game.worth(roundtable::scenario::place::PartyIndex(party)).to_vec();
        into.extend(
            worth
                .iter()
                .flat_map(|(levels, left)| levels.iter().chain([left]))
                .copied()
                .filter_map(hundredths),
        );
    }
}

/// What a game came to for a seat, reckoned beside the room.
fn ended(kept: &mut Kept<'_>, play: usize, party: usize) -> Vec<f64> {
    let party = roundtable::scenario::place::PartyIndex(party);
    let engine = kept.room.ground().engine;
    let (format, world) = (kept.room.groups[0].plays[play].format, kept.room.groups[0].world);
    let given = kept.room.groups[0].plays[play].session.given();
    let mut game = kept.room.game(format, world);
    let ending = roundtable::results::played::ending(&mut game, engine, (format, party), &given, &[]);
    let ending = ending.expect("the game is over");
    [ending.gain, ending.engine].into_iter().chain(ending.best.map(|(_, gain)| gain)).collect()
}

/// All that a person can read.
fn answers(kept: &mut Kept<'_>, person: usize, ground: Option<&debrief::Ground>) -> String {
    let now = kept.now;
    let debrief = ground.map(|ground| serde_json::json!({ "class": kept.room.class(ground), "own": kept.room.own(ground, person) }));
    let mut text = shown::student(&mut kept.room, person, (now, 0), debrief)
        .map(|state| serde_json::to_string(&state).expect("JSON"))
        .expect("the person is there");
    for language in Language::ALL {
        if let Ok(sheet) = shown::sheet(&mut kept.room, person, language) {
            text += &serde_json::to_string(&sheet).expect("JSON");
        }
    }
    let open = kept.room.people[person].group.and_then(|group| {
        let play = kept.room.phase.play()?;
        Some(
            kept.room.groups[group]
                .plays
                .get(play)?
                .session
                .open()?
                .all
                .first()
                .copied()
                .map(|listed| (group, play, listed)),
        )
    });
    if let Some(Some((group, play, listed))) = open {
        let package =
            kept.room.groups[group].plays[play].session.open().expect("a question").package(&listed);
        if let Ok(worth) = shown::worth(&mut kept.room, person, &package) {
            text += &serde_json::to_string(&worth).expect("JSON");
        }
    }
    text
}

struct Seen {
    own: Vec<BTreeSet<i64>>,
    read: Vec<BTreeSet<i64>>,
}

impl Seen {
    fn look(&mut self, kept: &mut Kept<'_>, ground: Option<&debrief::Ground>) {
        for party in 0..self.own.len() {
            of_seat(kept, 0, party, &mut self.own[party]);
        }
        for person in 0..self.read.len() {
            let text = answers(kept, person, ground);
            self.read[person].extend(numbers(&text));
        }
    }
}

/// Plays both games with a person in every seat; each tries what is refused too.
fn gone_through(scenario: &Scenario, world: u64, most: usize) {
    with_ground(scenario, |on| {
        let held = debrief::Ground::new(on.scenario, on.engine, &[0, 1], &[world], (1, 20));
        let mut kept = Kept::new(on, &[world]);
        let parties = on.scenario.parties.len();
        for party in &on.scenario.parties {
            let person = kept.join(&party.name);
            kept.sit(person, 1, &party.id);
        }
        let mut seen = Seen { own: vec![BTreeSet::new(); parties], read: vec![BTreeSet::new(); parties + 1] };
        let observer = kept.join("Observer");
        kept.does(Who::Person(observer), Act::Observe { group: 1 }).expect("anybody may look on");
        seen.look(&mut kept, None);
        kept.phase(Phase::Predict);
        seen.look(&mut kept, None);
        for (play, phase) in [Phase::First, Phase::Second].into_iter().enumerate() {
            kept.phase(phase);
            for n in 0..most {
                let Some((turn, _)) = kept.waits(0, play) else { break };
                let open = kept.room.groups[0].plays[play].session.open().expect("a question");
                let party = open.party;
                // Proposals that are the best for whoever makes them, refused as long as may be.
                let moved = match open.legal {
                    "propose, pass" => Moved::Propose(open.package(&open.all[n % open.all.len()])),
                    "accept, refuse" => Moved::Refuse,
                    _ => Moved::Stay,
                };
                let heard = kept.room.groups[0].plays[play].session.heard();
                let ahead = heard.iter().any(|entry| matches!(entry.heard, Heard::Held { .. }));
                assert!(!ahead, "one table meets, and it has not ended");
                if n % 4 == 0 {
                    seen.look(&mut kept, None);
                }
                let act = |moved: Moved| Act::Move { play: play + 1, turn, moved, message: None };
                for person in (0..parties).filter(|person| *person != party) {
                    let refused =
                        kept.does(Who::Person(person), act(moved.clone())).expect_err("another's move");
                    let read = numbers(&refused.to_string());
                    seen.read[person].extend(read);
                }
                kept.does(Who::Person(party), act(moved)).expect("a move of one's own");
            }
            seen.look(&mut kept, None);
        }
        for phase in [Phase::Class, Phase::Debrief, Phase::PredictAgain, Phase::Over] {
            kept.phase(phase);
            seen.look(&mut kept, Some(&held));
        }
        for play in 0..2 {
            for party in 0..parties {
                let ended = ended(&mut kept, play, party);
                seen.own[party].extend(ended.into_iter().filter_map(hundredths));
            }
        }
        for person in 0..=parties {
            let none = BTreeSet::new();
            let own = seen.own.get(person).unwrap_or(&none);
            let others =
                (0..parties).filter(|party| *party != person).flat_map(|party| seen.own[party].iter());
            let others: BTreeSet<i64> = others.copied().filter(|number| !own.contains(number)).collect();
            let leaked: Vec<&i64> = seen.read[person].intersection(&others).collect();
            assert!(leaked.is_empty(), "person {person} reads {leaked:?} (hundredths of points)");
            if person < parties && own.len() > 3 {
                let read = seen.read[person].intersection(own).count();
                assert!(read > 3, "person {person} reads the own numbers: {read} of {}", own.len());
            }
        }
        // The eye is not blind: with another's answers in hand the same numbers are found.
        let other = seen.own[0].iter().filter(|number| !seen.own[1].contains(number)).count();
        assert!(other > 3 && seen.read[0].iter().any(|number| !seen.own[1].contains(number)));
    });
}

#[test]
fn nobody_reads_the_numbers_of_another_at_the_lake() {
    gone_through(&lake(), 3, 40);
}

#[test]
fn nobody_reads_the_numbers_of_another_of_six() {
    gone_through(&korea(), 17, 24);
}

#[test]
fn what_two_seats_say_to_each_other_nobody_else_reads() {
    let scenario = korea();
    with_ground(&scenario, |ground| {
        let mut kept = Kept::new(ground, &[17, 17]);
        for party in &ground.scenario.parties {
            let person = kept.join(&party.name);
            kept.sit(person, 1, &party.id);
        }
        let stranger = kept.join("Stranger");
        kept.sit(stranger, 2, "dprk");
        kept.phase(Phase::First);
        let to = ground.scenario.parties[2].id.clone();
        kept.does(Who::Person(0), Act::Caucus { to, text: "<b>between us</b>".into() }).expect("seats talk");
        for person in 0..=stranger {
            let text = answers(&mut kept, person, None);
            assert_eq!(text.contains("<b>between us</b>"), [0, 2].contains(&person), "person {person}");
        }
        let now = kept.now;
        let teacher = serde_json::to_string(&shown::teacher(&mut kept.room, now, &[], None)).expect("JSON");
        assert!(!teacher.contains("between us") && !teacher.contains("seat_code"), "the page is projected");
    });
}
