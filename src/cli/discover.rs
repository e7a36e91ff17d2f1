//! `discover`: in which worlds of a stored result one format beats another.

use super::why_options::{ShownOptions, Source};
use crate::language::Language;
use crate::results::words::{fixed, of_100, own_scale, thousands};
use crate::say;
use crate::terminal::columns::{Columns, Kind};
use crate::terminal::failure::{DONE, Failure};
use crate::terminal::json::{json_file, json_line};
use crate::terminal::output::say;
use crate::terminal::text::{SCREEN, bold, columns, joined, wrapped};
use crate::why::Stored;
use crate::why::discover::{Discovery, Told, discover};
use crate::why::words;
use clap::Args;
use serde::Serialize;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  roundtable compare scenarios/teaching/4-spoiler.ron -o spoiler
  roundtable discover spoiler 'with Cedar' 'without Cedar' --measure standing
  roundtable discover spoiler 'with Cedar' 'without Cedar' --measure standing -o worlds     draws it, too
  roundtable discover spoiler 'without Cedar' 'with Cedar' --measure gain.ash --json";

/// Say in which worlds of a stored result format A beats format B, and which format one would regret least
///
/// The first line is the answer: a sentence to put into an essay or a briefing, and to doubt. Below it stand the boxes that it comes from
/// (patient rule induction), others to choose from, a small tree, and the regret of each format. Nothing is simulated.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Folder of a stored result, as `compare` writes it
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,

    /// The format that wins
    #[arg(value_name = "A")]
    a: String,

    /// The format that it beats
    #[arg(value_name = "B")]
    b: String,

    /// Tell the box of this step of the trajectory instead of the best one
    #[arg(long, value_name = "K")]
    step: Option<usize>,

    #[command(flatten)]
    shown: ShownOptions,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let stored = arguments.shown.read(&arguments.folder, "discover")?;
    let (a, b) = pair(&stored, &arguments.a, &arguments.b)?;
    let found = discover(&stored, a, b, arguments.step);
    let (source, language) = (Source::of(&arguments.folder), arguments.shown.language.lang);
    let stored = source.spoken(stored, language);
    let shown = Shown { stored: &stored, found: &found, a, b, language };
    if let Some(folder) = &arguments.shown.output {
        let theme = arguments.shown.theme();
        let footer = source.footer(found.worlds, &theme);
        let chart = crate::chart::discover::draw(&stored, &found, (a, b), &footer, &theme);
        arguments.shown.write(folder, chart, &[("discover.json", json_file(&shown.data())?)])?;
    }
    say(&if arguments.shown.json { json_line(&shown.data())? } else { shown.screen(columns(SCREEN)) })?;
    Ok(DONE)
}

/// Two formats that are not the same.
pub(super) fn pair(stored: &Stored, a: &str, b: &str) -> Result<(usize, usize), Failure> {
    let (a, b) = (stored.format(a)?, stored.format(b)?);
    if a == b {
        let others: Vec<&str> = stored
            .formats
            .iter()
            .enumerate()
            .filter(|(k, _)| *k != a)
            .map(|(_, name)| name.as_str())
            .collect();
        return Err(Failure::usage(format!("`{}` is named twice", stored.formats[a]))
            .expected(format!("two formats; the others are: {}", others.join(", "))));
    }
    Ok((a, b))
}

#[derive(Serialize)]
struct Data<'a> {
    schema_version: u32,
    a: &'a str,
    b: &'a str,
    measure: String,
    answer: String,
    #[serde(flatten)]
    found: &'a Discovery,
    regrets: Vec<OfFormat<'a>>,
}

#[derive(Serialize)]
struct OfFormat<'a> {
    format: &'a str,
    /// Mean over the worlds, on the measure.
    measure: f64,
    parties: Vec<OfParty<'a>>,
}

#[derive(Serialize)]
struct OfParty<'a> {
    party: &'a str,
    mean: f64,
    largest: f64,
}

struct Shown<'a> {
    stored: &'a Stored,
    found: &'a Discovery,
    a: usize,
    b: usize,
    language: Language,
}

