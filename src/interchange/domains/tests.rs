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
