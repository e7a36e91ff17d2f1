//! `sensitivity FILE A B --design …`: runs that move the drawn inputs on purpose.

use super::why_options::{ShownOptions, measure, outcome};
use crate::chart::tornado::{Bar, Tornado, draw};
use crate::chart::words::Made;
use crate::chart::{Chart, Theme};
use crate::language::Language;
use crate::results::words::{fixed, own_scale, points, thousands};
use crate::say;
use crate::simulation::designed::Designed;
use crate::simulation::machine::{self, Stopwatch};
use crate::terminal::chosen::chosen;
use crate::terminal::columns::{Columns, Kind};
use crate::terminal::failure::{DONE, Failure};
use crate::terminal::json::{json_file, json_line};
use crate::terminal::loaded::load;
use crate::terminal::options::{DrawOptions, whole};
use crate::terminal::output::{refuse_taken, remark, say};
use crate::terminal::plan;
use crate::terminal::progress::{Bar as Progress, all_worlds};
use crate::terminal::text::{SCREEN, columns, emphasised, joined, wrapped};
use crate::why::Measure;
use crate::why::by_design::{Found, Method, Moved, Plan};
use crate::why::inputs::Names;
use crate::why::sensitivity::Interval;
use crate::why::words;
use clap::{Args, ValueEnum};
use serde::Serialize;
use std::path::Path;

/// Runs (points × formats) at most.
const MOST_RUNS: u64 = 20_000_000;
/// Inputs shown that pass the dummy, and of the others.
const MOST: usize = 20;
const BELOW: usize = 3;
/// Inputs drawn.
const DRAWN: usize = 12;

/// How inputs are moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Design {
    /// Elementary effects along trajectories: which inputs do anything at all
    Morris,
    /// First-order and total indices: how much of the variance each explains, alone and with others
    Sobol,
}

/// What is simulated.
#[derive(Debug, Args)]
pub(super) struct DesignOptions {
    /// Simulate the scenario of FILE with its drawn inputs moved on purpose: morris (elementary effects) or sobol (first-order and total indices)
    #[arg(long, value_enum, hide_possible_values = true)]
    pub(super) design: Option<Design>,

    /// Trajectories (morris) or rows (sobol) [default: 50; 256]
    #[arg(long, value_name = "N", requires = "design", value_parser = whole::<u64>(2, 1_000_000), allow_negative_numbers = true)]
    runs: Option<u64>,

    /// Threads to use [default: as many as can run at once]; results do not depend on it
    #[arg(long, value_name = "N", requires = "design", value_parser = whole::<u16>(1, 1024), allow_negative_numbers = true)]
    threads: Option<u16>,

    /// Say how much work it is and how long it will take; simulate and write nothing
    #[arg(long, requires = "design")]
    dry_run: bool,

    /// No progress bar, and no word on the cost
    #[arg(long, short, requires = "design")]
    quiet: bool,

    #[command(flatten)]
    draw: DrawOptions,
}

impl DesignOptions {
    /// Refuses what would be simulated where nothing is.
    pub(super) fn refuse(&self, folder: &Path) -> Result<(), Failure> {
        let draw = &self.draw;
        let given = [
            (self.design.is_some(), "--design"),
            (draw.seed != plan::DEFAULT_SEED, "--seed"),
            (draw.behaviour != plan::Behaviour::Concession, "--behaviour"),
            (draw.change.variant.is_some(), "--variant"),
            (!draw.change.sets.is_empty(), "--set"),
        ];
        match given.into_iter().find(|(given, _)| *given) {
            None => Ok(()),
            Some((_, option)) => Err(Failure::usage(format!(
                "{option} says how to simulate, and of a stored result nothing is"
            ))
            .at(folder.display())
            .mend("name the scenario file instead of the folder, or leave the option out")),
        }
    }
}

/// What was asked for.
pub(super) struct Request<'a> {
    pub(super) file: &'a Path,
    pub(super) pair: Option<(&'a str, &'a str)>,
    pub(super) shown: &'a ShownOptions,
    pub(super) design: &'a DesignOptions,
}

