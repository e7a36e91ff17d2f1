//! A world with its luck, and what one table sees of it.

use crate::agreement::events::Occurrences;
use crate::agreement::no_agreement::Lapses;
use crate::agreement::valuation::{Ahead, Valuation};
use crate::scenario::model::Scenario;
use crate::scenario::place::PartyIndex;
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

/// What tables see of one world that stands as at the start, for all formats and behaviours with the same demands.
#[derive(Debug, Default)]
pub(super) struct Views {
    /// With what the table is seen as ([`super::program::Node::seen_as`]), and what may be expected of the tables that come after it.
    pub(super) found: Vec<(usize, Option<Arc<Ahead>>, Arc<View>)>,
    /// By format, node and issues that are settled (bits): what may be expected of the tables that come after it.
    pub(super) ahead: Vec<((usize, usize, u32), Arc<Ahead>)>,
}

impl Views {
    /// What is known of how a table sees the world when so much has happened.
    pub(super) fn find(
        &self,
        seen_as: usize,
        ahead: Option<&Arc<Ahead>>,
        epoch: Epoch,
    ) -> Option<&Arc<View>> {
        let known = self
            .found
            .iter()
            .find(|(table, then, view)| *table == seen_as && view.epoch == epoch && then.as_ref() == ahead);
        known.map(|(.., view)| view)
    }
}
