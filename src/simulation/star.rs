//! The star: the base, and one departure from it at a time. A finding is clear only where no departure speaks against it.
//!
//! Departures are the other behaviours at the table, other correlations of demands, what demands are shares of, whether absent parties are
//! asked to join, whether tables reckon with later ones, and every alternative that the scenario names. Two *corners* depart in several
//! things at once: they are told, and do not count, since nobody could say on which of the things a finding depends. All runs take the
//! first worlds of the base.

use crate::scenario::check::may_be_asked;
use crate::scenario::model::{Absent, DemandOf, Scenario};
use crate::scenario::place::PartyIndex;
use crate::talks::behaviour::Behaviour;
use crate::world::draw::Correlation;

/// How many worlds each run of the star takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Size {
    /// The base alone: no finding is tested.
    None,
    /// 100 worlds a run: differences of some 15 points can be told.
    #[default]
    Default,
    /// 600 worlds a run.
    Full,
}

impl Size {
    /// All, the smallest first.
    pub const ALL: [Self; 3] = [Self::None, Self::Default, Self::Full];

    /// Key on the command line and in files.
    pub fn key(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Default => "default",
            Self::Full => "full",
        }
    }

    /// Worlds of each run, where the base has at least as many.
    pub const fn worlds(self) -> u64 {
        match self {
            Self::None => 0,
            Self::Default => 100,
            Self::Full => 600,
        }
    }
}

/// Whether a run can take "clear" from a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// It can.
    Yes,
    /// It is told beside the finding.
    No,
}

/// One run of the star.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Its name: `behaviour nash`, `demand_of ideal`, `variant NAME`.
    pub name: String,
    /// What a finding depends on that does not survive it, as in "depends on …".
    pub words: String,
    /// Whether it counts.
    pub counted: Counted,
    /// Behaviour at the table.
    pub behaviour: Behaviour,
    /// How demands move together.
    pub correlation: Correlation,
    /// Which of [`Star::scenarios`] it goes through; `None`: that of the base.
    pub scenario: Option<usize>,
}

/// The worlds of a changed scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Worlds {
    /// Those of the base.
    OfBase,
    /// Perhaps others.
    Own,
}

/// All runs beside the base.
#[derive(Debug, Clone)]
pub struct Star {
    /// How large it is.
    pub size: Size,
    /// The runs, in the order in which they are shown.
    pub runs: Vec<Run>,
    /// Changed scenarios, each with its worlds.
    pub scenarios: Vec<(Scenario, Worlds)>,
    /// What was left out, and why.
    pub left_out: Vec<String>,
}

impl Star {
    /// The star of a scenario that is run with one behaviour; `variants` are its named alternatives. With fewer than two formats there is
    /// nothing to compare, and no run.
    pub fn of(
        scenario: &Scenario,
        behaviour: Behaviour,
        size: Size,
        variants: &[(String, Scenario)],
    ) -> Self {
        let mut star = Self { size, runs: Vec::new(), scenarios: Vec::new(), left_out: Vec::new() };
        if size == Size::None || scenario.formats.len() < 2 {
            return star;
        }
        let others = Behaviour::ALL.into_iter().filter(|other| *other != behaviour);
        for other in others.clone() {
            let words = format!("the behaviour at the table (not so under {})", other.label());
            star.add(format!("behaviour {}", other.key()), words, (other, Correlation::AsAssumed), None);
        }
        let correlations = Correlation::tried(scenario.parties.len());
        for &correlation in correlations.iter().skip(1) {
            let split = match correlation {
                Correlation::Opposed(digit) => format!(", split {}", digit + 1),
                _ => String::new(),
            };
            let words = format!("how demands move together (not so when {}{split})", correlation.label());
            star.add(correlation_name(correlation), words, (behaviour, correlation), None);
        }
        star.conventions(scenario, behaviour);
        for (name, changed) in variants {
            star.variant(scenario, behaviour, name, changed);
        }
        star.corners(scenario, (behaviour, others.last()), &correlations);
        star.benchmark(behaviour);
        star
    }

    /// What of a finding comes from the worlds alone: told beside it.
    fn benchmark(&mut self, behaviour: Behaviour) {
        if behaviour == Behaviour::Benchmark {
            return;
        }
        self.runs.push(Run {
            name: "benchmark".into(),
            words: Behaviour::Benchmark.label().into(),
            counted: Counted::No,
            behaviour: Behaviour::Benchmark,
            correlation: Correlation::AsAssumed,
            scenario: None,
        });
    }

    fn add(
        &mut self,
        name: String,
        words: String,
        (behaviour, correlation): (Behaviour, Correlation),
        scenario: Option<usize>,
    ) {
        self.runs.push(Run { name, words, counted: Counted::Yes, behaviour, correlation, scenario });
    }

