//! What is defined in the file, and finding it by the names used elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use super::Decoder;
use super::fields::Fields;
use super::{MOST_ISSUES, MOST_PARTIES, MOST_VARIANTS};
use crate::scenario::diagnostic::{Diagnostic, codes, did_you_mean_key, quoted};
use crate::scenario::model::{IssueIndex, LevelIndex, PartyIndex, Span};
use crate::scenario::syntax::{Node, Value};

/// An issue as far as references need it.
#[derive(Default)]
pub(super) struct IssueNames {
    pub(super) id: String,
    /// Its name, or else its key.
    pub(super) name: String,
    pub(super) levels: Vec<String>,
    /// Where each level stands, the first of equal ones; of a domain, whose issues may have any number.
    pub(super) places: BTreeMap<String, usize>,
    /// False if its levels could not be read: then no level is called unknown.
    pub(super) known: bool,
}

/// What is defined under one heading.
#[derive(Default)]
pub(super) struct Defined<T> {
    pub(super) list: Vec<T>,
    /// False if some of it could not be read: then nothing is called unknown.
    pub(super) known: bool,
}

/// Everything that can be referred to.
#[derive(Default)]
pub(super) struct Names {
    /// Key and number of paragraphs.
    pub(super) sources: Defined<(String, Option<u32>)>,
    pub(super) parties: Defined<String>,
    /// Names of the parties, or else their keys.
    pub(super) party_titles: Vec<String>,
    pub(super) issues: Defined<IssueNames>,
    pub(super) roadmaps: Defined<String>,
    pub(super) variants: Defined<String>,
}

/// A list of positions, and whether all of it could be read.
#[derive(Debug, Clone)]
pub(super) struct Positions<I> {
    pub(super) list: Vec<I>,
    pub(super) spans: Vec<Span>,
}

impl<I> Default for Positions<I> {
    fn default() -> Self {
        Self { list: Vec::new(), spans: Vec::new() }
    }
}

/// The name that an entry gives itself, or else its key.
fn name_of(key: &str, node: &Node) -> String {
    let Value::Struct(_, entries) = &node.value else { return key.to_owned() };
    let name = entries.list.iter().find(|(field, _)| field.name == "name").map(|(_, node)| &node.value);
    if let Some(Value::Text(name)) = name { name.clone() } else { key.to_owned() }
}

