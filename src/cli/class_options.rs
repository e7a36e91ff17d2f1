//! What the commands of a class share.

use crate::language::Language;
use crate::terminal::chosen::chosen;
use crate::terminal::failure::Failure;
use crate::terminal::loaded::Loaded;
use clap::Args;

/// The language of the pages.
#[derive(Debug, Clone, Copy, Args)]
pub(super) struct Spoken {
    /// Language of the page: en or ko
    #[arg(long, value_name = "LANGUAGE", default_value_t = Language::En)]
    pub(super) lang: Language,
}

/// Places of the formats that a class plays: those that are named, else those that the file chooses for a class, else the first two.
pub(super) fn for_a_class(loaded: &Loaded, named: &[String]) -> Result<Vec<usize>, Failure> {
    let scenario = &loaded.scenario;
    let names = match named {
        [] if scenario.class.is_empty() => loaded.formats.iter().take(2).cloned().collect(),
        [] => scenario.class.clone(),
        named => chosen(scenario, named)?,
    };
    Ok(names.iter().filter_map(|name| scenario.format(name)).collect())
}
