//! Scorable games: a folder with `config.txt` (one line a party: name, file, role, …), `scores_files/FILE.txt` (line `i`: scores of issue
//! `i`'s options; the last line: the threshold) and `initial_deal.txt` (`A1,B1,…`).
//!
//! A deal passes when all but one reach their threshold, `p1` and `p2` among them; `p1` gains 10 more if all do.

use super::{DomainFileError, fault, from_file, issue, party_of, text_of};
use crate::lab::games::rule::MOST_PARTIES;
use crate::scenario::domain::{Domain, DomainParty};
use crate::scenario::model::Rule;
use std::path::Path;

/// What `p1` gains if everybody agrees.
const BONUS: f64 = 10.0;

pub(super) fn read(path: &Path) -> Result<Domain, DomainFileError> {
    let folder =
        if path.is_dir() { path.to_owned() } else { path.parent().map(Path::to_owned).unwrap_or_default() };
    let config = folder.join("config.txt");
    let lines = text_of(&config)?;
    let (mut parties, mut roles, mut sizes) = (Vec::new(), Vec::new(), Vec::new());
    for (number, line) in lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let fields: Vec<&str> = fields(&lines, line).map(str::trim).collect();
        let [name, file, role, ..] = fields.as_slice() else {
            return Err(fault(&config, format!("line {}: expected name, file, role", number + 1)));
        };
        if file.contains(['/', '\\']) || *file == ".." {
            return Err(fault(&config, format!("line {}: \"{file}\" is no plain name", number + 1)));
        }
        if parties.len() == MOST_PARTIES {
            return Err(fault(&config, format!("there are more than {MOST_PARTIES} parties")));
        }
        let scores = folder.join("scores_files").join(format!("{file}.txt"));
        let (party, own) = read_scores(&scores, name)?;
        if !sizes.is_empty() && sizes != own {
            return Err(fault(
                &scores,
                format!("it has {own:?} options by issue, the first party {sizes:?}"),
            ));
        }
        (sizes, roles) = (own, [roles, vec![(*role).to_owned()]].concat());
        parties.push(party);
    }
    let seat = |role: &str| roles.iter().position(|r: &String| r == role);
    let (first, second) = (seat("p1"), seat("p2"));
    let letter = |k: usize| char::from(b'A' + (k % 26) as u8).to_string();
    let issues = sizes
        .iter()
        .enumerate()
        .map(|(k, n)| issue(letter(k), (1..=*n).map(|option| format!("{}{option}", letter(k))).collect()));
    let issues = issues.collect();
    let initial = initial(&folder.join("initial_deal.txt"), &sizes)?;
    let name = folder.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    Ok(Domain {
        title: format!("{name}, a scorable game"),
        name,
        issues,
        parties,
        rule: Rule::ConsensusMinus(1),
        indispensable: first.into_iter().chain(second).collect(),
        bonus_if_unanimous: first.map(|seat| (seat, BONUS)),
        initial,
        ..Domain::default()
    })
}

/// Fields between semicolons where the file has any (spreadsheets of countries with a decimal comma), else between commas.
fn fields<'a>(file: &str, line: &'a str) -> std::str::Split<'a, char> {
    line.split(separator(file))
}

fn separator(file: &str) -> char {
    if file.contains(';') { ';' } else { ',' }
}

/// A score; between semicolons a comma is that of a decimal.
fn score(file: &str, text: &str) -> Option<f64> {
    let text = if separator(file) == ';' { text.replace(',', ".") } else { text.to_owned() };
    text.trim().parse().ok()
}

/// The party, and how many options each issue has.
fn read_scores(path: &Path, name: &str) -> Result<(DomainParty, Vec<usize>), DomainFileError> {
    let text = text_of(path)?;
    let mut rows: Vec<Vec<f64>> = Vec::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let numbers: Option<Vec<f64>> = fields(&text, line).map(|field| score(&text, field)).collect();
        rows.push(numbers.ok_or_else(|| fault(path, format!("line {}: a score is no number", number + 1)))?);
    }
    let last = rows.pop().unwrap_or_default();
    let [threshold] = last.as_slice() else {
        return Err(fault(path, "the last line must be one number, the threshold"));
    };
    let sizes = rows.iter().map(Vec::len).collect();
    let mut party = party_of(name.to_owned(), vec![1.0; rows.len()], rows, Some(*threshold));
    party.source = Some(from_file(path));
    Ok((party, sizes))
}

/// The deal that stands at the beginning; none where the file is missing.
fn initial(path: &Path, sizes: &[usize]) -> Result<Option<Vec<usize>>, DomainFileError> {
    if !path.exists() {
        return Ok(None);
    }
    let deal = text_of(path)?;
    let options: Option<Vec<usize>> = fields(&deal, deal.trim())
        .map(|part| part.trim().get(1..).and_then(|digits| digits.parse::<usize>().ok())?.checked_sub(1))
        .collect();
    let fits = |options: &Vec<usize>| {
        options.len() == sizes.len() && options.iter().zip(sizes).all(|(option, size)| option < size)
    };
    match options.filter(fits) {
        Some(options) => Ok(Some(options)),
        None => Err(fault(path, "expected one option an issue, as in A1,B2")),
    }
}
