//! What happens around a table: ratification, stages, compliance, spoilers, lapses.
