//! Road maps.

use super::fields::Fields;
use super::{Decoder, MOST_OTHERS, MOST_STAGES};
use crate::scenario::diagnostic::{Diagnostic, codes};
use crate::scenario::model::{Provenance, Roadmap, Span, Stage};
use crate::scenario::syntax::{Node, Value};
use crate::scenario::traits;
use crate::scenario::written;

impl Decoder<'_> {
    pub(super) fn roadmaps(&mut self, fields: &Fields<'_>) -> Vec<Roadmap> {
        let entries = self.keyed(fields, "roadmaps", "road map", 0, MOST_OTHERS);
        entries.into_iter().map(|(name, span, node)| self.one_roadmap(name, &span, node)).collect()
    }

    fn one_roadmap(&mut self, name: String, span: &Span, node: &Node) -> Roadmap {
        let path = format!("roadmaps.{name}");
        self.mark(path.as_str(), span);
        self.guarded(&path, |d| {
            let fields = d.fields(node, "road map", &[], written::fields::<written::Roadmap>());
            let source = d.needed_source(&fields, &format!("the road map \"{name}\""));
            let list = d.need(&fields, "stages", "the stages in order: [(name: \"…\", issues: [\"…\"])]");
            let items = list.map_or(&[][..], |node| d.list(node, "a list of stages"));
            if let Some(list) = list.filter(|list| matches!(list.value, Value::List(_))) {
                d.check_number(&list.span, "stages of a road map", items.len(), 1, MOST_STAGES);
            }
            let mut stages: Vec<Stage> = Vec::new();
            for (index, item) in items.iter().take(MOST_STAGES).enumerate() {
                let stage = d.stage(item, &format!("{path}.stages[{index}]"), index, &source);
                if stages.iter().any(|other| other.name == stage.name) {
                    let problem = Diagnostic::error(
                        codes::REPEATED,
                        item.span.clone(),
                        "two stages have the same name",
                    );
                    d.report(
                        problem.label("the second of them").help("stages of a road map need different names"),
                    );
                }
                stages.push(stage);
            }
            Roadmap { name, stages, source }
        })
    }

    fn stage(&mut self, node: &Node, path: &str, index: usize, parent: &Provenance) -> Stage {
        self.mark(path, &node.span);
        let fields = self.fields(node, "stage", &[], written::fields::<written::Stage>());
        let name = self.name_or_key(&fields, &format!("stage {}", index + 1));
        let issues = self.need(&fields, "issues", "the issues carried out in this stage");
        let issues = issues.map(|node| self.positions(node, "issues", Self::issue_index)).unwrap_or_default();
        for (place, span) in issues.spans.iter().enumerate() {
            self.mark(format!("{path}.issues[{place}]"), span);
        }
        let success = fields.get("success").and_then(|node| {
            self.mark(format!("{path}.success"), &node.span);
            self.quantity(node, &traits::SUCCESS)
        });
        let source = fields.get("source").map(|node| self.provenance(node));
        Stage { name, issues: issues.list, success, source: source.unwrap_or_else(|| parent.clone()) }
    }
}
