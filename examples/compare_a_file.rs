//! Compares all formats of a scenario file, says what is clear, and writes charts and report into a folder.
//!
//! `cargo run --release --example compare_a_file -- scenarios/teaching/1-zone-of-agreement.ron target/compared`

use roundtable::{Finding, Scenario, Simulation, Theme};
use std::{env, error::Error, fs, path::PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args_os().skip(1).map(PathBuf::from);
    let file = arguments.next().unwrap_or("scenarios/teaching/1-zone-of-agreement.ron".into());
    let folder = arguments.next().unwrap_or("target/compared".into());

    let scenario = Scenario::open(file)?;
    let comparison = Simulation::of(&scenario).runs(500).seed(1).run()?;

    for format in &comparison.formats {
        let (signed, low, high) = (format.signed.estimate, format.signed.low, format.signed.high);
        println!("{}: signed in {signed:.3} of the assumed worlds ({low:.3} to {high:.3})", format.name);
    }
    for difference in &comparison.differences {
        let (a, b, measure) = (&difference.a, &difference.b, &difference.measure);
        match &difference.finding {
            Finding::Clear => println!("{measure}: {a} − {b} is {:+.3}", difference.estimate),
            unclear => {
                if let Some(reason) = unclear.reason(comparison.language) {
                    println!("{measure}: {a} or {b}, {reason}");
                }
            }
        }
    }

    fs::create_dir_all(&folder)?;
    for chart in roundtable::charts(&comparison, &Theme::screen()) {
        fs::write(folder.join(chart.stem).with_extension("svg"), &chart.svg)?;
    }
    fs::write(folder.join("report.html"), roundtable::report(&comparison, &scenario))?;
    println!("{}", folder.join("report.html").display());
    Ok(())
}
