//! A temporary folder with a small scenario, and the program started in it.

use assert_cmd::Command;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The scenario on the desk: one lesson of the ladder, which runs in no time.
const DEMO: &str = include_str!("../../scenarios/teaching/3-packages.ron");

/// A folder of its own with `demo.ron`; formats: `spring alone`, `both together`, `both or nothing`.
pub(crate) struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    pub(crate) fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap() };
        desk.write("demo.ron", DEMO);
        desk
    }

    /// The program with these arguments, without terminal or colour.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_roundtable"));
        command
            .current_dir(self.folder())
            .env_remove("NO_COLOR")
            .env_remove("CLICOLOR_FORCE")
            .env_remove("COLUMNS")
            .args(arguments);
        command
    }

    pub(crate) fn compare(&self, more: &[&str]) -> Command {
        let mut command = self.command(&["compare", "demo.ron"]);
        command.args(more);
        command
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    pub(crate) fn json(&self, name: &str) -> Value {
        serde_json::from_str(&self.read(name)).unwrap()
    }

    /// Standard output of a command that must succeed without a remark.
    pub(crate) fn said(&self, arguments: &[&str]) -> String {
        let output = self.command(arguments).assert().success().stderr("").get_output().stdout.clone();
        String::from_utf8(output).unwrap()
    }

    /// Exit code and standard error of a command that must not write to standard output.
    pub(crate) fn refused(&self, arguments: &[&str]) -> (i32, String) {
        let output = self.command(arguments).assert().stdout("").get_output().clone();
        (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
    }
}

/// All files of a folder but `run.json`, by relative path.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
                found.insert(name, std::fs::read(path).unwrap());
            }
        }
    }
    found.remove("run.json").expect("run.json");
    found
}

/// What stands in a folder, hidden names included.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
