//! The JSON, as it stands in the file.

use super::Named;
use crate::lab::conflict::graph::MOST_PARTIES;
use crate::lab::conflict::graph::options::MOST_OPTIONS;
use crate::scenario::conflict::{Change, Condition};
use serde_json::{Map, Value};

/// Most entries of a list of conditions: each is held against every state.
const MOST_STATEMENTS: usize = 10_000;

/// The file, names made presentable.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Raw {
    pub(super) title: String,
    pub(super) about: String,
    pub(super) options: Vec<Named>,
    pub(super) makers: Vec<Maker>,
    /// Each a statement: one of its conditions is enough.
    pub(super) infeasibles: Vec<Vec<Condition>>,
    /// Coalitions of two or more, by decision maker.
    pub(super) coalitions: Vec<Vec<usize>>,
    /// Whether rankings by hand count.
    pub(super) by_hand: bool,
    pub(super) dropped: Vec<String>,
}

/// A decision maker.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Maker {
    pub(super) name: String,
    pub(super) options: Vec<usize>,
    pub(super) preferences: Vec<Vec<Condition>>,
    pub(super) ranking: Option<Vec<Vec<usize>>>,
}

/// Keys that are read, and keys that GMCR+ makes of others.
const ROOT: [&str; 11] = [
    "program",
    "version",
    "title",
    "description",
    "options",
    "decisionMakers",
    "infeasibles",
    "useManualPreferenceRanking",
    "useManualPreferenceVectors",
    "coalitions",
    "coalitionsFull",
];
const MAKER: [&str; 7] =
    ["name", "options", "preferences", "preferenceRanking", "preferenceVector", "payoffs", "misperceptions"];
const OPTION: [&str; 2] = ["name", "permittedDirection"];

impl Raw {
    pub(super) fn of(text: &str) -> Result<Self, String> {
        let root: Value = serde_json::from_str(text).map_err(|error| format!("not JSON: {error}"))?;
        let Value::Object(root) = &root else { return Err("this is JSON, but no object { }".to_owned()) };
        let mut raw =
            Self { title: text_of(root, "title"), about: text_of(root, "description"), ..Self::default() };
        raw.unknown(root, &ROOT, "");
        let options = list(root, "options", "", true)?;
        let makers = list(root, "decisionMakers", "", true)?;
        // Before anything is made of them: work grows with options times all that names one.
        for (found, most, what) in
            [(makers.len(), MOST_PARTIES, "decision makers"), (options.len(), MOST_OPTIONS, "options")]
        {
            if !(1..=most).contains(&found) {
                return Err(format!("there are {found} {what}; 1 to {most} are analysed"));
            }
        }
        for (at, option) in options.iter().enumerate() {
            let place = format!("options[{}]", at + 1);
            let option = object(option, &place)?;
            raw.unknown(option, &OPTION, &place);
            raw.options.push(Named { name: name_of(option, "option", at), change: change(option, &place)? });
        }
        for (at, maker) in makers.iter().enumerate() {
            let place = format!("decisionMakers[{}]", at + 1);
            let maker = raw.maker(object(maker, &place)?, at, &place)?;
            raw.makers.push(maker);
        }
        let count = raw.options.len();
        raw.infeasibles = statements(root, "infeasibles", "", count)?;
        let flag = ["useManualPreferenceRanking", "useManualPreferenceVectors"];
        let flag = flag.iter().find_map(|key| root.get(*key)).and_then(Value::as_bool);
        let plain = raw.makers.iter().all(|maker| maker.preferences.is_empty() && maker.ranking.is_some());
        raw.by_hand = flag.unwrap_or(plain);
        raw.together(root)?;
        Ok(raw)
    }

    fn maker(&mut self, maker: &Map<String, Value>, at: usize, place: &str) -> Result<Maker, String> {
        self.unknown(maker, &MAKER, place);
        let name = name_of(maker, "decision maker", at);
        let count = self.options.len();
        let mut options = Vec::new();
        for option in list(maker, "options", place, true)? {
            let option = index(option, count, &format!("{place}.options"), "option")?;
            if !options.contains(&option) {
                options.push(option);
            }
        }
        if maker.get("misperceptions").and_then(Value::as_array).is_some_and(|all| !all.is_empty()) {
            self.dropped.push(format!("`misperceptions` of {name}: the states that it does not see"));
        }
        let preferences = statements(maker, "preferences", place, count)?;
        // A condition without options holds everywhere and ranks nothing.
        let preferences = preferences.into_iter().filter(|any| !any.iter().any(Vec::is_empty)).collect();
        let key =
            if maker.contains_key("preferenceRanking") { "preferenceRanking" } else { "preferenceVector" };
        let ranking = if maker.contains_key(key) {
            let groups = list(maker, key, place, true)?;
            Some(
                groups
                    .iter()
                    .map(|group| group_of(group, &format!("{place}.{key}")))
                    .collect::<Result<_, _>>()?,
            )
        } else {
            None
        };
        Ok(Maker { name, options, preferences, ranking })
    }

    /// Coalitions of two or more.
    fn together(&mut self, root: &Map<String, Value>) -> Result<(), String> {
        for entry in list(root, "coalitions", "", false)? {
            let Value::Array(members) = entry else { continue };
            let member = |of: &Value| index(of, self.makers.len(), "coalitions", "decision maker");
            let members: Vec<usize> = members.iter().map(member).collect::<Result<_, _>>()?;
            if members.len() > 1 {
                self.coalitions.push(members);
            }
        }
        Ok(())
    }

