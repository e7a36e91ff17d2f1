//! Files and folders of single commands: whole or absent at every step, and nothing removed that they did not make.

mod common;

use common::disk::{Fault, TestDisk};
use roundtable::files::{RealDisk, write};
use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::Path;

/// Names and contents, folders as `None`.
fn tree(folder: &Path) -> BTreeMap<String, Option<Vec<u8>>> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            found.insert(name.clone(), None);
            found.extend(tree(&path).into_iter().map(|(below, bytes)| (format!("{name}/{below}"), bytes)));
        } else {
            found.insert(name, Some(std::fs::read(path).unwrap()));
        }
    }
    found
}

fn three() -> Vec<(String, Vec<u8>)> {
    ["a.csv", "b.json", "c.svg"]
        .iter()
        .map(|name| ((*name).to_owned(), name.repeat(9).into_bytes()))
        .collect()
}

#[test]
fn a_folder_is_whole_or_absent_at_every_step() {
    for fault in [Fault::Once, Fault::Killed] {
        for at in 0.. {
            let root = tempfile::tempdir().unwrap();
            std::fs::create_dir(root.path().join(".x.partial")).unwrap();
            std::fs::write(root.path().join(".x.partial/thesis.txt"), "years of work").unwrap();
            let before = tree(root.path());
            let (target, disk) = (root.path().join("x"), TestDisk::failing(at, fault));
            let ended = write::folder(&disk, &target, &three());
            if target.exists() {
                assert_eq!(tree(&target).len(), 3, "{fault:?} at {at}");
            } else {
                assert!(ended.is_err());
                if fault == Fault::Once {
                    assert_eq!(tree(root.path()), before, "at {at} something is left");
                }
                write::folder(&RealDisk, &target, &three()).unwrap();
            }
            for (name, bytes) in three() {
                assert_eq!(std::fs::read(target.join(name)).unwrap(), bytes);
            }
            let after = tree(root.path());
            assert!(before.iter().all(|(name, bytes)| after.get(name) == Some(bytes)), "{fault:?} at {at}");
            if disk.steps() <= at {
                assert!(ended.is_ok() && at > 12, "only {at} steps");
                break;
            }
        }
    }
}

#[test]
fn a_file_is_whole_or_as_it_was_at_every_step() {
    for over in [false, true] {
        for fault in [Fault::Once, Fault::Killed] {
            for at in 0.. {
                let root = tempfile::tempdir().unwrap();
                let path = root.path().join("page.html");
                if over {
                    std::fs::write(&path, "old").unwrap();
                }
                let before = tree(root.path());
                let disk = TestDisk::failing(at, fault);
                let ended = write::file(&disk, &path, b"new and whole", over);
                let found = std::fs::read(&path).ok();
                if found.as_deref() != Some(b"new and whole") {
                    assert!(ended.is_err());
                    assert_eq!(found, before.get("page.html").cloned().flatten(), "{fault:?} at {at}");
                    if fault == Fault::Once {
                        assert_eq!(tree(root.path()), before);
                    }
                    write::file(&RealDisk, &path, b"new and whole", over).unwrap();
                }
                assert_eq!(std::fs::read(&path).unwrap(), b"new and whole");
                if disk.steps() <= at {
                    assert!(ended.is_ok() && at > 3);
                    assert_eq!(tree(root.path()).len(), 1);
                    break;
                }
            }
        }
    }
}

#[test]
fn a_hidden_name_that_somebody_has_is_left_to_him() {
    let root = tempfile::tempdir().unwrap();
    let theirs = root.path().join(format!(".x.{}-0.new", std::process::id()));
    std::fs::create_dir(&theirs).unwrap();
    std::fs::write(theirs.join("thesis.txt"), "years of work").unwrap();
    write::folder(&RealDisk, &root.path().join("x"), &three()).unwrap();
    write::file(&RealDisk, &root.path().join("y"), b"y", false).unwrap();
    // One that fails leaves it alone too.
    let long = "n".repeat(300);
    assert!(write::folder(&RealDisk, &root.path().join("z"), &[(long, vec![])]).is_err());
    let names: Vec<String> = tree(root.path()).into_keys().filter(|name| !name.contains('/')).collect();
    assert_eq!(names, [theirs.file_name().unwrap().to_string_lossy().as_ref(), "x", "y"]);
    assert_eq!(std::fs::read(theirs.join("thesis.txt")).unwrap(), b"years of work");
}

#[test]
fn of_many_at_once_one_has_the_name_and_the_others_an_error() {
    let root = tempfile::tempdir().unwrap();
    let (folder, file) = (root.path().join("folder"), root.path().join("file"));
    let ended: Vec<(bool, bool)> = std::thread::scope(|scope| {
        let write = |k: u8| {
            let files: Vec<_> = three().into_iter().map(|(name, _)| (name, vec![k; 9000])).collect();
            let kind = |ended: std::io::Result<()>| match ended {
                Ok(()) => true,
                Err(error) => {
                    assert_eq!(error.kind(), ErrorKind::AlreadyExists);
                    false
                }
            };
            (
                kind(write::folder(&RealDisk, &folder, &files)),
                kind(write::file(&RealDisk, &file, &vec![k; 9000], false)),
            )
        };
        let started: Vec<_> = (0..8).map(|k| scope.spawn(move || write(k))).collect();
        started.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(ended.iter().filter(|(folder, _)| *folder).count(), 1);
    assert_eq!(ended.iter().filter(|(_, file)| *file).count(), 1);
    let left = tree(root.path());
    assert_eq!(left.len(), 5, "{:?}", left.keys());
    let whole = |bytes: &Option<Vec<u8>>| {
        bytes.as_ref().is_none_or(|b| b.len() == 9000 && b.iter().all(|x| *x == b[0]))
    };
    assert!(left.values().all(whole));
}
