//! When does it happen? One small picture a format: up from the bottom what was signed, and what became of it; down from the top the talks that
//! ended with nothing; what is white between them is still talking. At the right edge each is the bar that `endings` shows.
//!
//! Shares by a date are Aalen–Johansen estimates for ends that exclude each other (`statistics/competing_risks.rs`). All worlds are observed
//! from the start to the horizon, so up to it they are plain counts; of agreements, which are signed at different dates and so observed for
//! different times, the table tells what is carried out so many periods after the signature, and there the estimate matters.

use super::canvas::{Anchor, Canvas, Label, Paint};
use super::groups::Group;
use super::kit::{self, Entry, Sign, Words};
use super::plot::Plot;
use super::rows::{Row, Rows};
use super::scale::Scale;
use super::theme::Theme;
use super::{Chart, Table, text, words};
use crate::language::Language;
use crate::results::comparison::{Comparison, EndedAt, FormatSummary};
use crate::results::periods;
use crate::say;
use crate::statistics::competing_risks::{CompetingRisks, of_counts};
use std::collections::BTreeMap;

/// File stem.
pub const STEM: &str = "time";

/// Points of a line.
const POINTS: u32 = 40;

/// Median dates are told of formats that sign in so many worlds.
const WORTH_TELLING: f64 = 0.05;

/// What has become of all worlds under a format, by period.
struct Course {
    /// Signed, failed, no zone.
    talks: CompetingRisks<3>,
    /// After the signature: no longer in force, refused, and another table failed.
    over: CompetingRisks<3>,
    /// Since the signature: carried out, ended before.
    since: CompetingRisks<2>,
}

/// Shares of all worlds at one date.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Now {
    signed: f64,
    over: [f64; 3],
    failed: f64,
    no_zone: f64,
}

impl Now {
    fn standing(&self) -> f64 {
        (self.signed - self.over.iter().sum::<f64>()).max(0.0)
    }

    fn talking(&self) -> f64 {
        (1.0 - self.signed - self.failed - self.no_zone).max(0.0)
    }
}

impl Course {
    /// `None` in results of earlier versions, which do not tell.
    fn of(c: &Comparison, f: &FormatSummary) -> Option<Self> {
        let t = f.times.as_ref()?;
        let counted = |counts: &[(u32, u64)]| counts.iter().map(|(_, worlds)| worlds).sum::<u64>();
        let all = |ended: &[EndedAt]| ended.iter().map(|e| counted(&e.at)).sum::<u64>();
        let left = |worlds: u64| [(c.horizon, c.runs.saturating_sub(worlds))];
        let [failed, no_zone] = [Group::Failed, Group::NoZone].map(|group| of_group(&t.unsigned, &[group]));
        let over = [&[Group::Broken][..], &[Group::Refused], &[Group::Failed, Group::NoZone]]
            .map(|groups| of_group(&t.after_signature, groups));
        let since = &t.since_signature;
        Some(Self {
            talks: of_counts([&t.signed, &failed, &no_zone], &left(counted(&t.signed) + all(&t.unsigned))),
            over: of_counts([&over[0], &over[1], &over[2]], &left(all(&t.after_signature))),
            since: of_counts([&since.completed, &since.ended], &since.cut_short),
        })
    }

    fn at(&self, period: f64) -> Now {
        let [signed, failed, no_zone] = self.talks.by(period);
        Now { signed, over: self.over.by(period), failed, no_zone }
    }
}

/// What has become of worlds: name and colour of each state, in the order of [`by_date`].
pub(crate) fn states(theme: &Theme) -> [(String, String); 6] {
    let over = say!(theme.language, "group-over");
    let of = |group: Group| (group.name(theme.language), group.colour(theme));
    let talking = (say!(theme.language, "group-talking"), theme.colours.ground.to_owned());
    let broken = (over, Group::Broken.colour(theme));
    [of(Group::Standing), broken, of(Group::Refused), of(Group::Failed), of(Group::NoZone), talking]
}

