//! Rows of formats, the same in every chart of a result: their order, which of them are one, how each looks, and where they stand on the page.

use super::canvas::{Anchor, Canvas, Label, Paint};
use super::kit::{Entry, Sign};
use super::theme::{Family, Theme};
use super::{text, words};
use crate::results::comparison::{Comparison, FormatSummary};
use crate::say;

/// One row: a format, and those that are the same as it in every world.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// Position of the format in the file.
    pub(crate) format: usize,
    /// Positions of those folded into it.
    pub(crate) same: Vec<usize>,
}

/// The rows of a result: the first measure high to low, formats that are the same in every world folded into one.
#[derive(Debug)]
pub(crate) struct Rows<'a> {
    c: &'a Comparison,
    leader: Option<usize>,
    /// From the top.
    pub(crate) rows: Vec<Row>,
}

/// How the row of a format looks: grey but for the reference and the leader, which have the hue of their family.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RowLook {
    /// Colour of marks.
    pub(crate) mark: &'static str,
    /// Colour of the name and of numbers.
    pub(crate) text: Paint,
    /// Whether it is the reference or the leader.
    pub(crate) stands_out: bool,
    /// Its family.
    pub(crate) family: Family,
}

impl RowLook {
    /// A text of this row.
    pub(crate) fn label(&self, text: impl Into<String>, size: f64) -> Label {
        let label = Label::new(text, size).fill(self.text);
        if self.stands_out { label.bold() } else { label }
    }
}

impl<'a> Rows<'a> {
    /// All rows of a result.
    pub(crate) fn of(c: &'a Comparison) -> Self {
        let mut rows: Vec<Row> = Vec::new();
        for format in words::order(c) {
            match rows.iter_mut().find(|row| same(c, row.format, format)) {
                Some(row) => row.same.push(format),
                None => rows.push(Row { format, same: Vec::new() }),
            }
        }
        Self { c, leader: words::leader(c), rows }
    }

    /// All but that of the reference, the first format of the file.
    pub(crate) fn without_reference(mut self) -> Self {
        self.rows.retain(|row| row.format != 0);
        self
    }

