//! Reading scenarios: what is legal is accepted, whatever is not never panics, and every message is as reviewed.

mod common;

use common::reorder::Places;
use common::scenarios::{Random, legal_scenario, legal_scenario_m2};
use roundtable::scenario::place::{IssueIndex, LevelIndex, PartyIndex};
use std::collections::BTreeMap;

use proptest::prelude::*;
use roundtable::agreement::table::Table;
use roundtable::lab::games::game::Game;
use roundtable::scenario::check::{largest_table, packages};
use roundtable::scenario::domain::write;
use roundtable::scenario::model::{
    Absent, Effect, Format, Messenger, Moved, PhaseFormat, Plenary, Provenance, Rule, Scenario, Spread,
    SubAgreements, Timing, Tried, When,
};
use roundtable::scenario::read_domain;
use roundtable::scenario::{
    Severity, SourceFile, Style, read, recheck, render, set, sources, template, traits, variant as variant_of,
};

fn accepted(text: &str) -> Scenario {
    let file = SourceFile::new("test.ron", text);
    match read(&file) {
        Ok(checked) => {
            assert!(checked.warnings.iter().all(|warning| warning.severity == Severity::Warning));
            checked.scenario
        }
        Err(problems) => panic!("{}\n{text}", render(&problems, &file, Style::Plain)),
    }
}

/// The same without positions, and with every default written out as such.
fn bare(mut scenario: Scenario) -> Scenario {
    scenario.spans.clear();
    for statement in &mut scenario.statements {
        statement.span = 0..0;
    }
    for format in scenario.formats.iter_mut().chain(&mut scenario.parts) {
        if format.source == Provenance::Default {
            format.source = Provenance::Assumed {
                because: "default".to_owned(),
                range: "default".to_owned(),
                tried: Tried::default(),
            };
        }
    }
    scenario
}

#[test]
fn the_documented_example_is_legal() {
    let text = include_str!("../docs/scenario-format.md");
    let example =
        text.split("```ron\n").nth(1).and_then(|rest| rest.split("```").next()).expect("an example");
    let file = SourceFile::new("docs/scenario-format.md", example);
    match read(&file) {
        Ok(checked) => assert_eq!(render(&checked.warnings, &file, Style::Plain), ""),
        Err(problems) => panic!("{}", render(&problems, &file, Style::Plain)),
    }
}

#[test]
fn the_documented_domain_is_legal_and_is_written_back() {
    let text = include_str!("../docs/scenario-format.md");
    let example =
        text.split("```ron\n").last().and_then(|rest| rest.split("```").next()).expect("an example");
    let file = SourceFile::new("docs/scenario-format.md", example);
    let checked = match read_domain(&file).expect("it has preferences") {
        Ok(checked) => checked,
        Err(problems) => panic!("{}", render(&problems, &file, Style::Plain)),
    };
    assert_eq!(render(&checked.warnings, &file, Style::Plain), "");
    let game = Game::of(&checked.domain).expect("a game");
    assert_eq!((game.packages(), game.parties()), (9, 2));
    // Ann on cake for 4 hours: 0.75 · 0.4 + 0.25 · 1; dinner for 2 hours Ben never agrees to.
    assert!((game.utility(0, 4) - 0.55).abs() < 1e-12);
    assert_eq!(game.utility(1, 6), f64::NEG_INFINITY);
    let again = SourceFile::new("again.ron", write(&checked.domain));
    assert_eq!(read_domain(&again).expect("it has preferences").map(|c| c.domain), Ok(checked.domain));
}

#[test]
fn defaults_are_those_of_the_documentation() {
    let text = include_str!("../docs/scenario-format.md");
    let example =
        text.split("```ron\n").nth(1).and_then(|rest| rest.split("```").next()).expect("an example");
    let scenario = accepted(example);
    let all = &scenario.formats[1];
    assert_eq!(all.name, "all three");
    assert_eq!(all.membership.members, [0, 1, 2]);
    assert_eq!(all.proposing.order, [1, 0], "taken over");
    assert_eq!(all.delegation.ratifiers, [1], "taken over");
    assert_eq!(all.source, Provenance::Default);
    assert_eq!(all.about, "Like \"two at a summit\", with its own membership.");
    assert_eq!(scenario.issues[0].duty, [vec![0], vec![0], vec![0, 1]]);
    assert_eq!(scenario.issues[1].name, "road");
    assert_eq!((scenario.issues[2].practised.index(), scenario.issues[2].bound.index()), (1, 0));
    assert_eq!(scenario.parties[1].outside_option, None);
}

const EVERYTHING: &str = include_str!("common/everything.ron");

#[test]
fn numbers_of_third_parties_and_of_conduct_are_read() {
    let s = accepted(EVERYTHING);
    let east = &s.parties[2];
    assert_eq!((east.accuracy.from, east.effort.to, east.inspection.from), (0.5, 0.1, 0.2));
    assert_eq!((east.guarantee_force.to, east.guarantee_cost.to), (2.0, 0.2));
    let bias: Vec<(PartyIndex, f64)> = east.bias.iter().map(|(party, q)| (*party, q.from)).collect();
    assert_eq!(bias, [(PartyIndex(0), 0.1), (PartyIndex(1), -0.25)]);
    assert_eq!(s.parties[0].bias, []);
    assert_eq!(s.issues[0].guarantors, [vec![], vec![2], vec![2, 3]]);
    assert_eq!(s.issues[1].guarantors, vec![Vec::<PartyIndex>::new(); 3]);
    let w = &s.world;
    assert_eq!((w.pause.from, w.renegotiation.to, w.learning.to), (0.1, 0.4, 1.0));
    assert_eq!((w.noise.spread, w.foresight.to), (Spread::Log, 1.0));
}

