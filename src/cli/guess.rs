//! Predictions of a class: taken from files or asked before the run (`guess_class`), scored after it.

use super::guess_class::{About, ask};
use crate::chart::Table;
use crate::files::text;
use crate::language::Language;
use crate::report::Section;
use crate::results::comparison::{Comparison, Named};
use crate::results::guess::{
    GainScore, Guesses, MeasureScore, PairScore, Score, ScoreRow, Scores, YARDSTICK,
};
use crate::results::words::{SHARES, measure, of_100, party_name};
use crate::say;
use crate::scenario::Scenario;
use crate::terminal::columns::{Columns, Kind};
use crate::terminal::failure::Failure;
use crate::terminal::output::remark;
use crate::terminal::text::{joined, left, right, wrapped};
use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Largest file of predictions, in bytes.
pub(super) const LARGEST_FILE: u64 = 1 << 20;
/// So many bytes of answers are read from standard input, far more than a class types.
const MOST_ANSWERS: u64 = 64 << 10;

/// Where predictions come from.
#[derive(Debug, Clone, Copy)]
pub(super) enum From<'a> {
    /// Asked on the terminal.
    Class,
    /// JSON files: several are those of pairs.
    Files(&'a [PathBuf]),
}

/// Gets predictions that are possible; a class is asked in a language.
pub(super) fn obtain(
    from: From<'_>,
    formats: &[String],
    parties: &[Named],
    scenario: &Scenario,
    language: Language,
) -> Result<Guesses, Failure> {
    match from {
        From::Class => {
            let answers = &mut std::io::stdin().lock().take(MOST_ANSWERS);
            let called = |name: &str| scenario.name_in(language.code(), name).to_owned();
            ask(answers, &mut remark, &About::new(formats, parties, language, &called))
        }
        From::Files(paths) => obtain_files(paths, formats, parties),
    }
}

fn obtain_files(paths: &[PathBuf], formats: &[String], parties: &[Named]) -> Result<Guesses, Failure> {
    match paths {
        [path] => read(path, formats, parties),
        paths => read_pairs(paths, formats, parties),
    }
}

