//! First section: what this world is like.

use super::{Section, StoryContext, own};
use crate::agreement::pace::Pace;
use crate::agreement::table::Schedule;
use crate::report::time;
use crate::results::words::{Noun, counted, fixed};
use crate::say;
use crate::scenario::place::PartyIndex;

/// What each party wants and is like in this world, and what could be agreed.
pub(super) fn section(context: &StoryContext<'_>) -> Section {
    let (mut lines, mut idle) = (Vec::new(), Vec::new());
    let language = context.language;
    for (i, party) in PartyIndex::all(context.scenario.parties.len()).zip(&context.scenario.parties) {
        let traits = &context.setting.world.traits[i];
        let seated = if context.table.is_member(i) {
            say!(language, "story-seated", party = party.name)
        } else {
            say!(language, "story-away", party = party.name)
        };
        if !context.setting.world.gains[i].touched {
            idle.push(seated);
            continue;
        }
        let periods = f64::from(context.scenario.calendar.periods_per_year);
        lines.push(say!(
            language,
            "story-party",
            party = seated,
            most = extreme(context, i, true),
            least = extreme(context, i, false),
            demand = own(traits.demand),
            year = fixed(libm::pow(traits.discount, periods), 2),
            temptation = own(traits.temptation / periods),
        ));
    }
    if !idle.is_empty() {
        lines.push(say!(language, "story-nothing-at-stake", parties = language.list(&idle)));
    }
    for (i, party) in PartyIndex::all(context.scenario.parties.len()).zip(&context.scenario.parties) {
        if context.setting.world.gains[i].smallest {
            lines.push(say!(language, "story-smallest-scale", party = party.name));
        }
    }
    let zone = context.episode.first.feasible.zone;
    lines.push(match (zone.rational, zone.self_enforcing) {
        (true, true) => say!(language, "story-zone"),
        (true, false) => say!(language, "story-zone-not-kept"),
        (false, _) if zone.members => say!(language, "story-zone-members"),
        (false, _) => say!(language, "story-zone-none"),
    });
    let packages = counted(context.episode.first.feasible.len(), Noun::Package, language);
    lines.push(say!(language, "story-prospects", packages = packages));
    lines.extend(times(context));
    if context.table.supervision {
        lines.push(say!(language, "story-supervised", what = say!(language, "format-supervision")));
    }
    Section { heading: say!(language, "story-world"), lines }
}

/// How long all that the table can agree would take in this world, under each of its road maps.
fn times(context: &StoryContext<'_>) -> Vec<String> {
    let table = context.table;
    let pace = Pace::new(table, &context.setting.world);
    let of = |(place, schedule): (usize, &Schedule)| {
        let map = schedule.roadmap.and_then(|r| context.scenario.roadmaps.get(r));
        let language = context.language;
        let taken = time::taken(context.scenario, table, &pace, &time::whole(table, place), language);
        match map {
            Some(map) => say!(language, "story-takes-all-by", roadmap = map.name, time = taken),
            None => say!(language, "story-takes-all", time = taken),
        }
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
            let (level, gain) = (&issue.levels[k], own(gain));
            say!(context.language, "story-level", issue = issue.name, level = level, gain = gain)
        }
        _ => say!(context.language, "story-no-level"),
    }
}
