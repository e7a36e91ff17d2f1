//! `datapackage.json`: what stands in the tables of a result, column by column, as a tabular data package (Frictionless Standards, Table
//! Schema), which programs for statistics read; and the same as a dictionary for people.

use crate::scenario::letters::cell;
use crate::scenario::model::Scenario;
use crate::simulation::rows;
use crate::world::column::{Column, Kind};
use crate::world::columns;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::fmt::Write as _;

/// Its file.
pub const FILE: &str = "datapackage.json";

/// A description as it is read again; all else in it is passed over.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Described {
    resources: Vec<Resource>,
}

#[derive(Debug, Clone, Deserialize)]
struct Resource {
    name: String,
    schema: Schema,
}

#[derive(Debug, Clone, Deserialize)]
struct Schema {
    fields: Vec<Field>,
}

/// A column as the result describes it.
#[derive(Debug, Clone, Deserialize)]
pub struct Field {
    /// Its name in the header.
    pub name: String,
    /// Its type: `integer`, `number`, `boolean` or `string`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Whose, what, unit.
    #[serde(default)]
    pub description: String,
}

impl Described {
    /// Reads `datapackage.json`.
    ///
    /// # Errors
    /// If it is no description of tables.
    pub fn read(bytes: &[u8]) -> serde_json::Result<Self> {
        serde_json::from_slice(bytes)
    }

    /// The columns of a table, `results` or `worlds`; none if it is not described.
    pub fn fields(&self, table: &str) -> &[Field] {
        let of = self.resources.iter().find(|resource| resource.name == table);
        of.map_or(&[], |resource| &resource.schema.fields)
    }
}

/// Version of the layout of the tables.
const SCHEMA_VERSION: u32 = 1;

/// The description of a scenario's `results.csv`, and of its `worlds.csv` if it is written.
pub fn package(scenario: &Scenario, worlds: bool) -> Value {
    let mut of_results = schema(&rows::columns(scenario), &["world", "format"]);
    let mut resources = Vec::new();
    if worlds {
        let key =
            json!([{ "fields": ["world"], "reference": { "resource": "worlds", "fields": ["world"] } }]);
        of_results.insert("foreignKeys".into(), key);
        let drawn: Vec<Column> = columns::columns(scenario).into_iter().map(|(column, _)| column).collect();
        resources.push(resource(
            "worlds",
            "One row a world: every number and switch that was drawn",
            &schema(&drawn, &["world"]),
        ));
    }
    resources.insert(0, resource("results", "One row a world and format: what came of it", &of_results));
    json!({
        "profile": "tabular-data-package",
        "name": scenario.name.to_lowercase(),
        "title": scenario.title,
        "description": format!("Layout of the tables: version {SCHEMA_VERSION}"),
        "resources": resources,
    })
}

fn resource(name: &str, title: &str, schema: &Map<String, Value>) -> Value {
    json!({
        "profile": "tabular-data-resource",
        "name": name,
        "path": format!("{name}.csv"),
        "title": title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    })
}

fn schema(columns: &[Column], key: &[&str]) -> Map<String, Value> {
    let mut schema = Map::new();
    schema.insert("fields".into(), columns.iter().map(field).collect());
    schema.insert("missingValues".into(), json!([""]));
    schema.insert("primaryKey".into(), json!(key));
    schema
}

fn field(column: &Column) -> Value {
    let mut field = Map::new();
    let mut constraints = Map::new();
    // As in the header.
    field.insert("name".into(), json!(cell(&column.name)));
    let kind = match &column.kind {
        Kind::Whole => "integer",
        Kind::Number => "number",
        Kind::Switch => "boolean",
        Kind::Words(_) => "string",
    };
    field.insert("type".into(), json!(kind));
    if column.kind == Kind::Switch {
        field.insert("trueValues".into(), json!(["1"]));
        field.insert("falseValues".into(), json!(["0"]));
    }
    field.insert("description".into(), json!(description(column)));
    if column.empty.is_none() {
        constraints.insert("required".into(), json!(true));
    }
    if let Kind::Words(words) = &column.kind
        && !words.is_empty()
    {
        constraints.insert("enum".into(), json!(words));
    }
    if let Some(domain) = column.bounds {
        constraints.insert("minimum".into(), json!(domain.low));
        constraints.insert("maximum".into(), json!(domain.high));
    }
    if !constraints.is_empty() {
        field.insert("constraints".into(), Value::Object(constraints));
    }
    Value::Object(field)
}

/// Whose, what, unit, and what an empty cell means.
fn description(column: &Column) -> String {
    let mut text = String::new();
    if !column.of.is_empty() {
        let _ = write!(text, "{}. ", column.of);
    }
    text += &column.meaning;
    if !column.unit.is_empty() {
        let _ = write!(text, " ({})", column.unit);
    }
    if let Some(empty) = column.empty {
        let _ = write!(text, "; empty: {empty}");
    }
    text
}

/// The dictionary of both tables as the documentation has it, by name of the table.
pub fn dictionary() -> [(&'static str, String); 2] {
    [("results.csv", table(&rows::dictionary())), ("worlds.csv", table(&columns::dictionary()))]
}

fn table(columns: &[Column]) -> String {
    let mut text = String::from("| column | holds | meaning |\n| --- | --- | --- |\n");
    for column in columns {
        let kind = match &column.kind {
            Kind::Whole => "whole number",
            Kind::Number => "number",
            Kind::Switch => "1 or 0",
            Kind::Words(words) if words.is_empty() => "words",
            Kind::Words(_) => "a key",
        };
        let empty = column.empty.map(|means| format!(", or nothing: {means}")).unwrap_or_default();
        let unit = if column.unit.is_empty() { String::new() } else { format!(" ({})", column.unit) };
        let _ = writeln!(text, "| `{}` | {kind}{empty} | {}{unit} |", column.name, column.meaning);
    }
    text
}
