//! The least change that turns a finding round: ranges are cut from one side, one at a time and then two together, until the format that was behind is
//! ahead, in the same worlds and with another seed.
//!
//! What is searched is bounded: every range is cut to each of its ends; those whose end turns the finding are halved down to the least cut that
//! does, in steps of 1/32 of the range. So a cut that turns it round half way and back again at the end is not found.

use crate::scenario::ranges::{End, Range, written};
use serde::Serialize;

/// Steps into which a range is cut.
pub const STEPS: u32 = 32;
/// Changes that are halved down however little they give up; later ones must beat the best.
const HALVED: usize = 10;
/// Ranges of which pairs are tried.
const PAIRED: usize = 6;

/// Some of a range is given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cut {
    /// Which range.
    pub range: usize,
    /// The end that is kept.
    pub end: End,
    /// So many of [`STEPS`] are given up.
    pub steps: u32,
}

impl Cut {
    /// As an argument of `--set`.
    pub fn argument(self, ranges: &[Range]) -> Option<String> {
        let range = ranges.get(self.range)?;
        Some(format!("{}={}", range.path, written(range.kept(self.end, share(self.steps)))))
    }
}

/// What a number of steps is of a range.
pub fn share(steps: u32) -> f64 {
    f64::from(steps) / f64::from(STEPS)
}

/// Which worlds a change is tried in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Worlds {
    /// Those of the finding.
    Same,
    /// Those of another seed.
    Other,
}

/// A difference between the two formats, the first less the second.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Difference {
    /// Its mean.
    pub estimate: f64,
    /// 95 % interval over worlds; none with one world.
    pub interval: Option<(f64, f64)>,
}

impl Difference {
    /// Whether the interval leaves out 0.
    pub fn is_clear(&self) -> bool {
        self.interval.is_some_and(|(low, high)| low > 0.0 || high < 0.0)
    }
}

/// A change and what became of the difference.
#[derive(Debug, Clone, PartialEq)]
pub struct Tried {
    /// What was given up.
    pub cuts: Vec<Cut>,
    /// The difference then.
    pub difference: Difference,
}

/// A change that turns the finding round.
#[derive(Debug, Clone, PartialEq)]
pub struct Turned {
    /// It, with the difference in the same worlds.
    pub tried: Tried,
    /// The difference with another seed.
    pub again: Difference,
}

/// What the search found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Found {
    /// The least change that turns it round, if one does.
    pub least: Option<Turned>,
    /// Each range cut to the end that moves the finding most, those that move it most first, with the least number of steps that turns it round where it
    /// was looked for and found.
    pub ends: Vec<(Tried, Option<u32>)>,
    /// The change that came nearest, if none turns it round.
    pub nearest: Option<Tried>,
    /// Changes that turned it round in the same worlds alone.
    pub unconfirmed: usize,
    /// Pairs that were tried.
    pub pairs: usize,
    /// Runs.
    pub runs: usize,
}

/// The search stops without a word: a run was refused, or the user asked for an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stopped;

/// How a change is tried: gives the difference under it, or nothing where the file cannot have it.
pub type Try<'t> = dyn FnMut(&[Cut], Worlds) -> Result<Option<Difference>, Stopped> + 't;

/// Runs that a search over so many ranges usually takes.
pub fn usual_runs(ranges: usize) -> usize {
    2 * ranges + ranges.min(HALVED) * STEPS.ilog2() as usize
}

/// Most runs that a search over so many ranges takes.
pub fn most_runs(ranges: usize) -> usize {
    let halving = 2 * (STEPS.ilog2() as usize + 1);
    let paired = ranges.min(PAIRED);
    let pairs = paired * paired.saturating_sub(1) / 2;
    // The ends; the first ones halved, the others looked at below the best, which is beaten at most once for each step; and the same of pairs.
    2 * ranges + HALVED.min(ranges) * halving + 2 * ranges + (STEPS as usize + pairs) * halving
}

/// Looks for the least change; `base` is the difference that is to be turned round.
///
/// # Errors
/// If a run was refused.
pub fn search(ranges: usize, base: Difference, attempt: &mut Try<'_>) -> Result<Found, Stopped> {
    let sign = base.estimate.signum();
    let mut search = Search { sign, attempt, found: Found::default(), known: Vec::new() };
    let mut ends: Vec<Tried> = Vec::new();
    for range in 0..ranges {
        let mut best: Option<Tried> = None;
        for end in [End::Low, End::High] {
            let tried = search.tried(vec![Cut { range, end, steps: STEPS }])?;
            let Some(tried) = tried else { continue };
            if best.as_ref().is_none_or(|best| search.left(&tried) < search.left(best)) {
                best = Some(tried);
            }
        }
        ends.extend(best);
    }
    // The nearest to the other side first; of equals the first of the file.
    ends.sort_by(|a, b| search.left(a).total_cmp(&search.left(b)));
    let mut rows = Vec::new();
    for (place, tried) in ends.iter().enumerate() {
        let mut at = None;
        if search.turns(tried) {
            let limit = if place < HALVED { STEPS } else { search.best().saturating_sub(1) };
            at = search.least(&tried.cuts, limit)?;
        }
        rows.push((tried.clone(), at));
    }
    if search.found.least.is_none() {
        search.pairs(&ends)?;
    }
    let mut found = search.found;
    found.ends = rows;
    if found.least.is_some() {
        found.nearest = None;
    }
    Ok(found)
}

