//! Who takes part: parties with power, positions and saliences, and how their ideals follow positions.

use super::super::InvalidInput;

/// The largest number of parties.
pub const MOST_PARTIES: usize = 500;

/// The largest number of dimensions.
pub const MOST_DIMENSIONS: usize = 50;

/// Power is below this.
const MOST_POWER: f64 = 1e8;

/// The greatest salience of a party is at least this, so that distances have a meaning.
const LEAST_SALIENCE: f64 = 1e-6;

/// Saliences that sum to more than 100 by rounding alone are taken.
const ROUNDING: f64 = 1e-9;

/// One party, on the scales of KTAB's files.
#[derive(Debug, Clone, PartialEq)]
pub struct Party {
    /// Its name, for messages.
    pub name: String,
    /// Power: 0 or more, below 10⁸; only ratios matter.
    pub power: f64,
    /// By dimension: where it stands, 0 to 100.
    pub positions: Vec<f64>,
    /// By dimension: how much of its attention it has, 0 to 100, together above 0 and at most 100.
    pub saliences: Vec<f64>,
}

/// Parties that were checked, as dense arrays; positions and saliences on [0, 1], party by party.
#[derive(Debug, Clone, PartialEq)]
pub struct Parties {
    pub(super) dimensions: usize,
    pub(super) power: Vec<f64>,
    pub(super) positions: Vec<f64>,
    pub(super) saliences: Vec<f64>,
    /// By party: the sum of its saliences.
    pub(super) attention: Vec<f64>,
    /// By party: the sum of their squares.
    pub(super) squares: Vec<f64>,
    /// `a_ij`, by adjusting party; nothing where ideals follow positions wholly.
    pub(super) adjustment: Option<Vec<f64>>,
}

impl Parties {
    /// Checks parties; their ideals follow their positions wholly.
    ///
    /// # Errors
    /// Fewer than two or more than [`MOST_PARTIES`] parties, no dimension or more than [`MOST_DIMENSIONS`], lists of unequal length, a number
    /// out of its range, or no power at all.
    pub fn new(parties: &[Party]) -> Result<Self, InvalidInput> {
        let n = parties.len();
        if !(2..=MOST_PARTIES).contains(&n) {
            return Err(InvalidInput(format!("the number of parties is {n}; expected 2 to {MOST_PARTIES}")));
        }
        let dimensions = parties[0].positions.len();
        if !(1..=MOST_DIMENSIONS).contains(&dimensions) {
            let expected = format!("expected 1 to {MOST_DIMENSIONS}");
            return Err(InvalidInput(format!("the number of dimensions is {dimensions}; {expected}")));
        }
        parties.iter().try_for_each(|party| check(party, dimensions))?;
        if parties.iter().all(|party| party.power == 0.0) {
            return Err(InvalidInput("no party has power; expected one at least".into()));
        }
        let scaled = |of: fn(&Party) -> &Vec<f64>| -> Vec<f64> {
            parties.iter().flat_map(|party| of(party).iter().map(|x| x / 100.0)).collect()
        };
        let saliences = scaled(|party| &party.saliences);
        Ok(Self {
            dimensions,
            power: parties.iter().map(|party| party.power).collect(),
            positions: scaled(|party| &party.positions),
            attention: saliences.chunks(dimensions).map(|row| row.iter().sum()).collect(),
            squares: saliences.chunks(dimensions).map(|row| row.iter().map(|s| s * s).sum()).collect(),
            saliences,
            adjustment: None,
        })
    }

    /// The same parties with ideals that follow in part: after a turn the ideal of i is `Σ_j a_ij x_j + (1 − Σ_j a_ij)` times what it was.
    /// The rows of `a` stand one after another.
    ///
    /// # Errors
    /// When there is not one number in [0, 1] for each pair, or a row sums to more than 1.
    pub fn with_adjustment(mut self, a: Vec<f64>) -> Result<Self, InvalidInput> {
        let n = self.count();
        if a.len() != n * n {
            let expected = n * n;
            return Err(InvalidInput(format!(
                "the ideal adjustment has {} numbers; expected {expected}",
                a.len()
            )));
        }
        for (i, row) in a.chunks(n).enumerate() {
            let sum: f64 = row.iter().sum();
            if !row.iter().all(|x| (0.0..=1.0).contains(x)) || sum > 1.0 + ROUNDING {
                return Err(InvalidInput(format!(
                    "the ideal adjustment of party {} sums to {sum}; expected numbers from 0 to 1 that sum to at most 1",
                    i + 1
                )));
            }
        }
        let whole = a.iter().enumerate().all(|(at, x)| *x == f64::from(u8::from(at / n == at % n)));
        self.adjustment = (!whole).then_some(a);
        Ok(self)
    }

