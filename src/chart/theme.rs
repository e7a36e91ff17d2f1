//! Sizes, colours and marker shapes: the same in every chart.

use crate::language::Language;
use plotters::style::RGBColor;

/// Sizes of a set of charts, in pixels on a canvas 900 wide.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    /// Width of the canvas.
    pub width: f64,
    /// Title.
    pub title: f64,
    /// Line under the title.
    pub subtitle: f64,
    /// Names of formats and parties, numbers beside marks.
    pub label: f64,
    /// Axis numbers, footer: the smallest text.
    pub small: f64,
    /// Factor on marks and gaps.
    pub scale: f64,
    /// Margin on every side.
    pub margin: f64,
    /// Distance between lines of text, as a multiple of the size of the text.
    pub leading: f64,
    /// Language of the words.
    pub language: Language,
}

impl Theme {
    /// For reading on a page or a screen: no text below 12 px.
    pub const fn page() -> Self {
        Self {
            width: 900.0,
            title: 20.0,
            subtitle: 14.0,
            label: 13.0,
            small: 12.0,
            scale: 1.0,
            margin: 24.0,
            leading: 1.3,
            language: Language::En,
        }
    }

    /// For the wall of a class room: no text below 18 px.
    pub const fn projector() -> Self {
        Self {
            width: 900.0,
            title: 26.0,
            subtitle: 18.5,
            label: 18.5,
            small: 18.0,
            scale: 1.4,
            margin: 24.0,
            leading: 1.3,
            language: Language::En,
        }
    }

    /// The same, in this language.
    #[must_use]
    pub const fn speaking(mut self, language: Language) -> Self {
        self.language = language;
        self
    }

    /// Width between the margins.
    pub(crate) fn inner(&self) -> f64 {
        self.width - 2.0 * self.margin
    }

    /// Distance between lines of text of this size.
    pub(crate) fn line(&self, size: f64) -> f64 {
        (size * self.leading).ceil()
    }

    /// Whether facets may stand side by side.
    pub(crate) fn is_page(&self) -> bool {
        self.small < 16.0
    }
}

/// Colours of the Okabe–Ito palette (Okabe & Ito 2008, without black and yellow), in the order of the formats.
const FILLS: [&str; 6] = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"];
/// The same hues dark enough for text on white (contrast at least 4.5).
const TEXTS: [&str; 6] = ["#0072B2", "#B34E00", "#00775A", "#A0507C", "#8A5F00", "#1F77A8"];
/// Text.
pub(crate) const BLACK: &str = "#1A1A1A";
/// Lesser text.
pub(crate) const GREY: &str = "#595959";
/// Bars that belong to no format.
pub(crate) const BAR: &str = "#9A9A9A";
/// Lines of the grid.
pub(crate) const GRID: &str = "#E2E2E2";
/// Reference lines.
pub(crate) const RULE: &str = "#8C8C8C";
/// Ground of a bar: what 100 would be.
pub(crate) const TRACK: &str = "#F3F3F3";
/// Background.
pub(crate) const WHITE: &str = "#FFFFFF";

/// Fonts, in order: Latin faces, then Korean ones of each system; text stays text.
pub(crate) const FONTS: &str = "Helvetica Neue, Helvetica, Arial, Liberation Sans, Noto Sans, Noto Sans KR, \
     Noto Sans CJK KR, Apple SD Gothic Neo, Malgun Gothic, sans-serif";

/// A marker shape: the second cue beside colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Circle,
    Square,
    Triangle,
    Diamond,
    Cross,
    TriangleDown,
}

const SHAPES: [Shape; 6] =
    [Shape::Circle, Shape::Square, Shape::Triangle, Shape::Diamond, Shape::Cross, Shape::TriangleDown];

/// How a format looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ink {
    /// Colour of marks.
    pub(crate) fill: &'static str,
    /// Colour of its name.
    pub(crate) text: &'static str,
    /// Shape of marks.
    pub(crate) shape: Shape,
}

/// The look of the format at this position: no two of the first 36 are the same.
pub(crate) fn ink(position: usize) -> Ink {
    let colour = position % 6;
    // A second round through the colours takes the shapes three further on.
    let shape = (colour + 3 * (position / 6) + position / 12) % 6;
    Ink { fill: FILLS[colour], text: TEXTS[colour], shape: SHAPES[shape] }
}

