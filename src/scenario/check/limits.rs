//! How much a format may ask of the exact solvers: packages to look at, offers to make.

use super::{Checks, largest_table};
use crate::scenario::decode::{MOST_OFFERS_IN_ALL, MOST_PACKAGES};
use crate::scenario::diagnostic::{Diagnostic, codes, quoted};
use crate::scenario::model::Format;
use crate::scenario::place::IssueIndex;

impl Checks<'_> {
    pub(super) fn limits(&mut self, format: &Format, path: &str) {
        self.packages(format, path);
        self.offers(format, path);
    }

    fn packages(&mut self, format: &Format, path: &str) {
        let mut agenda = IssueIndex::all(self.scenario.issues.len())
            .filter(|&issue| format.contract.agenda.get(issue.index()) == Some(&true));
        if !self.sound("parties") || !agenda.all(|issue| self.issue_sound(issue)) {
            return;
        }
        let (count, table) = largest_table(self.scenario, format);
        if count <= MOST_PACKAGES {
            return;
        }
        let at = table.map_or(String::new(), |table| format!(" at {table}"));
        let message = format!(
            "{count} packages can be proposed in {}{at}; the most is {MOST_PACKAGES}",
            quoted(&format.name)
        );
        let problem = Diagnostic::error(codes::TOO_MANY, self.span(&format!("{path}.contract")), message)
            .label("too many combinations")
            .also(self.span(path), "in this format");
        let help = "put fewer issues on the `agenda`, name fewer `roadmaps`, or write fewer levels: each issue multiplies \
                    the packages by 1 + the number of its levels that this table can agree, and so do the road maps by \
                    their number";
        self.add_shared(problem.help(help));
    }

    fn offers(&mut self, format: &Format, path: &str) {
        let (meetings, offers) = (format.delegation.meetings, format.delegation.offers);
        let all = u64::from(meetings) * u64::from(offers);
        if all <= MOST_OFFERS_IN_ALL {
            return;
        }
        let message = format!(
            "{meetings} meetings of {offers} offers are {all} offers in {}; the most is {MOST_OFFERS_IN_ALL}",
            quoted(&format.name)
        );
        let place = self.span(&format!("{path}.delegation.meetings"));
        let problem = Diagnostic::error(codes::TOO_MANY, place, message)
            .label("too many offers in all")
            .also(self.span(path), "in this format");
        let most = MOST_OFFERS_IN_ALL / u64::from(offers.max(1));
        let help = format!(
            "write at most {most} `meetings`, or fewer `offers` (left out, they are as many as members)"
        );
        self.add_shared(problem.help(help));
    }
}
