use super::*;
use crate::lab::conflict::model::Model;

/// The Elmira conflict (Kilgour, Hipel, Fang and Peng 2001) as GMCR+ keeps it: twelve states, of which 5, 6, 11 and 12 are the abandoned plant.
const ELMIRA: &str = r#"{"program": "gmcr-py", "version": "0.3.6", "useManualPreferenceRanking": true, "coalitions": [0, [1, 2]],
"options": [{"name": "Modify", "permittedDirection": "fwd"}, {"name": "Delay", "permittedDirection": "back"},
  {"name": "Accept", "permittedDirection": "both"}, {"name": "Abandon", "permittedDirection": "fwd"},
  {"name": "Insist", "permittedDirection": "both"}],
"decisionMakers": [
  {"name": "MoE", "options": [0], "preferences": [[[2, "Y"]]], "preferenceRanking": [9, 3, 4, 10, 7, 1, 2, 8, [5, 6, 11, 12]]},
  {"name": "Uniroyal", "options": [1, 2, 3], "preferences": [], "preferenceRanking": [1, 4, 10, 7, [5, 6, 11, 12], 3, 9, 2, 8]},
  {"name": "Local", "options": [4], "preferences": [], "preferenceRanking": [9, 3, 7, 1, 10, 8, 4, 2, [5, 6, 11, 12]]}],
"infeasibles": [[[1, "Y"], [2, "Y"]], [[1, "Y"], [3, "Y"]], [[2, "Y"], [3, "Y"]], [[1, "N"], [2, "N"], [3, "N"]]]}"#;

const PRISONERS: &str = r#"{"useManualPreferenceVectors": false, "infeasibles": [],
"options": [{"name": "Cooperate with two"}, {"name": "Cooperate with one", "permittedDirection": "both"}],
"decisionMakers": [{"name": "One", "options": [0], "preferences": [[[1, "Y"]], [[0, "N"]]]},
  {"name": "Two", "options": [1], "preferences": [[[0, "Y"]], {"compound": true, "members": [[[1, "N"]], [[0, "N"], [1, "N"]]]}]}]}"#;

fn with(text: &str, from: &str, to: &str) -> Result<Imported, String> {
    assert!(text.contains(from), "{from}");
    read(&text.replacen(from, to, 1), "d.gmcr").map_err(|error| error.0)
}

fn equilibria(conflict: &Conflict) -> Vec<Vec<String>> {
    let model = Model::new(conflict).unwrap();
    let names = |states: &Vec<usize>| states.iter().map(|state| model.states[*state].clone()).collect();
    model.stable().iter().map(|stable| names(&stable.equilibria)).collect()
}

#[test]
fn elmira_is_what_was_published() {
    let Imported { conflict, dropped } = read(ELMIRA, "Elmira.gmcr").unwrap();
    assert_eq!((conflict.name.as_str(), conflict.states.len()), ("Elmira", 12));
    let changes: Vec<Change> = conflict.options.iter().map(|option| option.change).collect();
    assert_eq!(changes, [Change::Stays, Change::Gone, Change::Free, Change::Stays, Change::Free]);
    // Nash and SEQ: delayed under the original order, the modified order accepted, the plant abandoned; SMR and GMR two more.
    let strong = ["5", "6", "7", "10", "11", "12"];
    let weak = ["1", "4", "5", "6", "7", "10", "11", "12"];
    assert_eq!(equilibria(&conflict), [&strong[..], &strong, &weak, &weak]);
    assert_eq!(
        dropped,
        [
            "`preferences` of MoE: its ranking by hand counts, as in GMCR+",
            "the coalition of Uniroyal, Local: they stay apart, and what they gain together is shown",
        ]
    );
}

