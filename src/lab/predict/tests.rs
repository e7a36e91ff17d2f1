use super::*;
use crate::lab::theory::political::Position;
use crate::lab::theory::political::decision::Actor;
use crate::lab::theory::spatial_politics::choices::VotingRule;
use crate::scenario::{SourceFile, read};

fn scenario(text: &str) -> Scenario {
    read(&SourceFile::new("x.ron", text)).unwrap().scenario
}

fn packages() -> Scenario {
    scenario(include_str!("../../../scenarios/teaching/3-packages.ron"))
}

fn korea() -> Scenario {
    scenario(include_str!("../../../scenarios/korea-2019/formats.ron"))
}

fn plan(scenario: &Scenario, worlds: u64) -> Plan<'static> {
    let format = widest_format(scenario);
    Plan {
        format,
        worlds,
        seed: 1,
        behaviour: Behaviour::Concession,
        capability: &[],
        choices: Choices::default(),
    }
}

fn decision(name: &str, actors: &[(f64, f64, f64)]) -> Decision {
    let actor = |(k, &(position, capability, salience)): (usize, &(f64, f64, f64))| Actor {
        name: format!("a{k}"),
        stance: Position { position, capability, salience },
    };
    Decision {
        name: name.to_owned(),
        proposal: "p".to_owned(),
        procedure: String::new(),
        voting: String::new(),
        reference_point: None,
        outcome: None,
        actors: actors.iter().enumerate().map(actor).collect(),
    }
}

fn said<'a>(p: &'a Prediction, model: &str, issue: usize) -> &'a Forecast {
    &p.models.iter().find(|m| m.name == model).unwrap().issues[issue]
}

#[test]
fn every_world_is_counted_once_by_every_model() {
    let korea = korea();
    let p = of_scenario(&korea, plan(&korea, 8)).unwrap();
    assert_eq!((p.worlds, p.models.len()), (8, MODELS.len()));
    for model in &p.models {
        for (f, issue) in model.issues.iter().zip(&p.issues) {
            let silent: usize = f.silent.iter().map(|(_, n)| n).sum();
            assert_eq!(f.says + silent, 8, "{} {}", model.name, issue.name);
            assert_eq!(f.levels.iter().sum::<usize>(), f.says, "{} {}", model.name, issue.name);
            if let (Some(low), Some(median), Some(high)) = (f.low, f.median, f.high) {
                assert!(0.0 <= low && low <= median && median <= high && high <= 100.0);
            }
        }
    }
    assert_eq!(p, of_scenario(&korea, plan(&korea, 8)).unwrap());
    let other = Plan { seed: 2, ..plan(&korea, 8) };
    assert!(p.models != of_scenario(&korea, other).unwrap().models);
}

#[test]
fn the_simulation_is_that_of_the_same_worlds() {
    let (scenario, worlds) = (packages(), 40);
    let plan = plan(&scenario, worlds);
    let p = of_scenario(&scenario, plan).unwrap();
    // The whole scenario, not reduced to the one format.
    let engine = Engine::new(&scenario, 1, Correlation::AsAssumed);
    for (at, issue) in p.issues.iter().enumerate() {
        let j = scenario.issues.iter().position(|i| i.name == issue.name).unwrap();
        let mut levels = vec![0; issue.levels.len()];
        for world in 0..worlds {
            let record = &engine.run(&engine.setting(world), &[Behaviour::Concession])[0][plan.format];
            if record.signed.is_some() && record.content[j] != LEFT_OUT {
                levels[usize::from(record.content[j])] += 1;
            }
        }
        assert_eq!(said(&p, "simulation", at).levels, levels);
    }
}

