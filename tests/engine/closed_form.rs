//! Closed form against sample. Each assertion bounds a standard score by 4 (two-sided error rate 6.4e-5); with fewer than
//! 200 of them in this file, the chance of any false alarm over all seeds is below 2 in 100. The seeds are fixed.

use crate::common;

use common::play::{Trace, fixed, generated, generated_asked, mean_error, shipped, small_seeds_of};
use roundtable::agreement::conduct::{caught, defectors, taken};
use roundtable::agreement::evaluation::{Agreement, Signatories, Switches, evaluate};
use roundtable::agreement::guarantee::Guarantees;
use roundtable::agreement::history::{Collapse, Happening, Sampler};
use roundtable::agreement::per_party::per_party;
use roundtable::agreement::review::Review;
use roundtable::agreement::terms::{Arrangement, Piece, Terms};
use roundtable::scenario::model::{Rule, Scenario};
use roundtable::scenario::place::PartyIndex;
use roundtable::simulation::engine::Engine;
use roundtable::talks::behaviour::Behaviour;
use roundtable::world::chance::ChanceKeys;
use roundtable::world::draw::Correlation;

const STANDARD_SCORE: f64 = 4.0;

fn assert_zero(differences: &[f64], what: &str) {
    let (mean, error) = mean_error(differences);
    // Where every difference vanishes, so does the error.
    let bound = STANDARD_SCORE * error + 1e-9;
    assert!(mean.abs() <= bound, "{what}: mean {mean}, standard error {error}, {} worlds", differences.len());
}

/// In the worlds in which something is signed: sampled minus expected.
fn sampled_minus_expected(scenario: &Scenario, worlds: u64, behaviour: Behaviour, trace: &mut Trace) {
    let engine = Engine::new(scenario, 20, Correlation::AsAssumed);
    let formats = scenario.formats.len();
    let mut lists = vec![vec![Vec::new(); 2 + scenario.parties.len()]; formats];
    for world in 0..worlds {
        let records = engine.run(&engine.setting(world), &[behaviour]).remove(0);
        for (record, lists) in records.iter().zip(&mut lists) {
            trace.add(record);
            if record.signed.is_none() {
                assert_eq!(record.gain, record.expected_gain);
                continue;
            }
            let yes = |yes: bool| f64::from(u8::from(yes));
            lists[0].push(yes(record.in_force) - record.chance_in_force);
            lists[1].push(yes(record.completed.is_some()) - record.chance_completed);
            for (i, list) in lists[2..].iter_mut().enumerate() {
                list.push(record.gain[i] - record.expected_gain[i]);
            }
        }
    }
    for (format, lists) in scenario.formats.iter().zip(&lists) {
        for (measure, list) in lists.iter().enumerate().filter(|(_, list)| list.len() > 200) {
            assert_zero(list, &format!("{} / {} / measure {measure}", scenario.name, format.name));
        }
    }
}

#[test]
fn records_agree_with_their_own_expectation() {
    let mut trace = Trace::default();
    for file in ["4-spoiler", "5-stages", "6-delegation"] {
        let scenario = shipped(&format!("teaching/{file}.ron"));
        sampled_minus_expected(&scenario, 20_000, Behaviour::Concession, &mut trace);
    }
    trace.assert_taken();
}

#[test]
fn so_do_records_of_random_scenarios() {
    let mut trace = Trace::default();
    for seed in common::play::small_seeds(500, 8, 40.0) {
        let mut scenario = generated(seed);
        scenario.formats.truncate(2);
        // In every other scenario, a stage that fails may begin anew.
        scenario.world.pause = fixed(if seed % 2 == 0 { 0.7 } else { 0.0 });
        // In some, members can be outvoted, and spoil; or everybody guarantees what is agreed.
        if seed % 4 == 1 {
            scenario.formats[0].rule = Rule::ConsensusMinus(1);
        }
        if seed % 3 == 0 {
            let all: Vec<PartyIndex> = PartyIndex::all(scenario.parties.len()).collect();
            scenario.formats[0].enforcement.guarantors = all;
            scenario.parties.iter_mut().for_each(|p| p.guarantee_force = fixed(0.1));
        }
        sampled_minus_expected(&scenario, 6_000, Behaviour::Nash, &mut trace);
    }
    trace.assert_taken();
}

#[test]
fn so_do_records_where_absent_parties_are_asked() {
    let mut trace = Trace::default();
    for seed in small_seeds_of(generated_asked, 500, 6, 40.0) {
        let mut scenario = generated_asked(seed);
        scenario.formats.truncate(2);
        sampled_minus_expected(&scenario, 4_000, Behaviour::Nash, &mut trace);
    }
    trace.assert_taken();
}

