//! Parts of Vega-Lite specifications that charts share.

use crate::chart::{Chart, Theme, text, words};
use crate::results::comparison::Comparison;
use crate::say;
use serde_json::{Value, json};

/// Width of a line of a title and of what stands below it, in heights of their letters.
const TITLE: f64 = 46.0;
const SUBTITLE: f64 = 64.0;

/// Numbers of 100 worlds.
pub(super) fn of_100(share: f64) -> Value {
    json!(100.0 * share)
}

/// Names of the formats in the order in which charts have them.
pub(super) fn formats(c: &Comparison) -> Vec<&str> {
    words::order(c).into_iter().map(|format| c.formats[format].name.as_str()).collect()
}

/// One row a format.
pub(super) fn rows(c: &Comparison) -> Value {
    json!({ "field": "format", "type": "nominal", "sort": formats(c), "title": null, "axis": { "labelLimit": 280 } })
}

/// A scale of numbers.
pub(super) fn numbers(field: &str, title: &str) -> Value {
    json!({ "field": field, "type": "quantitative", "title": title })
}

/// A scale of 100 worlds.
pub(super) fn hundred(field: &str, title: &str) -> Value {
    json!({ "field": field, "type": "quantitative", "title": title, "scale": { "domain": [0, 100] } })
}

/// Colours of a column, in order: name and colour.
pub(super) fn colours<N: AsRef<str>, C: AsRef<str>>(field: &str, of: &[(N, C)]) -> Value {
    let names: Vec<&str> = of.iter().map(|(name, _)| name.as_ref()).collect();
    let colours: Vec<&str> = of.iter().map(|(_, colour)| colour.as_ref()).collect();
    json!({
        "field": field, "type": "nominal", "title": null, "sort": names,
        "scale": { "domain": names, "range": colours },
        "legend": { "orient": "top", "labelLimit": 280, "columns": 3 },
    })
}

/// A mark that tells its row where it is pointed at.
pub(super) fn mark(kind: &str, more: &Value) -> Value {
    let mut mark = json!({ "type": kind, "tooltip": { "content": "data" } });
    for (key, value) in more.as_object().into_iter().flatten() {
        mark[key] = value.clone();
    }
    mark
}

/// The specification with the words of a chart and the look of a theme.
pub(super) fn titled(mut spec: Value, c: &Comparison, chart: &Chart, theme: &Theme) -> Value {
    let lines = |said: &str, most: f64| text::wrap(said, 1.0, most, 4);
    let (question, worlds) = (chart.question.as_str(), words::thousands(c.runs));
    let subtitle = if ["overview", "differences", "gains"].contains(&chart.stem) {
        say!(
            theme.language,
            "export-subtitle-lines",
            question = question,
            worlds = worlds,
            scenario = c.scenario
        )
    } else {
        say!(theme.language, "export-subtitle", question = question, worlds = worlds, scenario = c.scenario)
    };
    let colours = &theme.colours;
    spec["title"] = json!({
        "text": lines(&chart.title, TITLE), "subtitle": lines(&subtitle, SUBTITLE), "anchor": "start", "frame": "bounds",
        "color": colours.ink, "subtitleColor": colours.grey, "fontSize": 15, "offset": 12,
    });
    spec["description"] = json!(chart.description);
    spec["background"] = json!(colours.ground);
    let guide = json!({ "labelColor": colours.ink, "titleColor": colours.ink });
    spec["config"] = json!({
        "axis": { "labelColor": colours.ink, "titleColor": colours.ink, "gridColor": colours.grid, "domainColor": colours.rule, "tickColor": colours.rule },
        "legend": guide.clone(), "header": guide,
        "view": { "stroke": colours.grid },
        "text": { "color": colours.ink },
    });
    spec
}