#[test]
fn who_has_all_capability_gets_all_that_it_wants_and_a_common_factor_changes_nothing() {
    let korea = korea();
    let equal = of_scenario(&korea, plan(&korea, 6)).unwrap();
    let sevenfold: Vec<(String, f64)> = equal.parties.iter().map(|party| (party.key.clone(), 7.0)).collect();
    let p = of_scenario(&korea, Plan { capability: &sevenfold, ..plan(&korea, 6) }).unwrap();
    for (a, b) in p.models.iter().zip(&equal.models) {
        for (a, b) in a.issues.iter().zip(&b.issues) {
            assert_eq!(a.levels, b.levels);
        }
    }
    let alone: Vec<(String, f64)> = equal
        .parties
        .iter()
        .map(|party| (party.key.clone(), f64::from(u8::from(party.key == equal.parties[1].key))))
        .collect();
    let p = of_scenario(&korea, Plan { capability: &alone, ..plan(&korea, 6) }).unwrap();
    for (at, issue) in p.issues.iter().enumerate().filter(|(_, issue)| issue.line) {
        let Some(own) = issue.stances[1].filter(|own| own.worlds == 6) else { continue };
        for model in ["compromise", "weighted median", "KTAB, election"] {
            let f = said(&p, model, at);
            let mean = f.levels.iter().enumerate().map(|(level, n)| (level * n) as f64).sum::<f64>();
            let place = 100.0 * mean / 6.0 / (issue.levels.len() - 1) as f64;
            assert!((place - own.position.unwrap()).abs() < 1e-9, "{model} {}", issue.name);
        }
    }
}

#[test]
fn kinds_are_for_votes_and_packages_alone() {
    let korea = korea();
    let p = of_scenario(&korea, plan(&korea, 6)).unwrap();
    let kinds: Vec<usize> = (0..p.issues.len()).filter(|k| !p.issues[*k].line).collect();
    assert!(!kinds.is_empty());
    for at in kinds {
        for model in
            ["compromise", "weighted median", "exchange", "challenge", "KTAB, election", "KTAB, bargaining"]
        {
            assert_eq!((said(&p, model, at).says, said(&p, model, at).silent[0].1), (0, 6), "{model}");
        }
        assert_eq!(said(&p, "status quo", at).says, 6);
        assert!(said(&p, "Condorcet winner", at).says > 0);
    }
}

#[test]
fn ktabs_model_is_set_up_as_it_is_asked_for() {
    use crate::lab::theory::spatial_politics::{Parties, Party, run};
    let rows = [(0.0, 100.0, 50.0), (100.0, 60.0, 70.0), (40.0, 30.0, 20.0)];
    let choices = Choices { voting: VotingRule::Binary, ..Choices::default() };
    let adjustment = vec![0.5, 0.0, 0.0, 0.1, 0.6, 0.0, 0.0, 0.0, 1.0];
    let party = |(k, row): (usize, &(f64, f64, f64))| Party {
        name: format!("a{k}"),
        power: row.1,
        positions: vec![row.0],
        saliences: vec![row.2],
    };
    let parties: Vec<Party> = rows.iter().enumerate().map(party).collect();
    let parties = Parties::new(&parties).unwrap().with_adjustment(adjustment.clone()).unwrap();
    let own = run(&parties, &choices, &mut || 0.5).unwrap().last().unwrap().expected(0).unwrap();
    let spatial = Spatial { choices, adjustment: Some(adjustment) };
    let p = of_decisions_with(&[decision("x", &rows)], &[], spatial).unwrap();
    let asked = said(&p, "KTAB, bargaining", 0).median.unwrap();
    assert!((asked - own).abs() < 1e-9, "{asked} {own}");
    let plain = of_decisions(&[decision("x", &rows)], &[]).unwrap();
    assert!((said(&plain, "KTAB, bargaining", 0).median.unwrap() - own).abs() > 0.1);
    assert_eq!(p.assumed.len(), 2);
    assert!(plain.assumed.is_empty());
}

