//! What a desk needs of a scenario to put moves in words, and what each level is worth to each party in this world.

use super::said::{Package, Said, Wrong};
use crate::agreement::package::Package as Compiled;
use crate::agreement::table::{Choice, Table};
use crate::agreement::valuation::disagreement_flow;
use crate::scenario::model::Scenario;
use crate::scenario::place::{IssueIndex, PartyIndex};
pub(crate) use crate::simulation::implementation::content;
use crate::simulation::program::Program;
use crate::simulation::record::{LEFT_OUT, Levels};
use crate::talks::desk::{Move, Task};
use crate::talks::feasible::FeasibleAgreements;
use crate::world::World;

/// Keys and words of a scenario.
#[derive(Debug, Clone)]
pub(in crate::simulation) struct Names {
    /// By party: its key.
    pub(super) parties: Vec<String>,
    /// By issue: its key and its levels.
    pub(super) issues: Vec<(String, Vec<String>)>,
    pub(super) roadmaps: Vec<String>,
    /// By node of the programme: its name, and how many meetings its talks have at most.
    pub(super) nodes: Vec<String>,
    /// By party, issue and level: its gain over what is practised at the start; last what it has if the issue is left out. Points.
    pub(super) worth: Vec<Vec<(Vec<f64>, f64)>>,
}

/// A package as it lies among those that could be agreed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Listed {
    /// By issue: the level, or [`LEFT_OUT`].
    pub levels: Levels,
    /// The road map.
    pub roadmap: Option<usize>,
    /// What it is worth to the seat that is asked, as it expects (points).
    pub points: f64,
}

/// Points of a share of the own scale, to the hundredth: 100 are everything as the party would like best.
pub(crate) fn points(own_scale: f64) -> f64 {
    let points = libm::round(own_scale * 10_000.0) / 100.0;
    // Never minus zero.
    points + 0.0
}

/// Its road map.
pub(super) fn roadmap(table: &Table, package: &Compiled) -> Option<usize> {
    table.schedules[usize::from(package.schedule)].roadmap
}

impl Names {
    pub(super) fn of(scenario: &Scenario, program: &Program, world: &World) -> Self {
        let worth = |party: PartyIndex| {
            let issue = |issue: IssueIndex| {
                let levels = world.gains[party].by_level[issue].iter().map(|gain| points(*gain)).collect();
                (levels, points(disagreement_flow(world, party, issue, 0)))
            };
            IssueIndex::all(scenario.issues.len()).map(issue).collect()
        };
        Self {
            parties: scenario.parties.iter().map(|party| party.id.clone()).collect(),
            issues: scenario.issues.iter().map(|issue| (issue.id.clone(), issue.levels.clone())).collect(),
            roadmaps: scenario.roadmaps.iter().map(|roadmap| roadmap.name.clone()).collect(),
            nodes: program.nodes.iter().map(|node| node.name.clone()).collect(),
            worth: PartyIndex::all(scenario.parties.len()).map(worth).collect(),
        }
    }

    /// A package in words.
    pub(super) fn package(&self, levels: &Levels, roadmap: Option<usize>) -> Package {
        let agreed = self.issues.iter().zip(levels).filter(|(_, level)| **level != LEFT_OUT);
        let word = |((id, words), level): (&(String, Vec<String>), &u8)| {
            Some((id.clone(), words.get(usize::from(*level))?.clone()))
        };
        Package {
            package: agreed.filter_map(word).collect(),
            roadmap: roadmap.and_then(|roadmap| self.roadmaps.get(roadmap).cloned()),
        }
    }

    /// A deal in words.
    pub(super) fn deal(&self, table: &Table, feasible: &FeasibleAgreements, deal: usize) -> Package {
        let package = &feasible.packages[deal];
        self.package(&content(table, *package), roadmap(table, package))
    }

    /// A move in words.
    pub(super) fn said(&self, table: &Table, feasible: &FeasibleAgreements, made: Move) -> Said {
        match made {
            Move::Stay => Said::Stay,
            Move::Leave => Said::WalkOut,
            Move::Propose(deal) => Said::Propose(self.deal(table, feasible, deal)),
            Move::Pass => Said::Pass,
            Move::Accept => Said::Accept,
            Move::Refuse => Said::Refuse,
        }
    }

