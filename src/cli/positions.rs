//! Decisions, from CSV of ours and scenarios of KTAB, whose dimensions are decisions.

use super::failure::Failure;
use super::output;
use crate::lab::import::seems::Seems;
use crate::lab::import::text;
use crate::lab::import::text::TextError;
use crate::lab::import::{decisions, ktab};
use crate::lab::predict::{Choices, Decision, Spatial, Transition};
use std::path::Path;

/// What a file holds.
pub(super) struct Positions {
    /// The decisions.
    pub(super) decisions: Vec<Decision>,
    /// How a scenario of KTAB sets up its model.
    pub(super) spatial: Spatial,
    /// What of a scenario of KTAB the decisions leave out, in words.
    pub(super) left_out: Vec<String>,
}

/// Whether a file is to be read as decisions rather than as a scenario.
pub(super) fn is_one(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"))
        || text::read(path, decisions::LARGEST_FILE)
            .is_ok_and(|text| ktab::is_one(&text) || decisions::is_table(&text))
}

/// Reads decisions, or a scenario of KTAB.
pub(super) fn read(path: &Path) -> Result<Positions, Failure> {
    let text = text::read(path, decisions::LARGEST_FILE).map_err(|error| match error {
        TextError::Unread(error) => Failure::reading(path, &error),
        error => Failure::usage(error).at(path.display()),
    })?;
    let seems = || format!("{}, which seems to be {}", path.display(), Seems::of(&text));
    if ktab::is_one(&text) {
        let scenario = ktab::read(&text).map_err(|error| Failure::usage(error).at(seems()))?;
        let left_out = scenario.left_out();
        let decisions = scenario.decisions();
        let spatial = Spatial { choices: scenario.choices, adjustment: scenario.adjustment };
        return Ok(Positions { decisions, spatial, left_out });
    }
    let decisions = decisions::read(text.as_bytes()).map_err(|error| {
        Failure::usage(format!("these decisions cannot be read:\n{error}"))
            .at(seems())
            .expected("one row for each actor of each decision, as docs/backtest-format.md has it")
    })?;
    Ok(Positions { decisions, spatial: Spatial::default(), left_out: Vec::new() })
}

/// Sub-models of KTAB's model over those of a file. Nothing is drawn in it: a file that lets parties draw among their offers is told so.
pub(super) fn settled(mut choices: Choices, over: &[(String, String)]) -> Result<Choices, Failure> {
    if choices.transition == Transition::Stochastic {
        choices.transition = Transition::Deterministic;
        output::remark(
            "StateTransitions is Stochastic in the file; here a party takes its most probable offer.\n",
        );
    }
    for (name, choice) in over {
        choices.choose(name, choice).map_err(|error| Failure::usage(error.0).at("--sub-model"))?;
    }
    Ok(choices)
}
