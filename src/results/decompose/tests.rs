//! What always holds of shares, on lessons of the ladder and on values by hand.

use super::found::measures;
use super::*;
use crate::scenario::model::{Absent, Format, Level};
use crate::scenario::{SourceFile, read};
use crate::simulation::combined::{Combined, Measured, Sums};
use crate::simulation::execute::{Silent, execute};
use crate::simulation::outcome::Outcome;
use crate::talks::behaviour::Behaviour;
use std::sync::atomic::AtomicBool;

const LAKE: &str = include_str!("../../../scenarios/teaching/4-spoiler.ron");

/// The lesson with one more format, changed from its second (all three villages).
fn lesson(change: impl Fn(&mut Format)) -> Scenario {
    let mut scenario = read(&SourceFile::new("lesson.ron", LAKE)).expect("it is sound").scenario;
    let mut format = scenario.formats[1].clone();
    format.name = "the other".into();
    change(&mut format);
    scenario.formats.push(format);
    scenario
}

/// Four components differ, and the two of the smaller table cannot agree on the pier.
fn four(format: &mut Format) {
    format.membership.members.truncate(2);
    format.delegation.ratifiers.truncate(2);
    format.contract.agenda = vec![true, false];
    (format.delegation.level, format.delegation.meetings) = (Level::Working, 2);
    format.enforcement.monitors.clear();
}

fn sums(game: &Game, measured: &[Measured], worlds: u64) -> Sums {
    let coefficients = game.coefficients();
    let job = Combined::new(&game.scenario, (3, worlds, Behaviour::Concession), measured, &coefficients);
    let mut sums = Sums::default();
    let stop = AtomicBool::new(false);
    execute(&job, None, 1, &Silent, &stop, &mut |_, more| sums.merge(&more)).expect("it runs");
    sums
}

fn found(game: &Game, worlds: u64) -> Decomposition {
    let measures = measures(("signed".into(), Outcome::Signed));
    let measured: Vec<Measured> = measures.iter().map(|(_, m)| *m).collect();
    Decomposition::new(game, made(worlds), &measures, &sums(game, &measured, worlds))
}

/// So many worlds of the lake.
pub(super) fn made(worlds: u64) -> Made {
    Made { scenario: "lake".into(), worlds, seed: 3, behaviour: "concession", hash: String::new() }
}

/// A game of four components, each hybrid of which can be.
pub(super) fn four_that_all_can_be() -> Game {
    Game::of(&lesson(four), (1, 2), false).expect("two formats")
}

pub(super) fn exact(share: &found::Estimate) -> i128 {
    share.sum.parse().expect("a whole number")
}

fn differing(game: &Game) -> Vec<String> {
    game.rows.iter().filter(|row| !row.steps.is_empty()).map(|row| row.player.key()).collect()
}

#[test]
fn formats_equal_in_all_but_name_have_shares_of_exactly_nothing() {
    let scenario = lesson(|format| format.about = "The same.".into());
    let game = Game::of(&scenario, (1, 2), true).expect("two formats");
    assert_eq!((game.scenario.formats.len(), game.equal.len(), game.rows.len()), (1, 7, 7));
    let found = found(&game, 20);
    for of in &found.measures {
        assert!(of.shares.iter().all(|share| exact(&share.share) == 0 && share.share.estimate == 0.0));
        assert_eq!((exact(&of.difference), of.difference.interval), (0, Some((0.0, 0.0))));
    }
    assert!(found.measures[0].a > 0.0, "something is signed");
}

#[test]
fn what_alone_differs_gets_everything() {
    let scenario = lesson(|format| format.delegation.meetings = 1);
    let found = found(&Game::of(&scenario, (1, 2), false).expect("two formats"), 200);
    let mut changed = 0;
    for of in &found.measures {
        for share in &of.shares {
            let expected = if share.of == "delegation" { exact(&of.difference) } else { 0 };
            assert_eq!(exact(&share.share), expected, "{} {}", of.measure, share.of);
        }
        changed += usize::from(exact(&of.difference) != 0);
    }
    assert!(changed > 0, "one meeting makes a difference");
}

