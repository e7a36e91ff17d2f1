//! What changed between a stored result and a new one.

use super::comparison::{Comparison, Difference, Finding, FormatSummary, Share};
use super::words::{SHARES, thousands};
use serde::Serialize;

/// What changed. Formats and parties are compared by name; lists follow the new result.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Changes {
    /// Inputs that differ.
    pub inputs: Vec<InputChange>,
    /// Formats of the stored result alone.
    pub only_then: Vec<String>,
    /// Formats of the new result alone.
    pub only_now: Vec<String>,
    /// Shares that differ.
    pub shares: Vec<ShareChange>,
    /// Mean gains that differ.
    pub gains: Vec<GainChange>,
    /// Findings that differ.
    pub findings: Vec<FindingChange>,
}

/// An input that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InputChange {
    /// Which.
    pub what: String,
    /// In the stored result.
    pub then: String,
    /// Now.
    pub now: String,
}

/// A share that differs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ShareChange {
    /// Format.
    pub format: String,
    /// Measure (`signed`, `in_force`, `completed`).
    pub measure: String,
    /// In the stored result.
    pub then: Share,
    /// Now.
    pub now: Share,
}

/// A mean gain that differs (own scale).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GainChange {
    /// Format.
    pub format: String,
    /// Party key.
    pub party: String,
    /// In the stored result.
    pub then: f64,
    /// Now.
    pub now: f64,
    /// Whether the two intervals are apart: more than simulation error.
    pub apart: bool,
}

/// A finding that differs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FindingChange {
    /// First format.
    pub a: String,
    /// Second format.
    pub b: String,
    /// Measure.
    pub measure: String,
    /// In the stored result, in words.
    pub then: String,
    /// Now, in words.
    pub now: String,
}

impl Changes {
    /// Whether inputs and results are the same.
    pub fn is_empty(&self) -> bool {
        self.inputs.is_empty() && self.same_results()
    }

    /// Whether all results are the same, whatever the inputs.
    pub fn same_results(&self) -> bool {
        self.only_then.is_empty()
            && self.only_now.is_empty()
            && self.shares.is_empty()
            && self.gains.is_empty()
            && self.findings.is_empty()
    }
}

impl ShareChange {
    /// Whether the two intervals are apart: more than simulation error.
    pub fn apart(&self) -> bool {
        self.then.high < self.now.low || self.now.high < self.then.low
    }
}

/// Compares a stored result with a new one.
pub fn changes(then: &Comparison, now: &Comparison) -> Changes {
    let common = || {
        now.formats
            .iter()
            .filter_map(|format| Some((then.formats.iter().find(|f| f.name == format.name)?, format)))
    };
    Changes {
        inputs: inputs(then, now),
        only_then: missing(then, now),
        only_now: missing(now, then),
        shares: common().flat_map(|(old, new)| shares(old, new)).collect(),
        gains: common().flat_map(|(old, new)| gains(old, new)).collect(),
        findings: findings(then, now),
    }
}

fn inputs(then: &Comparison, now: &Comparison) -> Vec<InputChange> {
    let horizon = |c: &Comparison| format!("{} × {}", c.horizon, c.period);
    let all = [
        ("scenario", then.scenario.clone(), now.scenario.clone()),
        ("scenario file or --set", then.scenario_hash.clone(), now.scenario_hash.clone()),
        ("seed", then.seed.to_string(), now.seed.to_string()),
        ("assumed worlds", thousands(then.runs), thousands(now.runs)),
        ("behaviour", then.behaviour.clone(), now.behaviour.clone()),
        ("horizon", horizon(then), horizon(now)),
        ("program", then.program.clone(), now.program.clone()),
    ];
    let changed = all.into_iter().filter(|(_, then, now)| then != now);
    changed.map(|(what, then, now)| InputChange { what: what.into(), then, now }).collect()
}

fn missing(from: &Comparison, other: &Comparison) -> Vec<String> {
    let names = from.formats.iter().map(|format| format.name.clone());
    names.filter(|name| !other.formats.iter().any(|format| format.name == *name)).collect()
}

fn shares(then: &FormatSummary, now: &FormatSummary) -> Vec<ShareChange> {
    let pairs = [(then.signed, now.signed), (then.in_force, now.in_force), (then.completed, now.completed)];
    let changed = SHARES.iter().zip(pairs).filter(|(_, (then, now))| then.estimate != now.estimate);
    changed
        .map(|(measure, (then, now_share))| ShareChange {
            format: now.name.clone(),
            measure: (*measure).into(),
            then,
            now: now_share,
        })
        .collect()
}

fn gains(then: &FormatSummary, now: &FormatSummary) -> Vec<GainChange> {
    let old = |party: &str| then.gain.iter().find(|gain| gain.party == party);
    let both = now.gain.iter().filter_map(|gain| Some((old(&gain.party)?, gain)));
    both.filter(|(old, new)| old.mean != new.mean)
        .map(|(old, new)| GainChange {
            format: now.name.clone(),
            party: new.party.clone(),
            then: old.mean,
            now: new.mean,
            apart: old.high < new.low || new.high < old.low,
        })
        .collect()
}

fn findings(then: &Comparison, now: &Comparison) -> Vec<FindingChange> {
    let both =
        now.differences.iter().filter_map(|new| Some((then.difference(&new.a, &new.b, &new.measure)?, new)));
    both.map(|(old, new)| FindingChange {
        a: new.a.clone(),
        b: new.b.clone(),
        measure: new.measure.clone(),
        then: finding(&old),
        now: finding(new),
    })
    .filter(|change| change.then != change.now)
    .collect()
}

/// What may be said of a difference, with its direction: `six-party talks clearly higher`.
pub fn finding(difference: &Difference) -> String {
    let higher = if difference.estimate > 0.0 { &difference.a } else { &difference.b };
    match &difference.finding {
        Finding::Clear => format!("{higher} clearly higher"),
        Finding::ByConstruction { .. } => "the same by construction".into(),
        Finding::NoClearDifference => "no clear difference".into(),
        unclear => format!(
            "{higher} higher, but it {}",
            unclear.reason(crate::language::Language::En).unwrap_or_default()
        ),
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
        assert!(changes(&stored, &comparison()).is_empty());
    }

    #[test]
    fn inputs_shares_gains_and_findings_are_told_apart() {
        let mut now = comparison();
        now.seed = 2;
        now.formats[2].signed.estimate = 0.10;
        now.formats[2].signed.high = 0.12;
        now.formats[2].gain[5].mean += 0.001;
        now.formats.remove(4);
        now.differences[0].finding = Finding::NoClearDifference;
        let changes = changes(&comparison(), &now);
        assert_eq!(changes.inputs, [InputChange { what: "seed".into(), then: "1".into(), now: "2".into() }]);
        assert_eq!(changes.only_then, ["six-leader summit"]);
        assert!(changes.only_now.is_empty());
        assert_eq!(changes.shares.len(), 1);
        assert!(changes.shares[0].apart());
        assert_eq!((changes.gains.len(), changes.gains[0].apart), (1, false));
        assert_eq!(changes.findings.len(), 1);
        assert_eq!(changes.findings[0].then, "top-down summits clearly higher");
        assert_eq!(changes.findings[0].now, "no clear difference");
    }

    #[test]
    fn the_order_of_formats_is_no_change() {
        let mut now = comparison();
        now.formats.swap(0, 1);
        now.differences[0] = now.differences[0].reversed();
        assert!(changes(&comparison(), &now).is_empty());
    }
}
