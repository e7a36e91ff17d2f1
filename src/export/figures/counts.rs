//! Figures of counts of worlds: how often, how sure, why it ends, what changes.

use super::Drawn;
use super::spec::{colours, formats, hundred, mark, numbers, of_100, rows};
use crate::chart::groups::Group;
use crate::chart::{Theme, endings, levels as changes, words};
use crate::results::comparison::{Comparison, Finding};
use crate::results::words::SHARES;
use crate::say;
use serde_json::json;

/// How often an agreement is signed, in force, completed, and still standing.
pub(super) fn overview(c: &Comparison, t: &Theme) -> Drawn {
    let said =
        ["signed", "in_force", "completed", "alive"].map(|measure| words::measure_words(measure, t.language));
    let mut table = Vec::new();
    for f in words::order(c).into_iter().map(|format| &c.formats[format]) {
        for (outcome, share) in said.iter().zip([f.signed, f.in_force, f.completed, f.alive]) {
            let [estimate, low, high] = [share.estimate, share.low, share.high].map(of_100);
            table.push(vec![json!(f.name), json!(outcome), estimate, low, high, json!(share.n)]);
        }
    }
    let hues = [t.colours.series[5].fill, t.colours.series[0].fill, t.colours.kept, t.colours.broken];
    let axis = say!(t.language, "export-of-100");
    let outcome: Vec<(&String, &str)> = said.iter().zip(hues).collect();
    let spec = json!({
        "width": 520, "height": { "step": 10 },
        "encoding": {
            "y": rows(c),
            "yOffset": { "field": "outcome", "type": "nominal", "sort": said },
            "color": colours("outcome", &outcome),
        },
        "layer": [
            { "mark": mark("rule", &json!({ "strokeWidth": 2 })), "encoding": { "x": hundred("low", &axis), "x2": { "field": "high" } } },
            { "mark": mark("point", &json!({ "filled": true, "size": 45, "opacity": 1 })), "encoding": {
                "x": hundred("share", &axis),
                "shape": { "field": "outcome", "type": "nominal", "sort": said, "legend": null },
            } },
        ],
    });
    Drawn { columns: vec!["format", "outcome", "share", "low", "high", "worlds"], rows: table, spec }
}

/// How sure the differences from the reference are.
pub(super) fn differences(c: &Comparison, t: &Theme) -> Drawn {
    let reference = c.formats.first().map_or("", |f| f.name.as_str());
    let said = SHARES.map(|measure| words::measure_words(measure, t.language));
    let mut table = Vec::new();
    for format in formats(c).into_iter().filter(|name| *name != reference) {
        for (measure, name) in SHARES.iter().zip(&said) {
            let Some(d) = c.difference(format, reference, measure) else { continue };
            let [estimate, low, high] = [d.estimate, d.low, d.high].map(of_100);
            let finding = json!(words::verdict(&d.finding, t.language));
            table.push(vec![json!(name), json!(format), json!(reference), estimate, low, high, finding]);
        }
    }
    let verdicts = [
        (Finding::Clear, t.colours.kept),
        (Finding::DependsOn { on: Vec::new() }, t.colours.series[4].fill),
        (Finding::Open { why: String::new(), runs: Vec::new() }, t.colours.series[0].fill),
        (Finding::NotTested { runs: Vec::new(), worlds: 0 }, t.colours.series[3].fill),
        (Finding::NoClearDifference, t.colours.mark),
        (Finding::ByConstruction { why: String::new() }, t.colours.grid),
    ];
    let finding = verdicts.map(|(finding, colour)| (words::verdict(&finding, t.language), colour));
    let axis = say!(t.language, "export-difference");
    let spec = json!({
        "facet": { "column": { "field": "measure", "type": "nominal", "sort": said, "title": null } },
        "spec": {
            "width": 220, "height": { "step": 22 },
            "encoding": { "y": rows(c), "color": colours("finding", &finding) },
            "layer": [
                { "mark": mark("rule", &json!({ "strokeWidth": 2 })), "encoding": { "x": numbers("low", &axis), "x2": { "field": "high" } } },
                { "mark": mark("point", &json!({ "filled": true, "size": 60, "opacity": 1 })), "encoding": { "x": numbers("difference", &axis) } },
            ],
        },
    });
    let columns = vec!["measure", "format", "reference", "difference", "low", "high", "finding"];
    Drawn { columns, rows: table, spec }
}

