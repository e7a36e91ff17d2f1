//! How far is an agreement carried out? One row a format, one column a stage: of 100 worlds, in how many the stage is begun, and of those
//! completed, under way at the horizon, or broken off in it. A stage in which a package has nothing is passed over, and said to be.

use super::canvas::{Canvas, Label, Paint};
use super::kit::{self, Entry, Sign, Words};
use super::plot::Plot;
use super::rows::{Places, Rows};
use super::scale::Scale;
use super::theme::Theme;
use super::{Chart, Table, text, words};
use crate::language::Language;
use crate::results::comparison::{Comparison, StageShare};
use crate::results::periods;
use crate::say;

/// File stem.
pub const STEM: &str = "stages";

/// Draws the chart; `None` without formats.
pub fn draw(c: &Comparison, theme: &Theme) -> Option<Chart> {
    if c.formats.is_empty() {
        return None;
    }
    let language = theme.language;
    let most = c.formats.iter().map(|f| f.stages.len()).max().unwrap_or(0);
    let shown = most.clamp(1, if theme.is_near() { 4 } else { 3 });
    let period = periods::long(&c.period, c.horizon, language);
    let subtitle = if most > shown {
        let shown = shown.to_string();
        say!(
            language,
            "stages-subtitle-some",
            shown = shown,
            period = period,
            worlds = words::thousands(c.runs),
            scenario = c.scenario
        )
    } else {
        say!(
            language,
            "stages-subtitle",
            period = period,
            worlds = words::thousands(c.runs),
            scenario = c.scenario
        )
    };
    let title = title(c, theme);
    let canvas = Canvas::new(STEM, theme);
    let y = canvas.head(&title, kit::near(theme, &subtitle));
    let y = key(&canvas, y) + 4.0;
    let rows = Rows::of(c);
    let notes = kit::note_lines(theme, &rows.notes(theme));
    let bottom = body(&canvas, &rows, shown, (y, kit::foot(theme, notes.len()) + 4.0));
    let bottom = kit::notes(&canvas, &notes, bottom + 4.0);
    let told = words::order(c).into_iter().map(|i| &c.formats[i]).flat_map(|f| {
        let name = |s: &StageShare| say!(language, "stages-of", format = f.name, stage = stage_name(s));
        f.stages.iter().map(move |s| (name(s), in_words(s, language)))
    });
    let description = kit::sentences(told);
    let description = if description.is_empty() { say!(language, "stages-none-at-all") } else { description };
    let w = Words { title, subtitle, description };
    Some(kit::chart((STEM, say!(language, "stages-question")), w, (canvas, bottom), c, table(c, language)))
}

fn stage_name(s: &StageShare) -> String {
    format!("{}. {}", s.stage + 1, s.name)
}

fn key(canvas: &Canvas, y: f64) -> f64 {
    let (t, c) = (canvas.theme, &canvas.theme.colours);
    let entries = [
        Entry::boxed(c.kept, say!(t.language, "stages-completed")),
        Entry::boxed(c.signed, say!(t.language, "stages-under-way")),
        Entry { sign: Sign::Hatched, text: say!(t.language, "stages-broken"), fill: Paint::Ink },
        Entry::boxed(c.ground, say!(t.language, "stages-empty")),
    ];
    kit::key(canvas, &entries, (t.margin, t.width - t.margin), y)
}

fn body(canvas: &Canvas, rows: &Rows<'_>, shown: usize, (top, below): (f64, f64)) -> f64 {
    let t = canvas.theme;
    let top = if shown > 1 { top + t.line(t.small) + 2.0 } else { top };
    let places = rows.place(t, (top, below), 32.0);
    let plots = columns(canvas, rows, shown, &places);
    let half = (places.pitch * 0.36).min(t.small * 0.75);
    rows.names(canvas, &places);
    for (i, row) in rows.rows.iter().enumerate() {
        let (f, mid) = (rows.summary(row), places.middle(i));
        if f.stages.is_empty() {
            let none = Label::new(say!(t.language, "stages-none"), t.small).grey();
            plots[0].text_mid((0.0, mid), (0.0, 0.0), &none);
        }
        for (s, plot) in f.stages.iter().zip(&plots) {
            bar(plot, t, s, (mid - half, mid + half));
            let end = if told(s) { s.begun + s.empty } else { s.begun };
            plot.text_mid((end, mid), (8.0, 0.0), &Label::new(numbers(s, t.language), t.small));
        }
    }
    places.bottom()
}

/// A plot for each stage with room for its numbers, and its head.
fn columns(canvas: &Canvas, rows: &Rows<'_>, shown: usize, places: &Places) -> Vec<Plot> {
    let t = canvas.theme;
    let gap = 12.0 * t.scale;
    let each = (t.width - t.margin - places.left + gap) / shown as f64 - gap;
    let one = |k: usize| {
        let stages = rows.rows.iter().filter_map(|row| rows.summary(row).stages.get(k));
        let label = stages.map(|s| text::width(&numbers(s, t.language), t.small)).fold(0.0, f64::max);
        let from = places.left + (each + gap) * k as f64;
        if shown > 1 {
            let head = say!(t.language, "stages-stage", n = (k + 1).to_string());
            canvas.text(from, places.top - 5.0, &Label::new(head, t.small).grey());
        }
        let to = (from + each - label - 10.0).max(from + 20.0);
        canvas.rows(Scale::share(), (from, to), (places.top, places.bottom()))
    };
    (0..shown).map(one).collect()
}

