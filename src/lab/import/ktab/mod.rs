//! Scenarios of KTAB's spatial model of politics: its CSV, and its XML with sub-models and ideal adjustment.
//!
//! CSV: `name, description, number of actors, number of dimensions`; a header that names the dimensions; then a line for each actor with
//! name, description, power, and position and salience on each dimension in turn. Cells are trimmed; a comma may end a line. Semicolons or
//! tabulators may stand in place of the commas, and numbers have a comma for the point then.

mod markup;
mod table;

pub use markup::read_xml;
pub use table::read_csv;

pub use crate::files::seems::is_ktab_table as is_csv;

use crate::lab::theory::political::Position;
use crate::lab::theory::political::decision::{Actor, Decision};
use crate::lab::theory::spatial_politics::{Choices, Parties, Party};

/// A scenario as it stands in a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    /// Its name.
    pub name: String,
    /// What it says of itself.
    pub description: String,
    /// Names of the dimensions.
    pub dimensions: Vec<String>,
    /// By party: what the file says of it.
    pub descriptions: Vec<String>,
    /// Who takes part.
    pub parties: Vec<Party>,
    /// How ideals follow positions, row by row; nothing where they follow wholly.
    pub adjustment: Option<Vec<f64>>,
    /// Sub-models; KTAB's defaults where the file names none.
    pub choices: Choices,
    /// The seed in an XML file, digits as written: draws of other generators differ from KTAB's.
    pub seed: Option<String>,
}

impl Scenario {
    /// The dimensions as decisions that are taken together, for models of other schools.
    pub fn decisions(&self) -> Vec<Decision> {
        let alike = |at: usize, name: &String| self.dimensions[..at].iter().filter(|n| *n == name).count();
        let of = |(dimension, name): (usize, &String)| Decision {
            name: match alike(dimension, name) {
                0 => name.clone(),
                before => format!("{name} ({})", before + 1),
            },
            proposal: if self.name.is_empty() { "KTAB".to_owned() } else { self.name.clone() },
            procedure: String::new(),
            voting: String::new(),
            reference_point: None,
            outcome: None,
            actors: self
                .parties
                .iter()
                .map(|party| Actor {
                    name: party.name.clone(),
                    stance: Position {
                        position: party.positions[dimension],
                        capability: party.power,
                        salience: party.saliences[dimension],
                    },
                })
                .collect(),
        };
        self.dimensions.iter().enumerate().map(of).collect()
    }

    /// What is not in its [`decisions`](Self::decisions), in words.
    pub fn left_out(&self) -> Vec<String> {
        let mut all = Vec::new();
        if !self.description.is_empty() {
            all.push(format!("the scenario's description, \"{}\"", self.description));
        }
        match self.descriptions.iter().filter(|text| !text.is_empty()).count() {
            0 => {}
            1 => all.push("the description of an actor".to_owned()),
            n => all.push(format!("the descriptions of {n} actors")),
        }
        let chosen = self.choices.chosen();
        if !chosen.is_empty() {
            let again: Vec<String> = chosen.iter().map(|choice| format!("--sub-model {choice}")).collect();
            all.push(format!("the sub-models of KTAB's model; to choose them again: {}", again.join(" ")));
        }
        if self.adjustment.is_some() {
            all.push("the ideal adjustment: ideals follow positions wholly".to_owned());
        }
        if let Some(seed) = &self.seed {
            all.push(format!("the seed {seed}"));
        }
        all
    }

    /// The parties, ready to run.
    ///
    /// # Errors
    /// What [`Parties::new`] and [`Parties::with_adjustment`] refuse; a scenario that was read and not changed since has been through them.
    pub fn ready(&self) -> Result<Parties, KtabError> {
        let parties = Parties::new(&self.parties).map_err(|e| KtabError::whole(e.0))?;
        match &self.adjustment {
            None => Ok(parties),
            Some(a) => parties.with_adjustment(a.clone()).map_err(|e| KtabError::whole(e.0)),
        }
    }
}

/// What is wrong in a file, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}{what}")]
pub struct KtabError {
    /// `line 3, column 5: `, `line 3: `, or nothing if it is the whole; a column is a cell of the table, counted from 1.
    pub place: String,
    /// What is wrong, and what was expected.
    pub what: String,
}

impl KtabError {
    fn whole(what: impl Into<String>) -> Self {
        Self { place: String::new(), what: what.into() }
    }

    fn line(line: u64, what: impl Into<String>) -> Self {
        Self { place: format!("line {line}: "), what: what.into() }
    }

    fn cell(line: u64, column: usize, what: impl Into<String>) -> Self {
        Self { place: format!("line {line}, column {}: ", column + 1), what: what.into() }
    }
}

/// Whether a text is XML whose first tag is `<Scenario>`, as KTAB's is.
pub fn is_xml(text: &str) -> bool {
    first_tag(text) == Some("Scenario")
}

/// Whether a text is a scenario of KTAB of either kind.
pub fn is_one(text: &str) -> bool {
    is_xml(text) || is_csv(text)
}

/// The first tag of XML, past declaration and comments.
fn first_tag(text: &str) -> Option<&str> {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    loop {
        let end = if rest.starts_with("<!--") { "-->" } else { ">" };
        if rest.starts_with("<?") || rest.starts_with("<!") {
            rest = rest.split_once(end)?.1.trim_start();
        } else {
            break;
        }
    }
    let inside = rest.strip_prefix('<')?;
    Some(inside.split(|c: char| c.is_whitespace() || c == '>' || c == '/').next().unwrap_or(""))
}

/// Reads either kind of text, by how it begins.
///
/// # Errors
/// As [`read_csv`] and [`read_xml`].
pub fn read(text: &str) -> Result<Scenario, KtabError> {
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with('<') { read_xml(text) } else { read_csv(text) }
}

#[cfg(test)]
mod tests;
