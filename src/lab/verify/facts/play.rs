//! Playing the same worlds before and after a change, and what is seen of each.

use super::generator::legal;
use super::trial::{Numbers, Sample};
use crate::agreement::evaluation::{Agreement, Switches};
use crate::agreement::package::{MOST_ISSUES, Package};
use crate::agreement::packages::{Packages, active_stages};
use crate::agreement::table::{Choice, Table};
use crate::agreement::terms::Terms;
use crate::agreement::valuation::Valuation;
use crate::scenario::model::Scenario;
use crate::scenario::place::{IssueIndex, LevelIndex, PartyIndex};
use crate::simulation::engine::Engine;
use crate::simulation::record::{LEFT_OUT, Record};
use crate::simulation::setting::Setting;
use crate::talks::behaviour::{Behaviour, exact};
use crate::world::draw::Correlation;

/// One world under one format, as a fact looks at it.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    /// The engine that played it.
    pub engine: &'a Engine<'a>,
    /// The world and its luck.
    pub setting: &'a Setting,
    /// The format.
    pub format: usize,
    /// How the parties behaved.
    pub behaviour: Behaviour,
    /// Its record.
    pub record: &'a Record,
}

impl Seen<'_> {
    /// Whether something was signed.
    pub fn signed(&self) -> bool {
        self.record.signed.is_some()
    }

    /// What a party has from the levels signed once they are carried out: a flow on its own scale, without delay or risk.
    pub fn share(&self, party: PartyIndex) -> f64 {
        let world = &self.setting.world;
        let gain = |&j: &IssueIndex| match self.record.content[j] {
            LEFT_OUT => 0.0,
            level => world.gains[party].by_level[j][usize::from(level)],
        };
        world.issues_by_id.iter().map(gain).sum()
    }

    /// What was signed, evaluated anew at its signature, with its terms; `None` if nothing was.
    pub fn agreement(&self) -> Option<(Agreement, Terms)> {
        let (agreement, valuation) = self.evaluated()?;
        Some((agreement, valuation.terms))
    }

    /// The same with the whole view of the world.
    pub fn evaluated(&self) -> Option<(Agreement, Valuation)> {
        let (table, signed) = (&self.engine.tables[self.format], self.record.signed?);
        let (scenario, epoch) = (self.engine.scenario, self.setting.epoch(signed));
        let world = self.setting.world_in(scenario, epoch);
        let valuation = Valuation::new(scenario, &world, table, epoch.lapsed);
        let mut package = Package { schedule: self.record.schedule, options: [0; MOST_ISSUES] };
        for (menu, m) in table.menus.iter().enumerate() {
            let level = LevelIndex::from(usize::from(self.record.content[m.issue]));
            let option = m.choices.iter().position(|c| *c == Choice::Agree(level)).unwrap_or(0);
            package.options[menu] = option as u8;
        }
        if active_stages(table, package).count == 0 {
            return None;
        }
        let agreement = Packages::new(table, &valuation, Switches { withdrawal: true }, |_| 0.0)
            .evaluate(package)
            .clone();
        Some((agreement, valuation))
    }

    /// All packages that suit every member at the start, and whether all members would keep to them at true temptations.
    pub fn acceptable(&self) -> Vec<(Package, bool)> {
        let table = &self.engine.tables[self.format];
        let valuation = Valuation::new(self.engine.scenario, &self.setting.world, table, 0);
        let mut found = Vec::new();
        let reservation = |i: PartyIndex| valuation.reservation[i];
        Packages::new(table, &valuation, Switches { withdrawal: true }, reservation).visit(
            |package, agreement| {
                found.push((package, agreement.self_enforcing(&valuation.terms, &table.members)));
            },
        );
        found
    }

    /// Whether all members would do their duty in a stage of what was signed, at their true temptations.
    pub fn kept_in(&self, agreement: &Agreement, terms: &Terms, stage: usize) -> bool {
        let members = &self.engine.tables[self.format].members;
        members.iter().all(|&i| agreement.complies(i, stage, terms.temptation[i]))
    }
}

/// The two sides of a comparison.
pub struct Sides {
    before: Scenario,
    /// `None`: the two formats of `before` are compared.
    after: Option<Scenario>,
    correlation: Correlation,
    behaviours: &'static [Behaviour],
}

impl Sides {
    /// A scenario, and the same after a change. `None` unless both pass their checks.
    pub fn scenarios(before: Scenario, change: impl FnOnce(&mut Scenario)) -> Option<Self> {
        let mut after = before.clone();
        change(&mut after);
        let fine = legal(&before) && legal(&after);
        fine.then(|| Self::new(before, Some(after)))
    }

    /// A format, and the same after a change, both in one scenario.
    pub fn formats(
        mut scenario: Scenario,
        change: impl FnOnce(&mut crate::scenario::model::Format),
    ) -> Option<Self> {
        let mut changed = scenario.formats[0].clone();
        changed.name = "changed".into();
        change(&mut changed);
        scenario.formats.truncate(1);
        scenario.formats.push(changed);
        legal(&scenario).then(|| Self::new(scenario, None))
    }

    fn new(before: Scenario, after: Option<Scenario>) -> Self {
        Self { before, after, correlation: Correlation::AsAssumed, behaviours: &Behaviour::ALL }
    }

