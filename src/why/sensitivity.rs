//! What drives the difference between two formats, from the worlds that are there.

use super::inputs::Input;
use super::stored::Stored;
use crate::statistics::InvalidInput;
use crate::statistics::given_data::{Classes, Estimate, Output, indices, order};
use serde::Serialize;

/// Dummies for each input. Of `k` inputs that do nothing any passes the line of `d` dummies, which is one for both indices, in `k / (k + d)` of the
/// results: in one of 20.
const DUMMIES: usize = 19;
/// Seed of the dummies: the same result says the same.
const SEED: u64 = 1;

/// What drives the difference.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Drivers {
    /// Worlds that it rests on.
    pub worlds: usize,
    /// Mean difference, first format minus second.
    pub difference: f64,
    /// Inputs, those that drive most first.
    pub inputs: Vec<Driver>,
    /// Dummies, on which nothing depends.
    pub dummies: usize,
    /// The first-order index that no dummy passes.
    pub dummy_first: f64,
    /// The delta that no dummy passes.
    pub dummy_delta: f64,
}

/// One input.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Driver {
    /// Position of the input; of a combination that of the first of its inputs.
    #[serde(skip)]
    pub input: usize,
    /// Its column in worlds.csv; a combination is written out.
    pub column: String,
    /// Whether it is a combination: a temptation over what the others together detect.
    pub combined: bool,
    /// First-order Sobol index: share of the variance of the difference.
    pub first: Interval,
    /// Borgonovo's delta.
    pub delta: Interval,
    /// Mean difference in the worlds with less of it.
    pub low: f64,
    /// Mean difference in the worlds with more of it.
    pub high: f64,
    /// The one less the other: `high` less `low`.
    pub swing: f64,
    /// The standard error of that.
    #[serde(skip)]
    pub swing_error: f64,
    /// Whether it passes the dummies, in either index.
    pub above: bool,
}

/// An estimate with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Interval {
    /// Estimate.
    pub estimate: f64,
    /// Lower limit.
    pub low: f64,
    /// Upper limit.
    pub high: f64,
}

impl From<Estimate> for Interval {
    fn from(Estimate { estimate, low, high }: Estimate) -> Self {
        Self { estimate, low, high }
    }
}

/// What drives the difference between two formats.
///
/// # Errors
/// If they never differ, or always by the same.
pub fn sensitivity(stored: &Stored, a: usize, b: usize) -> Result<Drivers, InvalidInput> {
    let difference: Vec<f64> =
        stored.outcomes[a].iter().zip(&stored.outcomes[b]).map(|(a, b)| a - b).collect();
    let output = Output::new(&difference)?;
    let combined = combinations(stored);
    let columns: Vec<&Vec<f64>> = stored.columns.iter().chain(combined.iter().map(|(_, _, x)| x)).collect();
    let orders: Vec<Vec<u32>> = columns.iter().map(|column| order(column)).collect();
    let classes: Vec<Classes> =
        columns.iter().zip(&orders).map(|(x, order)| Classes::new(x, order)).collect();
    let dummies = DUMMIES * classes.len();
    let found = indices(&classes, &output, dummies, SEED)?;
    let plain = stored.inputs.iter().enumerate().map(|(k, input)| (k, input.column.clone(), false));
    let all = plain.chain(combined.iter().map(|(k, column, _)| (*k, column.clone(), true)));
    let driver = |(k, (input, column, combined)): (usize, (usize, String, bool))| {
        let index = &found.inputs[k];
        let Halves { low, high, error } = halves(columns[k].as_slice(), orders[k].as_slice(), &difference);
        Driver {
            input,
            column,
            combined,
            first: index.first.into(),
            delta: index.delta.into(),
            low,
            high,
            swing: high - low,
            swing_error: error,
            above: index.first.estimate > found.dummy_first || index.delta.estimate > found.dummy_delta,
        }
    };
    let mut inputs: Vec<Driver> = all.enumerate().map(driver).collect();
    inputs.sort_by(|a, b| b.above.cmp(&a.above).then(b.first.estimate.total_cmp(&a.first.estimate)));
    let worlds = difference.len();
    Ok(Drivers {
        worlds,
        difference: difference.iter().sum::<f64>() / worlds as f64,
        inputs,
        dummies,
        dummy_first: found.dummy_first,
        dummy_delta: found.dummy_delta,
    })
}

/// The two formats that differ most on average, the higher first; `None` with fewer than two.
pub fn furthest(stored: &Stored) -> Option<(usize, usize)> {
    let mean = |values: &Vec<f64>| values.iter().sum::<f64>() / values.len().max(1) as f64;
    let means: Vec<f64> = stored.outcomes.iter().map(mean).collect();
    let most = (0..means.len()).reduce(|a, b| if means[b] > means[a] { b } else { a })?;
    let least = (0..means.len()).reduce(|a, b| if means[b] < means[a] { b } else { a })?;
    // All the same: the first two.
    if most == least { (means.len() > 1).then_some((0, 1)) } else { Some((most, least)) }
}

/// Mean difference where an input is below its middle value, and where it is above, and the standard error of the distance.
#[derive(Debug, PartialEq)]
struct Halves {
    low: f64,
    high: f64,
    error: f64,
}

