//! Packages by brute force against the pruned search, and the choice of the reference model against an independent
//! computation, over random scenarios. No error rate: everything is compared to 1e-9.

use crate::common;

use common::play::{asked, fixed, generated, range, small_seeds};
use roundtable::agreement::evaluation::{Agreement, Signatories, Switches, evaluate};
use roundtable::agreement::package::{MOST_ISSUES, Package};
use roundtable::agreement::packages::{Packages, active_stages};
use roundtable::agreement::table::Table;
use roundtable::agreement::terms::Arrangement;
use roundtable::agreement::valuation::Valuation;
use roundtable::scenario::model::{DemandOf, Level, Scenario};
use roundtable::scenario::place::PartyIndex;
use roundtable::simulation::engine::Engine;
use roundtable::talks::behaviour::Behaviour;
use roundtable::talks::catalogue::Catalogue;
use roundtable::talks::feasible::FeasibleAgreements;
use roundtable::talks::negotiation::Talks;
use roundtable::talks::outcome::{Ended, Outcome};
use roundtable::talks::situation::Situation;
use roundtable::world::World;
use roundtable::world::draw::Correlation;

const NEAR: f64 = 1e-9;

/// Every combination of road map and options that leaves nothing necessary out and meets the conditions of the world.
fn all_packages(table: &Table, v: &Valuation) -> Vec<Package> {
    let mut all = Vec::new();
    for schedule in 0..table.schedules.len() {
        let mut options = [0u8; MOST_ISSUES];
        'next: loop {
            let package = Package { schedule: schedule as u8, options };
            let used = &options[..table.menus.len()];
            let conditions = table.conditions.iter().zip(&v.condition_holds);
            let allowed = used.iter().any(|&o| o > 0)
                && (!table.all_or_nothing || used.iter().all(|&o| o > 0))
                && conditions
                    .filter(|(c, holds)| **holds && (c.always || has_duty(table, &package, c.party)))
                    .all(|(c, _)| c.met_by(&table.menus, &options, v.lapsed));
            if allowed {
                all.push(package);
            }
            for (menu, option) in options.iter_mut().enumerate().take(table.menus.len()) {
                *option += 1;
                if usize::from(*option) < table.menus[menu].choices.len() {
                    continue 'next;
                }
                *option = 0;
            }
            break;
        }
    }
    all
}

/// Whether a party that is not bound by whatever is agreed has a duty in a package.
fn has_duty(table: &Table, package: &Package, party: PartyIndex) -> bool {
    let options = table.menus.iter().zip(&package.options);
    options.into_iter().any(|(m, &o)| m.absent[usize::from(o)] & (1 << party) != 0)
}

/// Who is bound by a package: those who sit at the table, and absent parties that have a duty in it.
fn bound(table: &Table, package: &Package) -> Vec<PartyIndex> {
    table.by_id.iter().copied().filter(|&i| table.is_member(i) || has_duty(table, package, i)).collect()
}

/// The package evaluated from its pieces, without the search.
fn from_pieces(table: &Table, v: &Valuation, package: Package, switches: Switches) -> Agreement {
    let schedule = &table.schedules[usize::from(package.schedule)];
    let active = active_stages(table, package);
    let places = &active.positions[..active.count];
    let of_menu =
        |menu: usize| places.iter().position(|&p| usize::from(p) == schedule.stage_of[menu]).unwrap_or(0);
    let menus = 0..table.menus.len();
    let arrangement = Arrangement {
        option: menus.clone().map(|m| usize::from(package.options[m])).collect(),
        stage: menus.clone().map(of_menu).collect(),
        on_promise: table.on_promise.clone(),
        after_last: table.after_last,
    };
    let success = &v.pace.success(table, &package, &active)[..active.count];
    evaluate(&v.terms, &arrangement, success, Signatories::all(&bound(table, &package)), switches)
}

