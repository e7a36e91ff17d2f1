//! Every switch of level M2: at its default it leaves no trace, and near its default the results are near. So the path is
//! taken, and not skipped, when a switch is off; a shortcut would show as a jump.
//!
//! Nearness: decisions at the table are yes or no, so a small change can turn one in rare worlds. A switch is near if at most
//! 2 in 100 records differ in what was signed, and where it is the same, all expected gains differ by at most 1e-3 of the
//! own scale (the switch is turned by 1e-5 of its unit). No error rate: the worlds are fixed.

use crate::common;

use common::play::{fixed, generated, small_seeds};
use roundtable::scenario::model::{Effect, Event, Messenger, Move, Moved, Provenance, Scenario, Timing};
use roundtable::scenario::place::{IssueIndex, PartyIndex};
use roundtable::simulation::engine::Engine;
use roundtable::simulation::record::{Reason, Record};
use roundtable::talks::behaviour::Behaviour;
use roundtable::world::draw::Correlation;

const WORLDS: u64 = 8;
const SCENARIOS: usize = 40;
const SMALL: f64 = 1e-5;

/// A switch: how it is turned to a size; 0 is its default.
type Switch = (&'static str, fn(&mut Scenario, f64));

fn outsider(scenario: &Scenario, format: usize) -> Option<PartyIndex> {
    let members = &scenario.formats[format].membership.members;
    PartyIndex::all(scenario.parties.len()).find(|p| !members.contains(p))
}

const SWITCHES: &[Switch] = &[
    ("learning", |s, x| s.world.learning = fixed(x)),
    ("foresight", |s, x| s.world.foresight = fixed(x)),
    ("pause", |s, x| s.world.pause = fixed(x)),
    ("renegotiation", |s, x| s.world.renegotiation = fixed(x)),
    ("guarantors with little force", |s, x| {
        let all: Vec<PartyIndex> = PartyIndex::all(s.parties.len()).collect();
        s.formats.iter_mut().for_each(|f| f.enforcement.guarantors.clone_from(&all));
        s.parties.iter_mut().for_each(|p| p.guarantee_force = fixed(x));
    }),
    ("guarantees in the levels of issues", |s, x| {
        let all: Vec<PartyIndex> = PartyIndex::all(s.parties.len()).collect();
        s.issues.iter_mut().flat_map(|i| &mut i.guarantors).for_each(|g| g.clone_from(&all));
        s.parties.iter_mut().for_each(|p| p.guarantee_force = fixed(x));
    }),
    ("supervision that hardly finds more", |s, x| {
        s.formats.iter_mut().for_each(|f| f.enforcement.supervision = true);
        s.parties.iter_mut().for_each(|p| p.inspection = fixed(x));
    }),
    ("a mediator who hardly knows more", |s, x| {
        for f in 0..s.formats.len() {
            s.formats[f].information.mediator = outsider(s, f);
        }
        s.parties.iter_mut().for_each(|p| p.accuracy = fixed(x));
    }),
    ("a messenger who hardly knows more", |s, x| {
        for f in 0..s.formats.len() {
            let members = s.formats[f].membership.members.clone();
            if let Some(by) = outsider(s, f) {
                let messenger = Messenger { by, about: members[0], to: members[1] };
                s.formats[f].information.messengers = vec![messenger];
            }
        }
        s.parties.iter_mut().for_each(|p| p.accuracy = fixed(x));
    }),
    ("an event that hardly moves anything", |s, x| {
        let all = PartyIndex::all(s.parties.len());
        let moves = all
            .flat_map(|party| {
                [(Moved::Demand, x), (Moved::Weight(IssueIndex(0)), 1.0 + x)].map(|(what, by)| Move {
                    party,
                    what,
                    by: fixed(by),
                })
            })
            .collect();
        let (when, effect) = (Timing::At(0), Effect::Moves(moves));
        s.events.push(Event { name: "hardly".into(), when, effect, source: Provenance::Default });
    }),
];

fn play(scenario: &Scenario, seed: u64) -> Vec<Record> {
    let engine = Engine::new(scenario, seed, Correlation::AsAssumed);
    let worlds = (0..WORLDS).map(|world| engine.run(&engine.setting(world), &Behaviour::ALL));
    worlds.flatten().flatten().collect()
}

#[test]
fn at_their_defaults_switches_leave_no_trace_and_near_them_little() {
    let seeds = small_seeds(1, SCENARIOS, 300.0);
    let plain: Vec<Vec<Record>> = seeds.iter().map(|&seed| play(&generated(seed), seed)).collect();
    for (name, turn) in SWITCHES {
        let (mut all, mut turned_over, mut moved, mut most) = (0, 0, 0, 0.0f64);
        for (&seed, plain) in seeds.iter().zip(&plain) {
            let with = |size: f64| {
                let mut scenario = generated(seed);
                turn(&mut scenario, size);
                play(&scenario, seed)
            };
            for (a, b) in plain.iter().zip(with(0.0)) {
                assert!(*a == b.came_about(), "{name} at its default: scenario {seed}\n{a:?}\n{b:?}");
            }
            for (a, b) in plain.iter().zip(with(SMALL)) {
                all += 1;
                if (a.signed, a.content, a.schedule) != (b.signed, b.content, b.schedule) {
                    turned_over += 1;
                    continue;
                }
                let gap = |(a, b): (&f64, &f64)| (a - b).abs();
                let widest = a.expected_gain.iter().zip(&b.expected_gain).map(gap).fold(0.0, f64::max);
                // What is signed after the horizon stands in no record but in the gains: another deal shows in them alone.
                if a.ended == Reason::TalksGoOn && widest >= 1e-3 {
                    turned_over += 1;
                    continue;
                }
                moved += usize::from(widest > 0.0);
                most = most.max(widest);
            }
        }
        println!("{name}: {turned_over} of {all} turned over, {moved} moved, at most by {most:e}");
        assert!(turned_over * 50 <= all, "{name}: {turned_over} of {all}");
        assert!(most < 1e-3, "{name}: {most}");
    }
}
