//! What changed between two results: in how many worlds it is better and worse now, and which verdicts are others.
//!
//! Two results of the same parties and issues are of the *same worlds* if seed and program are the same: a draw depends on seed, purpose, owner and
//! world alone, so that world 7 of the one is world 7 of the other but for what was changed on purpose, and they are compared one by one. Results of the same parties and issues whose worlds are others
//! are compared as two samples, with an interval that says so. Others cannot be compared.

use super::comparison::{Comparison, Difference, Finding, FormatSummary, Share};
use super::sample::Came;
use super::words::{SHARES, thousands};
use crate::language::Language;
use crate::say;
use crate::scenario::model::Scenario;
use crate::statistics::{CONFIDENCE, newcombe_paired, newcombe_unpaired, wilson};
use serde::Serialize;

/// Measures of a change, in the order in which they are shown.
pub const MEASURES: [&str; 3] = ["signed", "completed", "alive"];

/// What changed. Formats are compared by name; lists follow the new result.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Changes {
    /// Inputs that differ.
    pub inputs: Vec<InputChange>,
    /// How worlds were compared.
    pub worlds: Worlds,
    /// Formats of the first result alone.
    pub only_then: Vec<String>,
    /// Formats of the second result alone.
    pub only_now: Vec<String>,
    /// What both have: each format by each of [`MEASURES`].
    pub shares: Vec<ShareChange>,
    /// Verdicts that differ.
    pub findings: Vec<FindingChange>,
    /// Whether verdicts were tested in as many worlds in both: otherwise they are not compared.
    pub tested_alike: bool,
}

/// An input that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InputChange {
    /// Which.
    pub what: String,
    /// In the first result.
    pub then: String,
    /// In the second.
    pub now: String,
}

/// How the worlds of two results were compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Worlds {
    /// One by one: the first so many of both.
    OneByOne(u64),
    /// As two samples: the seeds differ.
    OtherSeed,
    /// As two samples: two versions of the program may draw other worlds.
    OtherProgram,
    /// As two samples: one of them has no table of worlds.
    NoRows,
}

/// Why two results cannot be compared: what they are about is not the same, such as their `parties`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("their {0} are not the same")]
pub struct Incomparable(pub &'static str);

/// A share in two results.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ShareChange {
    /// Format.
    pub format: String,
    /// One of [`MEASURES`].
    pub measure: &'static str,
    /// In the first result; over the worlds that were compared, if one by one.
    pub then: Share,
    /// In the second.
    pub now: Share,
    /// The second less the first.
    pub change: f64,
    /// 95 % interval of the change, lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Worlds in which it is so in the second result and not in the first; `None`: not compared one by one.
    pub better: Option<u64>,
    /// Worlds in which it is so in the first and not in the second.
    pub worse: Option<u64>,
}

/// A verdict that differs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FindingChange {
    /// First format.
    pub a: String,
    /// Second format.
    pub b: String,
    /// Measure.
    pub measure: String,
    /// In the first result, in words.
    pub then: String,
    /// In the second.
    pub now: String,
}

impl Changes {
    /// Whether all results are the same, whatever the inputs.
    pub fn same_results(&self) -> bool {
        self.only_then.is_empty()
            && self.only_now.is_empty()
            && self.findings.is_empty()
            && self.shares.iter().all(ShareChange::is_nothing)
    }

    /// What changed at all, the most worlds first; equal ones in the order of the result.
    pub fn changed(&self) -> Vec<&ShareChange> {
        let mut list: Vec<_> = self.shares.iter().filter(|change| !change.is_nothing()).collect();
        list.sort_by(|a, b| b.weight().total_cmp(&a.weight()));
        list
    }

    /// Formats of which nothing changed.
    pub fn unchanged(&self) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for change in &self.shares {
            let of = |other: &&ShareChange| other.format == change.format;
            if self.shares.iter().filter(of).all(ShareChange::is_nothing) && !names.contains(&change.format) {
                names.push(change.format.clone());
            }
        }
        names
    }
}

