//! Protocols: who may do what, when. One file each, all on the table of [`crate::lab::games::session`].

mod chair;
mod majority_consensus;
mod multiple_offers;
mod partial_consensus;
mod random_proposer;
mod single_text;
mod stacked;

pub use super::session::Protocol;

/// Every protocol.
pub const PROTOCOLS: &[Protocol] = &[
    stacked::PROTOCOL,
    multiple_offers::PROTOCOL,
    majority_consensus::PROTOCOL,
    partial_consensus::PROTOCOL,
    single_text::HILL_CLIMBING,
    single_text::ANNEALING,
    random_proposer::CLOSED,
    random_proposer::OPEN,
    chair::PROTOCOL,
];

/// A protocol by its name.
pub fn by_name(name: &str) -> Option<&'static Protocol> {
    PROTOCOLS.iter().find(|protocol| protocol.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::games::clock::{Clock, Convention};
    use crate::lab::games::game::Game;
    use crate::lab::games::rule::Rule;
    use crate::lab::games::session::{Act, End, Line, Players, Session};
    use crate::lab::games::tactic;
    use crate::scenario::model::Rule as Written;
    use crate::scenario::place::PartyIndex;
    use crate::world::stream::Key;

    /// A game of up to five parties on issues of given sizes, drawn.
    fn drawn(world: u64) -> Game {
        let mut dice = Key::new(9, "protocol test", "").stream(world);
        let parties = 2 + (dice.unit() * 4.0) as usize;
        let utilities: Vec<f64> = (0..parties * 24).map(|_| (dice.unit() * 50.0).floor()).collect();
        let reservation: Vec<f64> = (0..parties).map(|_| dice.unit() * 30.0).collect();
        let rule = match world % 4 {
            0 => Rule::unanimity(parties),
            1 => Rule::new(&Written::ConsensusMinus(1), parties, &[0]),
            2 => Rule::new(&Written::Quota(parties as u32 / 2 + 1), parties, &[]),
            _ => Rule::new(
                &Written::Weighted { weights: vec![(PartyIndex(0), 3), (PartyIndex(1), 2)], needed: 4 },
                parties,
                &[],
            ),
        };
        let mut game = Game::new(24, utilities, reservation, rule).unwrap();
        game.sizes = vec![2, 3, 4];
        game
    }

    #[test]
    fn no_protocol_accepts_what_its_rule_refuses_or_what_a_party_that_accepted_would_lose_by() {
        let clock = Clock { rounds: 30, convention: Convention::Plain };
        let names = ["boulware", "linear", "conceder", "exponential", "aspiration"];
        for protocol in PROTOCOLS {
            let mut agreed = 0;
            for world in 0..200 {
                let game = drawn(world);
                let mut players = Players::named(&names[..game.parties()], clock, 1, world).unwrap();
                let mut session = Session::new(&game, clock);
                session.dice = (1, world);
                let mut trace: Vec<Line> = Vec::new();
                let result = session.hold(protocol, &mut players, Some(&mut trace));
                let groups = match &result.end {
                    End::Agreement { package, accepting } => vec![(*package, *accepting)],
                    End::Groups(groups) => groups.iter().map(|g| (g.package, g.parties)).collect(),
                    _ => Vec::new(),
                };
                for (package, accepting) in groups {
                    agreed += 1;
                    assert!(game.rule.passes(accepting), "{} in {world}", protocol.name);
                    for party in (0..game.parties()).filter(|p| accepting & (1 << p) != 0) {
                        let (own, least) = (game.utility(party, package), game.reservation[party]);
                        assert!(own >= least.min(session_best(&game, party)), "{} in {world}", protocol.name);
                    }
                    let offered = |line: &&Line| line.act == Act::Offer(package);
                    assert!(trace.iter().any(|line| offered(&line)), "{} in {world}", protocol.name);
                }
                assert!(result.rounds <= clock.rounds);
            }
            assert!(agreed > 10, "{} agrees in {agreed} of 200 games", protocol.name);
        }
    }

    fn session_best(game: &Game, party: usize) -> f64 {
        game.of_party(party).iter().copied().fold(f64::NEG_INFINITY, f64::max)
    }

    #[test]
    fn names_are_unique_and_every_tactic_can_be_made() {
        let mut names: Vec<&str> = PROTOCOLS.iter().map(|p| p.name).collect();
        names.extend(tactic::all().map(|kind| kind.name));
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}
