//! What does each party gain? One column a party, one row a format: the mean benefit, the middle half of all worlds, and what the party needs. Worlds without
//! an agreement count as 0.

use super::canvas::{Anchor, Canvas, Label, Paint};
use super::kit::{self, Entry, Sign, Words};
use super::plot::Plot;
use super::rows::{Places, RowLook, Rows};
use super::scale::{Scale, covering, decimals};
use super::theme::{Shape, Theme};
use super::{Chart, Table, text, words};
use crate::results::comparison::{Comparison, Gain};
use crate::say;

/// File stem.
pub const STEM: &str = "gains";

/// Draws the chart; `None` without formats or parties.
pub fn draw(c: &Comparison, theme: &Theme) -> Option<Chart> {
    if c.formats.is_empty() || c.parties.is_empty() {
        return None;
    }
    let language = theme.language;
    let title = title(c, theme)?;
    let rows = Rows::of(c);
    let parties = shown(c, theme);
    let subtitle = subtitle(c, parties.len(), theme);
    let canvas = Canvas::new(STEM, theme);
    let y = canvas.head(&title, kit::near(theme, &subtitle));
    let y = key(&canvas, c, y) + 4.0;
    let bottom = body(&canvas, c, (&rows, &parties), y);
    let families = rows.families(theme);
    let y = if families.is_empty() {
        bottom
    } else {
        kit::key(&canvas, &families, (theme.margin, theme.width - theme.margin), bottom)
    };
    let description = kit::sentences(rows.rows.iter().map(|row| {
        let f = rows.summary(row);
        let each = f.gain.iter().map(|g| {
            let (party, benefit) = (words::party(c, &g.party), words::fixed(g.benefit, 2));
            say!(language, "gains-words", party = party, benefit = benefit)
        });
        (f.name.clone(), each.collect::<Vec<_>>().join(", "))
    }));
    let w = Words { title, subtitle, description };
    Some(kit::chart((STEM, say!(language, "gains-question")), w, (canvas, y), c, table(c, theme)))
}

/// The reservation value, counted from what the party has without any agreement.
fn least(g: &Gain) -> f64 {
    g.reservation - g.without_agreement()
}

fn gain(c: &Comparison, format: usize, party: usize) -> Option<&Gain> {
    c.formats[format].gain.iter().find(|g| g.party == c.parties[party].id)
}

/// How much the mean benefit of a party changes with the format.
pub(super) fn change(c: &Comparison, party: usize) -> f64 {
    let means = (0..c.formats.len()).filter_map(|f| gain(c, f, party)).map(|g| g.benefit);
    let (low, high) = means
        .filter(|b| b.is_finite())
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), b| (l.min(b), h.max(b)));
    (high - low).max(0.0)
}

/// Positions of the parties whose benefit changes most with the format first; equal ones in the order of the file.
pub(crate) fn by_change(c: &Comparison) -> Vec<usize> {
    let mut parties: Vec<usize> = (0..c.parties.len()).collect();
    parties.sort_by(|a, b| change(c, *b).total_cmp(&change(c, *a)));
    parties
}

/// The parties that have room, in the order of the file: if not all, those whose benefit changes most.
fn shown(c: &Comparison, t: &Theme) -> Vec<usize> {
    let most = (t.inner() * 0.68 / (t.label * 3.4)).floor().max(1.0) as usize;
    let mut parties = by_change(c);
    parties.truncate(most);
    parties.sort_unstable();
    parties
}

fn title(c: &Comparison, t: &Theme) -> Option<String> {
    if let [only] = c.formats.as_slice() {
        let best = only.gain.iter().max_by(|a, b| a.benefit.total_cmp(&b.benefit))?;
        return Some(say!(
            t.language,
            "title-gains-only",
            format = words::in_title(&only.name, t),
            party = words::short(words::party(c, &best.party), t),
            benefit = words::fixed(best.benefit, 2)
        ));
    }
    let found = words::gain_title(c, t);
    Some(found.unwrap_or_else(|| say!(t.language, "chart-not-compared")))
}