/// Calls for the tables of small random scenarios in some worlds.
fn for_each_table(
    seeds: &[u64],
    worlds: u64,
    change: impl Fn(&mut Scenario),
    change_world: impl Fn(&Scenario, &mut World),
    mut call: impl FnMut(&Scenario, &Table, &Valuation, &str),
) {
    for &seed in seeds {
        let mut scenario = generated(seed);
        change(&mut scenario);
        let engine = Engine::new(&scenario, seed, Correlation::AsAssumed);
        for world in 0..worlds {
            let mut setting = engine.setting(world);
            change_world(&scenario, &mut setting.world);
            for table in &engine.tables {
                let valuation = Valuation::new(&scenario, &setting.world, table, 0);
                call(
                    &scenario,
                    table,
                    &valuation,
                    &format!("scenario {seed}, world {world}, {}", table.name),
                );
            }
        }
    }
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= NEAR * (1.0 + a.abs().max(b.abs()))
}

#[test]
fn the_search_finds_what_brute_force_finds() {
    let (mut kept, mut cut, mut spoiled, mut staged, mut left, mut faster) = (0, 0, 0, 0, 0, 0);
    for_each_table(
        &small_seeds(1, 120, 400.0),
        3,
        |_| {},
        |_, _| {},
        |_, table, v, at| {
            let floor = |i: PartyIndex| v.reservation_belief[i].low + v.signing_margin[i].min(0.0);
            let switches = Switches { withdrawal: true };
            let guards: Vec<PartyIndex> = table.members.iter().copied().filter(|&i| v.touched[i]).collect();
            let mut found: Vec<(Package, Agreement)> = Vec::new();
            Packages::new(table, v, switches, floor).visit(|p, a| found.push((p, a.clone())));
            let mut expected = 0;
            for package in all_packages(table, v) {
                let agreement = from_pieces(table, v, package, switches);
                let slack = guards.iter().map(|&i| (agreement.start(i) - floor(i)) / (1.0 + floor(i).abs()));
                let slack = slack.fold(f64::INFINITY, f64::min);
                let hit = found.iter().find(|(p, _)| *p == package);
                if agreement.left_at_once().is_some() {
                    assert!(hit.is_none(), "{at}: {package:?} would be left at once");
                    left += usize::from(slack > NEAR);
                    continue;
                }
                assert!(slack < NEAR || hit.is_some(), "{at}: cut {package:?}");
                assert!(slack > -NEAR || hit.is_none(), "{at}: kept {package:?}");
                let Some((_, seen)) = hit else {
                    cut += 1;
                    continue;
                };
                expected += 1;
                spoiled += usize::from(agreement.spoil > 0.0);
                staged += usize::from(agreement.stages > 1);
                faster += usize::from(is_faster(table, v, package));
                assert_eq!(
                    (seen.stages, seen.spoilers, seen.leaves),
                    (agreement.stages, agreement.spoilers, agreement.leaves)
                );
                for i in 0..v.touched.len() {
                    for k in 0..=agreement.stages {
                        assert!(near(seen.value[k][i], agreement.value[k][i]), "{at}: {package:?}");
                    }
                    for k in 0..agreement.stages {
                        assert!(near(seen.resists[k][i], agreement.resists[k][i]), "{at}: {package:?}");
                    }
                }
            }
            assert_eq!(found.len(), expected, "{at}: something was found that is not a package");
            kept += expected;
        },
    );
    assert!(
        kept > 1000 && cut > 1000 && spoiled > 100 && staged > 100 && left > 50 && faster > 100,
        "{kept} {cut} {spoiled} {staged} {left} {faster}"
    );
}

/// Whether some stage of a package takes less time than if all its issues were agreed.
fn is_faster(table: &Table, v: &Valuation, package: Package) -> bool {
    let whole = Package { options: [1; MOST_ISSUES], ..package };
    let [own, all] = [package, whole].map(|package| {
        let active = active_stages(table, package);
        let success = v.pace.success(table, &package, &active);
        active.positions[..active.count].iter().copied().zip(success).collect::<Vec<(u8, f64)>>()
    });
    own.iter().any(|(stage, chance)| all.iter().any(|(other, slow)| other == stage && slow < chance))
}