#[test]
fn what_is_in_order_gets_no_warning() {
    let file = SourceFile::new("everything.ron", EVERYTHING);
    let warnings = read(&file).map(|checked| checked.warnings).expect("legal");
    assert_eq!(render(&warnings, &file, Style::Plain), "");
}

/// Twelve issues of three levels are too many packages for one table, and few for six.
#[test]
fn packages_of_a_nested_format_are_counted_by_table() {
    use std::fmt::Write as _;
    let mut text = String::from(
        "(format_version: 2, name: \"large\", title: \"Ten parties\",\n\
         calendar: (horizon: 60, source: assumed(because: \"x\", range: \"x\")),\nparties: {",
    );
    let source = "source: assumed(because: \"x\", range: \"x\")";
    for party in 0..10 {
        let _ = write!(text, "\"p{party}\": ({source}),");
    }
    text.push_str("}, issues: {");
    for issue in 0..12 {
        let _ = write!(text, "\"i{issue}\": (levels: [\"a\", \"b\", \"c\"], duty: [\"p0\"], {source}),");
    }
    text.push_str("}, formats: { \"six tables\": (");
    let _ = write!(text, "{source}, membership: ({source}, tables: {{");
    for table in 0..6 {
        let (a, b) = (2 * table, 2 * table + 1);
        let _ = write!(
            text,
            "\"t{table}\": (members: [\"p0\", \"p{}\"], agenda: [\"i{a}\", \"i{b}\"]),",
            table + 1
        );
    }
    let end = "}),) })";
    let nested = accepted(&format!("{text}{end}"));
    let format = &nested.formats[0];
    assert_eq!((format.membership.tables.len(), format.membership.members.len()), (6, 10));
    assert_eq!(largest_table(&nested, format), (9, Some("the sub-table \"t0\"".to_owned())));
    assert_eq!(packages(&nested, format), 3_u64.pow(12));
    let amended = format!("{text}}}), proposing: (plenary: amends, {source})) }})");
    let problems = read(&SourceFile::new("x", amended)).expect_err("531,441 packages at the plenary");
    assert!(
        problems.iter().any(|p| p.code == "E028" && p.message.contains("at the plenary")),
        "{problems:?}"
    );
}

#[test]
fn events_of_every_kind_are_read() {
    let s = accepted(EVERYTHING);
    let [lapse, dry, election, leak] = s.events.as_slice() else { panic!("four events") };
    assert_eq!(lapse.effect, Effect::Lapse(IssueIndex(2)));
    assert_eq!(dry.when, Timing::At(14));
    let Effect::Moves(moves) = &dry.effect else { panic!("moves") };
    let what: Vec<(usize, Moved, f64)> = moves.iter().map(|m| (m.party.index(), m.what, m.by.to)).collect();
    let expected = [
        (0, Moved::OutsideOption, 0.1),
        (1, Moved::Weight(IssueIndex(0)), 2.0),
        (1, Moved::Patience, -0.01),
        (2, Moved::Demand, 0.1),
    ];
    assert_eq!(what, expected);
    assert_eq!(election.effect, Effect::NewGovernment(PartyIndex(0)));
    assert!(matches!(&election.when, Timing::PerYear(rate) if rate.source == election.source));
    assert_eq!((&leak.effect, &leak.when), (&Effect::Reveals(PartyIndex(1)), &Timing::At(6)));
    assert_eq!(text_at(&s, "events.a dry summer.moves[1]").lines().count(), 1);
    assert!(text_at(&s, "events.a dry summer.moves[1].by").starts_with("assumed(from: 1.0"));
}

fn text_at<'t>(scenario: &Scenario, path: &str) -> &'t str {
    let span = scenario.spans.get(path).unwrap_or_else(|| panic!("no place for {path}"));
    &EVERYTHING[span.clone()]
}

#[test]
fn components_with_third_parties_rules_and_tables_are_read() {
    let s = accepted(EVERYTHING);
    let [help, council, tables, quota, _] = s.formats.as_slice() else { panic!("five formats") };
    assert_eq!(help.proposing.text_by, Some(PartyIndex(2)));
    assert_eq!(help.information.mediator, Some(PartyIndex(2)));
    assert_eq!(
        help.information.messengers,
        [Messenger { by: PartyIndex(3), about: PartyIndex(0), to: PartyIndex(1) }]
    );
    assert_eq!(
        (help.enforcement.guarantors.as_slice(), help.enforcement.supervision),
        (&[PartyIndex(3)][..], true)
    );
    assert_eq!(help.enforcement.manipulator, Some(PartyIndex(2)));
    assert_eq!(
        council.rule,
        Rule::Weighted {
            weights: vec![(PartyIndex(0), 2), (PartyIndex(1), 2), (PartyIndex(2), 1)],
            needed: 4
        }
    );
    assert_eq!(council.membership.indispensable, [0]);
    assert_eq!(council.membership.members, [0, 1, 2, 3], "all, by default");
    let lower = &tables.membership.tables[1];
    assert_eq!(
        (lower.name.as_str(), lower.members.as_slice()),
        ("lower", &[PartyIndex(2), PartyIndex(3)][..])
    );
    assert_eq!(lower.agenda, [false, false, true]);
    assert_eq!(tables.rule, Rule::ConsensusMinus(1));
    assert_eq!(tables.proposing.plenary, Plenary::Amends);
    assert_eq!(tables.contract.sub_agreements, SubAgreements::AtOnce);
    assert_eq!(tables.contract.absent, Absent::Asked);
    assert_eq!(quota.contract, tables.contract, "taken over");
    assert_eq!(quota.rule, Rule::Quota(2));
    assert_eq!(quota.membership, tables.membership, "taken over");
    for path in [
        "formats.tables.membership.tables.lower.members[1]",
        "formats.tables by quota.membership.tables.lower.members[1]",
    ] {
        assert_eq!(text_at(&s, path), "\"west\"", "taken over with its places");
    }
    assert_eq!(text_at(&s, "formats.council.rule.weights.south"), "\"south\"");
    assert_eq!(text_at(&s, "formats.two with help.information.mediator"), "\"east\"");
}

