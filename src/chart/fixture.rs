//! Made-up comparisons for tests of drawing: plausible shapes, no result of any run.

use crate::results::comparison::*;
use crate::results::sample::Sample;
use crate::scenario::letters::cell;

/// Fractions in [0, 1) that look irregular and are the same everywhere (multiples of the golden ratio).
fn wobble(i: usize) -> f64 {
    let x = (i as f64 + 1.0) * 0.618_033_988_749_895;
    x - x.floor()
}

fn share(p: f64, n: u64) -> Share {
    let half = 1.96 * (p * (1.0 - p) / n as f64).sqrt() + 0.001;
    Share { estimate: p, low: (p - half).max(0.0), high: (p + half).min(1.0), n }
}

/// Six parties, ten issues, five formats, like the Korean file.
pub(crate) fn korea() -> Comparison {
    let parties = ["North Korea", "United States", "South Korea", "China", "Russia", "Japan"];
    let formats = [
        "top-down summits",
        "working-level bilateral",
        "six-leader summit",
        "six-party talks",
        "three-stage plan",
    ];
    make(&parties, &formats, &korea_issues())
}

fn korea_issues() -> Vec<(&'static str, Vec<&'static str>)> {
    vec![
        ("nuclear and missile tests", vec!["not bound", "halted"]),
        (
            "weapons programme",
            vec!["as it stands", "gradual abandonment under way", "total denuclearisation"],
        ),
        ("exercises of Seoul and Washington", vec!["not bound", "scaled down", "suspended"]),
        ("sanctions", vec!["in force", "reduced", "lifted"]),
        ("guarantee to the North", vec!["none", "by the South and the US", "by a multilateral regime"]),
        ("formal end of the war", vec!["no", "yes"]),
        ("relations of the North with the South", vec!["not normal", "normal"]),
        ("relations of the North with the US", vec!["not normal", "normal"]),
        ("regional security arrangement", vec!["none", "agreed"]),
        ("economic development of the North", vec!["unaided", "supported"]),
    ]
}

/// Two formats, two parties, one issue.
pub(crate) fn tiny() -> Comparison {
    make(&["A", "B"], &["one table", "two tables"], &[("water", vec!["as now", "shared"])])
}

/// One format only, as `run` gives.
pub(crate) fn single() -> Comparison {
    make(&["A", "B", "C"], &["one table"], &[("water", vec!["as now", "shared"])])
}

const TWELVE: [&str; 12] = [
    "North Korea",
    "United States",
    "South Korea",
    "China",
    "Russia",
    "Japan",
    "European Union",
    "United Nations Secretariat and its Special Envoy",
    "Mongolia",
    "Association of Southeast Asian Nations",
    "Switzerland",
    "International Committee of the Red Cross",
];

/// So many formats with names of 80 letters, and twelve parties.
pub(crate) fn crowded(formats: usize) -> Comparison {
    let formats: Vec<String> = (1..=formats)
        .map(|i| {
            format!(
                "{:.77} {i:02}",
                "working-level multilateral talks with a chair that rotates from one party to the next"
            )
        })
        .collect();
    let formats: Vec<&str> = formats.iter().map(String::as_str).collect();
    make(&TWELVE, &formats, &korea_issues())
}

/// Two formats that are the same as the first in every world; a third party tells something in one of them.
pub(crate) fn mediators() -> Comparison {
    let mut c = make(&TWELVE[..3], &["summits", "talks", "a mediator", "a messenger"], &korea_issues());
    for k in [2, 3] {
        c.formats[k] = FormatSummary { name: c.formats[k].name.clone(), ..c.formats[0].clone() };
    }
    let changed = share(0.02, c.runs);
    c.formats[2].messages = Some(Messages { believed: changed, changed, elsewhere: Vec::new() });
    c.differences = differences(&c.formats, 3, c.runs);
    let alike = ["summits", "a mediator", "a messenger"];
    for d in &mut c.differences {
        if alike.contains(&d.a.as_str()) && alike.contains(&d.b.as_str()) {
            (d.a_higher, d.b_higher, d.low, d.high) = (0.0, 0.0, 0.0, 0.0);
        }
    }
    c.sample = sample(&c);
    c
}

