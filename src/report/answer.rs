//! The first screen: the question of the comparison, answered in one sentence with its numbers.

use maud::{Markup, html};

use crate::chart::words::order;
use crate::language::Language;
use crate::results::comparison::{Comparison, Difference, Finding, FormatSummary, Share};
use crate::results::words::{fixed, of_100, signed, thousands};
use crate::say;

/// A measure of the answer: its key, and the share of a format.
type Measure = (&'static str, fn(&FormatSummary) -> &Share);

const SIGNED: Measure = ("signed", |f| &f.signed);
const COMPLETED: Measure = ("completed", |f| &f.completed);

/// What is found against the reference on one measure.
enum Told<'c> {
    /// The format that differs most among those that differ clearly, higher ones first; where none does, among all that differ by 5 points or more.
    Differs(&'c FormatSummary, Difference),
    /// No format differs by 5 points; the one that differs most, and by how much.
    Little(&'c FormatSummary, Difference),
    /// No format differs.
    Same,
}

/// The differences of each format from the reference, the first of the file.
pub(super) fn from_reference<'c>(
    c: &'c Comparison,
    measure: &str,
) -> impl Iterator<Item = (&'c FormatSummary, Difference)> {
    let measure = measure.to_owned();
    let reference = c.formats.first().map_or("", |f| f.name.as_str());
    let others = c.formats.iter().skip(1);
    others.filter_map(move |f| Some((f, c.difference(&f.name, reference, &measure)?)))
}

fn told(c: &Comparison, (key, _): Measure) -> Told<'_> {
    let mut all: Vec<(&FormatSummary, Difference)> =
        from_reference(c, key).filter(|(_, d)| d.estimate.is_finite() && d.estimate != 0.0).collect();
    // Among equals the order of the file.
    all.sort_by(|(_, a), (_, b)| b.estimate.total_cmp(&a.estimate));
    let largest = |wanted: fn(&Difference) -> bool| {
        let among = all.iter().filter(|(_, d)| wanted(d));
        among.reduce(|a, b| if b.1.estimate.abs() > a.1.estimate.abs() { b } else { a }).cloned()
    };
    let found = largest(|d| d.finding == Finding::Clear && d.estimate > 0.0)
        .or_else(|| largest(|d| d.finding == Finding::Clear))
        .or_else(|| largest(|d| d.finding.unclear()));
    match (found, largest(|_| true)) {
        (Some((f, d)), _) => Told::Differs(f, d),
        (None, Some((f, d))) => Told::Little(f, d),
        (None, None) => Told::Same,
    }
}

/// The question, the answer, and what it is not.
pub(super) fn answer(c: &Comparison, language: Language) -> Markup {
    let worlds = thousands(c.runs);
    html! {
        @match c.formats.as_slice() {
            [] => {}
            [_] => p.question { (say!(language, "report-question-one")) },
            _ => p.question { (say!(language, "report-question")) },
        }
        @for line in lines(c, language) { p.answer { (line) } }
        p.not id="not" { (say!(language, "report-not-a-forecast", worlds = worlds)) " " a href="#limits" { (say!(language, "report-limits")) } }
    }
}

/// The overview for a screen too narrow for a picture 1280 wide: the same shares as bars that follow its width.
pub(super) fn bars(c: &Comparison, language: Language) -> Markup {
    let measures = [
        say!(language, "report-signed"),
        say!(language, "report-in-force"),
        say!(language, "report-completed"),
        say!(language, "report-standing"),
    ];
    html! {
        div.bars {
            @for f in order(c).into_iter().filter_map(|f| c.formats.get(f)) {
                p.bar-name { (f.name) }
                dl { @for (name, share) in measures.iter().zip([&f.signed, &f.in_force, &f.completed, &f.alive]) {
                    dt { (name) }
                    dd { span.track { span.fill style=(format!("width:{}%", fixed(share.estimate * 100.0, 1))) {} } " " (of_100(share.estimate)) }
                } }
            }
        }
    }
}

/// The answer in one sentence, or in one for each measure.
pub(super) fn lines(c: &Comparison, language: Language) -> Vec<String> {
    match c.formats.as_slice() {
        [] => Vec::new(),
        [only] => vec![say!(
            language,
            "report-answer-one",
            format = language.quoted(&only.name),
            signed = of_100(only.signed.estimate),
            force = of_100(only.in_force.estimate),
            completed = of_100(only.completed.estimate),
            standing = of_100(only.alive.estimate),
        )],
        [reference, ..] => match (told(c, SIGNED), told(c, COMPLETED)) {
            (Told::Differs(a, d), Told::Differs(b, e)) if a.name == b.name && same_way(&d, &e) => {
                vec![both(reference, a, language) + &verdict(&d, language)]
            }
            (Told::Same, Told::Same) => {
                vec![say!(language, "report-answer-same", reference = language.quoted(&reference.name))]
            }
            (signed, completed) => {
                vec![
                    one(reference, SIGNED, &signed, language),
                    one(reference, COMPLETED, &completed, language),
                ]
            }
        },
    }
}

/// Whether two differences can be told in one sentence: one verdict holds for both.
fn same_way(a: &Difference, b: &Difference) -> bool {
    verdict(a, Language::En) == verdict(b, Language::En)
}

