//! `analyse`: what can be said of a game before anybody negotiates.

use super::charts::{self, ChartOptions};
use super::followed;
use super::subject::{Subject, Which};
use crate::lab::games::evaluate::{MOST_PACKAGES, MOST_UTILITIES, Work};
use crate::lab::games::lotteries::{Points, lotteries};
use crate::lab::games::solution::analysis::{Analysis, watched};
use crate::results::words::thousands;
use crate::terminal::columns::{Columns, Kind};
use crate::terminal::failure::{DONE, Failure};
use crate::terminal::json::json_line;
use crate::terminal::output;
use crate::terminal::text::{SCREEN, columns, joined, left, sensible, wrapped};
use serde::Serialize;

const EXAMPLES: &str = "Examples:
  roundtable analyse scenarios/korea-2019/formats.ron --format 'six-party talks'
  roundtable analyse party1.xml party2.xml party3.xml
  roundtable analyse games/game1 --json
  roundtable analyse scenarios/teaching/3-packages.ron --format 'both together' -o charts      frontier and coalitions as charts";

/// Points over lotteries, or why there are none.
type Mixed = Result<Points, String>;

/// Most packages that are listed at a point on the screen.
const LISTED: usize = 3;

/// Most packages that are listed at a point for programs: where nothing matters to anybody, all of millions tie.
const LISTED_AS_JSON: usize = 1000;

/// Show what could be agreed: frontier, solution points, zones of agreement by coalition
///
/// SOURCE is a domain with exact preferences (a scenario file with `preferences`, GENIUS XML or `GeniusWeb` JSON
/// profiles, `NegMAS` YAML, plain JSON, the folder of a scorable game), or a
/// scenario: then the packages are those of one format's table in one assumed world.
///
/// Gains are counted from the reservation value as it is given. Utilities are those of the first round, before any discount; what differs by
/// rounding alone is equal.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    charts: ChartOptions,
    /// Print as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Output {
    schema_version: u32,
    name: String,
    packages: usize,
    passing: usize,
    unanimous: usize,
    frontier: Frontier,
    points: Vec<PointOut>,
    /// The first thousand, and how many there are.
    best_welfare_within_passing: Vec<PackageOut>,
    best_welfare_within_passing_tied: usize,
    /// Points over lotteries, by party; `None` with the reason.
    lotteries: Option<LotteriesOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    no_lotteries: Option<String>,
    parties: Vec<PartyOut>,
    /// Packages by number of satisfied parties, from 0.
    satisfied: Vec<u64>,
    coalitions: Vec<Coalition>,
}

#[derive(Serialize)]
struct LotteriesOut {
    nash: Option<Vec<f64>>,
    kalai_smorodinsky: Vec<f64>,
    egalitarian: Vec<f64>,
    /// Of all lotteries, also of those that give somebody less than it has without agreement.
    greatest_sum: f64,
}

/// Packages on the frontier of all; of those that are worth the same to everybody each is counted.
#[derive(Serialize)]
struct Frontier {
    all: usize,
    within_passing: usize,
    within_unanimous: usize,
}

#[derive(Serialize)]
struct PointOut {
    name: &'static str,
    /// Packages that are it; the first thousand are listed.
    tied: usize,
    packages: Vec<PackageOut>,
}

#[derive(Serialize)]
struct PackageOut {
    package: usize,
    content: Vec<(String, String)>,
    utilities: Vec<Option<f64>>,
}

#[derive(Serialize)]
struct PartyOut {
    name: String,
    /// As it is given; gains are counted from here, but under `--convention negmas` from the worst package where that is higher.
    reservation: Option<f64>,
    satisfying: usize,
    satisfying_and_passing: usize,
}

#[derive(Serialize)]
struct Coalition {
    parties: Vec<String>,
    feasible: u64,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    arguments.charts.check()?;
    let subject = Subject::load(&arguments.which, Work::Analyse)?;
    if subject.space.is_some() {
        return Err(Failure::usage("there are more packages than can be listed")
            .expected(format!(
                "at most {} packages, and packages times parties at most {}",
                thousands(MOST_PACKAGES as u64),
                thousands(MOST_UTILITIES as u64)
            ))
            .mend("`negotiate` works on it, with tactics by the clock alone"));
    }
    let convention = arguments.which.convention.into();
    let found = followed(&subject.name, |watch| watched(&subject.game, convention, watch))?;
    let mixed = lotteries(&subject.game, &found);
    let json = json_line(&output_of(&subject, &found, &mixed))?;
    if let Some(folder) = &arguments.charts.output {
        charts::write(folder, &subject, (&found, None, arguments.which.seed), &json)?;
    }
    output::say(&if arguments.json {
        json
    } else {
        let mut text = as_text(&subject, &found, &mixed, columns(SCREEN));
        if let Some(line) = subject.without_zone(&arguments.which) {
            text = [text, format!("\n{line}\n")].concat();
        }
        arguments.charts.told(text)
    })?;
    Ok(DONE)
}

fn finite(x: f64) -> Option<f64> {
    x.is_finite().then_some(x)
}

fn names(subject: &Subject, coalition: usize) -> Vec<String> {
    let members = subject.parties.iter().enumerate().filter(|(p, _)| coalition & (1 << p) != 0);
    members.map(|(_, name)| name.clone()).collect()
}