/// Three parties: two sign three stages of one piece each, one is left out. The second piece cannot be undone.
fn terms(temptation: f64, spoiling: f64, lapse: f64, loss: f64) -> Terms {
    let n = 3;
    let numbers = |a: f64, b: f64, c: f64| per_party(n, |i| [a, b, c][i]);
    let piece = |after, reverted, undone: bool, duty| Piece {
        covered: true,
        before: numbers(0.0, 0.0, 0.0),
        after,
        reverted,
        remains: if undone { reverted } else { after },
        duty,
    };
    let nothing = numbers(0.0, 0.0, 0.0);
    Terms {
        parties: n,
        discount: numbers(0.97, 0.95, 0.99),
        in_force: numbers(0.01, 0.0, 0.02),
        collapsed: numbers(-0.03, -0.02, 0.02),
        disagreement: numbers(0.0, 0.0, 0.01),
        penalty: numbers(0.5, 1.0, 0.0),
        temptation: numbers(temptation, 0.5 * temptation, 0.0),
        detection: numbers(0.4, 0.6, 0.0),
        spoiling: numbers(0.0, 0.0, spoiling),
        lapse,
        pause: 0.0,
        renegotiation: 0.0,
        guarantees: Guarantees::none(n),
        pieces: vec![
            vec![Piece::NOTHING, piece(numbers(0.3, 0.2, -0.1), nothing, true, numbers(1.0, 1.0, 0.0))],
            vec![
                Piece::NOTHING,
                piece(numbers(0.4, loss, 0.0), numbers(-0.1, 0.0, 0.0), false, numbers(0.0, 2.0, 0.0)),
            ],
            vec![Piece::NOTHING, piece(numbers(0.1, 0.5, 0.0), nothing, true, numbers(1.0, 0.0, 0.0))],
        ],
    }
}

fn agreement(terms: &Terms, on_promise: bool, after_last: bool) -> Agreement {
    let arrangement = Arrangement {
        option: vec![1, 1, 1],
        stage: vec![0, 1, 2],
        on_promise: vec![false, on_promise, false],
        after_last,
    };
    let guarantors = terms.guarantees.forceful();
    let signatories = Signatories { guarantors, ..Signatories::all(&[PartyIndex(0), PartyIndex(1)]) };
    evaluate(terms, &arrangement, &[0.3, 0.5, 0.2], signatories, Switches { withdrawal: true })
}

struct Fixed {
    name: &'static str,
    terms: Terms,
    on_promise: bool,
    after_last: bool,
    /// How it must end now and then; `None`: never before the horizon.
    ends: Option<fn(Collapse) -> bool>,
}

fn fixed_agreements() -> Vec<Fixed> {
    let plain = |name, terms, ends| Fixed { name, terms, on_promise: false, after_last: false, ends };
    let failing = |t: Terms, pause, renegotiation| Terms { pause, renegotiation, ..t };
    // For the second party a collapse is better than what is done in the first stage, and worse than the whole.
    let tempted = Terms { collapsed: per_party(3, |i| [-0.03, 0.3, 0.02][i]), ..terms(9.0, 0.0, 0.0, 0.1) };
    let guaranteed = |t: Terms, force: f64| {
        let force = per_party(3, |i| [force, 0.5 * force, 0.3 * force][i]);
        let guarantees = Guarantees { force, ..t.guarantees.clone() };
        Terms { guarantees, ..t }
    };
    vec![
        plain("nothing can go wrong", terms(0.0, 0.0, 0.0, 0.1), None),
        plain("defection", terms(9.0, 0.0, 0.0, 0.1), Some(|c| matches!(c, Collapse::Defection(_)))),
        plain(
            "spoiling",
            terms(0.0, 0.05, 0.0, 0.1),
            Some(|c| matches!(c, Collapse::Spoiled(PartyIndex(2)))),
        ),
        plain("lapse", terms(0.0, 0.0, 0.1, 0.1), Some(|c| matches!(c, Collapse::Lapsed))),
        plain(
            "withdrawal",
            terms(0.0, 0.0, 0.0, -3.0),
            Some(|c| matches!(c, Collapse::Withdrawal(PartyIndex(1)))),
        ),
        plain("everything", terms(9.0, 0.03, 0.05, 0.1), Some(|c| matches!(c, Collapse::Defection(_)))),
        plain(
            "pause",
            failing(terms(9.0, 0.0, 0.0, 0.1), 0.6, 0.0),
            Some(|c| matches!(c, Collapse::Defection(_))),
        ),
        plain(
            "everything, pause and renegotiation",
            failing(terms(9.0, 0.03, 0.05, 0.1), 0.3, 0.4),
            Some(|c| matches!(c, Collapse::Lapsed)),
        ),
        plain(
            "withdrawal rather than half an agreement",
            failing(tempted, 0.2, 0.7),
            Some(|c| matches!(c, Collapse::Withdrawal(PartyIndex(1)))),
        ),
        plain(
            "guaranteed, and broken all the same",
            guaranteed(failing(terms(9.0, 0.05, 0.05, 0.1), 0.2, 0.3), 0.8),
            Some(|c| matches!(c, Collapse::Spoiled(PartyIndex(2)))),
        ),
        plain("spoilers and offenders deterred", guaranteed(terms(9.0, 0.05, 0.0, 0.1), 30.0), None),
        Fixed {
            name: "on promise",
            terms: terms(9.0, 0.03, 0.05, 0.1),
            on_promise: true,
            after_last: false,
            ends: Some(|c| matches!(c, Collapse::Spoiled(_))),
        },
        Fixed {
            name: "after the last",
            terms: terms(9.0, 0.03, 0.05, 0.1),
            on_promise: false,
            after_last: true,
            ends: Some(|c| matches!(c, Collapse::Spoiled(_))),
        },
    ]
}

