//! How often is an agreement signed, in force, completed, and still standing at the end? One row a format on one axis of 100 worlds; at the right the
//! number, the verdict against the reference, and the months to signature.

use super::canvas::{Anchor, Canvas, Label, Paint};
use super::kit::{self, Entry, Sign, Words};
use super::plot::Plot;
use super::rows::{Places, Row, RowLook, Rows};
use super::scale::Scale;
use super::theme::{Shape, Theme};
use super::{Chart, Table, text, words};
use crate::results::comparison::{Comparison, FormatSummary, Share};
use crate::say;

/// File stem.
pub const STEM: &str = "overview";

/// Radius of a mark, times the scale of the theme.
const RADIUS: f64 = 5.0;

/// Draws the chart; `None` without formats.
pub fn draw(c: &Comparison, theme: &Theme) -> Option<Chart> {
    if c.formats.is_empty() {
        return None;
    }
    let language = theme.language;
    let (rows, measure) = (Rows::of(c), words::told(c));
    let title = words::title(c, measure, theme);
    let canvas = Canvas::new(STEM, theme);
    let notes = kit::note_lines(theme, &notes(c, &rows, measure, theme));
    let families = rows.families(theme);
    let subtitle = subtitle(c, measure, theme);
    let head = canvas.head(&title, kit::near(theme, &subtitle));
    let y = key(&canvas, head);
    let top = y + theme.line(theme.small) + 2.0;
    let places = rows.place(theme, (top, kit::below(theme, !families.is_empty(), notes.len())), 26.0);
    let bottom = body(&canvas, c, (&rows, &places), measure);
    let y = if families.is_empty() {
        bottom
    } else {
        kit::key(&canvas, &families, (theme.margin, theme.width - theme.margin), bottom)
    };
    let y = kit::notes(&canvas, &notes, y);
    let description = description(c, &rows, measure, theme);
    let question = say!(language, "overview-question");
    let w = Words { title, subtitle, description };
    Some(kit::chart((STEM, question), w, (canvas, y), c, table(c, measure, theme)))
}

/// What is folded, what the verdicts mean, and what mediators changed.
fn notes(c: &Comparison, rows: &Rows, measure: &str, t: &Theme) -> Vec<String> {
    let mut notes = rows.notes(t);
    let judged =
        c.formats.iter().skip(1).any(|f| c.difference(&f.name, &c.formats[0].name, measure).is_some());
    if judged && t.is_near() {
        notes.insert(0, say!(t.language, "overview-verdicts"));
    }
    notes.extend(rows.messages(t));
    notes
}

fn subtitle(c: &Comparison, measure: &str, t: &Theme) -> String {
    let worlds = words::thousands(c.runs);
    if c.formats.iter().all(|f| narrow(t, &words::measured(f, measure))) {
        return say!(t.language, "overview-subtitle-narrow", worlds = worlds, scenario = c.scenario);
    }
    let measure = words::measure_words(measure, t.language);
    say!(t.language, "overview-subtitle", worlds = worlds, scenario = c.scenario, measure = measure)
}

/// The four marks and what they mean.
fn key(canvas: &Canvas, y: f64) -> f64 {
    let t = canvas.theme;
    let colour = t.colours.mark;
    let signs = [
        ("signed", Sign::Marker(Shape::Circle, colour, true)),
        ("in_force", Sign::Half(colour)),
        ("completed", Sign::Marker(Shape::Circle, colour, false)),
        ("alive", Sign::Marker(Shape::Square, colour, false)),
    ];
    let entries = signs.map(|(measure, sign)| Entry {
        sign,
        text: words::measure_words(measure, t.language),
        fill: Paint::Ink,
    });
    kit::key(canvas, &entries, (t.margin, t.width - t.margin), y)
}

/// Texts at the right of a row.
struct Side {
    number: String,
    points: String,
    verdict: String,
    months: String,
}

/// Left edges of the columns at the right, and where the axis ends.
struct Columns {
    number: f64,
    verdict: f64,
    months: f64,
    axis: f64,
}

