//! Variants run in full: the edits of one, made in the text of the file, and the scenario that comes of it.

use super::diagnostic::{Diagnostic, Severity, codes, did_you_mean, quoted};
use super::file::SourceFile;
use super::model::{Scenario, Span, Variant};
use super::open::Checked;
use super::set::{Fault, Refused, changed_because};

/// The scenario that a variant of a file makes, with the text as it was changed. Lines are those of the file.
///
/// # Errors
///
/// If the file has no such variant; if an edit cannot be made, or the edits together give no scenario: the problems point into the file.
pub fn variant(file: &SourceFile, scenario: &Scenario, name: &str) -> Result<(SourceFile, Checked), Refused> {
    let refused = |problem| Refused { file: file.clone(), diagnostics: vec![problem] };
    let Some(variant) = scenario.variants.iter().find(|variant| variant.name == name) else {
        let names: Vec<&str> = scenario.variants.iter().map(|variant| variant.name.as_str()).collect();
        let message = format!("there is no variant {}", quoted(name));
        let problem = Diagnostic::error(codes::UNKNOWN_VARIANT, 0..0, message);
        return Err(refused(problem.help(did_you_mean(name, &names))));
    };
    made(file, scenario, variant).map_err(|diagnostics| Refused { file: file.clone(), diagnostics })
}

/// All variants of a file, in its order, each as the scenario that it makes.
///
/// # Errors
///
/// What is wrong with any of them, each at its place in the file.
pub fn variants(file: &SourceFile, scenario: &Scenario) -> Result<Vec<(String, Scenario)>, Vec<Diagnostic>> {
    let mut all = Vec::new();
    let mut problems = Vec::new();
    for variant in &scenario.variants {
        match made(file, scenario, variant) {
            Ok((_, checked)) => all.push((variant.name.clone(), checked.scenario)),
            Err(more) => problems.extend(more),
        }
    }
    if problems.is_empty() { Ok(all) } else { Err(problems) }
}

fn made(
    file: &SourceFile,
    scenario: &Scenario,
    variant: &Variant,
) -> Result<(SourceFile, Checked), Vec<Diagnostic>> {
    let because = format!("the variant {}", quoted(&variant.name));
    let place = |path: String| scenario.spans.get(&path).cloned().unwrap_or_default();
    changed_because(file, scenario, &variant.edits, &because).map_err(|fault| match fault {
        Fault::Argument(at, problems) => {
            let edit = place(format!("variants.{}.set[{at}]", variant.name));
            let inside = variant.edits.get(at).and_then(|text| verbatim(file, &edit, text));
            let told = |problem: Diagnostic| Diagnostic {
                message: format!("in {because}: {}", problem.message),
                span: inside
                    .map_or(edit.clone(), |start| start + problem.span.start..start + problem.span.end),
                ..problem
            };
            problems.into_iter().map(told).collect()
        }
        Fault::Together(_, problems) => {
            let place = place(format!("variants.{}", variant.name));
            let errors = problems.into_iter().filter(|problem| problem.severity == Severity::Error);
            let told = |problem: Diagnostic| {
                let message = format!("{because} gives no scenario: {}", problem.message);
                let own = Diagnostic::error(codes::VARIANT, place.clone(), message);
                own.label(format!("its edits together: {}", problem.code)).maybe_help(problem.help)
            };
            errors.map(told).collect()
        }
    })
}

/// Where the content of a text begins that stands in the file as it is, without escapes.
fn verbatim(file: &SourceFile, span: &Span, content: &str) -> Option<usize> {
    let written = file.text().get(span.clone())?;
    Some(span.start + written.find(content)?)
}
