//! The answer on one screen: 24 lines of 80 columns for five formats and six parties.

use crate::language::Language;
use crate::results::comparison::{Comparison, Difference, Ending, Finding, FormatSummary, Share};
use crate::results::periods;
use crate::results::words::{
    self, SHARES, measure, messages, of_100, own_scale, party_name, share, smallest_scales, thousands,
};
use crate::say;
use crate::terminal::columns::{Columns, Kind};
use crate::terminal::text::{emphasised, joined, left, right, share_out, width, wrapped};

/// Lines of a screen, less one for the prompt that follows.
const LINES: usize = 23;

/// Lines around the findings: heading 2, blank, table head, note, findings head, blank, footer.
const AROUND: usize = 7;

/// Two names in a line have at least so many columns, or each has a line.
const TWO_NAMES: usize = 30;

/// At least so many findings are shown, however many formats there are.
const FEWEST: usize = 3;

/// The result of `compare` in so many columns; `footer` ends it (report, next command). Of the commands after it as many stand there as the screen has
/// lines for, or all where it is longer anyway.
pub(super) fn comparison(result: &Comparison, footer: &[String], commands: &[String], room: usize) -> String {
    let mut lines = heading(result, room);
    lines.push(String::new());
    let noted: usize = result.formats.iter().map(|f| told(result, f, room).len()).sum();
    if AROUND + 2 * result.formats.len() + noted + footer.len() > LINES + 1 {
        lines.extend(together(result, room));
        lines.extend(scales(result, room));
        lines.push(String::new());
        return finish(lines, footer, commands);
    }
    lines.extend(shares(result, room));
    lines.extend(wrapped("", &say!(result.language, "screen-brackets"), room));
    let scales = scales(result, room);
    let below = footer.len() + commands.len() + scales.len();
    let left = LINES.saturating_sub(AROUND + result.formats.len() + noted + below).max(FEWEST);
    lines.extend(findings(result, left, room));
    lines.extend(scales);
    lines.push(String::new());
    finish(lines, footer, commands)
}

/// The result of `run` in so many columns: one format.
pub(super) fn single(result: &Comparison, format: &FormatSummary, footer: &[String], room: usize) -> String {
    let mut lines = heading(result, room);
    lines.push(String::new());
    lines.extend(emphasised(&say!(result.language, "screen-format", format = format.name), room));
    lines.extend(outcomes(result, format, room));
    if let Some(told) = &format.messages {
        let text = messages(told, result.language);
        lines.extend(wrapped("", &say!(result.language, "screen-told", text = text), room));
    }
    lines.extend(wrapped("", &say!(result.language, "screen-brackets"), room));
    lines.push(String::new());
    lines.extend(gains(result, format, room));
    lines.push(String::new());
    finish(lines, footer, &[])
}

/// For whom the smallest scale binds.
fn scales(result: &Comparison, room: usize) -> Vec<String> {
    smallest_scales(result).iter().flat_map(|note| wrapped("", note, room)).collect()
}

fn finish(mut lines: Vec<String>, footer: &[String], commands: &[String]) -> String {
    lines.extend_from_slice(footer);
    let free = (LINES + 1).checked_sub(lines.len()).unwrap_or(commands.len());
    lines.extend(commands.iter().take(free).cloned());
    joined(&lines)
}

fn heading(result: &Comparison, room: usize) -> Vec<String> {
    let settings = say!(
        result.language,
        "screen-settings",
        worlds = thousands(result.runs),
        seed = result.seed.to_string(),
        behaviour = words::behaviour(result),
        periods = periods::of(result, u64::from(result.horizon)),
    );
    [emphasised(&result.title, room), wrapped("", &settings, room)].concat()
}

/// What came of messages under a format, in lines below its row; none where nobody tells anything.
fn told(result: &Comparison, format: &FormatSummary, room: usize) -> Vec<String> {
    let messages = format.messages.as_ref().map(|told| messages(told, result.language));
    messages.map_or_else(Vec::new, |told| wrapped("  ", &told, room))
}

