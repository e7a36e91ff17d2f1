//! Third parties: who is believed, what does nothing, who writes the text; and what parties learn.

use crate::common;

use common::play::{Trace, fixed, flat, generated, play, range, shipped, small_seeds};
use common::reorder::Places;
use common::scenarios::Random;
use roundtable::agreement::belief::Half;
use roundtable::agreement::evaluation::Switches;
use roundtable::agreement::table::{Choice, Table};
use roundtable::agreement::valuation::Valuation;
use roundtable::lab::theory::mediator::Mediation;
use roundtable::language::Language;
use roundtable::report::story::tell;
use roundtable::scenario::model::{Format, Messenger, Quantity, Scenario};
use roundtable::scenario::place::{IssueIndex, LevelIndex, PartyIndex};
use roundtable::simulation::engine::Engine;
use roundtable::simulation::record::Record;
use roundtable::talks::behaviour::formulator::Formulator;
use roundtable::talks::behaviour::{Behaviour, Strategies};
use roundtable::talks::beliefs::Beliefs;
use roundtable::talks::catalogue::Catalogue;
use roundtable::talks::feasible::FeasibleAgreements;
use roundtable::talks::mediation::{Message, Told, Why, messages};
use roundtable::talks::negotiation::TranscriptEntry;
use roundtable::talks::situation::{Moment, Situation};
use roundtable::world::{Draws, World, draw::Correlation};

const WORLDS: u64 = 12;

fn seeds(count: usize) -> Vec<u64> {
    small_seeds(1, count, 300.0)
}

/// Every message of every world, format and behaviour with the place where it was heard, and the records beside it.
fn told(scenario: &Scenario, seed: u64, worlds: u64) -> Vec<(Vec<Message>, Vec<Record>)> {
    let engine = Engine::new(scenario, seed, Correlation::AsAssumed);
    let mut all = Vec::new();
    for world in 0..worlds {
        let setting = engine.setting(world);
        for behaviour in Behaviour::ALL {
            let played: Vec<_> =
                (0..scenario.formats.len()).map(|f| engine.play(&setting, f, behaviour)).collect();
            let lines =
                played.iter().flat_map(|p| &p.episodes).flat_map(|e| &e.transcripts).flat_map(|m| &m.lines);
            let messages = lines.filter_map(|line| match line {
                TranscriptEntry::Message(message) => Some(*message),
                _ => None,
            });
            all.push((messages.collect(), played.iter().map(|p| p.record.clone()).collect()));
        }
    }
    all
}

/// A random scenario with one plain format, and the same format with a third party at work. Parties may demand less than
/// what goes on, so that many packages could suit everybody, and much is hidden.
fn mediated(seed: u64, accuracy: f64, bias: impl Fn(usize, usize) -> Option<Quantity>) -> Scenario {
    let mut scenario = generated(seed);
    let n = scenario.parties.len();
    for (i, party) in scenario.parties.iter_mut().enumerate() {
        party.accuracy = fixed(accuracy);
        party.demand = range(0.0, 0.9);
        party.bias = (0..n).filter(|k| *k != i).filter_map(|k| Some((PartyIndex(k), bias(i, k)?))).collect();
    }
    let base = scenario.formats.swap_remove(0);
    let mut with = base.clone();
    with.name = "with a mediator".into();
    with.information.mediator = Some(PartyIndex(seed as usize % n));
    scenario.formats = vec![base, with];
    scenario
}

#[test]
fn third_parties_who_know_nothing_change_nothing() {
    let mut trace = Trace::default();
    for seed in seeds(150) {
        let mut scenario = mediated(seed, 0.0, |_, _| Some(range(-1.0, 1.0)));
        let n = scenario.parties.len();
        let mut carried = scenario.formats[0].clone();
        let any = |k: usize| PartyIndex((seed as usize + k) % n);
        carried.information.messengers =
            (0..n).map(|k| Messenger { by: any(k), about: any(k + 1), to: any(2 * k) }).collect();
        scenario.formats.push(carried);
        for by_format in play(&scenario, seed, WORLDS).iter().flatten() {
            trace.add(&by_format[0]);
            assert!(by_format.iter().all(|r| r.came_about() == by_format[0].came_about()), "scenario {seed}");
            assert!(by_format.iter().all(|r| matches!(r.told, Told::Nothing | Told::KnewNothing)));
        }
    }
    trace.assert_taken();
}

