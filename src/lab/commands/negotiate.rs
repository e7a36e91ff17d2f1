//! `negotiate`: one negotiation of the library, or many, told or counted.

use super::charts::{self, ChartOptions};
use super::followed;
use super::subject::{Subject, Which};
use crate::lab::games::chart::Negotiated;
use crate::lab::games::clock::{Clock, Convention};
use crate::lab::games::evaluate::Work;
use crate::lab::games::game::Game;
use crate::lab::games::protocol;
use crate::lab::games::protocol::Protocol;
use crate::lab::games::redraw::{redraw, reservation_places};
use crate::lab::games::seat::Chosen;
use crate::lab::games::session::{Act, End, Line, Players, Result as Ended, Session};
use crate::lab::games::solution::analysis::{Analysis, Point, distance, watched};
use crate::lab::games::tactic::Tactic;
use crate::results::words::thousands;
use crate::simulation::machine::Stopwatch;
use crate::terminal::columns::{Columns, Kind};
use crate::terminal::failure::{DONE, Failure};
use crate::terminal::json::json_line;
use crate::terminal::options::whole;
use crate::terminal::output;
use crate::terminal::text::{SCREEN, columns, flowing, joined, running, sensible, wrapped};
use serde::Serialize;

const EXAMPLES: &str = "Examples:
  roundtable negotiate scenarios/korea-2019/formats.ron --format 'six-party talks' --tactics boulware,linear,conceder
  roundtable negotiate scenarios/teaching/3-packages.ron --format 'both together' --protocol amop --tactics linear --rounds 50 --trace
  roundtable negotiate scenarios/teaching/3-packages.ron --format 'both together' --tactics boulware:beta=0.1,conceder --runs 1000 --redraw --json
  roundtable negotiate scenarios/teaching/3-packages.ron --format 'both together' --tactics micro -o charts      concessions, offers, frontier, coalitions";

/// Put a tactic into every seat, and see who concedes what
///
/// SOURCE is a domain with exact preferences, or a scenario: then the packages are those of one format's table in one assumed world, and
/// what is hidden, and whether an agreement would be kept, is left out. Seats without a tactic of their own take those of
/// --tactics in turn.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    #[command(flatten)]
    which: Which,
    /// Protocol: saop, amop, majority-consensus, mopac, single-text, klein, closed-rule, open-rule, chair [default: what the file says,
    /// or saop]
    #[arg(long, value_name = "P")]
    protocol: Option<String>,
    /// Tactics, one a seat, over and over; with parameters as in boulware:beta=0.2 [default: what the file says, or linear]. A wrong
    /// name lists them all
    #[arg(long, value_name = "A,B,C", value_delimiter = ',')]
    tactics: Vec<String>,
    /// Rounds [default: what the file says, or 100]
    #[arg(long, value_name = "N", value_parser = whole::<u32>(1, 1_000_000), allow_negative_numbers = true)]
    rounds: Option<u32>,
    /// Chance per round that talks break down
    #[arg(long, value_name = "P", allow_negative_numbers = true)]
    breakdown: Option<f64>,
    /// Print every act at the table
    #[arg(long)]
    trace: bool,
    /// Negotiations to hold
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = whole::<u64>(1, 100_000_000), allow_negative_numbers = true)]
    runs: u64,
    /// Draw fresh preferences on the same shape in each run; of a scenario, take another assumed world
    #[arg(long)]
    redraw: bool,
    /// Print nanoseconds per negotiation, with and without set-up
    #[arg(long)]
    timing: bool,
    #[command(flatten)]
    charts: ChartOptions,
    /// Print as JSON
    #[arg(long)]
    json: bool,
}

/// Everything that a run needs besides the game.
struct Setup {
    protocol: &'static Protocol,
    seats: Vec<Chosen>,
    clock: Clock,
    breakdown: f64,
    initial: Option<usize>,
    seed: u64,
}

