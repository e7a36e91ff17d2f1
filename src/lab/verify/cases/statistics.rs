//! Cases on the statistics of simulation output.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use super::{inputs, message, test_function::TestFunction};
use crate::statistics::{
    self as estimators, InvalidInput, Moments, Sketch, check_confidence, competing_risks, effect, mean,
    morris as screening, paired_proportion, proportion, quantile, sketch as sketches, sobol, survival,
    test_function as analytic,
};

/// The confidence when a case gives none.
fn usual_confidence() -> f64 {
    0.95
}

#[derive(Deserialize)]
struct ProportionInputs {
    successes: u64,
    trials: u64,
    #[serde(default = "usual_confidence")]
    confidence: f64,
}

pub(super) fn binomial_proportion(value: &Value) -> Result<Value, String> {
    let ProportionInputs { successes, trials, confidence } = inputs(value)?;
    check_confidence(confidence).map_err(message)?;
    if trials == 0 || successes > trials || trials > 1 << 40 {
        return Err(format!(
            "inputs: {successes} successes in {trials} trials; expected 0 to n of n trials, n from 1 to 2^40"
        ));
    }
    Ok(json!({
        "p_hat": successes as f64 / trials as f64,
        "wilson": estimators::wilson(successes, trials, confidence),
        "clopper_pearson": proportion::clopper_pearson(successes, trials, confidence),
        "jeffreys": proportion::jeffreys(successes, trials, confidence),
        "rule_of_three_upper_if_zero": proportion::rule_of_three(successes, trials),
    }))
}

#[derive(Deserialize)]
struct PairedProportionInputs {
    both_agree: u64,
    only_format1: u64,
    only_format2: u64,
    neither: u64,
    #[serde(default = "usual_confidence")]
    confidence: f64,
}

pub(super) fn paired_proportions(value: &Value) -> Result<Value, String> {
    let given: PairedProportionInputs = inputs(value)?;
    let found = paired_proportion::paired_proportions(
        given.both_agree,
        given.only_format1,
        given.only_format2,
        given.neither,
        given.confidence,
    )
    .map_err(message)?;
    Ok(json!({
        "difference": found.difference,
        "newcombe_method10": found.newcombe,
        "phi_used": found.phi,
        "wald_se": found.wald_se,
        "wald": found.wald,
        "mcnemar_exact_two_sided_p": found.mcnemar_p,
        "variance_ratio_independent_over_paired": found.variance_ratio,
    }))
}

#[derive(Deserialize)]
struct PairedMeanInputs {
    x: Vec<f64>,
    y: Vec<f64>,
    #[serde(default = "usual_confidence")]
    confidence: f64,
}

pub(super) fn paired_mean_difference(value: &Value) -> Result<Value, String> {
    let given: PairedMeanInputs = inputs(value)?;
    let found = mean::paired_difference(&given.x, &given.y, given.confidence).map_err(message)?;
    Ok(json!({
        "mean_difference": found.mean,
        "se": found.se,
        "t_ci": found.interval,
        "t_statistic": found.t,
        "p_value": found.p_value,
        "variance_reduction_factor": found.variance_reduction,
        "correlation": found.correlation,
        "unpaired_se": found.unpaired_se,
    }))
}

#[derive(Deserialize)]
struct SurvivalInputs {
    times: Vec<f64>,
    event_observed: Vec<Value>,
    tau: Option<f64>,
    #[serde(default = "usual_confidence")]
    confidence: f64,
}

/// 0, 1, false or true.
fn observed(value: &Value) -> Result<bool, String> {
    match (value.as_bool(), value.as_f64()) {
        (Some(event), _) => Ok(event),
        (None, Some(number)) if number == 0.0 || number == 1.0 => Ok(number == 1.0),
        _ => Err(format!("inputs: event_observed has {value}; expected 0 or 1")),
    }
}

pub(super) fn kaplan_meier(value: &Value) -> Result<Value, String> {
    let given: SurvivalInputs = inputs(value)?;
    let events = given.event_observed.iter().map(observed).collect::<Result<Vec<bool>, String>>()?;
    let steps = survival::kaplan_meier(&given.times, &events, given.confidence).map_err(message)?;
    if let Some(tau) = given.tau.filter(|tau| *tau < 0.0) {
        return Err(format!("inputs: tau is {tau}; expected 0 or more"));
    }
    let restricted = given.tau.map(|tau| survival::restricted_mean(&steps, tau));
    let row = |step: &survival::SurvivalStep| {
        json!({
            "time": step.time,
            "at_risk": step.at_risk,
            "events": step.events,
            "survival": step.survival,
            "greenwood_se": step.greenwood_se,
            "ci_linear": step.linear,
            "ci_loglog": step.log_log,
        })
    };
    Ok(json!({
        "table": steps.iter().map(row).collect::<Vec<_>>(),
        "median": survival::median(&steps),
        "rmst": restricted.map(|(mean, _)| mean),
        "rmst_se": restricted.map(|(_, se)| se),
    }))
}

