//! Titles, subtitles and numbers in words, by the rules: what is not clear is not called a difference, and a share of
//! assumed worlds is never called a probability.

use crate::results::comparison::{Comparison, Difference, Finding, Named};

pub(crate) use crate::results::words::{fixed, of_100, signed, thousands, unsigned_points};

/// A share with its interval in running text.
pub(crate) fn share_of_100(share: &crate::results::comparison::Share) -> String {
    crate::results::words::share_of_100(share, crate::language::Language::En)
}

/// `a, b and c`.
pub(crate) fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// A name with its first letter in upper case.
pub(crate) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// The end of every subtitle: how many worlds, which scenario.
pub(crate) fn sample(c: &Comparison) -> String {
    format!("n\u{a0}=\u{a0}{} assumed worlds; scenario: {}.", thousands(c.runs), c.scenario)
}

/// Where a chart comes from.
pub(crate) fn footer(c: &Comparison) -> String {
    let program = if c.program.starts_with("roundtable") {
        c.program.clone()
    } else {
        format!("roundtable {}", c.program)
    };
    format!(
        "Seed {} · {program} · scenario hash {} · assumed worlds, not a forecast",
        c.seed, c.scenario_hash
    )
}

pub(crate) use crate::results::words::{measure, party_name as party};

/// What happens, as in "an agreement …".
fn event(measure: &str) -> &str {
    match measure {
        "signed" => "an agreement is signed",
        "in_force" => "an agreement enters into force",
        "completed" => "an agreement is carried out to the end",
        other => other,
    }
}

/// The difference that titles tell. The first format of the file is the reference: it is the first format after it, in the
/// order of the file, that differs clearly from it; else the first that depends; else the same among all pairs. Of several
/// measures the largest difference is taken.
pub(crate) fn leading(c: &Comparison, wanted: impl Fn(&str) -> bool) -> Option<Difference> {
    let reference = c.formats.first().map(|f| f.name.clone()).unwrap_or_default();
    let with_reference = strongest(c, |d| wanted(&d.measure) && (d.a == reference || d.b == reference), true);
    match with_reference {
        Some(d) if rank(&d) > 0 => Some(d),
        other => strongest(c, |d| wanted(&d.measure), false).or(other),
    }
    .map(|d| if d.estimate < 0.0 { d.reversed() } else { d })
}

/// How clear a difference is.
fn rank(d: &Difference) -> u8 {
    match d.finding {
        Finding::Clear => 4,
        Finding::DependsOn { .. } => 3,
        Finding::NotTested { .. } => 2,
        Finding::Open { .. } => 1,
        Finding::ByConstruction { .. } | Finding::NoClearDifference => 0,
    }
}

/// The clearest difference: of equally clear ones the first pair in file order, or the largest.
fn strongest(c: &Comparison, wanted: impl Fn(&Difference) -> bool, in_order: bool) -> Option<Difference> {
    let mut best: Option<&Difference> = None;
    for d in c.differences.iter().filter(|d| wanted(d) && d.estimate.is_finite()) {
        let better = best.is_none_or(|b| {
            let larger = d.estimate.abs() > b.estimate.abs();
            let same_pair = (&d.a, &d.b) == (&b.a, &b.b);
            rank(d) > rank(b) || (rank(d) == rank(b) && larger && (same_pair || !in_order))
        });
        if better {
            best = Some(d);
        }
    }
    best.cloned()
}

/// What the comparison found on one measure, in a sentence without its full stop.
pub fn headline(c: &Comparison, measure: &str) -> String {
    if let [only] = c.formats.as_slice() {
        let s = match measure {
            "signed" => &only.signed,
            "in_force" => &only.in_force,
            _ => &only.completed,
        };
        return format!(
            "Under {}, {} in {} of 100 assumed worlds",
            only.name,
            event(measure),
            of_100(s.estimate)
        );
    }
    match leading(c, |m| m == measure) {
        Some(d) => capital(&sentence(c, &d)),
        None => "The formats were not compared".to_owned(),
    }
}

