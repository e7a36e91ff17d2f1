//! One world: every assumed number drawn once, to be taken through every format.

use super::chance::{Chance, ChanceKeys, Later};
use super::drawn::{PartyNumbers, World};
use super::numbers::{EventNumbers, Luck, Numbers, WorldNumbers, lapse_chances, wait};
use super::preferences::PreferenceKeys;
use super::stream::{Key, Stream};
use super::{events, preferences, sample};
use crate::scenario::model::{Effect, Event, Party, Quantity, Scenario};
use crate::scenario::place::{IssueIndex, LevelIndex, PartyIndex};
use crate::statistics::normal;

/// How the parties' demands move together: each loads on one common factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Correlation {
    /// As the scenario's range says, a loading a party.
    AsAssumed,
    /// Independent of one another.
    Independent,
    /// All load strongly on the common factor, whatever the scenario's range.
    Together,
    /// As strongly, but one half of the parties that a level may touch against the other: they are told apart by this
    /// binary digit of their rank by id. Over all digits any two parties are opposed at least once.
    Opposed(u32),
}

/// Loading in the variants that are strongly correlated: two parties' normal scores then have correlation 0.81.
pub const STRONG_LOADING: f64 = 0.9;

impl Correlation {
    /// All that are tried on a scenario with so many parties, the assumed one first.
    pub fn tried(parties: usize) -> Vec<Self> {
        let digits = usize::BITS - parties.saturating_sub(1).leading_zeros();
        let mut all = vec![Self::AsAssumed, Self::Independent, Self::Together];
        all.extend((0..digits).map(Self::Opposed));
        all
    }

    /// In words, for reports.
    pub fn label(self) -> &'static str {
        match self {
            Self::AsAssumed => "as assumed",
            Self::Independent => "independent",
            Self::Together => "moving together",
            Self::Opposed(_) => "moving against each other",
        }
    }
}

/// Everything needed to draw worlds of a scenario: keys made once.
#[derive(Debug, Clone)]
pub struct Draws<'a> {
    scenario: &'a Scenario,
    seed: u64,
    correlation: Correlation,
    traits: Vec<Key>,
    third: Vec<Key>,
    preferences: Vec<PreferenceKeys>,
    statements: Vec<Key>,
    stake: Vec<Key>,
    takes: Vec<Key>,
    events: Vec<Key>,
    stages: Vec<Vec<Key>>,
    /// By party and subject: only for those who mediate or carry messages somewhere.
    hearing: Vec<Vec<Key>>,
    world: Key,
    conduct: Key,
    attention: Key,
    stance: Vec<Key>,
    lot: Vec<Key>,
    event_luck: Vec<Key>,
    lapse_luck: Vec<Key>,
    chance: ChanceKeys,
    /// Parties that a level may touch, by id.
    by_id: Vec<PartyIndex>,
}

impl<'a> Draws<'a> {
    /// Prepares the streams of a scenario.
    pub fn new(scenario: &'a Scenario, seed: u64, correlation: Correlation) -> Self {
        let key = |purpose: &str, owner: &str| Key::new(seed, purpose, owner);
        let mut by_id: Vec<PartyIndex> =
            PartyIndex::all(scenario.parties.len()).filter(|&p| !bystander(scenario, p)).collect();
        by_id.sort_by(|a, b| scenario.parties[*a].id.cmp(&scenario.parties[*b].id));
        Self {
            scenario,
            seed,
            correlation,
            traits: scenario.parties.iter().map(|p| key("traits", &p.id)).collect(),
            third: scenario.parties.iter().map(|p| key("traits as a third party", &p.id)).collect(),
            preferences: PartyIndex::all(scenario.parties.len())
                .map(|i| PreferenceKeys::new(seed, scenario, i))
                .collect(),
            statements: scenario.statements.iter().map(|s| statement_key(seed, scenario, s)).collect(),
            stake: scenario.issues.iter().map(|i| key("stake", &i.id)).collect(),
            takes: scenario.issues.iter().map(|i| key("takes", &i.id)).collect(),
            events: scenario.events.iter().map(|e| key("event", &e.name)).collect(),
            stages: scenario
                .roadmaps
                .iter()
                .map(|r| r.stages.iter().map(|s| key(&format!("stage/{}", r.name), &s.name)).collect())
                .collect(),
            hearing: PartyIndex::all(scenario.parties.len())
                .map(|i| hearing_keys(seed, scenario, i))
                .collect(),
            world: key("world", ""),
            conduct: key("world/conduct", ""),
            attention: key("world/attention", ""),
            stance: scenario.parties.iter().map(|p| key("stance", &p.id)).collect(),
            lot: scenario.parties.iter().map(|p| key("chance/who makes the one offer", &p.id)).collect(),
            event_luck: scenario.events.iter().map(|e| key("chance/event", &e.name)).collect(),
            lapse_luck: scenario.issues.iter().map(|i| key("chance/lapse", &i.id)).collect(),
            chance: ChanceKeys::new(seed, scenario),
            by_id,
        }
    }

