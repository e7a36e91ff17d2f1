//! Who wants what: parties and issues, each with the level that a party ranks highest, and whether that is stated or assumed.

use maud::{Markup, html};

use super::components::level;
use super::tables::scroll;
use crate::language::Language;
use crate::say;
use crate::scenario::Scenario;
use crate::scenario::model::{Provenance, Says, Statement};
use crate::scenario::place::{IssueIndex, LevelIndex, PartyIndex};

/// What is known of what a party wants on an issue.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Wish {
    /// Levels that it puts above others, and none above them.
    best: Vec<LevelIndex>,
    /// It does not care.
    indifferent: bool,
    /// Levels that it accepts only together with something else.
    conditions: usize,
    /// Whether some of it is stated, and some assumed.
    stated: bool,
    assumed: bool,
}

pub(super) fn wants(s: &Scenario, language: Language) -> Markup {
    let heading = say!(language, "report-wants");
    html! {
        section id="wants" {
            h2 { (heading) }
            p { (say!(language, "report-wants-about")) }
            (scroll(&heading, &html! {
                table.wants {
                    thead { tr {
                        th scope="col" { (say!(language, "report-issue")) }
                        @for p in &s.parties { th scope="col" { (p.name) } }
                    } }
                    tbody {
                        @for (j, issue) in s.issues.iter().enumerate() { tr {
                            th scope="row" { (issue.name) }
                            @for i in PartyIndex::all(s.parties.len()) { (cell(s, i, IssueIndex(j), language)) }
                        } }
                        tr.most {
                            th scope="row" { (say!(language, "report-cares-most")) }
                            @for i in PartyIndex::all(s.parties.len()) { td { (cares(s, i)) } }
                        }
                    }
                }
            }))
        }
    }
}

fn cell(s: &Scenario, party: PartyIndex, issue: IssueIndex, language: Language) -> Markup {
    let wish = wish(&s.statements, party, issue);
    let levels: Vec<&str> = wish.best.iter().map(|l| level(s, issue, *l)).collect();
    let said = wish.stated || wish.assumed;
    html! {
        td {
            @if wish.indifferent { (say!(language, "report-wants-nothing")) }
            @else if levels.is_empty() && wish.conditions == 0 { span.grey { (say!(language, "report-wants-unsaid")) } }
            @else { (levels.join(" / ")) }
            @if wish.conditions > 0 {
                @if !levels.is_empty() { "; " }
                span.grey { (say!(language, "report-wants-conditions", count = wish.conditions.to_string())) }
            }
            @if said { " " span.mark {
                @if wish.stated { span.stated { (say!(language, "report-mark-stated")) } }
                @if wish.assumed { span.assumed { (say!(language, "report-mark-assumed")) } }
            } }
        }
    }
}

fn wish(statements: &[Statement], party: PartyIndex, at: IssueIndex) -> Wish {
    let mut wish = Wish::default();
    let (mut better, mut worse) = (Vec::new(), Vec::new());
    for said in statements.iter().filter(|said| said.party == party) {
        match &said.says {
            Says::Prefers { issue, level, to } if *issue == at => {
                better.push(*level);
                worse.push(*to);
            }
            Says::OnlyWith { accepts, .. } if accepts.0 == at => wish.conditions += 1,
            Says::Indifferent { about } if *about == at => wish.indifferent = true,
            _ => continue,
        }
        let stated = matches!(said.source, Provenance::Stated { .. });
        wish.stated |= stated;
        wish.assumed |= !stated;
    }
    for level in better {
        if !worse.contains(&level) && !wish.best.contains(&level) {
            wish.best.push(level);
        }
    }
    wish
}

/// Issues that a party puts above others, and none above them.
fn cares(s: &Scenario, party: PartyIndex) -> String {
    let pairs: Vec<(IssueIndex, IssueIndex)> = s
        .statements
        .iter()
        .filter(|said| said.party == party)
        .filter_map(|said| match said.says {
            Says::CaresMore { about, than } => Some((about, than)),
            _ => None,
        })
        .collect();
    let mut names: Vec<&str> = Vec::new();
    for (about, _) in &pairs {
        let name = s.issues.get(about.index()).map_or("", |issue| issue.name.as_str());
        if !pairs.iter().any(|(_, than)| than == about) && !names.contains(&name) {
            names.push(name);
        }
    }
    if names.is_empty() { "–".to_owned() } else { names.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{SourceFile, read};

    #[test]
    fn a_wish_is_what_nothing_is_put_above() {
        let text = include_str!("../../scenarios/korea-2019/formats.ron");
        let s = read(&SourceFile::new("korea", text)).expect("it is sound").scenario;
        let mut known = 0;
        for i in PartyIndex::all(s.parties.len()) {
            for j in IssueIndex::all(s.issues.len()) {
                let wish = wish(&s.statements, i, j);
                for said in s.statements.iter().filter(|said| said.party == i) {
                    if let Says::Prefers { issue, to, .. } = said.says {
                        assert!(issue != j || !wish.best.contains(&to));
                    }
                }
                known += usize::from(!wish.best.is_empty());
            }
        }
        assert!(known > 20, "{known}");
    }
}
