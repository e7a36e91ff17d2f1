//! What parties expect of an agreement, given what they believe of the conduct of those who are bound.

use crate::agreement::chain::MOST;
use crate::agreement::evaluation::Agreement;
use crate::agreement::guarantee::Perspective;
use crate::agreement::per_party::MOST_PARTIES;
use crate::agreement::per_party::TOLERANCE;
use crate::agreement::terms::Terms;
use crate::agreement::valuation::Valuation;
use crate::scenario::place::PartyIndex;

/// By party and stage: chance that no defection is detected, given that none was before.
type Unseen = [[f64; MOST]; MOST_PARTIES];

/// The largest temptation per stake at which a party keeps to a stage, from some perspective (−1: at none, infinite: at any). One
/// without a duty keeps to it unless it would rather see the agreement collapse, as in the reference model.
pub(super) fn resisted(
    agreement: &Agreement,
    terms: &Terms,
    party: PartyIndex,
    stage: usize,
    perspective: Perspective,
) -> f64 {
    let resists = agreement.resists_in(terms, stage, party, perspective) + TOLERANCE;
    let stake = agreement.stake[stage][party];
    // One that was outvoted never promised anything: without a duty there is nothing that it could break.
    if agreement.outvoted & (1 << party) != 0 && stake == 0.0 {
        return f64::INFINITY;
    }
    match (resists < 0.0, stake > 0.0) {
        (true, _) => -1.0,
        (false, false) => f64::INFINITY,
        (false, true) => resists / stake,
    }
}

/// What every party expects of an agreement that binds these parties (in stable order): of each other one of them it believes that it complies where its temptation,
/// which lies somewhere in its range, is low enough; its own conduct it knows. Of guarantors it believes that they act where
/// what acting costs them, which lies somewhere in its range, is low enough; a guarantor knows what acting costs it. When a stage
/// begins anew after a pause, it is reckoned with as before.
pub fn expected_values(bound: &[PartyIndex], v: &Valuation, agreement: &Agreement) -> Vec<f64> {
    let n = v.touched.len();
    let common = unseen(bound, v, agreement, Perspective::Others);
    let guaranteed = agreement.deterrence.guarantors != 0;
    if !guaranteed && !doubtful(agreement, &common) && all_comply(bound, &v.terms, agreement) {
        return PartyIndex::all(n).map(|i| agreement.start(i)).collect();
    }
    let expected = |i: PartyIndex| {
        if agreement.deterrence.guarantors & (1 << i) == 0 {
            return expected_value(bound, v, agreement, i, &common, Perspective::Others);
        }
        let own = unseen(bound, v, agreement, Perspective::Own(i));
        expected_value(bound, v, agreement, i, &own, Perspective::Own(i))
    };
    PartyIndex::all(n).map(expected).collect()
}

fn expected_value(
    bound: &[PartyIndex],
    v: &Valuation,
    agreement: &Agreement,
    i: PartyIndex,
    unseen: &Unseen,
    perspective: Perspective,
) -> f64 {
    let terms = &v.terms;
    let (mut caught, mut taken) = ([0.0; MOST], [0.0; MOST]);
    for k in 0..agreement.stages {
        let others = bound.iter().filter(|&&j| j != i);
        let mut quiet: f64 = others.map(|&j| unseen[j][k]).product();
        let duty = bound.contains(&i) && agreement.stake[k][i] > 0.0;
        if duty && !would_comply(terms, agreement, i, k, perspective) {
            quiet *= 1.0 - terms.detection[i];
            taken[k] =
                terms.temptation[i] * agreement.stake[k][i] - agreement.punishment(terms, k, i, perspective);
        }
        caught[k] = 1.0 - quiet;
    }
    agreement.entry_values(terms, i, &caught, &taken)[0]
}

fn unseen(bound: &[PartyIndex], v: &Valuation, agreement: &Agreement, perspective: Perspective) -> Unseen {
    let mut unseen = [[1.0; MOST]; MOST_PARTIES];
    for &j in bound {
        unseen[j] = unseen_by_stage(v, agreement, j, perspective);
    }
    unseen
}

fn doubtful(agreement: &Agreement, unseen: &Unseen) -> bool {
    unseen.iter().any(|by_stage| by_stage[..agreement.stages].iter().any(|u| *u < 1.0))
}

/// By stage: chance that no defection of a party is detected there, given that none was before. Its temptation is one
/// number, so what it did in earlier stages tells about later ones: with `S_k` the expectation over its range of
/// `(1 − q)` to the number of stages up to `k` that it would not comply with, the chance in stage `k` is `S_k / S_(k−1)`.
fn unseen_by_stage(
    v: &Valuation,
    agreement: &Agreement,
    party: PartyIndex,
    perspective: Perspective,
) -> [f64; MOST] {
    let (belief, q) = (&v.temptation_belief[party], v.terms.detection[party]);
    let mut unseen = [1.0; MOST];
    let mut trust: Vec<f64> = Vec::with_capacity(agreement.stages);
    let mut before = 1.0;
    for k in 0..agreement.stages {
        // Without a duty there is nothing to defect from.
        let duty = agreement.stake[k][party] > 0.0;
        let keeps = |k: usize| belief.at_most(resisted(agreement, &v.terms, party, k, perspective));
        let complies = if duty { keeps(k) } else { 1.0 };
        let place = trust.partition_point(|t| *t < complies);
        trust.insert(place, complies);
        // Sorted, the m-th lowest is the chance of fewer than m stages not complied with.
        let mut survival = trust[0];
        let mut factor = 1.0;
        for m in 0..trust.len() {
            factor *= 1.0 - q;
            let next = trust.get(m + 1).copied().unwrap_or(1.0);
            survival += (next - trust[m]) * factor;
        }
        unseen[k] = if before > 0.0 { survival / before } else { 1.0 };
        before = survival;
    }
    unseen
}

/// Whether a party expects to comply in a stage, as it sees the guarantors.
fn would_comply(
    terms: &Terms,
    agreement: &Agreement,
    party: PartyIndex,
    stage: usize,
    perspective: Perspective,
) -> bool {
    let resists = agreement.resists_in(terms, stage, party, perspective);
    terms.temptation[party] * agreement.stake[stage][party] <= resists + TOLERANCE
}

fn all_comply(bound: &[PartyIndex], terms: &Terms, agreement: &Agreement) -> bool {
    let keeps = |i: PartyIndex, k: usize| {
        agreement.stake[k][i] == 0.0 || would_comply(terms, agreement, i, k, Perspective::Others)
    };
    bound.iter().all(|&i| (0..agreement.stages).all(|k| keeps(i, k)))
}
