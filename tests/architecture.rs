//! The invariants of ARCHITECTURE.md that a reader of the text can check: who may use whom, what pure modules leave alone.

use std::path::{Path, PathBuf};

/// For each room, the rooms that it may use besides itself.
const MAY_USE: [(&str, &[&str]); 18] = [
    ("files", &[]),
    ("language", &[]),
    ("scenario", &[]),
    ("statistics", &[]),
    ("world", &["scenario", "statistics"]),
    ("agreement", &["scenario", "world"]),
    ("talks", &["scenario", "world", "agreement", "statistics"]),
    ("simulation", &["files", "scenario", "world", "agreement", "talks", "statistics"]),
    ("results", &["language", "scenario", "world", "agreement", "talks", "simulation", "statistics"]),
    ("why", &["files", "language", "scenario", "world", "results", "statistics"]),
    ("chart", &["language", "scenario", "results", "statistics", "why"]),
    ("report", &["language", "scenario", "world", "agreement", "talks", "simulation", "results", "chart"]),
    ("export", &["language", "scenario", "results", "why", "chart"]),
    ("room", &["language", "scenario", "simulation", "talks", "results", "report"]),
    ("serve", &["files", "language", "scenario", "simulation", "talks", "chart", "room"]),
    ("terminal", &["language", "files", "scenario", "talks", "simulation", "results"]),
    (
        "lab",
        &[
            "files",
            "language",
            "scenario",
            "world",
            "agreement",
            "talks",
            "simulation",
            "results",
            "chart",
            "statistics",
            "terminal",
        ],
    ),
    (
        "cli",
        &[
            "language",
            "files",
            "scenario",
            "simulation",
            "results",
            "why",
            "chart",
            "report",
            "export",
            "terminal",
            "lab",
            "room",
            "serve",
        ],
    ),
];

/// The one file that knows the laboratory: the list of commands.
const TOP: &str = "cli/mod.rs";

/// Rooms without files, clock, threads, or panics on user data.
const PURE: [&str; 8] =
    ["scenario", "world", "agreement", "talks", "statistics", "room", "lab/games", "lab/theory"];

/// Longest file, in lines.
const LONGEST: usize = 600;

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// All source files of a module with their text.
fn files(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            let text = std::fs::read_to_string(&path).expect("the file can be read");
            found.push((path, text));
        }
    }
    found.sort();
    found
}

/// The text without comments and without what is compiled for tests only.
fn product(path: &Path, text: &str) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if name == "tests.rs" || name == "fixture.rs" || name == "rules.rs" {
        return String::new();
    }
    let lines = text.lines().take_while(|line| line.trim() != "#[cfg(test)]" || path.ends_with("mod.rs"));
    let code = lines.filter(|line| !line.trim_start().starts_with("//"));
    let code: String = code.flat_map(|line| [line, "\n"]).collect();
    // A `mod.rs` declares modules for tests among others; its own tests stand at its foot.
    code.split("mod tests {").next().unwrap_or_default().to_owned()
}

#[test]
fn modules_depend_downward_only() {
    let all: Vec<&str> = MAY_USE.iter().map(|(name, _)| *name).collect();
    for (module, allowed) in MAY_USE {
        for (path, text) in files(&source().join(module)) {
            let code = product(&path, &text);
            for part in code.split("crate::").skip(1) {
                let named: Vec<&str> = match part.strip_prefix('{') {
                    Some(list) => all.iter().copied().filter(|m| begins(list, m)).collect(),
                    None => all.iter().copied().filter(|m| starts(part, m)).collect(),
                };
                for used in named {
                    let below = used == module || allowed.contains(&used);
                    let fine = below && (used != "lab" || module == "lab" || path.ends_with(TOP));
                    assert!(fine, "{} uses crate::{used}", path.display());
                }
            }
        }
    }
}

/// Whether a path begins with this module.
fn starts(path: &str, module: &str) -> bool {
    path.strip_prefix(module).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
}

/// Whether a list in braces has an entry that begins with this module.
fn begins(list: &str, module: &str) -> bool {
    let list = list.split(';').next().unwrap_or(list);
    list.lines().any(|line| starts(line.trim(), module)) || starts(list, module)
}

#[test]
fn every_module_is_known() {
    let mut folders: Vec<String> = std::fs::read_dir(source())
        .expect("the folder can be read")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_dir())
        .map(|path| path.file_name().unwrap_or_default().to_string_lossy().into_owned())
        .collect();
    folders.sort();
    let mut known: Vec<&str> = MAY_USE.iter().map(|(name, _)| *name).collect();
    known.sort_unstable();
    assert_eq!(folders, known);
    let text = std::fs::read_to_string(source().with_file_name("ARCHITECTURE.md")).expect("it can be read");
    for module in known {
        assert!(text.contains(&format!("`{module}`")), "ARCHITECTURE.md does not name `{module}`");
    }
}

