//! Overrides from the command line: `--set parties.dprk.patience=0.9..0.95`, with the checks of the file.

use super::decode::{MOST_MEETINGS, MOST_OFFERS, MOST_PERIODS};
use super::diagnostic::{Diagnostic, Style, codes, nearest_of, quoted, render, ways};
use super::file::SourceFile;
use super::model::{
    Effect, Format, Move, Moved, Provenance, Quantity, Scenario, Span, Spread, Stage, Timing,
};
use super::traits::{self, Trait};
use crate::scenario::place::PartyIndex;

/// Why an override was refused; the diagnostics point into the argument itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The argument as a text named `--set`.
    pub file: SourceFile,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(render(&self.diagnostics, &self.file, Style::Plain).trim_end())
    }
}

impl std::error::Error for Refused {}

/// The reason that an overridden entry gives.
const BECAUSE: &str = "set on the command line";

/// Applies `PATH=NUMBER` or `PATH=FROM..TO` to a scenario. Afterwards [`super::recheck`] must be asked again.
///
/// A number of a format is changed in that format only, not in those that are `like` it. A range keeps the spread of the
/// number it replaces, if that is possible.
///
/// # Errors
///
/// If the argument cannot be read, the path does not exist, or the number lies outside its domain.
pub fn apply(scenario: &mut Scenario, argument: &str) -> Result<(), Refused> {
    let refused = |diagnostic: Box<Diagnostic>| Refused {
        file: SourceFile::new("--set", argument),
        diagnostics: vec![*diagnostic],
    };
    let Some((path, value)) = argument.rsplit_once('=') else {
        let problem = Diagnostic::error(codes::SET_SYNTAX, 0..argument.len(), "this is not PATH=NUMBER");
        return Err(refused(
            problem.label("no `=`").help("for example --set parties.dprk.patience=0.95").into(),
        ));
    };
    let Some(place) = find(scenario, path.trim()) else {
        return Err(refused(no_such_path(scenario, path).into()));
    };
    let span = path.len() + 1..argument.len();
    let value = Written { text: value, span };
    match place {
        Place::Number(entry, kept) => {
            let quantity = value.quantity(entry, kept).map_err(refused)?;
            if let Some(target) = number_mut(scenario, path.trim()) {
                *target = quantity;
            } else if let Some(target) = bias_mut(scenario, path.trim()) {
                *target = quantity;
            } else if let Some(entry) = move_mut(scenario, path.trim()) {
                entry.by = quantity;
            } else if let Some(stage) = stage_mut(scenario, path.trim()) {
                stage.success = Some(quantity);
            } else if let Some((party, name)) = party_path(scenario, path.trim()) {
                traits::set_of_party(&mut scenario.parties[party], name, quantity);
            }
        }
        Place::Count(low, high) => {
            let count = value.count(low, high).map_err(refused)?;
            set_count(scenario, path.trim(), count);
        }
    }
    Ok(())
}

/// Every path that can be set, in the order of the format.
pub fn paths(scenario: &Scenario) -> Vec<String> {
    let mut out = vec!["calendar.horizon".to_owned()];
    for party in &scenario.parties {
        out.extend(traits::PARTY.iter().map(|entry| format!("parties.{}.{}", party.id, entry.name)));
        let towards = party.bias.iter().filter_map(|(towards, _)| scenario.parties.get(towards.index()));
        out.extend(towards.map(|towards| format!("parties.{}.bias.{}", party.id, towards.id)));
    }
    out.extend(scenario.issues.iter().map(|issue| format!("issues.{}.stake", issue.id)));
    for roadmap in &scenario.roadmaps {
        let stages = 0..roadmap.stages.len();
        out.extend(stages.map(|index| format!("roadmaps.{}.stages[{index}].success", roadmap.name)));
    }
    for event in &scenario.events {
        let when = if let Timing::At(_) = event.when { "at" } else { "per_year" };
        out.push(format!("events.{}.{when}", event.name));
        if let Effect::Moves(moves) = &event.effect {
            out.extend((0..moves.len()).map(|index| format!("events.{}.moves[{index}].by", event.name)));
        }
    }
    out.extend(traits::WORLD.iter().map(|entry| format!("world.{}", entry.name)));
    for (kind, formats) in [("formats", &scenario.formats), ("parts", &scenario.parts)] {
        for format in formats.iter().filter(|format| format.phases.is_empty()) {
            out.extend(COUNTS.iter().map(|(name, ..)| format!("{kind}.{}.delegation.{name}", format.name)));
        }
    }
    out
}

