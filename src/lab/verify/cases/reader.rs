//! Reading case files: what is wrong with a file stops it, what is wrong with a case fails that case only.

use crate::files;
use crate::files::text;
use crate::files::text::TextError;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// Largest case file that is read, in bytes.
pub const LARGEST_FILE: u64 = 4 << 20;
/// So many files and folders are looked at for case files.
const MOST_ENTRIES: usize = 10_000;
/// Most cases of a file.
const MOST_CASES: usize = 10_000;
/// The schema that is understood.
const SCHEMA: &str = "negref/1";

/// A case file.
#[derive(Debug, Clone)]
pub struct CaseFile {
    /// Its path as given.
    pub name: String,
    /// Its cases, in order.
    pub cases: Vec<Case>,
}

/// A case, as far as it could be read.
#[derive(Debug, Clone)]
pub struct Case {
    /// Its id, or its place in the file ("case 3").
    pub id: String,
    /// Its kind; empty when it has none.
    pub kind: String,
    /// What it holds, or what is wrong with it.
    pub content: Result<CaseContent, String>,
}

/// What a case holds.
#[derive(Debug, Clone)]
pub struct CaseContent {
    /// What the adapter gets.
    pub inputs: Value,
    /// What it must find.
    pub expected: Value,
    /// Absolute tolerance for numbers, 0 or more.
    pub tolerance: f64,
}

/// Why a file or folder could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// It cannot be read, or not so much of it.
    #[error("{path}: {source}")]
    Unread {
        /// The file or folder.
        path: String,
        /// Why.
        source: TextError,
    },
    /// The text is not JSON.
    #[error("{path}:{line}:{column}: not valid JSON: {problem}")]
    Syntax {
        /// The file.
        path: String,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What is wrong there.
        problem: String,
    },
    /// The JSON is not a case file.
    #[error("{path}: {problem}")]
    Shape {
        /// The file or folder.
        path: String,
        /// What was found and what was expected.
        problem: String,
    },
}

/// The case files that a path names: itself, or every `.json` file in the folder and the folders in it, by name.
///
/// # Errors
/// When the path cannot be read, or a folder holds no `.json` file.
pub fn case_files(path: &Path) -> Result<Vec<PathBuf>, ReadError> {
    let io = |path: &Path, source: std::io::Error| unread(path, files::read::ReadError::from(source).into());
    if !std::fs::metadata(path).map_err(|source| io(path, source))?.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    let mut folders = vec![path.to_owned()];
    let mut looked_at = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).map_err(|source| io(&folder, source))? {
            let entry = entry.map_err(|source| io(&folder, source))?;
            looked_at += 1;
            if looked_at > MOST_ENTRIES {
                let problem = format!(
                    "more than {MOST_ENTRIES} files and folders are in it; name the case files, or their folder"
                );
                return Err(ReadError::Shape { path: path.display().to_string(), problem });
            }
            let kind = entry.file_type().map_err(|source| io(&entry.path(), source))?;
            if kind.is_dir() {
                folders.push(entry.path());
            } else if entry.path().extension().is_some_and(|extension| extension == "json") {
                files.push(entry.path());
            }
        }
    }
    if files.is_empty() {
        let problem =
            "there is no .json file in this folder; name case files or a folder that holds some".to_owned();
        return Err(ReadError::Shape { path: path.display().to_string(), problem });
    }
    files.sort();
    Ok(files)
}

/// Reads one case file of at most [`LARGEST_FILE`] bytes.
///
/// # Errors
/// When it cannot be read, is larger, is not JSON, or is not a case file.
pub fn read(path: &Path) -> Result<CaseFile, ReadError> {
    let text = text::read(path, LARGEST_FILE).map_err(|source| unread(path, source))?;
    parse(&path.display().to_string(), &text)
}

fn unread(path: &Path, source: TextError) -> ReadError {
    ReadError::Unread { path: path.display().to_string(), source }
}

