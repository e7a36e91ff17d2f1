//! What if it were changed? One row a format: how often before (hollow) and now (filled), for three measures on one axis each.

use super::canvas::{Anchor, Canvas, Label};
use super::kit::{self, Entry, Names, Sign, Words};
use super::plot::Paint;
use super::scale::Scale;
use super::theme::{Shape, Theme};
use super::{Chart, Table, text, words};
use crate::language::Language;
use crate::results::against::{Changes, MEASURES, ShareChange};
use crate::results::comparison::Comparison;
use crate::results::words::{of_100, points, signed, thousands};
use crate::say;

/// File stem.
pub const STEM: &str = "what-if";
/// Question.
pub const QUESTION: &str = "What if it were changed?";

/// From so many formats on, a name has one line.
const MANY: usize = 9;

/// A format and its changes, by [`MEASURES`].
type Row<'a> = (&'a str, Vec<&'a ShareChange>);

/// Draws the chart of a result against an earlier one; `what` says what was changed. `None` if no format is in both.
pub fn draw(now: &Comparison, changes: &Changes, what: &str, theme: &Theme) -> Option<Chart> {
    let rows = rows(now, changes);
    if rows.is_empty() {
        return None;
    }
    let language = theme.language;
    let title = title(changes, language);
    let subtitle = say!(language, "what-if-subtitle", what = what, sample = words::thousands(now.runs));
    let canvas = Canvas::new(STEM, theme);
    let y = canvas.head(&title, &subtitle);
    let y = kit::key(&canvas, &key(theme), (theme.margin, theme.width - theme.margin), y) + 10.0;
    let bottom = body(&canvas, &rows, y);
    let told = |(name, shares): &Row<'_>| {
        let each = shares.iter().map(|share| in_words(share, language));
        ((*name).to_owned(), each.collect::<Vec<_>>().join(", "))
    };
    let description = kit::sentences(rows.iter().map(told));
    let all: Vec<&ShareChange> = rows.iter().flat_map(|(_, shares)| shares.clone()).collect();
    let w = Words { title, subtitle, description };
    Some(kit::chart((STEM, QUESTION), w, (canvas, bottom), now, table(&all, language)))
}

/// A measure in the language of the reader.
pub(crate) fn measure_words(measure: &str, language: Language) -> String {
    match measure {
        "signed" => say!(language, "what-if-signed"),
        "completed" => say!(language, "what-if-completed"),
        _ => say!(language, "what-if-standing"),
    }
}

/// A change of 100 worlds as it is printed: that of the two numbers as they are printed.
pub(crate) fn change(share: &ShareChange) -> String {
    let printed = |estimate: f64| libm::round(estimate * 100.0);
    signed(printed(share.now.estimate) - printed(share.then.estimate), 0)
}

/// Formats in the order of all charts, each with its changes.
fn rows<'a>(now: &'a Comparison, changes: &'a Changes) -> Vec<Row<'a>> {
    let of = |name: &'a str| {
        let shares: Vec<&ShareChange> = MEASURES
            .iter()
            .filter_map(|m| changes.shares.iter().find(|c| c.format == name && c.measure == *m))
            .collect();
        (shares.len() == MEASURES.len()).then_some((name, shares))
    };
    words::order(now).into_iter().filter_map(|at| of(&now.formats[at].name)).collect()
}

/// The largest change that is not chance, or the largest.
fn title(changes: &Changes, language: Language) -> String {
    let larger = |a: &&ShareChange, b: &&ShareChange| a.change.abs().total_cmp(&b.change.abs());
    let all = changes.changed();
    // The first of equals: `max_by` would take the last.
    let largest = |chance: bool| {
        all.iter().rev().copied().filter(|share| share.may_be_chance() == chance).max_by(larger)
    };
    let Some(share) = largest(false).or_else(|| largest(true)) else {
        return say!(language, "what-if-title-nothing");
    };
    let title = say!(
        language,
        "what-if-title",
        format = share.format,
        measure = measure_words(share.measure, language),
        then = of_100(share.then.estimate),
        now = of_100(share.now.estimate),
    );
    match (share.better, share.worse) {
        (Some(better), Some(worse)) => say!(
            language,
            "what-if-title-worlds",
            title = title,
            better = thousands(better),
            worse = thousands(worse),
        ),
        _ if share.may_be_chance() => say!(language, "what-if-title-chance", title = title),
        _ => title,
    }
}

