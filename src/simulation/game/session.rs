//! A game with its log: each answer gives the lines to be written before anything is shown.

use super::log::{Chain, Header, Line, Log, LogError};
use super::said::{Act, Given, Wrong};
use super::seen::{Seen, Standing};
use super::{Entry, Game, Hands, Reached};
use crate::scenario::place::PartyIndex;

/// A game that goes on.
pub struct Session<'a> {
    game: Game<'a>,
    /// What was answered, with the number of the move.
    given: Vec<(usize, Given)>,
    acts: Vec<Act>,
    open: Option<Seen>,
    chain: Chain,
    /// Seats that are held (keys).
    seats: Vec<String>,
    /// For whom the engine moves for now.
    hands: Hands,
    heard: Vec<Entry>,
}

impl<'a> Session<'a> {
    /// Begins: the session, and the first lines of its log.
    pub fn begin(game: Game<'a>, header: &Header) -> (Self, String) {
        Self::begin_with(game, header, Hands::new())
    }

    /// The same with seats for which the engine moves.
    pub fn begin_with(game: Game<'a>, header: &Header, hands: Hands) -> (Self, String) {
        let mut chain = Chain::default();
        let mut lines = chain.line(header);
        let mut session = Self::new(game, header, chain);
        session.hands = hands;
        lines += &session.again();
        (session, lines)
    }

    fn new(game: Game<'a>, header: &Header, chain: Chain) -> Self {
        Self {
            game,
            given: Vec::new(),
            acts: Vec::new(),
            open: None,
            chain,
            seats: header.seats.clone(),
            hands: Hands::new(),
            heard: Vec::new(),
        }
    }

    /// Goes on from a log: the session, and the lines that it lacks.
    ///
    /// # Errors
    /// If played again the game is another one.
    pub fn resume(mut game: Game<'a>, log: &Log) -> Result<(Self, String), LogError> {
        let given = log.given();
        let moves: Vec<Given> = given.iter().map(|(_, given)| given.clone()).collect();
        let Reached { acts, open, wrong, heard, .. } = game.play(&moves);
        let written: Vec<Act> = log.acts().into_iter().map(|(_, act)| act.clone()).collect();
        if let Some((place, why)) = wrong {
            let number = given.get(place).map_or(0, |(act, _)| *act);
            let line = log.acts().iter().find(|(_, act)| act.act == number).map_or(1, |(line, _)| *line);
            return Err(LogError { line, what: why.to_string() });
        }
        log.agrees(&acts)?;
        let mut session = Self::new(game, &log.header, log.chain.clone());
        (session.given, session.acts) = (given, written);
        let lines = session.go_on(acts, open, heard);
        Ok((session, lines))
    }

    /// What is asked now; `None`: the game is over.
    pub fn open(&self) -> Option<&Seen> {
        self.open.as_ref()
    }

    /// All moves so far.
    pub fn acts(&self) -> &[Act] {
        &self.acts
    }

    /// What was answered so far.
    pub fn given(&self) -> Vec<Given> {
        moves(&self.given)
    }

    /// What could be heard so far, with who could hear it.
    pub fn heard(&self) -> &[Entry] {
        &self.heard
    }

    /// The checksum of the last line.
    pub fn sum(&self) -> &str {
        self.chain.sum()
    }

    /// Takes an answer: the lines to be written.
    ///
    /// # Errors
    /// If the move cannot be made: nothing has changed.
    pub fn answer(&mut self, given: Given) -> Result<String, Wrong> {
        let Some(turn) = self.open.as_ref().map(|seen| seen.turn) else { return Ok(String::new()) };
        self.given.push((turn, given));
        let Reached { acts, open, wrong, heard, .. } = self.game.play_with(&moves(&self.given), &self.hands);
        if let Some((_, why)) = wrong {
            self.given.pop();
            return Err(why);
        }
        Ok(self.go_on(acts, open, heard))
    }

    /// Lets the engine move for these seats from now on, and for no others: the lines to be written.
    pub fn hand_over(&mut self, hands: Hands) -> String {
        self.hands = hands;
        let waits = self.open.as_ref().is_some_and(|seen| self.hands.contains_key(&seen.party));
        if waits { self.again() } else { String::new() }
    }

    /// Goes back to before a move: the lines to be written. It is played again from there.
    pub fn rewind(&mut self, act: usize) -> String {
        self.given.retain(|(number, _)| *number < act);
        self.acts.truncate(act.saturating_sub(1));
        let mut lines = self.chain.line(&Line::Rewind { rewind: act });
        lines += &self.again();
        lines
    }

    /// The game as it stands, with the whole run where it is over.
    pub fn reached(&mut self) -> Reached<'_> {
        self.game.play(&moves(&self.given))
    }

    /// Where the talks stand for a party; `None`: the game is over.
    pub fn standing(&mut self, party: PartyIndex) -> Option<Standing> {
        self.game.standing(&moves(&self.given), party)
    }

    /// The game.
    pub fn game(&mut self) -> &mut Game<'a> {
        &mut self.game
    }

    /// Holds the run again with what was answered so far.
    fn again(&mut self) -> String {
        let Reached { acts, open, heard, .. } = self.game.play_with(&moves(&self.given), &self.hands);
        self.go_on(acts, open, heard)
    }

    /// The lines of the moves that are new. What the engine has done for a seat that is held is answered with that.
    fn go_on(&mut self, acts: Vec<Act>, open: Option<Seen>, heard: Vec<Entry>) -> String {
        let known = self.given.last().map_or(0, |(act, _)| *act);
        let by_hand = |act: &&Act| act.act > known && self.seats.contains(&act.seat);
        let new = acts.iter().filter(by_hand).map(|act| (act.act, act.given()));
        let new: Vec<(usize, Given)> = new.collect();
        self.given.extend(new);
        let chain = &mut self.chain;
        let lines = acts.iter().skip(self.acts.len()).map(|act| chain.line(act)).collect();
        (self.acts, self.open, self.heard) = (acts, open, heard);
        lines
    }
}

fn moves(given: &[(usize, Given)]) -> Vec<Given> {
    given.iter().map(|(_, given)| given.clone()).collect()
}
