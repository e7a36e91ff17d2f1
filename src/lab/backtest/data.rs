//! Decisions made ready: who supports what, the plain models of each, and which issues belong together.

use crate::lab::theory::InvalidInput;
use crate::lab::theory::political::decision::Decision;
use crate::lab::theory::political::mean::{Weighting, mean};
use crate::lab::theory::political::median::median;
use crate::lab::theory::spatial_politics::Choices;
use std::collections::BTreeMap;

/// The name of the Commission in data of the European Union: the agenda setter.
pub const COMMISSION: &str = "com";
/// The name of the European Parliament.
pub const PARLIAMENT: &str = "ep";
/// The share of capability in the Council that a qualified majority takes: it was 71 % before Nice, 74 % after, 65 % of the population since Lisbon.
pub const QUALIFIED: f64 = 0.7;

/// A position that somebody takes, with who supports it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Supported {
    /// The position.
    pub at: f64,
    /// The share of capability × salience that stands there.
    pub share: f64,
    /// Whether the reference point is there.
    pub reference: bool,
    /// Whether the Commission stands there.
    pub commission: bool,
    /// Whether the Parliament stands there.
    pub parliament: bool,
}

/// A decision with what forecasters look at.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// The decision.
    pub decision: Decision,
    /// The mean of positions by capability × salience.
    pub compromise: f64,
    /// The plain mean.
    pub plain: f64,
    /// The weighted median.
    pub median: f64,
    /// The Commission's position, if it takes part.
    pub commission: Option<f64>,
    /// The Parliament's position, if it takes part.
    pub parliament: Option<f64>,
    /// Standard deviation of positions by capability × salience.
    pub spread: f64,
    /// Positions that are taken, ascending.
    pub supported: Vec<Supported>,
}

impl Case {
    /// Makes a decision ready.
    ///
    /// # Errors
    /// If the decision is not valid, or nobody in it has both capability and salience.
    pub fn new(decision: Decision) -> Result<Self, InvalidInput> {
        decision.check()?;
        let stances = decision.stances();
        let compromise = mean(&stances, Weighting::CapabilityTimesSalience)?;
        let total: f64 = stances.iter().map(crate::lab::theory::political::Position::weight).sum();
        let share = |k: usize| stances[k].weight() / total;
        let off = |k: usize| stances[k].position - compromise;
        let variance: f64 = (0..stances.len()).map(|k| share(k) * off(k) * off(k)).sum();
        let commission = decision.position_of(COMMISSION);
        let parliament = decision.position_of(PARLIAMENT);
        let mut places: Vec<f64> = stances.iter().map(|s| s.position).collect();
        places.sort_by(f64::total_cmp);
        places.dedup();
        // Each share is a sum in the order of actors.
        let mut shares = vec![0.0; places.len()];
        for (k, stance) in stances.iter().enumerate() {
            shares[places.partition_point(|at| *at < stance.position)] += share(k);
        }
        let supported = places
            .into_iter()
            .zip(shares)
            .map(|(at, share)| Supported {
                at,
                share,
                reference: decision.reference_point == Some(at),
                commission: commission == Some(at),
                parliament: parliament == Some(at),
            })
            .collect();
        Ok(Self {
            compromise,
            plain: mean(&stances, Weighting::Plain)?,
            median: median(&stances)?,
            commission,
            parliament,
            spread: variance.sqrt(),
            supported,
            decision,
        })
    }
}

/// Decisions by proposal.
#[derive(Debug, Clone, PartialEq)]
pub struct Data {
    /// The decisions, in the order of the file.
    pub cases: Vec<Case>,
    /// By proposal, in the order of names: the numbers of its decisions.
    pub proposals: Vec<Vec<usize>>,
    /// Sub-models of KTAB's spatial model, where it is tried.
    pub choices: Choices,
    /// By decision: its proposal, and its place among the decisions of that.
    places: Vec<(usize, usize)>,
}

impl Data {
    /// Makes decisions ready.
    ///
    /// # Errors
    /// The first decision that cannot be used, by name.
    pub fn new(decisions: Vec<Decision>) -> Result<Self, InvalidInput> {
        let mut cases = Vec::with_capacity(decisions.len());
        for decision in decisions {
            let name = decision.name.clone();
            let case = Case::new(decision);
            cases.push(case.map_err(|error| InvalidInput(format!("decision `{name}`: {error}")))?);
        }
        let mut by_name: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (k, case) in cases.iter().enumerate() {
            by_name.entry(&case.decision.proposal).or_default().push(k);
        }
        let proposals: Vec<Vec<usize>> = by_name.into_values().collect();
        let mut places = vec![(0, 0); cases.len()];
        for (proposal, of) in proposals.iter().enumerate() {
            for (at, &k) in of.iter().enumerate() {
                places[k] = (proposal, at);
            }
        }
        Ok(Self { cases, proposals, choices: Choices::default(), places })
    }

    /// The same decisions, on which KTAB's model is tried with these sub-models.
    #[must_use]
    pub fn with_choices(mut self, choices: Choices) -> Self {
        self.choices = choices;
        self
    }

    /// The decisions of the same proposal, with the place of this one among them.
    pub fn proposal_of(&self, case: usize) -> (&[usize], usize) {
        let (proposal, at) = self.places[case];
        (&self.proposals[proposal], at)
    }
}