impl Shown<'_> {
    fn data(&self) -> Data<'_> {
        Data {
            schema_version: 1,
            a: &self.stored.formats[self.a],
            b: &self.stored.formats[self.b],
            measure: self.stored.measure.to_string(),
            answer: self.answer(),
            found: self.found,
            regrets: self.regrets(),
        }
    }

    fn answer(&self) -> String {
        words::answer(self.stored, self.found, self.a, self.b, self.language)
    }

    /// By format: regret on the measure, and of each party.
    fn regrets(&self) -> Vec<OfFormat<'_>> {
        let of = |format: usize, criterion: usize| {
            self.stored
                .regrets
                .of(format, criterion)
                .map_or((0.0, 0.0), |regret| (regret.mean, regret.largest))
        };
        let parties = |format: usize| {
            let named = self.stored.names.parties.iter().enumerate();
            named
                .map(|(k, (_, name))| {
                    let (mean, largest) = of(format, k + 1);
                    OfParty { party: name, mean, largest }
                })
                .collect()
        };
        let formats = self.stored.formats.iter().enumerate();
        formats.map(|(k, format)| OfFormat { format, measure: of(k, 0).0, parties: parties(k) }).collect()
    }

    fn screen(&self, room: usize) -> String {
        let mut lines = wrapped("", &self.answer(), room);
        for (number, told) in self.found.boxes.iter().enumerate() {
            lines.push(String::new());
            lines.extend(self.told(number + 1, told, room));
        }
        if !self.found.too_few {
            lines.push(String::new());
            lines.extend(self.trajectory(room));
            lines.push(String::new());
            lines.extend(self.tree(room));
        }
        lines.push(String::new());
        lines.extend(self.regret(room));
        lines.push(String::new());
        let mut basis = say!(self.language, "why-basis", worlds = thousands(self.found.worlds as u64));
        if self.stored.more {
            basis = format!("{basis} {}", say!(self.language, "why-first-only"));
        }
        lines.extend(wrapped("", &format!("{basis} {}", say!(self.language, "why-assumed")), room));
        joined(&lines)
    }

    fn told(&self, number: usize, told: &Told, room: usize) -> Vec<String> {
        let heading = say!(
            self.language,
            "why-box-heading",
            number = number.to_string(),
            mass = of_100(told.mass),
            density = of_100(told.density),
            coverage = of_100(told.coverage)
        );
        let mut lines: Vec<String> = wrapped("", &heading, room).iter().map(|line| bold(line)).collect();
        let heads = [
            say!(self.language, "why-head-condition"),
            say!(self.language, "why-head-without"),
            say!(self.language, "why-head-again"),
        ];
        let kinds = [Kind::Words, Kind::Number, Kind::Number];
        let mut table = Columns::new(heads.iter().map(String::as_str).zip(kinds));
        for condition in &told.conditions {
            table.row([
                words::condition(self.stored, condition, self.language),
                condition.quasi_p.map_or_else(|| "–".into(), p_value),
                condition.again.map_or_else(|| "–".into(), of_100),
            ]);
        }
        lines.extend(table.lines(room));
        lines
    }

    fn trajectory(&self, room: usize) -> Vec<String> {
        let mut lines = vec![bold(&say!(self.language, "why-trajectory"))];
        let heads = [
            say!(self.language, "why-head-step"),
            say!(self.language, "why-head-inputs"),
            say!(self.language, "why-head-mass"),
            say!(self.language, "why-head-density"),
            say!(self.language, "why-head-coverage"),
        ];
        let mut table = Columns::new(heads.iter().map(|head| (head.as_str(), Kind::Number)));
        for step in &self.found.trajectory {
            let shares = [step.mass, step.density, step.coverage].map(of_100);
            table.row([step.step.to_string(), step.inputs.to_string()].into_iter().chain(shares));
        }
        lines.extend(table.lines(room));
        lines
    }

    fn tree(&self, room: usize) -> Vec<String> {
        let mut lines = vec![bold(&say!(self.language, "why-tree"))];
        if self.found.leaves.len() < 2 {
            lines.extend(wrapped("", &say!(self.language, "why-no-tree"), room));
            return lines;
        }
        for leaf in &self.found.leaves {
            let text = say!(
                self.language,
                "why-leaf",
                conditions = words::conditions(self.stored, leaf, self.language),
                density = of_100(leaf.density),
                mass = of_100(leaf.mass)
            );
            lines.extend(wrapped("- ", &text, room));
        }
        lines
    }

    fn regret(&self, room: usize) -> Vec<String> {
        let regrets = self.regrets();
        let mut lines: Vec<String> =
            wrapped("", &say!(self.language, "why-regret"), room).iter().map(|line| bold(line)).collect();
        let heads = [
            say!(self.language, "why-head-format"),
            say!(self.language, "why-head-on-measure"),
            say!(self.language, "why-head-party"),
            say!(self.language, "why-head-largest"),
        ];
        let kinds = [Kind::Name, Kind::Number, Kind::Measure, Kind::Measure];
        let mut table = Columns::new(heads.iter().map(String::as_str).zip(kinds));
        let party = |regret: f64, name: &str| {
            say!(self.language, "why-regret-party", regret = own_scale(regret), party = name)
        };
        for of in &regrets {
            let share = self.stored.measure.is_share();
            let measure = if share { of_100(of.measure) } else { own_scale(of.measure) };
            let (mean, largest) = (most(&of.parties, |p| p.mean), most(&of.parties, |p| p.largest));
            table.row([
                of.format.to_owned(),
                measure,
                mean.map(|p| party(p.mean, p.party)).unwrap_or_default(),
                largest.map(|p| party(p.largest, p.party)).unwrap_or_default(),
            ]);
        }
        lines.extend(table.lines(room));
        let least = |of: &dyn Fn(&OfFormat<'_>) -> f64| {
            let format = regrets.iter().reduce(|a, b| if of(b) < of(a) { b } else { a });
            format.map_or("", |format| format.format)
        };
        let text = say!(
            self.language,
            "why-regret-least",
            mean = least(&|f| f.measure),
            party = least(&|f| most(&f.parties, |p| p.mean).map_or(0.0, |p| p.mean)),
            largest = least(&|f| most(&f.parties, |p| p.largest).map_or(0.0, |p| p.largest))
        );
        lines.extend(wrapped("", &text, room));
        lines
    }
}

/// The party with the most of something; of equals the first.
fn most<'p, 'n>(parties: &'p [OfParty<'n>], of: impl Fn(&OfParty<'_>) -> f64) -> Option<&'p OfParty<'n>> {
    parties.iter().reduce(|a, b| if of(b) > of(a) { b } else { a })
}

/// A chance of a test: three decimals, and below that only that it is smaller.
fn p_value(p: f64) -> String {
    if p < 0.001 { "<0.001".into() } else { fixed(p, 3) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_chances_are_not_told_as_none() {
        assert_eq!([0.0, 0.000_9, 0.041, 1.0].map(p_value), ["<0.001", "<0.001", "0.041", "1.000"]);
    }
}
