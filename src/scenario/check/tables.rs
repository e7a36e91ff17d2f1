//! Nested formats: sub-tables that fit under their plenary and do not overlap.

use super::Checks;
use super::reach::{bearers, table_can_change, untreated};
use crate::scenario::diagnostic::{Diagnostic, codes, quoted};
use crate::scenario::model::{Format, Plenary, SubAgreements, SubTable};
use crate::scenario::place::IssueIndex;

impl Checks<'_> {
    pub(super) fn tables(&mut self, format: &Format, path: &str) {
        if format.membership.tables.is_empty() {
            self.no_tables(format, path);
            return;
        }
        for (index, table) in format.membership.tables.iter().enumerate() {
            let place = format!("{path}.membership.tables.{}", table.name);
            self.table_members(format, table, path, &place);
            self.table_agenda(format, index, path, &place);
            self.fixed_there(format, table, &place);
        }
        self.one_roadmap(format, path);
        self.untreated_issues(format, path);
    }

    /// What a plenary may do, where there is none.
    fn no_tables(&mut self, format: &Format, path: &str) {
        let amends = format.proposing.plenary != Plenary::Adopts;
        let at_once = format.contract.sub_agreements != SubAgreements::Contingent;
        for (written, field) in [(amends, "proposing.plenary"), (at_once, "contract.sub_agreements")] {
            if written {
                let message = format!("{} has no sub-tables: this changes nothing", quoted(&format.name));
                let help = "write `tables` in its `membership`, or remove this";
                self.idle(path, field, message, "nothing to decide about", help);
            }
        }
    }

    fn table_problem(&mut self, path: &str, place: &str, message: String, label: &str, help: &str) {
        let problem = Diagnostic::error(codes::TABLES, self.span(place), message).label(label);
        let problem = self.with_heir(problem, path).help(help);
        self.found.push(problem);
    }

    fn table_members(&mut self, format: &Format, table: &SubTable, path: &str, place: &str) {
        for (index, &party) in table.members.iter().enumerate() {
            if format.membership.members.contains(&party) {
                continue;
            }
            let name = quoted(self.party_name(party));
            let message = format!(
                "{name} sits at the sub-table {}, but not in the plenary of {}",
                quoted(&table.name),
                quoted(&format.name)
            );
            let help = format!("add {name} to the `members` of the membership, or remove it here");
            self.table_problem(
                path,
                &format!("{place}.members[{index}]"),
                message,
                "not in the plenary",
                &help,
            );
        }
    }

    fn table_agenda(&mut self, format: &Format, index: usize, path: &str, place: &str) {
        let tables = &format.membership.tables;
        let table = &tables[index];
        let own = IssueIndex::all(table.agenda.len()).filter(|&issue| table.agenda[issue]);
        for issue in own {
            let name = quoted(self.issue_name(issue));
            let here = format!("{place}.agenda.{}", self.issue_name(issue));
            if format.contract.agenda.get(issue.index()) != Some(&true) {
                let message = format!(
                    "the sub-table {} treats {name}, which is not on the agenda of {}",
                    quoted(&table.name),
                    quoted(&format.name)
                );
                let help = format!("add {name} to the `agenda` of the contract, or remove it here");
                self.table_problem(path, &here, message, "not on the plenary's agenda", &help);
            }
            let Some(first) =
                tables[..index].iter().find(|other| other.agenda.get(issue.index()) == Some(&true))
            else {
                continue;
            };
            let message = format!(
                "{name} is on the agenda of two sub-tables, {} and {}",
                quoted(&first.name),
                quoted(&table.name)
            );
            let there = format!("{path}.membership.tables.{}.agenda.{}", first.name, self.issue_name(issue));
            let problem = Diagnostic::error(codes::TABLES, self.span(&here), message)
                .label("again here")
                .also(self.span(&there), "first here");
            self.add_shared(problem.help("leave it on one of the two"));
        }
    }

    /// An issue that a sub-table cannot change, since some party with the duty for it does not sit there.
    fn fixed_there(&mut self, format: &Format, table: &SubTable, place: &str) {
        let own = IssueIndex::all(table.agenda.len())
            .filter(|&issue| table.agenda[issue] && self.issue_sound(issue));
        for issue in own.collect::<Vec<_>>() {
            if table_can_change(self.scenario, format, bearers(format, table), issue) {
                continue;
            }
            let name = quoted(self.issue_name(issue));
            let message = format!(
                "{name} is on the agenda of the sub-table {}, but cannot change there",
                quoted(&table.name)
            );
            let span = self.span(&format!("{place}.agenda.{}", self.issue_name(issue)));
            let problem = Diagnostic::warning(codes::WARN_FIXED_ISSUE, span, message).label("stays as it is");
            let help = if format.contract.sub_agreements == SubAgreements::AtOnce {
                "all who have the duty for a level must sit at this sub-table: seat them, ask them (`absent: asked`), or leave the issue to another one"
            } else {
                "all who have the duty for a level must be members of the plenary: add them, ask them (`absent: asked`), or leave the issue out"
            };

            self.add_shared(problem.help(help));
        }
    }

    fn one_roadmap(&mut self, format: &Format, path: &str) {
        if format.contract.roadmaps.len() < 2 {
            return;
        }
        let message = format!(
            "{} has sub-tables and {} road maps: each table could follow another one",
            quoted(&format.name),
            format.contract.roadmaps.len()
        );
        let place = format!("{path}.contract.roadmaps[1]");
        let help = "name one road map; for another one, write another format";
        self.table_problem(path, &place, message, "the second road map", help);
    }

    fn untreated_issues(&mut self, format: &Format, path: &str) {
        let settles = format.contract.sub_agreements == SubAgreements::AtOnce
            || format.proposing.plenary == Plenary::Amends;
        if settles {
            return;
        }
        let left = untreated(format);
        for issue in IssueIndex::all(left.len()).filter(|&issue| left[issue]) {
            let name = self.issue_name(issue);
            let message = format!(
                "{} is on the agenda of {}, but no sub-table treats it",
                quoted(name),
                quoted(&format.name)
            );
            let span = self.span(&format!("{path}.contract.agenda.{name}"));
            let problem = Diagnostic::warning(codes::WARN_UNTREATED, span, message).label("never treated");
            let help = "put it on a sub-table's `agenda`, leave it out of the contract's, or let the plenary amend: \
                        `proposing: (plenary: amends)`";
            self.found.push(problem.help(help));
        }
    }
}
