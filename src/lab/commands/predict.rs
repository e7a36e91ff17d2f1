//! `predict`: what established models say of a scenario or a decision, beside the simulation.

use super::charts::{self, ChartOptions};
use super::positions::{self, Positions, SubModels};
use crate::chart::Theme;
use crate::lab::predict;
use crate::lab::predict::chart::{Predicted, draw_all};
use crate::lab::predict::{Forecast, IssueIn, PartyIn, Prediction};
use crate::results::names;
use crate::results::words::{count, of_100};
use crate::simulation::star::Size;
use crate::terminal::columns::{Columns, Kind};
use crate::terminal::failure::{DONE, Failure};
use crate::terminal::json::json_line;
use crate::terminal::loaded::{Loaded, load};
use crate::terminal::options::{DrawOptions, whole};
use crate::terminal::output::say;
use crate::terminal::plan::Plan;
use crate::terminal::text::{bold, columns, emphasised, joined, left, right, width, wrapped};
use serde::Serialize;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "Examples:
  roundtable predict scenarios/teaching/3-packages.ron --format 'both together'
  roundtable predict scenarios/korea-2019/formats.ron --capability us=4 --capability china=3
  roundtable predict scenarios/emission-1989/decision.csv -o predictions      predictions and trajectories as charts";

/// Columns of the table where the screen does not say how many there are.
const WIDE: usize = 100;

/// What would the established models say of this scenario, where do they disagree?
///
/// Use it to see what the simulation adds to models that are older and simpler, and on which issues the choice of a model matters. Compromise, median,
/// procedure, exchange, challenge, KTAB's spatial model, voting and the solutions of bargaining theory are asked in the same assumed worlds as the simulation,
/// which stands in the last row. Each row: the predicted level, its range over the worlds, who moves most, which coalition wins; a model that does not apply says
/// why. What each one assumes beyond the scenario stands below.
///
/// SOURCE is a scenario, or decisions as CSV (docs/backtest-format.md), or a scenario of KTAB (CSV or XML, with its sub-models and ideal adjustment):
/// then there are no worlds, and numbers are taken as they are.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Scenario, decisions as CSV, or a scenario of KTAB
    #[arg(value_name = "SOURCE")]
    source: PathBuf,
    /// Format whose parties, agenda and rule are meant [default: the first that seats most parties]
    #[arg(long, value_name = "NAME")]
    format: Option<String>,
    /// Proposal of a CSV, if it has several
    #[arg(long, value_name = "NAME")]
    proposal: Option<String>,
    /// How capable a party is, as in us=4; all others have 1, or what the CSV says; may be repeated
    #[arg(long = "capability", value_name = "PARTY=N", value_parser = capability)]
    capabilities: Vec<(String, f64)>,
    #[command(flatten)]
    spatial: SubModels,
    /// Number of assumed worlds
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = whole::<u64>(1, 100_000), allow_negative_numbers = true)]
    runs: u64,
    #[command(flatten)]
    draw: DrawOptions,
    #[command(flatten)]
    charts: ChartOptions,
    /// Print as JSON
    #[arg(long)]
    json: bool,
}

fn capability(text: &str) -> Result<(String, f64), String> {
    let (name, number) = text.split_once('=').ok_or("expected PARTY=N, as in us=4")?;
    let value: f64 = number.trim().parse().map_err(|_| format!("`{number}` is no number"))?;
    if !(0.0..=1e12).contains(&value) {
        return Err(format!("{value} is no capability; expected 0 or more"));
    }
    Ok((name.trim().to_owned(), value))
}

#[derive(Serialize)]
struct Output<'a> {
    schema_version: u32,
    name: &'a str,
    #[serde(flatten)]
    prediction: &'a Prediction,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    arguments.charts.check()?;
    let (name, prediction) = predicted(arguments)?;
    let json = json_line(&Output { schema_version: 1, name: &name, prediction: &prediction })?;
    if let Some(folder) = &arguments.charts.output {
        write(folder, &name, &prediction, &json)?;
    }
    say(&if arguments.json {
        json
    } else {
        arguments.charts.told(screen(&name, &prediction, columns(WIDE)))
    })?;
    Ok(DONE)
}

fn predicted(arguments: &Arguments) -> Result<(String, Prediction), Failure> {
    if positions::is_one(&arguments.source) {
        if let Some(format) = &arguments.format {
            return Err(Failure::usage(format!("a decision has no formats, and --format {format} is given")));
        }
        return of_decisions(arguments);
    }
    if arguments.proposal.is_some() {
        return Err(Failure::usage("a scenario has no proposals, and --proposal is given"));
    }
    let loaded = load(&arguments.source, &arguments.draw.change)?;
    let format = match &arguments.format {
        Some(name) => names::find("format", &loaded.formats, name)?,
        None => predict::widest_format(&loaded.scenario),
    };
    let plan = Plan {
        runs: arguments.runs,
        seed: arguments.draw.seed,
        threads: 1,
        behaviour: arguments.draw.behaviour,
        until: None,
        star: Size::None,
        formats: Some(vec![loaded.formats[format].clone()]),
        worlds: false,
    };
    plan.refuse_too_large(&loaded)?;
    let prediction = of_scenario(&loaded, &plan, format, arguments)?;
    Ok((format!("{}: {}", loaded.name, loaded.formats[format]), prediction))
}

