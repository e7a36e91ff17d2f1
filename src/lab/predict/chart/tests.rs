//! The rules that hold for all charts, on scenarios and a decision in both themes.

use super::*;
use crate::chart::rules::{Element, complete, elements, marks_inside, texts_apart};
use crate::lab::predict::{Decision, Plan, of_decisions, of_scenario, widest_format};
use crate::lab::theory::political::Position;
use crate::lab::theory::political::decision::Actor;
use crate::scenario::{SourceFile, read};
use crate::talks::behaviour::Behaviour;

fn scenario(text: &str) -> Prediction {
    let scenario = read(&SourceFile::new("x.ron", text)).unwrap().scenario;
    let plan = Plan {
        format: widest_format(&scenario),
        worlds: 6,
        seed: 1,
        behaviour: Behaviour::Concession,
        capability: &[],
        choices: crate::lab::theory::spatial_politics::Choices::default(),
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

fn each(mut check: impl FnMut(&str, &Theme, &Chart, &[Element])) {
    let gallery = std::env::var("ROUNDTABLE_GALLERY").ok();
    let all = [
        ("packages", scenario(include_str!("../../../../scenarios/teaching/3-packages.ron")), 2),
        ("stages", scenario(include_str!("../../../../scenarios/teaching/5-stages.ron")), 2),
        ("decision", decision(), 2),
    ];
    for (theme_name, theme) in [("screen", Theme::screen()), ("projector", Theme::projector())] {
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
                check(&format!("{name} {theme_name} {}", chart.stem), &theme, &chart, &elements(&chart.svg));
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
