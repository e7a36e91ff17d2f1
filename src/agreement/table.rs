//! A format compiled for one scenario: who sits where, which options are open, under which road maps. Holds for all worlds.

use super::rule::Rule;
use crate::agreement::package::Package;
use crate::agreement::per_party::MOST_PARTIES;
use crate::scenario::model::{
    Absent, Format, InForce, IssueIndex, Level, LevelIndex, Messenger, PartyIndex, Says, Scenario,
};
use crate::world::drawn::{StatusQuo, status_quo_at_start};
use crate::world::preferences::issues_by_id;

/// An option of an issue at a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// Leave the issue out of the package.
    LeaveOut,
    /// Agree on a level that is not bound yet (binding the level practised counts).
    Agree(LevelIndex),
}

/// The one stage of a package that has no road map.
pub const WHOLE_PACKAGE: &str = "the whole package";

/// The options of one issue, leaving it out first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Menu {
    /// Which issue.
    pub issue: IssueIndex,
    /// Its options at this table.
    pub choices: Vec<Choice>,
    /// By option: parties whose consent it needs, members or not, as bits.
    pub consent: Vec<u32>,
    /// By option: parties that guarantee an agreement with it, as bits.
    pub guarantors: Vec<u32>,
    /// By option: parties that have a duty in it and are no signatories of the table, as bits: they are asked to join.
    pub absent: Vec<u32>,
}

/// A list of parties in stable order.
pub type Parties = Few<PartyIndex>;

/// A list of no more entries than there are parties, without memory of its own.
#[derive(Debug, Clone, Copy)]
pub struct Few<T> {
    list: [T; MOST_PARTIES],
    count: usize,
}

impl<T: Copy + Default> FromIterator<T> for Few<T> {
    fn from_iter<I: IntoIterator<Item = T>>(entries: I) -> Self {
        let mut all = Self { list: [T::default(); MOST_PARTIES], count: 0 };
        for entry in entries.into_iter().take(MOST_PARTIES) {
            all.list[all.count] = entry;
            all.count += 1;
        }
        all
    }
}

impl<T> std::ops::Deref for Few<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.list[..self.count]
    }
}

impl<T> std::ops::DerefMut for Few<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.list[..self.count]
    }
}

/// A road map as a table can use it: the schedule by which a package is carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// Index of the road map, `None` for everything in one stage.
    pub roadmap: Option<usize>,
    /// Names of the stages.
    pub stages: Vec<String>,
    /// By menu: its stage.
    pub stage_of: Vec<usize>,
}

/// A condition of a party: the first only with one of the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// Its statement in the scenario.
    pub statement: usize,
    /// Whose.
    pub party: PartyIndex,
    /// Its party has a say in whatever is agreed here, or in what it holds back; else only in what it is asked to join.
    pub always: bool,
    /// Menu and option held back.
    pub held_back: (usize, usize),
    /// Menus and options of which one suffices.
    pub with: Vec<(usize, usize)>,
    /// Issues whose level practised suffices as well, for as long as it stays practised.
    pub stays: Vec<IssueIndex>,
    /// Issues whose level bound suffices, once what was practised has lapsed to it: it is on no menu.
    pub comes_back: Vec<IssueIndex>,
}

