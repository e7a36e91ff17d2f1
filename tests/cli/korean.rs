//! `--lang ko`: every command that takes it says nothing in English, on the screen, in its pages and in its charts.

use super::desk::Desk;

/// Words in Latin letters that stand in Korean text: options, commands and keys, which are typed, and units.
const TYPED: [&str; 16] = [
    "findings",
    "star",
    "none",
    "default",
    "full",
    "Enter",
    "csv",
    "json",
    "html",
    "MB",
    "summary",
    "worlds",
    "results",
    "roundtable",
    "n",
    "set",
];

/// Lessons with one table, a veto, stages, and three formats: what a story can tell.
const LESSONS: [(&str, &str); 4] = [
    ("lake-1", include_str!("../../scenarios/teaching/1-zone-of-agreement.ron")),
    ("lake-4", include_str!("../../scenarios/teaching/4-spoiler.ron")),
    ("lake-5", include_str!("../../scenarios/teaching/5-stages.ron")),
    ("lake-7", include_str!("../../scenarios/teaching/7-two-halls.ron")),
];

/// Words of more than one letter that are neither typed nor a part of a path, an option, a number or a key of the file.
fn english(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in text.lines() {
        // The command that comes next is typed as it is.
        let line = line.split("roundtable ").next().unwrap_or_default();
        for token in line.split(|c: char| c.is_whitespace() || "“”‘’()[],;:…·".contains(c)) {
            let typed = token.starts_with('-') || token.contains(['/', '_', '=', '<', '>']);
            let key =
                token.starts_with("lake-") || [".ron", ".csv", ".html"].iter().any(|end| token.contains(end));
            // A particle may stand behind it.
            let hash = token.get(..12).is_some_and(|start| start.bytes().all(|b| b.is_ascii_hexdigit()));
            if typed || key || hash {
                continue;
            }
            let words = token.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| word.len() > 1);
            found.extend(words.filter(|word| !TYPED.contains(word)).map(|word| format!("{word} in: {line}")));
        }
    }
    found
}

fn korean(what: &str, text: &str) {
    let found = english(text);
    assert!(found.is_empty(), "{what}: {found:#?}\n{text}");
    assert!(text.chars().any(|c| ('가'..='힣').contains(&c)), "{what} has no Korean: {text}");
}

/// A page without what is in the words of the file (sources and reasons), typed, or no text.
fn visible(page: &str) -> String {
    let cut = |text: &str, from: &str, to: &str| -> String {
        let mut parts = text.split(from);
        let mut kept = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            kept.push_str(part.split_once(to).map_or("", |(_, rest)| rest));
        }
        kept
    };
    let mut text = cut(page, "<section id=\"stated\"", "</section>");
    for (from, to) in
        [("<head>", "</head>"), ("<script", "</script>"), ("<code", "</code>"), ("<footer", "</footer>")]
    {
        text = cut(&text, from, to);
    }
    text = text.replace("</", "\n</");
    let text = cut(&text, "<", ">");
    text.replace("&quot;", "\"").replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
}

/// The command on a lesson, in Korean.
fn said(desk: &Desk, arguments: &[&str]) -> String {
    let all: Vec<&str> = arguments.iter().copied().chain(["--lang", "ko"]).collect();
    desk.said(&all)
}

/// All pictures of a folder, in order.
fn pictures(folder: &std::path::Path) -> std::collections::BTreeMap<String, Vec<u8>> {
    let all = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let pictures = all.filter(|path| path.extension().is_some_and(|ending| ending == "svg"));
    pictures
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(&path).unwrap()))
        .collect()
}

