//! Who keeps the room: one thread that lets things happen one after the other, writes them down, waits for the disk, and only then answers. What
//! comes in while the disk is waited for is written together next.

use super::ask::{Ask, Reply, Watch, What};
use super::problem::Problem;
use super::rate::Bucket;
use super::worker::{Answered, Work};
use crate::files::append::Growing;
use crate::room::event::{Event, Who};
use crate::room::{Applied, Concerns, Room, debrief, token};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};
use tokio::sync::watch;

/// The clock strikes so often.
const STRIKES: Duration = Duration::from_millis(250);
/// So many questions are answered together at most.
const BATCH: usize = 256;
/// So many streams has one person.
const MOST_STREAMS: usize = 8;

/// The number that says that the room is closed.
pub const CLOSED: u64 = u64::MAX;

/// Fills bytes with chance.
pub type Random = fn(&mut [u8]) -> bool;

/// A room that is kept.
pub struct Keeper<'a> {
    pub(super) room: Room<'a>,
    file: Growing,
    began: Instant,
    base: u64,
    pub(super) random: Random,
    /// What is kept of the teacher's token.
    teacher: String,
    pub(super) addresses: Vec<String>,
    /// What games are held against, once it is there.
    pub(super) ground: Arc<OnceLock<debrief::Ground>>,
    ground_known: bool,
    pub(super) work: SyncSender<Work>,
    people: Vec<Kept>,
    watches: watch::Sender<u64>,
    pub(super) joins: Bucket,
    pub(super) class: Option<Value>,
    pub(super) own: BTreeMap<usize, Value>,
    /// Lines that are not on the disk yet, and whom they concern.
    lines: String,
    concerns: Vec<Concerns>,
}

/// What is kept of a person beside the room.
struct Kept {
    watches: watch::Sender<u64>,
    acts: Bucket,
    reads: Bucket,
}

impl Kept {
    fn new(version: u64) -> Self {
        Self { watches: watch::Sender::new(version), acts: Bucket::new(20, 5), reads: Bucket::new(60, 20) }
    }
}

/// What a keeper needs beside the room.
pub struct Kit {
    /// The log.
    pub file: Growing,
    /// Chance.
    pub random: Random,
    /// The teacher's token.
    pub teacher: String,
    /// Addresses at which students reach the room.
    pub addresses: Vec<String>,
    /// What games are held against, once it is there.
    pub ground: Arc<OnceLock<debrief::Ground>>,
    /// Whom work is given that takes long.
    pub work: SyncSender<Work>,
}

impl<'a> Keeper<'a> {
    /// Keeps a room.
    pub fn new(room: Room<'a>, kit: Kit) -> Self {
        let version = room.version;
        Self {
            began: Instant::now(),
            base: room.now(),
            file: kit.file,
            random: kit.random,
            teacher: token::kept(&kit.teacher),
            addresses: kit.addresses,
            ground: kit.ground,
            ground_known: false,
            work: kit.work,
            people: room.people.iter().map(|_| Kept::new(version)).collect(),
            watches: watch::Sender::new(version),
            joins: Bucket::new(60, 10),
            class: None,
            own: BTreeMap::new(),
            lines: String::new(),
            concerns: Vec::new(),
            room,
        }
    }

    /// Answers until nobody asks any more, or it is stopped.
    ///
    /// # Errors
    /// If the log cannot be written: what was asked then has not happened.
    pub fn run(mut self, asks: &Receiver<Ask>, stop: &AtomicBool) -> io::Result<()> {
        let done = loop {
            let first = match asks.recv_timeout(STRIKES) {
                Ok(ask) => Some(ask),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => break Ok(()),
            };
            let batch: Vec<Ask> = first.into_iter().chain(asks.try_iter().take(BATCH - 1)).collect();
            if let Err(error) = self.batch(batch) {
                break Err(error);
            }
            if stop.load(Ordering::Relaxed) {
                break Ok(());
            }
        };
        let all = self.people.iter().map(|kept| &kept.watches).chain([&self.watches]);
        all.for_each(|watches| {
            watches.send_replace(CLOSED);
        });
        done
    }