/// Everything is signed and carried out in every world, under every format.
pub(crate) fn everything_signed() -> Comparison {
    let mut c = tiny();
    let all = share(1.0, c.runs);
    for f in &mut c.formats {
        (f.signed, f.in_force, f.completed, f.alive) = (all, all, all, all);
        f.gain.iter_mut().for_each(|g| g.no_deal = 0.0);
    }
    for d in c.differences.iter_mut().filter(|d| !d.measure.starts_with("gain:")) {
        (d.estimate, d.low, d.high, d.a_higher, d.b_higher) = (0.0, 0.0, 0.0, 0.0, 0.0);
        d.finding = Finding::NoClearDifference;
    }
    c.sample = sample(&c);
    c
}

/// The same with so many worlds: intervals as wide as that makes them.
pub(crate) fn of_worlds(n: u64) -> Comparison {
    let mut c = korea();
    c.runs = n;
    let factor = (2000.0 / n as f64).sqrt();
    for f in &mut c.formats {
        for s in [&mut f.signed, &mut f.in_force, &mut f.completed, &mut f.alive] {
            *s = if n == 1 {
                Share { estimate: s.estimate.round(), low: 0.0, high: 1.0, n }
            } else {
                share(s.estimate, n)
            };
        }
    }
    for d in &mut c.differences {
        (d.low, d.high, d.n) = (d.estimate - 0.03 * factor, d.estimate + 0.03 * factor, n);
        if n == 1 {
            d.finding = Finding::Open {
                why: "chance: too few assumed worlds were run to tell".into(),
                runs: Vec::new(),
            };
        }
    }
    c.sample = sample(&c);
    c
}

/// What came of the first worlds: by the shares of the formats.
fn sample(c: &Comparison) -> Sample {
    let worlds = c.runs.min(60);
    let mut table = csv::Writer::from_writer(Vec::new());
    let mut head: Vec<String> =
        ["world", "format", "signed", "in_force", "completed", "alive_at_horizon", "zone", "ended"]
            .map(str::to_owned)
            .into();
    head.extend(c.parties.iter().map(|p| format!("benefit_{}", p.id)));
    table.write_record(&head).expect("a table in memory");
    for world in 0..worlds {
        for (k, f) in c.formats.iter().enumerate() {
            let u = wobble(world as usize * 7 + if c.formats.len() > 3 { k % 3 } else { 0 });
            let has = |s: Share| u8::from(u < s.estimate).to_string();
            let mut row = vec![world.to_string(), cell(&f.name).into_owned()];
            row.extend([has(f.signed), has(f.in_force), has(f.completed), has(f.alive)]);
            row.extend([
                u8::from(u < f.zone.estimate.max(f.signed.estimate)).to_string(),
                "completed".into(),
            ]);
            row.extend(c.parties.iter().map(|_| "0.1".to_owned()));
            table.write_record(&row).expect("a table in memory");
        }
    }
    let table = table.into_inner().expect("a table in memory");
    Sample::stored(c, &table, None).expect("a sound table")
}

/// Names in Hangul.
pub(crate) fn hangul() -> Comparison {
    let issues = [
        ("대북 제재와 그 완화의 순서에 관한 문제", vec!["유지", "완화", "해제"]),
        ("종전 선언", vec!["없음", "있음"]),
    ];
    let formats =
        ["남북미 정상회담", "실무급 양자 회담", "6자 회담", "중국과 러시아의 3단계 방안에 따른 다자간 협상"];
    make(&["조선민주주의인민공화국", "미국", "대한민국", "중국"], &formats, &issues)
}

/// Nothing is ever signed.
pub(crate) fn nothing_signed() -> Comparison {
    let mut c = tiny();
    let n = c.runs;
    for f in &mut c.formats {
        for s in [&mut f.signed, &mut f.in_force, &mut f.completed, &mut f.alive] {
            *s = share(0.0, n);
        }
        f.periods_to_signature = None;
        f.ended = vec![Ending {
            reason: "no_zone".into(),
            label: "no package acceptable to all".into(),
            share: 1.0,
            after_completion: Some(0.0),
            by: vec![],
        }];
        f.times = Some(times(&f.ended, n));
        for g in &mut f.gain {
            *g = Gain {
                mean: 0.0,
                low: 0.0,
                high: 0.0,
                no_deal: 1.0,
                dots: vec![],
                quartiles: None,
                ..g.clone()
            };
        }
        f.stages.clear();
        f.content.clear();
        for at in &mut f.practised {
            at.changed.fill(0.0);
            for levels in &mut at.shares {
                for (i, s) in levels.iter_mut().enumerate() {
                    *s = f64::from(u8::from(i == 0));
                }
            }
        }
    }
    for d in &mut c.differences {
        (d.estimate, d.low, d.high, d.a_higher, d.b_higher) = (0.0, 0.0, 0.0, 0.0, 0.0);
        d.finding = Finding::NoClearDifference;
    }
    c.sample = sample(&c);
    c
}

