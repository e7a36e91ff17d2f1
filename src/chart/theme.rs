//! Sizes, colours and marker shapes: the same in every chart.

use crate::language::Language;
use crate::results::comparison::FormatSummary;
use crate::say;
use plotters::style::RGBColor;

/// Sizes and colours of a set of charts, in pixels on a canvas 1280 wide.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    /// Width of the canvas.
    pub width: f64,
    /// Height that charts of up to fourteen formats keep to: 16:9.
    pub height: f64,
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
    /// Colours.
    pub colours: Colours,
    /// Language of the words.
    pub language: Language,
    /// Which part of the formats a picture shows, from 1, and of how many parts; `None`: all of them.
    pub part: Option<(usize, usize)>,
}

/// Colours of a theme, `#RRGGBB`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colours {
    /// Background.
    pub ground: &'static str,
    /// Text.
    pub ink: &'static str,
    /// Lesser text.
    pub grey: &'static str,
    /// Marks of formats that are neither the reference nor the leader.
    pub mark: &'static str,
    /// Bars that belong to no format.
    pub bar: &'static str,
    /// Lines of the grid.
    pub grid: &'static str,
    /// Reference lines.
    pub rule: &'static str,
    /// Ground of a bar: what 100 would be.
    pub track: &'static str,
    /// Hues by family of formats, in the order of [`Family`].
    pub(crate) families: [Hue; 4],
    /// Hues of other series, such as parties or models.
    pub(crate) series: [Hue; 6],
    /// An agreement that is carried out, or still being carried out.
    pub kept: &'static str,
    /// An agreement that was signed, and not carried out.
    pub signed: &'static str,
    /// An agreement that broke or lapsed.
    pub broken: &'static str,
    /// An agreement that was refused after it was signed, or vetoed.
    pub refused: &'static str,
    /// A zone of agreement that was missed.
    pub missed: &'static str,
    /// No zone of agreement.
    pub none: &'static str,
}

/// A colour for marks, and the same dark or light enough for text (contrast at least 4.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hue {
    pub(crate) fill: &'static str,
    pub(crate) text: &'static str,
}

const fn hue(fill: &'static str, text: &'static str) -> Hue {
    Hue { fill, text }
}

/// On white, of the Okabe–Ito palette (Okabe & Ito 2008, without black and yellow).
const LIGHT: Colours = Colours {
    ground: WHITE,
    ink: "#1A1A1A",
    grey: "#595959",
    mark: "#6E6E6E",
    bar: "#9A9A9A",
    grid: "#E2E2E2",
    rule: "#8C8C8C",
    track: "#F3F3F3",
    families: [
        hue("#0072B2", "#0072B2"),
        hue("#D55E00", "#B34E00"),
        hue("#009E73", "#00775A"),
        hue("#CC79A7", "#A0507C"),
    ],
    series: [
        hue("#0072B2", "#0072B2"),
        hue("#D55E00", "#B34E00"),
        hue("#009E73", "#00775A"),
        hue("#CC79A7", "#A0507C"),
        hue("#E69F00", "#8A5F00"),
        hue("#56B4E9", "#1F77A8"),
    ],
    kept: "#00775A",
    signed: "#8FCFB9",
    broken: "#D55E00",
    refused: "#CC79A7",
    missed: "#858B93",
    none: "#D9DCE1",
};

/// In greys alone: for paper.
const PAPER: Colours = Colours {
    ink: "#000000",
    grey: "#404040",
    families: [
        hue("#000000", "#000000"),
        hue("#000000", "#000000"),
        hue("#000000", "#000000"),
        hue("#000000", "#000000"),
    ],
    series: [
        hue("#000000", "#000000"),
        hue("#6B6B6B", "#595959"),
        hue("#000000", "#000000"),
        hue("#6B6B6B", "#595959"),
        hue("#000000", "#000000"),
        hue("#6B6B6B", "#595959"),
    ],
    mark: "#767676",
    kept: "#000000",
    signed: "#5E5E5E",
    broken: "#8C8C8C",
    refused: "#B0B0B0",
    missed: "#CCCCCC",
    none: "#EBEBEB",
    ..LIGHT
};

