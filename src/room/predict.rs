//! What each student predicts before play and once more at the end, held against the simulated distribution: in how many of 100 assumed worlds
//! is each format signed, and which is better for the own side. Who has moved nearer?

use crate::results::comparison::Named;
use crate::results::guess::{FormatGuess, Found, Guess, GuessError, Score, held_against};
use crate::scenario::model::Scenario;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What somebody predicts; what is left out is not predicted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prediction {
    /// By format: in how many of 100 assumed worlds it is signed.
    #[serde(default)]
    pub signed: BTreeMap<String, u8>,
    /// The format that is better for the own side.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub better: Option<String>,
}

/// How far a second prediction has moved: by more than rounding, [`LEAST_MOVE`] points of mean error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Moved {
    /// Its mean error is smaller.
    Nearer,
    /// Its mean error is larger.
    Further,
    /// Neither.
    Stayed,
}

/// Less than this is no move (points of mean error).
const LEAST_MOVE: f64 = 0.5;

/// One prediction beside what came out.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Mark {
    /// By format: predicted and found, of 100.
    pub signed: Vec<(String, u8, f64)>,
    /// Mean absolute error in points; `None` where no number was predicted.
    pub error: Option<f64>,
    /// The same of somebody who says 50 of 100 everywhere.
    pub yardstick: Option<f64>,
    /// The format that was said to be better, the one that is, and whether the first is right or as good.
    pub better: Option<(String, String, bool)>,
}

/// What somebody predicted first and last, beside what came out.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Marks {
    /// Before play.
    pub first: Option<Mark>,
    /// At the end.
    pub again: Option<Mark>,
    /// Where there are numbers of both.
    pub moved: Option<Moved>,
}

/// The predictions of a class beside what came out.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Class {
    /// By format: found, of 100.
    pub found: Vec<(String, f64)>,
    /// By format: what was predicted before play, in the order of people.
    pub predicted: Vec<(String, Vec<u8>)>,
    /// Mean error before play and at the end, over those who predicted both times (points).
    pub error: Option<(f64, f64)>,
    /// So many moved nearer, further away, not.
    pub nearer: usize,
    /// See `nearer`.
    pub further: usize,
    /// See `nearer`.
    pub stayed: usize,
    /// So many said rightly, before play, which format is better for their side, of so many.
    pub better_right: (usize, usize),
}

impl Prediction {
    /// The same in the terms of the commands that score predictions, if it can be. `formats`: those that are played; `party`: the key of the own side.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn checked(
        &self,
        s: &Scenario,
        formats: &[String],
        party: Option<&str>,
    ) -> Result<Guess, GuessError> {
        let signed = |(name, share): (&String, &u8)| {
            (name.clone(), FormatGuess { signed: Some(*share), ..FormatGuess::default() })
        };
        let better = self.better.iter().zip(party).map(|(format, party)| (party.to_owned(), format.clone()));
        let guess = Guess { formats: self.signed.iter().map(signed).collect(), gains_most: better.collect() };
        let parties: Vec<Named> =
            s.parties.iter().map(|p| Named { id: p.id.clone(), name: p.name.clone() }).collect();
        guess.checked(formats, &parties)
    }
}

/// What somebody sent, if it can be: with the names of the file, and about the formats of the scenario.
///
/// # Errors
/// What is wrong with it.
pub fn read(value: &serde_json::Value, s: &Scenario) -> Result<Prediction, String> {
    let said: Prediction =
        serde::Deserialize::deserialize(value).map_err(|error: serde_json::Error| error.to_string())?;
    let formats: Vec<String> = s.formats.iter().map(|format| format.name.clone()).collect();
    let anybody = s.parties.first().map(|party| party.id.as_str());
    let guess = said.checked(s, &formats, anybody).map_err(|error| error.to_string())?;
    let signed = guess.formats.iter().filter_map(|(name, guess)| Some((name.clone(), guess.signed?)));
    Ok(Prediction { signed: signed.collect(), better: guess.gains_most.into_values().next() })
}

impl Mark {
    fn of(score: &Score) -> Self {
        let signed = score.measures.iter().find(|measure| measure.measure == "signed" && measure.formats > 0);
        Self {
            signed: score.rows.iter().map(|row| (row.format.clone(), row.guessed, row.found)).collect(),
            error: signed.map(|measure| measure.error),
            yardstick: signed.map(|measure| measure.baseline),
            better: score.gains.first().map(|gain| (gain.guessed.clone(), gain.found.clone(), gain.right)),
        }
    }
}

/// Predictions of one person (checked) beside what came out; `party`: the key of the own side.
pub fn marks(first: Option<&Guess>, again: Option<&Guess>, party: Option<&str>, found: &[Found]) -> Marks {
    let parties: Vec<&str> = party.into_iter().collect();
    let mark = |guess: &Guess| Mark::of(&held_against(guess, &parties, found));
    let (first, again) = (first.map(mark), again.map(mark));
    let errors = first.as_ref().and_then(|mark| mark.error).zip(again.as_ref().and_then(|mark| mark.error));
    let moved = errors.map(|(before, after)| match before - after {
        by if by > LEAST_MOVE => Moved::Nearer,
        by if by < -LEAST_MOVE => Moved::Further,
        _ => Moved::Stayed,
    });
    Marks { first, again, moved }
}

