//! A scenario in another language: names as its file gives them under `names`. Keys, draws and results do not depend on them.

use super::model::{Format, Scenario};
use std::collections::BTreeMap;

/// Codes of the languages (ISO 639-1) in which a file may give names.
pub const LANGUAGES: [&str; 2] = ["en", "ko"];

impl Scenario {
    /// A name of the file in a language; as it is in the file where that says nothing of it.
    pub fn name_in<'a>(&'a self, language: &str, name: &'a str) -> &'a str {
        self.names.get(language).and_then(|names| names.get(name)).map_or(name, String::as_str)
    }

    /// The same scenario with all names in a language, to be shown. What is simulated is the scenario of the file.
    #[must_use]
    pub fn speaking(&self, language: &str) -> Self {
        let mut spoken = self.clone();
        let Some(names) = self.names.get(language) else { return spoken };
        let say = |text: &mut String| {
            if let Some(name) = names.get(text.as_str()) {
                text.clone_from(name);
            }
        };
        for text in [&mut spoken.title, &mut spoken.about].into_iter().chain(&mut spoken.questions) {
            say(text);
        }
        say(&mut spoken.calendar.starts);
        spoken.parties.iter_mut().for_each(|party| say(&mut party.name));
        for issue in &mut spoken.issues {
            say(&mut issue.name);
            issue.levels.iter_mut().for_each(say);
        }
        for roadmap in &mut spoken.roadmaps {
            say(&mut roadmap.name);
            roadmap.stages.iter_mut().for_each(|stage| say(&mut stage.name));
        }
        spoken.events.iter_mut().for_each(|event| say(&mut event.name));
        spoken.variants.iter_mut().for_each(|variant| say(&mut variant.name));
        for format in spoken.formats.iter_mut().chain(&mut spoken.parts) {
            say(&mut format.name);
            say(&mut format.about);
            format.membership.tables.iter_mut().for_each(|table| say(&mut table.name));
            format.phases.iter_mut().for_each(|phase| say(&mut phase.name));
        }
        // Places in the file are found by the names of formats, road maps, events and variants.
        spoken.spans = self.spans.iter().map(|(path, span)| (renamed(path, names), span.clone())).collect();
        spoken
    }

    /// All names in the file that may be given in another language: those of parties, issues, levels, formats, parts, phases, sub-tables,
    /// road maps, stages, events and variants, and when the calendar starts.
    pub(super) fn all_names(&self) -> Vec<&str> {
        let formats = || self.formats.iter().chain(&self.parts);
        let phases = formats().flat_map(|format| format.phases.iter().map(|phase| &phase.name));
        let tables = formats().flat_map(|format| format.membership.tables.iter().map(|table| &table.name));
        let others = (self.events.iter().map(|event| &event.name))
            .chain(self.variants.iter().map(|variant| &variant.name))
            .chain(self.parts.iter().map(|part| &part.name))
            .chain(self.roadmaps.iter().map(|roadmap| &roadmap.name))
            .chain([&self.calendar.starts]);
        self.shown_names().into_iter().chain(phases.chain(tables).chain(others).map(String::as_str)).collect()
    }

    /// Names that stand in tables and charts: those of parties, issues, levels, formats and stages.
    pub(super) fn shown_names(&self) -> Vec<&str> {
        let issues = self.issues.iter().flat_map(|issue| [&issue.name].into_iter().chain(&issue.levels));
        let stages = self.roadmaps.iter().flat_map(|roadmap| roadmap.stages.iter().map(|stage| &stage.name));
        (self.parties.iter().map(|party| &party.name))
            .chain(issues)
            .chain(self.formats.iter().map(|format: &Format| &format.name))
            .chain(stages)
            .map(String::as_str)
            .collect()
    }
}

/// A path whose second part is a name, with that name in another language.
fn renamed(path: &str, names: &BTreeMap<String, String>) -> String {
    let Some((section, rest)) = path.split_once('.') else { return path.to_owned() };
    if !matches!(section, "formats" | "parts" | "roadmaps" | "events" | "variants") {
        return path.to_owned();
    }
    // A name may have dots in it: the longest one that fits is meant.
    let ends = rest.char_indices().rev().filter(|(_, c)| matches!(c, '.' | '[')).map(|(at, _)| at);
    let fits = std::iter::once(rest.len())
        .chain(ends)
        .find_map(|end| names.get(&rest[..end]).map(|name| format!("{section}.{name}{}", &rest[end..])));
    fits.unwrap_or_else(|| path.to_owned())
}
