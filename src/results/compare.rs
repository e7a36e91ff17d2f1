//! From counts to the comparison that is shown: shares with intervals, paired differences, and what may be said of them.

use super::comparison::{
    Comparison, Difference, Ending, Finding, FormatSummary, Gain, IssueHead, LevelsAt, Messages, Named,
    PhaseEndings, Quartiles, SCHEMA_VERSION, Share, StageShare, Unchanged,
};
use super::words::of_100;
use crate::scenario::model::Scenario;
use crate::scenario::place::PartyIndex;
use crate::simulation::engine::{Engine, MONTHS};
use crate::simulation::job::{Runs, Tallies, Variant};
use crate::simulation::record::Reason;
use crate::simulation::tally::{FormatTally, PairTally, Tally};
use crate::statistics::{FixedHistogram, FixedSum, newcombe_paired, wilson};
use crate::talks::behaviour::Behaviour;
use crate::talks::mediation::Told;

/// Confidence of all intervals.
const CONFIDENCE: f64 = 0.95;
/// A difference below this is never called clear (shares, or gains on the own scale).
pub const LEAST_DIFFERENCE: f64 = 0.05;
/// Of the worlds in which two formats differ, at least this share must go the same way.
pub const SAME_WAY: f64 = 0.9;
/// And so many worlds must have been run that this share is certain at 95 %.
pub const SURELY_SAME_WAY: f64 = 0.8;

/// How a comparison was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Hash of scenario and overrides, 12 hexadecimal digits.
    pub scenario_hash: String,
    /// Seed.
    pub seed: u64,
    /// Key of the behaviour in the main run.
    pub behaviour: String,
}

impl Made {
    /// From the whole fingerprint of the scenario's file.
    pub fn of(fingerprint: &str, seed: u64, behaviour: Behaviour) -> Self {
        let scenario_hash = fingerprint.chars().take(12).collect();
        Self { scenario_hash, seed, behaviour: behaviour.key().to_owned() }
    }
}

/// Summarises the counts of a run.
pub fn summarise(scenario: &Scenario, runs: &Runs<'_>, tallies: &Tallies, made: &Made) -> Comparison {
    let engine = runs.engine();
    let main = &tallies.main;
    Comparison {
        schema_version: SCHEMA_VERSION,
        program: env!("CARGO_PKG_VERSION").to_string(),
        scenario: scenario.name.clone(),
        title: scenario.title.clone(),
        about: scenario.about.clone(),
        scenario_hash: made.scenario_hash.clone(),
        seed: made.seed,
        runs: main.worlds,
        behaviour: made.behaviour.clone(),
        period: scenario.calendar.period.clone(),
        periods_per_year: scenario.calendar.periods_per_year,
        horizon: scenario.calendar.horizon,
        parties: scenario.parties.iter().map(|p| Named { id: p.id.clone(), name: p.name.clone() }).collect(),
        smallest_scale: main.smallest_scale.iter().map(|&count| share(count, main.worlds).estimate).collect(),
        publicity: if engine.tables.iter().any(|table| table.public) {
            let part = |count: u64| share(count, main.worlds).estimate;
            main.publicity.iter().map(|counts| counts.map(part)).collect()
        } else {
            Vec::new()
        },
        issues: scenario
            .issues
            .iter()
            .map(|i| IssueHead {
                id: i.id.clone(),
                name: i.name.clone(),
                levels: i.levels.clone(),
                practised: i.practised.index(),
            })
            .collect(),
        formats: (0..engine.tables.len()).map(|f| format_summary(scenario, engine, main, f)).collect(),
        differences: differences(scenario, engine, tallies, &runs.variants()),
    }
}

/// A share with its Wilson interval.
pub fn share(count: u64, n: u64) -> Share {
    let (low, high) = wilson(count, n, CONFIDENCE);
    let estimate = if n == 0 { 0.0 } else { count as f64 / n as f64 };
    Share { estimate, low, high, n }
}

