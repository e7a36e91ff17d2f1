//! Guarantees: who would act against one that breaks or spoils an agreement, and what that does to it.
//!
//! A promise to punish is believed as far as the guarantor has a stake of its own (Schelling 1966, "Arms and Influence",
//! ch. 2; Walter 2002, "Committing to Peace", on third parties). A guarantor `g` acts against an offender iff the collapse
//! costs it more than acting does, `D_g > a_g`; then the offender loses `F_g` (stock, own scale). Nobody acts against
//! itself. What acting costs is weighed, not booked: it only decides whether a guarantor acts.
//!
//! * Against one whose defection is detected in stage `k`, `D_g = C_k − L_k`: what goes on after that period if all comply,
//!   less what is left after a collapse. The offender resists a temptation up to `d q (loss if caught + (1 − p − r) Σ F_g)`
//!   (see `chain.rs`), the sum over those who act.
//! * Against one who spoils, `D_g` is what the completed agreement is worth to it if nobody spoils, less what is left after a
//!   collapse then. One left out spoils only if what it loses by living with the agreement, `(b − f_K)/(1 − d)` with `b` its
//!   disagreement flow, exceeds the force that it expects.
//!
//! A guarantor knows `a_g`; others believe what its range says, and reckon with the force times the chance that it acts.

use super::belief::Belief;
use super::chain::MOST;
use crate::agreement::per_party::{MOST_PARTIES, PerParty};
use crate::agreement::per_party::{TOLERANCE, sum};
use crate::scenario::place::PartyIndex;

/// What guarantors can do, and what acting takes, under one format in one world.
#[derive(Debug, Clone, PartialEq)]
pub struct Guarantees {
    /// By party: what it does to an offender (stock, on the offender's own scale).
    pub force: PerParty,
    /// By party: what acting costs it (stock, own scale).
    pub cost: PerParty,
    /// By party: what others believe of that cost.
    pub cost_belief: Vec<Belief>,
}

/// From whose perspective a guarantee is judged: what is known there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Perspective {
    /// The truth, as conduct will show it.
    Truth,
    /// Everybody who is no guarantor.
    Others,
    /// This guarantor, which knows what acting costs it.
    Own(PartyIndex),
}

impl Guarantees {
    /// No party guarantees anything.
    pub fn none(parties: usize) -> Self {
        let cost_belief = vec![Belief::known(0.0); parties];
        Self { force: [0.0; MOST_PARTIES], cost: [0.0; MOST_PARTIES], cost_belief }
    }

    /// Parties with any force, as bits.
    pub fn forceful(&self) -> u32 {
        PartyIndex::all(self.cost_belief.len())
            .filter(|&g| self.force[g] > 0.0)
            .fold(0, |bits, g| bits | 1 << g)
    }

    /// Chance, from some perspective, that a guarantor acts where a collapse costs it `loss` (stock).
    pub fn acts(&self, guarantor: PartyIndex, loss: f64, perspective: Perspective) -> f64 {
        let knows = perspective == Perspective::Truth || perspective == Perspective::Own(guarantor);
        if knows {
            f64::from(u8::from(loss - TOLERANCE > self.cost[guarantor]))
        } else if loss > TOLERANCE {
            self.cost_belief[guarantor].at_most(loss - TOLERANCE)
        } else {
            0.0
        }
    }

    /// Expected force (stock) of some guarantors (bits) against an offender, from some perspective, where a collapse costs every party
    /// `loss`.
    pub fn expected(
        &self,
        guarantors: u32,
        offender: PartyIndex,
        loss: &PerParty,
        perspective: Perspective,
    ) -> f64 {
        let forces = self.forces(guarantors, loss, perspective);
        self.against(guarantors, offender, &forces)
    }

    /// Expected force (stock) of one guarantor, from some perspective, where a collapse costs it `loss`.
    pub fn expected_of(&self, guarantor: PartyIndex, loss: f64, perspective: Perspective) -> f64 {
        self.force[guarantor] * self.acts(guarantor, loss, perspective)
    }

