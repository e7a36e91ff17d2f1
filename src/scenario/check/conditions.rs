//! `only_with` conditions that nothing can meet.

use super::{Checks, can_agree, can_change};
use crate::scenario::diagnostic::{Diagnostic, codes, quoted};
use crate::scenario::model::{Effect, Says, Statement};
use crate::scenario::place::{IssueIndex, LevelIndex};

impl Checks<'_> {
    pub(super) fn conditions(&mut self) {
        for (index, statement) in self.scenario.statements.iter().enumerate() {
            if let Says::OnlyWith { accepts, with } = &statement.says {
                self.condition(index, statement, *accepts, with);
            }
        }
    }

    fn condition(
        &mut self,
        index: usize,
        statement: &Statement,
        accepts: (IssueIndex, LevelIndex),
        with: &[(IssueIndex, LevelIndex)],
    ) {
        let span = statement.span.clone();
        let mut issues = with.iter().map(|&(issue, _)| issue).chain([accepts.0]);
        if !issues.all(|issue| self.issue_sound(issue)) {
            return;
        }
        let mut others = Vec::new();
        for &(issue, level) in with {
            if (issue, level) == accepts {
                let problem = Diagnostic::error(
                    codes::NEVER_MET,
                    span.clone(),
                    "this condition refers to the very level that it holds back",
                )
                .label(format!("{} needs itself", quoted(self.level_name(issue, level))));
                self.found.push(problem.help("name a level of another issue in `with`"));
            } else if issue == accepts.0 {
                let (a, b) = (self.level_name(issue, accepts.1), self.level_name(issue, level));
                let message = format!(
                    "{} and {} are levels of one issue: they cannot be agreed together",
                    quoted(a),
                    quoted(b)
                );
                let problem =
                    Diagnostic::error(codes::NEVER_MET, span.clone(), message).label("can never be met");
                self.found.push(problem.help("name a level of another issue in `with`"));
            } else {
                others.push((issue, level));
            }
        }
        self.never_asked(index, &span, accepts);
        let practised = others.iter().find(|&&(issue, level)| self.scenario.issues[issue].practised == level);
        if let Some(&(issue, level)) = practised {
            let what = format!(
                "{} of {} is practised already",
                quoted(self.level_name(issue, level)),
                quoted(self.issue_name(issue))
            );
            let problem = Diagnostic::warning(
                codes::WARN_MET,
                span,
                format!("this condition is met from the start: {what}"),
            );
            self.found.push(
                problem
                    .label(format!("statements[{index}] holds nothing back"))
                    .help("remove it, or name another level"),
            );
        } else if !others.is_empty() && self.formats_sound() {
            self.unreachable(&span, &others);
        }
    }

    /// What is bound already is on no menu, so there is nothing to hold back, unless it can be unbound for good.
    fn never_asked(
        &mut self,
        index: usize,
        span: &std::ops::Range<usize>,
        (issue, level): (IssueIndex, LevelIndex),
    ) {
        let entry = &self.scenario.issues[issue];
        if entry.bound != level || !entry.reversible {
            return;
        }
        let what = format!(
            "{} of {} is bound already, and is never agreed anew",
            quoted(self.level_name(issue, level)),
            quoted(self.issue_name(issue))
        );
        let problem = Diagnostic::warning(codes::WARN_MET, span.clone(), what)
            .label(format!("statements[{index}] holds nothing back"));
        self.found.push(problem.help("remove it, or name another level in `accepts`"));
    }

    fn unreachable(&mut self, span: &std::ops::Range<usize>, others: &[(IssueIndex, LevelIndex)]) {
        let formats = self.plain();
        let met = |&(issue, level): &(IssueIndex, LevelIndex)| {
            // What is bound comes back when what is practised lapses, or when an agreement on it collapses.
            let lapses = self.scenario.events.iter().any(|event| event.effect == Effect::Lapse(issue));
            let back = self.scenario.issues[issue].bound == level
                && (lapses || formats.iter().any(|(_, format)| can_change(self.scenario, format, issue)));
            back || formats.iter().any(|(_, format)| can_agree(self.scenario, format, issue, level))
        };
        if others.iter().any(met) {
            return;
        }
        let names: Vec<String> = others
            .iter()
            .map(|&(issue, level)| {
                format!("{} of {}", quoted(self.level_name(issue, level)), quoted(self.issue_name(issue)))
            })
            .collect();
        let message = format!("this condition can never be met: no format can agree {}", names.join(" or "));
        let help = "a format can agree it if the issue is on its agenda and all who have the duty for that level are members, or are asked (`absent: asked`)";
        self.found.push(
            Diagnostic::error(codes::NEVER_MET, span.clone(), message).label("can never be met").help(help),
        );
    }
}
