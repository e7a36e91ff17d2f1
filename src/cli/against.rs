//! The what-if card: what changed against a stored result, or against the file as it is.

use super::stored::Stored;
use crate::chart::what_if::{self, change, measure_words};
use crate::chart::{Chart, Table, Theme};
use crate::language::Language;
use crate::report::Section;
use crate::results::against::{Changes, FindingChange, ShareChange, Subject, Worlds};
use crate::results::comparison::Comparison;
use crate::results::words::{measure, of_100, thousands};
use crate::say;
use crate::scenario::Scenario;
use crate::terminal::columns::{Columns, Kind};
use crate::terminal::failure::Failure;
use crate::terminal::text::{emphasised, joined, wrapped};
use std::path::Path;

/// So many lines of each kind are shown; the report has all.
const MOST: usize = 6;

/// The word for the file as it is, in place of a folder.
const BASE: &str = "base";

/// What a comparison is held against.
#[derive(Debug, Clone, Copy)]
pub(super) enum Against<'a> {
    /// The same file without `--set` and `--variant`, run in the same worlds.
    Base,
    /// A result stored in this folder.
    Folder(&'a Path),
}

impl<'a> Against<'a> {
    /// As given: `base`, or a folder.
    pub(super) fn of(given: &'a Path) -> Self {
        if given == Path::new(BASE) { Self::Base } else { Self::Folder(given) }
    }
}

/// What changed, and what it is said of.
pub(super) struct Card {
    /// What was set; empty: nothing.
    pub(super) what: String,
    /// What it is held against; `None`: the file as it is.
    pub(super) base: Option<String>,
    /// What changed.
    pub(super) changes: Changes,
}

/// Refuses the result of a scenario with which nothing can be compared, before anything is run.
pub(super) fn refuse_other(earlier: &Stored, scenario: &Scenario) -> Result<(), Failure> {
    let refused = Subject::of_result(&earlier.comparison).refuse(&Subject::of_scenario(scenario));
    let name = &scenario.name;
    refused.map_err(|why| {
        Failure::usage(format!("the stored result is one of another scenario, `{}`: {why}", earlier.comparison.scenario))
            .at(earlier.folder.display())
            .expected(format!("a result of `{name}`, which is compared now, or of a file with its parties, issues, calendar and formats"))
            .mend("name the folder of an earlier `compare` of this scenario, or `base` for the file as it is")
    })
}

impl Card {
    /// What was set, in words.
    fn what(&self, language: Language) -> String {
        if self.what.is_empty() { say!(language, "what-if-as-it-is") } else { self.what.clone() }
    }

    /// In lines of so many columns.
    pub(super) fn screen(&self, now: &Comparison, language: Language, room: usize) -> String {
        let mut lines = emphasised(&say!(language, "what-if-heading", what = self.what(language)), room);
        for line in self.about(language) {
            lines.extend(wrapped("", &line, room));
        }
        lines.extend(shares(&self.changes, language, room));
        if let Some(unchanged) = self.unchanged(language) {
            lines.extend(wrapped("", &unchanged, room));
        }
        lines.extend(verdicts(&self.changes, now, language, room));
        joined(&lines)
    }

    /// The same for the report, with nothing left out, and the chart.
    pub(super) fn section(&self, now: &Comparison, chart: Option<Chart>, language: Language) -> Section {
        let mut paragraphs = self.about(language);
        paragraphs.extend(self.unchanged(language));
        let findings = &self.changes.findings;
        if findings.is_empty() {
            paragraphs.push(no_verdict(&self.changes, language));
        } else {
            let all = findings.iter().map(|finding| verdict(finding, now, language).join(" "));
            paragraphs.push(format!(
                "{}: {}",
                say!(language, "what-if-verdicts"),
                all.collect::<Vec<_>>().join("; ")
            ));
        }
        Section {
            heading: say!(language, "what-if-heading", what = self.what(language)),
            paragraphs,
            table: chart.is_none().then(|| table(&self.changes, language)),
            chart,
        }
    }

    /// The before-and-after chart.
    pub(super) fn chart(&self, now: &Comparison, theme: &Theme) -> Option<Chart> {
        what_if::draw(now, &self.changes, &self.what(theme.language), theme)
    }

    /// What it is held against, and how.
    fn about(&self, language: Language) -> Vec<String> {
        let base = self.base.clone().unwrap_or_else(|| say!(language, "what-if-base"));
        let mut lines =
            vec![say!(language, "what-if-against", base = base), how(self.changes.worlds, language)];
        let changes = &self.changes;
        if self.base.is_some() {
            if changes.inputs.is_empty() {
                lines.push(say!(language, "what-if-same-inputs"));
            }
            let inputs = changes.inputs.iter();
            lines.extend(inputs.map(|input| {
                say!(language, "what-if-input", what = input.what, then = input.then, now = input.now)
            }));
        }
        if !changes.only_then.is_empty() {
            lines.push(say!(language, "what-if-only-then", formats = language.list(&changes.only_then)));
        }
        if !changes.only_now.is_empty() {
            lines.push(say!(language, "what-if-only-now", formats = language.list(&changes.only_now)));
        }
        lines
    }