/// What a party expects, written out: over every way in which the temptations of the others can fall between the levels
/// that they resist in the stages, the value stage by stage from the last backwards.
fn expectation(bound: &[PartyIndex], v: &Valuation, a: &Agreement, i: PartyIndex) -> f64 {
    let names: Vec<PartyIndex> = bound.iter().copied().filter(|&j| j != i).collect();
    let others: Vec<Vec<(f64, Vec<bool>)>> = names.iter().map(|&j| conducts(v, a, j)).collect();
    let mut sum = 0.0;
    let mut place = vec![0; others.len()];
    loop {
        let chance: f64 = place.iter().zip(&others).map(|(&p, o)| o[p].0).product();
        if chance > 0.0 {
            let slips = |k: usize| {
                let slipping = names.iter().zip(&others).zip(&place).filter(|((_, o), p)| o[**p].1[k]);
                slipping.map(|((&j, _), _)| 1.0 - v.terms.detection[j]).product::<f64>()
            };
            sum += chance * value_given(bound, v, a, i, &slips);
        }
        let Some(next) = (0..place.len()).find(|&o| place[o] + 1 < others[o].len()) else { return sum };
        place[next] += 1;
        place[..next].fill(0);
    }
}

/// The ways in which a party may conduct itself: chance, and by stage whether it slips.
fn conducts(v: &Valuation, a: &Agreement, j: PartyIndex) -> Vec<(f64, Vec<bool>)> {
    let resists = |k: usize| match (a.stake[k][j] > 0.0, a.resists[k][j] + 1e-12) {
        (false, _) => f64::INFINITY,
        (true, least) if least < 0.0 => -1.0,
        (true, least) => least / a.stake[k][j],
    };
    let mut cuts: Vec<f64> = (0..a.stages).map(resists).collect();
    cuts.push(f64::INFINITY);
    cuts.sort_by(f64::total_cmp);
    let mut below = 0.0;
    cuts.iter()
        .map(|&cut| {
            let upto = v.temptation_belief[j].at_most(cut);
            let chance = upto - below;
            below = upto;
            // A temptation just at or below the cut is resisted where at least that much is.
            (chance, (0..a.stages).map(|k| resists(k) < cut).collect())
        })
        .collect()
}

fn value_given(
    bound: &[PartyIndex],
    v: &Valuation,
    a: &Agreement,
    i: PartyIndex,
    slips: &dyn Fn(usize) -> f64,
) -> f64 {
    let t = &v.terms;
    let d = t.discount[i];
    let mut next = a.value[a.stages][i];
    for k in (0..a.stages).rev() {
        let (collapse, flow, s) = (a.collapse[k][i], a.flow[k][i], a.success[k]);
        if a.leaves.is_some_and(|(state, _)| state == k) {
            next = collapse;
            continue;
        }
        let (mut unseen, mut bonus) = (slips(k), 0.0);
        let stake = a.stake[k][i];
        if bound.contains(&i) && stake > 0.0 && t.temptation[i] * stake > a.resists[k][i] + 1e-12 {
            unseen *= 1.0 - t.detection[i];
            bonus = t.temptation[i] * stake;
        }
        let stay = (flow + d * ((1.0 - a.spoil) * s * next + a.spoil * collapse))
            / (1.0 - d * (1.0 - a.spoil) * (1.0 - s));
        let survived = (1.0 - a.spoil) * (s * next + (1.0 - s) * stay) + a.spoil * collapse;
        next = bonus + flow + d * ((1.0 - unseen) * collapse + unseen * survived);
    }
    next
}

#[test]
fn prospects_are_all_that_could_suit_those_who_must_agree() {
    let ([count, doubtful, joining], zones) = prospects(|_| {});
    assert!(
        count > 1000 && doubtful > 1000 && joining == 0 && zones[0] > zones[1] && zones[1] > zones[2],
        "{count} {doubtful} {joining} {zones:?}"
    );
}

#[test]
fn so_are_they_where_absent_parties_are_asked() {
    let ([count, doubtful, joining], zones) = prospects(|s| *s = asked(s.clone()));
    assert!(
        count > 1000 && doubtful > 1000 && joining > 100 && zones[0] > zones[1] && zones[1] > zones[2],
        "{count} {doubtful} {joining} {zones:?}"
    );
}

