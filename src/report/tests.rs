//! What report and handout promise.

use super::{Section, components, fixture, phases};
use crate::chart::{self, Chart, Table, Theme, draw_all};
use crate::language::Language;
use crate::results::comparison::{Comparison, FormatSummary};
use crate::results::sample::Sample;
use crate::scenario::place::{IssueIndex, LevelIndex, PartyIndex};
use crate::scenario::{Scenario, SourceFile, SourceRow, sources};
use crate::simulation::sampled::{self, Came, Kept, Sampled};

fn entries(s: &Scenario) -> Vec<SourceRow> {
    sources(s, &SourceFile::new("fixture.ron", ""))
}

fn report(c: &Comparison, s: &Scenario, charts: &[Chart], extras: &[Section]) -> String {
    super::report(c, s, &entries(s), charts, extras, Language::En)
}

fn handout(s: &Scenario) -> String {
    let formats: Vec<usize> = (0..s.formats.len()).collect();
    super::class::handout(s, &formats, crate::language::Language::En)
}

fn page() -> String {
    let c = chart::fixture::korea();
    report(&c, &fixture::korea(), &draw_all(&c, &Theme::screen()), &[])
}

/// Writes a page to the folder `ROUNDTABLE_GALLERY`, if that is set, to be looked at.
fn keep(name: &str, page: &str) {
    if let Ok(folder) = std::env::var("ROUNDTABLE_GALLERY") {
        std::fs::write(format!("{folder}/{name}.html"), page).expect("a gallery folder that exists");
    }
}

#[test]
fn the_report_needs_no_network_and_no_script_but_its_own() {
    let mut c = chart::fixture::korea();
    c.sample = Sample::default();
    let page = report(&c, &fixture::korea(), &draw_all(&c, &Theme::screen()), &[]);
    keep("report", &page);
    // Without single worlds there is nothing to ask, and no script.
    assert!(!page.contains("<script"));
    assert!(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-"));
    let page = page.replace("http://www.w3.org/2000/svg", "");
    for word in ["http:", "https:", "<link", "<img", "@import", "src="] {
        assert!(!page.contains(word), "{word}");
    }
    assert!(page.contains("lang=\"en\"") && page.contains("width=device-width"));
}

#[test]
fn the_answer_comes_first_with_its_chart_and_says_that_it_is_no_forecast() {
    let page = page();
    let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("no “{text}”"));
    let order = [
        "<h1>",
        "class=\"answer\"",
        "This is not a forecast",
        "<svg",
        "<nav",
        "id=\"findings\"",
        "id=\"charts\"",
        "id=\"wants\"",
        "id=\"formats\"",
        "id=\"stated\"",
        "id=\"making\"",
        "id=\"limits\"",
        "id=\"words\"",
    ];
    assert!(order.windows(2).all(|pair| at(pair[0]) < at(pair[1])));
    for line in super::answer::lines(&chart::fixture::korea(), Language::En) {
        assert!(page.contains(&line), "{line}");
    }
}

#[test]
fn headings_go_down_one_step_at_a_time_and_regions_have_names() {
    let page = page();
    let levels: Vec<u32> =
        page.match_indices("<h").filter_map(|(at, _)| page[at + 2..].chars().next()?.to_digit(10)).collect();
    assert_eq!(levels[0], 1);
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
    assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
    assert_eq!(page.matches("tabindex=\"0\"").count(), page.matches("role=\"region\" aria-label=").count());
}

#[test]
fn a_korean_report_is_korean() {
    let c = chart::fixture::korea();
    let s = fixture::korea();
    let page = super::report(&c, &s, &entries(&s), &[], &[], Language::Ko);
    assert!(page.contains("<html lang=\"ko\">") && page.contains("이것은 예측이 아니다"));
    for english in ["What was found", "report-", "assumed world", "Who wants what"] {
        assert!(!page.contains(&format!(">{english}")), "{english}");
    }
    keep("report-ko", &page);
}