/// By format of the file, and date: the period, and the share of the worlds in each of [`states`]; `None` where nobody knows when.
pub(crate) fn by_date(c: &Comparison) -> Option<Vec<Vec<(f64, [f64; 6])>>> {
    let courses: Vec<Course> = c.formats.iter().map(|f| Course::of(c, f)).collect::<Option<_>>()?;
    let end = f64::from(c.horizon);
    let dates = || (0..=POINTS).map(|k| end * f64::from(k) / f64::from(POINTS));
    let of = |course: &Course, at: f64| {
        let now = course.at(at);
        let [over, refused, failed] = now.over;
        (at, [now.standing(), over, refused, now.failed + failed, now.no_zone, now.talking()])
    };
    Some(courses.iter().map(|course| dates().map(|at| of(course, at)).collect()).collect())
}

/// Worlds by period whose reason is in one of these groups.
fn of_group(ended: &[EndedAt], groups: &[Group]) -> Vec<(u32, u64)> {
    let mut all: BTreeMap<u32, u64> = BTreeMap::new();
    let inside = |e: &&EndedAt| Group::of(&e.reason).is_some_and(|[before, _]| groups.contains(&before));
    for (period, worlds) in ended.iter().filter(inside).flat_map(|e| &e.at) {
        *all.entry(*period).or_default() += worlds;
    }
    all.into_iter().collect()
}

/// Draws the chart; `None` without formats, or where nobody knows when.
pub fn draw(c: &Comparison, theme: &Theme) -> Option<Chart> {
    let courses: Vec<Course> = c.formats.iter().map(|f| Course::of(c, f)).collect::<Option<_>>()?;
    if courses.is_empty() || c.horizon == 0 {
        return None;
    }
    let language = theme.language;
    let rows = Rows::of(c);
    let shown = shown(&rows, theme);
    let title = title(c, &shown, theme);
    let subtitle = if shown.len() < rows.rows.len() {
        let (some, all) = (shown.len().to_string(), rows.rows.len().to_string());
        say!(
            language,
            "time-subtitle-some",
            some = some,
            all = all,
            worlds = words::thousands(c.runs),
            scenario = c.scenario
        )
    } else {
        say!(language, "time-subtitle", worlds = words::thousands(c.runs), scenario = c.scenario)
    };
    let canvas = Canvas::new(STEM, theme);
    let y = canvas.head(&title, kit::near(theme, &subtitle));
    let y = key(&canvas, y) + 4.0;
    let bottom = panels(&canvas, c, (&rows, &shown, &courses), y);
    let told = rows.rows.iter().map(|row| in_words(c, row.format, language));
    let description = kit::sentences(told);
    let w = Words { title, subtitle, description };
    let question = say!(language, "time-question");
    Some(kit::chart((STEM, question), w, (canvas, bottom), c, table(c, &rows, &courses, language)))
}

/// Rows that have a picture: the first ones, and that of the reference.
fn shown<'r>(rows: &'r Rows<'_>, theme: &Theme) -> Vec<&'r Row> {
    let most = if theme.is_near() { 15 } else { 6 };
    let mut shown: Vec<&Row> = rows.rows.iter().take(most).collect();
    let reference = rows.rows.iter().find(|row| row.format == 0 || row.same.contains(&0));
    if let (Some(reference), Some(last)) = (reference, shown.last_mut())
        && !rows.rows.iter().take(most).any(|row| row == reference)
    {
        *last = reference;
    }
    shown
}

fn key(canvas: &Canvas, top: f64) -> f64 {
    let t = canvas.theme;
    let groups = [Group::Standing, Group::Broken, Group::Refused, Group::Failed, Group::NoZone];
    let name = |group: Group| match group {
        Group::Broken => say!(t.language, "group-over"),
        other => other.key(t),
    };
    let mut entries: Vec<Entry> =
        groups.into_iter().map(|group| Entry::boxed(group.colour(t), name(group))).collect();
    entries.push(Entry::boxed(t.colours.ground, say!(t.language, "group-talking")));
    if !t.is_near() {
        let signed = say!(t.language, "time-signed-far");
        entries.push(Entry { sign: Sign::Bar(t.colours.ink), text: signed, fill: Paint::Ink });
    }
    kit::key(canvas, &entries, (t.margin, t.width - t.margin), top)
}

