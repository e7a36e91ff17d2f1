//! One adapter per kind of reference case.

pub mod reference_model;