#[test]
fn no_word_of_probability_is_used() {
    let page = page().to_lowercase();
    for word in ["probab", "likely", "odds"] {
        assert!(!page.contains(word), "{word}");
    }
}

#[test]
fn every_chart_is_there_with_its_table_and_ids_are_unique() {
    let c = chart::fixture::korea();
    let page = page();
    for chart in draw_all(&c, &Theme::screen()) {
        assert!(page.contains(&chart.svg), "{}", chart.stem);
        for row in &chart.table.rows {
            assert!(page.contains(&row[0]), "{}", chart.stem);
        }
    }
    let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let unique: std::collections::BTreeSet<&&str> = ids.iter().collect();
    assert!(ids.len() > 20 && unique.len() == ids.len());
}

#[test]
fn stated_and_assumed_entries_are_listed_with_their_sources() {
    let page = page();
    assert!(page.contains("H§10, a speaker"));
    assert!(page.contains("No number is in the articles.; it could be: anything between"));
    assert!(page.contains("accepts &quot;gradual abandonment under way&quot; on weapons programme only with &quot;halted&quot; on nuclear and missile tests"));
    assert!(page.contains("parties.p0.temptation"));
    let stated = entries(&fixture::korea()).iter().filter(|e| e.kind == "stated").count();
    assert!(stated > 0 && page.contains(&format!("Stated ({stated})")));
}

#[test]
fn components_that_differ_from_the_first_format_are_marked() {
    let s = fixture::korea();
    let (first, second, last) = (&s.formats[0], &s.formats[1], &s.formats[4]);
    assert_eq!(components::differing(first, first), [false; 7]);
    assert_eq!(components::differing(first, second), [false, false, false, false, false, false, true]);
    assert!(components::differing(first, last)[0] && components::differing(first, last)[4]);
    let marked = page().matches("<td class=\"differs\">").count();
    let differing: usize =
        s.formats.iter().map(|f| components::differing(first, f).iter().filter(|d| **d).count()).sum();
    assert_eq!(marked, differing);
}

#[test]
fn composites_nested_tables_and_third_parties_read_well() {
    let text = include_str!("../../tests/common/everything.ron");
    let s =
        crate::scenario::read(&SourceFile::new("x", text)).map(|checked| checked.scenario).expect("legal");
    let page = report(&chart::fixture::korea(), &s, &[], &[]);
    for words in [
        "<li>“two”, held as two with help</li>",
        "<li>“road”, held as two again, when a stage of “two” is completed, or its only one is in force, if “shared” on water is",
        "<th scope=\"row\">all with the west's chair</th>",
        "sub-table “lower”: east and west on dam",
        "at most one member may refuse",
        "absent parties that would have duties are asked to join after the signature",
        "members with at least 4 votes must accept (north 2, south 2, east 1)",
        "guaranteed by west",
    ] {
        assert!(page.contains(words), "{words}");
    }
    assert!(
        page.contains("<th scope=\"row\">first two, then all</th><td class=\"held\" colspan=\"7\">"),
        "it has no components of its own"
    );
    let handout = handout(&s);
    for words in ["2 smaller tables", "if that fails", "east mediates"] {
        assert!(handout.contains(words), "{words}");
    }
    keep("everything", &page);
}

#[test]
fn extras_are_shown_and_escaped() {
    let c = chart::fixture::hostile();
    let table = Table { headers: vec!["<th>".into()], rows: vec![vec!["<i>".into()]] };
    let extra = Section {
        heading: "Your <b>predictions</b>".into(),
        paragraphs: vec!["a & b".into()],
        table: Some(table),
        chart: None,
    };
    let page = report(&c, &fixture::small(), &draw_all(&c, &Theme::screen()), &[extra]);
    assert!(page.contains("Your &lt;b&gt;predictions&lt;/b&gt;") && page.contains("a &amp; b"));
    assert!(
        page.matches("<script").count() == 2 && !page.contains("<th></th>"),
        "data and explorer, and no other"
    );
}

