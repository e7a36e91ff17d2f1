//! One function for each reader and mini-language: it takes any bytes, and says whether they were accepted. It never panics, and it ends.
//!
//! `tests/fuzz/main.rs` gives each of them fixed inputs as ordinary tests; the package in `fuzz/` gives them to a fuzzer.

use roundtable::files::seems::Seems;
use roundtable::files::text;
use roundtable::lab::conflict::model::Model;
use roundtable::lab::games::{evaluate, game::Game, seat::Chosen};
use roundtable::lab::import::{decisions, domains, gmcr, ktab};
use roundtable::lab::predict::{self, Choices};
use roundtable::lab::verify::cases;
use roundtable::results::against;
use roundtable::results::comparison::{Comparison, Named};
use roundtable::results::expect::Expectation;
use roundtable::results::find::Query;
use roundtable::results::guess::Guesses;
use roundtable::scenario::domain::Domain;
use roundtable::scenario::{self, Diagnostic, Scenario, SourceFile, Style, letters, set};
use roundtable::world::numbers::Numbers;
use roundtable::world::stored::{Reader, RowError};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// A reader: `true` if it accepts the bytes.
pub(crate) type Target = fn(&[u8]) -> bool;

/// Every reader of files, and every mini-language of options, by name.
pub(crate) const TARGETS: &[(&str, Target)] = &[
    ("scenario", scenario),
    ("domain", domain),
    ("conflict", conflict),
    ("set", set),
    ("find", find),
    ("expect", expect),
    ("guess", guess),
    ("result", result),
    ("worlds", worlds),
    ("decisions", decisions),
    ("ktab", ktab),
    ("gmcr", gmcr),
    ("genius", genius),
    ("geniusweb", geniusweb),
    ("negmas", negmas),
    ("negmas_json", negmas_json),
    ("plain", plain),
    ("scorable", scorable),
    ("cases", cases),
    ("formula", formula),
    ("tactic", tactic),
    ("sub_model", sub_model),
    ("arguments", arguments),
    ("anything", anything),
];

/// With more packages than this no utilities are reckoned.
const FEW: usize = 1024;
const BUYER: &str = include_str!("../../fuzz/seeds/negmas/buyer.yaml");
const SPACE: &str = include_str!("../../fuzz/seeds/negmas/trade.yaml");
const BUYER_JSON: &str = include_str!("../../fuzz/seeds/negmas_json/buyer.json");
const SPACE_JSON: &str = include_str!("../../fuzz/seeds/negmas_json/trade.json");
const CONFIG: &str = include_str!("../../fuzz/seeds/scorable/config.txt");
const SCORES: &str = include_str!("../../fuzz/seeds/scorable/scores.txt");
const INITIAL: &str = include_str!("../../fuzz/seeds/scorable/initial.txt");
const RESULT: &str = include_str!("../golden/4-spoiler/summary.json");
const SCENARIO: &str = include_str!("../../scenarios/teaching/4-spoiler.ron");

/// The scenario that options speak of.
fn spoken_of() -> &'static Scenario {
    static READ: OnceLock<Scenario> = OnceLock::new();
    READ.get_or_init(|| {
        scenario::read(&SourceFile::new("4-spoiler.ron", SCENARIO)).expect("it is sound").scenario
    })
}

/// Its result.
fn compared() -> &'static Comparison {
    static READ: OnceLock<Comparison> = OnceLock::new();
    READ.get_or_init(|| serde_json::from_str(RESULT).expect("it is a result"))
}

fn names() -> (Vec<String>, Vec<Named>) {
    let formats = spoken_of().formats.iter().map(|format| format.name.clone()).collect();
    let named = |party: &scenario::model::Party| Named { id: party.id.clone(), name: party.name.clone() };
    (formats, spoken_of().parties.iter().map(named).collect())
}

fn told(problems: &[Diagnostic], file: &SourceFile) {
    scenario::render(problems, file, Style::Plain);
    scenario::machine(problems, file);
}

/// Rows of `worlds.csv`, and the worlds that they make. No cell of this scenario has a comma.
fn worlds(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let mut lines = text.lines();
    let Ok(reader) = Reader::new(spoken_of(), lines.next().unwrap_or_default().split(',')) else {
        return false;
    };
    let numbers = lines.map(|line| reader.read(&line.split(',').collect::<Vec<&str>>()));
    let all: Result<Vec<Numbers>, RowError> = numbers.collect();
    all.is_ok_and(|all| {
        for numbers in &all {
            _ = numbers.world(spoken_of());
        }
        !all.is_empty()
    })
}

