//! First section: what this world is like.

use super::{Section, StoryContext, count, own};
use crate::agreement::pace::Pace;
use crate::agreement::table::Schedule;
use crate::language::Language;
use crate::report::time;
use crate::results::words::fixed;
use crate::scenario::place::PartyIndex;
use crate::scenario::words;

/// What each party wants and is like in this world, and what could be agreed.
pub(super) fn section(context: &StoryContext<'_>) -> Section {
    let (mut lines, mut idle) = (Vec::new(), Vec::new());
    for (i, party) in PartyIndex::all(context.scenario.parties.len()).zip(&context.scenario.parties) {
        let traits = &context.setting.world.traits[i];
        let seat = if context.table.is_member(i) { "at the table" } else { "not at the table" };
        if !context.setting.world.gains[i].touched {
            idle.push(format!("{} ({seat})", party.name));
            continue;
        }
        let periods = f64::from(context.scenario.calendar.periods_per_year);
        let year = libm::pow(traits.discount, periods);
        lines.push(format!(
            "{} ({seat}): gains most from {}; loses most from {}. Its demand is {}; a year from now counts {}; \
             temptation {} years at its best for each unit of stake.",
            party.name,
            extreme(context, i, true),
            extreme(context, i, false),
            own(traits.demand),
            fixed(year, 2),
            own(traits.temptation / periods),
        ));
    }
    if !idle.is_empty() {
        lines.push(format!(
            "Nothing is at stake for {}: every level of every issue is worth the same to it.",
            Language::En.list(&idle)
        ));
    }
    for (i, party) in PartyIndex::all(context.scenario.parties.len()).zip(&context.scenario.parties) {
        if context.setting.world.gains[i].smallest {
            lines.push(format!(
                "The smallest scale binds for {}: it is so near its best that 1 on its own scale is a tenth of the way from its worst \
                 to its best.",
                party.name
            ));
        }
    }
    let zone = context.episode.first.feasible.zone;
    lines.push(match (zone.rational, zone.self_enforcing) {
        (true, true) => "A zone of agreement exists: some package suits all who must agree, and all would keep it.".into(),
        (true, false) => {
            "Some package would suit all who must agree, but none that all would keep: somebody would defect or leave."
                .into()
        }
        (false, _) if zone.members => {
            "Some package would suit all members, but not those whose consent it needs.".to_string()
        }
        (false, _) => {
            "No zone of agreement at the start: no package gives all who must agree their reservation value, if all comply.".into()
        }
    });
    lines.push(format!(
        "As far as the table can know at the start, {} could suit everybody.",
        count(context.episode.first.feasible.len(), "package")
    ));
    lines.extend(times(context));
    if context.table.supervision {
        lines.push(format!("Supervised: {}.", words::SUPERVISION));
    }
    Section { heading: "The world".into(), lines }
}

/// How long all that the table can agree would take in this world, under each of its road maps.
fn times(context: &StoryContext<'_>) -> Vec<String> {
    let table = context.table;
    let pace = Pace::new(table, &context.setting.world);
    let of = |(place, schedule): (usize, &Schedule)| {
        let map = schedule.roadmap.and_then(|r| context.scenario.roadmaps.get(r));
        let by = map.map_or_else(String::new, |map| format!(" by \"{}\"", map.name));
        let taken = time::taken(context.scenario, table, &pace, &time::whole(table, place));
        format!(
            "To carry out all that this table can agree{by} takes, on average and if nothing ends it, {taken}."
        )
    };
    if table.menus.is_empty() { Vec::new() } else { table.schedules.iter().enumerate().map(of).collect() }
}

/// The level that gives a party most, or costs it most, seen from what is practised.
fn extreme(context: &StoryContext<'_>, party: PartyIndex, best: bool) -> String {
    let sign = if best { 1.0 } else { -1.0 };
    let gains = &context.setting.world.gains[party].by_level;
    let all = gains.iter().enumerate().flat_map(|(j, l)| l.iter().enumerate().map(move |(k, g)| (j, k, *g)));
    let found = all.max_by(|a, b| (a.2 * sign).total_cmp(&(b.2 * sign)).then(b.0.cmp(&a.0)));
    match found {
        Some((j, k, gain)) if gain * sign > 0.0 => {
            let issue = &context.scenario.issues[j];
            format!("\"{}: {}\" ({})", issue.name, issue.levels[k], own(gain))
        }
        _ => "nothing".into(),
    }
}
