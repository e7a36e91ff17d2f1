//! One negotiation: the table that protocols share, what a protocol is, who sits at it, and how it ended.

use super::{
    clock::{Clock, Convention},
    game::{Game, Unplayable},
    inverse::Inverse,
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
    /// What a party has in the end: the package's utility, with what it gains if everybody accepted, or its reservation value; both discounted by the
    /// time at which it was agreed or the talks ended. By NegMAS's convention a reservation value is not discounted.
    pub fn utility(&self, game: &Game, clock: Clock, party: usize) -> f64 {
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
        let Some((package, accepting, round)) = agreed else {
            let least = game.reservation[party];
            return match clock.convention {
                Convention::Plain => {
                    discounted(game, party, least, clock.time(self.rounds.saturating_sub(1)))
                }
                Convention::NegMas => least,
            };
        };
        let bonus = game.bonus.filter(|(of, _)| *of == party && accepting == game.rule.everybody());
        let worth =
            bonus.map_or(game.utility(party, package), |(_, gain)| game.utility(party, package) + gain);
        discounted(game, party, worth, clock.time(round))
    }
}

/// What something is worth to a party at a time; nothing at all (−∞) stays that.
fn discounted(game: &Game, party: usize, worth: f64, time: f64) -> f64 {
    let discount = game.discount[party];
    if discount == 1.0 || worth.is_infinite() { worth } else { worth * libm::pow(discount, time) }
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
            places.push(SeatPlace { view, plan: (plan.len() > from).then_some(from) });
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
        .settled()
    }
}

/// A game with its players in their seats, ready to be played once.
pub struct Seated<'a> {
    session: &'a Session<'a>,
    seats: &'a mut [Box<dyn Tactic>],
    places: Vec<SeatPlace<'a>>,
    plan: Vec<Step>,
    listeners: u32,
    leavers: u32,
}

/// A seat as the table knows it.
struct SeatPlace<'a> {
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
    places: Vec<SeatPlace<'a>>,
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

/// A protocol by name.
#[derive(Debug, Clone, Copy)]
pub struct Protocol {
    /// Its name in files and on the command line.
    pub name: &'static str,
    /// What it is, in a line, and whose it is.
    pub about: &'static str,
    /// Whether a mediator looks at packages that nobody has offered.
    pub mediated: bool,
    /// Plays it to its end.
    pub hold: fn(&mut Table<'_>) -> End,
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
        let difference = view.utilities[package] - view.utilities[than];
        if difference.abs() <= view.slack() { 0.0 } else { difference }
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
    use crate::lab::games::rule::Rule;

    const CLOCK: Clock = Clock { rounds: 11, convention: Convention::Plain };

    #[test]
    fn a_bonus_is_for_what_everybody_accepts_and_a_discount_for_all_that_is_had() {
        let mut game = Game::new(1, vec![4.0, 6.0], vec![1.0, 2.0], Rule::unanimity(2)).unwrap();
        game.bonus = Some((0, 10.0));
        let at = |rounds, accepting| Result { end: End::Agreement { package: 0, accepting }, rounds };
        let both = at(6, 0b11);
        assert_eq!((both.utility(&game, CLOCK, 0), both.utility(&game, CLOCK, 1)), (14.0, 6.0));
        assert_eq!(at(6, 0b01).utility(&game, CLOCK, 0), 4.0);
        // All of it in the first round, the discount in the last, its square root half-way.
        game.discount = vec![0.25, 0.36];
        assert_eq!([1, 6, 11].map(|rounds| at(rounds, 0b11).utility(&game, CLOCK, 0)), [14.0, 7.0, 3.5]);
        let ended = |end, rounds| Result { end, rounds };
        let without = [(End::Breakdown, 1), (End::WalkOut(1), 6), (End::Deadline, 11)]
            .map(|(end, rounds)| ended(end, rounds).utility(&game, CLOCK, 1));
        assert!(without.iter().zip([2.0, 1.2, 0.72]).all(|(found, wanted)| (found - wanted).abs() < 1e-15));
        // Whoever is in no group has what it has without agreement.
        let group = Group { parties: 0b01, package: 0, round: 5 };
        assert_eq!(ended(End::Groups(vec![group]), 11).utility(&game, CLOCK, 0), 2.0);
        assert!((ended(End::Groups(vec![group]), 11).utility(&game, CLOCK, 1) - 0.72).abs() < 1e-15);
        // Nothing stays nothing, even where everything is worth nothing in the end.
        (game.reservation[1], game.discount[1]) = (f64::NEG_INFINITY, 0.0);
        assert_eq!(ended(End::Deadline, 11).utility(&game, CLOCK, 1), f64::NEG_INFINITY);
    }

    #[test]
    fn by_the_convention_of_negmas_a_reservation_value_keeps_its_worth() {
        let mut game = Game::new(1, vec![4.0, 6.0], vec![1.0, 2.0], Rule::unanimity(2)).unwrap();
        game.discount = vec![0.25, 0.25];
        let clock = Clock { rounds: 3, convention: Convention::NegMas };
        assert_eq!(Result { end: End::Deadline, rounds: 3 }.utility(&game, clock, 1), 2.0);
        let half_way = Result { end: End::Agreement { package: 0, accepting: 0b11 }, rounds: 2 };
        assert_eq!(half_way.utility(&game, clock, 1), 3.0);
    }

    #[test]
    fn nobody_has_less_in_the_end_than_what_it_would_have_had_without_agreement_then() {
        let saop = crate::lab::games::protocol::by_name("saop").unwrap();
        for run in 0..40 {
            let mut game = Game::new(125, vec![0.0; 250], vec![0.4, 0.3], Rule::unanimity(2)).unwrap();
            game.sizes = vec![5, 5, 5];
            crate::lab::games::redraw::redraw(&mut game, &[None, None], 1, run);
            (game.reservation, game.discount) = (vec![0.4, 0.3], vec![0.5, 0.9]);
            let mut players = Players::named(&["boulware", "linear"], CLOCK, 1, run).unwrap();
            let ended = Session::new(&game, CLOCK).hold(saop, &mut players, None);
            let without = Result { end: End::Breakdown, rounds: ended.rounds };
            for party in 0..2 {
                assert!(ended.utility(&game, CLOCK, party) >= without.utility(&game, CLOCK, party), "{run}");
            }
        }
    }

    #[test]
    fn what_reaches_a_reservation_value_but_for_rounding_is_agreed() {
        let saop = crate::lab::games::protocol::by_name("saop").unwrap();
        // One package, worth its reservation value to each: 0.3, and the sum of 0.1 and 0.2.
        let game = Game::new(1, vec![0.3, 0.3], vec![0.3, 0.1 + 0.2], Rule::unanimity(2)).unwrap();
        for name in ["linear", "micro", "car", "random", "hybrid", "tit-for-tat", "take-it-or-leave-it"] {
            let mut players = Players::named(&[name, name], CLOCK, 1, 0).unwrap();
            let ended = Session::new(&game, CLOCK).hold(saop, &mut players, None);
            assert!(matches!(ended.end, End::Agreement { package: 0, .. }), "{name}: {ended:?}");
        }
    }
}
