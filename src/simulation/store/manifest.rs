//! What identifies a result: with an equal manifest the finished blocks of an interrupted run are used again.

use crate::files::read;
use crate::simulation::shard::Shard;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::Path;

/// Largest manifest that is read, in bytes.
const LARGEST: u64 = 1 << 20;

/// What identifies a result. Threads, folder and colour are not in it, since they change no byte.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Program version.
    pub program: String,
    /// Mark of the code that the program is made of ([`Manifest::BUILD`]).
    pub build: String,
    /// Scenario name.
    pub scenario: String,
    /// SHA-256 of the scenario file and overrides, hexadecimal.
    pub scenario_hash: String,
    /// Seed.
    pub seed: u64,
    /// Assumed worlds.
    pub runs: u64,
    /// Everything else that changes the bytes: behaviour, formats chosen, worlds in a block.
    pub settings: BTreeMap<String, String>,
    /// Which part of the result this is; `None`: the whole of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<Shard>,
}

impl Manifest {
    /// Mark of the code that this program is made of: its sources and the versions of what it uses.
    pub const BUILD: &'static str = env!("ROUNDTABLE_BUILD");

    /// Name of its file.
    pub(super) const FILE: &'static str = "manifest.json";

    /// The manifest in a folder, if there is one.
    pub(super) fn of(folder: &Path) -> Option<Self> {
        let bytes = read::bytes(&folder.join(Self::FILE), LARGEST).ok()?;
        serde_json::from_slice(&bytes).ok()
    }

    /// What identifies the result that this is a part of, or is itself.
    #[must_use]
    pub fn of_whole(&self) -> Self {
        Self { part: None, ..self.clone() }
    }

    /// Goes into the checksum of every block: a block belongs to this work by this program, whatever part it is in.
    pub(super) fn seal(&self) -> Sha256 {
        // Texts, numbers and a map with texts as keys: there is nothing that JSON could not hold.
        Sha256::new_with_prefix(serde_json::to_vec(&self.of_whole()).unwrap_or_default())
    }

    /// Whether this is the same work by a program of other code.
    pub(super) fn is_of_other_build(&self, other: &Self) -> bool {
        let as_other = Self { program: other.program.clone(), build: other.build.clone(), ..self.clone() };
        self != other && as_other == *other
    }
}
