//! What must make no difference makes exactly none, world by world, under both behaviours, over random scenarios.
//!
//! No error rate: every comparison is of equal records. Each test also shows that the path was taken: among the records
//! compared are agreements signed and not, in force and refused, completed and collapsed.

use crate::common;

use common::play::{
    Records, Trace, fixed, flat, generated, generated_asked, generated_with_everything, indifferent, play,
    range, small_seeds, small_seeds_of,
};
use common::reorder::Places;
use common::scenarios::Random;
use roundtable::agreement::table::{Choice, Table};
use roundtable::scenario::model::{Format, InForce, Level, Scenario};
use roundtable::scenario::place::{IssueIndex, LevelIndex, PartyIndex};
use roundtable::simulation::engine::Engine;
use roundtable::simulation::execute::{Silent, execute};
use roundtable::simulation::job::Runs;
use roundtable::simulation::record::Record;
use roundtable::talks::behaviour::Behaviour;
use roundtable::world::draw::Correlation;
use std::sync::atomic::AtomicBool;

const SCENARIOS: usize = 100;
const WORLDS: u64 = 12;
const PACKAGES: f64 = 700.0;

fn seeds() -> Vec<u64> {
    small_seeds(1, SCENARIOS, PACKAGES)
}

/// Formats that may not differ from the base, with what was changed.
type Change = (&'static str, fn(&Scenario, &Table, &mut Format));

const CHANGES: &[Change] = &[
    ("another name", |_, _, _| {}),
    ("members listed in another order, the order of proposing written", |_, _, f| {
        f.membership.members.reverse();
    }),
    ("monitors and ratifiers listed in another order", |_, _, f| {
        f.enforcement.monitors.reverse();
        f.delegation.ratifiers.reverse();
    }),
    ("the agenda takes up, or drops, what this table cannot change", |s, table, f| {
        for j in IssueIndex::all(s.issues.len()).filter(|&j| !on_menu(table, j)) {
            let stays_off = table.schedules.iter().any(|schedule| schedule.roadmap.is_some());
            let on = !f.contract.agenda[j] && cannot_touch(s, f, j) && !stays_off;
            f.contract.agenda[j] = on;
        }
    }),
    ("on promise what this table cannot change", |s, table, f| {
        f.contract.on_promise.extend(IssueIndex::all(s.issues.len()).filter(|&j| !on_menu(table, j)));
    }),
    ("vetoes of everybody on levels that are not on the menu", |s, table, f| {
        for (j, issue) in IssueIndex::all(s.issues.len()).zip(&s.issues) {
            for level in LevelIndex::all(issue.levels.len()).filter(|&level| !level_on_menu(table, j, level))
            {
                f.membership.vetoes.push((j, level, PartyIndex::all(s.parties.len()).collect()));
            }
        }
    }),
    ("vetoes of members, who must agree anyway", |s, _, f| {
        for (j, issue) in IssueIndex::all(s.issues.len()).zip(&s.issues) {
            for level in LevelIndex::all(issue.levels.len()) {
                f.membership.vetoes.push((j, level, f.membership.members.clone()));
            }
        }
    }),
    ("a party is disclosed that has no say at this table", |s, table, f| {
        let consents = table.menus.iter().flat_map(|m| &m.consent).fold(0, |all, bits| all | bits);
        let no_say = |i: &PartyIndex| !table.is_member(*i) && consents & (1 << i) == 0;
        f.information.disclosed.extend(PartyIndex::all(s.parties.len()).filter(no_say));
    }),
    ("in force after the last stage, where there is one stage", |_, table, f| {
        if table.schedules.iter().all(|schedule| schedule.stages.len() == 1) {
            f.contract.in_force = InForce::AfterLast;
        }
    }),
    ("the interval after the only meeting, without referral", |_, table, f| {
        if table.meetings.len() == 1 && !table.refer_back {
            f.delegation.meetings = 1;
            f.delegation.every += 5;
        }
    }),
];

fn on_menu(table: &Table, issue: IssueIndex) -> bool {
    table.menus.iter().any(|m| m.issue == issue)
}

fn level_on_menu(table: &Table, issue: IssueIndex, level: LevelIndex) -> bool {
    table.menus.iter().any(|m| m.issue == issue && m.choices.contains(&Choice::Agree(level)))
}

/// No level of the issue that would change anything has all its duty-bearers at the table.
fn cannot_touch(s: &Scenario, format: &Format, issue: IssueIndex) -> bool {
    let issue = &s.issues[issue];
    let new = |level: &LevelIndex| *level != issue.bound;
    LevelIndex::all(issue.levels.len())
        .filter(new)
        .all(|level| issue.duty[level].iter().any(|i| !format.membership.members.contains(i)))
}

fn assert_equal(a: &Record, b: &Record, what: &str, seed: u64, world: usize) {
    assert!(a == b, "{what}: scenario {seed}, world {world}\n{a:?}\n{b:?}");
}

/// Every format of a record list must equal the first.
fn assert_all_formats_equal(records: &Records, names: &[&str], seed: u64, trace: &mut Trace) {
    for (world, by_behaviour) in records.iter().enumerate() {
        for by_format in by_behaviour {
            trace.add(&by_format[0]);
            for (record, name) in by_format[1..].iter().zip(names) {
                assert_equal(&by_format[0], record, name, seed, world);
            }
        }
    }
}

#[test]
fn formats_that_differ_in_nothing_that_exists_at_the_table() {
    let mut trace = Trace::default();
    for seed in seeds() {
        let mut scenario = generated(seed);
        let base = scenario.formats.swap_remove(seed as usize % scenario.formats.len());
        let table = Table::new(&scenario, &base);
        scenario.formats = vec![base.clone()];
        for (name, change) in CHANGES {
            let mut format = base.clone();
            format.name = (*name).to_owned();
            change(&scenario, &table, &mut format);
            scenario.formats.push(format);
        }
        let names: Vec<&str> = CHANGES.iter().map(|(name, _)| *name).collect();
        assert_all_formats_equal(&play(&scenario, seed, WORLDS), &names, seed, &mut trace);
    }
    trace.assert_taken();
}

#[test]
fn what_needs_a_trait_that_is_zero_does_nothing() {
    let mut trace = Trace::default();
    for seed in seeds() {
        let mut scenario = generated(seed);
        for party in &mut scenario.parties {
            party.mandate = fixed(0.0);
            party.audience_cost = fixed(0.0);
            party.detection = fixed(0.0);
        }
        let mut base = scenario.formats[0].clone();
        (base.delegation.level, base.delegation.public) = (Level::Leaders, false);
        base.enforcement.monitors.clear();
        let mut working = base.clone();
        working.delegation.level = Level::Working;
        let mut public = base.clone();
        public.delegation.public = true;
        let mut watched = base.clone();
        watched.enforcement.monitors = PartyIndex::all(scenario.parties.len()).collect();
        scenario.formats = vec![base, working, public, watched];
        let names = ["delegates without a mandate", "publicity without a cost", "monitors who see nothing"];
        assert_all_formats_equal(&play(&scenario, seed, WORLDS), &names, seed, &mut trace);
    }
    assert!(trace.signed > 0 && trace.signed < trace.all, "{trace:?}");
}

#[test]
fn a_road_map_of_one_stage_is_one_package() {
    let mut trace = Trace::default();
    for seed in seeds() {
        let mut scenario = generated(seed);
        let mut base = scenario.formats[0].clone();
        base.contract.roadmaps.clear();
        let mut map = scenario.roadmaps.first().cloned().unwrap_or_else(one_stage);
        map.stages.truncate(1);
        map.stages[0].issues = IssueIndex::all(scenario.issues.len()).collect();
        // Without a chance of its own, the one stage takes the time of the whole package.
        map.stages[0].success = None;
        let mut mapped = base.clone();
        mapped.contract.roadmaps = vec![0];
        scenario.roadmaps = vec![map];
        scenario.formats = vec![base, mapped];
        let engine = Engine::new(&scenario, seed, Correlation::AsAssumed);
        for world in 0..WORLDS {
            let setting = engine.setting(world);
            for records in engine.run(&setting, &Behaviour::ALL) {
                trace.add(&records[0]);
                assert_equal(&records[0], &records[1], "one stage", seed, world as usize);
            }
        }
    }
    trace.assert_taken();
}

fn one_stage() -> roundtable::scenario::model::Roadmap {
    let scenario = common::play::shipped("teaching/5-stages.ron");
    scenario.roadmaps[0].clone()
}

#[test]
fn a_veto_of_a_member_adds_nothing_even_where_failure_is_public() {
    let mut trace = Trace::default();
    for seed in seeds() {
        let mut scenario = generated(seed);
        for party in &mut scenario.parties {
            party.audience_cost = range(0.0, 0.4);
            party.demand = range(0.2, 0.4);
            party.ratification = range(0.8, 1.0);
        }
        let mut base = scenario.formats[0].clone();
        (base.delegation.public, base.delegation.level) = (true, Level::Leaders);
        let mut vetoed = base.clone();
        let levels = |j: IssueIndex| LevelIndex::all(scenario.issues[j].levels.len()).map(move |l| (j, l));
        let members = &base.membership.members;
        let all = IssueIndex::all(scenario.issues.len()).flat_map(levels);
        vetoed.membership.vetoes = all.map(|(j, l)| (j, l, members.clone())).collect();
        // What others may veto stays as it is.
        vetoed.membership.vetoes.extend(base.membership.vetoes.iter().cloned());
        scenario.formats = vec![base, vetoed];
        assert_all_formats_equal(&play(&scenario, seed, WORLDS), &["vetoes of members"], seed, &mut trace);
    }
    trace.assert_taken();
}

#[test]
fn order_of_formats_in_the_file() {
    for seed in seeds() {
        let scenario = generated(seed);
        let mut turned = scenario.clone();
        turned.formats.reverse();
        let (records, turned) = (play(&scenario, seed, WORLDS), play(&turned, seed, WORLDS));
        for (world, (records, turned)) in records.iter().zip(&turned).enumerate() {
            for (records, turned) in records.iter().zip(turned) {
                for (a, b) in records.iter().zip(turned.iter().rev()) {
                    assert_equal(a, b, "formats turned round", seed, world);
                }
            }
        }
    }
}

fn reordered(parties: bool, issues: bool, seeds: &[u64], make: fn(u64) -> Scenario) {
    let mut trace = Trace::default();
    for &seed in seeds {
        let scenario = make(seed);
        let mut random = Random::new(seed);
        let mut order = |n: usize, shuffled: bool| {
            if shuffled { random.order(n) } else { (0..n).collect() }
        };
        let (p, i) = (order(scenario.parties.len(), parties), order(scenario.issues.len(), issues));
        let places = Places::from_orders(&p, &i);
        let old = play(&scenario, seed, WORLDS);
        let new = play(&places.scenario(&scenario), seed, WORLDS);
        for (world, (old, new)) in old.iter().zip(&new).enumerate() {
            for (a, b) in old.iter().flatten().zip(new.iter().flatten()) {
                trace.add(a);
                assert_equal(&places.record(a), b, "declared in another order", seed, world);
            }
        }
    }
    trace.assert_taken();
}

#[test]
fn order_of_declaration_of_parties() {
    reordered(true, false, &seeds(), generated);
}

#[test]
fn order_of_declaration_of_issues() {
    reordered(false, true, &seeds(), generated);
}

#[test]
fn order_of_declaration_of_everything() {
    reordered(true, true, &small_seeds(1000, 20, PACKAGES), generated);
}

/// The same where absent parties with duties are asked to join.
#[test]
fn order_of_declaration_where_absent_parties_are_asked() {
    reordered(true, true, &small_seeds_of(generated_asked, 2000, 60, PACKAGES), generated_asked);
}

/// The same with every mechanism of the format.
#[test]
fn order_of_declaration_with_everything() {
    let small = |seed: &u64| {
        let scenario = generated_with_everything(*seed);
        let formats = scenario.formats.iter().chain(&scenario.parts);
        formats.map(|f| Table::new(&scenario, f).packages()).fold(0.0, f64::max) <= PACKAGES
    };
    let seeds: Vec<u64> = (1..).filter(small).take(SCENARIOS).collect();
    reordered(true, true, &seeds, generated_with_everything);
}

/// The records without what is said of the last party and issue.
fn without_last(record: &Record, parties: usize, issues: usize) -> Record {
    let mut cut = record.clone();
    for list in [&mut cut.gain, &mut cut.expected_gain, &mut cut.reservation, &mut cut.without_agreement] {
        list.truncate(parties);
    }
    cut.leavings.truncate(parties);
    cut.content[issues..].fill(u8::MAX);
    cut.practised.iter_mut().for_each(|levels| levels[issues..].fill(0));
    cut
}

#[test]
fn a_bystander_changes_nothing() {
    let mut trace = Trace::default();
    for (round, seed) in seeds().into_iter().enumerate() {
        let scenario = generated(seed);
        let (n, m) = (scenario.parties.len(), scenario.issues.len());
        let mut more = scenario.clone();
        let mut bystander = scenario.parties[0].clone();
        bystander.id = if round / 4 % 2 == 0 { "a bystander" } else { "z bystander" }.to_owned();
        bystander.outside_option = None;
        more.parties.push(bystander);
        more.statements.extend((0..m).map(|j| indifferent(PartyIndex(n), IssueIndex(j))));
        let correlation = Correlation::tried(4)[round % Correlation::tried(4).len()];
        let engines = [&scenario, &more].map(|s| Engine::new(s, seed, correlation));
        for world in 0..WORLDS {
            let [old, new] = engines.each_ref().map(|e| e.run(&e.setting(world), &Behaviour::ALL));
            for (a, b) in old.iter().flatten().zip(new.iter().flatten()) {
                trace.add(a);
                assert_equal(a, &without_last(b, n, m), "a bystander", seed, world as usize);
                // Conflict and collapse may cost it something, but there is nothing that it could win.
                assert!(b.gain[n] <= 0.0, "a bystander gains {}", b.gain[n]);
            }
        }
    }
    trace.assert_taken();
}

#[test]
fn an_issue_that_nobody_can_touch_or_cares_about() {
    let mut trace = Trace::default();
    for seed in seeds() {
        let scenario = generated(seed);
        let (n, m) = (scenario.parties.len(), scenario.issues.len());
        let mut more = scenario.clone();
        let mut issue = scenario.issues[0].clone();
        issue.id = "an issue".to_owned();
        issue.bound = issue.practised;
        more.issues.push(issue);
        more.statements.extend((0..n).map(|i| indifferent(PartyIndex(i), IssueIndex(m))));
        for format in &mut more.formats {
            format.contract.agenda.push(false);
        }
        let (old, new) = (play(&scenario, seed, WORLDS), play(&more, seed, WORLDS));
        for (a, b) in flat(&old).zip(flat(&new)) {
            trace.add(a);
            let mut b = without_last(b, n, m);
            b.practised.iter_mut().zip(&a.practised).for_each(|(b, a)| b[m..].copy_from_slice(&a[m..]));
            assert_equal(a, &b, "one more issue", seed, 0);
        }
    }
    trace.assert_taken();
}

#[test]
fn number_of_threads() {
    for seed in small_seeds(2000, 3, 60.0) {
        let scenario = generated(seed);
        let tallies = [1, 2, 3].map(|threads| {
            let job = Runs::new(&scenario, seed, 620, Behaviour::Concession);
            let mut all = job.empty();
            let stop = AtomicBool::new(false);
            execute(&job, None, threads, &Silent, &stop, &mut |_, tallies| all.merge(&tallies))
                .expect("nothing is stored, so nothing can fail");
            assert_eq!(all.main.worlds, 620);
            all
        });
        assert_eq!(tallies[0], tallies[1]);
        assert_eq!(tallies[0], tallies[2]);
    }
}

#[test]
fn a_shorter_run_is_the_beginning_of_a_longer_one() {
    let seed = small_seeds(3000, 1, 60.0)[0];
    let scenario = generated(seed);
    let rows = |runs: u64| {
        use roundtable::simulation::execute::Job;
        let job = Runs::new(&scenario, seed, runs, Behaviour::Nash);
        (0..job.blocks()).flat_map(|block| job.run(block).0.results).collect::<Vec<u8>>()
    };
    let (short, long) = (rows(130), rows(300));
    assert!(!short.is_empty() && long.len() > 2 * short.len() && long.starts_with(&short));
}

#[test]
fn two_parties_and_one_table_leave_membership_nothing_to_say() {
    let mut trace = Trace::default();
    let two = (1..).filter(|&seed| generated(seed).parties.len() == 2);
    for seed in two.take(15) {
        let mut scenario = generated(seed);
        scenario.formats.truncate(1);
        for lists in [vec![0, 1], vec![1, 0]] {
            let mut format = scenario.formats[0].clone();
            format.membership.members = lists.into_iter().map(PartyIndex).collect();
            let levels =
                |j: IssueIndex| LevelIndex::all(scenario.issues[j].levels.len()).map(move |l| (j, l));
            let all = IssueIndex::all(scenario.issues.len()).flat_map(levels);
            format.membership.vetoes = all.map(|(j, l)| (j, l, PartyIndex::all(2).collect())).collect();
            scenario.formats.push(format);
        }
        assert_all_formats_equal(&play(&scenario, seed, WORLDS), &["M", "M"], seed, &mut trace);
    }
    assert!(trace.signed > 0 && trace.signed < trace.all, "{trace:?}");
}
