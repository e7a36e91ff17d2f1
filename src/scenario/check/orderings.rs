//! Contradictions among what one party says: circles, opposite directions, indifference.

use crate::scenario::place::{IssueIndex, PartyIndex};
use std::collections::{BTreeMap, BTreeSet};

use super::Checks;
use crate::scenario::diagnostic::{Diagnostic, codes, quoted};
use crate::scenario::model::{Says, Statement};

/// Better, worse, and the statement that says so.
type Edge = (usize, usize, usize);

impl Checks<'_> {
    pub(super) fn orderings(&mut self) {
        let mut levels: BTreeMap<(PartyIndex, IssueIndex), Vec<Edge>> = BTreeMap::new();
        let mut issues: BTreeMap<PartyIndex, Vec<Edge>> = BTreeMap::new();
        for (index, statement) in self.scenario.statements.iter().enumerate() {
            match statement.says {
                Says::Prefers { issue, level, to } => {
                    levels.entry((statement.party, issue)).or_default().push((
                        level.index(),
                        to.index(),
                        index,
                    ));
                }
                Says::CaresMore { about, than } => {
                    issues.entry(statement.party).or_default().push((about.index(), than.index(), index));
                }
                Says::OnlyWith { .. } | Says::Indifferent { .. } => {}
            }
        }
        for ((party, issue), edges) in levels {
            self.preferences(party, issue, &edges);
        }
        for (party, edges) in issues {
            self.self_comparisons(
                &edges,
                "an issue cannot matter more than itself",
                "name two different issues",
            );
            let what = format!(
                "{} cares more about each of these issues than about the next",
                quoted(self.party_name(party))
            );
            self.circles(edges, &what);
        }
        self.indifference();
    }

    fn preferences(&mut self, party: PartyIndex, issue: IssueIndex, edges: &[Edge]) {
        if !self.issue_sound(issue) {
            return;
        }
        self.self_comparisons(edges, "a level cannot be better than itself", "name two different levels");
        let who = quoted(self.party_name(party));
        if self.scenario.issues[issue].ordered {
            self.directions(&who, issue, edges);
        } else {
            let what = format!(
                "{who} prefers each of these levels of {} to the next",
                quoted(self.issue_name(issue))
            );
            self.circles(edges.to_vec(), &what);
        }
    }

    fn statement(&self, index: usize) -> &Statement {
        &self.scenario.statements[index]
    }

    fn self_comparisons(&mut self, edges: &[Edge], message: &str, help: &str) {
        for &(_, _, index) in edges.iter().filter(|(better, worse, _)| better == worse) {
            let problem =
                Diagnostic::error(codes::CONTRADICTION, self.statement(index).span.clone(), message);
            self.found.push(problem.label("compares a thing with itself").help(help));
        }
    }

    /// On an ordered issue all comparisons must point the same way.
    fn directions(&mut self, who: &str, issue: IssueIndex, edges: &[Edge]) {
        let first = edges.iter().find(|(better, worse, _)| better != worse);
        let Some(&(better, worse, first)) = first else { return };
        let rising = better > worse;
        let against: Vec<&Edge> =
            edges.iter().filter(|(better, worse, _)| better != worse && (better > worse) != rising).collect();
        let Some(&&(_, _, second)) = against.first() else { return };
        let word = |rising: bool| {
            if rising { "further along the list is better" } else { "nearer the start is better" }
        };
        let message = format!("{who} wants {} in both directions", quoted(self.issue_name(issue)));
        let mut problem = Diagnostic::error(codes::OPPOSITE, self.statement(second).span.clone(), message)
            .label(format!("here {}", word(!rising)))
            .also(self.statement(first).span.clone(), format!("here {}", word(rising)));
        for &&(_, _, other) in against.iter().skip(1).take(3) {
            problem =
                problem.also(self.statement(other).span.clone(), format!("here, too, {}", word(!rising)));
        }
        let help =
            "turn one of them round, or write `ordered: false` for the issue if its levels are no scale";
        self.found.push(problem.help(help));
    }

    /// Reports circles, each with all its statements, until none is left.
    fn circles(&mut self, mut edges: Vec<Edge>, what: &str) {
        edges.retain(|(better, worse, _)| better != worse);
        let mut seen = BTreeSet::new();
        edges.retain(|&(better, worse, _)| seen.insert((better, worse)));
        while let Some(circle) = shortest_circle(&edges) {
            let indices: Vec<usize> = circle.iter().map(|&at| edges[at].2).collect();
            let last = indices.iter().copied().max().unwrap_or(0);
            let mut problem = Diagnostic::error(
                codes::CONTRADICTION,
                self.statement(last).span.clone(),
                format!("{what}, in a circle"),
            )
            .label("this closes the circle");
            for &index in indices.iter().filter(|&&index| index != last) {
                problem = problem.also(self.statement(index).span.clone(), "together with this");
            }
            self.found.push(problem.help("remove one of these statements, or turn it round"));
            let gone: BTreeSet<usize> = circle.into_iter().collect();
            let mut at = 0;
            edges.retain(|_| {
                at += 1;
                !gone.contains(&(at - 1))
            });
        }
    }

    /// Who is indifferent about an issue can neither order its levels nor weigh it against others.
    fn indifference(&mut self) {
        let mut none: BTreeMap<(PartyIndex, IssueIndex), usize> = BTreeMap::new();
        for (index, statement) in self.scenario.statements.iter().enumerate() {
            if let Says::Indifferent { about } = statement.says {
                none.entry((statement.party, about)).or_insert(index);
            }
        }
        for statement in &self.scenario.statements {
            let issues = match statement.says {
                Says::Prefers { issue, .. } => vec![(issue, "but here it prefers one level to another")],
                Says::CaresMore { about, than } => {
                    vec![(about, "but here it matters"), (than, "so there is nothing to compare here")]
                }
                Says::OnlyWith { .. } | Says::Indifferent { .. } => Vec::new(),
            };
            for (issue, label) in issues {
                let Some(&index) = none.get(&(statement.party, issue)) else { continue };
                let (who, what) = (quoted(self.party_name(statement.party)), quoted(self.issue_name(issue)));
                let message = format!("{who} is indifferent about {what}, and yet not");
                let problem = Diagnostic::error(codes::INDIFFERENT, statement.span.clone(), message)
                    .label(label)
                    .also(self.statement(index).span.clone(), "indifferent here")
                    .help("remove one of the two statements");
                self.found.push(problem);
            }
        }
    }
}

