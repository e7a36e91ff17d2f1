//! The progress bar: on a terminal only, on standard error.

use super::text::shorten;
use crate::simulate::execute::Progress;
use indicatif::{ProgressBar, ProgressState, ProgressStyle};
use std::fmt::Write;
use std::io::IsTerminal;

/// Most columns of the title of a bar.
const WIDEST: usize = 30;

/// A bar with rate and time left, or nothing at all.
pub(super) struct Bar {
    bar: Option<ProgressBar>,
}

impl Bar {
    /// A bar if standard error is a terminal and the user does not want quiet.
    pub(super) fn new(title: &str, quiet: bool) -> Self {
        let wanted = !quiet && std::io::stderr().is_terminal();
        Self {
            bar: wanted.then(|| ProgressBar::new(0).with_style(style()).with_prefix(shorten(title, WIDEST))),
        }
    }
}

fn style() -> ProgressStyle {
    let template = "{prefix} {wide_bar} {human_pos}/{human_len} worlds  {rate}/s  ETA {eta}{msg}";
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    style.with_key("rate", |state: &ProgressState, out: &mut dyn Write| {
        let _ = write!(out, "{:.0}", state.per_sec());
    })
}

impl Progress for Bar {
    fn begin(&self, worlds: u64) {
        if let Some(bar) = &self.bar {
            bar.set_length(worlds);
        }
    }

    fn advance(&self, worlds: u64, reused: bool) {
        if let Some(bar) = &self.bar {
            bar.inc(worlds);
            if reused {
                bar.reset_eta();
            }
        }
    }

    fn stopping(&self) {
        match &self.bar {
            Some(bar) => bar.set_message("  stopping (Ctrl-C again: at once)"),
            None => super::output::remark("stopping after the blocks under way\n"),
        }
    }

    fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
