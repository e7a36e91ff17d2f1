//! A world seen through a format: the numbers of every party as terms of agreement, and what the table knows of them.

use super::belief::Belief;
use super::guarantee::Guarantees;
use super::home::Home;
use super::informant::Informant;
use super::pace::Pace;
use super::table::{Choice, Table};
use super::terms::{Piece, Terms};
use crate::agreement::per_party::{MOST_PARTIES, PerParty, per_party};
use crate::scenario::model::{DemandOf, Scenario};
use crate::scenario::place::{IssueIndex, LevelIndex, PartyIndex};
use crate::world::World;
use crate::world::chance::Later;
use crate::world::drawn::{StatusQuo, Traits};

/// One world as one table sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Valuation {
    /// Terms of agreement (pieces by menu of the table).
    pub terms: Terms,
    /// Issues whose level practised has lapsed already, as bits.
    pub lapsed: u32,
    /// By party: false for one that no level touches; it neither proposes nor refuses.
    pub touched: Vec<bool>,
    /// What demands are shares of.
    pub demand_of: DemandOf,
    /// By party: the best that it could have at this table (stock), where demands are shares of it; else empty.
    pub best: Vec<f64>,
    /// By party: what it may expect of what follows if nothing is agreed here, over what goes on (stock).
    pub after: Vec<f64>,
    /// By party: the value that decides whether a package lies in the zone of agreement (stock).
    pub floor: Vec<f64>,
    /// By party: what its home makes of a package, where demands are shares of a gain.
    pub at_home: Vec<Option<Home>>,
    /// How many issues that nobody has prepared can be settled in one package here.
    pub attention: u32,
    /// By party: reservation value as a stock: what it must at least expect from a package.
    pub reservation: Vec<f64>,
    /// By party: what others believe of that stock.
    pub reservation_belief: Vec<Belief>,
    /// By party: the lowest stock that it could ever sign for, over all demands of the scenario's range.
    pub lowest: Vec<f64>,
    /// By party: what others believe of its temptation (stock per stake).
    pub temptation_belief: Vec<Belief>,
    /// By party: what it needs besides its reservation value before it may sign (stock; negative where a public
    /// failure would cost it).
    pub signing_margin: Vec<f64>,
    /// By party: the stock below which it is refused at home: its reservation value, less what a public failure costs.
    pub home: Vec<f64>,
    /// By party: stock after walking out, `None` if it cannot.
    pub outside: Vec<Option<f64>>,
    /// By party: exponent of concession.
    pub concession: Vec<f64>,
    /// Power of the likelihood when parties learn what others demand; 0: they do not.
    pub learning: f64,
    /// By party: scale of the logit likelihood (stock).
    pub noise: Vec<f64>,
    /// How far the table foresees refusal at home, in [0, 1].
    pub foresight: f64,
    /// By party: surplus (stock) at which refusal at home becomes impossible.
    pub ratification: Vec<f64>,
    /// By party: what a public failure costs it (stock); 0 where failure is not public.
    pub public_cost: Vec<f64>,
    /// Parties whose government has changed since the start, as bits.
    pub renewed: u32,
    /// Those who tell or know something of the others, in stable order.
    pub informants: Vec<Informant>,
    /// By condition of the table: whether it holds in this world.
    pub condition_holds: Vec<bool>,
    /// How long issues and stages take.
    pub pace: Pace,
    /// By party, where nobody demands anything: the lots that decide who makes the one offer.
    pub lots: Option<Vec<Later>>,
}