#[test]
fn shares_sum_to_the_difference_exactly_and_turn_with_the_formats() {
    let scenario = lesson(four);
    let [there, back] = [(1, 2), (2, 1)].map(|pair| Game::of(&scenario, pair, true).expect("two formats"));
    assert_eq!(differing(&there), ["membership", "contract", "enforcement", "delegation"]);
    let (there, back) = (found(&there, 60), found(&back, 60));
    for (of, turned) in there.measures.iter().zip(&back.measures) {
        let all: i128 = of.shares.iter().map(|share| exact(&share.share)).sum();
        assert_eq!(all, exact(&of.difference), "{}", of.measure);
        let members: i128 = of.members.iter().map(|share| exact(&share.share)).sum();
        let of_members = of.shares.iter().find(|share| share.of == "membership").expect("members differ");
        assert_eq!(members, exact(&of_members.share), "{}", of.measure);
        for (share, turned) in
            of.shares.iter().chain(&of.members).zip(turned.shares.iter().chain(&turned.members))
        {
            assert_eq!(exact(&share.share), -exact(&turned.share), "{} {}", of.measure, share.of);
            assert_eq!((share.least, share.most), (-turned.most, -turned.least));
            assert!(
                share.least <= share.share.estimate + 1e-12 && share.share.estimate <= share.most + 1e-12
            );
        }
        let scale: i128 = of.of.parse().expect("a whole number");
        assert!((exact(&of.difference) as f64 / scale as f64 - (of.a - of.b)).abs() < 1e-9, "{}", of.measure);
    }
    assert!(there.measures.iter().any(|of| of.shares.iter().any(|share| exact(&share.share) != 0)));
    // What could be had and what the talks make of it are the whole, component by component.
    for at in 0..there.measures[0].shares.len() {
        let [whole, possible, process] = [0, 1, 2].map(|m| exact(&there.measures[m].shares[at].share));
        assert_eq!(whole, possible + process);
    }
}

#[test]
fn a_toy_with_an_interaction_has_the_shares_of_a_computation_by_hand() {
    let scenario = lesson(|format| {
        format.delegation.meetings = 1;
        format.contract.all_or_nothing = true;
        format.enforcement.supervision = true;
    });
    let game = Game::of(&scenario, (1, 2), false).expect("two formats");
    assert_eq!((game.orders, game.all_orders, game.scenario.formats.len()), (6, 6, 8));
    let first = &scenario.formats[1];
    // 3 for the delegation, 5 for the contract, and 4 more for both together; enforcement does nothing.
    let value = |format: &Format| {
        let (d, c) = (format.delegation == first.delegation, format.contract == first.contract);
        3 * i64::from(d) + 5 * i64::from(c) + 4 * i64::from(d && c)
    };
    let shares: Vec<(String, i64)> = game
        .rows
        .iter()
        .filter(|row| !row.steps.is_empty())
        .map(|row| {
            let terms = row.coefficients.iter().zip(&game.scenario.formats);
            (row.player.key(), terms.map(|(c, format)| c * value(format)).sum())
        })
        .collect();
    let by_hand = [("contract", 7), ("enforcement", 0), ("delegation", 5)];
    let by_hand = by_hand.map(|(of, share)| (of.to_owned(), share * game.denominator));
    assert_eq!(shares, by_hand);
}

#[test]
fn hybrids_that_cannot_be_are_named_and_no_order_goes_through_them() {
    // Two villages that are to agree on the pier, for which the third must act.
    let scenario = lesson(four);
    let mut other = scenario.clone();
    other.formats[1].contract.agenda = vec![false, true];
    let game = Game::of(&other, (1, 2), false).expect("two formats");
    assert!(game.orders < game.all_orders && game.orders > 0, "{} {}", game.orders, game.all_orders);
    let cannot = game.impossible.iter().all(|one| {
        one.of_first.contains(&Component::Contract) && !one.of_first.contains(&Component::Membership)
    });
    assert!(cannot && game.impossible.len() == 4, "{:?}", game.impossible);
    let reason = &game.impossible[0].reason;
    assert!(reason.contains("nothing can change in \"the hybrid\""), "{reason}");
    let found = found(&game, 30);
    for of in &found.measures {
        assert_eq!(of.shares.iter().map(|s| exact(&s.share)).sum::<i128>(), exact(&of.difference));
    }
    assert_eq!((found.impossible.len(), found.impossible[0].hybrids.len()), (1, 4));
}

#[test]
fn the_menu_of_those_who_sit_is_what_they_have_by_themselves() {
    let asked = lesson(|format| {
        format.membership.members.truncate(2);
        format.delegation.ratifiers.truncate(2);
        format.contract.absent = Absent::Asked;
        format.contract.menu_of = Some(format.membership.members.clone());
    });
    let mut excluded = asked.clone();
    excluded.formats[2].contract.absent = Absent::Excluded;
    excluded.formats[2].contract.menu_of = None;
    let measured = [Outcome::Signed, Outcome::Standing, Outcome::LeastGain].map(Measured::whole);
    let of = |scenario: &Scenario| {
        let coefficients = vec![vec![0, 0, 1]];
        let job = Combined::new(scenario, (3, 80, Behaviour::Concession), &measured, &coefficients);
        let mut sums = Sums::default();
        let stop = AtomicBool::new(false);
        execute(&job, None, 1, &Silent, &stop, &mut |_, more| sums.merge(&more)).expect("it runs");
        sums.combined
    };
    assert_eq!(of(&asked), of(&excluded));
    // Asked with the whole menu the two can agree on the third's pier as well.
    let mut whole = asked.clone();
    whole.formats[2].contract.menu_of = None;
    assert_ne!(of(&whole), of(&excluded));
}

