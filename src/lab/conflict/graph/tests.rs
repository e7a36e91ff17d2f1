use super::*;
use proptest::prelude::*;

fn alone(ranking: &[usize]) -> Vec<Vec<usize>> {
    ranking.iter().map(|state| vec![*state]).collect()
}

/// Two parties with two choices each: states CC, CD, DC, DD.
fn two_by_two(row: [usize; 4], column: [usize; 4]) -> Conflict {
    let moves = vec![vec![vec![2], vec![3], vec![0], vec![1]], vec![vec![1], vec![0], vec![3], vec![2]]];
    Conflict::new(4, moves, &[alone(&row), alone(&column)]).unwrap()
}

fn equilibria(conflict: &Conflict) -> Vec<Vec<usize>> {
    Stability::ALL.iter().map(|notion| conflict.equilibria(&conflict.stable(*notion))).collect()
}

#[test]
fn the_prisoners_dilemma_and_chicken() {
    let dilemma = two_by_two([2, 0, 3, 1], [1, 0, 3, 2]);
    assert_eq!(equilibria(&dilemma), [vec![3], vec![0, 3], vec![0, 3], vec![0, 3]]);
    let chicken = two_by_two([2, 0, 1, 3], [1, 0, 2, 3]);
    assert_eq!(equilibria(&chicken), [vec![1, 2], vec![0, 1, 2], vec![0, 1, 2], vec![1, 2]]);
}

/// The Elmira aquifer (Hipel, Fang, Kilgour and Haight 1993): 5, 8 and 9 are equilibria; the ministry and the company can move from 5 to 8.
#[test]
fn elmira() {
    let from = |list: [&[usize]; 9]| -> Vec<Vec<usize>> {
        list.iter().map(|to| to.iter().map(|state| state - 1).collect()).collect()
    };
    let moves = vec![
        from([&[2], &[], &[4], &[], &[6], &[], &[8], &[], &[]]),
        from([&[3, 9], &[4, 9], &[9], &[9], &[7, 9], &[8, 9], &[9], &[9], &[]]),
        from([&[5], &[6], &[7], &[8], &[1], &[2], &[3], &[4], &[]]),
    ];
    let rank = |list: [usize; 9]| alone(&list.map(|state| state - 1));
    let conflict = Conflict::new(
        9,
        moves,
        &[
            rank([7, 3, 4, 8, 5, 1, 2, 6, 9]),
            rank([1, 4, 8, 5, 9, 3, 7, 2, 6]),
            rank([7, 3, 5, 1, 8, 6, 4, 2, 9]),
        ],
    )
    .unwrap();
    let wide = vec![0, 3, 4, 7, 8];
    assert_eq!(equilibria(&conflict), [vec![4, 7, 8], wide.clone(), wide, vec![4, 7, 8]]);
    assert_eq!(conflict.coalition_improvements()[4], [Improvement { coalition: vec![0, 1], to: 7 }]);
}

/// Nobody moves twice in a row: alone a party reaches what one move reaches.
#[test]
fn sequences_alternate() {
    let moves = vec![vec![vec![1], vec![2], vec![]], vec![vec![], vec![1], vec![]]];
    let conflict = Conflict::new(3, moves, &[alone(&[2, 1, 0]), alone(&[0, 1, 2])]).unwrap();
    assert_eq!(conflict.reach(&[true, false], 0, false), [1]);
    assert_eq!(conflict.reach(&[true, true], 0, false), [1, 2]);
    assert_eq!(conflict.reach(&[true, true], 0, true), [1]);
}

#[test]
fn refuses_what_is_no_conflict() {
    let moves = || vec![vec![vec![1], vec![0]]];
    let good = alone(&[0, 1]);
    assert!(Conflict::new(2, moves(), std::slice::from_ref(&good)).is_ok());
    assert!(Conflict::new(2, vec![], &[]).is_err());
    assert!(Conflict::new(0, vec![vec![]], &[vec![]]).is_err());
    assert!(Conflict::new(3, moves(), std::slice::from_ref(&good)).is_err());
    assert!(Conflict::new(2, vec![vec![vec![2], vec![]]], std::slice::from_ref(&good)).is_err());
    for wrong in [alone(&[0]), alone(&[0, 0, 1]), alone(&[0, usize::MAX]), vec![]] {
        assert!(Conflict::new(2, moves(), &[wrong]).is_err());
    }
    assert!(Conflict::new(2, moves(), &[good.clone(), good]).is_err());
    assert!(Conflict::new(1000, vec![vec![vec![]; 1000]; 12], &vec![alone(&[0]); 12]).is_err());
}

