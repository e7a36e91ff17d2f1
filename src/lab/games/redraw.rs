//! Fresh preferences on the same shape: the same issues and parties, other weights and values.

use super::additive::Additive;
use super::game::Game;
use crate::world::stream::{Key, Stream};

/// Draws a game's utilities anew, in place: weights uniform and scaled to sum to 1, values uniform between 0 and 1, each by itself. Where
/// packages have no issues, each package's utility is uniform between 0 and 1. A reservation value keeps its place between a
/// party's worst and best package; `places` are those of [`reservation_places`].
pub fn redraw(game: &mut Game, places: &[Option<f64>], seed: u64, run: u64) {
    let (packages, parties) = (game.packages(), game.parties());
    if game.sizes.is_empty() {
        for (party, own) in game.all_mut().chunks_exact_mut(packages).enumerate() {
            let mut dice = dice((seed, run), party);
            own.fill_with(|| dice.unit());
        }
    } else {
        let mut parts = game.take_additive();
        fresh(&mut parts, &game.sizes, parties, (seed, run));
        game.set_additive(parts);
    }
    for (party, place) in places.iter().enumerate().take(parties) {
        if let Some(place) = place {
            let (low, high) = match game.additive() {
                Some(parts) => parts.bounds(&game.sizes, party),
                None => bounds(game.of_party(party)),
            };
            game.reservation[party] = low + place * (high - low);
        }
    }
}

fn dice((seed, run): (u64, u64), party: usize) -> Stream {
    Key::new(seed, "redraw", &party.to_string()).stream(run)
}

/// Draws weighted values anew, in place: weights uniform and scaled to sum to 1, values uniform between 0 and 1.
pub fn fresh(parts: &mut Additive, sizes: &[usize], parties: usize, of: (u64, u64)) {
    parts.offsets.clear();
    parts.offsets.resize(parties, 0.0);
    parts.values.resize_with(parties, Vec::new);
    let mut weights = Vec::with_capacity(sizes.len());
    for (party, values) in parts.values.iter_mut().enumerate() {
        let mut dice = dice(of, party);
        weights.clear();
        weights.extend(sizes.iter().map(|_| dice.unit()));
        let sum: f64 = weights.iter().sum();
        values.clear();
        for (size, weight) in sizes.iter().zip(&weights) {
            values.extend((0..*size).map(|_| weight / sum * dice.unit()));
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
    use crate::lab::games::rule::Rule;

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