impl ShareChange {
    /// No world is another one, or, of two samples, the estimates are the same.
    pub fn is_nothing(&self) -> bool {
        match (self.better, self.worse) {
            (Some(better), Some(worse)) => better + worse == 0,
            _ => self.change == 0.0,
        }
    }

    /// Whether the interval has 0 in it: the change may be chance.
    pub fn may_be_chance(&self) -> bool {
        self.low <= 0.0 && self.high >= 0.0
    }

    /// In how many of 1 worlds it is another one, or what is left of that.
    fn weight(&self) -> f64 {
        match (self.better, self.worse) {
            (Some(better), Some(worse)) => (better + worse) as f64 / self.now.n.max(1) as f64,
            _ => self.change.abs(),
        }
    }
}

/// Compares two results; the second is the new one.
///
/// # Errors
/// If parties, issues or calendar are not the same, or no format is in both.
pub fn changes(then: &Comparison, now: &Comparison) -> Result<Changes, Incomparable> {
    Subject::of_result(then).refuse(&Subject::of_result(now))?;
    let worlds = worlds(then, now);
    let shares: Vec<ShareChange> = now
        .formats
        .iter()
        .enumerate()
        .filter_map(|(at, format)| {
            let old = then.formats.iter().position(|f| f.name == format.name)?;
            Some(format_changes(worlds, (then, old), (now, at)))
        })
        .flatten()
        .collect();
    let tested_alike = (&then.tested.star, then.tested.worlds) == (&now.tested.star, now.tested.worlds);
    Ok(Changes {
        inputs: inputs(then, now),
        worlds,
        only_then: missing(then, now),
        only_now: missing(now, then),
        shares,
        findings: if tested_alike { findings(then, now) } else { Vec::new() },
        tested_alike,
    })
}

/// What a result is about: only results about the same can be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    parties: Vec<String>,
    issues: Vec<(String, Vec<String>)>,
    calendar: (String, u32, u32),
    formats: Vec<String>,
}

impl Subject {
    /// Of a result.
    pub fn of_result(c: &Comparison) -> Self {
        Self {
            parties: c.parties.iter().map(|party| party.id.clone()).collect(),
            issues: c.issues.iter().map(|issue| (issue.id.clone(), issue.levels.clone())).collect(),
            calendar: (c.period.clone(), c.periods_per_year, c.horizon),
            formats: c.formats.iter().map(|format| format.name.clone()).collect(),
        }
    }

    /// Of the result that a scenario will give.
    pub fn of_scenario(s: &Scenario) -> Self {
        let calendar = &s.calendar;
        Self {
            parties: s.parties.iter().map(|party| party.id.clone()).collect(),
            issues: s.issues.iter().map(|issue| (issue.id.clone(), issue.levels.clone())).collect(),
            calendar: (calendar.period.clone(), calendar.periods_per_year, calendar.horizon),
            formats: s.formats.iter().map(|format| format.name.clone()).collect(),
        }
    }

    /// Whether results about this and about another can be compared.
    ///
    /// # Errors
    /// If parties, issues or calendar are not the same, or no format is in both.
    pub fn refuse(&self, other: &Self) -> Result<(), Incomparable> {
        for (same, what) in [
            (self.parties == other.parties, "parties"),
            (self.issues == other.issues, "issues"),
            (self.calendar == other.calendar, "calendars"),
            (self.formats.iter().any(|name| other.formats.contains(name)), "formats"),
        ] {
            if !same {
                return Err(Incomparable(what));
            }
        }
        Ok(())
    }
}

fn worlds(then: &Comparison, now: &Comparison) -> Worlds {
    let common = then.sample.worlds.min(now.sample.worlds);
    if then.seed != now.seed {
        Worlds::OtherSeed
    } else if then.program != now.program {
        Worlds::OtherProgram
    } else if common == 0 {
        Worlds::NoRows
    } else {
        Worlds::OneByOne(common as u64)
    }
}

