//! Estimators: intervals, paired differences, quantiles, competing risks.
