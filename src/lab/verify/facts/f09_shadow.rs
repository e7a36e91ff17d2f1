//! F9: a longer shadow of the future: better enforcement, harder bargaining.

use super::change::{at_once, ends, nobody_spoils, one_offer, some_outsider};
use super::play::{Mean, Sides, one};
use super::trial::{Expected, Mechanism, Numbers, Sample, Trial};
use crate::lab::theory::trigger::grim_threshold;
use crate::scenario::model::Scenario;

const SOURCE: &str = "Fearon 1998, IO 52:269";
const COMPLIANCE: &str = "share of the packages that suit all members both before and after that would be kept at true temptations";
const CHANGE: &str = "all discount a quarter as much";

pub(super) const TRIALS: [Trial; 3] = [
    Trial {
        id: "F9a",
        claim: "a longer shadow of the future: better enforcement",
        source: SOURCE,
        change: CHANGE,
        outcome: COMPLIANCE,
        expected: Expected::Up,
        twin: "a party does so that has no seat and cannot spoil",
        margin: 0.0,
        measure: |sample, mechanism| compliance(sample.scenario.clone(), sample, mechanism),
    },
    Trial {
        id: "F9b",
        claim: "a longer shadow of the future: cooperation is sustained in more repeated games",
        source: "Axelrod 1984, The Evolution of Cooperation; Fearon 1998, IO 52:269",
        change: "both discount a quarter as much",
        outcome: "share of random prisoner's dilemmas in which grim trigger sustains cooperation (closed form)",
        expected: Expected::Up,
        twin: "nothing is ever seen",
        margin: 0.0,
        measure: repeated_games,
    },
    Trial {
        id: "F9c",
        claim: "a longer shadow of the future: harder bargaining",
        source: SOURCE,
        change: "all discount a quarter as much (what is signed is carried out at once and stays)",
        outcome: "period of signature in worlds signed both before and after",
        expected: Expected::Up,
        twin: "one offer, so that nobody can wait",
        margin: 0.0,
        measure: |sample, mechanism| {
            let mut scenario = sample.scenario.clone();
            at_once(&mut scenario);
            if mechanism == Mechanism::Off {
                one_offer(&mut scenario);
            }
            let sides = longer(scenario)?.exact_too()?;
            Some(sides.among_signed(sample, |seen| f64::from(seen.record.signed.unwrap_or(0))))
        },
    },
];

fn repeated_games(sample: &Sample, mechanism: Mechanism) -> Option<Numbers> {
    let mut dice = sample.dice("F9");
    let mut mean = Mean::default();
    for _ in 0..sample.worlds {
        let (punishment, reward) = (0.0, dice.between(0.1, 2.0));
        let temptation = reward + dice.between(0.0, 3.0);
        let (seen, patience) = (dice.between(0.0, 1.0), dice.between(0.0, 0.99));
        let seen = if mechanism == Mechanism::On { seen } else { 0.0 };
        let needed = grim_threshold(temptation, reward, punishment, seen, 0.0).ok()?;
        let sustained = |patience: f64| one(needed.is_some_and(|needed| patience >= needed));
        mean.add(Some(sustained(less(patience)) - sustained(patience)));
    }
    Some(vec![("closed form".into(), mean.value())])
}

fn compliance(scenario: Scenario, sample: &Sample, mechanism: Mechanism) -> Option<Numbers> {
    let sides = match mechanism {
        Mechanism::On => longer(scenario)?,
        Mechanism::Off => {
            let mut scenario = scenario;
            let party = some_outsider(&scenario, &mut sample.dice("F9"))?;
            nobody_spoils(&mut scenario);
            Sides::scenarios(scenario, |s| ends(&mut s.parties[party].patience, less))?
        }
    };
    Some(sides.regardless(sample, |a, b| {
        let (before, after) = (a.acceptable(), b.acceptable());
        let mut mean = Mean::default();
        for (package, kept) in &before {
            let other = after.iter().find(|(p, _)| p == package).map(|(_, kept)| *kept);
            mean.add(other.map(|other| one(other) - one(*kept)));
        }
        mean.value()
    }))
}

fn longer(scenario: Scenario) -> Option<Sides> {
    Sides::scenarios(scenario, |s| s.parties.iter_mut().for_each(|p| ends(&mut p.patience, less)))
}

fn less(patience: f64) -> f64 {
    (1.0 - (1.0 - patience) / 4.0).min(0.9999)
}
