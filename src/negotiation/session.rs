//! One negotiation: the table that protocols share, who sits at it, and how it ended.

use super::{
    clock::Clock,
    game::{Game, Unplayable},
    inverse::Inverse,
    protocol::Protocol,
    tactic::{self, Setting, Step, Tactic, View},
};
use crate::world::stream::{Key, Stream};

/// How a negotiation ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// A package passed.
    Agreement {
        /// Which.
        package: usize,
        /// Who accepted it, as bits.
        accepting: u32,
    },
    /// Groups agreed among themselves, one after another; whoever is in none has no agreement.
    Groups(Vec<Group>),
    /// A party left.
    WalkOut(usize),
    /// Talks broke down by chance.
    Breakdown,
    /// No rounds were left.
    Deadline,
}

/// Parties that agreed among themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Group {
    /// Who, as bits.
    pub parties: u32,
    /// On what.
    pub package: usize,
    /// In which round, from 0.
    pub round: u32,
}

/// What came of a negotiation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Result {
    /// How it ended.
    pub end: End,
    /// Rounds begun.
    pub rounds: u32,
}

impl Result {
    /// What a party has in the end: the package's utility, with what it gains if everybody accepted, discounted by the share of all rounds that
    /// had passed; or its reservation value.
    pub fn utility(&self, game: &Game, rounds: u32, party: usize) -> f64 {
        let agreed = match &self.end {
            End::Agreement { package, accepting } => {
                Some((*package, *accepting, self.rounds.saturating_sub(1)))
            }
            End::Groups(groups) => groups
                .iter()
                .find(|group| group.parties & (1 << party) != 0)
                .map(|group| (group.package, group.parties, group.round)),
            _ => None,
        };
        let Some((package, accepting, round)) = agreed else { return game.reservation[party] };
        let bonus = game.bonus.filter(|(of, _)| *of == party && accepting == game.rule.everybody());
        let worth =
            bonus.map_or(game.utility(party, package), |(_, gain)| game.utility(party, package) + gain);
        if game.discount[party] == 1.0 {
            return worth;
        }
        worth * libm::pow(game.discount[party], f64::from(round) / f64::from(rounds.max(1)))
    }
}

/// What happened at a turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// A package was offered.
    Offer(usize),
    /// Nothing was offered.
    Pass,
    /// A package was accepted.
    Accept(usize),
    /// A package was refused.
    Refuse(usize),
    /// The party left.
    Leave,
}

/// One line of a trace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// The round, from 0.
    pub round: u32,
    /// Who acted; `None` for a mediator.
    pub party: Option<usize>,
    /// What it did.
    pub act: Act,
}

/// The tactics in the seats.
pub struct Players(Vec<Box<dyn Tactic>>);

impl Players {
    /// Tactics made already, one a seat.
    pub fn new(seats: Vec<Box<dyn Tactic>>) -> Self {
        Self(seats)
    }

    /// Whether a seat remembers nothing from one negotiation to the next, and does nothing by its dice.
    pub fn goes_by_the_clock_alone(&self, seat: usize) -> bool {
        self.0.get(seat).is_some_and(|tactic| tactic.goes_by_the_clock_alone())
    }

    /// Puts another tactic into a seat.
    pub fn replace(&mut self, seat: usize, tactic: Box<dyn Tactic>) {
        if let Some(place) = self.0.get_mut(seat) {
            *place = tactic;
        }
    }

    /// Tactics by name with their usual parameters, one a seat; `seed` and `run` are those of their dice.
    ///
    /// # Errors
    ///
    /// A name that no tactic has.
    pub fn named(names: &[&str], clock: Clock, seed: u64, run: u64) -> std::result::Result<Self, Unplayable> {
        let seats: std::result::Result<Vec<_>, _> = names
            .iter()
            .enumerate()
            .map(|(seat, name)| {
                let kind = tactic::by_name(name)
                    .ok_or_else(|| Unplayable(format!("no tactic is called \"{name}\"")))?;
                let values: Vec<f64> = kind.parameters.iter().map(|p| p.default).collect();
                let dice = Key::new(seed, "tactic", &seat.to_string()).stream(run);
                Ok((kind.make)(Setting { values: &values, clock, dice }))
            })
            .collect();
        Ok(Self(seats?))
    }
}

/// A game made ready to be played: each party's utilities turned round.
pub struct Session<'a> {
    game: &'a Game,
    clock: Clock,
    inverses: Vec<Inverse>,
    /// Chance per round that talks break down.
    pub breakdown: f64,
    /// Seed and run of the table's own dice.
    pub dice: (u64, u64),
    /// A package that stands at the beginning, where a protocol has use for one.
    pub initial: Option<usize>,
}

impl<'a> Session<'a> {
    /// Prepares a game.
    pub fn new(game: &'a Game, clock: Clock) -> Self {
        Self::in_memory(game, clock, Vec::new())
    }

