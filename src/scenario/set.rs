//! Overrides, from the command line or of a variant: `--set parties.dprk.patience=0.9..0.95` edits the text of the file before it is read, so
//! whatever stands in a file can be set, put in or taken out, with the checks of the file. Comments and lines stay as they are.

use super::decode::COMPONENTS;
use super::diagnostic::{Diagnostic, Problems, Severity, Style, codes, nearest_of, quoted, render, ways};
use super::file::SourceFile;
use super::model::{Effect, Scenario, Timing};
use super::open::{Checked, read};
use super::set_value::{NOTHING, Written};
use super::syntax::{Node, Value, parse};
use super::traits::{self, Trait};
use super::{edit, written};

/// Why an override was refused; the diagnostics point into the argument itself, or into the file as it was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The argument as a text named `--set`, or the file.
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

/// What of several overrides was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fault {
    /// One of them, by its place: the problems point into it.
    Argument(usize, Vec<Diagnostic>),
    /// Several together: the problems point into the file as it was changed.
    Together(SourceFile, Vec<Diagnostic>),
}

/// The reason that an entry gives which was set on the command line.
const BECAUSE: &str = "set on the command line";

/// Reads and checks a scenario with overrides, as [`changed`] has them.
///
/// # Errors
///
/// If the file has errors; as [`changed`].
pub fn read_with(file: &SourceFile, arguments: &[String]) -> Result<(SourceFile, Checked), Refused> {
    let checked = read(file).map_err(|diagnostics| Refused { file: file.clone(), diagnostics })?;
    if arguments.is_empty() {
        Ok((file.clone(), checked))
    } else {
        changed(file, &checked.scenario, arguments)
    }
}

/// Changes a scenario by overrides `PATH=VALUE`: a number, `FROM..TO`, or a value as it would stand in the file. Gives the text as it was
/// changed, in the lines of the file, and what was read in it.
///
/// A component of a format is changed in that format only, not in those that are `like` it; `*` in place of a party, an issue or a format stands
/// for all of them, parts included. `None` takes out what is written. A range keeps the spread of the number it replaces, if that is possible.
///
/// # Errors
///
/// If an argument cannot be read, its path does not exist, or the reader refuses what it says.
pub fn changed(
    file: &SourceFile,
    scenario: &Scenario,
    arguments: &[String],
) -> Result<(SourceFile, Checked), Refused> {
    changed_because(file, scenario, arguments, BECAUSE).map_err(|fault| match fault {
        Fault::Argument(at, diagnostics) => {
            let argument = arguments.get(at).map_or("", String::as_str);
            Refused { file: SourceFile::new("--set", argument), diagnostics }
        }
        Fault::Together(file, diagnostics) => Refused { file, diagnostics },
    })
}

/// The same, with the reason that what is changed gives.
pub(super) fn changed_because(
    file: &SourceFile,
    scenario: &Scenario,
    arguments: &[String],
    because: &str,
) -> Result<(SourceFile, Checked), Fault> {
    let mut edit = edit::Edit::new(file);
    for (number, argument) in arguments.iter().enumerate() {
        one(&mut edit, scenario, argument, because)
            .map_err(|problem| Fault::Argument(number, vec![*problem]))?;
    }
    let changed = edit.file();
    let problems: Vec<Diagnostic> = match read(&changed) {
        Ok(checked) => return Ok((changed, checked)),
        Err(problems) => problems,
    };
    // What one argument alone has done is told at that argument.
    let errors = || problems.iter().filter(|problem| problem.severity == Severity::Error);
    let by = |number: usize| errors().all(|problem| edit.wrote(number, &problem.span));
    if let Some((number, argument)) = arguments.iter().enumerate().find(|(number, _)| by(*number)) {
        let value = argument.find('=').map_or(0, |at| at + 1)..argument.len();
        let at = |problem| Diagnostic { span: value.clone(), others: Vec::new(), ..problem };
        let own = problems.into_iter().filter(|problem| problem.severity == Severity::Error).map(at);
        return Err(Fault::Argument(number, own.collect()));
    }
    Err(Fault::Together(changed, problems))
}

/// A step of a path: a field or key, or a place in a list.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Step<'a> {
    Name(&'a str),
    Index(usize),
}

