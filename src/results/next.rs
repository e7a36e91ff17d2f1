//! The run to look at after a comparison: one that shows what its table shows.

use super::comparison::{Comparison, Difference, Finding};
use super::sample::{Came, Sample};
use super::words::SHARES;

/// A run worth a look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Next<'c> {
    /// Its format.
    pub format: &'c str,
    /// The assumed world.
    pub world: u64,
    /// What it shows.
    pub shows: Shows<'c>,
}

/// What a run shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shows<'c> {
    /// The largest difference: something came about that did not under the other format in the same world.
    Difference {
        /// `signed`, `in_force` or `completed`.
        measure: &'c str,
        /// The other format.
        other: &'c str,
    },
    /// How most runs of the format end.
    Ending,
    /// Nothing in particular: single worlds are not at hand.
    Nothing,
}

/// The first world in which the largest clear difference from the first format is seen (of what is signed, or else of what comes after it; without a
/// clear one, the largest), under the format that has more. Without such a world: the first that ends as most do under the format that is signed
/// most often.
pub fn next(c: &Comparison) -> Option<Next<'_>> {
    difference(c).or_else(|| ending(c))
}

fn difference(c: &Comparison) -> Option<Next<'_>> {
    let reference = &c.formats.first()?.name;
    let of = |measure: &'static str, clear: bool| {
        let wanted = move |d: &&Difference| {
            d.measure == measure
                && (d.finding == Finding::Clear) == clear
                && (d.a == *reference || d.b == *reference)
        };
        c.differences.iter().filter(wanted).fold(None, |best: Option<&Difference>, d| match best {
            Some(best) if best.estimate.abs() >= d.estimate.abs() => Some(best),
            _ => Some(d),
        })
    };
    let all = [true, false].into_iter().flat_map(|clear| SHARES.map(|measure| of(measure, clear)));
    all.flatten().find_map(|d| seen(c, d))
}

/// The first world in which a difference is seen.
fn seen<'c>(c: &'c Comparison, d: &'c Difference) -> Option<Next<'c>> {
    let (more, less) = if d.estimate > 0.0 { (&d.a, &d.b) } else { (&d.b, &d.a) };
    let (high, low) = (came(c, more)?, came(c, less)?);
    let so = |came: &Came, world: usize| match d.measure.as_str() {
        "signed" => came.signed(world),
        "in_force" => came.in_force(world),
        _ => came.completed(world),
    };
    let world = (0..c.sample.worlds).find(|world| so(high, *world) && !so(low, *world))?;
    Some(Next {
        format: more,
        world: world as u64,
        shows: Shows::Difference { measure: &d.measure, other: less },
    })
}

fn ending(c: &Comparison) -> Option<Next<'_>> {
    let format = c.formats.iter().reduce(|a, b| if share(b) > share(a) { b } else { a })?;
    let most = format.ended.iter().reduce(|a, b| if b.share > a.share { b } else { a });
    let ends_so = |came: &Came, world: usize| {
        came.reason(world).is_some_and(|reason| most.is_some_and(|most| most.reason == reason.key()))
    };
    let world =
        came(c, &format.name).and_then(|came| (0..c.sample.worlds).find(|world| ends_so(came, *world)));
    let shows = if world.is_some() { Shows::Ending } else { Shows::Nothing };
    Some(Next { format: &format.name, world: world.unwrap_or(0) as u64, shows })
}

fn share(format: &super::comparison::FormatSummary) -> f64 {
    format.signed.estimate
}

/// What came of each world under a format.
fn came<'c>(c: &'c Comparison, format: &str) -> Option<&'c Came> {
    let Sample { formats, .. } = &c.sample;
    formats.get(c.formats.iter().position(|f| f.name == format)?)
}
