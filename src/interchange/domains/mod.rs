//! Domains of other programs: GENIUS XML, `GeniusWeb` JSON, `NegMAS` YAML, a plain JSON layout, scorable games.
//!
//! [`read`] takes the files of one domain (profiles of several parties may be several files) and tells by their content what they are.
//! Whatever they hold, it ends with a domain or an error that names the file and the place.

mod genius;
mod geniusweb;
mod negmas_yaml;
mod pairs;
mod plain;
mod scorable;
mod unknown;

use crate::negotiation::{evaluate, rule::MOST_PARTIES};
use crate::scenario::domain::{Additive, Domain, DomainIssue, DomainParty, Preference, Reservation, Shape};
use crate::scenario::model::{Provenance, Source};
use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Largest file that is read, in bytes.
pub const LARGEST_FILE: u64 = 4 * 1024 * 1024;

/// What is wrong with the files of a domain.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}: {what}", file.display())]
pub struct DomainFileError {
    /// The file.
    pub file: PathBuf,
    /// What is wrong, and where in it.
    pub what: String,
}

fn fault(file: &Path, what: impl Into<String>) -> DomainFileError {
    DomainFileError { file: file.to_owned(), what: what.into() }
}

/// Whether files look like a domain of another program (by name: `.xml`, `.json`, `.yaml`, `.yml`, `config.txt`, or a folder that holds one).
pub fn is_foreign(paths: &[PathBuf]) -> bool {
    let foreign = |path: &PathBuf| {
        let ending = path.extension().and_then(|e| e.to_str()).unwrap_or("").to_ascii_lowercase();
        path.is_dir() || matches!(ending.as_str(), "xml" | "json" | "txt" | "yaml" | "yml")
    };
    !paths.is_empty() && paths.iter().all(foreign)
}

/// What files hold, and what in them is not read.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// The domain; its sources are the files, which its parties cite.
    pub domain: Domain,
    /// Tags and keys that are not known, each with its file.
    pub dropped: Vec<String>,
}

/// Reads the files of one domain.
///
/// # Errors
///
/// As [`import`].
pub fn read(paths: &[PathBuf]) -> Result<Domain, DomainFileError> {
    import(paths).map(|imported| imported.domain)
}

/// Reads the files of one domain, and says what in them is not read.
///
/// # Errors
///
/// A file that cannot be read, is larger than 4 MB or no text, or is of no known kind; whatever is wrong in it; and files that do not
/// belong together.
pub fn import(paths: &[PathBuf]) -> Result<Imported, DomainFileError> {
    let Some(first) = paths.first() else { return Err(fault(Path::new(""), "no file is named")) };
    let mut dropped = Vec::new();
    let domain = if first.is_dir() || first.file_name().is_some_and(|name| name == "config.txt") {
        scorable::read(first)?
    } else {
        let texts: Result<Vec<String>, DomainFileError> = paths.iter().map(|path| text(path)).collect();
        let files: Vec<(&Path, String)> = paths.iter().map(PathBuf::as_path).zip(texts?).collect();
        of_texts(first, &files, &mut dropped)?
    };
    let mut domain = checked(first, domain)?;
    number_sources(&mut domain);
    Ok(Imported { domain, dropped })
}

fn of_texts(
    first: &Path,
    files: &[(&Path, String)],
    dropped: &mut Vec<String>,
) -> Result<Domain, DomainFileError> {
    let begins = |letter: char| files.iter().all(|(_, text)| text.trim_start().starts_with(letter));
    let yaml = |path: &Path| {
        path.extension().is_some_and(|e| e.eq_ignore_ascii_case("yaml") || e.eq_ignore_ascii_case("yml"))
    };
    if files.iter().all(|(path, _)| yaml(path)) {
        negmas_yaml::read(files, dropped)
    } else if begins('<') {
        genius::read(files, dropped)
    } else if begins('{') {
        json(files, dropped)
    } else {
        let what =
            "these are neither XML nor JSON nor YAML, and the name is not config.txt (a scorable game)";
        Err(fault(first, what))
    }
}

