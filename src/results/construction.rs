//! What holds between two formats by construction: it can be proved from what they are, and no world need be run.

use super::comparison::ZonesLost;
use super::sample::{Came, Sample};
use crate::scenario::check::may_be_asked;
use crate::scenario::model::{
    Absent, Contract, Enforcement, Format, PartyIndex, Phase, PhaseFormat, Provenance, Rule, Scenario,
};

/// Why two formats that are the same cannot differ.
pub const SAME: &str = "the two formats are the same in everything but their names";

/// Whether two formats are the same in everything but names and words: then they differ in nothing, in every world.
pub fn same(s: &Scenario, a: &Format, b: &Format) -> bool {
    let held = |phase: &Phase| match phase.held {
        PhaseFormat::Format(place) => s.formats.get(place).cloned(),
        PhaseFormat::Part(place) => s.parts.get(place).cloned(),
    };
    let alike = |(a, b): (&Phase, &Phase)| {
        let conditions =
            (a.after, a.when, &a.reached, &a.not_reached) == (b.after, b.when, &b.reached, &b.not_reached);
        let plain = |f: &Option<Format>| f.as_ref().is_some_and(|f| f.phases.is_empty());
        let (a, b) = (held(a), held(b));
        conditions && plain(&a) && plain(&b) && a.zip(b).is_some_and(|(a, b)| same(s, &a, &b))
    };
    neutral(s, a) == neutral(s, b)
        && a.phases.len() == b.phases.len()
        && a.phases.iter().zip(&b.phases).all(alike)
}

/// A format without names, words, places in the file, orders that say nothing, and phases.
fn neutral(s: &Scenario, format: &Format) -> Format {
    let mut own = Format {
        name: String::new(),
        about: String::new(),
        source: Provenance::Default,
        sources: std::collections::BTreeMap::new(),
        contract: contract(&format.contract),
        enforcement: enforcement(&format.enforcement),
        phases: Vec::new(),
        ..format.clone()
    };
    let asked = |party| may_be_asked(s, format, party);
    own.contract.absent =
        if PartyIndex::all(s.parties.len()).any(asked) { format.contract.absent } else { Absent::Excluded };
    own.membership.members.sort_unstable();
    own.delegation.ratifiers.sort_unstable();
    own
}

fn contract(contract: &Contract) -> Contract {
    Contract { absent_written: false, absent: Absent::Excluded, ..contract.clone() }
}

fn enforcement(enforcement: &Enforcement) -> Enforcement {
    let mut own = enforcement.clone();
    own.monitors.sort_unstable();
    own.guarantors.sort_unstable();
    own
}

/// Whether, without demands and with absent parties asked, the first format can agree whatever the second can: it seats fewer, all else is the
/// same, and those left out would not take less for being at the table (they have no outside option and no audience cost there), and
/// spoil nothing. Then its zone of agreement holds the other's in every world.
pub fn contains(s: &Scenario, few: &Format, many: &Format) -> bool {
    let seated = |f: &Format, party: &PartyIndex| f.membership.members.contains(party);
    let plain =
        |f: &Format| f.phases.is_empty() && f.membership.tables.is_empty() && f.rule == Rule::Unanimity;
    let left_out: Vec<PartyIndex> =
        many.membership.members.iter().filter(|party| !seated(few, party)).copied().collect();
    let harmless = |&party: &PartyIndex| {
        let entry = &s.parties[party];
        entry.spoiling.to == 0.0
            && entry.outside_option.is_none()
            && (entry.audience_cost.to == 0.0 || !many.delegation.public)
    };
    let delegation = |f: &Format| neutral(s, f).delegation;
    plain(few)
        && plain(many)
        && !left_out.is_empty()
        && few.membership.members.iter().all(|party| seated(many, party))
        && few.membership.vetoes == many.membership.vetoes
        && contract(&few.contract) == contract(&many.contract)
        && enforcement(&few.enforcement) == enforcement(&many.enforcement)
        && delegation(few) == delegation(many)
        && s.events.is_empty()
        && left_out.iter().all(harmless)
}

/// What is said beside a finding between two formats; `None`: nothing holds between them by construction.
pub fn beside(s: &Scenario, a: &Format, b: &Format) -> Option<String> {
    let (few, many) = if contains(s, a, b) {
        (a, b)
    } else if contains(s, b, a) {
        (b, a)
    } else {
        return None;
    };
    Some(format!(
        "by construction: without demands, and with absent parties asked to join, whatever {} can agree {} can agree too",
        many.name, few.name
    ))
}

/// Pairs of formats that ask absent parties, of which one contains the other without demands: in how many of the worlds at hand demands cost it a zone
/// that the other has. Told where there is such a world.
pub fn zones_lost(s: &Scenario, sample: &Sample) -> Vec<ZonesLost> {
    let asks = |f: &Format| f.contract.absent == Absent::Asked;
    let asking: Vec<(&Format, &Came)> =
        s.formats.iter().zip(&sample.formats).filter(|(format, _)| asks(format)).collect();
    let mut lost = Vec::new();
    for (few, narrow) in &asking {
        for (many, wide) in asking.iter().filter(|(many, _)| contains(s, few, many)) {
            let worlds = (0..sample.worlds).filter(|w| wide.zone(*w) && !narrow.zone(*w)).count() as u64;
            if worlds > 0 {
                let (few, many) = (few.name.clone(), many.name.clone());
                lost.push(ZonesLost { few, many, worlds, of: sample.worlds as u64 });
            }
        }
    }
    lost
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{SourceFile, read};

    fn scenario() -> Scenario {
        let file = SourceFile::new("demo.ron", crate::scenario::template("demo"));
        read(&file).expect("the template is sound").scenario
    }

    #[test]
    fn names_and_orders_are_no_difference_and_meetings_are() {
        let s = scenario();
        let a = &s.formats[0];
        let mut b = a.clone();
        b.name = "another".into();
        b.about = "other words".into();
        b.membership.members.reverse();
        b.contract.absent_written = true;
        assert!(same(&s, a, &b));
        b.delegation.meetings += 1;
        assert!(!same(&s, a, &b));
    }

    #[test]
    fn fewer_seats_contain_more_only_where_nothing_else_differs() {
        let mut s = scenario();
        s.events.clear();
        for party in &mut s.parties {
            party.spoiling.to = 0.0;
            party.audience_cost.to = 0.0;
            party.outside_option = None;
        }
        let mut many = s.formats[0].clone();
        many.phases.clear();
        many.membership.tables.clear();
        many.membership.members = PartyIndex::all(s.parties.len()).collect();
        many.rule = Rule::Unanimity;
        let mut few = many.clone();
        few.membership.members.pop();
        assert!(contains(&s, &few, &many) && !contains(&s, &many, &few));
        assert!(beside(&s, &many, &few).is_some_and(|words| words.starts_with("by construction")));
        few.enforcement.monitors.pop();
        assert!(many.enforcement.monitors.is_empty() || !contains(&s, &few, &many));
        few.enforcement = many.enforcement.clone();
        let last = s.parties.len() - 1;
        s.parties[PartyIndex(last)].spoiling.to = 0.1;
        assert!(!contains(&s, &few, &many));
    }
}
