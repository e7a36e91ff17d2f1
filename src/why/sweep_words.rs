//! What a sweep found, in sentences.

use super::inputs::Input;
use super::sweep::{Course, Sweep, ahead};
use super::words::measure_of;
use crate::language::Language;
use crate::results::words::{fixed, own_scale, own_scale_signed, points, thousands};
use crate::say;

/// What the entry of an axis is called.
pub fn axis(sweep: &Sweep, axis: usize, language: Language) -> String {
    let column = sweep.axes.get(axis).map_or_else(String::new, |vary| vary.path.clone());
    sweep.names.label(&Input { column, of: String::new(), switch: false }, language)
}

/// The measure.
pub fn measure(sweep: &Sweep, language: Language) -> String {
    measure_of(&sweep.measure, &sweep.names, language)
}

/// A difference as it is printed.
pub fn difference(sweep: &Sweep, value: f64) -> String {
    if sweep.measure.is_share() { points(value) } else { own_scale_signed(value) }
}

/// The size of a difference, without its unit.
fn size(sweep: &Sweep, value: f64) -> String {
    if sweep.measure.is_share() { fixed(value.abs() * 100.0, 0) } else { own_scale(value.abs()) }
}

/// The unit of a difference.
pub fn unit(sweep: &Sweep, language: Language) -> String {
    if sweep.measure.is_share() {
        say!(language, "sweep-unit-share")
    } else {
        say!(language, "sweep-unit-gain")
    }
}

/// The sentence that answers.
pub fn answer(sweep: &Sweep, language: Language) -> String {
    match sweep.axes.as_slice() {
        [_, _] => plane(sweep, language),
        _ => line(sweep, language),
    }
}

/// The finding as the title of a chart: as the answer, without what stands in its subtitle.
pub fn title(sweep: &Sweep, language: Language) -> String {
    let courses = sweep.courses();
    match (sweep.axes.len(), courses.first()) {
        (2, _) => {
            let [a, b, level, _] = sweep.fields(0, 1);
            say!(
                language,
                "sweep-title-plane",
                a = sweep.formats[0],
                count_a = a.to_string(),
                b = sweep.formats[1],
                count_b = b.to_string(),
                all = (a + b + level).to_string()
            )
        }
        (_, None) => say!(language, "sweep-title-one", format = sweep.formats[0]),
        (_, Some(course)) if sweep.formats.len() > 2 && course.turns.is_empty() => {
            say!(language, "sweep-title-none")
        }
        (_, Some(course)) => along(sweep, course, language),
    }
}

/// One entry: of several formats the pair whose order turns most.
fn line(sweep: &Sweep, language: Language) -> String {
    let what = axis(sweep, 0, language);
    let measure = measure(sweep, language);
    let courses = sweep.courses();
    let Some(course) = courses.first() else {
        return say!(language, "sweep-one", format = sweep.formats[0], what = what, measure = measure);
    };
    if sweep.formats.len() > 2 && course.turns.is_empty() {
        return say!(language, "sweep-none-turns", what = what, measure = measure);
    }
    say!(language, "sweep-along", answer = along(sweep, course, language), what = what, measure = measure)
}

/// How two formats stand along an entry: a sentence without its end.
pub fn along(sweep: &Sweep, course: &Course, language: Language) -> String {
    let (a, b) = (sweep.formats[course.a].as_str(), sweep.formats[course.b].as_str());
    let name = |first: bool| if first { a } else { b };
    let [of_a, of_b, level] = course.counts();
    let Some(begins) = course.begins() else {
        let worlds = sweep.points.iter().flatten().next().map_or(0, super::sweep::Counts::worlds);
        return if course.is_nothing() {
            say!(language, "sweep-same", a = a, b = b, worlds = thousands(worlds))
        } else {
            say!(language, "sweep-level", a = a, b = b)
        };
    };
    let Some(last) = course.turns.last() else {
        let (leads, other) = (name(begins), name(!begins));
        let sizes = course.differences.iter().filter(|(_, d)| ahead(d).is_some());
        let sizes: Vec<f64> = sizes.map(|(_, d)| d.estimate.abs()).collect();
        let least = size(sweep, sizes.iter().copied().fold(f64::INFINITY, f64::min));
        let most = size(sweep, sizes.iter().copied().fold(0.0, f64::max));
        let unit = unit(sweep, language);
        return if level == 0 {
            say!(
                language,
                "sweep-always",
                leads = leads,
                other = other,
                by = if least == most { most } else { format!("{least}–{most}") },
                unit = unit
            )
        } else {
            let (count, all) = ((of_a + of_b).to_string(), course.differences.len().to_string());
            say!(
                language,
                "sweep-mostly",
                leads = leads,
                other = other,
                count = count,
                all = all,
                most = most,
                unit = unit
            )
        };
    };
    if sweep.axes.first().is_some_and(|axis| axis.places().is_none()) {
        return at_values(sweep, course, language);
    }
    if let [turn] = course.turns.as_slice() {
        return say!(language, "sweep-once", first = name(begins), second = name(!begins), at = turn.at);
    }
    let mut parts = vec![say!(language, "sweep-up-to", format = name(begins), at = course.turns[0].at)];
    for two in course.turns.windows(2) {
        let format = name(two[0].first_from_here);
        parts.push(say!(language, "sweep-then-to", format = format, at = two[1].at));
    }
    parts.push(say!(language, "sweep-then-on", format = name(last.first_from_here)));
    parts.join(", ")
}

