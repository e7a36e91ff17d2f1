//! Last sections: accession, ratification, carrying out, and what it came to.

use super::{Section, StoryContext, events, guarantees, own};
use crate::agreement::evaluation::Agreement;
use crate::agreement::history::{Collapse, Happening};
use crate::agreement::pace::Pace;
use crate::agreement::review::Review;
use crate::report::story::guarantees::stage;
use crate::report::time;
use crate::results::words::{fixed, of_100};
use crate::scenario::model::{Event, Party};
use crate::scenario::place::PartyIndex;
use crate::scenario::words::effect;
use crate::simulation::record::Record;
use crate::simulation::signed::{Accession, Signed};
use crate::talks::outcome::Ground;

/// What happened after the talks.
pub(super) fn sections(context: &StoryContext<'_>) -> Vec<Section> {
    let mut sections = Vec::new();
    if let Some(signed) = &context.episode.signed {
        sections.extend(accession(context, signed));
        if signed.accessions.iter().all(Accession::joins) {
            sections.push(ratification(context, signed));
        }
        if signed.history.is_some() {
            sections.extend(guarantees::section(context, signed));
            sections.push(duties(context, signed));
            sections.push(carrying_out(context, signed));
        }
    }
    sections
}

/// Who was asked to join, and what each compared; `None`: nobody.
fn accession(context: &StoryContext<'_>, signed: &Signed) -> Option<Section> {
    let one = |a: &Accession| {
        let flow = |stock: f64| context.flow(a.party, stock);
        let (name, least) = (context.name(a.party), flow(a.least));
        match a.ground {
            Ground::Enough => {
                format!(
                    "{name} joins: it expects {}, and the least for which it joins is {least}.",
                    flow(a.expected)
                )
            }
            Ground::BelowReservation => format!(
                "{name} refuses: even if all comply it is worth {} to it, and the least for which it joins is {least}.",
                flow(a.value)
            ),
            Ground::Condition => format!(
                "{name} refuses: the package is worth {} to it, but holds what it gives only together with something that is not in it.",
                flow(a.value)
            ),
            // At once leaves only who has signed: nobody that is asked later.
            Ground::Mistrust | Ground::HoldsOut | Ground::LeavesAtOnce => format!(
                "{name} refuses out of mistrust: if all comply it is worth {} to it, but it expects {}, and the least for which it joins is {least}.",
                flow(a.value),
                flow(a.expected)
            ),
        }
    };
    let mut lines: Vec<String> = signed.accessions.iter().map(one).collect();
    if lines.is_empty() {
        return None;
    }
    lines.insert(0, "Absent parties that have duties in the package are asked to join it.".into());
    if !signed.accessions.iter().all(Accession::joins) {
        lines.push("So the package is void.".into());
    }
    Some(Section { heading: "Asked to join".into(), lines })
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
        for &i in &*context.table.signatories_of(&signed.package) {
            let stake = agreement.stake[k][i];
            if stake == 0.0 {
                continue;
            }
            let temptation = signed.terms.temptation[i] * stake;
            let complies = agreement.complies(i, k, signed.terms.temptation[i]);
            lines.push(format!(
                "Stage \"{}\": {} would gain {} years at its best by not doing its duty, and stands to lose {} (detection \
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
    let pace = Pace::new(context.table, &context.setting.world);
    let taken = time::taken(context.scenario, context.table, &pace, &signed.package);
    let mut lines = vec![format!("To carry it out takes, on average and if nothing ends it, {taken}.")];
    let happened = history.happenings.iter().flat_map(|(period, happening)| {
        let when = context.when(*period);
        let line = match *happening {
            Happening::Reviewed(review, state, frozen) => {
                return reviewed(context, signed, &signed.reviews[review], state, frozen);
            }
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
                format!("{when}: {} acts on the guarantee against {}.", by.join(" with "), context.name(i))
            }
            Happening::Defected(i, k, seen) => format!(
                "{when}: {} does not do its duty in stage \"{}\"; it is {}.",
                context.name(i),
                stage(context, signed, k),
                if seen { "detected" } else { "not detected" }
            ),
            Happening::Ended(why) => format!("{when}: the agreement ends: {}.", collapse(context, why)),
        };
        vec![line]
    });
    lines.extend(happened);
    if history.collapse.is_none() {
        lines.push(format!(
            "At the horizon ({}) it is in force.",
            context.when(context.scenario.calendar.horizon)
        ));
    }
    Section { heading: "Carrying it out".into(), lines }
}

/// A date on which signatories choose again: what each compares, and what changes in what is left.
fn reviewed(
    context: &StoryContext<'_>,
    signed: &Signed,
    review: &Review,
    state: usize,
    frozen: bool,
) -> Vec<String> {
    let when = context.when(review.at);
    let what = |event: &Event| format!("\"{}\" ({})", event.name, effect(context.scenario, &event.effect));
    let all: Vec<String> = events(context.scenario, review.events).into_iter().map(what).collect();
    let mut lines = vec![format!(
        "{when}: {}, with which nobody reckoned: every signatory chooses again whether to go on.",
        all.join(" and ")
    )];
    let bound = context.table.signatories_of(&signed.package);
    lines.extend(review.compared(&bound, state, frozen).map(|c| {
        format!(
            "{when}: {} now compares {} if it goes on with {} if it leaves{}: it {}.",
            context.name(c.party),
            own(review.flow(c.party, c.staying)),
            own(review.flow(c.party, c.leaving)),
            if c.outside { " for its outside option" } else { "" },
            if c.leaves() { "leaves" } else { "stays" },
        )
    }));
    let (before, _) = signed.acted_on(review.at - 1);
    let stages = (state..signed.agreement.stages).filter(|_| !frozen);
    for (k, &i) in stages.flat_map(|k| bound.iter().map(move |i| (k, i))) {
        let complies = |a: &Agreement| a.stake[k][i] == 0.0 || a.complies(i, k, review.terms.temptation[i]);
        if complies(before) != complies(&review.decided) {
            let now = if complies(before) { "no longer" } else { "now" };
            lines.push(format!(
                "{when}: {} would {now} do its duty in stage \"{}\".",
                context.name(i),
                stage(context, signed, k)
            ));
        }
    }
    lines
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
    let (benefit, expected) = (record.benefit(), record.expected_benefit());
    for (i, party) in parties.iter().enumerate() {
        lines.push(format!(
            "{}: benefit {} against no agreement (in expectation over chance {}); gain {} on its own scale ({}).",
            party.name,
            own(benefit[i]),
            own(expected[i]),
            own(record.gain[i]),
            own(record.expected_gain[i])
        ));
    }
    Section { heading: "What it came to".into(), lines }
}
