//! The rules that hold for all charts, on scenarios and a decision in both themes.

use super::*;
use crate::analysis::predict::{Decision, Plan, of_decisions, of_scenario, widest_format};
use crate::bargaining::behaviour::Behaviour;
use crate::chart::rules::{Element, elements, texts};
use crate::scenario::{SourceFile, read};
use crate::theory::political::Position;
use crate::theory::political::decision::Actor;

fn scenario(text: &str) -> Prediction {
    let scenario = read(&SourceFile::new("x.ron", text)).unwrap().scenario;
    let plan = Plan {
        format: widest_format(&scenario),
        worlds: 6,
        seed: 1,
        behaviour: Behaviour::Concession,
        capability: &[],
    };
    of_scenario(&scenario, plan).unwrap()
}

fn decision() -> Prediction {
    let actor = |k: u32| Actor {
        name: format!("Ministry of a country with a long name, number {k}"),
        stance: Position {
            position: f64::from(k * 37 % 101),
            capability: f64::from(k + 1),
            salience: f64::from(20 + k * 13 % 80),
        },
    };
    let one = |name: &str, shift: u32| Decision {
        name: name.to_owned(),
        proposal: "p".to_owned(),
        procedure: String::new(),
        voting: String::new(),
        reference_point: Some(0.0),
        outcome: Some(60.0),
        actors: (0..9).map(|k| actor(k + shift)).collect(),
    };
    of_decisions(
        &[
            one("a", 0),
            one(
                "b, with a name that goes on and on and does not end before the page does, nor much after",
                3,
            ),
        ],
        &[],
    )
    .unwrap()
}

fn each(mut check: impl FnMut(&str, f64, &Chart, &[Element])) {
    let gallery = std::env::var("ROUNDTABLE_GALLERY").ok();
    let all = [
        ("packages", scenario(include_str!("../../../scenarios/teaching/3-packages.ron")), 2),
        ("stages", scenario(include_str!("../../../scenarios/teaching/5-stages.ron")), 2),
        ("decision", decision(), 2),
    ];
    for (theme_name, theme) in [("page", Theme::page()), ("projector", Theme::projector())] {
        for (name, prediction, charts) in &all {
            let predicted = Predicted { name, footer: "Seed 1 · roundtable", prediction };
            let drawn = draw_all(&predicted, &theme);
            assert_eq!(drawn.len(), *charts, "{name}");
            assert_eq!(drawn, draw_all(&predicted, &theme));
            for chart in drawn {
                if let Some(folder) = &gallery {
                    let path = format!("{folder}/predict-{theme_name}-{name}-{}.svg", chart.stem);
                    std::fs::write(path, &chart.svg).unwrap();
                }
                let least = if theme.is_page() { 12.0 } else { 18.0 };
                check(&format!("{name} {theme_name} {}", chart.stem), least, &chart, &elements(&chart.svg));
            }
        }
    }
}

#[test]
fn text_is_large_stays_on_the_page_and_apart() {
    each(|name, least, chart, all| {
        let (width, height) = (all[0].number("width"), all[0].number("height"));
        let boxes: Vec<(&str, [f64; 4])> = texts(all).map(|e| (e.text.as_str(), e.extent())).collect();
        assert!(texts(all).all(|e| e.number("font-size") >= least), "{name}");
        for (i, (text, a)) in boxes.iter().enumerate() {
            let inside = a[0] >= 0.0 && a[1] >= 0.0 && a[2] <= width && a[3] <= height;
            assert!(inside, "{name}: {text} leaves the page");
            for (other, b) in &boxes[i + 1..] {
                let apart = a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
                assert!(apart, "{name}: “{text}” {a:?} lies on “{other}” {b:?}");
            }
        }
        assert!(!chart.title.is_empty() && chart.description.bytes().any(|b| b.is_ascii_digit()), "{name}");
        assert!(chart.table.rows.iter().all(|row| row.len() == chart.table.headers.len()), "{name}");
        assert!(!chart.table.rows.is_empty(), "{name}");
    });
}

#[test]
fn marks_stay_on_the_page_and_numbers_are_numbers() {
    each(|name, _, _, all| {
        let (width, height) = (all[0].number("width"), all[0].number("height"));
        for e in all {
            let points = e.attributes.get("points").map_or("", String::as_str);
            for pair in points.split(' ').filter(|pair| !pair.is_empty()) {
                let (x, y) = pair.split_once(',').unwrap();
                let (x, y): (f64, f64) = (x.parse().unwrap(), y.parse().unwrap());
                assert!((0.0..=width).contains(&x) && (0.0..=height).contains(&y), "{name}: {pair}");
            }
            for value in e.attributes.values() {
                assert!(!value.contains("NaN") && !value.contains("inf"), "{name}: {value}");
            }
        }
    });
}
