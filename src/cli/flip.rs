//! `flip`: the least change that turns a finding between two formats round.

use super::pair_options::{Asked, PairOptions};
use crate::language::Language;
use crate::results::comparison::Named;
use crate::results::decompose::words;
use crate::results::flip::{
    Cut, Difference, Found, Stopped, Tried, Turned, Worlds, most_runs, search, share, usual_runs,
};
use crate::results::verdict::CONFIDENCE;
use crate::results::words::{of_100, signed, thousands};
use crate::say;
use crate::scenario::Scenario;
use crate::scenario::ranges::{End, Range, ranges, written};
use crate::scenario::set::changed;
use crate::simulation::combined::{Combined, Measured, Sums};
use crate::simulation::execute::{Silent, execute};
use crate::terminal::columns::{Columns, Kind};
use crate::terminal::failure::{DONE, Failure, INTERRUPTED};
use crate::terminal::interrupt;
use crate::terminal::json::json_line;
use crate::terminal::loaded::Loaded;
use crate::terminal::options::whole;
use crate::terminal::output::{remark, say};
use crate::terminal::progress::followed;
use crate::terminal::shell;
use crate::terminal::text::{SCREEN, bold, columns, joined, wrapped};
use crate::why::inputs::{Input, Names};
use clap::Args;
use serde::Serialize;
use std::sync::atomic::Ordering;

/// Worlds of each run unless another number is given.
const RUNS: u64 = 400;
/// Work that takes longer is told before it begins, in seconds of processor time.
const LONG: f64 = 10.0;
/// Rows of the table.
const ROWS: usize = 8;
const EXAMPLES: &str = "\
Examples:
  roundtable flip scenarios/teaching/4-spoiler.ron 'with Cedar' 'without Cedar' --measure standing
  roundtable flip scenarios/korea-2019/formats.ron 'six-party talks' 'top-down summits' --runs 200";

/// Find the least change inside the ranges of a scenario that turns the difference between two formats round
///
/// For whoever doubts a finding: how little must be known better for the other format to be ahead? Every range of the file is cut from below and from
/// above, one at a time and then two together, in the same assumed worlds; what turns the finding round must do so with another seed, too. The answer is
/// printed as --set arguments to paste; or that nothing does, and what came nearest.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(flatten)]
    pair: PairOptions,

    /// Number of assumed worlds of each run
    #[arg(long, value_name = "N", default_value_t = RUNS, value_parser = whole::<u64>(2, 1_000_000), allow_negative_numbers = true)]
    runs: u64,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let options = &arguments.pair;
    let loaded = options.loaded()?;
    let (a, b) = options.pair(&loaded)?;
    let asked = options.asked(&loaded)?;
    let language = options.language.lang;
    let all = ranges(&loaded.scenario);
    let trials = Trials {
        arguments,
        loaded: &loaded,
        pair: (a, b),
        measure: [Measured::whole(asked.1)],
        ranges: &all,
    };
    if trials.tell_cost()? {
        return Ok(DONE);
    }
    let base = trials.difference(&loaded.scenario, options.draw.seed)?;
    let found = if base.is_clear() { Some(trials.search(base)?) } else { None };
    let spoken = loaded.scenario.speaking(language.code());
    let shown =
        Shown { trials: &trials, asked: &asked, base, found: found.as_ref(), spoken: &spoken, language };
    say(&if options.json { json_line(&shown.data())? } else { shown.screen(columns(SCREEN)) })?;
    Ok(DONE)
}

/// Runs of the two formats in a changed scenario.
struct Trials<'a> {
    arguments: &'a Arguments,
    loaded: &'a Loaded,
    pair: (usize, usize),
    measure: [Measured; 1],
    ranges: &'a [Range],
}

/// The first format less the second.
const DIFFERENCE: [i64; 2] = [1, -1];

