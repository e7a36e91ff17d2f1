//! Titles, subtitles and numbers in words, by the rules: what is not clear is not called a difference, and a share of
//! assumed worlds is never called a probability.

use super::text;
use super::theme::Theme;
use crate::language::Language;
use crate::results::comparison::{Comparison, Difference, Finding, Named};
use crate::say;

pub(crate) use crate::results::words::{
    SHARES, difference, fixed, measured, of_100, share, signed, thousands,
};

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

/// Where a chart comes from, in one line.
pub(crate) fn footer(c: &Comparison, theme: &Theme) -> String {
    let worlds = thousands(c.runs);
    if !theme.is_near() {
        return say!(theme.language, "chart-footer-short", scenario = c.scenario, worlds = worlds);
    }
    let program = if c.program.starts_with("roundtable") {
        c.program.clone()
    } else {
        format!("roundtable {}", c.program)
    };
    say!(
        theme.language,
        "chart-footer",
        scenario = c.scenario,
        seed = c.seed.to_string(),
        program = program,
        hash = c.scenario_hash
    )
}

/// What a chart was made of that is of no comparison.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Made<'a> {
    /// Name of the scenario.
    pub(crate) scenario: &'a str,
    /// Its hash.
    pub(crate) hash: &'a str,
    /// Seed.
    pub(crate) seed: u64,
    /// Worlds.
    pub(crate) worlds: u64,
}

impl Made<'_> {
    /// Where the chart comes from, in one line.
    pub(crate) fn footer(&self, theme: &Theme) -> String {
        let worlds = thousands(self.worlds);
        if !theme.is_near() {
            return say!(theme.language, "chart-footer-short", scenario = self.scenario, worlds = worlds);
        }
        say!(
            theme.language,
            "chart-footer-made",
            scenario = self.scenario,
            seed = self.seed.to_string(),
            program = env!("CARGO_PKG_VERSION"),
            hash = self.hash.get(..12).unwrap_or(self.hash),
            worlds = worlds
        )
    }
}

pub(crate) use crate::results::words::party_name as party;

/// The difference that a title tells, format minus reference (the first format of the file): the largest clear one of the measures wanted; if none
/// is clear, the largest of those that are nearest to it.
pub(crate) fn leading(c: &Comparison, wanted: impl Fn(&str) -> bool) -> Option<Difference> {
    let reference = c.formats.first()?.name.as_str();
    let mut best: Option<&Difference> = None;
    let from = c.differences.iter().filter(|d| wanted(&d.measure) && d.estimate.is_finite());
    for d in from.filter(|d| d.a == reference || d.b == reference) {
        let larger = |b: &Difference| (rank(d), d.estimate.abs()) > (rank(b), b.estimate.abs());
        if best.is_none_or(larger) {
            best = Some(d);
        }
    }
    best.map(|d| if d.b == reference { d.clone() } else { d.reversed() })
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

/// The measure that charts of differences from the reference show: the one with the largest clear difference, else the first.
pub(crate) fn told(c: &Comparison) -> &'static str {
    let clear = leading(c, |m| SHARES.contains(&m)).filter(|d| rank(d) == 4);
    let of = |d: Difference| SHARES.into_iter().find(|m| *m == d.measure);
    clear.and_then(of).unwrap_or(SHARES[0])
}

/// The format that charts show beside the reference: the one that the first title speaks of, else the first of the order.
pub(crate) fn leader(c: &Comparison) -> Option<usize> {
    let spoken_of = leading(c, |m| m == told(c)).and_then(|d| c.formats.iter().position(|f| f.name == d.a));
    spoken_of.or_else(|| order(c).first().copied())
}

/// What the comparison found on one measure, as the title of a chart: a sentence without its full stop, in which long names lose their middle.
pub(crate) fn title(c: &Comparison, measure: &str, theme: &Theme) -> String {
    finding(c, measure, theme.language, &|name| in_title(name, theme))
}

/// A name in a title, in quotation marks.
pub(crate) fn in_title(name: &str, theme: &Theme) -> String {
    theme.language.quoted(&short(name, theme))
}

/// A name with so much of it as a title has room for.
pub(crate) fn short(name: &str, theme: &Theme) -> String {
    // In em: two names and a sentence make two lines.
    text::shorten(&text::clean(name), 1.0, if theme.is_near() { 22.0 } else { 15.0 })
}

