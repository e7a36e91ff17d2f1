//! Where the order of formats turns as an entry of the scenario takes one value after the other, or two entries do. All values are tried in the
//! same worlds (common random numbers): a difference between two values is never one of luck.
//!
//! Formats are told apart at a value where the 95 % interval of their paired difference does not cover 0 (shares: Newcombe 1998, method 10;
//! gains: Student's). Intervals say what more worlds could still change at that value, each by itself.

use super::inputs::Names;
use super::measure::Measure;
use super::sensitivity::Interval;
use crate::scenario::vary::Vary;
use crate::statistics::{Moments, mean_interval, newcombe_paired, wilson};
use serde::Serialize;

/// Confidence of all intervals.
const CONFIDENCE: f64 = 0.95;

/// A sweep over one or two entries.
#[derive(Debug, Clone, PartialEq)]
pub struct Sweep {
    /// The entries; the first runs fastest in `points`.
    pub axes: Vec<Vary>,
    /// Names of the formats.
    pub formats: Vec<String>,
    /// Names of parties and issues.
    pub names: Names,
    /// What formats are held against each other by.
    pub measure: Measure,
    /// By combination of values: what came of it, or why the file was refused.
    pub points: Vec<Result<Counts, String>>,
}

/// What came of one combination of values.
#[derive(Debug, Clone, PartialEq)]
pub struct Counts {
    share: bool,
    worlds: u64,
    formats: Vec<Moments>,
    /// By pair of formats, `(0,1), (0,2), …, (1,2), …`: their difference, and the worlds in which both, only the first, only the second do.
    pairs: Vec<(Moments, [u64; 3])>,
}

impl Counts {
    /// Of no worlds yet.
    pub fn new(formats: usize, measure: &Measure) -> Self {
        let pairs = formats * formats.saturating_sub(1) / 2;
        Self {
            share: measure.is_share(),
            worlds: 0,
            formats: vec![Moments::new(); formats],
            pairs: vec![(Moments::new(), [0; 3]); pairs],
        }
    }

    /// Adds the outcomes of one world, format by format.
    pub fn add(&mut self, outcomes: &[f64]) {
        self.worlds += 1;
        for (moments, outcome) in self.formats.iter_mut().zip(outcomes) {
            moments.add(*outcome);
        }
        let mut pairs = self.pairs.iter_mut();
        for (k, a) in outcomes.iter().enumerate() {
            for (b, (moments, counts)) in outcomes[k + 1..].iter().zip(&mut pairs) {
                moments.add(a - b);
                match (*a > 0.5, *b > 0.5) {
                    (true, true) => counts[0] += 1,
                    (true, false) => counts[1] += 1,
                    (false, true) => counts[2] += 1,
                    (false, false) => {}
                }
            }
        }
    }

    /// What a format reaches, with its interval.
    pub fn value(&self, format: usize) -> Interval {
        let moments = &self.formats[format];
        let estimate = moments.mean().unwrap_or(0.0);
        let (low, high) = if self.share {
            wilson(libm::round(estimate * self.worlds as f64) as u64, self.worlds, CONFIDENCE)
        } else {
            self.of_mean(moments)
        };
        Interval { estimate, low, high }
    }

    /// Format `a` minus format `b`, with its interval.
    pub fn difference(&self, a: usize, b: usize) -> Interval {
        if a == b {
            return Interval { estimate: 0.0, low: 0.0, high: 0.0 };
        }
        if a > b {
            let Interval { estimate, low, high } = self.difference(b, a);
            return Interval { estimate: -estimate, low: -high, high: -low };
        }
        // Pairs before those of `a`, then those before `b`.
        let n = self.formats.len();
        let (moments, counts) = &self.pairs[a * (2 * n - a - 1) / 2 + (b - a - 1)];
        let estimate = moments.mean().unwrap_or(0.0);
        let (low, high) = if self.share {
            let [both, only_a, only_b] = *counts;
            let neither = self.worlds.saturating_sub(both + only_a + only_b);
            newcombe_paired(both, only_a, only_b, neither, CONFIDENCE)
        } else {
            self.of_mean(moments)
        };
        Interval { estimate, low, high }
    }

    fn of_mean(&self, moments: &Moments) -> (f64, f64) {
        let mean = moments.mean().unwrap_or(0.0);
        let interval = mean_interval(mean, moments.variance().unwrap_or(f64::NAN), self.worlds, CONFIDENCE);
        interval.unwrap_or((f64::NEG_INFINITY, f64::INFINITY))
    }

    /// Worlds counted.
    pub fn worlds(&self) -> u64 {
        self.worlds
    }
}

/// Which of two formats is ahead at a value: `Some(true)` the first, `Some(false)` the second, `None` where the interval covers 0.
pub fn ahead(difference: &Interval) -> Option<bool> {
    if difference.low > 0.0 {
        Some(true)
    } else if difference.high < 0.0 {
        Some(false)
    } else {
        None
    }
}

