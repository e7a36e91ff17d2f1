//! Numbers and measures in words: one way of writing them for screen, charts and report.

use super::comparison::{Comparison, Difference, FormatSummary, Messages, Named, Share};
use crate::language::Language;
use crate::say;

/// The measures that are shares of assumed worlds, in the order in which they are shown.
pub const SHARES: [&str; 3] = ["signed", "in_force", "completed"];

/// A number with fixed decimals: halves are rounded away from zero, a true minus sign stands before what is below it, none before zero, and a dash for
/// what is no number.
pub fn fixed(value: f64, decimals: usize) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    let unit = libm::pow(10.0, decimals as f64);
    // Beyond that every number is whole.
    let rounded = if value.abs() < 1e15 / unit { libm::round(value * unit) / unit } else { value };
    let text = format!("{:.decimals$}", rounded.abs());
    if rounded < 0.0 { format!("−{text}") } else { text }
}

/// The same with a plus sign above zero: `+0.12`, `−0.03`, `0.00`.
pub fn signed(value: f64, decimals: usize) -> String {
    let text = fixed(value, decimals);
    let above = value > 0.0 && text.bytes().any(|b| matches!(b, b'1'..=b'9'));
    if above { format!("+{text}") } else { text }
}

/// A share as a number of 100 assumed worlds: `38`, `<1`, `>99`. Only none is 0, and only all is 100.
pub fn of_100(share: f64) -> String {
    if share > 0.0 && share < 0.005 {
        "<1".into()
    } else if (0.995..1.0).contains(&share) {
        ">99".into()
    } else {
        fixed(share * 100.0, 0)
    }
}

/// A share with its interval: `38 (36–40)`.
pub fn share(share: &Share) -> String {
    format!("{} {}", of_100(share.estimate), interval(share))
}

/// A share with its interval in running text: `38 of 100 (36–40)`; `<1 of 100` where its ends are printed alike.
pub fn share_of_100(share: &Share, language: Language) -> String {
    let told = of_100(share.estimate);
    if told.starts_with('<') && of_100(share.low) == told && of_100(share.high) == told {
        return say!(language, "chart-of-100", share = told);
    }
    say!(language, "share-of-100", share = of_100(share.estimate), interval = interval(share))
}

/// What messages did under a format: in how many worlds one changed an offer, and why none did in the others, the most frequent reason
/// first.
pub fn messages(told: &Messages, language: Language) -> String {
    let changed = say!(language, "messages-changed", share = share_of_100(&told.changed, language));
    let mut others: Vec<_> = told.elsewhere.iter().filter(|other| other.share > 0.0).collect();
    others.sort_by(|a, b| b.share.total_cmp(&a.share));
    if others.is_empty() {
        return changed;
    }
    let list: Vec<String> = others.iter().map(|o| format!("{} {}", o.label, of_100(o.share))).collect();
    say!(language, "messages-others", changed = changed, list = list.join(", "))
}

fn interval(share: &Share) -> String {
    format!("({}–{})", of_100(share.low), of_100(share.high))
}

/// A difference of shares times 100 with its sign: `+12`, `−3`, `0`.
pub fn points(share: f64) -> String {
    signed(share * 100.0, 0)
}

/// The share of a measure under a format; one unknown is taken as completed.
pub fn measured(format: &FormatSummary, measure: &str) -> Share {
    match measure {
        "signed" => format.signed,
        "in_force" => format.in_force,
        "alive" => format.alive,
        _ => format.completed,
    }
}

/// A difference as it is printed, with its sign: that of the two numbers as they are printed (`+12` points; on the own scale `+0.12`), so that whoever
/// subtracts finds the same. Where the numbers are not at hand, the rounded estimate.
pub fn difference(comparison: &Comparison, d: &Difference) -> String {
    let format = |name: &str| comparison.formats.iter().find(|f| f.name == name);
    let (scale, decimals) = if d.measure.starts_with("gain:") { (1.0, 2) } else { (100.0, 0) };
    let unit = libm::pow(10.0, decimals as f64);
    let number = |f: &FormatSummary| match d.measure.strip_prefix("gain:") {
        Some(party) => f.gain.iter().find(|g| g.party == party).map(|g| g.benefit),
        None => Some(measured(f, &d.measure).estimate * scale),
    };
    let printed = |name: &str| Some(libm::round(number(format(name)?)? * unit));
    match (printed(&d.a), printed(&d.b)) {
        (Some(a), Some(b)) if a.is_finite() && b.is_finite() => signed((a - b) / unit, decimals),
        _ => signed(d.estimate * scale, decimals),
    }
}

/// A number on a party's own scale: `0.12`, `−0.03`.
pub fn own_scale(value: f64) -> String {
    fixed(value, 2)
}

/// The same with its sign: `+0.12`.
pub fn own_scale_signed(value: f64) -> String {
    signed(value, 2)
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

/// What is counted in sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noun {
    /// Meetings.
    Meeting,
    /// Offers.
    Offer,
    /// Packages.
    Package,
    /// Issues.
    Issue,
    /// Times that something happened.
    Time,
    /// Formats.
    Format,
    /// Assumed worlds.
    World,
    /// Runs.
    Run,
    /// Threads.
    Thread,
}