/// Whole numbers of a format's delegation: name, least, most.
const COUNTS: [(&str, u32, u32); 4] = [
    ("first_meeting", 0, MOST_PERIODS),
    ("every", 1, MOST_PERIODS),
    ("meetings", 1, MOST_MEETINGS),
    ("offers", 1, MOST_OFFERS),
];

/// What stands at a path.
enum Place {
    /// A number with its trait, and the spread that it has now.
    Number(&'static Trait, Spread),
    /// A whole number with its bounds.
    Count(u32, u32),
}

fn find(scenario: &mut Scenario, path: &str) -> Option<Place> {
    if path == "calendar.horizon" {
        return Some(Place::Count(1, MOST_PERIODS));
    }
    if let Some((party, name)) = party_path(scenario, path) {
        let entry = traits::party_trait(name)?;
        let spread = traits::of_party(&scenario.parties[party], name)
            .map_or(Spread::Uniform, |quantity| quantity.spread);
        return Some(Place::Number(entry, spread));
    }
    if date_mut(scenario, path).is_some() {
        return Some(Place::Count(0, MOST_PERIODS));
    }
    if let Some((_, name)) = delegation_mut(scenario, path) {
        return COUNTS
            .iter()
            .find(|(count, ..)| *count == name)
            .map(|&(_, low, high)| Place::Count(low, high));
    }
    if let Some(quantity) = bias_mut(scenario, path) {
        return Some(Place::Number(&traits::BIAS, quantity.spread));
    }
    if let Some(entry) = move_mut(scenario, path) {
        let weight = matches!(entry.what, Moved::Weight(_));
        return Some(Place::Number(if weight { &traits::FACTOR } else { &traits::MOVE_BY }, entry.by.spread));
    }
    let name = path.rsplit('.').next()?;
    let mut all = traits::WORLD.iter().chain([&traits::STAKE, &traits::SUCCESS, &traits::PER_YEAR]);
    let entry = all.find(|entry| entry.name == name)?;
    let spread = match stage_mut(scenario, path) {
        Some(stage) => stage.success.as_ref().map_or(Spread::Uniform, |quantity| quantity.spread),
        None => number_mut(scenario, path)?.spread,
    };
    Some(Place::Number(entry, spread))
}

/// `parties.dprk.patience`: which party, and which trait.
fn party_path<'p>(scenario: &Scenario, path: &'p str) -> Option<(PartyIndex, &'p str)> {
    let (id, name) = path.strip_prefix("parties.")?.split_once('.')?;
    Some((scenario.party(id)?, traits::party_trait(name).map(|_| name)?))
}

/// `formats.all three.delegation.every`, or the same of a part: which plain format, and which number.
fn delegation_mut<'s, 'p>(scenario: &'s mut Scenario, path: &'p str) -> Option<(&'s mut Format, &'p str)> {
    let (kind, rest) = path.split_once('.')?;
    let formats = match kind {
        "formats" => &mut scenario.formats,
        "parts" => &mut scenario.parts,
        _ => return None,
    };
    let (name, number) = rest.split_once(".delegation.")?;
    let format = formats.iter_mut().find(|format| format.name == name && format.phases.is_empty())?;
    Some((format, number))
}

/// `parties.china.bias.us`: what one cares for the other, if the file says it.
fn bias_mut<'s>(scenario: &'s mut Scenario, path: &str) -> Option<&'s mut Quantity> {
    let (id, towards) = path.strip_prefix("parties.")?.split_once(".bias.")?;
    let towards = scenario.party(towards)?;
    let party = scenario.parties.iter_mut().find(|party| party.id == id)?;
    party.bias.iter_mut().find(|(other, _)| *other == towards).map(|(_, quantity)| quantity)
}

/// `events.a dry summer.moves[0].by`, or without `.by`: which move.
fn move_mut<'s>(scenario: &'s mut Scenario, path: &str) -> Option<&'s mut Move> {
    let path = path.strip_suffix(".by").unwrap_or(path);
    let (name, index) = path.strip_prefix("events.")?.strip_suffix(']')?.rsplit_once(".moves[")?;
    let event = scenario.events.iter_mut().find(|event| event.name == name)?;
    match &mut event.effect {
        Effect::Moves(moves) => moves.get_mut(index.parse::<usize>().ok()?),
        _ => None,
    }
}