/// On a dark ground.
const DARK: Colours = Colours {
    ground: "#14181E",
    ink: "#F0F2F5",
    grey: "#B6BDC7",
    mark: "#A0A7B1",
    bar: "#7C848F",
    grid: "#2C333D",
    rule: "#7C848F",
    track: "#1F252D",
    families: [
        hue("#56B4E9", "#56B4E9"),
        hue("#FF8A3D", "#FF8A3D"),
        hue("#2FC79A", "#2FC79A"),
        hue("#E59BC4", "#E59BC4"),
    ],
    series: [
        hue("#56B4E9", "#56B4E9"),
        hue("#FF8A3D", "#FF8A3D"),
        hue("#2FC79A", "#2FC79A"),
        hue("#E59BC4", "#E59BC4"),
        hue("#F0C24B", "#F0C24B"),
        hue("#9FC2FF", "#9FC2FF"),
    ],
    kept: "#2FC79A",
    signed: "#1E6B57",
    broken: "#FF8A3D",
    refused: "#E59BC4",
    missed: "#77808C",
    none: "#323A45",
};

impl Theme {
    /// Names of all themes, as `--theme` takes them.
    pub const NAMES: [&'static str; 4] = ["screen", "print", "projector", "dark"];

    /// The theme of this name.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "screen" => Some(Self::screen()),
            "print" => Some(Self::print()),
            "projector" => Some(Self::projector()),
            "dark" => Some(Self::dark()),
            _ => None,
        }
    }

    /// For reading on a screen: no text below 12 px where the picture is shown 900 px wide.
    pub const fn screen() -> Self {
        Self {
            width: 1280.0,
            height: 720.0,
            title: 28.0,
            subtitle: 18.0,
            label: 19.0,
            small: 17.5,
            scale: 1.4,
            margin: 26.0,
            leading: 1.3,
            colours: LIGHT,
            language: Language::En,
            part: None,
        }
    }

    /// For paper: the sizes of the screen in greys alone.
    pub const fn print() -> Self {
        Self { colours: PAPER, ..Self::screen() }
    }

    /// For the wall of a class room: no text below 20 px where the picture is 900 px wide.
    pub const fn projector() -> Self {
        Self {
            title: 32.0,
            subtitle: 28.5,
            label: 28.5,
            small: 28.5,
            scale: 1.8,
            margin: 22.0,
            leading: 1.2,
            ..Self::screen()
        }
    }

    /// For a screen in a dark room.
    pub const fn dark() -> Self {
        Self { colours: DARK, ..Self::screen() }
    }

    /// For the report on a telephone: no text below 12 px where the picture is shown 364 px wide; as tall as it needs to be.
    pub const fn phone() -> Self {
        Self { width: 850.0, height: 3000.0, title: 34.0, ..Self::projector() }
    }

    /// Whether it is narrower than the page of a slide, so that names need two lines.
    pub(crate) fn is_narrow(&self) -> bool {
        self.width < 1000.0
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

    /// Whether there is room for words beside the marks: not on the wall of a class room.
    pub(crate) fn is_near(&self) -> bool {
        self.small < 24.0
    }

    /// Lines for the names above columns, over so many rows: where many rows fill a slide, one.
    pub(crate) fn head_lines(&self, rows: usize) -> usize {
        if self.is_near() {
            3
        } else if self.is_narrow() || rows <= 10 {
            2
        } else {
            1
        }
    }

    /// The look of a series at this position, such as a party or a model: no two of the first 36 have the same colour and shape on a screen.
    pub(crate) fn look(&self, position: usize) -> Look {
        let colour = position % 6;
        // A second round through the colours takes the shapes three further on.
        let shape = (colour + 3 * (position / 6) + position / 12) % 6;
        let Hue { fill, text } = self.colours.series[colour];
        Look { fill, text, shape: SHAPES[shape] }
    }
}

