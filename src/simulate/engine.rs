//! One world through every format.

use super::record::{LEFT_OUT, Reason, Record};
use crate::bargaining::{
    behaviour::{Behaviour, Situation},
    prospects::{Catalogue, Prospects},
    talks::{self, Ended, Minute, Outcome},
};
use crate::preference::{
    agreement::{Agreement, Switches},
    packages::{ActiveStages, MOST_ISSUES, Package, Packages, active_stages},
    table::{Choice, Table},
    terms::Terms,
    valuation::Valuation,
};
use crate::process::{
    drift::{self, Lapses},
    history::{Collapse, Course, Happening, History, defectors},
    ratification,
};
use crate::scenario::model::{Format, Scenario};
use crate::world::{Draws, World, chance::Chance, draw::Correlation};

/// A scenario made ready to run.
#[derive(Debug, Clone)]
pub struct Engine<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// Its formats, compiled.
    pub tables: Vec<Table>,
    /// Dates (in periods) at which levels practised are recorded.
    pub dates: Vec<u32>,
    draws: Draws<'a>,
    switches: Switches,
    /// By format: the first format that has the same packages.
    shares_with: Vec<usize>,
}

/// The months after the start at which levels practised are recorded.
pub const MONTHS: [u32; 2] = [12, 36];

/// The packages of all formats in one world.
pub struct Catalogues(Vec<Option<Catalogue>>);

/// A world, its luck, and what would lapse in it.
#[derive(Debug, Clone)]
pub struct Setting {
    /// The world.
    pub world: World,
    /// Its luck.
    pub chance: Chance,
    /// What lapses when, if nothing binds it.
    pub lapses: Lapses,
}

/// Everything about one world under one format, for the record and for its story.
pub struct Played {
    /// The world as the table saw it.
    pub valuation: Valuation,
    /// What could be agreed.
    pub prospects: Prospects,
    /// How talks ended.
    pub talks: Ended,
    /// The agreement as it stood when it was signed, if one was.
    pub signed: Option<Signed>,
    /// The record.
    pub record: Record,
}

/// A package that was signed, and what became of it.
pub struct Signed {
    /// The package.
    pub package: Package,
    /// Its active stages.
    pub active: ActiveStages,
    /// The agreement at its signature.
    pub agreement: Agreement,
    /// Its terms then.
    pub terms: Terms,
    /// By ratifier: surplus flow, chance to pass, and whether it passed.
    pub ratification: Vec<Ratification>,
    /// What happened, if it entered into force.
    pub history: Option<History>,
}

/// One decision at home.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ratification {
    /// Party.
    pub party: usize,
    /// Surplus over its reservation value (flow).
    pub surplus: f64,
    /// Chance that it passes.
    pub chance: f64,
    /// Whether it did.
    pub passed: bool,
}

impl<'a> Engine<'a> {
    /// Prepares a scenario that has passed its checks.
    pub fn new(scenario: &'a Scenario, seed: u64, correlation: Correlation) -> Self {
        let periods = |months: u32| months * scenario.calendar.periods_per_year / 12;
        let tables: Vec<Table> = scenario.formats.iter().map(|f: &Format| Table::new(scenario, f)).collect();
        let first = |table: &Table| tables.iter().position(|t| t.shares_packages_with(table)).unwrap_or(0);
        Self {
            scenario,
            shares_with: tables.iter().map(first).collect(),
            tables,
            dates: MONTHS.into_iter().map(periods).filter(|&t| t <= scenario.calendar.horizon).collect(),
            draws: Draws::new(scenario, seed, correlation),
            switches: Switches { withdrawal: true },
        }
    }

    /// Draws one world.
    pub fn setting(&self, index: u64) -> Setting {
        let world = self.draws.world(index);
        let chance = self.draws.chance(index);
        let lapses = Lapses::new(&world, &chance);
        Setting { world, chance, lapses }
    }

    /// The same world with reservation values that move together as in this engine: nothing else is drawn anew.
    pub fn varied(&self, setting: &Setting) -> Setting {
        let mut varied = setting.clone();
        let redrawn = self.draws.world(setting.world.index);
        for (traits, new) in varied.world.traits.iter_mut().zip(redrawn.traits) {
            traits.reservation = new.reservation;
        }
        varied
    }

    /// By format: its packages in this world, `None` where an earlier format has the same.
    pub fn catalogues(&self, setting: &Setting) -> Catalogues {
        let of = |(f, table): (usize, &Table)| {
            (self.shares_with[f] == f).then(|| {
                let valuation = Valuation::new(self.scenario, &setting.world, table);
                Catalogue::new(table, &valuation, self.switches)
            })
        };
        Catalogues(self.tables.iter().enumerate().map(of).collect())
    }

