//! The one place where a text file of another program is read: bounded in size, with byte-order marks, in the encoding that it names.
//!
//! A byte-order mark (UTF-8, UTF-16) says the encoding; else an XML declaration may name one ([the Encoding Standard](https://encoding.spec.whatwg.org)
//! knows the names); else it is UTF-8. Texts come out without a mark.

use crate::files::{self, read::ReadError};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;
use std::path::Path;

/// An XML declaration stands within so many bytes.
const DECLARATION: usize = 256;

/// Why a file is no text.
#[derive(Debug, thiserror::Error)]
pub enum TextError {
    /// It cannot be read, is no file, or holds more bytes than are read.
    #[error(transparent)]
    Unread(#[from] ReadError),
    /// Its bytes are no text in the encoding that it has.
    #[error("{0}")]
    Encoding(String),
}

/// The text of a file of at most `most` bytes, without a byte-order mark.
///
/// # Errors
/// As [`files::read::bytes`] and [`decode`].
pub fn read(path: &Path, most: u64) -> Result<String, TextError> {
    decode(&files::read::bytes(path, most)?).map(Cow::into_owned)
}

/// The text that bytes hold, without a byte-order mark.
///
/// # Errors
/// An encoding that is not known, or bytes that are none of its letters, with their place.
pub fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, TextError> {
    let (encoding, bytes) = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => (encoding, &bytes[mark..]),
        None => (named(bytes)?, bytes),
    };
    if encoding == UTF_8 {
        return std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|e| broken(bytes, e.valid_up_to()));
    }
    let (text, wrong) = encoding.decode_without_bom_handling(bytes);
    if wrong {
        let name = encoding.name();
        return Err(TextError::Encoding(format!(
            "the file says that it is in {name}, and holds bytes that are no letters of it: save it as UTF-8"
        )));
    }
    Ok(text)
}

/// The encoding that a text without a mark names or shows; UTF-8 if none.
fn named(bytes: &[u8]) -> Result<&'static Encoding, TextError> {
    match bytes {
        [b'<', 0, ..] => return Ok(UTF_16LE),
        [0, b'<', ..] => return Ok(UTF_16BE),
        _ => {}
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARATION)]);
    let declaration = head.trim_start().strip_prefix("<?xml").and_then(|rest| rest.split("?>").next());
    let name = declaration.and_then(|text| {
        let value = text.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        value[1..].split_once(quote)
    });
    let Some((name, _)) = name else { return Ok(UTF_8) };
    let unknown =
        || TextError::Encoding(format!("the encoding `{name}` is not known: save the file as UTF-8"));
    let encoding = Encoding::for_label(name.as_bytes()).ok_or_else(unknown)?;
    // Who can read the declaration byte by byte does not have two bytes a letter before him.
    Ok(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding })
}

fn broken(bytes: &[u8], at: usize) -> TextError {
    let before = &bytes[..at];
    let line = before.split(|byte| *byte == b'\n').count();
    let column = before.len() - before.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1) + 1;
    TextError::Encoding(format!(
        "line {line}, byte {column} is not UTF-8 text: save the file as UTF-8 (or let its XML declaration name its encoding)"
    ))
}

/// JSON with the numbers that Python writes and JSON does not have (`NaN`, `Infinity`, `-Infinity`) as texts of that name.
pub fn plain_numbers(text: &str) -> Cow<'_, str> {
    const WORDS: [&str; 3] = ["NaN", "-Infinity", "Infinity"];
    let bytes = text.as_bytes();
    let (mut out, mut copied, mut at, mut quoted) = (String::new(), 0, 0, false);
    while let Some(byte) = bytes.get(at) {
        let word = match byte {
            b'N' | b'-' | b'I' if !quoted => {
                WORDS.iter().find(|word| bytes[at..].starts_with(word.as_bytes()))
            }
            _ => None,
        };
        quoted ^= *byte == b'"';
        if let Some(word) = word {
            out.push_str(&text[copied..at]);
            out.extend(["\"", word, "\""]);
            copied = at + word.len();
        }
        // A backslash takes the letter after it along.
        at += word.map_or(if *byte == b'\\' { 2 } else { 1 }, |word| word.len());
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[copied..]);
    Cow::Owned(out)
}

/// XML with every `&` that begins no entity of XML written as `&amp;`, and the lines on which there was one; comments and CDATA stay.
pub fn ampersands(text: &str) -> (Cow<'_, str>, Vec<usize>) {
    let (mut out, mut lines) = (String::new(), Vec::new());
    let (mut rest, mut line) = (text, 1);
    while let Some(at) = rest.find(['&', '<']) {
        let (before, from) = rest.split_at(at);
        line += newlines(before);
        let skipped = [("<!--", "-->"), ("<![CDATA[", "]]>")]
            .iter()
            .find(|(open, _)| from.starts_with(open))
            .map(|(_, close)| from.find(close).map_or(from.len(), |end| end + close.len()));
        let length = skipped.unwrap_or(1);
        out.push_str(before);
        if from.starts_with('&') && !begins_entity(from) {
            out.push_str("&amp;");
            lines.push(line);
        } else {
            out.push_str(&from[..length]);
        }
        line += newlines(&from[..length]);
        rest = &from[length..];
    }
    if lines.is_empty() {
        return (Cow::Borrowed(text), lines);
    }
    lines.dedup();
    out.push_str(rest);
    (Cow::Owned(out), lines)
}

