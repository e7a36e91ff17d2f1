//! One negotiation at one table: meetings, offers, answers, until a signature, a walk-out or the last meeting.

use super::behaviour::{Behaviour, Strategies};
use super::beliefs::{Beliefs, Learnt};
use super::desk::{Desk, Move, Question, Task};
use super::feasible::FeasibleAgreements;
use super::mediation;
use super::mediation::{Message, Told};
use super::protocol::alternating::{Action, AlternatingOffers, Event, Turn};
pub use super::transcript::TranscriptEntry;
use crate::agreement::per_party::TOLERANCE;
use crate::agreement::table::Table;
use crate::agreement::valuation::Valuation;
use crate::scenario::place::PartyIndex;
use crate::talks::catalogue::touched_members;
use crate::talks::outcome::Ended;
use crate::talks::outcome::Ground;
use crate::talks::outcome::Outcome;
use crate::talks::outcome::Refusal;
use crate::talks::situation::{Moment, Next, Situation, is_pivotal, least_acceptable, walks_out};

/// A plenary votes on what its sub-tables put before it, the only deal: the last refusal, if it does not pass, and who
/// refused, as bits. Nobody holds out, since nothing else is on offer; and whoever accepted exactly this at its sub-table
/// (`stands`, bits) stands by it.
pub fn vote(
    Situation { table, valuation, feasible }: Situation<'_>,
    period: u32,
    stands: u32,
    transcript: &mut Vec<TranscriptEntry>,
    mut desk: Option<&mut dyn Desk>,
) -> (Option<Refusal>, u32) {
    let situation = Situation { table, valuation, feasible };
    if let Some(desk) = &mut desk {
        desk.opens(situation);
    }
    note(situation, transcript, &mut desk, TranscriptEntry::Put { period });
    let members = touched_members(table, valuation);
    if feasible.is_empty() {
        let party = members.first().copied().unwrap_or_default();
        return (Some(Refusal { party, ground: Ground::Condition, veto: false }), 0);
    }
    let consent = feasible.consent(0);
    let outside = table.by_id.iter().copied().filter(|i| consent & (1 << i) != 0);
    let must = feasible.must(0) | consent;
    let (mut last, mut refused) = (None, 0);
    for party in members.into_iter().chain(outside) {
        let consent = !table.is_member(party);
        let least = if consent { valuation.reservation[party] } else { least_acceptable(valuation, party) };
        let (value, expected) = (feasible.value(0, party), feasible.expected(0, party));
        let asks = if stands & (1 << party) == 0 { least } else { least.min(expected) };
        let refuses = stands & (1 << party) == 0 && feasible.surely_refuses(0, party);
        let mut ground = ground(value, expected, least, asks, refuses);
        if stands & (1 << party) == 0 && !refuses {
            let own = Move::answer(ground == Ground::Enough);
            let moment = Moment { offer: 0, time: 1.0, next: None };
            let question = Question { situation, party, task: Task::Adopt, meeting: 0, period, moment, own };
            ground = decided(&mut desk, &question, ground, (value, expected, least));
        }
        let answer = TranscriptEntry::Answer { party, consent, value, expected, least, asks, ground };
        note(situation, transcript, &mut desk, answer);
        if ground != Ground::Enough {
            last = Some(Refusal { party, ground, veto: must & (1 << party) != 0 });
            refused |= 1 << party;
            if table.rule.unanimous() {
                break;
            }
        }
    }
    let passes = refused & must == 0 && table.rule.passes(table.member_bits & !refused);
    if !passes {
        return (last, refused);
    }
    let leaver = feasible.left_at_once(table, valuation, 0, refused);
    if let Some(party) = leaver {
        let answer = leaves_at_once(table, valuation, feasible, 0, party);
        note(situation, transcript, &mut desk, answer);
    }
    (leaver.map(|party| Refusal { party, ground: Ground::LeavesAtOnce, veto: false }), refused)
}

