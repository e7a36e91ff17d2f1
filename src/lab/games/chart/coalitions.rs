//! Which coalitions have a package that suits all of them? One box a coalition, in rows by size; the number is how many packages suit all its
//! members.

use super::Talks;
use crate::chart::canvas::{Anchor, Canvas, Label};
use crate::chart::kit::{self, Entry};
use crate::chart::theme::steps;
use crate::chart::{Chart, Table, Theme, list, text, thousands};

/// File stem.
pub const STEM: &str = "coalitions";
/// Question.
pub const QUESTION: &str = "Which coalitions have a package that suits all of them?";

/// Most coalitions of one size that are drawn as boxes; more are told in a line.
const MOST_BOXES: usize = 21;
/// Most rows of boxes for the coalitions of one size.
const STEPS: usize = 5;

/// Draws the chart; `None` for one party, and for more than are counted.
pub fn draw(talks: &Talks<'_>, theme: &Theme) -> Option<Chart> {
    let (parties, feasible) = (talks.parties.len(), &talks.found.feasible);
    if parties < 2 || feasible.len() != 1 << parties {
        return None;
    }
    let title = title(talks);
    let subtitle = format!(
        "Packages that suit all members of a coalition, whoever else they suit; of {} in all. Letters stand for parties. {}",
        thousands(talks.found.packages as u64),
        talks.name
    );
    let canvas = Canvas::new(STEM, theme);
    let mut y = canvas.head(&title, &subtitle);
    let shades = steps(STEPS);
    let mut entries = vec![Entry::boxed(theme.colours.ground, "white: no package")];
    let most = talks.found.packages as f64;
    // With few packages a step may hold no number.
    let mut below = 0;
    for (step, shade) in shades.iter().enumerate() {
        let upper = (most * ((step + 1) as f64) / STEPS as f64).floor() as u64;
        if upper > below {
            entries.push(Entry::boxed(shade.clone(), format!("up to {}", thousands(upper))));
            below = upper;
        }
    }
    y = kit::key(&canvas, &entries, (theme.margin, theme.width - theme.margin), y) + 8.0;
    for size in (1..=parties).rev() {
        y = row(&canvas, talks, size, y) + 10.0;
    }
    let names = talks.parties.iter().enumerate().map(|(party, name)| format!("{} {name}", letter(party)));
    let names = names.collect::<Vec<_>>().join(" · ");
    for line in text::wrap(&text::clean(&names), theme.small, theme.inner(), 8) {
        y += theme.line(theme.small);
        canvas.text(theme.margin, y, &Label::new(line, theme.small));
    }
    let words = (title, subtitle, description(talks));
    Some(talks.chart((STEM, QUESTION), words, (canvas, y + 8.0), table(talks)))
}

/// The coalitions of one size; gives the height under them.
fn row(canvas: &Canvas<'_>, talks: &Talks<'_>, size: usize, top: f64) -> f64 {
    let t = canvas.theme;
    let feasible = &talks.found.feasible;
    let of: Vec<usize> = (1..feasible.len()).filter(|c| c.count_ones() as usize == size).collect();
    let heading = if size == talks.parties.len() { "all".to_owned() } else { format!("{size}") };
    let left = t.margin + text::width("all", t.label) + 14.0;
    if of.len() > MOST_BOXES {
        let mid = top + t.line(t.small) * 0.7;
        canvas.text_mid(t.margin, mid, &Label::new(heading, t.label).bold());
        let line = text::shorten(&summary(&of, feasible, size), t.small, t.width - t.margin - left);
        canvas.text_mid(left, mid, &Label::new(line, t.small).grey());
        return top + t.line(t.small) * 1.4;
    }
    let (gap, height) = (5.0, t.line(t.small) * 2.0 + 8.0);
    // A box holds its letters and its number.
    let longest = of.iter().map(|c| text::width(&thousands(feasible[*c]), t.small)).fold(0.0, f64::max);
    let letters = of.iter().map(|c| text::width_bold(&members(*c), t.small)).fold(0.0, f64::max);
    let need = longest.max(letters) + 10.0;
    let room = t.width - t.margin - left;
    let a_line = ((room + gap) / (need + gap)).floor().max(1.0) as usize;
    let lines = of.len().div_ceil(a_line);
    let each = of.len().div_ceil(lines);
    let width = ((room + gap) / each as f64 - gap).min(130.0 * t.scale).max(need);
    let bottom = top + (height + gap) * lines as f64 - gap;
    canvas.text_mid(t.margin, f64::midpoint(top, bottom), &Label::new(heading, t.label).bold());
    for (number, coalition) in of.iter().enumerate() {
        let (line, place) = (number / each, number % each);
        let in_line = each.min(of.len() - line * each);
        let used = in_line as f64 * (width + gap) - gap;
        let x = left + (room - used) / 2.0 + place as f64 * (width + gap);
        let y = top + line as f64 * (height + gap);
        let count = feasible[*coalition];
        let fill = shade(count, talks.found.packages, t);
        canvas.page.framed((x, y), (x + width, y + height), (&fill, t.colours.rule));
        let mid = x + width / 2.0;
        let label = |text: String| {
            let label = Label::new(text, t.small).anchor(Anchor::Middle);
            if fill == t.colours.ground { label.fill(t.colours.ink) } else { label.on(&fill) }
        };
        canvas.text_mid(mid, y + height * 0.28, &label(members(*coalition)).bold());
        canvas.text_mid(mid, y + height * 0.72, &label(thousands(count)));
    }
    bottom
}