    /// Takes a world through every format, for each of the behaviours: `[behaviour][format]`. The catalogues may come
    /// from a setting that differs in reservation values only.
    pub fn run(
        &self,
        setting: &Setting,
        catalogues: &Catalogues,
        behaviours: &[Behaviour],
    ) -> Vec<Vec<Record>> {
        let mut records: Vec<Vec<Record>> =
            behaviours.iter().map(|_| Vec::with_capacity(self.tables.len())).collect();
        for (f, table) in self.tables.iter().enumerate() {
            let (valuation, prospects) = self.prepare(setting, catalogues, f);
            let situation = Situation { table, valuation: &valuation, prospects: &prospects };
            for (b, behaviour) in behaviours.iter().enumerate() {
                let ended = talks::hold(situation, *behaviour, self.scenario.calendar.horizon, None);
                records[b].push(self.follow(setting, situation, ended).1);
            }
        }
        records
    }

    fn prepare(&self, setting: &Setting, catalogues: &Catalogues, format: usize) -> (Valuation, Prospects) {
        let table = &self.tables[format];
        let valuation = Valuation::new(self.scenario, &setting.world, table);
        let prospects = match &catalogues.0[self.shares_with[format]] {
            Some(catalogue) => Prospects::new(catalogue, table, &valuation),
            None => Prospects::default(),
        };
        (valuation, prospects)
    }

    /// Takes a world through one format and keeps everything, with the minutes of the talks.
    pub fn play(&self, setting: &Setting, format: usize, behaviour: Behaviour) -> (Played, Vec<Minute>) {
        let table = &self.tables[format];
        let (valuation, prospects) = self.prepare(setting, &self.catalogues(setting), format);
        let mut minutes = Vec::new();
        let situation = Situation { table, valuation: &valuation, prospects: &prospects };
        let ended = talks::hold(situation, behaviour, self.scenario.calendar.horizon, Some(&mut minutes));
        let (signed, record) = self.follow(setting, situation, ended);
        (Played { valuation, prospects, talks: ended, signed, record }, minutes)
    }

    /// What becomes of the talks' outcome.
    fn follow(&self, setting: &Setting, situation: Situation<'_>, ended: Ended) -> (Option<Signed>, Record) {
        match ended.outcome {
            Outcome::Signed(prospect) => {
                let package = situation.prospects.packages[prospect];
                let (signed, record) = self.follow_signed(setting, situation, package, ended.period);
                (Some(signed), record)
            }
            _ => (None, self.follow_failure(setting, situation, ended)),
        }
    }

    fn blank(&self, setting: &Setting, situation: Situation<'_>, ended_at: u32) -> Record {
        let zone = situation.prospects.zone;
        Record {
            signed: None,
            plan: 0,
            content: [LEFT_OUT; MOST_ISSUES],
            in_force: false,
            completed: None,
            alive: false,
            stages: [0; 8],
            ended: Reason::Deadline,
            by: None,
            ended_at,
            zone: zone.rational,
            zone_self_enforcing: zone.self_enforcing,
            chance_in_force: 0.0,
            chance_completed: 0.0,
            gain: Vec::new(),
            expected_gain: Vec::new(),
            reservation: reservation(setting, situation.valuation),
            practised: Vec::new(),
        }
    }

    fn follow_failure(&self, setting: &Setting, situation: Situation<'_>, ended: Ended) -> Record {
        let Situation { table, prospects, valuation } = situation;
        let mut record = self.blank(setting, situation, ended.period);
        let zone = prospects.zone;
        (record.ended, record.by) = match ended.outcome {
            Outcome::WalkedOut(party) => (Reason::WalkOut, Some(party as u8)),
            _ if zone.members && !zone.rational => {
                (Reason::Veto, ended.veto.or_else(|| self.vetoer(situation)).map(|p| p as u8))
            }
            _ if !zone.rational => (Reason::NoZone, None),
            _ if !zone.self_enforcing || ended.mistrust => (Reason::Mistrust, None),
            _ if ended.veto.is_some() => (Reason::Veto, ended.veto.map(|p| p as u8)),
            _ => (Reason::Deadline, None),
        };
        let gain = |i: usize| {
            let d = setting.world.traits[i].discount;
            let then = libm::pow(d, f64::from(ended.period));
            let without =
                |until| drift::without_agreement(self.scenario, &setting.world, &setting.lapses, i, until);
            let mut stock = match (ended.outcome, valuation.outside[i]) {
                (Outcome::WalkedOut(party), Some(outside)) if party == i => {
                    without(Some(ended.period)) + then * outside
                }
                _ => without(None),
            };
            if table.public && table.is_member(i) && valuation.touched[i] {
                stock -= then * setting.world.traits[i].audience_cost;
            }
            (1.0 - d) * stock
        };
        record.gain = (0..setting.world.traits.len()).map(gain).collect();
        record.expected_gain = record.gain.clone();
        record.practised = self.dates.iter().map(|&t| self.practised_without(setting, t)).collect();
        record
    }

