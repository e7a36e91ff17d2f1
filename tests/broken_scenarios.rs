//! Every file in `tests/broken` with the messages that it gives, as reviewed snapshots.
//!
//! File names begin with a number; `00-sound` is the scenario that the others were broken from.

use std::path::Path;

use roundtable::scenario::{SourceFile, Style, machine, read, render, variants};

/// File name and content of every broken scenario, by name.
fn files() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken");
    let mut files: Vec<(String, Vec<u8>)> = std::fs::read_dir(folder)
        .expect("tests/broken exists")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "ron"))
        .map(|path| {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            (name, std::fs::read(&path).expect("readable"))
        })
        .collect();
    files.sort();
    assert!(files.len() > 20, "the broken scenarios are missing");
    files
}

#[test]
fn messages_are_as_reviewed() {
    for (name, bytes) in files() {
        let file = SourceFile::from_bytes(format!("{name}.ron"), &bytes);
        let problems = match read(&file) {
            Ok(checked) => variants(&file, &checked.scenario).err().unwrap_or(checked.warnings),
            Err(problems) => problems,
        };
        let text = render(&problems, &file, Style::Plain);
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(name, text);
        });
    }
}

#[test]
fn only_the_sound_one_and_warnings_are_accepted() {
    for (name, bytes) in files() {
        let file = SourceFile::from_bytes(&*name, &bytes);
        let accepted = read(&file).is_ok_and(|checked| variants(&file, &checked.scenario).is_ok());
        assert_eq!(accepted, ["00-sound", "35-warnings", "56-idle"].contains(&&*name), "{name}");
    }
}

#[test]
fn people_and_programs_get_the_same_places() {
    for (name, bytes) in files() {
        let file = SourceFile::from_bytes(format!("{name}.ron"), &bytes);
        let Err(problems) = read(&file) else { continue };
        let text = render(&problems, &file, Style::Plain);
        for row in machine(&problems, &file) {
            let place = format!("{name}.ron:{}:{}", row.line, row.column);
            assert!(text.contains(&place), "{place} is not in\n{text}");
        }
    }
}
