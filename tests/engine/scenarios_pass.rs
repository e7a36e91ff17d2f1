//! Every scenario that is shipped passes its checks, and says what its catalogue promises.

use roundtable::lab::conflict::model::Model;
use roundtable::scenario::model::{
    Effect, Format, Level, Proposing, Provenance, Says, Scenario, Statement, When,
};
use roundtable::scenario::place::{IssueIndex, LevelIndex, PartyIndex};
use roundtable::scenario::{SourceFile, Style, read, read_conflict, render};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All scenario files below a folder, by path.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("its entries can be read").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|e| e == "ron") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn load(path: &Path) -> Scenario {
    let bytes = std::fs::read(path).expect("the file can be read");
    let file = SourceFile::from_bytes(path.display().to_string(), &bytes);
    match read(&file) {
        Ok(checked) => checked.scenario,
        Err(problems) => panic!("{}", render(&problems, &file, Style::Plain)),
    }
}

/// Name of a scenario, or of a conflict by options; either must pass.
fn name_of(path: &Path) -> String {
    let bytes = std::fs::read(path).expect("the file can be read");
    let file = SourceFile::from_bytes(path.display().to_string(), &bytes);
    let Some(conflict) = read_conflict(&file) else { return load(path).name };
    let made = conflict.and_then(|written| Model::new(&written).map(|_| written.name));
    made.unwrap_or_else(|problems| panic!("{}", render(&problems, &file, Style::Plain)))
}

fn korea() -> Scenario {
    load(&root().join("scenarios/korea-2019/formats.ron"))
}

fn ladder() -> Vec<(PathBuf, Scenario)> {
    files(&root().join("scenarios/teaching")).into_iter().map(|path| (path.clone(), load(&path))).collect()
}

/// The components in which two formats differ. Who ratifies and who takes a turn to propose follows from membership, if
/// all members do so; who monitors and how many offers are made does not, and must be written where membership differs.
fn differences(a: &Format, b: &Format) -> Vec<&'static str> {
    let all = [
        ("membership", a.membership != b.membership),
        ("rule", a.rule != b.rule),
        ("proposing", turns(a, b) != turns(b, a)),
        ("information", a.information != b.information),
        ("contract", a.contract != b.contract),
        ("enforcement", a.enforcement != b.enforcement),
        ("delegation", calendar(a) != calendar(b)),
    ];
    all.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name).collect()
}

/// The order in which a format's members propose, as far as they are members of the other one, too; and whether all do.
fn turns(format: &Format, other: &Format) -> (Vec<PartyIndex>, bool) {
    let members = &format.membership.members;
    let order = if format.proposing.order.is_empty() { members } else { &format.proposing.order };
    let common = order.iter().copied().filter(|party| other.membership.members.contains(party)).collect();
    (common, members.iter().all(|member| order.contains(member)))
}

fn calendar(format: &Format) -> impl PartialEq + use<> {
    let d = &format.delegation;
    let own_ratifiers = d.ratifiers == format.membership.members;
    let ratifiers = if own_ratifiers { None } else { Some(d.ratifiers.clone()) };
    (d.level, d.first_meeting, d.every, d.meetings, d.offers, d.refer_back, ratifiers, d.public)
}

fn differ<'a>(scenario: &'a Scenario, a: &str, b: &str) -> Vec<&'static str> {
    let format = |name: &str| -> &'a Format {
        &scenario.formats[scenario.format(name).expect("a format of the file")]
    };
    differences(format(a), format(b))
}

#[test]
fn every_scenario_passes_and_has_its_own_name() {
    let all = files(&root().join("scenarios"));
    assert!(all.len() >= 8, "only {} scenarios found", all.len());
    let mut by_name: BTreeMap<String, PathBuf> = BTreeMap::new();
    for path in all {
        let name = name_of(&path);
        if let Some(other) = by_name.insert(name.clone(), path.clone()) {
            panic!("{} and {} are both called `{name}`", other.display(), path.display());
        }
    }
}