/// Reads a case file from its text.
pub(super) fn parse(name: &str, text: &str) -> Result<CaseFile, ReadError> {
    let shape = |problem: String| ReadError::Shape { path: name.to_owned(), problem };
    let mut value: Value = serde_json::from_str(text).map_err(|error| syntax(name, &error))?;
    match value.get("schema") {
        None => {}
        Some(Value::String(schema)) if schema == SCHEMA => {}
        Some(other) => return Err(shape(format!("\"schema\" is {other}; expected \"{SCHEMA}\""))),
    }
    let Some(Value::Array(cases)) = value.get_mut("cases").map(Value::take) else {
        return Err(shape("there is no list \"cases\"; expected {\"schema\": …, \"cases\": […]}".to_owned()));
    };
    if cases.len() > MOST_CASES {
        let found = cases.len();
        return Err(shape(format!("there are {found} cases; at most {MOST_CASES} are read: split the file")));
    }
    let cases = cases.into_iter().enumerate().map(|(index, case)| read_case(index, case)).collect();
    Ok(CaseFile { name: name.to_owned(), cases })
}

fn syntax(name: &str, error: &serde_json::Error) -> ReadError {
    let text = error.to_string();
    // The position is given in front, so it is taken off the end.
    let problem = text.rsplit_once(" at line ").map_or(text.clone(), |(problem, _)| problem.to_owned());
    ReadError::Syntax { path: name.to_owned(), line: error.line(), column: error.column(), problem }
}

fn read_case(index: usize, case: Value) -> Case {
    let text = |key: &str| case.get(key).and_then(Value::as_str).map(str::to_owned);
    let id = text("id").unwrap_or_else(|| format!("case {}", index + 1));
    Case { id, kind: text("kind").unwrap_or_default(), content: read_content(case) }
}

fn read_content(mut case: Value) -> Result<CaseContent, String> {
    if !case.is_object() {
        return Err("the case is not an object {…}".to_owned());
    }
    for key in ["id", "kind"] {
        if !case.get(key).is_some_and(Value::is_string) {
            return Err(format!("the case has no text \"{key}\""));
        }
    }
    let mut field = |key: &str| match case.get_mut(key) {
        Some(value) => Ok(value.take()),
        None => Err(format!("the case has no \"{key}\"")),
    };
    let expected = field("expected")?;
    if expected.as_object().is_none_or(serde_json::Map::is_empty) {
        return Err(
            "\"expected\" names no value, so the case could not fail; expected an object with entries"
                .to_owned(),
        );
    }
    let tolerance = field("tol_abs")?;
    match tolerance.as_f64() {
        Some(tolerance) if tolerance >= 0.0 => {
            Ok(CaseContent { inputs: field("inputs")?, expected, tolerance })
        }
        _ => Err(format!("\"tol_abs\" is {tolerance}; expected a number, 0 or more")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_syntax_error_names_its_position_once() {
        let error = parse("a.json", "{\"cases\":\n [1,}").unwrap_err().to_string();
        assert!(error.starts_with("a.json:2:5: not valid JSON: "), "{error}");
        assert!(!error.contains("at line"), "{error}");
    }

    #[test]
    fn other_json_is_refused_with_what_was_expected() {
        for text in ["[]", "3", "{}", "{\"cases\": 3}", "{\"schema\": \"other/9\", \"cases\": []}", ""] {
            assert!(parse("a.json", text).is_err(), "{text}");
        }
        assert!(parse("a.json", "{\"cases\": []}").unwrap().cases.is_empty());
    }

    #[test]
    fn the_number_of_cases_is_bounded() {
        let of = |n: usize| parse("a.json", &format!("{{\"cases\": [{}]}}", vec!["{}"; n].join(",")));
        assert_eq!(of(MOST_CASES).unwrap().cases.len(), MOST_CASES);
        let error = of(MOST_CASES + 1).unwrap_err().to_string();
        assert!(error.contains("there are 10001 cases; at most 10000 are read"), "{error}");
    }

    #[test]
    fn folders_are_read_by_name_and_empty_ones_refused() {
        let folder = tempfile::tempdir().unwrap();
        assert!(case_files(folder.path()).unwrap_err().to_string().contains("no .json file"));
        std::fs::create_dir(folder.path().join("inner")).unwrap();
        for name in ["b.json", "a.json", "inner/c.json", "notes.txt"] {
            std::fs::write(folder.path().join(name), "{}").unwrap();
        }
        let names: Vec<String> = case_files(folder.path())
            .unwrap()
            .iter()
            .map(|path| path.strip_prefix(folder.path()).unwrap().display().to_string())
            .collect();
        assert_eq!(names, ["a.json", "b.json", "inner/c.json"]);
        assert!(case_files(&folder.path().join("absent")).is_err());
    }
}