/// `events.an indiscretion.at`: the event, if it has a fixed period.
fn date_mut<'s>(scenario: &'s mut Scenario, path: &str) -> Option<(&'s mut u32, &'s mut Provenance)> {
    let name = path.strip_prefix("events.")?.strip_suffix(".at")?;
    let event = scenario.events.iter_mut().find(|event| event.name == name)?;
    match &mut event.when {
        Timing::At(period) => Some((period, &mut event.source)),
        Timing::PerYear(_) => None,
    }
}

/// `roadmaps.road first.stages[0].success`: which stage; what is not written there can be set, too.
fn stage_mut<'s>(scenario: &'s mut Scenario, path: &str) -> Option<&'s mut Stage> {
    let (name, index) = path.strip_prefix("roadmaps.")?.strip_suffix("].success")?.rsplit_once(".stages[")?;
    let roadmap = scenario.roadmaps.iter_mut().find(|roadmap| roadmap.name == name)?;
    roadmap.stages.get_mut(index.parse::<usize>().ok()?)
}

/// The number at a path, those of parties and stages excepted.
fn number_mut<'s>(scenario: &'s mut Scenario, path: &str) -> Option<&'s mut Quantity> {
    let (head, rest) = path.split_once('.')?;
    match head {
        "world" => traits::of_world_mut(&mut scenario.world, rest),
        "issues" => {
            let index = scenario.issue(rest.strip_suffix(".stake")?)?;
            Some(&mut scenario.issues[index].stake)
        }
        "events" => {
            let name = rest.strip_suffix(".per_year")?;
            scenario.events.iter_mut().find(|event| event.name == name).and_then(|event| {
                match &mut event.when {
                    Timing::PerYear(rate) => Some(rate),
                    Timing::At(_) => None,
                }
            })
        }
        _ => None,
    }
}

fn set_count(scenario: &mut Scenario, path: &str, count: u32) {
    let source = |name: &str| Provenance::Assumed {
        because: format!("{BECAUSE}: {name} {count}; the rest is as in the file"),
        range: "any other number".to_owned(),
    };
    if let Some((period, from)) = date_mut(scenario, path) {
        *period = count;
        *from = source("at");
        return;
    }
    let Some((format, name)) = delegation_mut(scenario, path) else {
        scenario.calendar.horizon = count;
        scenario.calendar.source = source("horizon");
        return;
    };
    match name {
        "first_meeting" => format.delegation.first_meeting = count,
        "every" => format.delegation.every = count,
        "meetings" => format.delegation.meetings = count,
        _ => format.delegation.offers = count,
    }
    format.sources.insert("delegation".to_owned(), source(name));
}

/// A path with its keys, and the same with the names of parties and issues in their place.
fn ways_of(scenario: &Scenario, path: &str) -> [String; 3] {
    let mut all = [path.to_owned(), path.to_owned(), path.to_owned()];
    let Some((kind, rest)) = path.split_once('.') else { return all };
    let Some((key, rest)) = rest.split_once('.') else { return all };
    let party = |key: &str| scenario.party(key).map(|index| scenario.parties[index].name.as_str());
    let issue = |key: &str| scenario.issue(key).map(|index| scenario.issues[index].name.as_str());
    let own = match kind {
        "parties" => party(key),
        "issues" => issue(key),
        _ => None,
    };
    let Some(own) = own else { return all };
    let rest = match rest.strip_prefix("bias.") {
        Some(towards) => ways(towards, party(towards).unwrap_or(towards)).map(|way| format!("bias.{way}")),
        None => [rest.to_owned(), rest.to_owned(), rest.to_owned()],
    };
    for ((way, key), rest) in all.iter_mut().zip(ways(key, own)).zip(rest) {
        *way = format!("{kind}.{key}.{rest}");
    }
    all
}

fn no_such_path(scenario: &Scenario, path: &str) -> Diagnostic {
    let all = paths(scenario);
    let near =
        nearest_of(path.trim(), all.iter().flat_map(|path| ways_of(scenario, path).map(|way| (way, path))));
    let example = all.get(1).map_or("calendar.horizon", String::as_str);
    let help = match near {
        Some(near) => format!("did you mean {near}?"),
        None => format!("paths are written like {example}; `roundtable explain-error E071` lists all kinds"),
    };
    Diagnostic::error(
        codes::SET_PATH,
        0..path.len(),
        format!("there is nothing to set at {}", quoted(path.trim())),
    )
    .label("unknown path")
    .help(help)
}

