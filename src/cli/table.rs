//! The answer on one screen: 24 lines of 80 columns for five formats and six parties.

use super::text::{SCREEN, bold, joined, left, right, share_out, shorten, width};
use crate::analysis::comparison::{Comparison, Difference, Ending, Finding, FormatSummary, Share};
use crate::analysis::words::{
    SHARES, count, measure, of_100, own_scale, own_scale_signed, party_name, points, share, thousands,
};

/// Lines of a screen, less one for the prompt that follows.
const LINES: usize = 23;

/// What the brackets are, below every table of shares.
const BRACKETS: &str = "In brackets: 95 % interval, simulation error alone. This is not a forecast.";

/// Lines around the findings: heading 2, blank, table head, note, findings head, blank, footer.
const AROUND: usize = 7;

/// Heads of the first and the last column of shares.
const HEADS: [&str; 2] = ["Of 100 worlds", "mostly ended by"];

/// Names of formats give way to reasons only beyond so many columns.
const NAMES: usize = 19;

/// At least so many findings are shown, however many formats there are.
const FEWEST: usize = 3;

/// The result of `compare`; `footer` ends it (report, next command).
pub(super) fn comparison(result: &Comparison, footer: &[String]) -> String {
    let mut lines = heading(result);
    lines.push(String::new());
    if AROUND + 2 * result.formats.len() + footer.len() > LINES + 1 {
        lines.extend(together(result));
        lines.push(String::new());
        return finish(lines, footer);
    }
    lines.extend(shares(result));
    lines.push(BRACKETS.into());
    let room = LINES.saturating_sub(AROUND + result.formats.len() + footer.len()).max(FEWEST);
    lines.extend(findings(result, room));
    lines.push(String::new());
    finish(lines, footer)
}

/// The result of `run`: one format.
pub(super) fn single(result: &Comparison, format: &FormatSummary, footer: &[String]) -> String {
    let mut lines = heading(result);
    lines.push(String::new());
    lines.push(bold(&shorten(&format!("Format: {}", format.name), SCREEN)));
    lines.extend(outcomes(result, format));
    lines.push(BRACKETS.into());
    lines.push(String::new());
    lines.extend(gains(result, format));
    lines.push(String::new());
    finish(lines, footer)
}

fn finish(mut lines: Vec<String>, footer: &[String]) -> String {
    lines.extend_from_slice(footer);
    joined(&lines)
}

fn heading(result: &Comparison) -> Vec<String> {
    let settings = format!(
        "{} assumed worlds, seed {}, behaviour {}, {}",
        thousands(result.runs),
        result.seed,
        result.behaviour,
        count(result.horizon as usize, &result.period),
    );
    vec![bold(&shorten(&result.title, SCREEN)), shorten(&settings, SCREEN)]
}

/// One line a format: the three shares and the main reason of the end.
fn shares(result: &Comparison) -> Vec<String> {
    let heads = ["signed", "in force", "completed"];
    let [signed, in_force, completed] =
        [column(result, |f| f.signed), column(result, |f| f.in_force), column(result, |f| f.completed)];
    let widest =
        |cells: &[String], head: &str| cells.iter().map(|cell| width(cell)).fold(width(head), usize::max);
    let columns = [widest(&signed, heads[0]), widest(&in_force, heads[1]), widest(&completed, heads[2])];
    let free = SCREEN - columns.iter().sum::<usize>() - 4 * 2;
    let names = result.formats.iter().map(|format| width(&format.name)).fold(width(HEADS[0]), usize::max);
    let in_words = |words: fn(&Ending) -> &str| -> (Vec<String>, usize) {
        let reasons: Vec<String> = result.formats.iter().map(|format| main_ending(format, words)).collect();
        let widest = reasons.iter().map(|text| width(text)).fold(width(HEADS[1]), usize::max);
        (reasons, widest)
    };
    let (reasons, reason) = Some(in_words(|ending| &ending.label))
        .filter(|(_, full)| names + full <= free)
        .unwrap_or_else(|| in_words(brief));
    let names = names.min(free.saturating_sub(reason).max(NAMES.min(free)));
    let line = |name: &str, cells: [&str; 3], reason: &str| {
        let [a, b, c] = cells;
        let cells = format!("{}  {}  {}", left(a, columns[0]), left(b, columns[1]), left(c, columns[2]));
        format!("{}  {cells}  {}", left(name, names), shorten(reason, free - names))
    };
    let head = bold(&line(HEADS[0], heads, HEADS[1]));
    let body = result.formats.iter().enumerate().map(|(row, format)| {
        line(&format.name, [&signed[row], &in_force[row], &completed[row]], &reasons[row])
    });
    std::iter::once(head).chain(body).collect()
}

