//! Roundtable simulates negotiations among several parties: the same assumed worlds go through every *format* (who sits at the table, who may
//! propose, what is agreed together, who must agree), so that what differs in the results comes from the formats alone.
//!
//! # The way of the data
//!
//! ```text
//! scenario file ─► Scenario ─► Simulation ─► Comparison ─► charts, report
//! ```
//!
//! * [`Scenario::open`] reads a scenario file and checks it, or says all that is wrong, each problem with its place;
//! * [`Simulation::of`] takes assumed worlds through all formats: each world draws what nobody knows (what the parties want, how patient they
//!   are, who would break an agreement) from the ranges that the file states or assumes;
//! * a [`Comparison`] says in how many of these worlds something happens under each format ([`FormatSummary`]), and which formats differ
//!   ([`Difference`], with the [`Finding`]: clear, not clear, or on what it depends). It is not a forecast;
//! * `charts` and `report` make pictures and a page of it (feature `chart`).
//!
//! ```
//! use roundtable::{Finding, Scenario, Simulation};
//!
//! let scenario = Scenario::open("scenarios/teaching/1-zone-of-agreement.ron")?;
//! let comparison = Simulation::of(&scenario).runs(200).seed(1).run()?;
//!
//! for format in &comparison.formats {
//!     let signed = &format.signed;
//!     println!("{}: signed in {:.0} of 100 assumed worlds", format.name, 100.0 * signed.estimate);
//! }
//! for difference in &comparison.differences {
//!     if difference.finding == Finding::Clear {
//!         println!("{} and {} differ in {}", difference.a, difference.b, difference.measure);
//!     }
//! }
//! assert_eq!(comparison.runs, 200);
//! assert_eq!(comparison.formats.len(), scenario.formats().count());
//!
//! # #[cfg(feature = "chart")]
//! # {
//! let charts = roundtable::charts(&comparison, &roundtable::Theme::screen());
//! assert!(charts.iter().all(|chart| chart.svg.starts_with("<svg")));
//! let page = roundtable::report(&comparison, &scenario);
//! assert!(page.contains(scenario.title()));
//! # }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The same scenario, seed and number of worlds give the same numbers on every machine and on any number of threads, and those of the
//! command `roundtable compare`.
//!
//! # What is wrong is said with its place
//!
//! ```
//! let error = roundtable::Scenario::parse("orchard.ron", "Scenario(format_version: 2)").unwrap_err();
//! assert!(error.to_string().contains("orchard.ron:1:1"));
//! ```
//!
//! # A behaviour of one's own
//!
//! How parties propose and answer is a [`Behaviour`] of this crate, or a [`Negotiator`] of yours: it sees through a [`Seat`] what its party
//! knows, and [`Simulation::negotiator`] gives it to all of them.
//!
//! # Programs to begin with
//!
//! * `examples/compare_a_file.rs` compares the formats of a file and writes charts and report;
//! * `examples/build_a_scenario.rs` builds a scenario in code ([`written`]), writes it as RON and runs it;
//! * `examples/a_behaviour_of_ones_own.rs` asks whether a finding survives another way of negotiating.
//!
//! # Features
//!
//! All but `parquet` are on by default; `--no-default-features` is the engine alone.
//!
//! | feature | brings | needs |
//! | --- | --- | --- |
//! | `chart` | charts as SVG, the report as HTML | |
//! | `png` | charts as PNG, with a face of their own for Latin and Hangul | `chart` |
//! | `cli` | the program `roundtable` | `chart` |
//! | `parquet` | tables as Parquet: `--parquet`, `export --to parquet` | `cli` |
//! | `serve` | a class in one room: the command `serve` | `cli` |
//! | `lab` | the laboratory behind the commands `negotiate`, `analyse`, `predict`, `stability`, `backtest`, `import`, `verify` | its commands: `cli`; its charts: `chart` |
//!
//! # Inside
//!
//! Rooms depend downward only: `cli` → `lab` → `terminal` → `report` → `chart` → `results` → `simulation` → `talks` → `agreement` → `world` →
//! `scenario`. `why` looks into stored results. `statistics` and `files` know nothing of simulation, and only the list of commands in `cli` knows the `lab`. `ARCHITECTURE.md`
//! tells what each is for. Modules that tests and benchmarks look into are public, hidden, and promise nothing.

// Documents of hidden modules are for those who read the source.
#![allow(rustdoc::private_intra_doc_links)]
// What a feature needs is judged with all of them: the engine alone leaves some of it unused.
#![cfg_attr(not(all(feature = "cli", feature = "chart", feature = "lab")), allow(dead_code, unused_imports))]

#[doc(hidden)]
pub mod agreement;
#[cfg(feature = "chart")]
mod chart;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
mod door;
#[cfg(feature = "cli")]
mod export;
#[doc(hidden)]
pub mod files;
#[cfg(feature = "lab")]
#[doc(hidden)]
pub mod lab;
pub mod language;
#[cfg(feature = "chart")]
#[doc(hidden)]
pub mod report;
#[doc(hidden)]
pub mod results;
#[cfg(feature = "serve")]
#[doc(hidden)]
pub mod room;
#[doc(hidden)]
pub mod scenario;
#[cfg(feature = "serve")]
#[doc(hidden)]
pub mod serve;
#[doc(hidden)]
pub mod simulation;
mod statistics;
#[doc(hidden)]
pub mod talks;
#[cfg(feature = "cli")]
mod terminal;
#[doc(hidden)]
pub mod why;
#[doc(hidden)]
pub mod world;

#[cfg(feature = "chart")]
pub use chart::{Chart, Colours, Table, Theme, slides};
#[cfg(feature = "png")]
pub use chart::{Png, PngError};
pub use door::{OpenError, RunError, Scenario, Simulation};
#[cfg(feature = "chart")]
pub use door::{charts, report};
pub use files::read::ReadError;
pub use results::comparison::{
    Comparison, Difference, Ending, Finding, FormatSummary, Gain, InRun, IssueHead, LevelsAt, Named,
    Quartiles, RunSays, Share, StageShare, Tested, TestedRun,
};
pub use scenario::written;
pub use simulation::star::Size;
pub use talks::behaviour::{Behaviour, Negotiator, Seat, TooLarge};
