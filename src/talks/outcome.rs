//! How talks end, and why an offer was refused.
use crate::scenario::place::PartyIndex;

/// How talks ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ended {
    /// The outcome.
    pub outcome: Outcome,
    /// Period in which it came about.
    pub period: u32,
    /// The last refusal, if there was one.
    pub refusal: Option<Refusal>,
    /// Members who refused what was signed and were outvoted, as bits.
    pub outvoted: u32,
}

/// A refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refusal {
    /// By whom.
    pub party: PartyIndex,
    /// Why.
    pub ground: Ground,
    /// Whether by a right of consent from outside the table.
    pub veto: bool,
}

/// The outcome of talks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// This deal is signed.
    Signed(usize),
    /// This party left for its outside option.
    WalkedOut(PartyIndex),
    /// This party, without which nothing can pass, had left another table of the programme for its outside option.
    Deserted(PartyIndex),
    /// The last meeting passed.
    Deadline,
}

/// Why a party answered as it did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// Worth at least what it needs now.
    Enough,
    /// Below the least that it may sign, even if all comply.
    BelowReservation,
    /// Enough if all comply, but it does not believe that.
    Mistrust,
    /// Acceptable, but it still hopes for more.
    HoldsOut,
    /// It would pass, but a signatory would leave it at once: nobody signs that.
    LeavesAtOnce,
    /// It holds something back that is in it, and what it asks for it is not.
    Condition,
}