#[test]
fn the_catalogue_lists_every_scenario() {
    let folder = root().join("scenarios");
    let catalogue = std::fs::read_to_string(folder.join("README.md")).expect("the catalogue can be read");
    for path in files(&folder) {
        let short = path.strip_prefix(&folder).expect("below the folder").display().to_string();
        assert!(catalogue.contains(&format!("]({short})")), "{short} is not in scenarios/README.md");
    }
}

#[test]
fn the_ladder_has_the_same_three_parties_throughout() {
    let ladder = ladder();
    assert_eq!(ladder.len(), 7);
    for (path, scenario) in ladder {
        let ids: Vec<&str> = scenario.parties.iter().map(|p| p.id.as_str()).collect();
        assert_eq!(ids, ["ash", "birch", "cedar"], "{}", path.display());
    }
}

#[test]
fn formats_of_a_lesson_differ_in_one_component_and_nothing_else() {
    let expected = ["membership", "membership", "contract", "membership", "contract", "delegation"];
    for ((path, scenario), component) in ladder().into_iter().zip(expected) {
        let first = &scenario.formats[0];
        assert!(scenario.formats.len() >= 2, "{}", path.display());
        for other in &scenario.formats[1..] {
            assert_eq!(differences(first, other), [component], "{}: {}", path.display(), other.name);
        }
    }
}

#[test]
fn in_the_last_lesson_nothing_differs_that_the_table_can_touch() {
    let (_, scenario) = ladder().pop().expect("a last lesson");
    assert_eq!(differ(&scenario, "the old hall", "the new hall"), Vec::<&str>::new());
    assert_eq!(differ(&scenario, "the old hall", "the long agenda"), ["contract"]);
    let [old, _, long] = scenario.formats.as_slice() else { panic!("three formats") };
    let pier = scenario.issue("pier").expect("the pier");
    let cedar = scenario.party("cedar").expect("Cedar");
    assert!(long.contract.agenda[pier] && !old.contract.agenda[pier]);
    // Only Cedar can change the pier, and Cedar sits at neither table.
    assert!(scenario.issues[pier].duty.iter().all(|duty| duty == &[cedar]));
    assert!(!long.membership.members.contains(&cedar));
}

#[test]
fn crossed_formats_differ_from_their_parents_in_what_is_crossed() {
    let korea = korea();
    assert_eq!(differ(&korea, "top-down summits", "working-level bilateral"), ["delegation"]);
    assert_eq!(differ(&korea, "six-party talks", "six-leader summit"), ["delegation"]);
    assert_eq!(differ(&korea, "top-down summits", "six-leader summit"), ["membership"]);
    assert_eq!(differ(&korea, "working-level bilateral", "six-party talks"), ["membership"]);
    assert_eq!(differ(&korea, "six-party talks", "three-stage plan"), ["contract"]);
}

/// A format that adds one thing to another differs from it in that component alone.
#[test]
fn what_is_added_to_a_format_is_all_that_differs() {
    let korea = korea();
    assert_eq!(differ(&korea, "top-down summits", "South Korea mediates"), ["information"]);
    assert_eq!(differ(&korea, "top-down summits", "South Korea carries a message"), ["information"]);
    assert_eq!(differ(&korea, "top-down summits", "Russia carries a message"), ["information"]);
    assert_eq!(differ(&korea, "six-party talks", "Russia and China coordinate"), ["information"]);
    assert_eq!(differ(&korea, "top-down summits", "relief on promise"), ["contract"]);
    assert_eq!(differ(&korea, "top-down summits", "relief on performance"), ["contract"]);
    let text = ["top-down summits", "South Korea writes the text"].map(|name| {
        let format = &korea.formats[korea.format(name).expect("a format of the file")];
        (format.proposing.text_by, Format { proposing: Proposing::default(), ..format.clone() })
    });
    assert_eq!(text.each_ref().map(|(by, _)| *by), [None, korea.party("rok")]);
    assert_eq!(differences(&text[0].1, &text[1].1), Vec::<&str>::new());
    assert_eq!(differ(&korea, "six-party talks", "supervised six-party talks"), ["enforcement"]);
    let nested = &korea.formats[korea.format("nested and supervised").expect("a format of the file")];
    assert_eq!(differ(&korea, "supervised six-party talks", "nested and supervised"), ["membership"]);
    // Each issue has its table, at which all those sit who must act on it as the articles have it.
    let mut agenda = vec![0; korea.issues.len()];
    for table in &nested.membership.tables {
        for (place, _) in table.agenda.iter().enumerate().filter(|(_, on)| **on) {
            agenda[place] += 1;
            assert!(korea.issues[place].duty.iter().any(|d| d.iter().all(|p| table.members.contains(p))));
        }
    }
    assert!(agenda.iter().all(|tables| *tables == 1), "{agenda:?}");
}