/// Compares what could be agreed at many tables with brute force: packages, those with doubts, those that some absent party
/// would be asked to join, and zones of members, of all, and self-enforcing.
fn prospects(change: impl Fn(&mut Scenario)) -> ([usize; 3], [usize; 3]) {
    let (mut count, mut doubtful, mut joining, mut zones) = (0, 0, 0, [0; 3]);
    for_each_table(
        &small_seeds(1, 120, 400.0),
        3,
        |s| {
            change(s);
            s.world.demand_of = DemandOf::Everything;
        },
        |_, _| {},
        |_, table, v, at| {
            if table.packages() > 400.0 {
                return;
            }
            let switches = Switches { withdrawal: true };
            let feasible = FeasibleAgreements::new(&Catalogue::new(table, v, switches).into(), table, v);
            let (mut members, mut rational, mut enforcing, mut expected) = (false, false, false, 0);
            for package in all_packages(table, v) {
                let a = from_pieces(table, v, package, switches);
                if a.left_at_once().is_some() {
                    continue;
                }
                let consent = table
                    .menus
                    .iter()
                    .zip(&package.options)
                    .fold(0, |b, (m, &o)| b | m.consent[usize::from(o)]);
                let outside: Vec<PartyIndex> = PartyIndex::all(table.parties)
                    .filter(|&i| v.touched[i] && !table.is_member(i) && consent & (1 << i) != 0)
                    .collect();
                let seated: Vec<PartyIndex> =
                    table.members.iter().copied().filter(|&i| v.touched[i]).collect();
                let bound = bound(table, &package);
                let absent: Vec<PartyIndex> =
                    bound.iter().copied().filter(|&i| v.touched[i] && !table.is_member(i)).collect();
                let elsewhere = |i: PartyIndex| v.outside[i].map_or(f64::NEG_INFINITY, |o| o - 1e-12);
                let content = |list: &[PartyIndex], least: &dyn Fn(PartyIndex) -> f64| {
                    list.iter().all(|&i| a.start(i) >= least(i))
                };
                let truth = |i: PartyIndex| v.reservation[i] - 1e-12;
                let floor =
                    |i: PartyIndex| v.reservation_belief[i].low + v.signing_margin[i].min(0.0) - 1e-12;
                let join = content(&absent, &truth) && content(&absent, &elsewhere);
                members |= content(&seated, &truth) && join;
                let both = content(&seated, &truth) && join && content(&outside, &truth);
                rational |= both;
                enforcing |= both && a.self_enforcing(&v.terms, &bound);
                let low = |i: PartyIndex| v.reservation_belief[i].low - 1e-12;
                let may_join = content(&absent, &low) && content(&absent, &elsewhere);
                if content(&seated, &floor) && may_join && content(&outside, &low) {
                    expected += 1;
                    joining += usize::from(!absent.is_empty());
                    let at_place = feasible.packages.iter().position(|p| *p == package);
                    let x = at_place.unwrap_or_else(|| panic!("{at}: {package:?} is missing"));
                    for i in PartyIndex::all(table.parties) {
                        assert!(near(feasible.value(x, i), a.start(i)), "{at}");
                        assert!(
                            near(feasible.expected(x, i), expectation(&bound, v, &a, i)),
                            "{at}: {package:?} {i}"
                        );
                        doubtful += usize::from(!near(feasible.expected(x, i), a.start(i)));
                    }
                }
            }
            assert_eq!(feasible.len(), expected, "{at}");
            let zone = feasible.zone;
            assert_eq!(
                (zone.members, zone.rational, zone.self_enforcing),
                (members, rational, enforcing),
                "{at}"
            );
            count += expected;
            for (count, yes) in zones.iter_mut().zip([members, rational, enforcing]) {
                *count += usize::from(yes);
            }
        },
    );
    ([count, doubtful, joining], zones)
}

/// Leaders who know everything of one another, meet at once, and sign what they agree there and then.
fn reference_talks(scenario: &mut Scenario) {
    let all: Vec<PartyIndex> = PartyIndex::all(scenario.parties.len()).collect();
    scenario.parties.iter_mut().for_each(|p| p.outside_option = None);
    for format in &mut scenario.formats {
        format.information.disclosed.clone_from(&all);
        let d = &mut format.delegation;
        (d.level, d.first_meeting, d.refer_back, d.public) = (Level::Leaders, 0, false, false);
    }
}

fn negotiate(table: &Table, v: &Valuation, by: Behaviour, s: Switches) -> (FeasibleAgreements, Ended) {
    let feasible = FeasibleAgreements::new(&Catalogue::new(table, v, s).into(), table, v);
    let situation = Situation { table, valuation: v, feasible: &feasible };
    let mut talks = Talks::new(table, v, None);
    let ended = talks.hold(situation, by, 0..table.meetings.len(), None);
    let ended = ended.unwrap_or_else(|| talks.deadline(table));
    (feasible, ended)
}