/// Takes something down, and tells it to the desk.
fn note(
    situation: Situation<'_>,
    transcript: &mut Vec<TranscriptEntry>,
    desk: &mut Option<&mut dyn Desk>,
    entry: TranscriptEntry,
) {
    if let Some(desk) = desk {
        desk.heard(situation, &entry);
    }
    transcript.push(entry);
}

/// The ground of an answer once the desk has decided: the engine's own, or what stands against the offer where somebody refuses what the engine
/// would have accepted.
fn decided(
    desk: &mut Option<&mut dyn Desk>,
    question: &Question<'_>,
    own: Ground,
    (value, expected, least): (f64, f64, f64),
) -> Ground {
    match desk.as_mut().map(|desk| desk.decide(question)) {
        Some(Move::Accept) => Ground::Enough,
        Some(Move::Refuse) if own == Ground::Enough => ground(value, expected, least, f64::INFINITY, false),
        _ => own,
    }
}

/// The answer of a signatory that would leave at once what would pass otherwise.
fn leaves_at_once(
    table: &Table,
    valuation: &Valuation,
    feasible: &FeasibleAgreements,
    deal: usize,
    party: PartyIndex,
) -> TranscriptEntry {
    let least = least_acceptable(valuation, party);
    TranscriptEntry::Answer {
        party,
        consent: !table.is_member(party),
        value: feasible.value(deal, party),
        expected: feasible.expected(deal, party),
        least,
        asks: least,
        ground: Ground::LeavesAtOnce,
    }
}

/// Why a party answers as it does.
pub(crate) fn ground(value: f64, expected: f64, least: f64, asks: f64, refuses: bool) -> Ground {
    if expected >= asks - TOLERANCE && !refuses {
        Ground::Enough
    } else if value < least - TOLERANCE {
        Ground::BelowReservation
    } else if refuses {
        Ground::Condition
    } else if expected < least - TOLERANCE {
        Ground::Mistrust
    } else {
        Ground::HoldsOut
    }
}

/// Which members propose, in turn: those of the table's order that some level touches, or the one that writes the single
/// text; none, where a party from outside writes it.
pub fn proposers(table: &Table, valuation: &Valuation) -> Vec<PartyIndex> {
    let members = touched_members(table, valuation);
    let order = table.text_by.map_or_else(|| table.order.clone(), |writer| vec![writer]);
    order.into_iter().filter(|i| members.contains(i)).collect()
}

/// Members other than the one whose turn it is to propose, then those whose consent the package needs from outside, both in stable
/// order; and who of them must accept whatever the votes.
fn answerers<'a>(
    members: &'a [PartyIndex],
    situation: Situation<'a>,
    turn: Turn,
    offer: usize,
) -> (impl Iterator<Item = PartyIndex> + 'a, u32) {
    let consent = situation.feasible.consent(offer);
    let outside = situation.table.by_id.iter().copied().filter(move |i| consent & (1 << i) != 0);
    let who = members.iter().copied().chain(outside).filter(move |&i| turn != Turn::Propose(i));
    (who, consent | situation.feasible.must(offer))
}

/// Talks at a table, from meeting to meeting. What could be agreed may change between meetings, when something that is
/// practised lapses: the situation is given anew for every run of meetings.
pub struct Talks<'d> {
    /// Who decides for seats that are held from outside.
    desk: Option<&'d mut dyn Desk>,
    protocol: AlternatingOffers,
    members: Vec<PartyIndex>,
    offers: u32,
    refusal: Option<Refusal>,
    transcript: Option<Vec<TranscriptEntry>>,
    /// What third parties told before the first meeting.
    messages: Option<Vec<Message>>,
    /// What was learnt so far, from them and at the meetings.
    learnt: Learnt,
    /// Parties whose government had changed by then, as bits.
    renewed: u32,
}