fn side(c: &Comparison, row: &Row, measure: &str, t: &Theme) -> Side {
    let f = &c.formats[row.format];
    let reference = c.formats.first().map_or("", |f| f.name.as_str());
    let (points, verdict) = match c.difference(&f.name, reference, measure) {
        _ if c.formats.len() < 2 => (String::new(), String::new()),
        _ if row.format == 0 => (String::new(), say!(t.language, "verdict-reference")),
        Some(d) => (words::difference(c, &d), words::verdict(&d.finding, t.language)),
        None => (String::new(), "–".to_owned()),
    };
    let months = if t.is_near() { months(c, f) } else { String::new() };
    Side { number: words::of_100(words::measured(f, measure).estimate), points, verdict, months }
}

/// Median months to signature.
fn months(c: &Comparison, f: &FormatSummary) -> String {
    let of = |periods: f64| words::fixed(periods * 12.0 / f64::from(c.periods_per_year.max(1)), 0);
    f.periods_to_signature.map_or_else(|| "–".to_owned(), |q| of(q.median))
}

/// Width of a difference, and the gap after it.
fn points_room(t: &Theme) -> f64 {
    text::width_bold("−100", t.label) + t.label * 0.5
}

/// The verdict in one line; on a narrow page in two, so that the axis keeps its room.
fn verdict_lines(side: &Side, t: &Theme) -> Vec<String> {
    let (cap, lines) = if t.is_narrow() { (t.label * 4.6, 2) } else { (t.width, 1) };
    text::wrap(&side.verdict, t.label, cap, lines)
}

fn columns(t: &Theme, sides: &[Side], heads: &[String; 3]) -> Columns {
    let gap = t.label * 0.9;
    let widest = |pick: fn(&Side) -> &String, head: &str, cap: f64| {
        let cells = sides.iter().map(|s| text::width_bold(pick(s), t.label)).fold(0.0, f64::max);
        if cells == 0.0 { 0.0 } else { cells.max(text::width(head, t.small).min(cap)) + gap + 1.0 }
    };
    let number = widest(|s| &s.number, &heads[0], t.label * 6.0);
    let words = sides.iter().flat_map(|s| verdict_lines(s, t)).map(|line| text::width_bold(&line, t.label));
    let words = words.fold(0.0, f64::max);
    let verdict = if words == 0.0 { 0.0 } else { words + gap + 1.0 + points_room(t) };
    let months = widest(|s| &s.months, &heads[2], t.label * 8.0);
    let right = t.width - t.margin;
    let (months, verdict_at) = (right - months + gap, right - months - verdict + gap);
    let number_at = verdict_at - number;
    Columns { number: number_at, verdict: verdict_at, months, axis: number_at - gap * 1.6 }
}

/// Rows, axis and columns; gives the height under the axis.
fn body(canvas: &Canvas, c: &Comparison, (rows, places): (&Rows, &Places), measure: &str) -> f64 {
    let t = canvas.theme;
    let sides: Vec<Side> = rows.rows.iter().map(|row| side(c, row, measure, t)).collect();
    let heads = [
        words::measure_words(measure, t.language),
        say!(t.language, "overview-against"),
        say!(t.language, "overview-months"),
    ];
    let columns = columns(t, &sides, &heads);
    let scale = Scale::share().ticked(columns.axis - places.left, 70.0 * t.scale);
    let plot = canvas.rows(scale, (places.left, columns.axis), (places.top, places.bottom()));
    let bottom = plot.across(t, |v| words::fixed(v * 100.0, 0));
    let first = words::measured(&c.formats[0], measure).estimate;
    plot.upright_dashed(first, t.colours.rule, 1.3);
    rows.names(canvas, places);
    for (i, (row, side)) in rows.rows.iter().zip(&sides).enumerate() {
        let (y, look) = (places.middle(i), rows.look(row.format, t));
        one(&plot, t, (rows.summary(row), measure), (look, y));
        canvas.text_mid(columns.number, y, &look.label(&side.number, t.label).bold());
        let word = columns.verdict + points_room(t);
        let points = look.label(&side.points, t.label).anchor(Anchor::End);
        canvas.text_mid(word - t.label * 0.5, y, &points);
        canvas.lines_mid(word, y, &verdict_lines(side, t), &look.label("", t.label));
        canvas.text_mid(columns.months, y, &look.label(&side.months, t.label));
    }
    let [number, verdict, months] = heads;
    let gap = t.label * 0.9;
    let ends = [columns.verdict - gap, columns.months - gap, t.width - t.margin];
    let told = [true, c.formats.len() > 1, t.is_near()];
    for (((x, end), head), told) in [columns.number, columns.verdict, columns.months]
        .into_iter()
        .zip(ends)
        .zip([number, verdict, months])
        .zip(told)
    {
        if told {
            let head = text::shorten(&text::clean(&head), t.small, end - x);
            canvas.text(x, places.top - t.small * 0.35, &Label::new(head, t.small).grey());
        }
    }
    bottom
}

