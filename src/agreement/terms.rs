//! What a package is made of and what its pieces are worth, as dense numbers: the one description that both the engine
//! and the reference cases use.

use super::guarantee::Guarantees;
use crate::agreement::per_party::MOST_PARTIES;
use crate::agreement::per_party::PerParty;
use crate::scenario::place::PartyIndex;

/// What one option of one issue (a level, or leaving the issue out) does for every party. Flows per period.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// False for leaving the issue out: then `before` holds throughout.
    pub covered: bool,
    /// Flow before it is carried out.
    pub before: PerParty,
    /// Flow once it is carried out.
    pub after: PerParty,
    /// Flow after a collapse before it was carried out, or one that undoes it.
    pub reverted: PerParty,
    /// Flow after a collapse once it was carried out: `after` if that cannot be undone, else `reverted`.
    pub remains: PerParty,
    /// What not doing its duty on it would spare a party (stake; 0 without a duty).
    pub duty: PerParty,
}

impl Piece {
    /// An option that does nothing for anybody.
    pub const NOTHING: Self = Self {
        covered: false,
        before: [0.0; MOST_PARTIES],
        after: [0.0; MOST_PARTIES],
        reverted: [0.0; MOST_PARTIES],
        remains: [0.0; MOST_PARTIES],
        duty: [0.0; MOST_PARTIES],
    };

    /// Adds another piece that is carried out at the same time.
    pub fn add(&mut self, other: &Self, parties: usize) {
        for i in 0..parties {
            self.before[i] += other.before[i];
            self.after[i] += other.after[i];
            self.reverted[i] += other.reverted[i];
            self.remains[i] += other.remains[i];
            self.duty[i] += other.duty[i];
        }
    }
}

/// Numbers of the parties under one format in one world.
#[derive(Debug, Clone, PartialEq)]
pub struct Terms {
    /// Number of parties.
    pub parties: usize,
    /// Discount factor per period.
    pub discount: PerParty,
    /// Flow in force besides the pieces.
    pub in_force: PerParty,
    /// Flow after a collapse besides the pieces.
    pub collapsed: PerParty,
    /// Flow while there is no agreement (disagreement flow).
    pub disagreement: PerParty,
    /// Penalty of a collapse (stock).
    pub penalty: PerParty,
    /// Temptation per stake (stock).
    pub temptation: PerParty,
    /// Chance that a defection of this party is detected.
    pub detection: PerParty,
    /// Chance per period that it spoils when left out and worse off; 0 for signatories.
    pub spoiling: PerParty,
    /// Chance per period that a completed agreement lapses.
    pub lapse: f64,
    /// Chance that a failed stage pauses and begins anew.
    pub pause: f64,
    /// Chance that a failed stage is renegotiated.
    pub renegotiation: f64,
    /// What guarantors can do.
    pub guarantees: Guarantees,
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
    /// More than any package can be worth to a party (stock): the best flow of each issue, for ever.
    pub fn loosest(&self, party: PartyIndex) -> f64 {
        let best = |piece: &Piece| piece.before[party].max(piece.after[party]).max(piece.reverted[party]);
        let menus = self.pieces.iter().map(|m| m.iter().map(best).fold(f64::NEG_INFINITY, f64::max));
        let constant = self.in_force[party].max(self.collapsed[party]);
        (constant + menus.sum::<f64>()) / (1.0 - self.discount[party])
    }

    /// Whether everything is worth the same while all comply: only how well defections are detected may differ.
    pub fn worth_as(&self, other: &Self) -> bool {
        let Self { parties, discount, in_force, collapsed, disagreement, penalty, temptation, .. } = self;
        let Self { detection: _, spoiling, lapse, pause, renegotiation, guarantees, pieces, .. } = self;
        *parties == other.parties
            && *discount == other.discount
            && *in_force == other.in_force
            && *collapsed == other.collapsed
            && *disagreement == other.disagreement
            && *penalty == other.penalty
            && *temptation == other.temptation
            && *spoiling == other.spoiling
            && [*lapse, *pause, *renegotiation] == [other.lapse, other.pause, other.renegotiation]
            && *guarantees == other.guarantees
            && *pieces == other.pieces
    }

    /// What a defection costs a party in expectation that has to reckon with a force (stock at the beginning of the stage).
    pub fn expected_loss(&self, party: PartyIndex, force: f64) -> f64 {
        let breaks = 1.0 - self.pause - self.renegotiation;
        self.discount[party] * self.detection[party] * breaks * force
    }

    /// The same of each party.
    pub fn expected_losses<const LANES: usize>(&self, forces: &PerParty) -> [f64; LANES] {
        let breaks = 1.0 - self.pause - self.renegotiation;
        core::array::from_fn(|i| self.discount[i] * self.detection[i] * breaks * forces[i])
    }

    /// Detection of a defection of `party` by the monitors: `q = 1 − Π over monitors m other than it of (1 − q_m)`.
    pub fn detection_by(monitors: &[(PartyIndex, f64)], party: PartyIndex) -> f64 {
        1.0 - monitors.iter().filter(|(m, _)| *m != party).map(|(_, q)| 1.0 - q).product::<f64>()
    }
}
