//! The log is the only state: the room of a log is the room that wrote it, cut off wherever it was.

use super::fuzzed::Crowd;
use super::{Kept, lake, with_ground};
use roundtable::room::Room;
use roundtable::room::log::Log;
use roundtable::room::shown;

#[test]
fn the_room_of_a_log_is_the_room_that_wrote_it() {
    let scenario = lake();
    with_ground(&scenario, |ground| {
        for seed in 0..6 {
            let mut kept = Kept::new(ground, &[3, 4]);
            let mut crowd = Crowd::new(seed);
            let mut sums = vec![(kept.log.len(), kept.room.sum().to_owned())];
            for _ in 0..250 {
                crowd.does_something(&mut kept);
                if sums.last().map(|(length, _)| *length) != Some(kept.log.len()) {
                    sums.push((kept.log.len(), kept.room.sum().to_owned()));
                }
            }
            let mut again = Room::rebuild(ground, &Log::read(kept.log.as_bytes()).expect("a log"))
                .expect("the same room");
            let now = kept.now;
            for person in 0..kept.room.people.len() {
                let own = serde_json::to_value(
                    shown::student(&mut kept.room, person, (now, 0), None).expect("known"),
                );
                let other =
                    serde_json::to_value(shown::student(&mut again, person, (now, 0), None).expect("known"));
                assert_eq!(own.expect("JSON"), other.expect("JSON"));
            }
            // Cut off within a line, the lines before it are the room.
            for (length, sum) in sums.iter().step_by(40) {
                let cut = (length + 17).min(kept.log.len());
                let log = Log::read(&kept.log.as_bytes()[..cut]).expect("a log");
                assert_eq!(log.whole, *length);
                assert_eq!(Room::rebuild(ground, &log).expect("a room").sum(), sum);
            }
        }
    });
}

#[test]
fn a_line_that_was_changed_is_refused_with_its_number() {
    let scenario = lake();
    with_ground(&scenario, |ground| {
        let mut kept = Kept::new(ground, &[3]);
        let person = kept.join("Mina");
        kept.sit(person, 1, "ash");
        let changed = kept.log.replace("Mina", "Nina");
        assert_eq!(Log::read(changed.as_bytes()).expect_err("a sum does not fit").line, 2);
        let without: String = kept
            .log
            .lines()
            .enumerate()
            .filter(|(n, _)| *n != 1)
            .flat_map(|(_, line)| [line, "\n"])
            .collect();
        assert_eq!(Log::read(without.as_bytes()).expect_err("a sum does not fit").line, 2);
        assert!(Log::read(b"").is_err() && Log::read(b"\xff\n").is_err() && Log::read(b"{}\n").is_err());
    });
}

/// The checksum of the room of a log.
pub fn rebuilt(ground: roundtable::room::Ground<'_>, log: &str) -> String {
    let log = Log::read(log.as_bytes()).expect("a log");
    Room::rebuild(ground, &log).expect("the same room").sum().to_owned()
}
