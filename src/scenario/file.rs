//! The text of a scenario with its name, and the way from bytes to lines and columns.

/// Largest scenario text that is read, in bytes.
pub const LARGEST_FILE: usize = 4 * 1024 * 1024;

/// Line and column, both counted from 1; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line.
    pub line: usize,
    /// Column, in characters.
    pub column: usize,
}

/// What was wrong with the bytes themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flaw {
    /// More than [`LARGEST_FILE`]; the number of bytes.
    TooLarge(usize),
    /// Not UTF-8 from this byte on.
    NotText(usize),
}

/// The text of a scenario with its name.
///
/// Reading files is the caller's business; this holds what was read. All spans count bytes of [`SourceFile::text`],
/// a byte order mark included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    name: String,
    text: String,
    lines: Vec<usize>,
    pub(super) flaw: Option<Flaw>,
}

/// The byte order mark that some editors write at the start.
const MARK: &str = "\u{feff}";

impl SourceFile {
    /// A text under a name (usually the path of the file, as messages shall show it).
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let mut text = text.into();
        let mut flaw = None;
        if text.len() > LARGEST_FILE {
            flaw = Some(Flaw::TooLarge(text.len()));
            text = String::new();
        }
        let mut lines = vec![0];
        lines.extend(text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n').map(|(at, _)| at + 1));
        Self { name: name.into(), text, lines, flaw }
    }

    /// A file of so many bytes, more than are read: reading it as a scenario reports that.
    pub fn too_large(name: impl Into<String>, bytes: u64) -> Self {
        Self {
            flaw: Some(Flaw::TooLarge(usize::try_from(bytes).unwrap_or(usize::MAX))),
            ..Self::new(name, "")
        }
    }

    /// The bytes of a file; what is wrong with them is reported when the scenario is read.
    pub fn from_bytes(name: impl Into<String>, bytes: &[u8]) -> Self {
        if bytes.len() > LARGEST_FILE {
            let flaw = Some(Flaw::TooLarge(bytes.len()));
            return Self { flaw, ..Self::new(name, "") };
        }
        match std::str::from_utf8(bytes) {
            Ok(text) => Self::new(name, text),
            Err(error) => {
                let flaw = Some(Flaw::NotText(error.valid_up_to()));
                Self { flaw, ..Self::new(name, String::from_utf8_lossy(bytes)) }
            }
        }
    }

    /// Whether it was too large or no text, so that no more of it is known than [`super::read`] says.
    pub fn is_flawed(&self) -> bool {
        self.flaw.is_some()
    }

    /// Name of the file in messages.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Bytes of the byte order mark at the start (0 or 3).
    pub fn mark(&self) -> usize {
        if self.text.starts_with(MARK) { MARK.len() } else { 0 }
    }

    /// Line of a byte, from 1.
    pub fn line(&self, offset: usize) -> usize {
        self.lines.partition_point(|&start| start <= offset)
    }

    /// First byte of a line (from 1); the end of the text for lines beyond it.
    pub fn line_start(&self, line: usize) -> usize {
        self.lines.get(line.saturating_sub(1)).copied().unwrap_or(self.text.len())
    }

    /// Line and column of a byte.
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.boundary(offset);
        let line = self.line(offset);
        let start = self.line_start(line);
        let before = self.text.get(start..offset).unwrap_or("");
        let column = before.chars().count() + 1 - usize::from(line == 1 && before.starts_with(MARK));
        Position { line, column }
    }

    /// The nearest character boundary at or before a byte.
    pub(super) fn boundary(&self, offset: usize) -> usize {
        let mut at = offset.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_not_bytes() {
        let file = SourceFile::new("x", "이름: a\r\n둘째 줄: b\n");
        let at = file.text().find('b').unwrap_or(0);
        assert_eq!(file.position(at), Position { line: 2, column: 7 });
        assert_eq!(file.position(0), Position { line: 1, column: 1 });
    }

    #[test]
    fn a_byte_order_mark_has_no_width() {
        let file = SourceFile::new("x", "\u{feff}ab");
        assert_eq!(file.position(3), Position { line: 1, column: 1 });
        assert_eq!(file.position(4), Position { line: 1, column: 2 });
    }

    #[test]
    fn a_file_of_100_megabytes_is_not_kept() {
        let file = SourceFile::from_bytes("x", &vec![b' '; 100 * 1024 * 1024]);
        assert_eq!(file.flaw, Some(Flaw::TooLarge(100 * 1024 * 1024)));
        assert!(file.text().is_empty());
    }

    #[test]
    fn other_encodings_are_noticed() {
        let file = SourceFile::from_bytes("x", &[b'a', 0xff, b'b']);
        assert_eq!(file.flaw, Some(Flaw::NotText(1)));
    }
}
