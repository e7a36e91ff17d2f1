//! Composites: phases that come after each other in a circle, switches that can never fire.

use super::{Checks, can_agree};
use crate::scenario::diagnostic::{Diagnostic, codes, quoted};
use crate::scenario::model::{Effect, Format, IssueIndex, LevelIndex, Phase, PhaseFormat, Scenario};

impl Checks<'_> {
    pub(super) fn phases(&mut self) {
        for format in self.scenario.formats.iter().filter(|format| !format.phases.is_empty()) {
            let path = format!("formats.{}", format.name);
            if !self.sound(&path) || self.after_circles(format, &path) || !self.formats_sound() {
                continue;
            }
            for (index, phase) in format.phases.iter().enumerate() {
                let mut levels = phase.reached.iter().chain(&phase.not_reached);
                if levels.all(|&(issue, _)| self.issue_sound(issue)) {
                    let place = format!("{path}.phases.{}", phase.name);
                    self.reached(format, index, &place);
                    self.not_reached(format, index, &place);
                }
            }
        }
    }

    /// Reports each circle of `after` once, at its first phase; true if there is one.
    fn after_circles(&mut self, format: &Format, path: &str) -> bool {
        let mut found = false;
        for index in 0..format.phases.len() {
            let line = line(&format.phases, index);
            let last = line.last().copied().unwrap_or(index);
            let closed = format.phases[last].after == Some(index);
            if !closed {
                continue;
            }
            found = true;
            if line.iter().any(|&member| member < index) {
                continue;
            }
            let name = |member: usize| quoted(&format.phases[member].name);
            let place = |member: usize| format!("{path}.phases.{}.after", format.phases[member].name);
            let names: Vec<String> = line.iter().map(|&member| name(member)).collect();
            let message = if line.len() == 1 {
                format!("the phase {} would come after itself", names.join(""))
            } else {
                format!("these phases come after each other in a circle: {}", names.join(", "))
            };
            let mut problem = Diagnostic::error(codes::AFTER_CIRCLE, self.span(&place(index)), message)
                .label("`after` leads back here");
            for &member in &line[1..] {
                problem = problem.also(self.span(&place(member)), "through this one");
            }
            self.found.push(problem.help("let one of them begin at the start, without `after`"));
        }
        found
    }

    fn pair(&self, (issue, level): (IssueIndex, LevelIndex)) -> String {
        format!("{} of {}", quoted(self.level_name(issue, level)), quoted(self.issue_name(issue)))
    }

    fn never(&mut self, phase: &Phase, place: &str, message: &str, label: &str, help: &str) {
        let message = format!("the phase {} can never begin: {message}", quoted(&phase.name));
        let problem = Diagnostic::error(codes::SWITCH_NEVER, self.span(place), message);
        self.found.push(problem.label(label).help(help));
    }

    fn reached(&mut self, format: &Format, index: usize, place: &str) {
        let phase = &format.phases[index];
        if phase.reached.is_empty() {
            return;
        }
        let open: Vec<_> =
            phase.reached.iter().copied().filter(|level| !phase.not_reached.contains(level)).collect();
        let place = format!("{place}.reached");
        if open.is_empty() {
            let message = "what must be reached must not be reached";
            let help = "remove the level from `reached` or from `not_reached`";
            self.never(phase, &place, message, "also in `not_reached`", help);
            return;
        }
        let possible = |&(issue, level): &(IssueIndex, LevelIndex)| {
            at_start(self.scenario, issue, level)
                || before(self.scenario, format, index)
                    .iter()
                    .any(|held| can_agree(self.scenario, held, issue, level))
        };
        if open.iter().any(possible) {
            return;
        }
        let names: Vec<String> = open.iter().map(|&level| self.pair(level)).collect();
        let (message, help) = if phase.after.is_none() {
            (
                format!("it begins at the start, and {} is not there then", names.join(" or ")),
                "add `after: \"a phase\"` that can bring it about, or name another level",
            )
        } else {
            (
                format!("no phase before it can bring about {}", names.join(" or ")),
                "a phase can bring it about if the issue is on its agenda and all who have the duty for that level are members, or are asked (`absent: asked`)",
            )
        };
        self.never(phase, &place, &message, "never reached", help);
    }

    fn not_reached(&mut self, format: &Format, index: usize, place: &str) {
        let phase = &format.phases[index];
        for (at, &(issue, level)) in phase.not_reached.iter().enumerate() {
            if !at_start(self.scenario, issue, level) || self.can_be_left(format, index, issue, level) {
                continue;
            }
            let (message, help) = if phase.after.is_none() {
                (
                    format!("it begins at the start, and {} is there then", self.pair((issue, level))),
                    "add `after: \"a phase\"` that can change it, or name another level",
                )
            } else {
                (
                    format!(
                        "{} is there at the start, and nothing before can change it",
                        self.pair((issue, level))
                    ),
                    "name another level, or a phase before this one that can change it",
                )
            };
            self.never(phase, &format!("{place}.not_reached[{at}]"), &message, "there from the start", help);
        }
    }

    /// Whether a level that is there at the start may be gone when a phase would begin.
    fn can_be_left(&self, format: &Format, index: usize, issue: IssueIndex, level: LevelIndex) -> bool {
        if format.phases[index].after.is_none() {
            return false;
        }
        let Some(entry) = self.scenario.issues.get(issue.index()) else { return true };
        let agreed = before(self.scenario, format, index).iter().any(|held| {
            LevelIndex::all(entry.levels.len())
                .any(|other| other != level && can_agree(self.scenario, held, issue, other))
        });
        let mut events = self.scenario.events.iter();
        let lapses = level == entry.practised
            && level != entry.bound
            && events.any(|event| matches!(event.effect, Effect::Lapse(lapse_of) if lapse_of == issue));
        agreed || lapses
    }
}

/// A phase, the one that it comes after, and so on, until the start or the first that was met before.
fn line(phases: &[Phase], index: usize) -> Vec<usize> {
    let mut line = vec![index];
    let mut at = index;
    while let Some(next) = phases.get(at).and_then(|phase| phase.after) {
        if line.contains(&next) || next >= phases.len() {
            break;
        }
        line.push(next);
        at = next;
    }
    line
}

/// Whether a level is practised or bound at the start.
fn at_start(scenario: &Scenario, issue: IssueIndex, level: LevelIndex) -> bool {
    scenario.issues.get(issue.index()).is_some_and(|entry| entry.practised == level || entry.bound == level)
}

/// The formats of all phases that may have been held before one begins: none if it begins at the start, otherwise all but
/// itself and those that come after it.
fn before<'s>(scenario: &'s Scenario, format: &Format, index: usize) -> Vec<&'s Format> {
    if format.phases[index].after.is_none() {
        return Vec::new();
    }
    let others = format.phases.iter().enumerate();
    let others = others.filter(|&(other, _)| !line(&format.phases, other).contains(&index));
    others.filter_map(|(_, phase)| held(scenario, phase)).collect()
}

/// The plain format in which a phase is held.
fn held<'s>(scenario: &'s Scenario, phase: &Phase) -> Option<&'s Format> {
    match phase.held {
        PhaseFormat::Format(index) => scenario.formats.get(index),
        PhaseFormat::Part(index) => scenario.parts.get(index),
    }
}