#[test]
fn the_same_arguments_give_the_same_bytes() {
    assert_eq!(page(), page());
    assert_eq!(handout(&fixture::korea()), handout(&fixture::korea()));
}

#[test]
fn the_handout_has_parties_formats_boxes_and_questions_and_no_result() {
    for (name, s) in
        [("korea", fixture::korea()), ("small", fixture::small()), ("crowded", fixture::crowded())]
    {
        let page = handout(&s);
        keep(&format!("handout-{name}"), &page);
        assert_eq!(page.matches("<td></td>").count(), 4 * s.formats.len(), "{name}");
        assert!(s.parties.iter().take(3).all(|p| page.contains(&p.name)));
        assert!(page.contains("Who wants what") && page.contains("Not a forecast"));
        assert!(page.contains(&s.questions[0]));
    }
}

/// The shipped case, which has mediators, a message, a single text, sub-tables, supervision and composites.
fn shipped() -> Scenario {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/korea-2019/formats.ron");
    let file = SourceFile::from_bytes(path, &std::fs::read(path).expect("the case is there"));
    crate::scenario::read(&file).unwrap_or_else(|problems| panic!("{problems:?}")).scenario
}

#[test]
fn what_is_special_about_a_format_is_said() {
    let s = shipped();
    let format = |name: &str| &s.formats[s.format(name).expect("a format of the case")];
    let says = |name: &str, component: usize| {
        components::components(&s, format(name), Language::En)[component].clone()
    };
    assert_eq!(says("South Korea writes the text", 2), "South Korea writes the single text");
    assert!(
        says("South Korea mediates", 3)
            .ends_with("South Korea mediates: it tells each what it knows of the others")
    );
    assert!(
        says("Russia carries a message", 3)
            .ends_with("Russia carries a message of North Korea to United States")
    );
    assert!(
        says("nested and supervised", 0).contains("sub-table “the two Koreas”: North Korea and South Korea")
    );
    assert!(says("nested and supervised", 2).ends_with("taken as a whole, or negotiated from there"));
    assert!(
        says("nested and supervised", 4).ends_with("nothing from a sub-table is in force before the plenary")
    );
    assert!(says("nested and supervised", 5).ends_with("not what a power to implement would do)"));
    let staged = says("three-stage plan", 4);
    assert!(
        staged.contains(" months, one stage after the other; ") && staged.contains(" in one go"),
        "{staged}"
    );
    assert!(!says("six-party talks", 4).contains("months"), "in one stage nothing follows");
    let plan = phases::phases(&s, format("stages at tables of their own"), Language::En);
    assert_eq!(plan[0], "“halt for halt”, held as halt for halt");
    assert!(
        plan[1].contains(
            "when the talks of “halt for halt” have ended, if “halted” on nuclear and missile tests"
        )
    );
    assert!(
        plan[2].ends_with("when a stage of “normal relations” is completed, or its only one is in force")
    );
    assert_eq!(
        phases::line(&s, format("guarantee, else six-party"), Language::En),
        "meeting of the three; then six-party talks unless “by the South and the US” is reached"
    );
    assert_eq!(
        phases::line(&s, format("summit, then six-party"), Language::En),
        "third summit; six-party talks if that fails"
    );
    assert!(phases::phases(&s, format("six-party talks"), Language::En).is_empty());
    let page = handout(&s);
    for special in [
        "South Korea mediates",
        "South Korea writes the text",
        "Russia carries a message",
        "4 smaller tables; with inspections",
    ] {
        assert!(page.contains(&format!("; {special}")), "{special}");
    }
    assert_eq!(page.matches("<td></td>").count(), 4 * s.formats.len());
}

