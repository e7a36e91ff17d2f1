//! Which component makes the difference between two formats: all hybrids of the two over the components in which they differ, in the same worlds,
//! and the share of each component (Shapley 1953).

#[cfg(test)]
mod calibration;
pub mod found;
#[cfg(test)]
mod tests;
pub mod words;

use crate::scenario::Scenario;
use crate::scenario::hybrid::{ALL_SEVEN, Component, Hybrid, Kind, Pair};
use crate::statistics::shapley::Orders;

pub use found::{Decomposition, Made, OfMeasure, Share};

/// What has a share of the difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Player {
    /// A component, or several that can only be exchanged together.
    Components(Vec<Component>),
    /// Of the members: who sits at the table.
    Seats,
    /// Of the members: what is on the menu since they could carry it out by themselves.
    Menu,
    /// The programme of tables, as a whole.
    Programme,
}

impl Player {
    /// The first of its components, by which rows are in order.
    fn first(&self) -> Option<Component> {
        match self {
            Self::Components(all) => all.first().copied(),
            Self::Seats | Self::Menu | Self::Programme => None,
        }
    }

    /// As written in files: `membership`, `membership+contract`, `seats`, `menu`, `programme`.
    pub fn key(&self) -> String {
        match self {
            Self::Components(all) => all.iter().map(|c| c.key()).collect::<Vec<_>>().join("+"),
            Self::Seats => "seats".into(),
            Self::Menu => "menu".into(),
            Self::Programme => "programme".into(),
        }
    }
}

/// A row of the result: what has a share, and how it is reckoned from the outcomes of the hybrids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What has the share.
    pub player: Player,
    /// By hybrid: its coefficient; the share is the sum over [`Game::denominator`].
    pub coefficients: Vec<i64>,
    /// By step of an order: the hybrid before, and after.
    pub steps: Vec<(usize, usize)>,
}

/// A hybrid that cannot be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Impossible {
    /// What it would have of the first format; all else that differs it would have of the second.
    pub of_first: Vec<Component>,
    /// Why it cannot be.
    pub reason: String,
}

/// Whether the members' share is split into seats and menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Split {
    /// It is.
    Done,
    /// It was not asked for.
    NotAsked,
    /// The same parties sit in both.
    SameMembers,
    /// Absent parties are asked to join in these formats: the menu does not follow who sits, and all of it is seats.
    AllSeats,
    /// They are asked in one of the two alone.
    Mixed,
    /// There is more than one table.
    SeveralTables,
    /// The members are exchanged together with other components, or the tables that it needs cannot be.
    Impossible,
}

/// Two formats taken apart.
pub struct Game {
    /// The two, by name.
    pub names: (String, String),
    /// How they are taken apart.
    pub kind: Kind,
    /// The scenario with the hybrids as its formats.
    pub scenario: Scenario,
    /// Components in which they do not differ.
    pub equal: Vec<Component>,
    /// Hybrids that cannot be.
    pub impossible: Vec<Impossible>,
    /// What has a share; that of what does not differ is 0.
    pub rows: Vec<Row>,
    /// What the members' share is made of, if it is split.
    pub split: (Split, Vec<Row>),
    /// Orders in which the components can be exchanged one after the other.
    pub orders: u64,
    /// Orders in which they could, if every hybrid could be.
    pub all_orders: u64,
    /// By what sums of coefficients are to be divided.
    pub denominator: i64,
    /// Places of the two among the hybrids.
    pub ends: (usize, usize),
}

impl Game {
    /// The formats at two places of a scenario that has passed its checks; `split`: the members' share into seats and menu. `None` if there is no
    /// such place.
    pub fn of(scenario: &Scenario, (a, b): (usize, usize), split: bool) -> Option<Self> {
        let mut pair = Pair::of(scenario, a, b)?;
        let names = (scenario.formats[a].name.clone(), scenario.formats[b].name.clone());
        if pair.kind() == Kind::Whole {
            return Some(Self::as_a_whole(scenario, names));
        }
        let hybrids: Vec<Hybrid> = (0..=ALL_SEVEN).map(|of_first| pair.hybrid(of_first)).collect();
        let differs =
            |c: &Component| (0..=ALL_SEVEN).any(|m| m & c.bit() == 0 && hybrids[m] != hybrids[m | c.bit()]);
        let (differing, equal): (Vec<Component>, Vec<Component>) =
            Component::ALL.iter().partition(|c| differs(c));
        let mut cells = Cells::new(&mut pair, &hybrids, &differing);
        let (blocks, orders) = finest(&differing, |mask| cells.exists(mask));
        let can = cells.split(&blocks, &orders);
        let wanted = if can == Split::Done && !split { Split::NotAsked } else { can };
        let (rows, of_members, wanted) = cells.rows(&blocks, &orders, wanted);
        let (ends, impossible) = ((cells.place(ALL_SEVEN), cells.place(0)), cells.impossible());
        let alike = equal.iter().map(|c| Row::of(Player::Components(vec![*c])));
        let mut rows: Vec<Row> = rows.into_iter().chain(alike).collect();
        rows.sort_by_key(|row| row.player.first());
        let runs = std::mem::take(&mut cells.runs);
        let count = runs.len();
        let fill = |mut row: Row| {
            row.coefficients.resize(count, 0);
            row
        };
        Some(Self {
            names,
            kind: pair.kind(),
            scenario: pair.scenario(&runs),
            equal,
            impossible,
            rows: rows.into_iter().map(fill).collect(),
            split: (wanted, of_members.into_iter().map(fill).collect()),
            orders: orders.count(),
            all_orders: (1..=differing.len() as u64).product(),
            denominator: 2 * orders.count() as i64,
            ends,
        })
    }