fn finding(c: &Comparison, measure: &str, language: Language, quoted: &dyn Fn(&str) -> String) -> String {
    let Some(first) = c.formats.first() else { return say!(language, "chart-not-compared") };
    let reference = quoted(&first.name);
    if c.formats.len() == 1 {
        let share = of_100(measured(first, measure).estimate);
        return match measure {
            "signed" => say!(language, "title-only-signed", format = reference, share = share),
            "in_force" => say!(language, "title-only-in-force", format = reference, share = share),
            _ => say!(language, "title-only-completed", format = reference, share = share),
        };
    }
    let Some(d) = leading(c, |m| m == measure) else { return say!(language, "chart-not-compared") };
    let format = quoted(&d.a);
    let whole = difference(c, &d);
    let points = whole.trim_start_matches(['+', '−']);
    match (rank(&d), measure, d.estimate > 0.0) {
        (4, "signed", true) => {
            say!(language, "title-more-signed", format = format, points = points, reference = reference)
        }
        (4, "in_force", true) => {
            say!(language, "title-more-in-force", format = format, points = points, reference = reference)
        }
        (4, _, true) => {
            say!(language, "title-more-completed", format = format, points = points, reference = reference)
        }
        (4, "signed", _) => {
            say!(language, "title-fewer-signed", format = format, points = points, reference = reference)
        }
        (4, "in_force", _) => {
            say!(language, "title-fewer-in-force", format = format, points = points, reference = reference)
        }
        (4, _, _) => {
            say!(language, "title-fewer-completed", format = format, points = points, reference = reference)
        }
        (0, "signed", _) => say!(language, "title-under-signed", reference = reference),
        (0, "in_force", _) => say!(language, "title-under-in-force", reference = reference),
        (0, _, _) => say!(language, "title-under-completed", reference = reference),
        (_, measure, _) => unclear(language, measure, [&reference, &whole, &format], &d.finding),
    }
}

fn unclear(
    language: Language,
    measure: &str,
    [reference, points, format]: [&str; 3],
    finding: &Finding,
) -> String {
    let verdict = says(finding, language);
    let values =
        [("reference", reference), ("points", points), ("format", format), ("verdict", verdict.as_str())];
    match measure {
        "signed" => language.say("title-unclear-signed", &values),
        "in_force" => language.say("title-unclear-in-force", &values),
        _ => language.say("title-unclear-completed", &values),
    }
}

/// What the comparison found on the gains of the parties, as the title of a chart; `None` if it compared nothing.
pub(crate) fn gain_title(c: &Comparison, theme: &Theme) -> Option<String> {
    gain_finding(c, theme.language, &|name| short(name, theme))
}

fn gain_finding(c: &Comparison, language: Language, short: &dyn Fn(&str) -> String) -> Option<String> {
    let d = leading(c, |m| m.starts_with("gain:"))?;
    let id = d.measure.strip_prefix("gain:").unwrap_or_default();
    let (format, reference) = (language.quoted(&short(&d.a)), language.quoted(&short(&d.b)));
    let party = short(party(c, id));
    let whole = difference(c, &d);
    let points = whole.trim_start_matches(['+', '−']);
    let benefit = |name: &str| {
        let of = c.formats.iter().find(|f| f.name == name)?;
        of.gain.iter().find(|g| g.party == id).map(|g| g.benefit)
    };
    let below = |name: &str| benefit(name).is_some_and(|b| b < 0.0);
    let values =
        [("party", party.as_str()), ("points", points), ("format", &format), ("reference", &reference)];
    Some(match (rank(&d), d.estimate > 0.0, below(&d.a) && below(&d.b)) {
        (4, true, false) => language.say("title-gains-more", &values),
        (4, false, false) => language.say("title-gains-less", &values),
        (4, true, true) => language.say("title-loses-less", &values),
        (4, false, true) => language.say("title-loses-more", &values),
        (0, _, _) => say!(language, "title-gains-under", reference = reference),
        _ => say!(
            language,
            "title-gains-unclear",
            reference = reference,
            points = whole,
            party = party,
            format = format,
            verdict = says(&d.finding, language),
        ),
    })
}

