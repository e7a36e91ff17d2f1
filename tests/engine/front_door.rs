//! What a user of the library has: a scenario, a simulation, what it found, and a behaviour of one's own.

use roundtable::{Behaviour, Comparison, Negotiator, OpenError, RunError, Scenario, Seat, Simulation, Size};

const SPOILER: &str = "scenarios/teaching/4-spoiler.ron";

/// The library finds what the command finds, to the last digit.
#[test]
fn a_simulation_gives_the_committed_summary() {
    let scenario = Scenario::open(SPOILER).unwrap();
    let mut found = Simulation::of(&scenario).runs(12).run().unwrap();
    // Single worlds stand in the tables of a result, not in its summary.
    found.sample = roundtable::results::sample::Sample::default();
    let committed = std::fs::read_to_string("tests/golden/4-spoiler/summary.json").unwrap();
    assert_eq!(found, serde_json::from_str::<Comparison>(&committed).unwrap());
    assert_eq!(scenario.name(), found.scenario);
    assert!(scenario.formats().eq(found.formats.iter().map(|format| &format.name)));
    assert!(scenario.parties().eq(found.parties.iter().map(|party| &party.name)));
    assert!(scenario.warnings().is_empty());
}

#[test]
fn threads_and_text_change_nothing() {
    let file = Scenario::open(SPOILER).unwrap();
    let text = Scenario::parse("any.ron", &std::fs::read_to_string(SPOILER).unwrap()).unwrap();
    let one = Simulation::of(&file).runs(260).seed(7).threads(1).run().unwrap();
    assert_eq!(one, Simulation::of(&text).runs(260).seed(7).threads(3).run().unwrap());
    assert_eq!((one.seed, one.runs), (7, 260));
}

/// What is changed is as if it had been written, but for the fingerprint.
#[test]
fn entries_can_be_changed() {
    let scenario = Scenario::open(SPOILER).unwrap();
    let run = |scenario: &Scenario| Simulation::of(scenario).runs(5).run().unwrap();
    let before = run(&scenario);
    let same = run(&scenario.clone().with("calendar.horizon=60").unwrap());
    assert_eq!(before.formats, same.formats);
    assert_ne!(before.scenario_hash, same.scenario_hash);
    assert_eq!(run(&scenario.with("calendar.horizon=24").unwrap()).horizon, 24);
}

/// Stance counts on what a demand leaves: 0.5 × 0.4 = 0.2 is more than a cost of 0.1 and less than one of 0.3. Where demands are of
/// everything, or nobody demands anything, publicity is not told of.
#[test]
fn publicity_raises_what_is_needed_where_stance_outweighs_audience_cost() {
    let set = |changes: &[&str]| {
        let file = Scenario::open(SPOILER).unwrap();
        changes.iter().fold(file, |scenario, change| scenario.with(change).unwrap())
    };
    let given = |cost: &'static str| {
        set(&["formats.*.delegation.public=true", "parties.ash.demand=0.5", "parties.ash.stance=0.4", cost])
    };
    let of_ash = |scenario: &Scenario, behaviour: Behaviour| {
        let ash = scenario.parties().position(|name| name == "Ash").unwrap();
        let found = Simulation::of(scenario).runs(4).star(Size::None).behaviour(behaviour).run().unwrap();
        found.publicity.get(ash).copied()
    };
    let (little, much) = (given("parties.ash.audience_cost=0.1"), given("parties.ash.audience_cost=0.3"));
    assert_eq!(of_ash(&little, Behaviour::Concession), Some([1.0, 0.0]));
    assert_eq!(of_ash(&much, Behaviour::Concession), Some([0.0, 1.0]));
    assert_eq!(of_ash(&little, Behaviour::Benchmark), None);
    let everything = little.with("world.demand_of=everything").unwrap();
    assert_eq!(of_ash(&everything, Behaviour::Concession), None);
}

/// Entries are told with the lines in which they stand, however much was written before them.
#[cfg(feature = "chart")]
#[test]
fn what_is_changed_moves_no_line() {
    let long = "x".repeat(150);
    let text = std::fs::read_to_string(SPOILER).unwrap();
    let scenario = Scenario::parse("mine.ron", &text).unwrap();
    let comparison = Simulation::of(&scenario).runs(2).run().unwrap();
    let as_written = text.replace(&format!("title: \"{}\"", scenario.title()), &format!("title: \"{long}\""));
    let as_written = Scenario::parse("mine.ron", &as_written).unwrap();
    assert_eq!(as_written.title(), long);
    let changed = scenario.with(&format!("title={long}")).unwrap();
    assert!(roundtable::report(&comparison, &changed) == roundtable::report(&comparison, &as_written));
    // Changes are made one after the other, and each is kept.
    let changed = changed.with("calendar.horizon=24").unwrap().with("world.learning=0.5").unwrap();
    assert_eq!(
        (changed.title(), Simulation::of(&changed).runs(1).run().unwrap().horizon),
        (long.as_str(), 24)
    );
}

