//! Predictions of a class: asked before the run, scored after it.

use super::failure::Failure;
use super::output::remark;
use super::text::{SCREEN, bold, joined, left, right, shorten};
use crate::analysis::comparison::{Comparison, Named};
use crate::analysis::guess::{FormatGuess, Guess, GuessError, Score};
use crate::analysis::names;
use crate::analysis::words::{measure, of_100, party_name};
use crate::chart::Table;
use crate::interchange::text;
use crate::report::Section;
use std::io::{BufRead, Read};
use std::path::Path;

/// Largest file of predictions, in bytes.
pub(super) const LARGEST_FILE: u64 = 1 << 20;
/// So many bytes of answers are read from standard input, far more than a class types.
const MOST_ANSWERS: u64 = 64 << 10;

/// Where predictions come from.
#[derive(Debug, Clone, Copy)]
pub(super) enum From<'a> {
    /// Asked on the terminal.
    Class,
    /// A JSON file.
    File(&'a Path),
}

/// Gets predictions that are complete and possible.
pub(super) fn obtain(from: From<'_>, formats: &[String], parties: &[Named]) -> Result<Guess, Failure> {
    match from {
        From::Class => ask(&mut std::io::stdin().lock().take(MOST_ANSWERS), &mut remark, formats, parties),
        From::File(path) => of_file(path, formats, parties),
    }
}

fn of_file(path: &Path, formats: &[String], parties: &[Named]) -> Result<Guess, Failure> {
    let text = text::read(path, LARGEST_FILE).map_err(|error| Failure::unread(path, error))?;
    let guess: Guess = serde_json::from_str(&text).map_err(|error| {
        Failure::usage(format!("the predictions cannot be read: {error}"))
            .at(path.display())
            .expected(r#"{"formats": {"NAME": {"signed": 40, "in_force": 30, "completed": 10}, …}, "gains_most": {"PARTY": "NAME"}}"#)
            .mend("give one format or more, with whole numbers from 0 to 100")
    })?;
    guess.checked(formats, parties).map_err(|error| refused(&error).at(path.display()))
}

fn refused(error: &GuessError) -> Failure {
    let failure = Failure::usage(error);
    match error {
        GuessError::Name(name) => match name.mend() {
            Some(mend) => failure.expected(name.expected()).mend(mend),
            None => failure.expected(name.expected()),
        },
        GuessError::Nothing => failure.mend("predict one format of the scenario, or more"),
        GuessError::Twice(_) => failure.mend("leave one of the two out"),
        GuessError::Number { .. } => failure.expected("0 ≤ completed ≤ in_force ≤ signed ≤ 100"),
    }
}

/// Asks until every answer is possible.
fn ask(
    answers: &mut dyn BufRead,
    screen: &mut dyn FnMut(&str),
    formats: &[String],
    parties: &[Named],
) -> Result<Guess, Failure> {
    let mut class = Class { answers, screen };
    let mut guess = Guess::default();
    class.say("Before the simulation runs: what do you expect? Enter skips a format.\n");
    for name in formats {
        class.say(&format!("\n{}\nIn how many of 100 assumed worlds …\n", bold(name)));
        let Some(signed) = class.number_or_skip("is a deal signed", 100)? else { continue };
        let in_force = class.number("does it enter into force", signed)?;
        let completed = class.number("is it carried out in full", in_force)?;
        guess.formats.insert(name.clone(), FormatGuess { signed, in_force, completed });
    }
    if guess.formats.is_empty() {
        return Err(refused(&GuessError::Nothing).at("standard input"));
    }
    class.say("\nUnder which format does each party gain most? Give its number; Enter skips the party.\n");
    for (number, name) in formats.iter().enumerate() {
        class.say(&format!("  {} {name}\n", number + 1));
    }
    for party in parties {
        if let Some(format) = class.format(&party.name, formats)? {
            guess.gains_most.insert(party.id.clone(), formats[format].clone());
        }
    }
    class.say("\nYour predictions are kept. Now the simulation.\n\n");
    Ok(guess)
}

struct Class<'a> {
    answers: &'a mut dyn BufRead,
    screen: &'a mut dyn FnMut(&str),
}

