//! The benchmark without tactics or demands: one offer by a member drawn by lot, against the solver of finite-horizon bargaining, closed
//! forms, the behaviour `exact` where both play the same game, and what may make no difference to it.

use crate::common;

use common::play::{
    fixed, generated, generated_asked, generated_with_everything, one_issue, range, shipped, small_seeds,
};
use common::reorder::Places;
use common::scenarios::Random;
use roundtable::agreement::per_party::TOLERANCE;
use roundtable::agreement::table::Table;
use roundtable::scenario::model::{DemandOf, Format, Level, Scenario};
use roundtable::scenario::place::PartyIndex;
use roundtable::simulation::catalogues::Catalogues;
use roundtable::simulation::engine::Engine;
use roundtable::simulation::record::{Reason, Record};
use roundtable::simulation::setting::View;
use roundtable::talks::behaviour::Behaviour;
use roundtable::talks::finite_horizon::{Game, Proposers, Solution, solve};
use roundtable::talks::negotiation::TranscriptEntry;
use roundtable::talks::outcome::{Ground, Outcome};
use roundtable::world::draw::Correlation;
use roundtable::world::preferences::Gains;

const BENCHMARK: [Behaviour; 1] = [Behaviour::Benchmark];

fn engine(scenario: &Scenario, seed: u64) -> Engine<'_> {
    Engine::new(scenario, seed, Correlation::AsAssumed)
}

/// Records of the first worlds, by world and format.
fn records(scenario: &Scenario, seed: u64, worlds: u64) -> Vec<Vec<Record>> {
    let engine = engine(scenario, seed);
    (0..worlds).map(|world| engine.run(&engine.setting(world), &BENCHMARK).remove(0)).collect()
}

/// Who made the offers of a run, and what was offered.
fn offers<'a>(lines: impl Iterator<Item = &'a TranscriptEntry>) -> Vec<(PartyIndex, Option<usize>)> {
    let offer = |line: &TranscriptEntry| match *line {
        TranscriptEntry::Proposal { party, deal, .. } => Some((party, deal)),
        _ => None,
    };
    lines.filter_map(offer).collect()
}

/// One level of one issue is agreed, worth so much for ever to each party from the signature on; who leaves has its floor.
struct Pie {
    /// By party and outcome (flows).
    utility: Vec<Vec<f64>>,
    /// By party: outside option (flow).
    outside: Vec<Option<f64>>,
    /// Votes of the parties, the votes needed, and who must accept.
    votes: (Vec<u32>, u32, Vec<usize>),
}

impl Pie {
    /// All splits of so many units, each so much, by unanimity.
    fn split(parties: usize, units: u32, worth: f64) -> Self {
        let mut splits = vec![Vec::new()];
        for _ in 1..parties {
            let more = |s: &Vec<u32>| {
                let left = units - s.iter().sum::<u32>();
                let s = s.clone();
                (0..=left).map(move |k| [s.clone(), vec![k]].concat())
            };
            splits = splits.iter().flat_map(more).collect();
        }
        for s in &mut splits {
            s.push(units - s.iter().sum::<u32>());
        }
        let of = |i: usize| splits.iter().map(|s| f64::from(s[i]) * worth).collect();
        Self {
            utility: (0..parties).map(of).collect(),
            outside: vec![None; parties],
            votes: (vec![1; parties], parties as u32, Vec::new()),
        }
    }

    fn scenario(&self) -> Scenario {
        let mut s = shipped("teaching/3-packages.ron");
        let (parties, first) = (self.utility.len(), s.parties[0].clone());
        s.parties = (0..parties)
            .map(|i| {
                let mut party = first.clone();
                (party.id, party.name) = (format!("p{i}"), format!("Party {i}"));
                // It is not to matter.
                (party.demand, party.audience_cost) = (range(0.1, 0.9), range(0.0, 0.5));
                party
            })
            .collect();
        one_issue(&mut s, self.utility[0].len() + 1, &self.votes);
        let d = &mut s.formats[0].delegation;
        (d.first_meeting, d.every, d.meetings, d.offers) = (0, 1, 3, 2);
        s.calendar.horizon = 500;
        s
    }

