//! The seven components of a format, as written.

use super::fields::Fields;
use super::names::Positions;
use super::{Decoder, MOST_PERIODS};
use crate::scenario::diagnostic::{Diagnostic, codes};
use crate::scenario::model::{
    Absent, InForce, Information, IssueIndex, Level, LevelIndex, PartyIndex, Plenary, Proposing, Provenance,
    SubAgreements, SubTable,
};
use crate::scenario::syntax::{Node, Value};
use crate::scenario::written;

/// M as written.
#[derive(Clone)]
pub(super) struct Membership {
    /// `None`: all parties.
    pub(super) members: Option<Vec<PartyIndex>>,
    pub(super) vetoes: Vec<(IssueIndex, LevelIndex, Vec<PartyIndex>)>,
    pub(super) indispensable: Vec<PartyIndex>,
    pub(super) tables: Vec<SubTable>,
}

/// C as written.
#[derive(Clone)]
pub(super) struct Contract {
    pub(super) roadmaps: Vec<usize>,
    /// `None`: all issues.
    pub(super) agenda: Option<Vec<IssueIndex>>,
    pub(super) in_force: InForce,
    pub(super) on_promise: Vec<IssueIndex>,
    pub(super) all_or_nothing: bool,
    pub(super) sub_agreements: SubAgreements,
    pub(super) absent: Option<Absent>,
}

/// E as written.
#[derive(Clone, Default)]
pub(super) struct Enforcement {
    /// `None`: all members.
    pub(super) monitors: Option<Vec<PartyIndex>>,
    pub(super) guarantors: Vec<PartyIndex>,
    pub(super) supervision: bool,
    pub(super) manipulator: Option<PartyIndex>,
}

/// D as written.
#[derive(Clone)]
pub(super) struct Delegation {
    pub(super) level: Level,
    pub(super) first_meeting: u32,
    pub(super) every: u32,
    pub(super) meetings: u32,
    /// `None`: as many as members.
    pub(super) offers: Option<u32>,
    pub(super) refer_back: bool,
    /// `None`: all members.
    pub(super) ratifiers: Option<Vec<PartyIndex>>,
    pub(super) public: bool,
}

/// Default: periods to the first meeting.
pub(super) const FIRST_MEETING: u32 = 1;
/// Default: periods between meetings.
pub(super) const EVERY: u32 = 3;
/// Default: number of meetings.
pub(super) const MEETINGS: u32 = 8;

/// Most vetoes in a membership.
const MOST_VETOES: usize = 256;

