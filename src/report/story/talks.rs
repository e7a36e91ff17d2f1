//! Second section: the talks, offer by offer.

use super::{Content, Section, Spoken, StoryContext, messages, reason};
use crate::agreement::per_party::TOLERANCE;
use crate::language::Language;
use crate::results::spoken;
use crate::results::words::{Noun, counted};
use crate::say;
use crate::scenario::place::PartyIndex;
use crate::simulation::setting::View;
use crate::talks::behaviour::Behaviour;
use crate::talks::mediation::{Message, Why};
use crate::talks::negotiation::TranscriptEntry;
use crate::talks::outcome::{Ground, Outcome};

/// The packages proposed, then meeting by meeting who proposed which, and the arithmetic of each answer.
pub(super) fn section(context: &StoryContext<'_>, behaviour: Behaviour) -> Section {
    let language = context.language;
    let mut lines = vec![planned(context, behaviour)];
    let proposed = proposed(context.entries);
    for (k, package) in proposed.iter().enumerate() {
        let (letter, package) = (letter(k), context.package(package));
        lines.push(say!(language, "story-package", letter = letter, package = package));
    }
    let mut told: Vec<Told<'_>> = Vec::new();
    let mut again = Again::default();
    for meeting in meetings(context) {
        let (head, acts) = match meeting {
            [Spoken { entry: TranscriptEntry::Meeting { number, period }, table, .. }, acts @ ..] => {
                (meeting_head(context, table.as_deref(), *number, *period), acts)
            }
            [Spoken { entry: TranscriptEntry::Put { period }, .. }, ..] => {
                (say!(language, "story-plenary", when = context.when(*period)), meeting)
            }
            [Spoken { entry: TranscriptEntry::Message(_), table, .. }, ..] => {
                (before_meetings(context, table.as_deref()), meeting)
            }
            _ => continue,
        };
        let table = meeting.first().and_then(|spoken| spoken.table.as_deref());
        let acts_of: Vec<Key> = acts.iter().map(Key::of).collect();
        let as_at = told.iter().rposition(|t| !acts_of.is_empty() && t.table == table && t.acts == acts_of);
        if as_at.is_none() || as_at != again.as_at {
            lines.extend(std::mem::take(&mut again).told(&told, language));
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
    lines.extend(again.told(&told, language));
    lines.push(ending(context, &proposed));
    lines.extend(without_a_zone(context));
    Section { heading: say!(language, "story-talks"), lines }
}

/// How many meetings and offers are planned, and how the parties behave.
fn planned(context: &StoryContext<'_>, behaviour: Behaviour) -> String {
    let (table, language) = (context.table, context.language);
    if behaviour == Behaviour::Benchmark {
        return say!(language, "story-benchmark");
    }
    let meetings = counted(table.meetings.len(), Noun::Meeting, language);
    let offers = counted(table.offers as usize, Noun::Offer, language);
    let behaviour = match language {
        Language::En => behaviour.label().to_owned(),
        Language::Ko => spoken::behaviour(language, behaviour.key()),
    };
    if table.working_level {
        say!(language, "story-planned-delegates", meetings = meetings, offers = offers, behaviour = behaviour)
    } else {
        say!(language, "story-planned", meetings = meetings, offers = offers, behaviour = behaviour)
    }
}

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
    fn told(self, told: &[Told<'_>], language: Language) -> Option<String> {
        let at = self.as_at?;
        let (first, last) = (self.heads.first()?, self.heads.last()?);
        let which = match self.heads.len() {
            1 => first.clone(),
            _ => say!(language, "story-from-to", first = first, last = small(last)),
        };
        // Right after it nobody needs to be told which one.
        Some(if at + 1 == told.len() {
            say!(language, "story-again", which = which)
        } else {
            say!(language, "story-again-as", which = which, head = small(&told[at].head))
        })
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

fn before_meetings<'a>(context: &StoryContext<'a>, table: Option<&'a str>) -> String {
    match table {
        Some(name) => say!(context.language, "story-before-at", table = context.called(name)),
        None => say!(context.language, "story-before"),
    }
}

fn meeting_head<'a>(context: &StoryContext<'a>, table: Option<&'a str>, number: u32, period: u32) -> String {
    let (language, number, when) = (context.language, number.to_string(), context.when(period));
    match table {
        Some(name) => {
            let table = context.called(name);
            say!(language, "story-meeting-at", table = table, number = number, when = when)
        }
        None => say!(language, "story-meeting", number = number, when = when),
    }
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
        Some(_) => {
            say!(context.language, "story-this-package", letter = letter_of(proposed, package))
        }
        None => say!(context.language, "story-this-nothing"),
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
    let (benchmark, language) = (behaviour == Behaviour::Benchmark, context.language);
    if !benchmark
        && entries.iter().all(|spoken| matches!(spoken.entry, TranscriptEntry::Proposal { deal: None, .. }))
    {
        return vec![format!("  {}", say!(language, "story-nobody-proposes"))];
    }
    let mut lines: Vec<String> = Vec::new();
    for spoken in entries {
        if let TranscriptEntry::Answer { .. } = spoken.entry {
            if let Some(line) = lines.last_mut() {
                line.push_str(&tell_answer(context, benchmark, &spoken.entry));
            }
        } else if let Some(act) = tell_act(context, benchmark, proposed, spoken) {
            lines.push(format!("  {act}"));
        }
    }
    lines
}

/// What somebody does but to answer.
fn tell_act(
    context: &StoryContext<'_>,
    benchmark: bool,
    proposed: &[Content],
    spoken: &Spoken,
) -> Option<String> {
    let language = context.language;
    let letter = || letter_of(proposed, spoken.package.as_ref());
    Some(match spoken.entry {
        TranscriptEntry::WalkOut { party, outside, continuation_value } => say!(
            language,
            "story-walks-out",
            party = context.name(party),
            leaving = context.flow(party, outside),
            best = context.flow(party, continuation_value),
        ),
        TranscriptEntry::Proposal { party, deal: None, .. } if benchmark => {
            say!(language, "story-drawn-nothing", party = context.name(party))
        }
        TranscriptEntry::Proposal { party, deal: None, .. } => {
            say!(language, "story-has-nothing", party = context.name(party))
        }
        TranscriptEntry::Proposal { party, deal: Some(_), expected } => {
            let (name, expected) = (context.name(party), context.flow(party, expected));
            if benchmark {
                say!(language, "story-drawn", party = name, letter = letter(), expected = expected)
            } else {
                say!(language, "story-proposes", party = name, letter = letter(), expected = expected)
            }
        }
        TranscriptEntry::Put { .. } => say!(language, "story-put", letter = letter()),
        TranscriptEntry::Answer { .. } | TranscriptEntry::Message(_) | TranscriptEntry::Meeting { .. } => {
            return None;
        }
    })
}

fn tell_answer(context: &StoryContext<'_>, benchmark: bool, entry: &TranscriptEntry) -> String {
    let TranscriptEntry::Answer { party, consent, value, expected, least, asks, ground } = *entry else {
        return String::new();
    };
    let language = context.language;
    let [value, expected, least, asks] =
        [value, expected, least, asks].map(|stock| context.flow(party, stock));
    let name = context.name(party);
    let party = if consent { say!(language, "story-consenter", party = name) } else { name.to_owned() };
    let told = match ground {
        Ground::Enough if benchmark => {
            say!(language, "story-takes", party = party, expected = expected, least = least)
        }
        Ground::BelowReservation if benchmark => {
            say!(language, "story-takes-not", party = party, value = value, least = least)
        }
        Ground::Enough => {
            say!(language, "story-accepts", party = party, expected = expected, asks = asks)
        }
        Ground::BelowReservation => {
            say!(language, "story-refuses", party = party, value = value, least = least)
        }
        Ground::Mistrust => say!(
            language,
            "story-refuses-mistrust",
            party = party,
            value = value,
            expected = expected,
            least = least
        ),
        Ground::LeavesAtOnce => say!(language, "story-would-leave", party = party),
        Ground::Condition => say!(language, "story-refuses-condition", party = party, value = value),
        Ground::HoldsOut => {
            say!(language, "story-holds-out", party = party, expected = expected, least = least, asks = asks)
        }
    };
    format!(" {told}")
}

/// Why something is signed although no zone of agreement is told of: one came about later, or somebody signs below its reservation value.
fn without_a_zone(context: &StoryContext<'_>) -> Vec<String> {
    let (episode, View { valuation, feasible, .. }) = (context.episode, &*context.episode.last);
    let language = context.language;
    let Outcome::Signed(x) = episode.talks.outcome else { return Vec::new() };
    if episode.zone.rational {
        let later = !episode.first.feasible.zone.rational;
        return later.then(|| say!(language, "story-zone-later")).into_iter().collect();
    }
    let asked = episode.signed.iter().flat_map(|signed| &signed.accessions);
    if asked.clone().any(|accession| !accession.joins()) {
        return vec![say!(language, "story-in-hope")];
    }
    let mut lines = vec![say!(language, "story-without-zone")];
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
        let public = expected < least - TOLERANCE;
        let [value, expected, least] = [value, expected, least].map(|stock| context.flow(party, stock));
        let (p, v, e, l) = (context.name(party), value, expected, least);
        lines.push(if public {
            say!(language, "story-signs-public", party = p, value = v, least = l, expected = e)
        } else {
            say!(language, "story-signs-trust", party = p, value = v, least = l, expected = e)
        });
    }
    lines
}

fn ending(context: &StoryContext<'_>, proposed: &[Content]) -> String {
    let (ended, language) = (context.episode.talks, context.language);
    let signed = context.episode.signed.as_ref().map(|signed| Content::of(context.table, &signed.package));
    let when = context.when(ended.period);
    match ended.outcome {
        Outcome::Signed(_) => {
            let letter = letter_of(proposed, signed.as_ref());
            let outvoted = context.names(ended.outvoted);
            if outvoted.is_empty() {
                return say!(language, "story-signed", when = when, letter = letter);
            }
            let parties = outvoted.join(", ");
            say!(language, "story-signed-over", when = when, letter = letter, parties = parties)
        }
        Outcome::WalkedOut(party) => {
            say!(language, "story-left", when = when, party = context.name(party))
        }
        Outcome::Deserted(party) => {
            say!(language, "story-deserted", when = when, party = context.name(party))
        }
        Outcome::Deadline => {
            let why = reason(context.episode.record.ended, language);
            say!(language, "story-nothing-signed", why = why)
        }
    }
}
