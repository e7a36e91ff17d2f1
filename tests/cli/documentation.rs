//! Every command that the documents show runs as they say.

use super::desk::Desk;
use std::path::Path;

/// Documents with commands in blocks marked `console`, in which a command stands on one line.
const DOCUMENTS: [&str; 6] = [
    "README.md",
    "docs/commands.md",
    "docs/tactics.md",
    "docs/teaching.md",
    "scenarios/README.md",
    "docs/backtest-format.md",
];

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

/// The same with few worlds.
fn simulating(line: &str, command: &str) -> String {
    let (name, file) = command.split_once(' ').unwrap_or((command, ""));
    line.replace(&format!("roundtable {name} {file}"), &format!("roundtable {name} --runs 8 {file}"))
}

/// Runs a line of a shell in which `roundtable` is the program under test; few worlds do.
fn run(desk: &Desk, line: &str) -> Option<i32> {
    let line = line.replace("--runs 200", "--runs 8").replace("--runs 500", "--runs 8");
    // A search goes on until it finds something.
    // Of stored results nothing is simulated.
    let own = ["--runs", "--shard", "--resume", "--replay"];
    let few = !own.iter().any(|option| line.contains(option))
        && !line.contains("--find")
        && !line.contains("compare output/");
    // Enough for two parts.
    let line = line.replace(" --shard", " --runs 500 --shard");
    let simulate = ["compare", "run", "decompose", "flip", "sweep", "play", "sensitivity scenarios/"];
    let line = simulate.iter().fold(line, |line, start| if few { simulating(&line, start) } else { line });
    // Enough answers for every prediction: 0 for a number, and whatever else is asked is skipped.
    let answers =
        if line.contains("--guess") { "0\\n".repeat(60) + &"\\n".repeat(20) } else { String::new() };
    let program = env!("CARGO_BIN_EXE_roundtable");
    let script = match line.strip_prefix("roundtable serve ") {
        // A server goes on until it is told to stop: that it began is waited for.
        Some(rest) => format!(
            "rm -f said; '{program}' serve {rest} --port 0 >said & for k in $(seq 600); do grep -qs Ctrl-C said && break; sleep 0.1; done; kill -TERM $!; wait $!"
        ),
        None => format!("roundtable() {{ '{program}' \"$@\"; }}; printf '{answers}' | {line}"),
    };
    let mut shell = std::process::Command::new("sh");
    let output = shell
        .current_dir(desk.folder())
        .env("HOME", desk.folder())
        .args(["-c", &script])
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    if !output.status.success() {
        eprintln!("{line}: {}", String::from_utf8_lossy(&output.stderr));
    }
    output.status.code()
}

#[test]
fn commands_in_blocks_succeed() {
    let mut count = 0;
    for document in DOCUMENTS {
        let desk = clone();
        for line in commands(document).iter().filter(|line| !line.starts_with("cargo ")) {
            assert!(line.starts_with("roundtable "), "{document}: {line}");
            assert_eq!(run(&desk, line), Some(0), "{document}: {line}");
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
        for command in std::iter::once(command).chain(command.get_subcommands()) {
            known
                .extend(command.get_arguments().filter_map(|a| a.get_long()).map(|long| format!("--{long}")));
        }
    }
    known.extend(["--help", "--color", "--version"].map(String::from));
    for document in
        DOCUMENTS.into_iter().chain(["docs/scenario-format.md", "docs/glossary.md", "output/README.md"])
    {
        let text = std::fs::read_to_string(root().join(document)).unwrap();
        for word in text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')) {
            let is_option = word.starts_with("--") && word.len() > 3 && !word.starts_with("---");
            let cargo =
                ["--release", "--all-targets", "--path", "--check", "--no-deps", "--open"].contains(&word);
            assert!(!is_option || cargo || known.iter().any(|k| k == word), "{document} names {word}");
        }
    }
}

