//! What the seats at one table share, and what each must at least have.

use super::feasible::FeasibleAgreements;
use crate::agreement::per_party::TOLERANCE;
use crate::agreement::table::Table;
use crate::agreement::valuation::Valuation;
use crate::scenario::place::PartyIndex;

/// Where the talks stand when a seat must act.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moment {
    /// Number of the current offer, from 0.
    pub offer: u32,
    /// Position of the current offer between the first (0) and the last (1).
    pub time: f64,
    /// The party's own next offer; `None`: it makes no further offer.
    pub next: Option<Next>,
}

/// An offer to come.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Next {
    /// Its number.
    pub offer: u32,
    /// Its position between the first (0) and the last (1).
    pub time: f64,
    /// Periods until then.
    pub periods: u32,
}

/// What the seats at one table share.
#[derive(Debug, Clone, Copy)]
pub struct Situation<'a> {
    /// The table.
    pub table: &'a Table,
    /// The world as this table sees it.
    pub valuation: &'a Valuation,
    /// What could be agreed.
    pub feasible: &'a FeasibleAgreements,
}

/// What a party must at least expect before it signs: its reservation value with its mandate, or its outside option.
pub fn least_acceptable(valuation: &Valuation, party: PartyIndex) -> f64 {
    floor(valuation, party, valuation.reservation[party])
}

/// The same if its reservation value were this (stock).
pub fn floor(valuation: &Valuation, party: PartyIndex, reservation: f64) -> f64 {
    let outside = valuation.outside[party].unwrap_or(f64::NEG_INFINITY);
    outside.max(reservation + valuation.signing_margin[party])
}

/// Whether a member is pivotal: nothing can pass without it, so that talks end if it leaves. One that can be outvoted stays and votes.
pub fn is_pivotal(table: &Table, party: PartyIndex) -> bool {
    table.rule.unanimous() || !table.rule.passes(table.member_bits & !(1 << party))
}

/// What a party leaves for, if it leaves: an outside option that is worth more than its continuation value and than its
/// disagreement payoff.
pub fn walks_out(valuation: &Valuation, party: PartyIndex, continuation_value: f64) -> Option<f64> {
    valuation.outside[party]
        .filter(|outside| *outside > continuation_value.max(valuation.disagreement_payoff(party)) + TOLERANCE)
}