    /// World by world: who made the offer, and the outcome that was signed.
    fn play(&self, worlds: u64) -> Vec<(usize, Option<usize>)> {
        let scenario = self.scenario();
        let engine = engine(&scenario, 1);
        let one = |world: u64| {
            let mut setting = engine.setting(world);
            for (i, traits) in setting.world.traits.iter_mut().enumerate() {
                (traits.discount, traits.outside_option) = (0.9, self.outside[i]);
                let by_level = vec![std::iter::once(0.0).chain(self.utility[i].iter().copied()).collect()];
                setting.world.gains[i] = Gains { by_level, touched: true, smallest: false };
            }
            let played = engine.play(&setting, 0, Behaviour::Benchmark);
            let made = offers(played.episodes[0].transcripts.iter().flat_map(|t| &t.lines));
            let outcome = |record: &Record| record.signed.map(|_| usize::from(record.content[0]) - 1);
            assert!(made.iter().all(|(party, _)| *party == made[0].0), "one alone makes offers");
            (made[0].0.index(), outcome(&played.record))
        };
        (0..worlds).map(one).collect()
    }

    /// The last round of the game, as the solver has it.
    fn solution(&self) -> Solution {
        let n = self.utility.len();
        let game = Game {
            utility: self.utility.clone(),
            discount: vec![0.9; n],
            disagreement: vec![0.0; n],
            floor: self.outside.clone(),
            weights: self.votes.0.iter().map(|votes| f64::from(*votes)).collect(),
            quota: f64::from(self.votes.1),
            veto: self.votes.2.clone(),
            rounds: 1,
            proposers: Proposers::Drawn(vec![1.0 / n as f64; n]),
        };
        solve(&game).unwrap()
    }
}

/// By unanimity, majority, weighted votes and with somebody indispensable, floors binding or not.
#[test]
fn the_table_plays_the_last_round_of_the_solver() {
    let (mut different, mut none) = (0, 0);
    for seed in 0..60 {
        let mut random = Random::new(seed);
        let parties = 2 + random.within(0, 3);
        let mut pie = Pie::split(parties, 5, 0.1);
        for value in pie.utility.iter_mut().flatten() {
            *value = 0.01 * (1 + random.within(0, 59)) as f64;
        }
        for outside in &mut pie.outside {
            *outside = random.chance(60).then(|| 0.01 * random.within(0, 69) as f64);
        }
        let n = parties as u32;
        pie.votes = match random.within(0, 3) {
            0 => (vec![1; parties], n, Vec::new()),
            1 => (vec![1; parties], n / 2 + 1, Vec::new()),
            2 => ((1..=n).collect(), n * (n + 1) / 4 + 1, Vec::new()),
            _ => (vec![1; parties], n / 2 + 1, vec![0]),
        };
        let solution = pie.solution();
        let out = |i: usize| pie.outside[i].is_some_and(|o| o > 0.0);
        for (proposer, signed) in pie_runs(&pie, &solution, out) {
            assert_eq!(signed, solution.proposals[0][proposer], "{seed}: {proposer} of {parties}");
            different += usize::from(proposer > 0 && signed.is_some());
            none += usize::from(signed.is_none());
        }
    }
    assert!(different > 200 && none > 5, "{different} {none}");
}

/// The runs of a pie; none where somebody leaves at once, since nothing that it could get is worth its outside option.
fn pie_runs(pie: &Pie, solution: &Solution, out: impl Fn(usize) -> bool) -> Vec<(usize, Option<usize>)> {
    let nothing = solution.proposals[0].iter().all(Option::is_none);
    if nothing && (0..pie.outside.len()).any(out) { Vec::new() } else { pie.play(12) }
}