fn shade(count: u64, packages: usize, t: &Theme) -> String {
    if count == 0 {
        return t.colours.ground.to_owned();
    }
    let share = count as f64 / packages.max(1) as f64;
    let step = ((share * STEPS as f64).ceil() as usize).clamp(1, STEPS) - 1;
    steps(STEPS)[step].clone()
}

/// A, B, C …
fn letter(party: usize) -> char {
    char::from(b'A' + (party % 26) as u8)
}

fn members(coalition: usize) -> String {
    (0..usize::BITS as usize).filter(|p| coalition >> p & 1 == 1).map(letter).collect()
}

fn summary(of: &[usize], feasible: &[u64], size: usize) -> String {
    let counts = of.iter().map(|c| feasible[*c]);
    let (low, high) = counts.clone().fold((u64::MAX, 0), |(low, high), n| (low.min(n), high.max(n)));
    let none = counts.filter(|n| *n == 0).count();
    let some = match none {
        0 => "all of them with a package".to_owned(),
        n => format!("{n} without any"),
    };
    format!("{} coalitions of {size}: {} to {} packages, {some}", of.len(), thousands(low), thousands(high))
}

/// The largest coalitions that have a package.
fn title(talks: &Talks<'_>) -> String {
    let (parties, feasible) = (talks.parties.len(), &talks.found.feasible);
    let all = feasible.len() - 1;
    if feasible[all] > 0 {
        return format!(
            "{} of {} packages suit all {parties} parties",
            thousands(feasible[all]),
            thousands(talks.found.packages as u64)
        );
    }
    let size = |c: &usize| c.count_ones() as usize;
    let with: Vec<usize> = (1..feasible.len()).filter(|c| feasible[*c] > 0).collect();
    let Some(most) = with.iter().map(size).max() else {
        return "No package suits anybody".to_owned();
    };
    let largest: Vec<usize> = with.into_iter().filter(|c| size(c) == most).collect();
    match largest[..] {
        [only] => {
            let names = (0..parties).filter(|p| only >> p & 1 == 1).map(|p| talks.parties[p].clone());
            let names = list(&names.collect::<Vec<_>>());
            format!("No package suits all; the largest coalition with one is {names}")
        }
        _ => format!("No package suits all; {} coalitions of {most} have one", largest.len()),
    }
}

fn description(talks: &Talks<'_>) -> String {
    let feasible = &talks.found.feasible;
    let parts = (1..=talks.parties.len()).map(|size| {
        let of: Vec<usize> = (1..feasible.len()).filter(|c| c.count_ones() as usize == size).collect();
        summary(&of, feasible, size)
    });
    format!("{}.", parts.collect::<Vec<_>>().join("; "))
}

fn table(talks: &Talks<'_>) -> Table {
    let mut table = Table::new(&["coalition", "packages"]);
    for (coalition, count) in talks.found.feasible.iter().enumerate().skip(1) {
        let names = talks.parties.iter().enumerate().filter(|(p, _)| coalition >> p & 1 == 1);
        let names: Vec<String> = names.map(|(_, name)| name.clone()).collect();
        table.rows.push(vec![names.join(", "), count.to_string()]);
    }
    table
}
