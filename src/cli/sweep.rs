//! `sweep`: where the order of formats turns as an entry of the scenario takes one value after the other.

use super::pictures::PictureOptions;
use super::sweep_files;
use super::sweep_shown::Shown;
use super::why_options::{measure, outcome};
use crate::results::words::{fixed, thousands};
use crate::say;
use crate::scenario::vary::{Vary, VaryError};
use crate::scenario::{Scenario, set};
use crate::simulation::machine::{self, Stopwatch};
use crate::simulation::outcome::Settings;
use crate::terminal::chosen::chosen;
use crate::terminal::failure::{DONE, Failure};
use crate::terminal::loaded::{Loaded, load};
use crate::terminal::options::{DrawOptions, LanguageOption, whole};
use crate::terminal::output;
use crate::terminal::output::{refuse_taken, remark};
use crate::terminal::progress::{Bar, all_worlds};
use crate::why::inputs::Names;
use crate::why::sweep::{Counts, Sweep};
use clap::Args;
use std::path::PathBuf;

/// Combinations of values at most.
const MOST_POINTS: usize = 2500;
/// Runs (values × worlds × formats) at most.
const MOST_RUNS: u64 = 50_000_000;

const EXAMPLES: &str = "\
Examples:
  roundtable sweep scenarios/teaching/4-spoiler.ron --vary parties.cedar.spoiling=0..0.5:6 --measure standing
  roundtable sweep scenarios/teaching/1-zone-of-agreement.ron --vary 'parties.cedar.demand=0..0.2 to 0.6..0.8:5' -o turns
  roundtable sweep scenarios/teaching/5-stages.ron 'all at once' 'step by step' --vary parties.*.detection=0.3..0.9:5 --vary parties.*.demand=0..0.4:5";

const VARY: &str = "\
An entry of the scenario and the values that it takes; twice: a phase diagram of two formats

PATH=a..b:n                 n numbers from a to b, as in parties.dprk.demand=0..0.6:7
PATH=a..b:n:log             the same by equal factors
'PATH=a..b to c..d:n'       n ranges, the first a..b, the last c..d
'PATH=VALUE|VALUE|VALUE'    values as --set takes them: words, ranges, lists, None
PATH is any path that --set takes; * stands for all parties, issues or formats";