    /// The same of each of some guarantors (bits), where a collapse costs every party `loss`; 0 for all others.
    pub fn forces(&self, guarantors: u32, loss: &PerParty, perspective: Perspective) -> PerParty {
        let mut forces = [0.0; MOST_PARTIES];
        parties_in(guarantors).for_each(|g| forces[g] = self.expected_of(g, loss[g], perspective));
        forces
    }

    /// The force of some guarantors (bits) against an offender, given that of each: nobody acts against itself.
    pub fn against(&self, guarantors: u32, offender: PartyIndex, forces: &PerParty) -> f64 {
        let (mut all, mut count) = ([0.0; MOST_PARTIES], 0);
        for g in parties_in(guarantors & !(1 << offender)) {
            all[count] = forces[g];
            count += 1;
        }
        sum(&mut all[..count])
    }

    /// The forces of some guarantors (bits), to be used against one offender or another.
    fn in_order(guarantors: u32, forces: &PerParty) -> InOrder {
        let mut sorted = InOrder { who: [0; MOST_PARTIES], forces: [0.0; MOST_PARTIES], count: 0 };
        for g in parties_in(guarantors) {
            let mut place = sorted.count;
            while place > 0 && sorted.forces[place - 1] > forces[g] {
                sorted.forces[place] = sorted.forces[place - 1];
                sorted.who[place] = sorted.who[place - 1];
                place -= 1;
            }
            (sorted.who[place], sorted.forces[place]) = (g.index() as u8, forces[g]);
            sorted.count += 1;
        }
        sorted
    }

    /// The force of some guarantors (bits) against each party, given that of each.
    pub fn against_each(guarantors: u32, forces: &PerParty) -> PerParty {
        let sorted = Self::in_order(guarantors, forces);
        // Against all who guarantee nothing it is the same.
        let mut against = [sorted.but(None); MOST_PARTIES];
        parties_in(guarantors).for_each(|g| against[g] = sorted.but(Some(g)));
        against
    }

    /// Those of some guarantors (bits) that would truly act where a collapse costs every party `loss`, as bits.
    pub fn acting(&self, guarantors: u32, loss: &PerParty) -> u32 {
        PartyIndex::all(self.cost_belief.len())
            .filter(|&g| guarantors & (1 << g) != 0 && self.acts(g, loss[g], Perspective::Truth) > 0.0)
            .fold(0, |bits, g| bits | 1 << g)
    }

    /// The force (stock) of those in `acting` (bits) against an offender.
    pub fn force_of(&self, acting: u32, offender: PartyIndex) -> f64 {
        self.against(acting, offender, &self.force)
    }
}

/// Forces of guarantors, in the order in which [`sum`] adds them up.
struct InOrder {
    who: [u8; MOST_PARTIES],
    forces: PerParty,
    count: usize,
}

impl InOrder {
    /// All together against an offender: nobody acts against itself.
    fn but(&self, offender: Option<PartyIndex>) -> f64 {
        let offender = offender.map_or(u8::MAX, |party| party.index() as u8);
        let all = self.who.iter().zip(&self.forces).take(self.count);
        all.filter(|(g, _)| **g != offender).map(|(_, force)| force).sum()
    }
}

/// Parties given as bits, in order.
pub(super) fn parties_in(mut bits: u32) -> impl Iterator<Item = PartyIndex> {
    core::iter::from_fn(move || {
        let party = (bits != 0).then(|| PartyIndex(bits.trailing_zeros() as usize))?;
        bits &= bits - 1;
        Some(party)
    })
}

