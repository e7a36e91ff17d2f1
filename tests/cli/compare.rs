//! `compare`: the answer, its files, predictions, changes, expectations.

use super::desk::{Desk, names};
use predicates::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;

/// Names of the formats on the desk.
const FORMATS: [&str; 3] = ["spring alone", "both together", "both or nothing"];

#[test]
fn the_answer_fits_a_screen_and_names_the_report() {
    let desk = Desk::new();
    let text = desk.said(&["compare", "demo.ron", "--runs", "100"]);
    insta::assert_snapshot!(text);
    assert!(text.lines().count() <= 24 && text.lines().all(|line| line.chars().count() <= 80));
    assert!(!text.contains('\u{1b}'), "control bytes in a pipe");
}

#[test]
fn the_folder_holds_what_is_promised() {
    let desk = Desk::new();
    for folder in ["output/lake-3-packages-1", "output/lake-3-packages-2"] {
        let said = desk.said(&["compare", "demo.ron", "--runs", "20", "-q"]);
        assert_eq!(said, format!("{folder}\n"));
        let promised = [
            "charts",
            "datapackage.json",
            "report.html",
            "results.csv",
            "run.json",
            "summary.json",
            "worlds.csv",
        ];
        assert_eq!(names(&desk.path(folder)), promised);
        let rows = desk.read(&format!("{folder}/results.csv")).lines().count();
        assert_eq!(rows, 1 + 20 * FORMATS.len());
        assert_eq!(desk.read(&format!("{folder}/worlds.csv")).lines().count(), 1 + 20);
    }
    for chart in ["overview", "worlds", "differences", "outcomes", "gains", "levels", "endings"] {
        let svg = desk.read(&format!("output/lake-3-packages-1/charts/{chart}.svg"));
        assert!(svg.starts_with("<svg") && svg.contains("<title"), "{chart}");
    }
}

#[test]
fn several_scenarios_get_a_folder_each() {
    let desk = Desk::new();
    desk.write("other.ron", &desk.read("demo.ron").replace("name: \"lake-3-packages\"", "name: \"other\""));
    desk.command(&["compare", "demo.ron", "other.ron", "--runs", "10", "-q", "-o", "all"]).assert().success();
    assert_eq!(names(&desk.path("all")), ["lake-3-packages", "other"]);
    assert_eq!(desk.read("all/other/results.csv"), desk.read("all/lake-3-packages/results.csv"));
    let (code, message) = desk.refused(&["compare", "demo.ron", "demo.ron", "--runs", "10", "-o", "twice"]);
    assert_eq!(code, 2);
    assert!(message.contains("two scenarios are called `lake-3-packages`"), "{message}");
    assert!(!desk.path("twice").exists());
}

#[test]
fn json_is_data_alone_and_is_what_is_stored() {
    let desk = Desk::new();
    let output = desk.compare(&["--runs", "50", "--json", "-o", "x"]).assert().success().stderr("");
    let printed: Value = serde_json::from_slice(&output.get_output().stdout).unwrap();
    assert_eq!(printed["schema_version"], 2);
    assert_eq!(printed["runs"], 50);
    assert_eq!(printed, desk.json("x/summary.json"));
    let record = desk.json("x/run.json");
    assert_eq!(record["command"], "compare");
    assert_eq!(record["seed"], 1);
    assert_eq!(record["scenario_file"], "demo.ron");
    assert!(record["wall_seconds"].as_f64().unwrap() > 0.0);
}

#[test]
fn a_dry_run_writes_nothing() {
    let desk = Desk::new();
    let said =
        predicate::str::contains("100,000 assumed worlds").and(predicate::str::contains("Nothing was"));
    desk.compare(&["--runs", "100000", "--dry-run"]).assert().success().stdout(said);
    let size = |more: &[&str]| -> Value {
        let said = desk.said(&[&["compare", "demo.ron", "--dry-run", "--json"], more].concat());
        serde_json::from_str(&said).unwrap()
    };
    assert!(size(&[])["worlds_bytes"].as_u64().unwrap() > 10_000);
    let without = predicate::str::contains("worlds.csv not written");
    desk.compare(&["--dry-run", "--no-worlds"]).assert().success().stdout(without);
    assert_eq!(size(&["--no-worlds"])["worlds_bytes"], 0);
    assert_eq!(names(desk.folder()), ["demo.ron"]);
}

