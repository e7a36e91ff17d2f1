//! A scenario reduced to some of its formats.

use super::components::PhaseFormat;
use super::model::Scenario;

impl Scenario {
    /// The same with these formats to take worlds through, in this order. Formats that one of them holds as a phase, and that are not among them,
    /// become parts, so that it is held as it was; a name that is not there is passed over.
    #[must_use]
    pub fn with_formats<S: AsRef<str>>(&self, names: &[S]) -> Self {
        let place = |name: &S| self.formats.iter().position(|format| format.name == name.as_ref());
        let kept: Vec<usize> = names.iter().filter_map(place).collect();
        let mut scenario = self.clone();
        scenario.formats = kept.iter().map(|&place| self.formats[place].clone()).collect();
        let Self { formats, parts, .. } = &mut scenario;
        for phase in formats.iter_mut().flat_map(|f| &mut f.phases) {
            let PhaseFormat::Format(place) = phase.held else { continue };
            if let Some(now) = kept.iter().position(|kept| *kept == place) {
                phase.held = PhaseFormat::Format(now);
                continue;
            }
            let held = &self.formats[place];
            let known = parts.iter().position(|part| part.name == held.name);
            phase.held = PhaseFormat::Part(known.unwrap_or_else(|| {
                parts.push(held.clone());
                parts.len() - 1
            }));
        }
        scenario
    }
}
