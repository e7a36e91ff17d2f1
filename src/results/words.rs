//! Numbers and measures in words: one way of writing them for screen, charts and report.

use super::comparison::{Comparison, Share};

/// The measures that are shares of assumed worlds, in the order in which they are shown.
pub const SHARES: [&str; 3] = ["signed", "in_force", "completed"];

/// A share as a number of 100 assumed worlds: `38`, `<1`, `>99`.
pub fn of_100(share: f64) -> String {
    if share > 0.0 && share < 0.005 {
        "<1".into()
    } else if (0.995..1.0).contains(&share) {
        ">99".into()
    } else {
        format!("{:.0}", share * 100.0)
    }
}

/// A share with its interval: `38 (36–40)`.
pub fn share(share: &Share) -> String {
    format!("{} ({}–{})", of_100(share.estimate), of_100(share.low), of_100(share.high))
}

/// A share times 100, rounded, never `-0`.
pub fn whole(share: f64) -> String {
    let rounded = libm::round(share * 100.0);
    format!("{:.0}", if rounded == 0.0 { 0.0 } else { rounded })
}

/// A share times 100 with its sign: `+12`, `-3`, `0`.
pub fn points(share: f64) -> String {
    let rounded = libm::round(share * 100.0);
    if rounded > 0.0 { format!("+{rounded:.0}") } else { whole(share) }
}

/// A number on a party's own scale: `0.12`, `-0.03`.
pub fn own_scale(value: f64) -> String {
    let text = format!("{value:.2}");
    if text == "-0.00" { "0.00".into() } else { text }
}

/// The same with its sign: `+0.12`.
pub fn own_scale_signed(value: f64) -> String {
    let text = own_scale(value);
    if text.starts_with('-') || text == "0.00" { text } else { format!("+{text}") }
}

/// A count with commas: `2,000`.
pub fn thousands(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `1 format`, `5 formats`.
pub fn count(number: usize, noun: &str) -> String {
    format!("{} {noun}{}", thousands(number as u64), if number == 1 { "" } else { "s" })
}

/// A measure as it is called in tables: `signed`, `in force`, `completed`, `alive at the end`, `gain of China`.
pub fn measure(comparison: &Comparison, key: &str) -> String {
    match key {
        "in_force" => "in force".into(),
        "alive" => "alive at the end".into(),
        _ => match key.strip_prefix("gain:") {
            Some(party) => format!("gain of {}", party_name(comparison, party)),
            None => key.into(),
        },
    }
}

/// Name of a party, or its key if there is no such party.
pub fn party_name<'a>(comparison: &'a Comparison, id: &'a str) -> &'a str {
    comparison.parties.iter().find(|party| party.id == id).map_or(id, |party| &party.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_and_large_shares_are_not_rounded_to_never_and_always() {
        assert_eq!(of_100(0.0), "0");
        assert_eq!(of_100(0.0004), "<1");
        assert_eq!(of_100(0.376), "38");
        assert_eq!(of_100(0.999), ">99");
        assert_eq!(of_100(1.0), "100");
    }

    #[test]
    fn no_negative_zero_is_shown() {
        assert_eq!(own_scale(-0.001), "0.00");
        assert_eq!(points(-0.001), "0");
        assert_eq!(own_scale_signed(-0.02), "-0.02");
        assert_eq!(own_scale_signed(0.02), "+0.02");
        assert_eq!(points(0.12), "+12");
    }

    #[test]
    fn counts_have_commas() {
        assert_eq!(thousands(7), "7");
        assert_eq!(thousands(2_000), "2,000");
        assert_eq!(thousands(1_234_567), "1,234,567");
        assert_eq!(count(1, "format"), "1 format");
    }
}
