//! What can be said in fewer words: `ranks` for chains of `prefers`, and a source for a whole section. It means what the long form means.

use crate::common;

use common::scenarios::{legal_scenario, legal_scenario_m2};
use roundtable::scenario::place::PartyIndex;
use roundtable::scenario::{
    Scenario, SourceFile, SourceRow, Style, read, render, set, sources, sources_of_party,
};
use roundtable::world::draw::{Correlation, Draws};
use roundtable::written::{self, FieldSources, Format, Quantity, Source, Statement, StatementSource};

const FOUR: &str = include_str!("../small/four.ron");

fn checked(text: &str) -> Scenario {
    let file = SourceFile::new("x.ron", text);
    match read(&file) {
        Ok(checked) => {
            assert_eq!(checked.warnings, [], "{}", render(&checked.warnings, &file, Style::Plain));
            checked.scenario
        }
        Err(problems) => panic!("{}\n{text}", render(&problems, &file, Style::Plain)),
    }
}

/// What a scenario says, whatever stands where in its file, and whichever way it is said.
fn bare(mut scenario: Scenario) -> Scenario {
    scenario.spans.clear();
    scenario.default_source.clear();
    scenario.statements.iter_mut().for_each(|statement| statement.span = 0..0);
    scenario
}

#[test]
fn four_parties_issues_and_three_formats_take_less_than_90_lines() {
    let four = checked(FOUR);
    assert_eq!((four.parties.len(), four.issues.len(), four.formats.len()), (4, 4, 3));
    assert!(FOUR.lines().count() < 90, "{}", FOUR.lines().count());
    assert!(FOUR.lines().all(|line| line.chars().count() <= 150), "no line is too long to read");
}

/// Every entry that is written is stated, or assumed with a reason.
#[test]
fn every_entry_of_the_short_file_says_where_it_comes_from() {
    let (four, file) = (checked(FOUR), SourceFile::new("x.ron", FOUR));
    let rows = sources(&four, &file);
    for row in rows.iter().filter(|row| row.kind != "default") {
        let said = if row.kind == "stated" { [&row.at, &row.by] } else { [&row.because, &row.range] };
        assert!(said.iter().all(|text| !text.is_empty()), "{row:?}");
    }
    let find = |path: &str| rows.iter().find(|row| row.path == path).unwrap_or_else(|| panic!("no {path}"));
    for (path, kind, of_section, says) in [
        ("parties.north", "stated", false, ""),
        ("parties.south", "assumed", true, ""),
        ("parties.south.demand", "assumed", true, "0 to 0.3"),
        ("parties.east.demand", "assumed", false, "0.1 to 0.4"),
        ("parties.south.patience", "default", false, ""),
        ("issues.water.consent", "stated", true, "East village"),
        ("issues.dam.levels", "stated", false, ""),
        ("issues.dam.practised", "stated", true, "halted"),
        (
            "statements[0]",
            "assumed",
            true,
            "ranks on water from the upper river, the best first: \"as now\", \"shared\", \"handed over\"",
        ),
        ("statements[1]", "assumed", true, "prefers \"shared\" to \"as now\""),
        ("statements[3]", "assumed", true, ""),
        ("statements[8]", "stated", false, "the best first: \"halted\", \"moved upstream\", \"going on\""),
        ("statements[15]", "assumed", true, "accepts \"handed over\""),
        ("world.completion", "assumed", true, "0.4 to 0.8"),
        ("formats.four mayors", "stated", false, ""),
        ("formats.four clerks", "assumed", true, ""),
        ("formats.two mayors.membership", "assumed", true, ""),
        ("formats.two mayors.rule", "default", false, ""),
    ] {
        let row = find(path);
        assert!(row.kind == kind && row.of_section == of_section && row.says.contains(says), "{row:?}");
        let line = row.line.map(|line| FOUR.lines().nth(line - 1).unwrap_or_default().trim());
        assert!(
            kind == "default" || line.is_some_and(|line| !line.is_empty() && !line.starts_with("//")),
            "{row:?}"
        );
    }
    assert_eq!(find("statements[3]").range, "holds in 60 of 100 assumed worlds");
    assert_eq!(find("statements[0]").range, "holds in 90 of 100 assumed worlds");
    assert!(!rows.iter().any(|row| row.path == "statements[16]"), "a `ranks` is one entry");
}

