//! What a package is made of and what its pieces are worth, as dense numbers: the one description that both the engine
//! and the reference cases use.

/// What one option of one issue (a level, or leaving the issue out) does for every party. Flows per period.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// False for leaving the issue out.
    pub covered: bool,
    /// By party: flow before it is carried out (and throughout, if left out).
    pub before: Vec<f64>,
    /// By party: flow once it is carried out.
    pub after: Vec<f64>,
    /// By party: flow after a collapse that undoes it.
    pub reverted: Vec<f64>,
    /// Whether a collapse leaves what was carried out in place.
    pub irreversible: bool,
    /// By party: what not doing its duty on it would spare it (stake; 0 without a duty).
    pub duty: Vec<f64>,
}

/// Numbers of the parties under one format in one world; all vectors by party.
#[derive(Debug, Clone, PartialEq)]
pub struct Terms {
    /// Discount factor per period.
    pub discount: Vec<f64>,
    /// Flow in force besides the pieces.
    pub in_force: Vec<f64>,
    /// Flow after a collapse besides the pieces.
    pub collapsed: Vec<f64>,
    /// Flow while there is no agreement (disagreement flow).
    pub disagreement: Vec<f64>,
    /// Penalty of a collapse (stock).
    pub penalty: Vec<f64>,
    /// Temptation per stake (stock).
    pub temptation: Vec<f64>,
    /// Chance that a defection of this party is detected.
    pub detection: Vec<f64>,
    /// Chance per period that it spoils when left out and worse off; 0 for signatories.
    pub spoiling: Vec<f64>,
    /// Chance per period that a completed agreement lapses.
    pub lapse: f64,
    /// Options of each issue.
    pub pieces: Vec<Vec<Piece>>,
}

/// One package: for each issue the option, and the stage in which it is carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrangement {
    /// By issue: the option.
    pub option: Vec<usize>,
    /// By issue: position of its stage among the stages that do anything (ignored if left out).
    pub stage: Vec<usize>,
    /// By issue: carried out when its stage begins (on promise) instead of when it is completed.
    pub on_promise: Vec<bool>,
    /// Nothing takes effect until the last stage is completed.
    pub after_last: bool,
}

impl Terms {
    /// Number of parties.
    pub fn parties(&self) -> usize {
        self.discount.len()
    }

    /// Detection of a defection of `party` by the monitors: `q = 1 − Π over monitors m other than it of (1 − q_m)`.
    pub fn detection_by(monitors: &[(usize, f64)], party: usize) -> f64 {
        1.0 - monitors.iter().filter(|(m, _)| *m != party).map(|(_, q)| 1.0 - q).product::<f64>()
    }
}