impl Valuation {
    /// Prepares a world for a table, when the issues in `lapsed` (bits) are practised no more.
    pub fn new(scenario: &Scenario, world: &World, table: &Table, lapsed: u32) -> Self {
        let n = scenario.parties.len();
        let periods = f64::from(scenario.calendar.periods_per_year);
        let flows = disagreement_flows(world, lapsed);
        let traits = &world.traits;
        let monitors = monitors(table, traits);
        let on_table: Vec<bool> = IssueIndex::all(scenario.issues.len())
            .map(|j| table.menus.iter().any(|m| m.issue == j))
            .collect();
        // Issues that this table cannot touch go on as they would anyway: a constant in every state.
        let issues = &world.issues_by_id;
        let elsewhere =
            |i: PartyIndex| issues.iter().filter(|&&j| !on_table[j]).map(|&j| flows[i][j]).sum::<f64>();
        let by_party = |f: &dyn Fn(PartyIndex) -> f64| PartyIndex::all(n).map(f).collect::<Vec<f64>>();
        let disagreement =
            by_party(&|i| issues.iter().map(|&j| flows[i][j]).sum::<f64>() - traits[i].conflict_cost);
        let stock = |i: PartyIndex, flow: f64| flow / (1.0 - traits[i].discount);
        let disclosed = |i: PartyIndex| (table.disclosed | world.revealed) & (1 << i) != 0;
        let reservation = by_party(&|i| stock(i, disagreement[i] + traits[i].demand));
        let reservation_belief: Vec<Belief> = PartyIndex::all(n)
            .map(|i| {
                if disclosed(i) || !world.gains[i].touched || !world.demands() {
                    return Belief::known(reservation[i]);
                }
                let per_flow = 1.0 / (1.0 - traits[i].discount);
                Belief::of(&scenario.parties[i].demand, stock(i, disagreement[i] + world.shift[i]), per_flow)
            })
            .collect();
        let lowest = by_party(&|i| {
            if !world.gains[i].touched {
                return reservation[i];
            }
            // An audience cost is counted whether or not the format is public: the bound then serves all formats.
            let low = stock(i, disagreement[i] + world.shift[i] + scenario.parties[i].demand.from);
            low.min(reservation[i]) - traits[i].audience_cost * periods
        });
        let temptation_belief = PartyIndex::all(n)
            .map(|i| {
                if disclosed(i) {
                    Belief::known(traits[i].temptation)
                } else {
                    Belief::of(&scenario.parties[i].temptation, 0.0, periods)
                }
            })
            .collect();
        let public = |i: PartyIndex| if table.public { traits[i].audience_cost * periods } else { 0.0 };
        let margin = |i: PartyIndex| {
            let mandate = if table.working_level { stock(i, traits[i].mandate) } else { 0.0 };
            if world.gains[i].touched { mandate - public(i) } else { 0.0 }
        };
        let outside = |i: PartyIndex| traits[i].outside_option.map(|flow| stock(i, flow));
        let terms = Terms {
            parties: n,
            discount: per_party(n, |i| traits[i].discount),
            in_force: per_party(n, |i| {
                let effort = if table.manipulator == Some(i) { traits[i].effort } else { 0.0 };
                elsewhere(i) - effort
            }),
            collapsed: per_party(n, |i| elsewhere(i) - traits[i].conflict_cost),
            disagreement: per_party(n, |i| disagreement[i]),
            penalty: per_party(n, |i| traits[i].collapse_penalty),
            temptation: per_party(n, |i| traits[i].temptation),
            detection: per_party(n, |i| Terms::detection_by(&monitors, i)),
            spoiling: per_party(n, |i| {
                if table.is_signatory(i) && table.rule.unanimous() { 0.0 } else { traits[i].spoiling }
            }),
            lapse: world.lapse_after_completion,
            pause: world.pause,
            renegotiation: world.renegotiation,
            guarantees: guarantees(scenario, traits, disclosed),
            pieces: pieces(scenario, world, table, &flows, lapsed),
        };
        let mut valuation = Self {
            demand_of: scenario.world.demand_of,
            best: Vec::new(),
            after: vec![0.0; n],
            floor: reservation.clone(),
            at_home: vec![None; n],
            attention: if table.working_level { u32::MAX } else { world.attention },
            touched: world.gains.iter().map(|g| g.touched).collect(),
            renewed: world.renewed,
            learning: world.learning,
            noise: by_party(&|i| stock(i, world.noise)),
            foresight: world.foresight,
            ratification: by_party(&|i| stock(i, traits[i].ratification)),
            public_cost: by_party(&public),
            informants: Informant::all(table, world, &reservation, &reservation_belief),
            reservation_belief,
            lowest,
            temptation_belief,
            signing_margin: by_party(&margin),
            home: by_party(&|i| reservation[i] - public(i)),
            lapsed,
            outside: PartyIndex::all(n).map(outside).collect(),
            concession: by_party(&|i| traits[i].concession),
            condition_holds: table.conditions.iter().map(|c| world.holds[c.statement]).collect(),
            pace: Pace::new(table, world),
            lots: world.lots.clone(),
            terms,
            reservation,
        };
        valuation.lower(world);
        valuation
    }

