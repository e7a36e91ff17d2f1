//! The models that `predict` asks: one line each in [`MODELS`].

mod groups;
mod lines;
mod talks;

use super::input::Picture;

/// What is predicted of an issue.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum At {
    /// A place on the line from 0 to 100.
    Place(f64),
    /// A level.
    Level(usize),
}

/// What a model says of an issue in one world.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// The outcome.
    pub at: At,
    /// By party: how far it moves on the line; empty where the model has no moves.
    pub moved: Vec<f64>,
    /// By party: its places by round, from the start; empty where the model has no rounds, and for a party that takes no part.
    pub path: Vec<Vec<f64>>,
    /// The coalition that wins; empty where the model has none.
    pub coalition: Vec<usize>,
}

impl From<At> for Said {
    fn from(at: At) -> Self {
        Self { at, moved: Vec::new(), path: Vec::new(), coalition: Vec::new() }
    }
}

/// What a model says of an issue, or why it says nothing.
pub type Answer = Result<Said, String>;

/// A model.
#[derive(Clone, Copy)]
pub struct Model {
    /// Its name.
    pub name: &'static str,
    /// Who published it.
    pub source: &'static str,
    /// What it assumes beyond the scenario, or beyond positions, saliences and capabilities.
    pub adds: &'static str,
    /// What its rounds are called; `None` where it has none.
    pub rounds: Option<&'static str>,
    /// Whether it needs a scenario: packages or a simulation.
    pub talks: bool,
    /// What it says, issue by issue.
    pub ask: fn(&Picture<'_>) -> Vec<Answer>,
}

const fn model(
    name: &'static str,
    source: &'static str,
    adds: &'static str,
    ask: fn(&Picture<'_>) -> Vec<Answer>,
) -> Model {
    Model { name, source, adds, rounds: None, talks: false, ask }
}

/// The models, the simulation last.
pub const MODELS: [Model; 13] = [
    model("status quo", "the null model", "nothing is decided: what is practised goes on", lines::status_quo),
    model(
        "compromise",
        "Van den Bos 1991; Achen 2006",
        "all want a decision; the outcome is the mean by capability × salience, to the nearest level",
        lines::compromise,
    ),
    model(
        "weighted median",
        "Black 1948",
        "votes by capability × salience, issue by issue; a majority decides whatever the rule is",
        lines::weighted_median,
    ),
    model(
        "procedural",
        "Steunenberg 1994",
        "who proposes alone knows what all accept; all want what is nearest to their position",
        lines::procedural,
    ),
    model(
        "exchange",
        "Stokman & Van Oosten 1994",
        "promises between pairs are kept; others accept what they do to the outcome",
        groups::exchanged,
    ),
    Model {
        rounds: Some("round"),
        ..model(
            "challenge",
            "Bueno de Mesquita; printed in Scholz et al. 2011",
            "parties threaten one another, and the weaker moves; attitudes to risk follow from positions; 5 rounds",
            lines::challenged,
        )
    },
    model(
        "KTAB, election",
        "Wise, Lester & Efird 2015",
        "all line issues at once; the likeliest of the parties' positions wins a probabilistic election",
        groups::elected,
    ),
    Model {
        rounds: Some("turn"),
        ..model(
            "KTAB, bargaining",
            "Wise, Lester & Efird 2015",
            "the same, after bargains in pairs until movement dies down; the outcome is the expected position",
            groups::bargained,
        )
    },
    model(
        "Condorcet winner",
        "Condorcet 1785",
        "votes by capability on each issue alone, honest; a level wins that beats every other",
        lines::condorcet,
    ),
    Model {
        talks: true,
        ..model(
            "Nash package",
            "Nash 1950",
            "everything is known and kept; the package of the greatest product of gains",
            talks::nash,
        )
    },
    Model {
        talks: true,
        ..model(
            "Kalai-Smorodinsky",
            "Kalai & Smorodinsky 1975",
            "everything is known and kept; equal shares of what each could gain at best",
            talks::kalai_smorodinsky,
        )
    },
    Model {
        talks: true,
        ..model(
            "utilitarian",
            "Harsanyi 1955",
            "everything is known and kept; gains on different own scales are added up",
            talks::utilitarian,
        )
    },
    Model {
        talks: true,
        ..model(
            "simulation",
            "this program",
            "what the scenario says and ranges over, taken through the format; what is signed",
            talks::simulated,
        )
    },
];

/// Said of an issue whose levels are kinds.
pub(super) const KINDS: &str = "its levels are kinds, not steps: nothing lies between them";

/// Asks for each issue on a line.
fn each_line(picture: &Picture<'_>, ask: impl Fn(usize) -> Answer) -> Vec<Answer> {
    let of = |k: usize| if picture.subject.issues[k].line { ask(k) } else { Err(KINDS.to_owned()) };
    (0..picture.subject.issues.len()).map(of).collect()
}
