//! How long it takes to carry out what could be agreed, in words: what staging costs.

use crate::agreement::pace::Pace;
use crate::agreement::package::{MOST_ISSUES, Package};
use crate::agreement::packages::active_stages;
use crate::agreement::table::Table;
use crate::language::Language;
use crate::results::words::fixed;
use crate::say;
use crate::scenario::Scenario;
use crate::scenario::time::mean_months;

/// Everything that a table can agree, under one of its schedules: some level of every issue.
pub(super) fn whole(table: &Table, schedule: usize) -> Package {
    let mut options = [0; MOST_ISSUES];
    options[..table.menus.len()].fill(1);
    Package { schedule: schedule as u8, options }
}

/// How long a package takes on average, if nothing ends it: `26.0 months, one stage after the other; 17.8 in one go`.
pub(super) fn taken(
    s: &Scenario,
    table: &Table,
    pace: &Pace,
    package: &Package,
    language: Language,
) -> String {
    let per_year = f64::from(s.calendar.periods_per_year);
    let active = active_stages(table, *package);
    let told = |periods: f64| {
        let months = mean_months(1.0 / periods, per_year);
        if months.is_finite() { fixed(months, 1) } else { say!(language, "time-no-end") }
    };
    let stages = told(pace.in_stages(table, package, &active));
    if active.count < 2 {
        return say!(language, "time-months", months = stages);
    }
    let whole = told(pace.in_one_go(package));
    say!(language, "time-in-stages", months = stages, whole = whole)
}