/// Whether it is worth telling that packages have nothing in it.
fn told(s: &StageShare) -> bool {
    s.empty >= 0.005
}

/// The bar of one stage: completed, under way, broken off, up to what was begun; then where it was passed over.
fn bar(plot: &Plot, t: &Theme, s: &StageShare, (top, bottom): (f64, f64)) {
    let way = (s.begun - s.broken).max(s.done);
    if told(s) {
        plot.framed((s.begun, top), (s.begun + s.empty, bottom), (t.colours.ground, t.colours.rule));
    }
    plot.bar((s.done, top), (way, bottom), t.colours.signed);
    plot.hatched((way, top), (s.begun, bottom));
    plot.bar((0.0, top), (s.done, bottom), t.colours.kept);
}

/// Beside the bar: completed of begun.
fn numbers(s: &StageShare, language: Language) -> String {
    let (begun, done) = (words::of_100(s.begun), words::of_100(s.done));
    say!(language, "stages-done-of", done = done, begun = begun)
}

/// The stage in which most is lost.
fn title(c: &Comparison, theme: &Theme) -> String {
    let language = theme.language;
    let all = words::order(c).into_iter().flat_map(|f| c.formats[f].stages.iter().map(move |s| (f, s)));
    let mut best: Option<(usize, &StageShare)> = None;
    for (f, s) in all.filter(|(_, s)| s.begun.is_finite() && s.done.is_finite()) {
        if best.is_none_or(|(_, b)| s.begun - s.done > b.begun - b.done + 1e-9) {
            best = Some((f, s));
        }
    }
    let Some((format, s)) = best.filter(|(_, s)| s.begun > 0.0) else {
        return say!(language, "stages-none-at-all");
    };
    let (format_name, several) =
        (words::in_title(&c.formats[format].name, theme), c.formats[format].stages.len() > 1);
    // As printed, so that whoever adds up finds the same.
    let whole = |share: f64| (share * 100.0).round();
    let way = ((whole(s.begun) - whole(s.done) - whole(s.broken)) / 100.0).max(0.0);
    let [begun, done, way, broken] = [s.begun, s.done, way, s.broken].map(words::of_100);
    if several {
        let stage = (s.stage + 1).to_string();
        return say!(
            language,
            "stages-title-stage",
            format = format_name,
            stage = stage,
            begun = begun,
            done = done,
            way = way,
            broken = broken
        );
    }
    say!(
        language,
        "stages-title",
        format = format_name,
        begun = begun,
        done = done,
        way = way,
        broken = broken
    )
}

fn in_words(s: &StageShare, language: Language) -> String {
    let [begun, done, broken, empty] = [s.begun, s.done, s.broken, s.empty].map(words::of_100);
    say!(language, "stages-in-words", begun = begun, done = done, broken = broken, empty = empty)
}

fn table(c: &Comparison, language: Language) -> Table {
    let headers = vec![
        say!(language, "chart-format"),
        say!(language, "stages-name"),
        say!(language, "stages-begun"),
        say!(language, "stages-completed"),
        say!(language, "stages-broken"),
        say!(language, "stages-empty"),
    ];
    let mut table = Table { headers, rows: Vec::new() };
    for f in words::order(c).into_iter().map(|i| &c.formats[i]) {
        if f.stages.is_empty() {
            let none = say!(language, "chart-of-100", share = words::of_100(0.0));
            table.rows.push(vec![f.name.clone(), "–".into(), none.clone(), none.clone(), none.clone(), none]);
        }
        for s in &f.stages {
            let mut row = vec![f.name.clone(), stage_name(s)];
            let shares = [s.begun, s.done, s.broken, s.empty];
            row.extend(shares.map(|share| say!(language, "chart-of-100", share = words::of_100(share))));
            table.rows.push(row);
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::fixture;

    #[test]
    fn a_stage_that_packages_leave_empty_is_told() {
        let mut c = fixture::korea();
        let stage = &mut c.formats[1].stages[1];
        (stage.begun, stage.done, stage.broken, stage.empty) = (0.3, 0.3, 0.0, 0.41);
        let drawn = |c: &Comparison| draw(c, &Theme::screen()).expect("a chart");
        let with = drawn(&c);
        assert!(with.description.contains("41"), "{}", with.description);
        c.formats[1].stages[1].empty = 0.0;
        let outlines = |svg: &str| svg.matches(Theme::screen().colours.rule).count();
        assert_eq!(outlines(&with.svg), outlines(&drawn(&c).svg) + 1);
    }

    #[test]
    fn the_title_tells_where_most_is_lost() {
        let mut c = fixture::korea();
        for f in &mut c.formats {
            f.stages.iter_mut().for_each(|s| s.done = s.begun);
        }
        let stage = &mut c.formats[3].stages[2];
        (stage.begun, stage.done) = (0.47, 0.03);
        let told = title(&c, &Theme::screen());
        assert!(
            told.contains("47") && told.contains("Stage 3") && told.contains("six-party talks"),
            "{told}"
        );
    }
}
