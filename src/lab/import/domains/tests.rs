use super::*;
use crate::scenario::domain::Reservation;

const PLAIN: &str = r#"{"issues":[{"name":"z","values":["b","a"]}],"parties":[
    {"name":"p","weights":{"z":0.5},"values":{"z":{"a":1,"b":2}},"reservation":0.25}]}"#;
const WEB: &str = r#"{"LinearAdditiveUtilitySpace":{"name":"p","issueWeights":{"z":1},"issueUtilities":
    {"z":{"DiscreteValueSetUtilities":{"valueUtilities":{"a":0.5,"b":1}}}},
    "domain":{"name":"d","issuesValues":{"z":{"values":["b","a"]}}},"reservationBid":{"issuevalues":{"z":"a"}}}}"#;

#[test]
fn values_stand_in_the_order_of_the_domain() {
    let read = one(PLAIN).unwrap();
    let additive = read.parties[0].preference.additive.clone().unwrap();
    assert_eq!((additive.weights, &additive.values[0]), (vec![0.5], &Shape::Table(vec![2.0, 1.0])));
    assert_eq!(read.parties[0].reservation, Reservation::Value(0.25));
    for web in [WEB.to_string(), WEB.replace("DiscreteValueSetUtilities", "discreteutils")] {
        let read = one(&web).unwrap();
        assert_eq!(read.parties[0].reservation, Reservation::Package(vec![1]));
        assert_eq!(
            read.parties[0].preference.additive.clone().unwrap().values[0],
            Shape::Table(vec![1.0, 0.5])
        );
    }
}

#[test]
fn bad_files_are_told() {
    for (from, to, says) in [
        ("\"a\":1,", "", "does not value each value"),
        ("\"a\":1,", "\"c\":1,", "a value of issue `z` missing"),
        ("\"a\":1,", "\"b\":1,", "`b` is there twice"),
        ("0.5", "NaN", "line 2"),
        ("0.5", "1e999", "line 2"),
        ("0.5", "\"x\"", "invalid type"),
        ("{\"z\":0.5}", "{}", "does not weigh"),
    ] {
        let error = one(&PLAIN.replace(from, to)).unwrap_err();
        assert!(error.contains(says), "{from} → {to}: {error}");
    }
    assert!(one(&"[".repeat(100_000)).is_err());
    assert!(one(&format!("{{\"a\":{}", "{\"a\":".repeat(100_000))).is_err());
    assert!(one("{}").unwrap_err().contains("no known kind"));
    assert!(one(&WEB.replace(":\"a\"}}}", ":\"c\"}}}")).unwrap_err().contains("reservation bid"));
    let empty = one(r#"{"issues":[],"parties":[]}"#).unwrap();
    assert!(checked(Path::new("x"), empty).unwrap_err().what.contains("parties"));
    assert!(read(&[]).is_err());
    assert!(read(&["does-not-exist".into()]).unwrap_err().file.ends_with("does-not-exist"));
}

#[test]
fn reference_files_are_read() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    if !data.exists() {
        println!("skipped: no reference data");
        return;
    }
    let six = read(&[data.join("negmas/d6x5.json")]).unwrap();
    assert_eq!(six.parties.len(), 6);
    let web = ["party1", "party2"].map(|name| data.join(format!("genius/geniusweb_party/{name}.json")));
    let party = read(&web).unwrap();
    assert_eq!((party.parties.len(), party.issues[0].name.as_str()), (2, "Food"));
    assert_eq!(party.parties[1].preference.additive.clone().unwrap().values.len(), party.issues.len());
    assert!(read(&[web[0].clone(), web[0].clone()]).unwrap_err().what.contains("twice"));
}

/// Files by name, read together.
pub(super) fn import_of(files: &[(&str, &str)]) -> Result<Imported, DomainFileError> {
    let folder = tempfile::tempdir().unwrap();
    let paths = files.iter().map(|(name, text)| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    });
    import(&paths.collect::<Vec<_>>())
}

const SPACE: &str = "name: Trade\ntype: DiscreteCartesianOutcomeSpace\nissues:
- {name: Quantity, type: ContiguousIssue, values: [1, 3]}
- name: Colour\n  type: negmas.outcomes.CategoricalIssue\n  values: [red, true, 7]\n";
const BUYER: &str =
    "name: buyer\ntype: negmas.preferences.LinearAdditiveUtilityFunction\nreserved_value: 0.25\nhints: [x]
