//! What a file seems to be, by its content, so that messages can say so and name who reads it.

use super::text::{decode, plain_numbers};
use super::{cells, read};
use std::fmt;
use std::path::Path;

/// How much of a file is looked at, in bytes.
const LOOK: u64 = 4 * 1024 * 1024;
/// Issues of `GeniusWeb` without a party.
pub const GENIUSWEB_DOMAIN: &str = "a GeniusWeb domain without a profile";

const DOMAINS: &str = "`analyse`, `negotiate` and `import` read it";
const DECISIONS: &str = "`predict` and `backtest` read it";
const KTAB: &str = "`predict`, `backtest` and `import` read it";

/// What a file seems to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seems {
    /// With its article: `a GENIUS profile`.
    pub what: &'static str,
    /// Which commands read it, as a sentence without a dot; empty if none does.
    pub read_by: &'static str,
}

impl fmt::Display for Seems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.what)
    }
}

/// Keys at the top of a JSON object that tell its kind, the first that fit.
const JSON: [(&[&str], &str, &str); 12] = [
    (&["LinearAdditiveUtilitySpace"], "a GeniusWeb profile", DOMAINS),
    (&["issuesValues"], GENIUSWEB_DOMAIN, "its profiles are read by `analyse`, `negotiate` and `import`"),
    (&["DefaultPartialOrdering"], "a GeniusWeb profile of a partial order", ""),
    (&["decisionMakers"], "a conflict of GMCR+ (.gmcr)", "`stability` and `import` read it"),
    (&["schema", "cases"], "a file of reference cases", "`verify` reads it"),
    (&["issues", "parties"], "a domain in plain JSON", DOMAINS),
    (&["issues"], "a NegMAS scenario", DOMAINS),
    (&["outcome_space"], "a NegMAS utility function", DOMAINS),
    (&["type", "weights"], "a NegMAS utility function", DOMAINS),
    (&["type", "reserved_value"], "a NegMAS utility function", DOMAINS),
    (&["weights", "values"], "a NegMAS utility function", DOMAINS),
    (&["schema_version"], "a result of this program", ""),
];

