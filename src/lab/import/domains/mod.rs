//! Domains of other programs: GENIUS XML, `GeniusWeb` JSON, `NegMAS` YAML, JSON and XML, a plain JSON layout, scorable games.
//!
//! [`read`] takes the files of one domain (profiles of several parties may be several files, or a folder) and tells by their content what they
//! are. Whatever they hold, it ends with a domain or an error that names the file, the place, and what the file seems to be.

mod folder;
mod genius;
mod geniusweb;
mod negmas;
mod pairs;
mod plain;
mod scorable;
mod unknown;

use crate::files::seems::Seems;
use crate::files::text;
use crate::lab::games::evaluate;
use crate::lab::games::rule::MOST_PARTIES;
use crate::scenario::domain::{Additive, Domain, DomainIssue, DomainParty, Preference, Reservation, Shape};
use crate::scenario::model::{Provenance, Source};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Largest file that is read, in bytes.
pub const LARGEST_FILE: u64 = 4 * 1024 * 1024;
/// Most values of an issue that is written as a range.
const MOST_VALUES: usize = 100_000;
/// Most values of all issues together: a range is a few letters, and its values are not.
const MOST_IN_ALL: usize = 500_000;

/// What is wrong with the files of a domain.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}: {what}", file.display())]
pub struct DomainFileError {
    /// The file.
    pub file: PathBuf,
    /// What is wrong, and where in it.
    pub what: String,
    /// What the file seems to be; nothing where there is none.
    pub seems: Option<Seems>,
}

fn fault(file: &Path, what: impl Into<String>) -> DomainFileError {
    DomainFileError { file: file.to_owned(), what: what.into(), seems: None }
}

/// Whether files look like a domain of another program (by name: `.xml`, `.json`, `.yaml`, `.yml`, `config.txt`, or a folder that holds one).
pub fn is_foreign(paths: &[PathBuf]) -> bool {
    let foreign =
        |path: &PathBuf| path.is_dir() || folder::kind(path).is_some() || folder::ending(path) == "txt";
    !paths.is_empty() && paths.iter().all(foreign)
}

/// What files hold, and what in them is not read.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// The domain; its sources are the files, which its parties cite.
    pub domain: Domain,
    /// What the reader wants to be known.
    pub told: ReadingNotes,
}

/// What is told beside a domain; each begins with the name of the file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ReadingNotes {
    /// Tags and keys that are not known, as `one.xml: <junk>`.
    pub dropped: Vec<String>,
    /// Sentences about what changes the domain: dropped though it says something of utilities, or mended.
    pub notes: Vec<String>,
    /// Sentences about how it was read.
    pub asides: Vec<String>,
}

/// Reads the files of one domain.
///
/// # Errors
///
/// As [`import`].
pub fn read(paths: &[PathBuf]) -> Result<Domain, DomainFileError> {
    import(paths).map(|imported| imported.domain)
}

/// Reads the files of one domain, or a folder of them, and says what in them is not read.
///
/// # Errors
///
/// A file that cannot be read, is larger than 4 MB or no text, or is of no known kind; whatever is wrong in it; and files that do not
/// belong together.
pub fn import(paths: &[PathBuf]) -> Result<Imported, DomainFileError> {
    whole(paths).map_err(|error| DomainFileError { seems: Seems::file(&error.file), ..error })
}

fn whole(paths: &[PathBuf]) -> Result<Imported, DomainFileError> {
    let Some(first) = paths.first() else { return Err(fault(Path::new(""), "no file is named")) };
    let mut told = ReadingNotes::default();
    let domain = if let Some(game) = folder::scorable(paths)? {
        scorable::read(game)?
    } else {
        let paths = folder::files(paths)?;
        let texts: Result<Vec<String>, DomainFileError> = paths.iter().map(|path| text_of(path)).collect();
        let files: Vec<(&Path, String)> = paths.iter().map(PathBuf::as_path).zip(texts?).collect();
        let mut domain = of_texts(&files, &mut told)?;
        if first.is_dir() {
            domain.name = file_name(first);
            domain.title.clone_from(&domain.name);
        }
        domain
    };
    let mut domain = checked(first, domain)?;
    number_sources(&mut domain);
    Ok(Imported { domain, told })
}

