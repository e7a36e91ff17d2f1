//! `verify --facts`: the stylised facts and the placebos, a line each.

use crate::lab::verify::facts::judge::{Figures, Finding, Verdict};
use crate::lab::verify::facts::placebo::PlaceboResult;
use crate::lab::verify::facts::run::{Facts, Report};
use crate::lab::verify::facts::trial::Size;
use crate::terminal::failure::{DONE, FAILED, Failure, INTERRUPTED};
use crate::terminal::progress::Bar;
use crate::terminal::{interrupt, json, output};
use std::fmt::Write as _;

/// Runs facts and placebos and prints how each came out.
pub(super) fn run(seed: u64, threads: usize, json: bool) -> Result<u8, Failure> {
    let bar = Bar::new("facts", json, crate::language::Language::En);
    let Some(report) = Facts::new(seed, Size::WHOLE).run(threads, &bar, interrupt::listen())? else {
        return Ok(INTERRUPTED);
    };
    output::say(&if json { json::json_line(&report)? } else { as_lines(&report) })?;
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
    let part: Vec<&str> = finding.figures.iter().filter(|f| f.holds).map(|f| f.behaviour.as_str()).collect();
    let verdict = match finding.verdict {
        Verdict::UnderSome => format!("{} ({})", finding.verdict.words(), part.join(", ")),
        other => other.words().to_owned(),
    };
    format!(
        "{:4} {verdict:18} {} | {} | twin{}: {}\n",
        finding.id,
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

fn placebo(outcome: &PlaceboResult) -> String {
    let PlaceboResult { what, scenarios, seen, passed } = outcome;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulation::execute::Silent;
    use std::sync::atomic::AtomicBool;

    fn report() -> Report {
        let size = Size { scenarios: 3, worlds: 3, placebo_scenarios: 2, placebo_worlds: 2 };
        let facts = Facts::new(1, size).only(&["F13a", "F2"]);
        facts.run(1, &Silent, &AtomicBool::new(false)).unwrap().unwrap()
    }

    #[test]
    fn one_line_a_fact_one_a_placebo_and_a_line_of_counts() {
        let mut report = report();
        report.placebos.iter_mut().for_each(|p| p.passed = true);
        let text = as_lines(&report);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), report.facts.len() + report.placebos.len() + 1);
        assert!(lines[0].starts_with("F2a  ") && lines[2].starts_with("F13a "), "{text}");
        let up = report.facts[2].figures[0].up;
        assert!(lines[2].contains(&format!("| closed form {up}+ 0- {}= ", 3 - up)), "{text}");
        assert!(lines[2].ends_with("| twin: closed form 0+ 0- 3="), "{text}");
        let last = format!("{} placebos: {0} exactly zero, 0 failed", report.placebos.len());
        assert!(lines.last().unwrap().ends_with(&last), "{text}");
    }

    #[test]
    fn only_a_failed_placebo_is_an_error() {
        let mut report = report();
        report.placebos.iter_mut().for_each(|p| p.passed = true);
        assert!(report.facts.iter().any(|f| f.verdict != Verdict::Appears));
        assert_eq!(code(&report), DONE);
        report.placebos[0].passed = false;
        assert_eq!(code(&report), FAILED);
        assert!(as_lines(&report).contains("P    FAILED"));
    }

    #[test]
    fn json_has_the_version_and_every_number() {
        let report = report();
        let value: serde_json::Value = serde_json::from_str(&json::json_line(&report).unwrap()).unwrap();
        assert_eq!(
            (&value["schema_version"], &value["seed"], &value["alpha"]),
            (&1.into(), &1.into(), &0.001.into())
        );
        let fact = &value["facts"][2];
        assert_eq!(
            (&fact["id"], &fact["expected"], &fact["verdict"]),
            (&"F13a".into(), &"more".into(), &"absent".into())
        );
        let figures = &report.facts[2].figures[0];
        assert_eq!(fact["figures"][0]["up"], figures.up);
        assert_eq!(fact["figures"][0]["p"].as_f64(), figures.p);
        assert_eq!((&fact["twin"]["gone"], &fact["twin"]["margin"]), (&true.into(), &0.0.into()));
        assert!(value["placebos"][0]["seen"]["compared"].as_u64().unwrap() > 0);
    }
}
