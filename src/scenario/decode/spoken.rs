//! Names in other languages.

use std::collections::BTreeMap;

use super::fields::Fields;
use super::{Decoder, MOST_NAMES, MOST_OTHERS};
use crate::scenario::diagnostic::{Diagnostic, codes, did_you_mean};
use crate::scenario::model::Format;
use crate::scenario::names::LANGUAGES;
use crate::scenario::syntax::Node;
use crate::scenario::written;

/// By language: each text of the file, and what it is in that language.
type Spoken = BTreeMap<String, BTreeMap<String, String>>;

impl Decoder<'_> {
    /// Names of the file in other languages; `texts` are its title, paragraph and questions; `formats` has its parts too.
    pub(super) fn spoken(
        &mut self,
        fields: &Fields<'_>,
        texts: (&str, &str, &[String]),
        formats: &[Format],
    ) -> Spoken {
        let mut all = Spoken::new();
        for (language, span, node) in self.keyed(fields, "names", "language", 0, LANGUAGES.len()) {
            self.mark(format!("names.{language}"), &span);
            if !LANGUAGES.contains(&language.as_str()) {
                let message = format!("\"{language}\" is not a language of the program");
                let problem = Diagnostic::error(codes::NAMES, span, message).label("not spoken");
                self.report(problem.help("the languages are \"en\" and \"ko\""));
                continue;
            }
            let names = self.one_language(&language, node, texts, formats);
            all.insert(language, names);
        }
        all
    }

    fn one_language(
        &mut self,
        language: &str,
        node: &Node,
        (title, about, questions): (&str, &str, &[String]),
        formats: &[Format],
    ) -> BTreeMap<String, String> {
        let fields = self.fields(node, "names", &[], written::fields::<written::Names>());
        let mut names = BTreeMap::new();
        let mut give = |of: &str, name: String| {
            if !of.is_empty() && !name.trim().is_empty() {
                names.insert(of.to_owned(), name);
            }
        };
        for (name, of) in [("title", title), ("about", about)] {
            give(of, self.optional_text(&fields, name));
        }
        let own = self.text_list(&fields, "questions");
        if let Some(node) = fields.get("questions").filter(|_| own.len() > questions.len()) {
            let message = format!("there are {} questions, and {} here", questions.len(), own.len());
            let problem = Diagnostic::error(codes::NAMES, node.span.clone(), message).label("too many");
            self.report(problem.help("give them in the order of `questions`"));
        }
        for (of, name) in questions.iter().zip(own) {
            give(of, name);
        }
        for (of, span, node) in self.keyed(&fields, "formats", "format", 0, MOST_OTHERS) {
            let Some(about) = self.filled_text(node) else { continue };
            if let Some(format) = formats.iter().find(|format| format.name == of) {
                give(&format.about, about);
            } else {
                let all: Vec<&str> = formats.iter().map(|format| format.name.as_str()).collect();
                let problem = Diagnostic::warning(codes::WARN_NAMES, span, "there is no such format");
                self.report(problem.label("not among `formats`").help(did_you_mean(&of, &all)));
            }
        }
        for (of, span, node) in self.keyed(&fields, "words", "name", 0, MOST_NAMES) {
            self.mark(format!("names.{language}.words.{of}"), &span);
            if let Some(name) = self.filled_text(node) {
                give(&of, name);
            }
        }
        names
    }
}