fn format_summary(s: &Scenario, engine: &Engine<'_>, main: &Tally, f: usize) -> FormatSummary {
    let (n, t) = (main.worlds, &main.formats[f]);
    let part = |count: u64| if n == 0 { 0.0 } else { count as f64 / n as f64 };
    FormatSummary {
        name: s.formats[f].name.clone(),
        about: s.formats[f].about.clone(),
        signed: share(t.signed, n),
        in_force: share(t.in_force, n),
        completed: share(t.completed, n),
        alive: share(t.alive, n),
        zone: share(t.zone, n),
        zone_self_enforcing: share(t.zone_self_enforcing, n),
        missed: share(t.missed, n),
        periods_to_signature: periods_to_signature(t),
        ended: endings(s, t, n),
        by_phase: by_phase(engine, t, f, n),
        gain: PartyIndex::all(s.parties.len()).map(|i| gain(s, engine, t, f, i, n)).collect(),
        stages: stages(engine, t, f, n),
        practised: t
            .practised
            .iter()
            .zip(MONTHS)
            .map(|(date, months)| LevelsAt {
                months,
                shares: date.iter().map(|levels| levels.iter().map(|&c| part(c)).collect()).collect(),
            })
            .collect(),
        content: if t.signed == 0 {
            Vec::new()
        } else {
            t.content.iter().map(|l| l.iter().map(|&c| c as f64 / t.signed as f64).collect()).collect()
        },
        messages: engine.programs[f].tells().then(|| messages(t, n)),
    }
}

/// What came of what third parties told.
fn messages(t: &FormatTally, n: u64) -> Messages {
    let count = |told: Told| t.told[told as usize];
    let changed = count(Told::Changed);
    let elsewhere = Told::ALL.into_iter().filter(|told| *told != Told::Changed);
    Messages {
        believed: share(changed + count(Told::Believed), n),
        changed: share(changed, n),
        elsewhere: elsewhere
            .map(|told| Unchanged {
                reason: told.key().to_owned(),
                label: told.label().to_owned(),
                share: share(count(told), n).estimate,
            })
            .collect(),
    }
}

/// Quartiles of the period of signature: the smallest period by which at least that share had signed.
fn periods_to_signature(t: &FormatTally) -> Option<Quartiles> {
    let at = |p: f64| {
        let mut seen = 0;
        t.signed_at.iter().position(|&c| {
            seen += c;
            seen as f64 >= p * t.signed as f64
        })
    };
    if t.signed == 0 {
        return None;
    }
    let quantile = |p: f64| at(p).map(|period| period as f64);
    Some(Quartiles { q25: quantile(0.25)?, median: quantile(0.5)?, q75: quantile(0.75)? })
}

fn endings(s: &Scenario, t: &FormatTally, n: u64) -> Vec<Ending> {
    let part = |count: u64| if n == 0 { 0.0 } else { count as f64 / n as f64 };
    Reason::ALL
        .iter()
        .enumerate()
        .map(|(k, reason)| Ending {
            reason: reason.key().to_string(),
            label: reason.label().to_string(),
            share: part(t.ended[k]),
            by: s
                .parties
                .iter()
                .zip(&t.ended_by[k])
                .filter(|(_, c)| **c > 0)
                .map(|(p, &c)| (p.id.clone(), part(c)))
                .collect(),
        })
        .collect()
}

fn by_phase(engine: &Engine<'_>, t: &FormatTally, f: usize, n: u64) -> Vec<PhaseEndings> {
    let part = |count: u64| if n == 0 { 0.0 } else { count as f64 / n as f64 };
    let endings = |counts: &[u64]| {
        let occur = Reason::ALL.iter().zip(counts).filter(|(_, count)| **count > 0);
        let one = |(reason, &count): (&Reason, &u64)| Ending {
            reason: reason.key().to_string(),
            label: reason.label().to_string(),
            share: part(count),
            by: Vec::new(),
        };
        occur.map(one).collect()
    };
    let nodes = engine.programs[f].nodes.iter().zip(&t.phases);
    nodes
        .map(|(node, counts)| PhaseEndings {
            phase: node.name.clone(),
            not_held: part(counts.last().copied().unwrap_or(0)),
            ended: endings(counts),
        })
        .collect()
}

