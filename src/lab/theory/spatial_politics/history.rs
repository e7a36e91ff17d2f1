//! What happened in a run, for tables and charts: positions on 0 to 100, numbers of parties in the order of the input.

/// Whose estimate an offer rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Author {
    /// The initiator's.
    Initiator,
    /// The receiver's.
    Receiver,
    /// The mean of both.
    Compromise,
}

/// What became of an offer, or of the status quo, in one party's queue.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Standing {
    /// Its probability in the election over that queue.
    pub chance: f64,
    /// Whether it is what that party did.
    pub chosen: bool,
}

/// A bargain that one party offered to another: both would move.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// Who challenged.
    pub initiator: usize,
    /// Whom.
    pub receiver: usize,
    /// Whose estimate it rests on.
    pub author: Author,
    /// What the initiator expected to gain by the challenge, in utility (of both positions together, −2 to 2).
    pub gain: f64,
    /// The initiator's estimate of its chance to win.
    pub victory: f64,
    /// By dimension: where the initiator would move.
    pub initiator_position: Vec<f64>,
    /// By dimension: where the receiver would move.
    pub receiver_position: Vec<f64>,
    /// In the initiator's queue.
    pub by_initiator: Standing,
    /// In the receiver's queue.
    pub by_receiver: Standing,
}

/// How things stood at the beginning of a turn, and what was offered and done in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Turn {
    /// Party by party, by dimension: positions.
    pub positions: Vec<f64>,
    /// Likewise: ideals.
    pub ideals: Vec<f64>,
    /// By party: attitude to risk, −1 (inclined) to 1 (averse).
    pub risk: Vec<f64>,
    /// One party for each distinct position, with the probability of that position; they sum to 1.
    pub distinct: Vec<(usize, f64)>,
    /// By party: the probability of its position. Parties at one position all have it, so these may sum to more than 1.
    pub chances: Vec<f64>,
    /// How far parties moved to get here from the turn before, as a share of the first turn's movement; nothing at the beginning.
    pub movement: Option<f64>,
    /// All offers, by initiator; none in the last turn.
    pub offers: Vec<Offer>,
    /// By party: the status quo in its queue; empty in the last turn.
    pub status_quo: Vec<Standing>,
}

impl Turn {
    /// The position of a party.
    pub fn position(&self, party: usize) -> Option<&[f64]> {
        let d = self.positions.len().checked_div(self.risk.len())?;
        self.positions.get(party * d..(party + 1) * d)
    }

    /// The offer by which a party moved in this turn, if it took one.
    pub fn taken(&self, party: usize) -> Option<&Offer> {
        self.offers.iter().find(|offer| {
            (offer.initiator == party && offer.by_initiator.chosen)
                || (offer.receiver == party && offer.by_receiver.chosen)
        })
    }

    /// Whom a party challenged.
    pub fn target(&self, party: usize) -> Option<usize> {
        self.offers.iter().find(|offer| offer.initiator == party).map(|offer| offer.receiver)
    }

    /// The expected position on a dimension: positions by their probabilities.
    pub fn expected(&self, dimension: usize) -> Option<f64> {
        self.distinct
            .iter()
            .map(|(party, chance)| Some(chance * self.position(*party)?.get(dimension)?))
            .sum::<Option<f64>>()
    }
}

/// A whole run.
#[derive(Debug, Clone, PartialEq)]
pub struct History {
    /// From the beginning (0) to the end, which has no offers.
    pub turns: Vec<Turn>,
    /// Whether movement died down; else the number of turns ran out.
    pub settled: bool,
}

impl History {
    /// By turn: a party's position on a dimension, for a line in a chart.
    pub fn path(&self, party: usize, dimension: usize) -> Vec<f64> {
        let at = |turn: &Turn| turn.position(party).and_then(|p| p.get(dimension).copied());
        self.turns.iter().filter_map(at).collect()
    }

    /// By turn: the probability of a party's position.
    pub fn chances(&self, party: usize) -> Vec<f64> {
        self.turns.iter().filter_map(|turn| turn.chances.get(party).copied()).collect()
    }

    /// How things stood in the end; there always is a last turn.
    pub fn last(&self) -> Option<&Turn> {
        self.turns.last()
    }
}
