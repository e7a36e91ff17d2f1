//! Where plotters draws: a document for everybody. Text stays text, coordinates have two decimals, a title and a description with the
//! numbers stand in it, and the same drawing gives the same bytes.
//!
//! plotters counts in whole steps, so a step here is a hundredth of a pixel ([`fine`]), written by integers alone. Of a shape that is first
//! filled and then outlined one element is made, and so of straight lines of one look that follow one another (dashes).

use std::convert::Infallible;
use std::fmt::Write;

use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
};
use quick_xml::escape::escape;

use super::text;
use super::theme::{Colours, FONTS};
use super::words;
use crate::language::Language;

/// Steps of the drawing in a pixel.
pub(crate) const STEPS: i32 = 100;

/// Pixels in steps; what is not a number is 0.
pub(crate) fn fine(pixels: f64) -> i32 {
    (pixels * f64::from(STEPS)).round() as i32
}

/// Nothing can go wrong: what is drawn goes into memory.
type Done = Result<(), DrawingErrorKind<Infallible>>;

/// What is not written yet, since what comes next may join it.
#[derive(Debug)]
enum Last {
    Nothing,
    /// A closed shape: name and geometry, and its filling.
    Filled(String, String),
    /// Straight lines of one look.
    Lines(Vec<[BackendCoord; 2]>, String),
}

/// A document under construction.
#[derive(Debug)]
pub(crate) struct AccessibleSvg {
    size: (u32, u32),
    colours: Colours,
    body: String,
    last: Last,
}

impl AccessibleSvg {
    /// An empty document with this much room, in pixels.
    pub(crate) fn new((width, height): (f64, f64), colours: &Colours) -> Self {
        let size = (fine(width) as u32, fine(height) as u32);
        Self { size, colours: *colours, body: String::new(), last: Last::Nothing }
    }

    /// Colours of the theme.
    pub(crate) fn colours(&self) -> Colours {
        self.colours
    }

    /// The finished document, cut to this size in pixels; what was drawn is taken out. Ids begin with `stem`.
    pub(crate) fn document(
        &mut self,
        stem: &str,
        (width, height): (f64, f64),
        (title, description): (&str, &str),
        language: Language,
    ) -> String {
        self.flush();
        let (width, height) = (px(fine(width)), px(fine(height)));
        let mut out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
             role=\"img\" lang=\"{language}\" aria-labelledby=\"{stem}-title {stem}-desc\" font-family=\"{FONTS}\">\n"
        );
        for (name, id, words) in [("title", "title", title), ("desc", "desc", description)] {
            let words = text::isolated(&text::clean(words));
            let _ = writeln!(out, "<{name} id=\"{stem}-{id}\">{}</{name}>", escape(words.as_str()));
        }
        let ground = self.colours.ground;
        let _ =
            writeln!(out, "<rect x=\"0\" y=\"0\" width=\"{width}\" height=\"{height}\" fill=\"{ground}\"/>");
        out.push_str(&std::mem::take(&mut self.body));
        out.push_str("</svg>\n");
        out
    }

    fn flush(&mut self) {
        let _ = match std::mem::replace(&mut self.last, Last::Nothing) {
            Last::Nothing => Ok(()),
            Last::Filled(form, paint) => writeln!(self.body, "<{form}{paint}/>"),
            Last::Lines(lines, look) => match lines.as_slice() {
                [[from, to]] => {
                    let [x1, y1, x2, y2] = [from.0, from.1, to.0, to.1].map(px);
                    writeln!(self.body, "<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"{look}/>")
                }
                many => {
                    let each = many.iter().map(|ends| format!("M{}", points(ends)));
                    writeln!(self.body, "<path d=\"{}\"{look}/>", each.collect::<String>())
                }
            },
        };
    }

    fn line(&mut self, ends: [BackendCoord; 2], look: String) {
        match &mut self.last {
            Last::Lines(lines, known) if *known == look => lines.push(ends),
            _ => {
                self.flush();
                self.last = Last::Lines(vec![ends], look);
            }
        }
    }

    /// The outline of a closed shape: of the one just filled, or by itself.
    fn outline(&mut self, form: &str, look: &str) {
        let paint = match &self.last {
            Last::Filled(filled, paint) if filled == form => {
                let paint = paint.clone();
                self.last = Last::Nothing;
                paint
            }
            _ => " fill=\"none\"".to_owned(),
        };
        self.flush();
        let _ = writeln!(self.body, "<{form}{paint}{look}/>");
    }

    fn closed<S: BackendStyle>(&mut self, form: String, style: &S, fill: bool) {
        let colour = style.color();
        if colour.alpha == 0.0 {
            return;
        }
        if fill {
            self.flush();
            let paint = format!(" fill=\"{}\"{}", hex(colour), opacity("fill", colour));
            self.last = Last::Filled(form, paint);
        } else {
            self.outline(&form, &stroke(style));
        }
    }
}

