//! The debrief at the bell: each group's deal on the simulated distribution, what it left on the table, the change in one issue that nobody would
//! have refused, who blocked, which coalition had a zone; and to each student what the own seat came to, with own numbers alone.
//!
//! Nothing is computed here a second time: deals are judged by `results::class`, the end of a game by `results::played`.

use super::predict::{self, Marks, Prediction};
use crate::results::class::coalitions::Zone;
use crate::results::class::judge::{Against, Judged};
use crate::results::class::points::PartyPoints;
use crate::results::class::seats::Seats;
use crate::results::class::simulated::{Came, came};
use crate::results::class::{Package, Played, levels};
use crate::results::guess::Found;
use crate::results::played::{Ending, ending};
use crate::scenario::model::Scenario;
use crate::scenario::place::{IssueIndex, LevelIndex, PartyIndex};
use crate::simulation::engine::Engine;
use crate::simulation::game as simulation;
use crate::simulation::game::said::{Act, Given, Package as Worded, Said};
use crate::simulation::record::Record;
use crate::talks::behaviour::Behaviour;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// So many worded packages of a group are judged.
const MOST_PROPOSALS: usize = 200;

/// All that the games of a class are held against: computed once, before or while it plays.
#[derive(Debug)]
pub struct Ground {
    formats: Vec<OfFormat>,
    worlds: Vec<OfWorld>,
}

#[derive(Debug)]
struct OfFormat {
    place: usize,
    name: String,
    seats: Seats,
    came: Came,
}

/// A world that is played: points as they are in it, and by format which coalitions have a zone.
#[derive(Debug)]
struct OfWorld {
    world: u64,
    points: Vec<PartyPoints>,
    zones: Vec<Option<Vec<Zone>>>,
}

/// A game of the class, as it was played.
#[derive(Debug, Clone, Copy)]
pub struct Game<'a> {
    /// Number of the group, from 1.
    pub group: u32,
    /// First or second play, from 1.
    pub play: u32,
    /// Place of the format, in the scenario and in the engine.
    pub format: usize,
    /// The assumed world.
    pub world: u64,
    /// Seats that were held from outside.
    pub seats: &'a [PartyIndex],
    /// What was answered for them.
    pub given: &'a [Given],
    /// All moves.
    pub acts: &'a [Act],
    /// The whole run; `None`: it is not over.
    pub record: Option<&'a Record>,
}

/// Somebody of the class.
#[derive(Debug, Clone, Default)]
pub struct Person {
    /// The group.
    pub group: Option<u32>,
    /// The seat; whoever observes has none.
    pub seat: Option<PartyIndex>,
    /// What was predicted before play.
    pub first: Option<Prediction>,
    /// What was predicted at the end.
    pub again: Option<Prediction>,
}

/// What came of an hour.
#[derive(Debug)]
pub struct Facts<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// Its engine.
    pub engine: &'a Engine<'a>,
    /// How the engine behaves.
    pub behaviour: Behaviour,
    /// What games are held against.
    pub ground: &'a Ground,
    /// All games.
    pub games: Vec<Game<'a>>,
    /// All people.
    pub people: Vec<Person>,
}

impl Ground {
    /// Takes `runs` assumed worlds through these formats (places); `worlds`: those that are played.
    pub fn new(
        s: &Scenario,
        engine: &Engine<'_>,
        formats: &[usize],
        worlds: &[u64],
        (seed, runs): (u64, u64),
    ) -> Self {
        let of = |(place, came): (usize, Came)| {
            let format = s.formats.get(place)?;
            Some(OfFormat { place, name: format.name.clone(), seats: Seats::of(s, format), came })
        };
        let formats: Vec<OfFormat> =
            formats.iter().copied().zip(came(s, formats, seed, runs)).filter_map(of).collect();
        let world = |world: &u64| {
            let points = PartyPoints::in_world(s, &engine.setting(*world).world);
            let zones = |of: &OfFormat| {
                Against { points: &points, seats: &of.seats, simulated: &of.came.simulated }.zones()
            };
            let zones = formats.iter().map(zones).collect();
            OfWorld { world: *world, points, zones }
        };
        let worlds = worlds.iter().map(world).collect();
        Self { formats, worlds }
    }

    fn world(&self, world: u64) -> Option<&OfWorld> {
        self.worlds.iter().find(|of| of.world == world)
    }

    fn format(&self, place: usize) -> Option<&OfFormat> {
        self.formats.iter().find(|format| format.place == place)
    }