/// The same with every chain as pairs and every source at its entry.
fn long(mut short: written::Scenario) -> written::Scenario {
    let of = short.default_source.take().expect("it has one");
    let because = |of: &Option<Source>| match of {
        Some(Source::Assumed { because, .. }) => Some(because.clone()),
        _ => None,
    };
    let number = |quantity: &mut Option<Quantity>, reason: &Option<String>| {
        if let Some(Quantity::Assumed { because, .. }) = quantity {
            *because = because.take().or_else(|| reason.clone());
        }
    };
    for (_, party) in &mut short.parties.0 {
        party.source = party.source.take().or_else(|| of.parties.clone());
        let reason = because(&of.parties);
        let numbers = [&mut party.demand, &mut party.temptation, &mut party.spoiling, &mut party.detection];
        numbers
            .into_iter()
            .chain([&mut party.patience, &mut party.audience_cost])
            .for_each(|q| number(q, &reason));
    }
    for (_, issue) in &mut short.issues.0 {
        let rest = of.issues.clone().expect("it has one");
        match &mut issue.source {
            None => issue.source = Some(FieldSources::All(rest)),
            Some(FieldSources::ByField(map)) => map.0.push(("rest".to_owned(), rest)),
            Some(FieldSources::All(_)) => {}
        }
    }
    let said = |source: Option<StatementSource>| match (source, &of.statements) {
        (
            Some(StatementSource::Assumed { because: None, holds_in }),
            Some(StatementSource::Assumed { because, .. }),
        ) => Some(StatementSource::Assumed { because: because.clone(), holds_in }),
        (None, of) => of.clone(),
        (own, _) => own,
    };
    let statements =
        std::mem::take(&mut short.statements).into_iter().flat_map(|statement| match statement {
            Statement::Ranks { party, on, levels, source } => {
                let source = said(source);
                let pair = |pair: &[String]| Statement::Prefers {
                    party: party.clone(),
                    on: on.clone(),
                    level: pair[0].clone(),
                    to: pair[1].clone(),
                    source: source.clone(),
                };
                levels.windows(2).map(pair).collect()
            }
            Statement::Prefers { party, on, level, to, source } => {
                vec![Statement::Prefers { party, on, level, to, source: said(source) }]
            }
            Statement::CaresMore { party, about, than, source } => {
                vec![Statement::CaresMore { party, about, than, source: said(source) }]
            }
            Statement::OnlyWith { party, accepts, with, source } => {
                vec![Statement::OnlyWith { party, accepts, with, source: said(source) }]
            }
            Statement::Indifferent { party, about, source } => {
                vec![Statement::Indifferent { party, about, source: said(source) }]
            }
        });
    short.statements = statements.collect();
    if let Some(world) = &mut short.world {
        number(&mut world.completion, &because(&of.world));
    }
    for (_, format) in &mut short.formats.0 {
        sourced(format, of.formats.as_ref());
    }
    short
}

fn sourced(format: &mut Format, of: Option<&Source>) {
    let mut sources = vec![&mut format.source];
    sources.extend(format.membership.as_mut().map(|part| &mut part.source));
    sources.extend(format.enforcement.as_mut().map(|part| &mut part.source));
    sources.extend(format.delegation.as_mut().map(|part| &mut part.source));
    for source in sources {
        *source = source.take().or_else(|| of.cloned());
    }
}

/// … and the worlds are the same to the last bit.
#[test]
fn the_short_form_means_what_the_long_form_means() {
    let short = checked(FOUR);
    let text = long(written::parse(FOUR).expect("it can be read")).to_ron();
    assert!(!text.contains("ranks(") && !text.contains("default_source"), "{text}");
    let long = checked(&text);
    assert!(text.lines().count() > 110);
    let worlds = |s: &Scenario| {
        let draws = Draws::new(s, 7, Correlation::AsAssumed);
        (0..50).map(|k| format!("{:?}", draws.world(k))).collect::<Vec<_>>()
    };
    assert_eq!(worlds(&short), worlds(&long));
    assert_eq!(bare(short), bare(long));
}