/// Largest product of surpluses over the seated among packages that are rational for all who must agree and
/// self-enforcing, by brute force.
fn best_product(table: &Table, v: &Valuation, switches: Switches) -> Option<(f64, Package)> {
    let mut best: Option<(f64, Package)> = None;
    for package in all_packages(table, v) {
        let a = from_pieces(table, v, package, switches);
        let consent =
            table.menus.iter().zip(&package.options).fold(0, |b, (m, &o)| b | m.consent[usize::from(o)]);
        let must = |i: &PartyIndex| v.touched[*i] && (table.is_member(*i) || consent & (1 << i) != 0);
        let rational = PartyIndex::all(table.parties).filter(must).all(|i| a.start(i) >= v.reservation[i]);
        if rational && a.self_enforcing(&v.terms, &table.members) {
            let seated = table.members.iter().filter(|&&i| v.touched[i]);
            let product = seated.map(|&i| a.start(i) - v.reservation[i]).product::<f64>();
            if product > best.map_or(0.0, |(b, _)| b) {
                best = Some((product, package));
            }
        }
    }
    best
}

#[test]
fn with_everything_disclosed_the_first_offer_is_the_nash_package() {
    let switches = Switches { withdrawal: false };
    let (mut signed, mut not, mut staged) = (0, 0, 0);
    for_each_table(
        &small_seeds(1, 80, 400.0),
        4,
        reference_talks,
        |_, _| {},
        |_, table, v, at| {
            if !table.members.iter().any(|&i| v.touched[i]) {
                return;
            }
            let (feasible, ended) = negotiate(table, v, Behaviour::Nash, switches);
            match (best_product(table, v, switches), ended.outcome) {
                (None, Outcome::Deadline) => not += 1,
                (Some((best, package)), Outcome::Signed(x)) => {
                    let seated = table.members.iter().filter(|&&i| v.touched[i]);
                    let product = seated.map(|&i| feasible.value(x, i) - v.reservation[i]).product::<f64>();
                    assert!(near(product, best), "{at}: {product} against {best} of {package:?}");
                    assert_eq!(ended.period, 0, "{at}");
                    signed += 1;
                    staged += usize::from(active_stages(table, feasible.packages[x]).count > 1);
                }
                (best, outcome) => panic!("{at}: {best:?} against {outcome:?}"),
            }
        },
    );
    assert!(signed > 50 && not > 50 && staged > 10, "{signed} {not} {staged}");
}

/// Binmore, Rubinstein & Wolinsky (1986): an outside option is a floor, not a point from which surplus is counted.
#[test]
fn an_outside_option_that_does_not_bind_changes_nothing() {
    let switches = Switches { withdrawal: true };
    let mut tried = 0;
    for_each_table(
        &small_seeds(1, 80, 400.0),
        4,
        reference_talks,
        |_, _| {},
        |_, table, v, at| {
            let (feasible, ended) = negotiate(table, v, Behaviour::Nash, switches);
            let Outcome::Signed(x) = ended.outcome else { return };
            for &party in &table.members {
                let mut with = v.clone();
                // Well above its reservation value, and well below what it got.
                with.outside[party] = Some(0.2 * v.reservation[party] + 0.8 * feasible.expected(x, party));
                let (_, again) = negotiate(table, &with, Behaviour::Nash, switches);
                assert_eq!(again, ended, "{at}: party {party}");
                tried += 1;
            }
        },
    );
    assert!(tried > 100, "{tried}");
}

