//! Dividing a pie when everybody must agree: offers in turn, or by parties drawn by lot.
//!
//! The pie is 1. Agreement in round `t` (from 0) on the share `x` is worth `d_i^t x` to party `i`; a party that is indifferent agrees; without any
//! agreement nobody gets anything, unless said otherwise.

pub(crate) mod alternating;
pub(crate) mod curved;
pub(crate) mod rotating;
