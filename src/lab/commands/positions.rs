//! Decisions, from CSV of ours and scenarios of KTAB, whose dimensions are decisions.

use crate::files::seems::Seems;
use crate::files::text;
use crate::files::text::TextError;
use crate::lab::import::{decisions, ktab};
use crate::lab::predict::{Choices, Decision, SUB_MODELS, Spatial, Transition};
use crate::terminal::failure::Failure;
use crate::terminal::output;
use clap::Args;
use std::path::Path;

const SUB_MODEL: &str = "\
Choose a sub-model of KTAB's spatial model by KTAB's names, as in VotingRule=Binary; may be repeated

VotingRule (how coalitions vote): Binary, PropBin, Proportional (the default), PropCbc, Cubic, ASymProsp
VictoryProbModel: Linear, Square, Quartic, Octic, Binary; PCEModel: Conditional, MarkovIncentive, MarkovUniform
BigRRange: Min, Mid, Max; BigRAdjust: None, OneThird, Half, TwoThirds, Full; ThirdPartyCommit: NoCommit, SemiCommit, FullCommit
InterVecBrgn: S1P1, S2P2, S2PMax; BargnModel: InitOnlyInterp, InitRcvrInterp, PWCompInterp";

/// How KTAB's spatial model is set up.
#[derive(Debug, Args)]
pub(super) struct SubModels {
    /// Choose a sub-model of KTAB's spatial model, as in VotingRule=Binary (how coalitions vote); may be repeated
    #[arg(long = "sub-model", value_name = "NAME=CHOICE", value_parser = sub_model, long_help = SUB_MODEL)]
    pub(super) sub_models: Vec<(String, String)>,
}

fn sub_model(text: &str) -> Result<(String, String), String> {
    let names = SUB_MODELS.join(", ");
    let (name, choice) = text
        .split_once('=')
        .ok_or(format!("expected NAME=CHOICE, as in VotingRule=Binary; names are {names}"))?;
    let (name, choice) = (name.trim().to_owned(), choice.trim().to_owned());
    let mut choices = Choices::default();
    choices.choose(&name, &choice).map_err(|error| error.0)?;
    if choices.transition == Transition::Stochastic {
        return Err("nothing is drawn here: StateTransitions is Deterministic".to_owned());
    }
    Ok((name, choice))
}

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
        error @ TextError::Encoding(_) => Failure::usage(error).at(path.display()),
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
