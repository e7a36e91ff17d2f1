//! The drawing kit: shapes and labels on a page whose height is known at the end, with title, subtitle and footer.
//!
//! Documents are built with the `svg` crate, which writes attributes in alphabetical order; coordinates are written with
//! two decimals. So the same comparison gives the same bytes.

use svg::node::Node;
use svg::node::element::{
    Circle, Definitions, Description, Element, Group, Line, Path, Pattern, Polygon, Polyline, Rectangle,
    Title,
};

use super::scale::Scale;
use super::text;
use super::theme::{BLACK, FONTS, GREY, GRID, Shape, Theme, WHITE};
use super::words;

/// Which point of a text its position is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// A text in its place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Label {
    text: String,
    size: f64,
    fill: &'static str,
    bold: bool,
    anchor: Anchor,
    ground: String,
}

impl Label {
    /// Black, starting at its position.
    pub(crate) fn new(text: impl Into<String>, size: f64) -> Self {
        let text = text::clean(&text.into());
        Self { text, size, fill: BLACK, bold: false, anchor: Anchor::Start, ground: WHITE.to_owned() }
    }

    /// In this colour.
    pub(crate) fn fill(self, fill: &'static str) -> Self {
        Self { fill, ..self }
    }

    /// In bold.
    pub(crate) fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    /// Ending or centred at its position.
    pub(crate) fn anchor(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }

    /// On this ground instead of white; black or white, whichever reads better.
    pub(crate) fn on(self, ground: &str) -> Self {
        Self { ground: ground.to_owned(), fill: super::theme::text_on(ground), ..self }
    }
}

/// A page under construction.
pub(crate) struct Canvas<'a> {
    /// Sizes.
    pub(crate) theme: &'a Theme,
    stem: &'static str,
    body: Group,
    hatch: bool,
}

impl<'a> Canvas<'a> {
    /// An empty page for the chart with this file stem.
    pub(crate) fn new(stem: &'static str, theme: &'a Theme) -> Self {
        Self { theme, stem, body: Group::new(), hatch: false }
    }

    /// Title and subtitle at the top; gives the height at which the drawing may start.
    pub(crate) fn head(&mut self, title: &str, subtitle: &str) -> f64 {
        let t = self.theme;
        let mut y = t.margin;
        let lines = text::wrap(&text::clean(title), t.title * 1.16, t.inner(), 4);
        for line in lines {
            y += t.title;
            self.text(t.margin, y, &Label::new(line, t.title).bold());
            y += t.title * 0.25;
        }
        y += 3.0;
        for line in text::wrap(&text::clean(subtitle), t.subtitle, t.inner(), 5) {
            y += t.subtitle;
            self.text(t.margin, y, &Label::new(line, t.subtitle).fill(GREY));
            y += t.subtitle * 0.3;
        }
        y + 12.0
    }

    /// A text with its base line at `y`.
    pub(crate) fn text(&mut self, x: f64, y: f64, label: &Label) {
        if label.text.is_empty() {
            return;
        }
        // The crate's own text element puts line breaks around its content; the plain element does not.
        let mut node = Element::new("text");
        node.assign("x", px(x));
        node.assign("y", px(y));
        node.assign("font-size", px(label.size));
        node.assign("fill", label.fill);
        if label.bold {
            node.assign("font-weight", "bold");
        }
        match label.anchor {
            Anchor::Start => {}
            Anchor::Middle => node.assign("text-anchor", "middle"),
            Anchor::End => node.assign("text-anchor", "end"),
        }
        if label.ground != WHITE {
            node.assign("data-on", label.ground.clone());
        }
        node.append(svg::node::Text::new(text::isolated(&label.text)));
        self.push(node);
    }

    /// A text whose middle is at the height `y`.
    pub(crate) fn text_mid(&mut self, x: f64, y: f64, label: &Label) {
        self.text(x, y + label.size * 0.35, label);
    }

