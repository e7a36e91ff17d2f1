//! States and moves from options: each party takes some of its options or none; what cannot be together is taken out; what looks alike is one.
//!
//! The option form of Howard (1971) and of GMCR II (Hipel, Kilgour, Fang and Peng 1997).

use super::{InvalidInput, MOST_STATES};

/// Most options of all parties together.
pub const MOST_OPTIONS: usize = 16;

/// Most combinations times own changes, over all parties.
const MOST_WORK: f64 = 1e8;

/// Options that must be taken (true) or not (false); the others do not matter. Options are counted from 0.
pub type Pattern = Vec<(usize, bool)>;

/// An option of a party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Whose it is, from 0.
    pub party: usize,
    /// Whether it can be taken where it is not.
    pub can_be_taken: bool,
    /// Whether it can be dropped where it is taken.
    pub can_be_dropped: bool,
}

/// A conflict by options.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Form {
    /// Number of parties.
    pub parties: usize,
    /// Options.
    pub options: Vec<Choice>,
    /// What cannot be.
    pub infeasible: Vec<Pattern>,
    /// Moves that cannot be: from where the first holds to where the second does.
    pub forbidden: Vec<(Pattern, Pattern)>,
    /// The states, each with all that counts as it; empty: every combination is one.
    pub states: Vec<Pattern>,
}

/// Combinations by state; bit `k` of a combination is whether option `k` is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct States(pub Vec<Vec<u32>>);

/// What is wrong with a list of states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    /// No combination is left of this state.
    Empty(usize),
    /// The state holds a combination that an earlier one holds.
    Overlap(usize, usize, u32),
    /// A feasible combination belongs to none.
    Uncovered(u32),
    /// There are too many options, or states, or none; in words.
    Size(String),
}

/// Whether a combination fits a pattern.
pub fn fits(combination: u32, pattern: &Pattern) -> bool {
    pattern.iter().all(|(option, taken)| (combination >> option & 1 == 1) == *taken)
}

impl Form {
    /// The states, in the order of the list, or else by the number that their options make (the first option counts most).
    ///
    /// # Errors
    ///
    /// Every flaw of the list, or one of size.
    pub fn states(&self) -> Result<States, Vec<Flaw>> {
        let options = self.options.len();
        if options > MOST_OPTIONS {
            let what = format!("there are {options} options; expected at most {MOST_OPTIONS}");
            return Err(vec![Flaw::Size(what)]);
        }
        let reversed = |n: u32| (0..options).fold(0, |bits, k| bits | (n >> (options - 1 - k) & 1) << k);
        let feasible = (0..1_u32 << options)
            .map(reversed)
            .filter(|combination| !self.infeasible.iter().any(|pattern| fits(*combination, pattern)));
        let feasible: Vec<u32> = feasible.collect();
        let states = if self.states.is_empty() {
            feasible.into_iter().map(|combination| vec![combination]).collect()
        } else {
            self.grouped(&feasible)?
        };
        if states.is_empty() || states.len() > MOST_STATES {
            let found = states.len();
            let what = format!("there are {found} feasible states; expected 1 to {MOST_STATES}");
            return Err(vec![Flaw::Size(what)]);
        }
        let states = States(states);
        let work: f64 = (0..self.parties)
            .map(|party| {
                let own = self.options.iter().filter(|option| option.party == party).count();
                states.0.iter().map(Vec::len).sum::<usize>() as f64 * f64::from(1_u32 << own)
            })
            .sum();
        if work > MOST_WORK {
            let what =
                "there are too many combinations of options: fewer options, or more that is infeasible"
                    .to_owned();
            return Err(vec![Flaw::Size(what)]);
        }
        Ok(states)
    }

