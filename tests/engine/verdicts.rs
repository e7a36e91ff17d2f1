//! The rule for findings, held against what is known: how often it says "clear" where nothing is, how often it finds what is there, how often its
//! intervals hold the truth, and whether it names what a finding depends on.
//!
//! Most worlds are drawn from known distributions and go through the same counts and the same rule as simulated ones: 400 cases of a
//! base of 2,000 worlds and 18 runs of 600. Whole scenarios stand beside them, some tens of each kind. All seeds are fixed; the error rates are
//! those that each test names.

use crate::common;

use common::play::{generated, shipped, small_seeds};
use common::scenarios::Random;
use roundtable::results::compare::{Made, summarise};
use roundtable::results::comparison::{Comparison, Finding};
use roundtable::results::verdict::{self, Seen, finding, in_run};
use roundtable::scenario::model::{Absent, Scenario};
use roundtable::simulation::execute::{Silent, execute};
use roundtable::simulation::job::Runs;
use roundtable::simulation::star::{Counted, Run, Size, Star};
use roundtable::simulation::tally::{ChangeTally, PairTally, RunTally};
use roundtable::talks::behaviour::Behaviour;
use roundtable::world::draw::Correlation;
use std::sync::atomic::AtomicBool;

const CASES: u64 = 400;
const BASE: usize = 2000;
const WORLDS: usize = 600;
const RUNS: usize = 18;

/// How often only the first format signs, and only the second.
#[derive(Clone, Copy)]
struct Truth {
    only_a: f64,
    only_b: f64,
}

/// Differences of signatures, world by world: 1, 0 or −1. In worlds of one base and its runs the same number decides as far as they agree.
fn differences(truth: Truth, luck: &[f64]) -> Vec<i64> {
    let one = |&u: &f64| match u {
        u if u < truth.only_a => 1,
        u if u >= 1.0 - truth.only_b => -1,
        _ => 0,
    };
    luck.iter().map(one).collect()
}

fn pair(differences: &[i64]) -> PairTally {
    let count = |wanted: i64| differences.iter().filter(|d| **d == wanted).count() as u64;
    let (a, b, rest) = (count(1), count(-1), count(0));
    PairTally {
        yes: [[rest / 2, a, b, rest - rest / 2]; 3],
        higher: [[a, b]; 3],
        gain: Vec::new(),
        gain_higher: Vec::new(),
    }
}

fn tally(base: &[i64], run: &[i64]) -> RunTally {
    let mut cells = [0; 9];
    for (before, now) in base.iter().zip(run) {
        cells[(3 * (before + 1) + now + 1) as usize] += 1;
    }
    let change = ChangeTally { yes: [cells; 3], gain: Vec::new() };
    RunTally { worlds: run.len() as u64, pairs: vec![pair(run)], changes: vec![change] }
}

fn named(place: usize) -> Run {
    Run {
        name: format!("run {place}"),
        words: format!("run {place}"),
        counted: Counted::Yes,
        behaviour: Behaviour::Nash,
        correlation: Correlation::AsAssumed,
        scenario: None,
    }
}

/// One case: what the rule says where these are the truths of the base and of the runs. Each run keeps three of four worlds' luck.
fn judged(random: &mut Random, base: Truth, runs: &[Truth]) -> Finding {
    let luck: Vec<f64> = (0..BASE).map(|_| random.unit()).collect();
    let main = differences(base, &luck);
    let seen = Seen::of(&pair(&main), 0, BASE as u64);
    let tested: Vec<(Run, RunTally)> = runs
        .iter()
        .enumerate()
        .map(|(place, truth)| {
            let own: Vec<f64> =
                luck[..WORLDS].iter().map(|u| if random.chance(75) { *u } else { random.unit() }).collect();
            (named(place), tally(&main, &differences(*truth, &own)))
        })
        .collect();
    let told: Vec<_> =
        tested.iter().map(|(run, tally)| (run, in_run(run, tally, 0, 0, seen.difference.estimate))).collect();
    finding(&seen, seen.p_value, &told)
}

