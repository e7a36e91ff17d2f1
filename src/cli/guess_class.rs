//! `--guess`: a class is asked on the terminal, question by question, and can go back to any answer.

use crate::language::Language;
use crate::results::comparison::Named;
use crate::results::guess::{FormatGuess, Guess, GuessError, Guesses};
use crate::results::names::{self, UnknownName};
use crate::results::words::SHARES;
use crate::say;
use crate::terminal::failure::Failure;
use crate::terminal::text::{bold, sensible};
use std::collections::BTreeMap;
use std::io::BufRead;

/// Questions about shares in a language, in the order of [`crate::results::words::SHARES`].
fn shares(language: Language) -> [String; 3] {
    [say!(language, "guess-signed"), say!(language, "guess-in-force"), say!(language, "guess-completed")]
}

/// What a class is asked about, and in which language.
pub(super) struct About<'a> {
    language: Language,
    formats: &'a [String],
    parties: &'a [Named],
    /// Formats and parties as they are called in the language.
    called: [Vec<String>; 2],
}

impl<'a> About<'a> {
    /// With the names that `called` gives to those of the file.
    pub(super) fn new(
        formats: &'a [String],
        parties: &'a [Named],
        language: Language,
        called: &dyn Fn(&str) -> String,
    ) -> Self {
        let names = formats.iter().map(|name| called(name)).collect();
        let of_parties = parties.iter().map(|party| called(&party.name)).collect();
        Self { language, formats, parties, called: [names, of_parties] }
    }
}

/// Asks until every answer is possible.
pub(super) fn ask(
    answers: &mut dyn BufRead,
    screen: &mut dyn FnMut(&str),
    about: &About<'_>,
) -> Result<Guesses, Failure> {
    let language = about.language;
    let mut class = Class { answers, screen, about };
    class.say(&format!("{}\n", say!(language, "guess-how")));
    let kept = format!("\n{}\n\n", say!(language, "guess-now"));
    let (first, mut next) = class.predictions()?;
    let Some(_) = next else {
        class.say(&kept);
        return first.map(Guesses::One).ok_or_else(nothing);
    };
    let mut pairs = BTreeMap::new();
    if let Some(first) = first {
        let name = class.name(&say!(language, "guess-first-pair"), &pairs, next.as_deref())?;
        pairs.insert(name, first);
    }
    while let Some(mut name) = next {
        if pairs.contains_key(&name) {
            class.note(&say!(language, "guess-pair-there", name = sensible(&name)));
            name = class.name(&say!(language, "guess-this-pair"), &pairs, None)?;
        }
        class.say(&format!("\n{}\n", bold(&sensible(&name))));
        let (guess, after) = class.predictions()?;
        pairs.extend(guess.map(|guess| (name, guess)));
        next = after;
    }
    class.say(&kept);
    if pairs.is_empty() { Err(nothing()) } else { Ok(Guesses::Pairs { pairs }) }
}

fn nothing() -> Failure {
    Failure::from(&GuessError::Nothing).at("standard input")
}

/// What a question is about.
#[derive(Debug, Clone, Copy)]
enum Question {
    /// A share of a format, by their places.
    Share(usize, usize),
    /// The format under which a party gains most.
    Gain(usize),
}

/// What comes after the last question.
enum End {
    /// The class goes back.
    Back,
    /// It is done; perhaps another pair enters its own, by this name.
    Done(Option<String>),
}

/// What was said to a question.
enum Said {
    Value(usize),
    /// Enter: what there is stays.
    Nothing,
    Out,
    Back,
    On,
}

struct Class<'a> {
    answers: &'a mut dyn BufRead,
    screen: &'a mut dyn FnMut(&str),
    about: &'a About<'a>,
}

