//! Names that act: nothing that a user or a file brings reaches the screen as a command to it, under any command.

use super::desk::{Desk, files};
#[cfg(unix)]
use super::terminal;
use serde_json::Value;
use std::collections::BTreeSet;
use std::process::Stdio;

/// Writes the clipboard (OSC 52), conceals, colours through C1, turns the order round, deletes, breaks lines.
const HOSTILE: &str = "\u{1b}]52;c;ZXZpbA==\u{7}\u{1b}[8m\u{9b}31m\u{202e}\u{2066}\u{2028}\u{200f}\u{7f}x";

/// How its beginning is shown to people.
const SHOWN: &str =
    "\\u{1b}]52;c;ZXZpbA==\\u{7}\\u{1b}[8m\\u{9b}31m\\u{202e}\\u{2066}\\u{2028}\\u{200f}\\u{7f}x";

/// What a terminal or a page obeys, or what changes the order of letters.
fn acts(c: char) -> bool {
    let tame = matches!(c, '\n' | '\t');
    (c.is_control() && !tame)
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn game() -> String {
    let issue = |name: &str| serde_json::json!({"name": name, "values": [format!("low {HOSTILE}"), format!("high {HOSTILE}")]});
    let party = |name: &str, low: f64| {
        let values = serde_json::json!({format!("low {HOSTILE}"): low, format!("high {HOSTILE}"): 1.0 - low});
        serde_json::json!({"name": format!("{name} {HOSTILE}"), "weights": {HOSTILE: 1.0}, "values": {HOSTILE: values}, "reservation": 0.0})
    };
    serde_json::json!({"name": HOSTILE, "issues": [issue(HOSTILE)], "parties": [party("a", 1.0), party("b", 0.2)]}).to_string()
}

fn decisions() -> String {
    let mut text =
        "decision,proposal,procedure,voting,reference_point,outcome,actor,position,salience,capability\n"
            .to_owned();
    for (k, actor) in ["com", "ep", "a", "b"].iter().enumerate() {
        let (position, salience, capability) = (30 * k, 20 + 20 * k, 4 - k);
        let row = format!(
            "\"d {HOSTILE}\",\"p {HOSTILE}\",COD,QMV,0,50,\"{actor} {HOSTILE}\",{position},{salience},{capability}\n"
        );
        text.push_str(&row);
    }
    text
}

fn cases() -> String {
    serde_json::json!({"schema": "negref/1", "topic": HOSTILE, "title": HOSTILE, "visibility": "public", "citations": [], "conventions": "",
        "cases": [{"id": HOSTILE, "kind": HOSTILE, "inputs": {}, "expected": {HOSTILE: 1}, "basis": HOSTILE, "tol_abs": 1e-9}]})
    .to_string()
}

/// A desk with files of every kind that hold hostile names, and a sound scenario under a hostile name.
fn desk() -> Desk {
    let desk = Desk::new();
    let demo = desk.read("demo.ron");
    desk.write(&sound(), &demo);
    let escaped: String =
        HOSTILE.chars().map(|c| if acts(c) { c.escape_unicode().to_string() } else { c.into() }).collect();
    desk.write(
        "names.ron",
        &demo.replace("Two villages", HOSTILE).replace("\"Ash\"", &format!("\"{escaped}\"")),
    );
    let names = desk.read("names.ron");
    let old = |text: &str| text.replace("format_version: 2", "format_version: 1");
    desk.write("names-1.ron", &old(&names));
    desk.write("demo-1.ron", &old(&demo));
    desk.write("syntax.ron", &format!("Scenario({HOSTILE}: 1, \"{HOSTILE}\"; /*{HOSTILE}*/ {HOSTILE})"));
    desk.write(
        "conflict.ron",
        &format!(
            "Conflict(format_version: 2, name: \"c\", title: \"{HOSTILE}\", parties: {{ \"{HOSTILE}\": () }})"
        ),
    );
    desk.write("game.json", &game());
    desk.write("game.xml", &format!("<utility_space><{HOSTILE}></utility_space>"));
    desk.write("game.yaml", &format!("name: \"{HOSTILE}\"\nissues: {HOSTILE}\n"));
    desk.write("decisions.csv", &decisions());
    desk.write("deals.csv", &format!("group,format,season,harbour\n\"{HOSTILE}\",both t,closed,\n"));
    desk.write("broken.csv", &format!("decision,{HOSTILE}\n{HOSTILE},{HOSTILE}\n"));
    desk.write("cases.json", &cases());
    desk.write("guess.json", &serde_json::json!({"formats": {HOSTILE: {"signed": 1, "in_force": 1, "completed": 1}}, "gains_most": {}}).to_string());
    desk.write("broken.json", &format!("{{\"formats\": {{\"{HOSTILE}\": 1}}}}"));
    desk.said(&["compare", "demo.ron", "--runs", "20", "-q", "-o", "then"]);
    for (shard, folder) in [("1/2", "part-1"), ("2/2", "part-2")] {
        desk.said(&["compare", &sound(), "--runs", "500", "--shard", shard, "-q", "-o", folder]);
    }
    // A stored result is a file like any other.
    let then = desk.read("then/summary.json").replace("both together", &json_of(HOSTILE));
    desk.write("then/summary.json", &then);
    for name in ["results.csv", "worlds.csv"] {
        desk.write(
            &format!("then/{name}"),
            &desk.read(&format!("then/{name}")).replace("both together", HOSTILE),
        );
    }
    // So are its tables: another name for a format, and other words for what was drawn.
    desk.said(&["compare", "demo.ron", "--runs", "60", "-q", "-o", "named"]);
    let results = desk.read("named/results.csv");
    desk.write("named/results.csv", &results.replace(",spring alone,", &format!(",\"spring {HOSTILE}\",")));
    let package = desk.read("named/datapackage.json").replace("Ash", &format!("Ash{}", json_of(HOSTILE)));
    desk.write("named/datapackage.json", &package);
    desk
}

fn json_of(text: &str) -> String {
    serde_json::to_string(text).unwrap().trim_matches('"').to_owned()
}

/// A sound scenario whose file has a hostile name.
fn sound() -> String {
    format!("{HOSTILE}.ron")
}

/// Commands that meet the name in files, in names of files, or as an argument; `true` where it is told.
#[allow(clippy::too_many_lines)] // One row a command.
fn rows() -> Vec<(Vec<String>, bool)> {
    let (file, h) = (sound(), HOSTILE.to_owned());
    let row = |words: &[&str], told: bool| (words.iter().map(|word| (*word).to_owned()).collect(), told);
    let folder = |k: usize| format!("{h}{k}");
    let equals = |left: &str| format!("{left}={h}");
    let wrong = format!("--{h}");
    vec![
        row(&[&h], true),
        row(&[&wrong], true),
        row(&["check", &file], true),
        row(&["check", &file, "--json"], true),
        row(&["check", &h, "names.ron", "syntax.ron", "conflict.ron"], true),
        row(&["check", "names.ron", "syntax.ron", "conflict.ron", "--json"], false),
        row(&["run", &file, "--format", "both t", "--runs", "20", "-o", &folder(1)], true),
        row(&["run", &file, "--format", &h], true),
        row(&["run", "names.ron", "--format", "both t"], true),
        row(&["run", "demo.ron", "--format", "both t", "--find", &h], true),
        row(&["run", &file, "--format", "both t", "--runs", "50", "--find", "signed", "--json"], true),
        row(&["run", &file, "--format", "both t", "--runs", "50", "--find", "signed"], true),
        row(&["run", "demo.ron", "--runs", &h], true),
        row(&["compare", &file, "--runs", "20", "-o", &folder(2)], true),
        row(&["compare", &file, "--runs", "20", "-q", "-o", &folder(3)], true),
        row(&["compare", &file, "--runs", "20", "-o", &folder(4), "--against", "then"], true),
        row(
            &[
                "compare",
                &file,
                "--runs",
                "20",
                "-o",
                &folder(5),
                "--set",
                "parties.ash.demand=0.6",
                "--against",
                "base",
            ],
            true,
        ),
        row(&["compare", "then", "then"], true),
        row(&["compare", "then", "then", "--json"], true),
        row(&["compare", "then", &h], true),
        row(&["compare", "demo.ron", "--formats", &h], true),
        row(&["compare", "demo.ron", "--formats", &format!("both t,{h}")], true),
        row(&["compare", &file, "--runs", "20", "--dry-run"], false),
        row(&["compare", "demo.ron", "--runs", "20", "--against", &h], true),
        row(&["compare", "demo.ron", "--runs", "20", "--set", &equals(&h)], true),
        row(&["compare", "demo.ron", "--runs", "20", "--set", &equals("parties.ash.patience")], true),
        row(&["compare", "demo.ron", "--runs", "20", "--expect", &format!("signed({h}) > 0")], true),
        row(&["compare", "demo.ron", "--guess-file", "guess.json"], true),
        row(&["compare", "demo.ron", "--guess-file", "broken.json"], false),
        row(&["compare", "demo.ron", "--runs", "20", "-o", &format!("demo.ron/{h}")], false),
        row(&["decompose", "demo.ron", "both t", &h], true),
        row(&["decompose", "names.ron", "both t", "spring", "--runs", "20", "-o", &folder(12)], false),
        row(
            &["decompose", "demo.ron", "both t", "spring", "--runs", "20", "--measure", &format!("gain.{h}")],
            true,
        ),
        row(&["flip", "demo.ron", "both t", &h], true),
        row(&["flip", &file, "both t", "spring", "--runs", "20", "--dry-run"], false),
        row(&["cluster", "slurm", &file, "--tasks", "2", "--runs", "500", "-o", &folder(15)], true),
        row(&["cluster", "parallel", "demo.ron", "--tasks", "2", "--formats", &h, "-o", "c"], true),
        row(&["merge", &h, "then"], true),
        row(&["merge", "part-1", "part-2", "-o", &folder(13)], true),
        row(&["compare", &file, "--runs", "500", "--shard", "1/2", "-o", &folder(14)], true),
        row(&["discover", "then", "both t", &h], true),
        row(&["discover", "then", "both t", "spring"], false),
        row(&["discover", "named", "both t", "spring", "--measure", "gain.ash"], false),
        row(&["sensitivity", &h], true),
        row(&["sensitivity", "named", "--measure", &h], true),
        row(&["sensitivity", "named", "--json"], false),
        row(&["sensitivity", &file, "both t", "spring", "--design", "morris", "--runs", "2", "-q"], false),
        row(&["sensitivity", &file, &h, "spring", "--design", "sobol"], true),
        row(&["sweep", &file, "both t", "--vary", "parties.ash.demand=0..1:2", "--runs", "5"], false),
        row(&["sweep", "demo.ron", &h, "--vary", "parties.ash.demand=0..1:2"], true),
        row(&["sweep", "demo.ron", "--vary", &equals(&h)], true),
        row(
            &["sweep", "demo.ron", "--vary", &format!("parties.ash.demand={h}|0.5"), "--runs", "5", "-q"],
            true,
        ),
        row(&["sweep", "demo.ron", "--vary", "parties.ash.demand=0..1:2", "--measure", &h], true),
        row(&["rerun", "then"], false),
        row(&["rerun", &h], true),
        row(&["explain", &file, "--format", "both t"], false),
        row(&["explain", &file, "--format", &h], true),
        row(&["explain", "names.ron", "--format", &h, "--json"], true),
        row(&["play", &file, "--format", "both t", "--as", &h], true),
        row(&["play", &file, "--format", "both t", "--as", "ash", "--json", "--runs", "5"], true),
        row(&["play", "names.ron", "--format", "both t", "--as", "birch"], true),
        row(&["play", "--replay", &h], true),
        row(&["upgrade", &file], true),
        row(&["upgrade", "names-1.ron"], true),
        row(&["upgrade", "syntax.ron", "-o", &folder(9)], true),
        row(&["sources", &file], false),
        row(&["sources", "names.ron"], true),
        row(&["handout", &file, "-o", &format!("{h}.html")], true),
        row(&["handout", &file, "--formats", &h], true),
        row(&["rolesheets", &file, "-o", &folder(10)], true),
        row(&["rolesheets", "names.ron"], true),
        row(&["debrief", &file, "deals.csv", "--runs", "20", "-o", &format!("{h}.debrief.html")], true),
        row(&["debrief", &file, "deals.csv", "--runs", "20", "--json"], true),
        row(&["debrief", &file, "broken.csv"], true),
        row(&["debrief", &file, &h], true),
        row(&["debrief", &file, "deals.csv", "--result", &h], true),
        row(&["debrief", "names.ron", "--template"], true),
        row(&["slides", &h, "-o", &folder(11)], true),
        row(&["export", "named", "--to", "csv,jsonl,vega,quarto", "-o", &folder(16)], true),
        row(&["export", &h, "--to", "csv"], true),
        row(&["negotiate", "game.json", "--trace"], true),
        row(&["negotiate", "game.json", "--trace", "--json"], true),
        row(&["negotiate", "game.json", "--tactics", &h], true),
        row(&["negotiate", "game.json", "--protocol", &h], true),
        row(&["negotiate", "game.json", "-o", &folder(5)], true),
        row(&["negotiate", "game.xml"], false),
        row(&["negotiate", "game.yaml"], false),
        row(&["negotiate", &file, "--format", "both t"], false),
        row(&["analyse", "game.json"], true),
        row(&["analyse", "game.json", "--json"], true),
        row(&["analyse", &file], true),
        row(&["predict", "decisions.csv"], true),
        row(&["predict", "decisions.csv", "--json", "-o", &folder(6)], true),
        row(&["predict", "decisions.csv", "--proposal", &format!("{h}q")], true),
        row(&["predict", &file, "--runs", "5", "--capability", &equals(&h)], true),
        row(&["predict", "broken.csv"], false),
        row(&["stability", "conflict.ron"], true),
        row(&["stability", &h], true),
        row(&["backtest", "decisions.csv", "--repeats", "1", "-o", &folder(7)], true),
        row(&["backtest", "decisions.csv", "--repeats", "1", "--json"], false),
        row(&["backtest", "broken.csv"], false),
        row(&["import", "game.json", "-o", &format!("{h}.imported.ron")], true),
        row(&["import", &h, "-o", "x.ron"], true),
        row(&["serve", &h], true),
        row(&["serve", &file, "--formats", &h], true),
        row(&["verify", "cases.json"], true),
        row(&["verify", "cases.json", "--json"], true),
        row(&["verify", &h], true),
        row(&["new", &h], true),
        row(&["completions", &h], true),
        row(&["man", &folder(8)], true),
        row(&["man", &format!("demo.ron/{h}")], true),
        row(&["explain-error", &h], true),
        row(&["schema", &h], true),
        row(&["schema"], false),
        row(&["schema", "data", &file], false),
    ]
}

#[test]
fn every_command_meets_hostile_names() {
    let walked: BTreeSet<String> = rows().into_iter().map(|(words, _)| words[0].clone()).collect();
    for command in roundtable::cli::command().get_subcommands() {
        assert!(walked.contains(command.get_name()), "{} is not walked", command.get_name());
    }
}

/// What is left after taking away styles; a concealing style is none of ours.
fn without_styles(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';');
        let style = &part[..part.len() - rest.len()];
        match rest.strip_prefix('m') {
            Some(rest) if style != "8" => out += rest,
            _ => out.extend(["\u{1b}[", part]),
        }
    }
    out
}

