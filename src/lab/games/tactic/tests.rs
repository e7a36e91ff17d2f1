//! What holds of every tactic, whatever the game.

use super::{Kind, Setting, Tactic, View, all};
use crate::lab::games::clock::{Clock, Convention};
use crate::lab::games::game::Game;
use crate::lab::games::inverse::Inverse;
use crate::lab::games::protocol::{PROTOCOLS, Protocol, by_name};
use crate::lab::games::rule::Rule;
use crate::lab::games::session::{Act, End, Line, Players, Session};
use crate::scenario::model::Rule as Written;
use crate::scenario::place::PartyIndex;
use crate::world::stream::{Key, Stream};
use proptest::prelude::*;

const CLOCK: Clock = Clock { rounds: 25, convention: Convention::Plain };

fn below(dice: &mut Stream, n: usize) -> usize {
    ((dice.unit() * n as f64) as usize).min(n - 1)
}

/// A game of two to six parties on 48 packages, drawn: whole utilities, so that there are ties and that scaling is exact.
fn game(world: u64) -> Game {
    let mut dice = Key::new(3, "tactic properties", "game").stream(world);
    let parties = 2 + below(&mut dice, 5);
    let mut forbids = || dice.unit() < 0.02;
    let forbidden: Vec<bool> = (0..parties * 48).map(|_| forbids()).collect();
    let utilities =
        forbidden.iter().map(|no| if *no { f64::NEG_INFINITY } else { (dice.unit() * 60.0).floor() });
    let utilities: Vec<f64> = utilities.collect();
    let reservation = (0..parties)
        .map(|_| if dice.unit() < 0.2 { f64::NEG_INFINITY } else { (dice.unit() * 30.0).floor() });
    let reservation: Vec<f64> = reservation.collect();
    let rule = match world % 4 {
        0 | 1 => Rule::unanimity(parties),
        2 => Rule::new(&Written::ConsensusMinus(1), parties, &[0]),
        _ => Rule::new(
            &Written::Weighted { weights: vec![(PartyIndex(0), 3), (PartyIndex(1), 2)], needed: 4 },
            parties,
            &[],
        ),
    };
    let mut game = Game::new(48, utilities, reservation, rule).unwrap();
    (game.sizes, game.ordered) = (vec![2, 3, 2, 4], vec![false, true, true, false]);
    game
}

/// A tactic with parameters: any of the words, numbers near what is usual.
fn drawn(kind: &Kind, clock: Clock, dice: &mut Stream) -> Box<dyn Tactic> {
    let values: Vec<f64> = kind
        .parameters
        .iter()
        .map(|p| match p.words.len() {
            0 => p.range.0.max(p.default - 0.5).max(1e-3 * p.range.1.min(1.0)) + dice.unit() * 0.5,
            n => below(dice, n) as f64,
        })
        .zip(kind.parameters)
        .map(|(value, p)| value.clamp(p.range.0, p.range.1))
        .collect();
    let dice = Key::new(5, "tactic properties", "dice").stream((dice.unit() * 1e9) as u64);
    (kind.make)(Setting { values: &values, clock, dice })
}

/// Tactics for a table, and their kinds.
fn seats(parties: usize, clock: Clock, world: u64) -> (Players, Vec<&'static Kind>) {
    let mut dice = Key::new(3, "tactic properties", "seats").stream(world);
    let kinds: Vec<&'static Kind> = all().collect();
    let chosen: Vec<&'static Kind> = (0..parties).map(|_| kinds[below(&mut dice, kinds.len())]).collect();
    let seats = chosen.iter().map(|kind| drawn(kind, clock, &mut dice)).collect();
    (Players::new(seats), chosen)
}

fn play(game: &Game, protocol: &Protocol, clock: Clock, world: u64) -> (End, Vec<Line>) {
    let (mut players, _) = seats(game.parties(), clock, world);
    let mut session = Session::new(game, clock);
    session.dice = (1, world);
    let mut trace = Vec::new();
    let result = session.hold(protocol, &mut players, Some(&mut trace));
    (result.end, trace)
}

