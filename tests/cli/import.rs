//! `import`, and domains with exact preferences in scenario files.

use super::desk::Desk;
use std::path::Path;

const GAME: &str = r#"{"issues":[{"name":"price","values":["low","middle","high"]},{"name":"date","values":["soon","late"]}],"venue":"hall",
"parties":[
 {"name":"buyer","weights":{"price":0.7,"date":0.3},"values":{"price":{"low":1,"middle":0.6,"high":0},"date":{"soon":1,"late":0}},"reservation":0.2},
 {"name":"seller","weights":{"price":0.8,"date":0.2},"values":{"price":{"low":0,"middle":0.5,"high":1},"date":{"soon":0,"late":1}},"reservation":0.3}]}"#;

const XML: &str = r#"<utility_space><objective index="0" name="root">
    <issue index="1" name="Food &amp; drink" type="discrete"><item index="1" value="a" evaluation="3"/><item index="2" value="b" evaluation="1"/></issue>
    <issue index="2" name="Days" type="integer" lowerbound="1" upperbound="3"><evaluator ftype="linear" slope="0.3" offset="0.1"/></issue>
    <weight index="1" value="0.6"/><weight index="2" value="0.4"/><junk/></objective>
    <reservation value="0.25"/><discount_factor value="0.8"/></utility_space>"#;

const SPACE: &str = "name: Trade\nissues:\n- {name: Quantity, type: ContiguousIssue, values: [1, 3]}\n- {name: Colour, values: [red, 7]}\n";
const BUYER: &str = "name: buyer\ntype: LinearAdditiveUtilityFunction\nreserved_value: 0.25\nweights: [0.5, 2]\nvalues:\n- {type: AffineFun, slope: -1, bias: 4}\n- {type: TableFun, mapping: {red: 0.5, 7: 0}}\n";

fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("game.json", GAME);
    desk.write("one.xml", XML);
    desk.write("two.xml", &XML.replace("0.6", "0.2").replace("0.25", "0.1"));
    desk.write("trade.yaml", SPACE);
    desk.write("buyer.yaml", BUYER);
    desk.write("seller.yaml", &BUYER.replace("buyer", "seller").replace("slope: -1, bias: 4", "slope: 0.5"));
    desk
}

const SETS: [&[&str]; 3] =
    [&["game.json"], &["one.xml", "two.xml"], &["trade.yaml", "buyer.yaml", "seller.yaml"]];

#[test]
fn what_was_read_and_what_was_not_is_said_and_written_with_its_source() {
    let desk = desk();
    let said = desk.said(&["import", "one.xml", "two.xml", "-o", "party.ron"]);
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(
        lines,
        [
            "read     2 parties, 2 issues, 6 packages",
            "dropped  one.xml: <junk>, which is not known",
            "dropped  two.xml: <junk>, which is not known",
            "wrote    party.ron",
            "Next     roundtable analyse party.ron",
        ]
    );
    let written = desk.read("party.ron");
    for line in [
        "        \"F2\": (",
        "            title: \"two.xml\",",
        "        \"Food & drink\": (",
        "            values: [\"1\", \"2\", \"3\"],",
        "            ordered: true,",
        "            numbers: [1.0, 2.0, 3.0],",
        "            weights: {\"Food & drink\": 0.6, \"Days\": 0.4},",
        "            cap: 1.0,",
        "            reservation: 0.1,",
        "            discount: 0.8,",
        "            source: stated(at: \"F2§1\", by: \"two.xml\"),",
    ] {
        assert!(written.lines().any(|l| l == line), "{line} is not in\n{written}");
    }
}

