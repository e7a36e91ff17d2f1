//! Exact backward induction over the offers that remain, as if everything were known.
//!
//! Alternating offers with a last one (Ståhl 1972, "Bargaining Theory"; Rubinstein 1982, Econometrica 50:97), with votes as if
//! each decided (Baron and Kalai 1993, Journal of Economic Theory 61:290). The rule of one offer is that of
//! `theory::finite_horizon`, which reference cases hold to published results; here stand the table's calendar and what its
//! parties live on meanwhile. Nothing is hidden: every seat knows all others' reservation values and what each expects of a
//! package. It therefore ignores disclosure, beliefs and all that a format does to them.
//!
//! In stocks (periods of flow on the own scale), with `w` what goes on without agreement, `d` the discount factor:
//!
//! * after the last offer a party has `w`, less what a public failure costs it;
//! * while it waits `p` periods for the next offer it has `w + d^p (v − w)`, where `v` is what that offer is worth to it;
//! * it accepts what it expects to be worth at least that, and at least what it may sign for;
//! * those outside whose consent a package needs accept what is worth their reservation value: a floor, no waiting;
//! * what somebody who is asked to join would refuse is not proposed: it would be void;
//! * at the start of a meeting a party leaves if its outside option is worth more than `v` and than `w`.
//!
//! Where a party from outside writes the text, no member's offers can be reckoned with: each takes what it may sign for, and
//! hopes for the best that could be agreed.
//!
//! The talks are foreseen in the situation of the moment: an event or a lapse to come is not, beyond what `w` holds of it.

use crate::agreement::per_party::TOLERANCE;
use crate::agreement::table::Table;
use crate::agreement::valuation::Valuation;
use crate::scenario::model::DemandOf;
use crate::scenario::place::PartyIndex;
use crate::talks::catalogue::touched_members;
use crate::talks::finite_horizon::{Offers, waiting};
use crate::talks::negotiation::proposers;
use crate::talks::outcome::{Ground, Refusal};
use crate::talks::situation::{Moment, Situation, is_pivotal, least_acceptable, walks_out};

/// Most packages × offers of a table that can be reckoned with. Each takes up to 80 ns (six parties, all packages suit
/// everybody, the offer that passes found last), so a world at most a second; the six-party talks of `korea-2019`, with half a
/// million, of which most suit nobody, take 3 ms.
pub const MOST: f64 = 10_000_000.0;

/// Packages × offers of a table, before any package is ruled out.
pub fn size(table: &Table) -> f64 {
    table.packages() * table.meetings.len() as f64 * f64::from(table.offers)
}

/// What every seat does at every offer, reckoned from the last one back.
#[derive(Debug, Clone)]
pub struct Exact {
    parties: usize,
    /// Number of the first offer that was reckoned with.
    first: u32,
    /// By offer: the deal proposed, `None`: to let it pass is better.
    proposals: Vec<Option<usize>>,
    /// By offer and party: the least that it accepts (stock).
    asks: Vec<f64>,
    /// By offer and party: its continuation value when the offer is about to be made (stock).
    continuation_value: Vec<f64>,
    /// By party: the least that it may sign for, and the best that could be agreed (stocks), for when nobody at the table proposes.
    least: Vec<f64>,
    best: Vec<f64>,
    /// Why nothing can be agreed, if it is for doubt.
    doubt: Option<Refusal>,
}

impl Exact {
    /// Reckons with all offers from number `first` on.
    pub fn new(situation: Situation<'_>, first: u32) -> Self {
        let game = Game::new(situation, proposers(situation.table, situation.valuation));
        let table = situation.table;
        let all = if game.order.is_empty() { first } else { table.offers * table.meetings.len() as u32 };
        let (count, n) = (all.saturating_sub(first) as usize, game.least.len());
        let mut exact = Self {
            parties: n,
            first,
            proposals: vec![None; count],
            asks: vec![0.0; count * n],
            continuation_value: vec![0.0; count * n],
            least: game.least.clone(),
            best: PartyIndex::all(n).map(|i| game.best(i)).collect(),
            doubt: game.doubt(),
        };
        let mut value: Vec<f64> = PartyIndex::all(n).map(|i| game.failure(i)).collect();
        for place in (0..count).rev() {
            let offer = first + place as u32;
            let later = game.later(offer, all, &value);
            let asks: Vec<f64> =
                later.iter().zip(&game.least).map(|(later, least)| later.max(*least)).collect();
            let outcome = game.proposal(offer, &asks);
            value = outcome.map_or(later, |x| (0..n).map(|i| game.offers.utility(x, i)).collect());
            let continuation_value: Vec<f64> =
                PartyIndex::all(n).map(|i| game.continuation_value(i, value[i])).collect();
            if offer.is_multiple_of(table.offers)
                && let Some((leaver, outside)) = game.leaver(&continuation_value)
            {
                value = PartyIndex::all(n).map(|i| game.failure(i)).collect();
                value[leaver] += (outside - game.base[leaver]) / game.signature[leaver];
            }
            exact.proposals[place] = outcome.map(|x| game.feasible[x]);
            exact.asks[place * n..][..n].copy_from_slice(&asks);
            exact.continuation_value[place * n..][..n].copy_from_slice(&continuation_value);
        }
        exact
    }

