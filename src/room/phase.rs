//! What a class does one after the other, and the clock of it.

use serde::{Deserialize, Serialize};

/// A phase of the hour. The teacher moves on; a clock that has run down changes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// People come in and take seats.
    Lobby,
    /// They predict what the simulation finds.
    Predict,
    /// Each group plays its first format.
    #[serde(rename = "play_1")]
    First,
    /// Each group plays its second format.
    #[serde(rename = "play_2")]
    Second,
    /// The groups beside each other and beside the simulation.
    Class,
    /// What each one could have had.
    Debrief,
    /// They predict once more.
    PredictAgain,
    /// It is over.
    Over,
}

impl Phase {
    /// In their order.
    pub const ALL: [Self; 8] = [
        Self::Lobby,
        Self::Predict,
        Self::First,
        Self::Second,
        Self::Class,
        Self::Debrief,
        Self::PredictAgain,
        Self::Over,
    ];

    /// Which of the games of a group is played in it, from 0.
    pub fn play(self) -> Option<usize> {
        match self {
            Self::First => Some(0),
            Self::Second => Some(1),
            _ => None,
        }
    }

    /// Which of the two predictions is made in it.
    pub fn prediction(self) -> Option<usize> {
        match self {
            Self::Predict => Some(0),
            Self::PredictAgain => Some(1),
            _ => None,
        }
    }

    /// Its clock, if it has one.
    pub fn minutes(self, play: u32) -> Option<u32> {
        match self {
            Self::Lobby | Self::Over => None,
            Self::Predict | Self::Class => Some(5),
            Self::First | Self::Second => Some(play),
            Self::Debrief => Some(12),
            Self::PredictAgain => Some(3),
        }
    }

    /// Whether one may go from it to another: on to any, back only where nothing was played in between.
    pub fn leads_to(self, to: Self) -> bool {
        let before = |phase: Self| phase < Self::First;
        let after = |phase: Self| phase > Self::Second;
        self != to && (to > self || (before(self) && before(to)) || (after(self) && after(to)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn games_are_not_gone_back_to() {
        assert!(Phase::Lobby.leads_to(Phase::First) && Phase::First.leads_to(Phase::Class));
        assert!(Phase::Predict.leads_to(Phase::Lobby) && Phase::Over.leads_to(Phase::Debrief));
        for (from, to) in [
            (Phase::Second, Phase::First),
            (Phase::First, Phase::Predict),
            (Phase::Class, Phase::Second),
            (Phase::Class, Phase::Lobby),
            (Phase::Class, Phase::Class),
        ] {
            assert!(!from.leads_to(to), "{from:?} {to:?}");
        }
    }
}
