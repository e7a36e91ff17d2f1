//! The stylised facts in a small sample with a fixed seed, and the placebos.
//!
//! A fact that is listed here as appearing is held to the same test as in `verify --facts`: one-sided, exact, with an error
//! rate of 0.001 under each behaviour by itself. Were it absent, it would appear in at most one seed of a thousand. Twins whose
//! margin is 0 must be exactly gone: no error rate.

use roundtable::lab::verify::facts::judge::Verdict;
use roundtable::lab::verify::facts::run::{Facts, Report};
use roundtable::lab::verify::facts::trial::Size;
use roundtable::lab::verify::facts::trials;
use roundtable::simulation::execute::Silent;
use std::collections::BTreeSet;
use std::sync::atomic::AtomicBool;

const SEED: u64 = 2019;
const SMALL: Size = Size { scenarios: 48, worlds: 24, placebo_scenarios: 24, placebo_worlds: 6 };

/// Those that are strong enough to show in so small a sample. The others are reported by `verify --facts`, whatever comes out.
const STRONG: [&str; 11] = ["F1a", "F3b", "F4c", "F4d", "F7d", "F8a", "F8b", "F9b", "F10a", "F13a", "F20a"];

/// Twins that keep the effect although their margin is 0; docs/facts.md says why.
const TWINS_KEPT: [&str; 1] = ["F3a"];

fn run(facts: &Facts, threads: usize) -> Report {
    let stop = AtomicBool::new(false);
    facts.run(threads, &Silent, &stop).expect("nothing is stored").expect("nobody stops it")
}

#[test]
fn strong_facts_appear_twins_are_gone_and_placebos_are_zero() {
    let report = run(&Facts::new(SEED, SMALL), 2);
    assert_eq!(report.facts.len(), trials().len());
    for finding in &report.facts {
        assert!(!finding.figures.is_empty(), "{} was nowhere to be seen", finding.id);
    }
    let kept = report.facts.iter().filter(|f| f.twin.margin == 0.0 && !f.twin.gone);
    let kept: Vec<&str> = kept.map(|finding| finding.id).collect();
    assert_eq!(kept, TWINS_KEPT);
    let shown = |id: &&&str| report.facts.iter().any(|f| f.id == **id && f.verdict == Verdict::Appears);
    let missing: Vec<&&str> = STRONG.iter().filter(|id| !shown(id)).collect();
    assert!(missing.is_empty(), "not shown: {missing:?}");
    assert!(STRONG.iter().all(|id| report.facts.iter().any(|f| f.id == *id)));
    for placebo in &report.placebos {
        // So small a sample need not show every course; that each is taken, `verify --facts` asks for.
        assert!(placebo.seen.differing == 0 && placebo.seen.compared > 0, "{placebo:?}");
    }
}

#[test]
fn the_same_on_any_number_of_threads() {
    let size = Size { scenarios: 6, worlds: 6, placebo_scenarios: 3, placebo_worlds: 2 };
    let facts = Facts::new(3, size).only(&["F2", "F11"]);
    let texts = [1, 3].map(|threads| serde_json::to_string(&run(&facts, threads)).expect("plain numbers"));
    assert_eq!(texts[0], texts[1]);
}

#[test]
fn tests_are_named_once_and_described_where_users_read() {
    let page = format!("{}/docs/facts.md", env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(page).expect("the page can be read");
    let mut ids = BTreeSet::new();
    for trial in trials() {
        assert!(ids.insert(trial.id), "{} twice", trial.id);
        for text in [trial.id, trial.claim, trial.source, trial.change, trial.outcome, trial.twin] {
            assert!(!text.is_empty() && page.contains(text), "docs/facts.md does not say: {text}");
        }
    }
}