fn inputs(then: &Comparison, now: &Comparison) -> Vec<InputChange> {
    let all = [
        ("scenario", then.scenario.clone(), now.scenario.clone()),
        ("scenario file, --variant or --set", then.scenario_hash.clone(), now.scenario_hash.clone()),
        ("seed", then.seed.to_string(), now.seed.to_string()),
        ("assumed worlds", thousands(then.runs), thousands(now.runs)),
        ("behaviour", then.behaviour.clone(), now.behaviour.clone()),
        ("program", then.program.clone(), now.program.clone()),
    ];
    let changed = all.into_iter().filter(|(_, then, now)| then != now);
    changed.map(|(what, then, now)| InputChange { what: what.into(), then, now }).collect()
}

fn missing(from: &Comparison, other: &Comparison) -> Vec<String> {
    let names = from.formats.iter().map(|format| format.name.clone());
    names.filter(|name| !other.formats.iter().any(|format| format.name == *name)).collect()
}

/// A format of both results, by its place in each.
fn format_changes(
    worlds: Worlds,
    (then, old): (&Comparison, usize),
    (now, new): (&Comparison, usize),
) -> Vec<ShareChange> {
    let one = |measure: &'static str| {
        let (before, after) = (share(&then.formats[old], measure), share(&now.formats[new], measure));
        let both = then.sample.formats.get(old).zip(now.sample.formats.get(new));
        let format = now.formats[new].name.clone();
        match (worlds, both) {
            (Worlds::OneByOne(worlds), Some((old, new))) => paired(format, measure, worlds, (old, new)),
            _ => unpaired(format, measure, before, after),
        }
    };
    MEASURES.into_iter().map(one).collect()
}

/// The share of a measure of [`MEASURES`] under a format.
pub fn share(format: &FormatSummary, measure: &str) -> Share {
    match measure {
        "signed" => format.signed,
        "completed" => format.completed,
        _ => format.alive,
    }
}

fn holds(came: &Came, measure: &str, world: usize) -> bool {
    match measure {
        "signed" => came.signed(world),
        "completed" => came.completed(world),
        _ => came.standing(world),
    }
}

fn paired(format: String, measure: &'static str, worlds: u64, (then, now): (&Came, &Came)) -> ShareChange {
    let (mut both, mut better, mut worse) = (0, 0, 0);
    for world in 0..worlds as usize {
        match (holds(then, measure, world), holds(now, measure, world)) {
            (true, true) => both += 1,
            (false, true) => better += 1,
            (true, false) => worse += 1,
            (false, false) => {}
        }
    }
    let of = |count: u64| {
        let (low, high) = wilson(count, worlds, CONFIDENCE);
        Share { estimate: count as f64 / worlds.max(1) as f64, low, high, n: worlds }
    };
    let neither = worlds.saturating_sub(both + better + worse);
    let (low, high) = newcombe_paired(both, better, worse, neither, CONFIDENCE);
    ShareChange {
        format,
        measure,
        then: of(both + worse),
        now: of(both + better),
        change: (better as f64 - worse as f64) / worlds.max(1) as f64,
        low,
        high,
        better: Some(better),
        worse: Some(worse),
    }
}

fn unpaired(format: String, measure: &'static str, then: Share, now: Share) -> ShareChange {
    let of = |share: Share| (share.estimate, share.low, share.high);
    let (low, high) = newcombe_unpaired(of(now), of(then));
    let change = now.estimate - then.estimate;
    ShareChange { format, measure, then, now, change, low, high, better: None, worse: None }
}

fn findings(then: &Comparison, now: &Comparison) -> Vec<FindingChange> {
    let shares = now.differences.iter().filter(|new| SHARES.contains(&new.measure.as_str()));
    let both = shares.filter_map(|new| Some((then.difference(&new.a, &new.b, &new.measure)?, new)));
    let changed = both.filter(|(old, new)| verdict(old) != verdict(new));
    changed
        .map(|(old, new)| FindingChange {
            a: new.a.clone(),
            b: new.b.clone(),
            measure: new.measure.clone(),
            then: finding(&old, now.language),
            now: finding(new, now.language),
        })
        .collect()
}

