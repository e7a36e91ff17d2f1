//! Behaviours: what a seat proposes and accepts. The table never knows which one sits there.

pub(crate) mod appeal;
pub(crate) mod benchmark;
pub(crate) mod concession;
pub(crate) mod exact;
pub mod formulator;
pub(crate) mod nash;
pub(crate) mod own;
pub(crate) mod ultimatum;

pub use own::{Negotiator, Seat};

use super::beliefs::Beliefs;
use super::learning;
use crate::agreement::belief::Half;
use crate::agreement::table::Table;
use crate::scenario::place::PartyIndex;
use crate::talks::outcome::Refusal;
use crate::talks::situation::Moment;
use crate::talks::situation::Situation;
use crate::talks::situation::least_acceptable;

/// The behaviours on offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Behaviour {
    /// Time-dependent concession (Faratin, Sierra & Jennings 1998).
    Concession,
    /// The exact Nash-product choice of the reference model, in expectation where something is hidden.
    Nash,
    /// Exact backward induction over the offers that remain, as if nothing were hidden.
    Exact,
    /// Not a way to behave, but what is left without one: nobody demands anything, and at the first meeting a member drawn by lot
    /// makes the one offer (Okada 1996; Baron & Ferejohn 1989; Binmore, Shaked & Sutton 1989).
    Benchmark,
    /// One from outside this crate.
    Own(&'static dyn Negotiator),
}

impl Behaviour {
    /// Those that a finding must survive, the default first.
    pub const ALL: [Self; 2] = [Self::Concession, Self::Nash];

    /// All by which parties act at talks as they are held. [`Behaviour::Exact`] is left out of the test of findings: it ignores
    /// what is hidden, and so half of what formats differ in. [`Behaviour::Benchmark`] is in neither list: it holds no talks but one
    /// offer, and is shown beside findings.
    pub const CHOOSABLE: [Self; 3] = [Self::Concession, Self::Nash, Self::Exact];

    /// Key used on the command line and in files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Concession => "concession",
            Self::Nash => "nash",
            Self::Exact => "exact",
            Self::Benchmark => "benchmark",
            Self::Own(negotiator) => negotiator.name(),
        }
    }

    /// In words.
    pub fn label(self) -> &'static str {
        match self {
            Self::Concession => "concession over time",
            Self::Nash => "Nash-product choice",
            Self::Exact => "exact reckoning from the last offer back, as if nothing were hidden",
            Self::Benchmark => {
                "the benchmark without tactics or demands: one offer by a member drawn by lot, which everybody takes from what it has \
                 without agreement"
            }
            Self::Own(negotiator) => negotiator.name(),
        }
    }

    /// Whether it is played in the world as it is drawn; else in the same one without demands.
    pub fn demands(self) -> bool {
        self != Self::Benchmark
    }

    /// Whether every seat knows what the others could sign: there is nothing to tell.
    pub(crate) fn hides_nothing(self) -> bool {
        matches!(self, Self::Exact | Self::Benchmark)
    }

    /// Whether a table is small enough for it.
    ///
    /// # Errors
    /// If it has more packages × offers than can be reckoned with.
    pub fn holds(self, table: &Table) -> Result<(), TooLarge> {
        let size = exact::size(table);
        if self != Self::Exact || size <= exact::MOST {
            return Ok(());
        }
        let offers = table.offers as usize * table.meetings.len();
        Err(TooLarge { table: table.name.clone(), packages: table.packages(), offers, most: exact::MOST })
    }
}

/// A table with more packages × offers than a behaviour can reckon with.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("\"{table}\" has {packages} packages and {offers} offers, too many to reckon with exactly")]
pub struct TooLarge {
    /// Its name.
    pub table: String,
    /// Its packages, before any is ruled out.
    pub packages: f64,
    /// Its offers in all.
    pub offers: usize,
    /// The most packages × offers.
    pub most: f64,
}

