//! Composites and nested tables: where they add nothing they are the plain format, to the last bit; where they add
//! something, the books balance.
//!
//! No error rate where records are compared; the test of expectations states its own.

mod common;

use common::play::{Trace, fixed, generated, mean_error, small_seeds};
use roundtable::scenario::model::{
    Effect, Event, Format, Move, Moved, Phase, PhaseFormat, Plenary, Provenance, Scenario, SubAgreements,
    SubTable, Timing, When,
};
use roundtable::scenario::place::{IssueIndex, PartyIndex};
use roundtable::simulation::engine::Engine;
use roundtable::simulation::record::Record;
use roundtable::talks::behaviour::Behaviour;
use roundtable::world::draw::Correlation;

const WORLDS: u64 = 12;

fn phase(name: &str, held: PhaseFormat) -> Phase {
    Phase {
        name: name.into(),
        held,
        after: None,
        when: When::Ended,
        reached: vec![],
        not_reached: vec![],
        source: Provenance::Default,
    }
}

/// A composite of phases; its components say nothing.
fn composite(base: &Format, name: &str, phases: Vec<Phase>) -> Format {
    Format { name: name.into(), phases, ..base.clone() }
}

fn play(scenario: &Scenario, seed: u64, worlds: u64) -> Vec<Vec<Vec<Record>>> {
    let engine = Engine::new(scenario, seed, Correlation::AsAssumed);
    (0..worlds).map(|world| engine.run(&engine.setting(world), &Behaviour::ALL)).collect()
}

/// Every format's records equal those of the first, in all worlds and under both behaviours.
fn assert_all_equal(scenario: &Scenario, seed: u64, trace: &mut Trace) {
    for (world, by_behaviour) in play(scenario, seed, WORLDS).iter().enumerate() {
        for records in by_behaviour {
            trace.add(&records[0]);
            for (record, format) in records.iter().zip(&scenario.formats) {
                assert!(
                    records[0] == *record,
                    "{}: scenario {seed}, world {world}\n{:?}\n{record:?}",
                    format.name,
                    records[0]
                );
            }
        }
    }
}

#[test]
fn one_phase_is_the_plain_format() {
    let mut trace = Trace::default();
    for seed in small_seeds(1, 60, 500.0) {
        let mut scenario = generated(seed);
        scenario.formats.truncate(1);
        let base = scenario.formats[0].clone();
        scenario.parts = vec![base.clone()];
        scenario.formats.push(composite(&base, "one phase", vec![phase("only", PhaseFormat::Format(0))]));
        scenario.formats.push(composite(&base, "one part", vec![phase("only", PhaseFormat::Part(0))]));
        assert_all_equal(&scenario, seed, &mut trace);
    }
    trace.assert_taken();
}

fn table(format: &Format) -> SubTable {
    SubTable {
        name: "the one table".into(),
        members: format.membership.members.clone(),
        agenda: format.contract.agenda.clone(),
    }
}

#[test]
fn one_table_with_everybody_and_everything_is_the_plain_format() {
    let mut trace = Trace::default();
    for seed in small_seeds(1, 60, 500.0) {
        let mut scenario = generated(seed);
        scenario.formats.truncate(1);
        let base = scenario.formats[0].clone();
        for (name, at_once, amends) in
            [("adopts", false, false), ("amends", false, true), ("at once", true, false)]
        {
            let mut nested = Format { name: name.into(), ..base.clone() };
            nested.membership.tables = vec![table(&base)];
            nested.proposing.plenary = if amends { Plenary::Amends } else { Plenary::Adopts };
            nested.contract.sub_agreements =
                if at_once { SubAgreements::AtOnce } else { SubAgreements::Contingent };
            scenario.formats.push(nested);
        }
        assert_all_equal(&scenario, seed, &mut trace);
    }
    trace.assert_taken();
}

fn event(name: &str, at: u32, effect: Effect) -> Event {
    Event { name: name.into(), when: Timing::At(at), effect, source: Provenance::Default }
}

/// Moves by nothing are made (the world is remade and agreements are measured by the start), and change no bit.
#[test]
fn an_event_that_moves_nothing_changes_nothing() {
    let mut trace = Trace::default();
    for seed in small_seeds(1, 60, 500.0) {
        let mut plain = generated(seed);
        plain.formats.truncate(2);
        let mut moved = plain.clone();
        let party = seed as usize % plain.parties.len();
        let none = |what: Moved, by: f64| Move { party: PartyIndex(party), what, by: fixed(by) };
        let moves = vec![none(Moved::Reservation, 0.0), none(Moved::Weight(IssueIndex(0)), 1.0)];
        moved.events.push(event("nothing", 0, Effect::Moves(moves)));
        let (a, b) = (play(&plain, seed, WORLDS), play(&moved, seed, WORLDS));
        for (a, b) in a.iter().flatten().flatten().zip(b.iter().flatten().flatten()) {
            trace.add(a);
            assert_eq!(a, b, "scenario {seed}");
        }
    }
    trace.assert_taken();
}

