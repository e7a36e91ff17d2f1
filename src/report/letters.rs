//! The last step of a page: nothing in it acts, and names from right to left stand apart.

use crate::scenario::letters::{isolated, visible};

/// The page with what acts written out, and with names in scripts from right to left between `<bdi>` and `</bdi>`, so that numbers and words
/// around them keep their places. Drawings have both behind them already.
pub(super) fn finished(page: &str) -> String {
    let mut out = String::with_capacity(page.len());
    let mut rest = page;
    // A title, an option and an attribute hold text alone; there characters stand for the element.
    let (mut drawing, mut marks) = (false, ELEMENT);
    while let Some((text, tag, after)) = next(rest) {
        // A script is ours or holds data that is written out already; what looks like a tag in it is none.
        if let Some(end) = tag.starts_with("<script").then(|| after.find("</script>")).flatten() {
            let (script, after) = after.split_at(end);
            out.extend([&*isolated(&visible(text), marks), tag, script]);
            rest = after;
            continue;
        }
        if drawing {
            out.extend([text, tag]);
        } else {
            out.extend([&*isolated(&visible(text), marks), &*isolated(&visible(tag), CHARACTERS)]);
        }
        match tag {
            "</svg>" => drawing = false,
            "<title>" => marks = CHARACTERS,
            "</title>" | "</option>" => marks = ELEMENT,
            _ if tag.starts_with("<option") => marks = CHARACTERS,
            _ => drawing |= tag.starts_with("<svg"),
        }
        rest = after;
    }
    out.push_str(&isolated(&visible(rest), marks));
    out
}

/// Marks of a run from right to left in the body of a page.
const ELEMENT: (&str, &str) = ("<bdi>", "</bdi>");

/// The same where no element may stand.
const CHARACTERS: (&str, &str) = ("\u{2068}", "\u{2069}");

/// The text before the next tag, the tag, and what follows; in attributes `>` is escaped.
fn next(page: &str) -> Option<(&str, &str, &str)> {
    let start = page.find('<')?;
    let end = start + page[start..].find('>')? + 1;
    Some((&page[..start], &page[start..end], &page[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_hold_nothing_that_acts_and_set_names_apart() {
        let page = "<title>שלום</title><p title=\"\u{7}\">a\u{1b}[2J\u{202e} under שלום 38</p>\n<svg><title>x</title><text>\u{2068}שלום\u{2069}</text></svg>שלום";
        assert_eq!(
            finished(page),
            "<title>\u{2068}שלום\u{2069}</title><p title=\"\\u{7}\">a\\u{1b}[2J\\u{202e} under <bdi>שלום</bdi> 38</p>\n<svg><title>x</title><text>\u{2068}שלום\u{2069}</text></svg><bdi>שלום</bdi>"
        );
        let chosen = "<p aria-label=\"שלום\"><option value=\"0\">שלום</option>שלום";
        let marked = "<p aria-label=\"\u{2068}שלום\u{2069}\"><option value=\"0\">\u{2068}שלום\u{2069}</option><bdi>שלום</bdi>";
        assert_eq!(finished(chosen), marked);
        let script = "<p>שלום</p><script>if (a < b && b > c) { \"\\u05e9\"; }</script>שלום";
        let kept =
            "<p><bdi>שלום</bdi></p><script>if (a < b && b > c) { \"\\u05e9\"; }</script><bdi>שלום</bdi>";
        assert_eq!(finished(script), kept);
    }
}