    fn place(&self, offer: u32) -> Option<usize> {
        let place = offer.checked_sub(self.first)? as usize;
        (place < self.proposals.len()).then_some(place)
    }

    /// What is proposed now.
    pub fn propose(&self, moment: Moment) -> Option<usize> {
        self.place(moment.offer).and_then(|place| self.proposals[place])
    }

    /// The least that a party accepts now.
    pub fn accepts_from(&self, party: PartyIndex, moment: Moment) -> f64 {
        self.place(moment.offer)
            .map_or(self.least[party], |place| self.asks[place * self.parties + party.index()])
    }

    /// The continuation value of a party before this offer.
    pub fn continuation_value(&self, party: PartyIndex, offer: u32) -> f64 {
        self.place(offer)
            .map_or(self.best[party], |place| self.continuation_value[place * self.parties + party.index()])
    }

    /// The doubt for which nothing is proposed at all: a package would suit everybody if all complied, but somebody
    /// expects otherwise.
    pub fn doubt(&self) -> Option<Refusal> {
        self.doubt
    }
}

/// What a public failure costs a party (stock).
fn audience(valuation: &Valuation, party: PartyIndex) -> f64 {
    match valuation.demand_of {
        DemandOf::Everything => valuation.reservation[party] - valuation.home[party],
        DemandOf::Possible | DemandOf::Ideal => valuation.public_cost[party],
    }
}

/// The talks as a game: all numbers are stocks on a party's own scale, as on the day on which what is agreed now is signed.
pub(super) struct Game<'a> {
    situation: Situation<'a>,
    pub(super) members: Vec<PartyIndex>,
    /// The members as bits.
    voters: u32,
    order: Vec<PartyIndex>,
    /// By party: its disagreement payoff.
    base: Vec<f64>,
    /// By party: the least that it may sign for or consent to.
    pub(super) least: Vec<f64>,
    /// By party: what a public failure costs it.
    audience: Vec<f64>,
    /// By party: discount factor from now to the signature.
    signature: Vec<f64>,
    /// The feasible agreements that could be agreed at all, and what is expected of them.
    pub(super) feasible: Vec<usize>,
    pub(super) offers: Offers,
}

impl<'a> Game<'a> {
    /// The talks if these parties make offers in turn.
    pub(super) fn new(situation: Situation<'a>, order: Vec<PartyIndex>) -> Self {
        let Situation { table, valuation, feasible } = situation;
        let (n, discount) = (valuation.touched.len(), &valuation.terms.discount);
        let members = touched_members(table, valuation);
        let by_party = |f: &dyn Fn(PartyIndex) -> f64| PartyIndex::all(n).map(f).collect::<Vec<f64>>();
        let delay = if table.refer_back { table.every } else { 0 };
        let mut game = Self {
            base: by_party(&|i| valuation.disagreement_payoff(i)),
            least: by_party(&|i| match (members.contains(&i), table.is_member(i)) {
                (true, _) => least_acceptable(valuation, i),
                // No level touches it: it has no say.
                (false, true) => f64::NEG_INFINITY,
                (false, false) => valuation.reservation[i],
            }),
            audience: by_party(&|i| audience(valuation, i)),
            signature: by_party(&|i| libm::pow(discount[i], f64::from(delay))),
            order,
            feasible: Vec::new(),
            offers: Offers::new(n, Vec::new(), &[], TOLERANCE),
            situation,
            voters: members.iter().fold(0, |bits, i| bits | 1 << i),
            members,
        };
        let mut utility = Vec::new();
        for x in 0..feasible.len() {
            let row = utility.len();
            utility.extend(PartyIndex::all(n).map(|i| feasible.expected(x, i)));
            if game.suits(x, &utility[row..]) {
                game.feasible.push(x);
            } else {
                utility.truncate(row);
            }
        }
        let order: Vec<usize> = game.order.iter().map(|party| party.index()).collect();
        game.offers = Offers::new(n, utility, &order, TOLERANCE);
        game
    }

    /// Whether a deal passes if everyone accepts from the least that it may sign for.
    fn suits(&self, deal: usize, worth: &[f64]) -> bool {
        if self.stays_away(deal, worth).is_some() {
            return false;
        }
        let enough = |i: &PartyIndex| worth[*i] >= self.least[*i] - TOLERANCE;
        self.passes(deal, PartyIndex::all(worth.len()).filter(enough).fold(0, |bits, i| bits | 1 << i))
    }