/// What guarantees mean for one agreement.
#[derive(Debug, Clone, PartialEq)]
pub struct Deterrence {
    /// Who guarantees it and has any force, as bits; where there is nobody, nothing else here has a meaning.
    pub guarantors: u32,
    /// What its collapse by spoiling costs every party (stock).
    pub stake: PerParty,
    /// Those who would truly act against one who spoils it, as bits.
    pub against_spoilers: u32,
    /// By party: expected loss (stock) when it is spoiled, by those who would act against it as a spoiler.
    pub spoil_loss: PerParty,
    /// By stage: what a collapse costs every party (stock).
    pub losses: [PerParty; MOST],
    /// By stage: those who would truly act against a defection in it, as bits.
    pub acting: [u32; MOST],
    /// By stage: the largest temptation (stock) that each party resists without any guarantee.
    pub undeterred: [PerParty; MOST],
}

impl Deterrence {
    /// Where nobody guarantees anything.
    pub const NONE: Self = Self {
        guarantors: 0,
        stake: [0.0; MOST_PARTIES],
        against_spoilers: 0,
        spoil_loss: [0.0; MOST_PARTIES],
        losses: [[0.0; MOST_PARTIES]; MOST],
        acting: [0; MOST],
        undeterred: [[0.0; MOST_PARTIES]; MOST],
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agreement::per_party::per_party;
    use crate::scenario::model::Quantity;

    fn guarantees() -> Guarantees {
        Guarantees {
            force: per_party(3, |g| [1.0, 0.5, 0.0][g]),
            cost: per_party(3, |g| [0.3, 0.1, 0.0][g]),
            cost_belief: vec![
                Belief::of(&Quantity::default_range(0.0, 1.0), 0.0, 1.0),
                Belief::known(0.1),
                Belief::known(0.0),
            ],
        }
    }

    #[test]
    fn a_guarantor_acts_where_a_collapse_costs_it_more_than_acting() {
        let g = guarantees();
        assert_eq!(g.forceful(), 0b011);
        assert_eq!(
            [0.2, 0.3, 0.4].map(|loss| g.acts(PartyIndex(0), loss, Perspective::Truth)),
            [0.0, 0.0, 1.0]
        );
        // Others know only the range of its cost; it knows its own.
        assert!((g.acts(PartyIndex(0), 0.2, Perspective::Others) - 0.2).abs() < 1e-9);
        assert!((g.acts(PartyIndex(0), 0.2, Perspective::Own(PartyIndex(1))) - 0.2).abs() < 1e-9);
        assert_eq!(g.acts(PartyIndex(0), 0.2, Perspective::Own(PartyIndex(0))), 0.0);
        assert_eq!(g.acts(PartyIndex(2), 0.0, Perspective::Others), 0.0, "without a loss nobody acts");
    }

    #[test]
    fn the_force_against_each_is_the_force_against_one_to_the_last_bit() {
        let g = guarantees();
        let forces = per_party(6, |g| [0.1, 0.7, 0.3, 0.2, 1e-17, 0.3][g]);
        for guarantors in 0..1 << 6 {
            let each = Guarantees::against_each(guarantors, &forces);
            for offender in PartyIndex::all(6) {
                assert_eq!(
                    each[offender].to_bits(),
                    g.against(guarantors, offender, &forces).to_bits(),
                    "{guarantors:b}"
                );
            }
        }
    }

    #[test]
    fn force_adds_up_and_never_turns_against_its_owner() {
        let g = guarantees();
        let loss = per_party(3, |_| 0.5);
        assert!((g.expected(0b011, PartyIndex(2), &loss, Perspective::Others) - (0.5 + 0.5)).abs() < 1e-9);
        assert!((g.expected(0b011, PartyIndex(0), &loss, Perspective::Others) - 0.5).abs() < 1e-9);
        assert!((g.expected(0b011, PartyIndex(2), &loss, Perspective::Truth) - 1.5).abs() < 1e-12);
        let acting = g.acting(0b111, &per_party(3, |i| [0.2, 0.5, 0.5][i]));
        assert_eq!(acting, 0b110);
        assert_eq!((g.force_of(0b011, PartyIndex(2)), g.force_of(0b011, PartyIndex(1))), (1.5, 1.0));
    }
}
