//! Names in other languages: each belongs to a name of the file, what differs stays different, and what has none is told once.

use std::collections::BTreeSet;

use super::Checks;
use crate::scenario::diagnostic::{Diagnostic, codes, did_you_mean, quoted};

/// So many names without a translation are listed.
const LISTED: usize = 5;

impl Checks<'_> {
    pub(super) fn spoken(&mut self) {
        if !self.tainted.is_empty() {
            return;
        }
        for language in self.scenario.names.keys() {
            self.belonging(language);
            self.distinct(language);
            self.missing(language);
        }
    }

    fn belonging(&mut self, language: &str) {
        let all = self.scenario.all_names();
        let head = format!("names.{language}.words.");
        let given = self.scenario.spans.range(head.clone()..).take_while(|(path, _)| path.starts_with(&head));
        for (path, span) in given {
            let name = &path[head.len()..];
            if !all.contains(&name) {
                let message = format!("nothing in the file is called {}", quoted(name));
                // A warning: who renames a party, or takes an event away, has made no mistake.
                let problem = Diagnostic::warning(codes::WARN_NAMES, span.clone(), message);
                self.found.push(problem.label("no such name").help(did_you_mean(name, &all)));
            }
        }
    }

    /// Two formats, two parties, two issues or two levels of an issue are called differently.
    fn distinct(&mut self, language: &str) {
        let s = self.scenario;
        let mut lists: Vec<Vec<&str>> = vec![
            s.parties.iter().map(|party| party.name.as_str()).collect(),
            s.issues.iter().map(|issue| issue.name.as_str()).collect(),
            s.formats.iter().chain(&s.parts).map(|format| format.name.as_str()).collect(),
            s.roadmaps.iter().map(|roadmap| roadmap.name.as_str()).collect(),
        ];
        lists.extend(s.issues.iter().map(|issue| issue.levels.iter().map(String::as_str).collect()));
        for names in lists {
            let names: BTreeSet<&str> = names.into_iter().collect();
            let mut seen: Vec<(&str, &str)> = Vec::new();
            for name in names {
                let spoken = s.name_in(language, name);
                if let Some((other, _)) = seen.iter().find(|(_, earlier)| *earlier == spoken) {
                    let path = format!("names.{language}.words.{name}");
                    let message =
                        format!("{} and {} are both called {}", quoted(other), quoted(name), quoted(spoken));
                    let problem = Diagnostic::error(codes::NAMES, self.span(&path), message);
                    self.found
                        .push(problem.label("the same").help("nobody could tell them apart: change one"));
                }
                seen.push((name, spoken));
            }
        }
    }

    fn missing(&mut self, language: &str) {
        let s = self.scenario;
        let Some(names) = s.names.get(language) else { return };
        let mut without: Vec<&str> = Vec::new();
        for name in std::iter::once(s.title.as_str()).chain(s.shown_names()) {
            let letters = name.chars().any(char::is_alphabetic);
            if letters && !names.contains_key(name) && !without.contains(&name) {
                without.push(name);
            }
        }
        if without.is_empty() {
            return;
        }
        let listed: Vec<String> = without.iter().take(LISTED).map(|name| quoted(name)).collect();
        let more = without.len().saturating_sub(LISTED);
        let more = if more == 0 { String::new() } else { format!(" and {more} more") };
        let message = format!("not everything has a name in \"{language}\": {}{more}", listed.join(", "));
        let problem =
            Diagnostic::warning(codes::WARN_NAMES, self.span(&format!("names.{language}")), message);
        self.found
            .push(problem.label("incomplete").help("what has none is shown as it is called in the file"));
    }
}
