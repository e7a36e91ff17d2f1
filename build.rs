//! Gives the program a mark of the code that it is made of: unfinished work of other code is not gone on with.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hasher};
use std::path::Path;

fn main() -> std::io::Result<()> {
    let mut files = BTreeMap::new();
    collect(Path::new("src"), &mut files)?;
    // As a dependency of another package this one has no lock of its own.
    files.extend(std::fs::read("Cargo.lock").ok().map(|bytes| ("Cargo.lock".to_owned(), bytes)));
    let mut hasher = DefaultHasher::new();
    for (name, bytes) in &files {
        hasher.write(name.as_bytes());
        hasher.write_usize(bytes.len());
        hasher.write(bytes);
    }
    println!("cargo::rustc-env=ROUNDTABLE_BUILD={:016x}", hasher.finish());
    // A new file is named in one that is there. What is watched and does not exist would make every build begin anew.
    for watched in ["build.rs"].into_iter().chain(files.keys().map(String::as_str)) {
        println!("cargo::rerun-if-changed={watched}");
    }
    Ok(())
}

/// All that is compiled, by path: sources and templates, and none of what editors and tests leave beside them.
fn collect(folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')) {
            continue;
        }
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|ending| ending == "rs" || ending == "ron") {
            files.insert(path.to_string_lossy().replace('\\', "/"), std::fs::read(&path)?);
        }
    }
    Ok(())
}