/// Where the order of two formats turns.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Turn {
    /// The value, by interpolation; between two values that are no numbers: both.
    pub at: String,
    /// Position among the values: a whole number and how far it is to the next one.
    pub position: f64,
    /// Whether the first format is ahead from here on.
    pub first_from_here: bool,
}

/// How two formats stand along one entry.
#[derive(Debug, Clone, PartialEq)]
pub struct Course {
    /// The first format.
    pub a: usize,
    /// The second.
    pub b: usize,
    /// Position of each value that was simulated, and the difference there.
    pub differences: Vec<(usize, Interval)>,
    /// Where the order turns: told apart on both sides.
    pub turns: Vec<Turn>,
    /// Where the numbers cross, and at least on one side the formats are not told apart.
    pub crossings: Vec<Turn>,
}

impl Course {
    /// Values at which the first format is ahead, at which the second is, and at which they are not told apart.
    pub fn counts(&self) -> [usize; 3] {
        let count = |side: Option<bool>| self.differences.iter().filter(|(_, d)| ahead(d) == side).count();
        [count(Some(true)), count(Some(false)), count(None)]
    }

    /// Whether the formats give the same in all worlds at all values.
    pub fn is_nothing(&self) -> bool {
        self.differences.iter().all(|(_, d)| d.estimate.total_cmp(&0.0).is_eq())
    }

    /// Who is ahead first: of the turns, or of all values.
    pub fn begins(&self) -> Option<bool> {
        match self.turns.first() {
            Some(turn) => Some(!turn.first_from_here),
            None => self.differences.iter().find_map(|(_, d)| ahead(d)),
        }
    }

    /// How far the order turns: the smaller of the largest leads on both sides.
    fn size(&self) -> f64 {
        let largest = |sign: f64| {
            let told = self.differences.iter().filter(|(_, d)| ahead(d) == Some(sign > 0.0));
            told.map(|(_, d)| d.estimate * sign).fold(0.0, f64::max)
        };
        largest(1.0).min(largest(-1.0))
    }
}

impl Sweep {
    /// Values of the first entry, and of the second (1 if there is none).
    pub fn size(&self) -> (usize, usize) {
        (
            self.axes.first().map_or(0, |axis| axis.steps.len()),
            self.axes.get(1).map_or(1, |axis| axis.steps.len()),
        )
    }

    /// What came of the values at these positions; `None` if the file was refused.
    pub fn at(&self, first: usize, second: usize) -> Option<&Counts> {
        self.points.get(second * self.size().0 + first)?.as_ref().ok()
    }

    /// How two formats stand along the first entry, with the second at this position.
    pub fn course(&self, a: usize, b: usize, second: usize) -> Course {
        let known = |k: usize| Some((k, self.at(k, second)?.difference(a, b)));
        let differences: Vec<(usize, Interval)> = (0..self.size().0).filter_map(known).collect();
        let mut course = Course { a, b, differences, turns: Vec::new(), crossings: Vec::new() };
        let told: Vec<(usize, bool)> = (course.differences.iter().enumerate())
            .filter_map(|(place, (_, d))| Some((place, ahead(d)?)))
            .collect();
        let mut sure: Vec<(usize, usize)> = Vec::new();
        for two in told.windows(2).filter(|two| two[0].1 != two[1].1) {
            sure.push((two[0].0, two[1].0));
            course.turns.extend(self.turn(&course.differences, two[0].0..two[1].0));
        }
        let within = |place: usize| sure.iter().any(|(from, to)| (*from..*to).contains(&place));
        for place in 0..course.differences.len().saturating_sub(1) {
            let crosses = |d: &[(usize, Interval)]| d[0].1.estimate * d[1].1.estimate < 0.0;
            if crosses(&course.differences[place..place + 2]) && !within(place) {
                course.crossings.extend(self.turn(&course.differences, place..place + 1));
            }
        }
        course
    }

    /// Where the estimates first cross between two of the values.
    fn turn(&self, differences: &[(usize, Interval)], places: std::ops::Range<usize>) -> Option<Turn> {
        let until = differences.get(places.end)?.1.estimate > 0.0;
        let cross = places.into_iter().find(|k| {
            differences.get(k + 1).is_some_and(|(_, d)| d.estimate != 0.0 && (d.estimate > 0.0) == until)
        })?;
        let ((from, before), (to, after)) = (differences[cross], differences[cross + 1]);
        let along = before.estimate / (before.estimate - after.estimate);
        let axis = self.axes.first()?;
        // Refused values between them: no number is read off what was not simulated.
        let between = if to == from + 1 { axis.between(from, along) } else { None };
        let at = between.unwrap_or_else(|| format!("{} … {}", axis.steps[from], axis.steps[to]));
        Some(Turn { at, position: from as f64 + along * (to - from) as f64, first_from_here: until })
    }

