//! Formats as they are: `like` followed, defaults filled in.
//!
//! Defaults that depend on membership (monitors, ratifiers, offers) are filled in last, so that a format that is like
//! another one with other members gets its own. Who proposes and who ratifies can only be members: of a list that is
//! taken over, those stay who are members here.

use crate::scenario::place::{IssueIndex, PartyIndex};
use std::collections::BTreeMap;

use super::Decoder;
use super::draft::{COMPONENTS, Draft, Written};
use super::format_parts::{Contract, Delegation, EVERY, Enforcement, FIRST_MEETING, MEETINGS, Membership};
use crate::scenario::diagnostic::{Diagnostic, codes};
use crate::scenario::model::{self, Format, Information, Level, PhaseFormat, Proposing, Provenance, Rule};

/// All formats, the first `formats` of them to be compared and the rest parts.
pub(super) fn formats(
    decoder: &mut Decoder<'_>,
    drafts: &[Draft],
    formats: usize,
    parties: usize,
) -> Vec<Format> {
    circles(decoder, drafts);
    let issues = decoder.names.issues.list.len();
    let mut out = Vec::new();
    for index in 0..drafts.len() {
        let chain = chain(drafts, index);
        taint(decoder, &chain);
        out.push(resolve(decoder, &chain, parties, issues));
    }
    for (index, draft) in drafts.iter().enumerate().filter(|(_, draft)| !draft.phases.is_empty()) {
        out[index] = composite(decoder, draft, &out, drafts, formats);
    }
    out
}

/// A composite: its components say who takes part in any of its phases.
fn composite(
    decoder: &mut Decoder<'_>,
    draft: &Draft,
    all: &[Format],
    drafts: &[Draft],
    formats: usize,
) -> Format {
    let issues = decoder.names.issues.list.len();
    let mut union = Format {
        name: draft.name.clone(),
        about: draft.about.clone(),
        source: draft.source.clone().unwrap_or(Provenance::Default),
        membership: full_membership(None, 0),
        rule: Rule::default(),
        proposing: Proposing::default(),
        information: Information::default(),
        contract: model::Contract { agenda: vec![false; issues], ..full_contract(None, issues) },
        enforcement: full_enforcement(None, &[]),
        delegation: full_delegation(None, &[]),
        sources: COMPONENTS.map(|component| (component.to_owned(), Provenance::Default)).into(),
        phases: draft.phases.clone(),
    };
    for phase in &draft.phases {
        let index = match phase.held {
            PhaseFormat::Format(index) => index,
            PhaseFormat::Part(index) => formats + index,
        };
        let Some(held) = all.get(index) else { continue };
        if drafts.get(index).is_some_and(|held| decoder.tainted.contains(&held.path)) {
            decoder.tainted.insert(draft.path.clone());
        }
        join(&mut union.membership.members, &held.membership.members);
        join(&mut union.enforcement.monitors, &held.enforcement.monitors);
        join(&mut union.delegation.ratifiers, &held.delegation.ratifiers);
        for (on, held) in union.contract.agenda.iter_mut().zip(&held.contract.agenda) {
            *on |= *held;
        }
    }
    union.delegation.offers = union.membership.members.len() as u32;
    union
}

/// Adds what is not there yet, in the order of its first mention.
fn join(all: &mut Vec<PartyIndex>, more: &[PartyIndex]) {
    for item in more {
        if !all.contains(item) {
            all.push(*item);
        }
    }
}

/// The format itself, what it is like, what that is like, … (each once).
fn chain(drafts: &[Draft], index: usize) -> Vec<&Draft> {
    let mut seen = vec![index];
    let mut at = index;
    while let Some((next, _)) = &drafts[at].like {
        if seen.contains(next) {
            break;
        }
        seen.push(*next);
        at = *next;
    }
    seen.into_iter().map(|index| &drafts[index]).collect()
}

/// Reports each circle of `like` once, at its first format in the file.
fn circles(decoder: &mut Decoder<'_>, drafts: &[Draft]) {
    for (index, draft) in drafts.iter().enumerate() {
        let mut members = vec![index];
        let mut at = index;
        let closed = loop {
            let Some((next, _)) = &drafts[at].like else { break false };
            if *next == index {
                break true;
            }
            if members.contains(next) {
                break false;
            }
            members.push(*next);
            at = *next;
        };
        let Some((_, span)) = &draft.like else { continue };
        if !closed {
            continue;
        }
        for &member in &members {
            decoder.tainted.insert(drafts[member].path.clone());
        }
        if members.iter().any(|&member| member < index) {
            continue;
        }
        let message = if members.len() == 1 {
            "this format is like itself"
        } else {
            "these formats are like each other in a circle"
        };
        let mut problem =
            Diagnostic::error(codes::LIKE_CIRCLE, span.clone(), message).label("`like` leads back here");
        for &member in &members[1..] {
            if let Some((_, span)) = &drafts[member].like {
                problem = problem.also(span.clone(), "through this one");
            }
        }
        decoder.report(problem.help("write one of them out, without `like`"));
    }
}