    /// The seed.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// The luck of one world.
    pub fn chance(&self, world: u64) -> Chance {
        self.chance.draw(world)
    }

    /// The luck that a further agreement of the same world meets: own draws for what happens to it, the same for what
    /// belongs to parties and issues.
    pub fn chance_of_further(&self, world: u64, agreement: usize) -> Chance {
        self.chance.draw_further(world, agreement)
    }

    /// One world.
    pub fn world(&self, index: u64) -> World {
        self.numbers(index).world(self.scenario)
    }

    /// What is drawn in one world.
    pub fn numbers(&self, index: u64) -> Numbers {
        let s = self.scenario;
        let unit = |key: &Key| key.stream(index).unit();
        let one = |key: &Key, q: &Quantity| sample::quantity(q, unit(key));
        let mut shared = self.world.stream(index);
        let common = sample::normal(shared.unit(), shared.unit());
        let holds: Vec<bool> = (s.statements.iter().zip(&self.statements))
            .map(|(said, key)| said.holds_in >= 100 || unit(key) * 100.0 < f64::from(said.holds_in))
            .collect();
        let all = || PartyIndex::all(s.parties.len());
        let (parties, loading) = all().map(|i| self.party(i, common, index)).unzip();
        let wants = all().map(|i| preferences::draw(s, i, &self.preferences[i], &holds, index)).collect();
        let events: Vec<EventNumbers> =
            s.events.iter().zip(&self.events).map(|(e, key)| events::draw(s, e, key, index)).collect();
        Numbers {
            seed: self.seed,
            world: index,
            parties,
            loading,
            bias: all().map(|i| self.bias(i, index)).collect(),
            wants,
            holds,
            stake: s.issues.iter().zip(&self.stake).map(|(issue, key)| one(key, &issue.stake)).collect(),
            takes: (s.issues.iter().zip(&self.takes))
                .map(|(issue, key)| issue.takes.as_ref().map_or(0.0, |q| one(key, q)))
                .collect(),
            success: (s.roadmaps.iter().zip(&self.stages))
                .map(|(roadmap, keys)| {
                    let stages = roadmap.stages.iter().zip(keys);
                    stages.map(|(stage, key)| stage.success.as_ref().map_or(0.0, |q| one(key, q))).collect()
                })
                .collect(),
            of_world: self.of_world(&mut shared, index),
            luck: self.luck(&events, index),
            events,
        }
    }

    /// The same world without demands and tactics ([`World::demands`]), with the lots of its parties.
    pub fn without_demands(&self, world: World) -> World {
        let lots = self.lot.iter().map(|key| Later::new(*key, world.index)).collect();
        world.without_demands(self.scenario, lots)
    }

    /// The world's own numbers; the common factor was drawn before them.
    fn of_world(&self, shared: &mut Stream, index: u64) -> WorldNumbers {
        let world = &self.scenario.world;
        let [after, plain] =
            [&world.lapse_after_completion, &world.completion].map(|q| sample::quantity(q, shared.unit()));
        let mut conduct = self.conduct.stream(index);
        let [pause, renegotiation, learning, noise, foresight] =
            [&world.pause, &world.renegotiation, &world.learning, &world.noise, &world.foresight]
                .map(|q| sample::quantity(q, conduct.unit()));
        let attention = whole(&world.attention, self.attention.stream(index).unit());
        [0.0, after, plain, pause, renegotiation, learning, noise, foresight, attention]
    }

