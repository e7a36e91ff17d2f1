//! Kind `reference_model_formats` (file 12): the engine's own evaluation of agreements, with the packages of that file.
//!
//! Two conventions of the file live here and not in the engine: stages are permutations of single issues, and
//! sub-tables choose without regard to self-enforcement.

use crate::agreement::evaluation::{Agreement, Signatories, Switches, evaluate};
use crate::agreement::guarantee::Guarantees;
use crate::agreement::per_party::per_party;
use crate::agreement::ratification;
use crate::agreement::terms::{Arrangement, Piece, Terms};
use serde::Deserialize;
use serde_json::{Map, Value, json};

#[derive(Debug, Deserialize)]
struct Inputs {
    a_peace_flow: Vec<f64>,
    issue_gain_party_by_issue: Vec<Vec<f64>>,
    conflict_flow: Vec<f64>,
    discount: Vec<f64>,
    collapse_penalty: Vec<f64>,
    temptation_per_stake: Vec<f64>,
    issue_stake: Vec<f64>,
    detection: f64,
    stage_success: f64,
    post_completion_hazard: f64,
    spoil_hazard_by_party: Vec<f64>,
    ratification_upper_bound: Vec<f64>,
    principals: Vec<usize>,
    subtables: Vec<SubTable>,
}

#[derive(Debug, Deserialize)]
struct SubTable {
    members: Vec<usize>,
    issues: Vec<usize>,
}

/// Stages of issue sets.
type Stages = Vec<Vec<usize>>;

/// Computes what the case expects.
///
/// # Errors
/// A message when the inputs do not have the shape of this kind.
pub(super) fn compute(inputs: &Value) -> Result<Value, String> {
    let inputs: Inputs = serde_json::from_value(inputs.clone()).map_err(|e| e.to_string())?;
    inputs.validate()?;
    let model = Model::new(&inputs);
    let everybody: Vec<usize> = (0..model.terms.parties).collect();
    let mut principals = inputs.principals.clone();
    principals.sort_unstable();
    let (single, staged) = (model.packages(false), model.packages(true));
    let mut formats = Map::new();
    let mut add = |name: &str, signatories: &[usize], packages: &[Stages]| {
        formats.insert(name.into(), model.best(signatories, packages));
    };
    add("F1_bilateral_principals_single_stage", &principals, &single);
    add("F2_multilateral_consensus_single_stage", &everybody, &single);
    add("F4_multilateral_consensus_staged", &everybody, &staged);
    add("F1s_bilateral_principals_staged", &principals, &staged);
    formats.insert("F3_subtables_then_plenary_single_stage".into(), model.sub_tables(&everybody));
    let rows: Vec<Value> = staged.iter().map(|p| model.row(&everybody, p)).collect();
    Ok(json!({ "formats": formats, "package_table_all_sign": rows }))
}

impl Inputs {
    fn validate(&self) -> Result<(), String> {
        let n = self.a_peace_flow.len();
        let issues = self.issue_stake.len();
        let by_party = [
            ("issue_gain_party_by_issue", self.issue_gain_party_by_issue.len()),
            ("conflict_flow", self.conflict_flow.len()),
            ("discount", self.discount.len()),
            ("collapse_penalty", self.collapse_penalty.len()),
            ("temptation_per_stake", self.temptation_per_stake.len()),
            ("spoil_hazard_by_party", self.spoil_hazard_by_party.len()),
            ("ratification_upper_bound", self.ratification_upper_bound.len()),
        ];
        if let Some((name, found)) = by_party.iter().find(|(_, len)| *len != n) {
            return Err(format!("`{name}` has {found} entries, but there are {n} parties"));
        }
        if n == 0 || n > 16 || issues > 6 {
            return Err(format!("{n} parties and {issues} issues: 1 to 16 parties, at most 6 issues"));
        }
        if self.issue_gain_party_by_issue.iter().any(|g| g.len() != issues) {
            return Err(format!("every party needs {issues} issue gains"));
        }
        let members = self.subtables.iter().flat_map(|t| &t.members).chain(&self.principals);
        let agenda = self.subtables.iter().flat_map(|t| &t.issues);
        if members.copied().any(|m| m >= n) || agenda.copied().any(|j| j >= issues) {
            return Err("a sub-table or the principals name a party or issue that does not exist".into());
        }
        if self.discount.iter().any(|d| !(0.0..1.0).contains(d)) || !(0.0..=1.0).contains(&self.stage_success)
        {
            return Err("discounts lie in [0, 1), stage_success in [0, 1]".into());
        }
        Ok(())
    }
}

