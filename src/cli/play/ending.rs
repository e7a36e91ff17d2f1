//! How a game ended for those who played.

use super::At;
use super::package::{Words, plain, signed};
use crate::results::played::{Ending, ending, simulated};
use crate::results::words::of_100;
use crate::say;
use crate::scenario::place::PartyIndex;
use crate::simulation::game::said::By;

/// By seat that was held: how it ended.
pub(super) fn all(at: &mut At<'_>) -> Vec<(PartyIndex, Ending)> {
    let ground = at.ground;
    let (engine, behaviour) = (at.runs.engine(), ground.behaviour.of_engine());
    let worlds = simulated(engine, 0, behaviour, (&ground.seats, at.arguments.runs));
    let given = at.session.given();
    let mut all = Vec::new();
    for (k, &seat) in ground.seats.iter().enumerate() {
        let others: Vec<f64> = worlds.iter().filter_map(|world| world.get(k).copied()).collect();
        let found = ending(at.session.game(), engine, (0, seat), &given, &others);
        all.extend(found.map(|found| (seat, found)));
    }
    all
}

/// It in words: the answer first.
pub(super) fn words(words: &Words<'_>, at: &At<'_>, seat: PartyIndex, found: &Ending) -> Vec<String> {
    let language = words.language;
    let party = words.shown.parties[seat].name.as_str();
    let mut lines = vec![match found.signed {
        Some(period) => {
            let (when, package) = (words.when(period), words.agreed(&found.content));
            say!(language, "play-end-signed", when = when, package = package)
        }
        None => say!(language, "play-end-nothing"),
    }];
    let reason = crate::results::spoken::reason(language, found.reason.key()).unwrap_or_default();
    lines.push(say!(language, "play-end-reason", reason = reason));
    lines.push(say!(language, "play-end-gain", party = party, gain = signed(found.gain)));
    let share = |worlds: u64| of_100(worlds as f64 / found.worlds.max(1) as f64);
    let (less, same, worlds_all) = (share(found.less), share(found.same), found.worlds.to_string());
    lines.push(say!(language, "play-end-better", less = less, same = same, worlds = worlds_all));
    lines.push(say!(language, "play-end-engine", gain = signed(found.engine)));
    match &found.best {
        Some((content, gain)) => {
            let package = words.agreed(content);
            lines.push(say!(language, "play-end-best", package = package, gain = signed(*gain)));
        }
        None => lines.push(say!(language, "play-end-no-best")),
    }
    if let Some((issue, level, by)) = found.swap {
        let issue_name = words.shown.issues[issue].name.as_str();
        let left_out = say!(language, "play-left-out");
        let level = level.map_or(left_out.as_str(), |level| words.shown.issues[issue].levels[level].as_str());
        let by = plain(by as f64);
        lines.push(say!(language, "play-end-swap", issue = issue_name, level = level, by = by));
    }
    let key = &words.own.parties[seat].id;
    let mut acts = at.session.acts().iter().filter(|act| act.seat == *key);
    if acts.clone().next().is_none() {
        lines.push(say!(language, "play-no-move", party = party));
    } else if acts.all(|act| act.by == By::Engine) {
        lines.push(say!(language, "play-all-engine"));
    }
    lines
}
