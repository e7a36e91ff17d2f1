//! Second section: the talks, offer by offer.

use super::{Section, Told, count};
use crate::bargaining::{
    behaviour::Behaviour,
    talks::{Ground, Minute, Outcome},
};

/// Offers made, answers given, and the arithmetic of each answer.
pub(super) fn section(told: &Told<'_>, behaviour: Behaviour) -> Section {
    let table = told.table;
    let level = if table.working_level { "delegates" } else { "leaders" };
    let mut lines = vec![format!(
        "{} planned with {} each; {level} behave by {}. Numbers are steady flows on each party's own scale.",
        count(table.meetings.len(), "meeting"),
        count(table.offers as usize, "offer"),
        behaviour.label(),
    )];
    let mut minutes = told.minutes.iter().peekable();
    let mut last = String::new();
    let mut repeated = 0;
    while let Some(minute) = minutes.next() {
        let line = match minute {
            Minute::Meeting { number, period } => {
                flush(&mut lines, &mut repeated);
                last.clear();
                lines.push(format!("Meeting {number}, {}:", told.when(*period)));
                continue;
            }
            Minute::WalkOut { party, outside, hope } => format!(
                "  {} walks out: leaving is worth {} to it, the best that it can still hope for {}.",
                told.name(*party),
                told.flow(*party, *outside),
                told.flow(*party, *hope),
            ),
            Minute::Proposal { party, prospect: None, .. } => {
                format!("  {} has nothing to propose.", told.name(*party))
            }
            Minute::Proposal { party, prospect: Some(x), expected } => {
                let mut line = format!(
                    "  {} proposes {} (expects {}).",
                    told.name(*party),
                    told.package(&told.played.prospects.packages[*x]),
                    told.flow(*party, *expected),
                );
                while let Some(answer @ Minute::Answer { .. }) = minutes.peek() {
                    line.push_str(&tell_answer(told, answer));
                    minutes.next();
                }
                line
            }
            Minute::Answer { .. } => continue,
        };
        if line == last {
            repeated += 1;
        } else {
            flush(&mut lines, &mut repeated);
            lines.push(line.clone());
            last = line;
        }
    }
    flush(&mut lines, &mut repeated);
    lines.push(ending(told));
    Section { heading: "The talks".into(), lines }
}

fn flush(lines: &mut Vec<String>, repeated: &mut usize) {
    if *repeated > 0 {
        lines.push(format!("  (the same {} more)", count(*repeated, "time")));
        *repeated = 0;
    }
}

fn tell_answer(told: &Told<'_>, minute: &Minute) -> String {
    let Minute::Answer { party, consent, value, expected, least, asks, ground } = *minute else {
        return String::new();
    };
    let (name, flow) = (told.name(party), |stock: f64| told.flow(party, stock));
    let who = if consent { format!("{name}, whose consent it needs,") } else { name.to_string() };
    match ground {
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
        Ground::HoldsOut => format!(
            " {who} refuses and holds out: it expects {}, could sign from {}, and still asks for {}.",
            flow(expected),
            flow(least),
            flow(asks)
        ),
    }
}

fn ending(told: &Told<'_>) -> String {
    let ended = told.played.talks;
    match ended.outcome {
        Outcome::Signed(x) => format!(
            "Signed in {}: {}.",
            told.when(ended.period),
            told.package(&told.played.prospects.packages[x])
        ),
        Outcome::WalkedOut(party) => {
            format!("Talks end in {}: {} has left.", told.when(ended.period), told.name(party))
        }
        Outcome::Deadline => {
            format!("Nothing is signed: {}.", told.played.record.ended.label())
        }
    }
}
