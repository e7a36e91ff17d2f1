//! `check`: all problems at once, for people and for programs.

use super::desk::Desk;

#[test]
fn nothing_wrong_is_said() {
    let desk = Desk::new();
    insta::assert_snapshot!(desk.said(&["check", "demo.ron"]));
}

#[test]
fn what_is_taken_for_issues_without_a_time_is_said() {
    let desk = Desk::new();
    // A chance of 0.5 to 0.95 a year, by month.
    let without = "2 issues without `takes`: 4.5 to 17.8 months on average to carry out";
    assert!(desk.said(&["check", "demo.ron"]).contains(without));
    let takes = "takes: assumed(from: 6, to: 24, because: \"to build\"), levels: [";
    desk.write("timed.ron", &desk.read("demo.ron").replace("levels: [", takes));
    assert!(!desk.said(&["check", "timed.ron"]).contains("takes"));
    let sources = desk.said(&["sources", "timed.ron"]);
    assert_eq!(
        sources.matches("time that carrying it out takes on average: 6 to 24 (months)").count(),
        2,
        "{sources}"
    );
}

#[test]
fn all_problems_are_said_with_place_and_remedy() {
    let desk = Desk::new();
    let broken = desk.read("demo.ron").replace("\"ash\": (", "\"ashe\": (").replacen(
        "assumed(from:",
        "assumed(form:",
        1,
    );
    desk.write("broken.ron", &broken);
    let (code, message) = desk.refused(&["check", "broken.ron"]);
    assert_eq!(code, 2);
    insta::assert_snapshot!(message);
    let shown = desk.command(&["check", "broken.ron", "--color", "always"]).output().unwrap();
    let shown = String::from_utf8(shown.stderr).unwrap();
    assert!(shown.contains("\u{1b}["), "no colour");
}

#[test]
fn every_file_is_checked_whatever_is_wrong_with_the_first() {
    let desk = Desk::new();
    let output = desk.command(&["check", "absent.ron", "demo.ron"]).assert().code(2).get_output().clone();
    assert!(String::from_utf8(output.stderr).unwrap().contains("absent.ron"));
    assert!(String::from_utf8(output.stdout).unwrap().starts_with("demo.ron: nothing is wrong"));
}

#[test]
fn json_is_one_object_a_file() {
    let desk = Desk::new();
    desk.write("cut.ron", &desk.read("demo.ron")[..900]);
    let output =
        desk.command(&["check", "--json", "demo.ron", "cut.ron"]).assert().code(2).get_output().clone();
    let text = String::from_utf8(output.stdout).unwrap();
    let rows: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(rows.len(), 2);
    assert_eq!((&rows[0]["schema_version"], &rows[0]["passed"]), (&1.into(), &true.into()));
    assert_eq!(rows[1]["passed"], false);
    let problem = &rows[1]["problems"][0];
    for key in ["code", "line", "column", "message"] {
        assert!(!problem[key].is_null(), "{key} is not in {problem}");
    }
}

/// What a file of another program seems to be is told to programs as it is to people.
#[test]
fn files_of_others_are_named_in_json_too() {
    let desk = Desk::new();
    for (name, text, what, help) in [
        ("a.xml", "<utility_space><weight index='1'/></utility_space>", "a GENIUS profile", "`negotiate`"),
        ("b.json", "{\"issues\": [], \"parties\": []}", "a domain in plain JSON", "`negotiate`"),
        ("c.json", "{\"decisionMakers\": [], \"options\": []}", "a conflict of GMCR+ (.gmcr)", "`stability`"),
        ("d.yaml", "issues:\n- name: a\n", "a NegMAS scenario", "`analyse`"),
        (
            "e.csv",
            "decision,proposal,actor,position,capability\nd,p,a,1,1\n",
            "a table of decisions (CSV)",
            "`backtest`",
        ),
        ("f.html", "<!doctype html><p>x", "a web page", ""),
    ] {
        desk.write(name, text);
        let out = desk.command(&["check", name, "--json"]).assert().code(2).get_output().stdout.clone();
        let told: serde_json::Value = serde_json::from_slice(&out).unwrap();
        let problems = told["problems"].as_array().unwrap();
        let [problem] = problems.as_slice() else { panic!("{name}: {told}") };
        let message = format!("this is no scenario of this program: it seems to be {what}");
        assert_eq!((&problem["code"], &problem["message"]), (&"E017".into(), &message.clone().into()));
        assert!(problem["help"].as_str().unwrap_or_default().contains(help), "{told}");
        let (_, said) = desk.refused(&["check", name]);
        assert!(said.contains(&message), "{said}");
    }
}

