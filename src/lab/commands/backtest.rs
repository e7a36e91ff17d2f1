//! `backtest`: models of decisions against what was decided.

use super::positions::{self, Positions, SubModels};
use crate::chart::Theme;
use crate::lab::backtest;
use crate::lab::backtest::bootstrap::Difference;
use crate::lab::backtest::chart::{Backtested, draw};
use crate::lab::backtest::data::Data;
use crate::lab::backtest::folds::Division;
use crate::lab::backtest::models;
use crate::lab::backtest::score::Row;
use crate::results::words::count;
use crate::terminal::columns::{Columns, Kind};
use crate::terminal::csv::csv_file;
use crate::terminal::failure::{DONE, Failure};
use crate::terminal::json::{json_file, json_line};
use crate::terminal::options::whole;
use crate::terminal::output;
use crate::terminal::output::say;
use crate::terminal::text::{SCREEN, columns, emphasised, joined, width, wrapped};
use serde::Serialize;
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "Examples:
  roundtable backtest scenarios/emission-1989/decision.csv
  roundtable backtest scenarios/emission-1989/decision.csv --candidates
  roundtable backtest scenarios/emission-1989/decision.csv -o output/backtest";

/// Try models of decisions on what was really decided: which would have come nearest, and is that clear?
///
/// Use it before you trust a model with a decision of your own. DATA holds decisions that are over: what each actor wanted, how strong it was, how
/// much it cared, and what came out (CSV; docs/backtest-format.md). Every model is held against the same outcomes, and against the plain compromise
/// (the mean by capability × salience), pair by pair. What is fitted is fitted on other proposals. A decision whose outcome is empty gets forecasts; so do
/// the dimensions of a scenario of KTAB.
///
/// `forecaster` has parameters that were frozen on half of DEU III and uses nothing of DATA; `forecaster, refitted` is the same with
/// parameters fitted on DATA, each time without the proposal that is forecast.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Decisions as CSV, or a scenario of KTAB (CSV or XML)
    #[arg(value_name = "DATA")]
    data: PathBuf,
    /// Also all forecasters that were candidates, and choosing the best of them, validated from outside
    #[arg(long)]
    candidates: bool,
    /// Folds of proposals: what is fitted is fitted on all but one
    #[arg(long, value_name = "K", default_value_t = 10, value_parser = whole::<u16>(2, 1000), allow_negative_numbers = true)]
    folds: u16,
    /// How often proposals are dealt into folds anew
    #[arg(long, value_name = "R", default_value_t = 3, value_parser = whole::<u16>(1, 100), allow_negative_numbers = true)]
    repeats: u16,
    /// Seed of the folds and of the intervals
    #[arg(long, value_name = "S", default_value_t = 1, value_parser = whole::<u64>(0, u64::MAX), allow_negative_numbers = true)]
    seed: u64,
    #[command(flatten)]
    spatial: SubModels,
    /// Print as JSON
    #[arg(long)]
    json: bool,
    /// Write models.csv, forecasts.csv, backtest.json and a chart, models.svg, to this folder, which must be new or empty
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
}

#[derive(Serialize)]
struct Output<'a> {
    schema_version: u32,
    data: String,
    decisions: usize,
    with_outcome: usize,
    proposals: usize,
    folds: u16,
    repeats: u16,
    seed: u64,
    yardstick: &'a str,
    /// Sub-models of KTAB's model that are chosen otherwise than by default.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sub_models: Vec<String>,
    models: Vec<ModelOut<'a>>,
    /// With `--candidates`: in how many of the outer folds each was chosen.
    chosen: &'a [(String, usize)],
}