    /// Where demands are shares of a gain, a party could be content with what it has without agreement, less what a public
    /// failure costs it: a share of a gain that is at most its best flow for ever.
    fn lower(&mut self, world: &World) {
        if self.demand_of == DemandOf::Everything {
            return;
        }
        for i in PartyIndex::all(self.touched.len()).filter(|&i| self.touched[i]) {
            let nothing = self.no_agreement(i);
            let most = (self.terms.loosest(i) - nothing).max(0.0);
            self.lowest[i] = nothing - world.traits[i].audience_cost * most;
        }
    }

    /// Takes into account what follows at other tables.
    pub fn expect(&mut self, ahead: &Ahead) {
        for (i, lowest) in self.lowest.iter_mut().enumerate() {
            let agreed: f64 = ahead.agreed.iter().map(|f| f.worth[i].max(0.0)).sum();
            *lowest += ahead.failed[i].min(0.0) - agreed;
        }
        self.after.clone_from(&ahead.failed);
    }

    /// What a party must expect from a package before it joins it, if it is asked after the signature (stock): its reservation
    /// value, or its outside option if that is more. It has no delegates and has failed at nothing in public.
    pub fn accession_floor(&self, party: PartyIndex) -> f64 {
        self.outside[party].map_or(self.reservation[party], |outside| outside.max(self.reservation[party]))
    }

    /// What a party must expect from a package before it may sign it (stock).
    pub fn threshold(&self, party: PartyIndex) -> f64 {
        self.reservation[party] + self.signing_margin[party]
    }
}

/// What may be expected of the tables that come after one, over what goes on (stocks by party).
#[derive(Debug, Clone, PartialEq)]
pub struct Ahead {
    /// If nothing is agreed at this one.
    pub failed: Vec<f64>,
    /// If something is: of each table that follows.
    pub agreed: Vec<Following>,
}

/// A table that follows where something is agreed.
#[derive(Debug, Clone, PartialEq)]
pub struct Following {
    /// What it is worth to each party.
    pub worth: Vec<f64>,
    /// Levels of which one must be reached; none: no condition.
    pub reached: Vec<(IssueIndex, LevelIndex)>,
    /// Levels of which none may be reached.
    pub not_reached: Vec<(IssueIndex, LevelIndex)>,
}

impl Ahead {
    /// Whether it moves what packages are worth, or lets a party be content with less.
    pub fn moves_packages(&self) -> bool {
        !self.agreed.is_empty() || self.failed.iter().any(|w| *w < 0.0)
    }

    /// What follows a package that is agreed adds to its worth for a party. `at` says whether a level is reached with it.
    pub fn added(&self, party: PartyIndex, at: impl Fn(IssueIndex, LevelIndex) -> bool) -> f64 {
        let held = |f: &&Following| {
            (f.reached.is_empty() || f.reached.iter().any(|&(j, l)| at(j, l)))
                && !f.not_reached.iter().any(|&(j, l)| at(j, l))
        };
        self.agreed.iter().filter(held).map(|f| f.worth[party]).sum()
    }
}

/// Who monitors at a table, and the chance to detect a defection: under supervision monitors inspect as well.
fn monitors(table: &Table, traits: &[Traits]) -> Vec<(PartyIndex, f64)> {
    let sees = |m: PartyIndex| {
        let Traits { detection, inspection, .. } = traits[m];
        if table.supervision { detection + (1.0 - detection) * inspection } else { detection }
    };
    table.monitors.iter().map(|&m| (m, sees(m))).collect()
}

