//! Predictions of a class, held against what came out.
//!
//! Predictions are numbers of 100 assumed worlds; errors are in points (hundredths of the assumed worlds). The
//! yardstick is somebody who knows nothing and says 50 of 100 everywhere: it takes nothing from the result.

use super::comparison::{Comparison, FormatSummary, Named};
use super::names::{self, UnknownName};
use super::words::SHARES;
use crate::language::Language;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Two formats are ordered by the result only if they are at least so far apart (share, or own scale for gains).
pub const APART: f64 = 0.05;

/// What the yardstick predicts of everything, of 100.
pub const YARDSTICK: u8 = 50;

/// Predictions for a scenario.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guess {
    /// By format. Formats may be left out.
    #[serde(default)]
    pub formats: BTreeMap<String, FormatGuess>,
    /// By party key: the format under which it gains most. May be left out.
    #[serde(default)]
    pub gains_most: BTreeMap<String, String>,
}

/// Predictions of a class: one set of them, or one for each pair (or group) by its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Guesses {
    /// Of the class as a whole.
    One(Guess),
    /// Of pairs.
    Pairs {
        /// By the name of the pair.
        pairs: BTreeMap<String, Guess>,
    },
}

/// Predictions for one format, each a number of 100 assumed worlds; what is not predicted is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormatGuess {
    /// In which a deal is signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed: Option<u8>,
    /// In which it enters into force; at most `signed`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_force: Option<u8>,
    /// In which it is carried out in full; at most `in_force`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub completed: Option<u8>,
}

/// What is wrong with predictions.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GuessError {
    /// A format or party that is not there.
    #[error(transparent)]
    Name(#[from] UnknownName),
    /// What a pair predicts cannot be.
    #[error("of the pair `{pair}`: {error}")]
    Pair {
        /// Name of the pair.
        pair: String,
        /// What is wrong.
        error: Box<GuessError>,
    },
    /// Nothing is predicted.
    #[error("there are no predictions")]
    Nothing,
    /// The same format twice, by different spellings.
    #[error("the format `{0}` is predicted twice")]
    Twice(String),
    /// A number that cannot be.
    #[error("for `{format}`: {what}")]
    Number {
        /// The format.
        format: String,
        /// What is wrong with the number.
        what: String,
    },
}

impl FormatGuess {
    /// The prediction of a measure of [`SHARES`].
    pub fn of(self, measure: &str) -> Option<u8> {
        match measure {
            "signed" => self.signed,
            "in_force" => self.in_force,
            _ => self.completed,
        }
    }

    fn check(self, format: &str) -> Result<(), GuessError> {
        let error = |what: &str| Err(GuessError::Number { format: format.into(), what: what.into() });
        let above = |a: Option<u8>, b: Option<u8>| a.zip(b).is_some_and(|(a, b)| a > b);
        if SHARES.iter().any(|measure| above(self.of(measure), Some(100))) {
            error("a prediction is a number of 100 worlds, at most 100")
        } else if above(self.in_force, self.signed) {
            error("more agreements in force than signed")
        } else if above(self.completed, self.in_force) {
            error("more agreements completed than in force")
        } else if above(self.completed, self.signed) {
            error("more agreements completed than signed")
        } else {
            Ok(())
        }
    }
}

impl Guess {
    /// The same with names as in the scenario, if it is possible and about one thing at least.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn checked(&self, formats: &[String], parties: &[Named]) -> Result<Self, GuessError> {
        let mut checked = Self::default();
        let mut seen = Vec::new();
        for (name, guess) in &self.formats {
            let name = &formats[names::find("format", formats, name)?];
            guess.check(name)?;
            if seen.contains(&name) {
                return Err(GuessError::Twice(name.clone()));
            }
            seen.push(name);
            // A format of which nothing is predicted is left out.
            if *guess != FormatGuess::default() {
                checked.formats.insert(name.clone(), *guess);
            }
        }
        let ids: Vec<String> = parties.iter().map(|party| party.id.clone()).collect();
        let shown: Vec<String> = parties.iter().map(|party| party.name.clone()).collect();
        for (party, format) in &self.gains_most {
            let party = ids[names::find_keyed("party", &ids, &shown, party)?].clone();
            checked.gains_most.insert(party, formats[names::find("format", formats, format)?].clone());
        }
        if checked == Self::default() {
            return Err(GuessError::Nothing);
        }
        Ok(checked)
    }
}

