//! A chair's text: in every round the first party puts a text forward, and everybody votes on it.

use super::Protocol;
use crate::lab::games::session::{End, Table};

pub(super) const PROTOCOL: Protocol = Protocol {
    name: "chair",
    about: "the first party alone puts texts forward, and everybody votes",
    mediated: false,
    hold,
};

fn hold(table: &mut Table<'_>) -> End {
    let everybody = table.everybody();
    for round in 0..table.rounds() {
        table.begin(round);
        if let Some(party) = (0..table.parties()).find(|party| table.walks_out(*party)) {
            return End::WalkOut(party);
        }
        if let Some(package) = table.propose(0) {
            let accepting = 1 | table.vote(everybody & !1, package);
            if table.passes(accepting) {
                return End::Agreement { package, accepting };
            }
        }
        if table.breaks_down() {
            return End::Breakdown;
        }
    }
    End::Deadline
}