/// What is wrong with a format is wrong with all that are like it.
fn taint(decoder: &mut Decoder<'_>, chain: &[&Draft]) {
    if chain.iter().any(|draft| decoder.tainted.contains(&draft.path)) {
        decoder.tainted.insert(chain[0].path.clone());
    }
}

/// A component from the nearest format of the chain that writes it; its places in the file come along.
fn take<T: Clone>(
    decoder: &mut Decoder<'_>,
    chain: &[&Draft],
    component: &str,
    pick: impl Fn(&Draft) -> Option<&Written<T>>,
    sources: &mut BTreeMap<String, Provenance>,
) -> Option<T> {
    let found = chain.iter().find_map(|draft| Some((*draft, pick(draft)?)));
    let source = found.map_or(Provenance::Default, |(_, written)| written.source.clone());
    sources.insert(component.to_owned(), source);
    let (draft, written) = found?;
    if draft.path != chain[0].path {
        let from = format!("{}.{component}", draft.path);
        let to = format!("{}.{component}", chain[0].path);
        let inherited: Vec<_> = decoder
            .spans
            .range(from.clone()..)
            .take_while(|(path, _)| path.starts_with(&from))
            .map(|(path, span)| (format!("{to}{}", &path[from.len()..]), span.clone()))
            .collect();
        decoder.spans.extend(inherited);
    }
    Some(written.part.clone())
}

fn resolve(decoder: &mut Decoder<'_>, chain: &[&Draft], parties: usize, issues: usize) -> Format {
    let own = chain[0];
    let mut sources = BTreeMap::new();
    let membership = take(decoder, chain, "membership", |d| d.membership.as_ref(), &mut sources);
    let rule: Option<Rule> = take(decoder, chain, "rule", |d| d.rule.as_ref(), &mut sources);
    let proposing: Option<Proposing> =
        take(decoder, chain, "proposing", |d| d.proposing.as_ref(), &mut sources);
    let information: Option<Information> =
        take(decoder, chain, "information", |d| d.information.as_ref(), &mut sources);
    let contract = take(decoder, chain, "contract", |d| d.contract.as_ref(), &mut sources);
    let enforcement = take(decoder, chain, "enforcement", |d| d.enforcement.as_ref(), &mut sources);
    let delegation = take(decoder, chain, "delegation", |d| d.delegation.as_ref(), &mut sources);
    let membership = full_membership(membership, parties);
    let members = membership.members.clone();
    let older = |there: &dyn Fn(&Draft) -> bool| older_than_members(chain, there);
    let proposing = proposing.map(|part| {
        if older(&|d| d.proposing.is_some()) {
            Proposing { order: among(&part.order, &members), ..part }
        } else {
            part
        }
    });
    let delegation = delegation.map(|part| {
        if older(&|d| d.delegation.is_some()) {
            Delegation { ratifiers: part.ratifiers.map(|list| among(&list, &members)), ..part }
        } else {
            part
        }
    });
    Format {
        name: own.name.clone(),
        about: about(chain),
        source: own.source.clone().unwrap_or(Provenance::Default),
        rule: rule.unwrap_or_default(),
        proposing: proposing.unwrap_or_default(),
        information: information.unwrap_or_default(),
        contract: full_contract(contract, issues),
        enforcement: full_enforcement(enforcement, &members),
        delegation: full_delegation(delegation, &members),
        membership,
        sources,
        phases: Vec::new(),
    }
}

/// Whether a component is taken over from further away than the membership: it was then written for other members.
fn older_than_members(chain: &[&Draft], there: &dyn Fn(&Draft) -> bool) -> bool {
    let members = chain.iter().position(|draft| draft.membership.is_some());
    let part = chain.iter().position(|draft| there(draft));
    members.zip(part).is_some_and(|(members, part)| members < part)
}

/// Those of a list who are members.
fn among(list: &[PartyIndex], members: &[PartyIndex]) -> Vec<PartyIndex> {
    list.iter().copied().filter(|party| members.contains(party)).collect()
}

/// A format that is like another one says by itself in what it differs.
fn about(chain: &[&Draft]) -> String {
    let own = chain[0];
    let Some(parent) = chain.get(1).filter(|_| own.about.is_empty()) else { return own.about.clone() };
    let there = [
        own.membership.is_some(),
        own.rule.is_some(),
        own.proposing.is_some(),
        own.information.is_some(),
        own.contract.is_some(),
        own.enforcement.is_some(),
        own.delegation.is_some(),
    ];
    let written: Vec<&str> =
        COMPONENTS.into_iter().zip(there).filter_map(|(name, there)| there.then_some(name)).collect();
    match written.as_slice() {
        [] => format!("The same as \"{}\" under another name.", parent.name),
        list => format!("Like \"{}\", with its own {}.", parent.name, list.join(", ")),
    }
}

fn full_membership(written: Option<Membership>, parties: usize) -> model::Membership {
    let everyone = || PartyIndex::all(parties).collect();
    match written {
        None => model::Membership {
            members: everyone(),
            vetoes: Vec::new(),
            indispensable: Vec::new(),
            tables: Vec::new(),
        },
        Some(part) => model::Membership {
            members: part.members.unwrap_or_else(everyone),
            vetoes: part.vetoes,
            indispensable: part.indispensable,
            tables: part.tables,
        },
    }
}