impl Setup {
    fn sit(&self, run: u64) -> Vec<Box<dyn Tactic>> {
        let seats = self.seats.iter().enumerate();
        seats.map(|(seat, chosen)| chosen.sit(self.clock, self.seed, seat, run)).collect()
    }

    /// Makes players ready for another run: whoever remembers something, or is drawn anew, is replaced.
    fn seat(&self, players: &mut Players, run: u64) {
        for (seat, chosen) in self.seats.iter().enumerate() {
            if run > 0 && !(chosen.is_settled() && players.goes_by_the_clock_alone(seat)) {
                players.replace(seat, chosen.sit(self.clock, self.seed, seat, run));
            }
        }
    }
}

#[derive(Serialize)]
struct Output {
    schema_version: u32,
    name: String,
    protocol: &'static str,
    rounds: u32,
    seed: u64,
    #[serde(skip)]
    convention: Convention,
    packages: usize,
    parties: Vec<Seated>,
    runs: u64,
    /// Runs in which a package passed, or a group agreed.
    agreed: u64,
    ends: Ends,
    /// Rounds begun, by run; the first million.
    mean_rounds: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    result: Option<One>,
    #[serde(skip_serializing_if = "Option::is_none")]
    trace: Option<Vec<TraceLine>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    nanoseconds: Option<Nanoseconds>,
}

#[derive(Serialize, Default)]
struct Ends {
    agreement: u64,
    groups: u64,
    walk_out: u64,
    breakdown: u64,
    deadline: u64,
}

#[derive(Serialize)]
struct Seated {
    name: String,
    tactic: &'static str,
    /// As it is given: no discount is on it.
    reservation: Option<f64>,
    /// What it has in the end, discounted.
    mean_utility: Option<f64>,
}

#[derive(Serialize)]
struct One {
    end: &'static str,
    rounds: u32,
    package: Option<usize>,
    /// Its place in the game, for its words.
    #[serde(skip)]
    place: Option<usize>,
    content: Option<Vec<(String, String)>>,
    accepting: Vec<String>,
    groups: Vec<(Vec<String>, usize)>,
    #[serde(skip)]
    group_places: Vec<usize>,
    utilities: Vec<Option<f64>>,
    /// Whether no package is better for a party and worse for none; of a package that was agreed.
    #[serde(skip_serializing_if = "Option::is_none")]
    on_frontier: Option<bool>,
    /// How far what was agreed is from each solution point, in utilities (Euclidean).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    distances: Vec<Distance>,
}

#[derive(Serialize)]
struct Distance {
    point: &'static str,
    distance: f64,
}

/// With more packages than this a deal is not held against solution points, unless charts are asked for.
const MOST_ANALYSED: usize = 200_000;

#[derive(Serialize)]
struct TraceLine {
    round: u32,
    party: Option<String>,
    act: &'static str,
    package: Option<usize>,
    #[serde(skip)]
    place: Option<usize>,
    utility: Option<f64>,
}