fn key(t: &Theme) -> Vec<Entry> {
    let c = &t.colours;
    let entry = |sign: Sign, text: String| Entry { sign, text, fill: Paint::Ink };
    vec![
        entry(Sign::Marker(Shape::Circle, c.grey, true), say!(t.language, "what-if-key-before")),
        entry(Sign::Marker(Shape::Circle, c.grey, false), say!(t.language, "what-if-key-now")),
        entry(Sign::Marker(Shape::Triangle, c.kept, false), say!(t.language, "what-if-key-better")),
        entry(Sign::Marker(Shape::TriangleDown, c.broken, false), say!(t.language, "what-if-key-worse")),
    ]
}

fn names(rows: &[Row<'_>], t: &Theme) -> Names {
    let cap = t.inner() * 0.27;
    if rows.len() < MANY {
        return Names::fit(rows.iter().map(|(name, _)| *name), t.label, cap);
    }
    let short: Vec<String> =
        rows.iter().map(|(name, _)| text::shorten(&text::clean(name), t.label, cap)).collect();
    Names::fit(short.iter().map(String::as_str), t.label, cap * 1.2)
}

/// The panels; gives the height under them.
fn body(canvas: &Canvas, rows: &[Row<'_>], top: f64) -> f64 {
    let t = canvas.theme;
    let names = names(rows, t);
    let row = names.row(t, t.label * 1.35);
    let left = t.margin + names.width + 14.0 * t.scale;
    let panel = (t.width - t.margin - left) / MEASURES.len() as f64;
    let head = t.line(t.label) + 4.0;
    let end = top + head + row * rows.len() as f64;
    for (at, (_, _)) in rows.iter().enumerate() {
        let y = top + head + row * (at as f64 + 0.5);
        canvas.lines_mid(t.margin, y, &names.lines[at], &Label::new("", t.label).fill(t.colours.ink));
    }
    let mut bottom = end;
    for (place, measure) in MEASURES.iter().enumerate() {
        let from = left + panel * place as f64;
        bottom =
            one(canvas, rows, (place, measure), (from, from + panel), (top, top + head, row)).max(bottom);
    }
    bottom
}

/// The panel of one measure between two places of the page; gives the height under it.
fn one(
    canvas: &Canvas,
    rows: &[Row<'_>],
    (place, measure): (usize, &str),
    (from, to): (f64, f64),
    (top, first, row): (f64, f64, f64),
) -> f64 {
    let t = canvas.theme;
    let numbers = text::width("<1 → >99", t.small) + 6.0;
    let side = text::width("100", t.small) / 2.0;
    let across = (from + side, to - numbers - side - 8.0);
    let head = text::shorten(&measure_words(measure, t.language), t.label * 1.16, to - from - 8.0);
    canvas.text(from, top + t.label, &Label::new(head, t.label).bold().fill(t.colours.ink));
    let end = first + row * rows.len() as f64;
    // Three numbers where there is room for them.
    let wide = across.1 - across.0 > 4.0 * text::width("100", t.small);
    let scale = Scale::share().with_ticks(if wide { vec![0.0, 0.5, 1.0] } else { vec![0.0, 1.0] });
    let plot = canvas.rows(scale, across, (first, end));
    let bottom = plot.across(t, |share| words::fixed(share * 100.0, 0));
    let radius = 4.5 * t.scale;
    for (at, (_, shares)) in rows.iter().enumerate() {
        let y = first + row * (at as f64 + 0.5);
        let share = shares[place];
        let (then, now) = (share.then.estimate, share.now.estimate);
        let (colour, shape) = look(share, t);
        plot.line((then, y), (now, y), colour, 2.0 * t.scale);
        plot.marker(Shape::Circle, (then, y), radius, t.colours.grey, true);
        plot.marker(shape, (now, y), radius, colour, false);
        let label = Label::new(format!("{} → {}", of_100(then), of_100(now)), t.small);
        let label = if share.is_nothing() { label.fill(t.colours.grey) } else { label.fill(t.colours.ink) };
        canvas.text_mid(to - 8.0, y, &label.anchor(Anchor::End));
    }
    bottom
}

/// Colour and shape of what it is now.
fn look(share: &ShareChange, t: &Theme) -> (&'static str, Shape) {
    if share.change > 0.0 {
        (t.colours.kept, Shape::Triangle)
    } else if share.change < 0.0 {
        (t.colours.broken, Shape::TriangleDown)
    } else {
        (t.colours.grey, Shape::Circle)
    }
}

fn in_words(share: &ShareChange, language: Language) -> String {
    let measure = measure_words(share.measure, language);
    let (then, now) = (of_100(share.then.estimate), of_100(share.now.estimate));
    say!(language, "what-if-told", measure = measure, then = then, now = now)
}

/// All numbers of a change, a row a format and measure.
pub(crate) fn table(shares: &[&ShareChange], language: Language) -> Table {
    let heads = [
        say!(language, "what-if-column-what"),
        say!(language, "what-if-column-before"),
        say!(language, "what-if-column-now"),
        say!(language, "what-if-column-change"),
        say!(language, "what-if-column-better"),
        say!(language, "what-if-column-worse"),
    ];
    let mut table = Table { headers: heads.into(), rows: Vec::new() };
    for share in shares {
        let count = |worlds: Option<u64>| worlds.map_or_else(|| "–".to_owned(), thousands);
        let measure = measure_words(share.measure, language);
        let (low, high) = (points(share.low), points(share.high));
        table.rows.push(vec![
            say!(language, "what-if-share-of", format = share.format, measure = measure),
            of_100(share.then.estimate),
            of_100(share.now.estimate),
            say!(language, "what-if-interval", change = change(share), low = low, high = high),
            count(share.better),
            count(share.worse),
        ]);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::fixture;
    use crate::chart::rules::{complete, elements, marks_inside, texts_apart};
    use crate::results::against::{Worlds, changes};

    /// The result as it was before: some formats were signed less often, some more.
    fn before(now: &Comparison) -> Comparison {
        let mut then = now.clone();
        for (at, format) in then.formats.iter_mut().enumerate() {
            for share in [&mut format.signed, &mut format.completed, &mut format.alive] {
                let moved = share.estimate + [0.25, -0.12, 0.0][at % 3];
                (share.estimate, share.low, share.high) =
                    (moved.clamp(0.0, 1.0), (moved - 0.02).clamp(0.0, 1.0), (moved + 0.02).clamp(0.0, 1.0));
            }
        }
        // Worlds one by one say that nothing changed: these are compared as samples.
        then.sample = crate::results::sample::Sample::default();
        then
    }

    fn charts(mut check: impl FnMut(&str, &Theme, &Chart)) {
        let gallery = std::env::var("ROUNDTABLE_GALLERY").ok();
        for theme_name in Theme::NAMES {
            for language in Language::ALL {
                let theme = Theme::named(theme_name).expect("a theme").speaking(language);
                for (name, now) in fixture::all() {
                    let mut changes = changes(&before(&now), &now).expect("they can be compared");
                    changes.worlds = Worlds::OneByOne(now.runs);
                    for share in &mut changes.shares {
                        (share.better, share.worse) = (Some(180), Some(20));
                    }
                    let Some(chart) = draw(&now, &changes, "--set parties.dprk.patience=0.95", &theme) else {
                        continue;
                    };
                    let name = format!("{name}-{theme_name}-{language}");
                    if let Some(folder) = &gallery {
                        std::fs::write(format!("{folder}/what-if-{name}.svg"), &chart.svg)
                            .expect("a folder that exists");
                    }
                    check(&name, &theme, &chart);
                }
            }
        }
    }

    #[test]
    fn text_stays_apart_and_on_the_page() {
        charts(|name, theme, chart| {
            let elements = elements(&chart.svg);
            texts_apart(name, &elements);
            marks_inside(name, &elements);
            complete(name, theme, chart, &elements);
        });
    }

    #[test]
    fn the_title_names_the_largest_change_and_its_worlds() {
        let now = fixture::korea();
        let mut found = changes(&before(&now), &now).expect("they can be compared");
        let largest = found.shares.iter().filter(|share| share.change < -0.2);
        let names: Vec<String> = largest.map(|share| share.format.clone()).collect();
        let told = title(&found, Language::En);
        assert!(names.iter().any(|name| told.contains(name)), "{told}");
        found.shares.iter_mut().for_each(|s| (s.better, s.worse) = (Some(7), Some(3)));
        assert!(title(&found, Language::En).ends_with("(7 worlds better, 3 worse)"));
        let same = changes(&now, &now).expect("they can be compared");
        assert!(title(&same, Language::En).starts_with("Nothing changed"));
    }
}
