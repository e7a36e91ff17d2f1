use super::*;
use crate::lab::theory::spatial_politics::choices::{
    Commitment, ElectionModel, Interpolation, Offering, PerceivedRisk, RiskRange, Transition, VictoryModel,
    VotingRule,
};
use crate::lab::theory::spatial_politics::run;
use std::fmt::Write;

const GOOD: &str = "Small,A case of ours,3,2,\n\
    Actor,Description,Power,Tax,Salience,Road,Salience,\n\
    North,the \"upper\" house, 100.5, 20, 40,  5, 30,\n\
    South,\"towns, and ports\",80,70.25,50,60,20\n\n\
    ,,,,,,\n\
    East,,10,100,1,0,99,\n";

/// The good text with one piece replaced.
fn with(from: &str, to: &str) -> Result<Scenario, KtabError> {
    assert!(GOOD.contains(from), "{from}");
    read(&GOOD.replacen(from, to, 1))
}

fn message(from: &str, to: &str) -> String {
    with(from, to).unwrap_err().to_string()
}

#[test]
fn a_table_is_read() {
    let scenario = read(GOOD).unwrap();
    assert_eq!((scenario.name.as_str(), scenario.description.as_str()), ("Small", "A case of ours"));
    assert_eq!(scenario.dimensions, ["Tax", "Road"]);
    assert_eq!(scenario.descriptions, ["the \"upper\" house", "towns, and ports", ""]);
    let south = &scenario.parties[1];
    assert_eq!((south.name.as_str(), south.power), ("South", 80.0));
    assert_eq!(
        (south.positions.as_slice(), south.saliences.as_slice()),
        (&[70.25, 60.0][..], &[50.0, 20.0][..])
    );
    assert_eq!(scenario.choices, Choices::default());
    let marked = read(&format!("\u{feff}{}", GOOD.replace('\n', "\r\n"))).unwrap();
    assert_eq!(marked, scenario);
}

#[test]
fn xml_is_known_by_its_first_tag() {
    for (text, tag) in [
        ("<?xml version=\"1.0\"?>\n<!-- > a -->\n<Scenario xmlns=\"x\">", Some("Scenario")),
        ("\u{feff}<utility_space type=\"x\">", Some("utility_space")),
        ("<!--", None),
        ("<", Some("")),
        ("", None),
        ("Scenario(", None),
    ] {
        assert_eq!(first_tag(text), tag, "{text}");
    }
}

#[test]
fn semicolons_part_cells_where_numbers_have_commas() {
    let plain = GOOD.replace("\"towns, and ports\"", "towns");
    let semicolons = plain.replace(',', ";").replace('.', ",");
    assert!(is_csv(&semicolons) && is_csv(GOOD) && !is_csv(XML) && is_xml(XML) && !is_xml(GOOD));
    assert_eq!(read(&semicolons).unwrap().parties, read(&plain).unwrap().parties);
    assert_eq!(
        read(&semicolons.replace("70,25", "7,0,25")).unwrap_err().to_string(),
        "line 4, column 4: position 1 of `South` is `7,0,25`; expected a number from 0 to 100"
    );
}

#[test]
fn decisions_have_names_of_their_own_and_what_they_leave_out_is_told() {
    let scenario = read(&GOOD.replacen("Road", "Tax", 1)).unwrap();
    let names: Vec<String> = scenario.decisions().into_iter().map(|decision| decision.name).collect();
    assert_eq!(names, ["Tax", "Tax (2)"]);
    assert_eq!(
        scenario.left_out(),
        ["the scenario's description, \"A case of ours\"", "the descriptions of 2 actors"]
    );
    let left_out = read(XML).unwrap().left_out();
    let sub_models = "the sub-models of KTAB's model; to choose them again: --sub-model VictoryProbModel=Square \
        --sub-model PCEModel=MarkovUniform --sub-model StateTransitions=Stochastic --sub-model BigRRange=Max \
        --sub-model BigRAdjust=None --sub-model ThirdPartyCommit=NoCommit --sub-model InterVecBrgn=S1P1 \
        --sub-model BargnModel=PWCompInterp";
    let rest = ["the ideal adjustment: ideals follow positions wholly", "the seed 07"];
    assert_eq!(left_out[2..], [sub_models, rest[0], rest[1]]);
}

