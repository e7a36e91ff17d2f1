//! What becomes of the outcome of talks: accession, ratification, stages, and the record.

use super::record::{LEFT_OUT, Levels, Reason, Record};
use super::reviews::{InForce, beside};
use super::setting::{Epoch, Setting, View};
use super::signed::{Accession, Adds, Ratification, Signed};
use super::status_quo::{overlay, without};
use crate::agreement::conduct::defectors;
use crate::agreement::evaluation::{Agreement, Switches};
use crate::agreement::history::{Collapse, Happening, History, Sampler};
use crate::agreement::no_agreement::{from_then_on, without_agreement};
use crate::agreement::package::{ActiveStages, MOST_ISSUES, Package};
use crate::agreement::packages::{Packages, active_stages};
use crate::agreement::ratification;
use crate::agreement::table::{Choice, Table};
use crate::agreement::valuation::Valuation;
use crate::scenario::model::Scenario;
use crate::scenario::place::PartyIndex;
use crate::talks::catalogue::{Catalogue, touched};
use crate::talks::feasible::{FeasibleAgreements, Zone};
use crate::talks::negotiation::ground;
use crate::talks::outcome::{Ended, Ground, Outcome};
use std::sync::Arc;

/// Gains of one party (flow, own scale).
struct Gains {
    /// Of the whole course of things, as it was lived.
    gain: f64,
    /// The same in expectation.
    expected: f64,
    /// What the agreement adds.
    adds: f64,
    /// The same in expectation.
    expected_adds: f64,
}

/// Everything that decides what becomes of the talks of one format in one world.
pub(super) struct Implementation<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) table: &'a Table,
    pub(super) dates: &'a [u32],
    pub(super) switches: Switches,
    pub(super) setting: &'a Setting,
    pub(super) view: &'a View,
    pub(super) zone: Zone,
}

