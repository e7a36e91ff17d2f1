//! A world seen through a format: the numbers of every party as terms of agreement, and what the table knows of them.

use super::belief::Belief;
use super::guarantee::Guarantees;
use super::informant::Informant;
use super::table::{Choice, Schedule, Table};
use super::terms::{Piece, Terms};
use crate::agreement::per_party::per_party;
use crate::scenario::model::Scenario;
use crate::scenario::place::{IssueIndex, LevelIndex, PartyIndex};
use crate::world::World;
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
    /// By party: the stock below which it is refused at home: its reservation value, less what a public failure costs.
    pub home: Vec<f64>,
    /// By party: stock after walking out, `None` if it cannot.
    pub outside: Vec<Option<f64>>,
    /// By party: exponent of concession.
    pub concession: Vec<f64>,
    /// Power of the likelihood when parties learn what others insist on; 0: they do not.
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
    /// By schedule: chance of completion per period, by set of stages used (bits) times number of stages, plus stage.
    success: Vec<Vec<f64>>,
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
        let reservation = by_party(&|i| stock(i, disagreement[i] + traits[i].reservation));
        let reservation_belief: Vec<Belief> = PartyIndex::all(n)
            .map(|i| {
                if disclosed(i) || !world.gains[i].touched {
                    return Belief::known(reservation[i]);
                }
                let per_flow = 1.0 / (1.0 - traits[i].discount);
                Belief::of(
                    &scenario.parties[i].reservation,
                    stock(i, disagreement[i] + world.shift[i]),
                    per_flow,
                )
            })
            .collect();
        let lowest = by_party(&|i| {
            if !world.gains[i].touched {
                return reservation[i];
            }
            // An audience cost is counted whether or not the format is public: the bound then serves all formats.
            let low = stock(i, disagreement[i] + world.shift[i] + scenario.parties[i].reservation.from);
            low.min(reservation[i]) - traits[i].audience_cost
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
        let public = |i: PartyIndex| if table.public { traits[i].audience_cost } else { 0.0 };
        let margin = |i: PartyIndex| {
            let mandate = if table.working_level { stock(i, traits[i].mandate) } else { 0.0 };
            if world.gains[i].touched { mandate - public(i) } else { 0.0 }
        };
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
        Self {
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
            outside: PartyIndex::all(n)
                .map(|i| traits[i].outside_option.map(|flow| stock(i, flow)))
                .collect(),
            concession: by_party(&|i| traits[i].concession),
            condition_holds: table.conditions.iter().map(|c| world.holds[c.statement]).collect(),
            success: table
                .schedules
                .iter()
                .map(|schedule| schedule_success(table, schedule, world))
                .collect(),
            terms,
            reservation,
        }
    }

    /// Chance per period that a stage of a schedule is completed, in a package that uses the stages of `mask`.
    pub fn success(&self, table: &Table, schedule: usize, mask: u32, stage: usize) -> f64 {
        self.success[schedule][mask as usize * table.schedules[schedule].stages.len() + stage]
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

/// Chances of completion of the stages of a schedule, for every set of stages that a package may use.
///
/// A stage with a chance of its own keeps it. One without takes its share, by number of issues, of the time that the whole
/// package would take in one go: with a chance `s` of completion in one go and a share `w` the stage has `1 − (1 − s)^(1/w)`,
/// so that the expected total time is about the same in one stage or in many, and exactly the same where there is one.
fn schedule_success(table: &Table, schedule: &Schedule, world: &World) -> Vec<f64> {
    let stages = schedule.stages.len();
    let given = |stage: usize| schedule.roadmap.and_then(|r| world.success[r][stage]);
    let issues = |stage: usize| schedule.stage_of.iter().filter(|s| **s == stage).count();
    debug_assert_eq!(schedule.stage_of.len(), table.menus.len());
    let mut chances = Vec::with_capacity(stages << stages);
    for mask in 0..1u32 << stages {
        let total: usize = (0..stages).filter(|k| mask & (1 << k) != 0).map(issues).sum();
        for stage in 0..stages {
            let (own, whole) = (issues(stage), world.plain_success);
            chances.push(match given(stage) {
                Some(chance) => chance,
                None if own == 0 || own == total => whole,
                None => -libm::expm1(libm::log1p(-whole) * total as f64 / own as f64),
            });
        }
    }
    chances
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
        let gain = |level: LevelIndex| per_party(n, |i| world.gains[i].by_level[j][level]);
        let status_quo = world.status_quo[j];
        let (after, reverted) = (gain(level), gain(status_quo.bound));
        Piece {
            covered: true,
            before: if lapsed & (1 << j) == 0 { gain(status_quo.practised) } else { reverted },
            after,
            reverted,
            remains: if issue.reversible { reverted } else { after },
            duty: per_party(n, |i| if issue.duty[level].contains(&i) { world.stake[j] } else { 0.0 }),
        }
    };
    table.menus.iter().map(|m| m.choices.iter().map(|&c| piece(m.issue, c)).collect()).collect()
}