/// What is to be said of a difference that is not clear, in a sentence after the numbers; nothing of one that is.
fn verdict(d: &Difference, language: Language) -> String {
    let said = match &d.finding {
        Finding::DependsOn { on } => {
            // Without the details in brackets, and no thing twice.
            let mut names: Vec<String> =
                on.iter().map(|run| run.name.split(" (").next().unwrap_or_default().to_owned()).collect();
            names.dedup();
            say!(language, "report-but-depends", on = language.list(&names))
        }
        Finding::Open { .. } => say!(language, "report-but-open"),
        Finding::NotTested { .. } => say!(language, "report-but-untested"),
        _ => return String::new(),
    };
    format!(" {said}")
}

fn both(reference: &FormatSummary, best: &FormatSummary, language: Language) -> String {
    say!(
        language,
        "report-answer-both",
        format = language.quoted(&best.name),
        reference = language.quoted(&reference.name),
        signed = of_100(best.signed.estimate),
        completed = of_100(best.completed.estimate),
        there = of_100(reference.signed.estimate),
        finished = of_100(reference.completed.estimate),
    )
}

fn one(reference: &FormatSummary, (key, share): Measure, told: &Told<'_>, language: Language) -> String {
    let there = of_100(share(reference).estimate);
    let name = language.quoted(&reference.name);
    let event = if key == SIGNED.0 {
        say!(language, "report-is-signed")
    } else {
        say!(language, "report-is-completed")
    };
    match told {
        Told::Differs(f, d) => {
            let (format, here) = (language.quoted(&f.name), of_100(share(f).estimate));
            let said = say!(
                language,
                "report-answer-differs",
                event = event,
                format = format,
                here = here,
                reference = name,
                there = there
            );
            said + &verdict(d, language)
        }
        Told::Little(f, d) => {
            let (format, points) = (language.quoted(&f.name), signed(d.estimate * 100.0, 1));
            say!(
                language,
                "report-answer-little",
                event = event,
                format = format,
                points = points,
                reference = name,
                there = there
            )
        }
        Told::Same => say!(language, "report-answer-no", event = event, reference = name, there = there),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::fixture;

    /// The fixture with these differences from the reference in what is signed and completed, each clear or open.
    fn with(signed: [(f64, bool); 2], completed: [(f64, bool); 2]) -> Comparison {
        let mut c = fixture::comparison();
        c.formats.truncate(3);
        c.differences.clear();
        let names: Vec<String> = c.formats.iter().map(|f| f.name.clone()).collect();
        for (key, values) in [("signed", signed), ("completed", completed)] {
            for ((estimate, clear), name) in values.into_iter().zip(&names[1..]) {
                let finding = if clear {
                    Finding::Clear
                } else {
                    Finding::Open { why: "chance".into(), runs: Vec::new() }
                };
                let (low, high) = (estimate - 0.01, estimate + 0.01);
                c.differences.push(Difference {
                    a: name.clone(),
                    b: names[0].clone(),
                    measure: key.into(),
                    estimate,
                    low,
                    high,
                    n: 2000,
                    a_higher: 0.5,
                    b_higher: 0.1,
                    finding,
                    by_construction: None,
                    runs: Vec::new(),
                });
            }
        }
        c
    }

    fn said(signed: [(f64, bool); 2], completed: [(f64, bool); 2]) -> String {
        lines(&with(signed, completed), Language::En).join(" ")
    }

    #[test]
    fn the_largest_clear_difference_from_the_reference_is_told_whatever_the_order_of_the_file() {
        let told = said([(0.1, true), (0.4, true)], [(0.1, true), (0.3, true)]);
        assert!(told.starts_with("Under “six-party talks”") && told.contains("the reference"), "{told}");
        let told = said([(0.4, true), (0.1, true)], [(0.4, true), (0.3, true)]);
        assert!(told.starts_with("Under “three-stage plan"), "{told}");
        // A larger one that is not clear is not told for it.
        let told = said([(0.6, false), (0.1, true)], [(0.6, false), (0.1, true)]);
        assert!(told.starts_with("Under “six-party talks”"), "{told}");
    }

    #[test]
    fn what_is_not_clear_is_said_to_be_unclear_measure_by_measure() {
        let told = said([(-0.4, true), (0.0, false)], [(0.061, false), (-0.03, false)]);
        assert!(told.starts_with("Under “three-stage plan"), "{told}");
        assert_eq!(told.matches("is open").count(), 1, "{told}");
        let mut c = with([(0.021, false), (0.0, false)], [(0.3, true), (0.0, false)]);
        c.differences[0].finding = Finding::NoClearDifference;
        let told = lines(&c, Language::En).join(" ");
        assert!(told.starts_with("No format differs by 5 of 100") && told.contains("+2.1"), "{told}");
        let told = said([(0.0, false); 2], [(0.0, false); 2]);
        assert!(told.contains("the same"), "{told}");
    }

    #[test]
    fn every_case_has_its_own_words_in_both_languages() {
        let yes = (0.3, true);
        let cases = [
            with([yes, yes], [yes, yes]),
            with([(-0.3, true); 2], [(0.2, false); 2]),
            with([(0.0, false); 2], [yes, yes]),
        ];
        for language in Language::ALL {
            for c in &cases {
                for line in lines(c, language) {
                    assert!(!line.contains("report-") && !line.contains('{') && line.contains('“'), "{line}");
                }
            }
        }
    }
}
