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
            let mut party = Party::of_zeros(id, name, source);
            party.bias = d.bias(&fields, &path);
            for entry in &traits::PARTY {
                if fields.get(entry.name).is_some() || entry.default_quantity().is_some() {
                    let number = d.number(&fields, entry, &format!("{path}.{}", entry.name));
                    traits::set_of_party(&mut party, entry.name, number);
                }
            }
            party
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