struct Model<'a> {
    inputs: &'a Inputs,
    terms: Terms,
}

impl<'a> Model<'a> {
    fn new(inputs: &'a Inputs) -> Self {
        let n = inputs.a_peace_flow.len();
        let pieces = (0..inputs.issue_stake.len())
            .map(|j| {
                let after = per_party(n, |i| inputs.issue_gain_party_by_issue[i][j]);
                let duty = per_party(n, |_| inputs.issue_stake[j]);
                vec![Piece::NOTHING, Piece { covered: true, after, duty, ..Piece::NOTHING }]
            })
            .collect();
        let by_party = |values: &[f64]| per_party(n, |i| values[i]);
        let terms = Terms {
            parties: n,
            discount: by_party(&inputs.discount),
            in_force: by_party(&inputs.a_peace_flow),
            collapsed: by_party(&inputs.conflict_flow),
            disagreement: by_party(&inputs.conflict_flow),
            penalty: by_party(&inputs.collapse_penalty),
            temptation: by_party(&inputs.temptation_per_stake),
            detection: per_party(n, |_| inputs.detection),
            spoiling: by_party(&inputs.spoil_hazard_by_party),
            lapse: inputs.post_completion_hazard,
            pause: 0.0,
            renegotiation: 0.0,
            guarantees: Guarantees::none(n),
            pieces,
        };
        Self { inputs, terms }
    }

    /// Packages in the order of the file: sets by bitmask, each all at once first, then its permutations.
    fn packages(&self, staged: bool) -> Vec<Stages> {
        let issues = self.inputs.issue_stake.len();
        let mut all = Vec::new();
        for mask in 1..1usize << issues {
            let set: Vec<usize> = (0..issues).filter(|j| mask & (1 << j) != 0).collect();
            all.push(vec![set.clone()]);
            if staged && set.len() > 1 {
                permutations(&set, &mut Vec::new(), &mut |order| {
                    all.push(order.iter().map(|&j| vec![j]).collect());
                });
            }
        }
        all
    }

    fn evaluate(&self, signatories: &[usize], stages: &Stages) -> Agreement {
        let issues = self.inputs.issue_stake.len();
        let place = |j: usize| stages.iter().position(|s| s.contains(&j));
        let arrangement = Arrangement {
            option: (0..issues).map(|j| usize::from(place(j).is_some())).collect(),
            stage: (0..issues).map(|j| place(j).unwrap_or(0)).collect(),
            on_promise: vec![false; issues],
            after_last: false,
        };
        let success = vec![self.inputs.stage_success; stages.len()];
        let switches = Switches { withdrawal: false };
        evaluate(&self.terms, &arrangement, &success, Signatories::all(signatories), switches)
    }

    fn reservation(&self, i: usize) -> f64 {
        self.terms.disagreement[i] / (1.0 - self.terms.discount[i])
    }

    fn rational(&self, agreement: &Agreement, parties: &[usize]) -> bool {
        parties.iter().all(|&i| agreement.start(i) >= self.reservation(i) - 1e-12)
    }

    fn nash_product(&self, agreement: &Agreement, parties: &[usize]) -> f64 {
        parties.iter().map(|&i| agreement.start(i) - self.reservation(i)).product()
    }

    /// The package of largest Nash product among rational self-enforcing ones, the first of equals.
    fn best(&self, signatories: &[usize], packages: &[Stages]) -> Value {
        let mut best: Option<(f64, &Stages, Agreement)> = None;
        for stages in packages {
            let agreement = self.evaluate(signatories, stages);
            if !self.rational(&agreement, signatories) || !agreement.self_enforcing(&self.terms, signatories)
            {
                continue;
            }
            let product = self.nash_product(&agreement, signatories);
            if best.as_ref().is_none_or(|(b, ..)| product > b + 1e-12 * b.abs()) {
                best = Some((product, stages, agreement));
            }
        }
        best.map_or_else(
            || json!({ "agreement": null }),
            |(_, s, a)| Value::Object(self.describe(signatories, s, &a)),
        )
    }

