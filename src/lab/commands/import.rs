//! `import`: a domain of another program as a scenario file.

use super::{conflicts, domains, positions};
use crate::files::seems::Seems;
use crate::files::text;
use crate::lab::import::{decisions, gmcr, ktab};
use crate::results::words::count;
use crate::scenario::{
    LARGEST_FILE, SourceFile, Style,
    domain::{Domain, write},
    read_domain, render,
};
use crate::terminal::failure::{DONE, Failure, USAGE};
use crate::terminal::output;
use crate::terminal::shell::quoted;
use clap::Args;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Write a file of another program as one of ours
///
/// Read are GENIUS profiles (.xml), `GeniusWeb` profiles (.json), `NegMAS` scenarios (.yaml, .json, .xml), plain JSON, and the folder of a scorable
/// game. The files of one domain are named together, or their folder. What is written passes `check`, and `negotiate` and `analyse` read it.
///
/// A conflict of GMCR+ (.gmcr) becomes a conflict file for `stability`; a scenario of KTAB (.csv, .xml) becomes decisions as CSV, one for each
/// dimension, for `predict` and `backtest`. What is dropped is told.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  roundtable import party1.xml party2.xml -o party.ron\n  roundtable import domain.yaml buyer.yaml seller.yaml -o trade.ron\n  roundtable import games/game1 -o game1.ron --force\n  roundtable import dispute.gmcr -o dispute.ron"
)]
pub(crate) struct Arguments {
    /// Files of one domain, or a folder; or one file of GMCR+ or of KTAB
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// File to write
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Write over a file that exists
    #[arg(long)]
    force: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    if let [file] = arguments.files.as_slice() {
        // What cannot be read is said by the reader of domains.
        let text = text::read(file, LARGEST_FILE as u64).unwrap_or_default();
        if gmcr::is_gmcr(&text) {
            return conflict(arguments, file);
        }
        if ktab::is_one(&text) {
            return table(arguments, file);
        }
        if decisions::is_table(&text) {
            let what = format!("this is {} already: there is nothing to import", Seems::of(&text));
            return Err(Failure::usage(what)
                .at(file.display())
                .mend("`predict` and `backtest` read it as it is"));
        }
    }
    let imported = domains::foreign(&arguments.files)?;
    let domain = named(imported.domain);
    let text = write(&domain);
    same(&arguments.output, &domain, &text)?;
    write_out(arguments, text.as_bytes())?;
    let mut said = format!("read     {}\n", domains::size(&domain));
    for dropped in &imported.told.dropped {
        let _ = writeln!(said, "dropped  {dropped}, which is not known");
    }
    for note in imported.told.notes.iter().chain(&imported.told.asides) {
        let _ = writeln!(said, "note     {note}");
    }
    finished(arguments, said, "analyse")
}

/// Says what was written, and what can be done with it.
fn finished(arguments: &Arguments, mut said: String, next: &str) -> Result<u8, Failure> {
    let path = &arguments.output;
    let _ = writeln!(said, "wrote    {}\nNext     roundtable {next} {}", path.display(), quoted(path));
    output::say(&said)?;
    Ok(DONE)
}

/// A file of GMCR+ as a conflict.
fn conflict(arguments: &Arguments, file: &Path) -> Result<u8, Failure> {
    refuse_ending(arguments, file, "csv", "a conflict file, .ron")?;
    let imported = conflicts::foreign(file)?;
    let text = conflicts::text(&arguments.output, &imported.conflict)?;
    write_out(arguments, text.as_bytes())?;
    let (parties, states) = (imported.conflict.parties.len(), imported.conflict.states.len());
    let parties = if parties == 1 { "1 party".to_owned() } else { format!("{parties} parties") };
    let options = count(imported.conflict.options.len(), "option");
    let mut said = format!("read     {parties}, {options}, {}\n", count(states, "state"));
    told(&mut said, &imported.dropped);
    finished(arguments, said, "stability")
}

/// A scenario of KTAB as decisions.
fn table(arguments: &Arguments, file: &Path) -> Result<u8, Failure> {
    refuse_ending(arguments, file, "ron", "decisions as CSV")?;
    let read = positions::read(file)?;
    let broken = |error: String| Failure::failed(format!("the table cannot be written: {error}"));
    let bytes = decisions::write(&read.decisions).map_err(|error| broken(error.to_string()))?;
    if decisions::read(&bytes).map_err(|error| broken(error.to_string()))? != read.decisions {
        return Err(broken("it does not read back as the same decisions".to_owned()));
    }
    write_out(arguments, &bytes)?;
    let actors = read.decisions.first().map_or(0, |decision| decision.actors.len());
    let mut said =
        format!("read     {}, {}\n", count(read.decisions.len(), "decision"), count(actors, "actor"));
    told(&mut said, &read.left_out);
    finished(arguments, said, "predict")
}

/// What was dropped, a line each.
fn told(said: &mut String, dropped: &[String]) {
    for dropped in dropped {
        let _ = writeln!(said, "dropped  {dropped}");
    }
}

/// A name that promises another kind of file would mislead.
fn refuse_ending(arguments: &Arguments, file: &Path, wrong: &str, becomes: &str) -> Result<(), Failure> {
    if arguments.output.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(wrong)) {
        let what = Seems::file(file).map_or_else(|| "the file".to_owned(), |seems| seems.to_string());
        let what = format!("{what} becomes {becomes}, and the name ends in .{wrong}");
        return Err(Failure::usage(what)
            .at(arguments.output.display())
            .mend("give a name that ends otherwise"));
    }
    Ok(())
}

fn write_out(arguments: &Arguments, bytes: &[u8]) -> Result<(), Failure> {
    let path = &arguments.output;
    if !arguments.force && path.symlink_metadata().is_ok() {
        let exists = Failure::usage("the file exists already").at(path.display());
        return Err(exists.mend("give another name, or write over it with --force"));
    }
    output::write_file(path, bytes, arguments.force)
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
