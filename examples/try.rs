use roundtable::analysis::compare::{Made, summarise};
use roundtable::bargaining::behaviour::Behaviour;
use roundtable::report::story::tell;
use roundtable::scenario::{SourceFile, Style, read, render};
use roundtable::simulate::{
    execute::{Silent, execute},
    job::Runs,
};
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let file = SourceFile::new(args[1].clone(), std::fs::read_to_string(&args[1]).unwrap());
    let s = match read(&file) {
        Ok(c) => c.scenario,
        Err(d) => {
            println!("{}", render(&d, &file, Style::Plain));
            return;
        }
    };
    let n: u64 = args[2].parse().unwrap();
    let b = Behaviour::from_key(args.get(3).map_or("concession", |s| s)).unwrap();
    let mut runs = Runs::new(&s, 1, n, b);
    if args.get(4).map_or(false, |a| a == "main") {
        runs = runs.main_only();
    }
    for t in &runs.engine().tables {
        println!("{} packages {} members {:?}", t.name, t.packages(), t.members);
    }
    let t0 = std::time::Instant::now();
    let mut all = runs.empty();
    execute(&runs, None, 1, &Silent, &std::sync::atomic::AtomicBool::new(false), &mut |_, t| all.merge(&t))
        .unwrap();
    println!("time {:?}", t0.elapsed());
    let c =
        summarise(&s, &runs, &all, &Made { scenario_hash: "x".into(), seed: 1, behaviour: b.key().into() });
    for f in &c.formats {
        println!(
            "{:28} signed {:.3} force {:.3} completed {:.3} alive {:.3} zone {:.3} se {:.3} missed {:.3} t {:?}",
            f.name,
            f.signed.estimate,
            f.in_force.estimate,
            f.completed.estimate,
            f.alive.estimate,
            f.zone.estimate,
            f.zone_self_enforcing.estimate,
            f.missed.estimate,
            f.periods_to_signature.map(|q| q.median)
        );
        println!(
            "    {}",
            f.ended
                .iter()
                .filter(|e| e.share > 0.0)
                .map(|e| format!("{} {:.3} {:?}", e.reason, e.share, e.by))
                .collect::<Vec<_>>()
                .join("; ")
        );
        println!(
            "    gains {}",
            f.gain.iter().map(|g| format!("{} {:.3}", g.party, g.mean)).collect::<Vec<_>>().join(" ")
        );
        println!("    stages {:?}", f.stages.iter().map(|s| (s.begun, s.done, s.broken)).collect::<Vec<_>>());
    }
    for d in c.differences.iter().filter(|d| d.a == c.formats[0].name && !d.measure.starts_with("gain")) {
        println!(
            "{} - {} {} {:.3} ({:.3} {:.3}) {:?}",
            d.a, d.b, d.measure, d.estimate, d.low, d.high, d.finding
        );
    }
    if let Some(w) = args.get(5) {
        for f in 0..s.formats.len() {
            println!("{}", tell(runs.engine(), f, w.parse().unwrap(), b).text());
        }
    }
}
