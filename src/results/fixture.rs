//! A made-up result for tests of tables and checks. Its numbers mean nothing.

use crate::language::Language;
use std::collections::BTreeMap;

use super::comparison::{
    Comparison, Difference, Ending, Finding, FormatSummary, Gain, InRun, IssueHead, Named, Quartiles,
    RunSays, SCHEMA_VERSION, Share, Tested, TestedRun,
};

const PARTIES: [(&str, &str); 6] = [
    ("us", "United States"),
    ("dprk", "North Korea"),
    ("rok", "South Korea (대한민국)"),
    ("china", "China"),
    ("russia", "Russia"),
    ("japan", "Japan"),
];

const FORMATS: [(&str, [f64; 3], [f64; 6]); 5] = [
    ("top-down summits", [0.62, 0.41, 0.08], [0.11, 0.14, 0.05, 0.02, 0.01, -0.04]),
    ("three-stage plan (three-stage road map)", [0.48, 0.44, 0.31], [0.12, 0.21, 0.17, 0.15, 0.16, 0.003]),
    ("six-party talks", [0.38, 0.35, 0.22], [0.13, 0.16, 0.14, 0.13, 0.10, 0.12]),
    ("실무 회담 (working-level bilateral talks)", [0.33, 0.30, 0.07], [0.09, 0.10, 0.04, 0.01, 0.0, -0.02]),
    ("six-leader summit", [0.41, 0.002, 0.0], [0.01, 0.0, 0.0, 0.0, 0.0, 0.0]),
];

/// Five formats, six parties, 2,000 worlds.
pub(crate) fn comparison() -> Comparison {
    let formats: Vec<FormatSummary> =
        FORMATS.iter().map(|(name, shares, gains)| format(name, *shares, gains)).collect();
    let mut differences = Vec::new();
    for a in 0..formats.len() {
        for b in a + 1..formats.len() {
            differences.extend(pair(&formats[a], &formats[b]));
        }
    }
    Comparison {
        schema_version: SCHEMA_VERSION,
        program: "0.1.0".into(),
        scenario: "korea-2019".into(),
        title: "The Korean Peninsula in April 2019".into(),
        about: "A made-up result.".into(),
        scenario_hash: "0123456789ab".into(),
        seed: 1,
        runs: 2000,
        behaviour: "concession".into(),
        period: "month".into(),
        periods_per_year: 12,
        horizon: 60,
        smallest_scale: vec![0.0; PARTIES.len()],
        publicity: Vec::new(),
        parties: PARTIES.map(|(id, name)| Named { id: id.into(), name: name.into() }).to_vec(),
        issues: vec![IssueHead {
            id: "warheads".into(),
            name: "warheads".into(),
            levels: vec!["kept".into(), "given up".into()],
            practised: 0,
        }],
        without_agreement: Vec::new(),
        formats,
        tested: tested(),
        differences,
        until: None,
        zones_lost: Vec::new(),
        names: BTreeMap::new(),
        language: Language::En,
        sample: crate::results::sample::Sample::default(),
    }
}

fn share(estimate: f64) -> Share {
    let half = 1.96 * libm::sqrt(estimate * (1.0 - estimate) / 2000.0);
    Share { estimate, low: (estimate - half).max(0.0), high: (estimate + half).min(1.0), n: 2000 }
}

