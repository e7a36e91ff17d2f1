//! The behaviour that reckons from the last offer back, at a table of the engine: against the solver of `theory`, Rubinstein's
//! finite game, and the rules of walking out and of consent.

use crate::common;

use common::play::{fixed, generated, one_issue, shipped, small_seeds};
use roundtable::lab::verify::cases::read;
use roundtable::scenario::model::{DemandOf, Scenario};
use roundtable::scenario::place::PartyIndex;
use roundtable::simulation::engine::Engine;
use roundtable::simulation::record::{Reason, Record};
use roundtable::simulation::setting::Setting;
use roundtable::talks::behaviour::Behaviour;
use roundtable::talks::finite_horizon::{Game, Proposers, Solution, solve};
use roundtable::talks::negotiation::TranscriptEntry;
use roundtable::talks::outcome::{Ground, Outcome};
use roundtable::talks::situation::least_acceptable;
use roundtable::world::draw::Correlation;
use roundtable::world::preferences::Gains;
use std::path::Path;

/// Utilities are flows of this size on the own scale.
const SCALE: f64 = 0.01;

/// A table at which one level of one issue is agreed, worth so much for ever to each party from the signature on.
#[derive(Clone)]
struct Pie {
    /// By party and outcome.
    utility: Vec<Vec<f64>>,
    discount: Vec<f64>,
    floor: Vec<Option<f64>>,
    order: Vec<usize>,
    meetings: u32,
    every: u32,
    offers: u32,
    /// Votes of the parties, the votes needed, and who must accept.
    votes: (Vec<u32>, u32, Vec<usize>),
}

impl Pie {
    fn scenario(&self) -> Scenario {
        let mut s = shipped("teaching/3-packages.ron");
        s.world.demand_of = DemandOf::Everything;
        let parties = self.utility.len();
        let first = s.parties[0].clone();
        s.parties = (0..parties)
            .map(|i| {
                let mut party = first.clone();
                (party.id, party.name) = (format!("p{i}"), format!("Party {i}"));
                party.demand = fixed(self.floor[i].map_or(-10.0, |floor| floor * SCALE));
                party
            })
            .collect();
        one_issue(&mut s, self.utility[0].len() + 1, &self.votes);
        s.formats[0].proposing.order = self.order.iter().copied().map(PartyIndex).collect();
        let d = &mut s.formats[0].delegation;
        (d.first_meeting, d.every, d.meetings, d.offers) = (0, self.every, self.meetings, self.offers);
        s.calendar.horizon = 500;
        s
    }

    fn setting(&self, engine: &Engine<'_>) -> Setting {
        let mut setting = engine.setting(0);
        for (i, traits) in setting.world.traits.iter_mut().enumerate() {
            traits.discount = self.discount[i];
            setting.world.gains[i] = Gains {
                by_level: vec![
                    std::iter::once(0.0).chain(self.utility[i].iter().map(|u| u * SCALE)).collect(),
                ],
                touched: true,
                smallest: false,
            };
        }
        setting
    }

    /// Offers made (who and which outcome; `None`: passed), all answered with yes, and the record.
    fn play(&self) -> (Vec<(usize, Option<usize>)>, Record) {
        self.play_changed(|_| {}, |_| {})
    }

    fn play_changed(
        &self,
        change: impl Fn(&mut Scenario),
        change_setting: impl Fn(&mut Setting),
    ) -> (Vec<(usize, Option<usize>)>, Record) {
        let mut scenario = self.scenario();
        change(&mut scenario);
        let engine = Engine::new(&scenario, 1, Correlation::AsAssumed);
        let mut setting = self.setting(&engine);
        change_setting(&mut setting);
        let played = engine.play(&setting, 0, Behaviour::Exact);
        let outvotes = self.votes.1 < self.votes.0.iter().sum();
        let mut offers = Vec::new();
        for transcript in &played.episodes[0].transcripts {
            for minute in &transcript.lines {
                match *minute {
                    TranscriptEntry::Proposal { party, deal, .. } => {
                        let outcome = |x: usize| usize::from(transcript.feasible.packages[x].options[0]) - 1;
                        offers.push((party.index(), deal.map(outcome)));
                    }
                    // Where nobody can be outvoted, nothing is proposed that is refused.
                    TranscriptEntry::Answer { ground, .. } => assert!(outvotes || ground == Ground::Enough),
                    _ => {}
                }
            }
        }
        (offers, played.record)
    }