/// Without `worlds.csv` everything else is the same, and both ways of running know their own blocks.
#[test]
fn worlds_can_be_left_out() {
    let desk = Desk::new();
    desk.compare(&["--runs", "30", "-q", "-o", "with"]).assert().success();
    desk.compare(&["--runs", "30", "-q", "-o", "without", "--no-worlds"]).assert().success();
    assert!(!names(&desk.path("without")).contains(&"worlds.csv".to_owned()));
    for file in ["results.csv", "summary.json", "report.html"] {
        assert_eq!(desk.read(&format!("with/{file}")), desk.read(&format!("without/{file}")), "{file}");
    }
    let told = |folder: &str| desk.json(&format!("{folder}/run.json"))["worlds"].clone();
    assert_eq!((told("with"), told("without")), (true.into(), false.into()));
    let tables =
        |folder: &str| desk.json(&format!("{folder}/datapackage.json"))["resources"].as_array().map(Vec::len);
    assert_eq!((tables("with"), tables("without")), (Some(2), Some(1)));
    // What `run` draws of one format is what `compare` draws of all of them.
    desk.command(&["run", "demo.ron", "--format", "both together", "--runs", "30", "-q", "-o", "one"])
        .assert()
        .success();
    assert_eq!(desk.read("one/worlds.csv"), desk.read("with/worlds.csv"));
}

/// Whatever the width, what is measured stands there whole.
#[test]
fn columns_use_the_width_of_the_screen() {
    let desk = Desk::new();
    for columns in ["40", "80", "120"] {
        for (command, measure) in [
            (&["compare", "demo.ron", "--runs", "100"][..], "87 (79–92)"),
            (&["run", "demo.ron", "--format", "both t", "--runs", "100"], "87 (79–92)"),
            (&["predict", "demo.ron", "--format", "both t", "--runs", "20"], "100.0"),
            (&["analyse", "demo.ron", "--format", "both t"], "0."),
            (&["negotiate", "demo.ron", "--format", "both t"], "0."),
        ] {
            let assert = desk.command(command).env("COLUMNS", columns).assert().success();
            let text = String::from_utf8(assert.get_output().stdout.clone()).unwrap();
            assert!(text.contains(measure), "{columns}: {text}");
            let room: usize = columns.parse().unwrap();
            let commands = ["Report", "Next", "  roundtable "];
            for line in text.lines().filter(|line| !commands.iter().any(|c| line.starts_with(c))) {
                assert!(line.chars().count() <= room, "{columns}: {line}");
            }
            assert!(!text.contains("1…"), "{columns}: {text}");
        }
    }
}

#[test]
fn numbers_that_cannot_be_are_told_what_could() {
    let desk = Desk::new();
    for (arguments, says) in [
        (&["compare", "demo.ron", "--runs", "-5"][..], "expected a whole number from 1 to 100,000,000"),
        (&["compare", "demo.ron", "--threads", "-1"], "expected a whole number from 1 to 1,024"),
        (&["explain", "demo.ron", "--run", "-1"], "expected a whole number from 0"),
        (&["predict", "demo.ron", "--runs", "-1"], "expected a whole number from 1 to 100,000"),
        (&["negotiate", "demo.ron", "--rounds", "-1"], "expected a whole number from 1 to 1,000,000"),
        (
            &["negotiate", "demo.ron", "--format", "both t", "--breakdown", "-0.5"],
            "the chance of breakdown is -0.5",
        ),
        (&["analyse", "demo.ron", "--world", "-1"], "expected a whole number from 0"),
        (&["backtest", "x.csv", "--folds", "-1"], "expected a whole number from 2 to 1,000"),
        (&["verify", "--facts", "--seed", "-1"], "expected a whole number from 0"),
    ] {
        let (code, message) = desk.refused(arguments);
        assert_eq!(code, 2, "{message}");
        assert!(message.contains(says), "{arguments:?}: {message}");
    }
}