impl Class<'_> {
    fn say(&mut self, text: &str) {
        (self.screen)(text);
    }

    /// A line of its own below a question.
    fn note(&mut self, text: &str) {
        self.say(&format!("  {text}\n"));
    }

    /// A line; nothing if there are no more.
    fn line(&mut self) -> Result<Option<String>, Failure> {
        let mut line = Vec::new();
        match self.answers.read_until(b'\n', &mut line) {
            Ok(0) => Ok(None),
            Ok(_) => Ok(Some(String::from_utf8_lossy(&line).trim().to_owned())),
            Err(error) => {
                Err(Failure::usage(format!("the answers cannot be read: {error}")).at("standard input"))
            }
        }
    }

    fn answer(&mut self) -> Result<String, Failure> {
        self.line()?.ok_or_else(|| {
            Failure::usage("the answers ended before all questions were asked, or are more than 64 KB")
                .at("standard input")
                .mend("answer every question, or give predictions with --guess-file FILE")
        })
    }

    /// A name that no pair has yet.
    fn name(
        &mut self,
        question: &str,
        pairs: &BTreeMap<String, Guess>,
        other: Option<&str>,
    ) -> Result<String, Failure> {
        loop {
            self.say(&format!("{question} "));
            let name = self.answer()?;
            if name.is_empty() || pairs.contains_key(&name) || other == Some(name.as_str()) {
                self.note(&say!(self.about.language, "guess-other-name"));
            } else {
                return Ok(name);
            }
        }
    }

    /// All that one pair, or the class, predicts, if anything; and the name of the pair that comes after it.
    fn predictions(&mut self) -> Result<(Option<Guess>, Option<String>), Failure> {
        let About { formats, parties, .. } = self.about;
        let mut questions: Vec<Question> =
            (0..formats.len()).flat_map(|f| (0..SHARES.len()).map(move |m| Question::Share(f, m))).collect();
        if formats.len() > 1 {
            questions.extend((0..parties.len()).map(Question::Gain));
        }
        let mut answers: Vec<Option<usize>> = vec![None; questions.len()];
        let (mut at, mut fresh) = (0, true);
        loop {
            let Some(&question) = questions.get(at) else {
                match self.end()? {
                    End::Back => (at, fresh) = (at.saturating_sub(1), true),
                    End::Done(next) => return Ok((self.guess(&questions, &answers), next)),
                }
                continue;
            };
            self.heading(question, fresh);
            let most = most(&questions, &answers, at);
            match self.asked(question, most, answers[at])? {
                Said::Back => (at, fresh) = (at.saturating_sub(1), true),
                Said::On => {
                    let format = |q: &Question| if let Question::Share(f, _) = q { Some(*f) } else { None };
                    let here = format(&question);
                    at = (at..questions.len())
                        .find(|k| format(&questions[*k]) != here)
                        .unwrap_or(questions.len());
                    fresh = true;
                }
                said => {
                    match said {
                        Said::Value(value) => answers[at] = Some(value),
                        Said::Out => answers[at] = None,
                        _ => {}
                    }
                    self.drop_impossible(&questions, &mut answers, at);
                    (at, fresh) = (at + 1, false);
                }
            }
        }
    }

    /// What is said before the questions of a format, and before those of the parties.
    fn heading(&mut self, question: Question, fresh: bool) {
        match question {
            Question::Share(format, share) if share == 0 || fresh => {
                let name = bold(&sensible(&self.about.called[0][format]));
                self.say(&format!("\n{name}\n{}\n", say!(self.about.language, "guess-how-many")));
            }
            Question::Gain(party) if party == 0 || fresh => {
                self.say(&format!("\n{}\n", say!(self.about.language, "guess-gains-most")));
                for (number, name) in self.about.called[0].iter().enumerate() {
                    self.note(&format!("{} {}", number + 1, sensible(name)));
                }
            }
            _ => {}
        }
    }

    /// Later answers about the same format that cannot be any more are asked for anew.
    fn drop_impossible(&mut self, questions: &[Question], answers: &mut [Option<usize>], from: usize) {
        let Question::Share(format, _) = questions[from] else { return };
        for at in from + 1..questions.len() {
            let Question::Share(other, share) = questions[at] else { return };
            if other == format && answers[at].is_some_and(|value| value > most(questions, answers, at)) {
                answers[at] = None;
                let language = self.about.language;
                self.note(&say!(language, "guess-anew", what = shares(language)[share]));
            }
        }
    }

    /// Asks one question until the answer is possible.
    fn asked(&mut self, question: Question, most: usize, now: Option<usize>) -> Result<Said, Failure> {
        let language = self.about.language;
        let (text, low, high) = match question {
            Question::Share(_, share) => (shares(language)[share].clone(), 0, most),
            Question::Gain(party) => (sensible(&self.about.called[1][party]), 1, self.about.formats.len()),
        };
        let now = now.map_or_else(String::new, |now| format!(" [{}]", now + low));
        let (low_text, high_text) = (low.to_string(), high.to_string());
        let text = say!(language, "guess-question", what = text, low = low_text, high = high_text);
        loop {
            self.say(&format!("  {text}{now} "));
            let answer = self.answer()?;
            match answer.as_str() {
                "" => return Ok(Said::Nothing),
                "-" => return Ok(Said::Out),
                "<" => return Ok(Said::Back),
                ">" => return Ok(Said::On),
                _ => {}
            }
            match (answer.parse::<usize>(), question) {
                (Ok(number), _) if (low..=high).contains(&number) => return Ok(Said::Value(number - low)),
                (Ok(_), Question::Share(..)) => {
                    self.note(&say!(language, "guess-too-much", high = high_text));
                }
                (Err(_), Question::Share(..)) => self.note(&whole_number(&answer, &high_text, language)),
                (_, Question::Gain(_)) => match self.format(&answer) {
                    Ok(format) => return Ok(Said::Value(format)),
                    Err(error) if error.ambiguous.is_empty() => {
                        self.note(&say!(language, "guess-number", high = high_text));
                    }
                    Err(error) => self.note(&format!("{error}: {}.", error.expected())),
                },
            }
        }
    }

    /// Place of a format that is named, as it is called in the language or in the file.
    fn format(&self, answer: &str) -> Result<usize, UnknownName> {
        let [called, _] = &self.about.called;
        let other = |error| names::find("format", self.about.formats, answer).map_err(|_| error);
        names::find("format", called, answer).or_else(other)
    }

    /// After the last question.
    fn end(&mut self) -> Result<End, Failure> {
        loop {
            self.say(&format!("\n{} ", say!(self.about.language, "guess-end")));
            // Answers that end here were all given.
            let answer = self.line()?.unwrap_or_default();
            match answer.as_str() {
                "" => return Ok(End::Done(None)),
                "<" => return Ok(End::Back),
                _ if answer.parse::<f64>().is_ok() || answer == ">" || answer == "-" => {
                    self.note(&say!(self.about.language, "guess-all-asked"));
                }
                _ => return Ok(End::Done(Some(answer))),
            }
        }
    }

    /// What was answered; nothing if nothing was.
    fn guess(&self, questions: &[Question], answers: &[Option<usize>]) -> Option<Guess> {
        let mut guess = Guess::default();
        for (question, answer) in questions.iter().zip(answers) {
            let Some(answer) = *answer else { continue };
            match *question {
                Question::Share(format, share) => {
                    let name = self.about.formats[format].clone();
                    let of: &mut FormatGuess = guess.formats.entry(name).or_default();
                    let slot = [&mut of.signed, &mut of.in_force, &mut of.completed].into_iter().nth(share);
                    if let Some(slot) = slot {
                        *slot = u8::try_from(answer).ok();
                    }
                }
                Question::Gain(party) => {
                    let About { formats, parties, .. } = self.about;
                    guess.gains_most.insert(parties[party].id.clone(), formats[answer].clone());
                }
            }
        }
        (guess != Guess::default()).then_some(guess)
    }
}