    /// What predictions are held against.
    pub fn found(&self, s: &Scenario) -> Vec<Found> {
        let mean = |all: &Vec<f64>| all.iter().sum::<f64>() / all.len().max(1) as f64 / 100.0;
        let of = |format: &OfFormat| {
            let worlds = format.came.simulated.worlds.max(1) as f64;
            let signed = format.came.simulated.signed.len() as f64;
            let shares =
                [signed, format.came.in_force as f64, format.came.completed as f64].map(|n| n / worlds);
            let gains =
                s.parties.iter().zip(&format.came.gains).map(|(party, all)| (party.id.clone(), mean(all)));
            Found { format: format.name.clone(), shares, gains: gains.collect() }
        };
        self.formats.iter().map(of).collect()
    }

    /// Judges what a group did in a world; `None` for a format or a world that is not among these.
    pub fn judge(&self, played: &Played, world: u64) -> Option<Judged> {
        let (of, world) = (self.format(played.format)?, self.world(world)?);
        let against = Against { points: &world.points, seats: &of.seats, simulated: &of.came.simulated };
        Some(against.judge(&played.deal, &played.proposed))
    }

    /// The largest coalitions that had a zone.
    fn zones(&self, format: usize, world: u64) -> Option<&[Zone]> {
        let place = self.formats.iter().position(|of| of.place == format)?;
        self.world(world)?.zones.get(place)?.as_deref()
    }

    /// What the engine gained in a seat in the assumed worlds (points over no agreement).
    pub fn gains(&self, format: usize, party: PartyIndex) -> &[f64] {
        self.format(format).and_then(|of| of.came.gains.get(party.index())).map_or(&[], Vec::as_slice)
    }
}

impl Game<'_> {
    /// What the group did; a game that is not over has signed nothing yet.
    pub fn played(&self, s: &Scenario) -> Played {
        let issues = s.issues.len();
        let record = self.record.filter(|record| record.signed.is_some());
        let deal = record.map_or_else(|| vec![None; issues], |record| levels(&record.content, issues));
        let mut proposed: Vec<Package> = Vec::new();
        for act in self.acts {
            if let Said::Propose(package) = &act.said {
                let package = meant(s, package);
                if package != deal && !proposed.contains(&package) && proposed.len() < MOST_PROPOSALS {
                    proposed.push(package);
                }
            }
        }
        Played { group: self.group.to_string(), format: self.format, deal, proposed }
    }
}

/// A package in words as places.
fn meant(s: &Scenario, package: &Worded) -> Package {
    let of = |issue: &crate::scenario::model::Issue| {
        let word = package.package.get(&issue.id)?;
        issue.levels.iter().position(|level| level == word).map(LevelIndex)
    };
    s.issues.iter().map(of).collect()
}

/// A package by keys of issues and words of the file.
pub type ByKey = BTreeMap<String, String>;

/// What is told of a group to the whole class: no points and no floor of any party, but of changes that nobody would have refused.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// Its number.
    pub group: u32,
    /// First or second play.
    pub play: u32,
    /// The format (name in the file).
    pub format: String,
    /// Whether something was signed.
    pub signed: bool,
    /// What.
    pub deal: ByKey,
    /// By party at the table: in how many of 100 worlds in which something was signed it gave the party less than this deal; none without a deal.
    pub better_than: Vec<(String, f64)>,
    /// In how many of 100 assumed worlds the simulation signed something.
    pub signed_in: f64,
    /// Assumed worlds.
    pub worlds: u64,
    /// What could have been had.
    pub left: Option<LeftOver>,
    /// One issue settled in another way, which nobody would have refused: issue, from, to (none: left out), who would have had more.
    pub swap: Option<(String, Option<String>, Option<String>, Vec<String>)>,
    /// Who blocked: whose floor no proposal reached. `None`: something was signed, or nothing proposed.
    pub blocked: Option<Vec<String>>,
    /// The largest coalitions whose floors one package reaches, with how many packages; `None`: too many packages to look at.
    pub zones: Option<Vec<(Vec<String>, usize)>>,
}

/// What could have been had.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LeftOver {
    /// Packages that leave nobody whose consent is needed worse off than no agreement.
    pub acceptable: usize,
    /// How much of the largest sum was had, of 100; `None` where there was nothing to have.
    pub had: Option<f64>,
    /// A package that gives everybody at the table more.
    pub everybody: Option<ByKey>,
    /// Where there is none: one that gives somebody more and nobody less.
    pub somebody: Option<ByKey>,
}