#[test]
fn an_ambiguous_name_is_called_ambiguous() {
    let desk = Desk::new();
    for arguments in [
        &["run", "demo.ron", "--format", "both"][..],
        &["compare", "demo.ron", "--expect", "signed(both) > 0"],
    ] {
        let (code, message) = desk.refused(arguments);
        assert_eq!(code, 2, "{message}");
        assert!(message.contains("`both` is ambiguous: it fits more than one format"), "{message}");
        assert!(message.contains("one of: both together, both or nothing\n"), "{message}");
    }
}

#[test]
fn the_run_that_is_proposed_shows_what_the_table_shows() {
    let desk = Desk::new();
    for scenario in ["3-packages", "4-spoiler", "2-third-veto"] {
        let path = format!("{}/scenarios/teaching/{scenario}.ron", env!("CARGO_MANIFEST_DIR"));
        desk.write("s.ron", &std::fs::read_to_string(path).unwrap());
        let text = desk.said(&["compare", "s.ron", "--runs", "100", "-o", scenario, "--seed", "7"]);
        let next = text.lines().position(|line| line.starts_with("Next ")).expect("a next command");
        let lines: Vec<&str> = text.lines().collect();
        let format = lines[next].split('\'').nth(1).expect("a format in quotes");
        let world =
            lines[next].split("--run ").nth(1).and_then(|rest| rest.split(' ').next()).expect("a world");
        let (column, other) = match lines[next + 1].trim().split_once(" in this world, and not under ") {
            Some(("signed", other)) => (2, other),
            Some(("in force", other)) => (5, other),
            Some(("carried out", other)) => (6, other),
            _ => panic!("{scenario}: no difference is shown: {text}"),
        };
        let other = other.trim_matches(['“', '”']);
        let table = desk.read(&format!("{scenario}/results.csv"));
        let is_so = |format: &str| {
            let start = format!("{world},{format},");
            let row =
                table.lines().find(|line| line.starts_with(&start)).unwrap_or_else(|| panic!("{start}"));
            row.split(',').nth(column).map(str::to_owned)
        };
        assert_eq!([is_so(format), is_so(other)], [Some("1".into()), Some("0".into())], "{scenario}: {text}");
        // The command is one that tells of this run.
        let told =
            desk.said(&["explain", "s.ron", "--format", format, "--run", world, "--seed", "7", "--short"]);
        assert!(told.contains("is signed in"), "{told}");
    }
}

/// The rows of some formats, in their order.
fn rows_of<'t>(table: &'t str, formats: &[&str]) -> Vec<&'t str> {
    let of = |format: &&str| format!(",{format},");
    let marks: Vec<String> = formats.iter().map(of).collect();
    table.lines().filter(|line| marks.iter().any(|mark| line.contains(mark.as_str()))).collect()
}

#[test]
fn chosen_formats_go_through_the_same_worlds_and_the_first_named_is_the_reference() {
    let desk = Desk::new();
    desk.compare(&["--runs", "60", "-q", "-o", "all"]).assert().success();
    desk.compare(&["--runs", "60", "-q", "-o", "some", "--formats", "nothing,spring"]).assert().success();
    let (all, some) = (desk.read("all/results.csv"), desk.read("some/results.csv"));
    assert_eq!(all.lines().next(), some.lines().next(), "the same columns");
    for format in ["both or nothing", "spring alone"] {
        assert_eq!(rows_of(&all, &[format]), rows_of(&some, &[format]));
        assert_eq!(rows_of(&some, &[format]).len(), 60);
    }
    assert_eq!(some.lines().count(), 1 + 2 * 60);
    assert_eq!(desk.read("all/worlds.csv"), desk.read("some/worlds.csv"));
    let (summary, whole) = (desk.json("some/summary.json"), desk.json("all/summary.json"));
    assert_eq!(summary["formats"][0], whole["formats"][2], "the first named is the reference");
    assert_eq!(summary["formats"][1], whole["formats"][0]);
    assert_eq!(desk.json("some/run.json")["formats"], serde_json::json!(["both or nothing", "spring alone"]));
}

