//! Second section: the talks, offer by offer.

use super::{Content, Section, Spoken, StoryContext, count, messages};
use crate::agreement::per_party::TOLERANCE;
use crate::scenario::place::PartyIndex;
use crate::simulation::setting::View;
use crate::talks::behaviour::Behaviour;
use crate::talks::mediation::{Message, Why};
use crate::talks::negotiation::TranscriptEntry;
use crate::talks::outcome::{Ground, Outcome};

/// The packages proposed, then meeting by meeting who proposed which, and the arithmetic of each answer.
pub(super) fn section(context: &StoryContext<'_>, behaviour: Behaviour) -> Section {
    let table = context.table;
    let level = if table.working_level { "delegates" } else { "leaders" };
    let mut lines = vec![if behaviour == Behaviour::Benchmark {
        BENCHMARK.to_owned()
    } else {
        format!(
            "{} planned with {} each; {level} behave by {}. Numbers are steady flows on each party's own scale.",
            count(table.meetings.len(), "meeting"),
            count(table.offers as usize, "offer"),
            behaviour.label(),
        )
    }];
    let proposed = proposed(context.entries);
    for (k, package) in proposed.iter().enumerate() {
        lines.push(format!("Package {}: {}.", letter(k), context.package(package)));
    }
    let mut told: Vec<Told<'_>> = Vec::new();
    let mut again = Again::default();
    for meeting in meetings(context) {
        let (head, acts) = match meeting {
            [Spoken { entry: TranscriptEntry::Meeting { number, period }, table, .. }, acts @ ..] => {
                (meeting_head(context, table.as_deref(), *number, *period), acts)
            }
            [Spoken { entry: TranscriptEntry::Put { period }, .. }, ..] => {
                (format!("The plenary, {}", context.when(*period)), meeting)
            }
            [Spoken { entry: TranscriptEntry::Message(_), table, .. }, ..] => {
                (before_meetings(table.as_deref()), meeting)
            }
            _ => continue,
        };
        let table = meeting.first().and_then(|spoken| spoken.table.as_deref());
        let acts_of: Vec<Key> = acts.iter().map(Key::of).collect();
        let as_at = told.iter().rposition(|t| !acts_of.is_empty() && t.table == table && t.acts == acts_of);
        if as_at.is_none() || as_at != again.as_at {
            lines.extend(std::mem::take(&mut again).told(&told));
        }
        if as_at.is_some() {
            again.as_at = as_at;
            again.heads.push(head);
            continue;
        }
        lines.push(format!("{head}:"));
        lines.extend(tell_messages(context, &proposed, acts));
        lines.extend(tell_meeting(context, behaviour, &proposed, acts));
        told.push(Told { table, head, acts: acts_of });
    }
    lines.extend(again.told(&told));
    lines.push(ending(context, &proposed));
    lines.extend(without_a_zone(context));
    Section { heading: "The talks".into(), lines }
}

/// What the benchmark is, in place of how the parties behave.
const BENCHMARK: &str = "The benchmark without tactics or demands: nobody demands anything, and all know it. One member is drawn by lot and makes the \
     one offer, the best for itself that all others still take; they take what is worth as much to them as no agreement, or as leaving. \
     Numbers are steady flows on each party's own scale.";

/// A meeting that was told.
struct Told<'a> {
    table: Option<&'a str>,
    head: String,
    acts: Vec<Key>,
}

/// Meetings in a row that repeat one that was told.
#[derive(Default)]
struct Again {
    as_at: Option<usize>,
    heads: Vec<String>,
}

