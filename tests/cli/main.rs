//! The command line from the outside: one file a command, on a desk of its own.

mod backtest;
mod check;
mod compare;
mod desk;
mod documentation;
mod explain;
mod find;
mod frame;
mod handout;
mod hostile;
mod import;
mod interruption;
mod negotiate;
mod new;
mod pages;
mod predict;
mod reference;
mod run;
mod same_bytes;
mod schema;
mod slides;
mod sources;
mod stability;
#[cfg(unix)]
mod terminal;
mod trouble;
mod upgrade;
mod verify;