struct Search<'s, 't> {
    sign: f64,
    attempt: &'s mut Try<'t>,
    found: Found,
    known: Vec<Known>,
}

/// A run, and what came of it.
type Known = (Vec<Cut>, Worlds, Option<Difference>);

impl Search<'_, '_> {
    /// How much is left of the finding: below 0 it is turned round.
    fn left(&self, tried: &Tried) -> f64 {
        tried.difference.estimate * self.sign
    }

    fn turns(&self, tried: &Tried) -> bool {
        self.left(tried) < 0.0
    }

    fn run(&mut self, cuts: &[Cut], worlds: Worlds) -> Result<Option<Difference>, Stopped> {
        let same = |(known, of, _): &&Known| known == cuts && *of == worlds;
        if let Some((_, _, known)) = self.known.iter().find(same) {
            return Ok(*known);
        }
        self.found.runs += 1;
        let found = (self.attempt)(cuts, worlds)?;
        self.known.push((cuts.to_vec(), worlds, found));
        Ok(found)
    }

    fn tried(&mut self, cuts: Vec<Cut>) -> Result<Option<Tried>, Stopped> {
        let Some(difference) = self.run(&cuts, Worlds::Same)? else { return Ok(None) };
        let tried = Tried { cuts, difference };
        if self.found.nearest.as_ref().is_none_or(|nearest| self.left(&tried) < self.left(nearest)) {
            self.found.nearest = Some(tried.clone());
        }
        Ok(Some(tried))
    }

    /// Steps of the least change so far.
    fn best(&self) -> u32 {
        self.found
            .least
            .as_ref()
            .map_or(STEPS, |turned| turned.tried.cuts.first().map_or(STEPS, |cut| cut.steps))
    }

    /// A change that turns it round in both worlds.
    fn turned(&mut self, cuts: &[Cut], steps: u32) -> Result<Option<Turned>, Stopped> {
        let cuts: Vec<Cut> = cuts.iter().map(|cut| Cut { steps, ..*cut }).collect();
        let Some(tried) = self.tried(cuts)? else { return Ok(None) };
        if !self.turns(&tried) {
            return Ok(None);
        }
        let Some(again) = self.run(&tried.cuts, Worlds::Other)? else { return Ok(None) };
        Ok((again.estimate * self.sign < 0.0).then_some(Turned { tried, again }))
    }

    /// The least number of steps, at most `limit`, at which cuts turn it round; halved, as if less of a change did no more.
    fn least(&mut self, cuts: &[Cut], limit: u32) -> Result<Option<u32>, Stopped> {
        if limit == 0 {
            return Ok(None);
        }
        let Some(mut turned) = self.turned(cuts, limit)? else {
            self.found.unconfirmed += usize::from(limit == STEPS);
            return Ok(None);
        };
        let (mut low, mut high) = (0, limit);
        while high - low > 1 {
            let middle = low.midpoint(high);
            match self.turned(cuts, middle)? {
                Some(less) => (turned, high) = (less, middle),
                None => low = middle,
            }
        }
        if self.found.least.is_none() || high < self.best() {
            self.found.least = Some(turned);
        }
        Ok(Some(high))
    }

