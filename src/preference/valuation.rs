//! A world seen through a format: the numbers of every party as terms of agreement, and what the table knows of them.

use super::{
    table::{Choice, Table},
    terms::{MOST_PARTIES, Piece, Terms, lane},
};
use crate::scenario::model::{Quantity, Scenario, Spread};
use crate::world::World;

/// What others know of a hidden number: its range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Belief {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Uniform in the logarithm.
    pub log: bool,
}

impl Belief {
    /// A number that is known.
    pub fn known(value: f64) -> Self {
        Self { low: value, high: value, log: false }
    }

    fn of(q: &Quantity, scale: f64) -> Self {
        Self { low: q.from * scale, high: q.to * scale, log: q.spread == Spread::Log }
    }

    /// Chance, in the eyes of others, that the number is at most `x`.
    pub fn at_most(&self, x: f64) -> f64 {
        if x >= self.high {
            1.0
        } else if x < self.low {
            0.0
        } else if self.log {
            (libm::log(x) - libm::log(self.low)) / (libm::log(self.high) - libm::log(self.low))
        } else {
            (x - self.low) / (self.high - self.low)
        }
    }

    /// Expected excess `E[max(u − X, 0)]` of `u` over a number `X` uniform on the range.
    pub fn expected_excess(&self, u: f64) -> f64 {
        if u <= self.low {
            0.0
        } else if u >= self.high {
            u - f64::midpoint(self.low, self.high)
        } else {
            (u - self.low) * (u - self.low) / (2.0 * (self.high - self.low))
        }
    }
}

/// One world as one table sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Valuation {
    /// Terms of agreement (pieces by menu of the table).
    pub terms: Terms,
    /// By party: false for one that no level touches; it neither proposes nor refuses.
    pub touched: Vec<bool>,
    /// By party: reservation value as a stock: what it must at least expect from a package.
    pub reservation: Vec<f64>,
    /// By party: what others believe of that stock.
    pub reservation_belief: Vec<Belief>,
    /// By party: the lowest stock that it could ever sign for, over all reservation values of the scenario's range.
    pub lowest: Vec<f64>,
    /// By party: what others believe of its temptation (stock per stake).
    pub temptation_belief: Vec<Belief>,
    /// By party: what it needs besides its reservation value before it may sign (stock; negative where a public
    /// failure would cost it).
    pub signing_margin: Vec<f64>,
    /// By party: stock after walking out, `None` if it cannot.
    pub outside: Vec<Option<f64>>,
    /// By party: exponent of concession.
    pub concession: Vec<f64>,
    /// By condition of the table: whether it holds in this world.
    pub condition_holds: Vec<bool>,
    /// By plan and stage: chance of completion per period.
    pub success: Vec<Vec<f64>>,
}