/// The four marks of a format, and the interval of the one whose number is told, where that is wider than its mark.
fn one(plot: &Plot, t: &Theme, (f, measure): (&FormatSummary, &str), (look, y): (RowLook, f64)) {
    let r = RADIUS * t.scale;
    let shares = [f.signed, f.in_force, f.completed, f.alive].map(|s| s.estimate);
    let ends = shares.iter().filter(|v| v.is_finite());
    let (low, high) = ends.fold((1.0_f64, 0.0_f64), |(l, h), v| (l.min(*v), h.max(*v)));
    band(plot, t, &words::measured(f, measure), (look, y));
    plot.series(&[(low.min(high), y), (high, y)], look.mark, 2.0, 0.5);
    let [signed, in_force, completed, standing] = shares;
    plot.marker(Shape::Circle, (signed, y), r, look.mark, true);
    plot.half((in_force, y), r * 0.92, look.mark);
    plot.marker(Shape::Circle, (completed, y), r, look.mark, false);
    plot.marker(Shape::Square, (standing, y), r * 0.72, look.mark, false);
}

/// Whether an interval is narrower than its mark; an axis takes about half of the width.
fn narrow(t: &Theme, share: &Share) -> bool {
    (share.high - share.low) * t.width * 0.5 <= 2.0 * RADIUS * t.scale
}

fn band(plot: &Plot, t: &Theme, share: &Share, (look, y): (RowLook, f64)) {
    let r = RADIUS * t.scale;
    if t.is_near() && !narrow(t, share) {
        let (up, down) = (y - r * 0.9, y + r * 0.9);
        let corners = [(share.low, up), (share.high, up), (share.high, down), (share.low, down)];
        plot.filled(&corners, look.mark, 0.3);
    }
}

/// Difference and verdict in a text.
fn verdict(c: &Comparison, row: &Row, measure: &str, t: &Theme) -> String {
    let Side { points, verdict, .. } = side(c, row, measure, t);
    if points.is_empty() { verdict } else { format!("{points} ({verdict})") }
}

fn description(c: &Comparison, rows: &Rows, measure: &str, t: &Theme) -> String {
    let each = rows.rows.iter().map(|row| {
        let f = rows.summary(row);
        let number = |s: &Share| words::of_100(s.estimate);
        let words = say!(
            t.language,
            "overview-words",
            signed = number(&f.signed),
            force = number(&f.in_force),
            completed = number(&f.completed),
            standing = number(&f.alive)
        );
        let verdict = verdict(c, row, measure, t);
        (f.name.clone(), if verdict.is_empty() { words } else { format!("{words}; {verdict}") })
    });
    let notes = rows.notes(t).into_iter().chain(rows.messages(t)).collect::<Vec<_>>().join(" ");
    format!("{} {notes}", kit::sentences(each)).trim_end().to_owned()
}

fn table(c: &Comparison, measure: &str, t: &Theme) -> Table {
    let language = t.language;
    let reference = language.quoted(c.formats.first().map_or("", |f| f.name.as_str()));
    let mut headers = vec![say!(language, "chart-format")];
    headers.extend(["signed", "in_force", "completed", "alive"].map(|m| words::measure_words(m, language)));
    headers.push(say!(language, "overview-months-to"));
    headers.push(say!(language, "overview-verdict", reference = reference));
    headers.push(say!(language, "chart-worlds"));
    let row = |&i: &usize| {
        let f = &c.formats[i];
        let mut row = vec![f.name.clone()];
        row.extend([f.signed, f.in_force, f.completed, f.alive].iter().map(words::share));
        row.push(months(c, f));
        row.push(verdict(c, &Row { format: i, same: Vec::new() }, measure, t));
        row.push(words::thousands(f.signed.n));
        row
    };
    Table { headers, rows: words::order(c).iter().map(row).collect() }
}