#[test]
fn histories_of_fixed_agreements_follow_the_chain() {
    // Only ids and the horizon of a scenario reach the luck of a world.
    let mut scenario = shipped("teaching/5-stages.ron");
    scenario.calendar.horizon = 30;
    scenario.parties[0].demand = fixed(0.0);
    let keys = ChanceKeys::new(77, &scenario);
    let draws: Vec<_> = (0..12_000).map(|world| keys.draw(world)).collect();
    for case in fixed_agreements() {
        let agreement = agreement(&case.terms, case.on_promise, case.after_last);
        let slips = defectors(&agreement, &case.terms, &[PartyIndex(0), PartyIndex(1)]);
        let course = |chance| Sampler {
            agreement: &agreement,
            terms: &case.terms,
            signatories: &[PartyIndex(0), PartyIndex(1)],
            chance,
            from: 4,
            horizon: 30,
            reviews: &[],
        };
        let first = course(&draws[0]);
        let (values, completed) = (first.entry_values(&slips), first.completed(&slips));
        let mut lists = vec![Vec::new(); 4];
        let (mut ended, mut paused, mut renegotiated) = (0, 0, 0);
        for chance in &draws {
            let history = course(chance).sample(&slips);
            let heard = |of: fn(&Happening) -> bool| history.happenings.iter().any(|(_, h)| of(h));
            paused += usize::from(heard(|h| matches!(h, Happening::Paused(_))));
            renegotiated += usize::from(history.renegotiated.is_some());
            for i in 0..3 {
                lists[i].push(history.value[i] - values[i][0]);
            }
            let done =
                history.happenings.iter().any(|(_, h)| *h == Happening::Completed(agreement.stages - 1));
            lists[3].push(f64::from(u8::from(done)) - completed);
            match (history.collapse, case.ends) {
                (Some((.., why)), Some(ends)) => ended += usize::from(ends(why)),
                (Some(_), None) => panic!("{}: {:?}", case.name, history.collapse),
                (None, _) => {}
            }
        }
        assert!(case.ends.is_none() || ended > 100, "{}: {ended}", case.name);
        assert!((paused > 100) == (case.terms.pause > 0.0), "{}: {paused}", case.name);
        assert!((renegotiated > 100) == (case.terms.renegotiation > 0.0), "{}: {renegotiated}", case.name);
        for (k, list) in lists.iter().enumerate() {
            assert_zero(list, &format!("{} / {k}", case.name));
        }
    }
}

