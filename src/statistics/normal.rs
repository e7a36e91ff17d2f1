//! The standard normal distribution.
//!
//! Quantile: Wichura (1988), "Algorithm AS 241: The percentage points of the normal distribution", Applied Statistics 37:477,
//! routine `PPND16` (relative error about 1e-16). Distribution function: the complementary error function of `libm`.

use std::f64::consts::SQRT_2;

/// Coefficients of the numerator for |p - 1/2| <= 0.425, lowest power first.
const A: [f64; 8] = [
    3.387_132_872_796_366_5,
    133.141_667_891_784_38,
    1_971.590_950_306_551_3,
    13_731.693_765_509_46,
    45_921.953_931_549_87,
    67_265.770_927_008_7,
    33_430.575_583_588_13,
    2_509.080_928_730_122_7,
];
/// Coefficients of the denominator for |p - 1/2| <= 0.425, lowest power first.
const B: [f64; 8] = [
    1.0,
    42.313_330_701_600_91,
    687.187_007_492_057_9,
    5_394.196_021_424_751,
    21_213.794_301_586_597,
    39_307.895_800_092_71,
    28_729.085_735_721_943,
    5_226.495_278_852_545,
];
/// Coefficients of the numerator in the near tail, lowest power first.
const C: [f64; 8] = [
    1.423_437_110_749_683_5,
    4.630_337_846_156_546,
    5.769_497_221_460_691,
    3.647_848_324_763_204_5,
    1.270_458_252_452_368_4,
    0.241_780_725_177_450_6,
    0.022_723_844_989_269_184,
    7.745_450_142_783_414e-4,
];
/// Coefficients of the denominator in the near tail, lowest power first.
const D: [f64; 8] = [
    1.0,
    2.053_191_626_637_759,
    1.676_384_830_183_803_8,
    0.689_767_334_985_1,
    0.148_103_976_427_480_08,
    0.015_198_666_563_616_457,
    5.475_938_084_995_345e-4,
    1.050_750_071_644_416_9e-9,
];
/// Coefficients of the numerator in the far tail, lowest power first.
const E: [f64; 8] = [
    6.657_904_643_501_103,
    5.463_784_911_164_114,
    1.784_826_539_917_291_3,
    0.296_560_571_828_504_87,
    0.026_532_189_526_576_124,
    0.001_242_660_947_388_078_4,
    2.711_555_568_743_487_6e-5,
    2.010_334_399_292_288_1e-7,
];
/// Coefficients of the denominator in the far tail, lowest power first.
const F: [f64; 8] = [
    1.0,
    0.599_832_206_555_888,
    0.136_929_880_922_735_8,
    0.014_875_361_290_850_615,
    7.868_691_311_456_133e-4,
    1.846_318_317_510_054_8e-5,
    1.421_511_758_316_446e-7,
    2.044_263_103_389_939_8e-15,
];

fn polynomial(coefficients: &[f64; 8], x: f64) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, coefficient| sum * x + coefficient)
}

/// The share of a standard normal variable at or below `x`.
pub fn cdf(x: f64) -> f64 {
    0.5 * libm::erfc(-x / SQRT_2)
}

/// The value below which the share `p` of a standard normal variable lies. `p` is in [0, 1]; 0 and 1 give the infinities and
/// anything outside gives NaN.
pub fn quantile(p: f64) -> f64 {
    if !(0.0..=1.0).contains(&p) {
        return f64::NAN;
    }
    if p == 0.0 || p == 1.0 {
        return if p == 0.0 { f64::NEG_INFINITY } else { f64::INFINITY };
    }
    let q = p - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180_625 - q * q;
        return q * polynomial(&A, r) / polynomial(&B, r);
    }
    let tail = if q < 0.0 { p } else { 1.0 - p };
    let r = libm::sqrt(-libm::log(tail));
    let z = if r <= 5.0 {
        polynomial(&C, r - 1.6) / polynomial(&D, r - 1.6)
    } else {
        polynomial(&E, r - 5.0) / polynomial(&F, r - 5.0)
    };
    if q < 0.0 { -z } else { z }
}

/// The half-width of a two-sided interval in standard errors: 1.96 for a confidence of 0.95.
pub fn two_sided(confidence: f64) -> f64 {
    -quantile((1.0 - confidence) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use statrs::distribution::{ContinuousCDF, Normal};

    #[test]
    fn published_points() {
        assert!((quantile(0.975) - 1.959_963_984_540_054).abs() < 1e-15);
        assert!((quantile(0.25) + 0.674_489_750_196_081_7).abs() < 1e-15);
        // Wichura's own check values.
        assert!((quantile(0.001) + 3.090_232_306_167_814).abs() < 1e-14);
        assert!((quantile(1e-20) + 9.262_340_089_798_408).abs() < 1e-13);
        assert_eq!(quantile(0.5), 0.0);
    }

    #[test]
    fn the_ends_and_what_lies_outside() {
        assert_eq!(quantile(0.0), f64::NEG_INFINITY);
        assert_eq!(quantile(1.0), f64::INFINITY);
        assert!(quantile(1.1).is_nan() && quantile(f64::NAN).is_nan());
    }

    #[test]
    fn quantile_inverts_the_distribution_function_and_agrees_with_statrs() {
        let oracle = Normal::new(0.0, 1.0).unwrap();
        for step in -60..=60 {
            let x = f64::from(step) / 10.0;
            assert!((cdf(x) - oracle.cdf(x)).abs() < 1e-10, "{x}");
            assert!((quantile(cdf(x)) - x).abs() < 1e-6_f64.min(1e-15 / cdf(-x.abs()) + 1e-12), "{x}");
        }
    }
}