/// All comparisons, by name.
pub(crate) fn all() -> Vec<(&'static str, Comparison)> {
    vec![
        ("korea", korea()),
        ("tiny", tiny()),
        ("single", single()),
        ("fourteen", crowded(14)),
        ("thirty", crowded(30)),
        ("mediators", mediators()),
        ("everything", everything_signed()),
        ("one world", of_worlds(1)),
        ("a million worlds", of_worlds(1_000_000)),
        ("hangul", hangul()),
        ("nothing", nothing_signed()),
        ("hostile", hostile()),
        ("from right to left", from_right()),
    ]
}

/// Names that would break careless writers.
pub(crate) fn hostile() -> Comparison {
    let issues = [("</text><script>alert(1)</script>", vec!["<a>", "\"b\" & 'c'", "\u{0}\u{1b}[31m"])];
    make(
        &["<b>&amp;", "Donaudampfschifffahrtsgesellschaftskapitän\u{202e}"],
        &["a < b && c", "\"q\" 'r'", ""],
        &issues,
    )
}

/// Names in scripts that run from right to left.
pub(crate) fn from_right() -> Comparison {
    let issues = [("מים", vec!["כמו היום", "משותף (2)"])];
    make(&["ישראל", "إيران"], &["שולחן 1", "طاولة 2 (جديد)"], &issues)
}

fn make(parties: &[&str], formats: &[&str], issues: &[(&str, Vec<&str>)]) -> Comparison {
    let id = |i: usize| format!("p{i}");
    let n = 2000;
    let formats: Vec<FormatSummary> =
        formats.iter().enumerate().map(|(f, name)| format(f, name, parties.len(), issues, n)).collect();
    let differences = differences(&formats, parties.len(), n);
    let mut made = Comparison {
        schema_version: SCHEMA_VERSION,
        program: "0.1.0".into(),
        scenario: "fixture".into(),
        title: "A made-up scenario".into(),
        about: "A paragraph about it.".into(),
        scenario_hash: "3f2a9c01b7de".into(),
        seed: 2019,
        runs: n,
        behaviour: "concession".into(),
        period: "month".into(),
        periods_per_year: 12,
        horizon: 60,
        smallest_scale: Vec::new(),
        publicity: Vec::new(),
        parties: parties.iter().enumerate().map(|(i, p)| Named { id: id(i), name: (*p).into() }).collect(),
        issues: issues
            .iter()
            .enumerate()
            .map(|(i, (name, levels))| IssueHead {
                id: format!("i{i}"),
                name: (*name).into(),
                levels: levels.iter().map(|l| (*l).into()).collect(),
                practised: usize::from(i == 0),
            })
            .collect(),
        without_agreement: [12, 36].iter().map(|m| practised(3, *m, 0.2, issues)).collect(),
        formats,
        tested: crate::results::fixture::tested(),
        differences,
        until: None,
        zones_lost: Vec::new(),
        sample: crate::results::sample::Sample::default(),
        names: std::collections::BTreeMap::new(),
        language: crate::language::Language::En,
    };
    made.sample = sample(&made);
    made
}

