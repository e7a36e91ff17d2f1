//! Which component makes the difference? From the one format to the other in steps: a bar a component, with its interval and how far what it does
//! depends on the others.

use super::canvas::{Anchor, Canvas, Label, Paint};
use super::kit::{self, Entry, Names, Sign};
use super::plot::Plot;
use super::scale::Scale;
use super::theme::{Shape, Theme};
use super::{Chart, Table, text, words};
use crate::results::decompose::found::Estimate;
use crate::results::decompose::words::{
    answer, apportioned, between, level, measure, number, player, printed,
};
use crate::results::decompose::{Decomposition, OfMeasure, Share};
use crate::say;

/// File stem.
pub const STEM: &str = "waterfall";

/// From so many rows on, a name has one line.
const MANY: usize = 6;

/// A row of the picture: a name, from where to where the bar goes, and the share that it is.
struct Step<'a> {
    name: String,
    from: f64,
    to: f64,
    shown: String,
    share: Option<&'a Share>,
    /// Part of the share above it.
    inner: bool,
}

/// Draws the measure that was asked for; `None` if there is none.
pub fn draw(found: &Decomposition, theme: &Theme) -> Option<Chart> {
    let of = found.first()?;
    let language = theme.language;
    let title = answer(found, of, if theme.is_near() { 2 } else { 1 }, language);
    let subtitle = say!(
        language,
        "decompose-chart-subtitle",
        measure = measure(&of.measure, &found.parties, language),
        a = found.a,
        b = found.b,
        worlds = words::thousands(found.made.worlds),
        scenario = found.made.scenario
    );
    let steps = steps(found, of, theme);
    let canvas = Canvas::new(STEM, theme);
    let y = canvas.head(&title, kit::near(theme, &subtitle));
    let y = kit::key(&canvas, &key(of, theme), (theme.margin, theme.width - theme.margin), y) + 6.0;
    let bottom = body(&canvas, of, &steps, y);
    let description = kit::sentences(steps.iter().map(|step| (step.name.clone(), in_words(of, step, theme))));
    let svg = canvas.finish(bottom, &footer(found, theme), &title, &description);
    Some(Chart {
        stem: STEM,
        question: say!(language, "decompose-question"),
        title,
        subtitle,
        description,
        svg,
        table: table(found),
    })
}

fn footer(found: &Decomposition, t: &Theme) -> String {
    let made = &found.made;
    words::Made { scenario: &made.scenario, hash: &made.hash, seed: made.seed, worlds: made.worlds }.footer(t)
}

/// From the second format to the first.
fn steps<'a>(found: &Decomposition, of: &'a OfMeasure, t: &Theme) -> Vec<Step<'a>> {
    let end = |name: &str, to: f64| Step {
        name: name.to_owned(),
        from: 0.0,
        to,
        shown: level(of, to),
        share: None,
        inner: false,
    };
    let mut steps = vec![end(&found.b, of.b)];
    let mut at = of.b;
    let shown = apportioned(of, &of.shares, printed(of));
    for (share, shown) in of.shares.iter().zip(shown).filter(|(share, _)| found.differs_in(share)) {
        steps.push(step(of, share, shown, at, t));
        if share.of == "membership" {
            let mut from = at;
            let inner = apportioned(of, &of.members, shown);
            for (part, shown) in of.members.iter().zip(inner) {
                steps.push(Step { inner: true, ..step(of, part, shown, from, t) });
                from += part.share.estimate;
            }
        }
        at += share.share.estimate;
    }
    steps.push(end(&found.a, of.a));
    steps
}

fn step<'a>(of: &OfMeasure, share: &'a Share, shown: f64, from: f64, t: &Theme) -> Step<'a> {
    Step {
        name: player(&share.player, t.language),
        from,
        to: from + share.share.estimate,
        shown: number(of, shown),
        share: Some(share),
        inner: false,
    }
}