/// What the comparison found on the gains of the parties, in a sentence without its full stop; `None` if it compared nothing.
pub fn gain_headline(c: &Comparison) -> Option<String> {
    leading(c, |m| m.starts_with("gain:")).map(|d| capital(&sentence(c, &d)))
}

/// What may be said of a difference that is not clear, without the details in brackets.
fn briefly(finding: &Finding) -> String {
    let names = |on: &[Named]| {
        let mut names: Vec<String> =
            on.iter().map(|run| run.name.split(" (").next().unwrap_or(&run.name).to_owned()).collect();
        names.dedup();
        list(&names)
    };
    match finding {
        Finding::DependsOn { on } => format!("depends on {}", names(on)),
        Finding::Open { why, runs } if runs.is_empty() => {
            format!("is open: {}", why.split(" (").next().unwrap_or(why))
        }
        Finding::Open { runs, .. } => {
            format!("is open: it is not seen, perhaps by chance, when it comes to {}", names(runs))
        }
        _ => "is not tested in enough runs and worlds".to_owned(),
    }
}

/// The finding of a difference in words, seen from the format that is higher.
pub(crate) fn sentence(c: &Comparison, d: &Difference) -> String {
    let (a, b) = (&d.a, &d.b);
    match (d.measure.strip_prefix("gain:").map(|id| party(c, id)), rank(d)) {
        (None, 4) => format!(
            "{} in {} more of 100 assumed worlds under {a} than under {b}",
            event(&d.measure),
            unsigned_points(d.estimate)
        ),
        (None, 0) => format!(
            "no clear difference between formats in how often {} (the largest is {} of 100 assumed worlds)",
            event(&d.measure),
            of_100(d.estimate)
        ),
        (None, _) => format!(
            "whether {} more often under {a} than under {b} {}",
            event(&d.measure),
            briefly(&d.finding)
        ),
        (Some(p), 4) => {
            format!("{p} gains {} more on its own scale under {a} than under {b}", fixed(d.estimate, 2))
        }
        (Some(_), 0) => format!(
            "no clear difference between formats in what any party gains (the largest is {} on its own scale)",
            fixed(d.estimate, 2)
        ),
        (Some(p), _) => {
            format!("whether {p} gains more under {a} than under {b} {}", briefly(&d.finding))
        }
    }
}

/// Positions of the formats, most often signed first; formats that tie keep the order of the file.
pub(crate) fn order(c: &Comparison) -> Vec<usize> {
    let mut order: Vec<usize> = (0..c.formats.len()).collect();
    order.sort_by(|&a, &b| c.formats[b].signed.estimate.total_cmp(&c.formats[a].signed.estimate));
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::fixture;

    #[test]
    fn numbers_in_words() {
        assert_eq!([of_100(0.0), of_100(0.001), of_100(0.384), of_100(0.999)], ["0", "<1", "38", ">99"]);
        assert_eq!([signed(0.12, 2), signed(-0.12, 2), signed(-0.001, 2)], ["+0.12", "−0.12", "0.00"]);
        assert_eq!([thousands(7), thousands(2000), thousands(1_234_567)], ["7", "2,000", "1,234,567"]);
    }

    #[test]
    fn a_title_claims_a_difference_only_when_it_is_clear() {
        let mut c = fixture::korea();
        for finding in [Finding::NoClearDifference, Finding::DependsOn { on: fixture::depends() }] {
            for d in &mut c.differences {
                d.finding = finding.clone();
            }
            for m in ["signed", "in_force", "completed"] {
                let title = headline(&c, m);
                assert!(!title.contains(" more of 100"), "{title}");
                assert!(title.contains("o clear difference") || title.contains("depends on"), "{title}");
            }
        }
        for d in &mut c.differences {
            d.finding = Finding::Clear;
        }
        assert!(headline(&c, "signed").contains(" more of 100 assumed worlds under "));
    }

    #[test]
    fn the_sentence_starts_from_the_higher_format() {
        let c = fixture::korea();
        let d = leading(&c, |m| m == "signed").expect("the fixture has differences");
        assert!(d.estimate > 0.0);
        let signed = |name: &str| c.formats.iter().find(|f| f.name == name).map(|f| f.signed.estimate);
        assert!(signed(&d.a) > signed(&d.b));
    }
}