/// `(code, line)` of each problem of `demo.ron` after a change.
fn problems(desk: &Desk, from: &str, to: &str) -> Vec<(String, u64, String)> {
    let text = desk.read("demo.ron");
    assert!(text.contains(from), "{from}");
    desk.write("changed.ron", &text.replacen(from, to, 1));
    let output = desk.command(&["check", "--json", "changed.ron"]).output().unwrap();
    let verdict: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let problems = verdict["problems"].as_array().unwrap().iter();
    let text = |row: &serde_json::Value, name: &str| row[name].as_str().unwrap().to_owned();
    problems.map(|row| (text(row, "code"), row["line"].as_u64().unwrap(), text(row, "message"))).collect()
}

/// An alternative in words that nobody runs is warned of; one variant or one reason is enough.
#[test]
fn an_alternative_that_is_never_run_is_warned_of() {
    let desk = Desk::new();
    let said = "range: \"the harbour alone\", variants: [\"the harbour alone\"]";
    let line = 1 + desk.read("demo.ron").lines().position(|line| line.contains(said)).unwrap() as u64;
    let silent = problems(&desk, said, "range: \"the harbour alone\"");
    assert_eq!(silent, [("W112".into(), line, "this names an alternative that is never run".into())]);
    let why = problems(&desk, said, "range: \"the harbour alone\", no_variant: \"another lesson\"");
    assert_eq!(why, []);
    let both = problems(&desk, said, &format!("{said}, no_variant: \"of the rest\""));
    assert_eq!(both, []);
    let (code, _) = desk.refused(&["explain-error", "W999"]);
    assert_eq!(code, 2);
    assert!(desk.said(&["explain-error", "W112"]).contains("no_variant"));
}

/// An edit that cannot be made is told at its place in the file, with its variant.
#[test]
fn what_is_wrong_with_a_variant_is_told_at_its_edit() {
    let desk = Desk::new();
    let edit = "formats.spring alone.contract.agenda=[\"harbour\"]";
    let line = 1 + desk.read("demo.ron").lines().position(|line| line.contains(edit)).unwrap() as u64;
    for (wrong, code, told) in [
        ("formats.spring alone.kontract.agenda=[\"harbour\"]", "E071", "there is nothing to set"),
        ("formats.spring alone.contract.agenda=[\"harbor\"]", "E031", "there is no issue"),
        ("formats.spring alone.contract.agenda", "E070", "this is not PATH=VALUE"),
    ] {
        let found = problems(&desk, edit, wrong);
        let [(found, at, message)] = found.as_slice() else { panic!("{wrong}: {found:?}") };
        assert!(
            message.contains("in the variant \"the harbour alone\"") && message.contains(told),
            "{message}"
        );
        assert_eq!((found.as_str(), *at), (code, line), "{message}");
    }
    let (code, message) = desk.refused(&["compare", "changed.ron", "--runs", "1"]);
    assert!(code == 2 && message.contains("the harbour alone"), "what check refuses is not run: {message}");
    let unknown = problems(&desk, "variants: [\"the harbour alone\"]", "variants: [\"the harbor alone\"]");
    assert_eq!(unknown[0].0, "E068");
}
