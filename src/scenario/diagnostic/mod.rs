//! A problem of a scenario file: what is wrong, where, what was expected and how to mend it.

pub(crate) mod codes;
mod render;

pub use render::{MachineDiagnostic, MachineVerdict, Style, USUAL, machine, render, render_in, schema};

use super::letters::acts;
use super::model::Span;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The scenario cannot be run.
    Error,
    /// It can, but something is probably not meant.
    Warning,
}

/// One problem, pointing into a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Code of [`codes::CODES`], e.g. `E012`.
    pub code: &'static str,
    /// Error or warning.
    pub severity: Severity,
    /// Bytes of the text that the caret points to.
    pub span: Span,
    /// What is wrong, in one line.
    pub message: String,
    /// What is written beside the caret.
    pub label: String,
    /// How to mend it.
    pub help: Option<String>,
    /// Other places that matter, each with what it is.
    pub others: Vec<(Span, String)>,
}

impl Diagnostic {
    /// An error.
    pub fn error(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            span,
            message: message.into(),
            label: String::new(),
            help: None,
            others: Vec::new(),
        }
    }

    /// A warning.
    pub fn warning(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, span, message) }
    }

    /// Says what is written beside the caret.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Says how to mend it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says how to mend it, if there is something to say.
    #[must_use]
    pub fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help = help.or(self.help);
        self
    }

    /// Points to another place.
    #[must_use]
    pub fn also(mut self, span: Span, label: impl Into<String>) -> Self {
        self.others.push((span, label.into()));
        self
    }
}

/// How many problems are kept; more would bury the first ones.
pub const MOST_PROBLEMS: usize = 100;

/// Collects problems up to [`MOST_PROBLEMS`].
#[derive(Debug, Clone, Default)]
pub struct Problems {
    list: Vec<Diagnostic>,
    errors: usize,
}

impl Problems {
    /// Adds one.
    pub fn push(&mut self, problem: Diagnostic) {
        if problem.severity == Severity::Error {
            self.errors += 1;
        }
        if self.list.len() < MOST_PROBLEMS {
            self.list.push(problem);
        }
    }

    /// Adds many.
    pub fn extend(&mut self, problems: impl IntoIterator<Item = Diagnostic>) {
        for problem in problems {
            self.push(problem);
        }
    }

    /// Number of errors met so far, those not kept included.
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// True when no more will be kept.
    pub fn is_full(&self) -> bool {
        self.list.len() >= MOST_PROBLEMS
    }

    /// The problems by position in the text (errors before warnings at the same place).
    pub fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.list.sort_by(|a, b| {
            (a.span.start, a.severity, a.code, &a.message).cmp(&(
                b.span.start,
                b.severity,
                b.code,
                &b.message,
            ))
        });
        self.list.dedup();
        self.list
    }
}

