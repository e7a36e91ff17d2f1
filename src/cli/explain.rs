//! `explain`: the story of one run.

use super::play::{Transcript, is_transcript};
use crate::chart::Theme;
use crate::chart::talks::{self, Talks};
use crate::language::Language;
use crate::report::{run_data, story};
use crate::simulation::job::Runs;
use crate::simulation::star::Size;
use crate::terminal::failure::{DONE, Failure};
use crate::terminal::json::json_line;
use crate::terminal::loaded::{Loaded, load};
use crate::terminal::options::{DrawOptions, LanguageOption, whole};
use crate::terminal::output;
use crate::terminal::plan::Plan;
use crate::terminal::text::{flowing, running};
use clap::Args;
use std::path::{Path, PathBuf};

/// Tell the story of one run, round by round, with the numbers behind each acceptance and refusal
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  roundtable explain scenarios/korea-2019/formats.ron --format 'six-party talks' --run 17"
)]
pub(super) struct Arguments {
    /// Scenario file, or a transcript of `play`, which says itself what was played
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// Format; an unambiguous part of its name is enough. May be left out if there is only one
    #[arg(long, value_name = "NAME")]
    format: Option<String>,

    /// Number of the assumed world, as in results.csv; 0 is the first
    #[arg(long, value_name = "K", default_value_t = 0, value_parser = whole::<u64>(0, u64::MAX), allow_negative_numbers = true)]
    run: u64,

    /// Tell it in at most five sentences
    #[arg(long, conflicts_with = "json")]
    short: bool,

    /// Print as JSON: the story, and every number behind it (packages, offers, answers, ratification, duties, happenings, gains)
    #[arg(long)]
    json: bool,

    /// Draw the talks, round by round, to this file (SVG), which must not exist yet
    #[arg(long, value_name = "FILE")]
    chart: Option<PathBuf>,

    #[command(flatten)]
    language: LanguageOption,

    #[command(flatten)]
    draw: DrawOptions,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    if is_transcript(&arguments.file) {
        return transcript(arguments);
    }
    let loaded = load(&arguments.file, &arguments.draw.change)?;
    let format = loaded.format(arguments.format.as_deref())?;
    let told = told(&loaded, format, arguments)?;
    output::say(&if arguments.json { told } else { flowing(&told, running()) })?;
    Ok(DONE)
}

/// The story of a game that was played.
fn transcript(arguments: &Arguments) -> Result<u8, Failure> {
    if arguments.json || arguments.chart.is_some() {
        return Err(Failure::usage("a transcript is told in words").mend("leave --json and --chart out"));
    }
    let (loaded, played) = Transcript::read(&arguments.file)?.told()?;
    let behaviour = played.behaviour.of_engine();
    let runs = Runs::new(&loaded.scenario, played.seed, 1, behaviour);
    let at = (played.format, played.world);
    let language = arguments.language.lang;
    let story = story::tell_game((runs.engine(), language), at, behaviour, (&played.seats, &played.given));
    let story = story.ok_or_else(|| {
        Failure::usage("a move of this transcript cannot be made").at(arguments.file.display())
    })?;
    let told = if arguments.short { story.short() } else { story }.text();
    output::say(&flowing(&told, running()))?;
    Ok(DONE)
}

/// Writes the picture of the talks.
fn draw_talks(talks: &Talks, path: &Path, language: Language) -> Result<(), Failure> {
    let none =
        || Failure::usage("nobody offers anything in this run").mend("draw another run, or another format");
    let chart = talks::draw(talks, &Theme::screen().speaking(language)).ok_or_else(none)?;
    output::write_file(path, chart.svg.as_bytes(), false)
}

/// The story of one run: as text, or as JSON with every number behind it.
fn told(loaded: &Loaded, format: usize, arguments: &Arguments) -> Result<String, Failure> {
    let (run, draw, language) = (arguments.run, &arguments.draw, arguments.language.lang);
    let plan = Plan {
        runs: run.saturating_add(1),
        seed: draw.seed,
        threads: 1,
        behaviour: draw.behaviour,
        star: Size::None,
        formats: Some(vec![loaded.formats[format].clone()]),
        until: None,
        worlds: false,
    };
    plan.refuse_too_large(loaded)?;
    let behaviour = draw.behaviour.of_engine();
    let runs = Runs::new(&loaded.scenario, draw.seed, plan.runs, behaviour);
    if let Some(path) = &arguments.chart {
        let talks = run_data::picture(runs.engine(), draw.seed, format, run, behaviour, language);
        draw_talks(&talks, path, language)?;
    }
    if arguments.json {
        json_line(&run_data::run_data(runs.engine(), draw.seed, format, run, behaviour))
    } else {
        let story = story::tell(runs.engine(), format, run, behaviour, language);
        Ok(if arguments.short { story.short() } else { story }.text())
    }
}