impl Guesses {
    /// Reads them from JSON: `{"formats": …}` of a class, or `{"pairs": {"NAME": {"formats": …}, …}}`.
    ///
    /// # Errors
    /// If it is neither.
    pub fn from_json(bytes: &[u8]) -> Result<Self, serde_json::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Pairs {
            pairs: BTreeMap<String, Guess>,
        }
        let value: serde_json::Value = serde_json::from_slice(bytes)?;
        if value.get("pairs").is_some() {
            let Pairs { pairs } = serde_json::from_slice(bytes)?;
            return Ok(Self::Pairs { pairs });
        }
        serde_json::from_slice(bytes).map(Self::One)
    }

    /// The same with names as in the scenario, if all are possible.
    ///
    /// # Errors
    /// The first thing that is wrong, with the name of the pair.
    pub fn checked(&self, formats: &[String], parties: &[Named]) -> Result<Self, GuessError> {
        match self {
            Self::One(guess) => guess.checked(formats, parties).map(Self::One),
            Self::Pairs { pairs } if pairs.is_empty() => Err(GuessError::Nothing),
            Self::Pairs { pairs } => {
                let checked = |(name, guess): (&String, &Guess)| {
                    let guess = guess
                        .checked(formats, parties)
                        .map_err(|error| GuessError::Pair { pair: name.clone(), error: Box::new(error) })?;
                    Ok((name.clone(), guess))
                };
                let pairs = pairs.iter().map(checked).collect::<Result<_, GuessError>>()?;
                Ok(Self::Pairs { pairs })
            }
        }
    }
}

/// Predictions of a class beside what came out.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Scores {
    /// Of the class as a whole.
    One(Score),
    /// Of pairs, the nearest first.
    Pairs {
        /// In order of their mean error; of equals, by name.
        pairs: Vec<PairScore>,
    },
}

/// The predictions of a pair beside what came out.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PairScore {
    /// Name of the pair.
    pub pair: String,
    /// Mean absolute error over all its predictions of shares, in points; `None` if it made none.
    pub error: Option<f64>,
    /// All of it.
    #[serde(flatten)]
    pub score: Score,
}

/// Predictions beside what came out.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Deserialize)]
pub struct Score {
    /// Every prediction of a share, by format in the order of the file, then measure.
    pub rows: Vec<ScoreRow>,
    /// By measure.
    pub measures: Vec<MeasureScore>,
    /// By party, for the predictions given.
    pub gains: Vec<GainScore>,
}

/// One prediction of a share.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Deserialize)]
pub struct ScoreRow {
    /// Format.
    pub format: String,
    /// Measure (`signed`, `in_force`, `completed`).
    pub measure: String,
    /// Predicted, of 100.
    pub guessed: u8,
    /// Found, of 100.
    pub found: f64,
}

/// How good the predictions of one measure were.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Deserialize)]
pub struct MeasureScore {
    /// Measure.
    pub measure: String,
    /// Mean absolute error, in points.
    pub error: f64,
    /// The same for [`YARDSTICK`] everywhere.
    pub baseline: f64,
    /// Formats of which it was predicted.
    pub formats: usize,
    /// Pairs of formats that the result orders and the predictions order the same way.
    pub orderings_right: usize,
    /// Pairs of formats that the result orders: at least 5 points apart.
    pub orderings: usize,
}

/// A prediction of the format under which a party gains most.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Deserialize)]
pub struct GainScore {
    /// Party key.
    pub party: String,
    /// Format predicted.
    pub guessed: String,
    /// Format with the highest mean gain.
    pub found: String,
    /// Whether it is the same, or less than 0.05 of the party's own scale below.
    pub right: bool,
}

impl Scores {
    /// The same with the names of formats in a language, as the comparison gives them.
    #[must_use]
    pub fn speaking(&self, comparison: &Comparison, language: Language) -> Self {
        let mut spoken = self.clone();
        let scores: Vec<&mut Score> = match &mut spoken {
            Self::One(score) => vec![score],
            Self::Pairs { pairs } => pairs.iter_mut().map(|pair| &mut pair.score).collect(),
        };
        for score in scores {
            let gains = score.gains.iter_mut().flat_map(|gain| [&mut gain.guessed, &mut gain.found]);
            for name in score.rows.iter_mut().map(|row| &mut row.format).chain(gains) {
                *name = comparison.name_in(language, name).to_owned();
            }
        }
        spoken
    }
}

