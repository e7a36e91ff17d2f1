//! The numbers of a scenario: name, unit, domain, default and meaning, in one table.
//!
//! Reading, `--set`, `sources` and the documentation all use it.

use std::fmt;

use super::model::{Party, Quantity, Spread, WorldTraits};

/// What a number can mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Domain {
    /// Lower bound.
    pub low: f64,
    /// Whether the lower bound itself is allowed.
    pub low_included: bool,
    /// Upper bound.
    pub high: f64,
    /// Whether the upper bound itself is allowed.
    pub high_included: bool,
}

impl Domain {
    /// Both ends allowed.
    const fn closed(low: f64, high: f64) -> Self {
        Self { low, low_included: true, high, high_included: true }
    }

    /// Lower end allowed, upper end not.
    const fn below(low: f64, high: f64) -> Self {
        Self { low, low_included: true, high, high_included: false }
    }

    /// Lower end not allowed, upper end allowed.
    const fn above(low: f64, high: f64) -> Self {
        Self { low, low_included: false, high, high_included: true }
    }

    /// True if the number lies in it.
    pub fn contains(&self, x: f64) -> bool {
        (x > self.low || (self.low_included && x == self.low))
            && (x < self.high || (self.high_included && x == self.high))
    }
}

impl fmt::Display for Domain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.low_included, self.high_included) {
            (true, true) => write!(f, "from {} to {}", self.low, self.high),
            (true, false) => write!(f, "at least {} and below {}", self.low, self.high),
            (false, true) => write!(f, "above {} and at most {}", self.low, self.high),
            (false, false) => write!(f, "above {} and below {}", self.low, self.high),
        }
    }
}

/// What is taken when a number is not written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fallback {
    /// A range with its spread.
    Range(f64, f64, Spread),
    /// Nothing at all: the party has no such thing.
    Nothing,
    /// What follows from other entries, in words.
    Derived(&'static str),
    /// It must be written.
    Required,
}

impl Fallback {
    /// The range in words, as the documentation writes it: `0.02 to 0.5, log`.
    pub fn words(self) -> String {
        match self {
            Self::Range(from, to, Spread::Uniform) => format!("{from} to {to}"),
            Self::Range(from, to, Spread::Log) => format!("{from} to {to}, log"),
            Self::Nothing => "none".to_owned(),
            Self::Derived(words) => words.to_owned(),
            Self::Required => "must be written".to_owned(),
        }
    }
}

/// A number of the format.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trait {
    /// Field name.
    pub name: &'static str,
    /// Unit.
    pub unit: &'static str,
    /// What it can be.
    pub domain: Domain,
    /// What it is when not written.
    pub fallback: Fallback,
    /// What it means, in one line.
    pub meaning: &'static str,
}

impl Trait {
    /// The default as a quantity; `None` where there is none.
    pub fn default_quantity(&self) -> Option<Quantity> {
        match self.fallback {
            Fallback::Range(from, to, Spread::Uniform) => Some(Quantity::default_range(from, to)),
            Fallback::Range(from, to, Spread::Log) => Some(Quantity::default_log(from, to)),
            Fallback::Nothing | Fallback::Derived(_) | Fallback::Required => None,
        }
    }
}

const UNIFORM: Spread = Spread::Uniform;
const LARGE: f64 = 1000.0;

