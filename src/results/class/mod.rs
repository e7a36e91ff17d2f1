//! A class that plays the case itself: points to play for, and its deals judged.
//!
//! * [`points`]: what each level is worth to each party, in whole points, in the central world ([`crate::world::central`]);
//! * [`seats`]: who sits at a format's table, and which packages could be signed there;
//! * [`coalitions`]: which coalitions had a zone;
//! * [`judge`]: what a deal left on the table, who blocked, and where it lies among what was signed in the simulation.

pub mod coalitions;
pub mod judge;
pub mod points;
pub mod seats;
pub mod simulated;

use crate::scenario::place::LevelIndex;
use crate::simulation::record::{LEFT_OUT, Levels};

/// By issue: the level that is agreed; `None` where the issue is left out.
pub type Package = Vec<Option<LevelIndex>>;

/// What a record holds, as a package of so many issues.
pub fn levels(content: &Levels, issues: usize) -> Package {
    let level = |level: &u8| (*level != LEFT_OUT).then(|| LevelIndex(usize::from(*level)));
    content.iter().take(issues).map(level).collect()
}

/// What a group of the class did under a format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Played {
    /// Name of the group.
    pub group: String,
    /// Place of the format in the scenario.
    pub format: usize,
    /// What was signed; a package that agrees on nothing is no deal.
    pub deal: Package,
    /// What was proposed and not signed.
    pub proposed: Vec<Package>,
}

impl Played {
    /// Whether something was signed.
    pub fn signed(&self) -> bool {
        self.deal.iter().any(Option::is_some)
    }
}
