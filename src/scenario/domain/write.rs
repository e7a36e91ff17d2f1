//! A domain as the text of a scenario file; reading it again gives the same domain.

use super::model::{Domain, DomainParty, Preference, Reservation, Scale, Seat, Shape, Term};
use crate::scenario::model::Rule;
use crate::scenario::written::{self, Map};

/// The text of a scenario file that holds a domain.
///
/// Whatever can be read is written so that reading gives the same domain, to the last bit of every number. What cannot stand in a file
/// (a name that is no folder, an empty title or value, a number that is not finite, more than 32 parties) is written as it is, and
/// reading says what is wrong.
pub fn write(domain: &Domain) -> String {
    let name = |party: &usize| domain.parties[*party].name.clone();
    let bonus = domain.bonus_if_unanimous.as_ref();
    let talks = written::Talks {
        protocol: domain.talks.protocol.clone(),
        rounds: domain.talks.rounds,
        breakdown: domain.talks.breakdown,
    };
    written::Domain {
        format_version: crate::scenario::model::FORMAT_VERSION,
        name: domain.name.clone(),
        title: domain.title.clone(),
        about: written::filled(&domain.about),
        sources: written::cited(&domain.sources),
        issues: domain
            .issues
            .iter()
            .map(|issue| {
                let options = written::DomainIssue {
                    values: issue.values.clone(),
                    ordered: issue.ordered,
                    numbers: issue.numbers.clone(),
                };
                (issue.name.clone(), options)
            })
            .collect(),
        preferences: domain.parties.iter().map(|of| (of.name.clone(), preferences(domain, of))).collect(),
        rule: votes(domain),
        indispensable: domain.indispensable.iter().map(name).collect(),
        bonus_if_unanimous: bonus.map(|(party, gain)| written::Bonus { party: name(party), gain: *gain }),
        initial: domain.initial.as_ref().map(|of| package(domain, of)),
        talks: Some(talks).filter(|talks| *talks != written::Talks::default()),
    }
    .to_ron()
}

fn preferences(domain: &Domain, party: &DomainParty) -> written::Preferences {
    let of: &Preference = &party.preference;
    let by_issue = |issue: usize| domain.issues[issue].name.clone();
    let additive = of.additive.as_ref();
    let (reservation, reservation_package) = match &party.reservation {
        Reservation::None => (None, None),
        Reservation::Value(value) => (Some(*value), None),
        Reservation::Package(of) => (None, Some(package(domain, of))),
    };
    let interactions = of.interactions.iter();
    let rectangles = of.rectangles.iter().map(|rectangle| written::Rectangle {
        sides: terms(domain, &rectangle.sides),
        weight: rectangle.weight,
        values: rectangle
            .values
            .iter()
            .map(|(issue, of)| (by_issue(*issue), shape(domain, *issue, of)))
            .collect(),
    });
    let table = of.table.iter().map(|entry| {
        let values = entry.package.iter().zip(&domain.issues).map(|(at, issue)| issue.values[*at].clone());
        written::TableEntry { package: written::Package::Listed(values.collect()), utility: entry.utility }
    });
    let constraints = of.constraints.iter();
    written::Preferences {
        scale: (of.scale == Scale::Normalised).then_some(written::Scale::Normalised),
        offset: Some(of.offset).filter(|offset| *offset != 0.0 || offset.is_sign_negative()),
        weights: additive.map(|of| {
            domain.issues.iter().map(|issue| issue.name.clone()).zip(of.weights.iter().copied()).collect()
        }),
        values: additive.map(|of| {
            of.values
                .iter()
                .enumerate()
                .map(|(issue, of)| (by_issue(issue), shape(domain, issue, of)))
                .collect()
        }),
        interactions: interactions
            .map(|of| written::Interaction { r#where: terms(domain, &of.terms), adds: of.adds })
            .collect(),
        rectangles: rectangles.collect(),
        table: table.collect(),
        cap: of.cap,
        constraints: constraints
            .map(|of| written::Constraint { forbids: terms(domain, &of.forbids) })
            .collect(),
        reservation,
        reservation_package,
        discount: Some(party.discount).filter(|discount| *discount != 1.0),
        tactic: party.tactic.as_ref().map(tactic),
        source: party.source.as_ref().and_then(written::source),
    }
}

fn tactic(seat: &Seat) -> written::Tactic {
    written::Tactic {
        name: seat.tactic.clone(),
        parameters: seat.parameters.iter().map(|(name, of)| (name.clone(), written::quantity(of))).collect(),
        source: written::source(&seat.source),
    }
}

fn shape(domain: &Domain, issue: usize, shape: &Shape) -> written::Shape {
    use written::Function;
    written::Shape::Function(match shape {
        Shape::Table(scores) => {
            let values = domain.issues[issue].values.iter().cloned();
            return written::Shape::Scores(values.zip(scores.iter().copied()).collect());
        }
        &Shape::Linear { slope, constant } => Function::Linear { slope, constant },
        Shape::Polynomial(of) => Function::Polynomial { coefficients: of.clone() },
        &Shape::Triangular { low, peak, high } => Function::Triangular { low, peak, high },
        &Shape::Gaussian { centre, width } => Function::Gaussian { centre, width },
        &Shape::Exponential(rate) => Function::Exponential { rate },
        &Shape::Threshold { middle, steepness } => Function::Threshold { middle, steepness },
    })
}

fn terms(domain: &Domain, terms: &[Term]) -> Map<Vec<String>> {
    let term = |term: &Term| {
        let issue = &domain.issues[term.issue];
        (issue.name.clone(), term.values.iter().map(|at| issue.values[*at].clone()).collect())
    };
    terms.iter().map(term).collect()
}

fn package(domain: &Domain, package: &[usize]) -> written::Package {
    let values = domain.issues.iter().zip(package);
    written::Package::ByIssue(
        values.map(|(issue, at)| (issue.name.clone(), issue.values[*at].clone())).collect(),
    )
}

fn votes(domain: &Domain) -> Option<written::Votes> {
    let votes = |kind| written::Votes { kind: Some(kind), ..written::Votes::default() };
    Some(match &domain.rule {
        Rule::Unanimity => return None,
        Rule::ConsensusMinus(minus) => {
            written::Votes { minus: Some(*minus), ..votes(written::RuleKind::ConsensusMinus) }
        }
        Rule::Quota(needed) => written::Votes { needed: Some(*needed), ..votes(written::RuleKind::Quota) },
        Rule::Weighted { weights, needed } => written::Votes {
            needed: Some(*needed),
            weights: weights
                .iter()
                .map(|(party, votes)| (domain.parties[*party].name.clone(), *votes))
                .collect(),
            ..votes(written::RuleKind::Weighted)
        },
    })
}