fn conflicts() -> impl Strategy<Value = Conflict> {
    let parties = prop::collection::vec(
        (
            prop::collection::vec(prop::collection::vec(0_usize..6, 0..3), 6),
            prop::collection::vec(0_usize..4, 6),
        ),
        1..4,
    );
    parties.prop_map(|parties| {
        let (moves, levels): (Vec<_>, Vec<_>) = parties.into_iter().unzip();
        let rank = |level: &Vec<usize>| (0..4).map(|l| (0..6).filter(|s| level[*s] == l).collect()).collect();
        let rankings: Vec<Vec<Vec<usize>>> = levels.iter().map(rank).collect();
        Conflict::new(6, moves, &rankings).unwrap()
    })
}

proptest! {
    /// Nash implies all, SMR and SEQ imply GMR; names of parties do not matter.
    #[test]
    fn what_implies_what(conflict in conflicts()) {
        let [nash, gmr, smr, seq] = Stability::ALL.map(|notion| conflict.stable(notion));
        let implies = |a: &[Vec<usize>], b: &[Vec<usize>]| a.iter().zip(b).all(|(a, b)| a.iter().all(|s| b.contains(s)));
        prop_assert!(implies(&nash, &smr) && implies(&smr, &gmr) && implies(&nash, &seq) && implies(&seq, &gmr));
        let mut turned = conflict.clone();
        turned.moves.reverse();
        turned.ranks.reverse();
        for notion in Stability::ALL {
            let mut other = turned.stable(notion);
            other.reverse();
            prop_assert_eq!(other, conflict.stable(notion));
        }
        let size = |list: Vec<Vec<Improvement>>| list.iter().map(Vec::len).sum::<usize>();
        prop_assert_eq!(size(turned.coalition_improvements()), size(conflict.coalition_improvements()));
    }
}

/// Elmira by options: modify; delay, accept or abandon; insist.
#[test]
fn elmira_by_options() {
    use super::options::{Choice, Form};
    let option = |party, can_be_dropped| Choice { party, can_be_taken: true, can_be_dropped };
    let yes = |options: &[usize]| options.iter().map(|k| (*k, true)).collect::<Vec<_>>();
    let [modify, delay, accept, abandon, insist] = [0, 1, 2, 3, 4];
    let state = |m, first, l| vec![(modify, m), (first, true), (insist, l)];
    let form = Form {
        parties: 3,
        options: vec![option(0, false), option(1, true), option(1, true), option(1, false), option(2, true)],
        infeasible: vec![
            yes(&[delay, accept]),
            yes(&[delay, abandon]),
            yes(&[accept, abandon]),
            vec![(delay, false), (accept, false), (abandon, false)],
        ],
        forbidden: vec![(yes(&[accept]), yes(&[delay]))],
        states: vec![
            state(false, delay, false),
            state(true, delay, false),
            state(false, accept, false),
            state(true, accept, false),
            state(false, delay, true),
            state(true, delay, true),
            state(false, accept, true),
            state(true, accept, true),
            yes(&[abandon]),
        ],
    };
    let states = form.states().unwrap();
    assert_eq!(states.0[8].len(), 4);
    let moves = form.moves(&states);
    let from_one = |party: usize| -> Vec<Vec<usize>> {
        moves[party].iter().map(|to: &Vec<usize>| to.iter().map(|state| state + 1).collect()).collect()
    };
    assert_eq!(from_one(0), [vec![2], vec![], vec![4], vec![], vec![6], vec![], vec![8], vec![], vec![]]);
    assert_eq!(from_one(1)[0], [3, 9]);
    assert_eq!((from_one(1)[6].clone(), from_one(2)[3].clone()), (vec![9], vec![8]));
    // Statements in order of importance: it insists; the company accepts; the order stands.
    let ranked =
        states.by_priorities(&[vec![yes(&[insist])], vec![yes(&[accept])], vec![vec![(modify, false)]]]);
    assert_eq!(ranked[0], [6]);
    // Two ways to say it: one pattern of a statement is enough.
    let either = states.by_priorities(&[vec![yes(&[accept]), yes(&[abandon])]]);
    assert_eq!(either, [vec![2, 3, 6, 7, 8], vec![0, 1, 4, 5]]);
    let without = Form { states: Vec::new(), ..form.clone() };
    assert_eq!(without.states().unwrap().0.len(), 12);
    let flawed = Form { states: vec![yes(&[delay]), state(false, delay, true)], ..form };
    assert!(flawed.states().unwrap_err().len() > 3);
}

