//! Diagnostics for people (source line, caret, help) and for programs.

use annotate_snippets::{Annotation, AnnotationKind, Element, Level, Origin, Renderer, Snippet};
use schemars::{JsonSchema, Schema, schema_for};
use serde::Serialize;
use std::borrow::Cow;

use super::{Diagnostic, Severity};
use crate::scenario::file::SourceFile;
use crate::scenario::letters::{one_line, visible};
use crate::scenario::model::Span;

/// Plain text or colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// No control characters but line breaks.
    Plain,
    /// ANSI colours.
    Coloured,
}

/// A diagnostic for programs, as `check --json` prints it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MachineDiagnostic {
    /// Code, e.g. `E012`.
    pub code: &'static str,
    /// `error` or `warning`.
    pub severity: &'static str,
    /// What is wrong.
    pub message: String,
    /// Name of the file.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// How to mend it.
    pub help: Option<String>,
}

/// What `check --json` prints of a file, on one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MachineVerdict {
    /// Version of this form: 1.
    pub schema_version: u32,
    /// Name of the file, as given.
    pub file: String,
    /// Whether it can be used; warnings do not matter.
    pub passed: bool,
    /// All problems, by position, warnings included.
    pub problems: Vec<MachineDiagnostic>,
}

/// JSON Schema of [`MachineVerdict`].
pub fn schema() -> Schema {
    schema_for!(MachineVerdict)
}

/// The diagnostics for programs, in the order given.
pub fn machine(diagnostics: &[Diagnostic], file: &SourceFile) -> Vec<MachineDiagnostic> {
    let one = |d: &Diagnostic| {
        let position = file.position(d.span.start);
        MachineDiagnostic {
            code: d.code,
            severity: if d.severity == Severity::Error { "error" } else { "warning" },
            message: d.message.clone(),
            file: file.name().to_owned(),
            line: position.line,
            column: position.column,
            help: d.help.clone(),
        }
    };
    diagnostics.iter().map(one).collect()
}

/// The diagnostics for people, with a closing line that counts them; empty if there is none. Whatever would act on a terminal in the text
/// of the user is written out: of escape characters there are those of the style alone.
pub fn render(diagnostics: &[Diagnostic], file: &SourceFile, style: Style) -> String {
    render_in(diagnostics, file, style, USUAL)
}

/// The same with lines of the file in so many columns.
pub fn render_in(diagnostics: &[Diagnostic], file: &SourceFile, style: Style, columns: usize) -> String {
    if diagnostics.is_empty() {
        return String::new();
    }
    let mut out = String::new();
    for diagnostic in diagnostics {
        out.push_str(&one(diagnostic, file, style, columns));
        out.push_str("\n\n");
    }
    out.push_str(&closing(diagnostics, file));
    out.push('\n');
    out
}

/// `2 errors and 1 warning in orchard.ron`.
fn closing(diagnostics: &[Diagnostic], file: &SourceFile) -> String {
    let errors = diagnostics.iter().filter(|d| d.severity == Severity::Error).count();
    let warnings = diagnostics.len() - errors;
    let count = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
    let what = match (errors, warnings) {
        (_, 0) => count(errors, "error"),
        (0, _) => count(warnings, "warning"),
        _ => format!("{} and {}", count(errors, "error"), count(warnings, "warning")),
    };
    let cut = if diagnostics.len() >= super::MOST_PROBLEMS { " (the first; there may be more)" } else { "" };
    let first = diagnostics.iter().find(|d| d.severity == Severity::Error);
    let more =
        first.map(|d| format!("; `roundtable explain-error {}` says more", d.code)).unwrap_or_default();
    format!("{what} in {}{cut}{more}", one_line(file.name()))
}

/// A place with what is written beside it, and whether it is the one that matters or another.
type Mark<'a> = (&'a Span, &'a str, AnnotationKind);

/// Columns in which lines of a file are shown, unless told otherwise.
pub const USUAL: usize = 110;
/// In fewer nothing can be read.
const LEAST: usize = 40;

/// Places within so many bytes are shown in one piece; all lines between are gone through.
const NEAR: usize = 8 * 1024;
/// Of a line so many bytes before what is marked are shown: the rest costs time.
const BEFORE: usize = 400;

/// One diagnostic, without the line break at its end.
fn one(diagnostic: &Diagnostic, file: &SourceFile, style: Style, columns: usize) -> String {
    let level = if diagnostic.severity == Severity::Error { Level::ERROR } else { Level::WARNING };
    let pieces = pieces(diagnostic);
    let title = level.primary_title(visible(&diagnostic.message)).id(diagnostic.code);
    let shown = pieces.iter().flat_map(|marks| piece(marks, file));
    let mut group = title.elements(shown);
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(visible(help)));
    }
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Coloured => Renderer::styled(),
    };
    renderer.term_width(columns.max(LEAST)).render(&[group])
}

