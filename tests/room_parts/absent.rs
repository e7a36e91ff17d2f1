//! Who is late, absent or gone is replaced by the engine within ten seconds, and takes the seat back whenever they return: on an injected clock.

use super::{Kept, lake, with_ground};
use roundtable::room::event::{Act, Moved, Who};
use roundtable::room::phase::Phase;

/// The first moment, in milliseconds from now, at which the game does not wait for this seat any more.
fn replaced_after(kept: &mut Kept<'_>, seat: &str, signs: &[usize]) -> Option<u64> {
    let began = kept.now;
    (0..240).find_map(|_| {
        kept.passes(250, signs);
        let waits = kept.waits(0, 0).is_some_and(|(_, waits)| waits == seat);
        (!waits).then_some(kept.now - began)
    })
}

#[test]
fn who_gives_no_sign_of_life_is_replaced_within_ten_seconds_and_gets_the_seat_back() {
    let scenario = lake();
    with_ground(&scenario, |ground| {
        let mut kept = Kept::new(ground, &[3]);
        let [ash, birch] = ["Ash", "Birch"].map(|name| kept.join(name));
        kept.sit(ash, 1, "ash");
        kept.sit(birch, 1, "birch");
        kept.phase(Phase::First);
        // Both are there: nobody is replaced, however long it takes.
        kept.passes(60_000, &[ash, birch]);
        assert_eq!(kept.waits(0, 0), Some((1, "ash".into())));
        assert!(!kept.room.by_engine(0, 0) && !kept.room.by_engine(0, 1) && kept.room.by_engine(0, 2));
        // Ash is gone.
        let after = replaced_after(&mut kept, "ash", &[birch]).expect("the engine takes over");
        assert!((5_000..=10_000).contains(&after), "{after} ms");
        assert!(kept.room.by_engine(0, 0) && kept.room.people[ash].away);
        let acts = kept.room.groups[0].plays[0].session.acts();
        let by_engine = acts.iter().find(|act| act.seat == "ash").expect("the engine moved for her");
        assert_eq!(by_engine.why.as_deref(), Some("nobody was there"));
        let (turn, seat) = kept.waits(0, 0).expect("the game goes on");
        assert_eq!(seat, "birch");
        // She is back: the next question is hers again.
        kept.passes(250, &[ash, birch]);
        assert!(!kept.room.by_engine(0, 0) && !kept.room.people[ash].away);
        kept.does(Who::Person(birch), Act::Move { play: 1, turn, moved: Moved::Refuse, message: None })
            .expect("his move");
        while kept.waits(0, 0).is_some_and(|(_, seat)| seat == "birch") {
            let (turn, _) = kept.waits(0, 0).expect("a question");
            kept.does(Who::Person(birch), Act::Move { play: 1, turn, moved: Moved::Pass, message: None })
                .expect("his move");
        }
        let (_, seat) = kept.waits(0, 0).expect("the game goes on");
        assert_eq!(seat, "ash");
    });
}

#[test]
fn who_is_late_takes_the_seat_from_the_engine_and_two_share_one() {
    let scenario = lake();
    with_ground(&scenario, |ground| {
        let mut kept = Kept::new(ground, &[3]);
        let birch = kept.join("Birch");
        kept.sit(birch, 1, "birch");
        kept.phase(Phase::First);
        // Nobody sits for Ash: the engine has moved.
        assert_eq!(kept.waits(0, 0).map(|(_, seat)| seat).as_deref(), Some("birch"));
        let [late, second, third] = ["Late", "Second", "Third"].map(|name| kept.join(name));
        kept.sit(late, 1, "ash");
        assert!(!kept.room.by_engine(0, 0));
        kept.sit(second, 1, "ash");
        assert!(kept.does(Who::Person(third), Act::Sit { group: 1, seat: "ash".into() }).is_err());
        // One of the two is enough.
        kept.passes(30_000, &[birch, second]);
        assert!(kept.room.people[late].away && !kept.room.by_engine(0, 0));
        kept.passes(30_000, &[birch]);
        assert!(kept.room.by_engine(0, 0));
        // The teacher gives the seat to the engine, whoever is there, and back.
        kept.passes(500, &[birch, late]);
        assert!(!kept.room.by_engine(0, 0));
        kept.does(Who::Teacher, Act::Fill { group: 1, seat: "ash".into() }).expect("the teacher may");
        assert!(kept.room.by_engine(0, 0));
        kept.does(Who::Teacher, Act::Free { group: 1, seat: "ash".into() }).expect("the teacher may");
        assert!(!kept.room.by_engine(0, 0));
    });
}

#[test]
fn during_a_pause_nobody_is_replaced() {
    let scenario = lake();
    with_ground(&scenario, |ground| {
        let mut kept = Kept::new(ground, &[3]);
        let ash = kept.join("Ash");
        kept.sit(ash, 1, "ash");
        kept.phase(Phase::First);
        kept.does(Who::Teacher, Act::Pause).expect("the teacher may");
        kept.passes(60_000, &[]);
        assert_eq!(kept.waits(0, 0), Some((1, "ash".into())), "everything stands still");
        kept.passes(500, &[ash]);
        kept.does(Who::Teacher, Act::Resume).expect("the teacher may");
        assert_eq!(kept.waits(0, 0), Some((1, "ash".into())), "she was back in time");
    });
}
