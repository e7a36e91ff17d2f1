//! The rules that every chart keeps, tested on all fixtures in both themes.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::theme::contrast;
use super::{CHARTS, Chart, Theme, draw_all, fixture, text};
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

/// Calls `check` with every chart of every fixture in both themes; writes them to `ROUNDTABLE_GALLERY` if that is set.
fn each(mut check: impl FnMut(&str, &Theme, &Comparison, &Chart, &[Element])) {
    let gallery = std::env::var("ROUNDTABLE_GALLERY").ok();
    for (theme_name, theme) in [("screen", Theme::screen()), ("projector", Theme::projector())] {
        for (name, c) in fixture::all() {
            for chart in draw_all(&c, &theme) {
                if let Some(folder) = &gallery {
                    let path = format!("{folder}/{name}-{theme_name}-{}.svg", chart.stem);
                    std::fs::write(path, &chart.svg).expect("a gallery folder that exists");
                }
                check(
                    &format!("{name} {theme_name} {}", chart.stem),
                    &theme,
                    &c,
                    &chart,
                    &elements(&chart.svg),
                );
            }
        }
    }
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
    before.iter().rev().find(holds).map_or("#FFFFFF", |e| e.attributes["fill"].as_str())
}

#[test]
fn text_reads_on_its_ground() {
    let mut coloured = BTreeSet::new();
    each(|name, _, _, chart, elements| {
        for (i, e) in elements.iter().enumerate().filter(|(_, e)| e.name == "text") {
            let ground = ground(&elements[..i], e);
            assert!(contrast(&e.attributes["fill"], ground) >= 4.5, "{name}: {} on {ground}", e.text);
            if ground != "#FFFFFF" {
                coloured.insert(chart.stem);
            }
        }
    });
    assert!(coloured.contains("levels") && coloured.contains("endings"), "{coloured:?}");
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
    each(|name, _, _, chart, elements| {
        let root = &elements[0];
        assert_eq!(root.attributes["role"], "img");
        assert_eq!(root.attributes["lang"], "en");
        let named: Vec<&str> = root.attributes["aria-labelledby"].split(' ').collect();
        let text_of = |id: &str| {
            elements.iter().find(|e| e.attributes.get("id").is_some_and(|i| i == id)).map(|e| e.text.clone())
        };
        assert_eq!(text_of(named[0]), Some(text::isolated(&text::clean(&chart.title))), "{name}");
        let description = text_of(named[1]).expect("a description");
        assert_eq!(description, text::isolated(&text::clean(&chart.description)));
        assert!(
            description.bytes().any(|b| b.is_ascii_digit()) || chart.stem == "stages",
            "{name}: {description}"
        );
    });
}

#[test]
fn source_and_sample_are_on_every_chart() {
    each(|name, _, c, chart, elements| {
        let lines: Vec<String> = texts(elements).map(|e| e.text.replace('\u{a0}', " ")).collect();
        let all = lines.join(" ");
        for part in
            ["Seed 2019", "0.1.0", c.scenario_hash.as_str(), "n = 2,000 assumed worlds", "scenario: fixture"]
        {
            assert!(all.contains(part), "{name} lacks {part}");
        }
        assert!(all.contains("assumed worlds, not a forecast") && !chart.title.is_empty());
    });
}

#[test]
fn nothing_is_called_a_probability() {
    each(|name, _, _, chart, elements| {
        let mut all: String = texts(elements).map(|e| e.text.to_lowercase()).collect();
        all += &format!("{} {} {:?}", chart.description, chart.question, chart.table).to_lowercase();
        for word in ["probab", "chance", "likel", "odds", "risk"] {
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
        assert!(!chart.table.rows.is_empty() || chart.stem == "stages", "{name}");
    });
}

#[test]
fn the_same_comparison_gives_the_same_bytes() {
    for (name, c) in fixture::all() {
        let first = draw_all(&c, &Theme::screen());
        assert!((0..3).all(|_| draw_all(&c.clone(), &Theme::screen()) == first), "{name}");
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
    let drawn = draw_all(&fixture::single(), &Theme::screen());
    let stems: Vec<&str> = drawn.iter().map(|c| c.stem).collect();
    assert!(!stems.contains(&"differences"));
    assert_eq!(stems.len(), CHARTS.len() - 1);
    assert_eq!(draw_all(&fixture::korea(), &Theme::screen()).len(), CHARTS.len());
}

#[test]
fn sets_of_any_size_draw_without_overlap() {
    let all = fixture::crowded();
    for (formats, parties) in [(1, 2), (2, 10), (3, 3), (6, 7), (7, 5), (9, 9), (12, 2)] {
        let mut c = all.clone();
        c.formats.truncate(formats);
        c.parties.truncate(parties);
        for f in &mut c.formats {
            f.gain.truncate(parties);
        }
        c.differences.retain(|d| {
            let has = |n: &str| c.formats.iter().any(|f| f.name == n);
            let gain = d.measure.strip_prefix("gain:p").and_then(|p| p.parse::<usize>().ok());
            has(&d.a) && has(&d.b) && gain.is_none_or(|p| p < parties)
        });
        for chart in draw_all(&c, &Theme::projector()) {
            let name = format!("{formats} formats, {parties} parties, {}", chart.stem);
            texts_apart(&name, &elements(&chart.svg));
        }
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
        if matches!(chart.stem, "agreement" | "outcomes" | "gains" | "stages" | "differences") {
            assert!(chart.title.contains("depend"), "{}", chart.title);
        }
    }
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
    let c = fixture::korea();
    let svg = super::stages::draw(&c, &Theme::screen()).expect("a chart").svg;
    let all = elements(&svg);
    let bars: Vec<&Element> = all.iter().filter(|e| e.name == "rect").collect();
    let tracks: Vec<f64> =
        bars.iter().filter(|e| e.attributes["fill"] == super::theme::TRACK).map(|e| e.number("x")).collect();
    let colours: BTreeSet<&str> = (0..5).map(|i| super::theme::ink(i).fill).collect();
    let done =
        bars.iter().filter(|e| colours.contains(e.attributes["fill"].as_str()) && e.number("height") > 12.0);
    let done: Vec<f64> = done.map(|e| e.number("x")).collect();
    assert!(done.len() >= 5 && !tracks.is_empty());
    assert!(done.iter().all(|x| *x == tracks[0]) && tracks.iter().all(|x| *x == tracks[0]));
}
