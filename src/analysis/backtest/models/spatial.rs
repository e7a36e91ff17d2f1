//! KTAB's spatial model of politics (`theory/spatial_politics`) on one decision, with its own defaults.

use super::{Kind, Model};
use crate::analysis::backtest::data::Data;
use crate::analysis::backtest::distribution::Distribution;
use crate::analysis::backtest::forecasters::Forecast;
use crate::theory::InvalidInput;
use crate::theory::spatial_politics::choices::Choices;
use crate::theory::spatial_politics::party::{Parties, Party};
use crate::theory::spatial_politics::run::run;

pub(super) const SPATIAL: Model = Model {
    name: "spatial model of politics",
    about: "KTAB's bargains until movement dies down; its last election",
    kind: Kind::Spread(forecast),
};

/// The election over positions at the end, and its median. Who does not care takes no part in that model.
fn forecast(data: &Data, k: usize) -> Result<Option<Forecast>, InvalidInput> {
    let actors = &data.cases[k].decision.actors;
    let strongest = actors.iter().map(|actor| actor.stance.capability).fold(0.0, f64::max);
    let caring = actors.iter().filter(|actor| actor.stance.salience > 0.0 && actor.stance.capability > 0.0);
    let parties: Vec<Party> = caring
        .map(|actor| Party {
            name: actor.name.clone(),
            power: actor.stance.capability / strongest * 100.0,
            positions: vec![actor.stance.position],
            saliences: vec![actor.stance.salience],
        })
        .collect();
    if let [alone] = &parties[..] {
        let distribution = Some(Distribution::certain(alone.positions[0]));
        return Ok(Some(Forecast { point: alone.positions[0], distribution }));
    }
    // No draws are made under the deterministic transition, the default.
    let history = run(&Parties::new(&parties)?, &Choices::default(), &mut || 0.5)?;
    let Some(last) = history.last() else { return Ok(None) };
    let at = |(party, chance): &(usize, f64)| Some((*last.position(*party)?.first()?, *chance));
    let distribution = Distribution::new(last.distinct.iter().filter_map(at).collect());
    Ok(distribution.map(|d| Forecast { point: d.median(), distribution: Some(d) }))
}
