//! How sure are the differences from the reference? One row a format: the base with its interval, every run of the star as a small mark on the same line, and
//! the verdict with what it depends on. Clear ones first, then those that depend, that are open, and that are small.

use super::canvas::{Anchor, Canvas, Label, Paint};
use super::kit::{self, Entry, Sign, Words};
use super::plot::Plot;
use super::rows::{RowLook, Rows};
use super::scale::Scale;
use super::theme::{Shape, Theme};
use super::{Chart, Table, text, words};
use crate::results::comparison::{Comparison, Difference, Finding, RunSays};
use crate::say;

/// File stem.
pub const STEM: &str = "differences";

/// Draws the chart; `None` with fewer than two formats, and where they were not compared.
pub fn draw(c: &Comparison, theme: &Theme) -> Option<Chart> {
    let measure = words::told(c);
    let reference = c.formats.first()?.name.as_str();
    let (rows, found) = found(c, reference, measure);
    if found.is_empty() {
        return None;
    }
    let language = theme.language;
    let title = title(c, measure, &found, theme);
    let subtitle = say!(
        language,
        "differences-subtitle",
        reference = words::in_title(reference, theme),
        worlds = words::thousands(c.runs),
        scenario = c.scenario
    );
    let canvas = Canvas::new(STEM, theme);
    let y = canvas.head(&title, kit::near(theme, &subtitle));
    let top = key(&canvas, &found, y) + 4.0;
    let notes = kit::note_lines(theme, &notes(c, &found, theme));
    let bottom = body(&canvas, c, (&rows, &found), (top, notes.len()));
    let families = rows.families(theme);
    let y = if families.is_empty() {
        bottom
    } else {
        kit::key(&canvas, &families, (theme.margin, theme.width - theme.margin), bottom)
    };
    let y = kit::notes(&canvas, &notes, y);
    let description = kit::sentences(found.iter().map(|d| (d.a.clone(), in_words(c, d, theme))));
    let w = Words { title, subtitle, description };
    Some(kit::chart((STEM, say!(language, "differences-question")), w, (canvas, y), c, table(c, theme)))
}

/// Why a row is open though no run speaks against it.
fn notes(c: &Comparison, found: &[Difference], t: &Theme) -> Vec<String> {
    let bare = |d: &Difference| {
        let spoken = d.runs.iter().any(|run| counts(c, &run.run) && against(run.says));
        matches!(d.finding, Finding::Open { .. }) && !spoken && !d.runs.is_empty()
    };
    if t.is_near() && found.iter().any(bare) {
        vec![say!(t.language, "differences-bare")]
    } else {
        Vec::new()
    }
}

/// How many are clear, and the largest of them; if none is, that.
fn title(c: &Comparison, measure: &str, found: &[Difference], t: &Theme) -> String {
    let clear = found.iter().filter(|d| d.finding == Finding::Clear).count();
    match words::leading(c, |m| m == measure) {
        Some(d) if clear > 0 => say!(
            t.language,
            "differences-title",
            measure = words::capital(&words::measure_words(measure, t.language)),
            clear = clear.to_string(),
            all = found.len().to_string(),
            reference = words::in_title(&d.b, t),
            points = words::difference(c, &d),
            format = words::in_title(&d.a, t)
        ),
        _ => words::title(c, measure, t),
    }
}

/// The rows, sorted by verdict and else in the common order, each with its difference from the reference.
fn found<'a>(c: &'a Comparison, reference: &str, measure: &str) -> (Rows<'a>, Vec<Difference>) {
    let mut rows = Rows::of(c).without_reference();
    let difference = |format: usize| c.difference(&c.formats[format].name, reference, measure);
    rows.rows.retain(|row| difference(row.format).is_some());
    rows.rows.sort_by_key(|row| difference(row.format).map(|d| Kind::of(&d.finding)));
    let found = rows.rows.iter().filter_map(|row| difference(row.format)).collect();
    (rows, found)
}

/// What is told apart in the picture, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Clear,
    Depends,
    Open,
    None,
}

