//! Formats: members, agenda, calendar, and whether anything can be agreed at all.

use super::reach::may_be_asked;
use super::{Checks, can_change};
use crate::scenario::diagnostic::{Diagnostic, codes, quoted};
use crate::scenario::model::{Absent, Format, Span};
use crate::scenario::place::{IssueIndex, PartyIndex};

impl Checks<'_> {
    pub(super) fn formats(&mut self) {
        for (path, format) in self.plain() {
            if !self.sound(&path) {
                continue;
            }
            self.members_only(format, &path, "proposing.order", &format.proposing.order, "proposes");
            self.members_only(
                format,
                &path,
                "delegation.ratifiers",
                &format.delegation.ratifiers,
                "ratifies",
            );
            self.rule(format, &path);
            self.tables(format, &path);
            self.roles(format, &path);
            self.promises(format, &path);
            self.first_meeting(format, &path);
            self.something_to_agree(format, &path);
            self.somebody_to_ask(format, &path);
            self.limits(format, &path);
        }
    }

    pub(super) fn members_only(
        &mut self,
        format: &Format,
        path: &str,
        list: &str,
        parties: &[PartyIndex],
        does: &str,
    ) {
        for (index, &party) in parties.iter().enumerate() {
            self.member_only(format, path, &format!("{list}[{index}]"), party, does);
        }
    }

    /// Reports who has a part that only members have; `place` is the path below the format.
    pub(super) fn member_only(
        &mut self,
        format: &Format,
        path: &str,
        place: &str,
        party: PartyIndex,
        does: &str,
    ) {
        if format.membership.members.contains(&party) || party.index() >= self.scenario.parties.len() {
            return;
        }
        let name = quoted(self.party_name(party));
        let message = format!("{name} {does} in {}, but is no member there", quoted(&format.name));
        let span = self.span(&format!("{path}.{place}"));
        let inherited = self.inherited(path, &span);
        let problem = Diagnostic::error(codes::NOT_MEMBER, span, message).label("no member");
        let component = place.split('.').next().unwrap_or(place);
        let help = if inherited {
            format!("write `{component}` anew in {}, or add {name} to its members", quoted(&format.name))
        } else {
            format!("add {name} to `members`, or remove it here")
        };
        let problem = self.with_heir(problem, path).help(help);
        self.found.push(problem);
    }

    /// Whether what is written at a place came to this format through `like`.
    pub(super) fn inherited(&self, path: &str, place: &Span) -> bool {
        let own = self.span(path);
        place.start < own.start || self.next_format_start(&own).is_some_and(|next| place.start >= next)
    }

    /// Names the format that took the place of a problem over through `like`, if one did.
    pub(super) fn with_heir(&self, problem: Diagnostic, path: &str) -> Diagnostic {
        if self.inherited(path, &problem.span) {
            return problem.also(self.span(path), "taken over by this format through `like`");
        }
        problem
    }

    /// First byte of the format after the one that begins here.
    fn next_format_start(&self, own: &Span) -> Option<usize> {
        let path = |kind: &str, format: &Format| format!("{kind}.{}", format.name);
        let formats = self.scenario.formats.iter().map(|format| path("formats", format));
        let parts = self.scenario.parts.iter().map(|part| path("parts", part));
        let starts = formats.chain(parts).map(|path| self.span(&path).start);
        starts.filter(|&start| start > own.start).min()
    }

    fn promises(&mut self, format: &Format, path: &str) {
        for (index, &issue) in format.contract.on_promise.iter().enumerate() {
            if format.contract.agenda.get(issue.index()) == Some(&true) {
                continue;
            }
            let message = format!(
                "{} is on promise in {}, but not on its agenda",
                quoted(self.issue_name(issue)),
                quoted(&format.name)
            );
            let span = self.span(&format!("{path}.contract.on_promise[{index}]"));
            let problem = Diagnostic::error(codes::PROMISE_OFF_AGENDA, span, message);
            self.add_shared(problem.label("not on the agenda").help("add it to `agenda`, or remove it here"));
        }
    }

    fn first_meeting(&mut self, format: &Format, path: &str) {
        let (first, horizon) = (format.delegation.first_meeting, self.scenario.calendar.horizon);
        if first < horizon || !self.sound("calendar") {
            return;
        }
        let message = format!(
            "the first meeting of {} lies after the horizon of {horizon} periods",
            quoted(&format.name)
        );
        let problem = Diagnostic::error(
            codes::CALENDAR,
            self.span(&format!("{path}.delegation.first_meeting")),
            message,
        )
        .label(format!("in period {first}"))
        .also(self.span("calendar.horizon"), "the horizon")
        .help("write an earlier first meeting, or a longer horizon");
        self.add_shared(problem);
    }

    fn something_to_agree(&mut self, format: &Format, path: &str) {
        let agenda: Vec<IssueIndex> = IssueIndex::all(self.scenario.issues.len())
            .filter(|&issue| format.contract.agenda.get(issue.index()) == Some(&true))
            .collect();
        if agenda.is_empty() || !self.sound("parties") || !agenda.iter().all(|&issue| self.issue_sound(issue))
        {
            return;
        }
        let fixed: Vec<IssueIndex> =
            agenda.iter().copied().filter(|&issue| !can_change(self.scenario, format, issue)).collect();
        let Some(&first) = fixed.first() else { return };
        if fixed.len() == agenda.len() || format.contract.all_or_nothing {
            self.nothing(format, path, first, fixed.len() == agenda.len());
            return;
        }
        if !self.scenario.spans.contains_key(&format!("{path}.contract.agenda")) {
            return;
        }
        for issue in fixed {
            let absent = self.absent(format, issue);
            let message = format!(
                "{} is on the agenda of {}, but cannot change there",
                quoted(self.issue_name(issue)),
                quoted(&format.name)
            );
            let span = self.span(&format!("{path}.contract.agenda.{}", self.issue_name(issue)));
            let problem = Diagnostic::warning(codes::WARN_FIXED_ISSUE, span, message);
            self.found.push(
                problem.label("stays as it is").help(format!(
                    "{absent}: add a member, ask it (`absent: asked`), or leave the issue out"
                )),
            );
        }
    }

    /// A format that asks absent parties to join, where none could be asked.
    fn somebody_to_ask(&mut self, format: &Format, path: &str) {
        let parties = PartyIndex::all(self.scenario.parties.len());
        let sound = self.sound("parties")
            && IssueIndex::all(self.scenario.issues.len()).all(|issue| self.issue_sound(issue));
        if format.contract.absent != Absent::Asked
            || !sound
            || parties.into_iter().any(|party| may_be_asked(self.scenario, format, party))
        {
            return;
        }
        let message = format!(
            "{} asks absent parties to join, but nobody absent has a duty in what can be agreed there",
            quoted(&format.name)
        );
        let help = "remove `absent`, or leave out a member that has a duty";
        self.idle(path, "contract.absent", message, "nobody to ask", help);
    }

    fn nothing(&mut self, format: &Format, path: &str, issue: IssueIndex, all: bool) {
        let absent = self.absent(format, issue);
        let name = quoted(&format.name);
        let message = if all {
            format!("nothing can change in {name}: none of the issues on its agenda can be agreed there")
        } else {
            format!(
                "nothing can be agreed in {name}: it is all or nothing, and {} cannot change",
                quoted(self.issue_name(issue))
            )
        };
        let problem = Diagnostic::error(codes::NOTHING_TO_AGREE, self.span(path), message)
            .label("in this format")
            .also(self.span(&format!("issues.{}", self.issue_name(issue))), "for example, this issue");
        self.found.push(problem.help(format!("{absent}: add members, or put other issues on the agenda")));
    }

    /// Which duty-bearers are not at the table.
    fn absent(&self, format: &Format, issue: IssueIndex) -> String {
        let duty = self.scenario.issues[issue].duty.iter().flatten();
        let mut absent: Vec<PartyIndex> =
            duty.copied().filter(|party| !format.membership.members.contains(party)).collect();
        absent.sort_unstable();
        absent.dedup();
        let names: Vec<String> = absent.iter().map(|&party| quoted(self.party_name(party))).collect();
        match names.as_slice() {
            [] => format!("no level of {} is new", quoted(self.issue_name(issue))),
            [one] => format!("{one} has a duty for {} and is no member", quoted(self.issue_name(issue))),
            _ => format!(
                "{} have duties for {} and are no members",
                names.join(", "),
                quoted(self.issue_name(issue))
            ),
        }
    }
}