    /// Formats of which nothing changed, or that nothing did.
    fn unchanged(&self, language: Language) -> Option<String> {
        let unchanged = self.changes.unchanged();
        let quoted: Vec<String> = unchanged.iter().map(|name| language.quoted(name)).collect();
        match (self.changes.changed().is_empty(), self.changes.worlds) {
            (true, Worlds::OneByOne(_)) => Some(say!(language, "what-if-nothing")),
            (true, _) => Some(say!(language, "what-if-nothing-samples")),
            (false, _) if quoted.is_empty() => None,
            (false, _) => Some(say!(language, "what-if-unchanged", formats = language.list(&quoted))),
        }
    }
}

/// How the worlds of two results were compared.
pub(super) fn how(worlds: Worlds, language: Language) -> String {
    match worlds {
        Worlds::OneByOne(count) => say!(language, "what-if-one-by-one", worlds = thousands(count)),
        Worlds::OtherSeed => say!(language, "what-if-other-seed"),
        Worlds::OtherProgram => say!(language, "what-if-other-program"),
        Worlds::NoRows => say!(language, "what-if-no-rows"),
    }
}

/// In how many worlds it is better and worse; of two samples, whether that may be chance.
pub(super) fn worlds(change: &ShareChange, language: Language) -> String {
    match (change.better, change.worse) {
        (Some(better), Some(worse)) => {
            say!(language, "what-if-worlds", better = thousands(better), worse = thousands(worse))
        }
        _ if change.may_be_chance() => say!(language, "what-if-chance"),
        _ => String::new(),
    }
}

/// The largest changes.
fn shares(changes: &Changes, language: Language, room: usize) -> Vec<String> {
    let list = changes.changed();
    let mut table =
        Columns::new([("", Kind::Name), ("", Kind::Measure), ("", Kind::Number), ("", Kind::Measure)]);
    for share in list.iter().take(MOST) {
        let name = say!(
            language,
            "what-if-share-of",
            format = share.format,
            measure = measure_words(share.measure, language)
        );
        let values = format!("{} → {}", of_100(share.then.estimate), of_100(share.now.estimate));
        table.row([name, values, change(share), worlds(share, language)]);
    }
    let lines = table.lines(room.saturating_sub(2)).into_iter().map(|line| format!("  {line}"));
    lines.chain(more(list.len(), language)).collect()
}

/// How many are left out of so many.
fn more(all: usize, language: Language) -> Option<String> {
    let left = all.saturating_sub(MOST);
    (left > 0).then(|| format!("  {}", say!(language, "what-if-more", count = thousands(left as u64))))
}

fn no_verdict(changes: &Changes, language: Language) -> String {
    if changes.tested_alike {
        say!(language, "what-if-no-verdict")
    } else {
        say!(language, "what-if-not-tested-alike")
    }
}

/// Of what a verdict is, and what it was and is.
fn verdict(change: &FindingChange, now: &Comparison, language: Language) -> [String; 2] {
    let measure = measure(now, &change.measure);
    [
        say!(language, "what-if-verdict-of", a = change.a, b = change.b, measure = measure),
        say!(language, "what-if-verdict-line", then = change.then, now = change.now),
    ]
}

fn verdicts(changes: &Changes, now: &Comparison, language: Language, room: usize) -> Vec<String> {
    let findings = &changes.findings;
    if findings.is_empty() {
        return wrapped("", &no_verdict(changes, language), room);
    }
    let head = format!("{}:", say!(language, "what-if-verdicts"));
    let line = |change: &FindingChange| {
        let [of, verdict] = verdict(change, now, language);
        [wrapped("  ", &of, room), wrapped("    ", &verdict, room)].concat()
    };
    let shown = findings.iter().take(MOST).flat_map(line);
    wrapped("", &head, room).into_iter().chain(shown).chain(more(findings.len(), language)).collect()
}

fn table(changes: &Changes, language: Language) -> Table {
    what_if::table(&changes.shares.iter().collect::<Vec<_>>(), language)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::against::changes;
    use crate::results::comparison::Finding;
    use crate::results::fixture::comparison;

    fn text(then: &Comparison, now: &Comparison, language: Language) -> String {
        let card = Card {
            what: "--set parties.dprk.patience=0.95".into(),
            base: Some("output/korea-2019-1".into()),
            changes: changes(then, now).expect("they can be compared"),
        };
        crate::terminal::printable::plain(&card.screen(now, language, 80))
    }

    #[test]
    fn nothing_changed_is_said() {
        let text = text(&comparison(), &comparison(), Language::En);
        assert!(text.contains("Nothing changed: all shares are the same.\nNo verdict changed.\n"), "{text}");
    }

    #[test]
    fn changes_are_listed_largest_first_and_in_korean() {
        let mut now = comparison();
        now.seed = 2;
        now.formats[4].name = "six-leader summit, behind closed doors".into();
        now.formats[0].signed.estimate = 0.30;
        now.formats[0].signed.low = 0.28;
        now.formats[0].signed.high = 0.32;
        now.formats[2].completed.estimate += 0.01;
        now.differences[0].finding = Finding::NoClearDifference;
        insta::assert_snapshot!(text(&comparison(), &now, Language::En));
        let korean = text(&comparison(), &now, Language::Ko);
        assert!(korean.contains("달라진 판정") && korean.contains("시드가 달라"), "{korean}");
    }
}
