//! Slides of a result: pictures of 16:9, one message each. What was asked, a chart a slide, and what it does not say.

use super::canvas::{Canvas, Label};
use super::rows::{Row, Rows};
use super::theme::Theme;
use super::{CHARTS, Chart, Table, gains, outcomes, text, words};
use crate::results::comparison::Comparison;
use crate::results::words::thousands;
use crate::say;

/// Slides in the order in which they are shown: the question, every chart that the comparison has data for, the limits. A chart with more rows than
/// a slide has room for goes over several slides, each with the reference.
pub fn slides(c: &Comparison, theme: &Theme) -> Vec<Chart> {
    let party = gains::by_change(c).first().copied();
    let parts = parts(c, theme);
    let parts: Vec<Vec<Chart>> = parts
        .iter()
        .enumerate()
        .map(|(k, part)| charts(part, &Theme { part: Some((k + 1, parts.len())), ..theme.clone() }, party))
        .collect();
    let in_parts = |chart: Chart| {
        if parts.len() < 2 || height(&chart) <= theme.height {
            return vec![chart];
        }
        parts.iter().filter_map(|part| part.iter().find(|own| own.stem == chart.stem).cloned()).collect()
    };
    let charts = charts(c, theme, party).into_iter().flat_map(in_parts).map(|chart| framed(chart, theme));
    std::iter::once(question(c, theme)).chain(charts).chain([limits(c, theme)]).collect()
}

/// The charts of a result; of what a party gets the one party whose benefit changes most with the format, in all parts the same.
fn charts(c: &Comparison, theme: &Theme, party: Option<usize>) -> Vec<Chart> {
    let same = |chart: Chart| {
        if chart.stem == outcomes::STEMS[0] { outcomes::of(c, theme, party?) } else { Some(chart) }
    };
    CHARTS.iter().filter_map(|chart| chart(c, theme).and_then(same)).collect()
}

/// The comparison in parts with so few rows that a chart of each fits a slide: the formats from the top, in all parts beside the reference.
fn parts(c: &Comparison, theme: &Theme) -> Vec<Comparison> {
    let rows = Rows::of(c).without_reference().rows;
    let most = (theme.height * ROWS / (theme.label * 1.08).ceil()).floor().max(2.0) as usize - 1;
    // Parts of about the same size.
    let number = rows.len().div_ceil(most).max(1);
    let part = |rows: &[Row]| {
        let wanted = |format: &usize| {
            *format == 0 || rows.iter().any(|row| row.format == *format || row.same.contains(format))
        };
        only(c, &(0..c.formats.len()).filter(wanted).collect::<Vec<_>>())
    };
    rows.chunks(rows.len().div_ceil(number).max(1)).map(part).collect()
}

/// The share of a slide that is left for rows.
const ROWS: f64 = 0.6;

/// The comparison of these formats alone.
fn only(c: &Comparison, formats: &[usize]) -> Comparison {
    let mut part = c.clone();
    part.formats = formats.iter().map(|f| c.formats[*f].clone()).collect();
    part.sample.formats = formats.iter().filter_map(|f| c.sample.formats.get(*f).cloned()).collect();
    let kept = |name: &str| part.formats.iter().any(|format| format.name == name);
    part.differences.retain(|d| kept(&d.a) && kept(&d.b));
    part
}

/// Height of a picture as it is drawn.
fn height(chart: &Chart) -> f64 {
    let head = chart.svg.lines().next().unwrap_or_default();
    attribute(head, "height").and_then(|height| height.parse().ok()).unwrap_or(0.0)
}

/// What was asked: the scenario in its own words, and which formats go through how many worlds.
fn question(c: &Comparison, theme: &Theme) -> Chart {
    let language = theme.language;
    let (formats, worlds) = (thousands(c.formats.len() as u64), thousands(c.runs));
    let subtitle = match c.formats.as_slice() {
        [only] => say!(language, "slide-one-format", format = only.name, worlds = worlds),
        _ => say!(language, "slide-formats", formats = formats, worlds = worlds),
    };
    words_alone("question", c, theme, (&c.title, &subtitle), std::slice::from_ref(&c.about))
}