#[test]
fn nothing_that_acts_is_printed_by_any_command() {
    for colour in ["never", "always"] {
        let desk = desk();
        for (words, told) in rows() {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let output = desk.command(&words).args(["--color", colour]).assert().get_output().clone();
            assert!(output.status.code().is_some(), "{words:?}");
            let [out, err] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
            for text in [&out, &err] {
                let bare = if colour == "always" { without_styles(text) } else { text.clone() };
                let found = bare
                    .find(acts)
                    .map(|at| bare[at.saturating_sub(20)..].chars().take(40).collect::<String>());
                assert!(found.is_none(), "{words:?} under {colour}: {found:?}");
            }
            let said = format!("{out}{err}");
            assert!(said.trim() != "", "{words:?} says nothing");
            if told {
                let seen = [&SHOWN[..18], "\\u001b]52;c;ZX"].iter().any(|form| said.contains(form));
                assert!(seen, "{words:?} under {colour} hides the name: {said}");
            }
        }
    }
}

/// What a class types, and the names that it is asked about, go the same way as all else.
#[test]
fn nothing_that_acts_is_printed_while_a_class_is_asked() {
    let typed =
        format!("{HOSTILE}\n40\n>\n>\n>\n{HOSTILE}\n>\nLee {HOSTILE}\nKim {HOSTILE}\n30\n>\n>\n>\n>\n\n");
    let words = ["compare", "class.ron", "--runs", "20", "--guess", "-o", "out"];
    for colour in ["never", "always"] {
        let desk = Desk::new();
        let named = desk
            .read("demo.ron")
            .replace("\"both together\"", "\"both\u{200f} together\"")
            .replace("name: \"Ash\"", "name: \"Ash\u{200f}\"");
        desk.write("class.ron", &named);
        let mut command = desk.command(&words);
        let output =
            command.args(["--color", colour]).write_stdin(typed.as_bytes()).assert().get_output().clone();
        let [out, err] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
        assert_eq!(output.status.code(), Some(0), "{err}");
        for text in [&out, &err] {
            let bare = if colour == "always" { without_styles(text) } else { text.clone() };
            assert!(!bare.contains(acts), "under {colour}: {bare:?}");
        }
        // Questions name formats and parties, and the table names pairs.
        for shown in ["both\\u{200f} together", "  Ash\\u{200f} (1 to"] {
            assert!(err.contains(shown), "{shown} is not in {err}");
        }
        let pair = format!("Lee {}", &SHOWN[..18]);
        assert!(err.contains(&pair) && out.contains(&pair[..12]), "{out}{err}");
        let pairs = &desk.json("out/guess.json")["pairs"];
        assert_eq!(
            pairs[format!("Kim {HOSTILE}")]["formats"].as_object().map(serde_json::Map::len),
            Some(1),
            "{pairs}"
        );
    }
}