impl Trials<'_> {
    fn names(&self) -> [&str; 2] {
        [self.pair.0, self.pair.1].map(|format| self.loaded.formats[format].as_str())
    }

    fn other_seed(&self) -> u64 {
        self.arguments.pair.draw.seed.wrapping_add(1)
    }

    /// What is run of a scenario: the two formats.
    fn formats(&self, scenario: &Scenario) -> Scenario {
        scenario.with_formats(&self.names())
    }

    fn job<'s>(&'s self, scenario: &'s Scenario, seed: u64, coefficients: &'s [Vec<i64>]) -> Combined<'s> {
        let how = (seed, self.arguments.runs, self.arguments.pair.draw.behaviour.of_engine());
        Combined::new(scenario, how, &self.measure, coefficients)
    }

    /// The difference in the worlds of a seed.
    fn difference(&self, scenario: &Scenario, seed: u64) -> Result<Difference, Failure> {
        let scenario = self.formats(scenario);
        let coefficients = [DIFFERENCE.to_vec()];
        let job = self.job(&scenario, seed, &coefficients);
        let mut sums = Sums::default();
        let stop = interrupt::listen();
        let threads = self.arguments.pair.threads();
        execute(&job, None, threads, &Silent, stop, &mut |_, more| sums.merge(&more))?;
        if stop.load(Ordering::Relaxed) {
            return Err(Failure::with_code(INTERRUPTED, "interrupted: nothing is kept"));
        }
        let unit = self.measure[0].outcome.unit();
        let sum = sums.combined.first().and_then(|sums| sums.first()).cloned().unwrap_or_default();
        Ok(Difference { estimate: sum.mean(unit), interval: sum.interval(unit, CONFIDENCE) })
    }

    /// Says what it will take, where that is long or asked for; whether that was all that is wanted.
    fn tell_cost(&self) -> Result<bool, Failure> {
        let options = &self.arguments.pair;
        let scenario = self.formats(&self.loaded.scenario);
        let coefficients = [DIFFERENCE.to_vec()];
        let job = self.job(&scenario, options.draw.seed, &coefficients);
        job.fits().map_err(|(format, error)| {
            Failure::usage(format!("{error} under --behaviour {}", options.draw.behaviour.key()))
                .at(format!("{}: formats.{format}", self.loaded.path.display()))
                .mend("use --behaviour concession or nash")
        })?;
        if options.quiet && !options.dry_run {
            return Ok(false);
        }
        let one = job.cpu_seconds();
        let (usual, most) = (usual_runs(self.ranges.len()), most_runs(self.ranges.len()));
        if one * (usual as f64) < LONG && !options.dry_run {
            return Ok(false);
        }
        let cost = say!(
            options.language.lang,
            "flip-cost",
            inputs = thousands(self.ranges.len() as u64),
            usual = thousands(usual as u64),
            worlds = thousands(self.arguments.runs),
            seconds = format!("{:.0}", one * usual as f64),
            most = thousands(most as u64),
            most_seconds = format!("{:.0}", one * most as f64)
        );
        if options.dry_run {
            say(&joined(&[cost, say!(options.language.lang, "decompose-nothing-run")]))?;
            return Ok(true);
        }
        remark(&format!("{cost}\n"));
        Ok(false)
    }

    fn sets(&self, cuts: &[Cut]) -> Vec<String> {
        cuts.iter().filter_map(|cut| cut.argument(self.ranges)).collect()
    }

    fn search(&self, base: Difference) -> Result<Found, Failure> {
        let title = self.loaded.name.clone();
        let usual = usual_runs(self.ranges.len());
        let mut failed = None;
        let found = followed(&title, "runs", |tell| {
            let mut done = 0;
            search(self.ranges.len(), base, &mut |cuts, worlds| {
                done += 1;
                if !tell(done.min(usual), usual) {
                    return Err(Stopped);
                }
                // A file that cannot have it says so; it is no change of this scenario then.
                let Ok((_, checked)) = changed(&self.loaded.source, &self.loaded.scenario, &self.sets(cuts))
                else {
                    return Ok(None);
                };
                let seed = match worlds {
                    Worlds::Same => self.arguments.pair.draw.seed,
                    Worlds::Other => self.other_seed(),
                };
                self.difference(&checked.scenario, seed).map(Some).map_err(|failure| {
                    failed = Some(failure);
                    Stopped
                })
            })
        })?;
        match (failed, found) {
            (Some(failure), _) => Err(failure),
            (None, Ok(found)) => Ok(found),
            (None, Err(Stopped)) => Err(Failure::with_code(INTERRUPTED, "interrupted: nothing is kept")),
        }
    }
}