/// What established models say of a scenario, under one of its formats.
fn of_scenario(
    loaded: &Loaded,
    plan: &Plan,
    format: usize,
    arguments: &Arguments,
) -> Result<Prediction, Failure> {
    let behaviour = plan.behaviour.of_engine();
    let choices = positions::settled(predict::Choices::default(), &arguments.spatial.sub_models)?;
    let capability = &arguments.capabilities;
    let plan = predict::Plan { format, worlds: plan.runs, seed: plan.seed, behaviour, capability, choices };
    predict::of_scenario(&loaded.scenario, plan).map_err(|e| Failure::usage(e).at(loaded.path.display()))
}

/// What established models say of the decisions of one proposal of a file.
fn of_decisions(arguments: &Arguments) -> Result<(String, Prediction), Failure> {
    let path = arguments.source.as_path();
    let Positions { decisions: all, mut spatial, .. } = positions::read(path)?;
    spatial.choices = positions::settled(spatial.choices, &arguments.spatial.sub_models)?;
    let mut seen = BTreeSet::new();
    let mut proposals: Vec<String> = all.iter().map(|decision| decision.proposal.clone()).collect();
    proposals.retain(|name| seen.insert(name.clone()));
    let picked = match (arguments.proposal.as_deref(), proposals.as_slice()) {
        (Some(name), _) => names::find("proposal", &proposals, name)?,
        (None, [_]) => 0,
        (None, several) => {
            let some: Vec<&str> = several.iter().take(5).map(String::as_str).collect();
            let what = format!("the file has {}, and none is named", count(several.len(), "proposal"));
            return Err(Failure::usage(what)
                .at(path.display())
                .expected(format!("--proposal with one of: {}", some.join(", "))));
        }
    };
    let name = proposals.swap_remove(picked);
    let together: Vec<_> = all.into_iter().filter(|decision| decision.proposal == name).collect();
    let made = predict::of_decisions_with(&together, &arguments.capabilities, spatial);
    made.map(|made| (name, made)).map_err(|e| Failure::usage(e).at(path.display()))
}

fn write(folder: &Path, name: &str, prediction: &Prediction, json: &str) -> Result<(), Failure> {
    let seed = prediction.seed.map_or_else(String::new, |seed| format!("Seed {seed} · "));
    let footer = format!("{seed}roundtable {}", env!("CARGO_PKG_VERSION"));
    let drawn = draw_all(&Predicted { name, footer: &footer, prediction }, &Theme::screen());
    charts::write_all(folder, json, drawn)
}

fn screen(name: &str, p: &Prediction, room: usize) -> String {
    let worlds = if p.worlds > 1 { format!(", in {} assumed worlds", p.worlds) } else { String::new() };
    let mut lines = emphasised(&format!("{name}: what established models say{worlds}"), room);
    let full = |party: &PartyIn| {
        if party.key == party.name { party.name.clone() } else { format!("{} ({})", party.name, party.key) }
    };
    let parties: Vec<String> = p.parties.iter().map(full).collect();
    lines.extend(wrapped("parties: ", &parties.join(", "), room));
    lines.extend([String::new(), bold("Where they disagree")]);
    lines.extend((0..p.issues.len()).flat_map(|issue| disagreement(p, issue, room)));
    for issue in 0..p.issues.len() {
        lines.extend(of_issue(p, issue, room));
    }
    lines.extend([String::new(), bold("What each model assumes beyond that")]);
    for assumed in &p.assumed {
        lines.extend(wrapped(&left("all on a line", 19), assumed, room));
    }
    for model in &p.models {
        lines.extend(wrapped(&left(model.name, 19), &format!("{} ({})", model.adds, model.source), room));
    }
    joined(&lines)
}

/// Which models say what.
fn disagreement(p: &Prediction, at: usize, room: usize) -> Vec<String> {
    let issue = &p.issues[at];
    let said = if issue.levels.is_empty() {
        let span = p.span(at).map_or_else(
            || "no model applies".to_owned(),
            |(low, high)| format!("from {:.1} ({}) to {:.1} ({})", low.1, low.0, high.1, high.0),
        );
        issue.outcome.map_or_else(|| span.clone(), |x| format!("{span}; decided: {x}"))
    } else {
        let camps = p.camps(at);
        let told = |(level, camp): (usize, &Vec<&str>)| {
            (!camp.is_empty()).then(|| {
                let say = if camp.len() == 1 { "model says" } else { "models say" };
                format!("{} {say} {}", camp.len(), issue.levels[level])
            })
        };
        let mut parts: Vec<String> = camps.iter().enumerate().filter_map(told).collect();
        if let Some(f) =
            p.models.iter().find(|model| model.name == "simulation").map(|model| &model.issues[at])
        {
            parts.push(match f.level {
                Some(level) => format!("simulation: {}", share(issue, f, level, p.worlds)),
                None => "simulation: never signed".to_owned(),
            });
        }
        parts.join(" · ")
    };
    let names = p.issues.iter().map(|issue| width(&issue.name)).max().unwrap_or(0).min(room / 3);
    wrapped(&format!("{}  ", left(&issue.name, names)), &said, room)
}

