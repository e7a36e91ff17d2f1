//! Utilities of all packages of a domain, from its preferences.

use super::additive::Additive;
use crate::scenario::domain::{Additive as Written, Domain, Preference, Reservation, Scale, Shape, Term};

/// Most packages that are enumerated.
pub const MOST_PACKAGES: usize = 20_000_000;

/// Most utilities that are listed: packages times parties.
pub const MOST_UTILITIES: usize = 60_000_000;

/// What is done with a game whose packages are all listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// Frontier, solution points, coalitions.
    Analyse,
    /// Negotiations.
    Negotiate,
    /// A negotiation, and then the analysis.
    Both,
}

/// Bytes of memory that work on so many packages of so many parties takes at most, beside what it takes with few packages: utilities by party
/// and by package and as they are settled, what turns them round, lists of packages. The most is what is taken where all packages tie; where none do, and utilities are
/// sums over issues, an analysis takes a third of it, a negotiation four fifths.
pub fn memory(packages: usize, parties: usize, work: Work) -> u64 {
    let (packages, parties) = (packages as u64, parties as u64);
    let of = |a_utility: u64, a_package: u64| {
        packages.saturating_mul(parties.saturating_mul(a_utility).saturating_add(a_package))
    };
    let (analysis, negotiation) = (of(24, 128), of(25, 16));
    match work {
        Work::Analyse => analysis,
        Work::Negotiate => negotiation,
        Work::Both => analysis.max(negotiation).saturating_add(packages.saturating_mul(8)),
    }
}

/// Number of packages of issues with so many values; `None` where it is more than can be counted.
pub fn packages(sizes: &[usize]) -> Option<usize> {
    sizes.iter().try_fold(1usize, |all, size| all.checked_mul(*size))
}

/// Whether so many packages of so many parties are listed.
pub fn can_be_listed(packages: usize, parties: usize) -> bool {
    packages <= MOST_PACKAGES && packages.checked_mul(parties).is_some_and(|all| all <= MOST_UTILITIES)
}

/// Sizes of the issues.
pub fn sizes(domain: &Domain) -> Vec<usize> {
    domain.issues.iter().map(|issue| issue.values.len()).collect()
}

/// The value at a number, or position, of a shape.
pub fn shape_value(shape: &Shape, at: usize, x: f64) -> f64 {
    match shape {
        Shape::Table(values) => values.get(at).copied().unwrap_or(0.0),
        Shape::Linear { slope, constant } => slope * x + constant,
        Shape::Polynomial(coefficients) => coefficients.iter().rev().fold(0.0, |sum, c| sum * x + c),
        Shape::Triangular { low, peak, high } => triangle(x, *low, *peak, *high),
        Shape::Gaussian { centre, width } => {
            let z = (x - centre) / width;
            libm::exp(-0.5 * z * z)
        }
        Shape::Exponential(rate) => libm::exp(rate * x),
        Shape::Threshold { middle, steepness } => 1.0 / (1.0 + libm::exp(-steepness * (x - middle))),
    }
}

fn triangle(x: f64, low: f64, peak: f64, high: f64) -> f64 {
    if x == peak {
        1.0
    } else if x <= low || x >= high {
        0.0
    } else if x < peak {
        (x - low) / (peak - low)
    } else {
        (high - x) / (high - peak)
    }
}

/// The values of one issue under a shape, in order.
pub fn shape_values(domain: &Domain, issue: usize, shape: &Shape) -> Vec<f64> {
    let of = &domain.issues[issue];
    let number = |at: usize| of.numbers.as_ref().map_or(at as f64, |numbers| numbers[at]);
    (0..of.values.len()).map(|at| shape_value(shape, at, number(at))).collect()
}

/// Adds `weight · value`, issue by issue in order, to packages in enumeration order (last issue fastest): the sum of a
/// package is `(((offset + a) + b) + c)`, as a loop over issues would give it to the last bit.
///
/// `parts` holds weighted values, an issue after another, of issues of these `sizes`.
/// `out` has a place for every package.
pub fn additive_into(sizes: &[usize], parts: &[f64], offset: f64, out: &mut [f64]) {
    if out.is_empty() || out.len() != sizes.iter().product::<usize>() {
        return;
    }
    out[0] = offset;
    // Sums of prefixes grow in place from the back: prefix k stands at the front of its block.
    let (mut have, mut first) = (1, 0);
    for &size in sizes {
        let values = &parts[first..first + size];
        for k in (0..have).rev() {
            let base = out[k];
            let block = &mut out[k * size..(k + 1) * size];
            for (place, value) in block.iter_mut().zip(values) {
                *place = base + value;
            }
        }
        have *= size;
        first += size;
    }
}