/// A move of what a party insists on moves what it signs; gains are still measured by what it wanted at the start.
#[test]
fn an_event_moves_what_is_signed() {
    let (mut fewer, mut more) = (0, 0);
    for seed in small_seeds(1, 60, 500.0) {
        let mut plain = generated(seed);
        plain.formats.truncate(1);
        let mut harder = plain.clone();
        let moves = PartyIndex::all(plain.parties.len())
            .map(|party| Move { party, what: Moved::Reservation, by: fixed(0.3) })
            .collect();
        harder.events.push(event("all harden", 0, Effect::Moves(moves)));
        let signed = |s: &Scenario| {
            play(s, seed, WORLDS).iter().map(|w| w[1][0].signed.is_some()).collect::<Vec<bool>>()
        };
        for (a, b) in signed(&plain).into_iter().zip(signed(&harder)) {
            fewer += usize::from(a && !b);
            more += usize::from(b && !a);
        }
    }
    println!("{fewer} {more}");
    assert!(fewer > 10 && more == 0, "{fewer} {more}");
}

/// A sequence in which the second format is held if the first fails: where the first is signed and lasts, it is the first.
#[test]
fn an_alternative_that_is_not_needed_leaves_no_trace() {
    let (mut same, mut second) = (0, 0);
    for seed in small_seeds(1, 60, 500.0) {
        let mut scenario = generated(seed);
        if scenario.formats.len() < 2 {
            continue;
        }
        scenario.formats.truncate(2);
        let base = scenario.formats[0].clone();
        let mut then = phase("then", PhaseFormat::Format(1));
        (then.after, then.when) = (Some(0), When::Failed);
        scenario.formats.push(composite(
            &base,
            "sequence",
            vec![phase("first", PhaseFormat::Format(0)), then],
        ));
        let engine = Engine::new(&scenario, seed, Correlation::AsAssumed);
        for world in 0..WORLDS {
            let setting = engine.setting(world);
            let records = engine.run(&setting, &[Behaviour::Concession]).remove(0);
            let (first, both) = (&records[0], &records[2]);
            if first.alive {
                same += 1;
                assert_eq!((&first.gain, first.signed, first.ended), (&both.gain, both.signed, both.ended));
            } else {
                second += usize::from(engine.play(&setting, 2, Behaviour::Concession).episodes.len() == 2);
            }
        }
    }
    println!("{same} {second}");
    assert!(same > 20 && second > 20, "{same} {second}");
}

/// Lived gains agree with expected ones: over all worlds and parties the mean difference lies within 4 standard errors
/// (error rate below 1e-4 for this fixed seed).
#[test]
fn lived_gains_agree_with_expected_ones() {
    let mut differences = Vec::new();
    let mut held = 0;
    for seed in small_seeds(1, 60, 300.0) {
        let mut scenario = generated(seed);
        scenario.formats.truncate(1);
        let base = scenario.formats[0].clone();
        let mut then = phase("then", PhaseFormat::Format(0));
        (then.after, then.when) = (Some(0), When::Failed);
        let mut on = phase("on", PhaseFormat::Format(0));
        (on.after, on.when) = (Some(0), When::InForce);
        let phases = vec![phase("first", PhaseFormat::Format(0)), then, on];
        scenario.formats.push(composite(&base, "sequence", phases));
        let engine = Engine::new(&scenario, seed, Correlation::AsAssumed);
        for world in 0..40 {
            let setting = engine.setting(world);
            let played = engine.play(&setting, 1, Behaviour::Concession);
            held += usize::from(played.episodes.len() > 1 && played.record.in_force);
            let pairs = played.record.gain.iter().zip(&played.record.expected_gain);
            differences.push(pairs.map(|(a, b)| a - b).sum::<f64>());
        }
    }
    let (mean, error) = mean_error(&differences);
    println!("{mean} {error} {held}");
    assert!(mean.abs() < 4.0 * error && held > 50, "{mean} ± {error}, {held}");
}

/// A stage that failed is renegotiated in some worlds: the rest goes back to the same table, and what is agreed there adds to
/// what stays. Lived gains agree with expected ones (4 standard errors), and the plain formats of random scenarios do it.
#[test]
fn what_is_renegotiated_is_agreed_anew() {
    let (mut again, mut agreed, mut differences) = (0, 0, Vec::new());
    for seed in small_seeds(1, 160, 300.0) {
        let mut scenario = generated(seed);
        scenario.formats.truncate(2);
        scenario.world.renegotiation = fixed(1.0);
        scenario.world.learning = fixed(0.5);
        scenario.parties.iter_mut().for_each(|p| p.detection = fixed(0.6));
        let engine = Engine::new(&scenario, seed, Correlation::AsAssumed);
        for world in 0..80 {
            let setting = engine.setting(world);
            for format in 0..scenario.formats.len() {
                let played = engine.play(&setting, format, Behaviour::Concession);
                let new = played.episodes.iter().filter(|e| e.again);
                again += new.clone().count();
                agreed += new.filter(|e| e.in_force()).count();
                let pairs = played.record.gain.iter().zip(&played.record.expected_gain);
                differences.push(pairs.map(|(a, b)| a - b).sum::<f64>());
            }
        }
    }
    let (mean, error) = mean_error(&differences);
    println!("{again} {agreed} {mean} {error}");
    assert!(again > 50 && agreed > 10, "{again} {agreed}");
    assert!(mean.abs() < 4.0 * error, "{mean} ± {error}");
}