/// Who says beforehand that it offers less than its reservation value.
fn wastes(kind: &Kind) -> bool {
    ["wab", "wan", "war"].contains(&kind.name)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nobody_offers_or_accepts_below_its_reservation_value(world in 0u64..1_000_000, plain: bool) {
        let convention = if plain { Convention::Plain } else { Convention::NegMas };
        let clock = Clock { convention, ..CLOCK };
        let game = game(world);
        for protocol in ["saop", "amop"].map(|name| by_name(name).unwrap()) {
            let (_, kinds) = seats(game.parties(), clock, world);
            let (_, trace) = play(&game, protocol, clock, world);
            for line in trace {
                let Some(party) = line.party else { continue };
                let (package, waste) = match line.act {
                    Act::Offer(package) => (package, wastes(kinds[party])),
                    Act::Accept(package) => (package, false),
                    _ => continue,
                };
                let own = game.utility(party, package);
                prop_assert!(own > f64::NEG_INFINITY, "{} of {}", protocol.name, kinds[party].name);
                prop_assert!(waste || own >= game.reservation[party], "{} {line:?}", kinds[party].name);
            }
        }
    }

    #[test]
    fn no_protocol_passes_what_its_rule_refuses(world in 0u64..1_000_000) {
        let game = game(world);
        for protocol in PROTOCOLS {
            let (end, trace) = play(&game, protocol, CLOCK, world);
            let groups = match &end {
                End::Agreement { package, accepting } => vec![(*package, *accepting)],
                End::Groups(groups) => groups.iter().map(|g| (g.package, g.parties)).collect(),
                _ => Vec::new(),
            };
            for (package, accepting) in groups {
                prop_assert!(game.rule.passes(accepting), "{}", protocol.name);
                prop_assert!(trace.iter().any(|line| line.act == Act::Offer(package)), "{}", protocol.name);
                if ["single-text", "klein"].contains(&protocol.name) {
                    continue;
                }
                for party in (0..game.parties()).filter(|party| accepting & (1 << party) != 0) {
                    let said = |line: &Line| {
                        line.party == Some(party) && [Act::Offer(package), Act::Accept(package)].contains(&line.act)
                    };
                    // Under the open rule whoever prefers an amendment has not been heard on it yet.
                    prop_assert!(trace.iter().any(said), "{} {party}", protocol.name);
                }
            }
        }
    }

    #[test]
    fn other_units_of_utility_change_nothing(world in 0u64..1_000_000) {
        let mut game = game(world);
        let saop = by_name("saop").unwrap();
        let before = play(&game, saop, CLOCK, world);
        let party = (world % game.parties() as u64) as usize;
        let packages = game.packages();
        for u in &mut game.all_mut()[party * packages..(party + 1) * packages] {
            *u = 4.0 * *u + 16.0;
        }
        game.reservation[party] = 4.0 * game.reservation[party] + 16.0;
        prop_assert_eq!(before, play(&game, saop, CLOCK, world));
    }

    #[test]
    fn an_issue_of_one_value_changes_nothing(world in 0u64..1_000_000) {
        let mut game = game(world);
        let saop = by_name("saop").unwrap();
        let before = play(&game, saop, CLOCK, world);
        (game.sizes, game.ordered) = (vec![2, 3, 1, 2, 4], vec![false, true, true, true, false]);
        prop_assert_eq!(&before, &play(&game, saop, CLOCK, world));
        (game.sizes, game.ordered) = (vec![1, 2, 3, 2, 4, 1], vec![true, false, true, true, false, true]);
        prop_assert_eq!(&before, &play(&game, saop, CLOCK, world));
    }

    #[test]
    fn the_numbers_of_the_others_do_not_matter(world in 0u64..1_000_000, parties in 2usize..=32) {
        let game = game(world);
        let (inverse, own) = (Inverse::new(game.of_party(0)), game.of_party(0));
        let mut dice = Key::new(3, "tactic properties", "talk").stream(world);
        // One to one on the others; the party itself is the last.
        let shift = 1 + below(&mut dice, parties.max(3) - 2);
        let other = |p: usize| if p == parties - 1 { p } else { (p + shift) % (parties - 1) };
        let view = View {
            utilities: own,
            inverse: &inverse,
            reservation: game.reservation[0],
            party: parties - 1,
            parties,
            sizes: &game.sizes,
            ordered: &game.ordered,
            clock: CLOCK,
            round: 0,
        };
        for kind in all() {
            let mut same = dice.clone();
            let mut pair = [drawn(kind, CLOCK, &mut dice), drawn(kind, CLOCK, &mut same)];
            for seat in &mut pair {
                seat.prepare(&view, &mut Vec::new());
            }
            for round in 0..CLOCK.rounds {
                let view = View { round, ..view };
                for _ in 0..4 {
                    let (by, package) = (below(&mut dice, parties - 1), below(&mut dice, 48));
                    let accepted = dice.unit() < 0.3;
                    let [one, two] = &mut pair;
                    one.heard_offer(&view, by, package);
                    two.heard_offer(&view, other(by), package);
                    let answerer = below(&mut dice, parties - 1);
                    one.heard_answer(&view, answerer, package, accepted);
                    two.heard_answer(&view, other(answerer), package, accepted);
                    prop_assert_eq!(one.accepts(&view, package), two.accepts(&view, package), "{}", kind.name);
                }
                let [one, two] = &mut pair;
                prop_assert_eq!(one.propose(&view), two.propose(&view), "{}", kind.name);
            }
        }
    }
}

/// Games in which nobody gives way would pass all of the above: most tables of like tactics come to something.
#[test]
fn tables_of_like_tactics_come_to_agreement_often() {
    let saop = by_name("saop").unwrap();
    for kind in all() {
        let mut agreed = 0;
        for world in 0..200 {
            let mut game = game(4 * world);
            game.reservation.fill(f64::NEG_INFINITY);
            let names = vec![kind.name; game.parties()];
            let mut players = Players::named(&names, CLOCK, 1, world).unwrap();
            let result = Session::new(&game, CLOCK).hold(saop, &mut players, None);
            agreed += u32::from(matches!(result.end, End::Agreement { .. }));
        }
        println!("{}: {agreed} of 200", kind.name);
        let stubborn = ["hard-headed", "take-it-or-leave-it"].contains(&kind.name);
        assert!(agreed >= if stubborn { 0 } else { 10 }, "{}: {agreed} of 200", kind.name);
    }
}