weights: [0.5, 2]\nvalues:\n- {type: AffineFun, slope: -1, bias: 4}
- type: TableFun\n  mapping: {red: 0.5, true: 1.0, 7: 0}\n";

#[test]
fn negmas_scenarios_are_read_by_their_functions() {
    let seller =
        BUYER.replace("buyer", "seller").replace("0.25", "-.inf").replace("slope: -1, bias: 4", "slope: 1");
    let read = import_of(&[("trade.yaml", SPACE), ("buyer.yml", BUYER), ("seller.yml", &seller)]).unwrap();
    assert_eq!(read.told.dropped, ["buyer.yml: `hints`", "seller.yml: `hints`"]);
    let domain = read.domain;
    assert_eq!(domain.issues[0].values, ["1", "2", "3"]);
    assert_eq!(domain.issues[1].values, ["red", "True", "7"]);
    assert_eq!((domain.title.as_str(), domain.sources.len()), ("Trade", 2));
    let game = crate::lab::games::game::Game::of(&domain).unwrap();
    // 0.5 · (4 − quantity) + 2 · colour.
    assert_eq!(game.of_party(0), [2.5, 3.5, 1.5, 2.0, 3.0, 1.0, 1.5, 2.5, 0.5]);
    assert_eq!(game.utility(1, 7), 0.5 * 3.0 + 2.0);
    assert_eq!(domain.parties[0].reservation, Reservation::Value(0.25));
    assert_eq!(domain.parties[1].reservation, Reservation::None);
    let whole = "name: a\ntype: LinearUtilityFunction\nweights: [2]\nbias: 1\noutcome_space: {issues: [{name: q, values: 3}]}\n";
    let read = import_of(&[("a.yaml", whole)]).unwrap().domain;
    assert_eq!(crate::lab::games::game::Game::of(&read).unwrap().of_party(0), [1.0, 3.0, 5.0]);
}

#[test]
fn hostile_yaml_gets_an_error_that_names_the_file_and_what() {
    let nine = |c: u8| vec![format!("*{}", char::from(c - 1)); 9].join(",");
    let lines = (b'b'..=b'i').map(|c| format!("{0}: &{0} [{1}]\n", char::from(c), nine(c)));
    let bomb = format!("a: &a [x,x,x,x,x,x,x,x,x]\n{}issues: *i\n", lines.collect::<Vec<_>>().concat());
    for (from, to, says) in [
        ("0.5, true", ".nan, true", "\"red\" of issue \"Colour\" has no finite score"),
        ("red: 0.5, ", "", "\"red\" of issue \"Colour\" has no finite score"),
        ("weights: [0.5, 2]", "weights: [.nan, 2]", "a weight is no finite number"),
        ("weights: [0.5, 2]", "weights: [0.5]", "1 weights for 2 issues"),
        ("weights: [0.5, 2]", "weights: 3", "no list of `weights`"),
        ("slope: -1", "slope: steep", "`slope` of issue \"Quantity\" is no finite number"),
        ("AffineFun", "LambdaFun", "is a LambdaFun, which is not read"),
        (
            "LinearAdditiveUtilityFunction",
            "HyperRectangleUtilityFunction",
            "\"HyperRectangleUtilityFunction\" are not read",
        ),
        ("name: buyer", "name: buyer\nname: seller", "line"),
        ("mapping: {", "mapping: {{", "line"),
        ("0.25", "null", ""),
    ] {
        assert!(BUYER.contains(from), "{from}");
        let read = import_of(&[("trade.yaml", SPACE), ("buyer.yml", &BUYER.replace(from, to))]);
        if says.is_empty() {
            assert!(read.is_ok());
            continue;
        }
        let error = read.expect_err(to);
        assert!(error.file.ends_with("buyer.yml") && error.what.contains(says), "{from} → {to}: {error}");
    }
    for (from, to, says) in [
        ("ContiguousIssue", "ContinuousIssue", "is continuous"),
        ("values: [1, 3]", "values: [1, 30000000]", "at most 100000"),
        ("values: [1, 3]", "values: [3, 1]", "whole numbers in order"),
        ("values: [1, 3]", "values: [1, .inf]", "whole numbers in order"),
        ("values: [red, true, 7]", "values: [red, [7]]", "neither a text nor a number"),
        ("values: [red, true, 7]", "values: [red, red]", "`red` is there twice"),
        ("issues:", "ishues:", "no file has `issues`"),
    ] {
        assert!(SPACE.contains(from), "{from}");
        let error =
            import_of(&[("trade.yaml", &SPACE.replace(from, to)), ("buyer.yml", BUYER)]).expect_err(to);
        assert!(error.what.contains(says), "{from} → {to}: {error}");
    }
    for text in [
        bomb,
        "[".repeat(100_000),
        "a: ".repeat(100_000),
        format!("issues: {}", "- ".repeat(50_000)),
        "x".repeat(5_000_000),
        "\0\u{1}".into(),
        String::new(),
    ] {
        let error = import_of(&[("a.yaml", &text)]).unwrap_err();
        assert!(error.file.ends_with("a.yaml") && error.what.len() > 10 && error.what.len() < 400, "{error}");
    }
}

