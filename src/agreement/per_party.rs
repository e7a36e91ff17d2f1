//! One number for each party, and sums and products of them that do not depend on the order of the parties.
use crate::scenario::place::PartyIndex;

/// Most parties of a scenario.
pub const MOST_PARTIES: usize = 16;

/// A number for each party; entries beyond the number of parties are 0.
pub type PerParty = [f64; MOST_PARTIES];

/// One number for each party, from a function of the party.
pub fn per_party(parties: usize, of: impl Fn(PartyIndex) -> f64) -> PerParty {
    core::array::from_fn(|i| if i < parties { of(PartyIndex(i)) } else { 0.0 })
}

/// Calls a method for all parties side by side, as `in_lanes!(parties, receiver.method(arguments))`: it is generic over the number of lanes, one
/// of a few that hold so many parties. Loops of a length that the compiler knows become vector instructions; the lanes beyond the parties
/// hold zeros.
macro_rules! in_lanes {
    ($parties:expr, $receiver:ident . $method:ident ( $($argument:expr),* )) => {
        match $parties {
            0..=2 => $receiver.$method::<2>($($argument),*),
            3..=4 => $receiver.$method::<4>($($argument),*),
            5..=6 => $receiver.$method::<6>($($argument),*),
            7..=8 => $receiver.$method::<8>($($argument),*),
            _ => $receiver.$method::<{ crate::agreement::per_party::MOST_PARTIES }>($($argument),*),
        }
    };
}
pub(crate) use in_lanes;

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
