//! What makes a proposal pass: a rule that can be met, votes of members only.

use super::Checks;
use crate::scenario::diagnostic::{Diagnostic, codes, quoted};
use crate::scenario::model::{Format, PartyIndex, Rule, SubTable};

impl Checks<'_> {
    pub(super) fn rule(&mut self, format: &Format, path: &str) {
        let indispensable = &format.membership.indispensable;
        self.members_only(format, path, "membership.indispensable", indispensable, "is indispensable");
        if let Rule::Weighted { weights, .. } = &format.rule {
            for (party, _) in weights {
                let place = format!("rule.weights.{}", self.party_name(*party));
                self.member_only(format, path, &place, *party, "has votes");
            }
        }
        self.rule_at(format, path, &format.membership.members, None);
        for table in &format.membership.tables {
            self.rule_at(format, path, &table.members, Some(table));
        }
    }

    /// The rule of a format holds at each of its tables.
    fn rule_at(&mut self, format: &Format, path: &str, members: &[PartyIndex], table: Option<&SubTable>) {
        let name = match table {
            Some(table) => format!("the sub-table {} of {}", quoted(&table.name), quoted(&format.name)),
            None => quoted(&format.name),
        };
        let count = members.len() as u64;
        let (field, message, most) = match &format.rule {
            Rule::ConsensusMinus(minus) if u64::from(*minus) >= count && count > 0 => {
                let message = format!("all {count} members of {name} may refuse: everything would pass");
                ("minus", message, count - 1)
            }
            Rule::Unanimity | Rule::ConsensusMinus(_) => return,
            Rule::Quota(needed) => match wrong(*needed, count, "members", &name) {
                Some(message) => ("needed", message, count),
                None => return,
            },
            Rule::Weighted { weights, needed } => {
                let seated = weights.iter().filter(|(party, _)| members.contains(party));
                let votes = seated.map(|(_, votes)| u64::from(*votes)).sum();
                match wrong(*needed, votes, "votes", &name) {
                    Some(message) => ("needed", message, votes),
                    None => return,
                }
            }
        };
        let least = u64::from(field == "needed");
        let help = match (most, table) {
            (0, None) => "give members votes in `weights`".to_owned(),
            (0, Some(_)) => "give members of this table votes in `weights`".to_owned(),
            _ => format!("write a number from {least} to {most}"),
        };
        let span = self.span(&format!("{path}.rule.{field}"));
        let mut problem = Diagnostic::error(codes::RULE, span, message).label(format!("this `{field}`"));
        if let Some(table) = table {
            let place = self.span(&format!("{path}.membership.tables.{}", table.name));
            problem = problem.also(place, "the rule of the format holds at this table, too");
        }
        let problem = self.with_heir(problem, path).help(help);
        self.found.push(problem);
    }
}

/// What is wrong with a number of members or votes that is needed, of so many that there are.
fn wrong(needed: u32, there: u64, what: &str, name: &str) -> Option<String> {
    if needed == 0 {
        Some(format!("no {what} are needed in {name}: everything would pass"))
    } else if u64::from(needed) > there {
        Some(format!("nothing can ever pass in {name}: it needs {needed} of {there} {what}"))
    } else {
        None
    }
}
