//! What each of the others has offered lately, as numbers: a ring a party, so that nobody is compared with anybody but itself.

/// Rings of numbers, one a party.
#[derive(Debug, Clone, Default)]
pub(super) struct Series {
    length: usize,
    values: Vec<f64>,
    counts: Vec<usize>,
    last: Option<usize>,
}

impl Series {
    /// Rings that keep so many numbers of each party.
    pub(super) fn prepare(&mut self, parties: usize, length: usize) {
        self.length = length.max(1);
        self.values.clear();
        self.values.resize(parties * self.length, 0.0);
        self.counts.clear();
        self.counts.resize(parties, 0);
        self.last = None;
    }

    /// A party's next number.
    pub(super) fn push(&mut self, party: usize, value: f64) {
        if party < self.counts.len() {
            self.values[party * self.length + self.counts[party] % self.length] = value;
            self.counts[party] += 1;
            self.last = Some(party);
        }
    }

    /// Who came last.
    pub(super) fn last(&self) -> Option<usize> {
        self.last
    }

    /// How many numbers a party has had in all.
    pub(super) fn count(&self, party: usize) -> usize {
        self.counts.get(party).copied().unwrap_or(0)
    }

    /// A party's number so many before its last (0 for that); `None` where there is none or it is kept no longer.
    pub(super) fn back(&self, party: usize, ago: usize) -> Option<f64> {
        let count = self.count(party);
        (ago < count.min(self.length))
            .then(|| self.values[party * self.length + (count - 1 - ago) % self.length])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rings_keep_the_last_numbers_of_each_party() {
        let mut series = Series::default();
        series.prepare(2, 3);
        assert_eq!((series.last(), series.back(1, 0)), (None, None));
        for value in [1.0, 2.0, 3.0, 4.0] {
            series.push(1, value);
        }
        series.push(0, 9.0);
        series.push(5, 7.0);
        assert_eq!((series.last(), series.count(1)), (Some(0), 4));
        assert_eq!([0, 1, 2, 3].map(|ago| series.back(1, ago)), [Some(4.0), Some(3.0), Some(2.0), None]);
    }
}
