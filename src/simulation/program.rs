//! A format as a programme: the tables that it holds, which after which, and on what condition. A plain format has one.

use super::record::LEFT_OUT;
use crate::agreement::rule::Rule as CompiledRule;
use crate::agreement::table::{Circumstances, Schedule, Table};
use crate::scenario::model::{
    Format, IssueIndex, LevelIndex, Phase, PhaseFormat, Plenary, Rule, Scenario, SubAgreements, SubTable,
    When,
};
use crate::scenario::place::PartyIndex;
use crate::world::drawn::{StatusQuo, status_quo_at_start};

/// A format made ready.
#[derive(Debug, Clone)]
pub struct Program {
    /// The tables to hold, in the order of the file.
    pub nodes: Vec<Node>,
}

/// One table to hold.
#[derive(Debug, Clone)]
pub struct Node {
    /// Name, for stories and charts.
    pub name: String,
    /// The plain format.
    pub format: Format,
    /// It as it is held at the start.
    pub table: Table,
    /// Tables with the same number see the same of a world, in whatever format.
    pub seen_as: usize,
    /// Tables under it whose agreements are put before it; none: it negotiates itself.
    pub tables: Vec<Under>,
    /// The nodes that it comes after, with what must have come of each; none: it may begin at the start.
    pub after: Vec<(usize, When)>,
    /// Levels of which one must be reached when it would begin; none: no condition.
    pub reached: Vec<(IssueIndex, LevelIndex)>,
    /// Levels of which none may be reached then.
    pub not_reached: Vec<(IssueIndex, LevelIndex)>,
}

/// A sub-table under a plenary.
#[derive(Debug, Clone)]
pub struct Under {
    /// Name.
    pub name: String,
    /// The sub-table as a format of its own.
    pub format: Format,
    /// It as it is held at the start.
    pub table: Table,
    /// As that of a node.
    pub seen_as: usize,
}

impl Program {
    /// Whether a third party tells something at any of its tables.
    pub fn tells(&self) -> bool {
        let under = |node: &Node| node.tables.iter().any(|under| under.table.tells());
        self.nodes.iter().any(|node| node.table.tells() || under(node))
    }

    /// Makes a format ready.
    pub fn new(scenario: &Scenario, format: &Format) -> Self {
        let mut nodes = Vec::new();
        if format.phases.is_empty() {
            add(scenario, format, &format.name, &mut nodes);
            return Self { nodes };
        }
        // By phase: the last of its nodes, which says what came of it.
        let mut last = Vec::new();
        for phase in &format.phases {
            let held = match phase.held {
                PhaseFormat::Format(f) => &scenario.formats[f],
                PhaseFormat::Part(p) => &scenario.parts[p],
            };
            let first = nodes.len();
            add(scenario, held, &phase.name, &mut nodes);
            for node in &mut nodes[first..] {
                if node.after.is_empty() {
                    condition(node, phase);
                }
            }
            last.push(nodes.len() - 1);
        }
        // `after` names phases, which may stand later in the file.
        for node in &mut nodes {
            for (before, _) in node.after.iter_mut().filter(|(before, _)| *before >= PHASE) {
                *before = last[*before - PHASE];
            }
        }
        Self { nodes }
    }

    /// What tables, charts and rows show of the format: everybody who takes part, and its stages.
    pub fn summary_table(&self, scenario: &Scenario, format: &Format) -> Table {
        if let [node] = self.nodes.as_slice() {
            return Table { name: format.name.clone(), ..node.table.clone() };
        }
        let mut all = format.clone();
        let members = |f: &Format| f.membership.members.clone();
        all.membership.members = self.nodes.iter().flat_map(|n| members(&n.format)).collect();
        all.membership.members.sort_unstable();
        all.membership.members.dedup();
        let mut summary = Table::new(scenario, &all);
        let stages = self.nodes.iter().map(|n| n.name.clone()).collect();
        summary.schedules = vec![Schedule { roadmap: None, stages, stage_of: vec![0; summary.menus.len()] }];
        summary
    }

    /// Whether it holds more than one table.
    pub fn composite(&self) -> bool {
        self.nodes.len() > 1
    }
}

/// Numbers the tables of some programmes by what they see.
pub(super) fn number(programs: &mut [Program]) {
    let mut known: Vec<Table> = Vec::new();
    let mut seen_as = |table: &Table| {
        let seen = table.as_seen();
        known.iter().position(|other| *other == seen).unwrap_or_else(|| {
            known.push(seen);
            known.len() - 1
        })
    };
    for node in programs.iter_mut().flat_map(|program| &mut program.nodes) {
        node.seen_as = seen_as(&node.table);
        node.tables.iter_mut().for_each(|under| under.seen_as = seen_as(&under.table));
    }
}

/// Marks a reference to a phase that is not yet resolved to a node.
const PHASE: usize = 1 << 16;

