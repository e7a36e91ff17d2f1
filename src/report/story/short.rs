//! The first section: what happened, in at most five sentences.

use super::{Section, StoryContext, ended, own};
use crate::language::Language;
use crate::results::words::{Noun, counted};
use crate::say;
use crate::scenario::place::PartyIndex;
use crate::simulation::record::{LEFT_OUT, Reason, Record};
use crate::talks::negotiation::TranscriptEntry;
use crate::talks::outcome::Ground;

/// What came of it, what was talked of, who refused most and what was missing, what became of it, and who gained.
pub(super) fn section(tables: &[StoryContext<'_>], record: &Record) -> Section {
    let Some(first) = tables.first() else { return Section { heading: String::new(), lines: Vec::new() } };
    let mut lines = vec![outcome(first, record)];
    lines.extend(talked(tables));
    lines.extend(refused(tables, record));
    lines.extend(became(first, record));
    lines.extend(gained(first, record));
    Section { heading: say!(first.language, "story-short"), lines }
}

fn outcome(context: &StoryContext<'_>, record: &Record) -> String {
    let language = context.language;
    let Some(signed) = record.signed else {
        let why = ended(context.scenario, record, language);
        return say!(language, "story-nothing-signed", why = why);
    };
    let issues = context.scenario.issues.len();
    let settled = record.content[..issues].iter().filter(|level| **level != LEFT_OUT).count();
    say!(
        language,
        "story-signed-on",
        settled = settled.to_string(),
        issues = counted(issues, Noun::Issue, language),
        when = context.when(signed),
    )
}

/// Meetings, offers, and packages that looked possible.
fn talked(tables: &[StoryContext<'_>]) -> Option<String> {
    let entries = || tables.iter().flat_map(|context| context.entries);
    let meetings = entries().filter(|s| matches!(s.entry, TranscriptEntry::Meeting { .. })).count();
    let offers =
        entries().filter(|s| s.package.is_some() && matches!(s.entry, TranscriptEntry::Proposal { .. }));
    let packages =
        tables.iter().flat_map(|c| &c.episode.transcripts).map(|t| t.feasible.packages.len()).max();
    if meetings == 0 {
        return None;
    }
    let language = tables.first()?.language;
    let offers = counted(offers.count(), Noun::Offer, language);
    let meetings = counted(meetings, Noun::Meeting, language);
    Some(match packages.unwrap_or(0) {
        0 => say!(language, "story-talked-none", meetings = meetings, offers = offers),
        most => {
            let packages = counted(most, Noun::Package, language);
            say!(language, "story-talked", meetings = meetings, offers = offers, packages = packages)
        }
    })
}

/// An offer that was refused: by how much what was missing most was missing, and to whom.
struct Missed {
    party: PartyIndex,
    /// Flow on its own scale.
    by: f64,
}

/// Who refused most often and why; where nothing was signed, what the nearest offer lacked.
fn refused(tables: &[StoryContext<'_>], record: &Record) -> Option<String> {
    let first = tables.first()?;
    let answers = tables.iter().flat_map(|context| context.entries).filter_map(|spoken| match spoken.entry {
        TranscriptEntry::Answer { party, ground, .. } if ground != Ground::Enough => Some((party, ground)),
        _ => None,
    });
    let mut tally: Vec<(PartyIndex, Vec<Ground>)> = Vec::new();
    for (party, ground) in answers {
        match tally.iter_mut().find(|(p, _)| *p == party) {
            Some((_, grounds)) => grounds.push(ground),
            None => tally.push((party, vec![ground])),
        }
    }
    // Of parties that refused equally often the first by id, so that the order of the file has no influence.
    let id = |party: PartyIndex| &first.scenario.parties[party].id;
    tally.sort_by(|(a, x), (b, y)| y.len().cmp(&x.len()).then_with(|| id(*a).cmp(id(*b))));
    let (party, grounds) = tally.first()?;
    let often = |ground: &Ground| grounds.iter().filter(|g| *g == ground).count();
    let why = ORDER.into_iter().reduce(|a, b| if often(&b) > often(&a) { b } else { a })?;
    let nearest = if record.signed.is_some() { None } else { nearest(tables) };
    let language = first.language;
    let (party, times) = (first.name(*party), counted(grounds.len(), Noun::Time, language));
    let why = because(why, language);
    Some(match nearest {
        None => say!(language, "story-refused-most", party = party, times = times, why = why),
        Some(missed) => say!(
            language,
            "story-refused-nearest",
            party = party,
            times = times,
            why = why,
            lacked = own(missed.by),
            other = first.name(missed.party),
        ),
    })
}

/// Grounds of a refusal, in the order in which the first of several equally frequent ones is told.
const ORDER: [Ground; 5] =
    [Ground::BelowReservation, Ground::Mistrust, Ground::HoldsOut, Ground::Condition, Ground::LeavesAtOnce];

fn because(ground: Ground, language: Language) -> String {
    match ground {
        Ground::Enough | Ground::BelowReservation => say!(language, "story-because-reservation"),
        Ground::Mistrust => say!(language, "story-because-mistrust"),
        Ground::LeavesAtOnce => say!(language, "story-because-leaves"),
        Ground::HoldsOut => say!(language, "story-because-holds-out"),
        Ground::Condition => say!(language, "story-because-condition"),
    }
}

/// The refused offer that came nearest to what everybody who refused it needs, if more value alone would have done.
fn nearest(tables: &[StoryContext<'_>]) -> Option<Missed> {
    let mut nearest: Option<Missed> = None;
    let mut offer: Option<Missed> = None;
    let close = |offer: &mut Option<Missed>, nearest: &mut Option<Missed>| {
        if let Some(missed) = offer.take()
            && nearest.as_ref().is_none_or(|best| missed.by < best.by)
        {
            *nearest = Some(missed);
        }
    };
    for context in tables {
        for spoken in context.entries {
            let TranscriptEntry::Answer { party, expected, least, ground, .. } = spoken.entry else {
                close(&mut offer, &mut nearest);
                continue;
            };
            let discount = context.episode.first.valuation.terms.discount[party];
            let by = (least - expected) * (1.0 - discount);
            let short = matches!(ground, Ground::BelowReservation | Ground::Mistrust) && by > 0.0;
            if short && offer.as_ref().is_none_or(|missed| by > missed.by) {
                offer = Some(Missed { party, by });
            }
        }
        close(&mut offer, &mut nearest);
    }
    nearest
}

/// What became of what was signed.
fn became(context: &StoryContext<'_>, record: &Record) -> Option<String> {
    record.signed?;
    let (language, when) = (context.language, context.when(record.ended_at));
    let why = || ended(context.scenario, record, language);
    Some(match (record.ended, record.completed) {
        (Reason::Completed, Some(done)) => {
            say!(language, "story-carried-out", when = context.when(done))
        }
        (Reason::Completed | Reason::UnderWay, _) => say!(language, "story-still-going"),
        _ if !record.in_force => say!(language, "story-never-in-force", why = why(), when = when),
        _ => say!(language, "story-ends", when = when, why = why()),
    })
}

/// Who is better and who worse off than without agreement.
fn gained(context: &StoryContext<'_>, record: &Record) -> Option<String> {
    record.signed.filter(|_| record.in_force)?;
    let benefit = record.benefit();
    let mut order: Vec<PartyIndex> = PartyIndex::all(context.scenario.parties.len()).collect();
    let id = |party: PartyIndex| &context.scenario.parties[party].id;
    order.sort_by(|a, b| benefit[b.index()].total_cmp(&benefit[a.index()]).then_with(|| id(*a).cmp(id(*b))));
    let (most, least) = (*order.first()?, *order.last()?);
    let told = |party: PartyIndex| format!("{} ({})", context.name(party), own(benefit[party.index()]));
    Some(say!(context.language, "story-gained", most = told(most), least = told(least)))
}
