//! Placebos: what must make no difference makes exactly none, record by record, and the path was taken.

use super::change::{levels, one_stage};
use super::dice::{Dice, fixed};
use super::generator::legal;
use super::reorder::Places;
use super::trial::{Sample, Size};
use crate::agreement::table::{Choice, Table};
use crate::scenario::model::{Format, InForce, Level, Scenario};
use crate::scenario::place::{IssueIndex, LevelIndex, PartyIndex};
use crate::simulation::engine::Engine;
use crate::simulation::execute::{Silent, execute};
use crate::simulation::job::Runs;
use crate::simulation::record::Record;
use crate::talks::behaviour::Behaviour;
use crate::world::draw::Correlation;
use serde::{Deserialize, Serialize};
use std::sync::atomic::AtomicBool;

/// A comparison that must find nothing.
pub struct Placebo {
    /// What differs, in words.
    pub what: &'static str,
    /// Of 100 scenarios of a placebo, how many it takes.
    share: u64,
    /// Compares one scenario with its like; false if the scenario has no such thing.
    compare: fn(&Sample, &mut Seen) -> bool,
}

/// What a placebo found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceboResult {
    /// What differed in the comparison, in words.
    pub what: String,
    /// Scenarios compared.
    pub scenarios: u64,
    /// What was seen.
    pub seen: Seen,
    /// No record differed, and every kind of course was among them.
    pub passed: bool,
}

/// Records compared, and their courses: the trace of the path that was taken.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// Pairs of records compared.
    pub compared: u64,
    /// Pairs that differed in anything.
    pub differing: u64,
    /// With something signed.
    pub signed: u64,
    /// In force.
    pub in_force: u64,
    /// Completed.
    pub completed: u64,
    /// Collapsed.
    pub collapsed: u64,
}

impl Seen {
    fn pair(&mut self, a: &Record, b: &Record) {
        self.compared += 1;
        self.differing += u64::from(a != b);
        self.signed += u64::from(a.signed.is_some());
        self.in_force += u64::from(a.in_force);
        self.completed += u64::from(a.completed.is_some());
        self.collapsed += u64::from(a.in_force && !a.alive);
    }

    /// Signed and not, completed and collapsed.
    fn taken(&self) -> bool {
        self.signed > 0 && self.signed < self.compared && self.completed > 0 && self.collapsed > 0
    }
}

/// Random scenarios looked at, for each that a placebo takes, before it gives up.
const PATIENCE: u64 = 20;

/// Runs a placebo.
pub fn run(placebo: &Placebo, seed: u64, size: Size) -> PlaceboResult {
    let (mut seen, mut scenarios) = (Seen::default(), 0);
    let wanted = (size.placebo_scenarios * placebo.share).div_ceil(100);
    for index in 0..size.placebo_scenarios * PATIENCE {
        if scenarios == wanted {
            break;
        }
        let sample = Sample::new(seed, index, size.placebo_worlds);
        scenarios += u64::from((placebo.compare)(&sample, &mut seen));
    }
    let passed = seen.differing == 0 && seen.taken();
    PlaceboResult { what: placebo.what.into(), scenarios, seen, passed }
}