/// Files of other programs that examples name; all others are in the repository.
fn with_files_of_others(desk: &Desk) {
    let profile = |weight: f64| {
        format!(
            r#"<utility_space><objective index="0" name="root">
<issue index="1" name="price" type="discrete"><item index="1" value="low" evaluation="1"/><item index="2" value="high" evaluation="3"/></issue>
<issue index="2" name="date" type="discrete"><item index="1" value="soon" evaluation="2"/><item index="2" value="late" evaluation="1"/></issue>
<weight index="1" value="{weight}"/><weight index="2" value="{}"/></objective></utility_space>"#,
            1.0 - weight
        )
    };
    for (party, weight) in [("party1", 0.25), ("party2", 0.5), ("party3", 0.75)] {
        desk.write(&format!("{party}.xml"), &profile(weight));
    }
    desk.write("domain.yaml", "name: Trade\nissues:\n- {name: Colour, values: [red, blue]}\n");
    let seller = "name: NAME\ntype: LinearAdditiveUtilityFunction\nreserved_value: 0.25\nweights: [1]\nvalues:\n- {type: TableFun, mapping: {red: 1, blue: 0.5}}\n";
    for name in ["buyer", "seller"] {
        desk.write(&format!("{name}.yaml"), &seller.replace("NAME", name));
    }
    desk.write("valley.ron", include_str!("../version1/short_template.ron"));
    desk.write("dispute.gmcr", include_str!("../../fuzz/seeds/gmcr/prisoners.gmcr"));
    for folder in ["games/game1/scores_files", "scenarios/mine", ".local/share/bash-completion/completions"] {
        std::fs::create_dir_all(desk.path(folder)).unwrap();
    }
    desk.write("games/game1/config.txt", "Ann, ann, p1\nBob, bob, p2\n");
    for (name, scores) in [("ann", "10,0\n5,0\n8\n"), ("bob", "0,10\n5,0\n3\n")] {
        desk.write(&format!("games/game1/scores_files/{name}.txt"), scores);
    }
    desk.write("games/game1/initial_deal.txt", "A1,B1");
}

/// The examples of all help texts, one a line, without their remarks: of commands and of single options.
fn examples() -> Vec<String> {
    let mut tree = roundtable::cli::command();
    tree.build();
    let mut texts = Vec::new();
    for command in tree.get_subcommands() {
        texts.extend([command.get_before_help(), command.get_after_help(), command.get_long_about()]);
        texts.extend(command.get_arguments().map(|argument| argument.get_long_help()));
    }
    let text: String =
        texts.into_iter().flatten().flat_map(|text| [text.to_string(), "\n".to_owned()]).collect();
    let lines = text.lines().map(str::trim).filter(|line| line.starts_with("roundtable "));
    lines.map(|line| line.split("  ").next().unwrap().trim().to_owned()).collect()
}

/// Every example that the help shows runs, in their order, on the file that it names.
#[test]
fn examples_of_the_help_run() {
    let examples = examples();
    assert!(examples.len() > 35, "{examples:?}");
    let desk = clone();
    with_files_of_others(&desk);
    let mut failed = Vec::new();
    for line in &examples {
        // Takes minutes; a unit test runs the same on fewer scenarios.
        if line.contains("verify --facts") {
            continue;
        }
        // Several examples write to the same folder, which must be new.
        if let Some((_, rest)) = line.split_once(" -o ") {
            let folder = rest.split_whitespace().next().unwrap_or_default();
            let _ = std::fs::remove_dir_all(desk.path(folder));
        }
        // Of the manual a reader of manuals is needed only to look at it.
        let shown = line.replace(" | man -l -", " | cat");
        // Whether an expectation is met in a few worlds says nothing of the example.
        let allowed: &[i32] = if line.contains("--expect") { &[0, 3] } else { &[0] };
        let code = run(&desk, &shown).unwrap();
        if !allowed.contains(&code) {
            failed.push(format!("{line}: ended with {code}"));
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
}

/// Every command that a screen proposes as the next one runs as it stands.
#[test]
fn the_next_command_runs() {
    let desk = clone();
    let korea = "scenarios/korea-2019/formats.ron";
    let renamed =
        desk.read(korea).replace("\"guarantee, else six-party\"", "\"the North's $HOME, or `six`\"");
    desk.write("it's a file.ron", &renamed);
    let next = |arguments: &[&str]| {
        let said = desk.said(arguments);
        said.lines()
            .find_map(|line| line.strip_prefix("Next     "))
            .map_or_else(|| panic!("{said}"), str::to_owned)
    };
    let format = "the North's $HOME, or `six`";
    let commands = [
        next(&["run", korea, "--format", "guarantee", "--runs", "8"]),
        next(&["run", "it's a file.ron", "--format", format, "--runs", "8", "--seed", "3"]),
        next(&["run", "it's a file.ron", "--format", format, "--runs", "40", "--find", "zone"]),
        next(&["new", "orchard"]),
        next(&["new", "./-odd"]),
    ];
    for command in &commands {
        assert_eq!(run(&desk, command), Some(0), "{command}");
    }
    assert!(
        commands[1].contains("--format 'the North'\\''s $HOME, or `six`' --run 0 --seed 3"),
        "{}",
        commands[1]
    );
    assert!(commands[0].contains("--format 'guarantee, else six-party'"), "the whole name: {}", commands[0]);
}

/// Rows of the two tables of `docs/tactics.md`, as the library has them.
fn rows_of_tactics() -> Vec<String> {
    let mut rows = Vec::new();
    let mut parameters: Vec<String> = Vec::new();
    for kind in roundtable::lab::games::tactic::all() {
        let usual = |p: &roundtable::lab::games::tactic::Parameter| match p.words {
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
