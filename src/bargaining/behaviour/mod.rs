//! Behaviours: what a seat proposes and accepts. The table never knows which one sits there.

pub mod concession;
pub mod nash;

use super::prospects::Prospects;
use crate::preference::{table::Table, valuation::Valuation};

/// The behaviours on offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Behaviour {
    /// Time-dependent concession (Faratin, Sierra & Jennings 1998).
    Concession,
    /// The exact Nash-product choice of the reference model, in expectation where something is hidden.
    Nash,
}

impl Behaviour {
    /// All, the default first.
    pub const ALL: [Self; 2] = [Self::Concession, Self::Nash];

    /// Key used on the command line and in files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Concession => "concession",
            Self::Nash => "nash",
        }
    }

    /// In words.
    pub fn label(self) -> &'static str {
        match self {
            Self::Concession => "concession over time",
            Self::Nash => "Nash-product choice",
        }
    }
}

/// Where the talks stand when a seat must act.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moment {
    /// Position of the current offer between the first (0) and the last (1).
    pub time: f64,
    /// The same for the party's own next offer, and periods until then; `None`: it makes no further offer.
    pub next: Option<(f64, u32)>,
}

/// What the seats at one table share.
#[derive(Debug, Clone, Copy)]
pub struct Situation<'a> {
    /// The table.
    pub table: &'a Table,
    /// The world as this table sees it.
    pub valuation: &'a Valuation,
    /// What could be agreed.
    pub prospects: &'a Prospects,
}

/// A seat's mind for the length of one negotiation.
#[derive(Debug, Clone)]
pub enum Mind {
    /// Concedes over time.
    Concession(concession::Concession),
    /// Looks for the largest expected Nash product.
    Nash(nash::Nash),
}

impl Mind {
    /// One mind for the whole table: what it holds of each seat is that seat's own or common knowledge.
    pub fn new(behaviour: Behaviour, situation: Situation<'_>) -> Self {
        match behaviour {
            Behaviour::Concession => Self::Concession(concession::Concession::new(situation)),
            Behaviour::Nash => Self::Nash(nash::Nash::new(situation)),
        }
    }

    /// What a party proposes; `None`: it passes.
    pub fn propose(&self, situation: Situation<'_>, party: usize, moment: Moment) -> Option<usize> {
        match self {
            Self::Concession(mind) => mind.propose(party, moment),
            Self::Nash(mind) => mind.propose(situation, party),
        }
    }

    /// The least expected value (stock) for which a member accepts now.
    pub fn accepts_from(&self, situation: Situation<'_>, party: usize, moment: Moment) -> f64 {
        match self {
            Self::Concession(mind) => mind.accepts_from(situation, party, moment),
            Self::Nash(_) => least_acceptable(situation.valuation, party),
        }
    }

    /// The best that a party can still hope for.
    pub fn hope(&self, situation: Situation<'_>, party: usize) -> f64 {
        match self {
            Self::Concession(mind) => mind.hope(party),
            Self::Nash(mind) => mind.hope(situation, party),
        }
    }

    /// Everyone at the table has heard a refusal.
    pub fn heard_refusal(&mut self, situation: Situation<'_>, party: usize, prospect: usize) {
        match self {
            Self::Concession(mind) => mind.heard_refusal(prospect),
            Self::Nash(mind) => mind.heard_refusal(situation, party, prospect),
        }
    }
}

/// What a party must at least expect before it signs: its reservation value with its mandate, or its outside option.
pub fn least_acceptable(valuation: &Valuation, party: usize) -> f64 {
    valuation.outside[party].map_or(f64::NEG_INFINITY, |o| o).max(valuation.threshold(party))
}
