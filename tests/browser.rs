//! Pages in a browser, headless Chromium: the report (`tests/browser/check.cjs`), with a keyboard, on a telephone, on paper and without scripts;
//! a class in one room (`tests/browser/serve.cjs`) against the real server, a seat a page.
//!
//! It needs Chromium, Node.js and axe-core, which `.ci/run` installs. Where one is missing the test says so and passes; with `CI` set that is a
//! failure. `ROUNDTABLE_GALLERY=FOLDER` keeps pages and pictures there.

use std::path::{Path, PathBuf};
use std::process::Command;

use roundtable::language::Language;
use roundtable::report::explorer::thirds;
use roundtable::results::sample::{Came, Condition, Group, Sample};
use roundtable::results::words::{fixed, of_100};
use roundtable::scenario::{SourceFile, read, sources};
use roundtable::{Comparison, Scenario, Simulation, Size, Theme};
use serde_json::{Value, json};

/// Whether something came of a world.
type Flag = fn(&Came, usize) -> bool;

/// Bits of what came of a world, as the explorer has them.
const BITS: [(u8, Flag); 5] =
    [(1, Came::signed), (2, Came::in_force), (4, Came::completed), (8, Came::standing), (16, Came::zone)];

struct Tools {
    browser: PathBuf,
    node: PathBuf,
    axe: PathBuf,
}

/// A program on the path.
fn program(names: &[&str]) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    let at =
        |name: &&str| std::env::split_paths(&folders).map(|folder| folder.join(name)).find(|p| p.is_file());
    names.iter().find_map(at)
}

/// What the test needs, or what is missing of it.
fn tools() -> Result<Tools, String> {
    let browser = program(&["chromium", "chromium-browser", "google-chrome"]).ok_or("Chromium")?;
    let node = program(&["node"]).ok_or("Node.js")?;
    // target/tmp is given; axe-core stands beside it.
    let axe =
        Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("browser/node_modules/axe-core/axe.min.js");
    if axe.is_file() {
        Ok(Tools { browser, node, axe })
    } else {
        Err(format!("axe-core ({})", axe.display()))
    }
}

/// The tools; where one is missing, a word of it.
fn tools_or_word() -> Option<Tools> {
    match tools() {
        Ok(tools) => Some(tools),
        Err(missing) => {
            assert!(std::env::var_os("CI").is_none(), "{missing} is missing: .ci/run installs it");
            println!("not tested: {missing} is missing");
            None
        }
    }
}

/// One question to the explorer, and the program's answer from the same worlds.
fn question(
    c: &Comparison,
    measure: &str,
    under: usize,
    events: &[(u8, bool)],
    drawn: &[(usize, u8)],
) -> Value {
    let sample = &c.sample;
    let asked = asked(sample);
    let yes = |bit: u8, format: usize, world: usize| {
        BITS.iter().any(|(one, of)| *one == bit && of(&sample.formats[format], world))
    };
    let wanted = |world: &usize| {
        let event = |bit: u8| {
            let mut ticks = events.iter().filter(|(one, _)| *one == bit).peekable();
            ticks.peek().is_none() || ticks.any(|(_, wanted)| yes(bit, under, *world) == *wanted)
        };
        let number = |k: usize| {
            let mut ticks = drawn.iter().filter(|(one, _)| *one == k).peekable();
            ticks.peek().is_none() || ticks.any(|(_, level)| third(asked[k], *world) == *level)
        };
        BITS.iter().all(|(bit, _)| event(*bit)) && (0..asked.len()).all(number)
    };
    let worlds: Vec<usize> = (0..sample.worlds).filter(wanted).collect();
    let (kind, which) = measure.split_once(':').expect("a measure");
    let which: u8 = which.parse().expect("a number");
    let mut answer = json!({ "measure": measure, "under": under, "worlds": worlds.len(), "sums": [], "texts": [], "ends": [],
        "events": events.iter().map(|(bit, yes)| format!("{bit}:{}", u8::from(*yes))).collect::<Vec<_>>(),
        "drawn": drawn.iter().map(|(k, level)| format!("{k}:{level}")).collect::<Vec<_>>() });
    for (format, came) in sample.formats.iter().enumerate() {
        let gain = |w: &usize| i64::from(came.benefit(usize::from(which), *w));
        let sum: i64 = match kind {
            "gain" => worlds.iter().map(gain).sum(),
            _ => worlds.iter().filter(|w| yes(which, format, **w)).count() as i64,
        };
        let mean = sum as f64 / worlds.len() as f64;
        let text = match kind {
            _ if worlds.is_empty() => "–".to_owned(),
            "gain" => fixed(mean / 1000.0, 2),
            _ => of_100(mean),
        };
        let ends = Group::ALL.map(|group| worlds.iter().filter(|w| came.group(**w) == group).count());
        for (list, value) in [("sums", json!(sum)), ("texts", json!(text)), ("ends", json!(ends))] {
            answer[list].as_array_mut().expect("a list").push(value);
        }
    }
    answer
}