fn subtitle(c: &Comparison, shown: usize, t: &Theme) -> String {
    let (worlds, all) = (words::thousands(c.runs), c.parties.len());
    if shown == all {
        return say!(t.language, "gains-subtitle", worlds = worlds, scenario = c.scenario);
    }
    say!(
        t.language,
        "gains-subtitle-some",
        shown = shown.to_string(),
        all = all.to_string(),
        worlds = worlds,
        scenario = c.scenario
    )
}

fn key(canvas: &Canvas, c: &Comparison, y: f64) -> f64 {
    let t = canvas.theme;
    let entry = |sign: Sign, text: String| Entry { sign, text, fill: Paint::Ink };
    let mut entries = vec![
        entry(Sign::Marker(Shape::Circle, t.colours.mark, false), say!(t.language, "gains-mean")),
        entry(Sign::Bar(t.colours.mark), say!(t.language, "gains-middle")),
        entry(Sign::Tick(t.colours.ink), say!(t.language, "gains-least")),
    ];
    if c.formats.iter().any(|f| f.gain.iter().any(|g| !g.at_table)) {
        let sign = Sign::Marker(Shape::Circle, t.colours.mark, true);
        entries.push(entry(sign, say!(t.language, "gains-absent")));
    }
    kit::key(canvas, &entries, (t.margin, t.width - t.margin), y)
}

/// A quarter and three quarters of all worlds have less: those without an agreement in force have 0.
fn middle(g: &Gain) -> (f64, f64) {
    let mut worlds: Vec<(f64, f64)> = vec![(0.0, g.no_deal)];
    let each = (1.0 - g.no_deal) / g.dots.len().max(1) as f64;
    worlds.extend(g.dots.iter().filter(|dot| dot.is_finite()).map(|dot| (*dot, each)));
    worlds.sort_by(|a, b| a.0.total_cmp(&b.0));
    let at = |p: f64| {
        let mut sum = 0.0;
        let reached = worlds.iter().find(|(_, weight)| {
            sum += weight;
            sum >= p - 1e-9
        });
        reached.or(worlds.last()).map_or(0.0, |(value, _)| *value)
    };
    (at(0.25), at(0.75))
}

/// Heads, rows and axes; gives the height under them.
fn body(canvas: &Canvas, c: &Comparison, (rows, parties): (&Rows, &[usize]), top: f64) -> f64 {
    let t = canvas.theme;
    let key = !rows.families(t).is_empty();
    let first = rows.place(t, (top, kit::below(t, key, 0)), 26.0);
    let each = (t.width - t.margin - first.left) / parties.len().max(1) as f64;
    let heads = t.head_lines(rows.rows.len());
    let names: Vec<Vec<String>> = parties
        .iter()
        .map(|party| text::wrap(&text::clean(&c.parties[*party].name), t.small * 1.16, each - 8.0, heads))
        .collect();
    let lines = names.iter().map(Vec::len).max().unwrap_or(1);
    let head = top + lines as f64 * t.line(t.small) + 2.0;
    let places = rows.place(t, (head, kit::below(t, key, 0)), 26.0);
    rows.names(canvas, &places);
    let values = rows.rows.iter().flat_map(|row| {
        parties.iter().filter_map(|party| gain(c, row.format, *party)).flat_map(|g| {
            let (low, high) = middle(g);
            [low, high, g.benefit, least(g)]
        })
    });
    let domain = covering(values);
    let mut bottom = places.bottom();
    for (i, (party, lines)) in parties.iter().zip(&names).enumerate() {
        let left = places.left + each * i as f64;
        let column = (left + 4.0, left + each - 4.0);
        for (k, line) in lines.iter().enumerate() {
            let y = top + t.line(t.small) * (k as f64 + 1.0) - t.small * 0.3;
            let label = Label::new(line.as_str(), t.small).bold().anchor(Anchor::Middle);
            canvas.text(f64::midpoint(column.0, column.1), y, &label);
        }
        bottom = bottom.max(one_party(canvas, c, (rows, &places), (*party, domain, column)));
    }
    bottom
}

