//! One target, chosen by the variable `ROUNDTABLE_FUZZ`: its name in `tests/fuzz/targets.rs`.

#![cfg_attr(feature = "libfuzzer", no_main)]

#[path = "../../tests/fuzz/targets.rs"]
mod targets;

/// The target that is chosen.
fn chosen() -> targets::Target {
    let name = std::env::var("ROUNDTABLE_FUZZ").unwrap_or_default();
    let found = targets::TARGETS.iter().find(|(target, _)| *target == name);
    let all: Vec<&str> = targets::TARGETS.iter().map(|(target, _)| *target).collect();
    found.unwrap_or_else(|| panic!("ROUNDTABLE_FUZZ is \"{name}\"; there are {}", all.join(", "))).1
}

#[cfg(feature = "libfuzzer")]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    static CHOSEN: std::sync::OnceLock<targets::Target> = std::sync::OnceLock::new();
    CHOSEN.get_or_init(chosen)(bytes);
});

/// Gives the target the files that are named, and says which it accepts.
#[cfg(not(feature = "libfuzzer"))]
fn main() {
    let target = chosen();
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        println!("{path}: {}", if target(&bytes) { "accepted" } else { "refused" });
    }
}
