//! A comparison in another language: names as the file gives them in it, words from the catalogue.
//!
//! What is stored is in the words of the file, and English; nothing is counted anew, and every key (of a party, a reason, a measure) stays. What
//! was stored as a sentence is recognised by how the catalogue says it in English.

use super::comparison::{Comparison, Difference, Ending, Finding, Messages, Named, Tested};
use super::construction;
use crate::agreement::table::WHOLE_PACKAGE;
use crate::language::Language;
use crate::say;
use std::collections::BTreeMap;

impl Comparison {
    /// A name of the file in a language; as it is in the file where that says nothing of it.
    pub fn name_in<'a>(&'a self, language: Language, name: &'a str) -> &'a str {
        self.names.get(language.code()).and_then(|names| names.get(name)).map_or(name, String::as_str)
    }

    /// The same comparison with names and words in this language: what tables, charts and the report show. A name that the file does not
    /// give in it stays as it is.
    #[must_use]
    pub fn speaking(&self, language: Language) -> Self {
        let none = BTreeMap::new();
        let speaker = Speaker { language, names: self.names.get(language.code()).unwrap_or(&none) };
        let mut spoken = Self { language, ..self.clone() };
        for text in [&mut spoken.title, &mut spoken.about] {
            *text = speaker.name(text);
        }
        for party in &mut spoken.parties {
            party.name = speaker.name(&party.name);
        }
        for issue in &mut spoken.issues {
            issue.name = speaker.name(&issue.name);
            issue.levels.iter_mut().for_each(|level| *level = speaker.name(level));
        }
        for format in &mut spoken.formats {
            format.name = speaker.name(&format.name);
            format.about = speaker.name(&format.about);
            speaker.endings(&mut format.ended);
            for phase in &mut format.by_phase {
                phase.phase = speaker.joined(&phase.phase, ": ");
                speaker.endings(&mut phase.ended);
            }
            for stage in &mut format.stages {
                stage.name = match stage.name.as_str() {
                    WHOLE_PACKAGE => say!(language, "stage-whole"),
                    name => speaker.joined(name, " / "),
                };
            }
            if let Some(messages) = &mut format.messages {
                speaker.messages(messages);
            }
        }
        speaker.tested(&mut spoken.tested);
        for (difference, stored) in spoken.differences.iter_mut().zip(&self.differences) {
            speaker.difference(difference, stored);
        }
        spoken
    }
}

/// Says names and words in a language.
struct Speaker<'a> {
    language: Language,
    names: &'a BTreeMap<String, String>,
}

