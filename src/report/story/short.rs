//! The first section: what happened, in at most five sentences.

use super::{Section, StoryContext, count, own};
use crate::scenario::place::PartyIndex;
use crate::simulation::record::{LEFT_OUT, Reason, Record};
use crate::talks::negotiation::TranscriptEntry;
use crate::talks::outcome::Ground;

/// What came of it, what was talked of, who refused most and what was missing, what became of it, and who gained.
pub(super) fn section(tables: &[StoryContext<'_>], record: &Record) -> Section {
    let Some(first) = tables.first() else { return Section { heading: HEADING.into(), lines: Vec::new() } };
    let mut lines = vec![outcome(first, record)];
    lines.extend(talked(tables));
    lines.extend(refused(tables, record));
    lines.extend(became(first, record));
    lines.extend(gained(first, record));
    Section { heading: HEADING.into(), lines }
}

const HEADING: &str = "In short";

fn outcome(context: &StoryContext<'_>, record: &Record) -> String {
    let Some(signed) = record.signed else {
        return format!("Nothing is signed: {}.", ended(context, record));
    };
    let issues = context.scenario.issues.len();
    let settled = record.content[..issues].iter().filter(|level| **level != LEFT_OUT).count();
    format!("An agreement on {settled} of {} is signed in {}.", count(issues, "issue"), context.when(signed))
}

/// Why it ended, and by whom.
fn ended(context: &StoryContext<'_>, record: &Record) -> String {
    let by = record.by.map(|p| format!(" ({})", context.name(PartyIndex(usize::from(p)))));
    format!("{}{}", record.ended.label(), by.unwrap_or_default())
}

/// Meetings, offers, and packages that looked possible.
fn talked(tables: &[StoryContext<'_>]) -> Option<String> {
    let entries = || tables.iter().flat_map(|context| context.entries);
    let meetings = entries().filter(|s| matches!(s.entry, TranscriptEntry::Meeting { .. })).count();
    let offers =
        entries().filter(|s| s.package.is_some() && matches!(s.entry, TranscriptEntry::Proposal { .. }));
    let packages =
        tables.iter().flat_map(|c| &c.episode.transcripts).map(|t| t.feasible.packages.len()).max();
    (meetings > 0).then(|| {
        let packages = match packages.unwrap_or(0) {
            0 => "no package".to_owned(),
            most => format!("at most {}", count(most, "package")),
        };
        format!(
            "{} with {}; as far as the others know, {packages} could suit everybody.",
            count(meetings, "meeting"),
            count(offers.count(), "offer")
        )
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
    let lacked = nearest
        .map(|m| format!("; the nearest offer lacked {} of what {} needs", own(m.by), first.name(m.party)));
    Some(format!(
        "{} refused most often ({}), mostly because {}{}.",
        first.name(*party),
        count(grounds.len(), "time"),
        because(why),
        lacked.unwrap_or_default()
    ))
}

/// Grounds of a refusal, in the order in which the first of several equally frequent ones is told.
const ORDER: [Ground; 5] =
    [Ground::BelowReservation, Ground::Mistrust, Ground::HoldsOut, Ground::Condition, Ground::LeavesAtOnce];

fn because(ground: Ground) -> &'static str {
    match ground {
        Ground::Enough | Ground::BelowReservation => {
            "what it was offered was worth less than its reservation value"
        }
        Ground::Mistrust => "it did not believe that all would comply",
        Ground::LeavesAtOnce => "somebody would have left at once",
        Ground::HoldsOut => "it hoped for more",
        Ground::Condition => "it gives something only together with something that was not offered",
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
    let when = context.when(record.ended_at);
    Some(match (record.ended, record.completed) {
        (Reason::Completed, Some(done)) => {
            format!("It is carried out by {} and still in force at the end.", context.when(done))
        }
        (Reason::Completed | Reason::UnderWay, _) => {
            "At the end it is in force and still being carried out.".into()
        }
        _ if !record.in_force => format!("It never enters into force: {}, {when}.", ended(context, record)),
        _ => format!("It ends in {when}: {}.", ended(context, record)),
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
    Some(format!("Against no agreement {} gains most and {} least.", told(most), told(least)))
}
