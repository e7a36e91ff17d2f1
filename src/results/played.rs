//! A game that was played, for one of its seats: what it came to, held against the same seat in many assumed worlds, and what could have been had.
//! Of other seats nothing is told but that they would have agreed.

use super::class::judge::{Against, Simulated};
use super::class::points::PartyPoints;
use super::class::seats::Seats;
use super::class::{Package as Levels, levels};
use crate::scenario::place::{IssueIndex, LevelIndex, PartyIndex};
use crate::simulation::engine::Engine;
use crate::simulation::episode::Episode;
use crate::simulation::game::{Game, points};
use crate::simulation::record::{Reason, Record};
use crate::talks::behaviour::Behaviour;
use crate::talks::situation::least_acceptable;

/// What a game came to for a seat. Points: 100 are everything as the party would like best.
#[derive(Debug, Clone, PartialEq)]
pub struct Ending {
    /// Whose.
    pub party: PartyIndex,
    /// Why it ended.
    pub reason: Reason,
    /// When something was signed.
    pub signed: Option<u32>,
    /// What was signed: by issue the level, if it was agreed.
    pub content: Vec<Option<LevelIndex>>,
    /// What it has gained over no agreement (points).
    pub gain: f64,
    /// The same with the engine in its seat, in the same world.
    pub engine: f64,
    /// Assumed worlds that were simulated with the engine in all seats.
    pub worlds: u64,
    /// In how many of them it gained less.
    pub less: u64,
    /// In how many as much.
    pub same: u64,
    /// The best that it could have signed at one table and all others would have signed too: what, and its worth beside that of no agreement
    /// (points).
    pub best: Option<(Vec<Option<LevelIndex>>, f64)>,
    /// One issue that could have been settled in another way at nobody's cost: which, how, and what that adds for this party (points).
    pub swap: Option<(IssueIndex, Option<LevelIndex>, i64)>,
}

fn gain(record: &Record, party: PartyIndex) -> f64 {
    points(record.gain[party.index()] - record.without_agreement[party.index()])
}

/// What many assumed worlds came to for these seats, with the engine in all: by world and seat, points over no agreement.
pub fn simulated(
    engine: &Engine<'_>,
    format: usize,
    behaviour: Behaviour,
    (seats, worlds): (&[PartyIndex], u64),
) -> Vec<Vec<f64>> {
    let one = |world: u64| {
        let records = engine.run(&engine.setting(world), &[behaviour]);
        let record = records.first().and_then(|formats| formats.get(format));
        record.map_or_else(Vec::new, |record| seats.iter().map(|seat| gain(record, *seat)).collect())
    };
    (0..worlds).map(one).collect()
}

/// What a game came to for one of its seats; `others` are the worlds that were simulated, by world the gain of this seat. `None`: a move is missing.
pub fn ending(
    game: &mut Game<'_>,
    engine: &Engine<'_>,
    (format, party): (usize, PartyIndex),
    given: &[crate::simulation::game::said::Given],
    others: &[f64],
) -> Option<Ending> {
    let by_engine = gain(&game.by_engine().record, party);
    let scenario = engine.scenario;
    let reached = game.play(given);
    let played = reached.played.as_ref()?;
    let record = &played.record;
    let content = levels(&record.content, scenario.issues.len());
    let own = gain(record, party);
    let best = played.episodes.iter().filter_map(|episode| best(episode, party, scenario.issues.len()));
    let best = best.max_by(|a, b| a.1.total_cmp(&b.1));
    let (reason, signed) = (record.ended, record.signed);
    drop(reached);
    Some(Ending {
        party,
        reason,
        signed,
        gain: own,
        engine: by_engine,
        worlds: others.len() as u64,
        less: others.iter().filter(|other| **other < own).count() as u64,
        same: others.iter().filter(|other| **other == own).count() as u64,
        best,
        swap: signed.and_then(|_| swap(game, engine, format, &content, party)),
        content,
    })
}

/// What all at a table would have signed at its first meeting, and best for a party that sits there.
fn best(episode: &Episode<'_>, party: PartyIndex, issues: usize) -> Option<(Vec<Option<LevelIndex>>, f64)> {
    let (table, view) = (&*episode.table, &*episode.first);
    let (valuation, feasible) = (&view.valuation, &view.feasible);
    if !table.is_signatory(party) {
        return None;
    }
    let signs = |deal: usize, who: PartyIndex| {
        feasible.expected(deal, who) >= least_acceptable(valuation, who) - 1e-9
            && !feasible.surely_refuses(deal, who)
    };
    let fine = |deal: usize| {
        let asked = feasible.consent(deal) | feasible.acceders(deal);
        let outside = PartyIndex::all(table.parties).filter(|who| asked & (1 << who.index()) != 0);
        let consent = { outside }.all(|who| feasible.value(deal, who) >= valuation.floor[who] - 1e-9);
        let yes = |who: &&PartyIndex| !valuation.touched[**who] || signs(deal, **who);
        let accepting = table.members.iter().filter(yes).fold(0, |bits, who| bits | 1 << who.index());
        let must = feasible.must(deal);
        consent && signs(deal, party) && must & !accepting == 0 && table.rule.passes(accepting)
    };
    let found = (0..feasible.len()).filter(|&deal| fine(deal));
    let deal = found.max_by(|&a, &b| {
        feasible.expected(a, party).total_cmp(&feasible.expected(b, party)).then(b.cmp(&a))
    })?;
    let flow = 1.0 - valuation.terms.discount[party];
    let over = feasible.expected(deal, party) - valuation.disagreement_payoff(party);
    let content = crate::simulation::game::levels_of(table, feasible.packages[deal]);
    Some((levels(&content, issues), points(over * flow)))
}

/// The change in one issue that nobody would have refused, the best for this party.
fn swap(
    game: &Game<'_>,
    engine: &Engine<'_>,
    format: usize,
    deal: &Levels,
    party: PartyIndex,
) -> Option<(IssueIndex, Option<LevelIndex>, i64)> {
    let scenario = engine.scenario;
    let points = PartyPoints::in_world(scenario, &game.setting().world);
    let seats = Seats::of(scenario, &scenario.formats[format]);
    let simulated = Simulated::default();
    let swaps = Against { points: &points, seats: &seats, simulated: &simulated }.swaps_of(deal);
    let own =
        |more: &[(PartyIndex, i64)]| more.iter().find(|(who, _)| *who == party).map_or(0, |(_, by)| *by);
    let swaps = swaps.into_iter().map(|swap| (swap.issue, swap.to, own(&swap.more)));
    // Of equals the first, which adds most for all together.
    swaps.reduce(|best, next| if next.2 > best.2 { next } else { best })
}
