//! The rules that every chart keeps, tested on all fixtures in all themes and languages.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::rows::Rows;
use super::theme::{contrast, rgb};
use super::{CHARTS, Chart, Theme, draw_all, fixture, text, words};
use crate::language::Language;
use crate::results::comparison::{Comparison, Finding};

/// An element of a drawing.
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: BTreeMap<String, String>,
    pub(crate) text: String,
}

impl Element {
    pub(crate) fn number(&self, key: &str) -> f64 {
        self.attributes
            .get(key)
            .and_then(|v| v.parse().ok())
            .unwrap_or_else(|| panic!("{} has no {key}", self.name))
    }

    /// Left, top, right, bottom of a text, by the widest common face.
    pub(crate) fn extent(&self) -> [f64; 4] {
        let size = self.number("font-size");
        let bold = self.attributes.get("font-weight").is_some_and(|w| w == "bold");
        let width = if bold { text::width_bold(&self.text, size) } else { text::width(&self.text, size) };
        let x = self.number("x");
        let left = match self.attributes.get("text-anchor").map(String::as_str) {
            Some("middle") => x - width / 2.0,
            Some("end") => x - width,
            _ => x,
        };
        let y = self.number("y");
        [left, y - 0.75 * size, left + width, y + 0.2 * size]
    }
}

fn attributes(start: &BytesStart) -> BTreeMap<String, String> {
    start
        .attributes()
        .map(|a| {
            let a = a.expect("well-formed attribute");
            let key = String::from_utf8(a.key.as_ref().to_vec()).expect("UTF-8");
            (key, a.unescape_value().expect("legal escapes").into_owned())
        })
        .collect()
}

/// All elements of a document; panics if it is not well-formed.
pub(crate) fn elements(svg: &str) -> Vec<Element> {
    let mut reader = Reader::from_str(svg);
    reader.config_mut().check_end_names = true;
    let mut out: Vec<Element> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    loop {
        let event = reader.read_event().expect("well-formed");
        match event {
            Event::Start(s) => {
                open.push(out.len());
                out.push(element(&s));
            }
            Event::Empty(s) => out.push(element(&s)),
            Event::End(_) => drop(open.pop().expect("an open element")),
            Event::Text(t) => {
                if let Some(&i) = open.last() {
                    out[i].text.push_str(&t.decode().expect("UTF-8"));
                }
            }
            Event::GeneralRef(r) => {
                let name = r.decode().expect("UTF-8");
                let c = match name.as_ref() {
                    "lt" => "<",
                    "gt" => ">",
                    "amp" => "&",
                    "quot" => "\"",
                    "apos" => "'",
                    other => panic!("unknown entity {other}"),
                };
                out[*open.last().expect("inside an element")].text.push_str(c);
            }
            Event::Eof => break,
            other => panic!("unexpected {other:?}"),
        }
    }
    assert!(open.is_empty(), "elements left open");
    out
}

fn element(s: &BytesStart) -> Element {
    let name = String::from_utf8(s.name().as_ref().to_vec()).expect("UTF-8");
    Element { name, attributes: attributes(s), text: String::new() }
}

/// A chart of a fixture in a theme and a language.
struct Drawn {
    /// Name of the fixture, theme, language and chart.
    name: String,
    theme: Theme,
    comparison: usize,
    chart: Chart,
    elements: Vec<Element>,
}

