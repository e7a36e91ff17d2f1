//! The sub-models among which KTAB lets one choose; each default is KTAB's.

use super::super::InvalidInput;

macro_rules! choice {
    ($(#[$about:meta])* $name:ident: $what:literal { $($(#[$each:meta])* $variant:ident = $first:literal $(| $other:literal)*,)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
        pub enum $name {
            $($(#[$each])* $variant,)*
        }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name in KTAB's files.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $first,)*
                }
            }

            /// The one of this name, as KTAB's files or its documents call it, in capitals or not.
            ///
            /// # Errors
            /// When there is none; the message lists the names.
            pub fn named(word: &str) -> Result<Self, InvalidInput> {
                $(if [$first $(, $other)*].iter().any(|name| name.eq_ignore_ascii_case(word)) {
                    return Ok(Self::$variant);
                })*
                Err(unknown($what, word, &[$($first),*]))
            }
        }
    };
}

fn unknown(what: &str, word: &str, names: &[&str]) -> InvalidInput {
    InvalidInput(format!("{what} is `{word}`; expected one of {}", names.join(", ")))
}

choice! {
    /// How a difference in utility becomes a vote.
    VotingRule: "VotingRule" {
        /// All for whichever is better (a steep line within 10⁻⁸).
        Binary = "Binary",
        /// Four fifths proportional, one fifth binary.
        ProportionalBinary = "PropBin",
        /// The difference itself.
        #[default]
        Proportional = "Proportional" | "Prop",
        /// Half proportional, half cubic.
        ProportionalCubic = "PropCbc",
        /// The cube of the difference.
        Cubic = "Cubic",
        /// Losses in full, gains by two thirds (prospect theory). It counts what is lost from the second of two options to the first: the only
        /// rule under which the order of parties matters.
        Prospect = "ASymProsp",
    }
}

choice! {
    /// How the strengths of two coalitions give the chance that the first wins.
    VictoryModel: "VictoryProbModel" {
        /// In proportion to strength.
        #[default]
        Linear = "Linear",
        /// To its square.
        Square = "Square",
        /// To its fourth power.
        Quartic = "Quartic",
        /// To its eighth power.
        Octic = "Octic",
        /// Certain from an advantage of a tenth on, linear in the share below.
        Binary = "Binary",
    }
}

choice! {
    /// How chances of victory in pairs give one probability for each option.
    ElectionModel: "PCEModel" {
        /// The chance to beat every other, given that one does.
        #[default]
        Conditional = "Conditional" | "ConditionalPCM",
        /// A Markov process in which challengers come in proportion to the support that they would have.
        MarkovIncentive = "MarkovIncentive" | "MarkovIPCM",
        /// A Markov process in which all challenge alike.
        MarkovUniform = "MarkovUniform" | "MarkovUPCM",
    }
}

choice! {
    /// Which one of the offers before it a party takes.
    Transition: "StateTransitions" {
        /// The most probable.
        #[default]
        Deterministic = "Deterministic",
        /// One drawn by its probability.
        Stochastic = "Stochastic",
    }
}

choice! {
    /// The range of risk attitudes.
    RiskRange: "BigRRange" {
        /// [0, 1].
        Least = "Min",
        /// [−1/2, 1].
        #[default]
        Middle = "Mid",
        /// [−1, 1].
        Most = "Max",
    }
}

choice! {
    /// How far a party sees another's risk attitude as it is, instead of as its own.
    PerceivedRisk: "BigRAdjust" {
        /// Not at all.
        Own = "None" | "No" | "NoRA",
        /// By a third.
        #[default]
        OneThird = "OneThird" | "OneThirdRA",
        /// By half.
        Half = "Half" | "HalfRA",
        /// By two thirds.
        TwoThirds = "TwoThirds" | "TwoThirdsRA",
        /// Wholly.
        Full = "Full" | "FullRA",
    }
}

choice! {
    /// Whether a third party that takes a side in a challenge takes over the winner's position.
    Commitment: "ThirdPartyCommit" {
        /// Never: it then has nothing at stake and stays out.
        None = "NoCommit" | "No",
        /// If its own side loses.
        #[default]
        Semi = "SemiCommit" | "Semi",
        /// Always: it then has the same at stake on either side, and stays out.
        Full = "FullCommit" | "Full",
    }
}

choice! {
    /// The weights by which a bargain lies between two positions.
    Interpolation: "InterVecBrgn" {
        /// Salience times chance of victory.
        Linear = "S1P1",
        /// Their squares.
        #[default]
        Square = "S2P2",
        /// Only the one less likely to win moves, by how much less likely it is and by squared saliences.
        Advantage = "S2PMax",
    }
}

choice! {
    /// Whose estimate of the chance of victory an offer rests on.
    Offering: "BargnModel" {
        /// The initiator's.
        #[default]
        Initiator = "InitOnlyInterp",
        /// Two offers, one by the estimate of each.
        Both = "InitRcvrInterp",
        /// One: the mean of those two by power times the sum of saliences.
        Compromise = "PWCompInterp",
    }
}

/// Names of the sub-models in KTAB's files.
pub const SUB_MODELS: [&str; 9] = [
    "VotingRule",
    "VictoryProbModel",
    "PCEModel",
    "StateTransitions",
    "BigRRange",
    "BigRAdjust",
    "ThirdPartyCommit",
    "InterVecBrgn",
    "BargnModel",
];

