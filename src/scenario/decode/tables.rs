//! Sub-tables of a nested format, and messengers, as written.

use super::fields::Fields;
use super::{Decoder, MOST_ISSUES, MOST_MESSENGERS};
use crate::scenario::diagnostic::{Diagnostic, codes};
use crate::scenario::model::{IssueIndex, Messenger, PartyIndex, Span, SubTable};
use crate::scenario::syntax::{Node, Value};
use crate::scenario::written;

impl Decoder<'_> {
    /// The sub-tables of a membership.
    pub(super) fn sub_tables(&mut self, fields: &Fields<'_>, path: &str) -> Vec<SubTable> {
        if let Some(node) = fields.get("tables") {
            self.mark(format!("{path}.tables"), &node.span);
        }
        let entries = self.keyed(fields, "tables", "sub-table", 0, MOST_ISSUES);
        entries.into_iter().map(|(name, span, node)| self.sub_table(name, &span, node, path)).collect()
    }

    fn sub_table(&mut self, name: String, span: &Span, node: &Node, path: &str) -> SubTable {
        let path = format!("{path}.tables.{name}");
        self.mark(path.as_str(), span);
        let fields = self.fields(node, "sub-table", &[], written::fields::<written::SubTable>());
        let example = "who sits at it: [\"north\", \"south\"]";
        let members = match self.need(&fields, "members", example) {
            Some(_) => self.members(&fields, &path).unwrap_or_default(),
            None => Vec::new(),
        };
        let agenda = match self.need(&fields, "agenda", "its issues: [\"water\"]") {
            Some(_) => self.agenda(&fields, &path).unwrap_or_default(),
            None => Vec::new(),
        };
        let agenda = self.flags(&agenda);
        SubTable { name, members, agenda }
    }

    /// Listed issues as a flag by issue.
    fn flags(&self, listed: &[IssueIndex]) -> Vec<bool> {
        IssueIndex::all(self.names.issues.list.len()).map(|issue| listed.contains(&issue)).collect()
    }

    /// The field `members` of a table: at least two.
    pub(super) fn members(&mut self, fields: &Fields<'_>, path: &str) -> Option<Vec<PartyIndex>> {
        let node = fields.get("members")?;
        self.mark(format!("{path}.members"), &node.span);
        let listed = self.party_list(fields, "members");
        let members = self.placed(path, "members", listed);
        if let Value::List(items) = &node.value
            && items.len() < 2
        {
            let count = if items.is_empty() { "no members" } else { "only one member" };
            let (message, help) = if fields.what == "sub-table" {
                (format!("a sub-table with {count} can agree nothing"), "list two parties or more")
            } else {
                (
                    format!("a table with {count} is no format"),
                    "list two parties or more; left out, all parties are members",
                )
            };
            let problem = Diagnostic::error(codes::MEMBERS, node.span.clone(), message);
            self.report(problem.label("at least two needed").help(help));
        }
        members
    }

    /// Messages carried before the first meeting.
    pub(super) fn messengers(&mut self, fields: &Fields<'_>, path: &str) -> Vec<Messenger> {
        let Some(node) = fields.get("messengers") else { return Vec::new() };
        let items = self.list(node, "a list of messengers");
        self.check_number(&node.span, "messengers", items.len(), 0, MOST_MESSENGERS);
        let mut found: Vec<(Messenger, Span)> = Vec::new();
        for (index, item) in items.iter().take(MOST_MESSENGERS).enumerate() {
            self.mark(format!("{path}.messengers[{index}]"), &item.span);
            let Some(messenger) = self.messenger(item) else { continue };
            if let Some((_, first)) = found.iter().find(|(other, _)| *other == messenger) {
                let problem =
                    Diagnostic::error(codes::REPEATED, item.span.clone(), "this message is carried twice")
                        .label("again here")
                        .also(first.clone(), "first here");
                self.report(problem.help("remove one of the two"));
            }
            found.push((messenger, item.span.clone()));
        }
        found.into_iter().map(|(messenger, _)| messenger).collect()
    }

    fn messenger(&mut self, node: &Node) -> Option<Messenger> {
        let fields = self.fields(node, "messenger", &[], written::fields::<written::Messenger>());
        let [by, about, to] = [
            ("by", "who carries the message"),
            ("about", "whom it is about, and from"),
            ("to", "who hears it"),
        ]
        .map(|(name, hint)| self.need(&fields, name, hint).and_then(|node| self.party_index(node)));
        Some(Messenger { by: by?, about: about?, to: to? })
    }
}
