//! The page that a chart is drawn on: title and subtitle above, plots below one another, a footer. How tall it is is known at the end, so
//! plotters draws on a roll of paper that is cut under the footer.

use std::cell::RefCell;
use std::rc::Rc;

use super::plot::Plot;
pub(crate) use super::plot::{Anchor, Label, Paint};
use super::scale::Scale;
use super::svg::AccessibleSvg;
use super::text;
use super::theme::Theme;
use crate::say;

/// Length of the roll, in pixels.
const ROLL: f64 = 2_000_000.0;

/// A page under construction.
pub(crate) struct Canvas<'a> {
    /// Sizes.
    pub(crate) theme: &'a Theme,
    /// The page itself: places in pixels from its upper left corner.
    pub(crate) page: Plot,
    stem: &'static str,
    svg: Rc<RefCell<AccessibleSvg>>,
}

impl<'a> Canvas<'a> {
    /// An empty page for the chart with this file stem.
    pub(crate) fn new(stem: &'static str, theme: &'a Theme) -> Self {
        let (across, down) = ((0.0, theme.width), (0.0, ROLL));
        let svg = Rc::new(RefCell::new(AccessibleSvg::new((theme.width, ROLL), &theme.colours)));
        let page = Plot::new(&svg, (Scale::new(0.0, theme.width), Scale::down(0.0, ROLL)), across, down);
        Self { theme, page, stem, svg }
    }

    /// A plot between these places of the page, with a scale across and one up.
    pub(crate) fn plot(&self, scales: (Scale, Scale), across: (f64, f64), down: (f64, f64)) -> Plot {
        Plot::new(&self.svg, scales, across, down)
    }

    /// A plot with a scale across and rows down the page, whose places are given in pixels of the page.
    pub(crate) fn rows(&self, x: Scale, across: (f64, f64), (top, bottom): (f64, f64)) -> Plot {
        self.plot((x, Scale::down(top, bottom)), across, (top, bottom))
    }

    /// Title and subtitle, if there is one, at the top; gives the height at which the drawing may start.
    pub(crate) fn head(&self, title: &str, subtitle: &str) -> f64 {
        let t = self.theme;
        let mut y = t.margin;
        let title = match t.part {
            None => title.to_owned(),
            Some((part, parts)) => {
                say!(
                    t.language,
                    "title-part",
                    title = title,
                    part = part.to_string(),
                    parts = parts.to_string()
                )
            }
        };
        let lines = text::wrap(&text::clean(&title), t.title * 1.16, t.inner(), 4);
        for line in lines {
            y += t.title;
            self.text(t.margin, y, &Label::new(line, t.title).bold());
            y += t.title * 0.22;
        }
        if subtitle.is_empty() {
            return y + 4.0;
        }
        y += 3.0;
        for line in text::wrap(&text::clean(subtitle), t.subtitle, t.inner(), 5) {
            y += t.subtitle;
            self.text(t.margin, y, &Label::new(line, t.subtitle).grey());
            y += t.subtitle * 0.3;
        }
        y + 8.0
    }

    /// A text with its base line at `y`.
    pub(crate) fn text(&self, x: f64, y: f64, label: &Label) {
        self.page.text((x, y), (0.0, 0.0), label);
    }

    /// A text whose middle is at the height `y`.
    pub(crate) fn text_mid(&self, x: f64, y: f64, label: &Label) {
        self.page.text_mid((x, y), (0.0, 0.0), label);
    }

    /// Lines of text around the height `y`, one under the other, looking like `label`.
    pub(crate) fn lines_mid(&self, x: f64, y: f64, lines: &[String], label: &Label) {
        let step = self.theme.line(label.size);
        let top = y - step * (lines.len() as f64 - 1.0) / 2.0;
        for (i, line) in lines.iter().enumerate() {
            self.text_mid(x, top + i as f64 * step, &label.saying(line));
        }
    }

    /// The finished document: footer, title, description and ids.
    pub(crate) fn finish(self, y: f64, footer: &str, title: &str, description: &str) -> String {
        let t = self.theme;
        let mut y = y + 6.0;
        for line in text::wrap(&text::clean(footer), t.small, t.inner(), 3) {
            y += t.small;
            self.text(t.margin, y, &Label::new(line, t.small).grey());
            y += t.small * 0.3;
        }
        let size = (t.width, (y + t.margin * 0.6).ceil());
        self.svg.borrow_mut().document(self.stem, size, (title, description), t.language)
    }
}
