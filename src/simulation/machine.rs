//! The machine a result was made on and what it cost: for `run.json` alone.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::time::Instant;

/// Name and kind of the machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
pub struct Host {
    /// Host name, if known.
    pub name: Option<String>,
    /// Operating system.
    pub system: String,
    /// Processor architecture.
    pub processor: String,
    /// Threads that can run at once.
    pub parallel: usize,
}

impl Host {
    /// This machine.
    pub fn here() -> Self {
        let name = std::fs::read_to_string("/proc/sys/kernel/hostname").ok();
        let name =
            name.or_else(|| std::env::var("HOSTNAME").ok()).or_else(|| std::env::var("COMPUTERNAME").ok());
        Self {
            name: name.map(|n| n.trim().to_owned()).filter(|n| !n.is_empty()),
            system: std::env::consts::OS.into(),
            processor: std::env::consts::ARCH.into(),
            parallel: parallel(),
        }
    }
}

/// Threads that can run at once, at least 1.
pub fn parallel() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

/// Measures wall and CPU time since it was made.
pub struct Stopwatch {
    wall: Instant,
    cpu: Option<f64>,
}

impl Stopwatch {
    /// Begins now.
    pub fn start() -> Self {
        Self { wall: Instant::now(), cpu: cpu_seconds() }
    }

    /// Seconds on the wall.
    pub fn wall_seconds(&self) -> f64 {
        self.wall.elapsed().as_secs_f64()
    }

    /// Seconds of processor time of all threads, where the system tells (Linux).
    pub fn cpu_seconds(&self) -> Option<f64> {
        Some(cpu_seconds()? - self.cpu?)
    }
}

/// Processor time of this process in seconds, from `/proc/self/stat` (in hundredths, as Linux reports to programs).
fn cpu_seconds() -> Option<f64> {
    cpu_from_stat(&std::fs::read_to_string("/proc/self/stat").ok()?)
}

/// Fields 14 and 15; counted after the program's name, which may hold blanks and brackets.
fn cpu_from_stat(stat: &str) -> Option<f64> {
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let user: f64 = fields.next()?.parse().ok()?;
    let system: f64 = fields.next()?.parse().ok()?;
    Some((user + system) / 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_processor_time_past_a_name_with_brackets() {
        let stat = "7 (a ) b) S 1 7 7 0 -1 4194560 100 0 0 0 250 50 3 4 20 0 1 0 1 1 1";
        assert_eq!(cpu_from_stat(stat), Some(3.0));
        assert_eq!(cpu_from_stat("nonsense"), None);
    }
}