    fn describe(&self, signatories: &[usize], stages: &Stages, agreement: &Agreement) -> Map<String, Value> {
        let n = self.terms.parties;
        let surplus = |i: usize| (agreement.start(i) - self.reservation(i)) * (1.0 - self.terms.discount[i]);
        let ratified: f64 = signatories
            .iter()
            .map(|&i| ratification::chance(surplus(i), self.inputs.ratification_upper_bound[i]))
            .product();
        let chain = agreement.chances(&self.terms);
        let complete: f64 = (0..agreement.stages).map(|k| chain.completes(k, 0.0)).product();
        let spoilers: Vec<usize> = (0..n).filter(|i| agreement.spoilers & (1 << i) != 0).collect();
        let entries = [
            ("agreement", json!(stages)),
            ("nash_product", json!(self.nash_product(agreement, signatories))),
            ("U", json!((0..n).map(|i| agreement.start(i)).collect::<Vec<_>>())),
            ("surplus_flow", json!((0..n).map(surplus).collect::<Vec<_>>())),
            ("sigma", json!(agreement.spoil)),
            ("spoilers", json!(spoilers)),
            ("p_ratified", json!(ratified)),
            ("p_complete_given_force", json!(complete)),
            ("expected_periods_to_absorption", json!(chain.expected_periods())),
            ("min_slack", json!(agreement.least_slack(&self.terms, signatories))),
            ("p_success_overall", json!(ratified * complete)),
        ];
        entries.into_iter().map(|(k, v)| (k.to_string(), v)).collect()
    }

    /// Every sub-table maximises its members' Nash product over its own issues as if everybody signed; the plenary takes
    /// or leaves the union, all at once.
    fn sub_tables(&self, everybody: &[usize]) -> Value {
        let mut union: Vec<usize> =
            self.inputs.subtables.iter().flat_map(|t| self.sub_table(t, everybody)).collect();
        union.sort_unstable();
        union.dedup();
        if union.is_empty() {
            return json!({ "agreement": null });
        }
        let stages = vec![union.clone()];
        let agreement = self.evaluate(everybody, &stages);
        let rational = self.rational(&agreement, everybody);
        let enforcing = agreement.self_enforcing(&self.terms, everybody);
        if rational && enforcing {
            return Value::Object(self.describe(everybody, &stages, &agreement));
        }
        json!({
            "agreement": null,
            "provisional_union": union,
            "individually_rational": rational,
            "self_enforcing": enforcing,
        })
    }

    fn sub_table(&self, table: &SubTable, everybody: &[usize]) -> Vec<usize> {
        let mut best: Option<(f64, Vec<usize>)> = None;
        for mask in 1..1usize << table.issues.len() {
            let set: Vec<usize> =
                (0..table.issues.len()).filter(|k| mask & (1 << k) != 0).map(|k| table.issues[k]).collect();
            let agreement = self.evaluate(everybody, &vec![set.clone()]);
            let product = self.nash_product(&agreement, &table.members);
            let better = best.as_ref().is_none_or(|(b, _)| product > b + 1e-12 * b.abs());
            if self.rational(&agreement, &table.members) && better {
                best = Some((product, set));
            }
        }
        best.map(|(_, set)| set).unwrap_or_default()
    }

    /// A row of the table of packages: stages, rational, self-enforcing, least slack, surplus flows.
    fn row(&self, everybody: &[usize], stages: &Stages) -> Value {
        let agreement = self.evaluate(everybody, stages);
        let surplus: Vec<f64> = everybody
            .iter()
            .map(|&i| (agreement.start(i) - self.reservation(i)) * (1.0 - self.terms.discount[i]))
            .collect();
        json!([
            stages,
            self.rational(&agreement, everybody),
            agreement.self_enforcing(&self.terms, everybody),
            agreement.least_slack(&self.terms, everybody),
            surplus
        ])
    }
}

/// Permutations of `rest` in lexicographic order.
fn permutations(rest: &[usize], prefix: &mut Vec<usize>, visit: &mut impl FnMut(&[usize])) {
    if rest.is_empty() {
        visit(prefix);
        return;
    }
    for (k, &next) in rest.iter().enumerate() {
        let mut others = rest.to_vec();
        others.remove(k);
        prefix.push(next);
        permutations(&others, prefix, visit);
        prefix.pop();
    }
}
