//! How long it takes to carry out what is agreed: at the same time within a stage, one stage after the other.
//!
//! An issue takes `m` periods on average once its stage has begun (its `takes`; where that is not written, as long as `completion` of the
//! world says). A stage is completed when its slowest issue is: it takes `m_k`, the largest `m` of the issues agreed in it, and is
//! completed with chance `s_k = 1/m_k` per period (a geometric time with exactly that mean, of at least one period). A stage for which
//! the road map writes a chance of `success` keeps it. One stage follows the other, so that a package that nothing ends takes
//! `Σ m_k` periods on average, and (but for written chances) never less than in one go: staging costs time. What is left out takes none.
//! These are the means of parallel and of serial activities in PERT, which takes the longest mean for the mean of the longest
//! (Malcolm, Roseboom, Clark & Fazar 1959, Operations Research 7:646).

use super::chain::MOST;
use super::package::{ActiveStages, MOST_ISSUES, Package};
use super::table::{Schedule, Table};
use crate::scenario::model::{Quantity, Scenario};
use crate::scenario::place::IssueIndex;
use crate::scenario::time::{done_per_period, per_period, periods};
use crate::world::World;
use crate::world::sample;

/// Chances per period of a table's issues and stages.
#[derive(Debug, Clone, PartialEq)]
pub struct Pace {
    /// By menu: chance that it is carried out, once its stage has begun.
    by_menu: Vec<f64>,
    /// By schedule and stage: chance of completion, where the road map writes one.
    given: Vec<Vec<Option<f64>>>,
}

impl Pace {
    /// As it is in one world.
    pub fn new(table: &Table, world: &World) -> Self {
        let issue = |j: IssueIndex| world.takes[j].map_or(world.plain_success, done_per_period);
        Self {
            by_menu: table.menus.iter().map(|m| issue(m.issue)).collect(),
            given: by_stage(table, |roadmap, stage| world.success[roadmap][stage]),
        }
    }

    /// At the middle of all ranges of a scenario.
    pub fn at_the_middle(scenario: &Scenario, table: &Table) -> Self {
        let per_year = f64::from(scenario.calendar.periods_per_year);
        let middle = |q: &Quantity| sample::quantity(q, 0.5);
        let rate = |q: &Quantity| per_period(middle(q), per_year);
        let takes = |q: &Quantity| done_per_period(periods(middle(q), per_year));
        let issue =
            |j: IssueIndex| scenario.issues[j].takes.as_ref().map_or(rate(&scenario.world.completion), takes);
        let stage = |roadmap: usize, stage: usize| {
            scenario.roadmaps[roadmap].stages[stage].success.as_ref().map(rate)
        };
        Self { by_menu: table.menus.iter().map(|m| issue(m.issue)).collect(), given: by_stage(table, stage) }
    }

    /// Chances of completion per period of the stages that a package uses, in order.
    pub fn success(&self, table: &Table, package: &Package, active: &ActiveStages) -> [f64; MOST] {
        let schedule = usize::from(package.schedule);
        let mut slowest = [1.0_f64; MOST];
        for (menu, &stage) in table.schedules[schedule].stage_of.iter().enumerate() {
            if package.options[menu] != 0 {
                slowest[stage] = slowest[stage].min(self.by_menu[menu]);
            }
        }
        let mut success = [0.0; MOST];
        for (chance, &stage) in success.iter_mut().zip(&active.positions[..active.count]) {
            let stage = usize::from(stage);
            *chance = self.given[schedule][stage].unwrap_or(slowest[stage]);
        }
        success
    }

    /// Periods that a package takes on average if nothing ends it: one stage after the other.
    pub fn in_stages(&self, table: &Table, package: &Package, active: &ActiveStages) -> f64 {
        self.success(table, package, active)[..active.count].iter().map(|s| 1.0 / s).sum()
    }

    /// The same if all of it were carried out at the same time.
    pub fn in_one_go(&self, package: &Package) -> f64 {
        let agreed = self.by_menu.iter().zip(&package.options).filter(|(_, option)| **option != 0);
        1.0 / agreed.fold(1.0_f64, |slowest, (chance, _)| slowest.min(*chance))
    }
}

fn by_stage(table: &Table, of: impl Fn(usize, usize) -> Option<f64>) -> Vec<Vec<Option<f64>>> {
    let schedule = |s: &Schedule| {
        (0..s.stages.len()).map(|stage| s.roadmap.and_then(|roadmap| of(roadmap, stage))).collect()
    };
    table.schedules.iter().map(schedule).collect()
}

