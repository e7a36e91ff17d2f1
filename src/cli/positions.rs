//! Decisions, from CSV of ours and scenarios of KTAB, whose dimensions are decisions.

use super::failure::Failure;
use super::{kinds, output};
use crate::analysis::predict::{Choices, Decision, Spatial, Transition};
use crate::interchange::kind::Kind;
use crate::interchange::{decisions, ktab};
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
        || matches!(kinds::of(path), Some(Kind::KtabTable | Kind::KtabXml | Kind::Decisions))
}

/// Reads decisions, or a scenario of KTAB.
pub(super) fn read(path: &Path) -> Result<Positions, Failure> {
    let bytes = decisions::bytes(path).map_err(|error| Failure::reading(path, &error))?;
    let text = String::from_utf8_lossy(&bytes);
    let kind = Kind::of(&text);
    if let (Some(Kind::KtabTable | Kind::KtabXml), Err(error)) = (kind, std::str::from_utf8(&bytes)) {
        let what = format!("byte {} is not UTF-8 text", error.valid_up_to() + 1);
        return Err(Failure::usage(what)
            .at(path.display())
            .mend("open it in an editor and save it as UTF-8"));
    }
    match kind {
        Some(kind @ (Kind::KtabTable | Kind::KtabXml)) => {
            let scenario = ktab::read(&text).map_err(|error| {
                let expected = format!("{}, which it seems to be", kind.name());
                Failure::usage(error).at(path.display()).expected(expected)
            })?;
            let left_out = scenario.left_out();
            let decisions = scenario.decisions();
            let spatial = Spatial { choices: scenario.choices, adjustment: scenario.adjustment };
            Ok(Positions { decisions, spatial, left_out })
        }
        None | Some(Kind::Decisions) => {
            let decisions = decisions::read(&bytes).map_err(|error| {
                Failure::usage(format!("these decisions cannot be read:\n{error}"))
                    .at(path.display())
                    .expected("one row for each actor of each decision, as docs/backtest-format.md has it")
            })?;
            Ok(Positions { decisions, spatial: Spatial::default(), left_out: Vec::new() })
        }
        kind => Err(kinds::refused("no table of decisions", kind).at(path.display())),
    }
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
