//! The text of a scenario file while it is edited: what is replaced, what is put in, and where. Comments and lines stay.

use super::diagnostic::Problems;
use super::file::SourceFile;
use super::model::{Scenario, Span};
use super::syntax::{Node, Value, parse};

/// A text and what was written into it.
pub(super) struct Edit {
    name: String,
    text: String,
    mark: usize,
    /// What is to be written: where, what, and whether the argument itself says it.
    open: Vec<(Span, String, bool)>,
    /// By argument, where it was written.
    wrote: Vec<Vec<Span>>,
}

impl Edit {
    pub(super) fn new(file: &SourceFile) -> Self {
        let (name, text) = (file.name().to_owned(), file.text().to_owned());
        Self { name, text, mark: file.mark(), open: Vec::new(), wrote: Vec::new() }
    }

    /// The file as it is by now.
    pub(super) fn file(&self) -> SourceFile {
        SourceFile::new(self.name.as_str(), self.text.as_str())
    }

    /// Its text by now.
    pub(super) fn into_text(self) -> String {
        self.text
    }

    /// What is written in it by now.
    pub(super) fn root(&self) -> Option<Node> {
        parse(&self.text, self.mark, &mut Problems::default())
    }

    pub(super) fn slice(&self, span: &Span) -> String {
        self.text[span.clone()].to_owned()
    }

    /// Whether a place was written by an argument.
    pub(super) fn wrote(&self, argument: usize, place: &Span) -> bool {
        let within = |span: &Span| span.start <= place.start && place.start < span.end;
        self.wrote.get(argument).is_some_and(|all| all.iter().any(within))
    }

    /// Puts a text into the place of another; `own` if the argument itself says it.
    pub(super) fn replace(&mut self, span: &Span, with: String, own: bool) {
        self.open.push((span.clone(), with, own));
    }

    /// Puts a field with a comma first into a group, or an entry into a map.
    pub(super) fn put_first(&mut self, group: &Node, field: String, own: bool) {
        let open = if matches!(group.value, Value::Map(_)) { '{' } else { '(' };
        let bracket = self.text[group.span.clone()].find(open).unwrap_or(0);
        let at = group.span.start + bracket + 1;
        self.replace(&(at..at), field, own);
    }

    /// Puts an item last into a list.
    pub(super) fn append(&mut self, list: &Node, items: &[Node], item: &str) {
        match items.last() {
            Some(last) => self.replace(&(last.span.end..last.span.end), format!(", {item}"), true),
            None => self.replace(&list.span, format!("[{item}]"), true),
        }
    }

    /// Takes an entry out of a map or a list, with its comma; false where it stands in neither.
    pub(super) fn take_out(&mut self, around: &Node, entry: &Node) -> bool {
        let start = match &around.value {
            Value::Map(entries) => {
                let key = entries.list.iter().find(|(_, node)| node.span == entry.span);
                key.map_or(entry.span.start, |(key, _)| key.span.start)
            }
            Value::List(_) => entry.span.start,
            _ => return false,
        };
        let after = &self.text[entry.span.end..around.span.end];
        let rest = blanks(after);
        let comma = usize::from(after[rest..].starts_with(','));
        self.replace(&(start..entry.span.end + comma * (rest + 1)), String::new(), true);
        true
    }

    /// Writes what an argument asks for.
    pub(super) fn write(&mut self) {
        self.open.sort_by_key(|(span, ..)| (span.start, span.end));
        let mut own = Vec::new();
        for (span, with, says) in std::mem::take(&mut self.open).into_iter().rev() {
            self.text.replace_range(span.clone(), &with);
            let (old, new) = (span.len(), with.len());
            let moved = |at: usize| if at >= span.end { at + new - old } else { at };
            for written in self.wrote.iter_mut().flatten().chain(&mut own) {
                *written = moved(written.start)..moved(written.end);
            }
            if says {
                own.push(span.start..span.start + new);
            }
        }
        self.wrote.push(own);
    }

    /// Formats that are like one keep its component as it is now, before it is changed there.
    pub(super) fn keep_others(&mut self, scenario: &Scenario, root: &Node, name: &str, component: &str) {
        let all = formats(root);
        let kept = inherited(root, name, component);
        for (other, node) in &all {
            let like = field(node, "like").and_then(as_text);
            if like != Some(name) || field(node, component).is_some() {
                continue;
            }
            let members = members_of(scenario, other);
            let among = |item: &Node| as_text(item).is_none_or(|id| members.contains(&id));
            let text = match kept {
                Some(node) => {
                    let text = one_line_of(node, &among);
                    // Without a source it has that of its section, which may not be that of the other's section.
                    let bare = field(node, "source").is_none();
                    if bare {
                        text.replacen(
                            '(',
                            "(source: assumed(because: \"as it was\", range: \"as it was\"), ",
                            1,
                        )
                    } else {
                        text
                    }
                }
                None => "(source: assumed(because: \"as it was\", range: \"as it was\"))".to_owned(),
            };
            self.put_first(node, format!("{component}: {text}, "), false);
        }
    }
}

/// All formats and parts by name.
fn formats(root: &Node) -> Vec<(&str, &Node)> {
    ["formats", "parts"].into_iter().filter_map(|kind| field(root, kind)).flat_map(keyed).collect()
}

