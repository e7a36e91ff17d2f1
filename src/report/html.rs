//! The report of a comparison, as one HTML file.

use crate::results::words::{self, fixed, publicity, smallest_scales};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::components::{NAMES, components, differing};
use super::letters::finished;
use super::phases::phases;
use super::{Section, glossary, style};
use crate::chart::{self, Chart, Table};
use crate::results::comparison::{Comparison, FormatSummary};
use crate::results::findings;
use crate::scenario::model::Format;
use crate::scenario::{Scenario, SourceRow};

/// The report: self-contained, the same bytes for the same arguments.
///
/// `entries` are those of [`crate::scenario::sources()`]; `charts` are drawn into the page as they are, in the order given;
/// `extras` follow the findings.
pub fn report(
    c: &Comparison,
    s: &Scenario,
    entries: &[SourceRow],
    charts: &[Chart],
    extras: &[Section],
) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content=(program(c));
                title { (c.title) }
                style { (PreEscaped(style::REPORT)) }
            }
            body {
                header {
                    h1 { (c.title) }
                    p.lead { (c.about) }
                }
                main {
                    (findings(c))
                    (not_a_forecast())
                    (contents(extras))
                    @for (i, extra) in extras.iter().enumerate() { (section(i, extra)) }
                    (formats(s))
                    (pictures(charts))
                    (provenance(s, entries))
                    (making(c, s))
                    (glossary_of_words())
                }
                footer { p { (program(c)) " · seed " (c.seed) " · scenario hash " code { (c.scenario_hash) } " · " (s.name) } }
            }
        }
    };
    finished(&page.into_string())
}

fn program(c: &Comparison) -> String {
    if c.program.starts_with("roundtable") { c.program.clone() } else { format!("roundtable {}", c.program) }
}

fn findings(c: &Comparison) -> Markup {
    let mut lines: Vec<String> =
        ["signed", "in_force", "completed"].iter().map(|m| chart::headline(c, m)).collect();
    lines.extend(chart::gain_headline(c));
    html! {
        section id="findings" {
            h2 { "What was found" }
            ul.findings { @for line in &lines { li { (line) "." } } }
            (summary(c))
            (messages(c))
            @for note in smallest_scales(c) { p.small { (note) } }
            @if let Some(note) = publicity(c) { p.small { (note) } }
            p.small {
                "Numbers in brackets: 95 % Wilson intervals. They say how far the number of worlds drawn limits what is seen "
                "(simulation error) and nothing about how well the assumptions fit."
            }
            @if c.formats.len() > 1 { (in_runs(c)) }
            (unclear(c))
        }
    }
}

/// The shares of every format in one table.
fn summary(c: &Comparison) -> Markup {
    let time = |f: &FormatSummary| {
        f.periods_to_signature.as_ref().map_or("–".to_owned(), |q| {
            format!("{} ({} to {})", fixed(q.median, 0), fixed(q.q25, 0), fixed(q.q75, 0))
        })
    };
    let mut table = Table::new(&["Format", "Signed", "In force", "Completed"]);
    table.headers.push(format!("Time to signature, in {}s: median (middle half)", c.period));
    for f in &c.formats {
        let mut row = vec![f.name.clone()];
        row.extend(
            [&f.signed, &f.in_force, &f.completed].map(|share| words::share_of_100(share, c.language)),
        );
        row.push(time(f));
        table.rows.push(row);
    }
    grid(&table)
}

/// What came of messages, format by format.
fn messages(c: &Comparison) -> Markup {
    let told = |f: &FormatSummary| {
        Some(format!("{}: {}", f.name, words::messages(f.messages.as_ref()?, c.language)))
    };
    let lines: Vec<String> = c.formats.iter().filter_map(told).collect();
    html! {
        @if !lines.is_empty() {
            p { "What mediators and messengers told, of 100 worlds:" }
            ul { @for line in &lines { li { (line) } } }
        }
    }
}

/// Which run of the star says what of each finding.
fn in_runs(c: &Comparison) -> Markup {
    let rows = findings::rows(c, |_| true);
    html! {
        h3 id="runs" { "Findings, and the runs that they were tested in" }
        @if rows.is_empty() {
            p { "No difference is large and certain enough in the base to be tested in other runs." }
        } @else {
            p {
                "Each row is a difference that is at least 5 points and certain in the base. Each column departs from the base in one "
                "thing. " (findings::marks(c.language))
            }
            div.scroll tabindex="0" {
                table.runs {
                    thead { tr {
                        th scope="col" { "Finding" }
                        th scope="col" { "Verdict" }
                        th scope="col" { span { "base" } }
                        @for run in &c.tested.runs {
                            th scope="col" title=(run.words) {
                                span { (run.name) @if !run.counted { " (told, not counted)" } }
                            }
                        }
                    } }
                    tbody { @for row in &rows { tr {
                        th scope="row" { (row.what) }
                        td { (row.verdict(c.language)) }
                        td.n { (row.base) }
                        @for cell in &row.cells { td.n { (cell) } }
                    } } }
                }
            }
        }
        p.small { (findings::tried(c)) }
    }
}

