//! Hybrids of two formats: some of the seven components of the one, the others of the other.
//!
//! A component is taken over as the file writes it. What it does not write follows who sits, as in a file: monitors and ratifiers are the members,
//! and there are as many offers at a meeting as members. Of a list of who proposes, ratifies or has votes, those stay who sit; where a list of who
//! proposes names everybody, those who sit beside them come after, in the order of the members. All else stays as it is, so some hybrids
//! cannot be: the checks of a file say why.

use super::check::check;
use super::decode::COMPONENTS;
use super::diagnostic::Severity;
use super::model::{Absent, Format, Phase, PhaseFormat, Provenance, Rule, Scenario};
use super::place::PartyIndex;
use std::collections::BTreeSet;

/// One of the seven components of a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Component {
    /// M: who sits at the table, who may veto which level.
    Membership,
    /// R: what makes a proposal pass.
    Rule,
    /// P: who proposes, in what order.
    Proposing,
    /// I: who knows what of whom.
    Information,
    /// C: which packages can be proposed.
    Contract,
    /// E: who monitors.
    Enforcement,
    /// D: level, calendar, mandate, publicity.
    Delegation,
}

impl Component {
    /// All, in their order.
    pub const ALL: [Self; 7] = [
        Self::Membership,
        Self::Rule,
        Self::Proposing,
        Self::Information,
        Self::Contract,
        Self::Enforcement,
        Self::Delegation,
    ];

    /// Its name in files.
    pub fn key(self) -> &'static str {
        COMPONENTS[self as usize]
    }

    /// Its bit in a choice of components.
    pub const fn bit(self) -> usize {
        1 << self as usize
    }
}

/// All seven components.
pub const ALL_SEVEN: usize = (1 << Component::ALL.len()) - 1;

/// A table of a format, with what its file leaves to who sits.
struct Table<'s> {
    format: &'s Format,
    /// The monitors are the members.
    monitors: bool,
    /// The ratifiers are the members.
    ratifiers: bool,
    /// There are as many offers as members.
    offers: bool,
    /// Every member proposes.
    order: bool,
}

impl<'s> Table<'s> {
    fn of(scenario: &'s Scenario, held: PhaseFormat) -> Option<Self> {
        let (kind, format) = match held {
            PhaseFormat::Format(at) => ("formats", scenario.formats.get(at)?),
            PhaseFormat::Part(at) => ("parts", scenario.parts.get(at)?),
        };
        let written = |field: &str| scenario.spans.contains_key(&format!("{kind}.{}.{field}", format.name));
        let members = &format.membership.members;
        let order = &format.proposing.order;
        Some(Self {
            format,
            monitors: format.enforcement.monitors == *members && !written("enforcement.monitors[0]"),
            ratifiers: format.delegation.ratifiers == *members && !written("delegation.ratifiers[0]"),
            offers: format.delegation.offers as usize == members.len() && !written("delegation.offers"),
            order: members.iter().all(|member| order.contains(member)),
        })
    }
}

/// How two formats are taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Both are plain: component by component.
    Plain,
    /// Both are programmes of the same phases on the same conditions: component by component, at all tables at once.
    PhaseByPhase,
    /// Programmes of different phases, or one programme: what differs is the programme as a whole.
    Whole,
}

/// Two formats of a scenario whose components can be exchanged.
pub struct Pair<'s> {
    kind: Kind,
    scenario: &'s Scenario,
    /// By phase: the table of the first, and that of the second. One for plain formats.
    tables: Vec<(Table<'s>, Table<'s>)>,
    ends: [&'s Format; 2],
    /// The scenario with one more format in it, which is being checked: some checks are of all formats together.
    trial: Scenario,
}

/// A format that may be a hybrid: its tables, one a phase. Equal ones are held in the same way.
#[derive(Debug, Clone, PartialEq)]
pub struct Hybrid {
    tables: Vec<Format>,
    /// Nobody is left of those who propose at one of them.
    silent: bool,
}