/// Fixtures by name, and charts of them.
type Everything = (Vec<(&'static str, Comparison)>, Vec<Drawn>);

/// All fixtures, and every chart of each in all themes and languages: drawn once for all tests.
fn everything() -> &'static Everything {
    static ALL: OnceLock<Everything> = OnceLock::new();
    ALL.get_or_init(|| {
        let fixtures = fixture::all();
        let mut drawn = Vec::new();
        for (comparison, (fixture, c)) in fixtures.iter().enumerate() {
            for (theme_name, language) in themes().iter().flat_map(|t| Language::ALL.map(|l| (t, l))) {
                let theme = theme_name.1.clone().speaking(language);
                let theme_name = theme_name.0;
                // Outcomes of the other parties look like those of the first: of them one theme in one language is enough.
                let wanted =
                    |chart: &Chart| !chart.stem.starts_with("outcomes-") || theme == Theme::projector();
                for chart in draw_all(c, &theme).into_iter().filter(wanted) {
                    let name = format!("{fixture} {theme_name} {language} {}", chart.stem);
                    let elements = elements(&chart.svg);
                    drawn.push(Drawn { name, theme: theme.clone(), comparison, chart, elements });
                }
            }
        }
        (fixtures, drawn)
    })
}

fn themes() -> Vec<(&'static str, Theme)> {
    let named = |name: &&'static str| (*name, Theme::named(name).expect("a theme"));
    Theme::NAMES.iter().map(named).chain([("phone", Theme::phone())]).collect()
}

/// Calls `check` with every chart of every fixture in all themes and languages.
fn each(mut check: impl FnMut(&str, &Theme, &Comparison, &Chart, &[Element])) {
    let (fixtures, drawn) = everything();
    for d in drawn {
        check(&d.name, &d.theme, &fixtures[d.comparison].1, &d.chart, &d.elements);
    }
}

/// To look at: all charts of all fixtures go into the folder `ROUNDTABLE_GALLERY`, with those of the result stored in the folder
/// `ROUNDTABLE_RESULT`.
#[test]
fn the_gallery_is_written_where_one_is_wanted() {
    let Ok(folder) = std::env::var("ROUNDTABLE_GALLERY") else { return };
    let write = |name: &str, svg: &str| {
        let path = format!("{folder}/{}.svg", name.replace(' ', "-"));
        std::fs::write(path, svg).expect("a gallery folder that exists");
    };
    if let Ok(result) = std::env::var("ROUNDTABLE_RESULT") {
        let read = |file: &str| std::fs::read(format!("{result}/{file}")).expect("a stored result");
        let mut c: Comparison = serde_json::from_slice(&read("summary.json")).expect("a summary");
        c.sample = crate::results::sample::Sample::stored(&c, &read("results.csv"), None).expect("its table");
        for ((name, theme), language) in
            themes().into_iter().flat_map(|t| Language::ALL.map(|l| (t.clone(), l)))
        {
            let theme = theme.speaking(language);
            for chart in draw_all(&c.speaking(language), &theme) {
                write(&format!("stored {name} {language} {}", chart.stem), &chart.svg);
            }
        }
    }
    if std::env::var("ROUNDTABLE_FIXTURES").is_ok_and(|wanted| wanted == "none") {
        return;
    }
    each(|name, _, _, chart, _| write(name, &chart.svg));
}

pub(crate) fn texts(elements: &[Element]) -> impl Iterator<Item = &Element> {
    elements.iter().filter(|e| e.name == "text")
}

/// Smallest text, in pixels of the canvas: 12 (on the wall 20) where the picture is shown 900 px wide.
fn least(theme: &Theme) -> f64 {
    (if theme.is_near() { 12.0 } else { 20.0 }) * theme.width / 900.0
}

#[test]
fn text_is_large_enough() {
    each(|name, theme, _, _, elements| {
        let least = least(theme);
        assert!(texts(elements).count() > 3, "{name}: hardly any text");
        for e in texts(elements) {
            assert!(e.number("font-size") >= least, "{name}: {}", e.text);
        }
    });
}

/// What lies under the middle of a text: the last rectangle drawn there before it.
fn ground<'a>(before: &'a [Element], text: &Element) -> &'a str {
    let [left, top, right, bottom] = text.extent();
    let (x, y) = (f64::midpoint(left, right), f64::midpoint(top, bottom));
    let holds = |e: &&Element| {
        e.name == "rect"
            && e.attributes["fill"] != "none"
            && (e.number("x")..=e.number("x") + e.number("width")).contains(&x)
            && (e.number("y")..=e.number("y") + e.number("height")).contains(&y)
    };
    before.iter().rev().find(holds).map_or("", |e| e.attributes["fill"].as_str())
}

#[test]
fn text_reads_on_its_ground() {
    each(|name, _, _, _, elements| {
        for (i, e) in elements.iter().enumerate().filter(|(_, e)| e.name == "text") {
            let ground = ground(&elements[..i], e);
            assert!(contrast(&e.attributes["fill"], ground) >= 4.5, "{name}: {} on {ground}", e.text);
        }
    });
}