#[test]
fn an_imported_domain_passes_check_and_is_the_same_game() {
    let desk = desk();
    for (k, files) in SETS.iter().enumerate() {
        let out = format!("{k}.ron");
        desk.said(&[&["import"], *files, &["-o", &out]].concat());
        let said = desk.said(&["check", &out]);
        assert!(said.contains("nothing is wrong (a domain: 2 parties, 2 issues, 6 packages)"), "{said}");
        for rest in [&["--json"][..], &[]] {
            let original = desk.said(&[&["analyse"], *files, rest].concat());
            assert_eq!(desk.said(&[&["analyse", out.as_str()], rest].concat()), original);
        }
        let play = ["--tactics", "boulware,conceder", "--trace", "--json"];
        let original = desk.said(&[&["negotiate"], *files, &play].concat());
        assert_eq!(desk.said(&[&["negotiate", out.as_str()][..], &play].concat()), original);
    }
}

#[test]
fn games_of_the_reference_data_survive_the_way_through_a_scenario() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    let sets = ["negmas/d6x5.json", "negmas/d3.json", "scorable/game1"];
    if !data.exists() {
        println!("skipped: no reference data");
        return;
    }
    let desk = Desk::new();
    for (k, name) in sets.iter().enumerate() {
        let (source, out) = (data.join(name).display().to_string(), format!("{k}.ron"));
        desk.said(&["import", &source, "-o", &out]);
        let original = desk.said(&["analyse", &source, "--json"]);
        assert_eq!(desk.said(&["analyse", &out, "--json"]), original, "{name}");
    }
}

#[test]
fn nothing_is_written_over_without_being_told() {
    let desk = desk();
    desk.write("party.ron", "mine");
    let (code, message) = desk.refused(&["import", "game.json", "-o", "party.ron"]);
    assert_eq!((code, desk.read("party.ron")), (2, "mine".to_owned()));
    assert!(message.contains("the file exists already") && message.contains("--force"), "{message}");
    let said = desk.said(&["import", "game.json", "-o", "party.ron", "--force"]);
    assert!(said.contains("dropped  game.json: `venue`"), "{said}");
    assert!(desk.read("party.ron").starts_with("// A domain with exact preferences"));
    let (code, message) = desk.refused(&["import", "game.json", "-o", "nowhere/party.ron"]);
    assert!(code == 2 && message.contains("cannot be written"), "{message}");
    let (code, message) = desk.refused(&["import", "absent.xml", "-o", "x.ron"]);
    assert!(code == 2 && message.contains("absent.xml"), "{message}");
    let (code, message) = desk.refused(&["import", "demo.ron", "-o", "x.ron"]);
    assert!(code == 2 && message.contains("seems to be a scenario of this program"), "{message}");
}

#[test]
fn commands_that_go_through_formats_refuse_a_domain() {
    let desk = desk();
    desk.said(&["import", "game.json", "-o", "party.ron"]);
    for arguments in [
        &["compare", "party.ron"][..],
        &["run", "party.ron", "--format", "x"],
        &["explain", "party.ron", "--format", "x", "--run", "0"],
        &["sources", "party.ron"],
        &["handout", "party.ron"],
    ] {
        let (code, message) = desk.refused(arguments);
        assert_eq!(code, 2, "{message}");
        assert!(
            message.contains("`roundtable negotiate` and `roundtable analyse`"),
            "{arguments:?}: {message}"
        );
    }
}

#[test]
fn a_domain_of_which_no_game_comes_is_told_with_its_place() {
    let desk = desk();
    desk.said(&["import", "game.json", "-o", "party.ron"]);
    let text = desk.read("party.ron");
    let with = |what: &str| text.replacen("reservation:", &format!("{what}\n            reservation:"), 1);
    for (text, says) in [
        (with("tactic: (name: \"bulware\"),"), "no tactic is called"),
        (
            with(
                "tactic: (name: \"boulware\", parameters: { \"gamma\": assumed(from: 1, to: 2, because: \"x\") }),",
            ),
            "no parameter",
        ),
        (
            text.replacen("format_version: 2,", "format_version: 2, talks: (protocol: \"soap\"),", 1),
            "did you mean \"saop\"?",
        ),
        (
            text.replace("\"price\": 0.7", "\"price\": 1e308").replace("\"low\": 1.0", "\"low\": 1e300"),
            "is no number",
        ),
    ] {
        desk.write("broken.ron", &text);
        for command in ["check", "analyse", "negotiate"] {
            let (code, message) = desk.refused(&[command, "broken.ron"]);
            assert_eq!(code, 2);
            assert!(message.contains("E087") && message.contains("broken.ron:"), "{command}: {message}");
            assert!(message.contains(says), "{command}: {message}");
        }
    }
    // A seat's own tactic is played unless another is named.
    desk.write("seated.ron", &with("tactic: (name: \"conceder\"),"));
    let tactic = |arguments: &[&str]| {
        let out: serde_json::Value = serde_json::from_str(&desk.said(arguments)).unwrap();
        out["parties"][0]["tactic"].as_str().unwrap().to_owned()
    };
    assert_eq!(tactic(&["negotiate", "seated.ron", "--json"]), "conceder");
    assert_eq!(tactic(&["negotiate", "seated.ron", "--json", "--tactics", "micro"]), "micro");
}