#[test]
fn decisions_are_taken_as_they_are() {
    // Two actors who each care about the other's issue less: both give way wholly.
    let two = [
        decision("x", &[(100.0, 1.0, 60.0), (0.0, 1.0, 20.0)]),
        decision("y", &[(100.0, 1.0, 20.0), (0.0, 1.0, 60.0)]),
    ];
    let p = of_decisions(&two, &[]).unwrap();
    assert!(p.models.iter().all(|model| model.name != "simulation" && model.name != "Nash package"));
    assert_eq!(said(&p, "compromise", 0).median, Some(75.0));
    assert_eq!((said(&p, "exchange", 0).median, said(&p, "exchange", 1).median), (Some(100.0), Some(0.0)));
    assert_eq!(said(&p, "exchange", 0).mover, Some(("a1".to_owned(), 100.0)));
    assert_eq!(said(&p, "weighted median", 1).median, Some(0.0));
    assert_eq!(said(&p, "status quo", 0).silent, [("there is no reference point".to_owned(), 1)]);
    // A capability that is stated takes the place of that of the file.
    let p = of_decisions(&two, &[("a1".to_owned(), 3.0)]).unwrap();
    assert_eq!(said(&p, "compromise", 0).median, Some(50.0));
}

#[test]
fn rounds_begin_where_actors_stand_and_equals_do_not_win() {
    let apart = [decision("x", &[(0.0, 1.0, 50.0), (30.0, 1.0, 50.0), (100.0, 2.0, 50.0)])];
    let p = of_decisions(&apart, &[]).unwrap();
    for model in ["challenge", "KTAB, bargaining"] {
        let starts: Vec<f64> = said(&p, model, 0).path.iter().map(|own| own[0]).collect();
        assert_eq!(starts, [0.0, 30.0, 100.0], "{model}");
    }
    let equal = [decision("x", &[(0.0, 1.0, 50.0), (100.0, 1.0, 50.0)])];
    let p = of_decisions(&equal, &[]).unwrap();
    assert!(said(&p, "KTAB, election", 0).silent[0].0.contains("equally likely"));
    assert!(said(&p, "Condorcet winner", 0).silent[0].0.contains("nothing beats"));
}

#[test]
fn the_median_wins_against_its_closest_rival() {
    let three = [decision("x", &[(0.0, 1.0, 50.0), (40.0, 1.0, 50.0), (90.0, 1.0, 50.0)])];
    let p = of_decisions(&three, &[]).unwrap();
    for model in ["weighted median", "Condorcet winner"] {
        let f = said(&p, model, 0);
        assert_eq!((f.median, f.coalition.as_ref().unwrap().0.len()), (Some(40.0), 2), "{model}");
    }
}

#[test]
fn a_proposer_alone_gets_what_the_pivot_accepts() {
    let mut one = decision("x", &[(100.0, 1.0, 50.0), (40.0, 1.0, 50.0), (20.0, 1.0, 50.0)]);
    one.actors[0].name = "com".to_owned();
    (one.reference_point, one.voting) = (Some(0.0), "UNA".to_owned());
    // Unanimity of those at 40 and 20: up to 2 · 20.
    assert_eq!(said(&of_decisions(&[one.clone()], &[]).unwrap(), "procedural", 0).median, Some(40.0));
    one.actors[2].stance.capability = 0.0;
    // Now the one at 40 is alone: up to 80.
    assert_eq!(said(&of_decisions(&[one], &[]).unwrap(), "procedural", 0).median, Some(80.0));
}

#[test]
fn bad_input_gives_a_message() {
    let scenario = packages();
    let wrong = |name: &str, value: f64| {
        let capability = [(name.to_owned(), value)];
        of_scenario(&scenario, Plan { capability: &capability, ..plan(&scenario, 1) }).unwrap_err()
    };
    assert!(wrong("nobody", 1.0).contains("nobody"));
    assert!(wrong("ash", f64::NAN).contains("expected"));
    assert!(of_scenario(&scenario, plan(&scenario, 0)).is_err());
    assert!(of_decisions(&[], &[]).is_err());
    assert!(of_decisions(&[decision("x", &[(0.0, 0.0, 50.0)])], &[]).unwrap_err().contains("capability"));
    assert!(of_decisions(&[decision("x", &[(f64::NAN, 1.0, 50.0)])], &[]).is_err());
}
