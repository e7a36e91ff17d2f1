//! Asks how often a deal is signed if parties propose what promises most, in place of conceding over time.
//!
//! `cargo run --release --example a_behaviour_of_ones_own`

use roundtable::{Negotiator, Scenario, Seat, Simulation};
use std::error::Error;

/// Proposes the package with the largest expected surplus, and accepts less the nearer the end is.
#[derive(Debug)]
struct Calculating;

impl Negotiator for Calculating {
    fn name(&self) -> &'static str {
        "calculating"
    }

    fn propose(&self, seat: &Seat<'_>) -> Option<usize> {
        let promise = |package: usize| (seat.worth(package) - seat.least()) * seat.chance(package);
        seat.acceptable().max_by(|&a, &b| promise(a).total_cmp(&promise(b)))
    }

    fn accepts_from(&self, seat: &Seat<'_>) -> f64 {
        let best = seat.acceptable().map(|package| seat.worth(package)).fold(seat.least(), f64::max);
        best - (best - seat.least()) * seat.time()
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let scenario = Scenario::open("scenarios/teaching/3-packages.ron")?;
    let usual = Simulation::of(&scenario).runs(500);
    let (usual, own) = (usual.run()?, usual.negotiator(&Calculating).run()?);
    for (usual, own) in usual.formats.iter().zip(&own.formats) {
        let (before, after) = (usual.signed.estimate, own.signed.estimate);
        println!("{}: signed in {before:.3} of the assumed worlds; calculating: {after:.3}", usual.name);
    }
    Ok(())
}
