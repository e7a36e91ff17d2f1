//! Table signs: a sheet of paper a party, folded once and set on the table. The name stands on both sides.

use super::page;
use crate::language::Language;
use crate::say;
use crate::scenario::Scenario;
use maud::{Markup, html};

/// Styles of the signs: A4 on its long side, one half upside down, the fold between them.
const CSS: &str = "@page{size:A4 landscape;margin:0}body{width:297mm}\
.sign{height:209mm;display:flex;flex-direction:column;break-after:page}.sign:last-child{break-after:auto}\
.sign div{flex:1;display:flex;flex-direction:column;align-items:center;justify-content:center;text-align:center;padding:8mm 14mm}\
.sign div:first-child{transform:rotate(180deg)}.sign hr{width:100%;margin:0;border:0;border-top:.5pt dashed #999}\
.sign b{font-size:64pt;line-height:1.1}.sign b.wide{font-size:44pt}.sign b.widest{font-size:30pt}.sign span{margin-top:5mm;font-size:14pt;color:#404040}\
@media screen{.sign{border-bottom:3mm solid #ddd}}\
@media screen and (max-width:760px){body{width:auto}.sign b,.sign b.wide,.sign b.widest{font-size:30pt}}";

/// A sign for each party, one page each.
pub fn signs(s: &Scenario, language: Language) -> String {
    let title = say!(language, "print-signs-title", title = s.title);
    let body = html! {
        @for party in &s.parties { section.sign { (half(s, &party.name)) hr; (half(s, &party.name)) } }
    };
    page(language, &title, CSS, &body)
}

fn half(s: &Scenario, name: &str) -> Markup {
    // Hangul is about twice as wide as Latin letters.
    let wide: usize = name.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    html! { div { b.wide[(17..=34).contains(&wide)].widest[wide > 34] { (name) } span { (s.title) } } }
}
