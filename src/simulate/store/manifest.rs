//! What identifies a result: with an equal manifest the finished blocks of an interrupted run are used again.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What identifies a result. Threads, folder and colour are not in it, since they change no byte.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Program version.
    pub program: String,
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
}
