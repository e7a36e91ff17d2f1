//! Agreements whose values stand, in little space: what their parties would do is worked out later, for those of which somebody asks.

use super::chain::MOST;
use super::evaluation::Agreement;
use super::guarantee::Deterrence;
use crate::agreement::per_party::{MOST_PARTIES, PerParty, in_lanes};
use crate::scenario::place::PartyIndex;

/// Agreements of one table in one world, one after the other.
#[derive(Debug, Clone, Default)]
pub struct Valued {
    parties: usize,
    /// What was done may stay as it is (see [`Agreement::frozen`]).
    freezes: bool,
    heads: Vec<Head>,
    /// Chances and rows of numbers by party, as [`Valued::push`] writes them, in pieces that never move.
    numbers: Vec<Vec<f64>>,
}

/// What of an agreement is no number of each party.
#[derive(Debug, Clone, Copy)]
struct Head {
    /// In which piece its numbers stand, where they begin in it, and how many there are.
    piece: usize,
    from: usize,
    count: usize,
    stages: usize,
    spoil: f64,
    spoilers: u32,
    outvoted: u32,
    guarantors: u32,
    against_spoilers: u32,
    leavers: [u8; MOST + 1],
    leaves_frozen: [u8; MOST],
}

/// Numbers of a piece.
const PIECE: usize = 4096;

/// Stands for nobody.
const NOBODY: u8 = u8::MAX;

impl Valued {
    /// None yet, with space for some; `freezes`: failed stages may be renegotiated.
    pub fn new(parties: usize, freezes: bool, room: usize) -> Self {
        Self { parties, freezes, heads: Vec::with_capacity(room), numbers: Vec::new() }
    }

    /// Adds an agreement of which the values stand.
    pub fn push(&mut self, agreement: &Agreement) {
        in_lanes!(self.parties, self.add(agreement));
    }

    fn add<const LANES: usize>(&mut self, agreement: &Agreement) {
        let Agreement { stages, spoil, spoilers, outvoted, flow, collapse, value, frozen, stake, .. } =
            agreement;
        let Deterrence { guarantors, against_spoilers, ref spoil_loss, .. } = agreement.deterrence;
        let (stages, guaranteed) = (*stages, usize::from(guarantors != 0));
        let rows = 3 * (stages + 1) + stages * (1 + usize::from(self.freezes)) + guaranteed;
        let (piece, freezes) = (self.piece(stages + rows * LANES), self.freezes);
        let numbers = &mut self.numbers[piece];
        let from = numbers.len();
        numbers.extend_from_slice(&agreement.success[..stages]);
        let mut add = |row: &PerParty| numbers.extend_from_slice(&row[..LANES]);
        for k in 0..=stages {
            add(&flow[k]);
            add(&collapse[k]);
            add(&value[k]);
        }
        stake[..stages].iter().for_each(&mut add);
        if freezes {
            frozen[..stages].iter().for_each(&mut add);
        }
        if guarantors != 0 {
            add(spoil_loss);
        }
        self.heads.push(Head {
            piece,
            from,
            count: numbers.len() - from,
            stages,
            spoil: *spoil,
            spoilers: *spoilers,
            outvoted: *outvoted,
            guarantors,
            against_spoilers,
            leavers: agreement.leavers.map(number),
            leaves_frozen: agreement.leaves_frozen.map(number),
        });
    }

    /// The piece that has space for so many numbers more.
    fn piece(&mut self, count: usize) -> usize {
        if self.numbers.last().is_none_or(|piece| piece.capacity() - piece.len() < count) {
            self.numbers.push(Vec::with_capacity(PIECE.max(count)));
        }
        self.numbers.len() - 1
    }

    /// Adds one of other agreements of the same table.
    pub fn push_known(&mut self, known: &Self, place: usize) {
        let head = known.heads[place];
        let piece = self.piece(head.count);
        let numbers = &mut self.numbers[piece];
        self.heads.push(Head { piece, from: numbers.len(), ..head });
        numbers.extend_from_slice(&known.numbers[head.piece][head.from..head.from + head.count]);
    }

    /// Writes an agreement over what was there. What depends on conduct is not yet right ([`Agreement::conduct`]), nor is what spoiling costs
    /// everybody.
    pub fn restore(&self, place: usize, agreement: &mut Agreement) {
        let head = &self.heads[place];
        let (stages, numbers) = (head.stages, &self.numbers[head.piece][head.from..head.from + head.count]);
        agreement.stages = stages;
        (agreement.spoil, agreement.spoilers, agreement.outvoted) =
            (head.spoil, head.spoilers, head.outvoted);
        agreement.deterrence.guarantors = head.guarantors;
        agreement.deterrence.against_spoilers = head.against_spoilers;
        agreement.leavers = head.leavers.map(party);
        agreement.leaves_frozen = head.leaves_frozen.map(party);
        let first = agreement.leavers[..=stages].iter().position(Option::is_some);
        agreement.leaves = first.and_then(|k| agreement.leavers[k].map(|who| (k, who)));
        let (success, rows) = numbers.split_at(stages);
        agreement.success[..stages].copy_from_slice(success);
        in_lanes!(self.parties, self.read_rows(rows, agreement));
    }

    fn read_rows<const LANES: usize>(&self, mut rows: &[f64], agreement: &mut Agreement) {
        let Agreement { stages, flow, collapse, value, frozen, stake, deterrence, .. } = agreement;
        let mut read = |row: &mut PerParty| {
            if let Some((first, rest)) = rows.split_first_chunk::<LANES>() {
                row[..LANES].copy_from_slice(first);
                rows = rest;
            }
        };
        for k in 0..=*stages {
            read(&mut flow[k]);
            read(&mut collapse[k]);
            read(&mut value[k]);
        }
        stake[..*stages].iter_mut().for_each(&mut read);
        if self.freezes {
            frozen[..*stages].iter_mut().for_each(&mut read);
        }
        if deterrence.guarantors == 0 {
            deterrence.spoil_loss = [0.0; MOST_PARTIES];
        } else {
            read(&mut deterrence.spoil_loss);
        }
    }
}

fn number(party: Option<PartyIndex>) -> u8 {
    party.map_or(NOBODY, |party| party.index() as u8)
}

fn party(number: u8) -> Option<PartyIndex> {
    (number != NOBODY).then_some(PartyIndex(usize::from(number)))
}
