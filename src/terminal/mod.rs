//! What commands share: reading a scenario file, options, what is to be simulated, and all that is said on a terminal.
//!
//! It knows neither the commands nor the laboratory. One place prints (`output`), and makes what users bring visible (`printable`).

pub(crate) mod change;
pub(crate) mod chosen;
pub(crate) mod columns;
pub(crate) mod csv;
pub(crate) mod failure;
pub(crate) mod interrupt;
pub(crate) mod json;
pub(crate) mod loaded;
pub(crate) mod options;
pub(crate) mod output;
pub(crate) mod plan;
pub(crate) mod printable;
pub(crate) mod progress;
pub(crate) mod shard;
pub(crate) mod shell;
pub(crate) mod text;
