//! Last sections: accession, ratification, carrying out, and what it came to.

use super::{Section, StoryContext, ended, events, guarantees, own, when};
use crate::agreement::evaluation::Agreement;
use crate::agreement::history::{Collapse, Happening};
use crate::agreement::pace::Pace;
use crate::agreement::review::Review;
use crate::language::Language;
use crate::report::story::guarantees::stage;
use crate::report::time;
use crate::report::wording::effect;
use crate::results::words::{fixed, of_100};
use crate::say;
use crate::scenario::Scenario;
use crate::scenario::model::Event;
use crate::scenario::place::PartyIndex;
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
    let language = context.language;
    let one = |a: &Accession| {
        let flow = |stock: f64| context.flow(a.party, stock);
        let (party, least) = (context.name(a.party), flow(a.least));
        let (value, expected) = (flow(a.value), flow(a.expected));
        match a.ground {
            Ground::Enough => {
                say!(language, "story-joins", party = party, expected = expected, least = least)
            }
            Ground::BelowReservation => {
                say!(language, "story-joins-not", party = party, value = value, least = least)
            }
            Ground::Condition => {
                say!(language, "story-refuses-condition", party = party, value = value)
            }
            // At once leaves only who has signed: nobody that is asked later.
            Ground::Mistrust | Ground::HoldsOut | Ground::LeavesAtOnce => say!(
                language,
                "story-joins-not-mistrust",
                party = party,
                value = value,
                expected = expected,
                least = least,
            ),
        }
    };
    let mut lines: Vec<String> = signed.accessions.iter().map(one).collect();
    if lines.is_empty() {
        return None;
    }
    lines.insert(0, say!(language, "story-asked"));
    if !signed.accessions.iter().all(Accession::joins) {
        lines.push(say!(language, "story-void"));
    }
    Some(Section { heading: say!(language, "story-accession"), lines })
}

fn ratification(context: &StoryContext<'_>, signed: &Signed) -> Section {
    let language = context.language;
    let mut lines: Vec<String> = signed
        .ratification
        .iter()
        .map(|r| {
            let (party, surplus, share) = (context.name(r.party), own(r.surplus), of_100(r.chance));
            if r.passed {
                say!(language, "story-passes", party = party, surplus = surplus, share = share)
            } else {
                say!(language, "story-fails", party = party, surplus = surplus, share = share)
            }
        })
        .collect();
    if lines.is_empty() {
        lines.push(say!(language, "story-nobody-ratifies"));
    }
    Section { heading: say!(language, "story-home"), lines }
}

/// Who would keep its duties in each stage, with the numbers.
fn duties(context: &StoryContext<'_>, signed: &Signed) -> Section {
    let (agreement, language) = (&signed.agreement, context.language);
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
            let (stage, party) = (stage(context, signed, k), context.name(i));
            let [gain, loss] = [temptation, agreement.resists[k][i]].map(|stock| own(stock / periods));
            let detection = fixed(signed.terms.detection[i], 2);
            lines.push(if complies {
                say!(
                    language,
                    "story-complies",
                    stage = stage,
                    party = party,
                    gain = gain,
                    loss = loss,
                    detection = detection
                )
            } else {
                say!(
                    language,
                    "story-complies-not",
                    stage = stage,
                    party = party,
                    gain = gain,
                    loss = loss,
                    detection = detection
                )
            });
        }
    }
    if lines.is_empty() {
        lines.push(say!(language, "story-no-duty"));
    }
    Section { heading: say!(language, "story-duties"), lines }
}

fn carrying_out(context: &StoryContext<'_>, signed: &Signed) -> Section {
    let Some(history) = &signed.history else { return Section { heading: String::new(), lines: Vec::new() } };
    let pace = Pace::new(context.table, &context.setting.world);
    let language = context.language;
    let taken = time::taken(context.scenario, context.table, &pace, &signed.package, language);
    let mut lines = vec![say!(language, "story-time", time = taken)];
    for (period, happening) in &history.happenings {
        if let Happening::Reviewed(review, state, frozen) = *happening {
            lines.extend(reviewed(context, signed, &signed.reviews[review], state, frozen));
        } else {
            lines.extend(happened(context, signed, *period, *happening));
        }
    }
    if history.collapse.is_none() {
        let when = context.when(context.scenario.calendar.horizon);
        lines.push(say!(language, "story-horizon", when = when));
    }
    Section { heading: say!(language, "story-carrying"), lines }
}