/// A circle with the fewest edges (positions in the list), if there is one.
fn shortest_circle(edges: &[Edge]) -> Option<Vec<usize>> {
    let mut best: Option<Vec<usize>> = None;
    for (first, &(start, second, _)) in edges.iter().enumerate() {
        if let Some(mut path) = shortest_path(edges, second, start) {
            path.insert(0, first);
            if best.as_ref().is_none_or(|best| path.len() < best.len()) {
                best = Some(path);
            }
        }
    }
    best
}

/// Breadth first: the edges of a shortest way from one node to another.
fn shortest_path(edges: &[Edge], from: usize, to: usize) -> Option<Vec<usize>> {
    let mut paths: BTreeMap<usize, Vec<usize>> = BTreeMap::from([(from, Vec::new())]);
    let mut queue = std::collections::VecDeque::from([from]);
    while let Some(node) = queue.pop_front() {
        if node == to {
            return paths.remove(&to);
        }
        for (at, &(a, b, _)) in edges.iter().enumerate() {
            if a == node && !paths.contains_key(&b) {
                let mut path = paths.get(&node).cloned().unwrap_or_default();
                path.push(at);
                paths.insert(b, path);
                queue.push_back(b);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shortest_circle_is_found() {
        let edges = [(0, 1, 0), (1, 2, 1), (2, 3, 2), (3, 0, 3), (2, 0, 4)];
        assert_eq!(shortest_circle(&edges), Some(vec![0, 1, 4]));
        assert_eq!(shortest_circle(&edges[..3]), None);
    }
}
