//! Section on guarantees: who stands behind the agreement, whether it would act, and who believes it.

use super::own;
use super::{Section, StoryContext};
use crate::agreement::guarantee::Perspective;
use crate::agreement::per_party::TOLERANCE;
use crate::agreement::table::WHOLE_PACKAGE;
use crate::results::words::of_100;
use crate::say;
use crate::scenario::place::PartyIndex;
use crate::simulation::signed::Signed;

/// Who guarantees what was signed; `None`: nobody.
pub(super) fn section(context: &StoryContext<'_>, signed: &Signed) -> Option<Section> {
    let named = context.table.guarantors_of(&signed.package);
    let mut lines = Vec::new();
    for &g in context.table.by_id.iter().filter(|&&g| named & (1 << g) != 0) {
        lines.push(context.guarantor(signed, g));
        if signed.agreement.deterrence.guarantors & (1 << g) != 0 {
            lines.extend((0..signed.agreement.stages).map(|k| context.credibility(signed, g, k)));
        }
    }
    if signed.agreement.deterrence.guarantors != 0 {
        lines.extend(context.table.by_id.iter().filter_map(|&x| context.spoiler(signed, x)));
    }
    (!lines.is_empty()).then(|| Section { heading: say!(context.language, "story-guarantees"), lines })
}

impl StoryContext<'_> {
    fn years(&self, stock: f64) -> String {
        own(stock / f64::from(self.scenario.calendar.periods_per_year))
    }

    fn guarantor(&self, signed: &Signed, g: PartyIndex) -> String {
        let guarantees = &signed.terms.guarantees;
        if guarantees.force[g] == 0.0 {
            return say!(self.language, "story-no-force", party = self.name(g));
        }
        say!(
            self.language,
            "story-force",
            party = self.name(g),
            force = self.years(guarantees.force[g]),
            cost = self.years(guarantees.cost[g]),
        )
    }

    /// Whether it would act against a defection in a stage, and how far that is believed.
    fn credibility(&self, signed: &Signed, g: PartyIndex, k: usize) -> String {
        let deterrence = &signed.agreement.deterrence;
        let loss = deterrence.losses[k][g];
        let acts = deterrence.acting[k] & (1 << g) != 0;
        let share = of_100(signed.terms.guarantees.acts(g, loss, Perspective::Others));
        let (stage, party, loss) = (stage(self, signed, k), self.name(g), self.years(loss));
        if acts {
            say!(self.language, "story-would-act", stage = stage, party = party, loss = loss, share = share)
        } else {
            say!(
                self.language,
                "story-would-not-act",
                stage = stage,
                party = party,
                loss = loss,
                share = share
            )
        }
    }

    /// Whether one that has reason to spoil it is deterred.
    fn spoiler(&self, signed: &Signed, x: PartyIndex) -> Option<String> {
        let (agreement, terms) = (&signed.agreement, &signed.terms);
        let loses = terms.disagreement[x] - agreement.flow[agreement.stages][x];
        let outvoted = agreement.outvoted & (1 << x) != 0;
        let bound = self.table.signatories_of(&signed.package).contains(&x) && !outvoted;
        if terms.spoiling[x] == 0.0 || loses <= TOLERANCE || bound {
            return None;
        }
        let deterrence = &agreement.deterrence;
        let expected =
            terms.guarantees.expected(deterrence.guarantors, x, &deterrence.stake, Perspective::Others);
        let spoils = agreement.spoilers & (1 << x) != 0;
        let language = self.language;
        let verdict =
            if spoils { say!(language, "story-not-deterred") } else { say!(language, "story-deterred") };
        let (party, loss) = (self.name(x), self.years(loses / (1.0 - terms.discount[x])));
        let cost = self.years(expected);
        Some(if outvoted {
            say!(
                language,
                "story-spoiler-outvoted",
                party = party,
                loss = loss,
                cost = cost,
                verdict = verdict
            )
        } else {
            say!(
                language,
                "story-spoiler-left-out",
                party = party,
                loss = loss,
                cost = cost,
                verdict = verdict
            )
        })
    }
}

pub(super) fn stage(context: &StoryContext<'_>, signed: &Signed, k: usize) -> String {
    let schedule = &context.table.schedules[usize::from(signed.package.schedule)];
    let name = schedule.stages.get(usize::from(signed.active.positions[k])).map_or("", String::as_str);
    match name {
        WHOLE_PACKAGE => say!(context.language, "stage-whole"),
        name => context.called(name).to_owned(),
    }
}
