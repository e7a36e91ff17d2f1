//! Who leaves: no agreement is left in its first period.
//!
//! No error rate: what is claimed holds in every run.

mod common;

use common::play::{fixed, generated, generated_with_everything, range};
use roundtable::agreement::history::Collapse;
use roundtable::scenario::model::{Rule, Scenario};
use roundtable::simulation::engine::Engine;
use roundtable::talks::behaviour::Behaviour;
use roundtable::world::draw::Correlation;

/// Random scenarios whose tables have few packages, in which parties ask for little and leave easily.
fn scenarios(count: usize, make: fn(u64) -> Scenario) -> Vec<(u64, Scenario)> {
    let small = |scenario: &Scenario| {
        let engine = Engine::new(scenario, 1, Correlation::AsAssumed);
        engine.tables.iter().all(|table| table.packages() <= 400.0)
    };
    let easy = |seed: u64| {
        let mut scenario = make(seed);
        for party in &mut scenario.parties {
            (party.demand, party.collapse_penalty) = (range(-0.3, 0.1), fixed(0.0));
            party.audience_cost = range(0.0, 0.3);
        }
        (seed, scenario)
    };
    (1..).map(easy).filter(|(_, s)| small(s)).take(count).collect()
}

/// Whatever the rule, at one table or at many, by a vote of the plenary or at a later date: only what was referred home can be
/// left as soon as it is signed, and only if something has happened since it was agreed.
#[test]
fn no_agreement_is_left_in_its_first_period() {
    let (mut signed, mut later, mut after_events) = (0, 0, 0);
    let mut made = scenarios(60, generated);
    made.extend(scenarios(60, generated_with_everything));
    for (seed, mut scenario) in made {
        if seed % 3 == 0 {
            scenario.formats.iter_mut().filter(|f| f.membership.members.len() > 2).for_each(|f| {
                f.rule = Rule::ConsensusMinus(1);
            });
        }
        let engine = Engine::new(&scenario, seed, Correlation::AsAssumed);
        for world in 0..12 {
            let setting = engine.setting(world);
            for (format, behaviour) in
                (0..scenario.formats.len()).flat_map(|f| Behaviour::ALL.map(move |b| (f, b)))
            {
                let played = engine.play(&setting, format, behaviour);
                for episode in &played.episodes {
                    let Some(agreement) = &episode.signed else { continue };
                    signed += 1;
                    later += usize::from(agreement.agreement.leaves.is_some_and(|(state, _)| state > 0));
                    let at = agreement.at;
                    match agreement.history.as_ref().and_then(|h| h.collapse) {
                        Some((then, 0, Collapse::Withdrawal(_))) if then == at => {}
                        _ => continue,
                    }
                    let met = at.saturating_sub(episode.table.every);
                    let since = episode.setting.epoch(met) != episode.setting.epoch(at);
                    assert!(
                        episode.table.refer_back && since,
                        "scenario {seed}, world {world}, {}: {behaviour:?}",
                        scenario.formats[format].name
                    );
                    after_events += 1;
                }
            }
        }
    }
    println!(
        "{signed} signed, {later} left in a later state, {after_events} left at once after something happened"
    );
    assert!(signed > 1000 && later > 10, "{signed} {later}");
}
