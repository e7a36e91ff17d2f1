//! What is kept of one world under one format.

use crate::agreement::package::MOST_ISSUES;
use crate::talks::mediation::Told;
use serde::{Deserialize, Serialize};

/// Why a run ended, in the fixed order of tables and charts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Reason {
    /// All stages completed, in force at the horizon.
    Completed,
    /// In force at the horizon, stages still to come.
    UnderWay,
    /// Talks are still going on at the horizon.
    TalksGoOn,
    /// No package was acceptable to all who must agree.
    NoZone,
    /// Compliance was not believed.
    Mistrust,
    /// A zone existed, and the last meeting passed.
    Deadline,
    /// A party left for its outside option.
    WalkOut,
    /// A party refused its consent to a level.
    Veto,
    /// Signed, and refused by an absent party that was asked to join.
    AccessionRefused,
    /// Refused at home.
    RefusedAtHome,
    /// A defection was detected.
    Defection,
    /// A signatory withdrew.
    Withdrawal,
    /// A party left out spoiled it.
    Spoiled,
    /// After completion it lapsed.
    Lapsed,
}

impl Reason {
    /// All, in order.
    pub const ALL: [Self; 14] = [
        Self::Completed,
        Self::UnderWay,
        Self::TalksGoOn,
        Self::NoZone,
        Self::Mistrust,
        Self::Deadline,
        Self::WalkOut,
        Self::Veto,
        Self::AccessionRefused,
        Self::RefusedAtHome,
        Self::Defection,
        Self::Withdrawal,
        Self::Spoiled,
        Self::Lapsed,
    ];

    /// Key in files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Completed => "completed",
            Self::UnderWay => "under_way",
            Self::TalksGoOn => "talks_go_on",
            Self::NoZone => "no_zone",
            Self::Mistrust => "mistrust",
            Self::Deadline => "deadline",
            Self::WalkOut => "walk_out",
            Self::Veto => "veto",
            Self::AccessionRefused => "accession_refused",
            Self::RefusedAtHome => "refused_at_home",
            Self::Defection => "defection",
            Self::Withdrawal => "withdrawal",
            Self::Spoiled => "spoiled",
            Self::Lapsed => "lapsed",
        }
    }

    /// In words.
    pub fn label(self) -> &'static str {
        match self {
            Self::Completed => "carried out",
            Self::UnderWay => "still being carried out",
            Self::TalksGoOn => "talks still going on",
            Self::NoZone => "no zone of agreement",
            Self::Mistrust => "compliance not believed",
            Self::Deadline => "deadline: zone missed",
            Self::WalkOut => "walk-out",
            Self::Veto => "veto",
            Self::AccessionRefused => "refused by a party asked to join",
            Self::RefusedAtHome => "refused at home",
            Self::Defection => "defection",
            Self::Withdrawal => "withdrawal",
            Self::Spoiled => "spoiled from outside",
            Self::Lapsed => "lapsed after completion",
        }
    }
}

/// A level for each issue; entries beyond the issues of the scenario have no meaning.
pub type Levels = [u8; MOST_ISSUES];

/// Marks an issue that is not part of the package signed.
pub const LEFT_OUT: u8 = u8::MAX;

/// One world under one format. Periods count from the start; gains are on each party's own scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// Period of signature.
    pub signed: Option<u32>,
    /// Road map of the package signed: position among the format's plans.
    pub schedule: u8,
    /// By issue: level signed, or [`LEFT_OUT`].
    pub content: Levels,
    /// It entered into force.
    pub in_force: bool,
    /// Period from which all stages were completed.
    pub completed: Option<u32>,
    /// In force at the horizon.
    pub alive: bool,
    /// By stage position of the road map: 0 not reached or not needed, 1 begun, 2 completed, 3 broken off in it.
    pub stages: [u8; 8],
    /// Why it ended.
    pub ended: Reason,
    /// By whom.
    pub by: Option<u8>,
    /// When.
    pub ended_at: u32,
    /// Of a composite, by table of its programme: why that ended; `None`: it was not held. Empty for a plain format.
    pub phases: Vec<Option<Reason>>,
    /// Some package was acceptable to all who must agree, at true values.
    pub zone: bool,
    /// Some such package was self-enforcing.
    pub zone_self_enforcing: bool,
    /// Closed form: chance that what was signed is ratified (0 if nothing was, or somebody asked to join refused).
    pub chance_in_force: f64,
    /// Closed form: chance that it is ratified and completed within the horizon.
    pub chance_completed: f64,
    /// By party: gain of the sampled history.
    pub gain: Vec<f64>,
    /// By party: the same in expectation over ratification, stages, spoiling and detection.
    pub expected_gain: Vec<f64>,
    /// By party: reservation value, the least flow (own scale) for which it signs.
    pub reservation: Vec<f64>,
    /// By party: what it has without any agreement in the same world (flow, as gains are counted).
    pub without_agreement: Vec<f64>,
    /// By party: how often it left a table for its outside option (at most once).
    pub leavings: Vec<u8>,
    /// By date and issue: level practised.
    pub practised: Vec<Levels>,
    /// What came of what third parties told.
    pub told: Told,
}

impl Record {
    /// The benefit of every party: its gain less what it has without any agreement.
    pub fn benefit(&self) -> Vec<f64> {
        self.over_no_agreement(&self.gain)
    }

    /// The same in expectation.
    pub fn expected_benefit(&self) -> Vec<f64> {
        self.over_no_agreement(&self.expected_gain)
    }

    fn over_no_agreement(&self, gain: &[f64]) -> Vec<f64> {
        gain.iter().zip(&self.without_agreement).map(|(gain, without)| gain - without).collect()
    }

    /// It without what third parties told: that is told of beside what came about, and is no part of it.
    #[must_use]
    pub fn came_about(&self) -> Self {
        Self { told: Told::default(), ..self.clone() }
    }

    /// Nothing signed until then and no zone; gains and what is practised are still to be filled in.
    pub(super) fn blank(ended_at: u32, reservation: Vec<f64>) -> Self {
        Self {
            leavings: vec![0; reservation.len()],
            signed: None,
            schedule: 0,
            content: [LEFT_OUT; MOST_ISSUES],
            in_force: false,
            completed: None,
            alive: false,
            stages: [0; 8],
            ended: Reason::Deadline,
            by: None,
            phases: Vec::new(),
            ended_at,
            zone: false,
            zone_self_enforcing: false,
            chance_in_force: 0.0,
            chance_completed: 0.0,
            gain: Vec::new(),
            expected_gain: Vec::new(),
            reservation,
            without_agreement: Vec::new(),
            practised: Vec::new(),
            told: Told::default(),
        }
    }
}