    fn as_a_whole(scenario: &Scenario, names: (String, String)) -> Self {
        let row = Row { player: Player::Programme, coefficients: vec![2, -2], steps: vec![(1, 0)] };
        Self {
            scenario: scenario.with_formats(&[&names.0, &names.1]),
            names,
            kind: Kind::Whole,
            equal: Vec::new(),
            impossible: Vec::new(),
            rows: vec![row],
            split: (Split::SeveralTables, Vec::new()),
            orders: 1,
            all_orders: 1,
            denominator: 2,
            ends: (0, 1),
        }
    }

    /// All that is summed world by world: the shares, those of seats and menu, and the difference itself (times the denominator).
    pub fn coefficients(&self) -> Vec<Vec<i64>> {
        let rows = self.rows.iter().chain(&self.split.1).map(|row| row.coefficients.clone());
        let mut difference = vec![0; self.scenario.formats.len()];
        difference[self.ends.0] += self.denominator;
        difference[self.ends.1] -= self.denominator;
        rows.chain([difference]).collect()
    }
}

/// The hybrids that are looked at, each run once however often it is needed.
struct Cells<'p, 's> {
    pair: &'p mut Pair<'s>,
    hybrids: &'p [Hybrid],
    differing: &'p [Component],
    /// By choice of components: why it cannot be; the two formats can.
    reasons: Vec<Option<String>>,
    runs: Vec<Hybrid>,
}

impl<'p, 's> Cells<'p, 's> {
    fn new(pair: &'p mut Pair<'s>, hybrids: &'p [Hybrid], differing: &'p [Component]) -> Self {
        let all: usize = differing.iter().map(|c| c.bit()).sum();
        let mut reasons: Vec<Option<String>> = vec![None; hybrids.len()];
        for of_first in (1..all).filter(|mask| mask & all == *mask) {
            let known = (0..of_first).find(|m| m & all == *m && hybrids[*m] == hybrids[of_first]);
            reasons[of_first] = match known {
                Some(known) => reasons[known].clone(),
                None if hybrids[of_first] == hybrids[all] => None,
                None => pair.impossible(&hybrids[of_first]),
            };
        }
        Self { pair, hybrids, differing, reasons, runs: Vec::new() }
    }

    /// What differs and is of the first format; of what does not differ it makes no difference.
    fn own(&self, of_first: usize) -> usize {
        self.differing.iter().map(|c| c.bit() & of_first).sum()
    }

    fn exists(&self, of_first: usize) -> bool {
        self.reasons[self.own(of_first)].is_none()
    }

    fn run(&mut self, hybrid: &Hybrid) -> usize {
        if let Some(known) = self.runs.iter().position(|run| run == hybrid) {
            return known;
        }
        self.runs.push(hybrid.clone());
        self.runs.len() - 1
    }

    fn place(&mut self, of_first: usize) -> usize {
        let hybrids = self.hybrids;
        self.run(&hybrids[self.own(of_first)])
    }

    fn impossible(&self) -> Vec<Impossible> {
        let one = |(mask, reason): (usize, &Option<String>)| {
            let of_first = self.differing.iter().copied().filter(|c| mask & c.bit() != 0).collect();
            Some(Impossible { of_first, reason: reason.clone()? })
        };
        self.reasons.iter().enumerate().filter_map(one).collect()
    }

    /// Whether the members' share can be split.
    fn split(&self, blocks: &[Vec<Component>], orders: &Orders) -> Split {
        if !self.differing.contains(&Component::Membership) {
            Split::SameMembers
        } else if self.pair.nested() || self.pair.kind() != Kind::Plain {
            Split::SeveralTables
        } else if self.pair.asked().0 > 0 {
            let (asked, all) = self.pair.asked();
            if asked == all { Split::AllSeats } else { Split::Mixed }
        } else if blocks.contains(&vec![Component::Membership]) && orders.count() > 0 {
            Split::Done
        } else {
            Split::Impossible
        }
    }

