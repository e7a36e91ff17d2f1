//! Why does it end? One bar a format, in groups of a fixed order; each reason and who brought it about are in the table.

use super::canvas::Canvas;
use super::groups::{Group, shares, shown};
use super::kit::{self, Entry, Words};
use super::rows::Rows;
use super::scale::Scale;
use super::theme::Theme;
use super::{Chart, Table, words};
use crate::language::Language;
use crate::results::comparison::{Comparison, Ending, FormatSummary};
use crate::results::spoken;
use crate::say;

/// File stem.
pub const STEM: &str = "endings";

/// A group is spoken of if the formats differ in it by as much.
const WORTH_TELLING: f64 = 0.05;

/// Draws the chart; `None` without formats.
pub fn draw(c: &Comparison, theme: &Theme) -> Option<Chart> {
    if c.formats.is_empty() {
        return None;
    }
    let language = theme.language;
    let title = title(c, theme);
    let subtitle =
        say!(language, "endings-subtitle", worlds = words::thousands(c.runs), scenario = c.scenario);
    let canvas = Canvas::new(STEM, theme);
    let y = canvas.head(&title, kit::near(theme, &subtitle));
    let y = key(&canvas, c, y) + 4.0;
    let rows = Rows::of(c);
    let notes = kit::note_lines(theme, &notes(c, &rows, theme));
    let bottom = body(&canvas, &rows, (y, kit::foot(theme, notes.len()) + 4.0));
    let bottom = kit::notes(&canvas, &notes, bottom + 4.0);
    let description = kit::sentences(words::order(c).into_iter().map(|i| {
        let f = &c.formats[i];
        (f.name.clone(), in_words(f, language))
    }));
    let w = Words { title, subtitle, description };
    Some(kit::chart((STEM, say!(language, "endings-question")), w, (canvas, bottom), c, table(c, language)))
}

/// What a zone is, where the formats of several tables differ from the other charts, and what is folded.
fn notes(c: &Comparison, rows: &Rows, t: &Theme) -> Vec<String> {
    let mut notes = if t.is_near() { vec![say!(t.language, "note-zone")] } else { Vec::new() };
    let several = |f: &&FormatSummary| f.alive.estimate - shares(f)[Group::Standing as usize] >= 0.005;
    let list: Vec<String> = c.formats.iter().filter(several).map(|f| t.language.quoted(&f.name)).collect();
    if !list.is_empty() {
        notes.push(if t.is_near() {
            say!(t.language, "endings-several", formats = t.language.list(&list))
        } else {
            say!(t.language, "endings-several-far")
        });
    }
    notes.extend(rows.notes(t));
    notes
}

fn key(canvas: &Canvas, c: &Comparison, top: f64) -> f64 {
    let t = canvas.theme;
    let all: Vec<[f64; 6]> = c.formats.iter().map(|f| shown(f, t)).collect();
    let occurs = |group: &Group| all.iter().any(|shares| shares[*group as usize] > 0.0);
    let mut entries: Vec<Entry> = Group::ALL
        .into_iter()
        .filter(occurs)
        .map(|group| Entry::boxed(group.colour(t), group.key(t)))
        .collect();
    if all.iter().any(|shares| shares.iter().sum::<f64>() < 0.9995) {
        entries.push(Entry::boxed(t.colours.ground, say!(t.language, "group-talking")));
    }
    kit::key(canvas, &entries, (t.margin, t.width - t.margin), top)
}

/// Names and bars, as high as the page allows; gives the height under them.
fn body(canvas: &Canvas, rows: &Rows<'_>, (top, below): (f64, f64)) -> f64 {
    let t = canvas.theme;
    let places = rows.place(t, (top, below), 40.0);
    let plot =
        canvas.rows(Scale::share(), (places.left, t.width - t.margin - 1.0), (places.top, places.bottom()));
    let half = (places.pitch - (places.pitch * 0.22).clamp(3.0, 10.0)) / 2.0;
    rows.names(canvas, &places);
    for (i, row) in rows.rows.iter().enumerate() {
        let (top, bottom) = (places.middle(i) - half, places.middle(i) + half);
        plot.framed((0.0, top), (1.0, bottom), (t.colours.ground, t.colours.rule));
        let parts = Group::ALL.into_iter().zip(shown(rows.summary(row), t));
        let parts: Vec<(f64, String)> =
            parts.filter(|(_, share)| *share > 0.0).map(|(g, share)| (share, g.colour(t))).collect();
        let drawn = parts.iter().map(|(share, colour)| (*share, colour.as_str()));
        kit::stacked(&plot, t, drawn, (top, bottom));
    }
    places.bottom()
}