/// Two parties: the proposer takes the pie but for the other's outside option, so that each expects ½ (1 + its own − the other's). An
/// option of 0 is one to which what goes on is as good (Binmore, Shaked and Sutton 1989).
#[test]
fn two_parties_divide_what_is_left_over_the_outside_options() {
    for outside in [[None, None], [Some(0.0), Some(0.3)], [Some(0.2), Some(0.5)]] {
        let mut pie = Pie::split(2, 10, 0.1);
        pie.outside = outside.to_vec();
        let [own, other] = outside.map(|o| o.unwrap_or(0.0));
        let runs = pie.play(300);
        let first = runs.iter().filter(|(proposer, _)| *proposer == 0).count();
        for (proposer, signed) in &runs {
            let share = pie.utility[0][signed.unwrap()];
            let right = if *proposer == 0 { 1.0 - other } else { own };
            assert!((share - right).abs() < 1e-9, "{outside:?} {proposer}: {share}");
        }
        // 300 draws with chance one half: five standard errors.
        assert!((107..=193).contains(&first), "{first} of 300");
    }
}

/// Baron and Ferejohn 1989, closed rule, `n` equal members by majority: with the value of going on, `d/n`, as the price of a vote the
/// proposer buys `(n − 1)/2` votes and keeps `1 − d (n − 1)/(2n)`. In the last session going on is worth nothing, and it keeps all.
#[test]
fn by_majority_the_cheapest_votes_are_bought() {
    for (members, units, price) in [(3_u32, 10_u32, 3_u32), (5, 5, 1), (3, 10, 0)] {
        let mut pie = Pie::split(members as usize, units, 0.05);
        pie.outside = vec![Some(f64::from(price) * 0.05); members as usize];
        pie.votes = (vec![1; members as usize], members / 2 + 1, Vec::new());
        let bought = (members - 1) / 2;
        let mut drawn = vec![0; members as usize];
        for (proposer, signed) in pie.play(200) {
            let got = |i: usize| (pie.utility[i][signed.unwrap()] / 0.05).round() as u32;
            assert_eq!(got(proposer), units - bought * price, "{members} members, price {price}");
            let paid = (0..members as usize).filter(|i| *i != proposer && got(*i) > 0);
            assert!(paid.clone().all(|i| got(i) == price), "nobody is paid more than its price");
            assert_eq!(paid.count() as u32, if price > 0 { bought } else { 0 });
            drawn[proposer] += 1;
        }
        assert!(drawn.iter().all(|times| *times > 100 / members), "{drawn:?}");
    }
    // Unequal prices: the cheapest other.
    let mut pie = Pie::split(3, 10, 0.05);
    pie.outside = [1, 2, 4].map(|price| Some(f64::from(price) * 0.05)).to_vec();
    pie.votes = (vec![1; 3], 2, Vec::new());
    for (proposer, signed) in pie.play(60) {
        let kept = (pie.utility[proposer][signed.unwrap()] / 0.05).round() as u32;
        assert_eq!(kept, [8, 9, 9][proposer], "{proposer}");
    }
}

/// What everybody must get at a table where nobody demands anything, reckoned here anew.
fn floor(view: &View, i: PartyIndex) -> f64 {
    let v = &view.valuation;
    let outside = v.outside[i].unwrap_or(f64::NEG_INFINITY);
    outside.max(v.terms.disagreement[i] / (1.0 - v.terms.discount[i]) + v.after[i])
}