fn share(issue: &IssueIn, f: &Forecast, level: usize, worlds: usize) -> String {
    format!("{} in {} of 100", issue.levels[level], of_100(f.levels[level] as f64 / worlds as f64))
}

/// The table of one issue.
fn of_issue(p: &Prediction, at: usize, room: usize) -> Vec<String> {
    let issue = &p.issues[at];
    let mut lines = vec![String::new()];
    lines.extend(emphasised(&issue.name, room));
    if !issue.levels.is_empty() {
        let last = (issue.levels.len() - 1).max(1) as f64;
        let told = |(k, level): (usize, &String)| {
            if issue.line { format!("{:.0} {level}", 100.0 * k as f64 / last) } else { level.clone() }
        };
        let all: Vec<String> = issue.levels.iter().enumerate().map(told).collect();
        lines.extend(wrapped("", &all.join(" · "), room));
    }
    let mut table = heads(p.worlds > 1, !issue.levels.is_empty());
    let mut silent: Vec<(&str, Vec<&str>)> = Vec::new();
    for model in &p.models {
        let f = &model.issues[at];
        if f.says > 0 {
            table.row(of_model(p, issue, model.name, f));
            continue;
        }
        let why = f.silent.first().map_or("", |(why, _)| why.as_str());
        match silent.iter_mut().find(|(known, _)| *known == why) {
            Some((_, names)) => names.push(model.name),
            None => silent.push((why, vec![model.name])),
        }
    }
    lines.extend(table.lines(room));
    for (why, names) in silent {
        lines.extend(wrapped("does not apply: ", &format!("{}: {why}", names.join(", ")), room));
    }
    lines
}

/// The columns: without worlds there are no ranges, without levels none is named.
fn heads(worlds: bool, levels: bool) -> Columns {
    let mut heads = vec![("model", Kind::Name)];
    heads.extend(levels.then_some(("level", Kind::Name)));
    heads.push(("place", Kind::Number));
    if worlds {
        heads.extend([("5–95 %", Kind::Number), ("of 100", Kind::Number)]);
    }
    heads.push((if worlds { "moves most, by; wins (of 100)" } else { "moves most, by; wins" }, Kind::Words));
    Columns::new(heads)
}

fn of_model(p: &Prediction, issue: &IssueIn, name: &str, f: &Forecast) -> Vec<String> {
    let of = |n: usize| of_100(n as f64 / p.worlds as f64);
    let level = match f.level {
        // The number first: what is left out of a long level is its end.
        Some(level) if p.worlds > 1 => {
            let share = of_100(f.levels[level] as f64 / f.says as f64);
            format!("{} {}", right(&share, 3), issue.levels.get(level).map_or("", String::as_str))
        }
        Some(level) => issue.levels.get(level).cloned().unwrap_or_default(),
        None => String::new(),
    };
    let place = f.median.map_or_else(String::new, |x| format!("{x:.1}"));
    let range = match (f.low, f.high) {
        (Some(low), Some(high)) if high > low => format!("{low:.0}–{high:.0}"),
        _ => String::new(),
    };
    let mut notes: Vec<String> = Vec::new();
    notes.extend(f.mover.as_ref().map(|(party, far)| format!("{} by {far:.0}", brief(p, party))));
    notes.extend(f.coalition.as_ref().map(|(set, n)| match p.worlds {
        1 => coalition(p, set),
        _ => format!("{} ({})", coalition(p, set), of(*n)),
    }));
    if notes.is_empty() {
        notes.extend(f.silent.first().map(|(why, n)| format!("{}: {why}", of(*n))));
    }
    let mut cells = vec![name.to_owned()];
    cells.extend((!issue.levels.is_empty()).then_some(level));
    cells.push(place);
    if p.worlds > 1 {
        cells.extend([range, of(f.says)]);
    }
    cells.push(notes.join("; "));
    cells
}

/// The key of a party.
fn brief<'a>(p: &'a Prediction, name: &'a str) -> &'a str {
    p.parties.iter().find(|party| party.name == name).map_or(name, |party| &party.key)
}

/// A coalition by keys, or by who is left out where that is shorter.
fn coalition(p: &Prediction, set: &[String]) -> String {
    let keys: Vec<&str> = set.iter().map(|name| brief(p, name)).collect();
    let out: Vec<&str> =
        p.parties.iter().filter(|party| !set.contains(&party.name)).map(|party| party.key.as_str()).collect();
    match out.len() {
        0 => "all".to_owned(),
        n if n < keys.len() => format!("all but {}", out.join(", ")),
        _ => keys.join(", "),
    }
}
