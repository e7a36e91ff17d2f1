//! What a seat sees when it is asked for its move: what is its own, what everybody at its table has heard, and nothing else.

use super::names::{Listed, Names};
use super::said::{Package, Said};
use crate::simulation::record::LEFT_OUT;
use crate::talks::desk::Task;
use schemars::JsonSchema;
use serde::Serialize;
use std::sync::Arc;

/// What a seat sees. Points: 100 are everything as the party would like best, 0 what is practised now.
#[derive(Debug, Clone)]
pub struct Seen {
    /// The number of the move that is missing, from 1.
    pub turn: usize,
    /// The party that is asked (key).
    pub seat: String,
    /// Its place in the file.
    pub party: usize,
    /// The phase of the format; of a plain format its name.
    pub phase: String,
    /// The sub-table, if it is one.
    pub table: Option<String>,
    /// The meeting, from 1; 0 when the plenary votes on what was put before it.
    pub meeting: u32,
    /// How many meetings there are at most.
    pub meetings: u32,
    /// Its period from the start.
    pub period: u32,
    /// The number of the offer at this table, from 1.
    pub offer_number: u32,
    /// How many offers there are at most.
    pub offers: u32,
    /// What is asked.
    pub asked: Task,
    /// The moves that answer it.
    pub legal: &'static str,
    /// Whether it has no seat at this table, and is asked for its consent.
    pub consent: bool,
    /// The offer that it answers.
    pub offer: Option<Offer>,
    /// What it must know of itself.
    pub own: Own,
    /// The issues of this table.
    pub issues: Vec<Issue>,
    /// Road maps by which a package can be carried out; `None`: in one go.
    pub roadmaps: Vec<Option<String>>,
    /// All packages that can be agreed here, the best for it first.
    pub all: Vec<Listed>,
    /// What it has heard so far.
    pub heard: Vec<Heard>,
    /// What the engine would do in its place.
    pub engine: Said,
    pub(super) names: Arc<Names>,
}

/// Where the talks stand for a seat while another one may be asked: its own numbers, nobody else's.
#[derive(Debug, Clone)]
pub struct Standing {
    /// Whether it has a place at the table that meets now, or a say in what is offered there.
    pub seated: bool,
    /// The phase of the format; of a plain format its name.
    pub phase: String,
    /// The sub-table, if it is one.
    pub table: Option<String>,
    /// The meeting, from 1; 0 when the plenary votes on what was put before it.
    pub meeting: u32,
    /// How many meetings there are at most.
    pub meetings: u32,
    /// Its period from the start.
    pub period: u32,
    /// The number of the offer at this table, from 1.
    pub offer_number: u32,
    /// How many offers there are at most.
    pub offers: u32,
    /// The offer that is being answered.
    pub offer: Option<Offer>,
    /// What it must know of itself.
    pub own: Own,
    /// The issues of this table.
    pub issues: Vec<Issue>,
    /// Road maps by which a package can be carried out; `None`: in one go.
    pub roadmaps: Vec<Option<String>>,
    /// All packages that can be agreed here, the best for it first.
    pub all: Vec<Listed>,
    pub(super) names: Arc<Names>,
}

impl Standing {
    /// The package of the list that is meant: without a road map the one in one go, or else the best of them.
    pub fn find(&self, meant: &Package) -> Option<&Listed> {
        let same = |listed: &&Listed| {
            let package = self.package(listed);
            package.package == meant.package && (meant.roadmap.is_none() || package.roadmap == meant.roadmap)
        };
        let plain =
            self.all.iter().filter(same).find(|listed| meant.roadmap.is_none() && listed.roadmap.is_none());
        plain.or_else(|| self.all.iter().find(same))
    }

    /// A package of the list in words.
    pub fn package(&self, listed: &Listed) -> Package {
        self.names.package(&listed.levels, listed.roadmap)
    }
}

/// An offer on the table.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Offer {
    /// Who made it (key); none where sub-tables have put it before the plenary.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// What it holds.
    #[serde(flatten)]
    pub content: Package,
    /// What the seat expects of it (points).
    pub points: f64,
    /// What it is worth to the seat if everybody does its duty (points).
    pub if_all_comply: f64,
}

/// What a seat must know of itself (points).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Own {
    /// What it has if nothing is agreed.
    pub no_agreement: f64,
    /// The least that it should sign for.
    pub floor: f64,
    /// What it has if it walks out; without it, it has nowhere to go.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outside: Option<f64>,
}

/// An issue at this table.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Issue {
    /// Its key.
    pub issue: String,
    /// Its place in the file.
    #[serde(skip)]
    pub place: usize,
    /// How it can be settled.
    pub levels: Vec<Level>,
}

/// A way to settle an issue.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Level {
    /// The level; none: the issue is left out.
    pub level: Option<String>,
    /// What it is worth to the seat in a period, once it is carried out (points).
    pub points: f64,
}

/// Something that a seat has heard.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "heard", rename_all = "snake_case")]
pub enum Heard {
    /// A third party told it something before the first meeting.
    Told {
        /// Who.
        by: String,
        /// Of whom.
        about: String,
        /// That it asks for much of what it could gain; else that it asks for little.
        much: bool,
        /// In how many of 100 such cases it hears right.
        right_in_100: f64,
    },
    /// A meeting began.
    Meeting {
        /// The phase.
        phase: String,
        /// The sub-table.
        #[serde(skip_serializing_if = "Option::is_none")]
        table: Option<String>,
        /// Its number, from 1.
        number: u32,
        /// Its period.
        period: u32,
    },
    /// A party proposed, or passed.
    Proposal {
        /// Who.
        party: String,
        /// What; none: it passed.
        #[serde(flatten)]
        content: Option<Package>,
    },
    /// A party answered.
    Answer {
        /// Who.
        party: String,
        /// Whether it accepted.
        accepts: bool,
    },
    /// What all accepted was not signed, since this party would have left it at once.
    LeavesAtOnce {
        /// Who.
        party: String,
    },
    /// What sub-tables agreed was put before the plenary.
    Put {
        /// The phase.
        phase: String,
        /// The period.
        period: u32,
        /// What.
        #[serde(flatten)]
        content: Option<Package>,
    },
    /// A party left for its outside option.
    WalkOut {
        /// Who.
        party: String,
    },
    /// Talks of a phase have ended.
    Held {
        /// The phase.
        phase: String,
        /// When.
        period: u32,
        /// What was signed; none: nothing.
        #[serde(skip_serializing_if = "Option::is_none")]
        signed: Option<Package>,
        /// Whether it entered into force.
        in_force: bool,
        /// Who left.
        #[serde(skip_serializing_if = "Option::is_none")]
        left: Option<String>,
    },
}

impl Seen {
    /// A package of the list in words.
    pub fn package(&self, listed: &Listed) -> Package {
        self.names.package(&listed.levels, listed.roadmap)
    }

    /// One of the issues of the file as a package settles it: the place of the level.
    pub fn settles(listed: &Listed, issue: usize) -> Option<usize> {
        listed.levels.get(issue).copied().filter(|level| *level != LEFT_OUT).map(usize::from)
    }
}
