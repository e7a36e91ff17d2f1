//! A text that was mended, and where its bytes stand in the file.

/// A text that `ron` reads, in place of the one that it refused.
#[derive(Default)]
pub(super) struct Mended {
    pub(super) text: String,
    /// Bytes from which an entry was taken.
    pub(super) holes: Vec<usize>,
    /// Bytes that were put in.
    pub(super) inserted: Vec<usize>,
}

impl Mended {
    /// Where a byte stands in the file.
    pub(super) fn original(&self, at: usize) -> usize {
        at - self.inserted.iter().filter(|inserted| **inserted < at).count()
    }

    /// Puts in a mark.
    pub(super) fn insert(&mut self, at: usize, mark: char) {
        self.text.insert(at, mark);
        for byte in self.holes.iter_mut().chain(&mut self.inserted).filter(|byte| **byte >= at) {
            *byte += 1;
        }
        self.inserted.push(at);
    }
}
