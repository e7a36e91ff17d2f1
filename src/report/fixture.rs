//! Made-up scenarios for tests of report and handout.

use crate::scenario::place::PartyIndex;
use std::collections::BTreeMap;

use crate::scenario::model::*;
use crate::scenario::traits;

/// The size of the Korean file: six parties, ten issues, five formats.
pub(super) fn korea() -> Scenario {
    let parties = ["North Korea", "United States", "South Korea", "China", "Russia", "Japan"];
    let formats = [
        "top-down summits",
        "working-level bilateral",
        "six-leader summit",
        "six-party talks",
        "three-stage plan",
    ];
    make(&parties, &formats, 10)
}

/// The largest that is drawn: ten parties, twelve formats, fourteen issues, long texts.
pub(super) fn crowded() -> Scenario {
    let parties: Vec<String> =
        (1..=10).map(|i| format!("Federation of Associated States number {i}")).collect();
    let formats: Vec<String> = (1..=12)
        .map(|i| format!("working-level multilateral talks with a rotating chair, variant {i}"))
        .collect();
    let parties: Vec<&str> = parties.iter().map(String::as_str).collect();
    let formats: Vec<&str> = formats.iter().map(String::as_str).collect();
    make(&parties, &formats, 14)
}

/// Three parties and two formats, as in a teaching file.
pub(super) fn small() -> Scenario {
    make(&["North village", "South village", "East village"], &["two tables", "one table"], 2)
}

fn assumed(because: &str) -> Provenance {
    Provenance::Assumed { because: because.into(), range: "anything between".into(), tried: Tried::default() }
}

fn stated() -> Provenance {
    Provenance::Stated { at: "H§10".into(), by: "a speaker".into() }
}

fn make(parties: &[&str], formats: &[&str], issues: usize) -> Scenario {
    let names = [
        ("nuclear and missile tests", vec!["not bound", "halted"]),
        (
            "weapons programme",
            vec!["as it stands", "gradual abandonment under way", "total denuclearisation"],
        ),
        ("exercises of Seoul and Washington", vec!["not bound", "scaled down"]),
        ("sanctions", vec!["in force", "reduced"]),
        ("guarantee to the North", vec!["none", "by the South and the US", "by a multilateral regime"]),
    ];
    let issue = |i: usize| {
        let (name, levels) = &names[i % names.len()];
        Issue {
            id: format!("i{i}"),
            name: if i < 5 { (*name).into() } else { format!("{name}, part {i}") },
            levels: levels.iter().map(|l| (*l).into()).collect(),
            ordered: true,
            practised: LevelIndex(usize::from(i == 0)),
            bound: LevelIndex(0),
            duty: (0..levels.len()).map(|l| if l == 1 { vec![PartyIndex(0)] } else { vec![] }).collect(),
            guarantors: vec![vec![]; levels.len()],
            consent: vec![vec![]; levels.len()],
            reversible: true,
            stake: Quantity::default_range(1.0, 1.0),
            takes: None,
            sources: [("levels".to_owned(), stated()), ("rest".to_owned(), assumed("Nobody says."))].into(),
        }
    };
    Scenario {
        name: "fixture".into(),
        title: "The Korean Peninsula in April 2019, after the summit in Hanoi".into(),
        about: "In April 2019 the second summit between the leaders had ended without a deal. Newspapers discussed whether to go \
                on with summits, to return to talks among six, or to follow a plan in three stages. This scenario states what the \
                articles report and assumes the rest, openly and with ranges, so that the formats can be compared in the same worlds."
            .into(),
        questions: (1..=5)
            .map(|i| format!("Question {i}: which party would rather have another format, and what in its position tells you so?"))
            .collect(),
        class: Vec::new(),
        sources: vec![article()],
        default_source: BTreeMap::new(),
        calendar: Calendar {
            period: "month".into(),
            periods_per_year: 12,
            starts: "April 2019".into(),
            horizon: 60,
            source: assumed("Long enough."),
        },
        parties: parties.iter().enumerate().map(|(i, name)| party(i, name)).collect(),
        issues: (0..issues).map(issue).collect(),
        statements: vec![
            statement(PartyIndex(0), Says::Prefers { issue: IssueIndex(1), level: LevelIndex(1), to: LevelIndex(0) }, 100, stated()),
            statement(PartyIndex(1), Says::CaresMore { about: IssueIndex(0), than: IssueIndex(1) }, 90, assumed("It seems so.")),
            statement(PartyIndex(0), Says::OnlyWith { accepts: (IssueIndex(1), LevelIndex(1)), with: vec![(IssueIndex(0), LevelIndex(1))] }, 100, stated()),
            statement(PartyIndex(2), Says::Indifferent { about: IssueIndex(0) }, 100, stated()),
        ],
        roadmaps: vec![Roadmap {
            name: "three stages".into(),
            stages: (0..3)
                .map(|k| Stage {
                    name: format!("stage {k}"),
                    issues: vec![IssueIndex(k % issues)],
                    success: None,
                    source: assumed("Order of the article."),
                })
                .collect(),
            source: stated(),
        }],
        events: vec![Event {
            name: "the halt lapses".into(),
            when: Timing::PerYear(Quantity {
                source: assumed("History."),
                ..Quantity::default_range(0.1, 0.4)
            }),
            effect: Effect::Lapse(IssueIndex(0)),
            source: assumed("History."),
        }],
        world: WorldTraits {
            demand_of: DemandOf::Possible,
            forethought: true,
            correlation: Quantity::default_range(-0.5, 0.5),
            lapse_after_completion: Quantity::default_range(0.0, 0.05),
            completion: Quantity::default_range(0.5, 0.95),
            pause: none(),
            renegotiation: none(),
            learning: none(),
            noise: Quantity::default_range(0.05, 0.05),
            foresight: none(),
            attention: Quantity::default_range(16.0, 16.0),
        },
        parts: vec![],
        variants: vec![],
        names: BTreeMap::new(),
        formats: formats.iter().enumerate().map(|(i, name)| format(i, name, parties.len(), issues)).collect(),
        spans: BTreeMap::new(),
    }
}