/// Utilities of all packages to one party, on the scale that its preferences declare; packages that a constraint forbids
/// are −∞.
pub fn utilities(domain: &Domain, party: usize) -> Vec<f64> {
    let preference = &domain.parties[party].preference;
    let mut out = raw(domain, preference);
    if preference.scale == Scale::Normalised {
        let (low, high) = bounds(&out);
        out.iter_mut().filter(|u| u.is_finite()).for_each(|u| *u = scaled(*u, low, high));
    }
    out
}

/// What a party has without agreement, on the same scale as [`utilities`]; −∞ for nothing.
pub fn reservation(domain: &Domain, party: usize, utilities: &[f64]) -> f64 {
    let of = &domain.parties[party];
    match &of.reservation {
        Reservation::None => f64::NEG_INFINITY,
        Reservation::Package(package) => {
            index_of(&sizes(domain), package).map_or(f64::NEG_INFINITY, |k| utilities[k])
        }
        Reservation::Value(value) if of.preference.scale == Scale::Raw => *value,
        Reservation::Value(value) => {
            let (low, high) = bounds(&raw(domain, &of.preference));
            scaled(*value, low, high)
        }
    }
}

/// The sums that utilities are made of, where every party's are nothing but sums over issues.
pub fn additive(domain: &Domain) -> Option<Additive> {
    let mut parts = Additive::default();
    for party in &domain.parties {
        let of = &party.preference;
        let more = !(of.interactions.is_empty() && of.rectangles.is_empty() && of.table.is_empty());
        if more || of.cap.is_some() || !of.constraints.is_empty() {
            return None;
        }
        parts.offsets.push(of.offset);
        parts.values.push(weighted(domain, of.additive.as_ref()?));
    }
    Some(parts)
}

/// Weighted values, an issue after another.
fn weighted(domain: &Domain, additive: &Written) -> Vec<f64> {
    let issues = additive.values.iter().zip(&additive.weights).enumerate();
    let weighted = issues.flat_map(|(issue, (shape, weight))| {
        shape_values(domain, issue, shape).into_iter().map(move |value| weight * value)
    });
    weighted.collect()
}

fn raw(domain: &Domain, preference: &Preference) -> Vec<f64> {
    let sizes = sizes(domain);
    let mut out = Vec::new();
    match &preference.additive {
        Some(additive) => {
            let parts = weighted(domain, additive);
            out.resize(sizes.iter().product(), 0.0);
            additive_into(&sizes, &parts, preference.offset, &mut out);
        }
        None => out.resize(sizes.iter().product(), preference.offset),
    }
    for interaction in &preference.interactions {
        each_inside(&sizes, &interaction.terms, &mut out, |u, _| *u += interaction.adds);
    }
    for rectangle in &preference.rectangles {
        let values: Vec<(usize, Vec<f64>)> =
            rectangle.values.iter().map(|(i, shape)| (*i, shape_values(domain, *i, shape))).collect();
        each_inside(&sizes, &rectangle.sides, &mut out, |u, package| {
            let inside: f64 = values.iter().map(|(i, of)| of[package[*i]]).sum();
            *u += rectangle.weight * if values.is_empty() { 1.0 } else { inside };
        });
    }
    for entry in &preference.table {
        if let Some(k) = index_of(&sizes, &entry.package) {
            out[k] = entry.utility;
        }
    }
    if let Some(cap) = preference.cap {
        for u in &mut out {
            *u = u.min(cap);
        }
    }
    for constraint in &preference.constraints {
        each_inside(&sizes, &constraint.forbids, &mut out, |u, _| *u = f64::NEG_INFINITY);
    }
    out
}

fn bounds(utilities: &[f64]) -> (f64, f64) {
    let finite = utilities.iter().filter(|u| u.is_finite());
    finite.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), u| (low.min(*u), high.max(*u)))
}

fn scaled(u: f64, low: f64, high: f64) -> f64 {
    if high > low { (u - low) / (high - low) } else { 1.0 }
}

/// The number of a package, one value an issue; `None` outside the domain.
pub fn index_of(sizes: &[usize], package: &[usize]) -> Option<usize> {
    if sizes.len() != package.len() {
        return None;
    }
    sizes.iter().zip(package).try_fold(0, |k, (size, value)| (value < size).then_some(k * size + value))
}

