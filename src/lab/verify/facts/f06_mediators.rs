//! F6: a moderately biased mediator is believed, one that only wants peace is not; none matters without private information.

use super::change::{indifferent, no_say_from_outside, some_member, some_outsider, table};
use super::dice::{fixed, range};
use super::play::{Mean, Seen, Sides, one};
use super::trial::{Expected, Mechanism, Numbers, Sample, Trial};
use crate::lab::theory::mediator::Mediation;
use crate::scenario::model::Scenario;
use crate::scenario::place::PartyIndex;
use crate::talks::negotiation::TranscriptEntry;

const KYDD: &str = "Kydd 2003, AJPS 47:597";

pub(super) const TRIALS: [Trial; 4] = [
    Trial {
        id: "F6a",
        claim: "a moderately biased mediator is believed more than one that only wants peace (crises)",
        source: KYDD,
        change: "the mediator cares for one side's share by the middle of the credible biases, instead of for peace alone",
        outcome: "share of random crises in which both its messages are honest (closed form)",
        expected: Expected::Up,
        twin: "the big demand never pays, so that nothing turns on what it says",
        margin: 0.0,
        measure: crises,
    },
    Trial {
        id: "F6b",
        claim: "a moderately biased mediator is believed more than one that only wants peace (talks)",
        source: KYDD,
        change: "a mediator from outside that conflict costs something cares for one member's gains by 0.1 to 0.5, instead of for peace alone",
        outcome: "share of its messages to that member that are believed",
        expected: Expected::Up,
        twin: "it knows no more than everybody",
        margin: 0.0,
        measure: believed,
    },
    Trial {
        id: "F6c",
        claim: "a mediator that only wants peace is not believed",
        source: KYDD,
        change: "a mediator from outside that conflict costs something, and that wants nothing else",
        outcome: "share of its messages that are believed",
        expected: Expected::Same(0.05),
        twin: "it knows no more than everybody",
        margin: 0.0,
        measure: only_peace,
    },
    Trial {
        id: "F6d",
        claim: "where something is hidden a mediator matters, and without private information none does",
        source: "Kydd 2003; Fey and Ramsay 2010, World Politics 62:529",
        change: "a mediator from outside cares for one member's gains by 0.1 to 0.5, instead of no mediator",
        outcome: "share of worlds that go otherwise in anything",
        expected: Expected::Up,
        twin: "reservation values and temptations are known to all",
        margin: 0.0,
        measure: matters,
    },
];

fn crises(sample: &Sample, mechanism: Mechanism) -> Option<Numbers> {
    let mut dice = sample.dice("F6");
    let mut mean = Mean::default();
    for _ in 0..sample.worlds {
        let small = dice.between(0.1, 0.6);
        let big = match mechanism {
            Mechanism::On => dice.between(small, 1.0),
            Mechanism::Off => small * dice.between(0.0, 1.0),
        };
        let crisis = Mediation {
            small,
            big,
            war_share: dice.between(0.0, small),
            war_cost: dice.between(0.05, 1.0),
            high_after_low: dice.between(0.0, 0.5),
            low_after_high: dice.between(0.0, 0.5),
        };
        crisis.check().ok()?;
        let smallest = crisis.smallest_bias().unwrap_or(0.0);
        let largest = crisis.largest_bias().unwrap_or(2.0 * smallest);
        let told = |bias: f64| crisis.followed() && crisis.honesty(bias).credible();
        mean.add(Some(one(told(f64::midpoint(smallest, largest))) - one(told(0.0))));
    }
    Some(vec![("closed form".into(), mean.value())])
}

/// A mediator from outside that has no stake in any issue, and that conflict costs something; and a member.
fn mediated(sample: &Sample, accurate: bool) -> Option<(Scenario, PartyIndex, PartyIndex)> {
    let mut scenario = sample.scenario.clone();
    let mut dice = sample.dice("F6");
    let (mediator, member) = (some_outsider(&scenario, &mut dice)?, some_member(&scenario, &mut dice)?);
    no_say_from_outside(&mut scenario, mediator);
    indifferent(&mut scenario, mediator);
    let party = &mut scenario.parties[mediator];
    party.conflict_cost = range(0.1, 0.6);
    party.accuracy = if accurate { range(0.5, 1.0) } else { fixed(0.0) };
    party.bias.clear();
    Some((scenario, mediator, member))
}

fn believed(sample: &Sample, mechanism: Mechanism) -> Option<Numbers> {
    let (mut scenario, mediator, member) = mediated(sample, mechanism == Mechanism::On)?;
    table(&mut scenario).information.mediator = Some(mediator);
    let sides = Sides::scenarios(scenario, |s| s.parties[mediator].bias = vec![(member, range(0.1, 0.5))])?;
    Some(sides.mean(sample, |a, b| Some(share_believed(b, Some(member))? - share_believed(a, Some(member))?)))
}

fn only_peace(sample: &Sample, mechanism: Mechanism) -> Option<Numbers> {
    let (mut scenario, mediator, _) = mediated(sample, mechanism == Mechanism::On)?;
    table(&mut scenario).information.mediator = Some(mediator);
    let sides = Sides::scenarios(scenario, |_| {})?;
    let mut means = sides.each(Mean::default());
    sides.alone(sample, |b, seen| means[b].add(share_believed(seen, None)));
    Some(sides.numbers(means.into_iter().map(Mean::value)))
}

/// Of the messages to a member, or to anybody, the share that was believed.
fn share_believed(seen: Seen<'_>, to: Option<PartyIndex>) -> Option<f64> {
    let played = seen.engine.play(seen.setting, seen.format, seen.behaviour);
    let mut mean = Mean::default();
    for line in played.episodes.iter().flat_map(|e| &e.transcripts).flat_map(|transcript| &transcript.lines) {
        if let TranscriptEntry::Message(message) = line
            && to.is_none_or(|to| message.to == to)
        {
            mean.add(Some(one(message.believed)));
        }
    }
    mean.value()
}

fn matters(sample: &Sample, mechanism: Mechanism) -> Option<Numbers> {
    let (mut scenario, mediator, member) = mediated(sample, true)?;
    scenario.parties[mediator].bias = vec![(member, range(0.1, 0.5))];
    let all = PartyIndex::all(scenario.parties.len()).collect();
    scenario.formats[0].information.disclosed = if mechanism == Mechanism::On { Vec::new() } else { all };
    let sides = Sides::formats(scenario, |format| format.information.mediator = Some(mediator))?;
    Some(sides.mean(sample, |a, b| Some(one(a.record.came_about() != b.record.came_about()))))
}