    fn changed(&mut self, scenario: Scenario, worlds: Worlds) -> usize {
        self.scenarios.push((scenario, worlds));
        self.scenarios.len() - 1
    }

    fn conventions(&mut self, scenario: &Scenario, behaviour: Behaviour) {
        let how = (behaviour, Correlation::AsAssumed);
        for (word, of) in DemandOf::WORDS.into_iter().filter(|(_, of)| *of != scenario.world.demand_of) {
            let place = self.changed(demanding(scenario, of), Worlds::OfBase);
            let words = format!("what a demand is a share of (not so when of what is {word})");
            self.add(format!("demand_of {word}"), words, how, Some(place));
        }
        let flipped = asked_otherwise(scenario);
        if flipped == *scenario {
            self.left_out.push(
                "absent asked: nobody could be asked, or every format writes what becomes of absent parties"
                    .into(),
            );
        } else {
            let place = self.changed(flipped, Worlds::Own);
            let words = "whether absent parties are asked to join (not so when they are)".into();
            self.add("absent asked".into(), words, how, Some(place));
        }
        let several = |format: &crate::scenario::model::Format| {
            !format.phases.is_empty() || !format.membership.tables.is_empty()
        };
        if scenario.formats.iter().any(several) {
            let (place, number) = (self.forethought(scenario), u8::from(!scenario.world.forethought));
            let words = format!("whether tables reckon with later ones (not so with forethought {number})");
            self.add(format!("forethought {number}"), words, how, Some(place));
        } else {
            self.left_out.push("forethought: no table comes after another one".into());
        }
    }

    fn forethought(&mut self, scenario: &Scenario) -> usize {
        let mut changed = scenario.clone();
        changed.world.forethought = !scenario.world.forethought;
        self.changed(changed, Worlds::OfBase)
    }

    fn variant(&mut self, base: &Scenario, behaviour: Behaviour, name: &str, changed: &Scenario) {
        let format = base.formats.iter().find(|f| changed.format(&f.name).is_none()).map(|f| &f.name);
        let party = base.parties.iter().find(|p| changed.party(&p.id).is_none()).map(|p| &p.id);
        if let Some(missing) = format.or(party) {
            self.left_out.push(format!("variant {name}: it has no `{missing}` to compare"));
            return;
        }
        let place = self.changed(changed.clone(), Worlds::Own);
        let how = (behaviour, Correlation::AsAssumed);
        self.add(format!("variant {name}"), format!("the alternative \"{name}\""), how, Some(place));
    }

    /// Corner 1: everything of a party that is hidden or tactical at its furthest. Corner 2: all conventions of the tables at once, and demands
    /// against each other.
    fn corners(
        &mut self,
        scenario: &Scenario,
        (behaviour, other): (Behaviour, Option<Behaviour>),
        tried: &[Correlation],
    ) {
        let everything = self.changed(demanding(scenario, DemandOf::Everything), Worlds::OfBase);
        let mut all = asked_otherwise(&demanding(scenario, DemandOf::Ideal));
        all.world.forethought = !scenario.world.forethought;
        let all = self.changed(all, Worlds::Own);
        let last = tried.last().copied().unwrap_or(Correlation::AsAssumed);
        let other = other.unwrap_or(behaviour);
        let first = format!("{}, demands moving together, and of everything", other.label());
        let second = format!(
            "absent parties asked, {} forethought, demands {} and of the ideal",
            if scenario.world.forethought { "no" } else { "with" },
            last.label()
        );
        let corners = [
            ("corner 1", first, other, Correlation::Together, Some(everything)),
            ("corner 2", second, behaviour, last, Some(all)),
        ];
        self.runs.extend(corners.map(|(name, words, behaviour, correlation, scenario)| Run {
            name: name.into(),
            words,
            counted: Counted::No,
            behaviour,
            correlation,
            scenario,
        }));
    }
}

fn correlation_name(correlation: Correlation) -> String {
    match correlation {
        Correlation::AsAssumed => "correlation as assumed".into(),
        Correlation::Independent => "correlation none".into(),
        Correlation::Together => "correlation together".into(),
        Correlation::Opposed(digit) => format!("correlation opposed {}", digit + 1),
    }
}

fn demanding(scenario: &Scenario, of: DemandOf) -> Scenario {
    let mut changed = scenario.clone();
    changed.world.demand_of = of;
    changed
}

/// Every format that does not write what becomes of absent parties asks them, where it could ask anybody.
fn asked_otherwise(scenario: &Scenario) -> Scenario {
    let mut changed = scenario.clone();
    for format in changed.formats.iter_mut().chain(&mut changed.parts) {
        if !format.contract.absent_written {
            let mut asking = format.clone();
            asking.contract.absent = Absent::Asked;
            let asked = PartyIndex::all(scenario.parties.len()).any(|p| may_be_asked(scenario, &asking, p));
            if asked {
                *format = asking;
            }
        }
    }
    changed
}
