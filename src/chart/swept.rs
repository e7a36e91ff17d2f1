//! What the charts of a sweep share: its title, the values along an axis.

use super::theme::Theme;
use super::{text, words};
use crate::why::sweep::Sweep;
use crate::why::sweep_words;

/// The title, with names that it has room for.
pub(crate) fn titled(sweep: &Sweep, theme: &Theme) -> String {
    let formats = sweep.formats.iter().map(|name| words::short(name, theme)).collect();
    sweep_words::title(&Sweep { formats, ..sweep.clone() }, theme.language)
}

/// Where the values of an entry stand on an axis, and the steps whose labels have room on so many pixels.
pub(crate) fn ticks(
    sweep: &Sweep,
    axis: usize,
    places: &[f64],
    size: f64,
    pixels: f64,
) -> Vec<(f64, String)> {
    let steps = &sweep.axes[axis].steps;
    let span = places.last().copied().unwrap_or(1.0) - places.first().copied().unwrap_or(0.0);
    let cap = (pixels / steps.len().min(8) as f64 - size).max(size * 2.0);
    let labels: Vec<String> = steps
        .iter()
        .map(|step| text::shorten(&text::clean(&step.to_string()), size, cap.max(size * 4.0)))
        .collect();
    let mut kept: Vec<(f64, String)> = Vec::new();
    let mut free = f64::NEG_INFINITY;
    for (place, label) in places.iter().zip(labels) {
        let at = if span > 0.0 { (place - places[0]) / span * pixels } else { 0.0 };
        let half = text::width(&label, size) / 2.0 + size * 0.4;
        if at - half >= free {
            free = at + half;
            kept.push((*place, label));
        }
    }
    kept
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::chart::Chart;
    use crate::chart::rules::{complete, elements, marks_inside, texts_apart};
    use crate::chart::words::Made;
    use crate::language::Language;

    const MADE: Made<'static> = Made { scenario: "made-up", hash: "0123456789ab", seed: 1, worlds: 400 };

    /// Draws a sweep in all themes and languages, and holds it to the rules of all charts.
    pub(in crate::chart) fn held(
        draw: fn(&Sweep, &Made<'_>, &Theme) -> Chart,
        name: &str,
        sweep: &Sweep,
    ) -> Vec<Chart> {
        let gallery = std::env::var("ROUNDTABLE_GALLERY").ok();
        let mut charts = Vec::new();
        for theme_name in Theme::NAMES {
            for language in Language::ALL {
                let theme = Theme::named(theme_name).expect("a theme").speaking(language);
                let chart = draw(sweep, &MADE, &theme);
                let elements = elements(&chart.svg);
                let name = format!("{name}-{theme_name}-{language}");
                if let Some(folder) = &gallery {
                    std::fs::write(format!("{folder}/sweep-{name}.svg"), &chart.svg).expect("a folder");
                }
                texts_apart(&name, &elements);
                marks_inside(&name, &elements);
                complete(&name, &theme, &chart, &elements);
                assert!(elements[0].number("height") <= 760.0, "{name}: {}", elements[0].number("height"));
                charts.push(chart);
            }
        }
        charts
    }
}