pub(super) fn run(request: &Request<'_>) -> Result<u8, Failure> {
    let (options, shown) = (request.design, request.shown);
    if let Some(folder) = &shown.output {
        refuse_taken(folder)?;
    }
    let language = shown.language.lang;
    let loaded = load(request.file, &options.draw.change)?;
    let wanted = |text: &str| Failure::usage(text).at(loaded.path.display());
    let Some(design) = options.design else {
        return Err(wanted("a scenario file has no worlds to look into")
            .expected("--design morris or --design sobol, which simulate, or the folder of a stored result")
            .mend(format!(
                "roundtable compare {0} -o RESULT, then roundtable sensitivity RESULT",
                crate::terminal::shell::quoted(&loaded.path)
            )));
    };
    let Some((a, b)) = request.pair else {
        let formats = loaded.formats.join(", ");
        return Err(wanted("no formats are named").expected(format!("two formats; there are: {formats}")));
    };
    let pair = chosen(&loaded.scenario, &[a.to_owned(), b.to_owned()])?;
    if pair.len() != 2 {
        return Err(wanted("more than two formats are named").expected("two formats"));
    }
    let spoken = loaded.scenario.with_formats(&pair).speaking(language.code());
    let names = Names::of_scenario(&spoken);
    let measure = measure(shown.measure(), &names)?;
    let scenario = loaded.scenario.with_formats(&pair);
    let behaviour = options.draw.behaviour.of_engine();
    let designed = Designed::new(&scenario, options.draw.seed, behaviour, outcome(&measure, &names));
    designed.fits().map_err(|(format, error)| {
        wanted(&format!("format \"{format}\": {error} under --behaviour {}", options.draw.behaviour.key()))
            .mend("use --behaviour concession or nash")
    })?;
    let (method, usual) = match design {
        Design::Morris => (Method::Morris, 50),
        Design::Sobol => (Method::Sobol, 256),
    };
    let runs = options.runs.unwrap_or(usual) as usize;
    let plan = Plan::new(method, &designed.scaled(), runs, options.draw.seed);
    cost(options, language, &designed, &plan)?;
    if options.dry_run {
        return Ok(DONE);
    }
    // Names of the inputs in the language of the reader: the columns are the same.
    let told = Designed::new(&spoken, options.draw.seed, behaviour, outcome(&measure, &names));
    let labels: Vec<String> =
        told.inputs().iter().map(|input| words::moved(&names, input, language)).collect();
    let paths: Vec<String> = designed.inputs().iter().map(|input| input.column.clone()).collect();
    let outputs =
        simulate(options, (&loaded.name, language), &designed.with(plan.groups(), |k| plan.group(k)))?;
    let found = plan
        .found(&outputs)
        .ok()
        .filter(|found| found.inputs.iter().any(|input| input.size().estimate > 0.0));
    let formats: Vec<String> = spoken.formats.iter().map(|format| format.name.clone()).collect();
    let result = Shown {
        formats: &formats,
        measure: &measure,
        names: &names,
        labels: &labels,
        columns: &paths,
        found: found.as_ref(),
        language,
    };
    if let Some(folder) = &shown.output {
        let made = Made {
            scenario: &loaded.name,
            hash: &loaded.hash,
            seed: options.draw.seed,
            worlds: plan.points() as u64,
        };
        let theme = shown.theme();
        let chart = result.tornado(&made.footer(&theme), &theme);
        shown.write(folder, chart, &[("sensitivity.json", json_file(&result.data())?)])?;
    }
    say(&if shown.json { json_line(&result.data())? } else { result.screen(columns(SCREEN)) })?;
    Ok(DONE)
}

/// Says what it will take, and refuses what is too much.
fn cost(
    options: &DesignOptions,
    language: Language,
    designed: &Designed<'_>,
    plan: &Plan,
) -> Result<(), Failure> {
    let runs = plan.points() as u64 * 2;
    if runs > MOST_RUNS {
        return Err(Failure::usage(format!("{} runs", thousands(runs)))
            .expected(format!("at most {}", thousands(MOST_RUNS)))
            .mend("give a smaller --runs"));
    }
    if options.quiet && !options.dry_run {
        return Ok(());
    }
    // The first point of all pays for what is done once.
    let mut some = plan.group(0);
    some.truncate(9);
    designed.outcomes(&some[..1]);
    let watch = Stopwatch::start();
    designed.outcomes(&some);
    let seconds = watch.wall_seconds() / some.len() as f64 * plan.points() as f64;
    let said = say!(
        language,
        "sweep-design-cost",
        runs = thousands(plan.groups() as u64),
        groups = match options.design {
            Some(Design::Sobol) => say!(language, "sweep-rows"),
            _ => say!(language, "sweep-trajectories"),
        },
        inputs = designed.inputs().len().to_string(),
        points = thousands(plan.points() as u64),
        seconds = if seconds < 10.0 { fixed(seconds, 1) } else { thousands(seconds as u64) },
        threads = threads(options).to_string()
    );
    if options.dry_run {
        return say(&format!("{said}\n"));
    }
    remark(&format!("{said}\n"));
    Ok(())
}

fn threads(options: &DesignOptions) -> usize {
    options.threads.map_or_else(machine::parallel, usize::from)
}