#[test]
fn where_nothing_is_hidden_nobody_has_anything_to_tell() {
    let mut trace = Trace::default();
    for seed in seeds(50) {
        let mut scenario = mediated(seed, 1.0, |_, _| Some(range(0.0, 1.0)));
        for format in &mut scenario.formats {
            format.information.disclosed = PartyIndex::all(scenario.parties.len()).collect();
        }
        for (messages, records) in told(&scenario, seed, WORLDS) {
            trace.add(&records[0]);
            assert!(messages.is_empty());
            assert_eq!(records[0], records[1], "scenario {seed}");
        }
    }
    trace.assert_taken();
}

#[test]
fn what_is_not_believed_changes_nothing_and_what_is_may() {
    let (mut trace, mut lied, mut believed, mut differ) = (Trace::default(), 0, 0, 0);
    for seed in seeds(150) {
        let scenario = mediated(seed, 0.7, |_, _| Some(range(0.0, 1.0)));
        for (messages, records) in told(&scenario, seed, WORLDS) {
            trace.add(&records[0]);
            if messages.iter().any(|m| m.believed) {
                believed += 1;
                differ += usize::from(records[0] != records[1].came_about());
            } else {
                lied += usize::from(messages.iter().any(|m| matches!(m.why, Why::Weighed(_))));
                assert_eq!(records[0], records[1].came_about(), "scenario {seed}");
            }
        }
    }
    trace.assert_taken();
    assert!(lied > 5 && believed > 5 && differ > 0, "{lied} {believed} {differ}");
}

/// Told once more from the transcripts: the message that got furthest says what came of all of a world.
#[test]
fn the_record_says_what_came_of_messages_and_why_nothing_did() {
    let mut seen = [0; 6];
    for seed in seeds(60) {
        let mut scenario = mediated(seed, 0.7, |_, _| Some(range(0.0, 1.0)));
        if seed % 4 == 0 {
            scenario.parties.iter_mut().for_each(|party| party.accuracy = fixed(0.0));
        }
        for (messages, records) in told(&scenario, seed, WORLDS) {
            let told = records[1].told;
            seen[told as usize] += 1;
            assert_eq!(records[0].told, Told::Nothing);
            assert_eq!(messages.is_empty(), told == Told::Nothing);
            assert_eq!(messages.iter().any(|m| m.believed), told >= Told::Believed);
            assert_eq!(messages.iter().any(|m| m.changes), told == Told::Changed);
            let weighed = messages.iter().any(|m| matches!(m.why, Why::Weighed(_)));
            assert_eq!(weighed, told >= Told::NotCredible);
            let idle = messages.iter().any(|m| m.why == Why::NothingTurnsOnIt);
            assert!(weighed || idle == (told == Told::Idle));
            assert!(messages.iter().all(|m| m.believed || !m.changes));
        }
    }
    println!("{seen:?}");
    let [_, knew_nothing, idle, not_credible, _, changed] = seen;
    assert!(knew_nothing > 20 && idle > 20 && not_credible > 2 && changed > 2, "{seen:?}");
}

#[test]
fn a_mediator_of_one_format_leaves_the_others_as_they_were() {
    for seed in seeds(20) {
        let scenario = mediated(seed, 0.7, |_, _| Some(range(0.0, 1.0)));
        let mut alone = scenario.clone();
        alone.formats.truncate(1);
        let (both, one) = (play(&scenario, seed, WORLDS), play(&alone, seed, WORLDS));
        for (both, one) in both.iter().flatten().zip(one.iter().flatten()) {
            assert_eq!(both[0], one[0], "scenario {seed}");
        }
    }
}