fn gain(s: &Scenario, engine: &Engine<'_>, t: &FormatTally, f: usize, i: PartyIndex, n: u64) -> Gain {
    let of = |sum: &FixedSum| {
        let mean = sum.mean().unwrap_or(0.0);
        let interval =
            sum.mean_interval(CONFIDENCE).filter(|(low, high)| low.is_finite() && high.is_finite());
        (mean, interval.unwrap_or((mean, mean)))
    };
    let (mean, (low, high)) = of(&t.gain[i]);
    let (benefit, (benefit_low, benefit_high)) = of(&t.benefit[i]);
    Gain {
        party: s.parties[i].id.clone(),
        benefit,
        benefit_low,
        benefit_high,
        mean,
        low,
        high,
        reservation: t.reservation[i].mean().unwrap_or(0.0),
        no_deal: if n == 0 { 1.0 } else { 1.0 - t.in_force as f64 / n as f64 },
        dots: dots(&t.benefit_in_force[i]),
        quartiles: quartiles(&t.benefit_in_force[i]),
        at_table: engine.tables[f].is_member(i),
    }
}

fn dots(histogram: &FixedHistogram) -> Vec<f64> {
    (0..20).filter_map(|k| histogram.quantile((f64::from(k) + 0.5) / 20.0)).collect()
}

fn quartiles(histogram: &FixedHistogram) -> Option<Quartiles> {
    Some(Quartiles {
        q25: histogram.quantile(0.25)?,
        median: histogram.quantile(0.5)?,
        q75: histogram.quantile(0.75)?,
    })
}

fn stages(engine: &Engine<'_>, t: &FormatTally, f: usize, n: u64) -> Vec<StageShare> {
    let schedules = &engine.tables[f].schedules;
    let most = schedules.iter().map(|p| p.stages.len()).max().unwrap_or(0);
    let part = |position: usize, what: usize| {
        let count: u64 = t.stages.iter().map(|schedule| schedule[position][what]).sum();
        if n == 0 { 0.0 } else { count as f64 / n as f64 }
    };
    (0..most)
        .map(|position| {
            let mut names: Vec<&str> = Vec::new();
            for name in schedules.iter().filter_map(|p| p.stages.get(position)) {
                if !names.contains(&name.as_str()) {
                    names.push(name);
                }
            }
            StageShare {
                stage: position,
                name: names.join(" / "),
                begun: part(position, 0),
                done: part(position, 1),
                broken: part(position, 2),
            }
        })
        .collect()
}

/// The binary measures, in order.
const MEASURES: [&str; 3] = ["signed", "in_force", "completed"];

fn differences(
    s: &Scenario,
    engine: &Engine<'_>,
    tallies: &Tallies,
    variants: &[Variant],
) -> Vec<Difference> {
    let names: Vec<&str> = engine.tables.iter().map(|t| t.name.as_str()).collect();
    let pairs = (0..names.len()).flat_map(|a| (a + 1..names.len()).map(move |b| (a, b)));
    let mut all = Vec::new();
    for (k, (a, b)) in pairs.enumerate() {
        let seen = |tally: &Tally, measure: usize| Seen::of(&tally.pairs[k], measure, tally.worlds);
        for measure in 0..MEASURES.len() + s.parties.len() {
            let main = seen(&tallies.main, measure);
            let varied: Vec<(Variant, Seen)> =
                variants.iter().zip(&tallies.variants).map(|(v, t)| (*v, seen(t, measure))).collect();
            all.push(Difference {
                a: names[a].to_string(),
                b: names[b].to_string(),
                measure: MEASURES.get(measure).map_or_else(
                    || format!("gain:{}", s.parties[measure - MEASURES.len()].id),
                    |m| (*m).to_string(),
                ),
                estimate: main.estimate,
                low: main.low,
                high: main.high,
                n: tallies.main.worlds,
                a_higher: main.share(0),
                b_higher: main.share(1),
                finding: finding(&main, &varied),
            });
        }
    }
    all
}