    /// All pairs of formats along the only entry, those whose order turns most first; of equals in the order of the file.
    pub fn courses(&self) -> Vec<Course> {
        let n = self.formats.len();
        let pairs = (0..n).flat_map(|a| (a + 1..n).map(move |b| (a, b)));
        let mut all: Vec<Course> = pairs.map(|(a, b)| self.course(a, b, 0)).collect();
        let key = |course: &Course| if course.turns.is_empty() { -1.0 } else { course.size() };
        all.sort_by(|x, y| key(y).total_cmp(&key(x)));
        all
    }

    /// Combinations in which the first format is ahead, in which the second is, in which they are not told apart, and that were refused.
    pub fn fields(&self, a: usize, b: usize) -> [usize; 4] {
        let mut counts = [0; 4];
        for point in &self.points {
            let kind = match point.as_ref().map(|counts| ahead(&counts.difference(a, b))) {
                Ok(Some(true)) => 0,
                Ok(Some(false)) => 1,
                Ok(None) => 2,
                Err(_) => 3,
            };
            counts[kind] += 1;
        }
        counts
    }

    /// The line along which two formats are level on the plane of two entries, in pieces between positions of the values (marching squares:
    /// Lorensen and Cline 1987, in the plane; saddles are cut by the mean of their corners).
    pub fn contour(&self, a: usize, b: usize) -> Vec<[(f64, f64); 2]> {
        let (across, up) = self.size();
        let height = |i: usize, j: usize| Some(self.at(i, j)?.difference(a, b).estimate);
        let mut pieces = Vec::new();
        for j in 0..up.saturating_sub(1) {
            for i in 0..across.saturating_sub(1) {
                let corners = [(i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1)];
                let heights: Option<Vec<f64>> = corners.iter().map(|(i, j)| height(*i, *j)).collect();
                if let Some(heights) = heights {
                    pieces.extend(cell(&corners, &heights));
                }
            }
        }
        pieces
    }
}