#[derive(Serialize)]
struct Nanoseconds {
    with_set_up: f64,
    without_set_up: f64,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    if arguments.charts.output.is_some() && arguments.runs > 1 {
        return Err(Failure::usage("charts show one negotiation").mend("leave out --runs, or -o"));
    }
    arguments.charts.check()?;
    let work = if arguments.charts.output.is_some() { Work::Both } else { Work::Negotiate };
    let mut subject = Subject::load(&arguments.which, work)?;
    let setup = setup(arguments, &subject)?;
    refuse_huge(arguments, &subject, &setup)?;
    let held = hold(arguments, &mut subject, &setup)?;
    let runs = arguments.runs as f64;
    let nanoseconds = arguments.timing.then(|| Nanoseconds {
        with_set_up: held.seconds.0 / runs * 1e9,
        without_set_up: held.seconds.1 / runs * 1e9,
    });
    let single = Some(&held.first).filter(|_| arguments.runs == 1);
    let few = subject.space.is_none() && subject.game.packages() <= MOST_ANALYSED;
    let wanted = single.is_some() && few || arguments.charts.output.is_some();
    let convention = setup.clock.convention;
    let analysed = || followed(&subject.name, |watch| watched(&subject.game, convention, watch));
    let found = wanted.then(analysed).transpose()?;
    let out = Output {
        schema_version: 1,
        name: subject.name.clone(),
        protocol: setup.protocol.name,
        rounds: setup.clock.rounds,
        seed: setup.seed,
        convention: setup.clock.convention,
        packages: subject.packages,
        parties: held.totals.seated(&subject, &setup),
        runs: arguments.runs,
        agreed: held.totals.ends.agreement + held.totals.ends.groups,
        mean_rounds: held.totals.rounds as f64 / runs,
        ends: held.totals.ends,
        result: single.map(|ended| one(&subject, &setup, (ended, found.as_ref()))),
        trace: arguments.trace.then_some(held.told),
        nanoseconds,
    };
    let json = json_line(&out)?;
    if let (Some(folder), Some(found)) = (&arguments.charts.output, &found) {
        let tactics: Vec<&'static str> = setup.seats.iter().map(|seat| seat.kind.name).collect();
        let (result, protocol) = (&held.first, setup.protocol.name);
        let shown = Negotiated { trace: &held.trace, result, protocol, tactics: &tactics };
        charts::write(folder, &subject, (found, Some(shown), setup.seed), &json)?;
    }
    if arguments.json {
        output::say(&json)?;
        return Ok(DONE);
    }
    let mut text = as_text(&subject, &out, columns(SCREEN));
    // With fresh preferences there are many worlds, and the last is no more than the others.
    if let Some(line) = subject.without_zone(&arguments.which).filter(|_| !arguments.redraw) {
        text = [text, format!("\n{line}\n")].concat();
    }
    output::say(&arguments.charts.told(text))?;
    Ok(DONE)
}

/// What came of all negotiations, and of the first.
struct Negotiations {
    totals: Totals,
    /// On the watch, with and without set-up.
    seconds: (f64, f64),
    first: Ended,
    /// What was done at the table in the first, if that is asked for.
    trace: Vec<Line>,
    told: Vec<TraceLine>,
}

/// Holds them; the game of a single one stays the subject's.
fn hold(arguments: &Arguments, subject: &mut Subject, setup: &Setup) -> Result<Negotiations, Failure> {
    let told = arguments.trace || arguments.charts.output.is_some();
    let (seed, places) = (arguments.which.seed, reservation_places(&subject.game));
    let (mut totals, mut seconds) = (Totals::new(subject.game.parties()), (0.0, 0.0));
    let mut players = Players::new(setup.sit(0));
    let (mut memory, mut first) = (Vec::new(), None);
    // One watch for all runs: to start one asks the system for more than the time.
    let watch = Stopwatch::start();
    for run in 0..arguments.runs {
        let began = watch.wall_seconds();
        if let Some(space) = &subject.space {
            let drawn = arguments.redraw.then(|| space.redrawn(seed, run));
            let offered = drawn.as_ref().unwrap_or(space).offered(setup.sit(run), setup.clock);
            let offered = offered.map_err(Failure::usage)?;
            players = offered.players;
            subject.offer(offered.game, offered.packages);
        } else {
            if arguments.redraw {
                match subject.in_world(seed, arguments.which.world + run) {
                    Some(other) => subject.game = other?,
                    None => redraw(&mut subject.game, &places, seed, run),
                }
            }
            setup.seat(&mut players, run);
        }
        let mut session = Session::in_memory(&subject.game, setup.clock, std::mem::take(&mut memory));
        (session.breakdown, session.dice, session.initial) =
            (setup.breakdown, (setup.seed, run), setup.initial);
        let seated = session.seat(&mut players);
        let ready = watch.wall_seconds();
        let mut trace = Vec::new();
        let ended = seated.play(setup.protocol, (told && run == 0).then_some(&mut trace));
        let over = watch.wall_seconds();
        seconds = (seconds.0 + over - began, seconds.1 + over - ready);
        totals.add(&ended, &subject.game, setup.clock);
        memory = session.into_memory();
        if first.is_none() {
            // Told now: with fresh preferences the next has another game.
            let lines = trace.iter().map(|line| self::told(subject, line)).collect();
            first = Some((ended, trace, lines));
        }
    }
    let (first, trace, told) = first.ok_or_else(|| Failure::usage("no negotiation is asked for"))?;
    Ok(Negotiations { totals, seconds, first, trace, told })
}

