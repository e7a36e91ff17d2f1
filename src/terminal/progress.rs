//! The progress bar: on a terminal only, on standard error.

use super::failure::{Failure, INTERRUPTED};
use super::interrupt;
use super::text::shorten;
use crate::language::Language;
use crate::say;
use crate::simulation::execute::{Execution, Job, Progress, execute};
use crate::simulation::machine::Stopwatch;
use indicatif::{ProgressBar, ProgressState, ProgressStyle};
use std::fmt::Write;
use std::io::IsTerminal;
use std::sync::atomic::Ordering;

/// Work that takes less than so many seconds shows no bar.
const SOON: f64 = 1.0;

/// Most columns of the title of a bar.
const WIDEST: usize = 30;

/// A bar with rate and time left, or nothing at all.
pub(crate) struct Bar {
    bar: Option<ProgressBar>,
    language: Language,
}

impl Bar {
    /// A bar if standard error is a terminal and the user does not want quiet.
    pub(crate) fn new(title: &str, quiet: bool, language: Language) -> Self {
        Self::of(title, quiet, &say!(language, "progress-worlds"), language)
    }

    fn of(title: &str, quiet: bool, what: &str, language: Language) -> Self {
        let wanted = !quiet && std::io::stderr().is_terminal();
        let style = || style(what, language);
        let bar = || ProgressBar::new(0).with_style(style()).with_prefix(shorten(title, WIDEST));
        Self { bar: wanted.then(bar), language }
    }

    /// So many of so many are done.
    fn reach(&self, done: usize, all: usize) {
        if let Some(bar) = &self.bar {
            bar.set_length(all as u64);
            bar.set_position(done as u64);
        }
    }
}

/// Does long work, which tells how many of how many are done and hears whether to go on: with a bar if it lasts, and ended by Ctrl-C.
pub(crate) fn followed<T>(
    title: &str,
    what: &str,
    work: impl FnOnce(&mut dyn FnMut(usize, usize) -> bool) -> T,
) -> Result<T, Failure> {
    let stop = interrupt::listen();
    let clock = Stopwatch::start();
    let mut bar: Option<Bar> = None;
    let mut tell = |done, all| {
        if bar.is_some() || clock.wall_seconds() > SOON {
            bar.get_or_insert_with(|| Bar::of(title, false, what, Language::En)).reach(done, all);
        }
        !stop.load(Ordering::Relaxed)
    };
    let done = work(&mut tell);
    if let Some(bar) = bar {
        bar.end();
    }
    if stop.load(Ordering::Relaxed) {
        return Err(interrupted());
    }
    Ok(done)
}

/// Takes all worlds of a job through, with a bar, and gives each tally in order; ended by Ctrl-C.
pub(crate) fn all_worlds<J: Job>(
    job: &J,
    threads: usize,
    bar: &Bar,
    mut on_tally: impl FnMut(J::Tally),
) -> Result<(), Failure> {
    match execute(job, None, threads, bar, interrupt::listen(), &mut |_, tally| on_tally(tally))? {
        Execution::Complete { .. } => Ok(()),
        Execution::Stopped { .. } => Err(interrupted()),
    }
}

fn interrupted() -> Failure {
    Failure::with_code(INTERRUPTED, "interrupted: nothing is written")
}

fn style(what: &str, language: Language) -> ProgressStyle {
    let left = say!(language, "progress-left");
    let template = format!(
        "{{prefix}} {{wide_bar}} {{human_pos}}/{{human_len}} {what}  {{rate}}/s  {left} {{eta}}{{msg}}"
    );
    let style = ProgressStyle::with_template(&template).unwrap_or_else(|_| ProgressStyle::default_bar());
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
            Some(bar) => bar.set_message(format!("  {}", say!(self.language, "progress-stopping"))),
            None => super::output::remark(&format!("{}\n", say!(self.language, "progress-stops"))),
        }
    }

    fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
