//! Figures of what parties gain.

use super::Drawn;
use super::spec::{formats, hundred, mark, numbers, of_100, rows};
use crate::chart::{Theme, gains as order, outcomes, words};
use crate::results::comparison::{Comparison, Gain};
use crate::say;
use serde_json::{Value, json};

fn gain(c: &Comparison, format: usize, party: usize) -> Option<&Gain> {
    c.formats[format].gain.iter().find(|gain| gain.party == c.parties[party].id)
}

/// What each party gains under each format.
pub(super) fn gains(c: &Comparison, t: &Theme) -> Drawn {
    let mut table = Vec::new();
    for (party, named) in c.parties.iter().enumerate() {
        for format in words::order(c) {
            let Some(g) = gain(c, format, party) else { continue };
            let needs = g.reservation - g.without_agreement();
            let own = [g.benefit, g.benefit_low, g.benefit_high, g.mean, needs].map(|number| json!(number));
            let at_table =
                if g.at_table { say!(t.language, "chart-yes") } else { say!(t.language, "chart-no") };
            let [benefit, low, high, mean, needs] = own;
            let name = &c.formats[format].name;
            table.push(vec![
                json!(named.name),
                json!(name),
                json!(at_table),
                benefit,
                low,
                high,
                mean,
                needs,
            ]);
        }
    }
    let parties: Vec<&str> = c.parties.iter().map(|party| party.name.as_str()).collect();
    let axis = say!(t.language, "export-benefit");
    let spec = json!({
        "facet": { "field": "party", "type": "nominal", "sort": parties, "title": null },
        "columns": 3,
        "resolve": { "scale": { "x": "independent" } },
        "spec": {
            "width": 220, "height": { "step": 20 },
            "encoding": { "y": rows(c) },
            "layer": [
                { "mark": mark("rule", &json!({ "strokeWidth": 2, "color": t.colours.mark })), "encoding": { "x": numbers("low", &axis), "x2": { "field": "high" } } },
                { "mark": mark("point", &json!({ "filled": true, "size": 55, "opacity": 1, "color": t.colours.series[0].fill })), "encoding": { "x": numbers("benefit", &axis) } },
                { "mark": mark("tick", &json!({ "color": t.colours.broken, "thickness": 2 })), "encoding": { "x": numbers("needs", &axis) } },
            ],
        },
    });
    let columns = vec!["party", "format", "at_table", "benefit", "low", "high", "gain", "needs"];
    Drawn { columns, rows: table, spec }
}

/// The party of a picture of outcomes.
pub(super) fn party_of(c: &Comparison, stem: &str) -> Option<usize> {
    let place = outcomes::STEMS.iter().position(|own| *own == stem)?;
    order::by_change(c).get(place).copied()
}

/// What a party gets: twenty dots, each one twentieth of the worlds with an agreement in force, and how often there is none.
pub(super) fn outcomes(c: &Comparison, party: usize, t: &Theme) -> Drawn {
    let mut table = Vec::new();
    let name = &c.parties[party].name;
    for format in words::order(c) {
        let Some(g) = gain(c, format, party) else { continue };
        let quartiles = g.quartiles.map_or([Value::Null, Value::Null, Value::Null], |q| {
            [q.q25, q.median, q.q75].map(|number| json!(number))
        });
        let dots: Vec<(Value, Value)> = if g.dots.is_empty() {
            vec![(Value::Null, Value::Null)]
        } else {
            g.dots.iter().enumerate().map(|(dot, benefit)| (json!(dot + 1), json!(benefit))).collect()
        };
        for (dot, benefit) in dots {
            let [lower, median, upper] = quartiles.clone();
            let row = [json!(name), json!(c.formats[format].name), of_100(g.no_deal), dot, benefit];
            table.push(row.into_iter().chain([lower, median, upper]).collect());
        }
    }
    let axis = say!(t.language, "export-benefit-of", party = name);
    let mean = |field: &str, title: &str| json!({ "field": field, "type": "quantitative", "aggregate": "mean", "title": title });
    let mut none = hundred("not_in_force", &say!(t.language, "export-not-in-force"));
    none["aggregate"] = json!("mean");
    let spec = json!({
        "hconcat": [
            {
                "width": 120, "height": { "step": 26 },
                "mark": mark("bar", &json!({ "color": t.colours.missed })),
                "encoding": { "y": rows(c), "x": none },
            },
            {
                "width": 460, "height": { "step": 26 },
                "encoding": { "y": { "field": "format", "type": "nominal", "sort": formats(c), "title": null, "axis": null } },
                "layer": [
                    { "mark": mark("point", &json!({ "filled": true, "size": 40, "opacity": 0.7, "color": t.colours.mark })), "encoding": { "x": numbers("benefit", &axis) } },
                    { "mark": mark("rule", &json!({ "color": t.colours.ink, "strokeWidth": 1.5 })), "encoding": { "x": mean("lower", &axis), "x2": { "field": "upper", "aggregate": "mean" } } },
                    { "mark": mark("tick", &json!({ "color": t.colours.ink, "thickness": 3 })), "encoding": { "x": mean("median", &axis) } },
                ],
            },
        ],
    });
    let columns = vec!["party", "format", "not_in_force", "dot", "benefit", "lower", "median", "upper"];
    Drawn { columns, rows: table, spec }
}
