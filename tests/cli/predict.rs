//! `predict`: what established models say, beside the simulation.

use super::desk::Desk;
use serde_json::Value;

const EMISSION: &str = include_str!("../../scenarios/emission-1989/decision.csv");

fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("emission.csv", EMISSION);
    desk
}

#[test]
fn a_scenario_is_told_issue_by_issue() {
    let text = desk().said(&["predict", "demo.ron", "--format", "both together", "--runs", "60"]);
    assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
    insta::assert_snapshot!("scenario", text);
}

#[test]
fn a_decision_is_told_as_it_is() {
    let text = desk().said(&["predict", "emission.csv"]);
    assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
    insta::assert_snapshot!("decision", text);
}

#[test]
fn data_for_programs_have_every_model_and_the_same_seed_gives_the_same_bytes() {
    let desk = desk();
    let arguments = ["predict", "demo.ron", "--runs", "20", "--json"];
    let first = desk.said(&arguments);
    assert_eq!(first, desk.said(&arguments));
    assert_ne!(first, desk.said(&[&arguments[..], &["--seed", "2"]].concat()));
    let out: Value = serde_json::from_str(&first).unwrap();
    let models = out["models"].as_array().unwrap();
    assert_eq!((models.len(), &models[12]["name"]), (13, &Value::from("simulation")));
    assert!(models.iter().all(|model| !model["adds"].as_str().unwrap().is_empty()), "{out}");
    let strong = desk.said(&[&arguments[..], &["--capability", "ash=9"]].concat());
    let out: Value = serde_json::from_str(&strong).unwrap();
    assert_eq!(out["parties"][0]["capability"], 9.0);
    assert_ne!(first, strong);
}