    /// Whose consent stood in the way of what all members could accept: the consenters from outside.
    fn vetoer(&self, situation: Situation<'_>) -> Option<usize> {
        let consent = situation.table.menus.iter().flat_map(|m| &m.consent).fold(0, |all, c| all | c);
        let mut outside = (0..situation.table.parties)
            .filter(|&i| consent & !situation.table.member_bits & (1 << i) != 0)
            .filter(|&i| situation.valuation.touched[i]);
        match (outside.next(), outside.next()) {
            (Some(only), None) => Some(only),
            _ => None,
        }
    }

    fn follow_signed(
        &self,
        setting: &Setting,
        situation: Situation<'_>,
        package: Package,
        period: u32,
    ) -> (Signed, Record) {
        let Situation { table, valuation, .. } = situation;
        let world = &setting.world;
        let now = Valuation {
            terms: drift::terms_at(self.scenario, world, table, &valuation.terms, &setting.lapses, period),
            ..valuation.clone()
        };
        let agreement = Packages::new(table, valuation, self.switches, |_| 0.0).evaluate(package).clone();
        let standing = Packages::new(table, &now, self.switches, |_| 0.0).evaluate(package).clone();
        let ratification = self.ratify(setting, situation, &agreement);
        let refused = ratification.iter().find(|r| !r.passed).map(|r| r.party);
        let active = active_stages(table, package);
        let slips = defectors(&standing, &now.terms, &table.members);
        let course = Course {
            agreement: &standing,
            terms: &now.terms,
            signatories: &table.members,
            chance: &setting.chance,
            from: period,
            horizon: self.scenario.calendar.horizon,
        };
        let history = refused.is_none().then(|| course.sample(&slips));
        let mut record = self.blank(setting, situation, period);
        record.signed = Some(period);
        record.plan = package.plan;
        record.content = content(table, package);
        record.chance_in_force = ratification.iter().map(|r| r.chance).product();
        record.chance_completed = record.chance_in_force * course.completed(&slips);
        let start = course.entry_values(&slips);
        for i in 0..world.traits.len() {
            let d = world.traits[i].discount;
            let then = libm::pow(d, f64::from(period));
            let without = |until| drift::without_agreement(self.scenario, world, &setting.lapses, i, until);
            let outlook = drift::outlook(self.scenario, world, &setting.lapses, i, period);
            let force = record.chance_in_force;
            let after = force * start[i][0] + (1.0 - force) * outlook;
            let lived =
                history.as_ref().map_or_else(|| without(None), |h| without(Some(period)) + then * h.value[i]);
            record.gain.push((1.0 - d) * lived);
            record.expected_gain.push((1.0 - d) * (without(Some(period)) + then * after));
        }
        match &history {
            None => {
                (record.ended, record.by) = (Reason::RefusedAtHome, refused.map(|p| p as u8));
                record.practised = self.dates.iter().map(|&t| self.practised_without(setting, t)).collect();
            }
            Some(history) => self.note_history(&mut record, setting, table, &active, &standing, history),
        }
        (Signed { package, active, agreement: standing, terms: now.terms, ratification, history }, record)
    }

    fn ratify(
        &self,
        setting: &Setting,
        situation: Situation<'_>,
        agreement: &Agreement,
    ) -> Vec<Ratification> {
        let Situation { table, valuation, .. } = situation;
        let one = |&party: &usize| {
            let d = valuation.terms.discount[party];
            let surplus = (agreement.start(party) - valuation.reservation[party]) * (1.0 - d);
            let chance = ratification::chance(surplus, setting.world.traits[party].ratification);
            Ratification { party, surplus, chance, passed: setting.chance.ratify[party] < chance }
        };
        table.ratifiers.iter().filter(|&&i| valuation.touched[i]).map(one).collect()
    }

