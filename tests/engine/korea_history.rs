//! The back-test on history: what docs/korea-history.md tells is what the program gives. The inputs were committed before any
//! run; nothing here asserts that the model is right. `ROUNDTABLE_BLESS=1 cargo test --test engine korea_history` writes the table.

use crate::common;

use common::play::shipped;
use roundtable::simulation::engine::Engine;
use roundtable::simulation::record::Record;
use roundtable::talks::behaviour::Behaviour;
use roundtable::world::draw::Correlation;
use std::fmt::Write as _;

const WORLDS: u64 = 1000;

/// File, what happened in the format that was held: signed, first stage done, months kept (`None`: nothing was agreed).
const EPISODES: [(&str, &str, &str, &str); 4] = [
    ("1994-agreed-framework", "signed", "first done, second in part, third never", "97"),
    ("2005-six-party", "signed", "first done, second in part, third never", "21"),
    ("2012-leap-day", "signed", "begun, not done", "0"),
    ("2018-summits", "not signed", "–", "–"),
];

fn of_100(records: &[&Record], is: impl Fn(&Record) -> bool) -> String {
    let count = records.iter().filter(|r| is(r)).count();
    format!("{:.0}", 100.0 * count as f64 / records.len().max(1) as f64)
}

/// Months from the signature until it ended, or to the horizon; the median of those in force.
fn median_kept(records: &[&Record], horizon: u32) -> String {
    let months = |r: &&Record| {
        let end = if r.alive { horizon } else { r.ended_at };
        end.saturating_sub(r.signed.unwrap_or(end))
    };
    let mut all: Vec<u32> = records.iter().map(months).collect();
    all.sort_unstable();
    all.get(all.len() / 2).map_or_else(|| "–".to_owned(), u32::to_string)
}

fn table() -> String {
    let mut text = String::from(
        "| file, format | signed, of 100 worlds | in force | of those: first stage done | first done, second in part, third never | median months kept | in history |\n| --- | --- | --- | --- | --- | --- | --- |\n",
    );
    for (file, signed, pattern, kept) in EPISODES {
        let scenario = shipped(&format!("korea-history/{file}.ron"));
        let engine = Engine::new(&scenario, 1, Correlation::AsAssumed);
        let mut by_format: Vec<Vec<Record>> = vec![Vec::new(); scenario.formats.len()];
        for world in 0..WORLDS {
            let records = engine.run(&engine.setting(world), &[Behaviour::Concession]).remove(0);
            by_format.iter_mut().zip(records).for_each(|(list, record)| list.push(record));
        }
        for (k, records) in by_format.iter().enumerate() {
            let all: Vec<&Record> = records.iter().collect();
            let held: Vec<&Record> = records.iter().filter(|r| r.in_force).collect();
            let in_part = |r: &Record| r.stages[0] == 2 && matches!(r.stages[1], 1 | 3) && r.stages[2] == 0;
            let history =
                if k == 0 { format!("{signed}; {pattern}; {kept} months") } else { "not held".to_owned() };
            let stages = engine.tables[k].schedules.iter().map(|p| p.stages.len()).max().unwrap_or(1);
            let _ = writeln!(
                text,
                "| {file}, {} | {} | {} | {} | {} | {} | {history} |",
                scenario.formats[k].name,
                of_100(&all, |r| r.signed.is_some()),
                of_100(&all, |r| r.in_force),
                of_100(&held, |r| r.stages[0] == 2),
                if stages > 2 { of_100(&held, in_part) } else { "one stage".to_owned() },
                median_kept(&held, scenario.calendar.horizon),
            );
        }
    }
    text
}

#[test]
fn the_page_tells_what_the_program_gives() {
    const BEGIN: &str = "<!-- results -->\n";
    const END: &str = "<!-- end of results -->";
    let path = format!("{}/docs/korea-history.md", env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(&path).expect("the page can be read");
    let (before, rest) = page.split_once(BEGIN).expect("a place for the results");
    let (told, after) = rest.split_once(END).expect("its end");
    let given = table();
    if std::env::var_os("ROUNDTABLE_BLESS").is_some() {
        std::fs::write(&path, format!("{before}{BEGIN}{given}{END}{after}")).expect("it can be written");
        return;
    }
    assert_eq!(told, given, "docs/korea-history.md tells something else");
}
