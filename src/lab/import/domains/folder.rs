//! Which files are meant where a folder is named.

use super::{DomainFileError, fault, file_name};
use std::path::{Path, PathBuf};

/// Files of a folder that are read as one domain: far more than parties can be.
const MOST_FILES: usize = 64;

/// The ending of a name, in small letters.
pub(super) fn ending(path: &Path) -> String {
    path.extension().and_then(|e| e.to_str()).unwrap_or("").to_ascii_lowercase()
}

/// The kind of text that a name tells: `XML`, `JSON` or `YAML`.
pub(super) fn kind(path: &Path) -> Option<&'static str> {
    match ending(path).as_str() {
        "xml" => Some("XML"),
        "json" => Some("JSON"),
        "yaml" | "yml" => Some("YAML"),
        _ => None,
    }
}

/// The folder, or `config.txt`, of a scorable game, where that is what is named; files of the game may be named beside.
pub(super) fn scorable(paths: &[PathBuf]) -> Result<Option<&Path>, DomainFileError> {
    let game =
        |path: &Path| file_name(path) == "config.txt" || path.is_dir() && path.join("config.txt").exists();
    let Some(one) = paths.iter().find(|path| game(path)) else { return Ok(None) };
    let folder = if one.is_dir() { Some(one.as_path()) } else { one.parent() };
    if paths.iter().all(|path| folder.is_some_and(|folder| path.starts_with(folder))) {
        return Ok(Some(one));
    }
    Err(fault(one, "a scorable game is named together with other files; expected its folder alone"))
}

/// The files that are named, in their order, or those of the folder, by name: all XML, JSON or YAML in it, but what begins with `.` or `_`
/// (`NegMAS` keeps statistics in such).
pub(super) fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, DomainFileError> {
    let Some(folder) = paths.iter().find(|path| path.is_dir()) else { return Ok(paths.to_vec()) };
    if paths.len() > 1 {
        return Err(fault(folder, "a folder is named together with others; expected one folder, or files"));
    }
    let unreadable = |error: std::io::Error| fault(folder, format!("the folder cannot be read: {error}"));
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if kind(&path).is_some() && !file_name(&path).starts_with(['.', '_']) && path.is_file() {
            found.push(path);
        }
    }
    if found.len() > MOST_FILES {
        let what = format!(
            "there are {} files in this folder; at most {MOST_FILES} are read as one domain",
            found.len()
        );
        return Err(fault(folder, what));
    }
    found.sort();
    let mut kinds: Vec<&str> = found.iter().filter_map(|path| kind(path)).collect();
    kinds.sort_unstable();
    kinds.dedup();
    match kinds.as_slice() {
        [_] => Ok(found),
        [] => Err(fault(
            folder,
            "there is no config.txt (a scorable game) and no XML, JSON or YAML file in this folder; expected the files of one domain",
        )),
        several => Err(fault(
            folder,
            format!("there are {} files in this folder; name those of one kind", several.join(" and ")),
        )),
    }
}
