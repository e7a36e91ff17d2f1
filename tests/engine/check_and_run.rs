//! `check` never accepts what `run` refuses: whatever is read without an error can be simulated.

use crate::common;

use common::scenarios::{Random, legal_scenario, legal_scenario_m2};
use roundtable::scenario::{Scenario, SourceFile, read};
use roundtable::simulation::execute::Job;
use roundtable::simulation::job::Runs;
use roundtable::simulation::star::{Size, Star};
use roundtable::talks::behaviour::Behaviour;

/// Pieces of a text: words, numbers, quoted texts, single marks. Comments and blanks stay with what is around them.
fn tokens(text: &str) -> Vec<std::ops::Range<usize>> {
    let bytes = text.as_bytes();
    let word = |b: u8| b.is_ascii_alphanumeric() || b == b'_' || b == b'.';
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        at += 1;
        match bytes[start] {
            b if b.is_ascii_whitespace() => continue,
            b'"' => {
                while at < bytes.len() && bytes[at] != b'"' {
                    at += 1;
                }
                at = (at + 1).min(bytes.len());
            }
            b if word(b) => {
                while at < bytes.len() && word(bytes[at]) {
                    at += 1;
                }
            }
            _ => {}
        }
        if text.is_char_boundary(start) && text.is_char_boundary(at) {
            found.push(start..at);
        }
    }
    found
}

/// What a token is: a number, a quoted text, a word, a mark.
fn kind(token: &str) -> u8 {
    match token.as_bytes()[0] {
        b'0'..=b'9' => 0,
        b'"' => 1,
        b if b.is_ascii_alphabetic() => 2,
        _ => 3,
    }
}

/// The text with one token deleted, doubled, or replaced: by any other of the text, by one of its kind, or by a number.
fn mutated(text: &str, random: &mut Random) -> String {
    const NUMBERS: [&str; 12] =
        ["0", "1", "2", "-1", "0.5", "1.0", "1e9", "1e-300", "100", "65536", "12", "60"];
    let all = tokens(text);
    let any = |random: &mut Random| all[random.within(0, all.len() - 1)].clone();
    let of_kind = |random: &mut Random, wanted: u8| {
        let same: Vec<_> = all.iter().filter(|range| kind(&text[(*range).clone()]) == wanted).collect();
        same[random.within(0, same.len() - 1)].clone()
    };
    let mut at = any(random);
    let with = match random.within(0, 9) {
        0 => String::new(),
        1 => text[at.clone()].repeat(2),
        2 => text[any(random)].to_owned(),
        3..=5 => text[of_kind(random, kind(&text[at.clone()]))].to_owned(),
        _ => {
            at = of_kind(random, 0);
            NUMBERS[random.within(0, NUMBERS.len() - 1)].to_owned()
        }
    };
    format!("{}{with}{}", &text[..at.start], &text[at.end..])
}

/// Packages of a format at most: beyond that a world takes long, which is no error.
const MOST_PACKAGES: usize = 4096;

fn small(scenario: &Scenario) -> bool {
    scenario.issues.iter().map(|issue| issue.levels.len()).product::<usize>() <= MOST_PACKAGES
}

/// Simulates three worlds, the runs of the star included; `true` if the text was accepted.
fn runs_if_accepted(name: &str, text: &str) -> bool {
    let file = SourceFile::new(name, text);
    let Ok(checked) = read(&file) else { return false };
    if !small(&checked.scenario) {
        return true;
    }
    let run = || {
        let star = Star::of(&checked.scenario, Behaviour::Concession, Size::Full, &[]);
        let runs = Runs::new(&checked.scenario, 1, 3, Behaviour::Concession).with(&star);
        let (rows, tallies) = runs.run(0);
        assert_eq!(
            String::from_utf8_lossy(&rows.results).lines().count(),
            3 * checked.scenario.formats.len()
        );
        for table in [rows.results, rows.worlds] {
            let text = String::from_utf8(table).expect("rows are text");
            assert!(!text.contains("NaN") && !text.contains("inf"), "{text}");
        }
        serde_json::to_string(&tallies).expect("tallies can be kept")
    };
    let ended = std::panic::catch_unwind(std::panic::AssertUnwindSafe(run));
    assert!(ended.is_ok(), "{name} is accepted and cannot be run:\n{text}");
    true
}

#[test]
fn what_the_generator_makes_is_accepted_and_runs() {
    for seed in 0..60 {
        assert!(runs_if_accepted(&format!("legal {seed}"), &legal_scenario(seed)), "{seed} is refused");
        let more = legal_scenario_m2(seed);
        assert!(runs_if_accepted(&format!("legal with everything {seed}"), &more), "{seed} is refused");
    }
}

#[test]
fn what_is_accepted_after_a_mutation_runs() {
    let (mut accepted, mut refused) = (0, 0);
    for seed in 0..3000 {
        let mut random = Random::new(seed ^ 0x5eed);
        let make = if seed % 2 == 0 { legal_scenario } else { legal_scenario_m2 };
        let mut text = make(1000 + seed / 10);
        for _ in 0..random.within(1, 2) {
            text = mutated(&text, &mut random);
        }
        if runs_if_accepted(&format!("mutation {seed}"), &text) {
            accepted += 1;
        } else {
            refused += 1;
        }
    }
    // Both must happen often, or the test shows nothing.
    assert!(accepted > 300 && refused > 300, "{accepted} accepted, {refused} refused");
}

/// The same for what is shipped, whose mutations are nearer to what people do.
#[test]
fn mutations_of_shipped_scenarios_that_are_accepted_run() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/teaching");
    let mut accepted = 0;
    for entry in std::fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|e| e != "ron") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("the file can be read");
        let name = path.display().to_string();
        for seed in 0..200 {
            let text = mutated(&text, &mut Random::new(seed));
            accepted += usize::from(runs_if_accepted(&name, &text));
        }
    }
    assert!(accepted > 100, "{accepted} accepted");
}

/// The pieces are those of the text, in order.
#[test]
fn tokens_cover_the_text() {
    let text = legal_scenario(3);
    let all = tokens(&text);
    assert!(all.windows(2).all(|pair| pair[0].end <= pair[1].start));
    let rest: usize = text.len() - all.iter().map(std::ops::Range::len).sum::<usize>();
    assert_eq!(rest, text.bytes().filter(u8::is_ascii_whitespace).count() - inner_blanks(&text, &all));
}

fn inner_blanks(text: &str, all: &[std::ops::Range<usize>]) -> usize {
    all.iter().map(|range| text[range.clone()].bytes().filter(u8::is_ascii_whitespace).count()).sum()
}