/// Every text is on the page, and none lies on another.
pub(crate) fn texts_apart(name: &str, elements: &[Element]) {
    let (width, height) = (elements[0].number("width"), elements[0].number("height"));
    let boxes: Vec<(&str, [f64; 4])> = texts(elements).map(|e| (e.text.as_str(), e.extent())).collect();
    for (i, (text, a)) in boxes.iter().enumerate() {
        let inside = a[0] >= 0.0 && a[1] >= 0.0 && a[2] <= width && a[3] <= height;
        assert!(inside, "{name}: {text} leaves the page");
        for (other, b) in &boxes[i + 1..] {
            let apart = a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
            assert!(apart, "{name}: “{text}” {a:?} lies on “{other}” {b:?}");
        }
    }
}

/// Lines, areas and markers are on the page, and no coordinate is anything but a number.
pub(crate) fn marks_inside(name: &str, elements: &[Element]) {
    let (width, height) = (elements[0].number("width"), elements[0].number("height"));
    for e in elements {
        let places = ["points", "d"].map(|key| e.attributes.get(key).map_or("", String::as_str)).join(" ");
        for pair in places.split([' ', 'M']).filter(|pair| !pair.is_empty()) {
            let (x, y) = pair.split_once(',').unwrap();
            let (x, y): (f64, f64) = (x.parse().unwrap(), y.parse().unwrap());
            assert!((0.0..=width).contains(&x) && (0.0..=height).contains(&y), "{name}: {pair}");
        }
        for value in e.attributes.values() {
            assert!(!value.contains("NaN") && !value.contains("inf"), "{name}: {value}");
        }
    }
}

/// What any chart must have: text that is large enough, a title, numbers in words, and the data drawn.
pub(crate) fn complete(name: &str, theme: &Theme, chart: &Chart, elements: &[Element]) {
    let least = least(theme);
    assert!(texts(elements).all(|e| e.number("font-size") >= least), "{name}");
    assert!(!chart.title.is_empty() && chart.description.bytes().any(|b| b.is_ascii_digit()), "{name}");
    assert!(chart.table.rows.iter().all(|row| row.len() == chart.table.headers.len()), "{name}");
    assert!(!chart.table.rows.is_empty(), "{name}");
}

#[test]
fn text_stays_on_the_page_and_apart() {
    each(|name, _, _, _, elements| texts_apart(name, elements));
}

#[test]
fn shapes_stay_on_the_page() {
    each(|name, _, _, _, elements| {
        let (width, height) = (elements[0].number("width"), elements[0].number("height"));
        for e in elements.iter().filter(|e| e.name == "rect" && !e.attributes.contains_key("id")) {
            let (x, y) = (e.number("x"), e.number("y"));
            let inside = x >= 0.0 && y >= 0.0;
            assert!(
                inside && x + e.number("width") <= width + 0.01 && y + e.number("height") <= height + 0.01,
                "{name}"
            );
        }
        for e in elements.iter().filter(|e| e.name == "circle") {
            assert!(
                (0.0..=width).contains(&e.number("cx")) && (0.0..=height).contains(&e.number("cy")),
                "{name}"
            );
        }
    });
}

#[test]
fn ids_are_unique_over_the_whole_set() {
    for (name, c) in fixture::all() {
        let mut seen = BTreeSet::new();
        for chart in draw_all(&c, &Theme::screen()) {
            for id in elements(&chart.svg).iter().filter_map(|e| e.attributes.get("id")) {
                assert!(id.starts_with(chart.stem) && seen.insert(id.clone()), "{name}: {id}");
            }
        }
        assert!(!seen.is_empty());
    }
}

#[test]
fn a_reader_who_does_not_see_gets_title_and_numbers() {
    each(|name, theme, _, chart, elements| {
        let root = &elements[0];
        assert_eq!(root.attributes["role"], "img");
        assert_eq!(root.attributes["lang"], theme.language.code());
        let named: Vec<&str> = root.attributes["aria-labelledby"].split(' ').collect();
        let text_of = |id: &str| {
            elements.iter().find(|e| e.attributes.get("id").is_some_and(|i| i == id)).map(|e| e.text.clone())
        };
        assert_eq!(text_of(named[0]), Some(text::isolated(&text::clean(&chart.title))), "{name}");
        let description = text_of(named[1]).expect("a description");
        assert_eq!(description, text::isolated(&text::clean(&chart.description)));
        assert!(description.bytes().any(|b| b.is_ascii_digit()), "{name}: {description}");
    });
}