fn format(f: usize, name: &str, parties: usize, issues: &[(&str, Vec<&str>)], n: u64) -> FormatSummary {
    let signed = 0.12 + 0.7 * wobble(f);
    let (in_force, completed) = (signed * 0.8, signed * 0.35 * (0.5 + wobble(f + 9)));
    let ended = ended(signed, in_force, completed);
    FormatSummary {
        messages: None,
        name: name.into(),
        about: format!("What {name} is."),
        signed: share(signed, n),
        in_force: share(in_force, n),
        completed: share(completed, n),
        alive: share(f64::midpoint(in_force, completed), n),
        zone: share((signed + 0.1).min(1.0), n),
        zone_self_enforcing: share(signed.min(0.95), n),
        missed: share(0.03, n),
        periods_to_signature: Some(Quartiles { q25: 3.0, median: 7.0, q75: 15.0 }),
        times: Some(times(&ended, n)),
        ended,
        by_phase: Vec::new(),
        gain: (0..parties).map(|p| gain(f, p, in_force)).collect(),
        stages: stages(f, in_force, completed),
        practised: [12, 36].iter().map(|m| practised(f, *m, in_force, issues)).collect(),
        content: issues
            .iter()
            .map(|(_, levels)| vec![1.0 / (levels.len() + 1) as f64; levels.len() + 1])
            .collect(),
    }
}

fn gain(f: usize, p: usize, in_force: f64) -> Gain {
    let at_table = f != 0 || p < 2;
    let centre = 0.25 + 0.3 * wobble(7 * p + f) - if at_table { 0.0 } else { 0.25 };
    let spread = 0.05 + 0.25 * wobble(p + 3);
    let dots: Vec<f64> = (0..20)
        .map(|i| {
            let u = (f64::from(i) + 0.5) / 20.0 - 0.5;
            (centre + spread * (u + 3.0 * u * u * u)).min(1.0)
        })
        .collect();
    let quartiles = Some(Quartiles { q25: dots[5], median: f64::midpoint(dots[9], dots[10]), q75: dots[14] });
    let mean = centre * in_force;
    let reservation = 0.05 + 0.1 * wobble(p);
    let (low, high) = (mean - 0.006, mean + 0.006);
    Gain {
        party: format!("p{p}"),
        benefit: mean + 0.02,
        benefit_low: low + 0.02,
        benefit_high: high + 0.02,
        mean,
        low,
        high,
        reservation,
        no_deal: 1.0 - in_force,
        dots,
        quartiles,
        at_table,
    }
}

fn ended(signed: f64, in_force: f64, completed: f64) -> Vec<Ending> {
    let off = 1.0 - signed;
    let broken = in_force - completed;
    let by = |share: f64| vec![("p0".to_owned(), share * 0.6), ("p1".to_owned(), share * 0.4)];
    let e = |reason: &str, label: &str, share: f64, by: Vec<(String, f64)>| Ending {
        reason: reason.into(),
        label: label.into(),
        share,
        after_completion: Some(if matches!(reason, "spoiled" | "lapsed") { share * 0.6 } else { 0.0 }),
        by,
    };
    vec![
        e("completed", "completed", completed, vec![]),
        e("under_way", "under way", broken * 0.4, vec![]),
        e("no_zone", "no package acceptable to all", off * 0.45, vec![]),
        e("mistrust", "compliance not believed", off * 0.25, vec![]),
        e("deadline", "time ran out", off * 0.2, vec![]),
        e("walk_out", "walk-out", off * 0.06, by(off * 0.06)),
        e("veto", "veto", off * 0.04, by(off * 0.04)),
        e("refused_at_home", "refused at home", signed - in_force, by(signed - in_force)),
        e("defection", "defection", broken * 0.3, by(broken * 0.3)),
        e("withdrawal", "withdrawal", broken * 0.1, by(broken * 0.1)),
        e("spoiled", "spoiled by a party left out", broken * 0.1, by(broken * 0.1)),
        e("talks_go_on", "talks still going on", broken * 0.07, vec![]),
        e("lapsed", "lapsed", broken * 0.03, vec![]),
    ]
}