/// The conditions that can be asked for, in the order of the page.
fn asked(sample: &Sample) -> Vec<&Condition> {
    let switch = |c: &Condition| c.column.starts_with("statements[");
    sample.conditions.iter().filter(|c| switch(c) || thirds(&c.values).is_some()).collect()
}

fn third(condition: &Condition, world: usize) -> u8 {
    let value = condition.values[world];
    match thirds(&condition.values) {
        Some([low, high]) => u8::from(value >= low) + u8::from(value >= high),
        None => u8::from(value > 0.5),
    }
}

fn questions(c: &Comparison) -> Vec<Value> {
    let last = c.formats.len() - 1;
    let mut all = vec![
        question(c, "flag:1", 0, &[], &[]),
        question(c, "flag:8", last, &[(16, true)], &[]),
        question(c, "flag:4", 0, &[(16, true), (1, false)], &[]),
        // Both answers to one thing leave all worlds; what cannot be leaves none.
        question(c, "flag:2", 0, &[(1, true), (1, false)], &[]),
        question(c, "flag:1", 0, &[(1, false), (4, true)], &[]),
    ];
    for (k, _) in asked(&c.sample).iter().enumerate() {
        all.push(question(c, "flag:1", 0, &[], &[(k, 1)]));
    }
    all.push(question(c, "flag:1", 0, &[], &[(0, 2)]));
    all.push(question(c, "flag:16", last, &[(16, true)], &[(0, 0), (0, 1), (1, 0)]));
    for party in 0..c.parties.len() {
        all.push(question(c, &format!("gain:{party}"), 0, &[], &[]));
        all.push(question(c, &format!("gain:{party}"), 0, &[(1, true)], &[(0, 0)]));
    }
    all
}

#[test]
fn the_report_works_in_a_browser() {
    let Some(tools) = tools_or_word() else { return };
    let path = "scenarios/teaching/5-stages.ron";
    let opened = Scenario::open(path).expect("a shipped scenario");
    let comparison = Simulation::of(&opened).runs(600).star(Size::None).run().expect("it runs");
    let file = SourceFile::from_bytes(path, &std::fs::read(path).expect("a file"));
    let scenario = read(&file).expect("it is sound").scenario;
    let entries = sources(&scenario, &file);
    assert!(asked(&comparison.sample).len() > 3);
    for language in Language::ALL {
        let charts = roundtable::charts(&comparison, &Theme::screen().speaking(language));
        let page = roundtable::report::report(&comparison, &scenario, &entries, &charts, &[], language);
        check(&tools, &page, &questions(&comparison), language.code());
    }
}

/// What is wrong with a page in the browser is nothing.
fn check(tools: &Tools, page: &str, questions: &[Value], name: &str) {
    let own = tempfile::tempdir().expect("a folder");
    let gallery = std::env::var_os("ROUNDTABLE_GALLERY").map(|folder| PathBuf::from(folder).join(name));
    let folder = gallery.as_deref().unwrap_or(own.path());
    std::fs::create_dir_all(folder).expect("a folder");
    let (file, expected) = (folder.join("report.html"), folder.join("expected.json"));
    std::fs::write(&file, page).expect("the page is written");
    std::fs::write(&expected, json!(questions).to_string()).expect("the answers are written");
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/browser/check.cjs");
    let mut command = Command::new(&tools.node);
    command
        .arg(script)
        .arg(&tools.browser)
        .arg(&tools.axe)
        .arg(&file)
        .arg(&expected)
        .args(gallery.as_deref());
    nothing_wrong(&mut command, name);
}

/// A script says what is wrong, as a list: nothing.
fn nothing_wrong(command: &mut Command, name: &str) {
    let output = command.output().expect("Node.js runs");
    let (said, error) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{name}: {error}");
    let wrong: Vec<String> = serde_json::from_str(&said).expect("a list");
    assert!(wrong.is_empty(), "{name}: {wrong:#?}");
}

/// A class in one room on the Korean case: what is played, by the script.
fn class(what: &str) {
    let Some(tools) = tools_or_word() else { return };
    let own = tempfile::tempdir().expect("a folder");
    let gallery = std::env::var_os("ROUNDTABLE_GALLERY").map(|folder| PathBuf::from(folder).join(what));
    if let Some(gallery) = &gallery {
        std::fs::create_dir_all(gallery).expect("a folder");
    }
    let mut command = Command::new(&tools.node);
    command
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/browser/serve.cjs"))
        .arg(&tools.browser)
        .arg(&tools.axe)
        .arg(env!("CARGO_BIN_EXE_roundtable"))
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/korea-2019/formats.ron"))
        .arg(what)
        .arg(own.path())
        .args(gallery.as_deref());
    nothing_wrong(&mut command, what);
}

#[test]
#[ignore = "takes minutes: cargo test --test browser -- --ignored"]
fn one_person_and_the_engine_come_to_a_signed_deal_by_keyboard() {
    class("alone");
}

#[test]
#[ignore = "takes minutes: cargo test --test browser -- --ignored"]
fn six_people_go_through_the_hour_and_a_killed_browser_comes_back() {
    class("hour");
}
