//! Random scenarios, wide and made once for all facts; nothing here is adjusted to what comes out.
//!
//! Scenario `k` of a seed depends on the seed and on `k` alone. A draw that the checks of scenarios refuse (for instance
//! because nothing can change at its table) is drawn anew. A *range* below is drawn by its two ends, each evenly from
//! the span (log: evenly in the logarithm); each world then draws the number from the range.
//!
//! | what | drawn from |
//! | --- | --- |
//! | parties | 2 to 6 |
//! | issues | 1 to 5, of 2 or 3 levels; half of the issues are ordered scales |
//! | practised, bound | any level; what is practised is bound in 70 of 100 issues, else any level is |
//! | duty | each party bears it with chance 30 in 100, on all levels of an issue; in 30 of 100 issues one level has bearers of its own |
//! | consent | in 10 of 100 issues one level needs the consent of one party |
//! | reversible | 75 of 100 issues |
//! | stake | range in 0.2 to 2 |
//! | what parties want | of an issue: in 20 of 100 issues all want the same direction; else each party by itself has one of two directions (70 in 100), says nothing (20) or does not care (10) |
//! | order of weights | with chance 40 in 100 a party says of two issues which matters more |
//! | conditions | with chance 10 in 100 a party signs a level of one issue only with a level of another |
//! | how sure | each statement holds in all worlds (70 in 100), or in 20 to 99 of 100 |
//! | demand | range in 0 to 0.6 |
//! | patience | range in 0.3 to 0.99 |
//! | temptation | log range in 0.005 to 5 |
//! | collapse penalty, audience cost | range in 0 to 1, in 0 to 0.5 |
//! | spoiling, detection | range in 0 to 0.6, in 0 to 1 |
//! | ratification, mandate | range in 0 to 0.5, in 0 to 0.3 |
//! | conflict cost | none for half of the parties, else range in 0 to 0.6 |
//! | outside option | none for 70 of 100 parties, else range in −0.3 to 0.6 |
//! | concession | log range in 0.1 to 10 |
//! | as third parties | accuracy in 0 to 1, force of a guarantee in 0 to 2 and its cost in 0 to 0.5, inspection in 0 to 1, effort in 0 to 0.3 (ranges); bias towards each other party with chance 30 in 100: range in 0 to 1 |
//! | world | correlation range in −0.7 to 0.7; lapse after completion in 0 to 0.2; completion in 0.3 to 0.99; noise in 0.02 to 0.3; pause and renegotiation in 0 to 0.4, learning and foresight in 0 to 1, each of these four with chance 50 in 100, else 0 |
//! | calendar | 4 or 12 periods a year; horizon of 3 to 15 years |
//! | events | an issue whose practised level is not bound may lapse (50 in 100), rate range in 0.02 to 0.6; in 20 of 100 scenarios a party's outside option or demand moves, in 10 there is a new government, in 10 something is revealed |
//! | road map | 2 or 3 stages of random issues, where there are two issues or more |
//! | members | each party with chance 75 in 100, at least two |
//! | agenda | each issue with chance 85 in 100, at least one |
//! | rule | unanimity |
//! | vetoes | in 15 of 100 formats one party may veto one level |
//! | who proposes | any order of the members |
//! | disclosed, monitors, ratifiers | each party with chance 15, each party 50, each member 30 in 100 |
//! | contract | road map in 40 of 100; in force after the last stage in 20; each issue on promise in 20 |
//! | delegation | working level in 40 of 100; first meeting after 0 to 6 periods, then every 1 to 6, 1 to 12 meetings of 1 to 12 offers; referred home in 20; public in 50 |

use super::dice::{Dice, drawn, fixed};
use crate::scenario::Severity;
use crate::scenario::check::check;
use crate::scenario::model::{
    Absent, Calendar, Contract, Delegation, DemandOf, Effect, Enforcement, Event, Format, InForce,
    Information, Issue, Level, Membership, Move, Moved, Party, Plenary, Proposing, Provenance, Roadmap, Rule,
    Says, Scenario, Stage, Statement, SubAgreements, Timing, WorldTraits,
};
use crate::scenario::place::{IssueIndex, PartyIndex};
use std::collections::{BTreeMap, BTreeSet};

/// Scenario `index` of a seed: one format, named `base`.
pub fn scenario(seed: u64, index: u64) -> Scenario {
    let mut dice = Dice::new(seed, "scenario", index);
    loop {
        let candidate = candidate(&mut dice);
        if legal(&candidate) {
            return candidate;
        }
    }
}

/// Whether a scenario passes its checks.
pub fn legal(scenario: &Scenario) -> bool {
    check(scenario, &BTreeSet::new()).iter().all(|problem| problem.severity == Severity::Warning)
}

