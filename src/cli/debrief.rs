//! `debrief`: the deals of a class, judged.

use super::class_options::{Spoken, for_a_class};
use super::deals::{self, Problem};
use crate::files::{read, text};
use crate::language::Language;
use crate::report::class::{agreed, debrief, findings};
use crate::results::class::judge::{Against, Judged, Simulated};
use crate::results::class::points::PartyPoints;
use crate::results::class::seats::Seats;
use crate::results::class::simulated;
use crate::results::class::{Package, Played};
use crate::scenario::Scenario;
use crate::scenario::words::{issue, level, party};
use crate::terminal::change::ChangeOptions;
use crate::terminal::chosen::FormatsOption;
use crate::terminal::columns::{Columns, Kind};
use crate::terminal::failure::{DONE, Failure};
use crate::terminal::json::json_line;
use crate::terminal::loaded::{Loaded, load};
use crate::terminal::options::whole;
use crate::terminal::output;
use crate::terminal::text::{SCREEN, bold, columns, joined, wrapped};
use clap::Args;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Largest file of deals, in bytes.
const LARGEST_DEALS: u64 = 1 << 20;
/// Largest `results.csv` that is read, in bytes.
const LARGEST_RESULTS: u64 = 1 << 30;
/// So many problems of a file are told.
const MOST_PROBLEMS: usize = 10;

const EXAMPLES: &str = "\
Examples:
  roundtable debrief scenarios/teaching/3-packages.ron --template > deals.csv
  roundtable debrief scenarios/teaching/3-packages.ron deals.csv -o debrief.html
  roundtable compare scenarios/teaching/3-packages.ron -o lake-3
  roundtable debrief scenarios/teaching/3-packages.ron deals.csv --result lake-3

The table has one line a group and format: group,format,result and a column an issue.
  group,format,result,season,harbour
  Group 1,both together,signed,closed,open to Birch
  Group 2,both together,no deal,,
  Group 2,both together,proposed,closed,             what was proposed and refused, if it was written down
Beginnings of names are enough where only one begins so. An empty cell leaves the issue out.";

/// Judge the deals of a class: points, what was left on the table, who blocked, and where they lie in the simulation
///
/// For each group: what each side got in the points of its role sheet, against what it has without an agreement; what all could have had; the
/// change in one issue that nobody would have refused; of groups without a deal, whose floor no proposal reached; and in how many of 100 assumed
/// worlds the simulation signed less for a side.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Scenario file
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// The deals as CSV
    #[arg(value_name = "DEALS", required_unless_present = "template")]
    deals: Option<PathBuf>,

    /// Print a table to fill in, and do nothing else
    #[arg(long, conflicts_with_all = ["deals", "result", "output", "json"])]
    template: bool,

    /// Compare with the result in this folder, as `compare` wrote it, instead of simulating
    #[arg(long, value_name = "FOLDER")]
    result: Option<PathBuf>,

    /// Write the page to print to this file, which must not exist
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Print as JSON
    #[arg(long)]
    json: bool,

    /// Number of assumed worlds to simulate
    #[arg(long, value_name = "N", default_value_t = 500, value_parser = whole::<u64>(1, 1_000_000), conflicts_with = "result")]
    runs: u64,

    /// Seed of the draws
    #[arg(long, value_name = "S", default_value_t = 1, value_parser = whole::<u64>(0, u64::MAX), conflicts_with = "result")]
    seed: u64,

    #[command(flatten)]
    formats: FormatsOption,

    #[command(flatten)]
    spoken: Spoken,

    #[command(flatten)]
    change: ChangeOptions,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let loaded = load(&arguments.file, &arguments.change)?;
    let language = arguments.spoken.lang;
    let spoken = loaded.scenario.speaking(language.code());
    let Some(path) = arguments.deals.as_ref().filter(|_| !arguments.template) else {
        let formats = for_a_class(&loaded, &arguments.formats.formats)?;
        output::say(&deals::template(&spoken, &formats, language))?;
        return Ok(DONE);
    };
    let given = text::read(path, LARGEST_DEALS).map_err(|error| Failure::unread(path, error))?;
    let played = read_deals(&loaded.scenario, &given).map_err(|problems| refused(path, &problems))?;
    let groups = judged(arguments, &loaded, played)?;
    if let Some(page) = &arguments.output {
        output::write_file(page, debrief(&spoken, &groups, language).as_bytes(), false)?;
    }
    if arguments.json {
        output::say(&json_line(&as_json(&loaded.scenario, &groups))?)?;
        return Ok(DONE);
    }
    let mut lines = screen(&spoken, &groups, language, columns(SCREEN));
    if let Some(page) = &arguments.output {
        let path = page.display().to_string();
        lines.extend(["\n", crate::say!(language, "class-wrote-page", path = path).as_str(), "\n"]);
    }
    output::say(&lines)?;
    Ok(DONE)
}