/// Refuses what needs all packages where they are too many to be listed.
fn refuse_huge(arguments: &Arguments, subject: &Subject, setup: &Setup) -> Result<(), Failure> {
    if subject.space.is_some() && arguments.charts.output.is_some() {
        return Err(Failure::usage("charts need all packages, and there are more than can be listed")
            .mend("leave out -o"));
    }
    if subject.space.is_some() && setup.protocol.mediated {
        let what = format!(
            "a mediator ({}) looks at all packages, and there are more than can be listed",
            setup.protocol.name
        );
        return Err(Failure::usage(what).mend("take a protocol in which parties make the offers"));
    }
    Ok(())
}

fn setup(arguments: &Arguments, subject: &Subject) -> Result<Setup, Failure> {
    let talks = subject.domain.as_ref().map(|domain| domain.talks.clone()).unwrap_or_default();
    let name = arguments.protocol.clone().or(talks.protocol).unwrap_or_else(|| "saop".to_owned());
    let protocol = protocol::by_name(&name).ok_or_else(|| {
        let all: Vec<&str> = protocol::PROTOCOLS.iter().map(|p| p.name).collect();
        Failure::usage(format!("no protocol is called \"{name}\"")).expected(all.join(", "))
    })?;
    let rounds = arguments.rounds.or(talks.rounds).unwrap_or(100).max(1);
    let clock = Clock { rounds, convention: arguments.which.convention.into() };
    let breakdown = arguments.breakdown.or(talks.breakdown).unwrap_or(0.0);
    if !(0.0..=1.0).contains(&breakdown) {
        return Err(Failure::usage(format!("the chance of breakdown is {breakdown}")).expected("0 to 1"));
    }
    let parties = subject.game.parties();
    if arguments.tactics.len() > parties {
        let given = arguments.tactics.len();
        return Err(Failure::usage(format!("{given} tactics are named for {parties} seats")));
    }
    let in_file = |seat: usize| subject.domain.as_ref().and_then(|d| d.parties[seat].tactic.as_ref());
    let seats: Result<Vec<Chosen>, Failure> = (0..parties)
        .map(|seat| {
            let named = (!arguments.tactics.is_empty())
                .then(|| arguments.tactics[seat % arguments.tactics.len()].as_str());
            let chosen = match (named, in_file(seat)) {
                (Some(text), _) => Chosen::parse(text),
                (None, Some(written)) => Chosen::of(written),
                (None, None) => Chosen::parse("linear"),
            };
            chosen.map_err(Failure::usage)
        })
        .collect();
    let (initial, seed) = (subject.initial(), arguments.which.seed);
    Ok(Setup { protocol, seats: seats?, clock, breakdown, initial, seed })
}

/// What is counted over runs.
struct Totals {
    ends: Ends,
    rounds: u64,
    runs: u64,
    utilities: Vec<f64>,
}

impl Totals {
    fn new(parties: usize) -> Self {
        Self { ends: Ends::default(), rounds: 0, runs: 0, utilities: vec![0.0; parties] }
    }