/// What is to be said of the differences that are not clear.
fn unclear(c: &Comparison) -> Markup {
    let lines: Vec<String> = c
        .differences
        .iter()
        .filter(|d| !d.measure.starts_with("gain:"))
        .filter_map(|d| {
            let measure = d.measure.replace('_', " ");
            Some(format!("{measure}, {} against {}: {}", d.a, d.b, d.finding.reason(c.language)?))
        })
        .collect();
    html! {
        @if !lines.is_empty() {
            details {
                summary { "Differences of 5 points or more that are not clear (" (lines.len()) ")" }
                ul { @for line in &lines { li { (line) } } }
            }
        }
    }
}

fn not_a_forecast() -> Markup {
    html! {
        section.not id="not" {
            h3 { "What this is not" }
            p {
                "This is not a forecast. The numbers count assumed worlds: in how many of 100 sets of assumptions something "
                "happens when the same rules are played through. They do not say how often it would happen in the real world. "
                "What parties want is taken from the sources where these say it, and assumed where they do not; both are listed "
                "below. Read the differences between formats, ask what they depend on, and change an assumption to see."
            }
        }
    }
}

fn contents(extras: &[Section]) -> Markup {
    html! {
        nav aria-label="Contents" {
            @for (i, extra) in extras.iter().enumerate() { a href=(format!("#extra-{i}")) { (extra.heading) } " " }
            a href="#formats" { "Formats" } " "
            a href="#charts" { "Charts" } " "
            a href="#stated" { "Stated and assumed" } " "
            a href="#making" { "How it was made" } " "
            a href="#words" { "Words" }
        }
    }
}

fn section(position: usize, extra: &Section) -> Markup {
    html! {
        section id=(format!("extra-{position}")) {
            h2 { (extra.heading) }
            @for p in &extra.paragraphs { p { (p) } }
            @if let Some(table) = &extra.table { (grid(table)) }
        }
    }
}