/// A format at work on one scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Name.
    pub name: String,
    /// Number of parties of the scenario.
    pub parties: usize,
    /// All parties in stable order (by id).
    pub by_id: Vec<PartyIndex>,
    /// Members in stable order (by id).
    pub members: Vec<PartyIndex>,
    /// The same as bits.
    pub member_bits: u32,
    /// Who would be bound by what is agreed here, in stable order: the members, or at a sub-table those of the plenary, and
    /// the manipulator.
    pub signatories: Vec<PartyIndex>,
    /// The same as bits.
    pub signatory_bits: u32,
    /// What makes a proposal pass.
    pub rule: Rule,
    /// Who proposes, in order: members, or whoever writes the single text.
    pub order: Vec<PartyIndex>,
    /// Who writes the single text, if one party does.
    pub text_by: Option<PartyIndex>,
    /// Who mediates by telling each member what it knows of the others.
    pub mediator: Option<PartyIndex>,
    /// Messages carried before the first meeting, in stable order.
    pub messengers: Vec<Messenger>,
    /// Parties whose demand and temptation everyone at the table knows.
    pub disclosed: u32,
    /// Open issues.
    pub menus: Vec<Menu>,
    /// Road maps to choose from.
    pub schedules: Vec<Schedule>,
    /// Conditions of members, consenters and those who may be asked to join on options of this table.
    pub conditions: Vec<Condition>,
    /// Nothing takes effect until the last stage is completed.
    pub after_last: bool,
    /// By menu: carried out on promise.
    pub on_promise: Vec<bool>,
    /// Issues may not be left out.
    pub all_or_nothing: bool,
    /// Who monitors, the manipulator included.
    pub monitors: Vec<PartyIndex>,
    /// Whether monitors inspect as well.
    pub supervision: bool,
    /// Who guarantees whatever is agreed, the manipulator included, as bits.
    pub guarantors: u32,
    /// The third party that lends its weight, and without whose consent nothing is agreed.
    pub manipulator: Option<PartyIndex>,
    /// Leaders or delegates.
    pub working_level: bool,
    /// Menus that need the attention of leaders, since no working level has prepared them, as bits; none where delegates sit.
    pub unprepared: u32,
    /// Period of each meeting.
    pub meetings: Vec<u32>,
    /// Offers at a meeting.
    pub offers: u32,
    /// Signed at the next meeting only.
    pub refer_back: bool,
    /// Periods between meetings.
    pub every: u32,
    /// Who ratifies.
    pub ratifiers: Vec<PartyIndex>,
    /// Failure is public.
    pub public: bool,
}

/// The circumstances in which a table is held.
#[derive(Debug, Clone, Copy)]
pub struct Circumstances<'a> {
    /// Period from which its calendar counts.
    pub start: u32,
    /// By issue: the status quo then.
    pub status_quo: &'a [StatusQuo],
    /// Issues settled by agreements in force, as bits: they are not on the menu.
    pub settled: u32,
    /// Who would be bound, if it is a sub-table whose plenary signs.
    pub plenary: Option<&'a [PartyIndex]>,
}

impl Table {
    /// Whether a third party tells its members something.
    pub fn tells(&self) -> bool {
        self.mediator.is_some() || !self.messengers.is_empty()
    }

    /// Compiles a format as it is held at the start. The scenario must have passed its checks.
    pub fn new(scenario: &Scenario, format: &Format) -> Self {
        let status_quo = status_quo_at_start(scenario);
        Self::held_in(
            scenario,
            format,
            Circumstances { start: 0, status_quo: &status_quo, settled: 0, plenary: None },
        )
    }