fn by_key(s: &Scenario, package: &Package) -> ByKey {
    let word = |(issue, level): (&crate::scenario::model::Issue, &Option<LevelIndex>)| {
        Some((issue.id.clone(), issue.levels.get(level.as_ref()?.index())?.clone()))
    };
    s.issues.iter().zip(package).filter_map(word).collect()
}

fn level(s: &Scenario, issue: IssueIndex, level: Option<LevelIndex>) -> Option<String> {
    level.map(|level| s.issues[issue].levels[level].clone())
}

fn of_100(count: u64, all: u64) -> f64 {
    libm::round(1000.0 * count as f64 / all.max(1) as f64) / 10.0
}

impl Group {
    /// What is told of a group.
    pub fn told(s: &Scenario, ground: &Ground, game: &Game<'_>) -> Option<Self> {
        let played = game.played(s);
        let (judged, of) = (ground.judge(&played, game.world)?, ground.format(played.format)?);
        let id = |party: &PartyIndex| s.parties[*party].id.clone();
        let signed = played.signed();
        let better = judged.parties.iter().filter(|got| signed && got.plays && judged.signed_worlds > 0);
        let better = better.map(|got| (id(&got.party), of_100(got.less, judged.signed_worlds)));
        let swap = judged.swaps.first().map(|swap| {
            let more = swap.more.iter().map(|(party, _)| id(party)).collect();
            (
                s.issues[swap.issue].id.clone(),
                level(s, swap.issue, swap.from),
                level(s, swap.issue, swap.to),
                more,
            )
        });
        let zones = ground.zones(game.format, game.world).map(|zones| {
            zones.iter().map(|zone| (zone.members.iter().map(id).collect(), zone.packages)).collect()
        });
        Some(Self {
            group: game.group,
            play: game.play,
            format: of.name.clone(),
            signed,
            deal: by_key(s, &played.deal),
            better_than: better.collect(),
            signed_in: of_100(judged.signed_worlds, judged.worlds),
            worlds: judged.worlds,
            left: LeftOver::of(s, &judged, signed),
            swap,
            blocked: judged.blocked.map(|blocked| blocked.never.iter().map(|(party, _)| id(party)).collect()),
            zones,
        })
    }
}

impl LeftOver {
    fn of(s: &Scenario, judged: &Judged, signed: bool) -> Option<Self> {
        let left = judged.left.as_ref()?;
        let best = left.together.as_ref().map_or(0, |(best, _)| *best);
        let had = (best > 0).then(|| of_100(judged.together.max(0) as u64, best as u64)).filter(|_| signed);
        let package = |found: &Option<(i64, Package)>| found.as_ref().map(|(_, package)| by_key(s, package));
        let (everybody, somebody) = (package(&left.everybody), package(&left.somebody));
        Some(Self { acceptable: left.acceptable, had, everybody, somebody })
    }
}

/// What a student is told of the own seat under a format.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Own {
    /// First or second play.
    pub play: u32,
    /// The format (name in the file).
    pub format: String,
    /// The own seat (key).
    pub seat: String,
    /// When something was signed (period).
    pub signed: Option<u32>,
    /// What.
    pub deal: ByKey,
    /// Why it ended (key of the reason).
    pub ended: &'static str,
    /// The gain over no agreement (points).
    pub gain: f64,
    /// The same with the engine in the seat, in the same world.
    pub engine: f64,
    /// In how many of 100 assumed worlds the engine gained less in this seat.
    pub less: f64,
    /// In how many as much.
    pub same: f64,
    /// Assumed worlds.
    pub worlds: u64,
    /// The best that all could have signed at one table, with its worth over no agreement (points).
    pub best: Option<(ByKey, f64)>,
    /// One issue that could have been settled in another way at nobody's cost: which, how (none: left out), and what it adds for this seat (points).
    pub swap: Option<(String, Option<String>, i64)>,
}

