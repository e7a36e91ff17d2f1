//! Alternating multiple offers (Aydoğan, Festen, Hindriks and Jonker 2017, AMOP): in each round everybody makes an offer, then
//! everybody votes on every offer; the first, in order of offering, that has votes enough passes.

use super::Protocol;
use crate::lab::games::session::{End, Table};

pub(super) const PROTOCOL: Protocol = Protocol {
    name: "amop",
    about: "all offer, then all vote on all offers; the first that passes is agreed (Aydoğan et al. 2017)",
    mediated: false,
    hold,
};

fn hold(table: &mut Table<'_>) -> End {
    let everybody = table.everybody();
    for round in 0..table.rounds() {
        table.begin(round);
        match offers(table, everybody) {
            Err(leaver) => return End::WalkOut(leaver),
            Ok(offers) => {
                let voted = offers.iter().map(|&(by, package)| {
                    let accepting = 1 << by | table.vote(everybody & !(1 << by), package);
                    (package, accepting)
                });
                let voted: Vec<(usize, u32)> = voted.collect();
                let passed = voted.into_iter().find(|(_, accepting)| table.passes(*accepting));
                if let Some((package, accepting)) = passed {
                    return End::Agreement { package, accepting };
                }
            }
        }
        if table.breaks_down() {
            return End::Breakdown;
        }
    }
    End::Deadline
}

/// One offer of each party that is present, by whom; or who left.
pub(super) fn offers(table: &mut Table<'_>, present: u32) -> Result<Vec<(usize, usize)>, usize> {
    let mut offers = Vec::new();
    for party in (0..table.parties()).filter(|party| present & (1 << party) != 0) {
        if table.walks_out(party) {
            return Err(party);
        }
        if let Some(package) = table.propose(party) {
            offers.push((party, package));
        }
    }
    Ok(offers)
}
