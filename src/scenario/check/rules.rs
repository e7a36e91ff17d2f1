//! What makes a proposal pass: a rule that can be met, votes of members only.

use super::Checks;
use crate::scenario::diagnostic::{Diagnostic, codes, quoted};
use crate::scenario::model::{Format, Rule};

impl Checks<'_> {
    pub(super) fn rule(&mut self, format: &Format, path: &str) {
        let indispensable = &format.membership.indispensable;
        self.members_only(format, path, "membership.indispensable", indispensable, "is indispensable");
        let members = format.membership.members.len() as u64;
        match &format.rule {
            Rule::ConsensusMinus(minus) if u64::from(*minus) >= members => {
                let message = format!(
                    "all {members} members of {} may refuse: everything would pass",
                    quoted(&format.name)
                );
                let help = format!("write a number from 0 to {}", members.saturating_sub(1));
                self.bad_rule(path, "minus", message, &help);
            }
            Rule::Unanimity | Rule::ConsensusMinus(_) => {}
            Rule::Quota(needed) => self.needed(format, path, *needed, members, "members"),
            Rule::Weighted { weights, needed } => {
                for (party, _) in weights {
                    let place = format!("rule.weights.{}", self.party_name(*party));
                    self.member_only(format, path, &place, *party, "has votes");
                }
                let seated = weights.iter().filter(|(party, _)| format.membership.members.contains(party));
                let votes = seated.map(|(_, votes)| u64::from(*votes)).sum();
                self.needed(format, path, *needed, votes, "votes");
            }
        }
    }

    fn needed(&mut self, format: &Format, path: &str, needed: u32, there: u64, what: &str) {
        let name = quoted(&format.name);
        let message = if needed == 0 {
            format!("no {what} are needed in {name}: everything would pass")
        } else if u64::from(needed) > there {
            format!("nothing can ever pass in {name}: it needs {needed} of {there} {what}")
        } else {
            return;
        };
        let help = if there == 0 {
            "give members votes in `weights`".to_owned()
        } else {
            format!("write a number from 1 to {there}")
        };
        self.bad_rule(path, "needed", message, &help);
    }

    fn bad_rule(&mut self, path: &str, field: &str, message: String, help: &str) {
        let span = self.span(&format!("{path}.rule.{field}"));
        let problem = Diagnostic::error(codes::RULE, span, message).label(format!("this `{field}`"));
        let problem = self.with_heir(problem, path).help(help);
        self.found.push(problem);
    }
}
