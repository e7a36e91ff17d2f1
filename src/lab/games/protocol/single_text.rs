//! A mediator's single text, by steps of one issue: hill climbing (Fisher 1978's one-text procedure, with votes for better or not), and with
//! Klein's annealing (Klein, Faratin, Sayama and Bar-Yam 2003), where a worse text is accepted with a chance that falls with time.
//!
//! The text begins with the domain's initial package, or one drawn by lot. In each round the mediator tries one text that differs in one
//! issue. It replaces the text if the votes for it are enough under the rule. At the end everybody votes on the text.

use super::Protocol;
use crate::lab::games::session::{End, Table};
use crate::world::stream::Stream;

pub(super) const HILL_CLIMBING: Protocol = Protocol {
    name: "single-text",
    about: "a mediator changes one issue at a time; whoever must agree says whether it is better",
    mediated: true,
    hold: |table| hold(table, None),
};

pub(super) const ANNEALING: Protocol = Protocol {
    name: "klein",
    about: "a mediator's single text; worse texts are accepted with a chance that falls with time (Klein et al. 2003)",
    mediated: true,
    hold: |table| hold(table, Some(TEMPERATURE)),
};

/// Temperature at the start, as a share of a party's own range of utilities; it falls evenly to 0.
const TEMPERATURE: f64 = 0.1;

fn hold(table: &mut Table<'_>, temperature: Option<f64>) -> End {
    let mut dice = table.dice("mediator");
    let mut text = table.initial().unwrap_or_else(|| below(&mut dice, table.packages()));
    table.put(text);
    // Texts of one issue's difference that were not tried since the last change, in the order of a shuffle.
    let mut untried = neighbours(table.sizes(), text, table.packages(), &mut dice);
    for round in 0..table.rounds() {
        table.begin(round);
        if let Some(party) = (0..table.parties()).find(|party| table.walks_out(*party)) {
            return End::WalkOut(party);
        }
        let heat = temperature.map(|t| t * (1.0 - f64::from(round + 1) / f64::from(table.rounds())));
        let Some(next) = untried.pop() else { break };
        table.put(next);
        let better = better(table, next, text, heat, &mut dice);
        if table.passes(better) {
            text = next;
            untried = neighbours(table.sizes(), text, table.packages(), &mut dice);
        } else if untried.is_empty() && temperature.is_some() {
            untried = neighbours(table.sizes(), text, table.packages(), &mut dice);
        }
        if table.breaks_down() {
            return End::Breakdown;
        }
    }
    let accepting =
        (0..table.parties()).filter(|p| table.acceptable(*p, text)).fold(0, |bits, p| bits | 1 << p);
    if table.passes(accepting) { End::Agreement { package: text, accepting } } else { End::Deadline }
}

/// Who takes one text rather than another, as bits: who finds it better; and where there is heat, who finds it worse by `d` of its range,
/// with the chance `exp(−d / heat)`.
fn better(table: &Table<'_>, next: usize, text: usize, heat: Option<f64>, dice: &mut Stream) -> u32 {
    let mut who = 0;
    for party in 0..table.parties() {
        let gain = table.difference(party, next, text) / table.range(party).max(f64::MIN_POSITIVE);
        let takes = match heat {
            _ if gain > 0.0 => true,
            Some(heat) if heat > 0.0 && gain.is_finite() => dice.unit() < libm::exp(gain / heat),
            _ => false,
        };
        who |= u32::from(takes) << party;
    }
    who
}

/// A number below `n`.
fn below(dice: &mut Stream, n: usize) -> usize {
    ((dice.unit() * n as f64) as usize).min(n.saturating_sub(1))
}

/// All packages that differ in one issue, shuffled (Fisher–Yates); where packages have no issues, a hundred by lot.
fn neighbours(sizes: &[usize], package: usize, packages: usize, dice: &mut Stream) -> Vec<usize> {
    let mut found = Vec::new();
    let mut step = 1;
    for &size in sizes.iter().rev() {
        let value = package / step % size;
        found.extend((0..size).filter(|v| *v != value).map(|v| package - value * step + v * step));
        step *= size;
    }
    if sizes.is_empty() {
        found.extend((0..100).map(|_| below(dice, packages)).filter(|k| *k != package));
    }
    for k in (1..found.len()).rev() {
        found.swap(k, below(dice, k + 1));
    }
    found
}
