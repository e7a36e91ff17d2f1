//! Domains with exact preferences, from scenario files and from those of other programs.

use super::failure::{Failure, USAGE};
use super::output::remark;
use super::seams::{Verdict, rendered, source};
use crate::lab::games::game::Game;
use crate::lab::games::seat::Chosen;
use crate::lab::games::{evaluate, protocol};
use crate::lab::import::domains;
use crate::lab::import::seems::Seems;
use crate::results::words::{count, thousands};
use crate::scenario::{self, CheckedDomain, Diagnostic, SourceFile, diagnostic::codes, domain::Domain};
use std::path::{Path, PathBuf};

/// With more utilities than this, `check` does not reckon them all.
const MOST_CHECKED: usize = 4_000_000;

/// The domain that is meant; `None` where it is a scenario.
pub(super) fn domain(paths: &[PathBuf]) -> Result<Option<Domain>, Failure> {
    if domains::is_foreign(paths) {
        let imported = foreign(paths)?;
        for note in &imported.told.notes {
            remark(&format!("note: {note}\n"));
        }
        return Ok(Some(imported.domain));
    }
    let [path] = paths else {
        return Err(Failure::usage("several files are named, and not all are of another program")
            .expected("one scenario, or the .xml, .json or .yaml profiles of one domain"));
    };
    let source = source(path)?;
    let Some(read) = scenario::read_domain(&source) else {
        return misplaced(path, &source).map_or(Ok(None), Err);
    };
    let refused = |problems: Vec<Diagnostic>| Failure::rendered(USAGE, rendered(&problems, &source));
    read.and_then(playable).map(|checked| Some(checked.domain)).map_err(refused)
}

/// What files of another program hold, and what of it is not read.
pub(super) fn foreign(paths: &[PathBuf]) -> Result<domains::Imported, Failure> {
    domains::import(paths).map_err(|error| {
        let place = error.file.display();
        let failure = Failure::usage(error.what);
        match error.seems {
            Some(seems) if seems.read_by.is_empty() || seems.read_by.contains("`analyse`") => {
                failure.at(format!("{place}, which seems to be {seems}"))
            }
            Some(seems) => failure.at(format!("{place}, which seems to be {seems}; {}", seems.read_by)),
            None => failure.at(place),
        }
    })
}

/// What a file seems to be that is no scenario of this program; `None` where it seems to be one.
fn other(source: &SourceFile) -> Option<Seems> {
    let text = source.text().trim_start();
    let seems = Seems::of(text);
    // A scenario that is written in another way, or broken, is told of place by place.
    let kinds = [
        "GENIUS",
        "Genius",
        "NegMAS",
        "plain JSON",
        "KTAB",
        "GMCR",
        "decisions",
        "XML",
        "web page",
        "reference cases",
    ];
    let foreign = kinds.iter().any(|kind| seems.what.contains(kind)) && !text.contains("format_version");
    foreign.then_some(seems)
}

fn no_scenario(seems: Seems) -> String {
    format!("this is no scenario of this program: it seems to be {seems}")
}

/// Why a file that is no scenario of this program is refused; `None` where it seems to be one.
pub(super) fn misplaced(path: &Path, source: &SourceFile) -> Option<Failure> {
    other(source).map(|seems| {
        let failure =
            Failure::usage(no_scenario(seems)).at(path.display()).expected("a scenario file, `Scenario(…)`");
        if seems.read_by.is_empty() { failure } else { failure.mend(seems.read_by) }
    })
}

/// What `check` says of a file of another program, to people and to programs alike.
pub(super) fn foreign_verdict(path: &Path, source: &SourceFile) -> Option<Verdict> {
    let seems = other(source)?;
    let text = misplaced(path, source)?.text();
    let help = Some(seems.read_by.to_owned()).filter(|help| !help.is_empty());
    let problem = Diagnostic::error(codes::EMPTY, 0..0, no_scenario(seems)).maybe_help(help);
    let problems = scenario::machine(&[problem], source);
    Some(Verdict { passed: false, text, praise: String::new(), problems })
}

