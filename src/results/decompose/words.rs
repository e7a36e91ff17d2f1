//! What was found, in sentences and in numbers as they are printed.

use super::{Decomposition, OfMeasure, Player, Share};
use crate::language::Language;
use crate::results::comparison::Named;
use crate::results::words::{fixed, signed};
use crate::say;
use crate::scenario::hybrid::Component;

/// A component, as in "18 come from who sits at the table".
pub fn component(component: Component, language: Language) -> String {
    match component {
        Component::Membership => say!(language, "decompose-membership"),
        Component::Rule => say!(language, "decompose-rule"),
        Component::Proposing => say!(language, "decompose-proposing"),
        Component::Information => say!(language, "decompose-information"),
        Component::Contract => say!(language, "decompose-contract"),
        Component::Enforcement => say!(language, "decompose-enforcement"),
        Component::Delegation => say!(language, "decompose-delegation"),
    }
}

/// What has a share.
pub fn player(player: &Player, language: Language) -> String {
    match player {
        Player::Components(all) => {
            let names: Vec<String> = all.iter().map(|c| component(*c, language)).collect();
            if names.len() == 1 {
                language.list(&names)
            } else {
                say!(language, "decompose-together-with", components = language.list(&names))
            }
        }
        Player::Seats => say!(language, "decompose-seats"),
        Player::Menu => say!(language, "decompose-menu"),
        Player::Programme => say!(language, "decompose-programme"),
    }
}

/// Name of the party of a gain.
fn party<'a>(word: &'a str, parties: &'a [Named]) -> &'a str {
    let key = word.strip_prefix("gain.").unwrap_or(word);
    parties.iter().find(|party| party.id == key).map_or(key, |party| &party.name)
}

/// A measure, by its word.
pub fn measure(word: &str, parties: &[Named], language: Language) -> String {
    match word {
        "signed" => say!(language, "why-signed"),
        "in_force" => say!(language, "why-in-force"),
        "completed" => say!(language, "why-completed"),
        "standing" => say!(language, "why-standing"),
        "least_gain" => say!(language, "decompose-least-gain"),
        other => say!(language, "why-gain", party = party(other, parties)),
    }
}

/// A measure as the head of a column.
pub fn short(word: &str, parties: &[Named], language: Language) -> String {
    match word {
        "signed" => say!(language, "decompose-head-signed"),
        "in_force" => say!(language, "decompose-head-in-force"),
        "completed" => say!(language, "decompose-head-completed"),
        "standing" => say!(language, "decompose-head-standing"),
        "least_gain" => say!(language, "decompose-head-least-gain"),
        other => say!(language, "why-gain", party = party(other, parties)),
    }
}

/// Decimals of a number as it is printed, in points of 100 or on the own scale.
fn decimals(of: &OfMeasure) -> usize {
    if of.share { 1 } else { 3 }
}

fn scale(of: &OfMeasure) -> f64 {
    if of.share { 100.0 } else { 1.0 }
}

/// A number of a measure with its sign.
pub fn number(of: &OfMeasure, value: f64) -> String {
    signed(value * scale(of), decimals(of))
}

/// A mean of a measure in one format.
pub fn level(of: &OfMeasure, value: f64) -> String {
    fixed(value * scale(of), decimals(of))
}

/// An interval, or two ends.
pub fn between(of: &OfMeasure, low: f64, high: f64, language: Language) -> String {
    say!(language, "decompose-between", low = number(of, low), high = number(of, high))
}

/// The difference as it is printed: that of the two means as they are printed.
pub fn printed(of: &OfMeasure) -> f64 {
    let unit = libm::pow(10.0, decimals(of) as f64) * scale(of);
    (libm::round(of.a * unit) - libm::round(of.b * unit)) / unit
}

/// Shares as they are printed, so that whoever adds them up finds the printed whole: each is rounded down or up, those nearest to the next number up.
/// A share of 0 stays 0.
pub fn apportioned(of: &OfMeasure, shares: &[Share], whole: f64) -> Vec<f64> {
    let unit = libm::pow(10.0, decimals(of) as f64) * scale(of);
    let exact: Vec<f64> = shares.iter().map(|s| s.share.estimate * unit).collect();
    // A share that is whole but for the last bits is whole.
    let whole_number = |x: f64| (x - libm::round(x)).abs() < 1e-6;
    let down = |x: &f64| if whole_number(*x) { libm::round(*x) } else { libm::floor(*x) };
    let mut printed: Vec<f64> = exact.iter().map(down).collect();
    let mut order: Vec<usize> = (0..exact.len()).filter(|k| exact[*k] != 0.0).collect();
    order.sort_by(|a, b| (exact[*b] - printed[*b]).total_cmp(&(exact[*a] - printed[*a])));
    let left = libm::round(whole * unit) - printed.iter().sum::<f64>();
    let step = if left < 0.0 { -1.0 } else { 1.0 };
    let takers: Vec<usize> = if left < 0.0 { order.into_iter().rev().collect() } else { order };
    for k in takers.iter().cycle().take(if takers.is_empty() { 0 } else { left.abs() as usize }) {
        printed[*k] += step;
    }
    printed.into_iter().map(|x| x / unit).collect()
}

