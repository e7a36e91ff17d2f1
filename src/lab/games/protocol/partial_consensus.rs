//! Multiple offers with partial consensus (Murukannaiah and Jonker 2022, arXiv 2205.06678, MOPaC): all offer, all vote on all offers, those
//! who see the votes may opt in; the largest group whose votes the rule passes agrees and leaves, and the others go on.
//!
//! A party's least power in the paper is here the rule's votes needed, the same for all; its greatest power is not limited.

use super::{Protocol, multiple_offers::offers};
use crate::lab::games::session::{End, Group, Table};

pub(super) const PROTOCOL: Protocol = Protocol {
    name: "mopac",
    about: "groups whose votes are enough agree and leave, the others go on (Murukannaiah and Jonker 2022)",
    mediated: false,
    hold,
};

fn hold(table: &mut Table<'_>) -> End {
    let everybody = table.everybody();
    let (mut present, mut groups) = (everybody, Vec::new());
    for round in 0..table.rounds() {
        table.begin(round);
        let offers = match offers(table, present) {
            Ok(offers) => offers,
            Err(leaver) if groups.is_empty() => return End::WalkOut(leaver),
            Err(leaver) => {
                present &= !(1 << leaver);
                continue;
            }
        };
        let backed = votes(table, present, &offers);
        while let Some((package, parties)) = largest(table, &backed, present) {
            groups.push(Group { parties, package, round });
            present &= !parties;
        }
        if !table.passes(present) {
            break;
        }
        if table.breaks_down() {
            return if groups.is_empty() { End::Breakdown } else { End::Groups(groups) };
        }
    }
    match groups.as_slice() {
        [] => End::Deadline,
        [one] if one.parties == everybody => End::Agreement { package: one.package, accepting: everybody },
        _ => End::Groups(groups),
    }
}

/// Who backs each offer: proposer and voters, and those who opt in when they have heard the votes.
fn votes(table: &mut Table<'_>, present: u32, offers: &[(usize, usize)]) -> Vec<(usize, u32)> {
    let mut backed = Vec::with_capacity(offers.len());
    for &(by, package) in offers {
        let others = present & !(1 << by);
        backed.push((package, 1 << by | table.vote(others, package)));
    }
    for (package, accepting) in &mut backed {
        *accepting |= table.vote(present & !*accepting, *package);
    }
    backed
}

/// The offer with the most votes among those present that the rule passes; the first of equals.
fn largest(table: &Table<'_>, backed: &[(usize, u32)], present: u32) -> Option<(usize, u32)> {
    let mut best: Option<(usize, u32)> = None;
    for &(package, accepting) in backed {
        let parties = accepting & present;
        let more = best.is_none_or(|(_, other)| table.votes_of(parties) > table.votes_of(other));
        if parties != 0 && table.passes(parties) && more {
            best = Some((package, parties));
        }
    }
    best
}