#[test]
fn formats_that_other_formats_hold_are_held_as_they_were() {
    let desk = Desk::new();
    desk.write("everything.ron", include_str!("../common/everything.ron"));
    let go = |more: &[&str], folder: &str| {
        let base = ["compare", "everything.ron", "--runs", "12", "--star", "none", "-q", "-o", folder];
        desk.command(&[&base[..], more].concat()).assert().success();
    };
    go(&[], "all");
    go(&["--formats", "first two then all".replace("two then", "two, then").as_str()], "alone");
    let names = ["first two, then all"];
    let rows = |folder: &str| {
        desk.read(&format!("{folder}/results.csv")).replace("\"first two, then all\"", names[0])
    };
    assert_eq!(rows_of(&rows("all"), &names).len(), 12);
    assert_eq!(rows_of(&rows("all"), &names), rows_of(&rows("alone"), &names));
}

#[test]
fn formats_are_refused_with_hints() {
    let desk = Desk::new();
    for (wanted, says) in [
        ("sprnig alone", "did you mean `spring alone`?"),
        ("both", "it fits more than one format"),
        ("spring,spring alone", "the format `spring alone` is named twice"),
        ("spring,", "a name is empty"),
        ("class", "this scenario chooses no formats for a class"),
    ] {
        let (code, message) = desk.refused(&["compare", "demo.ron", "--formats", wanted]);
        assert_eq!(code, 2, "{message}");
        assert!(message.contains(says) && message.contains("--formats"), "{wanted}: {message}");
    }
    desk.write(
        "class.ron",
        &desk.read("demo.ron").replacen(
            "    title:",
            "    class: [\"both together\", \"spring alone\"],\n    title:",
            1,
        ),
    );
    desk.command(&["compare", "class.ron", "--runs", "10", "-q", "-o", "x", "--formats", "class"])
        .assert()
        .success();
    assert_eq!(desk.json("x/run.json")["formats"], serde_json::json!(["both together", "spring alone"]));
    let only = ["compare", "class.ron", "--formats", "class", "--expect", "signed(both or nothing) > 0"];
    assert!(
        desk.refused(&only).1.contains("there is no format `both or nothing`"),
        "expectations go with the formats chosen"
    );
}

#[test]
fn expectations_decide_the_exit_code() {
    let desk = Desk::new();
    let format = FORMATS[0];
    let expect = |text: String| desk.compare(&["--runs", "50", "-q", "--expect", &text]).assert();
    expect(format!("signed({format}) >= 0")).code(0);
    let not_met = predicate::str::contains(format!("expectation not met: signed({format}) > 1"));
    expect(format!("signed({format}) > 1")).code(3).stderr(not_met);
    expect(format!("gain.ash({format}) >= -9")).code(0);
    expect(format!("gain:ash({format}) >= -9")).code(0);
    let both = predicate::str::contains("gain.PARTY(six-party talks)");
    expect("gain(ash) > 0".into()).code(2).stderr(both);
    expect("signed(no such format) > 0.3".into()).code(2).stderr(predicate::str::contains(format));
}

#[test]
fn predictions_are_stored_and_scored() {
    let desk = Desk::new();
    let guess = |signed| serde_json::json!({"signed": signed, "in_force": 20, "completed": 10});
    let formats: BTreeMap<&str, Value> = FORMATS.into_iter().map(|name| (name, guess(40))).collect();
    let write = |value: &Value| std::fs::write(desk.path("g.json"), value.to_string()).unwrap();
    write(&serde_json::json!({ "formats": formats }));
    let scored = predicate::str::contains("off by").and(predicate::str::contains("orderings right"));
    desk.compare(&["--runs", "50", "--guess-file", "g.json", "-o", "x"]).assert().success().stdout(scored);
    assert_eq!(desk.json("x/guess.json")["formats"], serde_json::json!(formats));
    assert!(desk.json("x/score.json")["measures"].is_array());
    // On the terminal: three questions a format, then one a party.
    let answers = "40\n20\n10\n".repeat(formats.len()) + &"\n".repeat(20);
    desk.compare(&["--runs", "50", "--guess", "-o", "y"]).write_stdin(answers).assert().success();
    assert_eq!(desk.json("y/score.json"), desk.json("x/score.json"));
    // A file a pair.
    let pairs = ["--guess-file", "g.json", "--guess-file", "h.json", "-o", "z"];
    std::fs::copy(desk.path("g.json"), desk.path("h.json")).unwrap();
    let ranked = predicate::str::contains("off by").and(predicate::str::contains("50 everywhere"));
    desk.compare(&["--runs", "50"]).args(pairs).assert().success().stdout(ranked);
    assert_eq!(desk.json("z/score.json")["pairs"].as_array().unwrap().len(), 2);
    assert_eq!(desk.json("z/guess.json")["pairs"]["h"]["formats"], serde_json::json!(formats));
    write(&serde_json::json!({ "formats": {} }));
    desk.compare(&["--runs", "50", "--guess-file", "g.json"]).assert().code(2);
    write(&Value::from("nonsense"));
    desk.compare(&["--runs", "50", "--guess-file", "g.json"]).assert().code(2);
}