#[test]
fn composites_and_parts_are_read() {
    let s = accepted(EVERYTHING);
    let sequence = &s.formats[4];
    let [two, all, road] = sequence.phases.as_slice() else { panic!("three phases") };
    assert_eq!((two.held, two.after, two.when), (PhaseFormat::Format(0), None, When::Ended));
    assert_eq!(two.source, sequence.source, "that of its composite");
    assert_eq!((all.held, all.after, all.when), (PhaseFormat::Part(0), Some(0), When::Failed));
    assert_eq!(all.not_reached, [(IssueIndex(0), LevelIndex(1)), (IssueIndex(0), LevelIndex(2))]);
    assert_eq!(
        (road.held, road.when, road.reached.as_slice()),
        (PhaseFormat::Part(1), When::Progress, &[(IssueIndex(0), LevelIndex(1))][..])
    );
    assert_eq!(s.parts[0].proposing.order, [3, 0, 1, 2]);
    assert_eq!(s.parts[0].rule, s.formats[1].rule, "a part may be like a format");
    assert_eq!(s.parts[1].membership, s.formats[0].membership);
    assert_eq!(sequence.membership.members, [0, 1, 2, 3], "all who take part in a phase");
    assert_eq!(sequence.enforcement.monitors, [2, 0, 1, 3]);
    assert_eq!(sequence.delegation.ratifiers, [0, 1, 2, 3]);
    assert_eq!(sequence.contract.agenda, [true, true, true]);
    assert_eq!(text_at(&s, "formats.first two, then all.phases.all.when"), "failed");
    assert_eq!(text_at(&s, "parts.two again.source").get(..7), Some("assumed"));
}

/// A text without remarks and line breaks.
fn words(text: &str) -> String {
    let code = text.lines().filter_map(|line| line.split("//").next());
    code.flat_map(str::split_whitespace).collect::<Vec<&str>>().join(" ")
}

/// The smaller examples of the documentation, put into the large one, are legal, too.
#[test]
fn the_documented_examples_fit_together() {
    let text = include_str!("../docs/scenario-format.md");
    let blocks: Vec<&str> =
        text.split("```ron\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    let [whole, of_sections, variants, names, components, composites, events, _domain] = blocks.as_slice()
    else {
        panic!("{} examples", blocks.len())
    };
    // The variants stand in the template.
    let template = template("x");
    let shown = variants.trim().trim_start_matches("variants: {").trim_end_matches("},");
    assert!(words(&template).contains(&words(shown)), "{shown}");
    // The events take the place of those of the large example.
    let start = whole.find("    events: {").expect("events");
    let end = start + whole[start..].find("\n    },\n").expect("their end") + "\n    },\n".len();
    let (formats, parts) = composites.split_once("parts: {").expect("parts");
    let formats = formats.trim().trim_start_matches("formats: {").trim_end_matches("},");
    let more = format!("{formats}\n    }},\n    parts: {{{parts})\n");
    let text = format!("{}{events}{}", &whole[..start], &whole[end..]);
    let text = format!(
        "{}{more}",
        text.trim_end().strip_suffix(")").expect("the end").trim_end().trim_end_matches("},")
    );
    let text = text.replacen("    calendar:", &format!("{of_sections}{names}    calendar:"), 1);
    let scenario = accepted(&text);
    assert_eq!(scenario.default_source.len(), 4);
    assert_eq!(scenario.names["ko"]["North"], "북쪽");
    assert_eq!((scenario.events.len(), scenario.parts.len(), scenario.formats.len()), (4, 1, 3));
    // Every field of a component that is shown is one that the reader knows.
    for line in components.lines().map(str::trim).filter(|line| !line.starts_with("//")) {
        let field = line.split(':').next().unwrap_or_default().trim_matches(['"', '}', ',']);
        assert!(
            field.is_empty() || EVERYTHING.contains(field) || ["road", "river"].contains(&field),
            "{field}"
        );
    }
}

#[test]
fn a_like_format_gets_defaults_from_its_own_members() {
    let text = template("x").replace("delegation: (level: working", "delegation: (level: leaders");
    let scenario = accepted(&text);
    let clerks =
        scenario.formats.iter().find(|format| format.name == "three clerks").expect("in the template");
    assert_eq!(clerks.enforcement.monitors, [0, 1, 2]);
    assert_eq!(clerks.delegation.ratifiers, [0, 1, 2]);
    assert_eq!(clerks.delegation.offers, 3);
}

#[test]
fn entries_know_where_they_stand() {
    let text = template("x");
    let scenario = accepted(&text);
    for (path, starts) in [
        ("parties.north", "\"north\""),
        ("parties.north.patience", "assumed(from: 0.8"),
        ("issues.water.levels", "[\"as now\""),
        ("statements[3]", "prefers(party: \"south\", on: \"road\""),
        ("roadmaps.road first.stages[1]", "(name: \"water and dam\""),
        ("roadmaps.road first.stages[0].success", "assumed(from: 0.6"),
        ("events.work on the dam goes on.per_year", "assumed(from: 0.05"),
        ("formats.three clerks.delegation", "(level: working"),
        ("formats.three clerks.rule", "(kind: unanimity"),
    ] {
        let span = scenario.spans.get(path).unwrap_or_else(|| panic!("no place for {path}"));
        assert!(text[span.clone()].starts_with(starts), "{path}: {}", &text[span.clone()]);
    }
    assert!(!scenario.spans.contains_key("parties.north.mandate"), "not written");
}

/// The template with overrides, or the codes of its errors.
fn with(changes: &[&str]) -> Result<Scenario, Vec<&'static str>> {
    let changes: Vec<String> = changes.iter().map(|&change| change.to_owned()).collect();
    match set::read_with(&SourceFile::new("x.ron", template("x")), &changes) {
        Ok((_, checked)) => Ok(checked.scenario),
        Err(refused) => {
            let errors = refused.diagnostics.iter().filter(|problem| problem.severity == Severity::Error);
            Err(errors.map(|problem| problem.code).collect())
        }
    }
}