/// The deals of a class, in the names of the file or in those of one of its languages.
fn read_deals(scenario: &Scenario, given: &str) -> Result<Vec<Played>, Vec<Problem>> {
    deals::read(scenario, given).or_else(|problems| {
        let mut spoken = scenario.names.keys().map(|language| scenario.speaking(language));
        spoken.find_map(|spoken| deals::read(&spoken, given).ok()).ok_or(problems)
    })
}

/// The first problem with its place, and where the others are.
fn refused(path: &Path, problems: &[Problem]) -> Failure {
    let place = |problem: &Problem| format!("{}:{}:{}", path.display(), problem.line, problem.cell);
    let Some(first) = problems.first() else { return Failure::usage("the deals cannot be read") };
    let others: Vec<String> =
        problems.iter().skip(1).take(MOST_PROBLEMS).map(|p| format!("{} ({})", place(p), p.what)).collect();
    let what = match (others.len(), problems.len() - 1) {
        (0, _) => first.what.clone(),
        (told, all) if told == all => format!("{}; also {}", first.what, others.join("; ")),
        (told, all) => format!("{}; also {}; and {} more", first.what, others.join("; "), all - told),
    };
    let failure = Failure::usage(what).at(place(first)).expected(&first.expected);
    match &first.hint {
        Some(hint) => failure.mend(hint),
        None => failure,
    }
}

fn judged(
    arguments: &Arguments,
    loaded: &Loaded,
    played: Vec<Played>,
) -> Result<Vec<(Played, Judged)>, Failure> {
    let scenario = &loaded.scenario;
    let mut formats: Vec<usize> = played.iter().map(|played| played.format).collect();
    formats.sort_unstable();
    formats.dedup();
    let points = PartyPoints::all(scenario);
    let tables = |f: usize| Seats::of(scenario, &scenario.formats[f]);
    let seats: Vec<Seats> = formats.iter().map(|&f| tables(f)).collect();
    let simulated: Vec<Simulated> = match &arguments.result {
        Some(folder) => stored(scenario, folder, &formats)?,
        None => simulated::formats(scenario, &formats, arguments.seed, arguments.runs),
    };
    let judge = |played: Played| {
        let at = formats.iter().position(|f| *f == played.format).unwrap_or(0);
        let against = Against { points: &points, seats: &seats[at], simulated: &simulated[at] };
        let judged = against.judge(&played.deal, &played.proposed);
        (played, judged)
    };
    Ok(played.into_iter().map(judge).collect())
}

/// What was signed in a stored result.
fn stored(scenario: &Scenario, folder: &Path, formats: &[usize]) -> Result<Vec<Simulated>, Failure> {
    super::against::refuse_other(&super::stored::Stored::read(folder)?, scenario)?;
    let path = folder.join("results.csv");
    let bytes = read::bytes(&path, LARGEST_RESULTS).map_err(|error| Failure::reading(&path, &error))?;
    simulated::stored(scenario, formats, &bytes).map_err(|what| {
        Failure::usage(what)
            .at(path.display())
            .expected("a result of this scenario, as `compare` writes it")
            .mend("make the result anew, or leave --result out")
    })
}

/// All groups in one table, then each by itself.
fn screen(s: &Scenario, groups: &[(Played, Judged)], language: Language, room: usize) -> String {
    let say = |key: &'static str| language.say(key, &[]);
    let heads =
        [say("class-group"), say("class-format"), say("class-together-short"), say("class-best-short")];
    let kinds = [Kind::Name, Kind::Name, Kind::Number, Kind::Number];
    let mut table = Columns::new(heads.iter().map(String::as_str).zip(kinds));
    for (played, judged) in groups {
        let best = judged.left.as_ref().and_then(|left| left.together.as_ref());
        let best = best.map_or_else(|| "–".to_owned(), |(best, _)| best.to_string());
        let name = s.formats.get(played.format).map_or("", |format| &format.name);
        let together = if played.signed() { judged.together.to_string() } else { say("class-no-deal") };
        table.row([played.group.clone(), name.to_owned(), together, best]);
    }
    let mut lines = table.lines(room);
    for (played, judged) in groups {
        lines.extend(group(s, played, judged, language, room));
    }
    joined(&lines)
}

