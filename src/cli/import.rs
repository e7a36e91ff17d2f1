//! `import`: a domain of another program as a scenario file.

use super::failure::{DONE, Failure, USAGE};
use super::options::quoted;
use super::{domains, output};
use crate::scenario::{
    LARGEST_FILE, SourceFile, Style,
    domain::{Domain, write},
    read_domain, render,
};
use clap::Args;
use std::fmt::Write as _;
use std::path::PathBuf;

/// Write a domain of another program as a scenario file
///
/// Read are GENIUS profiles (.xml), `GeniusWeb` profiles (.json), `NegMAS` scenarios (.yaml, .json, .xml), plain JSON, and the folder of a scorable
/// game. The files of one domain are named together, or their folder. What is written passes `check`, and `negotiate` and `analyse` read it.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  roundtable import party1.xml party2.xml -o party.ron\n  roundtable import domain.yaml buyer.yaml seller.yaml -o trade.ron\n  roundtable import games/game1 -o game1.ron --force"
)]
pub(super) struct Arguments {
    /// Files of one domain, or a folder
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Scenario file to write
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Write over a file that exists
    #[arg(long)]
    force: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let imported = domains::foreign(&arguments.files)?;
    let domain = named(imported.domain);
    let text = write(&domain);
    same(&arguments.output, &domain, &text)?;
    write_out(arguments, &text)?;
    let mut said = format!("read     {}\n", domains::size(&domain));
    for dropped in &imported.told.dropped {
        let _ = writeln!(said, "dropped  {dropped}, which is not known");
    }
    for note in imported.told.notes.iter().chain(&imported.told.asides) {
        let _ = writeln!(said, "note     {note}");
    }
    let path = &arguments.output;
    let _ = writeln!(said, "wrote    {}\nNext     roundtable analyse {}", path.display(), quoted(path));
    output::say(&said)?;
    Ok(DONE)
}

fn write_out(arguments: &Arguments, text: &str) -> Result<(), Failure> {
    let path = &arguments.output;
    if !arguments.force && path.symlink_metadata().is_ok() {
        let exists = Failure::usage("the file exists already").at(path.display());
        return Err(exists.mend("give another name, or write over it with --force"));
    }
    output::write_file(path, text.as_bytes(), arguments.force)
}

/// With a name that can be a folder, and a title.
fn named(mut domain: Domain) -> Domain {
    let title = if domain.title.trim().is_empty() { domain.name.clone() } else { domain.title };
    domain.title = if title.trim().is_empty() { "Imported".to_owned() } else { title };
    let letter = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let name: String = domain.name.chars().take(60).map(letter).collect();
    let name = name.trim_matches('-');
    name.clone_into(&mut domain.name);
    if domain.name.is_empty() {
        "imported".clone_into(&mut domain.name);
    }
    domain
}

/// Reads what would be written: it must be the same domain.
fn same(path: &std::path::Path, domain: &Domain, text: &str) -> Result<(), Failure> {
    let file = SourceFile::new(path.display().to_string(), text);
    match read_domain(&file) {
        Some(Ok(checked)) if checked.domain == *domain => Ok(()),
        Some(Err(problems)) => Err(Failure::rendered(USAGE, render(&problems, &file, Style::Plain))),
        None if text.len() > LARGEST_FILE => {
            let size = text.len() / 1024;
            let what = format!("the domain does not fit into a scenario file: it would have {size} KB");
            Err(Failure::usage(what).expected("at most 4 MB"))
        }
        // A fault of this program, not of the files.
        _ => Err(Failure::failed(
            "what would be written does not read back as the same domain: nothing is written",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_folders_and_titles_stay() {
        let domain =
            |name: &str, title: &str| Domain { name: name.into(), title: title.into(), ..Domain::default() };
        let of = |name: &str, title: &str| {
            let domain = named(domain(name, title));
            (domain.name, domain.title)
        };
        assert_eq!(of("my party.v2", "A party"), ("my-party-v2".into(), "A party".into()));
        assert_eq!(of("한글", ""), ("imported".into(), "한글".into()));
        assert_eq!(of("", " "), ("imported".into(), "Imported".into()));
    }
}
