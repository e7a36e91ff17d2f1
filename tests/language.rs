//! The catalogue of what users read: every language has every key with the same values, each key that the code names exists, and each is used.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use roundtable::language::Language;

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|e| e == ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Keys of a language, and the values that each wants.
fn catalogue(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for path in files(&source().join("language").join(language.code()), "ftl") {
        let mut key = String::new();
        for line in std::fs::read_to_string(&path).expect("a file").lines() {
            if line.starts_with(|c: char| c.is_ascii_lowercase()) {
                line.split([' ', '=']).next().unwrap_or_default().clone_into(&mut key);
                assert!(!found.contains_key(&key), "{}: {key} stands twice", path.display());
                found.insert(key.clone(), BTreeSet::new());
            }
            if line.starts_with('#') {
                continue;
            }
            for part in line.split('$').skip(1) {
                let name =
                    part.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap_or_default();
                found.get_mut(&key).expect("a value belongs to a key").insert(name.to_owned());
            }
        }
    }
    found
}

/// The code of the program as one text.
fn code() -> String {
    text_of("rs")
}

fn text_of(ending: &str) -> String {
    let texts =
        files(&source(), ending).into_iter().map(|path| std::fs::read_to_string(path).expect("a file"));
    texts.collect::<Vec<_>>().join("\n")
}

/// Keys that are said: those of `say!(…, "key"` and `.say("key"`.
fn said(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for call in ["say!(", ".say("] {
        for (at, _) in code.match_indices(call) {
            let rest = &code[at..code.len().min(at + 200)];
            let mut parts = rest.splitn(3, '"');
            let (before, key) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
            let is_key = key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            if !before.contains(';') && is_key && !key.is_empty() {
                found.insert(key.to_owned());
            }
        }
    }
    found
}

#[test]
fn every_language_has_every_key_with_the_same_values() {
    let english = catalogue(Language::En);
    for language in Language::ALL {
        let own = catalogue(language);
        for (key, values) in &english {
            assert_eq!(own.get(key), Some(values), "{language}: {key}");
        }
        for key in own.keys() {
            assert!(english.contains_key(key), "{language}: {key} is not in English");
        }
    }
}

#[test]
fn every_key_that_the_code_says_is_in_the_catalogue() {
    let english = catalogue(Language::En);
    let said = said(&code());
    assert!(said.contains("list-two"), "the keys in the code are not seen");
    for key in said {
        assert!(english.contains_key(&key), "{key} is not in the catalogue");
    }
}

#[test]
fn every_key_of_the_catalogue_is_used() {
    let code = [code(), text_of("js"), text_of("html")].join("\n");
    // Pages put some keys together: a beginning in a template, and a word of the state.
    let begun: Vec<&str> = code
        .split("`room-")
        .skip(1)
        .filter_map(|rest| rest.split_once("${"))
        .map(|(begins, _)| begins)
        .collect();
    for key in catalogue(Language::En).keys() {
        let together =
            key.strip_prefix("room-").is_some_and(|rest| begun.iter().any(|begins| rest.starts_with(begins)));
        assert!(together || code.contains(&format!("\"{key}\"")), "{key} is not used");
    }
}

#[test]
fn every_key_that_a_page_says_is_in_the_catalogue() {
    let english = catalogue(Language::En);
    let pages = [text_of("js"), text_of("html")].join("\n");
    let said: Vec<&str> =
        pages.split("\"room-").skip(1).filter_map(|rest| rest.split_once('"')).map(|(key, _)| key).collect();
    assert!(said.len() > 150, "the keys in the pages are not seen");
    for key in said {
        assert!(english.contains_key(&format!("room-{key}")), "room-{key} is not in the catalogue");
    }
}

#[test]
fn what_is_said_has_no_open_places() {
    for language in Language::ALL {
        for (key, values) in catalogue(language) {
            let values: Vec<(&str, &str)> = values.iter().map(|name| (name.as_str(), "값")).collect();
            let text = language.say(&key, &values);
            assert!(
                !text.contains('{') && !text.contains('$') && text != key,
                "{language}: {key} says {text}"
            );
        }
    }
}

/// What is said in another language than English is said in it, where English says it in letters.
#[test]
fn no_key_falls_back_to_english() {
    let hangul = |text: &str| text.chars().any(|c| ('가'..='힣').contains(&c));
    for (key, values) in catalogue(Language::Ko) {
        let values: Vec<(&str, &str)> = values.iter().map(|name| (name.as_str(), "1")).collect();
        let [english, korean] = [Language::En, Language::Ko].map(|language| language.say(&key, &values));
        let words =
            |text: &str| text.as_bytes().windows(2).any(|two| two.iter().all(u8::is_ascii_alphabetic));
        assert!(!words(&english) || hangul(&korean) || !words(&korean), "{key} says {korean}");
    }
}

/// A file may give names in the languages of the program, and in no other.
#[test]
fn files_may_give_names_in_every_language_of_the_program() {
    assert_eq!(Language::ALL.map(Language::code), roundtable::scenario::names::LANGUAGES);
}
