//! Attitudes to risk from how well positions stand, and how others see them.

use super::choices::{PerceivedRisk, RiskRange};
use super::positive;

/// Attitudes from the probabilities of positions: the best has 1, the worst 0, −1/2 or −1. All are neutral where all stand alike.
pub fn attitudes(range: RiskRange, chances: &[f64], attitudes: &mut [f64]) {
    let low = chances.iter().copied().fold(f64::INFINITY, f64::min);
    let high = chances.iter().copied().fold(0.0, f64::max);
    let span = positive(high - low);
    for (r, p) in attitudes.iter_mut().zip(chances) {
        *r = match range {
            _ if span == 0.0 => 0.0,
            RiskRange::Least => (p - low) / span,
            RiskRange::Middle => (3.0 * p - (high + 2.0 * low)) / (2.0 * span),
            RiskRange::Most => (2.0 * p - (high + low)) / span,
        }
        // Rounding may lead out of the range where the span is small.
        .clamp(-1.0, 1.0);
    }
}

/// The attitude of one party as another sees it that has its own.
pub fn perceived(how: PerceivedRisk, own: f64, its: f64) -> f64 {
    match how {
        PerceivedRisk::Own => own,
        PerceivedRisk::OneThird => (2.0 * own + its) / 3.0,
        PerceivedRisk::Half => f64::midpoint(own, its),
        PerceivedRisk::TwoThirds => (own + 2.0 * its) / 3.0,
        PerceivedRisk::Full => its,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_go_from_the_worst_to_the_best() {
        let of = |range| {
            let mut found = [0.0; 3];
            attitudes(range, &[0.125, 0.625, 0.25], &mut found);
            found
        };
        assert_eq!(of(RiskRange::Least), [0.0, 1.0, 0.25]);
        assert_eq!(of(RiskRange::Middle), [-0.5, 1.0, -0.125]);
        assert_eq!(of(RiskRange::Most), [-1.0, 1.0, -0.5]);
    }

    #[test]
    fn all_alike_are_neutral() {
        for range in RiskRange::ALL {
            let mut found = [9.0; 4];
            attitudes(*range, &[0.25; 4], &mut found);
            assert_eq!(found, [0.0; 4]);
        }
    }

    #[test]
    fn others_are_seen_between_oneself_and_what_they_are() {
        let seen: Vec<f64> = PerceivedRisk::ALL.iter().map(|how| perceived(*how, -0.5, 1.0)).collect();
        assert_eq!(seen, [-0.5, 0.0, 0.25, 0.5, 1.0]);
    }
}