#[test]
fn what_is_wrong_is_said() {
    let missing = Scenario::open("nowhere.ron").unwrap_err();
    assert!(matches!(missing, OpenError::Unread { .. }));
    assert!(missing.to_string().starts_with("nowhere.ron: the file cannot be read"), "{missing}");
    let text = std::fs::read_to_string(SPOILER).unwrap().replace("horizon: 60", "horizon: many");
    let wrong = Scenario::parse("mine.ron", &text).unwrap_err().to_string();
    assert!(wrong.contains("mine.ron:") && wrong.contains("horizon: many"), "{wrong}");
    let korea = Scenario::open("scenarios/korea-2019/formats.ron").unwrap();
    let nothing = korea.clone().with("parties.dprk.courage=0.5").unwrap_err().to_string();
    assert!(nothing.contains("courage"), "{nothing}");
    // Two road maps to choose from make twice as many packages.
    let text = std::fs::read_to_string("scenarios/korea-2019/formats.ron").unwrap();
    let (one, two) =
        ("roadmaps: [\"three stages\"], in_force", "roadmaps: [\"three stages\", \"relief last\"], in_force");
    let korea = Scenario::parse("korea.ron", &text.replacen(one, two, 1)).unwrap();
    let korea = korea.with("formats.three-stage plan.delegation.meetings=333").unwrap();
    let large = Simulation::of(&korea).runs(1).behaviour(Behaviour::Exact).run().unwrap_err();
    assert!(matches!(large, RunError::TooLarge { .. }), "{large}");
}

/// Proposes this package always, and accepts anything.
#[derive(Debug)]
struct Stubborn(&'static str, Option<usize>);

impl Negotiator for Stubborn {
    fn name(&self) -> &'static str {
        self.0
    }

    fn propose(&self, _seat: &Seat<'_>) -> Option<usize> {
        self.1
    }

    fn accepts_from(&self, _seat: &Seat<'_>) -> f64 {
        f64::NEG_INFINITY
    }
}

fn signed(comparison: &Comparison) -> Vec<f64> {
    comparison.formats.iter().map(|format| format.signed.estimate).collect()
}

#[test]
fn who_proposes_nothing_or_no_package_signs_nothing() {
    let scenario = Scenario::open("scenarios/teaching/3-packages.ron").unwrap();
    for stubborn in [&Stubborn("silent", None), &Stubborn("astray", Some(usize::MAX))] {
        let found = Simulation::of(&scenario).runs(20).negotiator(stubborn).run().unwrap();
        assert!(signed(&found).iter().all(|share| *share == 0.0), "{found:?}");
        assert_eq!(found.behaviour, stubborn.0);
    }
}

/// Proposes the best that it may sign.
#[derive(Debug)]
struct Eager {
    /// What it says that it accepts.
    asks: f64,
}

impl Negotiator for Eager {
    fn name(&self) -> &'static str {
        "eager"
    }

    fn propose(&self, seat: &Seat<'_>) -> Option<usize> {
        assert!(seat.party() < 16 && (0.0..=1.0).contains(&seat.time()));
        let packages: Vec<usize> = seat.acceptable().collect();
        assert!(packages.iter().all(|&x| x < seat.packages() && !seat.refused(x)));
        assert!(packages.iter().all(|&x| (0.0..=1.0).contains(&seat.chance(x))));
        packages.into_iter().max_by(|&a, &b| seat.worth(a).total_cmp(&seat.worth(b)))
    }

    fn accepts_from(&self, _seat: &Seat<'_>) -> f64 {
        self.asks
    }
}

/// Nobody signs for less than it may, whatever it says; and nobody who asks for too much signs.
#[test]
fn the_least_that_may_be_signed_holds_for_all() {
    let scenario = Scenario::open("scenarios/teaching/1-zone-of-agreement.ron").unwrap();
    let run = |negotiator| Simulation::of(&scenario).runs(40).negotiator(negotiator).run().unwrap();
    let anything = run(&Eager { asks: f64::NEG_INFINITY });
    assert_eq!(signed(&anything), signed(&run(&Eager { asks: f64::NAN })));
    assert!(signed(&anything).iter().any(|share| *share > 0.0));
    for format in &anything.formats {
        assert!(format.signed.estimate <= format.zone.estimate, "{} signs outside the zone", format.name);
    }
    assert!(signed(&run(&Eager { asks: f64::INFINITY })).iter().all(|share| *share == 0.0));
}

/// As many lines as one reads at a glance.
#[test]
fn examples_are_short() {
    for entry in std::fs::read_dir("examples").unwrap() {
        let path = entry.unwrap().path();
        // A bridge to another program is in that program's language.
        if path.extension().is_none_or(|ending| ending != "rs") {
            continue;
        }
        let lines = std::fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines <= 40, "{} has {lines} lines", path.display());
    }
}