/// Packages with the same stages and an equally slow slowest issue in each of them: all have the same chances of completion.
pub(super) struct Way {
    /// The stages, as bits.
    pub(super) stages: u32,
    /// By stage of the road map: chance of completion per period.
    pub(super) success: [f64; MOST],
    /// Menus that are fast enough, as bits.
    pub(super) open: u32,
    /// By menu: its stage, as a bit, if it makes the stage as slow as it is; each stage needs one that does.
    pub(super) decides: [u32; MOST_ISSUES],
}

/// All ways in which the packages under one schedule can be carried out.
pub(super) struct Ways<'a> {
    pace: &'a Pace,
    schedule: &'a Schedule,
    given: &'a [Option<f64>],
    /// By stage: its chances of completion, the slowest first.
    classes: Vec<Vec<f64>>,
}

impl<'a> Ways<'a> {
    pub(super) fn new(pace: &'a Pace, table: &'a Table, schedule: usize) -> Self {
        let (given, schedule) = (&pace.given[schedule], &table.schedules[schedule]);
        let of = |stage: usize| {
            let menus = schedule.stage_of.iter().zip(&pace.by_menu).filter(|(at, _)| **at == stage);
            let mut chances: Vec<f64> = menus.map(|(_, chance)| given[stage].unwrap_or(*chance)).collect();
            chances.sort_by(f64::total_cmp);
            chances.dedup();
            chances
        };
        Self { pace, schedule, given, classes: (0..given.len()).map(of).collect() }
    }

    /// Those that use exactly the stages in `stages` (bits), in a fixed order.
    pub(super) fn of(&self, stages: u32) -> impl Iterator<Item = Way> {
        let used = self.classes.iter().enumerate().filter(|(k, _)| stages & (1 << k) != 0);
        let count: usize = used.map(|(_, classes)| classes.len()).product();
        (0..count).map(move |number| self.way(stages, number))
    }