#[test]
fn what_changed_is_said() {
    let desk = Desk::new();
    desk.compare(&["--runs", "50", "-q", "-o", "x"]).assert().success();
    let same = predicate::str::contains("Nothing changed: no world is another one.\nNo verdict changed.");
    desk.compare(&["--runs", "50", "--against", "x"]).assert().success().stdout(same);
    let seed = predicate::str::contains("seed: 1 → 2");
    desk.compare(&["--runs", "50", "--seed", "2", "--against", "x"]).assert().success().stdout(seed);
}

#[test]
fn a_change_is_told_world_by_world_on_the_screen_in_the_report_and_as_a_chart() {
    let desk = Desk::new();
    let set = ["--runs", "80", "--set", "parties.ash.demand=0.6"];
    desk.compare(&["--runs", "80", "-q", "-o", "then"]).assert().success();
    let stored = desk.said(&[&["compare", "demo.ron", "-o", "a", "--against", "then"], &set[..]].concat());
    let base = desk.said(&[&["compare", "demo.ron", "-o", "b", "--against", "base"], &set[..]].concat());
    // What is run anew is what is stored.
    let card = |text: &str| {
        let lines = text
            .lines()
            .filter(|line| line.contains("better, ") || line.contains(" → "))
            .filter(|l| !l.contains("file"));
        lines.map(str::to_owned).collect::<Vec<String>>()
    };
    assert_eq!(card(&stored), card(&base));
    assert!(
        base.starts_with("What if: --set parties.ash.demand=0.6\nAgainst the file as it is.\n"),
        "{base}"
    );
    assert!(base.contains("The same 80 assumed worlds in both, compared one by one."), "{base}");

    // The worlds that are counted are those of the tables.
    let signed = |folder: &str| -> BTreeMap<(String, String), bool> {
        let table = desk.read(&format!("{folder}/results.csv"));
        let cells = table.lines().skip(1).map(|line| line.split(',').collect::<Vec<_>>());
        cells.map(|c| ((c[1].to_owned(), c[0].to_owned()), c[2] == "1")).collect()
    };
    let (then, now) = (signed("then"), signed("b"));
    let count = |format: &str, was: bool| {
        then.iter()
            .filter(|((f, _), _)| f == format)
            .filter(|(key, before)| **before == was && now[*key] != was)
            .count()
    };
    let (better, worse) = (count("both together", false), count("both together", true));
    assert!(better + worse > 0, "the change does nothing");
    let told = format!("{better} better, {worse} worse");
    assert!(base.lines().any(|l| l.contains("both together: signed") && l.contains(&told)), "{told}: {base}");
    let (svg, report) = (desk.read("b/charts/what-if.svg"), desk.read("b/report.html"));
    assert!(svg.starts_with("<svg") && report.contains("What if: --set parties.ash.demand=0.6"));
    assert!(report.contains("id=\"what-if"), "the chart is in the report");
    assert!(!desk.path("a").join("base").exists() && names(desk.folder()) == ["a", "b", "demo.ron", "then"]);
}

#[test]
fn base_needs_a_change_and_costs_as_much_again() {
    let desk = Desk::new();
    let (code, message) = desk.refused(&["compare", "demo.ron", "--against", "base"]);
    assert!(code == 2 && message.contains("nothing is changed"), "{message}");
    desk.compare(&["--runs", "10", "-q", "-o", "x", "--against", "base", "--variant", "none"])
        .assert()
        .code(2);
}

