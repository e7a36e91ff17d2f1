//! The columns of `worlds.csv`: everything that is drawn in a world, named as the file names it, so that the name of a number is the path
//! that `--set` takes. What a scenario fixes is not drawn and has no column.

use super::column::{Column, Kind};
use super::numbers::Numbers;
use crate::scenario::model::{Effect, Moved, Party, Quantity, Says, Scenario, Statement, Timing};
use crate::scenario::place::{IssueIndex, PartyIndex};
use crate::scenario::traits::{self, Domain, Trait};
use crate::scenario::words;

/// Where the value of a column stands in [`Numbers`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The number of the world.
    World,
    /// The seed.
    Seed,
    /// A number of the world.
    OfWorld(usize),
    /// The loading of a party's demand on the common factor.
    Loading(usize),
    /// A number of a party.
    Trait(usize, usize),
    /// What a party cares for another's gain.
    Bias(usize, usize),
    /// How much an issue matters to a party.
    Weight(usize, usize),
    /// What a level is worth to a party.
    Value(usize, usize, usize),
    /// The stake of a duty.
    Stake(usize),
    /// Months that an issue takes.
    Takes(usize),
    /// Chance per year that a stage is completed.
    Success(usize, usize),
    /// Whether a statement holds.
    Holds(usize),
    /// Chance per year of an event.
    PerYear(usize),
    /// By how much a move of an event goes.
    MoveBy(usize, usize),
    /// Demand, patience or concession of a new government.
    Successor(usize, usize),
    /// When an event happens.
    EventAt(usize),
    /// When an issue lapses.
    LapseAt(usize),
    /// A party's threshold at home.
    Ratification(usize),
    /// Whether a party hears right of another.
    Hearing(usize, usize),
}

/// Numbers of a new government, by name.
const SUCCESSOR: [&str; 3] = ["demand", "patience", "concession"];