impl<'s> Pair<'s> {
    /// Two formats by their places; `None` if there is no such place.
    pub fn of(scenario: &'s Scenario, a: usize, b: usize) -> Option<Self> {
        let ends = [scenario.formats.get(a)?, scenario.formats.get(b)?];
        let [first, second] = ends.map(|format| &format.phases);
        let held = |format: usize, phases: &[Phase]| match phases {
            [] => vec![PhaseFormat::Format(format)],
            phases => phases.iter().map(|phase| phase.held).collect::<Vec<_>>(),
        };
        let kind = match (first.is_empty(), second.is_empty()) {
            (true, true) => Kind::Plain,
            (false, false) if alike(first, second) => Kind::PhaseByPhase,
            _ => Kind::Whole,
        };
        let pairs = held(a, first).into_iter().zip(held(b, second));
        let table = |held| Table::of(scenario, held);
        let tables = pairs.map(|(a, b)| Some((table(a)?, table(b)?))).collect::<Option<Vec<_>>>()?;
        let trial = Scenario {
            variants: Vec::new(),
            names: std::collections::BTreeMap::new(),
            spans: std::collections::BTreeMap::new(),
            ..scenario.clone()
        };
        Some(Self { kind, scenario, tables, ends, trial })
    }

    /// How they are taken apart.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Whether sub-tables stand under a table of one of them.
    pub fn nested(&self) -> bool {
        let under = |table: &Table<'_>| !table.format.membership.tables.is_empty();
        self.tables.iter().any(|(a, b)| under(a) || under(b))
    }

    /// At how many of the tables of both absent parties are asked to join, and how many there are.
    pub fn asked(&self) -> (usize, usize) {
        let asked = |table: &Table<'_>| usize::from(table.format.contract.absent == Absent::Asked);
        let count = self.tables.iter().map(|(a, b)| asked(a) + asked(b)).sum();
        (count, 2 * self.tables.len())
    }

    /// The hybrid that has these components ([`Component::bit`]) of the first format, and the others of the second.
    pub fn hybrid(&self, of_first: usize) -> Hybrid {
        self.made(of_first, |_, format| format)
    }

    /// The same at the menu that the members of the other format would have by themselves: who must act for it and does not sit is asked to join.
    pub fn at_the_other_menu(&self, of_first: usize) -> Hybrid {
        self.made(of_first, |(a, b), mut format| {
            let other = if of_first & Component::Membership.bit() == 0 { a } else { b };
            format.contract.absent = Absent::Asked;
            format.contract.menu_of = Some(other.format.membership.members.clone());
            format
        })
    }

    fn made(&self, of_first: usize, change: impl Fn(&(Table<'s>, Table<'s>), Format) -> Format) -> Hybrid {
        let mut hybrid = Hybrid { tables: Vec::new(), silent: false };
        for tables in &self.tables {
            let (format, silent) = joined(&tables.0, &tables.1, of_first);
            hybrid.tables.push(change(tables, plain(format)));
            hybrid.silent |= silent;
        }
        hybrid
    }

    /// Why a hybrid cannot be, if it cannot.
    pub fn impossible(&mut self, hybrid: &Hybrid) -> Option<String> {
        if hybrid.silent {
            return Some("nobody who proposes sits at the table".to_owned());
        }
        hybrid.tables.iter().find_map(|table| {
            self.trial.formats.truncate(self.scenario.formats.len());
            self.trial.formats.push(table.clone());
            let found = check(&self.trial, &BTreeSet::new());
            found
                .into_iter()
                .find(|problem| problem.severity == Severity::Error)
                .map(|problem| problem.message)
        })
    }

    /// The scenario with these formats to take worlds through, in this order.
    pub fn scenario(&self, hybrids: &[Hybrid]) -> Scenario {
        let mut scenario = self.scenario.clone();
        (scenario.formats, scenario.parts) = (Vec::new(), Vec::new());
        for (number, hybrid) in hybrids.iter().enumerate() {
            let name = |format: &Format| Format { name: format!("hybrid {number}"), ..format.clone() };
            if self.kind == Kind::Plain {
                scenario.formats.extend(hybrid.tables.iter().map(name));
                continue;
            }
            let first = scenario.parts.len();
            scenario.parts.extend(hybrid.tables.iter().map(name));
            let phases = self.ends[0].phases.iter().enumerate();
            let phases =
                phases.map(|(at, phase)| Phase { held: PhaseFormat::Part(first + at), ..phase.clone() });
            scenario.formats.push(Format { phases: phases.collect(), ..name(self.ends[0]) });
        }
        scenario
    }
}

