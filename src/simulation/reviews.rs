//! The dates on which signatories of an agreement in force choose again, in one world: see [`crate::agreement::review`].

use super::record::{LEFT_OUT, Levels};
use super::setting::Setting;
use crate::agreement::conduct::defectors;
use crate::agreement::evaluation::{Agreement, Switches};
use crate::agreement::no_agreement::issue_from_then_on;
use crate::agreement::package::{MOST_ISSUES, Package};
use crate::agreement::packages::Packages;
use crate::agreement::per_party::per_party;
use crate::agreement::review::Review;
use crate::agreement::table::Table;
use crate::agreement::terms::Terms;
use crate::agreement::valuation::{Valuation, disagreement_flow};
use crate::scenario::model::Scenario;
use crate::scenario::place::{IssueIndex, PartyIndex};

/// Periods from the start of the scenario after which nothing is looked at any more: the longest horizon that a file may have.
const LAST: u32 = crate::scenario::decode::MOST_PERIODS;

/// A package that was signed, as its reviews look at it.
pub(super) struct InForce<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) table: &'a Table,
    pub(super) switches: Switches,
    pub(super) setting: &'a Setting,
    pub(super) package: Package,
    /// Period of signature.
    pub(super) at: u32,
    /// By issue: the level signed.
    pub(super) content: Levels,
    /// Issues that had lapsed then, as bits.
    pub(super) lapsed: u32,
}

impl InForce<'_> {
    /// The dates after the signature on which some signatory's numbers move; the agreement and its terms are given as gains
    /// are measured, until anything is chosen again.
    pub(super) fn reviews(&self, measured: &Agreement, terms: &Terms) -> Vec<Review> {
        if !self.switches.withdrawal {
            return Vec::new();
        }
        let dates = self.setting.events.dates(self.at, LAST);
        dates.into_iter().filter_map(|at| self.review(measured, terms, at)).collect()
    }

    /// What is chosen on a date, if anything of a signatory has moved on it.
    fn review(&self, first: &Agreement, terms: &Terms, at: u32) -> Option<Review> {
        let (setting, table) = (self.setting, self.table);
        let (before, now) = (setting.epoch(at - 1), setting.epoch(at));
        let old = setting.world_in(self.scenario, before);
        let world = setting.world_in(self.scenario, now);
        let moved = |&&i: &&PartyIndex| old.traits[i] != world.traits[i] || old.gains[i] != world.gains[i];
        let bound = table.signatories_of(&self.package);
        bound.iter().find(moved)?;
        // What is covered cannot have lapsed since the signature.
        let free = IssueIndex::all(MOST_ISSUES).filter(|&j| self.content[j] == LEFT_OUT);
        let lapsed = self.lapsed | now.lapsed & free.fold(0, |bits, j| bits | 1 << j);
        let valuation = Valuation::new(self.scenario, &world, table, lapsed);
        let decided = Packages::evaluated(table, &valuation, self.switches, self.package, first.outvoted);
        let mut measured = Box::new(first.clone());
        measured.conduct_as(terms, &decided);
        let slips = defectors(&decided, &valuation.terms, &bound);
        let outside_measured = per_party(terms.parties, |i| {
            let flow = world.traits[i].outside_option.unwrap_or(0.0);
            // It stands in the place of what goes on beside the agreement as well.
            flow / (1.0 - terms.discount[i]) - beside(setting, &self.content, self.lapsed, i, at)
        });
        let outside = |i: PartyIndex| valuation.outside[i].filter(|_| valuation.touched[i]);
        let mut review = Review {
            at,
            events: now.happened & !before.happened,
            outside: PartyIndex::all(terms.parties).map(outside).collect(),
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

/// What a package leaves out goes its own way, not as expected at the signature but as it lapses in this world: what that adds for
/// a party from a period on (stock then); `lapsed` (bits) had lapsed at the signature.
pub(super) fn beside(setting: &Setting, content: &Levels, lapsed: u32, i: PartyIndex, period: u32) -> f64 {
    let Setting { world, lapses, .. } = setting;
    let d = world.traits[i].discount;
    let uncovered = world.issues_by_id.iter().filter(|&&j| content[j] == LEFT_OUT);
    uncovered
        .map(|&j| {
            let expected = disagreement_flow(world, i, j, lapsed) / (1.0 - d);
            let lapsed = lapsed & (1 << j) != 0;
            let actual = issue_from_then_on(world, lapses, i, j, period);
            if lapsed { 0.0 } else { actual - expected }
        })
        .sum()
}