/// The verdict in a word or two.
pub(crate) fn verdict(finding: &Finding, language: Language) -> String {
    match finding {
        Finding::Clear => say!(language, "verdict-clear"),
        Finding::DependsOn { .. } => say!(language, "verdict-depends"),
        Finding::Open { .. } => say!(language, "verdict-open"),
        Finding::NotTested { .. } => say!(language, "verdict-not-tested"),
        Finding::ByConstruction { .. } => say!(language, "verdict-construction"),
        Finding::NoClearDifference => say!(language, "verdict-under"),
    }
}

/// The verdict with what it depends on.
pub(crate) fn verdict_on(finding: &Finding, language: Language) -> String {
    let Finding::DependsOn { on } = finding else { return verdict(finding, language) };
    let mut all: Vec<String> = on.iter().map(|run| run_words(run, language)).collect();
    all.dedup();
    let what = match all.as_slice() {
        [] => return verdict(finding, language),
        [one] => one.clone(),
        [first, others @ ..] => {
            say!(language, "run-others", first = first, count = others.len().to_string())
        }
    };
    say!(language, "verdict-depends-on", what = what)
}

/// What a run of the star departs in.
fn run_words(run: &Named, language: Language) -> String {
    let (kind, name) = run.id.split_once(' ').unwrap_or((run.id.as_str(), ""));
    match kind {
        "behaviour" => say!(language, "on-behaviour"),
        "correlation" => say!(language, "on-correlation"),
        "demand_of" => say!(language, "on-demand"),
        "absent" => say!(language, "on-absent"),
        "forethought" => say!(language, "run-forethought"),
        "variant" => say!(language, "on-variant", name = name),
        _ => run.name.clone(),
    }
}

/// What is said of an unclear difference in a sentence.
fn says(finding: &Finding, language: Language) -> String {
    match finding {
        Finding::DependsOn { .. } => say!(language, "verdict-says-depends"),
        Finding::Open { .. } => say!(language, "verdict-says-open"),
        _ => say!(language, "verdict-says-not-tested"),
    }
}

/// A measure in a word or two.
pub(crate) fn measure_words(measure: &str, language: Language) -> String {
    match measure {
        "signed" => say!(language, "measure-signed"),
        "in_force" => say!(language, "measure-in-force"),
        "completed" => say!(language, "measure-completed"),
        _ => say!(language, "measure-standing"),
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
                let title = title(&c, m, &Theme::screen());
                assert!(!title.contains(" more of 100"), "{title}");
                assert!(title.contains("no format differs") || title.contains("depends on"), "{title}");
            }
        }
        for d in &mut c.differences {
            d.finding = Finding::Clear;
        }
        assert!(
            title(&c, "signed", &Theme::screen()).contains("of 100 assumed worlds than “top-down summits”")
        );
    }

    /// The largest clear difference from the reference, wherever in the file it stands; not one between two others, nor a larger unclear one.
    #[test]
    fn a_title_tells_the_largest_clear_difference_from_the_reference() {
        let mut c = fixture::korea();
        let names: Vec<String> = c.formats.iter().map(|f| f.name.clone()).collect();
        for d in c.differences.iter_mut().filter(|d| d.measure == "signed") {
            let place = names.iter().position(|n| *n == d.a).expect("a format");
            let with_reference = d.b == names[0];
            (d.estimate, d.finding) = match (with_reference, place) {
                (true, 1) => (0.16, Finding::Clear),
                (true, 3) => (-0.45, Finding::Clear),
                (true, _) => (0.6, Finding::DependsOn { on: fixture::depends() }),
                (false, _) => (0.9, Finding::Clear),
            };
        }
        let d = leading(&c, |m| m == "signed").expect("a difference");
        assert_eq!((d.a.as_str(), d.b.as_str(), d.estimate), (names[3].as_str(), names[0].as_str(), -0.45));
        assert_eq!(told(&c), "signed");
    }

    #[test]
    fn below_zero_on_both_sides_a_party_loses_less() {
        let mut c = fixture::tiny();
        for (f, benefit) in [(0, -0.3), (1, -0.1)] {
            c.formats[f].gain[0].benefit = benefit;
        }
        for d in c.differences.iter_mut().filter(|d| d.measure == "gain:p0") {
            (d.estimate, d.finding) = (0.2, Finding::Clear);
        }
        c.differences.retain(|d| d.measure != "gain:p1");
        assert_eq!(
            gain_title(&c, &Theme::screen()).as_deref(),
            Some("A loses 0.20 less under “two tables” than under “one table”")
        );
    }
}
