//! In which worlds does a format win? At the left the boxes on the way of the search, from all worlds to the smallest, by how many of the winning worlds
//! they hold (coverage) and how many of theirs are winning (density), with the boxes that are told; at the right what holds in each of those.

use super::canvas::{Anchor, Canvas, Label};
use super::kit::{self, Entry, Sign};
use super::plot::Paint;
use super::scale::Scale;
use super::theme::{Shape, Theme};
use super::{Chart, Table, text, words};
use crate::results::words::of_100;
use crate::say;
use crate::why::Stored;
use crate::why::discover::{Condition, Discovery, Told};
use crate::why::words as sentences;

/// File stem.
const STEM: &str = "discover";

/// Draws what was found; `None` if no box is told.
pub(crate) fn draw(
    stored: &Stored,
    found: &Discovery,
    (a, b): (usize, usize),
    footer: &str,
    theme: &Theme,
) -> Option<Chart> {
    let best = found.boxes.first()?;
    let language = theme.language;
    let (first, second) = (&stored.formats[a], &stored.formats[b]);
    let title = say!(
        language,
        "sweep-box-title",
        a = words::in_title(first, theme),
        density = of_100(best.density),
        base = of_100(found.ahead as f64 / found.worlds as f64)
    );
    let subtitle = say!(
        language,
        "sweep-box-subtitle",
        a = first,
        b = second,
        measure = sentences::measure(stored, language),
        worlds = words::thousands(found.worlds as u64)
    );
    let canvas = Canvas::new(STEM, theme);
    let y = canvas.head(&title, kit::near(theme, &subtitle));
    let y = kit::key(&canvas, &key(theme), (theme.margin, theme.width - theme.margin), y) + 8.0;
    let middle = theme.margin + theme.inner() * if theme.is_near() { 0.42 } else { 0.4 };
    let bottom = plane(&canvas, found, (theme.margin, middle), y);
    let right = middle + 26.0 * theme.scale;
    let under = boxes(&canvas, stored, found, (right, theme.width - theme.margin), (y, bottom));
    let told: Vec<String> =
        found.boxes.iter().enumerate().map(|(k, told)| in_words(stored, k, told, theme)).collect();
    let description = told.join(" ");
    let svg = canvas.finish(bottom.max(under), footer, &title, &description);
    let question = say!(language, "sweep-box-question");
    Some(Chart { stem: STEM, question, title, subtitle, description, svg, table: table(found, theme) })
}

fn key(t: &Theme) -> Vec<Entry> {
    let entry = |sign: Sign, text: String| Entry { sign, text, fill: Paint::Ink };
    vec![
        entry(Sign::Dot(t.colours.mark), say!(t.language, "sweep-key-steps")),
        entry(Sign::Marker(Shape::Square, t.look(0).fill, false), say!(t.language, "sweep-key-boxes")),
        entry(Sign::Bar(t.colours.rule), say!(t.language, "sweep-key-base")),
    ]
}