fn format(name: &str, [signed, in_force, completed]: [f64; 3], gains: &[f64; 6]) -> FormatSummary {
    let ending = |reason: &str, label: &str, share, by: &[(&str, f64)]| Ending {
        reason: reason.into(),
        label: label.into(),
        share,
        after_completion: None,
        by: by.iter().map(|(id, share)| ((*id).to_owned(), *share)).collect(),
    };
    let left = 1.0 - signed;
    let ended = vec![
        ending("completed", "completed", completed, &[]),
        ending("under_way", "under way at the end", 0.25 * (in_force - completed), &[]),
        ending("no_zone", "no zone of agreement", 0.6 * left, &[]),
        ending("walk_out", "walk-out", 0.4 * left, &[("us", 0.1 * left), ("dprk", 0.3 * left)]),
        ending("refused_at_home", "refused at home", signed - in_force, &[("us", signed - in_force)]),
        ending(
            "defection",
            "defection",
            0.75 * (in_force - completed),
            &[("dprk", 0.75 * (in_force - completed))],
        ),
    ];
    let gain = |(&(id, _), &mean): (&(&str, &str), &f64)| Gain {
        party: id.into(),
        benefit: mean + 0.02,
        benefit_low: mean + 0.01,
        benefit_high: mean + 0.03,
        mean,
        low: mean - 0.01,
        high: mean + 0.01,
        reservation: 0.1,
        no_deal: 1.0 - in_force,
        dots: Vec::new(),
        quartiles: None,
        at_table: id != "japan" || name.starts_with("six"),
    };
    FormatSummary {
        messages: None,
        name: name.into(),
        about: "A made-up format.".into(),
        signed: share(signed),
        in_force: share(in_force),
        completed: share(completed),
        alive: share(0.5 * (in_force + completed)),
        zone: share(0.5 * (signed + 1.0)),
        zone_self_enforcing: share(0.5 * (signed + 1.0)),
        missed: share(0.05),
        periods_to_signature: Some(Quartiles { q25: 4.0, median: 9.0, q75: 17.0 }),
        ended,
        by_phase: Vec::new(),
        gain: PARTIES.iter().zip(gains).map(gain).collect(),
        stages: Vec::new(),
        practised: Vec::new(),
        content: Vec::new(),
        times: None,
    }
}

fn pair(a: &FormatSummary, b: &FormatSummary) -> Vec<Difference> {
    let shares = [
        ("signed", a.signed.estimate - b.signed.estimate),
        ("in_force", a.in_force.estimate - b.in_force.estimate),
        ("completed", a.completed.estimate - b.completed.estimate),
    ];
    let gains = a.gain.iter().zip(&b.gain).map(|(x, y)| (format!("gain:{}", x.party), x.mean - y.mean));
    let all = shares.map(|(key, d)| (key.to_owned(), d)).into_iter().chain(gains);
    all.map(|(measure, estimate)| Difference {
        a: a.name.clone(),
        b: b.name.clone(),
        measure,
        estimate,
        low: estimate - 0.02,
        high: estimate + 0.02,
        n: 2000,
        a_higher: estimate.max(0.0),
        b_higher: (-estimate).max(0.0),
        finding: finding(estimate),
        by_construction: None,
        runs: in_runs(estimate),
    })
    .map(|d| d.reversed())
    .collect()
}

/// Not the rule of the analysis: only something of each kind.
fn finding(estimate: f64) -> Finding {
    let run = |place: usize| {
        let run = &tested().runs[place];
        vec![Named { id: run.name.clone(), name: run.words.clone() }]
    };
    match estimate.abs() {
        size if size >= 0.08 => Finding::Clear,
        size if size >= 0.07 => Finding::NotTested { runs: run(1), worlds: 1200 },
        size if size >= 0.05 => Finding::DependsOn { on: run(0) },
        _ => Finding::NoClearDifference,
    }
}

/// Three runs that count, and one that is told.
pub(crate) fn tested() -> Tested {
    let run = |name: &str, words: &str, counted: bool| TestedRun {
        name: name.into(),
        words: words.into(),
        counted,
    };
    Tested {
        star: "full".into(),
        worlds: 600,
        runs: vec![
            run("behaviour nash", "behaviour at the table (not so under Nash-product choice)", true),
            run("correlation none", "how demands move together (not so when independent)", true),
            run("variant promises", "the alternative \"promises\"", true),
            run("corner 1", "several at once", false),
        ],
        left_out: Vec::new(),
    }
}

/// What each run says of a difference of 5 points or more: as [`finding`].
pub(crate) fn in_runs(estimate: f64) -> Vec<InRun> {
    if estimate.abs() < 0.05 {
        return Vec::new();
    }
    let says = |place: usize| match (finding(estimate), place) {
        (Finding::DependsOn { .. }, 0) => RunSays::Turns,
        (Finding::NotTested { .. }, 1) => RunSays::CannotTell,
        _ => RunSays::Keeps,
    };
    let seen = |(place, run): (usize, &TestedRun)| {
        let now = if says(place) == RunSays::Turns { 0.0 } else { estimate };
        InRun {
            run: run.name.clone(),
            estimate: now,
            low: now - 0.04,
            high: now + 0.04,
            n: 600,
            change: now - estimate,
            change_low: now - estimate - 0.03,
            change_high: now - estimate + 0.03,
            says: says(place),
        }
    };
    tested().runs.iter().enumerate().map(seen).collect()
}
