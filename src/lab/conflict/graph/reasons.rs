//! Why a state is stable for a party or not, and which preferences would make it so.

use super::{Conflict, Stability};
use std::collections::BTreeSet;

/// One better move of a party, and what answers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// Where the party could move.
    pub to: usize,
    /// The answer that holds it back; `None` where there is none, so that the party leaves.
    pub answer: Option<Answer>,
}

/// Moves of others after which a party is no better off than before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Who moves, and where to, one after another.
    pub path: Vec<(usize, usize)>,
    /// Where it ends.
    pub at: usize,
}

/// Most states of a party's ranking that a change is sought among.
const MOST_DEMOTED: usize = 6;
/// Most steps of a search for changes of one size.
const MOST_STEPS: u32 = 20_000;
/// Most changes that are listed.
const MOST_LISTED: usize = 5;

impl Conflict {
    /// Every better move of a party from a state, each with the shortest answer that the notion counts; none for a Nash-stable state. A state is
    /// stable if all have one. Under [`Stability::Nash`] no answer counts.
    pub fn reasons(&self, party: usize, state: usize, stability: Stability) -> Vec<Reason> {
        let reason = |to| Reason { to, answer: self.answer(party, state, to, stability) };
        self.improvements(party, state).map(reason).collect()
    }

    fn answer(&self, party: usize, state: usize, to: usize, stability: Stability) -> Option<Answer> {
        if stability == Stability::Nash {
            return None;
        }
        let paths = self.paths(party, to, stability == Stability::Sequential);
        let counts = |at: usize| {
            let escapes = || self.moves[party][at].iter().any(|third| self.better(party, *third, state));
            let escaped = stability == Stability::SymmetricMetarational && escapes();
            !self.better(party, at, state) && !escaped
        };
        paths
            .into_iter()
            .find(|path| path.last().is_some_and(|(_, at)| counts(*at)))
            .map(|path| Answer { at: path.last().map_or(to, |(_, at)| *at), path })
    }

    /// A shortest sequence of moves of the others to each state that they can reach, shortest first.
    fn paths(&self, party: usize, from: usize, improving: bool) -> Vec<Vec<(usize, usize)>> {
        let parties = self.parties();
        let mut ended = vec![false; self.states * parties];
        let mut reached = vec![false; self.states];
        let mut found: Vec<Vec<(usize, usize)>> = Vec::new();
        let mut open: Vec<Vec<(usize, usize)>> = vec![Vec::new()];
        while !open.is_empty() {
            let mut longer = Vec::new();
            for path in &open {
                let (last, state) = path.last().map_or((None, from), |(mover, at)| (Some(*mover), *at));
                for mover in (0..parties).filter(|i| *i != party && Some(*i) != last) {
                    for to in &self.moves[mover][state] {
                        if improving && !self.better(mover, *to, state)
                            || std::mem::replace(&mut ended[to * parties + mover], true)
                        {
                            continue;
                        }
                        let next: Vec<(usize, usize)> = path.iter().copied().chain([(mover, *to)]).collect();
                        if !std::mem::replace(&mut reached[*to], true) {
                            found.push(next.clone());
                        }
                        longer.push(next);
                    }
                }
            }
            open = longer;
        }
        found
    }

    /// The inverse question: the smallest sets of states that a party would have to rank no higher than `state`, all else as it is, so that the
    /// state is stable for it; one empty set if it is stable already, none if more than a few states would have to move.
    ///
    /// Inverse of the graph model (Kinsara, Petersons, Hipel and Kilgour 2015, Journal of Decision Systems 24:119), asked for one party with the
    /// preferences of the others as they are.
    pub fn changes(&self, party: usize, state: usize, stability: Stability) -> Vec<Vec<usize>> {
        let better = |at: usize| self.better(party, at, state);
        // For each better move, every way to hold the party back: what would have to be ranked no higher.
        let ways: Vec<Vec<BTreeSet<usize>>> = self
            .improvements(party, state)
            .map(|to| {
                let mut ways = vec![BTreeSet::from([to])];
                if stability != Stability::Nash {
                    let answers = self.paths(party, to, stability == Stability::Sequential);
                    ways.extend(answers.iter().filter_map(|path| path.last()).map(|(_, at)| {
                        let mut needed: BTreeSet<usize> =
                            [*at].into_iter().filter(|at| better(*at)).collect();
                        if stability == Stability::SymmetricMetarational {
                            needed.extend(
                                self.moves[party][*at].iter().copied().filter(|third| better(*third)),
                            );
                        }
                        needed
                    }));
                }
                smallest(ways)
            })
            .collect();
        for size in 0..=MOST_DEMOTED {
            let mut found = BTreeSet::new();
            let mut steps = MOST_STEPS;
            pick(&ways, &BTreeSet::new(), size, &mut found, &mut steps);
            if steps == 0 {
                return Vec::new();
            }
            if !found.is_empty() {
                return found.into_iter().take(MOST_LISTED).map(|set| set.into_iter().collect()).collect();
            }
        }
        Vec::new()
    }

    /// The same conflict with another ranking of one party: what another party takes it for.
    ///
    /// # Errors
    ///
    /// A ranking that does not name each state once, and a party that there is not.
    pub fn with_ranking(&self, party: usize, ranking: &[Vec<usize>]) -> Result<Self, super::InvalidInput> {
        if party >= self.parties() {
            let found = self.parties();
            return Err(super::InvalidInput(format!("there are {found} parties; expected one of them")));
        }
        let mut other = self.clone();
        other.ranks[party] = super::ranks(self.states, party, ranking)?;
        Ok(other)
    }
}

/// Sets that hold no other one, small ones first.
fn smallest(mut sets: Vec<BTreeSet<usize>>) -> Vec<BTreeSet<usize>> {
    sets.sort_by(|a, b| a.len().cmp(&b.len()).then_with(|| a.cmp(b)));
    let mut kept: Vec<BTreeSet<usize>> = Vec::new();
    for set in sets {
        if !kept.iter().any(|smaller| smaller.is_subset(&set)) {
            kept.push(set);
        }
    }
    kept
}

/// All sets of at most `left` further states by which every move is held back.
fn pick(
    ways: &[Vec<BTreeSet<usize>>],
    chosen: &BTreeSet<usize>,
    left: usize,
    found: &mut BTreeSet<BTreeSet<usize>>,
    steps: &mut u32,
) {
    if *steps == 0 {
        return;
    }
    *steps -= 1;
    let held = |of: &Vec<BTreeSet<usize>>| of.iter().any(|way| way.is_subset(chosen));
    let Some(open) = ways.iter().find(|of| !held(of)) else {
        found.insert(chosen.clone());
        return;
    };
    for way in open {
        if found.len() > MOST_LISTED {
            return;
        }
        let more = way.difference(chosen).count();
        if more <= left {
            pick(ways, &chosen.union(way).copied().collect(), left - more, found, steps);
        }
    }
}
