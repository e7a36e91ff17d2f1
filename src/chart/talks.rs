//! The talks of one run, round by round: the picture of `explain`. One lane a party, one column an offer, from left to right as they were
//! made; a mark in a lane is what that offer is worth to that party, over the least that it may sign. Meetings at which all was said again as
//! before stand once.

use super::canvas::{Anchor, Canvas, Label, Paint};
use super::kit::{self, Entry, Names, Sign};
use super::plot::Plot;
use super::scale::Scale;
use super::theme::{Shape, Theme};
use super::{Chart, Table, text, words};
use crate::language::Language;
use crate::results::periods;
use crate::say;

/// File stem.
pub const STEM: &str = "talks";

/// Most columns; of more the first and the last are drawn.
const MOST: usize = 36;

/// The talks of one run.
#[derive(Debug, Clone, PartialEq)]
pub struct Talks {
    /// Name of the format.
    pub format: String,
    /// Number of the world.
    pub world: u64,
    /// What one period is called.
    pub period: String,
    /// Seed, program and the like.
    pub footer: String,
    /// Names of the parties.
    pub parties: Vec<String>,
    /// What was offered, in order; a party that has nothing to offer is left out.
    pub offers: Vec<Offer>,
    /// Who left, with the number of offers made before.
    pub left: Vec<(usize, usize)>,
    /// When something was signed; `None`: nothing was.
    pub signed: Option<u32>,
}

/// One offer and the answers to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// Meeting in which it was made, counted over all tables from 0.
    pub meeting: usize,
    /// Its period.
    pub period: u32,
    /// Letter of the package, as in the story.
    pub package: String,
    /// Who made it; `None`: the tables together.
    pub by: Option<usize>,
    /// What the one who made it expects of it.
    pub expected: f64,
    /// Answers in the order in which they were given: party and answer.
    pub answers: Vec<(usize, Answer)>,
}

/// One answer. Steady flows on the party's own scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Answer {
    /// What the party expects of the offer.
    pub worth: f64,
    /// The least that it may sign.
    pub least: f64,
    /// The least that it accepts now.
    pub asks: f64,
    /// Whether it accepts.
    pub accepts: bool,
}

/// Offers of consecutive meetings that were the same.
struct Column<'a> {
    offer: &'a Offer,
    /// Last meeting with the same.
    until: (usize, u32),
    /// Number of the offer among all.
    place: usize,
}

/// Draws the chart; `None` if nobody offered anything.
pub fn draw(talks: &Talks, theme: &Theme) -> Option<Chart> {
    let language = theme.language;
    let all = columns(talks);
    if all.is_empty() {
        return None;
    }
    let columns = cut(&all);
    let title = title(talks, language);
    let subtitle = if columns.len() < all.len() {
        let (some, total) = (columns.len().to_string(), all.len().to_string());
        say!(language, "talks-subtitle-some", some = some, all = total)
    } else {
        say!(language, "talks-subtitle")
    };
    let canvas = Canvas::new(STEM, theme);
    let y = canvas.head(&title, kit::near(theme, &subtitle));
    let y = key(&canvas, y) + 6.0;
    let bottom = lanes(&canvas, talks, &columns, y);
    let description = description(talks, language);
    let svg = canvas.finish(bottom, &talks.footer, &title, &description);
    let question = say!(language, "talks-question");
    Some(Chart { stem: STEM, question, title, subtitle, description, svg, table: table(talks, language) })
}

/// What can be told apart by who listens, not by numbers that drift with time.
fn alike(a: &[Offer], b: &[Offer]) -> bool {
    let said = |o: &Offer| {
        let answers: Vec<(usize, bool)> = o.answers.iter().map(|(party, a)| (*party, a.accepts)).collect();
        (o.package.clone(), o.by, answers)
    };
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| said(a) == said(b))
}

fn columns<'a>(talks: &'a Talks) -> Vec<Column<'a>> {
    let mut all: Vec<Column<'a>> = Vec::new();
    let mut before: &[Offer] = &[];
    let mut place = 0;
    for meeting in talks.offers.chunk_by(|a, b| a.meeting == b.meeting) {
        let leaves = talks.left.iter().any(|(_, after)| (place + 1..place + meeting.len()).contains(after));
        if alike(before, meeting) && !leaves {
            let count = all.len();
            for (column, offer) in all.iter_mut().skip(count - meeting.len()).zip(meeting) {
                column.until = (offer.meeting, offer.period);
            }
        } else {
            let one = |(k, offer): (usize, &'a Offer)| {
                let until = (offer.meeting, offer.period);
                Column { offer, until, place: place + k }
            };
            all.extend(meeting.iter().enumerate().map(one));
            before = meeting;
        }
        place += meeting.len();
    }
    all
}