/// Coverage across and density up; gives the height under it.
fn plane(canvas: &Canvas, found: &Discovery, (left, right): (f64, f64), top: f64) -> f64 {
    let t = canvas.theme;
    let numbers = text::width("100", t.small) + 10.0;
    let heading = t.line(t.small);
    let across = (left + numbers, right - text::width("0", t.small));
    let density =
        if t.is_near() { say!(t.language, "sweep-axis-density") } else { say!(t.language, "sweep-density") };
    let density = text::shorten(&density, t.small, right - left);
    canvas.text(left, top + t.small, &Label::new(density, t.small).grey());
    let end = (t.height - kit::below(t, false, 0) - t.line(t.small)).max(top + heading + 200.0);
    let share = || Scale::share().with_ticks(vec![0.0, 0.25, 0.5, 0.75, 1.0]);
    let plot = canvas.plot((share(), share()), across, (top + heading + t.small * 0.6, end));
    plot.up(t, |v| words::fixed(v * 100.0, 0));
    let bottom = plot.across(t, |v| words::fixed(v * 100.0, 0));
    let base = found.ahead as f64 / found.worlds.max(1) as f64;
    plot.level_dashed(base, t.colours.rule, 2.0);
    let path: Vec<(f64, f64)> = found.trajectory.iter().map(|step| (step.coverage, step.density)).collect();
    plot.series(&path, t.colours.mark, 1.5 * t.scale, 0.8);
    for at in &path {
        plot.dot(*at, 3.0 * t.scale, t.colours.mark);
    }
    for (k, told) in found.boxes.iter().enumerate() {
        let r = t.small * 0.62;
        plot.marker(Shape::Square, (told.coverage, told.density), r, t.look(0).fill, false);
        let label = Label::new((k + 1).to_string(), t.small).bold().on(t.look(0).fill).anchor(Anchor::Middle);
        plot.text_mid((told.coverage, told.density), (0.0, 0.0), &label);
    }
    let coverage = if t.is_near() {
        say!(t.language, "sweep-axis-coverage")
    } else {
        say!(t.language, "sweep-coverage")
    };
    let coverage = text::shorten(&coverage, t.small, right - left);
    canvas.text(right, bottom + t.small, &Label::new(coverage, t.small).grey().anchor(Anchor::End));
    bottom + t.line(t.small)
}

/// What holds in each box, with where it lies among all worlds; gives the height under them.
fn boxes(
    canvas: &Canvas,
    stored: &Stored,
    found: &Discovery,
    (left, right): (f64, f64),
    (top, bottom): (f64, f64),
) -> f64 {
    let t = canvas.theme;
    let mut y = top;
    let bar = (t.label * 0.4).max(6.0);
    for (k, told) in found.boxes.iter().enumerate() {
        let conditions: Vec<Vec<String>> = (told.conditions.iter())
            .map(|c| {
                text::wrap(
                    &text::clean(&sentences::condition(stored, c, t.language)),
                    t.label,
                    right - left,
                    2,
                )
            })
            .collect();
        let lines: usize = conditions.iter().map(Vec::len).sum();
        let needed = t.line(t.label) * (lines + 1) as f64 + (bar + 10.0) * told.conditions.len() as f64;
        // The first box always, others where they have room.
        if k > 0 && y + needed > bottom {
            break;
        }
        let heading = heading(k, told, t);
        let heading = text::shorten(&heading, t.label * 1.16, right - left);
        canvas.text(left, y + t.label, &Label::new(heading, t.label).bold());
        y += t.line(t.label) + 4.0;
        for (condition, lines) in told.conditions.iter().zip(conditions) {
            for line in lines {
                canvas.text(left, y + t.label, &Label::new(line, t.label));
                y += t.line(t.label);
            }
            y += held(canvas, condition, (left, right), (y + 2.0, bar)) + 8.0;
        }
        y += 10.0;
    }
    y
}

/// A bar of all worlds in the order of the input, and which of them have the condition; gives its height.
fn held(canvas: &Canvas, condition: &Condition, (left, right): (f64, f64), (top, height): (f64, f64)) -> f64 {
    let t = canvas.theme;
    let plot = canvas.plot((Scale::share(), Scale::share()), (left, right), (top, top + height));
    plot.bar((0.0, 1.0), (1.0, 0.0), t.colours.grid);
    let (from, to) = if condition.at_least { (1.0 - condition.share, 1.0) } else { (0.0, condition.share) };
    plot.bar((from, 1.0), (to, 0.0), t.look(0).fill);
    height
}

/// The numbers of a box: fewer on the wall.
fn heading(place: usize, told: &Told, t: &Theme) -> String {
    let (number, density, coverage) = ((place + 1).to_string(), of_100(told.density), of_100(told.coverage));
    if !t.is_near() {
        return say!(t.language, "sweep-box-short", number = number, density = density, coverage = coverage);
    }
    let mass = of_100(told.mass);
    say!(t.language, "sweep-box", number = number, mass = mass, density = density, coverage = coverage)
}

