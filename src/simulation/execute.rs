//! Work in blocks over several threads, delivered in order.
//!
//! A block is a fixed number of worlds, whatever the number of threads, and blocks are merged in their order: so the
//! result is the same bytes for any number of threads. Not more than a few blocks a thread wait for an earlier one.

use super::store::{Partial, Rows, StoreError};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

/// Blocks a thread that may wait for an earlier one.
const WINDOW: usize = 4;

/// Work that falls into blocks.
pub trait Job: Sync {
    /// What is merged over blocks, in order.
    type Tally: Serialize + DeserializeOwned + Send;

    /// Number of blocks.
    fn blocks(&self) -> usize;

    /// Worlds in a block, for progress.
    fn worlds(&self, block: usize) -> u64;

    /// The number of the block that comes at this place: where only some are done, another one.
    fn number(&self, place: usize) -> usize {
        place
    }

    /// Computes a block: its rows and its tally. Depends on nothing but the block's number.
    fn run(&self, block: usize) -> (Rows, Self::Tally);
}

/// Some blocks of a job, in an order of their own: those of a part, or of the next worlds alone.
#[derive(Debug, Clone)]
pub struct Selected<'a, J> {
    /// The whole job.
    pub job: &'a J,
    /// Numbers of the blocks to be done, each once.
    pub blocks: Vec<usize>,
}

impl<J: Job> Job for Selected<'_, J> {
    type Tally = J::Tally;

    fn blocks(&self) -> usize {
        self.blocks.len()
    }

    fn worlds(&self, place: usize) -> u64 {
        self.job.worlds(self.number(place))
    }

    fn number(&self, place: usize) -> usize {
        self.blocks[place]
    }

    fn run(&self, place: usize) -> (Rows, Self::Tally) {
        self.job.run(self.number(place))
    }
}

/// Told how far the work is.
pub trait Progress: Sync {
    /// Work begins: worlds in all.
    fn begin(&self, worlds: u64);
    /// So many worlds more are done; `reused` if an interrupted run had done them.
    fn advance(&self, worlds: u64, reused: bool);
    /// A request to stop was heard.
    fn stopping(&self);
    /// Work has ended.
    fn end(&self);
}

/// Tells nobody.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _worlds: u64) {}
    fn advance(&self, _worlds: u64, _reused: bool) {}
    fn stopping(&self) {}
    fn end(&self) {}
}

/// How the work ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Execution {
    /// All blocks were delivered.
    Complete {
        /// Blocks taken over from an interrupted run.
        reused: usize,
    },
    /// A request to stop was heard; what was begun was finished, stored and delivered.
    Stopped {
        /// Blocks finished.
        finished: usize,
        /// Blocks in all.
        blocks: usize,
    },
}

/// Runs all blocks on `threads` threads and hands over their tallies in order.
///
/// With a store, blocks finished earlier are taken from it and new ones put into it. `stop` ends the work after the
/// blocks under way.
///
/// # Errors
/// If a block cannot be stored, or the job panics in it.
pub fn execute<J: Job>(
    job: &J,
    store: Option<&Partial>,
    threads: usize,
    progress: &dyn Progress,
    stop: &AtomicBool,
    on_tally: &mut dyn FnMut(usize, J::Tally),
) -> Result<Execution, StoreError> {
    let blocks = job.blocks();
    let threads = threads.clamp(1, blocks.max(1));
    let gate = Gate::new(blocks, threads * WINDOW, stop);
    progress.begin((0..blocks).map(|block| job.worlds(block)).sum());
    let outcome = std::thread::scope(|scope| {
        let (send, receive) = mpsc::channel();
        for _ in 0..threads {
            let send = send.clone();
            let gate = &gate;
            scope.spawn(move || work(job, store, gate, &send));
        }
        drop(send);
        let mut delivery = Delivery { job, gate: &gate, progress, on_tally, waiting: BTreeMap::new() };
        delivery.receive_all(&receive, stop)
    });
    progress.end();
    outcome
}