    /// How many parties there are.
    pub fn count(&self) -> usize {
        self.power.len()
    }

    /// How many dimensions there are.
    pub fn dimensions(&self) -> usize {
        self.dimensions
    }
}

fn check(party: &Party, dimensions: usize) -> Result<(), InvalidInput> {
    let name = &party.name;
    let wrong = |what: String| Err(InvalidInput(format!("party `{name}`: {what}")));
    if party.positions.len() != dimensions || party.saliences.len() != dimensions {
        let (p, s) = (party.positions.len(), party.saliences.len());
        return wrong(format!("{p} positions and {s} saliences; expected {dimensions} of each"));
    }
    if !(0.0..MOST_POWER).contains(&party.power) {
        return wrong(format!("power is {}; expected 0 or more, and less than {MOST_POWER}", party.power));
    }
    for k in 0..dimensions {
        for (what, x) in [("position", party.positions[k]), ("salience", party.saliences[k])] {
            if !(0.0..=100.0).contains(&x) {
                return wrong(format!("{what} {} is {x}; expected a number from 0 to 100", k + 1));
            }
        }
    }
    let sum: f64 = party.saliences.iter().sum();
    if sum > 100.0 + ROUNDING || party.saliences.iter().all(|s| *s < LEAST_SALIENCE) {
        return wrong(format!(
            "saliences sum to {sum}; expected at most 100, and one that is at least {LEAST_SALIENCE}"
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn party(power: f64, position: f64, salience: f64) -> Party {
        Party { name: "A".into(), power, positions: vec![position], saliences: vec![salience] }
    }

    fn message(parties: &[Party]) -> String {
        Parties::new(parties).unwrap_err().0
    }

    #[test]
    fn what_cannot_be_used_is_told() {
        let good = party(1.0, 50.0, 50.0);
        let with = |bad: Party| message(&[good.clone(), bad]);
        assert!(message(std::slice::from_ref(&good)).contains("number of parties is 1"));
        assert!(with(party(f64::NAN, 1.0, 1.0)).contains("power is NaN"));
        assert!(with(party(-1.0, 1.0, 1.0)).contains("power is -1"));
        assert!(with(party(f64::INFINITY, 1.0, 1.0)).contains("power is inf"));
        assert!(with(party(1.0, 100.1, 1.0)).contains("position 1 is 100.1"));
        assert!(with(party(1.0, 1.0, -0.1)).contains("salience 1 is -0.1"));
        assert!(with(party(1.0, 1.0, 0.0)).contains("saliences sum to 0"));
        let two =
            Party { positions: vec![1.0, 2.0], saliences: vec![60.0, 50.0], name: "B".into(), power: 1.0 };
        assert!(with(two.clone()).contains("2 positions and 2 saliences; expected 1"));
        assert!(message(&[two.clone(), two]).contains("party `B`: saliences sum to 110"));
        assert!(message(&[party(0.0, 1.0, 1.0), party(0.0, 1.0, 1.0)]).contains("no party has power"));
        assert!(message(&vec![good; 501]).contains("501"));
    }

    #[test]
    fn adjustment_is_a_part_of_the_whole() {
        let two = || Parties::new(&[party(1.0, 1.0, 1.0), party(1.0, 2.0, 1.0)]).unwrap();
        assert!(two().with_adjustment(vec![1.0; 3]).is_err());
        assert!(two().with_adjustment(vec![0.9, 0.2, 0.0, 1.0]).is_err());
        assert!(two().with_adjustment(vec![f64::NAN, 0.2, 0.0, 1.0]).is_err());
        assert_eq!(two().with_adjustment(vec![1.0, 0.0, 0.0, 1.0]).unwrap(), two());
        assert!(two().with_adjustment(vec![0.5, 0.2, 0.0, 1.0]).unwrap().adjustment.is_some());
    }
}