fn candidate(dice: &mut Dice) -> Scenario {
    let n = dice.within(2, 6);
    let m = dice.within(1, 5);
    let periods_per_year = if dice.chance(50) { 4 } else { 12 };
    let horizon = periods_per_year * dice.within(3, 15) as u32;
    let issues: Vec<Issue> = IssueIndex::all(m).map(|j| issue(dice, j, n)).collect();
    let statements = statements(dice, n, &issues);
    let events = events(dice, n, &issues);
    let roadmaps: Vec<Roadmap> = if m >= 2 { vec![roadmap(dice, m)] } else { Vec::new() };
    Scenario {
        name: "random".into(),
        title: "A random scenario".into(),
        about: String::new(),
        questions: Vec::new(),
        class: Vec::new(),
        sources: Vec::new(),
        default_source: BTreeMap::new(),
        calendar: Calendar {
            period: "period".into(),
            periods_per_year,
            starts: String::new(),
            horizon,
            source: drawn(),
        },
        parties: PartyIndex::all(n).map(|i| party(dice, i, n)).collect(),
        issues,
        statements,
        events,
        world: world(dice),
        formats: vec![format(dice, n, m, !roadmaps.is_empty())],
        roadmaps,
        parts: Vec::new(),
        variants: Vec::new(),
        names: std::collections::BTreeMap::new(),
        spans: BTreeMap::new(),
    }
}

fn party(dice: &mut Dice, i: PartyIndex, n: usize) -> Party {
    let bias = |dice: &mut Dice| {
        let towards = dice.some::<PartyIndex>(n, 30).into_iter().filter(|&j| j != i);
        towards.map(|j| (j, dice.range(0.0, 1.0))).collect()
    };
    Party {
        demand: dice.range(0.0, 0.6),
        patience: dice.range(0.3, 0.99),
        temptation: dice.log_range(0.005, 5.0),
        collapse_penalty: dice.range(0.0, 1.0),
        spoiling: dice.range(0.0, 0.6),
        detection: dice.range(0.0, 1.0),
        ratification: dice.range(0.0, 0.5),
        mandate: dice.range(0.0, 0.3),
        audience_cost: dice.range(0.0, 0.5),
        conflict_cost: if dice.chance(50) { fixed(0.0) } else { dice.range(0.0, 0.6) },
        outside_option: if dice.chance(70) { None } else { Some(dice.range(-0.3, 0.6)) },
        concession: dice.log_range(0.1, 10.0),
        accuracy: dice.range(0.0, 1.0),
        bias: bias(dice),
        guarantee_force: dice.range(0.0, 2.0),
        guarantee_cost: dice.range(0.0, 0.5),
        inspection: dice.range(0.0, 1.0),
        effort: dice.range(0.0, 0.3),
        ..Party::of_zeros(format!("p{i}"), format!("Party {i}"), drawn())
    }
}

fn issue(dice: &mut Dice, j: IssueIndex, n: usize) -> Issue {
    let levels = dice.within(2, 3);
    let practised = dice.within(0, levels - 1);
    let bound = if dice.chance(70) { practised } else { dice.within(0, levels - 1) };
    let mut duty = vec![dice.some(n, 30); levels];
    if dice.chance(30) {
        duty[dice.within(0, levels - 1)] = dice.some(n, 30);
    }
    let mut consent = vec![Vec::new(); levels];
    if dice.chance(10) {
        consent[dice.within(0, levels - 1)] = vec![dice.within(0, n - 1).into()];
    }
    Issue {
        id: format!("i{j}"),
        name: format!("Issue {j}"),
        levels: (0..levels).map(|l| format!("level {l}")).collect(),
        ordered: dice.chance(50),
        practised: practised.into(),
        bound: bound.into(),
        duty,
        guarantors: vec![Vec::new(); levels],
        consent,
        reversible: dice.chance(75),
        stake: dice.range(0.2, 2.0),
        takes: None,
        sources: BTreeMap::from([("rest".into(), drawn())]),
    }
}

