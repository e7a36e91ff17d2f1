//! `results.csv`: one row a world and format. Numbers with six decimals, levels in words; names and words are marked as text where a
//! spreadsheet would reckon with them ([`cell`]).

use super::record::{LEFT_OUT, Reason, Record};
use crate::agreement::table::{Schedule, Table};
use crate::scenario::letters::cell;
use crate::scenario::model::{Issue, Scenario};
use crate::simulation::engine::MONTHS;
use crate::world::column::{Column, Kind};
use crate::world::columns as drawn;

/// The header line of a scenario's results.
pub fn header(scenario: &Scenario) -> Vec<String> {
    columns(scenario).into_iter().map(|column| column.name).collect()
}

/// The header line of a scenario's `worlds.csv`.
pub fn worlds_header(scenario: &Scenario) -> Vec<String> {
    drawn::columns(scenario).into_iter().map(|(column, _)| cell(&column.name).into_owned()).collect()
}

/// The columns of a scenario's results, in order.
pub fn columns(scenario: &Scenario) -> Vec<Column> {
    let [world, mut format, signed, signed_at, mut road_map, in_force, completed, completed_at, rest @ ..] =
        of_run();
    let words = |names: Vec<&str>| Kind::Words(names.into_iter().map(|n| cell(n).into_owned()).collect());
    format.kind = words(scenario.formats.iter().map(|f| f.name.as_str()).collect());
    let mut maps: Vec<&str> = vec!["in one", "phases"];
    maps.extend(
        scenario.roadmaps.iter().map(|r| r.name.as_str()).filter(|name| !["in one", "phases"].contains(name)),
    );
    road_map.kind = words(maps);
    let mut all = vec![world, format, signed, signed_at, road_map, in_force, completed, completed_at];
    all.extend(rest);
    for entry in of_party() {
        let what = entry.name.trim_end_matches("PARTY").to_owned();
        let of = scenario.parties.iter().map(|p| (format!("{what}{}", p.id), p.name.clone()));
        all.extend(of.map(|(name, of)| entry.clone().named(name, of)));
    }
    let [signed, practised] = of_issue();
    let levels = |entry: &Column, issue: &Issue, name: String| {
        let kind = words(issue.levels.iter().map(String::as_str).collect());
        Column { kind, ..entry.clone() }.named(name, issue.name.clone())
    };
    all.extend(scenario.issues.iter().map(|i| levels(&signed, i, format!("signed_{}", i.id))));
    let periods = scenario.calendar.periods_per_year;
    let dates = MONTHS.iter().filter(|m| **m * periods / 12 <= scenario.calendar.horizon);
    for months in dates {
        let name = |i: &Issue| format!("practised_{months}_months_{}", i.id);
        all.extend(scenario.issues.iter().map(|i| levels(&practised, i, name(i))));
    }
    all
}

/// The dictionary: every column that there can be, with `PARTY`, `ISSUE` and `MONTHS` for what differs.
pub fn dictionary() -> Vec<Column> {
    of_run().into_iter().chain(of_party()).chain(of_issue()).collect()
}

/// Columns that every scenario has.
fn of_run() -> [Column; 17] {
    let any = || Kind::Words(Vec::new());
    let keys = Reason::ALL.iter().map(|reason| reason.key().to_owned()).collect();
    let switch = |name: &str, meaning: &'static str| Column::new(name, Kind::Switch, "", meaning);
    let period =
        |name: &str, meaning: &'static str| Column::new(name, Kind::Whole, "periods from the start", meaning);
    let chance = |name: &str, meaning: &'static str| Column::new(name, Kind::Number, "0 to 1", meaning);
    [
        Column::new("world", Kind::Whole, "", "number of the assumed world, from 0; joins `worlds.csv`"),
        Column::new("format", any(), "", "the format; with `world` it names the row"),
        switch("signed", "an agreement was signed"),
        period("signed_at", "when").or_empty("nothing was signed"),
        Column::new("road_map", any(), "", "the road map that was signed: its name, `in one` for one stage, `phases` for one that the format makes itself")
            .or_empty("nothing was signed"),
        switch("in_force", "it entered into force"),
        switch("completed", "all its stages were carried out within the horizon"),
        period("completed_at", "when").or_empty("it was not"),
        switch("alive_at_horizon", "it is in force at the horizon, carried out or under way"),
        Column::new("ended", Kind::Words(keys), "", "why the run ended"),
        Column::new("ended_by", any(), "", "the party by which it ended").or_empty("no party did it"),
        period("ended_at", "when it ended"),
        Column::new("stages", any(), "", "a letter for each stage signed: `-` not begun, `b` begun, `c` carried out, `x` broken off in it")
            .or_empty("nothing was signed"),
        switch("zone", "some package was acceptable to all who must sign, at their true values"),
        switch("zone_self_enforcing", "some such package was also self-enforcing, at true values"),
        chance("chance_in_force", "chance that what was signed enters into force, in closed form; 0 if nothing was"),
        chance("chance_completed", "chance that it does and is carried out within the horizon, in closed form"),
    ]
}

/// Columns that each party has, each of them for all parties before the next.
fn of_party() -> [Column; 6] {
    let own = |name: &str, meaning: &'static str| Column::new(name, Kind::Number, "own scale", meaning);
    [
        own("gain_PARTY", "what the party gained over what is practised at the start, as luck had it"),
        own(
            "expected_gain_PARTY",
            "the same in expectation over ratification, stages, spoiling and detection",
        ),
        own("reservation_PARTY", "the least that it had to gain"),
        own("without_agreement_PARTY", "what it would have gained without any agreement in this world"),
        own("benefit_PARTY", "`gain_PARTY` less `without_agreement_PARTY`"),
        own("expected_benefit_PARTY", "`expected_gain_PARTY` less `without_agreement_PARTY`"),
    ]
}

/// Columns that each issue has.
fn of_issue() -> [Column; 2] {
    let any = || Kind::Words(Vec::new());
    [
        Column::new("signed_ISSUE", any(), "", "the level that was signed")
            .or_empty("left out, or nothing was signed"),
        Column::new(
            "practised_MONTHS_months_ISSUE",
            any(),
            "",
            "the level practised so many months after the start",
        ),
    ]
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