/// One thing that happened, but that signatories chose again.
fn happened(
    context: &StoryContext<'_>,
    signed: &Signed,
    period: u32,
    happening: Happening,
) -> Option<String> {
    let (language, when) = (context.language, context.when(period));
    let stage = |k: usize| stage(context, signed, k);
    Some(match happening {
        Happening::Reviewed(..) => return None,
        Happening::Begun(k) => say!(language, "story-begins", when = when, stage = stage(k)),
        Happening::Completed(k) => say!(language, "story-completed", when = when, stage = stage(k)),
        Happening::Paused(k) => say!(language, "story-paused", when = when, stage = stage(k)),
        Happening::Renegotiated(k) => {
            say!(language, "story-renegotiated", when = when, stage = stage(k))
        }
        Happening::Punished(i, by) => {
            let with = |first: String, rest: String| say!(language, "story-with", first = first, rest = rest);
            let by = context.names(by).into_iter().reduce(with).unwrap_or_default();
            say!(language, "story-punished", when = when, by = by, party = context.name(i))
        }
        Happening::Defected(i, k, true) => {
            say!(language, "story-defected-seen", when = when, party = context.name(i), stage = stage(k))
        }
        Happening::Defected(i, k, false) => {
            say!(language, "story-defected", when = when, party = context.name(i), stage = stage(k))
        }
        Happening::Ended(why) => {
            say!(language, "story-ended", when = when, why = collapse(context, why))
        }
    })
}

/// A date on which signatories choose again: what each compares, and what changes in what is left.
fn reviewed(
    context: &StoryContext<'_>,
    signed: &Signed,
    review: &Review,
    state: usize,
    frozen: bool,
) -> Vec<String> {
    let (language, when) = (context.language, context.when(review.at));
    let what = |event: &Event| {
        let effect = effect(context.scenario, &event.effect, language);
        say!(language, "story-event", event = event.name, effect = effect)
    };
    let all: Vec<String> = events(context.scenario, review.events).into_iter().map(what).collect();
    let mut lines = vec![say!(language, "story-review", when = when, events = language.list(&all))];
    let bound = context.table.signatories_of(&signed.package);
    lines.extend(review.compared(&bound, state, frozen).map(|c| {
        let party = context.name(c.party);
        let [staying, leaving] = [c.staying, c.leaving].map(|stock| own(review.flow(c.party, stock)));
        let (w, p, s, l) = (&when, party, staying, leaving);
        match (c.leaves(), c.outside) {
            (false, false) => say!(language, "story-stays", when = w, party = p, staying = s, leaving = l),
            (true, false) => say!(language, "story-leaves", when = w, party = p, staying = s, leaving = l),
            (false, true) => {
                say!(language, "story-stays-outside", when = w, party = p, staying = s, leaving = l)
            }
            (true, true) => {
                say!(language, "story-leaves-outside", when = w, party = p, staying = s, leaving = l)
            }
        }
    }));
    let (before, _) = signed.acted_on(review.at - 1);
    let stages = (state..signed.agreement.stages).filter(|_| !frozen);
    for (k, &i) in stages.flat_map(|k| bound.iter().map(move |i| (k, i))) {
        let complies = |a: &Agreement| a.stake[k][i] == 0.0 || a.complies(i, k, review.terms.temptation[i]);
        if complies(before) != complies(&review.decided) {
            let (party, stage) = (context.name(i), stage(context, signed, k));
            lines.push(if complies(before) {
                say!(language, "story-no-longer", when = when, party = party, stage = stage)
            } else {
                say!(language, "story-now", when = when, party = party, stage = stage)
            });
        }
    }
    lines
}

fn collapse(context: &StoryContext<'_>, why: Collapse) -> String {
    let (language, name) = (context.language, |party: PartyIndex| context.name(party));
    match why {
        Collapse::Defection(i) => say!(language, "story-collapse-defection", party = name(i)),
        Collapse::Spoiled(i) => say!(language, "story-collapse-spoiled", party = name(i)),
        Collapse::Withdrawal(i) => say!(language, "story-collapse-withdrawal", party = name(i)),
        Collapse::Lapsed => say!(language, "story-collapse-lapsed"),
    }
}

/// What it came to, for the whole format.
pub(super) fn result(
    scenario: &Scenario,
    record: &Record,
    not_held: &[(String, bool)],
    language: Language,
) -> Section {
    let line = |(phase, deserted): &(String, bool)| {
        if *deserted {
            say!(language, "story-not-held-deserted", phase = phase)
        } else {
            say!(language, "story-not-held", phase = phase)
        }
    };
    let mut lines: Vec<String> = not_held.iter().map(line).collect();
    let (why, when) = (ended(scenario, record, language), when(scenario, record.ended_at, language));
    lines.push(say!(language, "story-end", why = why, when = when));
    let (benefit, expected) = (record.benefit(), record.expected_benefit());
    for (i, party) in scenario.parties.iter().enumerate() {
        lines.push(say!(
            language,
            "story-benefit",
            party = party.name,
            benefit = own(benefit[i]),
            expected = own(expected[i]),
            gain = own(record.gain[i]),
            expected_gain = own(record.expected_gain[i]),
        ));
    }
    Section { heading: say!(language, "story-result"), lines }
}