/// All placebos.
pub const PLACEBOS: [Placebo; 16] = [
    Placebo {
        what: "a format under another name",
        share: 100,
        compare: |s, seen| formats(s, seen, |_, _, _| true),
    },
    Placebo {
        what: "members, monitors and ratifiers listed in another order",
        share: 100,
        compare: |s, seen| {
            formats(s, seen, |_, _, f| {
                f.membership.members.reverse();
                f.enforcement.monitors.reverse();
                f.delegation.ratifiers.reverse();
                true
            })
        },
    },
    Placebo {
        what: "on the agenda, what this table cannot change",
        share: 100,
        compare: |s, seen| formats(s, seen, agenda),
    },
    Placebo {
        what: "on promise, what this table cannot change",
        share: 100,
        compare: |s, seen| {
            formats(s, seen, |scenario, table, f| {
                let fixed = |j: &IssueIndex| f.contract.agenda[*j] && !on_menu(table, *j, None);
                let more: Vec<IssueIndex> = IssueIndex::all(scenario.issues.len()).filter(fixed).collect();
                let some = more.iter().any(|j| !f.contract.on_promise.contains(j));
                f.contract.on_promise.extend(more);
                some
            })
        },
    },
    Placebo {
        what: "vetoes on levels that this table cannot agree",
        share: 100,
        compare: |s, seen| {
            formats(s, seen, |scenario, table, f| {
                let all: Vec<PartyIndex> = PartyIndex::all(scenario.parties.len()).collect();
                let closed = levels(scenario).filter(|&(j, l)| !on_menu(table, j, Some(l)));
                let vetoes: Vec<_> = closed.map(|(j, l)| (j, l, all.clone())).collect();
                let some = !vetoes.is_empty();
                f.membership.vetoes.extend(vetoes);
                some
            })
        },
    },
    Placebo {
        what: "vetoes of members, who must agree anyway",
        share: 100,
        compare: |s, seen| {
            formats(s, seen, |scenario, _, f| {
                let members = f.membership.members.clone();
                f.membership.vetoes.extend(levels(scenario).map(|(j, l)| (j, l, members.clone())));
                true
            })
        },
    },
    Placebo {
        what: "disclosed, a party without a say at this table",
        share: 100,
        compare: |s, seen| {
            formats(s, seen, |scenario, table, f| {
                let asked = table.menus.iter().flat_map(|m| m.consent.iter().chain(&m.absent));
                let consents = asked.fold(0, |all, bits| all | bits);
                let no_say = |i: &PartyIndex| !table.is_member(*i) && consents & (1 << i) == 0;
                let more: Vec<PartyIndex> = PartyIndex::all(scenario.parties.len()).filter(no_say).collect();
                f.information.disclosed.extend(&more);
                !more.is_empty()
            })
        },
    },
    Placebo {
        what: "in force after the last stage, where there is one stage",
        share: 100,
        compare: |s, seen| {
            formats(s, seen, |_, table, f| {
                let differs = f.contract.in_force == InForce::EachStage;
                f.contract.in_force = InForce::AfterLast;
                differs && table.schedules.iter().all(|schedule| schedule.stages.len() == 1)
            })
        },
    },
    Placebo {
        what: "the interval after the only meeting",
        share: 100,
        compare: |s, seen| {
            let mut once = s.clone();
            once.scenario.formats[0].delegation.meetings = 1;
            once.scenario.formats[0].delegation.refer_back = false;
            formats(&once, seen, |_, _, f| {
                f.delegation.every += 5;
                true
            })
        },
    },
    Placebo {
        what: "delegates without a mandate",
        share: 100,
        compare: |s, seen| {
            let mut free = s.clone();
            free.scenario.parties.iter_mut().for_each(|p| p.mandate = fixed(0.0));
            free.scenario.formats[0].delegation.level = Level::Leaders;
            formats(&free, seen, |_, _, f| {
                f.delegation.level = Level::Working;
                true
            })
        },
    },
    Placebo {
        what: "publicity that costs nothing",
        share: 100,
        compare: |s, seen| {
            let mut cheap = s.clone();
            cheap.scenario.parties.iter_mut().for_each(|p| p.audience_cost = fixed(0.0));
            formats(&cheap, seen, |_, _, f| {
                f.delegation.public = !f.delegation.public;
                true
            })
        },
    },
    Placebo { what: "a road map of one stage against one package", share: 100, compare: one_stage_or_none },
    Placebo { what: "the order of formats in the file", share: 100, compare: order_of_formats },
    Placebo {
        what: "parties and issues declared in another order",
        share: 100,
        compare: order_of_declaration,
    },
    Placebo { what: "parties and formats under other names to the reader", share: 100, compare: names },
    Placebo { what: "one, two or three threads", share: 5, compare: threads },
];

/// Compares the format of a sample with what a change makes of it; the change says whether there is something to compare.
fn formats(sample: &Sample, seen: &mut Seen, change: fn(&Scenario, &Table, &mut Format) -> bool) -> bool {
    let mut scenario = sample.scenario.clone();
    let table = Table::new(&scenario, &scenario.formats[0]);
    let mut like = scenario.formats[0].clone();
    like.name = "like".into();
    if !change(&scenario, &table, &mut like) {
        return false;
    }
    scenario.formats.push(like);
    if !legal(&scenario) {
        return false;
    }
    for records in play(&scenario, sample) {
        seen.pair(&records[0], &records[1]);
    }
    true
}

/// Records of all worlds and behaviours, each with one of every format.
fn play(scenario: &Scenario, sample: &Sample) -> Vec<Vec<Record>> {
    let engine = Engine::new(scenario, sample.seed, Correlation::AsAssumed);
    (0..sample.worlds).flat_map(|world| engine.run(&engine.setting(world), &Behaviour::ALL)).collect()
}

/// Whether a table can agree a level of an issue, or any.
fn on_menu(table: &Table, issue: IssueIndex, level: Option<LevelIndex>) -> bool {
    let mut menus = table.menus.iter().filter(|m| m.issue == issue);
    menus.any(|m| level.is_none_or(|level| m.choices.contains(&Choice::Agree(level))))
}