impl Speaker<'_> {
    fn name(&self, name: &str) -> String {
        self.names.get(name).cloned().unwrap_or_else(|| name.to_owned())
    }

    /// Several names in one.
    fn joined(&self, names: &str, between: &str) -> String {
        if self.names.contains_key(names) {
            return self.name(names);
        }
        names.split(between).map(|name| self.name(name)).collect::<Vec<String>>().join(between)
    }

    fn endings(&self, endings: &mut [Ending]) {
        for ending in endings {
            ending.label = reason(self.language, &ending.reason).unwrap_or_else(|| ending.label.clone());
        }
    }

    fn messages(&self, messages: &mut Messages) {
        for other in &mut messages.elsewhere {
            other.label = unchanged(self.language, &other.reason).unwrap_or_else(|| other.label.clone());
        }
    }

    fn tested(&self, tested: &mut Tested) {
        for run in &mut tested.runs {
            (run.name, run.words) = self.run(&run.name, &run.words);
        }
        for left_out in &mut tested.left_out {
            *left_out = self.left_out(left_out);
        }
    }

    fn difference(&self, spoken: &mut Difference, stored: &Difference) {
        (spoken.a, spoken.b) = (self.name(&stored.a), self.name(&stored.b));
        for run in &mut spoken.runs {
            run.run = self.run(&run.run, "").0;
        }
        let named = |runs: &mut Vec<Named>| {
            for run in runs {
                (run.id, run.name) = self.run(&run.id, &run.name);
            }
        };
        match &mut spoken.finding {
            Finding::DependsOn { on } => named(on),
            Finding::NotTested { runs, .. } => named(runs),
            Finding::Open { why, runs } => {
                *why = self.open(why);
                named(runs);
            }
            Finding::ByConstruction { why } if why == construction::SAME => {
                *why = say!(self.language, "construction-same");
            }
            Finding::ByConstruction { .. } | Finding::Clear | Finding::NoClearDifference => {}
        }
        if let Some(beside) = &mut spoken.by_construction {
            // Which of the two can agree whatever the other can stands last.
            let few =
                if beside.contains(&format!(" {} can agree too", stored.a)) { &spoken.a } else { &spoken.b };
            let many = if *few == spoken.a { &spoken.b } else { &spoken.a };
            *beside = say!(self.language, "construction-contains", many = many, few = few);
        }
    }

    /// Why a difference is open.
    fn open(&self, why: &str) -> String {
        let is = |english: String| english == why;
        if is(say!(Language::En, "open-few-worlds")) {
            say!(self.language, "open-few-worlds")
        } else if is(say!(Language::En, "open-many-pairs")) {
            say!(self.language, "open-many-pairs")
        } else if is(say!(Language::En, "open-runs")) {
            say!(self.language, "open-runs")
        } else {
            let english = say!(Language::En, "open-which-world", share = "|", differ = "|");
            between(why, &english).map_or_else(
                || why.to_owned(),
                |values| say!(self.language, "open-which-world", share = values[0], differ = values[1]),
            )
        }
    }

    /// Name and words of a run of the star. In English they are as they were made.
    fn run(&self, name: &str, words: &str) -> (String, String) {
        let language = self.language;
        let (kind, which) = name.split_once(' ').unwrap_or((name, ""));
        if kind == "variant" {
            let alternative = self.name(which);
            let name = say!(language, "run-variant", name = alternative);
            return (name, say!(language, "run-variant-words", name = alternative));
        }
        if language == Language::En {
            return (name.to_owned(), words.to_owned());
        }
        match kind {
            "behaviour" => (
                say!(language, "run-behaviour", which = behaviour(language, which)),
                say!(language, "run-behaviour-words", which = behaviour(language, which)),
            ),
            "correlation" => (
                say!(language, "run-correlation", which = correlation(language, which)),
                say!(language, "run-correlation-words", which = correlation(language, which)),
            ),
            "demand_of" => (
                say!(language, "run-demand", which = demand(language, which)),
                say!(language, "run-demand-words", which = demand(language, which)),
            ),
            "absent" => (say!(language, "run-absent"), say!(language, "run-absent-words")),
            "forethought" if which == "0" => {
                (say!(language, "run-forethought-off"), say!(language, "run-forethought-off-words"))
            }
            "forethought" => {
                (say!(language, "run-forethought-on"), say!(language, "run-forethought-on-words"))
            }
            "benchmark" => (say!(language, "run-benchmark"), say!(language, "run-benchmark-words")),
            "corner" if which == "1" => {
                (say!(language, "run-corner", number = which), say!(language, "run-corner-first"))
            }
            "corner" => (say!(language, "run-corner", number = which), say!(language, "run-corner-second")),
            _ => (name.to_owned(), words.to_owned()),
        }
    }

    /// A run that was left out, and why.
    fn left_out(&self, text: &str) -> String {
        let language = self.language;
        if language == Language::En {
            return text.to_owned();
        }
        let Some((run, why)) = text.split_once(": ") else { return text.to_owned() };
        if run.starts_with("absent") {
            say!(language, "left-out-absent")
        } else if run.starts_with("forethought") {
            say!(language, "left-out-forethought")
        } else if let Some(variant) = run.strip_prefix("variant ") {
            let missing = why.split('`').nth(1).unwrap_or_default();
            say!(language, "left-out-variant", name = self.name(variant), missing = self.name(missing))
        } else {
            text.to_owned()
        }
    }
}

/// The two values that stand in a text where the pattern has `|`.
fn between<'a>(text: &'a str, pattern: &str) -> Option<[&'a str; 2]> {
    let mut parts = pattern.split('|');
    let (start, middle, end) = (parts.next()?, parts.next()?, parts.next()?);
    text.strip_prefix(start)?.strip_suffix(end)?.split_once(middle).map(|(first, second)| [first, second])
}

