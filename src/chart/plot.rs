//! An area of a page with two scales, on which plotters draws. Positions are values of the scales; what is added to a position (a marker, a
//! text beside it) is in pixels.

use std::cell::RefCell;
use std::convert::Infallible;
use std::rc::Rc;

use plotters::coord::CoordTranslate;
use plotters::coord::cartesian::MeshLine;
use plotters::coord::ranged1d::BoldPoints;
use plotters::element::{DashedPathElement, Drawable, PointCollection};
use plotters::prelude::{
    Cartesian2d, Circle, Color, DrawingArea, DrawingAreaErrorKind, EmptyElement, FontDesc, FontFamily,
    FontStyle, LineSeries, PathElement, Polygon, Rectangle, ShapeStyle, Text, TextStyle,
};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters_backend::{BackendCoord, DrawingBackend, DrawingErrorKind};

use super::scale::Scale;
use super::svg::{AccessibleSvg, STEPS, fine};
use super::text;
use super::theme::{Colours, Shape, Theme, rgb, text_on};

/// Which point of a text its position is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// Colour of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Paint {
    /// That of text.
    Ink,
    /// That of lesser text.
    Grey,
    /// This one.
    Of(&'static str),
}

impl From<&'static str> for Paint {
    fn from(colour: &'static str) -> Self {
        Self::Of(colour)
    }
}

/// A text and its looks.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Label {
    text: String,
    /// Size of the letters, in pixels.
    pub(crate) size: f64,
    fill: Paint,
    bold: bool,
    anchor: Anchor,
}

impl Label {
    /// In the colour of text, starting at its position.
    pub(crate) fn new(text: impl Into<String>, size: f64) -> Self {
        let text = text::clean(&text.into());
        Self { text, size, fill: Paint::Ink, bold: false, anchor: Anchor::Start }
    }

    /// In this colour.
    pub(crate) fn fill(self, fill: impl Into<Paint>) -> Self {
        Self { fill: fill.into(), ..self }
    }

    /// In the colour of lesser text.
    pub(crate) fn grey(self) -> Self {
        self.fill(Paint::Grey)
    }

    /// In bold.
    pub(crate) fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    /// Ending or centred at its position.
    pub(crate) fn anchor(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }

    /// On this ground: black or white, whichever reads better.
    pub(crate) fn on(self, ground: &str) -> Self {
        self.fill(text_on(ground))
    }

    /// With other words.
    pub(crate) fn saying(&self, text: &str) -> Self {
        Self { text: text::clean(text), ..self.clone() }
    }

    fn words(&self) -> String {
        text::isolated(&self.text)
    }

    fn style(&self, vertical: VPos, colours: &Colours) -> TextStyle<'static> {
        let fill = match self.fill {
            Paint::Ink => colours.ink,
            Paint::Grey => colours.grey,
            Paint::Of(colour) => colour,
        };
        let weight = if self.bold { FontStyle::Bold } else { FontStyle::Normal };
        let horizontal = match self.anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        TextStyle {
            font: FontDesc::new(FontFamily::SansSerif, self.size * f64::from(STEPS), weight),
            color: rgb(fill).to_backend_color(),
            pos: Pos::new(horizontal, vertical),
        }
    }
}

/// A place on a plot: values of its two scales.
pub(crate) type At = (f64, f64);

/// An area with two scales.
pub(crate) struct Plot {
    area: DrawingArea<AccessibleSvg, Cartesian2d<Scale, Scale>>,
    colours: Colours,
}

impl Plot {
    /// The area between these places of the page, in pixels.
    pub(crate) fn new(
        svg: &Rc<RefCell<AccessibleSvg>>,
        (x, y): (Scale, Scale),
        (left, right): (f64, f64),
        (top, bottom): (f64, f64),
    ) -> Self {
        let places = (fine(left)..fine(right), fine(bottom)..fine(top));
        let area = DrawingArea::from(svg).apply_coord_spec(Cartesian2d::new(x, y, places));
        Self { area, colours: svg.borrow().colours() }
    }

    /// Where a value lies across the page, in pixels.
    pub(crate) fn x(&self, value: f64) -> f64 {
        f64::from(self.area.map_coordinate(&(value, 0.0)).0) / f64::from(STEPS)
    }