fn scenario(bytes: &[u8]) -> bool {
    let file = SourceFile::from_bytes("input.ron", bytes);
    let read = scenario::read(&file);
    told(read.as_ref().map_or_else(Vec::as_slice, |checked| &checked.warnings), &file);
    if let Ok(checked) = &read
        && let Err(problems) = scenario::variants(&file, &checked.scenario)
    {
        told(&problems, &file);
    }
    read.is_ok()
}

/// Whether a game comes of a domain that was accepted; a large one is not asked.
fn played(domain: &Domain) -> bool {
    let few = evaluate::packages(&evaluate::sizes(domain)).is_some_and(|packages| packages <= FEW);
    !few || Game::of(domain).is_ok()
}

fn domain(bytes: &[u8]) -> bool {
    let file = SourceFile::from_bytes("input.ron", bytes);
    match scenario::read_domain(&file) {
        None => false,
        Some(Err(problems)) => {
            told(&problems, &file);
            false
        }
        Some(Ok(checked)) => {
            told(&checked.warnings, &file);
            let seats = checked.domain.parties.iter().filter_map(|party| party.tactic.as_ref());
            played(&checked.domain) & seats.map(Chosen::of).all(|seat| seat.is_ok())
        }
    }
}

fn conflict(bytes: &[u8]) -> bool {
    let file = SourceFile::from_bytes("input.ron", bytes);
    let Some(read) = scenario::read_conflict(&file) else { return false };
    match read.and_then(|conflict| Model::new(&conflict)) {
        Ok(_) => true,
        Err(problems) => {
            told(&problems, &file);
            false
        }
    }
}

fn set(bytes: &[u8]) -> bool {
    let file = SourceFile::new("4-spoiler.ron", SCENARIO);
    match set::changed(&file, spoken_of(), &[String::from_utf8_lossy(bytes).into_owned()]) {
        Ok(_) => true,
        Err(refused) => {
            refused.to_string();
            false
        }
    }
}

fn find(bytes: &[u8]) -> bool {
    Query::parse(&String::from_utf8_lossy(bytes), spoken_of()).is_ok()
}

fn expect(bytes: &[u8]) -> bool {
    let (formats, parties) = names();
    let parsed = Expectation::parse(&String::from_utf8_lossy(bytes));
    let checked = parsed.and_then(|expectation| {
        expectation.check(&formats, &parties)?;
        expectation.judge(compared())
    });
    checked.map_err(|error| (error.to_string(), error.expected(), error.mend())).is_ok()
}

fn guess(bytes: &[u8]) -> bool {
    let (formats, parties) = names();
    let guesses = Guesses::from_json(bytes);
    guesses.is_ok_and(|guesses| guesses.checked(&formats, &parties).is_ok())
}

/// A stored result, held against another.
fn result(bytes: &[u8]) -> bool {
    let Ok(then) = serde_json::from_slice::<Comparison>(bytes) else { return false };
    against::changes(&then, compared()).is_ok()
}

fn decisions(bytes: &[u8]) -> bool {
    decisions::is_table(&String::from_utf8_lossy(bytes));
    decisions::read(bytes).is_ok_and(|read| {
        decisions::write(&read).expect("what was read can be written");
        predict::Subject::of_decisions(&read, &[]).is_ok()
    })
}

fn ktab(bytes: &[u8]) -> bool {
    let Ok(text) = text::decode(bytes) else { return false };
    ktab::is_one(&text);
    ktab::read(&text).is_ok_and(|scenario| {
        scenario.left_out();
        let subject = predict::Subject::of_decisions(&scenario.decisions(), &[]);
        scenario.ready().is_ok() & subject.is_ok()
    })
}

fn gmcr(bytes: &[u8]) -> bool {
    let Ok(text) = text::decode(bytes) else { return false };
    gmcr::is_gmcr(&text);
    gmcr::read(&text, "input.gmcr").is_ok_and(|read| Model::new(&read.conflict).is_ok())
}

/// A folder for each thread, and what lies beside the input.
fn folder() -> PathBuf {
    thread_local!(static FOLDER: tempfile::TempDir = tempfile::tempdir().expect("there is room for files"));
    FOLDER.with(|folder| folder.path().to_owned())
}

fn lay(name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder().join(name);
    std::fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).expect("there is room for folders");
    // Some file systems wait for the disk where a file is cut short and written again, and not where it is new.
    let _ = std::fs::remove_file(&path);
    std::fs::write(&path, bytes).expect("there is room for files");
    path
}

