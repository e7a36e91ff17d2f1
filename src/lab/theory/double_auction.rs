//! Two sealed offers and a price between them.
//!
//! Chatterjee and Samuelson (1983), Operations Research 31:835: buyer's value v and seller's cost c independent and uniform on [0, 1];
//! both name a price; they trade iff the bid is at least the ask, at `k·bid + (1-k)·ask`. The linear equilibrium is
//! `ask = c/(2-k) + (1-k)/2` and `bid = v/(1+k) + k(1-k)/(2(1+k))`. At k = 1/2 trade happens iff v - c >= 1/4, with probability 9/32
//! and gains 9/64, the second best of Myerson and Satterthwaite (1983); the first best is 1/2 and 1/6.

use super::{InvalidInput, share};

/// The linear equilibrium.
#[derive(Debug, Clone, PartialEq)]
pub struct DoubleAuction {
    /// Slope and intercept of the seller's ask in the cost.
    pub seller: (f64, f64),
    /// Slope and intercept of the buyer's bid in the value.
    pub buyer: (f64, f64),
    /// Smallest difference of value and cost that trades; `None` unless k = 1/2, since it then depends on the cost.
    pub margin: Option<f64>,
    /// Probability of trade.
    pub trade: f64,
    /// Expected gains from trade.
    pub gains: f64,
}

/// Probability of efficient trade: the value exceeds the cost.
pub const FIRST_BEST_TRADE: f64 = 0.5;
/// Expected gains of efficient trade.
pub const FIRST_BEST_GAINS: f64 = 1.0 / 6.0;

/// The equilibrium when the bid has weight `k` in [0, 1] in the price.
///
/// # Errors
/// When k is outside [0, 1].
pub fn linear_equilibrium(k: f64) -> Result<DoubleAuction, InvalidInput> {
    share("k", k)?;
    // Trade happens in the triangle v >= c (1+k)/(2-k) + (1-k)/2, where the mean gain is one half.
    let trade = (2.0 - k) * (1.0 + k) / 8.0;
    Ok(DoubleAuction {
        seller: (1.0 / (2.0 - k), (1.0 - k) / 2.0),
        buyer: (1.0 / (1.0 + k), k * (1.0 - k) / (2.0 * (1.0 + k))),
        margin: (k == 0.5).then_some((1.0 - k) / 2.0),
        trade,
        gains: trade / 2.0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_split_the_difference() {
        let found = linear_equilibrium(0.5).unwrap();
        assert_eq!((found.margin, found.trade, found.gains), (Some(0.25), 9.0 / 32.0, 9.0 / 64.0));
        assert!((found.buyer.1 - 1.0 / 12.0).abs() < 1e-16 && found.seller == (2.0 / 3.0, 0.25));
    }

    #[test]
    fn trade_and_gains_agree_with_a_grid_for_any_k() {
        for k in [0.0, 0.3, 0.8, 1.0] {
            let found = linear_equilibrium(k).unwrap();
            let (mut trade, mut gains) = (0.0, 0.0);
            for i in 0..600 {
                for j in 0..600 {
                    let (v, c) = ((f64::from(i) + 0.5) / 600.0, (f64::from(j) + 0.5) / 600.0);
                    if found.buyer.0 * v + found.buyer.1 >= found.seller.0 * c + found.seller.1 {
                        trade += 1.0 / 360_000.0;
                        gains += (v - c) / 360_000.0;
                    }
                }
            }
            assert!((trade - found.trade).abs() < 2e-3 && (gains - found.gains).abs() < 2e-3, "{k}");
        }
        assert!(linear_equilibrium(1.1).is_err());
    }
}