/// The value of a cell in memory.
#[derive(Debug, PartialEq)]
pub enum Slot<'a> {
    /// A whole number.
    Whole(&'a mut u64),
    /// A number.
    Number(&'a mut f64),
    /// A switch.
    Switch(&'a mut bool),
    /// A period, or never.
    Period(&'a mut Option<u32>),
}

/// The same to be looked at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell {
    /// A whole number.
    Whole(u64),
    /// A number.
    Number(f64),
    /// A switch.
    Switch(bool),
    /// A period, or never.
    Period(Option<u32>),
}

impl Place {
    /// Where its value stands.
    pub fn slot(self, numbers: &mut Numbers) -> Slot<'_> {
        match self {
            Self::World => Slot::Whole(&mut numbers.world),
            Self::Seed => Slot::Whole(&mut numbers.seed),
            Self::OfWorld(k) => Slot::Number(&mut numbers.of_world[k]),
            Self::Loading(i) => Slot::Number(&mut numbers.loading[i]),
            Self::Trait(i, k) => Slot::Number(&mut numbers.parties[i][k]),
            Self::Bias(i, k) => Slot::Number(&mut numbers.bias[i][k]),
            Self::Weight(i, j) => Slot::Number(&mut numbers.wants[i].weights[j]),
            Self::Value(i, j, l) => Slot::Number(&mut numbers.wants[i].values[j][l]),
            Self::Stake(j) => Slot::Number(&mut numbers.stake[j]),
            Self::Takes(j) => Slot::Number(&mut numbers.takes[j]),
            Self::Success(r, k) => Slot::Number(&mut numbers.success[r][k]),
            Self::Holds(s) => Slot::Switch(&mut numbers.holds[s]),
            Self::PerYear(e) => Slot::Number(&mut numbers.events[e].per_year),
            Self::MoveBy(e, k) => Slot::Number(&mut numbers.events[e].moves[k]),
            Self::Successor(e, k) => Slot::Number(&mut numbers.events[e].successor[k]),
            Self::EventAt(e) => Slot::Period(&mut numbers.luck.event[e]),
            Self::LapseAt(j) => Slot::Period(&mut numbers.luck.lapse[j]),
            Self::Ratification(i) => Slot::Number(&mut numbers.luck.ratification[i]),
            Self::Hearing(i, k) => Slot::Number(&mut numbers.luck.hearing[i][k]),
        }
    }

    /// Its value.
    pub fn cell(self, numbers: &Numbers) -> Cell {
        match self {
            Self::World => Cell::Whole(numbers.world),
            Self::Seed => Cell::Whole(numbers.seed),
            Self::OfWorld(k) => Cell::Number(numbers.of_world[k]),
            Self::Loading(i) => Cell::Number(numbers.loading[i]),
            Self::Trait(i, k) => Cell::Number(numbers.parties[i][k]),
            Self::Bias(i, k) => Cell::Number(numbers.bias[i][k]),
            Self::Weight(i, j) => Cell::Number(numbers.wants[i].weights[j]),
            Self::Value(i, j, l) => Cell::Number(numbers.wants[i].values[j][l]),
            Self::Stake(j) => Cell::Number(numbers.stake[j]),
            Self::Takes(j) => Cell::Number(numbers.takes[j]),
            Self::Success(r, k) => Cell::Number(numbers.success[r][k]),
            Self::Holds(s) => Cell::Switch(numbers.holds[s]),
            Self::PerYear(e) => Cell::Number(numbers.events[e].per_year),
            Self::MoveBy(e, k) => Cell::Number(numbers.events[e].moves[k]),
            Self::Successor(e, k) => Cell::Number(numbers.events[e].successor[k]),
            Self::EventAt(e) => Cell::Period(numbers.luck.event[e]),
            Self::LapseAt(j) => Cell::Period(numbers.luck.lapse[j]),
            Self::Ratification(i) => Cell::Number(numbers.luck.ratification[i]),
            Self::Hearing(i, k) => Cell::Number(numbers.luck.hearing[i][k]),
        }
    }

    /// The range that its number is drawn from, where it is drawn by itself.
    pub fn quantity(self, scenario: &Scenario) -> Option<&Quantity> {
        let event = |e: usize| scenario.events.get(e);
        match self {
            Self::OfWorld(k) => traits::of_world(&scenario.world, traits::WORLD.get(k)?.name),
            Self::Trait(i, k) => traits::of_party(scenario.parties.get(i)?, traits::PARTY.get(k)?.name),
            Self::Bias(i, k) => scenario.parties.get(i)?.bias.get(k).map(|(_, quantity)| quantity),
            Self::Stake(j) => scenario.issues.get(j).map(|issue| &issue.stake),
            Self::Takes(j) => scenario.issues.get(j)?.takes.as_ref(),
            Self::Success(r, k) => scenario.roadmaps.get(r)?.stages.get(k)?.success.as_ref(),
            Self::PerYear(e) => match &event(e)?.when {
                Timing::PerYear(quantity) => Some(quantity),
                Timing::At(_) => None,
            },
            Self::MoveBy(e, k) => match &event(e)?.effect {
                Effect::Moves(moves) => moves.get(k).map(|entry| &entry.by),
                _ => None,
            },
            Self::Successor(e, k) => match &event(e)?.effect {
                Effect::NewGovernment(party) => {
                    traits::of_party(&scenario.parties[*party], SUCCESSOR.get(k)?)
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// Its entry in the dictionary. Indices beside those of traits do not matter.
    fn entry(self) -> Column {
        let within = |name: &str, unit: &'static str, meaning: &'static str, domain: Domain| {
            Column::new(name, Kind::Number, unit, meaning).within(domain)
        };
        let of = |name: &str, entry: &Trait| within(name, entry.unit, entry.meaning, entry.domain);
        let share = Domain { low: 0.0, low_included: true, high: 1.0, high_included: true };
        let draw = Domain { low_included: false, high_included: false, ..share };
        let period = |name: &str, meaning: &'static str| {
            Column::new(name, Kind::Whole, "period", meaning).or_empty("never")
        };
        match self {
            Self::World => Column::new(
                "world",
                Kind::Whole,
                "",
                "number of the assumed world, from 0; joins `results.csv`",
            ),
            Self::Seed => Column::new(
                "seed",
                Kind::Whole,
                "",
                "seed of the draws: luck by period and stage is drawn again from it",
            ),
            Self::OfWorld(k) => of(&format!("world.{}", traits::WORLD[k].name), &traits::WORLD[k]),
            Self::Loading(_) => of("world.correlation.PARTY", &traits::WORLD[0]),
            Self::Trait(_, k) => of(&format!("parties.PARTY.{}", traits::PARTY[k].name), &traits::PARTY[k]),
            Self::Bias(..) => of("parties.PARTY.bias.PARTY", &traits::BIAS),
            Self::Weight(..) => within(
                "parties.PARTY.weight.ISSUE",
                "share of 1",
                "how much the issue matters to the party beside the others; 0: not at all",
                share,
            ),
            Self::Value(..) => within(
                "parties.PARTY.value.ISSUE[LEVEL]",
                "0: its worst level, 1: its best",
                "what a level is worth to the party, levels counted from 0",
                share,
            ),
            Self::Stake(_) => of("issues.ISSUE.stake", &traits::STAKE),
            Self::Takes(_) => of("issues.ISSUE.takes", &traits::TAKES),
            Self::Success(..) => of("roadmaps.ROADMAP.stages[STAGE].success", &traits::SUCCESS),
            Self::Holds(_) => Column::new(
                "statements[STATEMENT].holds",
                Kind::Switch,
                "",
                "whether a statement with `holds_in` below 100 holds; of a ranking, `.holds[PAIR]` pair by pair",
            ),
            Self::PerYear(_) => of("events.EVENT.per_year", &traits::PER_YEAR),
            Self::MoveBy(..) => of("events.EVENT.moves[MOVE].by", &traits::MOVE_BY),
            Self::Successor(_, k) => {
                let name = SUCCESSOR[k];
                let entry = traits::party_trait(name).unwrap_or(&traits::PARTY[0]);
                of(&format!("events.EVENT.new_government.{name}"), entry)
            }
            Self::EventAt(_) => period("luck.event.EVENT", "when the event happens"),
            Self::LapseAt(_) => {
                period("luck.lapse.ISSUE", "when what is practised lapses, if nothing binds it before")
            }
            Self::Ratification(_) => within(
                "luck.ratification.PARTY",
                "0 to 1",
                "its home ratifies what it would ratify with a higher chance than this",
                draw,
            ),
            Self::Hearing(..) => within(
                "luck.hearing.PARTY.PARTY",
                "0 to 1",
                "what the first hears of the second is right where the chance of that is higher than this",
                draw,
            ),
        }
    }
}

/// The dictionary: every column that there can be, in the order of the table, with `PARTY`, `ISSUE` … for what a scenario calls its own.
pub fn dictionary() -> Vec<Column> {
    let mut places = vec![Place::World, Place::Seed, Place::Loading(0)];
    places.extend((1..traits::WORLD.len()).map(Place::OfWorld));
    places.extend((0..traits::PARTY.len()).map(|k| Place::Trait(0, k)));
    places.extend([
        Place::Bias(0, 0),
        Place::Weight(0, 0),
        Place::Value(0, 0, 0),
        Place::Stake(0),
        Place::Takes(0),
    ]);
    places.extend([Place::Holds(0), Place::Success(0, 0), Place::PerYear(0), Place::MoveBy(0, 0)]);
    places.extend((0..SUCCESSOR.len()).map(|k| Place::Successor(0, k)));
    places.extend([Place::EventAt(0), Place::LapseAt(0), Place::Ratification(0), Place::Hearing(0, 0)]);
    places.into_iter().map(Place::entry).collect()
}

/// The columns of a scenario, in order.
pub fn columns(scenario: &Scenario) -> Vec<(Column, Place)> {
    let mut list = List { scenario, columns: Vec::new() };
    list.add(Place::World, "world", "");
    list.add(Place::Seed, "seed", "");
    list.world();
    for i in PartyIndex::all(scenario.parties.len()) {
        list.party(i);
    }
    list.issues();
    list.statements();
    list.roadmaps();
    list.events();
    list.luck();
    list.columns
}

struct List<'s> {
    scenario: &'s Scenario,
    columns: Vec<(Column, Place)>,
}

impl List<'_> {
    fn add(&mut self, place: Place, name: impl Into<String>, of: impl Into<String>) {
        self.columns.push((place.entry().named(name.into(), of.into()), place));
    }

    /// A number, if it is drawn.
    fn number(&mut self, place: Place, quantity: &Quantity, name: impl Into<String>, of: &str) {
        if quantity.from != quantity.to {
            let sign = if of.is_empty() { "" } else { ": " };
            self.add(place, name, format!("{of}{sign}{}", words::range(quantity)));
        }
    }

    fn world(&mut self) {
        let world = &self.scenario.world;
        for (i, party) in self.scenario.parties.iter().enumerate() {
            let name = format!("world.correlation.{}", party.id);
            self.number(Place::Loading(i), &world.correlation, name, &party.name);
        }
        for (k, entry) in traits::WORLD.iter().enumerate().skip(1) {
            if let Some(quantity) = traits::of_world(world, entry.name) {
                self.number(Place::OfWorld(k), quantity, format!("world.{}", entry.name), "");
            }
        }
    }

    fn party(&mut self, i: PartyIndex) {
        let party: &Party = &self.scenario.parties[i];
        let path = format!("parties.{}", party.id);
        for (k, entry) in traits::PARTY.iter().enumerate() {
            if let Some(quantity) = traits::of_party(party, entry.name) {
                self.number(
                    Place::Trait(i.index(), k),
                    quantity,
                    format!("{path}.{}", entry.name),
                    &party.name,
                );
            }
        }
        for (k, (towards, quantity)) in party.bias.iter().enumerate() {
            let towards = &self.scenario.parties[*towards];
            let of = format!("{} for {}", party.name, towards.name);
            self.number(Place::Bias(i.index(), k), quantity, format!("{path}.bias.{}", towards.id), &of);
        }
        for (j, issue) in self.scenario.issues.iter().enumerate() {
            if indifferent(self.scenario, i, IssueIndex(j)) {
                continue;
            }
            let of = format!("{}: {}", party.name, issue.name);
            self.add(Place::Weight(i.index(), j), format!("{path}.weight.{}", issue.id), of.clone());
            for (l, level) in issue.levels.iter().enumerate() {
                let name = format!("{path}.value.{}[{l}]", issue.id);
                self.add(Place::Value(i.index(), j, l), name, format!("{of}, \"{level}\""));
            }
        }
    }

    fn issues(&mut self) {
        for (j, issue) in self.scenario.issues.iter().enumerate() {
            self.number(Place::Stake(j), &issue.stake, format!("issues.{}.stake", issue.id), &issue.name);
            if let Some(takes) = &issue.takes {
                self.number(Place::Takes(j), takes, format!("issues.{}.takes", issue.id), &issue.name);
            }
        }
    }

    fn statements(&mut self) {
        let mut at = 0;
        // The pairs of one `ranks` are one entry of the file.
        for (entry, pairs) in self.scenario.statements.chunk_by(Statement::goes_on_with).enumerate() {
            for (pair, said) in pairs.iter().enumerate() {
                if said.holds_in < 100 {
                    let which = if pairs.len() > 1 { format!("[{pair}]") } else { String::new() };
                    let of =
                        format!("{} (in {} of 100)", words::statement(self.scenario, said), said.holds_in);
                    self.add(Place::Holds(at), format!("statements[{entry}].holds{which}"), of);
                }
                at += 1;
            }
        }
    }

    fn roadmaps(&mut self) {
        for (r, roadmap) in self.scenario.roadmaps.iter().enumerate() {
            for (k, stage) in roadmap.stages.iter().enumerate() {
                if let Some(success) = &stage.success {
                    let name = format!("roadmaps.{}.stages[{k}].success", roadmap.name);
                    self.number(Place::Success(r, k), success, name, &stage.name);
                }
            }
        }
    }

    fn events(&mut self) {
        for (e, event) in self.scenario.events.iter().enumerate() {
            let path = format!("events.{}", event.name);
            if let Timing::PerYear(per_year) = &event.when {
                self.number(Place::PerYear(e), per_year, format!("{path}.per_year"), "");
            }
            match &event.effect {
                Effect::Moves(moves) => {
                    for (k, entry) in moves.iter().enumerate() {
                        let of = words::party(self.scenario, entry.party);
                        let what = moved(self.scenario, entry.what);
                        let of = format!("{what} of {of}");
                        self.number(Place::MoveBy(e, k), &entry.by, format!("{path}.moves[{k}].by"), &of);
                    }
                }
                Effect::NewGovernment(party) => {
                    let party = &self.scenario.parties[*party];
                    for (k, name) in SUCCESSOR.into_iter().enumerate() {
                        if let Some(quantity) = traits::of_party(party, name) {
                            let column = format!("{path}.new_government.{name}");
                            self.number(Place::Successor(e, k), quantity, column, &party.name);
                        }
                    }
                }
                Effect::Lapse(_) | Effect::Reveals(_) => {}
            }
        }
    }

    fn luck(&mut self) {
        let s = self.scenario;
        for (e, event) in s.events.iter().enumerate() {
            if matches!((&event.when, &event.effect), (Timing::PerYear(q), effect) if q.to > 0.0 && !matches!(effect, Effect::Lapse(_)))
            {
                self.add(
                    Place::EventAt(e),
                    format!("luck.event.{}", event.name),
                    words::effect(s, &event.effect),
                );
            }
        }
        for (j, issue) in s.issues.iter().enumerate() {
            let threatens = |effect: &Effect| matches!(effect, Effect::Lapse(at) if at.index() == j);
            if s.events.iter().any(|event| threatens(&event.effect)) {
                self.add(Place::LapseAt(j), format!("luck.lapse.{}", issue.id), issue.name.clone());
            }
        }
        for (i, party) in s.parties.iter().enumerate() {
            self.add(Place::Ratification(i), format!("luck.ratification.{}", party.id), party.name.clone());
        }
        for i in PartyIndex::all(s.parties.len()).filter(|i| super::draw::tells(s, *i)) {
            for (k, subject) in s.parties.iter().enumerate() {
                let party = &s.parties[i];
                let name = format!("luck.hearing.{}.{}", party.id, subject.id);
                self.add(Place::Hearing(i.index(), k), name, format!("{} of {}", party.name, subject.name));
            }
        }
    }
}

/// Whether a party does not care about an issue in any world: what its levels are worth has no influence.
fn indifferent(scenario: &Scenario, party: PartyIndex, issue: IssueIndex) -> bool {
    let sure = |s: &&Statement| s.party == party && s.holds_in >= 100;
    let mut said = scenario.statements.iter().filter(sure);
    said.any(|s| matches!(s.says, Says::Indifferent { about } if about == issue))
}

fn moved(scenario: &Scenario, what: Moved) -> String {
    match what {
        Moved::OutsideOption => "outside option".to_owned(),
        Moved::Patience => "patience".to_owned(),
        Moved::Demand => "demand".to_owned(),
        Moved::Weight(issue) => format!("weight of {}", words::issue(scenario, issue)),
    }
}