/// In how many of 100 cases a finding is as wanted.
fn rate(seed: u64, wanted: impl Fn(&Finding) -> bool, case: impl Fn(&mut Random) -> Finding) -> f64 {
    let mut random = Random::new(seed);
    let met = (0..CASES).filter(|_| wanted(&case(&mut random))).count();
    100.0 * met as f64 / CASES as f64
}

fn clear(finding: &Finding) -> bool {
    *finding == Finding::Clear
}

/// The nominal rate is 2.5 of 100: the lower end of one interval lies above the truth.
#[test]
fn where_one_run_is_truly_without_difference_at_most_3_of_100_are_called_clear() {
    for (seed, noise) in [(1, 0.0), (2, 0.02), (3, 0.05), (4, 0.15)] {
        let called = rate(seed, clear, |random| {
            let size = 0.1 + 0.3 * random.unit();
            let mut runs = vec![Truth { only_a: size, only_b: 0.005 }; RUNS];
            runs[random.within(0, RUNS - 1)] = Truth { only_a: noise, only_b: noise };
            judged(random, Truth { only_a: size, only_b: 0.005 }, &runs)
        });
        assert!(called <= 3.0, "{called} of 100 with {noise}");
    }
}

#[test]
fn where_nothing_differs_anywhere_none_is_called_clear() {
    for (seed, noise) in [(11, 0.0), (12, 0.02), (13, 0.2)] {
        let truth = Truth { only_a: noise, only_b: noise };
        assert_eq!(rate(seed, clear, |random| judged(random, truth, &[truth; RUNS])), 0.0);
    }
}

/// 95 of 100 differing worlds go the same way; the rule asks for 90.
#[test]
fn a_true_difference_of_10_points_is_found_in_at_least_95_of_100() {
    let truth = Truth { only_a: 0.1055, only_b: 0.0055 };
    let found = rate(21, clear, |random| judged(random, truth, &[truth; RUNS]));
    assert!(found >= 95.0, "{found} of 100");
}

#[test]
fn a_run_that_turns_it_round_is_named_alone_in_at_least_95_of_100() {
    let truth = Truth { only_a: 0.2, only_b: 0.005 };
    let alone = |finding: &Finding| matches!(finding, Finding::DependsOn { on } if on.len() == 1 && on[0].id == "run 7");
    let named = rate(31, alone, |random| {
        let mut runs = vec![truth; RUNS];
        runs[7] = Truth { only_a: 0.005, only_b: 0.2 };
        judged(random, truth, &runs)
    });
    assert!(named >= 95.0, "{named} of 100");
}

/// 4,000 draws each; one standard error of a coverage of 95 is 0.34.
#[test]
fn intervals_hold_the_truth_in_93_to_97_of_100() {
    let truths = [(0.2, 0.01), (0.3, 0.2), (0.1, 0.05), (0.4, 0.05)];
    for (seed, (only_a, only_b)) in (41..).zip(truths) {
        let mut random = Random::new(seed);
        let (mut own, mut changes, mut gains) = (0, 0, 0);
        for _ in 0..4000 {
            let luck: Vec<f64> = (0..WORLDS).map(|_| random.unit()).collect();
            let base = differences(Truth { only_a, only_b }, &luck);
            let other = Truth { only_a: 0.15, only_b: 0.1 };
            let mixed: Vec<f64> =
                luck.iter().map(|u| if random.chance(50) { *u } else { random.unit() }).collect();
            let run = tally(&base, &differences(other, &mixed));
            let seen = Seen::of(&pair(&base), 0, WORLDS as u64).difference;
            own += u32::from(seen.low <= only_a - only_b && only_a - only_b <= seen.high);
            let truth = 0.05 - (only_a - only_b);
            let change = verdict::change(&run.changes[0], 0);
            changes += u32::from(change.low <= truth && truth <= change.high);
            // Gains: what only a few worlds bring, and a little in the others.
            let mut told = pair(&base);
            told.gain = vec![base.iter().map(|d| 0.3 * *d as f64 + 0.1 * (random.unit() - 0.5)).collect()];
            told.gain_higher = vec![told.higher[0]];
            let (seen, truth) = (Seen::of(&told, 3, WORLDS as u64).difference, 0.3 * (only_a - only_b));
            gains += u32::from(seen.low <= truth && truth <= seen.high);
        }
        for (what, held) in [("difference", own), ("change", changes), ("gain", gains)] {
            let held = 100.0 * f64::from(held) / 4000.0;
            assert!((93.0..=97.0).contains(&held), "{what} {only_a} {only_b}: {held}");
        }
    }
}