/// The chain written as a matrix over single periods, solved by letting it run: values and the chance of completion.
#[test]
#[allow(clippy::needless_range_loop, reason = "several lanes are read at the same place")]
fn chains_agree_with_letting_them_run() {
    for case in fixed_agreements() {
        let (a, t) = (agreement(&case.terms, case.on_promise, case.after_last), &case.terms);
        let slips = defectors(&a, t, &[PartyIndex(0), PartyIndex(1)]);
        let seen = caught(t, &slips);
        let (mut fresh, mut old, mut frozen) = ([0.0; 4], [0.0; 4], [0.0; 4]);
        fresh[0] = 1.0;
        let mut value = [0.0; 3];
        let mut completed = 0.0;
        for period in 0..6_000 {
            let weight = |i: usize| libm::pow(t.discount[i], f64::from(period));
            let (mut fresh_next, mut old_next, mut frozen_next) = ([0.0; 4], [0.0; 4], [0.0; 4]);
            for k in 0..=a.stages {
                let leaves = a.leaves.is_some_and(|(state, _)| state == k);
                let (here, stay) = if leaves { (0.0, 0.0) } else { (fresh[k], old[k]) };
                for i in 0..3 {
                    if leaves {
                        value[i] += weight(i) * (fresh[k] + old[k]) * a.collapse[k][i];
                    }
                    value[i] += weight(i) * (here + stay) * a.flow[k][i];
                }
                let last = k == a.stages;
                if !last {
                    for i in 0..2 {
                        value[i] += weight(i) * here * taken(&a, t, &slips, PartyIndex(i))[k];
                    }
                }
                let unseen = if last { 1.0 } else { 1.0 - seen[k] };
                let failed = here * (1.0 - unseen);
                let kept = |k: usize| if a.leaves_frozen[k].is_some() { 0.0 } else { frozen[k] };
                if !last {
                    // What stays as it is has its flow until it is spoiled or lapses, or is left at once.
                    let left = a.leaves_frozen[k].is_some();
                    let goes_on = (1.0 - a.spoil) * (1.0 - t.lapse);
                    for i in 0..3 {
                        let (end, flow) = (a.collapse[k][i], a.flow[k][i]);
                        value[i] += weight(i)
                            * frozen[k]
                            * if left { end } else { flow + t.discount[i] * (1.0 - goes_on) * end };
                    }
                    frozen_next[k] = failed * t.renegotiation + if left { 0.0 } else { frozen[k] * goes_on };
                    fresh_next[k] += failed * t.pause;
                }
                let whole = (here * unseen + stay) * (1.0 - a.spoil);
                let through = if last { 0.0 } else { whole * a.success[k] };
                let lapsed = if last { whole * t.lapse } else { 0.0 };
                let spoilt = (here * unseen + stay + if last { 0.0 } else { kept(k) }) * a.spoil;
                for i in 0..3 {
                    value[i] -= weight(i) * t.discount[i] * spoilt * a.deterrence.spoil_loss[i];
                }
                let gone = here + stay - whole + lapsed - failed * (t.pause + t.renegotiation);
                for i in 0..3 {
                    value[i] += weight(i) * t.discount[i] * gone * a.collapse[k][i];
                }
                old_next[k] += whole - through - lapsed;
                if !last {
                    fresh_next[k + 1] += through;
                    completed += if k + 1 == a.stages && period < 26 { through } else { 0.0 };
                }
            }
            (fresh, old, frozen) = (fresh_next, old_next, frozen_next);
        }
        let mut scenario = shipped("teaching/5-stages.ron");
        scenario.calendar.horizon = 30;
        let chance = ChanceKeys::new(1, &scenario).draw(0);
        let course = Sampler {
            agreement: &a,
            terms: t,
            signatories: &[PartyIndex(0), PartyIndex(1)],
            chance: &chance,
            from: 4,
            horizon: 30,
            reviews: &[],
        };
        let closed = course.entry_values(&slips);
        for i in 0..3 {
            assert!(
                (closed[i][0] - value[i]).abs() < 1e-9,
                "{}: party {i}: {} {}",
                case.name,
                closed[i][0],
                value[i]
            );
        }
        let leaves_before = a.leaves.is_some_and(|(state, _)| state < a.stages);
        let expected = if leaves_before { 0.0 } else { completed };
        assert!((course.completed(&slips) - expected).abs() < 1e-12, "{}", case.name);
    }
}

/// Dates on which signatories of a fixed agreement choose again: what the first wants less than before, what the second can have
/// elsewhere, and, after the last period that is drawn, what both are tempted by.
fn reviews(case: &Fixed, first: &Agreement) -> Vec<Review> {
    let less = per_party(3, |i| [0.1, 0.0, 0.0][i]);
    let mut calmer = Terms { temptation: per_party(3, |_| 0.0), ..case.terms.clone() };
    calmer.discount[0] = 0.9;
    let poorer = Terms { in_force: per_party(3, |i| case.terms.in_force[i] - less[i]), ..case.terms.clone() };
    let plans = [(9, poorer, [0.0, 0.0]), (17, calmer, [-9.0, 6.5]), (90, case.terms.clone(), [3.0, 3.0])];
    let review = |(at, terms, outside): (u32, Terms, [f64; 2])| {
        let decided = agreement(&terms, case.on_promise, case.after_last);
        let mut measured = first.clone();
        measured.conduct_as(&case.terms, &decided);
        let mut review = Review {
            at,
            events: 1,
            slips: defectors(&decided, &terms, &[PartyIndex(0), PartyIndex(1)]),
            decided: Box::new(decided),
            terms,
            outside: vec![Some(outside[0]), Some(outside[1]), None],
            measured: Box::new(measured),
            outside_measured: per_party(3, |i| if i.index() < 2 { 0.5 * outside[i] } else { 0.0 }),
            departures: Default::default(),
        };
        review.choose(&[PartyIndex(0), PartyIndex(1)]);
        review
    };
    plans.map(review).into()
}