    fn way(&self, stages: u32, number: usize) -> Way {
        let mut way = Way { stages, success: [0.0; MOST], open: 0, decides: [0; MOST_ISSUES] };
        let mut rest = number;
        for (k, classes) in self.classes.iter().enumerate().filter(|(k, _)| stages & (1 << k) != 0) {
            way.success[k] = classes[rest % classes.len()];
            rest /= classes.len();
        }
        for (menu, &stage) in self.schedule.stage_of.iter().enumerate() {
            if stages & (1 << stage) == 0 {
                continue;
            }
            let chance = self.given[stage].unwrap_or(self.pace.by_menu[menu]);
            if chance >= way.success[stage] {
                way.open |= 1 << menu;
            }
            if chance == way.success[stage] {
                way.decides[menu] = 1 << stage;
            }
        }
        way
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agreement::chain::Chances;
    use crate::agreement::packages::active_stages;
    use crate::scenario::{SourceFile, read};
    use crate::world::draw::{Correlation, Draws};

    /// Four issues: a road map of one stage, and one of a stage for each of the first two and one for the others.
    fn scenario() -> Scenario {
        let source = "source: assumed(because: \"a\", range: \"b\")";
        let issues = ["a", "b", "c", "d"].map(|j| format!("\"{j}\": (levels: [\"no\", \"yes\"], {source})"));
        let text = format!(
            "Scenario(format_version: 2, name: \"x\", title: \"x\", calendar: (horizon: 24, {source}),
             parties: {{ \"p\": ({source}), \"q\": ({source}) }}, issues: {{ {} }},
             roadmaps: {{ \"one\": ({source}, stages: [(issues: [\"a\", \"b\", \"c\", \"d\"])]),
                          \"three\": ({source}, stages: [(issues: [\"a\"]), (issues: [\"b\"]), (issues: [\"c\", \"d\"])]) }},
             formats: {{ \"f\": ({source}, contract: (roadmaps: [\"one\", \"three\"], {source})) }})",
            issues.join(", ")
        );
        read(&SourceFile::new("x", text)).map(|checked| checked.scenario).expect("legal")
    }

    fn drawn(scenario: &Scenario) -> World {
        Draws::new(scenario, 1, Correlation::Independent).world(0)
    }

    fn package(schedule: u8, agreed: [u8; 4]) -> Package {
        let mut options = [0; MOST_ISSUES];
        options[..4].copy_from_slice(&agreed);
        Package { schedule, options }
    }

    /// Expected periods of the chain that a package is.
    fn expected(table: &Table, pace: &Pace, package: Package) -> f64 {
        let active = active_stages(table, package);
        let success = &pace.success(table, &package, &active)[..active.count];
        let chain = Chances { success, spoil: 0.0, lapse: 0.0, pause: 0.0, renegotiation: 0.0 };
        let periods = chain.expected_periods();
        assert!((periods - pace.in_stages(table, &package, &active)).abs() < 1e-9);
        periods
    }

    #[test]
    fn stages_add_up_and_what_is_in_one_stage_takes_as_long_as_the_slowest() {
        let scenario = scenario();
        let (table, mut world) = (Table::new(&scenario, &scenario.formats[0]), drawn(&scenario));
        let near = |found: f64, right: f64| assert!((found - right).abs() < 1e-9, "{found}, not {right}");
        world.takes.fill(Some(7.5));
        let pace = Pace::new(&table, &world);
        near(expected(&table, &pace, package(1, [1, 1, 1, 0])), 3.0 * 7.5);
        near(expected(&table, &pace, package(0, [1, 1, 1, 1])), 7.5);
        world.takes = vec![Some(20.0), Some(3.0), Some(5.0), Some(0.2)];
        let pace = Pace::new(&table, &world);
        near(expected(&table, &pace, package(0, [1, 1, 1, 1])), 20.0);
        near(expected(&table, &pace, package(0, [0, 1, 1, 1])), 5.0);
        near(expected(&table, &pace, package(1, [1, 1, 1, 1])), 20.0 + 3.0 + 5.0);
        near(expected(&table, &pace, package(1, [0, 1, 0, 1])), 3.0 + 1.0);
        near(pace.in_one_go(&package(1, [1, 1, 1, 1])), 20.0);
        near(pace.in_one_go(&package(1, [0, 1, 0, 1])), 3.0);
    }

    #[test]
    fn what_is_not_written_takes_as_long_as_completion_says_and_a_written_chance_stays() {
        let scenario = scenario();
        let (table, mut world) = (Table::new(&scenario, &scenario.formats[0]), drawn(&scenario));
        let all = package(1, [1; 4]);
        let success =
            |world: &World| Pace::new(&table, world).success(&table, &all, &active_stages(&table, all));
        assert_eq!(world.takes, [None; 4]);
        assert_eq!(success(&world)[..3], [world.plain_success; 3]);
        (world.success[1][2], world.takes[3]) = (Some(0.9), Some(30.0));
        assert_eq!(success(&world)[..3], [world.plain_success, world.plain_success, 0.9]);
    }

    #[test]
    fn each_package_can_be_carried_out_in_exactly_one_way() {
        let scenario = scenario();
        let (table, mut world) = (Table::new(&scenario, &scenario.formats[0]), drawn(&scenario));
        for (takes, given) in [
            ([Some(20.0), Some(3.0), Some(5.0), Some(2.0)], None),
            ([None, Some(3.0), Some(3.0), Some(3.0)], None),
            ([Some(9.0), None, Some(5.0), Some(2.0)], Some(0.5)),
        ] {
            world.takes = takes.to_vec();
            world.success[1][2] = given;
            let pace = Pace::new(&table, &world);
            for schedule in 0..2u8 {
                let ways = Ways::new(&pace, &table, usize::from(schedule));
                for number in 1..16u8 {
                    let package = package(schedule, [0, 1, 2, 3].map(|menu| number >> menu & 1));
                    let active = active_stages(&table, package);
                    let stages = active.positions[..active.count].iter().fold(0, |bits, k| bits | 1 << k);
                    let fits = |way: &Way| {
                        let agreed = |menu: &usize| package.options[*menu] != 0;
                        let mut menus = (0..4).filter(agreed);
                        let decided = (0..4).filter(agreed).fold(0, |bits, menu| bits | way.decides[menu]);
                        menus.all(|menu| way.open & (1 << menu) != 0) && decided == stages
                    };
                    let mut found = (1..8)
                        .flat_map(|stages| ways.of(stages))
                        .filter(|way| way.stages == stages && fits(way));
                    let way = found.next().unwrap_or_else(|| panic!("{package:?} in no way"));
                    assert!(found.next().is_none(), "{package:?} in two ways");
                    let success = pace.success(&table, &package, &active);
                    for (k, stage) in active.positions[..active.count].iter().enumerate() {
                        assert_eq!(way.success[usize::from(*stage)], success[k], "{package:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn alike_issues_make_one_way() {
        let scenario = scenario();
        let (table, world) = (Table::new(&scenario, &scenario.formats[0]), drawn(&scenario));
        let pace = Pace::new(&table, &world);
        let count = |schedule| {
            let ways = Ways::new(&pace, &table, schedule);
            (1..1u32 << table.schedules[schedule].stages.len())
                .map(|stages| ways.of(stages).count())
                .sum::<usize>()
        };
        assert_eq!((count(0), count(1)), (1, 7));
    }
}
