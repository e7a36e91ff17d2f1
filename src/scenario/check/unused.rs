//! Warnings: entries that change nothing, parties that nobody speaks about.

use std::collections::BTreeSet;

use super::Checks;
use crate::scenario::decode::COMPONENTS;
use crate::scenario::diagnostic::{Diagnostic, codes, quoted};
use crate::scenario::model::{PhaseFormat, Provenance};
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
        self.unused_parts();
    }

    fn unused_parts(&mut self) {
        for (index, part) in self.scenario.parts.iter().enumerate() {
            let mut phases = self.scenario.formats.iter().flat_map(|format| &format.phases);
            let path = format!("parts.{}", part.name);
            if phases.any(|phase| phase.held == PhaseFormat::Part(index)) || self.taken_over(&path) {
                continue;
            }
            let message = format!("no phase is held in the part {}", quoted(&part.name));
            let problem = Diagnostic::warning(codes::WARN_PART, self.span(&path), message);
            let help = "name it in a phase of a format, or move it to `formats` to compare it";
            self.found.push(problem.label("never held").help(help));
        }
    }

    /// Whether another format takes a component over from this one: then both have it at the same place.
    fn taken_over(&self, path: &str) -> bool {
        let place = |path: &str, component: &str| self.scenario.spans.get(&format!("{path}.{component}"));
        COMPONENTS.iter().filter_map(|component| Some((component, place(path, component)?))).any(
            |(component, own)| {
                !self.inherited(path, own)
                    && self
                        .plain()
                        .iter()
                        .any(|(other, _)| other != path && place(other, component) == Some(own))
            },
        )
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