/// A whole comparison.
fn compared(scenario: &Scenario, seed: u64, worlds: u64, variants: &[(String, Scenario)]) -> Comparison {
    let star = Star::of(scenario, Behaviour::Concession, Size::Full, variants);
    let runs = Runs::new(scenario, seed, worlds, Behaviour::Concession).with(&star);
    let mut all = runs.empty();
    let never = AtomicBool::new(false);
    execute(&runs, None, 1, &Silent, &never, &mut |_, tallies| all.merge(&tallies))
        .expect("nothing is stored, so nothing can fail");
    summarise(scenario, &runs, &all, &Made::of("0123456789ab", seed, Behaviour::Concession))
}

/// A copy of a format under another name, and one that asks absent parties where nobody absent has a duty.
#[test]
fn whole_scenarios_whose_formats_cannot_differ_are_never_called_clear() {
    let mut signed = 0.0;
    for seed in small_seeds(1, 30, 60.0) {
        let mut scenario = generated(seed);
        scenario.formats.retain(|format| format.phases.is_empty());
        scenario.formats.truncate(1);
        let members = scenario.formats[0].membership.members.clone();
        for duty in scenario.issues.iter_mut().flat_map(|issue| &mut issue.duty) {
            duty.retain(|party| members.contains(party));
        }
        let mut copy = scenario.formats[0].clone();
        copy.name = "another name".into();
        copy.contract.absent = Absent::Asked;
        copy.contract.absent_written = true;
        scenario.formats.push(copy);
        let result = compared(&scenario, seed, 40, &[]);
        signed += result.formats[0].signed.estimate;
        for difference in &result.differences {
            assert_eq!((difference.a_higher, difference.b_higher), (0.0, 0.0), "{seed}: {difference:?}");
            assert!(matches!(difference.finding, Finding::ByConstruction { .. }), "{seed}: {difference:?}");
        }
    }
    assert!(signed > 3.0, "something is signed somewhere: {signed}");
}

/// Two villages of which one insists on little; the alternative has it the other way round.
fn lake() -> (Scenario, Scenario) {
    let mut base = shipped("teaching/1-zone-of-agreement.ron");
    base.formats.truncate(2);
    base.formats.iter_mut().for_each(|format| format.contract.absent_written = true);
    let [ash, birch, cedar] = ["ash", "birch", "cedar"].map(|id| base.party(id).expect("it is there"));
    (base.parties[birch].demand.from, base.parties[birch].demand.to) = (0.0, 0.02);
    (base.parties[ash].demand.from, base.parties[ash].demand.to) = (0.5, 0.6);
    (base.parties[cedar].demand.from, base.parties[cedar].demand.to) = (0.97, 0.99);
    let mut turned = base.clone();
    let demand = turned.parties[birch].demand.clone();
    turned.parties[birch].demand = turned.parties[cedar].demand.clone();
    turned.parties[cedar].demand = demand;
    (base, turned)
}