#[test]
fn histories_in_which_signatories_choose_again_follow_their_closed_form() {
    let mut scenario = shipped("teaching/5-stages.ron");
    scenario.calendar.horizon = 120;
    let keys = ChanceKeys::new(78, &scenario);
    let draws: Vec<_> = (0..6_000).map(|world| keys.draw(world)).collect();
    let (mut left, mut matters) = (0, 0);
    for case in fixed_agreements() {
        let agreement = agreement(&case.terms, case.on_promise, case.after_last);
        let (both, reviews) = ([PartyIndex(0), PartyIndex(1)], reviews(&case, &agreement));
        let slips = defectors(&agreement, &case.terms, &both);
        // Of three dates the last lies beyond what is drawn with a horizon of 30, and within it with one of 120.
        let course = |chance, horizon| Sampler {
            agreement: &agreement,
            terms: &case.terms,
            signatories: &both,
            chance,
            from: 4,
            horizon,
            reviews: &reviews,
        };
        let expected = course(&draws[0], 30).expected(&slips);
        matters += usize::from(expected.value[0] != course(&draws[0], 30).entry_values(&slips)[0][0]);
        for horizon in [30, 120] {
            let completed = course(&draws[0], horizon).completed(&slips);
            let mut lists = vec![Vec::new(); 6];
            for chance in &draws {
                let history = course(chance, horizon).sample(&slips);
                for i in 0..3 {
                    lists[i].push(history.value[i] - expected.value[i]);
                }
                for i in 0..2 {
                    lists[3 + i].push(history.outside[i] - expected.outside[i]);
                }
                let done = Happening::Completed(agreement.stages - 1);
                let done = history.happenings.iter().any(|(_, h)| *h == done);
                lists[5].push(f64::from(u8::from(done)) - completed);
                left += usize::from(history.outside.iter().any(|o| *o != 0.0));
            }
            for (k, list) in lists.iter().enumerate().filter(|(k, _)| horizon == 30 || *k == 0) {
                // What happens in fewer than 10 of 6,000 histories, and is worth at most 5, may not be seen at all.
                let (mean, error) = mean_error(list);
                let at = format!("{} / horizon {horizon} / {k}", case.name);
                assert!(mean.abs() <= STANDARD_SCORE * error + 0.008, "{at}: mean {mean}, error {error}");
            }
        }
    }
    assert!(left > 1_000 && matters > 8, "{left} {matters}");
}

/// Dates on which nothing changes add nothing, to the last bit.
#[test]
fn dates_on_which_all_stay_as_they_are_change_nothing() {
    let mut scenario = shipped("teaching/5-stages.ron");
    scenario.calendar.horizon = 30;
    let keys = ChanceKeys::new(79, &scenario);
    for case in fixed_agreements() {
        let agreement = agreement(&case.terms, case.on_promise, case.after_last);
        let both = [PartyIndex(0), PartyIndex(1)];
        let slips = defectors(&agreement, &case.terms, &both);
        let unmoved = |at| {
            let mut measured = agreement.clone();
            measured.conduct_as(&case.terms, &agreement);
            let mut review = Review {
                at,
                events: 1,
                decided: Box::new(agreement.clone()),
                terms: case.terms.clone(),
                outside: vec![None; 3],
                measured: Box::new(measured),
                outside_measured: per_party(3, |_| 0.0),
                slips,
                departures: Default::default(),
            };
            review.choose(&both);
            review
        };
        let dates = [5, 11, 12, 40].map(unmoved);
        for chance in (0..200).map(|world| keys.draw(world)) {
            let course = |reviews| Sampler {
                agreement: &agreement,
                terms: &case.terms,
                signatories: &both,
                chance: &chance,
                from: 4,
                horizon: 30,
                reviews,
            };
            let (with, without) = (course(&dates), course(&[]));
            assert_eq!(with.expected(&slips), without.expected(&slips), "{}", case.name);
            assert_eq!(with.completed(&slips), without.completed(&slips), "{}", case.name);
            let mut history = with.sample(&slips);
            history.happenings.retain(|(_, h)| !matches!(h, Happening::Reviewed(..)));
            assert_eq!(history, without.sample(&slips), "{}", case.name);
        }
    }
}