    fn note_history(
        &self,
        record: &mut Record,
        setting: &Setting,
        table: &Table,
        active: &ActiveStages,
        agreement: &Agreement,
        history: &History,
    ) {
        record.in_force = true;
        record.alive = history.collapse.is_none();
        let done = |k: usize| {
            let completed = |(_, h): &&(u32, Happening)| *h == Happening::Completed(k);
            history.happenings.iter().find(completed).map(|(at, _)| *at)
        };
        record.completed = done(agreement.stages - 1);
        for (k, &position) in active.positions[..active.count].iter().enumerate() {
            let broken = history.collapse.is_some_and(|(_, state, _)| state == k);
            record.stages[usize::from(position)] = match history.entered[k] {
                None => 0,
                Some(_) if done(k).is_some() => 2,
                Some(_) if broken => 3,
                Some(_) => 1,
            };
        }
        record.ended_at = history.collapse.map_or(self.scenario.calendar.horizon, |(at, ..)| at);
        (record.ended, record.by) = match history.collapse {
            None if record.completed.is_some() => (Reason::Completed, None),
            None => (Reason::UnderWay, None),
            Some((_, _, Collapse::Defection(i))) => (Reason::Defection, Some(i as u8)),
            Some((_, _, Collapse::Spoiled(i))) => (Reason::Spoiled, Some(i as u8)),
            Some((_, _, Collapse::Withdrawal(i))) => (Reason::Withdrawal, Some(i as u8)),
            Some((_, _, Collapse::Lapsed)) => (Reason::Lapsed, None),
        };
        let signed = record.signed.unwrap_or(0);
        record.practised = self
            .dates
            .iter()
            .map(|&date| {
                self.practised_under(setting, table, record, active, agreement, history, signed, date)
            })
            .collect();
    }

    fn practised_without(&self, setting: &Setting, date: u32) -> [u8; MOST_ISSUES] {
        let mut levels = [0; MOST_ISSUES];
        for (j, issue) in self.scenario.issues.iter().enumerate() {
            let level = if setting.lapses.lapsed(j, date) { issue.bound } else { issue.practised };
            levels[j] = level as u8;
        }
        levels
    }

    #[allow(clippy::too_many_arguments, reason = "one look at everything that decides a level")]
    fn practised_under(
        &self,
        setting: &Setting,
        table: &Table,
        record: &Record,
        active: &ActiveStages,
        agreement: &Agreement,
        history: &History,
        signed: u32,
        date: u32,
    ) -> [u8; MOST_ISSUES] {
        let mut levels = self.practised_without(setting, date);
        if date < signed {
            return levels;
        }
        let plan = &table.plans[usize::from(record.plan)];
        for (menu, m) in table.menus.iter().enumerate() {
            let (issue, agreed) = (&self.scenario.issues[m.issue], record.content[m.issue]);
            if agreed == LEFT_OUT {
                continue;
            }
            let position = plan.stage_of[menu] as u8;
            let stage = active.positions[..active.count].iter().position(|&p| p == position).unwrap_or(0);
            let state = table.arrives(menu, stage, agreement.stages);
            // What is completed at the horizon counts there, though the next state is not lived through any more.
            let before = |h: &Happening| matches!(h, Happening::Completed(k) if k + 1 == state);
            let completed = |by: u32| history.happenings.iter().any(|(at, h)| *at <= by && before(h));
            let carried_out = |by: u32| history.entered[state].is_some_and(|at| at <= by) || completed(by);
            let over = history.collapse.filter(|(at, ..)| *at <= date);
            let lapsed = setting.lapses.lapsed(m.issue, signed);
            levels[m.issue] = match over {
                Some(_) if carried_out(date) && !issue.reversible => agreed,
                Some(_) => issue.bound as u8,
                None if carried_out(date) => agreed,
                None => (if lapsed { issue.bound } else { issue.practised }) as u8,
            };
        }
        levels
    }
}

/// Reservation values as flows on each party's own scale: what goes on without agreement, and what it insists on above it.
fn reservation(setting: &Setting, valuation: &Valuation) -> Vec<f64> {
    let traits = setting.world.traits.iter();
    traits.zip(&valuation.reservation).map(|(t, stock)| stock * (1.0 - t.discount)).collect()
}

/// By issue: the level signed.
fn content(table: &Table, package: Package) -> [u8; MOST_ISSUES] {
    let mut content = [LEFT_OUT; MOST_ISSUES];
    for (menu, m) in table.menus.iter().enumerate() {
        if let Choice::Agree(level) = m.choices[usize::from(package.options[menu])] {
            content[m.issue] = level as u8;
        }
    }
    content
}
