//! F13: a rapid shift of power brings failure although there is a surplus.

use super::change::{nobody_cares, nobody_spoils, table, whole_agenda};
use super::dice::fixed;
use super::generator::roadmap;
use super::play::{Mean, Sides, one};
use super::trial::{Expected, Mechanism, Numbers, Sample, Trial};
use crate::lab::theory::commitment::preventive_war;

pub(super) const TRIALS: [Trial; 2] = [
    Trial {
        id: "F13a",
        claim: "a rapid shift of power brings war although a bargain would leave both better off",
        source: "Fearon 1995, IO 49:379; Powell 2006, IO 60:169",
        change: "one side's chance to win rises before the next period by up to all that it lacks",
        outcome: "share of random crises that end in war (closed form; war always costs something)",
        expected: Expected::Up,
        twin: "nobody looks beyond today",
        margin: 0.0,
        measure: crises,
    },
    Trial {
        id: "F13b",
        claim: "giving up for good what was power leaves no package that would be kept, although some would suit all",
        source: "Fearon 1996, Bargaining over objects that influence future bargaining power",
        change: "what the first stage brings can no more be undone",
        outcome: "share of worlds without a self-enforcing package, among those with a zone both before and after",
        expected: Expected::Up,
        twin: "nobody cares about what the first stage brings",
        margin: 0.0,
        measure: for_good,
    },
];

fn crises(sample: &Sample, mechanism: Mechanism) -> Option<Numbers> {
    let mut dice = sample.dice("F13");
    let mut mean = Mean::default();
    for _ in 0..sample.worlds {
        let (now, lacking) = (dice.between(0.0, 1.0), dice.between(0.0, 1.0));
        let [cost_a, cost_b] = [dice.between(0.0, 1.0), dice.between(0.0, 1.0)];
        let patience = dice.between(0.0, 0.99);
        let delta = if mechanism == Mechanism::On { patience } else { 0.0 };
        let war = |next: f64| Some(one(preventive_war(now, next, cost_a, cost_b, delta).ok()?.war));
        mean.add(Some(war(now + lacking * (1.0 - now))? - war(now)?));
    }
    Some(vec![("closed form".into(), mean.value())])
}

fn for_good(sample: &Sample, mechanism: Mechanism) -> Option<Numbers> {
    let mut scenario = sample.scenario.clone();
    whole_agenda(&mut scenario);
    if scenario.formats[0].contract.agenda.iter().filter(|on| **on).count() < 2 {
        return None;
    }
    scenario.roadmaps = vec![roadmap(&mut sample.dice("F13"), scenario.issues.len())];
    let first = scenario.roadmaps[0].stages[0].issues.clone();
    table(&mut scenario).contract.roadmaps = vec![0];
    scenario.issues.iter_mut().for_each(|issue| issue.reversible = true);
    nobody_spoils(&mut scenario);
    scenario.world.lapse_after_completion = fixed(0.0);
    if mechanism == Mechanism::Off {
        for &j in &first {
            nobody_cares(&mut scenario, j);
        }
    }
    let sides = Sides::scenarios(scenario, |s| first.iter().for_each(|&j| s.issues[j].reversible = false))?;
    Some(sides.regardless(sample, |a, b| {
        let both = a.record.zone && b.record.zone;
        both.then(|| one(!b.record.zone_self_enforcing) - one(!a.record.zone_self_enforcing))
    }))
}
