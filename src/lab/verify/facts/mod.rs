//! The stylised facts of the literature, tested on random scenarios; and the placebos, on the same.
//!
//! A fact says what one change does, all else equal. Each half of it is a [`Trial`]: the change is made in many random
//! scenarios ([`generator`]), each taken through the same worlds before and after, and gives one paired difference a scenario.
//! The signs are tested exactly (sign test, one-sided, ties left out), under each behaviour by itself. Its *twin* is the same
//! comparison with the mechanism switched off: there the effect must be gone, exactly or within a stated margin.
//!
//! Nothing is tuned: a fact that does not appear is reported as not appearing.

pub(crate) mod change;
pub(crate) mod dice;
pub(crate) mod generator;
pub mod judge;
pub(crate) mod placebo;
pub(crate) mod play;
pub(crate) mod reorder;
pub mod run;
pub mod trial;

mod f01_veto_players;
mod f02_reservation;
mod f03_packages;
mod f04_deadline;
mod f05_patience;
mod f06_mediators;
mod f07_stages;
mod f08_monitoring;
mod f09_shadow;
mod f10_left_out;
mod f11_conflict_cost;
mod f12_tied_hands;
mod f13_power_shift;
mod f14_private_information;
mod f15_order_of_deals;
mod f16_majority;
mod f17_median;
mod f18_open_rule;
mod f19_distribution;
mod f20_group_size;

use trial::Trial;

/// All tests, in the order of the facts.
pub fn trials() -> Vec<Trial> {
    let all: [&[Trial]; 20] = [
        &f01_veto_players::TRIALS,
        &f02_reservation::TRIALS,
        &f03_packages::TRIALS,
        &f04_deadline::TRIALS,
        &f05_patience::TRIALS,
        &f06_mediators::TRIALS,
        &f07_stages::TRIALS,
        &f08_monitoring::TRIALS,
        &f09_shadow::TRIALS,
        &f10_left_out::TRIALS,
        &f11_conflict_cost::TRIALS,
        &f12_tied_hands::TRIALS,
        &f13_power_shift::TRIALS,
        &f14_private_information::TRIALS,
        &f15_order_of_deals::TRIALS,
        &f16_majority::TRIALS,
        &f17_median::TRIALS,
        &f18_open_rule::TRIALS,
        &f19_distribution::TRIALS,
        &f20_group_size::TRIALS,
    ];
    all.concat()
}