#[test]
fn the_order_of_declaration_makes_no_difference_to_third_parties_and_learning() {
    let mut trace = Trace::default();
    for seed in seeds(25) {
        let mut scenario = mediated(seed, 0.7, |_, _| Some(range(0.0, 1.0)));
        let n = scenario.parties.len();
        let mut written = scenario.formats[0].clone();
        written.proposing.text_by = Some(PartyIndex((seed as usize + 1) % n));
        let mut carried = scenario.formats[0].clone();
        let messenger = |k: usize| Messenger {
            by: PartyIndex(k),
            about: PartyIndex((k + 1) % n),
            to: PartyIndex((k + n - 1) % n),
        };
        carried.information.messengers = (0..n).map(messenger).collect();
        scenario.formats.extend([written, carried]);
        (scenario.world.learning, scenario.world.foresight) = (range(0.0, 1.0), range(0.0, 1.0));
        let mut random = Random::new(seed);
        let places = Places::from_orders(&random.order(n), &random.order(scenario.issues.len()));
        let old = play(&scenario, seed, WORLDS);
        let new = play(&places.scenario(&scenario), seed, WORLDS);
        for (a, b) in old.iter().flatten().flatten().zip(new.iter().flatten().flatten()) {
            trace.add(a);
            assert_eq!(&places.record(a), b, "scenario {seed}");
        }
    }
    assert!(trace.signed > 100 && trace.completed > 20 && trace.collapsed > 20, "{trace:?}");
}

/// Kydd's game: Ash may demand much ("most to Ash"), which Birch accepts if it demands little, or a small share ("half
/// and half"), which Birch always accepts; Cedar, outside, mediates.
struct Kydd {
    scenario: Scenario,
    world: World,
    game: Mediation,
}

const ASH: PartyIndex = PartyIndex(0);
const BIRCH: PartyIndex = PartyIndex(1);
const CEDAR: PartyIndex = PartyIndex(2);

/// The first offer.
const START: Moment = Moment { offer: 0, time: 0.0, next: None };

fn kydd(accuracy: f64, bias: f64) -> Kydd {
    let mut scenario = shipped("teaching/1-zone-of-agreement.ron");
    scenario.formats.truncate(1);
    let format = &mut scenario.formats[0];
    format.information.mediator = Some(CEDAR);
    // The agreement is worth the same from the first day on.
    format.contract.on_promise = vec![IssueIndex(0), IssueIndex(1)];
    for party in &mut scenario.parties {
        party.demand = fixed(0.0);
        party.collapse_penalty = fixed(0.0);
    }
    scenario.parties[BIRCH].demand = range(0.0, 0.4);
    let mut world = Draws::new(&scenario, 1, Correlation::Independent).world(0);
    let (small, big, war_cost) = (0.1, 1.0, 0.35);
    // Quarrel, most to Ash, half and half, most to Birch.
    world.gains[ASH].by_level[0] = vec![0.0, big, small, -1.0];
    world.gains[BIRCH].by_level[0] = vec![0.0, 0.2, 0.6, 1.0];
    world.gains[CEDAR].by_level[1] = vec![0.0; 4];
    world.gains[CEDAR].touched = false;
    world.traits[CEDAR].conflict_cost = war_cost;
    world.traits[CEDAR].accuracy = accuracy;
    world.traits[CEDAR].bias[ASH] = bias;
    let wrong = (1.0 - accuracy) / 2.0;
    let game =
        Mediation { small, big, war_share: 0.0, war_cost, high_after_low: wrong, low_after_high: wrong };
    Kydd { scenario, world, game }
}

