//! Answers to what is asked of the room.

use super::ask::{Answer, Join, Rejoin, Rewind, What};
use super::deals;
use super::keeper::Keeper;
use super::problem::Problem;
use super::worker::{Answered, Work};
use crate::room::event::{Act, Who};
use crate::room::facts::Change;
use crate::room::phase::Phase;
use crate::room::refused::Refused;
use crate::room::{shown, token};
use serde::Serialize;
use serde_json::{Value, json};
use tokio::sync::oneshot;

fn written<T: Serialize>(value: &T) -> Answer {
    serde_json::to_string(value).map_err(|error| Problem::json(&error))
}

fn version(version: u64) -> Answer {
    Ok(format!("{{\"version\":{version}}}"))
}

impl Keeper<'_> {
    /// Answers a question.
    pub(super) fn one(&mut self, token: &str, what: What) -> Answered {
        let now = self.now();
        Answered::Now(match what {
            What::Join(join) => self.join(&join, now),
            What::Rejoin(rejoin) => self.rejoin(&rejoin, now),
            What::Case(language) => written(&shown::case(self.room.ground().scenario, language)),
            What::Teacher | What::Teach(_) | What::Codes | What::Transcript(..) | What::Deals(_) => {
                if self.teaches(token) { self.teacher(what, now) } else { Err(Problem::no_token()) }
            }
            What::Rewind(rewind) => match self.rewind(token, rewind, now) {
                Ok(work) => return Answered::Later(work),
                Err(problem) => Err(problem),
            },
            what => self.student(token, what, now),
        })
    }

    /// Gives work away.
    pub(super) fn later(&mut self, work: Change, reply: oneshot::Sender<Answer>) {
        if let Err(full) = self.work.try_send(Work { change: work, reply }) {
            use std::sync::mpsc::TrySendError::{Disconnected, Full};
            let (Full(work) | Disconnected(work)) = full;
            let _ = work.reply.send(Err(Problem::too_fast()));
        }
    }

    fn person(&mut self, token: &str, what: &What, now: u64) -> Result<usize, Problem> {
        let person = self.room.whose(token).ok_or_else(Problem::no_token)?;
        self.may(person, what, now)?;
        self.sign(person, now);
        Ok(person)
    }

    fn student(&mut self, token: &str, what: What, now: u64) -> Answer {
        let person = self.person(token, &what, now)?;
        match what {
            What::State(heard_from) => {
                let debrief = self.debrief_of(person);
                written(&shown::student(&mut self.room, person, (now, heard_from), debrief)?)
            }
            What::Sheet(language) => written(&shown::sheet(&mut self.room, person, language)?),
            What::Worth(package) => written(&shown::worth(&mut self.room, person, &package)?),
            What::Act(act) => version(self.acts(Who::Person(person), act, now)?),
            _ => version(self.room.version),
        }
    }

    fn teacher(&mut self, what: What, now: u64) -> Answer {
        match what {
            What::Teach(act) => version(self.acts(Who::Teacher, act, now)?),
            What::Codes => written(&shown::codes(&self.room)),
            What::Deals(language) => {
                let class = self.class_page().unwrap_or_default();
                written(&deals::charts(self.room.ground().scenario, &class, language))
            }
            What::Transcript(group, play) => {
                let found = group.checked_sub(1).zip(play.checked_sub(1));
                let found = found.and_then(|(group, play)| self.room.groups.get(group)?.plays.get(play));
                let found = found.ok_or_else(|| Refused::NoSuch("this game has not begun".into()))?;
                Ok(found.transcript())
            }
            _ => {
                let debrief = self.class_page().map(|class| json!({ "class": class }));
                written(&shown::teacher(&mut self.room, now, &self.addresses, debrief))
            }
        }
    }

    /// Bytes of chance.
    fn random<const N: usize>(&self) -> Result<[u8; N], Problem> {
        let mut bytes = [0; N];
        if (self.random)(&mut bytes) { Ok(bytes) } else { Err(Problem::stopped()) }
    }

    fn let_in(&mut self, code: &str, now: u64) -> Result<(), Problem> {
        if !self.joins.takes(now) {
            return Err(Problem::too_fast());
        }
        if token::typed(code) == self.room.header.code { Ok(()) } else { Err(Refused::WrongCode.into()) }
    }

    fn join(&mut self, join: &Join, now: u64) -> Answer {
        self.let_in(&join.code, now)?;
        let (secret, mut seat_code) = (token::token(self.random()?), token::code(self.random()?));
        while self.room.by_code(&seat_code).is_some() {
            seat_code = token::code(self.random()?);
        }
        let (name, kept) = (join.name.clone(), token::kept(&secret));
        let act = Act::Join { name, token: kept, seat_code: seat_code.clone() };
        self.acts(Who::Anybody, act, now)?;
        let person = self.room.people.len() - 1;
        written(&json!({ "person": person, "token": secret, "seat_code": seat_code }))
    }

    fn rejoin(&mut self, rejoin: &Rejoin, now: u64) -> Answer {
        self.let_in(&rejoin.code, now)?;
        let person = self.room.by_code(&token::typed(&rejoin.seat_code)).ok_or(Refused::WrongCode)?;
        let secret = token::token(self.random()?);
        self.acts(Who::Anybody, Act::Rejoin { person, token: token::kept(&secret) }, now)?;
        written(&json!({ "person": person, "token": secret }))
    }

    fn rewind(&mut self, token: &str, rewind: Rewind, now: u64) -> Result<Change, Problem> {
        let what = What::Rewind(rewind);
        let person = self.person(token, &what, now)?;
        let What::Rewind(Rewind { play, act, instead }) = what else { return Err(Problem::stopped()) };
        Ok(self.room.change(person, (play, act), instead)?)
    }

    /// The page of the class, once games are over and there is something to hold them against.
    fn class_page(&mut self) -> Option<Value> {
        if self.room.phase < Phase::Class {
            return None;
        }
        if self.class.is_none() {
            self.class = Some(self.room.class(self.ground.get()?));
        }
        self.class.clone()
    }

    /// The same with the page of one person.
    fn debrief_of(&mut self, person: usize) -> Option<Value> {
        let class = self.class_page()?;
        let ground = self.ground.get()?;
        let own = self.own.entry(person).or_insert_with(|| self.room.own(ground, person)).clone();
        Some(json!({ "class": class, "own": own }))
    }
}
