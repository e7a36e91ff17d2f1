//! Counts over worlds that can be merged in any order and give the same bytes: integers and fixed-point sums only.

use super::happened::Happened;
use super::record::{LEFT_OUT, Levels, Reason, Record};
use crate::statistics::{FixedHistogram, FixedSum};
use crate::talks::mediation::Told;
use crate::world::World;
use serde::{Deserialize, Serialize};

/// Two worlds' chances, or two gains, differ in earnest only by more than this.
pub const DIFFERS: f64 = 0.01;

/// Grid of the histograms of benefits, own scale.
const BENEFIT_RANGE: (f64, f64) = (-3.0, 3.0);
const BENEFIT_BINS: usize = 600;

/// Sizes that a tally needs to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    /// Formats.
    pub formats: usize,
    /// Parties.
    pub parties: usize,
    /// By issue: number of levels.
    pub levels: Vec<usize>,
    /// Dates at which levels are recorded.
    pub dates: usize,
    /// Periods of the horizon.
    pub horizon: usize,
    /// By format: number of plans.
    pub schedules: Vec<usize>,
    /// By format: tables of its programme; 0 for a plain format.
    pub phases: Vec<usize>,
}

/// All counts of one block, or of all.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tally {
    /// Worlds counted.
    pub worlds: u64,
    /// By party: worlds in which its scale is the smallest there is.
    pub smallest_scale: Vec<u64>,
    /// By party: worlds in which signing in public raises what it needs, and in which it lowers it.
    pub publicity: Vec<[u64; 2]>,
    /// By date, issue and level: practised if nothing is agreed.
    pub without_agreement: Vec<Vec<Vec<u64>>>,
    /// By format.
    pub formats: Vec<FormatTally>,
    /// By pair of formats, `(0,1), (0,2), …, (1,2), …`.
    pub pairs: Vec<PairTally>,
}

/// Counts of one format.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FormatTally {
    /// Signed.
    pub signed: u64,
    /// In force.
    pub in_force: u64,
    /// Completed within the horizon.
    pub completed: u64,
    /// In force at the horizon.
    pub alive: u64,
    /// Zone of agreement.
    pub zone: u64,
    /// Zone with a self-enforcing package.
    pub zone_self_enforcing: u64,
    /// Such a zone, and nothing signed.
    pub missed: u64,
    /// By period of signature.
    pub signed_at: Vec<u64>,
    /// By reason.
    pub ended: Vec<u64>,
    /// By reason and party.
    pub ended_by: Vec<Vec<u64>>,
    /// Of a composite, by table of its programme and reason (last: not held).
    pub phases: Vec<Vec<u64>>,
    /// By party: gain over all worlds.
    pub gain: Vec<FixedSum>,
    /// By party: benefit over all worlds.
    pub benefit: Vec<FixedSum>,
    /// By party: benefits in worlds with an agreement in force.
    pub benefit_in_force: Vec<FixedHistogram>,
    /// By party: reservation value.
    pub reservation: Vec<FixedSum>,
    /// By schedule and stage position: begun, completed, broken off, passed over (nothing in it was agreed).
    pub stages: Vec<Vec<[u64; 4]>>,
    /// By date, issue and level: practised.
    pub practised: Vec<Vec<Vec<u64>>>,
    /// By date and issue: the level practised is another one than without agreement in the same world.
    pub changed: Vec<Vec<u64>>,
    /// By issue and level (last: left out): content of the packages signed.
    pub content: Vec<Vec<u64>>,
    /// By what came of what third parties told, in the order of [`Told::ALL`].
    pub told: Vec<u64>,
    /// When things happened.
    pub happened: Happened,
}

/// Counts of one pair of formats `a`, `b`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PairTally {
    /// Signed, in force, completed: both, only a, only b, neither.
    pub yes: [[u64; 4]; 3],
    /// The same three in expectation within a world: worlds in which a is higher, b is higher.
    pub higher: [[u64; 2]; 3],
    /// By party: difference of the gains.
    pub gain: Vec<FixedSum>,
    /// By party: worlds in which the expected gain is higher under a, under b.
    pub gain_higher: Vec<[u64; 2]>,
}

/// Counts of one run of the star, over the same worlds as the base.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RunTally {
    /// Worlds counted.
    pub worlds: u64,
    /// By pair of formats, as in [`Tally::pairs`].
    pub pairs: Vec<PairTally>,
    /// By pair of formats: what becomes of the difference, world by world.
    pub changes: Vec<ChangeTally>,
}