/// The strategies of all seats of a table for the length of one negotiation: what they hold of each seat is that seat's own or common
/// knowledge.
#[derive(Debug, Clone)]
pub struct Strategies {
    seats: Seats,
    /// Who writes the single text from outside, if anybody does.
    formulator: Option<formulator::Formulator>,
    beliefs: Beliefs,
}

/// How the seats behave.
#[derive(Debug, Clone)]
enum Seats {
    /// Concede over time.
    Concession(Box<concession::Concession>),
    /// Look for the largest expected Nash product.
    Nash(nash::Nash),
    /// Has reckoned everything from the last offer back.
    Exact(exact::Exact),
    /// One of them makes one offer.
    Benchmark(benchmark::Benchmark),
    /// Do as they are told from outside.
    Own(own::Seats),
}

impl Strategies {
    /// Before offer number `first`, with what is believed then.
    pub fn new(behaviour: Behaviour, situation: Situation<'_>, beliefs: Beliefs, first: u32) -> Self {
        let seats = match behaviour {
            Behaviour::Concession => {
                Seats::Concession(Box::new(concession::Concession::new(situation, &beliefs)))
            }
            Behaviour::Nash => Seats::Nash(nash::Nash::new(situation, &beliefs)),
            Behaviour::Exact => Seats::Exact(exact::Exact::new(situation, first)),
            Behaviour::Benchmark => Seats::Benchmark(benchmark::Benchmark::new(situation, first)),
            Behaviour::Own(negotiator) => Seats::Own(own::Seats::new(negotiator, situation)),
        };
        let formulator = formulator::Formulator::of(situation, behaviour != Behaviour::Concession);
        let formulator = formulator.filter(|_| behaviour != Behaviour::Benchmark);
        Self { seats, formulator, beliefs }
    }

    /// The same strategies, where one observer is told something about one subject.
    #[must_use]
    pub fn after_message(
        &self,
        observer: PartyIndex,
        subject: PartyIndex,
        half: Half,
        accuracy: f64,
    ) -> Self {
        let mut strategies = self.clone();
        if strategies.beliefs.tell(observer, subject, half, accuracy) {
            match &mut strategies.seats {
                Seats::Concession(seats) => seats.heard_message(&strategies.beliefs, observer, subject),
                Seats::Nash(seats) => seats.heard_message(&strategies.beliefs, observer, subject),
                Seats::Exact(_) | Seats::Benchmark(_) | Seats::Own(_) => {}
            }
        }
        strategies
    }

    /// What is believed by now.
    pub fn beliefs(&self) -> &Beliefs {
        &self.beliefs
    }

    /// What a party proposes; `None`: it passes.
    pub fn propose(&mut self, situation: Situation<'_>, party: PartyIndex, moment: Moment) -> Option<usize> {
        if let Some(writer) = self.formulator.as_mut().filter(|writer| writer.party() == party) {
            return writer.propose(situation, &self.beliefs);
        }
        match &mut self.seats {
            Seats::Concession(seats) => seats.propose(situation, &self.beliefs, party, moment),
            Seats::Nash(seats) => seats.propose(situation, &self.beliefs, party),
            Seats::Exact(seats) => seats.propose(moment),
            Seats::Benchmark(seats) => seats.propose(party, moment),
            Seats::Own(seats) => seats.propose(situation, &self.beliefs, party, moment),
        }
    }

    /// The least expected value (stock) for which a member accepts now.
    pub fn accepts_from(&mut self, situation: Situation<'_>, party: PartyIndex, moment: Moment) -> f64 {
        match &mut self.seats {
            Seats::Concession(seats) => seats.accepts_from(situation, &self.beliefs, party, moment),
            Seats::Nash(_) | Seats::Benchmark(_) => least_acceptable(situation.valuation, party),
            Seats::Exact(seats) => seats.accepts_from(party, moment),
            Seats::Own(seats) => seats.accepts_from(situation, &self.beliefs, party, moment),
        }
    }

