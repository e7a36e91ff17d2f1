//! Utilities as sums over issues: the parts that they are made of.

/// Utilities as sums over issues: a party's utility of a package is `((offset + a) + b) + c` of its values, perhaps scaled afterwards.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Additive {
    /// What is added whatever the package, by party.
    pub offsets: Vec<f64>,
    /// By party: weighted values, an issue after another.
    pub values: Vec<Vec<f64>>,
}

impl Additive {
    /// Lowest and highest sum of a party; rounding is monotone, so they are those of packages to the last bit.
    pub fn bounds(&self, sizes: &[usize], party: usize) -> (f64, f64) {
        let mut first = 0;
        sizes.iter().fold((self.offsets[party], self.offsets[party]), |(low, high), size| {
            let own = &self.values[party][first..first + size];
            first += size;
            let least = own.iter().copied().fold(f64::INFINITY, f64::min);
            let most = own.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            (low + least, high + most)
        })
    }
}