impl Kind {
    fn of(finding: &Finding) -> Self {
        match finding {
            Finding::Clear => Self::Clear,
            Finding::DependsOn { .. } => Self::Depends,
            Finding::Open { .. } | Finding::NotTested { .. } => Self::Open,
            Finding::ByConstruction { .. } | Finding::NoClearDifference => Self::None,
        }
    }

    /// Shape, and whether it is hollow: told apart without colour.
    fn mark(self) -> (Shape, bool) {
        match self {
            Self::Clear => (Shape::Circle, false),
            Self::Depends => (Shape::Diamond, true),
            Self::Open => (Shape::Square, true),
            Self::None => (Shape::Cross, false),
        }
    }
}

/// Whether a run counts and what it says against the difference.
fn against(says: RunSays) -> bool {
    matches!(says, RunSays::Turns | RunSays::Contradicts)
}

fn key(canvas: &Canvas, found: &[Difference], y: f64) -> f64 {
    let t = canvas.theme;
    let colours = &t.colours;
    let mut entries: Vec<Entry> = Vec::new();
    let mut seen: Vec<Kind> = Vec::new();
    for d in found {
        let kind = Kind::of(&d.finding);
        if seen.contains(&kind) {
            continue;
        }
        seen.push(kind);
        let (shape, hollow) = kind.mark();
        let text = words::verdict(&d.finding, t.language);
        entries.push(Entry { sign: Sign::Marker(shape, colours.mark, hollow), text, fill: Paint::Ink });
    }
    if found.iter().any(|d| !d.runs.is_empty()) {
        let (run, against) = if t.is_near() {
            (say!(t.language, "differences-run"), say!(t.language, "differences-run-against"))
        } else {
            (say!(t.language, "differences-run-far"), say!(t.language, "differences-run-against-far"))
        };
        entries.push(Entry { sign: Sign::Dot(colours.rule), text: run, fill: Paint::Ink });
        let run = against;
        entries.push(Entry { sign: Sign::Tick(colours.ink), text: run, fill: Paint::Ink });
    }
    kit::key(canvas, &entries, (t.margin, t.width - t.margin), y)
}

fn body(
    canvas: &Canvas,
    c: &Comparison,
    (rows, found): (&Rows, &[Difference]),
    (top, notes): (f64, usize),
) -> f64 {
    let t = canvas.theme;
    let key = !rows.families(t).is_empty();
    let places = rows.place(t, (top, kit::below(t, key, notes)), 26.0);
    let verdicts: Vec<String> = found.iter().map(|d| words::verdict_on(&d.finding, t.language)).collect();
    let number = text::width_bold("−100", t.label);
    let cap = t.inner() * if t.is_near() { 0.32 } else { 0.24 };
    let widest = verdicts.iter().map(|v| text::width_bold(v, t.label)).fold(0.0, f64::max).min(cap);
    let at = t.width - t.margin - widest;
    let right = at - number - t.label * 1.6;
    let values = found.iter().flat_map(|d| {
        let runs = d.runs.iter().filter(|run| counts(c, &run.run)).map(|run| run.estimate);
        [d.low, d.high, d.estimate].into_iter().chain(runs)
    });
    let (low, high) =
        values.filter(|v| v.is_finite()).fold((-0.05_f64, 0.05_f64), |(l, h), v| (l.min(v), h.max(v)));
    let edge = (high - low) * 0.02;
    let room = text::width("−100", t.small) * 1.5;
    let scale = Scale::new(low - edge, high + edge).ticked(right - places.left, room);
    let plot = canvas.rows(scale, (places.left, right), (places.top, places.bottom()));
    let bottom = plot.across(t, |v| words::signed(v * 100.0, 0));
    plot.upright(0.0, t.colours.rule, 1.8);
    rows.names(canvas, &places);
    let mut before = None;
    for (i, ((row, d), verdict)) in rows.rows.iter().zip(found).zip(&verdicts).enumerate() {
        let (y, look, kind) = (places.middle(i), rows.look(row.format, t), Kind::of(&d.finding));
        if before.is_some_and(|before| before != kind) {
            let y = y - places.pitch / 2.0;
            canvas.page.line((t.margin, y), (t.width - t.margin, y), t.colours.rule, 1.0);
        }
        before = Some(kind);
        one(&plot, c, d, (look, y, t));
        let clear = |label: Label| if kind == Kind::Clear { label.bold() } else { label };
        let points = clear(look.label(words::difference(c, d), t.label)).anchor(Anchor::End);
        canvas.text_mid(right + number + t.label * 0.8, y, &points);
        let bold = kind == Kind::Clear || look.stands_out;
        let fits = bold && text::width_bold(verdict, t.label) <= widest;
        let room = if bold && !fits { widest / 1.16 } else { widest };
        let words = text::shorten(&text::clean(verdict), t.label, room);
        canvas.text_mid(at, y, &clear(look.label(words, t.label)));
    }
    bottom
}

