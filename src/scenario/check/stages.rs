//! Road maps: stages that can never be reached, issues in two stages, issues in none.

use crate::scenario::place::IssueIndex;
use std::collections::BTreeMap;

use super::Checks;
use crate::scenario::diagnostic::{Diagnostic, codes, quoted};
use crate::scenario::model::{Format, Roadmap, Stage};

/// The issues on the agenda of a format.
fn on_agenda(format: &Format) -> impl Iterator<Item = IssueIndex> + '_ {
    let flags = format.contract.agenda.iter().enumerate();
    flags.filter(|(_, on)| **on).map(|(issue, _)| IssueIndex(issue))
}

impl Checks<'_> {
    pub(super) fn stages(&mut self) {
        self.completion();
        self.idle_times();
        for (index, roadmap) in self.scenario.roadmaps.iter().enumerate() {
            let path = format!("roadmaps.{}", roadmap.name);
            if !self.sound(&path) {
                continue;
            }
            self.stage_contents(roadmap, &path);
            self.stage_chances(roadmap, &path);
            let users: Vec<(String, &Format)> = self
                .plain()
                .into_iter()
                .filter(|(_, format)| format.contract.roadmaps.contains(&index))
                .collect();
            if self.formats_sound() && self.sound("calendar") && !users.is_empty() {
                self.horizon(roadmap, &path);
                self.agendas(roadmap, &path, &users);
            }
        }
    }

    fn stage_contents(&mut self, roadmap: &Roadmap, path: &str) {
        let mut first: BTreeMap<IssueIndex, String> = BTreeMap::new();
        for (index, stage) in roadmap.stages.iter().enumerate() {
            let path = format!("{path}.stages[{index}]");
            if stage.issues.is_empty() {
                let message = format!(
                    "the stage {} has no issue: there is nothing to reach in it",
                    quoted(&stage.name)
                );
                let problem = Diagnostic::error(codes::STAGE_UNREACHED, self.span(&path), message);
                self.found.push(problem.label("an empty stage").help("give it issues, or remove it"));
            }
            for (place, &issue) in stage.issues.iter().enumerate() {
                let here = format!("{path}.issues[{place}]");
                if let Some(there) = first.get(&issue) {
                    let message =
                        format!("{} stands in two stages of one road map", quoted(self.issue_name(issue)));
                    let problem = Diagnostic::error(codes::TWO_STAGES, self.span(&here), message)
                        .label("again here")
                        .also(self.span(there), "first here")
                        .help("leave it in one of them; to do a thing in two steps, make it two issues");
                    self.found.push(problem);
                } else {
                    first.insert(issue, here);
                }
            }
        }
    }

    fn stage_chances(&mut self, roadmap: &Roadmap, path: &str) {
        let hopeless = roadmap
            .stages
            .iter()
            .position(|stage| stage.success.as_ref().is_some_and(|chance| chance.to <= 0.0));
        let Some(index) = hopeless else { return };
        let later: Vec<String> =
            roadmap.stages[index + 1..].iter().map(|stage| quoted(&stage.name)).collect();
        let message = match later.as_slice() {
            [] => format!("the stage {} can never be completed", quoted(&roadmap.stages[index].name)),
            _ => format!("{} can never be reached: the stage before is never completed", later.join(", ")),
        };
        let problem = Diagnostic::error(
            codes::STAGE_UNREACHED,
            self.span(&format!("{path}.stages[{index}].success")),
            message,
        );
        self.found
            .push(problem.label("a chance of 0").help("write a chance above 0, or leave `success` out"));
    }

    /// An issue that does not say what it takes is never carried out, nor is a stage that waits for it.
    fn completion(&mut self) {
        if self.scenario.world.completion.to > 0.0 || !self.sound("world") {
            return;
        }
        let open = |issue: IssueIndex| {
            self.issue_sound(issue)
                && self.scenario.issues.get(issue.index()).is_some_and(|i| i.takes.is_none())
        };
        let stage = self.scenario.roadmaps.iter().find_map(|roadmap| {
            let waits =
                |stage: &Stage| stage.success.is_none() && stage.issues.iter().any(|&issue| open(issue));
            let index = roadmap.stages.iter().position(waits)?;
            Some((format!("roadmaps.{}.stages[{index}]", roadmap.name), "this stage waits for such an issue"))
        });
        let waits = |format: &Format| format.contract.roadmaps.is_empty() && on_agenda(format).any(open);
        let format = self.plain().into_iter().find(|(_, format)| waits(format));
        let format = format.map(|(path, _)| (path, "this format carries out such an issue"));
        let Some((user, why)) = stage.or(format) else { return };
        let message =
            "`completion` of the world is 0: an issue that does not say what it `takes` is never carried out";
        let problem = Diagnostic::error(codes::STAGE_UNREACHED, self.span("world.completion"), message)
            .label("a chance of 0")
            .also(self.span(&user), why)
            .help("write a chance above 0, leave `completion` out, or write what each issue `takes`");
        self.found.push(problem);
    }

    /// What an issue takes does nothing where every stage in which it is carried out has a chance of its own.
    fn idle_times(&mut self) {
        if !self.formats_sound() {
            return;
        }
        for (index, issue) in self.scenario.issues.iter().enumerate() {
            let index = IssueIndex(index);
            if issue.takes.is_none() || !self.issue_sound(index) {
                continue;
            }
            let waits = |&roadmap: &usize| {
                let stages = self.scenario.roadmaps.get(roadmap).map_or(&[][..], |map| &map.stages);
                stages.iter().any(|stage| stage.success.is_none() && stage.issues.contains(&index))
            };
            let mut users: Vec<(String, &Format)> = self.plain();
            users.retain(|(_, format)| on_agenda(format).any(|on| on == index));
            let acts = |maps: &[usize]| maps.is_empty() || maps.iter().any(waits);
            if users.is_empty() || users.iter().any(|(_, format)| acts(&format.contract.roadmaps)) {
                continue;
            }
            let message = format!(
                "what {} takes does nothing: every stage with it writes its own `success`",
                quoted(&issue.id)
            );
            let help = "leave `takes` out here, or `success` out there";
            self.idle(&format!("issues.{}", issue.id), "takes", message, "no effect", help);
        }
    }

    fn horizon(&mut self, roadmap: &Roadmap, path: &str) {
        let (stages, horizon) = (roadmap.stages.len(), self.scenario.calendar.horizon);
        if (stages as u64) <= u64::from(horizon) {
            return;
        }
        let message =
            format!("{stages} stages cannot be reached within {horizon} periods: each takes at least one");
        let problem = Diagnostic::error(codes::STAGE_UNREACHED, self.span("calendar.horizon"), message)
            .label("the horizon")
            .also(self.span(path), "this road map")
            .help(format!("write a horizon of {stages} or more, or fewer stages"));
        self.found.push(problem);
    }

    fn agendas(&mut self, roadmap: &Roadmap, path: &str, users: &[(String, &Format)]) {
        let on_agenda = |issue: IssueIndex| {
            users.iter().any(|(_, format)| format.contract.agenda.get(issue.index()) == Some(&true))
        };
        let names: Vec<String> = users.iter().map(|(_, format)| quoted(&format.name)).collect();
        let names = names.join(", ");
        for (index, stage) in roadmap.stages.iter().enumerate() {
            let path = format!("{path}.stages[{index}]");
            if !stage.issues.is_empty() && !stage.issues.iter().any(|&issue| on_agenda(issue)) {
                let message = format!(
                    "the stage {} can never be reached: none of its issues is on an agenda",
                    quoted(&stage.name)
                );
                let problem = Diagnostic::error(codes::STAGE_UNREACHED, self.span(&path), message);
                let help = format!("put its issues on the `agenda` of {names}, or remove the stage");
                self.found.push(problem.label("never reached").help(help));
                continue;
            }
            for (place, &issue) in stage.issues.iter().enumerate().filter(|&(_, &issue)| !on_agenda(issue)) {
                let message = format!(
                    "{} is on no agenda of a format with this road map",
                    quoted(self.issue_name(issue))
                );
                let problem = Diagnostic::warning(
                    codes::WARN_OFF_AGENDA,
                    self.span(&format!("{path}.issues[{place}]")),
                    message,
                );
                self.found.push(
                    problem
                        .label("never carried out")
                        .help(format!("put it on the `agenda` of {names}, or remove it here")),
                );
            }
        }
        for (user, format) in users {
            self.not_in_roadmap(roadmap, user, format);
        }
    }

    fn not_in_roadmap(&mut self, roadmap: &Roadmap, user: &str, format: &Format) {
        let missing: Vec<IssueIndex> = IssueIndex::all(self.scenario.issues.len())
            .filter(|&issue| format.contract.agenda.get(issue.index()) == Some(&true))
            .filter(|issue| !roadmap.stages.iter().any(|stage| stage.issues.contains(issue)))
            .collect();
        let Some(&first) = missing.first() else { return };
        let names: Vec<String> = missing.iter().map(|&issue| quoted(self.issue_name(issue))).collect();
        let path = format!("{user}.contract");
        let written = self.scenario.spans.contains_key(&format!("{path}.agenda"));
        let message = format!(
            "on the agenda of {}, but in no stage of the road map {}: {}",
            quoted(&format.name),
            quoted(&roadmap.name),
            names.join(", ")
        );
        let label = if written { "on the agenda" } else { "no `agenda` in here, so all issues are on it" };
        let problem = Diagnostic::error(
            codes::NOT_IN_ROADMAP,
            self.span(&format!("{path}.agenda.{}", self.issue_name(first))),
            message,
        )
        .label(label)
        .also(self.span(&format!("roadmaps.{}", roadmap.name)), "this road map")
        .help("add the issue to a stage, or write an `agenda` without it");
        self.add_shared(problem);
    }
}