/// A piece of the user's text within a message: in quotes, short, on one line, and with what would act written out.
pub fn quoted(text: &str) -> String {
    const LONGEST: usize = 48;
    let mut out = String::from("\"");
    for (count, c) in text.chars().enumerate() {
        if count == LONGEST {
            out.push('…');
            break;
        }
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            c if acts(c) => out.extend(c.escape_default()),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Names to which one that is unknown is compared: many unknown ones among many would take the product of both.
const MOST_COMPARED: usize = 1000;

/// The nearest of the candidates to what was written, if it is near enough to be what was meant. The first thousand are compared.
pub fn nearest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    nearest_of(written, candidates.into_iter().map(|candidate| (candidate, candidate)))
}

/// What the nearest of the texts stands for.
pub fn nearest_of<T>(written: &str, candidates: impl IntoIterator<Item = (impl AsRef<str>, T)>) -> Option<T> {
    const LONGEST: usize = 64;
    if written.chars().take(LONGEST + 1).count() > LONGEST {
        return None;
    }
    let lower = written.to_lowercase();
    let mut best: Option<(f64, T)> = None;
    let short = |(text, _): &(_, T)| AsRef::<str>::as_ref(text).chars().take(LONGEST + 1).count() <= LONGEST;
    for (text, what) in candidates.into_iter().take(MOST_COMPARED).filter(short) {
        let other = text.as_ref().to_lowercase();
        let contains = lower.chars().count() > 2 && (other.contains(&lower) || lower.contains(&other));
        let score = strsim::jaro_winkler(&lower, &other).max(if contains { 0.9 } else { 0.0 });
        let near =
            score >= 0.85 || strsim::damerau_levenshtein(&lower, &other) <= 1 + lower.chars().count() / 8;
        if near && best.as_ref().is_none_or(|(top, _)| score > *top) {
            best = Some((score, what));
        }
    }
    best.map(|(_, what)| what)
}

/// Ways in which a thing with a key and a name may be written: the key, the name, and the name without blanks.
pub fn ways(key: &str, name: &str) -> [String; 3] {
    let squeezed = name.chars().filter(|c| c.is_alphanumeric()).collect();
    [key.to_owned(), name.to_owned(), squeezed]
}

/// Help for an unknown key of things that have a name, too: "did you mean …?" with the key, or the list of what there is.
pub fn did_you_mean_key(written: &str, keys: &[&str], names: &[&str]) -> String {
    let all = keys.iter().zip(names).flat_map(|(key, name)| ways(key, name).map(|way| (way, *key)));
    match nearest_of(written, all.filter(|(way, _)| !way.is_empty())) {
        Some(key) => format!("did you mean {}?", quoted(key)),
        None => did_you_mean(written, keys),
    }
}

/// Help for an unknown name: "did you mean …?", or the list of what there is.
pub fn did_you_mean<'a>(written: &str, candidates: &[&'a str]) -> String {
    if let Some(candidate) = nearest(written, candidates.iter().copied()) {
        return format!("did you mean {}?", quoted(candidate));
    }
    if candidates.is_empty() {
        return "none is defined in this file".to_owned();
    }
    let shown: Vec<&'a str> = candidates.iter().copied().take(16).collect();
    let more = if candidates.len() > shown.len() { ", …" } else { "" };
    let shown: Vec<String> = shown.iter().map(|name| quoted(name)).collect();
    format!("there is {}{more}", shown.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_found_whatever_the_case() {
        assert_eq!(nearest("nroth", ["south", "north"]), Some("north"));
        assert_eq!(nearest("North", ["south", "north"]), Some("north"));
        assert_eq!(nearest("xylophone", ["south", "north"]), None);
        assert_eq!(nearest("북항", ["북한", "남한"]), Some("북한"));
    }

    #[test]
    fn a_key_is_proposed_for_its_name() {
        let help = |written: &str| {
            did_you_mean_key(
                written,
                &["dprk", "rok", "us"],
                &["North Korea", "South Korea", "United States"],
            )
        };
        for (written, key) in [
            ("NorthKorea", "dprk"),
            ("South-Korea", "rok"),
            ("united states", "us"),
            ("dprkk", "dprk"),
            ("UnitedStats", "us"),
        ] {
            assert_eq!(help(written), format!("did you mean \"{key}\"?"), "{written}");
        }
        assert_eq!(help("xylophone"), "there is \"dprk\", \"rok\", \"us\"");
    }

    #[test]
    fn of_many_names_the_first_are_compared() {
        let many: Vec<String> = (0..2 * MOST_COMPARED).map(|k| format!("value number {k}")).collect();
        let mut looked_at = 0;
        let names = many.iter().map(|name| {
            looked_at += 1;
            name.as_str()
        });
        assert_eq!(nearest("valu number 7", names), Some("value number 7"));
        assert_eq!(looked_at, MOST_COMPARED);
    }

    #[test]
    fn user_text_in_messages_is_short_and_clean() {
        assert_eq!(quoted("a\nb\u{7}\u{202e}"), "\"a b\\u{7}\\u{202e}\"");
        assert_eq!(quoted(&"x".repeat(1000)).chars().count(), 51);
    }

    #[test]
    fn problems_stop_at_the_limit_and_keep_counting() {
        let mut problems = Problems::default();
        for at in 0..MOST_PROBLEMS + 5 {
            problems.push(Diagnostic::error(codes::STRAY, at..at + 1, "x"));
        }
        assert_eq!(problems.errors(), MOST_PROBLEMS + 5);
        assert_eq!(problems.into_sorted().len(), MOST_PROBLEMS);
    }
}