fn full_contract(written: Option<Contract>, issues: usize) -> model::Contract {
    let Some(part) = written else {
        return model::Contract {
            roadmaps: Vec::new(),
            agenda: vec![true; issues],
            in_force: model::InForce::EachStage,
            on_promise: Vec::new(),
            all_or_nothing: false,
            sub_agreements: model::SubAgreements::Contingent,
            absent: model::Absent::Excluded,
            absent_written: false,
            menu_of: None,
        };
    };
    let agenda = match part.agenda {
        Some(listed) => IssueIndex::all(issues).map(|issue| listed.contains(&issue)).collect(),
        None => vec![true; issues],
    };
    model::Contract {
        roadmaps: part.roadmaps,
        agenda,
        in_force: part.in_force,
        on_promise: part.on_promise,
        all_or_nothing: part.all_or_nothing,
        sub_agreements: part.sub_agreements,
        absent: part.absent.unwrap_or_default(),
        absent_written: part.absent.is_some(),
        menu_of: None,
    }
}

fn full_enforcement(written: Option<Enforcement>, members: &[PartyIndex]) -> model::Enforcement {
    let part = written.unwrap_or_default();
    model::Enforcement {
        monitors: part.monitors.unwrap_or_else(|| members.to_vec()),
        guarantors: part.guarantors,
        supervision: part.supervision,
        manipulator: part.manipulator,
    }
}

fn full_delegation(written: Option<Delegation>, members: &[PartyIndex]) -> model::Delegation {
    let part = written.unwrap_or(Delegation {
        level: Level::Leaders,
        first_meeting: FIRST_MEETING,
        every: EVERY,
        meetings: MEETINGS,
        offers: None,
        refer_back: false,
        ratifiers: None,
        public: false,
    });
    model::Delegation {
        level: part.level,
        first_meeting: part.first_meeting,
        every: part.every,
        meetings: part.meetings,
        offers: part.offers.unwrap_or(members.len() as u32),
        refer_back: part.refer_back,
        ratifiers: part.ratifiers.unwrap_or_else(|| members.to_vec()),
        public: part.public,
    }
}

#[cfg(test)]
mod tests {
    use crate::scenario::{SourceFile, Style, read, render};

    const SOUND: &str = include_str!("../../../tests/broken/00-sound.ron");

    #[test]
    fn fewer_members_take_over_who_proposes_and_ratifies_as_far_as_they_are_members() {
        let order = r#"order: ["east", "south", "north"], source: assumed(because: "x", range: "x")"#;
        let text = SOUND
            .replace(r#"["north", "south", "east"], source"#, "FEWER, source")
            .replace(r#"members: ["north", "south"]"#, r#"members: ["north", "south", "east"]"#)
            .replace("FEWER", r#"["north", "south"]"#)
            .replace(r#"ratifiers: ["south"]"#, r#"ratifiers: ["south", "east"]"#)
            .replace("contract: (", &format!("proposing: ({order}), contract: ("));
        let file = SourceFile::new("x.ron", text.as_str());
        let formats = match read(&file) {
            Ok(checked) => checked.scenario.formats,
            Err(problems) => panic!("{}", render(&problems, &file, Style::Plain)),
        };
        let (all, two) = (&formats[0], &formats[1]);
        let at = |list: &[crate::scenario::model::PartyIndex]| {
            list.iter().map(|party| party.index()).collect::<Vec<_>>()
        };
        assert_eq!((at(&all.proposing.order), at(&all.delegation.ratifiers)), (vec![2, 1, 0], vec![1, 2]));
        assert_eq!((at(&two.proposing.order), at(&two.delegation.ratifiers)), (vec![1, 0], vec![1]));
        // What a format writes itself is not touched.
        let wrong = text.replace(
            r#"like: "two mayors","#,
            r#"like: "two mayors", proposing: (order: ["east", "north"], source: assumed(because: "x", range: "x")),"#,
        );
        let problems = read(&SourceFile::new("x.ron", wrong.as_str())).expect_err("the east is no member");
        assert!(problems.iter().any(|problem| problem.message.contains("\"east\" proposes")), "{problems:?}");
    }

    #[test]
    fn a_share_is_told_what_it_is_of_100() {
        for (written, of_100) in [("0.9", "90"), ("0.004", "1"), ("1.0", "100"), ("\"70 %\"", "70")] {
            let text = SOUND.replace("holds_in: 70", &format!("holds_in: {written}"));
            let file = SourceFile::new("x.ron", text.as_str());
            let problems = read(&file).expect_err("not of 100");
            let said = render(&problems, &file, Style::Plain);
            assert!(said.contains(&format!("of 100: {of_100}")) && said.contains("not a share"), "{said}");
        }
        let text =
            SOUND.replace("\"east\", about", "\"East-ville\", about").replace("동쪽 마을", "East Ville");
        let file = SourceFile::new("x.ron", text.as_str());
        let said = render(&read(&file).expect_err("no such party"), &file, Style::Plain);
        assert!(said.contains("did you mean \"east\"?"), "{said}");
    }
}
