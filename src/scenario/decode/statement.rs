//! Statements: what parties want, as orderings and conditions.

use super::fields::Fields;
use super::{Decoder, MOST_STATEMENTS};
use crate::scenario::diagnostic::{Diagnostic, codes, nearest, quoted};
use crate::scenario::model::{IssueIndex, Says, Statement};
use crate::scenario::syntax::{Node, Value};
use crate::scenario::written;

const KINDS: [&str; 4] = ["prefers", "cares_more", "only_with", "indifferent"];

impl Decoder<'_> {
    pub(super) fn statements(&mut self, fields: &Fields<'_>) -> Vec<Statement> {
        let Some(node) = fields.get("statements") else { return Vec::new() };
        let items = self.list(node, "a list of statements");
        self.check_number(&node.span, "statements", items.len(), 0, MOST_STATEMENTS);
        let mut out = Vec::new();
        for (index, item) in items.iter().take(MOST_STATEMENTS).enumerate() {
            self.mark(format!("statements[{index}]"), &item.span);
            out.extend(self.statement(item));
        }
        out
    }

    fn statement(&mut self, node: &Node) -> Option<Statement> {
        let help = "write prefers(…), cares_more(…), only_with(…) or indifferent(…)";
        let (Value::Struct(Some(name), _) | Value::Tuple(Some(name), _) | Value::Word(name)) = &node.value
        else {
            self.wrong(node, "a statement", Some(help.to_owned()));
            return None;
        };
        let Some(kind) = KINDS.into_iter().find(|kind| kind == name) else {
            let near = nearest(name, KINDS);
            let help = near.map_or(help.to_owned(), |near| format!("did you mean `{near}(…)`?"));
            let span = node.span.start..node.span.start + name.len();
            let problem = Diagnostic::error(
                codes::UNKNOWN_WORD,
                span,
                format!("there is no statement {}", quoted(name)),
            );
            self.report(problem.label("unknown kind of statement").help(help));
            return None;
        };
        let before = self.problems.errors();
        let allowed = written::fields_of::<written::Statement>(kind);
        let fields = self.fields(node, &format!("`{kind}` statement"), &[kind], allowed);
        let party =
            self.need(&fields, "party", "whose statement this is").and_then(|node| self.party_index(node));
        let says = match kind {
            "prefers" => self.prefers(&fields),
            "cares_more" => {
                let about = self.issue_field(&fields, "about", "the issue that matters more");
                let than = self.issue_field(&fields, "than", "the issue that matters less");
                about.zip(than).map(|(about, than)| Says::CaresMore { about, than })
            }
            "only_with" => self.only_with(&fields),
            _ => self.issue_field(&fields, "about", "the issue").map(|about| Says::Indifferent { about }),
        };
        let (source, holds_in) = self.statement_source(&fields);
        let sound = self.problems.errors() == before && !fields.broken;
        let (party, says) = (party?, says?);
        sound.then(|| Statement { party, says, holds_in, source, span: node.span.clone() })
    }

    fn issue_field(&mut self, fields: &Fields<'_>, name: &str, hint: &str) -> Option<IssueIndex> {
        let node = self.need(fields, name, hint)?;
        self.issue_index(node)
    }

    fn prefers(&mut self, fields: &Fields<'_>) -> Option<Says> {
        let issue = self.issue_field(fields, "on", "the issue");
        let better = self.need(fields, "level", "the better level");
        let worse = self.need(fields, "to", "the worse level");
        let issue = issue?;
        let level = better.and_then(|node| self.level_index(issue, node));
        let to = worse.and_then(|node| self.level_index(issue, node));
        Some(Says::Prefers { issue, level: level?, to: to? })
    }

    fn only_with(&mut self, fields: &Fields<'_>) -> Option<Says> {
        let accepts =
            self.need(fields, "accepts", "issue and level that it holds back: (\"water\", \"shared\")");
        let accepts = accepts.and_then(|node| self.issue_level(node));
        let with = self.need(fields, "with", "what must come with it: [(\"road\", \"open\")]")?;
        let items = self.list(with, "a list of (issue, level)");
        if items.is_empty() && matches!(with.value, Value::List(_)) {
            let problem = Diagnostic::error(
                codes::NEVER_MET,
                with.span.clone(),
                "this condition can never be met: the list is empty",
            );
            self.report(
                problem
                    .label("nothing in it")
                    .help("name at least one (issue, level) that must come with it"),
            );
        }
        let mut found = Vec::new();
        for item in items {
            found.extend(self.issue_level(item));
        }
        (found.len() == items.len()).then_some(())?;
        Some(Says::OnlyWith { accepts: accepts?, with: found })
    }
}