#[test]
fn json_means_what_the_file_says() {
    let desk = desk();
    let out: Value = serde_json::from_str(&desk.said(&["negotiate", "game.json", "--json"])).unwrap();
    assert_eq!(out["parties"][0]["name"], Value::from(format!("a {HOSTILE}")));
    let out: Value = serde_json::from_str(&desk.said(&["check", &sound(), "--json"])).unwrap();
    assert_eq!(out["file"], Value::from(sound()));
}

/// A hostile text in a scenario is refused with its place, whatever field it stands in.
#[test]
fn check_refuses_texts_that_act() {
    let desk = Desk::new();
    let demo = desk.read("demo.ron");
    let refused = |text: &str| {
        desk.write("hostile.ron", text);
        desk.refused(&["check", "hostile.ron"])
    };
    for c in
        ["\u{1b}", "\u{7}", "\u{9b}", "\u{7f}", "\u{202e}", "\u{2066}", "\u{2028}", "\\u{1b}", "\\x07", "\\0"]
    {
        for place in [
            "The lake, 3",
            "Two villages, two",
            "closed",
            "invented",
            "Ash\"",
            "both or nothing",
            "mayor of Ash",
        ] {
            let Some(rest) = demo.find(place).filter(|at| demo[..*at].contains("format_version")) else {
                continue;
            };
            let (code, message) = refused(&format!("{}{c}{}", &demo[..rest], &demo[rest..]));
            assert!(
                code == 2 && message.contains("E067") && message.contains("hostile.ron:"),
                "{c:?} at {place}: {message}"
            );
        }
    }
    // Marks that belong to the spelling of a language, tabs and line breaks may stand in a text.
    for c in ["\u{200f}", "\u{200e}", "\u{61c}", "\\n", "\\t", "\r\n"] {
        desk.write("fine.ron", &demo.replace("Each is cool", &format!("Each{c}is cool")));
        desk.said(&["check", "fine.ron"]);
    }
}

