//! A conflict as the text of a file; reading it again gives the same conflict.

use super::{Change, Condition, Conflict, ConflictParty, Ranking};
use crate::scenario::written::{Text, list, quoted, source, sources};

/// The text of a file that holds a conflict.
///
/// What cannot stand in a file (a name that is no folder, two options of one key, an empty title) is written as it is, and reading says what is
/// wrong.
pub fn write(conflict: &Conflict) -> String {
    let mut out = Text::default();
    out.line("// A conflict by options: `roundtable stability` reads it.");
    out.line("Conflict(");
    out.depth += 1;
    out.line("format_version: 1,");
    for (name, text) in [("name", &conflict.name), ("title", &conflict.title)] {
        out.line(&format!("{name}: {},", quoted(text)));
    }
    if !conflict.about.is_empty() {
        out.line(&format!("about: {},", quoted(&conflict.about)));
    }
    sources(&mut out, &conflict.sources);
    out.gap("Who can do what, and what each prefers.");
    out.block("parties: {", "},", conflict, |out, conflict| {
        (0..conflict.parties.len()).for_each(|at| party(out, conflict, at));
    });
    if !conflict.infeasible.is_empty() {
        out.gap("What cannot be.");
        out.block("infeasible: [", "],", conflict, |out, conflict| {
            conflict.infeasible.iter().for_each(|of| out.line(&format!("{},", condition(conflict, of))));
        });
    }
    if !conflict.forbidden_moves.is_empty() {
        out.gap("Moves that cannot be.");
        out.block("forbidden_moves: [", "],", conflict, |out, conflict| {
            for (from, to) in &conflict.forbidden_moves {
                let (from, to) = (condition(conflict, from), condition(conflict, to));
                out.line(&format!("(from: {from}, to: {to}),"));
            }
        });
    }
    if !conflict.states.is_empty() {
        out.gap("Names of the states.");
        out.block("states: {", "},", conflict, |out, conflict| {
            for state in &conflict.states {
                out.line(&format!("{}: {},", quoted(&state.id), condition(conflict, &state.is)));
            }
        });
    }
    out.depth -= 1;
    out.line(")");
    out.text
}

fn party(out: &mut Text, conflict: &Conflict, at: usize) {
    out.block(&format!("{}: (", quoted(&conflict.parties[at].id)), "),", conflict, |out, conflict| {
        let party: &ConflictParty = &conflict.parties[at];
        out.line(&format!("name: {},", quoted(&party.name)));
        let own = || conflict.options.iter().filter(|option| option.party == at);
        if own().next().is_none() {
            out.line("options: {},");
        } else {
            out.block("options: {", "},", conflict, |out, _| {
                for option in own() {
                    let change = match option.change {
                        Change::Free => "",
                        Change::Stays => ", change: stays",
                        Change::Gone => ", change: gone",
                    };
                    out.line(&format!("{}: (name: {}{change}),", quoted(&option.id), quoted(&option.name)));
                }
            });
        }
        out.line(&format!("{},", ranking(conflict, &party.preference)));
        if !party.believes.is_empty() {
            out.block("believes: {", "},", conflict, |out, conflict| {
                for (other, of) in &party.believes {
                    let id = quoted(&conflict.parties[*other].id);
                    out.line(&format!("{id}: ({}),", ranking(conflict, of)));
                }
            });
        }
        out.line(&format!("source: {},", source(&party.source)));
    });
}

fn ranking(conflict: &Conflict, of: &Ranking) -> String {
    match of {
        Ranking::States(groups) => {
            let group = |group: &Vec<String>| match group.as_slice() {
                [only] => quoted(only),
                several => format!("[{}]", list(several.iter().map(|state| quoted(state)))),
            };
            format!("ranking: [{}]", list(groups.iter().map(group)))
        }
        Ranking::Priorities(statements) => {
            let statement = |any: &Vec<Condition>| match any.as_slice() {
                [only] => condition(conflict, only),
                several => format!("[{}]", list(several.iter().map(|of| condition(conflict, of)))),
            };
            format!("priorities: [{}]", list(statements.iter().map(statement)))
        }
    }
}

fn condition(conflict: &Conflict, of: &Condition) -> String {
    let taken =
        of.iter().map(|(option, taken)| format!("{}: {taken}", quoted(&conflict.options[*option].id)));
    let all = list(taken);
    if all.is_empty() { "{}".to_owned() } else { format!("{{ {all} }}") }
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
        let every = r#"Conflict(format_version: 1, name: "all", title: "All \"of\" it", about: "x",
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