type Message<T> = (usize, Result<(T, bool), StoreError>);

fn work<J: Job>(job: &J, store: Option<&Partial>, gate: &Gate<'_>, send: &Sender<Message<J::Tally>>) {
    while let Some(block) = gate.next() {
        let done = catch_unwind(AssertUnwindSafe(|| finish_block(job, store, block)));
        let done = done.unwrap_or_else(|panic| {
            Err(StoreError::Block { block: job.number(block), message: panic_text(&*panic) })
        });
        if send.send((block, done)).is_err() {
            return;
        }
    }
}

/// Gives the tally of a block and whether it was taken from the store.
fn finish_block<J: Job>(
    job: &J,
    store: Option<&Partial>,
    block: usize,
) -> Result<(J::Tally, bool), StoreError> {
    let Some(store) = store else { return Ok((job.run(block).1, false)) };
    let number = job.number(block);
    if let Some(tally) = store.finished_block(number) {
        return Ok((tally, true));
    }
    let (rows, tally) = job.run(block);
    store.store_block(number, &rows, &tally)?;
    Ok((tally, false))
}

fn panic_text(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(ToString::to_string);
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "without a message".into())
}

/// Hands out blocks in order, not too far ahead of what was delivered.
struct Gate<'a> {
    blocks: usize,
    window: usize,
    stop: &'a AtomicBool,
    state: Mutex<GateState>,
    moved: Condvar,
}

#[derive(Default)]
struct GateState {
    next: usize,
    delivered: usize,
    closed: bool,
}

impl<'a> Gate<'a> {
    fn new(blocks: usize, window: usize, stop: &'a AtomicBool) -> Self {
        Self { blocks, window, stop, state: Mutex::default(), moved: Condvar::new() }
    }

    fn next(&self) -> Option<usize> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let full =
            |s: &mut GateState| !s.closed && s.next < self.blocks && s.next >= s.delivered + self.window;
        let mut state = self.moved.wait_while(state, full).unwrap_or_else(PoisonError::into_inner);
        if state.closed || self.stop.load(Ordering::Relaxed) || state.next >= self.blocks {
            return None;
        }
        state.next += 1;
        Some(state.next - 1)
    }

    fn update(&self, change: impl FnOnce(&mut GateState)) {
        change(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner));
        self.moved.notify_all();
    }
}

struct Delivery<'a, J: Job> {
    job: &'a J,
    gate: &'a Gate<'a>,
    progress: &'a dyn Progress,
    on_tally: &'a mut dyn FnMut(usize, J::Tally),
    waiting: BTreeMap<usize, J::Tally>,
}

impl<J: Job> Delivery<'_, J> {
    fn receive_all(
        &mut self,
        messages: &Receiver<Message<J::Tally>>,
        stop: &AtomicBool,
    ) -> Result<Execution, StoreError> {
        let (mut delivered, mut reused, mut told) = (0, 0, false);
        let mut failed = None;
        loop {
            if stop.load(Ordering::Relaxed) && !told {
                self.progress.stopping();
                told = true;
            }
            match messages.recv_timeout(Duration::from_millis(100)) {
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
                Ok((_, Err(error))) => {
                    failed.get_or_insert(error);
                    self.gate.update(|state| state.closed = true);
                }
                Ok((block, Ok((tally, again)))) => {
                    self.progress.advance(self.job.worlds(block), again);
                    reused += usize::from(again);
                    self.waiting.insert(block, tally);
                    delivered = self.deliver(delivered);
                }
            }
        }
        match failed {
            Some(error) => Err(error),
            None if delivered == self.gate.blocks => Ok(Execution::Complete { reused }),
            None => Ok(Execution::Stopped { finished: delivered, blocks: self.gate.blocks }),
        }
    }

    fn deliver(&mut self, mut delivered: usize) -> usize {
        while let Some(tally) = self.waiting.remove(&delivered) {
            (self.on_tally)(delivered, tally);
            delivered += 1;
        }
        self.gate.update(|state| state.delivered = delivered);
        delivered
    }
}