/// Traits of a party, in the order of the documentation.
pub static PARTY: [Trait; 18] = [
    Trait {
        name: "demand",
        unit: "share of the possible gain over what goes on without agreement (0 = content with that, 1 = all of it)",
        domain: Domain::closed(-10.0, 10.0),
        fallback: Fallback::Range(0.0, 0.2, UNIFORM),
        meaning: "the share of the possible gain that it insists on",
    },
    Trait {
        name: "patience",
        unit: "worth today of one a year from now",
        // Nearer to 1 the sums over time lose all their digits.
        domain: Domain::closed(0.001, 0.9999),
        fallback: Fallback::Range(0.8, 0.95, UNIFORM),
        meaning: "what a year from now counts today",
    },
    Trait {
        name: "temptation",
        unit: "years at its best per unit of stake",
        domain: Domain::closed(0.0, LARGE),
        fallback: Fallback::Range(0.02, 0.5, Spread::Log),
        meaning: "what it gains by not doing its duty",
    },
    Trait {
        name: "collapse_penalty",
        unit: "years at its best",
        domain: Domain::closed(0.0, LARGE),
        fallback: Fallback::Range(0.0, 0.5, UNIFORM),
        meaning: "what the collapse of an agreement costs it",
    },
    Trait {
        name: "spoiling",
        unit: "chance per year",
        domain: Domain::below(0.0, 1.0),
        fallback: Fallback::Range(0.0, 0.2, UNIFORM),
        meaning: "chance that it spoils an agreement made without it that leaves it worse off",
    },
    Trait {
        name: "detection",
        unit: "chance, as a monitor",
        domain: Domain::closed(0.0, 1.0),
        fallback: Fallback::Range(0.2, 0.8, UNIFORM),
        meaning: "chance that it detects a defection when it monitors",
    },
    Trait {
        name: "ratification",
        unit: "share of what is possible beyond its demand at which refusal at home becomes impossible",
        domain: Domain::closed(0.0, 10.0),
        fallback: Fallback::Range(0.0, 0.2, UNIFORM),
        meaning: "surplus at which its home cannot refuse any more; 0: it never refuses",
    },
    Trait {
        name: "mandate",
        unit: "share of the possible gain for which its delegates have no mandate",
        domain: Domain::closed(0.0, 10.0),
        fallback: Fallback::Range(0.0, 0.1, UNIFORM),
        meaning: "share of what is left beyond its demand that its delegates may not give away; leaders may",
    },
    Trait {
        name: "audience_cost",
        unit: "share of the possible gain",
        domain: Domain::closed(0.0, LARGE),
        fallback: Fallback::Range(0.0, 0.1, UNIFORM),
        meaning: "what the public failure of talks costs it",
    },
    Trait {
        name: "stance",
        unit: "share of the possible gain that it needs besides in public",
        domain: Domain::below(0.0, 1.0),
        fallback: Fallback::Range(0.0, 0.0, UNIFORM),
        meaning: "what signing in public, below what it has announced, costs it",
    },
    Trait {
        name: "conflict_cost",
        unit: "flow on its own scale",
        domain: Domain::closed(0.0, LARGE),
        fallback: Fallback::Range(0.0, 0.0, UNIFORM),
        meaning: "flow that it loses while no agreement is in force",
    },
    Trait {
        name: "outside_option",
        unit: "flow on its own scale; left out: none",
        domain: Domain::closed(-10.0, 10.0),
        fallback: Fallback::Nothing,
        meaning: "flow that it can have by walking out",
    },
    Trait {
        name: "concession",
        unit: "exponent over time",
        domain: Domain::above(0.0, 100.0),
        fallback: Fallback::Range(0.2, 5.0, Spread::Log),
        meaning: "how it concedes over time: below 1 early, above 1 late",
    },
    Trait {
        name: "accuracy",
        unit: "0: it knows no more than everybody, 1: it knows which half of the range is true",
        domain: Domain::closed(0.0, 1.0),
        fallback: Fallback::Range(0.0, 0.0, UNIFORM),
        meaning: "as a mediator or messenger: how well it knows what others demand",
    },
    Trait {
        name: "guarantee_force",
        unit: "years at the offender's best",
        domain: Domain::closed(0.0, LARGE),
        fallback: Fallback::Range(0.0, 0.0, UNIFORM),
        meaning: "as a guarantor: what it does to one that breaks or spoils what it guarantees",
    },
    Trait {
        name: "guarantee_cost",
        unit: "years at its best",
        domain: Domain::closed(0.0, LARGE),
        fallback: Fallback::Range(0.0, 0.5, UNIFORM),
        meaning: "as a guarantor: what acting on its guarantee costs it",
    },
    Trait {
        name: "inspection",
        unit: "chance, as a monitor under supervision",
        domain: Domain::closed(0.0, 1.0),
        fallback: Fallback::Range(0.0, 0.0, UNIFORM),
        meaning: "chance that supervision lets it detect what it would have missed",
    },
    Trait {
        name: "effort",
        unit: "flow on its own scale",
        domain: Domain::closed(0.0, LARGE),
        fallback: Fallback::Range(0.0, 0.0, UNIFORM),
        meaning: "as a manipulator: what lending its weight costs it while the agreement is in force",
    },
];

/// What a duty on an issue weighs.
pub static STAKE: Trait = Trait {
    name: "stake",
    unit: "times the party's temptation",
    domain: Domain::closed(0.0, LARGE),
    fallback: Fallback::Range(1.0, 1.0, UNIFORM),
    meaning: "what a duty on this issue weighs when it is not done",
};

/// The time that an issue takes.
pub static TAKES: Trait = Trait {
    name: "takes",
    unit: "months",
    domain: Domain::above(0.0, 600.0),
    fallback: Fallback::Derived("as long as `completion` of the world says"),
    meaning: "time that carrying it out takes on average",
};

