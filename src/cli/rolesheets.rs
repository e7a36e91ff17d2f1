//! `rolesheets`: what a class that plays the case needs on paper: a page for each party, table signs, proposal forms, the teacher's guide.

use super::class_options::{Spoken, for_a_class};
use crate::language::Language;
use crate::report::class::{Sheet, guide, proposals, rolesheets, signs};
use crate::scenario::Scenario;
use crate::terminal::change::ChangeOptions;
use crate::terminal::chosen::FormatsOption;
use crate::terminal::failure::{DONE, Failure};
use crate::terminal::loaded::load;
use crate::terminal::output;
use clap::Args;
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  roundtable rolesheets scenarios/korea-2019/formats.ron
  roundtable rolesheets scenarios/teaching/3-packages.ron -o sheets --lang ko

all-sheets.html prints a page a party: print it once, and give each student one page. 01-….html and so on are one sheet each, to be sent to one
person. table-signs.html and proposal-forms.html are for the tables. teachers-guide.html has the plan of the hour and everybody's numbers:
keep it, and all-sheets.html, to yourself.";

/// Write what a class plays from: a role sheet for each party, table signs, proposal forms, the teacher's guide
///
/// A role sheet has a party's own wishes, points and floor, and nobody else's.
/// Each sheet is one page for students who play the party. It says what the party wants, what each outcome is worth to it in points, what it has
/// without an agreement (the number to beat), and the least that it should sign for. The points come from what the file states and the middle of
/// what it assumes; `debrief` scores with the same ones.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Scenario file
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// Folder to write to, which must be new or empty [default: SCENARIO-rolesheets in the current folder]
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,

    #[command(flatten)]
    formats: FormatsOption,

    #[command(flatten)]
    spoken: Spoken,

    #[command(flatten)]
    change: ChangeOptions,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let loaded = load(&arguments.file, &arguments.change)?;
    let default = || PathBuf::from(format!("{}-rolesheets", loaded.name));
    let folder = arguments.output.clone().unwrap_or_else(default);
    output::refuse_taken(&folder)?;
    let language = arguments.spoken.lang;
    let scenario = loaded.scenario.speaking(language.code());
    let (sheets, all) = rolesheets(&scenario, language);
    if sheets.is_empty() {
        return Err(Failure::usage("nothing that can be agreed makes a difference to any party")
            .at(loaded.path.display())
            .expected(
                "a scenario in which a statement says what somebody prefers, in 50 of 100 worlds or more",
            ));
    }
    let mut played = for_a_class(&loaded, &arguments.formats.formats)?;
    played.truncate(2);
    let names: Vec<&str> = played.iter().map(|place| loaded.scenario.formats[*place].name.as_str()).collect();
    let (file, names) = (arguments.file.display().to_string(), names.join(","));
    let mut files = vec![
        ("all-sheets.html".to_owned(), all.into_bytes()),
        ("table-signs.html".to_owned(), signs(&scenario, language).into_bytes()),
        ("proposal-forms.html".to_owned(), proposals(&scenario, language).into_bytes()),
        ("teachers-guide.html".to_owned(), guide(&scenario, &played, (&file, &names), language).into_bytes()),
    ];
    for (k, sheet) in sheets.iter().enumerate() {
        let name = format!("{:02}-{}.html", k + 1, file_name(&loaded.scenario.parties[sheet.party].id));
        files.push((name, sheet.page.clone().into_bytes()));
    }
    output::write_folder(&folder, &files)?;
    output::say(&told(&scenario, &sheets, &folder, language))?;
    Ok(DONE)
}

fn told(s: &Scenario, sheets: &[Sheet], folder: &Path, language: Language) -> String {
    let (folder, count) = (folder.display().to_string(), sheets.len().to_string());
    let mut text =
        format!("{}\n", crate::say!(language, "class-wrote-sheets", folder = folder, count = count));
    let without = s.parties.iter().enumerate().filter(|(k, _)| sheets.iter().all(|sheet| sheet.party != *k));
    let names: Vec<String> = without.map(|(_, party)| party.name.clone()).collect();
    if !names.is_empty() {
        text.extend([crate::say!(language, "class-no-sheet", who = language.list(&names)).as_str(), "\n"]);
    }
    text
}

/// A key as a part of the name of a file.
fn file_name(key: &str) -> String {
    let fine = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_') { c } else { '-' };
    key.chars().take(40).map(fine).collect()
}