fn key(of: &OfMeasure, t: &Theme) -> Vec<Entry> {
    let c = &t.colours;
    let entry = |sign: Sign, text: String| Entry { sign, text, fill: Paint::Ink };
    let all_shares = || of.shares.iter().chain(&of.members);
    let mut all = vec![entry(Sign::Box(c.bar.to_owned()), say!(t.language, "decompose-chart-level"))];
    if all_shares().any(|share| share.share.estimate > 0.0) {
        all.push(entry(Sign::Marker(Shape::Triangle, c.kept, false), say!(t.language, "decompose-chart-up")));
    }
    if all_shares().any(|share| share.share.estimate < 0.0) {
        let shape = Shape::TriangleDown;
        all.push(entry(Sign::Marker(shape, c.broken, false), say!(t.language, "decompose-chart-down")));
    }
    all.push(entry(Sign::Bar(c.ink), say!(t.language, "decompose-chart-interval")));
    all.push(entry(Sign::Bar(c.rule), say!(t.language, "decompose-chart-orders")));
    all
}

/// The rows; gives the height under them.
fn body(canvas: &Canvas, of: &OfMeasure, steps: &[Step<'_>], top: f64) -> f64 {
    let t = canvas.theme;
    let room = (t.height - top - kit::below(t, false, 0)) / steps.len() as f64;
    // Where there are many rows, or little room for them, a name has one line.
    let fit = |one_line: bool| {
        let cap = t.inner() * if one_line { 0.36 } else { 0.3 };
        let shown = |step: &Step<'_>| {
            let name = if step.inner { format!("– {}", step.name) } else { step.name.clone() };
            if one_line { text::shorten(&text::clean(&name), t.label, cap) } else { name }
        };
        let names: Vec<String> = steps.iter().map(shown).collect();
        Names::fit(names.iter().map(String::as_str), t.label, cap * 1.2)
    };
    let (mut names, mut least) = (fit(true), t.label * 1.24);
    if steps.len() <= MANY {
        let whole = fit(false);
        let row = whole.row(t, t.label * 1.5);
        if row <= room {
            (names, least) = (whole, row);
        }
    }
    let row = least.max(room.min(t.label * 3.0));
    let numbers = steps.iter().map(|step| text::width_bold(&step.shown, t.label)).fold(0.0, f64::max);
    let left = t.margin + names.width + 14.0 * t.scale;
    let right = t.width - t.margin - numbers - 14.0 * t.scale;
    let bottom = top + row * steps.len() as f64;
    let unit = if of.share { 100.0 } else { 1.0 };
    let scale = scale(steps).ticked(right - left, text::width("−100.0", t.small) * 1.6);
    let plot = canvas.rows(scale, (left, right), (top, bottom));
    let decimals = usize::from(!of.share) * 2;
    let under = plot.across(t, |value| words::fixed(value * unit, decimals));
    plot.upright(0.0, t.colours.rule, 1.4);
    for (at, step) in steps.iter().enumerate() {
        let y = top + row * (at as f64 + 0.5);
        let end = step.share.is_none();
        let look = Label::new("", t.label);
        canvas.lines_mid(t.margin, y, &names.lines[at], &if end { look.clone().bold() } else { look });
        bar(&plot, step, (y, row), t);
        // A thread to the next row, from where this one ends.
        if at + 1 < steps.len() && !step.inner && steps.get(at + 1).is_some_and(|next| !next.inner) {
            plot.line((step.to, y), (step.to, y + row), t.colours.rule, 1.0);
        }
        let label = Label::new(&step.shown, t.label).anchor(Anchor::End);
        canvas.text_mid(t.width - t.margin, y, &if step.inner { label } else { label.bold() });
    }
    under
}

/// Values from the least to the most of anything that is drawn, 0 among them.
fn scale(steps: &[Step<'_>]) -> Scale {
    let of = |step: &Step<'_>| {
        let share = step.share.iter().flat_map(|share| {
            let interval = share.share.interval.unwrap_or((0.0, 0.0));
            [interval.0, interval.1, share.least, share.most].map(|end| step.from + end)
        });
        [step.from, step.to].into_iter().chain(share).collect::<Vec<f64>>()
    };
    let values = steps.iter().flat_map(of).filter(|value| value.is_finite());
    let (low, high) = values.fold((0.0_f64, 0.0_f64), |(low, high), value| (low.min(value), high.max(value)));
    let edge = (high - low).max(0.01) * 0.03;
    Scale::new(if low < 0.0 { low - edge } else { 0.0 }, high + edge)
}