#[test]
fn results_stand_side_by_side_world_by_world_or_as_samples() {
    let desk = Desk::new();
    let make = |more: &[&str], folder: &str| {
        desk.compare(&[&["--runs", "80", "-q", "-o", folder], more].concat()).assert().success();
    };
    make(&[], "a");
    make(&["--set", "parties.ash.demand=0.6"], "b");
    make(&["--seed", "2", "--formats", "spring"], "c");
    insta::assert_snapshot!(desk.said(&["compare", "a", "b"]));
    let other = desk.said(&["compare", "a", "c"]);
    assert!(other.contains("The seeds differ") && !other.contains(" better, "), "{other}");
    let three = desk.said(&["compare", "a", "b", "c"]);
    assert!(three.contains("C − A") && three.lines().all(|l| l.chars().count() <= 80), "{three}");
    let data: Value = serde_json::from_str(&desk.said(&["compare", "a", "b", "c", "--json"])).unwrap();
    assert_eq!(data["results"][1]["set"], "--set parties.ash.demand=0.6");
    assert_eq!(data["against_first"][0]["worlds"]["one_by_one"], 80);
    assert_eq!(data["against_first"][1]["worlds"], "other_seed");
    // Without its tables a result is a sample.
    std::fs::remove_file(desk.path("b/results.csv")).unwrap();
    assert!(desk.said(&["compare", "a", "b"]).contains("has no table of its worlds"));
}

#[test]
fn results_that_cannot_be_compared_are_refused_with_the_reason() {
    let desk = Desk::new();
    desk.said(&["new", "orchard"]);
    desk.compare(&["--runs", "20", "-q", "-o", "a"]).assert().success();
    desk.command(&["compare", "orchard.ron", "--runs", "5", "-q", "-o", "b", "--star", "none"])
        .assert()
        .success();
    desk.compare(&["--runs", "20", "-q", "-o", "c"]).assert().success();
    let refused = |arguments: &[&str], says: &str| {
        let (code, message) = desk.refused(&[&["compare"], arguments].concat());
        assert!(code == 2 && message.contains(says), "{arguments:?}: {message}");
    };
    refused(&["a", "b"], "their parties are not the same");
    refused(&["a"], "2 to 6 of them; this is 1");
    refused(&["a", "demo.ron"], "are compared apart");
    refused(&["a", "c", "--set", "parties.ash.demand=0.6"], "--set says how to simulate");
    refused(&["a", "c", "--runs", "7"], "--runs says how to simulate");
    std::fs::create_dir(desk.path("empty")).unwrap();
    refused(&["a", "empty"], "there is no stored result");
    // Damaged stores are told, whatever is in them.
    let whole = desk.read("c/summary.json");
    desk.write("c/summary.json", &whole[..whole.len() / 2]);
    refused(&["a", "c"], "summary.json cannot be read");
    desk.write("c/summary.json", &whole);
    desk.write("c/results.csv", "world,format,signed\n0,\u{202e},1\n");
    refused(&["a", "c"], "its tables are damaged");
    desk.write("c/results.csv", &desk.read("a/results.csv"));
    desk.write("c/worlds.csv", "");
    refused(&["a", "c"], "its tables are damaged");
    desk.write("c/worlds.csv", &desk.read("a/worlds.csv"));
    desk.write("c/run.json", "{");
    assert!(desk.said(&["compare", "a", "c"]).contains("run.json cannot be read"));
}

#[test]
fn the_result_of_another_scenario_is_refused_before_anything_is_run() {
    let desk = Desk::new();
    desk.compare(&["--runs", "50", "-q", "-o", "x"]).assert().success();
    desk.said(&["new", "orchard"]);
    let (code, message) = desk.refused(&["compare", "orchard.ron", "--runs", "50", "--against", "x"]);
    assert_eq!(code, 2);
    assert!(message.contains("another scenario") && message.contains("`orchard`"), "{message}");
    assert_eq!(names(desk.folder()), ["demo.ron", "orchard.ron", "x"]);
}

