//! A disk with little room, or one that fails at a given step, once or for good (as for a process that is killed there).

use roundtable::files::{Disk, Out, RealDisk};
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What happens at the step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// That step fails, and those after it do not.
    Once,
    /// That step and all after it fail: nobody is there to clean up.
    Killed,
}

/// The disk. Waiting for the real one is left out: it is a step, and nothing more.
#[derive(Clone)]
pub struct TestDisk {
    steps: Arc<AtomicUsize>,
    room: Arc<AtomicUsize>,
    at: usize,
    fault: Fault,
}

impl TestDisk {
    /// With room for so many bytes.
    pub fn with_room(bytes: usize) -> Self {
        Self { room: Arc::new(AtomicUsize::new(bytes)), ..Self::failing(usize::MAX, Fault::Once) }
    }

    /// Failing at a step, from 0.
    pub fn failing(at: usize, fault: Fault) -> Self {
        let room = Arc::new(AtomicUsize::new(usize::MAX));
        Self { steps: Arc::default(), room, at, fault }
    }

    /// Steps asked for.
    pub fn steps(&self) -> usize {
        self.steps.load(Ordering::SeqCst)
    }

    fn fails(&self) -> bool {
        let step = self.steps.fetch_add(1, Ordering::SeqCst);
        step == self.at || step > self.at && self.fault == Fault::Killed
    }

    fn step<T>(&self, work: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        if self.fails() { Err(io::Error::other("a made-up fault")) } else { work() }
    }
}

impl Disk for TestDisk {
    fn create(&self, path: &Path) -> io::Result<Box<dyn Out>> {
        self.step(|| Ok(Box::new(TestFile(File::create_new(path)?, self.clone())) as Box<dyn Out>))
    }
    fn create_lock(&self, path: &Path) -> io::Result<File> {
        self.step(|| RealDisk.create_lock(path))
    }
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.step(|| RealDisk.create_folder(path))
    }
    fn create_folders(&self, path: &Path) -> io::Result<()> {
        self.step(|| RealDisk.create_folders(path))
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(|| RealDisk.rename(from, to))
    }
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(|| RealDisk.rename_new(from, to))
    }
    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.step(|| RealDisk.remove_file(path))
    }
    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.step(|| RealDisk.remove_folder(path))
    }
    fn sync_folder(&self, _: &Path) -> io::Result<()> {
        self.step(|| Ok(()))
    }
}

struct TestFile(File, TestDisk);

impl Write for TestFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.1.fails() {
            // Half of it is there.
            let _ = self.0.write(&bytes[..bytes.len() / 2]);
            return Err(io::Error::other("a made-up fault"));
        }
        let room = self.1.room.load(Ordering::SeqCst);
        let taken = bytes.len().min(room);
        if taken == 0 && !bytes.is_empty() {
            return Err(io::ErrorKind::StorageFull.into());
        }
        self.1.room.fetch_sub(taken, Ordering::SeqCst);
        self.0.write(&bytes[..taken])
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl Out for TestFile {
    fn sync(&mut self) -> io::Result<()> {
        self.1.step(|| Ok(()))
    }
}
