//! A tactic in three parts, each chosen by itself: what utility it aims at, which package it offers for that, and what it accepts.

use super::{
    Parameter, Setting, Step, Tactic, View,
    answer::{self, Answer},
    choice::{self, Choice},
};

/// What utility a party aims at.
pub(super) trait Aim {
    /// It takes its seat.
    fn prepare(&mut self, _view: &View<'_>) {}

    /// The utility that it aims at now.
    fn target(&mut self, view: &View<'_>) -> f64;

    /// It has made an offer for a target.
    fn offered(&mut self, _view: &View<'_>, _target: f64) {}

    /// Another party has offered a package.
    fn heard(&mut self, _view: &View<'_>, _by: usize, _package: usize) {}

    /// It is asked about a package: whether it accepts, where the aim has a rule of its own for that.
    fn asked(&mut self, _view: &View<'_>, _package: usize) -> Option<bool> {
        None
    }
}

/// Parameters of the choice of packages and of acceptance, which stand after those of the aim.
pub(super) const PARTS: [Parameter; 5] =
    [choice::SELECTION, choice::MODEL, answer::ACCEPTANCE, answer::THRESHOLD, answer::FROM];

/// Own parameters of an aim, and those of the parts behind them; `M` is `N` and five more.
pub(super) const fn with_parts<const N: usize, const M: usize>(own: [Parameter; N]) -> [Parameter; M] {
    let mut all = [PARTS[0]; M];
    let mut place = 0;
    while place < M {
        all[place] = if place < N { own[place] } else { PARTS[place - N] };
        place += 1;
    }
    all
}

/// A tactic put together.
#[derive(Debug, Clone)]
pub(super) struct Aiming<A> {
    aim: A,
    choice: Choice,
    answer: Answer,
    /// Target and package, until something is heard, asked or offered, or the round is over.
    now: Option<(u32, f64, Option<usize>)>,
}

impl<A: Aim + 'static> Aiming<A> {
    /// An aim with the parts that the last of the parameters say.
    pub(super) fn of(aim: A, setting: &Setting<'_>) -> Box<dyn Tactic> {
        let parts = setting.values.get(setting.values.len().saturating_sub(PARTS.len())..).unwrap_or(&[]);
        let value = |place: usize| parts.get(place).copied().unwrap_or(PARTS[place].default);
        let choice = Choice::new(value(0) as usize, value(1) as usize);
        let answer = Answer::new(value(2) as usize, value(3), value(4));
        Self::with(aim, choice, answer)
    }

    /// An aim with such parts.
    pub(super) fn with(aim: A, choice: Choice, answer: Answer) -> Box<dyn Tactic> {
        Box::new(Self { aim, choice, answer, now: None })
    }

    fn now(&mut self, view: &View<'_>) -> (f64, Option<usize>) {
        if let Some((round, target, offer)) = self.now
            && round == view.round
        {
            return (target, offer);
        }
        let target = self.aim.target(view);
        let offer = self.choice.package(view, target);
        self.now = Some((view.round, target, offer));
        (target, offer)
    }
}

impl<A: Aim + 'static> Tactic for Aiming<A> {
    fn prepare(&mut self, view: &View<'_>, _plan: &mut Vec<Step>) {
        self.now = None;
        self.aim.prepare(view);
        self.choice.prepare(view);
        self.answer.prepare(view);
    }

    fn may_walk_out(&self) -> bool {
        false
    }

    fn propose(&mut self, view: &View<'_>) -> Option<usize> {
        let (target, offer) = self.now(view);
        if offer.is_some() {
            self.aim.offered(view, target);
            self.now = None;
        }
        offer
    }

    fn accepts(&mut self, view: &View<'_>, package: usize) -> bool {
        let own_rule = self.aim.asked(view, package);
        if own_rule.is_some() {
            self.now = None;
        }
        let u = view.utilities[package];
        if u < view.reservation || u == f64::NEG_INFINITY {
            return false;
        }
        if let Some(accepts) = own_rule
            && self.answer.is_usual()
        {
            return accepts;
        }
        let (target, offer) = self.now(view);
        self.answer.accepts(view, u, target, offer)
    }

    fn heard_offer(&mut self, view: &View<'_>, by: usize, package: usize) {
        self.now = None;
        self.aim.heard(view, by, package);
        self.choice.heard(view, by, package);
        self.answer.heard(view, package);
    }
}