fn json(files: &[(&Path, String)], dropped: &mut Vec<String>) -> Result<Domain, DomainFileError> {
    let mut domain: Option<Domain> = None;
    for (path, text) in files {
        let mut read = one(text).map_err(|what| fault(path, what))?;
        for party in &mut read.parties {
            party.source = Some(from_file(path));
        }
        dropped.extend(unknown::keys(text).into_iter().map(|key| format!("{}: `{key}`", file_name(path))));
        domain = Some(match domain {
            None => read,
            Some(before) => join(before, read).map_err(|what| fault(path, what))?,
        });
    }
    let mut domain = domain.ok_or_else(|| fault(Path::new(""), "no file is named"))?;
    if let [(path, _)] = files {
        domain.name = stem(path);
    }
    domain.title.clone_from(&domain.name);
    Ok(domain)
}

/// Where a party of a file comes from: the file's name, until sources are numbered.
fn from_file(path: &Path) -> Provenance {
    Provenance::Stated { at: file_name(path), by: file_name(path) }
}

fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

/// Makes the files sources of the domain, `F1`, `F2`, …, which its parties cite.
fn number_sources(domain: &mut Domain) {
    for party in &mut domain.parties {
        let Some(Provenance::Stated { at, .. }) = &mut party.source else { continue };
        let place = domain.sources.iter().position(|source| source.title == *at).unwrap_or_else(|| {
            let key = format!("F{}", domain.sources.len() + 1);
            domain.sources.push(Source {
                key,
                title: at.clone(),
                author: String::new(),
                publisher: String::new(),
                date: String::new(),
                paragraphs: 1,
            });
            domain.sources.len() - 1
        });
        *at = format!("{}§1", domain.sources[place].key);
    }
}

/// The kind is told by the keys at the top.
fn one(text: &str) -> Result<Domain, String> {
    let keys: pairs::Pairs<serde::de::IgnoredAny> =
        serde_json::from_str(text).map_err(|error| format!("not a JSON object of a known kind: {error}"))?;
    let has = |key: &str| keys.0.iter().any(|(name, _)| name == key);
    if has("LinearAdditiveUtilitySpace") {
        geniusweb::read(text)
    } else if has("issues") && has("parties") {
        plain::read(text)
    } else {
        Err("no known kind of domain: neither `issues` and `parties` nor `LinearAdditiveUtilitySpace`".into())
    }
}

/// Adds the parties of another file on the same issues, values in the same order.
fn join(mut before: Domain, read: Domain) -> Result<Domain, String> {
    if before.issues != read.issues {
        return Err("its issues and values are not those of the files before it".into());
    }
    before.parties.extend(read.parties);
    Ok(before)
}

fn unique<'a>(what: &str, names: impl Iterator<Item = &'a String>) -> Result<(), String> {
    let mut names: Vec<&String> = names.collect();
    names.sort();
    let twice = names.windows(2).find(|pair| pair[0] == pair[1]);
    twice.map_or(Ok(()), |pair| Err(format!("{what} `{}` is there twice", pair[0])))
}

/// The text of a file, at most [`LARGEST_FILE`] bytes.
fn text(path: &Path) -> Result<String, DomainFileError> {
    let file = std::fs::File::open(path).map_err(|e| fault(path, e.to_string()))?;
    let mut bytes = Vec::new();
    file.take(LARGEST_FILE + 1).read_to_end(&mut bytes).map_err(|e| fault(path, e.to_string()))?;
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(fault(path, "the file is larger than 4 MB: is this the right one?"));
    }
    String::from_utf8(bytes)
        .map_err(|e| fault(path, format!("byte {} is not UTF-8 text", e.utf8_error().valid_up_to())))
}