#[test]
fn pure_modules_have_no_files_clock_threads_or_output() {
    const FOREIGN: [&str; 10] = [
        "std::fs",
        "std::io",
        "std::net",
        "std::thread",
        "std::time",
        "std::env",
        "std::process",
        "println!",
        "HashMap",
        "static mut",
    ];
    for module in PURE {
        for (path, text) in files(&source().join(module)) {
            let code = product(&path, &text);
            for word in FOREIGN {
                assert!(!code.contains(word), "{} has {word}", path.display());
            }
        }
    }
}

/// Files that users name are opened in `files/read`, which has bounds, and changed in `files`, which removes nothing of others.
#[test]
fn files_are_opened_and_changed_in_one_place() {
    const WAYS: [&str; 9] = [
        "fs::read(",
        "read_to_string(",
        "File::open",
        "OpenOptions",
        "File::create",
        "fs::write(",
        "fs::rename(",
        "fs::remove",
        "io::stdin()",
    ];
    // What the system says of the machine; blocks and locks of the store's own; answers of a class and moves of a
    // player, of which so much is taken.
    const MAY: [&str; 7] = [
        "lab/commands/memory.rs",
        "simulation/machine.rs",
        "simulation/store/blocks.rs",
        "simulation/store/claim.rs",
        "simulation/store/content.rs",
        "cli/guess.rs",
        "cli/play/input.rs",
    ];
    for (path, text) in files(&source()) {
        let path = path.strip_prefix(source()).unwrap_or(&path).to_string_lossy().into_owned();
        if path.starts_with("files/") || MAY.contains(&path.as_str()) {
            continue;
        }
        let code = product(Path::new(&path), &text);
        // A second module of tests.
        let code = code.split("\nmod files {").next().unwrap_or_default();
        for way in WAYS {
            assert!(!code.contains(way), "{path} has {way}");
        }
    }
}

#[test]
fn pure_modules_do_not_panic_by_design() {
    const PANICS: [&str; 6] =
        [".unwrap()", ".expect(", "panic!(", "unreachable!(", " assert!(", " assert_eq!("];
    for module in PURE {
        for (path, text) in files(&source().join(module)) {
            let code = product(&path, &text);
            for word in PANICS {
                assert!(!code.contains(word), "{} has {word}", path.display());
            }
        }
    }
}

#[test]
fn no_files_stand_in_a_circle() {
    let sources: Vec<Source> =
        files(&source()).into_iter().map(|(path, text)| Source::new(&path, &text)).collect();
    let graph: Vec<Vec<usize>> = sources.iter().map(|from| uses(from, &sources)).collect();
    let mut circles: Vec<Vec<&str>> = Vec::new();
    for from in 0..sources.len() {
        let back = reach(&graph, from);
        let circle: Vec<usize> =
            (from..sources.len()).filter(|&to| back[to] && reach(&graph, to)[from]).collect();
        let told = circles.iter().any(|told| told.contains(&sources[from].name.as_str()));
        if circle.len() > 1 && !told {
            circles.push(circle.iter().map(|&file| sources[file].name.as_str()).collect());
        }
    }
    assert!(circles.is_empty(), "files in circles: {circles:#?}");
}

/// A file of the crate: its name below `src`, the path of its module, and what it names.
struct Source {
    name: String,
    module: Vec<String>,
    named: Vec<Vec<String>>,
}

impl Source {
    fn new(path: &Path, text: &str) -> Self {
        let name = path.strip_prefix(source()).unwrap_or(path).to_string_lossy().into_owned();
        let mut module: Vec<String> = name.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
        if module.last().is_some_and(|last| last == "mod" || last == "lib") {
            module.pop();
        }
        let code = product(path, text);
        let named = paths(&code).into_iter().filter_map(|written| absolute(&written, &module)).collect();
        Self { name, module, named }
    }

    /// The room; in `lab` each folder is one.
    fn room(&self) -> &[String] {
        let depth = if self.module.first().is_some_and(|first| first == "lab") { 2 } else { 1 };
        &self.module[..depth.min(self.module.len())]
    }
}

/// All paths in a text that begin with `crate` or `super`, lists in braces written out.
fn paths(code: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::").chain(code.match_indices("super::")) {
        let before = code[..at].chars().next_back().unwrap_or(' ');
        if before.is_alphanumeric() || before == '_' || before == ':' {
            continue;
        }
        tree(&code[at..], &mut Vec::new(), &mut found);
    }
    found
}

