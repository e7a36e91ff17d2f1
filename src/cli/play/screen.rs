//! What a seat reads at a terminal.

use super::package::{Words, plain, signed};
use crate::report::class::wishes;
use crate::say;
use crate::scenario::place::PartyIndex;
use crate::simulation::game::log::Header;
use crate::simulation::game::said::Said;
use crate::simulation::game::seen::{Heard, Issue, Seen};
use crate::simulation::game::{Listed, Task};

/// So many packages are listed at once.
pub(super) const LISTED: usize = 8;

/// Who one is, and what one wants.
pub(super) fn beginning(words: &Words<'_>, header: &Header, party: PartyIndex) -> Vec<String> {
    let language = words.language;
    let name = &words.shown.parties[party].name;
    let format = words.name(&header.format);
    let mut lines = vec![
        say!(language, "play-you-are", party = name, format = format, title = words.shown.title),
        say!(language, "play-engine", world = header.world.to_string()),
        String::new(),
        say!(language, "play-wants"),
    ];
    let wants = wishes(&words.shown, party, language);
    if wants.is_empty() {
        lines.push(format!("  {}", say!(language, "class-nothing-stated")));
    }
    lines.extend(wants.into_iter().map(|wish| format!("  · {wish}")));
    lines.extend([String::new(), say!(language, "play-points"), say!(language, "play-hint")]);
    lines
}

/// What was heard, an entry a line.
pub(super) fn heard(words: &Words<'_>, entry: &Heard) -> String {
    let language = words.language;
    let name = |key: &String| words.party(key).to_owned();
    match entry {
        Heard::Told { by, about, much, right_in_100 } => {
            let (by, about, right) = (name(by), name(about), plain(*right_in_100));
            if *much {
                say!(language, "play-told-much", by = by, about = about, right = right)
            } else {
                say!(language, "play-told-little", by = by, about = about, right = right)
            }
        }
        Heard::Meeting { phase, table, number, period } => {
            let table = words.name(table.as_ref().unwrap_or(phase)).to_owned();
            let (number, when) = (number.to_string(), words.when(*period));
            format!("— {} —", say!(language, "play-meeting", number = number, when = when, table = table))
        }
        Heard::Proposal { party, content: Some(package) } => {
            let package = words.package(package);
            format!("  {}", say!(language, "play-proposes", party = name(party), package = package))
        }
        Heard::Proposal { party, content: None } => {
            format!("  {}", say!(language, "play-passes", party = name(party)))
        }
        Heard::Answer { party, accepts: true } => {
            format!("  {}", say!(language, "play-accepts", party = name(party)))
        }
        Heard::Answer { party, accepts: false } => {
            format!("  {}", say!(language, "play-refuses", party = name(party)))
        }
        Heard::LeavesAtOnce { party } => {
            format!("  {}", say!(language, "play-leaves-at-once", party = name(party)))
        }
        Heard::Put { phase, period, content } => {
            let package = content.as_ref().map_or_else(String::new, |package| words.package(package));
            let (table, when) = (words.name(phase).to_owned(), words.when(*period));
            format!("— {} —", say!(language, "play-put", table = table, when = when, package = package))
        }
        Heard::WalkOut { party } => format!("  {}", say!(language, "play-walks-out", party = name(party))),
        Heard::Held { phase, period, signed, in_force, left } => {
            let (table, when) = (words.name(phase).to_owned(), words.when(*period));
            let what = match (signed, left) {
                (Some(package), _) if *in_force => {
                    say!(language, "play-held-in-force", package = words.package(package))
                }
                (Some(package), _) => say!(language, "play-held-signed", package = words.package(package)),
                (None, Some(party)) => say!(language, "play-held-left", party = name(party)),
                (None, None) => say!(language, "play-held-nothing"),
            };
            format!("— {} —", say!(language, "play-held", table = table, when = when, what = what))
        }
    }
}