fn steps(path: &str) -> Option<Vec<Step<'_>>> {
    let mut out = Vec::new();
    for part in path.split('.') {
        let (name, places) = part.split_once('[').unwrap_or((part, ""));
        out.push(Step::Name(name));
        for place in places.split('[').filter(|place| !place.is_empty()) {
            out.push(Step::Index(place.strip_suffix(']')?.parse().ok()?));
        }
    }
    Some(out)
}

/// Where a path leads.
struct Place<'t, 'p> {
    /// What was gone through, the innermost last, each with the number of steps to it.
    through: Vec<(usize, &'t Node)>,
    steps: Vec<Step<'p>>,
    /// Steps that lead to something written.
    written: usize,
}

impl<'t, 'p> Place<'t, 'p> {
    fn of(root: &'t Node, steps: Vec<Step<'p>>) -> Self {
        let mut through = vec![(0, root)];
        let mut node = root;
        for (number, step) in steps.iter().enumerate() {
            let Some(next) = entry(node, *step) else { break };
            through.push((number + 1, next));
            node = next;
        }
        Self { written: through.len() - 1, through, steps }
    }

    fn node(&self) -> Option<&'t Node> {
        self.through.last().map(|(_, node)| *node)
    }

    /// What it stands in.
    fn around(&self) -> Option<&'t Node> {
        self.through.iter().rev().nth(1).map(|(_, node)| *node)
    }

    /// The source that entries of this section have that say none.
    fn section(&self) -> Option<&'t Node> {
        let (_, root) = self.through.first()?;
        edit::field(edit::field(root, "default_source")?, self.names().first()?)
    }

    fn names(&self) -> Vec<&'p str> {
        let name = |step: &Step<'p>| if let Step::Name(name) = step { Some(*name) } else { None };
        self.steps.iter().filter_map(name).collect()
    }
}

/// The entry of a group, map or list.
fn entry<'t>(node: &'t Node, step: Step<'_>) -> Option<&'t Node> {
    match (&node.value, step) {
        (Value::Some(inner), _) => entry(inner, step),
        (Value::Struct(..), Step::Name(name)) => edit::field(node, name),
        (Value::Map(entries), Step::Name(name)) => {
            let is = |key: &Node| matches!(&key.value, Value::Text(text) if text == name);
            entries.list.iter().find(|(key, _)| is(key)).map(|(_, node)| node)
        }
        (Value::List(items) | Value::Tuple(_, items), Step::Index(at)) => items.get(at),
        _ => None,
    }
}

/// The fields of the group at a path of names.
fn fields_at(names: &[&str]) -> &'static [&'static str] {
    match names {
        [] => written::fields::<written::Scenario>(),
        ["calendar"] => written::fields::<written::Calendar>(),
        ["world"] => written::fields::<written::World>(),
        ["parties", _] => written::fields::<written::Party>(),
        ["issues", _] => written::fields::<written::Issue>(),
        ["roadmaps", _, "stages"] => written::fields::<written::Stage>(),
        ["events", _] => written::fields::<written::Event>(),
        ["formats" | "parts", _] => written::fields::<written::Format>(),
        ["formats" | "parts", _, "phases", _] => written::fields::<written::Phase>(),
        ["formats" | "parts", _, component] => match *component {
            "membership" => written::fields::<written::Membership>(),
            "rule" => written::fields::<written::Rule>(),
            "proposing" => written::fields::<written::Proposing>(),
            "information" => written::fields::<written::Information>(),
            "contract" => written::fields::<written::Contract>(),
            "enforcement" => written::fields::<written::Enforcement>(),
            "delegation" => written::fields::<written::Delegation>(),
            _ => &[],
        },
        _ => &[],
    }
}

/// The trait that a path sets, if it sets a number with a source.
fn trait_at(names: &[&str]) -> Option<&'static Trait> {
    match names {
        ["parties", _, name] => traits::party_trait(name),
        ["parties", _, "bias", _] => Some(&traits::BIAS),
        ["issues", _, "stake"] => Some(&traits::STAKE),
        ["issues", _, "takes"] => Some(&traits::TAKES),
        ["roadmaps", _, "stages", "success"] => Some(&traits::SUCCESS),
        ["events", _, "per_year"] => Some(&traits::PER_YEAR),
        ["events", _, "moves", "by"] => Some(&traits::MOVE_BY),
        ["world", name] => traits::WORLD.iter().find(|entry| entry.name == *name),
        _ => None,
    }
}