impl Implementation<'_> {
    /// What follows from the outcome of talks, as a record.
    pub(super) fn record_of(&self, ended: Ended) -> (Option<Signed>, Record) {
        let horizon = self.scenario.calendar.horizon;
        let (signed, mut record) = match ended.outcome {
            Outcome::Signed(deal) => {
                let package = self.view.feasible.packages[deal];
                let (signed, record) = self.record_of_signed(package, ended.period, ended.outvoted);
                (Some(signed), record)
            }
            _ => (None, self.record_of_failure(ended)),
        };
        if ended.period >= horizon {
            // What comes later is not shown; the gains, which have no horizon, stay.
            let blank = self.blank(horizon);
            record = Record {
                ended: Reason::TalksGoOn,
                gain: record.gain,
                expected_gain: record.expected_gain,
                practised: self.dates.iter().map(|&t| without(self.setting, t)).collect(),
                ..blank
            };
        }
        (signed, record)
    }

    fn blank(&self, ended_at: u32) -> Record {
        let traits = self.setting.world.traits.iter().zip(&self.view.valuation.floor);
        // As a flow on each party's own scale.
        let reservation = traits.map(|(t, stock)| stock * (1.0 - t.discount)).collect();
        let (zone, zone_self_enforcing) = (self.zone.rational, self.zone.self_enforcing);
        Record { zone, zone_self_enforcing, ..Record::blank(ended_at, reservation) }
    }

    fn record_of_failure(&self, ended: Ended) -> Record {
        let mut record = self.blank(ended.period);
        (record.ended, record.by) = self.why_failed(ended);
        record.gain = PartyIndex::all(self.setting.world.traits.len())
            .map(|i| self.gain_of_failure(ended, i))
            .collect();
        // Nothing is left to chance: what lapses when belongs to the world.
        record.expected_gain = record.gain.clone();
        record.practised = self.dates.iter().map(|&t| without(self.setting, t)).collect();
        record
    }

    /// The first reason that suffices: no zone, a party that left, doubt, a veto, the calendar.
    fn why_failed(&self, ended: Ended) -> (Reason, Option<u8>) {
        let last = ended.refusal;
        let by = |party: Option<PartyIndex>| party.map(|p| p.index() as u8);
        if !self.zone.rational {
            if self.zone.members {
                return (
                    Reason::Veto,
                    by(last.filter(|r| r.veto).map(|r| r.party).or_else(|| self.vetoer())),
                );
            }
            return (Reason::NoZone, None);
        }
        if let Outcome::WalkedOut(party) | Outcome::Deserted(party) = ended.outcome {
            return (Reason::WalkOut, by(Some(party)));
        }
        match last {
            _ if !self.zone.self_enforcing => (Reason::Mistrust, None),
            Some(refusal) if refusal.ground == Ground::Mistrust => (Reason::Mistrust, None),
            Some(refusal) if refusal.veto => (Reason::Veto, by(Some(refusal.party))),
            _ => (Reason::Deadline, None),
        }
    }

    /// Whose consent stood in the way of what all members could accept: the consenters from outside.
    fn vetoer(&self) -> Option<PartyIndex> {
        let levels = self.table.menus.iter().flat_map(|m| &m.consent);
        let consent = levels.fold(self.table.always_asked(), |all, c| all | c);
        let mut outside = PartyIndex::all(self.table.parties)
            .filter(|&i| consent & !self.table.member_bits & (1 << i) != 0)
            .filter(|&i| self.view.valuation.touched[i]);
        match (outside.next(), outside.next()) {
            (Some(only), None) => Some(only),
            _ => None,
        }
    }

    /// Gain of a party when talks fail. Who left has its outside option (counted at the table that it left); when all have gone,
    /// so has every member to whom it is worth more than what goes on.
    fn gain_of_failure(&self, ended: Ended, i: PartyIndex) -> f64 {
        let (valuation, world) = (&self.view.valuation, &self.setting.world);
        let d = world.traits[i].discount;
        let then = libm::pow(d, f64::from(ended.period));
        let without = |until| without_agreement(world, &self.setting.lapses, i, until);
        let goes_on = valuation.terms.disagreement[i] / (1.0 - d);
        let leaves = match ended.outcome {
            Outcome::WalkedOut(party) => party == i,
            Outcome::Deserted(_) => false,
            _ => self.at_table(i) && valuation.outside[i].is_some_and(|o| o > goes_on),
        };
        let mut stock = match valuation.outside[i] {
            Some(outside) if leaves => without(Some(ended.period)) + then * outside,
            _ => without(None),
        };
        stock -= then * self.audience_cost(i);
        (1.0 - d) * stock
    }

    fn at_table(&self, i: PartyIndex) -> bool {
        self.table.is_member(i) && self.view.valuation.touched[i]
    }

    /// What a failure costs a party if it is public (stock).
    fn audience_cost(&self, i: PartyIndex) -> f64 {
        if self.at_table(i) { self.view.valuation.public_cost[i] } else { 0.0 }
    }

    fn record_of_signed(&self, package: Package, period: u32, outvoted: u32) -> (Signed, Record) {
        let (table, setting) = (self.table, self.setting);
        let epoch = setting.epoch(period);
        let now =
            if epoch == self.view.epoch { self.view.valuation.clone() } else { self.valuation_at(epoch) };
        // What would be left at once was never agreed (`Catalogue`), but what was referred home is signed later: if something
        // has happened in between, it may be left as soon as it is signed. Nothing else can be.
        let agreement = Packages::evaluated(table, &now, self.switches, package, outvoted);
        let measured = self.measured(&now, &agreement, package, epoch);
        let bound = table.signatories_of(&package);
        let accessions = self.accessions(&now, package, &agreement);
        let stays_away = accessions.iter().find(|a| !a.joins()).map(|a| a.party);
        let ratification = if stays_away.is_none() { self.ratify(&now, &agreement) } else { Vec::new() };
        let refused = ratification.iter().find(|r| !r.passed).map(|r| r.party);
        let active = active_stages(table, package);
        let slips = defectors(&agreement, &now.terms, &bound);
        let (yardstick, terms) = measured.as_ref().map_or((&agreement, &now.terms), |(a, v)| (a, &v.terms));
        let content = content(table, package);
        let lapsed = now.lapsed;
        let (scenario, switches) = (self.scenario, self.switches);
        let in_force = InForce { scenario, table, switches, setting, package, at: period, content, lapsed };
        let reviews = in_force.reviews(yardstick, terms);
        let course = Sampler {
            agreement: yardstick,
            terms,
            signatories: &bound,
            chance: &setting.chance,
            from: period,
            horizon: self.scenario.calendar.horizon,
            reviews: &reviews,
        };
        let history = stays_away.or(refused).is_none().then(|| course.sample(&slips));
        let mut record = self.blank(period);
        record.signed = Some(period);
        record.schedule = package.schedule;
        record.content = content;
        // An acceder knows its own floor: whether it joins is no matter of chance.
        record.chance_in_force =
            if stays_away.is_some() { 0.0 } else { ratification.iter().map(|r| r.chance).product() };
        record.chance_completed = record.chance_in_force * course.completed(&slips);
        let expected = course.expected(&slips);
        let mut adds = Adds::default();
        for i in PartyIndex::all(setting.world.traits.len()) {
            let lived = history.as_ref().map(|h| h.value[i]);
            let gains = self.gains_of_agreement(&record, lapsed, i, period, expected.value[i], lived);
            record.gain.push(gains.gain);
            record.expected_gain.push(gains.expected);
            adds.gain.push(gains.adds);
            adds.expected.push(gains.expected_adds);
            let flow = |stock: f64| {
                let d = setting.world.traits[i].discount;
                (1.0 - d) * libm::pow(d, f64::from(period)) * stock
            };
            adds.outside.push(flow(history.as_ref().map_or(0.0, |h| h.outside[i])));
            adds.expected_outside.push(flow(record.chance_in_force * expected.outside[i]));
        }
        match &history {
            None => {
                let why = if stays_away.is_some() { Reason::AccessionRefused } else { Reason::RefusedAtHome };
                (record.ended, record.by) = (why, stays_away.or(refused).map(|p| p.index() as u8));
            }
            Some(history) => self.note_history(&mut record, &active, &agreement, history),
        }
        let terms = now.terms;
        let signed = Signed {
            package,
            at: period,
            active,
            agreement,
            terms,
            accessions,
            ratification,
            history,
            reviews,
            adds,
        };
        record.practised = self.dates.iter().map(|&date| self.practised(&signed, date)).collect();
        (signed, record)
    }

    /// What everything is worth when more has happened than when the talks were held.
    fn valuation_at(&self, epoch: Epoch) -> Valuation {
        let world = self.setting.world_in(self.scenario, epoch);
        let mut valuation = Valuation::new(self.scenario, &world, self.table, epoch.lapsed);
        valuation.after.clone_from(&self.view.valuation.after);
        let best = Catalogue::new(self.table, &valuation, self.switches).best(self.table, &valuation);
        valuation.demand(self.scenario, &world, self.table, &best);
        valuation
    }

    /// Gain of a party from a package signed in a period: as it was lived (`None`: refused after the signature), and in expectation
    /// over ratification, stages, spoiling and detection. What lapses when belongs to the world in both.
    fn gains_of_agreement(
        &self,
        record: &Record,
        lapsed: u32,
        i: PartyIndex,
        period: u32,
        start: f64,
        lived: Option<f64>,
    ) -> Gains {
        let (world, lapses) = (&self.setting.world, &self.setting.lapses);
        let d = world.traits[i].discount;
        let then = libm::pow(d, f64::from(period));
        let before = without_agreement(world, lapses, i, Some(period));
        let goes_on = from_then_on(world, lapses, i, period);
        let refused = goes_on - self.audience_cost(i);
        let correction = beside(self.setting, &record.content, lapsed, i, period);
        let force = record.chance_in_force;
        let expected = force * (start + correction) + (1.0 - force) * refused;
        let after = lived.map_or(refused, |value| value + correction);
        Gains {
            gain: (1.0 - d) * (before + then * after),
            expected: (1.0 - d) * (before + then * expected),
            adds: (1.0 - d) * then * (after - goes_on),
            expected_adds: (1.0 - d) * then * (expected - goes_on),
        }
    }

    /// The agreement as it is measured: where events have moved what parties want, by what they wanted at the start, with
    /// the conduct that follows from what they want now. `None`: nothing has moved.
    fn measured(
        &self,
        now: &Valuation,
        agreement: &Agreement,
        package: Package,
        epoch: Epoch,
    ) -> Option<(Box<Agreement>, Valuation)> {
        if epoch.happened == 0 {
            return None;
        }
        let start = Valuation::new(self.scenario, &self.setting.world, self.table, now.lapsed);
        let mut measured =
            Packages::evaluated(self.table, &start, self.switches, package, agreement.outvoted);
        measured.conduct_as(&start.terms, agreement);
        Some((measured, start))
    }

    /// What failed talks add for every party to what goes on without them: the cost of public failure, and, where nothing
    /// else is held afterwards, the outside option of those who leave.
    pub(super) fn adds_of_failure(&self, ended: Ended, last: bool) -> Vec<f64> {
        let one = |i: PartyIndex| {
            let world = &self.setting.world;
            let d = world.traits[i].discount;
            if last {
                let without = without_agreement(world, &self.setting.lapses, i, None);
                return self.gain_of_failure(ended, i) - (1.0 - d) * without;
            }
            -(1.0 - d) * libm::pow(d, f64::from(ended.period)) * self.audience_cost(i)
        };
        PartyIndex::all(self.setting.world.traits.len()).map(one).collect()
    }

    fn practised(&self, signed: &Signed, date: u32) -> Levels {
        let mut levels = without(self.setting, date);
        overlay(&mut levels, self.scenario, self.setting, self.table, signed, date);
        levels
    }

    /// Asks every absent party with a duty in the package to join it, in stable order: it does what it is worth to it.
    fn accessions(&self, now: &Valuation, package: Package, agreement: &Agreement) -> Vec<Accession> {
        let asked = touched(now, self.table.acceders(&package));
        if asked == 0 {
            return Vec::new();
        }
        let catalogue = Arc::new(Catalogue::signed(self.table, now, package, agreement));
        let offer = FeasibleAgreements::put(&catalogue, self.table, now);
        let unmet = Packages::new(self.table, now, self.switches, |_| 0.0).unmet(&package);
        let answer = |&party: &PartyIndex| {
            let (value, expected) = (offer.value(0, party), offer.expected(0, party));
            let least = now.accession_floor(party);
            let ground = ground(value, expected, least, least, unmet & (1 << party) != 0);
            Accession { party, value, expected, least, ground }
        };
        self.table.by_id.iter().filter(|&i| asked & (1 << i) != 0).map(answer).collect()
    }

    fn ratify(&self, now: &Valuation, agreement: &Agreement) -> Vec<Ratification> {
        let one = |&party: &PartyIndex| {
            let surplus = (agreement.start(party) - now.home[party]) * (1.0 - now.terms.discount[party]);
            let chance = match &now.at_home[party] {
                Some(home) => home.own(agreement.start(party)),
                None => ratification::chance(surplus, self.setting.world.traits[party].ratification),
            };
            Ratification { party, surplus, chance, passed: self.setting.chance.ratify[party] < chance }
        };
        let signed = |&&i: &&PartyIndex| now.touched[i] && agreement.outvoted & (1 << i) == 0;
        self.table.ratifiers.iter().filter(signed).map(one).collect()
    }

    fn note_history(
        &self,
        record: &mut Record,
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
            Some((_, _, Collapse::Defection(i))) => (Reason::Defection, Some(i.index() as u8)),
            Some((_, _, Collapse::Spoiled(i))) => (Reason::Spoiled, Some(i.index() as u8)),
            Some((_, _, Collapse::Withdrawal(i))) => (Reason::Withdrawal, Some(i.index() as u8)),
            Some((_, _, Collapse::Lapsed)) => (Reason::Lapsed, None),
        };
    }
}

/// By issue: the level signed.
pub(crate) fn content(table: &Table, package: Package) -> Levels {
    let mut content = [LEFT_OUT; MOST_ISSUES];
    for (menu, m) in table.menus.iter().enumerate() {
        if let Choice::Agree(level) = m.choices[usize::from(package.options[menu])] {
            content[m.issue] = level.index() as u8;
        }
    }
    content
}