/// The entries of a map by name.
pub(super) fn keyed(map: &Node) -> Vec<(&str, &Node)> {
    let Value::Map(entries) = &map.value else { return Vec::new() };
    entries.list.iter().filter_map(|(key, node)| Some((as_text(key)?, node))).collect()
}

/// The keys of those who sit at the table of a format or part.
pub(super) fn members_of<'s>(scenario: &'s Scenario, name: &str) -> Vec<&'s str> {
    let format = scenario.formats.iter().chain(&scenario.parts).find(|format| format.name == name);
    let members = format.map_or(&[][..], |format| &format.membership.members);
    members.iter().map(|party| scenario.parties[*party].id.as_str()).collect()
}

/// A list of parties, those alone who are among some.
pub(super) fn list_among(items: &[Node], members: &[&str]) -> String {
    let kept = items.iter().filter(|item| as_text(item).is_none_or(|id| members.contains(&id)));
    format!("[{}]", kept.map(one_line).collect::<Vec<_>>().join(", "))
}

/// Bytes of blanks and comments at the start of a text.
fn blanks(text: &str) -> usize {
    let mut at = 0;
    loop {
        let rest = &text[at..];
        let skipped = rest.len() - rest.trim_start().len();
        let comment = match &rest[skipped..] {
            line if line.starts_with("//") => line.find('\n').unwrap_or(line.len()),
            block if block.starts_with("/*") => block.find("*/").map_or(block.len(), |end| end + 2),
            _ => 0,
        };
        at += skipped + comment;
        if comment == 0 {
            return at;
        }
    }
}

/// A component from the format itself or the nearest that it is like.
pub(super) fn inherited<'t>(root: &'t Node, name: &str, component: &str) -> Option<&'t Node> {
    let all = formats(root);
    let mut at = name;
    for _ in 0..=all.len() {
        let (_, node) = all.iter().find(|(other, _)| *other == at)?;
        if let Some(found) = field(node, component) {
            return Some(found);
        }
        at = field(node, "like").and_then(as_text)?;
    }
    None
}

pub(super) fn field<'t>(node: &'t Node, name: &str) -> Option<&'t Node> {
    let Value::Struct(_, entries) = &node.value else { return None };
    entries.list.iter().find(|(key, _)| key.name == name).map(|(_, node)| node)
}

fn as_text(node: &Node) -> Option<&str> {
    if let Value::Text(text) = &node.value { Some(text) } else { None }
}

/// A text in quotes.
pub(super) fn text(text: &str) -> String {
    // A text can always be written.
    ron::to_string(text).unwrap_or_default()
}

/// The fields of a group, but some, each with a comma.
pub(super) fn fields_but(node: &Node, left_out: &[&str]) -> String {
    let Value::Struct(_, entries) = &node.value else { return String::new() };
    let kept = entries.list.iter().filter(|(key, _)| !left_out.contains(&key.name.as_str()));
    let all: Vec<String> = kept.map(|(key, node)| format!("{}: {}, ", key.name, one_line(node))).collect();
    all.concat()
}

/// The entries of a map, but one.
pub(super) fn keys_but(node: &Node, left_out: &str) -> String {
    let Value::Map(entries) = &node.value else { return String::new() };
    let kept = entries.list.iter().filter(|(key, _)| as_text(key) != Some(left_out));
    kept.map(|(key, node)| format!("{}: {}", one_line(key), one_line(node))).collect::<Vec<_>>().join(", ")
}

/// A value on one line.
pub(super) fn one_line(node: &Node) -> String {
    one_line_of(node, &|_| true)
}

/// The same with those items of `order` and `ratifiers` that are kept.
fn one_line_of(node: &Node, keep: &dyn Fn(&Node) -> bool) -> String {
    let one = |node: &Node| one_line_of(node, keep);
    let list = |items: &[Node]| items.iter().map(one).collect::<Vec<_>>().join(", ");
    match &node.value {
        Value::Bool(flag) => flag.to_string(),
        Value::Int(number) => number.to_string(),
        Value::Float(number) => format!("{number:?}"),
        Value::Char(c) => format!("{c:?}"),
        Value::Text(content) => text(content),
        Value::Word(word) => word.clone(),
        Value::None | Value::Unreadable => "None".to_owned(),
        Value::Some(inner) => one(inner),
        Value::List(items) => format!("[{}]", list(items)),
        Value::Tuple(name, items) => format!("{}({})", name.as_deref().unwrap_or(""), list(items)),
        Value::Map(entries) => {
            let all = entries.list.iter().map(|(key, value)| format!("{}: {}", one(key), one(value)));
            format!("{{ {} }}", all.collect::<Vec<_>>().join(", "))
        }
        Value::Struct(name, entries) => {
            let all = entries.list.iter().map(|(key, value)| match &value.value {
                Value::List(items) if ["order", "ratifiers"].contains(&key.name.as_str()) => {
                    let kept: Vec<String> = items.iter().filter(|item| keep(item)).map(one).collect();
                    format!("{}: [{}]", key.name, kept.join(", "))
                }
                _ => format!("{}: {}", key.name, one(value)),
            });
            format!("{}({})", name.as_deref().unwrap_or(""), all.collect::<Vec<_>>().join(", "))
        }
    }
}