#[test]
fn an_override_that_makes_no_sense_is_noticed() {
    let codes = with(&[
        "roadmaps.road first.stages[0].success=0",
        "formats.three clerks.delegation.first_meeting=60",
    ]);
    assert_eq!(codes, Err(vec!["E054", "E046"]), "a stage that is never completed");
}

#[test]
fn whatever_stands_in_a_file_can_be_set() {
    let plain = with(&[]).expect("sound");
    let set = |change: &str| with(&[change]).unwrap_or_else(|codes| panic!("{change}: {codes:?}"));
    let statement = |s: &Scenario, at: usize| (s.statements[at].says.clone(), s.statements[at].holds_in);
    let changed = set("statements[3].source.holds_in=55").statements[3].clone();
    assert_eq!((changed.holds_in, changed.party), (55, 1.into()));
    assert_ne!(statement(&set("statements[0].level=handed over"), 0), statement(&plain, 0));
    let issue = set("issues.road.duty=[\"north\", \"south\"]").issues[1].clone();
    assert_eq!(issue.duty[0], [0, 1]);
    assert!(
        matches!(&issue.sources["duty"], Provenance::Assumed { because, .. } if because.contains("set on the command line"))
    );
    assert_eq!(issue.sources["rest"], plain.issues[1].sources["rest"], "others keep theirs");
    assert_eq!(set("issues.dam.name=the dam").issues[2].name, "the dam", "a text needs no quotes");
    assert_eq!(set("formats.two mayors.rule.kind=unanimity").formats[0].rule, Rule::Unanimity);
    assert!(!set("formats.two mayors.delegation.public=false").formats[0].delegation.public);
    assert_eq!(set("world.completion=0.3").world.completion.to, 0.3);
    let takes = set("issues.road.takes=12..36").issues[1].takes.clone().expect("written now");
    assert_eq!((takes.from, takes.to, plain.issues[1].takes.is_none()), (12.0, 36.0, true));
    assert_eq!(set("parties.south.mandate=0.1..0.2").parties[1].mandate.from, 0.1, "not written in the file");
}

#[test]
fn structure_can_be_put_in_and_taken_out() {
    let plain = with(&[]).expect("sound");
    let set = |change: &str| with(&[change]).unwrap_or_else(|codes| panic!("{change}: {codes:?}"));
    // Water, road and dam; north, south and east.
    let road = |s: &Scenario| s.issues[1].clone();
    let (top, duty) = (road(&plain).levels.len() - 1, road(&plain).duty[0].clone());
    let level = road(&plain).levels[top].clone();
    let own = set(&format!("issues.road.duty_at.{level}=[\"east\"]"));
    assert_eq!((&road(&own).duty[0], &road(&own).duty[top]), (&duty, &vec![PartyIndex(2)]));
    let asked = set(&format!("issues.road.consent.{level}=[\"east\"]"));
    assert_eq!(road(&asked).consent[top], [PartyIndex(2)]);
    let more = set(&format!("issues.road.duty[{}]=\"north\"", duty.len()));
    assert_eq!(road(&more).duty[0].len(), duty.len() + 1);
    let less = set("issues.road.duty[0]=None");
    assert_eq!(road(&less).duty[0].len(), duty.len() - 1);
    let names = |s: &Scenario| s.events.iter().map(|event| event.name.clone()).collect::<Vec<_>>();
    let without = set("events.a dry summer=None");
    assert_eq!(names(&without).len(), names(&plain).len() - 1);
    assert!(!names(&without).contains(&"a dry summer".to_owned()));
    let with = set("events.a flood=(reveals: \"north\", at: 3)");
    assert!(names(&with).contains(&"a flood".to_owned()), "with a source that says that it was set");
    let rule = |s: &Scenario| {
        s.formats.iter().find(|f| f.name == "three clerks by votes").expect("there").rule.clone()
    };
    assert_ne!(rule(&plain), Rule::Unanimity);
    for value in
        ["(kind: unanimity)", "(kind: unanimity, source: assumed(because: \"x\", range: \"y\"))", "None"]
    {
        assert_eq!(
            rule(&set(&format!("formats.three clerks by votes.rule={value}"))),
            Rule::Unanimity,
            "{value}"
        );
    }
    assert!(
        set("parties.north.patience=None").parties[0].patience != plain.parties[0].patience,
        "the default"
    );
}