/// One line a format: the three shares and the main reason of the end.
fn shares(result: &Comparison, room: usize) -> Vec<String> {
    let cells =
        [column(result, |f| f.signed), column(result, |f| f.in_force), column(result, |f| f.completed)];
    let of_100 = |format: &FormatSummary| by_share(format).first().map(|e| width(&of_100(e.share)));
    let digits = result.formats.iter().filter_map(of_100).max().unwrap_or(0);
    let heads = [say!(result.language, "screen-of-100"), say!(result.language, "screen-mostly")];
    let table = |words: &dyn Fn(&Ending) -> String| {
        let [signed, in_force, completed] = SHARES.map(|m| measure(result, m));
        let mut table = Columns::new([
            (heads[0].as_str(), Kind::Name),
            (signed.as_str(), Kind::Measure),
            (in_force.as_str(), Kind::Measure),
            (completed.as_str(), Kind::Measure),
            (heads[1].as_str(), Kind::Name),
        ]);
        for (row, format) in result.formats.iter().enumerate() {
            let [a, b, c] = [&cells[0][row], &cells[1][row], &cells[2][row]].map(String::clone);
            table.row([format.name.clone(), a, b, c, main_ending(format, digits, words)]);
            noted(&mut table, result, format);
        }
        table
    };
    let full = table(&|ending| ending.label.clone());
    let brief = |ending: &Ending| brief(ending, result.language);
    if full.natural() <= room { full.lines(room) } else { table(&brief).lines(room) }
}

