//! What an input is called: the paths of `worlds.csv` in words.

use crate::language::Language;
use crate::results::data_package::Field;
use crate::say;
use crate::scenario::Scenario;
use crate::world::columns;

/// What was drawn in each world, under one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Its column, which is the path that `--set` takes.
    pub column: String,
    /// Of what it is, in the words of the scenario; empty if of the whole world.
    pub of: String,
    /// Whether it is 1 or 0.
    pub switch: bool,
}

/// Names of parties and issues by key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// Key and name of each party.
    pub parties: Vec<(String, String)>,
    /// Key and name of each issue.
    pub issues: Vec<(String, String)>,
}

impl Names {
    /// The names that the columns of `results.csv` carry.
    pub fn of(results: &[Field]) -> Self {
        let keyed = |prefix: &str, meaning: &str| -> Vec<(String, String)> {
            let named = results.iter().filter_map(|field| {
                let key = field.name.strip_prefix(prefix)?;
                let (name, _) = field.description.split_once(meaning)?;
                Some((key.to_owned(), name.to_owned()))
            });
            named.collect()
        };
        Self {
            parties: keyed("gain_", ". what the party gained"),
            issues: keyed("signed_", ". the level that was signed"),
        }
    }

    /// The names that a scenario gives its parties and issues.
    pub fn of_scenario(scenario: &Scenario) -> Self {
        Self {
            parties: scenario.parties.iter().map(|p| (p.id.clone(), p.name.clone())).collect(),
            issues: scenario.issues.iter().map(|i| (i.id.clone(), i.name.clone())).collect(),
        }
    }

    fn party<'n>(&'n self, key: &'n str) -> &'n str {
        self.parties.iter().find(|(own, _)| own == key).map_or(key, |(_, name)| name)
    }

    fn issue<'n>(&'n self, key: &'n str) -> &'n str {
        self.issues.iter().find(|(own, _)| own == key).map_or(key, |(_, name)| name)
    }

    /// What an input is called.
    pub fn label(&self, input: &Input, language: Language) -> String {
        self.of_party(input, language)
            .or_else(|| self.of_luck(input, language))
            .or_else(|| self.of_issue(input, language))
            .or_else(|| of_world(&input.column, language))
            .unwrap_or_else(|| {
                if input.of.is_empty() {
                    input.column.clone()
                } else {
                    say!(language, "why-other", of = input.of, column = input.column)
                }
            })
    }

    fn of_party(&self, input: &Input, language: Language) -> Option<String> {
        let rest = input.column.strip_prefix("parties.")?;
        if let Some(what) = rest.strip_prefix("*.") {
            return Some(say!(language, "why-of-everybody", what = of_party(what, language)?));
        }
        let begins = |key: &str| rest.strip_prefix(key).and_then(|rest| rest.strip_prefix('.'));
        let (name, rest) = self.parties.iter().find_map(|(key, name)| Some((name, begins(key)?)))?;
        if let Some(other) = rest.strip_prefix("bias.") {
            return Some(say!(language, "why-bias", party = name, other = self.party(other)));
        }
        if let Some(issue) = rest.strip_prefix("weight.") {
            return Some(say!(language, "why-weight", party = name, issue = self.issue(issue)));
        }
        if let Some(value) = rest.strip_prefix("value.") {
            let issue = value.rsplit_once('[').map_or(value, |(issue, _)| issue);
            let level = input.of.rsplit_once(", \"").map_or(value, |(_, level)| level.trim_end_matches('"'));
            return Some(say!(language, "why-value", party = name, issue = self.issue(issue), level = level));
        }
        Some(say!(language, "why-of-party", party = name, what = of_party(rest, language)?))
    }

    fn of_luck(&self, input: &Input, language: Language) -> Option<String> {
        let rest = input.column.strip_prefix("luck.")?;
        if let Some(event) = rest.strip_prefix("event.") {
            return Some(say!(language, "why-date", event = event));
        }
        if let Some(issue) = rest.strip_prefix("lapse.") {
            return Some(say!(language, "why-lapse", issue = self.issue(issue)));
        }
        let party = rest.strip_prefix("ratification.")?;
        Some(say!(language, "why-home", party = self.party(party)))
    }

    fn of_issue(&self, input: &Input, language: Language) -> Option<String> {
        let (issue, what) = input.column.strip_prefix("issues.")?.rsplit_once('.')?;
        match what {
            "stake" => Some(say!(language, "why-stake", issue = self.issue(issue))),
            "takes" => Some(say!(language, "why-takes", issue = self.issue(issue))),
            _ => None,
        }
    }
}