impl Decoder<'_> {
    /// The keys of a map without any check: the checks come when its entries are read.
    fn keys<'t>(fields: &Fields<'t>, name: &str, most: usize) -> (Vec<(String, &'t Node)>, bool) {
        let Some(node) = fields.get(name) else { return (Vec::new(), false) };
        let Value::Map(entries) = &node.value else { return (Vec::new(), false) };
        let text = |key: &Node| if let Value::Text(text) = &key.value { Some(text.clone()) } else { None };
        let keys: Vec<_> = entries.list.iter().filter_map(|(key, node)| Some((text(key)?, node))).collect();
        let distinct: BTreeSet<&str> = keys.iter().map(|(key, _)| key.as_str()).collect();
        // A key written twice is reported; what was meant by one of the two is unknown.
        let known = !entries.broken && distinct.len() == entries.list.len() && keys.len() <= most;
        (keys.into_iter().take(most).collect(), known)
    }

    pub(super) fn variant_names(&mut self, fields: &Fields<'_>) {
        let (keys, known) = Self::keys(fields, "variants", MOST_VARIANTS);
        // In a file that has none, none is known.
        self.names.variants.known = known || (fields.get("variants").is_none() && !fields.broken);
        self.names.variants.list = keys.into_iter().map(|(key, _)| key).collect();
    }

    /// The formats that the file chooses for a class.
    pub(super) fn class(&mut self, fields: &Fields<'_>) -> Vec<String> {
        let Some(node) = fields.get("class") else { return Vec::new() };
        self.mark("class", &node.span);
        let (keys, known) = Self::keys(fields, "formats", super::MOST_OTHERS);
        let names: Vec<&str> = keys.iter().map(|(key, _)| key.as_str()).collect();
        let found = self.positions(node, "formats", |d, item| {
            let written = d.text(item)?;
            let found = names.iter().position(|name| *name == written);
            if found.is_none() && known {
                d.unknown(codes::UNKNOWN_FORMAT, item, "format", written, &names);
            }
            d.unreadable += usize::from(found.is_none());
            found
        });
        if let Value::List(items) = &node.value {
            let [least, most] = super::CLASS_FORMATS;
            self.check_number(&node.span, "formats for a class", items.len(), least, most);
        }
        found.list.into_iter().map(|place| names[place].to_owned()).collect()
    }

    pub(super) fn party_names(&mut self, fields: &Fields<'_>) {
        let (keys, known) = Self::keys(fields, "parties", MOST_PARTIES);
        self.names.party_titles = keys.iter().map(|(key, node)| name_of(key, node)).collect();
        self.names.parties.list = keys.into_iter().map(|(key, _)| key).collect();
        self.names.parties.known = known;
        let (keys, known) = Self::keys(fields, "roadmaps", super::MOST_OTHERS);
        self.names.roadmaps.list = keys.into_iter().map(|(key, _)| key).collect();
        self.names.roadmaps.known = known || (fields.get("roadmaps").is_none() && !fields.broken);
    }

    pub(super) fn issue_names(&mut self, fields: &Fields<'_>) {
        let (keys, known) = Self::keys(fields, "issues", MOST_ISSUES);
        self.names.issues.known = known;
        for (id, node) in keys {
            let name = name_of(&id, node);
            let mut issue = IssueNames { id, name, ..IssueNames::default() };
            if let Value::Struct(_, entries) = &node.value {
                let levels =
                    entries.list.iter().find(|(key, _)| key.name == "levels").map(|(_, node)| &node.value);
                if let Some(Value::List(items)) = levels {
                    let text = |item: &Node| {
                        if let Value::Text(text) = &item.value { Some(text.clone()) } else { None }
                    };
                    issue.levels = items.iter().filter_map(text).collect();
                    issue.known = issue.levels.len() == items.len();
                }
            }
            self.names.issues.list.push(issue);
        }
    }

    /// The position of a party named by a text.
    pub(super) fn party_index(&mut self, node: &Node) -> Option<PartyIndex> {
        let written = self.text(node)?;
        let found = self.names.parties.list.iter().position(|id| id == written).map(PartyIndex);
        if found.is_none() && self.names.parties.known {
            let keys: Vec<&str> = self.names.parties.list.iter().map(String::as_str).collect();
            let names: Vec<&str> = self.names.party_titles.iter().map(String::as_str).collect();
            let help = did_you_mean_key(written, &keys, &names);
            self.unknown_with(codes::UNKNOWN_PARTY, node, "party", written, help);
        }
        // Not found among names that are unreliable: nothing is said, and what depends on it is left alone.
        self.unreadable += usize::from(found.is_none());
        found
    }

    /// The position of an issue named by a text.
    pub(super) fn issue_index(&mut self, node: &Node) -> Option<IssueIndex> {
        let written = self.text(node)?;
        let found = self.names.issues.list.iter().position(|issue| issue.id == written).map(IssueIndex);
        if found.is_none() && self.names.issues.known {
            let issues = &self.names.issues.list;
            let keys: Vec<&str> = issues.iter().map(|issue| issue.id.as_str()).collect();
            let names: Vec<&str> = issues.iter().map(|issue| issue.name.as_str()).collect();
            let help = did_you_mean_key(written, &keys, &names);
            self.unknown_with(codes::UNKNOWN_ISSUE, node, "issue", written, help);
        }
        self.unreadable += usize::from(found.is_none());
        found
    }

    /// The position of a level of an issue, named by its words.
    pub(super) fn level_index(&mut self, issue: IssueIndex, node: &Node) -> Option<LevelIndex> {
        if let Value::Int(_) = node.value {
            self.wrong(
                node,
                "a level in its words",
                Some("levels are named by their words, not by numbers".to_owned()),
            );
            return None;
        }
        let written = self.text(node)?;
        let names = self.names.issues.list.get(issue.index())?;
        let found = names.levels.iter().position(|level| level == written).map(LevelIndex);
        if found.is_none() && names.known {
            let what = format!("level of {}", quoted(&names.id));
            let levels = names.levels.clone();
            let levels: Vec<&str> = levels.iter().map(String::as_str).collect();
            let message = format!("{} is not a {what}", quoted(written));
            let problem =
                Diagnostic::error(codes::UNKNOWN_LEVEL, node.span.clone(), message).label("unknown level");
            self.report(problem.help(crate::scenario::diagnostic::did_you_mean(written, &levels)));
        }
        self.unreadable += usize::from(found.is_none());
        found
    }

    pub(super) fn roadmap_index(&mut self, node: &Node) -> Option<usize> {
        let written = self.text(node)?;
        let found = self.names.roadmaps.list.iter().position(|name| name == written);
        if found.is_none() && self.names.roadmaps.known {
            let names = self.names.roadmaps.list.clone();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            self.unknown(codes::UNKNOWN_ROADMAP, node, "road map", written, &names);
        }
        self.unreadable += usize::from(found.is_none());
        found
    }

    /// A list of names, each once.
    pub(super) fn positions<I: Copy + Ord>(
        &mut self,
        node: &Node,
        what: &str,
        find: impl Fn(&mut Self, &Node) -> Option<I>,
    ) -> Positions<I> {
        let mut out = Positions::default();
        let mut seen: BTreeMap<I, usize> = BTreeMap::new();
        for item in self.list(node, &format!("a list of {what}")) {
            let Some(index) = find(self, item) else { continue };
            if let Some(&first) = seen.get(&index) {
                let problem =
                    Diagnostic::error(codes::REPEATED, item.span.clone(), "this is named twice in the list")
                        .label("again here")
                        .also(out.spans[first].clone(), "first here")
                        .help("remove one of the two");
                self.report(problem);
            } else {
                seen.insert(index, out.list.len());
                out.list.push(index);
                out.spans.push(item.span.clone());
            }
        }
        out
    }

    /// A field that lists parties; `None` if it is not written.
    pub(super) fn party_list(&mut self, fields: &Fields<'_>, name: &str) -> Option<Positions<PartyIndex>> {
        let node = fields.get(name)?;
        Some(self.positions(node, "parties", Self::party_index))
    }

    /// A field that lists issues; `None` if it is not written.
    pub(super) fn issue_list(&mut self, fields: &Fields<'_>, name: &str) -> Option<Positions<IssueIndex>> {
        let node = fields.get(name)?;
        Some(self.positions(node, "issues", Self::issue_index))
    }

    /// A field that names one party; its place is kept.
    pub(super) fn party_field(&mut self, fields: &Fields<'_>, name: &str, path: &str) -> Option<PartyIndex> {
        let node = fields.get(name)?;
        self.mark(format!("{path}.{name}"), &node.span);
        self.party_index(node)
    }

    /// A field that is a map from parties to something: party, place of its key, value.
    pub(super) fn party_map<'t>(
        &mut self,
        fields: &Fields<'t>,
        name: &str,
        path: &str,
        example: &str,
    ) -> Vec<(PartyIndex, Span, &'t Node)> {
        let Some(node) = fields.get(name) else { return Vec::new() };
        self.mark(format!("{path}.{name}"), &node.span);
        let Value::Map(entries) = &node.value else {
            self.wrong(node, "a map with parties as keys", Some(format!("write `{name}: {example}`")));
            return Vec::new();
        };
        let mut out = Vec::new();
        for (key, value) in &entries.list {
            let Some(party) = self.party_index(key) else { continue };
            let id = self.names.parties.list[party].clone();
            self.mark(format!("{path}.{name}.{id}"), &key.span);
            out.push((party, key.span.clone(), value));
        }
        out
    }

    /// `("water", "shared")`.
    pub(super) fn issue_level(&mut self, node: &Node) -> Option<(IssueIndex, LevelIndex)> {
        let help = || Some("write (\"water\", \"shared\")".to_owned());
        let Value::Tuple(None, items) = &node.value else {
            self.wrong(node, "(issue, level)", help());
            return None;
        };
        let [issue, level] = items.as_slice() else {
            self.wrong(node, "two texts: (issue, level)", help());
            return None;
        };
        let issue = self.issue_index(issue)?;
        Some((issue, self.level_index(issue, level)?))
    }
}
