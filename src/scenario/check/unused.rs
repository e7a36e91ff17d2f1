//! Warnings: entries that change nothing, parties that nobody speaks about.

use std::collections::BTreeSet;

use super::Checks;
use crate::scenario::diagnostic::{Diagnostic, codes, quoted};
use crate::scenario::model::Provenance;
use crate::scenario::sources::provenances;

impl Checks<'_> {
    pub(super) fn unused(&mut self) {
        // While there are errors, what is unused may only be unread.
        if !self.tainted.is_empty() {
            return;
        }
        self.unused_sources();
        self.silent_parties();
        self.unused_roadmaps();
    }

    fn unused_sources(&mut self) {
        let mut cited = BTreeSet::new();
        for provenance in provenances(self.scenario) {
            if let Provenance::Stated { at, .. } = provenance {
                cited.extend(
                    at.split(',')
                        .filter_map(|part| part.split_once('§'))
                        .map(|(key, _)| key.trim().to_owned()),
                );
            }
        }
        for source in self.scenario.sources.iter().filter(|source| !cited.contains(&source.key)) {
            let message = format!("no entry cites the source {}", quoted(&source.key));
            let problem = Diagnostic::warning(
                codes::WARN_SOURCE,
                self.span(&format!("sources.{}", source.key)),
                message,
            );
            self.found.push(problem.label("never cited").help("cite it where it applies, or remove it"));
        }
    }

    fn silent_parties(&mut self) {
        for (index, party) in self.scenario.parties.iter().enumerate() {
            if self.scenario.statements.iter().any(|statement| statement.party == index) {
                continue;
            }
            let message = format!(
                "no statement says what {} wants: all of its preferences are assumed",
                quoted(&party.id)
            );
            let problem = Diagnostic::warning(
                codes::WARN_SILENT_PARTY,
                self.span(&format!("parties.{}", party.id)),
                message,
            );
            self.found.push(
                problem
                    .label("no statement")
                    .help("if the texts are silent about it, leave it so: the report says it"),
            );
        }
    }

    fn unused_roadmaps(&mut self) {
        for (index, roadmap) in self.scenario.roadmaps.iter().enumerate() {
            if self.plain().iter().any(|(_, format)| format.contract.roadmaps.contains(&index)) {
                continue;
            }
            let message = format!("no format uses the road map {}", quoted(&roadmap.name));
            let problem = Diagnostic::warning(
                codes::WARN_ROADMAP,
                self.span(&format!("roadmaps.{}", roadmap.name)),
                message,
            );
            let help = format!(
                "name it in a format: `contract: (roadmaps: [{}], …)`, or remove it",
                quoted(&roadmap.name)
            );
            self.found.push(problem.label("never used").help(help));
        }
    }
}