/// What is said to an answer that is no whole number; a share is told as a number of 100.
fn whole_number(answer: &str, high: &str, language: Language) -> String {
    let share = answer.parse::<f64>().ok().filter(|share| *share > 0.0 && *share < 1.0);
    match share {
        Some(share) => {
            say!(language, "guess-meant", high = high, share = format!("{:.0}", share * 100.0))
        }
        None => say!(language, "guess-whole", high = high),
    }
}

/// The most that can be answered: what comes after cannot be more than what came before it in the same format.
fn most(questions: &[Question], answers: &[Option<usize>], at: usize) -> usize {
    let Question::Share(format, _) = questions[at] else { return usize::MAX };
    let same = |k: &usize| matches!(questions[*k], Question::Share(other, _) if other == format);
    (0..at).filter(same).filter_map(|k| answers[k]).min().unwrap_or(100)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::fixture;

    fn ask_about(formats: usize, answers: &str) -> (Result<Guesses, Failure>, String) {
        let result = fixture::comparison();
        let formats: Vec<String> = result.formats.iter().take(formats).map(|f| f.name.clone()).collect();
        let mut screen = String::new();
        let mut say = |text: &str| screen.push_str(text);
        let about = About::new(&formats, &result.parties[..2], Language::En, &str::to_owned);
        let guess = ask(&mut answers.as_bytes(), &mut say, &about);
        (guess, screen)
    }

    /// Answers, a word each; `_` is Enter.
    fn one(answers: &str) -> Guess {
        let lines: String =
            answers.split(' ').flat_map(|word| [word.replace('_', ""), "\n".to_owned()]).collect();
        match ask_about(2, &lines).0 {
            Ok(Guesses::One(guess)) => guess,
            other => panic!("{other:?}"),
        }
    }

    fn numbers(signed: u8, in_force: u8, completed: u8) -> FormatGuess {
        FormatGuess { signed: Some(signed), in_force: Some(in_force), completed: Some(completed) }
    }

    #[test]
    fn a_class_is_asked_until_answers_are_possible() {
        let (guess, screen) = ask_about(2, "200\nmany\n0.4\n40\n50\n30\n10\n20\n20\n0\n3\n2\n\n\n");
        let Ok(Guesses::One(guess)) = guess else { panic!("{guess:?}") };
        assert_eq!(guess.formats["top-down summits"], numbers(40, 30, 10));
        assert_eq!(guess.gains_most.len(), 1);
        assert!(guess.gains_most["us"].starts_with("three-stage"));
        for said in [
            "Please give a whole number from 0 to 100",
            "Of 100: 40.",
            "That cannot be more than 100",
            "That cannot be more than 40",
            "Please give a number from 1 to 2",
        ] {
            assert!(screen.contains(said), "{said}: {screen}");
        }
    }

    #[test]
    fn any_answer_can_be_skipped_but_not_all() {
        let guess = one("40 _ 10 _ 30 _ _ _ _");
        let first = FormatGuess { in_force: None, ..numbers(40, 0, 10) };
        assert_eq!(guess.formats["top-down summits"], first);
        let second = guess.formats.iter().find(|(name, _)| name.starts_with("three")).unwrap().1;
        assert_eq!(*second, FormatGuess { in_force: Some(30), ..FormatGuess::default() });
        assert_eq!(one("> > _ 2 _").gains_most.len(), 1, "> goes on to the next format, then to the parties");
        assert_eq!(ask_about(2, "\n\n\n\n\n\n\n\n\n").0.unwrap_err().code, 2);
    }

    #[test]
    fn any_answer_can_be_corrected() {
        // Back to the first one: 40 becomes 20, which makes 30 impossible; 10 stays.
        let guess = one("40 30 10 < < < 20 15 _ > _ _ _");
        assert_eq!(guess.formats["top-down summits"], numbers(20, 15, 10));
        // From the end to the last party, whose answer is taken out again.
        let guess = one("40 > > 1 2 < - _");
        assert_eq!(guess.gains_most.len(), 1);
        let (_, screen) = ask_about(2, "40\n<\n\n>\n>\n\n\n\n");
        assert!(screen.contains("is a deal signed (0 to 100)? [40]"), "{screen}");
    }

    #[test]
    fn several_pairs_enter_theirs() {
        let first = "40\n>\n>\n\n\nLee and Choi\n";
        let (guess, screen) = ask_about(2, &format!("{first}Kim and Park\n50\n>\n>\n\n\n\n"));
        let Ok(Guesses::Pairs { pairs }) = guess else { panic!("{guess:?} {screen}") };
        let signed: Vec<_> =
            pairs.iter().map(|(name, g)| (name.as_str(), g.formats["top-down summits"].signed)).collect();
        assert_eq!(signed, [("Kim and Park", Some(40)), ("Lee and Choi", Some(50))]);
    }

    #[test]
    fn a_class_is_asked_in_its_language_and_may_answer_in_both() {
        let result = fixture::comparison();
        let formats: Vec<String> = result.formats.iter().take(2).map(|f| f.name.clone()).collect();
        let called =
            |name: &str| if name == formats[1] { "세 단계".to_owned() } else { "정상".to_owned() };
        let about = About::new(&formats, &result.parties[..2], Language::Ko, &called);
        let mut screen = String::new();
        let mut hear = |text: &str| screen.push_str(text);
        let answers = format!("40\n>\n>\n세 단계\n{}\n\n", formats[0]);
        let guess = ask(&mut answers.as_bytes(), &mut hear, &about);
        let Ok(Guesses::One(guess)) = guess else { panic!("{guess:?} {screen}") };
        let most: Vec<&String> = guess.gains_most.values().collect();
        assert!(most.contains(&&formats[0]) && most.contains(&&formats[1]), "{most:?}");
        assert_eq!(guess.formats[&formats[0]].signed, Some(40));
        assert!(
            screen.contains("정상")
                && screen.contains("가정된 세계 100개 중")
                && !screen.contains(&formats[0]),
            "{screen}"
        );
    }

    #[test]
    fn with_one_format_nobody_is_asked_where_parties_gain_most() {
        let (guess, screen) = ask_about(1, "40\n30\n10\n\n");
        assert!(matches!(guess, Ok(Guesses::One(guess)) if guess.formats.len() == 1));
        assert!(!screen.contains("gain most"), "{screen}");
    }

    #[test]
    fn answers_that_end_are_an_error_and_no_loss_after_the_last() {
        assert_eq!(ask_about(2, "40\n").0.unwrap_err().code, 2);
        assert!(ask_about(1, "40\n30\n10\n").0.is_ok());
    }
}
