//! What is kept of the first worlds one by one: what came of each under every format, and what was drawn in it that a reader can ask for.
//! Everything else is counted ([`super::tally`]).

use super::record::Record;
use crate::scenario::model::Scenario;
use crate::world::column::Column;
use crate::world::columns::{self, Cell, Place};
use crate::world::numbers::Numbers;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// So many worlds are kept: those with the lowest numbers.
pub const MOST: u64 = 2000;

/// Bits of [`Came::flags`].
pub mod flag {
    /// Something was signed.
    pub const SIGNED: u8 = 1;
    /// It entered into force.
    pub const IN_FORCE: u8 = 2;
    /// It was carried out to the end within the horizon.
    pub const COMPLETED: u8 = 4;
    /// It is in force at the horizon.
    pub const STANDING: u8 = 8;
    /// A zone of agreement existed.
    pub const ZONE: u8 = 16;
}

/// Traits of a party whose numbers are kept.
const TRAITS: [&str; 7] =
    ["demand", "patience", "temptation", "spoiling", "audience_cost", "conflict_cost", "outside_option"];

/// Numbers of the world that are kept.
const WORLD: [&str; 2] = ["world.lapse_after_completion", "world.completion"];

/// Whether the numbers in this column of `worlds.csv` are kept.
pub fn is_kept(column: &str) -> bool {
    let of_party = column.strip_prefix("parties.").and_then(|path| path.rsplit_once('.'));
    of_party.is_some_and(|(_, what)| TRAITS.contains(&what))
        || WORLD.contains(&column)
        || column.starts_with("statements[")
}

/// The columns that are kept of a scenario's worlds, in their order, and where their numbers stand.
pub fn kept(scenario: &Scenario) -> Vec<(Column, Place)> {
    columns::columns(scenario).into_iter().filter(|(column, _)| is_kept(&column.name)).collect()
}

/// The worlds kept, by number: merged in any order they are the same.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Sampled(pub BTreeMap<u64, Kept>);

/// One world.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    /// By format, in the order of the file.
    pub came: Vec<Came>,
    /// By column of [`kept`]; switches are 0 and 1.
    pub drawn: Vec<f32>,
}

/// What came of a world under a format.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Came {
    /// Why it ended: a place in [`super::record::Reason::ALL`].
    pub ended: u8,
    /// Bits of [`flag`].
    pub flags: u8,
    /// By party: its benefit (gain over what it has without any agreement in the same world), in thousandths of its own scale.
    pub benefit: Vec<i16>,
}

impl Sampled {
    /// Keeps a world, if it is one of the first.
    pub fn add(&mut self, numbers: &Numbers, places: &[Place], records: &[Record]) {
        if numbers.world < MOST {
            let drawn = places.iter().map(|place| drawn(place.cell(numbers))).collect();
            self.0.insert(numbers.world, Kept { came: records.iter().map(Came::of).collect(), drawn });
        }
    }

    /// Takes the worlds of another block too.
    pub fn merge(&mut self, other: &Self) {
        self.0.extend(other.0.iter().map(|(world, kept)| (*world, kept.clone())));
    }
}

impl Came {
    fn of(r: &Record) -> Self {
        let bit = |yes: bool, bit: u8| if yes { bit } else { 0 };
        let flags = bit(r.signed.is_some(), flag::SIGNED)
            | bit(r.in_force, flag::IN_FORCE)
            | bit(r.completed.is_some(), flag::COMPLETED)
            | bit(r.alive, flag::STANDING)
            | bit(r.zone, flag::ZONE);
        let benefit = r.benefit().into_iter().map(thousandths).collect();
        Self { ended: r.ended as u8, flags, benefit }
    }
}

/// A number in thousandths, rounded from the six decimals that `results.csv` has of it.
pub fn thousandths(value: f64) -> i16 {
    let millionths = libm::round(value * 1e6);
    libm::round(millionths / 1e3).clamp(f64::from(i16::MIN), f64::from(i16::MAX)) as i16
}

fn drawn(cell: Cell) -> f32 {
    match cell {
        Cell::Whole(number) => number as f32,
        Cell::Number(number) => number as f32,
        Cell::Switch(yes) => f32::from(u8::from(yes)),
        Cell::Period(period) => period.map_or(0.0, |at| at as f32),
    }
}