    /// Compiles a format as it is held in some circumstances.
    pub fn held_in(scenario: &Scenario, format: &Format, circumstances: Circumstances<'_>) -> Self {
        let members = in_stable_order(scenario, &format.membership.members);
        let member_bits = bits(&members);
        let enforcement = &format.enforcement;
        let manipulator = enforcement.manipulator;
        let bound = circumstances.plenary.unwrap_or(&members);
        let signatories = in_stable_order(scenario, &with(bound, manipulator));
        let signatory_bits = bits(&signatories);
        let menus = menus(scenario, format, signatory_bits, circumstances);
        let delegation = &format.delegation;
        let order = match format.proposing.text_by {
            Some(writer) => vec![writer],
            None if format.proposing.order.is_empty() => format.membership.members.clone(),
            None => format.proposing.order.clone(),
        };
        Self {
            name: format.name.clone(),
            parties: scenario.parties.len(),
            by_id: in_stable_order(scenario, &PartyIndex::all(scenario.parties.len()).collect::<Vec<_>>()),
            member_bits,
            order,
            text_by: format.proposing.text_by,
            mediator: format.information.mediator,
            messengers: messengers(scenario, format),
            disclosed: bits(&format.information.disclosed),
            schedules: schedules(scenario, format, &menus),
            conditions: conditions(scenario, &menus, signatory_bits, circumstances.status_quo),
            after_last: format.contract.in_force == InForce::AfterLast,
            on_promise: menus.iter().map(|m| format.contract.on_promise.contains(&m.issue)).collect(),
            all_or_nothing: format.contract.all_or_nothing,
            monitors: in_stable_order(scenario, &with(&enforcement.monitors, manipulator)),
            supervision: enforcement.supervision,
            guarantors: bits(&with(&enforcement.guarantors, manipulator)),
            manipulator,
            working_level: delegation.level == Level::Working,
            unprepared: match delegation.level {
                Level::Working => 0,
                Level::Leaders => (1 << menus.len()) - 1,
            },
            // Whatever the horizon: it only limits what is shown.
            meetings: (0..delegation.meetings)
                .map(|m| delegation.first_meeting.saturating_add(m.saturating_mul(delegation.every)))
                .map(|period| circumstances.start.saturating_add(period))
                .collect(),
            offers: delegation.offers,
            refer_back: delegation.refer_back,
            every: delegation.every,
            ratifiers: in_stable_order(scenario, &delegation.ratifiers),
            public: delegation.public,
            signatories,
            signatory_bits,
            rule: Rule::new(&format.rule, &format.membership),
            members,
            menus,
        }
    }

    /// Whether a party sits at the table.
    pub fn is_member(&self, party: PartyIndex) -> bool {
        self.member_bits & (1 << party) != 0
    }

    /// The same table with its calendar counted from another period.
    #[must_use]
    pub fn begun_at(&self, start: u32) -> Self {
        let mut table = self.clone();
        table.meetings.iter_mut().for_each(|period| *period = period.saturating_add(start));
        table
    }

    /// The same table with its first meeting in a period, and the others after it as before.
    #[must_use]
    pub fn first_meeting_in(&self, period: u32) -> Self {
        let mut table = self.clone();
        let first = table.meetings.first().copied().unwrap_or(0);
        table.meetings.iter_mut().for_each(|p| *p = (*p - first).saturating_add(period));
        table
    }

    /// The same table without what it sees nothing different for: name, who proposes when, and calendar.
    #[must_use]
    pub fn as_seen(&self) -> Self {
        let (name, order, meetings) = (String::new(), Vec::new(), Vec::new());
        Self { name, order, meetings, offers: 0, refer_back: false, every: 0, ..self.clone() }
    }

    /// Whether a party would be bound by whatever is agreed here.
    pub fn is_signatory(&self, party: PartyIndex) -> bool {
        self.signatory_bits & (1 << party) != 0
    }

    /// Whether the same packages are open to the same members: where the parties are the same, too, and believe the same, what the packages
    /// are worth is the same, and only how the talks are held can differ. `attention`: leaders cannot settle everything at once.
    pub fn shares_packages_with(&self, other: &Self, attention: bool) -> bool {
        self.members == other.members
            && self.signatories == other.signatories
            && self.rule == other.rule
            && self.schedules == other.schedules
            && self.menus == other.menus
            && self.conditions == other.conditions
            && self.after_last == other.after_last
            && self.on_promise == other.on_promise
            && self.all_or_nothing == other.all_or_nothing
            && self.guarantors == other.guarantors
            && self.manipulator == other.manipulator
            && (self.unprepared == other.unprepared || !attention)
    }

    /// Those from outside without whose consent nothing is agreed, as bits.
    pub fn always_asked(&self) -> u32 {
        self.manipulator.map_or(0, |party| 1 << party) & !self.member_bits
    }

    /// Absent parties with duties in a package, who are asked to join after the signature (acceders), as bits.
    pub fn acceders(&self, package: &Package) -> u32 {
        let options = self.menus.iter().zip(&package.options);
        options.fold(0, |all, (m, &option)| all | m.absent[usize::from(option)])
    }

    /// Parties whose consent a package needs, as bits.
    pub fn consenters(&self, package: &Package) -> u32 {
        let options = self.menus.iter().zip(&package.options);
        options.fold(0, |all, (m, &option)| all | m.consent[usize::from(option)])
    }