    fn add(&mut self, ended: &Ended, game: &Game, clock: Clock) {
        let ends = &mut self.ends;
        match &ended.end {
            End::Agreement { .. } => ends.agreement += 1,
            End::Groups(_) => ends.groups += 1,
            End::WalkOut(_) => ends.walk_out += 1,
            End::Breakdown => ends.breakdown += 1,
            End::Deadline => ends.deadline += 1,
        }
        self.rounds += u64::from(ended.rounds);
        self.runs += 1;
        for (party, total) in self.utilities.iter_mut().enumerate() {
            *total += ended.utility(game, clock, party);
        }
    }

    fn seated(&self, subject: &Subject, setup: &Setup) -> Vec<Seated> {
        let finite = |x: f64| x.is_finite().then_some(x);
        let seats = subject.parties.iter().zip(&setup.seats).enumerate();
        seats
            .map(|(party, (name, chosen))| Seated {
                name: name.clone(),
                tactic: chosen.kind.name,
                reservation: finite(subject.game.reservation[party]),
                mean_utility: finite(self.utilities[party] / self.runs as f64),
            })
            .collect()
    }
}

fn one(subject: &Subject, setup: &Setup, (ended, found): (&Ended, Option<&Analysis>)) -> One {
    let game = &subject.game;
    let names = |bits: u32| {
        let parties = subject.parties.iter().enumerate().filter(|(p, _)| bits & (1 << p) != 0);
        parties.map(|(_, name)| name.clone()).collect::<Vec<String>>()
    };
    let (package, accepting) = match ended.end {
        End::Agreement { package, accepting } => (Some(package), names(accepting)),
        _ => (None, Vec::new()),
    };
    let groups = match &ended.end {
        End::Groups(groups) => groups.iter().map(|g| (names(g.parties), subject.number(g.package))).collect(),
        _ => Vec::new(),
    };
    let utility = |party| ended.utility(game, setup.clock, party);
    let deal = package.zip(found);
    let distances = deal.map_or_else(Vec::new, |(package, found)| {
        let points = found.points.iter();
        let of =
            |point: &Point| Some(Distance { point: point.name, distance: distance(game, package, point)? });
        points.filter_map(of).collect()
    });
    One {
        on_frontier: deal.map(|(package, found)| found.frontier.binary_search(&package).is_ok()),
        distances,
        end: end_key(&ended.end),
        rounds: ended.rounds,
        package: package.map(|k| subject.number(k)),
        place: package,
        content: package.map(|k| subject.content(k)),
        accepting,
        groups,
        group_places: match &ended.end {
            End::Groups(groups) => groups.iter().map(|g| g.package).collect(),
            _ => Vec::new(),
        },
        utilities: (0..game.parties()).map(|p| Some(utility(p)).filter(|u| u.is_finite())).collect(),
    }
}

fn end_key(end: &End) -> &'static str {
    match end {
        End::Agreement { .. } => "agreement",
        End::Groups(_) => "groups",
        End::WalkOut(_) => "walk-out",
        End::Breakdown => "breakdown",
        End::Deadline => "deadline",
    }
}

fn told(subject: &Subject, line: &Line) -> TraceLine {
    let (act, package) = match line.act {
        Act::Offer(package) => ("offers", Some(package)),
        Act::Pass => ("passes", None),
        Act::Accept(package) => ("accepts", Some(package)),
        Act::Refuse(package) => ("refuses", Some(package)),
        Act::Leave => ("leaves", None),
    };
    let utility = line.party.zip(package).map(|(party, package)| subject.game.utility(party, package));
    let party = line.party.map(|party| subject.parties[party].clone());
    let number = package.map(|k| subject.number(k));
    TraceLine {
        round: line.round,
        party,
        act,
        package: number,
        place: package,
        utility: utility.filter(|u| u.is_finite()),
    }
}