/// The difference at each point, group by group.
fn simulate(
    options: &DesignOptions,
    (title, language): (&str, Language),
    designed: &Designed<'_>,
) -> Result<Vec<Vec<f64>>, Failure> {
    let bar = Progress::new(title, options.quiet, language);
    let mut outputs = Vec::new();
    all_worlds(designed, threads(options), &bar, |points| {
        outputs.push(points.iter().map(|formats| formats[0] - formats[1]).collect());
    })?;
    Ok(outputs)
}

#[derive(Serialize)]
struct Data<'a> {
    schema_version: u32,
    a: &'a str,
    b: &'a str,
    measure: String,
    answer: String,
    /// None where no input moves the difference.
    found: Option<DataFound<'a>>,
}

#[derive(Serialize)]
struct DataFound<'a> {
    method: Method,
    points: usize,
    difference: f64,
    variance: f64,
    inputs: Vec<DataInput<'a>>,
}

#[derive(Serialize)]
struct DataInput<'a> {
    column: &'a str,
    #[serde(flatten)]
    moved: &'a Moved,
    /// Whether its interval lies above that of the dummy.
    above: bool,
}

struct Shown<'a> {
    formats: &'a [String],
    measure: &'a Measure,
    names: &'a Names,
    labels: &'a [String],
    columns: &'a [String],
    found: Option<&'a Found>,
    language: Language,
}

