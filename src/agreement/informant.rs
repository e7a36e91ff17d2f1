//! Third parties that know something of their own about what others demand: mediators, messengers, and who writes a
//! single text from outside.
//!
//! Such a party hears of each subject whether its reservation value lies in the lower or the upper half (by the median) of
//! its range, right with chance `(1 + a)/2`, where `a` is its own `accuracy`. What it hears is the same in every format.

use super::{
    belief::{Belief, Half},
    table::Table,
};
use crate::scenario::place::PartyIndex;
use crate::world::World;

/// What one such party knows, and what it cares for.
#[derive(Debug, Clone, PartialEq)]
pub struct Informant {
    /// Who.
    pub party: PartyIndex,
    /// How well it hears, in [0, 1].
    pub accuracy: f64,
    /// Parties whose gain it cares for beside its own, in stable order, and how much (own-scale gain for one of the
    /// other's).
    pub bias: Vec<(PartyIndex, f64)>,
    /// By party: what it has heard of it.
    pub heard: Vec<Half>,
}

impl Informant {
    /// All of a table, in stable order; `beliefs` are those that everybody holds of the `reservation` values.
    pub(super) fn all(table: &Table, world: &World, reservation: &[f64], beliefs: &[Belief]) -> Vec<Self> {
        let hears = |party: PartyIndex| {
            let traits = &world.traits[party];
            let right = f64::midpoint(1.0, traits.accuracy);
            let heard = |subject: PartyIndex| {
                let truth = beliefs[subject].half(reservation[subject]);
                // A party that carries no message in the scenario has no draws.
                let draw = world.hearing[party].get(subject.index()).copied().unwrap_or(0.0);
                if draw < right { truth } else { truth.other() }
            };
            let heard = PartyIndex::all(reservation.len()).map(heard).collect();
            let bias = table.by_id.iter().map(|&k| (k, traits.bias[k])).filter(|(_, bias)| *bias != 0.0);
            Self { party, accuracy: traits.accuracy, bias: bias.collect(), heard }
        };
        table.informants().into_iter().map(hears).collect()
    }

    /// What it cares for a set of flows, one a party, each on its party's own scale: its own, and by its bias the others'.
    pub fn cares(&self, flow: impl Fn(PartyIndex) -> f64) -> f64 {
        flow(self.party) + self.bias.iter().map(|&(k, bias)| bias * flow(k)).sum::<f64>()
    }

    /// What it cares for one party's gain beside its own.
    pub fn bias_towards(&self, party: PartyIndex) -> f64 {
        self.bias.iter().find(|(k, _)| *k == party).map_or(0.0, |(_, bias)| *bias)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_cares_for_itself_and_by_its_bias_for_others() {
        let informant = Informant {
            party: PartyIndex(1),
            accuracy: 0.5,
            bias: vec![(PartyIndex(0), 0.5), (PartyIndex(2), -0.25)],
            heard: vec![Half::Low; 3],
        };
        assert!((informant.cares(|k| [1.0, 2.0, 4.0][k]) - (2.0 + 0.5 - 1.0)).abs() < 1e-15);
        assert_eq!([0, 1, 2].map(|k| informant.bias_towards(PartyIndex(k))), [0.5, 0.0, -0.25]);
    }
}