#[derive(Serialize)]
struct Data<'a> {
    schema_version: u32,
    scenario: &'a str,
    a: &'a str,
    b: &'a str,
    measure: &'a str,
    worlds: u64,
    seed: u64,
    other_seed: u64,
    answer: String,
    difference: Difference,
    /// Whether there is a finding to turn round.
    clear: bool,
    ranges: usize,
    /// None if nothing turns it round.
    least: Option<LeastData>,
    nearest: Option<ChangeData>,
    ends: Vec<ChangeData>,
    pairs: usize,
    runs: usize,
    unconfirmed: usize,
}

#[derive(Serialize)]
struct LeastData {
    #[serde(flatten)]
    change: ChangeData,
    /// The share of each range that is given up.
    distance: f64,
    /// The difference with the other seed.
    again: Difference,
}

#[derive(Serialize)]
struct ChangeData {
    set: Vec<String>,
    difference: Difference,
    /// The least share of the range from which it is turned round, where that was looked for.
    turns_at: Option<f64>,
}

struct Shown<'a> {
    trials: &'a Trials<'a>,
    asked: &'a Asked,
    base: Difference,
    found: Option<&'a Found>,
    spoken: &'a Scenario,
    language: Language,
}

/// The share of each range that a change gives up.
fn distance(turned: &Turned) -> f64 {
    turned.tried.cuts.first().map_or(0.0, |cut| share(cut.steps))
}

