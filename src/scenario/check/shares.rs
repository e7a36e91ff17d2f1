//! Demands and what goes with them are shares of a gain, unless the file counts them on the scale of everything.

use super::Checks;
use crate::scenario::diagnostic::{Diagnostic, codes, quoted};
use crate::scenario::model::{DemandOf, Quantity};
use crate::scenario::traits;

/// Numbers of a party that are shares, and whether all of the gain is too much.
const SHARES: [(&str, bool); 4] =
    [("demand", true), ("mandate", true), ("ratification", false), ("audience_cost", false)];

impl Checks<'_> {
    pub(super) fn shares(&mut self) {
        if self.scenario.world.demand_of == DemandOf::Everything {
            return;
        }
        for party in &self.scenario.parties {
            for (name, below) in SHARES {
                let outside = |q: &&Quantity| q.from < 0.0 || q.to > 1.0 || (below && q.to >= 1.0);
                let Some(quantity) = traits::of_party(party, name).filter(outside) else { continue };
                let path = format!("parties.{}.{name}", party.id);
                let range = if below { "at least 0 and below 1" } else { "from 0 to 1" };
                let message = format!("`{name}` of {} is a share of what it could gain", quoted(&party.id));
                let problem = Diagnostic::error(codes::OUT_OF_DOMAIN, self.span(&path), message)
                    .label(format!("from {} to {}", quantity.from, quantity.to))
                    .help(format!(
                        "write numbers {range}; or `demand_of: everything` under `world`, which counts it on the scale of all issues"
                    ));
                self.found.push(problem);
            }
        }
        let attention = &self.scenario.world.attention;
        if attention.from.fract() != 0.0 || attention.to.fract() != 0.0 {
            let problem = Diagnostic::error(
                codes::OUT_OF_DOMAIN,
                self.span("world.attention"),
                "`attention` is a number of issues",
            );
            self.found.push(problem.label("not whole").help("write whole numbers from 1 to 16"));
        }
    }
}
