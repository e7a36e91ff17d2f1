//! Composites and nested tables: where they add nothing they are the plain format, to the last bit; where they add
//! something, the books balance.
//!
//! No error rate where records are compared; the test of expectations states its own.

use crate::common;

use common::play::{Trace, fixed, generated, mean_error, range, scenario_of, small_seeds};
use roundtable::scenario::model::{
    Effect, Event, Format, Move, Moved, Phase, PhaseFormat, Plenary, Provenance, Scenario, SubAgreements,
    SubTable, Timing, When,
};
use roundtable::scenario::place::{IssueIndex, PartyIndex};
use roundtable::simulation::engine::Engine;
use roundtable::simulation::record::{Reason, Record};
use roundtable::talks::behaviour::Behaviour;
use roundtable::talks::negotiation::TranscriptEntry;
use roundtable::talks::outcome::Ground;
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

/// Sub-tables that split the agenda of a format, each with some of its members.
fn split(format: &Format, seed: u64) -> Vec<SubTable> {
    let open: Vec<usize> = (0..format.contract.agenda.len()).filter(|&j| format.contract.agenda[j]).collect();
    let members = &format.membership.members;
    let mut tables = Vec::new();
    for (k, issues) in open.chunks(open.len().div_ceil(2)).enumerate() {
        let skip = (seed as usize / 3 + k) % members.len();
        let some = seed.is_multiple_of(3) && members.len() > 2;
        let sits = |at: &usize| !some || *at != skip;
        tables.push(SubTable {
            name: format!("table {k}"),
            members: (0..members.len()).filter(sits).map(|at| members[at]).collect(),
            agenda: (0..format.contract.agenda.len()).map(|j| issues.contains(&j)).collect(),
        });
    }
    tables
}

/// A plenary that amends meets in any case: where its smaller tables agree on nothing it is, run by run, the one table first
/// meeting on the day on which they end (no event, learning, message, audience cost or leaving before it).
#[test]
fn where_smaller_tables_agree_on_nothing_the_plenary_is_the_one_table_on_that_day() {
    let (mut trace, mut put) = (Trace::default(), 0);
    for seed in small_seeds(1, 60, 500.0) {
        let mut scenario = generated(seed);
        scenario.events.clear();
        scenario.world.learning = fixed(0.0);
        for party in &mut scenario.parties {
            (party.audience_cost, party.outside_option, party.ratification) =
                (fixed(0.0), None, range(0.5, 1.0));
        }
        let base = scenario.formats[0].clone();
        if base.contract.agenda.iter().filter(|on| **on).count() < 2 || base.contract.roadmaps.len() > 1 {
            continue;
        }
        let mut nested = Format { name: "nested".into(), ..base.clone() };
        nested.membership.tables = split(&base, seed);
        nested.proposing.plenary = Plenary::Amends;
        let mut later = Format { name: "later".into(), ..base.clone() };
        let d = &mut later.delegation;
        d.first_meeting += (d.meetings - 1) * d.every;
        scenario.formats = vec![nested, later];
        let engine = Engine::new(&scenario, seed, Correlation::AsAssumed);
        if engine.programs[0].nodes[0].tables.iter().all(|under| under.table.menus.is_empty()) {
            continue;
        }
        for (world, behaviour) in (0..WORLDS).flat_map(|w| Behaviour::ALL.map(|b| (w, b))) {
            let setting = engine.setting(world);
            let nested = engine.play(&setting, 0, behaviour);
            let lines = nested.episodes[0].transcripts.iter().flat_map(|t| &t.lines);
            if lines.clone().any(|line| matches!(line, TranscriptEntry::Put { .. })) {
                put += 1;
                continue;
            }
            let one = engine.play(&setting, 1, behaviour).record;
            trace.add(&one);
            assert_eq!(nested.record, one, "scenario {seed}, world {world}, {behaviour:?}");
        }
    }
    println!("{trace:?} {put}");
    assert!(put > 50, "{put}");
    // So few are signed that none need be refused at home.
    assert!(trace.signed > 10 && trace.completed > 2 && trace.collapsed > 2, "{trace:?}");
}