impl<'d> Talks<'d> {
    /// Before the first meeting.
    pub fn new(table: &Table, valuation: &Valuation, desk: Option<&'d mut dyn Desk>) -> Self {
        let members = touched_members(table, valuation);
        let offers = table.offers * table.meetings.len() as u32;
        let mut protocol = match table.text_by {
            Some(writer) => AlternatingOffers::single_text(writer, offers),
            None => AlternatingOffers::new(proposers(table, valuation), offers),
        };
        if !table.rule.unanimous() {
            let always = table.member_bits & !members.iter().fold(0, |bits, i| bits | 1 << i);
            protocol = protocol.by_vote(table.rule, always);
        }
        Self {
            desk,
            protocol,
            members,
            offers,
            refusal: None,
            transcript: None,
            messages: None,
            learnt: Learnt::default(),
            renewed: 0,
        }
    }

    /// Holds the meetings of a range (positions among the table's meetings) in one situation. `transcript` takes them down
    /// line by line if given.
    pub fn hold(
        &mut self,
        situation: Situation<'_>,
        behaviour: Behaviour,
        meetings: std::ops::Range<usize>,
        transcript: Option<&mut Vec<TranscriptEntry>>,
    ) -> Option<Ended> {
        self.transcript = transcript.is_some().then(Vec::new);
        let ended = self.hold_meetings(situation, behaviour, meetings);
        if let (Some(transcript), Some(lines)) = (transcript, self.transcript.take()) {
            *transcript = lines;
        }
        ended
    }

    fn hold_meetings(
        &mut self,
        situation: Situation<'_>,
        behaviour: Behaviour,
        meetings: std::ops::Range<usize>,
    ) -> Option<Ended> {
        if let Some(desk) = &mut self.desk {
            desk.opens(situation);
        }
        let beliefs = self.beliefs(situation, behaviour);
        let mut strategies = Strategies::new(behaviour, situation, beliefs, self.protocol.offer_number());
        self.refusal = strategies.foreseen().or(self.refusal);
        if let Some(party) = strategies.recognised() {
            self.protocol.recognise(party);
        }
        let ended = self.hold_with(situation, &mut strategies, meetings);
        self.learnt = strategies.beliefs().learnt();
        ended
    }

    /// What is believed before a run of meetings: before the first, what third parties tell is heard.
    fn beliefs(&mut self, situation: Situation<'_>, behaviour: Behaviour) -> Beliefs {
        let valuation = situation.valuation;
        let mut beliefs = Beliefs::shared(&valuation.reservation_belief);
        let new = valuation.renewed & !self.renewed;
        self.renewed = valuation.renewed;
        if self.messages.is_some() {
            PartyIndex::all(valuation.touched.len())
                .filter(|i| new & (1 << i) != 0)
                .for_each(|i| self.learnt.forget(i));
            beliefs.adopt(&self.learnt);
            return beliefs;
        }
        let messages = mediation::messages(situation, behaviour, &beliefs, |party| self.moments(party));
        for message in &messages {
            if message.believed {
                beliefs.tell(message.to, message.about, message.says, message.accuracy);
            }
            self.record(situation, TranscriptEntry::Message(*message));
        }
        self.messages = Some(messages);
        mediation::inform_writer(situation, &mut beliefs);
        beliefs
    }

    /// What came of what third parties told before the first meeting: of the message that got furthest.
    pub fn told(&self) -> Told {
        let messages = self.messages.as_deref().unwrap_or_default();
        messages.iter().map(Message::told).max().unwrap_or_default()
    }

    /// When a party makes its own offers.
    fn moments(&self, party: PartyIndex) -> Vec<Moment> {
        let own = (0..self.offers).filter(|&k| self.protocol.proposer_of(k) == Some(party));
        own.map(|offer| Moment { offer, time: self.time(offer), next: None }).collect()
    }

    /// Position of an offer between the first (0) and the last (1).
    fn time(&self, offer: u32) -> f64 {
        match self.offers {
            0 | 1 => 1.0,
            all => f64::from(offer) / f64::from(all - 1),
        }
    }

    fn hold_with(
        &mut self,
        situation: Situation<'_>,
        strategies: &mut Strategies,
        meetings: std::ops::Range<usize>,
    ) -> Option<Ended> {
        let table = situation.table;
        for number in meetings {
            let period = table.meetings[number];
            self.record(situation, TranscriptEntry::Meeting { number: number as u32 + 1, period });
            if let Some(leaver) = self.walk_out(situation, strategies, (number as u32 + 1, period)) {
                return Some(self.ended(Outcome::WalkedOut(leaver), period));
            }
            let until = (number as u32 + 1) * table.offers;
            if let Some(signed) = self.meeting(situation, strategies, until) {
                let period = if table.refer_back { period.saturating_add(table.every) } else { period };
                return Some(self.ended(Outcome::Signed(signed), period));
            }
        }
        None
    }

