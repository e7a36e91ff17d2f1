//! `stability`: conflicts by options.

use super::desk::Desk;
use serde_json::{Value, json};
use std::path::Path;

/// Two neighbours who can each arm. They are in a prisoners' dilemma, and one believes that the other is in a game of chicken.
const ARMS: &str = r#"Conflict(
    format_version: 2,
    name: "arms",
    title: "Two neighbours",
    parties: {
        "east": (
            name: "East",
            options: { "east arms": (name: "East arms") },
            priorities: [[{ "west arms": false }], [{ "east arms": true }]],
            source: assumed(because: "the dilemma of the books", range: "as written"),
        ),
        "west": (
            name: "West",
            options: { "west arms": (name: "West arms") },
            ranking: ["west arms", "nothing", "east arms + west arms", "east arms"],
            believes: { "east": (ranking: ["east arms", "nothing", "west arms", "east arms + west arms"]) },
            source: assumed(because: "the dilemma of the books", range: "as written"),
        ),
    },
)
"#;

fn elmira() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/elmira-1991/conflict.ron");
    path.display().to_string()
}

fn json(desk: &Desk, arguments: &[&str]) -> Value {
    serde_json::from_str(&desk.said(arguments)).unwrap()
}

#[test]
fn elmira_is_what_was_published() {
    let desk = Desk::new();
    let out = json(&desk, &["stability", &elmira(), "--json"]);
    let equilibria = |notion: usize| out["stability"][notion]["equilibria"].clone();
    assert_eq!((equilibria(0), equilibria(1)), (json!(["5", "8", "9"]), json!(["5", "8", "9"])));
    assert_eq!(
        (equilibria(2), equilibria(3)),
        (json!(["1", "4", "5", "8", "9"]), json!(["1", "4", "5", "8", "9"]))
    );
    assert_eq!(out["lasting"], json!(["8", "9"]));
    let from_5: Vec<&Value> =
        out["coalition_improvements"].as_array().unwrap().iter().filter(|c| c["from"] == "5").collect();
    assert_eq!(from_5.len(), 1);
    assert_eq!(from_5[0]["to"], "8");
    let text = desk.said(&["stability", &elmira()]);
    insta::assert_snapshot!("elmira", text);
    insta::assert_snapshot!("elmira_state_1", desk.said(&["stability", &elmira(), "--state", "1"]));
}

#[test]
fn a_mistaken_party_stays_or_leaves_by_what_it_believes() {
    let desk = Desk::new();
    desk.write("arms.ron", ARMS);
    let out = json(&desk, &["stability", "arms.ron", "--json"]);
    let by = |key: &str, notion: usize| out[key][notion]["equilibria"].clone();
    // Nash needs no belief; sequential stability does: who fears no credible answer leaves.
    assert_eq!(by("stability", 0), by("as_perceived", 0));
    assert_eq!(by("stability", 0), json!(["east arms + west arms"]));
    assert!(by("stability", 1).as_array().unwrap().contains(&json!("nothing")), "{out}");
    assert!(!by("as_perceived", 1).as_array().unwrap().contains(&json!("nothing")), "{out}");
    let text = desk.said(&["stability", "arms.ron"]);
    assert!(text.contains("as each party sees the conflict"), "{text}");
}

#[test]
fn what_is_wrong_is_told_with_its_place_all_at_once() {
    let desk = Desk::new();
    let broken = ARMS
        .replace("\"east arms + west arms\", \"east arms\"]", "\"east arms + west arms\", \"east arm\"]")
        .replace("{ \"west arms\": false }", "{ \"west army\": false }");
    desk.write("broken.ron", &broken);
    let (code, text) = desk.refused(&["stability", "broken.ron"]);
    assert_eq!(code, 2);
    assert!(text.contains("broken.ron:9:") && text.contains("did you mean \"west arms\""), "{text}");
    desk.write(
        "ranked.ron",
        &ARMS.replace("\"east arms + west arms\", \"east arms\"]", "\"east arms + west arms\", \"nothing\"]"),
    );
    let (_, text) = desk.refused(&["check", "ranked.ron"]);
    assert!(text.contains("ranked 2 times") && text.contains("is not ranked"), "{text}");
    let (_, text) = desk.refused(&["stability", "ranked.ron"]);
    assert!(text.contains("E083"), "{text}");
    let (_, text) = desk.refused(&["stability", &elmira(), "--state", "10"]);
    assert!(text.contains("there is no state"), "{text}");
    desk.write("no.ron", "Scenario(format_version: 2)");
    let (_, text) = desk.refused(&["stability", "no.ron"]);
    assert!(text.contains("Conflict("), "{text}");
    assert!(
        desk.command(&["check", &elmira()])
            .assert()
            .success()
            .get_output()
            .stdout
            .starts_with(elmira().as_bytes())
    );
}

#[test]
fn states_must_cover_what_can_be() {
    let desk = Desk::new();
    let states = ARMS.replace(
        "    parties: {",
        "    states: { \"peace\": { \"east arms\": false }, \"war\": { \"east arms\": true, \"west arms\": true }, \"war too\": { \"west arms\": true } },\n    parties: {",
    );
    desk.write("states.ron", &states);
    let (_, text) = desk.refused(&["check", "states.ron"]);
    assert!(text.contains("belongs to no state") && text.contains("both hold"), "{text}");
}