/// How the difference between two formats changes from the base to a run, in the same worlds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChangeTally {
    /// Signed, in force, completed: worlds by the difference `a − b` in the base (−1, 0, 1), and within it by that in the run.
    pub yes: [[u64; 9]; 3],
    /// By party: difference of the gains in the run, less that in the base.
    pub gain: Vec<FixedSum>,
}

impl Shape {
    /// A run's tally of nothing.
    pub fn empty_run(&self) -> RunTally {
        let pairs = self.formats * self.formats.saturating_sub(1) / 2;
        let change = || ChangeTally { yes: [[0; 9]; 3], gain: vec![FixedSum::new(); self.parties] };
        RunTally {
            worlds: 0,
            pairs: (0..pairs).map(|_| self.empty_pair()).collect(),
            changes: (0..pairs).map(|_| change()).collect(),
        }
    }

    /// A tally of nothing.
    pub fn empty(&self) -> Tally {
        let pairs = self.formats * self.formats.saturating_sub(1) / 2;
        Tally {
            worlds: 0,
            smallest_scale: vec![0; self.parties],
            publicity: vec![[0; 2]; self.parties],
            without_agreement: vec![self.by_level(0); self.dates],
            formats: (0..self.formats).map(|f| self.empty_format(f)).collect(),
            pairs: (0..pairs).map(|_| self.empty_pair()).collect(),
        }
    }

    fn empty_format(&self, format: usize) -> FormatTally {
        FormatTally {
            signed: 0,
            in_force: 0,
            completed: 0,
            alive: 0,
            zone: 0,
            zone_self_enforcing: 0,
            missed: 0,
            signed_at: vec![0; self.horizon],
            ended: vec![0; Reason::ALL.len()],
            ended_by: vec![vec![0; self.parties]; Reason::ALL.len()],
            phases: vec![vec![0; Reason::ALL.len() + 1]; self.phases[format]],
            gain: vec![FixedSum::new(); self.parties],
            benefit: vec![FixedSum::new(); self.parties],
            benefit_in_force: vec![benefit_histogram(); self.parties],
            reservation: vec![FixedSum::new(); self.parties],
            stages: vec![vec![[0; 4]; 8]; self.schedules[format]],
            practised: vec![self.by_level(0); self.dates],
            changed: vec![vec![0; self.levels.len()]; self.dates],
            content: self.by_level(1),
            told: vec![0; Told::ALL.len()],
            happened: Happened::default(),
        }
    }

    /// By issue, a place for each level, and so many more.
    fn by_level(&self, extra: usize) -> Vec<Vec<u64>> {
        self.levels.iter().map(|levels| vec![0; levels + extra]).collect()
    }

    fn empty_pair(&self) -> PairTally {
        PairTally {
            yes: [[0; 4]; 3],
            higher: [[0; 2]; 3],
            gain: vec![FixedSum::new(); self.parties],
            gain_higher: vec![[0; 2]; self.parties],
        }
    }
}

fn benefit_histogram() -> FixedHistogram {
    FixedHistogram::on_grid(BENEFIT_RANGE.0, BENEFIT_RANGE.1, BENEFIT_BINS)
}

impl Tally {
    /// Counts one world's records, one a format.
    pub fn add(&mut self, world: &World, records: &[Record]) {
        self.worlds += 1;
        for (count, gains) in self.smallest_scale.iter_mut().zip(&world.gains) {
            *count += u64::from(gains.smallest);
        }
        for ([raised, lowered], traits) in self.publicity.iter_mut().zip(&world.traits) {
            *raised += u64::from(traits.publicity() > 0.0);
            *lowered += u64::from(traits.publicity() < 0.0);
        }
        for (format, record) in self.formats.iter_mut().zip(records) {
            format.add(record);
        }
        let mut pairs = self.pairs.iter_mut();
        for (k, a) in records.iter().enumerate() {
            for b in &records[k + 1..] {
                if let Some(pair) = pairs.next() {
                    pair.add(a, b);
                }
            }
        }
    }

    /// Counts what is practised in one world, by date, if nothing is agreed, and what the formats have made of it.
    pub fn add_without_agreement(&mut self, without: &[Levels], records: &[Record]) {
        add_levels(&mut self.without_agreement, without);
        for (format, record) in self.formats.iter_mut().zip(records) {
            for (counts, (with, without)) in format.changed.iter_mut().zip(record.practised.iter().zip(without)) {
                let levels = with.iter().zip(without);
                counts.iter_mut().zip(levels).for_each(|(count, (a, b))| *count += u64::from(a != b));
            }
        }
    }