#[test]
fn reports_and_drawings_hold_nothing_that_acts() {
    let desk = desk();
    desk.said(&["compare", &sound(), "--runs", "20", "-q", "-o", "out", "--against", "then"]);
    desk.said(&["negotiate", "game.json", "-o", "talks"]);
    desk.said(&["predict", "decisions.csv", "-o", "models"]);
    let mut pages = files(&desk.path("out"));
    for folder in ["talks", "models"] {
        for entry in std::fs::read_dir(desk.path(folder)).unwrap() {
            let path = entry.unwrap().path();
            pages.insert(path.display().to_string(), std::fs::read(&path).unwrap());
        }
    }
    let pages: Vec<(String, String)> = pages
        .into_iter()
        .filter(|(name, _)| name.ends_with("html") || name.ends_with("svg") || name.ends_with("json"))
        .map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap()))
        .collect();
    assert!(pages.len() > 10);
    for (name, text) in &pages {
        assert!(!text.contains(acts), "{name}");
    }
    let report = &pages.iter().find(|(name, _)| name == "report.html").unwrap().1;
    assert!(report.contains(&SHOWN[..18]), "what changed since then names the format");
}

#[test]
fn names_from_right_to_left_stand_apart_in_pages_and_drawings() {
    let desk = Desk::new();
    let text = desk
        .read("demo.ron")
        .replace("\"both together\"", "\"שולחן אחד\"")
        .replace("name: \"Ash\"", "name: \"إيران\"");
    desk.write("rtl.ron", &text);
    desk.said(&["compare", "rtl.ron", "--runs", "20", "-q", "-o", "out"]);
    desk.said(&["handout", "rtl.ron", "-o", "page.html"]);
    desk.write("deals.csv", "group,format,season\nGroup 1,שולחן אחד,closed\n");
    desk.said(&["debrief", "rtl.ron", "deals.csv", "--runs", "20", "-o", "debrief.html"]);
    let report = desk.read("out/report.html");
    for page in [&report, &desk.read("page.html"), &desk.read("debrief.html")] {
        let body = page.split("</title>").nth(1).unwrap();
        assert!(page.contains("<bdi>שולחן אחד</bdi>") && page.contains("<bdi>إيران</bdi>"), "{page}");
        // In the body each such name is between the marks of an element or of a drawing.
        for name in ["שולחן אחד", "إيران"] {
            for (at, _) in body.match_indices(name) {
                let before = &body[..at];
                assert!(
                    before.ends_with("<bdi>") || before.ends_with('\u{2068}'),
                    "…{}",
                    &before[before.len().saturating_sub(40)..]
                );
            }
        }
    }
    let drawing = desk.read("out/charts/outcomes.svg");
    assert!(drawing.contains("\u{2068}שולחן אחד\u{2069}"), "{drawing}");
    assert!(!desk.said(&["compare", "demo.ron", "--runs", "20", "-q", "-o", "plain"]).is_empty());
    assert!(!desk.read("plain/report.html").contains("<bdi"), "a page without such names has no marks");
}

