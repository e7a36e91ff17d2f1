//! Fresh preferences on the same shape: the same issues and parties, other weights and values.

use super::{evaluate::additive_into, game::Game};
use crate::world::stream::Key;

/// Draws a game's utilities anew, in place: weights uniform and scaled to sum to 1, values uniform between 0 and 1, each by itself. Where
/// packages have no issues, each package's utility is uniform between 0 and 1. A reservation value keeps its place between a
/// party's worst and best package; `places` are those of [`reservation_places`].
pub fn redraw(game: &mut Game, places: &[Option<f64>], seed: u64, run: u64) {
    let packages = game.packages();
    let sizes = game.sizes.clone();
    let mut parts = Vec::new();
    for party in 0..game.parties() {
        let mut dice = Key::new(seed, "redraw", &party.to_string()).stream(run);
        let own = &mut game.all_mut()[party * packages..(party + 1) * packages];
        if sizes.is_empty() {
            for u in own.iter_mut() {
                *u = dice.unit();
            }
        } else {
            let weights: Vec<f64> = sizes.iter().map(|_| dice.unit()).collect();
            let sum: f64 = weights.iter().sum();
            parts.clear();
            for (size, weight) in sizes.iter().zip(&weights) {
                parts.extend((0..*size).map(|_| weight / sum * dice.unit()));
            }
            additive_into(&sizes, &parts, 0.0, own);
        }
        if let Some(place) = places[party] {
            let (low, high) = bounds(own);
            game.reservation[party] = low + place * (high - low);
        }
    }
}

/// Where each reservation value lies between a party's worst (0) and best (1) package; `None` where there is none.
pub fn reservation_places(game: &Game) -> Vec<Option<f64>> {
    let place = |party: usize| {
        let (low, high) = bounds(game.of_party(party));
        let reservation = game.reservation[party];
        (reservation.is_finite() && high > low).then(|| (reservation - low) / (high - low))
    };
    (0..game.parties()).map(place).collect()
}

fn bounds(utilities: &[f64]) -> (f64, f64) {
    let finite = utilities.iter().filter(|u| u.is_finite());
    finite.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), u| (low.min(*u), high.max(*u)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::negotiation::rule::Rule;

    #[test]
    fn what_is_drawn_depends_on_seed_and_run_alone_and_keeps_the_place_of_the_reservation_value() {
        let mut game =
            Game::new(6, (0..12).map(f64::from).collect(), vec![2.5, f64::NEG_INFINITY], Rule::unanimity(2))
                .unwrap();
        game.sizes = vec![2, 3];
        let places = reservation_places(&game);
        assert_eq!(places, [Some(0.5), None]);
        redraw(&mut game, &places, 1, 7);
        let first = game.clone();
        redraw(&mut game, &places, 1, 8);
        assert!(game != first);
        redraw(&mut game, &places, 1, 7);
        assert_eq!(game, first);
        let (low, high) = bounds(game.of_party(0));
        assert!((game.reservation[0] - f64::midpoint(low, high)).abs() < 1e-12);
    }
}
