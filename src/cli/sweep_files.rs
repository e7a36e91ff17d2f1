//! The folder of a sweep: its chart, its tables, all its numbers.

use super::pictures::{Kind, PictureOptions};
use super::sweep_shown::Shown;
use crate::chart::words::Made;
use crate::chart::{Chart, Theme, phase, sweep};
use crate::terminal::csv::csv_file;
use crate::terminal::failure::Failure;
use crate::terminal::json::json_file;
use crate::terminal::output::write_folder;
use std::path::Path;

/// Writes the folder, which is new or empty.
pub(super) fn write(shown: &Shown<'_>, folder: &Path, pictures: &PictureOptions) -> Result<(), Failure> {
    let theme = pictures.theme(Theme::screen(), shown.language);
    let made = Made {
        scenario: &shown.loaded.name,
        hash: &shown.loaded.hash,
        seed: shown.seed,
        worlds: shown.worlds,
    };
    let draw = if shown.sweep.axes.len() == 2 { phase::draw } else { sweep::draw };
    let chart = draw(shown.sweep, &made, &theme);
    let name = |_: usize, chart: &Chart| chart.stem.to_owned();
    let mut files = pictures.files(&[chart], &[Kind::Svg], name, shown.language)?;
    files.push(("sweep.csv".to_owned(), values(shown)?));
    files.push(("differences.csv".to_owned(), differences(shown)?));
    files.push(("sweep.json".to_owned(), json_file(&shown.data())?));
    write_folder(folder, &files)
}

/// Heads of the columns of values.
fn heads(shown: &Shown<'_>, more: &[&str]) -> Vec<String> {
    let paths = shown.sweep.axes.iter().map(|axis| axis.path.clone());
    paths.chain(more.iter().map(|head| (*head).to_owned())).collect()
}

/// A row a combination of values and format.
fn values(shown: &Shown<'_>) -> Result<Vec<u8>, Failure> {
    let mut rows = vec![heads(shown, &["format", "worlds", "estimate", "low", "high"])];
    for (k, point) in shown.sweep.points.iter().enumerate() {
        let Ok(counts) = point else { continue };
        for (f, format) in shown.sweep.formats.iter().enumerate() {
            let value = counts.value(f);
            let mut row: Vec<String> = shown.values(k).into_iter().map(str::to_owned).collect();
            row.extend([format.clone(), counts.worlds().to_string()]);
            row.extend([value.estimate, value.low, value.high].map(|number| format!("{number:.6}")));
            rows.push(row);
        }
    }
    csv_file(&rows)
}

/// A row a combination of values and pair of formats.
fn differences(shown: &Shown<'_>) -> Result<Vec<u8>, Failure> {
    let mut rows = vec![heads(shown, &["a", "b", "difference", "low", "high"])];
    let n = shown.sweep.formats.len();
    for (k, point) in shown.sweep.points.iter().enumerate() {
        let Ok(counts) = point else { continue };
        for (a, b) in (0..n).flat_map(|a| (a + 1..n).map(move |b| (a, b))) {
            let d = counts.difference(a, b);
            let mut row: Vec<String> = shown.values(k).into_iter().map(str::to_owned).collect();
            row.extend([a, b].map(|format| shown.sweep.formats[format].clone()));
            row.extend([d.estimate, d.low, d.high].map(|number| format!("{number:.6}")));
            rows.push(row);
        }
    }
    csv_file(&rows)
}