impl Valuation {
    /// Prepares a world for a table.
    pub fn new(scenario: &Scenario, world: &World, table: &Table) -> Self {
        let n = scenario.parties.len();
        let periods = f64::from(scenario.calendar.periods_per_year);
        let drift = all_drift(scenario, world);
        let traits = &world.traits;
        let monitors: Vec<(usize, f64)> = table.monitors.iter().map(|&m| (m, traits[m].detection)).collect();
        let on_table: Vec<bool> =
            (0..scenario.issues.len()).map(|j| table.menus.iter().any(|m| m.issue == j)).collect();
        // Issues that this table cannot touch go on as they would anyway: a constant in every state.
        let elsewhere =
            |i: usize| (0..on_table.len()).filter(|&j| !on_table[j]).map(|j| drift[i][j]).sum::<f64>();
        let by_party = |f: &dyn Fn(usize) -> f64| (0..n).map(f).collect::<Vec<f64>>();
        let disagreement = by_party(&|i| drift[i].iter().sum::<f64>() - traits[i].conflict_cost);
        let stock = |i: usize, flow: f64| flow / (1.0 - traits[i].discount);
        let disclosed = |i: usize| table.disclosed & (1 << i) != 0;
        let reservation = by_party(&|i| stock(i, disagreement[i] + traits[i].reservation));
        let reservation_belief = (0..n)
            .map(|i| {
                if disclosed(i) || !world.gains[i].touched {
                    return Belief::known(reservation[i]);
                }
                let q = &scenario.parties[i].reservation;
                let ends = [q.from, q.to].map(|flow| stock(i, disagreement[i] + flow));
                Belief { low: ends[0], high: ends[1], log: false }
            })
            .collect();
        let lowest = by_party(&|i| {
            if !world.gains[i].touched {
                return reservation[i];
            }
            // An audience cost is counted whether or not the format is public: the bound then serves all formats.
            let low = stock(i, disagreement[i] + scenario.parties[i].reservation.from);
            low.min(reservation[i]) - traits[i].audience_cost
        });
        let temptation_belief = (0..n)
            .map(|i| match disclosed(i) {
                true => Belief::known(traits[i].temptation),
                false => Belief::of(&scenario.parties[i].temptation, periods),
            })
            .collect();
        let margin = |i: usize| {
            let mandate = if table.working_level { stock(i, traits[i].mandate) } else { 0.0 };
            let public = if table.public { traits[i].audience_cost } else { 0.0 };
            if world.gains[i].touched { mandate - public } else { 0.0 }
        };
        let terms = Terms {
            parties: n,
            discount: lane(n, |i| traits[i].discount),
            in_force: lane(n, elsewhere),
            collapsed: lane(n, |i| elsewhere(i) - traits[i].conflict_cost),
            disagreement: lane(n, |i| disagreement[i]),
            penalty: lane(n, |i| traits[i].collapse_penalty),
            temptation: lane(n, |i| traits[i].temptation),
            detection: lane(n, |i| Terms::detection_by(&monitors, i)),
            spoiling: lane(n, |i| if table.is_member(i) { 0.0 } else { traits[i].spoiling }),
            lapse: world.lapse_after_completion,
            pieces: pieces(scenario, world, table, &drift),
        };
        Self {
            touched: world.gains.iter().map(|g| g.touched).collect(),
            reservation_belief,
            lowest,
            temptation_belief,
            signing_margin: by_party(&margin),
            outside: (0..n).map(|i| traits[i].outside_option.map(|flow| stock(i, flow))).collect(),
            concession: by_party(&|i| traits[i].concession),
            condition_holds: table.conditions.iter().map(|c| world.holds[c.statement]).collect(),
            success: table
                .plans
                .iter()
                .map(|p| {
                    p.roadmap.map_or_else(
                        || vec![world.plain_success],
                        |r| world.success[r].iter().map(|s| s.unwrap_or(world.plain_success)).collect(),
                    )
                })
                .collect(),
            terms,
            reservation,
        }
    }

    /// What a party must expect from a package before it may sign it (stock).
    pub fn threshold(&self, party: usize) -> f64 {
        self.reservation[party] + self.signing_margin[party]
    }
}

/// The steady flow worth as much to a party as what happens to an issue without agreement, where what is practised but
/// not bound lapses with chance `h` per period: `d h g(bound) / (1 − d (1 − h))`.
pub fn drift(scenario: &Scenario, world: &World, party: usize, issue: usize) -> f64 {
    let (h, d) = (world.lapse[issue], world.traits[party].discount);
    if h == 0.0 {
        return 0.0;
    }
    d * h * world.gains[party].by_level[issue][scenario.issues[issue].bound] / (1.0 - d * (1.0 - h))
}

/// The same for all parties and issues.
fn all_drift(scenario: &Scenario, world: &World) -> Vec<Vec<f64>> {
    let of = |i: usize| (0..scenario.issues.len()).map(|j| drift(scenario, world, i, j)).collect();
    (0..scenario.parties.len()).map(of).collect()
}

/// The pieces of every option of every menu.
fn pieces(scenario: &Scenario, world: &World, table: &Table, drift: &[Vec<f64>]) -> Vec<Vec<Piece>> {
    let n = scenario.parties.len();
    let piece = |j: usize, choice: Choice| {
        let issue = &scenario.issues[j];
        let Choice::Agree(level) = choice else {
            let goes_on = lane(n, |i| drift[i][j]);
            return Piece {
                before: goes_on,
                after: goes_on,
                reverted: goes_on,
                remains: goes_on,
                ..Piece::NOTHING
            };
        };
        let gain = |level: usize| lane(n, |i| world.gains[i].by_level[j][level]);
        let (after, reverted) = (gain(level), gain(issue.bound));
        Piece {
            covered: true,
            before: [0.0; MOST_PARTIES],
            after,
            reverted,
            remains: if issue.reversible { reverted } else { after },
            duty: lane(n, |i| if issue.duty[level].contains(&i) { world.stake[j] } else { 0.0 }),
        }
    };
    table.menus.iter().map(|m| m.choices.iter().map(|&c| piece(m.issue, c)).collect()).collect()
}
