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

/// Limits that are no further from the end of a range than this share of it are printed like the end.
const SAME: f64 = 0.005;

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
    let Some(at) = condition.limit else {
        return say!(language, "why-happens-never", what = label);
    };
    let limit = number(at);
    // Many inputs have worlds at the end of their range: there, and next to it, the limit is told as the end.
    let column = stored.columns[condition.input].iter().copied().filter(|x| x.is_finite());
    let (least, most) = column.fold((f64::MAX, f64::MIN), |(low, high), x| (low.min(x), high.max(x)));
    let (near, far) = if condition.at_least { (least, most) } else { (most, least) };
    if at.total_cmp(&far).is_eq() {
        return say!(language, "why-equals", what = label, limit = limit);
    }
    if (at - near).abs() <= SAME * near.abs() {
        let limit = number(near);
        return if condition.at_least {
            say!(language, "why-over", what = label, limit = limit)
        } else {
            say!(language, "why-under", what = label, limit = limit)
        };
    }
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
    fn limits_at_the_end_of_a_range_are_told_as_the_end() {
        use crate::statistics::regret::Regrets;
        use crate::why::inputs::{Input, Names};
        use crate::why::measure::Measure;
        let stored = Stored {
            formats: vec!["a".into(), "b".into()],
            names: Names::default(),
            more: false,
            inputs: vec![Input { column: "x".into(), of: String::new(), switch: false }],
            columns: vec![vec![0.2, 0.2, 0.4, 0.997, 1.0, 1.0]],
            outcomes: vec![vec![0.0; 6], vec![0.0; 6]],
            regrets: Regrets::new(2, 1),
            measure: Measure::Signed,
        };
        let told = |at_least, limit| {
            let limit = Some(limit);
            let column = "x".to_owned();
            let c = Condition { input: 0, column, at_least, limit, share: 0.4, quasi_p: None, again: None };
            condition(&stored, &c, Language::En)
        };
        let name = stored.names.label(&stored.inputs[0], Language::En);
        assert_eq!(told(true, 1.0), format!("{name} is 1"));
        assert_eq!(told(false, 0.997), format!("{name} is below 1"));
        assert_eq!(told(false, 0.2), format!("{name} is 0.20"));
        assert_eq!(told(true, 0.2005), format!("{name} is above 0.20"));
        assert_eq!(told(true, 0.4), format!("{name} is high (at least 0.40)"));
    }

    #[test]
    fn numbers_have_the_digits_that_count() {
        let told = [0.312_345, 0.041_234, 0.001_23, 12.345, 345.6, 3.0, -0.25, 1.5].map(number);
        assert_eq!(told, ["0.31", "0.041", "0.0012", "12.3", "346", "3", "−0.25", "1.50"]);
    }
}
