//! Conflicts by options, from files of ours and of GMCR+.

use crate::files::seems::Seems;
use crate::files::text;
use crate::lab::conflict::model::Model;
use crate::lab::import::gmcr;
use crate::results::words::count;
use crate::scenario::{self, Diagnostic, Kind, LARGEST_FILE, Opened, SourceFile, conflict};
use crate::terminal::failure::{Failure, USAGE};
use crate::terminal::loaded::{rendered, source};
use std::path::Path;

/// A conflict made ready.
pub(super) struct Ready {
    /// The conflict.
    pub(super) model: Model,
    /// What of a file of GMCR+ is not in it, in words.
    pub(super) dropped: Vec<String>,
}

/// A conflict by options, read and made ready.
pub(super) fn read(path: &Path) -> Result<Ready, Failure> {
    // What cannot be read is said of the file as one of ours.
    if text::read(path, LARGEST_FILE as u64).is_ok_and(|text| gmcr::is_gmcr(&text)) {
        let gmcr::Imported { conflict, dropped } = foreign(path)?;
        return Ok(Ready { model: ready(path, &conflict)?, dropped });
    }
    let source = source(path)?;
    let refused = |problems: &[Diagnostic]| Failure::rendered(USAGE, rendered(problems, &source));
    let opened = scenario::open(&source);
    if opened.kind != Kind::Conflict {
        if let (true, Err(problems)) = (source.is_flawed(), opened.scenario()) {
            return Err(refused(&problems));
        }
        let seems = Seems::of(source.text());
        let failure = Failure::usage(format!("this is no conflict by options: it seems to be {seems}"))
            .at(path.display())
            .expected("a file that begins with `Conflict(`, or a .gmcr of GMCR+");
        return Err(if seems.read_by.is_empty() {
            failure.mend("see scenarios/elmira-1991/conflict.ron")
        } else {
            failure.mend(seems.read_by)
        });
    }
    let model = modelled(opened).map_err(|problems| refused(&problems))?;
    Ok(Ready { model, dropped: Vec::new() })
}

/// What `check` says of a conflict: its size in words (no warnings), or what is wrong with it.
pub(crate) fn sound(opened: Opened) -> Result<(String, Vec<Diagnostic>), Vec<Diagnostic>> {
    let model = modelled(opened)?;
    let size = format!("a conflict: {} parties, {}", model.parties.len(), count(model.states.len(), "state"));
    Ok((size, Vec::new()))
}

fn modelled(opened: Opened) -> Result<Model, Vec<Diagnostic>> {
    opened.conflict().and_then(|written| Model::new(&written))
}

/// A file of GMCR+.
pub(super) fn foreign(path: &Path) -> Result<gmcr::Imported, Failure> {
    let file = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let text =
        text::read(path, LARGEST_FILE as u64).map_err(|error| Failure::usage(error).at(path.display()))?;
    gmcr::read(&text, &file).map_err(|error| {
        Failure::usage(error).at(format!("{}, which seems to be {}", path.display(), Seems::of(&text)))
    })
}

/// A conflict that has no file of ours.
fn ready(path: &Path, conflict: &conflict::Conflict) -> Result<Model, Failure> {
    Model::new(conflict).map_err(|problems| {
        let all: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
        Failure::usage(all.join("\n")).at(path.display())
    })
}

/// The text of a conflict file, once it reads back as the same conflict.
pub(super) fn text(path: &Path, conflict: &conflict::Conflict) -> Result<String, Failure> {
    let text = conflict::write(conflict);
    let file = SourceFile::new(path.display().to_string(), text.as_str());
    match scenario::read_conflict(&file) {
        Some(Ok(mut read)) => {
            read.spans.clear();
            if read == *conflict && ready(path, &read).is_ok() {
                return Ok(text);
            }
            // A fault of this program, not of the file.
            Err(Failure::failed(
                "what would be written does not read back as the same conflict: nothing is written",
            ))
        }
        Some(Err(problems)) => Err(Failure::rendered(USAGE, rendered(&problems, &file))),
        None => Err(Failure::failed("what would be written is no conflict: nothing is written")),
    }
}