/// The first and the last columns, if there are too many.
fn cut<'c, 'a>(all: &'c [Column<'a>]) -> Vec<&'c Column<'a>> {
    if all.len() <= MOST {
        return all.iter().collect();
    }
    let half = MOST / 2;
    all[..half].iter().chain(&all[all.len() - half..]).collect()
}

fn key(canvas: &Canvas, top: f64) -> f64 {
    let (t, c) = (canvas.theme, &canvas.theme.colours);
    let entry = |sign, text| Entry { sign, text, fill: Paint::Ink };
    let entries = [
        entry(Sign::Marker(Shape::Triangle, c.ink, false), say!(t.language, "talks-own")),
        entry(Sign::Marker(Shape::Circle, c.kept, false), say!(t.language, "talks-accepts")),
        entry(Sign::Marker(Shape::Cross, c.families[1].fill, false), say!(t.language, "talks-refuses")),
        entry(Sign::Bar(c.bar), say!(t.language, "talks-floor")),
    ];
    kit::key(canvas, &entries, (t.margin, t.width - t.margin), top)
}

/// Parties that said something.
fn heard(talks: &Talks) -> Vec<usize> {
    let speaks = |party: &usize| {
        let answers = |o: &Offer| o.answers.iter().any(|(p, _)| p == party);
        talks.offers.iter().any(|o| o.by == Some(*party) || answers(o))
            || talks.left.iter().any(|(p, _)| p == party)
    };
    (0..talks.parties.len()).filter(speaks).collect()
}

/// Lanes one under the other, meetings below; gives the height under them.
fn lanes(canvas: &Canvas, talks: &Talks, columns: &[&Column<'_>], top: f64) -> f64 {
    let t = canvas.theme;
    let parties = heard(talks);
    let names = Names::fit(parties.iter().map(|&p| talks.parties[p].as_str()), t.label, t.inner() * 0.2);
    let verdicts: Vec<String> = parties.iter().map(|&p| verdict(talks, p, t.language)).collect();
    let right = verdicts.iter().map(|v| text::width(v, t.small)).fold(0.0, f64::max).min(t.inner() * 0.3);
    let (left, end) = (t.margin + names.width + 16.0, t.width - t.margin - right - 14.0);
    let foot = 2.0 * t.line(t.small) + kit::below(t, false, 0);
    let lane = ((t.height - top - foot) / parties.len() as f64).clamp(t.label * 2.2, 130.0 * t.scale);
    let across = Scale::new(-0.6, columns.len() as f64 - 0.4);
    let bottom = top + lane * parties.len() as f64;
    meetings(canvas, talks, columns, (across.clone(), (left, end)), (top, bottom));
    for (k, &party) in parties.iter().enumerate() {
        let y = top + lane * k as f64;
        canvas.page.line((t.margin, y), (t.width - t.margin, y), t.colours.grid, 1.0);
        canvas.lines_mid(t.margin, y + lane / 2.0, &names.lines[k], &Label::new("", t.label));
        let plot = canvas.plot(
            (across.clone(), values(talks, party)),
            (left, end),
            (y + lane * 0.16, y + lane * 0.84),
        );
        one_lane(&plot, t, (talks, party), columns);
        let words = text::wrap(&verdicts[k], t.small, right + 1.0, 2);
        canvas.lines_mid(end + 14.0, y + lane / 2.0, &words, &Label::new("", t.small));
    }
    bottom + 2.0 * t.line(t.small)
}

/// From the least to the most that an offer is worth to a party, its floors included.
fn values(talks: &Talks, party: usize) -> Scale {
    let own = talks.offers.iter().filter(|o| o.by == Some(party)).map(|o| o.expected);
    let answers = talks.offers.iter().flat_map(|o| &o.answers).filter(|(p, _)| *p == party);
    let all = answers.flat_map(|(_, a)| [a.worth, a.least, a.asks]).chain(own).filter(|v| v.is_finite());
    let (low, high) = all.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| (l.min(v), h.max(v)));
    let pad = if high - low > 1e-9 { (high - low) * 0.06 } else { 0.5 };
    if low > high { Scale::share() } else { Scale::new(low - pad, high + pad) }
}