#[test]
fn folders_and_all_files_of_them_are_one_domain() {
    let desk = desk();
    for (folder, names) in [("party", ["one.xml", "two.xml"]), ("plain", ["game.json", "game.json"])] {
        std::fs::create_dir(desk.path(folder)).unwrap();
        for name in names {
            desk.write(&format!("{folder}/{name}"), &desk.read(name));
        }
    }
    let said = desk.said(&["import", "party", "-o", "party.ron"]);
    assert!(said.starts_with("read     2 parties, 2 issues, 6 packages\n"), "{said}");
    assert!(desk.read("party.ron").contains("name: \"party\","));
    let said = desk.said(&["analyse", "plain", "--json"]);
    assert!(said.contains("\"buyer\""), "{said}");
}

#[test]
fn what_changes_utilities_is_told_by_every_command_and_data_stay_clean() {
    let desk = desk();
    desk.write("fast.json", &GAME.replace("\"name\":\"buyer\",", "\"name\":\"buyer\",\"discount\":0.5,"));
    let told = "fast.json: the discount 0.5 of party \"buyer\" is dropped";
    let said = desk.said(&["import", "fast.json", "-o", "fast.ron"]);
    assert!(said.contains(&format!("note     {told}")), "{said}");
    for arguments in [&["analyse", "fast.json", "--json"][..], &["negotiate", "fast.json", "--json"]] {
        let output = desk.command(arguments).assert().success().get_output().clone();
        let remark = String::from_utf8(output.stderr).unwrap();
        assert!(remark.starts_with(&format!("note: {told}")), "{remark}");
        assert!(serde_json::from_slice::<serde_json::Value>(&output.stdout).is_ok());
    }
    desk.write("bare.xml", &XML.replace("&amp;", "&"));
    let output = desk.command(&["analyse", "bare.xml"]).assert().success().get_output().clone();
    assert!(String::from_utf8(output.stderr).unwrap().contains("an `&` that begins no entity, on line 2"));
}

#[test]
fn messages_say_what_a_file_seems_to_be() {
    let desk = desk();
    desk.write("ktab.xml", "<Scenario><Actors><Actor/></Actors></Scenario>");
    desk.write("domain.json", "{\"name\":\"d\",\"issuesValues\":{\"a\":{\"values\":[\"x\"]}}}");
    for (arguments, says) in [
        (
            &["analyse", "ktab.xml"][..],
            "ktab.xml, which seems to be a scenario of KTAB (XML); `predict`, `backtest` and `import` read it",
        ),
        (&["import", "domain.json", "-o", "x.ron"], "which seems to be a GeniusWeb domain without a profile"),
        (&["compare", "one.xml"], "this is no scenario of this program: it seems to be a GENIUS profile"),
        (&["check", "one.xml"], "it seems to be a GENIUS profile"),
        (&["check", "seller.yaml"], "it seems to be a NegMAS utility function"),
        (&["run", "game.json", "--format", "x"], "`analyse`, `negotiate` and `import` read it"),
    ] {
        let (code, message) = desk.refused(arguments);
        assert!(code == 2 && message.contains(says), "{arguments:?}: {message}");
    }
}
