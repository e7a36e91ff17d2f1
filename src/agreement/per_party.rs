//! One number for each party, and sums and products of them that do not depend on the order of the parties.

/// Most parties of a scenario.
pub const MOST_PARTIES: usize = 16;

/// A number for each party; entries beyond the number of parties are 0.
pub type PerParty = [f64; MOST_PARTIES];

/// One number for each party, from a function of the party.
pub fn per_party(parties: usize, of: impl Fn(usize) -> f64) -> PerParty {
    core::array::from_fn(|i| if i < parties { of(i) } else { 0.0 })
}

/// Comparisons of stocks and flows ignore differences below this.
pub const TOLERANCE: f64 = 1e-12;

/// The product of chances, the same to the last bit in whatever order they are given.
pub fn product(chances: &mut [f64]) -> f64 {
    // Two factors commute exactly.
    if chances.len() > 2 {
        chances.sort_unstable_by(f64::total_cmp);
    }
    chances.iter().product()
}

/// The sum of numbers, the same to the last bit in whatever order they are given.
pub fn sum(numbers: &mut [f64]) -> f64 {
    // Two numbers commute exactly.
    if numbers.len() > 2 {
        numbers.sort_unstable_by(f64::total_cmp);
    }
    numbers.iter().sum()
}