#[test]
fn faults_are_told_with_line_and_column() {
    let cases = [
        (
            "3,2,",
            "many,2,",
            "line 1, column 3: the number of actors is `many`; expected a whole number from 1 to 500",
        ),
        (
            "3,2,",
            "3,0,",
            "line 1, column 4: the number of dimensions is `0`; expected a whole number from 1 to 50",
        ),
        (
            "3,2,",
            "3,-2,",
            "line 1, column 4: the number of dimensions is `-2`; expected a whole number from 1 to 50",
        ),
        ("3,2,", "3,2,7", "line 1, column 5: `7` is a cell more than the 4 expected"),
        ("3,2,", "4,2,", "line 7: the file ends after 3 actors; the first line tells of 4"),
        ("3,2,", "2,2,", "line 7: an actor more than the 2 that the first line tells of"),
        ("3,2,", "3,1,", "line 2, column 6: `Road` is a cell more than the 5 expected"),
        ("Road", "", "line 2, column 6: dimension 2 has no name"),
        ("North", "", "line 3, column 1: an actor has no name"),
        ("East", "North", "line 7, column 1: actor `North` is there twice"),
        (
            " 100.5",
            "strong",
            "line 3, column 3: the power of `North` is `strong`; expected a number from 0 to 100000000",
        ),
        (
            " 100.5",
            "-1",
            "line 3, column 3: the power of `North` is `-1`; expected a number from 0 to 100000000",
        ),
        (
            " 100.5",
            "NaN",
            "line 3, column 3: the power of `North` is `NaN`; expected a number from 0 to 100000000",
        ),
        (
            " 100.5",
            "inf",
            "line 3, column 3: the power of `North` is `inf`; expected a number from 0 to 100000000",
        ),
        (
            "70.25",
            "100.25",
            "line 4, column 4: position 1 of `South` is `100.25`; expected a number from 0 to 100",
        ),
        (
            "60,20",
            "60",
            "line 4, column 7: salience 2 of `South` is missing; expected a number from 0 to 100",
        ),
        ("60,20", "60,50.5", "line 4, column 7: the saliences of `South` sum to 100.5; expected at most 100"),
        ("100,1,0,99", "100,0,0,0", "line 7, column 5: `East` has no salience; expected some above 0"),
        ("100,1,0,99", "100,1,0,99,5", "line 7, column 8: `5` is a cell more than the 7 expected"),
    ];
    for (from, to, expected) in cases {
        assert_eq!(message(from, to), expected);
    }
}

#[test]
fn what_is_no_table_is_an_error() {
    for text in
        ["", "\n\n", "a,b,3,1", "\"", "\u{0}", "a\nb\nc", "<", "<Scenario", "<a/>", "<Scenario></Scenario>"]
    {
        let error = read(text).unwrap_err();
        assert!(!error.what.is_empty(), "{text:?}");
    }
    assert_eq!(
        read_csv("a,b,1,1\nActor,D,P,x,s\nOne,,1,50,50").unwrap_err().to_string(),
        "the number of parties is 1; expected 2 to 500"
    );
    assert_eq!(
        read_csv("a,b,2,1\nActor,D,P,x,s\nOne,,0,50,50\nTwo,,0,50,50").unwrap_err().to_string(),
        "no party has power; expected one at least"
    );
}

fn table(n: usize, row: impl Fn(usize) -> String) -> String {
    let mut text = format!("many,,{n},1\nActor,Description,Power,Where,Salience\n");
    for k in 0..n {
        writeln!(text, "A{k},,{}", row(k)).unwrap();
    }
    text
}

#[test]
fn three_hundred_actors_and_one_place_for_all_are_run() {
    let many = read(&table(300, |k| format!("{},{},50", k + 1, k / 3))).unwrap();
    let mut choices = many.choices;
    choices.stop.most = 2;
    let history = run(&many.ready().unwrap(), &choices, &mut || 0.5).unwrap();
    for turn in &history.turns {
        assert!(turn.chances.iter().chain(&turn.risk).chain(&turn.positions).all(|x| x.is_finite()));
        assert!((turn.distinct.iter().map(|(_, p)| p).sum::<f64>() - 1.0).abs() < 1e-8);
    }
    let alike = read(&table(4, |k| format!("{k},50,50"))).unwrap();
    let history = run(&alike.ready().unwrap(), &alike.choices, &mut || 0.5).unwrap();
    assert!(history.turns.iter().all(|turn| turn.offers.is_empty() && turn.risk == [0.0; 4]));
    let most = read(&table(501, |k| format!("1,{},50", k / 6))).unwrap_err();
    assert_eq!(most.to_string(), "line 503: more than 500 actors; expected 2 to 500");
}

#[test]
fn any_cut_or_change_of_a_text_ends_in_a_scenario_or_a_message() {
    for text in [GOOD, XML] {
        for at in 0..text.len() {
            let _ = read(&text[..at]);
            for other in ["9", ",", "-", "\"", "e", "\n", "<", "&", "/"] {
                let changed = format!("{}{other}{}", &text[..at], &text[at + 1..]);
                if let Ok(scenario) = read(&changed) {
                    let parties = scenario.ready().unwrap();
                    assert!(parties.count() >= 2);
                }
            }
        }
    }
}