    fn solution(&self, rounds: usize) -> Solution {
        let n = self.utility.len();
        let game = Game {
            utility: self.utility.clone(),
            discount: self.discount.iter().map(|d| libm::pow(*d, f64::from(self.every))).collect(),
            disagreement: vec![0.0; n],
            floor: self.floor.clone(),
            weights: self.votes.0.iter().map(|votes| f64::from(*votes)).collect(),
            quota: f64::from(self.votes.1),
            veto: self.votes.2.clone(),
            rounds,
            proposers: Proposers::Rotating,
        };
        solve(&game).unwrap()
    }
}

/// A pie in so many units, the first party's share rising.
fn split(units: usize, discount: [f64; 2], meetings: u32) -> Pie {
    let shares: Vec<f64> = (0..=units).map(|k| 100.0 * k as f64 / units as f64).collect();
    Pie {
        utility: vec![shares.clone(), shares.into_iter().rev().collect()],
        discount: discount.to_vec(),
        floor: vec![None; 2],
        order: vec![0, 1],
        meetings,
        every: 1,
        offers: 1,
        votes: unanimity(2),
    }
}

fn unanimity(parties: u32) -> (Vec<u32>, u32, Vec<usize>) {
    (vec![1; parties as usize], parties, Vec::new())
}

fn of_file(id: &str) -> Pie {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/10_general_dp.json");
    let case = read(&file).unwrap().cases.into_iter().find(|case| case.id == id).unwrap();
    let inputs = case.content.unwrap().inputs;
    let list = |key: &str| serde_json::from_value(inputs[key].clone()).unwrap();
    let utility: Vec<Vec<f64>> =
        serde_json::from_value(inputs["utilities_party_by_outcome"].clone()).unwrap();
    let floor: Option<Vec<Option<f64>>> =
        serde_json::from_value(inputs["reservation_floor"].clone()).unwrap();
    let (n, disagreement): (usize, Vec<f64>) = (utility.len(), list("disagreement"));
    assert!(disagreement.iter().all(|d| *d == 0.0));
    Pie {
        discount: list("delta"),
        floor: floor.unwrap_or_else(|| vec![None; n]),
        order: (0..n).collect(),
        meetings: inputs["rounds"].as_u64().unwrap() as u32,
        every: 1,
        offers: 1,
        votes: unanimity(n as u32),
        utility,
    }
}

/// The table from every round on: the offers of the solver, and a signature when it agrees. Gives the outcomes signed, and how
/// many rounds were let pass.
fn compare(name: &str, whole: &Pie) -> (Vec<usize>, usize) {
    let (n, rounds) = (whole.utility.len(), whole.meetings as usize);
    let solution = whole.solution(rounds);
    let (mut signed, mut passed) = (Vec::new(), 0);
    for from in 0..rounds {
        let order = (0..n).map(|k| (from + k) % n).collect();
        let (offers, record) = Pie { order, meetings: (rounds - from) as u32, ..whole.clone() }.play();
        let mut expected: Vec<(usize, Option<usize>)> =
            (from..rounds).map(|t| (t % n, solution.proposals[t][t % n])).collect();
        let agreed = expected.iter().position(|(_, outcome)| outcome.is_some());
        expected.truncate(agreed.map_or(rounds, |round| round + 1));
        assert_eq!(offers, expected, "{name} from {from}");
        assert_eq!(record.signed, agreed.map(|round| round as u32 * whole.every), "{name} from {from}");
        if let Some((_, Some(outcome))) = expected.last() {
            assert_eq!(usize::from(record.content[0]), outcome + 1);
            signed.push(*outcome);
        }
        passed += expected.iter().filter(|(_, outcome)| outcome.is_none()).count();
    }
    signed.sort_unstable();
    signed.dedup();
    (signed, passed)
}