#[test]
fn ranges_of_geniusweb_are_enumerated() {
    let text = r#"{"LinearAdditiveUtilitySpace":{"name":"p","issueWeights":{"z":1},"issueUtilities":
        {"z":{"NumberValueSetUtilities":{"lowValue":12.2,"lowUtility":0.25,"highValue":12.6,"highUtility":0.75}}},
        "domain":{"name":"d","issuesValues":{"z":{"range":{"low":12.2,"high":12.6,"step":0.1}}}},
        "reservationBid":{"issuevalues":{"z":12.3}}}}"#;
    let read = one(text).unwrap();
    assert_eq!(read.issues[0].values, ["12.2", "12.3", "12.4", "12.5", "12.6"]);
    let scores = read.parties[0].preference.additive.clone().unwrap().values[0].clone();
    assert_eq!(scores, Shape::Table(vec![0.25, 0.375, 0.5, 0.625, 0.75]));
    assert_eq!(read.parties[0].reservation, Reservation::Package(vec![1]));
    // A step that does not reach the end stops before it.
    let short = one(&text.replace("0.1}", "0.3}").replace(":12.3}", ":12.5}")).unwrap();
    assert_eq!(short.issues[0].values, ["12.2", "12.5"]);
    for (from, to, says) in [
        ("\"step\":0.1", "\"step\":0", "no range"),
        ("\"step\":0.1", "\"step\":1e-9", "no range"),
        ("\"step\":0.1", "\"step\":-1", "no range"),
        ("\"high\":12.6", "\"high\":1", "no range"),
        ("\"highValue\":12.6", "\"highValue\":12.2", "without width"),
        ("{\"range\":{\"low\":12.2,\"high\":12.6,\"step\":0.1}}", "{\"values\":[\"a\"]}", "has no range"),
        ("\"lowUtility\":0.25,", "", "lowUtility"),
    ] {
        assert!(text.contains(from), "{from}");
        let error = one(&text.replace(from, to)).unwrap_err();
        assert!(error.contains(says), "{from} → {to}: {error}");
    }
}

#[test]
fn parties_cite_the_files_they_come_from() {
    let read = import_of(&[("plain.json", &PLAIN.replacen('{', "{\"date\": 3,", 1))]).unwrap();
    assert_eq!(read.told.dropped, ["plain.json: `date`"]);
    assert_eq!(read.domain.sources[0].title, "plain.json");
    let Some(Provenance::Stated { at, .. }) = &read.domain.parties[0].source else { panic!("a source") };
    assert_eq!(at, "F1§1");
}

/// What a domain of `GeniusWeb` looks like beside its profiles.
const WEB_DOMAIN: &str = r#"{"name":"d","issuesValues":{"z":{"values":["a","b"]}}}"#;

#[test]
fn a_geniusweb_domain_among_profiles_is_only_compared() {
    let read = import_of(&[("domain.json", WEB_DOMAIN), ("p1.json", WEB)]).unwrap();
    assert_eq!(read.domain.parties.len(), 1);
    let other = WEB_DOMAIN.replace("\"b\"", "\"c\"");
    let error = import_of(&[("domain.json", &other), ("p1.json", WEB)]).unwrap_err();
    assert!(
        error.what.contains("not those of the profiles") && error.file.ends_with("domain.json"),
        "{error}"
    );
    let error = import_of(&[("domain.json", WEB_DOMAIN)]).unwrap_err();
    assert!(error.what.contains("without the profile of a party"), "{error}");
    assert_eq!(error.seems.unwrap().what, crate::files::seems::GENIUSWEB_DOMAIN);
}