/// On random scenarios, by unanimity: whoever is drawn gets the most that leaves nobody whose assent is needed below `max{N + W, O}`; if
/// there is such a package it is signed, at the first meeting at which there is.
#[test]
fn the_proposer_gets_the_most_that_the_others_may_take() {
    let (mut signed, mut open) = (0, 0);
    for seed in small_seeds(1, 60, 4000.0) {
        let scenario = generated(seed);
        let engine = engine(&scenario, seed);
        for world in 0..3 {
            let setting = engine.setting(world);
            for format in 0..engine.tables.len() {
                let played = engine.play(&setting, format, Behaviour::Benchmark);
                let [episode] = &played.episodes[..] else { continue };
                let (table, feasible) = (&*episode.table, &episode.last.feasible);
                let v = &episode.last.valuation;
                let members: Vec<PartyIndex> =
                    table.members.iter().copied().filter(|&i| v.touched[i]).collect();
                let suits = |x: usize| {
                    let asked =
                        |i: &PartyIndex| (feasible.consent(x) | feasible.acceders(x)) & (1 << i.index()) != 0;
                    let outside = PartyIndex::all(v.touched.len()).filter(asked);
                    let mut all = members.iter().copied().chain(outside);
                    all.all(|i| feasible.expected(x, i) >= floor(&episode.last, i) - TOLERANCE)
                };
                let could: Vec<usize> = (0..feasible.len()).filter(|x| suits(*x)).collect();
                let made: Vec<(PartyIndex, usize)> =
                    offers(episode.transcripts.iter().flat_map(|t| &t.lines))
                        .into_iter()
                        .filter_map(|(i, deal)| Some((i, deal?)))
                        .collect();
                let Outcome::Signed(x) = episode.talks.outcome else {
                    assert!(could.is_empty(), "seed {seed}, world {world}: nothing is signed");
                    open += 1;
                    continue;
                };
                signed += 1;
                let [(proposer, offered)] = made[..] else { panic!("more than one offer: {made:?}") };
                assert_eq!(offered, x);
                let most = could.iter().map(|&x| feasible.expected(x, proposer));
                let most = most.fold(f64::NEG_INFINITY, f64::max);
                assert!(suits(x) && feasible.expected(x, proposer) >= most - TOLERANCE, "seed {seed}");
            }
        }
    }
    assert!(signed > 100 && open > 50, "{signed} {open}");
}

/// With everything that a scenario may have: what is signed and joined lies in the zone without demands, nobody demands anything
/// whatever happens, and nobody refuses what is offered but one that is outvoted.
#[test]
fn nobody_demands_anything_at_any_table() {
    let (mut signed, mut none, mut composites) = (0, 0, 0);
    let (mut asked, mut refused) = (0, 0);
    for seed in 1..=80 {
        for demand_of in [DemandOf::Possible, DemandOf::Ideal] {
            let mut scenario = generated_with_everything(seed);
            scenario.world.demand_of = demand_of;
            let engine = engine(&scenario, seed);
            for (world, format) in (0..3).flat_map(|w| (0..engine.tables.len()).map(move |f| (w, f))) {
                let setting = engine.setting(world);
                let played = engine.play(&setting, format, Behaviour::Benchmark);
                composites += usize::from(played.episodes.len() > 1);
                for episode in &played.episodes {
                    let (view, v) = (&*episode.last, &episode.last.valuation);
                    for i in PartyIndex::all(v.touched.len()).filter(|&i| v.touched[i]) {
                        assert!((v.floor[i] - floor(view, i)).abs() < 1e-9, "seed {seed}: {}", i.index());
                        let belief = &v.reservation_belief[i];
                        assert!((belief.mean() - v.reservation[i]).abs() < 1e-9, "it is known");
                        assert_eq!((v.public_cost[i], v.ratification[i]), (0.0, 0.0));
                    }
                    // Home demands no more than its government: there is no chance in it, and it refuses only what is worth less to it,
                    // if all comply, than what it has.
                    for home in episode.signed.iter().flat_map(|signed| &signed.ratification) {
                        assert_eq!(home.chance, f64::from(u8::from(home.passed)), "seed {seed}");
                        let elsewhere = v.outside[home.party].is_some();
                        assert!(home.passed || home.surplus < 0.0 || elsewhere, "seed {seed}: {home:?}");
                        (asked, refused) = (asked + 1, refused + usize::from(!home.passed));
                    }
                    refused_by_nobody_but_outvoted(
                        &episode.table,
                        episode.transcripts.iter().flat_map(|t| &t.lines),
                    );
                }
                let record = &played.record;
                let agreed = record.signed.is_some() && record.ended != Reason::AccessionRefused;
                assert!(record.zone || !agreed, "seed {seed}: {record:?}");
                (signed, none) = (signed + usize::from(agreed), none + usize::from(!record.zone));
            }
        }
    }
    assert!(signed > 200 && none > 100 && composites > 30, "{signed} {none} {composites}");
    assert!(asked > 100 && refused * 10 < asked, "{asked} {refused}");
}