/// What the result does not say.
fn limits(c: &Comparison, theme: &Theme) -> Chart {
    let language = theme.language;
    let runs = c.tested.runs.iter().filter(|run| run.counted).count();
    let lines = [
        say!(language, "slide-limit-worlds"),
        say!(language, "slide-limit-assumed"),
        if runs == 0 {
            say!(language, "slide-limit-untested")
        } else {
            say!(language, "slide-limit-clear", runs = thousands(runs as u64))
        },
        say!(language, "slide-limit-error"),
    ];
    words_alone("limits", c, theme, (&say!(language, "slide-limits"), ""), &lines)
}

/// A slide of words: a title, a line under it, paragraphs as large as there is room.
fn words_alone(
    stem: &'static str,
    c: &Comparison,
    theme: &Theme,
    (title, subtitle): (&str, &str),
    paragraphs: &[String],
) -> Chart {
    let canvas = Canvas::new(stem, theme);
    let start = canvas.head(title, subtitle) + theme.margin;
    let foot = theme.line(theme.small) * 2.0 + theme.margin;
    let mut y = start;
    for (line, size) in laid_out(paragraphs, theme, theme.height - foot - start) {
        y += theme.line(size);
        canvas.text(theme.margin, y, &Label::new(line, size));
    }
    let description = paragraphs.join(" ");
    let svg = canvas.finish(y, &words::footer(c, theme), title, &description);
    let rows = paragraphs.iter().map(|paragraph| vec![paragraph.clone()]).collect();
    let table = Table { headers: vec![title.to_owned()], rows };
    let (title, subtitle) = (title.to_owned(), subtitle.to_owned());
    framed(Chart { stem, question: String::new(), title, subtitle, description, svg, table }, theme)
}

/// More lines than any slide has room for.
const MOST_LINES: usize = 200;

/// Paragraphs in lines, each with its size: smaller where they do not fit otherwise, and at last cut.
fn laid_out(paragraphs: &[String], theme: &Theme, room: f64) -> Vec<(String, f64)> {
    let sizes = [theme.label, theme.label * 0.85, theme.label * 0.7];
    let lines = |size: f64| -> Vec<(String, f64)> {
        let block = |p: &String| {
            let lines = text::wrap(&text::clean(p), size, theme.inner(), MOST_LINES);
            lines
                .into_iter()
                .map(|line| (line, size))
                .chain([(String::new(), size * 0.5)])
                .collect::<Vec<_>>()
        };
        paragraphs.iter().flat_map(block).collect()
    };
    let height = |lines: &[(String, f64)]| lines.iter().map(|(_, size)| theme.line(*size)).sum::<f64>();
    let fits = sizes.into_iter().map(lines).find(|lines| height(lines) <= room + theme.line(theme.small));
    fits.unwrap_or_else(|| cut(lines(sizes[2]), theme, room))
}

/// Those lines for which there is room, with a sign that there are more.
fn cut(lines: Vec<(String, f64)>, theme: &Theme, room: f64) -> Vec<(String, f64)> {
    let mut height = 0.0;
    let mut fitting: Vec<(String, f64)> = lines
        .into_iter()
        .take_while(|(_, size)| {
            height += theme.line(*size);
            height <= room
        })
        .collect();
    if let Some((last, _)) = fitting.iter_mut().rfind(|(line, _)| !line.is_empty())
        && !last.ends_with('…')
    {
        last.push_str(" …");
    }
    fitting
}