impl Again {
    /// All of them in one sentence.
    fn told(self, told: &[Told<'_>]) -> Option<String> {
        let at = self.as_at?;
        let (first, last) = (self.heads.first()?, self.heads.last()?);
        let from_to = match self.heads.len() {
            1 => first.clone(),
            _ => format!("{first}, to {}", small(last)),
        };
        // Right after it nobody needs to be told which one.
        let as_at =
            if at + 1 == told.len() { String::new() } else { format!(" as at {}", small(&told[at].head)) };
        Some(format!("{from_to}: the same offers and the same answers{as_at}."))
    }
}

/// With a small letter at the beginning, to stand inside a sentence.
fn small(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// The packages proposed or spoken of, in order.
pub(crate) fn proposed(entries: &[Spoken]) -> Vec<Content> {
    let mut all: Vec<Content> = Vec::new();
    for package in entries.iter().flat_map(|spoken| spoken.package.iter().chain(&spoken.other)) {
        if !all.contains(package) {
            all.push(package.clone());
        }
    }
    all
}

/// `A` to `Z`, then `A2` …
pub(crate) fn letter(k: usize) -> String {
    let letter = char::from(b'A' + (k % 26) as u8);
    if k < 26 { letter.to_string() } else { format!("{letter}{}", k / 26 + 1) }
}

/// The letter of a package.
fn letter_of(proposed: &[Content], package: Option<&Content>) -> String {
    let place = package.and_then(|package| proposed.iter().position(|p| p == package));
    place.map_or_else(|| "?".into(), letter)
}

/// The transcript of each meeting, each beginning with its meeting line, and the messages before a first meeting.
fn meetings<'a>(context: &StoryContext<'a>) -> Vec<&'a [Spoken]> {
    let starts: Vec<usize> = (0..context.entries.len())
        .filter(|&k| match context.entries[k].entry {
            TranscriptEntry::Meeting { .. } | TranscriptEntry::Put { .. } => true,
            TranscriptEntry::Message(_) => {
                k == 0 || !matches!(context.entries[k - 1].entry, TranscriptEntry::Message(_))
            }
            _ => false,
        })
        .chain([context.entries.len()])
        .collect();
    starts.windows(2).map(|w| &context.entries[w[0]..w[1]]).collect()
}

fn before_meetings(table: Option<&str>) -> String {
    let at = table.map_or_else(String::new, |name| format!("Table \"{name}\", "));
    if at.is_empty() { "Before the first meeting".into() } else { format!("{at}before the first meeting") }
}

fn meeting_head(context: &StoryContext<'_>, table: Option<&str>, number: u32, period: u32) -> String {
    let at = table.map_or_else(|| "Meeting".into(), |name| format!("Table \"{name}\", meeting"));
    format!("{at} {number}, {}", context.when(period))
}

/// What was done, without the numbers: two meetings with equal keys differ in nothing that matters to a listener.
#[derive(PartialEq)]
enum Key {
    Meeting,
    Proposal(PartyIndex, Option<Content>),
    Answer(PartyIndex, Ground),
    WalkOut(PartyIndex),
    Put(u32),
    Message(PartyIndex, PartyIndex, PartyIndex),
}

impl Key {
    fn of(spoken: &Spoken) -> Self {
        match spoken.entry {
            TranscriptEntry::Meeting { .. } => Self::Meeting,
            TranscriptEntry::Proposal { party, .. } => Self::Proposal(party, spoken.package.clone()),
            TranscriptEntry::Answer { party, ground, .. } => Self::Answer(party, ground),
            TranscriptEntry::WalkOut { party, .. } => Self::WalkOut(party),
            TranscriptEntry::Put { period } => Self::Put(period),
            TranscriptEntry::Message(m) => Self::Message(m.by, m.about, m.to),
        }
    }
}

/// What third parties told, one after the other; what changes nothing for the same reason is told together.
fn tell_messages(context: &StoryContext<'_>, proposed: &[Content], entries: &[Spoken]) -> Vec<String> {
    let heard: Vec<(&Spoken, &Message)> = entries
        .iter()
        .filter_map(|spoken| match &spoken.entry {
            TranscriptEntry::Message(message) => Some((spoken, message)),
            _ => None,
        })
        .collect();
    let together = |(_, a): &(&Spoken, &Message), (_, b): &(&Spoken, &Message)| {
        (a.by, a.to, a.why) == (b.by, b.to, b.why) && messages::idle(a)
    };
    let name = |package: Option<&Content>| match package {
        Some(_) => format!("package {}", letter_of(proposed, package)),
        None => "nothing".into(),
    };
    let one = |group: &[(&Spoken, &Message)]| {
        let (spoken, message) = group.first()?;
        let Why::Weighed(weighed) = &message.why else {
            return messages::tell_idle(
                context,
                &group.iter().map(|(_, message)| *message).collect::<Vec<_>>(),
            );
        };
        let (low, high) = (name(spoken.package.as_ref()), name(spoken.other.as_ref()));
        Some(messages::tell(context, message, weighed, [&low, &high]))
    };
    heard.chunk_by(together).filter_map(one).map(|line| format!("  {line}")).collect()
}