/// A reason of an ending in words, by its key.
pub(crate) fn reason(language: Language, key: &str) -> Option<String> {
    Some(match key {
        "completed" => say!(language, "ending-completed"),
        "under_way" => say!(language, "ending-under-way"),
        "talks_go_on" => say!(language, "ending-talks-go-on"),
        "no_zone" => say!(language, "ending-no-zone"),
        "mistrust" => say!(language, "ending-mistrust"),
        "deadline" => say!(language, "ending-deadline"),
        "walk_out" => say!(language, "ending-walk-out"),
        "veto" => say!(language, "ending-veto"),
        "accession_refused" => say!(language, "ending-accession-refused"),
        "refused_at_home" => say!(language, "ending-refused-at-home"),
        "defection" => say!(language, "ending-defection"),
        "withdrawal" => say!(language, "ending-withdrawal"),
        "spoiled" => say!(language, "ending-spoiled"),
        "lapsed" => say!(language, "ending-lapsed"),
        _ => return None,
    })
}

/// Why no message changed an offer, by its key.
fn unchanged(language: Language, key: &str) -> Option<String> {
    Some(match key {
        "nothing_to_tell" => say!(language, "message-nothing"),
        "knew_nothing" => say!(language, "message-knew-nothing"),
        "nothing_turned_on_it" => say!(language, "message-idle"),
        "not_credible" => say!(language, "message-not-credible"),
        "believed_without_effect" => say!(language, "message-believed"),
        _ => return None,
    })
}

/// A behaviour at the table, by its key.
pub(crate) fn behaviour(language: Language, key: &str) -> String {
    match key {
        "concession" => say!(language, "behaviour-concession"),
        "nash" => say!(language, "behaviour-nash"),
        "exact" => say!(language, "behaviour-exact"),
        "benchmark" => say!(language, "behaviour-benchmark"),
        other => other.to_owned(),
    }
}

fn correlation(language: Language, key: &str) -> String {
    let (how, number) = key.split_once(' ').unwrap_or((key, ""));
    match how {
        "none" => say!(language, "correlation-none"),
        "together" => say!(language, "correlation-together"),
        "opposed" => say!(language, "correlation-opposed", number = number),
        _ => say!(language, "correlation-assumed"),
    }
}

fn demand(language: Language, key: &str) -> String {
    match key {
        "possible" => say!(language, "demand-possible"),
        "ideal" => say!(language, "demand-ideal"),
        "everything" => say!(language, "demand-everything"),
        other => other.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::fixture;
    use crate::simulation::record::Reason;
    use crate::talks::mediation::Told;

    #[test]
    fn reasons_are_called_in_english_as_they_are_stored() {
        for known in Reason::ALL {
            assert_eq!(reason(Language::En, known.key()).as_deref(), Some(known.label()));
        }
        let told = [Told::Nothing, Told::KnewNothing, Told::Idle, Told::NotCredible, Told::Believed];
        for known in told {
            assert_eq!(unchanged(Language::En, known.key()).as_deref(), Some(known.label()));
        }
    }

    #[test]
    fn names_and_sentences_change_and_numbers_do_not() {
        let mut stored = fixture::comparison();
        let format = stored.formats[0].name.clone();
        let names = [("North Korea", "북한"), (format.as_str(), "정상회담")];
        let names = names.map(|(name, korean)| (name.to_owned(), korean.to_owned()));
        stored.names = BTreeMap::from([("ko".to_owned(), names.into_iter().collect())]);
        stored.differences[0].finding = Finding::Open {
            why: say!(Language::En, "open-which-world", share = "61", differ = "<1"),
            runs: Vec::new(),
        };
        let spoken = stored.speaking(Language::Ko);
        assert!(spoken.parties.iter().any(|party| party.name == "북한"));
        assert_eq!(spoken.formats[0].name, "정상회담");
        assert!(spoken.differences.iter().all(|d| d.a != format && d.b != format));
        let why = say!(Language::Ko, "open-which-world", share = "61", differ = "<1");
        assert_eq!(spoken.differences[0].finding, Finding::Open { why, runs: Vec::new() });
        for (spoken, stored) in spoken.differences.iter().zip(&stored.differences) {
            assert_eq!((spoken.estimate, spoken.low, spoken.n), (stored.estimate, stored.low, stored.n));
            let runs: Vec<&str> = spoken.runs.iter().map(|run| run.run.as_str()).collect();
            assert!(runs.iter().all(|run| spoken_run(&stored.runs, run)), "{runs:?}");
        }
    }

    /// Whether a run is not called as it is stored.
    fn spoken_run(stored: &[crate::results::comparison::InRun], run: &str) -> bool {
        stored.iter().all(|own| own.run != run)
    }
}
