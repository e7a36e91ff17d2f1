//! What was found: the clear differences from the reference by size, what the others depend on, and the runs that they were tested in.

use maud::{Markup, html};

use super::answer::from_reference;
use super::tables::{grid, scroll};
use crate::chart::Table;
use crate::language::Language;
use crate::results::comparison::{Comparison, Difference, Finding, FormatSummary};
use crate::results::findings;
use crate::results::periods;
use crate::results::words::{self, fixed, of_100, own_scale_signed, publicity, smallest_scales, thousands};
use crate::say;

/// Measures in the order of the page: those of agreements, then the gains.
fn measures(c: &Comparison) -> Vec<String> {
    let gains = c.parties.iter().map(|p| format!("gain:{}", p.id));
    words::SHARES.iter().map(|measure| (*measure).to_owned()).chain(gains).collect()
}

pub(super) fn found(c: &Comparison, language: Language) -> Markup {
    let reference = c.formats.first().map_or("", |f| f.name.as_str());
    let (shares, gains): (Vec<_>, Vec<_>) =
        clear(c).into_iter().partition(|(_, d)| !d.measure.starts_with("gain:"));
    html! {
        section id="findings" {
            h2 { (say!(language, "report-found")) }
            @if c.formats.len() > 1 {
                p { (say!(language, "report-found-rule", reference = language.quoted(reference))) }
                h3 { (say!(language, "report-clear-agreements")) }
                @if shares.is_empty() { p { (say!(language, "report-clear-none")) } } @else { (grid(&say!(language, "report-clear-agreements"), &of_shares(&shares, reference, language))) }
                h3 { (say!(language, "report-clear-gains")) }
                @if gains.is_empty() { p { (say!(language, "report-clear-none")) } } @else { (grid(&say!(language, "report-clear-gains"), &of_gains(c, &gains, language))) }
                (same(c, language))
                (dependent(c, language))
                (open(c, language))
            }
            h3 { (say!(language, "report-all-formats")) }
            (summary(c, language))
            (messages(c, language))
            @for note in smallest_scales(c) { p.small { (note) } }
            @if let Some(note) = publicity(c) { p.small { (note) } }
            p.small { (say!(language, "report-intervals")) }
            @if c.formats.len() > 1 { (runs(c, reference, language)) }
        }
    }
}

/// Every clear difference from the reference, the largest first.
fn clear(c: &Comparison) -> Vec<(&FormatSummary, Difference)> {
    let keys = measures(c);
    let mut all: Vec<_> = keys.iter().flat_map(|measure| from_reference(c, measure)).collect();
    all.retain(|(_, d)| d.finding == Finding::Clear);
    all.sort_by(|(_, a), (_, b)| b.estimate.abs().total_cmp(&a.estimate.abs()));
    all
}

fn measure(c: &Comparison, key: &str, language: Language) -> String {
    match key {
        "signed" => say!(language, "report-signed"),
        "in_force" => say!(language, "report-in-force"),
        "completed" => say!(language, "report-completed"),
        other => {
            let party = other.strip_prefix("gain:").map_or(other, |id| words::party_name(c, id));
            say!(language, "report-gain-of", party = party)
        }
    }
}

/// A difference with one decimal, so that it agrees with the numbers beside it.
fn points(share: f64) -> String {
    words::signed(share * 100.0, 1)
}

fn of_shares(rows: &[(&FormatSummary, Difference)], reference: &str, language: Language) -> Table {
    let headers = vec![
        say!(language, "report-format"),
        say!(language, "report-what"),
        say!(language, "report-difference"),
        say!(language, "report-interval"),
        say!(language, "report-worlds-that-differ", reference = language.quoted(reference)),
    ];
    let mut table = Table { headers, ..Table::default() };
    for (format, d) in rows {
        let what = match d.measure.as_str() {
            "signed" => say!(language, "report-signed"),
            "in_force" => say!(language, "report-in-force"),
            _ => say!(language, "report-completed"),
        };
        let interval = format!("{} – {}", points(d.low), points(d.high));
        let worlds = format!("{} / {}", of_100(d.a_higher), of_100(d.b_higher));
        table.rows.push(vec![format.name.clone(), what, points(d.estimate), interval, worlds]);
    }
    table
}

fn of_gains(c: &Comparison, rows: &[(&FormatSummary, Difference)], language: Language) -> Table {
    let headers = vec![
        say!(language, "report-format"),
        say!(language, "report-what"),
        say!(language, "report-difference-own"),
        say!(language, "report-interval"),
    ];
    let mut table = Table { headers, ..Table::default() };
    for (format, d) in rows {
        let interval = format!("{} – {}", own_scale_signed(d.low), own_scale_signed(d.high));
        let what = measure(c, &d.measure, language);
        table.rows.push(vec![format.name.clone(), what, own_scale_signed(d.estimate), interval]);
    }
    table
}

/// Formats under which every world that is looked at one by one ends as under the reference, gains included.
fn same(c: &Comparison, language: Language) -> Markup {
    let reference = c.formats.first().map_or("", |f| f.name.as_str());
    let (first, worlds) = (c.sample.formats.first(), c.sample.worlds);
    let others = c.formats.iter().zip(&c.sample.formats).skip(1);
    let equal = others.filter(|(_, came)| worlds > 0 && Some(*came) == first);
    let names: Vec<String> = equal.map(|(f, _)| language.quoted(&f.name)).collect();
    html! {
        @if !names.is_empty() {
            p { (say!(language, "report-same", formats = language.list(&names), reference = language.quoted(reference), worlds = thousands(worlds as u64))) }
        }
    }
}