/// The agenda takes up what no level of could be agreed here, and drops what could not.
fn agenda(scenario: &Scenario, table: &Table, format: &mut Format) -> bool {
    // With a road map the agenda decides which of its stages there are.
    if table.schedules.iter().any(|schedule| schedule.roadmap.is_some()) {
        return false;
    }
    let mut differs = false;
    for j in IssueIndex::all(scenario.issues.len()).filter(|&j| !on_menu(table, j, None)) {
        let mut open = format.clone();
        open.contract.agenda[j] = true;
        if !crate::scenario::check::can_change(scenario, &open, j) {
            format.contract.agenda[j] = !format.contract.agenda[j];
            format.contract.on_promise.retain(|k| *k != j);
            differs = true;
        }
    }
    differs
}

fn one_stage_or_none(sample: &Sample, seen: &mut Seen) -> bool {
    let mut like = sample.clone();
    one_stage(&mut like.scenario);
    like.scenario.formats[0].contract.roadmaps.clear();
    formats(&like, seen, |_, _, f| {
        f.contract.roadmaps = vec![0];
        true
    })
}

/// Two formats that do differ, in either order.
fn order_of_formats(sample: &Sample, seen: &mut Seen) -> bool {
    let mut scenario = sample.scenario.clone();
    let mut other = scenario.formats[0].clone();
    other.name = "other".into();
    other.proposing.order.rotate_left(1);
    other.delegation.meetings += 1;
    scenario.formats.push(other);
    let mut turned = scenario.clone();
    turned.formats.reverse();
    for (a, b) in play(&scenario, sample).iter().zip(&play(&turned, sample)) {
        seen.pair(&a[0], &b[1]);
        seen.pair(&a[1], &b[0]);
    }
    true
}

fn order_of_declaration(sample: &Sample, seen: &mut Seen) -> bool {
    let mut dice: Dice = sample.dice("placebo");
    let orders = (dice.order(sample.scenario.parties.len()), dice.order(sample.scenario.issues.len()));
    let places = Places::from_orders(&orders.0, &orders.1);
    let other = places.scenario(&sample.scenario);
    for (a, b) in play(&sample.scenario, sample).iter().zip(&play(&other, sample)) {
        seen.pair(&places.record(&a[0]), &b[0]);
    }
    other != sample.scenario
}

fn names(sample: &Sample, seen: &mut Seen) -> bool {
    let mut other = sample.scenario.clone();
    other.name = "other".into();
    other.parties.iter_mut().for_each(|p| p.name = format!("the party called {}", p.name));
    other.issues.iter_mut().for_each(|i| i.name = format!("the issue called {}", i.name));
    other.formats[0].name = "another".into();
    for (a, b) in play(&sample.scenario, sample).iter().zip(&play(&other, sample)) {
        seen.pair(&a[0], &b[0]);
    }
    true
}

/// The counts of a comparison on one, two and three threads.
fn threads(sample: &Sample, seen: &mut Seen) -> bool {
    // More than two blocks of worlds: only for scenarios in which that is cheap.
    let table = Table::new(&sample.scenario, &sample.scenario.formats[0]);
    if table.packages() > 60.0 {
        return false;
    }
    let count = |threads: usize| {
        let job = Runs::new(&sample.scenario, sample.seed, 501, Behaviour::Concession);
        let mut all = job.empty();
        let stop = AtomicBool::new(false);
        let done = execute(&job, None, threads, &Silent, &stop, &mut |_, part| all.merge(&part));
        done.is_ok().then_some(all)
    };
    let Some(alone) = count(1) else { return false };
    for threads in [2, 3] {
        seen.differing += u64::from(count(threads).as_ref() != Some(&alone));
        let format = &alone.main.formats[0];
        seen.compared += alone.main.worlds;
        seen.signed += format.signed;
        seen.in_force += format.in_force;
        seen.completed += format.completed;
        seen.collapsed += format.in_force - format.alive;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: Size = Size { scenarios: 0, worlds: 0, placebo_scenarios: 12, placebo_worlds: 6 };

    #[test]
    fn what_makes_a_difference_is_seen() {
        let unlike = Placebo {
            what: "one offer only",
            share: 100,
            compare: |s, seen| {
                formats(s, seen, |_, _, f| {
                    (f.delegation.meetings, f.delegation.offers) = (1, 1);
                    true
                })
            },
        };
        let outcome = run(&unlike, 1, SMALL);
        assert!(outcome.seen.differing > 0 && !outcome.passed, "{outcome:?}");
    }

    #[test]
    fn a_path_that_was_not_taken_does_not_pass() {
        let nothing = Placebo { what: "nothing", share: 100, compare: |_, _| false };
        assert!(!run(&nothing, 1, SMALL).passed);
    }
}
