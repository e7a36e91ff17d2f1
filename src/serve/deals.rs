//! The deals of the class as pictures, one a format, for the page that is projected.

use crate::chart::Theme;
use crate::chart::deals::{Deals, draw};
use crate::language::Language;
use crate::room::debrief::Group;
use crate::scenario::Scenario;
use serde_json::{Value, json};

/// By format: its name in the file, and the picture; `class` is the page of the class ([`crate::room::debrief::class`]).
pub(super) fn charts(scenario: &Scenario, class: &Value, language: Language) -> Value {
    let groups: Vec<Group> = serde_json::from_value(class["groups"].clone()).unwrap_or_default();
    let spoken = scenario.speaking(language.code());
    let theme = Theme::projector().speaking(language);
    let one = |(own, shown): (&crate::scenario::model::Format, &crate::scenario::model::Format)| {
        let svg = chart(scenario, &spoken, (&own.name, &shown.name), &groups, &theme)?;
        Some(json!({ "format": own.name, "svg": svg }))
    };
    let charts: Vec<Value> = scenario.formats.iter().zip(&spoken.formats).filter_map(one).collect();
    json!({ "charts": charts })
}

fn chart(
    scenario: &Scenario,
    spoken: &Scenario,
    (format, name): (&str, &str),
    groups: &[Group],
    theme: &Theme,
) -> Option<String> {
    let mut of: Vec<&Group> = groups.iter().filter(|group| group.format == format).collect();
    of.sort_by_key(|group| group.group);
    let first = of.iter().find(|group| group.signed).or(of.first())?;
    let sits = |key: &String| first.better_than.iter().any(|(party, _)| party == key);
    let here: Vec<usize> =
        (0..scenario.parties.len()).filter(|place| sits(&scenario.parties[*place].id)).collect();
    let less = |group: &Group| -> Option<Vec<f64>> {
        let one = |place: &usize| {
            let key = &scenario.parties[*place].id;
            group.better_than.iter().find(|(party, _)| party == key).map(|(_, less)| *less)
        };
        group.signed.then(|| here.iter().map(one).collect::<Option<_>>()).flatten()
    };
    let deals = Deals {
        format: name,
        parties: here.iter().map(|place| spoken.parties[*place].name.as_str()).collect(),
        groups: of.iter().map(|group| (group.group, less(group))).collect(),
        signed_in: first.signed_in,
        worlds: first.worlds,
        scenario: &spoken.title,
    };
    draw(&deals, theme).map(|chart| chart.svg)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{SourceFile, read};

    #[test]
    fn a_format_with_a_deal_has_a_picture_in_either_language() {
        let text = include_str!("../../scenarios/teaching/3-packages.ron");
        let s = read(&SourceFile::new("a.ron", text)).unwrap().scenario;
        let group = |group: u32, signed: bool| {
            let better: Vec<(&str, f64)> =
                if signed { vec![("ash", 83.0), ("birch", 12.0)] } else { Vec::new() };
            json!({"group": group, "play": 1, "format": "both together", "signed": signed, "deal": {}, "better_than": better, "signed_in": 55.5,
                "worlds": 1000, "left": null, "swap": null, "blocked": null, "zones": null})
        };
        let class = json!({ "groups": [group(1, false), group(2, true)] });
        for language in Language::ALL {
            let told = charts(&s, &class, language);
            let all = told["charts"].as_array().unwrap();
            assert_eq!((all.len(), all[0]["format"].as_str()), (1, Some("both together")));
            let svg = all[0]["svg"].as_str().unwrap();
            let ash = if language == Language::En { "Ash" } else { "애시" };
            assert!(svg.contains(ash) && svg.contains("83") && !svg.contains("<script"), "{svg}");
        }
    }
}