    /// Where a value lies down the page, in pixels.
    pub(crate) fn y(&self, value: f64) -> f64 {
        f64::from(self.area.map_coordinate(&(0.0, value)).1) / f64::from(STEPS)
    }

    /// Left edge in pixels.
    pub(crate) fn left(&self) -> f64 {
        f64::from(self.area.get_x_axis_pixel_range().start) / f64::from(STEPS)
    }

    /// Right edge in pixels.
    pub(crate) fn right(&self) -> f64 {
        f64::from(self.area.get_x_axis_pixel_range().end) / f64::from(STEPS)
    }

    /// Ends of the scale that runs up or down the page: at the top, and at the bottom.
    fn ends(&self) -> (f64, f64) {
        let range = self.area.get_y_range();
        (range.end, range.start)
    }

    /// Ends of the scale that runs across the page.
    fn sides(&self) -> (f64, f64) {
        let range = self.area.get_x_range();
        (range.start, range.end)
    }

    /// Upright grid lines at the ticks, their values below; gives the height under the values, in pixels.
    pub(crate) fn across(&self, theme: &Theme, show: impl Fn(f64) -> String) -> f64 {
        let (size, colours) = (theme.small, self.colours);
        let grid = stroke(colours.grid, 1.0, 1.0);
        let line = |svg: &mut AccessibleSvg, line: MeshLine<'_, Scale, Scale>| {
            line.draw(svg, &grid)?;
            let MeshLine::XMesh((x, bottom), _, value) = line else { return Ok(()) };
            let label = Label::new(show(*value), size).grey().anchor(Anchor::Middle);
            svg.draw_text(
                &label.words(),
                &label.style(VPos::Bottom, &colours),
                (x, bottom + fine(size + 3.0)),
            )
        };
        done(&self.area.draw_mesh(line, BoldPoints(0), BoldPoints(usize::MAX)));
        self.y(self.ends().1) + size * 1.3 + 6.0
    }

    /// Level grid lines at the ticks, their values at the left.
    pub(crate) fn up(&self, theme: &Theme, show: impl Fn(f64) -> String) {
        let (size, colours) = (theme.small, self.colours);
        let grid = stroke(colours.grid, 1.0, 1.0);
        let line = |svg: &mut AccessibleSvg, line: MeshLine<'_, Scale, Scale>| {
            line.draw(svg, &grid)?;
            let MeshLine::YMesh((left, y), _, value) = line else { return Ok(()) };
            let label = Label::new(show(*value), size).grey().anchor(Anchor::End);
            svg.draw_text(
                &label.words(),
                &label.style(VPos::Center, &colours),
                (left - fine(6.0 + size * 0.3), y),
            )
        };
        done(&self.area.draw_mesh(line, BoldPoints(usize::MAX), BoldPoints(0)));
    }

    /// A line over the whole height at a value.
    pub(crate) fn upright(&self, x: f64, colour: &str, width: f64) {
        let (top, bottom) = self.ends();
        self.line((x, top), (x, bottom), colour, width);
    }

    /// A dashed line over the whole height at a value.
    pub(crate) fn upright_dashed(&self, x: f64, colour: &str, width: f64) {
        let (top, bottom) = self.ends();
        self.dashed((x, top), (x, bottom), colour, width);
    }

    /// A line over the whole width at a value.
    pub(crate) fn level(&self, y: f64, colour: &str, width: f64) {
        let (left, right) = self.sides();
        self.line((left, y), (right, y), colour, width);
    }

    /// A dashed line over the whole width at a value.
    pub(crate) fn level_dashed(&self, y: f64, colour: &str, width: f64) {
        let (left, right) = self.sides();
        self.dashed((left, y), (right, y), colour, width);
    }

    /// A straight line.
    pub(crate) fn line(&self, from: At, to: At, colour: &str, width: f64) {
        self.draw(&PathElement::new([from, to], stroke(colour, width, 1.0)));
    }

    /// A dashed line, upright or level: lengths of slanted dashes would depend on the machine.
    fn dashed(&self, from: At, to: At, colour: &str, width: f64) {
        let (dash, gap) = (fine(width * 4.0), fine(width * 3.0));
        self.draw(&DashedPathElement::new([from, to], dash, gap, stroke(colour, width, 1.0)));
    }

    /// A line through several points, in part transparent.
    pub(crate) fn series(&self, points: &[At], colour: &str, width: f64, opacity: f64) {
        for element in LineSeries::new(points.iter().copied(), stroke(colour, width, opacity)) {
            self.draw(&element);
        }
    }

    /// A filled bar between two corners; nothing if the second is not to the right of the first.
    pub(crate) fn bar(&self, from: At, to: At, fill: &str) {
        if to.0 > from.0 {
            self.draw(&Rectangle::new([from, to], filled(fill, 1.0)));
        }
    }

    /// A filled bar with an outline.
    pub(crate) fn framed(&self, from: At, to: At, (fill, outline): (&str, &str)) {
        if to.0 > from.0 {
            self.draw(&Rectangle::new([from, to], filled(fill, 1.0)));
            self.draw(&Rectangle::new([from, to], stroke(outline, 1.0, 1.0)));
        }
    }

    /// A bar filled with slanted lines: the mark of what broke off.
    pub(crate) fn hatched(&self, from: At, to: At) {
        if to.0 > from.0 {
            self.draw(&Hatched { corners: [from, to], colours: self.colours });
        }
    }

    /// A filled area with straight sides.
    pub(crate) fn filled(&self, corners: &[At], fill: &str, opacity: f64) {
        self.draw(&Polygon::new(corners, filled(fill, opacity)));
    }

    /// A small round point without an outline, its radius in pixels.
    pub(crate) fn dot(&self, at: At, r: f64, fill: &str) {
        self.draw(&Circle::new(at, fine(r), filled(fill, 1.0)));
    }

    /// A marker of radius `r` in pixels: filled, or hollow with a middle in the colour of the ground.
    pub(crate) fn marker(&self, shape: Shape, at: At, r: f64, colour: &str, hollow: bool) {
        self.marker_beside(shape, (at, (0.0, 0.0)), r, (colour, hollow));
    }

    /// A marker beside a place, so many pixels from it.
    pub(crate) fn marker_beside(
        &self,
        shape: Shape,
        (at, by): (At, (f64, f64)),
        r: f64,
        (colour, hollow): (&str, bool),
    ) {
        let ground = self.colours.ground;
        let (fill, outline, width) =
            if hollow { (ground, colour, r * 0.4) } else { (colour, ground, r * 0.2) };
        let (inner, outer) = (filled(fill, 1.0), stroke(outline, width, 1.0));
        let (x, y) = steps(by);
        let place = EmptyElement::<At, AccessibleSvg>::at(at);
        if shape == Shape::Circle {
            let circle = |style| Circle::new((x, y), fine(r), style);
            self.draw(&(place + circle(inner) + circle(outer)));
        } else {
            let corner = |(dx, dy): &(f64, f64)| (x + fine(dx * r), y + fine(dy * r));
            let corners: Vec<BackendCoord> = shape.outline().iter().map(corner).collect();
            let around: Vec<BackendCoord> = corners.iter().chain(corners.first()).copied().collect();
            self.draw(&(place + Polygon::new(corners, inner) + PathElement::new(around, outer)));
        }
    }

    /// A circle of radius `r` in pixels whose left half is filled.
    pub(crate) fn half(&self, at: At, r: f64, colour: &str) {
        self.marker(Shape::Circle, at, r, colour, true);
        let turn = |k: u32| std::f64::consts::PI * (0.5 + f64::from(k) / 12.0);
        let corner = |k: u32| (fine(r * libm::cos(turn(k))), fine(r * libm::sin(turn(k))));
        let corners: Vec<BackendCoord> = (0..=12).map(corner).collect();
        let half = Polygon::new(corners, filled(colour, 1.0));
        self.draw(&(EmptyElement::<At, AccessibleSvg>::at(at) + half));
    }

    /// A short line beside a place, between two points so many pixels from it.
    pub(crate) fn stroke_beside(&self, at: At, between: [(f64, f64); 2], colour: &str, width: f64) {
        let line = PathElement::new(between.map(steps), stroke(colour, width, 1.0));
        self.draw(&(EmptyElement::<At, AccessibleSvg>::at(at) + line));
    }

    /// A box beside a place, between two corners so many pixels from it.
    pub(crate) fn bar_beside(&self, at: At, between: [(f64, f64); 2], fill: &str) {
        let bar = Rectangle::new(between.map(steps), filled(fill, 1.0));
        self.draw(&(EmptyElement::<At, AccessibleSvg>::at(at) + bar));
    }

    /// A text with its base line so many pixels from a place.
    pub(crate) fn text(&self, at: At, by: (f64, f64), label: &Label) {
        self.label(at, by, label, VPos::Bottom);
    }

    /// A text whose middle height is so many pixels from a place.
    pub(crate) fn text_mid(&self, at: At, by: (f64, f64), label: &Label) {
        self.label(at, by, label, VPos::Center);
    }

    fn label(&self, at: At, by: (f64, f64), label: &Label, vertical: VPos) {
        let text = Text::new(label.words(), steps(by), label.style(vertical, &self.colours));
        self.draw(&(EmptyElement::<At, AccessibleSvg>::at(at) + text));
    }

    fn draw<'a, E: Drawable<AccessibleSvg>>(&self, element: &'a E)
    where
        &'a E: PointCollection<'a, <Cartesian2d<Scale, Scale> as CoordTranslate>::From>,
    {
        done(&self.area.draw(element));
    }
}

