//! A file of an older version of the format: what is said of it, and how it is rewritten in the words of today.
//!
//! Only words are replaced, at their places: comments, lines and all else stay as they are.

use super::diagnostic::{Diagnostic, codes};
use super::edit::{Edit, field};
use super::file::SourceFile;
use super::letters;
use super::model::{FORMAT_VERSION, Span};
use super::syntax::{Entries, Key, Node, Value};

/// The version before this one.
const OLD: i128 = 1;
/// What version 1 calls a party's demand.
const OLD_DEMAND: &str = "reservation";
const DEMAND: &str = "demand";

/// What is said of a file of the version before, and nothing else.
pub(super) fn is_old(root: &Node, name: &str) -> Option<Diagnostic> {
    let version = field(root, "format_version").filter(|node| node.value == Value::Int(OLD))?;
    let message =
        format!("this file is of format version {OLD}, and this program reads version {FORMAT_VERSION}");
    let problem = Diagnostic::error(codes::VERSION, version.span.clone(), message);
    let name = letters::shell_file(name);
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
/// If it is of another version, or is no file of ours.
pub(super) fn rewritten(file: &SourceFile, root: &Node) -> Result<String, Box<Diagnostic>> {
    let Some(version) = field(root, "format_version") else {
        let problem = Diagnostic::error(codes::VERSION, root.span.clone(), "this is no scenario file");
        return Err(problem
            .label("no `format_version` in here")
            .help("`upgrade` rewrites scenarios, domains and conflicts of an older version of the format")
            .into());
    };
    let refused = |message: String| Diagnostic::error(codes::VERSION, version.span.clone(), message);
    if version.value == Value::Int(FORMAT_VERSION.into()) {
        let problem = refused(format!("this file is of format version {FORMAT_VERSION} already"));
        return Err(problem.label("nothing to do").help("use it as it is").into());
    }
    if version.value != Value::Int(OLD) {
        let label = format!("version {OLD} can be rewritten as version {FORMAT_VERSION}");
        return Err(refused("this format version is not known".to_owned())
            .label(label)
            .help("use a newer program")
            .into());
    }
    let mut edit = Edit::new(file);
    edit.replace(&version.span, FORMAT_VERSION.to_string(), true);
    for span in old_words(root) {
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

#[cfg(test)]
mod tests {
    use super::super::open::upgraded;
    use super::*;

    fn new(text: &str) -> String {
        upgraded(&SourceFile::new("x.ron", text)).unwrap()
    }

    #[test]
    fn only_the_words_of_the_format_are_replaced() {
        let old = "\u{feff}// reservation: format_version: 1\r\nScenario( /* reservation */ format_version : 1,\r\n\
            title: \"reservation: 1\", parties: { \"reservation\": (reservation: Some(assumed(because: \"reservation\"))), \
            \"b\" : Some((reservation /* r */ : None)) }, issues: { \"reservation\": (levels: [\"reservation\"]) },\r\n\
            events: { \"reservation\": (moves: [(party: \"reservation\", trait: reservation), (trait: patience)]) })\r\n";
        let expected = "\u{feff}// reservation: format_version: 1\r\nScenario( /* reservation */ format_version : 2,\r\n\
            title: \"reservation: 1\", parties: { \"reservation\": (demand: Some(assumed(because: \"reservation\"))), \
            \"b\" : Some((demand /* r */ : None)) }, issues: { \"reservation\": (levels: [\"reservation\"]) },\r\n\
            events: { \"reservation\": (moves: [(party: \"reservation\", trait: demand), (trait: patience)]) })\r\n";
        assert_eq!(new(old), expected);
    }

    /// The utility without agreement in a domain is a reservation *value*, and stays one.
    #[test]
    fn domains_keep_their_reservation_value() {
        let old = "Scenario(format_version: 1, preferences: { \"a\": (reservation: 0.3) })";
        assert_eq!(new(old), old.replace("version: 1", "version: 2"));
        assert_eq!(
            new("Conflict(format_version: 1, parties: {})"),
            "Conflict(format_version: 2, parties: {})"
        );
    }
}