#[derive(Serialize)]
struct ModelOut<'a> {
    name: &'a str,
    about: &'a str,
    #[serde(flatten)]
    row: Row,
    parameters: &'a [(String, f64)],
    refused: &'a [(String, String)],
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    if let Some(folder) = &arguments.output {
        output::refuse_taken(folder)?;
    }
    let tried = tried(arguments)?;
    let out = output_of(arguments, &tried);
    if let Some(folder) = &arguments.output {
        write(folder, &tried, &out)?;
    }
    let told = |text: String| match &arguments.output {
        Some(folder) => format!("{text}\ntables and chart: {}\n", folder.display()),
        None => text,
    };
    say(&if arguments.json { json_line(&out)? } else { told(screen(&tried, arguments, columns(SCREEN))) })?;
    Ok(DONE)
}

/// Models tried on decisions.
struct Backtest {
    /// The decisions.
    data: Data,
    /// The models, the yardstick first.
    models: Vec<backtest::Tried>,
    /// How often each candidate was chosen in the nested validation; empty without it.
    chosen: Vec<(String, usize)>,
}

/// Reads decisions and tries all models on them.
fn tried(arguments: &Arguments) -> Result<Backtest, Failure> {
    let path = arguments.data.as_path();
    let Positions { decisions, spatial, .. } = positions::read(path)?;
    let choices = positions::settled(spatial.choices, &arguments.spatial.sub_models)?;
    if spatial.adjustment.is_some() {
        output::remark("The file's ideal adjustment is not used: ideals follow positions wholly.\n");
    }
    let data = Data::new(decisions).map_err(|error| Failure::usage(error).at(path.display()))?;
    let data = data.with_choices(choices);
    let (folds, repeats) = (usize::from(arguments.folds), usize::from(arguments.repeats));
    let division = Division { folds, repeats, seed: arguments.seed };
    let (models, chosen) = if arguments.candidates {
        backtest::with_candidates(&data, division)
    } else {
        let all = [models::MODELS, &[models::refitted()]].concat();
        (backtest::run(&data, &all, backtest::Plan { division, comparisons: 1 }), Vec::new())
    };
    Ok(Backtest { data, models, chosen })
}

fn output_of<'a>(arguments: &Arguments, tried: &'a Backtest) -> Output<'a> {
    let model = |t: &'a backtest::Tried| ModelOut {
        name: &t.name,
        about: &t.about,
        row: t.row,
        parameters: &t.parameters,
        refused: &t.refused,
    };
    Output {
        schema_version: 1,
        data: arguments.data.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default(),
        decisions: tried.data.cases.len(),
        with_outcome: known(tried),
        proposals: tried.data.proposals.len(),
        folds: arguments.folds,
        repeats: arguments.repeats,
        seed: arguments.seed,
        yardstick: tried.models.first().map_or("", |t| t.name.as_str()),
        sub_models: tried.data.choices.chosen(),
        models: tried.models.iter().map(model).collect(),
        chosen: &tried.chosen,
    }
}

fn known(tried: &Backtest) -> usize {
    tried.data.cases.iter().filter(|case| case.decision.outcome.is_some()).count()
}

fn number(x: Option<f64>, digits: usize) -> String {
    x.map_or_else(|| "–".to_owned(), |x| format!("{x:.digits$}"))
}

fn screen(tried: &Backtest, arguments: &Arguments, room: usize) -> String {
    let name = arguments.data.display().to_string();
    let about = format!(
        "{} of {}, {} with a known outcome; scale 0 to 100",
        count(tried.data.cases.len(), "decision"),
        count(tried.data.proposals.len(), "proposal"),
        known(tried)
    );
    let mut lines = emphasised(&name, room);
    lines.extend(wrapped("", &about, room));
    lines.push(String::new());
    let measures = ["n", "error", "rms", "median", "≤ 10", "CRPS"].map(|head| (head, Kind::Number));
    let mut table = Columns::new([("model", Kind::Name)].into_iter().chain(measures));
    for model in &tried.models {
        let row = model.row;
        table.row([
            model.name.clone(),
            row.n.to_string(),
            number(row.mean_absolute_error, 2),
            number(row.root_mean_square, 2),
            number(row.median_error, 2),
            number(row.within_10, 3),
            number(row.crps, 2),
        ]);
    }
    lines.extend(table.lines(room));
    if tried.models.iter().any(|model| model.row.error_difference.is_some()) {
        lines.extend(against(tried, room));
    } else {
        let one = "One proposal: nothing can be fitted on others, and no interval told.";
        lines.push(String::new());
        lines.extend(wrapped("", one, room));
    }
    let chosen = tried.data.choices.chosen();
    if !chosen.is_empty() {
        lines.extend(wrapped("KTAB's sub-models: ", &chosen.join(", "), room));
    }
    lines.extend(forecasts(tried, room));
    lines.extend(refusals(tried, room));
    joined(&lines)
}