#[test]
fn hostile_conflicts_are_refused_and_never_crash() {
    let desk = Desk::new();
    let many = (0..40).map(|k| format!("\"o{k}\": (name: \"o\")")).collect::<Vec<_>>().join(", ");
    for (name, text) in [
        ("empty", "Conflict()".to_owned()),
        ("no options", ARMS.replace("{ \"east arms\": (name: \"East arms\") }", "{}")),
        ("many", ARMS.replace("\"east arms\": (name: \"East arms\")", &many)),
        ("numbers", ARMS.replace("\"west arms\": false", "\"west arms\": 3")),
        ("deep", format!("Conflict(states: {}", "[".repeat(100_000))),
        ("nothing can be", ARMS.replace("    parties: {", "    infeasible: [{}],\n    parties: {")),
    ] {
        desk.write("hostile.ron", &text);
        let (code, said) = desk.refused(&["stability", "hostile.ron"]);
        assert!(code == 2 && said.contains("error"), "{name}: {said}");
        assert!(!said.contains("panicked"), "{name}: {said}");
    }
}

/// A dilemma as GMCR+ keeps it.
const DILEMMA: &str = r#"{"useManualPreferenceRanking": false, "infeasibles": [], "mood": 1, "program": "gmcr-py", "version": "0.3.12",
"options": [{"name": "East arms", "permittedDirection": "fwd"}, {"name": "West arms", "permittedDirection": "both"}],
"decisionMakers": [{"name": "East", "options": [0], "preferences": [[[1, "N"]], [[0, "Y"]]]},
  {"name": "West", "options": [1], "preferences": [[[0, "N"]], [[1, "Y"]]]}]}"#;

#[test]
fn a_file_of_gmcr_is_analysed_as_it_is_and_as_it_is_imported() {
    let desk = Desk::new();
    desk.write("dilemma.gmcr", DILEMMA);
    let out = json(&desk, &["stability", "dilemma.gmcr", "--json"]);
    // Once both are armed nobody drops it: the only Nash equilibrium is state 4.
    assert_eq!(out["stability"][0]["equilibria"], json!(["4"]));
    assert_eq!(out["states"][3]["taken"], json!(["East arms", "West arms"]));
    let said = desk.said(&["import", "dilemma.gmcr", "-o", "dilemma.ron"]);
    assert_eq!(
        said,
        "read     2 parties, 2 options, 4 states\ndropped  `mood`, which is not known\nwrote    dilemma.ron\n\
         Next     roundtable stability dilemma.ron\n"
    );
    assert_eq!(out["dropped"], json!(["`mood`, which is not known"]));
    let again = json(&desk, &["stability", "dilemma.ron", "--json"]);
    for part in ["title", "parties", "states", "stability", "coalition_improvements", "lasting"] {
        assert_eq!(again[part], out[part]);
    }
    let text = desk.said(&["stability", "dilemma.gmcr"]);
    assert!(
        text.starts_with("dilemma (2 parties, 4 states)\ndropped  `mood`, which is not known\n\n"),
        "{text}"
    );
    assert!(desk.read("dilemma.ron").contains("\"East arms\": (name: \"East arms\", change: stays)"));
    desk.said(&["check", "dilemma.ron"]);
    desk.write("broken.gmcr", &DILEMMA.replace("\"fwd\"", "\"up\""));
    for command in [&["stability", "broken.gmcr"][..], &["import", "broken.gmcr", "-o", "x.ron"]] {
        let (code, text) = desk.refused(command);
        assert!(
            code == 2 && text.contains("options[1].permittedDirection") && text.contains("GMCR+"),
            "{text}"
        );
    }
    let (code, text) = desk.refused(&["import", "dilemma.gmcr", "-o", "dilemma.csv"]);
    assert!(code == 2 && text.contains("ends in .csv"), "{text}");
}

#[test]
fn messages_say_what_a_file_seems_to_be() {
    let desk = Desk::new();
    desk.write("dilemma.gmcr", DILEMMA);
    desk.write("ktab.csv", "Trade,x,2,1\nActor,D,Power,Tariff,Sal\nNorth,,100,0,50\nSouth,,60,100,70\n");
    desk.write("d.csv", "decision;proposal;actor;position;capability\nd;p;x;5;1\n");
    desk.write("g.xml", "<utility_space><weight/></utility_space>");
    for (arguments, kind) in [
        (&["compare", "dilemma.gmcr"][..], "a conflict of GMCR+"),
        (&["check", "dilemma.gmcr"], "a conflict of GMCR+"),
        (&["negotiate", "dilemma.gmcr"], "a conflict of GMCR+"),
        (&["backtest", "dilemma.gmcr"], "a conflict of GMCR+"),
        (&["analyse", "ktab.csv"], "a scenario of KTAB (CSV)"),
        (&["stability", "ktab.csv"], "a scenario of KTAB (CSV)"),
        (&["stability", "d.csv"], "a table of decisions (CSV)"),
        (&["import", "d.csv", "-o", "x.ron"], "a table of decisions (CSV)"),
        (&["import", "dilemma.gmcr", "g.xml", "-o", "x.ron"], "a conflict of GMCR+"),
        (&["predict", "g.xml"], "a GENIUS profile"),
        (&["backtest", "g.xml"], "a GENIUS profile"),
    ] {
        let (code, text) = desk.refused(arguments);
        assert!(code == 2 && text.contains(kind), "{arguments:?}: {text}");
    }
}