impl Own {
    /// What a game came to for one of its seats. `None`: it is not over.
    pub fn told(facts: &Facts<'_>, game: &Game<'_>, party: PartyIndex) -> Option<Self> {
        let (s, ground) = (facts.scenario, facts.ground);
        let mut again =
            simulation::Game::new(facts.engine, (game.format, game.world), facts.behaviour, game.seats);
        let others = ground.gains(game.format, party);
        let found: Ending = ending(&mut again, facts.engine, (game.format, party), game.given, others)?;
        let format = game.format;
        Some(Self {
            play: game.play,
            format: s.formats.get(format)?.name.clone(),
            seat: s.parties[party].id.clone(),
            signed: found.signed,
            deal: by_key(s, &found.content),
            ended: found.reason.key(),
            gain: found.gain,
            engine: found.engine,
            less: of_100(found.less, found.worlds),
            same: of_100(found.same, found.worlds),
            worlds: found.worlds,
            best: found.best.map(|(package, gain)| (by_key(s, &package), gain)),
            swap: found.swap.map(|(issue, to, by)| (s.issues[issue].id.clone(), level(s, issue, to), by)),
        })
    }
}

/// What the whole class is told at the bell.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Class {
    /// By group and format.
    pub groups: Vec<Group>,
    /// Its predictions.
    pub predictions: predict::Class,
}

/// What one student is told at the bell: own numbers, and of others nothing but what was signed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Page {
    /// By play.
    pub games: Vec<Own>,
    /// The own predictions.
    pub predictions: Marks,
}

/// The page of the class.
pub fn class(facts: &Facts<'_>) -> Class {
    let (s, ground) = (facts.scenario, facts.ground);
    let marks: Vec<Marks> = facts.people.iter().map(|person| person.marks(facts)).collect();
    let groups = facts.games.iter().filter_map(|game| Group::told(s, ground, game)).collect();
    Class { groups, predictions: predict::class(&marks, &ground.found(s)) }
}

/// The page of one student.
pub fn own(facts: &Facts<'_>, person: &Person) -> Page {
    let mine = facts.games.iter().filter(|game| Some(game.group) == person.group);
    let games = mine.filter_map(|game| Own::told(facts, game, person.seat?)).collect();
    Page { games, predictions: person.marks(facts) }
}

