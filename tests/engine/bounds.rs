//! What must hold of every record, whatever the scenario; extreme scenarios; another seed.

use crate::common;

use common::play::{
    Trace, fixed, flat, generated, generated_asked, mean_error, play, range, scenario_of, shipped,
    small_seeds, small_seeds_of,
};
use roundtable::agreement::table::Table;
use roundtable::scenario::check::check;
use roundtable::scenario::model::{Absent, Issue, Scenario};
use roundtable::scenario::place::PartyIndex;
use roundtable::simulation::engine::Engine;
use roundtable::simulation::execute::Job;
use roundtable::simulation::job::Runs;
use roundtable::simulation::record::{LEFT_OUT, Reason, Record};
use roundtable::talks::behaviour::Behaviour;
use roundtable::world::World;
use roundtable::world::draw::Correlation;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Everything that must hold between the fields of one record.
fn assert_sound(s: &Scenario, engine: &Engine<'_>, world: &World, format: usize, r: &Record, at: &str) {
    let table = &engine.tables[format];
    let horizon = s.calendar.horizon;
    let numbers = [&r.gain, &r.expected_gain, &r.reservation, &r.without_agreement];
    assert!(
        numbers.iter().all(|l| l.len() == s.parties.len() && l.iter().all(|x| x.is_finite())),
        "{at}: {r:?}"
    );
    for chance in [r.chance_in_force, r.chance_completed] {
        assert!((0.0..=1.0 + 1e-12).contains(&chance), "{at}: {r:?}");
    }
    assert!(r.chance_completed <= r.chance_in_force + 1e-12, "{at}: {r:?}");
    assert!(r.completed.is_none() || r.in_force, "{at}: {r:?}");
    assert!(!r.in_force || r.signed.is_some(), "{at}: {r:?}");
    assert!(!r.alive || r.in_force, "{at}: {r:?}");
    assert!(r.zone || !r.zone_self_enforcing, "{at}: {r:?}");
    assert!(r.signed.is_none_or(|t| t < horizon) && r.ended_at <= horizon, "{at}: {r:?}");
    assert!(r.completed.is_none_or(|t| t <= horizon && Some(t) > r.signed), "{at}: {r:?}");
    let (signed, force, done, alive) = (r.signed.is_some(), r.in_force, r.completed.is_some(), r.alive);
    let fits = match r.ended {
        Reason::Completed => force && done && alive,
        Reason::UnderWay => force && !done && alive,
        Reason::TalksGoOn
        | Reason::NoZone
        | Reason::Mistrust
        | Reason::Deadline
        | Reason::WalkOut
        | Reason::Veto => !signed,
        Reason::AccessionRefused | Reason::RefusedAtHome => signed && !force,
        Reason::Defection => force && !done && !alive,
        Reason::Withdrawal | Reason::Spoiled => force && !alive,
        Reason::Lapsed => force && done && !alive,
    };
    assert!(fits, "{at}: {r:?}");
    assert!(r.ended != Reason::NoZone || !r.zone, "{at}: {r:?}");
    assert!(r.ended != Reason::Deadline || r.zone_self_enforcing, "{at}: {r:?}");
    let named = matches!(
        r.ended,
        Reason::WalkOut
            | Reason::AccessionRefused
            | Reason::RefusedAtHome
            | Reason::Defection
            | Reason::Withdrawal
            | Reason::Spoiled
    );
    assert!(r.by.is_some() == named || r.ended == Reason::Veto, "{at}: {r:?}");
    if let Some(by) = r.by.map(usize::from) {
        let inside = table.is_member(PartyIndex(by));
        let has_duty = |(issue, &level): (&Issue, &u8)| {
            level != LEFT_OUT && issue.duty[usize::from(level)].contains(&PartyIndex(by))
        };
        let asked = !inside && s.issues.iter().zip(&r.content).any(has_duty);
        let right = match r.ended {
            Reason::AccessionRefused => asked,
            Reason::Defection | Reason::Withdrawal => inside || asked,
            Reason::Spoiled => !inside && !asked,
            Reason::Veto => !inside,
            _ => inside,
        };
        assert!(right, "{at}: {by} as {:?}", r.ended);
    }
    assert_levels(s, engine, table, r, at);
    assert_range(s, world, r, at);
}