    /// The first absent party that would not join a deal if asked.
    fn stays_away(&self, deal: usize, worth: &[f64]) -> Option<PartyIndex> {
        let Situation { valuation, feasible, .. } = self.situation;
        let asked = feasible.acceders(deal);
        PartyIndex::all(worth.len())
            .filter(|i| asked & (1 << i) != 0)
            .find(|&i| worth[i] < valuation.accession_floor(i) - TOLERANCE)
    }

    /// Whether those who accept (bits by party) are enough by the rule of the table, and all are among them whose consent
    /// it needs.
    fn passes(&self, deal: usize, accepting: u32) -> bool {
        let Situation { table, feasible, .. } = self.situation;
        let needed = feasible.consent(deal) | feasible.must(deal);
        let yes = accepting & !self.refusing(deal);
        yes & needed == needed && table.rule.passes(yes | table.member_bits & !self.voters)
    }

    /// Members who surely refuse a deal and can be outvoted, as bits.
    fn refusing(&self, deal: usize) -> u32 {
        let refuses = |i: &&PartyIndex| self.situation.feasible.surely_refuses(deal, **i);
        self.members.iter().filter(refuses).fold(0, |bits, i| bits | 1 << i)
    }

    /// Members who are outvoted on a deal if these (bits) would accept it.
    pub(super) fn outvoted(&self, deal: usize, accepting: u32) -> u32 {
        self.voters & !(accepting & !self.refusing(deal))
    }

    fn proposal(&self, offer: u32, asks: &[f64]) -> Option<usize> {
        let proposer = self.order[offer as usize % self.order.len()];
        self.offers.proposal(proposer.index(), asks, |x, accepting| self.passes(self.feasible[x], accepting))
    }

    /// The best for a party that could be agreed.
    fn best(&self, party: PartyIndex) -> f64 {
        let worth = (0..self.offers.len()).map(|x| self.offers.utility(x, party.index()));
        worth.fold(f64::NEG_INFINITY, f64::max)
    }

    /// What everybody has when no offer is left.
    fn failure(&self, party: PartyIndex) -> f64 {
        self.base[party] - self.audience[party] / self.signature[party]
    }

    /// What everybody has in waiting when this offer fails.
    fn later(&self, offer: u32, all: u32, value: &[f64]) -> Vec<f64> {
        let table = self.situation.table;
        let period = |offer: u32| table.meetings[(offer / table.offers) as usize];
        let gap = if offer + 1 < all { period(offer + 1) - period(offer) } else { 0 };
        let discount = &self.situation.valuation.terms.discount;
        let factor = |i: PartyIndex| if gap == 0 { 1.0 } else { libm::pow(discount[i], f64::from(gap)) };
        value.iter().enumerate().map(|(i, v)| waiting(self.base[i], factor(PartyIndex(i)), *v)).collect()
    }

    /// The continuation value of a party today if its value as on the day of signature is `value`, before what failure costs it.
    fn continuation_value(&self, party: PartyIndex, value: f64) -> f64 {
        waiting(self.base[party], self.signature[party], value) + self.audience[party]
    }

    /// Who leaves at the start of a meeting, and for what.
    fn leaver(&self, continuation_value: &[f64]) -> Option<(PartyIndex, f64)> {
        let leaves = |&i: &PartyIndex| {
            walks_out(self.situation.valuation, i, continuation_value[i]).map(|outside| (i, outside))
        };
        self.members.iter().filter(|i| is_pivotal(self.situation.table, **i)).find_map(leaves)
    }

    /// Whose doubt keeps everything from being agreed, if it is doubt: of the first package that would do if all complied,
    /// the first to expect too little.
    pub(super) fn doubt(&self) -> Option<Refusal> {
        let Situation { table, feasible, .. } = self.situation;
        let n = self.least.len();
        let would = |x: &usize| {
            self.suits(*x, &PartyIndex::all(n).map(|i| feasible.value(*x, i)).collect::<Vec<_>>())
        };
        let first = (0..feasible.len()).filter(|_| self.feasible.is_empty()).find(would)?;
        let outside =
            PartyIndex::all(n).filter(|i| !table.is_member(*i) && feasible.consent(first) & (1 << i) != 0);
        let short = |i: &PartyIndex| feasible.expected(first, *i) < self.least[*i] - TOLERANCE;
        let expected: Vec<f64> = PartyIndex::all(n).map(|i| feasible.expected(first, i)).collect();
        let away = || self.stays_away(first, &expected);
        let party = self.members.iter().copied().chain(outside).find(short).or_else(away)?;
        Some(Refusal { party, ground: Ground::Mistrust, veto: !table.is_member(party) })
    }
}
