//! A scenario reduced to one of its formats.

use super::components::PhaseFormat;
use super::model::Scenario;

impl Scenario {
    /// The same with one format to take worlds through. Formats that it holds as phases become parts, so that it is held as
    /// it was; with a name that is not there, no format is left.
    #[must_use]
    pub fn with_one_format(&self, format: &str) -> Self {
        let mut scenario = self.clone();
        scenario.formats.retain(|f| f.name == format);
        let Self { formats, parts, .. } = &mut scenario;
        for phase in formats.iter_mut().flat_map(|f| &mut f.phases) {
            if let PhaseFormat::Format(place) = phase.held {
                let held = &self.formats[place];
                let known = parts.iter().position(|part| part.name == held.name);
                phase.held = PhaseFormat::Part(known.unwrap_or_else(|| {
                    parts.push(held.clone());
                    parts.len() - 1
                }));
            }
        }
        scenario
    }
}
