//! Who sits at a format's table, and which packages could be signed there, for a class.
//!
//! A composite is taken for one table at which everybody sits who sits at any of its tables, and at which all that can be settled at any of
//! them can be settled: a class plays it in one go.

use super::Package;
use super::points::PartyPoints;
use crate::agreement::rule::Rule;
use crate::agreement::table::{Choice, Table};
use crate::scenario::model::{Format, Says, Scenario};
use crate::scenario::place::{IssueIndex, LevelIndex, PartyIndex};
use crate::scenario::words::held;
use crate::world::central::holds;

/// More packages than this are not searched.
pub const MOST_PACKAGES: usize = 2_000_000;

/// A way to settle an issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Settled {
    level: Option<LevelIndex>,
    /// Parties from outside that are asked, as bits.
    asked: u32,
}

/// A party signs a level only with one of the others.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Only {
    party: PartyIndex,
    level: (IssueIndex, LevelIndex),
    with: Vec<(IssueIndex, LevelIndex)>,
}

/// A table for a class.
#[derive(Debug, Clone)]
pub struct Seats {
    /// Who sits at it, in the order of the file.
    pub members: Vec<PartyIndex>,
    /// Issues that can be settled, and how.
    menus: Vec<(IssueIndex, Vec<Settled>)>,
    /// `None`: everybody must agree.
    rule: Option<Rule>,
    only: Vec<Only>,
    issues: usize,
}

impl Seats {
    /// The table of a format.
    pub fn of(s: &Scenario, format: &Format) -> Self {
        let held: Vec<&Format> = if format.phases.is_empty() {
            vec![format]
        } else {
            format.phases.iter().filter_map(|phase| held(s, phase)).collect()
        };
        let tables: Vec<Table> = held.iter().map(|format| Table::new(s, format)).collect();
        let sits = |party: &PartyIndex| tables.iter().any(|table| table.is_member(*party));
        let members: Vec<PartyIndex> = PartyIndex::all(s.parties.len()).filter(sits).collect();
        let mut menus: Vec<(IssueIndex, Vec<Settled>)> = Vec::new();
        for issue in IssueIndex::all(s.issues.len()) {
            let mut ways: Vec<Settled> = Vec::new();
            for menu in tables.iter().flat_map(|table| &table.menus).filter(|menu| menu.issue == issue) {
                for (k, choice) in menu.choices.iter().enumerate() {
                    let level = match choice {
                        Choice::LeaveOut => None,
                        Choice::Agree(level) => Some(*level),
                    };
                    let outside = |bits: u32| members.iter().fold(bits, |bits, p| bits & !(1 << p.index()));
                    if ways.iter().all(|way| way.level != level) {
                        ways.push(Settled { level, asked: outside(menu.consent[k] | menu.absent[k]) });
                    }
                }
            }
            if tables.iter().all(|table| table.all_or_nothing) {
                ways.retain(|way| way.level.is_some());
            }
            if !ways.is_empty() {
                menus.push((issue, ways));
            }
        }
        let only = |statement: &crate::scenario::model::Statement| match &statement.says {
            Says::OnlyWith { accepts, with } if holds(statement) && members.contains(&statement.party) => {
                Some(Only { party: statement.party, level: *accepts, with: with.clone() })
            }
            _ => None,
        };
        let mut only: Vec<Only> = s.statements.iter().filter_map(only).collect();
        // What is practised already is there without being agreed.
        only.retain(|only| !only.with.iter().any(|(issue, level)| s.issues[*issue].practised == *level));
        let rule = match tables.as_slice() {
            [table] if !table.rule.unanimous() => Some(table.rule),
            _ => None,
        };
        Self { members, menus, rule, only, issues: s.issues.len() }
    }

    /// Whether an issue can be settled so at this table.
    pub fn on_menu(&self, issue: IssueIndex, level: Option<LevelIndex>) -> bool {
        let menu = self.menus.iter().find(|(of, _)| *of == issue);
        menu.map_or(level.is_none(), |(_, ways)| ways.iter().any(|way| way.level == level))
    }

    /// How many packages there are.
    pub fn count(&self) -> usize {
        self.menus.iter().fold(1, |all: usize, (_, ways)| all.saturating_mul(ways.len()))
    }

    /// Whose condition a package does not meet.
    pub fn unmet(&self, package: &Package) -> Option<PartyIndex> {
        let agreed = |(issue, level): &(IssueIndex, LevelIndex)| package[*issue] == Some(*level);
        let unmet = |only: &&Only| agreed(&only.level) && !only.with.iter().any(agreed);
        self.only.iter().find(unmet).map(|only| only.party)
    }

    /// Who must not lose by a package, though they do not sit at the table, as bits.
    fn asked(&self, package: &Package) -> u32 {
        let way = |(issue, ways): &(IssueIndex, Vec<Settled>)| {
            ways.iter().find(|way| way.level == package[*issue]).map_or(0, |way| way.asked)
        };
        self.menus.iter().fold(0, |all, menu| all | way(menu))
    }

    /// Whether everybody from outside who is asked has at least what it has without agreement.
    pub fn outsiders_agree(&self, points: &[PartyPoints], package: &Package) -> bool {
        let asked = self.asked(package);
        PartyIndex::all(points.len())
            .filter(|party| asked & (1 << party.index()) != 0)
            .all(|party| points[party].of_package(package) >= points[party].nothing())
    }

    /// Whether a package would be signed if everybody accepts what is no worse than no agreement.
    pub fn acceptable(&self, points: &[PartyPoints], package: &Package) -> bool {
        let accepts = |party: &PartyIndex| points[*party].of_package(package) >= points[*party].nothing();
        let passes = match &self.rule {
            None => self.members.iter().all(accepts),
            Some(rule) => {
                let accepting = self.members.iter().filter(|p| accepts(p));
                rule.passes(accepting.fold(0, |bits, p| bits | 1 << p.index()))
            }
        };
        passes && self.unmet(package).is_none() && self.outsiders_agree(points, package)
    }

    /// Visits every package that agrees on something, the last issue fastest. `false`, and nothing visited, if there are too many.
    pub fn visit(&self, mut look: impl FnMut(&Package)) -> bool {
        if self.count() > MOST_PACKAGES {
            return false;
        }
        let mut places = vec![0; self.menus.len()];
        loop {
            let mut package: Package = vec![None; self.issues];
            for ((issue, ways), place) in self.menus.iter().zip(&places) {
                package[*issue] = ways[*place].level;
            }
            if package.iter().any(Option::is_some) {
                look(&package);
            }
            let Some(next) = (0..places.len()).rev().find(|&k| places[k] + 1 < self.menus[k].1.len()) else {
                return true;
            };
            places[next] += 1;
            places[next + 1..].fill(0);
        }
    }

    /// The package with one issue settled in another way, for every issue and way.
    pub fn neighbours(&self, package: &Package) -> Vec<(IssueIndex, Package)> {
        let mut found = Vec::new();
        for (issue, ways) in &self.menus {
            for way in ways.iter().filter(|way| way.level != package[*issue]) {
                let mut other = package.clone();
                other[*issue] = way.level;
                if other.iter().any(Option::is_some) {
                    found.push((*issue, other));
                }
            }
        }
        found
    }
}