impl Kydd {
    fn with<T>(&self, what: impl FnOnce(Situation<'_>) -> T) -> T {
        let table = Table::new(&self.scenario, &self.scenario.formats[0]);
        let valuation = Valuation::new(&self.scenario, &self.world, &table, 0);
        let catalogue = Catalogue::new(&table, &valuation, Switches { withdrawal: true });
        let feasible = FeasibleAgreements::new(&std::sync::Arc::new(catalogue), &table, &valuation);
        what(Situation { table: &table, valuation: &valuation, feasible: &feasible })
    }

    /// What Cedar tells Ash.
    fn message(&self) -> Message {
        self.with(|situation| {
            let beliefs = Beliefs::shared(&situation.valuation.reservation_belief);
            let all = messages(situation, Behaviour::Nash, &beliefs, |_| vec![START]);
            // Of Ash everything is known, so nothing can be told to Birch.
            assert_eq!(all.len(), 1);
            assert_eq!((all[0].by, all[0].about, all[0].to), (CEDAR, BIRCH, ASH));
            all[0]
        })
    }
}

#[test]
fn the_incentive_check_has_the_band_of_the_closed_form() {
    for accuracy in [0.5, 0.6, 0.7] {
        let mut seen = [0, 0];
        let game = kydd(accuracy, 0.0).game;
        let (least, most) = (game.smallest_bias().expect("low can be told"), game.largest_bias());
        let near = [least - 1e-6, least + 1e-6]
            .into_iter()
            .chain(most.into_iter().flat_map(|m| [m - 1e-6, m + 1e-6]));
        for bias in near.chain([0.0, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 4.0, 8.0, 20.0]) {
            let message = kydd(accuracy, bias).message();
            let Why::Weighed(weighed) = message.why else { panic!("{message:?}") };
            let expected = game.honesty(bias);
            assert_eq!(
                (weighed.honest(Half::Low), weighed.honest(Half::High), message.believed),
                (expected.after_low, expected.after_high, expected.credible()),
                "{accuracy} {bias}: {message:?}"
            );
            // The numbers behind it, too: γ x − k × chance of war.
            let (right, wrong) = (1.0 - game.high_after_low, game.high_after_low);
            let much = |low: f64| low * bias * game.big - (1.0 - low) * game.war_cost;
            for (value, expected) in [
                (weighed.heard_low.0, much(right)),
                (weighed.heard_low.1, bias * game.small),
                (weighed.heard_high.0, much(wrong)),
                (weighed.heard_high.1, bias * game.small),
            ] {
                assert!((value - expected).abs() < 1e-9, "{accuracy} {bias}: {value} {expected}");
            }
            seen[usize::from(message.believed)] += 1;
        }
        assert!(seen[0] > 1 && seen[1] > 1, "{seen:?}");
    }
}

#[test]
fn a_mediator_who_wants_only_peace_always_says_much() {
    for unit in [0.0, 1.0] {
        let mut game = kydd(0.6, 0.0);
        game.world.traits[BIRCH].demand = 0.1;
        // Heard right, or wrong.
        game.world.hearing[CEDAR][BIRCH] = unit;
        let message = game.message();
        assert!(!message.believed && message.says == Half::High, "{message:?}");
        let mut biased = kydd(0.6, 0.5);
        biased.world.traits[BIRCH].demand = 0.1;
        biased.world.hearing[CEDAR][BIRCH] = unit;
        let message = biased.message();
        assert!(message.believed && message.says == if unit < 0.5 { Half::Low } else { Half::High });
    }
}

#[test]
fn a_believed_message_is_acted_upon() {
    let first = |bias: f64, reservation: f64| {
        let mut game = kydd(0.6, bias);
        game.world.traits[BIRCH].demand = reservation;
        game.world.hearing[CEDAR][BIRCH] = 0.0;
        let message = game.message();
        game.with(|situation| {
            let mut beliefs = Beliefs::shared(&situation.valuation.reservation_belief);
            if message.believed {
                beliefs.tell(ASH, BIRCH, message.says, message.accuracy);
            }
            let mut strategies = Strategies::new(Behaviour::Nash, situation, beliefs, 0);
            let offer = strategies.propose(situation, ASH, START).expect("an offer");
            let option = situation.feasible.packages[offer].options[0];
            situation.table.menus[0].choices[usize::from(option)]
        })
    };
    assert_eq!(
        (first(0.5, 0.1), first(0.5, 0.3)),
        (Choice::Agree(LevelIndex(1)), Choice::Agree(LevelIndex(2)))
    );
    // Not believed, what was heard makes no difference.
    assert_eq!(first(0.0, 0.1), first(0.0, 0.3));
}

/// The six-leader summit of the Korea case with South Korea telling each what it has heard of the others.
fn korea(accuracy: f64) -> Scenario {
    let mut scenario = shipped("korea-2019/formats.ron");
    let format = scenario.format("six-leader summit").expect("it is there");
    scenario.formats = vec![scenario.formats.swap_remove(format)];
    let [rok, us, dprk] = ["rok", "us", "dprk"].map(|id| scenario.party(id).expect("it is there"));
    scenario.formats[0].information.mediator = Some(rok);
    scenario.parties[rok].accuracy = fixed(accuracy);
    scenario.parties[rok].bias = vec![(us, fixed(0.5)), (dprk, fixed(1.0))];
    scenario
}

#[test]
fn the_story_tells_messages_with_their_arithmetic() {
    let texts = |scenario: &Scenario| {
        let engine = Engine::new(scenario, 3, Correlation::AsAssumed);
        let told = |world: u64| {
            Behaviour::ALL.map(|behaviour| tell(&engine, 0, world, behaviour, Language::En).text())
        };
        (0..150).flat_map(told).collect::<Vec<String>>()
    };
    let (informed, uninformed) = (texts(&korea(0.6)), texts(&korea(0.0)));
    for words in [
        "Before the first meeting:",
        "demands little within its range (it hears right in 80 of 100 such cases)",
        "South Korea tells China what it has heard of ",
        "would propose the same whatever it is told: it changes nothing.",
        "Told that it is little, ",
        " would propose package ",
        "cares for its own gain, 1.00 times for that of North Korea and 0.50 times for that of United States.",
        "If it has heard \"much\", saying so is worth ",
        " tells the truth either way: ",
        " does not believe it, and nothing changes.",
    ] {
        assert!(informed.iter().any(|text| text.contains(words)), "{words}\n{}", informed[0]);
    }
    assert!(
        uninformed
            .iter()
            .filter(|text| text.contains("tells ") && text.contains("Before the first meeting:"))
            .all(|text| text.contains("but knows no more than everybody: it changes nothing."))
    );
}

/// The package with the largest Nash product of true surpluses.
fn nash_package(situation: Situation<'_>) -> Option<usize> {
    let Situation { table, valuation, feasible } = situation;
    let product = |x: usize| {
        let surplus = |&i: &PartyIndex| feasible.value(x, i) - valuation.threshold(i);
        let all: Vec<f64> = table.members.iter().map(surplus).collect();
        let kept = table.members.iter().map(|&i| feasible.trust(x, i)).product::<f64>();
        if all.iter().all(|s| *s > 0.0) { all.iter().product::<f64>() * kept } else { 0.0 }
    };
    let best = (0..feasible.len()).max_by(|a, b| product(*a).total_cmp(&product(*b)).then(b.cmp(a)));
    best.filter(|x| product(*x) > 0.0)
}

#[test]
fn with_two_parties_and_nothing_hidden_a_formulator_writes_the_nash_package() {
    let (mut written, mut signed) = (0, 0);
    let mut scenario = shipped("teaching/1-zone-of-agreement.ron");
    for format in &mut scenario.formats {
        format.information.disclosed = vec![ASH, BIRCH, CEDAR];
        let outside = [ASH, BIRCH, CEDAR].into_iter().find(|i| !format.membership.members.contains(i));
        format.proposing.text_by = outside;
    }
    let engine = Engine::new(&scenario, 5, Correlation::AsAssumed);
    for world in 0..60 {
        let setting = engine.setting(world);
        for format in 0..scenario.formats.len() {
            for behaviour in Behaviour::ALL {
                let played = engine.play(&setting, format, behaviour);
                let episode = &played.episodes[0];
                let view = &episode.first;
                let (valuation, feasible) = (&view.valuation, &view.feasible);
                let best = nash_package(Situation { table: &episode.table, valuation, feasible });
                let writer = scenario.formats[format].proposing.text_by.expect("somebody writes");
                let first = episode.transcripts[0].lines.iter().find_map(|line| match line {
                    TranscriptEntry::Proposal { party, deal, .. } => Some((*party, *deal)),
                    _ => None,
                });
                assert_eq!(first, Some((writer, best)), "world {world}");
                written += usize::from(best.is_some());
                if behaviour == Behaviour::Nash {
                    assert_eq!(played.record.signed.is_some(), best.is_some());
                    signed += usize::from(best.is_some());
                }
                let proposes = |line: &TranscriptEntry| match line {
                    TranscriptEntry::Proposal { party, .. } => *party == writer,
                    TranscriptEntry::Answer { party, .. } => *party != writer,
                    _ => true,
                };
                assert!(
                    episode.transcripts.iter().flat_map(|m| &m.lines).all(proposes),
                    "only the writer proposes"
                );
            }
        }
    }
    assert!(written > 60 && signed > 30, "{written} {signed}");
}

#[test]
fn a_refused_text_is_improved_issue_by_issue() {
    let (mut improved, mut repeated) = (0, 0);
    let mut scenario = shipped("korea-2019/formats.ron");
    let format = scenario.format("top-down summits").expect("it is there");
    scenario.formats = vec![scenario.formats.swap_remove(format)];
    let members = scenario.formats[0].membership.members.clone();
    let writer =
        PartyIndex::all(scenario.parties.len()).find(|i| !members.contains(i)).expect("somebody is outside");
    scenario.formats[0].proposing.text_by = Some(writer);
    scenario.formats[0].information.disclosed = PartyIndex::all(scenario.parties.len()).collect();
    let engine = Engine::new(&scenario, 7, Correlation::AsAssumed);
    for world in 0..60 {
        let setting = engine.setting(world);
        let played = engine.play(&setting, 0, Behaviour::Nash);
        let (table, view) = (&played.episodes[0].table, &played.episodes[0].first);
        let (valuation, feasible) = (&view.valuation, &view.feasible);
        let situation = Situation { table, valuation, feasible };
        let beliefs = Beliefs::shared(&valuation.reservation_belief);
        let suits = |x: usize| {
            let signs = |&i: &PartyIndex| feasible.value(x, i) > valuation.threshold(i) + 1e-9;
            let kept = members.iter().all(|&i| feasible.trust(x, i) > 0.0);
            let goes_on = valuation.terms.disagreement[writer] / (1.0 - valuation.terms.discount[writer]);
            kept && members.iter().all(signs) && feasible.value(x, writer) >= goes_on
        };
        for strict in [true, false] {
            for &refuser in &members {
                let mut strategies = Formulator::of(situation, strict).expect("it is outside");
                let Some(first) = strategies.propose(situation, &beliefs) else { continue };
                strategies.heard_refusal(refuser, first);
                strategies.heard_failure(first);
                let next = strategies.propose(situation, &beliefs);
                let apart = |x: usize| {
                    let (a, b) = (&feasible.packages[first], &feasible.packages[x]);
                    let options = a.options.iter().zip(&b.options).filter(|(a, b)| a != b).count();
                    options + usize::from(a.schedule != b.schedule)
                };
                let better = |x: usize| feasible.value(x, refuser) > feasible.value(first, refuser) + 1e-9;
                let any = (0..feasible.len()).any(|x| suits(x) && apart(x) == 1 && better(x));
                match next {
                    Some(next) if any && (strict || next != first) => {
                        assert!(apart(next) == 1 && better(next), "world {world}");
                        improved += 1;
                    }
                    // Taken as final, a refusal strikes the text.
                    Some(next) if strict => assert!(next != first),
                    Some(next) => repeated += usize::from(next == first),
                    None => assert!(strict),
                }
            }
        }
    }
    assert!(improved > 20 && repeated > 5, "{improved} {repeated}");
}

#[test]
fn a_member_may_write_the_text_and_the_others_concede() {
    let mut scenario = shipped("teaching/1-zone-of-agreement.ron");
    scenario.formats[0].proposing.text_by = Some(BIRCH);
    let engine = Engine::new(&scenario, 5, Correlation::AsAssumed);
    let mut late = 0;
    for world in 0..60 {
        let setting = engine.setting(world);
        let played = engine.play(&setting, 0, Behaviour::Concession);
        let lines: Vec<&TranscriptEntry> =
            played.episodes[0].transcripts.iter().flat_map(|m| &m.lines).collect();
        let mut asked = Vec::new();
        for line in lines {
            match line {
                TranscriptEntry::Proposal { party, .. } => assert_eq!(*party, BIRCH),
                TranscriptEntry::Answer { party, asks, .. } => {
                    assert_eq!(*party, ASH);
                    asked.push(*asks);
                }
                _ => {}
            }
        }
        // What the one who waits asks for comes down from text to text.
        if let [first, .., last] = asked[..] {
            assert!(last <= first);
            late += usize::from(last < first);
        }
    }
    assert!(late > 20, "{late}");
}

/// One random format under a single text by a party from outside.
fn written(seed: u64) -> Option<Scenario> {
    let mut scenario = generated(seed);
    let base: Format = scenario.formats.swap_remove(0);
    let outside = PartyIndex::all(scenario.parties.len()).find(|i| !base.membership.members.contains(i))?;
    let mut text = base.clone();
    text.proposing.text_by = Some(outside);
    scenario.formats = vec![base, text];
    Some(scenario)
}

#[test]
fn under_a_single_text_members_concede_and_may_sign() {
    let (mut single, mut trace) = (0, Trace::default());
    for seed in seeds(60) {
        let Some(scenario) = written(seed) else { continue };
        for by_format in play(&scenario, seed, WORLDS).iter().flatten() {
            trace.add(&by_format[1]);
            single += usize::from(by_format[0] != by_format[1]);
            if let Some(period) = by_format[1].signed {
                assert!(by_format[1].zone || period > 0);
            }
        }
    }
    trace.assert_taken();
    assert!(single > 10);
}

/// Share of records that differ between two versions of a scenario, more than by rounding.
fn differing(a: &Scenario, b: &Scenario, seed: u64) -> (usize, usize) {
    let (a, b) = (play(a, seed, WORLDS), play(b, seed, WORLDS));
    let near = |a: &[f64], b: &[f64]| a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-6);
    let differs = |(a, b): &(&Record, &Record)| {
        (a.signed, a.content, a.ended) != (b.signed, b.content, b.ended)
            || !near(&a.expected_gain, &b.expected_gain)
    };
    (flat(&a).zip(flat(&b)).filter(differs).count(), flat(&a).count())
}

#[test]
fn learning_and_foresight_come_near_nothing_as_they_come_near_nought() {
    let learning: fn(&mut Scenario, f64) = |s, x| s.world.learning = fixed(x);
    let foresight: fn(&mut Scenario, f64) = |s, x| s.world.foresight = fixed(x);
    for set in [learning, foresight] {
        let count = |value: f64| {
            let (mut differ, mut all) = (0, 0);
            let mut korea = korea(0.0);
            let mut scenarios: Vec<Scenario> =
                seeds(40).into_iter().map(|seed| mediated(seed, 0.0, |_, _| None)).collect();
            set(&mut korea, 0.0);
            scenarios.push(korea);
            for (seed, scenario) in scenarios.iter().enumerate() {
                let mut other = scenario.clone();
                set(&mut other, value);
                let (d, n) = differing(scenario, &other, seed as u64);
                (differ, all) = (differ + d, all + n);
            }
            (differ, all)
        };
        let ((none, all), (little, _), (much, _)) = (count(0.0), count(1e-9), count(1.0));
        assert!(
            none == 0 && little * 500 < all && much > 5 && much > 2 * little,
            "{none} {little} {much} of {all}"
        );
    }
}