/// The whole class.
pub fn class(all: &[Marks], found: &[Found]) -> Class {
    let count = |wanted: Moved| all.iter().filter(|marks| marks.moved == Some(wanted)).count();
    let first = || all.iter().filter_map(|marks| marks.first.as_ref());
    let of = |format: &str| {
        let rows = first().flat_map(|mark| &mark.signed).filter(|row| row.0 == format);
        rows.map(|row| row.1).collect()
    };
    let both: Vec<(f64, f64)> =
        all.iter().filter_map(|marks| marks.first.as_ref()?.error.zip(marks.again.as_ref()?.error)).collect();
    let mean = |pick: fn(&(f64, f64)) -> f64| both.iter().map(pick).sum::<f64>() / both.len() as f64;
    let said: Vec<bool> = first().filter_map(|mark| Some(mark.better.as_ref()?.2)).collect();
    Class {
        found: found.iter().map(|format| (format.format.clone(), 100.0 * format.shares[0])).collect(),
        predicted: found.iter().map(|format| (format.format.clone(), of(&format.format))).collect(),
        error: (!both.is_empty()).then(|| (mean(|pair| pair.0), mean(|pair| pair.1))),
        nearer: count(Moved::Nearer),
        further: count(Moved::Further),
        stayed: count(Moved::Stayed),
        better_right: (said.iter().filter(|right| **right).count(), said.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{SourceFile, read};

    fn scenario() -> Scenario {
        let text = include_str!("../../scenarios/teaching/3-packages.ron");
        read(&SourceFile::new("a.ron", text)).unwrap().scenario
    }

    fn found() -> Vec<Found> {
        let of = |format: &str, signed: f64, ash: f64, birch: f64| Found {
            format: format.into(),
            shares: [signed, 0.0, 0.0],
            gains: vec![("ash".into(), ash), ("birch".into(), birch)],
        };
        vec![of("spring alone", 0.2, 0.1, 0.0), of("both together", 0.8, 0.4, 0.02)]
    }

    fn says(spring: u8, both: u8, better: Option<&str>) -> Prediction {
        let signed = [("spring alone".to_owned(), spring), ("both together".to_owned(), both)];
        Prediction { signed: signed.into(), better: better.map(str::to_owned) }
    }

    fn names() -> Vec<String> {
        vec!["spring alone".into(), "both together".into()]
    }

    #[test]
    fn errors_are_means_of_distances_and_who_moved_nearer_is_told() {
        let s = scenario();
        let guess = |p: &Prediction| p.checked(&s, &names(), Some("ash")).unwrap();
        let (first, again) =
            (guess(&says(50, 50, Some("spring alone"))), guess(&says(30, 70, Some("both together"))));
        let marks = marks(Some(&first), Some(&again), Some("ash"), &found());
        let (one, two) = (marks.first.clone().unwrap(), marks.again.clone().unwrap());
        // |50 − 20| and |50 − 80|; then |30 − 20| and |70 − 80|.
        assert!((one.error.unwrap() - 30.0).abs() < 1e-9 && (two.error.unwrap() - 10.0).abs() < 1e-9);
        assert_eq!(one.yardstick.map(libm::round), Some(30.0));
        assert_eq!(one.better, Some(("spring alone".into(), "both together".into(), false)));
        assert_eq!(two.better, Some(("both together".into(), "both together".into(), true)));
        assert_eq!(marks.moved, Some(Moved::Nearer));
        let back = super::marks(Some(&again), Some(&first), Some("ash"), &found());
        let same = super::marks(Some(&first), Some(&first), Some("ash"), &found());
        assert_eq!((back.moved, same.moved), (Some(Moved::Further), Some(Moved::Stayed)));
        let class = class(&[marks, back, same], &found());
        assert_eq!((class.nearer, class.further, class.stayed), (1, 1, 1));
        assert_eq!(class.better_right, (1, 3));
        assert_eq!(class.predicted[0], ("spring alone".to_owned(), vec![50, 30, 50]));
        let (before, after) = class.error.unwrap();
        assert!((before - 70.0 / 3.0).abs() < 1e-9 && (after - 70.0 / 3.0).abs() < 1e-9);
    }

    #[test]
    fn as_good_counts_as_right_and_who_has_no_side_says_nothing_of_it() {
        let s = scenario();
        // Birch gains 2 points of its own scale more under the other format: less than what counts as a difference.
        let birch = says(1, 2, Some("spring alone")).checked(&s, &names(), Some("birch")).unwrap();
        let marks = marks(Some(&birch), None, Some("birch"), &found());
        assert!(marks.first.unwrap().better.unwrap().2 && marks.moved.is_none());
        let nobody = says(1, 2, Some("spring alone")).checked(&s, &names(), None).unwrap();
        assert!(super::marks(Some(&nobody), None, None, &found()).first.unwrap().better.is_none());
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let s = scenario();
        let error = |p: Prediction| p.checked(&s, &names(), Some("ash")).unwrap_err().to_string();
        assert!(error(says(101, 2, None)).contains("at most 100"));
        assert!(error(says(1, 2, Some("nowhere"))).contains("nowhere"));
        assert!(error(Prediction::default()).contains("no predictions"));
        let other = Prediction { signed: [("elsewhere".to_owned(), 3)].into(), better: None };
        assert!(error(other).contains("elsewhere"));
        let sent = serde_json::json!({"signed": {"both together": 40}, "better": "spring alone"});
        let read = super::read(&sent, &s).unwrap();
        assert_eq!((read.signed["both together"], read.better.as_deref()), (40, Some("spring alone")));
        assert!(super::read(&serde_json::json!({"signed": {"both together": 300}}), &s).is_err());
        assert!(super::read(&serde_json::json!({"signd": {}}), &s).unwrap_err().contains("signd"));
    }
}