    /// The last meeting has passed.
    pub fn deadline(&self, table: &Table) -> Ended {
        self.ended(Outcome::Deadline, table.meetings.last().copied().unwrap_or(0))
    }

    fn ended(&self, outcome: Outcome, period: u32) -> Ended {
        let signed = matches!(outcome, Outcome::Signed(_));
        Ended {
            outcome,
            period,
            refusal: self.refusal,
            outvoted: if signed { self.protocol.refused() } else { 0 },
        }
    }

    fn record(&mut self, situation: Situation<'_>, record: TranscriptEntry) {
        if let Some(desk) = &mut self.desk {
            desk.heard(situation, &record);
        }
        if let Some(transcript) = self.transcript.as_mut() {
            transcript.push(record);
        }
    }

    /// A party without which nothing can pass leaves when its outside option is worth more than the best that it can still
    /// hope for.
    fn walk_out(
        &mut self,
        situation: Situation<'_>,
        strategies: &mut Strategies,
        (meeting, period): (u32, u32),
    ) -> Option<PartyIndex> {
        let offer = self.protocol.offer_number();
        let valuation = situation.valuation;
        let moment = Moment { offer, time: self.time(offer), next: None };
        let desk = &mut self.desk;
        let mut leaves = |&party: &PartyIndex| {
            // One that has nowhere to go stays. What it expects is looked at all the same where parties learn: it is kept as it is now.
            if valuation.outside[party].is_none() && valuation.learning == 0.0 {
                return None;
            }
            let continuation_value = strategies
                .continuation_value(situation, party, offer)
                .max(situation.valuation.disagreement_payoff(party));
            let own = walks_out(situation.valuation, party, continuation_value);
            let leaves = match (desk.as_mut(), valuation.outside[party]) {
                (Some(desk), Some(outside)) => {
                    let own = if own.is_some() { Move::Leave } else { Move::Stay };
                    let question =
                        Question { situation, party, task: Task::Stay, meeting, period, moment, own };
                    (desk.decide(&question) == Move::Leave).then_some(outside)
                }
                _ => own,
            };
            leaves.map(|outside| (party, outside, continuation_value))
        };
        let pivotal = self.members.iter().filter(|&&party| is_pivotal(situation.table, party));
        let (party, outside, continuation_value) = pivotal.into_iter().find_map(&mut leaves)?;
        self.record(situation, TranscriptEntry::WalkOut { party, outside, continuation_value });
        Some(party)
    }

    /// One meeting: acts until the number of offers made reaches `until`, or there is agreement.
    fn meeting(
        &mut self,
        situation: Situation<'_>,
        strategies: &mut Strategies,
        until: u32,
    ) -> Option<usize> {
        while self.protocol.offer_number() < until && !self.stopped() {
            let action = match self.protocol.turn() {
                Turn::Propose(party) => self.propose(situation, strategies, party),
                Turn::Answer { party, offer } => self.answer(situation, strategies, party, offer),
                Turn::Agreed(offer) => {
                    let Some(party) = self.left_at_once(situation, offer) else { return Some(offer) };
                    self.refusal = Some(Refusal { party, ground: Ground::LeavesAtOnce, veto: false });
                    strategies.heard_failure(offer);
                    self.protocol.not_signed();
                    continue;
                }
                Turn::Over => return None,
            };
            let turn = self.protocol.turn();
            let members = &self.members;
            let event = self.protocol.step(action, |offer| answerers(members, situation, turn, offer));
            match (turn, action) {
                (Turn::Propose(party), Action::Propose(offer)) => {
                    strategies.heard_offer(situation, party, offer);
                }
                (Turn::Answer { party, offer }, Action::Accept) => {
                    strategies.heard_acceptance(situation, party, offer);
                }
                (Turn::Answer { party, offer }, Action::Refuse) => {
                    strategies.heard_refusal(situation, party, offer);
                }
                _ => {}
            }
            if let (Turn::Answer { offer, .. }, Event::Refused) = (turn, event) {
                strategies.heard_failure(offer);
            }
        }
        None
    }