/// What is asked: the offer and what it is worth, or what could be proposed.
pub(super) fn asked(words: &Words<'_>, seen: &Seen) -> Vec<String> {
    let language = words.language;
    let mut lines = Vec::new();
    if seen.consent {
        lines.push(say!(language, "play-consent"));
    }
    if let Some(offer) = &seen.offer {
        let over = offer.points - seen.own.no_agreement;
        lines.push(say!(language, "play-worth", points = plain(offer.points), more = signed(over)));
        lines.push(if offer.points < seen.own.floor {
            say!(language, "play-below-floor", floor = plain(seen.own.floor))
        } else {
            say!(language, "play-above-floor", floor = plain(seen.own.floor))
        });
        if (offer.if_all_comply - offer.points).abs() >= 1.0 {
            lines.push(say!(language, "play-if-all-comply", points = plain(offer.if_all_comply)));
        }
    }
    match seen.asked {
        Task::Stay => lines.push(say!(language, "play-ask-stay")),
        Task::Propose => {
            let (number, all) = (seen.offer_number.to_string(), seen.offers.to_string());
            lines.push(say!(language, "play-ask-propose", number = number, all = all));
        }
        Task::Answer { .. } => lines.push(say!(language, "play-ask-answer")),
        Task::Adopt => lines.push(say!(language, "play-ask-adopt")),
    }
    lines
}

/// What one must know of oneself.
pub(super) fn own(words: &Words<'_>, seen: &Seen) -> Vec<String> {
    let language = words.language;
    let own = &seen.own;
    let mut lines =
        vec![say!(language, "play-own", nothing = plain(own.no_agreement), floor = plain(own.floor))];
    if let Some(outside) = own.outside {
        lines.push(say!(language, "play-outside", outside = plain(outside)));
    }
    lines
}

/// The packages that can be agreed, from a place on, best first.
pub(super) fn list(words: &Words<'_>, seen: &Seen, from: usize) -> Vec<String> {
    let language = words.language;
    let all = seen.all.len().to_string();
    let mut lines = vec![say!(language, "play-list", all = all)];
    for (place, listed) in seen.all.iter().enumerate().skip(from).take(LISTED) {
        lines.push(format!("  {}  {}", place + 1, line(words, seen, listed)));
    }
    if from + LISTED < seen.all.len() {
        lines.push(say!(language, "play-list-more", next = (from + LISTED + 1).to_string()));
    }
    lines
}

fn line(words: &Words<'_>, seen: &Seen, listed: &Listed) -> String {
    let over = signed(listed.points - seen.own.no_agreement);
    let package = words.package(&seen.package(listed));
    say!(words.language, "play-listed", package = package, points = plain(listed.points), more = over)
}

/// Issue by issue: how it can be settled, and what that is worth.
pub(super) fn issues(words: &Words<'_>, seen: &Seen) -> Vec<String> {
    let language = words.language;
    let mut lines = vec![say!(language, "play-issues")];
    lines.extend(seen.issues.iter().map(|issue| format!("  {}", one_issue(words, issue))));
    let maps: Vec<&str> = seen.roadmaps.iter().flatten().map(|map| words.name(map)).collect();
    if !maps.is_empty() {
        lines.push(say!(language, "play-roadmaps", maps = maps.join(", ")));
    }
    lines
}

fn one_issue(words: &Words<'_>, issue: &Issue) -> String {
    let name = words.shown.issues.get(issue.place).map_or("", |issue| issue.name.as_str());
    let left_out = say!(words.language, "play-left-out");
    let level = |level: &crate::simulation::game::seen::Level| {
        let word = level.level.as_deref().map_or(left_out.as_str(), |word| words.name(word));
        format!("{word} {}", signed(level.points))
    };
    let levels: Vec<String> = issue.levels.iter().map(level).collect();
    format!("{name} ({}): {}", issue.issue, levels.join(" · "))
}

/// A move in words.
pub(super) fn said(words: &Words<'_>, said: &Said) -> String {
    let language = words.language;
    match said {
        Said::Stay => say!(language, "play-would-stay"),
        Said::WalkOut => say!(language, "play-would-leave"),
        Said::Pass => say!(language, "play-would-pass"),
        Said::Accept => say!(language, "play-would-accept"),
        Said::Refuse => say!(language, "play-would-refuse"),
        Said::Propose(package) => {
            say!(language, "play-would-propose", package = words.package(package))
        }
    }
}

/// What can be typed.
pub(super) fn help(words: &Words<'_>, seen: &Seen) -> Vec<String> {
    let language = words.language;
    let mut lines = vec![match seen.asked {
        Task::Stay => say!(language, "play-help-stay"),
        Task::Propose => say!(language, "play-help-propose"),
        Task::Answer { .. } | Task::Adopt => say!(language, "play-help-answer"),
    }];
    lines.push(say!(language, "play-help-more"));
    lines
}