/// Holds checked predictions of a class against a result.
pub fn scores(guesses: &Guesses, comparison: &Comparison) -> Scores {
    let pairs = match guesses {
        Guesses::One(guess) => return Scores::One(score(guess, comparison)),
        Guesses::Pairs { pairs } => pairs,
    };
    let of = |(name, guess): (&String, &Guess)| {
        let score = score(guess, comparison);
        PairScore { pair: name.clone(), error: score.error(), score }
    };
    let mut pairs: Vec<PairScore> = pairs.iter().map(of).collect();
    pairs.sort_by(|a, b| a.error.unwrap_or(f64::INFINITY).total_cmp(&b.error.unwrap_or(f64::INFINITY)));
    Scores::Pairs { pairs }
}

/// What came of a format: what predictions are held against.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Its name.
    pub format: String,
    /// Shares of the worlds, by measure of [`SHARES`].
    pub shares: [f64; 3],
    /// By party key: its mean gain (own scale).
    pub gains: Vec<(String, f64)>,
}

impl Found {
    fn of(format: &FormatSummary) -> Self {
        Self {
            format: format.name.clone(),
            shares: [&format.signed, &format.in_force, &format.completed].map(|share| share.estimate),
            gains: format.gain.iter().map(|gain| (gain.party.clone(), gain.mean)).collect(),
        }
    }

    fn share(&self, measure: &str) -> f64 {
        let place = SHARES.iter().position(|one| *one == measure).unwrap_or(SHARES.len() - 1);
        self.shares[place]
    }

    fn gain(&self, party: &str) -> Option<f64> {
        self.gains.iter().find(|(id, _)| id == party).map(|(_, mean)| *mean)
    }
}

/// Holds checked predictions against a result.
pub fn score(guess: &Guess, comparison: &Comparison) -> Score {
    let found: Vec<Found> = comparison.formats.iter().map(Found::of).collect();
    let parties: Vec<&str> = comparison.parties.iter().map(|party| party.id.as_str()).collect();
    held_against(guess, &parties, &found)
}

/// Holds checked predictions against what came of the formats; `parties`: their keys in the order of the file.
pub fn held_against(guess: &Guess, parties: &[&str], found: &[Found]) -> Score {
    Score {
        rows: found.iter().flat_map(|format| rows(guess, format)).collect(),
        measures: SHARES.iter().map(|measure| measure_score(guess, found, measure)).collect(),
        gains: parties.iter().filter_map(|party| gain_score(guess, found, party)).collect(),
    }
}

impl Score {
    /// Mean absolute error over all predictions of shares, in points; `None` if there are none.
    pub fn error(&self) -> Option<f64> {
        let errors = self.rows.iter().map(|row| (f64::from(row.guessed) - row.found).abs());
        (!self.rows.is_empty()).then(|| mean(errors))
    }
}

fn rows(guess: &Guess, found: &Found) -> Vec<ScoreRow> {
    let Some(guessed) = guess.formats.get(&found.format) else { return Vec::new() };
    let row = |measure: &&str| {
        Some(ScoreRow {
            format: found.format.clone(),
            measure: (*measure).into(),
            guessed: guessed.of(measure)?,
            found: 100.0 * found.share(measure),
        })
    };
    SHARES.iter().filter_map(row).collect()
}

fn measure_score(guess: &Guess, found: &[Found], measure: &str) -> MeasureScore {
    let both = |format: &Found| {
        Some((f64::from(guess.formats.get(&format.format)?.of(measure)?), 100.0 * format.share(measure)))
    };
    let pairs: Vec<(f64, f64)> = found.iter().filter_map(both).collect();
    let (mut orderings, mut orderings_right) = (0, 0);
    for (i, a) in pairs.iter().enumerate() {
        for b in &pairs[i + 1..] {
            if (a.1 - b.1).abs() >= 100.0 * APART {
                orderings += 1;
                orderings_right += usize::from((a.0 - b.0) * (a.1 - b.1) > 0.0);
            }
        }
    }
    MeasureScore {
        measure: measure.into(),
        error: mean(pairs.iter().map(|(guessed, found)| (guessed - found).abs())),
        baseline: mean(pairs.iter().map(|(_, found)| (f64::from(YARDSTICK) - found).abs())),
        formats: pairs.len(),
        orderings_right,
        orderings,
    }
}

