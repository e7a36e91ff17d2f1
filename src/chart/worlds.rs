//! In which worlds do the formats part? One column a world, the same in every row, sorted by what came of it under the reference, the leader, and then the
//! others; coloured by how it ended.

use super::canvas::Canvas;
use super::kit::{self, Entry, Words};
use super::rows::{Places, Rows};
use super::scale::Scale;
use super::theme::Theme;
use super::{Chart, Table, words};
use crate::results::comparison::Comparison;
use crate::results::sample::Came;
use crate::say;

/// File stem.
pub const STEM: &str = "worlds";

/// Worlds shown at most: columns that can be told apart.
const MOST: usize = 200;

/// What came of a world, in the order of columns and key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Completed,
    Signed,
    Missed,
    None,
}

const KINDS: [Kind; 4] = [Kind::Completed, Kind::Signed, Kind::Missed, Kind::None];

impl Kind {
    fn of(came: &Came, world: usize) -> Self {
        match (came.completed(world), came.signed(world), came.zone(world)) {
            (true, _, _) => Self::Completed,
            (_, true, _) => Self::Signed,
            (_, _, true) => Self::Missed,
            _ => Self::None,
        }
    }

    fn colour(self, t: &Theme) -> &'static str {
        match self {
            Self::Completed => t.colours.kept,
            Self::Signed => t.colours.signed,
            Self::Missed => t.colours.missed,
            Self::None => t.colours.none,
        }
    }

    fn words(self, t: &Theme) -> String {
        match self {
            Self::Completed => say!(t.language, "worlds-completed"),
            Self::Signed => say!(t.language, "worlds-signed"),
            Self::Missed => say!(t.language, "worlds-missed"),
            Self::None => say!(t.language, "worlds-none"),
        }
    }
}

/// Draws the chart; `None` without formats, and where the worlds are not at hand one by one.
pub fn draw(c: &Comparison, theme: &Theme) -> Option<Chart> {
    let (shown, kinds) = kinds(c)?;
    let language = theme.language;
    let rows = Rows::of(c);
    let title = title(c, &rows, &kinds, theme);
    let subtitle = say!(
        language,
        "worlds-subtitle",
        shown = words::thousands(shown as u64),
        worlds = words::thousands(c.runs),
        scenario = c.scenario,
        reference = words::in_title(&c.formats[0].name, theme)
    );
    let canvas = Canvas::new(STEM, theme);
    let y = canvas.head(&title, kit::near(theme, &subtitle));
    let entries = KINDS.map(|kind| Entry::boxed(kind.colour(theme), kind.words(theme)));
    let top = kit::key(&canvas, &entries, (theme.margin, theme.width - theme.margin), y)
        + if theme.is_near() { 6.0 } else { 4.0 };
    let families = rows.families(theme);
    let notes = vec![if theme.is_near() {
        say!(language, "note-zone")
    } else {
        let (shown, worlds) = (words::thousands(shown as u64), words::thousands(c.runs));
        say!(language, "worlds-note-far", shown = shown, worlds = worlds)
    }];
    let notes = kit::note_lines(theme, &notes);
    let places = rows.place(theme, (top, kit::below(theme, !families.is_empty(), notes.len())), 36.0);
    rows.names(&canvas, &places);
    let sorted = sorted(&rows, &kinds, shown);
    strips(&canvas, &rows, &places, (&kinds, &sorted));
    let y = places.bottom() + 8.0;
    let y = if families.is_empty() {
        y
    } else {
        kit::key(&canvas, &families, (theme.margin, theme.width - theme.margin), y)
    };
    let y = kit::notes(&canvas, &notes, y);
    let counted =
        |format: usize, kind: Kind| kinds[format].iter().filter(|k| **k == kind).count().to_string();
    let description = kit::sentences(rows.rows.iter().map(|row| {
        let [completed, signed, missed, none] = KINDS.map(|kind| counted(row.format, kind));
        let words = say!(
            language,
            "worlds-words",
            completed = completed,
            signed = signed,
            missed = missed,
            none = none,
            shown = shown.to_string()
        );
        (c.formats[row.format].name.clone(), words)
    }));
    let headers = vec![say!(language, "chart-format")];
    let mut table = Table { headers, ..Table::default() };
    table.headers.extend(KINDS.map(|kind| kind.words(theme)));
    for format in words::order(c) {
        let mut cells = vec![c.formats[format].name.clone()];
        cells.extend(KINDS.map(|kind| counted(format, kind)));
        table.rows.push(cells);
    }
    let w = Words { title, subtitle, description };
    Some(kit::chart((STEM, say!(language, "worlds-question")), w, (canvas, y), c, table))
}

