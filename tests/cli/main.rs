//! The command line from the outside: one file a command, on a desk of its own.

mod backtest;
mod check;
mod compare;
mod debrief;
mod desk;
mod discover;
mod documentation;
mod explain;
mod find;
mod frame;
mod gallery;
mod handout;
mod hostile;
mod import;
mod interruption;
mod negotiate;
mod new;
mod pages;
mod predict;
mod reference;
mod rerun;
mod rolesheets;
mod run;
mod same_bytes;
mod schema;
mod sensitivity;
mod slides;
mod sources;
mod stability;
#[cfg(unix)]
mod terminal;
mod trouble;
mod upgrade;
mod verify;
