//! Who leaves: no agreement is left in its first period, and whoever leaves a table has left the programme, once.
//!
//! No error rate: what is claimed holds in every run.

use crate::common;

use common::play::{fixed, generated, generated_with_everything, range};
use roundtable::agreement::history::Collapse;
use roundtable::scenario::model::{
    Format, Phase, PhaseFormat, Plenary, Provenance, Rule, Scenario, SubTable, When,
};
use roundtable::scenario::place::PartyIndex;
use roundtable::simulation::engine::Engine;
use roundtable::talks::behaviour::Behaviour;
use roundtable::talks::outcome::Outcome;
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

fn phase(name: &str, held: usize, after: Option<usize>, when: When) -> Phase {
    Phase {
        name: name.into(),
        held: PhaseFormat::Format(held),
        after,
        when,
        reached: vec![],
        not_reached: vec![],
        source: Provenance::Default,
    }
}

fn composite(base: &Format, name: &str, phases: Vec<Phase>) -> Format {
    Format { name: name.into(), phases, ..base.clone() }
}

/// Random scenarios in which parties have somewhere to go: a plain format, the same later and by vote, and programmes of them
/// one after the other, side by side, and with smaller tables.
fn programmes(count: usize) -> Vec<(u64, Scenario)> {
    let mut made = scenarios(count, generated);
    for (seed, scenario) in &mut made {
        scenario.parties.iter_mut().for_each(|p| p.outside_option = Some(range(-0.2, 0.5)));
        // A table that knows of later ones asks for more, or stays where it would have left.
        scenario.world.forethought = false;
        scenario.formats.truncate(1);
        let base = scenario.formats[0].clone();
        let mut later = Format { name: "later".into(), ..base.clone() };
        later.delegation.first_meeting += 1 + (*seed % 3) as u32;
        let mut by_vote = Format { name: "by vote".into(), ..later.clone() };
        by_vote.rule = Rule::ConsensusMinus(u32::from(by_vote.membership.members.len() > 2));
        by_vote.delegation.meetings += 2;
        let mut nested = Format { name: "nested".into(), ..base.clone() };
        nested.membership.tables = vec![SubTable {
            name: "some".into(),
            members: base.membership.members.clone(),
            agenda: base.contract.agenda.iter().enumerate().map(|(j, on)| *on && j % 2 == 0).collect(),
        }];
        nested.contract.roadmaps.truncate(1);
        nested.proposing.plenary = if seed.is_multiple_of(2) { Plenary::Amends } else { Plenary::Adopts };
        let two = |when: When| vec![phase("a", 0, None, When::Ended), phase("b", 0, Some(0), when)];
        let side = vec![
            phase("a", 0, None, When::Ended),
            phase("b", 1, None, When::Ended),
            phase("c", 2, None, When::Ended),
            phase("d", 0, Some(1), When::Failed),
        ];
        let votes = vec![phase("a", 0, None, When::Ended), phase("b", 2, Some(0), When::Failed)];
        let tables = vec![phase("a", 3, None, When::Ended), phase("b", 1, None, When::Ended)];
        scenario.formats = vec![
            base.clone(),
            later,
            by_vote,
            nested,
            composite(&base, "then", two(When::Ended)),
            composite(&base, "else", two(When::Failed)),
            composite(&base, "side by side", side),
            composite(&base, "then by vote", votes),
            composite(&base, "with smaller tables", tables),
        ];
    }
    made
}

