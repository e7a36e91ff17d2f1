//! Variants: alternatives to what is assumed about structure, and the entries that name them.

use super::fields::Fields;
use super::{Decoder, MOST_EDITS, MOST_VARIANTS};
use crate::scenario::diagnostic::{Diagnostic, codes, did_you_mean, quoted};
use crate::scenario::model::{Span, Tried, Variant};
use crate::scenario::syntax::{Node, Value};
use crate::scenario::written;

impl Decoder<'_> {
    /// What each changes is read when the whole file is: here it is a text.
    pub(super) fn variants(&mut self, fields: &Fields<'_>) -> Vec<Variant> {
        let entries = self.keyed(fields, "variants", "variant", 0, MOST_VARIANTS);
        entries.into_iter().map(|(name, span, node)| self.one_variant(name, &span, node)).collect()
    }

    fn one_variant(&mut self, name: String, span: &Span, node: &Node) -> Variant {
        let path = format!("variants.{name}");
        self.mark(path.as_str(), span);
        let fields = self.fields(node, "variant", &[], written::fields::<written::Variant>());
        let because = self.required_text(&fields, "because", "why it is worth a run");
        let list = self.need(&fields, "set", "what it changes: [\"PATH=VALUE\"], as `--set` takes it");
        let items = list.map_or(&[][..], |node| self.list(node, "a list of edits, each \"PATH=VALUE\""));
        if let Some(list) = list.filter(|list| matches!(list.value, Value::List(_))) {
            self.check_number(&list.span, "edits of a variant", items.len(), 1, MOST_EDITS);
        }
        let mut edits = Vec::new();
        for (index, item) in items.iter().take(MOST_EDITS).enumerate() {
            self.mark(format!("{path}.set[{index}]"), &item.span);
            edits.extend(self.filled_text(item));
        }
        Variant { name, because, edits }
    }

    /// `variants` and `no_variant` of an assumption.
    pub(super) fn tried(&mut self, fields: &Fields<'_>) -> Tried {
        let mut variants = Vec::new();
        for item in
            fields.get("variants").map_or(&[][..], |node| self.list(node, "a list of names of variants"))
        {
            let Some(name) = self.filled_text(item) else { continue };
            if self.names.variants.known && !self.names.variants.list.contains(&name) {
                let all: Vec<&str> = self.names.variants.list.iter().map(String::as_str).collect();
                let help = if all.is_empty() {
                    "define it: `variants: { \"NAME\": (because: \"…\", set: [\"PATH=VALUE\"]) }`, or say why there is none: `no_variant: \"…\"`".to_owned()
                } else {
                    did_you_mean(&name, &all)
                };
                let message = format!("there is no variant {}", quoted(&name));
                let problem = Diagnostic::error(codes::UNKNOWN_VARIANT, item.span.clone(), message);
                self.report(problem.label("not among the `variants` of the file").help(help));
            }
            variants.push(name);
        }
        let no_variant = fields.get("no_variant").and_then(|node| self.filled_text(node));
        Tried { variants, no_variant }
    }
}