impl Shown<'_> {
    /// Positions of the inputs, what moves most first; the dummy is last.
    fn order(found: &Found) -> Vec<usize> {
        let mut order: Vec<usize> = (0..found.inputs.len()).collect();
        order.sort_by(|a, b| {
            let above = |k: &usize| above(found, *k);
            above(b)
                .cmp(&above(a))
                .then(found.inputs[*b].size().estimate.total_cmp(&found.inputs[*a].size().estimate))
        });
        order
    }

    fn data(&self) -> Data<'_> {
        let found = self.found.map(|found| DataFound {
            method: found.method,
            points: found.points,
            difference: found.difference,
            variance: found.variance,
            inputs: (Self::order(found).into_iter())
                .map(|k| DataInput {
                    column: &self.columns[k],
                    moved: &found.inputs[k],
                    above: above(found, k),
                })
                .collect(),
        });
        Data {
            schema_version: 1,
            a: &self.formats[0],
            b: &self.formats[1],
            measure: self.measure.to_string(),
            answer: self.answer(),
            found,
        }
    }

    /// Where luck stands among the inputs: the last but the dummy.
    fn luck(&self) -> usize {
        self.labels.len().saturating_sub(2)
    }

    fn answer(&self) -> String {
        let (a, b) = (&self.formats[0], &self.formats[1]);
        let measure = words::measure_of(self.measure, self.names, self.language);
        let nothing = || say!(self.language, "sweep-nothing-does", a = a, b = b, measure = measure);
        let Some(found) = self.found else { return nothing() };
        let (luck, order) = (self.luck(), Self::order(found));
        let Some(first) = order.into_iter().find(|k| *k < luck && found.inputs[*k].size().estimate > 0.0)
        else {
            return nothing();
        };
        let what = &self.labels[first];
        let size = found.inputs[first].size();
        let first = match found.method {
            Method::Sobol => say!(
                self.language,
                "sweep-drives-total",
                what = what,
                share = fixed(size.estimate * 100.0, 0),
                total = fixed(size.estimate, 2),
                low = fixed(size.low, 2),
                high = fixed(size.high, 2)
            ),
            Method::Morris => say!(
                self.language,
                "sweep-drives-star",
                what = what,
                star = self.number(size.estimate),
                unit = self.unit(),
                low = self.number(size.low),
                high = self.number(size.high)
            ),
        };
        format!(
            "{first} {}",
            say!(
                self.language,
                "sweep-luck-does",
                size = self.interval(&found.inputs[luck].size(), found.method)
            )
        )
    }

    /// An effect on the difference, without its unit.
    fn number(&self, value: f64) -> String {
        if self.measure.is_share() { fixed(value * 100.0, 1) } else { own_scale(value) }
    }

    fn unit(&self) -> String {
        if self.measure.is_share() {
            say!(self.language, "sweep-unit-share")
        } else {
            say!(self.language, "sweep-unit-gain")
        }
    }

    fn interval(&self, of: &Interval, method: Method) -> String {
        let number = |value: f64| match method {
            Method::Sobol => fixed(value, 2),
            Method::Morris => self.number(value),
        };
        format!("{} ({}–{})", number(of.estimate), number(of.low), number(of.high))
    }

    fn screen(&self, room: usize) -> String {
        let mut lines = wrapped("", &self.answer(), room);
        if let Some(found) = self.found {
            lines.push(String::new());
            lines.extend(self.table(found, room));
            lines.push(String::new());
            let count = thousands(found.points as u64);
            let basis = match found.method {
                Method::Sobol => say!(self.language, "sweep-sobol-basis", points = count),
                Method::Morris => {
                    say!(self.language, "sweep-morris-basis", points = count, unit = self.unit())
                }
            };
            let all = format!(
                "{basis} {} {}",
                say!(self.language, "sweep-same-luck"),
                say!(self.language, "why-assumed")
            );
            lines.extend(wrapped("", &all, room));
        }
        joined(&lines)
    }

    fn table(&self, found: &Found, room: usize) -> Vec<String> {
        let language = self.language;
        let difference =
            if self.measure.is_share() { points(found.difference) } else { own_scale(found.difference) };
        let heading = say!(
            language,
            "sweep-design-heading",
            a = self.formats[0],
            b = self.formats[1],
            measure = words::measure_of(self.measure, self.names, language),
            difference = difference
        );
        let mut lines = emphasised(&heading, room);
        let mut heads = vec![say!(language, "why-head-input")];
        heads.extend(match found.method {
            Method::Sobol => vec![say!(language, "why-head-first"), say!(language, "sweep-head-total")],
            Method::Morris => vec![
                say!(language, "sweep-head-star"),
                say!(language, "sweep-head-mu"),
                say!(language, "sweep-head-sigma"),
            ],
        });
        let kinds = (0..heads.len()).map(|k| if k == 0 { Kind::Words } else { Kind::Measure });
        let mut table = Columns::new(heads.iter().map(String::as_str).zip(kinds));
        let dummy = self.labels.len() - 1;
        let (above, below): (Vec<usize>, Vec<usize>) =
            Self::order(found).into_iter().filter(|k| *k != dummy).partition(|k| above(found, *k));
        for k in above.iter().take(MOST).chain([&dummy]).chain(below.iter().take(BELOW)) {
            let input = &found.inputs[*k];
            let mut row = vec![self.labels[*k].clone()];
            if let Some(first) = &input.first {
                row.push(self.interval(first, found.method));
            }
            row.push(self.interval(&input.size(), found.method));
            if found.method == Method::Morris {
                row.push(input.mu.map_or_else(|| "–".to_owned(), |mu| self.number(mu)));
                row.push(input.sigma.map_or_else(|| "–".to_owned(), |sigma| self.number(sigma)));
            }
            table.row(row);
        }
        lines.extend(table.lines(room));
        let left = below.len().saturating_sub(BELOW);
        if left > 0 {
            lines.extend(wrapped(
                "",
                &say!(language, "sweep-design-below", count = thousands(left as u64)),
                room,
            ));
        }
        lines
    }

    /// The chart; `None` where no input does anything.
    fn tornado(&self, footer: &str, theme: &Theme) -> Option<Chart> {
        let found = self.found?;
        let dummy = self.labels.len() - 1;
        let bar = |k: usize| Bar {
            label: self.labels[k].clone(),
            value: found.inputs[k].size(),
            mark: found.inputs[k].first.map(|first| first.estimate),
            toward: found.inputs[k].mu.map(|mu| mu > 0.0),
            numbers: self.interval(&found.inputs[k].size(), found.method),
        };
        let axis = match found.method {
            Method::Sobol => say!(self.language, "sweep-axis-total"),
            Method::Morris => say!(self.language, "sweep-axis-star", unit = self.unit()),
        };
        let scale = if found.method == Method::Morris && self.measure.is_share() { 100.0 } else { 1.0 };
        let order = Self::order(found);
        let first = order.iter().find(|k| **k < self.luck())?;
        let (what, size) = (&self.labels[*first], found.inputs[*first].size().estimate);
        let title = match found.method {
            Method::Sobol => {
                say!(self.language, "sweep-title-total", what = what, share = fixed(size * 100.0, 0))
            }
            Method::Morris => {
                say!(
                    self.language,
                    "sweep-title-star",
                    what = what,
                    star = self.number(size),
                    unit = self.unit()
                )
            }
        };
        let mark = (found.method == Method::Sobol).then(|| say!(self.language, "sweep-axis-first"));
        draw(
            &Tornado {
                title: &title,
                a: &self.formats[0],
                b: &self.formats[1],
                measure: &words::measure_of(self.measure, self.names, self.language),
                bars: order
                    .into_iter()
                    .filter(|k| *k != dummy && found.inputs[*k].size().estimate > 0.0)
                    .take(DRAWN)
                    .map(bar)
                    .collect(),
                floor: (found.inputs[dummy].size().high, self.labels[dummy].clone()),
                axis: &axis,
                mark,
                scale,
                footer,
            },
            theme,
        )
    }
}

/// Whether the interval of an input lies above that of the dummy, which is the last one.
fn above(found: &Found, input: usize) -> bool {
    let dummy = found.inputs.last().map_or(0.0, |dummy| dummy.size().high);
    found.inputs[input].size().low > dummy
}
