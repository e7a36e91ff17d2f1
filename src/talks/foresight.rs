//! Refusal at home, foreseen at the table (Iida 1993): a signature that would not be ratified is worth little.
//!
//! With the world's `foresight` `F`, a party expects of a package `(1 − F) U + F (P U + (1 − P) R)`: `U` is what it expects
//! of it in force, `R` what it has after a refusal at home (what goes on, less what a public failure costs), and `P` the
//! product of the chances that each ratifier passes it. Its own chance a party knows but for the threshold, which is uniform
//! on [0, ρ] above the stock `h` below which its home refuses: `clamp((u − h)/ρ, 0, 1)`. Of another that is averaged over
//! what the table believes of its reservation value `r`, given that it signs (`r ≤ t`), by parts:
//!
//! ```text
//! P = g(t) + [E(t) − E(u − ρ)] / (ρ B(t))   for t > u − ρ, else 1,     g(t) = clamp((u − t)/ρ, 0, 1)
//! ```
//!
//! `B` is the distribution of the belief and `E` its integral, the expected excess.

use crate::agreement::belief::Belief;
use crate::agreement::per_party::TOLERANCE;
use crate::agreement::table::Table;
use crate::agreement::valuation::Valuation;
use crate::scenario::place::PartyIndex;
use crate::talks::catalogue::Catalogue;

/// What is foreseen of the feasible agreements of one table.
#[derive(Debug, Clone)]
pub struct Foresight {
    parties: usize,
    /// By deal and party: `1 − F (1 − P)`.
    chance: Vec<f64>,
    /// By deal and party: what it expects.
    expected: Vec<f64>,
}

impl Foresight {
    /// For the feasible agreements at these places of a catalogue, of which parties expect so much but for refusal; `None` where nothing is foreseen, or nobody ratifies.
    pub(super) fn new(
        catalogue: &Catalogue,
        places: &[u32],
        expected: impl Fn(usize, PartyIndex) -> f64,
        table: &Table,
        valuation: &Valuation,
    ) -> Option<Self> {
        let ratifiers: Vec<PartyIndex> =
            table.ratifiers.iter().copied().filter(|&i| valuation.touched[i]).collect();
        if valuation.foresight == 0.0 || ratifiers.is_empty() {
            return None;
        }
        let parties = valuation.touched.len();
        let refused: Vec<f64> =
            PartyIndex::all(parties).map(|i| after_refusal(table, valuation, i)).collect();
        let mut foresight = Self {
            parties,
            chance: Vec::with_capacity(places.len() * parties),
            expected: Vec::with_capacity(places.len() * parties),
        };
        let mut homes: Vec<(PartyIndex, f64, f64)> = Vec::with_capacity(ratifiers.len());
        for (deal, &place) in places.iter().enumerate() {
            let value = catalogue.values(place as usize);
            homes.clear();
            homes.extend(ratifiers.iter().map(|&k| {
                let (own, seen) = at_home(table, valuation, k, value[k]);
                (k, own, seen)
            }));
            for i in PartyIndex::all(parties) {
                let of = |&(k, own, seen): &(PartyIndex, f64, f64)| if k == i { own } else { seen };
                let lost = valuation.foresight * (1.0 - homes.iter().map(of).product::<f64>());
                foresight.chance.push(1.0 - lost);
                let expected = expected(deal, i);
                foresight.expected.push(expected - lost * (expected - refused[i]));
            }
        }
        Some(foresight)
    }

    /// Weight `1 − F (1 − P)` of a deal as a party sees it.
    pub(super) fn chance(&self, deal: usize, party: PartyIndex) -> f64 {
        self.chance[deal * self.parties + party.index()]
    }

    /// What is expected of all deals, and how many numbers a deal has.
    pub(super) fn rows(&self) -> (&[f64], usize) {
        (&self.expected, self.parties)
    }

    /// What a party expects of a deal.
    pub(super) fn expected(&self, deal: usize, party: PartyIndex) -> f64 {
        self.expected[deal * self.parties + party.index()]
    }
}