    /// All who could be asked so, as bits.
    pub fn acceding(&self) -> u32 {
        self.menus.iter().flat_map(|m| &m.absent).fold(0, |all, bits| all | bits)
    }

    /// Who is bound by a package, in stable order: the signatories of the table, and those who are asked to join.
    pub fn signatories_of(&self, package: &Package) -> Parties {
        let asked = self.acceders(package);
        if asked == 0 {
            return self.signatories.iter().copied().collect();
        }
        let bound = self.signatory_bits | asked;
        self.by_id.iter().copied().filter(|party| bound & (1 << party) != 0).collect()
    }

    /// Whether anything that could be agreed here is guaranteed by anybody.
    pub fn guaranteed(&self) -> bool {
        self.guarantors != 0 || self.menus.iter().any(|m| m.guarantors.iter().any(|g| *g != 0))
    }

    /// Who guarantees a package, as bits.
    pub fn guarantors_of(&self, package: &Package) -> u32 {
        let options = self.menus.iter().zip(&package.options);
        options.fold(self.guarantors, |all, (m, &option)| all | m.guarantors[usize::from(option)])
    }

    /// Who tells or knows something of the others' reservation values: mediator, messengers, and the writer of the text, in
    /// stable order.
    pub fn informants(&self) -> Vec<PartyIndex> {
        let roles = [self.mediator, self.text_by];
        let tells = |i: &PartyIndex| roles.contains(&Some(*i)) || self.messengers.iter().any(|m| m.by == *i);
        self.by_id.iter().copied().filter(tells).collect()
    }

    /// State from which a menu of the given stage is carried out, when `stages` stages are used.
    pub fn arrives(&self, menu: usize, stage: usize, stages: usize) -> usize {
        match (self.on_promise[menu], self.after_last) {
            (true, _) => stage,
            (false, true) => stages,
            (false, false) => stage + 1,
        }
    }

    /// Number of packages, over all road maps, before any is ruled out.
    pub fn packages(&self) -> f64 {
        self.schedules.len() as f64 * self.menus.iter().map(|m| m.choices.len() as f64).product::<f64>()
    }
}

/// Parties sorted by id, so that the order of the file has no influence on sums and ties.
fn in_stable_order(scenario: &Scenario, parties: &[PartyIndex]) -> Vec<PartyIndex> {
    let mut sorted = parties.to_vec();
    sorted.sort_by(|a, b| scenario.parties[*a].id.cmp(&scenario.parties[*b].id));
    sorted
}

/// A list with one more party, unless it is there.
fn with(parties: &[PartyIndex], more: Option<PartyIndex>) -> Vec<PartyIndex> {
    let mut all = parties.to_vec();
    all.extend(more.filter(|party| !parties.contains(party)));
    all
}

/// Messages sorted by who carries them, about whom, and to whom (all by id).
fn messengers(scenario: &Scenario, format: &Format) -> Vec<Messenger> {
    let id = |party: PartyIndex| &scenario.parties[party].id;
    let mut sorted = format.information.messengers.clone();
    sorted.sort_by(|a, b| (id(a.by), id(a.about), id(a.to)).cmp(&(id(b.by), id(b.about), id(b.to))));
    sorted
}

fn bits(parties: &[PartyIndex]) -> u32 {
    parties.iter().fold(0, |bits, p| bits | 1 << p)
}