/// Whether a run of the star counts for verdicts.
fn counts(c: &Comparison, run: &str) -> bool {
    c.tested.runs.iter().any(|known| known.counted && known.name == run)
}

/// Interval, runs and marker of one difference.
fn one(plot: &Plot, c: &Comparison, d: &Difference, (look, y, theme): (RowLook, f64, &Theme)) {
    let t = theme.scale;
    let (shape, hollow) = Kind::of(&d.finding).mark();
    let r = 5.0 * t;
    if plot.x(d.high) - plot.x(d.low) > 2.0 * r {
        plot.line((d.low, y), (d.high, y), look.mark, 2.2 * t);
    }
    for run in d.runs.iter().filter(|run| counts(c, &run.run)) {
        if against(run.says) {
            let up = [(0.0, -6.5 * t), (0.0, 6.5 * t)];
            plot.stroke_beside((run.estimate, y), up, theme.colours.ink, 2.0);
        } else {
            plot.dot((run.estimate, y), 2.0 * t, theme.colours.rule);
        }
    }
    plot.marker(shape, (d.estimate, y), r, look.mark, hollow);
}

fn in_words(c: &Comparison, d: &Difference, t: &Theme) -> String {
    let (scale, decimals) = if d.measure.starts_with("gain:") { (1.0, 2) } else { (100.0, 0) };
    let show = |v: f64| words::signed(v * scale, decimals);
    say!(
        t.language,
        "differences-words",
        points = words::difference(c, d),
        low = show(d.low),
        high = show(d.high),
        verdict = words::verdict_on(&d.finding, t.language)
    )
}

/// Every pair and measure, those that are not drawn too.
fn table(c: &Comparison, t: &Theme) -> Table {
    let language = t.language;
    let headers = vec![
        say!(language, "differences-measure"),
        say!(language, "chart-format"),
        say!(language, "differences-minus"),
        say!(language, "differences-difference"),
        say!(language, "chart-interval"),
        say!(language, "differences-first"),
        say!(language, "differences-second"),
        say!(language, "differences-finding"),
    ];
    let row = |d: &Difference| {
        let gain = d.measure.strip_prefix("gain:");
        let (scale, decimals) = if gain.is_some() { (1.0, 3) } else { (100.0, 1) };
        let show = |v: f64| words::signed(v * scale, decimals);
        let of_100 = |v: f64| say!(language, "chart-of-100", share = words::of_100(v));
        vec![
            gain.map_or_else(
                || words::measure_words(&d.measure, language),
                |id| words::party(c, id).to_owned(),
            ),
            d.a.clone(),
            d.b.clone(),
            show(d.estimate),
            say!(language, "chart-from-to", low = show(d.low), high = show(d.high)),
            of_100(d.a_higher),
            of_100(d.b_higher),
            words::verdict_on(&d.finding, language),
        ]
    };
    Table { headers, rows: c.differences.iter().filter(|d| shown(c, d)).map(row).collect() }
}

/// Up to so many formats the table has all pairs; beyond, each against the reference, as the picture has them: the pairs grow with the square.
const ALL_PAIRS: usize = 5;

fn shown(c: &Comparison, d: &Difference) -> bool {
    let reference = c.formats.first().is_some_and(|f| f.name == d.a || f.name == d.b);
    c.formats.len() <= ALL_PAIRS || reference
}