/// A number of a party in words.
fn of_party(name: &str, language: Language) -> Option<String> {
    Some(match name {
        "demand" => say!(language, "why-demand"),
        "patience" => say!(language, "why-patience"),
        "temptation" => say!(language, "why-temptation"),
        "collapse_penalty" => say!(language, "why-collapse-penalty"),
        "spoiling" => say!(language, "why-spoiling"),
        "detection" => say!(language, "why-detection"),
        "ratification" => say!(language, "why-ratification"),
        "mandate" => say!(language, "why-mandate"),
        "audience_cost" => say!(language, "why-audience-cost"),
        "stance" => say!(language, "why-stance"),
        "conflict_cost" => say!(language, "why-conflict-cost"),
        "outside_option" => say!(language, "why-outside-option"),
        "concession" => say!(language, "why-concession"),
        "accuracy" => say!(language, "why-accuracy"),
        "guarantee_force" => say!(language, "why-guarantee-force"),
        "guarantee_cost" => say!(language, "why-guarantee-cost"),
        "inspection" => say!(language, "why-inspection"),
        "effort" => say!(language, "why-effort"),
        _ => return None,
    })
}

/// A number of the whole world in words.
fn of_world(column: &str, language: Language) -> Option<String> {
    Some(match column.strip_prefix("world.")? {
        "lapse_after_completion" => say!(language, "why-lapse-after-completion"),
        "completion" => say!(language, "why-completion"),
        "pause" => say!(language, "why-pause"),
        "renegotiation" => say!(language, "why-renegotiation"),
        "learning" => say!(language, "why-learning"),
        "noise" => say!(language, "why-noise"),
        "foresight" => say!(language, "why-foresight"),
        "attention" => say!(language, "why-attention"),
        _ => return None,
    })
}

impl Input {
    /// From its description: what stands before the meaning of its kind of column is of what it is.
    pub fn of(field: &Field) -> Self {
        let meanings = columns::dictionary();
        let before = |meaning: &str| field.description.split_once(&format!(". {meaning}")).map(|(of, _)| of);
        let of = meanings.iter().filter_map(|column| before(&column.meaning)).min_by_key(|of| of.len());
        Self {
            column: field.name.clone(),
            of: of.unwrap_or_default().to_owned(),
            switch: field.kind == "boolean",
        }
    }

    /// The statement that it says holds or not, without how often.
    pub fn statement(&self) -> &str {
        self.of.rsplit_once(" (in ").map_or(&self.of, |(said, _)| said)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        let field = |name: &str, description: &str| Field {
            name: name.into(),
            kind: "number".into(),
            description: description.into(),
        };
        Names::of(&[
            field("gain_dprk", "North Korea. what the party gained over what is practised (own scale)"),
            field("expected_gain_dprk", "North Korea. the same in expectation"),
            field("signed_tests", "nuclear tests. the level that was signed; empty: left out"),
            field("signed", "an agreement was signed"),
        ])
    }

    #[test]
    fn paths_are_told_in_words() {
        let label = |column: &str, of: &str| {
            let input = Input { column: column.into(), of: of.into(), switch: false };
            names().label(&input, Language::En)
        };
        assert_eq!(label("parties.dprk.demand", "North Korea: 0.2 to 0.6"), "North Korea's demand");
        assert_eq!(label("parties.dprk.weight.tests", ""), "the weight of nuclear tests for North Korea");
        assert_eq!(
            label("parties.dprk.value.tests[1]", "North Korea: nuclear tests, \"halted\""),
            "what “halted” (nuclear tests) is worth to North Korea"
        );
        assert_eq!(label("issues.tests.stake", ""), "the stake of nuclear tests");
        assert_eq!(label("luck.event.a storm", ""), "the date of “a storm”");
        assert_eq!(label("events.x.per_year", "0.1 to 0.2"), "events.x.per_year (0.1 to 0.2)");
        assert_eq!(label("something.else", ""), "something.else");
    }

    #[test]
    fn of_what_a_column_is_stands_before_its_meaning() {
        let statement = "\"a\" over \"b\" (in 70 of 100)";
        let meaning =
            "whether a statement with `holds_in` below 100 holds; of a ranking, `.holds[PAIR]` pair by pair";
        let field = Field {
            name: "statements[2].holds".into(),
            kind: "boolean".into(),
            description: format!("{statement}. {meaning}"),
        };
        let input = Input::of(&field);
        assert_eq!(
            (input.of.as_str(), input.statement(), input.switch),
            (statement, "\"a\" over \"b\"", true)
        );
    }
}
