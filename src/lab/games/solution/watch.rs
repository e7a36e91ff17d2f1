//! Long work, followed from outside: how far it is, and whether it shall go on.

/// Counts the steps of long work, tells how far it is, and asks whether it shall go on.
pub struct Watch<'a> {
    steps: u64,
    stopped: bool,
    tell: &'a mut dyn FnMut(usize, usize) -> bool,
}

impl<'a> Watch<'a> {
    /// A watch that tells how many of how many are done, and is told whether to go on.
    pub fn new(tell: &'a mut dyn FnMut(usize, usize) -> bool) -> Self {
        Self { steps: 0, stopped: false, tell }
    }

    /// Comparisons so far: of keys a block at a time, of vectors, and of two while sorting.
    pub fn steps(&self) -> u64 {
        self.steps
    }

    /// Whether the work was ended before it was done.
    pub fn stopped(&self) -> bool {
        self.stopped
    }

    pub(super) fn count(&mut self, steps: u64) {
        self.steps += steps;
    }

    /// So many of so many are done; whether to go on.
    pub(super) fn reach(&mut self, done: usize, all: usize) -> bool {
        self.stopped = self.stopped || !(self.tell)(done, all);
        !self.stopped
    }
}

/// Does work that nobody watches.
pub fn unwatched<T>(work: impl FnOnce(&mut Watch<'_>) -> T) -> T {
    work(&mut Watch::new(&mut |_, _| true))
}
