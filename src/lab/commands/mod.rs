//! The commands of the laboratory, one file each; `cli` has them through [`Command`].

mod analyse;
mod backtest;
mod charts;
mod conflicts;
mod domains;
mod import;
mod memory;
mod negotiate;
mod positions;
mod predict;
mod stability;
mod subject;
mod verify;
mod verify_facts;

pub(crate) use conflicts::sound as conflict_is_sound;
pub(crate) use domains::sound as domain_is_sound;

use crate::lab::games::solution::watch::Watch;
use crate::terminal::failure::Failure;
use crate::terminal::progress;
use clap::Subcommand;

/// The commands, in the order of the help.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Negotiate(negotiate::Arguments),
    Analyse(analyse::Arguments),
    Predict(predict::Arguments),
    Stability(stability::Arguments),
    Backtest(backtest::Arguments),
    Import(import::Arguments),
    Verify(verify::Arguments),
}

impl Command {
    /// Does it, and gives the exit code.
    pub(crate) fn run(&self) -> Result<u8, Failure> {
        match self {
            Self::Negotiate(arguments) => negotiate::run(arguments),
            Self::Analyse(arguments) => analyse::run(arguments),
            Self::Predict(arguments) => predict::run(arguments),
            Self::Stability(arguments) => stability::run(arguments),
            Self::Backtest(arguments) => backtest::run(arguments),
            Self::Import(arguments) => import::run(arguments),
            Self::Verify(arguments) => verify::run(arguments),
        }
    }
}

/// Does long work on packages: with a bar if it lasts, and ended by Ctrl-C.
fn followed<T>(title: &str, work: impl FnOnce(&mut Watch<'_>) -> T) -> Result<T, Failure> {
    progress::followed(title, "packages", |tell| work(&mut Watch::new(tell)))
}