    /// A move as the table takes it; the seat decides between road maps that it leaves open.
    pub(super) fn meant(
        &self,
        said: &Said,
        task: Task,
        table: &Table,
        feasible: &FeasibleAgreements,
        party: PartyIndex,
    ) -> Result<Move, Wrong> {
        let made = match said {
            Said::Stay => Move::Stay,
            Said::WalkOut => Move::Leave,
            Said::Pass => Move::Pass,
            Said::Accept => Move::Accept,
            Said::Refuse => Move::Refuse,
            Said::Propose(_) => Move::Propose(0),
        };
        let fits = match task {
            Task::Stay => matches!(made, Move::Stay | Move::Leave),
            Task::Propose => matches!(made, Move::Propose(_) | Move::Pass),
            Task::Answer { .. } | Task::Adopt => matches!(made, Move::Accept | Move::Refuse),
        };
        match said {
            _ if !fits => Err(Wrong::NotNow(legal(task))),
            Said::Propose(package) => self.deal_meant(package, table, feasible, party).map(Move::Propose),
            _ => Ok(made),
        }
    }

    fn deal_meant(
        &self,
        said: &Package,
        table: &Table,
        feasible: &FeasibleAgreements,
        party: PartyIndex,
    ) -> Result<usize, Wrong> {
        let wanted = self.levels_meant(said, table)?;
        let roadmap_meant = match &said.roadmap {
            None => None,
            Some(name) => {
                let open = table.schedules.iter().filter_map(|schedule| schedule.roadmap);
                let found = open.clone().find(|&place| self.roadmaps[place] == *name);
                let known = || open.map(|place| self.roadmaps[place].as_str()).collect::<Vec<_>>().join(", ");
                Some(found.ok_or_else(|| Wrong::NoRoadmap(name.clone(), known()))?)
            }
        };
        let fits = |package: &Compiled| {
            content(table, *package) == wanted
                && roadmap_meant.is_none_or(|meant| roadmap(table, package) == Some(meant))
        };
        let found = (0..feasible.len()).filter(|&deal| fits(&feasible.packages[deal]));
        // Without a road map the one in one go is meant, if there is one.
        let plain = |deal: usize| roadmap(table, &feasible.packages[deal]).is_none();
        let worth = |deal: usize| feasible.expected(deal, party);
        found
            .max_by(|&a, &b| plain(a).cmp(&plain(b)).then(worth(a).total_cmp(&worth(b))).then(b.cmp(&a)))
            .ok_or(Wrong::NotOpen)
    }

    fn levels_meant(&self, said: &Package, table: &Table) -> Result<Levels, Wrong> {
        let mut wanted: Levels = [LEFT_OUT; _];
        for (id, word) in &said.package {
            let Some(menu) = table.menus.iter().find(|menu| self.issues[menu.issue.index()].0 == *id) else {
                let known = table.menus.iter().map(|menu| self.issues[menu.issue.index()].0.as_str());
                return Err(Wrong::NoIssue(id.clone(), known.collect::<Vec<_>>().join(", ")));
            };
            let words = &self.issues[menu.issue.index()].1;
            let open = menu.choices.iter().filter_map(|choice| match choice {
                Choice::Agree(level) => Some((level.index(), words[level.index()].as_str())),
                Choice::LeaveOut => None,
            });
            let Some((level, _)) = open.clone().find(|(_, open)| open == word) else {
                let known = open.map(|(_, word)| word).collect::<Vec<_>>().join(", ");
                return Err(Wrong::NoLevel(id.clone(), word.clone(), known));
            };
            wanted[menu.issue] = level as u8;
        }
        Ok(wanted)
    }
}

/// The moves that answer a question.
pub(super) fn legal(task: Task) -> &'static str {
    match task {
        Task::Stay => "stay, walk_out",
        Task::Propose => "propose, pass",
        Task::Answer { .. } | Task::Adopt => "accept, refuse",
    }
}