/// Cases of file 10 with proposers in turn, by unanimity.
#[test]
fn the_table_plays_the_solution_of_the_solver() {
    let (twenty, six) = (of_file("dp-1"), of_file("dp-8"));
    let hasty = Pie { discount: vec![0.8, 0.95, 0.6, 0.9, 0.7, 0.85], floor: vec![None; 6], ..six.clone() };
    let slow = Pie { every: 3, ..twenty.clone() };
    let cases = [("20 units", twenty), ("slow", slow), ("six", six), ("six, hasty", hasty)];
    let different: usize = cases.iter().map(|(name, pie)| compare(name, pie).0.len()).sum();
    assert!(different > 15, "{different}");
}

/// The same by majority, by weighted votes and with a veto: some rounds are let pass, and some parties are outvoted.
#[test]
fn the_table_plays_it_under_other_decision_rules() {
    let nine = Pie { meetings: 8, votes: (vec![1; 3], 2, vec![]), ..of_file("dp-2") };
    let floors = Pie { votes: (vec![1; 6], 4, vec![]), ..of_file("dp-9") };
    let weighted =
        Pie { votes: (vec![3, 2, 2, 1, 1, 1], 7, vec![0]), floor: vec![None; 6], ..floors.clone() };
    let cases = [("nine units", nine), ("floors", floors), ("weighted", weighted)];
    let found: Vec<(Vec<usize>, usize)> = cases.iter().map(|(name, pie)| compare(name, pie)).collect();
    let different: usize = found.iter().map(|(signed, _)| signed.len()).sum();
    let passed: usize = found.iter().map(|(_, passed)| passed).sum();
    assert!(different >= 8 && passed >= 2, "{found:?}");
}

/// Where one member writes the text, the others are held to what they can do without it: nothing.
#[test]
fn the_only_one_to_propose_takes_all() {
    let pie = split(20, [0.9, 0.9], 6);
    let by = |writer| move |s: &mut Scenario| s.formats[0].proposing.text_by = Some(writer);
    assert_eq!(pie.play_changed(by(PartyIndex(0)), |_| {}).0, [(0, Some(20))]);
    assert_eq!(pie.play_changed(by(PartyIndex(1)), |_| {}).0, [(1, Some(0))]);
}

/// The responder gets its discount factor times its share of the next round, the last proposer everything.
#[test]
fn two_parties_split_as_in_rubinsteins_finite_game() {
    let units = 240;
    for (discount, meetings, every) in [
        ([0.9, 0.9], 1, 1),
        ([0.9, 0.8], 2, 1),
        ([0.8, 0.95], 7, 1),
        ([0.9, 0.85], 10, 2),
        ([0.6, 0.9], 11, 1),
    ] {
        let pie = Pie { every, ..split(units, discount, meetings) };
        let (_, record) = pie.play();
        let mut own = 1.0;
        for round in (0..meetings as usize - 1).rev() {
            own = 1.0 - libm::pow(discount[(round + 1) % 2], f64::from(every)) * own;
        }
        let share = f64::from(record.content[0] - 1) / units as f64;
        // The responder is given whole units: a step in each round.
        let step = f64::from(meetings) / units as f64;
        assert!((share - own).abs() <= step, "{discount:?} {meetings}: {share} {own}");
        assert_eq!(record.signed, Some(0));
    }
}

/// Within a meeting no time passes: the last to propose in it has the say.
#[test]
fn offers_of_one_meeting_are_not_discounted() {
    let last = |offers| Pie { offers, ..split(20, [0.5, 0.5], 1) }.play().1.content[0];
    assert_eq!((last(1), last(2), last(3)), (21, 1, 21));
}

