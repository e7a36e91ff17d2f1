//! Domains with exact preferences, from scenario files and from those of other programs.

use crate::lab::games::game::Game;
use crate::lab::games::seat::Chosen;
use crate::lab::games::{evaluate, protocol};
use crate::lab::import::domains;
use crate::results::words::{count, thousands};
use crate::scenario::{
    self, CheckedDomain, Diagnostic, Kind, Opened, SourceFile, diagnostic::codes, domain::Domain,
};
use crate::terminal::failure::{Failure, USAGE};
use crate::terminal::loaded::{rendered, source};
use crate::terminal::output::remark;
use std::path::PathBuf;

/// With more utilities than this, `check` does not reckon them all.
const MOST_CHECKED: usize = 4_000_000;

/// What a command on games was given.
pub(super) enum Given {
    /// A domain.
    Domain(Domain),
    /// Anything else: to be read as a scenario.
    Other(SourceFile, Opened),
}

/// Opens what is meant, and reads it if it is a domain.
pub(super) fn open(paths: &[PathBuf]) -> Result<Given, Failure> {
    if domains::is_foreign(paths) {
        let imported = foreign(paths)?;
        for note in &imported.told.notes {
            remark(&format!("note: {note}\n"));
        }
        return Ok(Given::Domain(imported.domain));
    }
    let [path] = paths else {
        return Err(Failure::usage("several files are named, and not all are of another program")
            .expected("one scenario, or the .xml, .json or .yaml profiles of one domain"));
    };
    let source = source(path)?;
    let opened = scenario::open(&source);
    if opened.kind != Kind::Domain {
        return Ok(Given::Other(source, opened));
    }
    let refused = |problems: Vec<Diagnostic>| Failure::rendered(USAGE, rendered(&problems, &source));
    opened.domain().and_then(playable).map(|checked| Given::Domain(checked.domain)).map_err(refused)
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

/// What `check` says of a domain: its size in words and its warnings, or what is wrong with it.
pub(crate) fn sound(opened: Opened) -> Result<(String, Vec<Diagnostic>), Vec<Diagnostic>> {
    let CheckedDomain { domain, warnings, .. } = opened.domain().and_then(playable)?;
    Ok((format!("a domain: {}", size(&domain)), warnings))
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
