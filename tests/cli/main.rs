//! The command line from the outside: one file a command, on a desk of its own.

mod backtest;
mod check;
mod cluster;
mod compare;
mod debrief;
mod decompose;
mod desk;
mod discover;
#[cfg(feature = "lab")]
mod documentation;
mod explain;
mod export;
mod find;
mod flip;
mod frame;
mod gallery;
mod handout;
mod hostile;
#[cfg(feature = "lab")]
mod import;
mod interruption;
mod korean;
#[cfg(feature = "lab")]
mod negotiate;
mod new;
mod pages;
mod play;
#[cfg(feature = "lab")]
mod predict;
mod reference;
mod rerun;
mod rolesheets;
mod run;
mod same_bytes;
mod schema;
mod sensitivity;
#[cfg(feature = "serve")]
mod serve;
mod shards;
mod slides;
mod sources;
#[cfg(feature = "lab")]
mod stability;
mod sweep;
#[cfg(unix)]
mod terminal;
mod trouble;
mod until;
mod upgrade;
#[cfg(feature = "lab")]
mod verify;