/// What holds of every domain, wherever it comes from.
fn checked(path: &Path, domain: Domain) -> Result<Domain, DomainFileError> {
    if domain.parties.is_empty() || domain.parties.len() > MOST_PARTIES {
        let found = domain.parties.len();
        return Err(fault(path, format!("there are {found} parties; 1 to {MOST_PARTIES} can negotiate")));
    }
    if domain.issues.is_empty() || domain.issues.iter().any(|issue| issue.values.is_empty()) {
        return Err(fault(path, "there is no issue, or an issue without values"));
    }
    // Sums over issues are played without listing all packages.
    let packages = evaluate::packages(&evaluate::sizes(&domain));
    let listed = packages.is_some_and(|n| evaluate::can_be_listed(n, domain.parties.len()));
    if packages.is_none() || !listed && evaluate::additive(&domain).is_none() {
        let (most, utilities) = (evaluate::MOST_PACKAGES, evaluate::MOST_UTILITIES);
        return Err(fault(
            path,
            format!(
                "there are more packages than can be listed: at most {most}, and packages times parties at most {utilities}"
            ),
        ));
    }
    let twice = |what| fault(path, what);
    unique("issue", domain.issues.iter().map(|issue| &issue.name)).map_err(twice)?;
    unique("party", domain.parties.iter().map(|party| &party.name)).map_err(twice)?;
    for issue in &domain.issues {
        unique("value", issue.values.iter()).map_err(twice)?;
    }
    for party in &domain.parties {
        let additive = party.preference.additive.as_ref();
        let numbers = additive.into_iter().flat_map(|additive| {
            let values = additive.values.iter().flat_map(|shape| match shape {
                Shape::Table(values) => values.clone(),
                _ => Vec::new(),
            });
            additive.weights.iter().copied().chain(values).collect::<Vec<f64>>()
        });
        let own = if let Reservation::Value(value) = party.reservation { Some(value) } else { None };
        if numbers.chain(own).any(|x| !x.is_finite()) {
            return Err(fault(path, format!("a number of party \"{}\" is not finite", party.name)));
        }
    }
    Ok(domain)
}

/// Puts weights and values by name into the order of the issues; every name must be there, and no other.
fn additive(
    domain: &Domain,
    party: &str,
    weights: &pairs::Pairs<f64>,
    values: &[(&str, &pairs::Pairs<f64>)],
) -> Result<Additive, String> {
    if weights.0.len() != domain.issues.len() || values.len() != domain.issues.len() {
        return Err(format!("party `{party}` does not weigh and value each issue once"));
    }
    let mut out = Additive::default();
    let values: BTreeMap<&str, &pairs::Pairs<f64>> = values.iter().copied().collect();
    for issue in &domain.issues {
        let lacks = |what: &str| format!("party `{party}`: {what} of issue `{}` missing", issue.name);
        out.weights.push(*weights.get(&issue.name).ok_or_else(|| lacks("weight"))?);
        let of = values.get(issue.name.as_str()).ok_or_else(|| lacks("values"))?;
        if of.0.len() != issue.values.len() {
            return Err(format!("party `{party}` does not value each value of issue `{}` once", issue.name));
        }
        let shape: Option<Vec<f64>> = issue.values.iter().map(|value| of.get(value).copied()).collect();
        out.values.push(Shape::Table(shape.ok_or_else(|| lacks("a value"))?));
    }
    Ok(out)
}

/// A party of additive preferences over tables of values.
fn party_of(name: String, weights: Vec<f64>, values: Vec<Vec<f64>>, reservation: Option<f64>) -> DomainParty {
    let additive = Additive { weights, values: values.into_iter().map(Shape::Table).collect() };
    DomainParty {
        name,
        preference: Preference { additive: Some(additive), ..Preference::default() },
        reservation: reservation.map_or(Reservation::None, Reservation::Value),
        discount: 1.0,
        ..DomainParty::default()
    }
}

fn issue(name: String, values: Vec<String>) -> DomainIssue {
    DomainIssue { name, values, ..DomainIssue::default() }
}

