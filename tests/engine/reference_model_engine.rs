//! The whole engine with every switch at its default against the reference model of case file 12: the same package, and
//! the same values, spoiling, ratification and completion to 1e-9. The case's numbers are written into a world; tables,
//! search, talks and aftermath are the engine's own.

use crate::common;

use common::play::scenario_of;
use roundtable::scenario::model::{DemandOf, Scenario};
use roundtable::scenario::place::PartyIndex;
use roundtable::simulation::engine::Engine;
use roundtable::simulation::setting::Setting;
use roundtable::talks::behaviour::Behaviour;
use roundtable::world::draw::Correlation;
use serde_json::Value;
use std::fmt::Write as _;

const NEAR: f64 = 1e-9;
/// Long enough for what is carried out to be carried out.
const HORIZON: u32 = 3000;

fn numbers(v: &Value) -> Vec<f64> {
    v.as_array().expect("a list").iter().map(|x| x.as_f64().expect("a number")).collect()
}

fn places(v: &Value) -> Vec<usize> {
    v.as_array().expect("a list").iter().map(|x| x.as_u64().expect("a place") as usize).collect()
}

fn permutations(issues: usize) -> Vec<Vec<usize>> {
    let mut all = vec![vec![]];
    for _ in 0..issues {
        all = all
            .into_iter()
            .flat_map(|p: Vec<usize>| {
                let rest = (0..issues).filter(|j| !p.contains(j)).collect::<Vec<_>>();
                rest.into_iter().map(move |j| p.iter().copied().chain([j]).collect::<Vec<usize>>())
            })
            .collect();
    }
    all
}

/// A scenario with the shape of a case: `signatories` sit at the table and have all duties; a party that nothing touches
/// watches.
fn shape(parties: usize, issues: usize, signatories: &[usize], staged: bool) -> Scenario {
    let names: Vec<String> = signatories.iter().map(|i| format!("\"p{i}\"")).collect();
    let members = names.join(", ");
    let source = "source: assumed(because: \"case file 12\", range: \"none\")";
    let zero = "assumed(from: 0.0, to: 0.0, because: \"case file 12\")";
    let mut text = format!(
        "Scenario(format_version: 2, name: \"case\", title: \"A case\", calendar: (horizon: {HORIZON}, {source}), parties: {{\n"
    );
    for i in 0..parties {
        let _ = writeln!(text, "\"p{i}\": ({source}, demand: {zero}),");
    }
    let _ = writeln!(text, "\"watch\": ({source}, demand: {zero}),\n}}, issues: {{");
    for j in 0..issues {
        let _ = writeln!(text, "\"i{j}\": (levels: [\"no\", \"yes\"], duty: [{members}], {source}),");
    }
    text.push_str("}, statements: [\n");
    for j in 0..issues {
        let _ = writeln!(
            text,
            "indifferent(party: \"watch\", about: \"i{j}\", source: assumed(because: \"it only watches\", holds_in: 100)),"
        );
    }
    text.push_str("], roadmaps: {\n");
    let mut maps = Vec::new();
    if staged {
        let all: Vec<usize> = (0..issues).collect();
        let stages = |p: &[usize]| p.iter().map(|&j| vec![j]).collect::<Vec<_>>();
        maps = permutations(issues).iter().map(|p| stages(p)).collect();
        maps.insert(0, vec![all]);
    }
    for (r, map) in maps.iter().enumerate() {
        let stage = |(k, issues): (usize, &Vec<usize>)| {
            let list: Vec<String> = issues.iter().map(|j| format!("\"i{j}\"")).collect();
            let success = "success: assumed(from: 0.5, to: 0.5, because: \"overwritten\")";
            format!("(name: \"s{k}\", issues: [{}], {success}, {source})", list.join(", "))
        };
        let stages: Vec<String> = map.iter().enumerate().map(stage).collect();
        let _ = writeln!(text, "\"r{r}\": ({source}, stages: [{}]),", stages.join(", "));
    }
    let list: Vec<String> = (0..maps.len()).map(|r| format!("\"r{r}\"")).collect();
    let contract = if staged {
        format!("contract: (roadmaps: [{}], {source}),", list.join(", "))
    } else {
        String::new()
    };
    let _ = writeln!(
        text,
        "}}, formats: {{ \"f\": ({source}, membership: (members: [{members}], {source}), {contract}
         information: (disclosed: [{members}], {source}), enforcement: (monitors: [\"watch\"], {source}),
         delegation: (first_meeting: 0, meetings: 1, offers: 1, {source})) }})"
    );
    let mut scenario = scenario_of("case", &text);
    // The reference model counts surplus on the scale of everything.
    scenario.world.demand_of = DemandOf::Everything;
    scenario
}