#[test]
fn an_alternative_that_turns_a_finding_round_is_named_and_nothing_else() {
    let (base, turned) = lake();
    let mut reversed = base.clone();
    reversed.formats.reverse();
    let signed = |variants: &[(String, Scenario)]| {
        let result = compared(&base, 1, 600, variants);
        result.differences.into_iter().find(|d| d.measure == "signed").expect("two formats")
    };
    let harmless = ("formats in another order".to_owned(), reversed);
    let found = signed(std::slice::from_ref(&harmless));
    assert_eq!(found.finding, Finding::Clear, "{found:#?}");
    let same =
        found.runs.iter().find(|run| run.run == "variant formats in another order").expect("it was run");
    assert_eq!(
        (same.estimate, same.change, same.change_low, same.change_high),
        (found.estimate, 0.0, 0.0, 0.0)
    );
    let found = signed(&[harmless, ("the other way round".to_owned(), turned)]);
    let Finding::DependsOn { on } = &found.finding else { panic!("{found:#?}") };
    let names: Vec<&str> = on.iter().map(|run| run.id.as_str()).collect();
    assert_eq!(names, ["variant the other way round"]);
}

#[test]
fn the_star_is_fixed_and_every_departure_is_one() {
    let korea = shipped("korea-2019/formats.ron");
    let star = Star::of(&korea, Behaviour::Concession, Size::Full, &[]);
    let names: Vec<&str> = star.runs.iter().map(|run| run.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "behaviour nash",
            "correlation none",
            "correlation together",
            "correlation opposed 1",
            "correlation opposed 2",
            "correlation opposed 3",
            "demand_of ideal",
            "demand_of everything",
            "absent asked",
            "forethought 0",
            "corner 1",
            "corner 2",
            "benchmark",
        ]
    );
    let told: Vec<bool> = star.runs.iter().map(|run| run.counted == Counted::No).collect();
    assert_eq!(told.iter().filter(|told| **told).count(), 3);
    assert!(Star::of(&korea, Behaviour::Concession, Size::None, &[]).runs.is_empty());
}

/// What shares a world's packages with the base says the same as an engine of its own.
#[test]
fn runs_that_share_packages_are_what_they_are_alone() {
    use roundtable::simulation::catalogues::Catalogues;
    use roundtable::simulation::engine::Engine;
    use roundtable::simulation::rays::Rays;
    for seed in small_seeds(50, 6, 60.0) {
        let mut scenario = generated(seed);
        scenario.formats.retain(|format| format.phases.is_empty());
        if scenario.formats.len() < 2 {
            continue;
        }
        let star = Star::of(&scenario, Behaviour::Concession, Size::Full, &[]);
        let (rays, engine) =
            (Rays::new(&scenario, seed, &star), Engine::new(&scenario, seed, Correlation::AsAssumed));
        let job = Runs::new(&scenario, seed, 1, Behaviour::Concession);
        let empty = || star.runs.iter().map(|_| job.shape().empty_run()).collect::<Vec<RunTally>>();
        let (mut shared, mut alone) = (empty(), empty());
        for world in 0..12 {
            let setting = engine.setting(world);
            let mut catalogues = Catalogues::default();
            let behaviours: Vec<Behaviour> =
                std::iter::once(Behaviour::Concession).chain(rays.behaviours()).collect();
            let records = engine.run_with(&setting, &mut catalogues, &behaviours);
            rays.count(&setting, &mut catalogues, &records, &mut shared);
            for (run, tally) in star.runs.iter().zip(&mut alone) {
                let scenario = run.scenario.map_or(&scenario, |place| &star.scenarios[place].0);
                let own = Engine::new(scenario, seed, run.correlation);
                let records_of_run = own.run(&own.setting(world), &[run.behaviour]);
                tally.add(&records[0], &records_of_run[0]);
            }
        }
        for ((run, shared), alone) in star.runs.iter().zip(&shared).zip(&alone) {
            assert_eq!(shared, alone, "{}: scenario {seed}", run.name);
        }
    }
}