fn newlines(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}

/// `&amp;`, `&lt;`, `&gt;`, `&quot;`, `&apos;`, or a character by number.
fn begins_entity(text: &str) -> bool {
    let inside = &text[1..];
    let end = inside.find(|c: char| !c.is_ascii_alphanumeric() && c != '#').unwrap_or(inside.len());
    let (name, after) = inside.split_at(end);
    let number = name.strip_prefix('#').is_some_and(|digits| match digits.strip_prefix('x') {
        Some(hex) => !hex.is_empty() && hex.bytes().all(|byte| byte.is_ascii_hexdigit()),
        None => !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()),
    });
    after.starts_with(';') && (number || matches!(name, "amp" | "lt" | "gt" | "quot" | "apos"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(bytes: &[u8]) -> String {
        decode(bytes).map_or_else(|e| e.to_string(), Cow::into_owned)
    }

    #[test]
    fn marks_say_the_encoding_and_are_left_out() {
        assert_eq!(said(b"\xef\xbb\xbf{}"), "{}");
        assert_eq!(said(b"\xff\xfea\0\xfc\0"), "aü");
        assert_eq!(said(b"\xfe\xff\0a\0\xfc"), "aü");
        // The mark counts, whatever the declaration says.
        let text = "\u{feff}<?xml version='1.0' encoding='ISO-8859-1'?>ü";
        assert_eq!(said(text.as_bytes()), &text[3..]);
        assert_eq!(said(b""), "");
    }

    #[test]
    fn declarations_name_the_encoding() {
        let xml = |name: &str| format!("<?xml version=\"1.0\" encoding=\"{name}\" ?><a b=\"");
        for (name, byte, letter) in [
            ("ISO-8859-1", 0xfc, "ü"),
            ("iso-8859-15", 0xa4, "€"),
            ("windows-1252", 0x80, "€"),
            ("windows-1251", 0xe6, "ж"),
        ] {
            let bytes = [xml(name).as_bytes(), &[byte]].concat();
            assert_eq!(said(&bytes), xml(name) + letter);
        }
        assert_eq!(said((xml("utf-8") + "ü").as_bytes()), xml("utf-8") + "ü");
        // What is read byte by byte is not UTF-16, whatever it says; what looks like it, is.
        assert_eq!(said((xml("UTF-16") + "ü").as_bytes()), xml("UTF-16") + "ü");
        let wide: Vec<u8> = xml("UTF-16").encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(said(&wide), xml("UTF-16"));
        let wide: Vec<u8> = xml("UTF-16").encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(said(&wide), xml("UTF-16"));
        assert!(said(xml("klingon").as_bytes()).contains("the encoding `klingon` is not known"));
    }

    #[test]
    fn bytes_that_are_no_text_are_told_with_their_place() {
        assert!(said(b"a\nb\xfc").starts_with("line 2, byte 2 is not UTF-8 text"));
        assert!(said(b"\xfc").starts_with("line 1, byte 1 is not UTF-8 text"));
        assert!(said(b"<?xml encoding=\"utf-8\"?>\xfc").contains("line 1, byte 25 is not UTF-8"));
        assert!(said(b"\xff\xfe\x00\xd8").contains("in UTF-16LE"));
    }

    #[test]
    fn size_is_bounded() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        std::fs::write(&path, "12345").unwrap();
        assert_eq!(read(&path, 5).unwrap(), "12345");
        assert!(matches!(read(&path, 4), Err(TextError::Unread(ReadError::TooLarge { size: 5, most: 4 }))));
        assert!(matches!(read(folder.path(), 4), Err(TextError::Unread(ReadError::Io(_)))));
    }

    #[test]
    fn numbers_of_python_become_texts_outside_of_texts() {
        let fine = r#"{"a": "NaN -Infinity \\", "b\"Infinity": -1}"#;
        assert_eq!(plain_numbers(fine), Cow::Borrowed(fine));
        let found = plain_numbers(r#"{"a\\": -Infinity, "NaN": [NaN,Infinity], "ü": 1}"#);
        assert_eq!(found, r#"{"a\\": "-Infinity", "NaN": ["NaN","Infinity"], "ü": 1}"#);
        assert_eq!(plain_numbers("\"\\"), "\"\\");
    }

    #[test]
    fn bare_ampersands_are_written_out_and_told_by_line() {
        let fine = "<a b='&lt;&#65;&#x41;&amp;'>\n<!-- R&D -->&quot;<![CDATA[R&D]]></a>";
        assert_eq!(ampersands(fine), (Cow::Borrowed(fine), vec![]));
        let (text, lines) = ampersands("<a b='R&D & S'\n c='&nbsp;'>\n<!-- &\n -->&;&#;&#x;&</a>\n&");
        assert_eq!(
            text,
            "<a b='R&amp;D &amp; S'\n c='&amp;nbsp;'>\n<!-- &\n -->&amp;;&amp;#;&amp;#x;&amp;</a>\n&amp;"
        );
        assert_eq!(lines, [1, 2, 4, 5]);
    }
}