    /// Whether somebody from outside has not moved yet.
    fn stopped(&self) -> bool {
        self.desk.as_ref().is_some_and(|desk| desk.stopped())
    }

    /// A question to a seat at an offer.
    fn question<'a>(
        &self,
        situation: Situation<'a>,
        party: PartyIndex,
        task: Task,
        own: Move,
    ) -> Question<'a> {
        let moment = self.moment(situation.table, party);
        let meeting = moment.offer / situation.table.offers;
        let period = situation.table.meetings[meeting as usize];
        Question { situation, party, task, meeting: meeting + 1, period, moment, own }
    }

    /// Who would leave at once what has passed, now that it is known who is outvoted.
    fn left_at_once(&mut self, situation: Situation<'_>, offer: usize) -> Option<PartyIndex> {
        let Situation { table, valuation, feasible } = situation;
        let leaver = feasible.left_at_once(table, valuation, offer, self.protocol.refused());
        if let Some(party) = leaver {
            self.record(situation, leaves_at_once(table, valuation, feasible, offer, party));
        }
        leaver
    }

    fn moment(&self, table: &Table, party: PartyIndex) -> Moment {
        let now = self.protocol.offer_number();
        let period = |offer: u32| table.meetings[(offer / table.offers) as usize];
        let next = |k: u32| Next { offer: k, time: self.time(k), periods: period(k) - period(now) };
        Moment { offer: now, time: self.time(now), next: self.protocol.next_offer_of(party).map(next) }
    }

    fn propose(
        &mut self,
        situation: Situation<'_>,
        strategies: &mut Strategies,
        party: PartyIndex,
    ) -> Action {
        let mut deal = strategies.propose(situation, party, self.moment(situation.table, party));
        if self.desk.is_some() && !situation.feasible.is_empty() {
            let own = deal.map_or(Move::Pass, Move::Propose);
            let question = self.question(situation, party, Task::Propose, own);
            deal = match self.desk.as_mut().map(|desk| desk.decide(&question)) {
                Some(Move::Propose(deal)) if deal < situation.feasible.len() => Some(deal),
                _ => None,
            };
        }
        let expected = deal.map_or(0.0, |x| situation.feasible.expected(x, party));
        self.record(situation, TranscriptEntry::Proposal { party, deal, expected });
        deal.map_or(Action::Pass, Action::Propose)
    }

    fn answer(
        &mut self,
        situation: Situation<'_>,
        strategies: &mut Strategies,
        party: PartyIndex,
        offer: usize,
    ) -> Action {
        let Situation { table, valuation, feasible } = situation;
        let (value, expected) = (feasible.value(offer, party), feasible.expected(offer, party));
        let consent = !table.is_member(party);
        let (least, asks) = if consent {
            (valuation.reservation[party], valuation.reservation[party])
        } else {
            let asks = strategies.accepts_from(situation, party, self.moment(table, party));
            (least_acceptable(valuation, party), asks)
        };
        let refuses = feasible.surely_refuses(offer, party);
        let mut ground = ground(value, expected, least, asks, refuses);
        if self.desk.is_some() && !refuses {
            let own = Move::answer(ground == Ground::Enough);
            let question = self.question(situation, party, Task::Answer { offer, consent }, own);
            ground = decided(&mut self.desk, &question, ground, (value, expected, least));
        }
        if ground != Ground::Enough {
            let must = consent || feasible.must(offer) & (1 << party) != 0;
            self.refusal = Some(Refusal { party, ground, veto: must });
        }
        self.record(
            situation,
            TranscriptEntry::Answer { party, consent, value, expected, least, asks, ground },
        );
        if ground == Ground::Enough { Action::Accept } else { Action::Refuse }
    }
}