#[test]
fn statements_rank_and_one_condition_of_a_compound_is_enough() {
    let Imported { conflict, dropped } = read(PRISONERS, "p.gmcr").unwrap();
    assert!(dropped.is_empty());
    let one = Ranking::Priorities(vec![vec![vec![(1, true)]], vec![vec![(0, false)]]]);
    let two = vec![vec![vec![(0, true)]], vec![vec![(1, false)], vec![(0, false), (1, false)]]];
    assert_eq!(conflict.parties[0].preference, one);
    assert_eq!(conflict.parties[1].preference, Ranking::Priorities(two));
    // The dilemma: nobody cooperates, state 1; both cooperating is kept by fear alone.
    assert_eq!(equilibria(&conflict), [vec!["1"], vec!["1", "4"], vec!["1", "4"], vec!["1", "4"]]);
}

#[test]
fn old_and_new_rankings_are_read_and_a_mark_at_the_beginning_too() {
    let old = ELMIRA
        .replace("preferenceRanking", "preferenceVector")
        .replace("useManualPreferenceRanking", "useManualPreferenceVectors");
    assert_eq!(read(&old, "Elmira.gmcr").unwrap(), read(ELMIRA, "Elmira.gmcr").unwrap());
    assert_eq!(read(&format!("\u{feff}{ELMIRA}"), "Elmira.gmcr"), read(ELMIRA, "Elmira.gmcr"));
    assert!(is_gmcr(ELMIRA) && is_gmcr(PRISONERS) && !is_gmcr("{\"options\": []}"));
}

#[test]
fn options_stand_in_the_order_of_their_decision_makers() {
    let turned = r#"{"options": [{"name": "b"}, {"name": "a"}], "infeasibles": [[[0, "Y"], [1, "N"]]],
        "decisionMakers": [{"name": "A", "options": [1], "preferences": [[[0, "Y"]]]}, {"name": "B", "options": [0], "preferences": []}]}"#;
    let conflict = read(turned, "t.gmcr").unwrap().conflict;
    let names: Vec<&str> = conflict.options.iter().map(|option| option.id.as_str()).collect();
    assert_eq!(names, ["a", "b"]);
    assert_eq!(conflict.infeasible, [vec![(1, true), (0, false)]]);
    // By the first option least: nothing, a, a and b.
    let states: Vec<&Condition> = conflict.states.iter().map(|state| &state.is).collect();
    let taken = |a, b| vec![(0, a), (1, b)];
    assert_eq!(states, [&taken(false, false), &taken(true, false), &taken(true, true)]);
    assert_eq!(conflict.parties[0].preference, Ranking::Priorities(vec![vec![vec![(1, true)]]]));
}

#[test]
fn names_that_are_alike_get_keys_of_their_own() {
    let alike = PRISONERS
        .replace("Cooperate with two", "wait + see")
        .replace("Cooperate with one", "wait + see")
        .replace("\"Two\"", "\"One\"");
    let conflict = read(&alike, "d.gmcr").unwrap().conflict;
    let keys: Vec<&str> = conflict.options.iter().map(|option| option.id.as_str()).collect();
    assert_eq!(keys, ["One: wait and see", "One: wait and see 2"]);
    assert_eq!((conflict.parties[0].id.as_str(), conflict.parties[1].id.as_str()), ("One", "One 2"));
    assert_eq!(conflict.options[1].name, "wait + see");
}

#[test]
fn what_is_not_known_is_told() {
    let more = PRISONERS.replacen("\"infeasibles\"", "\"colour\": 1, \"infeasibles\"", 1).replacen(
        "\"options\": [0]",
        "\"options\": [0], \"misperceptions\": [[[0, \"Y\"]]], \"mood\": 2",
        1,
    );
    assert_eq!(
        read(&more, "d.gmcr").unwrap().dropped,
        [
            "`colour`, which is not known",
            "decisionMakers[1]: `mood`, which is not known",
            "`misperceptions` of One: the states that it does not see",
        ]
    );
}