#[test]
fn all_formats_are_set_at_once() {
    let plain = with(&[]).expect("sound");
    let all = |s: &Scenario| {
        let plain = s.formats.iter().chain(&s.parts).filter(|format| format.phases.is_empty());
        plain.cloned().collect::<Vec<Format>>()
    };
    let asked = with(&["formats.*.contract.absent=asked"]).expect("sound");
    assert!(all(&plain).iter().any(|format| format.contract.absent == Absent::Excluded));
    for (format, before) in all(&asked).iter().zip(all(&plain)) {
        assert_eq!(format.contract.absent, Absent::Asked, "{}", format.name);
        assert_eq!(format.contract.agenda, before.contract.agenda, "{}: the rest stays", format.name);
        assert_eq!(format.delegation, before.delegation, "{}", format.name);
    }
    let watched = with(&["formats.*.enforcement.monitors=None"]).expect("sound");
    assert!(all(&watched).iter().all(|format| format.enforcement.monitors == format.membership.members));
    let first = with(&["formats.*.proposing.order=[\"east\", \"north\", \"south\"]"]).expect("sound");
    for format in all(&first) {
        let members = &format.membership.members;
        let order: Vec<PartyIndex> =
            [2, 0, 1].map(PartyIndex).into_iter().filter(|party| members.contains(party)).collect();
        assert_eq!(format.proposing.order, order, "{}: those at its table", format.name);
    }
    let bold = with(&["parties.*.stance=0..0.1"]).expect("sound");
    assert!(bold.parties.iter().all(|party| party.stance.to == 0.1));
    assert_eq!(with(&["formats.*.bonus=1"]), Err(vec!["E071"]));
    assert_eq!(with(&["partys.*.stance=0.1"]), Err(vec!["E071"]));
}

#[test]
fn variants_change_nothing_but_themselves() {
    let text = template("x");
    let with = accepted(&text);
    let names: Vec<&str> = with.variants.iter().map(|variant| variant.name.as_str()).collect();
    assert_eq!(names, ["one vote each", "water first", "only those at the table watch"]);
    let mut without = with.clone();
    without.variants.clear();
    let start = text.find("    variants: {").expect("there");
    let end = start + text[start..].find("\n    },\n").expect("its end") + "\n    },\n".len();
    let mut bare_text = format!("{}{}", &text[..start], &text[end..]);
    for name in names {
        bare_text = bare_text.replace(&format!("variants: [{name:?}]"), "no_variant: \"none\"");
    }
    let untried = |mut scenario: Scenario| {
        for provenance in scenario.issues.iter_mut().flat_map(|issue| issue.sources.values_mut()) {
            forget(provenance);
        }
        for roadmap in &mut scenario.roadmaps {
            forget(&mut roadmap.source);
            roadmap.stages.iter_mut().for_each(|stage| forget(&mut stage.source));
        }
        for format in scenario.formats.iter_mut().chain(&mut scenario.parts) {
            forget(&mut format.source);
            format.sources.values_mut().for_each(forget);
        }
        bare(scenario)
    };
    assert_eq!(untried(accepted(&bare_text)), untried(without));
}

fn forget(source: &mut Provenance) {
    if let Provenance::Assumed { tried, .. } = source {
        *tried = Tried::default();
    }
}

#[test]
fn a_variant_is_what_its_edits_make() {
    let file = SourceFile::new("x.ron", template("x"));
    let scenario = accepted(file.text());
    for variant in &scenario.variants {
        let (text, checked) = variant_of(&file, &scenario, &variant.name).expect("it can be run");
        let (same, set) = set::changed(&file, &scenario, &variant.edits).expect("so can its edits");
        let words = |text: &SourceFile| {
            text.text().replace(&format!("the variant \\\"{}\\\"", variant.name), "set on the command line")
        };
        assert_eq!(words(&text), words(&same));
        assert_eq!(checked.scenario.formats.len(), set.scenario.formats.len());
        assert_ne!(bare(checked.scenario), bare(scenario.clone()), "{}", variant.name);
    }
    let refused = variant_of(&file, &scenario, "one vot each").expect_err("no such");
    assert!(refused.to_string().contains("did you mean \"one vote each\"?"), "{refused}");
}