/// The world of a case.
fn set(setting: &mut Setting, inputs: &Value, parties: usize, issues: usize) {
    let of = |name: &str| numbers(&inputs[name]);
    let (peace, conflict, discount) = (of("a_peace_flow"), of("conflict_flow"), of("discount"));
    let (penalty, temptation, spoil) =
        (of("collapse_penalty"), of("temptation_per_stake"), of("spoil_hazard_by_party"));
    let bound = of("ratification_upper_bound");
    let world = &mut setting.world;
    for i in 0..parties {
        let gains = numbers(&inputs["issue_gain_party_by_issue"][i]);
        (0..issues).for_each(|j| world.gains[i].by_level[j] = vec![0.0, gains[j]]);
        world.gains[i].touched = true;
        let traits = &mut world.traits[i];
        // Flows count from what peace alone gives: it is the same in every package.
        traits.conflict_cost = peace[i] - conflict[i];
        (traits.discount, traits.collapse_penalty) = (discount[i], penalty[i]);
        (traits.temptation, traits.spoiling, traits.ratification) = (temptation[i], spoil[i], bound[i]);
        (traits.demand, traits.audience_cost, traits.outside_option) = (0.0, 0.0, None);
    }
    world.traits[parties].detection = inputs["detection"].as_f64().expect("a number");
    world.stake = of("issue_stake");
    world.lapse = vec![0.0; issues];
    world.plain_success = inputs["stage_success"].as_f64().expect("a number");
    world.success.iter_mut().flatten().for_each(|s| *s = Some(world.plain_success));
    world.lapse_after_completion = inputs["post_completion_hazard"].as_f64().expect("a number");
}

fn near(a: f64, b: f64, what: &str) {
    assert!((a - b).abs() <= NEAR * (1.0 + b.abs()), "{what}: {a} instead of {b}");
}

fn compare(id: &str, inputs: &Value, expected: &Value, signatories: &[usize], staged: bool) -> bool {
    let (parties, issues) = (numbers(&inputs["a_peace_flow"]).len(), numbers(&inputs["issue_stake"]).len());
    let scenario = shape(parties, issues, signatories, staged);
    let engine = Engine::new(&scenario, 1, Correlation::Independent);
    let mut setting = engine.setting(0);
    set(&mut setting, inputs, parties, issues);
    let played = engine.play(&setting, 0, Behaviour::Nash);
    let Some(signed) = &played.episodes[0].signed else {
        assert!(
            expected["agreement"].is_null(),
            "{id}: nothing was signed instead of {}",
            expected["agreement"]
        );
        return false;
    };
    let agreed: usize = expected["agreement"]
        .as_array()
        .map_or(0, |stages| stages.iter().flat_map(places).fold(0, |bits, j| bits | 1 << j));
    let ours: usize = (0..issues).filter(|&j| played.record.content[j] == 1).fold(0, |bits, j| bits | 1 << j);
    assert_eq!(ours, agreed, "{id}: issues");
    assert_eq!(signed.agreement.stages, expected["agreement"].as_array().map_or(0, Vec::len), "{id}: stages");
    let (peace, discount) = (numbers(&inputs["a_peace_flow"]), numbers(&inputs["discount"]));
    for (i, &u) in numbers(&expected["U"]).iter().enumerate() {
        near(
            signed.agreement.start(PartyIndex(i)) + peace[i] / (1.0 - discount[i]),
            u,
            &format!("{id}: U of {i}"),
        );
    }
    near(signed.agreement.spoil, expected["sigma"].as_f64().expect("a number"), &format!("{id}: sigma"));
    let in_force = expected["p_ratified"].as_f64().expect("a number");
    near(played.record.chance_in_force, in_force, &format!("{id}: ratified"));
    let completed = expected["p_success_overall"].as_f64().expect("a number");
    near(played.record.chance_completed, completed, &format!("{id}: completed"));
    true
}

#[test]
fn with_every_switch_at_its_default_the_engine_is_the_reference_model() {
    let file = format!("{}/tests/cases/12_reference_model.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(file).expect("the cases are there");
    let cases: Value = serde_json::from_str(&text).expect("the file is sound");
    let (mut signed, mut not) = (0, 0);
    for case in cases["cases"].as_array().expect("a list") {
        let (inputs, formats) = (&case["inputs"], &case["expected"]["formats"]);
        let parties = numbers(&inputs["a_peace_flow"]).len();
        let everybody: Vec<usize> = (0..parties).collect();
        let principals = places(&inputs["principals"]);
        for (format, signatories, staged) in [
            ("F1_bilateral_principals_single_stage", &principals, false),
            ("F1s_bilateral_principals_staged", &principals, true),
            ("F2_multilateral_consensus_single_stage", &everybody, false),
            ("F4_multilateral_consensus_staged", &everybody, true),
        ] {
            let id = format!("{} {format}", case["id"]);
            if compare(&id, inputs, &formats[format], signatories, staged) {
                signed += 1;
            } else {
                not += 1;
            }
        }
    }
    assert!(signed >= 12 && not >= 1, "{signed} {not}");
}
