//! Last sections: ratification, carrying out, and what it came to.

use super::{Section, StoryContext, guarantees, own};
use crate::agreement::history::{Collapse, Happening};
use crate::report::story::guarantees::stage;
use crate::results::words::{fixed, of_100};
use crate::scenario::model::Party;
use crate::scenario::place::PartyIndex;
use crate::simulation::record::Record;
use crate::simulation::signed::Signed;

/// What happened after the talks.
pub(super) fn sections(context: &StoryContext<'_>) -> Vec<Section> {
    let mut sections = Vec::new();
    if let Some(signed) = &context.episode.signed {
        sections.push(ratification(context, signed));
        if signed.history.is_some() {
            sections.extend(guarantees::section(context, signed));
            sections.push(duties(context, signed));
            sections.push(carrying_out(context, signed));
        }
    }
    sections
}

fn ratification(context: &StoryContext<'_>, signed: &Signed) -> Section {
    let mut lines: Vec<String> = signed
        .ratification
        .iter()
        .map(|r| {
            let verdict = if r.passed { "passes" } else { "is refused" };
            format!(
                "{}: surplus over the least that would pass {}, so it passes in {} of 100 such cases; here it {verdict}.",
                context.name(r.party),
                own(r.surplus),
                of_100(r.chance)
            )
        })
        .collect();
    if lines.is_empty() {
        lines.push("Nobody has to ratify.".into());
    }
    Section { heading: "At home".into(), lines }
}

/// Who would keep its duties in each stage, with the numbers.
fn duties(context: &StoryContext<'_>, signed: &Signed) -> Section {
    let agreement = &signed.agreement;
    let periods = f64::from(context.scenario.calendar.periods_per_year);
    let mut lines = Vec::new();
    for k in 0..agreement.stages {
        for &i in &context.table.signatories {
            let stake = agreement.stake[k][i];
            if stake == 0.0 {
                continue;
            }
            let temptation = signed.terms.temptation[i] * stake;
            let complies = agreement.complies(i, k, signed.terms.temptation[i]);
            lines.push(format!(
                "Stage \"{}\": {} would gain {} own-scale years by not doing its duty, and stands to lose {} (detection \
                 {}): it {}.",
                stage(context, signed, k),
                context.name(i),
                own(temptation / periods),
                own(agreement.resists[k][i] / periods),
                fixed(signed.terms.detection[i], 2),
                if complies { "complies" } else { "does not comply" },
            ));
        }
    }
    if lines.is_empty() {
        lines.push("Nobody has a duty in it.".into());
    }
    Section { heading: "Duties and temptations".into(), lines }
}

fn carrying_out(context: &StoryContext<'_>, signed: &Signed) -> Section {
    let Some(history) = &signed.history else { return Section { heading: String::new(), lines: Vec::new() } };
    let mut lines: Vec<String> = history
        .happenings
        .iter()
        .map(|(period, happening)| {
            let when = context.when(*period);
            match *happening {
                Happening::Begun(k) => format!("{when}: stage \"{}\" begins.", stage(context, signed, k)),
                Happening::Completed(k) => {
                    format!("{when}: stage \"{}\" is completed.", stage(context, signed, k))
                }
                Happening::Paused(k) => format!(
                    "{when}: stage \"{}\" is put on hold and begins anew: every duty in it falls due again.",
                    stage(context, signed, k)
                ),
                Happening::Renegotiated(k) => format!(
                    "{when}: stage \"{}\" goes back to the table; what was done stays as it is.",
                    stage(context, signed, k)
                ),
                Happening::Punished(i, by) => {
                    let by: Vec<&str> = PartyIndex::all(context.scenario.parties.len())
                        .filter(|g| by & (1 << g) != 0)
                        .map(|g| context.name(g))
                        .collect();
                    format!(
                        "{when}: {} acts on the guarantee against {}.",
                        by.join(" with "),
                        context.name(i)
                    )
                }
                Happening::Defected(i, k, seen) => format!(
                    "{when}: {} does not do its duty in stage \"{}\"; it is {}.",
                    context.name(i),
                    stage(context, signed, k),
                    if seen { "detected" } else { "not detected" }
                ),
                Happening::Ended(why) => format!("{when}: the agreement ends: {}.", collapse(context, why)),
            }
        })
        .collect();
    if history.collapse.is_none() {
        lines.push(format!(
            "At the horizon ({}) it is in force.",
            context.when(context.scenario.calendar.horizon)
        ));
    }
    Section { heading: "Carrying it out".into(), lines }
}

fn collapse(context: &StoryContext<'_>, why: Collapse) -> String {
    match why {
        Collapse::Defection(i) => format!("the defection of {} is detected", context.name(i)),
        Collapse::Spoiled(i) => format!("{}, left out and worse off, spoils it", context.name(i)),
        Collapse::Withdrawal(i) => {
            format!("{} withdraws, since leaving is worth more to it than staying", context.name(i))
        }
        Collapse::Lapsed => "after completion it lapses".into(),
    }
}

/// What it came to, for the whole format.
pub(super) fn result(parties: &[Party], period: &str, record: &Record, not_held: &[(&str, bool)]) -> Section {
    let name = |p: usize| parties[p].name.as_str();
    let by = record.by.map(|p| format!(" ({})", name(usize::from(p)))).unwrap_or_default();
    let mut lines: Vec<String> = not_held
        .iter()
        .map(|(phase, deserted)| {
            let why = if *deserted {
                "somebody without whom nothing can pass there had left"
            } else {
                "what it waits for did not come"
            };
            format!("\"{phase}\" was not held: {why}.")
        })
        .collect();
    lines.push(format!("Ended: {}{by}, {period} {}.", record.ended.label(), record.ended_at));
    for (i, party) in parties.iter().enumerate() {
        lines.push(format!(
            "{}: gain {} on its own scale (in expectation over chance {}).",
            party.name,
            own(record.gain[i]),
            own(record.expected_gain[i])
        ));
    }
    Section { heading: "What it came to".into(), lines }
}
