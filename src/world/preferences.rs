//! What a party wants in one world: values drawn uniformly from everything compatible with its statements.
//!
//! Value of a level: 0 for the party's worst, 1 for its best level of the issue, those between uniform and in an order
//! that the statements allow (on an ordered issue, rising or falling along the scale). Weights: uniform on the simplex
//! among those that respect the stated order of issues (Lahdelma, Hokkanen & Salminen 1998).

use super::{
    extension,
    stream::{Key, Stream},
};
use crate::scenario::model::{Issue, PartyIndex, Says, Scenario, Statement};
use crate::scenario::place::IssueIndex;

/// Smallest scale. The own scale of a party that is near its best on everything would be so fine that its losses had no
/// finite mean; so 1 on the own scale is what its best level everywhere would add, or a tenth of the way from its worst to
/// its best level everywhere, whichever is more.
pub const SMALLEST_SCALE: f64 = 0.1;

/// Keys of a party's preference streams.
#[derive(Debug, Clone)]
pub struct PreferenceKeys {
    /// One key an issue, for the values of its levels and its raw weight.
    by_issue: Vec<Key>,
    /// For the order among weights.
    order: Key,
    /// Issues by id: the order of all draws and sums, so that the order of the file has no influence.
    by_id: Vec<IssueIndex>,
}

impl PreferenceKeys {
    /// The keys of one party.
    pub fn new(seed: u64, scenario: &Scenario, party: PartyIndex) -> Self {
        let id = &scenario.parties[party].id;
        let key = |issue: &Issue| Key::new(seed, &format!("value/{}", issue.id), id);
        Self {
            by_issue: scenario.issues.iter().map(key).collect(),
            order: Key::new(seed, "order of weights", id),
            by_id: issues_by_id(scenario),
        }
    }
}

/// Draws what one party wants. `holds` tells which statements hold in this world.
pub fn draw(
    scenario: &Scenario,
    party: PartyIndex,
    keys: &PreferenceKeys,
    holds: &[bool],
    world: u64,
) -> Wants {
    let said: Vec<&Statement> = scenario
        .statements
        .iter()
        .zip(holds)
        .filter(|(s, holds)| s.party == party && **holds)
        .map(|(s, _)| s)
        .collect();
    let issues: Vec<&Issue> = keys.by_id.iter().map(|&j| &scenario.issues[j]).collect();
    let cares: Vec<bool> = (keys.by_id.iter())
        .map(|&j| !said.iter().any(|s| matches!(s.says, Says::Indifferent { about } if about == j)))
        .collect();
    let mut raw = Vec::with_capacity(cares.len());
    let mut values = Vec::with_capacity(cares.len());
    for (place, &j) in keys.by_id.iter().enumerate() {
        let mut stream = keys.by_issue[j].stream(world);
        raw.push(if cares[place] { stream.exponential() } else { 0.0 });
        values.push(level_values(issues[place], j, &said, &mut stream));
    }
    let pairs = weight_pairs(&keys.by_id, &cares, &said);
    order_weights(&mut raw, &pairs, &mut keys.order.stream(world));
    let total: f64 = raw.iter().sum();
    let mut wants = Wants { weights: vec![0.0; cares.len()], values: vec![Vec::new(); cares.len()] };
    for ((weight, values), &j) in raw.into_iter().zip(values).zip(&keys.by_id) {
        wants.weights[j] = if total > 0.0 { weight / total } else { 0.0 };
        wants.values[j] = values;
    }
    wants
}

/// What a party wants, as it is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Wants {
    /// By issue: how much it matters, in [0, 1]; together 1, or 0 where it cares for nothing.
    pub weights: Vec<f64>,
    /// By issue and level: 0 for its worst level, 1 for its best.
    pub values: Vec<Vec<f64>>,
}

/// Issues sorted by id.
pub fn issues_by_id(scenario: &Scenario) -> Vec<IssueIndex> {
    let mut order: Vec<IssueIndex> = IssueIndex::all(scenario.issues.len()).collect();
    order.sort_by(|a, b| scenario.issues[*a].id.cmp(&scenario.issues[*b].id));
    order
}

/// Gains of one party by issue and level, on its own scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Gains {
    /// `by_level[issue][level]`.
    pub by_level: Vec<Vec<f64>>,
    /// False for a party that no level touches.
    pub touched: bool,
    /// Its scale is the smallest there is ([`SMALLEST_SCALE`]): its best level everywhere would add less than 1.
    pub smallest: bool,
}

