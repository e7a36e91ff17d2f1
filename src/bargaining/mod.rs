//! A table at work: offers, answers, behaviours.