/// Maps that need not be written to get an entry.
fn is_map(names: &[&str]) -> bool {
    matches!(
        names,
        ["roadmaps" | "events" | "parts"]
            | ["parties", _, "bias"]
            | ["issues", _, "duty_at" | "consent" | "guarantors"]
    )
}

fn one(
    edit: &mut edit::Edit,
    scenario: &Scenario,
    argument: &str,
    because: &str,
) -> Result<(), Box<Diagnostic>> {
    let Some((path, value)) = argument.split_once('=') else {
        let problem = Diagnostic::error(codes::SET_SYNTAX, 0..argument.len(), "this is not PATH=VALUE");
        return Err(problem.label("no `=`").help("for example --set parties.dprk.patience=0.95").into());
    };
    let value = Written { text: value.trim().into(), span: path.len() + 1..argument.len(), because };
    let unknown = || Box::new(no_such_path(scenario, path));
    let Some(root) = edit.root() else { return Err(unknown()) };
    let (paths, all) = match every(&root, path.trim()) {
        Some(paths) => (paths, true),
        None => (vec![path.trim().to_owned()], false),
    };
    if paths.is_empty() {
        return Err(unknown());
    }
    for path in &paths {
        let value = if all { &among(scenario, path, &value) } else { &value };
        at(edit, scenario, &root, path, value, all).map_err(|wrong| wrong.unwrap_or_else(unknown))?;
    }
    edit.write();
    Ok(())
}

/// Lists of members, of which each format has its own.
const OF_MEMBERS: [&str; 2] = ["proposing.order", "delegation.ratifiers"];

/// The paths that one with `*` stands for: every party, every issue, or everything that is held, format or part, and does not take the
/// component over from another one, unless it holds a list of members. `None`: there is no `*`.
fn every(root: &Node, path: &str) -> Option<Vec<String>> {
    let (kind, rest) = path.split_once(".*.")?;
    let component = rest.split(['.', '[']).next().unwrap_or_default();
    let kinds: &[&str] = match kind {
        "parties" => &["parties"],
        "issues" => &["issues"],
        "formats" => &["formats", "parts"],
        _ => &[],
    };
    let own = |node: &Node| {
        kind != "formats"
            || (edit::field(node, "phases").is_none()
                && (OF_MEMBERS.contains(&rest)
                    || edit::field(node, "like").is_none()
                    || edit::field(node, component).is_some()))
    };
    let mut out = Vec::new();
    for kind in kinds {
        let keys = edit::field(root, kind).map_or(Vec::new(), edit::keyed);
        out.extend(
            keys.into_iter().filter(|(_, node)| own(node)).map(|(key, _)| format!("{kind}.{key}.{rest}")),
        );
    }
    Some(out)
}

/// What every format is given: of a list of who proposes or ratifies, those who sit at its table.
fn among<'a>(scenario: &Scenario, path: &str, value: &Written<'a>) -> Written<'a> {
    let mut text = value.text.clone();
    if let Some((_, rest)) = path.split_once('.')
        && let Some((name, rest)) = rest.split_once('.')
        && OF_MEMBERS.contains(&rest)
        && let Some(Node { value: Value::List(items), .. }) = parse(&text, 0, &mut Problems::default())
    {
        text = edit::list_among(&items, &edit::members_of(scenario, name)).into();
    }
    Written { text, span: value.span.clone(), because: value.because }
}