    /// The same under exact reckoning as well, in which nothing is hidden. `None` if the table is too large for it.
    pub fn exact_too(mut self) -> Option<Self> {
        self.behaviours = &Behaviour::CHOOSABLE;
        let scenarios = [Some(&self.before), self.after.as_ref()];
        let fits = |s: &Scenario| s.formats.iter().all(|f| exact::size(&Table::new(s, f)) <= MOST_TO_RECKON);
        let small = scenarios.into_iter().flatten().all(fits);
        small.then_some(self)
    }

    /// The same with reservation values that are independent of one another.
    #[must_use]
    pub fn independent(mut self) -> Self {
        self.correlation = Correlation::Independent;
        self
    }

    /// Takes all worlds of a sample through both sides; `see` is told of each pair, with the place of its behaviour.
    pub fn play(&self, sample: &Sample, see: impl FnMut(usize, Seen<'_>, Seen<'_>)) {
        self.play_under(sample, self.behaviours, see);
    }

    fn play_under(
        &self,
        sample: &Sample,
        behaviours: &[Behaviour],
        mut see: impl FnMut(usize, Seen<'_>, Seen<'_>),
    ) {
        let first = Engine::new(&self.before, sample.seed, self.correlation);
        let second = self.after.as_ref().map(|s| Engine::new(s, sample.seed, self.correlation));
        for world in 0..sample.worlds {
            let setting = first.setting(world);
            let records = first.run(&setting, behaviours);
            let other = second.as_ref().map(|engine| {
                let setting = engine.setting(world);
                let records = engine.run(&setting, behaviours);
                (engine, setting, records)
            });
            for (b, records) in records.iter().enumerate() {
                let behaviour = behaviours[b];
                let before =
                    Seen { engine: &first, setting: &setting, format: 0, behaviour, record: &records[0] };
                let after = match &other {
                    Some((engine, setting, records)) => {
                        Seen { engine, setting, format: 0, behaviour, record: &records[b][0] }
                    }
                    None => Seen { format: 1, record: &records[1], ..before },
                };
                see(b, before, after);
            }
        }
    }

    /// Something for each behaviour.
    pub fn each<T: Clone>(&self, value: T) -> Vec<T> {
        vec![value; self.behaviours.len()]
    }

    /// Numbers under the names of the behaviours.
    pub fn numbers(&self, numbers: impl Iterator<Item = Option<f64>>) -> Numbers {
        self.behaviours.iter().map(|b| b.key().to_owned()).zip(numbers).collect()
    }

    /// Takes all worlds of a sample through the first side alone under every behaviour.
    pub fn alone(&self, sample: &Sample, mut see: impl FnMut(usize, Seen<'_>)) {
        let engine = Engine::new(&self.before, sample.seed, self.correlation);
        for world in 0..sample.worlds {
            let setting = engine.setting(world);
            for (b, records) in engine.run(&setting, self.behaviours).iter().enumerate() {
                let (engine, setting, behaviour) = (&engine, &setting, self.behaviours[b]);
                see(b, Seen { engine, setting, format: 0, behaviour, record: &records[0] });
            }
        }
    }

    /// By behaviour: the mean, over the worlds in which it says something, of a difference between the two sides.
    pub fn mean(&self, sample: &Sample, of: impl Fn(Seen<'_>, Seen<'_>) -> Option<f64>) -> Numbers {
        let mut means = self.each(Mean::default());
        self.play(sample, |b, before, after| means[b].add(of(before, after)));
        self.numbers(means.into_iter().map(Mean::value))
    }

    /// The same for what does not depend on how parties behave at the table.
    pub fn regardless(&self, sample: &Sample, of: impl Fn(Seen<'_>, Seen<'_>) -> Option<f64>) -> Numbers {
        let mut mean = Mean::default();
        self.play_under(sample, &[Behaviour::Nash], |_, before, after| mean.add(of(before, after)));
        vec![(ANY.into(), mean.value())]
    }

    /// By behaviour: how much larger a share of worlds has a property after the change.
    pub fn share(&self, sample: &Sample, has: impl Fn(Seen<'_>) -> bool) -> Numbers {
        self.mean(sample, |before, after| Some(one(has(after)) - one(has(before))))
    }

    /// By behaviour: the mean difference of a number over worlds in which something was signed on both sides.
    pub fn among_signed(&self, sample: &Sample, number: impl Fn(Seen<'_>) -> f64) -> Numbers {
        self.mean(sample, |a, b| (a.signed() && b.signed()).then(|| number(b) - number(a)))
    }
}

/// 1 for yes.
pub fn one(yes: bool) -> f64 {
    f64::from(u8::from(yes))
}

/// Packages × offers of a table up to which a fact is also put to exact reckoning: so that all of it stays a matter of seconds.
const MOST_TO_RECKON: f64 = 20_000.0;

/// In place of a behaviour, where behaviour does not matter.
pub const ANY: &str = "any behaviour";

/// A mean that may have nothing to say.
#[derive(Debug, Clone, Copy, Default)]
pub struct Mean {
    sum: f64,
    count: f64,
}

impl Mean {
    /// Adds a number, if there is one.
    pub fn add(&mut self, number: Option<f64>) {
        if let Some(number) = number {
            self.sum += number;
            self.count += 1.0;
        }
    }

    /// The mean; `None` of nothing.
    pub fn value(self) -> Option<f64> {
        (self.count > 0.0).then(|| self.sum / self.count)
    }
}
