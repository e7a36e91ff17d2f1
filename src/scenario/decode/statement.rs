//! Statements: what parties want, as orderings and conditions.

use super::fields::Fields;
use super::{Decoder, MOST_LEVELS, MOST_STATEMENTS};
use crate::scenario::diagnostic::{Diagnostic, codes, nearest, quoted};
use crate::scenario::model::{IssueIndex, Says, Span, Statement};
use crate::scenario::syntax::{Node, Value};
use crate::scenario::written;

const KINDS: [&str; 5] = ["prefers", "ranks", "cares_more", "only_with", "indifferent"];

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
        if items.len() <= MOST_STATEMENTS {
            self.check_number(
                &node.span,
                "statements, each pair of a `ranks` counted,",
                out.len(),
                0,
                MOST_STATEMENTS,
            );
        }
        out
    }

    /// A statement; of a `ranks`, one for each pair of levels.
    fn statement(&mut self, node: &Node) -> Vec<Statement> {
        let help = "write prefers(…), ranks(…), cares_more(…), only_with(…) or indifferent(…)";
        let (Value::Struct(Some(name), _) | Value::Tuple(Some(name), _) | Value::Word(name)) = &node.value
        else {
            self.wrong(node, "a statement", Some(help.to_owned()));
            return Vec::new();
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
            return Vec::new();
        };
        let before = self.problems.errors();
        let allowed = written::fields_of::<written::Statement>(kind);
        let fields = self.fields(node, &format!("`{kind}` statement"), &[kind], allowed);
        let party =
            self.need(&fields, "party", "whose statement this is").and_then(|node| self.party_index(node));
        let said = match kind {
            "ranks" => self.ranks(&fields),
            _ => self.one(kind, &fields).map(|says| (says, node.span.clone())).into_iter().collect(),
        };
        let (source, holds_in) = self.statement_source(&fields);
        let sound = self.problems.errors() == before && !fields.broken;
        let Some(party) = party.filter(|_| sound) else { return Vec::new() };
        let statement = |(says, span)| Statement { party, says, holds_in, source: source.clone(), span };
        said.into_iter().map(statement).collect()
    }

    fn one(&mut self, kind: &str, fields: &Fields<'_>) -> Option<Says> {
        match kind {
            "prefers" => self.prefers(fields),
            "cares_more" => {
                let about = self.issue_field(fields, "about", "the issue that matters more");
                let than = self.issue_field(fields, "than", "the issue that matters less");
                about.zip(than).map(|(about, than)| Says::CaresMore { about, than })
            }
            "only_with" => self.only_with(fields),
            _ => self.issue_field(fields, "about", "the issue").map(|about| Says::Indifferent { about }),
        }
    }

    /// Levels in order, the best first: each is preferred to the next, and what else follows, follows. Each pair has its place.
    fn ranks(&mut self, fields: &Fields<'_>) -> Vec<(Says, Span)> {
        let issue = self.issue_field(fields, "on", "the issue");
        let node = self.need(fields, "levels", "the levels, the best first: [\"shared\", \"as now\"]");
        let (Some(issue), Some(node)) = (issue, node) else { return Vec::new() };
        if let Value::List(items) = &node.value {
            self.check_number(&node.span, "levels that a `ranks` puts in order", items.len(), 2, MOST_LEVELS);
        }
        let levels = self.positions(node, "levels, the best first", |d, item| d.level_index(issue, item));
        let places = levels.spans.windows(2).map(|pair| pair[0].start..pair[1].end);
        let pairs = levels.list.windows(2).map(|pair| Says::Prefers { issue, level: pair[0], to: pair[1] });
        pairs.zip(places).collect()
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