/// The pieces in one cell, whose corners go round it.
fn cell(corners: &[(usize, usize); 4], heights: &[f64]) -> Vec<[(f64, f64); 2]> {
    let above = |k: usize| heights[k % 4] > 0.0;
    let place = |k: usize| (corners[k % 4].0 as f64, corners[k % 4].1 as f64);
    let crossing = |k: usize| {
        let (low, high) = (heights[k], heights[(k + 1) % 4]);
        let along = low / (low - high);
        let (from, to) = (place(k), place(k + 1));
        (from.0 + (to.0 - from.0) * along, from.1 + (to.1 - from.1) * along)
    };
    let edges: Vec<usize> = (0..4).filter(|k| above(*k) != above(k + 1)).collect();
    match edges.as_slice() {
        [one, other] => vec![[crossing(*one), crossing(*other)]],
        [_, _, _, _] => {
            // Cut off the corners that are not on the side of the middle.
            let middle = heights.iter().sum::<f64>() > 0.0;
            let turn = usize::from(above(0) == middle);
            let cut = |k: usize| [crossing((k + 3 + turn) % 4), crossing((k + turn) % 4)];
            vec![cut(0), cut(2)]
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A sweep in which the share of the first format is `a` and that of the second `b` at each value, of 400 worlds.
    pub(crate) fn sweep(vary: &[&str], values: impl Fn(usize, usize) -> Option<Vec<f64>>) -> Sweep {
        let axes: Vec<Vary> = vary.iter().map(|text| Vary::parse(text).unwrap()).collect();
        let mut sweep = Sweep {
            axes,
            formats: Vec::new(),
            names: Names::default(),
            measure: Measure::Signed,
            points: Vec::new(),
        };
        let (across, up) = sweep.size();
        for j in 0..up {
            for i in 0..across {
                let point = values(i, j).map(|shares| {
                    let mut counts = Counts::new(shares.len(), &Measure::Signed);
                    for world in 0..400 {
                        // A world is one quantile for all formats: where the share is higher it is signed too.
                        let unit = (f64::from(world) + 0.5) / 400.0;
                        counts.add(
                            &shares
                                .iter()
                                .map(|share| f64::from(u8::from(unit < *share)))
                                .collect::<Vec<f64>>(),
                        );
                    }
                    counts
                });
                if let Some(counts) = &point {
                    sweep.formats = (0..counts.formats.len()).map(|k| format!("f{k}")).collect();
                }
                sweep.points.push(point.ok_or_else(|| "refused".to_owned()));
            }
        }
        sweep
    }

    #[test]
    fn values_and_differences_are_those_of_the_worlds() {
        let sweep = sweep(&["x=0..1:2"], |_, _| Some(vec![0.5, 0.25, 0.75]));
        let counts = sweep.at(0, 0).unwrap();
        assert_eq!((counts.worlds(), counts.value(1).estimate), (400, 0.25));
        let wanted = [[0.0, 0.25, -0.25], [-0.25, 0.0, -0.5], [0.25, 0.5, 0.0]];
        for (a, row) in wanted.iter().enumerate() {
            for (b, wanted) in row.iter().enumerate() {
                let d = counts.difference(a, b);
                assert!((d.estimate - wanted).abs() < 1e-12 && d.low <= d.estimate && d.estimate <= d.high);
            }
        }
        assert_eq!(counts.difference(0, 1).low, newcombe_paired(100, 100, 0, 200, 0.95).0);
    }

    #[test]
    fn a_turn_is_where_the_lines_cross() {
        let falling = sweep(&["x=0..0.4:5"], |k, _| Some(vec![0.8 - 0.2 * k as f64, 0.5]));
        let course = falling.course(0, 1, 0);
        assert_eq!(course.turns.len(), 1, "{course:?}");
        let turn = &course.turns[0];
        assert!((turn.position - 1.5).abs() < 1e-9 && turn.at == "0.15" && !turn.first_from_here);
        assert_eq!((course.begins(), course.counts()), (Some(true), [2, 3, 0]));
        // The other way round it is the same place.
        assert_eq!(falling.course(1, 0, 0).turns[0].at, "0.15");
        assert!(falling.course(1, 0, 0).turns[0].first_from_here);
    }

    #[test]
    fn a_crossing_within_the_noise_is_no_turn() {
        let near = sweep(&["x=0..0.4:5"], |k, _| Some(vec![0.52 - 0.01 * k as f64, 0.505]));
        let course = near.course(0, 1, 0);
        assert!(course.turns.is_empty() || course.counts()[2] > 0);
        // Discordant worlds on one side only make small differences certain; with both sides they are not.
        let mut counts = Counts::new(2, &Measure::Signed);
        (0..100).for_each(|k| counts.add(&[f64::from(k % 2), f64::from(u8::from(k < 51))]));
        assert_eq!(ahead(&counts.difference(0, 1)), None);
    }

    #[test]
    fn refused_values_are_left_out_and_nothing_is_read_off_them() {
        let sweep = sweep(&["x=0..0.4:5"], |k, _| (k != 2).then(|| vec![0.8 - 0.2 * k as f64, 0.5]));
        let course = sweep.course(0, 1, 0);
        assert_eq!(course.differences.len(), 4);
        assert_eq!(course.turns[0].at, "0.1 … 0.3");
        assert_eq!(sweep.fields(0, 1), [2, 2, 0, 1]);
    }

    #[test]
    fn the_pair_that_turns_most_comes_first() {
        let sweep = sweep(&["x=0..2:3"], |k, _| {
            let k = k as f64;
            Some(vec![0.5, 0.55 - 0.05 * k, 0.9 - 0.4 * k])
        });
        let courses = sweep.courses();
        assert_eq!((courses[0].a, courses[0].b), (0, 2), "{courses:?}");
        assert_eq!(courses.len(), 3);
    }

    #[test]
    fn same_in_every_world_is_nothing() {
        let same = sweep(&["x=0..1:3"], |_, _| Some(vec![0.5, 0.5]));
        let course = same.course(0, 1, 0);
        assert!(course.is_nothing() && course.turns.is_empty() && course.crossings.is_empty());
        assert_eq!(course.counts(), [0, 0, 3]);
    }

    /// On a plane where the first format loses as either grows, they are level on a straight line.
    #[test]
    fn a_contour_runs_where_they_are_level() {
        let plane = sweep(&["x=0..4:5", "y=0..4:5"], |i, j| Some(vec![0.25 + 0.05 * (i + j) as f64, 0.475]));
        let pieces = plane.contour(0, 1);
        assert_eq!(pieces.len(), 7);
        for (x, y) in pieces.into_iter().flatten() {
            assert!((x + y - 4.5).abs() < 1e-9, "{x} {y}");
        }
        let saddle = sweep(&["x=0..1:2", "y=0..1:2"], |i, j| Some(vec![if i == j { 0.8 } else { 0.3 }, 0.5]));
        let pieces = saddle.contour(0, 1);
        assert_eq!(pieces.len(), 2);
        // The middle is above, so the two corners below are cut off.
        for [from, to] in pieces {
            let near = |x: f64, y: f64| {
                [from, to].iter().all(|p| {
                    (p.0 - x).abs() < 0.5 && (p.1 - y).abs() < 0.5 || (p.0 - x).abs() + (p.1 - y).abs() < 1.0
                })
            };
            assert!(near(1.0, 0.0) || near(0.0, 1.0), "{from:?} {to:?}");
        }
    }
}