fn one_lane(plot: &Plot, t: &Theme, (talks, party): (&Talks, usize), columns: &[&Column<'_>]) {
    let c = &t.colours;
    let r = (t.small * 0.36).min((plot.right() - plot.left()) / columns.len() as f64 * 0.42);
    let answer =
        |column: &Column<'_>| column.offer.answers.iter().find(|(p, _)| *p == party).map(|(_, a)| *a);
    for (k, column) in columns.iter().enumerate() {
        if let Some(a) = answer(column) {
            let k = k as f64;
            plot.line((k - 0.5, a.least), (k + 0.5, a.least), c.bar, 4.0);
            if a.asks > a.least + 1e-6 {
                plot.line((k - 0.5, a.asks), (k + 0.5, a.asks), c.ink, 1.5);
            }
        }
    }
    for (k, column) in columns.iter().enumerate() {
        let k = k as f64;
        if column.offer.by == Some(party) {
            plot.marker(Shape::Triangle, (k, column.offer.expected), r * 1.15, c.ink, false);
        }
        match answer(column) {
            Some(a) if a.accepts => plot.marker(Shape::Circle, (k, a.worth), r, c.kept, false),
            Some(a) => plot.marker(Shape::Cross, (k, a.worth), r * 1.2, c.families[1].fill, false),
            None => {}
        }
    }
    for (_, after) in talks.left.iter().filter(|(p, _)| *p == party) {
        let at = columns.iter().rposition(|column| column.place < *after);
        let x = at.map_or(-0.5, |at| at as f64 + 0.5);
        plot.upright(x, c.families[1].fill, 3.0);
    }
}

/// Grounds of every second meeting, and when it was, where there is room.
fn meetings(
    canvas: &Canvas,
    talks: &Talks,
    columns: &[&Column<'_>],
    (across, sides): (Scale, (f64, f64)),
    (top, bottom): (f64, f64),
) {
    let t = canvas.theme;
    let plot = canvas.rows(across, sides, (top, bottom));
    let mut free = f64::NEG_INFINITY;
    let mut k = 0;
    for (n, group) in columns.chunk_by(|a, b| a.offer.meeting == b.offer.meeting).enumerate() {
        let (from, to) = (k as f64 - 0.5, (k + group.len()) as f64 - 0.5);
        k += group.len();
        if n % 2 == 0 {
            plot.bar((from, top), (to, bottom), t.colours.track);
        }
        let (first, last) = (group[0].offer.period, group[0].until.1);
        let when = if first == last { first.to_string() } else { format!("{first}–{last}") };
        let half = text::width(&when, t.small) / 2.0;
        let middle = plot.x(f64::midpoint(from, to));
        if middle - half > free + t.small * 0.5 {
            canvas.text(middle, bottom + t.small + 3.0, &Label::new(when, t.small).anchor(Anchor::Middle));
            free = middle + half;
        }
    }
    let word = periods::name(&talks.period, t.language);
    let label = Label::new(say!(t.language, "talks-axis", period = word), t.small).grey();
    canvas.text(sides.0, bottom + t.line(t.small) + t.small + 3.0, &label);
}

/// How often a party was asked and refused, and whether it left.
fn verdict(talks: &Talks, party: usize, language: Language) -> String {
    if talks.left.iter().any(|(p, _)| *p == party) {
        return say!(language, "talks-leaves");
    }
    let (asked, refused) = counts(talks, party);
    if asked == 0 {
        return say!(language, "talks-not-asked");
    }
    if refused == 0 {
        return say!(language, "talks-accepts-all", asked = asked.to_string());
    }
    say!(language, "talks-refuses-of", refused = refused.to_string(), asked = asked.to_string())
}

/// How often a party was asked, and refused.
fn counts(talks: &Talks, party: usize) -> (usize, usize) {
    let answers = || talks.offers.iter().flat_map(|o| &o.answers).filter(|(p, _)| *p == party);
    (answers().count(), answers().filter(|(_, a)| !a.accepts).count())
}

/// How it came out, and who refused most.
fn title(talks: &Talks, language: Language) -> String {
    let (format, world) = (language.quoted(&talks.format), talks.world.to_string());
    let offers = talks.offers.len().to_string();
    let come_out = match (talks.signed, talks.left.first()) {
        (Some(at), _) => {
            let at = periods::at(&talks.period, f64::from(at), language);
            if let Some(by) = talks.offers.last().and_then(|offer| offer.by) {
                let party = talks.parties[by].clone();
                return say!(
                    language,
                    "talks-title-signed-by",
                    format = format,
                    world = world,
                    at = at,
                    offers = offers,
                    party = party
                );
            }
            say!(language, "talks-title-signed", format = format, world = world, at = at, offers = offers)
        }
        (None, Some((party, _))) => {
            let party = talks.parties[*party].clone();
            say!(language, "talks-title-left", format = format, world = world, party = party, offers = offers)
        }
        (None, None) => say!(language, "talks-title-failed", format = format, world = world, offers = offers),
    };
    let most = (0..talks.parties.len()).rev().max_by_key(|&party| counts(talks, party).1);
    match most.map(|party| (party, counts(talks, party))) {
        Some((party, (asked, refused))) if refused > 0 => say!(
            language,
            "talks-title-refuser",
            come_out = come_out,
            party = talks.parties[party],
            refused = refused.to_string(),
            asked = asked.to_string(),
        ),
        _ => come_out,
    }
}

fn description(talks: &Talks, language: Language) -> String {
    let told = heard(talks).into_iter().map(|p| (talks.parties[p].clone(), verdict(talks, p, language)));
    format!("{} {}", say!(language, "talks-offers", n = talks.offers.len().to_string()), kit::sentences(told))
}

fn table(talks: &Talks, language: Language) -> Table {
    let headers = vec![
        periods::name(&talks.period, language),
        say!(language, "talks-package"),
        say!(language, "talks-party"),
        say!(language, "talks-does"),
        say!(language, "talks-worth"),
        say!(language, "talks-least"),
        say!(language, "talks-asks"),
    ];
    let mut table = Table { headers, rows: Vec::new() };
    let number = |v: f64| words::fixed(v, 2);
    for o in &talks.offers {
        let (at, package) = (o.period.to_string(), o.package.clone());
        let none = || "–".to_owned();
        if let Some(party) = o.by {
            let (name, does) = (talks.parties[party].clone(), say!(language, "talks-offers-it"));
            table.rows.push(vec![
                at.clone(),
                package.clone(),
                name,
                does,
                number(o.expected),
                none(),
                none(),
            ]);
        }
        for (party, a) in &o.answers {
            let does =
                if a.accepts { say!(language, "talks-accepts") } else { say!(language, "talks-refuses") };
            let numbers = [a.worth, a.least, a.asks].map(number);
            let mut row = vec![at.clone(), package.clone(), talks.parties[*party].clone(), does];
            row.extend(numbers);
            table.rows.push(row);
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::rules::{complete, elements, marks_inside, texts_apart};

    fn answer(worth: f64, accepts: bool) -> Answer {
        Answer { worth, least: 0.1, asks: 0.15, accepts }
    }

    /// So many meetings with one offer each, which the second party refuses.
    fn refused(meetings: usize) -> Talks {
        let offer = |meeting: usize| Offer {
            meeting,
            period: 3 * meeting as u32,
            package: "A".into(),
            by: Some(0),
            expected: 0.4,
            answers: vec![(1, answer(0.05, false))],
        };
        Talks {
            format: "one table".into(),
            world: 7,
            period: "month".into(),
            footer: "Seed 1".into(),
            parties: vec!["Upstream".into(), "Downstream".into(), "Nobody".into()],
            offers: (0..meetings).map(offer).collect(),
            left: Vec::new(),
            signed: None,
        }
    }

    #[test]
    fn what_is_said_again_stands_once() {
        let mut talks = refused(9);
        assert_eq!(columns(&talks).len(), 1);
        assert_eq!(columns(&talks)[0].until, (8, 24));
        talks.offers[4].answers[0].1.accepts = true;
        assert_eq!(columns(&talks).len(), 3);
    }

    #[test]
    fn the_title_says_who_refused_and_how_it_came_out() {
        let mut talks = refused(9);
        let told = title(&talks, Language::En);
        assert!(told.contains("Downstream") && told.contains("9 of 9"), "{told}");
        talks.signed = Some(24);
        assert!(title(&talks, Language::En).contains("month 24"));
        talks.signed = None;
        talks.left = vec![(0, 9)];
        assert!(title(&talks, Language::En).contains("Upstream"));
    }

    #[test]
    fn charts_of_any_length_are_whole_in_every_theme_and_language() {
        for (meetings, spread) in [(1, 0.0), (30, 0.1), (80, 0.01)] {
            let mut talks = refused(meetings);
            for (k, offer) in talks.offers.iter_mut().enumerate() {
                offer.answers[0].1.worth += spread * k as f64;
                offer.answers[0].1.accepts = k % 3 == 1;
                offer.package = ["A", "B"][k % 2].into();
                offer.by = Some(k % 2);
                offer.answers[0].0 = 1 - k % 2;
            }
            talks.left = vec![(1, meetings)];
            for name in Theme::NAMES {
                for language in Language::ALL {
                    let theme = Theme::named(name).expect("a theme").speaking(language);
                    let chart = draw(&talks, &theme).expect("offers were made");
                    let all = elements(&chart.svg);
                    let at = format!("{meetings} {name} {language}");
                    complete(&at, &theme, &chart, &all);
                    texts_apart(&at, &all);
                    marks_inside(&at, &all);
                    assert!(all[0].number("height") <= theme.height, "{at}: {}", all[0].number("height"));
                }
            }
        }
    }

    #[test]
    fn where_nobody_offers_anything_there_is_no_chart() {
        assert!(draw(&refused(0), &Theme::screen()).is_none());
    }
}