fn bar(plot: &Plot, step: &Step<'_>, (y, row): (f64, f64), t: &Theme) {
    let c = &t.colours;
    let (low, high) = (step.from.min(step.to), step.from.max(step.to));
    let half = row * if step.inner { 0.16 } else { 0.26 };
    let Some(share) = step.share else {
        return plot.bar((low, y - half), (high, y + half), c.bar);
    };
    let (colour, shape) = match share.share.estimate {
        value if value > 0.0 => (c.kept, Shape::Triangle),
        value if value < 0.0 => (c.broken, Shape::TriangleDown),
        _ => (c.grey, Shape::Circle),
    };
    plot.bar((low, y - half), (high, y + half), colour);
    if plot.x(high) - plot.x(low) < 6.0 * t.scale {
        plot.marker(shape, (step.to, y), 4.5 * t.scale, colour, false);
    }
    let line = |(from, to): (f64, f64), y: f64, colour: &str, width: f64| {
        // No line that is narrower than a mark.
        if plot.x(step.from + to) - plot.x(step.from + from) > 3.0 {
            plot.line((step.from + from, y), (step.from + to, y), colour, width);
        }
    };
    line((share.least, share.most), y + half + 3.0 * t.scale, c.rule, 2.4 * t.scale);
    if let Some(interval) = share.share.interval {
        line(interval, y, c.ink, 1.8 * t.scale);
    }
}

fn in_words(of: &OfMeasure, step: &Step<'_>, t: &Theme) -> String {
    let Some(share) = step.share else { return step.shown.clone() };
    let (low, high) = share.share.interval.unwrap_or((f64::NAN, f64::NAN));
    say!(
        t.language,
        "decompose-chart-words",
        share = step.shown,
        interval = between(of, low, high, t.language),
        orders = between(of, share.least, share.most, t.language)
    )
}