    fn unknown(&mut self, of: &Map<String, Value>, known: &[&str], place: &str) {
        let unknown = of.keys().filter(|key| !known.contains(&key.as_str()));
        let at = if place.is_empty() { String::new() } else { format!("{place}: ") };
        self.dropped.extend(unknown.map(|key| format!("{at}`{key}`, which is not known")));
    }
}

fn text_of(of: &Map<String, Value>, key: &str) -> String {
    of.get(key).and_then(Value::as_str).unwrap_or("").trim().to_owned()
}

fn name_of(of: &Map<String, Value>, what: &str, at: usize) -> String {
    match text_of(of, "name") {
        name if name.is_empty() => format!("{what} {}", at + 1),
        name => name,
    }
}

fn object<'a>(value: &'a Value, place: &str) -> Result<&'a Map<String, Value>, String> {
    value.as_object().ok_or_else(|| format!("{place} is {}; expected an object {{ }}", brief(value)))
}

fn list<'a>(of: &'a Map<String, Value>, key: &str, place: &str, needed: bool) -> Result<&'a [Value], String> {
    let at = if place.is_empty() { key.to_owned() } else { format!("{place}.{key}") };
    match of.get(key) {
        Some(Value::Array(items)) => Ok(items),
        Some(other) => Err(format!("{at} is {}; expected a list [ ]", brief(other))),
        None if needed => Err(format!("{at} is missing; expected a list [ ]")),
        None => Ok(&[]),
    }
}

/// What a value is, in few letters.
fn brief(value: &Value) -> String {
    let text = value.to_string();
    if text.chars().count() <= 30 {
        format!("`{text}`")
    } else {
        format!("`{}…`", text.chars().take(30).collect::<String>())
    }
}

/// A number from 0, as a number or as digits in quotes.
fn number(value: &Value) -> Option<usize> {
    let number = value.as_u64().or_else(|| value.as_str()?.trim().parse().ok());
    number.and_then(|number| usize::try_from(number).ok())
}

fn index(value: &Value, count: usize, place: &str, what: &str) -> Result<usize, String> {
    number(value).filter(|at| *at < count).ok_or_else(|| {
        format!(
            "{place} names {what} {}; expected a number from 0 to {}",
            brief(value),
            count.saturating_sub(1)
        )
    })
}

fn change(option: &Map<String, Value>, place: &str) -> Result<Change, String> {
    match option.get("permittedDirection") {
        None => Ok(Change::Free),
        Some(Value::String(word)) if word == "both" => Ok(Change::Free),
        Some(Value::String(word)) if word == "fwd" => Ok(Change::Stays),
        Some(Value::String(word)) if word == "back" => Ok(Change::Gone),
        Some(other) => Err(format!(
            "{place}.permittedDirection is {}; expected \"both\", \"fwd\" or \"back\"",
            brief(other)
        )),
    }
}

/// A state, or several that are liked alike.
fn group_of(value: &Value, place: &str) -> Result<Vec<usize>, String> {
    let state = |value: &Value| {
        number(value).ok_or_else(|| format!("{place} has {}; expected the number of a state", brief(value)))
    };
    match value {
        Value::Array(several) => several.iter().map(state).collect(),
        one => Ok(vec![state(one)?]),
    }
}

fn statements(
    of: &Map<String, Value>,
    key: &str,
    place: &str,
    options: usize,
) -> Result<Vec<Vec<Condition>>, String> {
    let dot = if place.is_empty() { "" } else { "." };
    let written = list(of, key, place, false)?;
    if written.len() > MOST_STATEMENTS {
        let found = written.len();
        return Err(format!("{place}{dot}{key} has {found} entries; at most {MOST_STATEMENTS} are read"));
    }
    let all = written.iter().enumerate();
    all.map(|(at, value)| {
        let place = format!("{place}{dot}{key}[{}]", at + 1);
        match value {
            Value::Object(compound) => list(compound, "members", &place, true)?
                .iter()
                .map(|member| condition(member, &place, options))
                .collect(),
            simple => Ok(vec![condition(simple, &place, options)?]),
        }
    })
    .collect()
}

fn condition(value: &Value, place: &str, options: usize) -> Result<Condition, String> {
    let expected = "expected a list of [option, \"Y\" or \"N\"]";
    let Value::Array(pairs) = value else { return Err(format!("{place} is {}; {expected}", brief(value))) };
    let mut condition = Condition::new();
    for pair in pairs {
        let parts = pair.as_array().map(Vec::as_slice);
        let Some([option, Value::String(taken)]) = parts else {
            return Err(format!("{place} has {}; {expected}", brief(pair)));
        };
        let option = index(option, options, place, "option")?;
        let taken = match taken.as_str() {
            "Y" | "y" => true,
            "N" | "n" => false,
            _ => return Err(format!("{place} has {}; {expected}", brief(pair))),
        };
        match condition.iter().find(|(known, _)| *known == option) {
            None => condition.push((option, taken)),
            Some((_, before)) if *before == taken => {}
            Some(_) => {
                return Err(format!("{place} says of option {option} that it is taken and that it is not"));
            }
        }
    }
    Ok(condition)
}