/// A measure of all formats, estimates under one another.
fn column(result: &Comparison, of: impl Fn(&FormatSummary) -> Share) -> Vec<String> {
    let shares: Vec<Share> = result.formats.iter().map(of).collect();
    let widest = shares.iter().map(|share| width(&of_100(share.estimate))).max().unwrap_or(0);
    shares.iter().map(|share| cell(share, widest)).collect()
}

/// A share with its interval, the estimate on the right of so many columns.
fn cell(value: &Share, columns: usize) -> String {
    let text = share(value);
    let (estimate, interval) = text.split_once(' ').unwrap_or((&text, ""));
    format!("{} {interval}", right(estimate, columns))
}

fn main_ending(format: &FormatSummary, words: fn(&Ending) -> &str) -> String {
    match by_share(format).first() {
        Some(ending) => format!("{} {}", right(&of_100(ending.share), 2), words(ending)),
        None => String::new(),
    }
}

/// A reason in the shortest words of the glossary, where names of formats need the room.
fn brief(ending: &Ending) -> &str {
    match ending.reason.as_str() {
        "under_way" => "under way",
        "no_zone" => "no zone",
        "mistrust" => "mistrust",
        "deadline" => "deadline",
        "spoiled" => "spoiled",
        "lapsed" => "lapsed",
        _ => &ending.label,
    }
}

/// Reasons that occur, the most frequent first; equal ones in their fixed order.
fn by_share(format: &FormatSummary) -> Vec<&Ending> {
    let mut endings: Vec<&Ending> = format.ended.iter().filter(|ending| ending.share > 0.0).collect();
    endings.sort_by(|a, b| b.share.total_cmp(&a.share));
    endings
}

/// Every format against the first of the file, measure by measure; then clear gains over it, as there is room.
fn findings(result: &Comparison, room: usize) -> Vec<String> {
    let clear = result.differences.iter().filter(|d| d.finding == Finding::Clear).count();
    let depends =
        result.differences.iter().filter(|d| matches!(d.finding, Finding::DependsOn { .. })).count();
    if clear == 0 {
        return nothing_clear(result, depends);
    }
    let mut lines = against_first(result);
    lines.push("clear: whatever of this is assumed otherwise; depends: not so, see the report".into());
    let reference = result.formats.first().map_or("", |f| f.name.as_str());
    let mut gains: Vec<Difference> = result
        .parties
        .iter()
        .filter_map(|party| largest(result, &format!("gain:{}", party.id), reference))
        .collect();
    // The largest stay, in the order of the parties.
    while !gains.is_empty() && lines.len() + gains.len() > room + 1 {
        let smallest = (0..gains.len()).min_by(|&i, &j| gains[i].estimate.total_cmp(&gains[j].estimate));
        gains.remove(smallest.unwrap_or(0));
    }
    lines.extend(rows(result, &gains));
    lines
}

/// Many formats: one line each, with two shares and how they differ from those of the first.
fn together(result: &Comparison) -> Vec<String> {
    let Some(first) = result.formats.first() else { return Vec::new() };
    let (signed, completed) = (column(result, |f| f.signed), column(result, |f| f.completed));
    let names = result.formats.iter().map(|f| width(&f.name)).fold(width(HEADS[0]), usize::max);
    let names = names.min(SCREEN - 4 * 2 - 2 * 12 - 2 * 11);
    let line = |name: &str, cells: [&str; 4]| {
        let columns = [12, 12, 11, 11];
        let cells: Vec<String> = cells.iter().zip(columns).map(|(cell, room)| left(cell, room)).collect();
        format!("{}  {}", left(&shorten(name, names), names), cells.join("  ")).trim_end().to_owned()
    };
    let heads = SHARES.map(|m| measure(result, m));
    let more = |head: &str| format!("± {head}");
    let head = line(HEADS[0], [&heads[0], &heads[2], &more(&heads[0]), &more(&heads[2])]);
    let body = result.formats.iter().enumerate().map(|(row, f)| {
        let cell = |m: &str| verdict(result, f, first, m);
        line(&f.name, [&signed[row], &completed[row], &cell(SHARES[0]), &cell(SHARES[2])])
    });
    let mut lines: Vec<String> = std::iter::once(bold(&head)).chain(body).collect();
    lines.push(shorten(
        &format!("±: against \"{}\", of 100 worlds; clear or depends: see the report", first.name),
        SCREEN,
    ));
    lines.push(BRACKETS.into());
    lines
}