/// Options of every issue on the agenda that can be changed at this table (a level that is bound already would be no
/// agreement: nobody would do, or be bound to, anything new), by the issue's id, so that the order of the
/// file has no influence on sums and ties; issues without options are dropped.
fn menus(
    scenario: &Scenario,
    format: &Format,
    signatories: u32,
    circumstances: Circumstances<'_>,
) -> Vec<Menu> {
    let mut menus = Vec::new();
    for j in issues_by_id(scenario) {
        let issue = &scenario.issues[j];
        if circumstances.settled & (1 << j) != 0
            || !format.contract.agenda.get(j.index()).copied().unwrap_or(false)
        {
            continue;
        }
        let StatusQuo { bound, .. } = circumstances.status_quo[j];
        let mut menu = Menu {
            issue: j,
            choices: vec![Choice::LeaveOut],
            consent: vec![0],
            guarantors: vec![0],
            absent: vec![0],
        };
        for level in LevelIndex::all(issue.levels.len()) {
            let absent = bits(&issue.duty[level]) & !signatories;
            let excluded = absent != 0 && format.contract.absent == Absent::Excluded;
            if level == bound || excluded || !format.allows(&issue.duty[level]) {
                continue;
            }
            let vetoes = format.membership.vetoes.iter().filter(|(i, l, _)| (*i, *l) == (j, level));
            let consent = vetoes.fold(bits(&issue.consent[level]), |all, (_, _, by)| all | bits(by));
            menu.choices.push(Choice::Agree(level));
            menu.consent.push(consent);
            menu.guarantors.push(bits(&issue.guarantors[level]));
            menu.absent.push(absent);
        }
        if menu.choices.len() > 1 {
            menus.push(menu);
        }
    }
    menus
}

fn schedules(scenario: &Scenario, format: &Format, menus: &[Menu]) -> Vec<Schedule> {
    if format.contract.roadmaps.is_empty() {
        let stage_of = vec![0; menus.len()];
        return vec![Schedule { roadmap: None, stages: vec![WHOLE_PACKAGE.into()], stage_of }];
    }
    let schedule = |&roadmap: &usize| {
        let stages = &scenario.roadmaps[roadmap].stages;
        let last = stages.len().saturating_sub(1);
        let stage = |m: &Menu| stages.iter().position(|s| s.issues.contains(&m.issue)).unwrap_or(last);
        Schedule {
            roadmap: Some(roadmap),
            stages: stages.iter().map(|s| s.name.clone()).collect(),
            stage_of: menus.iter().map(stage).collect(),
        }
    };
    format.contract.roadmaps.iter().map(schedule).collect()
}

/// Conditions that concern an option of this table and are not met already by what is practised.
fn conditions(scenario: &Scenario, menus: &[Menu], members: u32, status_quo: &[StatusQuo]) -> Vec<Condition> {
    let locate = |issue: IssueIndex, level: LevelIndex| {
        let menu = menus.iter().position(|m| m.issue == issue)?;
        let option = menus[menu].choices.iter().position(|c| *c == Choice::Agree(level))?;
        Some((menu, option))
    };
    let met = |with: &[(IssueIndex, LevelIndex)], now: fn(&StatusQuo) -> LevelIndex| {
        with.iter().filter(|(j, l)| now(&status_quo[*j]) == *l).map(|(j, _)| *j).collect::<Vec<_>>()
    };
    let asked = menus.iter().flat_map(|m| &m.absent).fold(0, |all, bits| all | bits);
    let mut all = Vec::new();
    for (statement, said) in scenario.statements.iter().enumerate() {
        let Says::OnlyWith { accepts, with } = &said.says else { continue };
        let Some(held_back) = locate(accepts.0, accepts.1) else { continue };
        let consents = menus[held_back.0].consent[held_back.1] | members;
        let always = consents & (1 << said.party) != 0;
        if !always && asked & (1 << said.party) == 0 {
            continue;
        }
        all.push(Condition {
            statement,
            party: said.party,
            always,
            held_back,
            with: with.iter().filter_map(|&(j, l)| locate(j, l)).collect(),
            stays: met(with, |now| now.practised),
            comes_back: met(with, |now| now.bound),
        });
    }
    all
}

impl Condition {
    /// The last menu on which it turns whether a package meets it.
    pub fn last_menu(&self, menus: &[Menu]) -> usize {
        let options = self.with.iter().chain([&self.held_back]).map(|(menu, _)| *menu);
        let issues = self.stays.iter().chain(&self.comes_back);
        let issues = issues.filter_map(|issue| menus.iter().position(|m| m.issue == *issue));
        options.chain(issues).max().unwrap_or(0)
    }