#[test]
fn a_folder_is_the_files_of_one_kind_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    let error = || read(&[folder.path().to_owned()]).unwrap_err().what;
    assert!(error().contains("no config.txt"));
    for (name, text) in
        [("domain.json", WEB_DOMAIN), ("p1.json", WEB), ("_stats.json", "{}"), ("readme.md", "x")]
    {
        put(name, text);
    }
    put("p2.json", &WEB.replace("\"p\"", "\"q\""));
    let found = read(&[folder.path().to_owned()]).unwrap();
    let names: Vec<&str> = found.parties.iter().map(|party| party.name.as_str()).collect();
    assert_eq!((names, found.name), (vec!["p", "q"], file_name(folder.path())));
    put("x.xml", "<a/>");
    assert!(error().contains("JSON and XML files in this folder; name those of one kind"));
    let two = read(&[folder.path().to_owned(), folder.path().join("p1.json")]).unwrap_err();
    assert!(two.what.contains("together with others"), "{two}");
    put("config.txt", "A,a,p1\n");
    let two = read(&[folder.path().to_owned(), PathBuf::from("elsewhere.json")]).unwrap_err();
    assert!(two.what.contains("its folder alone"), "{two}");
}

#[test]
fn marks_and_semicolons_in_scorable_games_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    put("config.txt", "\u{feff}A;a;p1;cooperative\r\nB;b;p2;cooperative\r\n");
    put("scores_files/a.txt", "\u{feff}0; 10,5\n5;0\n6,25\n");
    put("scores_files/b.txt", "\u{feff}3,0\n0,1\n2");
    put("initial_deal.txt", "\u{feff}A2,B1\n");
    let read = read(&[folder.path().to_owned()]).unwrap();
    assert_eq!((read.parties[0].name.as_str(), read.initial.clone()), ("A", Some(vec![1, 0])));
    assert_eq!(read.parties[0].reservation, Reservation::Value(6.25));
    let game = crate::lab::games::game::Game::of(&read).unwrap();
    assert_eq!(game.utility(0, 2), 15.5);
}

#[test]
fn discounts_in_plain_json_are_told_where_they_are_dropped() {
    let with = |what: &str| PLAIN.replace("\"name\":\"p\",", &format!("\"name\":\"p\",{what},"));
    let read = import_of(&[("plain.json", &with("\"discount\":0.9"))]).unwrap();
    assert_eq!((read.told.dropped.len(), read.domain.parties[0].discount), (0, 1.0));
    assert!(
        read.told.notes[0].starts_with("plain.json: the discount 0.9 of party \"p\" is dropped"),
        "{:?}",
        read.told
    );
    let read = import_of(&[("plain.json", &with("\"discount_factor\":0.5"))]).unwrap();
    assert_eq!(read.told.notes.len(), 1);
    // One that discounts nothing, or is not told, is no loss.
    for nothing in ["\"discount\":1", "\"discount\":1.0", "\"discount\":null"] {
        assert_eq!(import_of(&[("plain.json", &with(nothing))]).unwrap().told, ReadingNotes::default());
    }
}

#[test]
fn marks_and_numbers_of_python_in_plain_json_are_read() {
    let text = format!("\u{feff}{}", PLAIN.replace("0.25", "-Infinity"));
    let read = import_of(&[("plain.json", &text)]).unwrap();
    assert_eq!(read.domain.parties[0].reservation, Reservation::None);
    let error = import_of(&[("plain.json", &text.replace("-Infinity", "NaN"))]).unwrap_err();
    assert!(error.what.contains("a reservation is \"NaN\""), "{error}");
}

#[test]
fn errors_say_what_a_file_seems_to_be() {
    for (name, text, what) in [
        ("a.xml", "<Scenario><Actors><Actor/></Actors></Scenario>", "a scenario of KTAB (XML)"),
        ("a.json", "{\"a\": 1}", "JSON of a kind that is not known"),
        ("a.json", "decision,actor\n", "a table of decisions (CSV)"),
        ("a.yaml", "a: b\n", "YAML of a kind that is not known"),
        ("a.txt", "hello", "plain text"),
        ("a.xml", "PK\u{3}\u{4}", "a ZIP archive, as spreadsheets (.xlsx) and documents are"),
    ] {
        let error = import_of(&[(name, text)]).unwrap_err();
        assert_eq!(error.seems.map(|seems| seems.what), Some(what), "{error}");
    }
    let mixed =
        import_of(&[("a.json", PLAIN), ("b.xml", "<utility_space><weight/></utility_space>")]).unwrap_err();
    assert!(
        mixed
            .what
            .contains("a.json seems to be a domain in plain JSON, and b.xml seems to be a GENIUS profile")
    );
}
