//! Stacked alternating offers (Aydoğan, Festen, Hindriks and Jonker 2017): parties act in order; each accepts the offer that stands
//! or replaces it. Under unanimity talks end in agreement when all others have accepted in a row.
//!
//! Under another rule the acceptances that a standing offer has collected pass it as soon as they are enough: a party that replaces it
//! begins anew, so the rule only shortens the row.

use super::Protocol;
use crate::lab::games::session::{End, Table};

pub(super) const PROTOCOL: Protocol = Protocol {
    name: "saop",
    about: "stacked alternating offers: accept the offer that stands, or replace it (Aydoğan et al. 2017)",
    mediated: false,
    hold,
};

fn hold(table: &mut Table<'_>) -> End {
    let parties = table.parties();
    let mut standing: Option<usize> = None;
    let mut accepted = 0u32;
    for round in 0..table.rounds() {
        table.begin(round);
        for party in 0..parties {
            if table.walks_out(party) {
                return End::WalkOut(party);
            }
            if let Some(package) = standing
                && accepted & (1 << party) == 0
                && table.accepts(party, package)
            {
                accepted |= 1 << party;
                if table.passes(accepted) {
                    return End::Agreement { package, accepting: accepted };
                }
                continue;
            }
            if let Some(package) = table.propose(party) {
                (standing, accepted) = (Some(package), 1 << party);
                if table.passes(accepted) {
                    return End::Agreement { package, accepting: accepted };
                }
            }
        }
        if table.breaks_down() {
            return End::Breakdown;
        }
    }
    End::Deadline
}

#[cfg(test)]
mod tests {
    use crate::lab::games::clock::{Clock, Convention};
    use crate::lab::games::game::Game;
    use crate::lab::games::protocol::by_name;
    use crate::lab::games::rule::Rule;
    use crate::lab::games::session::{End, Players, Session};
    use crate::scenario::model::Rule as Written;

    fn game(rule: Rule) -> Game {
        let utilities = vec![3.0, 2.0, 1.0, 1.0, 2.0, 3.0, 1.0, 2.0, 2.5];
        Game::new(3, utilities, vec![0.0; 3], rule).unwrap()
    }

    #[test]
    fn linear_concession_meets_in_the_middle_and_a_majority_meets_sooner() {
        let clock = Clock { rounds: 11, convention: Convention::Plain };
        let play = |rule| {
            let game = game(rule);
            let mut players = Players::named(&["linear"; 3], clock, 1, 0).unwrap();
            Session::new(&game, clock).hold(by_name("saop").unwrap(), &mut players, None)
        };
        let all = play(Rule::unanimity(3));
        assert!(matches!(all.end, End::Agreement { package: 1, accepting: 0b111 }), "{all:?}");
        let most = play(Rule::new(&Written::Quota(2), 3, &[]));
        assert!(matches!(most.end, End::Agreement { accepting, .. } if accepting.count_ones() == 2));
        assert!(most.rounds <= all.rounds);
    }
}
