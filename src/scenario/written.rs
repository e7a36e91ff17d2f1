//! What writers of scenario files share: indented lines, texts in quotes, sources.

use super::model::{Provenance, Source};

/// Lines, indented.
#[derive(Default)]
pub(super) struct Text {
    pub(super) text: String,
    pub(super) depth: usize,
}

impl Text {
    /// A line of its own.
    pub(super) fn line(&mut self, line: &str) {
        for _ in 0..self.depth {
            self.text.push_str("    ");
        }
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// An empty line, and a comment.
    pub(super) fn gap(&mut self, comment: &str) {
        self.text.push('\n');
        self.line(&format!("// {comment}"));
    }

    /// What stands between two lines, one step further in.
    pub(super) fn block<T: ?Sized>(
        &mut self,
        open: &str,
        close: &str,
        of: &T,
        inside: impl Fn(&mut Self, &T),
    ) {
        self.line(open);
        self.depth += 1;
        inside(self, of);
        self.depth -= 1;
        self.line(close);
    }
}

/// A text in quotes, with escapes.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if c.is_control() => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// With commas between.
pub(super) fn list(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join(", ")
}

/// `sources`, where there are any.
pub(super) fn sources(out: &mut Text, all: &[Source]) {
    if all.is_empty() {
        return;
    }
    out.gap("Texts that entries cite.");
    out.block("sources: {", "},", all, |out, all| {
        for source in all {
            let rest = [("author", &source.author), ("publisher", &source.publisher), ("date", &source.date)];
            let rest = rest.iter().filter(|(_, text)| !text.is_empty());
            let rest: Vec<String> = rest.map(|(name, text)| format!(", {name}: {}", quoted(text))).collect();
            let rest = rest.concat();
            let (key, title) = (quoted(&source.key), quoted(&source.title));
            out.line(&format!("{key}: (title: {title}{rest}, paragraphs: {}),", source.paragraphs));
        }
    });
}

/// Where an entry comes from.
pub(super) fn source(of: &Provenance) -> String {
    match of {
        Provenance::Stated { at, by } => format!("stated(at: {}, by: {})", quoted(at), quoted(by)),
        Provenance::Assumed { because, range } => {
            format!("assumed(because: {}, range: {})", quoted(because), quoted(range))
        }
        Provenance::Default => "assumed(because: \"not told\", range: \"not told\")".to_owned(),
    }
}