/// Writes a value at a path; refused without words where there is no such path. `all`: as to one of many that are given the same.
fn at(
    edit: &mut edit::Edit,
    scenario: &Scenario,
    root: &Node,
    path: &str,
    value: &Written<'_>,
    all: bool,
) -> Result<(), Option<Box<Diagnostic>>> {
    let mut steps = steps(path).ok_or(None)?;
    let text = &*value.text;
    if let [Step::Name("events"), _, Step::Name("moves"), Step::Index(_)] = steps.as_slice()
        && !text.starts_with('(')
        && text != NOTHING
    {
        steps.push(Step::Name("by"));
    }
    let place = Place::of(root, steps);
    let names = place.names();
    let missing = place.steps.len() - place.written;
    let (Some(node), Some(Step::Name(last))) =
        (place.node(), place.steps.iter().rev().find(|step| matches!(step, Step::Name(_))))
    else {
        return Err(None);
    };
    if text == NOTHING && missing > 0 {
        return if all { Ok(()) } else { Err(None) };
    }
    if place.steps.len() < 2 && missing > 0 {
        return Err(None);
    }
    let weight = place.through.iter().any(|(_, node)| edit::field(node, "weight_of").is_some());
    let number = trait_at(&names).map(|entry| if weight { &traits::FACTOR } else { entry });
    let text = match number {
        Some(entry) => value.quantity(entry, (missing == 0).then_some(node)),
        None => value.verbatim((missing == 0).then_some(node)),
    };
    let text = text.map_err(Some)?;
    let told = if number.is_some() { String::new() } else { told(value.because, last, &value.text) };
    let (text, own) = sourced(&names, text, &told);
    if missing == 0 {
        match place.around() {
            // A field that is `None` is one that is not written; an entry of a map or a list is taken out.
            Some(around) if text == NOTHING && edit.take_out(around, node) => {}
            _ => edit.replace(&node.span, text, true),
        }
    } else {
        put_in(edit, root, &place, &text, &told).ok_or(None)?;
    }
    let map = missing == 2 && is_map(&names[..names.len() - 1]);
    if (missing < 2 || map) && number.is_none() && !own {
        resource(edit, &place, last, &told);
    }
    if !all && names.get(2).is_some_and(|part| is_component(&names, part)) {
        // Others that are like it stay as they are.
        edit.keep_others(scenario, root, names[1], names[2]);
    }
    Ok(())
}

/// A whole entry that says where it comes from, and whether it does: one that does not, and could, says that it was set.
fn sourced(names: &[&str], text: String, told: &str) -> (String, bool) {
    let group = parse(&text, 0, &mut Problems::default());
    let Some(group @ Node { value: Value::Struct(None, _), .. }) = group else { return (text, false) };
    if !fields_at(names).contains(&"source") {
        return (text, false);
    }
    if edit::field(&group, "source").is_some() {
        return (text, true);
    }
    (text.replacen('(', &format!("(source: {}, ", assumed(told, "any other")), 1), true)
}

fn is_component(names: &[&str], part: &str) -> bool {
    ["formats", "parts"].contains(&names[0]) && COMPONENTS.contains(&part)
}

/// Puts in what is not written; `None` where it has no place.
fn put_in(edit: &mut edit::Edit, root: &Node, place: &Place<'_, '_>, text: &str, told: &str) -> Option<()> {
    let node = place.node()?;
    let names = place.names();
    let known = |depth: usize| names.get(depth).is_some_and(|name| fields_at(&names[..depth]).contains(name));
    let group = matches!(node.value, Value::Struct(..) | Value::Tuple(..));
    let missing = place.steps.get(place.written..)?;
    match (missing, &node.value) {
        // A whole entry of a section begins with a bracket: a number or a word is meant for one that exists.
        ([Step::Name(name)], Value::Map(_)) if names.len() > 2 || text.starts_with('(') => {
            edit.put_first(node, format!("{}: {text}, ", edit::text(name)), true);
        }
        ([Step::Index(at)], Value::List(items)) if *at == items.len() => edit.append(node, items, text),
        ([Step::Name(name)], _) if group && known(names.len() - 1) => {
            edit.put_first(node, format!("{name}: {text}, "), true);
        }
        ([Step::Name(map), Step::Name(key)], _)
            if group && known(names.len() - 2) && is_map(&names[..names.len() - 1]) =>
        {
            edit.put_first(node, format!("{map}: {{ {}: {text} }}, ", edit::text(key)), true);
        }
        ([Step::Name(component), Step::Name(name)], _)
            if group && names.len() == 4 && is_component(&names, component) && known(2) && known(3) =>
        {
            let taken = edit::inherited(root, names[1], component);
            let rest = taken.map_or_else(String::new, |node| edit::fields_but(node, &[name, "source"]));
            let source = assumed(told, "any other number");
            edit.put_first(node, format!("{component}: ({name}: {text}, {rest}source: {source}), "), true);
        }
        ([Step::Name("world"), Step::Name(name)], _) if known(1) => {
            edit.put_first(node, format!("world: ({name}: {text}), "), true);
        }
        _ => return None,
    }
    Some(())
}