/// How many of 100 more than under another format, and what may be said of it.
fn verdict(result: &Comparison, format: &FormatSummary, first: &FormatSummary, measure: &str) -> String {
    let Some(d) = result.difference(&format.name, &first.name, measure) else { return String::new() };
    let verdict = match d.finding {
        Finding::Clear => "clear",
        Finding::DependsOn { .. } => "depends",
        Finding::NoClearDifference => "under 5",
    };
    format!("{} {verdict}", right(&points(d.estimate), 3))
}

/// A line a format: how many of 100 more than under the first, and what may be said of it.
fn against_first(result: &Comparison) -> Vec<String> {
    let Some((first, others)) = result.formats.split_first() else { return Vec::new() };
    let cell = |format: &FormatSummary, measure: &str| verdict(result, format, first, measure);
    let head = format!("Against {}", first.name);
    let free = SCREEN - 3 * 13;
    let names = others.iter().map(|f| width(&f.name)).fold(width(&head), usize::max).min(free);
    let line = |name: &str, cells: [String; 3]| {
        let cells = cells.map(|cell| left(&cell, 11));
        format!("{}  {}", left(&shorten(name, names), names), cells.join("  ")).trim_end().to_owned()
    };
    let heads = SHARES.map(|m| measure(result, m));
    let body = others.iter().map(|f| line(&f.name, SHARES.map(|m| cell(f, m))));
    std::iter::once(bold(&line(&head, heads))).chain(body).collect()
}

fn nothing_clear(result: &Comparison, depends: usize) -> Vec<String> {
    let head = bold("No clear difference between the formats");
    let text = match (result.differences.is_empty(), depends) {
        (true, _) => "There is only one format.".to_owned(),
        (false, 0) => "Nowhere do they differ by 5 points or more.".to_owned(),
        (false, 1) => {
            "One difference is 5 points or more, but depends on assumptions: see the report.".to_owned()
        }
        (false, n) => {
            format!("{n} differences are 5 points or more, but depend on assumptions: see the report.")
        }
    };
    vec![head, text]
}

/// The largest clear difference of a measure to a format, the higher format first.
fn largest(result: &Comparison, measure: &str, reference: &str) -> Option<Difference> {
    let clear = result.differences.iter().filter(|d| {
        d.measure == measure && d.finding == Finding::Clear && (d.a == reference || d.b == reference)
    });
    let up = clear.map(|d| if d.estimate < 0.0 { d.reversed() } else { d.clone() });
    // The first of equals, in the order of the file.
    up.reduce(|best, next| if next.estimate > best.estimate { next } else { best })
}

/// A line a difference: of what, how large, which format is above which.
fn rows(result: &Comparison, differences: &[Difference]) -> Vec<String> {
    let cells: Vec<[String; 2]> = differences.iter().map(|difference| heads(result, difference)).collect();
    let column = |i: usize| cells.iter().map(|cell| width(&cell[i])).max().unwrap_or(0);
    let (of, by) = (column(0), column(1));
    let room = SCREEN.saturating_sub(of + by + 4 + width(" over "));
    let line = |(difference, [what, size]): (&Difference, &[String; 2])| {
        let (a, b) = share_out(&difference.a, &difference.b, room);
        format!("{}  {}  {a} over {b}", left(what, of), left(size, by))
    };
    differences.iter().zip(&cells).map(line).collect()
}

/// What differs, and by how much.
fn heads(result: &Comparison, difference: &Difference) -> [String; 2] {
    let party = difference.measure.strip_prefix("gain:").unwrap_or(&difference.measure);
    [format!("gain, {}", shorten(party_name(result, party), 14)), own_scale_signed(difference.estimate)]
}