/// Written and read again, the short form stays short.
#[test]
fn the_short_form_is_written_as_it_is_read() {
    let once: written::Scenario = written::parse(FOUR).expect("it can be read");
    let out = once.to_ron();
    assert_eq!(written::parse::<written::Scenario>(&out).expect(&out), once);
    let short = checked(&out);
    assert_eq!(short.default_source, checked(FOUR).default_source);
    assert_eq!(bare(short), bare(checked(FOUR)));
}

/// In random scenarios every `prefers` may be a `ranks` of two levels.
#[test]
fn a_chain_of_two_is_a_pair() {
    let mut chains = 0;
    for text in (0..60).map(legal_scenario).chain((0..40).map(legal_scenario_m2)) {
        let mut written: written::Scenario = written::parse(&text).expect("it can be read");
        for statement in &mut written.statements {
            if let Statement::Prefers { party, on, level, to, source } = statement.clone() {
                *statement = Statement::Ranks { party, on, levels: vec![level, to], source };
                chains += 1;
            }
        }
        let read = |text: &str| bare(read(&SourceFile::new("x.ron", text)).expect("legal").scenario);
        assert_eq!(read(&written.to_ron()), read(&text));
    }
    assert!(chains > 200, "{chains}");
}

/// What is set on the command line is no longer of the section.
#[test]
fn what_is_set_gets_a_source_of_its_own() {
    for (change, path, as_before) in [
        ("parties.south.name=Southern village", "parties.south", "parties.town"),
        ("issues.road.duty=[\"town\"]", "issues.road.duty", "issues.road.levels"),
        ("statements[1].levels=[\"handed over\", \"as now\"]", "statements[1]", "statements[2]"),
        (
            "formats.two mayors.membership.members=[\"north\", \"south\", \"town\"]",
            "formats.two mayors.membership",
            "formats.two mayors.enforcement",
        ),
        ("formats.two mayors.about=Two.", "formats.two mayors", "formats.two mayors.membership"),
        ("parties.south.demand=0.1..0.2", "parties.south.demand", "parties.north.demand"),
    ] {
        let (file, checked) = set::read_with(&SourceFile::new("x.ron", FOUR), &[change.to_owned()])
            .unwrap_or_else(|refused| panic!("{change}: {refused}"));
        let rows = sources(&checked.scenario, &file);
        let find =
            |path: &str| rows.iter().find(|row| row.path == path).unwrap_or_else(|| panic!("no {path}"));
        let (own, other) = (find(path), find(as_before));
        assert!(own.because.contains("set on the command line") && !own.of_section, "{change}: {own:?}");
        assert!(other.of_section, "{change}: {other:?}");
        assert_eq!(file.text().lines().count(), FOUR.lines().count(), "{change}");
        if path.starts_with("statements") {
            assert_eq!(own.range, "holds in 90 of 100 assumed worlds", "as many worlds as before");
        }
    }
}

#[test]
fn sources_of_a_party_are_what_concerns_it() {
    let (four, file) = (checked(FOUR), SourceFile::new("x.ron", FOUR));
    let all = sources(&four, &file);
    let of = |party: usize| sources_of_party(&four, &file, PartyIndex(party));
    let paths = |rows: &[SourceRow]| rows.iter().map(|row| row.path.clone()).collect::<Vec<_>>();
    let east = paths(&of(2));
    let numbers = all.iter().filter(|row| row.path.starts_with("parties.east")).count();
    let other: Vec<&str> =
        east.iter().map(String::as_str).filter(|path| !path.starts_with("parties.")).collect();
    assert_eq!(east.len() - other.len(), numbers);
    assert_eq!(
        other,
        [
            "issues.water.consent",
            "statements[2]",
            "statements[8]",
            "statements[14]",
            "formats.four mayors.membership",
            "formats.two mayors.enforcement",
            "formats.four clerks.membership",
        ]
    );
    for row in &all {
        let of_whom: Vec<usize> = (0..4).filter(|&party| of(party).contains(row)).collect();
        let own =
            four.parties.iter().position(|party| row.path.starts_with(&format!("parties.{}", party.id)));
        assert!(own.is_none_or(|own| of_whom == [own]), "{row:?}: {of_whom:?}");
        assert!(!row.path.starts_with("statements") || of_whom.len() == 1, "{row:?}: {of_whom:?}");
    }
}