/// Completion of a stage.
pub static SUCCESS: Trait = Trait {
    name: "success",
    unit: "chance per year",
    domain: Domain::closed(0.0, 1.0),
    fallback: Fallback::Derived("as long as the slowest of its issues takes"),
    meaning: "chance that the stage is completed within a year",
};

/// An event.
pub static PER_YEAR: Trait = Trait {
    name: "per_year",
    unit: "chance per year",
    domain: Domain::below(0.0, 1.0),
    fallback: Fallback::Required,
    meaning: "chance that it happens within a year",
};

/// Traits of the world.
pub static WORLD: [Trait; 9] = [
    Trait {
        name: "correlation",
        unit: "loading on a common factor",
        domain: Domain::closed(-1.0, 1.0),
        fallback: Fallback::Range(-0.5, 0.5, UNIFORM),
        meaning: "how far the parties' demands move together",
    },
    Trait {
        name: "lapse_after_completion",
        unit: "chance per year",
        domain: Domain::below(0.0, 1.0),
        fallback: Fallback::Range(0.0, 0.05, UNIFORM),
        meaning: "chance that a completed agreement collapses by itself within a year",
    },
    Trait {
        name: "completion",
        unit: "chance per year",
        domain: Domain::closed(0.0, 1.0),
        fallback: Fallback::Range(0.5, 0.95, UNIFORM),
        meaning: "chance that an issue that does not say what it takes is carried out within a year",
    },
    Trait {
        name: "pause",
        unit: "chance",
        // Together with renegotiation at most 1.
        domain: Domain::below(0.0, 1.0),
        fallback: Fallback::Range(0.0, 0.0, UNIFORM),
        meaning: "chance that a stage that failed pauses and begins anew",
    },
    Trait {
        name: "renegotiation",
        unit: "chance",
        domain: Domain::closed(0.0, 1.0),
        fallback: Fallback::Range(0.0, 0.0, UNIFORM),
        meaning: "chance that a stage that failed is renegotiated: what was done stays, the rest goes back to the table",
    },
    Trait {
        name: "learning",
        unit: "0: not at all, 1: by Bayes' rule",
        domain: Domain::closed(0.0, 1.0),
        fallback: Fallback::Range(0.0, 0.0, UNIFORM),
        meaning: "how far parties learn from offers, refusals and conduct",
    },
    Trait {
        name: "noise",
        unit: "flow on the own scale",
        domain: Domain::above(0.0, 10.0),
        fallback: Fallback::Range(0.05, 0.05, UNIFORM),
        meaning: "scale of the logit likelihood: how far from its interest a party may be thought to act",
    },
    Trait {
        name: "foresight",
        unit: "0: what is signed counts, 1: what would be ratified",
        domain: Domain::closed(0.0, 1.0),
        fallback: Fallback::Range(0.0, 0.0, UNIFORM),
        meaning: "how far the table foresees refusal at home",
    },
    Trait {
        name: "attention",
        unit: "issues, whole numbers; 16: all",
        domain: Domain::closed(1.0, 16.0),
        fallback: Fallback::Range(16.0, 16.0, UNIFORM),
        meaning: "how many issues leaders can settle in one package that no working level has prepared",
    },
];

/// What a mediator cares for another party's gain.
pub static BIAS: Trait = Trait {
    name: "bias",
    unit: "own-scale gain for one unit of the other's own-scale gain",
    domain: Domain::closed(-10.0, 10.0),
    fallback: Fallback::Nothing,
    meaning: "as a mediator: what it cares for another party's gain, beside its own",
};

/// By how much an event moves a number.
pub static MOVE_BY: Trait = Trait {
    name: "by",
    unit: "added to the number",
    domain: Domain::closed(-10.0, 10.0),
    fallback: Fallback::Required,
    meaning: "by how much an event moves a number",
};

/// The factor by which an event moves a weight.
pub static FACTOR: Trait = Trait {
    name: "by",
    unit: "times the weight",
    domain: Domain::closed(0.0, 10.0),
    fallback: Fallback::Required,
    meaning: "the factor by which an event moves a weight",
};

/// A number of the world by name.
pub fn of_world<'w>(world: &'w WorldTraits, name: &str) -> Option<&'w Quantity> {
    Some(match name {
        "correlation" => &world.correlation,
        "lapse_after_completion" => &world.lapse_after_completion,
        "completion" => &world.completion,
        "pause" => &world.pause,
        "renegotiation" => &world.renegotiation,
        "learning" => &world.learning,
        "noise" => &world.noise,
        "foresight" => &world.foresight,
        "attention" => &world.attention,
        _ => return None,
    })
}