/// The same in a language.
pub fn counted(number: usize, noun: Noun, language: Language) -> String {
    let singular = match noun {
        Noun::Meeting => "meeting",
        Noun::Offer => "offer",
        Noun::Package => "package",
        Noun::Issue => "issue",
        Noun::Time => "time",
        Noun::Format => "format",
        Noun::World => "world",
        Noun::Run => "run",
        Noun::Thread => "thread",
    };
    if language == Language::En {
        return count(number, singular);
    }
    let number = thousands(number as u64);
    match noun {
        Noun::Meeting => say!(language, "count-meetings", number = number),
        Noun::Offer => say!(language, "count-offers", number = number),
        Noun::Package => say!(language, "count-packages", number = number),
        Noun::Issue => say!(language, "count-issues", number = number),
        Noun::Time => say!(language, "count-times", number = number),
        Noun::Format => say!(language, "count-formats", number = number),
        Noun::World => say!(language, "count-worlds", number = number),
        Noun::Run => say!(language, "count-runs", number = number),
        Noun::Thread => say!(language, "count-threads", number = number),
    }
}

/// For each party for which the smallest scale binds in some worlds: in how many, and what that means.
pub fn smallest_scales(comparison: &Comparison) -> Vec<String> {
    let parties =
        comparison.parties.iter().zip(&comparison.smallest_scale).filter(|(_, share)| **share > 0.0);
    let note = |(party, share): (&Named, &f64)| {
        say!(comparison.language, "smallest-scale", party = party.name, share = of_100(*share))
    };
    parties.map(note).collect()
}

/// What signing in public does to what parties need, and where the two forces cancel; nothing where no table is public.
pub fn publicity(comparison: &Comparison) -> Option<String> {
    let all = &comparison.publicity;
    if all.iter().all(|shares| *shares == [0.0; 2]) {
        return None;
    }
    let language = comparison.language;
    if all.iter().all(|[raised, _]| *raised == 0.0) {
        return Some(say!(language, "publicity-only-eases"));
    }
    let one = |(party, [raised, lowered]): (&Named, &[f64; 2])| {
        let [raised, lowered] = [raised, lowered].map(|share| of_100(*share));
        say!(language, "publicity-of", party = party.name, raised = raised, lowered = lowered)
    };
    let parties: Vec<String> = comparison.parties.iter().zip(all).map(one).collect();
    Some(say!(language, "publicity", parties = parties.join("; ")))
}

/// The behaviour in the main run: by its key, which is typed, or in the words of another language than English.
pub fn behaviour(comparison: &Comparison) -> String {
    match comparison.language {
        Language::En => comparison.behaviour.clone(),
        language @ Language::Ko => super::spoken::behaviour(language, &comparison.behaviour),
    }
}

/// A measure as it is called in tables: `signed`, `in force`, `completed`, `still standing at the end`, `gain of China`.
pub fn measure(comparison: &Comparison, key: &str) -> String {
    let language = comparison.language;
    match key {
        "signed" => say!(language, "measure-signed"),
        "in_force" => say!(language, "measure-in-force"),
        "completed" => say!(language, "measure-completed"),
        "alive" => say!(language, "measure-standing"),
        "zone" => say!(language, "measure-zone"),
        _ => match key.strip_prefix("gain:") {
            Some(party) => say!(language, "measure-gain", party = party_name(comparison, party)),
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
    fn publicity_is_told_with_what_cancels_it() {
        let mut comparison = crate::results::fixture::comparison();
        assert_eq!(publicity(&comparison), None);
        comparison.publicity = vec![[0.0, 0.5]; comparison.parties.len()];
        assert!(publicity(&comparison).is_some_and(|note| note.contains("by construction")));
        comparison.publicity[0] = [0.25, 0.5];
        let expected = format!("{} 25 and 50;", comparison.parties[0].name);
        assert!(publicity(&comparison).is_some_and(|note| note.contains(&expected)));
    }

    #[test]
    fn small_and_large_shares_are_not_rounded_to_never_and_always() {
        assert_eq!(of_100(0.0), "0");
        assert_eq!(of_100(0.0004), "<1");
        assert_eq!(of_100(0.376), "38");
        assert_eq!(of_100(0.999), ">99");
        assert_eq!(of_100(1.0), "100");
    }

    #[test]
    fn halves_are_rounded_away_from_zero_everywhere_alike() {
        assert_eq!([of_100(0.185), points(0.185)], ["19", "+19"]);
        assert_eq!(
            [fixed(18.5, 0), fixed(-18.5, 0), fixed(0.125, 2), fixed(-0.125, 2)],
            ["19", "−19", "0.13", "−0.13"]
        );
        assert_eq!([fixed(-0.4, 0), signed(0.4, 0), signed(-0.004, 2)], ["0", "0", "0.00"]);
        assert_eq!([fixed(f64::NAN, 2), fixed(1e300, 0).len().to_string()], ["–", "301"]);
    }

    /// 18.4 and 37.6 are printed as 18 and 38: their difference of 19.2 is printed as 20.
    #[test]
    fn printed_differences_agree_with_printed_numbers() {
        let mut comparison = crate::results::fixture::comparison();
        let d = comparison.differences[0].clone();
        assert_eq!(d.measure, "signed");
        (comparison.formats[0].signed.estimate, comparison.formats[1].signed.estimate) = (0.184, 0.376);
        assert_eq!([difference(&comparison, &d), difference(&comparison, &d.reversed())], ["+20", "−20"]);
    }

    #[test]
    fn no_negative_zero_is_shown() {
        assert_eq!(own_scale(-0.001), "0.00");
        assert_eq!(points(-0.001), "0");
        assert_eq!(own_scale_signed(-0.02), "−0.02");
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