/// Light to dark steps for levels, `count` of them; they belong to no format.
pub(crate) fn steps(count: usize) -> Vec<String> {
    let ends: [[f64; 3]; 3] = [[212.0, 219.0, 229.0], [112.0, 141.0, 171.0], [22.0, 48.0, 82.0]];
    let at = |t: f64, k: usize| {
        let (a, b, u) = if t < 0.5 { (ends[0], ends[1], 2.0 * t) } else { (ends[1], ends[2], 2.0 * t - 1.0) };
        (a[k] + (b[k] - a[k]) * u).round() as u8
    };
    let last = count.saturating_sub(1).max(1) as f64;
    (0..count)
        .map(|i| {
            let t = i as f64 / last;
            format!("#{:02X}{:02X}{:02X}", at(t, 0), at(t, 1), at(t, 2))
        })
        .collect()
}

/// Black or white, whichever reads better on this colour: always a contrast of at least 4.5.
pub(crate) fn text_on(ground: &str) -> &'static str {
    if contrast(WHITE, ground) >= contrast("#000000", ground) { WHITE } else { "#000000" }
}

/// Contrast of two colours (`#RRGGBB`), 1 to 21 (WCAG 2.1, relative luminance).
pub(crate) fn contrast(a: &str, b: &str) -> f64 {
    let (x, y) = (luminance(a), luminance(b));
    (x.max(y) + 0.05) / (x.min(y) + 0.05)
}

fn luminance(colour: &str) -> f64 {
    let channel = |byte: u8| {
        let c = f64::from(byte) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { libm::pow((c + 0.055) / 1.055, 2.4) }
    };
    let RGBColor(red, green, blue) = rgb(colour);
    0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue)
}

/// A colour (`#RRGGBB`) as plotters takes it; what is no colour is black.
pub(crate) fn rgb(colour: &str) -> RGBColor {
    let channel = |i: usize| colour.get(i..i + 2).and_then(|h| u8::from_str_radix(h, 16).ok()).unwrap_or(0);
    RGBColor(channel(1), channel(3), channel(5))
}

impl Shape {
    /// Corners of a marker of radius 1; none of a circle.
    pub(crate) fn outline(self) -> &'static [(f64, f64)] {
        match self {
            Self::Circle => &[],
            Self::Square => &[(-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)],
            Self::Diamond => &[(0.0, -1.25), (1.25, 0.0), (0.0, 1.25), (-1.25, 0.0)],
            Self::Triangle => &[(0.0, -1.15), (1.1, 0.85), (-1.1, 0.85)],
            Self::TriangleDown => &[(0.0, 1.15), (1.1, -0.85), (-1.1, -0.85)],
            Self::Cross => &[
                (-0.4, -1.15),
                (0.4, -1.15),
                (0.4, -0.4),
                (1.15, -0.4),
                (1.15, 0.4),
                (0.4, 0.4),
                (0.4, 1.15),
                (-0.4, 1.15),
                (-0.4, 0.4),
                (-1.15, 0.4),
                (-1.15, -0.4),
                (-0.4, -0.4),
            ],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_shape_but_the_circle_has_corners() {
        for shape in SHAPES.into_iter().filter(|s| *s != Shape::Circle) {
            assert!(shape.outline().len() > 2, "{shape:?}");
        }
    }

    #[test]
    fn names_of_formats_read_on_white() {
        for i in 0..12 {
            assert!(contrast(ink(i).text, WHITE) >= 4.5, "{i}");
        }
        assert!((contrast("#000000", WHITE) - 21.0).abs() < 1e-9);
    }

    #[test]
    fn no_two_formats_look_alike() {
        let looks: BTreeSet<String> = (0..24).map(|i| format!("{:?}", ink(i))).collect();
        assert_eq!(looks.len(), 24);
    }

    #[test]
    fn numbers_inside_bars_read() {
        for count in 1..9 {
            assert_eq!(steps(count).len(), count);
            for step in steps(count) {
                assert!(contrast(text_on(&step), &step) >= 4.5, "{count} {step}");
            }
        }
    }
}
