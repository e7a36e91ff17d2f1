//! The rules that hold for all charts, and what the title may say.

use super::*;
use crate::chart::rules::{Element, complete, elements, marks_inside, texts_apart};
use crate::lab::backtest::data::Data;
use crate::lab::backtest::fixture::decisions;
use crate::lab::backtest::{Plan, models, run};

fn tried(proposals: usize) -> (Vec<Tried>, usize) {
    let data = Data::new(decisions(proposals)).unwrap();
    (run(&data, &[models::MODELS, &[models::refitted()]].concat(), Plan::default()), data.cases.len())
}

fn backtested(models: &[Tried], decisions: usize, proposals: usize) -> Backtested<'_> {
    Backtested { name: "decisions.csv", footer: "Seed 1 · roundtable", models, decisions, proposals }
}

fn each(mut check: impl FnMut(&str, &Theme, &Chart, &[Element])) {
    let gallery = std::env::var("ROUNDTABLE_GALLERY").ok();
    for (theme_name, theme) in [("screen", Theme::screen()), ("projector", Theme::projector())] {
        for proposals in [1, 30] {
            let (models, decisions) = tried(proposals);
            let shown = backtested(&models, decisions, proposals);
            let chart = draw(&shown, &theme).unwrap();
            assert_eq!(Some(&chart), draw(&shown, &theme).as_ref());
            if let Some(folder) = &gallery {
                let path = format!("{folder}/backtest-{theme_name}-{proposals}.svg");
                std::fs::write(path, &chart.svg).unwrap();
            }
            check(&format!("{theme_name} {proposals}"), &theme, &chart, &elements(&chart.svg));
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
fn the_title_says_clear_only_of_what_is_clear() {
    let (mut models, n) = tried(30);
    let title = |models: &[Tried]| draw(&backtested(models, n, 30), &Theme::screen()).unwrap().title;
    let set = |model: &mut Tried, (mean, low, high): (f64, f64, f64)| {
        let (low_of_all, high_of_all) = (low, high);
        model.row.error_difference = Some(Difference { mean, low, high, low_of_all, high_of_all });
    };
    for model in models.iter_mut().skip(1) {
        set(model, (-3.0, -6.0, 0.5));
    }
    assert!(title(&models).starts_with("No model comes clearly nearer"), "{}", title(&models));
    set(&mut models[2], (-2.04, -3.0, -1.0));
    models[2].name = "challenge".to_owned();
    assert_eq!(
        title(&models),
        format!(
            "Challenge comes clearly nearer to what was decided than {}: by 2.0 points of 100",
            models[0].name
        )
    );
    set(&mut models[1], (-1.0, -1.5, -0.5));
    assert!(title(&models).contains("so do 1 of "), "{}", title(&models));
}

#[test]
fn without_an_outcome_there_is_nothing_to_draw() {
    let mut all = decisions(4);
    for decision in &mut all {
        decision.outcome = None;
    }
    let models = run(&Data::new(all).unwrap(), models::MODELS, Plan::default());
    assert!(draw(&backtested(&models, 0, 4), &Theme::screen()).is_none());
}