#[derive(Deserialize)]
struct CompetingInputs {
    times: Vec<f64>,
    cause_0censored_1agreement_2collapse: Vec<u8>,
}

pub(super) fn aalen_johansen(value: &Value) -> Result<Value, String> {
    let given: CompetingInputs = inputs(value)?;
    let found = competing_risks::aalen_johansen(&given.times, &given.cause_0censored_1agreement_2collapse)
        .map_err(message)?;
    let row = |step: &competing_risks::RiskStep| {
        json!({
            "time": step.time,
            "at_risk": step.at_risk,
            "d1": step.events[0],
            "d2": step.events[1],
            "cif1": step.incidence[0],
            "cif2": step.incidence[1],
            "overall_survival": step.survival,
        })
    };
    Ok(json!({
        "table": found.steps.iter().map(row).collect::<Vec<_>>(),
        "naive_1_minus_km_cause1_at_end": found.naive[0],
        "naive_1_minus_km_cause2_at_end": found.naive[1],
        "cif1_at_end": found.at_end()[0],
        "cif2_at_end": found.at_end()[1],
    }))
}

#[derive(Deserialize)]
struct QuantileInputs {
    sample: Vec<f64>,
    p: f64,
    #[serde(default = "usual_confidence")]
    confidence: f64,
}

pub(super) fn quantile_and_interval(value: &Value) -> Result<Value, String> {
    let mut given: QuantileInputs = inputs(value)?;
    given.sample.sort_by(f64::total_cmp);
    let found = quantile::interval(&given.sample, given.p, given.confidence).map_err(message)?;
    Ok(json!({
        "type1": quantile::inverse_cdf(&given.sample, given.p),
        "type7": quantile::linear(&given.sample, given.p),
        "type8": quantile::median_unbiased(&given.sample, given.p),
        "ci_order_ranks_1based": [found.low_rank, found.high_rank],
        "ci": [found.low, found.high],
        "exact_coverage": found.coverage,
    }))
}

#[derive(Deserialize)]
struct TwoSampleInputs {
    x: Vec<f64>,
    y: Vec<f64>,
}

pub(super) fn two_sample_effects(value: &Value) -> Result<Value, String> {
    let given: TwoSampleInputs = inputs(value)?;
    let found = effect::two_sample(&given.x, &given.y).map_err(message)?;
    Ok(json!({
        "cliffs_delta": found.cliffs_delta,
        "vargha_delaney_A": found.vargha_delaney,
        "wasserstein_1": found.wasserstein,
        "ks_statistic": found.kolmogorov_smirnov,
        "mann_whitney_U_of_x": found.mann_whitney_u,
    }))
}

#[derive(Deserialize)]
struct FunctionInputs {
    function: String,
    #[serde(default)]
    parameters: Value,
}

pub(super) fn sobol_analytic(value: &Value) -> Result<Value, String> {
    let given: FunctionInputs = inputs(value)?;
    let (found, pair) = match TestFunction::parse(&given.function, &given.parameters)? {
        TestFunction::Ishigami { a, b } => {
            let found = analytic::ishigami_indices(a, b).map_err(message)?;
            let pair = found.total.last().copied();
            (found, pair)
        }
        TestFunction::G(a) => (analytic::g_indices(&a).map_err(message)?, None),
        TestFunction::Formula(_) => {
            return Err("inputs: indices are known in closed form for ishigami and g only".to_owned());
        }
    };
    Ok(json!({
        "S1": found.first,
        "ST": found.total,
        "S13": pair,
        "variance": found.variance,
        "mean": found.mean,
    }))
}

#[derive(Deserialize)]
struct SobolInputs {
    #[serde(rename = "A")]
    a: Vec<Vec<f64>>,
    #[serde(rename = "B")]
    b: Vec<Vec<f64>>,
    #[serde(flatten)]
    function: FunctionInputs,
}

