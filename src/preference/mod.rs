//! Packages of levels and what they are worth to each party.
