//! What became of what was signed: accession, ratification, duties, guarantees, carrying out.

use super::super::story;
use super::{Source, in_bits};
use crate::agreement::guarantee::Perspective;
use crate::agreement::history::{Collapse, Happening};
use crate::agreement::table::WHOLE_PACKAGE;
use crate::results::one_run::by_party;
use crate::scenario::Scenario;
use crate::scenario::place::PartyIndex;
use crate::simulation::signed;
use serde::Serialize;
use std::collections::BTreeMap;

/// A package that was signed.
#[derive(Debug, Serialize)]
pub(super) struct Signed<'a> {
    at: u32,
    /// By party: what it is worth if all comply (flow).
    value_if_all_comply: BTreeMap<&'a str, f64>,
    /// Absent parties with duties in it that were asked to join.
    accession: Vec<Asked<'a>>,
    ratification: Vec<AtHome<'a>>,
    stages: Vec<Stage<'a>>,
    /// Those who would spoil it.
    spoilers: Vec<&'a str>,
    /// Chance per period that one of them does.
    spoil: f64,
    guarantors: Vec<Guarantor<'a>>,
    /// What happened, if it entered into force, by date.
    happened: Option<Vec<Happened<'a>>>,
    /// By party: what it adds to what would go on (flow), as it was lived, and in expectation.
    adds: BTreeMap<&'a str, f64>,
    expected_adds: BTreeMap<&'a str, f64>,
}

/// An absent party that was asked to join, and what it compared (flows).
#[derive(Debug, Serialize)]
struct Asked<'a> {
    party: &'a str,
    value_if_all_comply: f64,
    expects: f64,
    /// The least for which it joins.
    least: f64,
    joins: bool,
}

/// A decision at home.
#[derive(Debug, Serialize)]
struct AtHome<'a> {
    party: &'a str,
    /// Over the least that would pass (flow).
    surplus: f64,
    chance: f64,
    passed: bool,
}

#[derive(Debug, Serialize)]
struct Stage<'a> {
    name: &'a str,
    /// Chance per period that it is completed.
    success: f64,
    duties: Vec<Duty<'a>>,
}

/// A duty, and whether it is done. Own-scale years.
#[derive(Debug, Serialize)]
struct Duty<'a> {
    party: &'a str,
    /// What not doing it would spare, in units of stake.
    stake: f64,
    /// What not doing it is worth to it.
    temptation: f64,
    /// The largest temptation that it resists.
    resists: f64,
    /// Chance that it would be detected.
    detection: f64,
    complies: bool,
}

/// One that stands behind the agreement. Own-scale years.
#[derive(Debug, Serialize)]
struct Guarantor<'a> {
    party: &'a str,
    force: f64,
    cost: f64,
    /// By stage: what a collapse would cost it, whether it would act against a defection, and how far the others believe it.
    stages: Vec<Resolve>,
}

#[derive(Debug, Serialize)]
struct Resolve {
    loss: f64,
    acts: bool,
    believed: f64,
}

#[derive(Debug, Default, Serialize)]
struct Happened<'a> {
    period: u32,
    what: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    stage: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    party: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    detected: Option<bool>,
    /// Who acts on a guarantee.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    by: Vec<&'a str>,
    /// The events after which signatories choose again.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    events: Vec<&'a str>,
    /// What each of them compares.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    compared: Vec<Compared<'a>>,
}

/// A signatory that chooses again: what going on is worth by its numbers then, and what leaving is (flows).
#[derive(Debug, Serialize)]
struct Compared<'a> {
    party: &'a str,
    staying: f64,
    leaving: f64,
    /// Whether it would leave for its outside option.
    outside_option: bool,
    leaves: bool,
}

/// What became of it.
pub(super) fn signed<'a>(scenario: &'a Scenario, source: &Source<'_>, signed: &signed::Signed) -> Signed<'a> {
    let (agreement, id) = (&signed.agreement, |party: PartyIndex| scenario.parties[party].id.as_str());
    let values: Vec<f64> =
        PartyIndex::all(scenario.parties.len()).map(|i| source.flow(i, agreement.start(i))).collect();
    let names = stage_names(scenario, source, signed);
    let named = source.episode.table.guarantors_of(&signed.package);
    let happenings = signed.history.as_ref().map(|history| &history.happenings);
    Signed {
        at: signed.at,
        value_if_all_comply: by_party(scenario, &values),
        accession: signed
            .accessions
            .iter()
            .map(|a| Asked {
                party: id(a.party),
                value_if_all_comply: source.flow(a.party, a.value),
                expects: source.flow(a.party, a.expected),
                least: source.flow(a.party, a.least),
                joins: a.joins(),
            })
            .collect(),
        ratification: signed
            .ratification
            .iter()
            .map(|r| AtHome { party: id(r.party), surplus: r.surplus, chance: r.chance, passed: r.passed })
            .collect(),
        stages: (0..agreement.stages)
            .map(|k| Stage {
                name: names[k],
                success: agreement.success[k],
                duties: duties(scenario, source, signed, k),
            })
            .collect(),
        spoilers: in_bits(scenario, agreement.spoilers),
        spoil: agreement.spoil,
        guarantors: PartyIndex::all(scenario.parties.len())
            .filter(|g| named & (1 << g) != 0)
            .map(|g| guarantor(scenario, source, signed, g))
            .collect(),
        happened: happenings
            .map(|all| all.iter().map(|(p, h)| happened(scenario, source, signed, &names, *p, *h)).collect()),
        adds: by_party(scenario, &signed.adds.gain),
        expected_adds: by_party(scenario, &signed.adds.expected),
    }
}