fn tell_meeting(
    context: &StoryContext<'_>,
    behaviour: Behaviour,
    proposed: &[Content],
    entries: &[Spoken],
) -> Vec<String> {
    let benchmark = behaviour == Behaviour::Benchmark;
    if !benchmark
        && entries.iter().all(|spoken| matches!(spoken.entry, TranscriptEntry::Proposal { deal: None, .. }))
    {
        return vec!["  Nobody has anything to propose.".into()];
    }
    let mut lines: Vec<String> = Vec::new();
    for spoken in entries {
        match &spoken.entry {
            TranscriptEntry::WalkOut { party, outside, continuation_value } => lines.push(format!(
                "  {} walks out: leaving is worth {} to it, the best that it can still hope for {}.",
                context.name(*party),
                context.flow(*party, *outside),
                context.flow(*party, *continuation_value),
            )),
            TranscriptEntry::Proposal { party, deal: None, .. } if benchmark => lines.push(format!(
                "  {} is drawn: nothing that the others would take is better for it than no agreement.",
                context.name(*party)
            )),
            TranscriptEntry::Proposal { party, deal: Some(_), expected } if benchmark => lines.push(format!(
                "  {} is drawn and offers package {} (expects {}).",
                context.name(*party),
                letter_of(proposed, spoken.package.as_ref()),
                context.flow(*party, *expected),
            )),
            TranscriptEntry::Proposal { party, deal: None, .. } => {
                lines.push(format!("  {} has nothing to propose.", context.name(*party)));
            }
            TranscriptEntry::Proposal { party, deal: Some(_), expected } => lines.push(format!(
                "  {} proposes package {} (expects {}).",
                context.name(*party),
                letter_of(proposed, spoken.package.as_ref()),
                context.flow(*party, *expected),
            )),
            TranscriptEntry::Answer { .. } => {
                if let Some(line) = lines.last_mut() {
                    line.push_str(&tell_answer(context, benchmark, &spoken.entry));
                }
            }
            TranscriptEntry::Put { .. } => lines.push(format!(
                "  What the tables agreed is put before the plenary: package {}.",
                letter_of(proposed, spoken.package.as_ref())
            )),
            TranscriptEntry::Message(_) | TranscriptEntry::Meeting { .. } => {}
        }
    }
    lines
}

fn tell_answer(context: &StoryContext<'_>, benchmark: bool, entry: &TranscriptEntry) -> String {
    let TranscriptEntry::Answer { party, consent, value, expected, least, asks, ground } = *entry else {
        return String::new();
    };
    let (name, flow) = (context.name(party), |stock: f64| context.flow(party, stock));
    let who = if consent { format!("{name}, whose consent it needs,") } else { name.to_string() };
    match ground {
        Ground::Enough if benchmark => {
            format!(" {who} takes it: it expects {}, and {} without it.", flow(expected), flow(least))
        }
        Ground::BelowReservation if benchmark => {
            format!(" {who} does not take it: it is worth {}, and without it {}.", flow(value), flow(least))
        }
        Ground::Enough => {
            format!(" {who} accepts: it expects {} and asks for {}.", flow(expected), flow(asks))
        }
        Ground::BelowReservation => format!(
            " {who} refuses: even if all comply it is worth {}, and the least that it may sign is {}.",
            flow(value),
            flow(least)
        ),
        Ground::Mistrust => format!(
            " {who} refuses out of mistrust: if all comply it is worth {}, but it expects {} and needs {}.",
            flow(value),
            flow(expected),
            flow(least)
        ),
        Ground::LeavesAtOnce => {
            format!(" {who} would leave it in the first period: so it is not signed, whoever accepts.")
        }
        Ground::Condition => format!(
            " {who} refuses: the package is worth {} to it, but holds what it gives only together with something that is not in it.",
            flow(value)
        ),
        Ground::HoldsOut => format!(
            " {who} refuses and holds out: it expects {}, could sign from {}, and still asks for {}.",
            flow(expected),
            flow(least),
            flow(asks)
        ),
    }
}