fn drawn() -> impl Strategy<Value = Conflict> {
    let moves = prop::collection::vec(prop::collection::vec(prop::collection::vec(0..5_usize, 0..3), 5), 3);
    let ranks = prop::collection::vec(prop::collection::vec(0..4_usize, 5), 3);
    (moves, ranks).prop_map(|(moves, ranks)| {
        let ranking = |of: &Vec<usize>| -> Vec<Vec<usize>> {
            (0..4).map(|rank| (0..5).filter(|state| of[*state] == rank).collect()).collect()
        };
        let rankings: Vec<_> = ranks.iter().map(ranking).collect();
        Conflict::new(5, moves, &rankings).unwrap()
    })
}

/// The ranking of a party with some states put level with another.
fn levelled(conflict: &Conflict, party: usize, state: usize, demoted: &[usize]) -> Conflict {
    let rank = |at: usize| {
        if demoted.contains(&at) { conflict.ranks[party][state] } else { conflict.ranks[party][at] }
    };
    let ranking: Vec<Vec<usize>> =
        (0..5).map(|wanted| (0..5).filter(|at| rank(*at) == wanted).collect()).collect();
    conflict.with_ranking(party, &ranking).unwrap()
}

proptest! {
    #[test]
    fn a_state_is_stable_if_every_better_move_has_an_answer(conflict in drawn()) {
        for notion in Stability::ALL {
            for (party, stable) in conflict.stable(notion).iter().enumerate() {
                for state in 0..5 {
                    let reasons = conflict.reasons(party, state, notion);
                    prop_assert_eq!(stable.contains(&state), reasons.iter().all(|r| r.answer.is_some()));
                    for reason in reasons {
                        let Some(answer) = reason.answer else { continue };
                        let mut at = reason.to;
                        for (mover, to) in answer.path {
                            prop_assert!(mover != party && conflict.moves[mover][at].contains(&to));
                            at = to;
                        }
                        prop_assert!(at == answer.at && !conflict.better(party, at, state));
                    }
                }
            }
        }
    }

    #[test]
    fn the_smallest_changes_make_a_state_stable_and_none_smaller_does(conflict in drawn()) {
        for notion in Stability::ALL {
            for (party, state) in (0..3).flat_map(|party| (0..5).map(move |state| (party, state))) {
                let stable = |demoted: &[usize]| levelled(&conflict, party, state, demoted).stable(notion)[party].contains(&state);
                let changes = conflict.changes(party, state, notion);
                prop_assert!(!changes.is_empty());
                let better: Vec<usize> = (0..5).filter(|at| conflict.better(party, *at, state)).collect();
                for change in &changes {
                    prop_assert!(stable(change), "{:?} {} {} {:?}", notion, party, state, change);
                }
                for set in 0..1_usize << better.len() {
                    let set: Vec<usize> = (0..better.len()).filter(|k| set >> k & 1 == 1).map(|k| better[k]).collect();
                    prop_assert!(set.len() >= changes[0].len() || !stable(&set));
                }
            }
        }
    }
}

#[test]
fn hostile_conflicts_end_soon() {
    use super::options::{Choice, Flaw, Form};
    let option = |party| Choice { party, can_be_taken: true, can_be_dropped: true };
    // One party with sixteen options and two states: every combination reaches every other.
    let wide = Form {
        parties: 1,
        options: (0..16).map(|_| option(0)).collect(),
        states: vec![vec![(0, true)], vec![(0, false)]],
        ..Form::default()
    };
    assert!(matches!(wide.states().unwrap_err()[..], [Flaw::Size(_)]));
    let form = Form { parties: 2, options: (0..8).map(|k| option(k / 4)).collect(), ..Form::default() };
    let states = form.states().unwrap();
    let ranking = |up: bool| -> Vec<Vec<usize>> {
        let mut all: Vec<usize> = (0..256).collect();
        if up {
            all.reverse();
        }
        all.into_iter().map(|state| vec![state]).collect()
    };
    let conflict = Conflict::new(256, form.moves(&states), &[ranking(true), ranking(false)]).unwrap();
    for notion in Stability::ALL {
        for party in 0..2 {
            let _ = conflict.changes(party, 100, notion);
        }
    }
}