impl Shown<'_> {
    fn data(&self) -> Data<'_> {
        let [a, b] = self.trials.names();
        let change = |tried: &Tried, at: Option<u32>| ChangeData {
            set: self.trials.sets(&tried.cuts),
            difference: tried.difference,
            turns_at: at.map(share),
        };
        let least = |turned: &Turned| LeastData {
            change: change(&turned.tried, None),
            distance: distance(turned),
            again: turned.again,
        };
        let found = self.found;
        Data {
            schema_version: 1,
            scenario: &self.trials.loaded.name,
            a,
            b,
            measure: &self.asked.0,
            worlds: self.trials.arguments.runs,
            seed: self.trials.arguments.pair.draw.seed,
            other_seed: self.trials.other_seed(),
            answer: self.answer(),
            difference: self.base,
            clear: self.base.is_clear(),
            ranges: self.trials.ranges.len(),
            least: found.and_then(|found| found.least.as_ref()).map(least),
            nearest: found.and_then(|found| found.nearest.as_ref()).map(|tried| change(tried, None)),
            ends: found
                .map_or_else(Vec::new, |f| f.ends.iter().map(|(tried, at)| change(tried, *at)).collect()),
            pairs: found.map_or(0, |found| found.pairs),
            runs: found.map_or(1, |found| found.runs + 1),
            unconfirmed: found.map_or(0, |found| found.unconfirmed),
        }
    }

    fn number(&self, value: f64) -> String {
        if self.asked.1.is_share() { signed(value * 100.0, 1) } else { signed(value, 3) }
    }

    fn interval(&self, of: &Difference) -> String {
        let ends = of.interval.map(|(low, high)| [low, high].map(|end| self.number(end)));
        ends.map_or_else(
            || "–".to_owned(),
            |[low, high]| say!(self.language, "decompose-between", low = low, high = high),
        )
    }

    /// What is changed, in words.
    fn words(&self, cuts: &[Cut]) -> String {
        let all: Vec<String> = cuts.iter().filter_map(|cut| self.cut(*cut)).collect();
        self.language.list(&all)
    }

    fn cut(&self, cut: Cut) -> Option<String> {
        let range = self.trials.ranges.get(cut.range)?;
        let input = Input { column: range.path.clone(), of: String::new(), switch: false };
        let names = Names {
            parties: self.spoken.parties.iter().map(|p| (p.id.clone(), p.name.clone())).collect(),
            issues: self.spoken.issues.iter().map(|i| (i.id.clone(), i.name.clone())).collect(),
        };
        let (what, kept) =
            (names.label(&input, self.language), written(range.kept(cut.end, share(cut.steps))));
        Some(match cut.end {
            End::Low => say!(self.language, "flip-low", what = what, range = kept),
            End::High => say!(self.language, "flip-high", what = what, range = kept),
        })
    }

    fn answer(&self) -> String {
        let language = self.language;
        let [a, b] = [self.trials.pair.0, self.trials.pair.1].map(|f| &self.spoken.formats[f].name);
        let parties: Vec<Named> =
            self.spoken.parties.iter().map(|p| Named { id: p.id.clone(), name: p.name.clone() }).collect();
        let measure = words::measure(&self.asked.0, &parties, language);
        let Some(found) = self.found else {
            let difference = self.number(self.base.estimate);
            let interval = self.interval(&self.base);
            return say!(
                language,
                "flip-nothing",
                a = a,
                b = b,
                measure = measure,
                difference = difference,
                interval = interval
            );
        };
        let size = self.number(self.base.estimate.abs()).replace('+', "");
        let by = if self.asked.1.is_share() {
            say!(language, "decompose-points", number = size)
        } else {
            say!(language, "decompose-own-scale", number = size)
        };
        let side = if self.base.estimate > 0.0 {
            say!(language, "flip-ahead")
        } else {
            say!(language, "flip-behind")
        };
        let Some(least) = &found.least else {
            return say!(
                language,
                "flip-answer-none",
                a = a,
                b = b,
                side = side,
                difference = by,
                measure = measure
            );
        };
        let (what, distance) = (self.words(&least.tried.cuts), of_100(distance(least)));
        match least.tried.cuts.len() {
            1 => say!(
                language,
                "flip-answer-one",
                a = a,
                b = b,
                side = side,
                difference = by,
                measure = measure,
                distance = distance,
                what = what
            ),
            _ => say!(
                language,
                "flip-answer-two",
                a = a,
                b = b,
                side = side,
                difference = by,
                measure = measure,
                distance = distance,
                what = what
            ),
        }
    }

    fn screen(&self, room: usize) -> String {
        let language = self.language;
        let mut lines = wrapped("", &self.answer(), room);
        let Some(found) = self.found else { return joined(&lines) };
        if let Some(least) = &found.least {
            let told = say!(
                language,
                "flip-then",
                difference = self.number(least.tried.difference.estimate),
                interval = self.interval(&least.tried.difference),
                seed = self.trials.other_seed().to_string(),
                again = self.number(least.again.estimate),
                again_interval = self.interval(&least.again)
            );
            lines.extend(wrapped("", &told, room));
            lines.push(String::new());
            lines.push(bold(&say!(language, "flip-paste")));
            let sets = self.trials.sets(&least.tried.cuts);
            // Whole, however long: it is to be pasted.
            lines.push(sets.iter().map(|set| shell::option("--set", set)).collect::<Vec<_>>().join(" "));
        } else if let Some(nearest) = &found.nearest {
            let (what, difference) = (self.words(&nearest.cuts), self.number(nearest.difference.estimate));
            let told = say!(language, "flip-nearest", what = what, difference = difference);
            lines.extend(wrapped("", &told, room));
        }
        if !found.ends.is_empty() {
            lines.push(String::new());
            lines.extend(self.table(found, room));
        }
        lines.push(String::new());
        let mut basis = vec![say!(
            language,
            "flip-basis",
            inputs = thousands(self.trials.ranges.len() as u64),
            worlds = thousands(self.trials.arguments.runs),
            seed = self.trials.arguments.pair.draw.seed.to_string(),
            pairs = thousands(found.pairs as u64),
            runs = thousands(found.runs as u64 + 1)
        )];
        if found.unconfirmed > 0 {
            let number = thousands(found.unconfirmed as u64);
            let seed = self.trials.other_seed().to_string();
            basis.push(say!(language, "flip-unconfirmed", number = number, seed = seed));
        }
        basis.push(say!(language, "why-assumed"));
        lines.extend(wrapped("", &basis.join(" "), room));
        joined(&lines)
    }

    fn table(&self, found: &Found, room: usize) -> Vec<String> {
        let language = self.language;
        let mut lines = vec![bold(&say!(language, "flip-heading"))];
        let heads = [
            (say!(language, "flip-head-change"), Kind::Words),
            (say!(language, "flip-head-difference"), Kind::Number),
            (say!(language, "flip-head-turns"), Kind::Number),
        ];
        let mut table = Columns::new(heads.iter().map(|(head, kind)| (head.as_str(), *kind)));
        let moving = found.ends.iter().filter(|(tried, _)| tried.difference.estimate != self.base.estimate);
        for (tried, at) in moving.take(ROWS) {
            let turns = at.map_or_else(
                || say!(language, "flip-turns-not"),
                |at| say!(language, "flip-turns-at", distance = of_100(share(at))),
            );
            table.row([self.words(&tried.cuts), self.number(tried.difference.estimate), turns]);
        }
        lines.extend(table.lines(room));
        lines
    }
}
