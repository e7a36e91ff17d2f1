//! Reference cases of published results, and what the program computes for them.
//!
//! A case file is JSON: `{schema, topic, title, citations, conventions, cases}`; a case is
//! `{id, kind, inputs, expected, tol_abs, basis, exact?, notes?}`. One adapter per kind turns the inputs into a computed value; a generic
//! comparison then holds it against what is expected. Adapters of one topic share a file.

mod bargaining;
mod collective_choice;
mod compare;
mod compliance;
mod conflict;
mod cooperative;
mod formats;
mod formula;
mod reader;
mod reference_model;
mod solutions;
mod statistics;
mod tactics;
mod test_function;
mod unanimity;
mod voting;

use serde::de::DeserializeOwned;
use serde_json::Value;

pub use reader::{Case, CaseContent, CaseFile, LARGEST_FILE, ReadError, case_files, read};

/// Computes the value of a case from its inputs, or says what is wrong with them.
pub type Compute = fn(&Value) -> Result<Value, String>;

/// How one kind of case is computed.
#[derive(Debug, Clone, Copy)]
pub struct Adapter {
    kind: &'static str,
    compute: Compute,
    /// Keys of tables that a case may give only the first rows of.
    cut_tables: &'static [&'static str],
}

const fn adapter(kind: &'static str, compute: Compute) -> Adapter {
    Adapter { kind, compute, cut_tables: &[] }
}

/// Every kind that can be computed.
const ADAPTERS: &[Adapter] = &[
    Adapter {
        kind: "reference_model_formats",
        compute: reference_model::compute,
        cut_tables: &["package_table_all_sign"],
    },
    adapter("bargaining_finite_set", solutions::bargaining_finite_set),
    adapter("bargaining_convex_hull", solutions::bargaining_convex_hull),
    adapter("barter_nash", solutions::barter_nash),
    adapter("alpha_function", tactics::alpha_function),
    adapter("bilateral_single_issue", tactics::bilateral_single_issue),
    adapter("saop_trace", tactics::saop_trace),
    adapter("staged_markov_chain", compliance::staged_markov_chain),
    adapter("trigger_threshold", compliance::trigger_threshold),
    adapter("n_player_public_good_threshold", compliance::public_good_threshold),
    adapter("trust_threshold", compliance::trust_threshold),
    adapter("reassurance_two_stage", compliance::reassurance_two_stage),
    adapter("fearon_commitment", compliance::fearon_commitment),
    adapter("fearon_private_information", compliance::fearon_private_information),
    adapter("chatterjee_samuelson", compliance::chatterjee_samuelson),
    adapter("binomial_proportion_ci", statistics::binomial_proportion),
    adapter("paired_proportions_crn", statistics::paired_proportions),
    adapter("paired_mean_difference_crn", statistics::paired_mean_difference),
    adapter("kaplan_meier", statistics::kaplan_meier),
    adapter("aalen_johansen_competing_risks", statistics::aalen_johansen),
    adapter("quantile_and_ci", statistics::quantile_and_interval),
    adapter("two_sample_effects", statistics::two_sample_effects),
    adapter("sobol_analytic", statistics::sobol_analytic),
    adapter("sobol_estimator_small_sample", statistics::sobol_estimator),
    adapter("morris_elementary_effects", statistics::morris),
    adapter("mergeable_moments", statistics::moments),
    adapter("ddsketch", statistics::sketch),
    adapter("zopa_probability_n_veto_players", formats::zone_of_agreement),
    adapter("issue_linkage_two_issues", formats::linkage),
    adapter("format_holdup_shares", formats::holdup),
    adapter("two_level_tied_hands", formats::tied_hands),
    adapter("ratification_probability", formats::ratification),
    adapter("spoiler_inclusion", formats::spoiler),
    adapter("biased_mediator", formats::mediator),
    adapter("deadline_war_of_attrition", formats::deadline),
    adapter("iid_proposals_until_passing", formats::repeated_proposals),
    adapter("finite_horizon_bargaining", bargaining::finite_horizon),
    adapter("tu_game", cooperative::game),
    adapter("simple_game_counts", cooperative::veto_players),
    adapter("double_majority_with_blocking", cooperative::double_majority),
    adapter("weighted_voting_game", cooperative::weighted_votes),
    adapter("graph_model", conflict::graph_model),
    adapter("preference_profile", collective_choice::preference_profile),
    adapter("collective_decision_rule", collective_choice::decision_rule),
    adapter("spatial_1d_rule", collective_choice::line),
    adapter("spatial_2d_grid", collective_choice::grid),
    adapter("rubinstein_infinite", unanimity::infinite),
    adapter("rubinstein_finite", unanimity::finite),
    adapter("rubinstein_outside_option", unanimity::outside_option),
    adapter("rubinstein_breakdown", unanimity::breakdown),
    adapter("rubinstein_continuous_limit", unanimity::continuous),
    adapter("random_proposer_two_player", unanimity::two_by_lot),
    adapter("n_player_rotating_unanimity", unanimity::rotating),
    adapter("n_player_rotating_unanimity_finite", unanimity::rotating_finite),
    adapter("n_player_random_unanimity", unanimity::by_lot),
    adapter("krishna_serrano_exit", unanimity::exit),
    adapter("baron_ferejohn_q_majority", voting::closed_rule),
    adapter("baron_ferejohn_weighted", voting::weighted_rule),
    adapter("baron_ferejohn_veto", voting::weighted_rule),
    adapter("baron_ferejohn_open_rule_n3", voting::open_rule),
    adapter("banks_duggan_1d_quadratic", voting::line),
    adapter("banks_duggan_2d_triangle", voting::triangle),
];