impl Wants {
    /// The gains on the party's own scale: 0 is the level practised now; all best levels together make 1.
    pub fn gains(&self, issues: &[Issue], by_id: &[IssueIndex]) -> Gains {
        let mut by_level = self.values.clone();
        let mut scale = 0.0;
        for &j in by_id {
            let (value, weight) = (&mut by_level[j], self.weights[j]);
            let now = value[issues[j.index()].practised];
            let best = value.iter().copied().fold(now, f64::max);
            scale += weight * (best - now);
            for v in value.iter_mut() {
                // What it does not care for is worth 0, and not -0.
                *v = if weight > 0.0 { weight * (*v - now) } else { 0.0 };
            }
        }
        let touched = by_level.iter().flatten().any(|v| *v != 0.0);
        for value in by_level.iter_mut().flatten() {
            *value /= scale.max(SMALLEST_SCALE);
        }
        Gains { by_level, touched, smallest: touched && scale < SMALLEST_SCALE }
    }
}

/// Values of the levels of one issue: worst 0, best 1.
fn level_values(issue: &Issue, j: IssueIndex, said: &[&Statement], stream: &mut Stream) -> Vec<f64> {
    let n = issue.levels.len();
    let mut below = vec![0u32; n];
    for s in said {
        if let Says::Prefers { issue, level, to } = s.says
            && issue == j
        {
            below[level] |= 1 << to;
        }
    }
    let rank = if issue.ordered { along_scale(&below, stream) } else { extension::sample(&below, stream) };
    let mut inner: Vec<f64> = (2..n).map(|_| stream.unit()).collect();
    inner.sort_by(f64::total_cmp);
    let mut value = vec![0.0; n];
    for (k, &level) in rank.iter().enumerate() {
        value[level] = match k {
            0 => 0.0,
            k if k + 1 == n => 1.0,
            k => inner[k - 1],
        };
    }
    value
}

/// On an ordered issue the statements fix the direction, or nothing does and it is drawn.
fn along_scale(below: &[u32], stream: &mut Stream) -> Vec<usize> {
    let n = below.len();
    let draw = stream.unit();
    let mut rising = draw < 0.5;
    for (level, &lower) in below.iter().enumerate() {
        if lower != 0 {
            rising = (lower.trailing_zeros() as usize) < level;
        }
    }
    if rising { (0..n).collect() } else { (0..n).rev().collect() }
}

/// Heavier and lighter issue of each statement on weights, as places in `by_id`.
pub(super) fn weight_pairs(by_id: &[IssueIndex], cares: &[bool], said: &[&Statement]) -> Vec<(usize, usize)> {
    let place = |issue: IssueIndex| by_id.iter().position(|&j| j == issue).filter(|&place| cares[place]);
    said.iter()
        .filter_map(|s| match s.says {
            Says::CaresMore { about, than } => Some((place(about)?, place(than)?)),
            _ => None,
        })
        .collect()
}

/// Reassigns raw weights within each group of issues that statements connect, so that they respect the order.
fn order_weights(raw: &mut [f64], pairs: &[(usize, usize)], stream: &mut Stream) {
    for group in groups(raw.len(), pairs) {
        let place = |issue: usize| group.iter().position(|&g| g == issue);
        let mut below = vec![0u32; group.len()];
        for &(more, less) in pairs {
            if let (Some(more), Some(less)) = (place(more), place(less)) {
                below[more] |= 1 << less;
            }
        }
        let mut drawn: Vec<f64> = group.iter().map(|&j| raw[j]).collect();
        drawn.sort_by(f64::total_cmp);
        for (weight, item) in drawn.into_iter().zip(extension::sample(&below, stream)) {
            raw[group[item]] = weight;
        }
    }
}

/// Groups of issues that pairs connect, each with at least two members, by lowest member.
pub(super) fn groups(n: usize, pairs: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let mut label: Vec<usize> = (0..n).collect();
    for _ in 0..n {
        for &(a, b) in pairs {
            let low = label[a].min(label[b]);
            (label[a], label[b]) = (low, low);
        }
    }
    (0..n).map(|l| (0..n).filter(|&j| label[j] == l).collect::<Vec<_>>()).filter(|g| g.len() > 1).collect()
}