/// One difference as counts show it.
struct Seen {
    estimate: f64,
    low: f64,
    high: f64,
    worlds: u64,
    /// Worlds in which a is higher, in which b is.
    higher: [u64; 2],
    gain: bool,
}

impl Seen {
    fn of(pair: &PairTally, measure: usize, worlds: u64) -> Self {
        let n = worlds.max(1) as f64;
        let (estimate, (low, high), higher) = if measure < MEASURES.len() {
            let [both, only_a, only_b, neither] = pair.yes[measure];
            let estimate = (only_a as f64 - only_b as f64) / n;
            (estimate, newcombe_paired(both, only_a, only_b, neither, CONFIDENCE), pair.higher[measure])
        } else {
            let party = measure - MEASURES.len();
            let mean = pair.gain[party].mean().unwrap_or(0.0);
            let interval = pair.gain[party].mean_interval(CONFIDENCE).unwrap_or((mean, mean));
            (mean, interval, pair.gain_higher[party])
        };
        Self { estimate, low, high, worlds, higher, gain: measure >= MEASURES.len() }
    }

    fn share(&self, which: usize) -> f64 {
        self.higher[which] as f64 / self.worlds.max(1) as f64
    }

    /// Worlds that go the way of `sign`, and worlds that differ.
    fn with(&self, sign: f64) -> (u64, u64) {
        (self.higher[usize::from(sign < 0.0)], self.higher[0] + self.higher[1])
    }

    /// Of the worlds in which the formats differ, the share that goes the way of `sign`.
    fn same_way(&self, sign: f64) -> f64 {
        let (with, differ) = self.with(sign);
        if differ == 0 { 0.0 } else { with as f64 / differ as f64 }
    }

    /// Whether the sign holds in nine of ten differing worlds.
    fn keeps(&self, sign: f64) -> bool {
        self.estimate * sign > 0.0 && self.same_way(sign) >= SAME_WAY
    }

    /// Whether enough worlds were run to say so: the interval leaves out 0, and so many differ that the share of those that
    /// go the same way cannot well be below four of five.
    fn enough(&self, sign: f64) -> bool {
        let (with, differ) = self.with(sign);
        self.low * sign > 0.0
            && self.high * sign > 0.0
            && wilson(with, differ, CONFIDENCE).0 >= SURELY_SAME_WAY
    }

    /// A mean gain may come from few worlds: as many points more worlds must be higher than lower.
    fn widespread(&self) -> bool {
        !self.gain || (self.share(0) - self.share(1)).abs() >= LEAST_DIFFERENCE
    }
}

/// Applies the rule: at least 5 points, and the same way in at least 90 of 100 differing worlds, in all variants.
fn finding(main: &Seen, varied: &[(Variant, Seen)]) -> Finding {
    if main.estimate.abs() < LEAST_DIFFERENCE {
        return Finding::NoClearDifference;
    }
    let sign = main.estimate;
    let mut on = Vec::new();
    if !main.keeps(sign) || !main.widespread() {
        let (share, differ) = (of_100(main.same_way(sign)), of_100(main.share(0) + main.share(1)));
        on.push(format!(
            "which assumed world it is ({share} of 100 differing worlds go this way; {differ} of 100 differ)"
        ));
    } else if !main.enough(sign) {
        on.push("chance: too few assumed worlds were run to tell".to_string());
    }
    on.extend(not_robust(sign, varied));
    if on.is_empty() { Finding::Clear } else { Finding::DependsOn { on } }
}

