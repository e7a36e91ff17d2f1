//! Proposal forms: what a group writes down when somebody proposes, so that the debrief can say who blocked. No number of any party is on it.

use super::page;
use crate::language::Language;
use crate::say;
use crate::scenario::Scenario;
use crate::scenario::model::Issue;
use maud::{Markup, html};

/// Up to so many rows (issues, and a row for parties by three) two forms stand on one page.
const TWO_ON_A_PAGE: usize = 8;

/// Styles of the forms.
const CSS: &str = ".form{break-inside:avoid}.form+.form{border-top:.75pt dashed #595959;margin-top:6mm;padding-top:5mm}\
.tick{display:inline-block;margin-right:1.2em;white-space:nowrap}.tick::before{content:\"\";display:inline-block;width:3.4mm;height:3.4mm;\
border:.75pt solid #1a1a1a;margin-right:1.5mm;vertical-align:-.5mm}.tick.long{white-space:normal}\
.fill{display:flex;flex-wrap:wrap;gap:2mm 6mm;margin:3mm 0}.fill span{flex:1 1 26mm;border-bottom:.75pt solid #595959;min-height:7mm;color:#404040}\
.fill .wide{flex-basis:100%;min-height:9mm}.form td,.form th{padding:1.3mm 2mm 1.3mm 0}.answers{columns:2;column-gap:8mm;list-style:none;padding:0}\
.answers li{break-inside:avoid;display:flex;justify-content:space-between;gap:3mm;padding:.8mm 0;border-bottom:.5pt solid #bbb}";

/// One page: two forms where they fit, else one.
pub fn proposals(s: &Scenario, language: Language) -> String {
    let rows = s.issues.len() + s.parties.len().div_ceil(3);
    let forms = if rows <= TWO_ON_A_PAGE { 2 } else { 1 };
    let body = html! { div.page { @for _ in 0..forms { (form(s, language)) } } };
    page(language, &say!(language, "print-form-title", title = s.title), CSS, &body)
}

fn form(s: &Scenario, language: Language) -> Markup {
    let blank = |key: &'static str| language.say(key, &[]);
    html! {
        section.form {
            header { h1 { (blank("print-form")) } span.name { (s.title) } }
            div.fill {
                span { (blank("class-group")) } span { (blank("class-format")) }
                span { (blank("print-form-number")) } span { (blank("print-form-by")) }
            }
            table { @for issue in &s.issues { tr { th { (issue.name) } td { (ways(issue, language)) } } } }
            div.fill { span.wide { (blank("print-form-message")) } span.wide {} }
            h2 { (blank("print-form-answers")) }
            ul.answers {
                @for party in &s.parties {
                    li { b { (party.name) } span { (tick(&blank("print-accepts"))) (tick(&blank("print-refuses"))) } }
                }
            }
            p { b { (blank("print-form-came")) } " " (tick(&blank("class-result-signed"))) (tick(&blank("print-not-signed"))) }
            p.grey { (blank("print-form-how")) }
        }
    }
}

/// The levels of an issue and that it is left out, a box each.
fn ways(issue: &Issue, language: Language) -> Markup {
    html! {
        @for (k, level) in issue.levels.iter().enumerate() {
            @let text = if issue.practised == k { format!("{level} {}", say!(language, "class-now")) } else { level.clone() };
            (tick(&text)) " "
        }
        (tick(&say!(language, "class-out")))
    }
}

fn tick(text: &str) -> Markup {
    html! { span.tick.long[text.chars().count() > 40] { (text) } }
}