    /// What the format of a row gave.
    pub(crate) fn summary(&self, row: &Row) -> &'a FormatSummary {
        &self.c.formats[row.format]
    }

    /// How the row of a format looks.
    pub(crate) fn look(&self, format: usize, theme: &Theme) -> RowLook {
        let family = Family::of(&self.c.formats[format]);
        let stands_out = format == 0 || self.leader == Some(format);
        let hue = family.hue(&theme.colours);
        let (mark, text) =
            if stands_out { (hue.fill, hue.text.into()) } else { (theme.colours.mark, Paint::Ink) };
        RowLook { mark, text, stands_out, family }
    }

    /// Which formats are folded into which, a sentence a row; and in how many worlds what third parties told changed an offer.
    pub(crate) fn notes(&self, theme: &Theme) -> Vec<String> {
        let (c, language) = (self.c, theme.language);
        if !theme.is_near() {
            let folded = self.rows.iter().any(|row| !row.same.is_empty());
            return if folded { vec![say!(language, "chart-same-once")] } else { Vec::new() };
        }
        let name = |format: &usize| language.quoted(&c.formats[*format].name);
        let folded = self.rows.iter().filter(|row| !row.same.is_empty()).map(|row| {
            let others: Vec<String> = row.same.iter().map(name).collect();
            say!(
                language,
                "chart-same-as",
                formats = language.list(&others),
                format = name(&row.format),
                worlds = words::thousands(c.runs),
            )
        });
        folded.collect()
    }

    /// In how many worlds a message of a third party changed an offer, format by format; `None` where nobody tells anything.
    pub(crate) fn messages(&self, theme: &Theme) -> Option<String> {
        let language = theme.language;
        if !theme.is_near() {
            return None;
        }
        let told = self.c.formats.iter().filter_map(|f| Some((f, f.messages.as_ref()?)));
        let list: Vec<String> = told
            .map(|(f, told)| {
                let share = words::of_100(told.changed.estimate);
                say!(language, "chart-message", format = language.quoted(&f.name), share = share)
            })
            .collect();
        (!list.is_empty()).then(|| say!(language, "chart-messages", list = list.join(", ")))
    }

    /// The families among the rows, as entries of a key; none if there is only one.
    pub(crate) fn families(&self, theme: &Theme) -> Vec<Entry> {
        let mut families: Vec<Family> = self.rows.iter().map(|row| Family::of(self.summary(row))).collect();
        families.sort_unstable();
        families.dedup();
        if families.len() < 2 || !theme.is_near() {
            return Vec::new();
        }
        let entry = |family: &Family| {
            let sign = Sign::Marker(family.shape(), family.hue(&theme.colours).fill, false);
            Entry { sign, text: family.words(theme.language), fill: Paint::Grey }
        };
        families.iter().map(entry).collect()
    }

    /// Where the rows stand on a page: names at the left, rows between `top` and what is left of the height of the theme above `below` pixels.
    pub(crate) fn place(&self, theme: &Theme, (top, below): (f64, f64), most: f64) -> Places {
        let line = theme.line(theme.label);
        let room = (theme.height - top - below) / self.rows.len().max(1) as f64;
        let most = if theme.is_narrow() { 2.1 * line } else { most * theme.scale };
        let pitch = room.min(most).max((theme.label * 1.08).ceil());
        let lines = ((pitch / line).floor() as usize).clamp(1, 2);
        let glyph = if self.families(theme).is_empty() { 0.0 } else { theme.small * 1.1 };
        let cap = theme.inner() * if theme.is_near() { 0.27 } else { 0.36 };
        let names: Vec<Vec<String>> = self
            .rows
            .iter()
            .map(|row| {
                let size = theme.label * if self.look(row.format, theme).stands_out { 1.16 } else { 1.0 };
                text::wrap(&text::clean(&self.summary(row).name), size, cap, lines)
            })
            .collect();
        let wide = |(row, lines): (&Row, &Vec<String>)| {
            let bold = self.look(row.format, theme).stands_out;
            let width = |l: &String| {
                if bold { text::width_bold(l, theme.label) } else { text::width(l, theme.label) }
            };
            lines.iter().map(width).fold(0.0, f64::max)
        };
        let width = self.rows.iter().zip(&names).map(wide).fold(0.0, f64::max);
        let left = theme.margin + width + glyph + theme.small * 0.8;
        Places { names, glyph, left, top, pitch }
    }

    /// The name of each row, and the sign of its family.
    pub(crate) fn names(&self, canvas: &Canvas, places: &Places) {
        let t = canvas.theme;
        for (i, row) in self.rows.iter().enumerate() {
            let (y, look) = (places.middle(i), self.look(row.format, t));
            let right = places.left - t.small * 0.8 - places.glyph;
            let label = look.label("", t.label).anchor(Anchor::End);
            canvas.lines_mid(right, y, &places.names[i], &label);
            if places.glyph > 0.0 {
                let hue = look.family.hue(&t.colours);
                let at = (right + places.glyph * 0.65, y);
                canvas.page.marker(look.family.shape(), at, t.small * 0.3, hue.fill, false);
            }
        }
    }
}

/// Where rows stand.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Places {
    names: Vec<Vec<String>>,
    glyph: f64,
    /// Where what is drawn in the rows may begin.
    pub(crate) left: f64,
    /// Upper edge of the first row.
    pub(crate) top: f64,
    /// Height of a row.
    pub(crate) pitch: f64,
}

impl Places {
    /// Middle of a row.
    pub(crate) fn middle(&self, row: usize) -> f64 {
        self.top + self.pitch * (row as f64 + 0.5)
    }

    /// Lower edge of the last row.
    pub(crate) fn bottom(&self) -> f64 {
        self.top + self.pitch * self.names.len() as f64
    }
}

/// Whether two formats are the same in every world: in everything that is summarised, and in every measure that is compared.
fn same(c: &Comparison, a: usize, b: usize) -> bool {
    let (x, y) = (&c.formats[a], &c.formats[b]);
    let shares = |f: &FormatSummary| [f.signed, f.in_force, f.completed, f.alive].map(|s| s.estimate);
    let endings =
        x.ended.len() == y.ended.len() && x.ended.iter().zip(&y.ended).all(|(x, y)| x.share == y.share);
    if shares(x) != shares(y) || !endings || x.periods_to_signature != y.periods_to_signature {
        return false;
    }
    let between = |d: &&crate::results::comparison::Difference| {
        (d.a == x.name && d.b == y.name) || (d.a == y.name && d.b == x.name)
    };
    let mut compared = c.differences.iter().filter(between).peekable();
    compared.peek().is_some() && compared.all(|d| d.estimate == 0.0 && d.a_higher == 0.0 && d.b_higher == 0.0)
}