/// The twelve systems of the articles: the mechanism that each needs is in the file.
#[test]
fn each_system_of_the_articles_has_its_mechanism() {
    let korea = korea();
    let (party, issue) =
        (|id: &str| korea.party(id).expect("a party"), |id: &str| korea.issue(id).expect("an issue"));
    let format = |name: &str| &korea.formats[korea.format(name).expect("a format of the file")];
    let (us, north, south) = (party("us"), party("dprk"), party("rok"));
    assert_eq!(format("top-down summits").membership.members, [us, north]);
    assert_eq!(format("South Korea mediates").information.mediator, Some(south));
    assert!(korea.parties[south].accuracy.to > 0.0 && !korea.parties[south].bias.is_empty());
    assert!(
        korea
            .events
            .iter()
            .any(|e| matches!(&e.effect, Effect::Moves(m) if m.iter().all(|m| m.party == north)))
    );
    for (name, path) in [
        ("South Korea carries a message", (south, us, north)),
        ("Russia carries a message", (party("russia"), north, us)),
        ("Russia and China coordinate", (party("russia"), north, party("china"))),
    ] {
        let [message] = format(name).information.messengers.as_slice() else { panic!("{name}: one") };
        assert_eq!((message.by, message.about, message.to), path, "{name}");
    }
    for bearer in ["rok", "russia"] {
        assert!(
            korea.parties[party(bearer)].accuracy.from == 0.0,
            "{bearer}: a message may be worth nothing"
        );
    }
    let relief = issue("sanctions");
    assert_eq!(format("relief on promise").contract.on_promise, [relief]);
    let [last] = format("relief on performance").contract.roadmaps.as_slice() else { panic!("one road map") };
    let stages: Vec<usize> = korea.roadmaps[*last].stages.iter().map(|s| s.issues.len()).collect();
    assert_eq!(stages, [korea.issues.len() - 1, 1]);
    assert_eq!(korea.roadmaps[*last].stages[1].issues, [relief]);
    let six = format("six-party talks");
    assert_eq!(
        (six.membership.members.len(), six.delegation.meetings, six.delegation.level),
        (6, 12, Level::Working)
    );
    let phases = |name: &str| -> Vec<(When, usize, usize)> {
        format(name).phases.iter().map(|p| (p.when, p.reached.len(), p.not_reached.len())).collect()
    };
    let plan = phases("stages at tables of their own");
    assert_eq!(plan, [(When::Ended, 0, 0), (When::Ended, 2, 0), (When::Progress, 0, 0)]);
    let start = |id: &str| (korea.issues[issue(id)].practised, korea.issues[issue(id)].bound);
    assert_eq!(
        [start("tests"), start("exercises")],
        [(LevelIndex(1), LevelIndex(0)); 2],
        "the first stage starts partly done"
    );
    assert_eq!(phases("guarantee, else six-party"), [(When::Ended, 0, 0), (When::Ended, 0, 1)]);
    for order in ["summit, then six-party", "six-party, then summit"] {
        assert_eq!(phases(order), [(When::Ended, 0, 0), (When::Failed, 0, 0)], "{order}");
    }
    let wait = |name: &str| -> Vec<(Option<usize>, When)> {
        format(name).phases.iter().map(|p| (p.after, p.when)).collect()
    };
    assert_eq!(wait("summits wait for the six"), [(None, When::Ended), (Some(0), When::Ended)]);
    assert_eq!(wait("summits beside the six"), [(None, When::Ended); 2]);
    let guarantee = &korea.issues[issue("guarantee")];
    assert_eq!(guarantee.guarantors[1..], guarantee.duty[1..], "who gives a guarantee stands behind it");
    assert!(guarantee.guarantors[0].is_empty());
    assert!(format("nested and supervised").enforcement.supervision);
    let relief = &korea.issues[issue("sanctions")].consent[1];
    assert!([us, party("china"), party("russia")].iter().all(|p| relief.contains(p)) && relief.len() == 3);
}