    /// Milliseconds since the room began; a room that was rebuilt goes on from its last line.
    pub(super) fn now(&self) -> u64 {
        self.base + self.began.elapsed().as_millis() as u64
    }

    fn batch(&mut self, asks: Vec<Ask>) -> io::Result<()> {
        let now = self.now();
        for event in self.room.tick(now) {
            let _ = self.happens(event, now);
        }
        if !self.ground_known && self.ground.get().is_some() {
            self.ground_known = true;
            self.concerns.push(Concerns::All);
        }
        let mut once = Vec::new();
        for Ask { token, what, reply } in asks {
            match reply {
                Reply::Stream(reply) => {
                    let _ = reply.send(self.watch(&token));
                }
                Reply::Once(reply) => match self.one(&token, what) {
                    Answered::Now(answer) => once.push((reply, answer)),
                    Answered::Later(work) => self.later(work, reply),
                },
            }
        }
        // On the disk before anything is said of it.
        if !self.lines.is_empty() {
            self.file.add(&self.lines)?;
            self.lines.clear();
        }
        self.tell();
        for (reply, answer) in once {
            let _ = reply.send(answer);
        }
        Ok(())
    }

    /// Lets something happen.
    pub(super) fn happens(&mut self, event: Event, now: u64) -> Result<u64, Problem> {
        let Applied { line, version, concerns } = self.room.apply(event, now)?;
        self.lines += &line;
        self.concerns.push(concerns);
        self.class = None;
        match concerns {
            Concerns::Person(person) => drop(self.own.remove(&person)),
            _ => self.own.clear(),
        }
        while self.people.len() < self.room.people.len() {
            self.people.push(Kept::new(version));
        }
        Ok(version)
    }

    /// Says to all whom it concerns that there is a newer state.
    fn tell(&mut self) {
        let version = self.room.version;
        if self.concerns.is_empty() {
            return;
        }
        for (kept, (place, person)) in self.people.iter().zip(self.room.people.iter().enumerate()) {
            let told = |concerns: &Concerns| match concerns {
                Concerns::All => true,
                Concerns::Group(group) => person.group == Some(*group),
                Concerns::Person(one) => *one == place,
            };
            if self.concerns.iter().any(told) {
                kept.watches.send_replace(version);
            }
        }
        self.watches.send_replace(version);
        self.concerns.clear();
    }

    fn watch(&mut self, token: &str) -> Result<Watch, Problem> {
        let (watches, teacher) = if self.teaches(token) {
            (&self.watches, true)
        } else {
            let person = self.room.whose(token).ok_or_else(Problem::no_token)?;
            (&self.people[person].watches, false)
        };
        if watches.receiver_count() >= MOST_STREAMS {
            return Err(Problem::too_fast());
        }
        Ok(Watch { versions: watches.subscribe(), teacher })
    }

    pub(super) fn teaches(&self, token: &str) -> bool {
        token::kept(token) == self.teacher
    }

    /// Whether somebody may ask once more.
    pub(super) fn may(&mut self, person: usize, what: &What, now: u64) -> Result<(), Problem> {
        let kept = &mut self.people[person];
        let bucket = match what {
            What::Act(_) | What::Rewind(_) => &mut kept.acts,
            _ => &mut kept.reads,
        };
        if bucket.takes(now) { Ok(()) } else { Err(Problem::too_fast()) }
    }

    /// A sign of life of somebody.
    pub(super) fn sign(&mut self, person: usize, now: u64) {
        if let Some(back) = self.room.sign(person, now) {
            let _ = self.happens(back, now);
        }
    }

    /// Somebody does something.
    pub(super) fn acts(&mut self, by: Who, act: crate::room::event::Act, now: u64) -> Result<u64, Problem> {
        self.happens(Event { by, act }, now)
    }
}
