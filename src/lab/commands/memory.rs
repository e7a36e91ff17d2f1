//! Memory that a game of many packages needs, asked for before it is taken: a refusal says more than a program that is killed.

use crate::lab::games::evaluate::{Work, memory};
use crate::results::words::thousands;
use crate::terminal::failure::Failure;
use std::fs::read_to_string;

/// Less than this is not asked for.
const LITTLE: u64 = 64 << 20;
const MEGABYTE: u64 = 1_000_000;

/// Refuses work on a game that does not fit into memory.
///
/// # Errors
/// If less is available than is needed, as far as the system tells.
pub(super) fn refuse_too_much(packages: usize, parties: usize, work: Work) -> Result<(), Failure> {
    let needed = memory(packages, parties, work);
    if needed < LITTLE {
        return Ok(());
    }
    let available = available();
    // What the system does not promise now it will not give later.
    let promised = usize::try_from(needed).is_ok_and(|all| Vec::<u8>::new().try_reserve_exact(all).is_ok());
    if promised && available.is_none_or(|available| needed <= available) {
        return Ok(());
    }
    let megabytes = |bytes: u64| format!("{} MB", thousands(bytes.div_ceil(MEGABYTE)));
    let found =
        available.map_or_else(String::new, |bytes| format!(", and {} are available", megabytes(bytes)));
    Err(Failure::usage(format!(
        "{} packages of {parties} parties need about {} of memory{found}",
        thousands(packages as u64),
        megabytes(needed)
    ))
    .mend("leave out issues or values, end other programs, or raise the limit on memory (`ulimit -v`)"))
}

/// Bytes that this process may still take, where the system tells (Linux): the least of what is free, what its control group leaves and what
/// its limit on addresses leaves.
fn available() -> Option<u64> {
    let text = |path: &str| read_to_string(path).ok();
    let free = text("/proc/meminfo").and_then(|of| kilobytes(&of, "MemAvailable:"));
    let number = |path: &str| text(path)?.trim().parse::<u64>().ok();
    let group = number("/sys/fs/cgroup/memory.max")
        .zip(number("/sys/fs/cgroup/memory.current"))
        .map(|(most, taken)| most.saturating_sub(taken));
    let taken = text("/proc/self/status").and_then(|of| kilobytes(&of, "VmSize:"));
    let addresses = text("/proc/self/limits")
        .and_then(|of| limit(&of, "Max address space"))
        .zip(taken)
        .map(|(most, taken)| most.saturating_sub(taken));
    [free, group, addresses].into_iter().flatten().min()
}

/// `MemAvailable:    1234 kB`
fn kilobytes(text: &str, name: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse::<u64>().ok()?.checked_mul(1024)
}

/// `Max address space         1500000000           unlimited            bytes`: the first number; none if there is no limit.
fn limit(text: &str, name: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_tells_is_read() {
        let meminfo = "MemTotal:  8000000 kB\nMemAvailable:    1500 kB\n";
        assert_eq!(kilobytes(meminfo, "MemAvailable:"), Some(1500 * 1024));
        assert_eq!(kilobytes(meminfo, "MemFree:"), None);
        let limits =
            "Max cpu time  unlimited unlimited seconds\nMax address space  1500000000  unlimited  bytes\n";
        assert_eq!(limit(limits, "Max address space"), Some(1_500_000_000));
        assert_eq!(limit("Max address space  unlimited  unlimited  bytes", "Max address space"), None);
    }

    #[test]
    fn little_is_never_refused_and_more_than_there_can_be_always_is() {
        assert!(refuse_too_much(1000, 3, Work::Analyse).is_ok());
        let refused = refuse_too_much(usize::MAX / 1024, 32, Work::Negotiate).unwrap_err();
        assert_eq!(refused.code, 2);
        assert!(refused.text().contains("MB of memory"), "{}", refused.text());
    }
}