/// The files of the back-test: one dispute, so the same six parties; nothing in them was switched on that the others lack.
#[test]
fn the_files_of_the_back_test_can_be_compared() {
    let files = files(&root().join("scenarios/korea-history"));
    assert_eq!(files.len(), 4);
    for path in files {
        let scenario = load(&path);
        let mut parties: Vec<&str> = scenario.parties.iter().map(|p| p.id.as_str()).collect();
        parties.sort_unstable();
        assert_eq!(parties, ["china", "dprk", "japan", "rok", "russia", "us"], "{}", path.display());
        assert_eq!(
            (scenario.calendar.periods_per_year, scenario.calendar.horizon),
            (12, 120),
            "{}",
            path.display()
        );
        assert!(scenario.formats[0].about.starts_with("As it was"), "{}", path.display());
        for name in ["bilateral talks", "six-party talks"] {
            assert!(scenario.format(name).is_some(), "{}: {name}", path.display());
        }
        let off = [&scenario.world.learning, &scenario.world.foresight, &scenario.world.pause];
        assert!(off.iter().all(|q| q.source == Provenance::Default), "{}", path.display());
    }
}

#[test]
fn nothing_but_who_proposes_and_ratifies_moves_with_membership() {
    let korea = korea();
    let everybody: Vec<PartyIndex> = PartyIndex::all(korea.parties.len()).collect();
    let us = korea.party("us").expect("the United States");
    // A composite has no components of its own: those of its phases are held to the same.
    for format in korea.formats.iter().filter(|format| format.phases.is_empty()).chain(&korea.parts) {
        let mut monitors = format.enforcement.monitors.clone();
        monitors.sort_unstable();
        assert_eq!(monitors, everybody, "{}", format.name);
        // Where one party writes the text nobody takes turns.
        let first = if format.proposing.text_by.is_some() { None } else { Some(&us) };
        assert_eq!(format.proposing.order.first(), first, "{}", format.name);
        assert_eq!(format.delegation.offers, 6, "{}", format.name);
        assert_eq!(format.delegation.ratifiers, format.membership.members, "{}", format.name);
    }
}

#[test]
fn what_is_reported_in_part_only_is_not_listed_as_stated() {
    let korea = korea();
    let assumed = |source: &Provenance| matches!(source, Provenance::Assumed { .. });
    let component = |format: &str, name: &str| {
        &korea.formats[korea.format(format).expect("a format of the file")].sources[name]
    };
    assert!(assumed(component("six-party talks", "delegation")));
    assert!(assumed(component("three-stage plan", "contract")));
    assert!(assumed(component("three-stage plan", "membership")));
    assert!(assumed(component("South Korea mediates", "information")));
    // Of China's wishes only what its ministry says is stated, not what Putin says of it.
    let china = korea.party("china").expect("China");
    for statement in korea.statements.iter().filter(|s| s.party == china) {
        let Provenance::Stated { by, .. } = &statement.source else { continue };
        assert!(by.contains("China's foreign ministry"), "{statement:?}");
    }
    let [halt, relations, security] = korea.roadmaps[0].stages.as_slice() else { panic!("three stages") };
    assert!(!assumed(&halt.source) && assumed(&relations.source) && assumed(&security.source));
    let guarantee = &korea.issues[korea.issue("guarantee").expect("the guarantee")];
    assert!(assumed(&guarantee.sources["levels"]));
    // Of the North's wishes only what is reported of them is stated: nothing about guarantees.
    let north = korea.party("dprk").expect("North Korea");
    let stated: Vec<&Says> = korea
        .statements
        .iter()
        .filter(|s| s.party == north && !assumed(&s.source))
        .map(|s| &s.says)
        .collect();
    let issue = |id: &str| korea.issue(id).expect("an issue of the file");
    let [Says::Prefers { issue: first, .. }, Says::Prefers { issue: second, level, to }] = stated.as_slice()
    else {
        panic!("{stated:?}")
    };
    assert_eq!(
        (*first, *second, *level, *to),
        (issue("sanctions"), issue("weapons"), LevelIndex(0), LevelIndex(2))
    );
    assert!(!korea.issues[issue("weapons")].ordered);
}

