//! Majority consensus (GENIUS 10, "alternating majority consensus"): each offer is voted on; one that everybody accepts ends the
//! talks; at the deadline the offer that had the most votes so far is agreed, if the rule passes it.

use super::Protocol;
use crate::lab::games::session::{End, Table};

pub(super) const PROTOCOL: Protocol = Protocol {
    name: "majority-consensus",
    about: "offers are voted on; at the deadline the one with most votes is agreed, if the rule passes it (GENIUS)",
    mediated: false,
    hold,
};

fn hold(table: &mut Table<'_>) -> End {
    let everybody = table.everybody();
    let mut kept: Option<(usize, u32)> = None;
    for round in 0..table.rounds() {
        table.begin(round);
        for party in 0..table.parties() {
            if table.walks_out(party) {
                return End::WalkOut(party);
            }
            let Some(package) = table.propose(party) else { continue };
            let accepting = 1 << party | table.vote(everybody & !(1 << party), package);
            if accepting == everybody {
                return End::Agreement { package, accepting };
            }
            let more = |(_, other): &(usize, u32)| table.votes_of(accepting) > table.votes_of(*other);
            if table.passes(accepting) && kept.as_ref().is_none_or(more) {
                kept = Some((package, accepting));
            }
        }
        if table.breaks_down() {
            return End::Breakdown;
        }
    }
    kept.map_or(End::Deadline, |(package, accepting)| End::Agreement { package, accepting })
}
