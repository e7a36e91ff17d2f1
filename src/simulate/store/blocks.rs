//! Finished blocks in the hidden folder: rows and tally, each whole or absent.

use super::claim::BLOCKS;
use super::error::StoreError;
use super::partial::Partial;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::PathBuf;

/// What is kept of a block beside its rows. Written last: where it stands, the block is whole.
#[derive(Serialize, Deserialize)]
struct BlockRecord<T> {
    bytes: u64,
    sha256: String,
    tally: T,
}

impl Partial {
    fn rows_path(&self, block: usize) -> PathBuf {
        self.folder().join(BLOCKS).join(format!("block-{block:05}.csv"))
    }

    fn tally_name(block: usize) -> String {
        format!("{BLOCKS}/block-{block:05}.json")
    }

    /// Stores a finished block: its rows (CSV without header) and its tally.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn store_block<T: Serialize>(&self, block: usize, rows: &[u8], tally: &T) -> Result<(), StoreError> {
        let record = BlockRecord { bytes: rows.len() as u64, sha256: hex(&Sha256::digest(rows)), tally };
        let name = Self::tally_name(block);
        let text = serde_json::to_vec(&record)
            .map_err(|e| StoreError::writing(&self.folder().join(&name), self.folder(), e.into()))?;
        self.write(&format!("{BLOCKS}/block-{block:05}.csv"), rows)?;
        self.write(&name, &text)
    }

    /// The tally of a block finished earlier; `None` if there is none or its files are not whole.
    pub fn finished_block<T: DeserializeOwned>(&self, block: usize) -> Option<T> {
        if !self.resumed() {
            return None;
        }
        let record = fs::read(self.folder().join(Self::tally_name(block))).ok()?;
        let record: BlockRecord<T> = serde_json::from_slice(&record).ok()?;
        let (bytes, sha256) = digest(&self.rows_path(block)).ok()?;
        (bytes == record.bytes && sha256 == record.sha256).then_some(record.tally)
    }

    /// Writes `results.csv`: the header line and the rows of all blocks in order, streamed.
    ///
    /// # Errors
    /// If a block is missing or the disk refuses.
    pub fn assemble(&self, header: &[u8], blocks: usize) -> Result<(), StoreError> {
        self.write_with("results.csv", &mut |out| {
            out.write_all(header)?;
            (0..blocks).try_for_each(|block| {
                io::copy(&mut File::open(self.rows_path(block))?, out)?;
                Ok(())
            })
        })
    }
}

fn digest(path: &std::path::Path) -> io::Result<(u64, String)> {
    let mut file = File::open(path)?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 64 * 1024];
    let mut bytes = 0;
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok((bytes, hex(&hash.finalize())));
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
