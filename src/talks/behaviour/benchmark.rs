//! The benchmark without tactics or demands: the last round of a game in which the proposer is drawn.
//!
//! It is played in a world in which nobody demands anything and all know it (`World::demands`). One of the `n` members that some
//! level touches is drawn, each with chance `1/n` (Okada 1996, "A noncooperative coalitional bargaining game with random
//! proposers", Games and Economic Behavior 16:97). It makes one offer, and nothing comes after it. With `N` what goes on without
//! agreement, `W` what may follow a failure, `O` the outside option and `E` what a package is expected to be worth, as at any table
//! (stocks on the own scale):
//!
//! * everybody whose assent is needed takes what it expects to be worth `max{N + W, O}` (an outside option is a floor and nothing
//!   else: Binmore, Shaked & Sutton 1989, "The outside option principle", Quarterly Journal of Economics 104:753); one that is
//!   indifferent says yes;
//! * the proposer offers, of all packages that pass, what is best for itself, of equals the first in the order of enumeration. By
//!   unanimity that leaves the others at their floors, as far as packages allow; by vote it is the cheapest coalition that suffices
//!   (the last session of Baron & Ferejohn 1989, American Political Science Review 83:1181). Nothing that passes is worth its own
//!   floor: it passes, and talks fail at the last meeting.
//!
//! The offer is made at the first meeting: how many meetings are held, how often and in what order members speak and who writes the
//! text are ways to negotiate, and leave no trace. When something has happened since, and nothing was signed, the same is played
//! again at the next meeting, in the situation as it is then; nobody foresees it.
//!
//! Lots are drawn by party and day, whatever the format: of the members of two tables that meet on one day the lowest lot proposes at
//! each.

use super::exact::Game;
use crate::agreement::per_party::TOLERANCE;
use crate::scenario::place::PartyIndex;
use crate::talks::outcome::Refusal;
use crate::talks::situation::{Moment, Situation};

/// One offer, and what everybody may hope for from it.
#[derive(Debug, Clone)]
pub struct Benchmark {
    /// Number of the offer.
    offer: u32,
    /// Who makes it; `None`: no level touches any member.
    recognised: Option<PartyIndex>,
    /// What is offered.
    deal: Option<usize>,
    /// By party: the most that it may hope for before it is known who is drawn (stock).
    hopes: Vec<f64>,
    /// Why nothing can be agreed, if it is for doubt.
    doubt: Option<Refusal>,
}

impl Benchmark {
    /// The one offer is number `first`.
    pub fn new(situation: Situation<'_>, first: u32) -> Self {
        let round = Game::new(situation, Vec::new());
        let all = offers_of(situation, &round);
        let recognised = drawn(situation, &round.members, first);
        let deal = all.iter().find(|(party, _)| Some(*party) == recognised).and_then(|(_, deal)| *deal);
        let hope = |i: PartyIndex| {
            let worth = all.iter().filter_map(|(_, deal)| Some(situation.feasible.expected((*deal)?, i)));
            worth.fold(f64::NEG_INFINITY, f64::max)
        };
        let hopes = PartyIndex::all(situation.valuation.touched.len()).map(hope).collect();
        Self { offer: first, recognised, deal, hopes, doubt: round.doubt() }
    }

    /// Who makes the offer.
    pub fn recognised(&self) -> Option<PartyIndex> {
        self.recognised
    }

    /// What a party proposes now.
    pub fn propose(&self, party: PartyIndex, moment: Moment) -> Option<usize> {
        self.deal.filter(|_| self.recognised == Some(party) && moment.offer == self.offer)
    }

    /// The continuation value of a party before an offer.
    pub fn continuation_value(&self, party: PartyIndex, offer: u32) -> f64 {
        if offer > self.offer { f64::NEG_INFINITY } else { self.hopes[party.index()] }
    }

    /// The doubt for which nothing can be agreed: a package would suit everybody if all complied, but somebody expects otherwise.
    pub fn doubt(&self) -> Option<Refusal> {
        self.doubt
    }
}

/// What each member that some level touches would offer if it were drawn; `None`: it would pass.
pub fn offers(situation: Situation<'_>) -> Vec<(PartyIndex, Option<usize>)> {
    offers_of(situation, &Game::new(situation, Vec::new()))
}

fn offers_of(situation: Situation<'_>, round: &Game<'_>) -> Vec<(PartyIndex, Option<usize>)> {
    round.members.iter().map(|&i| (i, best(situation, round, i))).collect()
}

/// Of all that passes the best for a party, if it is worth its floor.
fn best(situation: Situation<'_>, round: &Game<'_>, party: PartyIndex) -> Option<usize> {
    let Situation { table, valuation, feasible } = situation;
    let worth = |k: usize| round.offers.utility(k, party.index());
    let suits = |k: &usize| {
        worth(*k) >= round.least[party] - TOLERANCE && !feasible.surely_refuses(round.feasible[*k], party)
    };
    let mut void: Vec<usize> = Vec::new();
    loop {
        let open = || (0..round.offers.len()).filter(suits).filter(|k| !void.contains(k));
        let most = open().map(worth).fold(f64::NEG_INFINITY, f64::max);
        let first = open().find(|k| worth(*k) >= most - TOLERANCE)?;
        let deal = round.feasible[first];
        let outvoted = round.outvoted(deal, round.offers.accepting(first, &round.least));
        // What somebody would leave at once, once it is outvoted, is not signed.
        if feasible.left_at_once(table, valuation, deal, outvoted).is_none() {
            return Some(deal);
        }
        void.push(first);
    }
}

/// Who is drawn for an offer: of these members the one with the lowest lot of that day.
fn drawn(situation: Situation<'_>, members: &[PartyIndex], offer: u32) -> Option<PartyIndex> {
    let Situation { table, valuation, .. } = situation;
    let Some(lots) = &valuation.lots else { return members.first().copied() };
    let meeting = offer.checked_div(table.offers)?;
    let day = *table.meetings.get(meeting as usize)?;
    let lot = |i: PartyIndex| lots[i.index()].at(day);
    members.iter().copied().min_by(|a, b| lot(*a).total_cmp(&lot(*b)))
}
