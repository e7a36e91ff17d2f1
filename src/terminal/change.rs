//! The options that change a scenario.

use clap::Args;

/// What is changed in the scenario before it is used.
#[derive(Debug, Default, Args)]
pub(crate) struct ChangeOptions {
    /// Take one of the alternatives that the scenario names under `variants`, in full; an unambiguous beginning is enough
    #[arg(long, value_name = "NAME")]
    pub(crate) variant: Option<String>,

    /// Change an entry of the scenario, as in parties.dprk.patience=0.95; may be repeated, and comes after --variant
    #[arg(long = "set", value_name = "PATH=VALUE")]
    pub(crate) sets: Vec<String>,
}