#[test]
fn a_comparison_without_formats_or_charts_still_makes_a_report() {
    let mut c = chart::fixture::tiny();
    c.formats.clear();
    c.differences.clear();
    let charts = draw_all(&c, &Theme::screen());
    assert!(charts.is_empty());
    let mut s = fixture::small();
    s.formats.clear();
    assert!(report(&c, &s, &charts, &[]).contains("This is not a forecast"));
    assert!(handout(&s).contains("Who wants what"));
    let single = chart::fixture::single();
    let page = report(&single, &fixture::small(), &draw_all(&single, &Theme::screen()), &[]);
    assert!(page.contains("Under “one table” an agreement is signed in"));
}

#[test]
fn indices_that_point_nowhere_do_no_harm() {
    let mut s = fixture::small();
    s.formats[0].membership.members.push(PartyIndex(99));
    s.formats[0].membership.vetoes.push((IssueIndex(99), LevelIndex(99), vec![PartyIndex(99)]));
    s.formats[0].contract.roadmaps.push(99);
    s.formats[0].contract.agenda.clear();
    s.statements[0].party = PartyIndex(99);
    s.issues[0].practised = LevelIndex(99);
    let c = chart::fixture::tiny();
    assert!(report(&c, &s, &[], &[]).contains("may veto"));
}

/// A sample of this scenario whose numbers mean nothing.
fn sample(s: &Scenario, worlds: u64) -> Sample {
    let mut state = 7u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state >> 33
    };
    let drawn = sampled::kept(s).len();
    let mut kept = Sampled::default();
    for world in 0..worlds {
        let mut came = || Came {
            ended: (next() % 14) as u8,
            flags: (next() % 32) as u8,
            benefit: s.parties.iter().map(|_| (next() % 2000) as i16 - 1000).collect(),
        };
        let came = s.formats.iter().map(|_| came()).collect();
        let drawn = (0..drawn).map(|_| next() as f32 / 1e9).collect();
        kept.0.insert(world, Kept { came, drawn });
    }
    Sample::of(s, &kept)
}

/// Fourteen formats, six parties and 2,000 worlds that differ in everything.
#[test]
fn the_largest_report_with_single_worlds_stays_below_two_megabytes() {
    let mut s = shipped();
    s.formats.truncate(14);
    let mut c = chart::fixture::korea();
    let given = c.formats.clone();
    c.formats = s
        .formats
        .iter()
        .zip(given.iter().cycle())
        .map(|(f, of)| FormatSummary { name: f.name.clone(), ..of.clone() })
        .collect();
    c.sample = sample(&s, 2000);
    let path = "scenarios/korea-2019/formats.ron";
    let entries = sources(&s, &SourceFile::new(path, include_str!("../../scenarios/korea-2019/formats.ron")));
    let page = super::report(&c, &s, &entries, &draw_all(&c, &Theme::screen()), &[], Language::En);
    keep("explorer", &page);
    assert!(page.len() < 2_000_000, "{} bytes", page.len());
    assert!(page.contains("first 2,000 of 2,000 assumed worlds") && page.matches("<script").count() == 2);
}

/// A name that would end a script, and one that turns round what follows.
#[test]
fn names_stay_names_in_the_data_of_the_page() {
    let mut s = fixture::small();
    let mut c = chart::fixture::tiny();
    for (k, name) in
        ["</script><script>alert(1)</script>", "\u{202e}שלום <!-- \u{2028}"].into_iter().enumerate()
    {
        s.formats[k].name = name.into();
        c.formats[k].name = name.into();
        c.parties[k].name = name.into();
    }
    c.sample = sample(&s, 20);
    let page = report(&c, &s, &[], &[]);
    assert_eq!(page.matches("<script").count(), 2);
    assert_eq!(page.matches("</script>").count(), 2);
    let data = page.split("application/json\">").nth(1).and_then(|rest| rest.split("</script>").next());
    let data: serde_json::Value = serde_json::from_str(data.expect("data")).expect("JSON");
    assert_eq!(data["formats"][0], "</script><script>alert(1)</script>");
    assert_eq!(data["formats"][1], "\\u{202e}שלום <!-- \\u{2028}");
    assert!(!page.contains(['\u{202e}', '\u{2028}']));
}
