//! A file of an older version of the format: what is said of it, and how it is rewritten in the words of today.
//!
//! Only words are replaced, at their places: comments, lines and all else stay as they are.

use super::diagnostic::{Diagnostic, Problems, codes};
use super::edit::{Edit, field};
use super::file::SourceFile;
use super::model::{FORMAT_VERSION, Span};
use super::syntax::{Entries, Key, Node, Value, parse};

/// The version before this one.
const OLD: i128 = 1;
/// What version 1 calls a party's demand.
const OLD_DEMAND: &str = "reservation";
const DEMAND: &str = "demand";

/// What is said of a file of the version before, and nothing else.
pub(super) fn is_old(root: &Node, name: &str) -> Option<Diagnostic> {
    let version = field(root, "format_version").filter(|node| node.value == Value::Int(OLD.into()))?;
    let message =
        format!("this file is of format version {OLD}, and this program reads version {FORMAT_VERSION}");
    let problem = Diagnostic::error(codes::VERSION, version.span.clone(), message);
    let name = if name.contains(|c: char| c.is_whitespace() || "'\"$`\\&;()".contains(c)) {
        format!("'{}'", name.replace('\'', "'\\''"))
    } else {
        name.to_owned()
    };
    Some(problem.label(format!("version {OLD}")).help(format!(
        "run `roundtable upgrade {name} -o NEW`, where NEW is the file to write: it keeps comments and lines"
    )))
}

/// How a field of a version before is called today.
pub(super) fn renamed(what: &str, name: &str) -> Option<&'static str> {
    (what == "party" && name == OLD_DEMAND).then_some(DEMAND)
}

/// The text of a file of the version before in the words of this one.
///
/// # Errors
///
/// If it cannot be read, is of another version, or is no file of ours.
pub fn upgraded(file: &SourceFile) -> Result<String, Vec<Diagnostic>> {
    let mut problems = Problems::default();
    let root = parse(file.text(), file.mark(), &mut problems);
    let Some(root) = root.filter(|_| problems.errors() == 0) else { return Err(problems.into_sorted()) };
    let refused = |problem: Diagnostic| Err(vec![problem]);
    let Some(version) = field(&root, "format_version") else {
        let problem = Diagnostic::error(codes::VERSION, root.span.clone(), "this is no scenario file");
        return refused(
            problem.label("no `format_version` in here").help(
                "`upgrade` rewrites scenarios, domains and conflicts of an older version of the format",
            ),
        );
    };
    if version.value == Value::Int(FORMAT_VERSION.into()) {
        let message = format!("this file is of format version {FORMAT_VERSION} already");
        let problem = Diagnostic::error(codes::VERSION, version.span.clone(), message);
        return refused(problem.label("nothing to do").help("use it as it is"));
    }
    if version.value != Value::Int(OLD.into()) {
        let problem =
            Diagnostic::error(codes::VERSION, version.span.clone(), "this format version is not known");
        let label = format!("version {OLD} can be rewritten as version {FORMAT_VERSION}");
        return refused(problem.label(label).help("use a newer program"));
    }
    let mut edit = Edit::new(file);
    edit.replace(&version.span, FORMAT_VERSION.to_string(), true);
    for span in old_words(&root) {
        edit.replace(&span, DEMAND.to_owned(), true);
    }
    edit.write();
    Ok(edit.into_text())
}

/// Where the old word for a party's demand stands: as its field, and where events move it.
fn old_words(root: &Node) -> Vec<Span> {
    let parties = values(root, "parties").into_iter().filter_map(group);
    let mut out: Vec<Span> = parties
        .flat_map(|entries| entries.list.iter().filter(|(key, _)| key.name == OLD_DEMAND))
        .map(|(key, _)| key.span.clone())
        .collect();
    for event in values(root, "events") {
        let Some(Value::List(moves)) = field(event, "moves").map(bare).map(|node| &node.value) else {
            continue;
        };
        let words = moves.iter().filter_map(|one| field(bare(one), "trait")).map(bare);
        out.extend(
            words
                .filter(|node| matches!(&node.value, Value::Word(word) if word == OLD_DEMAND))
                .map(|node| node.span.clone()),
        );
    }
    out
}

/// The values of a map of the file.
fn values<'t>(root: &'t Node, name: &str) -> Vec<&'t Node> {
    match field(root, name).map(bare).map(|node| &node.value) {
        Some(Value::Map(entries)) => entries.list.iter().map(|(_, node)| bare(node)).collect(),
        _ => Vec::new(),
    }
}

fn group(node: &Node) -> Option<&Entries<Key>> {
    if let Value::Struct(_, entries) = &node.value { Some(entries) } else { None }
}

/// Takes `Some( )` away.
fn bare(node: &Node) -> &Node {
    if let Value::Some(inner) = &node.value { bare(inner) } else { node }
}
