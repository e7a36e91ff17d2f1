//! The rules of the table are the engine's: what people play is what the engine would have played, move by move.

use super::{Kept, korea, lake, with_ground};
use roundtable::room::event::{Act, Moved, Who};
use roundtable::room::phase::Phase;
use roundtable::room::refused::Refused;
use roundtable::scenario::place::PartyIndex;
use roundtable::simulation::game::Game;
use roundtable::simulation::game::log::Log;
use roundtable::simulation::game::said::Said;
use roundtable::simulation::game::session::Session;
use roundtable::talks::behaviour::Behaviour;

fn moved(said: &Said) -> Moved {
    match said {
        Said::Stay => Moved::Stay,
        Said::WalkOut => Moved::WalkOut,
        Said::Propose(package) => Moved::Propose(package.clone()),
        Said::Pass => Moved::Pass,
        Said::Accept => Moved::Accept,
        Said::Refuse => Moved::Refuse,
    }
}

/// Somebody in every seat of a group does what the engine would do.
fn played_by_people(kept: &mut Kept<'_>, group: usize, play: usize) -> usize {
    let mut moves = 0;
    while let Some((turn, seat)) = kept.waits(group, play) {
        let open = kept.room.groups[group].plays[play].session.open().expect("a question");
        let (moved, party) = (moved(&open.engine), open.party);
        let person = kept.room.people.iter().position(|person| person.sits(group, party)).expect(&seat);
        let act = Act::Move { play: play + 1, turn, moved, message: None };
        kept.does(Who::Person(person), act).expect("the engine's own move can be made");
        moves += 1;
    }
    moves
}

#[test]
fn people_and_engine_play_the_same_game() {
    for (scenario, world) in [(lake(), 3), (korea(), 17)] {
        with_ground(&scenario, |ground| {
            let mut kept = Kept::new(ground, &[world, world]);
            for party in &ground.scenario.parties {
                let person = kept.join(&party.name);
                kept.sit(person, 1, &party.id);
            }
            let records = ground.engine.run(&ground.engine.setting(world), &[Behaviour::Concession]);
            for (play, phase) in [Phase::First, Phase::Second].into_iter().enumerate() {
                kept.phase(phase);
                let moves = played_by_people(&mut kept, 0, play);
                let people = ground.scenario.parties.len();
                assert!(play > 0 || moves > 4 || people == 3, "{moves} moves");
                for group in 0..2 {
                    let game = &mut kept.room.groups[group].plays[play];
                    let own = &records[0][game.format];
                    let came = game.came().expect("the game is over");
                    assert_eq!(&came.record, own, "group {group}, play {play}");
                }
            }
        });
    }
}

#[test]
fn a_transcript_is_read_and_goes_on_as_a_game_of_its_own() {
    let scenario = lake();
    with_ground(&scenario, |ground| {
        let mut kept = Kept::new(ground, &[3]);
        let person = kept.join("Mina");
        kept.sit(person, 1, "ash");
        kept.phase(Phase::First);
        let (turn, seat) = kept.waits(0, 0).expect("the first proposal is hers");
        assert_eq!((turn, seat.as_str()), (1, "ash"));
        kept.does(Who::Person(person), Act::Move { play: 1, turn, moved: Moved::Pass, message: None })
            .expect("she passes");
        kept.phase(Phase::Class);
        let game = &kept.room.groups[0].plays[0];
        assert!(game.over() && game.cut_at.is_some());
        let text = game.transcript();
        let log = Log::read(text.as_bytes()).expect("a transcript");
        let seats: Vec<PartyIndex> = PartyIndex::all(3).collect();
        let again = Game::new(ground.engine, (game.format, 3), Behaviour::Concession, &seats);
        let (session, more) = Session::resume(again, &log).expect("the same moves");
        assert!(more.is_empty() && session.open().is_none());
        assert_eq!(session.acts(), game.session.acts());
        assert_eq!(text.lines().count(), 1 + session.acts().len());
        let why: Vec<_> = session.acts().iter().filter_map(|act| act.why.as_deref()).collect();
        assert!(why.contains(&"nobody sits there") && why.contains(&"the bell rang"), "{why:?}");
    });
}

#[test]
fn nobody_moves_for_another_out_of_turn_or_during_a_pause() {
    let scenario = lake();
    with_ground(&scenario, |ground| {
        let mut kept = Kept::new(ground, &[3, 3]);
        let [ash, birch, other, observer] = ["Ash", "Birch", "Other", "Observer"].map(|name| kept.join(name));
        kept.sit(ash, 1, "ash");
        kept.sit(birch, 1, "birch");
        kept.sit(other, 2, "ash");
        kept.does(Who::Person(observer), Act::Observe { group: 1 }).expect("anybody may look on");
        let pass = |turn: usize| Act::Move { play: 1, turn, moved: Moved::Pass, message: None };
        assert!(matches!(kept.does(Who::Person(ash), pass(1)), Err(Refused::NotNow(_))), "the lobby");
        kept.phase(Phase::First);
        let before = kept.room.sum().to_owned();
        for (who, act) in [
            (birch, pass(1)),
            (observer, pass(1)),
            (ash, pass(2)),
            (ash, Act::Move { play: 2, turn: 1, moved: Moved::Pass, message: None }),
            (ash, Act::Move { play: 1, turn: 1, moved: Moved::Accept, message: None }),
            (ash, Act::Sit { group: 1, seat: "cedar".into() }),
            (ash, Act::Stand),
            (ash, Act::Phase { to: Phase::Class }),
            (ash, Act::Pause),
            (ash, Act::Fill { group: 1, seat: "birch".into() }),
            (ash, Act::Away { person: birch }),
            (ash, Act::Remove { person: birch }),
            (ash, Act::EngineMoves { group: 1, turn: 1 }),
            (ash, Act::Caucus { to: "ash".into(), text: "x".into() }),
            (99, pass(1)),
        ] {
            let shown = format!("{who}: {act:?}");
            assert!(kept.does(Who::Person(who), act).is_err(), "{shown}");
        }
        assert_eq!(kept.room.sum(), before, "what is refused changes nothing");
        kept.does(Who::Teacher, Act::Pause).expect("the teacher may");
        assert!(matches!(kept.does(Who::Person(ash), pass(1)), Err(Refused::NotNow(_))), "a pause");
        let ends = kept.room.phase_ends.expect("a clock");
        kept.now += 60_000;
        kept.does(Who::Teacher, Act::Resume).expect("the teacher may");
        assert!(kept.room.phase_ends.expect("a clock") >= ends + 60_000);
        // Of the other group nothing is changed by a move in this one.
        let others = kept.room.groups[1].plays[0].session.sum().to_owned();
        kept.does(Who::Person(ash), pass(1)).expect("it is her move");
        assert_eq!(kept.room.groups[1].plays[0].session.sum(), others);
    });
}