/// A short name from that of a file.
fn stem(path: &Path) -> String {
    path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests;

#[cfg(test)]
mod files {
    use super::*;
    use crate::negotiation::game::Game;

    fn with(files: &[(&str, &str)]) -> Result<Domain, DomainFileError> {
        let folder = tempfile::tempdir().unwrap();
        let paths: Vec<PathBuf> = files
            .iter()
            .map(|(name, text)| {
                let path = folder.path().join(name);
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                std::fs::write(&path, text).unwrap();
                path
            })
            .collect();
        read(&paths)
    }

    const XML: &str = r#"<utility_space><objective index="0" name="root">
        <issue index="1" name="Food" type="discrete"><item index="1" value="a" evaluation="3"/><item index="2" value="b" evaluation="1"/></issue>
        <issue index="2" name="Music" type="discrete"><item index="1" value="x" evaluation="0"/><item index="2" value="y" evaluation="4"/></issue>
        <weight index="1" value="0.6"/><weight index="2" value="0.5"/><junk/></objective>
        <reservation value="0.25"/><discount_factor value="0.8"/></utility_space>"#;

    #[test]
    fn genius_profiles_are_valued_as_genius_values_them() {
        let domain = with(&[("one.xml", XML), ("two.xml", XML)]).unwrap();
        let game = Game::of(&domain).unwrap();
        // Evaluations over the issue's maximum, clipped at 1.
        let close = |a: f64, b: f64| (a - b).abs() < 1e-12;
        let expected = [0.6, 1.0, 0.2, 0.7];
        assert!(game.of_party(1).iter().zip(expected).all(|(a, b)| close(*a, b)), "{:?}", game.of_party(1));
        assert_eq!((game.reservation[0], game.discount[0]), (0.25, 0.8));
    }

    #[test]
    fn geniusweb_profiles_are_read_with_both_keys() {
        let profile = |key: &str| {
            format!(
                r#"{{"LinearAdditiveUtilitySpace":{{"name":"p","issueUtilities":{{"f":{{"{key}":{{"valueUtilities":{{"a":0.5,"b":1}}}}}}}},
                "issueWeights":{{"f":1.0}},"domain":{{"name":"d","issuesValues":{{"f":{{"values":["a","b"]}}}}}}}}}}"#
            )
        };
        for key in ["discreteutils", "DiscreteValueSetUtilities"] {
            let domain = with(&[("p.json", &profile(key))]).unwrap();
            assert_eq!(Game::of(&domain).unwrap().of_party(0), [0.5, 1.0]);
        }
        let error = with(&[("p.json", &profile("otherutils"))]).unwrap_err();
        assert!(error.to_string().contains("DiscreteValueSetUtilities"), "{error}");
    }

    #[test]
    fn scorable_games_pass_with_all_but_one_and_both_who_may_block() {
        let files = [
            ("config.txt", "A,a,p1,cooperative,m\nB,b,p2,cooperative,m\nC,c,player,cooperative,m"),
            ("scores_files/a.txt", "0, 10\n5,0,1\n6\n"),
            ("scores_files/b.txt", "3,0\n0,1,2\n2"),
            ("scores_files/c.txt", "1,1\n0,0,9\n9"),
            ("initial_deal.txt", "A2,B3\n"),
        ];
        let domain = with(&files).unwrap();
        assert_eq!((domain.initial.clone(), domain.bonus_if_unanimous), (Some(vec![1, 2]), Some((0, 10.0))));
        let game = Game::of(&domain).unwrap();
        assert_eq!(game.of_party(0), [5.0, 0.0, 1.0, 15.0, 10.0, 11.0]);
        assert!(game.rule.passes(0b011) && !game.rule.passes(0b101));
    }

    #[test]
    fn hostile_files_get_an_error_that_names_the_file() {
        let deep = "[".repeat(100_000);
        let bomb = r#"<!DOCTYPE z [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><utility_space>&c;</utility_space>"#;
        let nested = format!("<utility_space>{}", "<objective>".repeat(50_000));
        for (name, text) in [
            ("a.json", format!("{{\"parties\":{deep}")),
            ("a.json", "{\"parties\": 3, \"issues\": []}".to_owned()),
            ("a.json", "{\"issues\":[{\"name\":\"i\",\"values\":[\"v\"]}],\"parties\":[{\"name\":\"p\",\"weights\":{},\"values\":{}}]}".to_owned()),
            ("a.json", "{}".to_owned()),
            ("a.xml", bomb.to_owned()),
            ("a.xml", nested),
            ("a.xml", "<utility_space>".to_owned()),
            ("a.xml", XML.replace("0.6", "NaN")),
            ("a.xml", XML.replace("evaluation=\"3\"", "evaluation=\"many\"")),
            ("a.xml", XML.replace(" evaluation=\"3\"", "")),
            ("a.txt", "hello".to_owned()),
            ("a.json", " ".repeat(5_000_000)),
        ] {
            let error = with(&[(name, &text)]).unwrap_err();
            assert!(error.file.ends_with(name), "{error}");
            assert!(error.what.len() > 10, "{error}");
        }
    }
}