    /// The continuation value of a party before an offer: the best that it can still expect of going on.
    pub fn continuation_value(&mut self, situation: Situation<'_>, party: PartyIndex, offer: u32) -> f64 {
        match &mut self.seats {
            Seats::Concession(seats) => {
                seats.prepare(situation, &self.beliefs, party, false);
                seats.continuation_value(party)
            }
            Seats::Nash(seats) => seats.continuation_value(situation, party),
            Seats::Exact(_) if self.formulator.is_some() => situation.feasible.best(party),
            Seats::Exact(seats) => seats.continuation_value(party, offer),
            Seats::Benchmark(seats) => seats.continuation_value(party, offer),
            Seats::Own(seats) => seats.continuation_value(situation, party),
        }
    }

    /// A refusal that all foresee, so that nothing is even proposed.
    pub fn foreseen(&self) -> Option<Refusal> {
        match &self.seats {
            Seats::Exact(seats) => seats.doubt(),
            Seats::Benchmark(seats) => seats.doubt(),
            Seats::Concession(_) | Seats::Nash(_) | Seats::Own(_) => None,
        }
    }

    /// The one party that makes offers, where it is not the format that says who does.
    pub fn recognised(&self) -> Option<PartyIndex> {
        match &self.seats {
            Seats::Benchmark(seats) => seats.recognised(),
            Seats::Concession(_) | Seats::Nash(_) | Seats::Exact(_) | Seats::Own(_) => None,
        }
    }

    /// Everyone at the table has heard an offer: nobody proposes what it would not sign, if it has to sign.
    pub fn heard_offer(&mut self, situation: Situation<'_>, party: PartyIndex, deal: usize) {
        if let Some(writer) = self.formulator.as_mut().filter(|writer| writer.party() == party) {
            writer.put(deal);
        }
        if situation.table.is_member(party) {
            self.learn(situation, party, deal, true);
        }
    }

    /// Everyone at the table has heard an acceptance.
    pub fn heard_acceptance(&mut self, situation: Situation<'_>, party: PartyIndex, deal: usize) {
        self.learn(situation, party, deal, true);
    }

    /// Everyone at the table has heard a refusal.
    pub fn heard_refusal(&mut self, situation: Situation<'_>, party: PartyIndex, deal: usize) {
        self.learn(situation, party, deal, false);
        if let Some(writer) = &mut self.formulator {
            writer.heard_refusal(party, deal);
        }
        match &mut self.seats {
            Seats::Nash(seats) => {
                seats.heard_refusal(deal);
                if situation.table.is_member(party) {
                    let worth = learning::public_worth(situation, party, deal);
                    self.beliefs.all_learn(party, |belief| {
                        belief.cut(worth);
                        true
                    });
                    seats.learnt(&self.beliefs, party);
                }
            }
            Seats::Own(seats) => seats.heard_refusal(deal),
            // A refusal tells nothing to those who know everything; those who concede count what did not pass.
            Seats::Concession(_) | Seats::Exact(_) | Seats::Benchmark(_) => {}
        }
    }

    /// An offer is off the table, however many refused it.
    pub fn heard_failure(&mut self, deal: usize) {
        if let Some(writer) = &mut self.formulator {
            writer.heard_failure(deal);
        }
        if let Seats::Concession(seats) = &mut self.seats {
            seats.heard_refusal(deal);
        }
    }

    fn learn(&mut self, situation: Situation<'_>, party: PartyIndex, deal: usize, takes: bool) {
        if learning::acted(&mut self.beliefs, situation, party, deal, takes) {
            match &mut self.seats {
                Seats::Concession(seats) => seats.learnt(&self.beliefs, party),
                Seats::Nash(seats) => seats.learnt(&self.beliefs, party),
                Seats::Exact(_) | Seats::Benchmark(_) | Seats::Own(_) => {}
            }
        }
    }
}