#[test]
fn what_is_referred_back_is_signed_a_meeting_later_and_split_the_same() {
    let pie = Pie { every: 4, ..split(60, [0.9, 0.8], 5) };
    let (offers, at_once) = pie.play();
    let back = |s: &mut Scenario| s.formats[0].delegation.refer_back = true;
    let (offers_back, later) = pie.play_changed(back, |_| {});
    assert_eq!((offers, at_once.content), (offers_back, later.content));
    assert_eq!((at_once.signed, later.signed), (Some(0), Some(4)));
}

/// Binmore, Shaked and Sutton 1989: an outside option counts only where it is worth more than the deal.
#[test]
fn an_outside_option_binds_or_does_nothing() {
    let pie = split(100, [0.9, 0.9], 8);
    let with = |flow: f64| {
        pie.play_changed(|_| {}, |setting| setting.world.traits[1].outside_option = Some(flow * SCALE))
    };
    let (plain, _) = pie.play();
    let share = |offers: &[(usize, Option<usize>)]| 100 - offers[0].1.unwrap();
    let without = share(&plain);
    assert!(without > 20 && without < 80, "{without}");
    assert_eq!(with(without as f64 - 5.0).0, plain);
    // Where it binds the responder is given exactly that, and where no deal reaches it, it leaves at once.
    assert_eq!(share(&with(without as f64 + 20.0).0), without + 20);
    let (offers, record) = with(150.0);
    assert_eq!((offers.len(), record.ended, record.by, record.ended_at), (0, Reason::WalkOut, Some(1), 0));
}

/// Consent from outside is a floor of what can be proposed.
#[test]
fn a_consenter_outside_sets_a_floor_for_its_levels() {
    let mut pie = split(20, [0.9, 0.9], 3);
    // A third party, which has no seat, gains along with the second.
    pie.utility.push(pie.utility[1].clone());
    pie.discount.push(0.9);
    pie.floor.push(Some(75.0));
    let seats = |s: &mut Scenario| s.formats[0].membership.members = vec![PartyIndex(0), PartyIndex(1)];
    pie.order = vec![0, 1];
    let free = pie.play_changed(seats, |_| {}).1.content[0];
    let bound = pie.play_changed(
        |s| {
            seats(s);
            s.issues[0].consent = vec![vec![PartyIndex(2)]; 22];
        },
        |_| {},
    );
    // It consents where 75 of 100 are left to the other side: to 5 of 20 units at most.
    assert!(free > 6, "{free}");
    assert_eq!(bound.1.content[0], 5 + 1);
}

/// On random scenarios: what is proposed is accepted, and worth to everybody at least what it may sign for.
#[test]
fn whatever_is_proposed_is_accepted() {
    let (mut signed, mut passes, mut open) = (0, 0, 0);
    for seed in small_seeds(1, 60, 4000.0) {
        let scenario = generated(seed);
        let engine = Engine::new(&scenario, seed, Correlation::AsAssumed);
        for world in 0..3 {
            let setting = engine.setting(world);
            for format in 0..engine.tables.len() {
                let played = engine.play(&setting, format, Behaviour::Exact);
                for episode in &played.episodes {
                    let outvotes = !episode.table.rule.unanimous();
                    for minute in episode.transcripts.iter().flat_map(|transcript| &transcript.lines) {
                        match minute {
                            TranscriptEntry::Answer { ground, .. } => {
                                assert!(outvotes || *ground == Ground::Enough, "{seed}");
                            }
                            TranscriptEntry::Proposal { deal: None, .. } => passes += 1,
                            _ => {}
                        }
                    }
                    let (v, feasible) = (&episode.last.valuation, &episode.last.feasible);
                    let Outcome::Signed(x) = episode.talks.outcome else {
                        open += 1;
                        continue;
                    };
                    signed += 1;
                    for &i in episode.table.members.iter().filter(|&&i| v.touched[i] && !outvotes) {
                        assert!(feasible.expected(x, i) >= least_acceptable(v, i) - 1e-9);
                    }
                }
            }
        }
    }
    assert!(signed > 50 && passes > 50 && open > 50, "{signed} {passes} {open}");
}
