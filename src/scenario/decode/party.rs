//! Parties with their numbers.

use super::fields::Fields;
use super::{Decoder, MOST_PARTIES};
use crate::scenario::diagnostic::{Diagnostic, codes};
use crate::scenario::model::{Party, PartyIndex, Quantity, Span};
use crate::scenario::syntax::Node;
use crate::scenario::traits;
use crate::scenario::written;

impl Decoder<'_> {
    pub(super) fn parties(&mut self, fields: &Fields<'_>) -> Vec<Party> {
        let parties = self.keyed(fields, "parties", "party", 2, MOST_PARTIES);
        parties.into_iter().map(|(id, span, node)| self.one_party(id, &span, node)).collect()
    }

    fn one_party(&mut self, id: String, span: &Span, node: &Node) -> Party {
        let path = format!("parties.{id}");
        self.mark(path.as_str(), span);
        self.guarded(&path, |d| {
            let fields = d.fields(node, "party", &[], written::fields::<written::Party>());
            let name = d.name_or_key(&fields, &id);
            let source = d.needed_source(&fields, &format!("the party \"{id}\""));
            let bias = d.bias(&fields, &path);
            let mut number = |name: &str| -> Option<Quantity> {
                let entry = traits::party_trait(name)?;
                (fields.get(name).is_some() || entry.default_quantity().is_some())
                    .then(|| d.number(&fields, entry, &format!("{path}.{name}")))
            };
            let mut needed = |name: &str| number(name).unwrap_or_else(|| Quantity::default_range(0.0, 0.0));
            Party {
                reservation: needed("reservation"),
                patience: needed("patience"),
                temptation: needed("temptation"),
                collapse_penalty: needed("collapse_penalty"),
                spoiling: needed("spoiling"),
                detection: needed("detection"),
                ratification: needed("ratification"),
                mandate: needed("mandate"),
                audience_cost: needed("audience_cost"),
                conflict_cost: needed("conflict_cost"),
                concession: needed("concession"),
                accuracy: needed("accuracy"),
                guarantee_force: needed("guarantee_force"),
                guarantee_cost: needed("guarantee_cost"),
                inspection: needed("inspection"),
                effort: needed("effort"),
                bias,
                outside_option: number("outside_option"),
                id,
                name,
                source,
            }
        })
    }

    /// What it cares for other parties' gains, as a mediator: a number each.
    fn bias(&mut self, fields: &Fields<'_>, path: &str) -> Vec<(PartyIndex, Quantity)> {
        let example = "{ \"south\": assumed(from: 0.1, to: 0.5, because: \"…\") }";
        let mut bias = Vec::new();
        for (party, span, node) in self.party_map(fields, "bias", path, example) {
            let Some(quantity) = self.quantity(node, &traits::BIAS) else { continue };
            if path == format!("parties.{}", self.names.parties.list[party]) {
                let problem = Diagnostic::error(
                    codes::ROLE,
                    span,
                    "a party's bias towards itself: its own gain counts as 1 already",
                );
                self.report(problem.label("itself").help("name other parties, or remove it"));
            }
            bias.push((party, quantity));
        }
        bias
    }

    /// The field `name`, or the key.
    pub(super) fn name_or_key(&mut self, fields: &Fields<'_>, key: &str) -> String {
        match fields.get("name") {
            Some(node) => self.filled_text(node).unwrap_or_else(|| key.to_owned()),
            None => key.to_owned(),
        }
    }
}