impl DrawingBackend for AccessibleSvg {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Done {
        Ok(())
    }

    fn present(&mut self) -> Done {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, colour: BackendColor) -> Done {
        self.draw_rect((x, y), (x + 1, y + 1), &colour, true)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Done {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (left, top): BackendCoord,
        (right, bottom): BackendCoord,
        style: &S,
        fill: bool,
    ) -> Done {
        let (width, height) = (right - left, bottom - top);
        if width > 0 && height > 0 {
            let (x, y, width, height) = (px(left), px(top), px(width), px(height));
            let form = format!("rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"");
            self.closed(form, style, fill);
        }
        Ok(())
    }

    /// A path that ends where it began is a polygon.
    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Done {
        let path: Vec<BackendCoord> = path.into_iter().collect();
        if style.color().alpha == 0.0 {
            return Ok(());
        }
        match path.as_slice() {
            [] | [_] => {}
            [from, to] => self.line([*from, *to], stroke(style)),
            [corners @ .., last] if corners.first() == Some(last) => {
                self.outline(&polygon(corners), &stroke(style));
            }
            all => {
                self.flush();
                let (points, stroke) = (points(all), stroke(style));
                let _ = writeln!(
                    self.body,
                    "<polyline points=\"{points}\" stroke-linejoin=\"round\" fill=\"none\"{stroke}/>"
                );
            }
        }
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Done {
        let form = format!("circle cx=\"{}\" cy=\"{}\" r=\"{}\"", px(x), px(y), px(radius as i32));
        self.closed(form, style, fill);
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Done {
        let corners: Vec<BackendCoord> = corners.into_iter().collect();
        self.closed(polygon(&corners), style, true);
        Ok(())
    }

    /// Text as text. A vertical position at the bottom means the base line.
    fn draw_text<S: BackendTextStyle>(&mut self, words: &str, style: &S, (x, y): BackendCoord) -> Done {
        if words.is_empty() {
            return Ok(());
        }
        self.flush();
        let size = style.size().round() as i32;
        let down = match style.anchor().v_pos {
            VPos::Top => size * 80 / 100,
            VPos::Center => size * 35 / 100,
            VPos::Bottom => 0,
        };
        let weight = if matches!(style.style(), FontStyle::Bold) { " font-weight=\"bold\"" } else { "" };
        let anchor = match style.anchor().h_pos {
            HPos::Left => "",
            HPos::Center => " text-anchor=\"middle\"",
            HPos::Right => " text-anchor=\"end\"",
        };
        let (x, y, size, fill) = (px(x), px(y + down), px(size), hex(style.color()));
        let words = escape(words);
        let _ = writeln!(
            self.body,
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" fill=\"{fill}\"{weight}{anchor}>{words}</text>"
        );
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        words: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let width = match style.style() {
            FontStyle::Bold => text::width_bold(words, style.size()),
            _ => text::width(words, style.size()),
        };
        Ok((width.ceil() as u32, style.size().ceil() as u32))
    }
}

/// Steps in pixels, with at most two decimals.
fn px(steps: i32) -> String {
    let (whole, rest) = (steps.unsigned_abs() / STEPS as u32, steps.unsigned_abs() % STEPS as u32);
    let sign = if steps < 0 { "-" } else { "" };
    match (rest, rest % 10) {
        (0, _) => format!("{sign}{whole}"),
        (_, 0) => format!("{sign}{whole}.{}", rest / 10),
        _ => format!("{sign}{whole}.{rest:02}"),
    }
}

fn points(corners: &[BackendCoord]) -> String {
    corners.iter().map(|(x, y)| format!("{},{}", px(*x), px(*y))).collect::<Vec<_>>().join(" ")
}

fn polygon(corners: &[BackendCoord]) -> String {
    format!("polygon points=\"{}\" stroke-linejoin=\"round\"", points(corners))
}

fn hex(colour: BackendColor) -> String {
    let (red, green, blue) = colour.rgb;
    format!("#{red:02X}{green:02X}{blue:02X}")
}

fn opacity(of: &str, colour: BackendColor) -> String {
    if colour.alpha < 1.0 {
        format!(" {of}-opacity=\"{}\"", words::fixed(colour.alpha, 2))
    } else {
        String::new()
    }
}

fn stroke<S: BackendStyle>(style: &S) -> String {
    let (colour, width) = (style.color(), px(style.stroke_width() as i32));
    format!(" stroke=\"{}\" stroke-width=\"{width}\"{}", hex(colour), opacity("stroke", colour))
}

#[cfg(test)]
mod tests {
    use super::*;
    use plotters::prelude::*;
    use plotters::style::ShapeStyle;

    fn drawn(draw: impl Fn(&DrawingArea<AccessibleSvg, plotters::coord::Shift>)) -> String {
        let svg = std::rc::Rc::new(std::cell::RefCell::new(AccessibleSvg::new(
            (100.0, 50.0),
            &super::super::Theme::screen().colours,
        )));
        draw(&DrawingArea::from(&svg));
        svg.borrow_mut().document("it", (100.0, 20.5), ("a < b", "5 & 6"), Language::En)
    }

    #[test]
    fn coordinates_have_at_most_two_decimals() {
        assert_eq!([px(100), px(13), px(-5), px(-1250), px(10_000)], ["1", "0.13", "-0.05", "-12.5", "100"]);
        assert_eq!([fine(0.126), fine(f64::NAN), fine(-0.001)], [13, 0, 0]);
    }

    #[test]
    fn a_document_is_cut_to_its_size_and_says_what_it_shows() {
        let svg = drawn(|_| {});
        assert!(svg.starts_with(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100\" height=\"20.5\" viewBox=\"0 0 100 20.5\" role=\"img\""
        ));
        assert!(svg.contains("<title id=\"it-title\">a &lt; b</title>"), "{svg}");
        assert!(svg.contains("<desc id=\"it-desc\">5 &amp; 6</desc>"), "{svg}");
    }

    #[test]
    fn filled_and_outlined_shapes_are_one_element() {
        let outline = thin(RED);
        let both = |svg: &str, form: &str| {
            let want = format!("<{form} fill=\"#0000FF\" stroke=\"#FF0000\" stroke-width=\"1\"/>");
            assert!(svg.contains(&want) && svg.matches("stroke-width").count() == 1, "{want} in {svg}");
        };
        let corners = vec![(0, 0), (100, 0), (100, 100)];
        let circle = drawn(|area| {
            let _ = area.draw(&Circle::new((1000, 500), 250, BLUE.filled()));
            let _ = area.draw(&Circle::new((1000, 500), 250, outline));
        });
        both(&circle, "circle cx=\"10\" cy=\"5\" r=\"2.5\"");
        let triangle = drawn(|area| {
            let _ = area.draw(&Polygon::new(corners.clone(), BLUE));
            let closed: Vec<_> = corners.iter().copied().chain([(0, 0)]).collect();
            let _ = area.draw(&PathElement::new(closed, outline));
        });
        both(&triangle, "polygon points=\"0,0 1,0 1,1\" stroke-linejoin=\"round\"");
        let apart = drawn(|area| {
            let _ = area.draw(&Circle::new((1000, 500), 250, BLUE.filled()));
            let _ = area.draw(&Circle::new((1000, 500), 251, outline));
        });
        assert_eq!(apart.matches("<circle").count(), 2, "{apart}");
    }

    fn thin(colour: RGBColor) -> ShapeStyle {
        ShapeStyle { color: colour.to_rgba(), filled: false, stroke_width: 100 }
    }

    #[test]
    fn straight_lines_of_one_look_are_one_element() {
        let svg = drawn(|area| {
            let _ = area.draw(&PathElement::new(vec![(0, 0), (100, 0)], thin(RED)));
            let _ = area.draw(&PathElement::new(vec![(200, 0), (300, 50)], thin(RED)));
            let _ = area.draw(&PathElement::new(vec![(0, 0), (100, 0)], thin(BLUE)));
        });
        assert!(svg.contains("<path d=\"M0,0 1,0M2,0 3,0.5\" stroke=\"#FF0000\""), "{svg}");
        assert!(svg.contains("<line x1=\"0\" y1=\"0\" x2=\"1\" y2=\"0\" stroke=\"#0000FF\""), "{svg}");
    }

    #[test]
    fn what_has_no_extent_or_no_colour_is_left_out() {
        let svg = drawn(|area| {
            let _ = area.draw(&Rectangle::new([(0, 0), (0, 100)], BLUE.filled()));
            let _ = area.draw(&Rectangle::new([(0, 0), (50, 100)], TRANSPARENT.filled()));
            let _ = area.draw(&PathElement::new(vec![(0, 0)], BLUE));
        });
        assert_eq!(svg.lines().count(), 5, "{svg}");
    }
}