/// Differences to the yardstick, pair by pair.
fn against(tried: &Backtest, room: usize) -> Vec<String> {
    let yardstick = tried.models.first().map_or("", |t| t.name.as_str());
    let head = format!("less {yardstick} (95 %)");
    let mut table =
        Columns::new([(head.as_str(), Kind::Name), ("error", Kind::Measure), ("CRPS", Kind::Measure)]);
    for model in tried.models.iter().skip(1) {
        let row = model.row;
        table.row([model.name.clone(), told(row.error_difference), told(row.crps_difference)]);
    }
    let mut lines = vec![String::new()];
    lines.extend(table.lines(room));
    for note in [
        "Below 0: nearer than the yardstick. *: the interval leaves out 0.",
        "forecaster: frozen on half of DEU III; on those decisions this is its fit.",
    ] {
        lines.extend(wrapped("", note, room));
    }
    if !tried.chosen.is_empty() {
        let chosen: Vec<String> = tried.chosen.iter().map(|(name, n)| format!("{name} {n}")).collect();
        let head = "best of candidates, nested: how often each was chosen, of all folds";
        lines.extend(wrapped("", head, room));
        lines.extend(listed(&chosen, room));
        let clear = |d: Option<Difference>| d.is_some_and(|d| d.high_of_all < 0.0);
        let of = |get: &dyn Fn(&Row) -> Option<Difference>| -> Vec<String> {
            let named = tried.models.iter().filter(|model| clear(get(&model.row)));
            listed(&named.map(|model| model.name.clone()).collect::<Vec<_>>(), room)
        };
        let head = "Nearer even with the interval widened for all candidates, error:";
        lines.extend(wrapped("", head, room));
        lines.extend(of(&|row| row.error_difference));
        lines.push("and CRPS:".to_owned());
        lines.extend(of(&|row| row.crps_difference));
    }
    lines
}

/// Names one after another, on as many lines as they take.
fn listed(names: &[String], room: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for (k, name) in names.iter().enumerate() {
        let part = if k + 1 < names.len() { format!("{name}; ") } else { name.clone() };
        match lines.last_mut() {
            Some(line) if width(line) + width(&part) + 2 <= room => line.push_str(&part),
            _ => lines.push(part),
        }
    }
    if names.is_empty() {
        lines = vec!["none".to_owned()];
    }
    lines.into_iter().map(|line| format!("  {line}")).collect()
}

fn told(difference: Option<Difference>) -> String {
    let Some(d) = difference else { return "–".to_owned() };
    let clear = if d.low > 0.0 || d.high < 0.0 { "*" } else { "" };
    format!("{:+.2} ({:+.2} to {:+.2}){clear}", d.mean, d.low, d.high)
}

/// Of few decisions, or of those whose outcome is not known, the forecasts themselves.
fn forecasts(tried: &Backtest, room: usize) -> Vec<String> {
    const FEW: usize = 3;
    let cases = &tried.data.cases;
    let open: Vec<usize> = (0..cases.len()).filter(|k| cases[*k].decision.outcome.is_none()).collect();
    let shown = if cases.len() <= FEW { (0..cases.len()).collect() } else { open };
    let mut lines = Vec::new();
    for &k in shown.iter().take(FEW) {
        let outcome = cases[k].decision.outcome.map_or_else(String::new, |x| format!(", decided: {x}"));
        lines.push(String::new());
        lines.extend(emphasised(&format!("forecasts of {}{outcome}", cases[k].decision.name), room));
        let mut table = Columns::new([("", Kind::Name), ("", Kind::Number)]);
        for model in &tried.models {
            if let Some(forecast) = &model.forecasts[k] {
                table.row([model.name.clone(), format!("{:.1}", forecast.point)]);
            }
        }
        lines.extend(table.lines(room));
    }
    if shown.len() > FEW {
        let more = format!("and {} more decisions: see forecasts.csv under -o DIR", shown.len() - FEW);
        lines.extend(wrapped("", &more, room));
    }
    lines
}