fn output_of(subject: &Subject, found: &Analysis, mixed: &Mixed) -> Output {
    let package = |k: &usize| PackageOut {
        package: *k,
        content: subject.content(*k),
        utilities: subject.game.vector(*k).into_iter().map(finite).collect(),
    };
    let party = |(p, (satisfying, both)): (usize, &(usize, usize))| PartyOut {
        name: subject.parties[p].clone(),
        reservation: finite(subject.game.reservation[p]),
        satisfying: *satisfying,
        satisfying_and_passing: *both,
    };
    let listed = |all: &[usize]| all.iter().take(LISTED_AS_JSON).map(package).collect();
    let coalitions = found.feasible.iter().enumerate().skip(1);
    Output {
        schema_version: 1,
        name: subject.name.clone(),
        packages: found.packages,
        passing: found.passing.len(),
        unanimous: found.unanimous.len(),
        frontier: Frontier {
            all: found.frontier.len(),
            within_passing: found.frontier_within_passing.len(),
            within_unanimous: found.frontier_within_unanimous.len(),
        },
        points: found
            .points
            .iter()
            .map(|p| PointOut { name: p.name, tied: p.packages.len(), packages: listed(&p.packages) })
            .collect(),
        best_welfare_within_passing: listed(&found.best_welfare_within_passing),
        best_welfare_within_passing_tied: found.best_welfare_within_passing.len(),
        no_lotteries: mixed.as_ref().err().cloned(),
        lotteries: mixed.as_ref().ok().map(|points| LotteriesOut {
            nash: points.nash.clone(),
            kalai_smorodinsky: points.kalai_smorodinsky.clone(),
            egalitarian: points.egalitarian.clone(),
            greatest_sum: points.greatest_sum,
        }),
        parties: found.by_party.iter().enumerate().map(party).collect(),
        satisfied: found.satisfied.clone(),
        coalitions: coalitions.map(|(c, n)| Coalition { parties: names(subject, c), feasible: *n }).collect(),
    }
}

fn as_text(subject: &Subject, found: &Analysis, mixed: &Mixed, room: usize) -> String {
    let many = |n: usize| thousands(n as u64);
    let heading = [
        sensible(&subject.name),
        format!(
            "{} parties, {} packages: {} pass, {} suit everybody",
            subject.parties.len(),
            many(found.packages),
            many(found.passing.len()),
            many(found.unanimous.len())
        ),
        format!(
            "packages on the frontier, equal ones each counted: {} of all, {} of those that pass, {} of those that suit everybody",
            many(found.frontier.len()),
            many(found.frontier_within_passing.len()),
            many(found.frontier_within_unanimous.len())
        ),
    ];
    let mut lines: Vec<String> = heading.iter().flat_map(|line| wrapped("", line, room)).collect();
    lines.push(String::new());
    for point in &found.points {
        let name = left(point.name, 20);
        for package in point.packages.iter().take(LISTED) {
            lines.extend(wrapped(&name, &subject.words(*package), room));
        }
        match point.packages.len() {
            0 => lines.extend(wrapped(&name, "none: nothing suits everybody", room)),
            n if n > LISTED => {
                lines.extend(wrapped(&left("", 20), &format!("and {} more", n - LISTED), room));
            }
            _ => {}
        }
    }
    lines.push(String::new());
    let heads = ["reserve", "suit it", "and pass"].map(|head| (head, Kind::Number));
    let mut table = Columns::new([("party", Kind::Name)].into_iter().chain(heads));
    for (party, (satisfying, both)) in found.by_party.iter().enumerate() {
        let reserve = finite(subject.game.reservation[party]);
        let reserve = reserve.map_or_else(|| "none".to_owned(), |r| format!("{r:.4}"));
        table.row([subject.parties[party].clone(), reserve, many(*satisfying), many(*both)]);
    }
    lines.extend(table.lines(room));
    lines.extend(mixes(subject, mixed, room));
    lines.extend(smallest(subject, found, room));
    joined(&lines)
}

/// What each party has on average at the points over lotteries.
fn mixes(subject: &Subject, mixed: &Mixed, room: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let points = match mixed {
        Ok(points) => points,
        Err(why) => {
            lines.extend(wrapped("", &format!("lotteries over packages: none; {why}"), room));
            return lines;
        }
    };
    let heads = ["Nash", "Kalai-Smor.", "egalitarian"].map(|head| (head, Kind::Number));
    let mut table = Columns::new([("with lotteries, on average", Kind::Name)].into_iter().chain(heads));
    for (party, name) in subject.parties.iter().enumerate() {
        let nash =
            points.nash.as_ref().map_or_else(|| "none".to_owned(), |point| format!("{:.4}", point[party]));
        let [second, third] =
            [&points.kalai_smorodinsky, &points.egalitarian].map(|point| format!("{:.4}", point[party]));
        table.row([name.clone(), nash, second, third]);
    }
    lines.extend(table.lines(room));
    lines
}

/// The smallest coalitions for which nothing is feasible: who stands in whose way.
fn smallest(subject: &Subject, found: &Analysis, room: usize) -> Vec<String> {
    let empty = |c: &usize| found.feasible[*c] == 0;
    let minimal = |c: &usize| {
        (0..subject.parties.len()).all(|p| c & (1 << p) == 0 || found.feasible[c & !(1 << p)] > 0)
    };
    let listed: Vec<String> = (1..found.feasible.len())
        .filter(|c| empty(c) && minimal(c))
        .take(LISTED)
        .flat_map(|c| wrapped("  ", &names(subject, c).join(", "), room))
        .collect();
    if listed.is_empty() {
        return Vec::new();
    }
    [vec![String::new(), "no package suits all of".to_owned()], listed].concat()
}
