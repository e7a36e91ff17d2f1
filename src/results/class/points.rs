//! Points: what each level is worth to a party, for a class that plays the case.
//!
//! A point is a hundredth of the party's own scale in the central world: 0 is what is practised at the start, 100 its best level on every
//! issue. Every entry is rounded to a whole point, and all else is reckoned from the rounded entries, so that what students add up is what
//! the program says.

use super::Package;
use crate::agreement::valuation::disagreement_flow;
use crate::scenario::model::Scenario;
use crate::scenario::place::{IssueIndex, LevelIndex, PartyIndex};
use crate::world::World;
use crate::world::central::{central, middle};

/// What a party reckons with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartyPoints {
    /// By issue and level: points if it is agreed.
    pub levels: Vec<Vec<i64>>,
    /// By issue: points if it is left out, so that what is practised goes on for as long as it lasts.
    pub left_out: Vec<i64>,
    /// What having no agreement costs it besides, at least 0.
    pub quarrel: i64,
    /// The least that it should sign for: what it has without agreement, and of what it could gain at best the share that it insists on; or what
    /// it can have by walking out, if that is more.
    pub floor: i64,
}

impl PartyPoints {
    /// The points of every party.
    pub fn all(s: &Scenario) -> Vec<Self> {
        Self::in_world(s, &central(s))
    }

    /// The points of every party as one world has them.
    pub(crate) fn in_world(s: &Scenario, world: &World) -> Vec<Self> {
        PartyIndex::all(s.parties.len()).map(|party| Self::of(s, world, party)).collect()
    }

    fn of(s: &Scenario, world: &World, party: PartyIndex) -> Self {
        let traits = &world.traits[party];
        let mut points = Self {
            levels: world.gains[party]
                .by_level
                .iter()
                .map(|all| all.iter().copied().map(whole).collect())
                .collect(),
            left_out: IssueIndex::all(s.issues.len())
                .map(|j| whole(disagreement_flow(world, party, j, 0)))
                .collect(),
            quarrel: whole(traits.conflict_cost),
            floor: 0,
        };
        let (nothing, best) = (points.nothing(), points.best());
        let share = middle(&s.parties[party].demand);
        let insists = libm::ceil(share * (best - nothing).max(0) as f64 - 1e-9) as i64;
        let outside = traits.outside_option.map_or(i64::MIN, whole);
        points.floor = (nothing + insists).max(outside);
        points
    }

    /// Without any agreement.
    pub fn nothing(&self) -> i64 {
        self.left_out.iter().sum::<i64>() - self.quarrel
    }

    /// If every issue were settled its way.
    pub fn best(&self) -> i64 {
        let issues = self.levels.iter().zip(&self.left_out);
        issues.map(|(levels, left)| levels.iter().copied().fold(*left, i64::max)).sum()
    }

    /// How much hangs on an issue: from its worst to its best.
    pub fn stake(&self, issue: IssueIndex) -> i64 {
        let left = self.left_out[issue];
        let of = |pick: fn(i64, i64) -> i64| self.levels[issue].iter().copied().fold(left, pick);
        of(i64::max) - of(i64::min)
    }

    /// Whether anything that can be agreed makes a difference to it.
    pub fn touched(&self) -> bool {
        IssueIndex::all(self.levels.len()).any(|issue| self.stake(issue) != 0)
    }

    /// An entry: a level agreed, or the issue left out.
    pub fn entry(&self, issue: IssueIndex, level: Option<LevelIndex>) -> i64 {
        level.map_or(self.left_out[issue], |level| self.levels[issue][level])
    }

    /// A package; one that agrees on nothing is no agreement.
    pub fn of_package(&self, package: &Package) -> i64 {
        if package.iter().all(Option::is_none) {
            return self.nothing();
        }
        IssueIndex::all(package.len()).map(|issue| self.entry(issue, package[issue])).sum()
    }
}

fn whole(own_scale: f64) -> i64 {
    libm::round(100.0 * own_scale) as i64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{SourceFile, read};

    #[test]
    fn points_of_two_issues_by_hand() {
        let text = include_str!("../../../scenarios/teaching/3-packages.ron");
        let s = read(&SourceFile::new("a.ron", text)).unwrap().scenario;
        let points = PartyPoints::all(&s);
        // Ash: the season weighs 3/4 and is closed at best; the harbour, best as it is, weighs 1/4. 100 points are 3/4.
        assert_eq!(points[0].levels, [vec![0, 100], vec![0, -33]]);
        assert_eq!(points[1].levels, [vec![0, -33], vec![0, 100]]);
        assert!(!points[2].touched() && points[0].touched());
        assert_eq!((points[0].nothing(), points[0].best()), (0, 100));
        let q = f64::midpoint(s.parties[0].demand.from, s.parties[0].demand.to);
        assert_eq!(points[0].floor, libm::ceil(100.0 * q) as i64);
        let both = vec![Some(LevelIndex(1)), Some(LevelIndex(1))];
        assert_eq!((points[0].of_package(&both), points[0].of_package(&vec![None, None])), (67, 0));
    }
}