/// The places of a diagnostic, those that are near to the first together, each of the others by itself.
fn pieces(diagnostic: &Diagnostic) -> Vec<Vec<Mark<'_>>> {
    let at = diagnostic.span.start;
    let near = |span: &Span| span.start.abs_diff(at).max(span.end.abs_diff(at)) <= NEAR;
    let own: Mark<'_> = (&diagnostic.span, &diagnostic.label, AnnotationKind::Primary);
    let mut pieces = vec![vec![own]];
    for (span, label) in &diagnostic.others {
        let mark: Mark<'_> = (span, label, AnnotationKind::Context);
        if near(span) {
            pieces[0].push(mark);
        } else {
            pieces.push(vec![mark]);
        }
    }
    pieces
}

/// The lines around some places, under where they stand.
fn piece<'a>(marks: &[Mark<'a>], file: &'a SourceFile) -> Vec<Element<'a>> {
    let window = Window::around(marks, file);
    let mut snippet = Snippet::source(shown(window.text)).line_start(window.first_line);
    for (span, label, kind) in marks {
        snippet = snippet.annotation(window.annotation(*kind, span, label));
    }
    if !window.cut {
        return vec![snippet.path(one_line(file.name())).into()];
    }
    // Where the beginning of the line is left out, columns cannot be counted in what is shown.
    let position = file.position(marks.first().map_or(0, |(span, ..)| span.start));
    let origin = Origin::path(one_line(file.name())).line(position.line).char_column(position.column);
    vec![origin.into(), snippet.into()]
}

/// Lines of a file as they are shown: what acts is written out.
fn shown(text: &str) -> Cow<'_, str> {
    // The half of a line end of Windows that stands before a place.
    visible(text.strip_suffix('\r').unwrap_or(text))
}

/// The lines of the file that one diagnostic needs; the whole file would make many messages slow.
struct Window<'a> {
    text: &'a str,
    start: usize,
    first_line: usize,
    /// Whether the beginning of its first line is left out.
    cut: bool,
}