/// The column of a party; gives the height under its axis.
fn one_party(
    canvas: &Canvas,
    c: &Comparison,
    (rows, places): (&Rows, &Places),
    (party, (low, high), column): (usize, (f64, f64), (f64, f64)),
) -> f64 {
    let t = canvas.theme;
    let edge = 6.0 * t.scale;
    let across = (column.0 + edge, column.1 - edge);
    let ticked = |label: &str, room: f64| {
        Scale::new(low, high).ticked(across.1 - across.0, text::width(label, t.small) * room)
    };
    let scale = Some(ticked("0.5", 1.3)).filter(|scale| decimals(scale.ticks()) == 1);
    let scale = scale.unwrap_or_else(|| ticked("−0.55", 1.2));
    let decimals = decimals(scale.ticks());
    let plot = canvas.rows(scale, across, (places.top, places.bottom()));
    let bottom = plot.across(t, |v| {
        let label = words::fixed(v, decimals);
        let half = text::width(&label, t.small) / 2.0;
        let inside = plot.x(v) - half >= column.0 && plot.x(v) + half <= column.1;
        if inside { label } else { String::new() }
    });
    plot.upright(0.0, t.colours.rule, 1.6);
    for (i, row) in rows.rows.iter().enumerate() {
        if let Some(g) = gain(c, row.format, party) {
            one(&plot, t, g, (rows.look(row.format, t), places.middle(i), places.pitch));
        }
    }
    bottom
}

fn one(plot: &Plot, t: &Theme, g: &Gain, (look, y, pitch): (RowLook, f64, f64)) {
    let (low, high) = middle(g);
    plot.line((low, y), (high, y), look.mark, 2.4 * t.scale);
    let half = (pitch * 0.32).min(8.0 * t.scale);
    plot.stroke_beside((least(g), y), [(0.0, -half), (0.0, half)], t.colours.ink, 2.0);
    plot.marker(Shape::Circle, (g.benefit, y), 4.2 * t.scale, look.mark, !g.at_table);
}

fn table(c: &Comparison, t: &Theme) -> Table {
    let language = t.language;
    let headers = vec![
        say!(language, "chart-party"),
        say!(language, "chart-format"),
        say!(language, "gains-at-table"),
        say!(language, "gains-benefit"),
        say!(language, "gains-confidence"),
        say!(language, "gains-gain"),
        say!(language, "gains-reservation"),
    ];
    let mut rows = Vec::new();
    for (party, name) in c.parties.iter().enumerate() {
        for f in words::order(c) {
            let Some(g) = gain(c, f, party) else { continue };
            let at_table = if g.at_table { say!(language, "chart-yes") } else { say!(language, "chart-no") };
            let (low, high) = (words::fixed(g.benefit_low, 3), words::fixed(g.benefit_high, 3));
            rows.push(vec![
                name.name.clone(),
                c.formats[f].name.clone(),
                at_table,
                words::fixed(g.benefit, 3),
                say!(language, "chart-from-to", low = low, high = high),
                words::fixed(g.mean, 3),
                words::fixed(least(g), 3),
            ]);
        }
    }
    Table { headers, rows }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::fixture;

    /// Half of the worlds have no agreement and 0; of the rest each dot is 2.5 of 100.
    #[test]
    fn the_middle_half_is_of_all_worlds() {
        let mut g = fixture::tiny().formats[0].gain[0].clone();
        g.no_deal = 0.5;
        g.dots = (1..=20).map(|k| f64::from(k) / 20.0).collect();
        assert_eq!(middle(&g), (0.0, 0.5));
        g.dots.iter_mut().for_each(|dot| *dot = -*dot);
        assert_eq!(middle(&g), (-0.55, 0.0));
        g.dots.clear();
        g.no_deal = 1.0;
        assert_eq!(middle(&g), (0.0, 0.0));
    }
}