#[test]
fn hidden_ranges_of_no_width_are_as_good_as_disclosed() {
    for behaviour in Behaviour::ALL {
        let differing = [0.3, 1e-6].map(|width| {
            let (mut differ, mut all, mut signed) = (0.0, 0.0, 0.0);
            let narrow = |s: &mut Scenario| {
                reference_talks(s);
                for p in &mut s.parties {
                    p.demand = range(p.demand.from.max(0.0), p.demand.from.max(0.0) + width);
                    let middle = p.temptation.from.max(0.05);
                    p.temptation = range(middle, middle + width);
                }
            };
            for_each_table(
                &small_seeds(1, 60, 200.0),
                3,
                narrow,
                |_, _| {},
                |s, table, v, _| {
                    let mut hidden = s.clone();
                    hidden.formats.iter_mut().for_each(|f| f.information.disclosed.clear());
                    let format = hidden.format(&table.name).expect("the same formats");
                    let other = Table::new(&hidden, &hidden.formats[format]);
                    let mut unknown = v.clone();
                    // The same world; only what others know of it differs.
                    for i in 0..s.parties.len() {
                        let d = v.terms.discount[i];
                        let r = &s.parties[i].demand;
                        let flow = v.terms.disagreement[i];
                        if v.touched[i] {
                            unknown.reservation_belief[i].low = (flow + r.from) / (1.0 - d);
                            unknown.reservation_belief[i].high = (flow + r.to) / (1.0 - d);
                        }
                        let t = &s.parties[i].temptation;
                        let periods = f64::from(s.calendar.periods_per_year);
                        (unknown.temptation_belief[i].low, unknown.temptation_belief[i].high) =
                            (t.from * periods, t.to * periods);
                    }
                    let switches = Switches { withdrawal: true };
                    let (a, known) = negotiate(table, v, behaviour, switches);
                    let (b, guessed) = negotiate(&other, &unknown, behaviour, switches);
                    let package = |p: &FeasibleAgreements, e: &Ended| match e.outcome {
                        Outcome::Signed(x) => Some((p.packages[x], e.period)),
                        _ => None,
                    };
                    all += 1.0;
                    signed += f64::from(u8::from(package(&a, &known).is_some()));
                    differ += f64::from(u8::from(package(&a, &known) != package(&b, &guessed)));
                },
            );
            assert!(signed > 0.1 * all && signed < 0.95 * all, "{signed} of {all}");
            differ / all
        });
        assert!(differing[0] > 0.0 && differing[1] == 0.0, "{behaviour:?}: {differing:?}");
    }
}

#[test]
fn staging_never_adds_to_the_sum_of_gains_when_nothing_can_go_wrong() {
    let mut strictly = 0;
    let mut tried = 0;
    let calm = |s: &mut Scenario| {
        for p in &mut s.parties {
            p.patience = fixed(0.9);
            (p.temptation, p.spoiling, p.detection) = (fixed(0.0), fixed(0.0), fixed(1.0));
        }
        s.world.lapse_after_completion = fixed(0.0);
        for format in &mut s.formats {
            format.enforcement.monitors = PartyIndex::all(s.parties.len()).collect();
            // A promise that is kept early is not a stage that is carried out early: it has its own order.
            format.contract.on_promise.clear();
        }
    };
    let certain = |_: &Scenario, world: &mut World| {
        world.success.iter_mut().flatten().for_each(|s| *s = Some(1.0));
        world.plain_success = 1.0;
        world.takes.fill(None);
    };
    let switches = Switches { withdrawal: false };
    for_each_table(&small_seeds(1, 120, 400.0), 3, calm, certain, |s, table, v, at| {
        let format = &s.formats[s.format(&table.name).expect("a format")];
        let mut whole = format.clone();
        whole.contract.roadmaps.clear();
        let immediate = Table::new(s, &whole);
        // Success is certain in every stage, whatever the plan.
        let one = v.clone();
        let n = table.parties;
        let sum = |a: &Agreement| PartyIndex::all(n).map(|i| a.start(i)).sum::<f64>();
        let best = all_packages(&immediate, &one)
            .into_iter()
            .map(|p| sum(&from_pieces(&immediate, &one, p, switches)))
            .fold(f64::NEG_INFINITY, f64::max);
        for package in all_packages(table, v) {
            let a = from_pieces(table, v, package, switches);
            // What each stage adds to the flow, summed over parties.
            let steps = (0..a.stages).map(|k| (0..n).map(|i| a.flow[k + 1][i] - a.flow[k][i]).sum::<f64>());
            if a.stages < 2 || steps.clone().any(|step| step < 0.0) {
                continue;
            }
            tried += 1;
            assert!(
                sum(&a) <= best + NEAR * (1.0 + best.abs()),
                "{at}: {package:?} {} above {best}",
                sum(&a)
            );
            strictly += usize::from(sum(&a) < best - 1e-6);
        }
    });
    assert!(tried > 500 && strictly > 100, "{tried} {strictly}");
}
