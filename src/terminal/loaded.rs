//! A scenario file, opened and parsed once, checked, and changed as `--variant` and `--set` ask.

use super::change::ChangeOptions;
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
    /// SHA-256 of the file, the variant and the overrides, hexadecimal.
    pub(crate) hash: String,
    /// Names of the formats, in the order of the file.
    pub(crate) formats: Vec<String>,
    /// Parties, in the order of the file.
    pub(crate) parties: Vec<Named>,
    /// The variant of the file that this is, by its name; `None`: the file itself.
    pub(crate) variant: Option<String>,
    /// Overrides, as given.
    pub(crate) sets: Vec<String>,
    /// The scenario.
    pub(crate) scenario: Scenario,
    /// The variants of the file by name, in its order, each with the overrides, where they are asked for. A variant has none itself:
    /// alternatives are taken one at a time.
    pub(crate) variants: Vec<(String, Scenario)>,
    /// Its text with the variant and the overrides, for line numbers: they are those of the file.
    pub(crate) source: SourceFile,
}

/// Reads and checks a scenario, with a variant of it and overrides.
pub(crate) fn load(path: &Path, change: &ChangeOptions) -> Result<Loaded, Failure> {
    let source = source(path)?;
    let opened = scenario::open(&source);
    Loaded::of(path, &source, opened, change)
}

/// The same with all variants of the file, which must be sound, too.
pub(crate) fn load_with_variants(path: &Path, change: &ChangeOptions) -> Result<Loaded, Failure> {
    let source = source(path)?;
    let opened = scenario::open(&source);
    Loaded::read(path, &source, opened, change, true)
}

/// The same of a text that was kept of the file, with its variants if they are wanted.
pub(crate) fn load_kept(
    path: &Path,
    bytes: &[u8],
    change: &ChangeOptions,
    all: bool,
) -> Result<Loaded, Failure> {
    let source = SourceFile::from_bytes(path.display().to_string(), bytes);
    let opened = scenario::open(&source);
    Loaded::read(path, &source, opened, change, all)
}

fn refused(problems: &[Diagnostic], source: &SourceFile) -> Failure {
    Failure::rendered(USAGE, rendered(problems, source))
}

fn set(
    source: SourceFile,
    scenario: Scenario,
    sets: &[String],
) -> Result<(SourceFile, Scenario), set::Refused> {
    if sets.is_empty() {
        return Ok((source, scenario));
    }
    let (source, checked) = set::changed(&source, &scenario, sets)?;
    Ok((source, checked.scenario))
}

/// The variants of a file with overrides, which come after those of the variant, as with `--variant`; before them, where the variant takes out
/// what they set.
fn variants(
    file: (&SourceFile, &Scenario),
    changed: (&SourceFile, &Scenario),
    sets: &[String],
) -> Result<Vec<(String, Scenario)>, set::Refused> {
    let one = |name: &str| {
        let (source, checked) = scenario::variant(file.0, file.1, name)?;
        let after = set(source, checked.scenario, sets).map(|(_, scenario)| scenario);
        after.or_else(|_| Ok(scenario::variant(changed.0, changed.1, name)?.1.scenario))
    };
    file.1.variants.iter().map(|variant| Ok((variant.name.clone(), one(&variant.name)?))).collect()
}

impl Loaded {
    /// Checks a scenario that was opened, with a variant of it and overrides.
    pub(crate) fn of(
        path: &Path,
        file: &SourceFile,
        opened: Opened,
        change: &ChangeOptions,
    ) -> Result<Self, Failure> {
        Self::read(path, file, opened, change, false)
    }

    fn read(
        path: &Path,
        file: &SourceFile,
        opened: Opened,
        change: &ChangeOptions,
        all: bool,
    ) -> Result<Self, Failure> {
        if opened.kind == Kind::Domain {
            return Err(domain_refused(path));
        }
        if let Some((failure, _)) = misplaced(path, file) {
            return Err(failure);
        }
        let base = opened.scenario().map_err(|problems| refused(&problems, file))?.scenario;
        let wrong = |error: set::Refused| refused(&error.diagnostics, &error.file);
        let variant = change.variant.as_ref().map(|given| meant(path, &base, given)).transpose()?;
        let (source, scenario) = match &variant {
            None => (file.clone(), base.clone()),
            Some(name) => {
                let (source, checked) = scenario::variant(file, &base, name).map_err(wrong)?;
                (source, checked.scenario)
            }
        };
        let sets = change.sets.as_slice();
        let (source, scenario) = set(source, scenario, sets).map_err(wrong)?;
        let variants = match &variant {
            None if all => variants((file, &base), (&source, &scenario), sets).map_err(wrong)?,
            _ => Vec::new(),
        };
        Ok(Self {
            path: path.to_owned(),
            name: scenario.name.clone(),
            hash: file.fingerprint(variant.as_deref(), sets),
            formats: scenario.formats.iter().map(|f| f.name.clone()).collect(),
            parties: scenario
                .parties
                .iter()
                .map(|p| Named { id: p.id.clone(), name: p.name.clone() })
                .collect(),
            variant,
            sets: sets.to_vec(),
            scenario,
            variants,
            source,
        })
    }

    /// Position of the format that is meant; the only one if none was named.
    pub(crate) fn format(&self, given: Option<&str>) -> Result<usize, Failure> {
        match (given, self.formats.as_slice()) {
            (Some(name), formats) => Ok(names::find_part("format", formats, name)?),
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

/// The name of the variant that is meant.
fn meant(path: &Path, scenario: &Scenario, given: &str) -> Result<String, Failure> {
    let names: Vec<String> = scenario.variants.iter().map(|variant| variant.name.clone()).collect();
    if names.is_empty() {
        return Err(Failure::usage(format!("there is no variant `{given}`"))
            .at(path.display())
            .expected("a scenario with `variants`; this one names none"));
    }
    let found =
        names::find("variant", &names, given).map_err(|error| Failure::from(error).at(path.display()))?;
    Ok(names[found].clone())
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
