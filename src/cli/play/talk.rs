//! A game at a terminal: plain lines in, plain words out.

use super::At;
use super::ending;
use super::input::{Got, Input};
use super::package::Words;
use super::screen;
use crate::say;
use crate::simulation::game::Task;
use crate::simulation::game::said::{Given, Said};
use crate::simulation::game::seen::Seen;
use crate::terminal::failure::{DONE, Failure};
use crate::terminal::output;
use crate::terminal::text::{SCREEN, columns, joined, wrapped};

/// What somebody typed.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Typed {
    Move(Said),
    /// A package of the list, from 1.
    Listed(usize),
    /// A package in words.
    Package(String),
    /// Let the engine make this move.
    Engine,
    /// What would the engine do?
    Hint,
    /// Packages from this one on, from 1.
    List(usize),
    Issues,
    History,
    Own,
    /// Back to before one's own last move, or to the beginning of a meeting.
    Undo(Option<u32>),
    Help,
    Quit,
    Nothing,
    Unknown,
}

/// The first word, in either language, and what comes after it.
fn typed(line: &str) -> Typed {
    let line = line.trim();
    let (first, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let rest = rest.trim();
    let number = rest.parse::<usize>().ok();
    match first.to_lowercase().as_str() {
        "" => Typed::Nothing,
        "accept" | "a" | "yes" | "y" | "수락" => Typed::Move(Said::Accept),
        "refuse" | "r" | "no" | "n" | "거부" => Typed::Move(Said::Refuse),
        "pass" | "패스" | "넘김" => Typed::Move(Said::Pass),
        "stay" | "남기" => Typed::Move(Said::Stay),
        "walk" | "leave" | "퇴장" => Typed::Move(Said::WalkOut),
        "propose" | "p" | "제안" => match number {
            Some(number) => Typed::Listed(number),
            None => Typed::Package(rest.to_owned()),
        },
        "engine" | "엔진" => Typed::Engine,
        "hint" | "힌트" => Typed::Hint,
        "list" | "l" | "목록" => Typed::List(number.unwrap_or(1).max(1)),
        "issues" | "i" | "의제" => Typed::Issues,
        "history" | "h" | "기록" => Typed::History,
        "me" | "나" => Typed::Own,
        "undo" | "u" | "되돌리기" => Typed::Undo(rest.parse().ok()),
        "help" | "?" | "도움말" => Typed::Help,
        "quit" | "q" | "나가기" => Typed::Quit,
        _ => Typed::Unknown,
    }
}

/// A person at a table.
struct Person<'t, 'a> {
    at: &'t mut At<'a>,
    words: Words<'a>,
    room: usize,
    /// Entries that were shown.
    shown: usize,
    /// A package list was shown at this meeting.
    listed: Option<(String, u32)>,
}

pub(super) fn play(at: &mut At<'_>) -> Result<u8, Failure> {
    let ground = at.ground;
    let words = Words::of(&ground.loaded.scenario, at.arguments.language.lang);
    let mut person = Person { at, words, room: columns(SCREEN), shown: 0, listed: None };
    let seat = ground.seats.first().copied().unwrap_or_default();
    person.say(&screen::beginning(&person.words, &ground.header, seat))?;
    let input = Input::standard();
    while person.at.session.open().is_some() {
        person.show()?;
        if !person.asks(&input)? {
            return Ok(DONE);
        }
    }
    end(person.at).map(|()| DONE)
}

/// How it ended.
pub(super) fn end(at: &mut At<'_>) -> Result<(), Failure> {
    let words = Words::of(&at.ground.loaded.scenario, at.arguments.language.lang);
    let mut lines = vec![String::new()];
    for (seat, found) in ending::all(at) {
        lines.extend(ending::words(&words, at, seat, &found));
    }
    if let Some(path) = at.keeper.path() {
        let path = path.display().to_string();
        lines.push(say!(words.language, "play-told-by", path = path));
    }
    let room = columns(SCREEN);
    output::say(&joined(&lines.iter().flat_map(|line| wrapped("", line, room)).collect::<Vec<_>>()))
}

impl Person<'_, '_> {
    fn say(&self, lines: &[String]) -> Result<(), Failure> {
        let wrap = |line: &String| {
            let indent = line.len() - line.trim_start().len();
            if line.is_empty() {
                return vec![String::new()];
            }
            wrapped(&line[..indent], line.trim_start(), self.room)
        };
        output::say(&joined(&lines.iter().flat_map(wrap).collect::<Vec<_>>()))
    }

    /// What was heard since, and what is asked now.
    fn show(&mut self) -> Result<(), Failure> {
        let Some(seen) = self.at.session.open() else { return Ok(()) };
        // After a step back, or when somebody has left, things are told from the start.
        let from = if self.shown > seen.heard.len() { 0 } else { self.shown };
        let mut lines = vec![String::new()];
        lines.extend(seen.heard[from..].iter().map(|entry| screen::heard(&self.words, entry)));
        let now = (seen.phase.clone(), seen.meeting);
        if self.listed.as_ref() != Some(&now) {
            lines.extend(screen::own(&self.words, seen));
        }
        if self.listed.is_none() {
            lines.extend(screen::issues(&self.words, seen));
        }
        if seen.asked == Task::Propose {
            lines.extend(screen::list(&self.words, seen, 0));
        }
        lines.extend(screen::asked(&self.words, seen));
        self.shown = seen.heard.len();
        self.listed = Some(now);
        self.say(&lines)
    }

    /// Asks until there is a move; `false`: no more will come.
    fn asks(&mut self, input: &Input) -> Result<bool, Failure> {
        loop {
            output::say("> ")?;
            let line = match input.next(None) {
                Some(Got::Line(line)) => line,
                Some(Got::End) | None => return self.pauses(),
                Some(Got::TooLong | Got::NoText) => String::from("-"),
            };
            let Some(seen) = self.at.session.open() else { return Ok(true) };
            let language = self.words.language;
            let given = match typed(&line) {
                Typed::Nothing if seen.asked == Task::Stay => Given::Move(Said::Stay),
                Typed::Move(said) => Given::Move(said),
                Typed::Engine => Given::Engine("asked".into()),
                Typed::Listed(number) => {
                    if let Some(listed) = number.checked_sub(1).and_then(|place| seen.all.get(place)) {
                        Given::Move(Said::Propose(seen.package(listed)))
                    } else {
                        self.say(&[say!(language, "play-no-number", all = seen.all.len().to_string())])?;
                        continue;
                    }
                }
                Typed::Package(text) if text.is_empty() => {
                    self.say(&[say!(language, "play-help-propose")])?;
                    continue;
                }
                Typed::Package(text) => match self.words.read(&text) {
                    Ok(package) => Given::Move(Said::Propose(package)),
                    Err(what) => {
                        self.say(&[what])?;
                        continue;
                    }
                },
                Typed::Undo(meeting) => {
                    self.undo(meeting)?;
                    return Ok(true);
                }
                Typed::Quit => return self.pauses(),
                other => {
                    self.say(&self.told(&other, seen))?;
                    continue;
                }
            };
            match self.at.answer(given)? {
                Ok(()) => return Ok(true),
                Err(wrong) => self.say(&[wrong])?,
            }
        }
    }

    /// What answers a question of a person.
    fn told(&self, typed: &Typed, seen: &Seen) -> Vec<String> {
        let words = &self.words;
        match typed {
            Typed::Hint => {
                let would = screen::said(words, &seen.engine);
                vec![say!(words.language, "play-engine-would", would = would)]
            }
            Typed::List(from) => screen::list(words, seen, from - 1),
            Typed::Issues => screen::issues(words, seen),
            Typed::History => seen.heard.iter().map(|entry| screen::heard(words, entry)).collect(),
            Typed::Own => screen::own(words, seen),
            Typed::Help | Typed::Nothing => screen::help(words, seen),
            _ => {
                let mut lines = vec![say!(words.language, "play-not-understood")];
                lines.extend(screen::help(words, seen));
                lines
            }
        }
    }

    fn undo(&mut self, meeting: Option<u32>) -> Result<(), Failure> {
        let seats = &self.at.ground.header.seats;
        let mut own = self.at.session.acts().iter().filter(|act| seats.contains(&act.seat));
        let act = match meeting {
            None => own.next_back(),
            Some(meeting) => own.find(|act| act.meeting >= meeting.max(1)),
        };
        let Some(act) = act.map(|act| act.act) else {
            return self.say(&[say!(self.words.language, "play-no-undo")]);
        };
        self.at.rewind(act)?;
        (self.shown, self.listed) = (0, None);
        self.say(&[say!(self.words.language, "play-undone")])
    }

    /// Says how to go on; the game stands where it is.
    fn pauses(&self) -> Result<bool, Failure> {
        let language = self.words.language;
        let line = match self.at.keeper.path() {
            Some(path) => say!(language, "play-paused", path = path.display().to_string()),
            None => say!(language, "play-left"),
        };
        self.say(&[String::new(), line])?;
        Ok(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moves_are_typed_in_either_language() {
        assert_eq!(typed(" Accept "), Typed::Move(Said::Accept));
        assert_eq!(typed("수락"), Typed::Move(Said::Accept));
        assert_eq!(typed("propose 3"), Typed::Listed(3));
        assert_eq!(typed("제안 season=closed"), Typed::Package("season=closed".into()));
        assert_eq!((typed("undo 2"), typed("undo")), (Typed::Undo(Some(2)), Typed::Undo(None)));
        assert_eq!(
            (typed(""), typed("walk out"), typed("xyz")),
            (Typed::Nothing, Typed::Move(Said::WalkOut), Typed::Unknown)
        );
    }
}
