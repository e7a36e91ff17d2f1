//! F20: under perfect monitoring, with a fixed cost and benefit of a contribution, a larger group needs less patience: many are
//! not by themselves harder.

use super::dice::{drawn, fixed};
use super::generator::legal;
use super::play::{ANY, Mean, one};
use super::trial::{Expected, Mechanism, Numbers, Sample, Trial};
use crate::lab::theory::trigger::public_good;
use crate::scenario::model::{Issue, Party, PartyIndex, Says, Scenario, Statement};
use crate::scenario::place::{IssueIndex, LevelIndex};
use crate::simulation::engine::Engine;
use crate::talks::behaviour::Behaviour;
use crate::world::draw::Correlation;

const SOURCE: &str =
    "Fudenberg and Maskin 1986, Econometrica 54:533; Pecorino 1999, J. Public Economics 72:121";

pub(super) const TRIALS: [Trial; 2] = [
    Trial {
        id: "F20a",
        claim: "a larger group needs less patience to sustain a public good",
        source: SOURCE,
        change: "one player more, at the same cost and benefit of a contribution",
        outcome: "smallest discount factor that sustains the public good (closed form), in random public goods",
        expected: Expected::Down,
        twin: "nothing is ever seen",
        margin: 0.0,
        measure: thresholds,
    },
    Trial {
        id: "F20b",
        claim: "a larger group keeps an agreement on a public good more often",
        source: SOURCE,
        change: "six contributors instead of three, at the same cost and benefit of a contribution; all is seen",
        outcome: "share of random public goods in which everybody's contributing is self-enforcing",
        expected: Expected::Up,
        twin: "the benefit of all contributions together is the same, however many contribute",
        margin: 0.0,
        measure: contributions,
    },
];

#[expect(clippy::unnecessary_wraps, reason = "every trial has this signature")]
fn thresholds(sample: &Sample, mechanism: Mechanism) -> Option<Numbers> {
    let mut dice = sample.dice("F20");
    let detection = if mechanism == Mechanism::On { 1.0 } else { 0.0 };
    let mut mean = Mean::default();
    for _ in 0..sample.worlds {
        let n = dice.within(2, 30) as u64;
        let benefit = dice.between(0.05, 2.0);
        // Contributing costs more than it brings to oneself, and less than all contributions bring.
        let cost = dice.between(benefit, n as f64 * benefit);
        let threshold = |n: u64| public_good(n, benefit, cost, detection).ok()?.threshold;
        mean.add(threshold(n + 1).zip(threshold(n)).map(|(more, fewer)| more - fewer));
    }
    Some(vec![("closed form".into(), mean.value())])
}

/// A table where each may contribute to a public good: an issue each, with its duty. Each cares for what the others contribute;
/// what its own contribution costs is what it can keep by not making it (its temptation). All are alike: random in patience
/// and cost from one public good to the next, the same within each.
fn contributions(sample: &Sample, mechanism: Mechanism) -> Option<Numbers> {
    let mut dice = sample.dice("F20");
    let mut mean = Mean::default();
    // A world is a public good of its own here, and its signs are the same in nearly all of them.
    for world in 0..sample.worlds.div_ceil(6) {
        let (patience, cost) = (dice.between(0.3, 0.99), dice.log_range(0.005, 20.0).from);
        let good = |n: usize| {
            // One on the own scale is what all others contribute: the more they are, the less of it is a fixed cost.
            let others = if mechanism == Mechanism::On { (n - 1) as f64 } else { 1.0 };
            public_goods(&sample.scenario, n, patience, cost / others)
        };
        let (small, large) = (good(3), good(6));
        if !legal(&small) || !legal(&large) {
            return None;
        }
        let kept = |scenario: &Scenario| {
            let engine = Engine::new(scenario, sample.seed, Correlation::AsAssumed);
            one(engine.run(&engine.setting(world), &[Behaviour::Nash])[0][0].zone_self_enforcing)
        };
        mean.add(Some(kept(&large) - kept(&small)));
    }
    Some(vec![(ANY.into(), mean.value())])
}

fn public_goods(random: &Scenario, n: usize, patience: f64, temptation: f64) -> Scenario {
    let mut scenario = random.clone();
    let party = |i: PartyIndex| Party {
        id: format!("p{i}"),
        patience: fixed(patience),
        temptation: fixed(temptation),
        demand: fixed(0.0),
        conflict_cost: fixed(0.0),
        collapse_penalty: fixed(0.0),
        outside_option: None,
        detection: fixed(1.0),
        bias: Vec::new(),
        ..random.parties[0].clone()
    };
    scenario.parties = PartyIndex::all(n).map(party).collect();
    let template = &random.issues[0];
    let issue = |i: PartyIndex| Issue {
        id: format!("contribution {i}"),
        levels: vec!["none".into(), "made".into()],
        practised: LevelIndex(0),
        bound: LevelIndex(0),
        duty: vec![Vec::new(), vec![i]],
        guarantors: vec![Vec::new(); 2],
        consent: vec![Vec::new(); 2],
        reversible: true,
        stake: fixed(1.0),
        ..template.clone()
    };
    scenario.issues = PartyIndex::all(n).map(issue).collect();
    let says = |i: PartyIndex, j: IssueIndex| {
        let (level, to) = (LevelIndex(1), LevelIndex(0));
        if i.index() == j.index() {
            Says::Indifferent { about: j }
        } else {
            Says::Prefers { issue: j, level, to }
        }
    };
    let cells = PartyIndex::all(n).flat_map(|i| IssueIndex::all(n).map(move |j| (i, j)));
    scenario.statements = cells
        .map(|(party, j)| Statement {
            party,
            says: says(party, j),
            holds_in: 100,
            source: drawn(),
            span: 0..0,
        })
        .collect();
    scenario.roadmaps.clear();
    scenario.events.clear();
    let format = &mut scenario.formats[0];
    format.membership.members = PartyIndex::all(n).collect();
    format.membership.vetoes.clear();
    format.proposing.order = PartyIndex::all(n).collect();
    format.information.disclosed.clear();
    format.contract.roadmaps.clear();
    format.contract.agenda = vec![true; n];
    format.contract.on_promise.clear();
    format.contract.all_or_nothing = true;
    format.enforcement.monitors = PartyIndex::all(n).collect();
    format.delegation.ratifiers.clear();
    scenario
}