/// Below the row of a format, what came of its messages.
fn noted(table: &mut Columns, result: &Comparison, format: &FormatSummary) {
    if let Some(told) = &format.messages {
        table.note(&messages(told, result.language));
    }
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

fn main_ending(format: &FormatSummary, digits: usize, words: &dyn Fn(&Ending) -> String) -> String {
    match by_share(format).first() {
        Some(ending) => format!("{} {}", right(&of_100(ending.share), digits), words(ending)),
        None => String::new(),
    }
}

/// A reason in the shortest words of the glossary, where names of formats need the room.
fn brief(ending: &Ending, language: Language) -> String {
    match ending.reason.as_str() {
        "under_way" => say!(language, "screen-under-way"),
        "no_zone" => say!(language, "screen-no-zone"),
        "mistrust" => say!(language, "screen-mistrust"),
        "deadline" => say!(language, "screen-deadline"),
        "spoiled" => say!(language, "screen-spoiled"),
        "lapsed" => say!(language, "screen-lapsed"),
        _ => ending.label.clone(),
    }
}

/// Reasons that occur, the most frequent first; equal ones in their fixed order.
fn by_share(format: &FormatSummary) -> Vec<&Ending> {
    let mut endings: Vec<&Ending> = format.ended.iter().filter(|ending| ending.share > 0.0).collect();
    endings.sort_by(|a, b| b.share.total_cmp(&a.share));
    endings
}

/// Every format against the first of the file, measure by measure; then clear gains over it, as there are lines left.
fn findings(result: &Comparison, left: usize, room: usize) -> Vec<String> {
    let clear = result.differences.iter().filter(|d| d.finding == Finding::Clear).count();
    if clear == 0 {
        return nothing_clear(result, room);
    }
    let mut lines = against_first(result, room);
    lines.extend(wrapped("", &say!(result.language, "screen-clear-note"), room));
    let reference = result.formats.first().map_or("", |f| f.name.as_str());
    let mut gains: Vec<Difference> = result
        .parties
        .iter()
        .filter_map(|party| largest(result, &format!("gain:{}", party.id), reference))
        .collect();
    // The largest stay, in the order of the parties: as many as if no line were broken.
    let used = result.formats.len() + 1;
    while !gains.is_empty() && used + gains.len() > left + 1 {
        let smallest =
            (0..gains.len()).min_by(|&i, &j| gains[i].estimate.abs().total_cmp(&gains[j].estimate.abs()));
        gains.remove(smallest.unwrap_or(0));
    }
    lines.extend(rows(result, &gains, room));
    lines
}

/// Many formats: one line each, with two shares and how they differ from those of the first.
fn together(result: &Comparison, room: usize) -> Vec<String> {
    let Some(first) = result.formats.first() else { return Vec::new() };
    let (signed, completed) = (column(result, |f| f.signed), column(result, |f| f.completed));
    let heads = [SHARES[0], SHARES[2]].map(|m| measure(result, m));
    let head = say!(result.language, "screen-of-100");
    let more = heads.each_ref().map(|head| format!("± {head}"));
    let mut table = Columns::new([
        (head.as_str(), Kind::Name),
        (heads[0].as_str(), Kind::Measure),
        (heads[1].as_str(), Kind::Measure),
        (more[0].as_str(), Kind::Measure),
        (more[1].as_str(), Kind::Measure),
    ]);
    let verdicts = [SHARES[0], SHARES[2]].map(|m| verdicts(result, first, m));
    for (row, f) in result.formats.iter().enumerate() {
        let cells = [&signed[row], &completed[row], &verdicts[0][row], &verdicts[1][row]].map(String::clone);
        table.row([f.name.clone()].into_iter().chain(cells));
        noted(&mut table, result, f);
    }
    let mut lines = table.lines(room);
    let note = say!(result.language, "screen-together-note", format = first.name);
    lines.extend(wrapped("", &note, room));
    lines.extend(wrapped("", &say!(result.language, "screen-brackets"), room));
    lines
}

/// By format: how many of 100 more than under another one, and what may be said of it; numbers under one another.
fn verdicts(result: &Comparison, first: &FormatSummary, measure: &str) -> Vec<String> {
    let difference = |f: &FormatSummary| result.difference(&f.name, &first.name, measure);
    let all: Vec<Option<Difference>> = result.formats.iter().map(difference).collect();
    let digits = all.iter().flatten().map(|d| width(&words::difference(result, d))).max().unwrap_or(0);
    let told = |d: &Option<Difference>| {
        let Some(d) = d else { return String::new() };
        let verdict = d.finding.said(result.language);
        format!("{} {verdict}", right(&words::difference(result, d), digits))
    };
    all.iter().map(told).collect()
}

/// A line a format: how many of 100 more than under the first, and what may be said of it.
fn against_first(result: &Comparison, room: usize) -> Vec<String> {
    let Some((first, others)) = result.formats.split_first() else { return Vec::new() };
    let head = say!(result.language, "screen-against", format = first.name);
    let heads = SHARES.map(|m| measure(result, m));
    let columns = heads.iter().map(|head| (head.as_str(), Kind::Measure));
    let mut table = Columns::new([(head.as_str(), Kind::Name)].into_iter().chain(columns));
    let cells = SHARES.map(|m| verdicts(result, first, m));
    for (row, format) in others.iter().enumerate() {
        let cells = cells.iter().map(|column| column[row + 1].clone());
        table.row([format.name.clone()].into_iter().chain(cells));
    }
    table.lines(room)
}

fn nothing_clear(result: &Comparison, room: usize) -> Vec<String> {
    let language = result.language;
    let head = emphasised(&say!(language, "screen-nothing-clear"), room);
    let count = |is: fn(&Finding) -> bool| result.differences.iter().filter(|d| is(&d.finding)).count();
    let [depend, open, untested] = [
        count(|finding| matches!(finding, Finding::DependsOn { .. })),
        count(|finding| matches!(finding, Finding::Open { .. })),
        count(|finding| matches!(finding, Finding::NotTested { .. })),
    ];
    let kinds = [
        (depend, say!(language, "screen-unclear-depend", number = depend.to_string())),
        (open, say!(language, "screen-unclear-open", number = open.to_string())),
        (untested, say!(language, "screen-unclear-not-tested", number = untested.to_string())),
    ];
    let parts = kinds.iter().filter(|(n, _)| *n > 0).map(|(_, words)| words.clone());
    let parts = parts.collect::<Vec<String>>().join(", ");
    let text = match (result.differences.is_empty(), depend + open + untested) {
        (true, _) => say!(language, "screen-one-format"),
        (false, 0) => say!(language, "screen-nowhere"),
        (false, 1) => say!(language, "screen-unclear-one", parts = parts),
        (false, all) => {
            say!(language, "screen-unclear-many", number = thousands(all as u64), parts = parts)
        }
    };
    [head, wrapped("", &text, room)].concat()
}

/// The largest clear difference of a measure to a format: the other format less this one.
fn largest(result: &Comparison, measure: &str, reference: &str) -> Option<Difference> {
    let clear = result.differences.iter().filter(|d| {
        d.measure == measure && d.finding == Finding::Clear && (d.a == reference || d.b == reference)
    });
    let from = clear.map(|d| if d.b == reference { d.clone() } else { d.reversed() });
    // The first of equals, in the order of the file.
    from.reduce(|best, next| if next.estimate.abs() > best.estimate.abs() { next } else { best })
}

/// A line a difference: of what, how large, which format against which.
fn rows(result: &Comparison, differences: &[Difference], room: usize) -> Vec<String> {
    let cells: Vec<[String; 2]> = differences.iter().map(|difference| heads(result, difference)).collect();
    let column = |i: usize| cells.iter().map(|cell| width(&cell[i])).max().unwrap_or(0);
    let (of, by) = (column(0), column(1));
    let between = room.saturating_sub(by + 4 + width(&say!(result.language, "screen-over")) + 2);
    // The names of the parties give way as far as those of the formats need it.
    let of = of.min(between.saturating_sub(TWO_NAMES).max(14));
    let free = between.saturating_sub(of);
    let over = say!(result.language, "screen-over");
    let line = |(difference, [what, size]): (&Difference, &[String; 2])| {
        if free < TWO_NAMES {
            let over = format!("{} {over} {}", difference.a, difference.b);
            let first = wrapped("", &format!("{what}  {}", size.trim_start()), room);
            return [first, wrapped("  ", &over, room)].concat();
        }
        let (a, b) = share_out(&difference.a, &difference.b, free);
        vec![format!("{}  {}  {a} {over} {b}", left(what, of), right(size, by))]
    };
    differences.iter().zip(&cells).flat_map(line).collect()
}

/// What differs, and by how much.
fn heads(result: &Comparison, difference: &Difference) -> [String; 2] {
    let party = difference.measure.strip_prefix("gain:").unwrap_or(&difference.measure);
    [
        say!(result.language, "screen-gain", party = party_name(result, party)),
        words::difference(result, difference),
    ]
}

/// Left: how far it came. Right, or below: why it ended.
fn outcomes(result: &Comparison, format: &FormatSummary, room: usize) -> Vec<String> {
    let language = result.language;
    let end = periods::of(result, u64::from(result.horizon));
    let rows = [
        (measure(result, "zone"), &format.zone),
        (measure(result, "signed"), &format.signed),
        (measure(result, "in_force"), &format.in_force),
        (measure(result, "completed"), &format.completed),
        (say!(language, "screen-standing", periods = end), &format.alive),
    ];
    let digits = rows.iter().map(|(_, value)| width(&of_100(value.estimate))).max().unwrap_or(0);
    let mut shares = Columns::new([("", Kind::Name), ("", Kind::Measure)]);
    for (name, value) in rows {
        shares.row([name, cell(value, digits)]);
    }
    let shares = [emphasised(&say!(language, "screen-how-far"), room), shares.lines(room)].concat();
    let endings = [emphasised(&say!(language, "screen-why"), room), reasons(result, format)].concat();
    let mut lines = beside(&shares, &endings, room);
    if !format.by_phase.is_empty() {
        lines.extend(emphasised(&say!(language, "screen-phases"), room));
    }
    for phase in &format.by_phase {
        let told = |(label, share): (String, f64)| format!("{label} {}", of_100(share));
        let endings: Vec<String> = phase.by_share(language).into_iter().map(told).collect();
        lines.extend(wrapped("  ", &format!("{}: {}", phase.phase, endings.join(", ")), room));
    }
    if let Some(quartiles) = &format.periods_to_signature {
        let [low, high, middle] =
            [quartiles.q25, quartiles.q75, quartiles.median].map(|period| format!("{period:.0}"));
        let text = say!(language, "screen-quartiles", low = low, high = high, middle = middle);
        lines.extend(wrapped("", &text, room));
    }
    lines
}

/// Why it ended: as many lines as stand beside them, the last of which counts the rest.
fn reasons(result: &Comparison, format: &FormatSummary) -> Vec<String> {
    const MOST: usize = 5;
    let endings = by_share(format);
    let digits = endings.iter().map(|ending| width(&of_100(ending.share))).max().unwrap_or(0);
    let line = |(row, ending): (usize, &&Ending)| match &endings[row..] {
        more if row == MOST - 1 && more.len() > 1 => rest(more, digits, result.language),
        _ => with_doer(result, ending, digits),
    };
    endings.iter().enumerate().take(MOST).map(line).collect()
}

/// Two blocks of lines beside each other, or one below the other where there is no room.
fn beside(a: &[String], b: &[String], room: usize) -> Vec<String> {
    let shown = |line: &String| width(&anstream::adapter::strip_str(line).to_string());
    let widest = |lines: &[String]| lines.iter().map(shown).max().unwrap_or(0);
    let gap = 4;
    if widest(a) + gap + widest(b) > room {
        let wrap =
            |line: &String| if shown(line) > room { wrapped("", line, room) } else { vec![line.clone()] };
        return a.iter().chain(b).flat_map(wrap).collect();
    }
    let line = |row: usize| {
        let (first, second) = (a.get(row).map_or("", String::as_str), b.get(row).map_or("", String::as_str));
        let blanks = widest(a) + gap - a.get(row).map_or(0, shown);
        format!("{first}{}{second}", " ".repeat(blanks))
    };
    (0..a.len().max(b.len())).map(line).collect()
}

fn rest(endings: &[&Ending], digits: usize, language: Language) -> String {
    let share: f64 = endings.iter().map(|ending| ending.share).sum();
    let (share, number) = (right(&of_100(share), digits), endings.len().to_string());
    say!(language, "screen-rest", share = share, number = number)
}

fn with_doer(result: &Comparison, ending: &Ending, digits: usize) -> String {
    let text = format!("{} {}", right(&of_100(ending.share), digits), ending.label);
    let main =
        ending.by.iter().filter(|(_, share)| *share > 0.0).reduce(|a, b| if b.1 > a.1 { b } else { a });
    match main {
        Some((party, share)) if *share >= ending.share => {
            say!(result.language, "screen-doer", ending = text, party = party_name(result, party))
        }
        Some((party, _)) => {
            say!(result.language, "screen-mostly-doer", ending = text, party = party_name(result, party))
        }
        None => text,
    }
}

fn gains(result: &Comparison, format: &FormatSummary, room: usize) -> Vec<String> {
    let language = result.language;
    let head = say!(language, "screen-gains");
    let mut table = Columns::new([
        ("", Kind::Name),
        ("", Kind::Number),
        ("", Kind::Measure),
        ("", Kind::Number),
        ("", Kind::Measure),
    ]);
    for gain in &format.gain {
        let seat = if gain.at_table { String::new() } else { say!(language, "screen-absent") };
        let [low, high] = [gain.benefit_low, gain.benefit_high].map(own_scale);
        let interval = say!(language, "screen-interval", low = low, high = high);
        let name = party_name(result, &gain.party).to_owned();
        let [benefit, gain] = [gain.benefit, gain.mean].map(|value| words::signed(value, 2));
        table.row([name, benefit, interval, gain, seat]);
    }
    [emphasised(&head, room), table.lines(room), scales(result, room)].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::comparison::{Messages, Unchanged};
    use crate::results::fixture;
    use crate::terminal::text::SCREEN;

    fn footer() -> Vec<String> {
        vec!["Report   output/korea-2019-1/report.html".into(), "Next     roundtable explain k.ron".into()]
    }

    fn plain(text: &str) -> String {
        crate::terminal::printable::plain(text)
    }

    fn assert_fits(text: &str) {
        assert!(text.lines().count() <= LINES, "{} lines:\n{text}", text.lines().count());
        for line in text.lines() {
            assert!(width(line) <= SCREEN, "{} columns: {line}", width(line));
        }
    }

    #[test]
    fn five_formats_and_six_parties_fit_one_screen() {
        let text = plain(&comparison(&fixture::comparison(), &footer(), &[], SCREEN));
        assert_fits(&text);
        insta::assert_snapshot!(text);
    }

    #[test]
    fn below_a_format_with_a_mediator_stands_what_came_of_its_messages() {
        let mut result = fixture::comparison();
        let unchanged =
            |label: &str, share: f64| Unchanged { reason: "a key".into(), label: label.into(), share };
        let share = |estimate: f64| Share { estimate, low: estimate - 0.02, high: estimate + 0.02, n: 2000 };
        result.formats[1].messages = Some(Messages {
            believed: share(0.2),
            changed: share(0.15),
            elsewhere: vec![
                unchanged("nothing to tell", 0.0),
                unchanged("believed without effect", 0.05),
                unchanged("not credible", 0.8),
            ],
        });
        let told = "a message changed an offer in 15 of 100 (13–17); in the others: not credible 80, believed without effect 5";
        for room in [SCREEN, 40] {
            let text = plain(&comparison(&result, &footer(), &[], room));
            let lines: Vec<&str> = text.lines().collect();
            let row = lines.iter().position(|line| line.starts_with("three-stage plan")).unwrap();
            let below = lines[row + 1..].join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(below.contains(told), "{text}");
        }
        assert_fits(&plain(&comparison(&result, &footer(), &[], SCREEN)));
        let alone = plain(&single(&result, &result.formats[1], &footer(), SCREEN));
        assert!(alone.contains("Of 100 worlds a message changed an offer in 15"), "{alone}");
    }

    #[test]
    fn one_format_fits_one_screen() {
        let result = fixture::comparison();
        let text = plain(&single(&result, &result.formats[1], &footer(), SCREEN));
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
        insta::assert_snapshot!(plain(&comparison(&result, &footer(), &[], SCREEN)));
    }

    #[test]
    fn the_same_numbers_under_other_findings_are_not_called_clear() {
        let mut result = fixture::comparison();
        for difference in &mut result.differences {
            difference.finding = Finding::DependsOn { on: Vec::new() };
        }
        let text = plain(&comparison(&result, &footer(), &[], SCREEN));
        assert!(text.contains("90 differences of 5 points or more: 90 depend on what is assumed."), "{text}");
        assert!(!text.contains("gain, "));
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
        for line in plain(&comparison(&result, &footer(), &[], SCREEN)).lines() {
            assert!(width(line) <= SCREEN, "{line}");
        }
    }

    /// Every share is 1, every difference 100 points: nothing of it is cut, however narrow the screen.
    #[test]
    fn no_measure_is_cut_at_any_width() {
        let mut result = fixture::comparison();
        let all = Share { estimate: 1.0, low: 0.996, high: 1.0, n: 2000 };
        for format in &mut result.formats {
            (format.zone, format.signed, format.in_force) = (all, all, all);
            (format.completed, format.alive) = (all, all);
            format.ended.truncate(1);
            format.ended[0].share = 1.0;
            format.gain[0].mean = -123.45;
        }
        let none = Share { estimate: 0.0, low: 0.0, high: 0.004, n: 2000 };
        let first = &mut result.formats[0];
        (first.signed, first.in_force, first.completed) = (none, none, none);
        result.formats[1..].iter_mut().for_each(|f| f.gain.iter_mut().for_each(|g| g.benefit = 123.45));
        result.formats[0].gain.iter_mut().for_each(|g| g.benefit = 0.0);
        for difference in &mut result.differences {
            difference.estimate = if difference.measure.starts_with("gain:") { 123.45 } else { 1.0 };
            difference.finding = Finding::Clear;
        }
        let mut many = result.clone();
        many.formats.extend(result.formats.clone());
        for room in [20, 32, 40, 60, 80, 120, 200] {
            let several = plain(&comparison(&result, &footer(), &[], room));
            let alone = plain(&single(&result, &result.formats[1], &footer(), room));
            for (text, measures) in [
                (&several, &["100 (>99–100)", "100 clear", "+123.45"][..]),
                (&plain(&comparison(&many, &footer(), &[], room)), &["100 (>99–100)", "100 clear"]),
                (&alone, &["100 (>99–100)", "−123.45", "100 "]),
            ] {
                for measure in measures {
                    assert!(text.contains(measure), "{room}: no {measure} in\n{text}");
                }
                for cut in ["1…", "10…", "+1…", "+10…"] {
                    assert!(!text.contains(cut), "{room}: {cut} in\n{text}");
                }
            }
        }
    }

    #[test]
    fn a_wide_screen_has_all_of_the_names_and_a_narrow_one_a_list() {
        let result = fixture::comparison();
        let wide = plain(&comparison(&result, &footer(), &[], 120));
        assert!(!wide.contains('…'), "{wide}");
        assert!(wide.lines().all(|line| width(line) <= 120), "{wide}");
        let narrow = plain(&comparison(&result, &footer(), &[], 40));
        for line in narrow.lines().filter(|line| !line.starts_with("Report") && !line.starts_with("Next")) {
            assert!(width(line) <= 40, "{line}");
        }
        insta::assert_snapshot!(narrow);
        let alone = plain(&single(&result, &result.formats[1], &footer(), 40));
        insta::assert_snapshot!(alone);
    }
}