/// What makes two verdicts others: the word, what it depends on, and which format is higher; not the numbers of its reason.
fn verdict(d: &Difference) -> (&'static str, Vec<&str>, bool) {
    let on = match &d.finding {
        Finding::DependsOn { on } => on.iter().map(|run| run.name.as_str()).collect(),
        _ => Vec::new(),
    };
    let directed = !matches!(d.finding, Finding::NoClearDifference | Finding::ByConstruction { .. });
    (d.finding.word(), on, directed && d.estimate > 0.0)
}

/// What may be said of a difference, with its direction: `six-party talks clearly higher`.
pub fn finding(difference: &Difference, language: Language) -> String {
    let higher = if difference.estimate > 0.0 { &difference.a } else { &difference.b };
    match &difference.finding {
        Finding::Clear => say!(language, "what-if-clearly", higher = higher),
        Finding::ByConstruction { .. } => say!(language, "what-if-same"),
        Finding::NoClearDifference => difference.finding.said(language),
        unclear => {
            let why = unclear.reason(language).unwrap_or_default();
            say!(language, "what-if-but", higher = higher, why = why)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::fixture::comparison;

    #[test]
    fn the_same_result_has_no_changes_also_after_storing() {
        let text = serde_json::to_string(&comparison()).unwrap();
        let stored: Comparison = serde_json::from_str(&text).unwrap();
        let found = changes(&stored, &comparison()).unwrap();
        assert!(found.inputs.is_empty() && found.same_results());
        assert_eq!(found.unchanged().len(), comparison().formats.len());
    }

    #[test]
    fn inputs_shares_and_findings_are_told_apart() {
        let mut now = comparison();
        now.seed = 2;
        now.formats[2].signed.estimate = 0.10;
        now.formats[2].signed.high = 0.12;
        now.formats.remove(4);
        now.differences[0].finding = Finding::NoClearDifference;
        let changes = changes(&comparison(), &now).unwrap();
        assert_eq!(changes.inputs, [InputChange { what: "seed".into(), then: "1".into(), now: "2".into() }]);
        assert_eq!(changes.worlds, Worlds::OtherSeed);
        assert_eq!(changes.only_then, ["six-leader summit"]);
        assert!(changes.only_now.is_empty());
        assert_eq!(changes.changed().len(), 1);
        assert!(!changes.changed()[0].may_be_chance());
        assert_eq!(changes.findings.len(), 1);
        assert_eq!(changes.findings[0].then, "top-down summits clearly higher");
        assert_eq!(changes.findings[0].now, "under 5");
    }

    #[test]
    fn verdicts_of_other_tests_are_not_compared() {
        let mut now = comparison();
        now.differences[0].finding = Finding::NoClearDifference;
        now.tested.worlds += 1;
        let changes = changes(&comparison(), &now).unwrap();
        assert!(!changes.tested_alike && changes.findings.is_empty());
    }

    #[test]
    fn the_order_of_formats_is_no_change() {
        let mut now = comparison();
        now.formats.swap(0, 1);
        now.differences[0] = now.differences[0].reversed();
        assert!(changes(&comparison(), &now).unwrap().same_results());
    }

    #[test]
    fn results_of_other_parties_issues_or_formats_cannot_be_compared() {
        let refused = |change: &dyn Fn(&mut Comparison)| {
            let mut now = comparison();
            change(&mut now);
            changes(&comparison(), &now).unwrap_err()
        };
        assert_eq!(refused(&|c| c.parties[0].id = "x".into()), Incomparable("parties"));
        assert_eq!(refused(&|c| c.issues[0].levels.truncate(1)), Incomparable("issues"));
        assert_eq!(refused(&|c| c.horizon += 1), Incomparable("calendars"));
        assert_eq!(refused(&|c| c.formats.iter_mut().for_each(|f| f.name += "!")), Incomparable("formats"));
    }
}
