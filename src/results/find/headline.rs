//! What happened in a run, in one line.

use crate::results::words::count;
use crate::scenario::model::Scenario;
use crate::simulation::record::{LEFT_OUT, Reason, Record};

/// The last stage that was begun, counted from 1; 0: none.
pub fn stage(record: &Record) -> usize {
    record.stages.iter().rposition(|state| *state > 0).map_or(0, |place| place + 1)
}

/// What happened in a run, in one line.
pub fn happened(scenario: &Scenario, record: &Record) -> String {
    let period = &scenario.calendar.period;
    let by = record.by.map(|p| format!(" ({})", scenario.parties[usize::from(p)].name)).unwrap_or_default();
    let ended = format!("{}{by}", record.ended.label());
    let Some(signed) = record.signed else {
        return match record.ended {
            Reason::TalksGoOn => format!("nothing signed yet: {ended}"),
            _ => format!("nothing signed: {ended}, {period} {}", record.ended_at),
        };
    };
    let issues = record.content[..scenario.issues.len()].iter().filter(|level| **level != LEFT_OUT).count();
    let agreed = format!("signed in {period} {signed} on {}", count(issues, "issue"));
    let stage = stage(record);
    match (record.ended, record.completed) {
        (Reason::Completed, Some(at)) => format!("{agreed}; {ended} by {period} {at}"),
        (Reason::UnderWay, _) => format!("{agreed}; {ended}, stage {stage}"),
        (_, Some(at)) => {
            format!("{agreed}; carried out by {period} {at}; {ended}, {period} {}", record.ended_at)
        }
        _ if record.in_force => format!("{agreed}; {ended} in stage {stage}, {period} {}", record.ended_at),
        _ => format!("{agreed}; {ended}, {period} {}", record.ended_at),
    }
}