fn assert_levels(s: &Scenario, engine: &Engine<'_>, table: &Table, r: &Record, at: &str) {
    for (j, issue) in s.issues.iter().enumerate() {
        let level = r.content[j];
        assert!(level == LEFT_OUT || usize::from(level) < issue.levels.len(), "{at}: {r:?}");
        if level != LEFT_OUT {
            let bearers = &issue.duty[usize::from(level)];
            let format = s.formats.iter().find(|format| format.name == table.name);
            let asked = format.is_some_and(|format| format.contract.absent == Absent::Asked);
            assert!(
                s.formats.len() == engine.tables.len()
                    && (asked || bearers.iter().all(|&i| table.is_member(i))),
                "{at}"
            );
        }
        for (levels, &date) in r.practised.iter().zip(&engine.dates) {
            let now = usize::from(levels[j]);
            let agreed = (level != LEFT_OUT).then_some(usize::from(level));
            assert!(now == issue.practised || now == issue.bound || Some(now) == agreed, "{at}: {r:?}");
            if let (Some(agreed), true) = (agreed, r.alive && r.completed.is_some_and(|t| t <= date)) {
                assert_eq!(now, agreed, "{at}: issue {j} at {date}: {r:?}");
            }
        }
    }
    let stages = &r.stages[..];
    assert!(stages.iter().all(|x| *x <= 3) && (r.in_force || stages.iter().all(|x| *x == 0)), "{at}: {r:?}");
    let used = stages.iter().filter(|x| **x > 0).count();
    assert!(!r.in_force || used > 0, "{at}: {r:?}");
    assert!(r.completed.is_none() || stages.iter().all(|x| *x == 0 || *x == 2), "{at}: {r:?}");
}

/// With all that costs stocks put aside, a gain lies between the worst and the best levels for ever.
fn assert_range(s: &Scenario, world: &World, r: &Record, at: &str) {
    for (i, gains) in world.gains.iter().enumerate() {
        let t = &world.traits[i];
        let best: f64 =
            gains.by_level.iter().map(|l| l.iter().copied().fold(f64::NEG_INFINITY, f64::max)).sum();
        let worst: f64 = gains.by_level.iter().map(|l| l.iter().copied().fold(f64::INFINITY, f64::min)).sum();
        // Temptation is taken at most once a stage; the penalty and the audience cost are paid at most once.
        let stakes: f64 = world.stake.iter().sum();
        let per_period = 1.0 - t.discount;
        let extra = t.temptation * stakes * per_period;
        // An audience cost is a share of what the party could gain.
        let possible = best - worst + t.conflict_cost;
        let cost = t.conflict_cost + t.collapse_penalty * per_period + t.audience_cost * possible;
        let outside = t.outside_option.unwrap_or(0.0);
        let (high, low) = (best.max(outside) + extra, worst.min(outside) - cost);
        for gain in [r.gain[i], r.expected_gain[i]] {
            let slack = 1e-9 * (1.0 + high.abs().max(low.abs()));
            assert!(
                gain <= high + slack && gain >= low - slack,
                "{at}: party {} has {gain}, not in {low}..{high}",
                s.parties[i].id
            );
        }
    }
}

fn assert_all_sound(s: &Scenario, seed: u64, worlds: u64, trace: &mut Trace) {
    let engine = Engine::new(s, seed, Correlation::AsAssumed);
    for index in 0..worlds {
        let setting = engine.setting(index);
        for (i, gains) in setting.world.gains.iter().enumerate() {
            // On its own scale all best levels together make 1, or less where they add less than the least scale.
            let best = gains
                .by_level
                .iter()
                .map(|l| l.iter().copied().fold(f64::NEG_INFINITY, f64::max))
                .sum::<f64>();
            assert!((-1e-9..=1.0 + 1e-9).contains(&best), "{}: {best}", s.parties[i].id);
            let (r, q) = (setting.world.traits[i].demand, &s.parties[i].demand);
            assert!(!gains.touched || (q.from..=q.to).contains(&r), "{r}");
        }
        for records in engine.run(&setting, &Behaviour::ALL) {
            for (format, record) in records.iter().enumerate() {
                trace.add(record);
                let at = format!("{} (seed {seed}), world {index}, {}", s.name, s.formats[format].name);
                assert_sound(s, &engine, &setting.world, format, record, &at);
            }
        }
    }
}

#[test]
fn records_of_random_scenarios_are_sound() {
    let mut trace = Trace::default();
    for seed in small_seeds(1, 150, 500.0) {
        assert_all_sound(&generated(seed), seed, 8, &mut trace);
    }
    trace.assert_taken();
}

#[test]
fn so_are_those_where_absent_parties_are_asked() {
    let mut trace = Trace::default();
    for seed in small_seeds_of(generated_asked, 1, 80, 500.0) {
        assert_all_sound(&generated_asked(seed), seed, 8, &mut trace);
    }
    trace.assert_taken();
}