/// All sub-models and the stopping rule.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Choices {
    /// Votes in elections and challenges.
    pub voting: VotingRule,
    /// Chances of victory in elections.
    pub victory: VictoryModel,
    /// Elections.
    pub election: ElectionModel,
    /// What a party takes of its offers.
    pub transition: Transition,
    /// Risk attitudes.
    pub risk: RiskRange,
    /// How they are seen.
    pub perceived: PerceivedRisk,
    /// Third parties.
    pub commitment: Commitment,
    /// Where bargains lie.
    pub interpolation: Interpolation,
    /// Who makes them.
    pub offering: Offering,
    /// When it ends.
    pub stop: Stop,
}

impl Choices {
    /// Chooses a sub-model, both by KTAB's names.
    ///
    /// # Errors
    /// When there is no sub-model of that name, or no such choice; the message lists those that there are.
    pub fn choose(&mut self, sub_model: &str, word: &str) -> Result<(), InvalidInput> {
        let known = SUB_MODELS.iter().find(|name| name.eq_ignore_ascii_case(sub_model));
        match known.copied().unwrap_or(sub_model) {
            "VotingRule" => self.voting = VotingRule::named(word)?,
            "VictoryProbModel" => self.victory = VictoryModel::named(word)?,
            "PCEModel" => self.election = ElectionModel::named(word)?,
            "StateTransitions" => self.transition = Transition::named(word)?,
            "BigRRange" => self.risk = RiskRange::named(word)?,
            "BigRAdjust" => self.perceived = PerceivedRisk::named(word)?,
            "ThirdPartyCommit" => self.commitment = Commitment::named(word)?,
            "InterVecBrgn" => self.interpolation = Interpolation::named(word)?,
            "BargnModel" => self.offering = Offering::named(word)?,
            other => return Err(unknown("the sub-model", other, &SUB_MODELS)),
        }
        Ok(())
    }

    /// By sub-model, in the order of [`SUB_MODELS`]: what is chosen.
    pub fn names(&self) -> [&'static str; 9] {
        [
            self.voting.name(),
            self.victory.name(),
            self.election.name(),
            self.transition.name(),
            self.risk.name(),
            self.perceived.name(),
            self.commitment.name(),
            self.interpolation.name(),
            self.offering.name(),
        ]
    }

    /// What is chosen otherwise than by default, as in `VotingRule=Binary`.
    pub fn chosen(&self) -> Vec<String> {
        let own = SUB_MODELS.iter().zip(self.names()).zip(Self::default().names());
        own.filter(|((_, name), default)| name != default)
            .map(|((of, name), _)| format!("{of}={name}"))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sub_models_are_chosen_by_name_and_told() {
        let mut choices = Choices::default();
        assert!(choices.chosen().is_empty());
        choices.choose("VotingRule", "ASymProsp").unwrap();
        choices.choose("pcemodel", "markovupcm").unwrap();
        assert_eq!((choices.voting, choices.election), (VotingRule::Prospect, ElectionModel::MarkovUniform));
        assert_eq!(choices.chosen(), ["VotingRule=ASymProsp", "PCEModel=MarkovUniform"]);
        let wrong = choices.choose("Voting", "Binary").unwrap_err().0;
        assert!(wrong.starts_with("the sub-model is `Voting`; expected one of VotingRule, "), "{wrong}");
    }

    #[test]
    fn every_name_leads_back_to_its_choice() {
        for rule in VotingRule::ALL {
            assert_eq!(VotingRule::named(rule.name()), Ok(*rule));
        }
        for model in ElectionModel::ALL {
            assert_eq!(ElectionModel::named(model.name()), Ok(*model));
        }
        assert_eq!(VotingRule::named("Prop"), Ok(VotingRule::Proportional));
        assert_eq!(PerceivedRisk::named("No"), Ok(PerceivedRisk::Own));
    }

    #[test]
    fn an_unknown_name_is_told_with_those_that_there_are() {
        assert_eq!(VictoryModel::named("linear"), Ok(VictoryModel::Linear));
        let wrong = VictoryModel::named("cubic").unwrap_err().0;
        assert_eq!(
            wrong,
            "VictoryProbModel is `cubic`; expected one of Linear, Square, Quartic, Octic, Binary"
        );
    }

    #[test]
    fn defaults_are_ktabs() {
        let ktab = [
            "Proportional",
            "Linear",
            "Conditional",
            "Deterministic",
            "Mid",
            "OneThird",
            "SemiCommit",
            "S2P2",
            "InitOnlyInterp",
        ];
        assert_eq!(Choices::default().names(), ktab);
    }
}

/// When a run ends: after `least` turns as soon as a turn moves parties by less than a `share` of what the first did, or after `most`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stop {
    /// Turns that are held in any case, 1 or more.
    pub least: usize,
    /// Turns after which it ends in any case, up to [`MOST_TURNS`](super::run::MOST_TURNS).
    pub most: usize,
    /// A share of the first turn's movement, 0 to 1.
    pub share: f64,
}

impl Default for Stop {
    /// KTAB's: 2, 100, 0.02.
    fn default() -> Self {
        Self { least: 2, most: 100, share: 0.02 }
    }
}
