//! `verify --facts`: the stylised facts and the placebos, a line each.

use super::failure::{DONE, FAILED, Failure, INTERRUPTED};
use super::progress::Bar;
use super::{interrupt, output, record};
use crate::analysis::facts::judge::{Figures, Finding, Verdict};
use crate::analysis::facts::placebo::Outcome;
use crate::analysis::facts::run::{Facts, Report};
use crate::analysis::facts::trial::Size;
use std::fmt::Write as _;

/// Runs facts and placebos and prints how each came out.
pub(super) fn run(seed: u64, threads: usize, json: bool) -> Result<u8, Failure> {
    let bar = Bar::new("facts", json);
    let Some(report) = Facts::new(seed, Size::WHOLE).run(threads, &bar, interrupt::listen())? else {
        return Ok(INTERRUPTED);
    };
    output::say(&if json { record::json_line(&report)? } else { as_lines(&report) })?;
    Ok(code(&report))
}

/// 0 if every placebo passed. Facts that do not appear are reported, not an error.
fn code(report: &Report) -> u8 {
    if report.placebos.iter().all(|p| p.passed) { DONE } else { FAILED }
}

fn as_lines(report: &Report) -> String {
    let mut text: String = report.facts.iter().map(fact).chain(report.placebos.iter().map(placebo)).collect();
    let of = |verdict: Verdict| report.facts.iter().filter(|f| f.verdict == verdict).count();
    let counts: Vec<String> = Verdict::ALL
        .into_iter()
        .filter(|v| *v == Verdict::Appears || of(*v) > 0)
        .map(|v| format!("{} {}", of(v), v.words()))
        .collect();
    let passed = report.placebos.iter().filter(|p| p.passed).count();
    let _ = writeln!(
        text,
        "{} tests of facts: {}; {} placebos: {passed} exactly zero, {} failed",
        report.facts.len(),
        counts.join(", "),
        report.placebos.len(),
        report.placebos.len() - passed
    );
    text
}

fn fact(finding: &Finding) -> String {
    let with: Vec<String> = finding.figures.iter().map(figures).collect();
    let without: Vec<String> = finding.twin.figures.iter().map(figures).collect();
    format!(
        "{:4} {:18} {} | {} | twin{}: {}\n",
        finding.id,
        finding.verdict.words(),
        finding.claim,
        with.join("; "),
        if finding.twin.gone { "" } else { " NOT GONE" },
        without.join("; ")
    )
}

/// `concession 97+ 3- 20=, mean 0.041, p 2e-25`.
fn figures(f: &Figures) -> String {
    let mut text = format!("{} {}+ {}- {}=", f.behaviour, f.up, f.down, f.ties);
    if f.up + f.down > 0 {
        let _ = write!(text, " mean {:.4}", f.mean.unwrap_or(0.0));
    }
    match (f.p, f.interval) {
        (Some(p), _) if p < 0.001 => {
            let _ = write!(text, " p {p:.0e}");
        }
        (Some(p), _) => {
            let _ = write!(text, " p {p:.3}");
        }
        (None, Some((low, high))) if f.up + f.down > 0 => {
            let _ = write!(text, " ({low:.4} to {high:.4})");
        }
        _ => {}
    }
    text
}

fn placebo(outcome: &Outcome) -> String {
    let Outcome { what, scenarios, seen, passed } = outcome;
    format!(
        "{:4} {:18} {what} | {} of {} records differ, {scenarios} scenarios | path: {} signed, {} in force, {} completed, {} collapsed\n",
        "P",
        if *passed { "exactly zero" } else { "FAILED" },
        seen.differing,
        seen.compared,
        seen.signed,
        seen.in_force,
        seen.completed,
        seen.collapsed
    )
}