/// What kind of format it is, by who sits at how many tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Family {
    /// Two parties of more.
    Two,
    /// All parties at one table.
    All,
    /// A programme of several tables.
    Programme,
    /// Some parties: more than two, and not all.
    Some,
}

impl Family {
    /// The family of a format.
    pub(crate) fn of(format: &FormatSummary) -> Self {
        let seated = format.gain.iter().filter(|g| g.at_table).count();
        if !format.by_phase.is_empty() {
            Self::Programme
        } else if seated == format.gain.len() {
            Self::All
        } else if seated <= 2 {
            Self::Two
        } else {
            Self::Some
        }
    }

    /// Shape beside the name: the second cue.
    pub(crate) fn shape(self) -> Shape {
        match self {
            Self::Two => Shape::Circle,
            Self::All => Shape::Square,
            Self::Programme => Shape::Triangle,
            Self::Some => Shape::Diamond,
        }
    }

    /// What it is called in a key.
    pub(crate) fn words(self, language: Language) -> String {
        match self {
            Self::Two => say!(language, "family-two"),
            Self::All => say!(language, "family-all"),
            Self::Programme => say!(language, "family-programme"),
            Self::Some => say!(language, "family-some"),
        }
    }

    /// Its hue.
    pub(crate) fn hue(self, colours: &Colours) -> Hue {
        colours.families[self as usize]
    }
}

/// White.
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

/// How a series looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Look {
    /// Colour of marks.
    pub(crate) fill: &'static str,
    /// Colour of its name.
    pub(crate) text: &'static str,
    /// Shape of marks.
    pub(crate) shape: Shape,
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

/// So much of one colour in another.
pub(crate) fn mixed(colour: &str, ground: &str, share: f64) -> String {
    let (a, b) = (rgb(colour), rgb(ground));
    let mix = |a: u8, b: u8| (f64::from(a) * share + f64::from(b) * (1.0 - share)).round() as u8;
    format!("#{:02X}{:02X}{:02X}", mix(a.0, b.0), mix(a.1, b.1), mix(a.2, b.2))
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
    fn words_in_every_colour_read_on_the_ground() {
        for theme in Theme::NAMES.map(|name| Theme::named(name).expect("a theme")) {
            let c = theme.colours;
            let texts = c.families.iter().chain(&c.series).map(|hue| hue.text).chain([c.ink, c.grey]);
            for text in texts {
                assert!(contrast(text, c.ground) >= 4.5, "{text} on {}", c.ground);
            }
            for fill in [c.kept, c.signed, c.broken, c.refused, c.missed, c.none, c.bar] {
                assert!(contrast(text_on(fill), fill) >= 4.5, "{fill}");
            }
        }
        assert!((contrast("#000000", WHITE) - 21.0).abs() < 1e-9);
    }

    /// What has no colour on paper is told apart by lightness, and by shape.
    #[test]
    fn endings_read_in_greys() {
        let c = Theme::print().colours;
        let light: Vec<f64> =
            [c.kept, c.signed, c.broken, c.refused, c.missed, c.none].iter().map(|c| luminance(c)).collect();
        assert!(light.windows(2).all(|two| two[0] < two[1]), "{light:?}");
        let shapes: BTreeSet<String> = [Family::Two, Family::All, Family::Programme, Family::Some]
            .iter()
            .map(|family| format!("{:?}", family.shape()))
            .collect();
        assert_eq!(shapes.len(), 4);
    }

    #[test]
    fn no_two_series_look_alike() {
        let looks: BTreeSet<String> = (0..24).map(|i| format!("{:?}", Theme::screen().look(i))).collect();
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