#[test]
fn asked_formats_have_no_menu_that_follows_who_sits() {
    let scenario = lesson(four);
    let mut asked = scenario.clone();
    asked.formats.iter_mut().for_each(|format| format.contract.absent = Absent::Asked);
    assert_eq!(Game::of(&asked, (1, 2), true).expect("two formats").split.0, Split::AllSeats);
    asked.formats[2].contract.absent = Absent::Excluded;
    assert_eq!(Game::of(&asked, (1, 2), true).expect("two formats").split.0, Split::Mixed);
    assert_eq!(Game::of(&scenario, (1, 2), false).expect("two formats").split.0, Split::NotAsked);
    assert_eq!(Game::of(&scenario, (1, 1), true).expect("a format").split.0, Split::SameMembers);
}

#[test]
fn programmes_are_taken_apart_only_if_they_hold_the_same_tables() {
    let korea = include_str!("../../../scenarios/korea-2019/formats.ron");
    let mut scenario = read(&SourceFile::new("korea.ron", korea)).expect("it is sound").scenario;
    let programme = scenario.formats.iter().position(|f| !f.phases.is_empty()).expect("a programme");
    let plain = scenario.formats.iter().position(|f| f.phases.is_empty()).expect("a plain format");
    let whole = Game::of(&scenario, (programme, plain), true).expect("two formats");
    assert_eq!((whole.kind, whole.scenario.formats.len()), (Kind::Whole, 2));
    assert_eq!((whole.rows.len(), whole.rows[0].player.key()), (1, "programme".into()));
    // A programme of the same tables, each with fewer meetings.
    let mut copy = scenario.formats[programme].clone();
    copy.name = "copy".into();
    for phase in &mut copy.phases {
        let mut held = match phase.held {
            crate::scenario::model::PhaseFormat::Format(at) => scenario.formats[at].clone(),
            crate::scenario::model::PhaseFormat::Part(at) => scenario.parts[at].clone(),
        };
        held.name = format!("{} again", held.name);
        held.delegation.meetings += 1;
        phase.held = crate::scenario::model::PhaseFormat::Part(scenario.parts.len());
        scenario.parts.push(held);
    }
    scenario.formats.push(copy);
    let last = scenario.formats.len() - 1;
    let game = Game::of(&scenario, (last, programme), false).expect("two formats");
    assert_eq!((game.kind, differing(&game)), (Kind::PhaseByPhase, vec!["delegation".to_owned()]));
    assert_eq!(game.scenario.formats.len(), 2);
    assert!(game.scenario.formats.iter().all(|f| f.phases.len() == scenario.formats[last].phases.len()));
}

#[test]
fn components_that_no_order_can_exchange_alone_are_one_block() {
    let three = [Component::Membership, Component::Rule, Component::Contract];
    let [m, r, c] = three.map(Component::bit);
    // Members and contract only together.
    let (blocks, orders) = finest(&three, |mask| (mask & m == 0) == (mask & c == 0));
    let told: Vec<String> = blocks.iter().map(|b| Player::Components(b.clone()).key()).collect();
    assert_eq!((told, orders.count()), (vec!["membership+contract".to_owned(), "rule".to_owned()], 2));
    let (blocks, orders) = finest(&three, |mask| mask == 0 || mask == m + r + c);
    assert_eq!((blocks.len(), orders.count()), (1, 1));
    assert_eq!(partitions(&three).len(), 5);
}

/// A condition that only another format of the file can meet says nothing against a hybrid.
#[test]
fn checks_of_all_formats_together_do_not_count_against_a_hybrid() {
    let korea = include_str!("../../../scenarios/korea-2019/formats.ron");
    let scenario = read(&SourceFile::new("korea.ron", korea)).expect("it is sound").scenario;
    let pair = ["six-party talks", "top-down summits"].map(|name| scenario.format(name).expect("a format"));
    let game = Game::of(&scenario, (pair[0], pair[1]), true).expect("two formats");
    assert_eq!(game.impossible, []);
    assert_eq!((game.orders, game.all_orders, game.split.0), (2, 2, Split::Done));
}