/// More than the bound are refused with a message, and no more than the bound are read.
#[test]
fn variants_are_bounded() {
    let template = template("x");
    let many = |number: usize, edits: usize| {
        let edits = vec!["\"world.pause=0.1\""; edits].join(", ");
        let all: String = (0..number)
            .map(|i| format!("\"v{i}\": (because: \"x\", set: [{edits}]),"))
            .collect::<Vec<String>>()
            .concat();
        template.replace("    variants: {", &format!("    variants: {{{all}"))
    };
    let codes = |text: &str| {
        read(&SourceFile::new("x.ron", text))
            .map_err(|problems| problems.iter().map(|p| p.code).collect::<Vec<_>>())
    };
    assert!(codes(&many(37, 40)).is_ok(), "three are in the template");
    assert_eq!(codes(&many(38, 1)), Err(vec!["E028"]));
    assert_eq!(codes(&many(20_000, 1)), Err(vec!["E028"]));
    assert_eq!(codes(&many(1, 41)), Err(vec!["E028"]));
    assert_eq!(codes(&many(1, 0)), Err(vec!["E028"]));
}

#[test]
fn a_format_is_set_alone() {
    let plain = with(&[]).expect("sound");
    let one = with(&["formats.two mayors.delegation.every=2"]).expect("sound");
    for (format, before) in one.formats.iter().zip(&plain.formats).filter(|(f, _)| f.phases.is_empty()) {
        let every = if format.name == "two mayors" { 2 } else { before.delegation.every };
        assert_eq!(format.delegation.every, every, "{}", format.name);
        assert_eq!(format.delegation.ratifiers, before.delegation.ratifiers, "{}", format.name);
    }
    let taken = with(&["formats.two mayors in stages.delegation.every=2"]).expect("sound");
    assert_eq!((taken.formats[0].delegation.every, taken.formats[1].delegation.every), (4, 2));
    assert_eq!(
        taken.formats[1].delegation.meetings, plain.formats[1].delegation.meetings,
        "the rest is taken over"
    );
}

#[test]
fn an_override_is_refused_with_its_place() {
    let said = |change: &str| {
        let changes = [change.to_owned()];
        let refused = set::read_with(&SourceFile::new("x.ron", template("x")), &changes).expect_err(change);
        refused.to_string()
    };
    for (change, told) in [
        ("parties.north.patience", "this is not PATH=VALUE"),
        ("parties.nroth.patience=0.5", "did you mean parties.north.patience?"),
        ("parties.north.patience=2", "must be"),
        ("parties.north.patience=0.9..0.8", "write 0.8..0.9"),
        ("parties.north.patience=NaN", "\"NaN\" is not a number"),
        ("issues.water.takes=0", "must be above 0 and at most 600"),
        ("issues.road.tekas=3", "did you mean issues.road.takes?"),
        ("formats.two mayors.delegation.every=\"4\"", "expected a whole number"),
        ("formats.two mayors.membership.members=[\"nroth\"]", "did you mean \"north\"?"),
        ("statements[0].level=shred", "did you mean \"shared\"?"),
        ("statements[99].level=shared", "there is nothing to set"),
        ("formats.two mayors.bonus=1", "there is nothing to set"),
        ("parties.nroth=0.5", "there is nothing to set"),
        ("issues.road.duty_at.shut=[\"south\"]", "is not a level of"),
        ("formats.two mayors.rule.needed=None", "there is nothing to set"),
        ("events.no such=None", "there is nothing to set"),
        ("calendar.horizon=(", "is not a value"),
    ] {
        let text = said(change);
        assert!(text.contains(told) && text.contains("--set:1:"), "{change}: {text}");
    }
}

#[test]
fn comments_and_lines_stay_when_a_file_is_edited() {
    let text = template("x");
    let file = SourceFile::new("x.ron", text.as_str());
    let changes = ["parties.north.patience=0.5", "formats.two mayors.delegation.every=2", "world.pause=0.1"];
    let (changed, _) = set::read_with(&file, &changes.map(str::to_owned)).expect("sound");
    assert_eq!(changed.text().lines().count(), text.lines().count());
    let differing = changed.text().lines().zip(text.lines()).filter(|(a, b)| a != b).count();
    assert!(differing <= 8, "{differing}");
    assert!(
        changed
            .text()
            .contains("patience: assumed(from: 0.5, to: 0.5, because: \"set on the command line\"),")
    );
}

#[test]
fn what_is_never_completed_is_noticed() {
    let codes = |changes: &[&str]| with(changes).err().unwrap_or_default();
    let whole = "world.completion=0";
    let stage = "roadmaps.road first.stages[1].success=0.5";
    assert_eq!(
        codes(&[whole]),
        ["E054"],
        "the second stage waits for an issue that takes as long as it says"
    );
    assert_eq!(codes(&[whole, stage]), ["E054"], "two formats are carried out in one go");
    assert_eq!(codes(&[stage]), [""; 0]);
    let mut scenario = with(&[stage]).expect("sound");
    (scenario.world.completion.from, scenario.world.completion.to) = (0.0, 0.0);
    scenario.formats.retain(|format| !format.contract.roadmaps.is_empty());
    scenario.parts.clear();
    assert!(recheck(&scenario).is_ok(), "nothing depends on it");
    let takes = ["issues.road.takes=3", "issues.dam.takes=9"];
    assert_eq!(codes(&[&[whole], &takes[..]].concat()), [""; 0], "every issue says what it takes");
    assert_eq!(codes(&[whole, takes[0]]), ["E054"], "the dam does not");
}

