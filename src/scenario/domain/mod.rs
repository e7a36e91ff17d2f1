//! A domain: issues, and parties with exact preferences over whole packages, as negotiation research writes them down.
//!
//! It is the other thing that a scenario file can hold: where `parties` and `formats` describe assumed worlds, `preferences`
//! gives one exact game. Packages are numbered as the product of the issues' values in order, the last issue fastest.

mod model;
mod write;

pub use model::{
    Additive, Constraint, Domain, DomainIssue, DomainParty, Interaction, Preference, Rectangle, Reservation,
    Scale, Seat, Shape, TableEntry, Talks, Term,
};
pub use write::write;

#[cfg(test)]
mod tests;