/// The backend cannot fail, and nothing is drawn while something else is.
fn done(result: &Result<(), DrawingAreaErrorKind<Infallible>>) {
    debug_assert!(result.is_ok(), "{result:?}");
}

fn steps((x, y): (f64, f64)) -> BackendCoord {
    (fine(x), fine(y))
}

fn stroke(colour: &str, width: f64, opacity: f64) -> ShapeStyle {
    ShapeStyle { color: rgb(colour).mix(opacity), filled: false, stroke_width: fine(width) as u32 }
}

fn filled(colour: &str, opacity: f64) -> ShapeStyle {
    ShapeStyle { color: rgb(colour).mix(opacity), filled: true, stroke_width: 0 }
}

/// A rectangle of slanted lines, as an element of plotters.
struct Hatched {
    corners: [At; 2],
    colours: Colours,
}

impl<'a> PointCollection<'a, At> for &'a Hatched {
    type Point = &'a At;
    type IntoIter = &'a [At; 2];

    fn point_iter(self) -> Self::IntoIter {
        &self.corners
    }
}

impl<B: DrawingBackend> Drawable<B> for Hatched {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        mut corners: I,
        backend: &mut B,
        _: (u32, u32),
    ) -> Result<(), DrawingErrorKind<B::ErrorType>> {
        let (Some(a), Some(b)) = (corners.next(), corners.next()) else { return Ok(()) };
        let (left, right) = (a.0.min(b.0), a.0.max(b.0));
        let (top, bottom) = (a.1.min(b.1), a.1.max(b.1));
        backend.draw_rect((left, top), (right, bottom), &filled(self.colours.ground, 1.0), true)?;
        backend.draw_rect((left, top), (right, bottom), &stroke(self.colours.grey, 1.0, 1.0), false)?;
        let lines = stroke(self.colours.grey, 1.2, 1.0);
        for start in (left..right + bottom - top).step_by(fine(6.0) as usize).skip(1) {
            // From the upper or right side down to the left or lower one.
            let from = (start.min(right), top + (start - right).max(0));
            let down = (from.0 - left).min(bottom - from.1);
            backend.draw_line(from, (from.0 - down, from.1 + down), &lines)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::rules::{Element, elements};

    /// What is drawn on a plot of 0 to 10 across 100 pixels and 0 to 1 up 50 pixels.
    fn drawn(draw: impl Fn(&Plot)) -> Vec<Element> {
        let svg = Rc::new(RefCell::new(AccessibleSvg::new((200.0, 100.0), &Theme::screen().colours)));
        let across = Scale::new(0.0, 10.0).with_ticks(vec![0.0, 5.0, 10.0]);
        let up = Scale::share().with_ticks(vec![0.0, 1.0]);
        draw(&Plot::new(&svg, (across, up), (50.0, 150.0), (20.0, 70.0)));
        let svg =
            svg.borrow_mut().document("it", (200.0, 100.0), ("title", "1"), crate::language::Language::En);
        // Without the document, its title, description and ground.
        elements(&svg).split_off(4)
    }

    fn numbers(e: &Element, keys: [&str; 4]) -> [f64; 4] {
        keys.map(|key| e.number(key))
    }

    #[test]
    fn values_go_where_the_scales_say() {
        let all = drawn(|plot| plot.line((0.0, 0.0), (2.5, 1.0), "#000000", 1.5));
        assert_eq!(numbers(&all[0], ["x1", "y1", "x2", "y2"]), [50.0, 70.0, 75.0, 20.0]);
        let all = drawn(|plot| {
            plot.bar((1.0, 0.5), (3.0, 0.0), "#595959");
            plot.bar((3.0, 0.5), (1.0, 0.0), "#595959");
        });
        assert_eq!(numbers(&all[0], ["x", "y", "width", "height"]), [60.0, 45.0, 20.0, 25.0]);
        assert_eq!(all.len(), 1);
    }

    #[test]
    fn what_is_added_to_a_place_is_in_pixels() {
        let all = drawn(|plot| {
            plot.text((5.0, 0.5), (3.0, -4.5), &Label::new("a", 12.0));
            plot.marker_beside(Shape::Circle, ((5.0, 0.5), (0.0, 2.0)), 4.0, ("#595959", false));
            plot.text_mid((f64::INFINITY, 0.5), (6.0, 0.0), &Label::new("b", 20.0));
        });
        assert_eq!([all[0].number("x"), all[0].number("y")], [103.0, 40.5]);
        assert_eq!([all[1].number("cx"), all[1].number("cy"), all[1].number("r")], [100.0, 47.0, 4.0]);
        assert_eq!([all[2].number("x"), all[2].number("y")], [156.0, 52.0]);
    }

    #[test]
    fn the_grid_stands_at_the_ticks_with_their_values() {
        let theme = Theme::screen();
        let all = drawn(|plot| {
            assert_eq!(plot.across(&theme, |v| format!("{v}")), 70.0 + 17.5 * 1.3 + 6.0);
            plot.up(&theme, |v| format!("{v}"));
        });
        let lines: Vec<[f64; 4]> =
            all.iter().filter(|e| e.name == "line").map(|e| numbers(e, ["x1", "y1", "x2", "y2"])).collect();
        let upright = [50.0, 100.0, 150.0].map(|x| [x, 70.0, x, 20.0]);
        let level = [70.0, 20.0].map(|y| [50.0, y, 150.0, y]);
        assert_eq!(lines, [&upright[..], &level[..]].concat());
        let texts: Vec<&str> = all.iter().filter(|e| e.name == "text").map(|e| e.text.as_str()).collect();
        assert_eq!(texts, ["0", "5", "10", "0", "1"]);
    }

    #[test]
    fn slanted_lines_and_dashes_stay_where_they_belong() {
        // Start and end of every piece of a path.
        let pieces = |e: &Element| -> Vec<[f64; 4]> {
            let number = |t: &str| t.parse().unwrap();
            let piece = |p: &str| -> Vec<f64> { p.split([' ', ',']).map(number).collect() };
            let all = e.attributes["d"].split('M').skip(1);
            all.map(|p| piece(p).try_into().unwrap()).collect()
        };
        for to in [(10.0, 0.8), (5.0, 0.0)] {
            let all = drawn(|plot| plot.hatched((0.0, 1.0), to));
            let [x, y, width, height] = numbers(&all[0], ["x", "y", "width", "height"]);
            assert!(all.len() == 2 && pieces(&all[1]).len() > 5);
            for [x1, y1, x2, y2] in pieces(&all[1]) {
                assert!((x1 - x2 - (y2 - y1)).abs() < 1e-9, "not at 45 degrees");
                assert!(x2 >= x && x1 <= x + width && y1 >= y && y2 <= y + height);
            }
        }
        let all = drawn(|plot| plot.level_dashed(0.5, "#595959", 1.5));
        assert!(all.len() == 1 && pieces(&all[0]).len() > 5);
        for [x1, y1, x2, y2] in pieces(&all[0]) {
            assert!(x1 >= 50.0 && x1 < x2 && x2 <= 150.0 && y1 == 45.0 && y2 == 45.0);
        }
    }
}