#[test]
fn what_an_issue_takes_is_idle_where_every_stage_says_its_own() {
    let with_two = |second: bool| {
        let mut scenario = with(&["issues.road.takes=3"]).expect("sound");
        scenario.formats.retain(|format| !format.contract.roadmaps.is_empty());
        scenario.parts.clear();
        for stage in &mut scenario.roadmaps[0].stages {
            stage.success = if second { None } else { stage.success.clone() };
        }
        let warnings = recheck(&scenario).expect("sound");
        warnings
            .into_iter()
            .filter(|w| w.message.contains("takes does nothing"))
            .map(|w| w.code)
            .collect::<Vec<_>>()
    };
    assert_eq!(with_two(false), ["W108"], "the first stage has a chance of its own");
    assert_eq!(with_two(true), [""; 0]);
}

#[test]
fn packages_are_counted_as_they_are_played() {
    for text in (0..500).map(legal_scenario).chain((0..300).map(legal_scenario_m2)) {
        let scenario = accepted(&text);
        for format in scenario.formats.iter().chain(&scenario.parts).filter(|f| f.phases.is_empty()) {
            let played = Table::new(&scenario, format).packages();
            assert_eq!(packages(&scenario, format) as f64, played, "{}\n{text}", format.name);
        }
    }
}

#[test]
fn too_many_offers_are_noticed_after_an_override() {
    let (offers, fewer) =
        ("formats.three clerks.delegation.offers=100", "formats.three clerks.delegation.meetings=20");
    assert!(with(&[offers, fewer]).is_ok(), "2,000 offers");
    assert_eq!(
        with(&[offers, "formats.three clerks.delegation.meetings=21"]),
        Err(vec!["E028"]),
        "2,100 offers"
    );
}

#[test]
fn byte_order_marks_line_ends_and_hangul_do_no_harm() {
    let text = template("x").replace("North village", "북쪽 마을");
    let plain = bare(accepted(&text));
    assert_eq!(bare(accepted(&text.replace('\n', "\r\n"))), plain);
    assert_eq!(bare(accepted(&format!("\u{feff}{text}"))), plain);
}

#[test]
fn a_scenario_cut_anywhere_is_an_error_and_never_a_panic() {
    let text = template("x");
    let end = text.trim_end().len();
    for cut in (0..end).filter(|&cut| text.is_char_boundary(cut)) {
        let file = SourceFile::new("cut.ron", &text[..cut]);
        let problems = read(&file).expect_err("half a scenario");
        assert!(problems.iter().any(|problem| problem.severity == Severity::Error));
        assert!(problems.iter().all(|problem| problem.span.end <= cut + 1), "{cut}");
        if cut % 97 == 0 {
            assert!(problems.len() <= 3, "{}", render(&problems, &file, Style::Plain));
        }
    }
}

#[test]
fn cutting_bytes_within_a_character_is_noticed() {
    let text = template("x");
    let at = text.find('§').expect("a citation") + 1;
    let file = SourceFile::from_bytes("cut.ron", &text.as_bytes()[..at]);
    assert_eq!(read(&file).expect_err("half a character")[0].code, "E016");
}

#[test]
fn deep_nesting_is_an_error_and_not_a_stack_overflow() {
    for open in ["(", "[", "{", "Some(", "a: ("] {
        let file = SourceFile::new("deep.ron", open.repeat(500_000));
        assert_eq!(read(&file).expect_err("too deep")[0].code, "E014", "{open}");
    }
}

#[test]
fn large_files_are_refused_quickly() {
    let file = SourceFile::from_bytes("large.ron", &vec![b'('; 100 * 1024 * 1024]);
    let problems = read(&file).expect_err("too large");
    assert_eq!((problems.len(), problems[0].code), (1, "E015"));
    assert!(render(&problems, &file, Style::Plain).contains("100.0 MB"));
}

#[test]
fn files_full_of_errors_end_at_the_limit() {
    for piece in [",,", "%%%\n", "\"a\" \"b\" ", "“x” ", "a b: ", "\\\"", "' ", "[)"] {
        let text = piece.repeat(4_000_000 / piece.len());
        let file = SourceFile::new("bad.ron", text);
        let problems = read(&file).expect_err("not a scenario");
        assert!(problems.len() <= 100, "{piece}");
        assert!(!render(&problems, &file, Style::Plain).is_empty());
    }
}

#[test]
fn two_thousand_random_scenarios_are_accepted_and_come_back() {
    for seed in 0..2000 {
        let scenario = accepted(&legal_scenario(seed));
        let again = accepted(&common::write::write(&scenario));
        assert_eq!(bare(again), bare(scenario), "seed {seed}");
    }
}

#[test]
fn a_thousand_random_scenarios_with_everything_are_accepted_and_come_back() {
    for seed in 0..1000 {
        let scenario = accepted(&legal_scenario_m2(seed));
        let again = accepted(&common::write::write(&scenario));
        assert_eq!(bare(again), bare(scenario), "seed {seed}");
    }
}