/// Names that a spreadsheet would reckon with are text in tables; numbers stay numbers.
#[test]
fn names_that_look_like_formulas_are_text_in_tables() {
    let desk = Desk::new();
    let mut text = desk.read("demo.ron");
    for (from, to) in [
        ("\"both together\"", "\"+HYPERLINK(1)\""),
        ("\"closed\"", "\"-5 boats\""),
        ("\"cedar\"", "\"@cedar\""),
        ("\"open to Birch\"", "\"+1\""),
    ] {
        assert!(text.contains(from));
        text = text.replace(from, to);
    }
    desk.write("formulas.ron", &text);
    desk.said(&["compare", "formulas.ron", "--runs", "200", "-q", "-o", "out"]);
    let table = desk.read("out/results.csv");
    let rows: Vec<Vec<&str>> = table.lines().map(|line| line.split(',').collect()).collect();
    let column =
        |name: &str| rows[0].iter().position(|head| *head == name).unwrap_or_else(|| panic!("{name}"));
    let of = |name: &str| -> BTreeSet<&str> { rows[1..].iter().map(|row| row[column(name)]).collect() };
    assert_eq!(of("format"), BTreeSet::from(["'+HYPERLINK(1)", "both or nothing", "spring alone"]));
    let season = of("signed_season");
    assert!(season.contains("'-5 boats") && !season.contains("-5 boats"), "{season:?}");
    assert!(of("signed_harbour").contains("'+1"));
    // Numbers below 0 are numbers.
    let spoiler = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/teaching/4-spoiler.ron");
    desk.said(&["compare", spoiler, "--runs", "100", "-q", "-o", "below"]);
    let table = desk.read("below/results.csv");
    let cells = table.lines().skip(1).flat_map(|line| line.split(','));
    let below = cells.filter(|cell| cell.starts_with('-') && cell.contains('.')).collect::<Vec<_>>();
    assert!(!below.is_empty() && below.iter().all(|cell| cell.parse::<f64>().is_ok()), "{below:?}");

    let decisions = super::backtest::invented().replace("\nd0,", "\n=d0,").replace(",p1,", ",@p1,");
    desk.write("decisions.csv", &decisions);
    desk.said(&["backtest", "decisions.csv", "--repeats", "1", "-o", "models"]);
    let forecasts = desk.read("models/forecasts.csv");
    assert!(forecasts.lines().any(|line| line.starts_with("'=d0,p0,")), "{forecasts}");
    assert!(forecasts.lines().any(|line| line.starts_with("d1,'@p1,")), "{forecasts}");
    let models = desk.read("models/models.csv");
    assert!(models.lines().any(|line| line.contains(",-")) && !models.contains('\''), "{models}");
}

