//! `sources`: what is stated and what is assumed.

use crate::results::names;
use crate::scenario::place::PartyIndex;
use crate::scenario::{SourceRow, sources, sources_of_party};
use crate::terminal::change::ChangeOptions;
use crate::terminal::failure::{DONE, Failure};
use crate::terminal::json::json_line;
use crate::terminal::loaded::load;
use crate::terminal::output;
use crate::terminal::text::{flowing, running};
use clap::Args;
use std::fmt::Write as _;
use std::path::PathBuf;

/// List every entry of a scenario: stated (paragraph and speaker) or assumed (reason and range)
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  roundtable sources scenarios/korea-2019/formats.ron\n  roundtable sources scenarios/korea-2019/formats.ron --party China"
)]
pub(super) struct Arguments {
    /// Scenario file
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// Only what concerns one party, by its key or its name: its numbers, what it wants, its duties, consents and guarantees, its seats and roles
    #[arg(long, value_name = "PARTY")]
    party: Option<String>,

    /// Print as JSON
    #[arg(long)]
    json: bool,

    #[command(flatten)]
    change: ChangeOptions,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let loaded = load(&arguments.file, &arguments.change)?;
    let rows = match &arguments.party {
        None => sources(&loaded.scenario, &loaded.source),
        Some(given) => {
            let keys: Vec<String> = loaded.parties.iter().map(|party| party.id.clone()).collect();
            let titles: Vec<String> = loaded.parties.iter().map(|party| party.name.clone()).collect();
            let party = PartyIndex(names::find_keyed("party", &keys, &titles, given)?);
            sources_of_party(&loaded.scenario, &loaded.source, party)
        }
    };
    output::say(&if arguments.json { json_line(&rows)? } else { flowing(&table(&rows), running()) })?;
    Ok(DONE)
}

/// What is stated first, then what is assumed, then the defaults; a block of lines an entry.
fn table(rows: &[SourceRow]) -> String {
    let kinds = [
        ("stated", "Stated in a source"),
        ("assumed", "Assumed"),
        ("default", "Not written: the default, assumed"),
    ];
    let mut text = String::new();
    for (kind, heading) in kinds {
        let of_kind: Vec<&SourceRow> = rows.iter().filter(|row| row.kind == kind).collect();
        let _ = writeln!(text, "{heading}: {}\n", of_kind.len());
        for row in of_kind {
            text.push_str(&entry(row));
        }
        text.push('\n');
    }
    text
}

fn entry(row: &SourceRow) -> String {
    let line = row.line.map(|line| format!(" (line {line})")).unwrap_or_default();
    let mut text = format!("  {}{line}: {}\n", row.path, row.says);
    let section = row.path.split(['.', '[']).next().unwrap_or_default();
    let whole = if row.of_section { format!(" (said once for all {section})") } else { String::new() };
    if row.kind == "stated" {
        let _ = writeln!(text, "      {}, {}{whole}", row.at, row.by);
    } else if row.kind == "assumed" {
        let range = if row.range.is_empty() { String::new() } else { format!("; range: {}", row.range) };
        let _ = writeln!(text, "      because {}{range}{whole}", row.because);
        if !row.variants.is_empty() {
            let names: Vec<String> = row.variants.iter().map(|name| format!("\"{name}\"")).collect();
            let _ = writeln!(text, "      run as {}: {}", plural(names.len()), names.join(", "));
        }
        if !row.no_variant.is_empty() {
            let _ = writeln!(text, "      no variant: {}", row.no_variant);
        }
    }
    text
}

fn plural(variants: usize) -> &'static str {
    if variants == 1 { "the variant" } else { "the variants" }
}
