//! Nothing is decided: the outcome is the reference point. The null model of all bargaining about change.

use super::Scale;
use crate::lab::theory::InvalidInput;

/// The reference point, where there is one.
///
/// # Errors
/// If it does not stand on the scale.
pub fn status_quo(reference_point: Option<f64>, scale: Scale) -> Result<Option<f64>, InvalidInput> {
    reference_point.map(|q| scale.holds("the reference point", q)).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_there_or_not_or_off_the_scale() {
        assert_eq!(status_quo(Some(100.0), Scale::PERCENT), Ok(Some(100.0)));
        assert_eq!(status_quo(None, Scale::PERCENT), Ok(None));
        assert!(status_quo(Some(101.0), Scale::PERCENT).is_err());
        assert!(status_quo(Some(f64::NAN), Scale::PERCENT).is_err());
    }
}