#[test]
fn source_and_sample_are_on_every_chart() {
    each(|name, theme, c, _, elements| {
        let lines: Vec<String> = texts(elements).map(|e| e.text.replace('\u{a0}', " ")).collect();
        let all = lines.join(" ");
        let worlds = format!("n = {}", words::thousands(c.runs));
        for part in [worlds.as_str(), c.scenario.as_str()] {
            assert!(all.contains(part), "{name} lacks {part} in {all}");
        }
        let made = ["2019", "0.1.0", c.scenario_hash.as_str()];
        assert!(!theme.is_near() || made.iter().all(|part| all.contains(part)), "{name}");
        assert!(all.contains("not a forecast") || all.contains("예측이 아니다"), "{name}");
    });
}

#[test]
fn nothing_is_called_a_probability() {
    each(|name, _, _, chart, elements| {
        let mut all: String = texts(elements).map(|e| e.text.to_lowercase()).collect();
        all += &format!("{} {} {:?}", chart.description, chart.question, chart.table).to_lowercase();
        for word in ["probab", "chance", "likel", "odds", "risk", "확률", "가능성", "위험"] {
            assert!(!all.contains(word), "{name} says {word}");
        }
    });
}

#[test]
fn a_table_goes_with_every_chart() {
    each(|name, _, _, chart, _| {
        for row in &chart.table.rows {
            assert_eq!(row.len(), chart.table.headers.len(), "{name}");
        }
        assert!(!chart.table.rows.is_empty(), "{name}");
    });
}

#[test]
fn the_same_comparison_gives_the_same_bytes() {
    for (name, c) in fixture::all() {
        let first = draw_all(&c, &Theme::screen());
        assert!(draw_all(&c.clone(), &Theme::screen()) == first, "{name}");
    }
}

#[test]
fn coordinates_have_at_most_two_decimals() {
    each(|name, _, _, _, elements| {
        let values = elements.iter().flat_map(|e| e.attributes.iter());
        for (key, value) in
            values.filter(|(k, _)| !matches!(k.as_str(), "id" | "font-family" | "aria-labelledby"))
        {
            for number in value.split([' ', ',', 'M']).filter(|n| n.parse::<f64>().is_ok()) {
                let decimals = number.split_once('.').map_or(0, |(_, d)| d.len());
                assert!(decimals <= 2, "{name}: {key} = {value}");
            }
        }
    });
}

#[test]
fn one_format_has_no_differences_and_all_other_charts() {
    let stems = |c: &Comparison| -> BTreeSet<&str> {
        draw_all(c, &Theme::screen()).iter().map(|chart| chart.stem).collect()
    };
    assert!(!stems(&fixture::single()).contains("differences"));
    let all = stems(&fixture::korea());
    assert!(all.len() >= CHARTS.len() + 5, "one picture of outcomes a party: {all:?}");
    for stem in ["overview", "worlds", "differences", "gains", "outcomes", "outcomes-6"] {
        assert!(all.contains(stem), "{stem}");
    }
}

#[test]
fn a_title_is_a_claim_only_when_the_finding_is_clear() {
    let mut c = fixture::korea();
    for d in &mut c.differences {
        d.finding = Finding::DependsOn { on: fixture::depends() };
    }
    for chart in draw_all(&c, &Theme::screen()) {
        assert!(!chart.title.contains(" more of 100"), "{}", chart.title);
        if matches!(chart.stem, "overview" | "differences" | "gains") {
            assert!(chart.title.contains("depends"), "{}", chart.title);
        }
    }
}

/// A title that claims a difference claims one that its own picture shows.
#[test]
fn titles_speak_of_their_own_measure() {
    let mut claims = 0;
    each(|name, _, c, chart, elements| {
        if !matches!(chart.stem, "overview" | "differences") || c.formats.len() < 2 {
            return;
        }
        let Some(d) = words::leading(c, |m| m == words::told(c)) else { return };
        if d.finding != Finding::Clear {
            return;
        }
        let told = words::difference(c, &d);
        let points = told.trim_start_matches(['+', '−']);
        assert!(chart.title.contains(points), "{name}: {} and {told}", chart.title);
        assert!(texts(elements).any(|e| e.text.starts_with(&told)), "{name}: {told} is not in the picture");
        claims += 1;
    });
    assert!(claims > 20, "{claims}");
}