impl Class<'_> {
    fn say(&mut self, text: &str) {
        (self.screen)(text);
    }

    fn answer(&mut self) -> Result<String, Failure> {
        let mut line = Vec::new();
        let read = self.answers.read_until(b'\n', &mut line);
        match read {
            Ok(0) => Err(Failure::usage(
                "the answers ended before all questions were asked, or are more than 64 KB",
            )
            .at("standard input")
            .mend("answer every question, or give predictions with --guess-file FILE")),
            Ok(_) => Ok(String::from_utf8_lossy(&line).trim().to_owned()),
            Err(error) => {
                Err(Failure::usage(format!("the answers cannot be read: {error}")).at("standard input"))
            }
        }
    }

    fn number(&mut self, question: &str, most: u8) -> Result<u8, Failure> {
        loop {
            match self.number_or_skip(question, most)? {
                Some(number) => return Ok(number),
                None => self.say(&format!("  Please give a whole number from 0 to {most}.\n")),
            }
        }
    }

    /// The same, or nothing if the line is empty.
    fn number_or_skip(&mut self, question: &str, most: u8) -> Result<Option<u8>, Failure> {
        loop {
            self.say(&format!("  {question} (0 to {most})? "));
            let answer = self.answer()?;
            match answer.parse::<u8>() {
                _ if answer.is_empty() => return Ok(None),
                Ok(number) if number <= most => return Ok(Some(number)),
                Ok(_) => self.say(&format!("  That cannot be more than {most}.\n")),
                Err(_) => self.say(&format!("  Please give a whole number from 0 to {most}.\n")),
            }
        }
    }

    fn format(&mut self, party: &str, formats: &[String]) -> Result<Option<usize>, Failure> {
        loop {
            self.say(&format!("  {party} (1 to {})? ", formats.len()));
            let answer = self.answer()?;
            if answer.is_empty() {
                return Ok(None);
            }
            match answer.parse::<usize>() {
                Ok(number) if (1..=formats.len()).contains(&number) => return Ok(Some(number - 1)),
                Ok(_) => {}
                Err(_) => {
                    if let Ok(format) = names::find("format", formats, &answer) {
                        return Ok(Some(format));
                    }
                }
            }
            self.say(&format!("  Please give a number from 1 to {}, or Enter.\n", formats.len()));
        }
    }
}

/// Says that the predictions of an interrupted run are used.
pub(super) fn kept() {
    remark("The predictions made before the interruption are kept.\n");
}

/// The predictions beside what came out.
pub(super) fn table(score: &Score, comparison: &Comparison) -> String {
    let head = "Your predictions → the result, of 100";
    let mut lines = vec![bold(&format!("{}  signed      in force    completed", left(head, 36)))];
    for format in &comparison.formats {
        let rows: Vec<String> = score.rows.iter().filter(|row| row.format == format.name).map(cell).collect();
        if rows.is_empty() {
            continue;
        }
        lines.push(format!("{}  {}", left(&format.name, 36), rows.join("  ")));
    }
    for part in &score.measures {
        let name = measure(comparison, &part.measure);
        lines.push(format!(
            "{} off by {} points (all formats equal: {}); orderings right: {} of {}",
            left(&name, 9),
            points(part.error),
            points(part.baseline),
            part.orderings_right,
            part.orderings
        ));
    }
    for gain in &score.gains {
        let verdict = if gain.right { "right" } else { "not so" };
        let found = if gain.right { String::new() } else { format!("; most under {}", gain.found) };
        let party = party_name(comparison, &gain.party);
        lines.push(format!("{party} gains most under {}: {verdict}{found}", gain.guessed));
    }
    let lines: Vec<String> = lines.iter().map(|line| shorten(line, SCREEN)).collect();
    joined(&lines)
}