#[test]
fn comparisons_are_in_korean_on_the_screen_in_the_report_and_in_charts() {
    for (name, text) in LESSONS {
        let desk = Desk::new();
        desk.write("l.ron", text);
        let base = ["compare", "l.ron", "--runs", "40"];
        let with = |more: &[&'static str]| [&base[..], more].concat();
        korean(name, &said(&desk, &with(&["--dry-run"])));
        korean(name, &said(&desk, &with(&["--findings", "-o", "r1"])));
        korean(name, &visible(&desk.read("r1/report.html")));
        for (file, bytes) in pictures(&desk.path("r1/charts")) {
            korean(&format!("{name} {file}"), &visible(&String::from_utf8_lossy(&bytes)));
        }
        let against = with(&["--against", "base", "--set", "world.completion=0.5", "-o", "r2"]);
        korean(name, &said(&desk, &against));
        korean(name, &said(&desk, &["compare", "r1", "r2"]));
        korean(name, &said(&desk, &["slides", "r1", "-o", "s1"]));
        for (file, bytes) in pictures(&desk.path("s1")) {
            korean(&format!("{name} {file}"), &visible(&String::from_utf8_lossy(&bytes)));
        }
    }
}

#[test]
fn predictions_are_scored_in_korean() {
    let desk = Desk::new();
    desk.write("l.ron", LESSONS[3].1);
    let guess = r#"{"formats": {"the old hall": {"signed": 40, "completed": 20}, "the long agenda": {"signed": 60}},
        "gains_most": {"ash": "the old hall"}}"#;
    desk.write("guess.json", guess);
    desk.write("two.json", &format!(r#"{{"pairs": {{"김과 박": {guess}, "이와 최": {guess}}}}}"#));
    for (file, folder) in [("guess.json", "a"), ("two.json", "b")] {
        let arguments =
            ["compare", "l.ron", "--runs", "40", "--guess-file", file, "-o", folder, "--star", "none"];
        let screen = said(&desk, &arguments);
        korean(file, &screen);
        assert!(screen.contains("옛 회관") && screen.contains("빗나감"), "{screen}");
        korean(file, &visible(&desk.read(&format!("{folder}/report.html"))));
    }
    // What is stored has the names of the file.
    assert!(desk.read("a/score.json").contains("the old hall"));
}

#[test]
fn stories_and_searches_are_in_korean() {
    for (name, text) in LESSONS {
        let desk = Desk::new();
        desk.write("l.ron", text);
        let json = desk.said(&["compare", "l.ron", "--runs", "1", "--star", "none", "--json", "-o", "out"]);
        let summary: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        let formats = summary["formats"].as_array().expect("formats");
        for (place, format) in
            formats.iter().map(|format| format["name"].as_str().expect("a name")).enumerate()
        {
            for run in ["0", "1", "2", "5"] {
                for more in [&[][..], &["--short"][..], &["--behaviour", "benchmark"][..]] {
                    let explain =
                        [&["explain", "l.ron", "--format", format, "--run", run][..], more].concat();
                    korean(name, &said(&desk, &explain));
                }
            }
            let run = ["run", "l.ron", "--format", format, "--runs", "40"];
            korean(name, &said(&desk, &[&run[..], &["-o", ["one", "two", "three"][place]]].concat()));
            for query in ["signed", "not signed", "gain.ash>0"] {
                let find = [&run[..], &["--find", query, "--lang", "ko"]].concat();
                let found = desk.command(&find).output().expect("it runs");
                if found.status.success() {
                    let text = String::from_utf8_lossy(&found.stdout);
                    korean(
                        query,
                        &text.replace("not signed", "").replace("signed", "").replace("gain.ash", ""),
                    );
                }
            }
        }
    }
}

#[test]
fn pages_of_a_class_are_in_korean() {
    for (name, text) in LESSONS {
        let desk = Desk::new();
        desk.write("l.ron", text);
        korean(name, &said(&desk, &["handout", "l.ron", "-o", "page.html"]).replace("page.html", ""));
        let handout = visible(&desk.read("page.html"));
        assert!(handout.contains("애시") && !handout.contains("Ash"), "{handout}");
        korean(name, &said(&desk, &["rolesheets", "l.ron", "-o", "sheets"]).replace("sheets", ""));
        let sheets = visible(&desk.read("sheets/all-sheets.html"));
        assert!(
            sheets.contains("애시") && !sheets.replace("the mayor of Ash", "").contains("Ash"),
            "{sheets}"
        );
        // A table that is filled in with Korean names is read like one in the names of the file.
        let template = said(&desk, &["debrief", "l.ron", "--template"]);
        assert!(!template.contains("Ash"), "{template}");
        desk.write("deals.csv", &template);
        let judged = said(&desk, &["debrief", "l.ron", "deals.csv", "--runs", "20", "-o", "debrief.html"]);
        assert!(judged.contains("애시") && !judged.contains("Ash"), "{judged}");
    }
}