#[test]
fn names_of_formats_in_titles_stand_in_quotation_marks() {
    each(|name, _, c, chart, _| {
        for f in c.formats.iter().filter(|f| f.name.len() > 8) {
            for (at, _) in chart.title.match_indices(f.name.as_str()) {
                assert!(chart.title[..at].ends_with('“'), "{name}: {}", chart.title);
            }
        }
    });
}

/// Whoever subtracts the printed numbers finds the printed difference.
#[test]
fn printed_differences_agree_with_printed_numbers() {
    let mut held = 0;
    for (name, c) in fixture::all() {
        for d in c.differences.iter().filter(|d| words::SHARES.contains(&d.measure.as_str())) {
            let of = |format: &str| {
                let f = c.formats.iter().find(|f| f.name == format)?;
                words::of_100(words::measured(f, &d.measure).estimate).parse::<i32>().ok()
            };
            let (Some(a), Some(b)) = (of(&d.a), of(&d.b)) else { continue };
            let printed = words::difference(&c, d).replace('−', "-").replace('+', "");
            assert_eq!(printed.parse::<i32>().ok(), Some(a - b), "{name}: {} against {}", d.a, d.b);
            held += 1;
        }
    }
    assert!(held > 100, "{held}");
}

/// At 16:9 with up to fourteen formats, in every theme.
#[test]
fn up_to_fourteen_formats_fit_one_screen() {
    each(|name, theme, c, _, elements| {
        assert_eq!(elements[0].number("width"), theme.width, "{name}");
        let height = elements[0].number("height");
        assert!(c.formats.len() > 14 || height <= theme.height, "{name} is {height} tall");
    });
}

/// Hues of a chart, in degrees; greys have none.
fn hues(elements: &[Element]) -> Vec<f64> {
    let colours = elements.iter().flat_map(|e| ["fill", "stroke"].map(|k| e.attributes.get(k)));
    let hue = |colour: &String| {
        let plotters::style::RGBColor(r, g, b) = rgb(colour);
        let [r, g, b] = [r, g, b].map(|c| f64::from(c) / 255.0);
        let (most, least) = (r.max(g).max(b), r.min(g).min(b));
        let sector = if most == r {
            (g - b) / (most - least)
        } else if most == g {
            2.0 + (b - r) / (most - least)
        } else {
            4.0 + (r - g) / (most - least)
        };
        (most - least > 0.12).then(|| (sector * 60.0).rem_euclid(360.0))
    };
    let mut all: Vec<f64> = colours.flatten().filter(|c| c.starts_with('#')).filter_map(hue).collect();
    all.sort_by(f64::total_cmp);
    all.dedup_by(|a, b| (*a - *b).abs() < 20.0);
    all
}

#[test]
fn no_chart_leans_on_more_than_four_hues() {
    let mut most = 0;
    each(|name, theme, _, _, elements| {
        let hues = hues(elements);
        assert!(hues.len() <= 4, "{name}: {hues:?}");
        assert!(*theme != Theme::print() || hues.is_empty(), "{name}: paper has no colours");
        most = most.max(hues.len());
    });
    assert!(most > 1, "colours are seen");
}

/// All charts have the same rows from the top; differences sort them by verdict, and within a verdict alike.
#[test]
fn rows_stand_in_the_same_order_in_all_charts() {
    let c = fixture::korea();
    for chart in draw_all(&c, &Theme::screen()).iter().filter(|chart| chart.stem != "time") {
        let elements = elements(&chart.svg);
        let row = |name: &str| texts(&elements).find(|e| e.text == name).map(|e| e.number("y"));
        let shown: Vec<(usize, f64)> =
            words::order(&c).iter().filter_map(|f| Some((*f, row(&c.formats[*f].name)?))).collect();
        let place = |f: usize| {
            let d = c.difference(&c.formats[f].name, &c.formats[0].name, words::told(&c));
            if chart.stem == "differences" { d.map_or(9, |d| verdict_place(&d.finding)) } else { 0 }
        };
        let mut sorted = shown.clone();
        sorted.sort_by(|a, b| a.1.total_cmp(&b.1));
        let mut want = shown.clone();
        want.sort_by_key(|(f, _)| place(*f));
        assert_eq!(sorted, want, "{}", chart.stem);
        assert!(shown.len() >= c.formats.len() - 1, "{}: {shown:?}", chart.stem);
    }
}