    /// Two ranges cut together, of those that move the finding most.
    fn pairs(&mut self, ends: &[Tried]) -> Result<(), Stopped> {
        let some: Vec<Cut> =
            ends.iter().take(PAIRED).filter_map(|tried| tried.cuts.first().copied()).collect();
        for (place, first) in some.iter().enumerate() {
            for second in &some[place + 1..] {
                self.found.pairs += 1;
                let cuts = vec![*first, *second];
                let Some(tried) = self.tried(cuts)? else { continue };
                if self.turns(&tried) {
                    let limit =
                        if self.found.least.is_some() { self.best().saturating_sub(1) } else { STEPS };
                    self.least(&tried.cuts, limit)?;
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLEAR: Difference = Difference { estimate: 10.0, interval: Some((8.0, 12.0)) };

    /// The difference falls by these numbers over the whole of each range, cut to its low end, and rises to its high end.
    fn falling(
        by: &[f64],
        noise: f64,
    ) -> impl FnMut(&[Cut], Worlds) -> Result<Option<Difference>, Stopped> + '_ {
        move |cuts, worlds| {
            let fall =
                |cut: &Cut| by[cut.range] * share(cut.steps) * if cut.end == End::Low { 1.0 } else { -1.0 };
            let other = if worlds == Worlds::Other { noise } else { 0.0 };
            let estimate = 10.0 - cuts.iter().map(fall).sum::<f64>() + other;
            Ok(Some(Difference { estimate, interval: None }))
        }
    }

    #[test]
    fn the_least_single_cut_is_found_and_counts_with_another_seed_alone() {
        // 10 − 40 s < 0 from s = 1/4 on: 9 of 32 steps; 10 − 16 s from 5/8 on: 21.
        let found = search(3, CLEAR, &mut falling(&[16.0, 3.0, 40.0], 0.0)).unwrap();
        let least = found.least.expect("one turns");
        assert_eq!(least.tried.cuts, [Cut { range: 2, end: End::Low, steps: 9 }]);
        assert_eq!((found.unconfirmed, found.pairs, found.nearest), (0, 0, None));
        let rows: Vec<(usize, Option<u32>)> =
            found.ends.iter().map(|(t, at)| (t.cuts[0].range, *at)).collect();
        assert_eq!(rows, [(2, Some(9)), (0, Some(21)), (1, None)]);
        assert!(found.runs <= most_runs(3), "{} {}", found.runs, most_runs(3));
        // With another seed the difference is larger by 5: 15 − 40 s.
        let found = search(3, CLEAR, &mut falling(&[16.0, 3.0, 40.0], 5.0)).unwrap();
        let least = found.least.expect("one turns");
        assert_eq!((least.tried.cuts[0].steps, least.again.estimate < 0.0), (13, true));
    }

    #[test]
    fn a_finding_the_other_way_round_is_turned_to_the_other_side() {
        let base = Difference { estimate: -10.0, interval: Some((-12.0, -8.0)) };
        let mut rising = falling(&[40.0], 0.0);
        let mut turned = |cuts: &[Cut], worlds| {
            let found = rising(cuts, worlds)?;
            Ok(found.map(|d| Difference { estimate: -d.estimate, interval: None }))
        };
        let found = search(1, base, &mut turned).unwrap();
        assert!(found.least.expect("it turns").tried.difference.estimate > 0.0);
    }

    #[test]
    fn two_are_taken_together_where_none_does_alone() {
        // 10 − 14 s < 0 from s = 5/7 on: 23 of 32.
        let found = search(3, CLEAR, &mut falling(&[8.0, 6.0, 0.0], 0.0)).unwrap();
        let least = found.least.expect("two turn");
        let kept: Vec<(usize, u32)> = least.tried.cuts.iter().map(|cut| (cut.range, cut.steps)).collect();
        assert_eq!((kept, found.pairs), (vec![(0, 23), (1, 23)], 3));
    }

    #[test]
    fn that_none_does_is_said_with_the_nearest() {
        let found = search(2, CLEAR, &mut falling(&[4.0, 3.0], 0.0)).unwrap();
        assert!(found.least.is_none());
        let nearest = found.nearest.expect("some came near");
        assert_eq!((nearest.cuts.len(), nearest.difference.estimate), (2, 3.0));
        // What turns it round in the same worlds alone does not count.
        let found = search(2, CLEAR, &mut falling(&[12.0, 3.0], 50.0)).unwrap();
        assert!(found.least.is_none() && found.unconfirmed > 0);
    }

    #[test]
    fn what_a_file_cannot_have_is_passed_over_and_a_stop_ends_it() {
        let found = search(2, CLEAR, &mut |_, _| Ok(None)).unwrap();
        assert!(found.least.is_none() && found.ends.is_empty() && found.nearest.is_none());
        assert_eq!(search(2, CLEAR, &mut |_, _| Err(Stopped)), Err(Stopped));
    }

    #[test]
    fn the_number_of_runs_is_bounded_whatever_turns() {
        for (ranges, by) in [(40, 100.0), (40, 9.0), (1, 100.0), (0, 1.0)] {
            let all = vec![by; ranges];
            let found = search(ranges, CLEAR, &mut falling(&all, 0.0)).unwrap();
            assert!(found.runs <= most_runs(ranges), "{} {}", found.runs, most_runs(ranges));
        }
        // Later ones that are each a little better.
        let all: Vec<f64> = (0..60).map(|k| 11.0 + f64::from(k)).collect();
        let found = search(60, CLEAR, &mut falling(&all, 0.0)).unwrap();
        assert!(found.runs <= most_runs(60), "{}", found.runs);
    }
}