/// Under which other behaviour or correlation the sign is not kept, in words.
fn not_robust(sign: f64, varied: &[(Variant, Seen)]) -> Vec<String> {
    let Some((first, _)) = varied.first() else { return Vec::new() };
    let fails = |same: &dyn Fn(&Variant) -> bool| varied.iter().any(|(v, seen)| same(v) && !seen.keeps(sign));
    let mut on = Vec::new();
    let other = |v: &Variant| v.behaviour != first.behaviour && v.correlation == first.correlation;
    let failing = varied.iter().filter(|(v, seen)| other(v) && !seen.keeps(sign));
    let failing: Vec<&str> = failing.map(|(v, _)| v.behaviour.label()).collect();
    if !failing.is_empty() {
        on.push(format!("behaviour at the table (not clear under {})", failing.join(" or ")));
    }
    let mut named = Vec::new();
    for correlation in varied.iter().map(|(v, _)| v.correlation).filter(|c| *c != first.correlation) {
        let against = fails(&|v| v.behaviour == first.behaviour && v.correlation == correlation);
        if against && !named.contains(&correlation.label()) {
            named.push(correlation.label());
        }
    }
    if !named.is_empty() {
        on.push(format!("how demands move together (not clear when {})", named.join(" or ")));
    }
    if on.is_empty() && fails(&|_| true) {
        on.push("behaviour and correlation of demands taken together".to_string());
    }
    on
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::draw::Correlation;

    fn seen(a_higher: f64, b_higher: f64) -> Seen {
        seen_in(1000, a_higher, b_higher)
    }

    fn seen_in(worlds: u64, a_higher: f64, b_higher: f64) -> Seen {
        let estimate = a_higher - b_higher;
        let n = worlds as f64;
        let error = 1.96 / libm::sqrt(n);
        let higher = [(a_higher * n) as u64, (b_higher * n) as u64];
        Seen { estimate, low: estimate - error, high: estimate + error, worlds, higher, gain: false }
    }

    #[test]
    fn few_worlds_say_nothing_for_certain() {
        let Finding::DependsOn { on } = finding(&seen_in(20, 0.4, 0.0), &[]) else { panic!("should depend") };
        assert_eq!(on, ["chance: too few assumed worlds were run to tell"]);
    }

    #[test]
    fn a_mean_gain_from_few_worlds_is_not_clear() {
        let main = Seen { estimate: 0.2, gain: true, ..seen(0.03, 0.0) };
        assert!(matches!(finding(&main, &[]), Finding::DependsOn { .. }));
    }

    fn variant(behaviour: Behaviour, correlation: Correlation) -> Variant {
        Variant { behaviour, correlation }
    }

    #[test]
    fn five_points_one_way_everywhere_is_clear() {
        let varied = [(variant(Behaviour::Concession, Correlation::AsAssumed), seen(0.3, 0.01))];
        assert_eq!(finding(&seen(0.3, 0.01), &varied), Finding::Clear);
        assert_eq!(finding(&seen(0.04, 0.0), &varied), Finding::NoClearDifference);
    }

    #[test]
    fn worlds_that_go_both_ways_are_said() {
        let Finding::DependsOn { on } = finding(&seen(0.3, 0.1), &[]) else { panic!("should depend") };
        assert_eq!(
            on,
            ["which assumed world it is (75 of 100 differing worlds go this way; 40 of 100 differ)"]
        );
    }

    #[test]
    fn a_ranking_under_one_behaviour_only_is_said() {
        let varied = [
            (variant(Behaviour::Concession, Correlation::AsAssumed), seen(0.3, 0.0)),
            (variant(Behaviour::Nash, Correlation::AsAssumed), seen(0.0, 0.2)),
            (variant(Behaviour::Concession, Correlation::Together), seen(0.1, 0.1)),
        ];
        let Finding::DependsOn { on } = finding(&seen(0.3, 0.0), &varied) else { panic!("should depend") };
        assert_eq!(on.len(), 2);
        assert!(on[0].contains("Nash-product choice") && on[1].contains("moving together"), "{on:?}");
    }

    /// The exact behaviour in the main run is held against both others, and the one that fails is named.
    #[test]
    fn of_several_other_behaviours_the_failing_one_is_named() {
        let varied = [
            (variant(Behaviour::Exact, Correlation::AsAssumed), seen(0.3, 0.0)),
            (variant(Behaviour::Concession, Correlation::AsAssumed), seen(0.3, 0.0)),
            (variant(Behaviour::Nash, Correlation::AsAssumed), seen(0.0, 0.2)),
        ];
        let Finding::DependsOn { on } = finding(&seen(0.3, 0.0), &varied) else { panic!("should depend") };
        assert_eq!(on, ["behaviour at the table (not clear under Nash-product choice)"]);
    }
}