fn of_texts(files: &[(&Path, String)], told: &mut ReadingNotes) -> Result<Domain, DomainFileError> {
    let Some((first, _)) = files.first() else { return Err(fault(Path::new(""), "no file is named")) };
    let begins = |letter: char| files.iter().all(|(_, text)| text.trim_start().starts_with(letter));
    if files.iter().all(|(path, _)| folder::kind(path) == Some("YAML")) {
        return negmas::read(files, told);
    } else if begins('<') {
        return genius::read(files, told);
    } else if begins('{') {
        return json(files, told);
    }
    let kinds: Vec<Seems> = files.iter().map(|(_, text)| Seems::of(text)).collect();
    match kinds.iter().position(|kind| *kind != kinds[0]) {
        None => Err(fault(
            first,
            "these are neither XML nor JSON nor YAML, and the name is not config.txt (a scorable game)",
        )),
        Some(other) => {
            let what = format!(
                "these files are of different kinds: {} seems to be {}, and {} seems to be {}; expected the files of one domain",
                file_name(first),
                kinds[0].what,
                file_name(files[other].0),
                kinds[other].what
            );
            Err(fault(files[other].0, what))
        }
    }
}

/// The kind of each file is told by the keys at its top.
fn json(files: &[(&Path, String)], told: &mut ReadingNotes) -> Result<Domain, DomainFileError> {
    let kinds: Vec<Seems> = files.iter().map(|(_, text)| Seems::of(text)).collect();
    if kinds.iter().any(|kind| kind.what.contains("NegMAS")) {
        return negmas::read(files, told);
    }
    let mut domain: Option<Domain> = None;
    let mut issues: Vec<(&Path, Vec<DomainIssue>)> = Vec::new();
    for ((path, text), kind) in files.iter().zip(&kinds) {
        if kind.what == geniusweb::DOMAIN {
            issues.push((path, geniusweb::issues(text).map_err(|what| fault(path, what))?));
            continue;
        }
        let mut read = one(text).map_err(|what| fault(path, what))?;
        for party in &mut read.parties {
            party.source = Some(from_file(path));
        }
        let file = file_name(path);
        told.dropped.extend(unknown::keys(text).into_iter().map(|key| format!("{file}: `{key}`")));
        told.notes.extend(unknown::discounts(text).into_iter().map(|note| format!("{file}: {note}")));
        domain = Some(match domain {
            None => read,
            Some(before) => join(before, read).map_err(|what| fault(path, what))?,
        });
    }
    let Some(mut domain) = domain else {
        let what = "this is a GeniusWeb domain without the profile of a party; expected the profiles, which repeat it";
        return Err(fault(files.first().map_or(Path::new(""), |(path, _)| path), what));
    };
    if let Some((path, _)) = issues.iter().find(|(_, issues)| !same_issues(issues, &domain.issues)) {
        return Err(fault(path, "its issues and values are not those of the profiles"));
    }
    if let [(path, _)] = files {
        domain.name = stem(path);
    }
    domain.title.clone_from(&domain.name);
    Ok(domain)
}

/// Issues, made one after another only while their values are not too many together.
fn bounded(made: impl Iterator<Item = Result<DomainIssue, String>>) -> Result<Vec<DomainIssue>, String> {
    let (mut issues, mut values) = (Vec::new(), 0);
    for issue in made {
        let issue = issue?;
        values += issue.values.len();
        in_all(values)?;
        issues.push(issue);
    }
    Ok(issues)
}

/// Refuses more values than are read in one domain.
fn in_all(values: usize) -> Result<(), String> {
    let what = || format!("the issues have more than {MOST_IN_ALL} values together; so many are read");
    if values > MOST_IN_ALL { Err(what()) } else { Ok(()) }
}

/// Whether issues and values are the same, in whatever order.
fn same_issues(some: &[DomainIssue], others: &[DomainIssue]) -> bool {
    let sorted = |issues: &[DomainIssue]| {
        let mut names: Vec<(String, Vec<String>)> =
            issues.iter().map(|issue| (issue.name.clone(), issue.values.clone())).collect();
        for (_, values) in &mut names {
            values.sort();
        }
        names.sort();
        names
    };
    sorted(some) == sorted(others)
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

/// A profile of `GeniusWeb`, or plain JSON.
fn one(text: &str) -> Result<Domain, String> {
    let text = &text::plain_numbers(text);
    let keys: pairs::Pairs<serde::de::IgnoredAny> =
        serde_json::from_str(text).map_err(|error| format!("not a JSON object of a known kind: {error}"))?;
    let has = |key: &str| keys.0.iter().any(|(name, _)| name == key);
    if has("LinearAdditiveUtilitySpace") {
        geniusweb::read(text)
    } else if has("issues") && has("parties") {
        plain::read(text)
    } else {
        Err("no known kind of domain: neither `issues` and `parties` (plain JSON) nor `LinearAdditiveUtilitySpace` (GeniusWeb) nor `issues`, `weights` and `values` (NegMAS)".into())
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
fn text_of(path: &Path) -> Result<String, DomainFileError> {
    text::read(path, LARGEST_FILE).map_err(|error| fault(path, error.to_string()))
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
    use crate::lab::games::game::Game;

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
