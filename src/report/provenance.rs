//! What is stated and what is assumed, entry by entry.

use maud::{Markup, html};

use super::components::components;
use super::phases::phases;
use super::tables::grid;
use super::wording;
use crate::chart::Table;
use crate::language::Language;
use crate::say;
use crate::scenario::model::{Format, Statement};
use crate::scenario::{Scenario, SourceRow};

pub(super) fn provenance(s: &Scenario, entries: &[SourceRow], language: Language) -> Markup {
    let pick = |kind: &str| entries.iter().filter(|e| e.kind == kind).collect::<Vec<&SourceRow>>();
    let (stated, assumed, defaults) = (pick("stated"), pick("assumed"), pick("default"));
    let [all, by_default] = [assumed.len() + defaults.len(), defaults.len()].map(|n| n.to_string());
    let lists = [
        (say!(language, "report-stated", count = stated.len().to_string()), &stated),
        (say!(language, "report-assumed", count = assumed.len().to_string()), &assumed),
        (say!(language, "report-default", count = by_default), &defaults),
    ];
    html! {
        section id="stated" {
            h2 { (say!(language, "report-provenance")) }
            p { (say!(language, "report-provenance-count", stated = stated.len().to_string(), assumed = all, defaults = by_default)) }
            (sources(s, language))
            @for (heading, rows) in &lists {
                // Open, so that paper has them too.
                details open { summary { (heading) } (grid(heading, &table(s, rows, language))) }
            }
        }
    }
}

fn sources(s: &Scenario, language: Language) -> Markup {
    html! {
        @if !s.sources.is_empty() {
            ul {
                @for t in &s.sources {
                    li { b { (t.key) } ": " (t.author) ", " i { (t.title) } ", " (t.publisher) ", " (t.date) "; " (say!(language, "report-paragraphs", count = t.paragraphs.to_string())) "." }
                }
            }
        }
    }
}

/// What an entry says, in the words of the catalogue: statements, components and phases of formats. All else is in the words of the file.
fn says(s: &Scenario, entry: &SourceRow, language: Language) -> String {
    let told = match language {
        Language::En => None,
        Language::Ko => statement(s, &entry.path, language).or_else(|| of_format(s, &entry.path, language)),
    };
    told.unwrap_or_else(|| entry.says.clone())
}

fn statement(s: &Scenario, path: &str, language: Language) -> Option<String> {
    let place: usize = path.strip_prefix("statements[")?.strip_suffix(']')?.parse().ok()?;
    // The pairs of one `ranks` are one entry.
    let pairs = s.statements.chunk_by(Statement::goes_on_with).nth(place)?;
    Some(match pairs {
        [one] => wording::statement(s, one, language),
        pairs => wording::ranking(s, pairs, language),
    })
}

fn of_format(s: &Scenario, path: &str, language: Language) -> Option<String> {
    let path = path.strip_prefix("formats.").or_else(|| path.strip_prefix("parts."))?;
    let named = |f: &&Format| path.strip_prefix(&f.name).is_some_and(|rest| rest.starts_with('.'));
    let longest = s.formats.iter().chain(&s.parts).filter(named).max_by_key(|f| f.name.len())?;
    let rest = &path[longest.name.len() + 1..];
    if let Some(phase) = rest.strip_prefix("phases.") {
        let place = longest.phases.iter().position(|own| own.name == phase)?;
        return phases(s, longest, language).into_iter().nth(place);
    }
    let place = COMPONENTS.iter().position(|own| *own == rest)?;
    components(s, longest, language).into_iter().nth(place)
}

/// Components as paths name them, in the order in which they are told.
const COMPONENTS: [&str; 7] =
    ["membership", "rule", "proposing", "information", "contract", "enforcement", "delegation"];

fn table(s: &Scenario, entries: &[&SourceRow], language: Language) -> Table {
    let headers =
        vec![say!(language, "report-entry"), say!(language, "report-says"), say!(language, "report-from")];
    let mut table = Table { headers, ..Table::default() };
    for e in entries {
        let from = match e.kind {
            "stated" => format!("{}, {}", e.at, e.by),
            "assumed" if e.range.is_empty() || e.says.contains(&e.range) => e.because.clone(),
            "assumed" => {
                say!(language, "report-could-be", because = e.because, range = e.range) + &tried(e, language)
            }
            _ => say!(language, "report-by-default"),
        };
        let line =
            e.line.map_or(String::new(), |line| say!(language, "report-file-line", line = line.to_string()));
        let entry = if line.is_empty() { e.path.clone() } else { format!("{} {line}", e.path) };
        table.rows.push(vec![entry, says(s, e, language), from]);
    }
    table
}

/// What is done about the alternatives that an entry words.
fn tried(entry: &SourceRow, language: Language) -> String {
    let mut said = String::new();
    if !entry.variants.is_empty() {
        said = format!(" ({})", say!(language, "report-variant", names = entry.variants.join(", ")));
    }
    if !entry.no_variant.is_empty() {
        said.extend([" (", &say!(language, "report-no-variant", why = entry.no_variant), ")"]);
    }
    said
}