#[test]
fn each_road_map_carries_out_every_issue_once() {
    let korea = korea();
    assert_eq!(korea.roadmaps.len(), 2);
    for plan in &korea.roadmaps {
        let mut issues: Vec<IssueIndex> =
            plan.stages.iter().flat_map(|stage| stage.issues.iter().copied()).collect();
        issues.sort_unstable();
        assert_eq!(issues, IssueIndex::all(korea.issues.len()).collect::<Vec<_>>(), "{}", plan.name);
    }
}

/// No default decides how long disarmament lasts, and no stage has a time beside that of its issues.
#[test]
fn every_issue_of_the_files_on_korea_says_what_it_takes() {
    let mut files = files(&root().join("scenarios/korea-history"));
    files.push(root().join("scenarios/korea-2019/formats.ron"));
    for path in files {
        let scenario = load(&path);
        for issue in &scenario.issues {
            assert!(issue.takes.is_some(), "{}: {}", path.display(), issue.id);
        }
        let stages = scenario.roadmaps.iter().flat_map(|roadmap| &roadmap.stages);
        assert!(stages.into_iter().all(|stage| stage.success.is_none()), "{}", path.display());
    }
}

#[test]
fn nothing_is_stated_of_japan_beyond_its_membership() {
    let korea = korea();
    let japan = korea.party("japan").expect("Japan is a party");
    let of_japan: Vec<&Statement> = korea.statements.iter().filter(|s| s.party == japan).collect();
    assert!(!of_japan.is_empty());
    for statement in of_japan {
        let Provenance::Assumed { because, .. } = &statement.source else { panic!("{statement:?}") };
        assert!(because.contains("not in the articles") && statement.holds_in <= 80, "{statement:?}");
    }
    assert!(korea.about.contains("Japan"));
}

#[test]
fn both_signs_of_correlation_are_tried() {
    let correlation = korea().world.correlation;
    assert!(correlation.from < 0.0 && correlation.to > 0.0);
}

/// The reference folder with the articles lies beside the repository of those who work on it; it is not shipped.
#[test]
fn no_sentence_of_the_articles_is_copied() {
    const RUN: usize = 8;
    let places = ["../shared/articles", "../../shared/articles"].map(|place| root().join(place));
    let Some(folder) = places.iter().find(|place| place.is_dir()) else {
        eprintln!("skipped: the articles are not at hand");
        return;
    };
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
    };
    let path = root().join("scenarios/korea-2019/formats.ron");
    let ours = words(&std::fs::read_to_string(path).expect("the file can be read"));
    let ours: std::collections::BTreeSet<&[String]> = ours.windows(RUN).collect();
    for article in ["herald.txt", "global-times.txt"] {
        let text = std::fs::read_to_string(folder.join(article)).expect("the article can be read");
        // The headline is cited as such.
        for line in text.lines().filter(|line| !line.contains("[News Focus]")) {
            let theirs = words(line);
            let copied = theirs.windows(RUN).find(|run| ours.contains(run));
            assert!(copied.is_none(), "{article}: {:?}", copied.unwrap_or_default());
        }
    }
}