    /// Adds the counts of another tally of the same shape.
    pub fn merge(&mut self, other: &Self) {
        self.worlds += other.worlds;
        merge_levels(&mut self.without_agreement, &other.without_agreement);
        add_all(&mut self.smallest_scale, &other.smallest_scale);
        self.publicity.iter_mut().zip(&other.publicity).for_each(|(a, b)| add_all(a, b));
        self.formats.iter_mut().zip(&other.formats).for_each(|(a, b)| a.merge(b));
        self.pairs.iter_mut().zip(&other.pairs).for_each(|(a, b)| a.merge(b));
    }
}

impl FormatTally {
    fn add(&mut self, r: &Record) {
        let count = |yes: bool| u64::from(yes);
        self.signed += count(r.signed.is_some());
        self.in_force += count(r.in_force);
        self.completed += count(r.completed.is_some());
        self.alive += count(r.alive);
        self.zone += count(r.zone);
        self.zone_self_enforcing += count(r.zone_self_enforcing);
        self.missed += count(r.zone_self_enforcing && r.signed.is_none());
        if let Some(slot) = r.signed.and_then(|t| self.signed_at.get_mut(t as usize)) {
            *slot += 1;
        }
        self.ended[r.ended as usize] += 1;
        self.told[r.told as usize] += 1;
        if let Some(by) = r.by {
            self.ended_by[r.ended as usize][usize::from(by)] += 1;
        }
        for (n, counts) in self.phases.iter_mut().enumerate() {
            // Nothing was held where nothing is told of a table.
            let ended = r.phases.get(n).copied().flatten();
            counts[ended.map_or(Reason::ALL.len(), |reason| reason as usize)] += 1;
        }
        for i in 0..self.gain.len() {
            let benefit = r.gain[i] - r.without_agreement[i];
            self.gain[i].add(r.gain[i]);
            self.reservation[i].add(r.reservation[i]);
            self.benefit[i].add(benefit);
            if r.in_force {
                self.benefit_in_force[i].add(benefit);
            }
        }
        self.add_stages(r);
        add_levels(&mut self.practised, &r.practised);
        // By period of signature there is a place for each period up to the horizon.
        self.happened.add(r, self.signed_at.len() as u32);
        if r.signed.is_some() {
            for (counts, &level) in self.content.iter_mut().zip(&r.content) {
                let slot = if level == LEFT_OUT { counts.len() - 1 } else { usize::from(level) };
                counts[slot] += 1;
            }
        }
    }

    fn add_stages(&mut self, r: &Record) {
        if !r.in_force {
            return;
        }
        for (counts, &state) in self.stages[usize::from(r.schedule)].iter_mut().zip(&r.stages) {
            counts[0] += u64::from(state >= 1);
            counts[1] += u64::from(state == 2);
            counts[2] += u64::from(state == 3);
        }
        // A stage that was never entered, and a later one was, or all are done.
        let last = r.stages.iter().rposition(|state| *state > 0);
        let until = last.map_or(0, |last| if r.completed.is_some() { r.stages.len() } else { last });
        let states = self.stages[usize::from(r.schedule)].iter_mut().zip(&r.stages).take(until);
        states.filter(|(_, state)| **state == 0).for_each(|(counts, _)| counts[3] += 1);
    }

    fn merge(&mut self, other: &Self) {
        let scalars = [
            (&mut self.signed, other.signed),
            (&mut self.in_force, other.in_force),
            (&mut self.completed, other.completed),
            (&mut self.alive, other.alive),
            (&mut self.zone, other.zone),
            (&mut self.zone_self_enforcing, other.zone_self_enforcing),
            (&mut self.missed, other.missed),
        ];
        for (a, b) in scalars {
            *a += b;
        }
        add_all(&mut self.signed_at, &other.signed_at);
        add_all(&mut self.ended, &other.ended);
        add_all(&mut self.told, &other.told);
        self.ended_by.iter_mut().zip(&other.ended_by).for_each(|(a, b)| add_all(a, b));
        self.phases.iter_mut().zip(&other.phases).for_each(|(a, b)| add_all(a, b));
        merge_sums(&mut self.gain, &other.gain);
        merge_sums(&mut self.reservation, &other.reservation);
        merge_sums(&mut self.benefit, &other.benefit);
        for (a, b) in self.benefit_in_force.iter_mut().zip(&other.benefit_in_force) {
            // Same grid by construction; a tally of another shape is refused before merging.
            let _ = a.merge(b);
        }
        let stages = self.stages.iter_mut().flatten().zip(other.stages.iter().flatten());
        stages.for_each(|(a, b)| add_all(a, b));
        merge_levels(&mut self.practised, &other.practised);
        self.changed.iter_mut().zip(&other.changed).for_each(|(a, b)| add_all(a, b));
        self.happened.merge(&other.happened);
        self.content.iter_mut().zip(&other.content).for_each(|(a, b)| add_all(a, b));
    }
}