#[test]
fn random_scenarios_with_everything_cover_the_format() {
    let texts: Vec<String> = (0..200).map(legal_scenario_m2).collect();
    for part in [
        "accuracy:",
        "bias:",
        "guarantee_force:",
        "inspection:",
        "effort:",
        "guarantors: {",
        "moves: [",
        "weight_of:",
        "trait: outside_option",
        "trait: patience",
        "trait: demand",
        "new_government:",
        "reveals:",
        "], at: ",
        "pause:",
        "renegotiation:",
        "learning:",
        "noise:",
        "foresight:",
        "indispensable:",
        "tables: {",
        "consensus_minus",
        "quota",
        "weighted",
        "text_by:",
        "plenary: amends",
        "mediator:",
        "messengers:",
        "at_once",
        "guarantors: [\"",
        "supervision: true",
        "manipulator:",
        "phases: {",
        "when: failed",
        " reached:",
        "not_reached:",
        "\"part 0\": (like",
    ] {
        let holding = texts.iter().filter(|text| text.contains(part)).count();
        assert!((5..200).contains(&holding), "{part}: {holding}");
    }
}

/// What every entry says, names sorted, by its path: the same whatever the order of parties and issues in memory.
fn said(scenario: &Scenario) -> BTreeMap<String, Vec<String>> {
    let rows = sources(scenario, &SourceFile::new("x", ""));
    let words = |says: &str| {
        let mut words: Vec<String> = says.split([' ', ',', ';']).map(str::to_owned).collect();
        words.sort();
        words
    };
    rows.into_iter().map(|row| (row.path, words(&row.says))).collect()
}

#[test]
fn another_order_of_parties_and_issues_says_the_same() {
    let mut changed = 0;
    for seed in 0..300 {
        let scenario = accepted(&legal_scenario_m2(seed));
        let mut random = Random::new(seed);
        let (parties, issues) = (random.order(scenario.parties.len()), random.order(scenario.issues.len()));
        let other = Places::from_orders(&parties, &issues).scenario(&scenario);
        changed += usize::from(other != scenario);
        assert_eq!(said(&other), said(&scenario), "seed {seed}");
        assert!(recheck(&other).is_ok(), "seed {seed}");
    }
    assert!(changed > 200, "{changed}");
}

#[test]
fn random_scenarios_differ_and_cover_the_format() {
    let texts: Vec<String> = (0..200).map(legal_scenario).collect();
    for part in [
        "like:",
        "roadmaps: {",
        "only_with",
        "cares_more",
        "indifferent",
        "after_last",
        "lapse_of",
        "spread: log",
        "vetoes: [(",
    ] {
        let holding = texts.iter().filter(|text| text.contains(part)).count();
        assert!((1..200).contains(&holding) || part == "roadmaps: {", "{part}: {holding}");
    }
    assert_eq!(legal_scenario(7), legal_scenario(7));
    assert_ne!(legal_scenario(7), legal_scenario(8));
}

#[test]
fn sources_of_random_scenarios_cover_every_party_and_format() {
    for text in (0..200).map(legal_scenario).chain((0..200).map(legal_scenario_m2)) {
        let file = SourceFile::new("x", text);
        let scenario = read(&file).map(|checked| checked.scenario).expect("legal");
        let rows = sources(&scenario, &file);
        let count = |start: &str| rows.iter().filter(|row| row.path.starts_with(start)).count();
        let biases: usize = scenario.parties.iter().map(|party| party.bias.len()).sum();
        assert_eq!(count("parties."), scenario.parties.len() * (1 + traits::PARTY.len()) + biases);
        let rows_of = |format: &Format| if format.phases.is_empty() { 8 } else { 1 + format.phases.len() };
        assert_eq!(count("formats."), scenario.formats.iter().map(rows_of).sum::<usize>());
        assert_eq!(count("parts."), scenario.parts.len() * 8);
        assert_eq!(count("statements["), scenario.statements.len());
        for row in &rows {
            let stated = row.kind == "stated";
            assert_eq!(stated, !row.at.is_empty() && !row.by.is_empty(), "{row:?}");
            assert!(stated || !row.because.is_empty(), "{row:?}");
        }
    }
}

/// A legal scenario with a few random edits.
fn damaged(seed: u64) -> String {
    let mut random = Random::new(seed);
    let mut chars: Vec<char> = legal_scenario(seed).chars().collect();
    let pool: Vec<char> = "()[]{}\",:;=“’%\\/*#한글 0.e-\n".chars().collect();
    for _ in 0..random.within(1, 6) {
        let at = random.within(0, chars.len() - 1);
        match random.within(0, 2) {
            0 => drop(chars.remove(at)),
            1 => chars.insert(at, pool[random.within(0, pool.len() - 1)]),
            _ => chars[at] = pool[random.within(0, pool.len() - 1)],
        }
    }
    chars.into_iter().collect()
}

#[test]
fn damaged_scenarios_never_panic_and_always_point_into_the_text() {
    for seed in 0..3000 {
        let text = damaged(seed);
        let file = SourceFile::new("x", &*text);
        if let Err(problems) = read(&file) {
            assert!(problems.iter().all(|problem| problem.span.start <= text.len()), "seed {seed}");
            assert!(!render(&problems, &file, Style::Plain).is_empty());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let file = SourceFile::from_bytes("x", &bytes);
        let problems = read(&file).expect_err("random bytes are no scenario");
        prop_assert!(!render(&problems, &file, Style::Coloured).is_empty());
    }

    #[test]
    fn random_syntax_never_panics(text in "[()\\[\\]{}\"',:;=#!rbx/*\\\\a-c0-9.eE+_ \n가“”-]{0,120}") {
        let file = SourceFile::new("x", text);
        if let Err(problems) = read(&file) {
            prop_assert!(!render(&problems, &file, Style::Plain).is_empty());
        }
    }
}
