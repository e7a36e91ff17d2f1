//! A proposer by lot in every round (Baron and Ferejohn 1989, as a game that is played).
//!
//! Closed rule: everybody votes on the proposal. Open rule: a second party by lot may second it, and then everybody votes; or puts an amendment
//! against it, and the one that wins against the other stands in the next round.

use super::Protocol;
use crate::lab::games::session::{End, Table};
use crate::world::stream::Stream;

pub(super) const CLOSED: Protocol = Protocol {
    name: "closed-rule",
    about: "a proposer by lot, and a vote (Baron and Ferejohn 1989)",
    mediated: false,
    hold: closed,
};

pub(super) const OPEN: Protocol = Protocol {
    name: "open-rule",
    about: "a proposer by lot; another seconds it or puts an amendment against it (Baron and Ferejohn 1989)",
    mediated: false,
    hold: open,
};

/// One of the parties in `among` (bits), by lot.
fn by_lot(dice: &mut Stream, among: u32) -> usize {
    let n = among.count_ones();
    let nth = ((dice.unit() * f64::from(n)) as u32).min(n.saturating_sub(1));
    (0..32).filter(|p| among & (1 << p) != 0).nth(nth as usize).unwrap_or(0)
}

fn closed(table: &mut Table<'_>) -> End {
    let everybody = table.everybody();
    let mut dice = table.dice("proposer");
    for round in 0..table.rounds() {
        table.begin(round);
        let party = by_lot(&mut dice, everybody);
        if table.walks_out(party) {
            return End::WalkOut(party);
        }
        if let Some(package) = table.propose(party) {
            let accepting = 1 << party | table.vote(everybody & !(1 << party), package);
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

fn open(table: &mut Table<'_>) -> End {
    let everybody = table.everybody();
    let mut dice = table.dice("proposer");
    let mut standing: Option<(usize, usize)> = None;
    for round in 0..table.rounds() {
        table.begin(round);
        if standing.is_none() {
            let mover = by_lot(&mut dice, everybody);
            if table.walks_out(mover) {
                return End::WalkOut(mover);
            }
            standing = table.propose(mover).map(|package| (mover, package));
        }
        let Some((mover, package)) = standing else { continue };
        let others = everybody & !(1 << mover);
        let other = if others == 0 { mover } else { by_lot(&mut dice, others) };
        if table.walks_out(other) {
            return End::WalkOut(other);
        }
        if other == mover || table.accepts(other, package) {
            let sure = 1 << mover | 1 << other;
            let accepting = sure | table.vote(everybody & !sure, package);
            if table.passes(accepting) {
                return End::Agreement { package, accepting };
            }
            standing = None;
        } else if let Some(amendment) = table.propose(other) {
            let prefers = |p: &usize| table.difference(*p, amendment, package) > 0.0;
            let with = (0..table.parties()).filter(prefers).fold(0, |bits, p| bits | 1 << p);
            if table.passes(with) {
                standing = Some((other, amendment));
            }
        }
        if table.breaks_down() {
            return End::Breakdown;
        }
    }
    End::Deadline
}
