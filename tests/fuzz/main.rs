//! Every reader and mini-language takes 20,000 fixed inputs: it never panics, and each ends.
//!
//! Another 20,000, from the number given on: `ROUNDTABLE_FUZZ_FROM=1000000 cargo test --test fuzz`. A fuzzer that looks for more: `fuzz/`.

#[path = "../common/mod.rs"]
mod common;
mod mutate;
mod seeds;
mod targets;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use targets::{TARGETS, Target};

/// Inputs of each target.
const INPUTS: u64 = 20_000;
/// An input that takes longer never ends. The slowest takes a hundredth of it.
const LONGEST: Duration = Duration::from_secs(60);
/// Bytes of the stack, as the program has them.
const STACK: usize = 8 << 20;

/// Where inputs are counted from.
fn from() -> u64 {
    std::env::var("ROUNDTABLE_FUZZ_FROM")
        .map_or(0, |from| from.parse().expect("ROUNDTABLE_FUZZ_FROM is a number"))
}

/// The input as a text that shows every byte.
fn shown(name: &str, index: u64) -> String {
    let input = mutate::input(name, &seeds::of(name), index);
    format!("input {index} of {name}: \"{}\"", input.escape_ascii())
}

/// Takes all inputs; how many were accepted.
fn accepted(name: &'static str, target: Target, at: &AtomicU64) -> u64 {
    let seeds = seeds::of(name);
    let mut accepted = 0;
    for index in from()..from() + INPUTS {
        at.store(index, Ordering::Relaxed);
        let input = mutate::input(name, &seeds, index);
        let ended = catch_unwind(AssertUnwindSafe(|| target(&input)));
        let Ok(ended) = ended else { panic!("{} panics", shown(name, index)) };
        assert!(ended || index >= seeds.len() as u64, "{} is refused, and is sound", shown(name, index));
        accepted += u64::from(ended);
    }
    accepted
}

fn holds(name: &'static str) {
    let (_, target) = TARGETS.iter().find(|(other, _)| *other == name).expect("it is a target");
    let at = Arc::new(AtomicU64::new(0));
    let taken = Arc::clone(&at);
    let work = std::thread::Builder::new().stack_size(STACK).spawn(move || accepted(name, *target, &taken));
    let work = work.expect("a thread");
    let (mut last, mut waited) = (u64::MAX, Duration::ZERO);
    while !work.is_finished() {
        let pause = Duration::from_millis(20);
        std::thread::sleep(pause);
        let now = at.load(Ordering::Relaxed);
        waited = if now == last { waited + pause } else { Duration::ZERO };
        last = now;
        assert!(waited < LONGEST, "{} does not end", shown(name, now));
    }
    let accepted = work.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    println!("{name}: {accepted} of {INPUTS} are accepted");
    // Both must happen often, or the test shows nothing.
    assert!(
        accepted > INPUTS / 200 && INPUTS - accepted > INPUTS / 200,
        "{name}: {accepted} of {INPUTS} are accepted"
    );
}

macro_rules! each {
    ($($name:ident)*) => {
        $(#[test] fn $name() { holds(stringify!($name)); })*

        /// What is listed here is what there is.
        #[test]
        fn every_target_is_tried() {
            let tried = [$(stringify!($name)),*];
            let all: Vec<&str> = TARGETS.iter().map(|(name, _)| *name).collect();
            assert_eq!(tried.as_slice(), all);
        }
    };
}

each! {
    scenario domain conflict set find expect guess result worlds decisions ktab gmcr genius geniusweb negmas negmas_json plain scorable cases
    formula tactic sub_model arguments anything
}