impl<'a> Window<'a> {
    fn around(marks: &[Mark<'_>], file: &'a SourceFile) -> Self {
        let first = marks.iter().map(|(span, ..)| file.boundary(span.start)).min().unwrap_or(0);
        let last = marks.iter().map(|(span, ..)| file.boundary(span.end)).max().unwrap_or(0);
        let first_line = file.line(first);
        let whole = file.line_start(first_line).max(file.mark().min(first));
        let cut = first - whole > NEAR;
        let start = if cut { file.boundary(first - BEFORE) } else { whole };
        // The rest of a very long line would never be shown, and costs time; long entries are marked on their first line only.
        let end =
            file.line_start(file.line(last) + 1).min(file.boundary(last.min(first + 2 * NEAR) + BEFORE));
        Self { text: file.text().get(start..end).unwrap_or(""), start, first_line, cut }
    }

    /// A span of the file in the window as it is shown.
    fn annotation<'b>(&self, kind: AnnotationKind, span: &Span, label: &'b str) -> Annotation<'b> {
        let inside = |offset: usize| {
            let mut at = offset.saturating_sub(self.start).min(self.text.len());
            while !self.text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let from = inside(span.start);
        // Long entries are marked on their first line only, or the message would show the whole entry.
        let line_end = self.text[from..].find(['\r', '\n']).map_or(self.text.len(), |at| from + at);
        let to = inside(span.end).clamp(from, line_end);
        let place = |at: usize| shown(&self.text[..at]).len();
        let annotation = kind.span(place(from)..place(to));
        if label.is_empty() { annotation } else { annotation.label(visible(label)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::diagnostic::codes;
    use unicode_width::UnicodeWidthStr;

    fn sample() -> (SourceFile, Diagnostic) {
        let file = SourceFile::new("korea.ron", "\u{feff}이름: \"북한\",\r\n값: 3\r\n");
        let at = file.text().find("\"북한\"").unwrap_or(0);
        let span = at..at + "\"북한\"".len();
        (
            file,
            Diagnostic::error(codes::WRONG_TYPE, span, "a number is expected")
                .label("this is text")
                .help("write 3"),
        )
    }

    #[test]
    fn plain_messages_show_place_line_caret_and_help() {
        let (file, diagnostic) = sample();
        let text = render(&[diagnostic], &file, Style::Plain);
        assert!(text.contains("korea.ron:1:5"), "{text}");
        assert!(text.contains("이름: \"북한\","), "{text}");
        assert!(text.contains("^^^^^^ this is text"), "{text}");
        assert!(text.contains("help: write 3"), "{text}");
        assert!(text.contains("1 error in korea.ron"), "{text}");
        assert!(!text.contains('\u{1b}'));
    }

    #[test]
    fn coloured_messages_hold_colours() {
        let (file, diagnostic) = sample();
        assert!(render(&[diagnostic], &file, Style::Coloured).contains('\u{1b}'));
    }

    #[test]
    fn programs_get_line_and_column_in_characters() {
        let (file, diagnostic) = sample();
        let rows = machine(&[diagnostic], &file);
        assert_eq!((rows[0].line, rows[0].column, rows[0].code), (1, 5, "E023"));
        let json = serde_json::to_string(&rows).unwrap_or_default();
        assert!(json.contains("\"column\":5"), "{json}");
    }

    #[test]
    fn what_acts_is_written_out_wherever_it_stands_and_the_caret_stays() {
        let hostile = "\u{1b}]52;c;eA==\u{7}\u{9b}31m\u{202e}\r";
        let file = SourceFile::new(format!("{hostile}.ron"), format!("/*{hostile}*/ 값: 3\r\n"));
        let at = file.text().find('3').unwrap_or(0);
        let problem = Diagnostic::error(codes::WRONG_TYPE, at..at + 1, format!("no {hostile}"))
            .label(hostile)
            .help(hostile)
            .also(0..2, hostile);
        let text = render(std::slice::from_ref(&problem), &file, Style::Plain);
        assert!(!text.contains(|c: char| c != '\n' && crate::scenario::letters::acts(c)), "{text:?}");
        assert!(text.matches("\\u{1b}]52;c;eA==\\u{7}\\u{9b}31m\\u{202e}\\r").count() >= 6, "{text}");
        let lines: Vec<&str> = text.lines().collect();
        let source = lines.iter().position(|line| line.contains("값: 3")).unwrap_or(0);
        let column = |line: &str, c: char| line.find(c).map(|at| line[..at].width());
        assert_eq!(column(lines[source], '3'), column(lines[source + 1], '^'), "{text}");
        let coloured = render(&[problem], &file, Style::Coloured);
        assert!(!coloured.contains("\u{1b}]") && !coloured.contains('\u{9b}'), "{coloured:?}");
    }

    #[test]
    fn of_many_repeated_keys_little_is_shown() {
        // Bytes that all messages together give to the renderer, which goes through each of them.
        let bytes = |keys: usize, end: &str| {
            let key = |k: usize| format!("\"key number {k}\": 1,{end}");
            let once: String = (0..keys).map(key).collect();
            let file = SourceFile::new("x", format!("(issues: {{{end}{once}{once}}})"));
            let problems = crate::scenario::read(&file).unwrap_err();
            assert_eq!(problems.len(), crate::scenario::diagnostic::MOST_PROBLEMS);
            let of = |d: &Diagnostic| -> usize {
                pieces(d).iter().map(|marks| Window::around(marks, &file).text.len()).sum()
            };
            assert!(render(&problems[..1], &file, Style::Plain).contains("written twice"));
            problems.iter().map(of).sum::<usize>()
        };
        for end in [" ", "\n"] {
            let (few, many) = (bytes(2000, end), bytes(8000, end));
            assert!(many <= 6 * few && many < 8 << 20, "{few} {many}");
        }
    }

    #[test]
    fn far_into_a_line_the_column_is_right_and_the_text_is_shown() {
        let text = format!("(list: [{}], name: 3, name: 4)", "1, ".repeat(20_000));
        let file = SourceFile::new("x.ron", text.as_str());
        let at = text.rfind("name").unwrap();
        let problem = Diagnostic::error(codes::DUPLICATE_KEY, at..at + 4, "twice")
            .label("again here")
            .also(2..4, "first here");
        let shown = render(&[problem], &file, Style::Plain);
        assert!(shown.contains(&format!("x.ron:1:{}", at + 1)), "{shown}");
        assert!(shown.contains("^^^^ again here") && shown.contains("-- first here"), "{shown}");
        assert!(shown.len() < 2000, "{}", shown.len());
    }

    #[test]
    fn spans_out_of_the_text_do_no_harm() {
        let file = SourceFile::new("x", "가");
        for span in [0..99, 99..99, 1..2, 3..3] {
            assert!(!render(&[Diagnostic::error(codes::STRAY, span, "m")], &file, Style::Plain).is_empty());
        }
    }
}
