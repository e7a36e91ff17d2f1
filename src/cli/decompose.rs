//! `decompose`: which component makes the difference between two formats.

use super::pair_options::PairOptions;
use super::pictures::{Kind as Picture, PictureOptions};
use crate::chart::{Chart, Theme, waterfall};
use crate::language::Language;
use crate::results::decompose::found::{Excluded, measures};
use crate::results::decompose::words::{self, answer, apportioned, between, level, number, player, printed};
use crate::results::decompose::{Decomposition, Game, Made, OfMeasure, Share, Split};
use crate::results::words::thousands;
use crate::say;
use crate::scenario::hybrid::{Component, Kind as Taken};
use crate::simulation::combined::{Combined, Measured};
use crate::terminal::columns::{Columns, Kind};
use crate::terminal::csv::csv_file;
use crate::terminal::failure::{DONE, Failure};
use crate::terminal::json::json_line;
use crate::terminal::options::whole;
use crate::terminal::output::{self, refuse_taken, remark, write_folder};
use crate::terminal::text::{SCREEN, bold, columns, joined, wrapped};
use clap::Args;
use std::path::PathBuf;

/// Worlds unless another number is given.
const RUNS: u64 = 1000;
/// Work that takes longer is told before it begins, in seconds of processor time.
const LONG: f64 = 10.0;
/// Components that the answer names.
const NAMED: usize = 3;

const EXAMPLES: &str = "\
Examples:
  roundtable decompose scenarios/teaching/4-spoiler.ron 'with Cedar' 'without Cedar'
  roundtable decompose scenarios/korea-2019/formats.ron 'six-party talks' 'top-down summits' --seats-and-menu -o shares
  roundtable decompose scenarios/korea-2019/formats.ron 'three-stage plan' 'six-party talks' --measure completed";

/// Say which of the seven components makes the difference between two formats of a scenario
///
/// For whoever asks what a finding comes from: who sits at the table, the rule, the contract, the calendar? All mixtures of the two formats (hybrids) go
/// through the same assumed worlds; the share of a component is the mean of what exchanging it changes, over all orders (Shapley), and the shares sum to
/// the difference. The first line is the answer. `-o DIR` writes the chart and the table.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(flatten)]
    pair: PairOptions,

    /// Number of assumed worlds; every hybrid goes through the same ones
    #[arg(long, value_name = "N", default_value_t = RUNS, value_parser = whole::<u64>(1, 100_000_000), allow_negative_numbers = true)]
    runs: u64,

    /// Split the share of the members into who must agree (seats) and what they could carry out by themselves (menu), with absent parties asked to
    /// join; up to twice as many hybrids
    #[arg(long)]
    seats_and_menu: bool,

    /// Write the chart (waterfall) and the table of all shares (shares.csv) to this folder, which must be new or empty
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,

    #[command(flatten)]
    pictures: PictureOptions,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let options = &arguments.pair;
    if let Some(folder) = &arguments.output {
        refuse_taken(folder)?;
    }
    let loaded = options.loaded()?;
    let pair = options.pair(&loaded)?;
    let measures = measures(options.asked(&loaded)?);
    let language = options.language.lang;
    let Some(game) = Game::of(&loaded.scenario, pair, arguments.seats_and_menu) else {
        return Err(Failure::failed("the formats are not there"));
    };
    let coefficients = game.coefficients();
    let measured: Vec<Measured> = measures.iter().map(|(_, measured)| *measured).collect();
    let behaviour = options.draw.behaviour.of_engine();
    let how = (options.draw.seed, arguments.runs, behaviour);
    let job = Combined::new(&game.scenario, how, &measured, &coefficients);
    job.fits().map_err(|(_, error)| {
        Failure::usage(format!(
            "a hybrid of the two is too large for --behaviour {}: {error}",
            behaviour.key()
        ))
        .at(loaded.path.display())
        .mend("use --behaviour concession or nash")
    })?;
    if tell_cost(arguments, &game, &job)? {
        return Ok(DONE);
    }
    let sums = options.sums(&job, &loaded.name)?;
    let made = Made {
        scenario: loaded.name.clone(),
        worlds: arguments.runs,
        seed: options.draw.seed,
        behaviour: behaviour.key(),
        hash: loaded.hash.clone(),
    };
    let found = Decomposition::new(&game, made, &measures, &sums);
    let spoken = found.speaking(pair, &loaded.scenario.speaking(language.code()));
    write(arguments, &found, &spoken)?;
    let shown = Shown { found: &spoken, language };
    let text = if options.json {
        json_line(&Data { answer: shown.answer(), found: &found })?
    } else {
        shown.screen(columns(SCREEN))
    };
    output::say(&text)?;
    Ok(DONE)
}