/// The picture as numbers.
#[derive(Debug)]
pub(crate) struct Strips {
    /// What came of worlds: name and colour of each kind, in order.
    pub(crate) kinds: [(String, &'static str); 4],
    /// The worlds shown, in the order of the columns.
    pub(crate) worlds: Vec<usize>,
    /// By format of the file: the kind of each world shown, by its number.
    pub(crate) came: Vec<Vec<usize>>,
}

/// The numbers of the picture; `None` where there is none.
pub(crate) fn strips_of(c: &Comparison, theme: &Theme) -> Option<Strips> {
    let (shown, kinds) = kinds(c)?;
    Some(Strips {
        kinds: KINDS.map(|kind| (kind.words(theme), kind.colour(theme))),
        worlds: sorted(&Rows::of(c), &kinds, shown),
        came: kinds.iter().map(|came| came.iter().map(|kind| *kind as usize).collect()).collect(),
    })
}

/// How many worlds are shown, and by format of the file what came of each; `None` without formats, and where the worlds are not at hand one by one.
fn kinds(c: &Comparison) -> Option<(usize, Vec<Vec<Kind>>)> {
    let shown = c.sample.worlds.min(MOST);
    if c.formats.is_empty() || shown == 0 || c.sample.formats.len() != c.formats.len() {
        return None;
    }
    let of = |came: &Came| (0..shown).map(|world| Kind::of(came, world)).collect();
    Some((shown, c.sample.formats.iter().map(of).collect()))
}

/// Worlds by what came of them: under the reference, then under the others from the top; equal ones by their number.
fn sorted(rows: &Rows, kinds: &[Vec<Kind>], shown: usize) -> Vec<usize> {
    let order: Vec<usize> = std::iter::once(0).chain(rows.rows.iter().map(|row| row.format)).collect();
    let mut worlds: Vec<usize> = (0..shown).collect();
    worlds.sort_by_key(|world| order.iter().map(|format| kinds[*format][*world]).collect::<Vec<Kind>>());
    worlds
}

fn strips(canvas: &Canvas, rows: &Rows, places: &Places, (kinds, worlds): (&[Vec<Kind>], &[usize])) {
    let t = canvas.theme;
    let across = (places.left, t.width - t.margin);
    let scale = Scale::new(0.0, worlds.len() as f64);
    let plot = canvas.rows(scale, across, (places.top, places.bottom()));
    let gap = (places.pitch * 0.09).max(1.5);
    for (i, row) in rows.rows.iter().enumerate() {
        let (top, bottom) =
            (places.middle(i) - places.pitch / 2.0 + gap, places.middle(i) + places.pitch / 2.0 - gap);
        let mut from = 0;
        while from < worlds.len() {
            let kind = kinds[row.format][worlds[from]];
            let alike = worlds[from..].iter().take_while(|w| kinds[row.format][**w] == kind).count();
            plot.bar((from as f64, top), ((from + alike) as f64, bottom), kind.colour(t));
            from += alike;
        }
    }
}

/// The format that parts most from the reference in what it completes: in how many worlds only it does, and in how many only the reference.
fn title(c: &Comparison, rows: &Rows, kinds: &[Vec<Kind>], t: &Theme) -> String {
    let language = t.language;
    let shown = kinds.first().map_or(0, Vec::len);
    let completes = |format: usize, world: usize| kinds[format][world] == Kind::Completed;
    let name = |format: usize| words::in_title(&c.formats[format].name, t);
    let count =
        |only: usize, not: usize| (0..shown).filter(|w| completes(only, *w) && !completes(not, *w)).count();
    if c.formats.len() == 1 {
        let more = (0..shown).filter(|w| completes(0, *w)).count().to_string();
        return say!(language, "worlds-title-only", format = name(0), more = more, shown = shown.to_string());
    }
    let parted = rows.rows.iter().map(|row| (count(row.format, 0), count(0, row.format), row.format));
    let most = parted
        .reduce(|best, next| if next.0.abs_diff(next.1) > best.0.abs_diff(best.1) { next } else { best });
    match most {
        Some((more, fewer, format)) if more + fewer > 0 => say!(
            language,
            "worlds-title",
            format = name(format),
            more = more.to_string(),
            shown = shown.to_string(),
            reference = name(0),
            fewer = fewer.to_string()
        ),
        _ => say!(language, "worlds-title-same", shown = shown.to_string()),
    }
}