/// How a case came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Every expected value was found.
    Passed,
    /// A value differs, or the case cannot be read.
    Failed,
    /// No adapter computes this kind.
    Unsupported,
}

/// One case with its outcome.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct CaseResult {
    /// The file it came from.
    pub file: String,
    /// The id of the case, or its place in the file.
    pub id: String,
    /// The kind of the case; empty when it has none.
    pub kind: String,
    /// How it came out.
    pub status: Status,
    /// What is wrong; empty when it passed.
    pub detail: String,
}

/// Whether cases of this kind can be computed.
pub fn supports(kind: &str) -> bool {
    ADAPTERS.iter().any(|adapter| adapter.kind == kind)
}

/// Computes every case of a file and compares.
pub fn run(file: &CaseFile) -> Vec<CaseResult> {
    file.cases.iter().map(|case| outcome(&file.name, case)).collect()
}

fn outcome(file: &str, case: &Case) -> CaseResult {
    let (status, detail) = judge(case);
    CaseResult { file: file.to_owned(), id: case.id.clone(), kind: case.kind.clone(), status, detail }
}

fn judge(case: &Case) -> (Status, String) {
    let content = match &case.content {
        Ok(content) => content,
        Err(message) => return (Status::Failed, message.clone()),
    };
    let Some(adapter) = ADAPTERS.iter().find(|adapter| adapter.kind == case.kind) else {
        return (Status::Unsupported, format!("nothing here computes cases of kind \"{}\"", case.kind));
    };
    match (adapter.compute)(&content.inputs) {
        Err(message) => (Status::Failed, message),
        Ok(found) => {
            let differences =
                compare::differences(&content.expected, &found, content.tolerance, adapter.cut_tables);
            let status = if differences.is_empty() { Status::Passed } else { Status::Failed };
            (status, compare::describe(&differences))
        }
    }
}

/// Reads the inputs of a case into a type.
fn inputs<T: DeserializeOwned>(value: &Value) -> Result<T, String> {
    // A list would be read field by field in the order of declaration.
    if !value.is_object() {
        return Err("inputs: expected an object {…}".to_owned());
    }
    T::deserialize(value).map_err(|error| format!("inputs: {error}"))
}

/// Any error as a message.
fn message(error: impl std::fmt::Display) -> String {
    error.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn run_case(case: &Value) -> CaseResult {
        let text = json!({"schema": "negref/1", "cases": [case]}).to_string();
        run(&reader::parse("cases.json", &text).unwrap()).remove(0)
    }

    fn tied_hands(expected: &Value) -> Value {
        json!({
            "id": "put", "kind": "two_level_tied_hands", "tol_abs": 1e-9, "expected": expected,
            "inputs": {"level2_threshold_party1": 1.0, "level2_threshold_party2": "U[0,1]", "pie": 1},
        })
    }

    #[test]
    fn a_right_case_passes_and_null_is_none() {
        let found =
            run_case(&tied_hands(&json!({"p_agreement": 0, "expected_share_1_given_agreement": null})));
        assert_eq!((found.status, found.detail.as_str()), (Status::Passed, ""));
    }

    #[test]
    fn a_wrong_value_is_named_with_both_numbers() {
        let found = run_case(&tied_hands(&json!({"p_agreement": 0.5})));
        assert_eq!(found.status, Status::Failed);
        assert!(found.detail.contains("p_agreement: expected 0.5, found 0"), "{}", found.detail);
    }

    #[test]
    fn a_malformed_case_fails_with_a_message() {
        for case in [
            json!(3),
            json!({"id": "a", "kind": "ddsketch"}),
            json!({"id": "a", "kind": "ddsketch", "inputs": null, "expected": {"x": 1}, "tol_abs": 0}),
            json!({"id": "a", "kind": "ddsketch", "inputs": {}, "expected": {}, "tol_abs": 0}),
            json!({"id": "a", "kind": "ddsketch", "inputs": {}, "expected": {"x": 1}, "tol_abs": "x"}),
            json!({"kind": 3, "inputs": {}, "expected": {"x": 1}, "tol_abs": 0}),
        ] {
            let found = run_case(&case);
            assert_eq!(found.status, Status::Failed);
            assert!(!found.detail.is_empty());
        }
    }

    #[test]
    fn an_unknown_kind_is_unsupported() {
        let case = json!({"id": "a", "kind": "astrology", "inputs": {}, "expected": {"x": 1}, "tol_abs": 0});
        assert_eq!(run_case(&case).status, Status::Unsupported);
    }

    #[test]
    fn inputs_of_any_shape_never_panic() {
        let shapes = [json!(null), json!([]), json!("x"), json!(1e308), json!({"n": -1}), json!([[[]]])];
        for adapter in ADAPTERS {
            for shape in &shapes {
                assert!((adapter.compute)(shape).is_err(), "{}", adapter.kind);
            }
        }
    }

    #[test]
    fn no_kind_is_listed_twice() {
        let mut kinds: Vec<&str> = ADAPTERS.iter().map(|adapter| adapter.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        assert_eq!(kinds.len(), ADAPTERS.len());
    }
}