/// Say where the order of formats turns as an entry of the scenario takes one value after the other
///
/// For whoever asks how much would have to be otherwise: the first sentence says at which value the order of two formats turns, or that it
/// does not. Every value is tried in the same assumed worlds. With two entries it draws who leads where.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Scenario file
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// Formats to follow: names or unambiguous parts of them [default: all]
    #[arg(value_name = "FORMAT")]
    formats: Vec<String>,

    /// An entry and its values, as in parties.dprk.demand=0..0.6:7; twice for a phase diagram
    #[arg(long, value_name = "PATH=a..b:n", required = true, long_help = VARY)]
    vary: Vec<String>,

    /// What formats are held against each other by: signed, `in_force`, completed, standing or gain.PARTY
    #[arg(long, value_name = "MEASURE", default_value = "signed")]
    measure: String,

    /// Number of assumed worlds at each value; the same ones at all
    #[arg(long, value_name = "N", default_value_t = 500, value_parser = whole::<u64>(2, 1_000_000), allow_negative_numbers = true)]
    runs: u64,

    /// Threads to use [default: as many as can run at once]; results do not depend on it
    #[arg(long, value_name = "N", value_parser = whole::<u16>(1, 1024), allow_negative_numbers = true)]
    threads: Option<u16>,

    #[command(flatten)]
    draw: DrawOptions,

    /// Write chart, tables (CSV) and all numbers (JSON) to this folder, which must be new or empty
    #[arg(short, long, value_name = "DIR", help_heading = "Output")]
    output: Option<PathBuf>,

    /// Print what was found as JSON instead of sentences and tables
    #[arg(long, help_heading = "Output")]
    json: bool,

    /// Say how much work it is and how long it will take; simulate and write nothing
    #[arg(long, help_heading = "Output")]
    dry_run: bool,

    /// No progress bar, and no word on the cost
    #[arg(long, short, help_heading = "Output")]
    quiet: bool,

    #[command(flatten)]
    language: LanguageOption,

    #[command(flatten)]
    pictures: PictureOptions,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    if let Some(folder) = &arguments.output {
        refuse_taken(folder)?;
    }
    let axes = axes(&arguments.vary)?;
    let loaded = load(&arguments.file, &arguments.draw.change)?;
    let formats = formats(arguments, &loaded, axes.len())?;
    let names = Names::of_scenario(&loaded.scenario.speaking(arguments.language.lang.code()));
    let measure = measure(&arguments.measure, &names)?;
    let (scenarios, fate) = scenarios(&loaded, &axes, &formats)?;
    let behaviour = arguments.draw.behaviour.of_engine();
    let kept = outcome(&measure, &names);
    let settings = Settings::new(&scenarios, arguments.draw.seed, arguments.runs, behaviour, kept);
    settings.fits().map_err(|(format, error)| {
        Failure::usage(format!("{error} under --behaviour {}", arguments.draw.behaviour.key()))
            .at(format!("{}: formats.{format}", loaded.path.display()))
            .mend("use --behaviour concession or nash")
    })?;
    cost(arguments, &settings, scenarios.len(), formats.len())?;
    if arguments.dry_run {
        return Ok(DONE);
    }
    let mut counts = vec![Counts::new(formats.len(), &measure); scenarios.len()];
    simulate(arguments, &loaded.name, &settings, &mut |world| {
        for (counts, outcomes) in counts.iter_mut().zip(world.chunks(formats.len())) {
            counts.add(outcomes);
        }
    })?;
    let mut counts = counts.into_iter();
    let points = fate.into_iter().map(|refused| match refused {
        Some(why) => Err(why),
        None => counts.next().ok_or_else(String::new),
    });
    let spoken = loaded.scenario.with_formats(&formats).speaking(arguments.language.lang.code());
    let sweep = Sweep {
        axes,
        formats: spoken.formats.iter().map(|format| format.name.clone()).collect(),
        names,
        measure,
        points: points.collect(),
    };
    let shown = Shown {
        sweep: &sweep,
        loaded: &loaded,
        worlds: arguments.runs,
        seed: arguments.draw.seed,
        behaviour: arguments.draw.behaviour.key(),
        language: arguments.language.lang,
    };
    if let Some(folder) = &arguments.output {
        sweep_files::write(&shown, folder, &arguments.pictures)?;
    }
    output::say(&shown.said(arguments.json, arguments.output.as_deref())?)?;
    Ok(DONE)
}

/// The entries that vary: one or two.
fn axes(vary: &[String]) -> Result<Vec<Vary>, Failure> {
    let parse = |text: &String| {
        Vary::parse(text).map_err(|error| {
            Failure::usage(error).at(format!("--vary '{text}'")).expected(VaryError::EXPECTED)
        })
    };
    let axes: Vec<Vary> = vary.iter().map(parse).collect::<Result<_, _>>()?;
    match axes.as_slice() {
        [_] => {}
        [first, second] if first.path != second.path => {}
        [first, _] => {
            return Err(Failure::usage(format!("`{}` varies twice", first.path))
                .expected("two entries that are not the same"));
        }
        _ => {
            return Err(Failure::usage(format!("{} entries vary", axes.len()))
                .expected("one entry, or two for a phase diagram"));
        }
    }
    let points: usize = axes.iter().map(|axis| axis.steps.len()).product();
    if points > MOST_POINTS {
        let (all, most) = (thousands(points as u64), thousands(MOST_POINTS as u64));
        return Err(Failure::usage(format!("these are {all} combinations of values"))
            .expected(format!("at most {most}"))
            .mend("give fewer values: the number after the last colon"));
    }
    Ok(axes)
}