impl Decoder<'_> {
    /// A list of positions with each item's place under the path.
    pub(super) fn placed<I>(
        &mut self,
        path: &str,
        name: &str,
        positions: Option<Positions<I>>,
    ) -> Option<Vec<I>> {
        let positions = positions?;
        for (index, span) in positions.spans.iter().enumerate() {
            self.mark(format!("{path}.{name}[{index}]"), span);
        }
        Some(positions.list)
    }

    pub(super) fn component_source(&mut self, fields: &Fields<'_>) -> Provenance {
        let what = format!("the component `{}`", fields.what);
        self.needed_source(fields, &what)
    }

    pub(super) fn membership(&mut self, node: &Node, path: &str) -> (Membership, Provenance) {
        let fields = self.fields(node, "membership", &[], written::fields::<written::Membership>());
        let members = self.members(&fields, path);
        let vetoes = self.vetoes(&fields, path);
        let indispensable = self.party_list(&fields, "indispensable");
        let indispensable = self.placed(path, "indispensable", indispensable).unwrap_or_default();
        let tables = self.sub_tables(&fields, path);
        let source = self.component_source(&fields);
        (Membership { members, vetoes, indispensable, tables }, source)
    }

    fn vetoes(&mut self, fields: &Fields<'_>, path: &str) -> Vec<(IssueIndex, LevelIndex, Vec<PartyIndex>)> {
        let Some(node) = fields.get("vetoes") else { return Vec::new() };
        let items = self.list(node, "a list of vetoes");
        self.check_number(&node.span, "vetoes", items.len(), 0, MOST_VETOES);
        let mut out = Vec::new();
        for (index, item) in items.iter().take(MOST_VETOES).enumerate() {
            self.mark(format!("{path}.vetoes[{index}]"), &item.span);
            let fields = self.fields(item, "veto", &[], written::fields::<written::Veto>());
            let issue = self.need(&fields, "issue", "the issue").and_then(|node| self.issue_index(node));
            let level = self.need(&fields, "level", "the level that may be vetoed");
            let level = issue.and_then(|issue| self.level_index(issue, level?));
            let by = self.need(&fields, "by", "the parties that may veto it: [\"…\"]");
            let by = by.map(|node| self.positions(node, "parties", Self::party_index)).unwrap_or_default();
            if let (Some(issue), Some(level)) = (issue, level) {
                out.push((issue, level, by.list));
            }
        }
        out
    }

    pub(super) fn proposing(&mut self, node: &Node, path: &str) -> (Proposing, Provenance) {
        let fields = self.fields(node, "proposing", &[], written::fields::<written::Proposing>());
        let order = self.party_list(&fields, "order");
        let order = self.placed(path, "order", order).unwrap_or_default();
        let text_by = self.party_field(&fields, "text_by", path);
        if let Some(node) = fields.get("plenary") {
            self.mark(format!("{path}.plenary"), &node.span);
        }
        let choices = [("adopts", Plenary::Adopts), ("amends", Plenary::Amends)];
        let plenary = self.word(&fields, "plenary", &choices).unwrap_or_default();
        (Proposing { order, text_by, plenary }, self.component_source(&fields))
    }

    pub(super) fn information(&mut self, node: &Node, path: &str) -> (Information, Provenance) {
        let fields = self.fields(node, "information", &[], written::fields::<written::Information>());
        let disclosed = self.party_list(&fields, "disclosed");
        let disclosed = self.placed(path, "disclosed", disclosed).unwrap_or_default();
        let mediator = self.party_field(&fields, "mediator", path);
        let messengers = self.messengers(&fields, path);
        (Information { disclosed, mediator, messengers }, self.component_source(&fields))
    }

    pub(super) fn contract(&mut self, node: &Node, path: &str) -> (Contract, Provenance) {
        let fields = self.fields(node, "contract", &[], written::fields::<written::Contract>());
        let roadmaps =
            fields.get("roadmaps").map(|node| self.positions(node, "road maps", Self::roadmap_index));
        let roadmaps = self.placed(path, "roadmaps", roadmaps).unwrap_or_default();
        let agenda = self.agenda(&fields, path);
        let on_promise = self.issue_list(&fields, "on_promise");
        let on_promise = self.placed(path, "on_promise", on_promise).unwrap_or_default();
        let choices = [("each_stage", InForce::EachStage), ("after_last", InForce::AfterLast)];
        let in_force = self.word(&fields, "in_force", &choices).unwrap_or_default();
        let all_or_nothing = self.flag(&fields, "all_or_nothing", false);
        if let Some(node) = fields.get("sub_agreements") {
            self.mark(format!("{path}.sub_agreements"), &node.span);
        }
        let choices = [("contingent", SubAgreements::Contingent), ("at_once", SubAgreements::AtOnce)];
        let sub_agreements = self.word(&fields, "sub_agreements", &choices).unwrap_or_default();
        if let Some(node) = fields.get("absent") {
            self.mark(format!("{path}.absent"), &node.span);
        }
        let choices = [("excluded", Absent::Excluded), ("asked", Absent::Asked)];
        let absent = self.word(&fields, "absent", &choices);
        let source = self.component_source(&fields);
        (Contract { roadmaps, agenda, in_force, on_promise, all_or_nothing, sub_agreements, absent }, source)
    }

    /// The agenda; each issue's place is kept by its key, since in memory the order is lost.
    pub(super) fn agenda(&mut self, fields: &Fields<'_>, path: &str) -> Option<Vec<IssueIndex>> {
        let node = fields.get("agenda")?;
        self.mark(format!("{path}.agenda"), &node.span);
        if matches!(&node.value, Value::List(items) if items.is_empty()) {
            let problem = Diagnostic::error(
                codes::NOTHING_TO_AGREE,
                node.span.clone(),
                "this agenda is empty: nothing can be agreed",
            );
            let help = if fields.what == "sub-table" {
                "list the issues that this table treats"
            } else {
                "list issues; left out, all issues are on the agenda"
            };
            self.report(problem.label("no issue in it").help(help));
        }
        let positions = self.issue_list(fields, "agenda")?;
        for (&issue, span) in positions.list.iter().zip(&positions.spans) {
            let id = self.names.issues.list[issue].id.clone();
            self.mark(format!("{path}.agenda.{id}"), span);
        }
        Some(positions.list)
    }

    pub(super) fn enforcement(&mut self, node: &Node, path: &str) -> (Enforcement, Provenance) {
        let fields = self.fields(node, "enforcement", &[], written::fields::<written::Enforcement>());
        let monitors = self.party_list(&fields, "monitors");
        let monitors = self.placed(path, "monitors", monitors);
        if let Some(node) = fields.get("guarantors") {
            self.mark(format!("{path}.guarantors"), &node.span);
        }
        let guarantors = self.party_list(&fields, "guarantors");
        let guarantors = self.placed(path, "guarantors", guarantors).unwrap_or_default();
        if let Some(node) = fields.get("supervision") {
            self.mark(format!("{path}.supervision"), &node.span);
        }
        let supervision = self.flag(&fields, "supervision", false);
        let manipulator = self.party_field(&fields, "manipulator", path);
        let enforcement = Enforcement { monitors, guarantors, supervision, manipulator };
        (enforcement, self.component_source(&fields))
    }

    pub(super) fn delegation(&mut self, node: &Node, path: &str) -> (Delegation, Provenance) {
        let fields = self.fields(node, "delegation", &[], written::fields::<written::Delegation>());
        let level = self.word(&fields, "level", &[("leaders", Level::Leaders), ("working", Level::Working)]);
        let ratifiers = self.party_list(&fields, "ratifiers");
        let ratifiers = self.placed(path, "ratifiers", ratifiers);
        let first_meeting = fields.get("first_meeting").and_then(|node| {
            self.mark(format!("{path}.first_meeting"), &node.span);
            self.whole(node, 0, MOST_PERIODS, "`first_meeting`")
        });
        let mut count = |name: &str, most: u32| -> Option<u32> {
            let node = fields.get(name)?;
            self.mark(format!("{path}.{name}"), &node.span);
            self.count(node, most, &format!("`{name}`"))
        };
        let every = count("every", MOST_PERIODS);
        let meetings = count("meetings", MOST_MEETINGS);
        let offers = count("offers", MOST_OFFERS);
        let delegation = Delegation {
            level: level.unwrap_or_default(),
            first_meeting: first_meeting.unwrap_or(FIRST_MEETING),
            every: every.unwrap_or(EVERY),
            meetings: meetings.unwrap_or(MEETINGS),
            offers,
            refer_back: self.flag(&fields, "refer_back", false),
            ratifiers,
            public: self.flag(&fields, "public", false),
        };
        (delegation, self.component_source(&fields))
    }
}

/// Most meetings of a format.
const MOST_MEETINGS: u32 = 1000;
/// Most offers at a meeting.
const MOST_OFFERS: u32 = 100;