fn verdict_place(finding: &Finding) -> u8 {
    match finding {
        Finding::Clear => 0,
        Finding::DependsOn { .. } => 1,
        Finding::Open { .. } | Finding::NotTested { .. } => 2,
        Finding::ByConstruction { .. } | Finding::NoClearDifference => 3,
    }
}

#[test]
fn what_is_the_same_in_every_world_is_one_row_and_said_so() {
    let c = fixture::mediators();
    let rows = Rows::of(&c).rows;
    assert_eq!(rows.len(), 2);
    assert!(rows.iter().any(|row| row.format == 0 && row.same == [2, 3]), "{rows:?}");
    let overview = super::overview::draw(&c, &Theme::screen()).expect("a chart");
    let all: Vec<String> = texts(&elements(&overview.svg)).map(|e| e.text.clone()).collect();
    let all = all.join(" ");
    assert!(
        all.contains("“a mediator” and “a messenger”: the same as “summits” in all 2,000 worlds."),
        "{all}"
    );
    assert!(all.contains("a message changed an offer: “a mediator” 2."), "{all}");
    // One world in which they differ is enough for rows of their own.
    let mut apart = c.clone();
    for d in apart.differences.iter_mut().filter(|d| d.a == "a messenger" && d.measure == "gain:p1") {
        d.a_higher = 0.0005;
    }
    assert_eq!(Rows::of(&apart).rows.len(), 3);
}

/// Intervals are named where they are drawn, and not drawn where they are narrower than the marks.
#[test]
fn intervals_are_named_and_none_is_narrower_than_its_mark() {
    each(|name, theme, c, chart, elements| {
        if theme.is_near() && matches!(chart.stem, "overview" | "differences") {
            assert!(chart.subtitle.contains("95"), "{name}: {}", chart.subtitle);
        }
        if chart.stem == "overview" {
            let bands = elements.iter().filter(|e| {
                e.name == "polygon" && e.attributes.get("fill-opacity").is_some_and(|o| o == "0.30")
            });
            let (bands, narrow) = (bands.count(), c.runs >= 1_000_000 || !theme.is_near());
            assert!(bands == 0 || !narrow, "{name}");
            assert!(bands > 0 || narrow || !name.starts_with("korea") && c.runs > 1, "{name}");
        }
    });
}

#[test]
fn numbers_that_are_not_numbers_do_no_harm() {
    let mut c = fixture::tiny();
    c.formats[0].signed.estimate = f64::NAN;
    c.formats[0].gain[0].mean = f64::INFINITY;
    c.formats[0].gain[1].dots[3] = f64::NAN;
    c.formats[0].practised[0].shares[0][0] = f64::NAN;
    for d in &mut c.differences {
        d.estimate = f64::NAN;
    }
    for chart in draw_all(&c, &Theme::screen()) {
        let all = elements(&chart.svg);
        let places =
            all.iter().flat_map(|e| ["x", "y", "width", "cx", "points", "d"].map(|k| e.attributes.get(k)));
        assert!(places.flatten().all(|v| !v.contains("NaN") && !v.contains("inf")), "{}", chart.stem);
    }
}

#[test]
fn bars_of_shares_start_at_zero() {
    let (c, theme) = (fixture::korea(), Theme::screen());
    let all = elements(&super::outcomes::draw(&c, &theme).expect("a chart").svg);
    let starts = |colour: &str| -> Vec<f64> {
        let bars = all.iter().filter(|e| e.name == "rect" && e.attributes["fill"] == colour);
        bars.map(|e| e.number("x")).collect()
    };
    let (tracks, bars) = (starts(theme.colours.track), starts(theme.colours.bar));
    assert!(tracks.len() == 5 && bars.len() == 5);
    assert!(tracks.iter().chain(&bars).all(|x| *x == tracks[0]));
}