/// The same for the report.
pub(super) fn section(score: &Score, comparison: &Comparison) -> Section {
    let mut table = Table::new(&["Format", "Measure", "Predicted, of 100", "Found, of 100"]);
    for row in &score.rows {
        let found = of_100(row.found / 100.0);
        let what = measure(comparison, &row.measure);
        table.rows.push(vec![row.format.clone(), what, row.guessed.to_string(), found]);
    }
    let off = |part: &crate::analysis::guess::MeasureScore| {
        format!(
            "{}: off by {} points on average; \"all formats are equal\" would have been off by {}. Of {} orderings of \
             formats {} were right.",
            measure(comparison, &part.measure),
            points(part.error),
            points(part.baseline),
            part.orderings,
            part.orderings_right
        )
    };
    let most = |gain: &crate::analysis::guess::GainScore| {
        let party = party_name(comparison, &gain.party);
        let verdict = if gain.right { "right".into() } else { format!("it was {}", gain.found) };
        format!("{party} was predicted to gain most under {}: {verdict}.", gain.guessed)
    };
    Section {
        heading: "Your predictions".into(),
        paragraphs: score.measures.iter().map(off).chain(score.gains.iter().map(most)).collect(),
        table: Some(table),
    }
}

fn cell(row: &crate::analysis::guess::ScoreRow) -> String {
    format!("{} → {}", right(&row.guessed.to_string(), 3), left(&of_100(row.found / 100.0), 3))
}

fn points(value: f64) -> String {
    format!("{value:.0}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{fixture, guess};

    fn ask_with(answers: &str) -> (Result<Guess, Failure>, String) {
        let result = fixture::comparison();
        let formats: Vec<String> = result.formats.iter().take(2).map(|f| f.name.clone()).collect();
        let mut screen = String::new();
        let mut say = |text: &str| screen.push_str(text);
        let guess = ask(&mut answers.as_bytes(), &mut say, &formats, &result.parties[..2]);
        (guess, screen)
    }

    #[test]
    fn a_class_is_asked_until_answers_are_possible() {
        let (guess, screen) = ask_with("200\nmany\n40\n50\n30\n10\n20\n20\n0\n3\n2\n\n");
        let guess = guess.unwrap();
        let first = guess.formats["top-down summits"];
        assert_eq!(first, FormatGuess { signed: 40, in_force: 30, completed: 10 });
        assert_eq!(guess.gains_most.len(), 1);
        assert!(guess.gains_most["us"].starts_with("three-stage"));
        assert!(screen.contains("Please give a whole number from 0 to 100"));
        assert!(screen.contains("That cannot be more than 100"));
        assert!(screen.contains("That cannot be more than 40"));
        assert!(screen.contains("Please give a number from 1 to 2"));
    }

    #[test]
    fn a_format_can_be_skipped_but_not_all() {
        let guess = ask_with("\n40\n\n30\n10\n\n\n").0.unwrap();
        assert_eq!(guess.formats.len(), 1);
        assert_eq!(
            guess.formats.values().next().unwrap().in_force,
            30,
            "in the middle of a format Enter asks again"
        );
        let failure = ask_with("\n\n\n\n").0.unwrap_err();
        assert_eq!(failure.code, 2);
    }

    #[test]
    fn answers_that_end_are_an_error() {
        assert_eq!(ask_with("40\n").0.unwrap_err().code, 2);
    }

    #[test]
    fn the_score_is_a_small_table() {
        let result = fixture::comparison();
        let guess = |signed| FormatGuess { signed, in_force: signed / 2, completed: signed / 4 };
        let formats =
            result.formats.iter().zip([50, 40, 60, 20, 30]).map(|(f, s)| (f.name.clone(), guess(s)));
        let gains = [("us", "six-leader summit"), ("japan", "six-party talks")];
        let gains_most = gains.iter().map(|(p, f)| ((*p).to_owned(), (*f).to_owned())).collect();
        let score = guess::score(&Guess { formats: formats.collect(), gains_most }, &result);
        insta::assert_snapshot!(super::super::printable::plain(&table(&score, &result)));
    }
}