#[test]
fn a_horizon_at_a_date_of_the_record_counts_what_was_completed_by_then() {
    let mut trace = Trace::default();
    for seed in small_seeds(1, 40, 200.0) {
        let mut scenario = generated(seed);
        scenario.calendar.horizon = 12;
        scenario.world.lapse_after_completion = fixed(0.0);
        for stage in scenario.roadmaps.iter_mut().flat_map(|map| &mut map.stages) {
            stage.success = Some(range(0.9, 1.0));
        }
        assert_all_sound(&scenario, seed, 20, &mut trace);
    }
    assert!(trace.completed > 0, "{trace:?}");
}

/// A number read from a record.
type Measure = Box<dyn Fn(&Record) -> f64>;

/// A change that must not break anything.
type Extreme = (&'static str, fn(&mut Scenario));

const EXTREMES: &[Extreme] = &[
    ("hardly any discounting", |s| s.parties.iter_mut().for_each(|p| p.patience = fixed(0.999_999))),
    ("hardly any patience", |s| s.parties.iter_mut().for_each(|p| p.patience = fixed(0.01))),
    ("one period", |s| s.calendar.horizon = 1),
    ("meetings that begin after the horizon", |s| {
        s.formats.iter_mut().for_each(|f| f.delegation.first_meeting = s.calendar.horizon + 3);
    }),
    ("stages that always succeed", |s| {
        s.roadmaps.iter_mut().flat_map(|m| &mut m.stages).for_each(|stage| stage.success = Some(fixed(1.0)));
    }),
    ("stages that never succeed", |s| {
        s.roadmaps.iter_mut().flat_map(|m| &mut m.stages).for_each(|stage| stage.success = Some(fixed(0.0)));
    }),
    ("nothing tempts, nothing is seen", |s| {
        s.parties.iter_mut().for_each(|p| (p.temptation, p.detection) = (fixed(0.0), fixed(0.0)));
    }),
    ("everything tempts", |s| {
        s.parties.iter_mut().for_each(|p| (p.temptation, p.detection) = (fixed(1000.0), fixed(1.0)));
    }),
    ("the highest costs", |s| {
        for p in &mut s.parties {
            (p.collapse_penalty, p.audience_cost) = (fixed(1000.0), fixed(1000.0));
            (p.conflict_cost, p.mandate) = (fixed(1000.0), fixed(10.0));
        }
    }),
    ("reservation values out of reach", |s| s.parties.iter_mut().for_each(|p| p.demand = fixed(10.0))),
    ("reservation values that are no obstacle", |s| {
        s.parties.iter_mut().for_each(|p| p.demand = fixed(-10.0));
    }),
    ("concession at the ends", |s| {
        let ends = [0.01, 100.0].into_iter().cycle();
        s.parties.iter_mut().zip(ends).for_each(|(p, e)| p.concession = fixed(e));
    }),
    ("spoilers who never wait, lapses that never wait", |s| {
        s.parties.iter_mut().for_each(|p| p.spoiling = fixed(0.999_999));
        s.world.lapse_after_completion = fixed(0.999_999);
        s.events
            .iter_mut()
            .for_each(|e| e.when = roundtable::scenario::model::Timing::PerYear(fixed(0.999_999)));
    }),
    ("all or nothing", |s| s.formats.iter_mut().for_each(|f| f.contract.all_or_nothing = true)),
    ("a common mood and nothing else", |s| s.world.correlation = fixed(1.0)),
];

#[test]
fn extreme_numbers_break_nothing() {
    for (name, change) in EXTREMES {
        let mut trace = Trace::default();
        for seed in small_seeds(40, 25, 200.0) {
            let mut scenario = generated(seed);
            scenario.name = (*name).to_owned();
            change(&mut scenario);
            assert_all_sound(&scenario, seed, 4, &mut trace);
        }
        assert!(trace.all > 100, "{name}");
    }
}

/// A scenario of so many parties and issues with two levels each, at a table of so many.
fn wide(parties: usize, issues: usize, seated: usize) -> Scenario {
    let mut text = String::from(
        "Scenario(format_version: 2, name: \"wide\", title: \"wide\", calendar: (horizon: 48, source: assumed(because: \"a\", range: \"b\")), parties: {",
    );
    let source = "source: assumed(because: \"a\", range: \"b\")";
    for p in 0..parties {
        let _ = write!(text, "\"p{p}\": ({source}),");
    }
    text.push_str("}, issues: {");
    for i in 0..issues {
        let _ = write!(text, "\"i{i}\": (levels: [\"no\", \"yes\"], duty: [\"p{}\"], {source}),", i % seated);
    }
    let members: Vec<String> = (0..seated).map(|p| format!("\"p{p}\"")).collect();
    let _ = write!(
        text,
        "}}, formats: {{ \"f\": (membership: (members: [{}], {source}), {source}) }})",
        members.join(", ")
    );
    scenario_of("wide.ron", &text)
}

#[test]
fn the_largest_and_smallest_tables() {
    for (parties, issues, seated, worlds) in
        [(2, 1, 2, 200), (2, 16, 2, 1), (10, 3, 10, 60), (16, 4, 16, 30), (16, 6, 2, 20)]
    {
        let mut trace = Trace::default();
        let scenario = wide(parties, issues, seated);
        assert_all_sound(&scenario, 5, worlds, &mut trace);
        assert_eq!(trace.all as u64, 2 * worlds);
        if (parties, issues) == (2, 1) {
            assert!(trace.signed > 0 && trace.signed < trace.all, "{trace:?}");
        }
    }
}

#[test]
fn what_is_extreme_and_legal_is_still_legal() {
    let mut scenario = shipped("teaching/5-stages.ron");
    scenario.calendar.horizon = 1;
    let _ = check(&scenario, &BTreeSet::new());
    let records = play(&scenario, 1, 5);
    assert!(flat(&records).all(|r| r.signed.is_none() && r.gain.iter().all(|g| g.is_finite())));
}

/// Another seed: other draws, the same estimates. 3 shares and 3 gains of 2 formats in 2 files make 24 comparisons; a
/// bound of 4.3 on each standard score keeps the chance of any false alarm below 24 × 1.7e-5 = 0.0004.
#[test]
fn another_seed_gives_other_draws_and_the_same_estimates() {
    for file in ["teaching/4-spoiler.ron", "teaching/6-delegation.ron"] {
        let scenario = shipped(file);
        let [a, b] = [11, 12].map(|seed| play(&scenario, seed, 3_000));
        let equal = a.iter().zip(&b).filter(|(a, b)| a == b).count();
        // Where nobody could gain anything, no number of the record was drawn.
        assert!(equal < 150, "{equal} of 3000 worlds are the same");
        let yes = |yes: bool| f64::from(u8::from(yes));
        let mut measures: Vec<Measure> = vec![
            Box::new(move |r| yes(r.signed.is_some())),
            Box::new(move |r| yes(r.in_force)),
            Box::new(move |r| yes(r.completed.is_some())),
        ];
        for i in 0..3 {
            measures.push(Box::new(move |r| r.gain[i]));
        }
        for format in 0..2 {
            for (k, measure) in measures.iter().enumerate() {
                let of = |records: &common::play::Records| {
                    mean_error(&records.iter().map(|w| measure(&w[0][format])).collect::<Vec<f64>>())
                };
                let ((m1, e1), (m2, e2)) = (of(&a), of(&b));
                let bound = 4.3 * e1.hypot(e2) + 1e-12;
                assert!(
                    (m1 - m2).abs() <= bound,
                    "{file}, format {format}, measure {k}: {m1} {m2}, bound {bound}"
                );
            }
        }
    }
}

#[test]
fn rows_have_no_number_that_is_not_one() {
    let scenario = generated(small_seeds(60, 1, 100.0)[0]);
    let job = Runs::new(&scenario, 4, 60, Behaviour::Concession);
    let text = String::from_utf8(job.run(0).0.results).expect("rows are text");
    assert!(
        !text.contains("NaN")
            && !text.contains("inf,")
            && text.lines().count() == 60 * scenario.formats.len()
    );
}

/// Nobody can break a duty that it does not have.
#[test]
fn only_those_with_a_duty_in_the_stage_defect() {
    use roundtable::agreement::history::Happening;
    let (mut defections, mut without) = (0, 0);
    let mut look = |s: &Scenario, seed: u64, worlds: u64| {
        let engine = Engine::new(s, seed, Correlation::AsAssumed);
        for index in 0..worlds {
            let setting = engine.setting(index);
            for format in 0..s.formats.len() {
                for behaviour in Behaviour::ALL {
                    let played = engine.play(&setting, format, behaviour);
                    let Some(signed) = played.episodes.last().and_then(|e| e.signed.as_ref()) else {
                        continue;
                    };
                    for (_, happening) in signed.history.iter().flat_map(|h| &h.happenings) {
                        if let Happening::Defected(party, stage, _) = *happening {
                            defections += 1;
                            without += usize::from(signed.agreement.stake[stage][party] == 0.0);
                        }
                    }
                }
            }
        }
    };
    for seed in small_seeds(1, 60, 300.0) {
        look(&generated(seed), seed, 8);
    }
    look(&shipped("korea-2019/formats.ron"), 3, 60);
    println!("{defections} {without}");
    assert!(
        defections > 20 && without == 0,
        "{without} of {defections} defections by parties without a duty"
    );
}