fn statements(dice: &mut Dice, n: usize, issues: &[Issue]) -> Vec<Statement> {
    let mut all = Vec::new();
    let mut cares = vec![vec![true; issues.len()]; n];
    for (j, issue) in IssueIndex::all(issues.len()).zip(issues) {
        let common = dice.chance(20).then(|| dice.chance(50));
        let last = issue.levels.len() - 1;
        for i in PartyIndex::all(n) {
            let says = match (common, dice.within(0, 99)) {
                (Some(rising), _) => direction(j, last, rising),
                (None, 0..70) => direction(j, last, dice.chance(50)),
                (None, 70..90) => continue,
                (None, _) => {
                    cares[i][j] = false;
                    Says::Indifferent { about: j }
                }
            };
            all.push(said(dice, i, says));
        }
    }
    for i in PartyIndex::all(n) {
        let touched: Vec<IssueIndex> = IssueIndex::all(issues.len()).filter(|&j| cares[i][j]).collect();
        let order = dice.order(touched.len());
        if touched.len() >= 2 && dice.chance(40) {
            let says = Says::CaresMore { about: touched[order[0]], than: touched[order[1]] };
            all.push(said(dice, i, says));
        }
        if touched.len() >= 2 && dice.chance(10) {
            let level =
                |dice: &mut Dice, j: IssueIndex| (j, dice.within(0, issues[j].levels.len() - 1).into());
            let accepts = level(dice, touched[order[0]]);
            let with = vec![level(dice, touched[order[1]])];
            all.push(said(dice, i, Says::OnlyWith { accepts, with }));
        }
    }
    all
}

fn direction(issue: IssueIndex, last: usize, rising: bool) -> Says {
    let (level, to) = if rising { (last, 0) } else { (0, last) };
    Says::Prefers { issue, level: level.into(), to: to.into() }
}

fn said(dice: &mut Dice, party: PartyIndex, says: Says) -> Statement {
    let holds_in = if dice.chance(70) { 100 } else { dice.within(20, 99) as u8 };
    Statement { party, says, holds_in, source: drawn(), span: 0..0 }
}

fn events(dice: &mut Dice, n: usize, issues: &[Issue]) -> Vec<Event> {
    let event = |dice: &mut Dice, name: String, effect: Effect| Event {
        name,
        when: Timing::PerYear(dice.range(0.02, 0.6)),
        effect,
        source: drawn(),
    };
    let mut all = Vec::new();
    for (j, issue) in IssueIndex::all(issues.len()).zip(issues) {
        if issue.practised != issue.bound && dice.chance(50) {
            all.push(event(dice, format!("lapse of {}", issue.id), Effect::Lapse(j)));
        }
    }
    if dice.chance(20) {
        let what = if dice.chance(50) { Moved::OutsideOption } else { Moved::Demand };
        let moved = Move { party: dice.within(0, n - 1).into(), what, by: dice.range(-0.3, 0.3) };
        all.push(event(dice, "something moves".into(), Effect::Moves(vec![moved])));
    }
    if dice.chance(10) {
        let party = dice.within(0, n - 1).into();
        all.push(event(dice, "elections".into(), Effect::NewGovernment(party)));
    }
    if dice.chance(10) {
        let party = dice.within(0, n - 1).into();
        all.push(event(dice, "papers come to light".into(), Effect::Reveals(party)));
    }
    all
}

/// A road map of two or three stages, each with at least one of `m` issues.
pub(super) fn roadmap(dice: &mut Dice, m: usize) -> Roadmap {
    let stages = dice.within(2, m.min(3));
    let mut contents = vec![Vec::new(); stages];
    for (at, issue) in dice.order(m).into_iter().enumerate() {
        let stage = if at < stages { at } else { dice.within(0, stages - 1) };
        contents[stage].push(issue.into());
    }
    let stage = |(k, issues): (usize, Vec<IssueIndex>)| Stage {
        name: format!("stage {}", k + 1),
        issues,
        success: None,
        source: drawn(),
    };
    Roadmap {
        name: "stages".into(),
        stages: contents.into_iter().enumerate().map(stage).collect(),
        source: drawn(),
    }
}

fn world(dice: &mut Dice) -> WorldTraits {
    let half = |dice: &mut Dice, high: f64| if dice.chance(50) { dice.range(0.0, high) } else { fixed(0.0) };
    WorldTraits {
        demand_of: DemandOf::Possible,
        forethought: true,
        correlation: dice.range(-0.7, 0.7),
        lapse_after_completion: dice.range(0.0, 0.2),
        completion: dice.range(0.3, 0.99),
        pause: half(dice, 0.4),
        renegotiation: half(dice, 0.4),
        learning: half(dice, 1.0),
        noise: dice.range(0.02, 0.3),
        foresight: half(dice, 1.0),
        attention: fixed(16.0),
    }
}