/// Reads one tree of paths from the beginning of a text and gives what is left of it.
fn tree<'a>(text: &'a str, before: &mut Vec<String>, found: &mut Vec<Vec<String>>) -> &'a str {
    let depth = before.len();
    let mut rest = text.trim_start();
    loop {
        if let Some(mut inner) = rest.strip_prefix('{') {
            while !inner.trim_start().starts_with(['}', ';']) && !inner.trim_start().is_empty() {
                inner = tree(inner, before, found).trim_start();
                inner = inner.strip_prefix(',').unwrap_or(inner);
            }
            rest = inner.trim_start().strip_prefix('}').unwrap_or("");
            break;
        }
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        before.push(rest[..end].to_owned());
        rest = &rest[end..];
        match rest.strip_prefix("::") {
            Some(more) if more.starts_with(|c: char| c.is_alphabetic() || c == '_' || c == '{') => {
                rest = more;
            }
            _ => {
                found.push(before.clone());
                // An alias, or what cannot be read: up to the next entry.
                rest = &rest[rest.find([',', '}', ';']).unwrap_or(rest.len())..];
                break;
            }
        }
    }
    before.truncate(depth);
    rest
}

/// A path as written in a module, from the root of the crate.
fn absolute(written: &[String], module: &[String]) -> Option<Vec<String>> {
    let ups = written.iter().take_while(|part| *part == "super").count();
    let start = match written.first().map(String::as_str) {
        Some("crate") => &[],
        _ => module.get(..module.len().checked_sub(ups)?)?,
    };
    let skipped = ups.max(usize::from(ups == 0));
    Some(start.iter().chain(&written[skipped..]).cloned().collect())
}

/// The files of the same room that a file uses, parents and children left out.
fn uses(from: &Source, all: &[Source]) -> Vec<usize> {
    let deepest = |path: &Vec<String>| {
        let fits =
            |(_, other): &(usize, &Source)| path.starts_with(&other.module) && !other.module.is_empty();
        all.iter().enumerate().filter(fits).max_by_key(|(_, other)| other.module.len())
    };
    let kin = |other: &Source| {
        let (short, long) =
            if from.module.len() < other.module.len() { (from, other) } else { (other, from) };
        long.module.starts_with(&short.module) && long.module.len() <= short.module.len() + 1
    };
    let found = from.named.iter().filter_map(deepest);
    let near = found.filter(|(_, other)| other.room() == from.room() && !kin(other));
    near.map(|(file, _)| file).collect()
}

/// What can be reached from a file.
fn reach(graph: &[Vec<usize>], from: usize) -> Vec<bool> {
    let mut seen = vec![false; graph.len()];
    let mut todo = vec![from];
    while let Some(file) = todo.pop() {
        for &next in &graph[file] {
            if !std::mem::replace(&mut seen[next], true) {
                todo.push(next);
            }
        }
    }
    seen
}

#[test]
fn files_are_short_enough_to_be_read() {
    for (path, text) in files(&source()) {
        let lines = text.lines().count();
        assert!(lines <= LONGEST, "{} has {lines} lines", path.display());
    }
}

/// One place prints, and makes what users bring visible; the bar draws what it was given.
#[test]
fn only_one_place_prints() {
    const PRINTS: [&str; 8] = [
        "print!(",
        "println!(",
        "io::stdout()",
        "io::stderr()",
        "anstream::std",
        ".print()",
        "dbg!(",
        "\\u{1b}",
    ];
    let place = source().join("terminal/output.rs");
    let choosing = ["loaded.rs", "progress.rs", "printable.rs", "text.rs"]
        .map(|name| source().join("terminal").join(name));
    for (path, text) in files(&source()) {
        if path == place || choosing.contains(&path) {
            continue;
        }
        let code = product(&path, &text);
        for word in PRINTS {
            assert!(!code.contains(word), "{} has {word}", path.display());
        }
    }
    // These ask whether there is a terminal, and no more.
    for path in choosing {
        let code = product(&path, &std::fs::read_to_string(&path).expect("the file can be read"));
        for word in ["print!(", "println!(", "write_all(", ".print()"] {
            assert!(!code.contains(word), "{} has {word}", path.display());
        }
    }
}

/// A page that moves would break the links of the documents.
#[test]
fn links_of_the_documents_lead_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let summary =
        std::fs::read_to_string(root.join("docs/SUMMARY.md")).expect("the table of contents can be read");
    let pages = |folder: &str| {
        let entries = std::fs::read_dir(root.join(folder)).expect("the folder can be read");
        let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
        names.filter(|name| Path::new(name).extension().is_some_and(|e| e == "md")).collect::<Vec<_>>()
    };
    for page in pages("docs") {
        assert!(page == "SUMMARY.md" || summary.contains(&format!("]({page})")), "the book has no {page}");
    }
    let documents = ["", "docs", "scenarios", "output"]
        .into_iter()
        .flat_map(|folder| pages(folder).into_iter().map(move |page| Path::new(folder).join(page)));
    for document in documents {
        let path = root.join(&document);
        let text = std::fs::read_to_string(&path).expect("the document can be read");
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let target = link.split('#').next().unwrap_or_default();
            if target.is_empty() || target.contains("://") {
                continue;
            }
            assert!(
                path.with_file_name("").join(target).exists(),
                "{} links to {target}",
                document.display()
            );
        }
    }
}
