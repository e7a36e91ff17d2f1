//! Who moves for the seats that are held from outside: the moves that were given, in order, and a note of what they were asked.
//!
//! A run in which somebody leaves is held again from the start ([`crate::simulation::format_run`]): a question that was answered before, in the
//! same situation and after the same words at that table, has the same answer and is not asked again.

use super::names::{Listed, Names, content, legal, points, roadmap};
use super::said::{Act, By, Given, Wrong};
use super::seen::{Heard, Offer, Own, Seen, Standing};
use crate::agreement::belief::Half;
use crate::scenario::place::PartyIndex;
use crate::simulation::episode::Episode;
use crate::simulation::leaving::Place;
use crate::talks::desk::{Desk, Move, Question, Task};
use crate::talks::outcome::{Ground, Outcome};
use crate::talks::situation::{Situation, least_acceptable};
use crate::talks::transcript::TranscriptEntry;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A desk for the seats that are held from outside; the engine moves for the others.
#[derive(Debug)]
pub(in crate::simulation) struct Holder {
    names: Arc<Names>,
    /// Seats that are held, as bits.
    seats: u32,
    given: Vec<Given>,
    used: usize,
    /// Once they are used up the engine moves.
    plays_on: bool,
    /// For whom the engine moves once they are used up.
    hands: Hands,
    /// Who looks on while another one is asked.
    onlooker: Option<PartyIndex>,
    /// What that one sees.
    pub(super) standing: Option<Standing>,
    /// All moves, in the order in which they were first made.
    pub(super) acts: Vec<Act>,
    answered: BTreeMap<u64, (Move, usize)>,
    /// The question that has no answer yet.
    pub(super) open: Option<Seen>,
    /// A given move that cannot be made: its place among those given.
    pub(super) wrong: Option<(usize, Wrong)>,
    place: Place,
    table: Option<String>,
    /// What was said at this table so far, and what could be agreed, as one number.
    chain: Chain,
    /// What everybody could hear so far.
    pub(super) heard: Vec<Entry>,
    /// The number of the last move, if that was a proposal or a pass, until it is heard.
    proposes: Option<usize>,
    /// Last entries that were proposals: the package, and who put it forward.
    last: Option<(PartyIndex, usize)>,
}

/// For whom the engine moves for now, by the place of the party, and why.
pub type Hands = BTreeMap<usize, String>;

/// Something that was heard.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Who could hear it, as bits.
    pub who: u32,
    /// The number of the move that it was, where it was a proposal.
    pub turn: Option<usize>,
    /// What.
    pub heard: Heard,
}

/// A number that depends on all that went into it, in order (FNV-1a over words of 64 bits).
#[derive(Debug, Clone, Copy)]
struct Chain(u64);

impl Chain {
    const EMPTY: Self = Self(0xcbf2_9ce4_8422_2325);