/// All measures and shares, a row each.
pub fn table(found: &Decomposition) -> Table {
    let heads = [
        "measure",
        "part",
        "of",
        "share",
        "low",
        "high",
        "least over orders",
        "most over orders",
        "sum",
        "sum of",
    ];
    let mut table = Table::new(&heads);
    let digits = |value: f64| if value.is_finite() { format!("{value:.6}") } else { String::new() };
    for of in &found.measures {
        let mut row = |name: &str, share: &Estimate, ends: Option<(f64, f64)>| {
            let (low, high) = share.interval.unwrap_or((f64::NAN, f64::NAN));
            let (least, most) = ends.unwrap_or((f64::NAN, f64::NAN));
            let mut cells = vec![of.measure.clone(), of.part.to_owned(), name.to_owned()];
            cells.extend([share.estimate, low, high, least, most].map(digits));
            cells.extend([share.sum.clone(), of.of.clone()]);
            table.rows.push(cells);
        };
        for share in of.shares.iter().chain(&of.members) {
            row(&share.of, &share.share, Some((share.least, share.most)));
        }
        row("difference", &of.difference, None);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::rules::{complete, elements, marks_inside, texts_apart};
    use crate::language::Language;
    use crate::results::comparison::Named;
    use crate::results::decompose::{Made, Player, Split};
    use crate::scenario::hybrid::{Component, Kind};

    fn estimate(estimate: f64) -> Estimate {
        let interval = Some((estimate - 0.02, estimate + 0.03));
        Estimate { estimate, interval, sum: "1".into() }
    }

    fn share(player: Player, value: f64) -> Share {
        let (least, most) = (value - 0.08, value + 0.1);
        Share { of: player.key(), player, share: estimate(value), least, most }
    }

    /// Shares by component; members split into two.
    fn found(b: f64, shares: [f64; 7], word: &str, name: &str) -> Decomposition {
        let of = |(c, value): (&Component, f64)| share(Player::Components(vec![*c]), value);
        let shares: Vec<Share> = Component::ALL.iter().zip(shares).map(of).collect();
        let whole: f64 = shares.iter().map(|share| share.share.estimate).sum();
        let members = vec![share(Player::Seats, shares[0].share.estimate + 0.1), share(Player::Menu, -0.1)];
        let of = OfMeasure {
            measure: word.into(),
            part: "whole",
            a: b + whole,
            b,
            difference: estimate(whole),
            of: "1".into(),
            shares,
            members,
            share: !word.contains("gain"),
        };
        Decomposition {
            schema_version: 1,
            a: name.into(),
            b: "six-party talks".into(),
            made: Made {
                scenario: "korea-2019".into(),
                worlds: 1000,
                seed: 1,
                behaviour: "concession",
                hash: "0123456789abcdef".into(),
            },
            kind: "components",
            taken: Kind::Plain,
            formats: 64,
            orders: 720,
            all_orders: 720,
            equal: Vec::new(),
            impossible: Vec::new(),
            seats_and_menu: "split",
            split: Split::Done,
            parties: vec![Named { id: "dprk".into(), name: "North Korea".into() }],
            measures: vec![of],
        }
    }

    fn all() -> Vec<(&'static str, Decomposition)> {
        let long = "a format whose name goes on for eighty letters, since somebody wished to say it all";
        let mut one = found(0.4, [0.24, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0], "signed", "summits");
        one.equal = Component::ALL[1..].iter().map(|c| c.key()).collect();
        one.measures[0].members.clear();
        let mut none = found(0.0, [0.0; 7], "signed", "summits");
        none.measures[0].members.clear();
        vec![
            ("mixed", found(0.52, [-0.3, 0.02, 0.0, 0.01, 0.1, -0.004, -0.05], "signed", "top-down summits")),
            ("gains", found(-0.12, [0.3, 0.02, 0.0, -0.1, 0.1, 0.0, 0.05], "gain.dprk", long)),
            ("hangul", found(0.1, [0.3, 0.02, 0.03, 0.1, 0.1, 0.04, 0.05], "least_gain", "하향식 정상회담")),
            ("one", one),
            ("none", none),
        ]
    }

    #[test]
    fn text_stays_apart_on_one_screen_in_all_themes_and_languages() {
        let gallery = std::env::var("ROUNDTABLE_GALLERY").ok();
        for theme_name in Theme::NAMES {
            for language in Language::ALL {
                let theme = Theme::named(theme_name).expect("a theme").speaking(language);
                for (name, found) in all() {
                    let chart = draw(&found, &theme).expect("there is a measure");
                    let name = format!("{name}-{theme_name}-{language}");
                    if let Some(folder) = &gallery {
                        std::fs::write(format!("{folder}/waterfall-{name}.svg"), &chart.svg)
                            .expect("a folder");
                    }
                    let elements = elements(&chart.svg);
                    texts_apart(&name, &elements);
                    marks_inside(&name, &elements);
                    complete(&name, &theme, &chart, &elements);
                    assert!(elements[0].number("height") <= theme.height, "{name}");
                }
            }
        }
    }

    #[test]
    fn the_title_is_the_finding_and_the_words_have_the_numbers() {
        let found = found(0.52, [-0.3, 0.0, 0.0, 0.0, 0.1, 0.0, 0.0], "signed", "top-down summits");
        let chart = draw(&found, &Theme::screen()).expect("there is a measure");
        let expected = "“top-down summits” is behind “six-party talks” by 20.0 points (measure: an agreement signed): \
                        −30.0 from who sits at the table and +10.0 from what can be agreed.";
        assert_eq!(chart.title, expected);
        assert!(
            chart.description.contains("−30.0 (−32.0 to −27.0; over orders −38.0 to −20.0)"),
            "{}",
            chart.description
        );
        let table = table(&found);
        assert_eq!((table.rows.len(), table.headers.len()), (10, 10));
    }
}
