//! Formats: the seven components, what each holds, and composites of plain formats.

use super::place::{IssueIndex, LevelIndex, PartyIndex, Provenance};
use std::collections::BTreeMap;

/// A format: seven components and nothing else.
#[derive(Debug, Clone, PartialEq)]
pub struct Format {
    /// Name.
    pub name: String,
    /// What it is, for the report.
    pub about: String,
    /// Whether a proposal to hold it was seen in the sources, or it is a crossed format.
    pub source: Provenance,
    /// M: who sits at the table, who may veto which level.
    pub membership: Membership,
    /// R: what makes a proposal pass.
    pub rule: Rule,
    /// P: who proposes, in what order.
    pub proposing: Proposing,
    /// I: who knows what of whom.
    pub information: Information,
    /// C: which packages can be proposed.
    pub contract: Contract,
    /// E: who monitors.
    pub enforcement: Enforcement,
    /// D: level, calendar, mandate, publicity.
    pub delegation: Delegation,
    /// Provenance of each component (`membership`, `rule`, …), [`Provenance::Default`] where not written.
    pub sources: BTreeMap<String, Provenance>,
    /// The phases of a composite: plain formats in sequence, or chosen by what came before. Empty for a plain format; the
    /// components of a composite say who takes part in any of its phases, and nothing else.
    pub phases: Vec<Phase>,
}

impl Format {
    /// Whether a level with this duty may be on the menu, if that is the menu of certain parties ([`Contract::menu_of`]).
    pub(crate) fn allows(&self, duty: &[PartyIndex]) -> bool {
        let bears =
            |of: &[PartyIndex], party| of.contains(party) || self.enforcement.manipulator == Some(*party);
        self.contract.menu_of.as_ref().is_none_or(|of| duty.iter().all(|party| bears(of, party)))
    }
}

/// One phase of a composite format.
#[derive(Debug, Clone, PartialEq)]
pub struct Phase {
    /// Name.
    pub name: String,
    /// The plain format in which it is held.
    pub held: PhaseFormat,
    /// The phase (position) that it comes after; `None`: it may begin at the start.
    pub after: Option<usize>,
    /// What must have come of that phase.
    pub when: When,
    /// Levels (practised or bound) of which one must be reached when it would begin; empty: none.
    pub reached: Vec<(IssueIndex, LevelIndex)>,
    /// Levels of which none may be reached then.
    pub not_reached: Vec<(IssueIndex, LevelIndex)>,
    /// Where it comes from.
    pub source: Provenance,
}

/// A plain format, by its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhaseFormat {
    /// One of [`super::model::Scenario::formats`].
    Format(usize),
    /// One of [`super::model::Scenario::parts`].
    Part(usize),
}

/// What must have come of the phase before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum When {
    /// Its talks have ended, whatever came of them.
    #[default]
    Ended,
    /// Nothing was signed, or it was refused at home or by a party asked to join, or what was agreed has collapsed.
    Failed,
    /// Something it agreed is in force.
    InForce,
    /// A stage of it is completed (if it has one stage only: it is in force).
    Progress,
    /// All its stages are completed.
    Done,
}

/// M: who sits at the table, who may veto which level.
#[derive(Debug, Clone, PartialEq)]
pub struct Membership {
    /// Parties at the table.
    pub members: Vec<PartyIndex>,
    /// Levels that parties may veto in this format, besides the issue's own consenters.
    pub vetoes: Vec<(IssueIndex, LevelIndex, Vec<PartyIndex>)>,
    /// Members without whose consent nothing passes, whatever the rule.
    pub indispensable: Vec<PartyIndex>,
    /// Sub-tables under the plenary of all members; none: one table.
    pub tables: Vec<SubTable>,
}

/// A sub-table of a nested format.
#[derive(Debug, Clone, PartialEq)]
pub struct SubTable {
    /// Name.
    pub name: String,
    /// Its members, who are members of the plenary.
    pub members: Vec<PartyIndex>,
    /// Its part of the agenda, as a flag by issue; no two tables share an issue.
    pub agenda: Vec<bool>,
}

/// R: what makes a proposal pass.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Rule {
    /// Everyone at the table accepts.
    #[default]
    Unanimity,
    /// At most so many members refuse.
    ConsensusMinus(u32),
    /// At least so many members accept.
    Quota(u32),
    /// The accepting members have together at least `needed` votes; a member that is not listed has none.
    Weighted {
        /// Votes of members.
        weights: Vec<(PartyIndex, u32)>,
        /// Votes needed.
        needed: u32,
    },
}

