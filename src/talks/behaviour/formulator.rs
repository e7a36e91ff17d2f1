//! The single negotiating text of a third party (Raiffa 1982, "The Art and Science of Negotiation", ch. 14): a formulator
//! writes it, the members answer, and it is rewritten where it was refused.
//!
//! The first text has the largest expected Nash product of the members as the formulator believes: of each member the
//! expected surplus, raised to `max(0, 1 + bias)` by what the formulator cares for it (Kalai 1977), times the chances that
//! all comply, consent and ratify; where members can be outvoted, of those of the cheapest winning coalition. A refused text is improved: the next one is the best of those that differ from it in one
//! issue (or in the road map alone) and are worth more to somebody who refused it, or the same text once more. What was
//! refused k times is divided by 2 + k (Laplace's rule of succession), or struck where refusals are taken as final. Where
//! no improvement is left it begins anew. A formulator puts forward only what is worth at least what goes on to itself.
//! It does not sign.

use crate::agreement::package::Package;
use crate::agreement::per_party::TOLERANCE;
use crate::scenario::place::PartyIndex;
use crate::talks::beliefs::Beliefs;
use crate::talks::catalogue::touched_members;
use crate::talks::coalition;
use crate::talks::situation::Situation;

/// Who writes the text, and how it stands.
#[derive(Debug, Clone)]
pub struct Formulator {
    party: PartyIndex,
    /// Members, and the exponent of each one's surplus.
    members: Vec<(PartyIndex, f64)>,
    /// By deal: how often it was refused.
    refusals: Vec<u32>,
    /// What is refused once is not put forward again.
    strict: bool,
    /// Where members can be outvoted: size of the smallest coalition that wins.
    least: u32,
    /// The last text, and who refused it, as bits.
    last: Option<(usize, u32)>,
}

impl Formulator {
    /// The formulator of a table: whoever writes the single text without having anything to sign for there. `strict`: a
    /// refusal is final.
    pub fn of(situation: Situation<'_>, strict: bool) -> Option<Self> {
        let Situation { table, valuation, feasible } = situation;
        let members = touched_members(table, valuation);
        let party = table.text_by.filter(|writer| !members.contains(writer))?;
        let own = valuation.informants.iter().find(|informant| informant.party == party);
        let weight = |k: PartyIndex| (1.0 + own.map_or(0.0, |informant| informant.bias_towards(k))).max(0.0);
        let members = members.into_iter().map(|k| (k, weight(k))).collect();
        let least = if table.rule.unanimous() { 0 } else { coalition::least(situation, party) };
        Some(Self { party, members, refusals: vec![0; feasible.len()], strict, least, last: None })
    }

    /// Who it is.
    pub fn party(&self) -> PartyIndex {
        self.party
    }

    /// The next text.
    pub fn propose(&mut self, situation: Situation<'_>, beliefs: &Beliefs) -> Option<usize> {
        let improved = self.last.and_then(|(last, refused_by)| {
            self.best(situation, beliefs, |x| improves(situation, last, refused_by, x))
        });
        let text = improved.or_else(|| self.best(situation, beliefs, |_| true));
        self.last = text.map(|x| (x, 0));
        text
    }

    /// A text was put forward, whoever wrote it in its name.
    pub fn put(&mut self, deal: usize) {
        self.last = Some((deal, 0));
    }

    /// A text did not pass.
    pub fn heard_failure(&mut self, deal: usize) {
        self.refusals[deal] += 1;
    }

    /// Somebody refused a text.
    pub fn heard_refusal(&mut self, party: PartyIndex, deal: usize) {
        if let Some((last, refused_by)) = &mut self.last
            && *last == deal
        {
            *refused_by |= 1 << party;
        }
    }

    /// The text with the largest score among some.
    fn best(
        &self,
        situation: Situation<'_>,
        beliefs: &Beliefs,
        among: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let mut best: Option<(f64, usize)> = None;
        for x in (0..situation.feasible.len()).filter(|&x| !(self.strict && self.refusals[x] > 0) && among(x))
        {
            let score = self.score(situation, beliefs, x) / f64::from(2 + self.refusals[x]);
            if score > best.map_or(0.0, |(most, _)| most) {
                best = Some((score, x));
            }
        }
        best.map(|(_, x)| x)
    }

    /// Expected Nash product of the members; 0 for what the formulator would not put forward.
    fn score(&self, situation: Situation<'_>, beliefs: &Beliefs, x: usize) -> f64 {
        let Situation { table, valuation, feasible } = situation;
        let terms = &valuation.terms;
        let goes_on = terms.disagreement[self.party] / (1.0 - terms.discount[self.party]);
        if feasible.value(x, self.party) < goes_on - TOLERANCE {
            return 0.0;
        }
        let gain = |&(k, weight): &(PartyIndex, f64)| {
            let surplus = feasible.value(x, k) - valuation.signing_margin[k];
            let excess = beliefs.of(self.party, k).expected_excess(surplus);
            (k, if weight == 1.0 { excess } else { libm::pow(excess, weight) })
        };
        let mut product = if table.rule.unanimous() {
            self.members.iter().map(|member| gain(member).1).product()
        } else {
            let willing = self.members.iter().filter(|(k, _)| !feasible.surely_refuses(x, *k));
            coalition::product(situation, x, self.party, self.least, &willing.map(gain).collect::<Vec<_>>())
        };
        if product > 0.0 {
            let bound = table.signatories_of(&feasible.packages[x]);
            product *= bound.iter().map(|&k| feasible.trust(x, k)).product::<f64>();
            product *= feasible.consent_chance(x, |k| beliefs.of(self.party, k));
            product *= feasible.foreseen(x, self.party);
        }
        product
    }
}

/// Whether a deal is the last text, or one issue away from it and worth more to somebody who refused that.
fn improves(situation: Situation<'_>, last: usize, refused_by: u32, x: usize) -> bool {
    let feasible = situation.feasible;
    let better = |k: PartyIndex| feasible.value(x, k) > feasible.value(last, k) + TOLERANCE;
    x == last
        || changes(&feasible.packages[last], &feasible.packages[x]) == 1
            && situation.table.by_id.iter().any(|&k| refused_by & (1 << k) != 0 && better(k))
}

/// In how many issues two packages differ; another road map counts as one.
fn changes(a: &Package, b: &Package) -> usize {
    let issues = a.options.iter().zip(&b.options).filter(|(a, b)| a != b).count();
    issues + usize::from(a.schedule != b.schedule)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agreement::package::MOST_ISSUES;

    #[test]
    fn changes_are_counted_by_issue_and_road_map() {
        let package = |schedule: u8, first: u8, second: u8| {
            let mut options = [0; MOST_ISSUES];
            (options[0], options[1]) = (first, second);
            Package { schedule, options }
        };
        assert_eq!(changes(&package(0, 1, 2), &package(0, 1, 2)), 0);
        assert_eq!(changes(&package(0, 1, 2), &package(0, 1, 0)), 1);
        assert_eq!(changes(&package(0, 1, 2), &package(1, 1, 2)), 1);
        assert_eq!(changes(&package(0, 1, 2), &package(1, 3, 0)), 3);
    }
}