fn read(path: &Path, formats: &[String], parties: &[Named]) -> Result<Guesses, Failure> {
    let text = text::read(path, LARGEST_FILE).map_err(|error| Failure::unread(path, error))?;
    let guesses = Guesses::from_json(text.as_bytes()).map_err(|error| {
        Failure::usage(format!("the predictions cannot be read: {error}"))
            .at(path.display())
            .expected(r#"{"formats": {"NAME": {"signed": 40, "in_force": 30, "completed": 10}, …}, "gains_most": {"PARTY": "NAME"}}, or {"pairs": {"WHO": {"formats": …}, …}}"#)
            .mend("give one prediction or more, as whole numbers from 0 to 100")
    })?;
    guesses.checked(formats, parties).map_err(|error| Failure::from(&error).at(path.display()))
}

/// A file a pair, which is called as its file.
fn read_pairs(paths: &[PathBuf], formats: &[String], parties: &[Named]) -> Result<Guesses, Failure> {
    let mut pairs = BTreeMap::new();
    for path in paths {
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let of_file = match read(path, formats, parties)? {
            Guesses::One(guess) => BTreeMap::from([(stem, guess)]),
            Guesses::Pairs { pairs } => pairs,
        };
        for (name, guess) in of_file {
            if pairs.insert(name.clone(), guess).is_some() {
                return Err(Failure::usage(format!("two pairs are called `{name}`"))
                    .at(path.display())
                    .mend("give one of the two another name"));
            }
        }
    }
    Ok(Guesses::Pairs { pairs })
}

/// Says that the predictions of an interrupted run are used.
pub(super) fn kept(language: Language) {
    remark(&format!("{}\n", say!(language, "guess-kept")));
}

/// The predictions beside what came out, in so many columns.
pub(super) fn table(scores: &Scores, comparison: &Comparison, room: usize) -> String {
    joined(&match scores {
        Scores::One(score) => of_class(score, comparison, room),
        Scores::Pairs { pairs } => of_pairs(pairs, comparison, room),
    })
}

/// Every prediction, then how good they were.
fn of_class(score: &Score, comparison: &Comparison, room: usize) -> Vec<String> {
    let heads = SHARES.map(|m| measure(comparison, m));
    let cells = heads.iter().map(|head| (head.as_str(), Kind::Measure));
    let head = say!(comparison.language, "guess-head");
    let mut table = Columns::new([(head.as_str(), Kind::Name)].into_iter().chain(cells));
    for format in &comparison.formats {
        let row = |m: &str| score.rows.iter().find(|row| row.format == format.name && row.measure == m);
        let cells = SHARES.map(|m| row(m).map_or_else(String::new, cell));
        if cells.iter().any(|cell| !cell.is_empty()) {
            table.row([format.name.clone()].into_iter().chain(cells));
        }
    }
    let mut lines = table.lines(room);
    for part in &score.measures {
        let name = left(&measure(comparison, &part.measure), 11);
        lines.extend(wrapped(&name, &verdict(part, comparison), room));
    }
    if comparison.formats.len() == 1 {
        lines.extend(wrapped("", &say!(comparison.language, "guess-one-format"), room));
    }
    for gain in &score.gains {
        lines.extend(wrapped("", &gain_verdict(gain, comparison), room));
    }
    lines
}

/// How near the predictions of a measure were, in words.
fn verdict(part: &MeasureScore, comparison: &Comparison) -> String {
    let language = comparison.language;
    if part.formats == 0 {
        return say!(language, "guess-nothing");
    }
    let (off, baseline) = (points(part.error), points(part.baseline));
    let off =
        say!(language, "guess-off", points = off, yardstick = YARDSTICK.to_string(), baseline = baseline);
    match (comparison.formats.len(), part.formats, part.orderings) {
        // Said once for all measures.
        (1, ..) => off,
        (_, 1, _) => say!(language, "guess-one-predicted", off = off),
        (_, _, 0) => say!(language, "guess-none-apart", off = off),
        (.., all) => {
            let (right, all) = (part.orderings_right.to_string(), all.to_string());
            say!(language, "guess-orderings", off = off, right = right, all = all)
        }
    }
}

fn gain_verdict(gain: &GainScore, comparison: &Comparison) -> String {
    let (language, party) = (comparison.language, party_name(comparison, &gain.party));
    if gain.right {
        say!(language, "guess-gain-right", party = party, format = gain.guessed)
    } else {
        say!(language, "guess-gain-wrong", party = party, format = gain.guessed, found = gain.found)
    }
}

/// A line a pair, the nearest first.
fn of_pairs(pairs: &[PairScore], comparison: &Comparison, room: usize) -> Vec<String> {
    let language = comparison.language;
    let heads = [
        say!(language, "guess-pair"),
        say!(language, "guess-off-by"),
        say!(language, "guess-everywhere", yardstick = YARDSTICK.to_string()),
        say!(language, "guess-orderings-right"),
        say!(language, "guess-gains-right"),
    ];
    let kinds = [Kind::Name, Kind::Number, Kind::Number, Kind::Measure, Kind::Measure];
    let mut table = Columns::new(heads.iter().map(String::as_str).zip(kinds));
    for pair in pairs {
        let of_all = |of: &dyn Fn(&MeasureScore) -> f64| {
            let weights = pair.score.measures.iter().map(|m| m.formats as f64);
            let sum: f64 = pair.score.measures.iter().map(|m| of(m) * m.formats as f64).sum();
            sum / weights.sum::<f64>()
        };
        let number = |x: Option<f64>| x.map_or_else(|| "–".to_owned(), points);
        let baseline = pair.error.map(|_| of_all(&|m| m.baseline));
        let (right, all) = pair
            .score
            .measures
            .iter()
            .fold((0, 0), |(right, all), m| (right + m.orderings_right, all + m.orderings));
        let gains = pair.score.gains.iter().filter(|gain| gain.right).count();
        let of = |right: usize, all: usize| match all {
            0 => "–".to_owned(),
            all => say!(language, "guess-of", right = right.to_string(), all = all.to_string()),
        };
        let cells = [number(pair.error), number(baseline), of(right, all), of(gains, pair.score.gains.len())];
        table.row([pair.pair.clone()].into_iter().chain(cells));
    }
    let mut lines = table.lines(room);
    lines.extend(wrapped("", &say!(language, "guess-note"), room));
    if comparison.formats.len() == 1 {
        lines.extend(wrapped("", &say!(comparison.language, "guess-one-format"), room));
    }
    lines
}

/// The same for the report.
pub(super) fn section(scores: &Scores, comparison: &Comparison) -> Section {
    let language = comparison.language;
    let (head, all): (Option<String>, Vec<(Option<&str>, &Score)>) = match scores {
        Scores::One(score) => (None, vec![(None, score)]),
        Scores::Pairs { pairs } => {
            let all = pairs.iter().map(|pair| (Some(pair.pair.as_str()), &pair.score));
            (Some(say!(language, "guess-pair")), all.collect())
        }
    };
    let heads = [
        say!(language, "chart-format"),
        say!(language, "differences-measure"),
        say!(language, "guess-predicted"),
        say!(language, "guess-found"),
    ];
    let mut table = Table { headers: head.into_iter().chain(heads).collect(), rows: Vec::new() };
    let mut paragraphs = Vec::new();
    for (pair, score) in all {
        for row in &score.rows {
            let what = measure(comparison, &row.measure);
            let cells = [row.format.clone(), what, row.guessed.to_string(), of_100(row.found / 100.0)];
            table.rows.push(pair.map(str::to_owned).into_iter().chain(cells).collect());
        }
        let of_whom = pair.map_or_else(String::new, |pair| format!("{pair}, "));
        let off = |part: &MeasureScore| {
            format!("{of_whom}{}: {}.", measure(comparison, &part.measure), verdict(part, comparison))
        };
        let most = |gain: &GainScore| format!("{of_whom}{}.", gain_verdict(gain, comparison));
        paragraphs.extend(score.measures.iter().map(off).chain(score.gains.iter().map(most)));
    }
    if comparison.formats.len() == 1 {
        paragraphs.push(say!(language, "guess-one-format"));
    }
    Section { heading: say!(language, "guess-heading"), paragraphs, table: Some(table), chart: None }
}

fn cell(row: &ScoreRow) -> String {
    format!("{} → {}", right(&row.guessed.to_string(), 3), of_100(row.found / 100.0))
}

fn points(value: f64) -> String {
    format!("{value:.0}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::fixture;
    use crate::results::guess;
    use crate::results::guess::{FormatGuess, Guess};

    fn guessed(signed: [u8; 5]) -> Guess {
        let guess = |signed: u8| FormatGuess {
            signed: Some(signed),
            in_force: Some(signed / 2),
            completed: Some(signed / 4),
        };
        let result = fixture::comparison();
        let formats = result.formats.iter().zip(signed).map(|(f, s)| (f.name.clone(), guess(s)));
        let gains = [("us", "six-leader summit"), ("japan", "six-party talks")];
        let gains_most = gains.iter().map(|(p, f)| ((*p).to_owned(), (*f).to_owned())).collect();
        Guess { formats: formats.collect(), gains_most }
    }

    fn shown(guesses: &Guesses, result: &Comparison, room: usize) -> String {
        crate::terminal::printable::plain(&table(&guess::scores(guesses, result), result, room))
    }

    #[test]
    fn the_score_is_a_small_table() {
        let text = shown(&Guesses::One(guessed([50, 40, 60, 20, 30])), &fixture::comparison(), 80);
        assert!(!text.contains("1…"), "{text}");
        insta::assert_snapshot!(text);
    }

    #[test]
    fn pairs_are_a_line_each() {
        let (kim, lee) = (guessed([50, 40, 60, 20, 30]), guessed([60, 50, 40, 30, 40]));
        let only = Guess { formats: BTreeMap::new(), ..guessed([0; 5]) };
        let pairs = [("Kim and Park", kim), ("Lee and Choi", lee), ("the back row", only)]
            .map(|(n, g)| (n.to_owned(), g));
        let guesses = Guesses::Pairs { pairs: pairs.into_iter().collect() };
        insta::assert_snapshot!(shown(&guesses, &fixture::comparison(), 80));
        let section = section(&guess::scores(&guesses, &fixture::comparison()), &fixture::comparison());
        assert_eq!(section.table.unwrap().rows.len(), 30);
    }

    #[test]
    fn no_answer_is_cut_at_any_width() {
        let mut guess = guessed([100; 5]);
        for guess in guess.formats.values_mut() {
            *guess = FormatGuess { signed: Some(100), in_force: Some(100), completed: Some(100) };
        }
        for room in [30, 40, 80, 120] {
            let text = shown(&Guesses::One(guess.clone()), &fixture::comparison(), room);
            assert!(text.contains("100 → 62") && text.contains("100 → <1"), "{room}: {text}");
            let whole = text.replace('\n', " ");
            assert!(whole.contains("most under six-party talks"), "{room}: {text}");
        }
    }

    #[test]
    fn with_one_format_there_is_nothing_to_order() {
        let mut result = fixture::comparison();
        result.formats.truncate(1);
        let mut guess = guessed([50, 40, 60, 20, 30]);
        guess.formats.retain(|name, _| *name == result.formats[0].name);
        let text = shown(&Guesses::One(guess.clone()), &result, 80);
        assert!(
            text.contains("One format: there is nothing to order.") && !text.contains("orderings"),
            "{text}"
        );
        let text = shown(&Guesses::One(guess), &fixture::comparison(), 80);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains("one format was predicted: there is nothing to order"), "{text}");
    }

    #[test]
    fn files_of_pairs_are_called_as_their_files() {
        let result = fixture::comparison();
        let formats: Vec<String> = result.formats.iter().map(|f| f.name.clone()).collect();
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).unwrap();
            path
        };
        let a = file("kim.json", r#"{"formats": {"six-party talks": {"signed": 40}}}"#);
        let b =
            file("rest.json", r#"{"pairs": {"lee": {"formats": {"top-down summits": {"completed": 4}}}}}"#);
        let read = |paths: &[PathBuf]| obtain_files(paths, &formats, &result.parties);
        let Ok(Guesses::Pairs { pairs }) = read(&[a.clone(), b]) else { panic!("pairs") };
        assert_eq!(pairs.keys().collect::<Vec<_>>(), ["kim", "lee"]);
        assert!(read(&[a.clone(), a]).unwrap_err().text().contains("two pairs are called `kim`"));
    }
}
