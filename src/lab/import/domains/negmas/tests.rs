use super::super::tests::import_of;
use super::*;
use crate::lab::games::game::Game;

/// As `NegMAS` 0.16 writes it through `PyYAML`: `y` and `n` are texts without quotes, `'No'` has some, `true` is Python's.
const SPACE: &str = "issues:\n- name: agree\n  type: CategoricalIssue\n  values:\n  - y\n  - n\n  - 'No'\n- name: flag\n  type: DiscreteCardinalIssue\n  values:\n  - true\n  - false\n- name: rate\n  type: DiscreteOrdinalIssue\n  values:\n  - 0.5\n  - 1.0\nname: trade\npath: null\ntype: DiscreteCartesianOutcomeSpace\n";
const BUYER: &str = "name: buyer\nreserved_outcome: null\nreserved_value: -.inf\nstability: 2047\ntype: LinearAdditiveUtilityFunction\nvalues:\n- mapping:\n    'No': 0.25\n    n: 0.5\n    y: 1.0\n  type: TableFun\n- mapping:\n    false: 0.5\n    true: 0.0\n  type: TableFun\n- mapping:\n    0.5: 0.0\n    1.0: 0.25\n  type: TableFun\nweights:\n- 1.0\n- 1.0\n- 1.0\n";
const SPACE_JSON: &str = r#"{"issues": [{"name": "agree", "type": "CategoricalIssue", "values": ["y", "n", "No"]},
    {"name": "flag", "type": "DiscreteCardinalIssue", "values": [true, false]},
    {"name": "rate", "type": "DiscreteOrdinalIssue", "values": [0.5, 1.0]}],
    "name": "trade", "path": null, "type": "DiscreteCartesianOutcomeSpace"}"#;
const BUYER_JSON: &str = r#"{"name": "buyer", "reserved_outcome": null, "reserved_value": -Infinity, "stability": 2047,
    "type": "LinearAdditiveUtilityFunction", "values": [{"mapping": {"No": 0.25, "n": 0.5, "y": 1.0}, "type": "TableFun"},
    {"mapping": {"false": 0.5, "true": 0.0}, "type": "TableFun"}, {"mapping": {"0.5": 0.0, "1.0": 0.25}, "type": "TableFun"}],
    "weights": [1.0, 1.0, 1.0]}"#;

#[test]
fn yaml_and_json_of_a_scenario_are_the_same_domain() {
    let yaml = import_of(&[("trade.yml", SPACE), ("buyer.yml", BUYER)]).unwrap();
    let json = import_of(&[("buyer.json", BUYER_JSON), ("trade.json", SPACE_JSON)]).unwrap();
    for read in [&yaml, &json] {
        assert_eq!(read.told, ReadingNotes::default());
        let domain = &read.domain;
        assert_eq!((domain.title.as_str(), domain.parties[0].name.as_str()), ("trade", "buyer"));
        assert_eq!(domain.issues[0].values, ["y", "n", "No"]);
        assert_eq!(domain.issues[1].values, ["True", "False"]);
        assert_eq!(domain.issues[2].numbers, Some(vec![0.5, 1.0]));
        assert_eq!(domain.parties[0].reservation, Reservation::None);
        // agree + flag + rate.
        let expected = [1.0, 1.25, 1.5, 1.75, 0.5, 0.75, 1.0, 1.25, 0.25, 0.5, 0.75, 1.0];
        assert_eq!(Game::of(domain).unwrap().of_party(0), expected);
    }
}

#[test]
fn words_of_yaml_that_look_like_truths_are_texts() {
    let words = "issues: [{name: a, values: [y, n, Y, N, yes, no, on, off, 'true', '~', '1']}]\nname: t\n";
    let table = "weights: [1]\nvalues: [{mapping: {y: 1, n: 2, Y: 3, N: 4, yes: 5, no: 6, on: 7, off: 8, 'true': 9, '~': 10, '1': 11}}]\n";
    let domain = import_of(&[("t.yaml", words), ("u.yaml", table)]).unwrap().domain;
    let values = ["y", "n", "Y", "N", "yes", "no", "on", "off", "true", "~", "1"];
    assert_eq!(domain.issues[0].values, values);
    let utilities: Vec<f64> = (1..=11).map(f64::from).collect();
    assert_eq!(Game::of(&domain).unwrap().of_party(0), utilities);
}