/// Of values that are no numbers: who leads at which.
fn at_values(sweep: &Sweep, course: &Course, language: Language) -> String {
    let at = |first: bool| {
        let told = course.differences.iter().filter(|(_, d)| ahead(d) == Some(first));
        told.map(|(k, _)| language.quoted(&sweep.axes[0].steps[*k].value)).collect::<Vec<String>>()
    };
    let (a, b) = (&sweep.formats[course.a], &sweep.formats[course.b]);
    say!(
        language,
        "sweep-at",
        a = a,
        at_a = language.list(&at(true)),
        b = b,
        at_b = language.list(&at(false))
    )
}

/// Where the numbers cross without being told apart; `None` if nowhere.
pub fn crossings(course: &Course, language: Language) -> Option<String> {
    let at: Vec<String> = course.crossings.iter().map(|turn| turn.at.clone()).collect();
    (!at.is_empty()).then(|| say!(language, "sweep-crosses", at = language.list(&at)))
}

/// Two entries and two formats.
fn plane(sweep: &Sweep, language: Language) -> String {
    let [a, b, level, refused] = sweep.fields(0, 1);
    let all = (a + b + level).to_string();
    let said = say!(
        language,
        "sweep-plane",
        a = sweep.formats[0],
        count_a = a.to_string(),
        b = sweep.formats[1],
        count_b = b.to_string(),
        level = level.to_string(),
        all = all,
        measure = measure(sweep, language)
    );
    if refused == 0 {
        said
    } else {
        format!("{said} {}", say!(language, "sweep-plane-refused", count = refused.to_string()))
    }
}

/// Of two entries: how the formats stand along the first where the second is lowest, and where it is highest.
pub fn edges(sweep: &Sweep, language: Language) -> Vec<String> {
    let Some(second) = sweep.axes.get(1) else { return Vec::new() };
    let said = |k: usize| {
        say!(
            language,
            "sweep-edge",
            second = axis(sweep, 1, language),
            at = second.steps[k].to_string(),
            first = axis(sweep, 0, language),
            answer = along(sweep, &sweep.course(0, 1, k), language)
        )
    };
    vec![said(0), said(second.steps.len() - 1)]
}

#[cfg(test)]
mod tests {
    use super::super::sweep::tests::sweep;
    use super::*;

    fn said(vary: &[&str], values: impl Fn(usize, usize) -> Option<Vec<f64>>) -> String {
        answer(&sweep(vary, values), Language::En)
    }

    #[test]
    fn the_first_sentence_says_where_it_turns() {
        let once = said(&["x=0..0.4:5"], |k, _| Some(vec![0.8 - 0.2 * k as f64, 0.5]));
        assert!(once.starts_with("“f0” leads up to 0.15, “f1” from there on (x; measure"), "{once}");
        let twice = said(&["x=0..0.4:5"], |k, _| Some(vec![[0.8, 0.2, 0.2, 0.8, 0.8][k], 0.5]));
        assert!(
            twice.starts_with("“f0” leads up to 0.05, “f1” from there to 0.25, “f0” from there on"),
            "{twice}"
        );
        let always = said(&["x=0..0.4:5"], |k, _| Some(vec![0.8 - 0.05 * k as f64, 0.5]));
        assert!(always.starts_with("“f0” leads “f1” at every value, by 10–30 of 100"), "{always}");
        let words = said(&["x=a|b"], |k, _| Some(vec![0.8 - 0.6 * k as f64, 0.5]));
        assert!(words.starts_with("“f0” leads at “a”, “f1” at “b”"), "{words}");
        let same = said(&["x=0..1:2"], |_, _| Some(vec![0.5, 0.5]));
        assert!(same.contains("the same in each of 400 worlds at every value"), "{same}");
        let three = said(&["x=0..1:2"], |_, _| Some(vec![0.5, 0.6, 0.7]));
        assert!(three.starts_with("The order of no two formats turns"), "{three}");
    }

    #[test]
    fn a_plane_is_told_by_its_fields_and_edges() {
        let plane =
            sweep(&["x=0..0.4:5", "y=0..1:3"], |i, j| Some(vec![0.25 + 0.05 * (i + j) as f64, 0.375]));
        let said = answer(&plane, Language::En);
        assert!(said.starts_with("“f0” is ahead in "), "{said}");
        let edges = edges(&plane, Language::Ko);
        assert!(edges.len() == 2 && edges[0].contains("0.25") && edges[1].contains("0.05"), "{edges:?}");
    }
}