#[test]
fn charts_go_to_a_new_folder_and_what_is_there_stays() {
    let desk = desk();
    let arguments = ["predict", "demo.ron", "--runs", "20", "--json", "-o", "out/lake"];
    let said = desk.said(&arguments);
    let mut names: Vec<String> = std::fs::read_dir(desk.path("out/lake"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, ["predictions.svg", "result.json", "trajectories.svg"]);
    assert_eq!(desk.read("out/lake/result.json"), said);
    let (code, refused) = desk.refused(&arguments);
    assert!(code == 2 && refused.contains("not empty"), "{refused}");
}

#[test]
fn what_cannot_be_asked_is_said() {
    let desk = desk();
    let rows: Vec<&str> = EMISSION.lines().skip(1).collect();
    let other = rows.join("\n").replace("emission-1989", "other").replace("car-emission", "b-emission");
    let two = format!("{}\n{other}\n", EMISSION.trim_end());
    desk.write("two.csv", &two);
    for (arguments, word) in [
        (&["predict", "missing.ron"][..], "missing.ron"),
        (&["predict", "demo.ron", "--format", "nowhere"][..], "nowhere"),
        (&["predict", "demo.ron", "--capability", "nobody=2"][..], "nobody"),
        (&["predict", "demo.ron", "--capability", "ash=-2"][..], "0 or more"),
        (&["predict", "demo.ron", "--proposal", "p"][..], "--proposal"),
        (&["predict", "emission.csv", "--format", "f"][..], "--format"),
        (&["predict", "two.csv"][..], "--proposal with one of: emission-1989, other"),
        (&["predict", "two.csv", "--proposal", "third"][..], "third"),
    ] {
        let (code, message) = desk.refused(arguments);
        assert!(code == 2 && message.contains(word), "{arguments:?}: {message}");
    }
    assert!(desk.said(&["predict", "two.csv", "--proposal", "other"]).contains("b-emission"));
}

#[test]
fn a_table_of_ktab_is_a_set_of_decisions() {
    let desk = Desk::new();
    desk.write(
        "ktab.csv",
        "Trade, two sides and a broker, 3, 2,\nActor,Description,Power,Tariff,Sal,Quota,Sal\n\
         North,,100,0,50,10,50\nSouth,,60,100,70,80,30\nBroker,,40,50,20,50,20\n",
    );
    let out: Value = serde_json::from_str(&desk.said(&["predict", "ktab.csv", "--json"])).unwrap();
    let names: Vec<&str> =
        out["issues"].as_array().unwrap().iter().map(|i| i["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Tariff", "Quota"]);
    // (100·50·0 + 60·70·100 + 40·20·50) / (100·50 + 60·70 + 40·20)
    let compromise = out["models"].as_array().unwrap().iter().find(|m| m["name"] == "compromise").unwrap();
    assert!((compromise["issues"][0]["median"].as_f64().unwrap() - 46.0).abs() < 1e-9, "{out}");
    let (code, text) = desk.refused(&["predict", "ktab.csv", "--capability", "Nobody=2"]);
    assert!(code == 2 && text.contains("Nobody"), "{text}");
    desk.write("broken.csv", "Trade, x, 3, 2,\nActor,D,Power,Tariff,Sal,Quota,Sal\nNorth,,100,0,50,10,50\n");
    let (_, text) = desk.refused(&["predict", "broken.csv"]);
    assert!(text.contains("ends after 1 actors"), "{text}");
}

#[test]
fn the_examples_of_the_help_name_parties_and_formats_that_exist() {
    let desk = Desk::new();
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/korea-2019/formats.ron");
    let file = file.display().to_string();
    desk.said(&["predict", &file, "--capability", "us=4", "--capability", "china=3", "--runs", "3"]);
}

const KTAB_XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Scenario>\n<name>Trade</name><desc>two sides and a broker</desc>\
    <prngSeed>7</prngSeed>\n<ModelParameters><VotingRule>Cubic</VotingRule></ModelParameters>\n\
    <Dimensions><dName>Tariff</dName><dName>Quota</dName></Dimensions>\n<Actors>\n\
    <Actor><name>North</name><description/><capability>100</capability><Position><dCoord>0</dCoord><dCoord>10</dCoord></Position>\
    <Salience><dSal>50</dSal><dSal>50</dSal></Salience></Actor>\n\
    <Actor><name>South</name><description/><capability>60</capability><Position><dCoord>100</dCoord><dCoord>80</dCoord></Position>\
    <Salience><dSal>70</dSal><dSal>30</dSal></Salience></Actor>\n\
    <Actor><name>Broker</name><description/><capability>40</capability><Position><dCoord>50</dCoord><dCoord>50</dCoord></Position>\
    <Salience><dSal>20</dSal><dSal>20</dSal></Salience></Actor>\n</Actors>\n</Scenario>\n";

const KTAB_CSV: &str = "Trade, two sides and a broker, 3, 2,\nActor,Description,Power,Tariff,Sal,Quota,Sal\n\
    North,,100,0,50,10,50\nSouth,,60,100,70,80,30\nBroker,,40,50,20,50,20\n";

#[test]
fn ktab_is_read_as_table_and_as_xml_and_its_voting_rule_can_be_chosen() {
    let desk = Desk::new();
    desk.write("trade.csv", KTAB_CSV);
    desk.write("european.csv", &KTAB_CSV.replace(',', ";"));
    desk.write("trade.xml", KTAB_XML);
    let told = |arguments: &[&str]| -> Value { serde_json::from_str(&desk.said(arguments)).unwrap() };
    let plain = told(&["predict", "trade.csv", "--json"]);
    assert_eq!(told(&["predict", "european.csv", "--json"]), plain);
    // The XML chooses cubic votes; so does the command line for the table.
    let cubic = told(&["predict", "trade.xml", "--json"]);
    assert_eq!(told(&["predict", "trade.csv", "--sub-model", "VotingRule=cubic", "--json"]), cubic);
    assert_eq!(told(&["predict", "trade.xml", "--sub-model", "VotingRule=Proportional", "--json"]), plain);
    let place = |of: &Value| {
        let model =
            of["models"].as_array().unwrap().iter().find(|m| m["name"] == "KTAB, bargaining").unwrap();
        model["issues"][0]["median"].as_f64().unwrap()
    };
    assert!((place(&cubic) - place(&plain)).abs() > 0.5, "{cubic}");
    assert_eq!(cubic["assumed"][0], "KTAB's sub-models: VotingRule=Cubic; the others as KTAB has them");
    let world = ["predict", "trade.csv", "--sub-model"];
    for (choice, word) in [
        ("VotingRule=Loud", "expected one of Binary, PropBin, Proportional, PropCbc, Cubic, ASymProsp"),
        ("Votes=Binary", "expected one of VotingRule"),
        ("Binary", "NAME=CHOICE"),
        ("StateTransitions=Stochastic", "Deterministic"),
    ] {
        let (code, text) = desk.refused(&[&world[..], &[choice]].concat());
        assert!(code == 2 && text.contains(word), "{choice}: {text}");
    }
    // A scenario's models take them too.
    let demo = ["predict", "demo.ron", "--runs", "20", "--json"];
    assert_ne!(told(&demo), told(&[&demo[..], &["--sub-model", "VotingRule=Binary"]].concat()));
}

#[test]
fn a_scenario_of_ktab_becomes_decisions() {
    let desk = Desk::new();
    desk.write("trade.csv", KTAB_CSV);
    desk.write("trade.xml", KTAB_XML);
    let said = desk.said(&["import", "trade.xml", "-o", "decisions.csv"]);
    assert_eq!(
        said,
        "read     2 decisions, 3 actors\n\
         dropped  the scenario's description, \"two sides and a broker\"\n\
         dropped  the sub-models of KTAB's model; to choose them again: --sub-model VotingRule=Cubic\n\
         dropped  the seed 7\nwrote    decisions.csv\nNext     roundtable predict decisions.csv\n"
    );
    let written = desk.read("decisions.csv");
    let rows: Vec<&str> = written.lines().collect();
    assert_eq!(
        (rows.len(), rows[1], rows[6]),
        (7, "Tariff,Trade,,,,,North,0,50,100", "Quota,Trade,,,,,Broker,50,20,40")
    );
    let tried = desk.said(&["backtest", "decisions.csv"]);
    let of = |text: &str| text.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(of(&desk.said(&["backtest", "trade.csv"])), of(&tried));
    assert!(desk.said(&["backtest", "trade.xml"]).contains("KTAB's sub-models: VotingRule=Cubic"));
    let (code, text) = desk.refused(&["import", "trade.csv", "-o", "trade.ron"]);
    assert!(code == 2 && text.contains("becomes decisions as CSV"), "{text}");
    desk.write("broken.xml", &KTAB_XML.replacen("<dCoord>0</dCoord>", "<dCoord>far</dCoord>", 1));
    for arguments in [
        &["predict", "broken.xml"][..],
        &["backtest", "broken.xml"],
        &["import", "broken.xml", "-o", "b.csv"],
    ] {
        let (code, text) = desk.refused(arguments);
        let place = "line 7: <dCoord> is `far`; expected a number";
        assert!(code == 2 && text.contains(place) && text.contains("a scenario of KTAB (XML)"), "{text}");
    }
}
