use super::super::tests::import_of;
use super::*;
use crate::lab::games::game::Game;
use crate::scenario::domain::Shape;

const WHOLE: &str = r#"<utility_space><objective index="0" name="root" strategy="x">
    <issue index="1" name="Days" type="integer" lowerbound="2" upperbound="4"><evaluator ftype="linear" slope="0.25" offset="0.5"/></issue>
    <issue index="2" name="Food" type="discrete"><item index="1" value="a" evaluation="4"/><item index="2" value="b" evaluation="1"/></issue>
    <weight index="1" value="0.5"/><weight index="2" value="0.5"/><hint/></objective></utility_space>"#;

fn close(found: &[f64], expected: &[f64]) {
    assert_eq!(found.len(), expected.len());
    assert!(found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-12), "{found:?} {expected:?}");
}

#[test]
fn integer_issues_are_enumerated_and_unknown_tags_told() {
    let read = import_of(&[("one.xml", WHOLE)]).unwrap();
    assert_eq!(read.told.dropped, ["one.xml: <hint>"]);
    assert_eq!(read.domain.issues[0].values, ["2", "3", "4"]);
    let values = &read.domain.parties[0].preference.additive.as_ref().unwrap().values;
    // Offset at the lower bound, and no more than 1; not over the greatest, as discrete ones are.
    assert_eq!(values[0], Shape::Table(vec![0.5, 0.75, 1.0]));
    assert_eq!(values[1], Shape::Table(vec![1.0, 0.25]));
    for (from, to, says) in [
        ("upperbound=\"4\"", "upperbound=\"400000000\"", "at most 100000"),
        ("upperbound=\"4\"", "upperbound=\"1\"", "at most 100000"),
        ("upperbound=\"4\"", "upperbound=\"x\"", "which is no number"),
        ("type=\"integer\"", "type=\"real\"", "only discrete and integer ones"),
        ("ftype=\"linear\"", "ftype=\"farctan\"", "only linear ones"),
        ("<evaluator ftype=\"linear\" slope=\"0.25\" offset=\"0.5\"/>", "", "has no evaluation"),
        ("slope=\"0.25\"", "slope=\"NaN\"", "not finite"),
        ("<evaluator", "<item index=\"1\" value=\"2\"/><evaluator", "items or a range, not both"),
    ] {
        assert!(WHOLE.contains(from), "{from}");
        let error = import_of(&[("one.xml", &WHOLE.replace(from, to))]).expect_err(to);
        assert!(error.what.contains(says), "{from} → {to}: {error}");
        assert_eq!(error.seems.map(|s| s.what), Some("a GENIUS profile"), "{from} → {to}");
    }
}

#[test]
fn only_children_of_the_right_tag_count() {
    let text = WHOLE.replace(
        "evaluation=\"1\"/></issue>",
        "evaluation=\"1\"/><similarity_function><item value=\"c\" evaluation=\"9\"/><weight index=\"1\" value=\"3\"/></similarity_function></issue>",
    );
    let stray = "<reservation value=\"0.9\"/><discount_factor value=\"0.1\"/><item value=\"d\" evaluation=\"8\"/></objective>";
    let read = import_of(&[("one.xml", &text.replace("</objective>", stray))]).unwrap();
    let plain = import_of(&[("one.xml", WHOLE)]).unwrap();
    assert_eq!(read.domain, plain.domain);
    assert_eq!(
        read.told.dropped,
        [
            "one.xml: <discount_factor> in <objective>",
            "one.xml: <hint>",
            "one.xml: <item> in <objective>",
            "one.xml: <reservation> in <objective>",
            "one.xml: <similarity_function>",
        ]
    );
}

#[test]
fn a_bare_ampersand_is_read_as_itself_with_a_note() {
    let text = WHOLE.replace("\"b\"", "\"b & c\"").replace("\"Food\"", "\"R&D &amp; food\"");
    let read = import_of(&[("one.xml", &text)]).unwrap();
    assert_eq!(
        (read.domain.issues[1].name.as_str(), read.domain.issues[1].values[1].as_str()),
        ("R&D & food", "b & c")
    );
    let note = "one.xml: an `&` that begins no entity, on line 3, is read as itself; XML wants `&amp;`";
    assert_eq!(read.told.notes, [note]);
}

