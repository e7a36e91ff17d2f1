//! A conflict as the text of a file; reading it again gives the same conflict.

use super::{Change, Condition, Conflict, Ranking};
use crate::scenario::written::{self, Alike, AnyOf};

/// The text of a file that holds a conflict.
///
/// What cannot stand in a file (a name that is no folder, two options of one key, an empty title) is written as it is, and reading says what is
/// wrong.
pub fn write(conflict: &Conflict) -> String {
    let of = |condition: &Condition| of(conflict, condition);
    let moves = conflict.forbidden_moves.iter();
    written::Conflict {
        format_version: crate::scenario::model::FORMAT_VERSION,
        name: conflict.name.clone(),
        title: conflict.title.clone(),
        about: written::filled(&conflict.about),
        sources: written::cited(&conflict.sources),
        parties: (0..conflict.parties.len())
            .map(|at| (conflict.parties[at].id.clone(), player(conflict, at)))
            .collect(),
        infeasible: conflict.infeasible.iter().map(of).collect(),
        forbidden_moves: moves
            .map(|(from, to)| written::ForbiddenMove { from: of(from), to: of(to) })
            .collect(),
        states: conflict.states.iter().map(|state| (state.id.clone(), of(&state.is))).collect(),
    }
    .to_ron()
}

fn player(conflict: &Conflict, at: usize) -> written::Player {
    let party = &conflict.parties[at];
    let options = conflict.options.iter().filter(|option| option.party == at).map(|option| {
        let change = match option.change {
            Change::Free => None,
            Change::Stays => Some(written::Change::Stays),
            Change::Gone => Some(written::Change::Gone),
        };
        (option.id.clone(), written::Choice { name: option.name.clone(), change })
    });
    let belief = |of: &Ranking| {
        let (ranking, priorities) = ranking(conflict, of);
        written::Belief { ranking, priorities }
    };
    let believes = party.believes.iter().map(|(other, of)| (conflict.parties[*other].id.clone(), belief(of)));
    let (ranking, priorities) = ranking(conflict, &party.preference);
    written::Player {
        name: party.name.clone(),
        options: options.collect(),
        ranking,
        priorities,
        believes: believes.collect(),
        source: written::source(&party.source)
            .unwrap_or_else(|| written::Source::assumed("not told", "not told")),
    }
}

fn ranking(conflict: &Conflict, of: &Ranking) -> (Option<Vec<Alike>>, Option<Vec<AnyOf>>) {
    match of {
        Ranking::States(groups) => {
            let group = |group: &Vec<String>| match group.as_slice() {
                [only] => Alike::One(only.clone()),
                several => Alike::Several(several.to_vec()),
            };
            (Some(groups.iter().map(group).collect()), None)
        }
        Ranking::Priorities(statements) => {
            let statement = |any: &Vec<Condition>| match any.as_slice() {
                [only] => AnyOf::One(self::of(conflict, only)),
                several => AnyOf::Several(several.iter().map(|of| self::of(conflict, of)).collect()),
            };
            (None, Some(statements.iter().map(statement).collect()))
        }
    }
}

fn of(conflict: &Conflict, condition: &Condition) -> written::Condition {
    condition.iter().map(|(option, taken)| (conflict.options[*option].id.clone(), *taken)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{SourceFile, read_conflict};

    fn read(text: &str) -> Conflict {
        let mut found = read_conflict(&SourceFile::new("c.ron", text)).unwrap().unwrap();
        found.spans.clear();
        found
    }

    #[test]
    fn what_is_written_is_read_as_it_was() {
        let every = r#"Conflict(format_version: 2, name: "all", title: "All \"of\" it", about: "x",
            sources: { "S": (title: "t", date: "1999", paragraphs: 3) },
            parties: {
                "a": (name: "A", options: { "o": (name: "O", change: stays), "p q": (name: "P", change: gone) },
                    ranking: ["one", ["two", "three"]], source: stated(at: "S§1", by: "me"),
                    believes: { "b": (priorities: [{ "o": true }]) }),
                "b": (name: "B", options: {}, priorities: [[{ "o": true }, { "p q": false }], { "o": false, "p q": true }],
                    source: assumed(because: "so", range: "as written")),
            },
            infeasible: [{ "o": true, "p q": true }],
            forbidden_moves: [(from: { "o": true }, to: { "p q": true })],
            states: { "one": { "o": true }, "two": { "o": false, "p q": true }, "three": { "o": false, "p q": false } })"#;
        let conflict = read(every);
        let text = write(&conflict);
        assert_eq!(read(&text), conflict, "{text}");
        assert_eq!(write(&read(&text)), text);
    }

    #[test]
    fn a_published_conflict_is_written_and_read() {
        let conflict = read(include_str!("../../../scenarios/elmira-1991/conflict.ron"));
        assert_eq!(read(&write(&conflict)), conflict);
    }
}