fn refused_by_nobody_but_outvoted<'a>(table: &Table, lines: impl Iterator<Item = &'a TranscriptEntry>) {
    let mut put = false;
    for line in lines {
        match line {
            // What sub-tables agreed the plenary may refuse.
            TranscriptEntry::Put { .. } => put = true,
            TranscriptEntry::Meeting { .. } => put = false,
            TranscriptEntry::Answer { ground, .. } => {
                assert!(put || *ground == Ground::Enough || !table.rule.unanimous(), "{ground:?}");
            }
            _ => {}
        }
    }
}

/// What is a demand or a tactic makes no difference, world by world.
#[test]
fn demands_and_tactics_make_no_difference() {
    type Change = fn(&mut Scenario, &mut Format);
    let changes: [(&str, Change); 8] = [
        ("demands", |s, _| s.parties.iter_mut().for_each(|p| p.demand = range(0.2, 0.8))),
        ("how they concede", |s, _| s.parties.iter_mut().for_each(|p| p.concession = fixed(0.2))),
        ("publicity", |s, f| {
            f.delegation.public = !f.delegation.public;
            s.parties.iter_mut().for_each(|p| (p.audience_cost, p.stance) = (fixed(0.3), fixed(0.2)));
        }),
        ("delegates", |s, f| {
            f.delegation.level =
                if f.delegation.level == Level::Leaders { Level::Working } else { Level::Leaders };
            s.parties.iter_mut().for_each(|p| p.mandate = fixed(0.3));
        }),
        ("ratification", |s, f| {
            f.delegation.ratifiers = f.membership.members.clone();
            s.parties.iter_mut().for_each(|p| p.ratification = fixed(0.9));
            s.world.foresight = fixed(1.0);
        }),
        ("the order of speaking", |_, f| f.proposing.order.reverse()),
        ("who writes the text", |_, f| f.proposing.text_by = f.membership.members.last().copied()),
        ("how often they speak", |_, f| f.delegation.offers += 2),
    ];
    let (mut signed, mut other) = (0, 0);
    for seed in small_seeds(1, 60, 700.0) {
        let mut base = generated_asked(seed);
        base.world.attention = fixed(100.0);
        base.formats.truncate(1);
        // Else something may happen between agreement and ratification.
        base.formats[0].delegation.refer_back = false;
        let before = records(&base, seed, 6);
        for (what, change) in changes {
            let mut changed = base.clone();
            let mut format = changed.formats.remove(0);
            change(&mut changed, &mut format);
            changed.formats.push(format);
            assert_eq!(before, records(&changed, seed, 6), "{what}: seed {seed}");
        }
        let agreed = before.iter().filter(|world| world[0].signed.is_some()).count();
        (signed, other) = (signed + agreed, other + before.len() - agreed);
    }
    assert!(signed > 60 && other > 60, "{signed} {other}");
}

/// More meetings change nothing about what the first one signs.
#[test]
fn more_meetings_leave_what_is_signed() {
    let mut signed = 0;
    for seed in small_seeds(1, 60, 700.0) {
        let mut base = generated(seed);
        base.formats.truncate(1);
        base.formats[0].delegation.refer_back = false;
        let mut longer = base.clone();
        longer.formats[0].delegation.meetings += 5;
        for (few, many) in records(&base, seed, 6).iter().zip(&records(&longer, seed, 6)) {
            if few[0].signed.is_some() {
                assert_eq!(few, many, "seed {seed}");
                signed += 1;
            }
        }
    }
    assert!(signed > 60, "{signed}");
}

