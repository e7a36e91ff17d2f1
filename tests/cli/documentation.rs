//! Every command that the documents show runs as they say.

use super::desk::Desk;
use std::path::Path;

/// Documents with commands in blocks marked `console`, in which a command stands on one line.
const DOCUMENTS: [&str; 5] =
    ["README.md", "docs/tactics.md", "docs/teaching.md", "scenarios/README.md", "docs/backtest-format.md"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The commands of a document, without their remarks.
fn commands(document: &str) -> Vec<String> {
    let text = std::fs::read_to_string(root().join(document)).unwrap();
    let mut inside = false;
    let mut found = Vec::new();
    for line in text.lines() {
        if line.starts_with("```") {
            inside = line == "```console";
        } else if inside && !line.is_empty() && !line.starts_with('#') {
            let command = line.split("  #").next().unwrap_or(line).trim();
            found.push(command.replace("./target/release/roundtable", "roundtable"));
        }
    }
    found
}

/// A desk like a fresh clone.
fn clone() -> Desk {
    let desk = Desk::new();
    for folder in ["scenarios", "tests"] {
        copy(&root().join(folder), &desk.path(folder));
    }
    desk
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Runs a line of a shell in which `roundtable` is the program under test; few worlds do.
fn run(desk: &Desk, line: &str) {
    let simulates = ["roundtable compare ", "roundtable run "].iter().any(|start| line.starts_with(start));
    let few = if simulates && !line.contains("--runs") { " --runs 8" } else { "" };
    let line = line.replace("--runs 200", "--runs 8").replace("--runs 500", "--runs 8");
    // Enough answers for every prediction: 0 for a number, the first format for a party.
    let answers =
        if line.contains("--guess") { "0\\n".repeat(60) + &"1\\n".repeat(9) } else { String::new() };
    let program = env!("CARGO_BIN_EXE_roundtable");
    let script = format!("roundtable() {{ '{program}' \"$@\"; }}; printf '{answers}' | {line}{few}");
    assert_cmd::Command::new("sh").current_dir(desk.folder()).args(["-c", &script]).assert().success();
}

#[test]
fn commands_in_blocks_succeed() {
    let mut count = 0;
    for document in DOCUMENTS {
        let desk = clone();
        for line in commands(document).iter().filter(|line| !line.starts_with("cargo ")) {
            assert!(line.starts_with("roundtable "), "{document}: {line}");
            run(&desk, line);
            count += 1;
        }
    }
    assert!(count > 15, "only {count} commands were found");
}

/// Options and commands that documents name in running text exist.
#[test]
fn options_that_are_named_exist() {
    let mut known: Vec<String> = Vec::new();
    for command in roundtable::cli::command().get_subcommands() {
        known.push(command.get_name().to_owned());
        known.extend(command.get_arguments().filter_map(|a| a.get_long()).map(|long| format!("--{long}")));
    }
    known.extend(["--help", "--color", "--version"].map(String::from));
    for document in
        DOCUMENTS.into_iter().chain(["docs/scenario-format.md", "docs/glossary.md", "output/README.md"])
    {
        let text = std::fs::read_to_string(root().join(document)).unwrap();
        for word in text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')) {
            let is_option = word.starts_with("--") && word.len() > 3 && !word.starts_with("---");
            let cargo = ["--release", "--all-targets", "--path", "--check", "--no-deps"].contains(&word);
            assert!(!is_option || cargo || known.iter().any(|k| k == word), "{document} names {word}");
        }
    }
}

/// Every example that the help shows is one that the program understands, and its scenario is there.
#[test]
fn examples_of_the_help_are_understood() {
    let mut examples = Vec::new();
    let mut tree = roundtable::cli::command();
    tree.build();
    for command in tree.get_subcommands() {
        let texts = [command.get_before_help(), command.get_after_help()];
        let text: String =
            texts.into_iter().flatten().map(ToString::to_string).collect::<Vec<_>>().join("\n");
        examples.extend(
            text.lines().map(str::trim).filter(|line| line.starts_with("roundtable ")).map(str::to_owned),
        );
    }
    assert!(examples.len() > 10, "{examples:?}");
    for line in &examples {
        let shown = line.split("  ").next().unwrap();
        for word in shown.split([' ', '\'']).filter(|word| {
            word.starts_with("scenarios/")
                && std::path::Path::new(word).extension().is_some_and(|e| e == "ron")
        }) {
            assert!(root().join(word).is_file(), "{line}: there is no {word}");
        }
        // What goes to a file or another program is the shell's business.
        let words = shell_words(shown).into_iter().take_while(|word| word != ">" && word != "|");
        let parsed = roundtable::cli::command().try_get_matches_from(words);
        assert!(parsed.is_ok(), "{line}: {}", parsed.unwrap_err());
    }
}

/// Words of a command with single quotes.
fn shell_words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '\'' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            _ => words.last_mut().unwrap().push(letter),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Rows of the two tables of `docs/tactics.md`, as the library has them.
fn rows_of_tactics() -> Vec<String> {
    let mut rows = Vec::new();
    let mut parameters: Vec<String> = Vec::new();
    for kind in roundtable::negotiation::tactic::all() {
        let usual = |p: &roundtable::negotiation::tactic::Parameter| match p.words {
            [] => format!("`{}` {}", p.name, p.default),
            words => format!("`{}` {}", p.name, words[p.default as usize]),
        };
        let has: Vec<String> = kind.parameters.iter().map(usual).collect();
        rows.push(format!("| `{}` | {} | {} |", kind.name, kind.about, has.join(", ")));
        for p in kind.parameters {
            let range = match p.words {
                [] => format!("{} to {}", p.range.0, p.range.1),
                words => words.join(", "),
            };
            let row = format!("| `{}` | {} | {range} |", p.name, p.about);
            if !parameters.contains(&row) {
                parameters.push(row);
            }
        }
    }
    rows.extend(parameters);
    rows
}

#[test]
fn the_page_of_tactics_lists_them_all_with_their_parameters() {
    let page = std::fs::read_to_string(root().join("docs/tactics.md")).unwrap();
    let wanted = rows_of_tactics();
    let found: Vec<&str> = page.lines().filter(|line| line.starts_with("| `")).collect();
    assert_eq!(found, wanted, "docs/tactics.md should say:\n{}", wanted.join("\n"));
}
