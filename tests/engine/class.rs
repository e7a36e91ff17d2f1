//! A role sheet holds nothing of anybody else, over all scenarios that are shipped.

use crate::common;

use common::play::scenario_of;
use roundtable::language::Language;
use roundtable::report::class::rolesheets;
use roundtable::results::class::points::PartyPoints;
use roundtable::scenario::model::{Provenance, Quantity, Says, Scenario, Spread};
use roundtable::scenario::place::{IssueIndex, PartyIndex};
use roundtable::scenario::traits;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// All scenarios that are shipped.
fn shipped() -> Vec<(String, Scenario)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let mut found: Vec<PathBuf> = Vec::new();
    for folder in ["korea-2019", "korea-history", "teaching"] {
        let entries = std::fs::read_dir(root.join(folder)).expect("a folder");
        found.extend(entries.map(|entry| entry.expect("an entry").path()));
    }
    found.retain(|path| path.extension().is_some_and(|ending| ending == "ron"));
    found.sort();
    assert!(found.len() >= 12, "{found:?}");
    let read = |path: &PathBuf| {
        let name = path.display().to_string();
        let scenario = scenario_of(&name, &std::fs::read_to_string(path).expect("a file"));
        (name, scenario)
    };
    found.iter().map(read).collect()
}

/// The sheet of a party, if it has one.
fn sheet(s: &Scenario, party: PartyIndex, language: Language) -> Option<String> {
    rolesheets(s, language).0.into_iter().find(|sheet| sheet.party == party).map(|sheet| sheet.page)
}

/// Every wish of every other party turned round and said by somebody else, and every number of theirs another.
fn others_changed(s: &Scenario, party: PartyIndex) -> Scenario {
    let mut changed = s.clone();
    for statement in changed.statements.iter_mut().filter(|statement| statement.party != party) {
        match &mut statement.says {
            Says::Prefers { level, to, .. } => std::mem::swap(level, to),
            Says::CaresMore { about, than } => std::mem::swap(about, than),
            Says::OnlyWith { with, .. } => with.reverse(),
            Says::Indifferent { .. } => {}
        }
        statement.holds_in = 100;
        statement.source = Provenance::Stated { at: "X§77".into(), by: "nobody".into() };
    }
    for (place, other) in changed.parties.iter_mut().enumerate().filter(|(place, _)| *place != party.index())
    {
        let number = Quantity { from: 0.77, to: 0.77, spread: Spread::Uniform, source: Provenance::Default };
        other.demand = number.clone();
        other.patience = number.clone();
        other.conflict_cost = number.clone();
        other.outside_option = Some(number);
        assert!(place < traits::PARTY.len());
    }
    changed
}

#[test]
fn nothing_that_another_party_wants_or_has_moves_a_byte_of_a_sheet() {
    for (name, s) in shipped() {
        for party in PartyIndex::all(s.parties.len()) {
            for language in Language::ALL {
                let own = sheet(&s, party, language);
                assert!(own == sheet(&others_changed(&s, party), party, language), "{name}: {party}");
                let mut alone = s.clone();
                alone.statements.retain(|statement| statement.party == party);
                assert!(own == sheet(&alone, party, language), "{name}: {party} alone");
            }
        }
    }
}

/// The text of a page without its tags, styles and title.
fn text(page: &str) -> String {
    let body = page.split_once("<body>").expect("a body").1;
    let parts = body.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
    parts.collect::<Vec<_>>().join(" ")
}

/// All numbers in a text.
fn numbers(text: &str) -> BTreeSet<String> {
    let digits = |c: char| !c.is_ascii_digit();
    text.split(digits).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

#[test]
fn every_number_on_a_sheet_is_its_own_or_public() {
    for (name, s) in shipped() {
        let points = PartyPoints::all(&s);
        for party in PartyIndex::all(s.parties.len()) {
            let Some(page) = sheet(&s, party, Language::En) else { continue };
            let own = &points[party];
            let entries = own.levels.iter().flatten().chain(&own.left_out);
            let mut fine: BTreeSet<String> = entries.map(|n| n.abs().to_string()).collect();
            fine.extend([own.nothing(), own.floor, own.best(), own.quarrel].map(|n| n.abs().to_string()));
            let demand = &s.parties[party].demand;
            let shares = [demand.from, demand.to, f64::midpoint(demand.from, demand.to)];
            fine.extend(shares.map(|share| format!("{:.0}", 100.0 * share)));
            // The scale, and the numbers of the two deals.
            fine.extend(["0", "100", "1", "2"].map(str::to_owned));
            let public = s.issues.iter().flat_map(|issue| issue.levels.iter().chain([&issue.name]));
            public.chain([&s.title, &s.parties[party].name]).for_each(|text| fine.extend(numbers(text)));
            for statement in s.statements.iter().filter(|statement| statement.party == party) {
                if let Provenance::Stated { at, by } = &statement.source {
                    fine.extend(numbers(at).into_iter().chain(numbers(by)));
                }
            }
            let foreign: Vec<String> = numbers(&text(&page)).difference(&fine).cloned().collect();
            assert!(foreign.is_empty(), "{name}, {}: {foreign:?}", s.parties[party].name);
        }
    }
}

/// The wishes on a sheet, a line each.
fn lines(page: &str) -> BTreeSet<String> {
    page.split("<li>").skip(1).filter_map(|part| part.split("</li>").next()).map(str::to_owned).collect()
}

#[test]
fn no_wish_of_another_party_stands_on_a_sheet_unless_it_is_its_own_too() {
    let mut compared = 0;
    for (name, s) in shipped() {
        let all: Vec<(PartyIndex, String)> =
            rolesheets(&s, Language::En).0.into_iter().map(|sheet| (sheet.party, sheet.page)).collect();
        for (party, page) in &all {
            let mut alone = s.clone();
            alone.statements.retain(|statement| statement.party == *party);
            let own = lines(&sheet(&alone, *party, Language::En).expect("it wants something"));
            for (other, theirs) in all.iter().filter(|(other, _)| other != party) {
                for line in lines(theirs).difference(&own) {
                    compared += 1;
                    assert!(!page.contains(line.as_str()), "{name}: {other} on the sheet of {party}: {line}");
                }
            }
        }
    }
    assert!(compared > 300, "{compared}");
}

#[test]
fn all_sheets_are_in_the_file_to_print_and_add_up() {
    for (name, s) in shipped() {
        let (sheets, all) = rolesheets(&s, Language::En);
        assert_eq!(all.matches("<section").count(), sheets.len(), "{name}");
        for own in PartyPoints::all(&s) {
            let best: i64 = IssueIndex::all(s.issues.len())
                .map(|j| own.levels[j].iter().copied().fold(own.left_out[j], i64::max))
                .sum();
            assert_eq!(own.best(), best);
            assert!(own.floor >= own.nothing(), "{name}: {own:?}");
        }
    }
}