/// `in force, six-party talks: +12.0`.
fn line(c: &Comparison, format: &FormatSummary, d: &Difference, language: Language) -> String {
    let number =
        if d.measure.starts_with("gain:") { own_scale_signed(d.estimate) } else { points(d.estimate) };
    say!(
        language,
        "report-line",
        format = language.quoted(&format.name),
        measure = measure(c, &d.measure, language),
        number = number
    )
}

/// What depends on what: one line a factor.
fn dependent(c: &Comparison, language: Language) -> Markup {
    let mut factors: Vec<(String, Vec<String>)> = Vec::new();
    for key in measures(c) {
        for (format, d) in from_reference(c, &key) {
            let Finding::DependsOn { on } = &d.finding else { continue };
            for run in on {
                let told = line(c, format, &d, language);
                match factors.iter_mut().find(|(name, _)| *name == run.name) {
                    Some((_, lines)) => lines.push(told),
                    None => factors.push((run.name.clone(), vec![told])),
                }
            }
        }
    }
    html! {
        h3 { (say!(language, "report-depends")) }
        @if factors.is_empty() { p { (say!(language, "report-depends-none")) } } @else {
            ul.factors { @for (factor, lines) in &factors { li { b { (factor) } ": " (lines.join("; ")) "." } } }
        }
    }
}

/// What is open, and what is not tested.
fn open(c: &Comparison, language: Language) -> Markup {
    let keys = measures(c);
    let all = || keys.iter().flat_map(|key| from_reference(c, key));
    let lines = |wanted: fn(&Finding) -> bool| -> Vec<String> {
        all().filter(|(_, d)| wanted(&d.finding)).map(|(f, d)| line(c, f, &d, language)).collect()
    };
    let open = lines(|finding| matches!(finding, Finding::Open { .. }));
    let untested = lines(|finding| matches!(finding, Finding::NotTested { .. }));
    html! {
        @if !open.is_empty() {
            details { summary { (say!(language, "report-open", count = open.len().to_string())) } ul { @for line in &open { li { (line) } } } }
        }
        @if !untested.is_empty() {
            details { summary { (say!(language, "report-untested", count = untested.len().to_string())) } ul { @for line in &untested { li { (line) } } } }
        }
    }
}

/// The shares of every format in one table.
fn summary(c: &Comparison, language: Language) -> Markup {
    let time = |f: &FormatSummary| {
        f.periods_to_signature.as_ref().map_or("–".to_owned(), |q| {
            format!("{} ({}–{})", fixed(q.median, 0), fixed(q.q25, 0), fixed(q.q75, 0))
        })
    };
    let headers = vec![
        say!(language, "report-format"),
        say!(language, "report-signed"),
        say!(language, "report-in-force"),
        say!(language, "report-completed"),
        say!(language, "report-standing"),
        say!(language, "report-zone"),
        say!(language, "report-periods", period = periods::name(&c.period, language)),
    ];
    let mut table = Table { headers, ..Table::default() };
    for f in &c.formats {
        let mut row = vec![f.name.clone()];
        row.extend([&f.signed, &f.in_force, &f.completed, &f.alive, &f.zone].map(words::share));
        row.push(time(f));
        table.rows.push(row);
    }
    grid(&say!(language, "report-all-formats"), &table)
}

/// What came of messages, format by format.
fn messages(c: &Comparison, language: Language) -> Markup {
    let told =
        |f: &FormatSummary| Some(format!("{}: {}", f.name, words::messages(f.messages.as_ref()?, language)));
    let lines: Vec<String> = c.formats.iter().filter_map(told).collect();
    html! {
        @if !lines.is_empty() {
            p { (say!(language, "report-messages")) }
            ul { @for line in &lines { li { (line) } } }
        }
    }
}

/// Which run of the star says what of each difference from the reference.
fn runs(c: &Comparison, reference: &str, language: Language) -> Markup {
    let rows = findings::rows(c, |d| d.a == reference || d.b == reference);
    html! {
        h3 id="runs" { (say!(language, "report-runs")) }
        p.small { (findings::tried(c)) }
        @if rows.is_empty() {
            p { (say!(language, "report-runs-none")) }
        } @else {
            details {
                summary { (say!(language, "report-runs-table", count = rows.len().to_string())) }
                p { (say!(language, "report-runs-about")) " " (findings::marks(language)) }
                (scroll(&say!(language, "report-runs"), &html! {
                    table.runs {
                        thead { tr {
                            th scope="col" { (say!(language, "report-finding")) }
                            th scope="col" { (say!(language, "report-verdict")) }
                            th scope="col" { span { (say!(language, "report-base")) } }
                            @for run in &c.tested.runs {
                                th scope="col" title=(run.words) {
                                    span { (run.name) @if !run.counted { " (" (say!(language, "report-not-counted")) ")" } }
                                }
                            }
                        } }
                        tbody { @for row in &rows { tr {
                            th scope="row" { (row.what) }
                            td { (row.verdict(language)) }
                            td.n { (row.base) }
                            @for cell in &row.cells { td.n { (cell) } }
                        } } }
                    }
                }))
            }
        }
    }
}
