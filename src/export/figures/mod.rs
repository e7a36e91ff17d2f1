//! The charts of a result as data: the numbers that each shows, and a Vega-Lite specification that draws them.
//!
//! One function a chart, in the order of `chart::CHARTS`; a test asks that every chart has its figure.

mod counts;
mod gains;
mod spec;
mod when;

use crate::chart::{Chart, Theme};
use crate::results::comparison::Comparison;
use serde_json::{Map, Value, json};

/// The schema that specifications follow.
const SCHEMA: &str = "https://vega.github.io/schema/vega-lite/v5.json";

/// A chart as data.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Figure {
    /// Name of its files without their endings.
    pub(crate) stem: &'static str,
    /// Names of the columns.
    columns: Vec<&'static str>,
    /// Cells by row: texts, numbers, nothing.
    rows: Vec<Vec<Value>>,
    /// The specification, without data.
    spec: Value,
}

/// What a chart shows, before its title.
struct Drawn {
    columns: Vec<&'static str>,
    rows: Vec<Vec<Value>>,
    spec: Value,
}

impl Figure {
    /// The figure of a chart of this result; `None` for a chart that is not of a comparison.
    pub(crate) fn of(c: &Comparison, chart: &Chart, theme: &Theme) -> Option<Self> {
        let drawn = match chart.stem {
            "overview" => counts::overview(c, theme),
            "worlds" => when::worlds(c, theme)?,
            "differences" => counts::differences(c, theme),
            "gains" => gains::gains(c, theme),
            "time" => when::time(c, theme)?,
            "endings" => counts::endings(c, theme),
            "levels" => counts::levels(c, theme)?,
            "stages" => when::stages(c, theme),
            stem => gains::outcomes(c, gains::party_of(c, stem)?, theme),
        };
        let Drawn { columns, rows, spec } = drawn;
        Some(Self { stem: chart.stem, columns, rows, spec: spec::titled(spec, c, chart, theme) })
    }

    /// The whole specification, with its data.
    pub(crate) fn vega_lite(&self) -> Value {
        let row = |row: &Vec<Value>| -> Map<String, Value> {
            self.columns.iter().map(|name| (*name).to_owned()).zip(row.iter().cloned()).collect()
        };
        let values: Vec<_> = self.rows.iter().map(row).collect();
        let mut spec = self.spec.clone();
        spec["$schema"] = json!(SCHEMA);
        spec["data"] = json!({ "values": values });
        spec
    }

    /// The numbers as rows of text under a header.
    pub(crate) fn table(&self) -> Vec<Vec<String>> {
        let cell = |value: &Value| match value {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let header = self.columns.iter().map(|name| (*name).to_owned()).collect();
        std::iter::once(header).chain(self.rows.iter().map(|row| row.iter().map(cell).collect())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::{draw_all, fixture};
    use crate::language::Language;
    use std::collections::BTreeSet;

    fn figures() -> Vec<(String, Figure)> {
        let mut all = Vec::new();
        for (name, c) in fixture::all() {
            for language in Language::ALL {
                let theme = Theme::screen().speaking(language);
                for chart in draw_all(&c, &theme) {
                    let figure = Figure::of(&c, &chart, &theme);
                    let name = format!("{name} {}", chart.stem);
                    all.push((name.clone(), figure.unwrap_or_else(|| panic!("{name} has no figure"))));
                }
            }
        }
        all
    }

    /// Every field that a specification names.
    fn fields(spec: &Value, found: &mut BTreeSet<String>) {
        match spec {
            Value::Object(entries) => {
                for (key, value) in entries {
                    match value {
                        Value::String(name) if key == "field" => drop(found.insert(name.clone())),
                        _ => fields(value, found),
                    }
                }
            }
            Value::Array(entries) => entries.iter().for_each(|entry| fields(entry, found)),
            _ => {}
        }
    }

    /// Marks with an encoding each, and only of kinds that there are.
    fn units(spec: &Value, found: &mut Vec<(String, Value)>) {
        for list in ["layer", "hconcat"] {
            for part in spec[list].as_array().into_iter().flatten() {
                units(part, found);
            }
        }
        if spec.get("spec").is_some() {
            units(&spec["spec"], found);
        }
        if let Some(mark) = spec["mark"]["type"].as_str() {
            found.push((mark.to_owned(), spec["encoding"].clone()));
        }
    }

    #[test]
    fn every_chart_has_numbers_and_a_specification_that_draws_them() {
        for (name, figure) in figures() {
            assert!(!figure.rows.is_empty(), "{name}");
            for row in &figure.rows {
                assert_eq!(row.len(), figure.columns.len(), "{name}");
                assert!(!row.iter().any(|cell| cell.is_object() || cell.is_array()), "{name}");
            }
            let spec = figure.vega_lite();
            assert_eq!(spec["data"]["values"].as_array().map(Vec::len), Some(figure.rows.len()));
            assert!(spec["title"]["text"].as_array().is_some_and(|lines| !lines.is_empty()), "{name}");
            let mut named = BTreeSet::new();
            fields(&figure.spec, &mut named);
            for field in &named {
                assert!(figure.columns.contains(&field.as_str()), "{name} draws `{field}`");
            }
            let mut marks = Vec::new();
            units(&spec, &mut marks);
            assert!(!marks.is_empty(), "{name}");
            for (mark, _) in marks {
                assert!(
                    ["bar", "point", "rule", "tick", "rect", "area", "text"].contains(&mark.as_str()),
                    "{mark}"
                );
            }
        }
    }

    /// What is drawn is what was found.
    #[test]
    fn numbers_are_those_of_the_result() {
        let (c, theme) = (fixture::korea(), Theme::screen());
        let charts = draw_all(&c, &theme);
        let rows = |stem: &str| {
            let chart = charts.iter().find(|chart| chart.stem == stem).expect("a chart");
            let spec = Figure::of(&c, chart, &theme).expect("a figure").vega_lite();
            spec["data"]["values"].as_array().expect("rows").clone()
        };
        for f in &c.formats {
            let of = |stem: &str, column: &str, value: &str, number: &str| {
                let all = rows(stem);
                let found = all.iter().find(|row| row["format"] == *f.name && row[column] == *value);
                found.map(|row| row[number].as_f64().expect("a number")).expect("a row")
            };
            assert_eq!(of("overview", "outcome", "signed", "share"), 100.0 * f.signed.estimate);
            let party = &c.parties[0].name;
            assert_eq!(of("gains", "party", party, "benefit"), f.gain[0].benefit);
            let all = rows("endings");
            let whole: f64 = all
                .iter()
                .filter(|row| row["format"] == *f.name)
                .filter_map(|row| row["share"].as_f64())
                .sum();
            assert!((whole - 100.0).abs() < 0.1, "{whole}");
        }
        let worlds = rows("worlds").len();
        assert_eq!(worlds % c.formats.len(), 0);
        for row in rows("time") {
            assert!((0.0..=100.0).contains(&row["share"].as_f64().expect("a share")));
        }
    }

    #[test]
    fn a_table_is_what_a_specification_draws() {
        let (c, theme) = (fixture::tiny(), Theme::screen());
        let charts = draw_all(&c, &theme);
        let figure = Figure::of(&c, &charts[0], &theme).expect("a figure");
        let table = figure.table();
        assert_eq!(table[0], ["format", "outcome", "share", "low", "high", "worlds"]);
        assert_eq!(table.len(), 1 + 4 * c.formats.len());
        assert_eq!(
            table[1][2].parse::<f64>().ok(),
            figure.vega_lite()["data"]["values"][0]["share"].as_f64()
        );
    }
}
