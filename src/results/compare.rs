//! From counts to the comparison that is shown: shares with intervals, paired differences, and what may be said of them.

use super::comparison::{
    Comparison, Difference, EndedAt, Ending, Finding, FormatSummary, Gain, InRun, IssueHead, LevelsAt,
    Messages, Named, PhaseEndings, Quartiles, SCHEMA_VERSION, Share, SinceSignature, StageShare, Tested,
    TestedRun, Times, Unchanged,
};
use super::construction;
use super::sample::Sample;
use super::verdict::{LEAST_DIFFERENCE, MEASURES, Seen, finding, in_run};
use crate::language::Language;
use crate::scenario::model::{DemandOf, Scenario};
use crate::scenario::place::PartyIndex;
use crate::simulation::engine::{Engine, MONTHS};
use crate::simulation::happened::{ByPeriod, Happened};
use crate::simulation::job::{Runs, Tallies};
use crate::simulation::record::Reason;
use crate::simulation::star::{Counted, Run, Size};
use crate::simulation::tally::{FormatTally, RunTally, Tally};
use crate::statistics::{CONFIDENCE, FixedHistogram, FixedSum, holm, wilson};
use crate::talks::behaviour::Behaviour;
use crate::talks::mediation::Told;
use std::collections::BTreeMap;

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
    let sample = Sample::of(scenario, &tallies.sample);
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
        publicity: if publicity_counts(scenario, engine, made) {
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
        without_agreement: levels_at(&main.without_agreement, &[], main.worlds),
        formats: (0..engine.tables.len()).map(|f| format_summary(scenario, engine, main, f)).collect(),
        tested: tested(runs, tallies),
        differences: differences(scenario, runs, tallies),
        names: scenario.names.clone(),
        language: Language::En,
        until: None,
        zones_lost: construction::zones_lost(scenario, &sample),
        sample,
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
        practised: levels_at(&t.practised, &t.changed, n),
        times: Some(times(&t.happened)),
        content: if t.signed == 0 {
            Vec::new()
        } else {
            t.content.iter().map(|l| l.iter().map(|&c| c as f64 / t.signed as f64).collect()).collect()
        },
        messages: engine.programs[f].tells().then(|| messages(t, n)),
    }
}

/// Shares of the levels practised at each date.
fn levels_at(counts: &[Vec<Vec<u64>>], changed: &[Vec<u64>], n: u64) -> Vec<LevelsAt> {
    let parts = |counts: &Vec<u64>| -> Vec<f64> {
        counts.iter().map(|&count| if n == 0 { 0.0 } else { count as f64 / n as f64 }).collect()
    };
    let at = |(k, (date, months)): (usize, (&Vec<Vec<u64>>, u32))| LevelsAt {
        months,
        shares: date.iter().map(&parts).collect(),
        changed: changed.get(k).map(&parts).unwrap_or_default(),
    };
    counts.iter().zip(MONTHS).enumerate().map(at).collect()
}

/// When things happened.
fn times(h: &Happened) -> Times {
    let list = |counts: &ByPeriod| counts.iter().map(|(&period, &worlds)| (period, worlds)).collect();
    let by_reason = |ended: &BTreeMap<Reason, ByPeriod>| {
        let one = |(reason, at): (&Reason, &ByPeriod)| EndedAt { reason: reason.key().into(), at: list(at) };
        ended.iter().map(one).collect()
    };
    Times {
        signed: list(&h.signed),
        completed: list(&h.completed),
        unsigned: by_reason(&h.unsigned),
        after_signature: by_reason(&h.after_signature),
        since_signature: SinceSignature {
            completed: list(&h.since_completed),
            ended: list(&h.since_ended),
            cut_short: list(&h.since_open),
        },
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
            after_completion: Some(part(t.happened.after_completion.get(reason).copied().unwrap_or(0))),
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
            after_completion: None,
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
                empty: part(position, 3),
            }
        })
        .collect()
}

/// Every pair of formats on every measure.
fn differences(s: &Scenario, runs: &Runs<'_>, tallies: &Tallies) -> Vec<Difference> {
    let count = s.formats.len();
    let pairs: Vec<(usize, usize)> = (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b))).collect();
    let star: Vec<(&Run, &RunTally)> =
        runs.star().map(|star| star.runs.iter().zip(&tallies.runs).collect()).unwrap_or_default();
    let worlds = tallies.main.worlds;
    let by_measure: Vec<Vec<(Seen, f64)>> = (0..MEASURES.len() + s.parties.len())
        .map(|measure| {
            let seen: Vec<Seen> =
                tallies.main.pairs.iter().map(|pair| Seen::of(pair, measure, worlds)).collect();
            let adjusted = holm(&seen.iter().map(|seen| seen.p_value).collect::<Vec<f64>>());
            seen.into_iter().zip(adjusted).collect()
        })
        .collect();
    let mut all = Vec::with_capacity(pairs.len() * by_measure.len());
    for (k, &(a, b)) in pairs.iter().enumerate() {
        let (a, b) = (&s.formats[a], &s.formats[b]);
        let (same, beside) = (construction::same(s, a, b), construction::beside(s, a, b));
        for (measure, seen) in by_measure.iter().enumerate() {
            let (base, adjusted) = &seen[k];
            let sign = base.difference.estimate;
            let told = star.iter().filter(|_| sign.abs() >= LEAST_DIFFERENCE);
            let in_runs: Vec<(&Run, InRun)> =
                told.map(|(run, tally)| (*run, in_run(run, tally, k, measure, sign))).collect();
            let found = finding(base, *adjusted, &in_runs);
            let earlier_first = Difference {
                a: a.name.clone(),
                b: b.name.clone(),
                measure: key(s, measure),
                estimate: sign,
                low: base.difference.low,
                high: base.difference.high,
                n: worlds,
                a_higher: base.share(0),
                b_higher: base.share(1),
                finding: if same && sign == 0.0 { cannot_differ() } else { found },
                by_construction: beside.clone(),
                runs: in_runs.into_iter().map(|(_, seen)| seen).collect(),
            };
            // Tallies count the earlier format of the file first; what is shown is format minus reference.
            all.push(earlier_first.reversed());
        }
    }
    all
}

/// Whether publicity moves what anybody needs, as a share of the possible gain: where demands are of everything there is no stance, and the
/// benchmark leaves both forces out.
fn publicity_counts(scenario: &Scenario, engine: &Engine<'_>, made: &Made) -> bool {
    scenario.world.demand_of != DemandOf::Everything
        && made.behaviour != Behaviour::Benchmark.key()
        && engine.tables.iter().any(|table| table.public)
}

fn cannot_differ() -> Finding {
    Finding::ByConstruction { why: construction::SAME.into() }
}

/// Key of a measure by its place.
fn key(s: &Scenario, measure: usize) -> String {
    let gain = |party: usize| format!("gain:{}", s.parties[party].id);
    measure.checked_sub(MEASURES.len()).map_or_else(|| MEASURES[measure].to_owned(), gain)
}

/// In which runs findings were tested.
fn tested(runs: &Runs<'_>, tallies: &Tallies) -> Tested {
    let Some(star) = runs.star() else {
        return Tested { star: Size::None.key().into(), ..Tested::default() };
    };
    let run = |run: &Run| TestedRun {
        name: run.name.clone(),
        words: run.words.clone(),
        counted: run.counted == Counted::Yes,
    };
    Tested {
        star: star.size.key().into(),
        worlds: tallies.runs.first().map_or(0, |run| run.worlds),
        runs: star.runs.iter().map(run).collect(),
        left_out: star.left_out.clone(),
    }
}
