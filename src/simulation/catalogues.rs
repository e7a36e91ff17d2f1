//! What could be agreed in one world, found once for all tables that it serves: of whatever format, behaviour and run of the star.
//!
//! What packages are worth depends on the table and on what the parties are like there; two tables with the same numbers share them. With
//! what the parties could be content the list gets longer or shorter, and nothing else: so a list is kept for the least with which they were
//! content so far, and the others are taken from it.

use crate::agreement::evaluation::Switches;
use crate::agreement::per_party::{PerParty, per_party};
use crate::agreement::table::Table;
use crate::agreement::valuation::{Ahead, Valuation};
use crate::talks::catalogue::{Catalogue, Ground};
use crate::world::World;
use crate::world::drawn::StatusQuo;
use std::sync::Arc;

/// Valuing a package takes about as much as looking so often whether it could suit everybody.
const MAKING: u64 = 20;

/// What was found so far in one world.
#[derive(Debug, Default)]
pub struct Catalogues {
    found: Vec<Found>,
    steps: u64,
}

/// The packages of all tables that stand on the same ground.
#[derive(Debug)]
struct Found {
    ground: Ground,
    /// The least with which the parties were content so far (stocks).
    lowest: PerParty,
    /// The packages with which they could be content then.
    widest: Arc<Catalogue>,
    /// Those taken from it.
    taken: Vec<Taken>,
}

/// Packages with which parties could be content with no less than this, with what follows added to what they are worth.
#[derive(Debug)]
struct Taken {
    lowest: PerParty,
    followed: Option<(Ahead, Vec<StatusQuo>)>,
    catalogue: Arc<Catalogue>,
}

impl Catalogues {
    /// Packages gone through so far, each time that they are: the bulk of the work, whatever the machine.
    pub fn steps(&self) -> u64 {
        self.steps
    }

    /// How many grounds are known; see [`Catalogues::forget`].
    pub(super) fn grounds(&self) -> usize {
        self.found.len()
    }

    /// Forgets all grounds but the first.
    pub(super) fn forget(&mut self, but: usize) {
        self.found.truncate(but);
    }

    /// The packages of a table in a world, with what follows added to what they are worth.
    pub(super) fn find(
        &mut self,
        table: &Table,
        valuation: &Valuation,
        world: &World,
        ahead: Option<&Ahead>,
        switches: Switches,
    ) -> Arc<Catalogue> {
        let lowest = per_party(valuation.lowest.len(), |i| valuation.lowest[i]);
        let place = self.place(table, valuation, lowest, switches);
        let found = &mut self.found[place];
        if found.lowest.iter().zip(&lowest).any(|(known, now)| now < known) {
            let before = found.widest.len();
            found.widen(table, valuation, lowest, switches);
            self.steps += MAKING * (found.widest.len() - before) as u64;
        }
        let catalogue = found.take(table, valuation, lowest, ahead.map(|ahead| (ahead, world)));
        self.steps += catalogue.len() as u64;
        catalogue
    }

    /// Where a ground stands among those that are known.
    fn place(&mut self, table: &Table, valuation: &Valuation, lowest: PerParty, switches: Switches) -> usize {
        let fingerprint = Ground::fingerprint(table, valuation);
        let (mut like, unanimous) = (None, table.rule.unanimous());
        for (place, known) in self.found.iter().enumerate() {
            // Where members can be outvoted, what a package is worth depends on who surely refuses it.
            if known.ground.is(fingerprint, table, valuation) && (unanimous || known.lowest == lowest) {
                if known.ground.detects_as(valuation) {
                    return place;
                }
                like = Some(place).filter(|_| unanimous);
            }
        }
        // Detection has no part in which packages there are, as long as no more is asked for than was looked for there.
        let covers = |known: &&Found| known.lowest.iter().zip(&lowest).all(|(known, now)| known <= now);
        let (widest, lowest) = match like.map(|place| &self.found[place]).filter(covers) {
            Some(known) => (known.widest.again(), known.lowest),
            None => (Catalogue::new(table, valuation, switches), lowest),
        };
        let widest = Arc::new(widest);
        self.steps += MAKING * widest.len() as u64;
        let ground = Ground::new(fingerprint, table, valuation);
        self.found.push(Found { ground, lowest, widest, taken: Vec::new() });
        self.found.len() - 1
    }
}

impl Found {
    /// Looks for packages with which parties could be content that take less.
    fn widen(&mut self, table: &Table, valuation: &Valuation, lowest: PerParty, switches: Switches) {
        self.lowest.iter_mut().zip(&lowest).for_each(|(known, now)| *known = known.min(*now));
        self.widest = Arc::new(Catalogue::beyond(&self.widest, table, valuation, switches, &self.lowest));
    }

    fn take(
        &mut self,
        table: &Table,
        valuation: &Valuation,
        lowest: PerParty,
        ahead: Option<(&Ahead, &World)>,
    ) -> Arc<Catalogue> {
        let followed = |known: &Option<(Ahead, Vec<StatusQuo>)>| match (known, ahead) {
            (None, None) => true,
            (Some((ahead, at)), Some((now, world))) => ahead == now && *at == world.status_quo,
            _ => false,
        };
        let known = self.taken.iter().find(|taken| taken.lowest == lowest && followed(&taken.followed));
        if let Some(known) = known {
            return Arc::clone(&known.catalogue);
        }
        let mut catalogue = if lowest == self.lowest {
            Arc::clone(&self.widest)
        } else {
            Arc::new(self.widest.within(table, valuation))
        };
        if let Some((ahead, world)) = ahead {
            Arc::make_mut(&mut catalogue).followed_by(table, world, ahead);
        }
        let followed = ahead.map(|(ahead, world)| (ahead.clone(), world.status_quo.clone()));
        self.taken.push(Taken { lowest, followed, catalogue: Arc::clone(&catalogue) });
        catalogue
    }
}