pub(super) fn sobol_estimator(value: &Value) -> Result<Value, String> {
    let SobolInputs { a, b, function } = inputs(value)?;
    let model = TestFunction::parse(&function.function, &function.parameters)?;
    let factors = a.first().map_or(0, Vec::len);
    let square = a.len() == b.len() && a.iter().chain(&b).all(|row| row.len() == factors);
    if !square || factors < model.factors() {
        return Err(format!(
            "inputs: A and B must have as many rows, each of at least {} factors",
            model.factors()
        ));
    }
    let outputs =
        |matrix: &[Vec<f64>]| -> Vec<f64> { matrix.iter().map(|row| model.evaluate(row)).collect() };
    let mixed: Vec<Vec<f64>> =
        (0..factors).map(|factor| outputs(&sobol::exchange_column(&a, &b, factor))).collect();
    let found = sobol::estimate(&outputs(&a), &outputs(&b), &mixed).map_err(message)?;
    Ok(json!({
        "pooled_variance_ddof0_of_fA_fB": found.variance,
        "S1_saltelli2010_centred": found.first_saltelli,
        "S1_jansen": found.first_jansen,
        "ST_jansen": found.total_jansen,
    }))
}

#[derive(Deserialize)]
struct MorrisInputs {
    trajectories: Vec<Vec<Vec<f64>>>,
    #[serde(flatten)]
    function: FunctionInputs,
}

pub(super) fn morris(value: &Value) -> Result<Value, String> {
    let MorrisInputs { trajectories, function } = inputs(value)?;
    let model = TestFunction::parse(&function.function, &function.parameters)?;
    let factors = trajectories.first().and_then(|points| points.first()).map_or(0, Vec::len);
    if factors < model.factors().max(1) {
        return Err(format!(
            "inputs: trajectories have points of {factors} factors; expected at least {}",
            model.factors()
        ));
    }
    let outputs: Vec<Vec<f64>> =
        trajectories.iter().map(|points| points.iter().map(|x| model.evaluate(x)).collect()).collect();
    let trajectories: Vec<Vec<(usize, f64)>> = trajectories
        .into_iter()
        .map(|points| Ok(screening::Trajectory::of(points, factors)?.steps))
        .collect::<Result<_, crate::statistics::InvalidInput>>()
        .map_err(message)?;
    let found = screening::elementary_effects(&trajectories, factors, &outputs).map_err(message)?;
    let column = |get: fn(&screening::ElementaryEffects) -> Value| found.iter().map(get).collect::<Vec<_>>();
    Ok(json!({
        "elementary_effects_by_factor": column(|factor| json!(factor.effects)),
        "mu": column(|factor| json!(factor.mu)),
        "mu_star": column(|factor| json!(factor.mu_star)),
        "sigma_ddof1": column(|factor| json!(factor.sigma)),
    }))
}

#[derive(Deserialize)]
struct BlockInputs {
    blocks: Vec<Vec<f64>>,
}

pub(super) fn moments(value: &Value) -> Result<Value, String> {
    let given: BlockInputs = inputs(value)?;
    let mut found = Moments::new();
    for block in &given.blocks {
        found.merge(&block.iter().copied().collect());
    }
    let (m2, m3, m4) = found.central_sums();
    Ok(json!({
        "n": found.count(),
        "mean": found.mean(),
        "M2": m2,
        "M3": m3,
        "M4": m4,
        "variance_ddof1": found.variance(),
        "sd_ddof1": found.standard_deviation(),
        "skewness_population": found.skewness(),
        "excess_kurtosis_population": found.excess_kurtosis(),
        "min": found.min(),
        "max": found.max(),
    }))
}

#[derive(Deserialize)]
struct SketchInputs {
    blocks: Vec<Vec<f64>>,
    relative_accuracy: f64,
    quantiles: Vec<f64>,
}

/// One sketch per block, merged.
fn merged_sketch(given: &SketchInputs) -> Result<Sketch, InvalidInput> {
    let mut whole = Sketch::new(given.relative_accuracy)?;
    for block in &given.blocks {
        let mut part = Sketch::new(given.relative_accuracy)?;
        for value in block {
            part.add(*value);
        }
        whole.merge(&part)?;
    }
    Ok(whole)
}

pub(super) fn sketch(value: &Value) -> Result<Value, String> {
    let given: SketchInputs = inputs(value)?;
    let found = merged_sketch(&given).map_err(message)?;
    let mut sorted = given.blocks.concat();
    sorted.sort_by(f64::total_cmp);
    let estimate = |q: &f64| {
        let rank = sketches::lower_rank(*q, sorted.len() as u64);
        let exact = rank.and_then(|rank| sorted.get(rank as usize));
        json!({"q": q, "estimate": found.quantile(*q), "lower_empirical_quantile": exact})
    };
    let buckets: BTreeMap<String, u64> =
        found.positive_buckets().iter().map(|(bucket, count)| (bucket.to_string(), *count)).collect();
    Ok(json!({
        "gamma": found.gamma(),
        "bucket_counts": buckets,
        "estimates": given.quantiles.iter().map(estimate).collect::<Vec<_>>(),
    }))
}
