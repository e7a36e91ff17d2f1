//! A chart as PNG: the same picture as the SVG, drawn with a face that comes along, so that it is the same on every machine.
//!
//! The face ([`FACES`], made by `font/subset.py`) has Latin, all 11,172 Hangul syllables and the symbols of charts. Fonts of the system are
//! never looked at. What the face lacks is told ([`Png::missing`]).

use super::Chart;
use resvg::{tiny_skia, usvg};
use skrifa::MetadataProvider;
use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

/// The two faces, normal and bold.
pub(crate) const FACES: [&[u8]; 2] =
    [include_bytes!("font/RoundtableSans-Regular.otf"), include_bytes!("font/RoundtableSans-Bold.otf")];

/// What both are called.
const FAMILY: &str = "Roundtable Sans";

/// Width of a picture, in pixels.
pub const WIDTH: u32 = 1920;

/// Tallest picture, in pixels.
const TALLEST: f32 = 20_000.0;

/// A chart as a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Png {
    /// The file.
    pub bytes: Vec<u8>,
    /// Letters that the face lacks, which are empty boxes in the picture.
    pub missing: BTreeSet<char>,
}

/// Why there is no picture.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the chart cannot be drawn as PNG: {0}")]
pub struct PngError(String);

static OPTIONS: LazyLock<usvg::Options<'static>> = LazyLock::new(|| {
    let mut fonts = usvg::fontdb::Database::new();
    for face in FACES {
        fonts.load_font_source(usvg::fontdb::Source::Binary(Arc::new(face)));
    }
    fonts.set_sans_serif_family(FAMILY);
    usvg::Options { fontdb: Arc::new(fonts), font_family: FAMILY.to_owned(), ..usvg::Options::default() }
});

impl Chart {
    /// The chart as a picture 1,920 pixels wide, or narrower where it is very tall.
    ///
    /// # Errors
    /// If the document of the chart cannot be drawn, which no chart of this crate gives rise to.
    pub fn png(&self) -> Result<Png, PngError> {
        let tree = usvg::Tree::from_str(&self.svg, &OPTIONS).map_err(|error| PngError(error.to_string()))?;
        let size = tree.size();
        let scale = (WIDTH as f32 / size.width()).min(TALLEST / size.height());
        let [width, height] = [size.width(), size.height()].map(|side| (side * scale).ceil() as u32);
        let none = || PngError(format!("it would be {width} by {height} pixels"));
        let mut picture = tiny_skia::Pixmap::new(width, height).ok_or_else(none)?;
        resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut picture.as_mut());
        let bytes = picture.encode_png().map_err(|error| PngError(error.to_string()))?;
        Ok(Png { bytes, missing: missing(tree.root()) })
    }
}

/// Letters in the texts of a picture that the face lacks.
fn missing(group: &usvg::Group) -> BTreeSet<char> {
    let Ok(face) = skrifa::FontRef::new(FACES[0]) else { return BTreeSet::new() };
    let known = face.charmap();
    let mut found = BTreeSet::new();
    for node in group.children() {
        match node {
            usvg::Node::Group(inner) => found.extend(missing(inner)),
            usvg::Node::Text(text) => {
                let letters = text.chunks().iter().flat_map(|chunk| chunk.text().chars());
                found.extend(letters.filter(|&c| is_drawn(c) && known.map(c).is_none()));
            }
            _ => {}
        }
    }
    found
}

/// Whether a letter leaves a mark: blanks and marks of direction do not.
fn is_drawn(c: char) -> bool {
    !c.is_whitespace() && !c.is_control() && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::Table;
    use crate::chart::text;
    use sha2::{Digest, Sha256};
    use skrifa::instance::{LocationRef, Size};

    fn chart(words: &str) -> Chart {
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"320\" height=\"80\" viewBox=\"0 0 320 80\" font-family=\"Arial, sans-serif\">\n\
             <rect x=\"0\" y=\"0\" width=\"320\" height=\"80\" fill=\"#FFFFFF\"/>\n\
             <circle cx=\"20\" cy=\"40\" r=\"6\" fill=\"#0072B2\"/>\n\
             <text x=\"40\" y=\"36\" font-size=\"18\" fill=\"#1A1A1A\">{words}</text>\n\
             <text x=\"40\" y=\"64\" font-size=\"18\" font-weight=\"bold\" fill=\"#1A1A1A\">{words}</text>\n</svg>\n"
        );
        let text = String::new;
        let (title, subtitle, description) = (text(), text(), text());
        Chart {
            stem: "made-up",
            question: String::new(),
            title,
            subtitle,
            description,
            svg,
            table: Table::default(),
        }
    }

    /// The same in debug and release on x86-64. On another machine a line may be rounded otherwise.
    #[test]
    #[cfg(target_arch = "x86_64")]
    fn the_same_chart_gives_the_same_bytes_from_one_build_to_the_next() {
        let png = chart("6자 회담 ≥ 38 − six-party talks").png().expect("a picture");
        let hash = Sha256::digest(&png.bytes).iter().fold(String::new(), |all, b| all + &format!("{b:02x}"));
        assert_eq!(hash, "5bd36d029c12c232c52ab24c001f8978e80e780e0ed58c45b2ce613482af294b");
    }

    #[test]
    fn what_the_face_lacks_is_told() {
        assert_eq!(chart("북한 “a” − ≠ → ≥ ≤ × · …").png().expect("a picture").missing, BTreeSet::new());
        let missing = chart("שלום 회담").png().expect("a picture").missing;
        assert_eq!(missing, "שלום".chars().collect());
    }

    #[test]
    fn the_face_has_every_hangul_syllable() {
        for face in FACES {
            let face = skrifa::FontRef::new(face).expect("a face");
            let known = face.charmap();
            assert!(('가'..='힣').all(|syllable| known.map(syllable).is_some()));
        }
    }

    /// What fits by the estimate fits in the picture.
    #[test]
    fn no_letter_is_wider_than_it_is_taken_to_be() {
        for (face, bold) in FACES.iter().zip([false, true]) {
            let face = skrifa::FontRef::new(face).expect("a face");
            let (known, metrics) =
                (face.charmap(), face.glyph_metrics(Size::unscaled(), LocationRef::default()));
            let unit = f64::from(face.metrics(Size::unscaled(), LocationRef::default()).units_per_em);
            let all =
                (' '..='~').chain('\u{a0}'..='\u{24f}').chain("‘’“”–—−…·•≠≥≤→±×".chars()).chain('가'..='힣');
            // A soft hyphen is not drawn.
            for letter in all.filter(|letter| *letter != '\u{ad}') {
                let Some(glyph) = known.map(letter) else { continue };
                let drawn = f64::from(metrics.advance_width(glyph).unwrap_or(0.0)) / unit;
                let text = letter.to_string();
                let taken = if bold { text::width_bold(&text, 1.0) } else { text::width(&text, 1.0) };
                assert!(drawn <= taken + 1e-9, "{letter} {bold}: {drawn} > {taken}");
            }
        }
    }
}