impl RunTally {
    /// Counts one world: the records of the base and of the run, in the same order of formats and parties.
    pub fn add(&mut self, base: &[Record], run: &[Record]) {
        self.worlds += 1;
        let pairs = (0..run.len()).flat_map(|a| (a + 1..run.len()).map(move |b| (a, b)));
        for ((a, b), (pair, change)) in pairs.zip(self.pairs.iter_mut().zip(&mut self.changes)) {
            pair.add(&run[a], &run[b]);
            change.add([&base[a], &base[b]], [&run[a], &run[b]]);
        }
    }

    /// Adds the counts of another tally of the same shape.
    pub fn merge(&mut self, other: &Self) {
        self.worlds += other.worlds;
        self.pairs.iter_mut().zip(&other.pairs).for_each(|(a, b)| a.merge(b));
        self.changes.iter_mut().zip(&other.changes).for_each(|(a, b)| a.merge(b));
    }
}

impl ChangeTally {
    fn add(&mut self, base: [&Record; 2], run: [&Record; 2]) {
        let difference = |[a, b]: [&Record; 2], m: usize| 1 + usize::from(yes(a)[m]) - usize::from(yes(b)[m]);
        for (m, counts) in self.yes.iter_mut().enumerate() {
            counts[3 * difference(base, m) + difference(run, m)] += 1;
        }
        for (i, sum) in self.gain.iter_mut().enumerate() {
            sum.add((run[0].gain[i] - run[1].gain[i]) - (base[0].gain[i] - base[1].gain[i]));
        }
    }

    fn merge(&mut self, other: &Self) {
        self.yes.iter_mut().zip(&other.yes).for_each(|(a, b)| add_all(a, b));
        merge_sums(&mut self.gain, &other.gain);
    }
}

/// The binary measures of a record: signed, in force, completed.
fn yes(record: &Record) -> [bool; 3] {
    [record.signed.is_some(), record.in_force, record.completed.is_some()]
}

impl PairTally {
    fn add(&mut self, a: &Record, b: &Record) {
        let chance =
            |r: &Record| [f64::from(u8::from(r.signed.is_some())), r.chance_in_force, r.chance_completed];
        for (counts, (a, b)) in self.yes.iter_mut().zip(yes(a).into_iter().zip(yes(b))) {
            counts[match (a, b) {
                (true, true) => 0,
                (true, false) => 1,
                (false, true) => 2,
                (false, false) => 3,
            }] += 1;
        }
        for (counts, (a, b)) in self.higher.iter_mut().zip(chance(a).into_iter().zip(chance(b))) {
            count_higher(counts, a - b);
        }
        for i in 0..self.gain.len() {
            self.gain[i].add(a.gain[i] - b.gain[i]);
            count_higher(&mut self.gain_higher[i], a.expected_gain[i] - b.expected_gain[i]);
        }
    }

    fn merge(&mut self, other: &Self) {
        self.yes.iter_mut().zip(&other.yes).for_each(|(a, b)| add_all(a, b));
        self.higher.iter_mut().zip(&other.higher).for_each(|(a, b)| add_all(a, b));
        merge_sums(&mut self.gain, &other.gain);
        self.gain_higher.iter_mut().zip(&other.gain_higher).for_each(|(a, b)| add_all(a, b));
    }
}

fn count_higher(counts: &mut [u64; 2], difference: f64) {
    if difference > DIFFERS {
        counts[0] += 1;
    } else if difference < -DIFFERS {
        counts[1] += 1;
    }
}

/// Counts levels by date and issue.
fn add_levels(counts: &mut [Vec<Vec<u64>>], practised: &[Levels]) {
    for (date, levels) in counts.iter_mut().zip(practised) {
        date.iter_mut().zip(levels).for_each(|(counts, &level)| counts[usize::from(level)] += 1);
    }
}

fn merge_levels(a: &mut [Vec<Vec<u64>>], b: &[Vec<Vec<u64>>]) {
    a.iter_mut().flatten().zip(b.iter().flatten()).for_each(|(a, b)| add_all(a, b));
}

fn add_all(a: &mut [u64], b: &[u64]) {
    a.iter_mut().zip(b).for_each(|(a, b)| *a += b);
}

fn merge_sums(a: &mut [FixedSum], b: &[FixedSum]) {
    a.iter_mut().zip(b).for_each(|(a, b)| a.merge(b));
}
