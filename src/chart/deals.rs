//! Where do the deals of a class lie among what the simulation signed? A row a party: how many of 100 simulated deals gave it less than the deal of
//! each group. No points are shown: scales of parties are their own, and what a party has is its own affair.

use super::canvas::{Anchor, Canvas, Label};
use super::kit::{self, Entry, Names, Sign};
use super::plot::Paint;
use super::scale::Scale;
use super::theme::{Shape, Theme};
use super::{Chart, Table, text, words};
use crate::say;

/// File stem.
const STEM: &str = "deals";
/// Up to so many groups each mark has its number beside it.
const MOST_NUMBERED: usize = 6;

/// What is drawn.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Deals<'a> {
    /// The format.
    pub(crate) format: &'a str,
    /// The parties at its table.
    pub(crate) parties: Vec<&'a str>,
    /// By group: its number, and by party in how many of 100 simulated deals it got less; none without a deal.
    pub(crate) groups: Vec<(u32, Option<Vec<f64>>)>,
    /// In how many of 100 assumed worlds the simulation signed something.
    pub(crate) signed_in: f64,
    /// Assumed worlds.
    pub(crate) worlds: u64,
    /// Title of the scenario.
    pub(crate) scenario: &'a str,
}

/// Draws the chart; `None` if there is no group or no party.
pub(crate) fn draw(deals: &Deals<'_>, theme: &Theme) -> Option<Chart> {
    if deals.groups.is_empty() || deals.parties.is_empty() {
        return None;
    }
    let language = theme.language;
    let signed = deals.groups.iter().filter(|(_, deal)| deal.is_some()).count().to_string();
    let (all, share) = (deals.groups.len().to_string(), words::fixed(deals.signed_in, 0));
    let format = words::short(deals.format, theme);
    let title =
        say!(language, "room-chart-title", format = format, signed = signed, all = all, share = share);
    let subtitle = say!(language, "room-chart-subtitle");
    let canvas = Canvas::new(STEM, theme);
    let y = canvas.head(&title, kit::near(theme, &subtitle));
    let y = kit::key(&canvas, &key(deals, theme), (theme.margin, theme.width - theme.margin), y) + 6.0;
    let bottom = body(&canvas, deals, y);
    let rows = rows(deals, theme);
    let description = kit::sentences(rows.iter().map(|row| (row[0].clone(), row[1..].join(", "))));
    let footer = say!(
        language,
        "room-chart-footer",
        scenario = deals.scenario,
        worlds = words::thousands(deals.worlds)
    );
    let svg = canvas.finish(bottom, &footer, &title, &description);
    let party = say!(language, "class-party");
    let group =
        |(number, _): &(u32, Option<Vec<f64>>)| say!(language, "room-group", number = number.to_string());
    let headers = std::iter::once(party).chain(deals.groups.iter().map(group)).collect();
    let question = say!(language, "room-chart-question");
    Some(Chart { stem: STEM, question, title, subtitle, description, svg, table: Table { headers, rows } })
}

/// A row a party: its name, and a number or `–` a group.
fn rows(deals: &Deals<'_>, theme: &Theme) -> Vec<Vec<String>> {
    let row = |(k, party): (usize, &&str)| {
        let number = |(_, deal): &(u32, Option<Vec<f64>>)| {
            let of = deal.as_ref().and_then(|deal| deal.get(k));
            of.map_or_else(|| "–".to_owned(), |less| words::fixed(*less, 0))
        };
        std::iter::once(words::short(party, theme)).chain(deals.groups.iter().map(number)).collect()
    };
    deals.parties.iter().enumerate().map(row).collect()
}

fn key(deals: &Deals<'_>, t: &Theme) -> Vec<Entry> {
    let group = |(k, (number, deal)): (usize, &(u32, Option<Vec<f64>>))| {
        let name = say!(t.language, "room-group", number = number.to_string());
        let text = if deal.is_some() { name } else { say!(t.language, "room-chart-none", group = name) };
        let (colour, shape) = look(t, k);
        Entry { sign: Sign::Marker(shape, colour, deal.is_none()), text, fill: Paint::Ink }
    };
    let many = deals.groups.len() > MOST_NUMBERED;
    if many { Vec::new() } else { deals.groups.iter().enumerate().map(group).collect() }
}

