//! Utility by hyper-rectangles (Ito, Hattori and Klein 2007): sums of what is gained inside (`INCLUDES`) or outside (`EXCLUDES`) of boxes, over
//! the greatest utility that the file names, cut at 1.

use super::issue::Issue;
use crate::scenario::domain::{Preference, Rectangle, Term};
use std::collections::BTreeMap;

/// Most values that the sides of all boxes name together: a side is two numbers, and its values are not.
const MOST_LISTED: usize = 5_000_000;

/// A function whose parts are aggregated.
pub(super) struct Function {
    pub(super) weight: f64,
    pub(super) aggregation: String,
}

/// A box by its sides: index of the issue, lowest and highest value, both inside.
struct Region {
    /// What it adds, before it is divided by the greatest utility.
    adds: f64,
    /// Whether the box itself is meant, or all around it.
    inside: bool,
    sides: Vec<(u32, f64, f64)>,
}

/// What a file says of its hyper-rectangles.
pub(super) struct Hyper {
    most: f64,
    /// Weights of the functions that are open, multiplied.
    weights: Vec<f64>,
    regions: Vec<Region>,
}

impl Hyper {
    pub(super) fn new(most: f64) -> Result<Self, String> {
        if !(most.is_finite() && most > 0.0) {
            return Err(format!("maxutility is {most}; expected a number above 0"));
        }
        Ok(Self { most, weights: Vec::new(), regions: Vec::new() })
    }

    /// A function, inside so many others.
    pub(super) fn function(&mut self, depth: usize, of: Function) -> Result<(), String> {
        if !(of.aggregation.is_empty() || of.aggregation.eq_ignore_ascii_case("sum")) {
            let what = of.aggregation;
            return Err(format!("a utility function is aggregated by \"{what}\"; only sums are read"));
        }
        self.weights.truncate(depth);
        let outer = self.weights.last().copied().unwrap_or(1.0);
        self.weights.push(outer * of.weight);
        Ok(())
    }

    /// A box in the function that is inside so many less one others.
    pub(super) fn rectangle(&mut self, depth: usize, utility: f64, weight: f64) {
        let outer = depth.checked_sub(1).and_then(|k| self.weights.get(k)).copied().unwrap_or(1.0);
        self.regions.push(Region { adds: outer * weight * utility, inside: true, sides: Vec::new() });
    }

    pub(super) fn side(&mut self, inside: bool, side: (u32, f64, f64)) -> Result<(), String> {
        let Some(region) = self.regions.last_mut() else { return Ok(()) };
        if !region.sides.is_empty() && region.inside != inside {
            return Err("a hyper-rectangle has both INCLUDES and EXCLUDES; expected one of them".into());
        }
        region.inside = inside;
        region.sides.push(side);
        Ok(())
    }

    /// The preference over these issues.
    pub(super) fn preference(&self, issues: &[Issue]) -> Result<Preference, String> {
        let mut out = Preference { cap: Some(1.0), ..Preference::default() };
        // The first of equal indices counts.
        let places: BTreeMap<u32, usize> =
            issues.iter().enumerate().rev().map(|(place, of)| (of.index, place)).collect();
        let mut listed = 0;
        for region in &self.regions {
            let weight = region.adds / self.most;
            if !weight.is_finite() {
                return Err("the utility of a hyper-rectangle is no finite number".into());
            }
            let sides = region.terms(issues, &places)?;
            listed += sides.iter().map(|side| side.values.len()).sum::<usize>();
            if listed > MOST_LISTED {
                return Err(format!(
                    "the sides of all hyper-rectangles name more than {MOST_LISTED} values together; so many are read"
                ));
            }
            // A box that holds no package is nowhere; one without sides is everywhere.
            let nowhere = sides.iter().any(|side| side.values.is_empty());
            let everywhere = sides.is_empty();
            if everywhere || !region.inside {
                out.offset += weight;
            }
            if !(everywhere || nowhere) {
                let weight = if region.inside { weight } else { -weight };
                out.rectangles.push(Rectangle { sides, weight, values: Vec::new() });
            }
        }
        Ok(out)
    }
}

impl Region {
    /// Its sides as values of issues, an issue once.
    fn terms(&self, issues: &[Issue], places: &BTreeMap<u32, usize>) -> Result<Vec<Term>, String> {
        let mut terms: Vec<Term> = Vec::new();
        for (index, low, high) in &self.sides {
            let issue = places
                .get(index)
                .copied()
                .ok_or_else(|| format!("a hyper-rectangle bounds issue {index}, which is not there"))?;
            let Some(numbers) = &issues[issue].numbers else {
                let name = &issues[issue].name;
                return Err(format!(
                    "a hyper-rectangle bounds issue \"{name}\", whose values are no numbers"
                ));
            };
            let within = |at: &usize| (*low..=*high).contains(&numbers[*at]);
            match terms.iter_mut().find(|term| term.issue == issue) {
                Some(term) => term.values.retain(within),
                None => terms.push(Term { issue, values: (0..numbers.len()).filter(within).collect() }),
            }
        }
        Ok(terms)
    }
}