/// A leaver leaves once, and signs nothing after that; under a voting rule others go on without it.
#[test]
fn a_leaver_leaves_once() {
    let (mut left, mut without, mut not_held, mut deserted) = (0, 0, 0, 0);
    for (seed, scenario) in programmes(60) {
        let engine = Engine::new(&scenario, seed, Correlation::AsAssumed);
        for (world, format) in (0..12).flat_map(|w| (0..scenario.formats.len()).map(move |f| (w, f))) {
            let setting = engine.setting(world);
            for behaviour in Behaviour::ALL {
                let played = engine.play(&setting, format, behaviour);
                let at =
                    format!("scenario {seed}, world {world}, {}, {behaviour:?}", engine.tables[format].name);
                let leavings = &played.record.leavings;
                assert!(leavings.iter().all(|n| *n <= 1), "{at}: {leavings:?}");
                left += leavings.iter().map(|n| usize::from(*n)).sum::<usize>();
                not_held += played.deserted.len();
                for leaves in &played.episodes {
                    deserted += usize::from(matches!(leaves.talks.outcome, Outcome::Deserted(_)));
                    let Outcome::WalkedOut(party) = leaves.talks.outcome else { continue };
                    assert_eq!(leavings[party.index()], 1, "{at}");
                    for other in &played.episodes {
                        let after = other.talks.period > leaves.talks.period;
                        let signs = other.signed.is_some() && other.table.is_signatory(party);
                        assert!(!after || !signs, "{at}: it signs after it has left");
                        without += usize::from(after && other.signed.is_some());
                    }
                }
            }
        }
    }
    println!("{left} left, {without} signed without, {not_held} not held, {deserted} broken off");
    assert!(
        left > 200 && without > 5 && not_held > 50 && deserted > 5,
        "{left} {without} {not_held} {deserted}"
    );
}

/// Under unanimity a programme ends for all with the first who leaves: what was to follow is not held, and everybody has what it
/// has at the one table; so the outside option is counted once, and others go on as they did.
#[test]
fn what_follows_is_not_held_without_a_member_that_left() {
    let mut left = 0;
    for (seed, scenario) in programmes(60) {
        let engine = Engine::new(&scenario, seed, Correlation::AsAssumed);
        for world in 0..12 {
            let setting = engine.setting(world);
            for records in engine.run(&setting, &Behaviour::ALL) {
                let one = &records[0];
                if one.leavings.iter().all(|n| *n == 0) {
                    continue;
                }
                left += 1;
                for programme in &records[4..6] {
                    let told = |r: &roundtable::simulation::record::Record| {
                        (
                            r.gain.clone(),
                            r.expected_gain.clone(),
                            r.leavings.clone(),
                            r.ended,
                            r.by,
                            r.ended_at,
                        )
                    };
                    assert_eq!(told(programme), told(one), "scenario {seed}, world {world}");
                }
            }
        }
    }
    assert!(left > 100, "{left}");
}

/// Where one of two tables that sit side by side is left, the leaver has the outside option from then on, whatever the others
/// agree elsewhere; for those others that does make a difference.
#[test]
fn the_outside_option_counts_from_the_day_of_leaving() {
    let (mut left, mut agreed, mut moved) = (0, 0, 0);
    for (seed, scenario) in programmes(60) {
        let engine = Engine::new(&scenario, seed, Correlation::AsAssumed);
        for world in 0..12 {
            let setting = engine.setting(world);
            for behaviour in Behaviour::ALL {
                let alone = engine.play(&setting, 0, behaviour);
                let Outcome::WalkedOut(party) = alone.episodes[0].talks.outcome else { continue };
                // First the table that is left, then one by vote that goes on without the leaver.
                let both = engine.play(&setting, 7, behaviour);
                let i = party.index();
                let near = (both.record.gain[i] - alone.record.gain[i]).abs() < 1e-9;
                assert!(
                    near,
                    "scenario {seed}, world {world}: {:?} {:?}",
                    both.record.gain, alone.record.gain
                );
                left += 1;
                agreed += usize::from(both.record.signed.is_some());
                let others = PartyIndex::all(scenario.parties.len()).filter(|j| *j != party);
                let moves = |j: PartyIndex| both.record.gain[j.index()] != alone.record.gain[j.index()];
                moved += usize::from({ others }.any(moves));
            }
        }
    }
    println!("{left} {agreed} {moved}");
    assert!(left > 50 && agreed > 5 && moved > 5, "{left} {agreed} {moved}");
}