fn condition(node: &mut Node, phase: &Phase) {
    node.after = phase.after.map(|before| (PHASE + before, phase.when)).into_iter().collect();
    node.reached.clone_from(&phase.reached);
    node.not_reached.clone_from(&phase.not_reached);
}

/// Adds the nodes of a plain format: itself, or its sub-tables that are in force at once, and then the plenary.
fn add(scenario: &Scenario, format: &Format, name: &str, nodes: &mut Vec<Node>) {
    let at_once = format.contract.sub_agreements == SubAgreements::AtOnce;
    if format.membership.tables.is_empty() || !at_once {
        nodes.push(Node::new(scenario, format, name));
        return;
    }
    let first = nodes.len();
    for table in &format.membership.tables {
        let own = sub_format(format, table);
        nodes.push(Node::new(scenario, &own, &format!("{name}: {}", table.name)));
    }
    if !format.membership.tables.iter().any(|t| is_plenary(format, t)) {
        let mut plenary = format.clone();
        plenary.membership.tables.clear();
        let mut node = Node::new(scenario, &plenary, name);
        node.after = (first..nodes.len()).map(|n| (n, When::Ended)).collect();
        nodes.push(node);
    }
}

/// Whether a sub-table has all members and the whole agenda: then it is the plenary.
pub fn is_plenary(format: &Format, table: &SubTable) -> bool {
    let all = format.membership.members.iter().all(|m| table.members.contains(m));
    all && format.contract.agenda.iter().zip(&table.agenda).all(|(whole, own)| !whole || *own)
}

/// A sub-table as a format of its own: its members, its part of the agenda, all else as in the nested format.
fn sub_format(format: &Format, table: &SubTable) -> Format {
    let mut own = seated(format, |party| table.members.contains(party));
    own.membership.tables.clear();
    let whole = &format.contract.agenda;
    own.contract.agenda = whole.iter().zip(&table.agenda).map(|(whole, own)| *whole && *own).collect();
    own
}

/// A format without some of its members, as bits; `None`: nothing could pass there then, or there is nobody to agree with.
pub(super) fn without(format: &Format, gone: u32) -> Option<Format> {
    let membership = &format.membership;
    let mut own = seated(format, |party| gone & (1 << party) == 0);
    if own.membership.members.len() == membership.members.len() {
        return Some(own);
    }
    let passes = CompiledRule::new(&format.rule, membership).passes(!gone);
    let writes = own.proposing.text_by.is_some_and(|writer| gone & (1 << writer) != 0);
    if writes {
        own.proposing.text_by = None;
    }
    (passes && own.membership.members.len() > 1).then_some(own)
}

/// A format with those of its members who sit.
fn seated(format: &Format, sits: impl Fn(&PartyIndex) -> bool) -> Format {
    let mut own = format.clone();
    let mine = |list: &mut Vec<PartyIndex>| list.retain(&sits);
    mine(&mut own.membership.members);
    mine(&mut own.membership.indispensable);
    mine(&mut own.proposing.order);
    mine(&mut own.delegation.ratifiers);
    // The rule of the format holds at each of its tables; no more votes are needed than there are.
    let all = own.membership.members.len() as u32;
    match &mut own.rule {
        Rule::Quota(needed) => *needed = (*needed).min(all),
        Rule::Weighted { weights, needed } => {
            weights.retain(|(p, _)| sits(p));
            *needed = (*needed).min(weights.iter().map(|(_, votes)| votes).sum());
        }
        Rule::Unanimity | Rule::ConsensusMinus(_) => {}
    }
    own
}

impl Node {
    fn new(scenario: &Scenario, format: &Format, name: &str) -> Self {
        let status_quo = status_quo_at_start(scenario);
        let under = |table: &SubTable| {
            let own = sub_format(format, table);
            let place = Circumstances {
                start: 0,
                status_quo: &status_quo,
                settled: 0,
                plenary: Some(&format.membership.members),
            };
            let held = Table::held_in(scenario, &own, place);
            Under { name: table.name.clone(), format: own, table: held, seen_as: 0 }
        };
        Self {
            name: name.to_owned(),
            table: Table::new(scenario, format),
            seen_as: 0,
            tables: format.membership.tables.iter().map(under).collect(),
            format: format.clone(),
            after: Vec::new(),
            reached: Vec::new(),
            not_reached: Vec::new(),
        }
    }

    /// Whether the plenary may negotiate: when it refuses the whole, or there is nothing to vote on.
    pub fn amends(&self) -> bool {
        self.format.proposing.plenary == Plenary::Amends
    }

    /// Whether its conditions on levels hold, given where the issues stand.
    pub fn levels_allow(&self, status_quo: &[StatusQuo], signed: &[u8]) -> bool {
        let reached = |&(j, level): &(IssueIndex, LevelIndex)| {
            let agreed = signed[j] != LEFT_OUT && usize::from(signed[j]) == level.index();
            status_quo[j].practised == level || status_quo[j].bound == level || agreed
        };
        (self.reached.is_empty() || self.reached.iter().any(reached)) && !self.not_reached.iter().any(reached)
    }
}