/// Why something is signed although no zone of agreement is told of: one came about later, or somebody signs below its reservation value.
fn without_a_zone(context: &StoryContext<'_>) -> Vec<String> {
    let (episode, View { valuation, feasible, .. }) = (context.episode, &*context.episode.last);
    let Outcome::Signed(x) = episode.talks.outcome else { return Vec::new() };
    if episode.zone.rational {
        let later = !episode.first.feasible.zone.rational;
        let line = "A zone of agreement came about only after the first meeting: what could be agreed, or what the parties want, had changed by then.";
        return later.then(|| line.to_owned()).into_iter().collect();
    }
    let asked = episode.signed.iter().flat_map(|signed| &signed.accessions);
    if asked.clone().any(|accession| !accession.joins()) {
        let line = "This is signed in the hope that those who are asked will join, although no package gives all who must agree their reservation value if all comply.";
        return vec![line.to_owned()];
    }
    let mut lines = vec![
        "This is signed although no package gives all who must agree their reservation value if all comply; whoever signs goes by what it expects."
            .to_owned(),
    ];
    for party in
        PartyIndex::all(context.scenario.parties.len()).filter(|i| episode.talks.outvoted & (1 << i) == 0)
    {
        let (value, expected) = (feasible.value(x, party), feasible.expected(x, party));
        let least = valuation.reservation[party];
        let asked = context.table.is_member(party)
            || (feasible.consent(x) | feasible.acceders(x)) & (1 << party) != 0;
        if !asked || !valuation.touched[party] || value >= least - TOLERANCE {
            continue;
        }
        let why = if expected < least - TOLERANCE {
            format!(
                "it expects {}, and to fail in public would cost it more than that it is short of",
                context.flow(party, expected)
            )
        } else {
            format!(
                "it expects {}, since it does not reckon with everybody doing its duty throughout",
                context.flow(party, expected)
            )
        };
        lines.push(format!(
            "{} signs what is worth {} to it if all comply, less than its reservation value of {}: {why}.",
            context.name(party),
            context.flow(party, value),
            context.flow(party, least)
        ));
    }
    lines
}

fn ending(context: &StoryContext<'_>, proposed: &[Content]) -> String {
    let ended = context.episode.talks;
    let signed = context.episode.signed.as_ref().map(|signed| Content::of(context.table, &signed.package));
    match ended.outcome {
        Outcome::Signed(_) => {
            let outvoted: Vec<&str> = PartyIndex::all(context.scenario.parties.len())
                .filter(|i| ended.outvoted & (1 << i) != 0)
                .map(|i| context.name(i))
                .collect();
            let over = if outvoted.is_empty() {
                String::new()
            } else {
                format!(", over the refusal of {}", outvoted.join(", "))
            };
            format!(
                "Signed in {}: package {}{over}.",
                context.when(ended.period),
                letter_of(proposed, signed.as_ref())
            )
        }
        Outcome::WalkedOut(party) => {
            format!("Talks end in {}: {} has left.", context.when(ended.period), context.name(party))
        }
        Outcome::Deserted(party) => format!(
            "Talks end in {}: {} has left another table for its outside option.",
            context.when(ended.period),
            context.name(party)
        ),
        Outcome::Deadline => {
            format!("Nothing is signed: {}.", context.episode.record.ended.label())
        }
    }
}
