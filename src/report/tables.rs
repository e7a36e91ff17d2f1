//! Tables of a page.

use maud::{Markup, html};

use crate::chart::Table;

/// Whether a cell holds a number with its interval, which must not break over lines.
fn is_number(cell: &str) -> bool {
    cell.chars().count() <= 24 && cell.starts_with(|c: char| c.is_ascii_digit() || "+−<>".contains(c))
}

/// A table that scrolls sideways where it is too wide; readers who do not see it hear its name.
pub(super) fn grid(name: &str, table: &Table) -> Markup {
    scroll(
        name,
        &html! {
            table {
                thead { tr { @for h in &table.headers { th scope="col" { (h) } } } }
                tbody {
                    @for row in &table.rows {
                        tr { @for (i, cell) in row.iter().enumerate() { @if i == 0 { th scope="row" { (cell) } } @else if is_number(cell) { td.n { (cell) } } @else { td { (cell) } } } }
                    }
                }
            }
        },
    )
}

/// A region that can be scrolled with keys too.
pub(super) fn scroll(name: &str, content: &Markup) -> Markup {
    html! { div.scroll tabindex="0" role="region" aria-label=(name) { (content) } }
}