fn halves(x: &[f64], order: &[u32], difference: &[f64]) -> Halves {
    let middle = order.get(order.len() / 2).map_or(0.0, |at| x[*at as usize]);
    let lowest = order.first().map_or(0.0, |at| x[*at as usize]);
    // Of a switch that is mostly off the middle is the lowest value.
    let above = |value: f64| if middle > lowest { value >= middle } else { value > middle };
    let half = |side: bool| {
        let (mut sum, mut square, mut n) = (0.0, 0.0, 0.0);
        for (value, difference) in x.iter().zip(difference) {
            if above(*value) == side {
                sum += difference;
                square += difference * difference;
                n += 1.0;
            }
        }
        let mean = if n > 0.0 { sum / n } else { 0.0 };
        // With one world in a half nothing is known of its spread.
        let of_mean = if n > 1.0 { (square - sum * mean).max(0.0) / (n - 1.0) / n } else { f64::INFINITY };
        (mean, of_mean)
    };
    let ((low, of_low), (high, of_high)) = (half(false), half(true));
    Halves { low, high, error: libm::sqrt(of_low + of_high) }
}

/// Numbers that act only together: a party does its duty if its temptation is at most what it would lose times the chance that the others
/// detect it, so temptation over that chance is one number. Detection that the file fixes is in none of them. Gives the position of the
/// temptation, the combination written out, and its values.
fn combinations(stored: &Stored) -> Vec<(usize, String, Vec<f64>)> {
    let of = |input: &Input, trait_name: &str| -> Option<String> {
        let rest = input.column.strip_prefix("parties.")?.strip_suffix(trait_name)?;
        Some(rest.strip_suffix('.')?.to_owned())
    };
    let detections: Vec<(String, usize)> = (stored.inputs.iter().enumerate())
        .filter_map(|(k, input)| Some((of(input, "detection")?, k)))
        .collect();
    let tempted =
        stored.inputs.iter().enumerate().filter_map(|(k, input)| Some((of(input, "temptation")?, k)));
    let combine = |(party, k): (String, usize)| {
        let others: Vec<usize> =
            detections.iter().filter(|(other, _)| *other != party).map(|(_, k)| *k).collect();
        let together = |world: usize| {
            1.0 - others.iter().map(|other| 1.0 - stored.columns[*other][world]).product::<f64>()
        };
        let ratio = |(world, x): (usize, &f64)| {
            if together(world) > 0.0 { x / together(world) } else { f64::INFINITY }
        };
        let values = stored.columns[k].iter().enumerate().map(ratio).collect();
        let column = format!("parties.{party}.temptation / detection by the others together");
        (!others.is_empty()).then_some((k, column, values))
    };
    tempted.filter_map(combine).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::regret::Regrets;
    use crate::statistics::splitmix::SplitMix;
    use crate::why::inputs::Names;
    use crate::why::measure::Measure;

    fn stored(names: &[&str], outcome: impl Fn(&[f64]) -> f64) -> Stored {
        let mut random = SplitMix::new(9);
        let columns: Vec<Vec<f64>> =
            names.iter().map(|_| (0..2000).map(|_| 0.05 + 0.9 * random.unit()).collect()).collect();
        let world = |k: usize| columns.iter().map(|c| c[k]).collect::<Vec<f64>>();
        let signed = (0..2000).map(|k| outcome(&world(k))).collect();
        let input = |name: &&str| Input { column: (*name).into(), of: String::new(), switch: false };
        Stored {
            formats: vec!["a".into(), "b".into()],
            names: Names::default(),
            more: false,
            inputs: names.iter().map(input).collect(),
            columns,
            outcomes: vec![signed, vec![0.0; 2000]],
            regrets: Regrets::new(2, 1),
            measure: Measure::Signed,
        }
    }

    /// What keeps an agreement is temptation over detection: the combination says more than either of its parts.
    #[test]
    fn a_combination_is_one_number() {
        let names = ["parties.a.temptation", "parties.b.detection", "parties.b.patience"];
        let stored = stored(&names, |x| f64::from(u8::from(x[0] / x[1] < 0.8)));
        let found = sensitivity(&stored, 0, 1).unwrap();
        assert!(found.inputs[0].combined && found.inputs[0].first.estimate > 0.9, "{:?}", found.inputs[0]);
        assert!(found.inputs[0].swing < -0.5);
        assert!(found.inputs[1].first.estimate < 0.5 && found.inputs[1].above);
        let patience = found.inputs.iter().find(|driver| driver.column.ends_with("patience")).unwrap();
        assert!(!patience.above, "{patience:?}");
        assert_eq!(furthest(&stored), Some((0, 1)));
    }

    /// Formats that are the same in all but name have nothing to drive.
    #[test]
    fn placebo() {
        let stored = stored(&["x"], |_| 0.0);
        assert!(sensitivity(&stored, 0, 1).is_err());
        assert_eq!(furthest(&stored), Some((0, 1)));
    }

    #[test]
    fn a_rare_switch_swings_too() {
        let x: Vec<f64> = (0..100).map(|k| f64::from(u8::from(k % 10 == 0))).collect();
        assert_eq!(halves(&x, &order(&x), &x), Halves { low: 0.0, high: 1.0, error: 0.0 });
    }
}