/// What guarantors can do; what acting costs them is known of those who are disclosed, like all else of theirs.
fn guarantees(scenario: &Scenario, traits: &[Traits], disclosed: impl Fn(PartyIndex) -> bool) -> Guarantees {
    let n = traits.len();
    let periods = f64::from(scenario.calendar.periods_per_year);
    let believed = |i: PartyIndex| {
        if disclosed(i) {
            Belief::known(traits[i].guarantee_cost)
        } else {
            Belief::of(&scenario.parties[i].guarantee_cost, 0.0, periods)
        }
    };
    Guarantees {
        force: per_party(n, |i| traits[i].guarantee_force),
        cost: per_party(n, |i| traits[i].guarantee_cost),
        cost_belief: PartyIndex::all(n).map(believed).collect(),
    }
}

/// The steady flow worth as much to a party as what happens to an issue without agreement, where what is practised but
/// not bound lapses with chance `h` per period: `((1 − d) g(practised) + d h g(bound)) / (1 − d (1 − h))`; once it has
/// lapsed, `g(bound)`. At the start `g(practised)` is 0.
pub fn disagreement_flow(world: &World, party: PartyIndex, issue: IssueIndex, lapsed: u32) -> f64 {
    let by_level = &world.gains[party].by_level[issue];
    let StatusQuo { practised, bound } = world.status_quo[issue];
    let (practised, bound) = (by_level[practised], by_level[bound]);
    let (h, d) = (world.lapse[issue], world.traits[party].discount);
    if lapsed & (1 << issue) != 0 {
        bound
    } else if h == 0.0 {
        practised
    } else {
        ((1.0 - d) * practised + d * h * bound) / (1.0 - d * (1.0 - h))
    }
}

/// The same for all parties and issues.
fn disagreement_flows(world: &World, lapsed: u32) -> Vec<Vec<f64>> {
    let of = |i: PartyIndex| {
        IssueIndex::all(world.status_quo.len()).map(|j| disagreement_flow(world, i, j, lapsed)).collect()
    };
    PartyIndex::all(world.traits.len()).map(of).collect()
}

/// By party: what is at stake of its own duty.
fn duty(parties: &[PartyIndex], stake: f64) -> PerParty {
    let mut duty = [0.0; MOST_PARTIES];
    for &party in parties {
        duty[party] = stake;
    }
    duty
}

/// The pieces of every option of every menu.
fn pieces(
    scenario: &Scenario,
    world: &World,
    table: &Table,
    flows: &[Vec<f64>],
    lapsed: u32,
) -> Vec<Vec<Piece>> {
    let n = scenario.parties.len();
    let piece = |j: IssueIndex, choice: Choice| {
        let issue = &scenario.issues[j];
        let Choice::Agree(level) = choice else {
            let goes_on = per_party(n, |i| flows[i][j]);
            return Piece {
                before: goes_on,
                after: goes_on,
                reverted: goes_on,
                remains: goes_on,
                ..Piece::NOTHING
            };
        };
        let gain = |level: LevelIndex| {
            let mut row = [0.0; MOST_PARTIES];
            row.iter_mut().zip(&world.gains).for_each(|(row, gains)| *row = gains.by_level[j][level]);
            row
        };
        let status_quo = world.status_quo[j];
        let (after, reverted) = (gain(level), gain(status_quo.bound));
        let lapses = lapsed & (1 << j) != 0 || status_quo.practised == status_quo.bound;
        Piece {
            covered: true,
            before: if lapses { reverted } else { gain(status_quo.practised) },
            after,
            reverted,
            remains: if issue.reversible { reverted } else { after },
            duty: duty(&issue.duty[level], world.stake[j]),
        }
    };
    table.menus.iter().map(|m| m.choices.iter().map(|&c| piece(m.issue, c)).collect()).collect()
}