fn format(dice: &mut Dice, n: usize, m: usize, staged: bool) -> Format {
    let mut members: Vec<PartyIndex> = dice.some(n, 75);
    for i in dice.order(n).into_iter().map(PartyIndex) {
        if members.len() < 2 && !members.contains(&i) {
            members.push(i);
        }
    }
    members.sort_unstable();
    let mut agenda: Vec<bool> = (0..m).map(|_| dice.chance(85)).collect();
    if !agenda.contains(&true) {
        agenda[dice.within(0, m - 1)] = true;
    }
    let order = dice.order(members.len()).into_iter().map(|at| members[at]).collect();
    let vetoes = if dice.chance(15) {
        vec![(dice.within(0, m - 1).into(), dice.within(0, 1).into(), vec![dice.within(0, n - 1).into()])]
    } else {
        vec![]
    };
    let promised = dice.some::<IssueIndex>(m, 20).into_iter().filter(|&j| agenda[j]).collect();
    let ratifiers = members.iter().copied().filter(|_| dice.chance(30)).collect();
    Format {
        name: "base".into(),
        about: String::new(),
        source: drawn(),
        membership: Membership { members, vetoes, indispensable: Vec::new(), tables: Vec::new() },
        rule: Rule::Unanimity,
        proposing: Proposing { order, text_by: None, plenary: Plenary::Adopts },
        information: Information { disclosed: dice.some(n, 15), ..Information::default() },
        contract: Contract {
            roadmaps: if staged && dice.chance(40) { vec![0] } else { Vec::new() },
            agenda,
            in_force: if dice.chance(20) { InForce::AfterLast } else { InForce::EachStage },
            on_promise: promised,
            all_or_nothing: false,
            sub_agreements: SubAgreements::Contingent,
            absent: Absent::Excluded,
            absent_written: false,
            menu_of: None,
        },
        enforcement: Enforcement {
            monitors: dice.some(n, 50),
            guarantors: Vec::new(),
            supervision: false,
            manipulator: None,
        },
        delegation: Delegation {
            level: if dice.chance(40) { Level::Working } else { Level::Leaders },
            first_meeting: dice.within(0, 6) as u32,
            every: dice.within(1, 6) as u32,
            meetings: dice.within(1, 12) as u32,
            offers: dice.within(1, 12) as u32,
            refer_back: dice.chance(20),
            ratifiers,
            public: dice.chance(50),
        },
        sources: COMPONENTS.iter().map(|name| ((*name).to_owned(), Provenance::Default)).collect(),
        phases: Vec::new(),
    }
}

const COMPONENTS: [&str; 7] =
    ["membership", "rule", "proposing", "information", "contract", "enforcement", "delegation"];

#[cfg(test)]
mod tests {
    use super::*;

    /// What a scenario may have.
    type Of<'a> = &'a dyn Fn(&Scenario) -> bool;

    #[test]
    fn every_scenario_is_legal_and_depends_on_seed_and_number_alone() {
        for index in 0..200 {
            assert!(legal(&scenario(7, index)), "{index}");
        }
        assert_eq!(scenario(7, 3), scenario(7, 3));
        assert_ne!(scenario(7, 3), scenario(8, 3));
        assert_ne!(scenario(7, 3), scenario(7, 4));
    }

    /// Wide in what it promises: all numbers of parties and issues, both calendars, staged or not, and so on.
    #[test]
    fn everything_that_is_promised_occurs() {
        let all: Vec<Scenario> = (0..300).map(|index| scenario(1, index)).collect();
        let some = |of: &dyn Fn(&Scenario) -> bool| all.iter().filter(|s| of(s)).count();
        for n in 2..=6 {
            assert!(some(&|s| s.parties.len() == n) > 20, "{n} parties");
        }
        for m in 1..=5 {
            assert!(some(&|s| s.issues.len() == m) > 15, "{m} issues");
        }
        let each: [(&str, Of<'_>); 10] = [
            ("irreversible", &|s| s.issues.iter().any(|i| !i.reversible)),
            ("practised, not bound", &|s| s.issues.iter().any(|i| i.practised != i.bound)),
            ("left out", &|s| s.formats[0].membership.members.len() < s.parties.len()),
            ("staged", &|s| !s.formats[0].contract.roadmaps.is_empty()),
            ("conditions", &|s| s.statements.iter().any(|s| matches!(s.says, Says::OnlyWith { .. }))),
            ("indifference", &|s| s.statements.iter().any(|s| matches!(s.says, Says::Indifferent { .. }))),
            ("events", &|s| !s.events.is_empty()),
            ("outside options", &|s| s.parties.iter().any(|p| p.outside_option.is_some())),
            ("learning", &|s| s.world.learning.to > 0.0),
            ("consent", &|s| s.issues.iter().flat_map(|i| &i.consent).any(|c| !c.is_empty())),
        ];
        for (what, of) in each {
            let count = some(of);
            assert!(count > 10 && count < 300, "{what}: {count}");
        }
    }
}
