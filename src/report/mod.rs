//! The HTML report, the handout and the story of a run.

pub mod story;