/// Whether two programmes hold as many tables on the same conditions.
fn alike(a: &[Phase], b: &[Phase]) -> bool {
    let same = |(a, b): (&Phase, &Phase)| {
        (a.after, a.when, &a.reached, &a.not_reached) == (b.after, b.when, &b.reached, &b.not_reached)
    };
    a.len() == b.len() && a.iter().zip(b).all(same)
}

/// A format without what nothing depends on but what is shown.
fn plain(format: Format) -> Format {
    Format {
        name: "the hybrid".to_owned(),
        about: String::new(),
        source: Provenance::Default,
        sources: std::collections::BTreeMap::new(),
        contract: super::model::Contract { absent_written: false, ..format.contract },
        ..format
    }
}

/// The format that has these components of the first and the others of the second, and whether nobody is left of those who propose.
fn joined(a: &Table<'_>, b: &Table<'_>, of_first: usize) -> (Format, bool) {
    let of = |component: Component| if of_first & component.bit() == 0 { b } else { a };
    let membership = of(Component::Membership).format.membership.clone();
    let members = membership.members.clone();
    let sits = |party: &PartyIndex| members.contains(party);
    let mut rule = of(Component::Rule).format.rule.clone();
    if let Rule::Weighted { weights, .. } = &mut rule {
        weights.retain(|(party, _)| sits(party));
    }
    let from = of(Component::Proposing);
    let mut proposing = from.format.proposing.clone();
    if from.order {
        let new = members.iter().filter(|member| !proposing.order.contains(member));
        let new: Vec<PartyIndex> = new.copied().collect();
        proposing.order.extend(new);
    }
    proposing.order.retain(sits);
    let silent = proposing.order.is_empty() && !from.format.proposing.order.is_empty();
    let from = of(Component::Enforcement);
    let mut enforcement = from.format.enforcement.clone();
    if from.monitors {
        enforcement.monitors.clone_from(&members);
    }
    let from = of(Component::Delegation);
    let mut delegation = from.format.delegation.clone();
    if from.ratifiers {
        delegation.ratifiers.clone_from(&members);
    }
    delegation.ratifiers.retain(sits);
    if from.offers {
        delegation.offers = members.len() as u32;
    }
    let format = Format {
        information: of(Component::Information).format.information.clone(),
        contract: of(Component::Contract).format.contract.clone(),
        membership,
        rule,
        proposing,
        enforcement,
        delegation,
        ..a.format.clone()
    };
    let silent = silent && format.proposing.text_by.is_none();
    (format, silent)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{SourceFile, read};

    fn lesson(text: &str) -> Scenario {
        read(&SourceFile::new("lesson.ron", text)).expect("it is sound").scenario
    }

    fn differing(pair: &Pair<'_>) -> Vec<&'static str> {
        let differs = |c: &&Component| {
            (0..=ALL_SEVEN).filter(|m| m & c.bit() == 0).any(|m| pair.hybrid(m) != pair.hybrid(m | c.bit()))
        };
        Component::ALL.iter().filter(differs).map(|c| c.key()).collect()
    }

    #[test]
    fn the_ends_are_the_formats_and_defaults_follow_who_sits() {
        let spoiler = lesson(include_str!("../../scenarios/teaching/4-spoiler.ron"));
        let pair = Pair::of(&spoiler, 0, 1).expect("two formats");
        assert_eq!(pair.hybrid(ALL_SEVEN).tables[0], plain(spoiler.formats[0].clone()));
        assert_eq!(pair.hybrid(0).tables[0], plain(spoiler.formats[1].clone()));
        let seats = pair.hybrid(Component::Membership.bit());
        let members = seats.tables[0].membership.members.clone();
        assert_eq!(members, spoiler.formats[0].membership.members);
        assert_eq!(seats.tables[0].delegation.ratifiers.iter().filter(|r| !members.contains(r)).count(), 0);
    }

    #[test]
    fn only_what_the_file_writes_differently_differs() {
        let zone = lesson(include_str!("../../scenarios/teaching/1-zone-of-agreement.ron"));
        let same = Pair::of(&zone, 0, 0).expect("a format twice");
        assert_eq!(differing(&same), Vec::<&str>::new());
        let spoiler = lesson(include_str!("../../scenarios/teaching/4-spoiler.ron"));
        let pair = Pair::of(&spoiler, 0, 1).expect("two formats");
        assert!(differing(&pair).contains(&"membership"), "{:?}", differing(&pair));
    }
}
