//! What is stated and what is assumed, entry by entry.

use maud::{Markup, html};

use super::tables::grid;
use crate::chart::Table;
use crate::language::Language;
use crate::say;
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
                details open { summary { (heading) } (grid(heading, &table(rows, language))) }
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

fn table(entries: &[&SourceRow], language: Language) -> Table {
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
        table.rows.push(vec![entry, e.says.clone(), from]);
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