/// The part after `=`.
struct Written<'a> {
    text: &'a str,
    span: Span,
}

impl Written<'_> {
    fn number(&self, text: &str) -> Result<f64, Box<Diagnostic>> {
        let text = text.trim();
        let plain = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | 'e' | 'E'));
        text.parse::<f64>().ok().filter(|value| plain && value.is_finite()).ok_or_else(|| {
            Diagnostic::error(
                codes::SET_SYNTAX,
                self.span.clone(),
                format!("{} is not a number", quoted(text)),
            )
            .label("expected NUMBER or FROM..TO")
            .help("for example 0.95, or 0.9..0.95")
            .into()
        })
    }

    fn quantity(&self, entry: &Trait, kept: Spread) -> Result<Quantity, Box<Diagnostic>> {
        let (from, to) = match self.text.split_once("..") {
            Some((from, to)) => (self.number(from)?, self.number(to)?),
            None => (self.number(self.text)?, self.number(self.text)?),
        };
        for value in [from, to] {
            if !entry.domain.contains(value) {
                let message = format!("`{}` cannot be {value}", entry.name);
                let problem = Diagnostic::error(codes::OUT_OF_DOMAIN, self.span.clone(), message);
                let help = format!("{}: {} ({})", entry.name, entry.meaning, entry.unit);
                return Err(problem.label(format!("must be {}", entry.domain)).help(help).into());
            }
        }
        if from > to {
            let problem = Diagnostic::error(
                codes::RANGE_SWAPPED,
                self.span.clone(),
                "the ends of this range are swapped",
            );
            return Err(problem.label("FROM..TO").help(format!("write {to}..{from}")).into());
        }
        let spread = if from > 0.0 { kept } else { Spread::Uniform };
        let mut quantity = Quantity { from, to, spread, source: Provenance::Default };
        let range = super::words::range(&quantity);
        quantity.source = Provenance::Assumed { because: BECAUSE.to_owned(), range };
        Ok(quantity)
    }

    fn count(&self, low: u32, high: u32) -> Result<u32, Box<Diagnostic>> {
        let value = self.text.trim().parse::<u32>().ok().filter(|value| (low..=high).contains(value));
        value.ok_or_else(|| {
            let message = format!("{} is not a whole number from {low} to {high}", quoted(self.text.trim()));
            Diagnostic::error(codes::OUT_OF_DOMAIN, self.span.clone(), message)
                .label("here")
                .help(format!("write one whole number from {low} to {high}, without a range"))
                .into()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{read, template};

    fn everything() -> Scenario {
        read(&SourceFile::new("x", include_str!("../../tests/common/everything.ron")))
            .map(|checked| checked.scenario)
            .expect("legal")
    }

    fn scenario() -> Scenario {
        read(&SourceFile::new("x", template("x")))
            .map(|checked| checked.scenario)
            .expect("the template is legal")
    }

    #[test]
    fn every_path_can_be_set_and_is_changed() {
        for original in [scenario(), everything()] {
            every_path_of(&original);
        }
    }

    fn every_path_of(original: &Scenario) {
        for path in paths(original) {
            let mut changed = original.clone();
            let whole = [".delegation.", ".horizon"].iter().any(|part| path.contains(part));
            let count = whole || path.split('.').next_back() == Some("at");
            let value = if count { "7" } else { "0.125" };
            apply(&mut changed, &format!("{path}={value}")).unwrap_or_else(|refused| panic!("{refused}"));
            assert_ne!(changed, *original, "{path}");
        }
    }

    #[test]
    fn third_parties_events_and_parts_can_be_set() {
        let original = everything();
        let all = paths(&original);
        for path in [
            "parties.east.accuracy",
            "parties.east.bias.south",
            "events.a dry summer.at",
            "events.a dry summer.moves[3].by",
            "events.election in the north.per_year",
            "world.learning",
            "parts.two again.delegation.meetings",
        ] {
            assert!(all.iter().any(|other| other == path), "{path}");
        }
        let composite = "formats.first two, then all.delegation.meetings";
        for path in ["events.a dry summer.per_year", composite, "parties.north.bias.east"] {
            assert!(!all.iter().any(|other| other == path), "{path}");
            assert!(apply(&mut original.clone(), &format!("{path}=1")).is_err(), "{path}");
        }
        let mut changed = original.clone();
        apply(&mut changed, "parts.two again.delegation.meetings=3").expect("legal");
        assert_eq!((changed.parts[1].delegation.meetings, changed.formats[0].delegation.meetings), (3, 8));
        apply(&mut changed, "events.a dry summer.moves[1]=1.5..2").expect("legal, and without `.by`, too");
        apply(&mut changed, "events.a dry summer.at=0").expect("legal");
        let Effect::Moves(moves) = &changed.events[1].effect else { panic!("moves") };
        assert_eq!((moves[1].by.from, moves[1].by.to), (1.5, 2.0));
        assert_eq!(changed.events[1].when, Timing::At(0));
        let refused = apply(&mut changed, "events.a dry summer.moves[1].by=-1").expect_err("a factor");
        assert_eq!(refused.diagnostics[0].code, codes::OUT_OF_DOMAIN);
    }

    #[test]
    fn a_range_keeps_its_spread_and_says_where_it_comes_from() {
        let mut changed = scenario();
        apply(&mut changed, "parties.north.temptation=0.1..0.4").expect("legal");
        let temptation = &changed.parties[0].temptation;
        assert_eq!((temptation.from, temptation.to, temptation.spread), (0.1, 0.4, Spread::Log));
        let source = Provenance::Assumed { because: BECAUSE.to_owned(), range: "0.1 to 0.4, log".to_owned() };
        assert_eq!(temptation.source, source);
        apply(&mut changed, "parties.north.temptation=0").expect("legal");
        assert_eq!(changed.parties[0].temptation.spread, Spread::Uniform);
    }

    #[test]
    fn a_stage_without_a_chance_of_its_own_gets_one() {
        let mut changed = scenario();
        assert_eq!(changed.roadmaps[0].stages[1].success, None);
        apply(&mut changed, "roadmaps.road first.stages[1].success=0.25..0.5").expect("legal");
        let written = changed.roadmaps[0].stages[1].success.as_ref().expect("set");
        assert_eq!((written.from, written.to, written.spread), (0.25, 0.5, Spread::Uniform));
        apply(&mut changed, "world.completion=0.75").expect("legal");
        assert_eq!((changed.world.completion.from, changed.world.completion.to), (0.75, 0.75));
    }

    #[test]
    fn a_party_or_an_issue_is_found_by_its_name() {
        let korea = SourceFile::new("x", include_str!("../../scenarios/korea-2019/formats.ron"));
        let mut korea = read(&korea).map(|checked| checked.scenario).expect("legal");
        for (path, meant) in [
            ("parties.NorthKorea.patience", "parties.dprk.patience"),
            ("parties.North Korea.reservation", "parties.dprk.reservation"),
            ("parties.SouthKorea.patiense", "parties.rok.patience"),
            ("issues.EconomicSanctions.stake", "issues.sanctions.stake"),
        ] {
            let refused = apply(&mut korea, &format!("{path}=0.9")).expect_err(path);
            assert!(refused.to_string().contains(&format!("did you mean {meant}?")), "{refused}");
        }
    }

    #[test]
    fn refusals_say_why() {
        for (argument, code, says) in [
            ("parties.nroth.patience=0.9", codes::SET_PATH, "did you mean parties.north.patience?"),
            ("parties.north.patience", codes::SET_SYNTAX, "PATH=NUMBER"),
            ("parties.north.patience=much", codes::SET_SYNTAX, "is not a number"),
            ("parties.north.patience=NaN", codes::SET_SYNTAX, "is not a number"),
            ("parties.north.patience=1", codes::OUT_OF_DOMAIN, "from 0.001 to 0.9999"),
            ("parties.north.patience=0.9..0.8", codes::RANGE_SWAPPED, "write 0.8..0.9"),
            ("formats.two mayors.delegation.meetings=0", codes::OUT_OF_DOMAIN, "whole number from 1"),
            ("calendar.horizon=1.5", codes::OUT_OF_DOMAIN, "whole number"),
            ("roadmaps.road first.stages[9].success=0.5", codes::SET_PATH, "stages[0].success"),
            ("=", codes::SET_PATH, "nothing to set"),
        ] {
            let refused = apply(&mut scenario(), argument).expect_err(argument);
            assert_eq!(refused.diagnostics[0].code, code, "{argument}");
            assert!(refused.to_string().contains(says), "{refused}");
        }
    }
}
