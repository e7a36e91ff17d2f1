//! A world with its luck, and what one table sees of it.

use crate::agreement::events::Occurrences;
use crate::agreement::no_agreement::Lapses;
use crate::agreement::valuation::{Ahead, Valuation};
use crate::scenario::model::Scenario;
use crate::scenario::place::PartyIndex;
use crate::talks::catalogue::Catalogue;
use crate::talks::feasible::FeasibleAgreements;
use crate::talks::learning::Conduct;
use crate::world::{World, chance::Chance};
use std::borrow::Cow;
use std::sync::Arc;

/// A world, its luck, and what happens in it whatever is agreed.
#[derive(Debug, Clone)]
pub struct Setting {
    /// The world.
    pub world: World,
    /// Its luck.
    pub chance: Chance,
    /// What lapses when, if nothing binds it.
    pub lapses: Lapses,
    /// When events happen.
    pub events: Occurrences,
    /// How parties were seen to keep to agreements of this run so far.
    pub conduct: Vec<(PartyIndex, Conduct)>,
}

/// What has happened by itself so far, as bits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Epoch {
    /// Issues that have lapsed.
    pub lapsed: u32,
    /// Events that have happened.
    pub happened: u64,
}

impl Setting {
    /// What has happened by a period.
    pub fn epoch(&self, period: u32) -> Epoch {
        Epoch { lapsed: self.lapses.by(period), happened: self.events.by(period) }
    }

    /// The world as events have made it.
    pub fn world_in(&self, scenario: &Scenario, epoch: Epoch) -> Cow<'_, World> {
        if epoch.happened == 0 {
            Cow::Borrowed(&self.world)
        } else {
            Cow::Owned(self.world.after(scenario, epoch.happened))
        }
    }
}

/// Valuing a package takes about as much as looking so often whether it could suit everybody.
pub(super) const MAKING: u64 = 20;

/// What was found so far in one world, and serves all tables with the same packages.
#[derive(Debug, Default)]
pub struct Catalogues {
    found: Vec<Found>,
    pub(super) steps: u64,
}

/// The packages of a class of tables, by what has happened and what tables that follow add to their worth.
#[derive(Debug)]
struct Found {
    epoch: Epoch,
    class: usize,
    ahead: Option<Ahead>,
    catalogue: Arc<Catalogue>,
}

impl Catalogues {
    /// Packages gone through so far, each time that they are: the bulk of the work, whatever the machine.
    pub fn steps(&self) -> u64 {
        self.steps
    }

    /// The packages of a class of tables, found once. `make` is given those that are known of it already.
    pub(super) fn find(
        &mut self,
        epoch: Epoch,
        class: usize,
        ahead: Option<&Ahead>,
        make: impl FnOnce(&Catalogue) -> Catalogue,
    ) -> Arc<Catalogue> {
        let same = |f: &Found| (f.epoch, f.class, f.ahead.as_ref()) == (epoch, class, ahead);
        let known = self.found.iter().position(same);
        let place = known.unwrap_or_else(|| {
            // The same packages, before what follows was added to what they are worth.
            let plain = self.found.iter().find(|f| (f.epoch, f.class, &f.ahead) == (epoch, class, &None));
            let made = make(&plain.map_or_else(Arc::default, |f| Arc::clone(&f.catalogue)));
            self.steps += MAKING * made.len() as u64;
            self.found.push(Found { epoch, class, ahead: ahead.cloned(), catalogue: Arc::new(made) });
            self.found.len() - 1
        });
        Arc::clone(&self.found[place].catalogue)
    }
}

/// A world as one table sees it while the same levels are practised.
#[derive(Debug, Clone)]
pub struct View {
    /// What has happened.
    pub epoch: Epoch,
    /// What everything is worth.
    pub valuation: Valuation,
    /// What could be agreed.
    pub feasible: FeasibleAgreements,
}

/// What was found so far of the tables of one format in one world, for all behaviours.
#[derive(Debug, Default)]
pub(super) struct Views {
    /// By node and sub-table.
    pub(super) found: Vec<((usize, usize), Arc<View>)>,
    /// By node and issues that are settled (bits): what may be expected of the tables that come after it.
    pub(super) ahead: Vec<((usize, u32), Arc<Ahead>)>,
}
