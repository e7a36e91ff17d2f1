//! The ranges of a scenario: every number that differs from world to world, with the path by which `--set` changes it, and parts of them.

use super::model::{Effect, Quantity, Scenario, Spread, Timing};
use super::traits;

/// A number that is drawn from a range.
#[derive(Debug, Clone, PartialEq)]
pub struct Range {
    /// Path, as `--set` takes it.
    pub path: String,
    /// Lower end.
    pub from: f64,
    /// Upper end, above it.
    pub to: f64,
    /// How it is spread.
    pub spread: Spread,
}

/// Which end of a range is kept when some of it is given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The lower end.
    Low,
    /// The upper end.
    High,
}

impl Range {
    /// What is left when a share (0 to 1) is given up from the other end, on the scale on which it is spread; all given up leaves the end alone. Ends
    /// that are moved have four digits, so that they can be read and pasted.
    pub fn kept(&self, end: End, given_up: f64) -> (f64, f64) {
        let at = |share: f64| match self.spread {
            Spread::Log if self.from > 0.0 => self.from * libm::pow(self.to / self.from, share),
            _ => self.from + share * (self.to - self.from),
        };
        let moved = |share: f64| digits(at(share)).clamp(self.from, self.to);
        match end {
            _ if given_up <= 0.0 => (self.from, self.to),
            End::Low if given_up >= 1.0 => (self.from, self.from),
            End::High if given_up >= 1.0 => (self.to, self.to),
            End::Low => (self.from, moved(1.0 - given_up)),
            End::High => (moved(given_up), self.to),
        }
    }
}

/// The nearest number of four digits.
fn digits(value: f64) -> f64 {
    format!("{value:.3e}").parse().unwrap_or(value)
}

/// A number or a range as `--set` takes it.
pub fn written((from, to): (f64, f64)) -> String {
    if from == to { format!("{from}") } else { format!("{from}..{to}") }
}

/// All ranges of a scenario, those that the file does not write included, in the order of the format.
pub fn ranges(scenario: &Scenario) -> Vec<Range> {
    let mut all = Vec::new();
    let mut add = |path: String, quantity: Option<&Quantity>| {
        let Some(&Quantity { from, to, spread, .. }) = quantity else { return };
        if to > from {
            all.push(Range { path, from, to, spread });
        }
    };
    for party in &scenario.parties {
        for entry in &traits::PARTY {
            add(format!("parties.{}.{}", party.id, entry.name), traits::of_party(party, entry.name));
        }
        for (towards, bias) in &party.bias {
            let towards = scenario.parties.get(towards.index()).map_or("", |party| &party.id);
            add(format!("parties.{}.bias.{towards}", party.id), Some(bias));
        }
    }
    for issue in &scenario.issues {
        add(format!("issues.{}.stake", issue.id), Some(&issue.stake));
        add(format!("issues.{}.takes", issue.id), issue.takes.as_ref());
    }
    for roadmap in &scenario.roadmaps {
        for (at, stage) in roadmap.stages.iter().enumerate() {
            add(format!("roadmaps.{}.stages[{at}].success", roadmap.name), stage.success.as_ref());
        }
    }
    for event in &scenario.events {
        if let Timing::PerYear(rate) = &event.when {
            add(format!("events.{}.per_year", event.name), Some(rate));
        }
        if let Effect::Moves(moves) = &event.effect {
            for (at, change) in moves.iter().enumerate() {
                add(format!("events.{}.moves[{at}].by", event.name), Some(&change.by));
            }
        }
    }
    for entry in &traits::WORLD {
        add(format!("world.{}", entry.name), traits::of_world(&scenario.world, entry.name));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::set::{changed, paths};
    use crate::scenario::{SourceFile, read};

    fn range(spread: Spread) -> Range {
        Range { path: "world.noise".into(), from: 0.1, to: 10.0, spread }
    }

    #[test]
    fn what_is_kept_has_its_end_and_shrinks() {
        let range = range(Spread::Uniform);
        assert_eq!(range.kept(End::Low, 0.0), (0.1, 10.0));
        assert_eq!(range.kept(End::Low, 0.5), (0.1, 5.05));
        assert_eq!(range.kept(End::High, 0.5), (5.05, 10.0));
        assert_eq!([range.kept(End::Low, 1.0), range.kept(End::High, 1.0)], [(0.1, 0.1), (10.0, 10.0)]);
        assert_eq!(written(range.kept(End::High, 1.0)), "10");
        assert_eq!(written(range.kept(End::Low, 1.0 / 3.0)), "0.1..6.7");
    }

    #[test]
    fn a_range_of_ratios_is_cut_by_ratios() {
        assert_eq!(range(Spread::Log).kept(End::Low, 0.5), (0.1, 1.0));
    }

    /// Every range can be set by its path, to what it is and to a part of it.
    #[test]
    fn every_range_of_the_shipped_files_can_be_set() {
        for text in [
            include_str!("../../scenarios/korea-2019/formats.ron"),
            include_str!("../../scenarios/teaching/5-stages.ron"),
        ] {
            let file = SourceFile::new("x.ron", text);
            let scenario = read(&file).expect("it is sound").scenario;
            let (all, known) = (ranges(&scenario), paths(&scenario));
            assert!(all.len() > 10);
            let missing: Vec<&Range> = all.iter().filter(|range| !known.contains(&range.path)).collect();
            assert!(missing.is_empty(), "{missing:?}");
            let sets: Vec<String> =
                all.iter().map(|r| format!("{}={}", r.path, written(r.kept(End::High, 0.25)))).collect();
            let (_, checked) = changed(&file, &scenario, &sets).expect("they can be set");
            let now = ranges(&checked.scenario);
            for range in &all {
                let set = now.iter().find(|now| now.path == range.path).expect("it is still a range");
                assert_eq!((set.from, set.to), range.kept(End::High, 0.25), "{}", range.path);
                assert_eq!(set.spread, range.spread, "{}", range.path);
            }
        }
    }
}