fn mean(values: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = values.len();
    if count == 0 { 0.0 } else { values.sum::<f64>() / count as f64 }
}

fn gain_score(guess: &Guess, found: &[Found], party: &str) -> Option<GainScore> {
    let guessed = guess.gains_most.get(party)?;
    let means: Vec<(&str, f64)> =
        found.iter().filter_map(|format| Some((format.format.as_str(), format.gain(party)?))).collect();
    // The first of equals, in the order of the file.
    let best = means.iter().rev().max_by(|a, b| a.1.total_cmp(&b.1))?;
    let of_guessed = means.iter().find(|(name, _)| name == guessed)?;
    Some(GainScore {
        party: party.into(),
        guessed: guessed.clone(),
        found: best.0.into(),
        right: best.1 - of_guessed.1 < APART,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::fixture::comparison;

    fn exact() -> Guess {
        let of = |share: f64| libm::round(share * 100.0) as u8;
        let guess = |f: &FormatSummary| FormatGuess {
            signed: Some(of(f.signed.estimate)),
            in_force: Some(of(f.in_force.estimate)),
            completed: Some(of(f.completed.estimate)),
        };
        let formats = comparison().formats.iter().map(|f| (f.name.clone(), guess(f))).collect();
        Guess { formats, gains_most: BTreeMap::new() }
    }

    fn names() -> Vec<String> {
        comparison().formats.into_iter().map(|f| f.name).collect()
    }

    #[test]
    fn a_perfect_guess_has_no_error_and_all_orderings() {
        let score = score(&exact(), &comparison());
        for measure in &score.measures {
            assert!(measure.error < 0.1, "{measure:?}");
            assert!(measure.baseline > 5.0, "{measure:?}");
            assert!(measure.orderings > 0);
            assert_eq!(measure.orderings_right, measure.orderings);
        }
        assert_eq!(score.rows.len(), 15);
    }

    #[test]
    fn errors_and_orderings_are_counted_by_hand() {
        let mut result = comparison();
        result.formats.truncate(3);
        for (format, signed) in result.formats.iter_mut().zip([0.60, 0.40, 0.38]) {
            format.signed.estimate = signed;
        }
        let guesses = [50, 70, 38];
        let formats = result.formats.iter().zip(guesses);
        let formats = formats
            .map(|(f, signed)| {
                (f.name.clone(), FormatGuess { signed: Some(signed), in_force: Some(0), completed: Some(0) })
            })
            .collect();
        let score = score(&Guess { formats, gains_most: BTreeMap::new() }, &result);
        let signed = &score.measures[0];
        assert!((signed.error - (10.0 + 30.0 + 0.0) / 3.0).abs() < 1e-9);
        // 50 everywhere, whatever came out.
        assert!((signed.baseline - (10.0 + 10.0 + 12.0) / 3.0).abs() < 1e-9);
        // 60 > 40 was guessed the other way round, 60 > 38 rightly, 40 and 38 are not apart.
        assert_eq!((signed.orderings_right, signed.orderings), (1, 2));
    }

    #[test]
    fn the_format_that_a_party_gains_most_from_is_judged_on_its_own_scale() {
        let mut guess = exact();
        guess.gains_most.insert("japan".into(), "six-party talks".into());
        guess.gains_most.insert("china".into(), "six-leader summit".into());
        guess.gains_most.insert("us".into(), "top-down summits".into());
        let gains = score(&guess, &comparison()).gains;
        let right: Vec<(&str, bool)> = gains.iter().map(|g| (g.party.as_str(), g.right)).collect();
        // United States: 0.11 against at best 0.13 is near enough.
        assert_eq!(right, [("us", true), ("china", false), ("japan", true)]);
        assert_eq!(gains[0].found, "six-party talks");
    }

    #[test]
    fn predictions_are_checked_and_names_completed() {
        let parties = comparison().parties;
        let mut guess = exact();
        let talks = guess.formats.remove("six-party talks").unwrap();
        let some = guess.checked(&names(), &parties).unwrap();
        assert_eq!(some.formats.len(), 4, "a format may be left out");
        let score = score(&some, &comparison());
        assert_eq!(score.rows.len(), 12);
        assert!(score.measures.iter().all(|m| m.error < 0.1 && m.orderings_right == m.orderings));
        assert_eq!(Guess::default().checked(&names(), &parties), Err(GuessError::Nothing));
        guess.formats.insert("six-party".into(), talks);
        assert!(guess.checked(&names(), &parties).unwrap().formats.contains_key("six-party talks"));
        guess.formats.insert("six-party talks".into(), talks);
        assert_eq!(guess.checked(&names(), &parties), Err(GuessError::Twice("six-party talks".into())));
        guess.formats.remove("six-party");
        guess.formats.insert(
            "six-party talks".into(),
            FormatGuess { signed: Some(10), in_force: Some(20), completed: None },
        );
        let error = guess.checked(&names(), &parties).unwrap_err();
        assert_eq!(error.to_string(), "for `six-party talks`: more agreements in force than signed");
        guess.formats.insert(
            "six-party talks".into(),
            FormatGuess { signed: Some(101), in_force: Some(20), completed: Some(0) },
        );
        assert!(guess.checked(&names(), &parties).is_err());
    }

    #[test]
    fn what_is_not_predicted_is_not_scored() {
        let mut guess = exact();
        guess.formats.retain(|name, _| name == "six-party talks" || name == "top-down summits");
        for guess in guess.formats.values_mut() {
            guess.in_force = None;
        }
        guess.formats.insert("six-leader summit".into(), FormatGuess::default());
        let checked = guess.checked(&names(), &comparison().parties).unwrap();
        assert_eq!(checked.formats.len(), 2, "of the third nothing is said");
        let score = score(&checked, &comparison());
        assert_eq!(score.rows.len(), 4);
        assert_eq!(score.measures.iter().map(|m| m.formats).collect::<Vec<_>>(), [2, 0, 2]);
        let backwards = FormatGuess { signed: Some(10), in_force: None, completed: Some(20) };
        guess.formats.insert("six-leader summit".into(), backwards);
        let error = guess.checked(&names(), &comparison().parties).unwrap_err();
        assert_eq!(error.to_string(), "for `six-leader summit`: more agreements completed than signed");
        let gains = BTreeMap::from([("North Korea".to_owned(), "six-party".to_owned())]);
        let only = Guess { formats: BTreeMap::new(), gains_most: gains };
        let checked = only.checked(&names(), &comparison().parties).unwrap();
        assert_eq!(checked.gains_most["dprk"], "six-party talks");
    }

    #[test]
    fn pairs_are_scored_each_and_the_nearest_stands_first() {
        let mut far = exact();
        for guess in far.formats.values_mut() {
            *guess =
                FormatGuess { signed: guess.signed.map(|n| n.saturating_sub(10)), ..FormatGuess::default() };
        }
        let pairs = BTreeMap::from([("a".to_owned(), far.clone()), ("b".to_owned(), exact())]);
        let guesses = Guesses::Pairs { pairs };
        let json = serde_json::to_vec(&guesses).unwrap();
        assert_eq!(Guesses::from_json(&json).unwrap(), guesses);
        let checked = guesses.checked(&names(), &comparison().parties).unwrap();
        let Scores::Pairs { pairs } = scores(&checked, &comparison()) else { panic!("pairs") };
        assert_eq!(pairs.iter().map(|p| p.pair.as_str()).collect::<Vec<_>>(), ["b", "a"]);
        assert!(pairs[0].error.unwrap() < 0.5 && (pairs[1].error.unwrap() - 10.0).abs() < 0.5, "{pairs:?}");
        far.formats
            .insert("top-down summits".into(), FormatGuess { signed: Some(200), ..FormatGuess::default() });
        let error = Guesses::Pairs { pairs: BTreeMap::from([("a".to_owned(), far)]) };
        let error = error.checked(&names(), &comparison().parties).unwrap_err();
        assert!(error.to_string().starts_with("of the pair `a`: for `top-down summits`"), "{error}");
        let one = Guesses::from_json(br#"{"formats": {"six-party talks": {"signed": 3}}}"#).unwrap();
        assert!(matches!(one, Guesses::One(guess) if guess.formats["six-party talks"].signed == Some(3)));
        assert!(Guesses::from_json(br#"{"formats": {}, "pairs": {}}"#).is_err());
    }
}
