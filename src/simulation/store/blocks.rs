//! Finished blocks in the hidden folder: rows and tally, each whole or absent.
//!
//! Nothing waits for the disk here: what power took is known by its checksum and computed again.

use super::content::block as name;
use super::error::StoreError;
use super::partial::Partial;
use crate::files::read;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Largest tally of a block that is read, in bytes.
const LARGEST_TALLY: u64 = 256 << 20;

/// What is kept of a block beside its rows, behind a line with the checksum over all of it. Written last: where it stands and its checksum
/// is right, the block is whole.
#[derive(Serialize, Deserialize)]
struct BlockRecord<T> {
    block: usize,
    bytes: u64,
    worlds: u64,
    tally: T,
}

/// Rows of a block (CSV without headers).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rows {
    /// For `results.csv`.
    pub results: Vec<u8>,
    /// For `worlds.csv`; may be left out.
    pub worlds: Vec<u8>,
}

/// Kinds of files of a block.
const RESULTS: &str = "csv";
const WORLDS: &str = "worlds";

impl Partial {
    /// The folder in which a block stands: its own, unless it is that of a part.
    fn home(&self, block: usize) -> &Path {
        let elsewhere = self.parts.get(&block).filter(|_| !self.folder().join(name(block, "json")).is_file());
        elsewhere.map_or(self.folder(), PathBuf::as_path)
    }

    fn rows_path(&self, block: usize, kind: &str) -> PathBuf {
        self.home(block).join(name(block, kind))
    }

    /// Stores a finished block: its rows and its tally.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn store_block<T: Serialize>(&self, block: usize, rows: &Rows, tally: &T) -> Result<(), StoreError> {
        let Rows { results, worlds } = rows;
        let record = BlockRecord { block, bytes: results.len() as u64, worlds: worlds.len() as u64, tally };
        let tally = name(block, "json");
        let record = serde_json::to_vec(&record)
            .map_err(|e| StoreError::writing(&self.folder().join(&tally), self.folder(), e.into()))?;
        let sum = self.seal.clone().chain_update(&record).chain_update(results).chain_update(worlds);
        let sum = hex(&sum.finalize());
        self.put(&name(block, RESULTS), false, &mut |out| out.write_all(results))?;
        if !worlds.is_empty() {
            self.put(&name(block, WORLDS), false, &mut |out| out.write_all(worlds))?;
        }
        self.put(&tally, false, &mut |out| writeln!(out, "{sum}").and_then(|()| out.write_all(&record)))
    }

    /// The tally of a block finished earlier; `None` if there is none, its files are not whole, or it is of other work or another program.
    pub fn finished_block<T: DeserializeOwned>(&self, block: usize) -> Option<T> {
        let any = self.resumed() || self.parts.contains_key(&block);
        if any { tally_of(self.home(block), &self.seal, block) } else { None }
    }

    /// Writes `results.csv`: the header line and the rows of all blocks in order, streamed.
    ///
    /// # Errors
    /// If a block is missing or the disk refuses.
    pub fn assemble(&self, header: &[u8], blocks: usize) -> Result<(), StoreError> {
        self.join("results.csv", RESULTS, header, blocks)
    }

    /// Writes `worlds.csv` in the same way.
    ///
    /// # Errors
    /// As [`Partial::assemble`].
    pub fn assemble_worlds(&self, header: &[u8], blocks: usize) -> Result<(), StoreError> {
        self.join("worlds.csv", WORLDS, header, blocks)
    }

    fn join(&self, file: &str, kind: &str, header: &[u8], blocks: usize) -> Result<(), StoreError> {
        self.write_with(file, &mut |out| {
            out.write_all(header)?;
            (0..blocks).try_for_each(|block| {
                io::copy(&mut File::open(self.rows_path(block, kind))?, out)?;
                Ok(())
            })
        })
    }
}

/// The tally of a block in a folder, if its files are whole and it is of the work of this seal.
pub(super) fn tally_of<T: DeserializeOwned>(folder: &Path, seal: &Sha256, block: usize) -> Option<T> {
    let text = read::bytes(&folder.join(name(block, "json")), LARGEST_TALLY).ok()?;
    let end = text.iter().position(|&byte| byte == b'\n')?;
    let (sum, record) = (&text[..end], &text[end + 1..]);
    let mut hash = seal.clone().chain_update(record);
    let bytes = digest(&mut hash, &folder.join(name(block, RESULTS))).ok()?;
    let worlds = folder.join(name(block, WORLDS));
    let worlds = if worlds.exists() { digest(&mut hash, &worlds).ok()? } else { 0 };
    if sum != hex(&hash.finalize()).as_bytes() {
        return None;
    }
    let record: BlockRecord<T> = serde_json::from_slice(record).ok()?;
    let whole = (record.block, record.bytes, record.worlds) == (block, bytes, worlds);
    whole.then_some(record.tally)
}

/// Adds a file to a hash. Gives its length.
fn digest(hash: &mut Sha256, path: &Path) -> io::Result<u64> {
    let mut file = File::open(path)?;
    let mut buffer = vec![0; 64 * 1024];
    let mut bytes = 0;
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok(bytes);
        }
        bytes += read as u64;
        hash.update(&buffer[..read]);
    }
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
