//! A tactic chosen for a seat, by name, with its parameters as numbers or ranges.

use super::{
    clock::Clock,
    game::Unplayable,
    tactic::{self, Kind, Setting, Tactic},
};
use crate::scenario::domain::Seat;
use crate::scenario::model::Quantity;
use crate::world::{sample::quantity, stream::Key};

/// A tactic, and what its parameters may be.
#[derive(Debug, Clone)]
pub struct Chosen {
    /// The tactic.
    pub kind: &'static Kind,
    /// A range for each of its parameters, in their order.
    pub ranges: Vec<Quantity>,
}

impl Chosen {
    /// A tactic as it stands in a file.
    ///
    /// # Errors
    ///
    /// A name that no tactic has, a parameter that it does not have, and a value outside its range.
    pub fn of(seat: &Seat) -> Result<Self, Unplayable> {
        let mut chosen = Self::named(&seat.tactic)?;
        for (name, range) in &seat.parameters {
            chosen.set(name, range.clone())?;
        }
        Ok(chosen)
    }

    /// A tactic as it is written on the command line: `boulware`, or `boulware:beta=0.2:k=0.1`.
    ///
    /// # Errors
    ///
    /// As [`Chosen::of`], and what is no number.
    pub fn parse(text: &str) -> Result<Self, Unplayable> {
        let mut parts = text.split(':');
        let mut chosen = Self::named(parts.next().unwrap_or("").trim())?;
        for part in parts {
            let (name, value) = part.split_once('=').ok_or_else(|| {
                Unplayable(format!("\"{part}\" in \"{text}\" is not of the form parameter=number"))
            })?;
            let (name, value) = (name.trim(), value.trim());
            let place = chosen.place(name)?;
            let parameter = chosen.kind.parameters[place];
            let number = parameter.read(value).ok_or_else(|| match parameter.words {
                [] => Unplayable(format!("\"{value}\" in \"{text}\" is not a number")),
                words => Unplayable(format!(
                    "{name} of {} is one of {}; found \"{value}\"",
                    chosen.kind.name,
                    words.join(", ")
                )),
            })?;
            chosen.set(name, Quantity::default_range(number, number))?;
        }
        Ok(chosen)
    }

    fn named(name: &str) -> Result<Self, Unplayable> {
        let kind = tactic::by_name(name).ok_or_else(|| {
            let all: Vec<&str> = tactic::all().map(|kind| kind.name).collect();
            Unplayable(format!("no tactic is called \"{name}\"; there are {}", all.join(", ")))
        })?;
        let usual = kind.parameters.iter().map(|p| Quantity::default_range(p.default, p.default));
        Ok(Self { kind, ranges: usual.collect() })
    }

    /// Which of the parameters has a name.
    fn place(&self, name: &str) -> Result<usize, Unplayable> {
        let kind = self.kind;
        kind.parameters.iter().position(|p| p.name == name).ok_or_else(|| {
            let all: Vec<&str> = kind.parameters.iter().map(|p| p.name).collect();
            let has = if all.is_empty() { "none".to_owned() } else { all.join(", ") };
            Unplayable(format!("{} has no parameter \"{name}\"; it has {has}", kind.name))
        })
    }

    fn set(&mut self, name: &str, range: Quantity) -> Result<(), Unplayable> {
        let (kind, place) = (self.kind, self.place(name)?);
        let (low, high) = kind.parameters[place].range;
        // Written so that NaN fails too.
        if !(range.from >= low && range.to <= high && range.from <= range.to) {
            let found = (range.from, range.to);
            return Err(Unplayable(format!(
                "{name} of {} lies between {low} and {high}; found {} to {}",
                kind.name, found.0, found.1
            )));
        }
        self.ranges[place] = range;
        Ok(())
    }

    /// Whether its parameters are the same in every run.
    pub fn is_settled(&self) -> bool {
        self.ranges.iter().all(|range| range.from == range.to)
    }

    /// The tactic at work in a seat, in one run: its parameters are drawn from their ranges.
    pub fn sit(&self, clock: Clock, seed: u64, seat: usize, run: u64) -> Box<dyn Tactic> {
        let owner = seat.to_string();
        let mut drawn = Key::new(seed, "tactic/parameters", &owner).stream(run);
        let values: Vec<f64> = self.ranges.iter().map(|range| quantity(range, drawn.unit())).collect();
        let dice = Key::new(seed, "tactic", &owner).stream(run);
        (self.kind.make)(Setting { values: &values, clock, dice })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tactics_are_read_with_their_parameters_and_what_is_wrong_is_told() {
        let chosen = Chosen::parse("boulware:beta=0.2").unwrap();
        assert_eq!((chosen.kind.name, chosen.ranges[0].from), ("boulware", 0.2));
        let chosen = Chosen::parse("linear:selection=nearest:acceptance=combined:from=0.9").unwrap();
        let values: Vec<f64> = chosen.ranges.iter().map(|range| range.to).collect();
        assert_eq!(values, [1.0, 0.0, 1.0, 0.0, 3.0, 0.9, 0.9]);
        for (text, word) in [
            ("linear:selection=near", "lowest, nearest, frontier"),
            ("linear:selection=3", "between"),
            ("bulware", "boulware"),
            ("boulware:gamma=1", "beta"),
            ("boulware:beta=x", "not a number"),
            ("boulware:beta=-1", "between"),
            ("boulware:beta=NaN", "between"),
            ("boulware:beta", "parameter=number"),
        ] {
            let error = Chosen::parse(text).unwrap_err();
            assert!(error.0.contains(word), "{text}: {error}");
        }
    }
}