#[test]
fn order_of_declaration_makes_no_difference() {
    let mut signed = 0;
    for seed in small_seeds(1, 60, 700.0) {
        let scenario = generated(seed);
        let mut random = Random::new(seed);
        let (p, i) = (random.order(scenario.parties.len()), random.order(scenario.issues.len()));
        let places = Places::from_orders(&p, &i);
        let (old, new) = (records(&scenario, seed, 4), records(&places.scenario(&scenario), seed, 4));
        for (old, new) in old.iter().flatten().zip(new.iter().flatten()) {
            assert_eq!(&places.record(old), new, "seed {seed}");
            signed += usize::from(old.signed.is_some());
        }
    }
    assert!(signed > 60, "{signed}");
}

/// One offer by the one that was drawn, nothing hidden and nothing demanded: `exact` plays the same game.
#[test]
fn exact_plays_it_where_there_is_one_offer_and_no_demand() {
    let (mut signed, mut other) = (0, 0);
    for seed in small_seeds(1, 80, 700.0) {
        let mut scenario = generated(seed);
        scenario.formats.truncate(1);
        for party in &mut scenario.parties {
            (party.demand, party.mandate, party.ratification) = (fixed(0.0), fixed(0.0), fixed(0.0));
            (party.audience_cost, party.stance) = (fixed(0.0), fixed(0.0));
        }
        scenario.events.retain(|event| matches!(event.effect, roundtable::scenario::model::Effect::Lapse(_)));
        let delegation = &mut scenario.formats[0].delegation;
        (delegation.meetings, delegation.offers) = (1, 1);
        let first = engine(&scenario, seed);
        for world in 0..6 {
            let setting = first.setting(world);
            let played = first.play(&setting, 0, Behaviour::Benchmark);
            let Some(&(drawn, _)) =
                offers(played.episodes[0].transcripts.iter().flat_map(|t| &t.lines)).first()
            else {
                continue;
            };
            let mut again = scenario.clone();
            again.formats[0].proposing.order.retain(|i| *i != drawn);
            again.formats[0].proposing.order.insert(0, drawn);
            again.formats[0].proposing.text_by = None;
            let exact = engine(&again, seed);
            let record = exact.play(&exact.setting(world), 0, Behaviour::Exact).record;
            assert_eq!(played.record, record, "seed {seed}, world {world}");
            signed += usize::from(record.signed.is_some());
            other += usize::from(record.signed.is_none());
        }
    }
    assert!(signed > 60 && other > 40, "{signed} {other}");
}

/// It may share packages with other behaviours, in any order, and changes nothing for them.
#[test]
fn what_others_found_serves_it_and_the_other_way_round() {
    let [a, b, c] = [Behaviour::Concession, Behaviour::Nash, Behaviour::Benchmark];
    let mut differ = 0;
    for seed in 1..=40 {
        for demand_of in [DemandOf::Possible, DemandOf::Everything] {
            let mut scenario = generated_with_everything(seed);
            scenario.world.demand_of = demand_of;
            let engine = engine(&scenario, seed);
            let setting = engine.setting(0);
            let alone = |behaviour| engine.run(&setting, &[behaviour]).remove(0);
            let mut catalogues = Catalogues::default();
            let first = engine.run_with(&setting, &mut catalogues, &[c]);
            let rest = engine.run_with(&setting, &mut catalogues, &[a, b]);
            let last = engine.run(&setting, &[b, a, c]);
            assert_eq!([&first[0], &rest[0], &rest[1]], [&alone(c), &alone(a), &alone(b)], "seed {seed}");
            assert_eq!([&last[2], &last[1], &last[0]], [&first[0], &rest[0], &rest[1]], "seed {seed}");
            differ += usize::from(first[0] != rest[0]);
        }
    }
    assert!(differ > 20, "{differ}");
}