/// The sentence that answers, with so many components by name and the others together.
pub fn answer(found: &Decomposition, of: &OfMeasure, named: usize, language: Language) -> String {
    let (a, b) = (&found.a, &found.b);
    let measure = measure(&of.measure, &found.parties, language);
    let whole = printed(of);
    let shares = apportioned(of, &of.shares, whole);
    let mut parts: Vec<(f64, &Player)> =
        shares.into_iter().zip(of.shares.iter().map(|s| &s.player)).collect();
    parts.retain(|(share, _)| *share != 0.0);
    if parts.is_empty() {
        return say!(language, "decompose-no-difference", a = a, b = b, measure = measure);
    }
    parts.sort_by(|x, y| y.0.abs().total_cmp(&x.0.abs()));
    let mixed = whole == 0.0 || parts.iter().any(|(share, _)| share.signum() != whole.signum());
    let say_number = |value: f64| if mixed { number(of, value) } else { level(of, value.abs()) };
    let mut told: Vec<String> = Vec::new();
    // One that is left is named, too, where several are.
    let named = if named > 1 && parts.len() == named + 1 { named + 1 } else { named };
    for (share, player) in parts.iter().take(named) {
        let what = self::player(player, language);
        told.push(if told.is_empty() && !mixed {
            say!(language, "decompose-part-first", number = say_number(*share), what = what)
        } else {
            say!(language, "decompose-part", number = say_number(*share), what = what)
        });
    }
    if parts.len() > named {
        let rest: f64 = parts.iter().skip(named).map(|(share, _)| share).sum();
        told.push(say!(language, "decompose-part-others", number = say_number(rest)));
    }
    let parts = language.list(&told);
    let size = level(of, whole.abs());
    let by = if of.share {
        say!(language, "decompose-points", number = size)
    } else {
        say!(language, "decompose-own-scale", number = size)
    };
    match (mixed, whole < 0.0) {
        _ if whole == 0.0 => {
            say!(language, "decompose-cancel", a = a, b = b, measure = measure, parts = parts)
        }
        (false, false) => {
            say!(language, "decompose-ahead", a = a, b = b, by = by, measure = measure, parts = parts)
        }
        (false, true) => {
            say!(language, "decompose-behind", a = a, b = b, by = by, measure = measure, parts = parts)
        }
        (true, false) => {
            say!(language, "decompose-ahead-mixed", a = a, b = b, by = by, measure = measure, parts = parts)
        }
        (true, true) => {
            say!(language, "decompose-behind-mixed", a = a, b = b, by = by, measure = measure, parts = parts)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::decompose::found::Estimate;

    fn estimate(estimate: f64) -> Estimate {
        Estimate { estimate, interval: None, sum: String::new() }
    }

    fn of(a: f64, b: f64, shares: &[f64]) -> OfMeasure {
        let share = |(k, share): (usize, &f64)| {
            let player = Player::Components(vec![Component::ALL[k]]);
            Share { of: player.key(), player, share: estimate(*share), least: *share, most: *share }
        };
        OfMeasure {
            measure: "signed".into(),
            part: "whole",
            a,
            b,
            difference: estimate(a - b),
            of: "1".into(),
            shares: shares.iter().enumerate().map(share).collect(),
            members: Vec::new(),
            share: true,
        }
    }

    #[test]
    fn printed_shares_sum_to_the_printed_difference_and_none_stays_none() {
        let third = of(0.5004, 0.4, &[0.0334, 0.0335, 0.0335]);
        assert_eq!(printed(&third), 0.1);
        let shares = apportioned(&third, &third.shares, printed(&third));
        assert!((shares.iter().sum::<f64>() - 0.1).abs() < 1e-12, "{shares:?}");
        let signs = of(0.3, 0.5, &[0.100_44, 0.0, -0.300_44]);
        let shares = apportioned(&signs, &signs.shares, printed(&signs));
        assert!((shares.iter().sum::<f64>() + 0.2).abs() < 1e-12 && shares[1] == 0.0, "{shares:?}");
        let none = of(0.5, 0.5, &[0.0, 0.0]);
        assert_eq!(apportioned(&none, &none.shares, 0.0), [0.0, 0.0]);
    }
}