/// The chart in the middle of a page of the theme's width and height; smaller where it is taller.
fn framed(chart: Chart, theme: &Theme) -> Chart {
    let (width, height) = (theme.width, theme.height);
    let Some((head, body)) = chart.svg.split_once('\n') else { return chart };
    let Some(own) = attribute(head, "height").and_then(|h| h.parse::<f64>().ok()) else { return chart };
    let factor = (own / height).max(1.0);
    let (w, h) = (width * factor, height * factor);
    let (x, y) = ((width - w) / 2.0, (own - h) / 2.0);
    let size = |height: f64| format!(" width=\"{width}\" height=\"{height}\"");
    let view = format!("viewBox=\"{x:.2} {y:.2} {w:.2} {h:.2}\"");
    let head = head.replacen(&size(own), &size(height), 1);
    let head = head.replacen(&format!("viewBox=\"0 0 {width} {own}\""), &view, 1);
    let ground = format!("<rect x=\"0\" y=\"0\"{} fill=", size(own));
    let wide = format!("<rect x=\"{x:.2}\" y=\"{y:.2}\" width=\"{w:.2}\" height=\"{h:.2}\" fill=");
    let svg = format!("{head}\n{}", body.replacen(&ground, &wide, 1));
    Chart { svg, ..chart }
}

fn attribute<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.split_once(&format!(" {name}=\"")).and_then(|(_, rest)| rest.split('"').next())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::results::fixture;

    #[test]
    fn every_slide_is_a_page_of_16_to_9_with_its_ground() {
        let c = fixture::comparison();
        for language in Language::ALL {
            let theme = Theme::projector().speaking(language);
            let all = slides(&c.speaking(language), &theme);
            assert_eq!((all[0].stem, all[all.len() - 1].stem), ("question", "limits"));
            assert!(all.len() > 4);
            for slide in &all {
                let head = slide.svg.lines().next().unwrap_or_default();
                assert!(head.contains(" width=\"1280\" height=\"720\" viewBox=\""), "{head}");
                let view = attribute(head, "viewBox").unwrap_or_default().split(' ');
                let view: Vec<f64> = view.filter_map(|number| number.parse().ok()).collect();
                assert!((view[2] / view[3] - 16.0 / 9.0).abs() < 0.01, "{head}");
                let ground =
                    format!("<rect x=\"{:.2}\" y=\"{:.2}\" width=\"{:.2}\"", view[0], view[1], view[2]);
                assert!(slide.svg.contains(&ground), "{}", slide.stem);
            }
        }
    }

    /// However many formats there are, no picture is made smaller, so that its text stays large; and no format is left out.
    #[test]
    fn slides_of_many_formats_go_over_several_pages_in_full_size() {
        let theme = Theme::projector();
        for (name, c) in crate::chart::fixture::all() {
            let all = slides(&c, &theme);
            for slide in &all {
                let head = slide.svg.lines().next().unwrap_or_default();
                let view = attribute(head, "viewBox").unwrap_or_default().rsplit(' ').next();
                let tall: f64 = view.and_then(|tall| tall.parse().ok()).unwrap_or(0.0);
                assert!(tall <= theme.height + 0.5, "{name}: {} is {tall} tall", slide.stem);
            }
            let overviews: Vec<&Chart> = all.iter().filter(|slide| slide.stem == "overview").collect();
            let rows = || overviews.iter().flat_map(|slide| &slide.table.rows);
            for row in Rows::of(&c).rows {
                let format = &c.formats[row.format].name;
                assert!(rows().any(|cells| cells.contains(format)), "{name}: {format} is on no slide");
            }
        }
    }

    #[test]
    fn words_that_are_too_many_get_smaller_and_are_cut_at_last() {
        let theme = Theme::projector();
        let lines = |words: usize| laid_out(&["word ".repeat(words)], &theme, 400.0);
        assert_eq!(lines(10)[0].1, theme.label);
        assert!(lines(200)[0].1 < theme.label);
        let many = lines(5000);
        let height: f64 = many.iter().map(|(_, size)| theme.line(*size)).sum();
        assert!(height <= 400.0 + theme.line(theme.small), "{height}");
        assert!(many.iter().any(|(line, _)| line.contains('…')));
    }
}