const XML: &str = "<?xml version=\"1.0\"?>\n<Scenario>\n<name>Small &amp; plain</name><desc>ours</desc><prngSeed>07</prngSeed>\n\
<ModelParameters>\n<VictoryProbModel>Square</VictoryProbModel><PCEModel>MarkovUniform</PCEModel>\n\
<StateTransitions>Stochastic</StateTransitions><VotingRule>Prop</VotingRule><BigRAdjust>No</BigRAdjust>\n\
<BigRRange>Max</BigRRange><ThirdPartyCommit>NoCommit</ThirdPartyCommit><InterVecBrgn>S1P1</InterVecBrgn>\n\
<BargnModel>PWCompInterp</BargnModel></ModelParameters>\n\
<Dimensions><dName>Tax</dName></Dimensions>\n<Actors>\n\
<Actor><name>North</name><description/><capability>10</capability><Position><dCoord>20.5</dCoord></Position><Salience><dSal>40</dSal></Salience></Actor>\n\
<Actor><name>South</name><description>s</description><capability>5</capability><Position><dCoord>90</dCoord></Position><Salience><dSal>60</dSal></Salience></Actor>\n\
</Actors>\n<IdealAdjustment>\n\
<iaPair><adjustingIdeal>North</adjustingIdeal><referencePos>North</referencePos><adjust>0.75</adjust></iaPair>\n\
<iaPair><adjustingIdeal>North</adjustingIdeal><referencePos>South</referencePos><adjust>0.25</adjust></iaPair>\n\
</IdealAdjustment>\n</Scenario>\n";

#[test]
fn xml_has_sub_models_and_ideal_adjustment() {
    let scenario = read(XML).unwrap();
    assert_eq!(scenario.name, "Small & plain");
    assert_eq!(scenario.seed.as_deref(), Some("07"));
    assert_eq!(scenario.choices.victory, VictoryModel::Square);
    assert_eq!(scenario.choices.election, ElectionModel::MarkovUniform);
    assert_eq!(scenario.choices.transition, Transition::Stochastic);
    assert_eq!(scenario.choices.voting, VotingRule::Proportional);
    assert_eq!(scenario.choices.perceived, PerceivedRisk::Own);
    assert_eq!(scenario.choices.risk, RiskRange::Most);
    assert_eq!(scenario.choices.commitment, Commitment::None);
    assert_eq!(scenario.choices.interpolation, Interpolation::Linear);
    assert_eq!(scenario.choices.offering, Offering::Compromise);
    assert_eq!(scenario.adjustment, Some(vec![0.75, 0.25, 0.0, 1.0]));
    assert_eq!(scenario.parties[0].positions, [20.5]);
    assert_eq!(scenario.descriptions, ["", "s"]);
}

#[test]
fn faults_in_xml_are_told_with_their_line() {
    let cases = [
        (
            "Square",
            "Cubic",
            "line 5: VictoryProbModel is `Cubic`; expected one of Linear, Square, Quartic, Octic, Binary",
        ),
        ("20.5", "far", "line 11: <dCoord> is `far`; expected a number"),
        ("<dCoord>20.5</dCoord>", "<dCoord></dCoord>", "line 11: <dCoord> is empty; expected a number"),
        (
            "<dCoord>20.5</dCoord>",
            "",
            "line 11: `North` has 0 positions and 1 saliences; expected 1, one for each <dName>",
        ),
        ("<name>South", "<name>North", "line 12: actor `North` is there twice"),
        (
            "<referencePos>South",
            "<referencePos>West",
            "line 16: the ideal adjustment names `West`, who is no actor",
        ),
        ("0.25", "1.25", "line 16: the ideal adjustment of `North` to `South` is 1.25; expected 0 to 1"),
        ("</Scenario>", "", "line 19: the file ends inside a tag"),
        ("&amp;", "&x;", "line 3: entity `&x;` is not known"),
    ];
    for (from, to, expected) in cases {
        assert_eq!(read(&XML.replacen(from, to, 1)).unwrap_err().to_string(), expected);
    }
    let many = XML.replacen("</dName>", &format!("</dName>{}", "<dName>x</dName>".repeat(50)), 1);
    assert!(read(&many).unwrap_err().to_string().ends_with(": more than 50 dimensions"));
    let more = read(&XML.replacen("0.75", "0.85", 1)).unwrap_err().to_string();
    assert!(more.starts_with("the ideal adjustment of party 1 sums to 1.1"), "{more}");
}
