//! The talks: sittings, and in each who did what with which numbers.

use super::{Source, in_bits};
use crate::agreement::belief::Half;
use crate::report::story::{Content, Spoken};
use crate::scenario::Scenario;
use crate::scenario::place::PartyIndex;
use crate::talks::mediation::{Message, Why};
use crate::talks::negotiation::TranscriptEntry;
use crate::talks::outcome::{Ground, Outcome};
use serde::Serialize;

/// One meeting, what is told before the first one, or a vote of the plenary.
#[derive(Debug, Serialize)]
pub(super) struct Sitting<'a> {
    /// The sub-table, if it is one.
    table: Option<String>,
    kind: &'static str,
    /// Number of the meeting, from 1.
    number: Option<u32>,
    period: Option<u32>,
    acts: Vec<Act<'a>>,
}

/// One act. Flows.
#[derive(Debug, Serialize)]
#[serde(tag = "act", rename_all = "snake_case")]
enum Act<'a> {
    Proposal {
        party: &'a str,
        /// `null`: it passes.
        package: Option<String>,
        expected: Option<f64>,
    },
    /// What the sub-tables agreed is put before the plenary.
    Put { package: Option<String> },
    Answer {
        party: &'a str,
        /// By a right of consent from outside the table.
        consent: bool,
        accepts: bool,
        ground: &'static str,
        /// Worth if all comply.
        value: f64,
        expected: f64,
        /// The least that it may sign.
        least: f64,
        /// The least that it accepts now.
        asks: f64,
    },
    WalkOut {
        party: &'a str,
        outside: f64,
        /// Its continuation value.
        hope: f64,
    },
    Message {
        by: &'a str,
        to: &'a str,
        about: &'a str,
        says: &'static str,
        accuracy: f64,
        believed: bool,
        why: &'static str,
        /// What was weighed, if anything turns on it.
        weighed: Option<Weighed>,
    },
}

/// What either message is worth to the one who tells it.
#[derive(Debug, Serialize)]
struct Weighed {
    /// What the receiver would propose, told "low" (`null`: it would pass).
    proposes_if_low: Option<String>,
    proposes_if_high: Option<String>,
    /// Having heard "low": what saying "low" is worth, and what "high".
    heard_low: [f64; 2],
    heard_high: [f64; 2],
}

/// How the talks ended.
#[derive(Debug, Serialize)]
pub(super) struct Ended<'a> {
    how: &'static str,
    period: u32,
    /// The package signed.
    package: Option<String>,
    /// Who left.
    by: Option<&'a str>,
    /// Who was outvoted.
    outvoted: Vec<&'a str>,
    last_refusal: Option<Refusal<'a>>,
}

#[derive(Debug, Serialize)]
struct Refusal<'a> {
    party: &'a str,
    ground: &'static str,
    /// By a right that no vote overrides.
    veto: bool,
}

/// The transcript in sittings.
pub(super) fn sittings<'a>(
    scenario: &'a Scenario,
    source: &Source<'_>,
    minutes: &[Spoken],
) -> Vec<Sitting<'a>> {
    let mut all: Vec<Sitting<'a>> = Vec::new();
    for spoken in minutes {
        let begins = match &spoken.entry {
            TranscriptEntry::Meeting { number, period } => Some(("meeting", Some(*number), Some(*period))),
            TranscriptEntry::Put { period } => Some(("plenary", None, Some(*period))),
            TranscriptEntry::Message(_) => {
                let told = all
                    .last()
                    .is_some_and(|s| s.kind == "before the first meeting" && s.table == spoken.table);
                (!told).then_some(("before the first meeting", None, None))
            }
            _ => None,
        };
        if let Some((kind, number, period)) = begins {
            all.push(Sitting { table: spoken.table.clone(), kind, number, period, acts: Vec::new() });
        }
        if let (Some(sitting), Some(act)) = (all.last_mut(), act(scenario, source, spoken)) {
            sitting.acts.push(act);
        }
    }
    all
}