/// How files begin that are no text.
const BINARY: [(&[u8], &str); 6] = [
    (b"PK\x03\x04", "a ZIP archive, as spreadsheets (.xlsx) and documents are"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x1f\x8b", "a compressed file (.gz)"),
    (b"\xd0\xcf\x11\xe0", "an old spreadsheet or document (.xls, .doc)"),
];

impl Seems {
    /// Who reads other files than scenarios is the laboratory, where there is one.
    const fn new(what: &'static str, read_by: &'static str) -> Self {
        Self { what, read_by: if cfg!(feature = "lab") { read_by } else { "" } }
    }

    /// What a file seems to be; `None` if it is a folder or cannot be read.
    pub fn file(path: &Path) -> Option<Self> {
        read::beginning(path, LOOK).ok().map(|bytes| Self::bytes(&bytes))
    }

    /// What bytes seem to be.
    pub fn bytes(bytes: &[u8]) -> Self {
        if let Some((_, what)) = BINARY.iter().find(|(begin, _)| bytes.starts_with(begin)) {
            return Self::new(what, "");
        }
        match decode(bytes) {
            Ok(text) if text.contains('\0') => Self::new("no text", ""),
            Ok(text) => Self::of(&text),
            Err(_) if bytes.contains(&0) => Self::new("no text", ""),
            // Whatever its letters are, its signs tell what it is.
            Err(_) => Self::of(&String::from_utf8_lossy(bytes)),
        }
    }

    /// What a text seems to be.
    pub fn of(text: &str) -> Self {
        let text = text.trim_start_matches('\u{feff}').trim_start();
        match text.chars().next() {
            None => Self::new("an empty file", ""),
            Some('<') => Self::xml(text),
            Some('{') => Self::json(text),
            Some('[') => Self::new("a list in JSON", ""),
            Some(_) => Self::lines(text),
        }
    }

    fn xml(text: &str) -> Self {
        let has = |tag: &str| text.contains(tag);
        if has("<utility_space") || has("<negotiation_template") {
            if has("<weight") || has("<ufun") {
                return Self::new("a GENIUS profile", DOMAINS);
            }
            return Self::new(
                "a GENIUS domain without a profile",
                "its profiles are read by `analyse`, `negotiate` and `import`",
            );
        }
        if has("<Scenario") && has("<Actor") {
            return Self::new("a scenario of KTAB (XML)", KTAB);
        }
        let head: String = text.chars().take(1000).collect::<String>().to_ascii_lowercase();
        if head.contains("<html") || head.contains("<!doctype html") {
            return Self::new("a web page", "");
        }
        if head.contains("<svg") {
            return Self::new("a picture (SVG)", "");
        }
        Self::new("XML of a kind that is not known", "")
    }

    fn json(text: &str) -> Self {
        let Ok(serde_json::Value::Object(root)) = serde_json::from_str(&plain_numbers(text)) else {
            return Self::new("JSON that is broken or too long", "");
        };
        let fits = |keys: &[&str]| keys.iter().all(|key| root.contains_key(*key));
        match JSON.iter().find(|(keys, ..)| fits(keys)) {
            Some((_, what, read_by)) => Self::new(what, read_by),
            None => Self::new("JSON of a kind that is not known", ""),
        }
    }

    /// Scenarios of this program, YAML, tables.
    fn lines(text: &str) -> Self {
        let lines = || text.lines().filter(|line| !line.trim().is_empty());
        let code = || {
            lines()
                .filter(|line| !line.trim_start().starts_with("//") && !line.trim_start().starts_with("#!["))
        };
        let first = code().next().unwrap_or("").trim_start();
        if first.starts_with("Scenario") || first.starts_with("(format_version") {
            return Self::new("a scenario of this program", "`check` says what is wrong in it");
        }
        if first.starts_with("Conflict") {
            return Self::new("a conflict by options of this program", "`stability` reads it");
        }
        if is_ktab_table(text) {
            return Self::new("a scenario of KTAB (CSV)", KTAB);
        }
        let top =
            |key: &str| lines().any(|line| line.strip_prefix(key).is_some_and(|rest| rest.starts_with(':')));
        if top("issues") || top("outcome_space") {
            return Self::new("a NegMAS scenario", DOMAINS);
        }
        if top("weights") || top("reserved_value") {
            return Self::new("a NegMAS utility function", DOMAINS);
        }
        let cells: Vec<&str> =
            first.split([',', ';', '\t']).map(|cell| cell.trim_matches([' ', '"'])).collect();
        if cells.contains(&"decision") && cells.contains(&"actor") {
            return Self::new("a table of decisions (CSV)", DECISIONS);
        }
        if cells.len() > 1 {
            return Self::new("a table (CSV)", "");
        }
        if first.starts_with("---") || first.ends_with(':') || first.contains(": ") {
            return Self::new("YAML of a kind that is not known", "");
        }
        Self::new("plain text", "")
    }
}

/// How many of the third and fourth cell of a row are counts, as actors and dimensions are in KTAB's tables.
pub(crate) fn ktab_counts(row: &csv::StringRecord) -> usize {
    row.iter().skip(2).take(2).filter(|cell| cell.parse::<usize>().is_ok()).count()
}

/// Whether a table begins as KTAB's do: its third and fourth cells count actors and dimensions.
pub fn is_ktab_table(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').as_bytes();
    let reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .delimiter(cells::delimiter(text, ktab_counts))
        .from_reader(text);
    reader.into_records().next().and_then(Result::ok).is_some_and(|row| ktab_counts(&row) == 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_by_their_content() {
        for (text, what) in [
            (" \n", "an empty file"),
            ("<utility_space><weight index='1'/>", "a GENIUS profile"),
            ("<utility_space><objective/>", "a GENIUS domain without a profile"),
            ("\u{feff}<?xml?><Scenario><Actors><Actor>", "a scenario of KTAB (XML)"),
            ("<!DOCTYPE HTML><body>", "a web page"),
            ("<svg/>", "a picture (SVG)"),
            ("<a/>", "XML of a kind that is not known"),
            ("{\"LinearAdditiveUtilitySpace\": {}}", "a GeniusWeb profile"),
            ("{\"name\": \"x\", \"issuesValues\": {}}", GENIUSWEB_DOMAIN),
            ("{\"issues\": [], \"parties\": []}", "a domain in plain JSON"),
            ("{\"issues\": [], \"type\": \"x\"}", "a NegMAS scenario"),
            (
                "{\"type\": \"x\", \"weights\": [], \"reserved_value\": -Infinity}",
                "a NegMAS utility function",
            ),
            ("{\"decisionMakers\": []}", "a conflict of GMCR+ (.gmcr)"),
            ("{\"schema\": 1, \"cases\": []}", "a file of reference cases"),
            ("{\"a\": 1}", "JSON of a kind that is not known"),
            ("{\"a\": ", "JSON that is broken or too long"),
            ("[1]", "a list in JSON"),
            ("// x\n\nScenario(\n", "a scenario of this program"),
            ("Conflict(", "a conflict by options of this program"),
            ("EU,desc,2,1\nActor,Description,Power", "a scenario of KTAB (CSV)"),
            ("EU;desc;2;1\nActor;Description;Power", "a scenario of KTAB (CSV)"),
            ("decision,proposal,actor\n", "a table of decisions (CSV)"),
            ("\"decision\";\"actor\"\n", "a table of decisions (CSV)"),
            ("a,b\n1,2", "a table (CSV)"),
            ("name: x\nissues:\n- name: a", "a NegMAS scenario"),
            ("type: x\nweights:\n- 1", "a NegMAS utility function"),
            ("a: b", "YAML of a kind that is not known"),
            ("hello", "plain text"),
        ] {
            assert_eq!(Seems::of(text).what, what, "{text}");
        }
        assert_eq!(Seems::bytes(b"PK\x03\x04xx").what, BINARY[0].1);
        assert_eq!(Seems::bytes(b"a\0\0b").what, "no text");
        assert_eq!(Seems::bytes(b"a,b\xff").what, "a table (CSV)");
        assert_eq!(Seems::bytes(b"\xff\xfe<\0a\0>\0").what, "XML of a kind that is not known");
        assert_eq!(Seems::file(Path::new("/nowhere/at/all")), None);
    }
}
