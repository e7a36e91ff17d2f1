//! `negotiate` and `analyse`: games of other programs and a scenario's talks.

use super::desk::Desk;
use serde_json::Value;

const GAME: &str = r#"{"issues":[{"name":"price","values":["low","middle","high"]},{"name":"date","values":["soon","late"]}],
"parties":[
 {"name":"buyer","weights":{"price":0.7,"date":0.3},"values":{"price":{"low":1,"middle":0.6,"high":0},"date":{"soon":1,"late":0}},"reservation":0.2},
 {"name":"seller","weights":{"price":0.8,"date":0.2},"values":{"price":{"low":0,"middle":0.5,"high":1},"date":{"soon":0,"late":1}},"reservation":0.3}]}"#;

fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("game.json", GAME);
    desk
}

fn json(desk: &Desk, arguments: &[&str]) -> Value {
    serde_json::from_str(&desk.said(arguments)).unwrap()
}

#[test]
fn a_negotiation_is_told_and_its_trace_leads_to_its_result() {
    let desk = desk();
    let out = json(&desk, &["negotiate", "game.json", "--tactics", "boulware,conceder", "--trace", "--json"]);
    assert_eq!(out["result"]["end"], "agreement");
    let trace = out["trace"].as_array().unwrap();
    let last = trace.last().unwrap();
    assert_eq!((last["act"].as_str(), &last["package"]), (Some("accepts"), &out["result"]["package"]));
    // The one that concedes late gets more of what it could have than the one that concedes early.
    let got = |party: usize| out["result"]["utilities"][party].as_f64().unwrap();
    assert!(got(0) > got(1), "{out}");
    let text = desk.said(&["negotiate", "game.json", "--tactics", "boulware,conceder"]);
    assert!(text.contains("agreed in round") && text.contains("price:"), "{text}");
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_fresh_preferences_differ_by_run() {
    let desk = desk();
    let many = ["negotiate", "game.json", "--runs", "200", "--redraw", "--json", "--protocol", "klein"];
    let first = desk.said(&many);
    assert_eq!(first, desk.said(&many));
    let other = desk.said(&[&many[..], &["--seed", "2"]].concat());
    assert!(first != other);
    let out: Value = serde_json::from_str(&first).unwrap();
    assert!(out["agreed"].as_u64().unwrap() > 20, "{out}");
}

#[test]
fn every_protocol_and_tactic_plays_on_a_domain_and_on_a_scenarios_talks() {
    let desk = desk();
    for protocol in [
        "saop",
        "amop",
        "majority-consensus",
        "mopac",
        "single-text",
        "klein",
        "closed-rule",
        "open-rule",
        "chair",
    ] {
        for tactic in roundtable::lab::games::tactic::all().map(|kind| kind.name) {
            for source in [&["game.json"][..], &["demo.ron", "--format", "both together"][..]] {
                let rest = ["--protocol", protocol, "--tactics", tactic, "--rounds", "20", "--json"];
                let out = json(&desk, &[&["negotiate"], source, &rest].concat());
                assert_eq!(out["runs"], 1);
            }
        }
    }
}

#[test]
fn an_analysis_counts_what_could_be_agreed() {
    let desk = desk();
    let out = json(&desk, &["analyse", "game.json", "--json"]);
    // Buyer: 1, .7, .72, .42, .3, 0; seller: 0, .2, .4, .6, .8, 1.
    assert_eq!((&out["packages"], &out["unanimous"]), (&Value::from(6), &Value::from(3)));
    assert_eq!(out["points"][0]["name"], "Nash");
    assert_eq!(out["points"][0]["packages"][0]["content"][0][1], "middle");
    let both = out["coalitions"].as_array().unwrap().last().unwrap();
    assert_eq!(both["feasible"], 3);
    assert!(desk.said(&["analyse", "demo.ron", "--format", "both together"]).contains("packages"));
}

#[test]
fn what_cannot_be_played_is_refused_with_what_there_is() {
    let desk = desk();
    for (arguments, word) in [
        (&["negotiate", "game.json", "--tactics", "bulware"][..], "boulware"),
        (&["negotiate", "game.json", "--tactics", "linear:beta=-1"][..], "between"),
        (&["negotiate", "game.json", "--tactics", "linear,linear,linear"][..], "2 seats"),
        (&["negotiate", "game.json", "--protocol", "sop"][..], "saop"),
        (&["negotiate", "game.json", "--breakdown", "2"][..], "0 to 1"),
        (&["analyse", "missing.json"][..], "missing.json"),
        (&["analyse", "game.json", "demo.ron"][..], "several files"),
        (&["analyse", "demo.ron"][..], "--format"),
    ] {
        let (code, message) = desk.refused(arguments);
        assert_eq!(code, 2, "{message}");
        assert!(message.contains(word), "{arguments:?}: {message}");
    }
}

#[test]
fn charts_go_to_a_new_folder_and_what_is_there_stays() {
    let desk = desk();
    let deal = ["negotiate", "game.json", "--tactics", "linear", "--json", "-o", "out/deal"];
    let said = desk.said(&deal);
    let names = |folder: &str| super::desk::names(&desk.path(folder));
    let all = ["coalitions.svg", "concessions.svg", "frontier.svg", "offers.svg", "result.json"];
    assert_eq!(names("out/deal"), all);
    assert_eq!(names("out"), ["deal"], "nothing unfinished is left");
    assert_eq!(desk.read("out/deal/result.json"), said);
    assert!(desk.read("out/deal/frontier.svg").contains("The deal lies"));
    let (code, refused) = desk.refused(&deal);
    assert_eq!(code, 2);
    assert!(refused.contains("not empty"), "{refused}");
    assert_eq!(desk.read("out/deal/result.json"), said);
    let (_, many) = desk.refused(&["negotiate", "game.json", "--runs", "5", "-o", "out/many"]);
    assert!(many.contains("leave out --runs"), "{many}");
    desk.said(&["analyse", "game.json", "-o", "out/game"]);
    assert_eq!(names("out/game"), ["coalitions.svg", "frontier.svg", "result.json"]);
}

#[test]
fn a_deal_is_held_against_the_frontier_and_the_solution_points() {
    let desk = desk();
    let out = json(&desk, &["negotiate", "game.json", "--tactics", "linear", "--json"]);
    assert!(out["result"]["on_frontier"].is_boolean(), "{out}");
    let distances = out["result"]["distances"].as_array().unwrap();
    assert_eq!(distances.len(), 5);
    assert!(distances.iter().all(|d| d["distance"].as_f64().unwrap() >= 0.0), "{out}");
    let text = desk.said(&["negotiate", "game.json", "--tactics", "linear"]);
    assert!(text.contains("frontier") && text.contains("distance to Nash"), "{text}");
}

/// A game of one issue with these utilities, and what each has without agreement.
fn one_issue(desk: &Desk, utilities: [[f64; 3]; 2], reservation: Option<f64>) {
    let party = |p: usize| {
        let scores = serde_json::json!({"x": utilities[p][0], "y": utilities[p][1], "z": utilities[p][2]});
        let name = ["A", "B"][p];
        let mut of = serde_json::json!({"name": name, "weights": {"i": 1}, "values": {"i": scores}});
        if let Some(least) = reservation {
            of["reservation"] = least.into();
        }
        of
    };
    let game = serde_json::json!({
        "issues": [{"name": "i", "values": ["x", "y", "z"]}], "parties": [party(0), party(1)],
    });
    desk.write("one.json", &game.to_string());
}

#[test]
fn gains_are_counted_from_the_reservation_value_and_under_negmas_from_the_worst_package() {
    let desk = Desk::new();
    one_issue(&desk, [[1.0, 0.16, 0.299], [0.16, 1.0, 0.299]], Some(0.1));
    let nash = |rest: &[&str]| {
        let out = json(&desk, &[&["analyse", "one.json", "--json"], rest].concat());
        let packages = out["points"][0]["packages"].as_array().unwrap().clone();
        packages.iter().map(|p| p["content"][0][1].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    // 0.9 · 0.06 is more than 0.199².
    assert_eq!(nash(&[]), ["x", "y"]);
    assert_eq!(nash(&["--convention", "negmas"]), ["z"]);
}

#[test]
fn every_number_of_the_frontier_counts_packages() {
    let desk = Desk::new();
    one_issue(&desk, [[1.0, 1.0, 0.0]; 2], None);
    let frontier = &json(&desk, &["analyse", "one.json", "--json"])["frontier"];
    assert_eq!(*frontier, serde_json::json!({"all": 2, "within_passing": 2, "within_unanimous": 2}));
    let text = desk.said(&["analyse", "one.json"]).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("2 of all, 2 of those that pass, 2 of those that suit everybody"), "{text}");
    assert!(text.contains("packages on the frontier, equal ones each counted"), "{text}");
}

#[test]
fn what_differs_by_rounding_alone_is_equal_on_the_frontier() {
    let desk = Desk::new();
    let party = |name: &str, yes: [f64; 3], no: [f64; 3]| {
        let values: serde_json::Map<String, Value> = ["a", "b", "c"]
            .into_iter()
            .zip(yes.into_iter().zip(no))
            .map(|(issue, (y, n))| (issue.to_owned(), serde_json::json!({"n": n, "y": y})))
            .collect();
        serde_json::json!({"name": name, "weights": {"a": 1, "b": 1, "c": 1}, "values": values})
    };
    let issue = |name: &str| serde_json::json!({"name": name, "values": ["n", "y"]});
    let game = serde_json::json!({
        "issues": [issue("a"), issue("b"), issue("c")],
        "parties": [party("A", [0.1, 0.2, 0.3], [0.0; 3]), party("B", [0.0; 3], [0.2, 0.2, 0.3])],
    });
    desk.write("sums.json", &game.to_string());
    assert_eq!(json(&desk, &["analyse", "sums.json", "--json"])["frontier"]["all"], 5);
}

#[test]
fn a_discount_is_on_what_is_had_with_an_agreement_and_without() {
    let desk = Desk::new();
    let party = |name: &str, x: u8| {
        format!(
            r#""{name}": (weights: {{ "i": 1 }}, values: {{ "i": {{ "x": {x}, "y": {} }} }}, reservation: 0.4, discount: 0.25,
            source: assumed(because: "a test", range: "none")),"#,
            1 - x
        )
    };
    let (ann, ben) = (party("Ann", 1), party("Ben", 0));
    desk.write(
        "late.ron",
        &format!(
            r#"Scenario(format_version: 2, name: "late", title: "Late", issues: {{ "i": (values: ["x", "y"]) }}, preferences: {{ {ann} {ben} }})"#
        ),
    );
    let hard = ["negotiate", "late.ron", "--tactics", "hard-headed", "--rounds", "5", "--json"];
    let got = |rest: &[&str]| json(&desk, &[&hard, rest].concat())["result"]["utilities"].clone();
    assert_eq!(got(&[]), serde_json::json!([0.1, 0.1]));
    assert_eq!(got(&["--convention", "negmas"]), serde_json::json!([0.4, 0.4]));
    let text = desk.said(&hard[..6]);
    assert!(text.contains("discounted by time, with an agreement or without"), "{text}");
    // What is agreed in the last round is worth its discount, whatever the number of rounds.
    desk.write("all.ron", &desk.read("late.ron").replace("reservation: 0.4, ", ""));
    for rounds in ["1", "2", "7"] {
        let last = ["negotiate", "all.ron", "--tactics", "boulware:beta=0.001", "--rounds", rounds, "--json"];
        let result = &json(&desk, &last)["result"];
        assert_eq!(result["end"], "agreement");
        let best =
            result["utilities"].as_array().unwrap().iter().map(|u| u.as_f64().unwrap()).fold(0.0, f64::max);
        assert_eq!((result["rounds"].to_string().as_str(), best), (rounds, 0.25));
    }
}

#[test]
fn more_packages_than_can_be_listed_are_negotiated_by_the_clock() {
    let desk = desk();
    let issues: Vec<Value> = (0..10)
        .map(|k| serde_json::json!({"name": format!("i{k}"), "values": (0..10).map(|v| format!("v{v}")).collect::<Vec<_>>()}))
        .collect();
    let party = |p: usize| {
        let score = |k: usize, v: usize| ((v * 7 + k * 3 + p * 5) % 10) as f64 / 10.0;
        let values: serde_json::Map<String, Value> = (0..10)
            .map(|k| {
                let of: serde_json::Map<String, Value> =
                    (0..10).map(|v| (format!("v{v}"), score(k, v).into())).collect();
                (format!("i{k}"), of.into())
            })
            .collect();
        let weights: serde_json::Map<String, Value> =
            (0..10).map(|k| (format!("i{k}"), 0.1.into())).collect();
        serde_json::json!({"name": format!("p{p}"), "weights": weights, "values": values, "reservation": 0.2})
    };
    let game = serde_json::json!({"issues": issues, "parties": (0..4).map(party).collect::<Vec<_>>()});
    desk.write("huge.json", &game.to_string());
    let tactics = ["negotiate", "huge.json", "--tactics", "boulware,linear,conceder", "--json"];
    let out = json(&desk, &tactics);
    assert_eq!(out["packages"], 10_000_000_000_u64);
    assert_eq!(out["result"]["end"], "agreement");
    assert_eq!(out["result"]["content"].as_array().unwrap().len(), 10);
    assert_eq!(desk.said(&tactics), desk.said(&tactics));
    desk.said(&["negotiate", "huge.json", "--tactics", "linear", "--runs", "3", "--redraw"]);
    // Packages bear their numbers among all.
    let number = out["result"]["package"].as_u64().unwrap();
    let digits: String = out["result"]["content"]
        .as_array()
        .unwrap()
        .iter()
        .map(|pair| &pair[1].as_str().unwrap()[1..])
        .collect();
    assert_eq!(number, digits.parse::<u64>().unwrap());
    let (_, mediated) =
        desk.refused(&["negotiate", "huge.json", "--tactics", "linear", "--protocol", "klein"]);
    assert!(mediated.contains("mediator"), "{mediated}");
    // With fresh preferences the trace of the first of many runs is that of the run alone.
    for file in ["huge.json", "game.json"] {
        let traced = |runs: &str| {
            let out = json(
                &desk,
                &["negotiate", file, "--tactics", "linear", "--redraw", "--trace", "--json", "--runs", runs],
            );
            out["trace"].clone()
        };
        assert_eq!(traced("1"), traced("3"), "{file}");
    }
    let (_, micro) = desk.refused(&["negotiate", "huge.json", "--tactics", "micro"]);
    assert!(micro.contains("by the clock alone"), "{micro}");
    let (_, analysed) = desk.refused(&["analyse", "huge.json"]);
    assert!(
        analysed.contains("more packages than can be listed") && analysed.contains("negotiate"),
        "{analysed}"
    );
}

/// A game of twelve parties and six issues with eight values each; without weights all packages tie.
fn wide(weight: f64) -> String {
    let names = || (0..6).map(|k| format!("i{k}"));
    let texts = || (0..8).map(|v| format!("v{v}"));
    let object = |pairs: Vec<(String, Value)>| Value::Object(pairs.into_iter().collect());
    let party = |p: usize| {
        // All want the same, so that the frontier is found at once.
        let score = |k: usize, v: usize| (v * (1 + p + k)) as f64;
        let scores =
            |k: usize| object(texts().enumerate().map(|(v, text)| (text, score(k, v).into())).collect());
        let values = object(names().enumerate().map(|(k, name)| (name, scores(k))).collect());
        let weights = object(names().map(|name| (name, weight.into())).collect());
        serde_json::json!({"name": format!("p{p}"), "weights": weights, "values": values, "reservation": 0.0})
    };
    let issue = |name: String| serde_json::json!({"name": name, "values": texts().collect::<Vec<_>>()});
    let (issues, parties): (Vec<Value>, Vec<Value>) =
        (names().map(issue).collect(), (0..12).map(party).collect());
    serde_json::json!({"issues": issues, "parties": parties}).to_string()
}

#[test]
#[cfg(target_os = "linux")]
fn what_does_not_fit_into_memory_is_refused_and_never_ends_the_program() {
    let desk = desk();
    desk.write("wide.json", &wide(0.5));
    desk.write("flat.json", &wide(0.0));
    let within = |command: &str, megabytes: u64| {
        let _ = std::fs::remove_dir_all(desk.path("charts"));
        let line = format!("ulimit -v {}; exec \"$0\" {command}", megabytes * 1000);
        let mut shell = assert_cmd::Command::new("sh");
        shell.args(["-c", &line, env!("CARGO_BIN_EXE_roundtable")]).current_dir(desk.folder());
        let out = shell.output().unwrap();
        (out.status.code(), String::from_utf8_lossy(&out.stderr).into_owned())
    };
    for command in
        ["analyse wide.json", "analyse flat.json", "negotiate wide.json", "negotiate wide.json -o charts"]
    {
        let (code, message) = within(command, 60);
        assert_eq!(code, Some(2), "{command}: {message}");
        assert!(message.contains("MB are available") && message.contains("mend:"), "{message}");
        let needed = message.strip_prefix("error: 262,144 packages of 12 parties need about ").unwrap();
        let needed: u64 = needed.split(' ').next().unwrap().parse().unwrap();
        for megabytes in [needed * 2 / 3, needed, needed + 20] {
            let (code, message) = within(command, megabytes);
            assert!(matches!(code, Some(0 | 2)), "{command} in {megabytes} MB: {code:?} {message}");
        }
        // What the program takes with few packages comes on top.
        let (code, message) = within(command, needed + 60);
        assert_eq!(code, Some(0), "{command} in {} MB: {message}", needed + 60);
    }
}

#[test]
fn a_world_without_a_zone_says_so_and_names_one_that_has() {
    let desk = desk();
    let of = |world: u64| {
        vec!["--format".to_owned(), "both or nothing".into(), "--world".into(), world.to_string()]
    };
    let text = |command: &str, world: u64| {
        let all = [vec![command.to_owned(), "demo.ron".into()], of(world)].concat();
        desk.said(&all.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let passing = |world: u64| {
        let all = [vec!["analyse".to_owned(), "demo.ron".into(), "--json".into()], of(world)].concat();
        json(&desk, &all.iter().map(String::as_str).collect::<Vec<_>>())["passing"].as_u64().unwrap()
    };
    let first = |with: bool| (0..40).find(|world| (passing(*world) > 0) == with).unwrap();
    let (with, without) = (first(true), first(false));
    for command in ["analyse", "negotiate"] {
        let said = text(command, without);
        assert!(said.contains(&format!("no zone of agreement in world {without}")), "{said}");
        assert!(said.contains(&format!("add --world {with}")), "{said}");
        assert!(!text(command, with).contains("zone of agreement in world"));
    }
}