fn act<'a>(scenario: &'a Scenario, source: &Source<'_>, spoken: &Spoken) -> Option<Act<'a>> {
    let id = |party: PartyIndex| scenario.parties[party].id.as_str();
    let letter = |content: &Option<Content>| source.letter(content.as_ref());
    Some(match spoken.entry {
        TranscriptEntry::Meeting { .. } => return None,
        TranscriptEntry::Proposal { party, deal, expected } => Act::Proposal {
            party: id(party),
            package: letter(&spoken.package),
            expected: deal.map(|_| source.flow(party, expected)),
        },
        TranscriptEntry::Put { .. } => Act::Put { package: letter(&spoken.package) },
        TranscriptEntry::Answer { party, consent, value, expected, least, asks, ground } => Act::Answer {
            party: id(party),
            consent,
            accepts: ground == Ground::Enough,
            ground: word(ground),
            value: source.flow(party, value),
            expected: source.flow(party, expected),
            least: source.flow(party, least),
            asks: source.flow(party, asks),
        },
        TranscriptEntry::WalkOut { party, outside, continuation_value: hope } => Act::WalkOut {
            party: id(party),
            outside: source.flow(party, outside),
            hope: source.flow(party, hope),
        },
        TranscriptEntry::Message(message) => told(scenario, source, spoken, &message),
    })
}

fn told<'a>(scenario: &'a Scenario, source: &Source<'_>, spoken: &Spoken, message: &Message) -> Act<'a> {
    let id = |party: PartyIndex| scenario.parties[party].id.as_str();
    let (why, weighed) = match message.why {
        Why::KnowsNothing => ("knows_nothing", None),
        Why::NothingTurnsOnIt => ("nothing_turns_on_it", None),
        Why::Weighed(w) => {
            let weighed = Weighed {
                proposes_if_low: source.letter(spoken.package.as_ref()),
                proposes_if_high: source.letter(spoken.other.as_ref()),
                heard_low: [w.heard_low.0, w.heard_low.1],
                heard_high: [w.heard_high.0, w.heard_high.1],
            };
            (if w.credible() { "honest_either_way" } else { "would_not_always_be_honest" }, Some(weighed))
        }
    };
    Act::Message {
        by: id(message.by),
        to: id(message.to),
        about: id(message.about),
        says: match message.says {
            Half::Low => "low",
            Half::High => "high",
        },
        accuracy: message.accuracy,
        believed: message.believed,
        why,
        weighed,
    }
}

fn word(ground: Ground) -> &'static str {
    match ground {
        Ground::Enough => "enough",
        Ground::BelowReservation => "below_reservation",
        Ground::Mistrust => "mistrust",
        Ground::HoldsOut => "holds_out",
        Ground::Condition => "condition",
        Ground::LeavesAtOnce => "leaves_at_once",
    }
}

/// How the talks of this table ended.
pub(super) fn ended<'a>(scenario: &'a Scenario, source: &Source<'_>) -> Ended<'a> {
    let ended = source.episode.talks;
    let id = |party: PartyIndex| scenario.parties[party].id.as_str();
    let (how, by) = match ended.outcome {
        Outcome::Signed(_) => ("signed", None),
        Outcome::WalkedOut(party) => ("walked_out", Some(id(party))),
        Outcome::Deserted(party) => ("left_elsewhere", Some(id(party))),
        Outcome::Deadline => ("deadline", None),
    };
    let signed = source.episode.signed.as_ref().map(|s| Content::of(&source.episode.table, &s.package));
    Ended {
        how,
        period: ended.period,
        package: source.letter(signed.as_ref()),
        by,
        outvoted: in_bits(scenario, ended.outvoted),
        last_refusal: ended.refusal.map(|refusal| Refusal {
            party: id(refusal.party),
            ground: word(refusal.ground),
            veto: refusal.veto,
        }),
    }
}