/// When it came to these ends: signatures early, no deals late.
fn times(ended: &[Ending], n: u64) -> Times {
    let spread = |share: f64, at: &[u32]| -> Vec<(u32, u64)> {
        let each = (share * n as f64 / at.len() as f64).round() as u64;
        at.iter().map(|period| (*period, each)).filter(|(_, worlds)| *worlds > 0).collect()
    };
    let is_over = |e: &&Ending| !matches!(e.reason.as_str(), "completed" | "under_way" | "talks_go_on");
    let talks =
        |e: &&Ending| matches!(e.reason.as_str(), "no_zone" | "mistrust" | "deadline" | "walk_out" | "veto");
    let one = |e: &Ending, at: &[u32]| EndedAt { reason: e.reason.clone(), at: spread(e.share, at) };
    let of = |reason: &str| ended.iter().find(|e| e.reason == reason).map_or(0.0, |e| e.share);
    let over: Vec<&Ending> = ended.iter().filter(is_over).collect();
    let (unsigned, signed): (Vec<&Ending>, Vec<&Ending>) = over.into_iter().partition(talks);
    let broken: f64 = signed.iter().map(|e| e.share).sum();
    Times {
        signed: spread(of("completed") + of("under_way") + broken, &[3, 5, 7, 15, 30]),
        completed: spread(of("completed"), &[12, 20, 40]),
        unsigned: unsigned.iter().map(|e| one(e, &[19, 36])).collect(),
        after_signature: signed.iter().map(|e| one(e, &[31, 40, 55])).collect(),
        since_signature: SinceSignature {
            completed: spread(of("completed"), &[6, 12, 24]),
            ended: spread(broken, &[12, 30]),
            cut_short: spread(of("under_way"), &[30, 45]),
        },
    }
}

fn stages(f: usize, in_force: f64, completed: f64) -> Vec<StageShare> {
    let names = [
        "exercises down for tests halted",
        "relations with the South and the United States / war ended formally",
        "security and denuclearisation on a multilateral platform",
    ];
    let count = if f.is_multiple_of(2) { 1 } else { 3 };
    let mut begun = in_force;
    (0..count)
        .map(|k| {
            let done = if k + 1 == count { completed } else { begun - (in_force - completed) / count as f64 };
            let stage = StageShare {
                stage: k,
                name: if count == 1 { "everything at once".into() } else { names[k].into() },
                begun,
                done,
                broken: (begun - done) * 0.6,
                empty: if k == 1 { in_force * 0.2 } else { 0.0 },
            };
            begun = done;
            stage
        })
        .collect()
}

fn practised(f: usize, months: u32, in_force: f64, issues: &[(&str, Vec<&str>)]) -> LevelsAt {
    let so_far = f64::from(months) / 60.0 * in_force;
    let shares: Vec<Vec<f64>> = issues
        .iter()
        .enumerate()
        .map(|(i, (_, levels))| {
            let moved = so_far * (0.4 + 0.6 * wobble(f + 5 * i));
            let rest = (levels.len() - 1) as f64;
            (0..levels.len()).map(|l| if l == 0 { 1.0 - moved } else { moved / rest }).collect()
        })
        .collect();
    let changed = shares.iter().map(|levels| (1.0 - levels[0]) * 0.9).collect();
    LevelsAt { months, shares, changed }
}

/// The run that findings of fixtures depend on.
pub(crate) fn depends() -> Vec<Named> {
    vec![Named { id: "behaviour nash".into(), name: "behaviour at the table".into() }]
}

fn differences(formats: &[FormatSummary], parties: usize, n: u64) -> Vec<Difference> {
    let mut out = Vec::new();
    for (i, a) in formats.iter().enumerate() {
        for (j, b) in formats.iter().enumerate().skip(i + 1) {
            let mut add = |measure: String, estimate: f64| {
                let finding = match (estimate.abs() < 0.05, (i + j) % 3) {
                    (true, _) => Finding::NoClearDifference,
                    (false, 2) => Finding::DependsOn { on: depends() },
                    _ => Finding::Clear,
                };
                let (low, high) = (estimate - 0.03, estimate + 0.03);
                let (a_higher, b_higher) = (estimate.max(0.0) + 0.02, (-estimate).max(0.0) + 0.02);
                let (a, b) = (a.name.clone(), b.name.clone());
                let earlier_first = Difference {
                    a,
                    b,
                    measure,
                    estimate,
                    low,
                    high,
                    n,
                    a_higher,
                    b_higher,
                    finding,
                    by_construction: None,
                    runs: crate::results::fixture::in_runs(estimate),
                };
                out.push(earlier_first.reversed());
            };
            add("signed".into(), a.signed.estimate - b.signed.estimate);
            add("in_force".into(), a.in_force.estimate - b.in_force.estimate);
            add("completed".into(), a.completed.estimate - b.completed.estimate);
            for p in 0..parties {
                add(format!("gain:p{p}"), a.gain[p].mean - b.gain[p].mean);
            }
        }
    }
    out
}