/// What it will take, where that is long or asked for; whether that was all that is wanted.
fn tell_cost(arguments: &Arguments, game: &Game, job: &Combined<'_>) -> Result<bool, Failure> {
    let options = &arguments.pair;
    if options.quiet && !options.dry_run {
        return Ok(false);
    }
    let seconds = job.cpu_seconds();
    if seconds < LONG && !options.dry_run {
        return Ok(false);
    }
    let language = options.language.lang;
    let cost = say!(
        language,
        "decompose-cost",
        formats = thousands(game.scenario.formats.len() as u64),
        worlds = thousands(arguments.runs),
        seconds = format!("{seconds:.0}")
    );
    if options.dry_run {
        output::say(&joined(&[cost, say!(language, "decompose-nothing-run")]))?;
        return Ok(true);
    }
    remark(&format!("{cost}\n"));
    Ok(false)
}

/// The chart and the table.
fn write(arguments: &Arguments, found: &Decomposition, spoken: &Decomposition) -> Result<(), Failure> {
    let Some(folder) = &arguments.output else { return Ok(()) };
    let language = arguments.pair.language.lang;
    let theme = arguments.pictures.theme(Theme::screen(), language);
    let charts: Vec<Chart> = waterfall::draw(spoken, &theme).into_iter().collect();
    let name = |_: usize, chart: &Chart| chart.stem.to_owned();
    let mut files = arguments.pictures.files(&charts, &[Picture::Svg], name, language)?;
    let table = waterfall::table(found);
    let rows = [&table.headers].into_iter().chain(&table.rows);
    files.push(("shares.csv".to_owned(), csv_file(rows)?));
    write_folder(folder, &files)
}

#[derive(serde::Serialize)]
struct Data<'a> {
    answer: String,
    #[serde(flatten)]
    found: &'a Decomposition,
}

struct Shown<'a> {
    found: &'a Decomposition,
    language: Language,
}