fn article() -> Source {
    Source {
        key: "H".into(),
        title: "An article".into(),
        author: "An author".into(),
        publisher: "A newspaper".into(),
        date: "2019-04-28".into(),
        paragraphs: 29,
    }
}

fn none() -> Quantity {
    Quantity::default_range(0.0, 0.0)
}

fn statement(party: PartyIndex, says: Says, holds_in: u8, source: Provenance) -> Statement {
    Statement { party, says, holds_in, source, span: 0..0 }
}

fn party(i: usize, name: &str) -> Party {
    let unit = || Quantity::default_range(0.0, 0.2);
    let mut party = Party::of_zeros(format!("p{i}"), name.into(), stated());
    for (number, value) in [
        ("demand", Quantity { source: assumed("No number is in the articles."), ..unit() }),
        ("patience", Quantity::default_range(0.8, 0.95)),
        ("temptation", Quantity::default_log(0.02, 0.5)),
        ("collapse_penalty", unit()),
        ("spoiling", unit()),
        ("detection", Quantity::default_range(0.2, 0.8)),
        ("ratification", unit()),
        ("mandate", unit()),
        ("audience_cost", unit()),
        ("concession", Quantity::default_log(0.2, 5.0)),
        ("guarantee_cost", Quantity::default_range(0.0, 0.5)),
    ] {
        assert!(traits::set_of_party(&mut party, number, value), "{number}");
    }
    party
}

fn format(i: usize, name: &str, parties: usize, issues: usize) -> Format {
    Format {
        name: name.into(),
        about: format!(
            "What {name} means: who meets, at which level, how often; it follows what the articles report of it and assumes the rest \
             of its rules, such as the number of meetings and the order of offers."
        ),
        source: stated(),
        membership: Membership {
            members: if i < 2 {
                vec![PartyIndex(0), PartyIndex(1)]
            } else {
                PartyIndex::all(parties).collect()
            },
            vetoes: vec![],
            indispensable: vec![],
            tables: vec![],
        },
        rule: Rule::Unanimity,
        proposing: Proposing::default(),
        information: Information::default(),
        contract: Contract {
            roadmaps: if i % 5 == 4 { vec![0] } else { vec![] },
            agenda: vec![true; issues],
            in_force: InForce::EachStage,
            on_promise: vec![],
            all_or_nothing: false,
            sub_agreements: SubAgreements::Contingent,
            absent: Absent::Excluded,
            absent_written: false,
            menu_of: None,
        },
        enforcement: Enforcement {
            monitors: vec![PartyIndex(0), PartyIndex(1)],
            guarantors: vec![],
            supervision: false,
            manipulator: None,
        },
        delegation: Delegation {
            level: if i % 2 == 1 { Level::Working } else { Level::Leaders },
            first_meeting: 1,
            every: 3,
            meetings: 8,
            offers: 4,
            refer_back: i % 2 == 1,
            ratifiers: vec![PartyIndex(1)],
            public: true,
        },
        sources: [("membership".to_owned(), stated())].into(),
        phases: vec![],
    }
}
