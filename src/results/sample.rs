//! The first worlds of a result one by one (at most 2,000): what came of each under every format, and what was drawn in it. Charts of single
//! worlds and the explorer of the report read it; a result that is made has it from the simulation, a stored one from its tables, and both are
//! the same.

use crate::scenario::model::Scenario;
use crate::simulation::record::Reason;
use crate::simulation::sampled::{self, Sampled, flag};

/// The first worlds, by column; all lists of one sample that go by world have its length.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sample {
    /// Worlds 0, 1, … of the result, so many; 0: they are not at hand.
    pub worlds: usize,
    /// What came of them, by format in the order of the file.
    pub formats: Vec<Came>,
    /// What was drawn in them that a reader can ask for.
    pub conditions: Vec<Condition>,
}

/// What came of each world under one format.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Came {
    pub(super) ended: Vec<u8>,
    pub(super) flags: Vec<u8>,
    pub(super) benefit: Vec<Vec<i16>>,
}

/// A number that was drawn in each world.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// Its column in `worlds.csv`, which is the path that `--set` takes.
    pub column: String,
    /// By world, in the unit of the file; switches are 0 and 1.
    pub values: Vec<f32>,
}

/// How it ended, in the fixed order of charts: what holds longest comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Carried out to the end, and in force at the end of the horizon.
    Standing,
    /// In force at the end of the horizon, and not carried out to the end yet.
    UnderWay,
    /// Carried out to the end, and no longer in force.
    Gone,
    /// In force, and broken before it was carried out to the end.
    Broken,
    /// Signed, and never in force.
    NotInForce,
    /// Nothing signed.
    NotSigned,
}

impl Group {
    /// All, in order.
    pub const ALL: [Self; 6] =
        [Self::Standing, Self::UnderWay, Self::Gone, Self::Broken, Self::NotInForce, Self::NotSigned];

    fn of(flags: u8) -> Self {
        let has = |bit: u8| flags & bit != 0;
        match (has(flag::IN_FORCE), has(flag::COMPLETED), has(flag::STANDING)) {
            (true, true, true) => Self::Standing,
            (true, true, false) => Self::Gone,
            (true, false, true) => Self::UnderWay,
            (true, false, false) => Self::Broken,
            _ if has(flag::SIGNED) => Self::NotInForce,
            _ => Self::NotSigned,
        }
    }
}

impl Came {
    /// How the world ended.
    pub fn group(&self, world: usize) -> Group {
        Group::of(self.flags(world))
    }

    /// Why it ended.
    pub fn reason(&self, world: usize) -> Option<Reason> {
        Reason::ALL.get(usize::from(*self.ended.get(world)?)).copied()
    }

    /// Whether something was signed.
    pub fn signed(&self, world: usize) -> bool {
        self.flags(world) & flag::SIGNED != 0
    }

    /// Whether it entered into force.
    pub fn in_force(&self, world: usize) -> bool {
        self.flags(world) & flag::IN_FORCE != 0
    }

    /// Whether it was carried out to the end within the horizon.
    pub fn completed(&self, world: usize) -> bool {
        self.flags(world) & flag::COMPLETED != 0
    }

    /// Whether it is in force at the end of the horizon.
    pub fn standing(&self, world: usize) -> bool {
        self.flags(world) & flag::STANDING != 0
    }

    /// Whether a zone of agreement existed.
    pub fn zone(&self, world: usize) -> bool {
        self.flags(world) & flag::ZONE != 0
    }

    /// What a party gained over what it has without any agreement in the same world, in thousandths of its own scale.
    pub fn benefit(&self, party: usize, world: usize) -> i16 {
        self.benefit.get(party).and_then(|worlds| worlds.get(world)).copied().unwrap_or(0)
    }

    /// All of them at once: the bits of [`flag`].
    pub fn flags(&self, world: usize) -> u8 {
        self.flags.get(world).copied().unwrap_or(0)
    }

    pub(super) fn push(&mut self, came: &sampled::Came) {
        self.ended.push(came.ended);
        self.flags.push(came.flags);
        self.benefit.resize_with(came.benefit.len(), Vec::new);
        self.benefit.iter_mut().zip(&came.benefit).for_each(|(worlds, value)| worlds.push(*value));
    }
}

impl Sample {
    /// From what was kept of a simulation: the worlds from 0 to the first that is missing.
    pub fn of(scenario: &Scenario, kept: &Sampled) -> Self {
        let columns = sampled::kept(scenario).into_iter().map(|(column, _)| column.name);
        let mut sample = Self::empty(scenario.formats.len(), columns);
        for (_, world) in kept.0.iter().zip(0u64..).take_while(|((at, _), k)| *at == k).map(|(kept, _)| kept)
        {
            sample.formats.iter_mut().zip(&world.came).for_each(|(format, came)| format.push(came));
            sample.conditions.iter_mut().zip(&world.drawn).for_each(|(c, value)| c.values.push(*value));
            sample.worlds += 1;
        }
        sample
    }

    fn empty(formats: usize, columns: impl Iterator<Item = String>) -> Self {
        let conditions = columns.map(|column| Condition { column, values: Vec::new() }).collect();
        Self { worlds: 0, formats: vec![Came::default(); formats], conditions }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulation::sampled::thousandths;

    #[test]
    fn groups_follow_from_what_came_about() {
        use flag::{COMPLETED, IN_FORCE, SIGNED, STANDING, ZONE};
        let cases = [
            (0, Group::NotSigned),
            (ZONE, Group::NotSigned),
            (SIGNED | ZONE, Group::NotInForce),
            (SIGNED | IN_FORCE, Group::Broken),
            (SIGNED | IN_FORCE | STANDING, Group::UnderWay),
            (SIGNED | IN_FORCE | COMPLETED, Group::Gone),
            (SIGNED | IN_FORCE | COMPLETED | STANDING, Group::Standing),
        ];
        for (flags, group) in cases {
            assert_eq!(Group::of(flags), group, "{flags}");
        }
    }

    #[test]
    fn gains_round_to_the_nearest_thousandth_and_stay_in_bounds() {
        assert_eq!([0.0004, 0.0006, -0.0015, 99.0].map(thousandths), [0, 1, -2, i16::MAX]);
    }
}
