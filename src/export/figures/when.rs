//! Figures of single worlds, of dates and of stages.

use super::Drawn;
use super::spec::{colours, formats, hundred, mark, of_100, rows};
use crate::chart::{Theme, time as course, words, worlds as strips};
use crate::results::comparison::Comparison;
use crate::results::periods;
use crate::say;
use serde_json::{Value, json};

/// In which worlds the formats part.
pub(super) fn worlds(c: &Comparison, t: &Theme) -> Option<Drawn> {
    let shown = strips::strips_of(c, t)?;
    let mut table = Vec::new();
    for format in words::order(c) {
        for (column, world) in shown.worlds.iter().enumerate() {
            let came = &shown.kinds[shown.came[format][*world]].0;
            table.push(vec![json!(column + 1), json!(world), json!(c.formats[format].name), json!(came)]);
        }
    }
    let spec = json!({
        "width": 640, "height": { "step": 24 },
        "mark": mark("rect", &json!({})),
        "encoding": {
            "y": rows(c),
            "x": { "field": "column", "type": "ordinal", "axis": null, "scale": { "padding": 0 } },
            "color": colours("came", &shown.kinds),
        },
    });
    Some(Drawn { columns: vec!["column", "world", "format", "came"], rows: table, spec })
}

/// When something is signed, and what becomes of it.
pub(super) fn time(c: &Comparison, t: &Theme) -> Option<Drawn> {
    let courses = course::by_date(c)?;
    let states = course::states(t);
    let mut table = Vec::new();
    for format in words::order(c) {
        for (at, shares) in &courses[format] {
            for (place, (share, (state, _))) in shares.iter().zip(&states).enumerate() {
                let name = &c.formats[format].name;
                table.push(vec![json!(name), json!(at), json!(state), json!(place), of_100(*share)]);
            }
        }
    }
    let mut share = hundred("share", &say!(t.language, "export-of-100"));
    share["stack"] = json!("zero");
    let spec = json!({
        "facet": { "field": "format", "type": "nominal", "sort": formats(c), "title": null, "header": { "labelLimit": 180 } },
        "columns": 4,
        "spec": {
            "width": 160, "height": 110,
            "mark": mark("area", &json!({})),
            "encoding": {
                "x": { "field": "period", "type": "quantitative", "title": periods::name(&c.period, t.language), "scale": { "domain": [0, c.horizon] } },
                "y": share,
                "color": colours("state", &states),
                "order": { "field": "place", "type": "quantitative" },
            },
        },
    });
    Some(Drawn { columns: vec!["format", "period", "state", "place", "share"], rows: table, spec })
}

/// How far an agreement is carried out, stage by stage.
pub(super) fn stages(c: &Comparison, t: &Theme) -> Drawn {
    let states = [
        (say!(t.language, "stages-completed"), t.colours.kept),
        (say!(t.language, "stages-under-way"), t.colours.signed),
        (say!(t.language, "stages-broken"), t.colours.broken),
        (say!(t.language, "stages-empty"), t.colours.none),
    ];
    let mut table = Vec::new();
    for f in words::order(c).into_iter().map(|format| &c.formats[format]) {
        if f.stages.is_empty() {
            table.push(vec![json!(f.name), json!(1), Value::Null, json!(states[0].0), json!(0), json!(0.0)]);
        }
        for stage in &f.stages {
            let under_way = (stage.begun - stage.done - stage.broken).max(0.0);
            let shares = [stage.done, under_way, stage.broken, stage.empty];
            for (place, (share, (state, _))) in shares.into_iter().zip(&states).enumerate() {
                let name = json!(stage.name);
                table.push(vec![
                    json!(f.name),
                    json!(stage.stage + 1),
                    name,
                    json!(state),
                    json!(place),
                    of_100(share),
                ]);
            }
        }
    }
    let spec = json!({
        "facet": { "column": { "field": "stage", "type": "ordinal", "title": say!(t.language, "stages-name") } },
        "spec": {
            "width": 170, "height": { "step": 22 },
            "mark": mark("bar", &json!({})),
            "encoding": {
                "y": rows(c),
                "x": hundred("share", &say!(t.language, "export-of-100")),
                "color": colours("state", &states),
                "order": { "field": "place", "type": "quantitative" },
            },
        },
    });
    Drawn { columns: vec!["format", "stage", "name", "state", "place", "share"], rows: table, spec }
}