/// Colour and shape of a group; many groups are all alike.
fn look(t: &Theme, place: usize) -> (&'static str, Shape) {
    let look = t.look(place);
    (look.fill, look.shape)
}

/// Names and marks; gives the height under them.
fn body(canvas: &Canvas, deals: &Deals<'_>, top: f64) -> f64 {
    let t = canvas.theme;
    let below = kit::below(t, false, 0) + t.line(t.small);
    let row = ((t.height - top - below) / deals.parties.len() as f64).min(64.0 * t.scale);
    let cap = t.inner() * 0.3;
    let names = Names::fit(deals.parties.iter().copied(), t.label, cap);
    let (left, right) = (t.margin + names.width + 18.0 * t.scale, t.width - t.margin - 22.0 * t.scale);
    let end = top + row * deals.parties.len() as f64;
    let scale = Scale::new(0.0, 100.0).with_ticks(vec![0.0, 25.0, 50.0, 75.0, 100.0]);
    let plot = canvas.rows(scale, (left, right), (top, end));
    let bottom = plot.across(t, |v| words::fixed(v, 0));
    let many = deals.groups.len() > MOST_NUMBERED;
    for (k, _) in deals.parties.iter().enumerate() {
        let y = top + row * (k as f64 + 0.5);
        canvas.lines_mid(
            left - 18.0 * t.scale,
            y,
            &names.lines[k],
            &Label::new("", t.label).anchor(Anchor::End),
        );
        plot.line((0.0, y), (100.0, y), t.colours.bar, 1.0 * t.scale);
        for (g, (_, deal)) in deals.groups.iter().enumerate() {
            let Some(less) = deal.as_ref().and_then(|deal| deal.get(k)) else { continue };
            let step = (row - 12.0 * t.scale) / deals.groups.len().max(1) as f64;
            let up = (g as f64 - (deals.groups.len() as f64 - 1.0) / 2.0) * step;
            let (colour, shape) = look(t, if many { 0 } else { g });
            plot.marker(shape, (*less, y + up), if many { 3.5 } else { 6.0 } * t.scale, colour, false);
        }
    }
    let axis = say!(t.language, "room-chart-axis");
    let axis = text::shorten(&text::clean(&axis), t.small, t.inner());
    canvas.text(t.width - t.margin, bottom + t.small, &Label::new(axis, t.small).grey().anchor(Anchor::End));
    bottom + t.line(t.small)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::rules::{complete, elements, marks_inside, texts_apart};
    use crate::language::Language;

    #[test]
    fn one_group_and_many_keep_the_rules() {
        let gallery = std::env::var("ROUNDTABLE_GALLERY").ok();
        let parties = [
            "North Korea",
            "United States",
            "South Korea",
            "중국",
            "Russia",
            "a party with a name that is longer than others",
        ];
        for count in [1_u32, 4, 24] {
            for theme_name in Theme::NAMES {
                for language in Language::ALL {
                    let theme = Theme::named(theme_name).expect("a theme").speaking(language);
                    let deal = |g: u32| {
                        (g % 4 != 2).then(|| (0..6).map(|k| f64::from((g * 37 + k * 23) % 101)).collect())
                    };
                    let deals = Deals {
                        format: "six-party talks",
                        parties: parties.to_vec(),
                        groups: (0..count).map(|g| (g + 1, deal(g))).collect(),
                        signed_in: 37.4,
                        worlds: 1000,
                        scenario: "The Korean Peninsula",
                    };
                    let chart = draw(&deals, &theme).unwrap();
                    let name = format!("{count}-{theme_name}-{language}");
                    if let Some(folder) = &gallery {
                        std::fs::write(format!("{folder}/deals-{name}.svg"), &chart.svg).expect("a folder");
                    }
                    let elements = elements(&chart.svg);
                    texts_apart(&name, &elements);
                    marks_inside(&name, &elements);
                    complete(&name, &theme, &chart, &elements);
                    assert_eq!(chart.table.rows.len(), 6);
                    assert_eq!(chart.table.rows[0][1], "0");
                }
            }
        }
    }

    #[test]
    fn without_a_group_there_is_nothing_to_draw() {
        let deals = Deals {
            format: "a",
            parties: vec!["b"],
            groups: vec![],
            signed_in: 0.0,
            worlds: 1,
            scenario: "c",
        };
        assert!(draw(&deals, &Theme::screen()).is_none());
    }
}