impl Person {
    fn marks(&self, facts: &Facts<'_>) -> Marks {
        let s = facts.scenario;
        let formats: Vec<String> = facts.ground.formats.iter().map(|format| format.name.clone()).collect();
        let key = self.seat.map(|seat| s.parties[seat].id.as_str());
        let checked = |said: &Option<Prediction>| said.as_ref()?.checked(s, &formats, key).ok();
        let (first, again) = (checked(&self.first), checked(&self.again));
        predict::marks(first.as_ref(), again.as_ref(), key, &facts.ground.found(s))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{SourceFile, read};
    use crate::world::draw::Correlation;

    fn scenario() -> Scenario {
        read(&SourceFile::new("a.ron", include_str!("../../scenarios/teaching/3-packages.ron")))
            .unwrap()
            .scenario
    }

    fn package(season: Option<&str>, harbour: Option<&str>) -> Worded {
        let both = [("season", season), ("harbour", harbour)];
        let package =
            both.iter().filter_map(|(issue, level)| Some(((*issue).to_owned(), (*level)?.to_owned())));
        Worded { package: package.collect(), roadmap: None }
    }

    /// Both villages are held by people, who pass once and then agree on both; what they answered, their moves and the record.
    fn agreed(engine: &Engine<'_>, place: usize, seats: &[PartyIndex]) -> (Vec<Given>, Vec<Act>, Record) {
        let mut game = simulation::Game::new(engine, (place, 0), Behaviour::Concession, seats);
        let mut given = Vec::new();
        loop {
            let reached = game.play(&given);
            let Some(seen) = &reached.open else {
                return (given, reached.acts.clone(), reached.record().unwrap().clone());
            };
            given.push(Given::Move(match seen.legal {
                "stay, walk_out" => Said::Stay,
                "propose, pass" if given.is_empty() => Said::Pass,
                "propose, pass" => Said::Propose(package(Some("closed"), Some("open to Birch"))),
                _ => Said::Accept,
            }));
        }
    }

    #[test]
    fn a_group_is_told_where_its_deal_lies_and_a_student_what_is_his_own() {
        let s = scenario();
        let place = s.format("both together").unwrap();
        let engine = Engine::new(&s, 1, Correlation::AsAssumed);
        let ground = Ground::new(&s, &engine, &[place], &[0], (1, 60));
        let seats = [PartyIndex(0), PartyIndex(1)];
        let (given, acts, record) = agreed(&engine, place, &seats);
        let game = Game {
            group: 1,
            play: 1,
            format: place,
            world: 0,
            seats: &seats,
            given: &given,
            acts: &acts,
            record: Some(&record),
        };
        let played = game.played(&s);
        assert!(played.signed() && played.proposed.is_empty());
        let group = Group::told(&s, &ground, &game).unwrap();
        assert_eq!(group.deal, package(Some("closed"), Some("open to Birch")).package);
        let judged = ground.judge(&played, 0).unwrap();
        let less = |k: usize| 100.0 * judged.parties[k].less as f64 / judged.signed_worlds as f64;
        assert_eq!(group.better_than.len(), 2);
        assert!((group.better_than[0].1 - less(0)).abs() < 0.06 && group.better_than[0].0 == "ash");
        // Nothing gives both more than both together, which is the only package over both floors.
        let left = group.left.unwrap();
        assert_eq!((left.had, left.everybody, group.swap, group.blocked), (Some(100.0), None, None, None));
        assert_eq!(group.zones, Some(vec![(vec!["ash".into(), "birch".into()], 1)]));

        let first =
            serde_json::from_str(r#"{"signed": {"both together": 30}, "better": "both together"}"#).unwrap();
        let ash = Person { group: Some(1), seat: Some(PartyIndex(0)), first: Some(first), again: None };
        let facts = Facts {
            scenario: &s,
            engine: &engine,
            behaviour: Behaviour::Concession,
            ground: &ground,
            games: vec![game],
            people: vec![ash.clone()],
        };
        let page = own(&facts, &ash);
        let mine = &page.games[0];
        assert!((mine.gain - simulation::points(record.benefit()[0])).abs() < 1e-9);
        let less = ground.gains(place, PartyIndex(0)).iter().filter(|gain| **gain < mine.gain).count();
        assert!((mine.less - 100.0 * less as f64 / 60.0).abs() < 0.06 && mine.worlds == 60);
        let found = 100.0 * ground.found(&s)[0].shares[0];
        assert_eq!(page.predictions.first.as_ref().unwrap().error, Some((30.0 - found).abs()));
        let whole = class(&facts);
        assert_eq!(whole.predictions.predicted, [("both together".to_owned(), vec![30])]);
        assert_eq!(whole.groups.len(), 1);
        // Whoever observes has no game of his own.
        assert!(own(&facts, &Person { seat: None, ..ash }).games.is_empty());
    }

    #[test]
    fn who_refused_all_that_was_proposed_blocked() {
        let s = scenario();
        let place = s.format("both together").unwrap();
        let engine = Engine::new(&s, 1, Correlation::AsAssumed);
        let ground = Ground::new(&s, &engine, &[place], &[0], (1, 20));
        let act = |said: Said| Act {
            act: 1,
            phase: String::new(),
            table: None,
            meeting: 1,
            period: 0,
            offer: 1,
            seat: "ash".into(),
            said,
            by: simulation::said::By::Seat,
            why: None,
        };
        let acts = [
            act(Said::Propose(package(Some("closed"), None))),
            act(Said::Propose(package(Some("closed"), None))),
        ];
        let game = Game {
            group: 2,
            play: 1,
            format: place,
            world: 0,
            seats: &[],
            given: &[],
            acts: &acts,
            record: None,
        };
        assert_eq!(game.played(&s).proposed, [vec![Some(LevelIndex(1)), None]]);
        let group = Group::told(&s, &ground, &game).unwrap();
        // The season alone costs Birch.
        assert_eq!((group.signed, group.blocked), (false, Some(vec!["birch".to_owned()])));
        assert!(group.better_than.is_empty() && group.left.unwrap().had.is_none());
    }

    #[test]
    fn shares_and_gains_are_those_of_the_simulation() {
        let s = scenario();
        let formats: Vec<usize> = (0..2).collect();
        let engine = Engine::new(&s, 1, Correlation::AsAssumed);
        let ground = Ground::new(&s, &engine, &formats, &[], (1, 40));
        for (found, place) in ground.found(&s).iter().zip(formats) {
            let records: Vec<_> = (0..40)
                .map(|world| engine.run(&engine.setting(world), &[Behaviour::Concession])[0][place].clone())
                .collect();
            let signed = records.iter().filter(|record| record.signed.is_some()).count();
            assert!((found.shares[0] - signed as f64 / 40.0).abs() < 1e-12);
            let mean = records.iter().map(|record| record.benefit()[0]).sum::<f64>() / 40.0;
            assert!((found.gains[0].1 - mean).abs() < 1e-4, "{} {mean}", found.gains[0].1);
        }
    }
}