/// What a party has if a package is refused at home (stock).
fn after_refusal(table: &Table, valuation: &Valuation, party: PartyIndex) -> f64 {
    let goes_on = valuation.no_agreement(party) + valuation.after[party];
    let loses = table.is_member(party) && valuation.touched[party];
    if loses { goes_on - valuation.public_cost[party] } else { goes_on }
}

/// Chance that a ratifier passes a package worth `value` to it: as it knows itself, and as the others believe.
fn at_home(table: &Table, valuation: &Valuation, party: PartyIndex, value: f64) -> (f64, f64) {
    if let Some(home) = &valuation.at_home[party] {
        return (home.own(value), home.seen(value, table.is_member(party)));
    }
    let threshold = valuation.ratification[party];
    let passes = value + valuation.public_cost[party];
    // One that does not sign tells nothing by a signature.
    let signs = if table.is_member(party) { value - valuation.signing_margin[party] } else { f64::INFINITY };
    let own = Belief::known(valuation.reservation[party]);
    let others = &valuation.reservation_belief[party];
    (passed(&own, f64::INFINITY, passes, threshold), passed(others, signs, passes, threshold))
}

/// Chance that what is worth `u` at home passes, where the reservation value is as believed and at most `t`, and the
/// threshold above it is uniform up to `threshold` (all stocks).
fn passed(belief: &Belief, t: f64, u: f64, threshold: f64) -> f64 {
    let (t, full) = (t.min(belief.high), u - threshold);
    if t <= full + TOLERANCE {
        return 1.0;
    }
    let last = if threshold > 0.0 { ((u - t) / threshold).clamp(0.0, 1.0) } else { 0.0 };
    let signs = belief.at_most(t);
    if threshold <= 0.0 {
        return if signs > 0.0 { (belief.at_most(u + TOLERANCE) / signs).min(1.0) } else { 0.0 };
    }
    if signs <= 0.0 {
        return last;
    }
    // Beyond `u` nothing passes.
    let between = belief.expected_excess(t.min(u)) - belief.expected_excess(full);
    (last + between / (threshold * signs)).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agreement::belief::Half;

    #[test]
    fn a_known_home_passes_in_proportion_to_the_surplus() {
        let known = Belief::known(2.0);
        for (u, threshold, chance) in
            [(2.5, 2.0, 0.25), (5.0, 2.0, 1.0), (1.9, 2.0, 0.0), (2.0, 0.0, 1.0), (1.9, 0.0, 0.0)]
        {
            assert!((passed(&known, f64::INFINITY, u, threshold) - chance).abs() < 1e-12, "{u} {threshold}");
        }
    }

    #[test]
    fn an_unknown_home_is_the_average_over_those_who_sign() {
        let mut told = Belief::within(0.0, 4.0, None);
        told.tell(Half::High, 0.5);
        for belief in [Belief::within(0.0, 4.0, None), told, Belief::within(1.0, 5.0, Some(0.0))] {
            for (t, u, threshold) in
                [(3.0, 3.5, 1.0), (2.0, 2.0, 0.5), (9.0, 2.5, 3.0), (2.0, 3.0, 0.5), (3.0, 3.0, 0.0)]
            {
                let n = 200_000;
                let (mut sum, mut all) = (0.0, 0.0);
                for k in 0..n {
                    let at = |k: i32| belief.low + (belief.high - belief.low) * f64::from(k) / f64::from(n);
                    let (r, weight) =
                        (f64::midpoint(at(k), at(k + 1)), belief.at_most(at(k + 1)) - belief.at_most(at(k)));
                    if r <= t {
                        all += weight;
                        let surplus = u - r;
                        let chance = if threshold > 0.0 {
                            (surplus / threshold).clamp(0.0, 1.0)
                        } else {
                            f64::from(surplus >= 0.0)
                        };
                        sum += weight * chance;
                    }
                }
                let exact = passed(&belief, t, u, threshold);
                assert!(
                    (exact - sum / all).abs() < 1e-4,
                    "{belief:?} {t} {u} {threshold}: {exact} {}",
                    sum / all
                );
            }
        }
    }

    #[test]
    fn where_nobody_would_sign_the_limit_stands() {
        let belief = Belief::within(2.0, 4.0, None);
        assert!((passed(&belief, 1.5, 2.0, 1.0) - 0.5).abs() < 1e-12);
    }
}