#[test]
fn two_places_for_one_result_are_refused() {
    let desk = Desk::new();
    for arguments in [&["compare", "demo.ron"][..], &["run", "demo.ron", "--format", "both together"]] {
        let both = [arguments, &["--runs", "5", "-o", "x", "--output-root", "y"]].concat();
        let (code, message) = desk.refused(&both);
        assert_eq!(code, 2);
        assert!(message.contains("--output-root") && message.contains("cannot be used with"), "{message}");
    }
    assert_eq!(names(desk.folder()), ["demo.ron"]);
}

/// A variant is run in full, is part of what a result is told apart by, and comes before `--set`; the file itself does not depend on it.
#[test]
fn a_variant_is_run_in_full() {
    let desk = Desk::new();
    let rows = |file: &str, more: &[&str], folder: &str| {
        let mut arguments = vec!["compare", file, "--runs", "60", "-q", "-o", folder];
        arguments.extend(more);
        desk.said(&arguments);
        (desk.read(&format!("{folder}/results.csv")), desk.json(&format!("{folder}/run.json")))
    };
    let (base, of_base) = rows("demo.ron", &[], "base");
    let (variant, of_variant) = rows("demo.ron", &["--variant", "the harb"], "variant");
    let edit = "formats.spring alone.contract.agenda=[\"harbour\"]";
    let (set, of_set) = rows("demo.ron", &["--set", edit], "set");
    assert_ne!(base, variant);
    assert_eq!(variant, set, "a variant is what its edits make");
    assert_eq!((of_base.get("variant"), &of_variant["variant"]), (None, &"the harbour alone".into()));
    let hashes = [&of_base, &of_variant, &of_set].map(|run| run["scenario_hash"].as_str().unwrap());
    assert!(hashes[0] != hashes[1] && hashes[1] != hashes[2], "{hashes:?}");
    let back = "formats.spring alone.contract.agenda=[\"season\"]";
    assert_eq!(
        rows("demo.ron", &["--set", back, "--variant", "the harbour alone"], "back").0,
        base,
        "`--set` comes after"
    );

    let text = desk.read("demo.ron");
    let start = text.find("    variants: {").unwrap();
    let end = start + text[start..].find("\n    },\n").unwrap() + "\n    },\n".len();
    let without = format!("{}{}", &text[..start], &text[end..]);
    desk.write("without.ron", &without.replace("variants: [\"the harbour alone\"]", "no_variant: \"none\""));
    assert_eq!(rows("without.ron", &[], "without").0, base, "nothing else depends on variants");
}

#[test]
fn a_variant_that_is_not_there_is_refused_with_the_nearest() {
    let desk = Desk::new();
    let (code, message) =
        desk.refused(&["compare", "demo.ron", "--runs", "1", "--variant", "teh harbour alone"]);
    assert_eq!(code, 2);
    assert!(message.contains("there is no variant `teh harbour alone`"), "{message}");
    assert!(
        message.contains("did you mean `the harbour alone`?") && message.contains("one of:"),
        "{message}"
    );
    desk.write("none.ron", include_str!("../../scenarios/teaching/6-delegation.ron"));
    let (code, message) = desk.refused(&["explain", "none.ron", "--format", "mayors", "--variant", "any"]);
    assert!(code == 2 && message.contains("this one names none"), "{message}");
}

#[test]
fn without_a_star_nothing_is_clear_and_with_one_every_run_says_something() {
    let desk = Desk::new();
    let result = |star: &str, folder: &str| {
        desk.said(&["compare", "demo.ron", "--runs", "120", "--star", star, "-q", "-o", folder]);
        desk.json(&format!("{folder}/summary.json"))
    };
    let kinds = |summary: &Value| -> Vec<String> {
        let all = summary["differences"].as_array().unwrap().iter();
        all.map(|d| d["finding"]["kind"].as_str().unwrap().to_owned()).collect()
    };
    let (none, full) = (result("none", "x"), result("full", "y"));
    assert_eq!(none["tested"]["runs"], Value::Array(Vec::new()));
    assert!(!kinds(&none).contains(&"clear".to_owned()), "{:?}", kinds(&none));
    assert!(kinds(&full).contains(&"clear".to_owned()), "{:?}", kinds(&full));
    let runs = full["tested"]["runs"].as_array().unwrap();
    assert!(runs.iter().any(|run| run["counted"] == true) && runs.iter().any(|run| run["counted"] == false));
    let clear = full["differences"].as_array().unwrap().iter().filter(|d| d["finding"]["kind"] == "clear");
    for difference in clear {
        assert_eq!(difference["runs"].as_array().unwrap().len(), runs.len(), "{difference}");
    }
    for name in ["results.csv", "worlds.csv"] {
        assert_eq!(desk.read(&format!("x/{name}")), desk.read(&format!("y/{name}")), "the base is the same");
    }
}

