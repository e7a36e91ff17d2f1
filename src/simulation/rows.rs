//! `results.csv`: one row a world and format. Numbers with six decimals, levels in words; names and words are marked as text where a
//! spreadsheet would reckon with them ([`cell`]).

use super::record::{LEFT_OUT, Record};
use crate::agreement::table::{Schedule, Table};
use crate::scenario::letters::cell;
use crate::scenario::model::Scenario;
use crate::simulation::engine::MONTHS;

/// The header line of a scenario's results.
pub fn header(scenario: &Scenario) -> Vec<String> {
    let mut names: Vec<String> = [
        "world",
        "format",
        "signed",
        "signed_at",
        "road_map",
        "in_force",
        "completed",
        "completed_at",
        "alive_at_horizon",
        "ended",
        "ended_by",
        "ended_at",
        "stages",
        "zone",
        "zone_self_enforcing",
        "chance_in_force",
        "chance_completed",
    ]
    .map(String::from)
    .to_vec();
    for what in ["gain", "expected_gain", "reservation", "without_agreement", "benefit", "expected_benefit"] {
        names.extend(scenario.parties.iter().map(|p| format!("{what}_{}", p.id)));
    }
    names.extend(scenario.issues.iter().map(|i| format!("signed_{}", i.id)));
    let periods = scenario.calendar.periods_per_year;
    let dates = MONTHS.iter().filter(|m| **m * periods / 12 <= scenario.calendar.horizon);
    for months in dates {
        names.extend(scenario.issues.iter().map(|i| format!("practised_{months}_months_{}", i.id)));
    }
    names
}

/// The fields of one row.
pub fn row(scenario: &Scenario, table: &Table, world: u64, r: &Record) -> Vec<String> {
    let text = |name: &str| cell(name).into_owned();
    let flag = |yes: bool| if yes { "1" } else { "0" }.to_string();
    let period = |at: Option<u32>| at.map(|t| t.to_string()).unwrap_or_default();
    let number = |x: f64| {
        // No "-0.000000": the sign of a rounded zero says nothing.
        let digits = format!("{x:.6}");
        if digits == "-0.000000" { "0.000000".to_string() } else { digits }
    };
    let roadmap = match (r.signed, table.schedules.get(usize::from(r.schedule))) {
        (None, _) | (_, None) => "",
        (_, Some(Schedule { roadmap: Some(roadmap), .. })) => &scenario.roadmaps[*roadmap].name,
        (_, Some(schedule)) if schedule.stages.len() > 1 => "phases",
        _ => "in one",
    };
    let stages: String = r.stages.iter().map(|s| ['-', 'b', 'c', 'x'][usize::from(*s)]).collect();
    let mut fields = vec![
        world.to_string(),
        text(&table.name),
        flag(r.signed.is_some()),
        period(r.signed),
        text(roadmap),
        flag(r.in_force),
        flag(r.completed.is_some()),
        period(r.completed),
        flag(r.alive),
        r.ended.key().to_string(),
        r.by.map(|p| text(&scenario.parties[usize::from(p)].id)).unwrap_or_default(),
        r.ended_at.to_string(),
        stages,
        flag(r.zone),
        flag(r.zone_self_enforcing),
        number(r.chance_in_force),
        number(r.chance_completed),
    ];
    let (benefit, expected) = (r.benefit(), r.expected_benefit());
    for values in [&r.gain, &r.expected_gain, &r.reservation, &r.without_agreement, &benefit, &expected] {
        fields.extend(values.iter().map(|&x| number(x)));
    }
    for (issue, &level) in scenario.issues.iter().zip(&r.content) {
        let word = if level == LEFT_OUT { "" } else { issue.levels[usize::from(level)].as_str() };
        fields.push(text(word));
    }
    for date in &r.practised {
        let levels = scenario.issues.iter().zip(date);
        fields.extend(levels.map(|(issue, &level)| text(&issue.levels[usize::from(level)])));
    }
    fields
}