/// Formats in words, and the table of components in which what differs from the first is marked; composites as the
/// formats that they hold.
fn formats(s: &Scenario) -> Markup {
    let (composites, mut plain): (Vec<&Format>, Vec<&Format>) =
        s.formats.iter().partition(|f| !f.phases.is_empty());
    plain.extend(&s.parts);
    let cells: Vec<([String; 7], [bool; 7])> = plain
        .iter()
        .map(|f| (components(s, f), plain.first().map_or([false; 7], |first| differing(first, f))))
        .collect();
    html! {
        section id="formats" {
            h2 { "The formats, and how they differ" }
            dl { @for f in &s.formats { dt { (f.name) } dd { (f.about) } } }
            @if !composites.is_empty() {
                p { "Some hold other formats one after another:" }
                dl { @for f in &composites {
                    dt { (f.name) }
                    dd { ol { @for phase in phases(s, f) { li { (phase) } } } }
                } }
            }
            p {
                "Formats differ in these seven components and in nothing else. "
                @if plain.len() > 1 { "Marked with ≠: what differs from the first." }
            }
            div.scroll tabindex="0" {
                table {
                    thead { tr { th scope="col" { "Component" } @for f in &plain { th scope="col" { (f.name) } } } }
                    tbody {
                        @for (k, name) in NAMES.iter().enumerate() {
                            tr {
                                th scope="row" { (name) }
                                @for (texts, differ) in &cells {
                                    @if differ[k] { td.differs { (texts[k]) } } @else { td { (texts[k]) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn pictures(charts: &[Chart]) -> Markup {
    html! {
        section id="charts" {
            h2 { "Charts" }
            p { "Formats stand in the order of how often something is signed under them, each with the same colour and marker everywhere." }
            @for chart in charts {
                h3 { (chart.question) }
                figure {
                    div.scroll tabindex="0" { (PreEscaped(&chart.svg)) }
                    details { summary { "The numbers of this chart" } (grid(&chart.table)) }
                }
            }
        }
    }
}

fn provenance(s: &Scenario, entries: &[SourceRow]) -> Markup {
    let pick = |kind: &str| entries.iter().filter(|e| e.kind == kind).collect::<Vec<&SourceRow>>();
    let (stated, assumed, defaults) = (pick("stated"), pick("assumed"), pick("default"));
    html! {
        section id="stated" {
            h2 { "What is stated, and what is assumed" }
            p {
                (stated.len()) " entries of the scenario are stated in a source, " (assumed.len() + defaults.len())
                " are assumed, " (defaults.len()) " of these by the program's own defaults."
            }
            (sources(s))
            details open { summary { "Stated (" (stated.len()) ")" } (grid(&table(&stated))) }
            details { summary { "Assumed in the scenario (" (assumed.len()) ")" } (grid(&table(&assumed))) }
            details { summary { "Assumed by default (" (defaults.len()) ")" } (grid(&table(&defaults))) }
        }
    }
}

fn sources(s: &Scenario) -> Markup {
    html! {
        @if !s.sources.is_empty() {
            ul {
                @for t in &s.sources {
                    li { b { (t.key) } ": " (t.author) ", " i { (t.title) } ", " (t.publisher) ", " (t.date) "; " (t.paragraphs) " paragraphs." }
                }
            }
        }
    }
}

fn table(entries: &[&SourceRow]) -> Table {
    let mut table = Table::new(&["Entry", "Says", "Where from"]);
    for e in entries {
        let from = match e.kind {
            "stated" => format!("{}, {}", e.at, e.by),
            "assumed" if e.range.is_empty() || e.says.contains(&e.range) => e.because.clone(),
            "assumed" => format!("{}; it could be: {}{}", e.because, e.range, tried(e)),
            _ => "default".to_owned(),
        };
        let line = e.line.map_or(String::new(), |line| format!(" (line {line})"));
        table.rows.push(vec![format!("{}{line}", e.path), e.says.clone(), from]);
    }
    table
}

/// What is done about the alternatives that an entry words.
fn tried(entry: &SourceRow) -> String {
    let mut said = String::new();
    if !entry.variants.is_empty() {
        said = format!(" (a variant of the file: {})", entry.variants.join(", "));
    }
    if !entry.no_variant.is_empty() {
        said.extend([" (no variant: ", &entry.no_variant, ")"]);
    }
    said
}

fn making(c: &Comparison, s: &Scenario) -> Markup {
    html! {
        section id="making" {
            h2 { "How the numbers were made" }
            p {
                "The program drew " (chart::thousands(c.runs)) " assumed worlds with seed " (c.seed)
                ": in each, every assumed number once from its range, and what each party wants from all values that agree with "
                "the statements. Every format was played through in the same worlds, so that a difference between two formats comes "
                "from the formats. Behaviour at the table in the main run: " (c.behaviour) ". Reported: " (c.horizon) " " (c.period)
                "s from " (s.calendar.starts) "."
            }
            p {
                "A difference is called clear only if it is at least 5 in 100 worlds, at least 90 in 100 of the worlds in which the two "
                "formats differ go the same way, and it goes that way for certain (95 % intervals above 0) in every run that departs from the base in "
                "one thing: behaviour at the table, correlation of demands, conventions, alternatives that the scenario names. Where "
                "a run ends below 5 points and differs from the base by more than chance, the difference depends on it. Where that may be chance, or the "
                "base itself is not certain, it is open. Where no run speaks against it but some had too few worlds to tell, it is not tested."
            }
            p { (findings::tried(c)) }
            p {
                "To make the same numbers again: " (program(c)) ", scenario " code { (c.scenario) } " with hash "
                code { (c.scenario_hash) } ", " code { "--seed " (c.seed) " --runs " (c.runs) } "."
            }
        }
    }
}

fn glossary_of_words() -> Markup {
    html! {
        section id="words" {
            h2 { "Words" }
            dl { @for (word, meaning) in glossary::WORDS { dt { (word) } dd { (meaning) } } }
        }
    }
}

/// Whether a cell holds a number with its interval, which must not break over lines.
fn is_number(cell: &str) -> bool {
    cell.chars().count() <= 24 && cell.starts_with(|c: char| c.is_ascii_digit() || "+−<>".contains(c))
}

/// A table that scrolls sideways where it is too wide.
fn grid(table: &Table) -> Markup {
    html! {
        div.scroll tabindex="0" {
            table {
                thead { tr { @for h in &table.headers { th scope="col" { (h) } } } }
                tbody {
                    @for row in &table.rows {
                        tr { @for (i, cell) in row.iter().enumerate() { @if i == 0 { th scope="row" { (cell) } } @else if is_number(cell) { td.n { (cell) } } @else { td { (cell) } } } }
                    }
                }
            }
        }
    }
}
