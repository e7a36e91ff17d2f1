//! What was found, in sentences.

use super::discover::{Condition, Discovery, Told};
use super::inputs::{Input, Names};
use super::measure::Measure;
use super::sensitivity::Driver;
use super::stored::Stored;
use crate::language::Language;
use crate::results::words::{fixed, of_100, thousands};
use crate::say;
use crate::world::design;

/// A number of an input: three digits that say something.
pub fn number(value: f64) -> String {
    let size = value.abs();
    let decimals = match size {
        _ if value == libm::round(value) || size >= 100.0 => 0,
        _ if size >= 10.0 => 1,
        _ if size >= 0.1 => 2,
        _ if size >= 0.01 => 3,
        _ => 4,
    };
    fixed(value, decimals)
}

/// The measure of a result in words.
pub fn measure(stored: &Stored, language: Language) -> String {
    measure_of(&stored.measure, &stored.names, language)
}

/// A measure in words, as in "an agreement signed".
pub fn measure_of(measure: &Measure, names: &Names, language: Language) -> String {
    match measure {
        Measure::Signed => say!(language, "why-signed"),
        Measure::InForce => say!(language, "why-in-force"),
        Measure::Completed => say!(language, "why-completed"),
        Measure::Standing => say!(language, "why-standing"),
        Measure::Gain(key) => {
            let of = names.parties.iter().find(|(own, _)| own == key);
            say!(language, "why-gain", party = of.map_or(key, |(_, name)| name))
        }
    }
}

/// The sentence that answers `discover`.
pub fn answer(stored: &Stored, found: &Discovery, a: usize, b: usize, language: Language) -> String {
    let (a, b) = (&stored.formats[a], &stored.formats[b]);
    let measure = measure(stored, language);
    let worlds = thousands(found.worlds as u64);
    if found.ahead == 0 {
        return say!(language, "why-never", a = a, b = b, measure = measure, worlds = worlds);
    }
    let ahead = thousands(found.ahead as u64);
    if found.too_few {
        return say!(
            language,
            "why-too-few",
            a = a,
            b = b,
            measure = measure,
            ahead = ahead,
            worlds = worlds
        );
    }
    let base = of_100(found.ahead as f64 / found.worlds as f64);
    match found.boxes.first() {
        None => say!(language, "why-no-box", a = a, b = b, measure = measure, base = base, worlds = worlds),
        Some(told) => say!(
            language,
            "why-wins",
            a = a,
            b = b,
            measure = measure,
            conditions = conditions(stored, told, language),
            density = of_100(told.density),
            base = base
        ),
    }
}

/// What holds in a set of worlds.
pub fn conditions(stored: &Stored, told: &Told, language: Language) -> String {
    let all: Vec<String> = told.conditions.iter().map(|c| condition(stored, c, language)).collect();
    match language {
        _ if all.is_empty() => say!(language, "why-anywhere"),
        // They are adnominal there, and take no particle.
        Language::Ko => all.join(", "),
        Language::En => language.list(&all),
    }
}

/// One condition: what is low or high, with its limit.
pub fn condition(stored: &Stored, condition: &Condition, language: Language) -> String {
    let input = &stored.inputs[condition.input];
    if input.switch {
        let statement = input.statement();
        return if condition.at_least {
            say!(language, "why-holds", statement = statement)
        } else {
            say!(language, "why-holds-not", statement = statement)
        };
    }
    let label = stored.names.label(input, language);
    let Some(limit) = condition.limit.map(number) else {
        return say!(language, "why-happens-never", what = label);
    };
    match (condition.at_least, condition.share <= 0.5) {
        (false, true) => say!(language, "why-low", what = label, limit = limit),
        (true, true) => say!(language, "why-high", what = label, limit = limit),
        (false, false) => say!(language, "why-not-high", what = label, limit = limit),
        (true, false) => say!(language, "why-not-low", what = label, limit = limit),
    }
}

/// What a driver is called.
pub fn driver(stored: &Stored, driver: &Driver, language: Language) -> String {
    let label = stored.names.label(&stored.inputs[driver.input], language);
    let switch = &stored.inputs[driver.input];
    if driver.combined {
        say!(language, "why-combined", what = label)
    } else if switch.switch {
        say!(language, "why-whether", statement = switch.statement())
    } else {
        label
    }
}

/// What an input of a design is called.
pub fn moved(names: &Names, input: &design::Input, language: Language) -> String {
    let named = |column: &str| {
        names.label(&Input { column: column.into(), of: input.of.clone(), switch: false }, language)
    };
    match input.kind {
        design::Kind::Number(..) => named(&input.column),
        design::Kind::Switch(..) => {
            let said = Input { column: input.column.clone(), of: input.of.clone(), switch: true };
            say!(language, "why-whether", statement = said.statement())
        }
        design::Kind::Wants(_) => say!(language, "sweep-wants", party = input.of),
        design::Kind::Luck => say!(language, "sweep-luck"),
        design::Kind::Dummy => say!(language, "sweep-dummy"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_the_digits_that_count() {
        let told = [0.312_345, 0.041_234, 0.001_23, 12.345, 345.6, 3.0, -0.25, 1.5].map(number);
        assert_eq!(told, ["0.31", "0.041", "0.0012", "12.3", "346", "3", "−0.25", "1.50"]);
    }
}