/// Names of the stages of what was signed: of its road map, or of the whole.
fn stage_names<'a>(scenario: &'a Scenario, source: &Source<'_>, signed: &signed::Signed) -> Vec<&'a str> {
    let roadmap = source.episode.table.schedules[usize::from(signed.package.schedule)].roadmap;
    let name = |position: &u8| match roadmap {
        Some(r) => scenario.roadmaps[r].stages.get(usize::from(*position)).map_or("", |s| s.name.as_str()),
        None => WHOLE_PACKAGE,
    };
    signed.active.positions[..signed.active.count].iter().map(name).collect()
}

fn duties<'a>(
    scenario: &'a Scenario,
    source: &Source<'_>,
    signed: &signed::Signed,
    k: usize,
) -> Vec<Duty<'a>> {
    let (agreement, terms) = (&signed.agreement, &signed.terms);
    let bound = source.episode.table.signatories_of(&signed.package);
    let bound = bound.iter().filter(|&&i| agreement.stake[k][i] > 0.0);
    bound
        .map(|&i| Duty {
            party: &scenario.parties[i].id,
            stake: agreement.stake[k][i],
            temptation: source.years(terms.temptation[i] * agreement.stake[k][i]),
            resists: source.years(agreement.resists[k][i]),
            detection: terms.detection[i],
            complies: agreement.complies(i, k, terms.temptation[i]),
        })
        .collect()
}

fn guarantor<'a>(
    scenario: &'a Scenario,
    source: &Source<'_>,
    signed: &signed::Signed,
    g: PartyIndex,
) -> Guarantor<'a> {
    let (agreement, guarantees) = (&signed.agreement, &signed.terms.guarantees);
    let deterrence = &agreement.deterrence;
    let effective = deterrence.guarantors & (1 << g) != 0;
    let resolve = |k: usize| Resolve {
        loss: source.years(deterrence.losses[k][g]),
        acts: deterrence.acting[k] & (1 << g) != 0,
        believed: guarantees.acts(g, deterrence.losses[k][g], Perspective::Others),
    };
    Guarantor {
        party: &scenario.parties[g].id,
        force: source.years(guarantees.force[g]),
        cost: source.years(guarantees.cost[g]),
        stages: if effective { (0..agreement.stages).map(resolve).collect() } else { Vec::new() },
    }
}

fn happened<'a>(
    scenario: &'a Scenario,
    source: &Source<'_>,
    signed: &signed::Signed,
    names: &[&'a str],
    period: u32,
    happening: Happening,
) -> Happened<'a> {
    let id = |party: PartyIndex| Some(scenario.parties[party].id.as_str());
    let one = |what: &'static str| Happened { period, what, ..Happened::default() };
    let of_stage = |what: &'static str, k: usize| Happened { stage: names.get(k).copied(), ..one(what) };
    let by_party = |what: &'static str, party: PartyIndex| Happened { party: id(party), ..one(what) };
    match happening {
        Happening::Begun(k) => of_stage("begun", k),
        Happening::Completed(k) => of_stage("completed", k),
        Happening::Paused(k) => of_stage("paused", k),
        Happening::Renegotiated(k) => of_stage("renegotiated", k),
        Happening::Defected(i, k, seen) => {
            Happened { party: id(i), detected: Some(seen), ..of_stage("defected", k) }
        }
        Happening::Punished(i, by) => Happened { by: in_bits(scenario, by), ..by_party("punished", i) },
        Happening::Reviewed(review, state, frozen) => {
            let review = &signed.reviews[review];
            let bound = source.episode.table.signatories_of(&signed.package);
            let compared = review.compared(&bound, state, frozen);
            Happened {
                events: story::events(scenario, review.events).iter().map(|e| e.name.as_str()).collect(),
                compared: compared
                    .map(|c| Compared {
                        party: &scenario.parties[c.party].id,
                        staying: review.flow(c.party, c.staying),
                        leaving: review.flow(c.party, c.leaving),
                        outside_option: c.outside,
                        leaves: c.leaves(),
                    })
                    .collect(),
                ..one("chosen_again")
            }
        }
        Happening::Ended(Collapse::Defection(i)) => by_party("ended_by_defection", i),
        Happening::Ended(Collapse::Spoiled(i)) => by_party("ended_by_spoiling", i),
        Happening::Ended(Collapse::Withdrawal(i)) => by_party("ended_by_withdrawal", i),
        Happening::Ended(Collapse::Lapsed) => one("lapsed"),
    }
}