/// The same to be changed.
pub fn of_world_mut<'w>(world: &'w mut WorldTraits, name: &str) -> Option<&'w mut Quantity> {
    Some(match name {
        "correlation" => &mut world.correlation,
        "lapse_after_completion" => &mut world.lapse_after_completion,
        "completion" => &mut world.completion,
        "pause" => &mut world.pause,
        "renegotiation" => &mut world.renegotiation,
        "learning" => &mut world.learning,
        "noise" => &mut world.noise,
        "foresight" => &mut world.foresight,
        "attention" => &mut world.attention,
        _ => return None,
    })
}

/// A trait of a party by name.
pub fn party_trait(name: &str) -> Option<&'static Trait> {
    PARTY.iter().find(|entry| entry.name == name)
}

/// A party's number by name; `None` for unknown names, and for an outside option that it does not have.
pub fn of_party<'p>(party: &'p Party, name: &str) -> Option<&'p Quantity> {
    Some(match name {
        "demand" => &party.demand,
        "patience" => &party.patience,
        "temptation" => &party.temptation,
        "collapse_penalty" => &party.collapse_penalty,
        "spoiling" => &party.spoiling,
        "detection" => &party.detection,
        "ratification" => &party.ratification,
        "mandate" => &party.mandate,
        "audience_cost" => &party.audience_cost,
        "stance" => &party.stance,
        "conflict_cost" => &party.conflict_cost,
        "outside_option" => return party.outside_option.as_ref(),
        "concession" => &party.concession,
        "accuracy" => &party.accuracy,
        "guarantee_force" => &party.guarantee_force,
        "guarantee_cost" => &party.guarantee_cost,
        "inspection" => &party.inspection,
        "effort" => &party.effort,
        _ => return None,
    })
}

/// Replaces a party's number; false for unknown names.
pub fn set_of_party(party: &mut Party, name: &str, quantity: Quantity) -> bool {
    let place = match name {
        "demand" => &mut party.demand,
        "patience" => &mut party.patience,
        "temptation" => &mut party.temptation,
        "collapse_penalty" => &mut party.collapse_penalty,
        "spoiling" => &mut party.spoiling,
        "detection" => &mut party.detection,
        "ratification" => &mut party.ratification,
        "mandate" => &mut party.mandate,
        "audience_cost" => &mut party.audience_cost,
        "stance" => &mut party.stance,
        "conflict_cost" => &mut party.conflict_cost,
        "concession" => &mut party.concession,
        "accuracy" => &mut party.accuracy,
        "guarantee_force" => &mut party.guarantee_force,
        "guarantee_cost" => &mut party.guarantee_cost,
        "inspection" => &mut party.inspection,
        "effort" => &mut party.effort,
        "outside_option" => {
            party.outside_option = Some(quantity);
            return true;
        }
        _ => return false,
    };
    *place = quantity;
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_lie_in_their_domains() {
        let all = PARTY.iter().chain(&WORLD).chain([&STAKE, &TAKES, &SUCCESS, &PER_YEAR]);
        for entry in all {
            if let Some(quantity) = entry.default_quantity() {
                assert!(
                    entry.domain.contains(quantity.from) && entry.domain.contains(quantity.to),
                    "{}",
                    entry.name
                );
                assert!(quantity.spread == Spread::Uniform || quantity.from > 0.0, "{}", entry.name);
            }
        }
    }

    #[test]
    fn domains_know_their_ends() {
        assert!(Domain::above(0.0, 1.0).contains(1.0) && !Domain::above(0.0, 1.0).contains(0.0));
        assert!(Domain::below(0.0, 1.0).contains(0.0) && !Domain::below(0.0, 1.0).contains(1.0));
        assert!(!Domain::closed(0.0, 1.0).contains(f64::NAN));
        assert_eq!(Domain::above(0.0, 1.0).to_string(), "above 0 and at most 1");
        let none = Domain { low: 0.0, low_included: false, high: 1.0, high_included: false };
        assert!(!none.contains(0.0) && !none.contains(1.0) && none.contains(0.5));
        assert_eq!(none.to_string(), "above 0 and below 1");
    }

    #[test]
    fn the_documentation_has_this_table() {
        let text = include_str!("../../docs/scenario-format.md");
        for entry in &PARTY {
            let row = format!("| {} | {} | {} |", entry.name, entry.unit, entry.fallback.words());
            assert!(text.contains(&row), "docs/scenario-format.md lacks the row\n{row}");
        }
        for entry in [&STAKE, &TAKES, &SUCCESS].into_iter().chain(&WORLD) {
            let words = entry.fallback.words();
            assert!(
                text.contains(&format!("`{}`", entry.name)) && text.contains(&words),
                "{}: {words}",
                entry.name
            );
        }
    }
}
