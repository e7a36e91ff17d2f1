//! A part of the worlds: the k-th of n, for work that is shared among machines.
//!
//! Blocks of worlds are dealt to the parts like cards, so that the first worlds, which go through the runs of the star too, do not all fall to
//! the first part. A block is the same whoever computes it: what the parts give together does not depend on n.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// Parts at most: as many as there may be blocks.
const MOST: u64 = 400_000;

/// The k-th of n parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shard {
    /// Which, from 1.
    pub part: u64,
    /// Of how many.
    pub of: u64,
}

impl Shard {
    /// Numbers of its blocks, in order, where there are so many in all.
    pub fn blocks(self, all: usize) -> Vec<usize> {
        let (part, of) = (self.part as usize, self.of as usize);
        (part.saturating_sub(1)..all).step_by(of.max(1)).collect()
    }

    /// All parts of the same division, in order.
    pub fn all(of: u64) -> impl Iterator<Item = Self> {
        (1..=of).map(move |part| Self { part, of })
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.part, self.of)
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number =
            |text: &str| text.trim().parse::<u64>().ok().filter(|number| (1..=MOST).contains(number));
        let both = text.split_once('/').and_then(|(part, of)| Some((number(part)?, number(of)?)));
        match both {
            Some((part, of)) if part <= of => Ok(Self { part, of }),
            Some((part, of)) => {
                Err(format!("there is no part {part} of {of}: expected K/N with K from 1 to N"))
            }
            None => Err("expected K/N, two whole numbers, as in 2/7 for the second of seven parts".into()),
        }
    }
}

impl Serialize for Shard {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Shard {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_block_falls_to_one_part_whatever_their_number() {
        for of in 1..12 {
            let mut all: Vec<usize> = Shard::all(of).flat_map(|shard| shard.blocks(9)).collect();
            all.sort_unstable();
            assert_eq!(all, (0..9).collect::<Vec<_>>(), "{of} parts");
        }
        assert_eq!(Shard { part: 2, of: 3 }.blocks(9), [1, 4, 7]);
        assert!(Shard { part: 10, of: 11 }.blocks(9).is_empty());
    }

    #[test]
    fn what_is_no_part_is_refused_with_what_would_be() {
        assert_eq!("2/7".parse(), Ok(Shard { part: 2, of: 7 }));
        for wrong in ["", "2", "0/3", "4/3", "1/0", "-1/3", "a/b", "1/2/3", "1/9999999", "1.0/2"] {
            let error = wrong.parse::<Shard>().unwrap_err();
            assert!(error.contains("expected K/N"), "{wrong}: {error}");
        }
        let shard = Shard { part: 2, of: 7 };
        assert_eq!(serde_json::from_str::<Shard>(&serde_json::to_string(&shard).unwrap()).unwrap(), shard);
    }
}