/// A reader that has gone away changes nothing in what the program says by its exit code.
#[test]
fn exit_codes_do_not_depend_on_the_reader() {
    let desk = desk();
    let mut rows: Vec<(Vec<String>, i32)> = Vec::new();
    let mut row =
        |words: &[&str], code: i32| rows.push((words.iter().map(|word| (*word).to_owned()).collect(), code));
    let few = ["--runs", "20"];
    row(&[&["compare", "demo.ron", "--expect", "signed(both t) > 0.999"], &few[..]].concat(), 3);
    row(&[&["compare", "demo.ron", "--expect", "signed(both t) > 0.999", "--json"], &few[..]].concat(), 3);
    row(
        &[&["compare", "demo.ron", "demo.ron", "-q", "--expect", "signed(both t) > 0.999"], &few[..]]
            .concat(),
        3,
    );
    row(&[&["compare", "demo.ron"], &few[..]].concat(), 0);
    row(&[&["compare", "demo.ron", "--dry-run"], &few[..]].concat(), 0);
    row(
        &[&["run", "demo.ron", "--format", "both t", "--expect", "signed(both t) > 0.999"], &few[..]]
            .concat(),
        3,
    );
    row(
        &[&["run", "demo.ron", "--format", "both t", "--find", "signed and ended=veto"], &few[..]].concat(),
        1,
    );
    row(
        &[&["run", "demo.ron", "--format", "both t", "--find", "signed and ended=veto", "--json"], &few[..]]
            .concat(),
        1,
    );
    row(&["check", "demo.ron", "names.ron"], 2);
    row(&["check", "demo.ron", "names.ron", "--json"], 2);
    row(&["check", "demo.ron"], 0);
    row(&["explain", "demo.ron", "--format", "both t"], 0);
    row(&["explain", "demo.ron", "--format", "none"], 2);
    row(&["upgrade", "demo.ron"], 2);
    row(&["upgrade", "demo-1.ron"], 0);
    row(&["sources", "demo.ron"], 0);
    row(&["handout", "demo.ron", "-o", "PAGE.html"], 0);
    row(&["rolesheets", "demo.ron", "-o", "PAGE-sheets"], 0);
    row(&["debrief", "demo.ron", "deals.csv", "--runs", "20"], 0);
    row(&["debrief", "demo.ron", "broken.csv"], 2);
    row(&["merge", "nowhere", "-o", "whole"], 2);
    row(&["play", "demo.ron", "--format", "nowhere", "--as", "ash"], 2);
    row(&["serve", "nowhere.ron"], 2);
    row(&["cluster", "slurm", "nowhere.ron", "--tasks", "2", "-o", "jobs"], 2);
    row(&["decompose", "demo.ron", "both t", "spring", "--runs", "20"], 0);
    row(&["decompose", "demo.ron", "both t", "both t"], 2);
    row(&["flip", "demo.ron", "both t", "spring", "--dry-run"], 0);
    row(&["discover", "absent", "A", "B"], 2);
    row(&["sensitivity", "absent"], 2);
    row(&["sensitivity", "demo.ron", "both t", "spring", "--design", "morris", "--runs", "2", "-q"], 0);
    row(&["sweep", "demo.ron", "--vary", "parties.ash.demand=0..1:2", "--runs", "5", "-q"], 0);
    row(&["sweep", "demo.ron", "--vary", "parties.ash.demand=0..1"], 2);
    row(&["rerun", "absent"], 2);
    row(&["slides", "absent", "-o", "PAGE-slides"], 2);
    row(&["export", "absent", "--to", "csv"], 2);
    row(&["negotiate", "game.json"], 0);
    row(&["analyse", "game.json"], 0);
    row(&["predict", "decisions.csv"], 0);
    row(&["stability", "conflict.ron"], 2);
    row(&["backtest", "decisions.csv", "--repeats", "1"], 0);
    row(&["import", "decisions.csv", "-o", "x.ron"], 2);
    row(&["verify", "cases.json"], 1);
    row(&["verify", "cases.json", "--json"], 1);
    row(&["verify", "absent.json"], 2);
    row(&["new", "ORCHARD"], 0);
    row(&["completions", "zsh"], 0);
    row(&["man"], 0);
    row(&["explain-error", "E001"], 0);
    row(&["explain-error", "E999"], 2);
    row(&["schema", "conflict"], 0);
    row(&["--help"], 0);
    row(&["compare"], 2);
    let walked: BTreeSet<&str> = rows.iter().map(|(words, _)| words[0].as_str()).collect();
    for command in roundtable::cli::command().get_subcommands() {
        assert!(walked.contains(command.get_name()), "{} is not walked", command.get_name());
    }
    for (words, code) in &rows {
        let run = |closed: bool, name: &str| {
            let words = words.iter().map(|word| word.replace("PAGE", name).replace("ORCHARD", name));
            let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_roundtable"));
            command.current_dir(desk.folder()).args(words).stderr(Stdio::piped());
            if closed {
                // The reading end is dropped at once: the first byte already finds nobody.
                command.stdout(std::io::pipe().unwrap().1);
            } else {
                command.stdout(Stdio::null());
            }
            let output = command.output().unwrap();
            (output.status.code(), String::from_utf8(output.stderr).unwrap())
        };
        let (open, said) = run(false, "open");
        assert_eq!(open, Some(*code), "{words:?}: {said}");
        let (closed, said_then) = run(true, "closed");
        assert_eq!(closed, open, "{words:?} with a closed reader: {said_then}");
        assert!(
            !said_then.contains("roken pipe") && said.is_empty() == said_then.is_empty(),
            "{words:?}: {said_then}"
        );
    }
}

