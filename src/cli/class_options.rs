//! What the commands of a class share.

use crate::language::Language;
use clap::Args;

/// The language of the pages.
#[derive(Debug, Clone, Copy, Args)]
pub(super) struct Spoken {
    /// Language of the page: en or ko
    #[arg(long, value_name = "LANGUAGE", default_value_t = Language::En)]
    pub(super) lang: Language,
}
