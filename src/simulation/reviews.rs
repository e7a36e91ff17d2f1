//! The dates on which signatories of an agreement in force choose again, in one world: see [`crate::agreement::review`].

use super::implementation::Implementation;
use super::record::{LEFT_OUT, Levels};
use crate::agreement::conduct::defectors;
use crate::agreement::evaluation::Agreement;
use crate::agreement::package::{MOST_ISSUES, Package};
use crate::agreement::packages::Packages;
use crate::agreement::per_party::per_party;
use crate::agreement::review::Review;
use crate::agreement::terms::Terms;
use crate::agreement::valuation::Valuation;
use crate::scenario::place::{IssueIndex, PartyIndex};

/// Periods from the start of the scenario after which nothing is looked at any more: the longest horizon that a file may have.
const LAST: u32 = crate::scenario::decode::MOST_PERIODS;

/// A package that was signed, as its reviews look at it.
pub(super) struct InForce<'a> {
    pub(super) package: Package,
    /// Period of signature.
    pub(super) at: u32,
    /// By issue: the level signed.
    pub(super) content: Levels,
    /// Issues that had lapsed then, as bits.
    pub(super) lapsed: u32,
    /// It as gains are measured, until anything is chosen again.
    pub(super) measured: &'a Agreement,
    /// Its terms as gains are measured.
    pub(super) terms: &'a Terms,
}

impl Implementation<'_> {
    /// The dates after the signature on which some signatory's numbers move.
    pub(super) fn reviews(&self, signed: &InForce<'_>) -> Vec<Review> {
        if !self.switches.withdrawal {
            return Vec::new();
        }
        let dates = self.setting.events.dates(signed.at, LAST);
        dates.into_iter().filter_map(|at| self.review(signed, at)).collect()
    }

    /// What is chosen on a date, if anything of a signatory has moved on it.
    fn review(&self, signed: &InForce<'_>, at: u32) -> Option<Review> {
        let (setting, table) = (self.setting, self.table);
        let (before, now) = (setting.epoch(at - 1), setting.epoch(at));
        let old = setting.world_in(self.scenario, before);
        let world = setting.world_in(self.scenario, now);
        let moved = |&&i: &&PartyIndex| old.traits[i] != world.traits[i] || old.gains[i] != world.gains[i];
        let bound = table.signatories_of(&signed.package);
        bound.iter().find(moved)?;
        // What is covered cannot have lapsed since the signature.
        let free = IssueIndex::all(MOST_ISSUES).filter(|&j| signed.content[j] == LEFT_OUT);
        let lapsed = signed.lapsed | now.lapsed & free.fold(0, |bits, j| bits | 1 << j);
        let valuation = Valuation::new(self.scenario, &world, table, lapsed);
        let decided = Packages::new(table, &valuation, self.switches, |_| 0.0)
            .evaluate_refused(signed.package, signed.measured.outvoted)
            .clone();
        let mut measured = signed.measured.clone();
        measured.conduct_as(signed.terms, &decided);
        let slips = defectors(&decided, &valuation.terms, &bound);
        let outside_measured = per_party(signed.terms.parties, |i| {
            let flow = world.traits[i].outside_option.unwrap_or(0.0);
            // It stands in the place of what goes on beside the agreement as well.
            flow / (1.0 - signed.terms.discount[i]) - self.beside(&signed.content, signed.lapsed, i, at)
        });
        let outside = |i: PartyIndex| valuation.outside[i].filter(|_| valuation.touched[i]);
        let mut review = Review {
            at,
            events: now.happened & !before.happened,
            outside: PartyIndex::all(signed.terms.parties).map(outside).collect(),
            terms: valuation.terms,
            decided,
            measured,
            outside_measured,
            slips,
            departures: Default::default(),
        };
        review.choose(&bound);
        Some(review)
    }
}