/// The same on a terminal, where colours and the bar are on: beside styles it gets the movements of the bar alone.
#[cfg(unix)]
#[test]
fn a_terminal_gets_styles_and_the_bar_alone() {
    let desk = desk();
    for (words, told) in rows() {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let seen = terminal::run(desk.folder(), &words, if words[0] == "play" { "\u{4}" } else { "" }, 80);
        let text = terminal::without_movements(&without_styles(&seen.text)).replace('\r', "");
        assert!(!text.contains(acts), "{words:?}: {text:?}");
        assert!(
            !told || text.contains(&SHOWN[..18]) || text.contains("\\u001b]52;c;ZX"),
            "{words:?}: {text:?}"
        );
    }
}

/// Names longer than sense neither fill the screen nor push the columns apart.
#[test]
fn long_names_stay_in_their_columns() {
    let desk = Desk::new();
    let long = "long ".repeat(20_000);
    let text = desk
        .read("demo.ron")
        .replace("name: \"Ash\"", &format!("name: \"{long}x\""))
        .replace("The lake, 3: packages", &long);
    desk.write("long.ron", &text);
    for words in [
        &["compare", "long.ron", "--runs", "20"][..],
        &["run", "long.ron", "--format", "both t", "--runs", "20"],
    ] {
        for line in desk.said(words).lines() {
            assert!(line.chars().count() <= 80, "{words:?}: {} letters", line.chars().count());
        }
    }
    let game = game().replace(&json_of(HOSTILE), &long);
    desk.write("long.json", &game);
    for words in [&["analyse", "long.json"][..], &["negotiate", "long.json", "--trace"]] {
        let said = desk.said(words);
        assert!(said.len() < 400_000 && said.contains('…'), "{words:?}: {} bytes", said.len());
    }
    desk.write("long cases.json", &cases().replace(&json_of(HOSTILE), &long));
    let output = desk.command(&["verify", "long cases.json"]).assert().code(1).get_output().stdout.clone();
    assert!(output.len() < 2_000, "{}", String::from_utf8_lossy(&output));
}