/// What `NegMAS` 0.16 writes of two issues: a range of whole numbers with their values, and a list.
const NEGMAS: &str = r#"<utility_space number_of_issues="2">
<objective index="1" etype="objective" type="objective" description="" name="any">
<issue index="1" etype="discrete" type="discrete" vtype="integer" name="quantity">
    <item index="1" value="1" evaluation="0.75" />
    <item index="2" value="2" evaluation="0.5" />
</issue>
<issue index="2" etype="discrete" type="discrete" vtype="discrete" name="agree">
    <item index="1" value="y" evaluation="0.25" />
    <item index="2" value="&b <c>" evaluation="0.5" />
</issue>
<weight index="1" value="2.0">
</weight>
<weight index="2" value="0.5">
</weight>
</objective>
<discount_factor value="1.0" />
<reservation value="-inf" />
</utility_space>"#;

#[test]
fn what_negmas_wrote_is_valued_as_negmas_values_it() {
    let domain = r#"<negotiation_template><utility_space number_of_issues="2">
        <objective description="" etype="objective" index="0" name="root" type="objective">
        <issue etype="integer" index="1" name="quantity" type="integer" vtype="integer" lowerbound="1" upperbound="2" />
        <issue etype="discrete" index="2" name="agree" type="discrete" vtype="discrete"><item index="1" value="y" cost="0" description="y"></item>
        <item index="2" value="&b <c>" cost="0" description="&b <c>"></item></issue></objective></utility_space></negotiation_template>"#;
    let read = import_of(&[("buyer.xml", NEGMAS), ("trade.xml", domain)]).unwrap();
    let issues = &read.domain.issues;
    assert_eq!((issues[0].ordered, issues[0].numbers.clone()), (true, Some(vec![1.0, 2.0])));
    assert_eq!((issues[1].values[1].as_str(), issues[1].numbers.clone()), ("&b <c>", None));
    let game = Game::of(&read.domain).unwrap();
    // Two times the quantity's, and a half of the other's: neither over the greatest nor cut at 1.
    close(game.of_party(0), &[1.625, 1.75, 1.125, 1.25]);
    assert_eq!(read.domain.parties[0].reservation, Reservation::None);
    // Issues of real numbers with items are lists too.
    let real = NEGMAS.replace("vtype=\"integer\"", "vtype=\"real\"").replace("value=\"2\"", "value=\"2.5\"");
    assert_eq!(import_of(&[("a.xml", &real)]).unwrap().domain.issues[0].numbers, Some(vec![1.0, 2.5]));
    // The kind of issue alone shows it.
    let other = NEGMAS.replace("index=\"1\" etype=\"objective\"", "index=\"0\" etype=\"objective\"");
    let read = import_of(&[("a.xml", &other)]).unwrap();
    close(Game::of(&read.domain).unwrap().of_party(0), &[1.625, 1.75, 1.125, 1.25]);
}

const BOXES: &str = r#"<utility_space><objective index="0" name="any" etype="objective" type="objective">
    <issue index="1" name="A" etype="integer" type="integer" vtype="integer"><range lowerbound="0" upperbound="2"></range></issue>
    <issue index="2" name="B" etype="integer" type="integer" vtype="integer" lowerbound="5" upperbound="6"><range lowerbound="5" upperbound="6"></range></issue>
    <utility maxutility="100"><ufun type="PlainUfun" weight="1" aggregation="sum">
    <hyperRectangle utility="80"><INCLUDES index="1" min="1" max="2"/><INCLUDES index="2" min="6" max="9"/></hyperRectangle>
    <hyperRectangle utility="20"><EXCLUDES index="1" min="0" max="0"/></hyperRectangle>
    <hyperRectangle utility="10"/>
    <ufun weight="0.5" aggregation="SUM"><hyperRectangle utility="10" weight="2"><INCLUDES index="2" min="5" max="5"/></hyperRectangle></ufun>
    <hyperRectangle utility="30"><INCLUDES index="1" min="7" max="8"/></hyperRectangle>
    </ufun></utility></objective><reservation value="0.15"/></utility_space>"#;