    fn grouped(&self, feasible: &[u32]) -> Result<Vec<Vec<u32>>, Vec<Flaw>> {
        let mut states = vec![Vec::new(); self.states.len()];
        let mut flaws = Vec::new();
        for combination in feasible {
            let mut holding = (0..self.states.len()).filter(|k| fits(*combination, &self.states[*k]));
            match (holding.next(), holding.next()) {
                (Some(only), None) => states[only].push(*combination),
                (Some(first), Some(second)) => flaws.push(Flaw::Overlap(first, second, *combination)),
                (None, _) => flaws.push(Flaw::Uncovered(*combination)),
            }
        }
        let empty = (0..states.len()).filter(|k| states[*k].is_empty());
        let overlapping =
            |k: &usize| flaws.iter().any(|f| matches!(f, Flaw::Overlap(a, b, _) if a == k || b == k));
        let empty: Vec<Flaw> = empty.filter(|k| !overlapping(k)).map(Flaw::Empty).collect();
        flaws.extend(empty);
        if flaws.is_empty() { Ok(states) } else { Err(flaws) }
    }

    /// By party and state: where the party can move, in order. A party changes any of its own options at once; from a state that holds several
    /// combinations it moves as from any of them.
    pub fn moves(&self, states: &States) -> Vec<Vec<Vec<usize>>> {
        let mut state_of = vec![None; 1 << self.options.len()];
        for (state, combinations) in states.0.iter().enumerate() {
            for combination in combinations {
                state_of[*combination as usize] = Some(state);
            }
        }
        let moves = |party: usize| {
            let own = self.options.iter().enumerate().filter(|(_, option)| option.party == party);
            let own: u32 = own.fold(0, |bits, (k, _)| bits | 1 << k);
            let from = |state: usize| {
                let mut reached = vec![false; states.0.len()];
                for a in &states.0[state] {
                    for changed in subsets(own) {
                        let to = state_of[(a ^ changed) as usize].filter(|to| *to != state && !reached[*to]);
                        if let Some(to) = to.filter(|_| self.may(*a, a ^ changed)) {
                            reached[to] = true;
                        }
                    }
                }
                reached.iter().enumerate().filter(|(_, is)| **is).map(|(to, _)| to).collect()
            };
            (0..states.0.len()).map(from).collect()
        };
        (0..self.parties).map(moves).collect()
    }

    fn may(&self, from: u32, to: u32) -> bool {
        let allowed = self.options.iter().enumerate().all(|(k, option)| match (from >> k & 1, to >> k & 1) {
            (0, 1) => option.can_be_taken,
            (1, 0) => option.can_be_dropped,
            _ => true,
        });
        allowed && !self.forbidden.iter().any(|(a, b)| fits(from, a) && fits(to, b))
    }
}

impl States {
    /// Whether a pattern holds in all that counts as a state.
    pub fn hold(&self, state: usize, pattern: &Pattern) -> bool {
        self.0[state].iter().all(|combination| fits(*combination, pattern))
    }

    /// A ranking by statements, the most important first (option prioritising, Hipel, Kilgour, Fang and Peng 1997): a state is better if it fulfils
    /// the first statement by which two states differ. A statement holds of a state if in each of its
    /// combinations one of the patterns does.
    pub fn by_priorities(&self, statements: &[Vec<Pattern>]) -> Vec<Vec<usize>> {
        let holds = |state: usize, any: &Vec<Pattern>| {
            self.0[state].iter().all(|combination| any.iter().any(|pattern| fits(*combination, pattern)))
        };
        let met = |state: usize| -> Vec<bool> { statements.iter().map(|any| holds(state, any)).collect() };
        let mut scored: Vec<(Vec<bool>, usize)> =
            (0..self.0.len()).map(|state| (met(state), state)).collect();
        scored.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        let same = scored.chunk_by(|a, b| a.0 == b.0);
        same.map(|group| group.iter().map(|(_, state)| *state).collect()).collect()
    }
}

/// The subsets of some bits, without the empty one.
fn subsets(of: u32) -> impl Iterator<Item = u32> {
    std::iter::successors(Some(of), move |set| (*set > 0).then(|| (set - 1) & of)).take_while(|set| *set > 0)
}

/// What is wrong, in words for those who know options by number only.
impl From<Flaw> for InvalidInput {
    fn from(flaw: Flaw) -> Self {
        Self(match flaw {
            Flaw::Empty(state) => format!("nothing is left of state {}", state + 1),
            Flaw::Overlap(a, b, _) => format!("states {} and {} overlap", a + 1, b + 1),
            Flaw::Uncovered(combination) => format!("combination {combination:b} belongs to no state"),
            Flaw::Size(what) => what,
        })
    }
}