/// P: who proposes, in what order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proposing {
    /// Members in the order in which they propose, over and over; empty: the order of membership.
    pub order: Vec<PartyIndex>,
    /// Who writes the single text, if one party does: a member, or a mediator from outside who does not sign.
    pub text_by: Option<PartyIndex>,
    /// What a plenary may do with what its sub-tables put before it.
    pub plenary: Plenary,
}

/// What a plenary may do with what its sub-tables put before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Plenary {
    /// Take it or leave it, as a whole.
    #[default]
    Adopts,
    /// If the whole is refused, negotiate from there.
    Amends,
}

/// I: who knows what of whom.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Information {
    /// Parties whose demand and temptation the table knows.
    pub disclosed: Vec<PartyIndex>,
    /// The party that mediates as a communicator, telling each member what it knows of the others.
    pub mediator: Option<PartyIndex>,
    /// Messages carried before the first meeting.
    pub messengers: Vec<Messenger>,
}

/// A message carried from one party to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Messenger {
    /// Who carries it.
    pub by: PartyIndex,
    /// About whom (and from whom).
    pub about: PartyIndex,
    /// To whom.
    pub to: PartyIndex,
}

/// C: which packages can be proposed.
#[derive(Debug, Clone, PartialEq)]
pub struct Contract {
    /// Road maps that may be used (indices into [`super::model::Scenario::roadmaps`]); empty: everything in one stage.
    pub roadmaps: Vec<usize>,
    /// Issues on the agenda, as a flag by issue.
    pub agenda: Vec<bool>,
    /// When levels take effect.
    pub in_force: InForce,
    /// Issues that are carried out on promise, when their stage begins, instead of on its completion.
    pub on_promise: Vec<IssueIndex>,
    /// Whether issues on the agenda may be left out of a package.
    pub all_or_nothing: bool,
    /// What the agreements of sub-tables are worth before the plenary has met.
    pub sub_agreements: SubAgreements,
    /// What becomes of levels with duties of parties that do not sit at the table.
    pub absent: Absent,
    /// Whether the file says so for this format: a convention that is not written is tried the other way too.
    pub absent_written: bool,
    /// The menu is that of a table of these parties, whoever sits: levels for which others must act are not on it. In no file: hybrids of two
    /// formats that seat the parties of one at the menu of the other have it.
    pub menu_of: Option<Vec<PartyIndex>>,
}

impl Contract {
    /// Whether something else can be agreed, whoever wrote what.
    pub fn differs(&self, other: &Self) -> bool {
        let written = self.absent_written;
        *self != Self { absent_written: written, ..other.clone() }
    }
}

/// What becomes of levels with duties of parties that do not sit at the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Absent {
    /// They are not on the menu.
    #[default]
    Excluded,
    /// They can be agreed; after the signature each absent bearer is asked to join, and one refusal voids the package.
    Asked,
}

/// What the agreements of sub-tables are worth before the plenary has met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SubAgreements {
    /// Nothing: they are put before the plenary, all together.
    #[default]
    Contingent,
    /// Each is signed by its table and in force at once; the plenary settles the rest.
    AtOnce,
}

/// When the levels of a staged package take effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum InForce {
    /// Each stage when it is completed.
    #[default]
    EachStage,
    /// Nothing until the last stage is completed.
    AfterLast,
}

/// E: who monitors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enforcement {
    /// Parties that look for defections (each with its own detection trait; none looks at itself).
    pub monitors: Vec<PartyIndex>,
    /// Parties that guarantee whatever is agreed.
    pub guarantors: Vec<PartyIndex>,
    /// Whether monitors also inspect: they detect more. What a power to implement would do is not modelled.
    pub supervision: bool,
    /// A mediator from outside that lends its weight: it monitors, guarantees, may take duties upon itself (side payments),
    /// and everything that is agreed needs its consent.
    pub manipulator: Option<PartyIndex>,
}

/// D: level, calendar, mandate, publicity.
#[derive(Debug, Clone, PartialEq)]
pub struct Delegation {
    /// Leaders or delegates.
    pub level: Level,
    /// Periods from the start to the first meeting.
    pub first_meeting: u32,
    /// Periods between meetings.
    pub every: u32,
    /// Number of meetings.
    pub meetings: u32,
    /// Offers made at one meeting.
    pub offers: u32,
    /// Whether what was agreed goes home first and is signed at the next meeting.
    pub refer_back: bool,
    /// Who ratifies at home.
    pub ratifiers: Vec<PartyIndex>,
    /// Whether failure is public.
    pub public: bool,
}

/// Who sits at the table for a party.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Level {
    /// Leaders: may sign what they accept.
    #[default]
    Leaders,
    /// Delegates at working level: need their mandate's surplus first.
    Working,
}
