//! Vectors as rows, and when one beats another.

use crate::lab::games::game::Game;

/// Rows of `width` numbers each.
#[derive(Debug, Clone, Copy)]
pub struct Rows<'a> {
    /// The numbers, a row after another; −∞ is allowed.
    pub values: &'a [f64],
    /// Numbers a row.
    pub width: usize,
}

impl<'a> Rows<'a> {
    /// Number of rows.
    pub fn len(self) -> usize {
        self.values.len().checked_div(self.width).unwrap_or(0)
    }

    /// Whether there is no row.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// One row.
    pub fn row(self, k: usize) -> &'a [f64] {
        &self.values[k * self.width..(k + 1) * self.width]
    }
}

/// How much better another row must be for a row to go. It is never worse anywhere.
#[derive(Debug, Clone, Copy)]
pub enum Better<'a> {
    /// Better somewhere: dominance.
    Somewhere,
    /// Better somewhere by more than the margin of that coordinate. What stays holds everything undominated, and perhaps more.
    ByMargin(&'a [f64]),
    /// Better everywhere: weak dominance.
    Everywhere,
}

impl Better<'_> {
    /// Whether a row beats another so.
    pub(super) fn beats(self, a: &[f64], b: &[f64]) -> bool {
        match self {
            Self::Somewhere => dominates(a, b),
            Self::ByMargin(margins) => dominates_by(a, b, margins),
            Self::Everywhere => a.iter().zip(b).all(|(x, y)| x > y),
        }
    }
}

/// Whether one vector is at least the other everywhere and more somewhere.
pub fn dominates(a: &[f64], b: &[f64]) -> bool {
    let mut more = false;
    for (x, y) in a.iter().zip(b) {
        if x < y {
            return false;
        }
        more |= x > y;
    }
    more
}

fn dominates_by(a: &[f64], b: &[f64], margins: &[f64]) -> bool {
    let mut more = false;
    for ((x, y), margin) in a.iter().zip(b).zip(margins) {
        if x < y {
            return false;
        }
        more |= *x > y + margin;
    }
    more
}

/// Utilities package by package: a row of `parties` numbers each, from utilities party by party.
pub fn rows(utilities: &[f64], packages: usize) -> Vec<f64> {
    let parties = utilities.len().checked_div(packages).unwrap_or(0);
    let mut rows = vec![0.0; utilities.len()];
    for (party, own) in utilities.chunks_exact(packages.max(1)).enumerate() {
        for (package, u) in own.iter().enumerate() {
            rows[package * parties + party] = *u;
        }
    }
    rows
}

/// The rows of some packages of a game.
pub fn rows_among(game: &Game, among: &[usize]) -> Vec<f64> {
    let parties = game.parties();
    let mut rows = vec![0.0; among.len() * parties];
    for party in 0..parties {
        let own = game.of_party(party);
        for (row, package) in rows.chunks_exact_mut(parties).zip(among) {
            row[party] = own[*package];
        }
    }
    rows
}