/// Why it ends.
pub(super) fn endings(c: &Comparison, t: &Theme) -> Drawn {
    let mut table = Vec::new();
    let going_on = (say!(t.language, "group-talking"), t.colours.ground.to_owned());
    for f in words::order(c).into_iter().map(|format| &c.formats[format]) {
        for ending in f.ended.iter().filter(|ending| ending.share > 0.0) {
            let reason = json!(endings::reason(&ending.reason, &ending.label, t.language));
            let groups = Group::of(&ending.reason);
            let late =
                ending.after_completion.filter(|_| groups.is_some_and(|[before, after]| before != after));
            let late = late.unwrap_or(0.0);
            for (share, at) in [(ending.share - late, 0), (late, 1)] {
                if share > 0.0 {
                    let group =
                        groups.map_or_else(|| going_on.0.clone(), |groups| groups[at].name(t.language));
                    let place = groups.map_or(Group::ALL.len(), |groups| groups[at] as usize);
                    table.push(vec![
                        json!(f.name),
                        reason.clone(),
                        json!(group),
                        json!(place),
                        of_100(share),
                    ]);
                }
            }
        }
    }
    let groups = Group::ALL.map(|group| (group.name(t.language), group.colour(t)));
    let all: Vec<(String, String)> = groups.into_iter().chain([going_on]).collect();
    let spec = json!({
        "width": 560, "height": { "step": 24 },
        "mark": mark("bar", &json!({ "stroke": t.colours.ground, "strokeWidth": 0.5 })),
        "encoding": {
            "y": rows(c),
            "x": hundred("share", &say!(t.language, "export-of-100")),
            "color": colours("group", &all),
            "order": { "field": "place", "type": "quantitative" },
            "detail": { "field": "reason", "type": "nominal" },
        },
    });
    Drawn { columns: vec!["format", "reason", "group", "place", "share"], rows: table, spec }
}

/// What an agreement changes, issue by issue, at the last date.
pub(super) fn levels(c: &Comparison, t: &Theme) -> Option<Drawn> {
    let (months, changed) = changes::at_last(c)?;
    let mut table = Vec::new();
    for format in words::order(c) {
        for (issue, share) in c.issues.iter().zip(&changed[format]) {
            table.push(vec![json!(c.formats[format].name), json!(issue.name), json!(months), of_100(*share)]);
        }
    }
    let issues: Vec<&str> = c.issues.iter().map(|issue| issue.name.as_str()).collect();
    let spec = json!({
        "width": { "step": 62 }, "height": { "step": 24 },
        "encoding": {
            "y": rows(c),
            "x": { "field": "issue", "type": "nominal", "sort": issues, "title": null, "axis": { "labelAngle": -30, "labelLimit": 180 } },
        },
        "layer": [
            { "mark": mark("rect", &json!({})), "encoding": { "color": {
                "field": "changed", "type": "quantitative", "title": say!(t.language, "export-changed", months = months.to_string()),
                "scale": { "domain": [0, 100], "range": [t.colours.track, t.colours.kept] },
            } } },
            { "mark": { "type": "text" }, "encoding": {
                "text": { "field": "changed", "type": "quantitative", "format": ".0f" },
                "color": { "condition": { "test": "datum.changed > 55", "value": t.colours.ground }, "value": t.colours.ink },
            } },
        ],
    });
    Some(Drawn { columns: vec!["format", "issue", "months", "changed"], rows: table, spec })
}
