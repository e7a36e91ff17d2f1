//! F7: where trust is low, stages beat one grand bargain; where it is high, one bargain is no worse, and faster; steps too
//! small reassure nobody.

use super::change::{ends, nobody_is_tempted, one_stage, table, whole_agenda};
use super::dice::{Dice, fixed};
use super::generator::roadmap;
use super::play::{Mean, Sides, one};
use super::trial::{Expected, Mechanism, Numbers, Sample, Trial};
use crate::lab::theory::reassurance::{Payoffs, analyse};
use crate::scenario::model::{InForce, Scenario};
use crate::scenario::place::PartyIndex;

const KYDD: &str = "Kydd 2005, Trust and Mistrust in International Relations";
const ONE_STAGE: &str = "the road map has one stage";

pub(super) const TRIALS: [Trial; 5] = [
    Trial {
        id: "F7a",
        claim: "where trust is low, stages beat one grand bargain",
        source: "Kydd 2005; Watson 1999, JET 85:52",
        change: "two or three stages in place of one; temptations four times as drawn",
        outcome: "chance that an agreement is completed within the horizon (closed form)",
        expected: Expected::Up,
        twin: ONE_STAGE,
        margin: 0.0,
        measure: |sample, mechanism| {
            let mut scenario = staged(sample, mechanism)?;
            scenario.parties.iter_mut().for_each(|p| ends(&mut p.temptation, |end| 4.0 * end));
            let sides = in_stages(scenario)?;
            Some(sides.mean(sample, |a, b| Some(b.record.chance_completed - a.record.chance_completed)))
        },
    },
    Trial {
        id: "F7b",
        claim: "where trust is high, one grand bargain is no worse",
        source: KYDD,
        change: "one stage in place of two or three; nobody is tempted, all is seen",
        outcome: "chance that an agreement is completed within the horizon (closed form)",
        expected: Expected::NoLess(0.01),
        twin: ONE_STAGE,
        margin: 0.0,
        measure: |sample, mechanism| {
            let sides = in_stages(trusting(staged(sample, mechanism)?))?;
            Some(sides.mean(sample, |a, b| Some(a.record.chance_completed - b.record.chance_completed)))
        },
    },
    Trial {
        id: "F7c",
        claim: "where trust is high, one grand bargain is faster",
        source: KYDD,
        change: "one stage in place of two or three; nobody is tempted, all is seen",
        outcome: "period of completion in worlds completed both before and after",
        expected: Expected::Down,
        twin: ONE_STAGE,
        margin: 0.0,
        measure: |sample, mechanism| {
            let sides = in_stages(trusting(staged(sample, mechanism)?))?;
            let date = |period: u32| f64::from(period);
            Some(sides.mean(sample, |a, b| Some(date(a.record.completed?) - date(b.record.completed?))))
        },
    },
    Trial {
        id: "F7d",
        claim: "a first step that is too small reassures nobody (two-stage game of trust)",
        source: KYDD,
        change: "the stakes of the first step are between the smallest and largest that separate, instead of half the smallest",
        outcome: "how much the belief in a partner that took the step exceeds the belief before (closed form)",
        expected: Expected::Up,
        twin: "the partner is known to be trustworthy",
        margin: 0.0,
        measure: game_of_trust,
    },
    Trial {
        id: "F7e",
        claim: "a first step that is too small reassures nobody (agreements of random scenarios)",
        source: KYDD,
        change: "the first of two steps has a stake of 0.3 instead of 0.003 (the second: 1)",
        outcome: "how much likelier the second step is kept where the first was kept than at all",
        expected: Expected::Up,
        twin: "nobody is tempted",
        margin: 0.0,
        measure: reassurance,
    },
];

/// A scenario with at least two issues that can change, and a road map; nothing waits for the last stage.
fn staged(sample: &Sample, mechanism: Mechanism) -> Option<Scenario> {
    let mut scenario = sample.scenario.clone();
    whole_agenda(&mut scenario);
    if scenario.formats[0].contract.agenda.iter().filter(|on| **on).count() < 2 {
        return None;
    }
    scenario.roadmaps = vec![roadmap(&mut sample.dice("F7"), scenario.issues.len())];
    table(&mut scenario).contract.roadmaps = vec![0];
    table(&mut scenario).contract.in_force = InForce::EachStage;
    if mechanism == Mechanism::Off {
        one_stage(&mut scenario);
    }
    Some(scenario)
}

