//! The rules that hold for all charts, on games of two to twelve parties in both themes.

use super::*;
use crate::chart::rules::{Element, complete, elements, marks_inside, texts_apart};
use crate::lab::games::clock::{Clock, Convention};
use crate::lab::games::protocol;
use crate::lab::games::redraw::redraw;
use crate::lab::games::rule::Rule;
use crate::lab::games::session::{Players, Session};
use crate::lab::games::solution::analysis::analyse;

struct Ground {
    game: Game,
    parties: Vec<String>,
    found: Analysis,
    trace: Vec<Line>,
    result: Result,
}

fn ground(parties: usize, protocol: &str, tactic: &'static str) -> Ground {
    let mut game =
        Game::new(60, vec![0.0; 60 * parties], vec![0.3; parties], Rule::unanimity(parties)).unwrap();
    game.sizes = vec![3, 4, 5];
    redraw(&mut game, &vec![Some(0.3); parties], 5, parties as u64);
    let clock = Clock { rounds: 60, convention: Convention::Plain };
    let mut players = Players::named(&vec![tactic; parties], clock, 1, 0).unwrap();
    let mut trace = Vec::new();
    let result =
        Session::new(&game, clock).hold(protocol::by_name(protocol).unwrap(), &mut players, Some(&mut trace));
    let found = analyse(&game, Convention::Plain);
    let parties =
        (0..parties).map(|p| format!("Delegation of a country with a long name, number {p}")).collect();
    Ground { game, parties, found, trace, result }
}

fn each(mut check: impl FnMut(&str, &Theme, &Chart, &[Element])) {
    let tactics = ["linear"; 12];
    let gallery = std::env::var("ROUNDTABLE_GALLERY").ok();
    for (theme_name, theme) in [("screen", Theme::screen()), ("projector", Theme::projector())] {
        for (parties, protocol, tactic) in [
            (2, "saop", "linear"),
            (3, "saop", "hard-headed"),
            (6, "saop", "conceder"),
            (8, "mopac", "linear"),
            (12, "amop", "linear"),
        ] {
            let of = ground(parties, protocol, tactic);
            let words = |k: usize| format!("package {k}");
            let held = Negotiated {
                trace: &of.trace,
                result: &of.result,
                protocol: protocol::by_name(protocol).unwrap().name,
                tactics: &tactics[..parties],
            };
            for held in [Some(held), None] {
                let talks = Talks {
                    name: "fixture",
                    game: &of.game,
                    parties: &of.parties,
                    words: &words,
                    footer: "Seed 1 · roundtable",
                    found: &of.found,
                    held,
                };
                let charts = draw_all(&talks, &theme);
                assert_eq!(charts.len(), if held.is_some() { 4 } else { 2 }, "{parties} {protocol}");
                assert_eq!(charts, draw_all(&talks, &theme));
                for chart in charts {
                    if let Some(folder) = &gallery {
                        let kind = if held.is_some() { "held" } else { "game" };
                        let path = format!("{folder}/talks-{theme_name}-{parties}-{kind}-{}.svg", chart.stem);
                        std::fs::write(path, &chart.svg).unwrap();
                    }
                    let name = format!("{parties} {protocol} {theme_name} {}", chart.stem);
                    check(&name, &theme, &chart, &elements(&chart.svg));
                }
            }
        }
    }
}

#[test]
fn charts_are_complete_and_text_stays_on_the_page_and_apart() {
    each(|name, theme, chart, all| {
        complete(name, theme, chart, all);
        texts_apart(name, all);
    });
}

#[test]
fn marks_stay_on_the_page_and_numbers_are_numbers() {
    each(|name, _, _, all| marks_inside(name, all));
}

#[test]
fn long_lines_are_thinned_and_keep_their_ends() {
    for n in [0, 1, 239, 240, 241, 480, 481, 1000] {
        let list: Vec<usize> = (0..n).collect();
        let thin = thinned(&list);
        assert!(thin.len() <= MOST_POINTS + 1, "{n}");
        assert_eq!((thin.first(), thin.last()), (list.first(), list.last()), "{n}");
        assert!(thin.windows(2).all(|w| w[0] < w[1]), "{n}");
    }
}