    /// The same in memory that a former session has left.
    pub fn in_memory(game: &'a Game, clock: Clock, mut inverses: Vec<Inverse>) -> Self {
        inverses.resize_with(game.parties(), Inverse::default);
        for (party, inverse) in inverses.iter_mut().enumerate() {
            inverse.rebuild(game.of_party(party));
        }
        Self { game, clock, inverses, breakdown: 0.0, dice: (0, 0), initial: None }
    }

    /// The memory of a session, for the next.
    pub fn into_memory(self) -> Vec<Inverse> {
        self.inverses
    }

    /// Seats players and plays a protocol to its end. `trace` takes down what happens, line by line.
    pub fn hold(&self, protocol: &Protocol, players: &mut Players, trace: Option<&mut Vec<Line>>) -> Result {
        self.seat(players).play(protocol, trace)
    }

    /// Seats players: each looks at its own utilities and makes its plans. That is the last of the set-up.
    pub fn seat<'b>(&'b self, players: &'b mut Players) -> Seated<'b> {
        let parties = self.game.parties().min(players.0.len());
        let rounds = self.clock.rounds as usize;
        let mut plan = Vec::with_capacity(parties * rounds.min(1024));
        let mut places = Vec::with_capacity(parties);
        let bit = |is: bool, party: usize| u32::from(is) << party;
        let (mut listeners, mut leavers) = (0, 0);
        for (party, seat) in players.0.iter_mut().enumerate().take(parties) {
            let view = self.view(party);
            let from = plan.len();
            seat.prepare(&view, &mut plan);
            // Only a whole plan counts.
            if plan.len() != from + rounds {
                plan.truncate(from);
            }
            places.push(Place { view, plan: (plan.len() > from).then_some(from) });
            listeners |= bit(seat.listens(), party);
            leavers |= bit(seat.may_walk_out(), party);
        }
        Seated { session: self, seats: &mut players.0, places, plan, listeners, leavers }
    }

    fn view(&self, party: usize) -> View<'_> {
        View {
            utilities: self.game.of_party(party),
            inverse: &self.inverses[party],
            reservation: self.game.reservation[party],
            party,
            parties: self.game.parties(),
            sizes: &self.game.sizes,
            ordered: &self.game.ordered,
            clock: self.clock,
            round: 0,
        }
    }
}

/// A game with its players in their seats, ready to be played once.
pub struct Seated<'a> {
    session: &'a Session<'a>,
    seats: &'a mut [Box<dyn Tactic>],
    places: Vec<Place<'a>>,
    plan: Vec<Step>,
    listeners: u32,
    leavers: u32,
}

/// A seat as the table knows it.
struct Place<'a> {
    view: View<'a>,
    /// Where its plan begins, if it has one.
    plan: Option<usize>,
}

impl Seated<'_> {
    /// Plays a protocol to its end. `trace` takes down what happens, line by line.
    pub fn play(self, protocol: &Protocol, trace: Option<&mut Vec<Line>>) -> Result {
        let Self { session, seats, places, plan, listeners, leavers } = self;
        let dice =
            (session.breakdown > 0.0).then(|| Key::new(session.dice.0, "table", "").stream(session.dice.1));
        let mut table = Table { session, seats, places, plan, listeners, leavers, trace, dice, round: 0 };
        let end = (protocol.hold)(&mut table);
        Result { end, rounds: table.round + 1 }
    }
}

/// The table that protocols share: asks seats, tells the others, takes down what happens.
pub struct Table<'a> {
    session: &'a Session<'a>,
    seats: &'a mut [Box<dyn Tactic>],
    places: Vec<Place<'a>>,
    /// Steps of those who go by the clock alone, one after another.
    plan: Vec<Step>,
    /// Seats that want to hear, as bits.
    listeners: u32,
    /// Seats that may leave, as bits.
    leavers: u32,
    trace: Option<&'a mut Vec<Line>>,
    dice: Option<Stream>,
    round: u32,
}

