//! What time it is at the table, and what else two libraries count differently.

/// Whose conventions are followed where they differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Convention {
    /// Time runs from 0 in the first round to 1 in the last; a tactic accepts what is at least as good as what it would
    /// offer next; utilities that differ by rounding alone are equal ([`super::equal`]); gains are counted from the reservation value, and
    /// a discount is on what is had without agreement too, as in GENIUS.
    #[default]
    Plain,
    /// NegMAS 0.16: time is `(step + 1) / (rounds + 1)`, never 0 or 1; a time-based tactic accepts whatever lies in its
    /// band, whose lower end is 1e-4 below the target; gains are counted from the reservation value or from the worst package, whichever is
    /// higher; a discount is on agreements alone.
    NegMas,
}

/// A clock of so many rounds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Clock {
    /// Rounds in all, at least 1.
    pub rounds: u32,
    /// Whose conventions.
    pub convention: Convention,
}

impl Clock {
    /// The time in a round (from 0), in [0, 1].
    pub fn time(self, round: u32) -> f64 {
        match self.convention {
            Convention::Plain if self.rounds <= 1 => 1.0,
            Convention::Plain => (f64::from(round) / f64::from(self.rounds - 1)).min(1.0),
            Convention::NegMas => (f64::from(round) + 1.0) / (f64::from(self.rounds) + 1.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_two_clocks_begin_and_end_where_they_say() {
        let plain = Clock { rounds: 100, convention: Convention::Plain };
        assert_eq!((plain.time(0), plain.time(99)), (0.0, 1.0));
        let other = Clock { rounds: 100, convention: Convention::NegMas };
        assert_eq!((other.time(0), other.time(99)), (1.0 / 101.0, 100.0 / 101.0));
        assert_eq!(Clock { rounds: 1, ..plain }.time(0), 1.0);
    }
}