    /// Lines of text around the height `y`, one under the other.
    pub(crate) fn lines_mid(&mut self, x: f64, y: f64, lines: &[String], label: &Label) {
        let step = self.theme.line(label.size);
        let top = y - step * (lines.len() as f64 - 1.0) / 2.0;
        for (i, line) in lines.iter().enumerate() {
            let one = Label { text: text::clean(line), ..label.clone() };
            self.text_mid(x, top + i as f64 * step, &one);
        }
    }

    /// A filled bar.
    pub(crate) fn bar(&mut self, x: f64, y: f64, w: f64, h: f64, fill: &str) {
        if w > 0.0 {
            self.push(rectangle(x, y, w, h).set("fill", fill));
        }
    }

    /// A bar with an outline and a filling.
    pub(crate) fn framed(&mut self, x: f64, y: f64, w: f64, h: f64, (fill, stroke): (&str, &str)) {
        if w > 0.0 {
            self.push(rectangle(x, y, w, h).set("fill", fill).set("stroke", stroke));
        }
    }

    /// A bar filled with slanted lines in a colour.
    pub(crate) fn hatched(&mut self, x: f64, y: f64, w: f64, h: f64) {
        if w > 0.0 {
            self.hatch = true;
            let fill = format!("url(#{}-hatch)", self.stem);
            self.push(rectangle(x, y, w, h).set("fill", fill).set("stroke", GREY));
        }
    }

    /// A straight line.
    pub(crate) fn line(&mut self, from: (f64, f64), to: (f64, f64), stroke: &str, width: f64) {
        self.push(straight(from, to, stroke, width));
    }

    /// A line through several points, in part transparent.
    pub(crate) fn polyline(&mut self, points: &[(f64, f64)], stroke: &str, width: f64, opacity: f64) {
        let node = Polyline::new()
            .set("points", corners(points))
            .set("fill", "none")
            .set("stroke", stroke)
            .set("stroke-linejoin", "round")
            .set("stroke-opacity", px(opacity))
            .set("stroke-width", px(width));
        self.push(node);
    }

    /// A small round point without an outline.
    pub(crate) fn dot(&mut self, at: (f64, f64), r: f64, fill: &str) {
        self.push(Circle::new().set("cx", px(at.0)).set("cy", px(at.1)).set("r", px(r)).set("fill", fill));
    }

    /// A filled area with straight sides.
    pub(crate) fn area(&mut self, points: &[(f64, f64)], fill: &str, opacity: f64) {
        let node =
            Polygon::new().set("points", corners(points)).set("fill", fill).set("fill-opacity", px(opacity));
        self.push(node);
    }

    /// A marker of radius `r`: filled, or hollow with a white middle.
    pub(crate) fn marker(&mut self, shape: Shape, at: (f64, f64), r: f64, colour: &str, hollow: bool) {
        let (fill, stroke, width) = if hollow { (WHITE, colour, r * 0.4) } else { (colour, WHITE, r * 0.2) };
        if shape == Shape::Circle {
            let node = Circle::new().set("cx", px(at.0)).set("cy", px(at.1)).set("r", px(r));
            self.push(node.set("fill", fill).set("stroke", stroke).set("stroke-width", px(width)));
        } else {
            let points: Vec<(f64, f64)> =
                outline(shape).iter().map(|(x, y)| (at.0 + x * r, at.1 + y * r)).collect();
            let node = Polygon::new().set("points", corners(&points)).set("stroke-linejoin", "round");
            self.push(node.set("fill", fill).set("stroke", stroke).set("stroke-width", px(width)));
        }
    }

    /// Grid lines from `top` to `bottom` with their values below; gives the height under the values.
    pub(crate) fn axis(
        &mut self,
        scale: &Scale,
        (top, bottom): (f64, f64),
        ticks: &[f64],
        show: impl Fn(f64) -> String,
    ) -> f64 {
        let size = self.theme.small;
        for &tick in ticks {
            let x = scale.at(tick);
            self.line((x, top), (x, bottom), GRID, 1.0);
            let label = Label::new(show(tick), size).fill(GREY).anchor(Anchor::Middle);
            self.text(x, bottom + size + 3.0, &label);
        }
        bottom + size * 1.3 + 6.0
    }