/// The pictures in lines; gives the height under them.
fn panels(
    canvas: &Canvas,
    c: &Comparison,
    (rows, shown, courses): (&Rows<'_>, &[&Row], &[Course]),
    top: f64,
) -> f64 {
    let t = canvas.theme;
    let across = match shown.len() {
        n @ 0..=3 => n.max(1),
        4 => {
            if t.is_near() {
                4
            } else {
                2
            }
        }
        5 | 6 => 3,
        7 | 8 => 4,
        _ => 5,
    };
    let down = shown.len().div_ceil(across);
    let gap = t.small * 1.6;
    let left = t.margin + text::width("100", t.small) + 8.0;
    let each = (t.width - t.margin - left + gap) / across as f64 - gap;
    let under = if t.is_near() { t.line(t.small) } else { 4.0 };
    let room = (t.height - top - kit::below(t, false, 0)) / down as f64;
    let height = room.clamp(t.line(t.label) * 2.0 + under + 56.0, 420.0);
    let mut bottom = top;
    for (k, row) in shown.iter().enumerate() {
        let from = left + (each + gap) * (k % across) as f64;
        let y = top + height * (k / across) as f64;
        // Only under the lowest picture of a column are there dates.
        let dated = k + across >= shown.len();
        let place = Place { across: (from, from + each), down: (y, y + height - under), under, dated };
        bottom = bottom.max(panel(canvas, c, (rows, row.format, courses), place, k % across == 0));
    }
    bottom
}

#[derive(Clone, Copy)]
struct Place {
    across: (f64, f64),
    down: (f64, f64),
    under: f64,
    dated: bool,
}

/// The picture of one format; gives the height under it.
fn panel(
    canvas: &Canvas,
    c: &Comparison,
    (rows, format, courses): (&Rows<'_>, usize, &[Course]),
    place: Place,
    first: bool,
) -> f64 {
    let (t, look) = (canvas.theme, rows.look(format, canvas.theme));
    let (left, right) = place.across;
    let size = t.label * if look.stands_out { 1.16 } else { 1.0 };
    let f = &c.formats[format];
    let half = f.periods_to_signature.map_or("–".to_owned(), |q| words::fixed(q.median, 0));
    let name = format!("{} ({half})", text::clean(&f.name));
    // What takes one line stands on its picture.
    let lines = text::wrap(&name, size, right - left, 2);
    let y = place.down.0 + t.line(t.label) * 2.0;
    for (k, line) in lines.iter().rev().enumerate() {
        canvas.text(
            left,
            y - t.line(t.label) * k as f64 - t.label * 0.35,
            &look.label(line.clone(), t.label),
        );
    }
    let (top, bottom) = (y + 2.0, place.down.1);
    let end = f64::from(c.horizon);
    let dates = Scale::new(0.0, end).ticked(right - left, text::width("1000", t.small) + t.small);
    let up = Scale::share().with_ticks(vec![0.0, 0.5, 1.0]);
    let plot = canvas.plot((dates.clone(), up), (left, right), (top, bottom));
    plot.framed((0.0, 1.0), (end, 0.0), (t.colours.ground, t.colours.rule));
    let points: Vec<f64> = (0..=POINTS).map(|k| end * f64::from(k) / f64::from(POINTS)).collect();
    let course: Vec<(f64, Now)> = points.iter().map(|&at| (at, courses[format].at(at))).collect();
    areas(&plot, t, &course);
    if format != 0 {
        let reference: Vec<(f64, f64)> = points.iter().map(|&at| (at, courses[0].at(at).signed)).collect();
        plot.series(&reference, t.colours.grey, 1.5, 1.0);
    }
    let signed: Vec<(f64, f64)> = course.iter().map(|(at, now)| (*at, now.signed)).collect();
    plot.series(&signed, t.colours.ink, 2.5 * t.scale, 1.0);
    if first {
        for (value, word) in [(0.0, "0"), (1.0, "100")] {
            let label = Label::new(word, t.small).grey().anchor(Anchor::End);
            plot.text_mid(
                (0.0, value),
                (-6.0, if value > 0.5 { t.small * 0.35 } else { -t.small * 0.35 }),
                &label,
            );
        }
    }
    let mut under = bottom;
    if t.is_near() {
        under += place.under;
        for &at in inner(dates.ticks(), end) {
            let talking = words::of_100(courses[format].at(at).talking());
            let label = Label::new(talking, t.small).grey().anchor(Anchor::Middle);
            plot.text((at, 0.0), (0.0, t.small + 2.0), &label);
        }
    }
    if place.dated {
        // The first says what is counted, and needs room for it.
        let first = periods::at(&c.period, 0.0, t.language);
        let mut free = left + text::width_bold(&first, t.small) + t.small * 0.6;
        let shift = (0.0, under - bottom + t.small + 4.0);
        plot.text((0.0, 0.0), shift, &Label::new(first, t.small).bold());
        for &at in inner(dates.ticks(), end).iter().filter(|at| **at > 0.0) {
            let word = words::fixed(at, 0);
            let half = text::width_bold(&word, t.small) / 2.0;
            if plot.x(at) - half >= free {
                free = plot.x(at) + half;
                plot.text((at, 0.0), shift, &Label::new(word, t.small).bold().anchor(Anchor::Middle));
            }
        }
        under += t.small * 1.3 + 6.0;
    }
    under
}

/// Dates whose numbers stay beside the picture of their neighbour: not the end.
fn inner(ticks: &[f64], end: f64) -> &[f64] {
    match ticks {
        [kept @ .., last] if *last > end * 0.97 && kept.len() > 1 => kept,
        all => all,
    }
}

/// What was signed from below, what ended without from above: the widest first, each on top of it.
fn areas(plot: &Plot, t: &Theme, course: &[(f64, Now)]) {
    let end = course.last().map_or(0.0, |(at, _)| *at);
    let area = |base: f64, group: Group, value: &dyn Fn(&Now) -> f64| {
        if course.iter().all(|(_, now)| (value(now) - base).abs() < 1e-9) {
            return;
        }
        let line = course.iter().map(|(at, now)| (*at, value(now)));
        let corners: Vec<(f64, f64)> = [(0.0, base)].into_iter().chain(line).chain([(end, base)]).collect();
        plot.filled(&corners, &group.colour(t), 1.0);
    };
    area(1.0, Group::Failed, &|now| 1.0 - now.no_zone - now.failed);
    area(1.0, Group::NoZone, &|now| 1.0 - now.no_zone);
    area(0.0, Group::Failed, &|now| now.signed);
    area(0.0, Group::Refused, &|now| now.signed - now.over[2]);
    area(0.0, Group::Broken, &|now| now.signed - now.over[2] - now.over[1]);
    area(0.0, Group::Standing, &Now::standing);
}

/// By when half of what is signed is signed.
fn half(f: &FormatSummary, period: &str, language: Language) -> String {
    match f.periods_to_signature {
        Some(q) => say!(language, "time-half", at = periods::at(period, q.median, language)),
        None => say!(language, "time-never"),
    }
}

/// The reference, and the format of the picture whose signatures come at the most different date.
fn title(c: &Comparison, shown: &[&Row], theme: &Theme) -> String {
    let language = theme.language;
    let median = |format: usize| {
        let f = &c.formats[format];
        f.periods_to_signature.filter(|_| f.signed.estimate >= WORTH_TELLING).map(|q| q.median)
    };
    let at = |period: f64| periods::at(&c.period, period, language);
    let quoted = |format: usize| words::in_title(&c.formats[format].name, theme);
    let told: Vec<(usize, f64)> =
        shown.iter().filter_map(|row| Some((row.format, median(row.format)?))).collect();
    let Some(&(first, date)) = told.first() else { return say!(language, "time-title-none") };
    let (base, base_date) = median(0).map_or((first, date), |date| (0, date));
    let mut far = (base, base_date);
    for &(format, date) in &told {
        if (date - base_date).abs() > (far.1 - base_date).abs() {
            far = (format, date);
        }
    }
    if c.formats.len() == 1 || told.len() == 1 {
        return say!(language, "time-title-one", a = quoted(base), at = at(base_date));
    }
    if far.0 == base {
        return say!(language, "time-title-same", at = at(base_date));
    }
    say!(language, "time-title", a = quoted(far.0), at_a = at(far.1), b = quoted(base), at_b = at(base_date),)
}

fn in_words(c: &Comparison, format: usize, language: Language) -> (String, String) {
    let f = &c.formats[format];
    let signed = say!(language, "time-signed-in", of_100 = words::of_100(f.signed.estimate));
    (f.name.clone(), format!("{signed}, {}", half(f, &c.period, language)))
}

fn table(c: &Comparison, rows: &Rows<'_>, courses: &[Course], language: Language) -> Table {
    let headers = vec![
        say!(language, "chart-format"),
        say!(language, "time-date"),
        say!(language, "time-signed"),
        Group::Standing.name(language),
        say!(language, "group-over"),
        Group::Refused.name(language),
        Group::Failed.name(language),
        Group::NoZone.name(language),
        say!(language, "group-talking"),
        say!(language, "time-since"),
    ];
    let mut table = Table { headers, rows: Vec::new() };
    let end = f64::from(c.horizon);
    let dates = Scale::new(0.0, end).ticked(500.0, 100.0);
    for row in &rows.rows {
        for &at in dates.ticks().iter().filter(|at| **at > 0.0) {
            let (now, since) = (courses[row.format].at(at), courses[row.format].since.by(at));
            let failed = now.failed + now.over[2];
            let shares =
                [now.signed, now.standing(), now.over[0], now.over[1], failed, now.no_zone, now.talking()];
            let mut cells = vec![c.formats[row.format].name.clone(), periods::at(&c.period, at, language)];
            cells.extend(shares.map(words::of_100));
            cells.push(words::of_100(since[0]));
            table.rows.push(cells);
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::fixture;
    use crate::chart::groups::shares;

    /// At the horizon the picture is the bar that `endings` shows, but for the rounding of the made-up counts.
    #[test]
    fn the_right_edge_is_how_it_ended() {
        for c in [fixture::korea(), fixture::tiny(), fixture::nothing_signed()] {
            for f in &c.formats {
                let now = Course::of(&c, f).expect("times").at(f64::from(c.horizon));
                let ended = shares(f);
                let broken = ended[Group::Broken as usize] + ended[Group::Gone as usize];
                let both = [
                    (now.standing(), ended[Group::Standing as usize]),
                    (now.over[0], broken),
                    (now.over[1], ended[Group::Refused as usize]),
                    (now.failed, ended[Group::Failed as usize]),
                    (now.no_zone, ended[Group::NoZone as usize]),
                ];
                for (drawn, ended) in both {
                    assert!((drawn - ended).abs() < 0.01, "{}: {drawn} {ended}", f.name);
                }
            }
        }
    }

    #[test]
    fn what_was_signed_and_what_ended_never_shrinks() {
        let c = fixture::korea();
        let course = Course::of(&c, &c.formats[2]).expect("times");
        let all: Vec<Now> = (0..=c.horizon).map(|at| course.at(f64::from(at))).collect();
        for two in all.windows(2) {
            assert!(two[1].signed >= two[0].signed && two[1].talking() <= two[0].talking() + 1e-12);
        }
        assert_eq!(all[0].talking(), 1.0);
    }

    /// Two agreements signed late are cut short before they could be carried out: they leave the share of the others as it is.
    #[test]
    fn what_is_cut_short_is_no_failure() {
        let mut c = fixture::tiny();
        let times = c.formats[0].times.as_mut().expect("times");
        times.since_signature.completed = vec![(10, 1)];
        times.since_signature.ended = vec![(20, 1)];
        times.since_signature.cut_short = vec![(5, 2)];
        let course = Course::of(&c, &c.formats[0]).expect("times");
        assert_eq!(course.since.by(12.0), [0.5, 0.0]);
        assert_eq!(course.since.by(20.0), [0.5, 0.5]);
    }

    fn titled(c: &Comparison) -> String {
        let (rows, theme) = (Rows::of(c), Theme::screen());
        title(c, &shown(&rows, &theme), &theme)
    }

    #[test]
    fn the_title_tells_the_format_that_signs_at_the_most_different_date() {
        let mut c = fixture::korea();
        for (f, median) in c.formats.iter_mut().zip([3.0, 3.0, 11.0, 48.0, 7.0]) {
            f.signed.estimate = 0.5;
            f.periods_to_signature.as_mut().expect("signed").median = median;
        }
        let told = titled(&c);
        assert!(
            told.contains("“six-party talks”") && told.contains("month 48") && told.contains("month 3"),
            "{told}"
        );
        c.formats[3].signed.estimate = 0.01;
        let told = titled(&c);
        assert!(told.contains("“six-leader summit”") && told.contains("month 11"), "{told}");
    }

    #[test]
    fn results_that_do_not_tell_when_have_no_chart() {
        let mut c = fixture::tiny();
        c.formats[1].times = None;
        assert!(draw(&c, &Theme::screen()).is_none());
    }
}
