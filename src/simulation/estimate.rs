//! What a simulation will take, from a few worlds of it.

use super::job::Runs;
use std::ops::Range;

/// Worlds of each kind that are tried.
const TRIED: u64 = 20;

/// What one world takes on average, in whatever unit `cost` gives of those it is told to run: a few of them are tried, at even distances.
pub fn of_one(worlds: Range<u64>, mut cost: impl FnMut(&[u64]) -> f64) -> f64 {
    let all = worlds.end - worlds.start;
    let tried = all.min(TRIED);
    let some: Vec<u64> = (0..tried).map(|k| worlds.start + k * all / tried).collect();
    if some.is_empty() { 0.0 } else { cost(&some) / tried as f64 }
}

/// What all worlds together take. Worlds that go through the runs of the star too take many times as long as the others: each kind is
/// tried by itself.
pub fn of_all(runs: &Runs<'_>, mut cost: impl FnMut(&[u64]) -> f64) -> f64 {
    let of_kind = |worlds: Range<u64>| (worlds.end - worlds.start) as f64 * of_one(worlds, &mut cost);
    runs.stretches().into_iter().map(of_kind).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{SourceFile, read};
    use crate::simulation::star::{Size, Star};
    use crate::talks::behaviour::Behaviour;

    #[test]
    fn steps_of_a_few_worlds_tell_those_of_all_within_half_as_much_again() {
        let read = |text: &str| read(&SourceFile::new("x.ron", text)).unwrap().scenario;
        let small = read(include_str!("../../scenarios/teaching/3-packages.ron"));
        // Two of its formats: all of them take a minute. The benchmark `dry_run` has the whole file.
        let mut korea = read(include_str!("../../scenarios/korea-2019/formats.ron"));
        korea.formats.retain(|format| format.phases.is_empty());
        korea.formats.truncate(2);
        for (scenario, worlds) in [(&korea, 50), (&small, 400)] {
            let star = Star::of(scenario, Behaviour::Concession, Size::Default, &[]);
            let runs = Runs::new(scenario, 1, worlds, Behaviour::Concession).with(&star);
            let told = of_all(&runs, |some| runs.some(some.iter().copied()).1 as f64);
            let taken = runs.some(0..worlds).1 as f64;
            assert!(taken > 0.0 && (taken / 1.5..=taken * 1.5).contains(&told), "{told} {taken}");
        }
    }

    #[test]
    fn every_world_counts_once_and_no_world_is_no_work() {
        let scenario = read(&SourceFile::new("x.ron", crate::scenario::template("x"))).unwrap().scenario;
        for worlds in [1, 19, 250, 251, 10_000] {
            let star = Star::of(&scenario, Behaviour::Nash, Size::Default, &[]);
            let runs = Runs::new(&scenario, 1, worlds, Behaviour::Nash).with(&star);
            let all = of_all(&runs, |some| {
                assert!(some.iter().all(|world| *world < worlds));
                some.len() as f64
            });
            assert_eq!(all, worlds as f64);
        }
    }
}