/// The largest difference between the reference and another format in one group of endings; the most common group if none is worth telling.
fn title(c: &Comparison, theme: &Theme) -> String {
    let language = theme.language;
    let all: Vec<[f64; 6]> = c.formats.iter().map(shares).collect();
    let mut best: Option<(Group, usize, f64)> = None;
    // How many stand is told by other charts: this one says why they do not.
    for group in Group::ALL.into_iter().skip(1) {
        for format in words::order(c).into_iter().filter(|f| *f > 0) {
            let difference = (all[format][group as usize] - all[0][group as usize]).abs();
            if difference >= WORTH_TELLING && best.is_none_or(|(.., most)| difference > most + 1e-9) {
                best = Some((group, format, difference));
            }
        }
    }
    let share = |format: usize, group: Group| words::of_100(all[format][group as usize]);
    if let Some((group, format, _)) = best {
        return say!(
            language,
            "endings-title",
            group = words::capital(&group.name(language)),
            a = words::in_title(&c.formats[format].name, theme),
            of_a = share(format, group),
            b = words::in_title(&c.formats[0].name, theme),
            of_b = share(0, group),
        );
    }
    let most =
        Group::ALL.into_iter().rev().max_by(|a, b| all[0][*a as usize].total_cmp(&all[0][*b as usize]));
    let group = most.unwrap_or(Group::NoZone);
    let (name, number) = (group.name(language), share(0, group));
    if c.formats.len() == 1 {
        return say!(language, "endings-title-one", group = name, of_100 = number);
    }
    say!(language, "endings-title-same", group = name, of_100 = number)
}

/// Reasons that occur, in the order of the groups.
fn occurring(f: &FormatSummary) -> Vec<&Ending> {
    let mut all: Vec<&Ending> = f.ended.iter().filter(|e| e.share > 0.0).collect();
    all.sort_by_key(|e| Group::of(&e.reason).map_or(Group::ALL.len(), |[before, _]| before as usize));
    all
}

fn in_words(f: &FormatSummary, language: Language) -> String {
    let groups = Group::ALL.into_iter().zip(shares(f)).filter(|(_, share)| *share > 0.0);
    let told = groups.map(|(group, share)| format!("{} {}", group.name(language), words::of_100(share)));
    told.collect::<Vec<_>>().join(", ")
}

/// A reason in the words of the catalogue; one that this program does not know by its own label.
pub(crate) fn reason(key: &str, label: &str, language: Language) -> String {
    spoken::reason(language, key).unwrap_or_else(|| label.to_owned())
}

fn table(c: &Comparison, language: Language) -> Table {
    let heads = [
        say!(language, "chart-format"),
        say!(language, "endings-reason"),
        say!(language, "chart-worlds"),
        say!(language, "endings-after-completion"),
        say!(language, "endings-by-whom"),
    ];
    let mut table = Table { headers: heads.to_vec(), rows: Vec::new() };
    let of_100 = |share: f64| say!(language, "chart-of-100", share = words::of_100(share));
    let none = || "–".to_owned();
    for f in words::order(c).into_iter().map(|i| &c.formats[i]) {
        for e in occurring(f) {
            let by = e.by.iter().filter(|(_, share)| *share > 0.0);
            let by: Vec<String> = by
                .map(|(party, share)| format!("{} {}", words::party(c, party), words::of_100(*share)))
                .collect();
            let splits = Group::of(&e.reason).is_some_and(|[before, after]| before != after);
            table.rows.push(vec![
                f.name.clone(),
                reason(&e.reason, &e.label, language),
                of_100(e.share),
                e.after_completion.filter(|_| splits).map_or_else(none, of_100),
                if by.is_empty() { none() } else { by.join(", ") },
            ]);
        }
        for phase in &f.by_phase {
            let name = say!(language, "endings-by-phase", format = f.name, phase = phase.phase);
            let held = phase.ended.iter().map(|e| (reason(&e.reason, &e.label, language), e.share));
            let mut all: Vec<(String, f64)> =
                held.chain([(say!(language, "ending-not-held"), phase.not_held)]).collect();
            all.retain(|(_, share)| *share > 0.0);
            all.sort_by(|a, b| b.1.total_cmp(&a.1));
            for (label, share) in all {
                table.rows.push(vec![name.clone(), label, of_100(share), none(), none()]);
            }
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::fixture;

    #[test]
    fn the_title_tells_the_group_in_which_a_format_parts_most_from_the_reference() {
        let mut c = fixture::tiny();
        for (f, no_zone) in c.formats.iter_mut().zip([0.67, 0.17]) {
            f.ended.retain(|e| matches!(e.reason.as_str(), "no_zone" | "completed"));
            f.ended[0].share = 1.0 - no_zone;
            f.ended[1].share = no_zone;
        }
        let told = title(&c, &Theme::screen());
        assert!(
            told.contains("17") && told.contains("67") && told.starts_with("No zone of agreement"),
            "{told}"
        );
        for f in &mut c.formats {
            f.ended[0].share = 0.4;
            f.ended[1].share = 0.6;
        }
        let told = title(&c, &Theme::screen());
        assert!(told.contains("60") && !told.contains("one table"), "{told}");
    }

    #[test]
    fn the_table_splits_what_broke_before_and_after_completion() {
        let table = table(&fixture::korea(), Language::En);
        let spoiled: Vec<&Vec<String>> =
            table.rows.iter().filter(|row| row[1] == reason("spoiled", "", Language::En)).collect();
        assert!(!spoiled.is_empty() && spoiled.iter().all(|row| row[3] != "–"));
        let no_zone = reason("no_zone", "", Language::En);
        assert!(table.rows.iter().filter(|row| row[1] == no_zone).all(|row| row[3] == "–"));
    }
}
