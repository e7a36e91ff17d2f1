//! F3: packages over issues enlarge the zone of agreement; forced all-or-nothing can shrink it.

use super::change::{only_issue_that_matters, whole_agenda};
use super::play::{ANY, Mean, Sides, one};
use super::trial::{Expected, Mechanism, Numbers, Sample, Trial};
use crate::scenario::model::Scenario;
use crate::scenario::place::IssueIndex;
use crate::simulation::engine::Engine;
use crate::talks::behaviour::Behaviour;
use crate::world::draw::Correlation;

const SOURCE: &str = "Tollison and Willett 1979, IO 33:425; Sebenius 1983, IO 37:281";

pub(super) const TRIALS: [Trial; 2] = [
    Trial {
        id: "F3a",
        claim: "packages over issues, any part of which may be agreed, enlarge the zone of agreement",
        source: SOURCE,
        change: "one table for all issues in place of one table an issue",
        outcome: "share of worlds with a zone (before: on any one issue)",
        expected: Expected::Up,
        twin: "nobody cares about any issue but one",
        margin: 0.0,
        measure: joined,
    },
    Trial {
        id: "F3b",
        claim: "all or nothing shrinks the zone of agreement",
        source: SOURCE,
        change: "no issue may be left out of a package",
        outcome: "share of worlds with a zone",
        expected: Expected::Down,
        twin: "one issue on the agenda",
        margin: 0.0,
        measure: forced,
    },
];

/// At least two issues that this table can change, all on the agenda, in one stage, at one meeting.
fn several_issues(sample: &Sample) -> Option<(Scenario, Vec<IssueIndex>)> {
    let mut scenario = sample.scenario.clone();
    whole_agenda(&mut scenario);
    scenario.formats[0].contract.roadmaps.clear();
    // One date: talks that go on for longer see more zones come and go.
    scenario.formats[0].delegation.meetings = 1;
    let agenda = &scenario.formats[0].contract.agenda;
    let open: Vec<IssueIndex> = IssueIndex::all(agenda.len()).filter(|&j| agenda[j]).collect();
    (open.len() >= 2).then_some((scenario, open))
}

fn joined(sample: &Sample, mechanism: Mechanism) -> Option<Numbers> {
    let (mut scenario, open) = several_issues(sample)?;
    if mechanism == Mechanism::Off {
        only_issue_that_matters(&mut scenario, open[0]);
    }
    let whole = scenario.formats[0].clone();
    for &j in &open {
        let mut alone = whole.clone();
        alone.name = format!("issue {j} alone");
        alone.contract.agenda = IssueIndex::all(scenario.issues.len()).map(|k| k == j).collect();
        alone.contract.on_promise.retain(|k| *k == j);
        scenario.formats.push(alone);
    }
    if !super::generator::legal(&scenario) {
        return None;
    }
    let engine = Engine::new(&scenario, sample.seed, Correlation::AsAssumed);
    let mut mean = Mean::default();
    for world in 0..sample.worlds {
        let records = engine.run(&engine.setting(world), &[Behaviour::Nash]).remove(0);
        mean.add(Some(one(records[0].zone) - one(records[1..].iter().any(|r| r.zone))));
    }
    Some(vec![(ANY.into(), mean.value())])
}

fn forced(sample: &Sample, mechanism: Mechanism) -> Option<Numbers> {
    let (mut scenario, open) = several_issues(sample)?;
    if mechanism == Mechanism::Off {
        scenario.formats[0].contract.agenda =
            IssueIndex::all(scenario.issues.len()).map(|j| j == open[0]).collect();
        scenario.formats[0].contract.on_promise.retain(|j| *j == open[0]);
    }
    let sides = Sides::formats(scenario, |format| format.contract.all_or_nothing = true)?;
    Some(sides.regardless(sample, |a, b| Some(one(b.record.zone) - one(a.record.zone))))
}