    /// A party's numbers, and its loading on the common factor. The order of draws is fixed: a trait is added at the end of its stream, and
    /// changes nothing before it.
    fn party(&self, party: PartyIndex, common: f64, index: u64) -> (PartyNumbers, f64) {
        let p: &Party = &self.scenario.parties[party];
        let mut stream = self.traits[party].stream(index);
        let own = sample::normal(stream.unit(), stream.unit());
        let loading = self.loading(party, stream.unit());
        let together = loading * common + libm::sqrt(1.0 - loading * loading) * own;
        let demand = sample::quantity(&p.demand, normal::cdf(together));
        let mut next = |q: &Quantity| sample::quantity(q, stream.unit());
        let [
            patience,
            temptation,
            collapse_penalty,
            spoiling,
            detection,
            ratification,
            mandate,
            audience_cost,
            conflict_cost,
            concession,
        ] = [
            &p.patience,
            &p.temptation,
            &p.collapse_penalty,
            &p.spoiling,
            &p.detection,
            &p.ratification,
            &p.mandate,
            &p.audience_cost,
            &p.conflict_cost,
            &p.concession,
        ]
        .map(&mut next);
        let outside_option = p.outside_option.as_ref().map_or(0.0, next);
        let mut stream = self.third[party].stream(index);
        let [accuracy, guarantee_force, guarantee_cost, inspection, effort] =
            [&p.accuracy, &p.guarantee_force, &p.guarantee_cost, &p.inspection, &p.effort]
                .map(|q| sample::quantity(q, stream.unit()));
        let stance = sample::quantity(&p.stance, self.stance[party].stream(index).unit());
        let numbers = [
            demand,
            patience,
            temptation,
            collapse_penalty,
            spoiling,
            detection,
            ratification,
            mandate,
            audience_cost,
            stance,
            conflict_cost,
            outside_option,
            concession,
            accuracy,
            guarantee_force,
            guarantee_cost,
            inspection,
            effort,
        ];
        (numbers, loading)
    }

    /// What this party, as a mediator, cares for others' gains. One draw of its own for each, by id.
    fn bias(&self, party: PartyIndex, index: u64) -> Vec<f64> {
        let bias = |(towards, quantity): &(PartyIndex, Quantity)| {
            let key = self.third[party].of(&self.scenario.parties[*towards].id);
            sample::quantity(quantity, key.stream(index).unit())
        };
        self.scenario.parties[party].bias.iter().map(bias).collect()
    }

    /// What a party wants, by the draws of a world, where these statements hold.
    pub(super) fn wants(&self, party: PartyIndex, holds: &[bool], index: u64) -> preferences::Wants {
        preferences::draw(self.scenario, party, &self.preferences[party], holds, index)
    }

    /// What chance decides once a world.
    pub(super) fn luck(&self, events: &[EventNumbers], index: u64) -> Luck {
        let s = self.scenario;
        let periods = f64::from(s.calendar.periods_per_year);
        let unit = |key: &Key| key.stream(index).unit();
        let date = |((event, drawn), key): ((&Event, &EventNumbers), &Key)| match event.effect {
            Effect::Lapse(_) => None,
            _ => wait(sample::per_period(drawn.per_year, periods), unit(key)),
        };
        let lapse = |(h, key): (f64, &Key)| if h > 0.0 { wait(h, unit(key)) } else { None };
        Luck {
            event: s.events.iter().zip(events).zip(&self.event_luck).map(date).collect(),
            lapse: lapse_chances(s, events).into_iter().zip(&self.lapse_luck).map(lapse).collect(),
            ratification: self.chance.ratification(index),
            hearing: self.hearing.iter().map(|keys| keys.iter().map(unit).collect()).collect(),
        }
    }