    /// Whether a package (options by menu) meets it, when the issues in `lapsed` (bits) are practised no more.
    pub fn met_by(&self, menus: &[Menu], options: &[u8], lapsed: u32) -> bool {
        let agreed = |&(menu, option): &(usize, usize)| usize::from(options[menu]) == option;
        let left_out = |issue: IssueIndex| {
            menus.iter().enumerate().all(|(menu, m)| m.issue != issue || options[menu] == 0)
        };
        let as_it_is = |list: &[IssueIndex], back: bool| {
            list.iter().any(|&issue| (lapsed & (1 << issue) != 0) == back && left_out(issue))
        };
        !agreed(&self.held_back)
            || self.with.iter().any(agreed)
            || as_it_is(&self.stays, false)
            || as_it_is(&self.comes_back, true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{SourceFile, read, template};

    /// The template's first format, with its first issue at these levels.
    fn table(practised: usize, bound: usize) -> (Scenario, Table) {
        let file = SourceFile::new("demo.ron", template("demo"));
        let mut scenario = read(&file).expect("the template is sound").scenario;
        let issue = &mut scenario.issues[IssueIndex(0)];
        (issue.practised, issue.bound) = (practised.into(), bound.into());
        issue.duty.iter_mut().for_each(Vec::clear);
        scenario.formats[0].contract.agenda.fill(true);
        let table = Table::new(&scenario, &scenario.formats[0]);
        (scenario, table)
    }

    fn levels(scenario: &Scenario, table: &Table) -> Vec<usize> {
        let menu = table.menus.iter().find(|m| m.issue == IssueIndex(0)).expect("it is open");
        let all = 0..scenario.issues[IssueIndex(0)].levels.len();
        all.filter(|&l| menu.choices.contains(&Choice::Agree(l.into()))).collect()
    }

    #[test]
    fn what_is_bound_is_not_on_the_menu_and_what_is_practised_can_be_bound() {
        for (practised, bound) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
            let (scenario, table) = table(practised, bound);
            let others: Vec<usize> =
                (0..scenario.issues[IssueIndex(0)].levels.len()).filter(|&l| l != bound).collect();
            assert_eq!(levels(&scenario, &table), others, "practised {practised}, bound {bound}");
        }
    }

    /// A condition on what is bound is met when what was practised has lapsed to it, and by nothing before.
    #[test]
    fn a_condition_on_what_is_bound_waits_for_the_lapse() {
        let (mut scenario, _) = table(1, 0);
        let party = scenario.formats[0].membership.members[0];
        let with = vec![(IssueIndex(0), LevelIndex(0))];
        let open = |j: IssueIndex, t: &Table| {
            t.menus.iter().position(|m| m.issue == j).map(|m| t.menus[m].choices[1])
        };
        let base = Table::new(&scenario, &scenario.formats[0]);
        let (other, level) = base
            .menus
            .iter()
            .find_map(|m| match open(m.issue, &base) {
                Some(Choice::Agree(level)) if m.issue != IssueIndex(0) => Some((m.issue, level)),
                _ => None,
            })
            .expect("another issue is open");
        scenario.statements.retain(|s| !matches!(s.says, Says::OnlyWith { .. }));
        let said = crate::scenario::model::Statement {
            says: Says::OnlyWith { accepts: (other, level), with },
            party,
            ..scenario.statements[0].clone()
        };
        scenario.statements.push(said);
        let table = Table::new(&scenario, &scenario.formats[0]);
        let [condition] = table.conditions.as_slice() else { panic!("one condition") };
        let mut options = vec![0; table.menus.len()];
        options[condition.held_back.0] = condition.held_back.1 as u8;
        assert!(!condition.met_by(&table.menus, &options, 0));
        assert!(condition.met_by(&table.menus, &options, 1));
        let own = table.menus.iter().position(|m| m.issue == IssueIndex(0)).expect("it is open");
        options[own] = 1;
        assert!(!condition.met_by(&table.menus, &options, 1), "something else is agreed on it");
    }
}