/// Files of one domain, in their order.
fn foreign(files: &[(&str, &[u8])]) -> bool {
    let paths: Vec<PathBuf> = files.iter().map(|(name, bytes)| lay(name, bytes)).collect();
    match domains::import(&paths) {
        Ok(imported) => played(&imported.domain),
        Err(error) => {
            assert!(!error.what.is_empty(), "{error}");
            false
        }
    }
}

fn genius(bytes: &[u8]) -> bool {
    foreign(&[("input.xml", bytes)])
}

fn geniusweb(bytes: &[u8]) -> bool {
    foreign(&[("input.json", bytes)])
}

fn plain(bytes: &[u8]) -> bool {
    foreign(&[("input.json", bytes)])
}

/// As the outcome space, and as a party.
fn negmas(bytes: &[u8]) -> bool {
    foreign(&[("input.yaml", bytes), ("buyer.yaml", BUYER.as_bytes())])
        | foreign(&[("trade.yaml", SPACE.as_bytes()), ("input.yaml", bytes)])
}

fn negmas_json(bytes: &[u8]) -> bool {
    foreign(&[("input.json", bytes), ("buyer.json", BUYER_JSON.as_bytes())])
        | foreign(&[("trade.json", SPACE_JSON.as_bytes()), ("input.json", bytes)])
}

/// As the list of parties, as scores, and as the first deal.
fn scorable(bytes: &[u8]) -> bool {
    let files = ["game/config.txt", "game/scores_files/a.txt", "game/initial_deal.txt"];
    let usual = [CONFIG, SCORES, INITIAL].map(str::as_bytes);
    let mut accepted = false;
    lay("game/scores_files/b.txt", usual[1]);
    for at in 0..files.len() {
        for (file, usual) in files.iter().zip(usual).skip(1) {
            lay(file, usual);
        }
        lay(files[0], usual[0]);
        let input = lay(files[at], bytes);
        let game = input.ancestors().find(|folder| folder.ends_with("game")).unwrap_or(&input);
        accepted |= domains::import(&[game.to_owned()]).is_ok_and(|imported| played(&imported.domain));
    }
    accepted
}

/// A file of reference cases, each of which is computed.
fn cases(bytes: &[u8]) -> bool {
    let path = lay("cases.json", bytes);
    cases::read(&path).is_ok_and(|file| {
        let outcomes = cases::run(&file);
        !outcomes.is_empty() && outcomes.iter().all(|outcome| outcome.status == cases::Status::Passed)
    })
}

/// The arithmetic of a case.
fn formula(bytes: &[u8]) -> bool {
    let inputs = serde_json::json!({
        "trajectories": [[[0.0, 0.0], [0.5, 0.0], [0.5, 0.5]]],
        "function": String::from_utf8_lossy(bytes),
        "parameters": {"a": 2.0},
        "delta": 0.5,
    });
    let expected = serde_json::json!({"elementary_effects_by_factor": [[0.0], [0.0]]});
    let content = Ok(cases::CaseContent { inputs, expected, tolerance: f64::MAX });
    let case = cases::Case { id: "f".to_owned(), kind: "morris_elementary_effects".to_owned(), content };
    let outcomes = cases::run(&cases::CaseFile { name: "f".to_owned(), cases: vec![case] });
    outcomes.iter().all(|outcome| outcome.status == cases::Status::Passed)
}

fn tactic(bytes: &[u8]) -> bool {
    Chosen::parse(&String::from_utf8_lossy(bytes)).is_ok()
}

fn sub_model(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let pair = text.split_once('=');
    pair.is_some_and(|(name, word)| Choices::default().choose(name, word).is_ok())
}

/// A command line, an argument a line: numbers, pairs and choices of all options.
fn arguments(bytes: &[u8]) -> bool {
    thread_local!(static COMMAND: std::cell::RefCell<clap::Command> = std::cell::RefCell::new(roundtable::cli::command()));
    let text = String::from_utf8_lossy(bytes);
    COMMAND.with_borrow_mut(|command| match command.try_get_matches_from_mut(text.lines()) {
        Ok(_) => true,
        Err(error) => {
            error.to_string();
            false
        }
    })
}

/// What bytes seem to be, their text, and that text as it is shown: nothing that acts is left in it.
fn anything(bytes: &[u8]) -> bool {
    let _ = Seems::bytes(bytes).to_string();
    let Ok(text) = text::decode(bytes) else { return false };
    text::ampersands(&text::plain_numbers(&text));
    let shown = letters::visible(&text);
    assert!(!shown.contains(|c| letters::acts(c) && !matches!(c, '\n' | '\t')), "{shown:?}");
    assert!(!letters::one_line(&text).contains(letters::acts));
    letters::cell(&letters::isolated(&text, ("<", ">")));
    !text.is_empty()
}