    fn rows(
        &mut self,
        blocks: &[Vec<Component>],
        orders: &Orders,
        wanted: Split,
    ) -> (Vec<Row>, Vec<Row>, Split) {
        let mut rows = Vec::new();
        let (mut of_members, mut wanted) = (Vec::new(), wanted);
        for (player, block) in blocks.iter().enumerate() {
            let mask = |coalition: usize| of_blocks(blocks, coalition);
            let mut row = Row::of(Player::Components(block.clone()));
            for (before, ways) in orders.steps(player) {
                let (from, to) = (self.place(mask(before)), self.place(mask(before | 1 << player)));
                row.step(from, to, 2 * ways as i64);
            }
            rows.push(row);
            if wanted == Split::Done && *block == [Component::Membership] {
                match self.seats_and_menu(blocks, orders, player) {
                    Some(rows) => of_members.extend(rows),
                    None => wanted = Split::Impossible,
                }
            }
        }
        (rows, of_members, wanted)
    }

    /// In each order the seats change first, or the menu: the two share what the members have (Owen 1977: they are one union), each hybrid in between
    /// with absent parties asked to join. `None` where neither can be.
    fn seats_and_menu(
        &mut self,
        blocks: &[Vec<Component>],
        orders: &Orders,
        player: usize,
    ) -> Option<[Row; 2]> {
        let (mut seats, mut menu) = (Row::of(Player::Seats), Row::of(Player::Menu));
        for (before, ways) in orders.steps(player) {
            let without = of_blocks(blocks, before);
            let with = without | Component::Membership.bit();
            let (from, to) = (self.place(without), self.place(with));
            // The seats of the first at the menu of the second, and the other way round.
            let between = [with, without].map(|seated| {
                let hybrid = self.pair.at_the_other_menu(seated);
                self.pair.impossible(&hybrid).is_none().then_some(hybrid)
            });
            let weight = if between.iter().all(Option::is_some) { 1 } else { 2 } * ways as i64;
            let [first, second] = between.map(|hybrid| hybrid.map(|hybrid| self.run(&hybrid)));
            if let Some(middle) = first {
                seats.step(from, middle, weight);
                menu.step(middle, to, weight);
            }
            if let Some(middle) = second {
                menu.step(from, middle, weight);
                seats.step(middle, to, weight);
            }
            first.or(second)?;
        }
        Some([seats, menu])
    }
}

impl Row {
    fn of(player: Player) -> Self {
        Self { player, coefficients: Vec::new(), steps: Vec::new() }
    }

    fn step(&mut self, from: usize, to: usize, weight: i64) {
        let length = self.coefficients.len().max(from.max(to) + 1);
        self.coefficients.resize(length, 0);
        self.coefficients[to] += weight;
        self.coefficients[from] -= weight;
        if !self.steps.contains(&(from, to)) {
            self.steps.push((from, to));
        }
    }
}

/// The components of some blocks, as bits.
fn of_blocks(blocks: &[Vec<Component>], coalition: usize) -> usize {
    let taken = blocks.iter().enumerate().filter(|(at, _)| coalition & (1 << at) != 0);
    taken.flat_map(|(_, block)| block).map(|c| c.bit()).sum()
}

/// The components in as many blocks as there can be such that they can be exchanged in some order, of equal numbers the first.
fn finest(components: &[Component], exists: impl Fn(usize) -> bool) -> (Vec<Vec<Component>>, Orders) {
    let mut all = partitions(components);
    all.sort_by_key(|blocks| std::cmp::Reverse(blocks.len()));
    let orders = |blocks: &[Vec<Component>]| Orders::new(blocks.len(), |c| exists(of_blocks(blocks, c)));
    let found =
        all.iter().map(|blocks| (blocks.clone(), orders(blocks))).find(|(_, orders)| orders.count() > 0);
    found.unwrap_or_else(|| {
        let one = vec![components.to_vec()];
        let orders = Orders::new(1, |_| true);
        (one, orders)
    })
}

/// All ways to put components into blocks.
fn partitions(components: &[Component]) -> Vec<Vec<Vec<Component>>> {
    let mut all = vec![Vec::<Vec<Component>>::new()];
    for &component in components {
        let mut more = Vec::new();
        for blocks in &all {
            for at in 0..blocks.len() {
                let mut joined = blocks.clone();
                joined[at].push(component);
                more.push(joined);
            }
            let mut alone = blocks.clone();
            alone.push(vec![component]);
            more.push(alone);
        }
        all = more;
    }
    all
}