#[test]
fn profiles_of_hyper_rectangles_are_read() {
    let read = import_of(&[("boxes.xml", BOXES)]).unwrap();
    assert_eq!((&read.told.dropped, read.domain.parties[0].preference.rectangles.len()), (&vec![], 3));
    let game = Game::of(&read.domain).unwrap();
    // (0,5) 10 + 10; (0,6) 10; (1,5) 10 + 20 + 10; (1,6) 80 + 20 + 10 is cut at 1; as 1, so 2.
    close(game.of_party(0), &[0.2, 0.1, 0.4, 1.0, 0.4, 1.0]);
    assert_eq!((game.reservation[0], read.domain.parties[0].discount), (0.15, 1.0));
    // Beside a party of weights on the same issues, and written as a scenario.
    let weighted = WHOLE
        .replace("lowerbound=\"2\" upperbound=\"4\"", "lowerbound=\"0\" upperbound=\"2\"")
        .replace("Days", "A")
        .replace("name=\"Food\" type=\"discrete\"", "name=\"B\" type=\"discrete\"")
        .replace("value=\"a\"", "value=\"5\"")
        .replace("value=\"b\"", "value=\"6\"");
    let both = import_of(&[("boxes.xml", BOXES), ("sums.xml", &weighted)]).unwrap();
    assert_eq!(both.domain.parties.len(), 2);
    for (from, to, says) in [
        ("maxutility=\"100\"", "", "no maxutility"),
        ("maxutility=\"100\"", "maxutility=\"0\"", "above 0"),
        ("aggregation=\"sum\"", "aggregation=\"max\"", "only sums are read"),
        ("utility=\"80\"", "utility=\"much\"", "which is no number"),
        ("utility=\"80\"", "utility=\"1e999\"", "no finite number"),
        ("INCLUDES index=\"2\" min=\"6\"", "INCLUDES index=\"3\" min=\"6\"", "issue 3, which is not there"),
        ("INCLUDES index=\"2\" min=\"6\"", "EXCLUDES index=\"2\" min=\"6\"", "both INCLUDES and EXCLUDES"),
        ("<INCLUDES index=\"1\" min=\"1\"", "<INCLUDES index=\"1\"", "has no min"),
    ] {
        assert!(BOXES.contains(from), "{from}");
        let error = import_of(&[("boxes.xml", &BOXES.replace(from, to))]).expect_err(to);
        assert!(error.what.contains(says), "{from} → {to}: {error}");
    }
}

#[test]
fn files_in_latin_letters_and_with_marks_are_read() {
    let text = WHOLE.replace("Food", "Käse");
    let latin: Vec<u8> =
        format!("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n{text}").chars().map(|c| c as u8).collect();
    let wide: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = format!("\u{feff}{text}").into_bytes();
    for bytes in [latin, wide, marked] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.xml");
        std::fs::write(&path, bytes).unwrap();
        assert_eq!(super::super::read(&[path]).unwrap().issues[1].name, "Käse");
    }
}

#[test]
fn ranges_are_bounded_together() {
    let issue = |k: usize| {
        format!("<issue index=\"{k}\" name=\"i{k}\" type=\"integer\" lowerbound=\"0\" upperbound=\"99999\"/>")
    };
    let space =
        |inner: &str| format!("<utility_space><objective name=\"o\">{inner}</objective></utility_space>");
    let many: String = (1..=6).map(issue).collect();
    let error = import_of(&[("many.xml", &space(&many))]).unwrap_err();
    assert!(error.what.contains("more than 500000 values together"), "{error}");
    let boxes =
        "<hyperRectangle utility=\"1\"><INCLUDES index=\"1\" min=\"0\" max=\"99999\"/></hyperRectangle>"
            .repeat(51);
    let function = format!(
        "<utility maxutility=\"100\"><ufun weight=\"1\" aggregation=\"sum\">{boxes}</ufun></utility>"
    );
    let error = import_of(&[("boxes.xml", &space(&(issue(1) + &function)))]).unwrap_err();
    assert!(error.what.contains("more than 5000000 values together"), "{error}");
}
