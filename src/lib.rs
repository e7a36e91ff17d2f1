//! Roundtable: a simulator of multilateral negotiations.
//!
//! The way of the data: scenario file → [`scenario::Scenario`] (checked) → game (dense arrays) → world →
//! record per format → summary → tables, charts, report. Each arrow is one function; nothing later reaches back.
//!
//! Rooms depend downward only: `cli` → `lab` → `report` → `chart` → `results` → `simulation` → `talks` → `agreement` → `world` →
//! `scenario`. `statistics` and `files` know nothing of simulation, and nothing but `cli` uses `lab`.

pub mod agreement;
pub mod chart;
pub mod cli;
pub mod files;
pub mod lab;
pub mod report;
pub mod results;
pub mod scenario;
pub mod simulation;
pub mod statistics;
pub mod talks;
pub(crate) mod terminal;
pub mod world;
