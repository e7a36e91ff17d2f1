//! KTAB's spatial model of politics: parties with power, positions and saliences on several dimensions challenge one another, turn by turn.
//!
//! Wise, Lester and Efird (2015), "An introduction to the KAPSARC Toolkit for Behavioral Analysis (KTAB) using one-dimensional spatial models"
//! and "Multidimensional bargaining using KTAB", KAPSARC; the tables of KTAB's database. KTAB calls parties actors. In a turn:
//!
//! 1. Distances of ideals to positions give utilities ([`utility`]).
//! 2. A probabilistic Condorcet election over all positions at neutral risk ([`election`]) gives risk attitudes ([`risk`]): who stands well is
//!    averse to risk.
//! 3. Each party looks for the one that it gains most by challenging, as it sees the risk attitudes of the others ([`challenge`]).
//! 4. It offers its target a bargain between the two positions, weighted by saliences and the chance of victory ([`bargain`]).
//! 5. The status quo and the offers that a party made or received are put to an election by all; it does what wins, or what is
//!    drawn. Each decides by itself: two parties to a bargain need not both keep it.
//! 6. Ideals follow positions, wholly (the default) or in part.
//!
//! It ends when a turn moves parties by less than a fiftieth of what the first did, or after 100 turns ([`run()`]).
//!
//! What the documents leave open is settled by KTAB's output: positions are on [0, 1] inside; offers are rounded to 4 decimals of that, half
//! up, under `S1P1` and `S2P2` but not under `S2PMax`; an election weighs votes by power, a challenge by power times the sum of saliences; risk
//! attitudes come from an election over all parties, the published probabilities from one over distinct positions (0.001 apart or more);
//! movement is the sum of Euclidean distances, that of the first turn raised by 0.0001.
//!
//! KTAB's program departs from its documents, and this from the program, in these points:
//!
//! * For the bargain as the receiver sees it (`InitRcvrInterp`, `PWCompInterp`) the program takes the expected *gain* where the text has the
//!   chance of victory, and weighs both perspectives by the initiator's power. Here it is the chance, and each one's own power.
//! * Under `FullCommit` and `NoCommit` the two courses that a third party compares are equal term by term: it stays out. So it is here.
//! * Probabilities of positions are published by the proportional rule whatever the voting rule is. Here the voting rule is used.
//! * Where all positions have the same probability the program divides 0 by 0. Here all are neutral to risk.
//! * The order of offers in a queue depends on the program's threads. Here it is the status quo, the party's own, then received ones by the
//!   initiator's number; on equal probabilities the first is chosen. (Two offers that lead to the same places are an exact tie here, and
//!   differ by rounding there; nobody's position depends on it.)
//! * Older programs measure offers from a party's position, newer ones from its ideal, which is what is done here. (Both are the same while
//!   ideals follow positions wholly.)
//! * A power of 0 stops the program at the first vote. Here such a party has no weight.

pub(crate) mod bargain;
pub(crate) mod challenge;
pub mod choices;
pub(crate) mod coalition;
pub(crate) mod election;
pub(crate) mod history;
pub(crate) mod party;
pub(crate) mod risk;
pub mod run;
mod turn;
pub(crate) mod utility;
pub(crate) mod vote;

pub use challenge::{Challenge, seen_by};
pub use choices::Choices;
pub use history::{History, Offer, Standing, Turn};
pub use party::{Parties, Party};
pub use run::run;

/// What is positive of a number: itself or 0.
fn positive(x: f64) -> f64 {
    if x > 0.0 { x } else { 0.0 }
}

#[cfg(test)]
mod tests;