impl Table<'_> {
    /// Number of parties, one a seat.
    pub fn parties(&self) -> usize {
        self.seats.len().min(self.session.game.parties())
    }

    /// All parties, as bits.
    pub fn everybody(&self) -> u32 {
        self.session.game.rule.everybody()
    }

    /// Votes of a coalition.
    pub fn votes_of(&self, coalition: u32) -> u64 {
        self.session.game.rule.votes_of(coalition)
    }

    /// The package that stands at the beginning, if one does.
    pub fn initial(&self) -> Option<usize> {
        self.session.initial
    }

    /// How far a party's best package is from its worst, in its utility.
    pub fn range(&self, party: usize) -> f64 {
        let view = &self.places[party].view;
        view.best() - view.inverse.worst()
    }

    /// Number of packages.
    pub fn packages(&self) -> usize {
        self.session.game.packages()
    }

    /// Number of values of each issue; empty where packages have no issues.
    pub fn sizes(&self) -> &[usize] {
        &self.session.game.sizes
    }

    /// Rounds in all.
    pub fn rounds(&self) -> u32 {
        self.session.clock.rounds
    }

    /// Begins a round.
    pub fn begin(&mut self, round: u32) {
        self.round = round;
        for place in &mut self.places {
            place.view.round = round;
        }
    }

    /// The round that is held.
    pub fn round(&self) -> u32 {
        self.round
    }

    /// Whether a coalition's acceptances are enough.
    pub fn passes(&self, accepting: u32) -> bool {
        self.session.game.rule.passes(accepting)
    }

    /// Whether talks break down at the end of this round.
    pub fn breaks_down(&mut self) -> bool {
        let chance = self.session.breakdown;
        self.dice.as_mut().is_some_and(|dice| dice.unit() < chance)
    }

    /// The dice of a protocol or mediator, by purpose.
    pub fn dice(&self, purpose: &str) -> Stream {
        Key::new(self.session.dice.0, purpose, "").stream(self.session.dice.1)
    }

    /// What a party that goes by the clock alone does now.
    #[inline]
    fn step(&self, party: usize) -> Option<Step> {
        let from = self.places[party].plan?;
        self.plan.get(from + self.round as usize).copied()
    }

    /// Whether a party leaves now.
    #[inline]
    pub fn walks_out(&mut self, party: usize) -> bool {
        if self.leavers & (1 << party) == 0 {
            return false;
        }
        let leaves = self.seats[party].walks_out(&self.places[party].view);
        if leaves {
            self.note(Some(party), Act::Leave);
        }
        leaves
    }

    /// Asks a party for an offer, and tells the others.
    #[inline]
    pub fn propose(&mut self, party: usize) -> Option<usize> {
        let offer = match self.step(party) {
            Some(step) => step.offer(),
            None => self.seats[party].propose(&self.places[party].view),
        };
        match offer {
            Some(package) => {
                self.note(Some(party), Act::Offer(package));
                self.tell(party, |seat, view| seat.heard_offer(view, party, package));
            }
            None => self.note(Some(party), Act::Pass),
        }
        offer
    }

    /// Asks a party whether it accepts a package, and tells the others if it does.
    #[inline]
    pub fn accepts(&mut self, party: usize, package: usize) -> bool {
        let accepts = match self.step(party) {
            Some(step) => self.places[party].view.utilities[package] >= step.accepts(),
            None => self.seats[party].accepts(&self.places[party].view, package),
        };
        if accepts {
            self.note(Some(party), Act::Accept(package));
        }
        self.tell(party, |seat, view| seat.heard_answer(view, party, package, accepts));
        accepts
    }

    /// Asks parties (bits) whether they accept a package, and takes down refusals too: who accepts, as bits.
    pub fn vote(&mut self, voters: u32, package: usize) -> u32 {
        let mut accepting = 0;
        for party in (0..self.parties()).filter(|party| voters & (1 << party) != 0) {
            if self.accepts(party, package) {
                accepting |= 1 << party;
            } else {
                self.note(Some(party), Act::Refuse(package));
            }
        }
        accepting
    }

    /// Whether a package is at least as good as nothing to a party. A mediator may ask that.
    pub fn acceptable(&self, party: usize, package: usize) -> bool {
        let view = &self.places[party].view;
        view.utilities[package] >= view.reservation && view.utilities[package] != f64::NEG_INFINITY
    }

    /// By how much a party finds one package better than another (own utility). Only for answers that the party itself gives: a
    /// protocol may ask which is better, and a vote of Klein's kind how much.
    pub fn difference(&self, party: usize, package: usize, than: usize) -> f64 {
        let view = &self.places[party].view;
        view.utilities[package] - view.utilities[than]
    }

    /// A mediator puts a package forward.
    pub fn put(&mut self, package: usize) {
        self.note(None, Act::Offer(package));
    }

    #[inline]
    fn note(&mut self, party: Option<usize>, act: Act) {
        let round = self.round;
        if let Some(trace) = self.trace.as_mut() {
            trace.push(Line { round, party, act });
        }
    }

    #[inline]
    fn tell(&mut self, by: usize, mut hear: impl FnMut(&mut dyn Tactic, &View<'_>)) {
        let mut who = self.listeners & !(1 << by);
        while who != 0 {
            let party = who.trailing_zeros() as usize;
            who &= who - 1;
            hear(self.seats[party].as_mut(), &self.places[party].view);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::negotiation::rule::Rule;

    #[test]
    fn a_bonus_is_for_what_everybody_accepts_and_a_discount_for_both() {
        let mut game = Game::new(1, vec![4.0, 6.0], vec![1.0, 2.0], Rule::unanimity(2)).unwrap();
        game.bonus = Some((0, 10.0));
        let result = |accepting| Result { end: End::Agreement { package: 0, accepting }, rounds: 6 };
        assert_eq!((result(0b11).utility(&game, 10, 0), result(0b11).utility(&game, 10, 1)), (14.0, 6.0));
        assert_eq!(result(0b01).utility(&game, 10, 0), 4.0);
        game.discount[0] = 0.25;
        assert_eq!(result(0b11).utility(&game, 10, 0), 7.0);
        let failed = Result { end: End::Deadline, rounds: 10 };
        assert_eq!(failed.utility(&game, 10, 1), 2.0);
    }
}