impl Shown<'_> {
    fn answer(&self) -> String {
        self.found.first().map_or_else(String::new, |of| answer(self.found, of, NAMED, self.language))
    }

    fn screen(&self, room: usize) -> String {
        let mut lines = wrapped("", &self.answer(), room);
        if let Some(of) = self.found.first() {
            lines.push(String::new());
            lines.extend(self.table(of, room));
        }
        lines.push(String::new());
        lines.extend(self.by_measure(room));
        for note in self.notes() {
            lines.push(String::new());
            lines.extend(wrapped("", &note, room));
        }
        joined(&lines)
    }

    /// The part of the measure that was asked for with this word, or another measure.
    fn part(&self, part: &str) -> Option<&OfMeasure> {
        let first = self.found.first()?;
        self.found.measures.iter().find(|of| of.measure == first.measure && of.part == part)
    }

    fn table(&self, of: &OfMeasure, room: usize) -> Vec<String> {
        let language = self.language;
        let heading = say!(
            language,
            "decompose-heading",
            measure = words::measure(&of.measure, &self.found.parties, language),
            a = self.found.a,
            of_a = level(of, of.a),
            b = self.found.b,
            of_b = level(of, of.b)
        );
        let mut lines: Vec<String> = wrapped("", &heading, room).iter().map(|line| bold(line)).collect();
        let heads = [
            (say!(language, "decompose-head-component"), Kind::Words),
            (say!(language, "decompose-head-share"), Kind::Number),
            (say!(language, "decompose-head-interval"), Kind::Number),
            (say!(language, "decompose-head-orders"), Kind::Number),
            (say!(language, "decompose-head-possible"), Kind::Number),
            (say!(language, "decompose-head-process"), Kind::Number),
        ];
        let mut table = Columns::new(heads.iter().map(|(head, kind)| (head.as_str(), *kind)));
        let (possible, process) = (self.part("possible"), self.part("process"));
        let printed_shares = apportioned(of, &of.shares, printed(of));
        let rows = of.shares.iter().zip(printed_shares).enumerate();
        for (at, (share, shown)) in rows.filter(|(_, (share, _))| self.found.differs_in(share)) {
            let parts =
                [possible, process].map(|part| part.and_then(|part| Some((part, part.shares.get(at)?))));
            table.row(self.row(of, share, player(&share.player, language), shown, parts));
            if share.of == "membership" {
                let inner = apportioned(of, &of.members, shown);
                for (at, (share, shown)) in of.members.iter().zip(inner).enumerate() {
                    let parts = [possible, process]
                        .map(|part| part.and_then(|part| Some((part, part.members.get(at)?))));
                    let what = player(&share.player, language);
                    table.row(self.row(
                        of,
                        share,
                        say!(language, "decompose-of-it", what = what),
                        shown,
                        parts,
                    ));
                }
            }
        }
        let whole =
            |part: Option<&OfMeasure>| part.map_or_else(String::new, |of| number(of, of.difference.estimate));
        table.row([
            say!(language, "decompose-sum"),
            number(of, printed(of)),
            self.interval(of, of.difference.interval),
            String::new(),
            whole(possible),
            whole(process),
        ]);
        lines.extend(table.lines(room));
        lines
    }

    fn row(
        &self,
        of: &OfMeasure,
        share: &Share,
        name: String,
        shown: f64,
        parts: [Option<(&OfMeasure, &Share)>; 2],
    ) -> [String; 6] {
        let part = |part: Option<(&OfMeasure, &Share)>| {
            part.map_or_else(String::new, |(of, share)| number(of, share.share.estimate))
        };
        let [possible, process] = parts.map(part);
        let orders = between(of, share.least, share.most, self.language);
        [name, number(of, shown), self.interval(of, share.share.interval), orders, possible, process]
    }

    fn interval(&self, of: &OfMeasure, interval: Option<(f64, f64)>) -> String {
        interval.map_or_else(|| "–".to_owned(), |(low, high)| between(of, low, high, self.language))
    }

    /// Shares by measure.
    fn by_measure(&self, room: usize) -> Vec<String> {
        let language = self.language;
        let wholes: Vec<&OfMeasure> = self.found.measures.iter().filter(|of| of.part == "whole").collect();
        let mut lines = vec![bold(&say!(language, "decompose-all-measures"))];
        let head = say!(language, "decompose-head-component");
        let heads: Vec<String> =
            wholes.iter().map(|of| words::short(&of.measure, &self.found.parties, language)).collect();
        let columns = heads.iter().map(|head| (head.as_str(), Kind::Number));
        let mut table = Columns::new([(head.as_str(), Kind::Words)].into_iter().chain(columns));
        let shares: Vec<Vec<f64>> =
            wholes.iter().map(|of| apportioned(of, &of.shares, printed(of))).collect();
        let rows = wholes.first().map_or(&[][..], |of| &of.shares).iter().enumerate();
        for (at, share) in rows.filter(|(_, share)| self.found.differs_in(share)) {
            let numbers = wholes.iter().zip(&shares).map(|(of, shares)| number(of, shares[at]));
            table.row([player(&share.player, language)].into_iter().chain(numbers));
        }
        let sums = wholes.iter().map(|of| number(of, printed(of)));
        table.row([say!(language, "decompose-sum")].into_iter().chain(sums));
        lines.extend(table.lines(room));
        lines
    }

    fn notes(&self) -> Vec<String> {
        let (found, language) = (self.found, self.language);
        let mut notes = Vec::new();
        match found.taken {
            Taken::Plain => {}
            Taken::PhaseByPhase => notes.push(say!(language, "decompose-phases")),
            Taken::Whole => notes.push(say!(language, "decompose-whole")),
        }
        let equal: Vec<String> = Component::ALL
            .iter()
            .filter(|c| found.equal.contains(&c.key()))
            .map(|c| words::component(*c, language))
            .collect();
        if !equal.is_empty() {
            notes.push(say!(language, "decompose-equal", components = language.list(&equal)));
        }
        notes.extend(found.impossible.iter().map(|group| self.cannot(group)));
        if found.measures.iter().any(|of| of.shares.iter().any(|share| share.of.contains('+'))) {
            notes.push(say!(language, "decompose-cannot-apart"));
        }
        notes.extend(self.split());
        let mut basis = Vec::new();
        if found.taken != Taken::Whole {
            basis.push(say!(
                language,
                "decompose-basis",
                worlds = thousands(found.made.worlds),
                formats = thousands(found.formats as u64),
                a = found.a,
                b = found.b
            ));
            let orders = thousands(found.orders);
            if found.orders < found.all_orders {
                let all = thousands(found.all_orders);
                basis.push(say!(language, "decompose-orders-some", orders = orders, all = all));
            } else if found.orders > 1 {
                basis.push(say!(language, "decompose-orders-all", orders = orders));
            }
        }
        basis.push(if found.first().is_some_and(|of| of.share) {
            say!(language, "decompose-possible-share")
        } else {
            say!(language, "decompose-possible-gain")
        });
        basis.push(say!(language, "why-assumed"));
        notes.push(basis.join(" "));
        notes
    }

    fn split(&self) -> Option<String> {
        let language = self.language;
        Some(match self.found.split {
            _ if self.found.taken == Taken::Whole => return None,
            Split::NotAsked => say!(language, "decompose-split-excluded"),
            Split::SameMembers => return None,
            Split::Done => say!(language, "decompose-split-done"),
            Split::AllSeats => say!(language, "decompose-split-seats"),
            Split::Mixed => say!(language, "decompose-split-mixed"),
            Split::SeveralTables => say!(language, "decompose-split-several"),
            Split::Impossible => say!(language, "decompose-split-impossible"),
        })
    }

    /// Hybrids that cannot be, with what they have in common.
    fn cannot(&self, group: &Excluded) -> String {
        let (found, language) = (self.found, self.language);
        let differing = Component::ALL.iter().filter(|c| !found.equal.contains(&c.key()));
        let common = differing.filter_map(|c| {
            let of_first = |hybrid: &Vec<&str>| hybrid.contains(&c.key());
            let format = match (group.hybrids.iter().all(of_first), group.hybrids.iter().any(of_first)) {
                (true, _) => &found.a,
                (_, false) => &found.b,
                _ => return None,
            };
            let component = words::component(*c, language);
            Some(say!(language, "decompose-component-from", component = component, format = format))
        });
        let common: Vec<String> = common.collect();
        let common = if common.is_empty() {
            say!(language, "decompose-cannot-various")
        } else {
            language.list(&common)
        };
        match group.hybrids.len() {
            1 => say!(language, "decompose-cannot-one", common = common, reason = group.reason),
            many => {
                let number = thousands(many as u64);
                say!(language, "decompose-cannot", number = number, common = common, reason = group.reason)
            }
        }
    }
}
