//! A game with its log: each answer gives the lines to be written before anything is shown.

use super::log::{Chain, Header, Line, Log, LogError};
use super::said::{Act, Given, Wrong};
use super::seen::Seen;
use super::{Game, Reached};

/// A game that goes on.
pub struct Session<'a> {
    game: Game<'a>,
    /// What was answered, with the number of the move.
    given: Vec<(usize, Given)>,
    acts: Vec<Act>,
    open: Option<Seen>,
    chain: Chain,
}

impl<'a> Session<'a> {
    /// Begins: the session, and the first lines of its log.
    pub fn begin(game: Game<'a>, header: &Header) -> (Self, String) {
        let mut chain = Chain::default();
        let mut lines = chain.line(header);
        let mut session = Self { game, given: Vec::new(), acts: Vec::new(), open: None, chain };
        let reached = session.game.play(&[]);
        let (acts, open) = (reached.acts, reached.open);
        lines += &session.go_on(acts, open);
        (session, lines)
    }

    /// Goes on from a log: the session, and the lines that it lacks.
    ///
    /// # Errors
    /// If played again the game is another one.
    pub fn resume(mut game: Game<'a>, log: &Log) -> Result<(Self, String), LogError> {
        let given = log.given();
        let moves: Vec<Given> = given.iter().map(|(_, given)| given.clone()).collect();
        let Reached { acts, open, wrong, .. } = game.play(&moves);
        let written: Vec<Act> = log.acts().into_iter().map(|(_, act)| act.clone()).collect();
        if let Some((place, why)) = wrong {
            let number = given.get(place).map_or(0, |(act, _)| *act);
            let line = log.acts().iter().find(|(_, act)| act.act == number).map_or(1, |(line, _)| *line);
            return Err(LogError { line, what: why.to_string() });
        }
        log.agrees(&acts)?;
        let mut session = Self { game, given, acts: written, open: None, chain: log.chain.clone() };
        let lines = session.go_on(acts, open);
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
        self.moves()
    }

    /// Takes an answer: the lines to be written.
    ///
    /// # Errors
    /// If the move cannot be made: nothing has changed.
    pub fn answer(&mut self, given: Given) -> Result<String, Wrong> {
        let Some(turn) = self.open.as_ref().map(|seen| seen.turn) else { return Ok(String::new()) };
        self.given.push((turn, given));
        let Reached { acts, open, wrong, .. } = self.game.play(&self.moves());
        if let Some((_, why)) = wrong {
            self.given.pop();
            return Err(why);
        }
        Ok(self.go_on(acts, open))
    }

    /// Goes back to before a move: the lines to be written. It is played again from there.
    pub fn rewind(&mut self, act: usize) -> String {
        self.given.retain(|(number, _)| *number < act);
        self.acts.truncate(act.saturating_sub(1));
        let mut lines = self.chain.line(&Line::Rewind { rewind: act });
        let Reached { acts, open, .. } = self.game.play(&self.moves());
        lines += &self.go_on(acts, open);
        lines
    }

    /// The game as it stands, with the whole run where it is over.
    pub fn reached(&mut self) -> Reached<'_> {
        let moves = self.moves();
        self.game.play(&moves)
    }

    /// The game.
    pub fn game(&mut self) -> &mut Game<'a> {
        &mut self.game
    }

    fn moves(&self) -> Vec<Given> {
        self.given.iter().map(|(_, given)| given.clone()).collect()
    }

    /// The lines of the moves that are new.
    fn go_on(&mut self, acts: Vec<Act>, open: Option<Seen>) -> String {
        let chain = &mut self.chain;
        let lines = acts.iter().skip(self.acts.len()).map(|act| chain.line(act)).collect();
        (self.acts, self.open) = (acts, open);
        lines
    }
}