/// A command that needs formats was given a domain.
pub(super) fn refused(path: &Path) -> Failure {
    Failure::usage("this is a domain with exact preferences; there are no formats in it to go through")
        .at(path.display())
        .expected("a scenario with `parties`, `statements` and `formats`")
        .mend("`roundtable negotiate` and `roundtable analyse` read domains")
}

/// What `check` says of a domain.
pub(super) fn verdict(
    path: &Path,
    source: &SourceFile,
    read: Result<CheckedDomain, Vec<Diagnostic>>,
) -> Verdict {
    let (praise, problems) = match read.and_then(playable) {
        Ok(CheckedDomain { domain, warnings, .. }) => {
            let verdict = match warnings.len() {
                0 => "nothing is wrong".to_owned(),
                n => format!("it can be negotiated, with {}", count(n, "warning")),
            };
            let praise = format!("{}: {verdict} (a domain: {})", path.display(), size(&domain));
            (Some(praise), warnings)
        }
        Err(problems) => (None, problems),
    };
    let text = if problems.is_empty() { String::new() } else { rendered(&problems, source) };
    Verdict {
        passed: praise.is_some(),
        text,
        praise: praise.unwrap_or_default(),
        problems: scenario::machine(&problems, source),
    }
}

/// `6 parties, 5 issues, 720 packages`.
pub(super) fn size(domain: &Domain) -> String {
    let packages = evaluate::packages(&evaluate::sizes(domain)).unwrap_or(usize::MAX);
    let parties = match domain.parties.len() {
        1 => "1 party".to_owned(),
        n => format!("{n} parties"),
    };
    let packages = match packages {
        1 => "1 package".to_owned(),
        n => format!("{} packages", thousands(n as u64)),
    };
    format!("{parties}, {}, {packages}", count(domain.issues.len(), "issue"))
}

/// A domain of which a game comes: packages that can be enumerated, utilities that are numbers, a protocol and tactics that exist.
fn playable(checked: CheckedDomain) -> Result<CheckedDomain, Vec<Diagnostic>> {
    let CheckedDomain { domain, warnings, spans } = &checked;
    let mut problems = warnings.clone();
    let mut fault = |path: &str, message: String, help: String| {
        let span = spans.get(path).cloned().unwrap_or_default();
        problems.push(Diagnostic::error(codes::UNPLAYABLE, span, message).label("here").help(help));
    };
    if let Some(name) = &domain.talks.protocol
        && protocol::by_name(name).is_none()
    {
        let all: Vec<&str> = protocol::PROTOCOLS.iter().map(|p| p.name).collect();
        let help = scenario::diagnostic::did_you_mean(name, &all);
        fault("talks", format!("no protocol is called \"{name}\""), help);
    }
    for party in &domain.parties {
        if let Some(Err(error)) = party.tactic.as_ref().map(Chosen::of) {
            let help = "write a tactic and parameters as `negotiate --tactics` knows them".to_owned();
            fault(&format!("preferences.{}.tactic", party.name), error.0, help);
        }
    }
    let last = domain.issues.last().map_or_else(String::new, |issue| format!("issues.{}", issue.name));
    // Sums over issues are played without listing all packages.
    let additive = evaluate::additive(domain).is_some();
    let listed = |n: &usize| additive || evaluate::can_be_listed(*n, domain.parties.len());
    match evaluate::packages(&evaluate::sizes(domain)).filter(listed) {
        None => {
            let most = thousands(evaluate::MOST_PACKAGES as u64);
            let message = format!("there are more packages than the {most} that are enumerated");
            fault(&last, message, "leave out issues or values".to_owned());
        }
        Some(packages) if packages.saturating_mul(domain.parties.len()) <= MOST_CHECKED => {
            if let Err(error) = Game::of(domain) {
                let first =
                    domain.parties.first().map_or_else(String::new, |p| format!("preferences.{}", p.name));
                fault(&first, error.0, "write smaller weights, scores and coefficients".to_owned());
            }
        }
        Some(_) => {}
    }
    if problems.len() > warnings.len() { Err(problems) } else { Ok(checked) }
}
