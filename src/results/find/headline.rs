//! What happened in a run, in one line.

use crate::language::Language;
use crate::results::words::{Noun, counted};
use crate::results::{periods, spoken};
use crate::say;
use crate::scenario::model::Scenario;
use crate::simulation::record::{LEFT_OUT, Reason, Record};

/// The last stage that was begun, counted from 1; 0: none.
pub fn stage(record: &Record) -> usize {
    record.stages.iter().rposition(|state| *state > 0).map_or(0, |place| place + 1)
}

/// What happened in a run, in one line, with the names of the scenario.
pub fn happened(scenario: &Scenario, record: &Record, language: Language) -> String {
    let when = |period: u32| periods::at(&scenario.calendar.period, f64::from(period), language);
    let why = spoken::reason(language, record.ended.key()).unwrap_or_else(|| record.ended.label().to_owned());
    let why = match record.by {
        Some(by) => format!("{why} ({})", scenario.parties[usize::from(by)].name),
        None => why,
    };
    let (stage, end) = (stage(record).to_string(), when(record.ended_at));
    let Some(signed) = record.signed else {
        return match record.ended {
            Reason::TalksGoOn => say!(language, "happened-not-yet", why = why),
            _ => say!(language, "happened-nothing", why = why, when = end),
        };
    };
    let issues = record.content[..scenario.issues.len()].iter().filter(|level| **level != LEFT_OUT).count();
    let issues = counted(issues, Noun::Issue, language);
    let agreed = say!(language, "happened-signed", when = when(signed), issues = issues);
    match (record.ended, record.completed) {
        (Reason::Completed, Some(at)) => {
            say!(language, "happened-completed", agreed = agreed, why = why, when = when(at))
        }
        (Reason::UnderWay, _) => {
            say!(language, "happened-under-way", agreed = agreed, why = why, stage = stage)
        }
        (_, Some(at)) => {
            say!(language, "happened-after", agreed = agreed, done = when(at), why = why, when = end)
        }
        _ if record.in_force => {
            say!(language, "happened-in-stage", agreed = agreed, why = why, stage = stage, when = end)
        }
        _ => say!(language, "happened-ended", agreed = agreed, why = why, when = end),
    }
}