    /// A party's loading on the common factor.
    fn loading(&self, party: PartyIndex, unit: f64) -> f64 {
        match self.correlation {
            Correlation::AsAssumed => sample::quantity(&self.scenario.world.correlation, unit),
            Correlation::Independent => 0.0,
            Correlation::Together => STRONG_LOADING,
            Correlation::Opposed(digit) => {
                let rank = self.by_id.iter().position(|&p| p == party).unwrap_or(0);
                if rank >> digit & 1 == 0 { STRONG_LOADING } else { -STRONG_LOADING }
            }
        }
    }
}

/// A whole number of a range, each equally likely.
pub(super) fn whole(q: &Quantity, unit: f64) -> f64 {
    (q.from + libm::floor(unit * (q.to - q.from + 1.0))).min(q.to)
}

/// One stream for each subject that a party may hear something of, named by both; none if it neither mediates nor carries
/// messages nor writes the text in any format.
fn hearing_keys(seed: u64, scenario: &Scenario, party: PartyIndex) -> Vec<Key> {
    if !tells(scenario, party) {
        return Vec::new();
    }
    let own = Key::new(seed, "hearing", &scenario.parties[party].id);
    scenario.parties.iter().map(|subject| own.of(&subject.id)).collect()
}

/// Whether a party mediates, carries messages or writes the text in some format.
pub(super) fn tells(scenario: &Scenario, party: PartyIndex) -> bool {
    let mut formats = scenario.formats.iter().chain(&scenario.parts);
    formats.any(|f| {
        let told = &f.information;
        told.mediator == Some(party)
            || told.messengers.iter().any(|m| m.by == party)
            || f.proposing.text_by == Some(party)
    })
}

/// Whether a party is indifferent about every issue in every world: it may not change how the others are told apart.
fn bystander(scenario: &Scenario, party: PartyIndex) -> bool {
    use crate::scenario::model::Says;
    let indifferent = |j: IssueIndex| {
        let mut said = scenario.statements.iter().filter(|s| s.party == party && s.holds_in >= 100);
        said.any(|s| matches!(s.says, Says::Indifferent { about } if about == j))
    };
    IssueIndex::all(scenario.issues.len()).all(indifferent)
}

/// A statement's stream is named by what it says, so that adding another statement leaves it as it was.
fn statement_key(seed: u64, scenario: &Scenario, s: &crate::scenario::model::Statement) -> Key {
    use crate::scenario::model::Says;
    let issue = |j: IssueIndex| scenario.issues[j].id.as_str();
    let level = |j: IssueIndex, l: LevelIndex| scenario.issues[j].levels[l].as_str();
    let says = match &s.says {
        Says::Prefers { issue: j, level: l, to } => {
            format!("prefers/{}/{}/{}", issue(*j), level(*j, *l), level(*j, *to))
        }
        Says::CaresMore { about, than } => format!("cares_more/{}/{}", issue(*about), issue(*than)),
        Says::OnlyWith { accepts: (j, l), with } => {
            let with: Vec<String> =
                with.iter().map(|(j, l)| format!("{}={}", issue(*j), level(*j, *l))).collect();
            format!("only_with/{}={}/{}", issue(*j), level(*j, *l), with.join("/"))
        }
        Says::Indifferent { about } => format!("indifferent/{}", issue(*about)),
    };
    Key::new(seed, &says, &scenario.parties[s.party].id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_is_opposed_in_some_split() {
        for parties in 2..=16usize {
            let opposed: Vec<u32> = Correlation::tried(parties)
                .into_iter()
                .filter_map(|c| if let Correlation::Opposed(digit) = c { Some(digit) } else { None })
                .collect();
            let side = |rank: usize, digit: u32| rank >> digit & 1;
            for a in 0..parties {
                for b in a + 1..parties {
                    assert!(opposed.iter().any(|&d| side(a, d) != side(b, d)), "{a} and {b} of {parties}");
                }
            }
        }
        assert_eq!(Correlation::tried(1).len(), 3);
    }
}
