//! Why does it end? One stacked bar a format, reasons in fixed order, each bar labelled below it: with a dozen reasons a
//! common key could not be read by colour.

use super::canvas::{Canvas, Label};
use super::kit::{self, Entry, Words};
use super::scale::Scale;
use super::theme::Theme;
use super::{Chart, Table, text, words};
use crate::results::comparison::{Comparison, Ending, FormatSummary};

/// File stem.
pub const STEM: &str = "endings";
/// Question.
pub const QUESTION: &str = "Why does it end?";

/// Colour by reason: greens for what holds, greys for no deal, yellows for refusal after the signature, reds for what broke.
const COLOURS: [(&str, &str); 14] = [
    ("completed", "#00775A"),
    ("under_way", "#8FCFB9"),
    ("talks_go_on", "#56B4E9"),
    ("no_zone", "#3D3D3D"),
    ("mistrust", "#666666"),
    ("deadline", "#8F8F8F"),
    ("walk_out", "#B3B3B3"),
    ("veto", "#D2D2D2"),
    ("accession_refused", "#B8860B"),
    ("refused_at_home", "#E8C24A"),
    ("defection", "#8C2D04"),
    ("withdrawal", "#C2500F"),
    ("spoiled", "#E07B39"),
    ("lapsed", "#F8CFAE"),
];

/// Draws the chart; `None` without formats.
pub fn draw(c: &Comparison, theme: &Theme) -> Option<Chart> {
    if c.formats.is_empty() {
        return None;
    }
    let title = title(c);
    let subtitle = format!(
        "Assumed worlds, of 100, by the reason why it ended or the state at the end of the horizon of {} {}s. {}",
        c.horizon,
        c.period,
        words::sample(c)
    );
    let canvas = Canvas::new(STEM, theme);
    let mut y = canvas.head(&title, &subtitle);
    for &format in &words::order(c) {
        y = one(&canvas, &c.formats[format], format, y) + 14.0 * theme.scale;
    }
    let description = kit::sentences(c.formats.iter().map(|f| (f.name.clone(), in_words(f))));
    let w = Words { title, subtitle, description };
    Some(kit::chart((STEM, QUESTION), w, (canvas, y - 10.0), c, table(c)))
}

fn colour(reason: &str) -> &'static str {
    COLOURS.iter().find(|(key, _)| *key == reason).map_or("#B3B3B3", |(_, colour)| colour)
}

/// Reasons that occur, in fixed order; those unknown to this program last.
fn occurring(f: &FormatSummary) -> Vec<&Ending> {
    let place = |e: &Ending| COLOURS.iter().position(|(key, _)| *key == e.reason).unwrap_or(COLOURS.len());
    let mut all: Vec<&Ending> = f.ended.iter().filter(|e| e.share > 0.0).collect();
    all.sort_by_key(|e| place(e));
    all
}

/// Name, bar and labels of one format; gives the height under them.
fn one(canvas: &Canvas, f: &FormatSummary, format: usize, top: f64) -> f64 {
    let t = canvas.theme;
    let name = text::shorten(&text::clean(&f.name), t.label * 1.16, t.inner());
    canvas.text(t.margin, top + t.label, &Label::new(name, t.label).bold().fill(t.look(format).text));
    let y = top + t.label * 1.3 + 4.0;
    let height = t.small * 1.8;
    let (left, right) = (t.margin, t.width - t.margin);
    let plot = canvas.rows(Scale::share(), (left, right), (y, y + height));
    plot.bar((0.0, y), (1.0, y + height), t.colours.track);
    let endings = occurring(f);
    let parts = endings.iter().map(|e| (e.share, colour(&e.reason)));
    kit::stacked(&plot, t, parts, (y, y + height));
    let entries: Vec<Entry> = endings
        .iter()
        .map(|e| Entry::boxed(colour(&e.reason), format!("{} {}", e.label, words::of_100(e.share))))
        .collect();
    kit::key(canvas, &entries, (left, right), y + height + 3.0)
}

/// The most common reason under a format; ties keep the fixed order.
fn most(f: &FormatSummary) -> Option<&Ending> {
    let mut best: Option<&Ending> = None;
    for e in occurring(f) {
        if best.is_none_or(|b| e.share > b.share) {
            best = Some(e);
        }
    }
    best
}

fn title(c: &Comparison) -> String {
    let tops: Vec<&Ending> = c.formats.iter().filter_map(most).collect();
    let count = |reason: &str| tops.iter().filter(|e| e.reason == reason).count();
    let Some(common) =
        tops.iter().copied().reduce(|a, b| if count(&b.reason) > count(&a.reason) { b } else { a })
    else {
        return "No run ended".to_owned();
    };
    let shares = || tops.iter().filter(|e| e.reason == common.reason).map(|e| e.share);
    let low = words::of_100(shares().fold(1.0, f64::min));
    let high = words::of_100(shares().fold(0.0, f64::max));
    let range = if low == high { low } else { format!("{low} to {high}") };
    let label = &common.label;
    match (count(&common.reason), c.formats.len()) {
        (_, 1) => format!(
            "Under {}, the most common end is “{label}”: {range} of 100 assumed worlds",
            c.formats[0].name
        ),
        (n, all) if n == all => {
            format!("Under every format the most common end is “{label}”: {range} of 100 assumed worlds")
        }
        (n, all) => {
            format!(
                "The most common end is “{label}” under {n} of {all} formats: {range} of 100 assumed worlds"
            )
        }
    }
}

fn in_words(f: &FormatSummary) -> String {
    let parts: Vec<String> =
        occurring(f).iter().map(|e| format!("{} {}", e.label, words::of_100(e.share))).collect();
    parts.join(", ")
}

fn table(c: &Comparison) -> Table {
    let mut table = Table::new(&["Format", "Reason", "Worlds", "By whom"]);
    for &i in &words::order(c) {
        let f = &c.formats[i];
        for e in occurring(f) {
            let by: Vec<String> =
                e.by.iter()
                    .filter(|(_, share)| *share > 0.0)
                    .map(|(party, share)| format!("{} {}", words::party(c, party), words::of_100(*share)))
                    .collect();
            let by = if by.is_empty() { "–".to_owned() } else { by.join(", ") };
            table.rows.push(vec![
                f.name.clone(),
                e.label.clone(),
                format!("{} of 100", words::of_100(e.share)),
                by,
            ]);
        }
        for phase in &f.by_phase {
            for (label, share) in phase.by_share(crate::language::Language::En) {
                let name = format!("{}, by phase: {}", f.name, phase.phase);
                let worlds = format!("{} of 100", words::of_100(share));
                table.rows.push(vec![name, label.to_owned(), worlds, "–".to_owned()]);
            }
        }
    }
    table
}