/// Before: everything in one. After: in the stages of the road map.
fn in_stages(mut scenario: Scenario) -> Option<Sides> {
    table(&mut scenario).contract.roadmaps.clear();
    Sides::formats(scenario, |format| format.contract.roadmaps = vec![0])
}

fn trusting(mut scenario: Scenario) -> Scenario {
    nobody_is_tempted(&mut scenario);
    scenario.parties.iter_mut().for_each(|p| p.detection = fixed(1.0));
    table(&mut scenario).enforcement.monitors = PartyIndex::all(scenario.parties.len()).collect();
    scenario
}

/// Random two-stage games of trust in which some first step separates.
fn game_of_trust(sample: &Sample, mechanism: Mechanism) -> Option<Numbers> {
    let mut dice = sample.dice("F7");
    let mut mean = Mean::default();
    for _ in 0..sample.worlds {
        let prior = dice.between(0.05, 0.95);
        let payoffs = |dice: &mut Dice, temptation: (f64, f64)| Payoffs {
            temptation: dice.between(temptation.0, temptation.1),
            reward: 1.0,
            punishment: 0.0,
            sucker: dice.between(-3.0, 0.0),
        };
        // The trustworthy would rather cooperate with one that cooperates, the untrustworthy would not.
        let trustworthy = payoffs(&mut dice, (0.0, 1.0));
        let untrustworthy = payoffs(&mut dice, (1.0, 4.0));
        let game = analyse(prior, trustworthy, untrustworthy).ok()?;
        let Some(smallest) = game.smallest_step.filter(|s| *s <= game.largest_step) else { continue };
        let prior = if mechanism == Mechanism::On { prior } else { 1.0 };
        let news = |step: f64| if game.step(step).separating { 1.0 - prior } else { 0.0 };
        mean.add(Some(news(f64::midpoint(smallest, game.largest_step)) - news(smallest / 2.0)));
    }
    Some(vec![("closed form".into(), mean.value())])
}

fn reassurance(sample: &Sample, mechanism: Mechanism) -> Option<Numbers> {
    let mut scenario = staged(sample, Mechanism::On)?;
    // Two stages: the first of the road map, and all the rest.
    let map = &mut scenario.roadmaps[0];
    while map.stages.len() > 2 {
        let last = map.stages.pop().map_or_else(Vec::new, |stage| stage.issues);
        map.stages[1].issues.extend(last);
    }
    let (first, second) = (map.stages[0].issues.clone(), map.stages[1].issues.clone());
    for &j in &second {
        scenario.issues[j].stake = fixed(1.0);
    }
    for &j in &first {
        scenario.issues[j].stake = fixed(0.003);
    }
    if mechanism == Mechanism::Off {
        nobody_is_tempted(&mut scenario);
    }
    let sides = Sides::scenarios(scenario, |s| {
        for &j in &first {
            s.issues[j].stake = fixed(0.3);
        }
    })?;
    // By behaviour and side: how often the second step is kept, and how often where the first is.
    let mut kept = sides.each([[Mean::default(); 2]; 2]);
    sides.play(sample, |b, before, after| {
        for (side, seen) in [before, after].into_iter().enumerate() {
            let Some((agreement, terms)) = seen.agreement().filter(|(a, _)| a.stages == 2) else { continue };
            let [first, second] = [0, 1].map(|stage| seen.kept_in(&agreement, &terms, stage));
            kept[b][side][0].add(Some(one(second)));
            kept[b][side][1].add(first.then(|| one(second)));
        }
    });
    let news = |side: &[Mean; 2]| Some(side[1].value()? - side[0].value()?);
    Some(sides.numbers(kept.iter().map(|sides| Some(news(&sides[1])? - news(&sides[0])?))))
}