    fn add(&mut self, word: u64) {
        for shift in [0, 32] {
            self.0 = (self.0 ^ (word >> shift & 0xffff_ffff)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        self.0 ^= self.0 >> 29;
    }

    fn with(mut self, words: &[u64]) -> u64 {
        for word in words {
            self.add(*word);
        }
        self.0
    }
}

impl Holder {
    pub(super) fn new(names: Arc<Names>, seats: u32, given: Vec<Given>, plays_on: bool) -> Self {
        Self {
            names,
            seats,
            given,
            used: 0,
            plays_on,
            hands: Hands::new(),
            onlooker: None,
            standing: None,
            acts: Vec::new(),
            answered: BTreeMap::new(),
            open: None,
            wrong: None,
            place: (0, (0, 0)),
            table: None,
            chain: Chain::EMPTY,
            heard: Vec::new(),
            proposes: None,
            last: None,
        }
    }

    /// The same with seats for which the engine moves once the given moves are used up.
    pub(super) fn with_hands(self, hands: &Hands) -> Self {
        Self { hands: hands.clone(), ..self }
    }

    /// The same with somebody who looks on.
    pub(super) fn with_onlooker(self, party: PartyIndex) -> Self {
        Self { onlooker: Some(party), ..self }
    }

    /// Everything is held from the start.
    pub(in crate::simulation) fn begins(&mut self) {
        // What comes after a question without an answer has not happened.
        if !self.stopped() {
            self.heard.clear();
        }
    }

    /// A table is about to meet.
    pub(in crate::simulation) fn sits(&mut self, place: Place, name: Option<&str>) {
        (self.place, self.table, self.last) = (place, name.map(str::to_owned), None);
        self.chain = Chain::EMPTY;
        let (start, (node, sub)) = place;
        for word in [u64::from(start), node as u64, sub as u64] {
            self.chain.add(word);
        }
    }

    /// A table of the programme has been held; everybody hears what was signed there, and whether it is in force.
    pub(in crate::simulation) fn held(&mut self, episode: &Episode<'_>) {
        if self.stopped() {
            return;
        }
        let signed = episode.signed.as_ref().map(|signed| {
            let package = &signed.package;
            self.names.package(&content(&episode.table, *package), roadmap(&episode.table, package))
        });
        let ended = match episode.talks.outcome {
            Outcome::WalkedOut(party) | Outcome::Deserted(party) => Some(self.key(party)),
            Outcome::Signed(_) | Outcome::Deadline => None,
        };
        let phase = self.names.nodes[episode.node].clone();
        let heard = Heard::Held {
            phase,
            period: episode.talks.period,
            signed,
            in_force: episode.in_force(),
            left: ended,
        };
        self.heard.push(Entry { who: u32::MAX, turn: None, heard });
    }

    fn key(&self, party: PartyIndex) -> String {
        self.names.parties[party.index()].clone()
    }

    /// The same question in the same situation after the same words.
    fn same(&self, question: &Question<'_>) -> u64 {
        let task = match question.task {
            Task::Stay => 0,
            Task::Propose => 1,
            Task::Adopt => 2,
            Task::Answer { offer, .. } => 3 + offer as u64,
        };
        let party = question.party.index() as u64;
        let number = u64::from(question.moment.offer);
        self.chain.with(&[task, party, u64::from(question.meeting), u64::from(question.period), number])
    }

    /// The next move that was given, if there is one.
    fn taken(&mut self, question: &Question<'_>) -> Option<(Move, By, Option<String>)> {
        let Situation { table, feasible, .. } = question.situation;
        let Some(given) = self.given.get(self.used).cloned() else {
            let why = self.hands.get(&question.party.index()).cloned();
            return (self.plays_on || why.is_some()).then_some((question.own, By::Engine, why));
        };
        match given {
            Given::Engine(why) => {
                self.used += 1;
                Some((question.own, By::Engine, Some(why)))
            }
            Given::Move(said) => {
                match self.names.meant(&said, question.task, table, feasible, question.party) {
                    Ok(made) => {
                        self.used += 1;
                        Some((made, By::Seat, None))
                    }
                    Err(wrong) => {
                        self.wrong = Some((self.used, wrong));
                        None
                    }
                }
            }
        }
    }

    fn act(&mut self, question: &Question<'_>, made: Move, by: By, why: Option<String>) {
        let Situation { table, feasible, .. } = question.situation;
        self.acts.push(Act {
            act: self.acts.len() + 1,
            phase: self.names.nodes[self.place.1.0].clone(),
            table: self.table.clone(),
            meeting: question.meeting,
            period: question.period,
            offer: question.moment.offer + 1,
            seat: self.key(question.party),
            said: self.names.said(table, feasible, made),
            by,
            why,
        });
    }

    /// What a seat sees when it is asked.
    fn seen(&self, question: &Question<'_>) -> Seen {
        let (party, Situation { table, feasible, .. }) = (question.party, question.situation);
        let consent = matches!(question.task, Task::Answer { consent: true, .. }) || !table.is_member(party);
        let stands = self.standing_of(question, party, consent);
        let bit = 1 << party.index();
        Seen {
            turn: self.acts.len() + 1,
            seat: self.key(party),
            party: party.index(),
            phase: stands.phase,
            table: stands.table,
            meeting: stands.meeting,
            meetings: stands.meetings,
            period: stands.period,
            offer_number: stands.offer_number,
            offers: stands.offers,
            asked: question.task,
            legal: legal(question.task),
            consent,
            offer: stands.offer,
            own: stands.own,
            issues: stands.issues,
            roadmaps: stands.roadmaps,
            all: stands.all,
            heard: { self.heard.iter() }
                .filter(|entry| entry.who & bit != 0)
                .map(|entry| entry.heard.clone())
                .collect(),
            engine: self.names.said(table, feasible, question.own),
            names: Arc::clone(&self.names),
        }
    }

    /// Where the talks stand for a party, whoever is asked.
    fn standing_of(&self, question: &Question<'_>, party: PartyIndex, consent: bool) -> Standing {
        let Situation { table, valuation, feasible } = question.situation;
        let flow = |stock: f64| points(stock * (1.0 - valuation.terms.discount[party]));
        let floor = if consent { valuation.reservation[party] } else { least_acceptable(valuation, party) };
        let listed = |deal: usize| {
            let package = &feasible.packages[deal];
            let points = flow(feasible.expected(deal, party));
            Listed { levels: content(table, *package), roadmap: roadmap(table, package), points }
        };
        let mut all: Vec<Listed> = (0..feasible.len()).map(listed).collect();
        let asked = question.party;
        let standing = match question.task {
            Task::Answer { offer, .. } => {
                self.last.filter(|(_, deal)| *deal == offer).or(Some((asked, offer)))
            }
            Task::Adopt => Some((asked, 0)),
            Task::Stay | Task::Propose => None,
        };
        let offer = standing.map(|(by, deal)| Offer {
            by: (by != asked).then(|| self.key(by)),
            content: self.names.deal(table, feasible, deal),
            points: all[deal].points,
            if_all_comply: flow(feasible.value(deal, party)),
        });
        // Of equals the first in the order of enumeration.
        all.sort_by(|a, b| b.points.total_cmp(&a.points));
        let bit = 1 << party.index();
        let consents =
            matches!(question.task, Task::Answer { offer, .. } if feasible.consent(offer) & bit != 0);
        Standing {
            seated: (table.member_bits | table.signatory_bits) & bit != 0
                || table.text_by == Some(party)
                || consents,
            phase: self.names.nodes[self.place.1.0].clone(),
            table: self.table.clone(),
            meeting: question.meeting,
            meetings: table.meetings.len() as u32,
            period: question.period,
            offer_number: question.moment.offer + 1,
            offers: (table.meetings.len() as u32).saturating_mul(table.offers),
            offer,
            own: Own {
                no_agreement: flow(valuation.disagreement_payoff(party)),
                floor: flow(floor),
                outside: valuation.outside[party].map(flow),
            },
            issues: table.menus.iter().map(|menu| self.options(menu, party)).collect(),
            roadmaps: { table.schedules.iter() }
                .map(|s| s.roadmap.map(|r| self.names.roadmaps[r].clone()))
                .collect(),
            all,
            names: Arc::clone(&self.names),
        }
    }

    fn options(&self, menu: &crate::agreement::table::Menu, party: PartyIndex) -> super::seen::Issue {
        use crate::agreement::table::Choice;
        let (id, words) = &self.names.issues[menu.issue.index()];
        let (by_level, left_out) = &self.names.worth[party.index()][menu.issue.index()];
        let option = |choice: &Choice| match choice {
            Choice::LeaveOut => super::seen::Level { level: None, points: *left_out },
            Choice::Agree(level) => super::seen::Level {
                level: Some(words[level.index()].clone()),
                points: by_level[level.index()],
            },
        };
        super::seen::Issue {
            issue: id.clone(),
            place: menu.issue.index(),
            levels: menu.choices.iter().map(option).collect(),
        }
    }

    fn note(&mut self, situation: Situation<'_>, entry: &TranscriptEntry) {
        let Situation { table, feasible, .. } = situation;
        let writer = table.text_by.map_or(0, |writer| 1 << writer.index());
        let consent = self
            .last
            .filter(|(_, deal)| *deal < feasible.len())
            .map_or(0, |(_, deal)| feasible.consent(deal));
        let mut who = table.member_bits | table.signatory_bits | writer | consent;
        let (phase, at) = (self.names.nodes[self.place.1.0].clone(), self.table.clone());
        let heard = match *entry {
            TranscriptEntry::Message(message) => {
                who = 1 << message.to.index();
                let much = message.says == Half::High;
                Heard::Told {
                    by: self.key(message.by),
                    about: self.key(message.about),
                    much,
                    right_in_100: points(f64::midpoint(1.0, message.accuracy)),
                }
            }
            TranscriptEntry::Meeting { number, period } => {
                Heard::Meeting { phase, table: at, number, period }
            }
            TranscriptEntry::Proposal { party, deal, .. } => {
                self.last = deal.map(|deal| (party, deal));
                if let Some(deal) = deal {
                    who |= feasible.consent(deal);
                }
                Heard::Proposal {
                    party: self.key(party),
                    content: deal.map(|deal| self.names.deal(table, feasible, deal)),
                }
            }
            TranscriptEntry::Answer { party, ground: Ground::LeavesAtOnce, .. } => {
                Heard::LeavesAtOnce { party: self.key(party) }
            }
            TranscriptEntry::Answer { party, ground, .. } => {
                Heard::Answer { party: self.key(party), accepts: ground == Ground::Enough }
            }
            TranscriptEntry::Put { period } => {
                let content =
                    if feasible.is_empty() { None } else { Some(self.names.deal(table, feasible, 0)) };
                Heard::Put { phase, period, content }
            }
            TranscriptEntry::WalkOut { party, .. } => Heard::WalkOut { party: self.key(party) },
        };
        let proposal = matches!(entry, TranscriptEntry::Proposal { .. });
        let turn = if proposal { self.proposes.take() } else { None };
        self.heard.push(Entry { who, turn, heard });
    }
}

impl Desk for Holder {
    fn opens(&mut self, Situation { table, valuation, feasible }: Situation<'_>) {
        if self.stopped() {
            return;
        }
        self.chain.add(u64::from(table.member_bits));
        self.chain.add(feasible.len() as u64);
        for (deal, package) in feasible.packages.iter().enumerate() {
            self.chain.add(u64::from(package.schedule));
            package.options.iter().for_each(|option| self.chain.add(u64::from(*option)));
            for party in &table.members {
                self.chain.add(feasible.expected(deal, *party).to_bits());
            }
        }
        for party in &table.members {
            self.chain.add(valuation.reservation[*party].to_bits());
        }
    }

    fn decide(&mut self, question: &Question<'_>) -> Move {
        if self.stopped() {
            return question.own;
        }
        let same = self.same(question);
        let act;
        let made = if let Some((made, number)) = self.answered.get(&same) {
            act = *number;
            *made
        } else {
            let held = self.seats & 1 << question.party.index() != 0;
            let taken = if held { self.taken(question) } else { Some((question.own, By::Engine, None)) };
            let Some((made, by, why)) = taken else {
                self.open = Some(self.seen(question));
                self.standing = self.onlooker.map(|party| {
                    let consent = !question.situation.table.is_member(party);
                    self.standing_of(question, party, consent)
                });
                return question.own;
            };
            self.act(question, made, by, why);
            act = self.acts.len();
            self.answered.insert(same, (made, act));
            made
        };
        self.proposes = matches!(made, Move::Propose(_) | Move::Pass).then_some(act);
        let word = match made {
            Move::Propose(deal) => 8 + deal as u64,
            Move::Stay => 1,
            Move::Leave => 2,
            Move::Pass => 3,
            Move::Accept => 4,
            Move::Refuse => 5,
        };
        self.chain.add(same);
        self.chain.add(word);
        made
    }

    fn heard(&mut self, situation: Situation<'_>, entry: &TranscriptEntry) {
        if !self.stopped() {
            self.note(situation, entry);
        }
    }

    fn stopped(&self) -> bool {
        self.open.is_some()
    }
}