/// Exact names of the formats.
fn formats(arguments: &Arguments, loaded: &Loaded, axes: usize) -> Result<Vec<String>, Failure> {
    let formats = chosen(&loaded.scenario, &arguments.formats)?;
    if axes == 2 && formats.len() != 2 {
        return Err(Failure::usage(format!(
            "a phase diagram holds {} formats against each other",
            formats.len()
        ))
        .at(loaded.path.display())
        .expected(format!("two formats; there are: {}", loaded.formats.join(", ")))
        .mend("name two formats after the file"));
    }
    Ok(formats)
}

/// The scenario at each combination of values; where it is refused, why, and none.
type Scenarios = (Vec<Scenario>, Vec<Option<String>>);

fn scenarios(loaded: &Loaded, axes: &[Vary], formats: &[String]) -> Result<Scenarios, Failure> {
    let (mut scenarios, mut fate) = (Vec::new(), Vec::new());
    let mut first_refusal = None;
    let rest: &[Vary] = axes.get(1..).unwrap_or_default();
    let others = rest.first().map_or(1, |axis| axis.steps.len());
    for second in 0..others {
        for first in &axes[0].steps {
            let mut sets = vec![format!("{}={}", axes[0].path, first.value)];
            sets.extend(rest.iter().map(|axis| format!("{}={}", axis.path, axis.steps[second].value)));
            match set::changed(&loaded.source, &loaded.scenario, &sets) {
                Ok((_, checked)) => {
                    scenarios.push(checked.scenario.with_formats(formats));
                    fate.push(None);
                }
                Err(refused) => {
                    let what = refused.diagnostics.first().map(|problem| problem.message.clone());
                    fate.push(Some(what.unwrap_or_default()));
                    first_refusal.get_or_insert(refused);
                }
            }
        }
    }
    match first_refusal {
        Some(refused) if scenarios.is_empty() => {
            let text = crate::terminal::loaded::rendered(&refused.diagnostics, &refused.file);
            Err(Failure::rendered(crate::terminal::failure::USAGE, text))
        }
        _ => Ok((scenarios, fate)),
    }
}

/// Says what it will take, and refuses what is too much.
fn cost(
    arguments: &Arguments,
    settings: &Settings<'_>,
    points: usize,
    formats: usize,
) -> Result<(), Failure> {
    let runs = points as u64 * arguments.runs * formats as u64;
    if runs > MOST_RUNS {
        return Err(Failure::usage(format!(
            "{points} values × {} worlds × {formats} formats are {} runs",
            thousands(arguments.runs),
            thousands(runs)
        ))
        .expected(format!("at most {}", thousands(MOST_RUNS)))
        .mend("give fewer values, fewer worlds (--runs) or fewer formats"));
    }
    if arguments.quiet && !arguments.dry_run {
        return Ok(());
    }
    // The first world of all pays for what is done once.
    settings.world(0);
    let tried = arguments.runs.min(3);
    let watch = Stopwatch::start();
    for k in 0..tried {
        settings.world(k * (arguments.runs - 1) / tried.max(2).saturating_sub(1).max(1));
    }
    let seconds = watch.wall_seconds() / tried as f64 * arguments.runs as f64;
    let said = say!(
        arguments.language.lang,
        "sweep-cost",
        points = thousands(points as u64),
        worlds = thousands(arguments.runs),
        formats = formats.to_string(),
        seconds = if seconds < 10.0 { fixed(seconds, 1) } else { thousands(seconds as u64) },
        threads = threads(arguments).to_string()
    );
    if arguments.dry_run {
        output::say(&format!("{said}\n"))
    } else {
        remark(&format!("{said}\n"));
        Ok(())
    }
}

fn threads(arguments: &Arguments) -> usize {
    arguments.threads.map_or_else(machine::parallel, usize::from)
}

/// Takes the worlds through all values, in order.
fn simulate(
    arguments: &Arguments,
    title: &str,
    settings: &Settings<'_>,
    on_world: &mut dyn FnMut(&[f64]),
) -> Result<(), Failure> {
    let bar = Bar::new(title, arguments.quiet, arguments.language.lang);
    all_worlds(settings, threads(arguments), &bar, |worlds| worlds.iter().for_each(|world| on_world(world)))
}