/// Left: how far it came. Right: why it ended.
fn outcomes(result: &Comparison, format: &FormatSummary) -> Vec<String> {
    let months = format!("alive after {} periods", result.horizon);
    let rows = [
        ("zone of agreement", &format.zone),
        ("signed", &format.signed),
        ("in force", &format.in_force),
        ("completed", &format.completed),
        (months.as_str(), &format.alive),
    ];
    let endings = by_share(format);
    let mut lines = vec![bold(&(left("In how many of 100 worlds", 42) + "Why it ended, of 100 worlds"))];
    for (row, (name, value)) in rows.iter().enumerate() {
        let ending = match endings.get(row) {
            Some(_) if row == rows.len() - 1 && endings.len() > rows.len() => rest(&endings[row..]),
            Some(ending) => with_doer(result, ending),
            None => String::new(),
        };
        lines.push(format!(
            "{}{}",
            left(&format!("{} {}", left(name, 24), cell(value, 3)), 42),
            shorten(&ending, 38)
        ));
    }
    if let Some(quartiles) = &format.periods_to_signature {
        let text = format!(
            "Half of the signatures come after {:.0} to {:.0} periods, in the middle {:.0}.",
            quartiles.q25, quartiles.q75, quartiles.median
        );
        lines.push(text);
    }
    lines
}

fn rest(endings: &[&Ending]) -> String {
    let share: f64 = endings.iter().map(|ending| ending.share).sum();
    format!("{} other reasons ({})", right(&of_100(share), 3), endings.len())
}

fn with_doer(result: &Comparison, ending: &Ending) -> String {
    let text = format!("{} {}", right(&of_100(ending.share), 3), ending.label);
    let main =
        ending.by.iter().filter(|(_, share)| *share > 0.0).reduce(|a, b| if b.1 > a.1 { b } else { a });
    match main {
        Some((party, share)) if *share >= ending.share => format!("{text}: {}", party_name(result, party)),
        Some((party, _)) => format!("{text}: mostly {}", party_name(result, party)),
        None => text,
    }
}

fn gains(result: &Comparison, format: &FormatSummary) -> Vec<String> {
    let head = "Mean gain, own scale: 0 is what is practised now, 1 a party's best everywhere";
    let mut lines = vec![bold(head)];
    for gain in &format.gain {
        let seat = if gain.at_table { "" } else { "not at the table" };
        let interval = format!("({} to {})", own_scale(gain.low), own_scale(gain.high));
        let name = left(party_name(result, &gain.party), 30);
        lines.push(format!(
            "{name} {} {} {seat}",
            right(&own_scale_signed(gain.mean), 6),
            left(&interval, 18)
        ));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::fixture;

    fn footer() -> Vec<String> {
        vec!["Report   output/korea-2019-1/report.html".into(), "Next     roundtable explain k.ron".into()]
    }

    fn plain(text: &str) -> String {
        super::super::printable::plain(text)
    }

    fn assert_fits(text: &str) {
        assert!(text.lines().count() <= LINES, "{} lines:\n{text}", text.lines().count());
        for line in text.lines() {
            assert!(width(line) <= SCREEN, "{} columns: {line}", width(line));
        }
    }

    #[test]
    fn five_formats_and_six_parties_fit_one_screen() {
        let text = plain(&comparison(&fixture::comparison(), &footer()));
        assert_fits(&text);
        insta::assert_snapshot!(text);
    }

    #[test]
    fn one_format_fits_one_screen() {
        let result = fixture::comparison();
        let text = plain(&single(&result, &result.formats[1], &footer()));
        assert_fits(&text);
        insta::assert_snapshot!(text);
    }

    #[test]
    fn nothing_clear_is_said_plainly() {
        let mut result = fixture::comparison();
        result.formats.truncate(2);
        for difference in &mut result.differences {
            difference.finding = Finding::NoClearDifference;
        }
        insta::assert_snapshot!(plain(&comparison(&result, &footer())));
    }

    #[test]
    fn the_same_numbers_under_other_findings_are_not_called_clear() {
        let mut result = fixture::comparison();
        for difference in &mut result.differences {
            difference.finding = Finding::DependsOn { on: vec!["behaviour at the table".into()] };
        }
        let text = plain(&comparison(&result, &footer()));
        assert!(text.contains("90 differences are 5 points or more, but depend on assumptions"), "{text}");
        assert!(!text.contains(" over "));
    }

    #[test]
    fn long_names_and_many_formats_keep_the_width() {
        let mut result = fixture::comparison();
        let more: Vec<FormatSummary> = result.formats.clone();
        result.formats.extend(more);
        for format in &mut result.formats {
            format.name =
                format!("{} 한반도 평화 체제를 위한 다자 회담 and more words than fit", format.name);
            format.ended[0].label =
                "a reason with a label that is much longer than any column has room for".into();
        }
        for line in plain(&comparison(&result, &footer())).lines() {
            assert!(width(line) <= SCREEN, "{line}");
        }
    }
}