/// Whoever accepted at its sub-table exactly what is put before the plenary accepts it there, also if it asks for more by then.
#[test]
fn a_member_stands_by_what_it_accepted() {
    let (mut votes, mut stood, mut refused) = (0, 0, 0);
    for seed in small_seeds(1, 120, 500.0) {
        let mut scenario = generated(seed);
        scenario.formats.truncate(1);
        let all = PartyIndex::all(scenario.parties.len());
        let moves = all.map(|party| Move { party, what: Moved::Demand, by: fixed(0.3) }).collect();
        let format = &mut scenario.formats[0];
        format.membership.tables = split(format, seed);
        format.proposing.plenary = Plenary::Amends;
        format.contract.roadmaps.truncate(1);
        format.delegation.meetings = format.delegation.meetings.max(2);
        // All ask for more from the second meeting on.
        let second = format.delegation.first_meeting + format.delegation.every;
        scenario.events.push(event("all harden", second, Effect::Moves(moves)));
        let engine = Engine::new(&scenario, seed, Correlation::AsAssumed);
        for (world, behaviour) in (0..WORLDS).flat_map(|w| Behaviour::ALL.map(|b| (w, b))) {
            let setting = engine.setting(world);
            let played = engine.play(&setting, 0, behaviour);
            let all = &played.episodes[0].transcripts;
            let put = |line: &TranscriptEntry| matches!(line, TranscriptEntry::Put { .. });
            let Some(vote) = all.iter().find(|t| t.lines.first().is_some_and(put)) else { continue };
            let Some(package) = vote.feasible.packages.first() else { continue };
            let agreed = vote.seat.menus.iter().zip(&package.options).filter(|(_, o)| **o > 0);
            let issues: Vec<IssueIndex> = agreed.map(|(menu, _)| menu.issue).collect();
            let tables = &scenario.formats[0].membership.tables;
            let treats = |t: &&SubTable| issues.iter().all(|j| t.agenda[j.index()]);
            // Where both tables agreed on something, nobody has accepted exactly this.
            let Some(only) = tables.iter().find(treats) else { continue };
            votes += 1;
            for answer in &vote.lines {
                let TranscriptEntry::Answer { party, ground, asks, least, .. } = answer else { continue };
                let yes = [Ground::Enough, Ground::LeavesAtOnce].contains(ground);
                assert!(yes || !only.members.contains(party), "scenario {seed}, world {world}: {answer:?}");
                stood += usize::from(asks < least);
                refused += usize::from(!yes);
            }
        }
    }
    println!("{votes} {stood} {refused}");
    assert!(votes > 50 && stood > 10 && refused > 0, "{votes} {stood} {refused}");
}

/// A logroll across two smaller tables is struck in the plenary as often as at the one table, and never at the smaller ones.
#[test]
fn a_plenary_trades_across_its_tables_as_one_table_does() {
    let scenario = scenario_of("logroll", &logroll());
    for by_behaviour in play(&scenario, 1, 50) {
        for records in by_behaviour {
            let signed: Vec<bool> = records.iter().map(|r| r.signed.is_some()).collect();
            assert_eq!(signed, [true, true, false, false, false]);
        }
    }
}

/// Each of two gives up what it cares less about; no issue alone suits both.
fn logroll() -> String {
    let party = |id: &str| {
        let zero = "assumed(from: 0, to: 0, because: \"toy\")";
        let zeros = ["demand", "temptation", "spoiling", "ratification", "mandate", "audience_cost"];
        let zeros = zeros.map(|of| format!("{of}: {zero}, ")).concat();
        format!(
            "\"{id}\": (name: \"{id}\", source: assumed(because: \"toy\", range: \"toy\"), {zeros} collapse_penalty: {zero}, \
             patience: assumed(from: 0.9, to: 0.9, because: \"toy\"), detection: assumed(from: 1, to: 1, because: \"toy\")),"
        )
    };
    let words = "source: assumed(because: \"toy\", range: \"toy\")";
    let issue = |id: &str| format!("\"{id}\": (levels: [\"no\", \"yes\"], duty: [\"a\", \"b\"], {words}),");
    let says = |what: &str| format!("{what}, source: assumed(because: \"toy\", holds_in: 100)),");
    let wants = |p: &str, on: &str, not: &str| {
        [
            says(&format!("prefers(party: \"{p}\", on: \"{on}\", level: \"yes\", to: \"no\"")),
            says(&format!("prefers(party: \"{p}\", on: \"{not}\", level: \"no\", to: \"yes\"")),
            says(&format!("cares_more(party: \"{p}\", about: \"{on}\", than: \"{not}\"")),
        ]
        .concat()
    };
    let tables = "tables: { \"tx\": (members: [\"a\", \"b\"], agenda: [\"x\"]), \"ty\": (members: [\"a\", \"b\"], agenda: [\"y\"]) }";
    let format = |name: &str, tables: &str, agenda: &str, amends: bool| {
        let amends = if amends { format!("proposing: (plenary: amends, {words}),") } else { String::new() };
        format!(
            "\"{name}\": (about: \"toy\", {words}, membership: (members: [\"a\", \"b\"], {tables} {words}), {amends} \
             contract: (agenda: [{agenda}], {words})),"
        )
    };
    let tables = format!("{tables},");
    let formats = [
        format("one table", "", "\"x\", \"y\"", false),
        format("amends", &tables, "\"x\", \"y\"", true),
        format("adopts", &tables, "\"x\", \"y\"", false),
        format("x alone", "", "\"x\"", false),
        format("y alone", "", "\"y\"", false),
    ];
    format!(
        "Scenario(format_version: 2, name: \"logroll\", title: \"logroll\", about: \"toy\", sources: {{}}, \
         calendar: (period: \"month\", periods_per_year: 12, starts: \"now\", horizon: 120, {words}), \
         parties: {{ {} {} }}, issues: {{ {} {} }}, statements: [ {} {} ], \
         world: (lapse_after_completion: assumed(from: 0.0, to: 0.0, because: \"toy\")), formats: {{ {} }},)",
        party("a"),
        party("b"),
        issue("x"),
        issue("y"),
        wants("a", "x", "y"),
        wants("b", "y", "x"),
        formats.concat()
    )
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
        let moves = vec![none(Moved::Demand, 0.0), none(Moved::Weight(IssueIndex(0)), 1.0)];
        moved.events.push(event("nothing", 0, Effect::Moves(moves)));
        let (a, b) = (play(&plain, seed, WORLDS), play(&moved, seed, WORLDS));
        for (a, b) in a.iter().flatten().flatten().zip(b.iter().flatten().flatten()) {
            trace.add(a);
            assert_eq!(a, b, "scenario {seed}");
        }
    }
    trace.assert_taken();
}