#[test]
fn faults_are_told_with_their_place() {
    let cases = [
        (
            ELMIRA,
            "[9, 3, 4, 10,",
            "[9, 3, 4,",
            "decisionMakers[1].preferenceRanking (MoE) leaves out state 10; expected each of 12 states once",
        ),
        (
            ELMIRA,
            "[9, 3, 4, 10,",
            "[9, 3, 4, 10, 13,",
            "decisionMakers[1].preferenceRanking (MoE) names state 13; there are 1 to 12",
        ),
        (
            ELMIRA,
            "[9, 3, 4, 10,",
            "[9, 9, 3, 4, 10,",
            "decisionMakers[1].preferenceRanking (MoE) repeats state 9; expected each of 12 states once",
        ),
        (
            ELMIRA,
            "\"back\"",
            "\"sideways\"",
            "options[2].permittedDirection is `\"sideways\"`; expected \"both\", \"fwd\" or \"back\"",
        ),
        (
            ELMIRA,
            "\"options\": [4]",
            "\"options\": [4, 0]",
            "option `Modify` belongs to MoE and to Local; an option belongs to one decision maker here",
        ),
        (
            ELMIRA,
            "\"options\": [4]",
            "\"options\": []",
            "option `Insist` belongs to no decision maker: give it to one in GMCR+, or remove it",
        ),
        (
            ELMIRA,
            "\"options\": [4]",
            "\"options\": [5]",
            "decisionMakers[3].options names option `5`; expected a number from 0 to 4",
        ),
        (
            PRISONERS,
            "[[0, \"N\"]]",
            "[[0, \"X\"]]",
            "decisionMakers[1].preferences[2] has `[0,\"X\"]`; expected a list of [option, \"Y\" or \"N\"]",
        ),
        (
            PRISONERS,
            "[[0, \"N\"]]",
            "[[0, \"N\"], [0, \"Y\"]]",
            "decisionMakers[1].preferences[2] says of option 0 that it is taken and that it is not",
        ),
        (
            PRISONERS,
            "\"infeasibles\": []",
            "\"infeasibles\": [[]]",
            "`infeasibles` has a condition without an option: nothing could be then",
        ),
        (PRISONERS, "\"infeasibles\": []", "\"infeasibles\": 7", "infeasibles is `7`; expected a list [ ]"),
        (
            PRISONERS,
            "\"infeasibles\": []",
            "\"infeasibles\": [[[0, \"Y\"]], [[0, \"N\"]]]",
            "there are 0 feasible states; 1 to 1000 are analysed",
        ),
    ];
    for (text, from, to, expected) in cases {
        assert_eq!(with(text, from, to).unwrap_err(), expected);
    }
    let many: Vec<String> = (0..20).map(|k| format!("{{\"name\": \"o{k}\"}}")).collect();
    let many = format!("{{\"options\": [{}], \"decisionMakers\": [{{\"options\": []}}]}}", many.join(","));
    assert_eq!(read(&many, "d.gmcr").unwrap_err().0, "there are 20 options; 1 to 16 are analysed");
    let many = format!("{{\"options\": [{{}}], \"decisionMakers\": [{}]}}", vec!["{}"; 13].join(","));
    assert_eq!(read(&many, "d.gmcr").unwrap_err().0, "there are 13 decision makers; 1 to 12 are analysed");
    let long = format!("\"infeasibles\": [{}]", vec!["[[0, \"Y\"]]"; 10_001].join(","));
    let error = with(PRISONERS, "\"infeasibles\": []", &long).unwrap_err();
    assert_eq!(error, "infeasibles has 10001 entries; at most 10000 are read");
}

#[test]
fn any_cut_or_change_of_a_text_ends_in_a_conflict_or_a_message() {
    for text in [ELMIRA, PRISONERS] {
        for at in 0..text.len() {
            let _ = read(&text[..at], "d.gmcr");
            for other in ["9", ",", "-", "\"", "[", "}", "null"] {
                let changed = format!("{}{other}{}", &text[..at], &text[at + 1..]);
                if let Ok(found) = read(&changed, "d.gmcr") {
                    let _ = Model::new(&found.conflict);
                }
            }
        }
    }
}