fn refusals(tried: &Backtest, room: usize) -> Vec<String> {
    let refused = tried.models.iter().filter_map(|model| Some((model, model.refused.first()?)));
    refused
        .flat_map(|(model, (decision, why))| {
            let left_out = count(model.refused.len(), "decision");
            wrapped("", &format!("{} left out {left_out}; {decision}: {why}", model.name), room)
        })
        .collect()
}

/// Writes the files into a folder of their own, which appears when all are whole.
fn write(folder: &Path, tried: &Backtest, out: &Output<'_>) -> Result<(), Failure> {
    let mut files = vec![
        ("models.csv".to_owned(), csv_file(&models_table(tried))?),
        ("forecasts.csv".to_owned(), csv_file(&forecasts_table(tried))?),
        ("backtest.json".to_owned(), json_file(out)?),
    ];
    let footer = format!("Seed {} · roundtable {}", out.seed, env!("CARGO_PKG_VERSION"));
    let shown = Backtested {
        name: &out.data,
        footer: &footer,
        models: &tried.models,
        decisions: out.with_outcome,
        proposals: out.proposals,
    };
    if let Some(chart) = draw(&shown, &Theme::screen()) {
        files.push((format!("{}.svg", chart.stem), chart.svg.into_bytes()));
    }
    output::write_folder(folder, &files)
}

fn cell(x: Option<f64>) -> String {
    x.map_or_else(String::new, |x| x.to_string())
}

fn heads(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn models_table(tried: &Backtest) -> Vec<Vec<String>> {
    let mut rows = vec![heads(&[
        "model",
        "n",
        "mean_absolute_error",
        "root_mean_square",
        "median_error",
        "within_10",
        "crps",
        "error_difference",
        "error_low",
        "error_high",
        "crps_difference",
        "crps_low",
        "crps_high",
    ])];
    for model in &tried.models {
        let row = model.row;
        let three =
            |d: Option<Difference>| [d.map(|d| d.mean), d.map(|d| d.low), d.map(|d| d.high)].map(cell);
        let own = [row.mean_absolute_error, row.root_mean_square, row.median_error, row.within_10, row.crps];
        let mut cells = vec![model.name.clone(), row.n.to_string()];
        cells.extend(own.map(cell));
        cells.extend(three(row.error_difference));
        cells.extend(three(row.crps_difference));
        rows.push(cells);
    }
    rows
}

fn forecasts_table(tried: &Backtest) -> Vec<Vec<String>> {
    let head = ["decision", "proposal", "outcome", "model", "forecast", "low_90", "high_90", "crps"];
    let mut rows = vec![heads(&head)];
    let short = |x: Option<f64>| x.map_or_else(String::new, |x| format!("{x:.4}"));
    for (k, case) in tried.data.cases.iter().enumerate() {
        for model in &tried.models {
            let Some(forecast) = &model.forecasts[k] else { continue };
            let outcome = case.decision.outcome;
            let spread = forecast.distribution.as_ref();
            rows.push(vec![
                case.decision.name.clone(),
                case.decision.proposal.clone(),
                cell(outcome),
                model.name.clone(),
                short(Some(forecast.point)),
                short(spread.map(|d| d.quantile(0.05))),
                short(spread.map(|d| d.quantile(0.95))),
                short(spread.and_then(|d| Some(d.crps(outcome?)))),
            ]);
        }
    }
    rows
}
