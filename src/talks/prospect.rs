//! What a table that comes later may be expected to bring, as it looks beforehand.

use super::behaviour::appeal::{Appeal, Subject};
use super::behaviour::benchmark;
use super::beliefs::Beliefs;
use super::catalogue::touched_members;
use super::coalition;
use super::negotiation::proposers;
use super::situation::Situation;
use crate::scenario::place::PartyIndex;

/// The package that a table may be expected to agree on, and how far.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prospect {
    /// The deal.
    pub deal: usize,
    /// Believed chance that everybody whose assent it needs gives it.
    pub chance: f64,
}

/// What a table may be expected to agree on: its first proposal, or, where nobody demands anything, what each of its members would
/// offer if it is drawn.
pub fn prospects(situation: Situation<'_>) -> Vec<Prospect> {
    if situation.valuation.lots.is_none() {
        return first_proposal(situation).into_iter().collect();
    }
    let offers = benchmark::offers(situation);
    let chance = 1.0 / offers.len() as f64;
    offers.into_iter().filter_map(|(_, deal)| Some(Prospect { deal: deal?, chance })).collect()
}

/// The first proposal under the Nash-product choice, as everybody can reckon it before the talks: the largest product of the
/// expected surpluses of all members, the proposer among them, of the chance that all keep to it, and of the consent of
/// those outside. `None`: there is nothing to propose.
fn first_proposal(situation: Situation<'_>) -> Option<Prospect> {
    let Situation { table, valuation, feasible } = situation;
    let proposer = *proposers(table, valuation).first()?;
    let beliefs = Beliefs::shared(&valuation.reservation_belief);
    let mut appeal = Appeal::new(situation, &beliefs);
    let members = touched_members(table, valuation);
    let subjects: Vec<Subject> =
        members.iter().map(|&party| Subject { party, place: beliefs.place(party, party) }).collect();
    let unanimous = table.rule.unanimous();
    let least = if unanimous { 0 } else { coalition::least(situation, proposer) };
    let mut gains = Vec::with_capacity(subjects.len());
    let mut best: Option<(f64, usize)> = None;
    for x in 0..feasible.len() {
        let known = feasible.kept(x) * feasible.consent_chance(x, |j| &valuation.reservation_belief[j]);
        let product = if unanimous {
            subjects.iter().map(|&s| appeal.of(situation, &beliefs, s, x)).product()
        } else {
            gains.clear();
            let joins = subjects.iter().filter(|s| !feasible.surely_refuses(x, s.party));
            gains.extend(joins.map(|&s| (s.party, appeal.of(situation, &beliefs, s, x))));
            coalition::product(situation, x, proposer, least, &gains)
        };
        let product: f64 = known * product * feasible.foreseen(x, proposer);
        if product > best.map_or(0.0, |(most, _)| most) {
            best = Some((product, x));
        }
    }
    let (_, deal) = best?;
    let signs = |j: PartyIndex| {
        valuation.reservation_belief[j].at_most(feasible.value(deal, j) - valuation.signing_margin[j])
    };
    let assent = if unanimous {
        members.iter().map(|&j| signs(j)).product::<f64>()
    } else {
        signs(proposer) * coalition::chance(situation, deal, proposer, signs)
    };
    let chance = assent * feasible.consent_chance(deal, |j| &valuation.reservation_belief[j]);
    Some(Prospect { deal, chance })
}