fn in_words(stored: &Stored, place: usize, told: &Told, t: &Theme) -> String {
    format!("{}: {}.", heading(place, told, t), sentences::conditions(stored, told, t.language))
}

/// The trajectory.
fn table(found: &Discovery, t: &Theme) -> Table {
    let headers = vec![
        say!(t.language, "why-head-step"),
        say!(t.language, "why-head-mass"),
        say!(t.language, "why-head-density"),
        say!(t.language, "why-head-coverage"),
    ];
    let row = |step: &crate::why::discover::Step| {
        let shares = [step.mass, step.density, step.coverage].map(of_100);
        std::iter::once(step.step.to_string()).chain(shares).collect()
    };
    Table { headers, rows: found.trajectory.iter().map(row).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::rules::{complete, elements, marks_inside, texts_apart};
    use crate::language::Language;
    use crate::statistics::regret::Regrets;
    use crate::statistics::splitmix::SplitMix;
    use crate::why::Measure;
    use crate::why::discover::discover;
    use crate::why::inputs::{Input, Names};

    fn stored() -> Stored {
        let mut random = SplitMix::new(4);
        let columns: Vec<Vec<f64>> = (0..6).map(|_| (0..2000).map(|_| random.unit()).collect()).collect();
        let wins =
            |k: usize, x: &[Vec<f64>]| x[0][k] < 0.4 && x[1][k] > 0.5 || x[2][k] > 0.85 && x[3][k] > 0.3;
        let signed = (0..2000).map(|k| {
            let share = if wins(k, &columns) { 0.9 } else { 0.05 };
            f64::from(u8::from(random.unit() < share))
        });
        let signed: Vec<f64> = signed.collect();
        let names = ["demand", "patience", "temptation", "detection", "mandate", "spoiling"];
        let input =
            |name: &&str| Input { column: format!("parties.n.{name}"), of: String::new(), switch: false };
        Stored {
            formats: vec!["top-down summits of two leaders".into(), "여섯 나라가 함께 여는 회담".into()],
            names: Names {
                parties: vec![("n".into(), "a party with a very long name, 조선민주주의인민공화국".into())],
                issues: Vec::new(),
            },
            more: false,
            inputs: names.iter().map(input).collect(),
            columns,
            outcomes: vec![signed, vec![0.0; 2000]],
            regrets: Regrets::new(2, 1),
            measure: Measure::Signed,
        }
    }

    #[test]
    fn boxes_and_their_way_keep_the_rules() {
        let stored = stored();
        let found = discover(&stored, 0, 1, None);
        assert!(found.boxes.len() > 1);
        let gallery = std::env::var("ROUNDTABLE_GALLERY").ok();
        for theme_name in Theme::NAMES {
            for language in Language::ALL {
                let theme = Theme::named(theme_name).expect("a theme").speaking(language);
                let footer = "made-up · n = 2,000 assumed worlds, not a forecast";
                let chart = draw(&stored, &found, (0, 1), footer, &theme).expect("boxes");
                let name = format!("{theme_name}-{language}");
                if let Some(folder) = &gallery {
                    std::fs::write(format!("{folder}/discover-{name}.svg"), &chart.svg).expect("a folder");
                }
                let elements = elements(&chart.svg);
                texts_apart(&name, &elements);
                marks_inside(&name, &elements);
                complete(&name, &theme, &chart, &elements);
                assert!(elements[0].number("height") <= 760.0, "{name}: {}", elements[0].number("height"));
                assert!(chart.title.contains(&of_100(found.boxes[0].density)), "{}", chart.title);
            }
        }
        let nothing = discover(&Stored { outcomes: vec![vec![0.0; 2000]; 2], ..stored }, 0, 1, None);
        assert!(nothing.boxes.is_empty());
    }
}