fn told(because: &str, name: &str, value: &str) -> String {
    format!("{because}: {name} {value}; the rest is as in the file")
}

/// An assumption that what was set gives as its source: it is an alternative itself, and names none.
fn assumed(because: &str, range: &str) -> String {
    format!("assumed(because: {}, range: \"{range}\", no_variant: \"it was set\")", edit::text(because))
}

/// The nearest source above a place says that the entry was set.
fn resource(edit: &mut edit::Edit, place: &Place<'_, '_>, last: &str, told: &str) {
    let names = place.names();
    let section = place.section();
    let holds = |edit: &edit::Edit, source: &Node| {
        let holds = edit::field(source, "holds_in");
        let holds = holds.map_or("100".to_owned(), |node| edit.slice(&node.span));
        format!("assumed(because: {}, holds_in: {holds})", edit::text(told))
    };
    // What is replaced takes its source with it.
    let replaced = place.node().filter(|_| place.written == place.steps.len());
    for (depth, group) in place.through.iter().rev() {
        let Value::Struct(name, _) = &group.value else { continue };
        if replaced.is_some_and(|node| std::ptr::eq(node, *group)) {
            continue;
        }
        let Some(source) = entry(group, Step::Name("source")) else {
            // What has the source of its section gets one of its own.
            let own =
                *depth == 2 || (*depth == 3 && names.get(2).is_some_and(|part| COMPONENTS.contains(part)));
            let Some(section) = section.filter(|_| own && last != "source") else { continue };
            let source = match (names.first().copied(), place.steps.get(*depth)) {
                (Some("statements"), _) => holds(edit, section),
                (Some("issues"), Some(Step::Name(field))) => {
                    let field = if *field == "duty_at" { "duty" } else { *field };
                    format!("{{ \"{field}\": {} }}", assumed(told, "any other"))
                }
                _ => assumed(told, "any other number"),
            };
            edit.put_first(group, format!("source: {source}, "), false);
            return;
        };
        if last == "source"
            || place
                .node()
                .is_some_and(|node| node.span.start >= source.span.start && node.span.end <= source.span.end)
        {
            return;
        }
        let new = match (names.first().copied(), name.as_deref()) {
            (Some("statements"), Some(_)) => holds(edit, source),
            (Some("issues"), _) => {
                let field = match place.steps.get(*depth) {
                    Some(Step::Name("duty_at")) => "duty",
                    Some(Step::Name(field)) => *field,
                    _ => return,
                };
                let own = format!("\"{field}\": {}", assumed(told, "any other"));
                match &source.value {
                    Value::Map(_) => {
                        let rest = edit::keys_but(source, field);
                        format!("{{ {own}, {rest} }}")
                    }
                    _ => format!("{{ {own}, \"rest\": {} }}", edit::one_line(source)),
                }
            }
            _ => assumed(told, "any other number"),
        };
        edit.replace(&source.span, new, false);
        return;
    }
}

/// Every number that can be set, in the order of the format; whatever else is written has a path, too.
pub fn paths(scenario: &Scenario) -> Vec<String> {
    let mut out = vec!["calendar.horizon".to_owned()];
    for party in &scenario.parties {
        out.extend(traits::PARTY.iter().map(|entry| format!("parties.{}.{}", party.id, entry.name)));
        let towards = party.bias.iter().filter_map(|(towards, _)| scenario.parties.get(towards.index()));
        out.extend(towards.map(|towards| format!("parties.{}.bias.{}", party.id, towards.id)));
    }
    for name in ["stake", "takes"] {
        out.extend(scenario.issues.iter().map(|issue| format!("issues.{}.{name}", issue.id)));
    }
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
            out.extend(COUNTS.iter().map(|name| format!("{kind}.{}.delegation.{name}", format.name)));
        }
    }
    out
}

/// Whole numbers of a format's delegation.
const COUNTS: [&str; 4] = ["first_meeting", "every", "meetings", "offers"];

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