fn group(s: &Scenario, played: &Played, judged: &Judged, language: Language, room: usize) -> Vec<String> {
    let name = s.formats.get(played.format).map_or("", |format| &format.name);
    let mut lines = vec![String::new()];
    lines.extend(wrapped("", &format!("{} · {name}", played.group), room).iter().map(|line| bold(line)));
    lines.extend(wrapped("", &agreed(s, &played.deal, language), room));
    let say = |key: &'static str| language.say(key, &[]);
    let heads = [
        "class-party",
        "class-points",
        "class-nothing",
        "class-gain",
        "class-floor-short",
        "class-better-than",
    ]
    .map(say);
    let kinds = [Kind::Name, Kind::Number, Kind::Number, Kind::Number, Kind::Number, Kind::Under];
    let mut table = Columns::new(heads.iter().map(String::as_str).zip(kinds));
    for got in judged.parties.iter().filter(|got| got.plays || got.gain() != 0) {
        let there = if got.plays { String::new() } else { format!(" {}", say("class-not-there")) };
        let share = 100.0 * got.less as f64 / judged.signed_worlds as f64;
        let share = if played.signed() && judged.signed_worlds > 0 {
            format!("{share:.0}")
        } else {
            "–".to_owned()
        };
        let numbers = [got.points, got.nothing, got.gain(), got.floor].map(|n| n.to_string());
        let name = format!("{}{there}", party(s, got.party));
        table.row(std::iter::once(name).chain(numbers).chain([share]));
    }
    lines.extend(table.lines(room));
    lines.extend(findings(s, played, judged, language).iter().flat_map(|text| wrapped("  ", text, room)));
    lines
}

/// A package by keys: issue to level.
fn levels(s: &Scenario, package: &Package) -> Value {
    let agreed = package.iter().enumerate().filter_map(|(j, l)| {
        let (issue, level_at) = (j.into(), (*l)?);
        Some((s.issues[j].id.clone(), Value::from(level(s, issue, level_at))))
    });
    Value::Object(agreed.collect())
}

fn as_json(s: &Scenario, groups: &[(Played, Judged)]) -> Value {
    let id = |p: crate::scenario::place::PartyIndex| s.parties[p].id.clone();
    let best = |best: &Option<(i64, Package)>| {
        best.as_ref().map(|(points, package)| json!({"points": points, "package": levels(s, package)}))
    };
    let group = |(played, judged): &(Played, Judged)| {
        let parties = judged.parties.iter().filter(|got| got.plays || got.gain() != 0).map(|got| {
            json!({"party": id(got.party), "at_table": got.plays, "points": got.points, "no_agreement": got.nothing, "gain": got.gain(),
                "floor": got.floor, "worlds_with_less": got.less, "worlds_with_the_same": got.same})
        });
        let left = judged.left.as_ref().map(|left| {
            let balance = left.balance.as_ref();
            json!({"acceptable_packages": left.acceptable, "best_together": best(&left.together),
                "best_balance": balance.map(|(value, package)| json!({"value": value, "package": levels(s, package)})),
                "everybody_more": best(&left.everybody), "somebody_more": best(&left.somebody)})
        });
        let swaps = judged.swaps.iter().map(|swap| {
            let word = |l: Option<crate::scenario::place::LevelIndex>| l.map(|l| level(s, swap.issue, l).to_owned());
            let more: serde_json::Map<_, _> = swap.more.iter().map(|(p, by)| (id(*p), Value::from(*by))).collect();
            json!({"issue": s.issues[swap.issue].id, "name": issue(s, swap.issue), "from": word(swap.from), "to": word(swap.to), "more": more})
        });
        let blocked = judged.blocked.as_ref().map(|blocked| {
            json!({"never_reached": blocked.never.iter().map(|(p, best)| json!({"party": id(*p), "best": best})).collect::<Vec<_>>(),
                "proposals": blocked.proposals.iter().map(|refused| {
                    json!({"below": refused.below.iter().map(|(p, by)| json!({"party": id(*p), "points": by})).collect::<Vec<_>>(),
                        "condition_of": refused.unmet.map(id)})
                }).collect::<Vec<_>>()})
        });
        json!({"group": played.group, "format": s.formats[played.format].name, "signed": played.signed(), "deal": levels(s, &played.deal),
            "parties": parties.collect::<Vec<_>>(), "together": judged.together, "balance": judged.balance, "left": left,
            "swaps": swaps.collect::<Vec<_>>(), "condition_not_met_of": judged.unmet.map(id), "blocked": blocked,
            "worlds": judged.worlds, "signed_worlds": judged.signed_worlds})
    };
    json!({"scenario": s.name, "groups": groups.iter().map(group).collect::<Vec<_>>()})
}
