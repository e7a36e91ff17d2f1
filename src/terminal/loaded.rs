//! A scenario file, opened and parsed once, checked, and changed as `--set` asks.

use super::failure::{Failure, USAGE};
use super::{printable, shell};
use crate::files::read::{self, ReadError};
use crate::files::seems::Seems;
use crate::results::comparison::Named;
use crate::results::names;
use crate::scenario::diagnostic::{self, codes};
use crate::scenario::{self, Diagnostic, Kind, Opened, Scenario, SourceFile, Style, set};
use std::path::{Path, PathBuf};

/// A scenario that passed all checks.
pub(crate) struct Loaded {
    /// File as given.
    pub(crate) path: PathBuf,
    /// Scenario name, for the output folder.
    pub(crate) name: String,
    /// SHA-256 of the file and overrides, hexadecimal.
    pub(crate) hash: String,
    /// Names of the formats, in the order of the file.
    pub(crate) formats: Vec<String>,
    /// Parties, in the order of the file.
    pub(crate) parties: Vec<Named>,
    /// Overrides, as given.
    pub(crate) sets: Vec<String>,
    /// The scenario.
    pub(crate) scenario: Scenario,
    /// Its text with the overrides, for line numbers: they are those of the file.
    pub(crate) source: SourceFile,
}

/// Reads and checks a scenario, with overrides.
pub(crate) fn load(path: &Path, sets: &[String]) -> Result<Loaded, Failure> {
    let source = source(path)?;
    let opened = scenario::open(&source);
    Loaded::of(path, source, opened, sets)
}

impl Loaded {
    /// Checks a scenario that was opened, with overrides.
    pub(crate) fn of(
        path: &Path,
        source: SourceFile,
        opened: Opened,
        sets: &[String],
    ) -> Result<Self, Failure> {
        if opened.kind == Kind::Domain {
            return Err(domain_refused(path));
        }
        if let Some((failure, _)) = misplaced(path, &source) {
            return Err(failure);
        }
        let refused = |problems: &[Diagnostic]| Failure::rendered(USAGE, rendered(problems, &source));
        let hash = source.fingerprint(sets);
        let scenario = opened.scenario().map_err(|problems| refused(&problems))?.scenario;
        let (source, scenario) = if sets.is_empty() {
            (source, scenario)
        } else {
            let (changed, checked) = set::changed(&source, &scenario, sets)
                .map_err(|error| Failure::rendered(USAGE, rendered(&error.diagnostics, &error.file)))?;
            (changed, checked.scenario)
        };
        Ok(Self {
            path: path.to_owned(),
            name: scenario.name.clone(),
            hash,
            formats: scenario.formats.iter().map(|f| f.name.clone()).collect(),
            parties: scenario
                .parties
                .iter()
                .map(|p| Named { id: p.id.clone(), name: p.name.clone() })
                .collect(),
            sets: sets.to_vec(),
            scenario,
            source,
        })
    }

    /// Position of the format that is meant; the only one if none was named.
    pub(crate) fn format(&self, given: Option<&str>) -> Result<usize, Failure> {
        match (given, self.formats.as_slice()) {
            (Some(name), formats) => Ok(names::find("format", formats, name)?),
            (None, [_]) => Ok(0),
            (None, formats) => Err(Failure::usage("no format is named")
                .at(self.path.display())
                .expected(format!("--format with one of: {}", formats.join(", ")))
                .mend(format!(
                    "add {}, or use `compare` for all",
                    shell::option("--format", formats.first().map_or("NAME", |f| f))
                ))),
        }
    }
}

/// Reads a file, at most as large as the largest scenario.
pub(crate) fn source(path: &Path) -> Result<SourceFile, Failure> {
    let name = path.display().to_string();
    match read::bytes(path, scenario::LARGEST_FILE as u64) {
        Ok(bytes) => Ok(SourceFile::from_bytes(name, &bytes)),
        Err(ReadError::TooLarge { size, .. }) => Ok(SourceFile::too_large(name, size)),
        Err(error) => Err(Failure::reading(path, &error)),
    }
}

/// Problems laid out for people, in colours where the terminal can.
pub(crate) fn rendered(problems: &[Diagnostic], source: &SourceFile) -> String {
    let style = match anstream::AutoStream::choice(&std::io::stderr()) {
        anstream::ColorChoice::Never => Style::Plain,
        _ => Style::Coloured,
    };
    let room = super::text::columns(diagnostic::USUAL);
    printable::own(&diagnostic::render_in(problems, source, style, room))
}

/// A command that needs formats was given a domain.
fn domain_refused(path: &Path) -> Failure {
    let failure =
        Failure::usage("this is a domain with exact preferences; there are no formats in it to go through")
            .at(path.display())
            .expected("a scenario with `parties`, `statements` and `formats`");
    if cfg!(feature = "lab") {
        failure.mend("`roundtable negotiate` and `roundtable analyse` read domains")
    } else {
        failure
    }
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

/// Why a file that is no scenario of this program is refused, for people and for programs; `None` where it seems to be one.
pub(crate) fn misplaced(path: &Path, source: &SourceFile) -> Option<(Failure, Diagnostic)> {
    let seems = other(source)?;
    let what = format!("this is no scenario of this program: it seems to be {seems}");
    let help = Some(seems.read_by.to_owned()).filter(|help| !help.is_empty());
    let problem = Diagnostic::error(codes::EMPTY, 0..0, what.as_str()).maybe_help(help);
    let failure = Failure::usage(what).at(path.display()).expected("a scenario file, `Scenario(…)`");
    Some((if seems.read_by.is_empty() { failure } else { failure.mend(seems.read_by) }, problem))
}
