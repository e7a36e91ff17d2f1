//! What formats are held against each other by.

use std::fmt;

/// A measure of a run, more of which is better.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measure {
    /// An agreement was signed.
    Signed,
    /// It entered into force.
    InForce,
    /// It was carried out to the end.
    Completed,
    /// It still stands at the end.
    Standing,
    /// What a party gained, by its key or name.
    Gain(String),
}

impl Measure {
    /// The measures with a word of their own.
    pub const WORDS: &'static str = "signed, in_force, completed, standing or gain.PARTY";

    /// Reads it as the command line has it: `gain.PARTY`, or `gain:PARTY`.
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim() {
            "signed" => Some(Self::Signed),
            "in_force" => Some(Self::InForce),
            "completed" => Some(Self::Completed),
            "standing" | "alive" => Some(Self::Standing),
            other => {
                let party = other.strip_prefix("gain.").or_else(|| other.strip_prefix("gain:"))?;
                (!party.is_empty()).then(|| Self::Gain(party.to_owned()))
            }
        }
    }

    /// Its column in `results.csv`; of a gain that of the party with this key.
    pub fn column(&self) -> String {
        match self {
            Self::Signed => "signed".into(),
            Self::InForce => "in_force".into(),
            Self::Completed => "completed".into(),
            Self::Standing => "alive_at_horizon".into(),
            Self::Gain(party) => format!("gain_{party}"),
        }
    }

    /// Whether it is 1 or 0, and so a share over worlds.
    pub fn is_share(&self) -> bool {
        !matches!(self, Self::Gain(_))
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Standing => f.write_str("standing"),
            Self::Gain(party) => write!(f, "gain.{party}"),
            other => f.write_str(&other.column()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_back() {
        for word in ["signed", "in_force", "completed", "standing", "gain.ash"] {
            assert_eq!(Measure::parse(word).map(|measure| measure.to_string()).as_deref(), Some(word));
        }
        assert_eq!(Measure::parse("gain:ash"), Some(Measure::Gain("ash".into())));
        assert!(Measure::parse("gain.").is_none() && Measure::parse("won").is_none());
    }
}