/// The values of a package by its number.
pub fn package_of(sizes: &[usize], mut index: usize) -> Vec<usize> {
    let mut values = vec![0; sizes.len()];
    for (value, size) in values.iter_mut().zip(sizes).rev() {
        *value = index % size;
        index /= size;
    }
    values
}

/// Does something with every package that fulfils all the terms; no other is looked at.
fn each_inside(sizes: &[usize], terms: &[Term], out: &mut [f64], mut change: impl FnMut(&mut f64, &[usize])) {
    let sides: Vec<Vec<usize>> =
        sizes.iter().enumerate().map(|(issue, size)| side(issue, *size, terms)).collect();
    if sides.iter().any(Vec::is_empty) {
        return;
    }
    let mut places = vec![0; sides.len()];
    let mut package: Vec<usize> = sides.iter().map(|side| side[0]).collect();
    loop {
        if let Some(u) = index_of(sizes, &package).and_then(|k| out.get_mut(k)) {
            change(u, &package);
        }
        // The next in enumeration order; none after the last.
        let Some(turned) = (0..sides.len()).rev().find(|issue| places[*issue] + 1 < sides[*issue].len())
        else {
            return;
        };
        places[turned] += 1;
        places[turned + 1..].fill(0);
        for issue in turned..sides.len() {
            package[issue] = sides[issue][places[issue]];
        }
    }
}

/// The values of an issue that fulfil all the terms, rising.
fn side(issue: usize, size: usize, terms: &[Term]) -> Vec<usize> {
    let mut own = terms.iter().filter(|term| term.issue == issue);
    let Some(first) = own.next() else { return (0..size).collect() };
    let sorted = |term: &Term| {
        let mut values = term.values.clone();
        values.sort_unstable();
        values.dedup();
        values
    };
    let mut values = sorted(first);
    values.retain(|value| *value < size);
    for other in own {
        let other = sorted(other);
        values.retain(|value| other.binary_search(value).is_ok());
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::domain::{Additive, Constraint, DomainIssue, DomainParty, Interaction, TableEntry};

    fn domain(preference: Preference) -> Domain {
        let issue = |n: usize| DomainIssue {
            values: (0..n).map(|k| k.to_string()).collect(),
            ..DomainIssue::default()
        };
        Domain {
            issues: vec![issue(2), issue(3)],
            parties: vec![DomainParty { preference, discount: 1.0, ..DomainParty::default() }],
            ..Domain::default()
        }
    }

    fn additive() -> Preference {
        Preference {
            additive: Some(Additive {
                weights: vec![0.3, 0.7],
                values: vec![Shape::Table(vec![1.0, 2.0]), Shape::Linear { slope: 0.1, constant: 0.1 }],
            }),
            ..Preference::default()
        }
    }

    #[test]
    fn sums_are_those_of_a_loop_over_issues_to_the_last_bit() {
        let found = utilities(&domain(additive()), 0);
        let mut k = 0;
        for a in [1.0, 2.0] {
            for x in 0..3 {
                let b = 0.1 * f64::from(x) + 0.1;
                assert_eq!(found[k], (0.0 + 0.3 * a) + 0.7 * b);
                k += 1;
            }
        }
        assert_eq!(package_of(&[2, 3], 4), [1, 1]);
        assert_eq!((index_of(&[2, 3], &[1, 1]), index_of(&[2, 3], &[2, 0])), (Some(4), None));
    }

    #[test]
    fn every_part_does_what_it_says() {
        let inside = |issue, values: &[usize]| Term { issue, values: values.to_vec() };
        let preference = Preference {
            interactions: vec![Interaction { terms: vec![inside(0, &[1]), inside(1, &[0, 1])], adds: 5.0 }],
            rectangles: vec![crate::scenario::domain::Rectangle {
                sides: vec![inside(1, &[2])],
                weight: 2.0,
                values: vec![(0, Shape::Table(vec![3.0, 4.0]))],
            }],
            table: vec![TableEntry { package: vec![0, 0], utility: 9.0 }],
            constraints: vec![Constraint { forbids: vec![inside(0, &[1]), inside(1, &[0])] }],
            cap: Some(7.5),
            ..Preference::default()
        };
        assert_eq!(utilities(&domain(preference), 0), [7.5, 0.0, 6.0, f64::NEG_INFINITY, 5.0, 7.5]);
        let mut other = domain(Preference { scale: Scale::Normalised, ..additive() });
        other.parties[0].reservation = Reservation::Package(vec![1, 2]);
        let found = utilities(&other, 0);
        assert_eq!((found[0], found[5], reservation(&other, 0, &found)), (0.0, 1.0, 1.0));
    }
}