#[test]
fn findings_stand_beside_what_each_run_says() {
    let desk = Desk::new();
    let said = desk.said(&["compare", "demo.ron", "--runs", "120", "--findings"]);
    let before = said.split("\n\nThe lake").next().unwrap();
    for expected in ["Findings in the base", "behaviour nash", "benchmark (told, not counted)", "Tested in"] {
        assert!(before.contains(expected), "{expected}: {said}");
    }
}

/// Below the largest difference stands on what it hangs, in the worlds that are stored, and what asks further.
#[test]
fn on_what_the_largest_difference_hangs_is_told_with_commands_that_run() {
    let desk = Desk::new();
    let odd = "the spring's $HOME";
    desk.write("odd.ron", &desk.read("demo.ron").replace("\"spring alone\"", &format!("\"{odd}\"")));
    for (language, label, high) in [("en", "Why      ", "is high (+"), ("ko", "까닭     ", "높을 때 (+")]
    {
        let text = desk.said(&[
            "compare",
            "odd.ron",
            "--formats",
            "the spring,both together",
            "--runs",
            "500",
            "--star",
            "none",
            "--lang",
            language,
            "--seed",
            "2",
        ]);
        let lines: Vec<&str> = text.lines().collect();
        let why = lines.iter().position(|line| line.starts_with(label)).expect("why");
        let commands: Vec<&str> =
            lines[why..].iter().filter_map(|line| line.strip_prefix("  roundtable ")).collect();
        let told = lines[why..lines.len() - commands.len()]
            .join(" ")
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        assert!(told.contains(high), "{told}");
        let [discover, decompose, flip] = commands[..] else { panic!("{text}") };
        assert!(discover.starts_with("discover output/lake-3-packages-"), "{discover}");
        assert!(
            decompose.starts_with("decompose odd.ron 'both together' 'the spring'\\''s $HOME'"),
            "{decompose}"
        );
        assert!(flip.starts_with("flip odd.ron ") && flip.contains("--seed 2"), "{flip}");
        for (command, more) in [(discover, ""), (decompose, " --dry-run"), (flip, " --dry-run")] {
            let line = format!("\"$0\" {command}{more}");
            let mut shell = assert_cmd::Command::new("sh");
            shell.current_dir(desk.folder()).args(["-c", &line, env!("CARGO_BIN_EXE_roundtable")]);
            shell.assert().success();
        }
        // The largest swing of what `sensitivity` finds is what the line says.
        let folder = discover.split_whitespace().nth(1).expect("a folder");
        let found: Value =
            serde_json::from_str(&desk.said(&["sensitivity", folder, "both t", "the s", "--json"])).unwrap();
        let first = &found["found"]["inputs"][0];
        let points = |side: &str| (100.0 * first[side].as_f64().unwrap()).round().abs().to_string();
        assert!(
            told.contains(&format!("(+{},", points("high"))) && told.contains(&points("low")),
            "{told} {first}"
        );
    }
}

/// Where formats do not differ, and where nothing is stored of the worlds, nothing is told.
#[test]
fn nothing_is_told_of_what_is_not_there() {
    let desk = Desk::new();
    let said = desk.said(&["compare", "demo.ron", "--runs", "50", "--star", "none", "--no-worlds"]);
    assert!(!said.contains("Why  ") && !said.contains("roundtable discover"), "{said}");
    desk.write("halls.ron", include_str!("../../scenarios/teaching/7-two-halls.ron"));
    let said = desk.said(&["compare", "halls.ron", "--runs", "50", "--star", "none"]);
    assert!(!said.contains("Why  ") && !said.contains("roundtable discover"), "{said}");
}