fn as_text(subject: &Subject, out: &Output, room: usize) -> String {
    let packages = thousands(out.packages as u64);
    let name = format!("{} ({} parties, {packages} packages)", sensible(&out.name), out.parties.len());
    let mut lines = wrapped("", &name, room);
    let about = format!("{}, {} rounds, seed {}", out.protocol, out.rounds, out.seed);
    lines.extend(wrapped("", &about, room));
    for line in out.trace.iter().flatten() {
        let who = sensible(line.party.as_deref().unwrap_or("the mediator"));
        let what = line.place.map_or_else(String::new, |k| format!(" {}", subject.words(k)));
        let worth = line.utility.map_or_else(String::new, |u| format!("  [{u:.3}]"));
        let said = format!("  {:>4}  {who} {}{what}{worth}", line.round + 1, line.act);
        lines.extend(flowing(&said, running()).lines().map(str::to_owned));
    }
    lines.push(String::new());
    let result = match &out.result {
        Some(one) => result_lines(subject, one),
        None => vec![format!(
            "agreed in {} of {} runs; {:.1} rounds on average",
            out.agreed, out.runs, out.mean_rounds
        )],
    };
    lines.extend(result.iter().flat_map(|line| wrapped("", line, room)));
    lines.push(String::new());
    let gets = if out.runs == 1 { "gets" } else { "gets on average" };
    let mut table = Columns::new([
        ("party", Kind::Name),
        ("tactic", Kind::Name),
        ("reserve", Kind::Number),
        (gets, Kind::Number),
    ]);
    for seat in &out.parties {
        let number = |x: Option<f64>| x.map_or_else(|| "none".to_owned(), |x| format!("{x:.4}"));
        let (reserve, gets) = (number(seat.reservation), number(seat.mean_utility));
        table.row([seat.name.clone(), seat.tactic.to_owned(), reserve, gets]);
    }
    lines.extend(table.lines(room));
    if subject.game.discount.iter().any(|discount| *discount < 1.0) {
        lines.push(String::new());
        let said = match out.convention {
            Convention::Plain => "what a party gets is discounted by time, with an agreement or without",
            Convention::NegMas => "what a party gets by an agreement is discounted by time",
        };
        lines.extend(wrapped("", said, room));
    }
    if let Some(time) = &out.nanoseconds {
        let (with, without) = (time.with_set_up, time.without_set_up);
        lines.push(String::new());
        lines.push(format!("{with:.0} ns a negotiation with set-up, {without:.0} ns without"));
    }
    joined(&lines)
}

fn result_lines(subject: &Subject, one: &One) -> Vec<String> {
    if let Some(package) = one.place {
        let who = one.accepting.join(", ");
        let mut lines = vec![
            format!("agreed in round {}: {}", one.rounds, subject.words(package)),
            format!("accepted by {who}"),
        ];
        lines.extend(one.on_frontier.map(|on| {
            let what = if on {
                "on the frontier: nobody could get more without another getting less"
            } else {
                "below the frontier: another package is better for some and worse for none"
            };
            what.to_owned()
        }));
        if !one.distances.is_empty() {
            let parts = one.distances.iter().map(|d| format!("{} {:.3}", d.point, d.distance));
            lines.push(format!("distance to {}", parts.collect::<Vec<_>>().join(", ")));
        }
        return lines;
    }
    if one.groups.is_empty() {
        return vec![format!("no agreement: {} in round {}", one.end, one.rounds)];
    }
    let group = |((who, _), place): (&(Vec<String>, usize), &usize)| {
        format!("{} agreed on {}", who.join(", "), subject.words(*place))
    };
    one.groups.iter().zip(&one.group_places).map(group).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_help_names_every_protocol() {
        let mut command = <Arguments as clap::Args>::augment_args(clap::Command::new("negotiate"));
        let help = command.render_long_help().to_string();
        for protocol in protocol::PROTOCOLS {
            assert!(help.contains(protocol.name), "{}", protocol.name);
        }
        assert!(crate::lab::games::tactic::all().count() > 5);
    }
}