/// A move of what a party demands moves what it signs; gains are still measured by what it wanted at the start.
#[test]
fn an_event_moves_what_is_signed() {
    let (mut fewer, mut more) = (0, 0);
    for seed in small_seeds(1, 60, 500.0) {
        let mut plain = generated(seed);
        plain.formats.truncate(1);
        let mut harder = plain.clone();
        let moves = PartyIndex::all(plain.parties.len())
            .map(|party| Move { party, what: Moved::Demand, by: fixed(0.3) })
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
    assert!(fewer > 3 && more == 0, "{fewer} {more}");
}

/// A composite ends for the reason of a table that decided: never for want of a zone if a table that was held had one, and what
/// came of each phase is told beside it.
#[test]
fn no_zone_is_said_only_if_no_table_had_one() {
    let (mut none, mut missed, mut stands, mut not_held) = (0, 0, 0, 0);
    for seed in small_seeds(1, 60, 400.0) {
        let mut scenario = generated(seed);
        scenario.formats.truncate(2);
        let base = scenario.formats[0].clone();
        let last = scenario.formats.len() - 1;
        let after = |name: &str, before: usize, when: When| Phase {
            after: Some(before),
            when,
            ..phase(name, PhaseFormat::Format(last))
        };
        let first = || phase("first", PhaseFormat::Format(0));
        scenario.formats.push(composite(&base, "ended", vec![first(), after("then", 0, When::Ended)]));
        scenario.formats.push(composite(&base, "failed", vec![first(), after("else", 0, When::Failed)]));
        scenario.formats.push(composite(
            &base,
            "on",
            vec![first(), after("else", 0, When::Failed), after("on", 0, When::InForce)],
        ));
        let engine = Engine::new(&scenario, seed, Correlation::AsAssumed);
        for (world, format) in (0..WORLDS).flat_map(|w| (last + 1..last + 4).map(move |f| (w, f))) {
            let setting = engine.setting(world);
            let played = engine.play(&setting, format, Behaviour::Concession);
            let (record, at) = (&played.record, format!("scenario {seed}, world {world}, {format}"));
            let zone = played.episodes.iter().any(|e| e.record.zone);
            assert!(record.ended != Reason::NoZone || !zone, "{at}");
            assert_eq!(record.phases.len(), engine.programs[format].nodes.len());
            for (node, ended) in record.phases.iter().enumerate() {
                let own: Vec<Reason> =
                    played.episodes.iter().filter(|e| e.node == node).map(|e| e.record.ended).collect();
                assert!(ended.map_or(own.is_empty(), |reason| own.contains(&reason)), "{at}");
                not_held += usize::from(ended.is_none());
            }
            none += usize::from(record.ended == Reason::NoZone);
            let some_none = record.phases.contains(&Some(Reason::NoZone));
            missed += usize::from(zone && some_none && record.signed.is_none());
            stands += usize::from(zone && some_none && record.ended == Reason::UnderWay);
            // The reason is that of a table that was held, but where what was agreed stands and the rest is to come.
            let of_a_table = record.phases.contains(&Some(record.ended));
            assert!(of_a_table || record.ended == Reason::UnderWay, "{at}: {record:?}");
        }
    }
    println!("{none} {missed} {stands} {not_held}");
    assert!(none > 50 && missed > 0 && stands > 0 && not_held > 50, "{none} {missed} {stands} {not_held}");
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
        // A table that knows of a second chance asks for more.
        scenario.world.forethought = false;
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
