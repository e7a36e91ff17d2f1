//! Findings held against the runs of the star: one table, for screen and report.

use super::comparison::{Comparison, Difference, Finding, InRun, RunSays};
use super::words::{self, measure, own_scale_signed, points, thousands};
use crate::language::Language;
use crate::say;

/// What the marks in the cells of the table mean.
pub fn marks(language: Language) -> String {
    say!(language, "findings-marks")
}

/// One finding: format minus what it is held against.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The difference.
    pub difference: Difference,
    /// `signed: six-party talks against summits`.
    pub what: String,
    /// The difference in the base.
    pub base: String,
    /// What each run says, in the order of the runs.
    pub cells: Vec<String>,
}

impl Row {
    /// The verdict, and what is said beside it.
    pub fn verdict(&self, language: Language) -> String {
        let finding = &self.difference.finding;
        let finding = finding.reason(language).unwrap_or_else(|| finding.said(language));
        match &self.difference.by_construction {
            Some(beside) => format!("{finding} ({beside})"),
            None => finding,
        }
    }
}

/// All findings that were held against the runs: differences that the base by itself calls clear. Those for which `wanted` holds.
pub fn rows(c: &Comparison, wanted: impl Fn(&Difference) -> bool) -> Vec<Row> {
    let found = c.differences.iter().filter(|d| tested(d) && wanted(d));
    found.map(|d| row(c, d.clone())).collect()
}

/// Whether it is clear in the base, so that the runs decide.
fn tested(d: &Difference) -> bool {
    match &d.finding {
        Finding::Clear | Finding::DependsOn { .. } | Finding::NotTested { .. } => true,
        Finding::Open { runs, .. } => !runs.is_empty(),
        Finding::ByConstruction { .. } | Finding::NoClearDifference => false,
    }
}

fn row(c: &Comparison, d: Difference) -> Row {
    let gain = d.measure.starts_with("gain:");
    let cells = c.tested.runs.iter().map(|run| {
        d.runs.iter().find(|seen| seen.run == run.name).map_or_else(String::new, |seen| cell(seen, gain))
    });
    Row {
        cells: cells.collect(),
        what: say!(c.language, "finding-over", measure = measure(c, &d.measure), a = d.a, b = d.b),
        base: words::difference(c, &d),
        difference: d,
    }
}

fn number(value: f64, gain: bool) -> String {
    if gain { own_scale_signed(value) } else { points(value) }
}

fn cell(seen: &InRun, gain: bool) -> String {
    let mark = match seen.says {
        RunSays::Keeps => "",
        RunSays::CannotTell => "?",
        RunSays::Contradicts => "×",
        RunSays::Turns => "!",
    };
    format!("{}{mark}", number(seen.estimate, gain))
}

/// How many runs of how many worlds there were, and what was left out.
pub fn tried(c: &Comparison) -> String {
    let counted = c.tested.runs.iter().filter(|run| run.counted).count();
    let told = c.tested.runs.len() - counted;
    let language = c.language;
    if counted == 0 {
        return say!(language, "tested-none");
    }
    let runs = |number: usize| runs(number, language);
    let beside = if told == 0 { String::new() } else { say!(language, "tested-beside", runs = runs(told)) };
    let (worlds, base) = (thousands(c.tested.worlds), thousands(c.runs));
    let (counted, star) = (runs(counted), &c.tested.star);
    let mut text =
        say!(language, "tested", runs = counted, worlds = worlds, beside = beside, base = base, star = star);
    for left_out in &c.tested.left_out {
        text.push(' ');
        text += &say!(language, "tested-left-out", what = left_out);
    }
    text
}

/// `1 run`, `3 runs`.
fn runs(number: usize, language: Language) -> String {
    let number = thousands(number as u64);
    if number == "1" { say!(language, "run-one") } else { say!(language, "run-many", number = number) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::fixture;

    #[test]
    fn every_tested_finding_has_a_cell_for_each_run_and_stands_the_right_way_round() {
        let c = fixture::comparison();
        let rows = rows(&c, |_| true);
        assert!(!rows.is_empty());
        for row in &rows {
            assert_eq!(row.cells.len(), c.tested.runs.len());
            let d = &row.difference;
            assert!(row.what.ends_with(&format!("{} against {}", d.a, d.b)), "{row:?}");
            assert!(row.base == words::difference(&c, d) && row.cells.iter().all(|cell| !cell.is_empty()));
        }
        let marks =
            |mark: char| rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.ends_with(mark)).count();
        assert!(marks('!') > 0 && marks('?') > 0);
        assert_eq!(
            tried(&c),
            "Tested in 3 runs of 600 worlds each, and 1 run told beside them; the base has 2,000 (--star full)."
        );
    }

    #[test]
    fn without_a_star_that_is_said() {
        let mut c = fixture::comparison();
        c.tested = crate::results::comparison::Tested::default();
        assert!(tried(&c).contains("no finding is tested"));
    }
}
