//! JSON lines: one object a world and format, what came of it and what was drawn in the world.

use super::table::{ExportError, Table, Value};
use crate::scenario::letters::visible_json;
use crate::why::StoredError;
use crate::why::stored::{RESULTS, damaged};
use std::fmt::Write as _;
use std::io::Write;

/// Writes the rows of `results.csv`, each with the row of `worlds.csv` of its world, if that is there.
///
/// # Errors
/// If the tables are damaged or do not belong together, or the disk refuses.
pub(crate) fn write(
    results: &mut Table,
    mut worlds: Option<&mut Table>,
    out: &mut dyn Write,
) -> Result<(), ExportError> {
    let world = results.place("world")?;
    let keys = keys(results);
    let drawn_keys = worlds.as_deref().map(keys_of_worlds).transpose()?;
    let (mut line, mut drawn, mut at) = (String::new(), String::new(), None);
    while results.next()? {
        let number = results.value(world)?;
        if let (Some(worlds), Some((of_world, keys))) = (worlds.as_deref_mut(), &drawn_keys) {
            while at.is_none_or(|at: i128| number != Value::Whole(at)) {
                if !worlds.next()? {
                    return Err(not_drawn(&number).into());
                }
                at = match worlds.value(*of_world)? {
                    Value::Whole(next) => Some(next),
                    _ => None,
                };
                drawn.clear();
                object(&mut drawn, worlds, keys, *of_world)?;
            }
        }
        line.clear();
        line.push('{');
        object(&mut line, results, &keys, usize::MAX)?;
        line.push_str(&drawn);
        // The first entry has no comma before it.
        let _ = line.remove(1);
        line.push_str("}\n");
        out.write_all(visible_json(std::mem::take(&mut line)).as_bytes())?;
    }
    Ok(())
}

fn not_drawn(world: &Value<'_>) -> StoredError {
    let number = match world {
        Value::Whole(number) => number.to_string(),
        _ => String::new(),
    };
    damaged(RESULTS, format!("world {number} is not in worlds.csv, or not at its place"))
}

/// `,"name":` of each column.
fn keys(table: &Table) -> Vec<String> {
    table.columns.iter().map(|column| format!(",{}:", quoted(&column.name))).collect()
}

fn keys_of_worlds(worlds: &Table) -> Result<(usize, Vec<String>), StoredError> {
    Ok((worlds.place("world")?, keys(worlds)))
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// The entries of a row, each after a comma; one column may be left out.
fn object(text: &mut String, table: &Table, keys: &[String], without: usize) -> Result<(), StoredError> {
    for (at, key) in keys.iter().enumerate().filter(|(at, _)| *at != without) {
        text.push_str(key);
        // Writing to a text never fails.
        let _ = match table.value(at)? {
            Value::Nothing => write!(text, "null"),
            Value::Whole(number) => write!(text, "{number}"),
            Value::Number(number) => write!(text, "{}", serde_json::Value::from(number)),
            Value::Switch(yes) => write!(text, "{yes}"),
            Value::Words(words) => write!(text, "{}", quoted(words)),
        };
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::table::tests::written;
    use super::*;
    use serde_json::{Value as Json, json};

    const OF_RESULTS: [(&str, &str); 4] =
        [("world", "integer"), ("format", "string"), ("signed", "boolean"), ("signed_at", "integer")];
    const OF_WORLDS: [(&str, &str); 3] = [("world", "integer"), ("seed", "integer"), ("x", "number")];

    fn lines(results: &str, worlds: Option<&str>) -> Result<Vec<Json>, String> {
        let folder = tempfile::tempdir().unwrap();
        let mut results = written(folder.path(), "results.csv", results, &OF_RESULTS).unwrap();
        let mut worlds = worlds.map(|text| written(folder.path(), "worlds.csv", text, &OF_WORLDS).unwrap());
        let mut out = Vec::new();
        write(&mut results, worlds.as_mut(), &mut out).map_err(|error| error.to_string())?;
        let text = String::from_utf8(out).unwrap();
        Ok(text.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
    }

    #[test]
    fn each_row_has_what_was_drawn_in_its_world() {
        let results = "world,format,signed,signed_at\n0,a \"b\",1,3\n0,'=c,0,\n2,a,0,\n";
        let found = lines(results, Some("world,seed,x\n0,9,0.1\n1,9,0.2\n2,9,3\n")).unwrap();
        let expected = [
            json!({"world": 0, "format": "a \"b\"", "signed": true, "signed_at": 3, "seed": 9, "x": 0.1}),
            json!({"world": 0, "format": "=c", "signed": false, "signed_at": null, "seed": 9, "x": 0.1}),
            json!({"world": 2, "format": "a", "signed": false, "signed_at": null, "seed": 9, "x": 3.0}),
        ];
        assert_eq!(found, expected);
        let alone = lines(results, None).unwrap();
        assert_eq!(alone[0], json!({"world": 0, "format": "a \"b\"", "signed": true, "signed_at": 3}));
    }

    #[test]
    fn tables_that_do_not_belong_together_are_refused() {
        let results = "world,format,signed,signed_at\n5,a,1,3\n";
        let error = lines(results, Some("world,seed,x\n0,9,0.1\n")).unwrap_err();
        assert!(error.contains("world 5 is not in worlds.csv"), "{error}");
    }
}
