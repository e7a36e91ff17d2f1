//! Invented decisions for tests.

use super::data::Data;
use crate::lab::theory::political::Position;
use crate::lab::theory::political::decision::{Actor, Decision};
use crate::world::stream::Key;

/// Invented proposals of one to three issues; outcomes lie on positions half of the time, away from the reference point.
pub(crate) fn decisions(proposals: usize) -> Vec<Decision> {
    let mut dice = Key::new(3, "fixture", "").stream(0);
    let mut made = Vec::new();
    for p in 0..proposals {
        for issue in 0..=(dice.unit() * 3.0) as usize {
            let levels = [0.0, 30.0, 70.0, 100.0];
            let names = ["com", "ep", "a", "b", "c", "d", "e", "f"];
            let mut actor = |name: &str| Actor {
                name: name.into(),
                stance: Position {
                    position: levels[(dice.unit() * 4.0) as usize],
                    capability: 1.0 + (dice.unit() * 5.0).floor(),
                    salience: 10.0 + (dice.unit() * 9.0).floor() * 10.0,
                },
            };
            let actors: Vec<Actor> = names.iter().map(|name| actor(name)).collect();
            let picked = (dice.unit() * 8.0) as usize;
            let luck = dice.unit();
            let outcome = if luck < 0.5 { actors[picked].stance.position } else { (luck * 100.0).floor() };
            let outcome = if outcome == 0.0 && dice.unit() < 0.5 { 70.0 } else { outcome };
            made.push(Decision {
                name: format!("p{p}i{issue}"),
                proposal: format!("p{p}"),
                procedure: "COD".into(),
                voting: if p % 3 == 0 { "UNA".into() } else { "QMV".into() },
                reference_point: (p % 4 != 0).then_some(0.0),
                outcome: Some(outcome),
                actors,
            });
        }
    }
    made
}

/// The same, ready.
pub(crate) fn data(proposals: usize) -> Data {
    Data::new(decisions(proposals)).unwrap()
}