#[test]
fn what_is_left_out_of_utilities_is_told() {
    let inner: String = BUYER
        .replace("-.inf", "0.5")
        .lines()
        .flat_map(|line| ["  ", line, "\n"].map(str::to_owned))
        .collect();
    let text = format!(
        "discount: 0.9\nfactor: step\nname: hasty\nreserved_value: -.inf\ntype: ExpDiscountedUFun\nufun:\n{inner}"
    );
    let read = import_of(&[("trade.yml", SPACE), ("a.yml", &text), ("b.yml", "note: hello\n")]).unwrap();
    let party = &read.domain.parties[0];
    assert_eq!(
        (party.name.as_str(), &party.reservation, party.discount),
        ("hasty", &Reservation::Value(0.5), 1.0)
    );
    assert!(read.told.dropped.iter().all(|key| key == "b.yml: `note`"), "{:?}", read.told);
    assert_eq!(
        read.told.notes,
        [
            "a.yml: the discount of party \"hasty\" (ExpDiscountedUFun) is dropped: utilities are those of the start",
            "b.yml: neither issues nor utilities are in it; it is left out",
        ]
    );
    let mapping = "type: MappingUtilityFunction\nmapping: {}\nname: m\n";
    let error = import_of(&[("trade.yml", SPACE), ("m.yml", mapping)]).unwrap_err();
    assert!(error.what.contains("\"MappingUtilityFunction\" are not read"), "{error}");
    let error = import_of(&[("trade.yml", SPACE)]).unwrap_err();
    assert!(error.what.contains("no file has the utilities of a party"), "{error}");
    assert_eq!(error.seems.map(|seems| seems.what), Some("a NegMAS scenario"));
}

#[test]
fn reservations_without_bound_are_none() {
    for (written, expected) in [
        ("-.inf", Ok(Reservation::None)),
        ("null", Ok(Reservation::None)),
        ("0.25", Ok(Reservation::Value(0.25))),
        (".inf", Err("infinite")),
        (".nan", Err("no number")),
        ("much", Err("no number")),
    ] {
        let read = import_of(&[("trade.yml", SPACE), ("b.yml", &BUYER.replace("-.inf", written))]);
        match (read, expected) {
            (Ok(read), Ok(expected)) => assert_eq!(read.domain.parties[0].reservation, expected, "{written}"),
            (Err(error), Err(says)) => assert!(error.what.contains(says), "{written}: {error}"),
            (read, _) => panic!("{written}: {read:?}"),
        }
    }
    let error =
        import_of(&[("t.json", SPACE_JSON), ("b.json", &BUYER_JSON.replace("-Infinity", "Infinity"))]);
    assert!(error.unwrap_err().what.contains("no number"));
}

#[test]
fn ranges_and_values_are_bounded_together() {
    let issue = |k: usize| format!("- {{name: a{k}, type: ContiguousIssue, values: [0, 99999]}}\n");
    let six: String = (0..6).map(issue).collect();
    let error = import_of(&[("s.yaml", &format!("issues:\n{six}")), ("u.yaml", BUYER)]).unwrap_err();
    assert!(error.what.contains("more than 500000 values together"), "{error}");
    let long = format!("issues: [{}0]\n", "0,".repeat(250_000));
    let error = import_of(&[("s.yaml", &long), ("u.yaml", BUYER)]).unwrap_err();
    assert!(error.what.contains("at most 250000 values, nested at most 32 deep at line 1,"), "{error}");
}

#[test]
fn numbers_in_tables_are_found_however_they_are_written() {
    let space = r#"{"issues": [{"name": "a", "type": "DiscreteOrdinalIssue", "values": [-0.0, 1.0, 2.5, 1e3]}], "name": "n"}"#;
    let party = |mapping: &str| {
        format!(
            r#"{{"type": "LinearAdditiveUtilityFunction", "weights": [1.0], "values": [{{"type": "TableFun", "mapping": {{{mapping}}}}}]}}"#
        )
    };
    let utilities = |mapping: &str| {
        let read = import_of(&[("s.json", space), ("u.json", &party(mapping))])?;
        Ok::<_, DomainFileError>(Game::of(&read.domain).unwrap().of_party(0).to_vec())
    };
    assert_eq!(
        utilities(r#""0": 0.1, "1": 0.2, "2.50": 0.3, "1000": 0.4, "NaN": 9"#).unwrap(),
        [0.1, 0.2, 0.3, 0.4]
    );
    // Of two names of one number the first counts, in the order of names.
    assert_eq!(
        utilities(r#""0": 0.1, "1.00": 0.5, "01": 0.6, "2.5": 0.3, "1e3": 0.4"#).unwrap(),
        [0.1, 0.6, 0.3, 0.4]
    );
    assert!(utilities(r#""0": 0.1, "1": 0.2, "2.5": 0.3"#).unwrap_err().what.contains("has no finite score"));
}