    /// The finished document: footer, title, description and ids.
    pub(crate) fn finish(mut self, y: f64, footer: &str, title: &str, description: &str) -> String {
        let t = self.theme;
        let mut y = y + 6.0;
        for line in text::wrap(&text::clean(footer), t.small, t.inner(), 3) {
            y += t.small;
            self.text(t.margin, y, &Label::new(line, t.small).fill(GREY));
            y += t.small * 0.3;
        }
        let height = (y + t.margin * 0.6).ceil();
        let (title_id, description_id) = (format!("{}-title", self.stem), format!("{}-desc", self.stem));
        let mut document = svg::Document::new()
            .set("width", px(t.width))
            .set("height", px(height))
            .set("viewBox", format!("0 0 {} {}", px(t.width), px(height)))
            .set("role", "img")
            .set("lang", "en")
            .set("aria-labelledby", format!("{title_id} {description_id}"))
            .set("font-family", FONTS)
            .add(Title::new(text::isolated(&text::clean(title))).set("id", title_id))
            .add(
                Description::new()
                    .set("id", description_id)
                    .add(svg::node::Text::new(text::isolated(&text::clean(description)))),
            );
        if self.hatch {
            document = document.add(Definitions::new().add(slanted(self.stem)));
        }
        let ground = rectangle(0.0, 0.0, t.width, height).set("fill", WHITE);
        let mut out = document.add(ground).add(self.body).to_string();
        out.push('\n');
        out
    }

    fn push(&mut self, node: impl Into<Box<dyn Node>>) {
        self.body.append(node);
    }
}

fn rectangle(x: f64, y: f64, w: f64, h: f64) -> Rectangle {
    Rectangle::new().set("x", px(x)).set("y", px(y)).set("width", px(w)).set("height", px(h))
}

fn straight(from: (f64, f64), to: (f64, f64), stroke: &str, width: f64) -> Line {
    Line::new()
        .set("x1", px(from.0))
        .set("y1", px(from.1))
        .set("x2", px(to.0))
        .set("y2", px(to.1))
        .set("stroke", stroke)
        .set("stroke-width", px(width))
}

/// Slanted lines, the mark of what broke off.
fn slanted(stem: &str) -> Pattern {
    let lines =
        Path::new().set("d", "M0 6L6 0M-1 1L1 -1M5 7L7 5").set("stroke", GREY).set("stroke-width", "1.2");
    Pattern::new()
        .set("id", format!("{stem}-hatch"))
        .set("width", "6")
        .set("height", "6")
        .set("patternUnits", "userSpaceOnUse")
        .add(rectangle(0.0, 0.0, 6.0, 6.0).set("fill", WHITE))
        .add(lines)
}

/// Corners of a marker of radius 1.
fn outline(shape: Shape) -> &'static [(f64, f64)] {
    match shape {
        Shape::Circle => &[],
        Shape::Square => &[(-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)],
        Shape::Diamond => &[(0.0, -1.25), (1.25, 0.0), (0.0, 1.25), (-1.25, 0.0)],
        Shape::Triangle => &[(0.0, -1.15), (1.1, 0.85), (-1.1, 0.85)],
        Shape::TriangleDown => &[(0.0, 1.15), (1.1, -0.85), (-1.1, -0.85)],
        Shape::Cross => &[
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

fn corners(points: &[(f64, f64)]) -> String {
    points.iter().map(|(x, y)| format!("{},{}", px(*x), px(*y))).collect::<Vec<_>>().join(" ")
}

/// A length or coordinate with at most two decimals.
fn px(value: f64) -> String {
    let value = if value.is_finite() { value } else { 0.0 };
    words::fixed(value, 2).trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_have_at_most_two_decimals() {
        assert_eq!([px(1.0), px(0.126), px(-0.001), px(100.0)], ["1", "0.13", "0", "100"]);
    }

    #[test]
    fn every_shape_but_the_circle_has_corners() {
        use Shape::*;
        for shape in [Square, Triangle, Diamond, Cross, TriangleDown] {
            assert!(outline(shape).len() > 2, "{shape:?}");
        }
    }
}
